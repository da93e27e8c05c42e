"""`trend`: for each milestone, what was expected when."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Command
from tests.cli.schemas import schema, validator
from tests.cli.test_bad_input import check_refused
from transfertimeline import catalogue

VALIDATOR = validator("trend")
DAY = ("--as-of", "2019-06-01")
DATA_DATES = ["2018-12-04", "2019-02-01", "2019-03-01", "2019-04-01"]


@pytest.fixture(name="moved")
def _moved(command: Command, parks: Path) -> Path:
    """Return a plan with a meeting that was agreed and moved, and one that is new."""
    for words, day in (
        (["confirm", "meeting", "2019-05-14"], "2019-02-01"),
        (["move", "meeting", "2019-05-21"], "2019-03-01"),
    ):
        assert command("record", parks, *words, "--on", day).code == 0
    words = ["--title", "=1+1", "--id", "fair", "--when", "2020-05-01"]
    assert command("add", parks, *words, "--on", "2019-04-01").code == 0
    return parks


EXPECTED: dict[str, list[str | None]] = {
    "meeting": ["2019-05", "2019-05-14", "2019-05-21", "2019-05-21"],
    # Two weeks later: of some day in May, of the 14th, of the 21st.
    "minutes": ["[2019-05-15..2019-06-14]", "2019-05-28", "2019-06-04", "2019-06-04"],
    "kick-off": ["2019-01"] * 4,
    "fair": [None, None, None, "2020-05-01"],
}


def test_it_has_every_data_date(command: Command, moved: Path) -> None:
    """For each day on which the plan learned something: the date then expected."""
    data: Any = command.json("trend", moved, *DAY, "--format", "json")
    found = {each["id"]: each["expected"] for each in data["milestones"]}

    assert data["data_dates"] == DATA_DATES
    for id_, expected in EXPECTED.items():
        assert found[id_] == expected


def test_nothing_is_known_before_its_day(command: Command, moved: Path) -> None:
    """As of an earlier day the trend ends there."""
    words = ("--as-of", "2019-02-28", "--format", "json")
    data: Any = command.json("trend", moved, *words)

    assert data["data_dates"] == DATA_DATES[:2]
    assert "fair" not in {each["id"] for each in data["milestones"]}


def test_csv_is_the_same_in_columns(command: Command, moved: Path) -> None:
    """A row a milestone, a column a data date; empty before it was known."""
    out = command("trend", moved, *DAY, "--format", "csv").out
    heads, *rows = csv.reader(io.StringIO(out, newline=""), strict=True)
    found = {id_: cells for id_, _, *cells in rows}

    assert heads == ["id", "title", *DATA_DATES]
    for id_, expected in EXPECTED.items():
        assert found[id_] == [each or "" for each in expected]
    # What a spreadsheet would compute has an apostrophe in front.
    assert {id_: title for id_, title, *_ in rows}["fair"] == "'=1+1"


def test_a_csv_file_has_a_mark(command: Command, moved: Path) -> None:
    """A file begins with a byte order mark, for Excel; a pipe does not."""
    file = moved.with_name("trend.csv")
    printed = command("trend", moved, *DAY, "--format", "csv").out
    command("trend", moved, *DAY, "--format", "csv", "-o", file)

    assert file.read_bytes() == b"\xef\xbb\xbf" + printed.encode()


def test_people_see_a_line_for_each_change(command: Command, moved: Path) -> None:
    """The table has a line for what was first expected, and one for each change."""
    result = command("trend", moved, *DAY)
    lines = [line for line in result.out.splitlines() if line.endswith(" meeting")]

    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Parks: what was expected when, as of 1 June 2019\n")
    assert len(lines) == 3
    for line, cells in zip(
        lines,
        [
            ("Meeting", "4 December 2018", "May 2019"),
            ("1 February 2019", "14 May 2019"),
            ("1 March 2019", "21 May 2019", "+7 days"),
        ],
        strict=True,
    ):
        assert all(cell in line for cell in cells)


def test_it_speaks_a_language(command: Command, moved: Path) -> None:
    """Words are in the language asked for."""
    out = command("trend", moved, *DAY, "--language", "lt").out

    assert "2019 m. gegužės 21 d." in out
    assert "Known from" not in out


def test_a_part_can_be_asked_for(command: Command, moved: Path) -> None:
    """Scope, partner and audience leave out what is not asked for."""
    words = ("--scope", "partner", "--partner", "rome", "--format", "json")
    data: Any = command.json("trend", moved, *DAY, *words)

    assert [each["id"] for each in data["milestones"]] == ["visit-rome"]


def test_nothing_asked_for_is_nothing(command: Command, moved: Path) -> None:
    """Where no milestone is left there is only the title."""
    words = ("--audience", "public", "--scope", "country")

    assert command("trend", moved, *DAY, *words).out == (
        "Parks: what was expected when, as of 1 June 2019\n"
    )


@pytest.mark.parametrize("name", ["parks", *catalogue.ids("programmes"), "bluact"])
def test_json_follows_the_schema(command: Command, moved: Path, name: str) -> None:
    """What is printed is what the published schema says; each row is complete."""
    plan = moved if name == "parks" else name
    data: Any = command.json("trend", plan, "--format", "json")

    assert [error.message for error in VALIDATOR.iter_errors(data)] == []
    for each in data["milestones"]:
        assert len(each["expected"]) == len(data["data_dates"])


def test_the_schema_explains_every_key() -> None:
    """The published schema is one, and each of its keys has a description."""
    VALIDATOR.check_schema(schema("trend"))
    for table in (schema("trend"), *schema("trend")["$defs"].values()):
        for key, value in table.get("properties", {}).items():
            assert value["description"].endswith("."), key


REFUSED = [
    ("before the plan", ["--as-of", "2018-12-03"], "2018-12-04", "data-date-early"),
    ("no such partner", ["--partner", "udine"], '"rome"', "unknown-partner"),
    ("no such form", ["--format", "markdown"], "'csv'", "usage"),
]


@pytest.mark.parametrize(
    ("words", "hint", "code"),
    [pytest.param(*case, id=reason) for reason, *case in REFUSED],
)
def test_a_bad_word_is_refused(
    command: Command, moved: Path, words: list[str], hint: str, code: str
) -> None:
    """One line, exit code 2, and no trend."""
    result = command("trend", moved, *words)

    check_refused(result, code)
    assert hint in result.err
