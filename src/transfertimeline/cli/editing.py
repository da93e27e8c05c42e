"""Editing: a plan file with one more record, checked before it is written."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import attrs
import click

from transfertimeline.cli.options import Request
from transfertimeline.cli.output import read_existing, say, write
from transfertimeline.errors import OutputError, TimelineError, TimelineErrors
from transfertimeline.plan.append import appended
from transfertimeline.plan.history import first_published
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.parse import parse_plan, text_of
from transfertimeline.plan.planfile import plan_of
from transfertimeline.plan.revisions import Revision
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.variance import Variance, compare
from transfertimeline.views.comparison import move_in_words

__all__ = ["Editing", "rewrite_option"]

rewrite_option = click.option(
    "--rewrite-history",
    is_flag=True,
    help="Allow a day before the newest revision of the file.",
)

_REFUSED = "not recorded"
"""What an error says first of a record that is not written."""

_SHOWN = 12
"""How many of the milestones that move are named."""


@attrs.frozen(kw_only=True)
class Editing:
    """
    A plan file that gets one more record.

    Attributes:
        path: The file.
        root: The folder files may be read from.
        data: Its bytes.
        plan: What it states, with all that it refers to.
        on: The day from which the record is known.
    """

    path: Path
    root: Path | None
    data: bytes
    plan: Plan
    on: dt.date

    @classmethod
    def of(cls, request: Request, on: dt.date | None, *, rewrite: bool) -> Editing:
        """
        Read the plan file asked for.

        Raises:
            OutputError: If the day is before the newest revision of the file, and
                nobody said that history may be rewritten.
            TimelineError: If the file cannot be read.
        """
        path = request.path()
        data = read_existing(path)
        assert data is not None  # the plan has just been read from it
        plan = request.load()
        on = on or dt.date.today()
        owner = plan.owner
        known = {owner.issued: "first publication"}
        milestones = (each for each in owner.milestones if isinstance(each, Milestone))
        known |= {each.added: "newest milestone" for each in milestones if each.added}
        known |= {each.on: "newest revision" for each in owner.revisions}
        newest = max(known)
        if on < newest:
            what = known[newest]
            if not rewrite:
                raise OutputError(
                    f"{path}: on {on}",
                    f"a day on or after the {what}, {newest}",
                    "an earlier one",
                    "what subscribers have says otherwise for that day; if it has to "
                    "be, say --rewrite-history",
                    "history-rewritten",
                )
            say(
                f"{path}: what the plan knew from {on} on is another now. Export over "
                "the published feed, or with --previous, so that the entries that "
                "subscribers have become newer and none goes back."
            )
        return cls(path=path, root=request.root, data=data, plan=plan, on=on)

    @property
    def schedule(self) -> Schedule:
        """The schedule as of the day, or of the first publication if that is later."""
        return compute(self.plan, data_date=max(self.on, first_published(self.plan)))

    def refused(self, error: TimelineError) -> TimelineError:
        """Return what is wrong with a record as an error of the file it is not in."""
        return error.at(f"{self.path}: {_REFUSED}")

    def write(self, record: Milestone | Revision) -> None:
        """
        Write the file with one more record, if the plan can still be dated.

        Raises:
            TimelineError: If not, for any day of its history; the file stays as it
                was.
        """
        name = str(self.path)
        longer = appended(self.data, name, record)
        try:
            layer = parse_plan(text_of(longer, name), name)
            plan = plan_of(layer, path=self.path, root=self.root)
            # After the last day of any history all of it is dated.
            for each in (plan, *_networks(plan)):
                compute(each, data_date=dt.date.max)
            today = max(self.on, first_published(plan))
            moves = compare(self.schedule, compute(plan, data_date=today))
        except TimelineError as error:
            raise _about_new(error, name, _lines(self.data)) from None
        write(longer, self.path)
        say(f"{self.path}: recorded, known from {self.on}")
        _say_moves((*moves.phases, *moves.milestones))


def _networks(plan: Plan) -> tuple[Plan, ...]:
    """Return the plans of a programme's networks; none of a network."""
    if plan.network is not None:
        return ()
    return tuple(plan.for_network(network.id) for network in plan.networks)


def _lines(data: bytes) -> int:
    # The last line may have no end.
    return data.count(b"\n") + (not data.endswith(b"\n"))


def _say_moves(moves: tuple[Variance, ...]) -> None:
    for move in moves[:_SHOWN]:
        say(f"  {move_in_words(move)}")
    if len(moves) > _SHOWN:
        say(f"  and {len(moves) - _SHOWN} more; see: transfertimeline compare")
    if not moves:
        say("  nothing moves")


def _about_new(error: TimelineError, name: str, lines: int) -> TimelineError:
    """Say that nothing was written; what would have been has no line."""
    if isinstance(error, TimelineErrors):
        return TimelineErrors([_about_new(e, name, lines) for e in error.problems()])
    match = re.match(rf"{re.escape(name)}:(\d+)(?:: )?", error.where)
    if match is None or int(match[1]) <= lines:
        return error.at(f"{name}: {_REFUSED}")
    return error.moved_to(error.where[match.end() :]).at(f"{name}: {_REFUSED}")
