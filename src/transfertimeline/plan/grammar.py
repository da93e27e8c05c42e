"""
The grammar of date rules: plain English in, `DateRule` values out.

::

    when       = rule [", or" roll]
    rule       = date | "unknown" | "M18" | id | "start" | "end" | "period"
               | ("start" | "end") "of" rule
               | lag ("after" | "before") rule
               | unit "of" rule
               | "first" (season | month) "after" rule
               | ("first" .. "fourth" | "last") weekday "of" rule
               | "first" weekday "on or after" rule | "last" weekday "on or before" rule
               | ("later" | "earlier") "of" rule {"," rule} "and" rule
    unit       = "week" | "month" | "quarter" | "semester" | "season" | "year"
    lag        = count length {("," | "and") count length}, from long to short
    length     = "year" | "month" | "week" | "day" | "working day", or its plural
    roll       = ("next" | "previous" | "nearest") "working day"
               | "next working day in the same month"
    constraint = ("before" | "on or before" | "after" | "on or after" | "within") rule

Words may be written in any case and spacing; `str()` of the result is the one
canonical spelling, and parses to the same value.
"""

from __future__ import annotations

import functools
import re

from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.dates.lag import Lag, parse_lag
from transfertimeline.dates.units import Month, Season, Unit, Weekday
from transfertimeline.dates.working import Roll
from transfertimeline.errors import DateError, RuleError, quoted
from transfertimeline.plan.ids import ORDINALS, RESERVED, nearest
from transfertimeline.plan.rules import (
    Anchor,
    Constraint,
    DateRule,
    Direction,
    Edge,
    EdgeOf,
    Extreme,
    ExtremeOf,
    NextNamed,
    NthWeekday,
    PlainRule,
    ProjectMonth,
    Relation,
    Rolled,
    Shifted,
    Stated,
    UnitOf,
    WeekdayFrom,
)

__all__ = ["parse_constraint", "parse_rule"]

_WORD = re.compile(r",|[^\s,]+")
_DEPTH = 20
_LENGTH = 500

_WEEKDAYS = {weekday.name.lower(): weekday for weekday in Weekday}
_NAMED = {named.name.lower(): named for kind in (Season, Month) for named in kind}
_UNITS = {unit.value: unit for unit in Unit}
_LAG_UNITS = frozenset(
    ("day", "days", "week", "weeks", "month", "months", "year", "years", "working")
)
_ID = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)
_PROJECT_MONTH = re.compile(r"m\d{1,5}", re.ASCII)
_DATE = re.compile(r"[\d\[].*|unknown")


@functools.lru_cache(maxsize=2048)
def parse_rule(text: str) -> DateRule:
    """
    Read a date rule.

    Args:
        text: A date in EDTF, ``unknown``, or a rule as the grammar has it.

    Raises:
        RuleError: If it does not follow the grammar; it points at the word.
        DateError: If it holds a date that does not exist.

    Example:
        >>> print(parse_rule("2  Weeks before END of transfer"))
        2 weeks before end of transfer
        >>> parse_rule("first Monday in 2019-09")
        Traceback (most recent call last):
        ...
        transfertimeline.errors.RuleError: at "in", word 3 of \
"first Monday in 2019-09": expected "of" or "on or after", found "in" [rule-syntax]
    """
    words = _Words(text)
    rule = _rule(words, 0)
    if words.take(","):
        words.need("or", 'the end of the rule, or ", or next working day"')
        rolled = Rolled(rule, _roll(words))
        words.finish(rolled)
        return rolled
    words.finish(rule)
    return rule


@functools.lru_cache(maxsize=512)
def parse_constraint(text: str) -> Constraint:
    """
    Read a constraint such as ``before end of transfer`` or ``within 2019-21``.

    Raises:
        RuleError: If it does not follow the grammar; it points at the word.
        DateError: If it holds a date that does not exist.
    """
    words = _Words(text)
    if words.take("on"):
        words.need("or", '"or"')
        sides = (Relation.ON_OR_AFTER, Relation.ON_OR_BEFORE)
        relation = sides[words.choose(("after", "before"))]
    else:
        plain = (Relation.BEFORE, Relation.AFTER, Relation.WITHIN)
        relation = plain[words.choose(("before", "after", "within"))]
    constraint = Constraint(relation, _rule(words, 0))
    words.finish(constraint)
    return constraint


class _Words:
    """The words of a rule, and the place reached in them."""

    def __init__(self, text: str) -> None:
        _check_length(text)
        self.text = text
        self.words = _WORD.findall(text)
        self.at = 0

    @property
    def next(self) -> str:
        """The next word as written; empty at the end."""
        return self.words[self.at] if self.at < len(self.words) else ""

    @property
    def key(self) -> str:
        """The next word in lower case; empty at the end."""
        return self.next.lower()

    def peek(self, ahead: int) -> str:
        """Return a later word in lower case; empty past the end."""
        place = self.at + ahead
        return self.words[place].lower() if place < len(self.words) else ""

    def pop(self) -> str:
        """Take the next word, in lower case."""
        word = self.key
        self.at += 1
        return word

    def take(self, word: str) -> bool:
        """Take the next word if it is this one."""
        if self.key == word:
            self.at += 1
            return True
        return False

    def need(self, word: str, expected: str) -> None:
        """Take this word, or refuse."""
        if not self.take(word):
            raise self.error(expected)

    def choose(self, choices: tuple[str, ...]) -> int:
        """Take one of these words and return which, or refuse."""
        if self.key not in choices:
            *others, last = (quoted(choice) for choice in choices)
            raise self.error(f"{', '.join(others)} or {last}")
        return choices.index(self.pop())

    def finish(self, read: DateRule | Constraint) -> None:
        """Refuse anything that is left, and what is too long once spelled out."""
        if self.next:
            raise self.error("the end of the rule")
        _check_length(str(read))

    def error(
        self, expected: str, todo: str = "", code: str = "rule-syntax"
    ) -> RuleError:
        """Return the error that points at the next word."""
        found = quoted(self.next) if self.next else "the end"
        return RuleError(self.place(), expected, found, todo, code)

    def place(self) -> str:
        """Say where the next word stands."""
        if len(self.words) < 2:
            return ""
        what = (
            f"at {quoted(self.next)}, word {self.at + 1}" if self.next else "at the end"
        )
        return f"{what} of {quoted(self.text, 120)}"


def _check_length(text: str) -> None:
    if len(text) > _LENGTH:
        expected = f"a date rule of at most {_LENGTH} characters"
        todo = "split it into several milestones"
        raise RuleError("", expected, str(len(text)), todo, "rule-long")


def _rule(words: _Words, depth: int) -> PlainRule:
    if depth > _DEPTH:
        todo = "split it into several milestones"
        raise words.error(f"a rule nested at most {_DEPTH} deep", todo, "rule-deep")
    word, inner = words.key, depth + 1
    if word in ("start", "end") and words.peek(1) == "of":
        edge = Edge(words.pop())
        words.pop()
        return EdgeOf(edge, _rule(words, inner))
    if word in ("later", "earlier"):
        return _extreme(words, inner)
    if word in ORDINALS:
        return _ordinal(words, inner)
    if word in _UNITS:
        unit = _UNITS[words.pop()]
        words.need("of", '"of"')
        return UnitOf(unit, _rule(words, inner))
    if word.isdigit() and words.peek(1) in _LAG_UNITS:
        return _shifted(words, inner)
    return _leaf(words)


def _leaf(words: _Words) -> PlainRule:
    word = words.next
    if _PROJECT_MONTH.fullmatch(words.key):
        try:
            month = ProjectMonth(int(word[1:]))
        except RuleError as error:
            raise error.at(words.place()) if words.place() else error from None
        words.pop()
        return month
    if _DATE.fullmatch(word.lower()):
        try:
            date = parse_edtf("unknown" if word.lower() == "unknown" else word)
        except DateError as error:
            if word.isdigit() and words.peek(1).isalpha():
                todo = "count days, weeks, months, years or working days"
                words.pop()
                raise words.error("a unit of time", todo) from None
            raise error.at(words.place()) if words.place() else error from None
        words.pop()
        return Stated(date)
    lower = words.key
    if lower in ("start", "end", "period"):
        words.pop()
        return Anchor(lower)
    if _ID.fullmatch(word) and lower not in RESERVED:
        words.pop()
        return Anchor(word)
    if not word:
        raise words.error(
            "a date or a date rule", 'write "unknown" if nothing is known'
        )
    todo = "see the table of date rules in the reference"
    if lower not in RESERVED:
        todo = "ids are lower-case letters, digits and hyphens"
    raise words.error("a date or the id of a phase or milestone", todo)


def _extreme(words: _Words, depth: int) -> ExtremeOf:
    extreme = Extreme(words.pop())
    words.need("of", '"of"')
    rules = [_rule(words, depth)]
    while words.key == "," and words.peek(1) != "or":
        words.pop()
        rules.append(_rule(words, depth))
    words.need("and", '"," or "and" and another date')
    rules.append(_rule(words, depth))
    return ExtremeOf(extreme, tuple(rules))


def _ordinal(words: _Words, depth: int) -> PlainRule:
    ordinal = words.pop()
    if words.key in _NAMED and ordinal == "first":
        name = _NAMED[words.pop()]
        words.need("after", '"after"')
        return NextNamed(name, _rule(words, depth))
    if words.key not in _WEEKDAYS:
        known = [*_WEEKDAYS, *(_NAMED if ordinal == "first" else ())]
        expected = "a weekday, month or season" if ordinal == "first" else "a weekday"
        todo = nearest(words.key, known) if words.key else ""
        raise words.error(expected, todo if todo.startswith("did") else "")
    weekday = _WEEKDAYS[words.pop()]
    side = {"first": Direction.AFTER, "last": Direction.BEFORE}.get(ordinal)
    if words.key == "on" and side:
        for word in ("on", "or", side.value):
            words.need(word, quoted(word))
        return WeekdayFrom(weekday, side, _rule(words, depth))
    words.need("of", f'"of" or "on or {side}"' if side else '"of"')
    nth = -1 if ordinal == "last" else ORDINALS.index(ordinal) + 1
    return NthWeekday(nth, weekday, _rule(words, depth))


def _shifted(words: _Words, depth: int) -> Shifted:
    start = words.at
    while words.key.isdigit() or words.key in (*_LAG_UNITS, "day", "days", ",", "and"):
        words.pop()
    lag = _lag(words, start)
    direction = Direction(("after", "before")[words.choose(("after", "before"))])
    return Shifted(lag, direction, _rule(words, depth))


def _lag(words: _Words, start: int) -> Lag:
    text = " ".join(words.words[start : words.at]).replace(" ,", ",")
    try:
        return parse_lag(text)
    except DateError as error:
        words.at = start
        raise RuleError(
            words.place(), error.expected, error.found, error.todo, error.code
        ) from None


def _roll(words: _Words) -> Roll:
    which = words.choose(("next", "previous", "nearest"))
    for word in ("working", "day"):
        words.need(word, quoted(word))
    if which == 0 and words.take("in"):
        for word in ("the", "same", "month"):
            words.need(word, quoted(word))
        return Roll.NEXT_IN_MONTH
    return (Roll.NEXT, Roll.PREVIOUS, Roll.NEAREST)[which]
