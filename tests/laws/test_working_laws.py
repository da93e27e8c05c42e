"""Laws of working days; numpy's busday functions have the second opinion."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import attrs
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws.strategies import planned_days
from transfertimeline.dates.working import (
    MONDAY_TO_FRIDAY,
    Roll,
    add_working_days,
    roll,
)


@attrs.frozen
class Closed:
    """Monday to Friday less some days."""

    days: frozenset[date]

    def day_off(self, day: date) -> str | None:
        """Say why nobody works."""
        return "closed" if day in self.days else MONDAY_TO_FRIDAY.day_off(day)


@attrs.frozen
class Case:
    """A day, and a calendar with holidays around it."""

    day: date
    calendar: Closed

    def is_off(self, day: date) -> bool:
        """Tell whether nobody works on a day."""
        return day.weekday() >= 5 or day in self.calendar.days

    def by_numpy(
        self,
        count: int,
        convention: Literal["forward", "backward", "modifiedfollowing"],
    ) -> date:
        """Return the day that numpy finds."""
        found = np.busday_offset(
            np.datetime64(self.day),
            count,
            roll=convention,
            holidays=[np.datetime64(day) for day in self.calendar.days],
        )
        return found.astype("datetime64[D]").astype(date)  # type: ignore[no-any-return]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a day with single holidays, or with a long closure, around it."""
    day = draw(planned_days)
    single = draw(st.sets(st.integers(-20, 20), max_size=12))
    first, length = draw(st.integers(-40, 5)), draw(st.integers(0, 60))
    long = range(first, first + length) if draw(st.booleans()) else range(0)
    days = frozenset(day + timedelta(days=n) for n in {*single, *long})
    return Case(day, Closed(days))


COUNTS = st.integers(1, 60)


@given(cases(), COUNTS)
def test_counting_on_is_what_numpy_counts(case: Case, count: int) -> None:
    """From a day off, numpy goes back to a working day first, then counts on."""
    found = add_working_days(case.day, count, case.calendar)

    assert found == case.by_numpy(count, "backward")


@given(cases(), COUNTS)
def test_counting_back_is_what_numpy_counts(case: Case, count: int) -> None:
    """From a day off, numpy goes on to a working day first, then counts back."""
    found = add_working_days(case.day, -count, case.calendar)

    assert found == case.by_numpy(-count, "forward")


@given(cases())
def test_rolls_are_those_of_numpy(case: Case) -> None:
    """Next is forward, previous backward, next in the month modified following."""
    assert roll(case.day, Roll.NEXT, case.calendar) == case.by_numpy(0, "forward")
    assert roll(case.day, Roll.PREVIOUS, case.calendar) == case.by_numpy(0, "backward")
    assert roll(case.day, Roll.NEXT_IN_MONTH, case.calendar) == case.by_numpy(
        0, "modifiedfollowing"
    )


@given(cases())
def test_the_nearest_is_the_nearer_of_numpys_two(case: Case) -> None:
    """The nearest working day is the one on or the one back; a tie goes on."""
    later, earlier = case.by_numpy(0, "forward"), case.by_numpy(0, "backward")
    is_later = later - case.day <= case.day - earlier

    assert roll(case.day, Roll.NEAREST, case.calendar) == (
        later if is_later else earlier
    )


@given(cases(), COUNTS)
def test_on_and_back_returns_to_a_working_day(case: Case, count: int) -> None:
    """N working days on and N back is the day itself, or the working day before it."""
    there = add_working_days(case.day, count, case.calendar)

    assert add_working_days(there, -count, case.calendar) == roll(
        case.day, Roll.PREVIOUS, case.calendar
    )


@given(cases(), COUNTS)
def test_back_and_on_returns_to_a_working_day(case: Case, count: int) -> None:
    """N working days back and N on is the day itself, or the working day after it."""
    there = add_working_days(case.day, -count, case.calendar)

    assert add_working_days(there, count, case.calendar) == roll(
        case.day, Roll.NEXT, case.calendar
    )


@given(cases(), COUNTS, COUNTS)
def test_counts_add_up(case: Case, one: int, other: int) -> None:
    """Counting on twice is counting on once by the sum."""
    there = add_working_days(case.day, one, case.calendar)

    assert add_working_days(there, other, case.calendar) == add_working_days(
        case.day, one + other, case.calendar
    )


@given(cases(), COUNTS)
def test_what_is_counted_is_working_days(case: Case, count: int) -> None:
    """N working days lie after the day, up to the one found."""
    there = add_working_days(case.day, count, case.calendar)
    passed = [
        case.day + timedelta(days=n) for n in range(1, (there - case.day).days + 1)
    ]

    assert sum(not case.is_off(day) for day in passed) == count
    assert not case.is_off(there)


@pytest.mark.parametrize("convention", Roll)
@given(cases())
def test_rolling_gives_a_working_day_and_stays_there(
    convention: Roll, case: Case
) -> None:
    """A rolled day is a working day, so rolling it again changes nothing."""
    rolled = roll(case.day, convention, case.calendar)

    assert not case.is_off(rolled)
    assert roll(rolled, convention, case.calendar) == rolled


@pytest.mark.parametrize("convention", Roll)
@given(cases(), st.integers(0, 40))
def test_rolling_keeps_order(convention: Roll, case: Case, days: int) -> None:
    """The earlier of two days is not rolled beyond the later: windows stay windows."""
    later = case.day + timedelta(days=days)

    assert roll(case.day, convention, case.calendar) <= roll(
        later, convention, case.calendar
    )


@given(cases(), st.integers(0, 40), COUNTS, st.sampled_from([1, -1]))
def test_counting_keeps_order(case: Case, days: int, count: int, sign: int) -> None:
    """The earlier of two days stays the earlier after as many working days."""
    later = case.day + timedelta(days=days)

    assert add_working_days(case.day, sign * count, case.calendar) <= add_working_days(
        later, sign * count, case.calendar
    )


@given(cases())
def test_the_next_in_the_month_stays_in_the_month(case: Case) -> None:
    """If the month has a working day on either side, the rolled day is in it."""
    month = [
        day
        for n in range(-31, 32)
        if (day := case.day + timedelta(days=n)).month == case.day.month
        and day.year == case.day.year
        and not case.is_off(day)
    ]
    assume(month)

    rolled = roll(case.day, Roll.NEXT_IN_MONTH, case.calendar)

    assert rolled in month
