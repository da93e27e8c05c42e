"""The writer's bytes are icalendar's for the same values, where icalendar is right."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import icalendar
from hypothesis import assume, given
from hypothesis import strategies as st
from icalendar.prop import vCategory, vDDDTypes, vDuration, vInt, vText, vUri

from transfertimeline.feed.contentline import (
    Component,
    Parameters,
    content_line,
    date,
    duration,
    integer,
    local_date_time,
    text,
    text_list,
    to_bytes,
    uri,
    utc_date_time,
)


def readable(value: str) -> str:
    """Return what is left of a text when line breaks are one kind, oddities gone."""
    value = re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", value)
    return re.sub("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufeff]", "", value)


SAMPLES = (
    "Transnational meeting 3 in Klaipėda (date to be confirmed)",
    "Συνάντηση έναρξης του δικτύου, Λάρισα; Άγιος Δημήτριος",
    "Spotkanie inauguracyjne: Łódź, Gdańsk\\Kraków; źdźbło\r\nzażółć",
    '🎲👩‍👧🇱🇹 \\n \\; ^n ^\' "quoted"',
)
ANY_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.text(alphabet="aN\\;,:^\"'’n \r\n\t\x07ł€🎲", min_size=40, max_size=400),
    st.lists(st.sampled_from(SAMPLES), min_size=1, max_size=6).map(" ".join),
)
TEXTS = ANY_TEXTS.filter(
    lambda value: readable(value) != "" and "\\N" not in readable(value)
)
PARAMETER_NAMES = [
    *("CN", "GAP", "LABEL", "LANGUAGE", "RELTYPE", "X-NOTE"),
    # icalendar always quotes these.
    *("ALTREP", "DELEGATED-FROM", "DELEGATED-TO", "DIR", "LINKREL", "MEMBER"),
    *("SENT-BY", "X-ADDRESS", "X-TITLE"),
]
PARAMETERS = st.dictionaries(st.sampled_from(PARAMETER_NAMES), ANY_TEXTS, max_size=3)
MOMENTS = st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2100, 1, 1))
ZONES = st.sampled_from(["Europe/Paris", "Europe/Vilnius", "Atlantic/Azores"])


def lines_of(octets: bytes) -> list[bytes]:
    """Return the physical lines; the bytes end with a line end."""
    *lines, rest = octets.split(b"\r\n")
    assert rest == b""
    return lines


def ours(name: str, value: str, params: Parameters = ()) -> bytes:
    """Write an event of one property with our writer."""
    return to_bytes(Component("VEVENT", (content_line(name, value, params),)))


def theirs(name: str, value: object) -> bytes:
    """Write an event of one property with icalendar."""
    event = icalendar.Event()
    event[name] = value
    return bytes(event.to_ical(sorted=False))


@given(TEXTS, PARAMETERS)
def test_texts_with_parameters(value: str, params: dict[str, str]) -> None:
    """A text with any parameters is written as icalendar writes it."""
    clean = {name: readable(param) for name, param in params.items()}
    expected = theirs("SUMMARY", vText(readable(value), params=clean))
    assert ours("SUMMARY", text(value), tuple(params.items())) == expected


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_lists_of_texts(values: list[str]) -> None:
    """A list of texts is written as icalendar writes it."""
    expected = theirs("CATEGORIES", vCategory([readable(value) for value in values]))
    assert ours("CATEGORIES", text_list(values)) == expected


@given(st.dates())
def test_days(day: dt.date) -> None:
    """A day is written as icalendar writes it."""
    params = (("VALUE", "DATE"),)
    assert ours("DTSTART", date(day), params) == theirs("DTSTART", vDDDTypes(day))


@given(MOMENTS, ZONES)
def test_moments(naive: dt.datetime, zone: str) -> None:
    """A moment is written as icalendar writes it, local, in a zone or in UTC."""
    in_zone, in_utc = naive.replace(tzinfo=ZoneInfo(zone)), naive.replace(tzinfo=dt.UTC)
    local, params = local_date_time(in_zone), (("TZID", zone),)
    assert ours("DTSTART", local) == theirs("DTSTART", vDDDTypes(naive))
    assert ours("DTSTART", local, params) == theirs("DTSTART", vDDDTypes(in_zone))
    assert ours("DTSTART", utc_date_time(in_utc)) == theirs(
        "DTSTART", vDDDTypes(in_utc)
    )


@given(
    st.timedeltas(dt.timedelta(days=-100_000), dt.timedelta(days=100_000))
    | st.integers(-5000, 5000).map(lambda weeks: dt.timedelta(weeks=weeks))
    | st.integers(-100_000, 100_000).map(lambda n: dt.timedelta(seconds=n))
)
def test_durations(length: dt.timedelta) -> None:
    """A length of time is written as icalendar writes it."""
    assert ours("DURATION", duration(length)) == theirs("DURATION", vDuration(length))


@given(st.integers(-(2**31), 2**31 - 1))
def test_integers(number: int) -> None:
    """A whole number is written as icalendar writes it."""
    assert ours("SEQUENCE", integer(number)) == theirs("SEQUENCE", vInt(number))


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1))
def test_addresses(path: str) -> None:
    """An address is written as icalendar writes it."""
    address = f"https://urbact.eu/{path}"
    assert ours("URL", uri(address)) == theirs("URL", vUri(address))


@given(st.lists(st.tuples(TEXTS, TEXTS, st.dates()), max_size=4))
def test_calendars(events: list[tuple[str, str, dt.date]]) -> None:
    """Components inside components are written as icalendar writes them."""
    calendar = icalendar.Calendar()
    components = []
    for summary, description, day in events:
        event = icalendar.Event()
        event.add("SUMMARY", readable(summary))
        event.add("DTSTART", day)
        event.add("DESCRIPTION", readable(description))
        calendar.add_component(event)
        properties = (
            content_line("SUMMARY", text(summary)),
            content_line("DTSTART", date(day), (("VALUE", "DATE"),)),
            content_line("DESCRIPTION", text(description)),
        )
        components.append(Component("VEVENT", properties))
    written = to_bytes(Component("VCALENDAR", (), tuple(components)))
    assert written == calendar.to_ical(sorted=False)


@given(TEXTS, st.booleans())
def test_reads_back(value: str, before_n: bool) -> None:  # noqa: FBT001
    """What icalendar reads back is the text, also a backslash before an N."""
    value = f"{value}\\New" if before_n else value
    event = icalendar.Event.from_ical(ours("SUMMARY", text(value)))
    assert event["SUMMARY"] == readable(value)


@given(TEXTS, PARAMETERS)
def test_lines_are_short_and_whole(value: str, params: dict[str, str]) -> None:
    """A line has at most 75 octets and no part of a character."""
    for line in lines_of(ours("SUMMARY", text(value), tuple(params.items()))):
        assert len(line) <= 75
        assert "\n" not in line.decode()


@given(TEXTS)
def test_a_backslash_before_an_n(value: str) -> None:
    """Where icalendar writes a line break for a backslash and an N, we write both."""
    assume(not value.endswith("\\"))
    assert text(f"{value}\\N") == f"{text(value)}\\\\N"
