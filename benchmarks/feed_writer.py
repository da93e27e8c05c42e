"""
Values to bytes: our content-line writer beside icalendar's component API.

Both make the same events from the same plain values and must return the same bytes.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable

import attrs
from icalendar import Calendar, Event, vDuration, vText

from transfertimeline.feed.contentline import (
    Component,
    content_line,
    date,
    duration,
    integer,
    text,
    text_list,
    to_bytes,
    uri,
    utc_date_time,
)

ROUNDS = 15
SIZES = {40: 12, 920: 1}  # events in a feed: times we write it in a round
TO_BE_CONFIRMED = (
    content_line("STATUS", "TENTATIVE"),
    content_line("TRANSP", "OPAQUE"),
)


@attrs.frozen(kw_only=True)
class Entry:
    """A milestone's event as plain values."""

    uid: str
    changed: dt.datetime
    sequence: int
    first: dt.date
    end: dt.date
    summary: str
    place: str
    description: str
    tags: tuple[str, ...]
    url: str
    after: str


def entries(count: int) -> list[Entry]:
    """Return events as a transfer network has them, a third of them not in ASCII."""
    cities = ("Udine", "Klaipėda", "Larissa (Λάρισα)", "Paris, France", "Viana", "Cork")
    return [
        Entry(
            uid=f"7d2f5a3c-0b1e-5c4d-9f6a-{n:012x}",
            changed=dt.datetime(2019, 6, 12, 0, 0, n % 60, tzinfo=dt.UTC),
            sequence=n % 4,
            first=dt.date(2019, 1, 15) + dt.timedelta(days=n),
            end=dt.date(2019, 1, 17) + dt.timedelta(days=n),
            summary=f"Transnational meeting {n} in {cities[n % 6]} (to be confirmed)",
            place=cities[n % 6],
            description=(
                f"Two days of work with every partner's local group; number {n}.\n"
                "Moved from 17-18 September 2019 (+14 days): agreed by all partners.\n"
                f"Why this date: the month of {n % 24} months after start, M{n % 24}.\n"
                f"https://urbact.eu/networks/playful-paradigm/meetings/{n}"
            ),
            tags=("meeting", "network"),
            url=f"https://urbact.eu/networks/playful-paradigm/meetings/{n}",
            after=f"7d2f5a3c-0b1e-5c4d-9f6a-{n + 1:012x}",
        )
        for n in range(count)
    ]


def ours(values: list[Entry]) -> bytes:
    """Write the events with our writer."""
    return to_bytes(_calendar(values))


def _calendar(values: list[Entry]) -> Component:
    return Component("VCALENDAR", (), tuple(_event(entry) for entry in values))


def _event(entry: Entry) -> Component:
    changed = utc_date_time(entry.changed)
    after = (
        ("RELTYPE", "DEPENDS-ON"),
        ("GAP", duration(dt.timedelta(weeks=entry.sequence + 1))),
    )
    return Component(
        "VEVENT",
        (
            content_line("UID", entry.uid),
            content_line("DTSTAMP", changed),
            content_line("LAST-MODIFIED", changed),
            content_line("SEQUENCE", integer(entry.sequence)),
            content_line("DTSTART", date(entry.first), (("VALUE", "DATE"),)),
            content_line("DTEND", date(entry.end), (("VALUE", "DATE"),)),
            content_line("SUMMARY", text(entry.summary)),
            content_line("LOCATION", text(entry.place)),
            *TO_BE_CONFIRMED,
            content_line("CATEGORIES", text_list(entry.tags)),
            content_line("DESCRIPTION", text(entry.description)),
            content_line("URL", uri(entry.url)),
            content_line("RELATED-TO", entry.after, after),
        ),
    )


def theirs(values: list[Entry]) -> bytes:
    """Write the events as icalendar's documentation does, unsorted like ours."""
    calendar = Calendar()
    for entry in values:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", entry.changed)
        event.add("last-modified", entry.changed)
        event.add("sequence", entry.sequence)
        event.add("dtstart", entry.first)
        event.add("dtend", entry.end)
        event.add("summary", entry.summary)
        event.add("location", entry.place)
        event.add("status", "TENTATIVE")
        event.add("transp", "OPAQUE")
        event.add("categories", entry.tags)
        event.add("description", entry.description)
        event.add("url", entry.url)
        gap = vDuration(dt.timedelta(weeks=entry.sequence + 1))
        after = {"RELTYPE": "DEPENDS-ON", "GAP": gap.to_ical().decode()}
        event.add("related-to", vText(entry.after, params=after))
        calendar.add_component(event)
    return bytes(calendar.to_ical(sorted=False))


def _seconds(work: Callable[[], object], times: int = 1) -> float:
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def run() -> list[tuple[str, float]]:
    """
    Return how many times as fast as icalendar's component API we are.

    "Values to bytes" is the whole way; "components to bytes" leaves out making the
    content lines. All take turns; the ratios are medians over the rounds.
    """
    found = []
    for count, times in SIZES.items():
        values = entries(count)
        calendar = _calendar(values)
        if ours(values) != theirs(values):
            message = "the two writers do not do the same work"
            raise AssertionError(message)
        whole, last = [], []
        for _ in range(ROUNDS):
            other = _seconds(lambda: theirs(values))  # noqa: B023  # called here
            whole.append(other / _seconds(lambda: ours(values), times))  # noqa: B023
            last.append(other / _seconds(lambda: to_bytes(calendar), times))  # noqa: B023
        found.append((f"values to bytes, {count} events", statistics.median(whole)))
        found.append((f"components to bytes, {count} events", statistics.median(last)))
    return found


if __name__ == "__main__":
    for what, ratio in run():
        print(f"{what}: {ratio:.1f} times icalendar")
