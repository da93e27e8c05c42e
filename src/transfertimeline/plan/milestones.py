"""
Milestones: what one statement says of something with a date.

Its kind, its words, its date rule, whose it is. What changes one later stands in
`transfertimeline.plan.changes`.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import date

import attrs

from transfertimeline.dates.clock import ClockTime
from transfertimeline.dates.days import a_day
from transfertimeline.dates.lag import Lag
from transfertimeline.errors import PlanError, quoted
from transfertimeline.plan.fields import (
    a_country,
    a_length,
    a_zone,
    an_address,
    of_type,
)
from transfertimeline.plan.ids import an_anchor_id, an_id
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.repeats import Each, Repeat
from transfertimeline.plan.rules import Constraint, DateRule
from transfertimeline.plan.text import (
    Text,
    a_line,
    lines,
    texts,
    to_text,
    to_text_or_none,
)

__all__ = ["Audience", "Kind", "Milestone", "Scope"]


class Kind(enum.StrEnum):
    """What a milestone is."""

    MEETING = "meeting"
    DEADLINE = "deadline"
    PERIOD = "period"
    GATE = "gate"
    EVENT = "event"


class Scope(enum.StrEnum):
    """Whose a milestone is."""

    PROGRAMME = "programme"
    COUNTRY = "country"
    NETWORK = "network"
    PARTNER = "partner"

    @property
    def wide(self) -> bool:
        """Whether every network of a programme has it, with the same dates."""
        return self in _WIDE


_WIDE = frozenset((Scope.PROGRAMME, Scope.COUNTRY))


class Audience(enum.StrEnum):
    """Who a milestone is for."""

    LEAD = "lead"
    EXPERT = "expert"
    PARTNER = "partner"
    LOCAL_GROUP = "local-group"
    PUBLIC = "public"


# What Outlook takes out of a category, and where it cuts one ([MS-OXCICAL]
# 2.1.3.1.1.20.3): commas and semicolons, full-width and Arabic ones too.
_PARTING = frozenset(",;\uff0c\uff1b\u060c\u061b")
_TAG_LIMIT = 255


def _audiences(values: Iterable[Audience]) -> tuple[Audience, ...]:
    return tuple(values)


def _constraints(values: Iterable[Constraint]) -> tuple[Constraint, ...]:
    return tuple(values)


def _lags(values: Iterable[Lag]) -> tuple[Lag, ...]:
    return tuple(values)


@attrs.frozen(kw_only=True)
class Milestone:
    """
    Something with a date, or a family of such things, as one statement says it.

    Attributes:
        id: Its permanent name; never derived from title or date, never reused.
        kind: What it is.
        title: What people read first.
        when: The date, or the rule for it.
        length: How many days it takes, both ends counted; None when the rule
            says all.
        time: The hours on the clock of `zone`; for a deadline the last moment.
        zone: The IANA zone of `time`; None for the zone of whose milestone it is.
        place: Where people meet.
        online: Whether it happens online.
        url: The page or the video call of it.
        note: What else is worth knowing.
        partner: The id of the partner whose it is.
        country: The ISO 3166 code of the country whose it is.
        repeat: Makes it a family with a member for each period.
        each: Makes it a family with a member for each country or partner.
        scope: Whose it is. By default a partner's or a country's when it names
            one or is made for each, else the network's.
        audience: Who it is for; empty for everybody.
        must: Where it has to lie; a check, not a rule.
        tags: Short words that become categories in a calendar.
        remind: How long before its first day, or the last day of a deadline, to
            be reminded, as events.
        source: Where all this is stated: addresses or words.
        added: The day from which the plan knows it; None for its first publication.
        inferred: Why `added` is inferred: it is then the earliest day that a
            source shows the milestone, and is shown as "known by".
        replaces: The id of the milestone that is cancelled from then on, because
            this one takes its place.
        origin: Where in which file; not compared.

    Raises:
        PlanError: If a field does not hold what it says, or contradicts another.

    Example:
        >>> from transfertimeline.plan.grammar import parse_rule
        >>> Milestone(id="kick-off", kind=Kind.MEETING, title="Kick-off",
        ...           when=parse_rule("month of 1 month after start")).scope
        <Scope.NETWORK: 'network'>
    """

    id: str = attrs.field(validator=an_anchor_id)
    kind: Kind = attrs.field(validator=of_type(Kind, "a Kind"))
    title: Text = attrs.field(converter=to_text, validator=a_line)
    when: DateRule = attrs.field(validator=of_type(DateRule, "a date rule"))
    length: int | None = attrs.field(default=None, validator=a_length)
    time: ClockTime | None = attrs.field(
        default=None, validator=of_type(ClockTime | None, "a ClockTime")
    )
    zone: str | None = attrs.field(default=None, validator=a_zone)
    place: Text | None = attrs.field(
        default=None, converter=to_text_or_none, validator=a_line
    )
    online: bool = attrs.field(default=False, validator=of_type(bool, "True or False"))
    url: str | None = attrs.field(default=None, validator=an_address)
    note: Text | None = attrs.field(default=None, converter=to_text_or_none)
    partner: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(an_id)
    )
    country: str | None = attrs.field(default=None, validator=a_country)
    repeat: Repeat | None = attrs.field(
        default=None, validator=of_type(Repeat | None, "a Repeat")
    )
    each: Each | None = attrs.field(
        default=None, validator=of_type(Each | None, "an Each")
    )
    scope: Scope = attrs.field(validator=of_type(Scope, "a Scope"))
    audience: tuple[Audience, ...] = attrs.field(default=(), converter=_audiences)
    must: tuple[Constraint, ...] = attrs.field(default=(), converter=_constraints)
    tags: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    remind: tuple[Lag, ...] = attrs.field(default=(), converter=_lags)
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    added: date | None = attrs.field(
        default=None, validator=attrs.validators.optional(a_day)
    )
    inferred: Text | None = attrs.field(default=None, converter=to_text_or_none)
    replaces: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(an_anchor_id)
    )
    origin: Origin | None = attrs.field(default=None, eq=False)

    @scope.default
    def _usual_scope(self) -> Scope:
        if self.partner is not None or self.each is Each.PARTNER:
            return Scope.PARTNER
        if self.country is not None or self.each is Each.COUNTRY:
            return Scope.COUNTRY
        return Scope.NETWORK

    def __attrs_post_init__(self) -> None:
        if self.partner is not None and (self.scope is not Scope.PARTNER or self.each):
            todo = 'set scope = "partner" and leave each out, or leave partner out'
            found = f"scope {quoted(self.scope)}"
            raise PlanError(
                "partner", "a milestone of one partner", found, todo, "scope"
            )
        if (
            self.scope is Scope.PARTNER
            and self.partner is None
            and self.each is not Each.PARTNER
        ):
            todo = 'name the partner, or set each = "partner"'
            raise PlanError(
                "scope", "to know which partner", "none named", todo, "scope"
            )
        if (
            self.scope is Scope.COUNTRY
            and self.country is None
            and self.each is not Each.COUNTRY
        ):
            todo = 'name the country, or set each = "country"'
            raise PlanError(
                "scope", "to know which country", "none named", todo, "scope"
            )
        if self.each is Each.COUNTRY and self.country is not None:
            todo = "leave one of them out"
            raise PlanError(
                "country",
                'no country beside each = "country"',
                quoted(self.country),
                todo,
                "scope",
            )
        if self.each is Each.PARTNER and self.scope.wide:
            todo = "give it scope partner or network"
            found = f"scope {quoted(self.scope)}"
            raise PlanError("scope", "partners of one network", found, todo, "scope")
        if self.inferred is not None and self.added is None:
            todo = "say from which day the plan knows it"
            raise PlanError("inferred", "added beside it", "none", todo, "added")
        if self.replaces == self.id:
            todo = "name the milestone it takes the place of"
            found = "its own id"
            raise PlanError("replaces", "another milestone", found, todo, "replaces")
        for tag in self.tags:
            if set(tag) & _PARTING or len(tag) > _TAG_LIMIT:
                todo = "calendar programs would cut it or take it for two"
                raise PlanError(
                    "tags",
                    "a short tag without comma or semicolon",
                    quoted(tag),
                    todo,
                    "tag",
                )
