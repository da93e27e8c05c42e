"""Networks: partnerships of cities, the last layer of a plan."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date

import attrs

from transfertimeline.dates.days import a_day
from transfertimeline.dates.edtf import PartialDate
from transfertimeline.errors import PlanError, quoted
from transfertimeline.plan.changes import Override, statements
from transfertimeline.plan.fields import a_country, a_zone, an_address, of_type
from transfertimeline.plan.ids import an_id
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.origin import Origin, located
from transfertimeline.plan.phases import Phase, PhaseOverride, stated_phases
from transfertimeline.plan.revisions import (
    Baseline,
    Revision,
    stated_baselines,
    stated_revisions,
)
from transfertimeline.plan.text import (
    Text,
    a_line,
    language_tags,
    lines,
    texts,
    to_text,
    to_text_or_none,
)

__all__ = ["Network", "Partner", "Role", "Work", "WorkKind"]


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


def _partners(values: Iterable[Partner]) -> tuple[Partner, ...]:
    return tuple(values)


def _works(values: Iterable[Work]) -> tuple[Work, ...]:
    return tuple(values)


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
        joined: The day it joined; None if it was there from the beginning.
        left: The day it left; None if it is still there.
        newcomer: Whether it was never in such a network before; None if unknown.
        organisation: The body that takes part, if it is not the city hall.
        note: What else is worth knowing.
        source: Where this is stated.
        origin: Where in which file; not compared.

    Raises:
        PlanError: If a field does not hold what it says, or it left before it
            joined.
    """

    id: str = attrs.field(validator=an_id)
    city: str = attrs.field(validator=a_line)
    country: str = attrs.field(validator=a_country)
    role: Role = attrs.field(default=Role.PARTNER, validator=of_type(Role, "a Role"))
    subdivision: str | None = attrs.field(default=None, validator=a_line)
    joined: date | None = attrs.field(
        default=None, validator=attrs.validators.optional(a_day)
    )
    left: date | None = attrs.field(
        default=None, validator=attrs.validators.optional(a_day)
    )
    newcomer: bool | None = None
    organisation: str | None = attrs.field(default=None, validator=a_line)
    note: Text | None = attrs.field(default=None, converter=to_text_or_none)
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    origin: Origin | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        if self.joined and self.left and self.left <= self.joined:
            expected = f"a day after it joined, {self.joined}"
            found = quoted(self.left)
            raise PlanError("left", expected, found, "swap the two days", "left")

    def in_network(self, day: date) -> bool:
        """Tell whether it is in the network on a day."""
        return (self.joined is None or self.joined <= day) and (
            self.left is None or day < self.left
        )

    def beside(self, other: Partner) -> bool:
        """Tell whether it is in the network at the same time as another."""
        return (self.joined or date.min) < (other.left or date.max) and (
            other.joined or date.min
        ) < (self.left or date.max)


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
        revisions: What was decided since, in any order.
        baselines: Named earlier data dates to compare with.
        works: What it has made.
        source: Where all this is stated.
        origin: Where in which file; not compared.

    Raises:
        PlanError: If it has neither a programme nor a lifecycle with a start, or
            both; or two partners with one id, or two leads at once.
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
        default=(), converter=stated_phases
    )
    milestones: tuple[Milestone | Override, ...] = attrs.field(
        default=(), converter=statements
    )
    revisions: tuple[Revision, ...] = attrs.field(
        default=(), converter=stated_revisions
    )
    baselines: tuple[Baseline, ...] = attrs.field(
        default=(), converter=stated_baselines
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
        for number, lead in enumerate(self.leads):
            for other in self.leads[:number]:
                if lead.beside(other):
                    where = located(lead.origin, f"partner {lead.id}")
                    todo = f"{other.id} is the lead then; say when it left"
                    expected = "one lead partner at a time"
                    raise PlanError(where, expected, "a second", todo, "two-leads")

    @property
    def leads(self) -> tuple[Partner, ...]:
        """The lead partners, one after the other."""
        leads = (p for p in self.partners if p.role is Role.LEAD)
        return tuple(sorted(leads, key=lambda lead: lead.joined or date.min))

    @property
    def lead(self) -> Partner | None:
        """The last lead partner, if one is named."""
        return self.leads[-1] if self.leads else None

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of the partners, in alphabetical order of their codes."""
        return tuple(sorted({partner.country for partner in self.partners}))
