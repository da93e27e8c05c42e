"""The graph of milestones: what counts from what, and so what is dated first."""

from __future__ import annotations

import graphlib
from collections.abc import Sequence

from transfertimeline.errors import (
    CycleError,
    ScheduleError,
    TimelineError,
    UnknownIdError,
    quoted,
)
from transfertimeline.plan.ids import nearest
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.rules import anchors
from transfertimeline.schedule.computation import Computation
from transfertimeline.schedule.families import Member

__all__ = ["in_order", "needs_of"]


def needs_of(
    computation: Computation, member: Member, errors: list[TimelineError]
) -> tuple[str, ...]:
    """
    Return the ids of the milestones that the rule of one counts from.

    Args:
        computation: The computation.
        member: The milestone.
        errors: Takes an error for each id that nothing has, or that cannot be
            counted from.
    """
    milestone = member.milestone
    stated = anchors(milestone.when)
    if not stated and not milestone.must:
        return ()
    names = computation.names_in(member)
    needed = [names.get(name, name) for name in stated]
    held = [names.get(n, n) for must in milestone.must for n in anchors(must.to)]
    for name in dict.fromkeys((*needed, *held)):
        field = "when" if name in needed else "must"
        error = _unknown(computation, member, name, field)
        if error is not None:
            errors.append(error)
    return tuple(name for name in needed if name in computation.members)


def in_order(computation: Computation, ids: Sequence[str]) -> list[str]:
    """
    Return ids of milestones, each after those among them that it counts from.

    Raises:
        CycleError: If rules count from each other in a circle.
    """
    order: list[str] = []
    graph: dict[str, list[str]] = {}
    among = frozenset(ids)
    for id_ in ids:
        inner = [name for name in computation.needs.get(id_, ()) if name in among]
        if inner:
            graph[id_] = inner
        else:
            order.append(id_)
    try:
        sorted_ids = graphlib.TopologicalSorter(graph).static_order()
        order.extend(id_ for id_ in sorted_ids if id_ in graph)
    except graphlib.CycleError as error:
        circle = list(reversed(error.args[1]))
        raise CycleError(
            computation.where_of(computation.members[circle[0]]),
            "rules that end at a day",
            f"a circle: {' counts from '.join(circle)}",
            "give one of them a date, or another anchor",
            "cycle",
        ) from None
    return order


def _unknown(
    computation: Computation, member: Member, name: str, field: str
) -> TimelineError | None:
    """Return why a rule of a milestone cannot count from an id, if so."""
    given = name in ("start", "end") or name in computation.resolver.phases
    if given or (name == "period" and member.period is not None):
        return None
    where = f"{computation.where_of(member, field)}: {field}"
    if name in computation.members:
        other = computation.members[name].milestone
        return _narrower(where, name) if _misses(computation, member, other) else None
    if name == "period":
        todo = "give the milestone a repeat, or name a phase or month"
        expected, code = "a repeat to have a period", "period-outside-repeat"
        return ScheduleError(where, expected, "none", todo, code)
    if name in computation.state.later:
        return _later(computation, where, name)
    return _not_one(computation, member, name, where)


def _not_one(
    computation: Computation, member: Member, name: str, where: str
) -> TimelineError:
    """Return the error for an id that is no single milestone here."""
    stated = {d.stated.id: d.milestone for d in computation.state.milestones}
    if name in stated and _misses(computation, member, stated[name]):
        return _narrower(where, name)
    if name in stated:
        return _family(computation, where, name)
    known = [*computation.members, *computation.resolver.phases, "start", "end"]
    text = "the id of a phase or milestone"
    return UnknownIdError(where, text, quoted(name), nearest(name, known), "unknown-id")


def _later(computation: Computation, where: str, name: str) -> ScheduleError:
    day = computation.state.data_date
    expected = f"what the plan knows on {day}"
    found = f"{quoted(name)}, known from {computation.state.later[name]} on"
    todo = "let both be known from the same day, or count from something else"
    return ScheduleError(where, expected, found, todo, "anchor-later")


def _misses(computation: Computation, member: Member, other: Milestone) -> bool:
    """Tell whether other networks have the one milestone but not the other."""
    wide = member.milestone.scope.wide and not other.scope.wide
    return wide and computation.plan.programme is not None


def _family(computation: Computation, where: str, name: str) -> ScheduleError:
    members = computation.members.values()
    own = [m.id for m in members if m.declared.stated.id == name]
    todo = f"name one of its members, such as {quoted(own[0])}" if own else ""
    found = f"the family {quoted(name)}" + ("" if own else ", which has no members")
    expected = "one milestone, or a family with the same members"
    return ScheduleError(where, expected, found, todo, "family-anchor")


def _narrower(where: str, name: str) -> ScheduleError:
    return ScheduleError(
        where,
        "what every network of the programme has",
        f"{quoted(name)}, which each network has for itself",
        "count from a phase or another milestone of the programme",
        "anchor-scope",
    )
