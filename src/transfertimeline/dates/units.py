"""
Parts of the calendar: weeks, months, quarters, semesters, seasons, years, weekdays.

Weeks run from Monday to Sunday (ISO 8601). Seasons are meteorological and
northern: spring begins on 1 March, winter on 1 December, and a winter belongs to
the year it begins in.
"""

from __future__ import annotations

import enum
from calendar import monthrange
from datetime import date

from transfertimeline.dates.days import DayRange, add_days, out_of_range

__all__ = [
    "Month",
    "Season",
    "Unit",
    "Weekday",
    "next_named",
    "nth_weekday",
    "unit_of",
    "weekday_from",
]


class Unit(enum.StrEnum):
    """A part of the calendar that every day belongs to."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    SEASON = "season"
    YEAR = "year"


class Weekday(enum.Enum):
    """A day of the week; the value counts from Monday = 0."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class Month(enum.Enum):
    """A month by name; the value is its number in the year."""

    JANUARY = 1
    FEBRUARY = 2
    MARCH = 3
    APRIL = 4
    MAY = 5
    JUNE = 6
    JULY = 7
    AUGUST = 8
    SEPTEMBER = 9
    OCTOBER = 10
    NOVEMBER = 11
    DECEMBER = 12


class Season(enum.Enum):
    """A season by name; the value is the number of its first month."""

    SPRING = 3
    SUMMER = 6
    AUTUMN = 9
    WINTER = 12

    @property
    def month(self) -> int:
        """The number of the month the season begins with."""
        return self.value

    @property
    def edtf(self) -> int:
        """The season's code in EDTF: 21 for spring to 24 for winter."""
        return 20 + self.value // 3

    @classmethod
    def from_edtf(cls, code: int) -> Season:
        """Return the season of an EDTF code, 21 to 24."""
        return cls(3 * (code - 20))

    @classmethod
    def of(cls, day: date) -> Season:
        """
        Return the season a day belongs to.

        Example:
            >>> Season.of(date(2020, 2, 29))
            <Season.WINTER: 12>
        """
        return cls(day.month // 3 * 3 or 12)


_MONTHS_LONG = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.SEMESTER: 6,
    Unit.SEASON: 3,
    Unit.YEAR: 12,
}


def unit_of(day: date, unit: Unit) -> DayRange:
    """
    Return the week, month, quarter, semester, season or year that holds a day.

    Raises:
        DateError: If it runs over the edge of the years 1 to 9999.

    Example:
        >>> print(unit_of(date(2020, 1, 15), Unit.SEASON))
        2019-12-01/2020-02-29
    """
    if unit is Unit.WEEK:
        monday = add_days(day, -day.weekday())
        return DayRange(first=monday, last=add_days(monday, 6))
    months = _MONTHS_LONG[unit]
    # Seasons are quarters that begin a month early.
    shift = 1 if unit is Unit.SEASON else 0
    index = day.year * 12 + day.month - 1 + shift
    index -= index % months
    return _whole_months(index - shift, months)


def _whole_months(index: int, months: int) -> DayRange:
    last = _month_start(index + months - 1)
    _, length = monthrange(last.year, last.month)
    return DayRange(first=_month_start(index), last=last.replace(day=length))


def _month_start(index: int) -> date:
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise out_of_range(f"the year {year}")
    return date(year, month + 1, 1)


def next_named(day: date, name: Season | Month) -> DayRange:
    """
    Return the next season or month of that name that begins after a day.

    Args:
        day: The day before which it must not yet have begun; one that begins
            on the day itself does not count.
        name: The season or month wanted.

    Raises:
        DateError: If it lies after the year 9999.

    Example:
        >>> print(next_named(date(2018, 12, 4), Season.SPRING))
        2019-03-01/2019-05-31
    """
    index = day.year * 12 + name.value - 1
    if _month_start(index) <= day:
        index += 12
    months = 3 if isinstance(name, Season) else 1
    return _whole_months(index, months)


def nth_weekday(stretch: DayRange, weekday: Weekday, nth: int) -> date | None:
    """
    Return the first to fourth, or the last, such weekday of a stretch.

    Args:
        stretch: The days to look in.
        weekday: The weekday.
        nth: 1 to 4, or -1 for the last.

    Returns:
        The day, or None if the stretch has not so many of them.

    Example:
        >>> nth_weekday(unit_of(date(2019, 9, 1), Unit.MONTH), Weekday.MONDAY, 1)
        datetime.date(2019, 9, 2)
    """
    if nth < 0:
        days = stretch.length - 1 - (stretch.last.weekday() - weekday.value) % 7
    else:
        days = (weekday.value - stretch.first.weekday()) % 7 + 7 * (nth - 1)
    return add_days(stretch.first, days) if 0 <= days < stretch.length else None


def weekday_from(day: date, weekday: Weekday, direction: int) -> date:
    """
    Return the nearest such weekday on or after (1), or on or before (-1), a day.

    Example:
        >>> weekday_from(date(2019, 1, 1), Weekday.TUESDAY, 1)
        datetime.date(2019, 1, 1)
    """
    if direction > 0:
        return add_days(day, (weekday.value - day.weekday()) % 7)
    return add_days(day, -((day.weekday() - weekday.value) % 7))
