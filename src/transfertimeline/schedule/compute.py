"""
Computing a schedule: every date from its rule.

The milestones are a graph: each depends on what its rule counts from. It is walked
in order, so every rule is resolved once, after everything it needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from transfertimeline.dates.days import DayRange
from transfertimeline.dates.months import EndConvention, month_stretch
from transfertimeline.dates.working import MONDAY_TO_FRIDAY, WorkingCalendar
from transfertimeline.errors import (
    PlanError,
    TimelineError,
    UnknownIdError,
    quoted,
    raise_all,
)
from transfertimeline.plan.ids import nearest
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.origin import located
from transfertimeline.plan.state import Declared, LayerKind, State, state_of
from transfertimeline.schedule.checks import findings_of
from transfertimeline.schedule.computation import Computation, published
from transfertimeline.schedule.dating import dated
from transfertimeline.schedule.derivation import Derivation
from transfertimeline.schedule.families import Member, members
from transfertimeline.schedule.graph import in_order
from transfertimeline.schedule.resolve import Resolver
from transfertimeline.schedule.schedule import (
    Schedule,
    ScheduledMilestone,
    ScheduledPhase,
)

__all__ = ["compute"]


def compute(
    plan: Plan,
    *,
    data_date: date,
    calendar: WorkingCalendar = MONDAY_TO_FRIDAY,
) -> Schedule:
    """
    Date every milestone of a plan, as of a day.

    The plan of a programme gives the milestones of scope programme and country;
    the plan of a network gives these and its own.

    Args:
        plan: The plan.
        data_date: The day as of which facts are known. Nothing here knows what
            day it is today.
        calendar: Says which days are working days.

    Raises:
        TimelineError: If the plan cannot be dated: an id that nothing has, rules
            that count from each other in a circle, a window too short for a
            length, a clock time that does not exist. Several at once come as
            `TimelineErrors`.

    Example:
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> schedule = compute(load_bundled("ru-rban"), data_date=date(2019, 1, 1))
        >>> schedule["campus-lt"].edtf
        '2019-21'
    """
    state = state_of(plan, data_date)
    phases = _phases(state)
    resolver = Resolver(
        start=state.start,
        end=phases[-1].days.last,
        ends=state.ends,
        calendar=calendar,
        phases={phase.id: phase.days for phase in phases},
    )
    found = _members(plan, state, resolver)
    computation = Computation(
        plan=plan, state=state, resolver=resolver, members=found, phases=phases
    )
    order = in_order(computation)
    scheduled = dated(computation, order)
    milestones = tuple(sorted(scheduled, key=_by_date))
    return Schedule(
        plan=plan,
        data_date=data_date,
        phases=phases,
        milestones=milestones,
        findings=findings_of(computation, milestones),
    )


def _phases(state: State) -> tuple[ScheduledPhase, ...]:
    layer = f"{state.owner.kind} {state.owner.id}"
    start = Derivation(
        subject="start",
        days=DayRange.day(state.start),
        stated=layer,
        source=state.source,
        origin=state.origin,
    )
    same_day = state.ends is EndConvention.ANNIVERSARY
    how = f"start, each to {'the same day' if same_day else 'the day before'}"
    scheduled = []
    months_before = 0
    for phase in state.phases:
        assert phase.length is not None  # state_of sees to it
        months = phase.length.whole_months
        assert months is not None  # Phase sees to it
        try:
            days = month_stretch(
                state.start, skip=months_before, months=months, ends=state.ends
            )
        except TimelineError as error:
            raise error.at(located(phase.origin, f"phase {phase.id}")) from None
        derivation = Derivation(
            subject=phase.id,
            days=days,
            how=f"months {months_before + 1} to {months_before + months} from {how}",
            of=(start,),
            source=phase.source,
            origin=phase.origin,
        )
        scheduled.append(
            ScheduledPhase(
                phase=phase,
                days=days,
                owner=state.owner,
                last_modified=published(state.owner),
                derivation=derivation,
            )
        )
        months_before += months
    return tuple(scheduled)


def _members(plan: Plan, state: State, resolver: Resolver) -> dict[str, Member]:
    """Return every milestone to be dated, by id, families expanded."""
    months: dict[str, int] = {}
    total = 0
    for phase in state.phases:
        months[phase.id] = total
        total += (phase.length.whole_months or 0) if phase.length else 0
    stated = {declared.stated.id for declared in state.milestones}
    found: dict[str, Member] = {}
    errors: list[TimelineError] = []
    for declared in state.milestones:
        if plan.network is None and not declared.stated.scope.wide:
            continue
        try:
            expanded = members(declared, state.partners, resolver, months.get)
        except TimelineError as error:
            errors.append(error)
            continue
        for member in expanded:
            taken = member.id in found or member.id in months or member.id in stated
            if member.suffix and taken:
                todo = "rename one of the two"
                text = "an id that is not taken"
                errors.append(
                    PlanError(
                        located(declared.stated.origin, f"milestone {member.id}"),
                        text,
                        quoted(member.id),
                        todo,
                        "id-duplicate",
                    )
                )
            found[member.id] = member
        if declared.changes:
            errors.extend(_strays(declared, {member.id for member in expanded}, plan))
    raise_all(errors)
    return found


def _strays(declared: Declared, found: set[str], plan: Plan) -> Iterable[TimelineError]:
    """Find changes of members that the family has not got."""
    stated = declared.stated
    for layer, change in declared.changes:
        if change.id == stated.id or change.id in found:
            continue
        if plan.network is not None and layer is not LayerKind.NETWORK and stated.each:
            # A member of another network's country: the programme's plan checks it.
            continue
        where = located(change.origin, f"milestone {change.id}")
        todo = nearest(change.id, found)
        expected = f"a member of the family {quoted(stated.id)}"
        yield UnknownIdError(
            where, expected, quoted(change.id), todo, "override-unknown"
        )


def _by_date(milestone: ScheduledMilestone) -> tuple[bool, date, date, str]:
    first, last = milestone.first, milestone.last
    if first is None or last is None:
        return (True, date.max, date.max, milestone.id)
    return (False, first, last, milestone.id)
