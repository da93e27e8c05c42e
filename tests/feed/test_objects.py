from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from tests.feed.plans import BUNDLED, HARBOURS, LATER, bundled, demo, lines
from transfertimeline.errors import UnknownIdError
from transfertimeline.feed.feed import feed_of, to_ical
from transfertimeline.feed.objects import to_calendar
from transfertimeline.plan.milestones import Audience
from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.selection import Selection


def by_uid(calendar: Calendar) -> dict[str, Event]:
    """Return the events of a calendar by UID."""
    return {str(event["UID"]): event for event in calendar.events}


def harbours() -> Schedule:
    """Return the schedule of the plan with times in several zones."""
    return demo("", HARBOURS)


@pytest.mark.parametrize("id_", BUNDLED)
def test_days_and_titles(id_: str) -> None:
    """Each dated milestone is an event with its days, of which the end is excluded."""
    schedule = bundled(id_)
    events = by_uid(to_calendar(schedule))
    for milestone in schedule:
        if milestone.first is None or milestone.last is None:
            assert milestone.uid not in events
            continue
        event = events[milestone.uid]
        assert event.start == milestone.first
        assert event.end == milestone.last + timedelta(days=1)
        assert str(event["SUMMARY"]).startswith(milestone.title.pick(["en"]))
    assert len(events) == len(feed_of(schedule).events)


def test_times_are_in_their_zones() -> None:
    """A time is an instant in the zone that is stated, or in UTC where needed."""
    schedule = harbours()
    events = by_uid(to_calendar(schedule))
    before, after = (events[schedule[id_].uid] for id_ in ("quay-before", "quay-after"))
    lisbon = ZoneInfo("Europe/Lisbon")
    assert before.start == datetime(2019, 3, 29, 9, 30, tzinfo=lisbon)
    assert after.end == datetime(2019, 4, 1, 17, tzinfo=lisbon)
    assert str(before["DTSTART"].params["TZID"]) == "Europe/Lisbon"
    night = events[schedule["report-autumn"].uid]
    assert night.start == datetime(2019, 10, 27, 1, 45, tzinfo=UTC)


def test_calendar_itself() -> None:
    """The calendar has the name, the text, the UID and the interval of the feed."""
    schedule = harbours()
    calendar = to_calendar(schedule)
    assert calendar.calendar_name == "Harbours, ports; quays \\ ⚓"
    assert calendar.description == "Not dated yet:\n- Closing"
    assert calendar.uid == feed_of(schedule).uid
    assert calendar.refresh_interval == timedelta(hours=12)
    assert calendar.url == "https://example.org/harbours?page=1,2;3"
    zones = [str(zone["TZID"]) for zone in calendar.timezones]
    assert zones == [
        *("Asia/Nicosia", "Europe/Athens", "Europe/Dublin", "Europe/Lisbon"),
    ]


def test_relations() -> None:
    """A relation has its type and its gap, as icalendar knows them."""
    schedule = harbours()
    event = by_uid(to_calendar(schedule))[schedule["quay-after"].uid]
    (related,) = event.related_to
    assert str(related) == schedule["quay-before"].uid
    kind, gap = related.RELTYPE, related.GAP
    assert (kind, gap) == ("DEPENDS-ON", timedelta(days=3))


@pytest.mark.parametrize("id_", BUNDLED)
@pytest.mark.parametrize("language", ["en", "lt"])
def test_written_again(id_: str, language: str) -> None:
    """Written by icalendar in the order read, the objects are the feed again."""
    schedule = bundled(id_)
    written = to_calendar(schedule, language=language).to_ical(sorted=False)
    assert written == to_ical(schedule, language=language)


def test_written_again_with_zones_and_texts() -> None:
    """Zones and texts stay, but for what icalendar writes in its own way."""
    feed = lines(to_ical(harbours()))
    written = lines(to_calendar(harbours()).to_ical(sorted=False))
    differences = [
        (str(ours), str(theirs))
        for ours, theirs in zip(feed, written, strict=True)
        if ours != theirs and ours.name != "RRULE"  # in another order
    ]
    # It writes a line break for a backslash before an N.
    assert differences == [
        (
            r"DESCRIPTION:Into C:\\Network\\reports\; every file\, please.",
            r"DESCRIPTION:Into C:\network\\reports\; every file\, please.",
        )
    ]
    rules = [line.value for line in feed if line.name == "RRULE"]
    theirs = [line.value for line in written if line.name == "RRULE"]
    assert [sorted(rule.split(";")) for rule in rules] == [
        sorted(rule.split(";")) for rule in theirs
    ]


def test_selection_and_language() -> None:
    """A selection and a language give the objects of that feed."""
    schedule = bundled("playful-paradigm")
    calendar = to_calendar(
        schedule, selection=Selection(audience=Audience.PUBLIC), language="lt"
    )
    assert calendar.calendar_name == "The Playful Paradigm, visuomenė"
    # The final event has no date yet, and no other of the lifecycle is for the public;
    # what states no audience is for everybody.
    summaries = [str(event["SUMMARY"]) for event in calendar.events]
    assert summaries == [
        "Stebėsenos komitetas patvirtina 25 tinklus pirmajam etapui",
        "URBACT miestų festivalis 2018",
        "Italijos URBACT gerosios praktikos festivalis",
        "Perkėlimo mokymasis: pradžia",
        "Stebėsenos komitetas patvirtina 23 tinklus antrajam etapui",
        "Perkėlimo mokymasis: pabaiga",
        "Viešinimas: pradžia",
        "Viešinimas: pabaiga",
    ]


def test_status_and_sequence() -> None:
    """What became of an entry is there as objects, too: status, SEQUENCE, stamps."""
    schedule = bundled("bluact", LATER)
    event = by_uid(to_calendar(schedule))[schedule["mid-point"].uid]
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CONFIRMED", 2)
    assert event.DTSTAMP == event.LAST_MODIFIED
    assert datetime(2020, 1, 29, 0, 0, 2, tzinfo=UTC) == event.DTSTAMP


def test_follows_what_was_published() -> None:
    """The objects follow what was published, tombstones and their zones included."""
    before = to_ical(harbours())
    alone = HARBOURS.split("[[milestone]]", maxsplit=1)[0]
    calendar = to_calendar(demo("", alone), previous=before)
    event = by_uid(calendar)[harbours()["call-before"].uid]
    assert str(event["STATUS"]) == "CANCELLED"
    assert event.start == datetime(2019, 10, 25, 15, tzinfo=ZoneInfo("Europe/Athens"))
    assert "Europe/Athens" in {str(zone["TZID"]) for zone in calendar.timezones}
    assert len(calendar.events) == len(to_calendar(harbours()).events)


def test_objects_are_new() -> None:
    """Whoever changes the objects changes nobody else's."""
    schedule = bundled("bluact")
    first = to_calendar(schedule)
    first.events[0]["SUMMARY"] = "Changed"
    first.add_component(Event.new(summary="New", start=date(2019, 1, 1)))
    assert to_calendar(schedule).to_ical() != first.to_ical()
    assert len(to_calendar(schedule).events) == len(first.events) - 1


def test_unknown_partner() -> None:
    """A partner that the network has not got is an error that suggests another."""
    schedule = bundled("playful-paradigm")
    with pytest.raises(UnknownIdError) as caught:
        to_calendar(schedule, selection=Selection(partner="klaipeida"))
    assert caught.value.code == "unknown-partner"
    assert '"klaipeda"' in caught.value.todo
