"""`compare`: what moved between two data dates, or would move if."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from transfertimeline.cli.options import (
    Request,
    against_option,
    plan_argument,
    scheduling_options,
)
from transfertimeline.cli.output import output_option, write
from transfertimeline.cli.terminal import report_text
from transfertimeline.errors import TimelineError, quoted
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.revisions import Revision
from transfertimeline.plan.suppose import parse_change, suppose
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.decisions import move
from transfertimeline.schedule.variance import Comparison
from transfertimeline.schedule.variance import compare as compared
from transfertimeline.views.comparison import comparison_data, comparison_report

__all__ = ["compare"]


@click.command()
@plan_argument
@scheduling_options
@against_option
@click.option(
    "--with",
    "changes",
    multiple=True,
    metavar="CHANGE",
    help='What if: "extend transfer by 3 months", "kick-off on 2019-01-22", '
    '"start on 2018-12-10", "cancel kick-off", "postpone kick-off"; may be repeated. '
    "Nothing is written to the plan.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="The form of the comparison.",
)
@output_option
def compare(
    against: str | None,
    changes: tuple[str, ...],
    form: str,
    output: Path | None,
    **asked: object,
) -> int:
    """
    Show what moved, or what would move if.

    What moved since a baseline, or what would move if something changed.

    PLAN is a plan file, or the id of a bundled network or programme. The exit code
    is 1 if anything differs.
    """
    request = Request(**asked)  # type: ignore[arg-type]  # click names them like the fields
    comparison = _comparison(request, against, changes)
    language = request.language
    if form == "json":
        data = comparison_data(comparison, language=language)
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    else:
        report = comparison_report(comparison, supposed=changes, language=language)
        text = report_text(report, to_file=output is not None)
    write(text.encode(), output)
    return 1 if comparison else 0


def _comparison(
    request: Request, against: str | None, changes: tuple[str, ...]
) -> Comparison:
    plan, today = request.load(), request.data_date
    supposed = plan
    for change in changes:
        supposed = suppose(supposed, _decided(change, supposed, today))
    day = today if changes and against is None else request.baseline(against)[1]
    before = compute(plan, data_date=day)
    after = compute(supposed, data_date=today)
    return compared(before, after, selection=request.selection)


def _decided(change: str, plan: Plan, today: dt.date) -> Revision:
    """Return the revision by which a change would be recorded."""
    revision = parse_change(change, today)
    if revision.milestone is None or revision.when is None or revision.status:
        return revision
    schedule = compute(plan, data_date=today)
    try:
        return move(schedule, revision.milestone, str(revision.when))
    except TimelineError as error:
        raise error.at(quoted(change)) from None
