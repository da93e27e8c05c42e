"""Laws of date rules: what is written is read back, and nothing else gets through."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import example, given
from hypothesis import strategies as st

from tests.laws.strategies import constraints, date_rules, ids, lags
from transfertimeline.dates.lag import Lag, parse_lag
from transfertimeline.errors import TimelineError
from transfertimeline.plan.grammar import parse_constraint, parse_rule
from transfertimeline.plan.ids import RESERVED
from transfertimeline.plan.repeats import format_every, parse_every
from transfertimeline.plan.rules import (
    Anchor,
    Constraint,
    DateRule,
    Extreme,
    ExtremeOf,
    Rolled,
    anchors,
)

A, B, C = Anchor("a"), Anchor("b"), Anchor("c")

_WORDS = [*sorted(RESERVED), "working day", "working days", ", or", "and", ",", "of"]
_TOKENS = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from(["first Monday", "last Friday of", "on or after", "start of"]),
    st.sampled_from(["2019-01", "2019-01-15/2019-01-16", "M18", "m0", "3", "0", "12"]),
    st.sampled_from(["kick-off", "Kick-Off", "3 months after", "1 day and", "²", "٣"]),
    ids,
)
_SOUP = st.lists(_TOKENS, max_size=12).map(" ".join)
_SHAPES: list[Callable[[str], str]] = [str.upper, str.lower, str.title, str.swapcase]
_SPACE = st.text(" \t\n\u00a0\u2003", min_size=1, max_size=3)


@given(date_rules)
@example(ExtremeOf(Extreme.LATER, (ExtremeOf(Extreme.EARLIER, (A, B, C)), A, B)))
@example(ExtremeOf(Extreme.LATER, (A, B, ExtremeOf(Extreme.EARLIER, (A, B, C)))))
def test_a_rule_is_read_back(rule: DateRule) -> None:
    """`parse_rule(str(rule)) == rule` for every rule."""
    assert parse_rule(str(rule)) == rule


@given(constraints)
def test_a_constraint_is_read_back(constraint: Constraint) -> None:
    """`parse_constraint(str(constraint)) == constraint` for every constraint."""
    assert parse_constraint(str(constraint)) == constraint


@given(lags())
def test_a_lag_is_read_back(lag: Lag) -> None:
    """`parse_lag(str(lag)) == lag` for every lag."""
    assert parse_lag(str(lag)) == lag
    assert parse_every(format_every(lag)) == lag


@given(date_rules, st.data())
def test_case_and_spacing_do_not_matter(rule: DateRule, data: st.DataObject) -> None:
    """The words of a rule may be written in any case, with any space between."""
    text = ""
    for word in str(rule).split(" "):
        is_grammar = word.rstrip(",").lower() in RESERVED
        shape = data.draw(st.sampled_from(_SHAPES))
        gap = data.draw(_SPACE)
        text += f"{shape(word) if is_grammar else word}{gap}"

    # Only the limit on the length counts spaces.
    if len(text) <= 500:
        assert parse_rule(text) == rule


@given(date_rules)
def test_the_anchors_of_a_rule_are_words_of_it(rule: DateRule) -> None:
    """A rule counts from the ids in its text, in order, and from nothing else."""
    words = re.split(r",? ", str(rule.rule if isinstance(rule, Rolled) else rule))
    places = [words.index(id_) for id_ in anchors(rule) if id_ not in ("start", "end")]

    assert places == sorted(places)
    assert len(set(anchors(rule))) == len(anchors(rule))


@given(st.text() | _SOUP | st.text("3 monthsafterkick-off,019[].?~%/", max_size=40))
@example("later of " * 60 + "a and b")
@example("later of " + "a," * 200 + "a and a")
@example("9999-24")
@example("1 day after 9999-12-31, or next working day")
def test_a_text_is_a_rule_or_an_error_of_ours(text: str) -> None:
    """Whatever is read gives a rule that is read back, or a `TimelineError`."""
    try:
        rule = parse_rule(text)
    except TimelineError as error:
        _check(error)
    else:
        assert parse_rule(str(rule)) == rule


@given(st.text() | st.tuples(st.sampled_from(_WORDS), _SOUP).map(" ".join))
def test_a_text_is_a_constraint_or_an_error_of_ours(text: str) -> None:
    """Whatever is read gives a constraint that is read back, or a `TimelineError`."""
    try:
        constraint = parse_constraint(text)
    except TimelineError as error:
        _check(error)
    else:
        assert parse_constraint(str(constraint)) == constraint


@given(date_rules, st.data())
def test_a_rule_with_a_change_is_a_rule_or_an_error(
    rule: DateRule, data: st.DataObject
) -> None:
    """Nor does anything else get through when a few letters of a rule are changed."""
    text = str(rule)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    changed = text[:first] + data.draw(st.text(max_size=2)) + text[last:]
    try:
        read = parse_rule(changed)
    except TimelineError as error:
        _check(error)
    else:
        assert parse_rule(str(read)) == read


def _check(error: TimelineError) -> None:
    """An error is one line of readable length, with a code."""
    assert str(error).isprintable()
    assert len(str(error)) < 700
    assert error.code
