"""The schedule as CSV, read back as a spreadsheet does."""

from __future__ import annotations

import csv
import io
from datetime import time

import pytest

from tests.schedule.plans import UDINE, milestone, plan, schedule
from transfertimeline.dates.clock import ClockTime
from transfertimeline.plan.milestones import Audience, Kind, Scope
from transfertimeline.plan.repeats import Each
from transfertimeline.schedule.selection import Selection
from transfertimeline.views.spreadsheet import COLUMNS, to_csv


def rows_of(text: str) -> list[list[str]]:
    """Return the rows of a CSV text."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_a_schedule_is_a_row_each() -> None:
    """Below the names of the columns stand the phases, then the milestones."""
    shown = schedule(
        plan(
            milestone(
                "m",
                "2019-09-17",
                kind=Kind.MEETING,
                title="Meeting",
                place="Klaipėda",
                time=ClockTime(start=time(9, 30), end=time(17)),
                zone="Europe/Vilnius",
                audience=[Audience.LEAD, Audience.LOCAL_GROUP],
            ),
            milestone("n", "month of 1 month after start"),
            milestone("o", "unknown"),
        )
    )

    # In September the clocks of Vilnius are three hours ahead of UTC.
    assert to_csv(shown) == (
        "id,title,kind,scope,status,edtf,first,last,exact,start,end,place,audience,"
        "country,partner,rule\r\n"
        "transfer,transfer,phase,,,2018-12-04/2020-06-04,2018-12-04,2020-06-04,true,"
        ",,,,,,\r\n"
        "dissemination,dissemination,phase,,,2020-06-05/2020-12-04,2020-06-05,"
        "2020-12-04,true,,,,,,,\r\n"
        "n,n,event,network,planned,2019-01,2019-01-01,2019-01-31,false,"
        ",,,,,,month of 1 month after start\r\n"
        "m,Meeting,meeting,network,planned,2019-09-17,2019-09-17,2019-09-17,true,"
        "2019-09-17T09:30:00+03:00,2019-09-17T17:00:00+03:00,Klaipėda,"
        "lead local-group,,,2019-09-17\r\n"
        "o,o,event,network,planned,unknown,,,false,,,,,,,unknown\r\n"
    )


FORMULAS = [
    ("an equals sign", "=SUM(A1:A9)", "'=SUM(A1:A9)"),
    ("a plus", "+1", "'+1"),
    ("a minus", "-1+cmd|' /C calc'!A1", "'-1+cmd|' /C calc'!A1"),
    ("an at sign", "@SUM(A1)", "'@SUM(A1)"),
    ("a formula in quotes", '="a"', '\'="a"'),
    ("inside it is harmless", "A = B", "A = B"),
    ("an apostrophe stays one", "'quoted'", "'quoted'"),
    ("a comma is no cell", "Rome, Udine", "Rome, Udine"),
    ("a semicolon is none", "Rome; Udine", "Rome; Udine"),
    ("a quote is kept", 'the "old" one', 'the "old" one'),
]


@pytest.mark.parametrize(
    ("text", "cell"), [pytest.param(*case, id=reason) for reason, *case in FORMULAS]
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    """A text that a spreadsheet would compute gets an apostrophe in front."""
    stated = milestone("m", "2019-09-17", title=text, place=text)
    *_, row = rows_of(to_csv(schedule(plan(stated))))

    assert row[COLUMNS.index("title")] == cell
    assert row[COLUMNS.index("place")] == cell


def test_every_row_has_every_cell() -> None:
    """All rows are as long as the row of names."""
    shown = schedule(
        plan(
            milestone("m", "2019", each=Each.PARTNER, title="In {city}"),
            milestone("n", "unknown"),
            partners=[UDINE],
        )
    )

    assert {len(row) for row in rows_of(to_csv(shown))} == {len(COLUMNS)}


def test_whose_it_is_stands_in_its_columns() -> None:
    """What is made for each country or partner names it."""
    shown = schedule(
        plan(
            milestone("a", "2019-01", each=Each.PARTNER),
            milestone("b", "2019-02", each=Each.COUNTRY),
            partners=[UDINE],
        )
    )
    found = {
        row[0]: dict(zip(COLUMNS, row, strict=True)) for row in rows_of(to_csv(shown))
    }

    assert (found["a-udine"]["partner"], found["a-udine"]["country"]) == ("udine", "IT")
    assert (found["b-it"]["partner"], found["b-it"]["country"]) == ("", "IT")


def test_a_language_and_a_part_can_be_asked_for() -> None:
    """Titles are in the language asked for; phases stay whatever is selected."""
    shown = schedule(
        plan(
            milestone("m", "2019", scope=Scope.PROGRAMME, title={"lt": "A", "en": "B"}),
            milestone("n", "2019"),
        )
    )
    text = to_csv(shown, selection=Selection(scope=Scope.PROGRAMME), language="lt")

    assert [row[:2] for row in rows_of(text)[1:]] == [
        ["transfer", "transfer"],
        ["dissemination", "dissemination"],
        ["m", "A"],
    ]
