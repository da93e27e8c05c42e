"""
Working days and rolls.

A `WorkingCalendar` says why nobody works on a day; everything that counts or
rolls asks one. `MONDAY_TO_FRIDAY` knows weekends only; calendars with public
holidays and closures answer the same question.
"""

from __future__ import annotations

import enum
from datetime import date, timedelta
from typing import Protocol

from transfertimeline.dates.days import add_days, out_of_range
from transfertimeline.errors import DateError

__all__ = [
    "MONDAY_TO_FRIDAY",
    "Roll",
    "WorkingCalendar",
    "add_working_days",
    "roll",
]


class WorkingCalendar(Protocol):
    """Which days are working days, and why the others are not."""

    def day_off(self, day: date) -> str | None:
        """Return why nobody works on that day, or None on a working day."""


class _MondayToFriday:
    def day_off(self, day: date) -> str | None:
        weekday = day.weekday()
        if weekday < 5:
            return None
        return "Saturday" if weekday == 5 else "Sunday"


MONDAY_TO_FRIDAY: WorkingCalendar = _MondayToFriday()
"""Every Monday to Friday is a working day."""


class Roll(enum.StrEnum):
    """
    Which working day stands in for a day that is none (business day conventions).

    `NEXT_IN_MONTH` is what finance calls modified following: the next working
    day, or the one before if the next is in another month.
    """

    NEXT = "next working day"
    PREVIOUS = "previous working day"
    NEAREST = "nearest working day"
    NEXT_IN_MONTH = "next working day in the same month"


_LONGEST_CLOSURE = 366
"""Days in a row without a working day after which a calendar is taken as wrong."""


def _seek(day: date, step: int, calendar: WorkingCalendar) -> date:
    """Return the first working day from a day on, the day itself included."""
    for days in range(_LONGEST_CLOSURE + 1):
        candidate = add_days(day, step * days)
        if calendar.day_off(candidate) is None:
            return candidate
    raise _no_working_day(day, step)


def _no_working_day(day: date, step: int) -> DateError:
    return DateError(
        "",
        "a working day within a year",
        f"none {'after' if step > 0 else 'before'} {day}",
        "look at the closures of the calendar",
        "no-working-day",
    )


def add_working_days(day: date, count: int, calendar: WorkingCalendar) -> date:
    """
    Return the working day so many working days later (earlier, if negative).

    The day itself is not counted, be it a working day or not.

    Args:
        day: The day to count from.
        count: Working days; not zero.
        calendar: Says which days are working days.

    Raises:
        DateError: If the calendar has a year without a working day, or the
            result leaves the years 1 to 9999.

    Example:
        >>> add_working_days(date(2019, 1, 4), 1, MONDAY_TO_FRIDAY)  # a Friday
        datetime.date(2019, 1, 7)
    """
    step = 1 if count > 0 else -1
    one, left, closed = timedelta(days=step), abs(count), 0
    there = day
    try:
        while left:
            there += one
            if calendar.day_off(there) is None:
                left, closed = left - 1, 0
            elif (closed := closed + 1) > _LONGEST_CLOSURE:
                raise _no_working_day(there - closed * one, step)
    except OverflowError:
        raise out_of_range(f"{day} {count:+} working days") from None
    return there


def roll(day: date, convention: Roll, calendar: WorkingCalendar) -> date:
    """
    Return the working day that stands in for a day; a working day stays.

    With `Roll.NEAREST` a tie goes to the later day.

    Raises:
        DateError: If the calendar has a year without a working day.

    Example:
        >>> roll(date(2019, 8, 31), Roll.NEXT_IN_MONTH, MONDAY_TO_FRIDAY)
        datetime.date(2019, 8, 30)
    """
    if calendar.day_off(day) is None:
        return day
    if convention is Roll.PREVIOUS:
        return _seek(day, -1, calendar)
    later = _seek(day, 1, calendar)
    if convention is Roll.NEXT:
        return later
    if convention is Roll.NEXT_IN_MONTH:
        same = (later.year, later.month) == (day.year, day.month)
        return later if same else _seek(day, -1, calendar)
    earlier = _seek(day, -1, calendar)
    return later if later - day <= day - earlier else earlier
