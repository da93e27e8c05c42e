"""`export`: the feed, or one for each network into a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import attrs
import click
from click.termui import progressbar

from transfertimeline.cli.options import Request, plan_argument, scheduling_options
from transfertimeline.cli.output import read_existing, say, say_warnings, write
from transfertimeline.errors import (
    OutputError,
    TimelineError,
    from_system,
    quoted,
    raise_all,
)
from transfertimeline.feed.feed import Feed, feed_of
from transfertimeline.feed.published import calendar_uid
from transfertimeline.plan.layers import Plan
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule

__all__ = ["export"]


@attrs.frozen
class _Target:
    """A schedule, its feed, its bytes, and the file they go to."""

    schedule: Schedule
    feed: Feed
    data: bytes
    path: Path


@click.command()
@plan_argument
@scheduling_options
@click.option(
    "-o",
    "--output",
    help="The file to write, or a folder (ending in /): then one feed for each "
    "network of a programme and one for the programme.",
)
@click.option(
    "--fresh", is_flag=True, help="Overwrite a file that is another calendar or none."
)
def export(output: str | None, *, fresh: bool, **asked: object) -> None:
    """
    Write the feed that partners subscribe to (iCalendar, .ics).

    PLAN is a plan file, or the id of a bundled network or programme.
    """
    if output == "":
        # Path would take it for the current folder.
        raise click.UsageError("expected a file or folder after --output, found none")
    request = Request(**asked)  # type: ignore[arg-type]  # click names them like the fields
    plan = request.load()
    if output is None:
        target = _target(plan, request, Path())
        say_warnings(target.schedule)
        write(target.data, None)
        _say_undated([target.feed])
        return
    folder = Path(output) if _is_folder(output, plan) else None
    targets = _targets(plan, request, folder, Path(output))
    say_warnings(*(target.schedule for target in targets))
    changed = [target for target in targets if _differs(target, fresh=fresh)]
    if folder is not None:
        _make(folder)
    for target in changed:
        write(target.data, target.path)
    _say_undated([target.feed for target in targets])


def _is_folder(output: str, plan: Plan) -> bool:
    # Unlike Path.is_dir, it raises nothing for a name that no folder can have.
    if output.endswith(("/", "\\")) or os.path.isdir(output):  # noqa: PTH112 - as said
        return True
    return plan.network is None and Path(output).suffix != ".ics"


def _targets(
    plan: Plan, request: Request, folder: Path | None, file: Path
) -> list[_Target]:
    """Make every feed before the first is written, so that none is if one cannot be."""
    if folder is None:
        return [_target(plan, request, file)]
    plans = [plan]
    if plan.network is None:
        plans += [plan.for_network(network.id) for network in plan.networks]
    targets: list[_Target] = []
    errors: list[TimelineError] = []
    # A bar is for eyes, not for logs, and not for a moment's work.
    hidden = len(plans) == 1 or not sys.stderr.isatty()
    with progressbar(plans, label="Feeds", file=sys.stderr, hidden=hidden) as bar:
        for each in bar:
            try:
                targets.append(_target(each, request, folder / f"{each.owner.id}.ics"))
            except TimelineError as error:
                errors.append(error)
    raise_all(errors)
    if len({target.path for target in targets}) < len(targets):
        todo = "rename one of the two"
        found = f"{quoted(plan.owner.id)} for the programme and a network"
        raise OutputError(
            str(folder), "a file for each feed", found, todo, "output-same"
        )
    return targets


def _target(plan: Plan, request: Request, path: Path) -> _Target:
    schedule = compute(plan, data_date=request.data_date)
    feed = feed_of(schedule, selection=request.selection, language=request.language)
    return _Target(schedule, feed, feed.to_ical(), path)


def _differs(target: _Target, *, fresh: bool) -> bool:
    """
    Tell whether a file has to be written.

    Raises:
        OutputError: If it is there and is not this calendar, unless `fresh`.
    """
    existing = read_existing(target.path)
    if existing is None or existing == target.data:
        return existing is None
    if not fresh and calendar_uid(existing) != target.feed.uid:
        what = (
            "another calendar"
            if calendar_uid(existing)
            else "something that is no calendar"
        )
        raise OutputError(
            str(target.path),
            f"no file, or the calendar {quoted(target.feed.name)} as published before",
            what,
            "choose another name, or say --fresh to overwrite it",
            "output-other",
        )
    return True


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        found = from_system(error)
        todo = "check the path and who may write there"
        raise OutputError(
            str(folder), "a folder that can be made", found, todo, "output-unwritable"
        ) from None


def _say_undated(feeds: list[Feed]) -> None:
    undated = {id_ for feed in feeds for id_ in feed.undated}
    if undated:
        count = sum(len(feed.undated) for feed in feeds)
        where = f" in {len(feeds)} feeds" if len(feeds) > 1 else ""
        listed = ", ".join(sorted(undated))
        say(
            f"{count} without a date yet{where}, "
            f"listed in the calendar's description: {listed}"
        )
