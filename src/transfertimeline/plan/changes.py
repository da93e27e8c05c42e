"""
Changes: what is said of a milestone after it was stated, only the fields that change.

A later layer changes a milestone with an `Override`; a decision that becomes known
later does with a `transfertimeline.plan.revisions.Revision`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import attrs

from transfertimeline.dates.clock import ClockTime
from transfertimeline.dates.days import DayRange
from transfertimeline.dates.lag import Lag
from transfertimeline.errors import PlanError
from transfertimeline.plan.fields import (
    CLEARED,
    Cleared,
    a_length,
    a_zone,
    an_address,
)
from transfertimeline.plan.ids import an_anchor_id
from transfertimeline.plan.milestones import Audience, Kind, Milestone
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.repeats import Repeat
from transfertimeline.plan.rules import Constraint, DateRule, Stated
from transfertimeline.plan.text import Text, a_line, lines, to_text

__all__ = ["Change", "Override", "statements"]

_T = TypeVar("_T")


def _text_change(value: str | Mapping[str, str] | Text | None) -> Text | None:
    # Unlike a statement, a change keeps the empty text: it takes the old one away.
    return None if value is None else to_text(value)


def _a_line_or_cleared(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    if value != Text((("", ""),)):
        a_line(_, attribute, value)


def _tuple(value: Iterable[object] | None) -> tuple[object, ...] | None:
    return None if value is None else tuple(value)


@attrs.frozen(kw_only=True)
class Change:
    """
    The fields of a milestone that both an override and a revision may set.

    An empty text, or `CLEARED`, takes away what was stated before. Where `when`
    states several days, they also say the length.
    """

    title: Text | None = attrs.field(
        default=None, converter=_text_change, validator=a_line
    )
    when: DateRule | None = None
    length: int | Cleared | None = attrs.field(default=None, validator=a_length)
    time: ClockTime | Cleared | None = None
    zone: str | Cleared | None = attrs.field(default=None, validator=a_zone)
    place: Text | None = attrs.field(
        default=None, converter=_text_change, validator=_a_line_or_cleared
    )
    online: bool | None = None
    url: str | Cleared | None = attrs.field(default=None, validator=an_address)
    note: Text | None = attrs.field(default=None, converter=_text_change)
    origin: Origin | None = attrs.field(default=None, eq=False)

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields of the milestone that change."""
        return tuple(name for name in _SHARED if getattr(self, name) is not None)

    @property
    def changed(self) -> tuple[str, ...]:
        """The names of all that changes."""
        return self.fields

    def applied_to(self, milestone: Milestone) -> Milestone:
        """
        Return the milestone with the change made.

        Raises:
            PlanError: If the fields then contradict each other.
        """
        values: dict[str, Any] = {name: getattr(self, name) for name in self.fields}
        if self.length is None and _states_days(self.when):
            # The days say how long it takes; an earlier length would contradict them.
            values["length"] = CLEARED
        for name, value in values.items():
            if value is CLEARED:
                values[name] = None
        return attrs.evolve(milestone, **values) if values else milestone


@attrs.frozen(kw_only=True)
class Override(Change):
    """
    What a later layer changes in a milestone: only the fields that are not None.

    The id may be that of one member of a family; then only that member changes.
    Whose a milestone is (scope, partner, country, each) cannot be changed: its
    calendar entry would become another.

    Raises:
        PlanError: If nothing is changed.

    Example:
        >>> str(Override(id="kick-off", place={"en": "Paris"}).place)
        'Paris'
    """

    id: str = attrs.field(validator=an_anchor_id)
    kind: Kind | None = None
    audience: tuple[Audience, ...] | None = attrs.field(default=None, converter=_tuple)
    repeat: Repeat | None = None
    must: tuple[Constraint, ...] | None = attrs.field(default=None, converter=_tuple)
    tags: tuple[str, ...] | None = attrs.field(
        default=None, converter=_tuple, validator=attrs.validators.optional(lines)
    )
    remind: tuple[Lag, ...] | None = attrs.field(default=None, converter=_tuple)
    source: tuple[str, ...] | None = attrs.field(
        default=None, converter=_tuple, validator=attrs.validators.optional(lines)
    )

    def __attrs_post_init__(self) -> None:
        if not self.changed:
            todo = "give the fields that change"
            raise PlanError(
                "", "an override that changes something", "nothing", todo, "override"
            )

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields of the milestone that change."""
        return tuple(name for name in _OVERRIDABLE if getattr(self, name) is not None)


def _names(record: type) -> tuple[str, ...]:
    fields = (field.name for field in attrs.fields(record))
    return tuple(name for name in fields if name not in ("id", "origin"))


_SHARED = _names(Change)
_OVERRIDABLE = _names(Override)


def _states_days(when: DateRule | None) -> bool:
    days = when.date.days if isinstance(when, Stated) else None
    return isinstance(days, DayRange) and days.length > 1


def statements(
    values: Iterable[Milestone | Override],
) -> tuple[Milestone | Override, ...]:
    """Return milestones and overrides as a tuple (an attrs converter)."""
    return tuple(values)
