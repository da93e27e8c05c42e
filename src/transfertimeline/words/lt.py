"""Lithuanian."""

from __future__ import annotations

from datetime import date

from transfertimeline.dates.units import Season
from transfertimeline.words.phrases import Words

__all__ = ["WORDS"]

_MONTHS = (
    "sausio",
    "vasario",
    "kovo",
    "balandžio",
    "gegužės",
    "birželio",
    "liepos",
    "rugpjūčio",
    "rugsėjo",
    "spalio",
    "lapkričio",
    "gruodžio",
)


_MONTH_NAMES = (
    "sausis",
    "vasaris",
    "kovas",
    "balandis",
    "gegužė",
    "birželis",
    "liepa",
    "rugpjūtis",
    "rugsėjis",
    "spalis",
    "lapkritis",
    "gruodis",
)

_SEASONS = {
    Season.SPRING: "pavasaris",
    Season.SUMMER: "vasara",
    Season.AUTUMN: "ruduo",
    Season.WINTER: "žiema",
}


def _season(first: date) -> str:
    season = Season.of(first)
    years = f"{first.year}-{first.year + 1}" if season is Season.WINTER else first.year
    return f"{years} m. {_SEASONS[season]}"


def _day_of_year(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day} d."


def _day(day: date) -> str:
    return f"{day.year} m. {_day_of_year(day)}"


def _days(first: date, last: date) -> str:
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year} m. {_MONTHS[first.month - 1]} {first.day}-{last.day} d."
    if first.year == last.year:
        return f"{_day(first)} - {_day_of_year(last)}"
    return f"{_day(first)} - {_day(last)}"


_UNITS = {
    # After "liko" the time that is left stands in the nominative:
    # one (1, 21, ...), some (2-9, 22-29, ...), many (10-20, 30, ...).
    "year": ("metai", "metai", "metų"),
    "month": ("mėnuo", "mėnesiai", "mėnesių"),
    "week": ("savaitė", "savaitės", "savaičių"),
    "day": ("diena", "dienos", "dienų"),
    "working day": ("darbo diena", "darbo dienos", "darbo dienų"),
}


def _lags(count: int, unit: str) -> str:
    ones, tens = count % 10, count % 100
    many = ones == 0 or 10 < tens < 20
    form = 2 if many else int(ones > 1)
    return f"{count} {_UNITS[unit][form]}"


WORDS = Words(
    language="lt",
    day=_day,
    days=_days,
    date_to_be_confirmed="(data tikslinama)",
    to_be_confirmed="(nepatvirtinta)",
    cancelled="Atšaukta: {title}",
    postponed="Nukelta: {title}",
    called_off="Atšaukta",
    put_off="Nukelta, nauja data tikslinama",
    done="Įvyko.",
    moved="Perkelta, anksčiau buvo: {when}",
    at="{when}, {time}",
    known_by="žinoma nuo {day}",
    replaced_by="Vietoj to: {title}",
    replaces="Vietoj: {title}",
    first_day="{phase}: pradžia",
    last_day="{phase}: pabaiga",
    by_time="{title}, iki {time} ({zone})",
    reminder="Liko {lead}: {title}",
    month=lambda day: f"{day.year} m. {_MONTH_NAMES[day.month - 1]}",
    season=_season,
    year=lambda year: f"{year} m.",
    as_of="{name}, {day} duomenimis",
    expected="Numatoma: {when}; diena dar nenustatyta.",
    hours="{time} ({zone})",
    online="Internetu",
    note_of_phase="{phase}: {days}",
    unknown_dates="Data dar nežinoma:",
    kinds={
        "meeting": "Susitikimas",
        "deadline": "Terminas",
        "period": "Laikotarpis",
        "gate": "Patvirtinimas",
        "event": "Renginys",
        "phase": "Etapas",
    },
    statuses={
        "planned": "planuojama",
        "confirmed": "patvirtinta",
        "done": "įvyko",
        "cancelled": "atšaukta",
    },
    audiences={
        "lead": "pagrindiniai partneriai",
        "expert": "ekspertai",
        "partner": "partneriai",
        "local-group": "vietos grupės",
        "public": "visuomenė",
    },
    scopes={
        "programme": "programa",
        "country": "šalys",
        "network": "tinklas",
        "partner": "partneriai",
    },
    columns={
        "date": "Data",
        "time": "Laikas",
        "title": "Kas",
        "place": "Kur",
        "kind": "Rūšis",
        "status": "Būsena",
        "id": "Žymuo",
        "unknown": "dar nežinoma",
        "some_day": "kuri nors diena, {days}",
    },
    report={
        "in_phase": "{phase}, {day}-oji diena iš {days} ({stretch})",
        "not_begun": "Pradžia: {day}",
        "over": "Pabaiga: {day}",
        "elapsed": "Praėjo {share} % laiko: {elapsed} iš {days} dienų",
        "baseline": "Lyginama su: {name}, {day}",
        "first_published": "pirmasis paskelbimas",
        "upcoming": "Artimiausi",
        "overdue": "Vėluoja: neįvykę ir neatšaukti",
        "waiting": "Laukia patvirtinimo",
        "slipped": "Vėliau, nei planuota",
        "compared": "{name}: nuo {before} iki {after}",
        "supposed": "{name}, {day} duomenimis: jei {changes}",
        "unchanged": "Niekas nepasikeitė.",
        "before": "Buvo",
        "after": "Yra",
        "days": "Dienos",
        "why": "Kodėl",
        "also": "Pasikeitė ir",
        "added": "nauja",
        "dropped": "nebėra",
        "note": "Pastaba",
        "url": "Adresas",
        "zone": "Laiko juosta",
        "online": "Internetu",
        "trend": "{name}: kas kada buvo numatoma, {day} duomenimis",
        "data_date": "Žinoma nuo",
        "expected": "Numatoma",
    },
    lags=_lags,
    countries={
        "AL": "Albanija",
        "AT": "Austrija",
        "BA": "Bosnija ir Hercegovina",
        "BE": "Belgija",
        "BG": "Bulgarija",
        "CH": "Šveicarija",
        "CY": "Kipras",
        "CZ": "Čekija",
        "DE": "Vokietija",
        "DK": "Danija",
        "EE": "Estija",
        "ES": "Ispanija",
        "FI": "Suomija",
        "FR": "Prancūzija",
        "GB": "Jungtinė Karalystė",
        "GR": "Graikija",
        "HR": "Kroatija",
        "HU": "Vengrija",
        "IE": "Airija",
        "IS": "Islandija",
        "IT": "Italija",
        "LI": "Lichtenšteinas",
        "LT": "Lietuva",
        "LU": "Liuksemburgas",
        "LV": "Latvija",
        "MD": "Moldova",
        "ME": "Juodkalnija",
        "MK": "Šiaurės Makedonija",
        "MT": "Malta",
        "NL": "Nyderlandai",
        "NO": "Norvegija",
        "PL": "Lenkija",
        "PT": "Portugalija",
        "RO": "Rumunija",
        "RS": "Serbija",
        "SE": "Švedija",
        "SI": "Slovėnija",
        "SK": "Slovakija",
        "TR": "Turkija",
        "UA": "Ukraina",
    },
)
