"""`record`: a decision about a milestone or phase, added to the plan file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import attrs
import click

from transfertimeline.cli.editing import Editing, rewrite_option
from transfertimeline.cli.options import Day, Request, plan_file_argument
from transfertimeline.dates.edtf import PartialDate, parse_edtf
from transfertimeline.errors import TimelineError, quoted
from transfertimeline.plan.revisions import Revision
from transfertimeline.schedule import decisions
from transfertimeline.schedule.schedule import Schedule

__all__ = ["record"]


@attrs.frozen
class _Action:
    """
    What can be recorded.

    Attributes:
        value: What follows the id; in brackets if it may be left out, empty if
            nothing does.
        decide: Makes the revision of the schedule, the id, what follows it, and the
            language.
    """

    value: str
    decide: Callable[[Schedule, str, str | None, str | None], Revision]


ACTIONS: Mapping[str, _Action] = {
    "confirm": _Action("[DAYS]", lambda s, i, v, _: decisions.confirm(s, i, v)),
    "move": _Action("DATE_OR_RULE", lambda s, i, v, _: decisions.move(s, i, v or "")),
    "place": _Action("PLACE", lambda s, i, v, t: decisions.place(s, i, v or "", t)),
    "online": _Action("[ADDRESS]", lambda s, i, v, _: decisions.go_online(s, i, v)),
    "done": _Action("[DAYS]", lambda s, i, v, _: decisions.done(s, i, v)),
    "cancel": _Action("", lambda s, i, _, __: decisions.cancel(s, i)),
    "postpone": _Action("", lambda s, i, _, __: decisions.postpone(s, i)),
    "extend": _Action("MONTHS", lambda s, i, v, _: decisions.extend(s, i, v or "")),
}
"""What can be recorded, by the word for it."""


@click.command()
@plan_file_argument
@click.argument("action", type=click.Choice(list(ACTIONS)))
@click.argument("what", metavar="ID")
@click.argument("value", required=False)
@click.option(
    "--on",
    type=Day(),
    metavar="DATE",
    help="The day from which the plan knows it; today if not given.",
)
@click.option("--reason", help="Why; partners read it in their calendars.")
@click.option("--source", "sources", multiple=True, help="Where it is stated.")
@click.option("--decided", metavar="DATE", help="When it was decided; shown only.")
@click.option(
    "--inferred", metavar="WHY", help="Why the day is only the earliest known one."
)
@click.option(
    "--language",
    metavar="TAG",
    help="The language of the place, if it is stated in others too.",
)
@rewrite_option
def record(  # noqa: PLR0913 - an option each
    action: str,
    what: str,
    value: str | None,
    *,
    on: dt.date | None,
    reason: str | None,
    sources: tuple[str, ...],
    decided: str | None,
    inferred: str | None,
    language: str | None,
    rewrite_history: bool,
    **asked: object,
) -> None:
    """
    Record a decision in a plan file.

    A revision is added, nothing is overwritten.

    \b
    record PLAN confirm ID [DAYS]       its days are agreed
    record PLAN move ID DATE_OR_RULE    another date; ID may be start
    record PLAN place ID PLACE          another place
    record PLAN online ID [ADDRESS]     it happens online
    record PLAN done ID [DAYS]          it has happened, on these days
    record PLAN cancel ID               it will not take place
    record PLAN postpone ID             it has no date any more
    record PLAN extend PHASE MONTHS     months inserted, like "6 months"

    ID is a milestone, a family or a member of one. Nothing is written if the plan
    could not be dated any more.
    """
    wanted = ACTIONS[action].value
    if value is None and wanted.isupper() and not wanted.startswith("["):
        raise click.UsageError(f"expected {wanted} after {what}, found none")
    if value is not None and not wanted:
        raise click.UsageError(f"expected nothing after {what}, found {quoted(value)}")
    if language is not None and action != "place":
        raise click.UsageError(f"expected --language with place, found {action}")
    request = Request(**asked)  # type: ignore[arg-type]  # click names them like the fields
    editing = Editing.of(request, on, rewrite=rewrite_history)
    try:
        revision = attrs.evolve(
            ACTIONS[action].decide(editing.schedule, what, value, language),
            on=editing.on,
            reason=reason,
            source=sources,
            decided=_decided(decided) if decided is not None else None,
            inferred=inferred,
        )
    except TimelineError as error:
        if error.code == "status-days":
            words = f"record {editing.path} {action} {what} 2019-09-17/2019-09-18"
            todo = f"give them, like: transfertimeline {words}"
            found = error.expected, error.found, todo, error.code
            error = type(error)(error.where, *found)
        raise editing.refused(error) from None
    editing.write(revision)


def _decided(text: str) -> PartialDate:
    try:
        return parse_edtf(text)
    except TimelineError as error:
        raise error.at("--decided") from None
