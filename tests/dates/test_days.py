"""Days, stretches of days, windows and the unknown (`transfertimeline.dates.days`)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import cast

import attrs
import pytest

from transfertimeline.dates.days import (
    UNKNOWN,
    DayRange,
    Unknown,
    Window,
    add_days,
)
from transfertimeline.errors import DateError

day = date.fromisoformat

LENGTHS = [
    # A row: first, last, days with both ends, reason
    ("2019-01-15", "2019-01-15", 1, "a single day is a stretch of one"),
    ("2019-09-17", "2019-09-18", 2, "a meeting of two days has two days"),
    ("2019-02-28", "2019-03-01", 2, "2019 has no 29 February"),
    ("2020-02-28", "2020-03-01", 3, "2020 has one"),
    ("2019-12-31", "2020-01-01", 2, "the year may change inside"),
    ("2018-12-04", "2020-12-04", 732, "24 months of URBACT III: 365 + 366 + 1 days"),
    ("2024-09-01", "2026-08-31", 730, "24 months of URBACT IV, no leap day inside"),
    ("0001-01-01", "9999-12-31", 3_652_059, "the whole calendar of datetime.date"),
]

NOT_DAYS = [
    # A row: value, what the message calls it, reason
    (
        datetime(2019, 1, 15),
        'datetime "2019-01-15 00:00:00"',
        "midnight of an unknown zone is no day",
    ),
    (
        datetime(2019, 1, 15, 9, tzinfo=UTC),
        'datetime "2019-01-15 09:00:00+00:00"',
        "an instant is another day elsewhere",
    ),
    ("2019-01-15", 'str "2019-01-15"', "text is parsed by parse_edtf, not here"),
    (None, 'NoneType "None"', "nothing known is written as UNKNOWN"),
    (20190115, 'int "20190115"', "a number is no day"),
]

SUMS = [
    # A row: day, days, result, reason
    ("2019-12-31", 1, "2020-01-01", "over the end of a year"),
    ("2020-02-28", 1, "2020-02-29", "into a leap day"),
    ("2019-02-28", 1, "2019-03-01", "past a February without one"),
    ("1900-02-28", 1, "1900-03-01", "full centuries are no leap years"),
    ("2000-02-28", 1, "2000-02-29", "except every fourth"),
    ("2019-03-01", -1, "2019-02-28", "back over the end of a month"),
    ("2019-01-15", 0, "2019-01-15", "no days change nothing"),
    ("2019-03-30", 1, "2019-03-31", "a day of clock change is a day like any other"),
    ("9999-12-30", 1, "9999-12-31", "the last day there is"),
    ("0001-01-02", -1, "0001-01-01", "the first day there is"),
]

OUTSIDE = [
    # A row: day, days, reason
    ("9999-12-31", 1, "no year 10000"),
    ("0001-01-01", -1, "no year 0"),
    ("2019-01-01", 10**10, "too many for the calendar"),
    ("2019-01-01", -(10**30), "too many for a machine word"),
]


def _rows(rows: list[tuple[str, str, int, str]]) -> list[object]:
    return [pytest.param(*values, id=reason) for *values, reason in rows]


@pytest.mark.parametrize(("first", "last", "days"), _rows(LENGTHS))
def test_both_ends_of_a_range_count(first: str, last: str, days: int) -> None:
    """The length of a range counts its first and its last day."""
    assert DayRange(first=day(first), last=day(last)).length == days


def test_a_range_holds_its_ends_and_what_lies_between() -> None:
    """A day is in a range from its first day to its last, both included."""
    meeting = DayRange(first=day("2019-09-17"), last=day("2019-09-19"))

    inside = [d for d in range(15, 23) if date(2019, 9, d) in meeting]

    assert inside == [17, 18, 19]


def test_a_range_is_written_as_edtf() -> None:
    """One day is written as a day, several as an interval."""
    assert str(DayRange.day(day("2019-01-15"))) == "2019-01-15"
    assert (
        str(DayRange(first=day("2019-01-15"), last=day("2019-01-16")))
        == "2019-01-15/2019-01-16"
    )


def test_a_range_of_one_day_has_two_equal_ends() -> None:
    """`DayRange.day` is the range whose first day is its last."""
    assert DayRange.day(day("2019-01-15")) == DayRange(
        first=day("2019-01-15"), last=day("2019-01-15")
    )


def test_a_range_does_not_run_backwards() -> None:
    """A range that ends before it begins is refused, with what to do."""
    message = 'expected a last day on or after 2019-01-16, found "2019-01-15"; swap'

    with pytest.raises(DateError, match=re.escape(message)) as caught:
        DayRange(first=day("2019-01-16"), last=day("2019-01-15"))

    assert caught.value.code == "range-backwards"


@pytest.mark.parametrize("field", ["first", "last"])
@pytest.mark.parametrize(
    ("value", "found"), [pytest.param(v, f, id=reason) for v, f, reason in NOT_DAYS]
)
def test_only_a_plain_day_is_a_day(field: str, value: object, found: str) -> None:
    """Either end of a range must be exactly a `datetime.date`."""
    ends = {"first": day("2019-01-15"), "last": day("2019-01-15")}
    ends[field] = cast("date", value)
    message = f"{field}: expected a day, found {found}; give a datetime.date"

    with pytest.raises(DateError, match=re.escape(message)) as caught:
        DayRange(**ends)

    assert caught.value.code == "not-a-day"


def test_ranges_are_values() -> None:
    """Equal ranges are equal and hash alike, and no range can be changed."""
    one, other = (DayRange.day(day("2019-01-15")) for _ in range(2))

    assert {one, other} == {one}
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.first = day("2019-01-14")  # type: ignore[misc]  # that is the point


# --------------------------------------------------------------------- windows


def test_a_window_runs_from_the_earliest_to_the_latest() -> None:
    """A meeting of two days in January 2019 lies on the 1st and 2nd, or up to 31st."""
    january = Window.within(day("2019-01-01"), day("2019-01-31"), length=2)

    assert january.earliest == DayRange(first=day("2019-01-01"), last=day("2019-01-02"))
    assert january.latest == DayRange(first=day("2019-01-30"), last=day("2019-01-31"))
    assert (january.first, january.last) == (day("2019-01-01"), day("2019-01-31"))


def test_a_window_is_for_one_day_unless_it_says_more() -> None:
    """Without a length, the extremes of a window are single days."""
    window = Window.within(day("2019-01-14"), day("2019-01-18"))

    assert window.earliest == DayRange.day(day("2019-01-14"))
    assert window.latest == DayRange.day(day("2019-01-18"))


def test_a_window_may_change_its_length() -> None:
    """The latest case may be longer or shorter than the earliest."""
    window = Window(
        earliest=DayRange(first=day("2019-01-01"), last=day("2019-01-31")),
        latest=DayRange(first=day("2019-02-01"), last=day("2019-02-28")),
    )

    assert (window.earliest.length, window.latest.length) == (31, 28)


EMPTY = [
    # A row: first, last, length, reason
    ("2019-01-15", "2019-01-15", 1, "one day leaves nothing open"),
    ("2019-01-14", "2019-01-18", 5, "five days fit into five days in one way"),
]

TOO_SHORT = [
    ("2019-01-14", "2019-01-18", 6, "six days do not fit into five"),
    ("2019-01-18", "2019-01-14", 1, "the window is the wrong way round"),
    ("2019-01-14", "2019-01-18", 0, "nothing has no days"),
]


@pytest.mark.parametrize(("first", "last", "length"), _rows(EMPTY))
def test_a_window_with_nothing_open_is_refused(
    first: str, last: str, length: int
) -> None:
    """A window in which something fits in one way only is a range."""
    with pytest.raises(DateError, match="state the days themselves") as caught:
        Window.within(day(first), day(last), length=length)

    assert caught.value.code == "window-empty"


@pytest.mark.parametrize(("first", "last", "length"), _rows(TOO_SHORT))
def test_what_does_not_fit_in_its_window_is_refused(
    first: str, last: str, length: int
) -> None:
    """A window is at least as long as what falls into it."""
    with pytest.raises(DateError, match="swap") as caught:
        Window.within(day(first), day(last), length=length)

    assert caught.value.code == "range-backwards"


def test_neither_end_of_a_window_runs_backwards() -> None:
    """The latest case may not end before the earliest, though it begin later."""
    with pytest.raises(DateError, match="the earlier days first"):
        Window(
            earliest=DayRange(first=day("2019-01-01"), last=day("2019-01-31")),
            latest=DayRange(first=day("2019-01-05"), last=day("2019-01-06")),
        )


def test_a_window_can_end_with_the_calendar() -> None:
    """A window may touch the first and the last day there is."""
    window = Window.within(date.min, date.max)

    assert (window.first, window.last) == (date.min, date.max)


# --------------------------------------------------------------------- unknown


def test_there_is_one_unknown() -> None:
    """All that is unknown is equally unknown, and differs from all that is known."""
    assert Unknown() == UNKNOWN
    assert hash(Unknown()) == hash(UNKNOWN)
    assert len({DayRange.day(day("2019-01-15")), UNKNOWN, Unknown()}) == 2


# ------------------------------------------------------------------ arithmetic


@pytest.mark.parametrize(
    ("start", "days", "result"),
    [pytest.param(s, n, r, id=reason) for s, n, r, reason in SUMS],
)
def test_days_are_added_one_by_one(start: str, days: int, result: str) -> None:
    """Adding days goes through the Gregorian calendar, back and forth."""
    assert add_days(day(start), days) == day(result)


@pytest.mark.parametrize(
    ("start", "days"), [pytest.param(s, n, id=reason) for s, n, reason in OUTSIDE]
)
def test_no_day_lies_outside_the_years_1_to_9999(start: str, days: int) -> None:
    """What leaves the calendar is a `DateError`, never an `OverflowError`."""
    message = f"expected a day in the years 1 to 9999, found {start} {days:+} days"

    with pytest.raises(DateError, match=re.escape(message)) as caught:
        add_days(day(start), days)

    assert caught.value.code == "date-overflow"
