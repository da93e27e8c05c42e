"""
From a plan to a schedule (`transfertimeline.schedule.compute`).

Rules are tested in test_resolve.py, families in test_families.py; this is about what
a plan as a whole gives: phases, lengths, clock times, scopes, and what is refused.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import attrs
import pytest

from tests.schedule.plans import (
    APPROVAL,
    CORK,
    UDINE,
    dates,
    lifecycle,
    milestone,
    network,
    phase,
    plan,
    programme,
    schedule,
)
from transfertimeline.dates.clock import ClockTime, parse_clock_time
from transfertimeline.dates.days import DayRange, Window
from transfertimeline.dates.lag import parse_lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.dates.working import MONDAY_TO_FRIDAY
from transfertimeline.errors import (
    CycleError,
    DateError,
    PlanError,
    ScheduleError,
    TimelineError,
    TimelineErrors,
    UnknownIdError,
)
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Kind, Milestone, Scope
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.phases import Phase, PhaseOverride
from transfertimeline.plan.repeats import Each, Repeat
from transfertimeline.plan.revisions import Status
from transfertimeline.schedule.compute import compute

ANNIVERSARY, DAY_BEFORE = EndConvention.ANNIVERSARY, EndConvention.DAY_BEFORE


# phases ----------------------------------------------------------------------------

PHASES = [
    # A row: start, ends, lengths, the days of the phases, reason
    ("2018-12-04", ANNIVERSARY, ["18 months", "6 months"],
     ["2018-12-04/2020-06-04", "2020-06-05/2020-12-04"],
     "URBACT III Transfer Networks, approved on 4 December 2018"),
    ("2024-09-01", DAY_BEFORE, ["24 months"], ["2024-09-01/2026-08-31"],
     "URBACT IV Innovation Transfer Networks"),
    ("2025-11-01", DAY_BEFORE, ["30 months"], ["2025-11-01/2028-04-30"],
     "URBACT IV Transfer Networks, call of 2025"),
    ("2021-03-09", ANNIVERSARY, ["6 months", "9 months", "3 months"],
     ["2021-03-09/2021-09-09", "2021-09-10/2022-06-09", "2022-06-10/2022-09-09"],
     "UIA Transfer Mechanism: 6 + 9 + 3 until 9 September 2022"),
    ("2023-06-01", DAY_BEFORE, ["31 months"], ["2023-06-01/2025-12-31"],
     "URBACT IV Action Planning Networks"),
    ("2018-08-31", ANNIVERSARY, ["18 months", "6 months"],
     ["2018-08-31/2020-02-29", "2020-03-01/2020-08-31"],
     "never chained: 31 August plus 24 months, not 29 February plus 6"),
    ("2018-08-31", DAY_BEFORE, ["18 months", "6 months"],
     ["2018-08-31/2020-02-28", "2020-02-29/2020-08-30"],
     "nor to the day before: no day is shared, none is left over"),
    ("2020-02-29", ANNIVERSARY, ["1 year", "3 years"],
     ["2020-02-29/2021-02-28", "2021-03-01/2024-02-29"],
     "years are months; the leap day comes back"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "ends", "lengths", "expected", "reason"), PHASES)
def test_phases(
    start: str,
    ends: EndConvention,
    lengths: list[str],
    expected: list[str],
    reason: str,
) -> None:
    """Phases follow one another from the start, counted from the start of the whole."""
    phases = [phase(f"phase-{n}", length) for n, length in enumerate(lengths)]
    whole = plan(start=date.fromisoformat(start), ends=ends, phases=phases)
    found = schedule(whole)
    assert [str(p.days) for p in found.phases] == expected, reason
    assert str(found.start) == expected[0][:10]
    assert str(found.end) == expected[-1][-10:]


def test_layers_change_phases() -> None:
    """A later layer may state, change and add phases; milestones follow."""
    cycle = lifecycle(
        milestone("closing", "end", scope=Scope.PROGRAMME),
        phases=[phase("transfer", None), phase("sharing", "6 months")],
    )
    changes: tuple[Phase | PhaseOverride, ...] = (
        PhaseOverride(id="transfer", length=parse_lag("12 months")),
        phase("reserve", "3 months"),
    )
    whole = Plan(
        lifecycle=cycle,
        programme=programme(phases=changes),
        network=network(programme="round"),
    )
    found = schedule(whole)
    assert [(p.id, str(p.days)) for p in found.phases] == [
        ("transfer", "2018-12-04/2019-12-04"),
        ("sharing", "2019-12-05/2020-06-04"),
        ("reserve", "2020-06-05/2020-09-04"),
    ]
    assert found["closing"].edtf == "2020-09-04"


def test_a_phase_that_leaves_the_calendar() -> None:
    """A phase that would end after the year 9999 is refused, with its place."""
    origin = Origin("cycle.toml", 8)
    with pytest.raises(DateError) as caught:
        schedule(plan(phases=[phase("long", "99999 months", origin=origin)]))
    assert (caught.value.code, caught.value.where) == (
        "date-overflow",
        "cycle.toml:8: phase long",
    )


# lengths ---------------------------------------------------------------------------

LENGTHS = [
    # A row: rule, length, result, reason
    ("2019-01-15", 1, "2019-01-15", "one day"),
    ("2019-01-15", 2, "2019-01-15/2019-01-16", "both ends counted"),
    ("2019-01-31", 3, "2019-01-31/2019-02-02", "over the end of a month"),
    ("1 month after start", 2, "2019-01-04/2019-01-05", "from the day of the rule"),
    ("2019-01", 2, "2019-01", "two days somewhere in January"),
    ("2019-01", 31, "2019-01-01/2019-01-31", "all of January: exact"),
    ("[2019-01-14..2019-01-15]", 2, "2019-01-14/2019-01-15", "fits in one way only"),
    ("[2019-01-14..2019-01-18]", 2, "[2019-01-14..2019-01-18]", "a stated window"),
    ("2019-01-15?", 2, "2019-01-15/2019-01-16?", "still to be confirmed"),
    ("unknown", 2, "unknown", "still unknown"),
    ("2019-08-31, or next working day", 2, "2019-09-02/2019-09-03",
     "the first day is a working day"),
    ("end of M3", 7, "2019-03-04/2019-03-10", "a week"),
]  # fmt: skip


@pytest.mark.parametrize(("when", "length", "expected", "reason"), LENGTHS)
def test_lengths(when: str, length: int, expected: str, reason: str) -> None:
    """A length counts from the day the rule gives, both ends included."""
    assert dates(plan(milestone("a", when, length=length))) == {"a": expected}, reason


def test_a_length_in_a_window() -> None:
    """In a window w0 - w1, n days begin in [w0, w1-n+1] and end in [w0+n-1, w1]."""
    found = schedule(plan(milestone("a", "2019-01", length=3)))["a"]
    assert found.days == Window(
        earliest=DayRange(first=date(2019, 1, 1), last=date(2019, 1, 3)),
        latest=DayRange(first=date(2019, 1, 29), last=date(2019, 1, 31)),
    )
    # What counts from it knows both ends.
    row = plan(
        milestone("a", "2019-01", length=3),
        milestone("eve", "1 day before a"),
        milestone("morrow", "1 day after a"),
        milestone("whole", "month of a"),
    )
    assert dates(row) == {
        "eve": "[2018-12-31..2019-01-28]",
        "a": "2019-01",
        "whole": "2019-01",
        "morrow": "[2019-01-04..2019-02-01]",
    }


@pytest.mark.parametrize(
    ("when", "length", "code", "reason"),
    [
        ("2019-01", 32, "length-window", "January has 31 days"),
        ("[2019-01-14..2019-01-15]", 3, "length-window", "two days"),
        (
            "[0001-01-01..0001-01-03]",
            10,
            "length-window",
            "at the edge of the calendar",
        ),
        ("2019-01-15/2019-01-16", 2, "length-extent", "the rule gives all the days"),
        ("transfer", 2, "length-extent", "so does a phase"),
        ("9999-12-31", 2, "date-overflow", "there is no next day"),
    ],
)
def test_lengths_that_do_not_fit(
    when: str, length: int, code: str, reason: str
) -> None:
    """A length on an extent, or longer than its window, is refused with its place."""
    origin = Origin("demo.toml", 12)
    with pytest.raises(TimelineError) as caught:
        dates(plan(milestone("a", when, length=length, origin=origin)))
    assert caught.value.code == code, reason
    assert caught.value.where.startswith("demo.toml:12: milestone a"), reason


# clock times -----------------------------------------------------------------------


def clock(**fields: Any) -> tuple[str | None, str | None, str | None]:  # noqa: ANN401 - as many types as fields
    """Return start, end and zone of a milestone on 15 January 2019 unless said."""
    fields = {"when": "2019-01-15", "zone": "Europe/Paris"} | fields
    when = fields.pop("when")
    found = schedule(plan(milestone("a", when, **fields)))["a"]
    start = None if found.start is None else found.start.isoformat()
    return start, None if found.end is None else found.end.isoformat(), found.zone


AT_THREE = ClockTime(start=time(15))
MORNING = parse_clock_time("09:30-12:00")


def test_a_meeting_with_hours() -> None:
    """A meeting on one day begins and ends at its hours, in its zone."""
    expected = "2019-01-15T09:30:00+01:00", "2019-01-15T12:00:00+01:00", "Europe/Paris"
    assert clock(kind=Kind.MEETING, time=MORNING) == expected


def test_a_meeting_with_a_beginning() -> None:
    """A meeting whose end is not stated has none here."""
    expected = ("2019-01-15T15:00:00+01:00", None, "Europe/Paris")
    assert clock(kind=Kind.MEETING, time=AT_THREE) == expected


def test_a_deadline_ends_at_its_time() -> None:
    """The time of a deadline is its last moment: 15:00 on 17 April is summer time."""
    expected = (None, "2019-04-17T15:00:00+02:00", "Europe/Paris")
    assert clock(when="2019-04-17", kind=Kind.DEADLINE, time=AT_THREE) == expected


def test_a_deadline_with_two_times() -> None:
    """A deadline with two times is a stretch of hours like a meeting."""
    found = clock(kind=Kind.DEADLINE, time=MORNING)
    assert found[:2] == ("2019-01-15T09:30:00+01:00", "2019-01-15T12:00:00+01:00")


@pytest.mark.parametrize("when", ["2019-01", "2019-01-15/2019-01-16", "unknown"])
def test_hours_without_one_day(when: str) -> None:
    """On a window, on several days or none there are no instants, only the hours."""
    assert clock(when=when, time=AT_THREE) == (None, None, "Europe/Paris")


def test_no_time_no_zone() -> None:
    """Without hours the zone says nothing."""
    assert clock() == (None, None, None)


ZONES = [
    # A row: programme's zone, network's, milestone's, scope, the one used, reason
    (("Europe/Paris", None, None), Scope.NETWORK, "Europe/Paris", "the programme's"),
    (("Europe/Paris", "Europe/Rome", None), Scope.NETWORK, "Europe/Rome", "its own"),
    (("Europe/Paris", "Europe/Rome", "Europe/Vilnius"), Scope.NETWORK,
     "Europe/Vilnius", "the milestone's"),
    (("Europe/Paris", "Europe/Rome", None), Scope.PROGRAMME, "Europe/Paris",
     "what is the programme's has one clock in every network"),
    ((None, "Europe/Rome", "Europe/Vilnius"), Scope.PROGRAMME, "Europe/Vilnius",
     "the milestone's, for the programme too"),
]  # fmt: skip


@pytest.mark.parametrize(("zones", "scope", "expected", "reason"), ZONES)
def test_whose_clock(
    zones: tuple[str | None, str | None, str | None],
    scope: Scope,
    expected: str,
    reason: str,
) -> None:
    """The zone is the milestone's, else that of the record whose it is."""
    theirs, ours, own = zones
    stated = milestone("a", "2019-01-15", time=AT_THREE, zone=own, scope=scope)
    whole = Plan(
        lifecycle=lifecycle(stated),
        programme=programme(zone=theirs),
        network=network(programme="round", zone=ours),
    )
    assert schedule(whole)["a"].zone == expected, reason


@pytest.mark.parametrize(
    ("when", "at", "code"),
    [
        # In Paris the clocks went from 2 to 3 on 31 March 2019, from 3 to 2 on
        # 27 October.
        ("2019-03-31", "02:30", "time-skipped"),
        ("2019-10-27", "02:30", "time-repeated"),
        ("2019-10-27", "01:30-02:15", "time-repeated"),
    ],
)
def test_times_that_do_not_exist_once(when: str, at: str, code: str) -> None:
    """A time that the clocks skip or repeat on the day is refused, with its place."""
    stated = milestone(
        "a", when, time=parse_clock_time(at), zone="Europe/Paris",
        origin=Origin("demo.toml", 12),
    )  # fmt: skip
    with pytest.raises(DateError) as caught:
        schedule(plan(stated))
    assert caught.value.code == code
    assert caught.value.where == "demo.toml:12: milestone a: time"


def test_a_time_needs_a_zone() -> None:
    """Hours without any zone are refused, even while the day is not known."""
    for when in ("2019-01-15", "unknown"):
        with pytest.raises(PlanError) as caught:
            schedule(plan(milestone("a", when, time=AT_THREE)))
        assert caught.value.code == "zone-missing"


# whose it is -----------------------------------------------------------------------


def test_the_plan_of_a_programme() -> None:
    """A programme's plan has what every network has, and nothing of a single one."""
    cycle = lifecycle(
        milestone("kick-off", "2019-01", scope=Scope.PROGRAMME),
        milestone("campus", "2019-21", each=Each.COUNTRY),
        milestone("report", "3 months after kick-off"),
        milestone("group", "2019-03-04", each=Each.PARTNER),
    )
    networks = (
        network(
            milestone("meeting", "2019-09-17"),
            id="one",
            programme="round",
            partners=[UDINE],
        ),
        network(id="two", programme="round", partners=[CORK]),
    )
    whole = Plan(lifecycle=cycle, programme=programme(), networks=networks)
    assert sorted(dates(whole)) == ["campus-ie", "campus-it", "kick-off"]
    own = sorted(dates(whole.for_network("one")))
    assert own == ["campus-it", "group-udine", "kick-off", "meeting", "report"]


def test_the_same_dates_in_every_network() -> None:
    """Programme milestones have one date in the programme and all its networks."""
    cycle = lifecycle(milestone("kick-off", "2019-01", scope=Scope.PROGRAMME))
    networks = tuple(network(id=f"n-{n}", programme="round") for n in range(3))
    whole = Plan(lifecycle=cycle, programme=programme(), networks=networks)
    for own in networks:
        assert (
            schedule(whole.for_network(own.id))["kick-off"]
            == (schedule(whole)["kick-off"])
        )


@pytest.mark.parametrize("where", ["when", "must"])
def test_a_programme_counts_from_nothing_narrower(where: str) -> None:
    """What every network has cannot count from what one of them has for itself."""
    fields: dict[str, Any] = {"scope": Scope.PROGRAMME, "when": "2019-05-01"}
    fields |= (
        {"when": "1 week after report"}
        if where == "when"
        else {"must": ["after report"]}
    )
    cycle = lifecycle(
        milestone("review", fields.pop("when"), **fields), milestone("report", "M6")
    )
    inside = Plan(
        lifecycle=cycle, programme=programme(), network=network(programme="round")
    )
    of_programme = Plan(lifecycle=cycle, programme=programme())
    for whole in (inside, of_programme):
        with pytest.raises(ScheduleError) as caught:
            schedule(whole)
        assert caught.value.code == "anchor-scope"
        assert caught.value.where == f"milestone review: {where}"
    # A network on its own has everything for itself.
    assert "review" in schedule(Plan(lifecycle=cycle, network=network()))


# what is refused -------------------------------------------------------------------


def refused(*stated: Milestone, **fields: Any) -> TimelineError:  # noqa: ANN401 - as above
    """Return the error that a plan gives."""
    with pytest.raises(TimelineError) as caught:
        schedule(plan(*stated, **fields))
    return caught.value


def test_an_unknown_id_suggests_the_nearest() -> None:
    """An anchor that nothing has is refused with its place and the nearest id."""
    error = refused(
        milestone("kick-off", "2019-01"),
        milestone("report", "3 months after kickoff", origin=Origin("demo.toml", 9)),
    )
    assert isinstance(error, UnknownIdError)
    assert error.where == "demo.toml:9: milestone report: when"
    assert (error.code, error.found) == ("unknown-id", '"kickoff"')
    assert error.todo == 'did you mean "kick-off"?'


def test_phases_are_suggested_too() -> None:
    """A misspelt phase is found among the phases."""
    assert '"dissemination"' in refused(milestone("a", "end of disemination")).todo


CIRCLES = [
    # A row: rules by id, the circle, reason
    ({"a": "1 day after a"}, ["a", "a"], "by itself"),
    ({"a": "1 day after b", "b": "1 day after a"}, ["a", "b", "a"], "two"),
    ({"a": "1 day after b", "b": "end of month of c", "c": "later of start and a",
      "d": "1 day after a"}, ["a", "b", "c", "a"],
     "three, and another that only counts from it"),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "circle", "reason"), CIRCLES)
def test_a_circle_names_its_whole_path(
    rules: dict[str, str], circle: list[str], reason: str
) -> None:
    """Rules that count from each other are refused, and the whole circle is said."""
    error = refused(*(milestone(id_, when) for id_, when in rules.items()))
    assert isinstance(error, CycleError), reason
    assert error.code == "cycle"
    path = error.found.removeprefix("a circle: ").split(" counts from ")
    assert path[0] == path[-1], reason
    turned = circle.index(path[0])
    assert path == [*circle[turned:-1], *circle[: turned + 1]], reason


def test_a_circle_of_families() -> None:
    """Members of families can make a circle, too."""
    months = Repeat(every=parse_lag("12 months"))
    error = refused(
        milestone("a", "1 day after b", repeat=months),
        milestone("b", "1 day after a", repeat=months),
    )
    assert error.code == "cycle"
    assert "a-1 counts from b-1" in error.found


def test_everything_wrong_is_said_at_once() -> None:
    """All rules that cannot be dated are reported together, each with its place."""
    error = refused(
        milestone("a", "1 day after 9999-12-31"),
        milestone("b", "first Friday of 2019-01-01/2019-01-03"),
        milestone("c", "2019-01-15/2019-01-16", length=2),
        milestone("d", "1 day after a"),  # looked at all the same, and fine
        milestone("e", "2019-01-15"),
    )
    assert isinstance(error, TimelineErrors)
    assert {(each.where, each.code) for each in error.problems()} == {
        ("milestone a", "date-overflow"),
        ("milestone b", "no-such-weekday"),
        ("milestone c: length", "length-extent"),
    }


def test_all_unknown_ids_are_said_at_once() -> None:
    """Each id that is not there is reported, of rules and of constraints."""
    error = refused(
        milestone("a", "later of x and y"), milestone("b", "start", must=["after z"])
    )
    assert isinstance(error, TimelineErrors)
    assert [each.found for each in error.problems()] == ['"x"', '"y"', '"z"']


# the day on which it is asked ------------------------------------------------------


def test_not_before_the_plan_was_published() -> None:
    """A data date before `issued` is an error; the day itself is fine."""
    whole = plan(milestone("a", "2019-01"), issued=date(2018, 12, 10))
    assert len(schedule(whole, date(2018, 12, 10))) == 1
    with pytest.raises(ScheduleError) as caught:
        schedule(whole, date(2018, 12, 9))
    assert caught.value.code == "data-date-early"


def test_an_instant_is_no_day() -> None:
    """The data date is a day; an instant is refused: whose midnight?"""
    with pytest.raises(DateError) as caught:
        compute(plan(), data_date=datetime(2019, 1, 1, tzinfo=UTC))
    assert caught.value.code == "not-a-day"


def test_without_history_the_day_does_not_matter() -> None:
    """The same plan has the same dates on any day, and says as of which."""
    whole = plan(milestone("a", "month of 1 month after start"))
    first, second = schedule(whole, APPROVAL), schedule(whole, date(2021, 6, 4))
    assert first.milestones == second.milestones
    assert (first.data_date, second.data_date) == (APPROVAL, date(2021, 6, 4))
    assert first["a"].status is Status.PLANNED


@attrs.frozen
class FridaysOff:
    """A calendar without Fridays."""

    def day_off(self, day: date) -> str | None:
        """Say why."""
        return "Friday" if day.weekday() == 4 else MONDAY_TO_FRIDAY.day_off(day)


def test_working_days_come_from_the_calendar() -> None:
    """Without a calendar people work from Monday to Friday; with one, as it says."""
    whole = plan(milestone("a", "2019-01-04, or next working day"))  # a Friday
    assert schedule(whole)["a"].edtf == "2019-01-04"
    found = compute(whole, data_date=APPROVAL, calendar=FridaysOff())
    assert found["a"].edtf == "2019-01-07"
