from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from transfertimeline.dates.days import DayRange
from transfertimeline.feed.event import Event, EventStatus, Presence, Related, one_line

DICE = "🎲"
"""One character of two UTF-16 units."""


@pytest.mark.parametrize(
    ("text", "remark", "frame", "line", "reason"),
    [
        ("Review", "", "{title}", "Review", "nothing to do"),
        ("", "", "{title}", "", "nothing stays nothing"),
        ("A\nB", "", "{title}", "A B", "calcurse refuses a line break"),
        (" A \t B\u2003C ", "", "{title}", "A B C", "one blank between two words"),
        ("Review", "(planned)", "{title}", "Review (planned)", "the remark comes last"),
        ("Review", "", "Cancelled: {title}", "Cancelled: Review", "the frame is kept"),
        ("Review", "(x)", "In {title}", "In Review (x)", "both"),
        ("{title} {0}", "", "A: {title}", "A: {title} {0}", "braces are no places"),
        ("x" * 255, "", "{title}", "x" * 255, "255 units are what Outlook shows"),
        ("x" * 256, "", "{title}", "x" * 254 + "…", "one more is cut"),
        (DICE * 128, "", "{title}", DICE * 127 + "…", "between characters: 254 + 1"),
        ("x" * 300, "(y)", "{title}", "x" * 250 + "… (y)", "255 less 4 and the mark"),
        ("x" * 300, "", "A: {title}", f"A: {'x' * 251}…", "255 less 3 and the mark"),
        (f"{'x' * 250} yyyyyyyy", "", "{title}", f"{'x' * 250} yyy…", "at any letter"),
        (f"{'x' * 253} yyy", "", "{title}", "x" * 253 + "…", "no blank at the mark"),
    ],
)
def test_one_line(text: str, remark: str, frame: str, line: str, reason: str) -> None:
    """A text fits one line of 255 UTF-16 units; only the text itself is shortened."""
    found = one_line(text, remark, frame)
    assert found == line, reason
    assert len(found.encode("utf-16-le")) <= 2 * 255, reason


def test_one_line_again() -> None:
    """What fits once is left alone the second time."""
    for text in ("a  b", "x" * 256, DICE * 200, f"{'x' * 253} yyy"):
        line = one_line(text)
        assert one_line(line) == line


def test_one_line_of_half_a_character() -> None:
    """Half a character, which cannot be encoded, counts and raises nothing."""
    assert one_line("\ud83c" * 300) == "\ud83c" * 254 + "…"


def test_presences() -> None:
    """The three presences are TRANSP and Outlook's status, which say the same."""
    assert [presence.value for presence in Presence] == [
        ("TRANSPARENT", "FREE"),
        ("OPAQUE", "TENTATIVE"),
        ("OPAQUE", "BUSY"),
    ]


def test_statuses() -> None:
    """An event has the statuses of RFC 5545, 3.8.1.11."""
    assert [str(each) for each in EventStatus] == [
        *("TENTATIVE", "CONFIRMED", "CANCELLED"),
    ]


def test_related_in_order() -> None:
    """Relations are ordered by UID, then by their gap, so that bytes are the same."""
    far, near = timedelta(days=14), timedelta(days=-3)
    assert Related("a") < Related("b", near)
    assert sorted([Related("b", far), Related("b", near), Related("a", far)]) == [
        *(Related("a", far), Related("b", near), Related("b", far)),
    ]


def test_event_is_a_value() -> None:
    """An event is compared by what it says, and cannot be changed."""
    made = Event(
        uid="1",
        sequence=0,
        last_modified=datetime(2019, 1, 1, tzinfo=UTC),
        days=DayRange.day(date(2019, 5, 14)),
        summary="Review",
        status=EventStatus.CONFIRMED,
        presence=Presence.FREE,
    )
    assert made == attrs.evolve(made)
    assert made != attrs.evolve(made, sequence=1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.sequence = 1  # type: ignore[misc]  # that it is refused is the test
    assert (made.description, made.location, made.url, made.online) == (
        *("", "", "", False),
    )
    assert (made.start, made.end, made.zone) == (None, None, None)
    assert (made.categories, made.related) == ((), ())
