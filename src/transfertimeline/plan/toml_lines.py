"""
On which line of a TOML document each of its values is stated.

`tomllib` says what a document holds, not where. `line_index` reads the same text
once more, only for the places, so that a message about a value can name its line.
It leans on `tomllib` having accepted the text: nothing is checked a second time.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import attrs

__all__ = ["LineIndex", "line_index"]

# Every repeat is possessive, so each pattern runs in linear time and without
# backtracking, however long a comment or a string is.
_BLANK = r"[ \t\r\n]++ | \#[^\n]*+"

# What precedes a statement, and the brackets if it is the header of a table.
_STATEMENT = re.compile(rf"(?: {_BLANK} )*+ ( \[{{1,2}}+ )?", re.VERBOSE)

# One part of a key, with the character that says what comes next.
_KEY_PART = re.compile(
    r"""
    [ \t]*+
    (?:
        ( [A-Za-z0-9_-]++ )
      | " ( (?: [^"\\]++ | \\. )*+ ) "
      | ' ( [^']*+ ) '
    )
    [ \t]*+ ( [.=\]] )
    """,
    re.VERBOSE,
)

# A whole value, or the bracket that opens one. Whatever is not a string ends only
# at a delimiter: "1979-05-27 07:32:00" is one value with a space in it.
# TOML 1.0, String: up to two quotes may stand before the closing three.
_VALUE = re.compile(
    r"""
    [ \t]*+
    (?:
        ( [\[{] )
      | \"{3} (?: [^"\\]++ | \\. | "(?!"") )*+ \"{3,5}+
      | '{3} (?: [^']++ | '(?!'') )*+ '{3,5}+
      | " (?: [^"\\]++ | \\. )*+ "
      | ' [^']*+ '
      | [^,\]}\#\n]++
    )
    """,
    re.VERBOSE | re.DOTALL,
)

# What stands between the values of an array or inline table, up to a bracket that
# closes one.
_BETWEEN = re.compile(rf"(?: {_BLANK} | , )*+ ( [\]}}] )?", re.VERBOSE)


@attrs.define(eq=False, repr=False)
class _Nest:
    """
    A table or an array: the lines of what it holds, and the nests among that.

    An array counts its steps from 0, so the number of its lines is its next step.
    """

    is_array: bool = False
    lines: dict[str | int, int] = attrs.field(factory=dict)
    nests: dict[str | int, _Nest] = attrs.field(factory=dict)

    def add(self, step: str | int, line: int, *, is_array: bool = False) -> _Nest:
        """Put a new nest at a step."""
        self.lines[step] = line
        nest = self.nests[step] = _Nest(is_array)
        return nest

    def enter(self, name: str, line: int) -> _Nest:
        """Go into the table of that name, which this line creates if it is new."""
        nest = self.nests.get(name)
        if nest is None:
            return self.add(name, line)
        # TOML 1.0, Array of Tables: a reference to one points to the most recently
        # defined element.
        return nest.nests[len(nest.lines) - 1] if nest.is_array else nest


@attrs.frozen(kw_only=True, eq=False)
class LineIndex:
    r"""
    The lines on which the values of one TOML document are stated.

    `line_index` makes it. A path leads from the document to a value, through the
    names of keys and the numbers of array elements (these count from 0), just as
    one indexes what `tomllib` returns.

    Example:
        >>> index = line_index("# a plan\nformat = 1")
        >>> index.line(("format",))
        2
    """

    _root: _Nest = attrs.field(repr=False)

    def line(self, path: tuple[str | int, ...]) -> int:
        r"""
        Say on which line the value at a path is stated.

        That is the line of its key; of a table its header, or what first created
        it if it has none; of an element of an array where the element begins.

        Args:
            path: The steps to the value. Where the document has no such value, the
                part of the path that it has counts.

        Returns:
            The line, counted from 1; the document as a whole is on line 1.

        Example:
            >>> index = line_index("[a]\nb = [\n  1,\n  2,\n]")
            >>> index.line(("a",)), index.line(("a", "b")), index.line(("a", "b", 1))
            (1, 2, 4)
            >>> index.line(("a", "missing"))
            1
        """
        line = 1
        nest: _Nest | None = self._root
        for step in path:
            if nest is None or step not in nest.lines:
                break
            line = nest.lines[step]
            nest = nest.nests.get(step)
        return line

    def paths(self) -> Iterator[tuple[str | int, ...]]:
        r"""
        Go through the paths of all values, each container before what it holds.

        Yields:
            The steps to a value; the document as a whole is left out.

        Example:
            >>> list(line_index("[[a]]\nb = [true]").paths())
            [('a',), ('a', 0), ('a', 0, 'b'), ('a', 0, 'b', 0)]
        """
        todo: list[tuple[tuple[str | int, ...], _Nest]] = [((), self._root)]
        while todo:
            path, nest = todo.pop()
            yield from ((*path, step) for step in nest.lines)
            todo += (((*path, step), inner) for step, inner in nest.nests.items())


def line_index(text: str) -> LineIndex:
    r"""
    Find the lines of all values in a TOML document.

    Args:
        text: The document, one that `tomllib.loads` accepts. What comes of any
            other text is not defined, only that it ends.

    Returns:
        The index. It knows a line for every value that `tomllib.loads` returns.

    Example:
        >>> line_index("[network]\nid = 'udine'").line(("network", "id"))
        2
    """
    reader = _Reader(text)
    root = table = _Nest()
    while True:
        brackets = reader.take(_STATEMENT)[1]
        if reader.position == len(text):
            return LineIndex(root=root)
        if brackets:
            table = reader.header(root, is_array=brackets == "[[")
        else:
            reader.pair(table)


@attrs.define
class _Reader:
    """A text and how far it has been read."""

    text: str
    position: int = attrs.field(default=0, init=False)
    _line: int = attrs.field(default=1, init=False)
    _counted: int = attrs.field(default=0, init=False)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Read on over what matches here."""
        match = pattern.match(self.text, self.position)
        if match is None:
            msg = f"line {self.line()}: the text is not valid TOML"
            raise ValueError(msg)
        self.position = match.end()
        return match

    def line(self) -> int:
        """Say which line this is, counting only what was read since last asked."""
        self._line += self.text.count("\n", self._counted, self.position)
        self._counted = self.position
        return self._line

    def header(self, root: _Nest, *, is_array: bool) -> _Nest:
        """Read the rest of a table's header; return the table that it opens."""
        line = self.line()
        nest, name = self._key(root, line)
        if not is_array:
            table = nest.enter(name, line)
            # A header below may already have created it: `[a.b]` before `[a]`.
            nest.lines[name] = line
            return table
        self.position += len("]")
        array = nest.nests.get(name) or nest.add(name, line, is_array=True)
        return array.add(len(array.lines), line)

    def pair(self, table: _Nest) -> None:
        """Read a key and its value, with all that the value holds."""
        step: str | int
        line = self.line()
        nest, step = self._key(table, line)
        # Not recursive: values may be nested deeper than Python's call stack.
        nests: list[_Nest] = []
        while True:
            bracket = self.take(_VALUE)[1]
            if bracket:
                nests.append(nest.add(step, line, is_array=bracket == "["))
            else:
                nest.lines[step] = line
            while nests and self.take(_BETWEEN)[1]:
                nests.pop()
            if not nests:
                return
            line = self.line()
            nest = nests[-1]
            if nest.is_array:
                step = len(nest.lines)
            else:
                nest, step = self._key(nest, line)

    def _key(self, table: _Nest, line: int) -> tuple[_Nest, str]:
        """Read a dotted key; return the table that holds its last part, and that."""
        while True:
            bare, basic, literal, following = self.take(_KEY_PART).groups()
            name = bare or literal or _unescaped(basic or "")
            if following != ".":
                return table, name
            table = table.enter(name, line)


def _unescaped(basic: str) -> str:
    """Resolve the escapes of a quoted key, exactly as `tomllib` does."""
    if "\\" not in basic:
        return basic
    name: str = tomllib.loads(f'name = "{basic}"')["name"]
    return name
