"""The JSON Schema of the plan file."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from transfertimeline import catalogue
from transfertimeline.errors import TimelineError
from transfertimeline.plan.networks import Partner
from transfertimeline.plan.parse import parse_plan
from transfertimeline.plan.phases import Phase
from transfertimeline.plan.schema import plan_schema, schema_text

BUNDLED = sorted(catalogue.FOLDER.glob("*/*.toml"))
PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "plan.schema.json"

SCHEMA = plan_schema()
VALIDATOR = jsonschema.Draft202012Validator(
    SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def in_json(value: object) -> object:
    """Return what TOML gives as JSON has it: dates as texts."""
    if isinstance(value, dict):
        return {key: in_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [in_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def accepts(text: str) -> bool:
    """Tell whether the schema accepts a TOML text."""
    return VALIDATOR.is_valid(in_json(tomllib.loads(text)))


def test_the_schema_is_one() -> None:
    """The schema follows its own rules, draft 2020-12 of JSON Schema."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_published_copy_is_the_generated_one() -> None:
    """The schema in the reference is the one that the code gives."""
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), (
        "run: python -m transfertimeline.plan.schema > docs/reference/plan.schema.json"
    )


def test_the_module_prints_the_schema() -> None:
    """Run as a module, it prints what is to be published."""
    done = subprocess.run(
        [sys.executable, "-m", "transfertimeline.plan.schema"],
        check=True,
        capture_output=True,
    )

    assert done.stdout.decode() == schema_text()


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_bundled_plans_are_accepted(path: Path) -> None:
    """Every bundled plan file follows the schema."""
    data = in_json(tomllib.loads(path.read_text(encoding="utf-8")))

    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


def properties(schema: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Go through all properties of the tables, with their schemas."""
    assert isinstance(schema, dict)
    for name, table in schema["$defs"].items():
        for key, value in table.get("properties", {}).items():
            if not name.endswith("-file") or key == "format":
                yield f"{name}: {key}", value


@pytest.mark.parametrize(
    "value",
    [pytest.param(value, id=name) for name, value in properties(SCHEMA)],
)
def test_every_key_is_explained(value: dict[str, Any]) -> None:
    """An editor can say of every key what it stands for, in a sentence."""
    assert value["description"].endswith(".")


def test_no_table_takes_unknown_keys() -> None:
    """Every table is closed, so that an editor sees a key that is misspelled."""
    tables = [
        name
        for name, schema in plan_schema()["$defs"].items()  # type: ignore[attr-defined]  # a mapping, as JSON goes
        if "properties" in schema and schema["additionalProperties"] is not False
    ]

    assert tables == []


NETWORK = """
format = 1
[network]
id = "demo"
name = "Demo"
issued = 2018-12-04
programme = "urbact-iii-transfer"
"""
MILESTONE = """
[[milestone]]
id = "campus"
kind = "meeting"
title = "Campus"
when = "2019-21"
"""
OVERRIDE = """
[[milestone]]
id = "kick-off"
override = true
"""
LIFECYCLE = """
format = 1
[lifecycle]
id = "cycle"
name = "Cycle"
ends = "day-before"
[[phase]]
id = "work"
title = "Work"
"""

ACCEPTED = [
    ("a network needs no list", NETWORK),
    ("texts may be stated by language", NETWORK + "aim.en = 'A'\naim.pt-BR = 'B'"),
    ("one source may stand without brackets", NETWORK + "source = 'The application'"),
    (
        "a date may be a TOML date",
        NETWORK + MILESTONE.replace('"2019-21"', "2019-05-01"),
    ),
    ("a repeat has a table", NETWORK + MILESTONE + "repeat = { every = '6 months' }"),
    ("so has a given period", NETWORK + MILESTONE + "repeat.periods = ['2019-01-01']"),
    ("a change needs only what changes", NETWORK + OVERRIDE + "online = true"),
    ("an empty text takes a value away", NETWORK + OVERRIDE + "length = ''\nurl = ''"),
    ("a lifecycle has no dates", LIFECYCLE + MILESTONE),
]


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=reason) for reason, text in ACCEPTED]
)
def test_what_the_reader_takes_is_accepted(text: str) -> None:
    """What is a plan file to the reader is one to the schema."""
    parse_plan(text)

    assert accepts(text)


REFUSED = [
    ("the format is missing", NETWORK.replace("format = 1", "")),
    ("the format is another", NETWORK.replace("format = 1", "format = 2")),
    ("no table says what it is", "format = 1"),
    ("two tables say so", NETWORK + LIFECYCLE.replace("format = 1", "")),
    ("a key is missing", NETWORK.replace('name = "Demo"', "")),
    ("a key is misspelled", NETWORK + "languagges = ['en']"),
    ("a table is misspelled", NETWORK + MILESTONE.replace("[[mile", "[[miles")),
    ("a list is a table", NETWORK + MILESTONE.replace("[[", "[").replace("]]", "]")),
    ("a network has no figures", NETWORK + "[[figure]]\nwhat = 'x'\nvalue = 1"),
    ("a date is none", NETWORK.replace("2018-12-04", '"2018-12-40"')),
    ("a number is a text", NETWORK + MILESTONE + "online = 'yes'"),
    ("a list is a text", NETWORK + "languages = 'en'"),
    ("a kind is unknown", NETWORK + MILESTONE.replace("meeting", "party")),
    ("an id has a capital letter", NETWORK + MILESTONE.replace("campus", "Campus")),
    ("an id is a word of the rules", NETWORK + MILESTONE.replace("campus", "spring")),
    ("a title is empty", NETWORK + MILESTONE.replace("Campus", "")),
    ("a title has no language", NETWORK + MILESTONE.replace('"Campus"', "{}")),
    ("a language is none", NETWORK + "aim.English = 'A'"),
    ("nor in the list", NETWORK + "languages = ['english']"),
    ("an hour is none", NETWORK + MILESTONE + "time = '3 pm'"),
    ("a zone is an abbreviation", NETWORK + "zone = 'CET'"),
    ("an address is none", NETWORK + "page = 'urbact.eu'"),
    ("a repeat has another key", NETWORK + MILESTONE + "repeat.evry = '6 months'"),
    ("a change changes nothing", NETWORK + OVERRIDE),
    ("a change changes whose it is", NETWORK + OVERRIDE + "scope = 'network'"),
    (
        "a statement says override = false",
        NETWORK + OVERRIDE.replace("true", "false") + "online = true",
    ),
]


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=reason) for reason, text in REFUSED]
)
def test_what_the_reader_refuses_is_refused(text: str) -> None:
    """What is wrong in a plan file is wrong by the schema already."""
    with pytest.raises(TimelineError):
        parse_plan(text)

    assert not accepts(text)


def _partner(**fields: str) -> object:
    return Partner(**{"id": "a", "city": "A", "country": "IT"} | fields)  # type: ignore[arg-type]  # wrong values are the point


def _phase(**fields: str) -> object:
    return Phase(**{"id": "a", "title": "A"} | fields)  # type: ignore[arg-type]  # the same


VALUES = [
    (
        "partner",
        "id",
        ["a", "a-1", "start", "a" * 64, "a" * 65, "1a", "ä", "A", "", "a_b"],
    ),
    ("partner", "country", ["IT", "GB", "UK", "EL", "it", "ITA", "I", ""]),
    ("partner", "city", ["Udine", " ", "", "a\nb", "a\tb", "x" * 1000, "x" * 1001]),
    ("phase", "id", ["work", "start", "monday", "months", "work-2", "the", "period-1"]),
]


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        pytest.param(table, key, value, id=f"{table} {key} {value[:12]!r}")
        for table, key, values in VALUES
        for value in values
    ],
)
def test_the_schema_and_the_records_agree(table: str, key: str, value: str) -> None:
    """A value that a validator refuses does not fit the pattern, and the other way."""
    make = {"partner": _partner, "phase": _phase}[table]
    try:
        make(**{key: value})
    except TimelineError:
        right = False
    else:
        right = True
    schema = {"$ref": f"#/$defs/{table}/properties/{key}", "$defs": SCHEMA["$defs"]}

    assert jsonschema.Draft202012Validator(schema).is_valid(value) is right
