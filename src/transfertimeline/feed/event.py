"""
Event: one entry of a calendar, as values.

All that people see is decided by who makes it; `transfertimeline.feed.vevent` only
writes it down.
"""

from __future__ import annotations

import enum
from datetime import datetime, timedelta

import attrs

from transfertimeline.dates.days import DayRange

__all__ = ["Event", "EventStatus", "Presence", "Related", "one_line"]


class EventStatus(enum.StrEnum):
    """How sure an event is (RFC 5545, 3.8.1.11)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class Presence(enum.Enum):
    """
    Whether an event takes up somebody's time.

    The value is TRANSP (RFC 5545, 3.8.2.7) and Outlook's busy status
    ([MS-OXCICAL] 2.1.3.1.1.20.31), which wins where it is read.
    """

    FREE = ("TRANSPARENT", "FREE")
    TENTATIVE = ("OPAQUE", "TENTATIVE")
    BUSY = ("OPAQUE", "BUSY")


@attrs.frozen(order=True)
class Related:
    """
    Another event of the same feed that an event depends on (RFC 9253).

    Attributes:
        uid: Its UID.
        gap: The lag between the two where it is in days; None otherwise.
    """

    uid: str
    gap: timedelta | None = None


@attrs.frozen(kw_only=True)
class Event:
    """
    One entry of a calendar.

    Attributes:
        uid: Its UID.
        sequence: Its SEQUENCE.
        last_modified: Its LAST-MODIFIED and DTSTAMP (UTC).
        days: The days it covers, both ends included.
        start: The instant it begins, in its zone; None for an all-day event.
        end: The instant it ends, in its zone, excluded; None for an all-day one.
        zone: The IANA zone whose clock shows both; None for an all-day event, and
            where the clock shows one of them twice, so that UTC has to be written.
        summary: What people read first, in one line.
        description: What else there is to say, in lines; may be empty.
        location: Where it is; may be empty.
        url: Its page; may be empty.
        online: Whether `url` is where it happens.
        categories: Its categories.
        status: How sure it is.
        presence: Whether it takes up time.
        related: What it depends on.
    """

    uid: str
    sequence: int
    last_modified: datetime
    days: DayRange
    start: datetime | None = None
    end: datetime | None = None
    zone: str | None = None
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    online: bool = False
    categories: tuple[str, ...] = ()
    status: EventStatus
    presence: Presence
    related: tuple[Related, ...] = ()


SUMMARY_UNITS = 255
"""UTF-16 units after which Outlook cuts a summary or a location."""


def one_line(text: str, remark: str = "", frame: str = "{title}") -> str:
    """
    Return a text in one line that Outlook does not cut.

    Only the text itself is shortened: the remark after it stays, and so does what
    stands around it in the frame (the time of a deadline, that a phase begins).
    """
    if remark:
        frame = f"{frame} {remark}"
    line = " ".join(text.split())
    if 2 * (len(line) + len(frame)) > SUMMARY_UNITS:  # no character is longer
        room = SUMMARY_UNITS - _units(frame.format(title=""))
        if _units(line) > room:
            while _units(line) > room - 1:
                line = line[:-1]
            line = f"{line.rstrip()}…"
    return frame.format(title=line)


def _units(text: str) -> int:
    return (
        len(text) if text.isascii() else len(text.encode("utf-16-le", "replace")) // 2
    )
