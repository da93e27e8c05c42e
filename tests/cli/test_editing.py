"""What `record` and `add` do with the file: they add to it, or leave it alone."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.cli.parks import PARKS
from tests.cli.test_bad_input import NOT_AS_ROOT, check_refused

CANCEL = ("cancel", "meeting")
ON = ("--on", "2019-02-01")

LAYOUTS = [
    ("line ends of Windows", PARKS.replace("\n", "\r\n").encode(), "\r\n"),
    ("a byte order mark", b"\xef\xbb\xbf" + PARKS.encode(), "\n"),
    ("both", b"\xef\xbb\xbf" + PARKS.replace("\n", "\r\n").encode(), "\r\n"),
    ("no end of the last line", PARKS.rstrip("\n").encode(), "\n"),
    ("a comment in the last line", PARKS.encode() + b"# the end", "\n"),
    ("empty lines at the end", PARKS.encode() + b"\n\n\t \n", "\n"),
    ("letters of every kind", PARKS.encode() + "# 🏡 Žalia\n".encode(), "\n"),
]


@pytest.mark.parametrize(
    ("data", "end"), [pytest.param(*case, id=reason) for reason, *case in LAYOUTS]
)
@pytest.mark.parametrize(
    "words",
    [("record", *CANCEL), ("add", "--title", "Žalia diena", "--when", "2019-10")],
)
def test_every_old_byte_stays(
    command: Command, parks: Path, data: bytes, end: str, words: tuple[str, ...]
) -> None:
    """Comments and layout stay; the new table has the line ends of the file."""
    parks.write_bytes(data)
    result = command(words[0], parks, *words[1:], *ON)
    new = parks.read_bytes()

    assert result.code == 0, result.err
    assert new.startswith(data)
    lines = new[len(data) :].decode().split(end)
    assert lines[-1] == ""
    assert not any("\n" in line or "\r" in line for line in lines)
    assert sum(line.startswith("[[") for line in lines) == 1
    assert command("show", parks, "--as-of", "2019-03-01").code == 0


def test_the_file_keeps_its_rights(command: Command, parks: Path) -> None:
    """Whoever could read and write the file still can, and nothing lies beside it."""
    parks.chmod(0o640)
    command("record", parks, *CANCEL, *ON)

    assert stat.S_IMODE(parks.stat().st_mode) == 0o640
    assert list(parks.parent.iterdir()) == [parks]


def test_without_a_day_it_is_today(command: Command, parks: Path) -> None:
    """Without `--on` the plan knows it from today, the command's only clock."""
    before = dt.date.today()  # noqa: DTZ011, TID251 - the clock is what it is about
    assert command("record", parks, *CANCEL).code == 0
    after = dt.date.today()  # noqa: DTZ011, TID251 - as above

    text = parks.read_text(encoding="utf-8")
    assert any(f"on = {day}\n" in text for day in (before, after))


# ------------------------------------------------------------------ rewriting history

PAST = [
    (
        "before the newest revision",
        ["record", *CANCEL, "--on", "2019-03-01"],
        "2019-02-28",
        "newest revision, 2019-03-01",
    ),
    (
        "before the newest milestone",
        ["add", "--title", "Fair", "--when", "2020", "--on", "2019-03-01"],
        "2019-02-28",
        "newest milestone, 2019-03-01",
    ),
    ("before the plan", None, "2018-12-03", "first publication, 2018-12-04"),
]


@pytest.mark.parametrize(
    ("first", "day", "newest"),
    [pytest.param(*case, id=reason) for reason, *case in PAST],
)
def test_history_is_not_rewritten_by_accident(
    command: Command, parks: Path, first: list[str] | None, day: str, newest: str
) -> None:
    """A day before what subscribers have is refused, and the option for it named."""
    if first:
        assert command(first[0], parks, *first[1:]).code == 0
    before = parks.read_bytes()

    for action, *words in (
        ["record", "cancel", "visit-rome"],
        ["add", "--title", "Harvest", "--when", "2019-10"],
    ):
        result = command(action, parks, *words, "--on", day)
        check_refused(result, "history-rewritten")
        assert result.err.startswith(f"{parks}: on {day}: expected a day on or after ")
        assert newest in result.err
        assert "what subscribers have says otherwise" in result.err
        assert "--rewrite-history" in result.err
    assert parks.read_bytes() == before


def test_history_can_be_rewritten(command: Command, parks: Path) -> None:
    """With `--rewrite-history` it is written, and what subscribers need is said."""
    command("record", parks, *CANCEL, "--on", "2019-03-01")
    result = command(
        *("record", parks, "cancel", "visit-rome", "--on", "2019-02-01"),
        "--rewrite-history",
    )

    assert result.code == 0
    told, written, *_ = result.complaints
    assert told.startswith(f"{parks}: what the plan knew from 2019-02-01 on is another")
    assert "--previous" in told
    assert "subscribers" in told
    assert written == f"{parks}: recorded, known from 2019-02-01"


def test_the_same_day_is_no_past(command: Command, parks: Path) -> None:
    """Several decisions of one day are steps of their own, in their order."""
    for place in ("Vilnius", "Kaunas"):
        words = ("record", parks, "place", "meeting", place, *ON)
        assert command(*words).code == 0

    assert "Kaunas" in command("show", parks, "--as-of", "2019-02-01").out


# --------------------------------------------------------------------- what is refused


def test_a_later_day_is_checked_too(command: Command, parks: Path) -> None:
    """What breaks a day of the history after its own is refused: all is dated."""
    # From March on the minutes count from a milestone that then is a circle.
    parks.write_text(
        PARKS + '[[revision]]\non = 2019-03-01\nmilestone = "meeting"\n'
        'when = "1 week after visit-rome"\n',
        encoding="utf-8",
    )
    before = parks.read_bytes()
    result = command(
        *("record", parks, "move", "visit-rome", "1 week after minutes", *ON),
        "--rewrite-history",
    )

    assert result.code == 2
    assert result.complaints[-1].endswith("[cycle]")
    assert f"{parks}: not recorded: " in result.complaints[-1]
    assert parks.read_bytes() == before


ROUND = """\
format = 1
[programme]
id = "round"
name = "Round"
issued = 2018-12-04
lifecycle = "transfer-network"
start = 2018-12-04
networks = ["networks/*.toml"]
"""
DINNER = """\
format = 1
[network]
id = "parks"
name = "Parks"
issued = 2018-12-04
programme = "round"
[[milestone]]
id = "dinner"
kind = "event"
title = "Dinner"
when = "kick-off"
length = "1 day"
"""


@pytest.fixture(name="programme")
def _programme(tmp_path: Path) -> Path:
    (tmp_path / "networks").mkdir()
    (tmp_path / "networks" / "parks.toml").write_text(DINNER)
    path = tmp_path / "round.toml"
    path.write_text(ROUND)
    return path


def test_the_networks_of_a_programme_are_dated_too(
    command: Command, programme: Path
) -> None:
    """A programme's decision that its network cannot bear is refused, at its line."""
    # One day of a kick-off of two days: which? In a month it is some day of it.
    result = command(
        *("record", programme, "confirm", "kick-off", "2019-01-15/2019-01-16"),
        *("--on", "2019-01-07"),
    )

    check_refused(result, "length-extent")
    assert f"{programme}: not recorded: " in result.err
    assert "parks.toml:7: milestone dinner: length" in result.err
    assert programme.read_text() == ROUND


def test_a_programme_can_be_extended(command: Command, programme: Path) -> None:
    """What a programme decides reaches its networks."""
    words = ("extend", "transfer", "6 months", "--on", "2019-02-01")
    assert command("record", programme, *words).code == 0

    folder = f"{programme.parent}/out/"
    assert command("export", programme, "--as-of=2019-02-01", "-o", folder).code == 0
    feed = Path(folder, "parks.ics").read_text()
    # 24 months from 4 December 2018.
    assert "DTSTART;VALUE=DATE:20201204" in feed


FILES = [
    ("no file", None, "file-unreadable"),
    ("no plan", b"Dear partners,", "toml"),
    ("a lifecycle", b'format = 1\n[lifecycle]\nid = "x"\n', None),
    ("no UTF-8", b'format = 1\n# \xff\n[network]\nid = "x"', None),
    (
        "revisions in one line, which nothing can follow",
        PARKS.replace("format = 1", "format = 1\nrevision = []").encode(),
        "append",
    ),
]


@pytest.mark.parametrize(
    ("data", "code"), [pytest.param(*case, id=reason) for reason, *case in FILES]
)
def test_a_file_that_cannot_be_added_to_is_left(
    command: Command, parks: Path, data: bytes | None, code: str | None
) -> None:
    """A file that is no plan file, or whose layout is closed, stays as it is."""
    if data is None:
        parks.unlink()
    else:
        parks.write_bytes(data)
    result = command("record", parks, *CANCEL, *ON)

    assert (result.code, result.out) == (2, "")
    assert result.complaints
    assert all("Traceback" not in line for line in result.complaints)
    if code is not None:
        check_refused(result, code)
    assert (parks.read_bytes() if parks.exists() else None) == data


@NOT_AS_ROOT
def test_a_folder_that_may_not_be_written(command: Command, parks: Path) -> None:
    """Where the file cannot be written whole it is not written at all."""
    parks.parent.chmod(0o555)
    check_refused(command("record", parks, *CANCEL, *ON), "file-unwritable")
    parks.parent.chmod(0o755)
    assert parks.read_text(encoding="utf-8") == PARKS


def test_many_moves_are_counted(command: Command, parks: Path) -> None:
    """Twelve of the milestones that move are named, the others counted."""
    families = "".join(
        f'[[milestone]]\nid = "step-{n}"\nkind = "event"\ntitle = "M"\n'
        f'when = "{n} days after meeting"\n'
        for n in range(1, 15)
    )
    parks.write_text(PARKS + families, encoding="utf-8")
    result = command("record", parks, "move", "meeting", "2019-07-02", *ON)

    # The meeting, the minutes and fourteen more.
    assert len(result.complaints) == 1 + 12 + 1
    assert result.complaints[-1] == "  and 4 more; see: transfertimeline compare"


def test_nothing_may_move(command: Command, parks: Path) -> None:
    """If a decision changes nothing that people see, that is said."""
    command("record", parks, "place", "meeting", "Rome", *ON)

    assert command("record", parks, "place", "meeting", "Rome", *ON).complaints == [
        f"{parks}: recorded, known from 2019-02-01",
        "  nothing moves",
    ]
