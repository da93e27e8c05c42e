"""What was expected, and until when (`transfertimeline.schedule.expectation`)."""

from __future__ import annotations

from datetime import date

import pytest

from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.plan.revisions import Status
from transfertimeline.schedule.expectation import (
    Earlier,
    Expectation,
    expected_on,
    was_dated,
)


def expected(edtf: str, status: Status = Status.PLANNED) -> Expectation:
    """Return an expectation of a date as a plan file writes it."""
    stated = parse_edtf(edtf)
    return Expectation(days=stated.days, qualifier=stated.qualifier, status=status)


DATES = [
    # A row: date, first day, last day, exact, reason
    ("2019-03-04", "2019-03-04", "2019-03-04", True, "a day"),
    ("2019-03-04/2019-03-05", "2019-03-04", "2019-03-05", True, "two days"),
    ("2019-03-04?", "2019-03-04", "2019-03-04", True, "a day, to be confirmed"),
    ("2019-03", "2019-03-01", "2019-03-31", False, "some day of a month"),
    ("unknown", None, None, False, "nothing"),
]


@pytest.mark.parametrize(("edtf", "first", "last", "exact", "reason"), DATES)
def test_the_days_of_an_expectation(
    edtf: str,
    first: str | None,
    last: str | None,
    exact: bool,  # noqa: FBT001 - a column of the table
    reason: str,
) -> None:
    """First and last day, and whether that is all of it; written back as it was."""
    found = expected(edtf)
    days = tuple(day and str(day) for day in (found.first, found.last))
    assert (days, found.exact, found.edtf) == ((first, last), exact, edtf), reason


def until(day: str, edtf: str) -> Earlier:
    """Return what was expected until a day."""
    return Earlier(was=expected(edtf), until=date.fromisoformat(day), by=None)


SINCE = date(2018, 12, 4)
HISTORY = (
    until("2019-01-10", "2019-03"),
    until("2019-02-10", "2019-03-04"),
    until("2019-02-10", "unknown"),
)

ON = [
    # A row: day, what was expected then, reason
    ("2018-12-03", None, "nobody knew of it"),
    ("2018-12-04", "2019-03", "the first day"),
    ("2019-01-09", "2019-03", "the last day of what was expected first"),
    ("2019-01-10", "2019-03-04", "the day of a change has the new date"),
    ("2019-02-09", "2019-03-04", "until it changed"),
    ("2019-02-10", "2019-05", "of two changes of a day the last one holds"),
    ("2030-01-01", "2019-05", "ever since"),
]


@pytest.mark.parametrize(("day", "edtf", "reason"), ON)
def test_what_was_expected_on_a_day(day: str, edtf: str | None, reason: str) -> None:
    """A history says of each day what was expected then."""
    found = expected_on(date.fromisoformat(day), SINCE, HISTORY, expected("2019-05"))
    assert (found and found.edtf) == edtf, reason


@pytest.mark.parametrize(
    ("earlier", "edtf", "reason"),
    [
        ((), None, "no history"),
        (HISTORY, "2019-03-04", "the last that had a date, not the last"),
        (HISTORY[2:], None, "it never had one"),
    ],
)
def test_the_last_date_it_had(
    earlier: tuple[Earlier, ...], edtf: str | None, reason: str
) -> None:
    """What is postponed had a date, and that is the last one."""
    found = was_dated(earlier)
    assert (found and found.edtf) == edtf, reason
