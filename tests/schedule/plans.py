"""Small plans for the tests of schedules: a network of 18 + 6 months on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from transfertimeline.dates.clock import parse_clock_time
from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.dates.lag import parse_lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.plan.changes import Override
from transfertimeline.plan.grammar import parse_constraint, parse_rule
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.milestones import Kind, Milestone
from transfertimeline.plan.networks import Network, Partner
from transfertimeline.plan.phases import Phase
from transfertimeline.plan.programmes import Programme
from transfertimeline.plan.revisions import Extension, Revision, Status
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


_READ: dict[str, Callable[[str], object]] = {
    "when": parse_rule,
    "actual": parse_edtf,
    "status": Status,
    "time": parse_clock_time,
    "start": date.fromisoformat,
}


def revision(on: str, milestone: str | None = None, **fields: Any) -> Revision:  # noqa: ANN401 - as above
    """Return a revision; what is text in a plan file as a plan file writes it."""
    for name, read in _READ.items():
        if isinstance(fields.get(name), str):
            fields[name] = read(fields[name])
    return Revision(on=date.fromisoformat(on), milestone=milestone, **fields)


def extension(
    on: str,
    phase: str = "transfer",
    by: str = "6 months",
    **fields: Any,  # noqa: ANN401 - as above
) -> Revision:
    """Return a revision that makes a phase longer."""
    return revision(on, extend=Extension(phase=phase, by=parse_lag(by)), **fields)


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


def dates(of: Plan, as_of: date = date(2030, 1, 1)) -> dict[str, str]:
    """Return the date of each milestone of a plan in EDTF, by id."""
    return {found.id: found.edtf for found in schedule(of, as_of)}


def past(of: Plan, id_: str) -> list[tuple[str, str, str]]:
    """Return what a milestone was before each change: date, status, until when."""
    return [
        (each.was.edtf, str(each.was.status), str(each.until))
        for each in schedule(of)[id_].earlier
    ]


def stamp(of: Plan, id_: str) -> str:
    """Return the LAST-MODIFIED of a milestone, as day and time."""
    return f"{schedule(of)[id_].last_modified:%Y-%m-%d %H:%M:%S}"
