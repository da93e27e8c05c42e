"""Lifecycles: reusable phases and milestone rules, the first layer of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import attrs

from transfertimeline.dates.months import EndConvention
from transfertimeline.errors import PlanError
from transfertimeline.plan.fields import of_type
from transfertimeline.plan.ids import an_id
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.phases import Phase
from transfertimeline.plan.text import (
    Text,
    a_line,
    lines,
    texts,
    to_text,
    to_text_or_none,
)

__all__ = ["Lifecycle"]

_T = TypeVar("_T")


def _some(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    if not isinstance(value, tuple) or not value:
        raise PlanError(attribute.name, "at least one", "none", "", "empty")


def _phases(values: Iterable[Phase]) -> tuple[Phase, ...]:
    return tuple(values)


def _milestones(values: Iterable[Milestone]) -> tuple[Milestone, ...]:
    return tuple(values)


@attrs.frozen(kw_only=True)
class Lifecycle:
    """
    Reusable phases and milestone rules, without an absolute date.

    Attributes:
        id: Its permanent name.
        name: What people read.
        ends: Where its stretches of months end.
        phases: The phases, in order of time.
        milestones: The milestones, in any order.
        note: What it is for.
        source: Where it is stated.
        origin: Where in which file; not compared.

    Example:
        >>> from transfertimeline.dates.lag import parse_lag
        >>> Lifecycle(id="short", name="Short", ends=EndConvention.DAY_BEFORE,
        ...     phases=[Phase(id="work", title="Work", length=parse_lag("9 months"))]
        ... ).phases[0].length.months
        9
    """

    id: str = attrs.field(validator=an_id)
    name: Text = attrs.field(converter=to_text, validator=a_line)
    ends: EndConvention = attrs.field(
        validator=of_type(EndConvention, "an EndConvention")
    )
    phases: tuple[Phase, ...] = attrs.field(converter=_phases, validator=_some)
    milestones: tuple[Milestone, ...] = attrs.field(default=(), converter=_milestones)
    note: Text | None = attrs.field(default=None, converter=to_text_or_none)
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    origin: Origin | None = attrs.field(default=None, eq=False)
