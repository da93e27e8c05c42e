"""`explain`: why that date."""

from __future__ import annotations

from collections.abc import Sequence

import click

from transfertimeline.cli.options import Request, as_of_option, plan_argument
from transfertimeline.cli.output import write
from transfertimeline.schedule.derivation import Derivation, say_days
from transfertimeline.schedule.expectation import Earlier
from transfertimeline.schedule.schedule import (
    Schedule,
    ScheduledMilestone,
    ScheduledPhase,
)

__all__ = ["explain"]


@click.command()
@plan_argument
@click.argument("milestone", required=False)
@as_of_option
def explain(milestone: str | None, **asked: object) -> None:
    """
    Say why a date, and what it was before.

    Why a milestone or phase has its date, step by step.

    PLAN is a plan file, or the id of a bundled network or programme.
    """
    if milestone is None and asked["programme"] is not None:
        # With --programme, the only argument left is the milestone.
        milestone, asked["plan"] = str(asked["plan"] or ""), None
    if not milestone:
        raise click.UsageError("expected the id of a milestone, found none")
    request = Request(**asked)  # type: ignore[arg-type]  # click names them like the fields
    schedule = request.compute()
    blocks = [
        _block(each.derivation) + _history(each.earlier)
        for each in _explained(schedule, milestone)
    ]
    write("\n".join(blocks).encode(), None)


def _block(derivation: Derivation) -> str:
    """Say a derivation, a numbered sentence a step, its sources below."""
    said: dict[str, tuple[str, ...]] = {}
    for each in derivation.chain():
        for step in each.inner_steps:
            said.setdefault(str(step), ())
        said[str(each)] = each.source
    lines: list[str] = []
    for number, (sentence, sources) in enumerate(said.items(), start=1):
        lines.append(f"{number}. {sentence}")
        lines.extend(f"   source: {source}" for source in sources)
    return "\n".join(lines) + "\n"


def _history(earlier: Sequence[Earlier]) -> str:
    """Say what something was before, and what changed it."""
    lines: list[str] = ["earlier:"] if earlier else []
    for past in earlier:
        was = f"{say_days(past.was.days)}, {past.was.status}"
        changed = f"; then {past.by}" if past.by else ""
        lines.append(f"- until {past.until} it was {was}{changed}")
        sources = past.by.source if past.by else ()
        lines.extend(f"   source: {source}" for source in sources)
    return "".join(f"{line}\n" for line in lines)


def _explained(
    schedule: Schedule, id_: str
) -> Sequence[ScheduledPhase | ScheduledMilestone]:
    phases = [phase for phase in schedule.phases if phase.id == id_]
    members = [milestone for milestone in schedule if milestone.family == id_]
    return phases or members or [schedule[id_]]
