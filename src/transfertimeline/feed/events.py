"""
Events: what a calendar shows of a schedule.

One event for each dated milestone, two for each phase (its first and its last day,
not a bar of 18 months), one for each reminder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import attrs

from transfertimeline.dates.days import (
    DayRange,
    Days,
    Unknown,
    Window,
    out_of_range,
)
from transfertimeline.dates.lag import UNITS, Lag, shift
from transfertimeline.dates.working import MONDAY_TO_FRIDAY
from transfertimeline.errors import FeedError, TimelineError
from transfertimeline.feed.event import (
    Event,
    EventStatus,
    Presence,
    Related,
    one_line,
)
from transfertimeline.feed.remarks import move_of, remarks_of
from transfertimeline.plan.milestones import Kind, Scope
from transfertimeline.plan.origin import located
from transfertimeline.plan.revisions import Status
from transfertimeline.plan.rules import Anchor, Shifted
from transfertimeline.schedule.expectation import Earlier, Expectation, was_dated
from transfertimeline.schedule.identity import uid
from transfertimeline.schedule.schedule import (
    Schedule,
    ScheduledMilestone,
    ScheduledPhase,
)
from transfertimeline.schedule.selection import Selection
from transfertimeline.words import Words

__all__ = ["TOMBSTONE", "events_of"]


DEADLINE = timedelta(minutes=30)
"""A deadline with a time is the half hour that ends at it."""

MEETING = timedelta(hours=1)
"""A meeting without an end lasts an hour."""

TOMBSTONE = 60
"""The days after which what was cancelled or postponed is shown no more."""


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
    milestones = [m for m in selection.of(schedule) if _is_shown(m, schedule)]
    shown = {milestone.id: milestone.uid for milestone in milestones}
    events: list[Event] = []
    for milestone in milestones:
        remarks = tuple(remarks_of(milestone, schedule, words, languages))
        try:
            events.append(_milestone_event(milestone, remarks, shown, words, languages))
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


def _is_shown(milestone: ScheduledMilestone, schedule: Schedule) -> bool:
    """Tell whether a milestone is an entry: it has days, or had some not long ago."""
    if milestone.status is not Status.CANCELLED and not milestone.postponed:
        return milestone.first is not None
    last = shown_days(milestone).last
    return last is not None and (schedule.data_date - last).days < TOMBSTONE


def shown_days(milestone: ScheduledMilestone) -> Expectation:
    """Return what an entry shows as its days: the last known, if it has none now."""
    before = was_dated(milestone.earlier) if milestone.first is None else None
    return before or milestone.expected


def _milestone_event(
    milestone: ScheduledMilestone,
    remarks: Sequence[str],
    shown: dict[str, str],
    words: Words,
    languages: Sequence[str],
) -> Event:
    status, presence, remark = _state(milestone, words)
    title = milestone.title.pick(languages)
    expected = shown_days(milestone)
    days, start, end = _when(expected)
    frame = "{title}"
    if milestone.kind is Kind.DEADLINE and expected.end is not None:
        frame = words.by_time.format(
            title=frame, time=f"{expected.end:%H:%M}", zone=expected.end.tzinfo
        )
    if milestone.postponed:
        frame = words.postponed.format(title=frame)
    elif status is EventStatus.CANCELLED:
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
        summary=one_line(title, remark, frame),
        description=_description(
            milestone, remarks, words, languages, timed=start is not None
        ),
        location=one_line(", ".join(filter(None, (place, online)))),
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
    if milestone.status is Status.CANCELLED or milestone.postponed:
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
    expected: Expectation,
) -> tuple[DayRange, datetime | None, datetime | None]:
    assert expected.first is not None  # only what has or had days comes here
    assert expected.last is not None  # as above
    days = DayRange(first=expected.first, last=expected.last)
    start, end = expected.start, expected.end
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
    remarks: Sequence[str],
    words: Words,
    languages: Sequence[str],
    *,
    timed: bool,
) -> str:
    parts = []
    if isinstance(milestone.days, Window) and milestone.status is Status.PLANNED:
        when = words.when(milestone.days.first, milestone.days.last)
        parts.append(words.expected.format(when=when))
    if milestone.time is not None and not timed:
        parts.append(words.hours.format(time=milestone.time, zone=milestone.zone))
    parts.extend(remarks)
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
        earlier = _edges(phase, which)
        moved = move_of(earlier, _edge(phase.days, which), words, languages)
        yield Event(
            uid=uid(phase.owner, f"phase:{phase.id}:{which}"),
            sequence=len(earlier),
            last_modified=phase.last_modified,
            days=DayRange.day(day),
            summary=one_line(title, frame=template.format(phase="{title}")),
            description="\n".join((parts[0], *filter(None, (moved,)), *parts[1:])),
            categories=(words.kinds["phase"],),
            status=EventStatus.CONFIRMED,
            presence=Presence.FREE,
        )


def _edge(days: Days, which: str) -> Expectation:
    assert not isinstance(days, Unknown)  # a phase has days
    return Expectation(days=DayRange.day(getattr(days, which)))


def _edges(phase: ScheduledPhase, which: str) -> list[Earlier]:
    """Return what one end of a phase was, each time that end moved."""
    now, found = _edge(phase.days, which), list[Earlier]()
    for past in reversed(phase.earlier):
        was = _edge(past.was.days, which)
        if was != now:
            found.append(attrs.evolve(past, was=was))
            now = was
    return found[::-1]


def _reminders(
    milestone: ScheduledMilestone, words: Words, languages: Sequence[str]
) -> Iterator[Event]:
    """Make events of reminders, because calendar programs ignore a feed's alarms."""
    if milestone.status is Status.CANCELLED or milestone.first is None:
        return
    assert milestone.last is not None  # it has both or none
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
            summary=one_line(title, remark, frame),
            description=_description(milestone, (), words, languages, timed=False),
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
