"""The JSON Schemas that are published beside the reference."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema

FOLDER = Path(__file__).parents[2] / "docs" / "reference"


def schema(command: str) -> Any:  # noqa: ANN401 - JSON
    """Return the schema of what a command writes."""
    text = (FOLDER / f"{command}.schema.json").read_text(encoding="utf-8")
    return json.loads(text)


def closed(schema: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a schema, without the leave to add fields that it gives to us."""
    schema = copy.deepcopy(schema)
    for table in (schema, *schema["$defs"].values()):
        if "required" in table:
            assert table["required"] == list(table["properties"])
            table["additionalProperties"] = False
    return schema


def validator(command: str) -> jsonschema.Draft202012Validator:
    """Return what checks a command's output, no field more and none less."""
    return jsonschema.Draft202012Validator(
        closed(schema(command)),
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )
