"""
Laws: a feed that follows a published one never goes back behind it.

Whatever becomes of the plan in between, by revisions or by hand, and whatever
somebody did to the published file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import icalendar
from hypothesis import assume, given
from hypothesis import strategies as st

from transfertimeline.dates.clock import ClockTime, parse_clock_time
from transfertimeline.dates.lag import Lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.errors import FeedError
from transfertimeline.feed.event import Event, EventStatus
from transfertimeline.feed.feed import feed_of, to_ical
from transfertimeline.feed.published import LARGEST, PublishedEvent, read_published
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.milestones import Kind, Milestone
from transfertimeline.plan.networks import Network
from transfertimeline.plan.phases import Phase
from transfertimeline.plan.revisions import Extension, Revision, Status
from transfertimeline.schedule.compute import compute

# --------------------------------------------------------------------------- plans

START = date(2018, 12, 4)
TERM = 60
"""The days for which what is cancelled is shown."""

IDS = ("kick-off", "report", "meeting", "review", "visit")
RULES = (
    *("2019-05-14", "2019-05-14/2019-05-16", "2019-06", "2019-21", "unknown"),
    *("2019-03-31", "2019-10-27", "2020-02-29", "2018-12-20", "2019-05-14?"),
    *("end of transfer", "3 months after start", "2 weeks before end", "M3"),
)
EXACT = ("2019-01-10", "2019-05-14", "2019-05-28/2019-05-29", "2020-03-03")
TITLES = ("Review", "Peer review", "Žaidimai; 🎲", "C:\\Network, day 1", "x" * 300)
TIMES = (None, "15:00", "09:30-17:00")
ZONES = ("Europe/Vilnius", "Europe/Lisbon", "Asia/Nicosia")


def time_of(text: str | None) -> ClockTime | None:
    """Return hours."""
    return None if text is None else parse_clock_time(text)


@st.composite
def milestones(draw: st.DrawFn, id_: str) -> Milestone:
    """Draw a milestone."""
    return Milestone(
        id=id_,
        kind=draw(st.sampled_from(Kind)),
        title=draw(st.sampled_from(TITLES)),
        when=parse_rule(draw(st.sampled_from(RULES))),
        time=time_of(draw(st.sampled_from(TIMES))),
        zone=draw(st.sampled_from(ZONES)),
        place=draw(st.sampled_from((None, "Vilnius", "Λάρισα"))),
        note=draw(st.sampled_from((None, "Bring ideas.\nAnd games, too."))),
        url=draw(st.sampled_from((None, "https://example.org/a?b=1,2;c"))),
        online=draw(st.booleans()),
        tags=draw(st.sampled_from(((), ("play",), ("žaidimai", "city")))),
        remind=draw(st.sampled_from(((), (Lag(weeks=2),)))),
    )


@st.composite
def revisions(draw: st.DrawFn, ids: Iterable[str]) -> Revision:
    """Draw a decision that is possible whatever was decided before."""
    on = draw(st.dates(START, date(2020, 6, 30)))
    made: dict[str, Any] = {
        "on": on,
        "reason": draw(st.sampled_from((None, "Floods."))),
        "inferred": draw(st.sampled_from((None, "In the news."))),
    }
    names = sorted(ids)
    number = draw(st.integers(0, 9)) if names else 0
    if number > 1:
        made["milestone"] = draw(st.sampled_from(names))
    match number:
        case 0:
            phase = draw(st.sampled_from(("transfer", "dissemination")))
            by = Lag(months=draw(st.integers(1, 6)))
            made["extend"] = Extension(phase=phase, by=by)
        case 1:
            made["start"] = START + timedelta(days=draw(st.integers(-30, 30)))
        case 2:
            made["status"] = Status.CANCELLED
        case 3:
            made["when"] = parse_rule(draw(st.sampled_from(EXACT)))
            made["status"] = Status.CONFIRMED
        case 4:
            # Done by then, whenever it was decided.
            made["when"] = parse_rule(str(on - timedelta(days=draw(st.integers(0, 5)))))
            made["status"] = Status.DONE
        case 5:
            made["title"] = draw(st.sampled_from(TITLES))
        case 6:
            made["time"] = time_of(draw(st.sampled_from(TIMES[1:])))
        case _:
            made["when"] = parse_rule(draw(st.sampled_from(RULES)))
            made["status"] = Status.PLANNED
    return Revision(**made)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw the plan of a network of its own, with a history."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=4))
    return plan(
        [draw(milestones(id_)) for id_ in ids],
        draw(st.lists(revisions(ids), max_size=6)),
    )


def plan(stated: Iterable[Milestone], decided: Iterable[Revision]) -> Plan:
    """Return a plan from 4 December 2018 on, of 18 and 6 months."""
    lifecycle = Lifecycle(
        id="two-years",
        name="Two years",
        ends=EndConvention.ANNIVERSARY,
        phases=[
            Phase(id="transfer", title="Transfer", length=Lag(months=18)),
            Phase(id="dissemination", title="Sharing", length=Lag(months=6)),
        ],
    )
    network = Network(
        id="demo",
        name="Demo",
        lifecycle="two-years",
        start=START,
        issued=START,
        zone="Europe/Vilnius",
        languages=("en", "lt"),
        milestones=tuple(stated),
        revisions=tuple(decided),
    )
    return Plan(lifecycle=lifecycle, network=network)


@st.composite
def edits(draw: st.DrawFn, before: Plan) -> Plan:
    """Draw what somebody made of a plan by hand, without a word in its history."""
    network = before.network
    assert network is not None
    stated = {m.id: m for m in network.milestones if isinstance(m, Milestone)}
    for id_ in sorted(stated):
        match draw(st.integers(0, 5)):
            case 0:
                del stated[id_]
            case 1:
                when = parse_rule(draw(st.sampled_from(RULES)))
                stated[id_] = attrs.evolve(stated[id_], when=when)
            case 2:
                title: Any = draw(st.sampled_from(TITLES))
                stated[id_] = attrs.evolve(stated[id_], title=title)
            case 3:
                stated[id_] = draw(milestones(id_))
    for id_ in draw(st.lists(st.sampled_from(IDS), unique=True, max_size=2)):
        stated.setdefault(id_, draw(milestones(id_)))
    kept = [
        revision
        for revision in network.revisions
        if (revision.milestone is None or revision.milestone in stated)
        and draw(st.integers(0, 3))
    ]
    return plan(
        stated.values(), [*kept, *draw(st.lists(revisions(stated), max_size=2))]
    )


# ------------------------------------------------------------------- published files

EVENT = re.compile(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
ALARM = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM"


STAMPED = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
GONE = (("DTEND",), ("SUMMARY",), STAMPED, *((name,) for name in STAMPED))
NUMBERS = st.integers(0, 99) | st.sampled_from((LARGEST, LARGEST + 1))


@st.composite
def edited_lines(draw: st.DrawFn, lines: list[str], day: date) -> list[str]:
    """Draw what somebody made of the lines of an event."""
    stamp = f"{day - timedelta(days=draw(st.integers(0, 40))):%Y%m%d}T101112Z"
    match draw(st.integers(0, 7)):
        case 0:
            return draw(st.permutations(lines))
        case 1:
            gone = draw(st.sampled_from(GONE))
            return [line for line in lines if not line.startswith(gone)]
        case 2:
            more = draw(
                st.sampled_from((ALARM, "X-MOZ-GENERATION:3", "RRULE:FREQ=DAILY"))
            )
            return [*lines, more]
        case number:
            old, new = (
                ("SEQUENCE", str(draw(NUMBERS))),
                ("SUMMARY", "Mine\\, all"),
                ("DTSTAMP", stamp),
                ("STATUS", "CANCELLED"),
                ("LOCATION", "Cork"),
            )[number - 3]
    return [f"{old}:{new}" if line.startswith(f"{old}:") else line for line in lines]


@st.composite
def edited_events(draw: st.DrawFn, event: str, day: date) -> str:
    """Draw what somebody made of an event by hand, or a program in saving it."""
    lines = event.split("\r\n")[1:-2]
    edited = draw(edited_lines(lines, day))
    made = "\r\n".join(["BEGIN:VEVENT", *edited, "END:VEVENT", ""])
    return draw(st.sampled_from((event, event, made, made, made, event + made, "")))


FOREIGN = (
    "BEGIN:VEVENT\r\nUID:mine@example.org\r\nDTSTART:20190601T100000Z\r\n"
    "DURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nSUMMARY:Mine\r\nEND:VEVENT\r\n"
)


@st.composite
def edited_files(draw: st.DrawFn, data: bytes, day: date) -> bytes:
    """Draw what somebody made of a published file by hand."""
    text = data.decode().replace("\r\n ", "")
    text = EVENT.sub(lambda match: draw(edited_events(match[0], day)), text)
    if draw(st.booleans()):
        text = text.replace("END:VCALENDAR", f"{FOREIGN}END:VCALENDAR")
    if draw(st.booleans()):
        text = text.replace("\r\n", "\n")
    return text.encode()


def known(data: bytes) -> dict[str, PublishedEvent]:
    """Return what is read of the events of a feed, by UID."""
    return dict(read_published(data).events)


def check_follows(before: bytes, after: bytes, day: date) -> None:
    """Check that nothing in a feed went back behind another one."""
    calendar = icalendar.Calendar.from_ical(after)
    assert isinstance(calendar, icalendar.Calendar)
    read = {str(event["UID"]): event for event in calendar.events}
    assert len(read) == len(calendar.events)
    new = known(after)
    assert set(new) == set(read)
    for uid, old in known(before).items():
        if uid not in new:
            # Lost only at the end of its term.
            assert (day - old.last).days >= TERM
            continue
        event = new[uid]
        assert event.sequence >= old.sequence
        assert event.stamp is not None
        assert old.stamp is None or event.stamp >= old.stamp
        one, other = (dated(each.lines) for each in (old, event))
        assert one == other or event.sequence > min(old.sequence, LARGEST - 1)
        one, other = (seen(each.lines) for each in (old, event))
        assert one == other or old.stamp is None or event.stamp > old.stamp
    for each in read.values():
        assert each.DTSTAMP == each.LAST_MODIFIED
        assert each.start is not None
        assert each.end is not None
        assert str(each["SUMMARY"])


def dated(lines: Iterable[str]) -> list[str]:
    """Return the lines of dates and status."""
    names = ("DTSTART", "DTEND", "STATUS")
    return sorted(line for line in lines if line.startswith(names))


def seen(lines: Iterable[str]) -> list[str]:
    """Return the lines that people see."""
    names = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "RELATED-TO")
    return [line for line in lines if not line.startswith(names)]


# ----------------------------------------------------------------------------- laws

DAYS = st.dates(START, date(2020, 12, 31))
LANGUAGES = st.sampled_from(["en", "lt", "it"])


@given(plans(), st.lists(DAYS, min_size=1, max_size=3), LANGUAGES, st.data())
def test_nothing_falls(
    plan_: Plan, days: list[date], language: str, data: st.DataObject
) -> None:
    """Whatever was edited by hand, no SEQUENCE, stamp or UID is lost in its term."""
    days = sorted(days)
    published = to_ical(compute(plan_, data_date=days[0]), language=language)
    for day in days:
        before = data.draw(edited_files(published, day))
        plan_ = data.draw(edits(plan_))
        schedule = compute(plan_, data_date=day)
        published = to_ical(schedule, language=language, previous=before)
        check_follows(before, published, day)


@given(plans(), DAYS, LANGUAGES, st.data())
def test_published_twice(
    plan_: Plan, day: date, language: str, data: st.DataObject
) -> None:
    """Published again, a feed is the same, byte for byte, however it came to be."""
    published = to_ical(compute(plan_, data_date=day), language=language)
    assert published == to_ical(
        compute(plan_, data_date=day), language=language, previous=published
    )
    before = data.draw(edited_files(published, day))
    schedule = compute(data.draw(edits(plan_)), data_date=day)
    once = to_ical(schedule, language=language, previous=before)
    assert to_ical(schedule, language=language, previous=once) == once


@given(plans())
def test_step_by_step(plan_: Plan) -> None:
    """Published on each day of its history, a feed has all that there is, once."""
    days = compute(plan_, data_date=date(2020, 12, 31)).data_dates
    published: bytes | None = None
    for day in days:
        schedule = compute(plan_, data_date=day)
        alone = to_ical(schedule)
        after = to_ical(schedule, previous=published)
        before: dict[str, PublishedEvent] = {}
        if published is not None:
            check_follows(published, after, day)
            before = known(published)
        one, other = known(alone), known(after)
        assert set(one) <= set(other)
        for uid, event in one.items():
            # What it says is what the plan says; only its stamps may differ: they are
            # later, or those of before, if it said the same then.
            assert seen(event.lines) == seen(other[uid].lines)
            if uid in before and seen(before[uid].lines) == seen(event.lines):
                assert other[uid].sequence == before[uid].sequence
            else:
                assert other[uid].sequence >= event.sequence
        assert all(other[uid].cancelled for uid in other if uid not in one)
        published = after


@given(plans())
def test_replay_is_monotone(plan_: Plan) -> None:
    """Without what was published, too, no SEQUENCE or LAST-MODIFIED falls."""
    days = compute(plan_, data_date=date(2020, 12, 31)).data_dates
    before: dict[str, Event] = {}
    for day in days:
        for event in feed_of(compute(plan_, data_date=day)).events:
            old = before.get(event.uid)
            assert event.last_modified.date() <= day
            if old is not None and "In 2 weeks" not in event.summary:
                assert event.sequence >= old.sequence
                assert event.last_modified >= old.last_modified
                if (event.days, event.status) != (old.days, old.status):
                    assert event.sequence > old.sequence
                if event != attrs.evolve(old, related=event.related):
                    assert event.last_modified > old.last_modified
            before[event.uid] = event


@given(plans(), DAYS, st.integers(0, 400))
def test_days_on_which_nothing_became_known(plan_: Plan, day: date, more: int) -> None:
    """Two data dates with nothing between differ in the terms of tombstones only."""
    early = compute(plan_, data_date=day)
    late = compute(plan_, data_date=day + timedelta(days=more))
    assume(early.data_dates == late.data_dates)
    one, other = feed_of(early), feed_of(late)
    stays = tuple(
        event
        for event in one.events
        if event.status is not EventStatus.CANCELLED
        or (late.data_date - event.days.last).days < TERM
    )
    assert other == attrs.evolve(one, events=stays)
    if stays == one.events:
        assert one.to_ical() == other.to_ical()


@given(plans(), plans(), DAYS)
def test_all_of_a_plan_is_published(one: Plan, other: Plan, day: date) -> None:
    """After any feed of the same calendar, a feed has all that it has alone."""
    before = to_ical(compute(one, data_date=day))
    schedule = compute(other, data_date=day)
    alone, after = known(to_ical(schedule)), known(to_ical(schedule, previous=before))
    assert set(alone) <= set(after)
    for uid, event in alone.items():
        assert seen(event.lines) == seen(after[uid].lines)


@given(plans(), DAYS, st.data())
def test_any_bytes_are_refused_or_followed(
    plan_: Plan, day: date, data: st.DataObject
) -> None:
    """A file with any bytes in it is followed or refused with a reason, no more."""
    schedule = compute(plan_, data_date=day)
    published = to_ical(schedule)
    at = data.draw(st.integers(0, len(published)))
    length = data.draw(st.integers(0, 30))
    junk = data.draw(st.binary(max_size=20) | st.sampled_from(JUNK))
    before = published[:at] + junk + published[at + length :]
    try:
        after = to_ical(schedule, previous=before)
    except FeedError as error:
        assert error.code in {"feed-unreadable", "feed-other", "feed-newer"}  # noqa: PT017 - it need not be raised
        return
    check_follows(before, after, day)
    assert to_ical(schedule, previous=after) == after


JUNK = (
    *(b"\r\n", b"\n", b"\r", b"\x00", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"),
    *(b"UID:x\r\n", b"00010101", b"99991231", b"DTEND:99991231T000000\r\n", b"\\"),
    *(b"\r\nDTSTART;TZID=Mars/Base:20190101T010101\r\n", b"\r\nSTATUS:CANCELLED\r\n"),
)


@given(DAYS)
def test_the_moment_of_a_day(day: date) -> None:
    """What changes on a day without a revision has the midnight of that day, UTC."""
    one, other = (
        plan([Milestone(id="it", kind=Kind.GATE, title=title, when=WHEN)], [])
        for title in ("Review", "Approval")
    )
    before = to_ical(compute(one, data_date=START))
    schedule = compute(other, data_date=day)
    event = known(to_ical(schedule, previous=before))[schedule["it"].uid]
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    # On the day of the first publication, a second later than that.
    assert event.stamp == midnight + timedelta(seconds=day == START)
    assert event.sequence == 0


WHEN = parse_rule("2019-05-14")
