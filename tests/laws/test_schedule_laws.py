"""
Laws of schedules: what holds for every plan and every date rule.

- the order of declaration does not matter;
- moving the start by n days moves every chain of lags in days by n;
- an earlier anchor never gives a later date, whatever the operator;
- what a window gives contains what every day inside it gives;
- phases and periods cover their days exactly;
- every derivation ends in statements, each with its layer;
- nothing but our own errors comes out, whatever the plan.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.schedule.plans import CORK, NOVARA, UDINE, milestone, phase, plan, schedule
from transfertimeline.dates.clock import parse_clock_time
from transfertimeline.dates.days import DayRange, Window
from transfertimeline.dates.edtf import PartialDate
from transfertimeline.dates.lag import Lag, add_months
from transfertimeline.dates.months import EndConvention
from transfertimeline.dates.units import Month, Season, Unit, Weekday
from transfertimeline.dates.working import MONDAY_TO_FRIDAY, Roll
from transfertimeline.errors import TimelineError
from transfertimeline.plan.milestones import Kind, Milestone, Scope
from transfertimeline.plan.parse import parse_plan
from transfertimeline.plan.repeats import CALENDAR_UNITS, Each, Repeat, Stub
from transfertimeline.plan.rules import (
    Anchor,
    DateRule,
    Direction,
    Edge,
    EdgeOf,
    Extreme,
    ExtremeOf,
    NextNamed,
    NthWeekday,
    PlainRule,
    ProjectMonth,
    Rolled,
    Shifted,
    Stated,
    UnitOf,
    WeekdayFrom,
)
from transfertimeline.schedule.resolve import Resolver
from transfertimeline.schedule.span import Span

# date rules ------------------------------------------------------------------------

DAYS = st.dates(date(2017, 1, 1), date(2022, 12, 31))
LAGS = st.builds(
    Lag,
    years=st.integers(0, 2),
    months=st.integers(0, 30),
    weeks=st.integers(0, 10),
    days=st.integers(0, 40),
    working_days=st.integers(0, 25),
) | st.builds(Lag, days=st.integers(1, 40))
LAGS_OR_NONE = st.fixed_dictionaries(
    {
        "years": st.integers(0, 2),
        "months": st.integers(0, 30),
        "weeks": st.integers(0, 10),
        "days": st.integers(0, 40),
        "working_days": st.integers(0, 25),
    }
)


def a_lag(counts: dict[str, int]) -> Lag:
    """Return a lag of these counts, of a day if they are all zero."""
    return Lag(**counts) if any(counts.values()) else Lag(days=1)


def a_window(first: date, days: int) -> PartialDate:
    """Return a day, or a window of several."""
    last = first + timedelta(days=days)
    return PartialDate(days=Window.within(first, last) if days else DayRange.day(first))


X = st.just(Anchor("x"))
FIXED = st.builds(Stated, st.builds(a_window, DAYS, st.integers(0, 60))) | st.builds(
    ProjectMonth, st.integers(1, 30)
)


def one_more(inner: st.SearchStrategy[PlainRule]) -> st.SearchStrategy[PlainRule]:
    """Return rules with one operator around an inner one, which counts from x."""
    directions = st.sampled_from(Direction)
    stretches = st.builds(UnitOf, st.sampled_from(Unit), inner) | inner
    return st.one_of(
        st.builds(EdgeOf, st.sampled_from(Edge), inner),
        st.builds(Shifted, LAGS_OR_NONE.map(a_lag), directions, inner),
        st.builds(UnitOf, st.sampled_from(Unit), inner),
        st.builds(NextNamed, st.sampled_from([*Season, *Month]), inner),
        st.builds(
            NthWeekday,
            st.sampled_from([1, 2, 3, 4, -1]),
            st.sampled_from(Weekday),
            stretches,
        ),
        st.builds(WeekdayFrom, st.sampled_from(Weekday), directions, inner),
        st.builds(
            ExtremeOf,
            st.sampled_from(Extreme),
            st.tuples(inner, FIXED) | st.tuples(FIXED, inner, FIXED),
        ),
    )


PLAIN_RULES = st.recursive(X, one_more, max_leaves=4)
RULES = PLAIN_RULES | st.builds(Rolled, PLAIN_RULES, st.sampled_from(Roll))


def length_of(rule: DateRule, length: int) -> int:
    """
    Return how much longer than a day the days of x may be.

    A roll keeps the length of what it moves. Where that is not the same in every case,
    as for the later of two extents, a longer one may end after a shorter one that
    begins later: there is no order to keep.
    """
    several = isinstance(rule, Rolled) and not isinstance(rule.rule, Anchor)
    return 0 if several else length


def resolved(rule: DateRule, days: DayRange | Window) -> Span | None:
    """Return what a rule gives where x has these days; None if it gives nothing."""
    resolver = Resolver(
        start=date(2018, 12, 4),
        end=date(2020, 12, 4),
        ends=EndConvention.ANNIVERSARY,
        calendar=MONDAY_TO_FRIDAY,
        phases={},
        spans={"x": Span.of(days)},
    )
    try:
        return resolver.resolve(rule)
    except TimelineError:  # no such weekday, or a weekday of a milestone
        return None


@given(RULES, DAYS, st.integers(0, 100), st.integers(0, 3))
def test_an_earlier_anchor_never_gives_a_later_date(
    rule: DateRule, day: date, later: int, length: int
) -> None:
    """Every operator keeps order, in all four ends of what it gives."""
    more = timedelta(days=later)
    last = day + timedelta(days=length_of(rule, length))
    low = resolved(rule, DayRange(first=day, last=last))
    high = resolved(rule, DayRange(first=day + more, last=last + more))
    assume(low is not None and high is not None)
    assert low is not None
    assert high is not None
    assert all(a <= b for a, b in zip(low[:4], high[:4], strict=True))


@given(RULES, DAYS, st.integers(1, 45), st.integers(0, 2))
@example(  # 31 August is clipped to 30 September, and so is 30 August
    Shifted(Lag(months=1), Direction.AFTER, Anchor("x")), date(2019, 8, 29), 5, 0
)
def test_a_window_contains_what_every_day_inside_gives(
    rule: DateRule, first: date, wide: int, length: int
) -> None:
    """No day of a window leads out of what the window as a whole gives."""

    def days_from(number: int) -> DayRange:
        begin = first + timedelta(days=number)
        more = timedelta(days=length_of(rule, length))
        return DayRange(first=begin, last=begin + more)

    whole = resolved(rule, Window(earliest=days_from(0), latest=days_from(wide)))
    assume(whole is not None)
    assert whole is not None
    for number in range(wide + 1):
        inside = resolved(rule, days_from(number))
        if inside is not None:
            assert whole.first <= inside.first
            assert whole.last <= inside.last
            assert inside.latest_first <= whole.latest_first
            assert inside.latest_last <= whole.latest_last


@given(RULES, DAYS, st.integers(0, 45))
def test_what_a_rule_gives_is_in_order(rule: DateRule, first: date, wide: int) -> None:
    """The earliest case is not after the latest, and first days not after last days."""
    found = resolved(rule, a_window(first, wide).days)  # type: ignore[arg-type]  # known
    if found is not None:
        assert found.first <= found.last <= found.latest_last
        assert found.first <= found.latest_first <= found.latest_last
        assert found.days == Span.of(found.days).days  # type: ignore[union-attr]  # known


# whole plans -----------------------------------------------------------------------

STARTS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
CONVENTIONS = st.sampled_from(EndConvention)


@st.composite
def rows(draw: st.DrawFn) -> list[Milestone]:
    """Draw milestones that each count from an earlier one, a phase or the start."""
    known: list[PlainRule] = [Anchor("start"), Anchor("transfer"), ProjectMonth(7)]
    found = []
    for number in range(draw(st.integers(1, 8))):
        anchor = draw(st.sampled_from(known))
        how = draw(st.integers(0, 4))
        other = draw(st.sampled_from(known))
        rule: DateRule = (
            Shifted(
                draw(LAGS_OR_NONE.map(a_lag)), draw(st.sampled_from(Direction)), anchor
            ),
            UnitOf(draw(st.sampled_from(Unit)), anchor),
            ExtremeOf(draw(st.sampled_from(Extreme)), (anchor, other)),
            Rolled(EdgeOf(draw(st.sampled_from(Edge)), anchor), Roll.NEXT),
            NextNamed(draw(st.sampled_from([*Season, *Month])), anchor),
        )[how]
        found.append(Milestone(id=f"m-{number}", kind=Kind.EVENT, title="A", when=rule))
        known.append(Anchor(f"m-{number}"))
    return found


@given(rows(), st.data(), STARTS, CONVENTIONS)
def test_the_order_of_declaration_does_not_matter(
    stated: list[Milestone], data: st.DataObject, start: date, ends: EndConvention
) -> None:
    """Milestones in any order give the same schedule, derivations included."""
    shuffled = data.draw(st.permutations(stated))
    found = schedule(plan(*stated, start=start, ends=ends), date(2050, 1, 1))
    again = schedule(plan(*shuffled, start=start, ends=ends), date(2050, 1, 1))
    assert found.milestones == again.milestones
    assert found.findings == again.findings


DAY_LAGS = st.lists(
    st.tuples(st.sampled_from(Direction), st.integers(0, 30), st.integers(0, 200)),
    min_size=1,
    max_size=8,
)


@given(STARTS, st.integers(-400, 400), DAY_LAGS, st.integers(1, 9))
def test_moving_the_start_moves_chains_of_days(
    start: date,
    move: int,
    lags: list[tuple[Direction, int, int]],
    length: int,
) -> None:
    """A chain of lags in days and weeks moves exactly as far as the start does."""
    anchor = "start"
    stated = []
    for number, (direction, weeks, days) in enumerate(lags):
        lag = Lag(weeks=weeks, days=days + 1)
        rule = Shifted(lag, direction, Anchor(anchor))
        anchor = f"m-{number}"
        stated.append(
            Milestone(id=anchor, kind=Kind.EVENT, title="A", when=rule, length=length)
        )
    moved = start + timedelta(days=move)
    before = schedule(plan(*stated, start=start), date(2060, 1, 1))
    after = schedule(plan(*stated, start=moved), date(2060, 1, 1))
    for found in before:
        first, last = after[found.id].first, after[found.id].last
        assert first is not None
        assert last is not None
        assert found.first == first - timedelta(days=move)
        assert found.last == last - timedelta(days=move)


@given(STARTS, CONVENTIONS, st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_phases_cover_the_lifecycle(
    start: date, ends: EndConvention, months: list[int]
) -> None:
    """No day is shared by two phases, none is left over, and the end is the sum's."""
    phases = [phase(f"phase-{n}", f"{m} months") for n, m in enumerate(months)]
    found = schedule(plan(start=start, ends=ends, phases=phases), date(2050, 1, 1))
    for before, after in pairwise(found.phases):
        assert after.days.first == before.days.last + timedelta(days=1)
    assert found.start == start
    less = timedelta(days=ends is EndConvention.DAY_BEFORE)
    assert found.end == add_months(start, sum(months)) - less


EVERY = st.sampled_from(CALENDAR_UNITS) | st.one_of(
    st.builds(Lag, months=st.integers(1, 30)),
    st.builds(Lag, weeks=st.integers(2, 30), days=st.integers(0, 6)),
)
FROM = st.sampled_from(
    [
        Anchor("start"),
        Anchor("dissemination"),
        ProjectMonth(7),
        EdgeOf(Edge.START, ProjectMonth(20)),
    ]
)


@given(STARTS, CONVENTIONS, EVERY, FROM, st.sampled_from(Stub), st.sampled_from(Stub))
def test_periods_cover_their_days(  # noqa: PLR0917 - what hypothesis draws
    start: date,
    ends: EndConvention,
    every: Lag | Unit,
    from_: PlainRule,
    first_stub: Stub,
    stub: Stub,
) -> None:
    """The periods of a repeat follow one another from its first day to its last."""
    if isinstance(every, Lag):
        first_stub = Stub.SHORT
    repeat = Repeat(every=every, from_=from_, first_stub=first_stub, stub=stub)
    report = milestone("report", "period", repeat=repeat)
    found = schedule(plan(report, start=start, ends=ends), date(2050, 1, 1))
    periods = [found[f"report-{n}"].days for n in range(1, len(found) + 1)]
    known = [period for period in periods if isinstance(period, DayRange)]
    assert len(known) == len(periods)
    for before, after in pairwise(known):
        assert after.first == before.last + timedelta(days=1)
    begin = schedule(
        plan(milestone("a", f"start of {from_}"), start=start, ends=ends),
        date(2050, 1, 1),
    )["a"]
    if not isinstance(from_, EdgeOf):
        assert known[0].first == begin.first
    assert known[-1].last == found.end


@given(rows(), STARTS, CONVENTIONS)
def test_every_derivation_ends_in_a_statement(
    stated: list[Milestone], start: date, ends: EndConvention
) -> None:
    """Whatever a date rests on was stated in the end, and the layer is named."""
    family = milestone(
        "report", "1 month after period", repeat=Repeat(every=Lag(months=9))
    )
    months = milestone("covered", "period", repeat=Repeat(every=Unit.SEMESTER))
    found = schedule(
        plan(*stated, family, months, start=start, ends=ends), date(2050, 1, 1)
    )
    for each in found:
        assert each.derivation.stated == "network demo"
        assert each.derivation.days == each.days
        for derivation in each.derivation.chain():
            assert derivation.of or derivation.stated, derivation.subject


# nothing else comes out ------------------------------------------------------------

IDS = st.sampled_from(["a", "b", "c", "a-1", "a-it", "a-cork-2"])
ANCHORS = IDS | st.sampled_from(["start", "start", "end", "period", "transfer"])
TEXTS = st.sampled_from([
    "unknown", "2019-01", "2019-01-15", "2019-01-15/2019-01-16", "2019-21~", "0001",
    "[2019-01-14..2019-01-18]?", "9999-12-31", "0001-01-01", "M1", "M20", "M99999",
]) | ANCHORS  # fmt: skip


def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return rules as people write them, with one operator around an inner one."""
    lag = st.sampled_from(["1 day", "2 weeks", "1 month", "99 working days"])
    return st.one_of(
        inner.map("end of {}".format),
        inner.map("start of {}".format),
        st.builds("{} after {}".format, lag, inner),
        st.builds("{} before {}".format, lag, inner),
        st.builds("{} of {}".format, st.sampled_from([u.value for u in Unit]), inner),
        inner.map("first spring after {}".format),
        inner.map("first December after {}".format),
        inner.map("first Monday of {}".format),
        inner.map("last Friday of {}".format),
        inner.map("first Tuesday on or after {}".format),
        st.builds("later of {} and {}".format, inner, inner),
        st.builds("earlier of {} and {}".format, inner, inner),
    )


WHEN = st.recursive(TEXTS, around, max_leaves=4)
REPEATS = st.builds(
    Repeat,
    every=st.sampled_from([Lag(months=6), Lag(weeks=5), Lag(days=1), Unit.QUARTER]),
    from_=st.sampled_from(
        [Anchor("start"), Anchor("work"), Anchor("b"), ProjectMonth(3)]
    ),
    until=st.sampled_from([Anchor("end"), Anchor("start"), Anchor("zzz")]),
    stub=st.sampled_from(Stub),
)
TITLES = st.sampled_from(["A", "{n}", "{period} {country}", "{city}", "{what}", "{"])
TIMES = st.sampled_from([parse_clock_time("02:30"), parse_clock_time("00:00-23:59")])


@st.composite
def milestones(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the fields of a milestone, sensible or not."""
    rolls = st.sampled_from(
        ["", "", ", or next working day", ", or nearest working day"]
    )
    fields: dict[str, Any] = {"id_": draw(IDS), "when": draw(WHEN) + draw(rolls)}
    choices = {
        "length": st.sampled_from([1, 2, 3660]),
        "repeat": REPEATS,
        "each": st.sampled_from(Each),
        "title": TITLES,
        "time": TIMES,
        "zone": st.sampled_from(["Europe/Paris", "Pacific/Apia"]),
        "kind": st.sampled_from(Kind),
        "must": st.lists(st.builds("within {}".format, WHEN), max_size=2),
        "country": st.sampled_from(["IT", "IE"]),
        "partner": st.sampled_from(["cork", "nobody"]),
        "scope": st.sampled_from(Scope),
    }
    for name in draw(st.lists(st.sampled_from(sorted(choices)), max_size=3)):
        fields[name] = draw(choices[name])
    if draw(st.booleans()):  # half of them without what contradicts each other
        for name in ("scope", "partner", "country"):
            fields.pop(name, None)
    return fields


@given(
    st.lists(milestones(), min_size=1, max_size=4, unique_by=lambda each: each["id_"]),
    STARTS | st.dates(),
    CONVENTIONS,
    st.lists(st.sampled_from([1, 6, 24, 24, 99_999]), min_size=1, max_size=2),
)
def test_nothing_but_our_errors(
    fields: list[dict[str, Any]],
    start: date,
    ends: EndConvention,
    months: list[int],
) -> None:
    """A plan gives a schedule, or an error of ours."""
    ids = ["transfer", "work"]
    try:
        stated = plan(
            *(milestone(**each) for each in fields),
            start=start,
            ends=ends,
            phases=[
                phase(id_, f"{m} months") for id_, m in zip(ids, months, strict=False)
            ],
            partners=[UDINE, CORK, NOVARA],
            languages=["en", "lt"],
        )
        found = schedule(stated, date.max)
    except TimelineError as error:
        str(error)
        return
    for each in found:
        assert each.derivation.sentences()
        assert each.edtf
    for finding in found.findings:
        assert finding.message


KEYS = st.sampled_from([
    "id", "name", "title", "issued", "start", "lifecycle", "programme", "zone",
    "languages", "length", "kind", "when", "repeat", "every", "each", "must", "time",
    "partner", "override", "source", "figure", "date", "url", "format", "ends",
    "country", "city", "role", "from", "stub", "periods", "online", "tags", "en",
])  # fmt: skip
SCALARS = st.one_of(
    st.sampled_from(["", "a", "en", "IT", "2019-01", "start", "6 months", "\x00", "é"]),
    st.sampled_from(["day-before", "lead", "meeting", "transfer-network", "country"]),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from([1e300, -0.5]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=8,
)
TABLES = st.dictionaries(KEYS, VALUES, max_size=8)


def toml(value: object) -> str:
    """Write a value as TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(v)}" for key, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)  # strings, numbers and truths look the same there


@given(
    st.sampled_from(["lifecycle", "programme", "network"]),
    TABLES,
    st.dictionaries(
        st.sampled_from(["phase", "milestone", "partner", "work", "figure", "other"]),
        st.lists(TABLES, max_size=3) | VALUES,
        max_size=3,
    ),
)
def test_nothing_but_our_errors_from_a_file(
    kind: str, table: dict[str, object], lists: dict[str, object]
) -> None:
    """A plan file whose keys hold anything gives a layer, or an error of ours."""
    lines = ["format = 1"]
    lines += [f"{key} = {toml(value)}" for key, value in lists.items()]
    lines += [f"[{kind}]", *(f"{key} = {toml(value)}" for key, value in table.items())]
    try:
        said = parse_plan("\n".join(lines)).id
    except TimelineError as error:
        said = str(error)
    assert said
