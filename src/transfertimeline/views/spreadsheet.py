"""The schedule as CSV, with ISO dates, for spreadsheets (RFC 4180)."""

from __future__ import annotations

import csv
import io

from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.selection import EVERYTHING, Selection

__all__ = ["COLUMNS", "safe", "to_csv"]

COLUMNS = (
    "id",
    "title",
    "kind",
    "scope",
    "status",
    "edtf",
    "first",
    "last",
    "exact",
    "start",
    "end",
    "place",
    "audience",
    "country",
    "partner",
    "rule",
)
"""The columns; dates are ISO 8601, both ends included."""


def to_csv(
    schedule: Schedule,
    *,
    selection: Selection = EVERYTHING,
    language: str | None = None,
) -> str:
    """
    Write a schedule as CSV: a row for each phase and milestone, CRLF line ends.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.

    Args:
        schedule: The schedule.
        selection: Whose eyes it is for.
        language: The language of titles and places; that of the plan, or
            English, if not given.

    Raises:
        UnknownIdError: If the network has no such partner.
    """
    languages = (*filter(None, (language,)), *schedule.languages)
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for phase in schedule.phases:
        days = phase.days
        cells = [phase.id, phase.title.pick(languages), "phase", "", "", str(days)]
        cells += [days.first.isoformat(), days.last.isoformat(), "true"]
        writer.writerow(
            safe(cell) for cell in cells + [""] * (len(COLUMNS) - len(cells))
        )
    for milestone in selection.of(schedule):
        cells = [
            milestone.id,
            milestone.title.pick(languages),
            milestone.kind,
            milestone.scope,
            milestone.status,
            milestone.edtf,
            milestone.first.isoformat() if milestone.first else "",
            milestone.last.isoformat() if milestone.last else "",
            "true" if milestone.exact else "false",
            milestone.start.isoformat() if milestone.start else "",
            milestone.end.isoformat() if milestone.end else "",
            milestone.place.pick(languages) if milestone.place else "",
            " ".join(milestone.audience),
            milestone.country or "",
            milestone.partner or "",
            str(milestone.stated.when),
        ]
        writer.writerow(safe(cell) for cell in cells)
    return stream.getvalue()


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
