"""`status`: where a network is, what comes next, what is late."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Command, process
from tests.cli.schemas import schema, validator
from tests.cli.test_bad_input import check_refused
from transfertimeline import catalogue

VALIDATOR = validator("status")


@pytest.fixture(name="moved")
def _moved(command: Command, parks: Path) -> Path:
    """Return a plan of which some things moved, are done, and are called off."""
    for words, day in (
        (["confirm", "meeting", "2019-06-04/2019-06-05"], "2019-02-01"),
        (["done", "meeting"], "2019-06-06"),
        (["cancel", "visit-rome"], "2019-06-07"),
        (["move", "visit-vilnius", "2019-10-01"], "2019-06-07"),
    ):
        reason = ("--reason", f"Because of {words[0]}")
        assert command("record", parks, *words, "--on", day, *reason).code == 0
    with parks.open("a", encoding="utf-8") as file:
        file.write('\n[[baseline]]\nname = "agreed"\non = 2019-02-01\n')
    return parks


def data_of(command: Command, *words: str | Path) -> Any:  # noqa: ANN401 - JSON
    """Return the report that a command prints as JSON."""
    return command.json("status", *words, "--format", "json")


def ids(milestones: list[dict[str, object]]) -> list[object]:
    """Return the ids of milestones."""
    return [each["id"] for each in milestones]


DAYS = [
    # day, phase, its day, its days, elapsed; of 549 + 183 = 732 days in all
    ("the first day", "2018-12-04", "transfer", 1, 549, 1),
    # 28 days of December, 31, 28, 31, 30, 31, one of June
    ("half a year", "2019-06-01", "transfer", 180, 549, 180),
    ("the last day of a phase", "2020-06-04", "transfer", 549, 549, 549),
    ("the first of the next", "2020-06-05", "dissemination", 1, 183, 550),
    ("the last of all", "2020-12-04", "dissemination", 183, 183, 732),
    ("over", "2020-12-05", None, None, None, 732),
]


@pytest.mark.parametrize(
    ("day", "phase", "numbers"),
    [pytest.param(day, phase, rest, id=reason) for reason, day, phase, *rest in DAYS],
)
def test_it_says_where_we_are(
    command: Command, parks: Path, day: str, phase: str | None, numbers: list[int]
) -> None:
    """The phase, the day of it, and how much of the whole has begun."""
    data = data_of(command, parks, "--as-of", day)

    keys = ("day_of_phase", "days_of_phase", "elapsed_days")
    assert data["phase"] == phase
    assert [data[key] for key in keys] == numbers
    assert data["days"] == 732


def test_before_the_start_nothing_has_elapsed(command: Command, parks: Path) -> None:
    """A plan may be published before it starts."""
    text = parks.read_text(encoding="utf-8")
    parks.write_text(text.replace("issued = 2018-12-04", "issued = 2018-11-01"))
    data = data_of(command, parks, "--as-of", "2018-12-03")

    assert (data["phase"], data["elapsed_days"]) == (None, 0)
    out = command("status", parks, "--as-of", "2018-12-03").out
    assert "4 December 2018" in out
    assert "0 % of the time has passed: 0 of 732 days" in out


def test_it_says_what_is_next_and_what_is_late(command: Command, moved: Path) -> None:
    """Next, overdue, unconfirmed and slipped; done and cancelled is none of them."""
    data = data_of(command, moved, "--as-of", "2019-07-01")

    # Two weeks after 5 June are the minutes; the kick-off was to be in January,
    # campuses in spring, plans two to three months after the start.
    assert ids(data["overdue"]) == [
        *("kick-off", "transfer-plan", "campus-it", "campus-lt", "minutes")
    ]
    assert ids(data["upcoming"]) == [
        *("visit-vilnius", "mid-point", "network-results", "final-outputs")
    ]
    assert ids(data["waiting"]) == ["visit-vilnius", "mid-point", "final-event"]
    (slipped,) = data["slipped"]
    assert (slipped["id"], slipped["variance_days"]) == ("visit-vilnius", 14)
    assert slipped["reasons"] == [
        {
            "on": "2019-06-07",
            "reason": "Because of move",
            "inferred": False,
            "source": [],
        }
    ]
    assert data["baseline"] == {"name": "agreed", "on": "2019-02-01"}


AGAINST = [
    ("its name", "agreed", {"name": "agreed", "on": "2019-02-01"}, 14),
    ("a day", "2019-01-01", {"name": None, "on": "2019-01-01"}, 14),
    ("a day after it moved", "2019-06-30", {"name": None, "on": "2019-06-30"}, None),
]


@pytest.mark.parametrize(
    ("against", "baseline", "days"),
    [pytest.param(*case, id=reason) for reason, *case in AGAINST],
)
def test_slipped_since_when_can_be_said(
    command: Command,
    moved: Path,
    against: str,
    baseline: dict[str, str | None],
    days: int | None,
) -> None:
    """`--against` takes the name of a baseline or a day."""
    words = ("--as-of", "2019-07-01", "--against", against)
    data = data_of(command, moved, *words)
    found = {each["id"]: each["variance_days"] for each in data["slipped"]}

    assert data["baseline"] == baseline
    assert found.get("visit-vilnius") == days


def test_without_a_baseline_it_is_the_first_publication(
    command: Command, parks: Path
) -> None:
    """Where none is named, what counts is what was published first."""
    data = data_of(command, parks, "--as-of", "2019-07-01")

    assert data["baseline"] == {"name": None, "on": "2018-12-04"}


def test_people_read_the_same(command: Command, moved: Path) -> None:
    """The table says all that in words."""
    out = command("status", moved, "--as-of", "2019-07-01").out

    # 4 December to 1 July: 28 + 31 + 28 + 31 + 30 + 31 + 30 + 1 days.
    for text in (
        "Parks, as of 1 July 2019",
        "Transfer learning, day 210 of 549 (4 December 2018 - 4 June 2020)",
        "29 % of the time has passed: 210 of 732 days",
        "Compared with agreed, 1 February 2019",
        "Next",
        "Overdue: neither done nor cancelled",
        "Waiting for confirmation",
        "Later than planned",
        "+14 days",
        "Because of move",
    ):
        assert text in out


def test_it_speaks_a_language(command: Command, moved: Path) -> None:
    """Words are in the language asked for."""
    out = command("status", moved, "--as-of=2019-07-01", "--language=lt").out

    assert "Parks, 2019 m. liepos 1 d. duomenimis" in out
    assert "Overdue" not in out


def test_a_part_can_be_asked_for(command: Command, moved: Path) -> None:
    """Audience, partner and scope leave out what is not asked for."""
    words = ("--as-of", "2019-07-01", "--partner", "rome", "--scope", "partner")
    data = data_of(command, moved, *words)

    assert not ids(data["upcoming"] + data["overdue"] + data["waiting"])
    assert data["slipped"] == []


def test_it_is_written_to_a_file(command: Command, moved: Path) -> None:
    """With `-o` the same text is in the file."""
    file = moved.with_name("status.txt")
    words = ("status", moved, "--as-of", "2019-07-01")
    printed = command(*words).out

    assert command(*words, "-o", file).out == ""
    assert file.read_text(encoding="utf-8") == printed


def test_the_schema_explains_every_key() -> None:
    """The published schema is one, and each of its keys has a description."""
    VALIDATOR.check_schema(schema("status"))
    for table in (schema("status"), *schema("status")["$defs"].values()):
        for key, value in table.get("properties", {}).items():
            assert value["description"].endswith("."), key


@pytest.mark.parametrize("day", ["2018-12-04", "2019-07-01", "2021-07-01"])
@pytest.mark.parametrize(
    "name", ["parks", "playful-paradigm", "ru-rban", "urbact-iii-transfer"]
)
def test_json_follows_the_schema(
    command: Command, moved: Path, name: str, day: str
) -> None:
    """What is printed is what the published schema says, no key more."""
    plan = moved if name == "parks" else name
    data = data_of(command, plan, "--as-of", day)

    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize("name", catalogue.ids("networks"))
def test_every_bundled_network_has_a_status(command: Command, name: str) -> None:
    """At the end of the extension each network is on the last day of sharing."""
    # The Monitoring Committee gave six months more: to 4 June 2021.
    data = data_of(command, name, "--as-of", "2021-06-04")

    assert (data["phase"], data["end"]) == ("dissemination", "2021-06-04")
    assert data["elapsed_days"] == data["days"]


REFUSED = [
    ("no such baseline", ["--against", "agred"], 'mean "agreed"?', "unknown-baseline"),
    (
        "a day before the plan",
        ["--against", "2017-01-01"],
        "on or after 2018-12-04",
        "data-date-early",
    ),
    ("as of before the plan", ["--as-of", "2017-01-01"], "", "data-date-early"),
    ("no partner", ["--partner", "udine"], "", "unknown-partner"),
    ("no such form", ["--format", "csv"], "'json'", "usage"),
]


@pytest.mark.parametrize(
    ("words", "hint", "code"),
    [pytest.param(*case, id=reason) for reason, *case in REFUSED],
)
def test_a_bad_word_is_refused(
    command: Command, moved: Path, words: list[str], hint: str, code: str
) -> None:
    """One line, exit code 2, and no report."""
    result = command("status", moved, *words)

    check_refused(result, code)
    assert hint in result.err


def test_a_process_says_the_same(command: Command) -> None:
    """As a process of its own it prints the same."""
    words = ("status", "playful-paradigm", "--as-of", "2020-07-01")

    assert process(*words) == command(*words)
