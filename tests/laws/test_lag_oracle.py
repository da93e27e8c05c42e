"""Month arithmetic against dateutil, and against the length of months alone."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from tests.laws.strategies import days, lags, planned_days
from transfertimeline.dates.lag import Lag, add_months, shift
from transfertimeline.dates.working import MONDAY_TO_FRIDAY
from transfertimeline.errors import DateError

MONTHS = st.integers(-1_500, 1_500)


def clamped(day: date, months: int) -> date | None:
    """Count months with the lengths of months alone; None outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    _, length = monthrange(year, month + 1)
    return date(year, month + 1, min(day.day, length))


def moved(day: date, months: int) -> date | None:
    """Count months as we do; None outside the calendar."""
    try:
        return add_months(day, months)
    except DateError:
        return None


@given(days, MONTHS | st.integers(-200_000, 200_000))
@example(date(2019, 8, 31), 6)
@example(date(2020, 2, 29), 12)
@example(date(1, 1, 31), -1)
@example(date(9999, 12, 31), 1)
@example(date(9999, 11, 30), 1)
def test_months_are_clamped_to_the_length_of_the_month(day: date, months: int) -> None:
    """Months change year and month, and the day only where the month is too short."""
    assert moved(day, months) == clamped(day, months)


@given(planned_days, MONTHS)
def test_months_are_those_of_dateutil(day: date, months: int) -> None:
    """Months are added as `relativedelta` does."""
    assert add_months(day, months) == day + relativedelta(months=months)


@given(planned_days, lags(units=("years", "months", "weeks", "days")))
def test_lags_are_those_of_dateutil(day: date, lag: Lag) -> None:
    """Years and months first, then weeks and days: as `relativedelta`, both ways."""
    delta = relativedelta(
        years=lag.years, months=lag.months, weeks=lag.weeks, days=lag.days
    )

    assert shift(day, lag, 1, MONDAY_TO_FRIDAY)[0] == day + delta
    assert shift(day, lag, -1, MONDAY_TO_FRIDAY)[0] == day - delta


@given(planned_days, lags(), st.sampled_from([1, -1]))
def test_a_lag_is_counted_part_by_part(day: date, lag: Lag, direction: int) -> None:
    """A lag is its months, clamped; then its days; then its working days."""
    months = direction * (12 * lag.years + lag.months)
    there = clamped(day, months)
    assert there is not None
    clipped = there.day != day.day
    there += direction * timedelta(weeks=lag.weeks, days=lag.days)
    for _ in range(lag.working_days):
        there += direction * timedelta(days=1)
        while there.weekday() >= 5:
            there += direction * timedelta(days=1)

    assert shift(day, lag, direction, MONDAY_TO_FRIDAY) == (there, clipped)
