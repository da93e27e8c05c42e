"""Laws of partial dates; the `edtf` package has the second opinion."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from edtf import parse_edtf as parse_with_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import example, given
from hypothesis import strategies as st

from tests.laws.strategies import any_days, days, partial_dates
from transfertimeline.dates.days import DayRange, Days, Unknown, Window
from transfertimeline.dates.edtf import (
    PartialDate,
    Qualifier,
    format_days,
    parse_edtf,
)
from transfertimeline.errors import DateError

_WINTER = re.compile(r"\d{4}-24")
_PART_WITH_MARK = re.compile(r"(\d{4}-(2[1-4]|3[3-6]|4[01])|\[.*\])[?~%]|unknown")


def _bounds_by_edtf(text: str) -> tuple[date, date]:
    """Return the first and the last day that the `edtf` package reads."""
    read = parse_with_edtf(text)
    lower, upper = read.lower_strict(), read.upper_strict()
    return date(*lower[:3]), date(*upper[:3])


def _bounds(stated: PartialDate) -> tuple[date, date]:
    """Return the first and the last day that we read."""
    assert not isinstance(stated.days, Unknown)
    return stated.days.first, stated.days.last


@given(partial_dates)
@example(PartialDate(days=Window.within(date(1, 1, 1), date(1, 12, 31))))
@example(PartialDate(days=Window.within(date(9999, 12, 1), date(9999, 12, 31))))
@example(PartialDate(days=Window.within(date.min, date.max)))
def test_what_is_written_is_read_back(stated: PartialDate) -> None:
    """`parse(format(x)) == x` for every date that can be stated."""
    assert parse_edtf(str(stated)) == stated


@given(any_days)
def test_days_are_written_as_dates_are(stated: Days) -> None:
    """Days without a mark are written as the date that states them."""
    assert format_days(stated) == str(PartialDate(days=stated))


@given(days, days)
def test_different_days_are_written_differently(one: date, other: date) -> None:
    """An extent and a window of the same days are two things, written in two ways."""
    first, last = min(one, other), max(one, other)
    texts = {format_days(DayRange(first=first, last=last)), str(first), str(last)}
    if first != last:
        texts.add(format_days(Window.within(first, last)))

    assert len(texts) == (4 if first != last else 1)


@given(partial_dates.filter(lambda stated: not _PART_WITH_MARK.match(str(stated))))
@example(parse_edtf("2019-01"))
@example(parse_edtf("2020-02~"))
@example(parse_edtf("2019?"))
@example(parse_edtf("2019-21"))
@example(parse_edtf("2019-34"))
@example(parse_edtf("2019-41"))
@example(parse_edtf("2019-01-15%"))
@example(parse_edtf("2019-01-15/2019-01-16"))
@example(parse_edtf("[2019-01-14..2019-01-18]"))
def test_both_read_the_same_days(stated: PartialDate) -> None:
    """
    Days, extents, windows, months, years and parts of years mean the same to `edtf`.

    Where its convention differs, see the three tests below.
    """
    text = str(stated)
    first, last = _bounds_by_edtf(text)

    if _WINTER.fullmatch(text):
        last = _bounds(stated)[1]
    assert _bounds(stated) == (first, last)


@given(st.integers(1, 9998))
def test_winter_lasts_three_months_here(year: int) -> None:
    """A winter is December to February; `edtf` cuts it at the end of the year."""
    text = f"{year:04}-24"

    first = date(year, 12, 1)
    last = date(year + 1, 3, 1) - timedelta(days=1)

    assert _bounds(parse_edtf(text)) == (first, last)
    assert _bounds_by_edtf(text) == (first, date(year, 12, 31))


@pytest.mark.parametrize(
    "text", ["2019-21?", "2019-36~", "2019-41%", "[2019-01-14..2019-01-18]?", "unknown"]
)
def test_a_mark_may_stand_behind_every_date_here(text: str) -> None:
    """`edtf` knows no marked season or set, and nothing that is unknown."""
    assert str(parse_edtf(text)) == text
    with pytest.raises(EDTFParseException, match="Invalid input"):
        parse_with_edtf(text)


def test_the_mark_of_an_extent_is_that_of_the_whole_here() -> None:
    """To `edtf`, a mark behind an interval belongs to its end alone."""
    text = "2019-01-15/2019-01-16?"

    read = parse_with_edtf(text)

    assert parse_edtf(text).qualifier is Qualifier.UNCERTAIN
    assert (str(read.lower), str(read.upper)) == ("2019-01-15", "2019-01-16?")
    assert _bounds_by_edtf(text) == _bounds(parse_edtf(text))


def _check(error: DateError) -> None:
    codes = ("edtf", "date-impossible", "range-backwards", "date-overflow")
    assert error.code in codes
    assert str(error).isprintable()


_PIECES = st.sampled_from(
    [
        *("2019", "2020", "0001", "9999", "0000", "201X", "01", "02", "12", "13", "15"),
        *("21", "24", "29", "30", "31", "33", "36", "40", "41", "99", "XX"),
        *("-", "-", "-", "/", "..", "[", "]", "{", "}", ",", "?", "~", "%"),
        *("T", "Z", ":", "Y", "E", "S", ".", " ", "unknown", "é", "٣", "\n"),
    ]
)


@given(st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=30))
@example("")
@example("9999-24")
@example("2019-01-15/")
def test_a_text_is_a_date_or_a_date_error(text: str) -> None:
    """Whatever is read gives a date whose text means the same, or a `DateError`."""
    try:
        stated = parse_edtf(text)
    except DateError as error:
        _check(error)
    else:
        assert parse_edtf(str(stated)) == stated
        if not _PART_WITH_MARK.match(text) and not _WINTER.match(text):
            assert _bounds_by_edtf(text) == _bounds(stated)
