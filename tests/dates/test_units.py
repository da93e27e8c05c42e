"""Parts of the calendar (`transfertimeline.dates.units`), found on a wall calendar."""

from __future__ import annotations

from datetime import date

import pytest

from transfertimeline.dates.days import DayRange
from transfertimeline.dates.units import (
    Month,
    Season,
    Unit,
    Weekday,
    next_named,
    nth_weekday,
    unit_of,
    weekday_from,
)
from transfertimeline.errors import DateError

day = date.fromisoformat

UNITS = [
    # A row: day, unit, first day, last day, reason
    ("2019-01-15", Unit.WEEK, "2019-01-14", "2019-01-20", "Monday to Sunday"),
    ("2019-01-14", Unit.WEEK, "2019-01-14", "2019-01-20", "a Monday begins its week"),
    ("2019-01-20", Unit.WEEK, "2019-01-14", "2019-01-20", "a Sunday ends it"),
    ("2018-12-31", Unit.WEEK, "2018-12-31", "2019-01-06", "week 1 of 2019 in ISO 8601"),
    ("2019-01-04", Unit.MONTH, "2019-01-01", "2019-01-31", "the Paris kick-off"),
    ("2019-02-01", Unit.MONTH, "2019-02-01", "2019-02-28", "a first of the month"),
    ("2020-02-29", Unit.MONTH, "2020-02-01", "2020-02-29", "a leap day"),
    ("1900-02-28", Unit.MONTH, "1900-02-01", "1900-02-28", "no leap year"),
    ("2019-01-01", Unit.QUARTER, "2019-01-01", "2019-03-31", "first quarter"),
    ("2019-06-30", Unit.QUARTER, "2019-04-01", "2019-06-30", "second quarter"),
    ("2019-08-15", Unit.QUARTER, "2019-07-01", "2019-09-30", "third quarter"),
    ("2019-12-31", Unit.QUARTER, "2019-10-01", "2019-12-31", "fourth quarter"),
    ("2019-06-30", Unit.SEMESTER, "2019-01-01", "2019-06-30", "first half year"),
    ("2019-07-01", Unit.SEMESTER, "2019-07-01", "2019-12-31", "second half year"),
    ("2019-03-01", Unit.SEASON, "2019-03-01", "2019-05-31", "spring begins"),
    ("2019-05-31", Unit.SEASON, "2019-03-01", "2019-05-31", "spring ends"),
    ("2019-06-01", Unit.SEASON, "2019-06-01", "2019-08-31", "summer begins"),
    ("2019-09-23", Unit.SEASON, "2019-09-01", "2019-11-30", "autumn, equinox or not"),
    ("2019-12-01", Unit.SEASON, "2019-12-01", "2020-02-29", "winter begins"),
    ("2020-01-15", Unit.SEASON, "2019-12-01", "2020-02-29", "in the year before"),
    ("2019-02-28", Unit.SEASON, "2018-12-01", "2019-02-28", "winter ends"),
    ("2019-07-01", Unit.YEAR, "2019-01-01", "2019-12-31", "a year"),
    ("2020-12-31", Unit.YEAR, "2020-01-01", "2020-12-31", "a leap year"),
    ("0001-01-01", Unit.WEEK, "0001-01-01", "0001-01-07", "the first day is a Monday"),
    ("0001-01-15", Unit.YEAR, "0001-01-01", "0001-12-31", "the first year"),
    ("9999-12-31", Unit.MONTH, "9999-12-01", "9999-12-31", "the last month"),
    ("9999-12-31", Unit.QUARTER, "9999-10-01", "9999-12-31", "the last quarter"),
    ("9999-12-31", Unit.SEMESTER, "9999-07-01", "9999-12-31", "the last half year"),
    ("9999-12-31", Unit.YEAR, "9999-01-01", "9999-12-31", "the last year"),
    ("9999-11-30", Unit.SEASON, "9999-09-01", "9999-11-30", "the last autumn"),
]

CUT = [
    # A row: day, unit, reason
    ("9999-12-31", Unit.WEEK, "the last day is a Friday"),
    ("9999-12-01", Unit.SEASON, "the last winter ends in the year 10000"),
    ("0001-02-28", Unit.SEASON, "the first winter began in the year 0"),
]

NAMED = [
    # A row: day, name, first day, last day, reason
    (
        "2018-12-04",
        Season.SPRING,
        "2019-03-01",
        "2019-05-31",
        "the first spring after the approval: when the URBACT Campus was to be",
    ),
    ("2019-02-28", Season.SPRING, "2019-03-01", "2019-05-31", "the day before it"),
    (
        "2019-03-01",
        Season.SPRING,
        "2020-03-01",
        "2020-05-31",
        "one that begins on the day does not begin after it",
    ),
    ("2019-04-15", Season.SPRING, "2020-03-01", "2020-05-31", "in the midst of it"),
    ("2018-12-04", Season.SUMMER, "2019-06-01", "2019-08-31", "summer of next year"),
    ("2019-01-15", Season.AUTUMN, "2019-09-01", "2019-11-30", "the same year"),
    ("2018-11-30", Season.WINTER, "2018-12-01", "2019-02-28", "the day before winter"),
    ("2018-12-01", Season.WINTER, "2019-12-01", "2020-02-29", "the day it begins"),
    ("2019-01-15", Season.WINTER, "2019-12-01", "2020-02-29", "in the midst of it"),
    ("2018-12-04", Month.JANUARY, "2019-01-01", "2019-01-31", "next month"),
    ("2019-01-01", Month.JANUARY, "2020-01-01", "2020-01-31", "not the one at hand"),
    ("2019-01-31", Month.FEBRUARY, "2019-02-01", "2019-02-28", "the next day"),
    ("2019-02-01", Month.FEBRUARY, "2020-02-01", "2020-02-29", "a year later"),
    ("2018-12-04", Month.DECEMBER, "2019-12-01", "2019-12-31", "a year later"),
    ("2018-11-30", Month.DECEMBER, "2018-12-01", "2018-12-31", "the next day"),
    ("9999-11-30", Month.DECEMBER, "9999-12-01", "9999-12-31", "the last month"),
]

NEVER = [
    # A row: day, name, reason
    ("9999-12-01", Month.DECEMBER, "December 10000"),
    ("9999-01-01", Month.JANUARY, "January 10000"),
    ("9999-03-01", Season.SPRING, "spring 10000"),
    ("9999-11-30", Season.WINTER, "a winter that ends in 10000"),
]

NTH = [
    # A row: stretch, weekday, n, day or None, reason
    (
        "2019-09-01/2019-09-30",
        Weekday.MONDAY,
        1,
        "2019-09-02",
        "September 2019 begins on a Sunday",
    ),
    ("2019-09-01/2019-09-30", Weekday.SUNDAY, 1, "2019-09-01", "the first day counts"),
    ("2019-09-01/2019-09-30", Weekday.MONDAY, 2, "2019-09-09", "a week later"),
    ("2019-09-01/2019-09-30", Weekday.SATURDAY, 3, "2019-09-21", "two weeks later"),
    ("2019-09-01/2019-09-30", Weekday.SUNDAY, 4, "2019-09-22", "not the fifth, 29th"),
    ("2019-09-01/2019-09-30", Weekday.MONDAY, -1, "2019-09-30", "the last day counts"),
    ("2019-09-01/2019-09-30", Weekday.TUESDAY, -1, "2019-09-24", "six days before"),
    ("2020-02-01/2020-02-29", Weekday.SATURDAY, -1, "2020-02-29", "a leap day"),
    (
        "2020-11-05/2020-12-04",
        Weekday.FRIDAY,
        -1,
        "2020-12-04",
        "last Friday of M24: the planned end of URBACT III was one",
    ),
    ("2019-01-14/2019-01-18", Weekday.FRIDAY, 1, "2019-01-18", "a stretch of a week"),
    ("2019-01-14/2019-01-18", Weekday.SATURDAY, 1, None, "it has no Saturday"),
    ("2019-01-14/2019-01-18", Weekday.SUNDAY, -1, None, "nor a Sunday"),
    ("2019-01-14/2019-01-18", Weekday.MONDAY, 2, None, "nor a second Monday"),
    ("2019-02-01/2019-02-28", Weekday.MONDAY, 4, "2019-02-25", "four fit in 28 days"),
    ("2019-01-15/2019-01-15", Weekday.TUESDAY, 1, "2019-01-15", "a day is a stretch"),
    ("2019-01-15/2019-01-15", Weekday.TUESDAY, -1, "2019-01-15", "from its end, too"),
    ("9999-12-27/9999-12-31", Weekday.MONDAY, 1, "9999-12-27", "the last Monday"),
    ("9999-12-27/9999-12-31", Weekday.MONDAY, 2, None, "after the last there is none"),
    ("0001-01-01/0001-01-03", Weekday.SUNDAY, -1, None, "before the first either"),
]

FROM = [
    # A row: day, weekday, direction, result, reason
    ("2019-01-01", Weekday.TUESDAY, 1, "2019-01-01", "the day itself counts"),
    ("2019-01-01", Weekday.TUESDAY, -1, "2019-01-01", "both ways"),
    ("2019-01-01", Weekday.MONDAY, 1, "2019-01-07", "six days on"),
    ("2019-01-01", Weekday.MONDAY, -1, "2018-12-31", "one day back"),
    ("2019-03-04", Weekday.TUESDAY, 1, "2019-03-05", "on or after the end of M3"),
    ("2020-12-04", Weekday.FRIDAY, -1, "2020-12-04", "on or before the end"),
    ("2019-01-01", Weekday.WEDNESDAY, -1, "2018-12-26", "six days back"),
]


@pytest.mark.parametrize(
    ("held", "unit", "first", "last"),
    [pytest.param(h, u, f, t, id=f"{u}: {reason}") for h, u, f, t, reason in UNITS],
)
def test_every_day_belongs_to_a_unit(
    held: str, unit: Unit, first: str, last: str
) -> None:
    """The unit of a day is the calendar's: weeks from Monday, seasons from 1 March."""
    assert unit_of(day(held), unit) == DayRange(first=day(first), last=day(last))


@pytest.mark.parametrize(
    ("held", "unit"), [pytest.param(h, u, id=reason) for h, u, reason in CUT]
)
def test_a_unit_cut_by_the_end_of_the_calendar_is_refused(
    held: str, unit: Unit
) -> None:
    """A unit that is not wholly in the years 1 to 9999 is a `DateError`."""
    with pytest.raises(DateError, match="a day in the years 1 to 9999"):
        unit_of(day(held), unit)


@pytest.mark.parametrize(
    ("start", "name", "first", "last"),
    [pytest.param(s, n, f, t, id=f"{n}: {reason}") for s, n, f, t, reason in NAMED],
)
def test_the_next_of_a_name_begins_strictly_after(
    start: str, name: Season | Month, first: str, last: str
) -> None:
    """The next season or month of a name begins after the day, never on it."""
    assert next_named(day(start), name) == DayRange(first=day(first), last=day(last))


@pytest.mark.parametrize(
    ("start", "name"), [pytest.param(s, n, id=reason) for s, n, reason in NEVER]
)
def test_after_the_last_there_is_no_next(start: str, name: Season | Month) -> None:
    """A season or month after the year 9999 is a `DateError`."""
    with pytest.raises(DateError, match="a day in the years 1 to 9999"):
        next_named(day(start), name)


@pytest.mark.parametrize(
    ("stretch", "weekday", "nth", "found"),
    [pytest.param(s, w, n, f, id=reason) for s, w, n, f, reason in NTH],
)
def test_weekdays_are_counted_inside_their_stretch(
    stretch: str, weekday: Weekday, nth: int, found: str | None
) -> None:
    """The n-th or last weekday of a stretch lies in it, or there is none."""
    first, last = (day(end) for end in stretch.split("/"))

    result = nth_weekday(DayRange(first=first, last=last), weekday, nth)

    assert result == (day(found) if found else None)


@pytest.mark.parametrize(
    ("start", "weekday", "direction", "result"),
    [pytest.param(s, w, n, r, id=reason) for s, w, n, r, reason in FROM],
)
def test_the_nearest_weekday_may_be_the_day_itself(
    start: str, weekday: Weekday, direction: int, result: str
) -> None:
    """On or after, on or before: the nearest such weekday, the day included."""
    assert weekday_from(day(start), weekday, direction) == day(result)


@pytest.mark.parametrize(
    ("start", "weekday", "direction"),
    [("9999-12-31", Weekday.MONDAY, 1), ("0001-01-01", Weekday.SUNDAY, -1)],
)
def test_no_weekday_lies_outside_the_calendar(
    start: str, weekday: Weekday, direction: int
) -> None:
    """A weekday before the year 1 or after 9999 is a `DateError`."""
    with pytest.raises(DateError, match="a day in the years 1 to 9999"):
        weekday_from(day(start), weekday, direction)


@pytest.mark.parametrize(
    ("held", "season"),
    [
        ("2019-03-01", Season.SPRING),
        ("2019-05-31", Season.SPRING),
        ("2019-06-01", Season.SUMMER),
        ("2019-11-30", Season.AUTUMN),
        ("2019-12-01", Season.WINTER),
        ("2020-02-29", Season.WINTER),
    ],
)
def test_every_day_has_its_season(held: str, season: Season) -> None:
    """Seasons are meteorological and northern: they change on the first of a month."""
    assert Season.of(day(held)) is season


@pytest.mark.parametrize(
    ("code", "season", "month"),
    [
        (21, Season.SPRING, 3),
        (22, Season.SUMMER, 6),
        (23, Season.AUTUMN, 9),
        (24, Season.WINTER, 12),
    ],
)
def test_seasons_have_the_codes_of_edtf(code: int, season: Season, month: int) -> None:
    """EDTF numbers the seasons from 21 for spring to 24 for winter."""
    assert Season.from_edtf(code) is season
    assert season.edtf == code
    assert season.month == month


def test_weekdays_count_as_python_does() -> None:
    """1 January 2019 was a Tuesday, and Python counts from Monday = 0."""
    assert Weekday(day("2019-01-01").weekday()) is Weekday.TUESDAY
    assert [weekday.value for weekday in Weekday] == list(range(7))
    assert [month.value for month in Month] == list(range(1, 13))
