"""`add`: a milestone, added to the plan file."""

from __future__ import annotations

import datetime as dt
import re

import click

from transfertimeline.cli.editing import Editing, rewrite_option
from transfertimeline.cli.options import Day, Request, plan_file_argument
from transfertimeline.dates.clock import parse_clock_time
from transfertimeline.errors import TimelineError, quoted
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.ids import slug
from transfertimeline.plan.milestones import Audience, Kind, Milestone
from transfertimeline.plan.values import SPELLINGS, Length

__all__ = ["add"]

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


@click.command()
@plan_file_argument
@click.option(
    "--title",
    "titles",
    multiple=True,
    required=True,
    metavar="TITLE",
    help='What people read; in several languages en="...", lt="...".',
)
@click.option("--when", required=True, metavar="DATE_OR_RULE", help="Its date.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in Kind]),
    default="meeting",
    show_default=True,
    help="What it is.",
)
@click.option("--id", "id_", metavar="ID", help="Its permanent id; made of the title.")
@click.option("--length", metavar="DAYS", help='How long it takes, like "2 days".')
@click.option("--time", "hours", metavar="HOURS", help='"15:00" or "09:30-17:00".')
@click.option("--zone", metavar="ZONE", help="The zone of the time, like Europe/Rome.")
@click.option("--place", help="Where people meet.")
@click.option("--online", is_flag=True, help="It happens online.")
@click.option("--url", metavar="ADDRESS", help="Its page, or the video call.")
@click.option("--note", help="What else is worth knowing.")
@click.option("--partner", metavar="ID", help="The partner whose it is.")
@click.option(
    "--audience",
    "audiences",
    multiple=True,
    type=click.Choice([audience.value for audience in Audience]),
    help="Who it is for; may be repeated.",
)
@click.option("--tag", "tags", multiple=True, help="A category; may be repeated.")
@click.option("--replaces", metavar="ID", help="What is cancelled in its favour.")
@click.option("--source", "sources", multiple=True, help="Where it is stated.")
@click.option(
    "--on",
    type=Day(),
    metavar="DATE",
    help="The day from which the plan knows it; today if not given.",
)
@click.option(
    "--inferred", metavar="WHY", help="Why the day is only the earliest known one."
)
@rewrite_option
def add(  # noqa: PLR0913 - an option each
    *,
    titles: tuple[str, ...],
    when: str,
    kind: str,
    id_: str | None,
    length: str | None,
    hours: str | None,
    zone: str | None,
    place: str | None,
    online: bool,
    url: str | None,
    note: str | None,
    partner: str | None,
    audiences: tuple[str, ...],
    tags: tuple[str, ...],
    replaces: str | None,
    sources: tuple[str, ...],
    on: dt.date | None,
    inferred: str | None,
    rewrite_history: bool,
    **asked: object,
) -> None:
    """
    Add a milestone to a plan file.

    The plan knows it from today, or from the day given.

    Nothing is written if the plan could not be dated any more.
    """
    request = Request(**asked)  # type: ignore[arg-type]  # click names them like the fields
    editing = Editing.of(request, on, rewrite=rewrite_history)
    text = _text(titles)
    words = text if isinstance(text, str) else text.get("en", next(iter(text.values())))
    first = editing.on <= editing.plan.owner.issued
    try:
        milestone = Milestone(
            id=id_ or slug(words, or_else=kind),
            kind=Kind(kind),
            title=text,
            when=parse_rule(when),
            length=SPELLINGS[Length].read(length) if length else None,  # type: ignore[arg-type]  # its spelling reads numbers
            time=parse_clock_time(hours) if hours else None,
            zone=zone,
            place=place,
            online=online,
            url=url,
            note=note,
            partner=partner,
            audience=[Audience(each) for each in audiences],
            tags=tags,
            source=sources,
            added=None if first else editing.on,
            inferred=inferred,
            replaces=replaces,
        )
    except TimelineError as error:
        raise editing.refused(error) from None
    editing.write(milestone)


def _text(titles: tuple[str, ...]) -> str | dict[str, str]:
    pairs = [each.partition("=") for each in titles]
    if all(_TAG.fullmatch(tag) and text for tag, _, text in pairs):
        return {tag: text for tag, _, text in pairs}
    if len(titles) > 1:
        expected = 'each --title with its language, like lt="Susitikimas"'
        raise click.UsageError(f"expected {expected}, found {quoted(titles[0])}")
    return titles[0]
