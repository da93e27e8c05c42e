"""
What the laws hold for: days, stretches, dates, lags, rules, clock times.

Every strategy gives all values of its type, those that nobody would plan with, too:
leap days, the ends of months, and the first and last years of the calendar.
"""

from __future__ import annotations

from datetime import date, time

from hypothesis import strategies as st

from transfertimeline.dates.clock import ClockTime
from transfertimeline.dates.days import UNKNOWN, DayRange, Days, Window, add_days
from transfertimeline.dates.edtf import PartialDate, Qualifier
from transfertimeline.dates.lag import Lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.dates.units import Month, Season, Unit, Weekday, unit_of
from transfertimeline.dates.working import Roll
from transfertimeline.plan.ids import RESERVED
from transfertimeline.plan.rules import (
    Anchor,
    Constraint,
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
    Relation,
    Rolled,
    Shifted,
    Stated,
    UnitOf,
    WeekdayFrom,
)

__all__ = [
    "any_days",
    "clock_times",
    "constraints",
    "conventions",
    "date_rules",
    "day_ranges",
    "days",
    "ids",
    "lags",
    "partial_dates",
    "plain_rules",
    "planned_days",
    "windows",
]

# ------------------------------------------------------------------------ days


def _days_from(first: date, last: date) -> st.SearchStrategy[date]:
    # Days like 29 February or the 31st are where month arithmetic goes wrong.
    month_ends = st.builds(
        lambda year, month, back: add_days(
            unit_of(date(year, month, 1), Unit.MONTH).last, -back
        ),
        st.integers(first.year, last.year),
        st.integers(1, 12),
        st.integers(0, 3),
    )
    return st.dates(first, last) | month_ends


days: st.SearchStrategy[date] = _days_from(date.min, date.max)
"""Any day, ends of months more often than by chance."""

planned_days: st.SearchStrategy[date] = _days_from(date(1900, 1, 1), date(2099, 12, 31))
"""Days with room for a lifecycle on either side."""

conventions: st.SearchStrategy[EndConvention] = st.sampled_from(EndConvention)
"""Both end conventions."""


@st.composite
def day_ranges(
    draw: st.DrawFn, within: st.SearchStrategy[date] = days, longest: int = 2_000
) -> DayRange:
    """Draw the days something occupies."""
    first = draw(within)
    room = (date.max - first).days
    length = draw(st.integers(0, min(longest, room)))
    return DayRange(first=first, last=add_days(first, length))


# ----------------------------------------------------------------------- dates

_PARTS = tuple(unit for unit in Unit if unit is not Unit.WEEK)


@st.composite
def _whole_units(draw: st.DrawFn) -> Window:
    """Draw a month, season, quarter, semester or year as a window."""
    # The first and the last season run out of the calendar.
    day = draw(days.filter(lambda day: date(1, 3, 1) <= day < date(9999, 12, 1)))
    whole = unit_of(day, draw(st.sampled_from(_PARTS)))
    return Window.within(whole.first, whole.last)


def _window(days: DayRange) -> Window:
    return Window.within(days.first, days.last)


windows: st.SearchStrategy[Window] = (
    day_ranges().filter(lambda days: days.length > 1).map(_window) | _whole_units()
)
"""Windows of a single day: sets of days, and parts of the calendar."""

any_days: st.SearchStrategy[Days] = st.one_of(day_ranges(), windows, st.just(UNKNOWN))
"""All that can be stated of days."""

_marks = st.sampled_from(list(Qualifier.__members__.values()))

partial_dates: st.SearchStrategy[PartialDate] = st.builds(
    PartialDate, days=day_ranges() | windows, qualifier=_marks
) | st.just(PartialDate(days=UNKNOWN))
"""All dates that can be stated."""

# ---------------------------------------------------------------- lags and hours

UNITS = ("years", "months", "weeks", "days", "working_days")

_small = st.integers(0, 40)


@st.composite
def lags(
    draw: st.DrawFn,
    counts: st.SearchStrategy[int] = _small,
    units: tuple[str, ...] = UNITS,
) -> Lag:
    """Draw a lag: any units, at least one of them."""
    chosen = draw(st.sets(st.sampled_from(units), min_size=1))
    lag = {unit: draw(counts) for unit in units if unit in chosen}
    if not any(lag.values()):
        lag[min(chosen)] = 1
    return Lag(**lag)


_minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@st.composite
def clock_times(draw: st.DrawFn) -> ClockTime:
    """Draw hours of a day, with an end or without."""
    start, end = sorted((draw(_minutes), draw(_minutes)))
    return ClockTime(start=start, end=end if start < end else None)


# ----------------------------------------------------------------------- rules

ids: st.SearchStrategy[str] = st.from_regex(
    r"(?!m[0-9]{1,5}\Z)[a-z][a-z0-9-]{0,12}", fullmatch=True
).filter(lambda id_: id_ not in RESERVED)
"""Ids that a rule can count from."""

_edges = st.sampled_from(Edge)
_directions = st.sampled_from(Direction)
_weekdays = st.sampled_from(Weekday)

_leaves: st.SearchStrategy[PlainRule] = st.one_of(
    st.builds(Anchor, st.sampled_from(("start", "end", "period", "kick-off")) | ids),
    st.builds(ProjectMonth, st.integers(1, 99_999)),
    st.builds(Stated, partial_dates),
)


def _nested(inner: st.SearchStrategy[PlainRule]) -> st.SearchStrategy[PlainRule]:
    return st.one_of(
        st.builds(EdgeOf, _edges, inner),
        st.builds(Shifted, lags(st.integers(0, 99_999)), _directions, inner),
        st.builds(UnitOf, st.sampled_from(Unit), inner),
        st.builds(NextNamed, st.sampled_from(Season) | st.sampled_from(Month), inner),
        st.builds(NthWeekday, st.sampled_from((1, 2, 3, 4, -1)), _weekdays, inner),
        st.builds(WeekdayFrom, _weekdays, _directions, inner),
        st.builds(
            ExtremeOf,
            st.sampled_from(Extreme),
            st.lists(inner, min_size=2, max_size=4).map(tuple),
        ),
    )


def _depth(rule: DateRule) -> int:
    match rule:
        case Anchor() | ProjectMonth() | Stated():
            return 0
        case EdgeOf() | UnitOf() | NthWeekday():
            return 1 + _depth(rule.of)
        case Shifted() | WeekdayFrom():
            return 1 + _depth(rule.anchor)
        case NextNamed():
            return 1 + _depth(rule.after)
        case ExtremeOf():
            return 1 + max(_depth(part) for part in rule.rules)
        case Rolled():
            return _depth(rule.rule)


def _fits(rule: DateRule | Constraint) -> bool:
    """Tell whether a rule keeps the limits of the grammar."""
    plain = rule.to if isinstance(rule, Constraint) else rule
    return len(str(rule)) <= 500 and _depth(plain) <= 20


plain_rules: st.SearchStrategy[PlainRule] = st.recursive(
    _leaves, _nested, max_leaves=8
).filter(_fits)
"""All rules without a roll, nested lists included."""

date_rules: st.SearchStrategy[DateRule] = plain_rules | st.builds(
    Rolled, plain_rules, st.sampled_from(Roll)
).filter(_fits)
"""All rules."""

constraints: st.SearchStrategy[Constraint] = st.builds(
    Constraint, st.sampled_from(Relation), plain_rules
).filter(_fits)
"""All constraints."""
