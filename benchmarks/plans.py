"""The plans that are measured: one network of 40 milestones, and many of them."""

from __future__ import annotations

import datetime as dt

from transfertimeline.dates.clock import parse_clock_time
from transfertimeline.dates.lag import parse_lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.milestones import Kind, Milestone
from transfertimeline.plan.networks import Network, Partner
from transfertimeline.plan.phases import Phase

__all__ = ["DATA_DATE", "plan_of"]

DATA_DATE = dt.date(2019, 6, 1)

# As plans are a year after their start: half of the dates agreed, a few months
# stated, the rest counted from something else.
_RULES = (
    "month of 1 month after start",
    "2019-09-17/2019-09-18",
    "2 weeks before end of transfer",
    "2019-05-08/2019-05-10",
    "first Monday of M{n}",
    "2019-10",
    "3 months after meeting-0, or next working day",
    "2020-01-27/2020-01-29",
    "later of 10 working days after meeting-1 and M{n}",
    "2019-07-18",
)
_LIFECYCLE = Lifecycle(
    id="bench",
    name="Bench",
    ends=EndConvention.ANNIVERSARY,
    phases=[
        Phase(id="transfer", title="Transfer", length=parse_lag("18 months")),
        Phase(id="sharing", title="Sharing", length=parse_lag("6 months")),
    ],
)


def plan_of(milestones: int) -> Plan:
    """Return the plan of a network with so many milestones, of every kind of rule."""
    kinds = (Kind.MEETING, Kind.DEADLINE, Kind.EVENT, Kind.MEETING)
    network = Network(
        id="bench",
        name="Bench network",
        issued=dt.date(2018, 12, 4),
        lifecycle="bench",
        start=dt.date(2018, 12, 4),
        zone="Europe/Paris",
        languages=("en", "lt"),
        partners=[Partner(id="udine", city="Udine", country="IT")],
        milestones=[
            Milestone(
                id=f"meeting-{n}",
                kind=kinds[n % len(kinds)],
                title={"en": f"Meeting {n}, for all", "lt": f"{n} susitikimas"},
                when=parse_rule(_RULES[n % len(_RULES)].format(n=n % 24 + 1)),
                time=parse_clock_time("15:00") if n % len(_RULES) in (2, 4) else None,
                place="Klaipėda, Lithuania",
                note={
                    "en": "Bring the report of your local group; lunch is at noon. "
                    "The agenda follows, and who cannot come should say so early.",
                    "lt": "Atsivežkite savo vietos grupės ataskaitą.",
                },
                url="https://urbact.eu/networks/playful-paradigm",
                tags=["report"],
            )
            for n in range(milestones)
        ],
    )
    return Plan(lifecycle=_LIFECYCLE, network=network)
