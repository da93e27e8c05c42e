"""
Resolving: what a date rule gives, once everything it counts from is known.

Windows go through every rule as windows. Each operator keeps order, so it is
applied to the earliest and to the latest case by itself, and what lies between
the two results is the window. A result that is the same in both cases is exact:
the end of the month of a meeting in January is 31 January, whatever its day.

After "of", and in a constraint, a month, season, quarter, project month or other
stretch of the calendar is the stretch itself. As a milestone's own date, or as
what a lag counts from, it is a window: some day of it. A phase and a repeat period
are always their days. A milestone is its days or its window, never a stretch.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import assert_never

import attrs

from transfertimeline.dates.days import DayRange, Window, add_days
from transfertimeline.dates.edtf import Qualifier
from transfertimeline.dates.lag import shift
from transfertimeline.dates.months import EndConvention, project_month
from transfertimeline.dates.units import (
    Unit,
    next_named,
    nth_weekday,
    unit_of,
    weekday_from,
)
from transfertimeline.dates.working import Roll, WorkingCalendar, roll
from transfertimeline.errors import RuleError, ScheduleError, quoted
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
from transfertimeline.schedule.derivation import Step
from transfertimeline.schedule.span import Span

__all__ = ["Resolver"]


def _days(low: date, high: date, qualifier: Qualifier) -> Span:
    return Span(low, low, high, high, qualifier)


def _stretch(
    low: DayRange, high: DayRange, qualifier: Qualifier, *, whole: bool
) -> Span:
    if whole:
        return Span(low.first, low.last, high.first, high.last, qualifier)
    return Span(low.first, low.first, high.last, high.last, qualifier)


def _weekday_in(first: date, last: date, rule: NthWeekday) -> date:
    day = nth_weekday(DayRange(first=first, last=last), rule.weekday, rule.nth)
    if day is None:
        raise ScheduleError(
            "",
            "a stretch with such a weekday",
            f'"{first}/{last}", which has no "{rule}"',
            "choose another weekday or a longer stretch",
            "no-such-weekday",
        )
    return day


@attrs.define
class Resolver:
    """
    Resolves the rules of one plan; it remembers the steps of the rule at hand.

    Attributes:
        start: The first day of the lifecycle.
        end: Its last day.
        ends: Where stretches of months end.
        calendar: Says which days are working days.
        phases: The days of the phases, by id.
        spans: The dates of milestones resolved so far, by id; None is unknown.
        period: The repeat period of the milestone at hand, if it has one.
        names: What ids mean for the milestone at hand where they are the id of a
            family: its member.
        steps: What each part of the rule gave, innermost first.
        clipped: The parts of the rule in which a month was too short.
        used: The ids the rule counted from, as resolved.
    """

    start: date
    end: date
    ends: EndConvention
    calendar: WorkingCalendar
    phases: Mapping[str, DayRange]
    spans: dict[str, Span | None] = attrs.field(factory=dict)
    period: DayRange | None = None
    names: Mapping[str, str] = attrs.field(factory=dict)
    steps: list[Step] = attrs.field(factory=list)
    clipped: list[DateRule] = attrs.field(factory=list)
    used: list[str] = attrs.field(factory=list)

    def knows(self, id_: str) -> bool:
        """Tell whether there is something to count from with an id."""
        id_ = self.names.get(id_, id_)
        if id_ == "period":
            return self.period is not None
        return id_ in ("start", "end") or id_ in self.phases or id_ in self.spans

    def resolve(self, rule: DateRule) -> Span | None:
        """
        Return what a milestone's own rule gives, None if unknown.

        Raises:
            RuleError: If a milestone stands where a stretch is wanted.
            ScheduleError: If a stretch has no such weekday.
            DateError: If the result leaves the calendar.
        """
        self.steps, self.clipped, self.used = [], [], []
        if isinstance(rule, Stated):
            return self._stated(rule, whole=False)
        if isinstance(rule, Rolled):
            span = self._span(rule.rule, whole=False)
            return self._rolled(rule, span)
        return self._span(rule, whole=False)

    def stretch(self, rule: DateRule) -> Span | None:
        """Return what a rule gives where a stretch of the calendar is meant whole."""
        self.steps, self.clipped, self.used = [], [], []
        if isinstance(rule, Rolled):
            return self._rolled(rule, self._span(rule.rule, whole=True))
        return self._span(rule, whole=True)

    def _span(self, rule: PlainRule, *, whole: bool) -> Span | None:
        """Resolve a part of a rule and remember it as a step."""
        if isinstance(rule, Anchor):
            return self._anchor(rule.id)
        span = self._part(rule, whole=whole)
        clipped = bool(self.clipped) and self.clipped[-1] is rule
        note = "clipped to the last day of the month" if clipped else ""
        if not isinstance(rule, Stated):
            self.steps.append(Step(rule, span, note))
        return span

    def _part(  # noqa: C901, PLR0911 - a case a kind of rule
        self, rule: PlainRule, *, whole: bool
    ) -> Span | None:
        match rule:
            case Stated():
                return self._stated(rule, whole=whole)
            case Anchor():
                return self._anchor(rule.id)
            case ProjectMonth():
                self.used.append("start")
                month = project_month(self.start, rule.number, self.ends)
                return _stretch(month, month, Qualifier.NONE, whole=whole)
            case EdgeOf():
                return self._edge(rule)
            case Shifted():
                return self._shifted(rule)
            case UnitOf():
                return self._unit(rule, whole=whole)
            case NextNamed():
                return self._next_named(rule, whole=whole)
            case NthWeekday():
                return self._nth_weekday(rule)
            case WeekdayFrom():
                return self._weekday_from(rule)
            case ExtremeOf():
                return self._extreme(rule, whole=whole)
            case _:
                assert_never(rule)

    def _stated(self, rule: Stated, *, whole: bool) -> Span | None:
        date_ = rule.date
        if whole and isinstance(date_.days, Window):
            first, last = date_.days.first, date_.days.last
            return Span(first, last, first, last, date_.qualifier)
        return Span.of(date_.days, date_.qualifier)

    def _anchor(self, id_: str) -> Span | None:
        id_ = self.names.get(id_, id_)
        self.used.append(id_)
        if id_ == "start":
            return _days(self.start, self.start, Qualifier.NONE)
        if id_ == "end":
            return _days(self.end, self.end, Qualifier.NONE)
        stretch = self.period if id_ == "period" else self.phases.get(id_)
        return self.spans[id_] if stretch is None else Span.of(stretch)

    def _edge(self, rule: EdgeOf) -> Span | None:
        span = self._span(rule.of, whole=True)
        if span is None:
            return None
        if rule.edge is Edge.START:
            return _days(span.first, span.latest_first, span.qualifier)
        return _days(span.last, span.latest_last, span.qualifier)

    def _shifted(self, rule: Shifted) -> Span | None:
        span = self._span(rule.anchor, whole=False)
        if span is None:
            return None
        after = rule.direction is Direction.AFTER
        sign = rule.direction.sign
        from_low = span.last if after else span.first
        from_high = span.latest_last if after else span.latest_first
        low, clipped = shift(from_low, rule.lag, sign, self.calendar)
        if from_high == from_low:
            high = low
        else:
            high, also = shift(from_high, rule.lag, sign, self.calendar)
            clipped = clipped or also
        if clipped:
            self.clipped.append(rule)
        return _days(low, high, span.qualifier)

    def _unit(self, rule: UnitOf, *, whole: bool) -> Span | None:
        # Of some day of a season the month is not known; of days, that of the first.
        span = self._span(rule.of, whole=False)
        if span is None:
            return None
        low = unit_of(span.first, rule.unit)
        high = low
        if span.latest_first not in low:
            high = unit_of(span.latest_first, rule.unit)
        return _stretch(low, high, span.qualifier, whole=whole)

    def _next_named(self, rule: NextNamed, *, whole: bool) -> Span | None:
        span = self._span(rule.after, whole=False)
        if span is None:
            return None
        low = high = next_named(span.last, rule.name)
        if span.latest_last >= low.first:
            high = next_named(span.latest_last, rule.name)
        return _stretch(low, high, span.qualifier, whole=whole)

    def _nth_weekday(self, rule: NthWeekday) -> Span | None:
        if not self._is_stretch(rule.of):
            instead = NthWeekday(rule.nth, rule.weekday, UnitOf(Unit.MONTH, rule.of))
            raise RuleError(
                "",
                'a phase, a month or another stretch after "of"',
                f"the days of {quoted(rule.of)} in {quoted(rule)}",
                f"write {quoted(instead)}, or name another stretch",
                "rule-stretch",
            )
        span = self._span(rule.of, whole=True)
        if span is None:
            return None
        low = high = _weekday_in(span.first, span.last, rule)
        if not span.exact:
            high = _weekday_in(span.latest_first, span.latest_last, rule)
        return _days(low, high, span.qualifier)

    def _is_stretch(self, rule: PlainRule) -> bool:
        """Tell whether a rule gives a stretch of the calendar and not some days."""
        match rule:
            case Anchor():
                return rule.id == "period" or rule.id in self.phases
            case Stated() | ProjectMonth() | UnitOf() | NextNamed():
                return True
            case ExtremeOf():
                return all(map(self._is_stretch, rule.rules))
            case EdgeOf() | Shifted() | NthWeekday() | WeekdayFrom():
                return False

    def _weekday_from(self, rule: WeekdayFrom) -> Span | None:
        span = self._span(rule.anchor, whole=False)
        if span is None:
            return None
        after = rule.direction is Direction.AFTER
        low = span.last if after else span.first
        high = span.latest_last if after else span.latest_first
        sign = rule.direction.sign
        return _days(
            weekday_from(low, rule.weekday, sign),
            weekday_from(high, rule.weekday, sign),
            span.qualifier,
        )

    def _extreme(self, rule: ExtremeOf, *, whole: bool) -> Span | None:
        spans = [self._span(part, whole=whole) for part in rule.rules]
        known = [span for span in spans if span is not None]
        if len(known) < len(spans):
            return None
        choose = max if rule.extreme is Extreme.LATER else min
        qualifier = Qualifier.NONE
        for span in known:
            qualifier |= span.qualifier
        return Span(
            choose(span.first for span in known),
            choose(span.last for span in known),
            choose(span.latest_first for span in known),
            choose(span.latest_last for span in known),
            qualifier,
        )

    def _rolled(self, rule: Rolled, span: Span | None) -> Span | None:
        if span is None:
            return None
        low, low_note = self._roll(span.first, rule.roll)
        high, high_note = self._roll(span.latest_first, rule.roll)
        low_last = add_days(low, (span.last - span.first).days)
        high_last = add_days(high, (span.latest_last - span.latest_first).days)
        # Two cases that roll to one first day can change places at the other end.
        last, latest_last = sorted((low_last, high_last))
        moved = Span(low, last, high, latest_last, span.qualifier)
        note = ", ".join(dict.fromkeys(filter(None, (low_note, high_note))))
        self.steps.append(Step(rule, moved, note))
        return moved

    def _roll(self, day: date, convention: Roll) -> tuple[date, str]:
        reason = self.calendar.day_off(day)
        if reason is None:
            return day, ""
        return roll(day, convention, self.calendar), f"{day} is a {reason}"
