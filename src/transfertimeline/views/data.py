"""
The schedule as JSON: the contract with other programs.

Its shape is described by the JSON Schema beside the reference; `format` changes
when a reader would have to.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from transfertimeline.plan.milestones import Kind
from transfertimeline.plan.revisions import Baseline
from transfertimeline.schedule.expectation import Earlier, Expectation
from transfertimeline.schedule.findings import Finding
from transfertimeline.schedule.schedule import Schedule, ScheduledMilestone
from transfertimeline.schedule.selection import EVERYTHING, Selection
from transfertimeline.schedule.variance import baseline_of, days_between

__all__ = ["FORMAT", "expectation_data", "to_data", "to_json"]

FORMAT = 1
"""The version of the shape."""


def to_json(
    schedule: Schedule,
    *,
    selection: Selection = EVERYTHING,
    language: str | None = None,
) -> str:
    """
    Write a schedule as JSON text, with a final line break.

    Args:
        schedule: The schedule.
        selection: Whose eyes it is for.
        language: The language of titles and places; that of the plan, or
            English, if not given.

    Raises:
        UnknownIdError: If the network has no such partner.
    """
    data = to_data(schedule, selection=selection, language=language)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def to_data(
    schedule: Schedule,
    *,
    selection: Selection = EVERYTHING,
    language: str | None = None,
) -> dict[str, object]:
    """
    Return a schedule as plain values: strings, numbers, booleans, lists, tables.

    Days are ISO 8601, both ends included; instants are RFC 3339 with an offset.
    An unknown date has ``edtf`` "unknown", and None for ``first`` and ``last``.

    Args:
        schedule: The schedule.
        selection: Whose eyes it is for.
        language: The language of titles and places.

    Raises:
        UnknownIdError: If the network has no such partner.

    Example:
        >>> from datetime import date
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> from transfertimeline.schedule.compute import compute
        >>> data = to_data(compute(load_bundled("bluact"), data_date=date(2019, 1, 1)))
        >>> data["network"]
        {'id': 'bluact', 'name': 'BluAct', 'programme': 'urbact-iii-transfer'}
    """
    plan = schedule.plan
    baseline = baseline_of(plan, schedule.data_date)
    languages = (*filter(None, (language,)), *schedule.languages)
    milestones = selection.of(schedule)
    shown = {milestone.id for milestone in milestones}
    codes: dict[str | None, list[str]] = {}
    for finding in schedule.findings:
        codes.setdefault(finding.milestone, []).append(finding.code)
    return {
        "format": FORMAT,
        "network": {
            "id": plan.network.id if plan.network else None,
            "name": plan.owner.name.pick(languages),
            "programme": plan.programme.id if plan.programme else None,
        },
        "data_date": schedule.data_date.isoformat(),
        "start": schedule.start.isoformat(),
        "end": schedule.end.isoformat(),
        "phases": [
            {
                "id": phase.id,
                "title": phase.title.pick(languages),
                "first": phase.days.first.isoformat(),
                "last": phase.days.last.isoformat(),
            }
            for phase in schedule.phases
        ],
        "milestones": [
            _milestone(m, codes.get(m.id, []), baseline, languages) for m in milestones
        ],
        "findings": [
            _finding(finding)
            for finding in schedule.findings
            if finding.milestone is None or finding.milestone in shown
        ],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "milestone": finding.milestone,
        "message": finding.message,
    }


def _milestone(
    milestone: ScheduledMilestone,
    findings: list[str],
    baseline: Baseline | None,
    languages: Sequence[str],
) -> dict[str, object]:
    was = milestone.expected_on(baseline.on) if baseline else None
    deadline = milestone.kind is Kind.DEADLINE
    return {
        "id": milestone.id,
        "family": milestone.family,
        "n": milestone.n,
        "title": milestone.title.pick(languages),
        "kind": milestone.kind.value,
        "scope": milestone.scope.value,
        "status": milestone.status.value,
        "edtf": milestone.edtf,
        "first": milestone.first.isoformat() if milestone.first else None,
        "last": milestone.last.isoformat() if milestone.last else None,
        "exact": milestone.exact,
        "start": milestone.start.isoformat() if milestone.start else None,
        "end": milestone.end.isoformat() if milestone.end else None,
        "place": milestone.place.pick(languages) if milestone.place else None,
        "audience": [audience.value for audience in milestone.audience],
        "country": milestone.country,
        "partner": milestone.partner,
        "uid": milestone.uid,
        "sequence": milestone.sequence,
        "last_modified": f"{milestone.last_modified:%Y-%m-%dT%H:%M:%SZ}",
        "earlier": [_earlier(past, languages) for past in milestone.earlier],
        "baseline": was.edtf if was else None,
        "variance_days": (
            days_between(was, milestone.expected, deadline=deadline) if was else None
        ),
        "rule": str(milestone.stated.when),
        "findings": findings,
    }


def _earlier(past: Earlier, languages: Sequence[str]) -> dict[str, object]:
    by = past.by
    return {
        **expectation_data(past.was),
        "until": past.until.isoformat(),
        "reason": by.reason.pick(languages) if by and by.reason else None,
        "inferred": by.inferred.pick(languages) if by and by.inferred else None,
        "source": list(by.source) if by else [],
    }


def expectation_data(expected: Expectation) -> dict[str, object]:
    """Return a date and status as plain values."""
    return {
        "edtf": expected.edtf,
        "first": expected.first.isoformat() if expected.first else None,
        "last": expected.last.isoformat() if expected.last else None,
        "status": expected.status.value,
    }
