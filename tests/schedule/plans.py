"""Small plans for the tests of schedules: a network of 18 + 6 months on its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from transfertimeline.dates.lag import parse_lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.plan.grammar import parse_constraint, parse_rule
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.milestones import Kind, Milestone, Override
from transfertimeline.plan.networks import Network, Partner
from transfertimeline.plan.phases import Phase
from transfertimeline.plan.programmes import Programme
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule

APPROVAL = date(2018, 12, 4)
"""The day the 23 networks were approved, a Tuesday: the start of these plans."""

UDINE = Partner(id="udine", city="Udine", country="IT")
CORK = Partner(id="cork", city="Cork", country="IE")
KLAIPEDA = Partner(id="klaipeda", city="Klaipėda", country="LT")
NOVARA = Partner(id="novara", city="Novara", country="IT")


def milestone(id_: str, when: str, **fields: Any) -> Milestone:  # noqa: ANN401 - as many types as fields
    """Return a milestone; its rule and constraints as a plan file writes them."""
    fields = {"kind": Kind.EVENT, "title": id_} | fields
    if "must" in fields:
        fields["must"] = [parse_constraint(text) for text in fields["must"]]
    return Milestone(id=id_, when=parse_rule(when), **fields)


def phase(id_: str, length: str | None, **fields: Any) -> Phase:  # noqa: ANN401 - as above
    """Return a phase; its length as a plan file writes it."""
    fields = {"title": id_} | fields
    return Phase(id=id_, length=parse_lag(length) if length else None, **fields)


def lifecycle(
    *milestones: Milestone,
    phases: Iterable[Phase] | None = None,
    ends: EndConvention = EndConvention.ANNIVERSARY,
) -> Lifecycle:
    """Return a lifecycle of 18 months of transfer and 6 of dissemination."""
    usual = (phase("transfer", "18 months"), phase("dissemination", "6 months"))
    fields: dict[str, Any] = {
        "phases": usual if phases is None else phases,
        "milestones": milestones,
    }
    return Lifecycle(id="cycle", name="Cycle", ends=ends, **fields)


def network(
    *milestones: Milestone | Override,
    start: date | None = APPROVAL,
    **fields: Any,  # noqa: ANN401 - as above
) -> Network:
    """Return a network on its own, or in the programme it names."""
    usual: dict[str, Any] = {"id": "demo", "name": "Demo", "issued": APPROVAL}
    if "programme" not in fields:
        usual |= {"lifecycle": "cycle", "start": start}
    usual |= {"milestones": milestones, **fields}
    return Network(**usual)


def programme(*milestones: Milestone | Override, **fields: Any) -> Programme:  # noqa: ANN401 - as above
    """Return a programme of the lifecycle."""
    usual: dict[str, Any] = {
        "id": "round",
        "name": "Round",
        "lifecycle": "cycle",
        "start": APPROVAL,
        "issued": APPROVAL,
        "milestones": milestones,
    }
    usual |= fields
    return Programme(**usual)


def plan(
    *milestones: Milestone,
    start: date = APPROVAL,
    ends: EndConvention = EndConvention.ANNIVERSARY,
    phases: Iterable[Phase] | None = None,
    **fields: Any,  # noqa: ANN401 - as above
) -> Plan:
    """Return the plan of a network on its own that states these milestones."""
    fields = {"issued": start} | fields
    return Plan(
        lifecycle=lifecycle(phases=phases, ends=ends),
        network=network(*milestones, start=start, **fields),
    )


def schedule(of: Plan, as_of: date = date(2030, 1, 1)) -> Schedule:
    """Return the schedule of a plan, as of a day on which all is known."""
    return compute(of, data_date=as_of)


def dates(of: Plan) -> dict[str, str]:
    """Return the date of each milestone of a plan in EDTF, by id."""
    return {found.id: found.edtf for found in schedule(of)}
