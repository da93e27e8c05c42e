"""
Milestone trend: for each data date of a history, the date then expected.

It is the table behind the classic chart: data dates across, expected dates up, one
line a milestone. A line that climbs slips.
"""

from __future__ import annotations

from datetime import date

import attrs

from transfertimeline.plan.text import Text
from transfertimeline.schedule.expectation import Expectation
from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.selection import EVERYTHING, Selection

__all__ = ["Trend", "TrendLine", "trend_of"]


@attrs.frozen(kw_only=True)
class TrendLine:
    """
    What was expected of one milestone, data date by data date.

    Attributes:
        id: Its id.
        title: Its title.
        expected: What was expected on each data date; None before it was known.
    """

    id: str
    title: Text
    expected: tuple[Expectation | None, ...]


@attrs.frozen(kw_only=True)
class Trend:
    """
    What was expected of every milestone, data date by data date.

    Attributes:
        data_dates: The days on which the plan learned something, in order.
        lines: A line for each milestone, in the schedule's order.
    """

    data_dates: tuple[date, ...]
    lines: tuple[TrendLine, ...]


def trend_of(schedule: Schedule, *, selection: Selection = EVERYTHING) -> Trend:
    """
    Return what was expected of every milestone at each step of the history.

    Args:
        schedule: The schedule; nothing after its data date is used.
        selection: Whose eyes it is for.

    Raises:
        UnknownIdError: If the network has no such partner.

    Example:
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> from transfertimeline.schedule.compute import compute
        >>> schedule = compute(load_bundled("bluact"), data_date=date(2018, 12, 4))
        >>> trend = trend_of(schedule)
        >>> [line.expected[0].edtf for line in trend.lines if line.id == "kick-off"]
        ['2019-01']
    """
    days = schedule.data_dates
    lines = tuple(
        TrendLine(
            id=milestone.id,
            title=milestone.title,
            expected=tuple(milestone.expected_on(day) for day in days),
        )
        for milestone in selection.of(schedule)
    )
    return Trend(data_dates=days, lines=lines)
