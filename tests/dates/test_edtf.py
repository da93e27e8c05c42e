"""Partial dates in the subset of EDTF (`transfertimeline.dates.edtf`)."""

from __future__ import annotations

import re
from datetime import date

import pytest

from transfertimeline.dates.days import UNKNOWN, DayRange, Window
from transfertimeline.dates.edtf import (
    PartialDate,
    Qualifier,
    format_days,
    parse_edtf,
)
from transfertimeline.errors import DateError

day = date.fromisoformat

EXACT = [
    # A row: text, first day, last day, reason
    ("2019-01-15", "2019-01-15", "2019-01-15", "a day"),
    ("2020-02-29", "2020-02-29", "2020-02-29", "a leap day"),
    ("2000-02-29", "2000-02-29", "2000-02-29", "one of a full century"),
    ("2019-01-15/2019-01-16", "2019-01-15", "2019-01-16", "an extent of two days"),
    ("2019-01-31/2019-02-01", "2019-01-31", "2019-02-01", "over the month's end"),
    ("2018-12-04/2021-06-04", "2018-12-04", "2021-06-04", "over years"),
    ("0001-01-01", "0001-01-01", "0001-01-01", "the first day there is"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "the last day there is"),
    ("2019-01-01/2019-01-31", "2019-01-01", "2019-01-31", "a month occupied whole"),
    ("2019-01-01/2019-12-31", "2019-01-01", "2019-12-31", "a year occupied whole"),
]

OPEN = [
    # A row: text, first day, last day, reason
    ("2019-01", "2019-01-01", "2019-01-31", "January, as the kick-off was announced"),
    ("2019-02", "2019-02-01", "2019-02-28", "February"),
    ("2020-02", "2020-02-01", "2020-02-29", "February of a leap year"),
    ("2019-04", "2019-04-01", "2019-04-30", "a month of 30 days"),
    ("2019-12", "2019-12-01", "2019-12-31", "December"),
    ("2019", "2019-01-01", "2019-12-31", "a year"),
    ("2019-21", "2019-03-01", "2019-05-31", "spring: 1 March - 31 May"),
    ("2019-22", "2019-06-01", "2019-08-31", "summer"),
    ("2019-23", "2019-09-01", "2019-11-30", "autumn"),
    ("2019-24", "2019-12-01", "2020-02-29", "winter, into the next year's February"),
    ("2018-24", "2018-12-01", "2019-02-28", "a winter without leap day"),
    ("2019-33", "2019-01-01", "2019-03-31", "first quarter"),
    ("2019-34", "2019-04-01", "2019-06-30", "second quarter"),
    ("2019-35", "2019-07-01", "2019-09-30", "third quarter"),
    ("2019-36", "2019-10-01", "2019-12-31", "fourth quarter"),
    ("2019-40", "2019-01-01", "2019-06-30", "first semester"),
    ("2019-41", "2019-07-01", "2019-12-31", "second semester"),
    ("[2019-01-14..2019-01-18]", "2019-01-14", "2019-01-18", "mid-January"),
    ("[2019-12-31..2020-01-01]", "2019-12-31", "2020-01-01", "two days of two years"),
    ("[2019-01-01..2019-01-30]", "2019-01-01", "2019-01-30", "not all of January"),
    ("[2019-01-02..2019-01-31]", "2019-01-02", "2019-01-31", "nor this"),
    ("[2019-02-01..2019-04-30]", "2019-02-01", "2019-04-30", "three months, no name"),
    ("[2019-04-01..2019-09-30]", "2019-04-01", "2019-09-30", "six months, no name"),
    ("[2019-03-01..2020-02-29]", "2019-03-01", "2020-02-29", "twelve, no name"),
    ("[2019-01-01..2020-12-31]", "2019-01-01", "2020-12-31", "two years, no name"),
    ("0001", "0001-01-01", "0001-12-31", "the first year there is"),
    ("0001-01", "0001-01-01", "0001-01-31", "its first month"),
    ("0001-33", "0001-01-01", "0001-03-31", "its first quarter"),
    ("[0001-01-01..0001-01-15]", "0001-01-01", "0001-01-15", "its first days"),
    ("9999", "9999-01-01", "9999-12-31", "the last year there is"),
    ("9999-12", "9999-12-01", "9999-12-31", "its last month"),
    ("9999-36", "9999-10-01", "9999-12-31", "its last quarter"),
    ("9999-41", "9999-07-01", "9999-12-31", "its last semester"),
    ("[9999-12-01..9999-12-15]", "9999-12-01", "9999-12-15", "some of its days"),
]

SHORTER = [
    # A row: text, canonical spelling, reason
    ("[2019-01-01..2019-01-31]", "2019-01", "a month has a name"),
    ("[2019-03-01..2019-05-31]", "2019-21", "so has spring"),
    ("[2019-12-01..2020-02-29]", "2019-24", "and winter"),
    ("[2019-01-01..2019-03-31]", "2019-33", "and a quarter"),
    ("[2019-10-01..2019-12-31]", "2019-36", "the last one too"),
    ("[2019-07-01..2019-12-31]", "2019-41", "and a semester"),
    ("[2019-01-01..2019-12-31]~", "2019~", "and a year, with its mark"),
]

MARKS = [
    ("", Qualifier.NONE),
    ("?", Qualifier.UNCERTAIN),
    ("~", Qualifier.APPROXIMATE),
    ("%", Qualifier.BOTH),
]

IMPOSSIBLE = [
    # A row: text, what to do, reason
    ("2019-02-29", "February 2019 has 28 days", "no leap year"),
    ("1900-02-29", "February 1900 has 28 days", "no leap year, though 1900 / 4 is 475"),
    ("2020-02-30", "February 2020 has 29 days", "not even in a leap year"),
    ("2019-06-31", "June 2019 has 30 days", "a month of 30 days"),
    ("2019-01-00", "January 2019 has 31 days", "days count from 1"),
    ("2019-01-32", "January 2019 has 31 days", "to 31"),
    ("9999-12-32", "December 9999 has 31 days", "in the last month, too"),
    ("2019-15-01", "months are 01 to 12, after the year", "day and month swapped"),
    ("2019-00-01", "months are 01 to 12, after the year", "months count from 1"),
    ("0000", "years count from 0001", "the calendar has no year 0"),
    ("0000-01-01", "years count from 0001", "in a day either"),
    ("0000-01", "years count from 0001", "in a month either"),
    ("2019-01-15/2019-02-30", "February 2019 has 28 days", "the end of an extent"),
    ("[2019-02-30..2019-03-01]", "February 2019 has 28 days", "a window's start"),
]

BACKWARDS = [
    # A row: text, what was expected, reason
    ("2019-01-16/2019-01-15", "an extent of several days", "the end comes first"),
    ("2019-01-15/2019-01-15", "an extent of several days", "one day is a day"),
    ("[2019-01-18..2019-01-14]", "a window of several days", "the end comes first"),
    ("[2019-01-14..2019-01-14]", "a window of several days", "one day leaves no doubt"),
]

REFUSED = [
    # A row: text, its name
    ("2019-01-15T15:00", "EDTF date and time"),
    ("2019-01-15T15:00:00Z", "EDTF date and time"),
    ("2019-01-15T15:00/2019-01-15T17:00", "EDTF date and time"),
    ("2019-01-15/2019-01-16T17:00", "EDTF date and time"),
    ("201X", "EDTF unspecified digits"),
    ("2019-XX", "EDTF unspecified digits"),
    ("2019-01-XX", "EDTF unspecified digits"),
    ("20XX/2025", "EDTF unspecified digits"),
    ("Y170000002", "EDTF years of another length"),
    ("Y-17E7", "EDTF years of another length"),
    ("-0044", "EDTF years of another length"),
    ("-0044-03-15", "EDTF years of another length"),
    ("{2019-01,2019-02}", "EDTF set of all members"),
    ("{2019-01-14..2019-01-18}", "EDTF set of all members"),
    ("2019-01-15/..", "EDTF open interval or set"),
    ("../2019-01-15", "EDTF open interval or set"),
    ("[..2019-01-15]", "EDTF open interval or set"),
    ("[2019-01-15..]", "EDTF open interval or set"),
    ("2019-01-15/", "EDTF interval with an unknown end"),
    ("/2019-01-15", "EDTF interval with an unknown end"),
    ("[2019-01-14,2019-01-18]", "EDTF set with a list"),
    ("2019/2020", "EDTF interval of months or years"),
    ("2019-01/2019-03", "EDTF interval of months or years"),
    ("2019-21/2019-22", "EDTF interval of months or years"),
    ("2019-01-15/2019-02", "EDTF interval of months or years"),
    ("2019-01/2019-02-15~", "EDTF interval of months or years"),
    ("[2019-01..2019-03]", "EDTF set of months or years"),
    ("[2018..2019]", "EDTF set of months or years"),
    ("?2019-01-15", "EDTF qualification of a part"),
    ("2019-?01-15", "EDTF qualification of a part"),
    ("2019?-01-15", "EDTF qualification of a part"),
    ("2019-01-15?/2019-01-16", "EDTF qualification of a part"),
    ("2019-01-15?~", "EDTF qualification of a part"),
    ("[2019-01-14..2019-01-18~]", "EDTF qualification of a part"),
    ("1950S2", "EDTF significant digits"),
    ("201", "EDTF decade"),
    ("20", "EDTF century"),
    ("15/01/2019", "a date whose order of day and month is unclear"),
    ("15.01.2019", "a date whose order of day and month is unclear"),
    ("1-2-19", "a date whose order of day and month is unclear"),
]

NO_EDTF = [
    # A row: text, reason
    ("", "nothing"),
    ("January 2019", "words"),
    ("spring 2019", "seasons have numbers"),
    ("2019-1-15", "months have two digits"),
    ("20190115", "the basic format of ISO 8601 is not in EDTF"),
    ("2019-W03", "weeks of ISO 8601 are not in EDTF"),
    ("2019-015", "nor are days of the year"),
    ("2019-01-15/P2D", "nor are durations"),
    ("2019/01/15", "slashes stand between the ends of an interval"),
    ("2019-01-15..2019-01-18", "a window has brackets"),
    ("2019\u201301\u201315", "en dashes are no hyphens"),
    (" 2019-01-15", "space before"),
    ("2019-01-15\n", "a line end"),
    ("٢٠١٩-٠١-١٥", "digits of another script"),
    ("Unknown", "only the rule grammar ignores case"),
    ("unknown?", "nothing is known of what is unknown, not even how sure"),
    ("unknown/2019-01-15", "what EDTF once wrote for an open start"),
    ("TBC", "what people write instead"),
]

NO_PART_OF_THE_YEAR = ["00", "13", "20", "25", "32", "37", "39", "42", "99"]


def _rows(rows: list[tuple[str, str, str, str]]) -> list[object]:
    return [pytest.param(*values, id=reason) for *values, reason in rows]


@pytest.mark.parametrize(("text", "first", "last"), _rows(EXACT))
@pytest.mark.parametrize(("mark", "qualifier"), MARKS)
def test_exact_days_are_a_range(
    text: str, first: str, last: str, mark: str, qualifier: Qualifier
) -> None:
    """A day or an interval is what something occupies, be it confirmed or not."""
    days = DayRange(first=day(first), last=day(last))

    assert parse_edtf(text + mark) == PartialDate(days=days, qualifier=qualifier)
    assert str(PartialDate(days=days, qualifier=qualifier)) == text + mark


@pytest.mark.parametrize(("text", "first", "last"), _rows(OPEN))
@pytest.mark.parametrize(("mark", "qualifier"), MARKS)
def test_an_open_date_is_a_window(
    text: str, first: str, last: str, mark: str, qualifier: Qualifier
) -> None:
    """A part of the calendar or a set is the window of some day of it."""
    days = Window.within(day(first), day(last))

    assert parse_edtf(text + mark) == PartialDate(days=days, qualifier=qualifier)
    assert str(PartialDate(days=days, qualifier=qualifier)) == text + mark


def test_unknown_is_a_word() -> None:
    """What is not known at all is written `unknown`."""
    assert parse_edtf("unknown") == PartialDate(days=UNKNOWN)
    assert str(PartialDate(days=UNKNOWN)) == "unknown"


@pytest.mark.parametrize(
    ("text", "canonical"), [pytest.param(t, c, id=reason) for t, c, reason in SHORTER]
)
def test_the_shortest_form_is_canonical(text: str, canonical: str) -> None:
    """A window that the calendar has a name for is written by that name."""
    assert parse_edtf(text) == parse_edtf(canonical)
    assert str(parse_edtf(text)) == canonical


def test_a_window_is_no_extent() -> None:
    """Some day of January is not the same as all of January."""
    assert parse_edtf("2019-01") != parse_edtf("2019-01-01/2019-01-31")


def test_a_length_has_no_place_in_edtf() -> None:
    """A window is written without the length of what falls into it."""
    january = Window.within(day("2019-01-01"), day("2019-01-31"), length=2)

    assert format_days(january) == "2019-01"
    assert format_days(january, Qualifier.UNCERTAIN) == "2019-01?"


@pytest.mark.parametrize(
    ("text", "todo"), [pytest.param(t, d, id=reason) for t, d, reason in IMPOSSIBLE]
)
def test_a_day_that_does_not_exist_is_refused(text: str, todo: str) -> None:
    """An impossible day is refused with the reason, never moved to a possible one."""
    with pytest.raises(DateError, match=re.escape(f'"{text}"; {todo}')) as caught:
        parse_edtf(text)

    assert caught.value.code == "date-impossible"


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(t, e, id=reason) for t, e, reason in BACKWARDS]
)
def test_an_interval_has_several_days_in_order(text: str, expected: str) -> None:
    """An interval or a window ends after the day it begins."""
    message = f'expected {expected}, found "{text}"; state the earlier day first'

    with pytest.raises(DateError, match=re.escape(message)) as caught:
        parse_edtf(text)

    assert caught.value.code == "range-backwards"


@pytest.mark.parametrize(("text", "name"), REFUSED)
def test_the_rest_of_edtf_is_refused_by_name(text: str, name: str) -> None:
    """What EDTF has and a plan has not is called by its name, and never guessed."""
    message = f'the supported part of EDTF, found {name} "{text}"; write a day like'

    with pytest.raises(DateError, match=re.escape(message)) as caught:
        parse_edtf(text)

    assert caught.value.code == "edtf"


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=reason) for text, reason in NO_EDTF]
)
def test_what_is_no_edtf_is_refused(text: str) -> None:
    """Anything else is refused, with examples of what can be written."""
    message = re.escape("expected a date in EDTF, found ") + '.*"2019-01-15".*"unknown"'

    with pytest.raises(DateError, match=message) as caught:
        parse_edtf(text)

    assert caught.value.code == "edtf"


@pytest.mark.parametrize("code", NO_PART_OF_THE_YEAR)
def test_a_number_that_is_no_part_of_the_year_is_refused(code: str) -> None:
    """Two digits after the year are one of the listed parts of the year."""
    message = (
        f'expected a month or a part of the year, found "2019-{code}"; '
        "01-12 are months, 21-24 seasons, 33-36 quarters, 40-41 semesters"
    )

    with pytest.raises(DateError, match=re.escape(message)) as caught:
        parse_edtf(f"2019-{code}")

    assert caught.value.code == "edtf"


def test_the_last_winter_has_no_end() -> None:
    """A season that runs out of the calendar is refused."""
    with pytest.raises(DateError, match="a day in the years 1 to 9999"):
        parse_edtf("9999-24")


def test_a_long_text_is_shown_in_short() -> None:
    """The message of a refused text stays readable, in one line."""
    with pytest.raises(DateError, match="expected a date") as caught:
        parse_edtf("2019\n" * 10_000)

    assert len(str(caught.value)) < 500
    assert "\n" not in str(caught.value)


def test_unknown_has_no_mark() -> None:
    """An unknown date cannot be to be confirmed."""
    with pytest.raises(DateError, match="no mark on an unknown date"):
        PartialDate(days=UNKNOWN, qualifier=Qualifier.UNCERTAIN)


def test_a_stated_window_is_for_one_day() -> None:
    """A date has no length of its own; a milestone has."""
    two_days = Window.within(day("2019-01-01"), day("2019-01-31"), length=2)

    with pytest.raises(DateError, match="state the length beside it"):
        PartialDate(days=two_days)


def test_marks_combine() -> None:
    """Uncertain and approximate together are both."""
    assert Qualifier.UNCERTAIN | Qualifier.APPROXIMATE is Qualifier.BOTH
    assert Qualifier.NONE | Qualifier.APPROXIMATE is Qualifier.APPROXIMATE
    assert not Qualifier.NONE
