"""
Computing a schedule: every date from its rule, and what became of it.

The milestones are a graph: each depends on what its rule counts from. It is walked
in order, so every rule is resolved once, after everything it needs; and again, in
part, for each step of the plan's history.
"""

from __future__ import annotations

from datetime import date

from transfertimeline.dates.working import MONDAY_TO_FRIDAY, WorkingCalendar
from transfertimeline.plan.history import first_published
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Scope
from transfertimeline.plan.state import OwnerKind, State
from transfertimeline.schedule.checks import findings_of
from transfertimeline.schedule.computation import Computation
from transfertimeline.schedule.families import Member
from transfertimeline.schedule.placeholders import filled
from transfertimeline.schedule.replay import Record, Replay, replay
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

    What is used is exactly what was known by then. The plan of a programme gives
    the milestones of scope programme and country; the plan of a network gives
    these and its own.

    Args:
        plan: The plan.
        data_date: The day as of which facts are known. Nothing here knows what
            day it is today.
        calendar: Says which days are working days.

    Raises:
        TimelineError: If the plan cannot be dated, on that day or on an earlier
            one: an id that nothing has, rules that count from each other in a
            circle, a window too short for a length, a clock time that does not
            exist, a revision of something unknown. Several at once come as
            `TimelineErrors`.

    Example:
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> schedule = compute(load_bundled("ru-rban"), data_date=date(2019, 1, 1))
        >>> schedule["campus-lt"].edtf
        '2019-21'
    """
    history = replay(plan, data_date, calendar)
    computation = history.computation
    milestones = tuple(
        sorted(
            (
                _milestone(computation, member, history.milestones[member.id])
                for member in computation.members.values()
                if _concerns(computation.state, plan, member)
            ),
            key=_by_date,
        )
    )
    phases = _phases(history)
    return Schedule(
        plan=plan,
        data_date=data_date,
        phases=phases,
        milestones=milestones,
        data_dates=tuple(day for day in history.days if day >= first_published(plan)),
        findings=findings_of(computation, phases, milestones),
    )


def _phases(history: Replay) -> tuple[ScheduledPhase, ...]:
    computation = history.computation
    found = []
    for dated in computation.phases:
        record = history.phases[dated.phase.id]
        found.append(
            ScheduledPhase(
                phase=dated.phase,
                days=dated.days,
                owner=computation.state.owner,
                since=record.since,
                earlier=tuple(record.earlier),
                last_modified=record.last_modified,
                derivation=dated.derivation,
            )
        )
    return tuple(found)


def _concerns(state: State, plan: Plan, member: Member) -> bool:
    """Tell whether a milestone is one of the plan's: not of a country it has not."""
    own = member.declared.owner.kind is OwnerKind.NETWORK and not member.suffix
    if plan.network is None or own or member.milestone.scope is not Scope.COUNTRY:
        return True
    return any(
        partner.country == member.country
        and (partner.joined is None or partner.joined <= state.data_date)
        for partner in state.everyone
    )


def _milestone(
    computation: Computation, member: Member, record: Record
) -> ScheduledMilestone:
    milestone = member.milestone
    dated = computation.dated[member.id]
    owner = member.declared.owner
    title, note, place = filled(member, computation.state.languages)
    return ScheduledMilestone(
        id=member.id,
        family=milestone.id if member.suffix else None,
        n=member.n,
        stated=milestone,
        title=title,
        note=note,
        place=place,
        expected=dated.expected,
        zone=(milestone.zone or owner.zone) if milestone.time else None,
        country=member.country,
        partner=member.partner.id if member.partner else None,
        owner=owner,
        decision=computation.decision(member),
        replaced_by=computation.replaced_by(member),
        since=record.since,
        earlier=tuple(record.earlier),
        last_modified=record.last_modified,
        derivation=dated.derivation,
    )


def _by_date(milestone: ScheduledMilestone) -> tuple[bool, date, date, str]:
    first, last = milestone.first, milestone.last
    if first is None or last is None:
        return (True, date.max, date.max, milestone.id)
    return (False, first, last, milestone.id)
