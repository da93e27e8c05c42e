"""`show`: the schedule."""

from __future__ import annotations

from pathlib import Path

import click

from transfertimeline.cli.options import Request, plan_argument, scheduling_options
from transfertimeline.cli.output import output_option, say_warnings, write
from transfertimeline.cli.terminal import table_text
from transfertimeline.schedule.schedule import Schedule
from transfertimeline.views.data import to_json
from transfertimeline.views.markdown import to_markdown
from transfertimeline.views.spreadsheet import to_csv
from transfertimeline.views.table import table_of

__all__ = ["show"]


@click.command()
@plan_argument
@scheduling_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "markdown"]),
    default="table",
    show_default=True,
    help="The form of the schedule.",
)
@output_option
def show(form: str, output: Path | None, **asked: object) -> None:
    """
    Show the schedule of a network or programme.

    PLAN is a plan file, or the id of a bundled network or programme.
    """
    request = Request(**asked)  # type: ignore[arg-type]  # click names them like the fields
    schedule = request.compute()
    text = _text(schedule, form, request, to_file=output is not None)
    say_warnings(schedule)
    # Spreadsheet programs take a file for UTF-8 only with a byte order mark.
    encoding = "utf-8-sig" if form == "csv" and output else "utf-8"
    write(text.encode(encoding), output)


def _text(schedule: Schedule, form: str, request: Request, *, to_file: bool) -> str:
    selection, language = request.selection, request.language
    if form == "json":
        return to_json(schedule, selection=selection, language=language)
    if form == "csv":
        return to_csv(schedule, selection=selection, language=language)
    if form == "markdown":
        return to_markdown(schedule, selection=selection, language=language)
    table = table_of(schedule, selection=selection, language=language)
    return table_text(table, to_file=to_file)
