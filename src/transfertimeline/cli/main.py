"""
The command: its sub-commands, and what becomes of their errors.

Exit codes: 0 done; 1 differences; 2 unusable input, one line a problem; 130 stopped
by hand.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from transfertimeline.cli.add import add
from transfertimeline.cli.compare import compare
from transfertimeline.cli.explain import explain
from transfertimeline.cli.export import export
from transfertimeline.cli.networks import networks
from transfertimeline.cli.new import new
from transfertimeline.cli.output import hang_up, say
from transfertimeline.cli.record import record
from transfertimeline.cli.show import show
from transfertimeline.cli.status import status
from transfertimeline.cli.trend import trend
from transfertimeline.errors import OutputError, TimelineError, from_system, one_line
from transfertimeline.version import __version__

__all__ = ["main", "run"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="transfertimeline")
def main() -> None:
    """What happens when in a network of cities, and in everybody's calendar."""


_COMMANDS = (
    networks,
    new,
    add,
    record,
    show,
    export,
    explain,
    status,
    compare,
    trend,
)

for _command in _COMMANDS:
    main.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """
    Run the command line and return its exit code.

    Args:
        arguments: The words after the name of the command.
    """
    _open_what_is_closed()
    try:
        result = main.main(list(arguments), "transfertimeline", standalone_mode=False)
    except TimelineError as error:
        say(str(error))
    except click.ClickException as error:
        say(_sentence(error))
    except (click.Abort, KeyboardInterrupt):
        say("stopped")
        return 130
    except (BrokenPipeError, SystemExit):
        # The reader has gone, for which click exits.
        hang_up(sys.stdout)
        return 0
    except OSError as error:
        # Other files have their own errors, so it is standard output.
        hang_up(sys.stdout)
        expected, todo = "to write the result there", "make room, or use --output"
        found = from_system(error)
        where = "standard output"
        say(str(OutputError(where, expected, found, todo, "output-unwritable")))
    else:
        return result if isinstance(result, int) else 0
    return 2


def _open_what_is_closed() -> None:
    """Give way to whoever starts the command without its standard streams."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - it stays open
            setattr(sys, name, stream)


def _sentence(error: click.ClickException) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    message = one_line(error.format_message())
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "transfertimeline"
        return f"{message} (see: {command} --help)"
    return message
