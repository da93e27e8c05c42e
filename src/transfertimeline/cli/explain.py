"""`explain`: why that date."""

from __future__ import annotations

import click

from transfertimeline.cli.options import Request, as_of_option, plan_argument
from transfertimeline.cli.output import write
from transfertimeline.schedule.derivation import Derivation
from transfertimeline.schedule.schedule import Schedule

__all__ = ["explain"]


@click.command()
@plan_argument
@click.argument("milestone", required=False)
@as_of_option
def explain(milestone: str | None, **asked: object) -> None:
    """
    Say why a milestone or phase has its date, step by step.

    PLAN is a plan file, or the id of a bundled network or programme.
    """
    if milestone is None and asked["programme"] is not None:
        # With --programme, the only argument left is the milestone.
        milestone, asked["plan"] = str(asked["plan"] or ""), None
    if not milestone:
        raise click.UsageError("expected the id of a milestone, found none")
    request = Request(**asked)  # type: ignore[arg-type]  # click names them like the fields
    schedule = request.compute()
    blocks = [_block(derivation) for derivation in _derivations(schedule, milestone)]
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


def _derivations(schedule: Schedule, id_: str) -> list[Derivation]:
    for phase in schedule.phases:
        if phase.id == id_:
            return [phase.derivation]
    members = [m.derivation for m in schedule if m.family == id_]
    return members or [schedule[id_].derivation]
