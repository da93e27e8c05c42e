"""
What happened in the 23 networks, event by event: the rows of `events.csv`.

Each row was written down by hand from the page in its last column. It holds as of
the day in `as_of`, or of the last day of 2021. What its `outcome` says:

- held: done, on these days
- month: of some day in this month, and done only where a source gives the day
- planned: announced for these days; no source tells that it was held
- moved: announced for these days, later for others
- cancelled: announced for these days (last), and not held
- postponed: announced for these days, then left without any
- computed: follows from the rules; sources state the same day
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.catalogue.bundled import IDS, NOW, plan, programme, schedule
from transfertimeline.dates.days import DayRange, Window
from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.plan.milestones import Kind, Scope
from transfertimeline.plan.revisions import Revision, Status
from transfertimeline.schedule.expectation import Expectation, was_dated
from transfertimeline.schedule.schedule import ScheduledMilestone


class Event(NamedTuple):
    """A row of `events.csv`."""

    network: str
    milestone: str
    first: str
    last: str
    edtf: str
    place: str
    country: str
    partner: str
    online: str
    outcome: str
    as_of: str
    source: str

    @property
    def days(self) -> DayRange:
        """The days, where they are known."""
        return DayRange(
            first=date.fromisoformat(self.first), last=date.fromisoformat(self.last)
        )

    @property
    def scheduled(self) -> ScheduledMilestone:
        """The milestone on the day of which the row speaks."""
        day = date.fromisoformat(self.as_of) if self.as_of else NOW
        return schedule(self.network, day)[self.milestone]

    @property
    def at_last(self) -> ScheduledMilestone:
        """The milestone when everything is over."""
        return schedule(self.network)[self.milestone]


def _rows() -> list[Event]:
    path = Path(__file__).with_name("events.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return [Event(**row) for row in csv.DictReader(file)]


EVENTS = _rows()


def _of(*outcomes: str) -> pytest.MarkDecorator:
    rows = [event for event in EVENTS if event.outcome in outcomes]
    ids = [f"{row.network}-{row.milestone}" for row in rows]
    return pytest.mark.parametrize("event", rows, ids=ids)


EVERY_EVENT = pytest.mark.parametrize(
    "event", EVENTS, ids=[f"{e.network}-{e.milestone}-{e.outcome}" for e in EVENTS]
)


def test_every_row_is_there() -> None:
    """There are 134 dated events, each with its outcome."""
    assert len(EVENTS) == 134
    assert Counter(event.outcome for event in EVENTS) == {
        "held": 100,
        "planned": 13,
        "month": 14,
        "computed": 3,
        "cancelled": 2,
        "moved": 1,
        "postponed": 1,
    }


@_of("held")
def test_held(event: Event) -> None:
    """What a source tells of afterwards is done, on the days it states."""
    found = event.scheduled
    assert (found.status, found.days) == (Status.DONE, event.days)


@_of("month")
def test_month(event: Event) -> None:
    """Where only the month is known, no day is invented, and nothing is done."""
    found = event.scheduled
    month = parse_edtf(event.edtf).days
    assert isinstance(month, Window)
    assert found.first is not None
    assert found.last is not None
    assert month.first <= found.first <= found.last <= month.last
    assert found.exact or found.edtf == event.edtf
    assert found.exact or found.status is Status.PLANNED


@_of("planned")
def test_planned(event: Event) -> None:
    """What was announced, and of which nobody tells, stays planned on its days."""
    found = event.scheduled
    assert (found.status, found.days) == (Status.PLANNED, event.days)


@_of("moved")
def test_moved(event: Event) -> None:
    """What moved was planned on its first days, and keeps them as its history."""
    found = event.scheduled
    assert (found.status, found.days) == (Status.PLANNED, event.days)
    assert found.earlier == ()
    later = event.at_last
    assert later.earlier[0].was == Expectation(days=event.days)
    assert later.days != event.days


@_of("cancelled", "postponed")
def test_not_held(event: Event) -> None:
    """What was not held is cancelled, or has no date; its last days are known."""
    found = event.scheduled
    cancelled = event.outcome == "cancelled"
    assert (found.status is Status.CANCELLED) is cancelled
    assert found.postponed is not cancelled
    dated = found.expected if found.first else was_dated(found.earlier)
    assert dated is not None
    assert dated.days == (parse_edtf(event.edtf).days if event.edtf else event.days)


@_of("computed")
def test_computed(event: Event) -> None:
    """The end that the rules give is the end that the sources state."""
    found = event.scheduled
    assert (found.kind, found.status) == (Kind.DEADLINE, Status.PLANNED)
    assert found.days == event.days
    assert str(found.derivation.rule) == "end"  # not a date written down


@EVERY_EVENT
def test_place(event: Event) -> None:
    """Each event is where its source says, online or not."""
    found = event.scheduled
    place = found.place.pick(["en"]) if found.place else ""
    assert (place, bool(found.stated.online)) == (event.place, event.online == "yes")
    cities = {each.city: each.country for each in plan(event.network).partners}
    assert cities.get(event.place, event.country) == event.country


@EVERY_EVENT
def test_partner(event: Event) -> None:
    """What concerns one city is that partner's; a campus is of all in its country."""
    found = event.scheduled
    partners = {each.id: each for each in plan(event.network).partners}
    if found.scope is Scope.COUNTRY:
        assert (found.partner, found.country) == (None, event.country)
        assert not event.partner or (event.partner, event.country) in {
            (each.city, each.country) for each in partners.values()
        }
        return
    city = partners[found.partner].city if found.partner else ""
    assert city == event.partner
    if event.partner and event.country:
        assert found.country == event.country


def _sources(event: Event) -> set[str]:
    found = event.scheduled
    revisions: list[Revision] = []
    for layer in (programme(), plan(event.network).network):
        if layer is not None:
            revisions += [r for r in layer.revisions if r.milestone == found.id]
    sources = {source for revision in revisions for source in revision.source}
    return sources.union(found.stated.source)


@EVERY_EVENT
def test_source(event: Event) -> None:
    """The page of each row stands in the milestone or in one of its revisions."""
    assert event.source in _sources(event)


# What is done in the catalogue and no row: stated on other pages, or the other half
# of a row.
BEYOND = {
    ("urbact-iii-transfer", "campus-si"): "the same two days as the Croatian one",
    ("bluact", "mid-point"): "the mid-term review, part of the Matosinhos meeting",
    ("bluact", "mataro-incubation"): "in the longer list of the network's page",
    ("bluact", "final-event"): "in the news of Salerno, 1 June 2021",
}


def test_nothing_is_done_beyond_the_events() -> None:
    """Nothing is said to have happened that is not among the facts."""
    rows = {(event.scheduled.owner.id, event.milestone) for event in EVENTS}
    done = {
        (milestone.owner.id, milestone.id)
        for id_ in IDS
        for milestone in schedule(id_)
        if milestone.status is Status.DONE
    }
    assert done - rows == BEYOND.keys()


# The hours that sources state. A row: network, milestone, stated, start, end (with
# the offset from UTC of that place on that day), reason.
HOURS = [
    ("urbact-iii-transfer", "campus-it", "09:00", None, None,
     "on two days, so the hours go into the words"),
    ("urbact-iii-transfer", "sharing-event-pt", "09:30",
     "2021-03-04T09:30+00:00", None, "Lisbon in winter"),
    ("active-ngos", "meeting-siracusa", "09:00", None, None, "on two days"),
    ("active-ngos", "final-event", "10:00", None, None, "on two days"),
    ("beepathnet", "cesena-conference", "09:30-13:00",
     "2021-05-20T09:30+02:00", "2021-05-20T13:00+02:00", "Cesena in summer"),
    ("c-change", "agueda-open-session", "18:00",
     "2019-04-03T18:00+01:00", None, "Lisbon in summer"),
    ("card4all", "sassari-meeting", "09:00",
     "2019-09-25T09:00+02:00", None, "Sassari in summer"),
    ("onstage", "adelfia-concert", "19:00",
     "2020-01-21T19:00+01:00", None, "Adelfia in winter"),
    ("playful-paradigm", "udine-play-day", "16:00-20:00",
     "2019-05-25T16:00+02:00", "2019-05-25T20:00+02:00", "the network's zone"),
    ("playful-paradigm", "udine-online-challenge", "16:00",
     "2020-05-30T16:00+02:00", None, "the network's zone"),
    ("re-growcity", "decline-conference", "09:00-15:30",
     "2021-05-18T09:00+02:00", "2021-05-18T15:30+02:00", "Manresa and Altena"),
    ("ru-rban", "rome-urban-networks", "09:30",
     "2020-10-13T09:30+02:00", None, "twelve days before Rome's clocks change"),
    ("urban-regeneration-mix", "zagreb-results", "10:00",
     "2021-04-30T10:00+02:00", None, "Zagreb in summer"),
]  # fmt: skip


@pytest.mark.parametrize("row", HOURS, ids=[f"{r[0]}-{r[1]}" for r in HOURS])
def test_hours(row: tuple[str, str, str, str | None, str | None, str]) -> None:
    """Hours are those of the place on that day; without a day there is no instant."""
    network, id_, stated, start, end, reason = row
    found = schedule(network)[id_]
    assert str(found.time) == stated, reason
    first = found.start.isoformat(timespec="minutes") if found.start else None
    last = found.end.isoformat(timespec="minutes") if found.end else None
    assert (first, last) == (start, end), reason


def test_no_hours_are_invented() -> None:
    """No other milestone has hours; two sources state some that are in doubt."""
    timed = {
        (milestone.owner.id, milestone.id)
        for id_ in IDS
        for milestone in schedule(id_)
        if milestone.time is not None
    }
    assert timed == {(row[0], row[1]) for row in HOURS}
    # "14:30 - 16:00 CET" in summer time; "9.30 to 11.00" without a zone.
    assert ("innovato-r", "regions-week-session") not in timed
    assert ("rumourless-cities", "regions-week-workshop") not in timed
