"""The schedule in Markdown (GitHub's tables), for reports and wikis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.selection import EVERYTHING, Selection
from transfertimeline.views.table import table_of

__all__ = ["to_markdown"]

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+!|~&$])")


def to_markdown(
    schedule: Schedule,
    *,
    selection: Selection = EVERYTHING,
    language: str | None = None,
) -> str:
    """
    Write a schedule as a Markdown table. Names cannot bring in markup.

    Args:
        schedule: The schedule.
        selection: Whose eyes it is for.
        language: The language; that of the plan, or English, if not given.

    Raises:
        UnknownIdError: If the network has no such partner.
    """
    table = table_of(schedule, selection=selection, language=language)
    rows = [row.cells for row in (*table.phases, *table.milestones)]
    lines = [f"# {_escaped(table.title)}", "", *_lines(table.columns, rows)]
    return "\n".join(lines) + "\n"


def _lines(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _line(columns)
    yield _line(["---"] * len(columns), escape=False)
    for row in rows:
        yield _line(row)


def _line(cells: Sequence[str], *, escape: bool = True) -> str:
    return f"| {' | '.join(_escaped(cell) if escape else cell for cell in cells)} |"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
