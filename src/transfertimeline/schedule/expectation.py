"""
Expectations: what was expected of a milestone or phase at some time, and until when.

A milestone's history is the list of what it was before each change of its dates or
status, with the revision that changed it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import attrs

from transfertimeline.dates.days import DayRange, Days, Unknown
from transfertimeline.dates.edtf import Qualifier, format_days
from transfertimeline.plan.revisions import Revision, Status

__all__ = ["Earlier", "Expectation", "expected_on", "was_dated"]


@attrs.frozen(kw_only=True)
class Expectation:
    """
    When something is expected, and how far it is.

    Attributes:
        days: The days, the window, or `UNKNOWN`.
        qualifier: How sure the date is; anything but `NONE` is to be confirmed.
        status: How far it is.
        start: The instant it begins, where it has one day and a time.
        end: The instant it ends, likewise.
    """

    days: Days
    qualifier: Qualifier = Qualifier.NONE
    status: Status = Status.PLANNED
    start: datetime | None = None
    end: datetime | None = None

    @property
    def first(self) -> date | None:
        """The first day it takes or may take; None if unknown."""
        return None if isinstance(self.days, Unknown) else self.days.first

    @property
    def last(self) -> date | None:
        """The last day it takes or may take, included; None if unknown."""
        return None if isinstance(self.days, Unknown) else self.days.last

    @property
    def exact(self) -> bool:
        """Whether its days are known."""
        return isinstance(self.days, DayRange)

    @property
    def edtf(self) -> str:
        """Its date in EDTF."""
        return format_days(self.days, self.qualifier)


@attrs.frozen(kw_only=True)
class Earlier:
    """
    What was expected until it changed.

    Attributes:
        was: What was expected.
        until: The day from which it was something else.
        by: The revision that changed it; None where no revision did: what takes
            its place was added, or its partner left.
    """

    was: Expectation
    until: date
    by: Revision | None


def expected_on(
    day: date, since: date, earlier: Sequence[Earlier], now: Expectation
) -> Expectation | None:
    """
    Return what was expected on a day; None before anything was.

    Args:
        day: The day.
        since: The day from which the milestone is known.
        earlier: What was expected before, in order.
        now: What is expected since the last change.
    """
    if day < since:
        return None
    for past in earlier:
        if day < past.until:
            return past.was
    return now


def was_dated(earlier: Sequence[Earlier]) -> Expectation | None:
    """Return the last expectation that had a date, if any had."""
    for past in reversed(earlier):
        if past.was.first is not None:
            return past.was
    return None
