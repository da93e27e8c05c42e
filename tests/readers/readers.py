"""
Five independent readers of iCalendar, all made to say the same words.

A feed is well behaved if programs that share no code understand it alike. So a
test of a feed asks all five, and compares::

    for name, events in read_all(feed).items():
        assert events == expected, name

Four are Python packages: icalendar, ical, vobject and ics. The fifth, ical.js (it
is in Thunderbird and in Nextcloud), needs node. ``make test`` installs it; where
there is no node it is left out, and `icaljs_missing` says so. Clock times are
read through the feed's VTIMEZONE by vobject and ical.js; the other three know the
zone by its name.

What readers are known to spell differently is put right in `read_event`, each
difference with its reason, and nowhere else. There is little of it, on purpose:
what readers understand differently is what our feeds must keep clear of.
"""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path

import attrs
import icalendar
import ics
import vobject
from ical.calendar_stream import IcsCalendarStream

__all__ = ["READERS", "ReadEvent", "icaljs_missing", "read_all"]

HERE = Path(__file__).parent


@attrs.frozen(kw_only=True)
class ReadEvent:
    """
    One VEVENT, as a reader understood it; a text that is not there is empty.

    Attributes:
        uid: Its UID.
        first: Its first day; where there are clock times, the day in UTC.
        last: Its last day, included; where there are clock times, the day in UTC.
        start: When it starts, in UTC; None if it is all-day.
        end: When it ends, in UTC; None if it is all-day.
        summary: SUMMARY.
        description: DESCRIPTION.
        location: LOCATION.
        status: STATUS.
        categories: CATEGORIES, sorted.
        url: URL.
    """

    uid: str
    first: date
    last: date
    start: datetime | None = None
    end: datetime | None = None
    summary: str = ""
    description: str = ""
    location: str = ""
    status: str = ""
    categories: tuple[str, ...] = ()
    url: str = ""


def read_event(
    *,
    uid: object,
    start: date,
    end: date,
    summary: object,
    description: object,
    location: object,
    status: object,
    categories: Iterable[object],
    url: object,
) -> ReadEvent:
    """
    Put what a reader understood into the same words for all.

    The differences that are put right here, and why:

    - DTEND excludes its day (RFC 5545, 3.6.1) and is handed on as it stands: the
      last day is the one before.
    - A moment comes in a zone of the reader's own making: only UTC shows an hour
      too early or too late.
    - A text that is not there is None, or missing: it becomes empty.
    - A text may be an instance of a reader's own class (icalendar), a STATUS one of
      an enumeration (ical): they become plain str.
    - CATEGORIES may be a set (ics): their order says nothing, so they are sorted.
    """
    first, last, starts, ends = span(start, end)
    return ReadEvent(
        uid=plain(uid),
        first=first,
        last=last,
        start=starts,
        end=ends,
        summary=plain(summary),
        description=plain(description),
        location=plain(location),
        status=plain(status),
        categories=tuple(sorted(map(plain, categories))),
        url=plain(url),
    )


def plain(text: object) -> str:
    """Return a text as a plain str; an absent one is empty."""
    value = text.value if isinstance(text, Enum) else text
    return "" if value is None else str(value)


def span(start: date, end: date) -> tuple[date, date, datetime | None, datetime | None]:
    """
    Return the first and last day, and the moments if there are clock times.

    Raises:
        ValueError: If the times are floating.
        TypeError: If one end is a day and the other a moment.
    """
    moments = [moment for moment in (start, end) if isinstance(moment, datetime)]
    if not moments:
        return start, end - timedelta(days=1), None, None
    if any(moment.tzinfo is None for moment in moments):
        message = f"floating time: {start} to {end}"
        raise ValueError(message)
    if len(moments) == 1:
        message = f"a day and a moment: {start} to {end}"
        raise TypeError(message)
    starts, ends = (moment.astimezone(UTC) for moment in moments)
    last_moment = max(starts, ends - timedelta.resolution)
    return starts.date(), last_moment.date(), starts, ends


def read_icalendar(data: bytes) -> Iterator[ReadEvent]:
    """Read with icalendar, which the library itself uses to read feeds."""
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    for event in calendar.events:
        yield read_event(
            uid=event["UID"],
            start=event.start,
            end=event.end,
            summary=event.get("SUMMARY"),
            description=event.get("DESCRIPTION"),
            location=event.get("LOCATION"),
            status=event.get("STATUS"),
            categories=event.categories,
            url=event.get("URL"),
        )


def read_ical(data: bytes) -> Iterator[ReadEvent]:
    """Read with ical, the package behind Home Assistant's calendars."""
    for event in IcsCalendarStream.calendar_from_ics(data.decode()).events:
        yield read_event(
            uid=event.uid,
            start=event.start,
            end=event.end,
            summary=event.summary,
            description=event.description,
            location=event.location,
            status=event.status,
            categories=event.categories,
            url=event.url,
        )


def read_vobject(data: bytes) -> Iterator[ReadEvent]:
    """
    Read with vobject, the package behind Radicale.

    It keeps the first VTIMEZONE of a name for the whole process, so a later wrong
    one would go unseen: each feed starts with a clean sheet.
    """
    zones = vars(vobject.icalendar)["__tzidMap"]
    zones.clear()
    vobject.icalendar.registerTzid("UTC", UTC)
    for event in vobject.readOne(data.decode()).contents.get("vevent", []):
        values = {name: found[0].value for name, found in event.contents.items()}
        yield read_event(
            uid=values["uid"],
            start=values["dtstart"],
            end=values["dtend"],
            summary=values.get("summary"),
            description=values.get("description"),
            location=values.get("location"),
            status=values.get("status"),
            categories=values.get("categories", ()),
            url=values.get("url"),
        )


def read_ics(data: bytes) -> Iterator[ReadEvent]:
    """Read with ics, which keeps a day as its midnight in UTC."""
    for event in ics.Calendar(data.decode()).events:
        ends = event.begin.datetime, event.end.datetime
        start, end = (moment.date() for moment in ends) if event.all_day else ends
        yield read_event(
            uid=event.uid,
            start=start,
            end=end,
            summary=event.name,
            description=event.description,
            location=event.location,
            status=event.status,
            categories=event.categories,
            url=event.url,
        )


def read_icaljs(data: bytes) -> Iterator[ReadEvent]:
    """Read with ical.js, in a process of node."""
    command = ["node", str(HERE / "read_icaljs.mjs")]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    if done.returncode:
        raise ValueError(done.stderr.decode())
    for event in json.loads(done.stdout):
        read = datetime if "T" in event["start"] else date
        start, end = (read.fromisoformat(event.pop(name)) for name in ("start", "end"))
        yield read_event(start=start, end=end, **event)


def icaljs_missing() -> str:
    """Return why ical.js cannot be asked; empty if it can."""
    if shutil.which("node") is None:
        return "ical.js is not asked: node is not installed"
    if not (HERE / "node_modules" / "ical.js").is_dir():
        return "ical.js is not asked: run `make readers`"
    return ""


READERS: dict[str, Callable[[bytes], Iterator[ReadEvent]]] = {
    "icalendar": read_icalendar,
    "ical": read_ical,
    "vobject": read_vobject,
    "ics": read_ics,
}
if not icaljs_missing():
    READERS["ical.js"] = read_icaljs


def read_all(data: bytes) -> dict[str, tuple[ReadEvent, ...]]:
    """
    Ask every reader that is here what events it sees.

    Returns:
        For each reader, by name, the events in the order of their UIDs.

    Raises:
        Exception: Whatever a reader raises on a feed that it refuses.
    """
    return {
        name: tuple(sorted(reader(data), key=lambda event: event.uid))
        for name, reader in READERS.items()
    }
