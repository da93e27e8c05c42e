"""
Appending: a record at the end of a plan file, all else left as it is.

A person's file has comments and an order of its own. So nothing in it is written
anew: the new table comes after the last line, in the file's own line ends.
"""

from __future__ import annotations

from typing import Any

import attrs

from transfertimeline.errors import PlanFileError, TimelineError
from transfertimeline.plan.layers import Layer
from transfertimeline.plan.layout import LAYOUTS
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.parse import parse_plan, text_of
from transfertimeline.plan.revisions import Revision
from transfertimeline.plan.write import format_record

__all__ = ["appended"]


def appended(data: bytes, name: str, record: Milestone | Revision) -> bytes:
    """
    Return the bytes of a plan file with one more record.

    Args:
        data: The bytes of the file, in UTF-8.
        name: What errors call the file.
        record: What comes at its end.

    Returns:
        The same bytes, followed by the new table.

    Raises:
        PlanFileError: If the file is no plan file, is that of a lifecycle, or
            writes such records in one line.

    Example:
        >>> from datetime import date
        >>> from transfertimeline.plan.new import new_plan
        >>> from transfertimeline.plan.suppose import parse_change
        >>> text = new_plan(id="demo", name="Demo", issued=date(2018, 12, 4),
        ...                 programme="urbact-iii-transfer")
        >>> change = parse_change("cancel final-event", date(2020, 5, 1))
        >>> longer = appended(text.encode(), "demo.toml", change)
        >>> print(longer.decode().removeprefix(text))
        <BLANKLINE>
        [[revision]]
        on = 2020-05-01
        milestone = "final-event"
        status = "cancelled"
        <BLANKLINE>
    """
    old = parse_plan(text_of(data, name), name)
    field = "milestones" if isinstance(record, Milestone) else "revisions"
    if isinstance(old, Lifecycle) and field == "revisions":
        todo = "a lifecycle has no history; record it in a programme or network"
        expected = "the file of a programme or network"
        raise PlanFileError(name, expected, "a lifecycle", todo, "lifecycle-history")
    block = f"\n{format_record(record)}"
    if data and not data.endswith(b"\n"):
        block = f"\n{block}"
    if b"\r\n" in data:
        block = block.replace("\n", "\r\n")
    longer = data + block.encode()
    change: dict[str, Any] = {field: (*getattr(old, field), record)}
    wanted = attrs.evolve(old, **change)
    if _parsed(text_of(longer, name), name) != wanted:
        key = LAYOUTS[type(old)].lists[field]
        todo = f"write each {key} as a table of its own, beginning with [[{key}]]"
        expected, found = f"{key} tables", f"{key} = [...], which nothing can follow"
        raise PlanFileError(name, expected, found, todo, "append")
    return longer


def _parsed(text: str, name: str) -> Layer | None:
    try:
        return parse_plan(text, name)
    except TimelineError:
        return None
