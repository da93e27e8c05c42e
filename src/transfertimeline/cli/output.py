"""Where results go: standard output, or files that are written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TextIO

import click

from transfertimeline.errors import OutputError, from_system
from transfertimeline.plan.atomic import write_whole
from transfertimeline.plan.origin import located
from transfertimeline.schedule.findings import Severity
from transfertimeline.schedule.schedule import Schedule

__all__ = ["hang_up", "output_option", "read_existing", "say", "say_warnings", "write"]

output_option = click.option(
    "-o",
    "--output",
    type=Path,
    help="Write to this file instead of standard output.",
)

LARGEST = 50_000_000
"""Bytes above which an existing file is surely not ours."""


def say(line: str) -> None:
    """Tell the person something beside the result, on standard error."""
    try:
        click.echo(line, err=True)
    except OSError:  # nobody listens: the exit code still tells
        hang_up(sys.stderr)


def hang_up(stream: TextIO) -> None:
    """Let nothing more be written to a standard stream, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say_warnings(*schedules: Schedule) -> None:
    """Tell the person what looks wrong in schedules, a line each, and each once."""
    lines = {
        f"{located(finding.origin, finding.message)} [{finding.code}]": None
        for schedule in schedules
        for finding in schedule.findings
        if finding.severity is Severity.WARNING
    }
    for line in lines:
        say(line)


def write(data: bytes, output: Path | None) -> None:
    """
    Write a result to a file, whole or not at all, or to standard output.

    Raises:
        OutputError: If the file cannot be written; what was there stays.
    """
    if output is not None:
        write_whole(output, data)
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def read_existing(path: Path) -> bytes | None:
    """
    Return what is in a file already; None if there is no file.

    Raises:
        OutputError: If it cannot be read, or is no file.
    """
    try:
        if not path.exists():
            return None
        if not path.is_file():
            # A device or pipe could be read for ever.
            found = "a folder" if path.is_dir() else "something else"
            todo = "give the path of a file"
            raise OutputError(str(path), "a file", found, todo, "not-a-file")
        if path.stat().st_size > LARGEST:
            raise OutputError(
                str(path),
                "a calendar",
                "a very large file",
                "name another file",
                "output-other",
            )
        return path.read_bytes()
    except OSError as error:
        found = from_system(error)
        todo = "check the path and who may read it"
        raise OutputError(
            str(path), "a file that can be read", found, todo, "output-unreadable"
        ) from None
