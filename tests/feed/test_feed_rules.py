"""
The contract of a feed, rule by rule.

The numbers are those of the checklist that the feed is built to. What becomes of a
feed in time (4, 16 to 18, and more of 1 and 5) is in `test_rules_of_history.py`; the
rules about alarms, servers and pages (19, 29, 30, 32) are held elsewhere or have
nothing to hold yet. What follows them, `test_clear_of_...`, is allowed by RFC 5545
and refused or read differently by some program.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from dateutil.rrule import rrulestr

import transfertimeline
from tests.feed.plans import (
    BUNDLED,
    DEMO,
    HARBOURS,
    LATER,
    LIFECYCLE,
    Line,
    bundled,
    demo,
    event,
    lines,
    plan_of,
    vevents,
    with_status,
)
from transfertimeline.catalogue import ids
from transfertimeline.dates.days import DayRange
from transfertimeline.errors import FeedError
from transfertimeline.feed.event import Event, EventStatus, Presence, Related
from transfertimeline.feed.feed import Feed, feed_of, to_ical
from transfertimeline.plan.history import history_of
from transfertimeline.plan.milestones import Audience, Scope
from transfertimeline.plan.planfile import load_bundled
from transfertimeline.plan.revisions import Status
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.selection import EVERYTHING, Selection

PACKAGE = Path(transfertimeline.__file__).parent
LANGUAGES = ("en", "lt")
AUDIENCES = (None, *Audience)
NETWORKS = ids("networks")

MILESTONE = """
[[milestone]]
id = "it"
kind = "gate"
title = "Review"
when = "2019-05-14"
"""


@functools.cache
def harbours() -> Schedule:
    """Return the schedule of the plan with times in several zones."""
    return demo("", HARBOURS)


@functools.cache
def feed(id_: str, language: str, audience: Audience | None = None) -> bytes:
    """Return a feed of something bundled, or of the plan with times."""
    schedule = harbours() if id_ == "harbours" else bundled(id_)
    selection = Selection(audience=audience)
    return to_ical(schedule, selection=selection, language=language)


@functools.cache
def later(id_: str, language: str) -> bytes:
    """Return the feed of something bundled as of a later day."""
    return to_ical(bundled(id_, LATER), language=language)


def feeds() -> Iterator[tuple[str, bytes]]:
    """
    Return feeds, with a name each.

    All in every language for every audience, and those of a later day, when much
    has been moved, done and added.
    """
    for id_, language, audience in product(
        (*BUNDLED, "harbours"), LANGUAGES, AUDIENCES
    ):
        yield f"{id_} {language} {audience}", feed(id_, language, audience)
    for id_, language in product(BUNDLED, LANGUAGES):
        yield f"{id_} {language} later", later(id_, language)


def values(lines_: list[Line], *names: str) -> list[str]:
    """Return the values of some properties."""
    return [line.value for line in lines_ if line.name in names]


def uids(data: bytes) -> list[str]:
    """Return the UIDs of the events of a feed, in its order."""
    return [uid for found in vevents(data) for uid in values(found, "UID")]


def one(schedule: Schedule, id_: str = "it") -> list[Line]:
    """Return the lines of the event of a milestone."""
    uid = schedule[id_].uid
    return next(e for e in vevents(to_ical(schedule)) if values(e, "UID") == [uid])


def written(made: Event) -> list[Line]:
    """Return the lines of an event made by hand."""
    (found,) = vevents(feed_with(made).to_ical())
    return found


def feed_with(*events: Event) -> Feed:
    """Return a feed of events made by hand."""
    return Feed(uid="1", name="N", description="", url="", events=events, undated=())


PLAIN = Event(
    uid="1",
    sequence=0,
    last_modified=datetime(2019, 1, 1, tzinfo=UTC),
    days=DayRange.day(date(2019, 5, 14)),
    summary="Review",
    categories=("Gate",),
    status=EventStatus.CONFIRMED,
    presence=Presence.FREE,
)


# ------------------------------------------------------------------------- rules 1-5

RENDER = """
import hashlib, json
from datetime import date
from transfertimeline.catalogue import ids
from transfertimeline.feed.feed import to_ical
from transfertimeline.plan.planfile import load_bundled
from transfertimeline.schedule.compute import compute
found = {}
for id_ in (*ids("networks"), *ids("programmes")):
    schedule = compute(load_bundled(id_), data_date=date(2019, 1, 1))
    later = compute(load_bundled(id_), data_date=date(2020, 7, 1))
    for language in ("en", "lt"):
        data = to_ical(schedule, language=language) + to_ical(later, language=language)
        found[id_ + " " + language] = hashlib.sha256(data).hexdigest()
print(json.dumps(found))
"""


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "0"}, "14 hours ahead of UTC"),
        ({"TZ": "America/Adak", "PYTHONHASHSEED": "1"}, "10 hours behind"),
        ({"LANG": "lt_LT.UTF-8", "LC_ALL": "C", "PYTHONUTF8": "0"}, "only ASCII"),
        ({"LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4294967295"}, "a dotless i"),
        ({"PYTHONTZPATH": "", "TZDIR": "/nowhere"}, "no zones on the machine"),
        ({"PYTHONOPTIMIZE": "2"}, "without assertions and docstrings"),
    ],
)
def test_rule_01_same_bytes_everywhere(
    environment: dict[str, str], reason: str
) -> None:
    """The same plan and data date give the same bytes on every machine."""
    done = subprocess.run(
        [sys.executable, "-c", RENDER],
        env={
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(PACKAGE.parent),
            **environment,
        },
        capture_output=True,
        check=True,
    )
    here = {
        f"{id_} {language}": hashlib.sha256(
            feed(id_, language) + later(id_, language)
        ).hexdigest()
        for id_ in BUNDLED
        for language in LANGUAGES
    }
    assert json.loads(done.stdout) == here, reason


# In an error about 2019-02-30, the month is named in the language of the machine.
ROOMS = ("dates", "words", "plan", "schedule", "feed")
# What differs from run to run, from machine to machine, or with its language.
FORBIDDEN_CALLS = {"hash", "id"}
FORBIDDEN_MODULES = {
    *("getpass", "locale", "platform", "random", "secrets", "socket", "time"),
}
FORBIDDEN_NAMES = {
    *("environ", "fromtimestamp", "getenv", "gmtime", "localtime", "monotonic"),
    *("now", "perf_counter", "time_ns", "today", "urandom", "utcfromtimestamp"),
    *("utcnow", "uuid1", "uuid4", "uuid6", "uuid7", "strftime", "strptime"),
    *("day_abbr", "day_name", "month_abbr", "month_name"),
}


def clocks(source: str) -> list[str]:
    """Return what in a source would make it depend on the clock, chance or machine."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr=name) if name in FORBIDDEN_NAMES:
                found.append(name)
            case ast.Call(func=ast.Name(id=name)) if name in FORBIDDEN_CALLS:
                found.append(name)
            case ast.Import(names=names):
                found += [n.name for n in names if n.name in FORBIDDEN_MODULES]
            case ast.ImportFrom(module=str(module), names=names):
                found += [module] if module in FORBIDDEN_MODULES else []
                found += [n.name for n in names if n.name in FORBIDDEN_NAMES]
            case ast.FormattedValue(format_spec=ast.JoinedStr() as spec):
                found += re.findall("%[AaBbcPpXx]", ast.unparse(spec))
            case _:
                pass
    return found


@pytest.mark.parametrize(
    ("source", "found", "reason"),
    [
        ("datetime.now(UTC)", ["now"], "the clock"),
        ("dt.date.today()", ["today"], "the clock"),
        ("from time import time_ns", ["time", "time_ns"], "the clock"),
        ("import random", ["random"], "chance"),
        ("uid = uuid.uuid4()", ["uuid4"], "chance"),
        ("os.environ['LANG']", ["environ"], "the machine"),
        ("sorted(names, key=lambda n: hash(n))", ["hash"], "another one each run"),
        ("f'{day:%d %B %Y}'", ["%B"], "the machine's language"),
        ("calendar.month_name[5]", ["month_name"], "the machine's language"),
        ("from datetime import time", [], "a type, not the module"),
        ("owner.id; schedule.time; {'now': 1}; f'{x:%H:%M}'", [], "nothing of it"),
    ],
)
def test_rule_01_the_audit_finds_clocks(
    source: str, found: list[str], reason: str
) -> None:
    """The audit below finds what it looks for, and nothing else."""
    assert clocks(source) == found, reason


@pytest.mark.parametrize("room", ROOMS)
def test_rule_01_no_clock_in_the_library(room: str) -> None:
    """No module that a feed is made by looks at the clock, chance or the machine."""
    sources = sorted((PACKAGE / room).rglob("*.py"))
    assert len(sources) > 3
    for path in sources:
        assert clocks(path.read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize("id_", BUNDLED)
def test_rule_01_data_date_alone_changes_nothing(id_: str) -> None:
    """Two data dates between which nothing was decided give the same bytes."""
    plan = load_bundled(id_)
    early, late = (
        to_ical(compute(plan, data_date=date(2018, 12, day))) for day in (4, 5)
    )
    assert early == late


FROZEN = {
    # By Python's uuid5, from the frozen namespace and the name in the second column.
    ("playful-paradigm", "kick-off"): "programme:urbact-iii-transfer/kick-off",
    ("playful-paradigm", "campus-lt"): "programme:urbact-iii-transfer/campus-lt",
    ("playful-paradigm", "mid-point"): "network:playful-paradigm/mid-point",
    ("ru-rban", "mid-point"): "network:ru-rban/mid-point",
    ("ru-rban", "campus-lt"): "programme:urbact-iii-transfer/campus-lt",
    ("urbact-iii-transfer", "kick-off"): "programme:urbact-iii-transfer/kick-off",
}


@pytest.mark.parametrize(("place", "name"), FROZEN.items())
def test_rule_02_uid_is_of_owner_and_id(place: tuple[str, str], name: str) -> None:
    """A UID is uuid5 of owner, id and component in the frozen namespace."""
    namespace = uuid.UUID("6f0cf2a2-8d0b-5f6e-9a43-2f0b7d1c5e90")
    uid = bundled(place[0])[place[1]].uid
    assert uid == str(uuid.uuid5(namespace, f"{name}#vevent"))
    assert uid in uids(feed(place[0], "lt"))


def test_rule_02_uids_are_frozen() -> None:
    """Once published, a UID never becomes another: these are, for good."""
    # uuid5 of the names above, written down when they were first published.
    assert bundled("ru-rban")["kick-off"].uid == "ca4e4182-58fc-5699-b5ec-28e34c1b1780"
    assert bundled("ru-rban")["mid-point"].uid == "0b881bcf-fff6-5ca0-9276-a8c117b83a78"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2019-05-14", "2019-06", "another date"),
        ("2019-05-14", "2 weeks after start", "another rule"),
        ("Review", "Approval", "another title"),
        ('"gate"', '"meeting"', "another kind"),
        ("[[milestone]]", '[[milestone]]\nlength = "3 days"', "another length"),
        ("[[milestone]]", '[[milestone]]\nplace = "Vilnius"', "another place"),
        ("[[milestone]]", '[[milestone]]\ntime = "15:00"', "a time"),
        ("[[milestone]]", '[[milestone]]\naudience = ["lead"]', "another audience"),
    ],
)
def test_rule_02_uid_survives_edits(old: str, new: str, reason: str) -> None:
    """A UID survives every edit but another id."""
    schedule = demo(MILESTONE.replace(old, new))
    assert schedule["it"].uid == demo(MILESTONE)["it"].uid, reason
    assert schedule["it"].uid in uids(to_ical(schedule)), reason


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('{ en = "Demo", lt = "Pavyzdys" }', '"Another name"', "another name"),
        ("start = 2018-12-04", "start = 2019-12-04", "another start"),
        ('zone = "Europe/Vilnius"', 'zone = "Europe/Lisbon"', "another zone"),
        ('languages = ["en", "lt"]', 'languages = ["it"]', "other languages"),
    ],
)
def test_rule_02_uids_survive_edits_of_the_network(
    old: str, new: str, reason: str
) -> None:
    """The UIDs of a network survive every edit of it but another id."""
    edited = demo(MILESTONE, DEMO.replace(old, new))
    assert set(uids(to_ical(edited))) == set(uids(to_ical(demo(MILESTONE)))), reason


def test_rule_03_uids_are_unique() -> None:
    """No feed has a UID twice; each is a UUID of version 5, with no name in it."""
    for name, data in feeds():
        found = uids(data)
        assert len(set(found)) == len(found), name
        assert all(uuid.UUID(uid).version == 5 for uid in found), name


def test_rule_03_networks_share_programme_events_only() -> None:
    """Feeds of two networks share what the programme has for all, nothing else."""
    for id_, other in product(NETWORKS, NETWORKS):
        if id_ < other:
            shared = set(uids(feed(id_, "en"))) & set(uids(feed(other, "en")))
            wide = {m.uid for m in bundled(id_) if m.scope.wide}
            phases = set(uids(to_ical(phases_only(bundled(id_)))))
            assert shared <= wide | phases, (id_, other)


def phases_only(schedule: Schedule) -> Schedule:
    """Return a schedule without its milestones."""
    return attrs.evolve(schedule, milestones=())


def test_rule_03_networks_alone_share_nothing() -> None:
    """Feeds of networks without a programme share no UID, of a phase neither."""
    text = MILESTONE + 'remind = ["2 weeks"]\n'
    head = DEMO.replace('id = "demo"', 'id = "other"')
    found, other = uids(to_ical(demo(text))), uids(to_ical(demo(text, head)))
    assert len(found) == len(other) == 2 + 2 * 2
    assert not set(found) & set(other)


def test_rule_05_stamps() -> None:
    """DTSTAMP is LAST-MODIFIED: a moment of the plan's own history, not of a clock."""
    for name, data in feeds():
        id_, _, when = name.split()
        schedule = harbours() if id_ == "harbours" else bundled(id_)
        day = LATER if when == "later" else schedule.data_date
        # 21 December is when the plan with times was published; it has no history.
        moments = {"20181221T000000Z"}
        if id_ != "harbours":
            steps = history_of(schedule.plan, day)
            moments = {f"{step.moment:%Y%m%dT%H%M%SZ}" for step, _ in steps}
        for found in vevents(data):
            first, second = values(found, "DTSTAMP", "LAST-MODIFIED")
            assert first == second, name
            assert first in moments, name


@pytest.mark.parametrize(
    ("network", "id_", "day", "stamp", "sequence", "reason"),
    [
        (
            *("playful-paradigm", "kick-off", "2018-12-04"),
            *("20181204T000000Z", "0", "as published first"),
        ),
        (
            *("playful-paradigm", "kick-off", "2021-12-31"),
            *("20181204T000000Z", "0", "three years later: nothing was revised"),
        ),
        (
            *("playful-paradigm", "approval-phase-2", "2018-12-04"),
            *("20181204T000001Z", "1", "the first revision of the day: done"),
        ),
        (
            *("playful-paradigm", "approval-phase-1", "2018-12-04"),
            *("20181204T000000Z", "0", "done before the plan was published"),
        ),
        (
            *("playful-paradigm", "meeting-1", "2019-03-05"),
            *("20190305T000000Z", "0", "added on that day"),
        ),
        (
            *("playful-paradigm", "meeting-1", "2019-03-06"),
            *("20190306T000001Z", "1", "done the day after"),
        ),
        (
            *("playful-paradigm", "transfer-plan", "2019-03-05"),
            *("20190305T000001Z", "1", "a revision comes after what is added"),
        ),
        (
            *("playful-paradigm", "campus-it", "2019-04-24"),
            *("20190424T000001Z", "1", "its programme gave it days"),
        ),
        (
            *("playful-paradigm", "campus-es", "2020-07-01"),
            *("20190605T000001Z", "2", "confirmed on 4 June, done on 5 June"),
        ),
        (
            *("urbact-iii-transfer", "campus-si", "2019-05-23"),
            *("20190523T000002Z", "1", "the second of the day in the file"),
        ),
        (
            *("bluact", "mid-point", "2020-01-29"),
            *("20200129T000002Z", "2", "dated on 27 January; the second of this day"),
        ),
        (
            *("bluact", "final-outputs", "2020-06-24"),
            *("20200624T000001Z", "1", "a deadline at the end moves with it"),
        ),
        (
            *("bluact", "kick-off", "2020-06-24"),
            *("20181204T000000Z", "0", "the extension does not reach it"),
        ),
        (
            *("ru-rban", "final-event", "2021-09-17"),
            *("20210917T000001Z", "2", "a place, which is no date; days; done"),
        ),
    ],
)
def test_rule_05_stamps_of_history(
    *, network: str, id_: str, day: str, stamp: str, sequence: str, reason: str
) -> None:
    """What a revision changed has its moment: midnight and its number in seconds."""
    found = one(bundled(network, date.fromisoformat(day)), id_)
    assert values(found, "DTSTAMP", "LAST-MODIFIED") == [stamp] * 2, reason
    assert values(found, "SEQUENCE") == [sequence], reason


# ------------------------------------------------------------------------ rules 6-12


def test_rule_06_no_method() -> None:
    """A feed has no METHOD: it would be a message, and DTSTAMP when it was sent."""
    for name, data in feeds():
        assert not values(lines(data), "METHOD"), name


@pytest.mark.parametrize(
    ("when", "start", "end", "reason"),
    [
        ("2019-05-14", "20190514", "20190515", "one day"),
        ("2019-05-14/2019-05-15", "20190514", "20190516", "two days"),
        ("2019-06-28/2019-07-08", "20190628", "20190709", "RFC 5545's own example"),
        ("2019-04-30", "20190430", "20190501", "the end of a month"),
        ("2018-12-31", "20181231", "20190101", "the end of a year"),
        ("2019-02-28", "20190228", "20190301", "no leap year"),
        ("2020-02-28", "20200228", "20200229", "a leap year"),
        ("2020-02-29", "20200229", "20200301", "29 February"),
        ("2019-03-31", "20190331", "20190401", "a day of 23 hours"),
        ("2019-02", "20190201", "20190301", "all of a window"),
        ("2019-24", "20191201", "20200301", "a winter with 29 February"),
    ],
)
def test_rule_07_days(when: str, start: str, end: str, reason: str) -> None:
    """Days are dates at both ends; DTEND is the day after the last, and no zone."""
    found = one(demo(MILESTONE.replace("2019-05-14", when)))
    times = [str(line) for line in found if line.name in {"DTSTART", "DTEND"}]
    expected = [f"DTSTART;VALUE=DATE:{start}", f"DTEND;VALUE=DATE:{end}"]
    assert times == expected, reason


PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (
            datetime(2019, 5, 14, 15, tzinfo=PARIS),
            datetime(2019, 5, 14, 15, tzinfo=PARIS),
            "it has no length",
        ),
        (
            datetime(2019, 5, 14, 15, tzinfo=PARIS),
            datetime(2019, 5, 14, 14, tzinfo=PARIS),
            "it ends before it begins",
        ),
        (
            datetime(2019, 10, 27, 2, 15, tzinfo=PARIS, fold=1),
            datetime(2019, 10, 27, 2, 45, tzinfo=PARIS),
            "02:15 the second time is after 02:45 the first time",
        ),
    ],
)
def test_rule_08_end_after_start(start: datetime, end: datetime, reason: str) -> None:
    """An event that does not end after its start is refused, by name."""
    made = attrs.evolve(PLAIN, start=start, end=end, zone="Europe/Paris")
    with pytest.raises(FeedError) as caught:
        feed_with(made).to_ical()
    assert (caught.value.code, caught.value.where) == ("feed-end", "Review"), reason


def test_rule_08_the_calendar_ends() -> None:
    """The last day there is has no day after it to end on, and is refused by name."""
    schedule = demo(MILESTONE.replace("2019-05-14", "9999-12-31"))
    with pytest.raises(FeedError) as caught:
        to_ical(schedule)
    assert caught.value.where == "Review"


@pytest.mark.parametrize("end", [None, datetime(2019, 5, 14, 16, tzinfo=PARIS)])
def test_rule_08_no_mix_of_days_and_times(end: datetime | None) -> None:
    """Both ends are days or both are times: with one time, both are days."""
    start = None if end else datetime(2019, 5, 14, 15, tzinfo=PARIS)
    found = written(attrs.evolve(PLAIN, start=start, end=end))
    assert [line.params for line in found[4:6]] == [";VALUE=DATE"] * 2


def test_rule_09_times_are_in_a_zone_or_utc() -> None:
    """A time has an IANA zone that the feed describes once, or is in UTC."""
    for name, data in feeds():
        zones = values(lines(data), "TZID")
        assert len(set(zones)) == len(zones), name
        used = set()
        for found in vevents(data):
            for line in found:
                if line.name in {"DTSTART", "DTEND"} and "T" in line.value:
                    zone = line.params.removeprefix(";TZID=")
                    used.add(zone)
                    assert bool(zone) != line.value.endswith("Z"), name
        assert used - {""} == set(zones), name
        assert all(re.fullmatch("[A-Z][a-z]+/[A-Z][a-z]+", zone) for zone in zones)


def test_rule_09_no_floating_times() -> None:
    """A time without a zone is refused."""
    start, end = datetime(2019, 5, 14, 15), datetime(2019, 5, 14, 16)
    with pytest.raises(FeedError) as caught:
        feed_with(attrs.evolve(PLAIN, start=start, end=end)).to_ical()
    assert caught.value.code == "feed-zone"


def observances(data: bytes) -> dict[str, list[dict[str, str]]]:
    """Return the observances of each zone of a feed, as properties by name."""
    found: dict[str, list[dict[str, str]]] = {}
    zone = ""
    for line in lines(data):
        if line.name == "TZID":
            zone = line.value
            found[zone] = []
        elif line.name == "BEGIN" and line.value in {"DAYLIGHT", "STANDARD"}:
            found[zone].append({})
        elif line.name == "BEGIN" and line.value == "VEVENT":
            break
        elif zone and line.name not in {"BEGIN", "END"}:
            found[zone][-1][line.name] = line.value
    return found


def offset(text: str) -> timedelta:
    """Return an offset from UTC: +0200."""
    length = timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))
    return -length if text[0] == "-" else length


def test_rule_09_zones_are_compact() -> None:
    """A zone is a few observances, each with one yearly rule that Outlook can read."""
    zones = observances(feed("harbours", "en"))
    expected = ["Asia/Nicosia", "Europe/Athens", "Europe/Dublin", "Europe/Lisbon"]
    assert list(zones) == expected
    for parts in zones.values():
        assert len(parts) == 2
        for part in parts:
            rule = r"FREQ=YEARLY;BYMONTH=\d+;BYDAY=(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)"
            assert re.fullmatch(rule, part["RRULE"])


def test_rule_09_zones_are_right() -> None:
    """The zones of a feed are zoneinfo's at every hour of the two years and a month."""
    begin, end = datetime(2018, 12, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)
    for zone, parts in observances(feed("harbours", "en")).items():
        changes: list[tuple[datetime, timedelta]] = []
        for part in parts:
            first = datetime.strptime(part["DTSTART"], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - local
            before, after = offset(part["TZOFFSETFROM"]), offset(part["TZOFFSETTO"])
            rule = rrulestr(part["RRULE"], dtstart=first)
            onsets = rule.between(first, datetime(2021, 1, 1), inc=True)
            changes += [((on - before).replace(tzinfo=UTC), after) for on in onsets]
        changes.sort()
        info, hour = ZoneInfo(zone), begin
        while hour < end:
            ours = [after for moment, after in changes if moment <= hour][-1]
            assert ours == hour.astimezone(info).utcoffset(), (zone, hour)
            hour += timedelta(hours=1)


def test_rule_10_bytes() -> None:
    """Lines end in CRLF, have 75 octets or less, and are folded between characters."""
    for name, data in feeds():
        assert not data.startswith(b"\xef\xbb\xbf"), name
        assert data.endswith(b"END:VCALENDAR\r\n"), name
        assert data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n"), name
        for line in data.removesuffix(b"\r\n").split(b"\r\n"):
            assert 0 < len(line) <= 75, (name, line)
            assert line.decode().strip(), (name, line)


def test_rule_10_folds_are_tried() -> None:
    """The feeds have what makes folding hard: Greek, Polish, Lithuanian, emoji."""
    data = feed("harbours", "lt")
    assert data.count(b"\r\n ") > 5
    for text in ("Ημερήσια", "źdźbło", "šermukšniai", "👩‍👧", "🇬🇷"):
        assert text in data.replace(b"\r\n ", b"").decode()


TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC"}


def test_rule_11_escapes() -> None:
    """A text has four escapes and nothing else behind a backslash."""
    for name, data in feeds():
        for line in lines(data):
            if line.name in TEXTS:
                plain = re.sub(r"\\[\\;,n]", "", line.value)
                assert not set(plain) & set("\\;,"), (name, line)


@pytest.mark.parametrize(
    ("text", "value", "reason"),
    [
        ("a; b, c", r"a\; b\, c", "separators"),
        ("C:\\Network", r"C:\\Network", "a backslash before a letter"),
        ("a\nb", r"a\nb", "a line break"),
        ("a\r\nb\rc", r"a\nb\nc", "the line breaks of other systems"),
        ("a\u2028b\x85c", r"a\nb\nc", "and of Unicode"),
        ('"15:00"', '"15:00"', "quotes and colons need no escape"),
        ("a\x00b\x07c\x7f", "abc", "control characters: some refuse the whole file"),
        ("a\tb", "a\tb", "but the tab is allowed"),
        ("a\ud83cb", "ab", "half a character"),
        ("\ufeffa", "a", "a byte order mark"),
    ],
)
def test_rule_11_texts(text: str, value: str, reason: str) -> None:
    """What a text should not have is taken out of it, wherever it is."""
    made = attrs.evolve(
        PLAIN, summary=text, description=text, location=text, categories=(text,)
    )
    data = attrs.evolve(feed_with(made), name=text, description=text).to_ical()
    found = [line for line in lines(data) if line.name in {*TEXTS, "CATEGORIES"}]
    assert [line.value for line in found] == [value] * 7, reason


@pytest.mark.parametrize(
    ("selection", "english", "lithuanian", "reason"),
    [
        (EVERYTHING, "The Playful Paradigm", "The Playful Paradigm", "all of it"),
        (
            Selection(audience=Audience.LEAD),
            *("The Playful Paradigm\\, lead partners",),
            *("The Playful Paradigm\\, pagrindiniai partneriai", "for whom"),
        ),
        (
            Selection(partner="klaipeda"),
            *("The Playful Paradigm\\, Klaipėda", "The Playful Paradigm\\, Klaipėda"),
            "whose",
        ),
        (
            Selection(scope=Scope.COUNTRY, audience=Audience.LOCAL_GROUP),
            "The Playful Paradigm\\, local groups\\, countries",
            "The Playful Paradigm\\, vietos grupės\\, šalys",
            "for whom, and what",
        ),
    ],
)
def test_rule_12_names(
    selection: Selection, english: str, lithuanian: str, reason: str
) -> None:
    """A feed says its name twice: to RFC 7986, and to the programs that came before."""
    schedule = bundled("playful-paradigm")
    for language, name in zip(LANGUAGES, (english, lithuanian), strict=True):
        data = to_ical(schedule, selection=selection, language=language)
        assert values(lines(data), "NAME", "X-WR-CALNAME") == [name] * 2, reason


def test_rule_12_no_calendar_for_one_event() -> None:
    """With one event alone, Outlook would make a calendar of X-WR-CALNAME."""
    assert not values(lines(feed_with(PLAIN).to_ical()), "X-WR-CALNAME")
    two = feed_with(PLAIN, attrs.evolve(PLAIN, uid="2")).to_ical()
    assert values(lines(two), "X-WR-CALNAME") == ["N"]
    # The meeting in Paris is the only milestone of the programme in the network's feed.
    selection = Selection(scope=Scope.NETWORK)
    data = to_ical(demo(MILESTONE), selection=selection)
    assert len(uids(data)) == 1
    assert values(lines(data), "NAME", "X-WR-CALNAME") == ["Demo\\, network"]


# ----------------------------------------------------------------------- rules 13-15


def command(
    *arguments: str, folder: Path, prelude: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, after some other statements."""
    code = f"{prelude}\nimport sys\nfrom transfertimeline.__main__ import main\n"
    return subprocess.run(
        [sys.executable, "-c", f"{code}sys.exit(main())", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        check=False,
        text=True,
    )


def test_rule_13_file_names(tmp_path: Path) -> None:
    """A file has the name of its network, in ASCII, because Thunderbird shows it."""
    done = command(
        *("export", "urbact-iii-transfer", "--as-of", "2019-01-01", "-o", "feeds/"),
        folder=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    found = {path.name: path.read_bytes() for path in (tmp_path / "feeds").iterdir()}
    assert set(found) == {f"{id_}.ics" for id_ in BUNDLED}
    assert {"playful-paradigm.ics", "ru-rban.ics", "card4all.ics"} <= set(found)
    assert all(re.fullmatch(r"[a-z0-9-]+\.ics", name) for name in found)
    assert found["ru-rban.ics"] == feed("ru-rban", "en")


def test_rule_14_refresh_interval() -> None:
    """A feed asks twice to be looked at every twelve hours, with a T before hours."""
    expected = ["REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"]
    for name, data in feeds():
        asked = {"REFRESH-INTERVAL", "X-PUBLISHED-TTL"}
        assert [str(x) for x in lines(data) if x.name in asked] == expected, name


FREE, TENTATIVE, BUSY = "TRANSPARENT FREE", "OPAQUE TENTATIVE", "OPAQUE BUSY"


@pytest.mark.parametrize(
    ("kind", "when", "status", "expected", "reason"),
    [
        ("deadline", "2019-05-14", Status.PLANNED, FREE, "a deadline takes no time"),
        ("gate", "2019-05-14", Status.DONE, FREE, "nor does an approval"),
        ("period", "2019-05-14", Status.CONFIRMED, FREE, "nor a period"),
        ("meeting", "2019-05", Status.PLANNED, FREE, "nor a window of a month"),
        ("meeting", "2019-05-14", Status.PLANNED, TENTATIVE, "it may take place"),
        ("event", "2019-05-14", Status.PLANNED, TENTATIVE, "it may take place"),
        ("meeting", "2019-05-14", Status.CONFIRMED, BUSY, "it will take place"),
        ("event", "2019-05-14", Status.DONE, BUSY, "it took place"),
        ("meeting", "2019-05-14", Status.CANCELLED, FREE, "it will not"),
    ],
)
def test_rule_15_busy(
    *, kind: str, when: str, status: Status, expected: str, reason: str
) -> None:
    """Only what people go to takes up their time, less so while it is not agreed."""
    text = MILESTONE.replace('"gate"', f'"{kind}"').replace("2019-05-14", when)
    schedule = demo(text)
    found = one(with_status(schedule, status))
    assert (
        " ".join(values(found, "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")) == expected
    ), reason


def test_rule_15_nothing_blocks_weeks() -> None:
    """Phases, windows and deadlines of the bundled feeds block nobody."""
    for name, data in feeds():
        for found in vevents(data):
            first, end = (values(found, each)[0][:8] for each in ("DTSTART", "DTEND"))
            length = date.fromisoformat(end) - date.fromisoformat(first)
            if length > timedelta(days=14) or "Phase" in values(found, "CATEGORIES"):
                assert values(found, "TRANSP") == ["TRANSPARENT"], name


# ----------------------------------------------------------------------- rules 20-24


def test_rule_20_events_only() -> None:
    """A feed has events and the zones they need; tasks would go into another file."""
    for name, data in feeds():
        parts = set(values(lines(data), "BEGIN"))
        zones = {"VTIMEZONE", "STANDARD", "DAYLIGHT"}
        assert parts - zones == {"VCALENDAR", "VEVENT"}, name


def test_rule_21_plain_text() -> None:
    """A description is plain text: no markup of ours, no second version."""
    for name, data in feeds():
        for line in lines(data):
            assert line.name != "X-ALT-DESC", name
            assert not re.search("ALTREP|FMTTYPE", line.params), name
            assert "<" not in line.value, name


def test_rule_21_link_on_its_own_line() -> None:
    """A link is the last line of the description, URL, and of a call CONFERENCE."""
    link = "https://example.org/call?id=7&pw=a,b;c"
    found = one(harbours(), "call-before")
    assert values(found, "URL") == [link]
    assert [str(x) for x in found if x.name == "CONFERENCE"] == [
        f"CONFERENCE;VALUE=URI:{link}"
    ]
    last = values(found, "DESCRIPTION")[0].split("\\n")[-1]
    assert last == "https://example.org/call?id=7&pw=a\\,b\\;c"
    page = demo(f'{MILESTONE}url = "https://example.org/page"\n')
    assert not values(one(page), "CONFERENCE")


def test_rule_22_short_lines() -> None:
    """SUMMARY and LOCATION are one line of 255 UTF-16 units, the title first."""
    for name, data in feeds():
        for found in vevents(data):
            for value in values(found, "SUMMARY", "LOCATION"):
                assert "\\n" not in value, name
                assert len(value.encode("utf-16-le")) <= 2 * 255, name
    for schedule, language in product([*map(bundled, BUNDLED), harbours()], LANGUAGES):
        for milestone in schedule:
            if milestone.first is not None:
                title = milestone.title.pick([language])
                summary = event(schedule, milestone.id, language).summary
                assert summary.startswith(title), milestone.id


def test_rule_22_long_lines() -> None:
    """A title that would be cut is cut by us, before the words about its date."""
    text = MILESTONE.replace("Review", "🎲" * 300).replace("2019-05-14", "2019-05")
    (summary,) = values(one(demo(text)), "SUMMARY")
    assert summary == "🎲" * 115 + "… (date to be confirmed)"


def test_rule_23_categories() -> None:
    """Categories are words of a short list and tags, with no comma or semicolon."""
    words = {
        "en": {"Meeting", "Deadline", "Period", "Gate", "Event", "Phase"},
        "lt": {
            *("Susitikimas", "Terminas", "Laikotarpis"),
            *("Patvirtinimas", "Renginys", "Etapas"),
        },
    }
    for id_, language in product((*BUNDLED, "harbours"), LANGUAGES):
        schedule = harbours() if id_ == "harbours" else bundled(id_)
        tags = {tag for milestone in schedule for tag in milestone.stated.tags}
        for found in vevents(feed(id_, language)):
            (value,) = values(found, "CATEGORIES")
            assert set(value.split(",")) <= words[language] | tags
            assert "\\" not in value


def test_rule_23_no_colour() -> None:
    """No meaning hides in a colour, which most programs do not show."""
    for name, data in feeds():
        assert not re.search(rb"(?m)^(X-APPLE-CALENDAR-)?COLOR[;:]", data), name


def test_rule_24_no_class() -> None:
    """No event has a CLASS: nothing enforces it, and Google shows it as "Busy"."""
    for name, data in feeds():
        assert not values(lines(data), "CLASS"), name


# ----------------------------------------------------------------------- rules 25-28

ORDER = (
    *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"),
    *("DESCRIPTION", "LOCATION", "URL", "CONFERENCE", "CATEGORIES", "STATUS", "TRANSP"),
    *("X-MICROSOFT-CDO-BUSYSTATUS", "RELATED-TO"),
)
HEAD = (
    *("VERSION", "PRODID", "UID", "NAME", "X-WR-CALNAME", "DESCRIPTION"),
    *("X-WR-CALDESC", "URL", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"),
)


def test_rule_25_order() -> None:
    """Properties are in a fixed order, events in that of their day, then UID."""
    for name, data in feeds():
        head = [line.name for line in lines(data)]
        head = head[1 : head.index("BEGIN", 1)]
        assert head == sorted(head, key=HEAD.index), name
        seen: list[tuple[str, str]] = []
        for found in vevents(data):
            names = [line.name for line in found]
            assert names == sorted(names, key=ORDER.index), name
            seen.append((values(found, "DTSTART")[0][:8], values(found, "UID")[0]))
        assert seen == sorted(seen), name


def test_rule_25_order_of_declaration() -> None:
    """In which order milestones are stated makes no difference."""
    plan = plan_of(HARBOURS)
    network = plan.network
    assert network is not None
    stated = network.milestones
    for milestones in (stated[::-1], tuple(sorted(stated, key=str))):
        fields: dict[str, Any] = {"milestones": milestones}
        other = attrs.evolve(network, **fields)
        schedule = compute(
            attrs.evolve(plan, network=other), data_date=date(2019, 1, 1)
        )
        assert to_ical(schedule) == feed("harbours", "en")


def test_rule_26_relations() -> None:
    """Every relation is to an event of the same feed, and only says the lag in days."""
    relations = 0
    for name, data in feeds():
        known = set(uids(data))
        for found in vevents(data):
            for line in found:
                if line.name == "RELATED-TO":
                    relations += 1
                    params = r";RELTYPE=DEPENDS-ON(;GAP=-?P\d+D)?"
                    assert re.fullmatch(params, line.params), name
                    assert line.value in known, name
    assert relations > 0


def test_rule_26_feed_reads_well_without_relations() -> None:
    """A relation adds a line and changes no other."""
    related = (Related("2", timedelta(days=-3)), Related("3"))
    found = [str(line) for line in written(attrs.evolve(PLAIN, related=related))]
    assert found[:-2] == [str(line) for line in written(PLAIN)]
    assert found[-2:] == [
        "RELATED-TO;RELTYPE=DEPENDS-ON;GAP=-P3D:2",
        "RELATED-TO;RELTYPE=DEPENDS-ON:3",
    ]


@pytest.mark.parametrize("id_", [*BUNDLED, "harbours"])
def test_rule_27_nothing_is_dropped(id_: str) -> None:
    """Events are dated milestones, two a phase, and reminders; the rest is named."""
    schedule = harbours() if id_ == "harbours" else bundled(id_)
    for language, audience in product(LANGUAGES, AUDIENCES):
        mine = [
            milestone
            for milestone in schedule.milestones
            if audience is None
            or not milestone.stated.audience
            or audience in milestone.stated.audience
        ]
        dated = [milestone for milestone in mine if milestone.edtf != "unknown"]
        reminders = sum(len(milestone.stated.remind) for milestone in dated)
        data = feed(id_, language, audience)
        found = uids(data)
        assert len(found) == len(dated) + 2 * len(schedule.phases) + reminders
        assert {milestone.uid for milestone in dated} <= set(found)
        whole = lines(data)
        head = whole[: [line.name for line in whole].index("BEGIN", 1)]
        undated = [milestone for milestone in mine if milestone not in dated]
        titles = [milestone.title.pick([language]) for milestone in undated]
        first = {"en": "Not dated yet:", "lt": "Data dar nežinoma:"}[language]
        said = ["\\n- ".join([first, *titles])] if titles else []
        assert values(head, "DESCRIPTION") == said
        assert values(head, "X-WR-CALDESC") == said
        feed_ = feed_of(schedule, selection=Selection(audience=audience))
        assert feed_.undated == tuple(milestone.id for milestone in undated)


def test_rule_27_by_partner_and_scope() -> None:
    """The feeds of all partners, or of all scopes, together have all that there is."""
    schedule = bundled("playful-paradigm")
    partners = [partner.id for partner in schedule.plan.partners]
    everything = set(uids(feed("playful-paradigm", "en")))
    for selections in (
        [Selection(partner=partner) for partner in partners],
        [Selection(scope=scope) for scope in Scope],
    ):
        feeds = [feed_of(schedule, selection=each) for each in selections]
        found = {event.uid for each in feeds for event in each.events}
        assert found == everything


def test_rule_28_nothing_to_show_is_refused() -> None:
    """A calendar without an entry is none: RFC 5545 wants at least one component."""
    partners_own = feed_of(bundled("bluact"), selection=Selection(scope=Scope.PARTNER))

    assert partners_own.events == ()
    with pytest.raises(FeedError, match="something with a date to show") as caught:
        partners_own.to_ical()
    assert caught.value.code == "feed-no-events"


EXPORT = ("export", "bluact", "--as-of", "2019-01-01", "-o", "bluact.ics")


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Return a folder with an older feed of the same calendar."""
    data = feed("bluact", "en").replace(b"SUMMARY:", b"SUMMARY:Old: ")
    (tmp_path / "bluact.ics").write_bytes(data)
    return tmp_path


def test_rule_28_whole_file(folder: Path) -> None:
    """A feed takes the place of the old one whole, and leaves nothing beside it."""
    before = (folder / "bluact.ics").read_bytes()
    done = command(*EXPORT, folder=folder)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in folder.iterdir()] == ["bluact.ics"]
    data = (folder / "bluact.ics").read_bytes()
    # Every title was another one, so every entry is newer than what was published.
    assert data == to_ical(bundled("bluact"), previous=before)
    assert len(data) == len(feed("bluact", "en"))
    for found in vevents(data):
        assert values(found, "DTSTAMP", "LAST-MODIFIED") == ["20190101T000000Z"] * 2


LIMITED = """
import resource, signal
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
"""


def test_rule_28_full_disk(folder: Path) -> None:
    """When the disk is full in the middle of a feed, the old one is still there."""
    pytest.importorskip("resource")
    before = (folder / "bluact.ics").read_bytes()
    done = command(*EXPORT, folder=folder, prelude=LIMITED)
    assert done.returncode == 2
    assert done.stderr.startswith("bluact.ics: ")
    assert [path.name for path in folder.iterdir()] == ["bluact.ics"]
    assert (folder / "bluact.ics").read_bytes() == before


def test_rule_28_crash(folder: Path) -> None:
    """When the program dies in the middle of a feed, the old one is still there."""
    pytest.importorskip("resource")
    before = (folder / "bluact.ics").read_bytes()
    # The system ends a program at the thousandth byte, unless, like Python, it objects.
    deadly = f"{LIMITED}\nsignal.signal(signal.SIGXFSZ, signal.SIG_DFL)"
    done = command(*EXPORT, folder=folder, prelude=deadly)
    assert done.returncode == -signal.SIGXFSZ
    assert (folder / "bluact.ics").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "code", "reason"),
    [
        ("02:15", "01:15", 2, "a time that the clock does not show"),
        ('"2019-10-25"', '"2019-13-25"', 2, "a day that does not exist"),
        ("format = 1", "format = 9", 2, "a plan of another time"),
        ("Closing", "Finale", 0, "nothing is wrong"),
    ],
)
def test_rule_28_error(
    *, tmp_path: Path, old: str, new: str, code: int, reason: str
) -> None:
    """A plan with an error leaves the old feed as it was, others make a new one."""
    (tmp_path / "two-years.toml").write_text(LIFECYCLE, encoding="utf-8")
    text = HARBOURS.replace('lifecycle = "two-years"', 'lifecycle = "two-years.toml"')
    assert old in text
    (tmp_path / "harbours.toml").write_text(text.replace(old, new), encoding="utf-8")
    (tmp_path / "harbours.ics").write_bytes(feed("harbours", "en"))
    done = command(
        *("export", "harbours.toml", "--as-of", "2019-01-01", "-o", "harbours.ics"),
        folder=tmp_path,
    )
    assert done.returncode == code, (reason, done.stderr)
    data = (tmp_path / "harbours.ics").read_bytes()
    assert (data == feed("harbours", "en")) is (code != 0), reason


# --------------------------------------------------------------------------- rule 31


@pytest.mark.parametrize("id_", [*BUNDLED, "harbours"])
def test_rule_31_one_milestone_one_event(id_: str) -> None:
    """Who subscribes to two feeds of a network has the same entry twice, not two."""
    schedule = harbours() if id_ == "harbours" else bundled(id_)
    for language in LANGUAGES:
        everything = {
            values(found, "UID")[0]: found for found in vevents(feed(id_, language))
        }
        for audience in Audience:
            for found in vevents(feed(id_, language, audience)):
                whole = everything[values(found, "UID")[0]]
                assert found == [line for line in whole if line in found]
                assert {line.name for line in whole if line not in found} <= {
                    "RELATED-TO"
                }
    assert uids(feed(id_, "en")) == uids(feed(id_, "lt"))
    assert {milestone.uid for milestone in schedule if milestone.first} <= set(
        uids(feed(id_, "en"))
    )


def test_rule_31_every_feed_is_a_calendar_of_its_own() -> None:
    """Feeds of other owners, audiences, partners, scopes, languages have other UIDs."""
    found = []
    for id_, language in product(BUNDLED, LANGUAGES):
        schedule = bundled(id_)
        selections = [Selection(audience=audience) for audience in AUDIENCES]
        selections += [Selection(scope=scope) for scope in Scope]
        if schedule.plan.network:
            selections += [Selection(partner=p.id) for p in schedule.plan.partners]
        found += [
            feed_of(schedule, selection=selection, language=language).uid
            for selection in selections
        ]
    assert len(set(found)) == len(found)
    assert all(uuid.UUID(uid).version == 5 for uid in found)
    same = [feed_of(bundled("bluact"), language=each).uid for each in (None, "en")]
    assert same[0] == same[1]


# -------------------------------------------------------------------- keep clear of


def test_clear_of_organizer_and_method() -> None:
    """METHOD:PUBLISH wants an ORGANIZER (RFC 5546): a feed has neither."""
    for name, data in feeds():
        assert not values(lines(data), "METHOD", "ORGANIZER", "ATTENDEE"), name


def test_clear_of_line_breaks_in_summaries() -> None:
    """Calcurse refuses an event with a line break in its summary."""
    for name, data in feeds():
        for found in vevents(data):
            assert not re.search(r"\\[nN]", values(found, "SUMMARY")[0]), name


def test_clear_of_durations() -> None:
    """An event has DTEND, once, and no DURATION, which some do not know."""
    for name, data in feeds():
        for found in vevents(data):
            assert len(values(found, "DTSTART")) == 1, name
            assert len(values(found, "DTEND")) == 1, name
            assert not values(found, "DURATION"), name


def test_clear_of_missing_ends() -> None:
    """A meeting or a deadline with one time has an end, which we choose."""
    for id_ in ("call-before", "call-after", "new-year", "report-autumn"):
        found = one(harbours(), id_)
        assert values(found, "DTEND") > values(found, "DTSTART")


def test_clear_of_two_lines_of_categories() -> None:
    """All categories are in one line."""
    several = 0
    for name, data in feeds():
        for found in vevents(data):
            assert len(values(found, "CATEGORIES")) == 1, name
            several += "," in values(found, "CATEGORIES")[0]
    assert several > 0


@pytest.mark.parametrize("text", ["", "\x07", "\ufeff", "\ud83c"])
def test_clear_of_empty_texts(text: str) -> None:
    """A property without a value is not there: libical reports an error for it."""
    made = attrs.evolve(PLAIN, description=text, location=text, categories=())
    for data in (feed_with(made).to_ical(), *(data for _, data in feeds())):
        assert [line for line in lines(data) if not line.value] == []


def test_clear_of_zones_behind_events() -> None:
    """All zones stand before the first event: ruby reads in one go."""
    data = feed("harbours", "en")
    assert data.rindex(b"END:VTIMEZONE") < data.index(b"BEGIN:VEVENT")


def test_clear_of_zones_that_are_not_known() -> None:
    """Every zone has its name in the IANA database."""
    for zone in observances(feed("harbours", "en")):
        assert ZoneInfo(zone).key == zone
    made = attrs.evolve(
        PLAIN,
        start=datetime(2019, 5, 14, 15, tzinfo=PARIS),
        end=datetime(2019, 5, 14, 16, tzinfo=PARIS),
        zone="Romance Standard Time",
    )
    with pytest.raises(FeedError):
        feed_with(made).to_ical()


def test_clear_of_lists_of_clock_changes() -> None:
    """A zone has rules, no lists of days, through which summer is an hour late."""
    for name, data in feeds():
        assert not values(lines(data), "RDATE", "EXDATE"), name


def test_clear_of_comments_in_zones() -> None:
    """A zone has no COMMENT, on which libical and ruby fail."""
    for name, data in feeds():
        assert not values(lines(data), "COMMENT"), name


@pytest.mark.parametrize(
    ("kind", "day", "time", "expected", "reason"),
    [
        (
            *("deadline", "2019-10-27", "02:15"),
            *(["20191027T014500Z", "20191027T021500Z"], "it begins in the hour"),
        ),
        (
            *("meeting", "2019-10-27", "00:30"),
            *(["20191026T233000Z", "20191027T003000Z"], "it ends in the hour"),
        ),
        (
            *("meeting", "2019-10-27", "00:30-02:30"),
            *(["20191027T003000", "20191027T023000"], "it goes over it: no doubt"),
        ),
        (
            *("deadline", "2019-03-31", "02:15"),
            *(["20190331T004500", "20190331T021500"], "half an hour over the gap"),
        ),
        (
            *("meeting", "2019-03-31", "00:30"),
            *(["20190331T003000", "20190331T023000"], "an hour over the gap"),
        ),
    ],
)
def test_clear_of_hours_of_clock_changes(
    *, kind: str, day: str, time: str, expected: list[str], reason: str
) -> None:
    """No local time is written that Dublin's clock skips or shows twice."""
    text = MILESTONE.replace('"gate"', f'"{kind}"').replace("2019-05-14", day)
    schedule = demo(f'{text}time = "{time}"\nzone = "Europe/Dublin"\n')
    assert values(one(schedule), "DTSTART", "DTEND") == expected, reason


def test_clear_of_unescaped_backslashes() -> None:
    r"""A backslash is written twice, also before an N, where icalendar would not."""
    (text,) = values(one(harbours(), "report-spring"), "DESCRIPTION")
    assert text == r"Into C:\\Network\\reports\; every file\, please."


def test_clear_of_line_breaks_with_a_capital() -> None:
    r"""A line break is written \n, which all know."""
    for name, data in feeds():
        for line in lines(data):
            assert not re.search(r"(?<!\\)(\\\\)*\\N", line.value), name


def test_clear_of_triggers() -> None:
    """There is no alarm, so no TRIGGER; reminders are events."""
    for name, data in feeds():
        assert not values(lines(data), "TRIGGER", "ACTION"), name


def test_clear_of_bare_separators() -> None:
    """A text has no bare comma or semicolon, at which some programs cut it."""
    found = one(harbours(), "quay-before")
    assert values(found, "LOCATION") == [r"Lisboa\; Doca de Alcântara\, 1"]
    assert values(found, "SUMMARY") == [r"Quay\, the Friday before (to be confirmed)"]
