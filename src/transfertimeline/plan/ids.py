"""
Ids: the permanent names of phases, milestones, partners, networks, programmes.

An id is written in the plan, never derived from a name or a date: networks were
renamed and meetings moved, and whatever was built from the old words broke. The
words of the date-rule grammar are no ids, so that every rule reads one way only.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar

import attrs

from transfertimeline.dates.units import Month, Season, Unit, Weekday
from transfertimeline.errors import PlanError, quoted

__all__ = ["ORDINALS", "RESERVED", "an_anchor_id", "an_id", "nearest", "slug"]

_T = TypeVar("_T")

ORDINALS = ("first", "second", "third", "fourth", "last")

_LAG_WORDS = ("day", "week", "month", "year", "days", "weeks", "months", "years")

RESERVED = frozenset(
    (
        *("start", "end", "period", "unknown"),
        *("of", "after", "before", "on", "or", "and", "in", "the", "same", "within"),
        *("later", "earlier", "next", "previous", "nearest", "working"),
        *ORDINALS,
        *_LAG_WORDS,
        *(unit.value for unit in Unit),
        *(member.name.lower() for kind in (Month, Season, Weekday) for member in kind),
    )
)
"""The words of the grammar of date rules, which are no ids."""

_PROJECT_MONTH = re.compile(r"m\d+", re.ASCII)
_ID = re.compile(r"[a-z][a-z0-9-]{0,63}", re.ASCII)


def an_id(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    """
    Validate that a field holds an id (an attrs validator).

    Raises:
        PlanError: If it is not lower-case letters, digits and hyphens, at most
            64, with a letter first.
    """
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise PlanError(
            attribute.name,
            "an id of lower-case letters, digits and hyphens, with a letter first",
            quoted(value),
            'write it like "kick-off"',
            "id",
        )


def an_anchor_id(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    """
    Validate that a field holds an id that a date rule can name (an attrs validator).

    Raises:
        PlanError: If it is no id, or a word of the grammar.
    """
    an_id(_, attribute, value)
    if value in RESERVED or _PROJECT_MONTH.fullmatch(str(value)):
        raise PlanError(
            attribute.name,
            "an id that is not a word of the date rules",
            quoted(value),
            f'choose another, such as "the-{value}"',
            "id-reserved",
        )


_MANY = 300


def nearest(word: str, known: Iterable[str]) -> str:
    """
    Return what to do about an unknown word: a suggestion, or the known ones.

    Example:
        >>> nearest("kickoff", ["campus", "kick-off"])
        'did you mean "kick-off"?'
        >>> nearest("xyz", ["campus", "kick-off"])
        'known are "campus", "kick-off"'
    """
    words = sorted(set(known))
    # In a very long list, comparing costs more than the hint is worth.
    few = len(words) <= _MANY
    close = difflib.get_close_matches(word, words, n=1) if few else []
    if close:
        return f"did you mean {quoted(close[0])}?"
    more = ", ..." if len(words) > 12 else ""
    shown = ", ".join(quoted(known) for known in words[:12])
    return f"known are {shown}{more}" if words else "there are none yet"


_ID_LENGTH = 60  # leaves room for a number in the 64 of an id
_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "ð": "d",
        "ø": "o",
        "þ": "th",
        "đ": "d",
        "\u0131": "i",
        "ł": "l",
        "œ": "oe",
    }
)


def slug(text: str, *, or_else: str = "x") -> str:
    """
    Make an id from a name, once: its ASCII letters and digits, joined by hyphens.

    From then on the id is stated and stays, whatever becomes of the name.

    Args:
        text: The name.
        or_else: The id, should nothing of the name be left.

    Example:
        >>> slug("3rd meeting, Łódź"), slug("Συνάντηση", or_else="meeting")
        ('the-3rd-meeting-lodz', 'meeting')
    """
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    # Signs part words; only an apostrophe joins them.
    spaced = re.sub(r"[^\w\s]+", " ", re.sub("['\u2019]", "", bare))
    words = re.findall(r"[a-z0-9]+", spaced.encode("ascii", "ignore").decode())
    made = "-".join(words)[:_ID_LENGTH].strip("-") or or_else
    # "spring", "m18" and "2019" mean something else in a date rule.
    if made in RESERVED or re.match(r"\d|m\d+$", made):
        return f"the-{made}"
    return made
