"""`show`: the schedule on a terminal, in a file, and as the contract with programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.command import DAY, Command, Result, environment, process
from tests.cli.schemas import schema, validator
from transfertimeline import catalogue

SCHEMA = schema("show")

PLAN = """\
format = 1
[network]
id = "gardens"
name = "City gardens"
issued = 2018-12-04
programme = "urbact-iii-transfer"
zone = "Europe/Rome"
languages = ["en", "lt"]

[[partner]]
id = "rome"
city = "Rome"
country = "IT"
role = "lead"

[[partner]]
id = "vilnius"
city = "Vilnius"
country = "LT"

[[milestone]]
id = "harvest"
kind = "event"
title = { en = "Harvest", lt = "Derlius" }
when = "2019-09-17"
time = "09:30-17:00"
place = "Rome"

[[milestone]]
id = "report"
kind = "deadline"
title = "=SUM(A1:A9) | <b>report</b> {n}"
when = "end of period"
time = "15:00"
zone = "Europe/Brussels"
repeat = { every = "6 months" }

[[milestone]]
id = "local-group"
kind = "meeting"
each = "partner"
title = "Local group of {city}"
when = "2019-03"
audience = ["partner", "local-group"]

[[milestone]]
id = "festival"
kind = "event"
title = "Festival"
when = "2021-05-01/2021-05-02"
online = true
"""


@pytest.fixture(name="plan")
def _plan(tmp_path: Path) -> Path:
    path = tmp_path / "gardens.toml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def data_of(command: Command, *words: str | Path) -> Any:  # noqa: ANN401 - JSON
    """Return the schedule that a command prints as JSON."""
    return command.json("show", *words, "--format", "json")


def milestones_of(data: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Return the milestones of a schedule in JSON by id."""
    return {milestone["id"]: milestone for milestone in data["milestones"]}


# ------------------------------------------------------------------------- the facts

PHASES = [
    # Approved on 4 December 2018; 18 months, then 6, to the same day of the month.
    ("transfer", "Transfer learning", "2018-12-04", "2020-06-04"),
    ("dissemination", "Transfer sharing", "2020-06-05", "2020-12-04"),
]


@pytest.mark.parametrize("plan", catalogue.ids("networks"))
def test_every_network_has_the_two_phases(command: Command, plan: str) -> None:
    """Each bundled network learns for 18 months and shares for 6, from approval on."""
    data = data_of(command, plan, *DAY)

    keys = ("id", "title", "first", "last")
    assert data["phases"] == [dict(zip(keys, p, strict=True)) for p in PHASES]
    assert (data["start"], data["end"]) == ("2018-12-04", "2020-12-04")


@pytest.mark.parametrize("plan", catalogue.ids("networks"))
def test_every_network_begins_in_paris(command: Command, plan: str) -> None:
    """The kick-off is in Paris, in January 2019, on days that nobody published."""
    kick_off = milestones_of(data_of(command, plan, *DAY))["kick-off"]

    assert kick_off["place"] == "Paris"
    assert (kick_off["edtf"], kick_off["exact"]) == ("2019-01", False)
    assert (kick_off["first"], kick_off["last"]) == ("2019-01-01", "2019-01-31")
    assert kick_off["audience"] == ["lead", "expert"]


def test_lithuania_trains_in_spring(command: Command) -> None:
    """The campus of Vilnius and its neighbours is in the spring after approval."""
    campus = milestones_of(data_of(command, "ru-rban", *DAY))["campus-lt"]

    assert (campus["edtf"], campus["family"]) == ("2019-21", "campus")
    assert (campus["first"], campus["last"]) == ("2019-03-01", "2019-05-31")
    assert (campus["country"], campus["partner"]) == ("LT", None)
    assert campus["title"] == "URBACT Campus, Lithuania"


def test_a_network_has_the_campuses_of_its_countries(command: Command) -> None:
    """RU:RBAN has partners in seven countries, so seven campuses."""
    campuses = [
        milestone["country"]
        for milestone in data_of(command, "ru-rban", *DAY)["milestones"]
        if milestone["family"] == "campus"
    ]

    assert sorted(campuses) == ["ES", "FR", "GR", "IT", "LT", "PL", "PT"]


def test_a_programme_has_what_its_networks_share(command: Command) -> None:
    """The programme shows what is its own and its countries', and no network's own."""
    data = data_of(command, "urbact-iii-transfer", *DAY)

    assert data["network"] == {
        "id": None,
        "name": "URBACT III Transfer Networks",
        "programme": "urbact-iii-transfer",
    }
    scopes = [milestone["scope"] for milestone in data["milestones"]]
    # Two approvals, the City Festival, the kick-off and the end; a campus for each of
    # 25 countries, and the festival of Italy.
    assert (scopes.count("programme"), scopes.count("country")) == (5, 26)
    assert len(scopes) == 31


# ------------------------------------------------------------------------------ JSON

# DESIGN, section 9: the keys of the contract, and what each holds.
TEXT, NUMBER, TRUTH = str, int, bool
TYPES: list[tuple[str, str, tuple[type | None, ...]]] = [
    ("", "format", (NUMBER,)),
    ("", "network", (dict,)),
    ("", "data_date", (TEXT,)),
    ("", "start", (TEXT,)),
    ("", "end", (TEXT,)),
    ("", "phases", (list,)),
    ("", "milestones", (list,)),
    ("", "findings", (list,)),
    ("network", "id", (TEXT, None)),
    ("network", "name", (TEXT,)),
    ("network", "programme", (TEXT, None)),
    ("phases", "id", (TEXT,)),
    ("phases", "title", (TEXT,)),
    ("phases", "first", (TEXT,)),
    ("phases", "last", (TEXT,)),
    ("milestones", "id", (TEXT,)),
    ("milestones", "family", (TEXT, None)),
    ("milestones", "n", (NUMBER, None)),
    ("milestones", "title", (TEXT,)),
    ("milestones", "kind", (TEXT,)),
    ("milestones", "scope", (TEXT,)),
    ("milestones", "status", (TEXT,)),
    ("milestones", "edtf", (TEXT,)),
    ("milestones", "first", (TEXT, None)),
    ("milestones", "last", (TEXT, None)),
    ("milestones", "exact", (TRUTH,)),
    ("milestones", "start", (TEXT, None)),
    ("milestones", "end", (TEXT, None)),
    ("milestones", "place", (TEXT, None)),
    ("milestones", "audience", (list,)),
    ("milestones", "country", (TEXT, None)),
    ("milestones", "partner", (TEXT, None)),
    ("milestones", "uid", (TEXT,)),
    ("milestones", "sequence", (NUMBER,)),
    ("milestones", "last_modified", (TEXT,)),
    ("milestones", "earlier", (list,)),
    ("milestones", "baseline", (None,)),
    ("milestones", "variance_days", (None,)),
    ("milestones", "rule", (TEXT,)),
    ("milestones", "findings", (list,)),
    ("findings", "code", (TEXT,)),
    ("findings", "severity", (TEXT,)),
    ("findings", "milestone", (TEXT, None)),
    ("findings", "message", (TEXT,)),
]


@pytest.mark.parametrize(
    ("table", "key", "types"),
    [pytest.param(*row, id=f"{row[0]} {row[1]}".strip()) for row in TYPES],
)
def test_every_key_of_the_contract_is_there(
    command: Command, plan: Path, table: str, key: str, types: tuple[type | None, ...]
) -> None:
    """Each object of the JSON has the key, and it holds what the contract says."""
    data = data_of(command, plan, *DAY)
    objects = data if not table else data[table]
    objects = objects if isinstance(objects, list) else [objects]

    assert objects
    found = {None if each[key] is None else type(each[key]) for each in objects}
    assert found <= set(types)


def test_no_key_is_there_that_the_contract_does_not_know(
    command: Command, plan: Path
) -> None:
    """The keys stand in the order of the contract, and there are no others."""
    data = data_of(command, plan, *DAY)

    for table in ("", "network", "phases", "milestones", "findings"):
        objects = data if not table else data[table]
        expected = [key for of, key, _ in TYPES if of == table]
        for each in objects if isinstance(objects, list) else [objects]:
            assert list(each) == expected


VALIDATOR = validator("show")


def test_the_schema_is_one() -> None:
    """The published schema follows its own rules, draft 2020-12 of JSON Schema."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_explains_every_key() -> None:
    """Each key of the schema has a description, a sentence."""
    for table in (SCHEMA, *SCHEMA["$defs"].values()):
        for key, value in table.get("properties", {}).items():
            assert value["description"].endswith("."), key


@pytest.mark.parametrize(
    "name", [*catalogue.ids("networks"), *catalogue.ids("programmes")]
)
def test_the_bundled_schedules_follow_the_schema(command: Command, name: str) -> None:
    """What is printed of a bundled plan is what the published schema says."""
    data = data_of(command, name, *DAY)

    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize("language", ["en", "lt"])
def test_a_plan_of_every_kind_follows_the_schema(
    command: Command, plan: Path, language: str
) -> None:
    """Times, families, several days and findings are as the schema says, too."""
    data = data_of(command, plan, *DAY, "--language", language)

    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


WRONG = [
    ("a day with a time", ("start",), "2018-12-04T00:00:00"),
    ("a day that is none", ("data_date",), "2019-02-29"),
    ("another format", ("format",), 2),
    ("no phase", ("phases",), []),
    ("an unknown date with a day", ("milestones", 0, "edtf"), "unknown"),
    ("a date without days", ("milestones", 0, "first"), None),
    ("a kind that is none", ("milestones", 0, "kind"), "party"),
    ("a time without an offset", ("milestones", 0, "start"), "2019-09-17T09:30:00"),
    ("a text in two lines", ("milestones", 0, "title"), "a\nb"),
    ("a severity that is none", ("findings", 0, "severity"), "error"),
]


@pytest.mark.parametrize(
    ("path", "value"), [pytest.param(*case, id=reason) for reason, *case in WRONG]
)
def test_the_schema_refuses_what_is_wrong(
    command: Command, plan: Path, path: tuple[str | int, ...], value: object
) -> None:
    """The schema says enough for a reader to lean on it."""
    data = data_of(command, plan, *DAY)
    *steps, last = path
    table = data
    for step in steps:
        table = table[step]
    table[last] = value

    assert not VALIDATOR.is_valid(data)


def test_clock_times_are_instants(command: Command, plan: Path) -> None:
    """Hours on a known day are RFC 3339 instants; a deadline only ends."""
    found = milestones_of(data_of(command, plan, *DAY))

    # In September the clocks of Rome are two hours ahead, in June those of Brussels.
    assert found["harvest"]["start"] == "2019-09-17T09:30:00+02:00"
    assert found["harvest"]["end"] == "2019-09-17T17:00:00+02:00"
    assert found["report-1"]["start"] is None
    assert found["report-1"]["end"] == "2019-06-04T15:00:00+02:00"
    assert found["report-4"]["end"] == "2020-12-04T15:00:00+01:00"


def test_findings_stand_on_their_milestone_and_in_the_list(
    command: Command, plan: Path
) -> None:
    """A milestone has the codes of its remarks, the list has their sentences."""
    data = data_of(command, plan, *DAY)

    assert "outside-lifecycle" in milestones_of(data)["festival"]["findings"]
    (found,) = (f for f in data["findings"] if f["milestone"] == "festival")
    assert (found["code"], found["severity"]) == ("outside-lifecycle", "warning")


# ------------------------------------------------------------------------------- CSV


def rows_of(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV text as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_csv_is_for_spreadsheets(command: Command, plan: Path) -> None:
    """A row for each phase and milestone, dates in ISO 8601, CRLF at each end."""
    result = command("show", plan, *DAY, "--format", "csv")
    rows = {row["id"]: row for row in rows_of(result.out)}

    assert result.out.count("\r\n") == result.out.count("\n") == len(rows) + 1
    assert (rows["transfer"]["first"], rows["transfer"]["last"]) == (
        "2018-12-04",
        "2020-06-04",
    )
    harvest = rows["harvest"]
    assert (harvest["first"], harvest["last"]) == ("2019-09-17", "2019-09-17")
    assert harvest["exact"] == "true"
    assert harvest["start"] == "2019-09-17T09:30:00+02:00"
    days = re.compile(r"(\d{4}-\d\d-\d\d)?", re.ASCII)
    for row in rows.values():
        assert days.fullmatch(row["first"])
        assert days.fullmatch(row["last"])


def test_csv_holds_no_formula(command: Command, plan: Path) -> None:
    """A title that a spreadsheet would compute has an apostrophe in front."""
    rows = {
        row["id"]: row for row in rows_of(command("show", plan, "--format=csv").out)
    }

    assert rows["report-1"]["title"] == "'=SUM(A1:A9) | <b>report</b> 1"


def test_csv_has_a_mark_only_in_a_file(
    command: Command, plan: Path, tmp_path: Path
) -> None:
    """A file begins with a byte order mark, for Excel; a pipe does not."""
    file = tmp_path / "gardens.csv"
    printed = command("show", plan, *DAY, "--format", "csv").out
    command("show", plan, *DAY, "--format", "csv", "-o", file)

    assert printed.startswith("id,")
    assert file.read_bytes() == b"\xef\xbb\xbf" + printed.encode()


@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_other_files_have_no_mark(
    command: Command, plan: Path, tmp_path: Path, form: str
) -> None:
    """Any other form is the same in a file as in a pipe, without a mark."""
    file = tmp_path / "gardens"
    printed = command("show", plan, *DAY, "--format", form).out
    result = command("show", plan, *DAY, "--format", form, "-o", file)

    assert (result.code, result.out) == (0, "")
    assert file.read_bytes() == printed.encode()


# ------------------------------------------------------------------ tables and people


def test_markdown_is_a_table(command: Command, plan: Path) -> None:
    """A heading, a row of names, a row of dashes, a row for each date."""
    lines = command("show", plan, *DAY, "--format", "markdown").out.splitlines()

    assert lines[0] == "# City gardens, as of 1 January 2019"
    assert lines[1] == ""
    assert lines[2] == "| Date | Time | What | Where | Kind | Status | Id |"
    assert lines[3] == "| --- | --- | --- | --- | --- | --- | --- |"
    assert (
        "| 4 June 2019 | 15:00 Europe/Brussels "
        r"| =SUM\(A1:A9\) \| \<b\>report\</b\> 1 |  | Deadline | planned | report-1 |"
    ) in lines


def test_the_table_has_what_people_ask_for(command: Command, plan: Path) -> None:
    """Date, hours, what, where, kind, status and id stand in one row."""
    result = command("show", plan, *DAY)

    assert result.out.splitlines()[0] == "City gardens, as of 1 January 2019"
    (row,) = (line for line in result.out.splitlines() if "Harvest" in line)
    assert re.split(r" {2,}", row.strip()) == [
        "17 September 2019",
        "09:30-17:00 Europe/Rome",
        "Harvest",
        "Rome",
        "Event",
        "planned",
        "harvest",
    ]


LANGUAGES = [
    ("en", ["17 September 2019", "Harvest", "Event"]),
    ("lt", ["2019 m. rugsėjo 17 d.", "Derlius", "Renginys"]),
    # Neither the plan nor the library speaks it: English, the plan's first.
    ("fi", ["17 September 2019", "Harvest", "Event"]),
]


@pytest.mark.parametrize(("language", "expected"), LANGUAGES)
def test_the_table_speaks_a_language(
    command: Command, plan: Path, language: str, expected: list[str]
) -> None:
    """Dates, titles and words are in the language asked for, as far as there is one."""
    out = command("show", plan, *DAY, "--language", language).out

    (row,) = (line for line in out.splitlines() if " harvest" in line)
    cells = re.split(r" {2,}", row.strip())
    assert [cells[0], cells[2], cells[4]] == expected


# What the programme had before it began is for everybody.
BEFORE = {"approval-phase-1", "approval-phase-2", "city-festival-2018"}
OF_ITALY = {"campus-it", "good-practices-festival-it"}

SELECTIONS = [
    (
        "what is for lead partners, or for all",
        ["--audience", "lead"],
        {"kick-off", "campus-lt", "transfer-plan", "mid-point", "project-end"}
        | BEFORE
        | OF_ITALY
        | {"network-results", "final-outputs", "final-event", "harvest", "festival"}
        | {"report-1", "report-2", "report-3", "report-4"},
    ),
    (
        "what is for the public, or for all",
        ["--audience", "public"],
        {"final-event", "harvest", "festival", "good-practices-festival-it"}
        | BEFORE
        | {"report-1", "report-2", "report-3", "report-4"},
    ),
    (
        "what Vilnius has, and no other city or country",
        ["--partner", "vilnius", "--audience", "local-group"],
        {"campus-lt", "local-group-vilnius", "final-event", "harvest", "festival"}
        | BEFORE
        | {"report-1", "report-2", "report-3", "report-4"},
    ),
    (
        "what the programme has",
        ["--scope", "programme"],
        BEFORE | {"kick-off", "project-end"},
    ),
    ("what countries have", ["--scope", "country"], OF_ITALY | {"campus-lt"}),
    (
        "what partners have",
        ["--scope", "partner"],
        {"local-group-rome", "local-group-vilnius"},
    ),
    (
        "of these, what Rome has",
        ["--scope", "partner", "--partner", "rome"],
        {"local-group-rome"},
    ),
]


@pytest.mark.parametrize(
    ("words", "expected"),
    [pytest.param(words, ids, id=reason) for reason, words, ids in SELECTIONS],
)
def test_a_part_can_be_asked_for(
    command: Command, plan: Path, words: list[str], expected: set[str]
) -> None:
    """Audience, partner and scope each leave out what is not asked for."""
    assert set(milestones_of(data_of(command, plan, *DAY, *words))) == expected


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_every_form_shows_the_same_part(
    command: Command, plan: Path, form: str
) -> None:
    """The selection holds for every form."""
    out = command(
        "show", plan, *DAY, "--scope", "partner", "--partner", "rome", "--format", form
    ).out

    assert "local-group-rome" in out
    assert "local-group-vilnius" not in out
    assert "harvest" not in out


# ----------------------------------------------------------- the plan and the data date


def test_a_programme_can_be_named_by_its_option(command: Command) -> None:
    """`--programme ID` is PLAN in other words."""
    assert command("show", "--programme", "urbact-iii-transfer", *DAY) == command(
        "show", "urbact-iii-transfer", *DAY
    )


def test_the_data_date_is_today(command: Command) -> None:
    """Without `--as-of` the schedule is as of today, the command's only clock."""
    before = dt.date.today()  # noqa: DTZ011, TID251 - the clock is what it is about
    found = dt.date.fromisoformat(data_of(command, "ru-rban")["data_date"])
    after = dt.date.today()  # noqa: DTZ011, TID251 - as above

    assert before <= found <= after


def test_the_data_date_can_be_said(command: Command) -> None:
    """With `--as-of` it is as of that day, the day of issue included."""
    data = data_of(command, "ru-rban", "--as-of", "2018-12-04")

    assert data["data_date"] == "2018-12-04"


def test_warnings_go_to_standard_error(command: Command, plan: Path) -> None:
    """What looks wrong is said beside the result, in a line, with its place."""
    result = command("show", plan, *DAY)

    assert result.code == 0
    assert result.err == (
        f"{plan}:46: festival (2021-05-01/2021-05-02) lies outside the lifecycle, "
        "2018-12-04 to 2020-12-04 [outside-lifecycle]\n"
    )


def test_an_old_file_is_replaced(command: Command, tmp_path: Path) -> None:
    """`-o` writes over what was there, and leaves nothing else behind."""
    file = tmp_path / "schedule.md"
    file.write_text("old")
    command("show", "ru-rban", *DAY, "--format", "markdown", "-o", file)

    assert file.read_text(encoding="utf-8").startswith("# RU:RBAN, ")
    assert list(tmp_path.iterdir()) == [file]


def test_the_same_bytes_wherever_it_runs(command: Command) -> None:
    """Locale, encoding, zone and hash seed of the machine change nothing."""
    variables = {
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONIOENCODING": "ascii",
        "PYTHONUTF8": "0",
        "TZ": "Pacific/Kiritimati",
    }
    result = process("show", "ru-rban", *DAY, "--language", "lt", **variables)

    assert result == command("show", "ru-rban", *DAY, "--language", "lt")
    assert "Lietuva" in result.out


# ----------------------------------------------------------------------- a terminal

pty = pytest.importorskip("pty", reason="no terminals to be had here")
WIDTH = 80
STYLE = re.compile(r"\x1b\[([0-9;]*)m")


def on_terminal(*words: str, **variables: str) -> str:
    """Return what the command prints on a terminal of 80 columns."""
    variables = {"COLUMNS": str(WIDTH), "TERM": "xterm-256color"} | variables
    leader, follower = os.openpty()
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "transfertimeline", *words],
            env=environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=follower,
        ) as running:
            os.close(follower)
            printed = _read_all(leader)
            assert running.wait(timeout=60) == 0
    finally:
        os.close(leader)
    return printed.decode().replace("\r\n", "\n")


def _read_all(terminal: int) -> bytes:
    printed = b""
    while True:
        try:
            some = os.read(terminal, 65536)
        except OSError:  # what Linux says when the other side has gone
            return printed
        if not some:
            return printed
        printed += some


def test_the_table_fits_a_terminal() -> None:
    """On a terminal of 80 columns no line is longer, and no word is lost."""
    printed = STYLE.sub("", on_terminal("show", "ru-rban", *DAY))

    assert max(map(len, printed.splitlines())) <= WIDTH
    wide = process("show", "ru-rban", *DAY).out

    def letters(text: str) -> list[str]:
        # Lines are folded, so the words of neighbouring cells are in another order.
        return sorted(re.findall(r"\w", text))

    assert letters(printed) == letters(wide)


def test_a_terminal_shows_styles() -> None:
    """On a terminal phases are bold, and what is not sure is in italics."""
    printed = on_terminal("show", "ru-rban", *DAY)

    styles = {code for codes in STYLE.findall(printed) for code in codes.split(";")}
    assert {"1", "3"} <= styles


def test_no_color_is_respected() -> None:
    """With NO_COLOR (no-color.org) no code for a colour reaches the terminal."""
    printed = on_terminal("show", "ru-rban", *DAY, NO_COLOR="1")

    codes = {code for codes in STYLE.findall(printed) for code in codes.split(";")}
    assert not {code for code in codes if re.fullmatch(r"[349]\d|10\d", code)}


def test_a_plain_terminal_gets_plain_text() -> None:
    """A terminal that says it is dumb gets no escape codes at all."""
    printed = on_terminal("show", "ru-rban", *DAY, TERM="dumb")

    assert "\x1b" not in printed


@pytest.mark.parametrize("name", ["FORCE_COLOR", "CLICOLOR_FORCE", "COLORTERM"])
def test_a_pipe_gets_plain_text(name: str) -> None:
    """What is not a terminal gets no escape codes, whatever the environment says."""
    result = process("show", "ru-rban", *DAY, **{name: "1"})

    assert result == Result(0, process("show", "ru-rban", *DAY).out, "")
    assert "\x1b" not in result.out
