"""
Stretches of months and project months (`transfertimeline.dates.months`).

Expected days are those of the URBACT rounds (`facts/urbact.md` 3), of Article
3(2)(c) of Regulation (EEC, Euratom) No 1182/71, or counted on a calendar.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from transfertimeline.dates.days import DayRange
from transfertimeline.dates.months import EndConvention, month_stretch, project_month
from transfertimeline.errors import DateError

day = date.fromisoformat

ANNIVERSARY = EndConvention.ANNIVERSARY
DAY_BEFORE = EndConvention.DAY_BEFORE

LENGTHS = [
    # A row: start, months, convention, last day, reason
    ("2018-12-04", 24, ANNIVERSARY, "2020-12-04", "URBACT III Transfer, as planned"),
    ("2018-12-04", 30, ANNIVERSARY, "2021-06-04", "the same, 6 months longer"),
    ("2018-04-04", 6, ANNIVERSARY, "2018-10-04", "its first phase"),
    ("2021-03-09", 18, ANNIVERSARY, "2022-09-09", "UIA Transfer Mechanism"),
    ("2024-09-01", 24, DAY_BEFORE, "2026-08-31", "URBACT IV Innovation Transfer"),
    ("2025-11-01", 30, DAY_BEFORE, "2028-04-30", "URBACT IV Transfer Networks"),
    ("2023-06-01", 31, DAY_BEFORE, "2025-12-31", "URBACT IV Action Planning"),
    ("2019-01-31", 1, ANNIVERSARY, "2019-02-28", "Regulation 1182/71: the last day"),
    ("2019-01-31", 1, DAY_BEFORE, "2019-02-27", "the day before the clipped day"),
    ("2019-03-31", 1, DAY_BEFORE, "2019-04-29", "the same with April"),
    ("2020-02-29", 12, ANNIVERSARY, "2021-02-28", "a leap day's anniversary"),
    ("2020-02-29", 12, DAY_BEFORE, "2021-02-27", "and the day before it"),
    ("2019-01-01", 12, DAY_BEFORE, "2019-12-31", "a calendar year"),
    ("2019-01-01", 1, ANNIVERSARY, "2019-02-01", "first of the month to the next"),
]

PHASES = [
    # A row: start, lengths, convention, days of each, reason
    (
        "2018-12-04",
        [18, 6],
        ANNIVERSARY,
        ["2018-12-04/2020-06-04", "2020-06-05/2020-12-04"],
        "transfer and dissemination as planned",
    ),
    (
        "2018-12-04",
        [24, 6],
        ANNIVERSARY,
        ["2018-12-04/2020-12-04", "2020-12-05/2021-06-04"],
        "six months inserted in transfer: dissemination keeps its length",
    ),
    (
        "2021-03-09",
        [6, 9, 3],
        ANNIVERSARY,
        ["2021-03-09/2021-09-09", "2021-09-10/2022-06-09", "2022-06-10/2022-09-09"],
        "understand, adapt, prepare re-use",
    ),
    (
        "2024-09-01",
        [6, 18],
        DAY_BEFORE,
        ["2024-09-01/2025-02-28", "2025-03-01/2026-08-31"],
        "URBACT IV from the first of a month",
    ),
    (
        "2019-08-31",
        [18, 6],
        ANNIVERSARY,
        ["2019-08-31/2021-02-28", "2021-03-01/2021-08-31"],
        "31 August + 18 + 6 is 31 August + 24, whatever February does",
    ),
    (
        "2019-08-31",
        [18, 6],
        DAY_BEFORE,
        ["2019-08-31/2021-02-27", "2021-02-28/2021-08-30"],
        "the same, to the day before",
    ),
]

PROJECT_MONTHS = [
    # A row: start, number, convention, days, reason
    ("2018-12-04", 1, ANNIVERSARY, "2018-12-04/2019-01-04", "M1 has the start"),
    ("2018-12-04", 2, ANNIVERSARY, "2019-01-05/2019-02-04", "M2 shares no day"),
    ("2018-12-04", 12, ANNIVERSARY, "2019-11-05/2019-12-04", "mid-point, 4 Dec 2019"),
    ("2018-12-04", 18, ANNIVERSARY, "2020-05-05/2020-06-04", "end of transfer"),
    ("2018-12-04", 24, ANNIVERSARY, "2020-11-05/2020-12-04", "the planned end"),
    ("2025-11-01", 1, DAY_BEFORE, "2025-11-01/2025-11-30", "M1 is November"),
    ("2025-11-01", 30, DAY_BEFORE, "2028-04-01/2028-04-30", "M30 is April 2028"),
    ("2025-11-01", 4, DAY_BEFORE, "2026-02-01/2026-02-28", "M4 is February"),
    ("2019-01-31", 1, ANNIVERSARY, "2019-01-31/2019-02-28", "29 days of M1"),
    ("2019-01-31", 2, ANNIVERSARY, "2019-03-01/2019-03-31", "M2 is all of March"),
    ("2019-01-31", 3, ANNIVERSARY, "2019-04-01/2019-04-30", "M3 is all of April"),
    ("2019-01-31", 1, DAY_BEFORE, "2019-01-31/2019-02-27", "M1 up to the clip"),
    ("2019-01-31", 2, DAY_BEFORE, "2019-02-28/2019-03-30", "M2 begins on it"),
    ("2019-01-31", 3, DAY_BEFORE, "2019-03-31/2019-04-29", "M3 on the 31st again"),
]


@pytest.mark.parametrize(
    ("start", "months", "ends", "last"),
    [pytest.param(s, n, e, d, id=reason) for s, n, e, d, reason in LENGTHS],
)
def test_a_stretch_ends_by_its_convention(
    start: str, months: int, ends: EndConvention, last: str
) -> None:
    """A stretch ends on the same day of the month, or on the day before it."""
    stretch = month_stretch(day(start), skip=0, months=months, ends=ends)

    assert stretch == DayRange(first=day(start), last=day(last))


@pytest.mark.parametrize(
    ("start", "lengths", "ends", "days"),
    [pytest.param(s, n, e, d, id=reason) for s, n, e, d, reason in PHASES],
)
def test_stretches_follow_each_other_from_one_start(
    start: str, lengths: list[int], ends: EndConvention, days: list[str]
) -> None:
    """Each stretch begins the day after the one before; all count from the start."""
    stretches = [
        month_stretch(day(start), skip=sum(lengths[:n]), months=months, ends=ends)
        for n, months in enumerate(lengths)
    ]

    assert [str(stretch) for stretch in stretches] == days


@pytest.mark.parametrize(
    ("start", "number", "ends", "days"),
    [pytest.param(s, n, e, d, id=reason) for s, n, e, d, reason in PROJECT_MONTHS],
)
def test_project_months_count_from_the_start(
    start: str, number: int, ends: EndConvention, days: str
) -> None:
    """M1 begins with the project; each month ends as the lifecycle does."""
    assert str(project_month(day(start), number, ends)) == days


def test_the_conventions_have_the_names_of_the_plan_file() -> None:
    """A plan file says `anniversary` or `day-before`."""
    assert [str(ends) for ends in EndConvention] == ["anniversary", "day-before"]


@pytest.mark.parametrize("ends", EndConvention)
@pytest.mark.parametrize(
    ("start", "skip", "months"),
    [("9990-06-15", 0, 120), ("9990-06-15", 120, 1), ("2019-01-01", 0, 10**6)],
)
def test_a_stretch_does_not_leave_the_calendar(
    start: str, skip: int, months: int, ends: EndConvention
) -> None:
    """A stretch that runs past the year 9999 is a `DateError`."""
    with pytest.raises(DateError, match="a day in the years 1 to 9999"):
        month_stretch(day(start), skip=skip, months=months, ends=ends)


@pytest.mark.parametrize("ends", EndConvention)
def test_a_stretch_counts_from_a_day(ends: EndConvention) -> None:
    """An instant is no start: which day it is depends on where."""
    with pytest.raises(DateError, match="first: expected a day, found datetime"):
        month_stretch(datetime(2018, 12, 4), skip=0, months=24, ends=ends)
