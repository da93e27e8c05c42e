"""The bundled plans for the tests: each loaded once, each day computed once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import attrs

from transfertimeline.feed.feed import to_ical
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.networks import Network
from transfertimeline.plan.planfile import load_bundled
from transfertimeline.plan.programmes import Programme
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule

PROGRAMME = "urbact-iii-transfer"
WHOLE = load_bundled(PROGRAMME)
NETWORKS = {network.id: network for network in WHOLE.networks}
IDS = (PROGRAMME, *NETWORKS)

NOW = date(2021, 12, 31)
"""A day by which everything is over."""


def programme() -> Programme:
    """Return the bundled programme."""
    assert WHOLE.programme is not None  # it was asked for by its id
    return WHOLE.programme


def layers() -> tuple[Programme | Network, ...]:
    """Return the records that have a history: the programme and its networks."""
    return (programme(), *NETWORKS.values())


@cache
def plan(id_: str) -> Plan:
    """Return a bundled plan."""
    return WHOLE if id_ == PROGRAMME else load_bundled(id_)


@cache
def schedule(id_: str, data_date: date = NOW) -> Schedule:
    """Return the schedule of a bundled plan as of a day."""
    return compute(plan(id_), data_date=data_date)


@cache
def feed(id_: str, data_date: date = NOW) -> bytes:
    """Return the feed of a bundled plan as of a day, with nothing published before."""
    return to_ical(schedule(id_, data_date))


def entries(data: bytes) -> list[dict[str, str]]:
    """
    Return the properties of each event of a feed, without their parameters.

    Read by hand, not by the library that is tested. RELATED-TO is left out: an
    entry may be in feeds that show different things around it.
    """
    lines = data.replace(b"\r\n ", b"").decode().split("\r\n")
    found: list[dict[str, str]] = []
    inside = False
    for line in lines:
        name = line.partition(":")[0].partition(";")[0]
        if line == "BEGIN:VEVENT":
            found.append({})
        if line in ("BEGIN:VEVENT", "END:VEVENT"):
            inside = line.startswith("BEGIN")
        elif inside and name != "RELATED-TO":
            assert name not in found[-1], line
            found[-1][name] = line.partition(":")[2]
    return found


def by_uid(data: bytes) -> dict[str, dict[str, str]]:
    """Return the events of a feed by UID; no UID comes twice."""
    found = entries(data)
    events = {event["UID"]: event for event in found}
    assert len(events) == len(found)
    return events


def records(record: object) -> Iterator[object]:
    """Return a record and all records inside it."""
    yield record
    kind = type(record)
    if attrs.has(kind):
        for field in attrs.fields(kind):
            yield from records(getattr(record, field.name))
    elif isinstance(record, tuple):
        for item in record:
            yield from records(item)
