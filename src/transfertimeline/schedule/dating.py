"""Dating: each milestone from its rule, once everything it counts from has a date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from transfertimeline.dates.clock import moment
from transfertimeline.dates.days import UNKNOWN, DayRange, Days, add_days
from transfertimeline.dates.edtf import Qualifier
from transfertimeline.errors import PlanError, ScheduleError, TimelineError, raise_all
from transfertimeline.plan.milestones import Kind, Milestone, Override
from transfertimeline.plan.repeats import format_every
from transfertimeline.plan.rules import Stated, anchors
from transfertimeline.plan.state import LayerKind
from transfertimeline.schedule.computation import Computation, published, where_of
from transfertimeline.schedule.derivation import Derivation
from transfertimeline.schedule.families import Member
from transfertimeline.schedule.placeholders import filled
from transfertimeline.schedule.schedule import ScheduledMilestone, Status
from transfertimeline.schedule.span import Span

__all__ = ["dated"]


def dated(computation: Computation, order: Iterable[str]) -> list[ScheduledMilestone]:
    """
    Return the milestones with their dates.

    Args:
        computation: The computation.
        order: Their ids, each after all that it counts from.

    Raises:
        TimelineError: If some cannot be dated; all of them at once.
    """
    derivations = _given(computation)
    scheduled: list[ScheduledMilestone] = []
    errors: list[TimelineError] = []
    for id_ in order:
        member = computation.members[id_]
        try:
            scheduled.append(_milestone(computation, member, derivations))
        except TimelineError as error:
            errors.append(error.at(where_of(member)))
            # So that what counts from it is looked at too.
            computation.resolver.spans[id_] = None
            derivations[id_] = Derivation(subject=id_, days=UNKNOWN)
    raise_all(errors)
    return scheduled


def _given(computation: Computation) -> dict[str, Derivation]:
    """Return the derivations of what has no rule: start, phases, end."""
    given = {phase.id: phase.derivation for phase in computation.phases}
    last = computation.phases[-1]
    given["start"] = last.derivation.of[0]
    given["end"] = Derivation(
        subject="end",
        days=DayRange.day(last.days.last),
        how=f"the last day of {last.id}",
        of=(last.derivation,),
    )
    return given


def _milestone(
    computation: Computation, member: Member, derivations: dict[str, Derivation]
) -> ScheduledMilestone:
    milestone, resolver = member.milestone, computation.resolver_for(member)
    span = resolver.resolve(milestone.when)
    if span is not None and milestone.length is not None:
        span = _with_length(span, milestone)
    resolver.spans[member.id] = span
    if resolver.clipped:
        computation.clipped[member.id] = resolver.clipped[-1]
    days = UNKNOWN if span is None else _days(milestone, span)
    qualifier = Qualifier.NONE if span is None else span.qualifier
    stated, statement = _statement(computation, member)
    derivations[member.id] = derivation = Derivation(
        subject=member.id,
        days=days,
        qualifier=qualifier,
        rule=milestone.when,
        length=milestone.length,
        steps=tuple(resolver.steps),
        of=_used(computation, member, derivations) if resolver.used else (),
        stated=stated,
        source=statement.source or (),
        origin=statement.origin,
    )
    owner = member.declared.owner
    zone = milestone.zone or owner.zone
    start, end = _clock(milestone, days, zone) if milestone.time else (None, None)
    title, note, place = filled(member, computation.state.languages)
    return ScheduledMilestone(
        id=member.id,
        family=milestone.id if member.suffix else None,
        n=member.n,
        stated=milestone,
        title=title,
        note=note,
        place=place,
        days=days,
        qualifier=qualifier,
        start=start,
        end=end,
        zone=zone if milestone.time else None,
        country=member.country,
        partner=member.partner.id if member.partner else None,
        owner=owner,
        status=Status.PLANNED,
        sequence=0,
        last_modified=published(owner),
        derivation=derivation,
    )


def _used(
    computation: Computation, member: Member, derivations: dict[str, Derivation]
) -> tuple[Derivation, ...]:
    """Return the derivations of what the rule just resolved counts from."""
    return tuple(
        _period_derivation(computation, member, derivations)
        if name == "period"
        else derivations[name]
        for name in dict.fromkeys(computation.resolver.used)
    )


def _days(milestone: Milestone, span: Span) -> Days:
    when = milestone.when
    if isinstance(when, Stated) and milestone.length is None:
        return when.date.days  # as they stand there
    return span.days


def _with_length(span: Span, milestone: Milestone) -> Span:
    """Let something long begin on the day the rule gives, or lie in its window."""
    length = milestone.length
    assert length is not None  # asked for what has one
    if span.first != span.last or span.latest_first != span.latest_last:
        found = f'"{milestone.when}", which gives all the days itself'
        todo = "leave the length out, or name the first day"
        raise ScheduleError(
            "length", "a rule that gives one day", found, todo, "length-extent"
        )
    first, last = span.first, span.latest_last
    end = add_days(first, length - 1)
    if span.exact:
        return Span(first, end, first, end, span.qualifier)
    if end > last:
        found = f'"{milestone.when}", which is {(last - first).days + 1} days'
        todo = "give a shorter length or a longer window"
        raise ScheduleError(
            "length", f"a window of {length} days or more", found, todo, "length-window"
        )
    return Span(first, end, add_days(last, 1 - length), last, span.qualifier)


def _clock(
    milestone: Milestone, days: Days, zone: str | None
) -> tuple[datetime | None, datetime | None]:
    """Return when it begins and ends, where it has one day; a deadline only ends."""
    time = milestone.time
    if time is None:
        return None, None
    if zone is None:
        todo = 'state it like zone = "Europe/Paris", here or for the whole network'
        raise PlanError("time", "a zone for the time", "none", todo, "zone-missing")
    if not isinstance(days, DayRange) or days.length != 1:
        return None, None
    try:
        start = moment(days.first, time.start, zone)
        end = moment(days.first, time.end, zone) if time.end else None
    except TimelineError as error:
        raise error.at("time") from None
    if milestone.kind is Kind.DEADLINE and end is None:
        return None, start
    return start, end


def _statement(
    computation: Computation, member: Member, field: str = "when"
) -> tuple[str, Milestone | Override]:
    """Return which layer has the last word on a field, and its statement."""
    declared = member.declared
    layer: LayerKind = declared.layer
    statement: Milestone | Override = declared.stated
    for changed, change in declared.changes:
        if field in change.changed and change.id in (declared.stated.id, member.id):
            layer, statement = changed, change
    return computation.layers[layer], statement


def _period_derivation(
    computation: Computation, member: Member, derivations: dict[str, Derivation]
) -> Derivation:
    repeat = member.milestone.repeat
    assert repeat is not None  # it has a period
    assert member.period is not None  # as above
    how, counted_from = "as stated", dict[str, None]()
    if repeat.every:
        how = f"every {format_every(repeat.every)} from {repeat.from_} "
        how += f"until {repeat.until}"
        counted_from = dict.fromkeys((*anchors(repeat.from_), *anchors(repeat.until)))
    stated, statement = _statement(computation, member, "repeat")
    return Derivation(
        subject=f"period {member.n}",
        days=member.period,
        how=how,
        of=tuple(derivations[name] for name in counted_from),
        stated=stated,
        source=statement.source or (),
        origin=statement.origin,
    )
