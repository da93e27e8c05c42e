"""The command and a plan, for the tests of its sub-commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import Command
from tests.cli.parks import PARKS


@pytest.fixture
def command(capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Return the command, to be called with the words after its name."""
    return Command(capsysbinary)


@pytest.fixture
def parks(tmp_path: Path) -> Path:
    """Return the file of a network on its own, in a folder of its own."""
    path = tmp_path / "parks.toml"
    path.write_text(PARKS, encoding="utf-8")
    return path
