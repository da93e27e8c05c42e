"""
Runs the examples in README.md, docs and docstrings as tests.

Each Markdown page gets an empty folder of its own and is read from top to bottom:

- ``python`` blocks run; with ``>>>`` their output is compared;
- ``toml`` blocks that begin with ``# file: NAME.toml`` are written to the folder,
  and all ``toml`` blocks must be TOML;
- ``console`` blocks run every line that begins with ``$``, as `run_console` says.

``% skip: next "reason"`` before a block leaves it out (in README.md, where it must not
show, ``<!-- skip: next "reason" -->``).
"""

import contextlib
import doctest
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sybil import Example, Sybil
from sybil.evaluators.doctest import OutputChecker
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from sybil.parsers.rest import SkipParser as DocstringSkipParser

ELLIPSIS = doctest.ELLIPSIS
FILE = re.compile(r"# file: (?P<name>[\w-]+\.toml)\n")
STEP = re.compile(
    r"""
    ^\$[ ](?P<command>(?:.*\\\n)*.*)\n?    # a command; a backslash continues it
    (?P<output>(?:(?!\$[ ]|exit:[ ]).*\n?)*)
    (?:^exit:[ ](?P<code>\d+)\n?)?
    """,
    re.MULTILINE | re.VERBOSE,
)


def console_environment() -> dict[str, str]:
    """Return what a command in the docs sees: our commands, nobody's settings."""
    return {
        "COLUMNS": "88",
        "HOME": str(Path.cwd()),
        "LC_ALL": "C.UTF-8",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONUNBUFFERED": "1",  # keeps both outputs in the order they were written
    }


def run_console(example: Example) -> str | None:
    """
    Run the commands of a ``console`` block and compare what they print.

    The lines after a command are what it prints, standard error included; ``...``
    stands for anything. Without such lines the output does not matter. Every
    command must succeed, unless ``exit: 2`` follows and says how it ends.
    """
    text = str(example.parsed)
    if not text.startswith("$ "):
        return "A console block begins with a command: $ ..."
    for step in STEP.finditer(text):
        command, expected, code = step.group("command", "output", "code")
        done = subprocess.run(  # noqa: S602 - a shell, as the reader has one
            command,
            shell=True,
            check=False,
            env=console_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        if done.returncode != int(code or 0):
            return f"$ {command}\nexit: {done.returncode}\n{done.stdout}"
        got = f"{done.stdout.rstrip()}\n"
        want = doctest.Example(command, f"{expected.rstrip()}\n")
        checker = OutputChecker()
        if expected.strip() and not checker.check_output(want.want, got, ELLIPSIS):
            difference = checker.output_difference(want, got, ELLIPSIS)
            return f"$ {command}\n{difference}"
    return None


def write_toml(example: Example) -> str | None:
    """Check a ``toml`` block, and write it to the page's folder if it has a name."""
    text = str(example.parsed)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return str(error)
    if file := FILE.match(text):
        Path(file["name"]).write_text(text, encoding="utf-8")
    return None


@contextlib.contextmanager
def page_folder() -> Iterator[None]:
    """Work in a new folder, which is removed in the end."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        yield


def open_page(namespace: dict[str, Any]) -> None:
    """Give a page its folder."""
    stack = contextlib.ExitStack()
    stack.enter_context(page_folder())
    namespace["_close_page"] = stack.close


def close_page(namespace: dict[str, Any]) -> None:
    """Take a page's folder away."""
    namespace["_close_page"]()


PAGES = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
        CodeBlockParser("console", run_console),
        CodeBlockParser("toml", write_toml),
        SkipParser(),
    ],
    patterns=["README.md", "docs/**/*.md"],
    setup=open_page,
    teardown=close_page,
)

DOCSTRINGS = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS), DocstringSkipParser()],
    path="src",
    pattern="*.py",
)

pytest_collect_file = (PAGES + DOCSTRINGS).pytest()
