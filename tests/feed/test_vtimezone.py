from __future__ import annotations

import re

import pytest

from transfertimeline.errors import FeedError
from transfertimeline.feed.contentline import Component, to_bytes
from transfertimeline.feed.vtimezone import vtimezone

OUTLOOK_RULE = re.compile(
    r"FREQ=YEARLY;BYMONTH=\d{1,2};(BYDAY=(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)|BYMONTHDAY=\d+)"
)


def values(component: Component) -> dict[str, str]:
    """Return the values of a component without parameters, by name."""
    pairs = (line.split(":", 1) for line in component.properties)
    return {name: value for name, value in pairs}  # noqa: C416  # mypy wants pairs


def test_paris_in_full() -> None:
    """A zone with summer time is two observances with a yearly rule each."""
    assert to_bytes(vtimezone("Europe/Paris", 2018, 2020)).decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Paris",
        "BEGIN:DAYLIGHT",
        "DTSTART:20170326T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20171029T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


@pytest.mark.parametrize(
    ("zone", "year", "expected", "reason"),
    [
        (
            "Europe/Dublin",
            2019,
            [
                (
                    "DAYLIGHT",
                    "20180325T010000",
                    "+0000",
                    "+0100",
                    "IST",
                    "3;BYDAY=-1SU",
                ),
                (
                    "STANDARD",
                    "20181028T020000",
                    "+0100",
                    "+0000",
                    "GMT",
                    "10;BYDAY=-1SU",
                ),
            ],
            "the law calls summer the standard; programs want it as DAYLIGHT",
        ),
        (
            "Atlantic/Azores",
            2019,
            [
                (
                    "DAYLIGHT",
                    "20180325T000000",
                    "-0100",
                    "+0000",
                    "+00",
                    "3;BYDAY=-1SU",
                ),
                (
                    "STANDARD",
                    "20181028T010000",
                    "+0000",
                    "-0100",
                    "-01",
                    "10;BYDAY=-1SU",
                ),
            ],
            "west of Greenwich",
        ),
        (
            "America/New_York",
            2019,
            [
                ("DAYLIGHT", "20180311T020000", "-0500", "-0400", "EDT", "3;BYDAY=2SU"),
                (
                    "STANDARD",
                    "20181104T020000",
                    "-0400",
                    "-0500",
                    "EST",
                    "11;BYDAY=1SU",
                ),
            ],
            "other Sundays than the last",
        ),
        (
            "Atlantic/Reykjavik",
            2019,
            [("STANDARD", "20180101T000000", "+0000", "+0000", "GMT", "")],
            "no summer time",
        ),
        (
            "Asia/Kolkata",
            2019,
            [("STANDARD", "20180101T000000", "+0530", "+0530", "IST", "")],
            "half an hour",
        ),
        (
            "Europe/Istanbul",
            2016,
            [
                ("DAYLIGHT", "20150329T030000", "+0200", "+0300", "EEST", ""),
                ("STANDARD", "20151108T040000", "+0300", "+0200", "EET", ""),
                ("DAYLIGHT", "20160327T030000", "+0200", "+0300", "EEST", ""),
                ("STANDARD", "20160907T000000", "+0300", "+0300", "+03", ""),
            ],
            "summer time that became the time of the whole year",
        ),
        (
            "Europe/Moscow",
            2013,
            [
                ("STANDARD", "20120101T000000", "+0400", "+0400", "MSK", ""),
                ("STANDARD", "20141026T020000", "+0400", "+0300", "MSK", ""),
            ],
            "a single change, and the time before it from the beginning",
        ),
        (
            "Pacific/Apia",
            2013,
            [
                ("STANDARD", "20120401T040000", "+1400", "+1300", "+13", "4;BYDAY=1SU"),
                (
                    "DAYLIGHT",
                    "20120930T030000",
                    "+1300",
                    "+1400",
                    "+14",
                    "9;BYDAY=-1SU",
                ),
            ],
            "what changed on the last days of another year is left out",
        ),
        (
            "Africa/Monrovia",
            1971,
            [
                ("STANDARD", "19700101T000000", "-004430", "-004430", "MMT", ""),
                ("STANDARD", "19720107T000000", "-004430", "+0000", "GMT", ""),
            ],
            "an offset with seconds",
        ),
    ],
)
def test_observances(
    zone: str, year: int, expected: list[tuple[str, ...]], reason: str
) -> None:
    """Each observance begins in local time before the change, the earliest first."""
    found = []
    for component in vtimezone(zone, year, year).components:
        value = values(component)
        rule = value.pop("RRULE", "").removeprefix("FREQ=YEARLY;BYMONTH=")
        found.append((component.name, *value.values(), rule))
    assert found == expected, reason


@pytest.mark.parametrize(
    "zone", ["Europe/Paris", "Africa/Casablanca", "America/Godthab", "America/Santiago"]
)
def test_is_legal_for_outlook(zone: str) -> None:
    """Rules are yearly with a single day; there is no RDATE, UNTIL or COMMENT."""
    component = vtimezone(zone, 2022, 2025)
    assert component.properties == (f"TZID:{zone}",)
    for observance in component.components:
        value = values(observance)
        expected = ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE"]
        assert list(value) == expected[: len(value)]
        assert OUTLOOK_RULE.fullmatch(value["RRULE"]) if "RRULE" in value else True


def test_a_rule_goes_on() -> None:
    """A zone that stays regular needs two observances for any number of years."""
    assert len(vtimezone("Europe/Paris", 1998, 2036).components) == 2


def test_is_made_once() -> None:
    """The same zone and years are the same record."""
    assert vtimezone("Europe/Rome", 2018, 2020) is vtimezone("Europe/Rome", 2018, 2020)


@pytest.mark.parametrize(
    ("zone", "code", "reason"),
    [
        ("Europe/Klaipeda", "zone-unknown", "no zone of the IANA database"),
        ("CET", "zone-abbreviation", "no city whose clock counts"),
        ("Romance Standard Time", "zone-unknown", "a zone of Windows"),
        ("../../etc/passwd", "zone-unknown", "no zone at all"),
        ("", "zone-unknown", "nothing"),
    ],
)
def test_refuses_an_unknown_zone(zone: str, code: str, reason: str) -> None:
    """A zone that is not in the IANA database is an error of the feed."""
    with pytest.raises(FeedError) as caught:
        vtimezone(zone, 2018, 2020)
    assert caught.value.code == code, reason


@pytest.mark.parametrize(
    ("first_year", "last_year", "reason"),
    [
        (2021, 2020, "the wrong way round"),
        (1969, 2020, "before the clocks of today"),
        (2020, 9991, "at the end of the calendar"),
    ],
)
def test_refuses_other_years(first_year: int, last_year: int, reason: str) -> None:
    """The years are in order and within what the database is good for."""
    with pytest.raises(FeedError) as caught:
        vtimezone("Europe/Paris", first_year, last_year)
    assert caught.value.code == "feed-years", reason
