"""
The layout of a plan file: which record stands in which table, under which keys.

Reading, writing, the JSON Schema and tables of dates all follow it.
"""

from __future__ import annotations

import functools
import operator
import typing
from collections.abc import Mapping
from enum import Enum
from types import UnionType

import attrs

from transfertimeline.plan.changes import Override
from transfertimeline.plan.fields import Cleared
from transfertimeline.plan.layers import Layer
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.networks import Network, Partner, Work
from transfertimeline.plan.phases import Phase, PhaseOverride
from transfertimeline.plan.programmes import Figure, Programme
from transfertimeline.plan.repeats import Repeat
from transfertimeline.plan.revisions import Baseline, Extension, Revision
from transfertimeline.plan.values import (
    SPELLINGS,
    Every,
    Length,
    Spelling,
    enum_spelling,
)

__all__ = [
    "ALONE",
    "ITEMS",
    "KEYS",
    "LAYOUTS",
    "NESTED",
    "RECORDS",
    "Layout",
    "fields_of",
    "parts_of",
    "spelling_of",
]


@attrs.frozen(kw_only=True)
class Layout:
    """
    How a layer is laid out in a file.

    Attributes:
        table: The table of its own fields.
        lists: The arrays of tables, by the field they fill.
    """

    table: str
    lists: Mapping[str, str]


LAYOUTS: Mapping[type[Layer], Layout] = {
    Lifecycle: Layout(
        table="lifecycle", lists={"phases": "phase", "milestones": "milestone"}
    ),
    Programme: Layout(
        table="programme",
        lists={
            "figures": "figure",
            "phases": "phase",
            "milestones": "milestone",
            "revisions": "revision",
            "baselines": "baseline",
        },
    ),
    Network: Layout(
        table="network",
        lists={
            "partners": "partner",
            "phases": "phase",
            "milestones": "milestone",
            "revisions": "revision",
            "baselines": "baseline",
            "works": "work",
        },
    ),
}

ITEMS: Mapping[str, tuple[type, type | None]] = {
    "phase": (Phase, PhaseOverride),
    "milestone": (Milestone, Override),
    "partner": (Partner, None),
    "work": (Work, None),
    "figure": (Figure, None),
    "revision": (Revision, None),
    "baseline": (Baseline, None),
}
"""The record of a table, and the one it is with ``override = true``."""

_MARKED = {
    (Milestone, "length"): Length,
    (Override, "length"): Length,
    (Revision, "length"): Length,
    (Repeat, "every"): Every,
}
NESTED: Mapping[str, tuple[type, str]] = {
    "repeat": (Repeat, 'repeat = { every = "6 months" }'),
    "extend": (Extension, 'extend = { phase = "transfer", by = "6 months" }'),
}
"""The record of a table inside a record, by its key, and how one is written."""

KEYS = {"from_": "from"}
ALONE = frozenset(("source",))
"""Keys of lists whose only item may stand without brackets."""
# What is inside a record before the record: cattrs looks hooks up once.
_LISTED = (record for pair in ITEMS.values() for record in pair if record)
RECORDS = (Repeat, Extension, *_LISTED, *LAYOUTS)


def fields_of(record: type) -> dict[str, attrs.Attribute[object]]:
    """Return the fields of a record that a file can state, by their key in the file."""
    return {
        KEYS.get(field.name, field.name): field
        for field in attrs.fields(record)
        if field.name != "origin"
    }


def spelling_of(
    record: type, field: attrs.Attribute[object]
) -> tuple[Spelling | None, bool]:
    """
    Return how the values of a field are written, and whether it holds several.

    Returns:
        The spelling, or None where the value is a table of its own (`Repeat`).
    """
    marked = _MARKED.get((record, field.name))
    parts = [t for t in parts_of(field.type) if t not in (type(None), Cleared)]
    many = typing.get_origin(parts[0]) is tuple if parts else False
    item = typing.get_args(parts[0])[0] if many else None
    whole = functools.reduce(operator.or_, parts) if parts else None
    wanted = marked or item or whole
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return enum_spelling(wanted), many
    for known, spelling in SPELLINGS.items():
        if known == wanted:
            return spelling, many
    return None, many


def parts_of(annotation: object) -> tuple[object, ...]:
    """Return the types of a union, or the one type that is none."""
    if typing.get_origin(annotation) in (typing.Union, UnionType):
        return typing.get_args(annotation)
    return (annotation,)
