"""The command as a whole: exit codes, help, and outputs that go away."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cli.command import DAY, Command, Result, environment, process
from transfertimeline.__main__ import main
from transfertimeline.version import __version__

ROOT = Path(__file__).parents[2]
COMMANDS = (
    *("add", "compare", "explain", "export", "networks"),
    *("new", "record", "show", "status", "trend"),
)

CODES = [
    ("done", 0, ["show", "ru-rban", *DAY]),
    ("done: what is asked for is help", 0, ["--help"]),
    ("unusable: no such plan", 2, ["show", "ru-rbann", *DAY]),
    ("unusable: no such command", 2, ["shwo", "ru-rban"]),
    ("unusable: no such option", 2, ["show", "ru-rban", "--as-off", "2019-01-01"]),
    ("unusable: no command", 2, []),
]


@pytest.mark.parametrize(
    ("code", "words"), [pytest.param(*case, id=reason) for reason, *case in CODES]
)
def test_the_exit_code_says_how_it_went(
    command: Command, code: int, words: list[str]
) -> None:
    """The exit code is 0 when it is done and 2 for unusable input."""
    assert command(*words).code == code


@pytest.mark.parametrize(
    ("code", "words"), [pytest.param(*case, id=reason) for reason, *case in CODES]
)
def test_a_process_says_the_same(command: Command, code: int, words: list[str]) -> None:
    """`python -m transfertimeline` prints the same and ends with the same code."""
    result = process(*words, COLUMNS="80")

    assert result.code == code
    assert result == command(*words)


def test_the_script_is_the_module() -> None:
    """What is installed as `transfertimeline` is what `-m transfertimeline` runs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    module, _, name = project["project"]["scripts"]["transfertimeline"].partition(":")

    assert getattr(importlib.import_module(module), name) is main


def test_it_says_its_version(command: Command) -> None:
    """The version is that of the package."""
    result = command("--version")

    assert result == Result(0, f"transfertimeline, version {__version__}\n", "")


def test_the_help_names_every_command(command: Command) -> None:
    """The help of the whole has a line for each command."""
    result = command("--help")

    lines = result.out.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in lines if line[2] != " "] == sorted(COMMANDS)


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(command: Command, name: str, flag: str) -> None:
    """Each command says how it is used, on standard output."""
    result = command(name, flag)

    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"Usage: transfertimeline {name} [OPTIONS]")


def test_without_a_command_it_helps(command: Command) -> None:
    """Without a command the help goes to standard error: it is no result."""
    result = command()

    assert result.out == ""
    assert result.err == command("--help").out


def test_a_usage_error_names_the_help(command: Command) -> None:
    """What is wrong with the words is a sentence, with the place of the help."""
    assert command("show", "ru-rban", "--as-off", "x").err == (
        "No such option '--as-off'. Did you mean '--as-of'? "
        "(see: transfertimeline show --help)\n"
    )


# ------------------------------------------------------- outputs that are not there


def started(*words: str, stdout: int) -> Result:
    """Run the command with a standard output of another kind."""
    done = subprocess.run(
        [sys.executable, "-m", "transfertimeline", *words],
        check=False,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )
    return Result(done.returncode, "", done.stderr.decode())


PRINTING = [
    ("a table", ["show", "ru-rban", *DAY]),
    ("more than a pipe holds", ["show", "urbact-iii-transfer", *DAY, "--format=json"]),
    ("a feed", ["export", "urbact-iii-transfer", *DAY, "--scope", "country"]),
    ("a list", ["networks"]),
    ("help", ["--help"]),
]


@pytest.mark.parametrize(
    "words", [pytest.param(words, id=reason) for reason, words in PRINTING]
)
def test_a_reader_that_goes_away_is_no_error(words: list[str]) -> None:
    """`transfertimeline ... | head -1` ends without a word, and with 0."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        result = started(*words, stdout=writing)
    finally:
        os.close(writing)

    assert result == Result(0, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
@pytest.mark.parametrize(
    "words", [pytest.param(words, id=reason) for reason, words in PRINTING]
)
def test_a_full_disk_is_said(words: list[str]) -> None:
    """A result that cannot be written is one line on standard error, and 2."""
    with Path("/dev/full").open("wb") as full:
        result = started(*words, stdout=full.fileno())

    assert result == Result(
        2,
        "",
        "standard output: expected to write the result there, found no space left on "
        "device; make room, or use --output [output-unwritable]\n",
    )


@pytest.mark.parametrize(
    "words", [pytest.param(words, id=reason) for reason, words in PRINTING]
)
def test_nobody_has_to_listen(words: list[str]) -> None:
    """Without any standard output (`>&-`) the result goes nowhere, without a word."""
    done = subprocess.run(
        ["sh", "-c", '"$0" -m transfertimeline "$@" >&-', sys.executable, *words],
        check=False,
        env=environment(),
        stderr=subprocess.PIPE,
    )

    assert (done.returncode, done.stderr) == (0, b"")


CLOSED = [
    ("nothing to read from", "new {folder}/plan.toml <&-", 2),
    ("nothing to complain to", "show nowhere 2>&-", 2),
    ("nothing for a bar", "export urbact-iii-transfer -o {folder}/ 2>&-", 0),
    ("nothing at all", "show ru-rban <&- >&- 2>&-", 0),
]


@pytest.mark.parametrize(
    ("line", "code"), [pytest.param(*case, id=reason) for reason, *case in CLOSED]
)
def test_a_stream_may_be_closed(tmp_path: Path, line: str, code: int) -> None:
    """Whichever stream is closed, the exit code says how it went."""
    command = f'"$0" -m transfertimeline {line.format(folder=tmp_path)}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable],
        check=False,
        env=environment(),
        stderr=subprocess.PIPE,
    )

    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_nobody_has_to_hear_an_error() -> None:
    """An error that nobody reads still ends with 2."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "transfertimeline", "show", "nowhere"],
            check=False,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=writing,
        )
    finally:
        os.close(writing)

    assert (done.returncode, done.stdout) == (2, b"")


# Under pytest-xdist, as in the background of a shell, control-C is not heard at all.
HEARING = """
import signal, sys
from transfertimeline.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main())
"""


def test_it_can_be_stopped(tmp_path: Path) -> None:
    """Control-C ends it with one word and the shell's code for that, 130."""
    terminal, stdin = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", HEARING, "new", tmp_path / "plan.toml"],
        env=environment(),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stderr is not None
        # It waits for an answer once it has asked.
        asked = running.stderr.read(len("The name of the network:"))
        out, err = _interrupted(running)
    os.close(terminal)
    os.close(stdin)

    assert asked == b"The name of the network:"
    assert (running.returncode, out.strip(), err.split()) == (130, b"", [b"stopped"])
    assert list(tmp_path.iterdir()) == []


def _interrupted(running: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """Stop a process that waits for an answer, and return what it still says."""
    for _ in range(30):
        running.send_signal(signal.SIGINT)
        # Just before it begins to wait, Python notices a signal only with the next.
        with contextlib.suppress(subprocess.TimeoutExpired):
            return running.communicate(timeout=1)
    running.kill()
    pytest.fail("it does not stop")
