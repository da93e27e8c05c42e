"""
The three layers of a plan: lifecycle, programme, network.

Each is one file, or one record built in Python. A `Plan` puts them together; a
later layer adds milestones and changes those of an earlier one by their id.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

import attrs

from transfertimeline.dates.days import a_day
from transfertimeline.dates.edtf import PartialDate
from transfertimeline.dates.lag import Lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.errors import PlanError, quoted
from transfertimeline.plan.fields import of_type
from transfertimeline.plan.ids import an_anchor_id, an_id
from transfertimeline.plan.milestones import (
    Milestone,
    Override,
    a_country,
    a_zone,
    an_address,
)
from transfertimeline.plan.origin import Origin, located
from transfertimeline.plan.text import (
    Text,
    a_line,
    language_tags,
    lines,
    texts,
    to_text,
    to_text_or_none,
)

__all__ = [
    "Figure",
    "Layer",
    "Lifecycle",
    "Network",
    "Partner",
    "Phase",
    "PhaseOverride",
    "Plan",
    "Programme",
    "Role",
    "Work",
    "WorkKind",
]

_T = TypeVar("_T")


class Role(enum.StrEnum):
    """What a partner is in its network."""

    LEAD = "lead"
    PARTNER = "partner"


class WorkKind(enum.StrEnum):
    """What a work of a network is."""

    ARTICLE = "article"
    REPORT = "report"
    EVENT = "event"
    TOOL = "tool"
    VIDEO = "video"


def _months(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    if isinstance(value, Lag) and not value.whole_months:
        todo = 'write it like "18 months"'
        raise PlanError(
            attribute.name, "a length in months", quoted(value), todo, "phase-length"
        )


def _some(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    if not isinstance(value, tuple) or not value:
        raise PlanError(attribute.name, "at least one", "none", "", "empty")


def _phases(values: Iterable[Phase]) -> tuple[Phase, ...]:
    return tuple(values)


def _milestones(values: Iterable[Milestone]) -> tuple[Milestone, ...]:
    return tuple(values)


def _stated_phases(
    values: Iterable[Phase | PhaseOverride],
) -> tuple[Phase | PhaseOverride, ...]:
    return tuple(values)


def _stated_milestones(
    values: Iterable[Milestone | Override],
) -> tuple[Milestone | Override, ...]:
    return tuple(values)


def _figures(values: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(values)


def _partners(values: Iterable[Partner]) -> tuple[Partner, ...]:
    return tuple(values)


def _works(values: Iterable[Work]) -> tuple[Work, ...]:
    return tuple(values)


@attrs.frozen(kw_only=True)
class Phase:
    """
    A named stretch of the lifecycle.

    Attributes:
        id: Its permanent name.
        title: What people read.
        length: Its length in months; None if a later layer states it.
        note: What happens in it.
        source: Where this is stated.
        origin: Where in which file; not compared.

    Raises:
        PlanError: If the length has weeks or days.
    """

    id: str = attrs.field(validator=an_anchor_id)
    title: Text = attrs.field(converter=to_text, validator=a_line)
    length: Lag | None = attrs.field(default=None, validator=_months)
    note: Text | None = attrs.field(default=None, converter=to_text_or_none)
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    origin: Origin | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class PhaseOverride:
    """What a later layer changes in a phase: only the fields that are not None."""

    id: str = attrs.field(validator=an_anchor_id)
    title: Text | None = attrs.field(
        default=None, converter=to_text_or_none, validator=a_line
    )
    length: Lag | None = attrs.field(default=None, validator=_months)
    note: Text | None = attrs.field(default=None, converter=to_text_or_none)
    source: tuple[str, ...] | None = attrs.field(
        default=None,
        converter=attrs.converters.optional(texts),
        validator=attrs.validators.optional(lines),
    )
    origin: Origin | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        if not self._changed():
            todo = "give the fields that change"
            raise PlanError(
                "", "an override that changes something", "nothing", todo, "override"
            )

    def _changed(self) -> dict[str, Any]:
        names = ("title", "length", "note", "source")
        stated = {name: getattr(self, name) for name in names}
        return {name: value for name, value in stated.items() if value is not None}

    def applied_to(self, phase: Phase) -> Phase:
        """Return the phase with the change made."""
        return attrs.evolve(phase, **self._changed())


@attrs.frozen(kw_only=True)
class Lifecycle:
    """
    Reusable phases and milestone rules, without an absolute date.

    Attributes:
        id: Its permanent name.
        name: What people read.
        ends: Where its stretches of months end.
        phases: The phases, in order of time.
        milestones: The milestones, in any order.
        note: What it is for.
        source: Where it is stated.
        origin: Where in which file; not compared.

    Example:
        >>> from transfertimeline.dates.lag import parse_lag
        >>> Lifecycle(id="short", name="Short", ends=EndConvention.DAY_BEFORE,
        ...     phases=[Phase(id="work", title="Work", length=parse_lag("9 months"))]
        ... ).phases[0].length.months
        9
    """

    id: str = attrs.field(validator=an_id)
    name: Text = attrs.field(converter=to_text, validator=a_line)
    ends: EndConvention = attrs.field(
        validator=of_type(EndConvention, "an EndConvention")
    )
    phases: tuple[Phase, ...] = attrs.field(converter=_phases, validator=_some)
    milestones: tuple[Milestone, ...] = attrs.field(default=(), converter=_milestones)
    note: Text | None = attrs.field(default=None, converter=to_text_or_none)
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    origin: Origin | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class Figure:
    """
    An official number of a programme, as its source gives it.

    Attributes:
        what: Its permanent name.
        value: The number, or its words (``37 %``).
        title: What people read.
        source: Where it is stated.
        origin: Where in which file; not compared.
    """

    what: str = attrs.field(validator=an_id)
    value: int | str = attrs.field()
    title: Text | None = attrs.field(
        default=None, converter=to_text_or_none, validator=a_line
    )
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    origin: Origin | None = attrs.field(default=None, eq=False)

    @value.validator
    def _a_number_or_words(
        self, attribute: attrs.Attribute[int | str], value: object
    ) -> None:
        if isinstance(value, bool) or not isinstance(value, int | str):
            found = f"{type(value).__name__} {quoted(value)}"
            raise PlanError("value", "a number or a text", found, "", "wrong-type")
        if isinstance(value, str):
            a_line(self, attribute, value)


@attrs.frozen(kw_only=True)
class Programme:
    """
    One funding round that uses a lifecycle.

    Attributes:
        id: Its permanent name.
        name: What people read.
        lifecycle: The id of its lifecycle, or the path of its file.
        start: The first day of the lifecycle.
        issued: The day its plan was first published.
        zone: The IANA zone of its clock times.
        languages: The languages its texts should have.
        networks: Paths of the files of its networks, with ``*``.
        phases: Phases it changes.
        milestones: Milestones it adds or changes.
        figures: Official numbers.
        page: Its page on the web.
        note: What else is worth knowing.
        source: Where it is stated.
        origin: Where in which file; not compared.
    """

    id: str = attrs.field(validator=an_id)
    name: Text = attrs.field(converter=to_text, validator=a_line)
    lifecycle: str = attrs.field(validator=a_line)
    start: date = attrs.field(validator=a_day)
    issued: date = attrs.field(validator=a_day)
    zone: str | None = attrs.field(default=None, validator=a_zone)
    languages: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=language_tags
    )
    networks: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=lines
    )
    phases: tuple[Phase | PhaseOverride, ...] = attrs.field(
        default=(), converter=_stated_phases
    )
    milestones: tuple[Milestone | Override, ...] = attrs.field(
        default=(), converter=_stated_milestones
    )
    figures: tuple[Figure, ...] = attrs.field(default=(), converter=_figures)
    page: str | None = attrs.field(default=None, validator=an_address)
    note: Text | None = attrs.field(default=None, converter=to_text_or_none)
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    origin: Origin | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class Partner:
    """
    A city in a network.

    Attributes:
        id: Its permanent name in the network.
        city: The city, as the network writes it.
        country: Its ISO 3166-1 alpha-2 code.
        role: Lead or partner.
        subdivision: Its ISO 3166-2 subdivision without the country (``CT``).
        newcomer: Whether it was never in such a network before; None if unknown.
        organisation: The body that takes part, if it is not the city hall.
        note: What else is worth knowing.
        source: Where this is stated.
        origin: Where in which file; not compared.
    """

    id: str = attrs.field(validator=an_id)
    city: str = attrs.field(validator=a_line)
    country: str = attrs.field(validator=a_country)
    role: Role = attrs.field(default=Role.PARTNER, validator=of_type(Role, "a Role"))
    subdivision: str | None = attrs.field(default=None, validator=a_line)
    newcomer: bool | None = None
    organisation: str | None = attrs.field(default=None, validator=a_line)
    note: Text | None = attrs.field(default=None, converter=to_text_or_none)
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    origin: Origin | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class Work:
    """
    Something a network has made: an article, a report, an event, a tool, a video.

    Attributes:
        title: Its name.
        kind: What it is.
        url: Where it is.
        date: When it appeared, as exactly as known; None if not known.
        source: Where this is stated, if not at its own address.
        origin: Where in which file; not compared.
    """

    title: Text = attrs.field(converter=to_text, validator=a_line)
    kind: WorkKind = attrs.field(validator=of_type(WorkKind, "a WorkKind"))
    url: str | None = attrs.field(default=None, validator=an_address)
    date: PartialDate | None = attrs.field(
        default=None, validator=of_type(PartialDate | None, "a PartialDate")
    )
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    origin: Origin | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class Network:
    """
    A partnership of cities.

    Attributes:
        id: Its permanent name: never derived from `name`, never reused.
        name: What people read; it may change.
        issued: The day its plan was first published.
        programme: The id of its programme, or the path of its file; else None.
        lifecycle: Without a programme, the id of its lifecycle or its file's path.
        start: Without a programme, the first day of its lifecycle.
        zone: The IANA zone of its clock times.
        languages: The languages its texts should have.
        aliases: Other names it goes by.
        theme: What it works on, in a line.
        practice: The good practice that is passed on.
        challenge: What makes it necessary.
        aim: What the network wants to reach.
        note: What else is worth knowing.
        page: Its page on the web.
        partners: The cities.
        phases: Phases it changes.
        milestones: Milestones it adds or changes.
        works: What it has made.
        source: Where all this is stated.
        origin: Where in which file; not compared.

    Raises:
        PlanError: If it has neither a programme nor a lifecycle with a start, or
            both; or two partners with one id, or two leads.
    """

    id: str = attrs.field(validator=an_id)
    name: Text = attrs.field(converter=to_text, validator=a_line)
    issued: date = attrs.field(validator=a_day)
    programme: str | None = attrs.field(default=None, validator=a_line)
    lifecycle: str | None = attrs.field(default=None, validator=a_line)
    start: date | None = attrs.field(
        default=None, validator=attrs.validators.optional(a_day)
    )
    zone: str | None = attrs.field(default=None, validator=a_zone)
    languages: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=language_tags
    )
    aliases: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    theme: Text | None = attrs.field(default=None, converter=to_text_or_none)
    practice: Text | None = attrs.field(default=None, converter=to_text_or_none)
    challenge: Text | None = attrs.field(default=None, converter=to_text_or_none)
    aim: Text | None = attrs.field(default=None, converter=to_text_or_none)
    note: Text | None = attrs.field(default=None, converter=to_text_or_none)
    page: str | None = attrs.field(default=None, validator=an_address)
    partners: tuple[Partner, ...] = attrs.field(default=(), converter=_partners)
    phases: tuple[Phase | PhaseOverride, ...] = attrs.field(
        default=(), converter=_stated_phases
    )
    milestones: tuple[Milestone | Override, ...] = attrs.field(
        default=(), converter=_stated_milestones
    )
    works: tuple[Work, ...] = attrs.field(default=(), converter=_works)
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    origin: Origin | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        if self.programme is not None and (
            self.lifecycle is not None or self.start is not None
        ):
            todo = "the programme states lifecycle and start, so leave them out"
            raise PlanError(
                "programme",
                "a programme alone",
                "lifecycle or start beside it",
                todo,
                "layers",
            )
        if self.programme is None and (self.lifecycle is None or self.start is None):
            todo = 'give programme = "...", or lifecycle = "..." and start = 2018-12-04'
            raise PlanError(
                "programme",
                "a programme, or a lifecycle and a start",
                "not both of these",
                todo,
                "layers",
            )
        seen: set[str] = set()
        for partner in self.partners:
            if partner.id in seen:
                where = located(partner.origin, f"partner {partner.id}")
                todo = "give every partner an id of its own"
                raise PlanError(
                    where,
                    "an id that is not taken",
                    quoted(partner.id),
                    todo,
                    "id-duplicate",
                )
            seen.add(partner.id)
        leads = [partner for partner in self.partners if partner.role is Role.LEAD]
        if len(leads) > 1:
            where = located(leads[1].origin, f"partner {leads[1].id}")
            todo = f"{leads[0].id} is the lead already"
            raise PlanError(where, "one lead partner", "a second", todo, "two-leads")

    @property
    def lead(self) -> Partner | None:
        """The lead partner, if one is named."""
        return next((p for p in self.partners if p.role is Role.LEAD), None)

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of the partners, in alphabetical order of their codes."""
        return tuple(sorted({partner.country for partner in self.partners}))


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
