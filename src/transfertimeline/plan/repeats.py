"""
Families: several milestones made from one statement.

`Repeat` makes a member for each period of a repetition, `Each` one for each
country or partner. What the members are is found by
`transfertimeline.schedule.families`.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import TypeVar

import attrs

from transfertimeline.dates.days import DayRange
from transfertimeline.dates.lag import Lag, parse_lag
from transfertimeline.dates.units import Unit
from transfertimeline.errors import PlanError, quoted
from transfertimeline.plan.rules import Anchor, DateRule

__all__ = ["CALENDAR_UNITS", "Each", "Repeat", "Stub", "format_every", "parse_every"]

_T = TypeVar("_T")


class Each(enum.StrEnum):
    """What a family has one member for."""

    COUNTRY = "country"
    PARTNER = "partner"


class Stub(enum.StrEnum):
    """
    What becomes of an irregular period at an end (finance's stub period).

    `SHORT` leaves it as a period of its own, `LONG` joins it to its neighbour.
    """

    SHORT = "short"
    LONG = "long"


CALENDAR_UNITS = (Unit.MONTH, Unit.QUARTER, Unit.SEMESTER, Unit.YEAR)
"""The calendar periods a repetition can follow."""


def parse_every(text: str) -> Lag | Unit:
    """
    Read the length of a repeat period: ``6 months``, or ``calendar quarter``.

    Raises:
        DateError: If it is neither.

    Example:
        >>> parse_every("quarter") is parse_every("calendar quarter")
        True
    """
    words = text.lower().split()
    if words[:1] == ["calendar"]:
        words = words[1:]
    if len(words) == 1 and words[0] in CALENDAR_UNITS:
        return Unit(words[0])
    return parse_lag(text)


def format_every(every: Lag | Unit) -> str:
    """Write the length of a repeat period in its canonical spelling."""
    return f"calendar {every}" if isinstance(every, Unit) else str(every)


def _steps(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    if isinstance(value, Lag) and (
        value.working_days
        or (value.whole_months is None and (value.years or value.months))
    ):
        todo = 'write "6 months", "2 weeks" or "calendar quarter"'
        raise PlanError(
            attribute.name,
            "months alone, or weeks and days",
            quoted(value),
            todo,
            "repeat",
        )


def _ranges(values: Iterable[DayRange]) -> tuple[DayRange, ...]:
    return tuple(values)


_START = Anchor("start")
_END = Anchor("end")


@attrs.frozen(kw_only=True)
class Repeat:
    """
    A repetition: periods one after the other, each with its member.

    Attributes:
        every: The length of a period, or the calendar unit it follows; None if
            the periods are given.
        from_: Where the first period begins (key ``from`` in a file).
        until: Where the last period ends, that day included.
        first_stub: With a calendar unit, what becomes of the days before the
            first whole unit.
        stub: What becomes of the days after the last whole period.
        periods: The periods themselves, in order, instead of all the above.

    Raises:
        PlanError: If neither or both of `every` and `periods` are given, or the
            periods overlap or are out of order.

    Example:
        >>> Repeat(every=parse_every("6 months")).until
        Anchor(id='end')
    """

    every: Lag | Unit | None = attrs.field(default=None, validator=_steps)
    from_: DateRule = _START
    until: DateRule = _END
    first_stub: Stub = Stub.SHORT
    stub: Stub = Stub.SHORT
    periods: tuple[DayRange, ...] = attrs.field(default=(), converter=_ranges)

    def __attrs_post_init__(self) -> None:
        if (self.every is None) == (not self.periods):
            found = "both" if self.periods else "neither"
            raise PlanError(
                "repeat", '"every" or "periods"', found, "give one of them", "repeat"
            )
        counted = (self.from_, self.until, self.first_stub, self.stub)
        if self.periods and counted != (_START, _END, Stub.SHORT, Stub.SHORT):
            todo = "the periods say all, so leave the others out"
            raise PlanError(
                "repeat", '"periods" alone', "more beside them", todo, "repeat"
            )
        if isinstance(self.every, Unit) and self.every not in CALENDAR_UNITS:
            raise PlanError(
                "repeat: every",
                "a calendar month, quarter, semester or year",
                quoted(self.every),
                "",
                "repeat",
            )
        if self.first_stub is Stub.LONG and not isinstance(self.every, Unit):
            todo = "periods that are counted from a day have no irregular first one"
            raise PlanError(
                "repeat: first_stub",
                "periods that follow the calendar",
                "none",
                todo,
                "repeat",
            )
        for before, after in zip(self.periods, self.periods[1:], strict=False):
            if after.first <= before.last:
                found = f'"{before}" and then "{after}"'
                todo = "put them in order, without a shared day"
                raise PlanError(
                    "repeat: periods", "periods in order", found, todo, "repeat"
                )
