"""Phases: the named stretches of a lifecycle, and how a later layer changes one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import attrs

from transfertimeline.dates.lag import Lag
from transfertimeline.errors import PlanError, quoted
from transfertimeline.plan.ids import an_anchor_id
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.text import (
    Text,
    a_line,
    lines,
    texts,
    to_text,
    to_text_or_none,
)

__all__ = ["Phase", "PhaseOverride", "stated_phases"]

_T = TypeVar("_T")


def _months(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    if isinstance(value, Lag) and not value.whole_months:
        todo = 'write it like "18 months"'
        raise PlanError(
            attribute.name, "a length in months", quoted(value), todo, "phase-length"
        )


@attrs.frozen(kw_only=True)
class Phase:
    """
    A named stretch of the lifecycle.

    Attributes:
        id: Its permanent name.
        title: What people read.
        length: Its length in months; None if a later layer states it.
        note: What happens in it.
        source: Where this is stated.
        origin: Where in which file; not compared.

    Raises:
        PlanError: If the length has weeks or days.
    """

    id: str = attrs.field(validator=an_anchor_id)
    title: Text = attrs.field(converter=to_text, validator=a_line)
    length: Lag | None = attrs.field(default=None, validator=_months)
    note: Text | None = attrs.field(default=None, converter=to_text_or_none)
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    origin: Origin | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class PhaseOverride:
    """What a later layer changes in a phase: only the fields that are not None."""

    id: str = attrs.field(validator=an_anchor_id)
    title: Text | None = attrs.field(
        default=None, converter=to_text_or_none, validator=a_line
    )
    length: Lag | None = attrs.field(default=None, validator=_months)
    note: Text | None = attrs.field(default=None, converter=to_text_or_none)
    source: tuple[str, ...] | None = attrs.field(
        default=None,
        converter=attrs.converters.optional(texts),
        validator=attrs.validators.optional(lines),
    )
    origin: Origin | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        if not self._changed():
            todo = "give the fields that change"
            raise PlanError(
                "", "an override that changes something", "nothing", todo, "override"
            )

    def _changed(self) -> dict[str, Any]:
        names = ("title", "length", "note", "source")
        stated = {name: getattr(self, name) for name in names}
        return {name: value for name, value in stated.items() if value is not None}

    def applied_to(self, phase: Phase) -> Phase:
        """Return the phase with the change made."""
        return attrs.evolve(phase, **self._changed())


def stated_phases(
    values: Iterable[Phase | PhaseOverride],
) -> tuple[Phase | PhaseOverride, ...]:
    """Return phases and changes of phases as a tuple (an attrs converter)."""
    return tuple(values)
