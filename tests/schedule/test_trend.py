"""What was expected, data date by data date (`transfertimeline.schedule.trend`)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.schedule.plans import CORK, UDINE, extension, milestone, plan, revision
from tests.schedule.plans import schedule as schedule_of
from transfertimeline.errors import UnknownIdError
from transfertimeline.plan.milestones import Scope
from transfertimeline.schedule.selection import Selection
from transfertimeline.schedule.trend import Trend, trend_of

WHOLE = plan(
    milestone("meeting", "2019-03"),
    milestone("fair", "2019-05", added=date(2019, 2, 1)),
    milestone("visit", "2019-04", scope=Scope.PARTNER, partner="cork"),
    milestone("closing", "end"),
    partners=[UDINE, CORK],
    revisions=[
        revision("2018-11-01", "meeting", place="Udine"),
        revision("2019-01-10", "meeting", when="2019-03-04"),
        revision("2019-02-01", "visit", when="unknown"),
        revision("2019-02-01", "visit", when="2019-04-02"),
        extension("2019-03-10"),
    ],
)


def lines(trend: Trend) -> dict[str, list[str | None]]:
    """Return the lines of a trend, dates in EDTF, by id."""
    return {
        line.id: [each.edtf if each else None for each in line.expected]
        for line in trend.lines
    }


def test_a_trend() -> None:
    """For each day on which the plan learned something, what was then expected."""
    trend = trend_of(schedule_of(WHOLE))
    assert [str(day) for day in trend.data_dates] == [
        "2018-12-04", "2019-01-10", "2019-02-01", "2019-03-10",
    ]  # fmt: skip
    assert lines(trend) == {
        "meeting": ["2019-03", "2019-03-04", "2019-03-04", "2019-03-04"],
        "visit": ["2019-04", "2019-04", "2019-04-02", "2019-04-02"],
        "fair": [None, None, "2019-05", "2019-05"],
        "closing": ["2020-12-04", "2020-12-04", "2020-12-04", "2021-06-04"],
    }
    assert [line.id for line in trend.lines] == ["meeting", "visit", "fair", "closing"]
    assert str(trend.lines[0].title) == "meeting"


def test_a_trend_knows_nothing_of_later() -> None:
    """Of an earlier data date the trend is the beginning of that of a later one."""
    trend = trend_of(schedule_of(WHOLE, date(2019, 1, 31)))
    assert len(trend.data_dates) == 2
    assert lines(trend) == {
        "meeting": ["2019-03", "2019-03-04"],
        "visit": ["2019-04", "2019-04"],
        "closing": ["2020-12-04", "2020-12-04"],
    }


def test_each_day_of_a_trend_is_its_schedule() -> None:
    """What a trend says of a day is what the schedule as of that day says."""
    trend = trend_of(schedule_of(WHOLE))
    for number, day in enumerate(trend.data_dates):
        then = {each.id: each.expected for each in schedule_of(WHOLE, day)}
        said = {line.id: line.expected[number] for line in trend.lines}
        assert {id_: each for id_, each in said.items() if each is not None} == then


def test_whose_eyes() -> None:
    """A selection leaves lines out; an unknown partner is an error."""
    trend = trend_of(schedule_of(WHOLE), selection=Selection(partner="udine"))
    assert [line.id for line in trend.lines] == ["meeting", "fair", "closing"]
    with pytest.raises(UnknownIdError):
        trend_of(schedule_of(WHOLE), selection=Selection(partner="corc"))
