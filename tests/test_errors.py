"""Errors as sentences (`transfertimeline.errors`)."""

from __future__ import annotations

import copy
import pickle
import re
import unicodedata
from collections.abc import Callable

import pytest

from transfertimeline import errors as errors_module
from transfertimeline.errors import (
    CycleError,
    DateError,
    FeedError,
    OutputError,
    PlanError,
    PlanFileError,
    RuleError,
    ScheduleError,
    TimelineError,
    TimelineErrors,
    UnknownIdError,
    from_system,
    one_line,
    quoted,
    raise_all,
)

BRANCHES: list[tuple[type[TimelineError], type[Exception]]] = [
    # A row: error, the builtin it also is
    (TimelineError, Exception),
    (DateError, ValueError),
    (RuleError, ValueError),
    (PlanError, ValueError),
    (PlanFileError, ValueError),
    (UnknownIdError, LookupError),
    (CycleError, ValueError),
    (ScheduleError, ValueError),
    (FeedError, ValueError),
    (OutputError, ValueError),
]

SENTENCES = [
    # A row: where, expected, found, todo, the sentence, reason
    (
        ("plan.toml:3: zone", "an IANA zone", '"CET"', 'write "A/B"'),
        'plan.toml:3: zone: expected an IANA zone, found "CET"; write "A/B" [code]',
        "all parts",
    ),
    (("", "a day", "32", ""), "expected a day, found 32 [code]", "a bare value"),
    (("when", "a day", "32", ""), "when: expected a day, found 32 [code]", "a place"),
    (
        ("", "a day", "32", "count days from 1"),
        "expected a day, found 32; count days from 1 [code]",
        "what to do",
    ),
    (
        ("plan.toml:3", "one line", "two\nlines", ""),
        "plan.toml:3: expected one line, found two\\nlines [code]",
        "a line end does not make a second line",
    ),
    (
        ("plan\r.toml", "text", "\x1b[31mred", ""),
        "plan\\r.toml: expected text, found \\x1b[31mred [code]",
        "nor does an escape sequence paint the terminal",
    ),
]


def _pickled(error: TimelineError) -> TimelineError:
    again: TimelineError = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    return again


AGAIN = [
    pytest.param(_pickled, id="pickle"),
    pytest.param(copy.copy, id="copy"),
    pytest.param(copy.deepcopy, id="deepcopy"),
]


def problem(where: str, code: str = "one") -> DateError:
    """Return a problem at a place."""
    return DateError(where, "x", "y", "", code)


@pytest.mark.parametrize(("error", "builtin"), BRANCHES)
def test_an_error_is_a_timeline_error_and_a_builtin(
    error: type[TimelineError], builtin: type[Exception]
) -> None:
    """Who knows nothing of this package can catch the builtin."""
    with pytest.raises(builtin, match="expected a, found b"):
        raise error("", "a", "b", "", "code")
    with pytest.raises(TimelineError, match="expected a, found b"):
        raise error("", "a", "b", "", "code")


def test_the_table_of_errors_is_complete() -> None:
    """Every error of the module is in the table, and every one is public."""
    known = {error for error, _ in BRANCHES} | {TimelineErrors}

    assert {
        value
        for value in vars(errors_module).values()
        if isinstance(value, type) and issubclass(value, Exception)
    } == known
    assert {error.__name__ for error in known} == set(errors_module.__all__)


@pytest.mark.parametrize(
    ("parts", "sentence"), [pytest.param(p, s, id=reason) for p, s, reason in SENTENCES]
)
def test_an_error_is_one_sentence_in_one_line(
    parts: tuple[str, str, str, str], sentence: str
) -> None:
    """The text says where, what was expected, what was found, what to do, the code."""
    where, expected, found, todo = parts

    assert str(TimelineError(where, expected, found, todo, "code")) == sentence


@pytest.mark.parametrize("kind", [error for error, _ in BRANCHES])
def test_every_part_is_an_attribute(kind: type[TimelineError]) -> None:
    """A tool can read the parts of an error instead of its text."""
    error = kind("plan.toml:3: when", "a day", '"32"', "count from 1", "date")

    assert error.where == "plan.toml:3: when"
    assert error.expected == "a day"
    assert error.found == '"32"'
    assert error.todo == "count from 1"
    assert error.code == "date"


@pytest.mark.parametrize("kind", [error for error, _ in BRANCHES])
@pytest.mark.parametrize("again", AGAIN)
def test_an_error_survives_pickling_and_copying(
    kind: type[TimelineError], again: Callable[[TimelineError], TimelineError]
) -> None:
    """An error from another process has the same type, parts and text."""
    error = kind("plan.toml:3", "a day", "32", "count from 1", "date")

    copied = again(error)

    assert type(copied) is kind
    assert vars(copied) == vars(error)
    assert str(copied) == str(error)


def test_a_note_survives_pickling() -> None:
    """What `add_note` said is pickled with the error."""
    error = problem("a")
    error.add_note("seen in the demo")

    assert _pickled(error).__notes__ == ["seen in the demo"]


@pytest.mark.parametrize("kind", [error for error, _ in BRANCHES])
def test_an_error_is_found_inside_something_larger(kind: type[TimelineError]) -> None:
    """`at` puts a place before the place, and changes nothing else."""
    bare = kind("", "a day", "32", "count from 1", "date")

    placed = bare.at("when").at("plan.toml:7")

    assert type(placed) is kind
    assert placed.where == "plan.toml:7: when"
    assert (placed.expected, placed.found) == ("a day", "32")
    assert (placed.todo, placed.code) == ("count from 1", "date")
    assert bare.where == ""


# ---------------------------------------------------------------- several at once


def test_several_errors_are_one_line_each() -> None:
    """The text of a group is its problems, a line each, in their order."""
    group = TimelineErrors([problem("b"), problem("a\nc", "two")])

    assert str(group) == (
        "b: expected x, found y [one]\na\\nc: expected x, found y [two]"
    )


def test_a_group_is_an_error_and_an_exception_group() -> None:
    """Several errors are caught as one of ours, as a ValueError, or one by one."""
    group = TimelineErrors([problem("a"), UnknownIdError("b", "x", "y", "", "id")])

    with pytest.raises(TimelineError, match="2 problems"):
        raise group
    with pytest.raises(ValueError, match="2 problems"):
        raise group
    with pytest.RaisesGroup(
        pytest.RaisesExc(DateError, match="^a: expected x, found y"),
        pytest.RaisesExc(UnknownIdError, match="^b: expected x, found y"),
    ):
        raise group


def test_a_part_of_a_group_is_a_group_of_ours() -> None:
    """What is split off a group still reads as our errors do."""
    group = TimelineErrors([problem("a"), UnknownIdError("b", "x", "y", "", "id")])

    match, rest = group.split(DateError)

    assert isinstance(match, TimelineErrors)
    assert isinstance(rest, TimelineErrors)
    assert str(match) == "a: expected x, found y [one]"
    assert str(rest) == "b: expected x, found y [id]"


def test_groups_in_groups_are_flattened() -> None:
    """The problems of a group are those of its groups, too, in order."""
    inner = TimelineErrors([problem("b"), problem("c")])
    group = TimelineErrors([problem("a"), inner, problem("d")])

    assert [error.where for error in group.problems()] == ["a", "b", "c", "d"]
    assert str(group).count("\n") == 3


@pytest.mark.parametrize("again", AGAIN)
def test_a_group_survives_pickling_and_copying(
    again: Callable[[TimelineError], TimelineError],
) -> None:
    """A group from another process has the same problems."""
    group = TimelineErrors([problem("a"), UnknownIdError("b", "x", "y", "", "id")])

    copied = again(group)

    assert isinstance(copied, TimelineErrors)
    assert str(copied) == str(group)
    assert [type(error) for error in copied.problems()] == [DateError, UnknownIdError]


def test_a_group_has_the_attributes_of_an_error() -> None:
    """Code that reads the parts of any error of ours can read those of a group."""
    group = TimelineErrors([problem("a")])

    assert (group.where, group.expected, group.found, group.todo) == ("", "", "", "")
    assert group.code == "several"


def test_a_group_is_found_inside_something_larger() -> None:
    """`at` of a group puts the place before the place of each problem."""
    group = TimelineErrors([problem("a"), problem("")])

    assert [error.where for error in group.at("plan.toml").problems()] == [
        "plan.toml: a",
        "plan.toml",
    ]


def test_what_was_collected_is_raised() -> None:
    """Nothing is no error, one is itself, several are a group."""
    raise_all([])
    one = problem("a")
    with pytest.raises(DateError, match="a: expected") as caught:
        raise_all([one])
    assert caught.value is one
    with pytest.raises(TimelineErrors, match="2 problems") as several:
        raise_all([one, problem("b")])
    assert several.value.problems()[0] is one


# -------------------------------------------------------------------- made visible

HIDDEN = [
    # A row: character, how it is shown, reason
    ("\n", r"\n", "a line feed"),
    ("\r", r"\r", "a carriage return"),
    ("\t", r"\t", "a tab"),
    ("\v", r"\x0b", "a vertical tab"),
    ("\f", r"\x0c", "a form feed"),
    ("\0", r"\x00", "NUL"),
    ("\x1b", r"\x1b", "an escape"),
    ("\x7f", r"\x7f", "DEL"),
    ("\x85", r"\x85", "NEL"),
    ("\x9b", r"\x9b", "an escape of one byte"),
    ("\xa0", r"\xa0", "a space that does not break"),
    ("\xad", r"\xad", "a soft hyphen"),
    ("\u200b", r"\u200b", "a space without width"),
    ("\u200f", r"\u200f", "a mark from right to left"),
    ("\u2028", r"\u2028", "a line separator"),
    ("\u2029", r"\u2029", "a paragraph separator"),
    ("\u202e", r"\u202e", "an override from right to left"),
    ("\u2066", r"\u2066", "an isolate from left to right"),
    ("\ufeff", r"\ufeff", "a byte order mark"),
    ("\ud800", r"\ud800", "half a character"),
    ("\U000e0041", r"\U000e0041", "a tag that nobody sees"),
]

VISIBLE = ["Klaipėda", "Πειραιάς", "Бургас", "אשדוד", "Łódź — ½ €", "😀", 'say "a\\b"']


@pytest.mark.parametrize(
    ("character", "shown"), [pytest.param(c, s, id=reason) for c, s, reason in HIDDEN]
)
def test_what_could_forge_a_line_is_made_visible(character: str, shown: str) -> None:
    """A character that cannot be seen, or that moves others, is shown as its code."""
    assert one_line(f"é{character}b") == f"é{shown}b"
    assert quoted(f"é{character}b") == f'"é{shown}b"'
    assert str(problem(f"é{character}b")).startswith(f"é{shown}b: expected")


@pytest.mark.parametrize("text", VISIBLE)
def test_what_can_be_seen_stays(text: str) -> None:
    """Letters of every script are shown as they are."""
    assert one_line(text) == text


def test_no_control_character_gets_through() -> None:
    """Of all characters, none of the categories for control is left in a line."""
    everything = "".join(map(chr, range(0x11_0000)))

    left = {unicodedata.category(character) for character in one_line(everything)}

    assert not left & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("value", "shown", "reason"),
    [
        ("CET", '"CET"', "text"),
        ('say "when"', '"say "when""', "quotes inside stay"),
        ("", '""', "nothing is seen as nothing"),
        (32, '"32"', "a number"),
        (None, '"None"', "None"),
        ("x" * 60, f'"{"x" * 60}"', "sixty characters fit"),
        ("x" * 61, f'"{"x" * 60}…"', "more are cut, and it shows"),
        ("\n" * 61, '"' + r"\n" * 60 + '…"', "they are counted as they were"),
    ],
)
def test_a_value_is_quoted(value: object, shown: str, reason: str) -> None:
    """A found value is shown in quotes, in one line and not too long."""
    assert quoted(value) == shown, reason


def test_the_limit_of_a_quoted_value_can_be_set() -> None:
    """A longer text may be shown where the place is worth it."""
    assert quoted("x" * 100, limit=5) == '"xxxxx…"'
    assert re.fullmatch('"x{100}"', quoted("x" * 100, 100))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            FileNotFoundError(2, "No such file or directory"),
            "no such file or directory",
        ),
        (PermissionError(13, "Permission denied", "plan.toml"), "permission denied"),
        (OSError(), "an error of the system"),
    ],
)
def test_what_the_system_says_is_a_part_of_a_sentence(
    error: OSError, words: str
) -> None:
    """The words of the system begin small, and do not repeat the file."""
    assert from_system(error) == words
