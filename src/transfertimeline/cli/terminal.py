"""Tables on a terminal, in colour where there is one and nobody minds."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from transfertimeline.views.report import Report
from transfertimeline.views.table import Row, Table

__all__ = ["columns_text", "report_text", "table_text"]

_WIDE = 200
"""Columns of a table that goes to a file or another program."""


def _console(*, to_file: bool) -> Console:
    terminal = sys.stdout.isatty() and not to_file
    # NO_COLOR and the width of the terminal are rich's business.
    return Console(
        file=io.StringIO(),
        force_terminal=terminal,
        width=None if terminal else _WIDE,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _rendered(table: RichTable, *, to_file: bool) -> str:
    console = _console(to_file=to_file)
    console.print(table)
    assert isinstance(console.file, io.StringIO)  # as made above
    lines = console.file.getvalue().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _plain(title: str | None, columns: tuple[str, ...]) -> RichTable:
    table = RichTable(
        title=Text(title, style="bold") if title else None,
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    return table


def table_text(table: Table, *, to_file: bool = False) -> str:
    """Return a schedule as a table that fits the terminal."""
    # Columns without anything in them only take room.
    rows = (*table.phases, *table.milestones)
    used = [n for n in range(len(table.columns)) if any(row.cells[n] for row in rows)]
    rich = _plain(table.title, tuple(table.columns[n] for n in used))
    for number, row in enumerate(rows):
        style = "bold" if number < len(table.phases) else ""
        rich.add_row(
            *(_cell(row.cells[n], row) for n in used),
            style=style,
            end_section=number == len(table.phases) - 1,
        )
    return _rendered(rich, to_file=to_file)


def report_text(report: Report, *, to_file: bool = False) -> str:
    """Return a report: its title, its sentences, its tables."""
    parts = [_sentence(report.title, to_file=to_file)]
    if report.lines:
        parts.append("\n" + "".join(f"{line}\n" for line in report.lines))
    for section in report.sections:
        columns = range(len(section.columns))
        used = [n for n in columns if any(row[n] for row in section.rows)]
        rich = _plain(None, tuple(section.columns[n] for n in used))
        for row in section.rows:
            rich.add_row(*(Text(row[n]) for n in used))
        if section.title:
            parts.append("\n" + _sentence(section.title, to_file=to_file))
        # Its box begins and ends with an empty line.
        parts.append(_rendered(rich, to_file=to_file).rstrip("\n") + "\n")
    return "".join(parts)


def _sentence(text: str, *, to_file: bool) -> str:
    console = _console(to_file=to_file)
    console.print(Text(text, style="bold"), soft_wrap=True)
    assert isinstance(console.file, io.StringIO)  # as made above
    return console.file.getvalue()


def _cell(text: str, row: Row) -> Text:
    return Text(text, style="" if row.exact else "italic")


def columns_text(columns: tuple[str, ...], rows: Sequence[Sequence[str]]) -> str:
    """Return rows of plain texts as a table that fits the terminal."""
    rich = _plain(None, columns)
    for row in rows:
        rich.add_row(*(Text(cell) for cell in row))
    return _rendered(rich, to_file=False)
