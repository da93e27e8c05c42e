"""
What a plan states as of a data date: its layers, laid over one another.

The state is the plan's last word before anything is computed: every phase with its
length, every milestone with all its fields, whose it is, and what has been changed
for single members of its family.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date

import attrs

from transfertimeline.dates.months import EndConvention
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
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Milestone, Override
from transfertimeline.plan.networks import Network, Partner
from transfertimeline.plan.origin import Origin, located
from transfertimeline.plan.phases import Phase, PhaseOverride
from transfertimeline.plan.programmes import Programme

__all__ = [
    "Declared",
    "LayerKind",
    "Owner",
    "OwnerKind",
    "State",
    "owner_of",
    "state_of",
]


class OwnerKind(enum.StrEnum):
    """What kind of record a milestone belongs to."""

    PROGRAMME = "programme"
    NETWORK = "network"


@attrs.frozen(kw_only=True)
class Owner:
    """
    Whose a milestone is; part of its identity in every calendar.

    Attributes:
        kind: Programme or network.
        id: Its permanent id.
        issued: The day its plan was first published.
        zone: The zone of its clock times, if it states one.
    """

    kind: OwnerKind
    id: str
    issued: date
    zone: str | None = None


class LayerKind(enum.StrEnum):
    """Which layer stated something."""

    LIFECYCLE = "lifecycle"
    PROGRAMME = "programme"
    NETWORK = "network"


@attrs.frozen(kw_only=True)
class Declared:
    """
    A milestone or family as of a data date.

    Attributes:
        stated: It, as the layer that adds it states it.
        layer: That layer.
        owner: Whose it is.
        changes: What later layers change in it or in single members, in order,
            each with its layer.
        milestone: All fields after every change that is not of a single member.
    """

    stated: Milestone
    layer: LayerKind
    owner: Owner
    changes: tuple[tuple[LayerKind, Override], ...] = ()
    milestone: Milestone = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        own = self.stated.id
        object.__setattr__(
            self, "milestone", self._with(own)
        )  # attrs' own way to derive

    def member(self, id: str) -> Milestone:  # noqa: A002 - the field's name
        """
        Return the fields of one member of the family.

        Changes of the family and of the member apply in the order stated.
        """
        if all(change.id == self.stated.id for _, change in self.changes):
            return self.milestone
        return self._with(self.stated.id, id)

    def _with(self, *ids: str) -> Milestone:
        milestone = self.stated
        for _, change in self.changes:
            if change.id in ids:
                milestone = change.applied_to(milestone)
        return milestone


@attrs.frozen(kw_only=True)
class State:
    """
    Everything stated, as of a data date.

    Attributes:
        start: The first day of the lifecycle.
        ends: Where its stretches of months end.
        phases: The phases, in order, each with its length.
        milestones: The milestones and families, in order of statement.
        partners: The partners whose countries and ids families are made for.
        languages: The languages texts should have.
        owner: The owner of phases and of the plan as a whole.
        source: Where the start is stated.
        origin: Where in which file.
    """

    start: date
    ends: EndConvention
    phases: tuple[Phase, ...]
    milestones: tuple[Declared, ...]
    partners: tuple[Partner, ...]
    languages: tuple[str, ...]
    owner: Owner
    source: tuple[str, ...]
    origin: Origin | None


def state_of(plan: Plan, data_date: date) -> State:
    """
    Return what a plan states as of a day.

    Args:
        plan: The plan.
        data_date: The day as of which things are known; not before the plan was
            first published.

    Raises:
        TimelineError: If the layers contradict each other: an id stated twice,
            an override of nothing, a phase without a length, a network that
            moves its programme's dates, a data date before the plan.
    """
    if type(data_date) is not date:  # a datetime is a date, but of which zone?
        found = f"{type(data_date).__name__} {quoted(data_date)}"
        todo = "give a datetime.date"
        raise DateError("data_date", "a day", found, todo, "not-a-day")
    _check_issued(plan, data_date)
    owners = _owners(plan)
    errors: list[TimelineError] = []
    phases = _phases(plan, errors)
    phase_ids = frozenset(phase.id for phase in phases)
    milestones = _milestones(plan, owners, phase_ids, errors)
    raise_all(errors)
    start_record = plan.programme or plan.network
    assert start_record is not None  # by construction of Plan
    return State(
        start=plan.start,
        ends=plan.lifecycle.ends,
        phases=phases,
        milestones=milestones,
        partners=plan.partners,
        languages=plan.languages,
        owner=owners[0],
        source=start_record.source,
        origin=start_record.origin,
    )


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


def owner_of(record: Programme | Network) -> Owner:
    """Return a network or programme as an owner."""
    kind = OwnerKind.NETWORK if isinstance(record, Network) else OwnerKind.PROGRAMME
    return Owner(kind=kind, id=record.id, issued=record.issued, zone=record.zone)


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


_WORDS = frozenset(
    ("title", "place", "online", "url", "note", "audience", "tags", "remind", "source")
)
"""What a network may change of a milestone that is its programme's."""


@attrs.define
class _Layering:
    """Lays the milestones of one layer over those of the layers before."""

    plan: Plan
    owners: tuple[Owner, Owner]
    phases: frozenset[str]
    errors: list[TimelineError]
    layer: LayerKind = LayerKind.LIFECYCLE
    earlier: frozenset[str] = frozenset()
    declared: dict[str, Declared] = attrs.field(factory=dict)

    def lay(self, layer: LayerKind, statements: Iterable[Milestone | Override]) -> None:
        """Lay a layer over what there is; note what contradicts it."""
        self.layer, self.earlier = layer, frozenset(self.declared)
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
        self.declared[id_] = Declared(
            stated=milestone,
            layer=self.layer,
            owner=self.owners[0 if scope.wide else 1],
        )
        if scope.wide and self.plan.programme and self.layer is LayerKind.NETWORK:
            todo = "state it in the programme, or give it scope network"
            raise PlanError("scope", "network or partner", quoted(scope), todo, "scope")
        if milestone.partner is not None and self.plan.network is not None:
            known = [partner.id for partner in self.plan.partners]
            if milestone.partner not in known:
                todo, found = (
                    nearest(milestone.partner, known),
                    quoted(milestone.partner),
                )
                raise UnknownIdError(
                    "partner", "a partner", found, todo, "unknown-partner"
                )

    def _change(self, change: Override) -> None:
        id_ = change.id if change.id in self.earlier else self._family(change.id)
        if id_ is None and change.id in self.declared:
            expected, found = "a milestone of an earlier layer", "one of this layer"
            todo = "change it where it is stated"
            raise PlanError("", expected, found, todo, "override")
        if id_ is None:
            raise _nothing_to_override(change.id, self.earlier)
        old = self.declared[id_]
        moved = sorted(set(change.changed) - _WORDS)
        theirs = self.plan.programme and self.layer is LayerKind.NETWORK
        if theirs and old.owner.kind is OwnerKind.PROGRAMME and moved:
            expected = "only its words changed by a network"
            found = ", ".join(quoted(name) for name in moved)
            todo = "its dates are the programme's; change them there"
            raise PlanError("", expected, found, todo, "override-dates")
        if change.id != id_ and change.repeat is not None:
            todo = f"change it in the whole family, {quoted(id_)}"
            expected = "the repeat of a family"
            raise PlanError("repeat", expected, "that of one member", todo, "override")
        changes = (*old.changes, (self.layer, change))
        changed = attrs.evolve(old, changes=changes)
        changed.member(change.id)  # refuses fields that contradict each other
        self.declared[id_] = changed

    def _family(self, member: str) -> str | None:
        """Return the longest id of a family that a member's id begins with."""
        parts = member.split("-")
        for size in range(len(parts) - 1, 0, -1):
            id_ = "-".join(parts[:size])
            if id_ in self.earlier:
                stated = self.declared[id_].stated
                if stated.each or stated.repeat:
                    return id_
        return None


def _milestones(
    plan: Plan,
    owners: tuple[Owner, Owner],
    phases: frozenset[str],
    errors: list[TimelineError],
) -> tuple[Declared, ...]:
    layering = _Layering(plan, owners, phases, errors)
    layering.lay(LayerKind.LIFECYCLE, plan.lifecycle.milestones)
    if plan.programme:
        layering.lay(LayerKind.PROGRAMME, plan.programme.milestones)
    if plan.network:
        layering.lay(LayerKind.NETWORK, plan.network.milestones)
    return tuple(layering.declared.values())


def _duplicate(id_: str, origin: Origin | None, what: str = "it") -> PlanError:
    place = f"{what} stands at {origin} already" if origin else f"{what} has it already"
    todo = f"{place}; choose another, or change an earlier layer's with override = true"
    expected = "an id that is not taken"
    return PlanError("", expected, quoted(id_), todo, "id-duplicate")


def _nothing_to_override(id_: str, known: Iterable[str]) -> UnknownIdError:
    expected = "the id of an earlier layer to override"
    todo = nearest(id_, known)
    return UnknownIdError("", expected, quoted(id_), todo, "override-unknown")
