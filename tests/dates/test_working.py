"""
Working days and rolls (`transfertimeline.dates.working`).

2019-08: the 30th is a Friday, the 31st a Saturday, 1 September a Sunday.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import attrs
import pytest

from transfertimeline.dates.working import (
    MONDAY_TO_FRIDAY,
    Roll,
    WorkingCalendar,
    add_working_days,
    roll,
)
from transfertimeline.errors import DateError

day = date.fromisoformat


@attrs.frozen
class Closed:
    """Monday to Friday less some days, each with its reason."""

    days: dict[str, str] = attrs.field(factory=dict)

    def day_off(self, day: date) -> str | None:
        """Return the reason stated, or the weekend."""
        return self.days.get(day.isoformat()) or MONDAY_TO_FRIDAY.day_off(day)


@attrs.frozen
class ClosedFor:
    """A calendar without a working day for a number of days."""

    first: date
    length: int

    def day_off(self, day: date) -> str | None:
        """Say that it is closed."""
        closed = self.first <= day < self.first + timedelta(days=self.length)
        return "closed" if closed else None


EASTER = Closed(
    {
        "2019-04-19": "Good Friday",
        "2019-04-22": "Easter Monday",
        "2019-05-01": "Labour Day",
        "2019-08-30": "a closure",
    }
)

COUNTS = [
    # A row: day, working days, result, reason
    ("2019-01-04", 1, "2019-01-07", "from Friday to Monday"),
    ("2019-01-05", 1, "2019-01-07", "from Saturday to Monday"),
    ("2019-01-06", 1, "2019-01-07", "from Sunday to Monday"),
    ("2019-01-07", 1, "2019-01-08", "the day itself is not counted"),
    ("2019-01-07", 5, "2019-01-14", "a working week"),
    ("2019-01-07", 10, "2019-01-21", "two working weeks"),
    ("2019-01-07", -1, "2019-01-04", "back from Monday to Friday"),
    ("2019-01-06", -1, "2019-01-04", "back from Sunday"),
    ("2019-01-05", -1, "2019-01-04", "back from Saturday"),
    ("2019-01-04", -1, "2019-01-03", "the day itself is not counted back either"),
    ("2019-01-07", -5, "2018-12-31", "back a working week; New Year's Eve counts"),
]

COUNTS_WITH_HOLIDAYS = [
    # A row: day, working days, result, reason
    ("2019-04-18", 1, "2019-04-23", "over Easter: Maundy Thursday to Tuesday"),
    ("2019-04-19", 1, "2019-04-23", "from a holiday"),
    ("2019-04-23", -1, "2019-04-18", "and back"),
    ("2019-04-29", 2, "2019-05-02", "Tuesday, then Thursday: Labour Day is off"),
]

ROLLS = [
    # A row: day, next, previous, nearest, next in the month, reason
    (
        "2019-08-29",
        ("2019-08-29", "2019-08-29", "2019-08-29", "2019-08-29"),
        "a working day stays",
    ),
    (
        "2019-08-24",
        ("2019-08-26", "2019-08-23", "2019-08-23", "2019-08-26"),
        "a Saturday is nearer to Friday",
    ),
    (
        "2019-08-25",
        ("2019-08-26", "2019-08-23", "2019-08-26", "2019-08-26"),
        "a Sunday is nearer to Monday",
    ),
    (
        "2019-08-31",
        ("2019-09-02", "2019-08-30", "2019-08-30", "2019-08-30"),
        "Monday is in September",
    ),
    (
        "2019-09-01",
        ("2019-09-02", "2019-08-30", "2019-09-02", "2019-09-02"),
        "a Sunday that begins a month",
    ),
    (
        "2022-12-31",
        ("2023-01-02", "2022-12-30", "2022-12-30", "2022-12-30"),
        "Monday is in another year",
    ),
]

ROLLS_WITH_HOLIDAYS = [
    (
        "2019-04-20",
        ("2019-04-23", "2019-04-18", "2019-04-18", "2019-04-23"),
        "Holy Saturday: two days back, three on",
    ),
    (
        "2019-04-21",
        ("2019-04-23", "2019-04-18", "2019-04-23", "2019-04-23"),
        "Easter Sunday: two days on, three back",
    ),
    (
        "2019-05-01",
        ("2019-05-02", "2019-04-30", "2019-05-02", "2019-05-02"),
        "a Wednesday off: a tie goes to the later day",
    ),
    (
        "2019-08-31",
        ("2019-09-02", "2019-08-29", "2019-09-02", "2019-08-29"),
        "Friday is closed: two days on, two back",
    ),
]

ORDER = (Roll.NEXT, Roll.PREVIOUS, Roll.NEAREST, Roll.NEXT_IN_MONTH)


@pytest.mark.parametrize(
    ("start", "count", "result"),
    [pytest.param(s, n, r, id=reason) for s, n, r, reason in COUNTS],
)
def test_working_days_are_monday_to_friday(start: str, count: int, result: str) -> None:
    """Counting working days passes over weekends; the day itself is not counted."""
    assert add_working_days(day(start), count, MONDAY_TO_FRIDAY) == day(result)


@pytest.mark.parametrize(
    ("start", "count", "result"),
    [pytest.param(s, n, r, id=reason) for s, n, r, reason in COUNTS_WITH_HOLIDAYS],
)
def test_working_days_pass_over_holidays(start: str, count: int, result: str) -> None:
    """A day the calendar gives a reason for is no working day."""
    assert add_working_days(day(start), count, EASTER) == day(result)


@pytest.mark.parametrize(
    ("calendar", "start", "results"),
    [
        *(pytest.param(MONDAY_TO_FRIDAY, s, r, id=reason) for s, r, reason in ROLLS),
        *(
            pytest.param(EASTER, s, r, id=reason)
            for s, r, reason in ROLLS_WITH_HOLIDAYS
        ),
    ],
)
def test_a_day_off_rolls_to_a_working_day(
    calendar: WorkingCalendar, start: str, results: tuple[str, str, str, str]
) -> None:
    """Each convention has its working day for a day off; a working day stays."""
    rolled = [roll(day(start), convention, calendar) for convention in ORDER]

    assert rolled == [day(result) for result in results]


def test_the_same_month_is_one_of_the_same_year() -> None:
    """The next working day in the same month is not a year away."""
    closed = ClosedFor(day("2019-08-02"), 364)

    assert roll(day("2019-08-10"), Roll.NEXT, closed) == day("2020-07-31")
    assert roll(day("2019-08-10"), Roll.NEXT_IN_MONTH, closed) == day("2019-08-01")
    longer = ClosedFor(day("2019-08-02"), 365)
    assert roll(day("2019-08-10"), Roll.NEXT, longer) == day("2020-08-01")
    assert roll(day("2019-08-10"), Roll.NEXT_IN_MONTH, longer) == day("2019-08-01")


def test_weekends_have_their_names() -> None:
    """The reason for a day off is its name, which ends up in the derivation."""
    week = [MONDAY_TO_FRIDAY.day_off(date(2019, 1, 14 + n)) for n in range(7)]

    assert week == [None, None, None, None, None, "Saturday", "Sunday"]


def test_rolls_are_called_what_a_rule_calls_them() -> None:
    """A convention's value is its words in a date rule."""
    assert [str(convention) for convention in Roll] == [
        "next working day",
        "previous working day",
        "nearest working day",
        "next working day in the same month",
    ]


@pytest.mark.parametrize("convention", Roll)
def test_a_calendar_without_working_days_is_refused(convention: Roll) -> None:
    """A year without a working day is taken for a mistake in the calendar."""
    closed = ClosedFor(date(2018, 1, 1), 2_000)

    with pytest.raises(DateError, match="a working day within a year") as caught:
        roll(day("2020-06-01"), convention, closed)

    assert caught.value.code == "no-working-day"
    assert "closures" in caught.value.todo


@pytest.mark.parametrize(
    ("count", "side"), [(1, "none after 2020-06-01"), (-1, "none before 2020-06-01")]
)
def test_counting_does_not_run_for_ever(count: int, side: str) -> None:
    """Counting says where it found no working day for a year."""
    closed = ClosedFor(date(2018, 1, 1), 2_000)

    with pytest.raises(DateError, match=side):
        add_working_days(day("2020-06-01"), count, closed)


@pytest.mark.parametrize(
    ("start", "count"), [("9999-12-31", 1), ("0001-01-01", -1), ("9999-12-24", 6)]
)
def test_no_working_day_lies_outside_the_calendar(start: str, count: int) -> None:
    """Working days before the year 1 or after 9999 are a `DateError`."""
    message = f"in the years 1 to 9999, found {start} {count:+} working days"

    with pytest.raises(DateError, match=re.escape(message)) as caught:
        add_working_days(day(start), count, MONDAY_TO_FRIDAY)

    assert caught.value.code == "date-overflow"
