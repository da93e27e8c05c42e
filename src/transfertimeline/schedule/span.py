"""Spans: days as the rules compute with them, before anybody looks at them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from transfertimeline.dates.days import DayRange, Days, Unknown, Window
from transfertimeline.dates.edtf import Qualifier

__all__ = ["Span"]


class Span(NamedTuple):
    """
    The earliest and the latest case of some days, both ends included.

    A tuple and not a record: it is made for every part of every rule.
    """

    first: date
    last: date
    latest_first: date
    latest_last: date
    qualifier: Qualifier = Qualifier.NONE

    @property
    def exact(self) -> bool:
        """Whether both cases are the same."""
        return self.first == self.latest_first and self.last == self.latest_last

    @property
    def days(self) -> Days:
        """The span as the value people get."""
        earliest = DayRange(first=self.first, last=self.last)
        if self.exact:
            return earliest
        latest = DayRange(first=self.latest_first, last=self.latest_last)
        return Window(earliest=earliest, latest=latest)

    @classmethod
    def of(cls, days: Days, qualifier: Qualifier = Qualifier.NONE) -> Span | None:
        """Return the span of a value, None if it is unknown."""
        if isinstance(days, Unknown):
            return None
        if isinstance(days, DayRange):
            return cls(days.first, days.last, days.first, days.last, qualifier)
        low, high = days.earliest, days.latest
        return cls(low.first, low.last, high.first, high.last, qualifier)
