"""Laws: what a plan says its feed says, once and alike, and nothing else."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import icalendar
from hypothesis import given
from hypothesis import strategies as st

from tests.feed.plans import lines, vevents, with_status
from transfertimeline.dates.clock import ClockTime
from transfertimeline.dates.days import DayRange
from transfertimeline.dates.lag import Lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.errors import FeedError
from transfertimeline.feed.event import Event, EventStatus, Presence, Related
from transfertimeline.feed.feed import Feed, feed_of, to_ical
from transfertimeline.feed.published import calendar_uid
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.milestones import Audience, Kind, Milestone
from transfertimeline.plan.networks import Network, Partner
from transfertimeline.plan.phases import Phase
from transfertimeline.plan.repeats import Each, Repeat
from transfertimeline.plan.revisions import Status
from transfertimeline.plan.text import Text
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule, ScheduledMilestone

# --------------------------------------------------------------------------- plans

START = date(2018, 12, 4)
NAMESPACE = uuid.UUID("6f0cf2a2-8d0b-5f6e-9a43-2f0b7d1c5e90")

# No text has control characters, lone surrogates, Unicode's line ends, byte order
# marks or what turns the direction of a line. Braces would be placeholders.
LETTERS = st.characters(
    exclude_categories=["Cc", "Cs", "Zl", "Zp"],
    exclude_characters="{}\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
SAMPLES = (
    *("Trečiasis susitikimas, Klaipėda; 🎲", "Λάρισα: δικτύου", "źdźbło C:\\Network"),
    *("\\n \\N \\; \\, \\\\", "👩‍👧🇱🇹☎️", '"15:00" <b> ^n', "a  b\xa0c", "{x {y"),
)
LINES = (st.text(LETTERS, min_size=1, max_size=30) | st.sampled_from(SAMPLES)).filter(
    lambda text: shown(text) != ""
)
PAGES = st.lists(LINES | st.sampled_from(["", "\t"]), max_size=3).map("\n".join)
LONG = st.builds(lambda text, times: text * times, LINES, st.integers(1, 29))

IDS = ("kick-off", "report", "meeting-2", "review", "m", "x-remind-1", "phase")
RULES = (
    *("2019-05-14", "2020-02-29", "2019-03-31", "2019-10-27", "2019-12-31/2020-01-02"),
    *("2019-05", "2019-24", "2019", "unknown", "2019-05-14?", "2019-06~"),
    *("start", "end", "M3", "end of transfer", "3 months after start", "transfer"),
    *("first spring after start", "last Friday of 2019-09", "2 weeks before M6"),
)
# Of the milestone stated before it, so that there is no circle.
ON = ("2 weeks after {}", "3 days before {}", "1 month after {}", "{}", "month of {}")
# No clock changes between four in the morning and midnight in any of these.
HOURS = st.integers(5, 21)
ZONES = (
    *("Europe/Lisbon", "Europe/Dublin", "Europe/Athens", "Asia/Nicosia"),
    *("Europe/Vilnius", "Atlantic/Azores", "America/New_York", "Asia/Kolkata"),
)


def shown(text: str) -> str:
    """Return a text in one line, as people see it."""
    return " ".join(text.split())


@st.composite
def clock_times(draw: st.DrawFn) -> ClockTime:
    """Draw hours of the day, with an end or without."""
    start = time(draw(HOURS), draw(st.integers(0, 59)))
    end = time(23, draw(st.integers(0, 59)))
    return ClockTime(start=start, end=end if draw(st.booleans()) else None)


@st.composite
def milestones(draw: st.DrawFn, id_: str, before: str | None) -> Milestone:
    """Draw a milestone, which may count from the one before."""
    rules = [*RULES, *(rule.format(before) for rule in ON if before)]
    family: dict[str, Any] = {}
    match draw(st.integers(0, 5)):
        case 0:
            family["each"] = Each.PARTNER
        case 1:
            family["repeat"] = Repeat(
                every=Lag(months=9), from_=parse_rule("start"), until=parse_rule("end")
            )
    return Milestone(
        id=id_,
        kind=draw(st.sampled_from(Kind)),
        title=draw(texts(LINES)),
        when=parse_rule(draw(st.sampled_from(RULES if family else rules))),
        time=draw(st.none() | clock_times()),
        zone=draw(st.none() | st.sampled_from(ZONES)),
        place=draw(st.none() | texts(LINES)),
        online=draw(st.booleans()),
        url=draw(st.none() | st.just("https://example.org/č?a=1,2;b=c:d")),
        note=draw(st.none() | texts(PAGES)),
        audience=draw(st.sets(st.sampled_from(Audience), max_size=2)),
        tags=draw(st.lists(st.sampled_from(["play", "Play", "žaidimai"]), max_size=2)),
        remind=draw(st.lists(st.builds(Lag, weeks=st.integers(1, 9)), max_size=2)),
        **family,
    )


def texts(of: st.SearchStrategy[str]) -> st.SearchStrategy[Text]:
    """Return texts that are the same in both languages, or stated in each."""
    one = of.map(lambda text: Text((("", text),)))
    return one | st.builds(lambda en, lt: Text((("en", en), ("lt", lt))), of, of)


PHASES = (
    Phase(id="transfer", title="Transfer", length=Lag(months=18)),
    Phase(id="dissemination", title="Sharing", length=Lag(months=6)),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw the plan of a network without a programme."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=4))
    stated: list[Milestone] = []
    before = None
    for id_ in ids:
        milestone = draw(milestones(id_, before))
        stated.append(milestone)
        before = None if milestone.each or milestone.repeat else id_
    cities = ("Klaipėda", "Cork", "Λάρισα")
    partners = [
        Partner(id=f"city-{number}", city=city, country=country)
        for number, (city, country) in enumerate(
            zip(cities, ("LT", "IE", "GR"), strict=True)
        )
    ]
    return plan(
        stated,
        [attrs.evolve(phase, title=draw(texts(LINES))) for phase in PHASES],
        name=draw(texts(LINES)),
        partners=partners[: draw(st.integers(0, 3))],
    )


def plan(
    stated: Iterable[Milestone],
    phases: Iterable[Phase],
    **fields: Any,  # noqa: ANN401 - as many types as fields
) -> Plan:
    """Return the plan of a network."""
    lifecycle = Lifecycle(
        id="two-years", name="Two", ends=EndConvention.ANNIVERSARY, phases=phases
    )
    usual: dict[str, Any] = {
        "id": "demo",
        "name": "Demo",
        "issued": START,
        "lifecycle": "two-years",
        "start": START,
        "zone": "Europe/Vilnius",
        "languages": ("en", "lt"),
        "milestones": stated,
    }
    return Plan(lifecycle=lifecycle, network=Network(**(usual | fields)))


def changed(plan_: Plan, **fields: Any) -> Plan:  # noqa: ANN401 - as many types as fields
    """Return a plan with another network."""
    assert plan_.network is not None
    return attrs.evolve(plan_, network=attrs.evolve(plan_.network, **fields))


def scheduled(plan_: Plan) -> Schedule:
    """Return the schedule of a plan."""
    return compute(plan_, data_date=date(2019, 1, 1))


LANGUAGES = st.sampled_from(["en", "lt", "it"])


# ---------------------------------------------------------------------- reads back


def instants(milestone: ScheduledMilestone) -> tuple[datetime, datetime] | None:
    """Return when a milestone begins and ends in UTC, if it has a time on one day."""
    if milestone.start is None and milestone.end is None:
        return None
    start = milestone.start.astimezone(UTC) if milestone.start else None
    end = milestone.end.astimezone(UTC) if milestone.end else None
    if start is None:
        assert end is not None
        return end - timedelta(minutes=30), end
    return start, end or start + timedelta(hours=1)


@given(plans(), LANGUAGES)
def test_reads_back(plan_: Plan, language: str) -> None:
    """What icalendar reads back is every dated milestone: its days, times and texts."""
    schedule = scheduled(plan_)
    languages = (language, "en", "lt")
    read = icalendar.Calendar.from_ical(to_ical(schedule, language=language))
    assert isinstance(read, icalendar.Calendar)
    events = {str(event["UID"]): event for event in read.events}
    assert len(events) == len(read.events)
    for milestone in schedule:
        if milestone.first is None or milestone.last is None:
            assert milestone.uid not in events
            continue
        event = events[milestone.uid]
        times = instants(milestone)
        if times is None:
            assert event.start == milestone.first
            assert event.end == milestone.last + timedelta(days=1)
        else:
            assert isinstance(event.start, datetime)
            assert isinstance(event.end, datetime)
            assert event.start.astimezone(UTC) == times[0]
            assert event.end.astimezone(UTC) == times[1]
        title = shown(milestone.title.pick(languages))
        assert shown(str(event["SUMMARY"])).startswith(title)
        place = milestone.place.pick(languages) if milestone.place else ""
        assert shown(place) in shown(str(event.get("LOCATION", "")))
        note = milestone.note.pick(languages) if milestone.note else ""
        assert note in str(event.get("DESCRIPTION", ""))
        assert str(event.get("URL", "")) == (milestone.stated.url or "")
    reminders = sum(len(m.stated.remind) for m in schedule if m.first is not None)
    dated = [milestone for milestone in schedule if milestone.first is not None]
    assert len(events) == len(dated) + 2 * len(schedule.phases) + reminders


@given(plans(), LANGUAGES, st.sampled_from(Status))
def test_well_formed(plan_: Plan, language: str, status: Status) -> None:
    """Every line is a content line of 75 octets or less, every summary fits Outlook."""
    schedule = scheduled(plan_)
    data = to_ical(with_status(schedule, status), language=language)
    assert data.endswith(b"\r\n")
    assert all(0 < len(line) <= 75 for line in data.split(b"\r\n")[:-1])
    for event in vevents(data):
        for line in event:
            assert line.value
        names = [line.name for line in event]
        assert len(set(names) - {"RELATED-TO"}) == len(
            [name for name in names if name != "RELATED-TO"]
        )
        (summary,) = (line.value for line in event if line.name == "SUMMARY")
        plain = re.sub(r"\\(.)", r"\1", summary)
        assert len(plain.encode("utf-16-le")) <= 2 * 255


REMARKS = {
    "en": (" (date to be confirmed)", " (to be confirmed)"),
    "lt": (" (data tikslinama)", " (nepatvirtinta)"),
    "it": (" (date to be confirmed)", " (to be confirmed)"),
}


def units(text: str) -> int:
    """Count UTF-16 units; half a character cannot be encoded."""
    return len(text.encode("utf-16-le")) // 2


@given(LONG, st.sampled_from(RULES), st.sampled_from(Kind), LANGUAGES)
def test_long_titles_are_cut_whole(
    title: str, rule: str, kind: Kind, language: str
) -> None:
    """A title that is too long is cut between characters, its remark never."""
    stated = Milestone(id="it", kind=kind, title=title, when=parse_rule(rule))
    schedule = scheduled(plan([stated], PHASES))
    milestone = schedule["it"]
    if milestone.first is None:
        return
    feed = feed_of(schedule, language=language)
    (event,) = (event for event in feed.events if event.uid == milestone.uid)
    remark = ""
    if not milestone.exact:
        remark = REMARKS[language][0]
    elif kind in {Kind.MEETING, Kind.EVENT} or milestone.qualifier:
        remark = REMARKS[language][1]
    line = " ".join(title.split())
    if units(line + remark) <= 255:
        assert event.summary == line + remark
    else:
        assert units(event.summary) <= 255
        assert event.summary.endswith(f"…{remark}")
        assert line.startswith(event.summary.removesuffix(f"…{remark}"))


# ------------------------------------------------------------------------ identity


@given(plans())
def test_uid_is_of_owner_and_id(plan_: Plan) -> None:
    """A milestone's UID is a function of its owner and its id, and of nothing else."""
    for milestone in scheduled(plan_):
        name = f"network:demo/{milestone.id}#vevent"
        assert milestone.uid == str(uuid.uuid5(NAMESPACE, name))


@given(plans(), texts(LINES), st.data())
def test_uids_survive_edits(plan_: Plan, name: Text, data: st.DataObject) -> None:
    """Whatever is edited but ids, what is still there has the UID it had."""
    assert plan_.network is not None
    edited = changed(
        plan_,
        name=name,
        zone=data.draw(st.sampled_from(ZONES)),
        start=data.draw(st.dates(date(2018, 1, 1), date(2020, 1, 1))),
        milestones=[
            attrs.evolve(
                milestone,
                title=data.draw(texts(LINES)),
                when=parse_rule(data.draw(st.sampled_from(RULES))),
                kind=data.draw(st.sampled_from(Kind)),
                place=data.draw(st.none() | texts(LINES)),
                time=data.draw(st.none() | clock_times()),
            )
            for milestone in data.draw(st.permutations(plan_.network.milestones))
            if isinstance(milestone, Milestone)
        ],
    )
    before, after = scheduled(plan_), scheduled(edited)
    assert {m.id: m.uid for m in before} == {m.id: m.uid for m in after}
    for schedule in (before, after):
        uids = {event.uid for event in feed_of(schedule).events}
        assert {m.uid for m in schedule if m.first is not None} <= uids
    phases_ = [
        {event.uid for event in feed_of(attrs.evolve(each, milestones=())).events}
        for each in (before, after)
    ]
    assert phases_[0] == phases_[1]


@given(plans(), st.data(), LANGUAGES)
def test_order_of_declaration(plan_: Plan, data: st.DataObject, language: str) -> None:
    """Milestones and partners in another order give the same bytes."""
    assert plan_.network is not None
    other = changed(
        plan_,
        milestones=data.draw(st.permutations(plan_.network.milestones)),
        partners=data.draw(st.permutations(plan_.network.partners)),
    )
    expected = to_ical(scheduled(plan_), language=language)
    assert to_ical(scheduled(other), language=language) == expected


@given(plans(), plans())
def test_uids_across_networks(one: Plan, other: Plan) -> None:
    """Networks on their own share no UID, of an event or of the calendar."""
    found: list[set[str]] = []
    for number, plan_ in enumerate((one, other)):
        schedule = scheduled(changed(plan_, id=f"network-{number}"))
        feed = feed_of(schedule)
        uids = [event.uid for event in feed.events]
        assert len(set(uids)) == len(uids)
        found.append({feed.uid, *uids})
        assert len(found[-1]) == len(uids) + 1
    assert not found[0] & found[1]


# ----------------------------------------------------------------------- injection

PIECES = (
    *("\r", "\n", "\r\n", "\r\n ", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"),
    *("\x00", "\x07", "\x1b", "\x7f", "\t", "\ud83c", "\ufeff", "\\", "n", "N"),
    *(":", ";", ",", '"', "^", "=", "BEGIN:VEVENT", "END:VCALENDAR", "UID:"),
    *("ATTENDEE:mailto:a@b.c", "a", "ž", "🎲"),
)
ANY = st.text(st.characters(exclude_categories=())) | st.lists(
    st.sampled_from(PIECES), max_size=20
).map("".join)
NAMED = ANY.map(lambda text: f"x{text}")
"""What cannot be left out, because one letter stays of it."""

MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1))


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Draw an event with any texts, as nobody has checked them."""
    first = draw(st.dates(date(1971, 1, 1), date(2100, 1, 1)))
    days = DayRange(first=first, last=first + timedelta(days=draw(st.integers(0, 99))))
    start = None
    if draw(st.booleans()):
        noon = time(12, draw(st.integers(0, 59)))
        start = datetime.combine(first, noon, ZoneInfo("Europe/Lisbon"))
    related = st.builds(
        Related, NAMED, st.none() | st.timedeltas(timedelta(-99), timedelta(99))
    )
    return Event(
        uid=draw(NAMED),
        sequence=draw(st.integers(0, 99)),
        last_modified=draw(MOMENTS).replace(tzinfo=UTC),
        days=days,
        start=start,
        end=start + timedelta(hours=1) if start else None,
        zone="Europe/Lisbon" if start else None,
        summary=draw(NAMED),
        description=draw(ANY),
        location=draw(ANY),
        url=draw(st.just("") | st.just("https://example.org/") | ANY),
        online=draw(st.booleans()),
        categories=tuple(draw(st.lists(NAMED, max_size=3))),
        status=draw(st.sampled_from(EventStatus)),
        presence=draw(st.sampled_from(Presence)),
        related=tuple(draw(st.lists(related, max_size=2))),
    )


CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\ud800-\udfff]")


def left(text: str) -> str:
    """Return what may be left of a text: nothing if it is all control characters."""
    return CONTROLS.sub("", re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text))


def expected_names(event: Event) -> Iterator[str]:
    """Yield the names of the properties that an event has to have, in their order."""
    yield from ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND")
    yield "SUMMARY"
    if left(event.description):
        yield "DESCRIPTION"
    if left(event.location):
        yield "LOCATION"
    if event.url:
        yield from ("URL", "CONFERENCE") if event.online else ("URL",)
    if event.categories:
        yield "CATEGORIES"
    yield from ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")
    yield from ("RELATED-TO" for _ in event.related)


@given(st.lists(events(), min_size=1, max_size=3), NAMED, NAMED, NAMED)
def test_nothing_is_injected(
    events_: list[Event], uid: str, name: str, description: str
) -> None:
    """No text breaks a line or adds a property, whatever characters it has."""
    feed = Feed(
        uid=uid,
        name=name,
        description=description,
        url="",
        events=tuple(events_),
        undated=(),
    )
    bad = [
        event.url
        for event in events_
        if event.url and (" " in event.url or not event.url.isprintable())
    ]
    try:
        data = feed.to_ical()
    except FeedError as error:
        assert bad
        assert error.code == "feed-uri"  # noqa: PT017 - it need not be raised
        return
    assert not bad
    found = [[line.name for line in event] for event in vevents(data)]
    assert found == [list(expected_names(event)) for event in events_]
    head = [line.name for line in lines(data)]
    named = 1 if len(events_) == 1 else 2
    assert head[1 : head.index("BEGIN", 1)] == [
        *("VERSION", "PRODID", "UID", *("NAME", "X-WR-CALNAME")[:named]),
        *("DESCRIPTION", "X-WR-CALDESC", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"),
    ]
    timed = any(event.start for event in events_)
    starts = [line.value for line in lines(data) if line.name == "BEGIN"]
    zones = {"VTIMEZONE", "STANDARD", "DAYLIGHT"}
    assert bool(set(starts) & zones) is timed
    assert [start for start in starts if start not in zones] == [
        *("VCALENDAR", *("VEVENT" for _ in events_)),
    ]
    plain = data.replace(b"\r\n", b"").decode()
    assert not re.search("[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029\ufeff]", plain)


@given(st.binary() | ANY.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_file_can_be_looked_at(data: bytes) -> None:
    """Looking for the UID of a calendar in any bytes raises nothing."""
    for begin in (b"", b"BEGIN:VCALENDAR\r\n"):
        assert isinstance(calendar_uid(begin + data), str | None)
