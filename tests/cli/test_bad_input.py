"""Whatever is wrong: a line a problem, exit code 2, and nothing half done."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.cli.command import DAY, Command, Result

NETWORK = """\
format = 1
[network]
id = "demo"
name = "Demo"
issued = 2018-12-04
programme = "urbact-iii-transfer"
"""

MILESTONE = """\
[[milestone]]
id = "meeting"
kind = "meeting"
title = "Meeting"
when = "2019-09"
"""


def with_rule(rule: str) -> str:
    """Return a network whose meeting, stated from line 7 on, has a date rule."""
    return NETWORK + MILESTONE.replace("2019-09", rule)


def with_ids(*links: tuple[str, str]) -> str:
    """Return a network of milestones that each count from another."""
    return NETWORK + "".join(
        MILESTONE.replace('"meeting"\nkind', f'"{id_}"\nkind').replace(
            "2019-09", f"1 week after {anchor}"
        )
        for id_, anchor in links
    )


def check_refused(result: Result, *codes: str) -> None:
    """Check that there is a line for each code, or for each wrong word, no more."""
    assert result.code == 2
    assert result.out == ""
    assert result.err.endswith("\n")
    found = [line.rpartition("[")[2].rstrip("]") for line in result.complaints]
    usage = [
        "usage" if re.search(r" \(see: transfertimeline( \w+)? --help\)$", line) else f
        for line, f in zip(result.complaints, found, strict=True)
    ]
    assert usage == list(codes), result.err
    assert all(line.isprintable() for line in result.complaints)


# ----------------------------------------------------------------- what is in the file

FILES = [
    ("nothing", "", "toml:1: format: expected the format 1, found none", "format"),
    ("no TOML", "Dear partners,", "toml:1: expected TOML, found", "toml"),
    ("TOML that ends too soon", NETWORK + "aim = ", "toml:7: expected TOML", "toml"),
    (
        "a key twice",
        NETWORK + 'name = "Other"',
        "toml:7: expected TOML, found cannot overwrite a value",
        "toml",
    ),
    (
        "a number without end",
        NETWORK + "x = " + "9" * 5_000,
        "expected numbers of a usual size",
        "toml",
    ),
    ("a byte of another encoding", b"format = 1\n\n# \xfc", "toml:3: ", "not-utf-8"),
    ("UTF-16", NETWORK.encode("utf-16"), "found the byte 0xff", "not-utf-8"),
    ("a null", NETWORK.encode() + b"\0", "toml:7: expected TOML", "toml"),
    ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "the byte 0x89", "not-utf-8"),
    ("10 MB of anything", b"#" * 10_000_000, "found 10,000,000", "file-large"),
    ("lists without end", "x = " + "[" * 100_000, "expected brackets", "toml-deep"),
    ("tables without end", "x = " + "{x=" * 100_000, "expected brackets", "toml-deep"),
    ("a key without end", "x" + ".x" * 100_000 + " = 1", "toml:1: ", "toml-deep"),
    ("a number for a text", NETWORK + "aim = 1", "toml:7: network: aim", "wrong-type"),
    (
        "a text for a list",
        NETWORK + 'languages = "en"',
        "put it in square brackets",
        "wrong-type",
    ),
    (
        "a text for a truth",
        NETWORK + MILESTONE + 'online = "yes"',
        'true or false, without quotes, found a text "yes"',
        "wrong-type",
    ),
    (
        "a time for a day",
        NETWORK.replace("2018-12-04", "2018-12-04T10:00:00Z"),
        "toml:5: network: issued: expected a day",
        "wrong-type",
    ),
    (
        "a table for a list of tables",
        NETWORK + MILESTONE.replace("[[", "[").replace("]]", "]"),
        "begin each with [[milestone]]",
        "wrong-type",
    ),
    (
        "a list for a table",
        "format = 1\nnetwork = [1]",
        "begin it with [network]",
        "wrong-type",
    ),
    (
        "a word that is misspelled",
        NETWORK + MILESTONE.replace('kind = "meeting"', 'kind = "meting"'),
        'did you mean "meeting"?',
        "unknown-word",
    ),
    (
        "a key that is misspelled",
        NETWORK + 'pages = "https://urbact.eu/"',
        'did you mean "page"?',
        "unknown-key",
    ),
    (
        "a table that is misspelled",
        NETWORK + MILESTONE.replace("[[milestone", "[[milestones"),
        'did you mean "milestone"?',
        "unknown-key",
    ),
    (
        "a key of nothing known",
        NETWORK + "xyzzy = 1",
        "known are ",
        "unknown-key",
    ),
    (
        "what counts from itself",
        with_ids(("a", "a")),
        "a circle: a counts from a;",
        "cycle",
    ),
    (
        "what counts in a circle",
        with_ids(("a", "b"), ("b", "c"), ("c", "a")),
        "a counts from b counts from c counts from a;",
        "cycle",
    ),
    (
        "an id twice",
        NETWORK + MILESTONE + MILESTONE,
        "toml:12: milestone meeting: expected an id that is not taken",
        "id-duplicate",
    ),
    (
        "the id of a phase",
        NETWORK + MILESTONE.replace('"meeting"\nkind', '"transfer"\nkind'),
        "a phase has it already",
        "id-duplicate",
    ),
    (
        "a day that is none",
        with_rule("2019-02-30"),
        "February 2019 has 28 days",
        "date-impossible",
    ),
    (
        "a month that is none",
        with_rule("2019-13-01"),
        "months are 01 to 12",
        "date-impossible",
    ),
    ("a day that TOML has not", NETWORK + "x = 2019-02-30", "toml:7: ", "toml"),
    (
        "a day after all calendars",
        with_rule("99999 years after start"),
        "toml:7: milestone meeting: expected a day in the years 1 to 9999",
        "date-overflow",
    ),
    (
        "a day before all calendars",
        with_rule("99999 years before start"),
        "toml:7: milestone meeting: expected a day in the years 1 to 9999",
        "date-overflow",
    ),
    (
        "a count without end",
        with_rule("9" * 400 + " years after start"),
        "expected a lag",
        "lag",
    ),
    (
        "working days without end",
        with_rule("99999 working days after 9999-01-01"),
        "expected a day in the years 1 to 9999",
        "date-overflow",
    ),
    (
        "an escape sequence in a name",
        NETWORK.replace('"Demo"', r'"\u001b[31mDemo"'),
        r"found U+001B in",
        "text-control",
    ),
    (
        "an escape sequence as it is",
        NETWORK.replace("Demo", "\x1b[31mDemo"),
        r"illegal character '\x1b'",
        "toml",
    ),
    (
        "a forged line",
        NETWORK.replace('"Demo"', r'"Demo\ndone [ok]"'),
        r'found "Demo\ndone [ok]"',
        "text-line",
    ),
    (
        "a line break of Unicode",
        NETWORK.replace('"Demo"', r'"Demo\u2028done"'),
        "found U+2028 in",
        "text-control",
    ),
]


@pytest.mark.parametrize(
    ("content", "words", "code"),
    [pytest.param(*case, id=reason) for reason, *case in FILES],
)
def test_a_bad_file_is_refused(
    command: Command, tmp_path: Path, content: str | bytes, words: str, code: str
) -> None:
    """What is wrong in a plan file is one line that says what and where."""
    plan = tmp_path / "plan.toml"
    plan.write_bytes(content.encode() if isinstance(content, str) else content)
    result = command("show", plan, *DAY)

    check_refused(result, code)
    assert result.err.startswith(f"{plan}:")
    assert words in result.err


def test_every_problem_of_a_file_is_said(command: Command, tmp_path: Path) -> None:
    """Several problems are several lines at once, each with its place."""
    plan = tmp_path / "plan.toml"
    plan.write_text(
        NETWORK.replace("Demo", "")
        + MILESTONE.replace("2019-09", "2019-02-30").replace("title", "titel")
    )
    result = command("show", plan, *DAY)

    assert result.code == 2
    assert sorted(line.rpartition(" ")[2] for line in result.complaints) == [
        "[date-impossible]",
        "[missing-key]",
        "[text-empty]",
        "[unknown-key]",
    ]
    assert all(line.startswith(f"{plan}:") for line in result.complaints)


def test_every_problem_of_a_folder_is_said(command: Command, tmp_path: Path) -> None:
    """The problems of all networks of a programme are said at once."""
    (tmp_path / "networks").mkdir()
    for name in ("a", "b"):
        (tmp_path / "networks" / f"{name}.toml").write_text(NETWORK + "x = 1")
    plan = tmp_path / "plan.toml"
    plan.write_text(
        NETWORK.replace("[network]", "[programme]").replace(
            'programme = "urbact-iii-transfer"',
            'lifecycle = "transfer-network"\nstart = 2018-12-04\n'
            'networks = ["networks/*.toml"]',
        )
    )
    result = command("show", plan, *DAY)

    check_refused(result, "unknown-key", "unknown-key")
    assert [line.split(": ")[0] for line in result.complaints] == [
        f"{tmp_path}/networks/a.toml:7",
        f"{tmp_path}/networks/b.toml:7",
    ]


def test_a_mark_and_windows_line_ends_are_fine(
    command: Command, tmp_path: Path
) -> None:
    """A byte order mark and CRLF, as Windows editors write them, are no problem."""
    plan = tmp_path / "plan.toml"
    plan.write_bytes(b"\xef\xbb\xbf" + NETWORK.replace("\n", "\r\n").encode())

    assert command("show", plan, *DAY).code == 0


# -------------------------------------------------------------------- which file it is


def test_a_plan_that_is_not_there(command: Command, tmp_path: Path) -> None:
    """A path that leads nowhere is named."""
    result = command("show", tmp_path / "plan.toml")

    check_refused(result, "file-unreadable")
    assert result.err.startswith(f"{tmp_path}/plan.toml: expected a file that can be ")


def test_a_plan_that_is_a_folder(command: Command, tmp_path: Path) -> None:
    """A folder is no plan."""
    check_refused(command("show", tmp_path), "file-unreadable")


LINKS = [("that leads nowhere", "nowhere.toml"), ("that leads to itself", "plan.toml")]


@pytest.mark.parametrize(
    "to", [pytest.param(to, id=f"a link {reason}") for reason, to in LINKS]
)
def test_a_plan_that_is_a_broken_link(
    command: Command, tmp_path: Path, to: str
) -> None:
    """A link that cannot be followed is no plan."""
    (tmp_path / "plan.toml").symlink_to(tmp_path / to)

    check_refused(command("show", tmp_path / "plan.toml"), "file-unreadable")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_plan_that_is_a_pipe(command: Command, tmp_path: Path) -> None:
    """A pipe is not waited for, and a device not read, as neither may ever end."""
    os.mkfifo(tmp_path / "plan.toml")

    for path in (tmp_path / "plan.toml", "/dev/zero"):
        check_refused(command("show", path), "file-unreadable")


IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NOT_AS_ROOT = pytest.mark.skipif(
    IS_ROOT,
    reason="SKIPPED AS ROOT, who may read and write everything: run it as a user",
)


@NOT_AS_ROOT
def test_a_plan_that_may_not_be_read(command: Command, tmp_path: Path) -> None:
    """A file without the right to read it is named."""
    plan = tmp_path / "plan.toml"
    plan.write_text(NETWORK)
    plan.chmod(0)

    check_refused(command("show", plan), "file-unreadable")


OUTSIDE = [
    ("up and out", "../course.toml"),
    ("up, and back in to nothing", "../other/../course.toml"),
    ("from the top", "/etc/hosts"),
    ("through a link to a folder", "out/course.toml"),
    ("through a link to a file", "link.toml"),
]


@pytest.mark.parametrize(
    "reference", [pytest.param(path, id=reason) for reason, path in OUTSIDE]
)
def test_no_path_leaves_the_folder(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: str
) -> None:
    """Nothing outside the folder of the plan is read, whichever way it is named."""
    monkeypatch.chdir(tmp_path)
    secret = tmp_path / "course.toml"
    secret.write_text("a secret")
    folder = Path("plans")
    folder.mkdir()
    (folder / "out").symlink_to(tmp_path)
    (folder / "link.toml").symlink_to(secret)
    plan = folder / "plan.toml"
    plan.write_text(NETWORK.replace("urbact-iii-transfer", reference))
    result = command("show", plan, *DAY)

    check_refused(result, "path-outside")
    assert f'expected a path inside "plans", found "{reference}"' in result.err
    assert "secret" not in result.err


PATTERNS = [
    ("up and out", "../*.toml"),
    ("from the top", "/etc/*"),
    ("through a link", "out/*.toml"),
    ("a link among the files", "link*.toml"),
]


@pytest.mark.parametrize(
    "pattern", [pytest.param(path, id=reason) for reason, path in PATTERNS]
)
def test_no_pattern_leaves_the_folder(
    command: Command, tmp_path: Path, pattern: str
) -> None:
    """The networks of a programme lie in its folder, too."""
    (tmp_path / "secret.toml").write_text("a secret")
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "out").symlink_to(tmp_path)
    (folder / "link.toml").symlink_to(tmp_path / "secret.toml")
    plan = folder / "plan.toml"
    plan.write_text(
        NETWORK.replace("[network]", "[programme]").replace(
            'programme = "urbact-iii-transfer"',
            'lifecycle = "transfer-network"\nstart = 2018-12-04\n'
            f'networks = ["{pattern}"]',
        )
    )
    result = command("show", plan, *DAY)

    check_refused(result, "path-outside")
    assert "secret" not in result.err


def test_a_wider_folder_can_be_allowed(command: Command, tmp_path: Path) -> None:
    """With `--root` files of that folder are read, and still no others."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "rounds").mkdir()
    (tmp_path / "rounds" / "round.toml").write_text(
        NETWORK.replace("[network]", "[programme]").replace(
            'programme = "urbact-iii-transfer"',
            'lifecycle = "transfer-network"\nstart = 2018-12-04',
        )
    )
    plan = tmp_path / "plans" / "plan.toml"
    plan.write_text(NETWORK.replace("urbact-iii-transfer", "../rounds/round.toml"))

    assert command("show", plan, *DAY, "--root", tmp_path).code == 0
    check_refused(command("show", plan, *DAY), "path-outside")
    check_refused(command("show", plan, "--root", tmp_path / "plans"), "path-outside")


# ------------------------------------------------------------ words on the command line

WORDS = [
    ("no command of this name", ["shwo"], "Did you mean 'show'?", "usage"),
    ("no option of this name", ["show", "--langauge=lt"], "--language", "usage"),
    ("an option without a value", ["show", "ru-rban", "--as-of"], "argument", "usage"),
    ("no plan", ["show"], "expected PLAN or --programme, found neither", "usage"),
    (
        "two plans",
        ["show", "ru-rban", "--programme", "urbact-iii-transfer"],
        "expected PLAN or --programme, found both",
        "usage",
    ),
    ("a word too many", ["show", "ru-rban", "bluact"], "(bluact)", "usage"),
    ("an empty plan", ["show", ""], 'found ""', "unknown-plan"),
    ("no plan of this id", ["show", "ru-ban"], 'mean "ru-rban"?', "unknown-plan"),
    ("another case", ["show", "RU-RBAN"], "bundled", "unknown-plan"),
    ("a lifecycle", ["show", "transfer-network"], "bundled", "unknown-plan"),
    (
        "no milestone of this id",
        ["explain", "ru-rban", "campus_lt"],
        'did you mean "campus-lt"?',
        "unknown-id",
    ),
    (
        "no partner of this id",
        ["show", "ru-rban", "--partner", "vilna"],
        'did you mean "vilnius"?',
        "unknown-partner",
    ),
    (
        "no partner of this id, for a feed",
        ["export", "ru-rban", "--partner", "udine"],
        'known are "a-coruna"',
        "unknown-partner",
    ),
    (
        "a partner of a whole programme",
        ["show", "urbact-iii-transfer", "--partner", "vilnius"],
        "",
        "unknown-partner",
    ),
    (
        "a language by its name",
        ["show", "ru-rban", "--language", "Lithuanian"],
        'write it like "en"',
        "language-tag",
    ),
    ("no audience", ["show", "ru-rban", "--audience", "all"], "'local-group'", "usage"),
    ("no scope", ["show", "ru-rban", "--scope", "city"], "'network'", "usage"),
    ("no format", ["show", "ru-rban", "--format", "xml"], "'markdown'", "usage"),
    (
        "a day that is none",
        ["show", "ru-rban", "--as-of", "2019-02-29"],
        'expected a day like 2019-01-31, found "2019-02-29"',
        "usage",
    ),
    (
        "a day the other way round",
        ["show", "ru-rban", "--as-of", "29.1.2019"],
        "expected a day like 2019-01-31",
        "usage",
    ),
    (
        "a day before the plan",
        ["show", "ru-rban", "--as-of", "2018-12-03"],
        "expected a data date on or after 2018-12-04",
        "data-date-early",
    ),
    (
        "a forged line in a word",
        ["explain", "ru-rban", "x\ndone [ok]\x1b[2J"],
        r'"x\ndone [ok]\x1b[2J"',
        "unknown-id",
    ),
    ("a forged line in an option", ["show", "--x\ny"], r"--x\ny", "usage"),
    ("a byte that is no letter", ["show", "\udcff"], r"\udcff", "unknown-plan"),
]


@pytest.mark.parametrize(
    ("words", "hint", "code"),
    [pytest.param(*case, id=reason) for reason, *case in WORDS],
)
def test_a_bad_word_is_refused(
    command: Command, words: list[str], hint: str, code: str
) -> None:
    """An unknown word is one line, which names the nearest that is known."""
    result = command(*words)

    check_refused(result, code)
    assert hint in result.err


# --------------------------------------------------------------------------- the output

BAD_PLANS = [
    ("a file that is no plan", NETWORK + "x = 1", "unknown-key"),
    ("a plan that cannot be dated", with_rule("1 week after nothing"), "unknown-id"),
    ("a date that no feed can have", with_rule("9999-12-31"), "date-overflow"),
]


@pytest.mark.parametrize(
    ("content", "code"), [pytest.param(*case, id=reason) for reason, *case in BAD_PLANS]
)
def test_a_failure_leaves_the_old_feed(
    command: Command, tmp_path: Path, content: str, code: str
) -> None:
    """If something fails, a file that is there keeps its bytes and its time."""
    plan, feed = tmp_path / "plan.toml", tmp_path / "demo.ics"
    plan.write_text(NETWORK)
    assert command("export", plan, *DAY, "-o", feed).code == 0
    before = feed.read_bytes(), feed.stat().st_mtime_ns
    plan.write_text(content)
    result = command("export", plan, *DAY, "-o", feed)

    assert result.complaints[-1].endswith(f"[{code}]")
    assert (result.code, result.out) == (2, "")
    assert (feed.read_bytes(), feed.stat().st_mtime_ns) == before
    assert sorted(tmp_path.iterdir()) == [feed, plan]


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_failure_leaves_the_old_table(
    command: Command, tmp_path: Path, form: str
) -> None:
    """The same for a file that `show` has written."""
    file = tmp_path / "schedule"
    file.write_text("as it was")
    before = file.stat().st_mtime_ns
    result = command(
        "show", "ru-rban", *DAY, "--partner", "x", "--format", form, "-o", file
    )

    check_refused(result, "unknown-partner")
    assert (file.read_text(), file.stat().st_mtime_ns) == ("as it was", before)
    assert list(tmp_path.iterdir()) == [file]


def test_a_failure_leaves_a_whole_folder(command: Command, tmp_path: Path) -> None:
    """If one feed of a programme cannot be written over, none is written."""
    (tmp_path / "ru-rban.ics").write_text("as it was")
    result = command("export", "urbact-iii-transfer", *DAY, "-o", tmp_path)

    check_refused(result, "output-other")
    assert [path.name for path in tmp_path.iterdir()] == ["ru-rban.ics"]
    assert (tmp_path / "ru-rban.ics").read_text() == "as it was"


FOREIGN = [
    ("something that is no calendar", "Dear partners,\n"),
    ("nothing at all", ""),
    (
        "another calendar",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nUID:y\r\nEND:VCALENDAR\r\n",
    ),
    (
        "a calendar without a UID",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n",
    ),
]


@pytest.mark.parametrize(
    "content", [pytest.param(content, id=reason) for reason, content in FOREIGN]
)
def test_what_is_not_this_calendar_is_kept(
    command: Command, tmp_path: Path, content: str
) -> None:
    """A file that is something else is not written over, unless `--fresh` says so."""
    file = tmp_path / "calendar.ics"
    file.write_text(content, newline="")
    before = file.stat().st_mtime_ns
    result = command("export", "ru-rban", *DAY, "-o", file)

    check_refused(result, "output-other")
    assert "--fresh" in result.err
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (content.encode(), before)

    assert command("export", "ru-rban", *DAY, "-o", file, "--fresh").code == 0
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert list(tmp_path.iterdir()) == [file]


def test_the_calendar_of_another_is_kept(command: Command, tmp_path: Path) -> None:
    """The feed of one network is not written over that of another, or of a part."""
    file = tmp_path / "calendar.ics"
    command("export", "ru-rban", *DAY, "-o", file)
    before = file.read_bytes()

    for words in (["bluact"], ["ru-rban", "--partner", "rome"]):
        result = command("export", *words, *DAY, "-o", file)
        check_refused(result, "output-other")
        assert "found another calendar" in result.err
        assert file.read_bytes() == before

    # The same calendar, some months later, is what the file is for.
    assert command("export", "ru-rban", "--as-of", "2019-06-01", "-o", file).code == 0


def test_a_very_large_file_is_kept(command: Command, tmp_path: Path) -> None:
    """What is too large to be a calendar is not even read."""
    file = tmp_path / "calendar.ics"
    with file.open("wb") as stream:
        stream.truncate(50_000_001)
    result = command("export", "ru-rban", *DAY, "-o", file)

    check_refused(result, "output-other")
    assert file.stat().st_size == 50_000_001


NO_FILE = [
    ("a folder that is not there", "nowhere/{}", "file-unwritable", "file-unwritable"),
    ("a file for a folder", "file/{}", "file-unwritable", "file-unwritable"),
    ("a link to nowhere", "nowhere-link/{}", "file-unwritable", "file-unwritable"),
    ("a link in a circle", "circle", "file-unwritable", "file-unwritable"),
    ("a name that is too long", "x" * 300, "file-unwritable", "output-unreadable"),
    ("a protected file", "protected.ics", "file-unwritable", "file-unwritable"),
    ("a null", "a\0b", "file-unwritable", "file-unwritable"),
]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        pytest.param(path.format("out.txt"), code, id=reason)
        for reason, path, code, _ in NO_FILE
    ],
)
def test_show_cannot_write_everywhere(
    command: Command, tmp_path: Path, path: str, code: str
) -> None:
    """An output that cannot be written is one line, and nothing is left behind."""
    before = laid_out(tmp_path)
    result = command("show", "ru-rban", *DAY, "-o", tmp_path / path)

    check_refused(result, code)
    assert laid_out(tmp_path) == before


@pytest.mark.parametrize(
    ("path", "code"),
    [
        pytest.param(path.format("out.ics"), code, id=reason)
        for reason, path, _, code in NO_FILE
    ],
)
def test_export_cannot_write_everywhere(
    command: Command, tmp_path: Path, path: str, code: str
) -> None:
    """The same for a feed, which looks at what is there before."""
    before = laid_out(tmp_path)
    result = command("export", "ru-rban", *DAY, "--fresh", "-o", tmp_path / path)

    check_refused(result, code)
    assert laid_out(tmp_path) == before


def laid_out(folder: Path) -> list[tuple[Path, str]]:
    """Make what the outputs above run into, once; return what is in a folder."""
    if not any(folder.iterdir()):
        (folder / "file").write_text("as it was")
        (folder / "nowhere-link").symlink_to(folder / "nobody")
        (folder / "circle").symlink_to(folder / "circle")
        (folder / "protected.ics").write_text("as it was")
        (folder / "protected.ics").chmod(0o444)
    return sorted(
        (path, path.read_text() if path.is_file() else "")
        for path in folder.rglob("*")
        if path.name != "circle"
    )


def test_a_table_is_no_folder(command: Command, tmp_path: Path) -> None:
    """A folder cannot be written over with a schedule."""
    result = command("show", "ru-rban", *DAY, "-o", tmp_path)

    check_refused(result, "not-a-file")
    assert list(tmp_path.iterdir()) == []


def test_a_feed_is_no_folder(command: Command, tmp_path: Path) -> None:
    """Nor can a folder that has the name of a feed."""
    (tmp_path / "ru-rban.ics").mkdir()
    result = command("export", "ru-rban", *DAY, "-o", tmp_path)

    check_refused(result, "not-a-file")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such devices here")
@pytest.mark.parametrize("words", [["export", "--fresh"], ["export"], ["show"]])
@pytest.mark.parametrize("device", ["/dev/full", "/dev/zero", "/dev/null"])
def test_a_device_is_no_file(command: Command, words: list[str], device: str) -> None:
    """A device is neither read, which may never end, nor replaced by a file."""
    result = command(*words, "ru-rban", *DAY, "-o", device)

    check_refused(result, "not-a-file")
    assert not Path(device).is_file()


FOLDERS = [
    ("a file", "file/"),
    ("a folder in a file", "file/folder/"),
    ("a link to itself", "circle/"),
]


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=reason) for reason, path in FOLDERS]
)
def test_a_folder_that_cannot_be_made(
    command: Command, tmp_path: Path, path: str
) -> None:
    """Where no folder can be, there is one line, and no feed."""
    before = laid_out(tmp_path)
    result = command("export", "urbact-iii-transfer", *DAY, "-o", f"{tmp_path}/{path}")

    check_refused(result, "output-unwritable")
    assert laid_out(tmp_path) == before


@pytest.mark.parametrize("words", [["export", "ru-rban"], ["export", "bluact"]])
def test_an_empty_name_is_not_this_folder(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    """`-o "$UNSET"` does not write into the folder one happens to be in."""
    monkeypatch.chdir(tmp_path)
    result = command(*words, *DAY, "-o", "")

    check_refused(result, "usage")
    assert list(tmp_path.iterdir()) == []


@NOT_AS_ROOT
def test_a_folder_that_may_not_be_written(command: Command, tmp_path: Path) -> None:
    """A folder without the right to write there is one line."""
    folder = tmp_path / "folder"
    folder.mkdir(0o555)

    for path in (folder / "feed.ics", f"{folder}/"):
        check_refused(command("export", "ru-rban", *DAY, "-o", path), "file-unwritable")
    check_refused(
        command("export", "ru-rban", *DAY, "-o", f"{folder}/new/"), "output-unwritable"
    )


@NOT_AS_ROOT
def test_a_feed_that_may_not_be_read(command: Command, tmp_path: Path) -> None:
    """A file that cannot be compared is not written over."""
    file = tmp_path / "calendar.ics"
    file.write_text("as it was")
    file.chmod(0o200)

    check_refused(command("export", "ru-rban", *DAY, "-o", file), "output-unreadable")
