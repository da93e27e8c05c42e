"""`explain`: why a date is what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import DAY, Command, Result, process

LIFECYCLE = """\
format = 1
[lifecycle]
id = "course"
name = "Course"
ends = "day-before"

[[phase]]
id = "lessons"
title = "Lessons"
length = "6 months"

[[phase]]
id = "practice"
title = "Practice"
length = "3 months"
"""

PLAN = """\
format = 1
[network]
id = "gardens"
name = "City gardens"
issued = 2018-12-04
lifecycle = "course.toml"
start = 2019-01-31
source = "The decision of the council"

[[milestone]]
id = "opening"
kind = "meeting"
title = "Opening"
when = "first Monday on or after start"
source = "https://example.org/opening"

[[milestone]]
id = "report"
kind = "deadline"
title = "Report"
when = "1 month after start, or next working day"

[[milestone]]
id = "visit"
kind = "event"
title = "Visit {n}"
when = "start of period"
length = "2 days"
repeat = { every = "3 months" }

[[milestone]]
id = "closing"
kind = "event"
title = "Closing"
when = "2 weeks after unknown-yet"

[[milestone]]
id = "unknown-yet"
kind = "event"
title = "Not known"
when = "unknown"
"""


@pytest.fixture(name="plan")
def _plan(tmp_path: Path) -> Path:
    (tmp_path / "course.toml").write_text(LIFECYCLE)
    path = tmp_path / "plan.toml"
    path.write_text(PLAN)
    return path


def test_an_explanation_goes_back_to_the_source(command: Command, plan: Path) -> None:
    """Each step has a number; the first is what is stated, the last the date."""
    # 31 January 2019 is a Thursday, so the next Monday is 4 February.
    result = command("explain", plan, "opening", *DAY)

    assert result == Result(
        0,
        f"""\
1. start is 2019-01-31: stated in network gardens; {plan}:2
   source: The decision of the council
2. opening is 2019-02-04: by "first Monday on or after start"; \
stated in network gardens; {plan}:10
   source: https://example.org/opening
""",
        "",
    )


def test_an_explanation_names_what_was_clipped_and_moved(
    command: Command, plan: Path
) -> None:
    """A month that is too short and a day off are said, with the day they led to."""
    # 28 February 2019 is a Thursday, so it is clipped and then stays.
    out = command("explain", plan, "report", *DAY).out

    assert "clipped to the last day of the month" in out
    assert "report is 2019-02-28" in out


def test_a_phase_can_be_explained(command: Command, plan: Path) -> None:
    """A phase is counted in months from the start of the whole."""
    # 31 January and 6 months, to the day before: 30 July; and 9 months: 30 October.
    out = command("explain", plan, "practice", *DAY).out

    assert "practice is from 2019-07-31 to 2019-10-30" in out
    assert f"{plan.with_name('course.toml')}:12" in out


def test_a_family_is_explained_member_by_member(command: Command, plan: Path) -> None:
    """The id of a family explains each of its members, with its period."""
    # 9 months have three periods of three: from 31 January, 30 April, 31 July.
    out = command("explain", plan, "visit", *DAY).out

    assert out.count("1. start is 2019-01-31") == 3
    assert "visit-1 is from 2019-01-31 to 2019-02-01" in out
    assert "visit-2 is from 2019-04-30 to 2019-05-01" in out
    assert "visit-3 is from 2019-07-31 to 2019-08-01" in out


def test_a_member_is_explained_alone(command: Command, plan: Path) -> None:
    """The id of a member explains that member."""
    out = command("explain", plan, "visit-2", *DAY).out

    assert "visit-2 is from 2019-04-30 to 2019-05-01" in out
    assert "visit-1" not in out


def test_what_is_not_known_is_explained(command: Command, plan: Path) -> None:
    """A date that hangs on an unknown one says on which."""
    out = command("explain", plan, "closing", *DAY).out

    assert 'closing is not known yet: by "2 weeks after unknown-yet"' in out
    assert "unknown-yet is not known yet" in out


def test_the_campus_of_lithuania_is_explained(command: Command) -> None:
    """The bundled plan says of each date which page it is from."""
    out = command("explain", "ru-rban", "campus-lt", *DAY).out

    assert "start is 2018-12-04" in out
    assert "campus-lt is some day from 2019-03-01 to 2019-05-31" in out
    assert 'by "first spring after start"' in out
    assert "source: http://www.esbendradarbiavimas.lt/" in out


def test_a_programme_can_be_explained(command: Command) -> None:
    """With `--programme` the one word left is the milestone."""
    words = ("--programme", "urbact-iii-transfer", "kick-off", *DAY)

    assert command("explain", *words) == command(
        "explain", "urbact-iii-transfer", "kick-off", *DAY
    )


REFUSED = [
    ("no milestone", ["ru-rban"], "expected the id of a milestone, found none"),
    (
        "no milestone of the programme",
        ["--programme", "urbact-iii-transfer"],
        "expected the id of a milestone, found none",
    ),
    (
        "an unknown milestone",
        ["ru-rban", "kickoff"],
        'expected the id of a milestone, found "kickoff"; did you mean "kick-off"?',
    ),
    (
        "a network's milestone in a programme",
        ["urbact-iii-transfer", "transfer-plan"],
        'expected the id of a milestone, found "transfer-plan"',
    ),
    ("two plans", ["ru-rban", "kick-off", "--programme", "x"], "found both"),
]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [pytest.param(words, text, id=reason) for reason, words, text in REFUSED],
)
def test_what_cannot_be_explained_is_said(
    command: Command, words: list[str], sentence: str
) -> None:
    """Without a milestone that the plan has there is one line, and nothing else."""
    result = command("explain", *words, *DAY)

    assert (result.code, result.out) == (2, "")
    assert len(result.complaints) == 1
    assert sentence in result.err


def test_a_process_explains_the_same(command: Command) -> None:
    """As a process of its own it prints the same."""
    words = ("explain", "ru-rban", "kick-off", *DAY)

    assert process(*words) == command(*words)
