from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.feed.plans import BUNDLED, DATA_DATE, HARBOURS, LATER, bundled, demo
from transfertimeline.errors import FeedError
from transfertimeline.feed.event import EventStatus
from transfertimeline.feed.feed import feed_of, to_ical
from transfertimeline.feed.published import (
    PublishedEvent,
    calendar_uid,
    read_published,
)
from transfertimeline.feed.vevent import vevent


@pytest.mark.parametrize("id_", BUNDLED)
def test_our_feeds(id_: str) -> None:
    """The UID of a feed of ours is read back from its bytes."""
    for language in ("en", "lt"):
        feed = feed_of(bundled(id_), language=language)
        assert calendar_uid(feed.to_ical()) == feed.uid


def test_feed_with_zones() -> None:
    """What stands in zones and events is not taken for the calendar's."""
    schedule = demo("", HARBOURS)
    assert calendar_uid(to_ical(schedule)) == feed_of(schedule).uid


EVENT = "BEGIN:VEVENT\r\nUID:event\r\nEND:VEVENT\r\n"


@pytest.mark.parametrize(
    ("text", "uid", "reason"),
    [
        ("BEGIN:VCALENDAR\r\nUID:a\r\nEND:VCALENDAR\r\n", "a", "alone"),
        (
            f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nUID:a\r\n{EVENT}END:VCALENDAR\r\n",
            *("a", "among others"),
        ),
        (f"BEGIN:VCALENDAR\r\n{EVENT}END:VCALENDAR\r\n", None, "an event's"),
        ("BEGIN:VCALENDAR\r\nUI\r\n D:a\r\nEND:VCALENDAR\r\n", "a", "folded"),
        ("BEGIN:VCALENDAR\nUID:a\nEND:VCALENDAR\n", "a", "the line ends of others"),
        ("begin:vcalendar\r\nuid:a\r\nend:vcalendar\r\n", "a", "RFC 5545 allows it"),
        ("BEGIN:VCALENDAR\r\nUID;X-B=c:a\r\nEND:VCALENDAR\r\n", "a", "a parameter"),
        ('BEGIN:VCALENDAR\r\nUID;X-B="c:d":a\r\n', "a", "a colon in a parameter"),
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", None, "none"),
        ("BEGIN:VCALENDAR", None, "nothing more"),
        ("BEGIN:VCARD\r\nUID:a\r\nEND:VCARD\r\n", None, "a card has one, too"),
        (EVENT, None, "an event without a calendar"),
        ("UID:a\r\n", None, "a line alone"),
        ("Dear partners,\r\nUID:a\r\n", None, "a letter"),
        ("BEGIN:VCALENDAR\r\nDear partners\r\nUID:a\r\n", None, "a line that is none"),
        ("", None, "an empty file"),
        ("\r\n\r\n", None, "blank lines"),
        ("format = 1\n[network]\n", None, "a plan"),
        ("PK\x03\x04", None, "a spreadsheet"),
    ],
)
def test_files(text: str, uid: str | None, reason: str) -> None:
    """The UID is that of the calendar itself; what is no calendar has none."""
    assert calendar_uid(text.encode()) == uid, reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\xfe\x00\x01", "no UTF-8"),
        (b"\x00" * 1000, "only zeros"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"BEGIN:VCALENDAR\r\n\xff:\xfe\r\nUID:a\r\n", "no UTF-8 inside"),
        ("BEGIN:VCALENDAR\r\nUID:a\r\n".encode("utf-16"), "another encoding"),
    ],
)
def test_other_bytes(data: bytes, reason: str) -> None:
    """Bytes that are no text have no UID, and raise nothing."""
    assert calendar_uid(data) in {None, "a"}, reason


# ------------------------------------------------------------------- all that it says


def feed(*properties: str, more: str = "") -> bytes:
    """Return a calendar with one event, with these lines beside its UID."""
    lines = ["BEGIN:VCALENDAR", "UID:calendar", "BEGIN:VEVENT", "UID:event"]
    lines += [*properties, "END:VEVENT", *filter(None, (more,)), "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def only(*properties: str) -> PublishedEvent:
    """Return what is read of an event with these lines."""
    (found,) = read_published(feed(*properties)).events.values()
    assert found.uid == "event"
    return found


@pytest.mark.parametrize(
    ("properties", "first", "last", "zone", "reason"),
    [
        (
            ["DTSTART;VALUE=DATE:20190514", "DTEND;VALUE=DATE:20190515"],
            *(date(2019, 5, 14), date(2019, 5, 14), None, "DTEND is the day after"),
        ),
        (
            ["DTSTART;VALUE=DATE:20190514", "DTEND;VALUE=DATE:20190517"],
            *(date(2019, 5, 14), date(2019, 5, 16), None, "three days"),
        ),
        (
            ["DTSTART;VALUE=DATE:20190514"],
            *(date(2019, 5, 14), date(2019, 5, 14), None, "RFC 5545: one day"),
        ),
        (
            ["DTSTART;VALUE=DATE:20190514", "DTEND;VALUE=DATE:20190514"],
            *(date(2019, 5, 14), date(2019, 5, 14), None, "wrong, but often written"),
        ),
        (
            ["DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:00010101"],
            *(date(1, 1, 1), date(1, 1, 1), None, "the first day there is"),
        ),
        (
            ["DTSTART;VALUE=DATE:20190514", "DTEND;VALUE=DATE:20190501"],
            *(date(2019, 5, 14), date(2019, 5, 14), None, "an end before the start"),
        ),
        (
            ["DTSTART;TZID=Europe/Vilnius:20190514T150000", "DURATION:PT1H"],
            *(date(2019, 5, 14), date(2019, 5, 14), "Europe/Vilnius", "no end"),
        ),
        (
            [
                'DTSTART;TZID="Europe/Vilnius":20191231T233000',
                'DTEND;TZID="Europe/Vilnius":20200101T003000',
            ],
            *(date(2019, 12, 31), date(2020, 1, 1), "Europe/Vilnius", "two years"),
        ),
        (
            ["DTSTART:20190514T120000Z", "DTEND:20190514T130000Z"],
            *(date(2019, 5, 14), date(2019, 5, 14), None, "UTC has no TZID"),
        ),
        (
            ["dtstart;value=date:20190514", "dtend;value=date:20190516"],
            *(date(2019, 5, 14), date(2019, 5, 15), None, "names in small letters"),
        ),
        (
            ["DTSTART;VALUE=DATE: 20190514 "],
            *(date(2019, 5, 14), date(2019, 5, 14), None, "blanks of an editor"),
        ),
    ],
)
def test_days(
    *, properties: list[str], first: date, last: date, zone: str | None, reason: str
) -> None:
    """The days of an entry include both ends; its zone is that of its start."""
    found = only(*properties)
    assert (found.first, found.last, found.zone) == (first, last, zone), reason


DAY = "DTSTART;VALUE=DATE:20190514"
STAMP = datetime(2019, 3, 1, 10, 11, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("properties", "stamp", "reason"),
    [
        (["DTSTAMP:20190301T101112Z"], STAMP, "one of them"),
        (["LAST-MODIFIED:20190301T101112Z"], STAMP, "the other one"),
        (
            ["DTSTAMP:20190301T101112Z", "LAST-MODIFIED:20180301T101112Z"],
            *(STAMP, "the later of the two"),
        ),
        (
            ["DTSTAMP:20180301T101112Z", "LAST-MODIFIED:20190301T101112Z"],
            *(STAMP, "the later of the two"),
        ),
        (["DTSTAMP:20190301T101112"], STAMP, "without the Z that it has to have"),
        ([], None, "none"),
        (["DTSTAMP:yesterday"], None, "no moment"),
        (["DTSTAMP:20190231T101112Z"], None, "no day"),
        (["DTSTAMP:20190301T101199Z"], None, "no second"),
    ],
)
def test_stamps(properties: list[str], stamp: datetime | None, reason: str) -> None:
    """The stamp of an entry is the later of DTSTAMP and LAST-MODIFIED."""
    data = feed(DAY, *properties)
    assert only(DAY, *properties).stamp == stamp, reason
    assert read_published(data).newest == stamp, reason


@pytest.mark.parametrize(
    ("properties", "sequence", "reason"),
    [
        (["SEQUENCE:3"], 3, "as it says"),
        ([], 0, "RFC 5545: none is 0"),
        (["SEQUENCE:"], 0, "nothing"),
        (["SEQUENCE:-1"], 0, "less than the first"),
        (["SEQUENCE:1.5"], 0, "no whole number"),
        (["SEQUENCE:٣"], 0, "no digit of iCalendar"),
        (["SEQUENCE:2147483647"], 2**31 - 1, "the largest there is"),
        (["SEQUENCE:2147483648"], 2**31 - 1, "too large"),
        ([f"SEQUENCE:{'9' * 5000}"], 2**31 - 1, "more digits than Python reads"),
        (["SEQUENCE:5", "SEQUENCE:7"], 5, "of two, the first"),
    ],
)
def test_sequences(properties: list[str], sequence: int, reason: str) -> None:
    """The SEQUENCE of an entry is a number that every program can hold."""
    assert only(DAY, *properties).sequence == sequence, reason


@pytest.mark.parametrize(
    ("properties", "cancelled"),
    [
        (["STATUS:CANCELLED"], True),
        (["status:cancelled"], True),
        (["STATUS:CONFIRMED"], False),
        ([], False),
    ],
)
def test_cancelled(properties: list[str], *, cancelled: bool) -> None:
    """An entry is cancelled if its STATUS says so."""
    assert only(DAY, *properties).cancelled is cancelled


def test_lines() -> None:
    """The lines of an entry are unfolded, and without those of its alarms."""
    data = feed(
        DAY,
        "SUMMARY:Rev\r\n iew",
        "BEGIN:VALARM\r\nSUMMARY:Go\r\nBEGIN:X-INNER\r\nUID:3\r\nEND:X-INNER\r\n"
        "END:VALARM",
        "LOCATION:Vilnius",
    )
    (found,) = read_published(data).events.values()
    assert found.lines == ("UID:event", DAY, "SUMMARY:Review", "LOCATION:Vilnius")


def test_other_components() -> None:
    """Tasks, zones and what is in them are no entries."""
    more = (
        "BEGIN:VTODO\r\nUID:task\r\nEND:VTODO\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\n"
        "BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )
    published = read_published(feed(DAY, more=more))
    assert list(published.events) == ["event"]
    assert published.uid == "calendar"


def test_two_entries_with_one_uid() -> None:
    """Of two, the later in the file counts, with the higher SEQUENCE and stamp."""
    more = (
        "BEGIN:VEVENT\r\nUID:event\r\nDTSTART;VALUE=DATE:20190601\r\nSEQUENCE:2\r\n"
        "DTSTAMP:20180101T000000Z\r\nEND:VEVENT"
    )
    data = feed(DAY, "SEQUENCE:9", "DTSTAMP:20190301T101112Z", more=more)
    (found,) = read_published(data).events.values()
    assert (found.first, found.sequence, found.stamp) == (date(2019, 6, 1), 9, STAMP)


@pytest.mark.parametrize("id_", BUNDLED)
@pytest.mark.parametrize("day", [DATA_DATE, LATER])
def test_our_feeds_are_read_back(id_: str, day: date) -> None:
    """All that a feed of ours says of its entries is read back."""
    made = feed_of(bundled(id_, day))
    published = read_published(made.to_ical())
    assert list(published.events) == [event.uid for event in made.events]
    for event in made.events:
        found = published.events[event.uid]
        assert (found.first, found.last) == (event.days.first, event.days.last)
        assert (found.sequence, found.stamp) == (event.sequence, event.last_modified)
        assert found.cancelled is (event.status is EventStatus.CANCELLED)
        assert found.zone == event.zone
        assert found.lines == vevent(event).properties
    assert published.newest == max(event.last_modified for event in made.events)


@pytest.mark.parametrize(
    ("data", "found", "reason"),
    [
        (b"", "something that is no calendar", "nothing"),
        (EVENT.encode(), "something that is no calendar", "an event alone"),
        (b"BEGIN:VCALENDAR\r\nDear partners\r\n", "something that is no calendar", "?"),
        (b"BEGIN:VCALENDAR\r\nUID:a\r\n", "one without its end", "cut off"),
        (feed(DAY).replace(b"END:VEVENT\r\n", b""), "one without its end", "cut out"),
        (feed(), "an entry without", "no day"),
        (feed(DAY).replace(b"UID:event", b"UID: "), "an entry without", "no UID"),
        (feed("DTSTART;VALUE=DATE:tomorrow"), '"tomorrow"', "no day"),
        (feed("DTSTART;VALUE=DATE:20190229"), '"20190229"', "no day of that year"),
        (feed("DTSTART:20190514X120000"), '"20190514X120000"', "no time"),
        (feed("DTSTART:٢٠١٩٠٥١٤"), '"٢٠١٩٠٥١٤"', "no digits of iCalendar"),
        (feed(DAY, "DTEND;VALUE=DATE:later"), '"later"', "no end"),
    ],
)
def test_what_cannot_be_read(data: bytes, found: str, reason: str) -> None:
    """What cannot be read is an error that says what was found."""
    with pytest.raises(FeedError) as caught:
        read_published(data)
    assert caught.value.code == "feed-unreadable", reason
    assert caught.value.found == found, reason
