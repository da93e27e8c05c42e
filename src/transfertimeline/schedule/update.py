"""
Updating: a computation taken from one state of the plan to the next.

Only what a step touches, and what counts from it, is dated anew; so a long history
costs little more than what it changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import attrs

from transfertimeline.dates.days import DayRange
from transfertimeline.dates.months import EndConvention, month_stretch
from transfertimeline.errors import (
    PlanError,
    TimelineError,
    UnknownIdError,
    quoted,
    raise_all,
)
from transfertimeline.plan.changes import Override
from transfertimeline.plan.ids import nearest
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.origin import located
from transfertimeline.plan.repeats import Each
from transfertimeline.plan.revisions import Revision, Status
from transfertimeline.plan.state import Declared, LayerKind, Standing, State
from transfertimeline.schedule.computation import Computation, DatedPhase
from transfertimeline.schedule.dating import dated
from transfertimeline.schedule.derivation import Derivation
from transfertimeline.schedule.families import members
from transfertimeline.schedule.graph import in_order, needs_of
from transfertimeline.schedule.resolve import Resolver

__all__ = ["update"]


def update(
    computation: Computation, state: State, touched: Collection[str] | None
) -> set[str]:
    """
    Take a computation to the next state: date anew what differs.

    Args:
        computation: The computation.
        state: What the plan states now.
        touched: The ids of the milestones and families that may differ; None for
            all, and the phases.

    Returns:
        The ids of the milestones that were dated anew, families expanded.

    Raises:
        TimelineError: If something cannot be dated; the computation is then of no
            more use.
    """
    computation.state = state
    if touched is None:
        _count_phases(computation)
    errors: list[TimelineError] = []
    changed: dict[str, None] = {}
    stated = {declared.stated.id for declared in state.milestones}
    months = {each.phase.id: each.months_before for each in computation.phases}
    whole = computation.plan.network is not None
    for declared in state.milestones:
        concerned = whole or declared.stated.scope.wide
        if concerned and (touched is None or declared.stated.id in touched):
            ids = _expand(computation, declared, months, stated, errors)
            changed.update(dict.fromkeys(ids))
    raise_all(errors)
    for id_ in changed:
        _connect(computation, id_, errors)
    raise_all(errors)
    found = _with_dependents(computation, changed)
    # In their order, not that of a set, which is another in every process.
    again = {id_ for id_ in found if _counts(computation, id_)}
    pending = [id_ for id_ in computation.members if id_ in again]
    for id_ in in_order(computation, pending):
        member = computation.members[id_]
        try:
            computation.dated[id_] = dated(computation, member)
        except TimelineError as error:
            field = error.where.partition(":")[0] or "when"
            errors.append(error.at(computation.where_of(member, field)))
            # So that what counts from it is looked at too.
            computation.resolver.spans.setdefault(id_, None)
    raise_all(errors)
    return found


def _counts(computation: Computation, id_: str) -> bool:
    """Tell whether a milestone's date follows from what is stated now."""
    if id_ not in computation.gone:
        return True
    # What is done has literal days: it counts from nothing.
    return computation.members[id_].standing.status is Status.DONE


def _count_phases(computation: Computation) -> None:
    """Give every phase its days, and the rules what they count from."""
    state = computation.state
    start = _start(state)
    same_day = state.ends is EndConvention.ANNIVERSARY
    how = f"start, each to {'the same day' if same_day else 'the day before'}"
    phases: list[DatedPhase] = []
    months_before = 0
    for phase in state.phases:
        assert phase.length is not None  # layering sees to it
        months = phase.length.whole_months
        assert months is not None  # Phase sees to it
        try:
            days = month_stretch(
                state.start, skip=months_before, months=months, ends=state.ends
            )
        except TimelineError as error:
            raise error.at(located(phase.origin, f"phase {phase.id}")) from None
        extensions = [r for r in state.moved if r.extend and r.extend.phase == phase.id]
        counted = f"months {months_before + 1} to {months_before + months} from {how}"
        derivation = Derivation(
            subject=phase.id,
            days=days,
            how="; ".join((counted, *(f"{r.extend}, {r}" for r in extensions))),
            of=(start,),
            source=(*phase.source, *(s for each in extensions for s in each.source)),
            origin=extensions[-1].origin if extensions else phase.origin,
        )
        phases.append(
            DatedPhase(
                phase=phase,
                days=days,
                derivation=derivation,
                months_before=months_before,
            )
        )
        months_before += months
    computation.phases = tuple(phases)
    computation.resolver = Resolver(
        start=state.start,
        end=phases[-1].days.last,
        ends=state.ends,
        calendar=computation.calendar,
        phases={each.phase.id: each.days for each in phases},
        # What nothing stands for any more keeps its date.
        spans=computation.resolver.spans if computation.dated else {},
    )


def _start(state: State) -> Derivation:
    moved = next((r for r in reversed(state.moved) if r.start is not None), None)
    layer = f"{state.owner.kind} {state.owner.id}"
    return Derivation(
        subject="start",
        days=DayRange.day(state.start),
        stated=f"{layer}, {moved}" if moved else layer,
        source=moved.source if moved else state.source,
        origin=moved.origin if moved else state.origin,
    )


def _expand(
    computation: Computation,
    declared: Declared,
    months: Mapping[str, int],
    stated: Collection[str],
    errors: list[TimelineError],
) -> list[str]:
    """Find the milestones a statement stands for; return the ids that may differ."""
    own = declared.stated.id
    try:
        expanded = members(
            declared, computation.state, computation.resolver, months.get
        )
    except TimelineError as error:
        errors.append(error)
        return []
    before = computation.family.get(own, ())
    for member in expanded:
        id_ = member.id
        if member.suffix:
            computation.families[own] = declared
            other = id_ in computation.members and id_ not in before
            taken = other or id_ in months or id_ in stated
        else:
            # A member stated on the same day has complained already.
            taken = id_ in computation.dated and id_ not in before
        if taken:
            todo = "rename one of the two"
            text = "an id that is not taken"
            where = located(declared.stated.origin, f"milestone {id_}")
            errors.append(PlanError(where, text, quoted(id_), todo, "id-duplicate"))
        computation.members[id_] = member
    present = dict.fromkeys(member.id for member in expanded)
    computation.gone.difference_update(present)
    lost = [id_ for id_ in before if id_ not in present]
    differ = []
    for id_ in lost:
        newly = id_ not in computation.gone
        if newly:
            _lose(computation, id_)
        standing = _said_since(computation, declared, id_)
        if standing is not computation.members[id_].standing:
            _settle(computation, declared, id_, standing)
        elif not newly:
            continue
        differ.append(id_)
    computation.family[own] = [*present, *lost]
    if declared.changes:
        errors.extend(_strays(declared, {*present, *lost}, computation.plan))
    return [*differ, *present]


def _lose(computation: Computation, id_: str) -> None:
    """
    Cancel a milestone that nothing stands for any more, if it was still to come.

    Its partner has left, or the stretch it repeats in has become shorter.
    """
    computation.gone.add(id_)
    old = computation.dated[id_]
    last, today = old.expected.last, computation.state.data_date
    over = old.expected.status is Status.DONE or (last is not None and last < today)
    if not over:
        cancelled = attrs.evolve(old.expected, status=Status.CANCELLED)
        computation.dated[id_] = attrs.evolve(old, expected=cancelled)


def _said_since(computation: Computation, declared: Declared, id_: str) -> Standing:
    """Return how a milestone that nothing stands for any more stands by now."""
    member = computation.members[id_]
    standing = member.standing
    # Of its family something else may have been said: that is not about it.
    for _, change in declared.changes[len(member.declared.changes) :]:
        if change.id == id_:
            standing = standing.after(change)
    return standing


def _settle(
    computation: Computation, declared: Declared, id_: str, standing: Standing
) -> None:
    """Take in what is said later of what nothing stands for: how it ended, words."""
    computation.members[id_] = attrs.evolve(
        computation.members[id_], declared=declared, standing=standing
    )
    if standing.status is Status.CANCELLED:
        old = computation.dated[id_]
        cancelled = attrs.evolve(old.expected, status=Status.CANCELLED)
        computation.dated[id_] = attrs.evolve(old, expected=cancelled)


def _strays(declared: Declared, found: set[str], plan: Plan) -> Iterable[TimelineError]:
    """Find changes of members that the family has not got."""
    stated = declared.stated
    for layer, change in declared.changes:
        if change.id == stated.id or change.id in found:
            continue
        if plan.network is not None and layer is not LayerKind.NETWORK and stated.each:
            # A member of another network's country: the programme's plan checks it.
            continue
        if stated.each and not plan.partners:
            continue  # nobody can say who is in it; a finding says so
        if isinstance(change, Override) and _has_a_partner(change.id, stated, plan):
            continue  # one that has not joined yet, or has left before
        expected = f"a member of the family {quoted(stated.id)}"
        found_ = quoted(change.id)
        todo = nearest(change.id, found)
        if isinstance(change, Revision):
            where = located(change.origin, f"revision of {change.on}: milestone")
            code = "unknown-milestone"
        else:
            where = located(change.origin, f"milestone {change.id}")
            code = "override-unknown"
        yield UnknownIdError(where, expected, found_, todo, code)


def _has_a_partner(id_: str, stated: Milestone, plan: Plan) -> bool:
    """Tell whether an id is what the family has for a partner, at some time."""
    if stated.each is not Each.PARTNER:
        return False
    own = (f"{stated.id}-{partner.id}" for partner in plan.partners)
    return any(id_ == each or id_.startswith(f"{each}-") for each in own)


def _connect(computation: Computation, id_: str, errors: list[TimelineError]) -> None:
    """Note what a milestone counts from."""
    old = computation.needs.pop(id_, ())
    for name in old:
        computation.dependents[name].discard(id_)
    if id_ in computation.gone:
        return
    needed = needs_of(computation, computation.members[id_], errors)
    if needed:
        computation.needs[id_] = needed
        for name in needed:
            computation.dependents.setdefault(name, set()).add(id_)


def _with_dependents(computation: Computation, ids: Iterable[str]) -> set[str]:
    """Return ids of milestones, and of all that counts from them."""
    found = set(ids)
    pending = list(found)
    while pending:
        more = computation.dependents.get(pending.pop(), set()) - found
        found |= more
        pending.extend(more)
    return found
