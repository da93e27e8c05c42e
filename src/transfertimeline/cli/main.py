"""
The command: its sub-commands, and what becomes of their errors.

Exit codes: 0 done; 1 findings or differences; 2 unusable input, one line a problem.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from transfertimeline.cli.explain import explain
from transfertimeline.cli.export import export
from transfertimeline.cli.networks import networks
from transfertimeline.cli.output import say
from transfertimeline.cli.show import show
from transfertimeline.errors import TimelineError, one_line
from transfertimeline.version import __version__

__all__ = ["main", "run"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="transfertimeline")
def main() -> None:
    """What happens when in a network of cities, and in everybody's calendar."""


for _command in (networks, show, export, explain):
    main.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """
    Run the command line and return its exit code.

    Args:
        arguments: The words after the name of the command.
    """
    try:
        result = main.main(list(arguments), "transfertimeline", standalone_mode=False)
    except TimelineError as error:
        say(str(error))
    except click.ClickException as error:
        say(_sentence(error))
    except (click.Abort, KeyboardInterrupt):
        say("stopped")
        return 130
    except BrokenPipeError:
        # The reader has gone; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    else:
        return result if isinstance(result, int) else 0
    return 2


def _sentence(error: click.ClickException) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    message = one_line(error.format_message())
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "transfertimeline"
        return f"{message} (see: {command} --help)"
    return message
