"""
Clock times and zones (`transfertimeline.dates.clock`).

Changes of the clock are those of tzdata: Paris on 31 March and 27 October 2019.
"""

from __future__ import annotations

import copy
import pickle
import re
import zoneinfo
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from transfertimeline.dates.clock import (
    ClockTime,
    moment,
    parse_clock_time,
    zone_info,
)
from transfertimeline.errors import DateError

day = date.fromisoformat

HOURS = [
    # A row: text, start, end
    ("15:00", time(15), None),
    ("09:30", time(9, 30), None),
    ("00:00", time(0), None),
    ("23:59", time(23, 59), None),
    ("09:30-17:00", time(9, 30), time(17)),
    ("00:00-23:59", time(0), time(23, 59)),
    ("10:00-10:01", time(10), time(10, 1)),
]

NO_HOURS = [
    # A row: text, reason
    ("", "nothing"),
    ("9:30", "hours have two digits"),
    ("24:00", "that is tomorrow"),
    ("12:60", "hours have 60 minutes"),
    ("15:00:00", "plans have no seconds"),
    ("15.00", "a dot"),
    ("1500", "no colon"),
    ("3 pm", "the 12-hour clock"),
    ("15:00 CET", "the zone has its own place"),
    ("15:00+01:00", "so has the offset"),
    ("15:00Z", "and UTC"),
    ("noon", "a word"),
    ("15:00-", "no end"),
    ("-17:00", "no start"),
    ("09:30 - 17:00", "spaces"),
    ("09:30\u201317:00", "an en dash"),
    ("09:30/17:00", "an interval of ISO 8601"),
    ("٠٩:٣٠", "digits of another script"),
    ("15:00\n", "a line end"),
]

BACKWARDS = [
    # A row: text, reason
    ("17:00-09:30", "the end comes first"),
    ("15:00-15:00", "no time passes"),
    ("22:00-00:00", "midnight is tomorrow"),
]

ABBREVIATIONS = ["CET", "CEST", "MET", "EET", "WET", "EST", "GB"]
ABBREVIATIONS += ["EST5EDT", "PST8PDT", "GMT+1", "GMT0", "UTC-3"]

NO_ZONES = [
    # A row: text, reason
    ("", "nothing"),
    ("Romance Standard Time", "a name of Windows"),
    ("Central Europe Standard Time", "another"),
    ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "what Outlook shows"),
    ("Paris", "no area"),
    ("Europe", "no city"),
    ("Europe/", "no city after the slash"),
    ("Europe/Atlantis", "no such city"),
    ("europe/paris", "IANA names have capitals"),
    ("Europe/Paris ", "a space"),
    ("Europe/Paris\n", "a line end"),
    ("UTC", "it says all, but an area makes it one spelling: Etc/UTC"),
    ("GMT", "the same"),
    ("Zulu", "an alias without an area"),
    ("W-SU", "another"),
    ("+01:00", "an offset is no zone: it does not change in summer"),
    ("../etc/passwd", "a way out of the data"),
    ("Europe/../../../../etc/passwd", "a longer way out"),
    ("/etc/localtime", "a file"),
    ("C:/Windows", "a file elsewhere"),
    ("Europe/Paris/..", "a folder"),
    ("Europe\\Paris", "a backslash"),
    ("posix/Europe/Paris", "a folder of some systems"),
    ("Europe/Par\0is", "a NUL"),
    ("É/Paris", "no ASCII"),
    ("A" * 10_000 + "/B", "far too long"),
]

ZONES = [
    # A row: key, reason
    ("Europe/Paris", "the programme's"),
    ("Europe/Vilnius", "Klaipėda's"),
    ("Europe/Kyiv", "a name of 2022, so the data is recent"),
    ("America/Argentina/Buenos_Aires", "three parts and an underscore"),
    ("America/Port-au-Prince", "hyphens"),
    ("Atlantic/Azores", "Portugal is not only Lisbon"),
    ("Etc/UTC", "a zone like any other"),
    ("Etc/GMT+5", "a sign and a digit"),
]

INSTANTS = [
    # A row: day, time, zone, instant, reason
    (
        "2019-04-17",
        "15:00",
        "Europe/Paris",
        "2019-04-17T15:00:00+02:00",
        "the deadline that a call once gave in CET",
    ),
    ("2018-01-10", "15:00", "Europe/Paris", "2018-01-10T15:00:00+01:00", "winter"),
    ("2019-04-17", "15:00", "Europe/London", "2019-04-17T15:00:00+01:00", "London"),
    ("2019-04-17", "15:00", "Europe/Vilnius", "2019-04-17T15:00:00+03:00", "Vilnius"),
    ("2019-03-31", "01:59", "Europe/Paris", "2019-03-31T01:59:00+01:00", "before"),
    ("2019-03-31", "03:00", "Europe/Paris", "2019-03-31T03:00:00+02:00", "after"),
    ("2019-10-27", "01:59", "Europe/Paris", "2019-10-27T01:59:00+02:00", "before"),
    ("2019-10-27", "03:00", "Europe/Paris", "2019-10-27T03:00:00+01:00", "after"),
    ("2019-03-31", "02:30", "Atlantic/Reykjavik", "2019-03-31T02:30:00+00:00", "never"),
]

SKIPPED = [
    # A row: day, time, zone, reason
    ("2019-03-31", "02:00", "Europe/Paris", "02:00 is 03:00"),
    ("2019-03-31", "02:59", "Europe/Paris", "up to the last minute"),
    ("2021-03-28", "02:30", "Europe/Paris", "every year"),
    ("2019-03-31", "01:30", "Europe/London", "at the same instant, 01:00 UTC"),
    ("2019-03-31", "03:30", "Europe/Vilnius", "an hour later in Lithuania"),
    ("2019-03-31", "00:30", "Atlantic/Azores", "and two earlier in the Azores"),
    ("2018-11-04", "00:00", "America/Sao_Paulo", "midnight itself"),
    ("2019-10-06", "02:15", "Australia/Lord_Howe", "half an hour"),
    ("2011-12-30", "12:00", "Pacific/Apia", "a whole day"),
]

REPEATED = [
    # A row: day, time, zone, reason
    ("2019-10-27", "02:00", "Europe/Paris", "03:00 is 02:00 again"),
    ("2019-10-27", "02:59", "Europe/Paris", "up to the last minute"),
    ("2019-10-27", "01:30", "Europe/London", "at the same instant, 01:00 UTC"),
    ("2019-10-27", "03:30", "Europe/Vilnius", "an hour later in Lithuania"),
    ("2018-02-17", "23:30", "America/Sao_Paulo", "the hour before midnight"),
]


@pytest.mark.parametrize(("text", "start", "end"), HOURS)
def test_hours_are_read_and_written(text: str, start: time, end: time | None) -> None:
    """Hours are one time of the 24-hour clock, or two with a hyphen."""
    hours = ClockTime(start=start, end=end)

    assert parse_clock_time(text) == hours
    assert str(hours) == text


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=reason) for text, reason in NO_HOURS]
)
def test_other_hours_are_refused(text: str) -> None:
    """Any other spelling is refused, with two examples."""
    message = 'write "15:00" or "09:30-17:00" and put the zone in zone'

    with pytest.raises(DateError, match=message) as caught:
        parse_clock_time(text)

    assert caught.value.code == "clock-time"


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=reason) for text, reason in BACKWARDS]
)
def test_hours_end_after_they_begin(text: str) -> None:
    """Hours begin and end on one day, in this order."""
    message = re.escape(f'expected an end after the start, found "{text}"')

    with pytest.raises(DateError, match=message) as caught:
        parse_clock_time(text)

    assert caught.value.code == "clock-time"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        pytest.param(time(15, tzinfo=UTC), "15:00:00+00:00", id="UTC"),
        pytest.param(
            time(15, tzinfo=timezone(timedelta(hours=1))), "15:00:00+01:00", id="offset"
        ),
        pytest.param(time(15, tzinfo=ZoneInfo("Europe/Paris")), "15:00:00", id="zone"),
        pytest.param(time(15, 0, 1), "15:00:01", id="seconds"),
        pytest.param(time(15, 0, 0, 1), "15:00:00.000001", id="microseconds"),
    ],
)
def test_a_clock_shows_hours_and_minutes(value: time, found: str) -> None:
    """Neither end of the hours has a zone or seconds."""
    message = re.escape(f'expected hours and minutes, found "{found}"')

    with pytest.raises(DateError, match=message):
        ClockTime(start=value)
    with pytest.raises(DateError, match=message):
        ClockTime(start=time(1), end=value)


# ----------------------------------------------------------------------- zones


@pytest.mark.parametrize("key", [pytest.param(key, id=reason) for key, reason in ZONES])
def test_zones_are_those_of_iana(key: str) -> None:
    """An area and a city of the IANA database are a zone."""
    assert zone_info(key).key == key


@pytest.mark.parametrize("key", ABBREVIATIONS)
def test_abbreviations_are_refused_with_the_reason(key: str) -> None:
    """An abbreviation does not say which clock is meant in summer."""
    message = (
        f'expected an IANA zone like "Europe/Paris", found the abbreviation "{key}"; '
        "an abbreviation does not say which clock is meant in summer"
    )

    with pytest.raises(DateError, match=re.escape(message)) as caught:
        zone_info(key)

    assert caught.value.code == "zone-abbreviation"


@pytest.mark.parametrize(
    "key", [pytest.param(key, id=reason) for key, reason in NO_ZONES]
)
def test_what_is_no_zone_is_refused(key: str) -> None:
    """Only a name of the IANA database is a zone; nothing else opens a file."""
    message = 'expected an IANA zone like "Europe/Paris", found "'

    with pytest.raises(DateError, match=message) as caught:
        zone_info(key)

    assert caught.value.code == "zone-unknown"
    assert len(str(caught.value)) < 250


def test_cet_does_not_mean_what_it_says() -> None:
    """Python's CET is on summer time in April, so it would mean CEST silently."""
    april = day("2019-04-17")

    assert moment(april, time(15), "Europe/Paris").utcoffset() == timedelta(hours=2)
    with pytest.raises(DateError, match="abbreviation"):
        moment(april, time(15), "CET")


@pytest.fixture(name="wrong_system")
def _wrong_system(tmp_path: Path) -> Iterator[None]:
    """Have a system whose Paris keeps the time of Tokyo."""
    data = resources.files("tzdata").joinpath("zoneinfo", "Asia", "Tokyo").read_bytes()
    (tmp_path / "Europe").mkdir()
    (tmp_path / "Europe" / "Paris").write_bytes(data)
    zoneinfo.reset_tzpath([tmp_path])
    yield
    zoneinfo.reset_tzpath()


@pytest.mark.usefixtures("wrong_system")
def test_zones_do_not_come_from_the_system() -> None:
    """The rules of a zone are those of the tzdata package, wherever it runs."""
    noon = datetime(2019, 7, 1, 12)
    zone_info.cache_clear()

    assert ZoneInfo.no_cache("Europe/Paris").utcoffset(noon) == timedelta(hours=9)
    assert zone_info("Europe/Paris").utcoffset(noon) == timedelta(hours=2)


# -------------------------------------------------------------------- instants


def _pickled(value: datetime) -> datetime:
    copied: datetime = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes
    return copied


@pytest.mark.parametrize(
    ("on", "clock", "zone", "instant"),
    [pytest.param(d, c, z, i, id=f"{z} {r}") for d, c, z, i, r in INSTANTS],
)
def test_a_clock_on_a_day_is_an_instant(
    on: str, clock: str, zone: str, instant: str
) -> None:
    """A time that a clock shows once on a day is an instant in its zone."""
    assert moment(day(on), time.fromisoformat(clock), zone).isoformat() == instant


@pytest.mark.parametrize(
    ("on", "clock", "zone"),
    [pytest.param(d, c, z, id=f"{z}: {reason}") for d, c, z, reason in SKIPPED],
)
@pytest.mark.parametrize("fold", [0, 1])
def test_a_time_the_clocks_skip_is_refused(
    on: str, clock: str, zone: str, fold: int
) -> None:
    """A local time that does not exist on its day is refused."""
    message = f'"{on} {clock}" in {zone}, which is skipped when the clocks change'

    with pytest.raises(DateError, match=re.escape(message)) as caught:
        moment(day(on), time.fromisoformat(clock).replace(fold=fold), zone)

    assert caught.value.code == "time-skipped"


@pytest.mark.parametrize(
    ("on", "clock", "zone"),
    [pytest.param(d, c, z, id=f"{z}: {reason}") for d, c, z, reason in REPEATED],
)
@pytest.mark.parametrize("fold", [0, 1])
def test_a_time_the_clocks_show_twice_is_refused(
    on: str, clock: str, zone: str, fold: int
) -> None:
    """A local time that exists twice is refused: programs read it in two ways."""
    message = f'"{on} {clock}" in {zone}, which comes twice when the clocks change'

    with pytest.raises(DateError, match=re.escape(message)) as caught:
        moment(day(on), time.fromisoformat(clock).replace(fold=fold), zone)

    assert caught.value.code == "time-repeated"


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(_pickled, id="pickle"),
        pytest.param(copy.deepcopy, id="deepcopy"),
    ],
)
def test_an_instant_can_be_copied(again: Callable[[datetime], datetime]) -> None:
    """An instant survives pickling and copying, and its zone stays the tzdata one."""
    deadline = moment(day("2019-04-17"), time(15), "Europe/Paris")

    assert again(deadline) == deadline
    assert again(deadline).tzinfo is zone_info("Europe/Paris")


def test_an_instant_needs_a_zone() -> None:
    """A moment in no known zone is none."""
    with pytest.raises(DateError, match="an IANA zone"):
        moment(day("2019-01-15"), time(15), "Europe/Atlantis")
