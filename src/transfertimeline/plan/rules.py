"""
Date rules: how a date is stated, as values.

A rule is a value of one of the classes of the closed union `DateRule`. `str(rule)`
is its canonical spelling in the plan file's English, and
`transfertimeline.plan.grammar.parse_rule` reads it back. What a rule *gives* is
found by `transfertimeline.schedule.resolve`, for a start and the other milestones.
"""

from __future__ import annotations

import enum
import re

import attrs

from transfertimeline.dates.edtf import PartialDate
from transfertimeline.dates.lag import LIMIT, Lag
from transfertimeline.dates.units import Month, Season, Unit, Weekday
from transfertimeline.dates.working import Roll
from transfertimeline.errors import RuleError, quoted
from transfertimeline.plan.ids import ORDINALS, RESERVED

__all__ = [
    "Anchor",
    "Constraint",
    "DateRule",
    "Direction",
    "Edge",
    "EdgeOf",
    "Extreme",
    "ExtremeOf",
    "NextNamed",
    "NthWeekday",
    "ProjectMonth",
    "Relation",
    "Rolled",
    "Shifted",
    "Stated",
    "UnitOf",
    "WeekdayFrom",
    "anchors",
]


class Direction(enum.StrEnum):
    """Which way a lag counts: on from the anchor's last day, back from its first."""

    AFTER = "after"
    BEFORE = "before"

    @property
    def sign(self) -> int:
        """1 for after, -1 for before."""
        return 1 if self is Direction.AFTER else -1


class Edge(enum.StrEnum):
    """An end of a stretch of days."""

    START = "start"
    END = "end"


class Extreme(enum.StrEnum):
    """Which of several dates."""

    LATER = "later"
    EARLIER = "earlier"


@attrs.frozen
class Stated:
    """A date stated outright, exact, partial or unknown: ``2019-01``."""

    date: PartialDate

    def __str__(self) -> str:
        return str(self.date)


_OWN_ANCHORS = ("start", "end", "period")
# An id like "m18" would be read as a project month.
_ANCHOR_ID = re.compile(r"(?!m\d{1,5}$)[a-z][a-z0-9-]*", re.ASCII)


def _can_be_named(_: object, __: object, value: str) -> None:
    if value not in _OWN_ANCHORS and (
        value in RESERVED or not _ANCHOR_ID.fullmatch(value)
    ):
        expected = "the id of a phase or milestone"
        todo = "ids are lower-case letters, digits and hyphens, no words of the rules"
        raise RuleError("", expected, quoted(value), todo, "rule-syntax")


@attrs.frozen
class Anchor:
    """
    The days of something else.

    Attributes:
        id: ``start`` or ``end`` (of the lifecycle), ``period`` (inside a repeat),
            or the id of a phase, a milestone or a member of a family.

    Raises:
        RuleError: If a date rule cannot name it.
    """

    id: str = attrs.field(validator=_can_be_named)

    def __str__(self) -> str:
        return self.id


@attrs.frozen
class ProjectMonth:
    """A month of the project, counted from its start; M1 is the first: ``M18``."""

    number: int = attrs.field()

    @number.validator
    def _in_range(self, _: attrs.Attribute[int], value: int) -> None:
        if not 1 <= value <= LIMIT:
            found = quoted(f"M{value}")
            raise RuleError(
                "", "a project month from M1 on", found, "", "project-month"
            )

    def __str__(self) -> str:
        return f"M{self.number}"


@attrs.frozen
class EdgeOf:
    """The first or last day of a stretch or of a milestone: ``end of transfer``."""

    edge: Edge
    of: PlainRule

    def __str__(self) -> str:
        return f"{self.edge} of {self.of}"


@attrs.frozen
class Shifted:
    """A lag on or back from an anchor: ``2 weeks before end of transfer``."""

    lag: Lag
    direction: Direction
    anchor: PlainRule

    def __str__(self) -> str:
        return f"{self.lag} {self.direction} {self.anchor}"


@attrs.frozen
class UnitOf:
    """The calendar week, month, ... that holds a day: ``month of kick-off``."""

    unit: Unit
    of: PlainRule

    def __str__(self) -> str:
        return f"{self.unit} of {self.of}"


@attrs.frozen
class NextNamed:
    """The next season or month strictly after a day: ``first spring after start``."""

    name: Season | Month
    after: PlainRule

    def __str__(self) -> str:
        return f"first {_name(self.name)} after {self.after}"


@attrs.frozen
class NthWeekday:
    """
    A weekday of a stretch: ``first Monday of 2019-09``.

    Attributes:
        nth: 1 to 4, or -1 for the last.
        weekday: The weekday.
        of: The stretch: anything but a milestone.

    Raises:
        RuleError: If there is no word for `nth`.
    """

    nth: int = attrs.field()
    weekday: Weekday
    of: PlainRule

    @nth.validator
    def _has_a_word(self, _: object, value: int) -> None:
        if value not in (1, 2, 3, 4, -1):
            todo = "count the weekdays from 1 to 4, or -1 for the last"
            raise RuleError(
                "",
                "the first to fourth or the last",
                quoted(value),
                todo,
                "rule-syntax",
            )

    def __str__(self) -> str:
        ordinal = ORDINALS[self.nth - 1 if self.nth > 0 else self.nth]
        return f"{ordinal} {_name(self.weekday)} of {self.of}"


@attrs.frozen
class WeekdayFrom:
    """
    The nearest weekday on one side: ``first Tuesday on or after end of M3``.

    Attributes:
        weekday: The weekday.
        direction: `AFTER` counts from the anchor's last day on, `BEFORE` back
            from its first; the day itself counts.
        anchor: What it is counted from.
    """

    weekday: Weekday
    direction: Direction
    anchor: PlainRule

    def __str__(self) -> str:
        ordinal = "first" if self.direction is Direction.AFTER else "last"
        return f"{ordinal} {_name(self.weekday)} on or {self.direction} {self.anchor}"


@attrs.frozen
class ExtremeOf:
    """
    The later or earlier of several: ``later of kick-off and 2019-02-01``.

    First days are compared with first days and last days with last days.
    """

    extreme: Extreme
    rules: tuple[PlainRule, ...] = attrs.field()

    @rules.validator
    def _several(self, _: object, value: tuple[PlainRule, ...]) -> None:
        if len(value) < 2:
            todo = "name at least two dates"
            raise RuleError("", "several dates", str(len(value)), todo, "rule-syntax")

    def __str__(self) -> str:
        *others, last = (str(rule) for rule in self.rules)
        return f"{self.extreme} of {', '.join(others)} and {last}"


@attrs.frozen
class Rolled:
    """A rule whose day moves to a working day: ``M18, or next working day``."""

    rule: PlainRule
    roll: Roll

    def __str__(self) -> str:
        return f"{self.rule}, or {self.roll}"


PlainRule = (
    Stated
    | Anchor
    | ProjectMonth
    | EdgeOf
    | Shifted
    | UnitOf
    | NextNamed
    | NthWeekday
    | WeekdayFrom
    | ExtremeOf
)
"""A rule without a roll; only these nest."""

DateRule = PlainRule | Rolled
"""Every way to state a date; a closed union."""


def _name(member: Weekday | Month | Season) -> str:
    return (
        member.name.lower() if isinstance(member, Season) else member.name.capitalize()
    )


class Relation(enum.StrEnum):
    """How a milestone must lie to a date."""

    BEFORE = "before"
    ON_OR_BEFORE = "on or before"
    AFTER = "after"
    ON_OR_AFTER = "on or after"
    WITHIN = "within"


@attrs.frozen
class Constraint:
    """
    Where a milestone must lie, a check and not a rule: ``before end of transfer``.

    Attributes:
        relation: How it must lie.
        to: The date it is held against; a month, season, phase, ... is the
            stretch itself.
    """

    relation: Relation
    to: PlainRule

    def __str__(self) -> str:
        return f"{self.relation} {self.to}"


def anchors(rule: DateRule) -> tuple[str, ...]:
    """
    Return the ids a rule counts from, in order, each once.

    Example:
        >>> from transfertimeline.plan.grammar import parse_rule
        >>> anchors(parse_rule("later of kick-off, 2019-02 and 2 weeks after campus"))
        ('kick-off', 'campus')
    """
    found: list[str] = []
    _collect(rule, found)
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def _collect(rule: DateRule, found: list[str]) -> None:
    match rule:
        case Anchor():
            found.append(rule.id)
        case Stated() | ProjectMonth():
            pass
        case EdgeOf() | UnitOf() | NthWeekday():
            _collect(rule.of, found)
        case Shifted() | WeekdayFrom():
            _collect(rule.anchor, found)
        case NextNamed():
            _collect(rule.after, found)
        case ExtremeOf():
            for part in rule.rules:
                _collect(part, found)
        case Rolled():
            _collect(rule.rule, found)
