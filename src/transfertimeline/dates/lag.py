"""
Lags: distances between dates, in the units people say them in.

A lag is plain arithmetic, always in the same order: years and months first,
clipped to the month's last day; then weeks and days; then working days. So
31 January plus a month is 28 (or 29) February, and 31 January plus two months
is 31 March: lags that are counted one after the other can give another day than
their sum. That is why stretches of months are counted from the start of the
whole (`transfertimeline.dates.months`).
"""

from __future__ import annotations

import functools
import re
from datetime import date

import attrs
from dateutil.relativedelta import relativedelta

from transfertimeline.dates.days import add_days, out_of_range
from transfertimeline.dates.working import WorkingCalendar, add_working_days
from transfertimeline.errors import DateError, quoted

__all__ = ["LIMIT", "Lag", "add_months", "parse_lag", "shift"]

UNITS = ("year", "month", "week", "day", "working day")
"""The units of a lag, from long to short."""

LIMIT = 99_999
"""The largest count of any unit; a longer lag leaves the calendar anyway."""


@attrs.frozen(kw_only=True)
class Lag:
    """
    A distance in calendar units; whether it counts on or back is the rule's word.

    Attributes:
        years: Calendar years.
        months: Calendar months.
        weeks: Weeks of seven days.
        days: Days.
        working_days: Days on which people work, by the calendar in force.

    Raises:
        DateError: If all are zero, or any is negative or beyond `LIMIT`.

    Example:
        >>> print(Lag(months=1, days=10))
        1 month and 10 days
    """

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    working_days: int = 0

    def __attrs_post_init__(self) -> None:
        counts = self.counts
        if not all(type(count) is int and 0 <= count <= LIMIT for count in counts):
            todo = 'say the direction with "before" or "after"'
            expected = f"whole numbers from 0 to {LIMIT}"
            raise DateError("", expected, quoted(counts), todo, "lag")
        if not any(counts):
            todo = "name the anchor itself"
            raise DateError("", "a lag that is not zero", quoted("0"), todo, "lag")

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """The counts of years, months, weeks, days and working days."""
        return (self.years, self.months, self.weeks, self.days, self.working_days)

    @property
    def whole_months(self) -> int | None:
        """The lag in months, or None if it has weeks or days."""
        if self.weeks or self.days or self.working_days:
            return None
        return 12 * self.years + self.months

    def __str__(self) -> str:
        """Write the lag as the grammar of date rules has it."""
        parts = [
            f"{count} {unit}{'' if count == 1 else 's'}"
            for count, unit in zip(self.counts, UNITS, strict=True)
            if count
        ]
        return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


_PART = re.compile(r"(\d+) (year|month|week|day|working day)s?", re.ASCII)
_JOIN = re.compile(" ?, ?| and ")


def parse_lag(text: str) -> Lag:
    """
    Read a lag such as ``18 months`` or ``1 month and 10 days``.

    Args:
        text: Counts and units, from long to short, each unit at most once,
            joined by commas or "and"; in any case and spacing.

    Raises:
        DateError: If the text is not such a lag.

    Example:
        >>> parse_lag("10 working days")
        Lag(years=0, months=0, weeks=0, days=0, working_days=10)
    """
    counts = dict.fromkeys(UNITS, 0)
    place = -1
    for part in _JOIN.split(" ".join(text.lower().split())):
        match = _PART.fullmatch(part)
        unit = match[2] if match else ""
        if not match or len(match[1]) > len(str(LIMIT)) or UNITS.index(unit) <= place:
            raise not_a_lag(text)
        place = UNITS.index(unit)
        counts[unit] = int(match[1])
    return Lag(
        years=counts["year"],
        months=counts["month"],
        weeks=counts["week"],
        days=counts["day"],
        working_days=counts["working day"],
    )


def not_a_lag(found: str) -> DateError:
    """Return the error for a text that is no lag."""
    todo = "count years, months, weeks, days and working days, in this order"
    return DateError(
        "", 'a lag like "3 months" or "1 month and 10 days"', quoted(found), todo, "lag"
    )


@functools.lru_cache(maxsize=1024)
def _months(count: int) -> relativedelta:
    return relativedelta(months=count)


# Plans count the same months again and again: every network of a programme, every
# data date of a history.
@functools.lru_cache(maxsize=4096)
def add_months(day: date, months: int) -> date:
    """
    Return the day so many months later (earlier, if negative).

    A day that the month does not have becomes the month's last day.

    Raises:
        DateError: If that lies outside the years 1 to 9999.

    Example:
        >>> add_months(date(2019, 8, 31), 6)
        datetime.date(2020, 2, 29)
    """
    try:
        return day + _months(months)
    except (ValueError, OverflowError):
        raise out_of_range(f"{day} {months:+} months") from None


def shift(
    day: date, lag: Lag, direction: int, calendar: WorkingCalendar
) -> tuple[date, bool]:
    """
    Move a day by a lag.

    Args:
        day: The day to count from; itself not counted.
        lag: The distance.
        direction: 1 to count on, -1 to count back.
        calendar: Says which days are working days.

    Returns:
        The day, and whether the month was too short for the day of the month
        so that it was clipped to the month's last day.

    Raises:
        DateError: If the result lies outside the years 1 to 9999.

    Example:
        >>> from transfertimeline.dates.working import MONDAY_TO_FRIDAY
        >>> shift(date(2019, 1, 31), Lag(months=1), 1, MONDAY_TO_FRIDAY)
        (datetime.date(2019, 2, 28), True)
    """
    years, months, weeks, days, working_days = lag.counts
    moved, clipped = day, False
    if years or months:
        moved = add_months(day, direction * (12 * years + months))
        clipped = moved.day != day.day
    if weeks or days:
        moved = add_days(moved, direction * (7 * weeks + days))
    if working_days:
        moved = add_working_days(moved, direction * working_days, calendar)
    return moved, clipped
