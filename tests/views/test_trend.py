"""What was expected when, in words, as CSV and as values."""

from __future__ import annotations

import json
from datetime import date

from tests.schedule.plans import milestone, plan, revision, schedule
from transfertimeline.plan.milestones import Kind
from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.trend import Trend, trend_of
from transfertimeline.views.trend import trend_csv, trend_data, trend_report

PARKS = plan(
    milestone("m", "2019-05", title={"en": "Meeting", "lt": "Susitikimas"}),
    milestone("n", "2019-09-17", added=date(2019, 3, 1), title="=1+1, twice"),
    milestone("o", "2019-10-01/2019-10-02", kind=Kind.DEADLINE),
    revisions=[
        revision("2019-02-01", "m", when="2019-05-14"),
        revision("2019-03-01", "m", when="2019-05-21"),
        revision("2019-03-02", "m", status="confirmed"),
        revision("2019-04-01", "m", when="unknown", status="planned"),
        revision("2019-05-01", "m", when="2019-06-04"),
        revision("2019-05-01", "o", when="2019-10-01/2019-10-05"),
    ],
    name="Parks",
)


def trend(day: date = date(2019, 7, 1)) -> tuple[Trend, Schedule]:
    """Return the trend as of a day, and the schedule it is of."""
    found = schedule(PARKS, day)
    return trend_of(found), found


def test_a_report_has_a_row_for_each_change_of_date() -> None:
    """The title stands in the first row; what only was confirmed is no row."""
    found = trend_report(*trend())

    assert found.title == "Parks: what was expected when, as of 1 July 2019"
    (section,) = found.sections
    assert section.columns == ("What", "Known from", "Expected", "Days", "Id")
    assert section.rows == (
        ("Meeting", "4 December 2018", "May 2019", "", "m"),
        ("", "1 February 2019", "14 May 2019", "", "m"),
        ("", "1 March 2019", "21 May 2019", "+7 days", "m"),
        ("", "1 April 2019", "not known yet", "", "m"),
        ("", "1 May 2019", "4 June 2019", "", "m"),
        ("=1+1, twice", "1 March 2019", "17 September 2019", "", "n"),
        ("o", "4 December 2018", "1-2 October 2019", "", "o"),
        # Of a deadline the last day counts.
        ("", "1 May 2019", "1-5 October 2019", "+3 days", "o"),
    )


def test_a_report_of_nothing_has_no_table() -> None:
    """Without milestones there is a title alone."""
    empty = schedule(plan(), date(2019, 7, 1))

    assert trend_report(trend_of(empty), empty).sections == ()


def test_a_report_is_in_a_language() -> None:
    """Words and titles are in the language asked for."""
    (section,) = trend_report(*trend(), language="lt").sections

    assert section.rows[0][:2] == ("Susitikimas", "2018 m. gruodžio 4 d.")


def test_csv_has_a_column_for_each_data_date() -> None:
    """A row a milestone, CRLF line ends, no formula, empty before it was known."""
    assert trend_csv(*trend(date(2019, 3, 1))) == (
        "id,title,2018-12-04,2019-02-01,2019-03-01\r\n"
        "m,Meeting,2019-05,2019-05-14,2019-05-21\r\n"
        'n,"\'=1+1, twice",,,2019-09-17\r\n'
        "o,o,2019-10-01/2019-10-02,2019-10-01/2019-10-02,2019-10-01/2019-10-02\r\n"
    )


def test_values_are_the_same() -> None:
    """The same as values, None before a milestone was known."""
    data = trend_data(*trend(date(2019, 3, 1)), language="lt")

    assert json.loads(json.dumps(data)) == data
    assert data == {
        "format": 1,
        "name": "Parks",
        "data_date": "2019-03-01",
        "data_dates": ["2018-12-04", "2019-02-01", "2019-03-01"],
        "milestones": [
            {
                "id": "m",
                "title": "Susitikimas",
                "expected": ["2019-05", "2019-05-14", "2019-05-21"],
            },
            {
                "id": "n",
                "title": "=1+1, twice",
                "expected": [None, None, "2019-09-17"],
            },
            {
                "id": "o",
                "title": "o",
                "expected": ["2019-10-01/2019-10-02"] * 3,
            },
        ],
    }
