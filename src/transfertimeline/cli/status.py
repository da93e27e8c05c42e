"""`status`: where a network is, what comes next, what is late."""

from __future__ import annotations

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
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.progress import progress_of
from transfertimeline.schedule.variance import compare
from transfertimeline.views.progress import progress_data, progress_report

__all__ = ["status"]


@click.command()
@plan_argument
@scheduling_options
@against_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="The form of the report.",
)
@output_option
def status(
    against: str | None, form: str, output: Path | None, **asked: object
) -> None:
    """
    Say where a network is, and what is late.

    The phase, what comes next, what is overdue, waits for confirmation or slipped.

    PLAN is a plan file, or the id of a bundled network or programme.
    """
    request = Request(**asked)  # type: ignore[arg-type]  # click names them like the fields
    schedule = request.compute()
    name, day = request.baseline(against)
    before = compute(schedule.plan, data_date=day)
    compared = compare(before, schedule, selection=request.selection)
    progress = progress_of(schedule, compared, selection=request.selection)
    language = request.language
    if form == "json":
        data = progress_data(progress, compared, baseline=name, language=language)
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    else:
        report = progress_report(progress, compared, baseline=name, language=language)
        text = report_text(report, to_file=output is not None)
    write(text.encode(), output)
