"""
Texts in several languages.

A text is either one string for every language or a string for each of some
languages, by BCP 47 tag. Which one is shown is asked with a list of languages,
best first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import attrs

from transfertimeline.errors import PlanError, quoted

__all__ = [
    "Text",
    "a_line",
    "language_tags",
    "lines",
    "texts",
    "to_text",
    "to_text_or_none",
]

_T = TypeVar("_T")

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
# Also refused: what turns the direction of the text around it (U+202A to U+202E,
# U+2066 to U+2069), because it can make a line read as another one.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_LINE_LIMIT = 1_000
_TEXT_LIMIT = 20_000


@attrs.frozen
class Text:
    """
    A text in one or several languages.

    Attributes:
        versions: Pairs of language tag and text, in the order stated. The tag
            `""` stands alone, for a text that is the same in every language.
        languages: The tags alone.
        braces: Whether it may have a placeholder such as ``{n}``.

    Raises:
        PlanError: If a tag is none or comes twice, or a text has control
            characters.

    Example:
        >>> title = to_text({"en": "Kick-off", "lt": "Pradžia"})
        >>> title.pick(["lt", "en"]), title.pick(["fi"]), str(title)
        ('Pradžia', 'Kick-off', 'Kick-off')
    """

    versions: tuple[tuple[str, str], ...]

    languages: tuple[str, ...] = attrs.field(init=False, eq=False, repr=False)
    braces: bool = attrs.field(init=False, eq=False, repr=False)

    @languages.default
    def _stated_in(self) -> tuple[str, ...]:
        return tuple(tag for tag, _ in self.versions)

    @braces.default
    def _has_braces(self) -> bool:
        return any("{" in text for _, text in self.versions)

    def __attrs_post_init__(self) -> None:
        tags = self.languages
        if tags != ("",):
            for tag in tags:
                if not _TAG.fullmatch(tag):
                    raise _no_tag(tag)
        if not tags:
            raise PlanError("", "a text", "none", "write one", "text-empty")
        if len(set(tags)) != len(tags):
            found = quoted(", ".join(tags))
            raise PlanError("", "each language once", found, "", "language-tag")
        for _, text in self.versions:
            _check(text)

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return any(text for _, text in self.versions)

    def __str__(self) -> str:
        """Return the English text, or else the first."""
        return self.pick(())

    def missing(self, languages: Sequence[str]) -> tuple[str, ...]:
        """
        Return the languages it is not stated in; none for one text for all.

        Example:
            >>> to_text({"en": "Kick-off"}).missing(["en", "lt"])
            ('lt',)
        """
        stated = self.languages
        if stated == languages or "" in stated:
            return ()
        return tuple(language for language in languages if language not in stated)

    def pick(self, languages: Sequence[str]) -> str:
        """
        Return the text in the first of these languages it has, else English, else any.

        Args:
            languages: BCP 47 tags, best first.
        """
        versions = self.versions
        if len(versions) == 1:
            return versions[0][1]
        found = dict(versions)
        for language in (*languages, "en"):
            if language in found:
                return found[language]
        return versions[0][1] if versions else ""


def _check(text: str) -> None:
    match = _CONTROL.search(text)
    if match:
        found = f"U+{ord(match[0]):04X} in {quoted(text)}"
        todo = "take the character out"
        raise PlanError(
            "", "text without control characters", found, todo, "text-control"
        )
    if len(text) > _TEXT_LIMIT:
        expected = f"at most {_TEXT_LIMIT} characters"
        raise PlanError("", expected, f"{len(text)}", "shorten it", "text-long")


def to_text(value: str | Mapping[str, str] | Text) -> Text:
    """
    Return a text from a string, or from a mapping of language tags to strings.

    Raises:
        PlanError: As `Text` does.
    """
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        return Text((("", value),))
    if not all(isinstance(version, str) for version in value.values()):
        raise PlanError("", "texts by language", quoted(value), "", "not-text")
    return Text(tuple(value.items()))


def to_text_or_none(value: str | Mapping[str, str] | Text | None) -> Text | None:
    """Return a text, or None for None and for a text with nothing in it."""
    if value is None:
        return None
    return to_text(value) or None


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """
    Return several texts as a tuple (an attrs converter).

    Raises:
        PlanError: If it is one text, which would fall into its letters.
    """
    if isinstance(values, str):
        todo = "put it in brackets"
        raise PlanError("", "several texts", quoted(values), todo, "not-text")
    return tuple(values)


def a_line(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    """
    Validate that a field holds one line of text, or nothing (an attrs validator).

    Raises:
        PlanError: If it is empty, has a line break or control characters, or is
            longer than 1000 characters.
    """
    if value is None:
        return
    texts = [text for _, text in value.versions] if isinstance(value, Text) else [value]
    for text in texts:
        _check_line(attribute.name, text)


def language_tags(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    """
    Validate that a field holds language tags, each once (an attrs validator).

    Raises:
        PlanError: If one is none, or comes twice.
    """
    lines(_, attribute, value)
    tags = value if isinstance(value, tuple) else ()
    for tag in tags:
        if not _TAG.fullmatch(tag):
            raise _no_tag(tag).at(attribute.name)
    if len(set(tags)) < len(tags):
        found = ", ".join(tags)
        raise PlanError(
            attribute.name, "each language once", quoted(found), "", "language-tag"
        )


def _no_tag(tag: str) -> PlanError:
    todo = 'write it like "en" or "pt-BR"'
    return PlanError("", "a language tag", quoted(tag), todo, "language-tag")


def lines(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    """Validate that each item of a field is one line of text (an attrs validator)."""
    if not isinstance(value, tuple):
        found = type(value).__name__
        raise PlanError(attribute.name, "a tuple of texts", found, "", "not-text")
    for text in value:
        _check_line(attribute.name, text)


def _check_line(name: str, text: object) -> None:
    if not isinstance(text, str):
        raise PlanError(
            name, "a text", f"{type(text).__name__} {quoted(text)}", "", "not-text"
        )
    if "\n" in text or "\t" in text:
        todo = "write it in one line"
        raise PlanError(name, "one line", quoted(text), todo, "text-line")
    if not text.strip():
        raise PlanError(
            name,
            "a text",
            quoted(text),
            "write one, or leave the key out",
            "text-empty",
        )
    if len(text) > _LINE_LIMIT:
        expected = f"at most {_LINE_LIMIT} characters"
        raise PlanError(name, expected, f"{len(text)}", "shorten it", "text-long")
    try:
        _check(text)
    except PlanError as error:
        raise error.at(name) from None
