"""
Variance: how many days later or earlier something is than it was.

Two schedules are compared, of two data dates or of a plan and what might become of
it. Later is positive: a slip.
"""

from __future__ import annotations

from datetime import date

import attrs

from transfertimeline.dates.days import DayRange
from transfertimeline.errors import UnknownIdError, quoted
from transfertimeline.plan.history import first_published
from transfertimeline.plan.ids import nearest
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Kind, Scope
from transfertimeline.plan.revisions import Baseline
from transfertimeline.plan.text import Text
from transfertimeline.schedule.expectation import Earlier, Expectation
from transfertimeline.schedule.schedule import (
    Schedule,
    ScheduledMilestone,
    ScheduledPhase,
)
from transfertimeline.schedule.selection import EVERYTHING, Selection

__all__ = [
    "Comparison",
    "Variance",
    "baseline_named",
    "baseline_of",
    "compare",
    "days_between",
]


def days_between(
    before: Expectation, after: Expectation, *, deadline: bool = False
) -> int | None:
    """
    Return how many days later something is expected than before; negative if earlier.

    Of days, the first counts; of a deadline, the last. A day inside a window has
    not moved, one outside by its distance to the nearest edge. A window inside
    another has not moved either; else their first days count, of a deadline the
    last.

    Args:
        before: What was expected.
        after: What is expected.
        deadline: Whether the last days count.

    Returns:
        The days; None if either date is unknown.

    Example:
        >>> from transfertimeline.dates.edtf import parse_edtf
        >>> month = Expectation(days=parse_edtf("2019-01").days)
        >>> day = Expectation(days=parse_edtf("2019-02-05").days)
        >>> days_between(month, day), days_between(day, month)
        (5, -5)
    """
    one, other = _span(before, deadline=deadline), _span(after, deadline=deadline)
    if one is None or other is None:
        return None
    if not before.exact and not after.exact:
        if _inside(one, other) or _inside(other, one):
            return 0
        return (other.last - one.last if deadline else other.first - one.first).days
    if other.first > one.last:
        return (other.first - one.last).days
    if other.last < one.first:
        return (other.last - one.first).days
    return 0


def _span(expected: Expectation, *, deadline: bool) -> DayRange | None:
    """Return the days that count: of an exact date one, of a window all."""
    first, last = expected.first, expected.last
    if first is None or last is None:
        return None
    if expected.exact:
        return DayRange.day(last if deadline else first)
    return DayRange(first=first, last=last)


def _inside(days: DayRange, others: DayRange) -> bool:
    return others.first <= days.first and days.last <= others.last


@attrs.frozen(kw_only=True)
class Variance:
    """
    What differs in one milestone or phase between two schedules.

    Attributes:
        id: Its id.
        title: Its title, as it is after, else as it was before.
        phase: Whether it is a phase, whose days are its stretch.
        before: What was expected; None if it was not there.
        after: What is expected; None if it is there no more.
        days: The days it is later; None if a date is unknown or missing.
        words: The names of the texts that differ.
        history: The changes between the two, in order.
        replaced_by: The titles of what takes its place since.
    """

    id: str
    title: Text
    phase: bool
    before: Expectation | None
    after: Expectation | None
    days: int | None
    words: tuple[str, ...]
    history: tuple[Earlier, ...]
    replaced_by: tuple[Text, ...] = ()

    @property
    def added(self) -> bool:
        """Whether it is new."""
        return self.before is None

    @property
    def dropped(self) -> bool:
        """Whether it is there no more."""
        return self.after is None


@attrs.frozen(kw_only=True)
class Comparison:
    """
    Two schedules compared.

    Attributes:
        before: The schedule as it was.
        after: The schedule as it is.
        phases: What differs in phases, in order.
        milestones: What differs in milestones, in the order of the later dates;
            what was dropped last.
    """

    before: Schedule
    after: Schedule
    phases: tuple[Variance, ...]
    milestones: tuple[Variance, ...]

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.phases or self.milestones)


def compare(
    before: Schedule, after: Schedule, *, selection: Selection = EVERYTHING
) -> Comparison:
    """
    Compare two schedules: what moved, by how much, what was added and dropped.

    Args:
        before: The one it was, such as that of a baseline.
        after: The one it is.
        selection: Whose eyes it is for.

    Raises:
        UnknownIdError: If the network has no such partner.

    Example:
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> from transfertimeline.schedule.compute import compute
        >>> schedule = compute(load_bundled("bluact"), data_date=date(2019, 1, 1))
        >>> bool(compare(schedule, schedule))
        False
    """
    phases = {phase.id: phase for phase in before.phases}
    found = []
    for phase in after.phases:
        old = phases.pop(phase.id, None)
        found.append(_variance(old, phase, before, after))
    found.extend(_variance(phase, None, before, after) for phase in phases.values())
    shown = {each.id for each in (*selection.of(before), *selection.of(after))}
    milestones = {each.id: each for each in before if each.id in shown}
    moved = []
    for milestone in (each for each in after if each.id in shown):
        was = milestones.pop(milestone.id, None)
        moved.append(_variance(was, milestone, before, after))
    moved.extend(_variance(each, None, before, after) for each in milestones.values())
    return Comparison(
        before=before,
        after=after,
        phases=tuple(each for each in found if _differs(each))
        if selection.scope in (None, Scope.PROGRAMME)
        else (),
        milestones=tuple(each for each in moved if _differs(each)),
    )


def _differs(variance: Variance) -> bool:
    return variance.before != variance.after or bool(variance.words)


def _variance(
    old: ScheduledMilestone | ScheduledPhase | None,
    new: ScheduledMilestone | ScheduledPhase | None,
    before: Schedule,
    after: Schedule,
) -> Variance:
    one = new or old
    assert one is not None  # one of the two is there
    was = old.expected if old else None
    now = new.expected if new else None
    # What is a deadline on one side only is none: its days are counted alike.
    deadline = all(
        isinstance(each, ScheduledPhase) or each.kind is Kind.DEADLINE
        for each in (old, new)
        if each is not None
    )
    days = days_between(was, now, deadline=deadline) if was and now else None
    later = old if old and before.data_date > after.data_date else one
    low, high = sorted((before.data_date, after.data_date))
    return Variance(
        id=one.id,
        title=one.title,
        phase=isinstance(one, ScheduledPhase),
        before=was,
        after=now,
        days=days,
        words=_words(old, new) if old and new else (),
        history=tuple(each for each in later.earlier if low < each.until <= high),
        replaced_by=_replaced_by(old, new, after),
    )


def _replaced_by(
    old: ScheduledMilestone | ScheduledPhase | None,
    new: ScheduledMilestone | ScheduledPhase | None,
    after: Schedule,
) -> tuple[Text, ...]:
    """Return the titles of what has come to take the place of a milestone."""
    if not isinstance(new, ScheduledMilestone):
        return ()
    already = old.replaced_by if isinstance(old, ScheduledMilestone) else ()
    others = (id_ for id_ in new.replaced_by if id_ not in already)
    return tuple(after[id_].title for id_ in others if id_ in after)


def _words(
    old: ScheduledMilestone | ScheduledPhase, new: ScheduledMilestone | ScheduledPhase
) -> tuple[str, ...]:
    """Return the names of the texts that differ."""
    found = ["title"] if old.title != new.title else []
    if isinstance(old, ScheduledMilestone) and isinstance(new, ScheduledMilestone):
        found += [
            name
            for name in ("note", "place")
            if getattr(old, name) != getattr(new, name)
        ]
        found += [
            name
            for name in ("time", "zone", "online", "url")
            if getattr(old.stated, name) != getattr(new.stated, name)
        ]
    return tuple(found)


def baseline_of(plan: Plan, data_date: date) -> Baseline | None:
    """
    Return the last named baseline by a day; None if there is none.

    What a network names comes after what its programme names for the same day.

    Args:
        plan: The plan.
        data_date: The day, included.
    """
    first = first_published(plan)
    known = [each for each in _baselines(plan) if first <= each.on <= data_date]
    return max(known, key=lambda each: each.on, default=None)


def baseline_named(plan: Plan, name: str) -> Baseline:
    """
    Return the baseline with a name; a network's own before its programme's.

    Raises:
        UnknownIdError: If none has that name.
    """
    known = {each.name: each for each in reversed(_baselines(plan))}
    if name not in known:
        todo = nearest(name, known)
        expected = "the name of a baseline, or a day"
        raise UnknownIdError("", expected, quoted(name), todo, "unknown-baseline")
    return known[name]


def _baselines(plan: Plan) -> tuple[Baseline, ...]:
    """Return the baselines; a network's own first, for `max` keeps the first."""
    records = (plan.network, plan.programme)
    return tuple(each for record in records if record for each in record.baselines)
