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
    FeedError,
    OutputError,
    TimelineError,
    from_system,
    quoted,
    raise_all,
)
from transfertimeline.feed.continuity import check_follows
from transfertimeline.feed.feed import Feed, feed_of
from transfertimeline.feed.published import read_published
from transfertimeline.plan.layers import Plan
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule

__all__ = ["export"]


@attrs.frozen
class _Target:
    """A schedule, its feed, its bytes, and the file they go to if they differ."""

    schedule: Schedule
    feed: Feed
    data: bytes
    path: Path | None
    differs: bool


@attrs.frozen
class _Continuity:
    """
    What a feed has to follow.

    Attributes:
        previous: The file or folder of what was published, if named.
        fresh: Whether a file that is there already counts for nothing.
    """

    previous: Path | None
    fresh: bool


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
    "--previous",
    type=Path,
    help="The feed as published before, if it is not the file to write, or a folder "
    "of feeds: no entry goes back behind it.",
)
@click.option(
    "--fresh",
    is_flag=True,
    help="Overwrite a file that is another calendar, newer or none; do not follow it.",
)
def export(
    output: str | None, *, previous: Path | None, fresh: bool, **asked: object
) -> None:
    """
    Write the feed that partners subscribe to (iCalendar, .ics).

    PLAN is a plan file, or the id of a bundled network or programme. A file that is
    there already is the feed as published: what it says the same stays as it is,
    what changed becomes newer, what is gone is cancelled first.
    """
    if output == "":
        # Path would take it for the current folder.
        raise click.UsageError("expected a file or folder after --output, found none")
    request = Request(**asked)  # type: ignore[arg-type]  # click names them like the fields
    plan = request.load()
    continuity = _Continuity(previous, fresh)
    if output is None:
        target = _target(plan, request, None, continuity)
        say_warnings(target.schedule)
        write(target.data, None)
        _say_undated([target.feed])
        return
    folder = Path(output) if _is_folder(output, plan) else None
    targets = _targets(plan, request, folder, Path(output), continuity)
    if folder is not None:
        _make(folder)
    say_warnings(*(target.schedule for target in targets))
    for target in targets:
        if target.differs:
            write(target.data, target.path)
    _say_undated([target.feed for target in targets])


def _is_folder(output: str, plan: Plan) -> bool:
    # Unlike Path.is_dir, it raises nothing for a name that no folder can have.
    if output.endswith(("/", "\\")) or os.path.isdir(output):  # noqa: PTH112 - as said
        return True
    return plan.network is None and Path(output).suffix != ".ics"


def _targets(
    plan: Plan,
    request: Request,
    folder: Path | None,
    file: Path,
    continuity: _Continuity,
) -> list[_Target]:
    """Make every feed before the first is written, so that none is if one cannot be."""
    if folder is None:
        return [_target(plan, request, file, continuity)]
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
                path = folder / f"{each.owner.id}.ics"
                targets.append(_target(each, request, path, continuity))
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


def _target(
    plan: Plan, request: Request, path: Path | None, continuity: _Continuity
) -> _Target:
    """
    Make a feed that follows what was published.

    Raises:
        OutputError: If the file to write is there and is not this calendar, or
            newer than the data date.
    """
    schedule = compute(plan, data_date=request.data_date)
    existing = read_existing(path) if path is not None else None
    name, previous = path, None if continuity.fresh else existing
    if continuity.previous is not None:
        name, previous = _published(continuity.previous, plan)
    try:
        feed = feed_of(
            schedule,
            selection=request.selection,
            language=request.language,
            previous=previous,
        )
        if existing is not None and not continuity.fresh and name != path:
            name = path
            check_follows(read_published(existing), feed.uid, request.data_date)
    except FeedError as error:
        if error.code not in _REFUSED:
            raise
        todo = "choose another file, or say --fresh to overwrite it and follow nothing"
        if name != path:
            todo = "give --previous what was published of this calendar by that day"
        raise OutputError(
            str(name),
            error.expected,
            error.found,
            todo,
            "output-newer" if error.code == "feed-newer" else "output-other",
        ) from None
    data = feed.to_ical()
    return _Target(schedule, feed, data, path, data != existing)


_REFUSED = frozenset(("feed-newer", "feed-other", "feed-unreadable"))


def _published(previous: Path, plan: Plan) -> tuple[Path, bytes | None]:
    """Return the file of a feed as published, and its bytes, if it was."""
    if os.path.isdir(previous):  # noqa: PTH112 - as in _is_folder
        path = previous / f"{plan.owner.id}.ics"
        return path, read_existing(path)
    found = read_existing(previous)
    if found is None:
        todo = "check the path, or leave --previous out the first time"
        raise OutputError(
            str(previous),
            "the feed as published before",
            "no file",
            todo,
            "no-previous",
        )
    return previous, found


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
