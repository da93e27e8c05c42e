"""
Layering: lifecycle, programme and network laid over one another.

What comes out is what the plan says apart from its history: each phase and
milestone with the changes that later layers make, and the day from which the plan
knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

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
from transfertimeline.plan.origin import Origin, located
from transfertimeline.plan.phases import Phase, PhaseOverride
from transfertimeline.plan.state import Declared, LayerKind, Owner, OwnerKind, owner_of

__all__ = ["WORDS", "Laid", "lay", "only_words"]


@attrs.frozen(kw_only=True)
class Laid:
    """
    The layers of a plan, laid over one another.

    Attributes:
        plan: The plan.
        wide: The owner of what all networks have, and of the phases.
        own: The owner of everything else.
        issued: The day from which what a layer states is known, by layer.
        phases: The phases, in order, each with its length.
        declared: The milestones and families, by id, in order of statement.
    """

    plan: Plan
    wide: Owner
    own: Owner
    issued: Mapping[LayerKind, date]
    phases: tuple[Phase, ...]
    declared: Mapping[str, Declared]

    def target(
        self,
        id: str,  # noqa: A002 - the field's name
        layer: LayerKind = LayerKind.NETWORK,
    ) -> Declared | None:
        """
        Return the milestone or family that an id is, or may be a member of.

        Args:
            id: The id.
            layer: Who says it; a programme knows nothing of what networks state.
        """
        found = self.declared.get(id) or _family(id, self.declared)
        own = found is not None and found.layer is LayerKind.NETWORK
        if own and layer is LayerKind.PROGRAMME:
            return _family(id, self.known_to(layer))
        return found

    def known_to(self, layer: LayerKind) -> Mapping[str, Declared]:
        """Return what a layer may change: what it and earlier layers state."""
        if layer is LayerKind.NETWORK:
            return self.declared
        return {
            id_: declared
            for id_, declared in self.declared.items()
            if declared.layer is not LayerKind.NETWORK
        }

    def foreign(self, declared: Declared, layer: LayerKind) -> bool:
        """Tell whether a layer may change only the words of a milestone."""
        theirs = self.plan.programme is not None and layer is LayerKind.NETWORK
        return theirs and declared.owner.kind is OwnerKind.PROGRAMME


def lay(plan: Plan) -> Laid:
    """
    Lay the layers of a plan over one another.

    Raises:
        TimelineError: If they contradict each other: an id stated twice, an
            override of nothing, a phase without a length, a network that moves
            its programme's dates. Several at once come as `TimelineErrors`.
    """
    errors: list[TimelineError] = []
    wide, own = _owners(plan)
    phases = _phases(plan, errors)
    issued = {
        LayerKind.LIFECYCLE: wide.issued,
        LayerKind.PROGRAMME: wide.issued,
        LayerKind.NETWORK: max(own.issued, wide.issued),
    }
    layering = _Layering(
        plan, (wide, own), issued, frozenset(phase.id for phase in phases), errors
    )
    layering.lay(LayerKind.LIFECYCLE, plan.lifecycle.milestones)
    if plan.programme:
        layering.lay(LayerKind.PROGRAMME, plan.programme.milestones)
    if plan.network:
        layering.lay(LayerKind.NETWORK, plan.network.milestones)
    raise_all(errors)
    return Laid(
        plan=plan,
        wide=wide,
        own=own,
        issued=issued,
        phases=phases,
        declared=layering.declared,
    )


def _owners(plan: Plan) -> tuple[Owner, Owner]:
    """Return whose programme-wide and whose network-wide milestones are."""
    wide = plan.programme or plan.network
    own = plan.network or plan.programme
    assert wide is not None  # by construction of Plan
    assert own is not None  # by construction of Plan
    programme, network = owner_of(wide), owner_of(own)
    if network.zone is None:
        network = attrs.evolve(network, zone=programme.zone)
    return programme, network


def _phases(plan: Plan, errors: list[TimelineError]) -> tuple[Phase, ...]:
    phases: dict[str, Phase] = {}
    layers: list[tuple[Phase | PhaseOverride, ...]] = [plan.lifecycle.phases]
    layers += [record.phases for record in (plan.programme, plan.network) if record]
    moved = plan.network.phases if plan.network and plan.programme else None
    for layer in layers:
        known = dict(phases)
        for phase in layer:
            where = located(phase.origin, f"phase {phase.id}")
            if moved is layer and not _only_words(phase):
                todo = "phases are the programme's; change them there"
                expected = "only words changed by a network"
                found = "a length"
                errors.append(PlanError(where, expected, found, todo, "override-dates"))
            elif isinstance(phase, PhaseOverride):
                if phase.id in known:
                    phases[phase.id] = phase.applied_to(phases[phase.id])
                else:
                    errors.append(_nothing_to_override(phase.id, known).at(where))
            elif phase.id in phases:
                errors.append(_duplicate(phase.id, phases[phase.id].origin).at(where))
            else:
                phases[phase.id] = phase
    for phase in phases.values():
        if phase.length is None:
            where = located(phase.origin, f"phase {phase.id}: length")
            todo = 'state it here or in a later layer, like length = "18 months"'
            errors.append(
                PlanError(where, "a length in months", "none", todo, "phase-length")
            )
    return tuple(phases.values())


def _only_words(phase: Phase | PhaseOverride) -> bool:
    return isinstance(phase, PhaseOverride) and phase.length is None


WORDS = frozenset(
    ("title", "place", "online", "url", "note", "audience", "tags", "remind", "source")
)
"""What a network may change of a milestone that is its programme's."""


@attrs.define
class _Layering:
    """Lays the milestones of one layer over those of the layers before."""

    plan: Plan
    owners: tuple[Owner, Owner]
    issued: Mapping[LayerKind, date]
    phases: frozenset[str]
    errors: list[TimelineError]
    layer: LayerKind = LayerKind.LIFECYCLE
    earlier: Mapping[str, Declared] = attrs.field(factory=dict)
    declared: dict[str, Declared] = attrs.field(factory=dict)

    def lay(self, layer: LayerKind, statements: Iterable[Milestone | Override]) -> None:
        """Lay a layer over what there is; note what contradicts it."""
        self.layer, self.earlier = layer, dict(self.declared)
        for statement in statements:
            try:
                if isinstance(statement, Override):
                    self._change(statement)
                else:
                    self._add(statement)
            except TimelineError as error:
                where = located(statement.origin, f"milestone {statement.id}")
                self.errors.append(error.at(where))

    def _add(self, milestone: Milestone) -> None:
        id_, scope = milestone.id, milestone.scope
        if id_ in self.declared:
            raise _duplicate(id_, self.declared[id_].stated.origin)
        if id_ in self.phases:
            raise _duplicate(id_, None, "a phase")
        owner = self.owners[0 if scope.wide else 1]
        known = [self.issued[self.layer], milestone.added or owner.issued]
        if owner is self.owners[1] and self.plan.network:
            known.append(self.issued[LayerKind.NETWORK])
        self.declared[id_] = Declared(
            stated=milestone, layer=self.layer, owner=owner, since=max(known)
        )
        if scope.wide and self.plan.programme and self.layer is LayerKind.NETWORK:
            todo = "state it in the programme, or give it scope network"
            raise PlanError("scope", "network or partner", quoted(scope), todo, "scope")
        history = milestone.added or milestone.replaces
        if history and self.layer is LayerKind.LIFECYCLE:
            field = "added" if milestone.added else "replaces"
            todo = "a lifecycle has no history; state it in a programme or network"
            expected = "no history in a lifecycle"
            raise PlanError(field, expected, quoted(history), todo, "lifecycle-history")
        self._check_partner(milestone)

    def _check_partner(self, milestone: Milestone) -> None:
        if milestone.partner is None or self.plan.network is None:
            return
        known = {partner.id: partner for partner in self.plan.partners}
        if milestone.partner not in known:
            todo, found = nearest(milestone.partner, known), quoted(milestone.partner)
            raise UnknownIdError("partner", "a partner", found, todo, "unknown-partner")

    def _change(self, change: Override) -> None:
        old = self.earlier.get(change.id) or _family(change.id, self.earlier)
        if old is None and change.id in self.declared:
            expected, found = "a milestone of an earlier layer", "one of this layer"
            todo = "change it where it is stated"
            raise PlanError("", expected, found, todo, "override")
        if old is None:
            raise _nothing_to_override(change.id, self.earlier)
        id_ = old.stated.id
        old = self.declared[id_]
        moved = sorted(set(change.changed) - WORDS)
        theirs = self.plan.programme and self.layer is LayerKind.NETWORK
        if theirs and old.owner.kind is OwnerKind.PROGRAMME and moved:
            raise only_words(moved)
        if change.id != id_ and change.repeat is not None:
            todo = f"change it in the whole family, {quoted(id_)}"
            expected = "the repeat of a family"
            raise PlanError("repeat", expected, "that of one member", todo, "override")
        self.declared[id_] = old.after(self.layer, change.id, change)


def _family(member: str, known: Mapping[str, Declared]) -> Declared | None:
    """Return the family with the longest id that a member's id begins with."""
    parts = member.split("-")
    for size in range(len(parts) - 1, 0, -1):
        declared = known.get("-".join(parts[:size]))
        if declared is not None and _has_members(declared.milestone):
            return declared
    return None


def _has_members(milestone: Milestone) -> bool:
    return milestone.each is not None or milestone.repeat is not None


def only_words(moved: Iterable[str]) -> PlanError:
    """Return the error for a network that changes more than its programme's words."""
    expected = "only its words changed by a network"
    found = ", ".join(quoted(name) for name in moved)
    todo = "its dates are the programme's; change them there"
    return PlanError("", expected, found, todo, "override-dates")


def _duplicate(id_: str, origin: Origin | None, what: str = "it") -> PlanError:
    place = f"{what} stands at {origin} already" if origin else f"{what} has it already"
    todo = f"{place}; choose another, or change an earlier layer's with override = true"
    expected = "an id that is not taken"
    return PlanError("", expected, quoted(id_), todo, "id-duplicate")


def _nothing_to_override(id_: str, known: Iterable[str]) -> UnknownIdError:
    expected = "the id of an earlier layer to override"
    todo = nearest(id_, known)
    return UnknownIdError("", expected, quoted(id_), todo, "override-unknown")
