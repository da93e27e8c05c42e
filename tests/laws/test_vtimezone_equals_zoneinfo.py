"""Read by others, our VTIMEZONEs are the IANA database, hour by hour."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from dateutil.tz import tzical

from transfertimeline.dates.clock import zone_info
from transfertimeline.feed.contentline import Component, content_line, to_bytes
from transfertimeline.feed.vtimezone import vtimezone

HOUR = timedelta(hours=1)

ZONES = {
    "BE": ["Europe/Brussels"],
    "BG": ["Europe/Sofia"],
    "CY": ["Asia/Nicosia", "Asia/Famagusta"],
    "CZ": ["Europe/Prague"],
    "DE": ["Europe/Berlin", "Europe/Busingen"],
    "DK": ["Europe/Copenhagen"],
    "EE": ["Europe/Tallinn"],
    "ES": ["Europe/Madrid", "Atlantic/Canary", "Africa/Ceuta"],
    "FI": ["Europe/Helsinki", "Europe/Mariehamn"],
    "FR": ["Europe/Paris"],
    "GB": ["Europe/London"],
    "GR": ["Europe/Athens"],
    "HR": ["Europe/Zagreb"],
    "HU": ["Europe/Budapest"],
    "IE": ["Europe/Dublin"],
    "IT": ["Europe/Rome"],
    "LT": ["Europe/Vilnius"],
    "LV": ["Europe/Riga"],
    "NL": ["Europe/Amsterdam"],
    "PL": ["Europe/Warsaw"],
    "PT": ["Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores"],
    "RO": ["Europe/Bucharest"],
    "SE": ["Europe/Stockholm"],
    "SI": ["Europe/Ljubljana"],
    "SK": ["Europe/Bratislava"],
}
SPANS = [(2018, 2020), (2024, 2027)]

IRREGULAR = [
    ("Africa/Cairo", 2009, 2014, "four changes in a year"),
    ("Africa/Casablanca", 2018, 2020, "back for Ramadan"),
    ("Africa/Casablanca", 2029, 2031, "two Ramadans in one year"),
    ("America/Caracas", 2006, 2017, "half an hour back, and forth again"),
    ("America/Godthab", 2021, 2026, "the Saturday before a Sunday; a new offset"),
    ("America/Recife", 1999, 2001, "summer time for one week"),
    ("America/Santiago", 2014, 2024, "a year without winter"),
    ("Antarctica/Troll", 2018, 2020, "two hours of summer time"),
    ("Asia/Gaza", 2010, 2013, "summer time with a pause"),
    ("Asia/Pyongyang", 2014, 2019, "half an hour, on a day of the month"),
    ("Asia/Tehran", 2019, 2023, "days of another calendar"),
    ("Atlantic/Reykjavik", 2018, 2020, "no changes"),
    ("Australia/Lord_Howe", 2018, 2020, "half an hour of summer time"),
    ("Australia/Sydney", 2018, 2020, "summer at the turn of the year"),
    ("Europe/Istanbul", 2007, 2018, "summer time to stay"),
    ("Europe/Istanbul", 2018, 2020, "no changes any more"),
    ("Europe/Lisbon", 1990, 1998, "in Central European Time for four years"),
    ("Europe/London", 1970, 1973, "the end of summer time all year"),
    ("Europe/Moscow", 2010, 2015, "always summer, then always winter"),
    ("Europe/Volgograd", 2017, 2021, "forth and back"),
    ("Pacific/Apia", 2009, 2013, "a day that did not exist"),
    ("Pacific/Fiji", 2018, 2021, "summer time from year to year by decree"),
]

CASES = [
    *[
        pytest.param(zone, *span, id=f"{zone}-{span[0]}")
        for zones in ZONES.values()
        for zone in zones
        for span in SPANS
    ],
    *[
        pytest.param(*case, id=f"{case[0]}-{case[1]}: {reason}")
        for *case, reason in IRREGULAR
    ],
]


def calendar(zone: str, first_year: int, last_year: int) -> str:
    """Return a calendar with the zone's VTIMEZONE."""
    header = (content_line("VERSION", "2.0"), content_line("PRODID", "test"))
    component = vtimezone(zone, first_year, last_year)
    return to_bytes(Component("VCALENDAR", header, (component,))).decode()


@pytest.mark.parametrize(("zone", "first_year", "last_year"), CASES)
def test_icalendar(zone: str, first_year: int, last_year: int) -> None:
    """The changes icalendar works out give zoneinfo's offset and name at every hour."""
    read = icalendar.Calendar.from_ical(calendar(zone, first_year, last_year))
    (timezone,) = read.walk("VTIMEZONE")
    assert isinstance(timezone, icalendar.Timezone)
    times, clocks = timezone.get_transitions()
    starts = [int(time.replace(tzinfo=UTC).timestamp()) for time in times]
    info = zone_info(zone)
    first = int(datetime(first_year, 1, 1, tzinfo=info).timestamp())
    end = int(datetime(last_year + 2, 1, 1, tzinfo=info).timestamp())
    assert starts[0] <= first
    wrong = []
    for start, stop, (offset, _, name) in zip(
        starts, [*starts[1:], end], clocks, strict=True
    ):
        for hour in range(max(start, first), min(stop, end), 3600):
            local = datetime.fromtimestamp(hour, info)
            if local.utcoffset() != offset or local.tzname() != name:
                wrong.append(local.isoformat())
    assert wrong == []


@pytest.mark.parametrize(("zone", "first_year", "last_year"), CASES)
def test_dateutil(zone: str, first_year: int, last_year: int) -> None:
    """Dateutil's reader shows zoneinfo's offset at every hour around each change."""
    text = calendar(zone, first_year, last_year)
    theirs = tzical(io.StringIO(text)).get()
    info = zone_info(zone)
    day, end = datetime(first_year, 1, 1), datetime(last_year + 2, 1, 1)
    wrong = []
    while day < end:
        following = day + timedelta(days=1)
        changes = info.utcoffset(day) != info.utcoffset(following)
        for hour in range(24) if changes else (12,):
            local = day + hour * HOUR
            ours = local.replace(tzinfo=info)
            once = ours.utcoffset() == ours.replace(fold=1).utcoffset()
            if once and local.replace(tzinfo=theirs).utcoffset() != ours.utcoffset():
                wrong.append(local.isoformat())
        day = following
    assert wrong == []
