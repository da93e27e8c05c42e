"""Dating: each milestone from its rule, once everything it counts from has a date."""

from __future__ import annotations

from datetime import datetime

from transfertimeline.dates.clock import moment
from transfertimeline.dates.days import UNKNOWN, DayRange, Days, add_days
from transfertimeline.dates.edtf import Qualifier
from transfertimeline.errors import PlanError, ScheduleError, TimelineError
from transfertimeline.plan.milestones import Kind, Milestone
from transfertimeline.plan.repeats import format_every
from transfertimeline.plan.revisions import Revision
from transfertimeline.plan.rules import DateRule, Stated, anchors
from transfertimeline.plan.state import Amendment
from transfertimeline.schedule.computation import Computation, Dated
from transfertimeline.schedule.derivation import Derivation
from transfertimeline.schedule.expectation import Expectation
from transfertimeline.schedule.families import Member
from transfertimeline.schedule.span import Span

__all__ = ["dated"]


def dated(computation: Computation, member: Member) -> Dated:
    """
    Date one milestone, after all that it counts from.

    Raises:
        TimelineError: If it cannot be dated.
    """
    milestone, resolver = member.milestone, computation.resolver_for(member)
    rule, length, field = milestone.when, milestone.length, "when"
    if member.standing.actual is not None:
        rule, length, field = Stated(member.standing.actual), None, "actual"
    span = resolver.resolve(rule)
    if span is not None and length is not None:
        span = _with_length(span, rule, length)
    resolver.spans[member.id] = span
    qualifier = Qualifier.NONE if span is None else span.qualifier
    if isinstance(rule, Stated) and length is None:
        days = rule.date.days  # as they stand there
    else:
        days = UNKNOWN if span is None else span.days
    layer, statement = computation.statement(member, field)
    derivation = Derivation(
        subject=member.id,
        days=days,
        qualifier=qualifier,
        rule=rule,
        length=length,
        steps=tuple(resolver.steps),
        of=_used(computation, member) if resolver.used else (),
        stated=_stated(computation.layers[layer], statement),
        source=statement.source or (),
        origin=statement.origin,
    )
    zone = milestone.zone or member.declared.owner.zone
    start, end = _clock(milestone, days, zone) if milestone.time else (None, None)
    return Dated(
        expected=Expectation(
            days=days,
            qualifier=qualifier,
            status=member.standing.status,
            start=start,
            end=end,
        ),
        derivation=derivation,
        clipped=resolver.clipped[-1] if resolver.clipped else None,
    )


def _stated(layer: str, statement: Milestone | Amendment) -> str:
    """Say where and from when something is stated."""
    if isinstance(statement, Revision):
        return f"{layer}, {statement}"
    if isinstance(statement, Milestone) and statement.added is not None:
        known = "from" if statement.inferred is None else "by"
        return f"{layer}, known {known} {statement.added}"
    return layer


def _used(computation: Computation, member: Member) -> tuple[Derivation, ...]:
    """Return the derivations of what the rule just resolved counts from."""
    return tuple(
        _period_derivation(computation, member)
        if name == "period"
        else _derivation_of(computation, name)
        for name in dict.fromkeys(computation.resolver.used)
    )


def _derivation_of(computation: Computation, name: str) -> Derivation:
    """Return the derivation of what a rule counts from."""
    found = computation.dated.get(name)
    if found is not None:
        return found.derivation
    last = computation.phases[-1]
    if name == "start":
        return last.derivation.of[0]
    if name == "end":
        return Derivation(
            subject="end",
            days=DayRange.day(last.days.last),
            how=f"the last day of {last.phase.id}",
            of=(last.derivation,),
        )
    for phase in computation.phases:
        if phase.phase.id == name:
            return phase.derivation
    return Derivation(subject=name, days=UNKNOWN)  # it could not be dated


def _with_length(span: Span, rule: DateRule, length: int) -> Span:
    """Let something long begin on the day the rule gives, or lie in its window."""
    if span.first != span.last or span.latest_first != span.latest_last:
        found = f'"{rule}", which gives all the days itself'
        todo = "leave the length out, or name the first day"
        raise ScheduleError(
            "length", "a rule that gives one day", found, todo, "length-extent"
        )
    first, last = span.first, span.latest_last
    end = add_days(first, length - 1)
    if span.exact:
        return Span(first, end, first, end, span.qualifier)
    if end > last:
        found = f'"{rule}", which is {(last - first).days + 1} days'
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


def _period_derivation(computation: Computation, member: Member) -> Derivation:
    repeat = member.milestone.repeat
    assert repeat is not None  # it has a period
    assert member.period is not None  # as above
    how, counted_from = "as stated", dict[str, None]()
    if repeat.every:
        how = f"every {format_every(repeat.every)} from {repeat.from_} "
        how += f"until {repeat.until}"
        counted_from = dict.fromkeys((*anchors(repeat.from_), *anchors(repeat.until)))
    layer, statement = computation.statement(member, "repeat")
    return Derivation(
        subject=f"period {member.n}",
        days=member.period,
        how=how,
        of=tuple(_derivation_of(computation, name) for name in counted_from),
        stated=computation.layers[layer],
        source=statement.source or (),
        origin=statement.origin,
    )
