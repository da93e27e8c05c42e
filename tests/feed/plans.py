"""
Small plans made by hand, for the tests of the feed.

What they state is stated here and nowhere else, so that a test can say by hand what
has to follow.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

import attrs
import icalendar

from transfertimeline.catalogue import ids
from transfertimeline.feed.event import Event
from transfertimeline.feed.feed import feed_of
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.networks import Network
from transfertimeline.plan.parse import parse_plan
from transfertimeline.plan.planfile import load_bundled
from transfertimeline.plan.revisions import Status
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule

__all__ = [
    "BUNDLED",
    "DATA_DATE",
    "HARBOURS",
    "LATER",
    "LIFECYCLE",
    "Entry",
    "Line",
    "bundled",
    "demo",
    "event",
    "lines",
    "plan_of",
    "read",
    "revised",
    "vevents",
]

DATA_DATE = date(2019, 1, 1)
"""The data date of most of these tests; there is nothing about it."""

LATER = date(2020, 7, 1)
"""A week after all networks were extended; by then there is much history."""

BUNDLED = (*ids("networks"), *ids("programmes"))
"""The ids of everything bundled that has a feed: 23 networks and their programme."""

LIFECYCLE = """
format = 1
[lifecycle]
id = "two-years"
name = "Two years"
ends = "anniversary"
[[phase]]
id = "transfer"
title = { en = "Transfer", lt = "Perkėlimas" }
length = "18 months"
[[phase]]
id = "dissemination"
title = { en = "Sharing", lt = "Viešinimas" }
length = "6 months"
"""

DEMO = """
format = 1
[network]
id = "demo"
name = { en = "Demo", lt = "Pavyzdys" }
lifecycle = "two-years"
start = 2018-12-04
issued = 2018-12-04
zone = "Europe/Vilnius"
languages = ["en", "lt"]
"""
"""A network from 4 December 2018 to 4 December 2020, in two phases, 18 + 6 months."""

HARBOURS = r"""
format = 1
[network]
id = "harbours"
name = "Harbours, ports; quays \\ ⚓"
lifecycle = "two-years"
start = 2018-12-04
issued = 2018-12-21
zone = "Europe/Lisbon"
languages = ["en", "lt"]
page = "https://example.org/harbours?page=1,2;3"

[[phase]]
id = "dissemination"
override = true
note = "What was learned goes to other ports.\nPirmyn; ⛵, Εμπρός!"

# The clocks of Lisbon go forward on Sunday, 31 March 2019.
[[milestone]]
id = "quay-before"
kind = "meeting"
title = "Quay, the Friday before"
when = "2019-03-29"
time = "09:30-17:00"
place = "Lisboa; Doca de Alcântara, 1"
tags = ["transfer"]

[[milestone]]
id = "quay-after"
kind = "meeting"
title = "Quay, the Monday after"
when = "3 days after quay-before"
time = "09:30-17:00"
place = "Lisboa; Doca de Alcântara, 1"

# Those of Athens go back on Sunday, 27 October 2019.
[[milestone]]
id = "call-before"
kind = "meeting"
title = { en = "Call with Piraeus ☎️: Πειραιάς", lt = "Skambutis į Pirėją ☎️: Πειραιάς" }
when = "2019-10-25"
time = "15:00"
zone = "Europe/Athens"
online = true
url = "https://example.org/call?id=7&pw=a,b;c"
note = '''
Ημερήσια διάταξη:
1. Λιμάνι, πλοία; ναύτες
2. «Ερωτήσεις»

Σας ευχαριστούμε! 🇬🇷'''

[[milestone]]
id = "call-after"
kind = "meeting"
title = "Call with Piraeus again"
when = "2019-10-28"
time = "15:00"
zone = "Europe/Athens"
online = true

# The same Sundays, in Dublin: the hour from one o'clock is skipped, or comes twice.
[[milestone]]
id = "report-spring"
kind = "deadline"
title = "Report, in the night of the change"
when = "2019-03-31"
time = "02:15"
zone = "Europe/Dublin"
note = 'Into C:\Network\reports; every file, please.'

[[milestone]]
id = "report-autumn"
kind = "deadline"
title = "Report, in the night of the change back"
when = "2019-10-27"
time = "02:15"
zone = "Europe/Dublin"
remind = ["2 weeks"]

# The clocks go back on 27 October 2019 in Nicosia, too.
[[milestone]]
id = "summer-school"
kind = "event"
title = "Summer school 🎲👩‍👧, day 1"
when = "2019-07-01"
time = "10:00-12:30"
zone = "Asia/Nicosia"
place = "Λευκωσία"

[[milestone]]
id = "winter-school"
kind = "event"
title = "Winter school"
when = "2019-11-04"
time = "10:00-12:30"
zone = "Asia/Nicosia"

[[milestone]]
id = "new-year"
kind = "event"
title = "Fireworks 🎆 over the port"
when = "2019-12-31"
time = "23:30"

[[milestone]]
id = "visit"
kind = "meeting"
title = { en = "Study visit to Gdańsk", lt = "Pažintinis vizitas į Gdanską" }
when = "2020-02-28"
length = "3 days"
time = "09:00-16:00"
zone = "Europe/Warsaw"
place = "Gdańsk, Żuraw"
note = 'Zażółć gęślą jaźń; Łódź, źdźbło \ trawa'

[[milestone]]
id = "workshop"
kind = "meeting"
title = { en = "Workshop in Klaipėda", lt = "Dirbtuvės Klaipėdoje" }
when = "2020-05"
length = "2 days"
time = "13:00"
zone = "Europe/Vilnius"
place = "Klaipėda"
note.en = "Bring ideas."
note.lt = "Ąžuolų gatvė 5;\nčia žaidžia ėriukai, ūžia šermukšniai"

[[milestone]]
id = "closing"
kind = "event"
title = { en = "Closing", lt = "Pabaigtuvės" }
when = "unknown"
"""
"""A network with times in several zones, on both sides of their clock changes."""


def plan_of(text: str) -> Plan:
    """Return the plan of a network of the lifecycle of two years."""
    lifecycle, network = parse_plan(LIFECYCLE), parse_plan(text)
    assert isinstance(lifecycle, Lifecycle)
    assert isinstance(network, Network)
    return Plan(lifecycle=lifecycle, network=network)


def demo(milestones: str, head: str = DEMO, day: date = DATA_DATE) -> Schedule:
    """Return the schedule of the demo network with some milestones, as of a day."""
    return compute(plan_of(head + milestones), data_date=day)


@functools.cache
def bundled(id_: str, day: date = DATA_DATE) -> Schedule:
    """Return the schedule of something bundled, as of a day."""
    return compute(load_bundled(id_), data_date=day)


def revised(on: str, fields: str, id_: str = "it") -> str:
    """Return a revision of a milestone, for the end of a plan."""
    return f'[[revision]]\non = {on}\nmilestone = "{id_}"\n{fields}\n'


def event(schedule: Schedule, id_: str, language: str = "en") -> Event:
    """Return the event of a milestone in the feed of everything."""
    uid = schedule[id_].uid
    return next(e for e in feed_of(schedule, language=language).events if e.uid == uid)


class Line(NamedTuple):
    """A content line, unfolded and not unescaped."""

    name: str
    params: str
    value: str

    def __str__(self) -> str:
        """Write it again."""
        return f"{self.name}{self.params}:{self.value}"


_LINE = re.compile(
    r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', re.ASCII
)


def lines(data: bytes) -> list[Line]:
    """Return the content lines of a feed; each has to look like one."""
    unfolded = data.decode().replace("\r\n ", "")
    found = []
    for line in unfolded.split("\r\n")[:-1]:
        match = _LINE.fullmatch(line)
        assert match, line
        found.append(Line(*match.groups()))
    return found


def vevents(data: bytes) -> Iterator[list[Line]]:
    """Return the content lines of each VEVENT of a feed."""
    inside: list[Line] | None = None
    for line in lines(data):
        if str(line) == "BEGIN:VEVENT":
            inside = []
        elif str(line) == "END:VEVENT":
            assert inside is not None
            yield inside
            inside = None
        elif inside is not None:
            inside.append(line)


@attrs.frozen(kw_only=True)
class Entry:
    """What icalendar reads of an event."""

    uid: str
    sequence: int
    stamp: datetime
    start: date
    end: date
    summary: str
    description: str
    status: str
    shown_as: str


def read(data: bytes) -> dict[str, Entry]:
    """Return the events of a feed as icalendar reads them, by UID, each once."""
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    found = {str(event["UID"]): _entry(event) for event in calendar.events}
    assert len(found) == len(calendar.events)
    return found


def _entry(event: icalendar.Event) -> Entry:
    stamp = event.DTSTAMP
    assert stamp is not None
    assert stamp == event.LAST_MODIFIED
    assert event.start is not None
    assert event.end is not None
    return Entry(
        uid=str(event["UID"]),
        sequence=int(str(event["SEQUENCE"])),
        stamp=stamp,
        start=event.start,
        end=event.end,
        summary=str(event["SUMMARY"]),
        description=str(event.get("DESCRIPTION", "")),
        status=str(event["STATUS"]),
        shown_as=f"{event['TRANSP']} {event['X-MICROSOFT-CDO-BUSYSTATUS']}",
    )


def with_status(schedule: Schedule, status: Status) -> Schedule:
    """Return a schedule with all its milestones as far as that."""
    milestones = tuple(
        attrs.evolve(each, expected=attrs.evolve(each.expected, status=status))
        for each in schedule.milestones
    )
    return attrs.evolve(schedule, milestones=milestones)
