"""`networks`: the bundled programmes and networks."""

from __future__ import annotations

import json

import click

from transfertimeline import catalogue
from transfertimeline.cli.output import write
from transfertimeline.cli.terminal import columns_text
from transfertimeline.plan.figures import counts_of
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.networks import Network
from transfertimeline.plan.planfile import load_bundled

__all__ = ["networks"]


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="The form of the list.",
)
def networks(form: str) -> None:
    """List the bundled programmes and networks, with counts."""
    plans = [load_bundled(id_) for id_ in catalogue.ids("programmes")]
    text = _json(plans) if form == "json" else "\n".join(_table(plan) for plan in plans)
    write(text.encode(), None)


def _table(plan: Plan) -> str:
    owner = plan.owner
    counts = ", ".join(str(count) for count in counts_of(plan))
    rows = [
        (
            network.id,
            str(network.name),
            *_lead(network),
            str(len(network.partners)),
            " ".join(network.countries),
        )
        for network in plan.networks
    ]
    columns = ("Id", "Network", "Lead", "", "Partners", "Countries")
    return f"{owner.id}: {owner.name}\n{counts}\n\n{columns_text(columns, rows)}"


def _lead(network: Network) -> tuple[str, str]:
    return (network.lead.city, network.lead.country) if network.lead else ("", "")


def _json(plans: list[Plan]) -> str:
    data = [
        {
            "id": plan.owner.id,
            "name": str(plan.owner.name),
            "figures": [
                {
                    "what": count.what,
                    "counted": count.counted,
                    "official": count.official.value if count.official else None,
                    "source": list(count.official.source) if count.official else [],
                }
                for count in counts_of(plan)
            ],
            "networks": [
                {
                    "id": network.id,
                    "name": str(network.name),
                    "lead": network.lead.city if network.lead else None,
                    "partners": len(network.partners),
                    "countries": list(network.countries),
                }
                for network in plan.networks
            ],
        }
        for plan in plans
    ]
    return (
        json.dumps({"format": 1, "programmes": data}, ensure_ascii=False, indent=2)
        + "\n"
    )
