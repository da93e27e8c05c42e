"""
Replay: a plan's history, computed step by step, and what it leaves of each milestone.

A milestone's SEQUENCE counts the steps that changed its dates or status; its
LAST-MODIFIED is the moment of the last step that changed anything a subscriber
sees (RFC 5545, 3.8.7.3 and 3.8.7.4). Both follow from the plan alone.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

import attrs

from transfertimeline.dates.working import WorkingCalendar
from transfertimeline.errors import TimelineError
from transfertimeline.plan.history import Step, history_of
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.revisions import Status
from transfertimeline.plan.text import Text
from transfertimeline.schedule.computation import Computation
from transfertimeline.schedule.expectation import Earlier, Expectation
from transfertimeline.schedule.families import Member
from transfertimeline.schedule.placeholders import filled
from transfertimeline.schedule.update import update

__all__ = ["Record", "Replay", "Shown", "replay"]


class Shown(NamedTuple):
    """
    What people see of a milestone beside its dates and status.

    Attributes:
        member: The milestone.
        others: The titles of what takes its place, or what it takes the place of.
    """

    member: Member
    others: tuple[Text, ...]

    def same_as(self, other: Shown) -> bool:
        """Tell whether people see the same of both."""
        return self.others == other.others and (
            self.member is other.member or _words(self.member) == _words(other.member)
        )


def _words(member: Member) -> tuple[object, ...]:
    milestone = member.milestone
    why: tuple[object, ...] = ()
    if member.standing.status is Status.CANCELLED:
        decision = member.decision
        why = (decision.reason, decision.inferred and decision.on) if decision else ()
    return (
        milestone.title,
        milestone.note,
        milestone.place,
        milestone.url,
        milestone.online,
        milestone.time,
        milestone.zone,
        member.period,
        why,
    )


@attrs.define(kw_only=True)
class Record:
    """
    What a history leaves of one milestone or phase.

    Attributes:
        since: The day from which it is known.
        last_modified: When anything people see of it last changed (UTC).
        expected: What is expected now.
        shown: Everything else that people see of it; None for a phase.
        earlier: What was expected before each change, in order.
    """

    since: date
    last_modified: datetime
    expected: Expectation
    shown: Shown | None
    earlier: list[Earlier] = attrs.field(factory=list)

    def note(self, step: Step, expected: Expectation, shown: Shown | None) -> None:
        """Note what a step left of it."""
        if expected != self.expected:
            self.earlier.append(
                Earlier(was=self.expected, until=step.day, by=step.revision)
            )
        elif shown is None or self.shown is None or shown.same_as(self.shown):
            return
        self.expected, self.shown = expected, shown
        self.last_modified = step.moment


@attrs.frozen(kw_only=True)
class Replay:
    """
    A history, computed.

    Attributes:
        computation: The computation after its last step.
        milestones: What it leaves of each milestone, by id.
        phases: What it leaves of each phase, by id.
        days: The days of its steps, in order.
    """

    computation: Computation
    milestones: dict[str, Record]
    phases: dict[str, Record]
    days: tuple[date, ...]


def replay(plan: Plan, data_date: date, calendar: WorkingCalendar) -> Replay:
    """
    Compute a plan step by step, up to a day.

    A step that cannot be dated by itself joins the next of its day: two revisions
    may only make sense together.

    Raises:
        TimelineError: If the plan cannot be dated at the end of a day.
    """
    history = history_of(plan, data_date)
    computation = Computation(plan=plan, calendar=calendar, state=history[0][1])
    milestones: dict[str, Record] = {}
    phases: dict[str, Record] = {}
    pending: frozenset[str] | None = frozenset()
    for number, (step, state) in enumerate(history):
        touched = _union(pending, step.touched)
        following = history[number + 1][0] if number + 1 < len(history) else None
        more = following is not None and following.day == step.day
        before = computation.copy() if more else None
        try:
            changed = update(computation, state, touched)
            _check_texts(computation, changed)
        except TimelineError:
            if before is None:
                raise
            computation, pending = before, touched
            continue
        pending = frozenset()
        if touched is None:
            for dated in computation.phases:
                _note(phases, dated.phase.id, step, Expectation(days=dated.days), None)
        for id_ in _with_counterparts(computation, changed):
            expected = computation.dated[id_].expected
            _note(milestones, id_, step, expected, _shown(computation, id_))
    return Replay(
        computation=computation,
        milestones=milestones,
        phases=phases,
        days=tuple(sorted({step.day for step, _ in history})),
    )


def _union(
    one: frozenset[str] | None, other: frozenset[str] | None
) -> frozenset[str] | None:
    return None if one is None or other is None else one | other


def _note(
    records: dict[str, Record],
    id_: str,
    step: Step,
    expected: Expectation,
    shown: Shown | None,
) -> None:
    record = records.get(id_)
    if record is not None:
        record.note(step, expected, shown)
        return
    records[id_] = Record(
        since=step.day, last_modified=step.moment, expected=expected, shown=shown
    )


def _check_texts(computation: Computation, changed: set[str]) -> None:
    """Check the placeholders of what is new or changed."""
    for id_ in changed:
        member = computation.members[id_]
        milestone = member.milestone
        for text in (milestone.title, milestone.note, milestone.place):
            if text is not None and text.braces:
                try:
                    filled(member, computation.state.languages)
                except TimelineError as error:
                    field = error.where.partition(":")[0]
                    raise error.at(computation.where_of(member, field)) from None
                break


def _with_counterparts(computation: Computation, changed: set[str]) -> set[str]:
    """Return ids, and those of what has to do with them: their texts name them."""
    replaced = computation.state.replaced
    if not replaced:
        return changed
    found = set(changed)
    for id_, member in computation.members.items():
        others = {*computation.replaced_by(member), *_replaced(computation, member)}
        if others & changed:
            found.add(id_)
    return found


def _shown(computation: Computation, id_: str) -> Shown:
    """Return what people see of a milestone beside its dates and status."""
    member = computation.members[id_]
    others: tuple[str, ...] = ()
    if computation.state.replaced:
        others = (*computation.replaced_by(member), *_replaced(computation, member))
    members = computation.members
    return Shown(member, tuple(members[other].milestone.title for other in others))


def _replaced(computation: Computation, member: Member) -> tuple[str, ...]:
    """Return the ids of what a milestone takes the place of, families expanded."""
    id_ = member.milestone.replaces
    if id_ is None:
        return ()
    alone = (id_,) if id_ in computation.members else ()
    return tuple(computation.family.get(id_, alone))
