"""
A feed: the whole calendar that people subscribe to (RFC 5545, RFC 7986).

It has no METHOD, so DTSTAMP tells when an entry last changed and not when the file
was made; nothing in it depends on the clock, and the same schedule gives the same
bytes on every machine.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from datetime import timedelta

import attrs

from transfertimeline.errors import FeedError
from transfertimeline.feed import contentline as ical
from transfertimeline.feed.contentline import Component, content_line
from transfertimeline.feed.continuity import check_follows, following, tombstones
from transfertimeline.feed.event import Event
from transfertimeline.feed.events import events_of
from transfertimeline.feed.published import PublishedEvent, read_published
from transfertimeline.feed.vevent import vevent
from transfertimeline.feed.vtimezone import vtimezone
from transfertimeline.plan.revisions import Status
from transfertimeline.plan.state import owner_of
from transfertimeline.schedule.identity import uid
from transfertimeline.schedule.schedule import Schedule, ScheduledMilestone
from transfertimeline.schedule.selection import EVERYTHING, Selection
from transfertimeline.words import words_for

__all__ = ["PRODUCT", "Feed", "feed_of", "to_ical"]

PRODUCT = "-//transfertimeline//transfertimeline//EN"
"""The PRODID; without a version, so that a new one changes no byte."""

REFRESH = timedelta(hours=12)
"""How often programs are asked to look again (RFC 7986, 5.7)."""


@attrs.frozen(kw_only=True)
class Feed:
    """
    A calendar of events.

    Attributes:
        uid: The UID of the calendar: of its owner, selection and language.
        name: What programs call it.
        description: What it says of itself; may be empty.
        url: The page it belongs to; may be empty.
        events: Its events, in order.
        tombstones: What was published and is in the plan no more, cancelled.
        undated: The ids of selected milestones that have no date, in order.
    """

    uid: str
    name: str
    description: str
    url: str
    events: tuple[Event, ...]
    undated: tuple[str, ...]
    tombstones: tuple[PublishedEvent, ...] = ()

    def to_ical(self) -> bytes:
        """
        Write the feed: UTF-8, CRLF, folded at 75 octets.

        Raises:
            FeedError: If there is no event, or something cannot be written.
        """
        count = len(self.events) + len(self.tombstones)
        if not count:
            # RFC 5545, 3.6: a calendar has at least one component.
            todo = "ask for more, or give something a date"
            expected = "something with a date to show"
            raise FeedError(self.name, expected, "nothing", todo, "feed-no-events")
        interval = ical.duration(REFRESH)
        lines = [
            content_line("VERSION", "2.0"),
            content_line("PRODID", ical.text(PRODUCT)),
            content_line("UID", ical.text(self.uid)),
            content_line("NAME", ical.text(self.name)),
        ]
        if count != 1:
            # [MS-OXCICAL] 2.1.3.1.1.4: with it, Outlook makes a calendar of one event.
            lines.append(content_line("X-WR-CALNAME", ical.text(self.name)))
        if self.description:
            lines.append(content_line("DESCRIPTION", ical.text(self.description)))
            lines.append(content_line("X-WR-CALDESC", ical.text(self.description)))
        if self.url:
            lines.append(content_line("URL", ical.uri(self.url)))
        lines.append(
            content_line("REFRESH-INTERVAL", interval, (("VALUE", "DURATION"),))
        )
        lines.append(content_line("X-PUBLISHED-TTL", interval))
        components = (*self._zones(), *self._entries())
        return ical.to_bytes(Component("VCALENDAR", tuple(lines), components))

    def _entries(self) -> Iterator[Component]:
        """Return a VEVENT for each entry, in order of day, then UID."""
        if not self.tombstones:
            return map(vevent, self.events)
        entries = [(e.days.first, e.uid, vevent(e)) for e in self.events]
        entries += [
            (each.first, each.uid, Component("VEVENT", each.lines))
            for each in self.tombstones
        ]
        entries.sort(key=operator.itemgetter(0, 1))
        return (component for _, _, component in entries)

    def _zones(self) -> list[Component]:
        """Return a VTIMEZONE for each zone a time is written in."""
        years: dict[str, list[int]] = {}
        for event in self.events:
            if event.zone is not None:
                years.setdefault(event.zone, []).extend(
                    (event.days.first.year, event.days.last.year)
                )
        for each in self.tombstones:
            if each.zone is not None:
                years.setdefault(each.zone, []).extend(
                    (each.first.year, each.last.year)
                )
        return [
            vtimezone(zone, min(years[zone]), max(years[zone]))
            for zone in sorted(years)
        ]


def feed_of(
    schedule: Schedule,
    *,
    selection: Selection = EVERYTHING,
    language: str | None = None,
    previous: bytes | None = None,
) -> Feed:
    """
    Return the feed of a schedule, or of a part of it, in one language.

    Every selected milestone is in it or named among the undated; none is
    dropped. A milestone has the same UID in every feed.

    Args:
        schedule: The schedule.
        selection: Whose eyes it is for.
        language: The language of texts and words; that of the plan, or English,
            if not given. Texts that lack it are in another one.
        previous: The bytes of this feed as it was published before; nothing in
            the new one goes back behind it.

    Raises:
        TimelineError: If there is no such partner, something cannot be shown, or
            the previous feed is another one, is newer, or is none.

    Example:
        >>> from datetime import date
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> from transfertimeline.schedule.compute import compute
        >>> feed = feed_of(compute(load_bundled("bluact"), data_date=date(2019, 1, 1)))
        >>> feed.name, feed.undated
        ('BluAct', ('final-event',))
    """
    language = language or (schedule.languages[0] if schedule.languages else "en")
    languages = (language, *schedule.languages)
    words = words_for((language,))
    owner = schedule.plan.owner
    undated = [m for m in selection.of(schedule) if _is_undated(m)]
    description = ""
    if undated:
        titles = (f"- {milestone.title.pick(languages)}" for milestone in undated)
        description = "\n".join((words.unknown_dates, *titles))
    own, today = _uid(schedule, selection, language), schedule.data_date
    events = events_of(schedule, selection, words, languages)
    gone: tuple[PublishedEvent, ...] = ()
    if previous is not None:
        published = read_published(previous)
        check_follows(published, own, today)
        known = published.events
        events = tuple(following(e, known.get(e.uid), today) for e in events)
        gone = tuple(tombstones(published, events, today, words))
    return Feed(
        uid=own,
        name=_name(schedule, selection, language),
        description=description,
        url=owner.page or "",
        events=events,
        undated=tuple(milestone.id for milestone in undated),
        tombstones=gone,
    )


def _is_undated(milestone: ScheduledMilestone) -> bool:
    return milestone.first is None and milestone.status is not Status.CANCELLED


def _uid(schedule: Schedule, selection: Selection, language: str) -> str:
    parts = (
        selection.audience or "",
        selection.partner or "",
        selection.scope or "",
        language,
    )
    return uid(
        owner_of(schedule.plan.owner), f"calendar:{':'.join(parts)}", "vcalendar"
    )


def _name(schedule: Schedule, selection: Selection, language: str) -> str:
    words = words_for((language,))
    owner = schedule.plan.owner
    parts = [owner.name.pick((language, *schedule.languages))]
    if selection.audience is not None:
        parts.append(words.audiences[selection.audience])
    if selection.partner is not None:
        partners = {partner.id: partner.city for partner in schedule.plan.partners}
        parts.append(partners[selection.partner])
    if selection.scope is not None:
        parts.append(words.scopes[selection.scope])
    return ", ".join(parts)


def to_ical(
    schedule: Schedule,
    *,
    selection: Selection = EVERYTHING,
    language: str | None = None,
    previous: bytes | None = None,
) -> bytes:
    """
    Write the feed of a schedule: what `feed_of` returns, as bytes.

    Raises:
        TimelineError: As `feed_of` and `Feed.to_ical` do.

    Example:
        >>> from datetime import date
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> from transfertimeline.schedule.compute import compute
        >>> schedule = compute(load_bundled("bluact"), data_date=date(2019, 1, 1))
        >>> to_ical(schedule).splitlines()[0]
        b'BEGIN:VCALENDAR'
    """
    feed = feed_of(schedule, selection=selection, language=language, previous=previous)
    return feed.to_ical()
