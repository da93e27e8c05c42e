"""Texts in several languages (`transfertimeline.plan.text`)."""

from __future__ import annotations

import re
from typing import cast

import attrs
import pytest

from transfertimeline.errors import PlanError
from transfertimeline.plan.text import (
    Text,
    a_line,
    language_tags,
    lines,
    texts,
    to_text,
    to_text_or_none,
)

TITLE = to_text({"lt": "Pradžios susitikimas", "en": "Kick-off meeting", "it": "Avvio"})
NO_ENGLISH = to_text({"lt": "Pradžios susitikimas", "it": "Avvio"})

PICKS = [
    # A row: text, languages, what is shown, reason
    (TITLE, ["lt"], "Pradžios susitikimas", "the language asked for"),
    (TITLE, ["it", "lt"], "Avvio", "the first asked for"),
    (TITLE, ["fi", "it"], "Avvio", "the first it has"),
    (TITLE, ["fi"], "Kick-off meeting", "else English"),
    (TITLE, [], "Kick-off meeting", "English if nothing is asked"),
    (NO_ENGLISH, ["fi"], "Pradžios susitikimas", "else the first stated"),
    (NO_ENGLISH, ["fi", "it"], "Avvio", "asked for before first stated"),
    (to_text("Campus"), ["lt"], "Campus", "one text for every language"),
    (to_text({"lt": "Miestas"}), ["en"], "Miestas", "the only one there is"),
]

TAGS = [
    # A row: tag, reason
    ("en", "two letters"),
    ("hsb", "three letters: Upper Sorbian"),
    ("pt-BR", "with a region"),
    ("sr-Latn", "with a script"),
    ("zh-Hant-TW", "with both"),
    ("es-419", "with a region of digits"),
    ("ca-valencia", "with a variant"),
]

NO_TAGS = [
    # A row: tag, reason
    ("EN", "capitals: the canonical case of a language is lower"),
    ("e", "one letter"),
    ("english", "a name"),
    ("en_GB", "an underscore"),
    ("en-", "nothing after the hyphen"),
    ("-en", "nothing before it"),
    ("en--GB", "nothing between"),
    ("en GB", "a space"),
    ("en\n", "a line end"),
    ("èn", "a letter beyond ASCII"),
    ("", "none, where there are several"),
]

CONTROLS = [
    # A row: character, its name in the message, reason
    ("\0", "U+0000", "NUL"),
    ("\a", "U+0007", "a bell"),
    ("\b", "U+0008", "a backspace, which hides what is before it"),
    ("\v", "U+000B", "a vertical tab, a line end to some"),
    ("\f", "U+000C", "a form feed"),
    ("\r", "U+000D", "a carriage return, which breaks a content line"),
    ("\x1b", "U+001B", "an escape, which paints terminals"),
    ("\x7f", "U+007F", "DEL"),
    ("\x85", "U+0085", "NEL, a line end to some"),
    ("\x9b", "U+009B", "an escape of one byte"),
    ("\u2028", "U+2028", "a line separator"),
    ("\u2029", "U+2029", "a paragraph separator"),
    ("\ud800", "U+D800", "half a character, which no encoding can write"),
]


@pytest.mark.parametrize(
    ("text", "languages", "shown"),
    [pytest.param(t, g, s, id=reason) for t, g, s, reason in PICKS],
)
def test_a_language_falls_back(text: Text, languages: list[str], shown: str) -> None:
    """The first language asked for that there is, else English, else the first."""
    assert text.pick(languages) == shown


@pytest.mark.parametrize("tag", [pytest.param(tag, id=why) for tag, why in TAGS])
def test_languages_are_bcp_47_tags(tag: str) -> None:
    """A text is stated by a language tag: a language, then subtags."""
    text = to_text({tag: "Campus"})

    assert text.languages == (tag,)
    assert text.pick([tag]) == "Campus"


@pytest.mark.parametrize("tag", [pytest.param(tag, id=why) for tag, why in NO_TAGS])
def test_other_tags_are_refused(tag: str) -> None:
    """What is no language tag is refused, with examples."""
    with pytest.raises(PlanError, match='write it like "en" or "pt-BR"') as caught:
        to_text({"en": "Campus", tag: "Campus"})

    assert caught.value.code == "language-tag"


def test_a_text_is_stated_in_a_language() -> None:
    """A text in no language at all is none."""
    with pytest.raises(PlanError, match="expected a text, found none") as caught:
        to_text({})

    assert caught.value.code == "text-empty"


def test_each_language_comes_once() -> None:
    """Two texts in one language are refused."""
    with pytest.raises(PlanError, match="each language once") as caught:
        Text((("en", "Campus"), ("lt", "Miestas"), ("en", "City")))

    assert caught.value.code == "language-tag"


def test_one_text_for_all_is_missing_nowhere() -> None:
    """A plain string is the text in every language."""
    text = to_text("Campus")

    assert text.missing(["lt", "en"]) == ()
    assert str(text) == "Campus"


def test_a_text_is_missing_where_it_is_not_stated() -> None:
    """A text by language is missing in the others, in the order asked."""
    assert TITLE.languages == ("lt", "en", "it")
    assert TITLE.missing(["fi", "it", "de"]) == ("fi", "de")
    assert TITLE.missing(["it", "en"]) == ()
    assert TITLE.missing(TITLE.languages) == ()


def test_a_text_of_nothing_is_nothing() -> None:
    """The empty text clears: it is false, and None where a text may be left out."""
    assert not to_text("")
    assert not to_text({"en": "", "lt": ""})
    assert to_text({"en": "", "lt": "Miestas"})
    assert to_text_or_none("") is None
    assert to_text_or_none({"en": ""}) is None
    assert to_text_or_none(None) is None
    assert to_text_or_none("Campus") == to_text("Campus")


def test_a_text_stays_as_it_is() -> None:
    """Making a text of a text changes nothing."""
    assert to_text(TITLE) is TITLE
    assert to_text_or_none(TITLE) is TITLE


@pytest.mark.parametrize(
    ("character", "name"), [pytest.param(c, n, id=reason) for c, n, reason in CONTROLS]
)
def test_control_characters_are_refused_by_name(character: str, name: str) -> None:
    """A character that is not text is refused, and named by its code point."""
    with pytest.raises(PlanError, match=re.escape(f"found {name} in")) as caught:
        to_text({"en": "Campus", "lt": f"Mies{character}tas"})

    assert caught.value.code == "text-control"
    assert character not in str(caught.value)


def test_lines_and_tabs_are_text() -> None:
    """A text may have several lines, and the scripts of all members."""
    value = "Πρόγραμμα:\n\tпърви ден\n\tאחרון — ½ €, 😀"

    assert str(to_text(value)) == value


def test_a_text_has_a_limit() -> None:
    """A text is at most 20,000 characters long."""
    assert to_text("x" * 20_000)
    with pytest.raises(PlanError, match="at most 20000 characters, found 20001") as e:
        to_text("x" * 20_001)

    assert e.value.code == "text-long"


# ----------------------------------------------------------------------- lines


@attrs.frozen
class Place:
    """Something with lines of text."""

    name: Text | str | None = attrs.field(default=None, validator=a_line)
    tags: tuple[str, ...] = attrs.field(default=(), validator=lines)
    languages: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=language_tags
    )


NO_LINES = [
    # A row: value, what the message says, code, reason
    ("two\nlines", 'one line, found "two\\nlines"', "text-line", "two lines"),
    ("a\ttab", 'one line, found "a\\ttab"', "text-line", "a tab"),
    ("", 'a text, found ""; write one, or leave the key out', "text-empty", "nothing"),
    ("  ", 'a text, found "  "', "text-empty", "only space"),
    ("\u00a0", 'a text, found "\\xa0"', "text-empty", "only a space that looks none"),
    ("x" * 1_001, "at most 1000 characters, found 1001", "text-long", "too long"),
    ("a\rb", "found U+000D", "text-control", "a carriage return"),
    ("a\u2028b", "found U+2028", "text-control", "a line separator"),
    (7, 'a text, found int "7"', "not-text", "a number"),
]


@pytest.mark.parametrize(
    "value", ["Klaipėda", "x" * 1_000, TITLE, None, "Université d'été (été 2019)"]
)
def test_a_line_is_one_line_of_text(value: Text | str | None) -> None:
    """A field of one line takes a text without line ends, or nothing."""
    assert Place(value).name == value


@pytest.mark.parametrize(
    ("value", "found", "code"),
    [pytest.param(v, f, c, id=reason) for v, f, c, reason in NO_LINES],
)
def test_what_is_no_line_is_refused(value: object, found: str, code: str) -> None:
    """A line is not empty, not long and in one piece; the message names the field."""
    line = cast("str", value)

    with pytest.raises(PlanError, match=f"^name: .*{re.escape(found)}") as caught:
        Place(line)
    assert caught.value.code == code
    with pytest.raises(PlanError, match=f"^tags: .*{re.escape(found)}"):
        Place(tags=("fine", line))


def test_every_language_of_a_line_is_one_line() -> None:
    """The rule for a line holds in each language."""
    with pytest.raises(PlanError, match="one line"):
        Place(to_text({"en": "one line", "lt": "dvi\neilutės"}))


def test_a_list_of_lines_is_a_tuple() -> None:
    """A string is not a list of its letters."""
    with pytest.raises(PlanError, match="tags: expected a tuple of texts, found str"):
        Place(tags=cast("tuple[str, ...]", "covid"))


# ------------------------------------------------------------------ several texts


def test_several_texts_become_a_tuple() -> None:
    """A record can be made from a list and keeps none."""
    assert texts(["en", "lt"]) == ("en", "lt")
    assert texts(iter(["en", "lt"])) == ("en", "lt")


def test_one_text_is_not_several() -> None:
    """A string would fall into its letters, so it is refused."""
    with pytest.raises(PlanError, match='several texts, found "en"; put it in') as e:
        texts("en")

    assert e.value.code == "not-text"


def test_a_list_of_languages_has_each_once() -> None:
    """Languages are tags, each once, and the message names the field."""
    assert Place(languages=["en", "pt-BR"]).languages == ("en", "pt-BR")
    with pytest.raises(
        PlanError, match=r'^languages: .* language once, found "en, en"'
    ):
        Place(languages=["en", "en"])


@pytest.mark.parametrize("tag", ["EN", "english", "en_GB", "e"])
def test_a_list_of_languages_has_tags_only(tag: str) -> None:
    """What is no tag is none in a list either."""
    with pytest.raises(PlanError, match=r"^languages: expected a language tag") as e:
        Place(languages=["en", tag])

    assert e.value.code == "language-tag"
