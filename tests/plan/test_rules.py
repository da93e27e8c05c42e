"""Date rules as values (`transfertimeline.plan.rules`)."""

from __future__ import annotations

import re

import attrs
import pytest

from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.dates.lag import Lag
from transfertimeline.dates.units import Month, Season, Unit, Weekday
from transfertimeline.dates.working import Roll
from transfertimeline.errors import RuleError
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
    ProjectMonth,
    Relation,
    Rolled,
    Shifted,
    Stated,
    UnitOf,
    WeekdayFrom,
    anchors,
)

START = Anchor("start")
KICK_OFF = Anchor("kick-off")
TRANSFER = Anchor("transfer")

SPELLINGS: list[tuple[DateRule, str]] = [
    # A row: rule, canonical spelling
    (Stated(parse_edtf("2019-01~")), "2019-01~"),
    (Stated(parse_edtf("unknown")), "unknown"),
    (KICK_OFF, "kick-off"),
    (Anchor("period"), "period"),
    (ProjectMonth(18), "M18"),
    (EdgeOf(Edge.START, TRANSFER), "start of transfer"),
    (EdgeOf(Edge.END, ProjectMonth(3)), "end of M3"),
    (Shifted(Lag(months=3), Direction.AFTER, KICK_OFF), "3 months after kick-off"),
    (
        Shifted(Lag(weeks=2), Direction.BEFORE, EdgeOf(Edge.END, TRANSFER)),
        "2 weeks before end of transfer",
    ),
    (UnitOf(Unit.SEMESTER, START), "semester of start"),
    (NextNamed(Season.SPRING, START), "first spring after start"),
    (NextNamed(Month.JANUARY, START), "first January after start"),
    (NthWeekday(1, Weekday.MONDAY, TRANSFER), "first Monday of transfer"),
    (NthWeekday(2, Weekday.TUESDAY, TRANSFER), "second Tuesday of transfer"),
    (NthWeekday(3, Weekday.WEDNESDAY, TRANSFER), "third Wednesday of transfer"),
    (NthWeekday(4, Weekday.THURSDAY, TRANSFER), "fourth Thursday of transfer"),
    (NthWeekday(-1, Weekday.FRIDAY, TRANSFER), "last Friday of transfer"),
    (
        WeekdayFrom(Weekday.SATURDAY, Direction.AFTER, KICK_OFF),
        "first Saturday on or after kick-off",
    ),
    (
        WeekdayFrom(Weekday.SUNDAY, Direction.BEFORE, KICK_OFF),
        "last Sunday on or before kick-off",
    ),
    (ExtremeOf(Extreme.LATER, (START, KICK_OFF)), "later of start and kick-off"),
    (
        ExtremeOf(Extreme.EARLIER, (START, KICK_OFF, TRANSFER)),
        "earlier of start, kick-off and transfer",
    ),
    (Rolled(ProjectMonth(18), Roll.NEXT), "M18, or next working day"),
    (
        Rolled(KICK_OFF, Roll.NEXT_IN_MONTH),
        "kick-off, or next working day in the same month",
    ),
]

CONSTRAINTS = [
    # A row: relation, its words
    (Relation.BEFORE, "before end of transfer"),
    (Relation.ON_OR_BEFORE, "on or before end of transfer"),
    (Relation.AFTER, "after end of transfer"),
    (Relation.ON_OR_AFTER, "on or after end of transfer"),
    (Relation.WITHIN, "within end of transfer"),
]

ANCHORS: list[tuple[DateRule, tuple[str, ...]]] = [
    # A row: rule, the ids it counts from
    (Stated(parse_edtf("2019-01")), ()),
    (ProjectMonth(3), ()),
    (START, ("start",)),
    (EdgeOf(Edge.END, TRANSFER), ("transfer",)),
    (UnitOf(Unit.MONTH, KICK_OFF), ("kick-off",)),
    (NextNamed(Season.SPRING, KICK_OFF), ("kick-off",)),
    (NthWeekday(1, Weekday.MONDAY, TRANSFER), ("transfer",)),
    (WeekdayFrom(Weekday.MONDAY, Direction.AFTER, KICK_OFF), ("kick-off",)),
    (Shifted(Lag(days=1), Direction.AFTER, KICK_OFF), ("kick-off",)),
    (Rolled(Shifted(Lag(days=1), Direction.AFTER, START), Roll.NEXT), ("start",)),
    (
        ExtremeOf(
            Extreme.LATER,
            (
                TRANSFER,
                Shifted(Lag(days=1), Direction.AFTER, KICK_OFF),
                Stated(parse_edtf("2019-01")),
                TRANSFER,
                ExtremeOf(Extreme.EARLIER, (Anchor("period"), KICK_OFF)),
            ),
        ),
        ("transfer", "kick-off", "period"),
    ),
]


@pytest.mark.parametrize(
    ("rule", "text"), [pytest.param(r, t, id=t) for r, t in SPELLINGS]
)
def test_every_rule_has_a_spelling(rule: DateRule, text: str) -> None:
    """The text of a rule is its one canonical spelling."""
    assert str(rule) == text


@pytest.mark.parametrize(("relation", "text"), CONSTRAINTS)
def test_every_constraint_has_a_spelling(relation: Relation, text: str) -> None:
    """A constraint is its relation and the date it is held against."""
    assert str(Constraint(relation, EdgeOf(Edge.END, TRANSFER))) == text


@pytest.mark.parametrize("rule", [pytest.param(r, id=t) for r, t in SPELLINGS])
def test_rules_are_values(rule: DateRule) -> None:
    """Equal rules are equal and hash alike, and no rule can be changed."""
    copy = attrs.evolve(rule)

    assert {rule, copy} == {rule}
    field = attrs.fields(type(rule))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(rule, field, None)


def test_no_two_rules_are_alike() -> None:
    """Different rules differ."""
    assert len({rule for rule, _ in SPELLINGS}) == len(SPELLINGS)


@pytest.mark.parametrize(
    ("rule", "ids"), [pytest.param(r, i, id=str(r)) for r, i in ANCHORS]
)
def test_a_rule_knows_what_it_counts_from(rule: DateRule, ids: tuple[str, ...]) -> None:
    """The anchors of a rule are the ids in it, in order, each once."""
    assert anchors(rule) == ids


def test_after_counts_on_and_before_counts_back() -> None:
    """The sign of a direction is what a lag is multiplied with."""
    assert (Direction.AFTER.sign, Direction.BEFORE.sign) == (1, -1)


@pytest.mark.parametrize("number", [0, -1, 100_000])
def test_project_months_count_from_one(number: int) -> None:
    """There is no M0, and none beyond the calendar."""
    message = f'expected a project month from M1 on, found "M{number}"'

    with pytest.raises(RuleError, match=message) as caught:
        ProjectMonth(number)

    assert caught.value.code == "project-month"


@pytest.mark.parametrize("nth", [0, 5, -2, 53])
def test_weekdays_are_counted_to_four_or_from_the_end(nth: int) -> None:
    """The first to fourth weekday has a word, and the last."""
    with pytest.raises(RuleError, match="the first to fourth or the last") as caught:
        NthWeekday(nth, Weekday.MONDAY, TRANSFER)

    assert caught.value.code == "rule-syntax"


@pytest.mark.parametrize("rules", [(), (START,)])
def test_a_choice_has_several_dates(rules: tuple[Anchor, ...]) -> None:
    """The later of one is no choice."""
    with pytest.raises(RuleError, match="name at least two dates") as caught:
        ExtremeOf(Extreme.LATER, rules)

    assert caught.value.code == "rule-syntax"


UNNAMED = [
    # A row: id, reason
    ("", "nothing"),
    ("Kick-off", "a capital"),
    ("kick off", "two words"),
    ("month", "a word of the grammar"),
    ("unknown", "a date of its own"),
    ("2019-01", "a date"),
    ("m18", "a project month"),
    ("kick-off, or next working day", "more than an anchor"),
]


@pytest.mark.parametrize("id_", [pytest.param(i, id=reason) for i, reason in UNNAMED])
def test_an_anchor_can_be_named_in_a_rule(id_: str) -> None:
    """An anchor whose name would be read as something else is refused."""
    message = f'the id of a phase or milestone, found "{id_}"'

    with pytest.raises(RuleError, match=re.escape(message)) as caught:
        Anchor(id_)

    assert caught.value.code == "rule-syntax"


@pytest.mark.parametrize("id_", ["start", "end", "period", "m", "m18-review", "x" * 64])
def test_anchors_are_ids_and_three_words(id_: str) -> None:
    """A rule counts from an id, the ends of the lifecycle or its own period."""
    assert str(Anchor(id_)) == id_
