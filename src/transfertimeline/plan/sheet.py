"""
A sheet of dates: milestones from CSV, as spreadsheets save it.

One milestone a row, under a row that names the columns. A sheet is read whole or
not at all, and every problem in it is reported at once.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from transfertimeline.dates.days import DayRange
from transfertimeline.dates.edtf import PartialDate
from transfertimeline.errors import (
    DateError,
    PlanFileError,
    TimelineError,
    quoted,
    raise_all,
)
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.ids import nearest, slug
from transfertimeline.plan.layout import fields_of, spelling_of
from transfertimeline.plan.milestones import Kind, Milestone
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.rules import DateRule, Stated

__all__ = ["milestones_from_csv"]

_REQUIRED = ("title", "date")
_OPTIONAL = ("id", "kind", "place", "time", "zone", "end", "note", "url")
_COLUMNS = (*_REQUIRED, *_OPTIONAL)
_DELIMITERS = (",", ";", "\t")

_UNCLEAR = re.compile(r"\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{2,4}\b.*", re.ASCII)
_SERIAL = re.compile(r"\d{5}([.,]\d+)?", re.ASCII)
_DEADLINE = re.compile(r"\bdeadlines?\b", re.IGNORECASE)


@attrs.frozen
class _Row:
    """A row that holds something: where it begins, and its cells."""

    file: str
    line: int
    cells: Sequence[str]

    def at(self, column: str = "") -> str:
        """Say where a cell of it is, for an error."""
        return f"{self.file}:{self.line}" + (f": {column}" if column else "")


# A milestone with nothing but what it must have: each cell is tried on it alone, so
# that every wrong cell of a row is named and not only the first.
_BARE = Milestone(id="bare", kind=Kind.MEETING, title="Bare", when=parse_rule("start"))


def milestones_from_csv(
    text: str, name: str = "dates.csv", *, taken: Iterable[str] = ()
) -> tuple[Milestone, ...]:
    r"""
    Read milestones from a table of dates, as a spreadsheet saves it.

    The first row names the columns: title and date, and if wanted id, kind, place,
    time, zone, end (the last day), note and url. Commas, semicolons or tabs stand
    between the cells. A milestone without an id gets one made from its title, now
    and once: from here on the id is stated in the plan and stays.

    Args:
        text: The text of the file.
        name: What errors call the file.
        taken: Ids that phases and milestones around have, so that none made here
            is one of them.

    Returns:
        The milestones, in the order of the rows. The kind is a deadline where the
        title says so, else a meeting, unless there is a column for it.

    Raises:
        PlanFileError: If it is no such table, or a date cannot be read or could be
            read in two ways (15/01/2019).
        TimelineError: If another cell does not hold what its column says. Several
            problems come at once as `TimelineErrors`, each with its line.

    Example:
        >>> first, second = milestones_from_csv(
        ...     "Title;Date;End\nKick-off;2019-01-15;2019-01-16\nKick-off;2019-21"
        ... )
        >>> first.id, str(first.when), second.id, str(second.when)
        ('kick-off', '2019-01-15/2019-01-16', 'kick-off-2', '2019-21')
    """
    header, *rows = _rows(text, name) or [_Row(name, 1, ())]
    columns = _columns(header)
    errors: list[TimelineError] = []
    ids: dict[str, int] = {}
    drafts = [_draft(row, columns, ids, errors) for row in rows]
    raise_all(errors)
    known = {*taken, *ids}
    for draft in drafts:
        if "id" not in draft:
            draft["id"] = _free(
                slug(str(draft["title"]), or_else=str(draft["kind"])), known
            )
            known.add(draft["id"])
    return tuple(Milestone(**draft) for draft in drafts)


def _rows(text: str, name: str) -> list[_Row]:
    """Return the rows that hold anything, the one that names the columns first."""
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    delimiter = max(
        _DELIMITERS, key=lambda mark: (len(_known(first, mark)), first.count(mark))
    )
    reader = csv.reader(
        io.StringIO(text, newline=None), delimiter=delimiter, strict=True
    )
    rows = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_Row(name, line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        todo = "put quotes around a whole cell, and double those inside it"
        where, found = f"{name}:{line}", quoted(error)
        raise PlanFileError(where, "a row of CSV", found, todo, "csv-row") from None
    return rows


def _known(line: str, delimiter: str) -> set[str]:
    """Return the columns that a line names if this stands between its cells."""
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return {cell.strip().lower() for cell in cells} & set(_COLUMNS)


def _columns(header: _Row) -> list[str]:
    """Return the names of the columns, all of them known and each there once."""
    columns = [cell.lower() for cell in header.cells]
    todo = 'name the columns in the first row, "title" and "date" among them'
    problems = [
        (f"the column {quoted(column)}", "none", todo)
        for column in _REQUIRED
        if column not in columns
    ]
    for place, column in enumerate(columns):
        if column in columns[:place] and column:
            todo = "keep one of the two"
            problems.append(("each column once", f"{quoted(column)} again", todo))
        elif column and column not in _COLUMNS:
            todo = f"rename it or take it out; {nearest(column, _COLUMNS)}"
            problems.append(("a known column", quoted(column), todo))
    raise_all([PlanFileError(header.at(), *p, "csv-header") for p in problems])
    return columns


def _draft(
    row: _Row,
    columns: Sequence[str],
    ids: dict[str, int],
    errors: list[TimelineError],
) -> dict[str, Any]:
    """
    Return the fields of a milestone from its row, and note what is amiss.

    Args:
        row: The row.
        columns: The names of the columns.
        ids: The line of each id that rows state; that of this row is added.
        errors: Where to note problems.
    """
    pairs = list(itertools.zip_longest(columns, row.cells, fillvalue=""))
    stray = next((cell for column, cell in pairs if cell and not column), "")
    if stray:
        # Whatever stands before it may be in the wrong column, so nothing is read.
        expected, found = "no cell beyond the named columns", quoted(stray)
        todo = "put quotes around a cell that holds the separator, or name the column"
        errors.append(PlanFileError(row.at(), expected, found, todo, "csv-row"))
        return {}
    cells = {column: cell for column, cell in pairs if cell}
    draft = _fields(row, cells, errors)
    if "title" not in cells:
        problem = ("a title", "none", "say what people will read", "csv-title")
        errors.append(PlanFileError(row.at("title"), *problem))
    id_ = draft.get("id")
    if id_ in ids:
        todo = f"line {ids[id_]} has it already"
        problem = ("an id that is not taken", quoted(id_), todo, "id-duplicate")
        errors.append(PlanFileError(row.at("id"), *problem))
    elif id_ is not None:
        ids[id_] = row.line
    is_deadline = _DEADLINE.search(cells.get("title", ""))
    draft.setdefault("kind", Kind.DEADLINE if is_deadline else Kind.MEETING)
    return draft


def _fields(
    row: _Row, cells: Mapping[str, str], errors: list[TimelineError]
) -> dict[str, Any]:
    """Return what the cells of a row say, and note what cannot be read."""
    fields: dict[str, Any] = {"origin": Origin(row.file, row.line)}
    for column, cell in cells.items():
        if column not in ("date", "end"):
            try:
                fields[column] = _value(column, cell)
            except TimelineError as error:
                problem = (error.expected, error.found, error.todo, error.code)
                errors.append(type(error)(row.at(column), *problem))
    try:
        fields["when"] = _when(cells)
    except TimelineError as error:
        errors.append(error.at(row.at()))
    return fields


def _value(column: str, cell: str) -> object:
    """Read a cell as the plan file would, and try it on a milestone."""
    spelling, _ = spelling_of(Milestone, fields_of(Milestone)[column])
    assert spelling is not None  # no column is a table of its own
    read = spelling.read(cell.lower() if column == "kind" else cell)
    value: dict[str, Any] = {column: read}
    attrs.evolve(_BARE, **value)
    return read


def _when(cells: Mapping[str, str]) -> DateRule:
    """Return the rule of a row, from its date and its last day."""
    if "date" not in cells:
        todo = 'write "unknown" if nothing is known yet'
        raise PlanFileError("date", "a date", "none", todo, "csv-date")
    rule = _rule("date", cells["date"])
    if cells.get("end", cells["date"]) == cells["date"]:
        return rule
    match rule, _rule("end", cells["end"]):
        case (
            Stated(date=PartialDate(days=DayRange(first=first), qualifier=one)),
            Stated(date=PartialDate(days=DayRange(last=last), qualifier=two)),
        ):
            days = _between(first, last)
            return Stated(PartialDate(days=days, qualifier=one | two))
    todo = "leave one of the two empty, or write both as days"
    expected, found = "an end only where the date is a day", quoted(cells["end"])
    raise PlanFileError("end", expected, found, todo, "csv-end")


def _between(first: date, last: date) -> DayRange:
    try:
        return DayRange(first=first, last=last)
    except DateError as error:
        problem = (error.expected, error.found, error.todo)
        raise PlanFileError("end", *problem, "csv-end") from None


def _rule(column: str, cell: str) -> DateRule:
    expected = "a date as year-month-day"
    if _UNCLEAR.fullmatch(cell):
        found = f"{quoted(cell)}, where the order of day and month is unclear"
        todo = 'write it like "2019-01-15"'
        raise PlanFileError(column, expected, found, todo, "csv-date")
    if _SERIAL.fullmatch(cell):
        found = f"{quoted(cell)}, the number of a day inside a spreadsheet"
        todo = "have the column shown as year-month-day and save the table again"
        raise PlanFileError(column, expected, found, todo, "csv-date")
    try:
        return parse_rule(cell)
    except TimelineError as error:
        where = f"{column}: {error.where}" if error.where else column
        problem = (error.expected, error.found, error.todo)
        raise PlanFileError(where, *problem, "csv-date") from None


def _free(id_: str, taken: Container[str]) -> str:
    """Return the id, or with the first number from 2 on that makes it free."""
    numbered = (f"{id_}-{number}" for number in itertools.count(2))
    return next(free for free in itertools.chain((id_,), numbered) if free not in taken)
