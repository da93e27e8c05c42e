"""Progress: where a network is, as a report and as data."""

from __future__ import annotations

from collections.abc import Sequence

from transfertimeline.plan.history import first_published
from transfertimeline.plan.text import Text
from transfertimeline.schedule.progress import Progress
from transfertimeline.schedule.schedule import ScheduledMilestone
from transfertimeline.schedule.variance import Comparison
from transfertimeline.views.comparison import moves_section, variance_data
from transfertimeline.views.data import expectation_data
from transfertimeline.views.report import Report, Section
from transfertimeline.views.table import when_in_words
from transfertimeline.words import Words, words_for

__all__ = ["progress_data", "progress_report"]

FORMAT = 1
"""The version of the shape of the data."""

UPCOMING = 8
"""How much of what comes next a report shows."""


def progress_report(
    progress: Progress,
    against: Comparison,
    *,
    baseline: str | None = None,
    language: str | None = None,
) -> Report:
    """
    Return where a network is, in words.

    Args:
        progress: The progress.
        against: The schedule, compared with its baseline.
        baseline: The name of the baseline; None for a day, such as that of the first
            publication.
        language: The language; that of the plan, or English, if not given.
    """
    schedule = against.after
    languages = schedule.languages
    language = language or (languages[0] if languages else "en")
    words, languages = words_for((language,)), (language, *languages)
    report = words.report
    name = schedule.plan.owner.name.pick(languages)
    before = against.before.data_date
    if baseline is None and before != first_published(schedule.plan):
        compared = report["compared"].format(
            name=name, before=words.day(before), after=words.day(schedule.data_date)
        )
    else:
        compared = report["baseline"].format(
            name=baseline or report["first_published"], day=words.day(before)
        )
    sections = [
        _milestones(report["upcoming"], progress.upcoming[:UPCOMING], words, languages),
        _milestones(report["overdue"], progress.overdue, words, languages),
        _milestones(report["waiting"], progress.waiting, words, languages),
        moves_section(report["slipped"], progress.slipped, words, languages),
    ]
    return Report(
        title=words.as_of.format(name=name, day=words.day(schedule.data_date)),
        lines=(
            _where(progress, against, words, languages),
            report["elapsed"].format(
                share=round(100 * progress.share),
                elapsed=progress.elapsed,
                days=progress.days,
            ),
            compared,
        ),
        sections=tuple(section for section in sections if section.rows),
    )


def _where(
    progress: Progress, against: Comparison, words: Words, languages: Sequence[str]
) -> str:
    schedule, phase = against.after, progress.phase
    if phase is not None:
        return words.report["in_phase"].format(
            phase=phase.title.pick(languages),
            day=progress.day,
            days=phase.days.length,
            stretch=words.days(phase.days.first, phase.days.last),
        )
    if schedule.data_date < schedule.start:
        return words.report["not_begun"].format(day=words.day(schedule.start))
    return words.report["over"].format(day=words.day(schedule.end))


def _milestones(
    title: str,
    milestones: Sequence[ScheduledMilestone],
    words: Words,
    languages: Sequence[str],
) -> Section:
    columns = words.columns
    rows = []
    for each in milestones:
        place = each.place.pick(languages) if each.place else ""
        online = words.online if each.stated.online else ""
        rows.append(
            (
                when_in_words(each.expected, words),
                each.title.pick(languages),
                ", ".join(filter(None, (place, online))),
                words.statuses[each.status],
                each.id,
            )
        )
    names = ("date", "title", "place", "status", "id")
    headings = tuple(columns[name] for name in names)
    return Section(title=title, columns=headings, rows=tuple(rows))


def progress_data(
    progress: Progress,
    against: Comparison,
    *,
    baseline: str | None = None,
    language: str | None = None,
) -> dict[str, object]:
    """
    Return where a network is as plain values.

    Args:
        progress: The progress.
        against: The schedule, compared with its baseline.
        baseline: The name of the baseline; None for a day, such as that of the first
            publication.
        language: The language of titles.
    """
    schedule, phase = against.after, progress.phase
    languages = (*filter(None, (language,)), *schedule.languages)

    def listed(milestones: Sequence[ScheduledMilestone]) -> list[dict[str, object]]:
        return [_milestone(each, each.title, languages) for each in milestones]

    return {
        "format": FORMAT,
        "name": schedule.plan.owner.name.pick(languages),
        "data_date": schedule.data_date.isoformat(),
        "start": schedule.start.isoformat(),
        "end": schedule.end.isoformat(),
        "phase": phase.id if phase else None,
        "day_of_phase": progress.day if phase else None,
        "days_of_phase": phase.days.length if phase else None,
        "elapsed_days": progress.elapsed,
        "days": progress.days,
        "baseline": {"name": baseline, "on": against.before.data_date.isoformat()},
        "upcoming": listed(progress.upcoming),
        "overdue": listed(progress.overdue),
        "waiting": listed(progress.waiting),
        "slipped": [variance_data(each, languages) for each in progress.slipped],
    }


def _milestone(
    milestone: ScheduledMilestone, title: Text, languages: Sequence[str]
) -> dict[str, object]:
    return {
        "id": milestone.id,
        "title": title.pick(languages),
        **expectation_data(milestone.expected),
    }
