"""
The three layers of a plan: lifecycle, programme, network.

Each is one file, or one record built in Python. A `Plan` puts them together; a
later layer adds milestones and changes those of an earlier one by their id.
"""

from __future__ import annotations

from datetime import date

import attrs

from transfertimeline.errors import PlanError, quoted
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.networks import Network, Partner
from transfertimeline.plan.origin import located
from transfertimeline.plan.programmes import Programme

__all__ = ["Layer", "Plan"]

Layer = Lifecycle | Programme | Network
"""What one plan file states; a closed union."""


@attrs.frozen(kw_only=True)
class Plan:
    """
    Lifecycle, programme and network, put together; what a schedule is computed from.

    A plan of a network has a network, and a programme if the network is in one.
    A plan of a programme has no network of its own: `networks` are all those in
    the programme, whose countries decide what the programme has one of for each.

    Attributes:
        lifecycle: The lifecycle.
        programme: The programme, or None.
        network: The network, or None for the plan of a programme.
        networks: For the plan of a programme, its networks.

    Raises:
        PlanError: If the layers do not belong together.
    """

    lifecycle: Lifecycle
    programme: Programme | None = None
    network: Network | None = None
    networks: tuple[Network, ...] = ()

    def __attrs_post_init__(self) -> None:
        programme, network = self.programme, self.network
        if programme is None and network is None:
            todo = "give at least one, so that there is a start"
            raise PlanError(
                "plan", "a programme or a network", "neither", todo, "layers"
            )
        for inner in (network,) if network else self.networks:
            where = located(inner.origin, f"network {inner.id}")
            _refers(
                where, "programme", inner.programme, programme.id if programme else None
            )
            if inner.programme is None:
                _refers(where, "lifecycle", inner.lifecycle, self.lifecycle.id)
        if programme is not None:
            where = located(programme.origin, f"programme {programme.id}")
            _refers(where, "lifecycle", programme.lifecycle, self.lifecycle.id)
        seen: dict[str, Network] = {}
        for inner in self.networks:
            if inner.id in seen:
                where = located(inner.origin, f"network {inner.id}")
                other = located(seen[inner.id].origin, str(seen[inner.id].name))
                todo = f"it is also that of {other}"
                raise PlanError(
                    where,
                    "an id that is not taken",
                    quoted(inner.id),
                    todo,
                    "id-duplicate",
                )
            seen[inner.id] = inner

    @property
    def owner(self) -> Network | Programme:
        """The record whose plan this is: the network, or else the programme."""
        owner = self.network or self.programme
        assert owner is not None  # by construction
        return owner

    @property
    def start(self) -> date:
        """The first day of the lifecycle."""
        if self.programme is not None:
            return self.programme.start
        assert self.network is not None  # by construction
        assert self.network.start is not None  # by construction
        return self.network.start

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages texts should have, best first."""
        if self.owner.languages or self.programme is None:
            return self.owner.languages
        return self.programme.languages

    @property
    def partners(self) -> tuple[Partner, ...]:
        """The partners, of all networks if this is the plan of a programme."""
        if self.network is not None:
            return self.network.partners
        return tuple(
            partner for network in self.networks for partner in network.partners
        )

    def for_network(self, id: str) -> Plan:  # noqa: A002 - the field's name
        """
        Return the plan of one of the networks of a programme's plan.

        Raises:
            KeyError: If the programme has no such network.
        """
        for network in self.networks:
            if network.id == id:
                return Plan(
                    lifecycle=self.lifecycle, programme=self.programme, network=network
                )
        raise KeyError(id)


def _refers(where: str, key: str, stated: str | None, found: str | None) -> None:
    # A path says which file is meant, not which id it has.
    if stated is not None and ("/" in stated or stated.endswith(".toml")):
        return
    if stated != found:
        raise PlanError(
            f"{where}: {key}",
            quoted(stated) if stated else f"no {key}",
            quoted(found) if found else "none",
            "put layers together that belong together",
            "layers",
        )
