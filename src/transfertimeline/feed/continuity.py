"""
Continuity: a feed that follows the one published before.

Without it, the bytes of a feed are a function of plan and data date. With it,
published is the floor, whatever was edited by hand in between: an entry that says
the same keeps its bytes, one that says something else is newer than what was
published, one that is there no more is cancelled first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo

import attrs

from transfertimeline.dates.clock import zone_info
from transfertimeline.dates.days import DayRange
from transfertimeline.errors import DateError, FeedError
from transfertimeline.feed import contentline as ical
from transfertimeline.feed.event import Event, EventStatus, Presence, one_line
from transfertimeline.feed.events import TOMBSTONE
from transfertimeline.feed.published import (
    LARGEST,
    STAMPS,
    Published,
    PublishedEvent,
)
from transfertimeline.feed.vevent import vevent
from transfertimeline.words import Words

__all__ = ["check_follows", "following", "tombstones"]


def check_follows(published: Published, uid: str, data_date: date) -> None:
    """
    Check that a feed may follow a published one.

    Args:
        published: What has been published.
        uid: The UID of the calendar that is to follow it.
        data_date: Its data date.

    Raises:
        FeedError: If it is another calendar, or newer than the data date.
    """
    if published.uid != uid:
        todo = "name the file of this calendar"
        found = "another calendar" if published.uid else "a calendar without a UID"
        expected = "this calendar as published before"
        raise FeedError("", expected, found, todo, "feed-other")
    newest = published.newest
    if newest is not None and newest.date() > data_date:
        expected = f"a calendar published by {data_date}"
        found = f"one changed on {newest.date()}"
        todo = "ask for a later data date"
        raise FeedError("", expected, found, todo, "feed-newer")


def following(event: Event, published: PublishedEvent | None, today: date) -> Event:
    """
    Return an entry as it follows what was published under its UID.

    Args:
        event: The entry, as the plan alone gives it.
        published: What was published; None if nothing was.
        today: The data date.
    """
    if published is None:
        return event
    lines, old = vevent(event).properties, published.lines
    stamp = published.stamp
    if stamp is not None and _visible(lines) == _visible(old):
        return attrs.evolve(event, sequence=published.sequence, last_modified=stamp)
    moved = _dates(lines) != _dates(old)
    return attrs.evolve(
        event,
        sequence=max(event.sequence, _next(published) if moved else published.sequence),
        last_modified=max(event.last_modified, _newer(published, today)),
    )


def tombstones(
    published: Published, events: Iterable[Event], today: date, words: Words
) -> Iterator[PublishedEvent]:
    """
    Return what is published and in the plan no more, cancelled.

    Like all that is cancelled, it is shown until 60 days after its last day. Of an
    entry that another program wrote, only what a feed of ours has stays.

    Args:
        published: What has been published.
        events: The entries of the plan.
        today: The data date.
        words: The library's words in the feed's language.
    """
    present = {event.uid for event in events}
    for uid, before in published.events.items():
        if uid in present or (today - before.last).days >= TOMBSTONE:
            continue
        event = following(_cancelled(before, today, words), before, today)
        yield attrs.evolve(
            before,
            sequence=event.sequence,
            stamp=event.last_modified,
            zone=event.zone,
            cancelled=True,
            lines=vevent(event).properties,
        )


def _visible(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if ical.name_of(line) not in _UNSEEN]


_UNSEEN = STAMPS | {"RELATED-TO"}
_DATES = frozenset(("DTSTART", "DTEND", "DURATION", "STATUS"))


def _dates(lines: Iterable[str]) -> list[str]:
    return sorted(line for line in lines if ical.name_of(line) in _DATES)


def _next(published: PublishedEvent) -> int:
    return min(published.sequence + 1, LARGEST)


def _newer(published: PublishedEvent, today: date) -> datetime:
    midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
    if published.stamp is None:
        return midnight
    return max(midnight, published.stamp + timedelta(seconds=1))


def _cancelled(before: PublishedEvent, today: date, words: Words) -> Event:
    """Return an entry as it was, but cancelled."""
    parts: dict[str, tuple[str, str]] = {}
    for line in before.lines:
        name, params, value = ical.parts_of(line) or ("", "", "")
        parts.setdefault(name, (params, value))
    values = {name: value.strip() for name, (_, value) in parts.items()}
    texts = {name: _plain(value) for name, value in values.items()}
    start, end, zone = _times(before, parts)
    summary, url = texts.get("SUMMARY", ""), values.get("URL", "")
    said = before.cancelled and values.get("TRANSP") == Presence.FREE.value[0]
    prefix = words.cancelled.format(title="")
    if not summary or not (said or summary.startswith(prefix)):
        for remark in (words.date_to_be_confirmed, words.to_be_confirmed):
            summary = summary.removesuffix(remark).rstrip()
        summary = one_line(summary, frame=words.cancelled.format(title="{title}"))
    categories = map(_plain, _LISTED.findall(values.get("CATEGORIES", "")))
    return Event(
        uid=texts["UID"],
        sequence=before.sequence,
        last_modified=_newer(before, today),
        days=DayRange(first=before.first, last=before.last),
        start=start,
        end=end,
        zone=zone,
        summary=one_line(summary),
        description=texts.get("DESCRIPTION", ""),
        location=one_line(texts.get("LOCATION", "")),
        url=url if url.isprintable() and " " not in url else "",
        online="CONFERENCE" in values,
        categories=tuple(filter(ical.text, categories)),
        status=EventStatus.CANCELLED,
        presence=Presence.FREE,
    )


_TIME = re.compile(r"\d{8}T\d{6}(Z?)", re.ASCII)
_YEARS = range(1970, 9991)
"""The years that a zone can be written for."""


def _times(
    before: PublishedEvent, parts: Mapping[str, tuple[str, str]]
) -> tuple[datetime | None, datetime | None, str | None]:
    """Return when an entry was, if all programs understand it; else it is all-day."""
    none = (None, None, None)
    found = [parts.get(name, ("", "")) for name in ("DTSTART", "DTEND")]
    matches = [_TIME.fullmatch(value.strip()) for _, value in found]
    if None in matches or found[0][0] != found[1][0]:
        return none
    zulu = {match[1] for match in matches if match}
    try:
        if zulu == {"Z"} and before.zone is None:
            info: tzinfo = UTC
        elif zulu == {""} and before.zone is not None:
            info = zone_info(before.zone)
        else:
            return none
        start, end = (
            datetime.fromisoformat(value.strip().rstrip("Z")).replace(tzinfo=info)
            for _, value in found
        )
    except (ValueError, DateError):
        return none
    in_order = end.astimezone(UTC) > start.astimezone(UTC)
    if not in_order or not {start.year, end.year} <= set(_YEARS):
        return none
    return start, end, before.zone


_LISTED = re.compile(r"(?:\\.|[^,\\])+", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\;,nN])")


def _plain(value: str) -> str:
    """Return the text that a value stands for (RFC 5545, 3.3.11)."""
    return _ESCAPED.sub(lambda match: _BREAKS.get(match[1], match[1]), value)


_BREAKS = {"n": "\n", "N": "\n"}
