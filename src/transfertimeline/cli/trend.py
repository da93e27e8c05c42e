"""`trend`: what was expected when, for each milestone."""

from __future__ import annotations

import json
from pathlib import Path

import click

from transfertimeline.cli.options import Request, plan_argument, scheduling_options
from transfertimeline.cli.output import output_option, write
from transfertimeline.cli.terminal import report_text
from transfertimeline.schedule.trend import trend_of
from transfertimeline.views.trend import trend_csv, trend_data, trend_report

__all__ = ["trend"]


@click.command()
@plan_argument
@scheduling_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="The form of the trend.",
)
@output_option
def trend(form: str, output: Path | None, **asked: object) -> None:
    """
    Show what was expected when (milestone trend).

    PLAN is a plan file, or the id of a bundled network or programme. The table has a
    line for each change; CSV and JSON have every data date of the history.
    """
    request = Request(**asked)  # type: ignore[arg-type]  # click names them like the fields
    schedule, language = request.compute(), request.language
    found = trend_of(schedule, selection=request.selection)
    if form == "json":
        data = trend_data(found, schedule, language=language)
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    elif form == "csv":
        text = trend_csv(found, schedule, language=language)
    else:
        report = trend_report(found, schedule, language=language)
        text = report_text(report, to_file=output is not None)
    # Spreadsheet programs take a file for UTF-8 only with a byte order mark.
    encoding = "utf-8-sig" if form == "csv" and output else "utf-8"
    write(text.encode(encoding), output)
