"""What the commands take in common: the plan, the data date, whose eyes it is for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import attrs
import click

from transfertimeline.errors import quoted
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Audience, Scope
from transfertimeline.plan.planfile import load_bundled, load_plan
from transfertimeline.plan.text import to_text
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.selection import Selection

__all__ = ["Day", "Request", "as_of_option", "plan_argument", "scheduling_options"]

P = ParamSpec("P")
R = TypeVar("R")


class Day(click.ParamType[dt.date]):
    """A day on the command line, in ISO 8601."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Read a day, or fail with a sentence."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(
                f"expected a day like 2019-01-31, found {quoted(value)}", param, ctx
            )


def plan_argument(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command PLAN, or ``--programme``, and ``--root``."""
    command = click.option(
        "--root",
        type=Path,
        help="Read files outside the plan's own folder too, inside this one.",
    )(command)
    command = click.option(
        "--programme",
        metavar="ID_OR_PATH",
        help="A programme, instead of PLAN: the id of a bundled one, or its file.",
    )(command)
    return click.argument("plan", required=False)(command)


as_of_option = click.option(
    "--as-of",
    type=Day(),
    metavar="DATE",
    help="The day as of which facts are known; today if not given.",
)


def scheduling_options(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command the data date, the language and the selection."""
    for option in (
        click.option(
            "--scope",
            type=click.Choice([scope.value for scope in Scope]),
            help="Only milestones of this scope.",
        ),
        click.option(
            "--partner", metavar="ID", help="Only what concerns this partner."
        ),
        click.option(
            "--audience",
            type=click.Choice([audience.value for audience in Audience]),
            help="Only what is for this audience, or for everybody.",
        ),
        click.option("--language", metavar="TAG", help="The language, like en or lt."),
        as_of_option,
    ):
        command = option(command)
    return command


@attrs.frozen(kw_only=True)
class Request:
    """
    What a command was asked for.

    Attributes:
        plan: A path, or the id of something bundled; None if `programme` is given.
        programme: The same for a programme.
        root: The folder files may be read from, if wider than the plan's own.
        as_of: The data date; None for today.
        language: The language; None for that of the plan.
        audience: The audience; None for all.
        partner: The partner; None for all.
        scope: The scope; None for all.
    """

    plan: str | None
    programme: str | None
    root: Path | None
    as_of: dt.date | None = None
    language: str | None = attrs.field(default=None)
    audience: str | None = None
    partner: str | None = None
    scope: str | None = None

    @language.validator
    def _a_tag(self, _: object, value: str | None) -> None:
        if value is not None:
            to_text({value: "checks the tag"})

    @property
    def data_date(self) -> dt.date:
        """The data date: the one asked for, or today."""
        return self.as_of or dt.date.today()

    @property
    def selection(self) -> Selection:
        """The part of the schedule asked for."""
        return Selection(
            audience=Audience(self.audience) if self.audience else None,
            partner=self.partner,
            scope=Scope(self.scope) if self.scope else None,
        )

    def load(self) -> Plan:
        """
        Read the plan asked for.

        Raises:
            TimelineError: If it cannot be read.
        """
        if (self.plan is None) == (self.programme is None):
            found = "neither" if self.plan is None else "both"
            raise click.UsageError(f"expected PLAN or --programme, found {found}")
        wanted = self.plan or self.programme or ""
        # An id never has a dot or a slash, so a file beside it cannot take its place.
        if "." in wanted or "/" in wanted or "\\" in wanted:
            return load_plan(Path(wanted), root=self.root)
        return load_bundled(wanted)

    def compute(self) -> Schedule:
        """
        Date the plan asked for.

        Raises:
            TimelineError: If it cannot be read or dated.
        """
        return compute(self.load(), data_date=self.data_date)
