"""
What date rules give (`transfertimeline.schedule.resolve`): DESIGN, section 5.

All days were found by hand on a calendar. The lifecycle is that of the networks
approved on 4 December 2018, a Tuesday: 18 + 6 months, ends on the anniversary. So
M1 is 4 December - 4 January, M2 5 January - 4 February, M3 5 February - 4 March,
M18 5 May - 4 June 2020, M24 5 November - 4 December 2020.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import attrs
import pytest

from transfertimeline.dates.days import DayRange, Window
from transfertimeline.dates.edtf import format_days, parse_edtf
from transfertimeline.dates.months import EndConvention
from transfertimeline.dates.working import MONDAY_TO_FRIDAY, WorkingCalendar
from transfertimeline.errors import DateError, RuleError, ScheduleError
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.schedule.resolve import Resolver
from transfertimeline.schedule.span import Span

ANCHORS = {
    "kick-off": "2019-01",  # announced for January 2019: a window
    "campus": "2019-05-21/2019-05-22",  # Turin: a Tuesday and a Wednesday
    "meeting": "[2019-01-28..2019-02-03]",  # some day of a week over two months
    "hoped": "2019-01~",  # January, to be confirmed
    "guessed": "2019-03-01?",  # a day, to be confirmed
    "gate": "unknown",
}
LONG = "2019-05-01/2019-06-10"
TWO_DAYS = Window.within(date(2019, 1, 1), date(2019, 1, 31), length=2)


def a_resolver(calendar: WorkingCalendar = MONDAY_TO_FRIDAY) -> Resolver:
    """Return what resolves a rule inside the second period of six months."""
    stated = {id_: parse_edtf(text) for id_, text in ANCHORS.items()}
    spans = {id_: Span.of(date_.days, date_.qualifier) for id_, date_ in stated.items()}
    spans["two-days"] = Span.of(TWO_DAYS)
    return Resolver(
        start=date(2018, 12, 4),
        end=date(2020, 12, 4),
        ends=EndConvention.ANNIVERSARY,
        calendar=calendar,
        phases={
            "transfer": DayRange(first=date(2018, 12, 4), last=date(2020, 6, 4)),
            "dissemination": DayRange(first=date(2020, 6, 5), last=date(2020, 12, 4)),
        },
        spans=spans,
        period=DayRange(first=date(2019, 6, 5), last=date(2019, 12, 4)),
    )


def given(rule: str, calendar: WorkingCalendar = MONDAY_TO_FRIDAY) -> str:
    """Return what a milestone's own rule gives, in EDTF."""
    span = a_resolver(calendar).resolve(parse_rule(rule))
    return "unknown" if span is None else format_days(span.days, span.qualifier)


class Case(NamedTuple):
    """A rule, what it gives, and why."""

    rule: str
    expected: str
    reason: str


def cases(*rows: tuple[str, str, str]) -> pytest.MarkDecorator:
    """Make a test run once for each row: rule, expected, reason."""
    found = [pytest.param(*row, id=f"{row[0]}: {row[2]}") for row in rows]
    return pytest.mark.parametrize(Case._fields, found)


@cases(
    ("2019-01-15", "2019-01-15", "a day"),
    ("2019-01-15/2019-01-16", "2019-01-15/2019-01-16", "an extent"),
    ("2019-01", "2019-01", "a month stays a month: no day is invented"),
    ("2019-21", "2019-21", "a season stays a season"),
    ("[2019-01-14..2019-01-18]", "[2019-01-14..2019-01-18]", "a window stays one"),
    ("unknown", "unknown", "nothing is known"),
    ("start", "2018-12-04", "the first day of the lifecycle"),
    ("end", "2020-12-04", "its last day"),
    ("kick-off", "2019-01", "a milestone's window"),
    ("campus", "2019-05-21/2019-05-22", "a milestone's days"),
    ("transfer", "2018-12-04/2020-06-04", "a phase is its days"),
    ("period", "2019-06-05/2019-12-04", "a repeat period is its days"),
    ("M1", "[2018-12-04..2019-01-04]", "the first project month"),
    ("M18", "[2020-05-05..2020-06-04]", "some day of the eighteenth"),
    ("M25", "[2020-12-05..2021-01-04]", "they go on after the end"),
)
def test_stated_dates_and_anchors(rule: str, expected: str, reason: str) -> None:
    """A date is what it says; an anchor gives the days of what it names."""
    assert given(rule) == expected, reason


@cases(
    ("start of transfer", "2018-12-04", "the first day of a phase"),
    ("end of transfer", "2020-06-04", "its last day"),
    ("start of dissemination", "2020-06-05", "the day after the phase before"),
    ("start of M2", "2019-01-05", "the first day of a project month"),
    ("end of M2", "2019-02-04", "its last day"),
    ("start of period", "2019-06-05", "the first day of a repeat period"),
    ("end of period", "2019-12-04", "its last day"),
    ("start of campus", "2019-05-21", "the first day of a milestone"),
    ("end of campus", "2019-05-22", "its last day"),
    ("end of 2019-03", "2019-03-31", "the last day of a month"),
    ("end of 2019-21", "2019-05-31", "of spring"),
    ("start of 2019-24", "2019-12-01", "winter begins in its own year"),
    ("end of 2019-24", "2020-02-29", "and ends in the next, here a leap year"),
    ("end of 2019-34", "2019-06-30", "of the second quarter"),
    ("start of 2019-41", "2019-07-01", "of the second semester"),
    ("end of 2019", "2019-12-31", "of a year"),
    ("end of [2019-01-14..2019-01-18]", "2019-01-18", "of a stated window"),
    ("start of start", "2018-12-04", "a day is its own first"),
    ("end of month of kick-off", "2019-01-31", "exact: January whatever its day"),
    ("end of month of campus", "2019-05-31", "the month a meeting lies in"),
    ("start of week of campus", "2019-05-20", "a Monday"),
    ("end of first spring after start", "2019-05-31", "of a named season"),
    ("end of 2 weeks after start", "2018-12-18", "of a day: that day"),
    ("end of end of 2019-03", "2019-03-31", "twice the same"),
)
def test_start_and_end(rule: str, expected: str, reason: str) -> None:
    """`start of` and `end of` give the first and the last day."""
    assert given(rule) == expected, reason


@cases(
    ("3 months after start", "2019-03-04", "months keep the day of the month"),
    ("1 day after end of transfer", "2020-06-05", "days"),
    ("2 weeks before end of transfer", "2020-05-21", "weeks back"),
    ("1 year after start", "2019-12-04", "years"),
    ("3 months after campus", "2019-08-22", "after counts from the last day, the 22nd"),
    ("3 months before campus", "2019-02-21", "before from the first, the 21st"),
    ("1 week after transfer", "2020-06-11", "after a phase: from its last day"),
    ("1 day before dissemination", "2020-06-04", "before a phase: from its first"),
    ("3 months after period", "2020-03-04", "after a period: from its last day"),
    ("1 month and 10 days after start", "2019-01-14", "months first, then days"),
    ("1 month and 10 days after 2019-01-31", "2019-03-10", "28 February plus ten"),
    ("1 month and 10 days before 2019-03-31", "2019-02-18", "28 February less ten"),
    ("1 year, 1 month and 3 days before end", "2019-11-01", "4 November less three"),
    ("1 week and 1 day after start", "2018-12-12", "eight days"),
    ("2 weeks before 3 months after start", "2019-02-18", "4 March less fourteen"),
    (
        "1 month after 1 month after 2019-01-31",
        "2019-03-28",
        "nested: clipped, then on",
    ),
    ("2 months after 2019-01-31", "2019-03-31", "in one lag nothing is clipped"),
    ("1 month after 2019-01-31", "2019-02-28", "clipped to the last day"),
    ("1 month after 2020-01-31", "2020-02-29", "of a leap year"),
    ("1 year after 2020-02-29", "2021-02-28", "of a year without that day"),
    ("1 month before 2019-03-31", "2019-02-28", "clipped backwards too"),
    ("10 working days after start", "2018-12-18", "two working weeks from a Tuesday"),
    ("1 working day after 2019-01-04", "2019-01-07", "from Friday to Monday"),
    ("1 working day before 2019-01-07", "2019-01-04", "and back"),
    ("1 month and 1 working day after start", "2019-01-07", "4 January is a Friday"),
)
def test_lags(rule: str, expected: str, reason: str) -> None:
    """A lag counts on from the anchor's last day and back from its first."""
    assert given(rule) == expected, reason


@cases(
    ("month of 1 month after start", "2019-01", "Paris: approved on 4 December"),
    ("week of campus", "[2019-05-20..2019-05-26]", "Monday to Sunday"),
    ("month of campus", "2019-05", "the month"),
    ("quarter of campus", "2019-34", "the second quarter"),
    ("semester of campus", "2019-40", "the first semester"),
    ("season of campus", "2019-21", "spring"),
    ("year of campus", "2019", "the year"),
    ("season of 2020-01-15", "2019-24", "January is in the winter that began before"),
    ("season of 2019-12-01", "2019-24", "its first day"),
    ("week of 2019-01-06", "[2018-12-31..2019-01-06]", "a Sunday ends its week"),
    ("month of M2", "[2019-01-01..2019-02-28]", "some day of 5 January - 4 February"),
    ("month of 2019-21", "2019-21", "some day of spring: its month is not known"),
    ("month of transfer", "2018-12", "a phase is its days: that of the first"),
    ("month of 2019-01-31/2019-02-01", "2019-01", "the first day of an extent too"),
)
def test_calendar_units(rule: str, expected: str, reason: str) -> None:
    """`month of` and its like give the calendar unit that holds a day: a window."""
    assert given(rule) == expected, reason


@cases(
    ("first spring after start", "2019-21", "the URBACT Campus"),
    ("first January after start", "2019-01", "the next January"),
    ("first December after start", "2019-12", "December 2018 had begun before"),
    ("first winter after start", "2019-24", "so had that winter"),
    ("first January after 2019-01-01", "2020-01", "on the day itself is not after"),
    ("first January after 2018-12-31", "2019-01", "the day after is"),
    ("first spring after 2019-02-28", "2019-21", "it begins on 1 March"),
    ("first spring after 2019-03-01", "2020-21", "strictly after"),
    ("first June after campus", "2019-06", "after the last day"),
    (
        "first June after 2019-05-31/2019-06-01",
        "2020-06",
        "which counts, not the first",
    ),
    ("first summer after period", "2020-22", "after the last day of a period"),
)
def test_named_months_and_seasons(rule: str, expected: str, reason: str) -> None:
    """`first spring after` gives the next that begins strictly after the last day."""
    assert given(rule) == expected, reason


@cases(
    ("first Monday of 2019-09", "2019-09-02", "September 2019 begins on a Sunday"),
    ("first Sunday of 2019-09", "2019-09-01", "its first day counts"),
    ("second Tuesday of 2019-01", "2019-01-08", "1, 8"),
    ("third Wednesday of 2019-21", "2019-03-20", "of spring: 6, 13, 20 March"),
    ("fourth Thursday of 2019-02", "2019-02-28", "7, 14, 21, 28"),
    ("last Friday of M24", "2020-12-04", "the last day of the lifecycle is a Friday"),
    ("last Thursday of 2019-02", "2019-02-28", "the last day counts"),
    ("last Friday of transfer", "2020-05-29", "4 June 2020 is a Thursday"),
    ("first Monday of transfer", "2018-12-10", "the day after the start is Wednesday"),
    ("first Monday of period", "2019-06-10", "5 June 2019 is a Wednesday"),
    ("first Monday of month of kick-off", "2019-01-07", "exact: January for certain"),
    ("first Friday of first spring after start", "2019-03-01", "a named season"),
    ("first Monday of 2019-05-20/2019-05-24", "2019-05-20", "a stated extent"),
    ("last Friday of [2019-05-20..2019-06-02]", "2019-05-31", "a stated window"),
)
def test_weekdays_of_a_stretch(rule: str, expected: str, reason: str) -> None:
    """A weekday of a stretch is counted from its first day, the last one back."""
    assert given(rule) == expected, reason


@cases(
    ("first Tuesday on or after campus", "2019-05-28", "from Wednesday, its last day"),
    ("first Wednesday on or after campus", "2019-05-22", "the last day itself"),
    ("last Friday on or before campus", "2019-05-17", "back from Tuesday, its first"),
    ("last Tuesday on or before campus", "2019-05-21", "the first day itself"),
    ("first Tuesday on or after start", "2018-12-04", "the start is a Tuesday"),
    ("first Monday on or after end of transfer", "2020-06-08", "Thursday to Monday"),
    ("first Friday on or after transfer", "2020-06-05", "a phase: from its last day"),
    ("last Friday on or before dissemination", "2020-06-05", "back from its first"),
)
def test_weekdays_on_one_side(rule: str, expected: str, reason: str) -> None:
    """`on or after` counts from the last day, `on or before` from the first."""
    assert given(rule) == expected, reason


@cases(
    ("later of start and campus", "2019-05-21/2019-05-22", "the later one"),
    ("earlier of start and campus", "2018-12-04", "the earlier one"),
    ("later of 2019-01-10, 2019-01-12 and 2019-01-11", "2019-01-12", "of three"),
    ("later of campus and 2019-05-01/2019-05-31", "2019-05-21/2019-05-31",
     "first days with first days, last days with last days"),
    ("earlier of campus and 2019-05-01/2019-05-31", "2019-05-01/2019-05-22",
     "the same for the earlier"),
    ("later of kick-off and 2019-01-15", "[2019-01-15..2019-01-31]",
     "a window is cut where the day is later"),
    ("earlier of kick-off and 2019-01-15", "[2019-01-01..2019-01-15]",
     "and where it is earlier"),
    ("later of kick-off and 2019-02-01", "2019-02-01",
     "exact where the window cannot reach"),
    ("later of kick-off and meeting", "[2019-01-28..2019-02-03]", "two windows"),
    ("end of later of kick-off and 2019-02", "2019-02-28",
     "after of, a month among them is the stretch itself"),
)  # fmt: skip
def test_later_and_earlier(rule: str, expected: str, reason: str) -> None:
    """`later of` and `earlier of` compare first with first and last with last days."""
    assert given(rule) == expected, reason


@cases(
    ("2019-08-31, or next working day", "2019-09-02", "Saturday to Monday"),
    ("2019-09-01, or next working day", "2019-09-02", "Sunday to Monday"),
    ("2019-08-31, or previous working day", "2019-08-30", "to Friday"),
    ("2019-09-01, or previous working day", "2019-08-30", "from Sunday to Friday"),
    ("2019-08-31, or nearest working day", "2019-08-30", "Friday is nearer"),
    ("2019-09-01, or nearest working day", "2019-09-02", "Monday is nearer"),
    ("2019-08-31, or next working day in the same month", "2019-08-30",
     "Monday is in September, so it is the Friday before"),
    ("2019-06-01, or next working day in the same month", "2019-06-03",
     "Monday is in June too"),
    ("2019-08-30, or next working day", "2019-08-30", "a working day stays"),
    ("2019-08-30, or previous working day", "2019-08-30", "in both directions"),
    ("1 day after 2019-06-01, or next working day", "2019-06-03",
     "once, at the end: rolled before counting, it would be 4 June"),
    ("end of M2, or next working day", "2019-02-04", "a Monday"),
    ("M2, or next working day", "[2019-01-07..2019-02-04]",
     "M2 is a window; 5 January is a Saturday"),
    ("transfer, or next working day", "2018-12-04/2020-06-04", "a phase that stays"),
    ("2019-06-01/2019-06-02, or next working day", "2019-06-03/2019-06-04",
     "an extent begins on the working day and keeps its length"),
    ("[2019-06-01..2019-06-08], or next working day", "[2019-06-03..2019-06-10]",
     "each end of a window"),
    ("[2019-06-01..2019-06-02], or next working day", "2019-06-03",
     "exact where both ends meet"),
    (f"later of [2019-06-01..2019-06-02] and {LONG}, or next working day",
     "[2019-06-03..2019-06-12]",
     "1 - 10 June or 2 - 10 June become 3 - 12 or 3 - 11 June"),
)  # fmt: skip
def test_rolls(rule: str, expected: str, reason: str) -> None:
    """A roll moves the first day of what the whole rule gives to a working day."""
    assert given(rule) == expected, reason


@attrs.frozen
class Closed:
    """Monday to Friday less some days off."""

    days: tuple[str, ...]

    def day_off(self, day: date) -> str | None:
        """Return the reason."""
        off = day.isoformat() in self.days
        return "closure" if off else MONDAY_TO_FRIDAY.day_off(day)


def test_a_tie_goes_to_the_later_day() -> None:
    """With `nearest`, a day as far from one working day as from the other goes on."""
    friday_off = Closed(("2019-08-30",))
    # Thursday 29 August and Monday 2 September are both two days away.
    rule = "2019-08-31, or nearest working day"
    assert given(rule, friday_off) == "2019-09-02"
    assert given("2019-08-30, or nearest working day", friday_off) == "2019-08-29"


def test_working_days_and_rolls_ask_the_same_calendar() -> None:
    """Lags in working days leave out what the calendar says is a day off."""
    christmas = Closed(("2018-12-24", "2018-12-25", "2018-12-26"))
    # 21 December 2018 is a Friday.
    assert given("1 working day after 2018-12-21", christmas) == "2018-12-27"
    assert given("2018-12-22, or next working day", christmas) == "2018-12-27"


WINDOW_OR_STRETCH = [
    # A row: stretch, as a milestone's own date, what a lag of 2 weeks gives, its end
    ("2019-03", "2019-03", "[2019-03-15..2019-04-14]", "2019-03-31"),
    ("2019-21", "2019-21", "[2019-03-15..2019-06-14]", "2019-05-31"),
    ("2019-33", "2019-33", "[2019-01-15..2019-04-14]", "2019-03-31"),
    ("2019-40", "2019-40", "[2019-01-15..2019-07-14]", "2019-06-30"),
    ("2019", "2019", "[2019-01-15..2020-01-14]", "2019-12-31"),
    ("M3", "[2019-02-05..2019-03-04]", "[2019-02-19..2019-03-18]", "2019-03-04"),
    ("month of campus", "2019-05", "[2019-05-15..2019-06-14]", "2019-05-31"),
    ("first spring after start", "2019-21", "[2019-03-15..2019-06-14]", "2019-05-31"),
    ("[2019-01-14..2019-01-18]", "[2019-01-14..2019-01-18]",
     "[2019-01-28..2019-02-01]", "2019-01-18"),
    # A phase and a repeat period are always their days.
    ("transfer", "2018-12-04/2020-06-04", "2020-06-18", "2020-06-04"),
    ("period", "2019-06-05/2019-12-04", "2019-12-18", "2019-12-04"),
    # A milestone is its days or its window, never a stretch.
    ("campus", "2019-05-21/2019-05-22", "2019-06-05", "2019-05-22"),
    ("kick-off", "2019-01", "[2019-01-15..2019-02-14]", "2019-01"),
]  # fmt: skip


@pytest.mark.parametrize(("stretch", "own", "lag", "end"), WINDOW_OR_STRETCH)
def test_window_or_stretch(stretch: str, own: str, lag: str, end: str) -> None:
    """After `of` a stretch is known at both ends; elsewhere it is a window."""
    assert given(stretch) == own
    assert given(f"2 weeks after {stretch}") == lag
    assert given(f"end of {stretch}") == end


@cases(
    ("2 weeks after kick-off", "[2019-01-15..2019-02-14]", "each end by itself"),
    ("2 weeks before kick-off", "[2018-12-18..2019-01-17]", "backwards"),
    ("1 month after kick-off", "2019-02", "31 January is clipped, so all of February"),
    ("1 month after meeting", "[2019-02-28..2019-03-03]", "28 January to 3 February"),
    ("1 month after 2019-01-30/2019-01-31", "2019-02-28", "an extent has no two ends"),
    ("1 month after [2019-01-29..2019-01-31]", "2019-02-28", "both ends are clipped"),
    ("3 working days after kick-off", "[2019-01-04..2019-02-05]", "Tuesday, Thursday"),
    ("start of kick-off", "2019-01", "its first day is not known either"),
    ("end of kick-off", "2019-01", "nor its last"),
    ("month of meeting", "[2019-01-01..2019-02-28]", "January or February"),
    ("end of month of meeting", "[2019-01-31..2019-02-28]", "the end of one of them"),
    ("start of month of meeting", "[2019-01-01..2019-02-01]", "the start"),
    ("week of meeting", "[2019-01-28..2019-02-03]", "exactly one week"),
    ("end of week of meeting", "2019-02-03", "so its end is exact"),
    ("first spring after kick-off", "2019-21", "spring 2019 for certain"),
    ("first February after meeting", "[2019-02-01..2020-02-29]", "2019 or 2020"),
    ("first Monday of month of meeting", "[2019-01-07..2019-02-04]", "of one of them"),
    ("first Monday on or after kick-off", "[2019-01-07..2019-02-04]",
     "from Tuesday 1 to Thursday 31 January"),
    ("last Friday on or before kick-off", "[2018-12-28..2019-01-25]", "back"),
    ("first Monday on or after meeting", "[2019-01-28..2019-02-04]",
     "Monday 28 January, or after Sunday 3 February"),
)  # fmt: skip
def test_windows_stay_windows(rule: str, expected: str, reason: str) -> None:
    """Each operator maps a window end by end, and the hull is the result."""
    assert given(rule) == expected, reason


def test_the_inner_length_of_a_window_counts() -> None:
    """Two days in January: `after` counts from the second, `before` from the first."""
    resolver = a_resolver()
    cases = {
        "1 day after two-days": "[2019-01-03..2019-02-01]",
        "1 day before two-days": "[2018-12-31..2019-01-29]",
        "start of two-days": "[2019-01-01..2019-01-30]",
        "end of two-days": "[2019-01-02..2019-01-31]",
        "end of month of two-days": "2019-01-31",
        "first Wednesday on or after two-days": "[2019-01-02..2019-02-06]",
        "last Wednesday on or before two-days": "[2018-12-26..2019-01-30]",
    }
    for rule, expected in cases.items():
        span = resolver.resolve(parse_rule(rule))
        assert span is not None
        assert format_days(span.days) == expected, rule


NOT_KNOWN = [
    "unknown",
    "gate",
    "start of gate",
    "end of unknown",
    "3 months after gate",
    "2 weeks before unknown",
    "month of gate",
    "first spring after gate",
    "first Monday of unknown",
    "first Monday of month of gate",
    "first Tuesday on or after gate",
    "later of gate and start",
    "earlier of start, 2019-01-15 and unknown",
    "gate, or next working day",
    "2 weeks after end of month of 1 day after gate",
]


@pytest.mark.parametrize("rule", NOT_KNOWN)
def test_unknown_gives_unknown(rule: str) -> None:
    """Whatever counts from an unknown date is unknown."""
    assert given(rule) == "unknown"


@cases(
    ("2019-01~", "2019-01~", "approximate"),
    ("2019-01-15?", "2019-01-15?", "uncertain, though exact"),
    ("hoped", "2019-01~", "from a milestone"),
    ("end of hoped", "2019-01~", "an end of a window"),
    ("end of month of hoped", "2019-01-31~", "also where the day is exact"),
    ("2 weeks after hoped", "[2019-01-15..2019-02-14]~", "a lag"),
    ("1 day after guessed", "2019-03-02?", "a lag from a day"),
    ("month of guessed", "2019-03?", "a unit"),
    ("first spring after hoped", "2019-21~", "a season"),
    ("first Monday of month of guessed", "2019-03-04?", "a weekday of a stretch"),
    ("first Monday on or after guessed", "2019-03-04?", "a weekday on one side"),
    ("later of start and guessed", "2019-03-01?", "one of several"),
    ("later of hoped and guessed", "2019-03-01%", "the marks of all add up"),
    ("guessed, or next working day", "2019-03-01?", "a roll"),
    ("end of 2019-03~", "2019-03-31~", "a stated stretch"),
    ("2 weeks after 2019-03?", "[2019-03-15..2019-04-14]?", "a stated window"),
)  # fmt: skip
def test_to_be_confirmed_passes_on(rule: str, expected: str, reason: str) -> None:
    """A mark on a date stays on everything that counts from it."""
    assert given(rule) == expected, reason


@pytest.mark.parametrize(
    "rule",
    [
        "first Monday of kick-off",  # a window
        "last Friday of campus",  # days, but a milestone all the same
        "first Monday of gate",  # unknown
        "2 weeks after first Monday of kick-off",  # further inside
        "first Monday of start",  # a day
        "first Monday of end of kick-off",  # a day of January
        "first Monday of 3 days after start",  # another
        "first Monday of later of kick-off and 2019-03",  # one of them a milestone
    ],
)
def test_a_milestone_is_no_stretch(rule: str) -> None:
    """A weekday of a milestone or day is refused; what to write instead is said."""
    with pytest.raises(RuleError) as caught:
        given(rule)
    assert caught.value.code == "rule-stretch"
    assert " of month of " in caught.value.todo


@pytest.mark.parametrize(
    "rule",
    [
        "first Friday of 2019-01-01/2019-01-03",  # Tuesday to Thursday
        "second Friday of 2019-01-01/2019-01-08",  # one Friday only
        "fourth Monday of week of campus",  # a week has one Monday
    ],
)
def test_a_stretch_without_the_weekday(rule: str) -> None:
    """A weekday that the stretch has not got is refused."""
    with pytest.raises(ScheduleError) as caught:
        given(rule)
    assert caught.value.code == "no-such-weekday"


@pytest.mark.parametrize(
    "rule",
    [
        "8000 years after start",
        "2019 years before start",
        "99999 months after start",
        "1 day after 9999-12-31",
        "1 day before 0001-01-01",
        "M99999",
        "9999-12-25/9999-12-31, or next working day",  # a Saturday; ends in 10000
        "first January after 9999-01-01",
        "season of 9999-12-01",
        "season of 0001-01-01",
        "week of 9999-12-31",  # a Friday
        "first Saturday on or after 9999-12-31",
        "1 working day after 9999-12-31",
    ],
)
def test_days_outside_the_calendar(rule: str) -> None:
    """What leaves the years 1 to 9999 is refused as a date, whatever the operator."""
    with pytest.raises(DateError) as caught:
        given(rule)
    assert caught.value.code == "date-overflow"


@cases(
    ("2019-01", "2019-01-01/2019-01-31", "a month"),
    ("2019-01~", "2019-01-01/2019-01-31~", "with its mark"),
    ("M2", "2019-01-05/2019-02-04", "a project month"),
    ("[2019-01-14..2019-01-18]", "2019-01-14/2019-01-18", "a stated window"),
    ("month of kick-off", "2019-01-01/2019-01-31", "a unit that is certain"),
    ("first spring after start", "2019-03-01/2019-05-31", "a named season"),
    ("transfer", "2018-12-04/2020-06-04", "a phase"),
    ("kick-off", "2019-01", "a milestone stays a window"),
    ("2 weeks after kick-off", "[2019-01-15..2019-02-14]", "so does what counts on"),
    ("later of 2019-01 and 2019-02", "2019-02-01/2019-02-28", "the later of stretches"),
)  # fmt: skip
def test_stretches(rule: str, expected: str, reason: str) -> None:
    """Where a stretch is meant, in a constraint, it is known at both ends."""
    span = a_resolver().stretch(parse_rule(rule))
    assert span is not None
    assert format_days(span.days, span.qualifier) == expected, reason


def test_both_end_conventions() -> None:
    """Project months end on the same day of the month, or the day before."""
    resolver = attrs.evolve(
        a_resolver(), start=date(2025, 11, 1), ends=EndConvention.DAY_BEFORE
    )
    span = resolver.resolve(parse_rule("M1"))
    assert span is not None
    # URBACT IV Transfer Networks: from 1 November 2025, so M1 is November.
    assert format_days(span.days) == "2025-11"


def test_it_remembers_what_a_rule_counted_from() -> None:
    """The ids a rule counted from are kept for its derivation, in their order."""
    resolver = a_resolver()
    resolver.resolve(parse_rule("later of campus, kick-off and end of transfer"))
    assert resolver.used == ["campus", "kick-off", "transfer"]
    resolver.resolve(parse_rule("M18"))
    assert resolver.used == ["start"]  # project months are counted from there
    resolver.resolve(parse_rule("2019-01"))
    assert resolver.used == []


def test_it_remembers_where_a_month_was_too_short() -> None:
    """The part of a rule that was clipped is kept, whichever end of a window it was."""
    resolver = a_resolver()
    rows = {
        "2 days after 1 month after 2019-01-31": ["1 month after 2019-01-31"],
        "1 month after kick-off": ["1 month after kick-off"],
        "1 month after campus": [],
        "1 month after 2019-02-28": [],
    }
    for rule, expected in rows.items():
        resolver.resolve(parse_rule(rule))
        assert [str(part) for part in resolver.clipped] == expected, rule


def test_families_have_their_members_names() -> None:
    """Inside a family the id of another of the same shape means the same member."""
    resolver = a_resolver()
    resolver.spans["report-2"] = Span.of(parse_edtf("2019-12-04").days)
    resolver.names = {"report": "report-2"}
    span = resolver.resolve(parse_rule("2 weeks after report"))
    assert span is not None
    assert format_days(span.days) == "2019-12-18"
    assert resolver.used == ["report-2"]
