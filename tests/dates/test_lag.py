"""Lags: distances in calendar units (`transfertimeline.dates.lag`)."""

from __future__ import annotations

import re
from datetime import date
from time import process_time
from typing import cast

import pytest

from transfertimeline.dates.lag import LIMIT, Lag, add_months, parse_lag, shift
from transfertimeline.dates.working import MONDAY_TO_FRIDAY
from transfertimeline.errors import DateError

day = date.fromisoformat

MONTHS = [
    # A row: day, months, result, reason
    ("2018-12-04", 24, "2020-12-04", "URBACT III as planned: M18 and M6"),
    ("2018-12-04", 30, "2021-06-04", "URBACT III as extended (urbact.md 2.1)"),
    ("2018-12-04", 1, "2019-01-04", "into the month of the Paris kick-off"),
    ("2021-03-09", 18, "2022-09-09", "UIA Transfer Mechanism (urbact.md 3)"),
    ("2019-01-31", 1, "2019-02-28", "clipped: February 2019 has 28 days"),
    ("2020-01-31", 1, "2020-02-29", "clipped: February 2020 has 29"),
    ("2019-01-31", 2, "2019-03-31", "not clipped on the way"),
    ("2019-08-31", 18, "2021-02-28", "clipped at the end of 18 months"),
    ("2019-08-31", 24, "2021-08-31", "but not at the end of 18 + 6"),
    ("2019-08-31", 6, "2020-02-29", "clipped to a leap day"),
    ("2020-02-29", 12, "2021-02-28", "a leap day has no anniversary next year"),
    ("2020-02-29", 48, "2024-02-29", "it has one four years later"),
    ("1896-02-29", 48, "1900-02-28", "but 1900 was no leap year"),
    ("1996-02-29", 48, "2000-02-29", "and 2000 was one"),
    ("2019-10-31", 1, "2019-11-30", "30 days have September, April, June, November"),
    ("2019-03-31", -1, "2019-02-28", "clipped on the way back as well"),
    ("2019-01-15", -1, "2018-12-15", "back over a year's end"),
    ("2019-01-15", -13, "2017-12-15", "back over more than a year"),
    ("2019-12-31", 12, "2020-12-31", "a year is twelve months"),
    ("2019-01-15", 0, "2019-01-15", "no months change nothing"),
    ("0001-02-28", -1, "0001-01-28", "down to the year 1"),
    ("9999-11-30", 1, "9999-12-30", "up to the year 9999"),
]

SHIFTS = [
    # A row: day, lag, direction, result, reason
    ("2019-01-31", "1 month", 1, "2019-02-28", "months clip"),
    ("2019-01-31", "1 month and 1 day", 1, "2019-03-01", "months first, then days"),
    (
        "2019-03-30",
        "1 month and 1 day",
        -1,
        "2019-02-27",
        "months first on the way back too: 28 February, then a day",
    ),
    ("2020-02-29", "1 year and 1 month", 1, "2021-03-29", "13 months clip once"),
    ("2020-02-29", "1 year", 1, "2021-02-28", "years clip as months do"),
    ("2019-01-15", "2 weeks", 1, "2019-01-29", "a week is seven days"),
    ("2019-01-15", "1 week and 3 days", -1, "2019-01-05", "back ten days"),
    ("2020-06-04", "60 days", 1, "2020-08-03", "Horizon: a report within 60 days"),
    ("2019-01-04", "1 working day", 1, "2019-01-07", "from a Friday to Monday"),
    ("2019-01-05", "1 working day", 1, "2019-01-07", "from a Saturday to Monday"),
    ("2019-01-07", "1 working day", -1, "2019-01-04", "from a Monday to Friday"),
    (
        "2019-01-31",
        "1 month and 2 working days",
        1,
        "2019-03-04",
        "28 February is a Thursday: Friday, Monday",
    ),
    (
        "2018-12-04",
        "1 year, 2 months, 3 weeks, 4 days and 5 working days",
        1,
        "2020-03-06",
        "4 February 2020, 25 days on is Saturday 29, five working days on is Friday",
    ),
]

CLIPPED = [
    # A row: day, lag, direction, reason
    ("2019-01-31", "1 month", 1, "February is shorter"),
    ("2020-02-29", "1 year", 1, "a leap day is missing"),
    ("2019-03-30", "1 month", -1, "February is shorter backwards"),
    ("2019-01-31", "1 month and 3 days", 1, "the days after do not hide it"),
]

NOT_CLIPPED = [
    ("2019-01-28", "1 month", 1, "the day exists"),
    ("2019-01-31", "2 months", 1, "March is long enough"),
    ("2019-01-31", "30 days", 1, "days never clip"),
    ("2019-01-31", "4 working days", 1, "working days never clip"),
]

SPELLINGS = [
    # A row: text, lag, canonical spelling, reason
    ("18 months", Lag(months=18), "18 months", "as in a phase's length"),
    ("1 month", Lag(months=1), "1 month", "one is singular"),
    ("1 months", Lag(months=1), "1 month", "a plural of one is understood"),
    ("2 week", Lag(weeks=2), "2 weeks", "so is a singular of two"),
    ("2 days", Lag(days=2), "2 days", "as in a meeting's length"),
    ("1 year", Lag(years=1), "1 year", "a year stays a year"),
    ("10 working days", Lag(working_days=10), "10 working days", "two words"),
    ("1 working day", Lag(working_days=1), "1 working day", "and their singular"),
    (
        "1 month and 10 days",
        Lag(months=1, days=10),
        "1 month and 10 days",
        "two units are joined by and",
    ),
    (
        "1 month, 10 days",
        Lag(months=1, days=10),
        "1 month and 10 days",
        "or by a comma",
    ),
    (
        "1 year, 2 months, 3 weeks, 4 days and 5 working days",
        Lag(years=1, months=2, weeks=3, days=4, working_days=5),
        "1 year, 2 months, 3 weeks, 4 days and 5 working days",
        "all units, descending",
    ),
    (
        "1 year and 2 months and 3 weeks",
        Lag(years=1, months=2, weeks=3),
        "1 year, 2 months and 3 weeks",
        "every and but the last becomes a comma",
    ),
    ("  18\t months \n", Lag(months=18), "18 months", "spacing is free"),
    ("2  working\n days", Lag(working_days=2), "2 working days", "inside a unit too"),
    ("1 month,10 days", Lag(months=1, days=10), "1 month and 10 days", "no space"),
    ("1 month , 10 days", Lag(months=1, days=10), "1 month and 10 days", "two"),
    ("18 Months", Lag(months=18), "18 months", "words may be in any case"),
    ("018 months", Lag(months=18), "18 months", "leading zeros say nothing"),
    ("99999 days", Lag(days=99_999), "99999 days", "the limit itself"),
    ("0 months and 1 day", Lag(days=1), "1 day", "a zero part is left out"),
]

NOT_LAGS = [
    # A row: text, reason
    ("", "nothing"),
    ("   ", "only space"),
    ("months", "no count"),
    ("a month", "a word is no count"),
    ("18", "no unit"),
    ("18 month s", "a letter too many"),
    ("18months", "no space"),
    ("18 moons", "no unit of ours"),
    ("3 quarters", "a quarter is a part of the calendar, not a distance"),
    ("2 hours", "a lag counts days and longer"),
    ("-3 months", "the direction is before or after"),
    ("+3 months", "the same"),
    ("1.5 months", "half a month has no length"),
    ("½ year", "nor has half a year, in one sign"),
    ("²  months", "a superscript is no digit"),
    ("٣ months", "nor is a digit of another script"),
    ("10 days and 1 month", "units descend"),
    ("1 month and 1 month", "each unit once"),
    ("1 working day and 1 day", "working days come last"),
    ("1 month and", "nothing after and"),
    ("and 1 month", "nothing before and"),
    ("1 month,, 1 day", "two commas"),
    ("1 month, and 1 day", "a comma and and"),
    ("1 month 1 day", "nothing between"),
    ("3 months after start", "a rule is no lag"),
    ("100000 days", "beyond the limit"),
    ("9" * 5_000 + " days", "beyond what Python turns into a number"),
    ("P18M", "ISO 8601 durations are for machines"),
]


@pytest.mark.parametrize(
    ("start", "months", "result"),
    [pytest.param(s, n, r, id=reason) for s, n, r, reason in MONTHS],
)
def test_months_clip_to_the_last_day_of_the_month(
    start: str, months: int, result: str
) -> None:
    """Months keep the day of the month; one that does not exist becomes the last."""
    assert add_months(day(start), months) == day(result)


def test_months_counted_one_after_the_other_differ_from_their_sum() -> None:
    """31 August + 18 + 6 months is 28 February and then 28 August, not the 31st."""
    chained = add_months(add_months(day("2019-08-31"), 18), 6)

    assert chained == day("2021-08-28")
    assert add_months(day("2019-08-31"), 24) == day("2021-08-31")


@pytest.mark.parametrize(
    ("start", "months"),
    [
        ("9999-12-31", 1),
        ("9999-01-01", 12),
        ("0001-01-31", -1),
        ("2019-01-15", 12 * LIMIT),
        ("2019-01-15", -12 * LIMIT),
        ("2019-01-15", 10**30),
    ],
)
def test_months_do_not_leave_the_calendar(start: str, months: int) -> None:
    """A month outside the years 1 to 9999 is a `DateError`."""
    message = f"expected a day in the years 1 to 9999, found {start} {months:+} months"

    with pytest.raises(DateError, match=re.escape(message)) as caught:
        add_months(day(start), months)

    assert caught.value.code == "date-overflow"


@pytest.mark.parametrize(
    ("start", "lag", "direction", "result"),
    [pytest.param(s, g, n, r, id=reason) for s, g, n, r, reason in SHIFTS],
)
def test_a_lag_counts_months_then_days_then_working_days(
    start: str, lag: str, direction: int, result: str
) -> None:
    """Years and months come first, then weeks and days, then working days."""
    moved, _ = shift(day(start), parse_lag(lag), direction, MONDAY_TO_FRIDAY)

    assert moved == day(result)


@pytest.mark.parametrize(
    ("start", "lag", "direction"),
    [pytest.param(s, g, n, id=reason) for s, g, n, reason in CLIPPED],
)
def test_a_clipped_month_is_reported(start: str, lag: str, direction: int) -> None:
    """A shift says when the month was too short for the day."""
    _, clipped = shift(day(start), parse_lag(lag), direction, MONDAY_TO_FRIDAY)

    assert clipped is True


@pytest.mark.parametrize(
    ("start", "lag", "direction"),
    [pytest.param(s, g, n, id=reason) for s, g, n, reason in NOT_CLIPPED],
)
def test_nothing_else_counts_as_clipped(start: str, lag: str, direction: int) -> None:
    """Only a month too short for the day is a clip."""
    _, clipped = shift(day(start), parse_lag(lag), direction, MONDAY_TO_FRIDAY)

    assert clipped is False


@pytest.mark.parametrize("direction", [1, -1])
@pytest.mark.parametrize("unit", ["years", "months", "weeks", "days", "working days"])
def test_the_longest_lags_end_in_an_error_and_not_in_a_crash(
    unit: str, direction: int
) -> None:
    """The largest lag of each unit gives a day or a `DateError`, both quickly."""
    lag = parse_lag(f"{LIMIT} {unit}")
    start = day("0090-01-01") if direction < 0 else day("9910-01-01")

    with pytest.raises(DateError, match="expected a day in the years 1 to 9999"):
        shift(start, lag, direction, MONDAY_TO_FRIDAY)


@pytest.mark.parametrize(
    ("text", "lag", "canonical"),
    [pytest.param(t, g, c, id=reason) for t, g, c, reason in SPELLINGS],
)
def test_a_lag_is_read_and_written(text: str, lag: Lag, canonical: str) -> None:
    """A lag may be written in several ways and has one canonical spelling."""
    assert parse_lag(text) == lag
    assert str(lag) == canonical
    assert parse_lag(canonical) == lag


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=reason) for text, reason in NOT_LAGS]
)
def test_what_is_no_lag_is_refused(text: str) -> None:
    """Anything else is refused, with an example of a lag."""
    message = 'expected a lag like "3 months" or "1 month and 10 days"'

    with pytest.raises(DateError, match=re.escape(message)) as caught:
        parse_lag(text)

    assert caught.value.code == "lag"


@pytest.mark.parametrize("text", ["0 days", "0 years and 0 working days"])
def test_a_lag_of_nothing_is_refused(text: str) -> None:
    """A lag of zero is the anchor itself."""
    with pytest.raises(DateError, match="a lag that is not zero"):
        parse_lag(text)


def test_a_lag_needs_a_count() -> None:
    """A lag built without counts is one of nothing."""
    with pytest.raises(DateError, match="a lag that is not zero"):
        Lag()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (-1, "a lag never counts back by itself"),
        (LIMIT + 1, "beyond the limit"),
        (1.0, "a fraction even if it is whole"),
        (True, "a truth value is no number"),
        ("3", "text is parsed by parse_lag"),
    ],
)
@pytest.mark.parametrize("unit", ["years", "months", "weeks", "days", "working_days"])
def test_counts_are_whole_numbers_up_to_the_limit(
    unit: str, value: object, reason: str
) -> None:
    """Every count of a lag is a whole number from 0 to 99,999."""
    counts = cast("dict[str, int]", {unit: value})
    message = "expected whole numbers from 0 to 99999"

    with pytest.raises(DateError, match=message) as caught:
        Lag(**counts)

    assert caught.value.code == "lag", reason


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("18 months", 18),
        ("1 year", 12),
        ("1 year and 6 months", 18),
        ("2 weeks", None),
        ("60 days", None),
        ("1 month and 1 day", None),
        ("1 month and 1 working day", None),
    ],
)
def test_a_lag_may_be_whole_months(text: str, months: int | None) -> None:
    """Years and months alone are whole months; with anything else they are not."""
    assert parse_lag(text).whole_months == months


def test_a_long_text_is_refused_quickly() -> None:
    """Reading is linear: a megabyte of spaces does not keep a reader waiting."""
    start = process_time()

    with pytest.raises(DateError, match="a lag like"):
        parse_lag("1" + " " * 1_000_000 + "x")

    assert process_time() - start < 1
