"""
What a plan states as of a data date, before anything is computed.

Every phase with its length, every milestone with all its fields and how far it is,
whose it is. `transfertimeline.plan.layering` lays the layers over one another;
`transfertimeline.plan.history` adds what became known since.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date

import attrs

from transfertimeline.dates.days import DayRange, add_days
from transfertimeline.dates.edtf import PartialDate, Qualifier
from transfertimeline.dates.months import EndConvention
from transfertimeline.plan.changes import Override
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.networks import Network, Partner
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.phases import Phase
from transfertimeline.plan.programmes import Programme
from transfertimeline.plan.revisions import Revision, Status
from transfertimeline.plan.rules import Stated

__all__ = [
    "Amendment",
    "Declared",
    "LayerKind",
    "Owner",
    "OwnerKind",
    "Standing",
    "State",
    "owner_of",
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


def owner_of(record: Programme | Network) -> Owner:
    """Return a network or programme as an owner."""
    kind = OwnerKind.NETWORK if isinstance(record, Network) else OwnerKind.PROGRAMME
    return Owner(kind=kind, id=record.id, issued=record.issued, zone=record.zone)


class LayerKind(enum.StrEnum):
    """Which layer stated something."""

    LIFECYCLE = "lifecycle"
    PROGRAMME = "programme"
    NETWORK = "network"


Amendment = Override | Revision
"""What changes a milestone after it was stated; a closed union."""

_DAYS = frozenset(("when", "length", "status", "actual"))


@attrs.frozen(kw_only=True)
class Standing:
    """
    How a milestone stands: all its fields, and how far it is.

    Attributes:
        milestone: Its fields, with every change so far.
        status: How far it is.
        actual: The days on which it happened; None unless stated.
    """

    milestone: Milestone
    status: Status = Status.PLANNED
    actual: PartialDate | None = None

    def after(self, change: Amendment) -> Standing:
        """
        Return how it stands after a change.

        Raises:
            PlanError: If its fields then contradict each other.
        """
        milestone = change.applied_to(self.milestone)
        if not isinstance(change, Revision):
            return attrs.evolve(self, milestone=milestone)
        status = change.status or self.status
        kept = change.when is None and status is Status.DONE
        actual = change.actual or (self.actual if kept else None)
        return Standing(milestone=milestone, status=status, actual=actual)

    @property
    def decided(self) -> bool:
        """Whether a revision said how far it is, or on which days it happened."""
        return self.status is not Status.PLANNED or self.actual is not None

    @property
    def literal_days(self) -> DayRange | None:
        """The days somebody wrote down for it; None if its date follows from a rule."""
        when = self.milestone.when
        stated = self.actual or (when.date if isinstance(when, Stated) else None)
        if stated is None or stated.qualifier is not Qualifier.NONE:
            return None
        days = stated.days
        if not isinstance(days, DayRange):
            return None
        length = self.milestone.length
        if self.actual is None and length is not None and days.length == 1:
            return DayRange(first=days.first, last=add_days(days.first, length - 1))
        return days


@attrs.frozen(kw_only=True)
class Declared:
    """
    A milestone or family as of a data date.

    Attributes:
        stated: It, as the layer that adds it states it.
        layer: That layer.
        owner: Whose it is.
        since: The day from which the plan knows it.
        changes: What was changed in it or in single members since, in order, each
            with its layer: overrides first, then revisions.
        standings: How it stands as a whole, and each member that was changed, by id.
    """

    stated: Milestone
    layer: LayerKind
    owner: Owner
    since: date
    changes: tuple[tuple[LayerKind, Amendment], ...] = ()
    standings: Mapping[str, Standing] = attrs.field(eq=False, repr=False)

    @standings.default
    def _as_stated(self) -> Mapping[str, Standing]:
        return {self.stated.id: Standing(milestone=self.stated)}

    @property
    def standing(self) -> Standing:
        """How it stands as a whole, changes of single members left out."""
        return self.standings[self.stated.id]

    @property
    def milestone(self) -> Milestone:
        """All its fields, changes of single members left out."""
        return self.standing.milestone

    def member(self, id: str) -> Standing:  # noqa: A002 - the field's name
        """Return how one member of the family stands."""
        return self.standings.get(id, self.standing)

    def decision(self, id: str) -> tuple[LayerKind, Revision]:  # noqa: A002 - as above
        """Return the revision that last changed the days or status of a decided one."""
        names = (self.stated.id, id)
        return next(
            (layer, change)
            for layer, change in reversed(self.changes)
            if isinstance(change, Revision)
            and change.id in names
            and not _DAYS.isdisjoint(change.changed)
        )

    def after(self, layer: LayerKind, id: str, change: Amendment) -> Declared:  # noqa: A002 - as above
        """
        Return it with one more change, of the whole family or of the member `id`.

        Raises:
            PlanError: If its fields then contradict each other.
        """
        standings = dict(self.standings)
        if id == self.stated.id:
            for name, standing in standings.items():
                standings[name] = standing.after(change)
        else:
            standings[id] = self.member(id).after(change)
        changes = (*self.changes, (layer, change))
        return attrs.evolve(self, changes=changes, standings=standings)


@attrs.frozen(kw_only=True)
class State:
    """
    Everything stated, as of a data date.

    Attributes:
        data_date: The data date.
        start: The first day of the lifecycle.
        ends: Where its stretches of months end.
        phases: The phases, in order, each with its length, extensions included.
        milestones: The milestones and families known, in order of statement.
        later: The day from which what is not known yet will be, by id.
        replaced: The ids of what takes the place of a milestone, by its id.
        partners: The partners in the network on that day.
        everyone: All that are, were or will be partners.
        languages: The languages texts should have.
        owner: The owner of phases and of the plan as a whole.
        moved: The revisions of the start and the extensions so far, in order.
        source: Where the first start is stated.
        origin: Where in which file.
    """

    data_date: date
    start: date
    ends: EndConvention
    phases: tuple[Phase, ...]
    milestones: tuple[Declared, ...]
    later: Mapping[str, date]
    replaced: Mapping[str, tuple[str, ...]]
    partners: tuple[Partner, ...]
    everyone: tuple[Partner, ...]
    languages: tuple[str, ...]
    owner: Owner
    moved: tuple[Revision, ...]
    source: tuple[str, ...]
    origin: Origin | None
