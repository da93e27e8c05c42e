"""What every language has to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import MAXYEAR, date

import attrs

from transfertimeline.dates.days import DayRange
from transfertimeline.dates.units import Unit, unit_of

__all__ = ["Words"]


@attrs.frozen(kw_only=True)
class Words:
    """
    The phrases of one language.

    Templates hold named places in braces, filled with `str.format`.

    Attributes:
        language: Its BCP 47 tag.
        day: Writes a day in words (``4 December 2018``).
        days: Writes days in words, both ends included.
        date_to_be_confirmed: Beside the title of something without days yet.
        to_be_confirmed: Beside the title of a meeting whose days are not agreed.
        cancelled: Before the title of something that will not take place;
            ``{title}``.
        postponed: Before the title of something that has no date any more;
            ``{title}``.
        called_off: Says that it will not take place.
        put_off: Says that it has no date any more.
        done: Says that it has taken place.
        moved: Says what its date was; ``{when}``.
        at: A date with the hour; ``{when}``, ``{time}``.
        known_by: Says that the day of a decision is inferred; ``{day}``.
        replaced_by: Says what takes its place; ``{title}``.
        replaces: Says what it takes the place of; ``{title}``.
        first_day: The title of a phase's first day; ``{phase}``.
        last_day: The title of a phase's last day; ``{phase}``.
        by_time: The title of a deadline with a time; ``{title}``, ``{time}``,
            ``{zone}``.
        reminder: The title of a reminder; ``{title}``, ``{lead}``.
        month: Writes a month of a year, by any of its days.
        season: Writes a season, by its first day.
        year: Writes a year.
        as_of: The title of a schedule; ``{name}``, ``{day}``.
        expected: When something without days will be; ``{when}``.
        hours: The hours of something whose day is not known or that lasts
            several days; ``{time}``, ``{zone}``.
        online: The place of an online meeting.
        note_of_phase: What a phase's entry says; ``{phase}``, ``{days}``.
        unknown_dates: What stands before the list of undated milestones.
        kinds: Names of milestone kinds, which become categories.
        statuses: Names of statuses.
        audiences: Names of audiences.
        scopes: Names of scopes, of several milestones.
        columns: Headings of tables, and what cells say.
        report: What reports on progress and changes say.
        lags: Says a lead time: a number and a unit of `Lag` to words.
        countries: Names of countries by ISO 3166-1 alpha-2 code.
    """

    language: str
    day: Callable[[date], str]
    days: Callable[[date, date], str]
    date_to_be_confirmed: str
    to_be_confirmed: str
    cancelled: str
    postponed: str
    called_off: str
    put_off: str
    done: str
    moved: str
    at: str
    known_by: str
    replaced_by: str
    replaces: str
    first_day: str
    last_day: str
    by_time: str
    reminder: str
    month: Callable[[date], str]
    season: Callable[[date], str]
    year: Callable[[int], str]
    as_of: str
    expected: str
    hours: str
    online: str
    note_of_phase: str
    unknown_dates: str
    kinds: Mapping[str, str]
    statuses: Mapping[str, str]
    audiences: Mapping[str, str]
    scopes: Mapping[str, str]
    columns: Mapping[str, str]
    report: Mapping[str, str]
    lags: Callable[[int, str], str]
    countries: Mapping[str, str]

    def when(self, first: date, last: date) -> str:
        """Write a window: as a month, season or year if it is a whole one."""
        window = DayRange(first=first, last=last)
        if window == unit_of(first, Unit.MONTH):
            return self.month(first)
        if window == unit_of(first, Unit.YEAR):
            return self.year(first.year)
        # Only asked for where a season can begin: the first and the last winter of
        # the calendar reach over its ends.
        season = first.day == 1 and first.month % 3 == 0 and first.year < MAXYEAR
        if season and window == unit_of(first, Unit.SEASON):
            return self.season(first)
        return self.days(first, last)

    def shift(self, days: int) -> str:
        """Say how many days later something is, or earlier: ``+14 days``."""
        sign = "+" if days > 0 else "-" if days < 0 else ""
        return f"{sign}{self.lags(abs(days), 'day')}"

    def country(self, code: str) -> str:
        """Return the name of a country, its code if it has none here."""
        return self.countries.get(code, code)
