"""What the commands take in common: the plan, the data date, whose eyes it is for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import attrs
import click

from transfertimeline.errors import OutputError, quoted
from transfertimeline.plan.history import first_published
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Audience, Scope
from transfertimeline.plan.planfile import load_bundled, load_plan
from transfertimeline.plan.text import to_text
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.selection import Selection
from transfertimeline.schedule.variance import baseline_named, baseline_of

__all__ = [
    "Day",
    "Request",
    "against_option",
    "as_of_option",
    "plan_argument",
    "plan_file_argument",
    "scheduling_options",
]

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


_root_option = click.option(
    "--root",
    type=Path,
    help="Read files outside the plan's own folder too, inside this one.",
)


def plan_file_argument(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command PLAN, the path of a file, and ``--root``."""
    return click.argument("plan")(_root_option(command))


def plan_argument(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command PLAN, or ``--programme``, and ``--root``."""
    command = _root_option(command)
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


against_option = click.option(
    "--against",
    metavar="BASELINE_OR_DATE",
    help="The baseline to compare with: its name, or a day; the last named one if not "
    "given, else the first publication.",
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
    programme: str | None = None
    root: Path | None = None
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
        if _is_path(wanted):
            return load_plan(Path(wanted), root=self.root)
        return load_bundled(wanted)

    def path(self) -> Path:
        """
        Return the plan file asked for.

        Raises:
            OutputError: If it is the id of something bundled, which nobody edits.
        """
        self.load()
        wanted = self.plan or ""
        if not _is_path(wanted):
            expected, found = "the path of a plan file", f"{quoted(wanted)}, bundled"
            todo = f"begin a plan of your own with: transfertimeline new {wanted}.toml"
            raise OutputError("", expected, found, todo, "plan-bundled")
        return Path(wanted)

    def baseline(self, against: str | None) -> tuple[str | None, dt.date]:
        """
        Return the name and the day of the baseline to compare with.

        Args:
            against: A name or a day; None for the last named one, else the first
                publication.

        Raises:
            TimelineError: If there is none with that name.
        """
        plan = self.load()
        if against is None:
            last = baseline_of(plan, self.data_date)
            return (last.name, last.on) if last else (None, first_published(plan))
        try:
            return None, dt.date.fromisoformat(against)
        except ValueError:
            named = baseline_named(plan, against)
            return named.name, named.on

    def compute(self) -> Schedule:
        """
        Date the plan asked for.

        Raises:
            TimelineError: If it cannot be read or dated.
        """
        return compute(self.load(), data_date=self.data_date)


def _is_path(wanted: str) -> bool:
    # An id never has a dot or a slash, so a file beside it cannot take its place.
    return any(sign in wanted for sign in "./\\")
