"""What makes several milestones of one (`transfertimeline.plan.repeats`)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from transfertimeline.dates.days import DayRange
from transfertimeline.dates.lag import Lag
from transfertimeline.dates.units import Unit
from transfertimeline.errors import DateError, PlanError
from transfertimeline.plan.repeats import (
    Each,
    Repeat,
    Stub,
    format_every,
    parse_every,
)
from transfertimeline.plan.rules import Anchor

EVERY: list[tuple[str, Lag | Unit, str]] = [
    # A row: text, value, canonical spelling
    ("6 months", Lag(months=6), "6 months"),
    ("1 year", Lag(years=1), "1 year"),
    ("2 weeks", Lag(weeks=2), "2 weeks"),
    ("1 week and 3 days", Lag(weeks=1, days=3), "1 week and 3 days"),
    ("6  Months", Lag(months=6), "6 months"),
    ("calendar month", Unit.MONTH, "calendar month"),
    ("calendar quarter", Unit.QUARTER, "calendar quarter"),
    ("calendar semester", Unit.SEMESTER, "calendar semester"),
    ("calendar year", Unit.YEAR, "calendar year"),
    ("quarter", Unit.QUARTER, "calendar quarter"),
    (" Calendar  Quarter ", Unit.QUARTER, "calendar quarter"),
]

NO_EVERY = [
    # A row: text, reason
    ("", "nothing"),
    ("calendar", "which unit"),
    ("calendar week", "weeks are no periods of a calendar year"),
    ("calendar season", "nor do seasons fit into one"),
    ("calendar 6 months", "counted months follow no calendar"),
    ("2 quarters", "a quarter is no distance"),
    ("half-yearly", "an adverb"),
    ("monthly", "another"),
]

NO_STEPS = [
    # A row: length of a period, reason
    (Lag(working_days=10), "working days differ from country to country"),
    (Lag(months=1, days=10), "months and days clip in between"),
    (Lag(years=1, weeks=1), "years and weeks do too"),
]


def period(first: str, last: str) -> DayRange:
    """Return the days between two."""
    return DayRange(first=date.fromisoformat(first), last=date.fromisoformat(last))


# Interreg Europe 2014-2020, first call (facts/urbact.md 3).
INTERREG = (
    period("2016-04-01", "2016-09-30"),
    period("2016-10-01", "2017-03-31"),
    period("2017-04-01", "2017-09-30"),
)


@pytest.mark.parametrize(("text", "every", "canonical"), EVERY)
def test_the_length_of_a_period_is_read_and_written(
    text: str, every: Lag | Unit, canonical: str
) -> None:
    """A period is a lag long, or follows a unit of the calendar."""
    assert parse_every(text) == every
    assert format_every(every) == canonical
    assert parse_every(canonical) == every


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=reason) for text, reason in NO_EVERY]
)
def test_other_lengths_are_refused(text: str) -> None:
    """What is neither a lag nor a unit of the calendar is refused."""
    with pytest.raises(DateError, match="expected a lag like") as caught:
        parse_every(text)

    assert caught.value.code == "lag"


def test_a_repeat_goes_from_start_to_end() -> None:
    """Without more, periods fill the lifecycle, and what is left over is a period."""
    repeat = Repeat(every=Lag(months=6))

    assert (repeat.from_, repeat.until) == (Anchor("start"), Anchor("end"))
    assert (repeat.first_stub, repeat.stub) == (Stub.SHORT, Stub.SHORT)


@pytest.mark.parametrize(
    "every", [pytest.param(every, id=reason) for every, reason in NO_STEPS]
)
def test_periods_are_whole_months_or_whole_days(every: Lag) -> None:
    """A period is months alone, or weeks and days."""
    with pytest.raises(PlanError, match="months alone, or weeks and days") as caught:
        Repeat(every=every)

    assert caught.value.code == "repeat"
    assert caught.value.where == "every"


@pytest.mark.parametrize("unit", [Unit.WEEK, Unit.SEASON])
def test_periods_follow_units_that_fill_a_year(unit: Unit) -> None:
    """Weeks and seasons run over the end of a year, so periods do not follow them."""
    message = "a calendar month, quarter, semester or year"

    with pytest.raises(PlanError, match=message) as caught:
        Repeat(every=unit)

    assert caught.value.where == "repeat: every"


def test_periods_are_counted_or_stated() -> None:
    """A repeat has a length of periods, or the periods themselves."""
    assert Repeat(periods=INTERREG).periods == INTERREG
    with pytest.raises(PlanError, match='"every" or "periods", found neither'):
        Repeat()
    with pytest.raises(PlanError, match='"every" or "periods", found both'):
        Repeat(every=Lag(months=6), periods=INTERREG)


def test_stated_periods_become_a_tuple() -> None:
    """A record can be made from a list and keeps none."""
    repeat = Repeat(periods=list(INTERREG))

    assert repeat.periods == INTERREG
    assert hash(repeat) == hash(Repeat(periods=INTERREG))


def test_stated_periods_may_leave_gaps() -> None:
    """Periods need not touch each other."""
    assert Repeat(periods=INTERREG[::2]).periods == INTERREG[::2]


UNORDERED = [
    # A row: periods, what is shown, reason
    (
        INTERREG[::-1],
        '"2017-04-01/2017-09-30" and then "2016-10-01/2017-03-31"',
        "the last first",
    ),
    (
        (INTERREG[0], INTERREG[0]),
        '"2016-04-01/2016-09-30" and then "2016-04-01/2016-09-30"',
        "one twice",
    ),
    (
        (INTERREG[0], period("2016-09-30", "2016-12-31")),
        '"2016-04-01/2016-09-30" and then "2016-09-30/2016-12-31"',
        "a day shared",
    ),
]


@pytest.mark.parametrize(
    ("periods", "found"), [pytest.param(p, f, id=reason) for p, f, reason in UNORDERED]
)
def test_stated_periods_are_in_order(periods: tuple[DayRange, ...], found: str) -> None:
    """Each period begins after the one before has ended."""
    with pytest.raises(PlanError, match=re.escape(found)) as caught:
        Repeat(periods=periods)

    assert caught.value.where == "repeat: periods"
    assert caught.value.todo == "put them in order, without a shared day"


def test_only_the_calendar_leaves_a_first_stub() -> None:
    """Periods counted from a day have no irregular first one to join."""
    assert Repeat(every=Unit.QUARTER, first_stub=Stub.LONG).first_stub is Stub.LONG
    with pytest.raises(PlanError, match="no irregular first one") as caught:
        Repeat(every=Lag(months=6), first_stub=Stub.LONG)

    assert caught.value.where == "repeat: first_stub"


GIVEN = [
    ({"stub": Stub.LONG}, "a stub of periods that are given"),
    ({"first_stub": Stub.LONG}, "the same at the front"),
    ({"from_": Anchor("kick-off")}, "a beginning"),
    ({"until": Anchor("transfer")}, "an end"),
]


@pytest.mark.parametrize("more", [row[0] for row in GIVEN], ids=[r[1] for r in GIVEN])
def test_given_periods_say_all(more: dict[str, Any]) -> None:
    """Beside periods that are given, nothing else says what they are."""
    with pytest.raises(PlanError, match='expected "periods" alone'):
        Repeat(periods=INTERREG, **more)


def test_the_words_of_the_plan_file() -> None:
    """A plan file says short or long, country or partner."""
    assert [str(stub) for stub in Stub] == ["short", "long"]
    assert [str(each) for each in Each] == ["country", "partner"]
