"""`new`: a plan file to begin with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import DAY, Command, Result, environment, process
from transfertimeline.plan.parse import parse_plan

ISSUED = ("--issued", "2019-01-01")
NETWORK = ("--id", "gardens", "--name", "City gardens", *ISSUED)
IN_PROGRAMME = (*NETWORK, "--programme", "urbact-iii-transfer")


def statements(path: Path) -> list[str]:
    """Return the lines of a plan file that are no comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_a_new_plan_is_written(command: Command, tmp_path: Path) -> None:
    """The file holds what was said, and the way to look at it is said."""
    path = tmp_path / "gardens.toml"
    result = command("new", path, *IN_PROGRAMME)

    assert result == Result(
        0, "", f"{path}: written. See it with: transfertimeline show {path}\n"
    )
    assert list(tmp_path.iterdir()) == [path]
    assert statements(path) == [
        "format = 1",
        "[network]",
        'id = "gardens"',
        'name = "City gardens"',
        "issued = 2019-01-01",
        'programme = "urbact-iii-transfer"',
        'languages = ["en"]',
    ]


def test_a_new_plan_can_be_shown_at_once(command: Command, tmp_path: Path) -> None:
    """The plan has the dates of its programme from the start."""
    path = tmp_path / "gardens.toml"
    command("new", path, *IN_PROGRAMME, "--partner", "Udine,IT")
    data = command.json("show", path, *DAY, "--format", "json")

    assert data["network"] == {
        "id": "gardens",
        "name": "City gardens",
        "programme": "urbact-iii-transfer",
    }
    dates = {found["id"]: found["edtf"] for found in data["milestones"]}
    assert (dates["kick-off"], dates["campus-it"]) == ("2019-01", "2019-21")


def test_a_new_plan_explains_itself(command: Command, tmp_path: Path) -> None:
    """Every example in the comments is one when the # is taken away."""
    path = tmp_path / "gardens.toml"
    command("new", path, *IN_PROGRAMME)
    lines = [
        line.removeprefix("#")
        if line[:1] == "#" and line[1:2] not in ("", " ")
        else line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith(("#zone", "#languages"))
    ]
    layer = parse_plan("\n".join(lines))

    assert len(layer.milestones) > 2


def test_a_new_plan_holds_what_was_asked_for(command: Command, tmp_path: Path) -> None:
    """Each option fills its key; the first partner is the lead."""
    path = tmp_path / "gardens.toml"
    command(
        *("new", path, *NETWORK, "--lifecycle", "transfer-network"),
        *("--start", "2019-02-01", "--zone", "Europe/Rome"),
        *("--language", "it", "--language", "lt"),
        *("--partner", "Udine,IT", "--partner", "Klaipėda, LT"),
    )

    assert statements(path) == [
        "format = 1",
        "[network]",
        'id = "gardens"',
        'name = "City gardens"',
        "issued = 2019-01-01",
        'lifecycle = "transfer-network"',
        "start = 2019-02-01",
        'zone = "Europe/Rome"',
        'languages = ["it", "lt"]',
        "[[partner]]",
        'id = "udine"',
        'city = "Udine"',
        'country = "IT"',
        'role = "lead"',
        "[[partner]]",
        'id = "klaipeda"',
        'city = "Klaipėda"',
        'country = "LT"',
    ]


def test_dates_can_come_from_a_sheet(command: Command, tmp_path: Path) -> None:
    """Each row of a table of dates becomes a milestone, with an id of its own."""
    sheet = tmp_path / "dates.csv"
    sheet.write_text(
        "\ufeffTitle;Date;End\n"
        "Kick-off;2019-01-15;2019-01-16\n"
        "Report deadline;2019-06;\n"
        "Visit to Klaipėda;unknown;\n",
        encoding="utf-8",
    )
    path = tmp_path / "gardens.toml"
    result = command("new", path, *IN_PROGRAMME, "--csv", sheet)
    data = command.json("show", path, *DAY, "--scope", "network", "--format", "json")

    assert result.code == 0
    found = {m["id"]: (m["edtf"], m["kind"]) for m in data["milestones"]}
    # The lifecycle has a kick-off already, so this one is another.
    assert found["kick-off-2"] == ("2019-01-15/2019-01-16", "meeting")
    assert found["report-deadline"] == ("2019-06", "deadline")
    assert found["visit-to-klaipeda"] == ("unknown", "meeting")


def test_the_programme_can_be_a_file(command: Command, tmp_path: Path) -> None:
    """The path of a programme's file counts from the folder of the new plan."""
    (tmp_path / "round.toml").write_text(
        """format = 1
[programme]
id = "round"
name = "Round"
issued = 2019-01-01
lifecycle = "transfer-network"
start = 2019-01-01
"""
    )
    path = tmp_path / "gardens.toml"
    result = command("new", path, *NETWORK, "--programme", "round.toml")

    assert result.code == 0
    assert 'programme = "round.toml"' in statements(path)
    assert command("show", path, *DAY).code == 0


NAMES = [
    ("plain", "gardens.toml", "gardens.toml"),
    ("with blanks", "city gardens.toml", "'city gardens.toml'"),
    # Without a dot or a slash it would be the id of something bundled.
    ("without an ending", "gardens", "./gardens"),
]


@pytest.mark.parametrize(
    ("name", "shown"), [pytest.param(*case, id=reason) for reason, *case in NAMES]
)
def test_the_next_command_works_as_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, shown: str
) -> None:
    """What is said to be typed next can be typed."""
    monkeypatch.chdir(tmp_path)
    result = process("new", name, *IN_PROGRAMME)

    assert result.err.endswith(f" transfertimeline show {shown}\n")
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m transfertimeline show {shown}', sys.executable],
        check=False,
        capture_output=True,
        env=environment(),
    )
    assert done.returncode == 0
    assert done.stdout.decode().startswith("City gardens, ")


# ----------------------------------------------------------------------- what is wrong

REFUSED = [
    ("an id that is none", ["--id", "City"], "expected an id of", "id"),
    ("no name", ["--name", ""], "name: expected a text", "text-empty"),
    ("a name in two lines", ["--name", "a\nb"], r"found \"a\nb\"", "text-line"),
    ("no such programme", ["--programme", "urbact"], "found", "unknown-programme"),
    ("a programme elsewhere", ["--programme", "../x.toml"], "inside", "path-outside"),
    ("a start beside it", ["--start", "2019-01-01"], "leave them out", "layers"),
    ("an abbreviation", ["--zone", "CET"], "name the city", "zone-abbreviation"),
    ("no language", ["--language", "English"], 'like "en"', "language-tag"),
    ("no country", ["--partner", "Udine"], "expected a partner like Udine,IT", "usage"),
    ("no city", ["--partner", ",IT"], "expected a partner like Udine,IT", "usage"),
    ("Greece by its other code", ["--partner", "Piraeus,EL"], '"GR"', "country"),
    (
        "a partner twice",
        ["--partner", "Udine,IT", "--partner", "Udine,IT"],
        'found "udine"',
        "id-duplicate",
    ),
    ("a day that is none", ["--issued", "2019-02-29"], "a day like", "usage"),
    (
        "a day before the programme",
        ["--issued", "2018-12-03"],
        "on or after 2018-12-04",
        "data-date-early",
    ),
    ("no such sheet", ["--csv", "nowhere.csv"], "nowhere.csv: ", "file-unreadable"),
]


@pytest.mark.parametrize(
    ("words", "hint", "code"),
    [pytest.param(*case, id=reason) for reason, *case in REFUSED],
)
def test_a_bad_word_makes_no_plan(
    command: Command, tmp_path: Path, words: list[str], hint: str, code: str
) -> None:
    """What is wrong is one line, and no file is written."""
    result = command("new", tmp_path / "plan.toml", *IN_PROGRAMME, *words)

    assert (result.code, result.out) == (2, "")
    assert len(result.complaints) == 1
    assert hint.replace('\\"', '"') in result.err
    end = "(see: transfertimeline new --help)" if code == "usage" else f"[{code}]"
    assert result.err.endswith(f" {end}\n")
    assert list(tmp_path.iterdir()) == []


SHEETS = [
    ("a day the other way round", b"title,date\nA,15/01/2019\n", ["csv-date"]),
    ("a day that is none", b"title,date\nA,2019-06-31\n", ["csv-date"]),
    ("no date", b"title,date\nA,\n", ["csv-date"]),
    (
        "an end before the day",
        b"title,date,end\nA,2019-06-02,2019-06-01\n",
        ["csv-end"],
    ),
    ("no names of columns", b"", ["csv-header", "csv-header"]),
    ("a cell too many", b"title,date\nA,2019,B\n", ["csv-row"]),
    ("no title", b"title,date\n,2019\n", ["csv-title"]),
    ("another encoding", b"title,date\nR\xfcck,2019\n", ["not-utf-8"]),
    (
        "a time that is skipped",
        b"title,date,time\nA,2019-03-31,02:30\n",
        ["time-skipped"],
    ),
    ("a circle", b"title,date,id\nA,1 day after b,a\nB,1 day after a,b\n", ["cycle"]),
    ("an id of the lifecycle", b"title,date,id\nA,2019,kick-off\n", ["id-duplicate"]),
]


@pytest.mark.parametrize(
    ("sheet", "codes"), [pytest.param(*case, id=reason) for reason, *case in SHEETS]
)
def test_a_bad_sheet_makes_no_plan(
    command: Command, tmp_path: Path, sheet: bytes, codes: list[str]
) -> None:
    """What is wrong in a table of dates is a line each, and no file is written."""
    dates = tmp_path / "dates.csv"
    dates.write_bytes(sheet)
    result = command(
        *("new", tmp_path / "plan.toml", *IN_PROGRAMME),
        *("--zone", "Europe/Rome", "--csv", dates),
    )

    assert (result.code, result.out) == (2, "")
    assert [line.rpartition("[")[2] for line in result.complaints] == [
        f"{code}]" for code in codes
    ]
    assert list(tmp_path.iterdir()) == [dates]


def test_a_plan_is_never_written_over(command: Command, tmp_path: Path) -> None:
    """A file that is there stays as it was, whatever it is."""
    path = tmp_path / "plan.toml"
    path.write_text("as it was")
    before = path.stat().st_mtime_ns
    result = command("new", path, *IN_PROGRAMME)

    assert result == Result(
        2,
        "",
        f"{path}: expected no file yet, found one; "
        "choose another name; a plan is never overwritten [output-exists]\n",
    )
    assert (path.read_text(), path.stat().st_mtime_ns) == ("as it was", before)


PATHS = [
    ("a folder", "", "not-a-file"),
    ("in a folder that is not there", "nowhere/plan.toml", "file-unwritable"),
    ("a name that is too long", f"{'x' * 300}.toml", "output-unreadable"),
]


@pytest.mark.parametrize(
    ("path", "code"), [pytest.param(*case, id=reason) for reason, *case in PATHS]
)
def test_a_plan_cannot_be_everywhere(
    command: Command, tmp_path: Path, path: str, code: str
) -> None:
    """Where no file can be, there is one line."""
    result = command("new", tmp_path / path, *IN_PROGRAMME)

    assert (result.code, result.out) == (2, "")
    assert len(result.complaints) == 1
    assert result.err.endswith(f" [{code}]\n")
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------- what is not given

MISSING = [
    ("the name", ["--programme", "urbact-iii-transfer"], "--name"),
    ("the id", ["--name", "A", "--programme", "urbact-iii-transfer"], "--id"),
    ("the programme", ["--name", "A", "--id", "a"], "--programme"),
    (
        "the start",
        ["--name", "A", "--id", "a", "--lifecycle", "transfer-network"],
        "--start",
    ),
]


@pytest.mark.parametrize(
    ("words", "option"), [pytest.param(*case, id=reason) for reason, *case in MISSING]
)
def test_nobody_is_asked_without_a_terminal(
    tmp_path: Path, words: list[str], option: str
) -> None:
    """Where nobody can answer, what is missing is an error and not a question."""
    result = process("new", tmp_path / "plan.toml", *ISSUED, *words)

    assert result == Result(
        2,
        "",
        f"expected the option {option}, found none, and nobody to ask "
        "(see: transfertimeline new --help)\n",
    )
    assert list(tmp_path.iterdir()) == []


pytest.importorskip("pty", reason="no terminals to be had here")


def answered(path: Path, answers: str, *words: str) -> Result:
    """Run the command with somebody at the terminal, who types these answers."""
    terminal, stdin = os.openpty()
    try:
        os.write(terminal, answers.encode())
        done = subprocess.run(
            [sys.executable, "-m", "transfertimeline", "new", path, *ISSUED, *words],
            check=False,
            capture_output=True,
            env=environment(),
            stdin=stdin,
            timeout=60,
        )
    finally:
        os.close(terminal)
        os.close(stdin)
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_somebody_at_a_terminal_is_asked(tmp_path: Path) -> None:
    """What is not given is asked for, with what is usual between brackets."""
    path = tmp_path / "plan.toml"
    result = answered(path, "Città giardino\n\n\n")

    assert result.code == 0
    assert "Its permanent id [citta-giardino]" in result.err
    assert statements(path)[2:6] == [
        'id = "citta-giardino"',
        'name = "Città giardino"',
        "issued = 2019-01-01",
        'programme = "urbact-iii-transfer"',
    ]


def test_an_answer_that_is_no_day_is_asked_again(tmp_path: Path) -> None:
    """A day that cannot be read is said and asked for once more."""
    path = tmp_path / "plan.toml"
    words = ("--name", "A", "--id", "a", "--lifecycle", "transfer-network")
    result = answered(path, "tomorrow\n2019-02-01\n", *words)

    assert result.code == 0
    assert 'expected a day like 2019-01-31, found "tomorrow"' in result.err
    assert "start = 2019-02-01" in statements(path)


def test_somebody_who_gives_up_gets_no_plan(tmp_path: Path) -> None:
    """The end of the input (control-D) ends it, and nothing is written."""
    result = answered(tmp_path / "plan.toml", "\x04")

    assert (result.code, result.out.strip()) == (130, "")
    assert result.err.endswith("stopped\n")
    assert list(tmp_path.iterdir()) == []
