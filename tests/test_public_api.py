"""The front door: what `import transfertimeline` offers, and what it costs."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import transfertimeline
from transfertimeline.version import __version__

SOURCE = Path(__file__).parents[1] / "src"
PACKAGE = SOURCE / "transfertimeline"

NAMES = [
    # What a newcomer needs.
    "Baseline",
    "EndConvention",
    "Extension",
    "Kind",
    "Lifecycle",
    "Milestone",
    "Network",
    "Override",
    "Partner",
    "Phase",
    "Plan",
    "Programme",
    "Revision",
    "Schedule",
    "Selection",
    "Status",
    "TimelineError",
    "__version__",
    "compare",
    "compute",
    "format_plan",
    "load_bundled",
    "load_plan",
    "parse_change",
    "parse_edtf",
    "parse_lag",
    "parse_plan",
    "parse_rule",
    "progress_of",
    "save_plan",
    "suppose",
    "to_calendar",
    "to_data",
    "to_ical",
    "trend_of",
]


def told() -> dict[str, str]:
    """Return the modules of the names, as type checkers are told."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    return {
        alias.asname or alias.name: str(node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
        for alias in node.names
    }


def test_the_front_door_has_these_names() -> None:
    """The package offers the names a newcomer needs, and no others."""
    assert sorted(transfertimeline.__all__) == NAMES


def test_checkers_see_the_same_names() -> None:
    """What type checkers are told of is all there is."""
    assert sorted(told()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_the_one_of_its_home(name: str) -> None:
    """Each name is the very object of the module that defines it."""
    home = told()[name]
    value = getattr(transfertimeline, name)

    assert value is getattr(importlib.import_module(home), name)
    # A text, as the version is, does not know where it is from.
    assert isinstance(value, str) or value.__module__ == home


def test_the_names_can_be_imported() -> None:
    """`from transfertimeline import *` brings all of them, and nothing else."""
    program = (
        "before = set(globals()) | {'before'}; from transfertimeline import *; "
        "print(*sorted(set(globals()) - before | {'__version__'}))"
    )

    assert printed(program).split() == NAMES


def test_the_names_can_be_listed() -> None:
    """`dir()` shows the names before any of them has been used."""
    assert dir(transfertimeline) == NAMES
    assert printed("import transfertimeline; print(*dir(transfertimeline))") == (
        " ".join(NAMES)
    )


def test_a_name_that_is_not_there_is_said() -> None:
    """A name that the package has not got is an AttributeError, as anywhere."""
    with pytest.raises(
        AttributeError, match="module 'transfertimeline' has no attribute 'computer'"
    ):
        _ = transfertimeline.computer


def test_the_version_is_one() -> None:
    """The package's version is that of its module, with at least two parts."""
    assert transfertimeline.__version__ == __version__
    assert all(part.isdigit() for part in __version__.split(".")[:2])


def test_types_are_for_everybody() -> None:
    """The package says that it is typed (PEP 561)."""
    assert (PACKAGE / "py.typed").read_text() == ""


# -------------------------------------------------------------------------- the cost

OUTSIDE = (
    "attr",
    "attrs",
    "cattrs",
    "click",
    "dateutil",
    "icalendar",
    "rich",
    "tomlkit",
)


def printed(program: str) -> str:
    """Return what a program prints in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        env={"PYTHONPATH": str(SOURCE)},
    )
    return done.stdout.decode().rstrip("\n")


def loaded(program: str) -> set[str]:
    """Return the modules that are loaded after a program has run."""
    last = "import sys; print(); print(*sys.modules)"
    return set(printed(f"{program}\n{last}").splitlines()[-1].split())


def test_the_import_costs_nearly_nothing() -> None:
    """`import transfertimeline` loads no other package, and none of our rooms."""
    found = loaded("import transfertimeline")

    assert not found & set(OUTSIDE)
    ours = {name for name in found if name.partition(".")[0] == "transfertimeline"}
    assert ours == {"transfertimeline", "transfertimeline.version"}


BUNDLED = "from datetime import date; from transfertimeline import *\n"
SCHEDULE = (
    BUNDLED + "s = compute(load_bundled('ru-rban'), data_date=date(2019, 1, 1))\n"
)
COMMAND = "from transfertimeline.cli.main import run\n"
DAY = "'--as-of', '2019-01-01'"

USES = [
    ("a date", "from transfertimeline import parse_edtf; parse_edtf('2019')", "attr"),
    ("a schedule", SCHEDULE, "attr cattrs dateutil"),
    ("a schedule as values", SCHEDULE + "to_data(s)", "attr cattrs dateutil"),
    ("a feed", SCHEDULE + "to_ical(s)", "attr cattrs dateutil"),
    (
        "the text of a plan",
        BUNDLED + "format_plan(load_bundled('ru-rban').network)",
        "attr cattrs dateutil tomlkit",
    ),
    (
        "a feed as icalendar's objects",
        SCHEDULE + "to_calendar(s)",
        "attr cattrs dateutil icalendar",
    ),
]


@pytest.mark.parametrize(
    ("program", "needed"), [pytest.param(*case, id=reason) for reason, *case in USES]
)
def test_a_use_loads_what_it_needs(program: str, needed: str) -> None:
    """Nothing that is not used is loaded: no TOML writer for a feed, no terminal."""
    names = "from transfertimeline import "
    program = program.replace(f"{names}*", f"{names}{_named_in(program)}")

    assert loaded(program) & (set(OUTSIDE) - {"attrs"}) == set(needed.split())


def _named_in(program: str) -> str:
    return ", ".join(name for name in NAMES if f"{name}(" in program)


COMMANDS = [
    ("show", f"run(['show', 'ru-rban', {DAY}])"),
    ("show as JSON", f"run(['show', 'ru-rban', {DAY}, '--format', 'json'])"),
    ("explain", f"run(['explain', 'ru-rban', 'kick-off', {DAY}])"),
    ("networks", "run(['networks'])"),
    ("a feed to standard output", f"run(['export', 'ru-rban', {DAY}])"),
]


@pytest.mark.parametrize(
    "program", [pytest.param(program, id=reason) for reason, program in COMMANDS]
)
def test_commands_that_read_no_feed_load_no_icalendar(program: str) -> None:
    """icalendar, the slowest to load, is there only where a feed is read."""
    assert "icalendar" not in loaded(COMMAND + program)


def imports_of(path: Path) -> Iterator[str]:
    """Find the packages a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_two_modules_know_icalendar() -> None:
    """Only what reads a feed imports icalendar; the writer does without."""
    found = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if "icalendar" in imports_of(path)
    }

    assert found == {"feed/objects.py", "feed/published.py"}
