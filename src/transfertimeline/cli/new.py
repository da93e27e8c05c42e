"""`new`: a commented plan file to begin with."""

from __future__ import annotations

import datetime as dt
import shlex
import sys
from pathlib import Path
from typing import TypeVar

import attrs
import click

from transfertimeline.cli.options import Day
from transfertimeline.cli.output import read_existing, say, write
from transfertimeline.errors import OutputError, quoted
from transfertimeline.plan.history import state_of
from transfertimeline.plan.ids import slug
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.networks import Partner, Role
from transfertimeline.plan.new import new_plan
from transfertimeline.plan.parse import parse_plan
from transfertimeline.plan.planfile import plan_of, read_text
from transfertimeline.plan.sheet import milestones_from_csv
from transfertimeline.schedule.compute import compute

__all__ = ["new"]

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class _Asked:
    """What the options say, with what was asked in their place."""

    id: str
    name: str
    programme: str | None
    lifecycle: str | None
    start: dt.date | None


@click.command()
@click.argument("path", type=Path)
@click.option(
    "--id",
    "id_",
    metavar="ID",
    help="The permanent id of the network, like playful-paradigm.",
)
@click.option("--name", help="The name of the network.")
@click.option(
    "--programme",
    metavar="ID_OR_PATH",
    help="Its programme: the id of a bundled one, or its file.",
)
@click.option(
    "--lifecycle", metavar="ID_OR_PATH", help="Without a programme, its lifecycle."
)
@click.option(
    "--start", type=Day(), metavar="DATE", help="Without a programme, its first day."
)
@click.option(
    "--issued",
    type=Day(),
    metavar="DATE",
    help="The day the plan is first published; today if not given.",
)
@click.option(
    "--zone", metavar="ZONE", help="The zone of its clock times, like Europe/Rome."
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="TAG",
    help="A language of its texts; may be repeated.",
)
@click.option(
    "--partner",
    "partners",
    multiple=True,
    metavar="CITY,COUNTRY",
    help="A partner, like Udine,IT; the lead first; may be repeated.",
)
@click.option(
    "--csv",
    "table",
    type=Path,
    help="A table of dates to take over, with columns title and date.",
)
def new(  # noqa: PLR0913, PLR0917 - an option each
    path: Path,
    id_: str | None,
    name: str | None,
    programme: str | None,
    lifecycle: str | None,
    start: dt.date | None,
    issued: dt.date | None,
    zone: str | None,
    languages: tuple[str, ...],
    partners: tuple[str, ...],
    table: Path | None,
) -> None:
    """
    Write a plan file that explains itself, to PATH.

    What is not given as an option is asked for, on a terminal.
    """
    if read_existing(path) is not None:
        todo = "choose another name; a plan is never overwritten"
        raise OutputError(str(path), "no file yet", "one", todo, "output-exists")
    issued = issued or dt.date.today()
    asked = _ask(id_, name, programme, lifecycle, start)

    def draft(milestones: tuple[Milestone, ...]) -> str:
        return new_plan(
            id=asked.id,
            name=asked.name,
            issued=issued,
            programme=asked.programme,
            lifecycle=asked.lifecycle,
            start=asked.start,
            zone=zone,
            languages=languages or ("en",),
            partners=[_partner(each, lead=n == 0) for n, each in enumerate(partners)],
            milestones=milestones,
        )

    text = draft(())
    plan = _plan(text, path)
    if table is not None:
        state = state_of(plan, issued)
        taken = {m.stated.id for m in state.milestones} | {p.id for p in state.phases}
        sheet = read_text(table, str(table))
        text = draft(milestones_from_csv(sheet, str(table), taken=taken))
        plan = _plan(text, path)
    # A plan that cannot be dated is not worth a file.
    compute(plan, data_date=issued)
    write(text.encode(), path)
    # Without a dot or a slash, it would be taken for the id of something bundled.
    plain = "." in str(path) or "/" in str(path) or "\\" in str(path)
    shown = shlex.quote(str(path) if plain else f"./{path}")
    say(f"{path}: written. See it with: transfertimeline show {shown}")


def _plan(text: str, path: Path) -> Plan:
    return plan_of(parse_plan(text, str(path)), path=path)


def _ask(
    id_: str | None,
    name: str | None,
    programme: str | None,
    lifecycle: str | None,
    start: dt.date | None,
) -> _Asked:
    if name is None:
        name = _prompt("The name of the network", "--name", click.STRING)
    if id_ is None:
        id_ = _prompt("Its permanent id", "--id", click.STRING, slug(name))
    if programme is None and (lifecycle is None or start is None):
        if lifecycle is None:
            programme = _prompt(
                "Its programme", "--programme", click.STRING, "urbact-iii-transfer"
            )
        else:
            start = _prompt("Its first day", "--start", Day())
    return _Asked(
        id=id_, name=name, programme=programme, lifecycle=lifecycle, start=start
    )


def _prompt(
    question: str,
    option: str,
    kind: click.ParamType[T],
    default: str | None = None,
) -> T:
    if not sys.stdin.isatty():
        message = f"expected the option {option}, found none, and nobody to ask"
        raise click.UsageError(message)
    answer: T = click.prompt(question, default=default, type=kind, err=True)
    return answer


def _partner(text: str, *, lead: bool) -> Partner:
    city, comma, country = text.rpartition(",")
    if not comma or not city.strip():
        message = f"expected a partner like Udine,IT, found {quoted(text)}"
        raise click.UsageError(message)
    role = Role.LEAD if lead else Role.PARTNER
    return Partner(
        id=slug(city.strip()), city=city.strip(), country=country.strip(), role=role
    )
