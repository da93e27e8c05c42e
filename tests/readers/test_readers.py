"""The five readers agree on a good feed, and notice a broken one."""

import os
from datetime import UTC, date, datetime

import pytest

from tests.readers.readers import READERS, ReadEvent, icaljs_missing, read_all

ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""

MEETING = """\
BEGIN:VEVENT
UID:meeting
DTSTAMP:20190612T000000Z
DTSTART;VALUE=DATE:20190917
DTEND;VALUE=DATE:20190919
SUMMARY:Meeting in Klaipėda\\, Cork and Λάρισα 🎲: towns that play 🎲 toget
 her
DESCRIPTION:Rooms\\, food\\; a path\\\\folder.\\nΔεύτερη γραμμή: the secon
 d line\\nand a third
LOCATION:Klaipėda\\, Lithuania
STATUS:CONFIRMED
CATEGORIES:transnational meeting,transfer
URL:https://example.org/network?page=1,2;3
END:VEVENT
"""

CALL = """\
BEGIN:VEVENT
UID:call
DTSTAMP:20190304T000000Z
DTSTART;TZID=Europe/Paris:20190417T150000
DTEND;TZID=Europe/Paris:20190417T160000
SUMMARY:Reports due
STATUS:TENTATIVE
END:VEVENT
"""

EXPECTED = (
    ReadEvent(
        uid="call",
        first=date(2019, 4, 17),
        last=date(2019, 4, 17),
        # Paris is two hours ahead of UTC on that day.
        start=datetime(2019, 4, 17, 13, tzinfo=UTC),
        end=datetime(2019, 4, 17, 14, tzinfo=UTC),
        summary="Reports due",
        status="TENTATIVE",
    ),
    ReadEvent(
        uid="meeting",
        first=date(2019, 9, 17),
        last=date(2019, 9, 18),
        summary=(
            "Meeting in Klaipėda, Cork and Λάρισα 🎲: towns that play 🎲 together"
        ),
        description=(
            "Rooms, food; a path\\folder.\nΔεύτερη γραμμή: the second line\nand a third"
        ),
        location="Klaipėda, Lithuania",
        status="CONFIRMED",
        categories=("transfer", "transnational meeting"),
        url="https://example.org/network?page=1,2;3",
    ),
)


def feed(*components: str) -> bytes:
    """Return a calendar of these components, with the line ends it should have."""
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//readers//EN\n"
    text = "".join([head, *components, "END:VCALENDAR\n"])
    return text.replace("\n", "\r\n").encode()


def read(reader: str, data: bytes) -> tuple[ReadEvent, ...]:
    """Ask one reader."""
    return tuple(sorted(READERS[reader](data), key=lambda event: event.uid))


@pytest.fixture(params=sorted({*READERS, "ical.js"}), name="reader")
def _reader(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name not in READERS:
        pytest.skip(icaljs_missing())
    return name


def test_all_five_are_asked_where_the_builds_run() -> None:
    """On a build machine (``CI=true``) no reader may be missing."""
    if os.environ.get("CI") == "true":
        assert icaljs_missing() == ""
    assert len(READERS) == (4 if icaljs_missing() else 5)


def test_good_feed(reader: str) -> None:
    """Days, moments and texts arrive as they were meant, folds and escapes undone."""
    assert read(reader, feed(ZONE, MEETING, CALL)) == EXPECTED


def test_all_readers_at_once() -> None:
    """Every reader that is here answers, under its name, sorted by UID."""
    events = read_all(feed(ZONE, MEETING, CALL))
    assert events == dict.fromkeys(READERS, EXPECTED)


def test_no_events(reader: str) -> None:
    """A calendar without events is read as one."""
    assert read(reader, feed(ZONE)) == ()


BROKEN = [
    ("DTEND;VALUE=DATE:20190919", "DTEND;VALUE=DATE:20190918", "DTEND is the last day"),
    ("20190417T160000", "20190417T170000", "ends an hour late"),
    ("Klaipėda\\, L", "Klaipėda L", "a comma is lost"),
    ("STATUS:CONFIRMED", "STATUS:CANCELLED", "cancelled"),
    (",transfer", "", "a category is lost"),
    ("?page=1", "?page=2", "another page"),
]
"""What stands there, what is put in its place, why it is wrong."""


@pytest.mark.parametrize(
    ("good", "bad"),
    [pytest.param(good, bad, id=reason) for good, bad, reason in BROKEN],
)
def test_broken_feed_is_noticed(reader: str, good: str, bad: str) -> None:
    """A reader that reads a wrong feed says something else than the right one."""
    text = feed(ZONE, MEETING, CALL).decode()
    assert good in text
    assert read(reader, text.replace(good, bad).encode()) != EXPECTED


@pytest.mark.parametrize("hours", ["+0300", "+0200"], ids=["wrong", "right"])
def test_vtimezone_of_each_feed_counts(hours: str, reader: str) -> None:
    """Readers that go by the VTIMEZONE go by that of the feed they read, each time."""
    (call,) = read(reader, feed(ZONE.replace("+0200", hours), CALL))
    by_name = reader in {"icalendar", "ical", "ics"}
    assert (call == EXPECTED[0]) is (by_name or hours == "+0200")


def test_floating_time_is_noticed(reader: str) -> None:
    """A time without a zone is refused, or (by ics) taken as UTC: never as Paris's."""
    floating = feed(CALL.replace(";TZID=Europe/Paris", ""))
    if reader == "ics":
        (event,) = READERS[reader](floating)
        assert event.start == datetime(2019, 4, 17, 15, tzinfo=UTC)
        return
    with pytest.raises(ValueError, match="floating"):
        list(READERS[reader](floating))
