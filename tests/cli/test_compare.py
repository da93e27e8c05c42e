"""`compare`: what moved between two days, or would move if."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Command, Result
from tests.cli.schemas import schema, validator
from tests.cli.test_bad_input import check_refused

VALIDATOR = validator("compare")
DAY = ("--as-of", "2019-03-01")

Move = tuple[str | None, str | None, int | None]
"""What was expected, what is, and the days between."""


@pytest.fixture(name="moved")
def _moved(command: Command, parks: Path) -> Path:
    """Return a plan that was extended, in which a meeting was agreed and moved."""
    for words, day in (
        (["confirm", "meeting", "2019-05-14"], "2019-02-01"),
        (["move", "meeting", "2019-05-21"], "2019-03-01"),
        (["extend", "transfer", "6 months", "--reason", "A flood"], "2019-04-01"),
    ):
        assert command("record", parks, *words, "--on", day).code == 0
    command("add", parks, "--title=Fair", "--when=2020-05-01", "--on=2019-04-01")
    with parks.open("a", encoding="utf-8") as file:
        file.write('\n[[baseline]]\nname = "agreed"\non = 2019-02-01\n')
    return parks


def moves(data: Any) -> dict[str, Move]:  # noqa: ANN401 - JSON
    """Return of all that differs what it was, what it is, and the days between."""
    return {
        each["id"]: (
            each["before"] and each["before"]["edtf"],
            each["after"] and each["after"]["edtf"],
            each["variance_days"],
        )
        for each in (*data["phases"], *data["milestones"])
    }


def compared(command: Command, *words: str | Path) -> Any:  # noqa: ANN401 - JSON
    """Return what `compare` prints as JSON; its exit code says whether it differs."""
    result = command("compare", *words, "--format", "json")
    data: Any = json.loads(result.out)
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []
    assert result.code == int(bool(data["phases"] or data["milestones"]))
    assert result.err == ""
    return data


EXTENDED: dict[str, Move] = {
    # 18 and 24, then 24 and 30 months from 4 December 2018.
    "transfer": ("2018-12-04/2020-06-04", "2018-12-04/2020-12-04", 183),
    "dissemination": ("2020-06-05/2020-12-04", "2020-12-05/2021-06-04", 182),
    "network-results": ("2020-06-04", "2020-12-04", 183),
    "final-outputs": ("2020-12-04", "2021-06-04", 182),
}
FAIR: dict[str, Move] = {"fair": (None, "2020-05-01", None)}
MEETING: dict[str, Move] = {"meeting": ("2019-05-14", "2019-05-21", 7)}
MINUTES: dict[str, Move] = {"minutes": ("2019-05-28", "2019-06-04", 7)}

AGAINST = [
    (
        "the last named baseline",
        ["--as-of", "2019-04-01"],
        EXTENDED | FAIR | MEETING | MINUTES,
    ),
    ("its name", ["--as-of=2019-03-01", "--against=agreed"], MEETING | MINUTES),
    ("a day", ["--as-of=2019-04-01", "--against=2019-03-31"], EXTENDED | FAIR),
    (
        "a later day: the other way round",
        ["--as-of=2019-02-28", "--against=2019-03-01"],
        {
            "meeting": ("2019-05-21", "2019-05-14", -7),
            "minutes": ("2019-06-04", "2019-05-28", -7),
        },
    ),
    ("the same day: nothing", ["--as-of=2019-03-01", "--against=2019-03-01"], {}),
    (
        # A day of the month that was expected is no slip.
        "the first publication, before any baseline",
        ["--as-of=2019-02-01", "--against=2018-12-04"],
        {
            "meeting": ("2019-05", "2019-05-14", 0),
            "minutes": ("[2019-05-15..2019-06-14]", "2019-05-28", 0),
        },
    ),
]


@pytest.mark.parametrize(
    ("words", "expected"), [pytest.param(*case, id=reason) for reason, *case in AGAINST]
)
def test_it_shows_what_moved(
    command: Command, moved: Path, words: list[str], expected: dict[str, Move]
) -> None:
    """All that differs between two days, by how many days, and nothing else."""
    assert moves(compared(command, moved, *words)) == expected


def test_people_read_the_same(command: Command, moved: Path) -> None:
    """The table says when it was, when it is, by how much, and why."""
    result = command("compare", moved, "--as-of", "2019-04-01")

    assert (result.code, result.err) == (1, "")
    assert result.out.startswith("Parks: from 1 February 2019 to 1 April 2019\n")
    (row,) = (line for line in result.out.splitlines() if "network-results" in line)
    for cell in ("4 June 2020", "4 December 2020", "+183 days", "A flood"):
        assert cell in row
    (row,) = (line for line in result.out.splitlines() if " fair" in line)
    assert "new" in row


def test_nothing_is_said_too(command: Command, moved: Path) -> None:
    """If nothing differs that is a sentence, and the exit code is 0."""
    assert command("compare", moved, *DAY, "--against", "2019-03-01") == Result(
        0, "Parks: from 1 March 2019 to 1 March 2019\n\nNothing changed.\n", ""
    )


WHAT_IF = [
    (
        "months more",
        "extend transfer by 3 months",
        {
            # 21 and 27 months from 4 December 2018.
            "transfer": ("2018-12-04/2020-06-04", "2018-12-04/2020-09-04", 92),
            "dissemination": ("2020-06-05/2020-12-04", "2020-09-05/2021-03-04", 90),
            "network-results": ("2020-06-04", "2020-09-04", 92),
            "final-outputs": ("2020-12-04", "2021-03-04", 90),
        },
    ),
    (
        "a day of the month that is expected",
        "kick-off on 2019-01-22",
        {"kick-off": ("2019-01", "2019-01-22", 0)},
    ),
    (
        "another date, for all that counts from it",
        "meeting on 2019-06-04/2019-06-05",
        {
            "meeting": ("2019-05-21", "2019-06-04/2019-06-05", 14),
            "minutes": ("2019-06-04", "2019-06-19", 15),
        },
    ),
    (
        "it is called off",
        "cancel visit",
        {
            "visit-rome": ("2019-09-17", "2019-09-17", 0),
            "visit-vilnius": ("2019-09-17", "2019-09-17", 0),
        },
    ),
    (
        "it is put off",
        "postpone meeting",
        {
            "meeting": ("2019-05-21", "unknown", None),
            "minutes": ("2019-06-04", "unknown", None),
        },
    ),
    (
        # The 21st is eleven days before June; the minutes follow two weeks after.
        "a month, of what is agreed",
        "meeting on 2019-06",
        {
            "meeting": ("2019-05-21", "2019-06", 11),
            "minutes": ("2019-06-04", "[2019-06-15..2019-07-14]", 11),
        },
    ),
    ("as it is", "visit-rome on 2019-09-17", {}),
]


@pytest.mark.parametrize(
    ("change", "expected"),
    [pytest.param(*case, id=reason) for reason, *case in WHAT_IF],
)
def test_it_shows_what_would_move(
    command: Command, moved: Path, change: str, expected: dict[str, Move]
) -> None:
    """`--with` compares the plan with what it would be, and changes nothing."""
    before = moved.read_bytes(), moved.stat().st_mtime_ns
    found = moves(compared(command, moved, *DAY, "--with", change))

    assert found == expected
    assert (moved.read_bytes(), moved.stat().st_mtime_ns) == before
    assert list(moved.parent.iterdir()) == [moved]


def test_what_is_supposed_stands_in_the_title(command: Command, moved: Path) -> None:
    """Several suppositions hold together, and the report names them."""
    words = ("--with", "cancel visit-rome", "--with", "meeting on 2019-06-04")
    result = command("compare", moved, *DAY, *words)

    assert result.code == 1
    assert result.out.startswith(
        "Parks, as of 1 March 2019: if cancel visit-rome, meeting on 2019-06-04\n"
    )
    assert "visit-vilnius" not in result.out


def test_the_programmes_start_can_be_supposed(command: Command) -> None:
    """Of a bundled network, what is its programme's may be supposed to change."""
    data = compared(
        *(command, "ru-rban", "--as-of", "2019-01-01"),
        *("--with", "start on 2018-12-10"),
    )

    assert moves(data)["transfer"] == (
        "2018-12-04/2020-06-04",
        "2018-12-10/2020-06-10",
        6,
    )


def test_a_part_can_be_asked_for(command: Command, moved: Path) -> None:
    """Scope, partner and audience leave out what is not asked for."""
    words = ("--with", "cancel visit", "--partner", "rome", "--scope", "partner")
    data = compared(command, moved, *DAY, *words)

    assert list(moves(data)) == ["visit-rome"]


def test_it_speaks_a_language(command: Command, moved: Path) -> None:
    """Words are in the language asked for."""
    out = command("compare", moved, "--as-of=2019-04-01", "--language=lt").out

    assert "2019 m. balandžio 1 d." in out
    assert "Before" not in out


def test_it_is_written_to_a_file(command: Command, moved: Path) -> None:
    """With `-o` the same text is in the file, and the exit code is the same."""
    file = moved.with_name("moves.txt")
    printed = command("compare", moved, *DAY)

    assert command("compare", moved, *DAY, "-o", file) == Result(1, "", "")
    assert file.read_text(encoding="utf-8") == printed.out


def test_what_is_done_cannot_be_supposed_to_move(command: Command, moved: Path) -> None:
    """A date of what has happened is nothing to suppose: one line says so."""
    command("record", moved, "done", "meeting", "--on", "2019-05-22")
    words = ("--as-of", "2019-05-22", "--with", "meeting on 2019-06-04")
    result = command("compare", moved, *words)

    check_refused(result, "record")
    assert '"meeting", which is done' in result.err


@pytest.mark.parametrize(
    "name", ["playful-paradigm", "ru-rban", "bluact", "urbact-iii-transfer"]
)
def test_the_extension_moved_the_bundled_plans(command: Command, name: str) -> None:
    """COVID-19 brought six months more, known from 24 June 2020."""
    words = ("--as-of", "2020-06-24", "--against", "2020-06-23")
    found = moves(compared(command, name, *words))

    for id_ in ("transfer", "dissemination"):
        assert found[id_] == EXTENDED[id_]
    assert found["project-end"] == ("2020-12-04", "2021-06-04", 182)


def test_the_schema_explains_every_key() -> None:
    """The published schema is one, and each of its keys has a description."""
    VALIDATOR.check_schema(schema("compare"))
    for table in (schema("compare"), *schema("compare")["$defs"].values()):
        for key, value in table.get("properties", {}).items():
            assert value["description"].endswith("."), key


REFUSED = [
    (
        "no words we know",
        ["--with", "the end"],
        'write it like "extend',
        "change-syntax",
    ),
    ("no words", ["--with", ""], 'found ""', "change-syntax"),
    ("no such phase", ["--with", "extend transfr by 1 month"], "mean", "unknown-phase"),
    ("weeks", ["--with", "extend transfer by 3 weeks"], "6 months", "extend"),
    ("no such milestone", ["--with", "cancel meting"], "mean", "unknown-milestone"),
    ("no start", ["--with", "start on May"], "2018-12-10", "change-syntax"),
    ("no day", ["--with", "meeting on 2019-02-29"], "28 days", "date-impossible"),
    ("a circle", ["--with", "meeting on 1 week after minutes"], "minutes", "cycle"),
    ("no such baseline", ["--against", "x"], '"agreed"', "unknown-baseline"),
    ("before the plan", ["--against", "2018-12-03"], "2018-12-04", "data-date-early"),
    ("no such partner", ["--partner", "udine"], '"rome"', "unknown-partner"),
    ("no such form", ["--format", "csv"], "'json'", "usage"),
]


@pytest.mark.parametrize(
    ("words", "hint", "code"),
    [pytest.param(*case, id=reason) for reason, *case in REFUSED],
)
def test_a_bad_word_is_refused(
    command: Command, moved: Path, words: list[str], hint: str, code: str
) -> None:
    """One line, exit code 2, which is not that of a difference; no report."""
    before = moved.read_bytes()
    result = command("compare", moved, *DAY, *words)

    check_refused(result, code)
    assert hint in result.err
    assert moved.read_bytes() == before
