"""
A minimal plan file for each error code, and where the other codes are tested.

The first line of a file in `tests/plans/invalid` says where the error is expected:

    # expect line 9, as of 2018-12-03: why
    # expect line 3 of networks/b.toml: why
    # expect no line: why
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import attrs
import pytest

from transfertimeline import errors
from transfertimeline.cli.main import run
from transfertimeline.errors import TimelineError
from transfertimeline.plan.planfile import load_plan
from transfertimeline.schedule.compute import compute

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "transfertimeline"
PUBLISHED = ROOT / "docs" / "reference" / "errors.md"
INVALID = ROOT / "tests" / "plans" / "invalid"

# ------------------------------------------------------------------ the plan files

HEADER = re.compile(
    r"# expect (?:no line|line (?P<line>\d+)(?: of (?P<file>[\w./-]+))?)"
    r"(?:, as of (?P<day>\d{4}-\d\d-\d\d))?: (?P<reason>.+)"
)


@attrs.frozen(kw_only=True)
class Expected:
    """A plan with something wrong in it, and what its first line says of that."""

    code: str
    path: Path
    file: Path
    line: int | None
    day: date

    @classmethod
    def read(cls, path: Path) -> Expected:
        """Read what the first line of a plan file says."""
        # One of the files is not UTF-8, on purpose.
        first = path.read_text(encoding="latin-1").split("\n", maxsplit=1)[0]
        header = HEADER.fullmatch(first)
        assert header, f"{path}:1 does not say what to expect"
        return cls(
            code=path.stem if path.parent == INVALID else path.parent.name,
            path=path,
            file=path.parent / header["file"] if header["file"] else path,
            line=int(header["line"]) if header["line"] else None,
            day=date.fromisoformat(header["day"] or "2030-01-01"),
        )


PLANS = [
    Expected.read(path)
    for path in sorted([*INVALID.glob("*.toml"), *INVALID.glob("*/plan.toml")])
]


def refusal(expected: Expected) -> TimelineError:
    """Return the error of an invalid plan."""
    with pytest.raises(TimelineError) as caught:
        compute(load_plan(expected.path), data_date=expected.day)
    return caught.value


@pytest.mark.parametrize(
    "expected", PLANS, ids=lambda plan: str(plan.path.relative_to(INVALID))
)
def test_an_invalid_plan_is_refused_where_it_is_wrong(expected: Expected) -> None:
    """Each plan gives its one error, with file and line, in one line."""
    error = refusal(expected)

    assert error.code == expected.code
    if expected.line is not None:
        place = f"{expected.file}:{expected.line}"
        assert f"{error.where}: ".startswith(f"{place}: ")
        assert error.where.count(".toml:") == 1
    assert str(error).endswith(f" [{expected.code}]")
    assert str(error).isprintable()


@pytest.mark.parametrize(
    "expected", PLANS, ids=lambda plan: str(plan.path.relative_to(INVALID))
)
def test_the_command_says_the_same(
    expected: Expected, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The command prints that line on standard error, nothing else, and gives 2."""
    code = run(["show", str(expected.path), "--as-of", str(expected.day)])

    output, complaint = capsysbinary.readouterr()
    assert (code, output) == (2, b"")
    assert complaint.decode() == f"{refusal(expected)}\n"


# -------------------------------------------------------------- the codes in source


def codes_in(path: Path) -> Iterator[str]:
    """Find the codes a module makes errors with, however it hands them over."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _makes_error(node):
            yield from _codes(node.args[-1], tree)


def _makes_error(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Attribute):
        # The grammar has a method for it; its third argument is another code.
        return call.func.attr == "error" and len(call.args) == 3
    return isinstance(call.func, ast.Name) and call.func.id in errors.__all__


def _codes(argument: ast.expr, tree: ast.AST) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp(body=body, orelse=orelse):
            yield from _codes(body, tree)
            yield from _codes(orelse, tree)
        case ast.JoinedStr():
            yield from MADE[ast.unparse(argument)]
        case ast.Name(id=name) | ast.Starred(value=ast.Name(id=name)):
            for value in _values_of(name, tree):
                last = value.elts[-1] if isinstance(value, ast.Tuple) else value
                if isinstance(last, ast.Constant):
                    yield from _codes(last, tree)
        case _:
            pass  # the code of an error that is passed on


def _values_of(name: str, tree: ast.AST) -> Iterator[ast.expr]:
    """Find what is assigned to a name anywhere in a module, defaults included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    yield from (
                        value
                        for inner, value in zip(
                            target.elts, node.value.elts, strict=True
                        )
                        if isinstance(inner, ast.Name) and inner.id == name
                    )
        if isinstance(node, ast.FunctionDef):
            arguments = node.args.args[-len(node.args.defaults) :]
            for argument, default in zip(arguments, node.args.defaults, strict=False):
                if argument.arg == name:
                    yield default


MADE = {"f'unknown-{kind}'": ("unknown-lifecycle", "unknown-programme")}
"""Codes that are put together."""

CODES = sorted({code for path in SOURCE.rglob("*.py") for code in codes_in(path)})

# --------------------------------------------------- the codes no plan file can have

ELSEWHERE = [
    # file, and why no small plan file can have the code
    ("append", "cli/test_editing.py", "about a file that gets one more record"),
    ("change-syntax", "plan/test_suppose.py", "about words that no file holds"),
    ("csv-date", "plan/test_new.py", "a table of dates, not a plan"),
    ("csv-end", "plan/test_new.py", "the same"),
    ("csv-header", "plan/test_new.py", "the same"),
    ("csv-row", "plan/test_new.py", "the same"),
    ("csv-title", "plan/test_new.py", "the same"),
    ("feed-control", "feed/test_contentline.py", "texts are cleaned before"),
    ("feed-date", "feed/test_contentline.py", "days are days before"),
    ("feed-empty", "feed/test_contentline.py", "the plan can be dated; feeds refuse"),
    ("feed-end", "feed/test_feed_rules.py", "the plan can be dated; the feed refuses"),
    ("feed-name", "feed/test_contentline.py", "names are the library's own"),
    ("feed-newer", "feed/test_continuity.py", "about a published feed"),
    ("feed-no-events", "feed/test_feed_rules.py", "the plan can be dated"),
    ("feed-other", "feed/test_continuity.py", "about a published feed"),
    ("feed-uid", "feed/test_events.py", "the plan can be dated; the feed refuses"),
    ("feed-unreadable", "feed/test_published.py", "about a published feed"),
    ("feed-uri", "feed/test_contentline.py", "addresses are checked before"),
    ("feed-years", "cli/test_export.py", "the plan can be dated; the feed refuses"),
    ("feed-zone", "feed/test_contentline.py", "times have zones before"),
    ("file-large", "cli/test_bad_input.py", "the file would be large"),
    ("file-unwritable", "cli/test_bad_input.py", "about the output"),
    ("history-rewritten", "cli/test_editing.py", "about the day of a new record"),
    ("many-networks", "plan/test_invalid_plans.py", "it takes ten thousand files"),
    ("no-previous", "cli/test_export.py", "about a published feed"),
    ("no-working-day", "dates/test_working.py", "the calendar is an argument"),
    ("not-a-day", "dates/test_days.py", "the reader only makes days"),
    ("not-a-file", "cli/test_bad_input.py", "about the output"),
    ("not-text", "plan/test_text.py", "the reader only makes texts"),
    ("output-exists", "cli/test_new.py", "about the output"),
    ("output-newer", "cli/test_export.py", "about the output"),
    ("output-other", "cli/test_bad_input.py", "about the output"),
    ("output-same", "cli/test_export.py", "about the output"),
    ("output-unreadable", "cli/test_bad_input.py", "about the output"),
    ("output-unwritable", "cli/test_bad_input.py", "about the output"),
    ("plan-bundled", "cli/test_record.py", "about the words on the command line"),
    ("record", "schedule/test_decisions.py", "about a new revision"),
    (
        "unknown-baseline",
        "schedule/test_variance.py",
        "about the words on the command line",
    ),
    ("unknown-plan", "cli/test_bad_input.py", "about the words on the command line"),
    ("window-empty", "dates/test_days.py", "the reader takes one day for an extent"),
]


def test_every_code_has_a_plan_or_a_test() -> None:
    """A new code needs a plan in tests/plans/invalid, or a row in the table above."""
    covered = {plan.code for plan in PLANS} | {code for code, *_ in ELSEWHERE}

    assert sorted(covered) == CODES


@pytest.mark.parametrize(
    ("code", "file"), [pytest.param(code, file, id=code) for code, file, _ in ELSEWHERE]
)
def test_the_test_of_a_code_is_where_the_table_says(code: str, file: str) -> None:
    """Each other code is looked for by name in the test that the table names."""
    text = (ROOT / "tests" / file).read_text(encoding="utf-8")

    assert re.search(rf"[\"\[]{code}[\"\]]", text)


def test_a_code_is_covered_once() -> None:
    """What a plan file can cause has a plan file, and no row in the table."""
    assert not {plan.code for plan in PLANS} & {code for code, *_ in ELSEWHERE}


@pytest.mark.parametrize("code", CODES)
def test_the_reference_names_every_code(code: str) -> None:
    """The page of errors has a row for each code."""
    assert f"| `{code}` |" in PUBLISHED.read_text(encoding="utf-8")


def test_the_reference_names_no_other_code() -> None:
    """The page of errors has no row for a code that is no more."""
    rows = re.findall(
        r"^\| `([a-z0-9-]+)` \|", PUBLISHED.read_text(encoding="utf-8"), re.MULTILINE
    )

    assert sorted(set(rows) - {"several"}) == CODES  # several: of a group


def test_a_programme_has_limits(tmp_path: Path) -> None:
    """More than 10,000 networks are refused before the first of them is read."""
    networks = tmp_path / "networks"
    networks.mkdir()
    for number in range(10_001):
        (networks / f"{number}.toml").touch()
    plan = tmp_path / "plan.toml"
    plan.write_text(
        """format = 1
[programme]
id = "round"
name = "Round"
issued = 2018-12-04
lifecycle = "transfer-network"
start = 2018-12-04
networks = ["networks/*.toml"]
"""
    )

    with pytest.raises(TimelineError) as caught:
        load_plan(plan)

    assert caught.value.code == "many-networks"
    assert caught.value.where == f"{plan}:2: programme round: networks"
