"""Law: what is written of a plan reads back as the same plan, whatever is in it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, time
from typing import Any

import attrs
import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from transfertimeline.dates.clock import ClockTime
from transfertimeline.dates.days import UNKNOWN, DayRange, Window
from transfertimeline.dates.edtf import PartialDate, Qualifier
from transfertimeline.dates.lag import Lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.plan.changes import Override
from transfertimeline.plan.fields import CLEARED
from transfertimeline.plan.grammar import parse_constraint, parse_rule
from transfertimeline.plan.ids import RESERVED
from transfertimeline.plan.layers import Layer
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.milestones import Audience, Kind, Milestone, Scope
from transfertimeline.plan.networks import Network, Partner, Role, Work, WorkKind
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.parse import parse_plan
from transfertimeline.plan.phases import Phase, PhaseOverride
from transfertimeline.plan.programmes import Figure, Programme
from transfertimeline.plan.repeats import CALENDAR_UNITS, Each, Repeat, Stub
from transfertimeline.plan.revisions import Baseline, Extension, Revision, Status
from transfertimeline.plan.rules import DateRule, Stated
from transfertimeline.plan.schema import plan_schema
from transfertimeline.plan.text import Text
from transfertimeline.plan.write import format_plan

# ------------------------------------------------------------------------- values

_IDS = st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True).filter(
    lambda id_: id_ not in RESERVED
)
_DAYS = st.dates(min_value=date(1, 1, 1))

# Text has no control characters, and Unicode's own line ends count among them.
_LETTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Zl", "Zp"],
    # What no text may have: byte order marks, and what turns the direction.
    exclude_characters="\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
_TRICKY = st.sampled_from(
    ['"', "'", "\\", '"""', "'''", "#", "=", "[[milestone]]", "\\u0041", "{n}", " "]
)
_LINES = (
    st.lists(_LETTERS | _TRICKY, min_size=1, max_size=12).map("".join).filter(str.strip)
)
_PAGES = st.lists(
    _LETTERS | _TRICKY | st.sampled_from(["\n", "\t", "\n\n"]), max_size=12
).map("".join)
_TAGS = st.sampled_from(["en", "lt", "pt-BR", "zh-Hant-TW", "gsw"])
_ADDRESSES = st.sampled_from(
    ["https://urbact.eu/a?b=c#d", "http://x.lt/%20'", "mailto:a@b.eu", "https://š.lt/"]
)
_ZONES = st.sampled_from(["Europe/Paris", "America/Argentina/Ushuaia", "Etc/GMT+5"])
_COUNTRIES = st.sampled_from(["IT", "LT", "GR", "GB"])
_SOURCES = st.lists(_LINES | _ADDRESSES, max_size=3).map(tuple)


def _texts(of: st.SearchStrategy[str]) -> st.SearchStrategy[Text]:
    one = of.map(lambda text: Text((("", text),)))
    several = st.dictionaries(_TAGS, of, min_size=1).map(
        lambda versions: Text(tuple(versions.items()))
    )
    return one | several


_TITLES = _texts(_LINES)
_NOTES = _texts(_PAGES).filter(bool)


def _ranges() -> st.SearchStrategy[DayRange]:
    pairs = st.tuples(_DAYS, _DAYS).map(sorted)
    return pairs.map(lambda pair: DayRange(first=pair[0], last=pair[1]))


def _windows() -> st.SearchStrategy[Window]:
    pairs = st.tuples(_DAYS, _DAYS).filter(lambda pair: pair[0] < pair[1])
    return pairs.map(lambda pair: Window.within(*pair))


_PARTIAL = st.just(PartialDate(days=UNKNOWN)) | st.builds(
    PartialDate, days=_ranges() | _windows(), qualifier=st.sampled_from(Qualifier)
)
_COUNTS = st.integers(min_value=0, max_value=400)
_LAGS = (
    st.tuples(_COUNTS, _COUNTS, _COUNTS, _COUNTS, _COUNTS)
    .filter(any)
    .map(
        lambda n: Lag(years=n[0], months=n[1], weeks=n[2], days=n[3], working_days=n[4])
    )
)
_MONTHS = st.integers(min_value=1, max_value=400).map(lambda n: Lag(months=n))

_WHOLE_MONTHS = _MONTHS | st.just(Lag(years=2)) | st.just(Lag(years=1, months=6))

# Date rules have a law of their own; here are some of each kind.
_RULES: st.SearchStrategy[DateRule] = _PARTIAL.map(Stated) | st.sampled_from(
    [
        "start",
        "M18",
        "end of transfer",
        "month of 1 month after start",
        "first spring after start",
        "1 month, 2 weeks and 3 working days before end of M2",
        "last Friday of 2019-09",
        "first Tuesday on or after kick-off",
        "later of kick-off, campus-it and 2019-21",
        "3 months after start, or nearest working day",
    ]
).map(parse_rule)
_CONSTRAINTS = st.sampled_from(
    ["before end", "on or after kick-off", "within 2019-21"]
).map(parse_constraint)


@st.composite
def _hours(draw: st.DrawFn) -> ClockTime:
    times = st.times().map(lambda at: time(at.hour, at.minute))
    start, end = sorted((draw(times), draw(times)))
    return ClockTime(start=start, end=end if end > start else None)


# ------------------------------------------------------------------------ records


def _records(
    make: Callable[..., Any],
    needed: dict[str, st.SearchStrategy[Any]],
    optional: dict[str, st.SearchStrategy[Any]],
    *,
    changes: bool = False,
) -> st.SearchStrategy[Any]:
    """
    Draw records: what is needed is always stated, the rest now and then.

    A record that changes another has to state something besides its id.
    """
    optional = optional | {"origin": st.just(Origin("elsewhere.toml", 7))}
    fields = st.fixed_dictionaries(needed, optional=optional)
    if changes:
        fields = fields.filter(lambda values: values.keys() - {"id", "origin"})
    return fields.map(lambda values: make(**values))


_PERIODS = st.lists(_DAYS, min_size=2, max_size=6, unique=True).map(
    lambda days: tuple(
        DayRange(first=first, last=last)
        for first, last in zip(sorted(days)[::2], sorted(days)[1::2], strict=False)
    )
)
_REPEATS = (
    st.builds(Repeat, periods=_PERIODS)
    | st.builds(
        Repeat,
        every=st.sampled_from(CALENDAR_UNITS),
        first_stub=st.sampled_from(Stub),
    )
    | st.builds(
        Repeat,
        every=_MONTHS | st.just(Lag(weeks=1, days=3)),
        from_=_RULES,
        until=_RULES,
        stub=st.sampled_from(Stub),
    )
)

_WORDS: dict[str, st.SearchStrategy[Any]] = {
    "length": st.integers(min_value=1, max_value=3660),
    "time": _hours(),
    "zone": _ZONES,
    "place": _TITLES,
    "online": st.booleans(),
    "url": _ADDRESSES,
    "note": _NOTES,
    "repeat": _REPEATS,
    "audience": st.lists(st.sampled_from(Audience), max_size=3).map(tuple),
    "must": st.lists(_CONSTRAINTS, max_size=2).map(tuple),
    "tags": st.lists(_LINES.filter(lambda tag: not set(tag) & set(",;"))).map(tuple),
    "remind": st.lists(_LAGS, max_size=2).map(tuple),
    "source": _SOURCES,
}
"""The fields that a milestone and a change of one have in common."""

# Without a day nothing is inferred; and nothing takes its own place.
_REPLACED = _IDS.map(lambda id_: f"{id_}-old")
_ADDED: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {}, optional={"replaces": _REPLACED}
) | st.fixed_dictionaries(
    {"added": _DAYS}, optional={"inferred": _NOTES, "replaces": _REPLACED}
)

_WHOSE: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {},
        {"scope": Scope.NETWORK, "country": "LT"},
        {"scope": Scope.PROGRAMME},
        {"each": Each.COUNTRY},
        {"each": Each.COUNTRY, "scope": Scope.NETWORK},
        {"each": Each.PARTNER},
        {"partner": "udine"},
        {"partner": "udine", "country": "IT"},
        {"country": "IT"},
    ]
)

_MILESTONES = st.builds(
    lambda whose, added, values: Milestone(**whose, **added, **values),
    _WHOSE,
    _ADDED,
    st.fixed_dictionaries(
        {
            "id": _IDS.filter(lambda id_: not id_.endswith("-old")),
            "kind": st.sampled_from(Kind),
            "title": _TITLES,
            "when": _RULES,
        },
        optional=_WORDS,
    ),
)
_CLEARED: st.SearchStrategy[Any] = st.just(CLEARED)
_EMPTY = st.just(Text((("", ""),)))
_CHANGED: dict[str, st.SearchStrategy[Any]] = {
    "title": _TITLES,
    "when": _RULES,
    "length": _WORDS["length"] | _CLEARED,
    "time": _hours() | _CLEARED,
    "zone": _ZONES | _CLEARED,
    "place": _TITLES | _EMPTY,
    "online": st.booleans(),
    "url": _ADDRESSES | _CLEARED,
    "note": _texts(_PAGES),
}
"""The fields that an override and a revision have in common."""

_OVERRIDES = _records(
    Override,
    {"id": _IDS},
    {**_WORDS, **_CHANGED, "kind": st.sampled_from(Kind)},
    changes=True,
)

_REASONS: dict[str, st.SearchStrategy[Any]] = {
    "decided": _PARTIAL,
    "reason": _NOTES,
    "inferred": _NOTES,
    "source": _SOURCES,
}
_MOVES = _records(Revision, {"on": _DAYS, "start": _DAYS}, _REASONS)
_EXTENSIONS = _records(
    Revision,
    {"on": _DAYS, "extend": st.builds(Extension, phase=_IDS, by=_WHOLE_MONTHS)},
    _REASONS,
)
_DECISIONS = st.builds(
    lambda aim, changed, why: Revision(**aim, **changed, **why),
    st.fixed_dictionaries({"on": _DAYS, "milestone": _IDS}),
    st.fixed_dictionaries(
        {},
        optional={
            **_CHANGED,
            "status": st.sampled_from(Status),
            "actual": _ranges().map(lambda days: PartialDate(days=days)),
        },
    ).filter(bool),
    st.fixed_dictionaries({}, optional=_REASONS),
)
_BASELINES = _records(
    Baseline, {"name": _LINES, "on": _DAYS}, {"note": _NOTES, "source": _SOURCES}
)
_PHASES = _records(
    Phase,
    {"id": _IDS, "title": _TITLES},
    {"length": _WHOLE_MONTHS, "note": _NOTES, "source": _SOURCES},
)
_PHASE_OVERRIDES = _records(
    PhaseOverride,
    {"id": _IDS},
    {"title": _TITLES, "length": _WHOLE_MONTHS, "note": _NOTES, "source": _SOURCES},
    changes=True,
)
_PARTNERS = _records(
    Partner,
    {"id": _IDS, "city": _LINES, "country": _COUNTRIES},
    {
        "subdivision": _LINES,
        "joined": st.dates(max_value=date(2019, 12, 31)),
        "left": st.dates(min_value=date(2020, 1, 1)),
        "newcomer": st.booleans(),
        "organisation": _LINES,
        "note": _NOTES,
        "source": _SOURCES,
    },
)
_WORKS = _records(
    Work,
    {"title": _TITLES, "kind": st.sampled_from(WorkKind)},
    {"url": _ADDRESSES, "date": _PARTIAL, "source": _SOURCES},
)
_FIGURES = _records(
    Figure,
    {"what": _IDS, "value": st.integers() | _LINES},
    {"title": _TITLES, "source": _SOURCES},
)


@st.composite
def _partners(draw: st.DrawFn) -> tuple[Partner, ...]:
    """Draw the cities of a network: each with its own id, and at most one lead."""
    listed = st.lists(_PARTNERS, max_size=3, unique_by=lambda city: city.id)
    cities: list[Partner] = draw(listed)
    led: bool = draw(st.booleans())
    if cities and led:
        cities[-1] = attrs.evolve(cities[-1], role=Role.LEAD)
    return tuple(cities)


def _some(*records: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.one_of(records), max_size=3).map(tuple)


_LIFECYCLES = _records(
    Lifecycle,
    {
        "id": _IDS,
        "name": _TITLES,
        "ends": st.sampled_from(EndConvention),
        "phases": st.lists(_PHASES, min_size=1, max_size=3).map(tuple),
    },
    {"milestones": _some(_MILESTONES), "note": _NOTES, "source": _SOURCES},
)
_LANGUAGES = st.lists(_TAGS, max_size=3, unique=True).map(tuple)
_LATER: dict[str, st.SearchStrategy[Any]] = {
    "zone": _ZONES,
    "languages": _LANGUAGES,
    "phases": _some(_PHASES, _PHASE_OVERRIDES),
    "milestones": _some(_MILESTONES, _OVERRIDES),
    "revisions": _some(_DECISIONS, _MOVES, _EXTENSIONS),
    "baselines": _some(_BASELINES),
    "page": _ADDRESSES,
    "note": _NOTES,
    "source": _SOURCES,
}
"""The fields that a programme and a network have in common."""

_PROGRAMMES = _records(
    Programme,
    {
        "id": _IDS,
        "name": _TITLES,
        "lifecycle": _LINES,
        "start": _DAYS,
        "issued": _DAYS,
    },
    {**_LATER, "networks": st.lists(_LINES).map(tuple), "figures": _some(_FIGURES)},
)
_NETWORKS = st.builds(
    lambda base, values: Network(**base, **values),
    st.fixed_dictionaries({"programme": _LINES})
    | st.fixed_dictionaries({"lifecycle": _LINES, "start": _DAYS}),
    st.fixed_dictionaries(
        {"id": _IDS, "name": _TITLES, "issued": _DAYS},
        optional={
            **_LATER,
            "aliases": st.lists(_LINES, max_size=2).map(tuple),
            "theme": _NOTES,
            "practice": _NOTES,
            "challenge": _NOTES,
            "aim": _NOTES,
            "partners": _partners(),
            "works": _some(_WORKS),
        },
    ),
)
_LAYERS: st.SearchStrategy[Layer] = st.one_of(_LIFECYCLES, _PROGRAMMES, _NETWORKS)

_SCHEMA = jsonschema.Draft202012Validator(
    plan_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


# --------------------------------------------------------------------------- laws


@given(_LAYERS)
def test_a_written_plan_reads_back_equal(layer: Layer) -> None:
    """Writing and reading a layer gives an equal layer, and again the same text."""
    text = format_plan(layer)
    again = parse_plan(text)

    assert again == layer
    assert format_plan(again) == text


@given(_LAYERS)
def test_the_schema_accepts_what_is_written(layer: Layer) -> None:
    """No plan that can be built is refused by the published schema."""
    data = in_json(tomllib.loads(format_plan(layer)))

    assert [error.message for error in _SCHEMA.iter_errors(data)] == []


def in_json(value: object) -> object:
    """Return what TOML gives as JSON has it: dates as texts."""
    if isinstance(value, dict):
        return {key: in_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [in_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
