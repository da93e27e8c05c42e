"""The command, for the tests of its sub-commands."""

from __future__ import annotations

import pytest

from tests.cli.command import Command


@pytest.fixture
def command(capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Return the command, to be called with the words after its name."""
    return Command(capsysbinary)
