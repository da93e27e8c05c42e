"""Plan files that are written, and files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from transfertimeline import catalogue
from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.dates.lag import parse_lag
from transfertimeline.errors import OutputError
from transfertimeline.plan.atomic import write_whole
from transfertimeline.plan.changes import Override
from transfertimeline.plan.fields import CLEARED
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.layers import Layer
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.milestones import Kind, Milestone
from transfertimeline.plan.networks import Network, Partner, Work, WorkKind
from transfertimeline.plan.parse import parse_plan
from transfertimeline.plan.phases import Phase, PhaseOverride
from transfertimeline.plan.planfile import load_bundled
from transfertimeline.plan.programmes import Figure, Programme
from transfertimeline.plan.repeats import Repeat, parse_every
from transfertimeline.plan.revisions import Baseline, Extension, Revision, Status
from transfertimeline.plan.write import format_parts, format_plan, save_plan

BUNDLED = sorted(catalogue.FOLDER.glob("*/*.toml"))


def network(**fields: Any) -> Network:  # noqa: ANN401 - any field of a network
    """Return a small network, with these fields."""
    usual: dict[str, Any] = {"id": "demo", "name": "Demo", "programme": "round"}
    return Network(**usual | {"issued": date(2018, 12, 4)} | fields)


# ----------------------------------------------------------------------- the text

WHOLE = network(
    name={"en": "Demo", "lt": "Pavyzdys", "pt-BR": "Exemplo"},
    languages=["en", "lt"],
    note="Two lines:\nthis is the second.",
    source=[
        "https://urbact.eu/networks/playful-paradigm",
        "The application, page 3 of 40",
    ],
    works=[Work(title="A film", kind=WorkKind.VIDEO)],
    milestones=[
        Milestone(
            id="report",
            kind=Kind.DEADLINE,
            title={"en": "Report {n}", "lt": "Ataskaita {n}"},
            when=parse_rule("end of period"),
            repeat=Repeat(every=parse_every("6 months"), until=parse_rule("M18")),
        ),
        Override(id="kick-off", length=2, url=CLEARED, place={"lt": "Paryžius"}),
    ],
    phases=[
        PhaseOverride(id="transfer", note="Longer."),
        Phase(id="rest", title="Rest"),
    ],
    partners=[Partner(id="udine", city="Udine", country="IT", newcomer=False)],
)

TEXT = '''\
format = 1

[network]
id = "demo"
name.en = "Demo"
name.lt = "Pavyzdys"
name.pt-BR = "Exemplo"
issued = 2018-12-04
programme = "round"
languages = ["en", "lt"]
note = """
Two lines:
this is the second."""
source = [
  "https://urbact.eu/networks/playful-paradigm",
  "The application, page 3 of 40",
]

[[partner]]
id = "udine"
city = "Udine"
country = "IT"
newcomer = false

[[phase]]
id = "transfer"
override = true
note = "Longer."

[[phase]]
id = "rest"
title = "Rest"

[[milestone]]
id = "report"
kind = "deadline"
title.en = "Report {n}"
title.lt = "Ataskaita {n}"
when = "end of period"
repeat = { every = "6 months", until = "M18" }

[[milestone]]
id = "kick-off"
override = true
length = "2 days"
place.lt = "Paryžius"
url = ""

[[work]]
title = "A film"
kind = "video"
'''


def test_a_layer_is_laid_out_as_a_person_would() -> None:
    """The own table stands first, then the lists; texts one a language, no defaults."""
    assert format_plan(WHOLE) == TEXT


def test_figures_stand_last_in_a_programme() -> None:
    """The lists of a programme come in the same order, its figures after them."""
    lists: dict[str, Any] = {
        "figures": [Figure(what="networks", value=23)],
        "milestones": [Override(id="kick-off", online=True)],
        "phases": [PhaseOverride(id="transfer", title="Transfer")],
        "revisions": [Revision(on=date(2018, 12, 5), start=date(2018, 12, 10))],
        "baselines": [Baseline(name="approved", on=date(2019, 3, 4))],
    }
    day = date(2018, 12, 4)
    programme = Programme(
        id="round", name="Round", lifecycle="cycle.toml", start=day, issued=day, **lists
    )

    assert list(format_parts(programme)) == [
        "programme",
        "phase",
        "milestone",
        "revision",
        "baseline",
        "figure",
    ]


HISTORY = network(
    partners=[
        Partner(
            id="udine",
            city="Udine",
            country="IT",
            joined=date(2019, 3, 1),
            left=date(2019, 6, 1),
        )
    ],
    milestones=[
        Milestone(
            id="meeting-udine",
            kind=Kind.MEETING,
            title="Meeting",
            when=parse_rule("2019-09"),
            added=date(2019, 6, 12),
            inferred="First seen on its page",
            replaces="meeting-burgas",
        )
    ],
    revisions=[
        Revision(
            reason={"en": "Agreed", "lt": "Sutarta"},
            source=["minutes"],
            status=Status.CONFIRMED,
            place="",
            length=CLEARED,
            when=parse_rule("2019-09-17/2019-09-18"),
            milestone="meeting-udine",
            decided=parse_edtf("2019-06"),
            on=date(2019, 6, 12),
        ),
        Revision(
            on=date(2020, 5, 12),
            extend=Extension(phase="transfer", by=parse_lag("6 months")),
        ),
    ],
    baselines=[Baseline(name="approved", on=date(2019, 3, 4))],
    works=[Work(title="A film", kind=WorkKind.VIDEO)],
)

HISTORY_TEXT = """\
[[partner]]
id = "udine"
city = "Udine"
country = "IT"
joined = 2019-03-01
left = 2019-06-01

[[milestone]]
id = "meeting-udine"
kind = "meeting"
title = "Meeting"
when = "2019-09"
added = 2019-06-12
inferred = "First seen on its page"
replaces = "meeting-burgas"

[[revision]]
on = 2019-06-12
decided = "2019-06"
milestone = "meeting-udine"
when = "2019-09-17/2019-09-18"
length = ""
place = ""
status = "confirmed"
reason.en = "Agreed"
reason.lt = "Sutarta"
source = ["minutes"]

[[revision]]
on = 2020-05-12
extend = { phase = "transfer", by = "6 months" }

[[baseline]]
name = "approved"
on = 2019-03-04

[[work]]
title = "A film"
kind = "video"
"""


def test_a_revision_says_first_when_and_what() -> None:
    """Its day and what it changes come first, then the change, and why at the end."""
    assert (
        format_plan(HISTORY).partition("\n\n")[2].partition("\n\n")[2] == HISTORY_TEXT
    )
    assert parse_plan(format_plan(HISTORY)) == HISTORY


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_bundled_plans_come_back_equal(path: Path) -> None:
    """Every bundled plan file, written anew, reads back as the same record."""
    layer = parse_plan(path.read_text(encoding="utf-8"), path.name)

    assert parse_plan(format_plan(layer)) == layer


TRICKY = [
    # reason, text
    ("a header inside a text is text", "[network]\n[[milestone]]\nid = 1"),
    ("three quotes do not end the text", 'He said """stop"""\nand "" and "'),
    ("a quote may stand last", 'one\n"two"'),
    ("a line break may stand first", "\nsecond"),
    ("a line break may stand last, with blanks before it", "first  \n\t\n"),
    ("a backslash at the end of a line continues nothing", "one \\\ntwo\\"),
    ("what looks like an escape is none", "\\u0041 \\n \\\n"),
    ("one line with every quote", "\"'\\ \t # not a comment"),
    ("letters of other scripts stay letters", "Ďakujem, Ευχαριστώ 🎲 e\u0301"),
]


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=reason) for reason, text in TRICKY]
)
def test_any_text_survives(text: str) -> None:
    """What has a meaning in TOML has none inside a text."""
    layer = network(note=text, aim={"en": text})

    assert parse_plan(format_plan(layer)) == layer


SHORTEST = [
    # (reason, layer, how often the file says "=")
    ("a network needs four values", network(), 5),
    ("a stated default is not written", network(partners=(), zone=None), 5),
    (
        "nor is the role that is usual",
        network(partners=(Partner(id="udine", city="Udine", country="IT"),)),
        8,
    ),
    (
        "nor the scope that follows from the rest",
        network(
            milestones=(
                Milestone(
                    id="local-group",
                    kind=Kind.MEETING,
                    title="Local group",
                    when=parse_rule("unknown"),
                    partner="udine",
                ),
            )
        ),
        10,
    ),
    (
        "a repeat has only what is not usual",
        network(
            milestones=(
                Override(id="report", repeat=Repeat(every=parse_every("quarter"))),
            )
        ),
        9,
    ),
]


@pytest.mark.parametrize(
    ("layer", "count"),
    [pytest.param(layer, count, id=reason) for reason, layer, count in SHORTEST],
)
def test_only_what_differs_from_a_default_is_written(layer: Layer, count: int) -> None:
    """A value that is there anyway is left out."""
    assert format_plan(layer).count("=") == count


@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Apia"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/Nome"},
    ],
)
def test_the_text_is_the_same_on_any_machine(settings: dict[str, str]) -> None:
    """Neither locale nor zone nor hash seed changes a byte."""
    program = (
        "import sys\n"
        "from transfertimeline.plan.planfile import load_bundled\n"
        "from transfertimeline.plan.write import format_plan\n"
        "plan = load_bundled('ru-rban')\n"
        "sys.stdout.buffer.write(format_plan(plan.network).encode())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        env=os.environ | settings,
    )

    here = load_bundled("ru-rban").network
    assert here is not None
    assert done.stdout.decode() == format_plan(here)


# ----------------------------------------------------------------------- the file


def test_a_saved_plan_reads_back(tmp_path: Path) -> None:
    """A lifecycle built in Python and saved is a plan file like any other, in UTF-8."""
    path = tmp_path / "cycle.toml"
    lifecycle = load_bundled("bluact").lifecycle

    save_plan(lifecycle, path)

    text = path.read_bytes().decode("utf-8")
    assert parse_plan(text) == lifecycle
    assert isinstance(lifecycle, Lifecycle)
    assert "\r" not in text


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_a_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    """Who may read and write a file does not change when its content does."""
    path = tmp_path / "plan.toml"
    path.write_bytes(b"old")
    path.chmod(mode)

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    """A file that was not there gets what any new file of this user gets."""
    (tmp_path / "usual").write_bytes(b"")

    write_whole(tmp_path / "new", b"")

    usual, new = (tmp_path / name for name in ("usual", "new"))
    assert new.stat().st_mode == usual.stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Where a path is a link, the file it leads to is replaced, in its own folder."""
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "plan.toml"
    target.write_bytes(b"old")
    link = tmp_path / "link.toml"
    link.symlink_to(target)

    write_whole(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_what_a_crash_left_behind_is_in_nobodys_way(tmp_path: Path) -> None:
    """A temporary file of another run is neither used nor removed."""
    left = tmp_path / ".transfertimeline-1.tmp"
    left.write_bytes(b"left")

    write_whole(tmp_path / "plan.toml", b"new")

    assert sorted(path.name for path in tmp_path.iterdir()) == [left.name, "plan.toml"]
    assert left.read_bytes() == b"left"


class _Stopped(BaseException):
    """Somebody pressed Ctrl-C."""


@pytest.mark.parametrize(
    ("problem", "raised"),
    [
        pytest.param(OSError(28, "No space left on device"), OutputError, id="full"),
        pytest.param(_Stopped(), _Stopped, id="stopped"),
    ],
)
def test_a_write_that_fails_leaves_everything_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    problem: BaseException,
    raised: type[BaseException],
) -> None:
    """If the bytes do not reach the disk, the old file stays and no other is left."""
    path = tmp_path / "plan.toml"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise problem

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(raised):
        write_whole(path, b"new")

    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"old"]


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _protected(path: Path) -> Path:
    path.write_bytes(b"old")
    path.chmod(0o444)
    return path


def _pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


REFUSED = [
    # (reason, what is made of a path, what the message says was found, code)
    ("a folder is no file", _folder, "a folder", "not-a-file"),
    ("nor is a pipe", _pipe, "something else", "not-a-file"),
    (
        "a protected file is not replaced, even by an administrator",
        _protected,
        "one that is protected",
        "file-unwritable",
    ),
    (
        "no folder is made",
        lambda path: path / "plan.toml",
        "no such file or directory",
        "file-unwritable",
    ),
    (
        "a name can be too long",
        lambda path: path.with_name("x" * 5000),
        "file name too long",
        "file-unwritable",
    ),
    (
        "no path has a null character",
        lambda path: path.with_name("a\0b"),
        "the path",
        "file-unwritable",
    ),
]


@pytest.mark.parametrize(
    ("make", "found", "code"),
    [pytest.param(*case, id=reason) for reason, *case in REFUSED],
)
def test_what_cannot_be_written_is_refused(
    tmp_path: Path, make: Callable[[Path], Path], found: str, code: str
) -> None:
    """A path that cannot be written is an error that says why, and nothing changes."""
    path = make(tmp_path / "there")
    before = sorted(tmp_path.iterdir())

    with pytest.raises(OutputError) as caught:
        write_whole(path, b"new")

    assert caught.value.found.startswith(found)
    assert caught.value.code == code
    assert sorted(tmp_path.iterdir()) == before


def test_the_refusal_is_a_sentence(tmp_path: Path) -> None:
    """The message says which file, what was expected, what was found, what to do."""
    path = tmp_path / "missing" / "plan.toml"

    with pytest.raises(OutputError) as caught:
        save_plan(network(), path)

    assert str(caught.value) == (
        f"{path}: expected a file that can be written, "
        "found no such file or directory; "
        "check the path, who may write there, and the space left on the disk "
        "[file-unwritable]"
    )
