"""The milestone trend: what was expected when, as a report, as CSV and as data."""

from __future__ import annotations

import csv
import io

from transfertimeline.plan.milestones import Kind
from transfertimeline.schedule.expectation import Expectation
from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.trend import Trend
from transfertimeline.schedule.variance import days_between
from transfertimeline.views.report import Report, Section
from transfertimeline.views.spreadsheet import safe
from transfertimeline.views.table import when_in_words
from transfertimeline.words import words_for

__all__ = ["trend_csv", "trend_data", "trend_report"]

FORMAT = 1
"""The version of the shape of the data."""


def trend_report(
    trend: Trend, schedule: Schedule, *, language: str | None = None
) -> Report:
    """
    Return what was expected when, in words: a row for each change.

    Args:
        trend: The trend.
        schedule: The schedule it is of.
        language: The language; that of the plan, or English, if not given.
    """
    languages = schedule.languages
    language = language or (languages[0] if languages else "en")
    words, languages = words_for((language,)), (language, *languages)
    rows: list[tuple[str, ...]] = []
    for line in trend.lines:
        before: Expectation | None = None
        title = line.title.pick(languages)
        deadline = schedule[line.id].kind is Kind.DEADLINE
        for day, expected in zip(trend.data_dates, line.expected, strict=True):
            if expected is None or (before and before.edtf == expected.edtf):
                continue
            days = days_between(before, expected, deadline=deadline) if before else None
            rows.append(
                (
                    title,
                    words.day(day),
                    when_in_words(expected, words),
                    words.shift(days) if days else "",
                    line.id,
                )
            )
            before, title = expected, ""
    report, columns = words.report, words.columns
    name = schedule.plan.owner.name.pick(languages)
    section = Section(
        title="",
        columns=(
            columns["title"],
            report["data_date"],
            report["expected"],
            report["days"],
            columns["id"],
        ),
        rows=tuple(rows),
    )
    return Report(
        title=report["trend"].format(name=name, day=words.day(schedule.data_date)),
        lines=(),
        sections=(section,) if rows else (),
    )


def trend_csv(trend: Trend, schedule: Schedule, *, language: str | None = None) -> str:
    """
    Write what was expected when as CSV: a row a milestone, a column a data date.

    Dates are in EDTF; a cell is empty before the milestone was known.

    Args:
        trend: The trend.
        schedule: The schedule it is of.
        language: The language of titles.
    """
    languages = (*filter(None, (language,)), *schedule.languages)
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["id", "title", *(day.isoformat() for day in trend.data_dates)])
    for line in trend.lines:
        cells = [expected.edtf if expected else "" for expected in line.expected]
        writer.writerow([line.id, safe(line.title.pick(languages)), *cells])
    return stream.getvalue()


def trend_data(
    trend: Trend, schedule: Schedule, *, language: str | None = None
) -> dict[str, object]:
    """
    Return what was expected when as plain values.

    Args:
        trend: The trend.
        schedule: The schedule it is of.
        language: The language of titles.
    """
    languages = (*filter(None, (language,)), *schedule.languages)
    return {
        "format": FORMAT,
        "name": schedule.plan.owner.name.pick(languages),
        "data_date": schedule.data_date.isoformat(),
        "data_dates": [day.isoformat() for day in trend.data_dates],
        "milestones": [
            {
                "id": line.id,
                "title": line.title.pick(languages),
                "expected": [e.edtf if e else None for e in line.expected],
            }
            for line in trend.lines
        ],
    }
