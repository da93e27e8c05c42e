"""
History: what a plan states, step by step, from its first publication on.

A step is a revision, or what a day brings beside revisions: the first publication,
milestones added, partners that join or leave. After each step the plan is in a
`State`; that of a data date is the state after the last step by then.

Steps of a day follow each other like this: first what is added, then the revisions,
those of the programme before those of the network, each in their place in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import attrs

from transfertimeline.dates.lag import Lag
from transfertimeline.errors import (
    DateError,
    PlanError,
    ScheduleError,
    TimelineError,
    UnknownIdError,
    quoted,
    raise_all,
)
from transfertimeline.plan.ids import nearest
from transfertimeline.plan.layering import WORDS, Laid, lay, only_words
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.networks import Network, Partner
from transfertimeline.plan.origin import located
from transfertimeline.plan.phases import Phase
from transfertimeline.plan.repeats import Each
from transfertimeline.plan.revisions import Extension, Revision, Status
from transfertimeline.plan.state import Declared, LayerKind, Standing, State

__all__ = ["Step", "first_published", "history_of", "revisions_of", "state_of"]


@attrs.frozen(kw_only=True)
class Step:
    """
    One step of a plan's history.

    Attributes:
        day: The day from which the plan knows it.
        number: Its number among the revisions of that day, from 1; 0 for what the
            day brings beside them.
        revision: The revision; None for step 0.
        touched: The ids of the milestones and families it may change; None for all.
        moment: The LAST-MODIFIED of what it changes: midnight of its day, UTC, and a
            second a revision.
    """

    day: date
    number: int
    revision: Revision | None
    touched: frozenset[str] | None
    moment: datetime = attrs.field(init=False, eq=False, repr=False)

    @moment.default
    def _midnight_and_a_second_a_revision(self) -> datetime:
        day = self.day
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return midnight + timedelta(seconds=self.number)


def state_of(plan: Plan, data_date: date) -> State:
    """
    Return what a plan states as of a day.

    Args:
        plan: The plan.
        data_date: The day as of which things are known; not before the plan was
            first published.

    Raises:
        TimelineError: As `history_of` does.
    """
    return history_of(plan, data_date)[-1][1]


def history_of(plan: Plan, data_date: date) -> tuple[tuple[Step, State], ...]:
    """
    Return every step of a plan's history up to a day, with the state after it.

    Args:
        plan: The plan.
        data_date: The last day; not before the plan was first published.

    Raises:
        TimelineError: If the layers contradict each other, a revision names what
            does not exist on its day or changes what it must not, something is
            confirmed without literal days, or the data date is before the plan.
            Several at once come as `TimelineErrors`.

    Example:
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> first, *_ = history_of(load_bundled("bluact"), date(2018, 12, 4))
        >>> first[0].day, len(first[1].phases)
        (datetime.date(2018, 12, 4), 2)
    """
    if type(data_date) is not date:  # a datetime is a date, but of which zone?
        found = f"{type(data_date).__name__} {quoted(data_date)}"
        todo = "give a datetime.date"
        raise DateError("data_date", "a day", found, todo, "not-a-day")
    _check_issued(plan, data_date)
    laid = lay(plan)
    unfolding = _Unfolding(laid)
    for day in _days(laid, data_date):
        unfolding.take(day)
    raise_all(unfolding.errors)
    return tuple(unfolding.steps)


def first_published(plan: Plan) -> date:
    """Return the first day of which a plan has a schedule."""
    records = (plan.programme, plan.network)
    return max(record.issued for record in records if record is not None)


def revisions_of(plan: Plan) -> tuple[tuple[LayerKind, Revision], ...]:
    """Return all revisions of a plan, each with its layer, in the order they take."""
    found: list[tuple[LayerKind, Revision]] = []
    if plan.programme is not None:
        found.extend((LayerKind.PROGRAMME, each) for each in plan.programme.revisions)
    if plan.network is not None:
        found.extend((LayerKind.NETWORK, each) for each in plan.network.revisions)
    return tuple(sorted(found, key=lambda pair: pair[1].on))


def _check_issued(plan: Plan, data_date: date) -> None:
    for record in (plan.programme, plan.network):
        if record is not None and data_date < record.issued:
            kind = "network" if isinstance(record, Network) else "programme"
            raise ScheduleError(
                located(record.origin, f"{kind} {record.id}"),
                f"a data date on or after {record.issued}, when it was first published",
                quoted(data_date),
                "ask for a later day",
                "data-date-early",
            )


def _days(laid: Laid, data_date: date) -> list[date]:
    """Return the days on which anything becomes known, in order."""
    days = {laid.wide.issued, laid.issued[LayerKind.NETWORK]}
    days.update(declared.since for declared in laid.declared.values())
    days.update(_known_from(laid, *pair) for pair in revisions_of(laid.plan))
    for partner in laid.plan.partners:
        days.update(day for day in (partner.joined, partner.left) if day is not None)
    first = laid.wide.issued
    return sorted(day for day in days if first <= day <= data_date)


def _known_from(laid: Laid, layer: LayerKind, revision: Revision) -> date:
    """Return the day of the step a revision is part of."""
    return max(revision.on, laid.issued[layer])


@attrs.define
class _Unfolding:
    """The state of a plan, carried from step to step."""

    laid: Laid
    declared: dict[str, Declared] = attrs.field(init=False)
    known: set[str] = attrs.field(factory=set)
    phases: dict[str, Phase] = attrs.field(init=False)
    start: date = attrs.field(init=False)
    partners: tuple[Partner, ...] = ()
    replaced: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    moved: tuple[Revision, ...] = ()
    early: dict[date, list[tuple[LayerKind, Revision]]] = attrs.field(factory=dict)
    due: dict[date, list[tuple[LayerKind, Revision]]] = attrs.field(factory=dict)
    coming: dict[date, list[str]] = attrs.field(factory=dict)
    steps: list[tuple[Step, State]] = attrs.field(factory=list)
    errors: list[TimelineError] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        laid = self.laid
        self.declared = dict(laid.declared)
        self.phases = {phase.id: phase for phase in laid.phases}
        self.start = laid.plan.start
        for id_, declared in laid.declared.items():
            self.coming.setdefault(declared.since, []).append(id_)
        for layer, revision in revisions_of(laid.plan):
            day = _known_from(laid, layer, revision)
            kind = self.early if revision.on < day else self.due
            kind.setdefault(day, []).append((layer, revision))

    def take(self, day: date) -> None:
        """Take in what a day brings: first what is added, then its revisions."""
        partners = self.partners
        touched = self._added(day)
        if touched is None or touched or partners != self.partners:
            self._step(day, 0, None, touched)
        changed: set[str] = set()
        for number, (layer, revision) in enumerate(self.due.get(day, ()), start=1):
            id_ = self._revised(layer, revision)
            if id_ is not None:
                changed.add(id_)
                aim = frozenset((id_,)) if revision.milestone else None
                if aim is None or aim <= self.known:
                    self._step(day, number, revision, aim)
        self._check_days(day, changed)

    def _step(
        self,
        day: date,
        number: int,
        revision: Revision | None,
        touched: frozenset[str] | None,
    ) -> None:
        step = Step(day=day, number=number, revision=revision, touched=touched)
        self.steps.append((step, self._state(day)))

    def _state(self, day: date) -> State:
        plan, known = self.laid.plan, self.known
        record = plan.programme or plan.network
        assert record is not None  # by construction of Plan
        milestones = tuple(d for id_, d in self.declared.items() if id_ in known)
        later: dict[str, date] = {}
        if len(milestones) < len(self.declared):
            later = {i: d.since for i, d in self.declared.items() if i not in known}
        return State(
            data_date=day,
            start=self.start,
            ends=plan.lifecycle.ends,
            phases=tuple(self.phases.values()),
            milestones=milestones,
            later=later,
            replaced=dict(self.replaced),
            partners=self.partners,
            everyone=plan.partners,
            languages=plan.languages,
            owner=self.laid.wide,
            moved=self.moved,
            source=record.source,
            origin=record.origin,
        )

    def _added(self, day: date) -> frozenset[str] | None:
        """Take in what a day brings beside revisions; return what it touches."""
        touched = set(self.coming.get(day, ()))
        self.known |= touched
        partners = tuple(p for p in self.laid.plan.partners if p.in_network(day))
        if partners != self.partners:
            self.partners = partners
            touched.update(
                id_
                for id_ in self.known
                if self.declared[id_].stated.each is Each.PARTNER
                or self.declared[id_].stated.partner is not None
            )
        whole = not self.steps
        changed: set[str] = set()
        for layer, revision in self.early.get(day, ()):
            id_ = self._revised(layer, revision)
            whole = whole or revision.milestone is None
            if id_ is not None:
                changed.add(id_)
        for id_ in self.coming.get(day, ()):
            replaced = self._replaced_by(self.declared[id_], day)
            if replaced is not None:
                changed.add(replaced)
        self._check_days(day, changed)
        return None if whole else frozenset(touched | (changed & self.known))

    def _revised(self, layer: LayerKind, revision: Revision) -> str | None:
        """Apply a revision; return the id of what it changes, None if it cannot."""
        try:
            if revision.milestone is not None:
                return self._change(layer, revision.milestone, revision)
            self._move(layer, revision)
        except TimelineError as error:
            self.errors.append(error.at(_where(revision)))
            return None
        return revision.id

    def _move(self, layer: LayerKind, revision: Revision) -> None:
        """Apply a revision of the start or an extension."""
        if layer is LayerKind.NETWORK and self.laid.plan.programme is not None:
            expected = "start and phases changed by the programme"
            found, todo = "a network's revision", "change them in the programme's plan"
            raise PlanError("", expected, found, todo, "override-dates")
        if revision.extend is not None:
            self._extend(revision.extend)
        elif revision.start is not None:
            self.start = revision.start
        self.moved = (*self.moved, revision)

    def _extend(self, extend: Extension) -> None:
        phase = self.phases.get(extend.phase)
        if phase is None:
            todo = nearest(extend.phase, self.phases)
            found = quoted(extend.phase)
            raise UnknownIdError(
                "extend", "the id of a phase", found, todo, "unknown-phase"
            )
        assert phase.length is not None  # lay sees to it
        months = (phase.length.whole_months or 0) + (extend.by.whole_months or 0)
        self.phases[phase.id] = attrs.evolve(phase, length=Lag(months=months))

    def _change(self, layer: LayerKind, id_: str, revision: Revision) -> str:
        """Apply a revision of a milestone, family or member."""
        declared = self._target(layer, id_, revision)
        own = declared.stated.id
        moved = sorted(set(revision.changed) - WORDS)
        if moved and self.laid.foreign(declared, layer):
            raise only_words(moved)
        self.declared[own] = declared.after(layer, id_, revision)
        return own

    def _target(self, layer: LayerKind, id_: str, revision: Revision) -> Declared:
        target = self.laid.target(id_, layer)
        if target is None:
            expected = "the id of a milestone"
            todo = nearest(id_, self.laid.known_to(layer))
            raise UnknownIdError(
                "milestone", expected, quoted(id_), todo, "unknown-milestone"
            )
        stated = target.stated
        exists = max(stated.added or date.min, self.laid.issued[target.layer])
        day = _known_from(self.laid, layer, revision)
        if day < exists:
            expected = f"a milestone that the plan knows on {day}"
            found = f"{quoted(stated.id)}, known from {exists} on"
            todo = "give the revision a later day, or the milestone an earlier one"
            raise PlanError("milestone", expected, found, todo, "revision-early")
        return self.declared[stated.id]

    def _replaced_by(self, new: Declared, day: date) -> str | None:
        """Cancel what a new milestone takes the place of; return its id."""
        stated = new.stated
        if stated.replaces is None:
            return None
        source, origin = stated.source, stated.origin
        cancelled = Revision(
            on=day,
            milestone=stated.replaces,
            status=Status.CANCELLED,
            inferred=stated.inferred,
            source=source,
            origin=origin,
        )
        try:
            id_ = self._change(new.layer, stated.replaces, cancelled)
        except TimelineError as error:
            where = located(origin, f"milestone {stated.id}: replaces")
            self.errors.append(error.moved_to(where))
            return None
        others = self.replaced.get(stated.replaces, ())
        self.replaced[stated.replaces] = (*others, stated.id)
        return id_

    def _check_days(self, day: date, changed: Iterable[str]) -> None:
        """Check that what is confirmed or done by the end of a day has its days."""
        for own in changed:
            declared = self.declared.get(own)
            if declared is None:
                continue  # a phase, or the start
            for id_, standing in declared.standings.items():
                if not standing.decided:
                    continue
                layer, revision = declared.decision(id_)
                if _known_from(self.laid, layer, revision) == day:
                    try:
                        _check(standing, id_, revision)
                    except PlanError as error:
                        self.errors.append(error.at(_where(revision)))


def _check(standing: Standing, id_: str, revision: Revision) -> None:
    """Check that the status and the days of a milestone go together."""
    status, days = standing.status, standing.literal_days
    if standing.actual is not None and status is not Status.DONE:
        expected = 'status = "done" beside actual'
        found = f"{quoted(status)} for {id_}"
        todo = "say that it is done, or state when it will be"
        raise PlanError("", expected, found, todo, "actual")
    if status not in (Status.CONFIRMED, Status.DONE):
        return
    if days is None:
        expected = f"the day or days of what is {status}"
        found = f"{quoted(standing.milestone.when)} for {id_}"
        todo = 'state them, like when = "2019-09-17/2019-09-18"'
        raise PlanError("", expected, found, todo, "status-days")
    if status is Status.DONE and days.last > revision.on:
        expected = f"something done by {revision.on}"
        found = f"{quoted(id_)}, which ends on {days.last}"
        todo = "record it when it has taken place"
        raise PlanError("", expected, found, todo, "done-early")


def _where(revision: Revision) -> str:
    return located(revision.origin, f"revision of {revision.on}")
