"""
Decisions: the revision that records what was decided about a milestone.

Each function looks at the schedule of the day before it writes a revision, because
what is confirmed or done has to have its days written down.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from transfertimeline.dates.days import DayRange
from transfertimeline.dates.edtf import PartialDate, parse_edtf
from transfertimeline.dates.lag import parse_lag
from transfertimeline.errors import ScheduleError, quoted
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.revisions import Extension, Revision, Status
from transfertimeline.plan.rules import Stated
from transfertimeline.plan.suppose import postponement
from transfertimeline.plan.text import Text, to_text
from transfertimeline.schedule.schedule import Schedule, ScheduledMilestone

__all__ = [
    "cancel",
    "confirm",
    "done",
    "extend",
    "go_online",
    "move",
    "place",
    "postpone",
]


def confirm(schedule: Schedule, id: str, when: str | None = None) -> Revision:  # noqa: A002 - the field's name
    """
    Return the revision that confirms a milestone.

    Args:
        schedule: The schedule as of the day it becomes known.
        id: The milestone.
        when: Its days in EDTF; those of the schedule if not given.

    Raises:
        UnknownIdError: If there is no such milestone.
        ScheduleError: If its days are not known and none are given, or it is done.
        DateError: If what is given is no date.

    Example:
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> from transfertimeline.schedule.compute import compute
        >>> plan = load_bundled("bluact")
        >>> schedule = compute(plan, data_date=date(2019, 1, 7))
        >>> str(confirm(schedule, "kick-off", "2019-01-22/2019-01-23").when)
        '2019-01-22/2019-01-23'
    """
    _to_come(schedule, id)
    days = Stated(parse_edtf(when)) if when is not None else _days_of(schedule, id)
    return _revision(schedule, id, when=days, status=Status.CONFIRMED)


def move(schedule: Schedule, id: str, when: str) -> Revision:  # noqa: A002 - as above
    """
    Return the revision that gives a milestone, or the start, another date.

    What was confirmed stays so if the new date has its days, and is planned again
    if not; so is what was cancelled.

    Args:
        schedule: The schedule as of the day it becomes known.
        id: The milestone, or ``start``.
        when: The date or rule.

    Raises:
        UnknownIdError: If there is no such milestone.
        ScheduleError: If it is done.
        TimelineError: If what is given is neither a date nor a rule.
    """
    if id == "start":
        return Revision(on=schedule.data_date, start=_day(when))
    milestone = _to_come(schedule, id)
    rule = parse_rule(when)
    days = rule.date if isinstance(rule, Stated) else None
    literal = (
        days is not None and isinstance(days.days, DayRange) and not days.qualifier
    )
    kept = milestone.status is Status.PLANNED or (
        milestone.status is Status.CONFIRMED and literal
    )
    return _revision(schedule, id, when=rule, status=None if kept else Status.PLANNED)


def place(
    schedule: Schedule,
    id: str,  # noqa: A002 - as above
    where: str | Mapping[str, str],
    language: str | None = None,
) -> Revision:
    """
    Return the revision that changes where a milestone takes place.

    Args:
        schedule: The schedule as of the day it becomes known.
        id: The milestone.
        where: The place; empty for none.
        language: The language it is in, if the others stay as they are.

    Raises:
        UnknownIdError: If there is no such milestone.
    """
    stated = _milestone(schedule, id).stated.place
    text = to_text(where)
    if language is not None:
        old = dict(stated.versions) if stated is not None else {}
        plain = old.pop("", None)
        # What was said without a language stays for whoever reads another one.
        others = (each for each in (*schedule.languages, "en") if each != language)
        if plain and (other := next(others, None)):
            old[other] = plain
        text = Text(tuple((old | {language: str(text)}).items()))
    return _revision(schedule, id, place=text)


def go_online(schedule: Schedule, id: str, url: str | None = None) -> Revision:  # noqa: A002 - as above
    """
    Return the revision after which a milestone happens online.

    Args:
        schedule: The schedule as of the day it becomes known.
        id: The milestone.
        url: Where; unchanged if not given.

    Raises:
        UnknownIdError: If there is no such milestone.
        PlanError: If the address is none.
    """
    return _revision(schedule, id, online=True, url=url)


def done(schedule: Schedule, id: str, actual: str | None = None) -> Revision:  # noqa: A002 - as above
    """
    Return the revision after which a milestone has happened.

    Args:
        schedule: The schedule as of the day it becomes known.
        id: The milestone.
        actual: The days on which it happened, in EDTF; those of the schedule if
            not given.

    Raises:
        UnknownIdError: If there is no such milestone.
        ScheduleError: If its days are not known and none are given.
        DateError: If what is given is no date.
    """
    if actual is not None:
        stated = parse_edtf(actual)
        return _revision(schedule, id, status=Status.DONE, actual=stated)
    days = _days_of(schedule, id)
    return _revision(schedule, id, when=days, status=Status.DONE)


def cancel(schedule: Schedule, id: str) -> Revision:  # noqa: A002 - as above
    """
    Return the revision after which a milestone will not take place.

    Raises:
        UnknownIdError: If there is no such milestone.
        ScheduleError: If it is done.
    """
    _to_come(schedule, id)
    return _revision(schedule, id, status=Status.CANCELLED)


def postpone(schedule: Schedule, id: str) -> Revision:  # noqa: A002 - as above
    """
    Return the revision after which a milestone has no date any more.

    Raises:
        UnknownIdError: If there is no such milestone.
        ScheduleError: If it is done.
    """
    _to_come(schedule, id)
    return postponement(id, schedule.data_date)


def extend(schedule: Schedule, phase: str, by: str) -> Revision:
    """
    Return the revision that extends a phase.

    Args:
        schedule: The schedule as of the day it becomes known.
        phase: The phase.
        by: The months, like ``6 months``.

    Raises:
        DateError: If what is given is no lag.
        PlanError: If it is not in months.
    """
    extension = Extension(phase=phase, by=parse_lag(by))
    return Revision(on=schedule.data_date, extend=extension)


def _revision(
    schedule: Schedule,
    id_: str,
    **fields: Any,  # noqa: ANN401 - as many types as fields
) -> Revision:
    _milestone(schedule, id_)
    return Revision(on=schedule.data_date, milestone=id_, **fields)


def _milestone(schedule: Schedule, id_: str) -> ScheduledMilestone:
    """Return a milestone, or any member of a family."""
    members = (each for each in schedule if each.family == id_)
    return next(members, None) or schedule[id_]


def _to_come(schedule: Schedule, id_: str) -> ScheduledMilestone:
    """Return a milestone that is not done."""
    milestone = _milestone(schedule, id_)
    if milestone.status is Status.DONE:
        todo = "record when it happened: done, with the days"
        expected, found = "something still to come", f"{quoted(id_)}, which is done"
        raise ScheduleError("", expected, found, todo, "record")
    return milestone


def _days_of(schedule: Schedule, id_: str) -> Stated | None:
    """Return the days to write down for a milestone; None if they stand there."""
    milestone = _milestone(schedule, id_)
    when, days = milestone.stated.when, milestone.days
    if milestone.id == id_ and isinstance(days, DayRange) and not milestone.qualifier:
        literal = isinstance(when, Stated) or milestone.status is Status.DONE
        return None if literal else Stated(PartialDate(days=days))
    found = f"{quoted(milestone.edtf)} for {quoted(id_)}"
    if milestone.id != id_:
        found = f"those of several members for {quoted(id_)}"
    todo = 'give them, like "2019-09-17/2019-09-18"'
    raise ScheduleError("", "the days of a milestone", found, todo, "status-days")


def _day(text: str) -> date:
    days = parse_edtf(text).days
    if not isinstance(days, DayRange) or days.length != 1:
        todo = "write it like 2018-12-10"
        raise ScheduleError("start", "a day", quoted(text), todo, "record")
    return days.first
