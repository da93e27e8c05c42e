"""The command where the packages of its extra are not installed."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.cli.command import SOURCE, Result

SENTENCE = (
    "transfertimeline: the command line needs more packages; "
    'install them with: pip install "transfertimeline[cli]"\n'
)


def packages_without(folder: Path, *names: str) -> Path:
    """Fill a folder with all that is installed here, except some packages."""
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if path.name.partition("-")[0] not in names:
            (folder / path.name).symlink_to(path)
    return folder


def python(packages: Path, *words: str) -> Result:
    """Run Python with only the packages of a folder, and this source."""
    done = subprocess.run(
        # -S leaves out what is installed, so only these two folders are looked in.
        [sys.executable, "-S", *words],
        check=False,
        capture_output=True,
        env={
            "PYTHONPATH": f"{SOURCE}{os.pathsep}{packages}",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdin=subprocess.DEVNULL,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


MISSING = [
    ("both", ("click", "rich")),
    ("the one that reads the words", ("click",)),
    ("the one that draws the tables", ("rich",)),
]
WORDS = [
    ("a command", ["show", "ru-rban", "--as-of", "2019-01-01"]),
    ("a wrong command", ["shwo"]),
    ("help", ["--help"]),
    ("the version", ["--version"]),
    ("no word", []),
]


@pytest.mark.parametrize(
    "names", [pytest.param(names, id=reason) for reason, names in MISSING]
)
@pytest.mark.parametrize(
    "words", [pytest.param(words, id=reason) for reason, words in WORDS]
)
def test_the_command_says_what_to_install(
    tmp_path: Path, names: tuple[str, ...], words: list[str]
) -> None:
    """Without click or rich there is one line that says how to get them, and 2."""
    packages = packages_without(tmp_path, *names)
    result = python(packages, "-m", "transfertimeline", *words)

    assert result == Result(2, "", SENTENCE)


def test_the_command_runs_with_what_is_there(tmp_path: Path) -> None:
    """The folder of this test lacks nothing else: with both, the command runs."""
    packages = packages_without(tmp_path)
    result = python(packages, "-m", "transfertimeline", "networks")

    assert (result.code, result.err) == (0, "")
    assert "ru-rban" in result.out


def test_the_library_needs_no_extra(tmp_path: Path) -> None:
    """Without click and rich a plan is loaded, dated and written as everywhere."""
    packages = packages_without(tmp_path, "click", "rich")
    program = """
from datetime import date
from transfertimeline import compute, load_bundled, to_calendar, to_data, to_ical
schedule = compute(load_bundled("ru-rban"), data_date=date(2019, 1, 1))
print(schedule["campus-lt"].edtf, to_data(schedule)["end"], len(to_ical(schedule)) > 0)
print(to_calendar(schedule)["NAME"])
"""
    result = python(packages, "-c", program)

    assert result == Result(0, "2019-21 2020-12-04 True\nRU:RBAN\n", "")
