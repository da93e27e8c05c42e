"""
Events: what a calendar shows of a schedule.

One event for each dated milestone, two for each phase (its first and its last day,
not a bar of 18 months), one for each reminder. All that people see is decided
here; `transfertimeline.feed.vevent` only writes it down.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import attrs

from transfertimeline.dates.days import DayRange, Window, out_of_range
from transfertimeline.dates.lag import UNITS, Lag, shift
from transfertimeline.dates.working import MONDAY_TO_FRIDAY
from transfertimeline.errors import FeedError, TimelineError
from transfertimeline.plan.milestones import Kind, Scope
from transfertimeline.plan.origin import located
from transfertimeline.plan.rules import Anchor, Shifted
from transfertimeline.schedule.identity import uid
from transfertimeline.schedule.schedule import (
    Schedule,
    ScheduledMilestone,
    ScheduledPhase,
    Status,
)
from transfertimeline.schedule.selection import Selection
from transfertimeline.words import Words

__all__ = ["Event", "EventStatus", "Presence", "Related", "events_of"]


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

DEADLINE = timedelta(minutes=30)
"""A deadline with a time is the half hour that ends at it."""

MEETING = timedelta(hours=1)
"""A meeting without an end lasts an hour."""


def events_of(
    schedule: Schedule, selection: Selection, words: Words, languages: Sequence[str]
) -> tuple[Event, ...]:
    """
    Return the events of a schedule, in order of day, then UID.

    Args:
        schedule: The schedule.
        selection: Whose eyes it is for.
        words: The library's words in the feed's language.
        languages: The languages of the plan's texts, best first.

    Raises:
        FeedError: If two events have the same UID.
        TimelineError: If a reminder lies before the calendar begins.
    """
    milestones = [m for m in selection.of(schedule) if m.first is not None]
    shown = {milestone.id: milestone.uid for milestone in milestones}
    events: list[Event] = []
    for milestone in milestones:
        try:
            events.append(_milestone_event(milestone, shown, words, languages))
            if milestone.stated.remind:
                events.extend(_reminders(milestone, words, languages))
        except TimelineError as error:
            what = f"milestone {milestone.id}"
            raise error.at(located(milestone.stated.origin, what)) from None
    if selection.scope in (None, Scope.PROGRAMME):
        for phase in schedule.phases:
            events.extend(_phase_events(phase, words, languages))
    events.sort(key=lambda event: (event.days.first, event.uid))
    seen: set[str] = set()
    for event in events:
        if event.uid in seen:
            todo = "rename one of the milestones"
            raise FeedError(
                event.summary, "a UID of its own", event.uid, todo, "feed-uid"
            )
        seen.add(event.uid)
    return tuple(events)


def _milestone_event(
    milestone: ScheduledMilestone,
    shown: dict[str, str],
    words: Words,
    languages: Sequence[str],
) -> Event:
    status, presence, remark = _state(milestone, words)
    title = milestone.title.pick(languages)
    days, start, end = _when(milestone)
    frame = "{title}"
    if milestone.kind is Kind.DEADLINE and milestone.end is not None:
        frame = words.by_time.format(
            title=frame, time=f"{milestone.end:%H:%M}", zone=milestone.zone
        )
    if status is EventStatus.CANCELLED:
        frame = words.cancelled.format(title=frame)
    place = milestone.place.pick(languages) if milestone.place else ""
    online = words.online if milestone.stated.online else ""
    return Event(
        uid=shown[milestone.id],
        sequence=milestone.sequence,
        last_modified=milestone.last_modified,
        days=days,
        start=start,
        end=end,
        zone=_zone(start, end),
        summary=_one_line(title, remark, frame),
        description=_description(milestone, words, languages, timed=start is not None),
        location=_one_line(", ".join(filter(None, (place, online)))),
        url=milestone.stated.url or "",
        online=milestone.stated.online,
        categories=_categories(words.kinds[milestone.kind], milestone.stated.tags),
        status=status,
        presence=presence,
        related=_related(milestone, shown),
    )


def _state(
    milestone: ScheduledMilestone, words: Words
) -> tuple[EventStatus, Presence, str]:
    """Return status, presence and what the summary says of them."""
    if milestone.status is Status.CANCELLED:
        return EventStatus.CANCELLED, Presence.FREE, ""
    if not milestone.exact:
        return EventStatus.TENTATIVE, Presence.FREE, words.date_to_be_confirmed
    gathering = milestone.kind in (Kind.MEETING, Kind.EVENT)
    if milestone.status in (Status.CONFIRMED, Status.DONE):
        presence = Presence.BUSY if gathering else Presence.FREE
        return EventStatus.CONFIRMED, presence, ""
    if gathering:
        return EventStatus.TENTATIVE, Presence.TENTATIVE, words.to_be_confirmed
    if milestone.qualifier:
        return EventStatus.TENTATIVE, Presence.FREE, words.to_be_confirmed
    return EventStatus.CONFIRMED, Presence.FREE, ""


def _when(
    milestone: ScheduledMilestone,
) -> tuple[DayRange, datetime | None, datetime | None]:
    assert milestone.first is not None  # only dated milestones come here
    assert milestone.last is not None  # as above
    days = DayRange(first=milestone.first, last=milestone.last)
    start, end = milestone.start, milestone.end
    if start is None and end is None:
        return days, None, None
    if start is None:
        assert end is not None  # one of the two is there
        start = _moved(end, -DEADLINE)
    elif end is None:
        end = _moved(start, MEETING)
    return days, start, end


def _zone(start: datetime | None, end: datetime | None) -> str | None:
    if start is None or end is None or _shown_twice(start) or _shown_twice(end):
        return None
    return str(start.tzinfo)


def _shown_twice(moment: datetime) -> bool:
    return moment.replace(fold=1 - moment.fold).utcoffset() != moment.utcoffset()


def _moved(moment: datetime, by: timedelta) -> datetime:
    # Through UTC, because an hour on the wall is not always an hour.
    try:
        return (moment.astimezone(UTC) + by).astimezone(moment.tzinfo)
    except OverflowError:
        raise out_of_range(f"{moment:%H:%M} on {moment.date()}") from None


def _description(
    milestone: ScheduledMilestone,
    words: Words,
    languages: Sequence[str],
    *,
    timed: bool,
) -> str:
    parts = []
    if isinstance(milestone.days, Window):
        when = words.when(milestone.days.first, milestone.days.last)
        parts.append(words.expected.format(when=when))
    if milestone.time is not None and not timed:
        parts.append(words.hours.format(time=milestone.time, zone=milestone.zone))
    if milestone.note is not None:
        parts.append(milestone.note.pick(languages))
    if milestone.stated.url:
        # On a line of its own, last: programs make it a link, people find it there.
        parts.append(milestone.stated.url)
    return "\n".join(part for part in parts if part)


def _categories(kind: str, tags: Sequence[str]) -> tuple[str, ...]:
    # Outlook takes away what differs in case only ([MS-OXCICAL] 2.1.3.1.1.20.3).
    found: dict[str, str] = {}
    for name in (kind, *tags):
        found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _related(
    milestone: ScheduledMilestone, shown: dict[str, str]
) -> tuple[Related, ...]:
    """Return what the rule counts from, if it is in the same feed."""
    rule = milestone.stated.when
    gap = None
    if isinstance(rule, Shifted) and isinstance(rule.anchor, Anchor):
        # It counts from one thing only, so the gap is that one's.
        lag = rule.lag
        if not (lag.years or lag.months or lag.working_days):
            days = timedelta(weeks=lag.weeks, days=lag.days)
            gap = rule.direction.sign * days
    ids = {inner.subject for inner in milestone.derivation.of}
    return tuple(sorted(Related(shown[id_], gap) for id_ in ids if id_ in shown))


def _phase_events(
    phase: ScheduledPhase, words: Words, languages: Sequence[str]
) -> Iterator[Event]:
    title = phase.title.pick(languages)
    span = words.days(phase.days.first, phase.days.last)
    parts = [words.note_of_phase.format(phase=title, days=span)]
    if phase.phase.note is not None:
        parts.append(phase.phase.note.pick(languages))
    for which, day, template in (
        ("first", phase.days.first, words.first_day),
        ("last", phase.days.last, words.last_day),
    ):
        yield Event(
            uid=uid(phase.owner, f"phase:{phase.id}:{which}"),
            sequence=0,
            last_modified=phase.last_modified,
            days=DayRange.day(day),
            summary=_one_line(title, frame=template.format(phase="{title}")),
            description="\n".join(parts),
            categories=(words.kinds["phase"],),
            status=EventStatus.CONFIRMED,
            presence=Presence.FREE,
        )


def _reminders(
    milestone: ScheduledMilestone, words: Words, languages: Sequence[str]
) -> Iterator[Event]:
    """Make events of reminders, because calendar programs ignore a feed's alarms."""
    assert milestone.first is not None  # only dated milestones come here
    assert milestone.last is not None  # as above
    if milestone.status in (Status.CANCELLED, Status.DONE):
        return
    aim = milestone.last if milestone.kind is Kind.DEADLINE else milestone.first
    title = milestone.title.pick(languages)
    for number, lead in enumerate(milestone.stated.remind, start=1):
        try:
            day = shift(aim, lead, -1, MONDAY_TO_FRIDAY)[0]
        except TimelineError as error:
            raise error.at("remind") from None
        remark = "" if milestone.exact else words.date_to_be_confirmed
        frame = words.reminder.format(lead=_lead(lead, words), title="{title}")
        yield Event(
            uid=uid(milestone.owner, f"{milestone.id}-remind-{number}"),
            sequence=milestone.sequence,
            last_modified=milestone.last_modified,
            days=DayRange.day(day),
            summary=_one_line(title, remark, frame),
            description=_description(milestone, words, languages, timed=False),
            url=milestone.stated.url or "",
            categories=_categories(words.kinds[milestone.kind], milestone.stated.tags),
            status=EventStatus.CONFIRMED if milestone.exact else EventStatus.TENTATIVE,
            presence=Presence.FREE,
        )


def _lead(lead: Lag, words: Words) -> str:
    parts = [
        words.lags(count, unit)
        for count, unit in zip(lead.counts, UNITS, strict=True)
        if count
    ]
    return ", ".join(parts)


def _one_line(text: str, remark: str = "", frame: str = "{title}") -> str:
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
