"""
How each kind of value is written in a plan file.

One `Spelling` a type: how TOML's value is read, how it is written, and what the
JSON Schema says of it. Structuring, writing and the schema all follow this table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any

import attrs

from transfertimeline.dates.clock import ClockTime, parse_clock_time
from transfertimeline.dates.days import DayRange
from transfertimeline.dates.edtf import PartialDate, parse_edtf
from transfertimeline.dates.lag import Lag, parse_lag
from transfertimeline.errors import PlanFileError, TimelineError, quoted
from transfertimeline.plan.grammar import parse_constraint, parse_rule
from transfertimeline.plan.ids import nearest
from transfertimeline.plan.repeats import format_every, parse_every
from transfertimeline.plan.rules import Constraint, DateRule
from transfertimeline.plan.text import Text, to_text

__all__ = ["SPELLINGS", "Every", "Length", "Spelling", "enum_spelling", "wrong"]


class Every:
    """Marks the length of a repeat period, a lag or a calendar unit."""


class Length:
    """Marks a number of days, written with its unit."""


@attrs.frozen
class Spelling:
    """
    How one kind of value is written.

    Attributes:
        read: From the value TOML gives, to ours.
        write: From ours, to the value TOML takes.
        schema: The JSON Schema of the value.
    """

    read: Callable[[object], object]
    write: Callable[[Any], object]
    schema: Mapping[str, object]


_TOML_NAMES = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
    date: "a date",
    datetime: "a date with a time",
    time: "a time",
}


def wrong(expected: str, value: object, todo: str = "") -> TimelineError:
    """Return the error for a value of the wrong type, naming TOML's type."""
    name = _TOML_NAMES.get(type(value), type(value).__name__)
    shown = "" if isinstance(value, dict | list) else f" {quoted(value)}"
    return PlanFileError("", expected, f"{name}{shown}", todo, "wrong-type")


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise wrong("a text in quotes", value)
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong("true or false, without quotes", value)
    return value


def _number(value: object) -> int:
    if type(value) is not int:
        raise wrong("a whole number", value)
    return value


def _number_or_string(value: object) -> int | str:
    return value if type(value) is int else _string(value)


def _day(value: object) -> date:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            todo = "write it like 2018-12-04"
            raise wrong("a day", value, todo) from None
    if type(value) is not date:
        raise wrong("a day", value, "write it like 2018-12-04, without a time")
    return value


def _parsed(
    parse: Callable[[str], object], expected: str
) -> Callable[[object], object]:
    def read(value: object) -> object:
        if type(value) is date:
            value = value.isoformat()
        if not isinstance(value, str):
            raise wrong(expected, value, "put it in quotes")
        return parse(value)

    return read


def _text(value: object) -> Text:
    if isinstance(value, str):
        return to_text(value)
    if not isinstance(value, dict) or not value:
        raise wrong("a text, or a table of texts by language", value)
    for language, version in value.items():
        if not isinstance(version, str):
            raise wrong("a text in quotes", version).at(quoted(language))
    return to_text(value)


def _write_text(text: Text) -> object:
    versions = dict(text.versions)
    return versions.get("", versions)


def _clock(value: object) -> ClockTime:
    if not isinstance(value, str):
        raise wrong('hours like "15:00"', value, "put them in quotes")
    return parse_clock_time(value)


def _length(value: object) -> int:
    if not isinstance(value, str):
        raise wrong('a length like "2 days"', value)
    lag = parse_lag(value)
    if lag.years or lag.months or lag.working_days:
        todo = 'write it like "2 days" or "1 week"'
        raise PlanFileError(
            "", "a length in days or weeks", quoted(value), todo, "length"
        )
    return 7 * lag.weeks + lag.days


def _write_length(days: int) -> str:
    return str(Lag(days=days))


def _stretch(value: object) -> DayRange:
    days = parse_edtf(_string(value)).days
    if not isinstance(days, DayRange):
        todo = 'write its first and last day, "2016-04-01/2016-09-30"'
        raise PlanFileError("", "the days of a period", quoted(value), todo, "repeat")
    return days


_STRING: Mapping[str, object] = {"type": "string"}
_DATE: Mapping[str, object] = {"type": "string", "format": "date"}
_TEXT_SCHEMA: Mapping[str, object] = {
    "oneOf": [
        {"type": "string"},
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
            "additionalProperties": {"type": "string"},
        },
    ]
}

_RULES = "a date or a date rule"

SPELLINGS: Mapping[object, Spelling] = {
    str: Spelling(_string, str, _STRING),
    bool: Spelling(_flag, bool, {"type": "boolean"}),
    int: Spelling(_number, int, {"type": "integer"}),
    int | str: Spelling(
        _number_or_string, lambda v: v, {"type": ["integer", "string"]}
    ),
    date: Spelling(_day, lambda day: day, _DATE),
    Text: Spelling(_text, _write_text, _TEXT_SCHEMA),
    DateRule: Spelling(_parsed(parse_rule, _RULES), str, _STRING),
    PartialDate: Spelling(_parsed(parse_edtf, "a date"), str, _STRING),
    Constraint: Spelling(_parsed(parse_constraint, "a constraint"), str, _STRING),
    Lag: Spelling(_parsed(parse_lag, 'a lag like "3 months"'), str, _STRING),
    Every: Spelling(
        _parsed(parse_every, 'a length like "6 months"'), format_every, _STRING
    ),
    Length: Spelling(
        _length, _write_length, {"type": "string", "pattern": "^[0-9]+ (day|week)"}
    ),
    ClockTime: Spelling(
        _clock,
        str,
        {
            "type": "string",
            "pattern": "^[0-2][0-9]:[0-5][0-9](-[0-2][0-9]:[0-5][0-9])?$",
        },
    ),
    DayRange: Spelling(_stretch, str, _STRING),
}
"""The spelling of each type of value."""


def enum_spelling(kind: type[Enum]) -> Spelling:
    """
    Return the spelling of a closed list of words.

    Example:
        >>> from transfertimeline.plan.milestones import Kind
        >>> enum_spelling(Kind).read("meeting")
        <Kind.MEETING: 'meeting'>
    """
    words = {member.value: member for member in kind}

    def read(value: object) -> object:
        if value not in words if isinstance(value, str) else True:
            listed = ", ".join(quoted(word) for word in words)
            found = (
                quoted(value) if isinstance(value, str) else str(wrong("", value).found)
            )
            todo = nearest(value, words) if isinstance(value, str) else ""
            todo = todo if todo.startswith("did") else ""
            raise PlanFileError("", f"one of {listed}", found, todo, "unknown-word")
        return words[value]

    return Spelling(read, lambda member: member.value, {"enum": list(words)})
