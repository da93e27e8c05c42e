"""
VTIMEZONE: the clock changes of a zone, as every calendar program reads them.

Compact and legal for Outlook: one yearly rule, with a single BYDAY or BYMONTHDAY,
for changes that come back every year to the end, and an observance of its own for
each other change. There is no RDATE, which three programs read an hour off, and no
UNTIL: of a rule that ends where RFC 5545 wants it to, dateutil's reader, which
icalendar and vobject use, loses the last change in zones east of Greenwich. Each
onset is in local time before the change (RFC 5545, 3.6.5).
"""

from __future__ import annotations

import calendar
import functools
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TypeAlias
from zoneinfo import ZoneInfo

import attrs

from transfertimeline.dates.clock import zone_info
from transfertimeline.errors import DateError, FeedError
from transfertimeline.feed.contentline import (
    Component,
    content_line,
    local_date_time,
    text,
)

__all__ = ["vtimezone"]

_SECOND = timedelta(seconds=1)
# Shorter than any zone has ever kept a change since 1970: Recife's week in 2000.
_STEP = timedelta(days=5)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_Clock: TypeAlias = tuple[timedelta, str, bool]
"""What the clocks of a zone show: offset from UTC, its name, whether it is DST."""


@attrs.frozen(kw_only=True)
class _Change:
    """A change of the clocks; the onset is in local time before it."""

    onset: datetime
    offset_from: timedelta
    offset_to: timedelta
    name: str
    summer: bool


@functools.lru_cache(maxsize=256)
def vtimezone(zone: str, first_year: int, last_year: int) -> Component:
    r"""
    Return the VTIMEZONE of a zone, equal to the IANA database for some years.

    Args:
        zone: An IANA zone: ``Europe/Paris``.
        first_year: It is right from 1 January of this year.
        last_year: It is right to 31 December of the year after this one; a yearly
            rule goes on for ever.

    Raises:
        FeedError: If the zone is not known, or the years are not in order or not
            between 1970 and 9990.

    Example:
        >>> summer, winter = vtimezone("Europe/Paris", 2019, 2020).components
        >>> print(summer.name, *summer.properties, sep="\n")
        DAYLIGHT
        DTSTART:20180325T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        TZNAME:CEST
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
    """
    if not 1970 <= first_year <= last_year <= 9990:
        found = f"{first_year} to {last_year}"
        raise FeedError(zone, "years from 1970 to 9990", found, "", "feed-years")
    try:
        info = zone_info(zone)
    except DateError as error:
        raise FeedError(*error.args) from error
    # The year before has the changes that hold on 1 January of the first.
    changes = list(_changes(info, first_year - 1, last_year + 1))
    if not changes or changes[0].onset.year >= first_year:
        changes.insert(0, _beginning(info, first_year - 1))
    return Component(
        "VTIMEZONE",
        (content_line("TZID", text(zone)),),
        tuple(_observances(changes, last_year + 1)),
    )


def _beginning(info: ZoneInfo, year: int) -> _Change:
    # July, as the local year may begin a day later, and nothing changes in this one.
    offset, name, _ = _clock(datetime(year, 7, 1, tzinfo=UTC), info)
    onset = datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    return _Change(
        onset=onset, offset_from=offset, offset_to=offset, name=name, summer=False
    )


def _changes(info: ZoneInfo, first_year: int, last_year: int) -> Iterator[_Change]:
    # More at both ends, because the local years begin earlier and later.
    start = datetime(first_year, 1, 1, tzinfo=UTC) - _STEP
    steps = (datetime(last_year + 1, 1, 1, tzinfo=UTC) - start) // _STEP + 2
    moments = (start + n * _STEP for n in range(steps + 1))
    seen = ((moment, _clock(moment, info)) for moment in moments)
    for (left, before), (right, after) in pairwise(seen):
        if after != before:
            onset = _first_second(left, right, info) + before[0]
            if first_year <= onset.year <= last_year:
                yield _change(onset.replace(tzinfo=None), before, after)


def _clock(moment: datetime, info: ZoneInfo) -> _Clock:
    local = moment.astimezone(info)
    return local.utcoffset() or timedelta(), local.tzname() or "", bool(local.dst())


def _first_second(left: datetime, right: datetime, info: ZoneInfo) -> datetime:
    before = _clock(left, info)
    while right - left > _SECOND:
        middle = left + (right - left) // _SECOND // 2 * _SECOND
        if _clock(middle, info) == before:
            left = middle
        else:
            right = middle
    return right


def _change(onset: datetime, before: _Clock, after: _Clock) -> _Change:
    offset_from, _, dst_before = before
    offset_to, name, dst_after = after
    return _Change(
        onset=onset,
        offset_from=offset_from,
        offset_to=offset_to,
        name=name,
        # In Irish law winter is the exception; programs expect summer to be DAYLIGHT.
        summer=offset_to > offset_from and (dst_before or dst_after),
    )


# ------------------------------------------------------------------- observances


def _observances(changes: list[_Change], last_year: int) -> Iterator[Component]:
    alike: dict[object, list[_Change]] = defaultdict(list)
    for change in changes:
        key = attrs.evolve(change, onset=change.onset.replace(1, 1, 1))
        alike[key].append(change)
    rules: dict[_Change, str] = {}
    given_by_rule: set[_Change] = set()
    for group in alike.values():
        count, rule = _yearly(group, last_year)
        if count > 1:
            rules[group[-count]] = rule
            given_by_rule.update(group[-count + 1 :])
    for change in changes:
        if change not in given_by_rule:
            yield _observance(change, rules.get(change))


def _yearly(group: list[_Change], last_year: int) -> tuple[int, str]:
    """Return how many changes, the last year's and before, a rule gives; the rule."""
    count, rules = 0, _rules(group[-1].onset)
    for change in reversed(group):
        common = [rule for rule in rules if rule in _rules(change.onset)]
        if change.onset.year != last_year - count or not common:
            break
        count, rules = count + 1, common
    return count, rules[0]


def _rules(onset: datetime) -> list[str]:
    """Return the yearly rules that give the day, the likeliest first."""
    weekday = _WEEKDAYS[onset.weekday()]
    last = onset.day + 7 > calendar.monthrange(onset.year, onset.month)[1]
    days = [f"BYDAY=-1{weekday}"] if last else []
    days += [f"BYDAY={(onset.day + 6) // 7}{weekday}", f"BYMONTHDAY={onset.day}"]
    return [f"FREQ=YEARLY;BYMONTH={onset.month};{day}" for day in days]


def _observance(change: _Change, rule: str | None) -> Component:
    properties = [
        content_line("DTSTART", local_date_time(change.onset)),
        content_line("TZOFFSETFROM", _offset(change.offset_from)),
        content_line("TZOFFSETTO", _offset(change.offset_to)),
        content_line("TZNAME", text(change.name)),
    ]
    if rule:
        properties.append(content_line("RRULE", rule))
    return Component("DAYLIGHT" if change.summer else "STANDARD", tuple(properties))


def _offset(offset: timedelta) -> str:
    minutes, seconds = divmod(abs(offset) // _SECOND, 60)
    sign = "-" if offset < timedelta() else "+"
    hours = f"{sign}{minutes // 60:02}{minutes % 60:02}"
    return f"{hours}{seconds:02}" if seconds else hours
