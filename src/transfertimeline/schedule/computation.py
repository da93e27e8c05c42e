"""One computation of a schedule: what its steps share."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import UTC, date, datetime

import attrs

from transfertimeline.plan.layers import Plan
from transfertimeline.plan.origin import located
from transfertimeline.plan.rules import DateRule
from transfertimeline.plan.state import Declared, LayerKind, Owner, State
from transfertimeline.schedule.families import Member
from transfertimeline.schedule.resolve import Resolver
from transfertimeline.schedule.schedule import ScheduledPhase

__all__ = ["Computation", "published", "where_of"]


@attrs.define(kw_only=True)
class Computation:
    """
    What one computation passes along.

    Attributes:
        plan: The plan.
        state: What it states.
        resolver: Resolves rules, and remembers the dates found so far.
        members: The milestones to be dated, by id.
        phases: The phases with their days.
        families: The statements with several members, by id.
        layers: What each layer is called.
        clipped: By id, the part of a rule in which a month was too short.
    """

    plan: Plan
    state: State
    resolver: Resolver
    members: dict[str, Member]
    phases: tuple[ScheduledPhase, ...]
    families: dict[str, Declared] = attrs.field(init=False)
    layers: dict[LayerKind, str] = attrs.field(init=False)
    clipped: dict[str, DateRule] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.families = {
            member.declared.stated.id: member.declared
            for member in self.members.values()
            if member.suffix
        }
        plan = self.plan
        self.layers = {LayerKind.LIFECYCLE: f"lifecycle {plan.lifecycle.id}"}
        if plan.programme:
            self.layers[LayerKind.PROGRAMME] = f"programme {plan.programme.id}"
        if plan.network:
            self.layers[LayerKind.NETWORK] = f"network {plan.network.id}"

    def resolver_for(self, member: Member) -> Resolver:
        """Return the resolver, turned to the rules of one milestone."""
        self.resolver.period = member.period
        self.resolver.names = self.names_in(member)
        return self.resolver

    def names_in(self, member: Member) -> Mapping[str, str]:
        """Return what the ids of families mean in a member: its counterpart there."""
        if not member.suffix:
            return {}
        own = member.declared.milestone
        return {
            id_: id_ + member.suffix
            for id_, declared in self.families.items()
            if declared.milestone.each == own.each
            and declared.milestone.repeat == own.repeat
        }


def published(owner: Owner) -> datetime:
    """Return when an owner's plan was first published: midnight, UTC."""
    return _midnight(owner.issued)


@functools.lru_cache(maxsize=64)
def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def where_of(member: Member) -> str:
    """Say which milestone is meant, for an error."""
    return located(member.milestone.origin, f"milestone {member.id}")
