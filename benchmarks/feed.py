"""A whole feed, beside the same feed built with icalendar's component API."""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from benchmarks.plans import DATA_DATE, plan_of
from benchmarks.timing import ratio, seconds
from transfertimeline.feed.event import Event
from transfertimeline.feed.feed import PRODUCT, REFRESH, Feed, feed_of
from transfertimeline.schedule.compute import compute

__all__ = ["run", "scale"]


def with_icalendar(feed: Feed) -> bytes:
    """Write a feed as icalendar's own documentation shows it."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("uid", feed.uid)
    calendar.add("name", feed.name)
    calendar.add("x-wr-calname", feed.name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for event in feed.events:
        calendar.add_component(_component(event))
    calendar.add_missing_timezones()
    data: bytes = calendar.to_ical()
    return data


def _component(event: Event) -> CalendarEvent:
    component = CalendarEvent()
    component.add("uid", event.uid)
    component.add("dtstamp", event.last_modified)
    component.add("last-modified", event.last_modified)
    component.add("sequence", event.sequence)
    component.add("dtstart", event.start or event.days.first)
    component.add("dtend", event.end or event.days.last + dt.timedelta(days=1))
    component.add("summary", event.summary)
    if event.description:
        component.add("description", event.description)
    if event.location:
        component.add("location", event.location)
    if event.url:
        component.add("url", event.url)
    component.add("categories", list(event.categories))
    component.add("status", event.status)
    transparency, busy = event.presence.value
    component.add("transp", transparency)
    component.add("x-microsoft-cdo-busystatus", busy)
    for related in event.related:
        component.add("related-to", related.uid, parameters={"RELTYPE": "DEPENDS-ON"})
    return component


def run() -> list[tuple[str, float]]:
    """Return how many times as fast we write a feed of 40 and of 920 events."""
    found = []
    for milestones, times in ((36, 20), (916, 2)):
        schedule = compute(plan_of(milestones), data_date=DATA_DATE)
        feed = feed_of(schedule)
        events = len(feed.events)
        fast = ratio(feed.to_ical, lambda feed=feed: with_icalendar(feed), times=times)  # type: ignore[misc]  # mypy sees no type for the default
        found.append((f"a feed of {events} events, from events to bytes", fast))
        whole = ratio(
            lambda schedule=schedule: feed_of(schedule).to_ical(),  # type: ignore[misc]  # as above
            lambda feed=feed: with_icalendar(feed),  # type: ignore[misc]  # as above
            times=times,
        )
        found.append((f"a feed of {events} events, from schedule to bytes", whole))
    return found


def scale() -> list[tuple[int, float]]:
    """Return the seconds an event costs, from event to bytes, in feeds of all sizes."""
    found = []
    for milestones in (36, 916, 19_996, 199_996):
        feed = feed_of(compute(plan_of(milestones), data_date=DATA_DATE))
        cost = seconds(feed.to_ical, rounds=3)
        found.append((len(feed.events), cost / len(feed.events)))
    return found
