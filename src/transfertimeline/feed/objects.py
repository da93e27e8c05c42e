"""A feed as icalendar's objects, for tools that work with them."""

from __future__ import annotations

from icalendar import Calendar
from icalendar.prop import vText

from transfertimeline.feed.feed import feed_of
from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.selection import EVERYTHING, Selection

__all__ = ["to_calendar"]


def to_calendar(
    schedule: Schedule,
    *,
    selection: Selection = EVERYTHING,
    language: str | None = None,
    previous: bytes | None = None,
) -> Calendar:
    """
    Return the feed of a schedule as icalendar's objects.

    They are read from the bytes of the feed, so they hold exactly what it says.

    Args:
        schedule: The schedule.
        selection: Whose eyes it is for.
        language: The language of texts and words.
        previous: The bytes of this feed as it was published before.

    Raises:
        TimelineError: As `transfertimeline.feed.feed.to_ical` does.

    Example:
        >>> from datetime import date
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> from transfertimeline.schedule.compute import compute
        >>> schedule = compute(load_bundled("bluact"), data_date=date(2019, 1, 1))
        >>> str(to_calendar(schedule)["X-WR-CALNAME"])
        'BluAct'
    """
    feed = feed_of(schedule, selection=selection, language=language, previous=previous)
    calendar = Calendar.from_ical(feed.to_ical())
    assert isinstance(calendar, Calendar)  # a feed is one VCALENDAR
    # icalendar does not know that these are texts, and leaves them escaped.
    for name, value in (
        ("NAME", feed.name),
        ("X-WR-CALNAME", feed.name),
        ("X-WR-CALDESC", feed.description),
    ):
        if name in calendar:
            calendar[name] = vText(value)
    return calendar
