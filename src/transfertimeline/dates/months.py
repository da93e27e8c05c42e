"""
Stretches of months: phases, repeat periods, project months.

Where such a stretch ends is never implied. Both habits are alive inside one
programme: URBACT III counted to the same day of the month (`ANNIVERSARY`: 24
months from 4 December 2018 end on 4 December 2020; Regulation (EEC, Euratom)
No 1182/71, Article 3(2)(c), does so too), URBACT IV to the day before
(`DAY_BEFORE`: 24 months from 1 September 2024 end on 31 August 2026).

Everything is counted from the start of the whole, never from the end of the
stretch before: 31 August plus 18 plus 6 months is 31 August plus 24. The next
stretch begins on the day after; no day is shared and none is left over.
"""

from __future__ import annotations

import enum
from datetime import date

from transfertimeline.dates.days import DayRange, add_days
from transfertimeline.dates.lag import add_months

__all__ = ["EndConvention", "month_stretch", "project_month"]


class EndConvention(enum.StrEnum):
    """Where a stretch of months ends."""

    ANNIVERSARY = "anniversary"
    DAY_BEFORE = "day-before"


def month_stretch(
    start: date, *, skip: int, months: int, ends: EndConvention
) -> DayRange:
    """
    Return a stretch of months, counted from the start of the whole.

    Args:
        start: The first day of the whole.
        skip: The months of the whole before this stretch.
        months: The length of the stretch in months, at least 1.
        ends: The end convention of the whole.

    Raises:
        DateError: If it leaves the years 1 to 9999.

    Source:
        Regulation (EEC, Euratom) No 1182/71, Article 3(2)(c), for
        `EndConvention.ANNIVERSARY`.

    Example:
        >>> print(month_stretch(date(2018, 12, 4), skip=18, months=6,
        ...                     ends=EndConvention.ANNIVERSARY))
        2020-06-05/2020-12-04
        >>> print(month_stretch(date(2024, 9, 1), skip=0, months=24,
        ...                     ends=EndConvention.DAY_BEFORE))
        2024-09-01/2026-08-31
    """
    first = add_months(start, skip)
    last = add_months(start, skip + months)
    if ends is EndConvention.DAY_BEFORE:
        return DayRange(first=first, last=add_days(last, -1))
    return DayRange(first=add_days(first, 1) if skip else first, last=last)


def project_month(start: date, number: int, ends: EndConvention) -> DayRange:
    """
    Return a project month; `M1` is the first.

    Example:
        >>> print(project_month(date(2018, 12, 4), 2, EndConvention.ANNIVERSARY))
        2019-01-05/2019-02-04
    """
    return month_stretch(start, skip=number - 1, months=1, ends=ends)
