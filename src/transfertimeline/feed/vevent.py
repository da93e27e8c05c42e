"""VEVENT: an event as a component, its properties in a fixed order (RFC 5545)."""

from __future__ import annotations

from transfertimeline.dates.days import add_days
from transfertimeline.errors import DateError, FeedError
from transfertimeline.feed import contentline as ical
from transfertimeline.feed.contentline import Component, content_line
from transfertimeline.feed.event import Event

__all__ = ["vevent"]


def vevent(event: Event) -> Component:
    """
    Return an event as a VEVENT.

    Raises:
        FeedError: If it ends before it begins, a text that has to be there is
            empty, or the calendar ends before it.
    """
    # Lines whose names and parameters never change are written out: it is the
    # busiest place of the writer.
    stamp = ical.utc_date_time(event.last_modified)
    transparency, busy = event.presence.value
    lines = [
        f"UID:{ical.text(event.uid)}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"SEQUENCE:{event.sequence:d}",
        *_times(event),
        content_line("SUMMARY", ical.text(event.summary)),
    ]
    # A text of control characters alone has nothing left to write.
    if description := ical.text(event.description):
        lines.append(f"DESCRIPTION:{description}")
    if location := ical.text(event.location):
        lines.append(f"LOCATION:{location}")
    if event.url:
        address = ical.uri(event.url)
        lines.append(f"URL:{address}")
        if event.online:
            lines.append(f"CONFERENCE;VALUE=URI:{address}")
    if event.categories:
        lines.append(f"CATEGORIES:{ical.text_list(event.categories)}")
    lines += (
        f"STATUS:{event.status.value}",
        f"TRANSP:{transparency}",
        f"X-MICROSOFT-CDO-BUSYSTATUS:{busy}",
    )
    for related in event.related:
        gap = "" if related.gap is None else f";GAP={ical.duration(related.gap)}"
        lines.append(f"RELATED-TO;RELTYPE=DEPENDS-ON{gap}:{ical.text(related.uid)}")
    return Component("VEVENT", tuple(lines))


def _times(event: Event) -> tuple[str, str]:
    start, end = event.start, event.end
    if start is None or end is None:
        # RFC 5545, 3.6.1: DTEND is the day after the last.
        try:
            after = ical.date(add_days(event.days.last, 1))
        except DateError as error:
            raise FeedError(*error.at(event.summary).args) from None
        return (
            f"DTSTART;VALUE=DATE:{ical.date(event.days.first)}",
            f"DTEND;VALUE=DATE:{after}",
        )
    # Not the times themselves: in one zone, Python compares what the clock shows.
    if end.timestamp() <= start.timestamp():
        found = f"{start} to {end}"
        raise FeedError(event.summary, "an end after the start", found, "", "feed-end")
    if event.zone is None:
        return (
            f"DTSTART:{ical.utc_date_time(start)}",
            f"DTEND:{ical.utc_date_time(end)}",
        )
    params = (("TZID", event.zone),)
    return (
        content_line("DTSTART", ical.local_date_time(start), params),
        content_line("DTEND", ical.local_date_time(end), params),
    )
