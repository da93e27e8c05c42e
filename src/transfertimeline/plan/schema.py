"""
The JSON Schema of the plan file, for editors that complete and check while one types.

It is generated from what reads and writes the file: the layout of the layers, the
fields of the records and their validators, the spelling of each kind of value, and
the words of the classes' own docstrings. It says what each table may hold; what
belongs together (a start beside a lifecycle, say) only the reader checks.

TOML has dates and JSON has none: here a date is a text with the format ``date``.
Run as a module, this prints the schema.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
import typing
from collections.abc import Mapping
from enum import StrEnum
from types import UnionType

import attrs

from transfertimeline.plan.changes import Change
from transfertimeline.plan.fields import Cleared, a_country, a_zone, an_address
from transfertimeline.plan.ids import RESERVED, an_anchor_id, an_id
from transfertimeline.plan.layers import Layer
from transfertimeline.plan.layout import ALONE, LAYOUTS, fields_of, spelling_of
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.parse import FORMAT
from transfertimeline.plan.rules import Anchor
from transfertimeline.plan.text import Text, a_line, language_tags, lines
from transfertimeline.plan.values import SPELLINGS

__all__ = ["plan_schema", "schema_text"]

Schema = dict[str, object]
"""A JSON Schema, or a part of one."""

_ID = "^[a-z][a-z0-9-]{0,63}$"
_LINE: Schema = {"pattern": r"^[^\n\t]*\S[^\n\t]*$", "maxLength": 1000}

_SHARED: Mapping[str, Schema] = {
    "anchor-id": {
        "description": "A name that is no word of the date rules.",
        "pattern": _ID,
        "not": {"enum": sorted(RESERVED)},
    },
    "text": {
        "description": "A text, or one for each of several languages.",
        **SPELLINGS[Text].schema,
    },
}
"""What many fields refer to."""

_CHECKED: Mapping[object, Schema] = {
    an_id: {"pattern": _ID},
    an_anchor_id: {"$ref": "#/$defs/anchor-id"},
    a_country: {"pattern": "^[A-Z]{2}$", "not": {"enum": ["EL", "UK"]}},
    a_zone: {"pattern": "^[A-Za-z]+(/[A-Za-z0-9_+-]+)+$"},
    an_address: {
        "pattern": r'^(https?://|mailto:)[^\s"<>\\^`{|}]*$',
        "maxLength": 2000,
    },
    a_line: _LINE,
    lines: _LINE,
    language_tags: {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
}
"""What the validator of a field means for a text in it."""

_FORMAT: Schema = {"const": FORMAT, "description": "The version of the plan file."}
_OVERRIDE: Schema = {
    "const": True,
    "description": "Changes what an earlier layer states under this id.",
}


def plan_schema() -> Schema:
    """
    Return the JSON Schema (draft 2020-12) of the plan file.

    Example:
        >>> schema = plan_schema()
        >>> schema["allOf"][2]["then"], schema["$defs"]["partner"]["required"]
        ({'$ref': '#/$defs/network-file'}, ['id', 'city', 'country'])
        >>> schema["$defs"]["partner"]["properties"]["city"]["description"]
        'The city, as the network writes it.'
    """
    defs = dict(_SHARED)
    files = {layout.table: _file(record, defs) for record, layout in LAYOUTS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Plan file of transfertimeline",
        "description": "The plan of a lifecycle, a programme or a network, in TOML.",
        # By the table it has and not "one of three": an editor can say what is wrong.
        "allOf": [
            {"if": {"required": [table]}, "then": file} for table, file in files.items()
        ],
        "anyOf": [{"required": [table]} for table in files],
        "$defs": dict(sorted(defs.items())),
    }


def schema_text() -> str:
    """Return the schema as it is published: JSON, two spaces a level, a line end."""
    return json.dumps(plan_schema(), indent=2, ensure_ascii=False) + "\n"


def _file(record: type[Layer], defs: dict[str, Schema]) -> Schema:
    """Add the schema of one kind of plan file, and refer to it."""
    layout = LAYOUTS[record]
    fields = fields_of(record)
    properties: Schema = {
        "format": _FORMAT,
        layout.table: _table(layout.table, record, defs, elsewhere=layout.lists),
    }
    for name, key in layout.lists.items():
        properties[key] = {"type": "array", "items": _items(key, fields[name], defs)}
    name = f"{layout.table}-file"
    defs[name] = {
        "type": "object",
        "description": f"The plan file of a {layout.table}.",
        "properties": properties,
        "required": ["format", layout.table],
        "additionalProperties": False,
    }
    return {"$ref": f"#/$defs/{name}"}


def _items(key: str, field: attrs.Attribute[object], defs: dict[str, Schema]) -> Schema:
    """Add the tables of a list: the statement, and the change of an earlier one."""
    plain, *changing = _types(typing.get_args(field.type)[0])
    forms = [_table(key, plain, defs)]
    forms += [_table(key, record, defs, changes=plain) for record in changing]
    return {"oneOf": forms} if changing else forms[0]


def _table(
    key: str,
    record: type,
    defs: dict[str, Schema],
    *,
    elsewhere: typing.Container[str] = (),
    changes: type | None = None,
) -> Schema:
    """
    Add the schema of one table, and refer to it.

    Args:
        key: The name of the table.
        record: Its record.
        defs: Where to add it.
        elsewhere: Fields of the record that have tables of their own.
        changes: The record it changes, if it is an override.
    """
    changed = changes or (Milestone if issubclass(record, Change) else record)
    words = _descriptions(changed) | _descriptions(record)
    properties: Schema = {}
    required = []
    for name, field in fields_of(record).items():
        if field.name in elsewhere:
            continue
        properties[name] = {
            "description": words.get(field.name, ""),
            **_value(name, record, field, defs),
        }
        if field.default is attrs.NOTHING:
            required.append(name)
    table: Schema = {
        "type": "object",
        "description": _summary(record),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
    if changes:
        properties["override"] = _OVERRIDE
        required.append("override")
        table["minProperties"] = len(required) + 1
    name = f"{key}-override" if changes else key
    defs[name] = table
    return {"$ref": f"#/$defs/{name}"}


def _value(
    key: str, record: type, field: attrs.Attribute[object], defs: dict[str, Schema]
) -> Schema:
    """Return the schema of what a field holds."""
    spelling, many = spelling_of(record, field)
    if spelling is None:
        (inner,) = _types(field.type)
        return _table(key, inner, defs)
    # `optional(validator)` keeps the validator it wraps under this name.
    check = getattr(field.validator, "validator", field.validator)
    shared = spelling is SPELLINGS[Text]
    schema: Schema = {"$ref": "#/$defs/text"} if shared else dict(spelling.schema)
    schema |= _CHECKED.get(check, {})
    if many:
        alone = schema
        schema = {"type": "array", "items": alone}
        if key in ALONE:  # one source may stand without brackets
            schema = {"anyOf": [alone, schema]}
    if Cleared in _types(field.type):
        return {"anyOf": [schema, {"const": ""}]}
    if isinstance(field.default, bool | StrEnum | Anchor):
        schema["default"] = spelling.write(field.default)
    return schema


def _types(annotation: object) -> list[typing.Any]:
    """Return the types of a union, without None."""
    if typing.get_origin(annotation) not in (typing.Union, UnionType):
        return [annotation]
    return [kind for kind in typing.get_args(annotation) if kind is not type(None)]


def _summary(record: type) -> str:
    """Return the first sentence of a class's docstring."""
    return (inspect.getdoc(record) or "").partition("\n\n")[0]


_ATTRIBUTE = re.compile(r"^    (\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)


def _descriptions(record: type) -> dict[str, str]:
    """Return what a class's docstring says of each attribute."""
    section = (inspect.getdoc(record) or "").partition("Attributes:\n")[2]
    return {
        name: " ".join(words.split()).replace("``", "`")
        for name, words in _ATTRIBUTE.findall(section.partition("\n\n")[0])
    }


if __name__ == "__main__":
    sys.stdout.write(schema_text())
