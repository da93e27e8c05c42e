"""
Parsing: a layer from the text of a plan file.

Pure: no file is read here. Every problem in a text is found in one go, each with
its line.
"""

from __future__ import annotations

import re
import tomllib

from transfertimeline.errors import (
    PlanFileError,
    TimelineError,
    quoted,
    raise_all,
)
from transfertimeline.plan import structure
from transfertimeline.plan.layers import Layer
from transfertimeline.plan.layout import LAYOUTS
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.toml_lines import LineIndex, line_index

__all__ = ["FORMAT", "SIZE", "parse_plan", "text_of", "too_large"]

FORMAT = 1
"""The version of the plan file this library reads and writes."""

SIZE = 2_000_000
"""The largest plan file read, in bytes."""

PARTS = 100
"""How many parts a key with dots may have."""


def parse_plan(text: str, name: str = "plan.toml") -> Layer:
    """
    Read the text of a plan file.

    Args:
        text: The text, in TOML 1.0.
        name: What errors call the file.

    Returns:
        The layer it states: a lifecycle, a programme or a network.

    Raises:
        PlanFileError: If the text is no plan file. Several problems come at once
            as `TimelineErrors`, each with its line.

    Example:
        >>> text = '''format = 1
        ... [lifecycle]
        ... id = "short"
        ... name = "Short"
        ... ends = "day-before"
        ... [[phase]]
        ... id = "work"
        ... title = "Work"
        ... length = "9 months"
        ... '''
        >>> parse_plan(text).phases[0].length.months
        9
    """
    data = _toml(text, name)
    index = line_index(text)
    record = _kind(data, name, index)
    del data["format"]
    made = structure.structure(
        data, record, lambda path: Origin(name, index.line(path))
    )
    if isinstance(made, list):
        made.sort(key=lambda problem: _line(problem, name, index))
        raise_all([_located(problem, data, name, index) for problem in made])
    assert not isinstance(made, list)  # raise_all has raised
    return made


def _toml(text: str, name: str) -> dict[str, object]:
    if len(text) > SIZE:
        raise too_large(name, len(text))
    _check_keys(text, name)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(
            r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error)
        )
        line = place[1] if place and place[1] else str(text.count("\n") + 1)
        problem = str(error)[: place.start()] if place else str(error)
        todo = "look at quotes, brackets and equal signs there and on the line before"
        raise PlanFileError(
            f"{name}:{line}", "TOML", problem[:1].lower() + problem[1:], todo, "toml"
        ) from None
    except RecursionError:
        expected, todo = "brackets inside each other a few times", "close them"
        raise PlanFileError(name, expected, "very many", todo, "toml-deep") from None
    except ValueError:  # Python reads no number of more than 4300 digits
        todo = "write a shorter number"
        raise PlanFileError(
            f"{name}:1", "numbers of a usual size", "a longer one", todo, "toml"
        ) from None


_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_DOTTED = re.compile(rf"(?:^|[\[{{,])[ \t]*+(?:{_PART}){{{PARTS}}}", re.MULTILINE)


def _check_keys(text: str, name: str) -> None:
    # tomllib takes the square of the number of parts to read a key with dots.
    match = _DOTTED.search(text)
    if match is not None:
        where = f"{name}:{text.count(chr(10), 0, match.end()) + 1}"
        expected = f"a key of at most {PARTS} parts"
        todo = "write the tables as [tables]"
        raise PlanFileError(where, expected, "a longer one", todo, "toml-deep")


def text_of(data: bytes, name: str) -> str:
    """
    Return the text of a file of a person: UTF-8, with or without a byte order mark.

    Args:
        data: The bytes of the file.
        name: What errors call it.

    Raises:
        PlanFileError: If it is not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{data[error.start]:02x}"
        todo = "save the file with the encoding UTF-8"
        raise PlanFileError(
            f"{name}:{line}", "text in UTF-8", found, todo, "not-utf-8"
        ) from None
    return text.replace("\r\n", "\n")


def too_large(name: str, size: int) -> PlanFileError:
    """Return the error for a file or text that is too large to be a plan."""
    expected = f"a plan file of at most {SIZE:,} bytes"
    todo = "is it the right file?"
    return PlanFileError(name, expected, f"{size:,}", todo, "file-large")


def _kind(data: dict[str, object], name: str, index: LineIndex) -> type[Layer]:
    if data.get("format") != FORMAT or isinstance(data.get("format"), bool):
        where = f"{name}:{index.line(('format',))}: format"
        found = quoted(data["format"]) if "format" in data else "none"
        todo = f"begin the file with format = {FORMAT}"
        raise PlanFileError(where, f"the format {FORMAT}", found, todo, "format")
    kinds = [kind for kind, layout in LAYOUTS.items() if layout.table in data]
    if len(kinds) != 1:
        tables = [LAYOUTS[kind].table for kind in kinds]
        where = f"{name}:{index.line((tables[-1],)) if tables else 1}"
        found = " and ".join(f"[{table}]" for table in tables) or "none of them"
        todo = "put each into a file of its own" if tables else "say whose plan it is"
        expected = "one of [lifecycle], [programme] and [network]"
        raise PlanFileError(where, expected, found, todo, "plan-kind")
    return kinds[0]


def _line(problem: structure.Problem, name: str, index: LineIndex) -> int:
    # Of a record whose fields contradict each other, the error names the field.
    where = problem.error.where
    if where.startswith(f"{name}:"):
        return int(where.removeprefix(f"{name}:").partition(":")[0])
    step = where.partition(":")[0]
    return index.line((*problem.path, step) if step else problem.path)


def _located(
    problem: structure.Problem, data: dict[str, object], name: str, index: LineIndex
) -> TimelineError:
    """Say at which line and in which table a problem is."""
    path, error = problem.path, problem.error
    if error.where.startswith(f"{name}:"):
        return error  # about another record than the one that says so
    label: list[str] = []
    value: object = data
    for key in path:
        if isinstance(value, list) and isinstance(key, int):
            value = value[key]
            own = value.get("id") if isinstance(value, dict) else None
            label[-1] += f" {own}" if isinstance(own, str) else f" {key + 1}"
        else:
            value = value.get(str(key)) if isinstance(value, dict) else None
            label.append(str(key))
    if error.where.partition(":")[0] == label[-1]:
        error = error.moved_to(error.where.removeprefix(label[-1]).removeprefix(": "))
    return error.at(": ".join((f"{name}:{_line(problem, name, index)}", *label)))
