"""
Days as plans speak of them: occupied, expected, or unknown.

A day is a `datetime.date`. Three types tell what is known of when something
happens, and a function that wants one of them cannot be given another:

* `DayRange`: the days something really occupies;
* `Window`: the stretch in which something of unknown day will fall;
* `Unknown`: nothing is known yet.

Both ends are always included. Only the feed knows that DTEND excludes its day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

import attrs

from transfertimeline.errors import DateError, quoted

__all__ = ["UNKNOWN", "DayRange", "Days", "Unknown", "Window", "a_day", "add_days"]

_T = TypeVar("_T")


def a_day(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    """
    Validate that a field holds a plain day (an attrs validator).

    A `datetime` is a `date` to Python, but not to a calendar: midnight of what
    zone? So the exact type is asked for.

    Raises:
        DateError: If the value is anything but a `datetime.date`.
    """
    if type(value) is not date:
        found = f"{type(value).__name__} {quoted(value)}"
        todo = "give a datetime.date"
        raise DateError(attribute.name, "a day", found, todo, "not-a-day")


@attrs.frozen(kw_only=True)
class DayRange:
    """
    The days something occupies, both ends included.

    Attributes:
        first: The first day.
        last: The last day, not before the first.

    Raises:
        DateError: If `last` is before `first`, or either is not a plain day.

    Example:
        >>> DayRange(first=date(2019, 9, 17), last=date(2019, 9, 18)).length
        2
    """

    first: date
    last: date

    def __attrs_post_init__(self) -> None:
        if type(self.first) is not date or type(self.last) is not date:
            for field in attrs.fields(DayRange):
                a_day(self, field, getattr(self, field.name))
        if self.last < self.first:
            raise DateError(
                "",
                f"a last day on or after {self.first}",
                quoted(self.last),
                "swap the two days",
                "range-backwards",
            )

    @classmethod
    def day(cls, day: date) -> DayRange:
        """
        Return the range that is one day.

        Example:
            >>> str(DayRange.day(date(2019, 1, 15)))
            '2019-01-15'
        """
        return cls(first=day, last=day)

    @property
    def length(self) -> int:
        """The number of days, both ends counted."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        """Tell whether the day is one of these days."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """Write the days as an EDTF day or interval."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first}/{self.last}"


@attrs.frozen(kw_only=True)
class Window:
    """
    A stretch within which something of unknown day will fall.

    Held as its two extremes, because date rules move each end by itself: the
    days it would occupy at the earliest, and at the latest.

    Attributes:
        earliest: The days occupied if it happens as early as can be.
        latest: The days occupied if it happens as late as can be; neither end
            before that of `earliest`.

    Raises:
        DateError: If the extremes are the same (then nothing is unknown: use a
            `DayRange`) or the wrong way round.

    Example:
        A meeting of two days, some time in January 2019:

        >>> january = Window.within(date(2019, 1, 1), date(2019, 1, 31), length=2)
        >>> print(january.earliest, january.latest)
        2019-01-01/2019-01-02 2019-01-30/2019-01-31
    """

    earliest: DayRange
    latest: DayRange

    def __attrs_post_init__(self) -> None:
        low, high = self.earliest, self.latest
        if low == high:
            todo = "state the days themselves"
            raise DateError(
                "", "a window of several days", quoted(low), todo, "window-empty"
            )
        if high.first < low.first or high.last < low.last:
            found = f"{quoted(low)} and {quoted(high)}"
            raise DateError(
                "", "the earlier days first", found, "swap them", "range-backwards"
            )

    @classmethod
    def within(cls, first: date, last: date, *, length: int = 1) -> Window:
        """
        Return the window of something `length` days long that lies in these days.

        Args:
            first: The first day it may occupy.
            last: The last day it may occupy.
            length: Its length in days, both ends counted.

        Raises:
            DateError: If it does not fit, or fits in one way only.
        """
        return cls(
            earliest=DayRange(first=first, last=add_days(first, length - 1)),
            latest=DayRange(first=add_days(last, 1 - length), last=last),
        )

    @property
    def first(self) -> date:
        """The first day it may occupy."""
        return self.earliest.first

    @property
    def last(self) -> date:
        """The last day it may occupy."""
        return self.latest.last


@attrs.frozen(kw_only=True)
class Unknown:
    """Nothing is known of the date yet; every `Unknown` equals every other."""


UNKNOWN = Unknown()

Days = DayRange | Window | Unknown
"""What can be known of the days of a thing; a closed union."""


def add_days(day: date, days: int) -> date:
    """
    Return the day so many days later (earlier, if negative).

    Raises:
        DateError: If that lies outside the years 1 to 9999.

    Example:
        >>> add_days(date(2019, 12, 31), 1)
        datetime.date(2020, 1, 1)
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise out_of_range(f"{day} {days:+} days") from None


def out_of_range(found: str) -> DateError:
    """Return the error for a day that no calendar of four-digit years holds."""
    return DateError(
        "", "a day in the years 1 to 9999", found, "use a shorter lag", "date-overflow"
    )
