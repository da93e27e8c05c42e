"""
Clock times: a local time in an IANA zone.

Zones come from the `tzdata` package, never from the machine, so that the same
plan gives the same instants everywhere. Abbreviations are refused: a call once
said "17 April 2019, 15:00 CET" when Paris was on summer time, and Python's
`ZoneInfo("CET")` silently means summer time on that day. So are local times that
a change of the clock skips or repeats: calendar programs read them in two ways.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from importlib import resources
from zoneinfo import ZoneInfo

import attrs

from transfertimeline.errors import DateError, quoted

__all__ = ["ClockTime", "moment", "parse_clock_time", "zone_info"]


@attrs.frozen(kw_only=True)
class ClockTime:
    """
    Hours of a day as a clock on the wall shows them; the zone stands beside it.

    Attributes:
        start: When it begins; for a deadline, the last moment.
        end: When it ends on the same day, or None if only one time is stated.

    Raises:
        DateError: If a time has a zone or seconds, or the end is not after
            the start.

    Example:
        >>> print(parse_clock_time("09:30-17:00"))
        09:30-17:00
    """

    start: time
    end: time | None = None

    def __attrs_post_init__(self) -> None:
        values: tuple[object, ...] = (self.start, self.end)
        for value in values:
            if not isinstance(value, time | None):
                found = f"{type(value).__name__} {quoted(value)}"
                todo = "give a datetime.time"
                raise DateError("", "hours and minutes", found, todo, "clock-time")
            if value is not None and (
                value.tzinfo or value.second or value.microsecond
            ):
                todo = "state the zone beside the time"
                raise DateError(
                    "", "hours and minutes", quoted(value), todo, "clock-time"
                )
        if self.end is not None and self.end <= self.start:
            todo = "state times of one day, the earlier first"
            raise DateError(
                "", "an end after the start", quoted(self), todo, "clock-time"
            )

    def __str__(self) -> str:
        """Write the hours as ``15:00`` or ``09:30-17:00``."""
        end = f"-{self.end:%H:%M}" if self.end is not None else ""
        return f"{self.start:%H:%M}{end}"


_TIME = re.compile(
    r"([01]\d|2[0-3]):([0-5]\d)(?:-([01]\d|2[0-3]):([0-5]\d))?", re.ASCII
)


def parse_clock_time(text: str) -> ClockTime:
    """
    Read ``15:00`` or ``09:30-17:00``.

    Raises:
        DateError: If the text is neither.
    """
    match = _TIME.fullmatch(text)
    if match is None:
        todo = 'write "15:00" or "09:30-17:00" and put the zone in zone'
        raise DateError(
            "", "hours of the 24-hour clock", quoted(text), todo, "clock-time"
        )
    start = time(int(match[1]), int(match[2]))
    end = time(int(match[3]), int(match[4])) if match[3] else None
    return ClockTime(start=start, end=end)


class _Zone(ZoneInfo):
    """A zone from a file, which Python alone would not pickle or copy deeply."""

    def __reduce__(self) -> tuple[Callable[[str], ZoneInfo], tuple[str]]:
        return zone_info, (self.key,)


_ZONE = re.compile(r"[A-Za-z]+(/[A-Za-z0-9_+-]+)+", re.ASCII)


@functools.cache
def _known_zones() -> frozenset[str]:
    listing = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8")
    return frozenset(listing.split())


@functools.lru_cache(maxsize=600)
def zone_info(key: str) -> ZoneInfo:
    """
    Return the rules of an IANA zone, from the `tzdata` package.

    Args:
        key: A name like ``Europe/Paris``.

    Raises:
        DateError: If it is an abbreviation or no IANA zone.

    Example:
        >>> zone_info("Europe/Vilnius").key
        'Europe/Vilnius'
        >>> zone_info("CET")
        Traceback (most recent call last):
        ...
        transfertimeline.errors.DateError: expected an IANA zone like "Europe/Paris", \
found the abbreviation "CET"; an abbreviation does not say which clock is meant in \
summer, so name the city whose clock counts [zone-abbreviation]
    """
    expected = 'an IANA zone like "Europe/Paris"'
    if key in ("UTC", "GMT", "Z"):
        todo = 'write "Etc/UTC", or the city whose clock counts'
        raise DateError("", expected, quoted(key), todo, "zone-unknown")
    if re.fullmatch(r"[A-Z]{2,5}([+-]?\d+[A-Z]*)?", key):
        todo = (
            "an abbreviation does not say which clock is meant in summer, "
            "so name the city whose clock counts"
        )
        found = f"the abbreviation {quoted(key)}"
        raise DateError("", expected, found, todo, "zone-abbreviation")
    if not _ZONE.fullmatch(key) or key not in _known_zones():
        todo = "write area and city as the IANA database does"
        raise DateError("", expected, quoted(key), todo, "zone-unknown")
    file = resources.files("tzdata").joinpath("zoneinfo", *key.split("/"))
    with file.open("rb") as stream:
        return _Zone.from_file(stream, key=key)


def moment(day: date, clock: time, zone: str) -> datetime:
    """
    Return the instant at which a clock in a zone shows a time.

    Args:
        day: The day.
        clock: The time on the wall.
        zone: The IANA zone of the wall.

    Returns:
        An aware `datetime` in that zone.

    Raises:
        DateError: If the clocks skip that time on that day or show it twice,
            or the zone is not known.

    Example:
        >>> moment(date(2019, 4, 17), time(15), "Europe/Paris").isoformat()
        '2019-04-17T15:00:00+02:00'
    """
    local = datetime.combine(day, clock.replace(fold=0), tzinfo=zone_info(zone))
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        back = local.astimezone(UTC).astimezone(local.tzinfo)
        skipped = back.replace(tzinfo=None) != local.replace(tzinfo=None)
        what = "is skipped" if skipped else "comes twice"
        raise DateError(
            "",
            "a time that exists once",
            f'"{day} {clock:%H:%M}" in {zone}, which {what} when the clocks change',
            "choose a time outside that hour",
            "time-skipped" if skipped else "time-repeated",
        )
    return local
