"""The lines that `transfertimeline.plan.toml_lines` gives to values."""

from __future__ import annotations

import tomllib

import pytest

from transfertimeline.plan.toml_lines import line_index

Lines = dict[tuple[str | int, ...], int]

CASES: list[tuple[str, str, Lines]] = [
    # (reason, document, every path with its line)
    ("an empty document holds nothing", "", {}),
    ("blank lines and comments hold nothing", "\n# [a]\n\t# b = 1\n\n", {}),
    ("a comment may end a document without a line end", "#", {}),
    ("a value is where its key is", "\n\na = 1\n", {("a",): 3}),
    ("a document may end right after a value", "a = 1\nb = 2", {("a",): 1, ("b",): 2}),
    ("statements may be indented", "  a=1\n\tb\t=\t2", {("a",): 1, ("b",): 2}),
    ("a carriage return is part of a line end", "\r\na = 1\r\nb = 2\r\n",
     {("a",): 2, ("b",): 3}),
    ("line ends may differ within a document", "a = 1\r\nb = 2\nc = 3",
     {("a",): 1, ("b",): 2, ("c",): 3}),
    ("only a line feed ends a line, no other separator of Unicode",
     'a = "\u2028\u2029\x85"\nb = 2', {("a",): 1, ("b",): 2}),
    # Keys
    ("bare keys may look like numbers and dates",
     "1979-05-27 = 1\n1 = 2\n-_ = 3\ntrue = 4",
     {("1979-05-27",): 1, ("1",): 2, ("-_",): 3, ("true",): 4}),
    ("a bare key that looks like a float is a dotted key", "3.14 = 1",
     {("3",): 1, ("3", "14"): 1}),
    ("quoted and literal keys are their content",
     "\"a b\" = 1\n'c d' = 2\n\"\" = 3",
     {("a b",): 1, ("c d",): 2, ("",): 3}),
    ("an empty literal key is a key too", "'' = 1", {("",): 1}),
    ("quoted keys may hold what is syntax elsewhere",
     "\"#\" = 1\n'=' = 2\n\"[x]\" = 3\n'\"' = 4\n\"'\" = 5\n\"a.b\" = 6",
     {("#",): 1, ("=",): 2, ("[x]",): 3, ('"',): 4, ("'",): 5, ("a.b",): 6}),
    ("escapes in quoted keys are resolved",
     '"\\u010d" = 1\n"\\U0001F600" = 2\n"\\"\\\\\\t\\n" = 3',
     {("č",): 1, ("😀",): 2, ('"\\\t\n',): 3}),
    ("literal keys have no escapes", "'\\u010d\\' = 1", {("\\u010d\\",): 1}),
    ("a dotted key states its tables on its own line", "\na.b.c = 1\na.d = 2",
     {("a",): 2, ("a", "b"): 2, ("a", "b", "c"): 2, ("a", "d"): 3}),
    ("dots may stand between spaces and quotes", "a . \"b\" .\t'c.d' = 1",
     {("a",): 1, ("a", "b"): 1, ("a", "b", "c.d"): 1}),
    # Scalars
    ("a date and its time may have a space between them",
     "a = 1979-05-27 07:32:00 # early\nb = [1979-05-27 07:32:00Z, 07:32:00]\nc = 1",
     {("a",): 1, ("b",): 2, ("b", 0): 2, ("b", 1): 2, ("c",): 3}),
    ("numbers of any spelling are one value each",
     "a = [+1_000, 0xDEAD, -1.5e+3, inf, -nan]\nb = 0b1#",
     {("a",): 1, ("a", 0): 1, ("a", 1): 1, ("a", 2): 1, ("a", 3): 1, ("a", 4): 1,
      ("b",): 2}),
    ("strings hide what is syntax elsewhere",
     "a = \"# ] } , = [b]\"\nb = '# ] } , = \"'\nc = \"\\\" \\\\\"\nd = 1",
     {("a",): 1, ("b",): 2, ("c",): 3, ("d",): 4}),
    ("an empty string does not open a multi-line one", "a = \"\"\nb = ''\nc = 1",
     {("a",): 1, ("b",): 2, ("c",): 3}),
    ("a backslash escapes nothing in a literal string", "a = ['#\\']\nb = 1",
     {("a",): 1, ("a", 0): 1, ("b",): 2}),
    ("a multi-line string spans lines, and its content is no statement",
     'a = """\nb = 1\n[c]\n# """\nd = 1', {("a",): 1, ("d",): 5}),
    ("the same for a literal one", "a = '''\nb = 1\n[c]\n\\'''\nd = 1",
     {("a",): 1, ("d",): 5}),
    ("a backslash continues a line over blank lines",
     'a = """x \\  \n\n   y \\\n"""\nb = 1', {("a",): 1, ("b",): 5}),
    ("an escaped quote does not close a string", 'a = """\\"""\\""""\nb = 1',
     {("a",): 1, ("b",): 2}),
    ("an escaped backslash escapes no quote", 'a = """\\\\"""\nb = 1',
     {("a",): 1, ("b",): 2}),
    ("one or two quotes may stand inside", 'a = """ " "" "\n"""\nb = 1',
     {("a",): 1, ("b",): 3}),
    ("one or two apostrophes likewise", "a = ''' ' '' '\n'''\nb = 1",
     {("a",): 1, ("b",): 3}),
    ("up to two quotes may stand before the closing three",
     'a = """x""""\nb = """x"""""\nc = """"""\nd = """""""\ne = """"""""\nf = 1',
     {("a",): 1, ("b",): 2, ("c",): 3, ("d",): 4, ("e",): 5, ("f",): 6}),
    ("up to two apostrophes likewise",
     "a = '''x''''\nb = '''x'''''\nc = ''''''\nd = '''''''\ne = ''''''''\nf = 1",
     {("a",): 1, ("b",): 2, ("c",): 3, ("d",): 4, ("e",): 5, ("f",): 6}),
    # Arrays and inline tables
    ("an element is where its value starts",
     "a = [\n  1,\n\n  # two\n  2 # second\n  , 3\n]\nb = 1",
     {("a",): 1, ("a", 0): 2, ("a", 1): 5, ("a", 2): 6, ("b",): 8}),
    ("an array may be empty, or have a comma at its end",
     "a = []\nb = [ # none\n]\nc = [1,]\nd = [\n1,\n# end ]\n]\ne = 1",
     {("a",): 1, ("b",): 2, ("c",): 4, ("c", 0): 4, ("d",): 5, ("d", 0): 6,
      ("e",): 9}),
    ("an array in an array is where its bracket opens",
     "a = [\n [\n  1], [], [[\n 2]]\n]",
     {("a",): 1, ("a", 0): 2, ("a", 0, 0): 3, ("a", 1): 3, ("a", 2): 3,
      ("a", 2, 0): 3, ("a", 2, 0, 0): 4}),
    ("a multi-line string in an array moves what follows",
     'a = ["""\n""", \'\'\'\n\n\'\'\', 1]',
     {("a",): 1, ("a", 0): 1, ("a", 1): 2, ("a", 2): 4}),
    ("a comment in an array holds nothing", 'a = [ # 1, ] "\n  2 # ]\n]\nb = 1',
     {("a",): 1, ("a", 0): 2, ("b",): 4}),
    ("an inline table may be empty", "a = {}\nb = { }\nc = 1",
     {("a",): 1, ("b",): 2, ("c",): 3}),
    ("a key of an inline table is where the key is, after values of many lines",
     "a = { b = [\n1\n], 'c' = 2, d.e = 3, d.f = 4 }",
     {("a",): 1, ("a", "b"): 1, ("a", "b", 0): 2, ("a", "c"): 3, ("a", "d"): 3,
      ("a", "d", "e"): 3, ("a", "d", "f"): 3}),
    ("inline tables may be elements, with elements",
     "a = [\n{ x = 1 },\n{ x = { y = [ 2,\n{} ] } } ]",
     {("a",): 1, ("a", 0): 2, ("a", 0, "x"): 2, ("a", 1): 3, ("a", 1, "x"): 3,
      ("a", 1, "x", "y"): 3, ("a", 1, "x", "y", 0): 3, ("a", 1, "x", "y", 1): 4}),
    # Headers
    ("a table is where its header is", "a = 1\n\n[b]\n# c\nc = 2",
     {("a",): 1, ("b",): 3, ("b", "c"): 5}),
    ("headers may have spaces, quotes and a comment",
     " [ a . 'b' .\t\"c\" ] # x\nd = 1",
     {("a",): 1, ("a", "b"): 1, ("a", "b", "c"): 1, ("a", "b", "c", "d"): 2}),
    ("a bracket in the quotes of a header closes nothing", "[\"]\".'[[']\na = 1",
     {("]",): 1, ("]", "[["): 1, ("]", "[[", "a"): 2}),
    ("a table without a header is where something first needs it",
     "[a.b]\n[a.c]\nd.e = 1\nd.f = 2",
     {("a",): 1, ("a", "b"): 1, ("a", "c"): 2, ("a", "c", "d"): 3,
      ("a", "c", "d", "e"): 3, ("a", "c", "d", "f"): 4}),
    ("a table that gets its header later is where that is", "[a.b]\n\n[a]\nc = 1",
     {("a",): 3, ("a", "b"): 1, ("a", "c"): 4}),
    ("a header below a table of dotted keys does not move it", "a.b = 1\n[a.c]\nd = 2",
     {("a",): 1, ("a", "b"): 1, ("a", "c"): 2, ("a", "c", "d"): 3}),
    ("each element of an array of tables is where its header is",
     "[[a]]\nb = 1\n[[a]]\n[[ 'a' ]] # x\nb = 2",
     {("a",): 1, ("a", 0): 1, ("a", 0, "b"): 2, ("a", 1): 3, ("a", 2): 4,
      ("a", 2, "b"): 5}),
    ("a sub-table belongs to the last element",
     "[[a]]\n[a.b]\nx = 1\n[[a]]\n[a.b]\n[a.b.c]",
     {("a",): 1, ("a", 0): 1, ("a", 0, "b"): 2, ("a", 0, "b", "x"): 3, ("a", 1): 4,
      ("a", 1, "b"): 5, ("a", 1, "b", "c"): 6}),
    ("arrays of tables nest, each within the last element",
     "[[a]]\n[[a.b]]\n[[a.b]]\nx = 1\n[[a]]\n[[a.b]]",
     {("a",): 1, ("a", 0): 1, ("a", 0, "b"): 2, ("a", 0, "b", 0): 2,
      ("a", 0, "b", 1): 3, ("a", 0, "b", 1, "x"): 4, ("a", 1): 5, ("a", 1, "b"): 6,
      ("a", 1, "b", 0): 6}),
    ("the header of an array creates the tables above it", "[[a . b]]\nc = 1\n[a]",
     {("a",): 3, ("a", "b"): 1, ("a", "b", 0): 1, ("a", "b", 0, "c"): 2}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "lines"),
    [pytest.param(text, lines, id=reason) for reason, text, lines in CASES],
)
def test_every_value_has_its_line(document: str, lines: Lines) -> None:
    """The index of a document knows every value in it, and the line of each."""
    tomllib.loads(document)

    index = line_index(document)

    assert {path: index.line(path) for path in index.paths()} == lines


@pytest.mark.parametrize(
    ("path", "line", "reason"),
    [
        ((), 1, "the document as a whole"),
        (("missing",), 1, "nothing of the path is known"),
        (("b", "missing"), 4, "the table is known"),
        (("b", "missing", "c"), 4, "a known name below an unknown one does not count"),
        (("b", "c", "missing"), 5, "a scalar holds nothing"),
        (("b", "d", 2), 6, "the array has no such element"),
        (("b", "d", -1), 6, "elements are not counted from the end"),
        (("b", "d", "0"), 6, "a name is not a number"),
        (("b", 0), 4, "a table has no numbers"),
    ],
)
def test_an_unknown_path_gives_its_longest_known_part(
    path: tuple[str | int, ...], line: int, reason: str
) -> None:
    """Where the document has no such value, the line is that of what it has."""
    document = "\n\n\n[b]\nc = 1\nd = [\n  1,\n  2,\n]\n"

    assert line_index(document).line(path) == line, reason


def test_depth_is_not_limited_by_the_call_stack() -> None:
    """Values nested deeper than Python's call stack are found like any other."""
    depth = 100_000
    arrays = line_index("a = " + "[\n" * depth + "]" * depth)
    tables = line_index("[[a]]\n" + "a." * depth + "b = 1")

    assert arrays.line(("a", *[0] * depth)) == depth
    assert tables.line(("a", 0, *["a"] * depth, "b")) == 2


@pytest.mark.parametrize(
    ("document", "path", "line"),
    [
        ("#\n" * 200_000 + "a = 1", ("a",), 200_001),
        ('a = """' + '\\"\n' * 200_000 + '"""\nb = 1', ("b",), 200_002),
        ("a = [" + "[],\n" * 200_000 + "]\nb = 1", ("b",), 200_002),
        ("[[a]]\nb = 1\n" * 100_000, ("a", 99_999, "b"), 200_000),
    ],
    ids=["comments", "one string", "one array", "tables"],
)
def test_size_is_not_limited(
    document: str, path: tuple[str | int, ...], line: int
) -> None:
    """A long document is indexed to its end."""
    assert line_index(document).line(path) == line
