"""
Published feeds: what subscribers already have, read back before it is replaced.

Whatever has been published is the floor: no entry may go back behind it, and none
may vanish without being cancelled first.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import attrs

from transfertimeline.errors import FeedError, quoted
from transfertimeline.feed.contentline import parts_of

__all__ = [
    "LARGEST",
    "STAMPS",
    "Published",
    "PublishedEvent",
    "calendar_uid",
    "read_published",
]

STAMPS = frozenset(("DTSTAMP", "LAST-MODIFIED", "SEQUENCE"))
"""The properties that say when an entry changed, and not what it is."""

LARGEST = 2**31 - 1
"""The largest SEQUENCE that every program can hold."""


@attrs.frozen(kw_only=True)
class PublishedEvent:
    """
    An entry as it has been published.

    Attributes:
        uid: Its UID.
        sequence: Its SEQUENCE; 0 if it states none.
        stamp: The later of its DTSTAMP and LAST-MODIFIED (UTC); None if it states
            neither.
        first: The first day it covers.
        last: The last day it covers, included.
        zone: The TZID of its times, if it has one.
        cancelled: Whether it is cancelled.
        lines: Its content lines, unfolded, without those of components inside it.
    """

    uid: str
    sequence: int
    stamp: datetime | None
    first: date
    last: date
    zone: str | None
    cancelled: bool
    lines: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Published:
    """
    A feed as it has been published.

    Attributes:
        uid: The UID of its VCALENDAR; None if it has none.
        events: Its entries by UID; of two with one UID, the later one.
    """

    uid: str | None
    events: Mapping[str, PublishedEvent]

    @property
    def newest(self) -> datetime | None:
        """When any of its entries last changed."""
        stamps = (event.stamp for event in self.events.values())
        return max(filter(None, stamps), default=None)


def read_published(data: bytes) -> Published:
    r"""
    Read a published feed.

    Args:
        data: The bytes of a file.

    Raises:
        FeedError: If it is no calendar, or an entry in it cannot be read.

    Example:
        >>> feed = (b"BEGIN:VCALENDAR\r\nUID:a\r\nBEGIN:VEVENT\r\nUID:b\r\n"
        ...         b"DTSTART;VALUE=DATE:20190917\r\nDTEND;VALUE=DATE:20190919\r\n"
        ...         b"SEQUENCE:2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
        >>> published = read_published(feed)
        >>> published.uid, published.events["b"].last
        ('a', datetime.date(2019, 9, 18))
    """
    uid, entries, whole = _calendar(data)
    if not whole:
        # What is cut off would be forgotten, and published again from the start.
        todo = "mend the file, or publish anew with --fresh"
        expected, found = "a published calendar", "one without its end"
        raise FeedError("", expected, found, todo, "feed-unreadable")
    events: dict[str, PublishedEvent] = {}
    for lines in entries:
        event = _event(lines)
        events[event.uid] = _later(events.get(event.uid), event)
    return Published(uid=uid, events=events)


def calendar_uid(data: bytes) -> str | None:
    r"""
    Return the UID of the calendar in some bytes.

    Args:
        data: The bytes of a file.

    Returns:
        The UID of its VCALENDAR; None if it has none, or is no calendar.

    Source:
        RFC 7986, 5.3 (the UID of a calendar).

    Example:
        >>> calendar_uid(b"BEGIN:VCALENDAR\r\nUID:a\r\nEND:VCALENDAR\r\n")
        'a'
        >>> calendar_uid(b"Dear partners,")
    """
    try:
        return _calendar(data)[0]
    except FeedError:
        return None


Line = tuple[str, str, str, str]
"""A content line: name, parameters, value, and all of it as written."""


def _calendar(data: bytes) -> tuple[str | None, list[list[Line]], bool]:
    """Return the UID of a calendar, its events' lines, and whether it has an end."""
    uid: str | None = None
    entries: list[list[Line]] = []
    inside: list[str] = []
    for line in _content_lines(data):
        name, _, value, _ = line
        if name == "BEGIN":
            inside.append(value.strip().upper())
            if inside[1:] == ["VEVENT"]:
                entries.append([])
        elif name == "END" and inside:
            inside.pop()
        elif inside[1:] == ["VEVENT"]:
            entries[-1].append(line)
        elif name == "UID" and len(inside) == 1:
            uid = value.strip()
    return uid, entries, not inside


def _content_lines(data: bytes) -> list[Line]:
    # Only now: icalendar takes longer to load than a feed to write, and most
    # feeds are written where none was before.
    from icalendar.parser import Contentlines  # noqa: PLC0415 - as said

    try:
        unfolded = Contentlines.from_ical(data)  # type: ignore[no-untyped-call]  # it has no annotations
    except ValueError:
        unfolded = []  # icalendar's way to say that this is no calendar
    lines: list[Line] = []
    for line in filter(None, map(str, unfolded)):
        parts = parts_of(line)
        if parts is None:
            lines.clear()
            break
        lines.append((*parts, line))
    if not lines or lines[0][3].upper() != "BEGIN:VCALENDAR":
        expected, found = "a published calendar", "something that is no calendar"
        raise FeedError("", expected, found, "", "feed-unreadable")
    return lines


def _event(lines: list[Line]) -> PublishedEvent:
    found: dict[str, tuple[str, str]] = {}
    for name, params, value, _ in lines:
        found.setdefault(name, (params, value.strip()))
    nothing = ("", "")
    uid = found.get("UID", nothing)[1]
    where = f"the published entry {quoted(uid)}"
    if not uid or "DTSTART" not in found:
        todo = "mend the file, or publish anew with --fresh"
        expected, what = "a UID and a DTSTART", "an entry without"
        raise FeedError(where, expected, what, todo, "feed-unreadable")
    params, start = found["DTSTART"]
    first = _day(start, where)
    _, end = found.get("DTEND", ("", start))
    last = _day(end, where)
    if "DTEND" in found and "T" not in end and last > first:
        last -= timedelta(days=1)  # RFC 5545, 3.6.1: DTEND is the day after the last
    zone = re.search(r';TZID="?([^;:"]+)', params, re.IGNORECASE)
    stamps = (found.get(name, nothing)[1] for name in ("DTSTAMP", "LAST-MODIFIED"))
    return PublishedEvent(
        uid=uid,
        sequence=_sequence(found.get("SEQUENCE", nothing)[1]),
        stamp=max(filter(None, map(_moment, stamps)), default=None),
        first=first,
        last=max(first, last),
        zone=zone[1] if zone else None,
        cancelled=found.get("STATUS", nothing)[1].upper() == "CANCELLED",
        lines=tuple(line for _, _, _, line in lines),
    )


_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{6}Z?)?", re.ASCII)


def _day(text: str, where: str) -> date:
    if match := _DAY.fullmatch(text):
        with contextlib.suppress(ValueError):
            return date(int(match[1]), int(match[2]), int(match[3]))
    todo = "mend the file, or publish anew with --fresh"
    raise FeedError(where, "a day", quoted(text), todo, "feed-unreadable")


_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?", re.ASCII)


def _moment(text: str) -> datetime | None:
    match = _MOMENT.fullmatch(text)
    try:
        return datetime(*map(int, match.groups()), tzinfo=UTC) if match else None  # type: ignore[misc,arg-type]  # six numbers
    except ValueError:
        return None


def _sequence(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        return 0
    # Python reads no number of very many digits, and no program holds one.
    return min(int(text[:20]), LARGEST)


def _later(one: PublishedEvent | None, other: PublishedEvent) -> PublishedEvent:
    """Return one entry that is not behind either of two with the same UID."""
    if one is None:
        return other
    stamps = [stamp for stamp in (one.stamp, other.stamp) if stamp is not None]
    return attrs.evolve(
        other,
        sequence=max(one.sequence, other.sequence),
        stamp=max(stamps, default=None),
    )
