"""One computation of a schedule: what its steps share."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from transfertimeline.dates.days import DayRange
from transfertimeline.dates.working import WorkingCalendar
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.origin import located
from transfertimeline.plan.phases import Phase
from transfertimeline.plan.revisions import Revision, Status
from transfertimeline.plan.rules import DateRule
from transfertimeline.plan.state import Amendment, Declared, LayerKind, State
from transfertimeline.schedule.derivation import Derivation
from transfertimeline.schedule.expectation import Expectation
from transfertimeline.schedule.families import Member
from transfertimeline.schedule.resolve import Resolver

__all__ = ["Computation", "Dated", "DatedPhase"]


@attrs.frozen(kw_only=True)
class Dated:
    """
    A milestone's date and status, and why.

    Attributes:
        expected: Its date and status.
        derivation: Why it has that date.
        clipped: The part of its rule in which a month was too short, if any.
    """

    expected: Expectation
    derivation: Derivation
    clipped: DateRule | None = None

    @property
    def status(self) -> Status:
        """How far it is."""
        return self.expected.status


@attrs.frozen(kw_only=True)
class DatedPhase:
    """
    A phase with its days, and why.

    Attributes:
        phase: What is stated of it.
        days: The days it takes, both ends included.
        derivation: Why it has these days.
        months_before: The months of the phases before it.
    """

    phase: Phase
    days: DayRange
    derivation: Derivation
    months_before: int


@attrs.define(kw_only=True)
class Computation:
    """
    What a computation knows after a step of the plan's history.

    Attributes:
        plan: The plan.
        calendar: Says which days are working days.
        state: What the plan states.
        resolver: Resolves rules, and remembers the dates found so far.
        phases: The phases with their days.
        members: The milestones to be dated, by id.
        family: The ids of the members of each statement, by its id.
        families: The statements with several members, by id.
        gone: The ids of milestones that nothing stands for any more.
        needs: The ids each milestone counts from, by id.
        dependents: The ids of what counts from a milestone, by its id.
        dated: The dates found, by id.
        layers: What each layer is called.
    """

    plan: Plan
    calendar: WorkingCalendar
    state: State
    resolver: Resolver = attrs.field(init=False)
    phases: tuple[DatedPhase, ...] = ()
    members: dict[str, Member] = attrs.field(factory=dict)
    family: dict[str, list[str]] = attrs.field(factory=dict)
    families: dict[str, Declared] = attrs.field(factory=dict)
    gone: set[str] = attrs.field(factory=set)
    needs: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    dependents: dict[str, set[str]] = attrs.field(factory=dict)
    dated: dict[str, Dated] = attrs.field(factory=dict)
    layers: dict[LayerKind, str] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        plan = self.plan
        self.layers = {LayerKind.LIFECYCLE: f"lifecycle {plan.lifecycle.id}"}
        if plan.programme:
            self.layers[LayerKind.PROGRAMME] = f"programme {plan.programme.id}"
        if plan.network:
            self.layers[LayerKind.NETWORK] = f"network {plan.network.id}"

    def copy(self) -> Computation:
        """Return another that knows the same, to try a step with."""
        twin = Computation(plan=self.plan, calendar=self.calendar, state=self.state)
        if self.phases:
            spans = dict(self.resolver.spans)
            twin.resolver = attrs.evolve(self.resolver, spans=spans)
        twin.phases = self.phases
        twin.members, twin.dated = dict(self.members), dict(self.dated)
        twin.family, twin.families = dict(self.family), dict(self.families)
        twin.gone, twin.needs = set(self.gone), dict(self.needs)
        twin.dependents = {id_: set(ids) for id_, ids in self.dependents.items()}
        return twin

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

    def statement(
        self, member: Member, field: str = "when"
    ) -> tuple[LayerKind, Milestone | Amendment]:
        """Return which layer has the last word on a field, and its statement."""
        declared = member.declared
        layer: LayerKind = declared.layer
        statement: Milestone | Amendment = declared.stated
        if not declared.changes:
            return layer, statement
        for changed_in, change in declared.changes:
            if field in change.changed and change.id in (declared.stated.id, member.id):
                layer, statement = changed_in, change
        return layer, statement

    def replaced_by(self, member: Member) -> tuple[str, ...]:
        """Return the ids of what takes the place of a milestone, families expanded."""
        replaced = self.state.replaced
        if not replaced:
            return ()
        others = (
            *replaced.get(member.declared.stated.id, ()),
            *(replaced.get(member.id, ()) if member.suffix else ()),
        )
        return tuple(id_ for other in others for id_ in self.family.get(other, ()))

    def decision(self, member: Member) -> Revision | None:
        """Return the revision that gave a milestone its status, if one did."""
        decision = member.decision
        if decision is None or decision.status is not self.dated[member.id].status:
            return None  # what nobody decided: its partner left
        return decision

    def where_of(self, member: Member, field: str = "when") -> str:
        """Say which milestone is meant, for an error in one of its fields."""
        _, statement = self.statement(member, field)
        return located(statement.origin, f"milestone {member.id}")
