"""English."""

from __future__ import annotations

from datetime import date

from transfertimeline.dates.units import Season
from transfertimeline.words.phrases import Words

__all__ = ["WORDS"]

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _days(first: date, last: date) -> str:
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} - {_day(last)}"
    return f"{_day(first)} - {_day(last)}"


def _season(first: date) -> str:
    name = Season.of(first).name.lower()
    year = (
        f"{first.year}/{(first.year + 1) % 100:02}" if name == "winter" else first.year
    )
    return f"{name} {year}"


def _lags(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


WORDS = Words(
    language="en",
    day=_day,
    days=_days,
    date_to_be_confirmed="(date to be confirmed)",
    to_be_confirmed="(to be confirmed)",
    cancelled="Cancelled: {title}",
    postponed="Postponed: {title}",
    called_off="Cancelled",
    put_off="Postponed, new date to be confirmed",
    done="Done.",
    moved="Moved from {when}",
    at="{when}, {time}",
    known_by="known by {day}",
    replaced_by="In its place: {title}",
    replaces="In place of: {title}",
    first_day="{phase} begins",
    last_day="{phase} ends",
    by_time="{title}, by {time} ({zone})",
    reminder="In {lead}: {title}",
    month=lambda day: f"{_MONTHS[day.month - 1]} {day.year}",
    season=_season,
    year=str,
    as_of="{name}, as of {day}",
    expected="Expected: {when}. The day is not fixed yet.",
    hours="{time} ({zone})",
    online="Online",
    note_of_phase="{phase}: {days}.",
    unknown_dates="Not dated yet:",
    kinds={
        "meeting": "Meeting",
        "deadline": "Deadline",
        "period": "Period",
        "gate": "Gate",
        "event": "Event",
        "phase": "Phase",
    },
    statuses={
        "planned": "planned",
        "confirmed": "confirmed",
        "done": "done",
        "cancelled": "cancelled",
    },
    audiences={
        "lead": "lead partners",
        "expert": "experts",
        "partner": "partners",
        "local-group": "local groups",
        "public": "the public",
    },
    scopes={
        "programme": "programme",
        "country": "countries",
        "network": "network",
        "partner": "partners",
    },
    columns={
        "date": "Date",
        "time": "Time",
        "title": "What",
        "place": "Where",
        "kind": "Kind",
        "status": "Status",
        "id": "Id",
        "unknown": "not known yet",
        "some_day": "some day, {days}",
    },
    report={
        "in_phase": "{phase}, day {day} of {days} ({stretch})",
        "not_begun": "Begins on {day}",
        "over": "Ended on {day}",
        "elapsed": "{share} % of the time has passed: {elapsed} of {days} days",
        "baseline": "Compared with {name}, {day}",
        "first_published": "the first publication",
        "upcoming": "Next",
        "overdue": "Overdue: neither done nor cancelled",
        "waiting": "Waiting for confirmation",
        "slipped": "Later than planned",
        "compared": "{name}: from {before} to {after}",
        "supposed": "{name}, as of {day}: if {changes}",
        "unchanged": "Nothing changed.",
        "before": "Before",
        "after": "After",
        "days": "Days",
        "why": "Why",
        "also": "Also changed",
        "added": "new",
        "dropped": "no longer there",
        "note": "Note",
        "url": "Address",
        "zone": "Zone",
        "online": "Online",
        "trend": "{name}: what was expected when, as of {day}",
        "data_date": "Known from",
        "expected": "Expected",
    },
    lags=_lags,
    countries={
        "AL": "Albania",
        "AT": "Austria",
        "BA": "Bosnia and Herzegovina",
        "BE": "Belgium",
        "BG": "Bulgaria",
        "CH": "Switzerland",
        "CY": "Cyprus",
        "CZ": "Czechia",
        "DE": "Germany",
        "DK": "Denmark",
        "EE": "Estonia",
        "ES": "Spain",
        "FI": "Finland",
        "FR": "France",
        "GB": "United Kingdom",
        "GR": "Greece",
        "HR": "Croatia",
        "HU": "Hungary",
        "IE": "Ireland",
        "IS": "Iceland",
        "IT": "Italy",
        "LI": "Liechtenstein",
        "LT": "Lithuania",
        "LU": "Luxembourg",
        "LV": "Latvia",
        "MD": "Moldova",
        "ME": "Montenegro",
        "MK": "North Macedonia",
        "MT": "Malta",
        "NL": "Netherlands",
        "NO": "Norway",
        "PL": "Poland",
        "PT": "Portugal",
        "RO": "Romania",
        "RS": "Serbia",
        "SE": "Sweden",
        "SI": "Slovenia",
        "SK": "Slovakia",
        "TR": "Türkiye",
        "UA": "Ukraine",
    },
)
