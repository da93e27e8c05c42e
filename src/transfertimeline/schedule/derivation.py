"""
Derivations: why a date is what it is.

A derivation is the chain of steps from a date back to what was stated. Each step
is data; `sentences` says them one by one, what others count from first.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import attrs

from transfertimeline.dates.days import UNKNOWN, DayRange, Days, Unknown
from transfertimeline.dates.edtf import Qualifier
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.rules import DateRule
from transfertimeline.schedule.span import Span

__all__ = ["Derivation", "Step", "say_days"]


class Step(NamedTuple):
    """
    One step of a derivation: a part of a rule, and what it gave.

    Attributes:
        rule: The part of the rule.
        span: What it gave; None if that is unknown.
        note: What the arithmetic did beside, such as clipping; may be empty.
    """

    rule: DateRule
    span: Span | None
    note: str = ""

    @property
    def days(self) -> Days:
        """What it gave, as the value people get."""
        return UNKNOWN if self.span is None else self.span.days

    def __str__(self) -> str:
        """Say the step in one sentence."""
        note = f" ({self.note})" if self.note else ""
        return f"{self.rule} is {say_days(self.days)}{note}"


@attrs.frozen(kw_only=True)
class Derivation:
    """
    Why something has its date.

    Attributes:
        subject: The id of the phase or milestone, or ``start``, ``end``.
        days: Its date.
        qualifier: How sure it is.
        rule: Its date rule; None for what has none (start, end, a phase).
        length: The days it takes, where a length is stated.
        how: How it is counted, where there is no rule; may be empty.
        steps: The parts of its rule, innermost first.
        of: The derivations of what its rule counts from.
        stated: Which layer states it; may be empty.
        source: The sources of the statement.
        origin: Where in which file; not compared.
    """

    subject: str
    days: Days
    qualifier: Qualifier = Qualifier.NONE
    rule: DateRule | None = None
    length: int | None = None
    how: str = ""
    steps: tuple[Step, ...] = ()
    of: tuple[Derivation, ...] = ()
    stated: str = ""
    source: tuple[str, ...] = ()
    origin: Origin | None = attrs.field(default=None, eq=False)

    def chain(self) -> tuple[Derivation, ...]:
        """Return it and all it rests on, each once, what others need first."""
        # By days, too: two families have each their own "period 1".
        found: dict[tuple[str, Days], Derivation] = {}
        pending = [(self, False)]
        while pending:
            derivation, ready = pending.pop()
            key = (derivation.subject, derivation.days)
            if key in found:
                continue
            if ready:
                found[key] = derivation
            else:
                pending.append((derivation, True))
                pending.extend((inner, False) for inner in reversed(derivation.of))
        return tuple(found.values())

    def sentences(self) -> tuple[str, ...]:
        """
        Say why, one sentence a step, from what was stated to the date.

        Example:
            >>> stated = Derivation(subject="start", stated="programme demo",
            ...     days=DayRange.day(date(2018, 12, 4)))
            >>> stated.sentences()
            ('start is 2018-12-04: stated in programme demo',)
        """
        said: list[str] = []
        for derivation in self.chain():
            said.extend(str(step) for step in derivation.inner_steps)
            said.append(str(derivation))
        return tuple(dict.fromkeys(said))

    @property
    def inner_steps(self) -> tuple[Step, ...]:
        """The steps that led to the rule as a whole."""
        return tuple(step for step in self.steps if step.rule != self.rule)

    def __str__(self) -> str:
        """Say the date, the rule that gave it, and which layer states that."""
        parts = [self.how] if self.how else []
        if self.rule is not None:
            parts.append(f'by "{self.rule}"')
            parts.extend(s.note for s in self.steps if s.rule == self.rule and s.note)
        if self.length is not None:
            parts.append(f"{self.length} day{'' if self.length == 1 else 's'} long")
        if self.stated:
            parts.append(f"stated in {self.stated}")
        if self.origin:
            parts.append(str(self.origin))
        sure = ", to be confirmed" if self.qualifier else ""
        return f"{self.subject} is {say_days(self.days)}{sure}: {'; '.join(parts)}"


def say_days(days: Days) -> str:
    """
    Say days in words for a derivation.

    Example:
        >>> from transfertimeline.dates.edtf import parse_edtf
        >>> say_days(parse_edtf("2019-01").days)
        'some day from 2019-01-01 to 2019-01-31'
    """
    if isinstance(days, Unknown):
        return "not known yet"
    if isinstance(days, DayRange):
        return _from_to(days.first, days.last)
    length = days.earliest.length
    some = "some day" if length == 1 else f"some {length} days"
    return f"{some} {_from_to(days.first, days.last)}"


def _from_to(first: date, last: date) -> str:
    return str(first) if first == last else f"from {first} to {last}"
