"""
Whole plan files that state their own dates: `tests/plans/valid/*.toml`.

Each file ends with what people found by hand, or a source says:

    # expect: kick-off 2019-01 (why)
    # finding: unknown-date final-event (why)

with the id of a phase or milestone and its date in EDTF, the code of a finding and the
milestone it is about. Nothing may be missing, and nothing may be too much.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from transfertimeline.plan.planfile import load_plan
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule

FOLDER = Path(__file__).parents[1] / "plans" / "valid"
FILES = sorted(FOLDER.glob("*.toml"))
EXPECT = re.compile(r"^# expect: (\S+) (\S+) \(.+\)$", re.MULTILINE)
FINDING = re.compile(r"^# finding: (\S+) (\S+) \(.+\)$", re.MULTILINE)


def schedule(path: Path) -> Schedule:
    """Return the schedule of a plan file on a day on which all is known."""
    return compute(load_plan(path), data_date=date(2030, 1, 1))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_dates(path: Path) -> None:
    """Every phase and every milestone has the date that the file expects, no other."""
    found = schedule(path)
    expected = EXPECT.findall(path.read_text(encoding="utf-8"))
    dates = [(phase.id, str(phase.days)) for phase in found.phases]
    dates += [(milestone.id, milestone.edtf) for milestone in found]
    assert sorted(dates) == sorted(expected)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_findings(path: Path) -> None:
    """The findings are those that the file expects, no other."""
    found = [(f.code, f.milestone or "") for f in schedule(path).findings]
    expected = FINDING.findall(path.read_text(encoding="utf-8"))
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_expectation_is_read(path: Path) -> None:
    """A line that looks like an expectation is one, with its reason beside it."""
    text = path.read_text(encoding="utf-8")
    lines = [
        line for line in text.splitlines() if re.match("# ?(expect|finding)", line)
    ]
    assert len(lines) == len(EXPECT.findall(text)) + len(FINDING.findall(text))
    assert lines
    assert text.endswith(f"{lines[-1]}\n")


def test_the_list_of_plans() -> None:
    """The plans that have to be there are."""
    assert {path.stem for path in FILES} >= {
        "transfer-network",
        "transfer-network-2024",
        "transfer-day-before",
        "innovation-transfer",
        "uia-pilot",
        "interreg-europe-first-call",
        "interreg-europe-second-call",
        "horizon",
        "erasmus",
        "action-planning",
    }
