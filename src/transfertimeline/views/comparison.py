"""A comparison of two schedules: what moved, as a report and as data."""

from __future__ import annotations

from collections.abc import Sequence

from transfertimeline.schedule.expectation import Expectation
from transfertimeline.schedule.variance import Comparison, Variance
from transfertimeline.views.data import expectation_data
from transfertimeline.views.report import Report, Section
from transfertimeline.views.table import when_in_words
from transfertimeline.words import Words, words_for

__all__ = [
    "comparison_data",
    "comparison_report",
    "move_in_words",
    "moves_section",
    "variance_data",
]

FORMAT = 1
"""The version of the shape of the data."""


def comparison_report(
    comparison: Comparison,
    *,
    supposed: Sequence[str] = (),
    language: str | None = None,
) -> Report:
    """
    Return what differs between two schedules, in words.

    Args:
        comparison: The comparison.
        supposed: What is supposed to change, if that is what is compared.
        language: The language; that of the plan, or English, if not given.

    Example:
        >>> from datetime import date
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> from transfertimeline.schedule.compute import compute
        >>> from transfertimeline.schedule.variance import compare
        >>> plan = load_bundled("bluact")
        >>> before = compute(plan, data_date=date(2018, 12, 4))
        >>> comparison_report(compare(before, before)).lines
        ('Nothing changed.',)
    """
    after = comparison.after
    languages = after.languages
    language = language or (languages[0] if languages else "en")
    words = words_for((language,))
    report, name = words.report, after.plan.owner.name.pick((language, *languages))
    if supposed:
        title = report["supposed"].format(
            name=name, day=words.day(after.data_date), changes=", ".join(supposed)
        )
    else:
        title = report["compared"].format(
            name=name,
            before=words.day(comparison.before.data_date),
            after=words.day(after.data_date),
        )
    moves = (*comparison.phases, *comparison.milestones)
    section = moves_section("", moves, words, (language, *languages))
    return Report(
        title=title,
        lines=() if moves else (report["unchanged"],),
        sections=(section,) if moves else (),
    )


def moves_section(
    title: str, moves: Sequence[Variance], words: Words, languages: Sequence[str]
) -> Section:
    """
    Return a table of what moved, from when, to when and why.

    Args:
        title: What it is about; may be empty.
        moves: What moved.
        words: The library's words.
        languages: The languages of the plan's texts, best first.
    """
    report, columns = words.report, words.columns
    rows = [
        (
            move.title.pick(languages),
            _expected(move.before, words) or report["added"],
            _expected(move.after, words) or report["dropped"],
            words.shift(move.days) if move.days else "",
            _why(move, words, languages),
            ", ".join(_label(name, words) for name in move.words),
            move.id,
        )
        for move in moves
    ]
    headings = (
        columns["title"],
        *(report[name] for name in ("before", "after", "days", "why", "also")),
        columns["id"],
    )
    return Section(title=title, columns=headings, rows=tuple(rows))


def move_in_words(move: Variance, language: str = "en") -> str:
    """
    Say in one line what differs in a milestone or phase.

    Args:
        move: What differs.
        language: The language.
    """
    words = words_for((language,))
    before = _expected(move.before, words) or words.report["added"]
    after = _expected(move.after, words) or words.report["dropped"]
    if before == after:
        also = ", ".join(_label(name, words) for name in move.words)
        return f"{move.id}: {words.report['also'].lower()}: {also}"
    shift = f" ({words.shift(move.days)})" if move.days else ""
    return f"{move.id}: {before} -> {after}{shift}"


def _expected(expected: Expectation | None, words: Words) -> str:
    if expected is None:
        return ""
    when = when_in_words(expected, words)
    time = expected.start or expected.end
    if time is not None:
        when = words.at.format(when=when, time=f"{time:%H:%M}")
    if expected.status.value == "planned":
        return when
    return f"{when} ({words.statuses[expected.status]})"


def _why(move: Variance, words: Words, languages: Sequence[str]) -> str:
    said: dict[str, None] = {}
    if move.replaced_by:
        titles = ", ".join(title.pick(languages) for title in move.replaced_by)
        said[words.replaced_by.format(title=titles)] = None
    for past in move.history:
        if past.by is not None and past.by.reason is not None:
            said[past.by.reason.pick(languages).removesuffix(".")] = None
        if past.by is not None and past.by.inferred is not None:
            said[words.known_by.format(day=words.day(past.by.on))] = None
    return "; ".join(said)


def _label(name: str, words: Words) -> str:
    return words.report.get(name) or words.columns[name]


def comparison_data(
    comparison: Comparison, *, language: str | None = None
) -> dict[str, object]:
    """
    Return what differs between two schedules as plain values.

    Args:
        comparison: The comparison.
        language: The language of titles and reasons.
    """
    after = comparison.after
    languages = (*filter(None, (language,)), *after.languages)
    return {
        "format": FORMAT,
        "name": after.plan.owner.name.pick(languages),
        "before": comparison.before.data_date.isoformat(),
        "after": after.data_date.isoformat(),
        "phases": [variance_data(each, languages) for each in comparison.phases],
        "milestones": [
            variance_data(each, languages) for each in comparison.milestones
        ],
    }


def variance_data(variance: Variance, languages: Sequence[str]) -> dict[str, object]:
    """Return what differs in one milestone or phase as plain values."""
    before, after = variance.before, variance.after
    return {
        "id": variance.id,
        "title": variance.title.pick(languages),
        "before": expectation_data(before) if before else None,
        "after": expectation_data(after) if after else None,
        "variance_days": variance.days,
        "words": list(variance.words),
        "reasons": [
            {
                "on": past.by.on.isoformat(),
                "reason": past.by.reason.pick(languages) if past.by.reason else None,
                "inferred": past.by.inferred is not None,
                "source": list(past.by.source),
            }
            for past in variance.history
            if past.by is not None
        ],
    }
