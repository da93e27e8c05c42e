"""
Revisions: decisions that became known after the plan was first published.

A revision says from which day the plan knows it, what it changes and why. Nothing
is overwritten: the schedule of an earlier day is still the schedule of that day.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date

import attrs

from transfertimeline.dates.days import DayRange, a_day
from transfertimeline.dates.edtf import PartialDate, Qualifier
from transfertimeline.dates.lag import Lag
from transfertimeline.errors import PlanError, quoted
from transfertimeline.plan.changes import Change
from transfertimeline.plan.fields import of_type
from transfertimeline.plan.ids import an_anchor_id
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.text import Text, a_line, lines, texts, to_text_or_none

__all__ = [
    "Baseline",
    "Extension",
    "Revision",
    "Status",
    "stated_baselines",
    "stated_revisions",
]


class Status(enum.StrEnum):
    """How far a milestone is."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    DONE = "done"
    CANCELLED = "cancelled"


@attrs.frozen(kw_only=True)
class Extension:
    """
    Months inserted in one phase; later phases keep their length and move.

    Attributes:
        phase: The id of the phase.
        by: How much longer it becomes, in months or years.

    Raises:
        PlanError: If the length has weeks or days.

    Example:
        >>> from transfertimeline.dates.lag import parse_lag
        >>> str(Extension(phase="transfer", by=parse_lag("6 months")))
        'extend transfer by 6 months'
    """

    phase: str = attrs.field(validator=an_anchor_id)
    by: Lag = attrs.field(validator=of_type(Lag, "a Lag"))

    def __attrs_post_init__(self) -> None:
        if not self.by.whole_months:
            todo = 'write it like "6 months"'
            raise PlanError("by", "a length in months", quoted(self.by), todo, "extend")

    def __str__(self) -> str:
        return f"extend {self.phase} by {self.by}"


def _an_extent(
    _: object, attribute: attrs.Attribute[PartialDate | None], value: PartialDate | None
) -> None:
    if value is None:
        return
    days = value.days if type(value) is PartialDate else None
    if not isinstance(days, DayRange) or value.qualifier is not Qualifier.NONE:
        todo = 'write the day or days, like "2019-09-17/2019-09-18"'
        raise PlanError(
            attribute.name, "the days it happened", quoted(value), todo, "actual"
        )


@attrs.frozen(kw_only=True)
class Revision(Change):
    """
    A recorded decision: what it changes, from which day the plan knows it, and why.

    It changes one milestone, or the start of the lifecycle, or extends one phase;
    of the milestone's fields only those that are not None. The milestone may be a
    family, then all its members change, or one member of a family.

    Attributes:
        on: The day from which the plan knows it.
        decided: When it was decided, as exactly as known; shown only.
        milestone: The id of the milestone, family or member it changes.
        start: The new first day of the lifecycle.
        extend: The phase it extends, and by how much.
        status: How far the milestone is from then on.
        actual: The days on which it happened.
        reason: Why.
        inferred: Why `on` is inferred: it is then the earliest day that a source
            shows the decision, and is shown as "known by".
        source: Where the decision is stated: addresses or words.
        origin: Where in which file; not compared.

    Raises:
        PlanError: If it changes nothing, or more than one of the three.

    Example:
        >>> revision = Revision(on=date(2019, 6, 12), milestone="meeting-3",
        ...                     status=Status.CANCELLED, reason="Floods")
        >>> revision.changed
        ('status',)
    """

    on: date = attrs.field(validator=a_day)
    decided: PartialDate | None = attrs.field(
        default=None, validator=of_type(PartialDate | None, "a PartialDate")
    )
    milestone: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(an_anchor_id)
    )
    start: date | None = attrs.field(
        default=None, validator=attrs.validators.optional(a_day)
    )
    extend: Extension | None = attrs.field(
        default=None, validator=of_type(Extension | None, "an Extension")
    )
    status: Status | None = attrs.field(
        default=None, validator=of_type(Status | None, "a Status")
    )
    actual: PartialDate | None = attrs.field(default=None, validator=_an_extent)
    reason: Text | None = attrs.field(default=None, converter=to_text_or_none)
    inferred: Text | None = attrs.field(default=None, converter=to_text_or_none)
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)

    def __attrs_post_init__(self) -> None:
        aims = ("milestone", "start", "extend")
        stated = [name for name in aims if getattr(self, name) is not None]
        if len(stated) != 1:
            expected = "one of milestone, start and extend"
            todo = "write one [[revision]] for each thing that changes"
            found = " and ".join(stated) or "none of them"
            raise PlanError("", expected, found, todo, "revision")
        changed = self.changed
        if self.milestone is not None and not changed:
            todo = 'say what changes, such as when = "2019-09-17"'
            expected = "a revision that changes something"
            raise PlanError("", expected, "nothing", todo, "revision")
        if self.milestone is None and changed:
            todo = "name the milestone in a [[revision]] of its own"
            expected = f"nothing beside {stated[0]}"
            raise PlanError("", expected, ", ".join(changed), todo, "revision")

    @property
    def id(self) -> str:
        """The id of what it changes: a milestone or phase, or ``start``."""
        if self.extend is not None:
            return self.extend.phase
        return self.milestone or "start"

    @property
    def changed(self) -> tuple[str, ...]:
        """The names of all that changes: fields of the milestone, status, actual."""
        own = [name for name in ("status", "actual") if getattr(self, name) is not None]
        return (*super().changed, *own)

    def __str__(self) -> str:
        """Say which revision it is, and why: for a derivation."""
        known = f", decided {self.decided}" if self.decided is not None else ""
        known += ", known by then" if self.inferred is not None else ""
        why = f" ({quoted(self.reason, limit=200)})" if self.reason else ""
        return f"revision of {self.on}{known}{why}"


@attrs.frozen(kw_only=True)
class Baseline:
    """
    A named earlier data date to compare with.

    Attributes:
        name: What people call it.
        on: The data date: the schedule as of that day is the baseline.
        note: What else is worth knowing.
        source: Where it is stated.
        origin: Where in which file; not compared.
    """

    name: str = attrs.field(validator=a_line)
    on: date = attrs.field(validator=a_day)
    note: Text | None = attrs.field(default=None, converter=to_text_or_none)
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    origin: Origin | None = attrs.field(default=None, eq=False)


def stated_revisions(values: Iterable[Revision]) -> tuple[Revision, ...]:
    """Return revisions as a tuple (an attrs converter)."""
    return tuple(values)


def stated_baselines(values: Iterable[Baseline]) -> tuple[Baseline, ...]:
    """Return baselines as a tuple (an attrs converter)."""
    return tuple(values)
