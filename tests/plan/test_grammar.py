"""The grammar of date rules (`transfertimeline.plan.grammar`)."""

from __future__ import annotations

import re
from time import process_time

import pytest

from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.dates.lag import Lag
from transfertimeline.dates.units import Month, Season, Unit, Weekday
from transfertimeline.dates.working import Roll
from transfertimeline.errors import DateError, RuleError
from transfertimeline.plan.grammar import parse_constraint, parse_rule
from transfertimeline.plan.ids import RESERVED
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

START, END, A, B, C = (Anchor(id_) for id_ in ("start", "end", "a", "b", "c"))
KICK_OFF, TRANSFER = Anchor("kick-off"), Anchor("transfer")
M18 = ProjectMonth(18)


def stated(text: str) -> Stated:
    """Return the rule that states a date."""
    return Stated(parse_edtf(text))


def after(anchor: PlainRule, **counts: int) -> Shifted:
    """Return a lag after an anchor."""
    return Shifted(Lag(**counts), Direction.AFTER, anchor)


def before(anchor: PlainRule, **counts: int) -> Shifted:
    """Return a lag before an anchor."""
    return Shifted(Lag(**counts), Direction.BEFORE, anchor)


RULES: list[tuple[str, DateRule]] = [
    # A row of the table of rules in DESIGN.md 5: canonical spelling, rule
    # -- a date
    ("2019-01-15", stated("2019-01-15")),
    ("2019-01-15/2019-01-16", stated("2019-01-15/2019-01-16")),
    ("2019-01", stated("2019-01")),
    ("2019", stated("2019")),
    ("2019-21", stated("2019-21")),
    ("2019-36", stated("2019-36")),
    ("2019-41", stated("2019-41")),
    ("[2019-01-14..2019-01-18]", stated("[2019-01-14..2019-01-18]")),
    ("2019-01-15?", stated("2019-01-15?")),
    ("2019-01~", stated("2019-01~")),
    ("2019%", stated("2019%")),
    ("unknown", stated("unknown")),
    # -- lifecycle ends, milestones, project months, phases
    ("start", START),
    ("end", END),
    ("kick-off", KICK_OFF),
    ("M18", M18),
    ("transfer", TRANSFER),
    ("period", Anchor("period")),
    ("report-1", Anchor("report-1")),
    # -- first or last day
    ("start of transfer", EdgeOf(Edge.START, TRANSFER)),
    ("end of transfer", EdgeOf(Edge.END, TRANSFER)),
    ("end of kick-off", EdgeOf(Edge.END, KICK_OFF)),
    ("end of M3", EdgeOf(Edge.END, ProjectMonth(3))),
    ("start of period", EdgeOf(Edge.START, Anchor("period"))),
    ("end of 2019-03", EdgeOf(Edge.END, stated("2019-03"))),
    ("end of month of kick-off", EdgeOf(Edge.END, UnitOf(Unit.MONTH, KICK_OFF))),
    ("start of end", EdgeOf(Edge.START, END)),
    # -- lags
    ("3 months after kick-off", after(KICK_OFF, months=3)),
    ("2 weeks before end of transfer", before(EdgeOf(Edge.END, TRANSFER), weeks=2)),
    ("60 days after end", after(END, days=60)),
    ("1 year after start", after(START, years=1)),
    ("10 working days before kick-off", before(KICK_OFF, working_days=10)),
    ("1 working day after kick-off", after(KICK_OFF, working_days=1)),
    ("1 month and 10 days after kick-off", after(KICK_OFF, months=1, days=10)),
    (
        "1 year, 2 months, 3 weeks, 4 days and 5 working days after start",
        after(START, years=1, months=2, weeks=3, days=4, working_days=5),
    ),
    ("2 weeks before 3 months after start", before(after(START, months=3), weeks=2)),
    ("2 weeks after 2019-01", after(stated("2019-01"), weeks=2)),
    (
        "3 months after end of period",
        after(EdgeOf(Edge.END, Anchor("period")), months=3),
    ),
    # -- calendar units
    ("month of 1 month after start", UnitOf(Unit.MONTH, after(START, months=1))),
    ("week of kick-off", UnitOf(Unit.WEEK, KICK_OFF)),
    ("month of kick-off", UnitOf(Unit.MONTH, KICK_OFF)),
    ("quarter of kick-off", UnitOf(Unit.QUARTER, KICK_OFF)),
    ("semester of kick-off", UnitOf(Unit.SEMESTER, KICK_OFF)),
    ("season of kick-off", UnitOf(Unit.SEASON, KICK_OFF)),
    ("year of kick-off", UnitOf(Unit.YEAR, KICK_OFF)),
    # -- the next season or month
    ("first spring after start", NextNamed(Season.SPRING, START)),
    ("first summer after start", NextNamed(Season.SUMMER, START)),
    ("first autumn after start", NextNamed(Season.AUTUMN, START)),
    ("first winter after start", NextNamed(Season.WINTER, START)),
    ("first January after start", NextNamed(Month.JANUARY, START)),
    (
        "first May after 6 months after start",
        NextNamed(Month.MAY, after(START, months=6)),
    ),
    ("first December after 2019", NextNamed(Month.DECEMBER, stated("2019"))),
    # -- weekdays
    ("first Monday of 2019-09", NthWeekday(1, Weekday.MONDAY, stated("2019-09"))),
    ("second Tuesday of M1", NthWeekday(2, Weekday.TUESDAY, ProjectMonth(1))),
    ("third Wednesday of transfer", NthWeekday(3, Weekday.WEDNESDAY, TRANSFER)),
    ("fourth Thursday of 2019", NthWeekday(4, Weekday.THURSDAY, stated("2019"))),
    ("last Friday of M24", NthWeekday(-1, Weekday.FRIDAY, ProjectMonth(24))),
    (
        "last Sunday of first March after start",
        NthWeekday(-1, Weekday.SUNDAY, NextNamed(Month.MARCH, START)),
    ),
    (
        "first Tuesday on or after end of M3",
        WeekdayFrom(
            Weekday.TUESDAY, Direction.AFTER, EdgeOf(Edge.END, ProjectMonth(3))
        ),
    ),
    (
        "last Friday on or before kick-off",
        WeekdayFrom(Weekday.FRIDAY, Direction.BEFORE, KICK_OFF),
    ),
    # -- the later or earlier
    ("later of a, b and c", ExtremeOf(Extreme.LATER, (A, B, C))),
    ("earlier of a and b", ExtremeOf(Extreme.EARLIER, (A, B))),
    (
        "later of kick-off and 2019-02-01",
        ExtremeOf(Extreme.LATER, (KICK_OFF, stated("2019-02-01"))),
    ),
    (
        "later of 1 month and 10 days after a and b",
        ExtremeOf(Extreme.LATER, (after(A, months=1, days=10), B)),
    ),
    (
        "later of a, 1 year, 2 months and 3 days after b and c",
        ExtremeOf(Extreme.LATER, (A, after(B, years=1, months=2, days=3), C)),
    ),
    (
        "later of earlier of a and b and c",
        ExtremeOf(Extreme.LATER, (ExtremeOf(Extreme.EARLIER, (A, B)), C)),
    ),
    (
        "later of a and earlier of b and c",
        ExtremeOf(Extreme.LATER, (A, ExtremeOf(Extreme.EARLIER, (B, C)))),
    ),
    (
        "later of earlier of a, b and c, b and c",
        ExtremeOf(Extreme.LATER, (ExtremeOf(Extreme.EARLIER, (A, B, C)), B, C)),
    ),
    (
        "end of later of a and b",
        EdgeOf(Edge.END, ExtremeOf(Extreme.LATER, (A, B))),
    ),
    (
        "3 months after later of a and b",
        after(ExtremeOf(Extreme.LATER, (A, B)), months=3),
    ),
    # -- one roll, at the end, for the whole rule
    ("M18, or next working day", Rolled(M18, Roll.NEXT)),
    ("M18, or previous working day", Rolled(M18, Roll.PREVIOUS)),
    ("M18, or nearest working day", Rolled(M18, Roll.NEAREST)),
    ("M18, or next working day in the same month", Rolled(M18, Roll.NEXT_IN_MONTH)),
    (
        "60 days after end of transfer, or next working day",
        Rolled(after(EdgeOf(Edge.END, TRANSFER), days=60), Roll.NEXT),
    ),
    (
        "later of a, b and c, or next working day",
        Rolled(ExtremeOf(Extreme.LATER, (A, B, C)), Roll.NEXT),
    ),
]

SPELLINGS = [
    # A row: text, canonical spelling, reason
    ("2  Weeks before END of transfer", "2 weeks before end of transfer", "any case"),
    ("  start\tof\n transfer ", "start of transfer", "any spacing"),
    ("3\u00a0months after start", "3 months after start", "spaces that do not break"),
    ("m18", "M18", "a project month in lower case"),
    ("M018", "M18", "and with a zero"),
    ("UNKNOWN", "unknown", "unknown in any case"),
    ("First monday OF 2019-09", "first Monday of 2019-09", "names have their case"),
    ("first SPRING after start", "first spring after start", "seasons are small"),
    ("first january after start", "first January after start", "months are not"),
    ("1 months after start", "1 month after start", "one is singular"),
    ("2 week after start", "2 weeks after start", "two are not"),
    ("02 weeks after start", "2 weeks after start", "without zeros"),
    ("1 month, 10 days after a", "1 month and 10 days after a", "the last with and"),
    (
        "1 year and 2 months and 3 days after a",
        "1 year, 2 months and 3 days after a",
        "the others with commas",
    ),
    ("later of a , b and c", "later of a, b and c", "spaces around commas"),
    ("later of a,b and c", "later of a, b and c", "and none"),
    ("M18,or next working day", "M18, or next working day", "before a roll, too"),
    ("[2019-01-01..2019-01-31]", "2019-01", "the shortest date"),
    ("end of [2019-01-01..2019-12-31]", "end of 2019", "inside a rule, too"),
]

ERRORS = [
    # A row: text, word and its number (or the end), expected, found, reason
    ("first Monday in 2019-09", "in", 3, '"of" or "on or after"', '"in"', "in"),
    ("last Monday in 2019-09", "in", 3, '"of" or "on or before"', '"in"', "in, last"),
    ("second Monday on or after a", "on", 3, '"of"', '"on"', "second has no side"),
    ("last Friday on or after a", "after", 5, '"before"', '"after"', "wrong side"),
    ("first Friday on after a", "after", 4, '"or"', '"after"', "on or"),
    ("first Friday of", "", 0, "a date or a date rule", "the end", "of nothing"),
    ("first Friday", "", 0, '"of" or "on or after"', "the end", "of what"),
    ("first", "", 0, "a weekday, month or season", "the end", "first what"),
    ("second spring after a", "spring", 2, "a weekday", '"spring"', "only the first"),
    ("last January after a", "January", 2, "a weekday", '"January"', "only the first"),
    ("first spring of a", "of", 3, '"after"', '"of"', "a season comes after"),
    ("first time after a", "time", 2, "a weekday, month or season", '"time"', "time"),
    ("3 months", "", 0, '"after" or "before"', "the end", "after what"),
    ("3 months after", "", 0, "a date or a date rule", "the end", "after nothing"),
    ("3 months from start", "from", 3, '"after" or "before"', '"from"', "from"),
    ("3 moons after start", "moons", 2, "a unit of time", '"moons"', "no unit"),
    ("3 after start", "after", 2, "a unit of time", '"after"', "a unit missing"),
    ("15 January 2019", "January", 2, "a unit of time", '"January"', "a date in words"),
    ("a after b", "after", 2, "the end of the rule", '"after"', "no lag"),
    ("a b", "b", 2, "the end of the rule", '"b"', "two anchors"),
    ("start end", "end", 2, "the end of the rule", '"end"', "two words"),
    ("start of", "", 0, "a date or a date rule", "the end", "of nothing"),
    ("start of of a", "of", 3, "a date or the id of a phase", '"of"', "of twice"),
    ("month a", "a", 2, '"of"', '"a"', "of missing"),
    ("month of", "", 0, "a date or a date rule", "the end", "of nothing"),
    ("later a and b", "a", 2, '"of"', '"a"', "of missing"),
    ("later of a", "", 0, '"," or "and" and another date', "the end", "of one"),
    ("later of a, b", "", 0, '"," or "and" and another date', "the end", "no and"),
    ("later of a or b", "or", 4, '"," or "and" and another date', '"or"', "or"),
    ("later of a and", "", 0, "a date or a date rule", "the end", "and nothing"),
    ("later of a and b and c", "and", 6, "the end of the rule", '"and"', "and twice"),
    ("later of a, or b and c", ",", 4, '"," or "and" and', '","', "a roll too early"),
    ("M18,", "", 0, 'the end of the rule, or ", or', "the end", "a comma"),
    ("M18, next working day", "next", 3, "the end of the rule, or", '"next"', "or"),
    ("M18 or next working day", "or", 2, "the end of the rule", '"or"', "no comma"),
    ("M18, or", "", 0, '"next", "previous" or "nearest"', "the end", "or what"),
    ("M18, or last working day", "last", 4, '"next", "previous"', '"last"', "last"),
    ("M18, or next day", "day", 5, '"working"', '"day"', "not any day"),
    ("M18, or next working", "", 0, '"day"', "the end", "working what"),
    (
        "M18, or previous working day in the same month",
        "in",
        7,
        "the end of the rule",
        '"in"',
        "only the next",
    ),
    ("M18, or next working day in month", "month", 8, '"the"', '"month"', "in month"),
    (
        "end, or next working day, or nearest working day",
        ",",
        7,
        "the end of the rule",
        '","',
        "one roll",
    ),
    (
        "2 days after end, or next working day after start",
        "after",
        10,
        "the end of the rule",
        '"after"',
        "a roll ends the rule",
    ),
    ("unknown of a", "of", 2, "the end of the rule", '"of"', "unknown is no word"),
    ("end of Kick-Off", "Kick-Off", 3, "a date or the id", '"Kick-Off"', "capitals"),
    ("end of kick_off", "kick_off", 3, "a date or the id", '"kick_off"', "no id"),
    ("end of working", "working", 3, "a date or the id", '"working"', "reserved"),
    ("end of a.", "a.", 3, "a date or the id", '"a."', "a full stop"),
    ("end of M0", "M0", 3, "a project month from M1 on", '"M0"', "M0"),
    (
        "3 days after day after b",
        "day",
        4,
        "a date or the id",
        '"day"',
        "the day after",
    ),
    ("10 days and 1 month after a", "10", 1, "a lag like", '"10 days and', "ascending"),
    ("end of 1 day and after a", "1", 3, "a lag like", '"1 day and"', "and nothing"),
    ("2 working after a", "2", 1, "a lag like", '"2 working"', "days missing"),
    ("0 days after a", "0", 1, "a lag that is not zero", '"0"', "no lag"),
    ("100000 days after a", "100000", 1, "a lag like", '"100000 days"', "too long"),
    ("٣ months after a", "٣", 1, "a lag like", '"٣ months"', "another script"),
]

DATES = [
    # A row: text, word and its number, code, reason
    ("end of 2019-13", "2019-13", 3, "edtf", "no month"),
    ("3 months after 2019-02-30", "2019-02-30", 4, "date-impossible", "no day"),
    ("later of a and 2019/2020", "2019/2020", 5, "edtf", "an interval of years"),
    ("[2019-01-14.. 2019-01-18]", "[2019-01-14..", 1, "edtf", "a space inside"),
    ("end of 2019-01-16/2019-01-15", "2019-01-16/2019-01-15", 3, "range-backwards", ""),
    ("3.5 days after a", "3.5", 1, "edtf", "half a day"),
    ("1 2 days after a", "1", 1, "edtf", "two counts"),
]


@pytest.mark.parametrize(
    ("text", "rule"), [pytest.param(text, rule, id=text) for text, rule in RULES]
)
def test_every_rule_is_read_and_written(text: str, rule: DateRule) -> None:
    """A rule is plain English, and its canonical spelling is the one in the table."""
    assert parse_rule(text) == rule
    assert str(rule) == text


@pytest.mark.parametrize(
    ("text", "canonical"), [pytest.param(t, c, id=reason) for t, c, reason in SPELLINGS]
)
def test_case_and_spacing_are_free(text: str, canonical: str) -> None:
    """A rule may be written in any case and spacing; one spelling is canonical."""
    assert str(parse_rule(text)) == canonical
    assert parse_rule(canonical) == parse_rule(text)


@pytest.mark.parametrize(
    ("text", "word", "number", "expected", "found"),
    [
        pytest.param(t, w, n, e, f, id=f"{reason}: {t}")
        for t, w, n, e, f, reason in ERRORS
    ],
)
def test_an_error_points_at_the_word(
    text: str, word: str, number: int, expected: str, found: str
) -> None:
    """A refused rule says at which word, what was expected and what was found."""
    place = f'at "{word}", word {number}' if word else "at the end"
    # A single word needs no pointing at.
    where = f'{place} of "{text}": ' if " " in text or "," in text else ""
    message = re.escape(f"{where}expected {expected}") + f".*, found {re.escape(found)}"

    with pytest.raises(RuleError, match=f"^{message}") as caught:
        parse_rule(text)

    assert caught.value.code in ("rule-syntax", "lag", "project-month")


@pytest.mark.parametrize(
    ("text", "word", "number", "code"),
    [pytest.param(t, w, n, c, id=t) for t, w, n, c, _ in DATES],
)
def test_a_wrong_date_is_pointed_at(
    text: str, word: str, number: int, code: str
) -> None:
    """A date in a rule that does not exist is a `DateError` with its place."""
    where = f'at "{word}", word {number} of "{text}": expected '

    with pytest.raises(DateError, match=f"^{re.escape(where)}") as caught:
        parse_rule(text)

    assert caught.value.code == code


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_an_empty_rule_is_refused(text: str) -> None:
    """A rule that says nothing is told how to say that nothing is known."""
    message = 'expected a date or a date rule, found the end; write "unknown"'

    with pytest.raises(RuleError, match=message):
        parse_rule(text)


@pytest.mark.parametrize(
    ("text", "todo"),
    [
        ("first Mnoday of 2019-09", 'did you mean "monday"?'),
        ("first sprig after start", 'did you mean "spring"?'),
        ("first Janury after start", 'did you mean "january"?'),
        ("last Firday of M24", 'did you mean "friday"?'),
    ],
)
def test_a_misspelt_name_gets_a_suggestion(text: str, todo: str) -> None:
    """A weekday, season or month that is nearly one is suggested."""
    with pytest.raises(RuleError, match=re.escape(todo)):
        parse_rule(text)


@pytest.mark.parametrize(
    "word", sorted(RESERVED - {"start", "end", "period", "unknown"})
)
def test_a_word_of_the_grammar_is_no_anchor(word: str) -> None:
    """A reserved word alone is not read as the id of something."""
    with pytest.raises(RuleError, match="expected") as caught:
        parse_rule(word)

    assert caught.value.code == "rule-syntax"


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_word_with_more_around_it_is_an_id(word: str) -> None:
    """A reserved word is reserved as a whole word only."""
    assert parse_rule(f"end of the-{word}") == EdgeOf(Edge.END, Anchor(f"the-{word}"))


# ---------------------------------------------------------------------- limits


def test_rules_nest_twenty_deep() -> None:
    """Twenty rules may stand inside each other, and not one more."""
    assert str(parse_rule("start of " * 20 + "a")) == "start of " * 20 + "a"
    with pytest.raises(RuleError, match=r'"a", word 43 .*at most 20 deep') as caught:
        parse_rule("start of " * 21 + "a")

    assert caught.value.code == "rule-deep"
    assert "split it" in caught.value.todo


@pytest.mark.parametrize(
    "prefix",
    ["start of ", "1 day after ", "week of ", "first May after ", "last Friday of "],
)
def test_every_kind_of_rule_counts_as_a_level(prefix: str) -> None:
    """However a rule is nested, it ends in an error and not in a crash."""
    with pytest.raises(RuleError, match=r"20 deep|at most 500 characters"):
        parse_rule(prefix * 30 + "a")


def test_choices_nest_as_deep_as_other_rules() -> None:
    """A choice inside a choice is a level, too."""
    with pytest.raises(RuleError, match="20 deep"):
        parse_rule("later of " * 30 + "a and b")


def test_a_rule_has_500_characters() -> None:
    """A longer rule is refused, by its length."""
    assert parse_rule("x" * 500) == Anchor("x" * 500)
    with pytest.raises(RuleError, match="at most 500 characters, found 501") as caught:
        parse_rule("x" * 501)

    assert caught.value.code == "rule-long"


def test_a_rule_has_500_characters_when_spelled_out() -> None:
    """What is short only for want of spaces would not be read back."""
    text = "later of " + "a," * 200 + "a and a"

    assert len(text) < 500
    with pytest.raises(RuleError, match="at most 500 characters, found 616"):
        parse_rule(text)


def test_a_long_rule_is_refused_at_once() -> None:
    """The length is looked at first, so that size costs nothing."""
    start = process_time()

    with pytest.raises(RuleError, match="at most 500 characters"):
        parse_rule("later of " * 1_000_000)

    assert process_time() - start < 1


def test_a_message_stays_short() -> None:
    """A long rule is cut in the message, which stays one line."""
    with pytest.raises(RuleError, match="expected the end of the rule") as caught:
        parse_rule("a " + "\n" * 300 + "b")

    assert len(str(caught.value)) < 500
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("character", ["\0", "\x1b", "\u202e", "\u200b", "\ud800"])
def test_a_hidden_character_is_shown(character: str) -> None:
    """A character that cannot be seen is no part of an id, and is made visible."""
    with pytest.raises(RuleError, match="found") as caught:
        parse_rule(f"end of kick{character}off")

    assert character not in str(caught.value)


# ----------------------------------------------------------------- constraints

CONSTRAINTS: list[tuple[str, Constraint]] = [
    # A row: canonical spelling, constraint
    ("before end", Constraint(Relation.BEFORE, END)),
    ("before end of transfer", Constraint(Relation.BEFORE, EdgeOf(Edge.END, TRANSFER))),
    ("on or before kick-off", Constraint(Relation.ON_OR_BEFORE, KICK_OFF)),
    ("after kick-off", Constraint(Relation.AFTER, KICK_OFF)),
    ("on or after 2019-01-15", Constraint(Relation.ON_OR_AFTER, stated("2019-01-15"))),
    ("within transfer", Constraint(Relation.WITHIN, TRANSFER)),
    ("within 2019-21", Constraint(Relation.WITHIN, stated("2019-21"))),
    (
        "before 2 weeks after later of a and b",
        Constraint(Relation.BEFORE, after(ExtremeOf(Extreme.LATER, (A, B)), weeks=2)),
    ),
]

FREE_CONSTRAINTS = [
    # A row: text, canonical spelling, reason
    ("On Or Before END of transfer", "on or before end of transfer", "any case"),
    ("  within   2019-21 ", "within 2019-21", "any spacing"),
    ("AFTER first january AFTER start", "after first January after start", "names"),
]

NO_CONSTRAINTS = [
    # A row: text, place, expected, reason
    ("", "", '"before", "after" or "within"', "nothing"),
    ("kick-off", "", '"before", "after" or "within"', "no relation"),
    ("during transfer", 'at "during", word 1', '"before", "after"', "another word"),
    ("on kick-off", 'at "kick-off", word 2', '"or"', "a day itself"),
    ("on or within transfer", 'at "within", word 3', '"after" or "before"', "within"),
    ("before", "", "a date or a date rule", "before nothing"),
    ("before end of", "at the end", "a date or a date rule", "of nothing"),
    ("before end, or next working day", 'at ","', "the end of the rule", "a roll"),
    ("before end after start", 'at "after", word 3', "the end of the rule", "two"),
]


@pytest.mark.parametrize(
    ("text", "constraint"), [pytest.param(t, c, id=t) for t, c in CONSTRAINTS]
)
def test_constraints_are_read_and_written(text: str, constraint: Constraint) -> None:
    """A constraint is a relation and a rule, and has one canonical spelling."""
    assert parse_constraint(text) == constraint
    assert str(constraint) == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [pytest.param(t, c, id=reason) for t, c, reason in FREE_CONSTRAINTS],
)
def test_constraints_are_as_free_as_rules(text: str, canonical: str) -> None:
    """A constraint may be written in any case and spacing."""
    assert str(parse_constraint(text)) == canonical


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [pytest.param(t, p, e, id=reason) for t, p, e, reason in NO_CONSTRAINTS],
)
def test_other_constraints_are_refused(text: str, place: str, expected: str) -> None:
    """What is no constraint is refused at the word."""
    message = f"^{re.escape(place)}.*{re.escape(f'expected {expected}')}"

    with pytest.raises(RuleError, match=message) as caught:
        parse_constraint(text)

    assert caught.value.code == "rule-syntax"
