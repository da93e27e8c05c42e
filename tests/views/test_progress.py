"""Where a network is, in words and as values."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tests.schedule.plans import milestone, plan, revision, schedule
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Kind
from transfertimeline.schedule.progress import progress_of
from transfertimeline.schedule.variance import compare
from transfertimeline.views.progress import UPCOMING, progress_data, progress_report
from transfertimeline.views.report import Report

FIRST = date(2018, 12, 4)


def report(of: Plan, day: date, before: date = FIRST, **words: str | None) -> Report:
    """Return the report of a plan as of a day, compared with an earlier one."""
    now = schedule(of, day)
    against = compare(schedule(of, before), now)
    return progress_report(progress_of(now, against), against, **words)


def data(of: Plan, day: date, before: date = FIRST, **words: str | None) -> Any:  # noqa: ANN401 - JSON
    """Return the same as values."""
    now = schedule(of, day)
    against = compare(schedule(of, before), now)
    return progress_data(progress_of(now, against), against, **words)


PARKS = plan(
    milestone("late", "2019-03-05", kind=Kind.DEADLINE),
    milestone(
        "soon",
        "2019-09-17",
        kind=Kind.MEETING,
        title={"en": "Meeting", "lt": "Susitikimas"},
        place="Rome",
        online=True,
    ),
    milestone("some-time", "unknown", kind=Kind.EVENT),
    milestone("over", "2019-01-15"),
    revisions=[
        revision("2019-01-16", "over", status="done"),
        revision("2019-02-01", "soon", when="2019-10-01", reason="Rain"),
    ],
    name="Parks",
)

WHERE = [
    # 28 days of December and 31 of January, and the first of February
    (
        date(2019, 2, 1),
        "transfer, day 60 of 549 (4 December 2018 - 4 June 2020)",
        "8 % of the time has passed: 60 of 732 days",
    ),
    (
        date(2020, 6, 5),
        "dissemination, day 1 of 183 (5 June - 4 December 2020)",
        "75 % of the time has passed: 550 of 732 days",
    ),
    (
        date(2020, 12, 5),
        "Ended on 4 December 2020",
        "100 % of the time has passed: 732 of 732 days",
    ),
]


@pytest.mark.parametrize(("day", "where", "share"), WHERE)
def test_it_says_where_we_are(day: date, where: str, share: str) -> None:
    """Two sentences: the phase and its day, and the share of the whole."""
    assert report(PARKS, day).lines[:2] == (where, share)


def test_before_the_start_it_says_when() -> None:
    """A plan that is published before it begins says when it begins."""
    of = plan(issued=date(2018, 11, 1))
    found = report(of, date(2018, 11, 2), date(2018, 11, 1))

    assert found.lines[:2] == (
        "Begins on 4 December 2018",
        "0 % of the time has passed: 0 of 732 days",
    )


BASELINES = [
    ("a named one", date(2019, 1, 1), "agreed", "Compared with agreed, 1 January 2019"),
    (
        "the first publication",
        FIRST,
        None,
        "Compared with the first publication, 4 December 2018",
    ),
    ("a day", date(2019, 1, 1), None, "Parks: from 1 January 2019 to 1 July 2019"),
]


@pytest.mark.parametrize(
    ("before", "name", "sentence"),
    [pytest.param(*case, id=reason) for reason, *case in BASELINES],
)
def test_it_says_what_it_is_compared_with(
    before: date, name: str | None, sentence: str
) -> None:
    """The baseline by its name, the first publication by that, a day by itself."""
    found = report(PARKS, date(2019, 7, 1), before, baseline=name)

    assert found.lines[2] == sentence


def test_there_is_a_table_for_each_question() -> None:
    """Next, overdue, waiting and slipped, each with its rows; done is in none."""
    found = report(PARKS, date(2019, 7, 1))
    tables = {section.title: section.rows for section in found.sections}
    soon = ("1 October 2019", "Meeting", "Rome, Online", "planned", "soon")

    assert found.title == "Parks, as of 1 July 2019"
    assert tables == {
        "Next": (soon,),
        "Overdue: neither done nor cancelled": (
            ("5 March 2019", "late", "", "planned", "late"),
        ),
        "Waiting for confirmation": (
            soon,
            ("not known yet", "some-time", "", "planned", "some-time"),
        ),
        # The rest of September, and the first of October.
        "Later than planned": (
            (
                *("Meeting", "17 September 2019", "1 October 2019", "+14 days"),
                *("Rain", "", "soon"),
            ),
        ),
    }


def test_what_is_empty_has_no_table() -> None:
    """A question without an answer takes no room."""
    assert report(plan(), date(2019, 7, 1)).sections == ()


def test_only_the_next_are_shown() -> None:
    """Of much that is to come the first are shown; the values have them all."""
    of = plan(*(milestone(f"e-{n}", f"2019-09-{n:02}") for n in range(1, 21)))
    found = report(of, date(2019, 7, 1))

    assert len(found.sections[0].rows) == UPCOMING
    assert len(data(of, date(2019, 7, 1))["upcoming"]) == 20


def test_words_are_in_a_language() -> None:
    """Title, sentences, headings and texts are in the language asked for."""
    found = report(PARKS, date(2019, 7, 1), language="lt")

    assert found.title == "Parks, 2019 m. liepos 1 d. duomenimis"
    assert found.sections[0].columns[0] == "Data"
    assert found.sections[0].rows[0][1] == "Susitikimas"


def test_values_are_what_json_has() -> None:
    """The same as values: ids, days, numbers."""
    found = data(PARKS, date(2019, 7, 1), language="lt")
    soon = {
        "id": "soon",
        "title": "Susitikimas",
        "edtf": "2019-10-01",
        "first": "2019-10-01",
        "last": "2019-10-01",
        "status": "planned",
    }

    assert json.loads(json.dumps(found)) == found
    assert found["upcoming"] == [soon]
    assert [each["id"] for each in found["overdue"]] == ["late"]
    assert [each["id"] for each in found["waiting"]] == ["soon", "some-time"]
    assert [each["variance_days"] for each in found["slipped"]] == [14]
    assert found["baseline"] == {"name": None, "on": "2018-12-04"}
    # 28 + 31 + 28 + 31 + 30 + 31 + 30 + 1 days
    assert (found["phase"], found["day_of_phase"]) == ("transfer", 210)
    assert (found["days_of_phase"], found["elapsed_days"]) == (549, 210)


def test_outside_there_is_no_phase() -> None:
    """After the end phase and day are None, and all days have elapsed."""
    found = data(PARKS, date(2021, 1, 1))

    assert (found["phase"], found["day_of_phase"]) == (None, None)
    assert (found["days_of_phase"], found["elapsed_days"]) == (None, 732)
