"""Running the command, in this process or as a user would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

from transfertimeline.cli.main import run

SOURCE = Path(__file__).parents[2] / "src"

DAY = ("--as-of", "2019-01-01")
"""The data date of most tests, as words on the command line."""


@attrs.frozen
class Result:
    """What became of a command: its exit code, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


@attrs.frozen
class Command:
    """The command in this process, whose outputs pytest captures."""

    capture: pytest.CaptureFixture[bytes]

    def __call__(self, *words: str | Path) -> Result:
        """Run it with the words after its name."""
        self.capture.readouterr()
        code = run([str(word) for word in words])
        out, err = self.capture.readouterr()
        return Result(code, out.decode(), err.decode())

    def json(self, *words: str | Path) -> Any:  # noqa: ANN401 - JSON
        """Run it and return the JSON that it prints."""
        result = self(*words)
        assert result.code == 0, result.err
        return json.loads(result.out)


def environment(**variables: str) -> Mapping[str, str]:
    """Return what a process of ours sees: this source, nobody's settings."""
    return {
        "LC_ALL": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(SOURCE),
        **variables,
    }


def process(*words: str | Path, **variables: str) -> Result:
    """Run `python -m transfertimeline` with words, as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "transfertimeline", *map(str, words)],
        check=False,
        capture_output=True,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())
