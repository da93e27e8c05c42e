"""Reports: a title, a few sentences and some tables, in words."""

from __future__ import annotations

import attrs

__all__ = ["Report", "Section"]


@attrs.frozen(kw_only=True)
class Section:
    """
    A table of a report.

    Attributes:
        title: What it is about; may be empty.
        columns: The headings.
        rows: The cells, in the order of the columns.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@attrs.frozen(kw_only=True)
class Report:
    """
    What a person reads of a schedule.

    Attributes:
        title: What it is about.
        lines: Sentences, a line each.
        sections: Tables, in order; none of them is empty.
    """

    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
