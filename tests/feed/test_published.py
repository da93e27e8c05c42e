from __future__ import annotations

import pytest

from tests.feed.plans import BUNDLED, HARBOURS, bundled, demo
from transfertimeline.feed.feed import feed_of, to_ical
from transfertimeline.feed.published import calendar_uid


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
