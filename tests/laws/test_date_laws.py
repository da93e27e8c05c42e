"""Laws of days, months, stretches of months and parts of the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from dateutil import tz
from hypothesis import example, given
from hypothesis import strategies as st

from tests.laws.strategies import (
    clock_times,
    conventions,
    day_ranges,
    days,
    lags,
    planned_days,
    windows,
)
from transfertimeline.dates.clock import ClockTime, moment, parse_clock_time, zone_info
from transfertimeline.dates.days import DayRange, Window, add_days
from transfertimeline.dates.lag import Lag, add_months, shift
from transfertimeline.dates.months import EndConvention, month_stretch, project_month
from transfertimeline.dates.units import (
    Month,
    Season,
    Unit,
    Weekday,
    next_named,
    nth_weekday,
    unit_of,
    weekday_from,
)
from transfertimeline.dates.working import MONDAY_TO_FRIDAY
from transfertimeline.errors import DateError, TimelineError

MONTHS = st.integers(-1_200, 1_200)
DAYS = st.integers(-40_000, 40_000)
STEPS = st.timedeltas(timedelta(0), timedelta(days=70))
LENGTHS = st.lists(st.integers(1, 40), min_size=1, max_size=6)
DIRECTIONS = st.sampled_from([1, -1])

# ------------------------------------------------------------------- arithmetic


@given(planned_days, STEPS, MONTHS)
def test_months_keep_order(day: date, step: timedelta, months: int) -> None:
    """The earlier of two days stays the earlier, or both become the same."""
    assert add_months(day, months) <= add_months(day + step, months)


@given(planned_days, MONTHS)
def test_months_land_in_the_right_month(day: date, months: int) -> None:
    """So many months on is the month so many on, never on a later day number."""
    there = add_months(day, months)

    assert 12 * (there.year - day.year) + there.month - day.month == months
    assert there.day <= day.day
    if there.day < day.day:
        assert there.day == monthrange(there.year, there.month)[1]


@given(planned_days, MONTHS)
def test_back_again_differs_by_the_clip_only(day: date, months: int) -> None:
    """N months on and N back is the day itself unless a month was too short."""
    there = add_months(day, months)
    back = add_months(there, -months)

    assert (back.year, back.month) == (day.year, day.month)
    assert back.day == (day.day if there.day == day.day else there.day)


@given(planned_days, DAYS, DAYS)
def test_days_compose(day: date, one: int, other: int) -> None:
    """Days added twice are their sum added once, and days taken back are none."""
    assert add_days(add_days(day, one), other) == add_days(day, one + other)
    assert add_days(add_days(day, one), -one) == day
    assert (add_days(day, one) - day).days == one


@given(planned_days, st.integers(1, 400), st.integers(1, 4_000), DIRECTIONS)
def test_months_come_before_days(
    day: date, months: int, more: int, direction: int
) -> None:
    """A lag of months and days is its months first, in either direction."""
    lag = Lag(months=months, days=more)

    there, _ = shift(day, lag, direction, MONDAY_TO_FRIDAY)

    assert there == add_days(add_months(day, direction * months), direction * more)


@given(planned_days, STEPS, lags(), DIRECTIONS)
def test_every_lag_keeps_order(
    day: date, step: timedelta, lag: Lag, direction: int
) -> None:
    """Each lag is monotone, so a window goes through a rule end by end."""
    there, _ = shift(day, lag, direction, MONDAY_TO_FRIDAY)
    later, _ = shift(day + step, lag, direction, MONDAY_TO_FRIDAY)

    assert there <= later


@given(
    days, lags(st.integers(0, 99_999)).filter(lambda g: g.working_days < 99), DIRECTIONS
)
def test_a_shift_gives_a_day_or_a_date_error(
    day: date, lag: Lag, direction: int
) -> None:
    """Whatever the lag, nothing but a `DateError` is raised."""
    try:
        there, _ = shift(day, lag, direction, MONDAY_TO_FRIDAY)
    except DateError:
        room = day - date.min if direction < 0 else date.max - day
        assert room.days < 366 * sum(lag.counts)
    else:
        assert (there > day) == (direction > 0)


# ------------------------------------------------------------- stretches of months


def _stretches(start: date, lengths: list[int], ends: EndConvention) -> list[DayRange]:
    return [
        month_stretch(start, skip=sum(lengths[:n]), months=months, ends=ends)
        for n, months in enumerate(lengths)
    ]


def _check_tiling(parts: list[DayRange], whole: DayRange) -> None:
    """Parts share no day, leave none over, and are together the whole."""
    assert parts[0].first == whole.first
    assert parts[-1].last == whole.last
    for before, after in pairwise(parts):
        assert after.first == before.last + timedelta(days=1)
    assert sum(part.length for part in parts) == whole.length


@given(planned_days, LENGTHS, conventions)
@example(date(2019, 8, 31), [18, 6], EndConvention.ANNIVERSARY)
@example(date(2019, 8, 31), [18, 6], EndConvention.DAY_BEFORE)
@example(date(2020, 1, 29), [1, 1, 1], EndConvention.ANNIVERSARY)
@example(date(2020, 1, 30), [1, 1, 1], EndConvention.DAY_BEFORE)
@example(date(2020, 2, 29), [12, 12], EndConvention.DAY_BEFORE)
def test_stretches_tile_the_whole(
    start: date, lengths: list[int], ends: EndConvention
) -> None:
    """However a whole is cut into stretches of months, they are the whole."""
    whole = month_stretch(start, skip=0, months=sum(lengths), ends=ends)

    _check_tiling(_stretches(start, lengths, ends), whole)


@given(planned_days, LENGTHS, conventions)
def test_project_months_tile_every_phase(
    start: date, lengths: list[int], ends: EndConvention
) -> None:
    """Each phase is its project months, whatever day the project began on."""
    number = 0
    for phase, months in zip(_stretches(start, lengths, ends), lengths, strict=True):
        parts = [project_month(start, number + n + 1, ends) for n in range(months)]
        _check_tiling(parts, phase)
        number += months


@given(planned_days, st.integers(1, 60), st.integers(1, 24), conventions)
def test_an_extension_leaves_what_came_before(
    start: date, months: int, more: int, ends: EndConvention
) -> None:
    """A longer whole begins with the shorter one, and only its end moves."""
    short = month_stretch(start, skip=0, months=months, ends=ends)
    long = month_stretch(start, skip=0, months=months + more, ends=ends)

    assert long.first == short.first
    assert long.last > short.last


@given(planned_days, st.integers(0, 60), st.integers(1, 60))
def test_the_conventions_are_a_day_apart(start: date, skip: int, months: int) -> None:
    """A stretch to the anniversary ends a day after one to the day before."""
    one, other = (
        month_stretch(start, skip=skip, months=months, ends=ends)
        for ends in (EndConvention.ANNIVERSARY, EndConvention.DAY_BEFORE)
    )

    assert (one.last - other.last).days == 1
    assert (one.first - other.first).days == (1 if skip else 0)


@given(planned_days, st.integers(1, 60))
def test_a_stretch_from_the_first_is_whole_months(start: date, months: int) -> None:
    """From the first of a month to the day before is as long as its months."""
    first = start.replace(day=1)

    stretch = month_stretch(first, skip=0, months=months, ends=EndConvention.DAY_BEFORE)

    assert stretch.first == unit_of(stretch.first, Unit.MONTH).first
    assert stretch.last == unit_of(stretch.last, Unit.MONTH).last


# ------------------------------------------------------------ parts of the calendar


@pytest.mark.parametrize("unit", Unit)
@given(planned_days)
def test_units_tile_the_calendar(unit: Unit, day: date) -> None:
    """A day is in its unit, all days of which have the same, and no day is between."""
    held = unit_of(day, unit)

    assert day in held
    assert unit_of(held.first, unit) == unit_of(held.last, unit) == held
    following = unit_of(held.last + timedelta(days=1), unit)
    assert following.first == held.last + timedelta(days=1)


@pytest.mark.parametrize("unit", Unit)
@given(days)
def test_a_unit_is_found_or_a_date_error(unit: Unit, day: date) -> None:
    """Only a unit that the calendar cuts off is refused."""
    try:
        held = unit_of(day, unit)
    except DateError:
        assert unit in (Unit.WEEK, Unit.SEASON)
        assert day < date(1, 3, 1) or day > date(9999, 11, 30)
    else:
        assert day in held


@pytest.mark.parametrize("name", [*Season, *Month])
@given(planned_days)
def test_the_next_of_a_name_is_the_first_after(name: Season | Month, day: date) -> None:
    """It begins after the day, and the one a year before it did not."""
    found = next_named(day, name)
    unit = Unit.SEASON if isinstance(name, Season) else Unit.MONTH

    assert found == unit_of(found.first, unit)
    assert (found.first.month, found.first.day) == (name.value, 1)
    assert found.first > day
    assert found.first.replace(year=found.first.year - 1) <= day


@given(
    day_ranges(longest=80), st.sampled_from(Weekday), st.sampled_from([1, 2, 3, 4, -1])
)
def test_the_nth_weekday_is_the_nth_of_a_list(
    stretch: DayRange, weekday: Weekday, nth: int
) -> None:
    """The n-th or last weekday of a stretch is that of all its days in a list."""
    found = [
        day
        for n in range(stretch.length)
        if (day := stretch.first + timedelta(days=n)).weekday() == weekday.value
    ]
    index = nth - 1 if nth > 0 else nth
    expected = found[index] if -len(found) <= index < len(found) else None

    assert nth_weekday(stretch, weekday, nth) == expected


@given(planned_days, st.sampled_from(Weekday), DIRECTIONS)
def test_the_nearest_weekday_is_within_a_week(
    day: date, weekday: Weekday, direction: int
) -> None:
    """On or after, on or before: that weekday, less than a week away."""
    found = weekday_from(day, weekday, direction)

    assert found.weekday() == weekday.value
    assert 0 <= direction * (found - day).days < 7


@given(planned_days, STEPS, st.sampled_from(Weekday), DIRECTIONS)
def test_weekdays_and_names_keep_order(
    day: date, step: timedelta, weekday: Weekday, direction: int
) -> None:
    """Every way to find a day of the calendar is monotone."""
    later = day + step

    assert weekday_from(day, weekday, direction) <= weekday_from(
        later, weekday, direction
    )
    for name in (*Season, *Month):
        assert next_named(day, name).first <= next_named(later, name).first
    for unit in Unit:
        assert unit_of(day, unit).first <= unit_of(later, unit).first
        assert unit_of(day, unit).last <= unit_of(later, unit).last


# ------------------------------------------------------------------- days, windows


@given(days, days)
def test_a_range_is_made_of_two_days_in_order(one: date, other: date) -> None:
    """Two days make a range in one order, and one in which both are."""
    first, last = min(one, other), max(one, other)
    whole = DayRange(first=first, last=last)

    assert one in whole
    assert other in whole
    assert whole.length == last.toordinal() - first.toordinal() + 1
    if one != other:
        with pytest.raises(DateError, match="swap the two days"):
            DayRange(first=last, last=first)


@given(day_ranges(longest=60), st.integers(1, 70))
def test_a_window_has_room_for_what_falls_into_it(room: DayRange, length: int) -> None:
    """What is shorter than the window has a first and a last place in it."""
    if length < room.length:
        window = Window.within(room.first, room.last, length=length)
        assert window.earliest.length == window.latest.length == length
        assert window.earliest.first == room.first
        assert window.latest.last == room.last
    else:
        with pytest.raises(TimelineError, match="expected"):
            Window.within(room.first, room.last, length=length)


@given(windows)
def test_a_window_leaves_something_open(window: Window) -> None:
    """The latest case of a window comes after its earliest."""
    assert window.first < window.last


# ---------------------------------------------------------------------- clock times


@given(clock_times())
def test_hours_are_read_back(hours: ClockTime) -> None:
    """`parse(str(x)) == x` for all hours of a day."""
    assert parse_clock_time(str(hours)) == hours


ZONES = [
    *("Europe/Paris", "Europe/London", "Europe/Vilnius", "Atlantic/Azores"),
    *("America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"),
    *("Asia/Kathmandu", "Atlantic/Reykjavik", "Etc/UTC"),
]


@st.composite
def _changes(draw: st.DrawFn) -> tuple[str, date, time]:
    """Draw a minute in a zone, often one near a change of its clock."""
    zone = draw(st.sampled_from(ZONES))
    day = date(draw(st.integers(1995, 2037)), 1, 1) + timedelta(
        draw(st.integers(0, 364))
    )
    info = zone_info(zone)
    for n in range(370) if draw(st.booleans()) else ():
        noon = datetime.combine(day + timedelta(days=n), time(12), UTC)
        if info.utcoffset(noon) != info.utcoffset(noon + timedelta(days=1)):
            day += timedelta(days=n + draw(st.integers(0, 1)))
            break
    minutes = draw(st.integers(0, 24 * 4 - 1)) * 15
    return zone, day, time(*divmod(minutes, 60))


def _check_code(error: DateError, code: str) -> None:
    assert error.code == code


@given(_changes())
@example(("Europe/Paris", date(2019, 3, 31), time(2, 30)))
@example(("Europe/Paris", date(2019, 10, 27), time(2, 30)))
@example(("Pacific/Apia", date(2011, 12, 30), time(12)))
def test_a_moment_is_a_time_that_exists_once(case: tuple[str, date, time]) -> None:
    """What dateutil calls missing or ambiguous is refused, all else comes back."""
    zone, day, clock = case
    local = datetime.combine(day, clock, tzinfo=zone_info(zone))
    exists, twice = tz.datetime_exists(local), tz.datetime_ambiguous(local)
    try:
        found = moment(day, clock, zone)
    except DateError as error:
        _check_code(error, "time-repeated" if exists else "time-skipped")
        assert twice or not exists
    else:
        assert exists
        assert not twice
        shown = found.astimezone(UTC).astimezone(zone_info(zone))
        assert (shown.date(), shown.time()) == (day, clock)


@given(planned_days, clock_times())
def test_hours_on_a_day_of_utc_are_always_moments(day: date, hours: ClockTime) -> None:
    """Where the clock never changes, every time exists once, and in order."""
    start = moment(day, hours.start, "Etc/UTC")

    assert (start.date(), start.time()) == (day, hours.start)
    if hours.end is not None:
        assert moment(day, hours.end, "Etc/UTC") > start
