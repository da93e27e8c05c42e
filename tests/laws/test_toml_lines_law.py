"""
Laws of the index of lines of a TOML document.

Two things decide what is right, and neither is the index: `tomllib`, which values a
document has; and the strategy that wrote the document, where it put each of them.
"""

from __future__ import annotations

import contextlib
import re
import tomllib
from collections.abc import Iterator

import attrs
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from transfertimeline.plan.toml_lines import LineIndex, line_index

Path = tuple[str | int, ...]

_SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# ------------------------------------------------------------------- a document


@attrs.frozen
class _Place:
    """Where a value was put, and the words there that state it."""

    line: int
    words: str


@attrs.define(eq=False)
class _Table:
    """What the strategy remembers of a table while it writes."""

    path: Path
    # TOML 1.0, Table: a table that only the headers of others imply may still get
    # its own; one that dotted keys made grows only where these keys are.
    is_implied: bool = False
    dotted_in: _Table | None = None
    tables: dict[str, _Table] = attrs.field(factory=dict)
    arrays: dict[str, list[_Table]] = attrs.field(factory=dict)
    names: set[str] = attrs.field(factory=set)


@attrs.define
class _Page:
    """A document while it is written."""

    draw: st.DrawFn
    text: str = ""
    places: dict[Path, _Place] = attrs.field(factory=dict)

    def write(self, text: str) -> None:
        """Write on."""
        self.text += text

    def put(self, path: Path, words: str) -> None:
        """Remember that a value is stated at this point."""
        self.places[path] = _Place(self.text.count("\n") + 1, words)

    def blank(self) -> None:
        """Write spaces, or none."""
        self.write(self.draw(st.sampled_from(["", " ", "\t", "  "])))

    def gap(self) -> None:
        """Write what may stand around statements and the elements of an array."""
        self.write("".join(self.draw(_GAP)))

    def end_line(self) -> None:
        """Write what may stand after a statement."""
        self.blank()
        self.write(self.draw(st.just("") | _COMMENT) + "\n")
        self.gap()

    def fresh(self, table: _Table) -> str:
        """Draw a name that a table does not have yet."""
        name = self.draw(_NAMES.filter(lambda name: name not in table.names))
        table.names.add(name)
        return name


_COMMENT = st.one_of(
    st.sampled_from(["#", "# [a]", "# a = 1", '# """', "# '''", "# ]", "# }", '#"']),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5).map(
        "#".__add__
    ),
)
_GAP = st.lists(
    st.sampled_from([" ", "\t", "\n", "\n\n"]) | _COMMENT.map("{}\n".format), max_size=3
)
_NAMES = st.one_of(
    st.sampled_from(["a", "b", "c", "1", "true", "1979-05-27", "-", "_", "", " "]),
    st.sampled_from(
        ["a.b", "#", "[a]", "]", "=", '"', "'", "\\", "\n", "\r", "é", "😀"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
)
_SHORT = {"\b": "b", "\t": "t", "\n": "n", "\f": "f", "\r": "r", '"': '"', "\\": "\\"}

# ----------------------------------------------------------------- keys, values


@st.composite
def _spelled(draw: st.DrawFn, name: str) -> str:
    """Spell one part of a key in one of the ways that TOML has for it."""
    spellings = []
    if re.fullmatch("[A-Za-z0-9_-]+", name):
        spellings.append(name)
    if re.fullmatch(r"[^'\x00-\x08\x0a-\x1f\x7f]*", name):
        spellings.append(f"'{name}'")
    for first in range(3):
        characters = (_in_quotes(c, first + i) for i, c in enumerate(name))
        spellings.append(f'"{"".join(characters)}"')
    return draw(st.sampled_from(spellings))


def _in_quotes(character: str, way: int) -> str:
    """Spell a character for between double quotes, in one of three ways."""
    number = ord(character)
    if way % 3 == 1 and number <= 0xFFFF:
        return f"\\u{number:04X}"
    if way % 3 == 2 or number < 0x20 or number == 0x7F:
        return f"\\{_SHORT[character]}" if character in _SHORT else f"\\U{number:08x}"
    return f"\\{character}" if character in '"\\' else character


_INSIDE = ["a", " ", "# a", "[a]", "]", "}", ",", "b = 1", "é"]
_BASIC = st.lists(st.sampled_from([*_INSIDE, "'", "'''", '\\"', "\\\\", "\\u00e9"]))
_LITERAL = st.lists(st.sampled_from([*_INSIDE, '"', '"""', "\\"]))
_BASIC_LINES = st.lists(
    st.sampled_from(
        [*_INSIDE, "'''", "\n", '"a', '""\n', '\\"', "\\\\", "\\\n", "\\ \n \n\t"]
    )
)
_LITERAL_LINES = st.lists(
    st.sampled_from([*_INSIDE, '"""', "\n", "'a", "''\n", "\\", "\\\n"])
)
_QUOTES = st.integers(0, 2)
_SCALARS = st.one_of(
    st.sampled_from(
        ["1", "-1_000", "0xBEEF", "1.5e-3", "+inf", "nan", "true", "false"]
    ),
    st.sampled_from(["1979-05-27", "07:32:00", "1979-05-27T07:32:00.5+01:00"]),
    st.sampled_from(["1979-05-27 07:32:00", "1979-05-27 07:32:00Z"]),
    _BASIC.map("".join).map('"{}"'.format),
    _LITERAL.map("".join).map("'{}'".format),
    st.builds(
        lambda text, n: f'"""{"".join(text)}"""' + '"' * n, _BASIC_LINES, _QUOTES
    ),
    st.builds(
        lambda text, n: f"'''{''.join(text)}'''" + "'" * n, _LITERAL_LINES, _QUOTES
    ),
)


def _pair(page: _Page, section: _Table, depth: int) -> None:
    """Write a key, dotted or not, and its value."""
    table = section
    while page.draw(st.integers(0, 3)) == 0:
        table = _dotted_step(page, table, section)
        page.blank()
        page.write(".")
        page.blank()
    name = page.fresh(table)
    path = (*table.path, name)
    words = page.draw(_spelled(name))
    page.put(path, words)
    page.write(words)
    page.blank()
    page.write("=")
    page.blank()
    _value(page, path, depth)


def _dotted_step(page: _Page, table: _Table, section: _Table) -> _Table:
    """Write a part of a dotted key before the last."""
    known = [name for name, t in table.tables.items() if t.dotted_in is section]
    is_known = bool(known) and page.draw(st.booleans())
    name = page.draw(st.sampled_from(known)) if is_known else page.fresh(table)
    words = page.draw(_spelled(name))
    if not is_known:
        table.tables[name] = _Table((*table.path, name), dotted_in=section)
        page.put(table.tables[name].path, words)
    page.write(words)
    return table.tables[name]


def _value(page: _Page, path: Path, depth: int) -> None:
    """Write a value: a scalar, an array or an inline table."""
    shapes = ["scalar", "array", "table"] if depth else ["scalar"]
    shape = page.draw(st.sampled_from(shapes))
    size = page.draw(st.integers(0, 3))
    if shape == "array":
        page.write("[")
        for number in range(size):
            page.gap()
            page.put((*path, number), "")
            _value(page, (*path, number), depth - 1)
            page.gap()
            if number < size - 1 or page.draw(st.booleans()):
                page.write(",")
        page.gap()
        page.write("]")
    elif shape == "table":
        table = _Table(path)
        page.write("{")
        for number in range(size):
            page.write("," if number else "")
            page.blank()
            _pair(page, table, depth - 1)
            page.blank()
        page.write("}")
    else:
        page.write(page.draw(_SCALARS))


# --------------------------------------------------------------------- headers


def _header(page: _Page, root: _Table) -> _Table:
    """Write a header, of a table or of an element of an array of tables."""
    is_array = page.draw(st.booleans())
    page.write("[[" if is_array else "[")
    page.blank()
    table = root
    while page.draw(st.booleans()):
        table = _step(page, table)
        page.blank()
        page.write(".")
        page.blank()
    table = _new_element(page, table) if is_array else _new_table(page, table)
    page.blank()
    page.write("]]" if is_array else "]")
    return table


def _step(page: _Page, table: _Table) -> _Table:
    """Write a part of a header before the last."""
    known = sorted({*table.tables, *table.arrays})
    if bool(known) and page.draw(st.integers(0, 3)) > 0:
        name = page.draw(st.sampled_from(known))
        page.write(page.draw(_spelled(name)))
        # TOML 1.0, Array of Tables: the most recently defined element is meant.
        return table.tables[name] if name in table.tables else table.arrays[name][-1]
    return _named(page, table, page.fresh(table), is_implied=True)


def _new_table(page: _Page, table: _Table) -> _Table:
    """Write the last part of `[header]`: a new table, or one only implied so far."""
    implied = [name for name, inner in table.tables.items() if inner.is_implied]
    is_known = bool(implied) and page.draw(st.integers(0, 3)) > 0
    name = page.draw(st.sampled_from(implied)) if is_known else page.fresh(table)
    return _named(page, table, name, is_implied=False)


def _named(page: _Page, table: _Table, name: str, *, is_implied: bool) -> _Table:
    """Write a part of a header that makes a table, or makes an implied one real."""
    words = page.draw(_spelled(name))
    inner = table.tables.setdefault(name, _Table((*table.path, name)))
    inner.is_implied = is_implied
    page.put(inner.path, words)
    page.write(words)
    return inner


def _new_element(page: _Page, table: _Table) -> _Table:
    """Write the last part of `[[header]]`: one more element, or a first one."""
    known = sorted(table.arrays)
    is_known = bool(known) and page.draw(st.integers(0, 3)) > 0
    name = page.draw(st.sampled_from(known)) if is_known else page.fresh(table)
    words = page.draw(_spelled(name))
    array = table.arrays.setdefault(name, [])
    path = (*table.path, name)
    if not array:
        page.put(path, words)
    array.append(_Table((*path, len(array))))
    page.put(array[-1].path, words)
    page.write(words)
    return array[-1]


@attrs.frozen
class _Document:
    """A document and where its values are."""

    text: str
    places: dict[Path, _Place] = attrs.field(repr=False)


@st.composite
def documents(draw: st.DrawFn) -> _Document:
    """Write a TOML document, with LF or CRLF or both at the ends of its lines."""
    page = _Page(draw)
    root = table = _Table(())
    page.gap()
    for section in range(draw(st.integers(1, 5))):
        if section:
            table = _header(page, root)
            page.end_line()
        for _ in range(draw(st.integers(0, 3))):
            page.blank()
            _pair(page, table, depth=draw(st.integers(0, 3)))
            page.end_line()
    ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\r\n", "\n"]]))
    lines = page.text.split("\n")
    text = "".join(line + ends[i % len(ends)] for i, line in enumerate(lines[:-1]))
    return _Document(text + lines[-1], page.places)


# ------------------------------------------------------------------------- laws


def _paths(value: object) -> Iterator[Path]:
    """Go through the paths of all values inside what `tomllib` returned."""
    steps: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        steps = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    for step, inner in steps:
        yield (step,)
        yield from ((step, *path) for path in _paths(inner))


def _lines(index: LineIndex) -> dict[Path, int]:
    """All that an index knows."""
    return {path: index.line(path) for path in index.paths()}


@given(documents())
@_SLOW
def test_the_index_knows_exactly_the_values_of_the_document(doc: _Document) -> None:
    """The paths of the index are those of what `tomllib` returns, each once."""
    paths = list(line_index(doc.text).paths())

    assert len(paths) == len(set(paths))
    assert set(paths) == set(_paths(tomllib.loads(doc.text)))


@given(documents())
@_SLOW
def test_every_value_is_on_the_line_where_it_was_put(doc: _Document) -> None:
    """The line of a value is the one on which the writer stated it."""
    expected = {path: place.line for path, place in doc.places.items()}

    assert _lines(line_index(doc.text)) == expected


@given(documents())
@_SLOW
def test_the_line_of_a_key_contains_the_key(doc: _Document) -> None:
    """Cut into lines, the document shows each key, as spelled, on its line."""
    index = line_index(doc.text)
    lines = doc.text.split("\n")

    for path, place in doc.places.items():
        assert place.words in lines[index.line(path) - 1]


@given(documents(), st.integers(1, 5))
@_SLOW
def test_lines_put_before_a_document_move_all_of_it(doc: _Document, more: int) -> None:
    """With more lines on top, every line is that much further down."""
    moved = line_index("# a = [1]\n" * more + doc.text)

    assert _lines(moved) == {
        path: line + more for path, line in _lines(line_index(doc.text)).items()
    }


@given(documents())
@_SLOW
def test_line_ends_do_not_matter(doc: _Document) -> None:
    """A document has the same index with LF and with CRLF."""
    unix = doc.text.replace("\r\n", "\n")

    assert _lines(line_index(unix)) == _lines(line_index(unix.replace("\n", "\r\n")))


@given(documents())
@_SLOW
def test_a_path_that_leads_nowhere_stays_where_it_left_the_document(
    doc: _Document,
) -> None:
    """A path that goes on from a value to nothing has the line of that value."""
    index = line_index(doc.text)

    for path in [(), *index.paths()]:
        for nowhere in ("no such key", -1, 1_000):
            assert index.line((*path, nowhere)) == index.line(path)
            assert index.line((*path, nowhere, "a", 0)) == index.line(path)


_STATEMENTS = st.lists(
    st.builds(
        str.format,
        st.sampled_from(
            [
                "[{}]",
                "[[{}]]",
                "{} = 1",
                "{} = [1, [2]]",
                "{} = {{a = 1, b.c = [{{}}]}}",
            ]
        ),
        st.lists(st.sampled_from("ab"), min_size=1, max_size=3).map(".".join),
    ),
    max_size=20,
)


@given(_STATEMENTS)
@example(["[a.b]", "[a]", "b.a = 1", "[[a.a]]", "[a.a.b]", "[[a.a]]", "[a.a.b]"])
@_SLOW
def test_a_value_is_where_the_statement_is_that_adds_it(statements: list[str]) -> None:
    """A value is on the line that makes `tomllib` know it, a header on its own."""
    text = ""
    known: set[Path] = set()
    expected: dict[Path, int] = {}
    for statement in statements:
        # Whatever may not be added here, `tomllib` refuses: then it stays away.
        with contextlib.suppress(tomllib.TOMLDecodeError):
            now = set(_paths(tomllib.loads(f"{text}{statement}\n")))
            text = f"{text}{statement}\n"
            line = text.count("\n")
            expected |= dict.fromkeys(now - known, line)
            if statement.startswith("["):
                probed = set(_paths(tomllib.loads(f"{text}probe = 1")))
                ((*table, _),) = probed - now
                expected[tuple(table)] = line
            known = now

    assert _lines(line_index(text)) == expected


@given(documents(), st.data())
@_SLOW
def test_a_broken_document_is_never_read_for_ever(
    doc: _Document, data: st.DataObject
) -> None:
    """Whatever is cut out of a document or put into it, reading it ends."""
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(doc.text))] * 2)))
    other = data.draw(st.text("[]{}\"'\\#=,. \n", max_size=3))

    with contextlib.suppress(ValueError, LookupError):
        line_index(doc.text[:first] + other + doc.text[last:])


@given(documents(), st.data())
@_SLOW
def test_a_changed_document_that_is_still_valid_is_still_known(
    doc: _Document, data: st.DataObject
) -> None:
    """Documents nobody had in mind have an index too, if `tomllib` accepts them."""
    first = data.draw(st.integers(0, len(doc.text)))
    last = min(len(doc.text), first + data.draw(st.integers(0, 2)))
    other = data.draw(st.text("[]{}\"'\\#=,. \na1", max_size=3))
    text = doc.text[:first] + other + doc.text[last:]
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(condition=False)

    assert set(line_index(text).paths()) == set(_paths(values))
