"""
Families: the members of `each` and `repeat` (`transfertimeline.schedule.families`).

Days were found by hand: each period is counted from the start of the whole, so on the
anniversary six months from 4 December 2018 end on 4 June 2019, the next begin on 5.
"""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from tests.schedule.plans import (
    APPROVAL,
    CORK,
    KLAIPEDA,
    NOVARA,
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
from transfertimeline.dates.days import DayRange
from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.dates.lag import parse_lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.errors import (
    DateError,
    PlanError,
    ScheduleError,
    TimelineError,
    TimelineErrors,
    UnknownIdError,
)
from transfertimeline.plan.changes import Override
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Audience, Scope
from transfertimeline.plan.networks import Network
from transfertimeline.plan.repeats import Each, Repeat, Stub, parse_every

PARTNERS = (UDINE, CORK, KLAIPEDA, NOVARA)  # two of them in Italy


def repeat(
    every: str,
    from_: str = "start",
    until: str = "end",
    *,
    first_stub: Stub = Stub.SHORT,
    stub: Stub = Stub.SHORT,
) -> Repeat:
    """Return a repeat as a plan file writes it."""
    return Repeat(
        every=parse_every(every),
        from_=parse_rule(from_),
        until=parse_rule(until),
        first_stub=first_stub,
        stub=stub,
    )


def periods(
    stated: Repeat,
    *,
    start: date = APPROVAL,
    ends: EndConvention = EndConvention.ANNIVERSARY,
    months: int = 24,
) -> list[str]:
    """Return the periods of a repeat in a lifecycle of 18 months and the rest."""
    found = dates(
        plan(
            milestone("report", "period", repeat=stated),
            start=start,
            ends=ends,
            phases=[
                phase("transfer", "18 months"),
                phase("dissemination", f"{months - 18} months"),
            ],
        )
    )
    assert list(found) == [f"report-{n}" for n in range(1, len(found) + 1)]
    return list(found.values())


# each ------------------------------------------------------------------------------


def test_each_country() -> None:
    """`each = "country"` makes one member for each country of the partners, by code."""
    campus = milestone("campus", "2019-21", each=Each.COUNTRY)
    found = schedule(plan(campus, partners=PARTNERS))
    ids = sorted(member.id for member in found)
    assert ids == ["campus-ie", "campus-it", "campus-lt"]
    assert {m.id: m.country for m in found} == {
        "campus-ie": "IE",
        "campus-it": "IT",
        "campus-lt": "LT",
    }
    assert all(m.family == "campus" for m in found)
    assert all(m.scope is Scope.COUNTRY for m in found)
    assert all(m.partner is None and m.n is None for m in found)


def test_each_partner() -> None:
    """`each = "partner"` makes one member for each partner, with its country."""
    group = milestone("local-group", "2019-03-04", each=Each.PARTNER)
    found = schedule(plan(group, partners=PARTNERS))
    assert {(m.id, m.partner, m.country) for m in found} == {
        ("local-group-udine", "udine", "IT"),
        ("local-group-cork", "cork", "IE"),
        ("local-group-klaipeda", "klaipeda", "LT"),
        ("local-group-novara", "novara", "IT"),
    }
    assert all(m.scope is Scope.PARTNER for m in found)


@pytest.mark.parametrize(
    ("each", "keys"),
    [
        (Each.COUNTRY, ["ie", "it"]),
        (Each.PARTNER, ["cork", "udine"]),
    ],
)
def test_each_and_repeat(each: Each, keys: list[str]) -> None:
    """With both, each country or partner has a member in every period: `ID-EACH-N`."""
    report = milestone("report", "end of period", each=each, repeat=repeat("12 months"))
    found = dates(plan(report, partners=[UDINE, CORK]))
    assert found == {
        f"report-{key}-{n}": day
        for n, day in [(1, "2019-12-04"), (2, "2020-12-04")]
        for key in keys
    }


def test_a_plan_without_partners_has_no_members() -> None:
    """A family for each partner of nobody is empty, and a finding says so."""
    group = milestone("local-group", "2019-03-04", each=Each.PARTNER)
    found = schedule(plan(group))
    assert len(found) == 0
    assert [finding.code for finding in found.findings] == ["no-members"]


def test_a_milestone_of_one_partner_is_no_family() -> None:
    """A milestone that names its partner has that partner's country and no suffix."""
    found = schedule(
        plan(milestone("launch", "2019-07-25", partner="cork"), partners=PARTNERS)
    )
    launch = found["launch"]
    assert (launch.family, launch.partner, launch.country) == (None, "cork", "IE")


def test_a_programme_has_members_for_all_its_countries() -> None:
    """In a programme's plan the countries are those of all its networks."""
    first = network(id="one", programme="round", partners=[UDINE, CORK])
    second = network(id="two", programme="round", partners=[KLAIPEDA, NOVARA])
    campus = milestone("campus", "2019-21", each=Each.COUNTRY)
    whole = Plan(
        lifecycle=lifecycle(campus), programme=programme(), networks=(first, second)
    )
    assert sorted(dates(whole)) == ["campus-ie", "campus-it", "campus-lt"]
    assert sorted(dates(whole.for_network("two"))) == ["campus-it", "campus-lt"]


# repeat: months --------------------------------------------------------------------


def test_periods_on_the_anniversary() -> None:
    """Periods end on the same day of the month, and the next begin the day after."""
    assert periods(repeat("6 months")) == [
        "2018-12-04/2019-06-04",
        "2019-06-05/2019-12-04",
        "2019-12-05/2020-06-04",
        "2020-06-05/2020-12-04",
    ]


def test_periods_to_the_day_before() -> None:
    """With the other convention they end the day before, as in URBACT IV."""
    found = periods(
        repeat("6 months"), start=date(2024, 9, 1), ends=EndConvention.DAY_BEFORE
    )
    assert found == [
        "2024-09-01/2025-02-28",
        "2025-03-01/2025-08-31",
        "2025-09-01/2026-02-28",
        "2026-03-01/2026-08-31",
    ]


def test_periods_are_never_chained() -> None:
    """Each is counted from the start: a short month shortens one period only."""
    found = periods(
        repeat("3 months", until="2019-08-31"), start=date(2018, 8, 31), months=24
    )
    # 30 November and 28 February are clipped, 31 May and 31 August are not.
    assert found == [
        "2018-08-31/2018-11-30",
        "2018-12-01/2019-02-28",
        "2019-03-01/2019-05-31",
        "2019-06-01/2019-08-31",
    ]


def test_years_are_months() -> None:
    """`1 year` and `12 months` give the same periods."""
    expected = ["2018-12-04/2019-12-04", "2019-12-05/2020-12-04"]
    assert periods(repeat("1 year")) == expected
    assert periods(repeat("12 months")) == expected


STUBS = [
    # A row: every, stub, the periods of 24 months, reason
    ("9 months", Stub.SHORT,
     ["2018-12-04/2019-09-04", "2019-09-05/2020-06-04", "2020-06-05/2020-12-04"],
     "9 + 9 + 6"),
    ("9 months", Stub.LONG,
     ["2018-12-04/2019-09-04", "2019-09-05/2020-12-04"],
     "9 + 15: the last report covers more"),
    ("12 months", Stub.LONG,
     ["2018-12-04/2019-12-04", "2019-12-05/2020-12-04"],
     "nothing is left over, so nothing is joined"),
    ("30 months", Stub.SHORT, ["2018-12-04/2020-12-04"], "one, cut to the lifecycle"),
    ("30 months", Stub.LONG, ["2018-12-04/2020-12-04"], "one has no neighbour"),
]  # fmt: skip


@pytest.mark.parametrize(("every", "stub", "expected", "reason"), STUBS)
def test_the_stub_at_the_end(
    every: str, stub: Stub, expected: list[str], reason: str
) -> None:
    """What is left after the last whole period is short, or makes that one long."""
    assert periods(repeat(every, stub=stub)) == expected, reason


def test_only_a_calendar_has_a_stub_at_the_beginning() -> None:
    """Periods that are counted from a day begin with a whole one."""
    with pytest.raises(PlanError) as caught:
        Repeat(every=parse_lag("6 months"), first_stub=Stub.LONG)
    assert caught.value.code == "repeat"


# repeat: from and until ------------------------------------------------------------


def test_from_a_phase() -> None:
    """From a phase on, periods begin with its first day."""
    expected = ["2020-06-05/2020-09-04", "2020-09-05/2020-12-04"]
    assert periods(repeat("3 months", "dissemination")) == expected
    assert periods(repeat("3 months", "start of dissemination")) == expected


def test_from_a_phase_counts_from_the_start_of_the_whole() -> None:
    """A repeat from a phase counts the months before that phase, too."""
    # 31 August 2018 plus 18 months is 29 February 2020, so dissemination begins on
    # 1 March; plus 19, 20, ... months is 31 March, 30 April, ...
    found = periods(repeat("1 month", "dissemination"), start=date(2018, 8, 31))
    assert found == [
        "2020-03-01/2020-03-31",
        "2020-04-01/2020-04-30",
        "2020-05-01/2020-05-31",
        "2020-06-01/2020-06-30",
        "2020-07-01/2020-07-31",
        "2020-08-01/2020-08-31",
    ]


def test_from_a_project_month_counts_from_the_start_of_the_whole() -> None:
    """A repeat from M7 has the days of the project months from there on."""
    # M7 begins on 5 June 2019, M12 ends on 4 December 2019.
    expected = [
        "2019-06-05/2019-12-04",
        "2019-12-05/2020-06-04",
        "2020-06-05/2020-12-04",
    ]
    assert periods(repeat("6 months", "M7")) == expected
    assert periods(repeat("6 months", "start of M7")) == expected


def test_weeks_from_a_phase() -> None:
    """Weeks from a phase are counted from its first day."""
    assert periods(repeat("8 weeks", "dissemination")) == [
        "2020-06-05/2020-07-30",
        "2020-07-31/2020-09-24",
        "2020-09-25/2020-11-19",
        "2020-11-20/2020-12-04",
    ]


FROM_UNTIL = [
    # A row: every, from and until; stub; periods, reason
    (("2 weeks", "2019-01-07", "2019-02-10"), Stub.SHORT,
     ["2019-01-07/2019-01-20", "2019-01-21/2019-02-03", "2019-02-04/2019-02-10"],
     "stated days; the last has a week only"),
    (("2 weeks", "2019-01-07", "2019-02-10"), Stub.LONG,
     ["2019-01-07/2019-01-20", "2019-01-21/2019-02-10"],
     "the week joins the fortnight before"),
    (("1 week and 3 days", "2019-01-01", "2019-01-20"), Stub.SHORT,
     ["2019-01-01/2019-01-10", "2019-01-11/2019-01-20"], "weeks and days add up"),
    (("6 months", "start", "transfer"), Stub.SHORT,
     ["2018-12-04/2019-06-04", "2019-06-05/2019-12-04", "2019-12-05/2020-06-04"],
     "until a phase: its last day"),
    (("6 months", "start", "M12"), Stub.SHORT,
     ["2018-12-04/2019-06-04", "2019-06-05/2019-12-04"],
     "until a project month: its last day"),
    (("1 month", "2019-01", "2019-02"), Stub.SHORT,
     ["2019-01-01/2019-02-01", "2019-02-02/2019-02-28"],
     "from the first day of a month until the last of another"),
    (("6 months", "3 months after start", "end of 2019-09"), Stub.SHORT,
     ["2019-03-04/2019-09-04", "2019-09-05/2019-09-30"], "rules"),
    (("1 day", "2019-01-01", "2019-01-03"), Stub.SHORT,
     ["2019-01-01", "2019-01-02", "2019-01-03"], "a period may be a day"),
    (("1 month", "2019-01-15", "2019-01-15"), Stub.SHORT, ["2019-01-15"],
     "so may the whole"),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "stub", "expected", "reason"), FROM_UNTIL)
def test_from_and_until(
    stated: tuple[str, str, str], stub: Stub, expected: list[str], reason: str
) -> None:
    """A repeat begins on the first day of `from` and ends on the last of `until`."""
    assert periods(repeat(*stated, stub=stub)) == expected, reason


# repeat: the calendar --------------------------------------------------------------

CALENDAR = [
    # A row: every and until; first_stub and stub; periods from 4 December 2018, reason
    (("calendar month", "2019-02-10"), (Stub.SHORT, Stub.SHORT),
     ["2018-12-04/2018-12-31", "2019-01-01/2019-01-31", "2019-02-01/2019-02-10"],
     "both ends are cut"),
    (("month", "2019-02-10"), (Stub.SHORT, Stub.SHORT),
     ["2018-12-04/2018-12-31", "2019-01-01/2019-01-31", "2019-02-01/2019-02-10"],
     "calendar may be left out"),
    (("calendar month", "2019-02-10"), (Stub.LONG, Stub.SHORT),
     ["2018-12-04/2019-01-31", "2019-02-01/2019-02-10"],
     "the days of December join January"),
    (("calendar month", "2019-02-10"), (Stub.SHORT, Stub.LONG),
     ["2018-12-04/2018-12-31", "2019-01-01/2019-02-10"],
     "the days of February join January"),
    (("calendar month", "2019-02-10"), (Stub.LONG, Stub.LONG),
     ["2018-12-04/2019-02-10"], "both join the one whole month"),
    (("calendar quarter", "M6"), (Stub.SHORT, Stub.SHORT),
     ["2018-12-04/2018-12-31", "2019-01-01/2019-03-31", "2019-04-01/2019-06-04"],
     "quarters"),
    (("calendar quarter", "M6"), (Stub.LONG, Stub.SHORT),
     ["2018-12-04/2019-03-31", "2019-04-01/2019-06-04"], "a long first one"),
    (("calendar semester", "end"), (Stub.SHORT, Stub.SHORT),
     ["2018-12-04/2018-12-31", "2019-01-01/2019-06-30", "2019-07-01/2019-12-31",
      "2020-01-01/2020-06-30", "2020-07-01/2020-12-04"], "semesters"),
    (("calendar semester", "end"), (Stub.LONG, Stub.LONG),
     ["2018-12-04/2019-06-30", "2019-07-01/2019-12-31", "2020-01-01/2020-12-04"],
     "long at both ends"),
    (("calendar year", "end"), (Stub.SHORT, Stub.SHORT),
     ["2018-12-04/2018-12-31", "2019-01-01/2019-12-31", "2020-01-01/2020-12-04"],
     "years"),
    (("calendar year", "2018-12-31"), (Stub.LONG, Stub.LONG),
     ["2018-12-04/2018-12-31"], "inside one unit there is one period"),
    (("calendar month", "2019-01-31"), (Stub.LONG, Stub.LONG),
     ["2018-12-04/2019-01-31"], "January is whole, so only December joins"),
    (("calendar month", "2018-12-31"), (Stub.SHORT, Stub.SHORT),
     ["2018-12-04/2018-12-31"], "one month, its beginning cut"),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "stubs", "expected", "reason"), CALENDAR)
def test_calendar_periods(
    stated: tuple[str, str], stubs: tuple[Stub, Stub], expected: list[str], reason: str
) -> None:
    """Periods may follow the calendar, not the project; both ends may be irregular."""
    (every, until), (first_stub, stub) = stated, stubs
    found = periods(repeat(every, until=until, first_stub=first_stub, stub=stub))
    assert found == expected, reason


def test_whole_calendar_periods_have_no_stubs() -> None:
    """From 1 January to 30 June there are two quarters, long stubs or not."""
    for stub in Stub:
        stated = repeat(
            "calendar quarter", "2019-01-01", "2019-06-30", first_stub=stub, stub=stub
        )
        assert periods(stated) == ["2019-01-01/2019-03-31", "2019-04-01/2019-06-30"]


# repeat: stated periods ------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "due"),
    [
        # First call: 1 April - 30 September, due on 1 January; 1 October - 31 March,
        # due on 1 July.
        (["2016-04-01/2016-09-30", "2016-10-01/2017-03-31"],
         ["2017-01-01", "2017-07-01"]),
        # Second call: 1 January - 30 June, due on 1 October; 1 July - 31 December,
        # due on 1 April.
        (["2017-01-01/2017-06-30", "2017-07-01/2017-12-31"],
         ["2017-10-01", "2018-04-01"]),
    ],
)  # fmt: skip
def test_stated_periods(stated: list[str], due: list[str]) -> None:
    """
    Periods may be stated, and each has its member: Interreg Europe 2014-2020.

    Source: https://www.interregeurope.eu/projects/guidance/
    """
    days = [parse_edtf(text).days for text in stated]
    given = [day for day in days if isinstance(day, DayRange)]
    report = milestone(
        "report",
        "start of quarter of 4 months after period",
        repeat=Repeat(periods=tuple(given)),
    )
    own = milestone("reported", "period", repeat=Repeat(periods=tuple(given)))
    found = dates(plan(report, own, start=date(2016, 4, 1)))
    assert [found["report-1"], found["report-2"]] == due
    assert [found["reported-1"], found["reported-2"]] == stated


# refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("from_", "until", "code", "reason"),
    [
        ("kick-off", "end", "repeat-anchor", "a milestone moves"),
        ("start", "2 weeks after kick-off", "repeat-anchor", "also at the end"),
        ("period", "end", "repeat-anchor", "there is none yet"),
        ("nothing", "end", "repeat-anchor", "an id that nothing has"),
        ("unknown", "end", "repeat-anchor", "periods need a day"),
        ("start", "unknown", "repeat-anchor", "at both ends"),
        ("end", "start", "repeat", "it ends before it begins"),
        ("2019-02-01", "2019-01-31", "repeat", "by a day"),
        ("9000 years after start", "end", "date-overflow", "no such day"),
    ],
)
def test_where_a_repeat_cannot_begin_or_end(
    from_: str, until: str, code: str, reason: str
) -> None:
    """A repeat goes from a known day to a later one, and not by other milestones."""
    stated = plan(
        milestone("kick-off", "2019-01-15"),
        milestone("report", "period", repeat=repeat("6 months", from_, until)),
    )
    with pytest.raises(TimelineError) as caught:
        schedule(stated)
    assert caught.value.code == code, reason
    assert caught.value.where.startswith("milestone report"), reason


def test_a_thousand_members_are_enough() -> None:
    """A repeat has at most 1000 periods; 1 January 2019 + 1000 days is 27 September."""
    stated = repeat("1 day", "2019-01-01", "2021-09-26")  # 365 + 366 + 269 days
    assert len(periods(stated)) == 1000
    with pytest.raises(ScheduleError) as caught:
        periods(repeat("1 day", "2019-01-01", "2021-09-27"))
    assert caught.value.code == "repeat-many"
    with pytest.raises(ScheduleError):
        periods(repeat("calendar month", "2019-01-01", "2119-01-01"))


def test_a_period_that_leaves_the_calendar() -> None:
    """Periods up to the year 9999 are refused as dates when they go on after it."""
    with pytest.raises(DateError) as caught:
        periods(repeat("6 months", "9999-01-01", "9999-12-31"))
    assert caught.value.code == "date-overflow"


def problems(error: TimelineError) -> list[TimelineError]:
    """Return the errors that travel together."""
    return error.problems() if isinstance(error, TimelineErrors) else [error]


# anchors ---------------------------------------------------------------------------


def test_families_of_one_shape_count_member_by_member() -> None:
    """
    A family's id inside a family of the same shape means the same member.

    Partner report 2 weeks after each period, joint report 3 months after it
    (Interreg Europe 2021-2027).
    """
    found = dates(
        plan(
            milestone("joint", "10 weeks after partner", repeat=repeat("12 months")),
            milestone("partner", "2 weeks after period", repeat=repeat("12 months")),
        )
    )
    assert found == {
        "partner-1": "2019-12-18",
        "joint-1": "2020-02-26",  # 18 December + 70 days
        "partner-2": "2020-12-18",
        "joint-2": "2021-02-26",
    }


def test_one_shape_with_each_and_repeat() -> None:
    """The same member has the same country or partner and the same number."""
    shape = {"each": Each.PARTNER, "repeat": repeat("12 months")}
    found = dates(
        plan(
            milestone("draft", "2 weeks before report", **shape),
            milestone("report", "end of period", **shape),
            partners=[UDINE, CORK],
        )
    )
    assert found["draft-cork-2"] == "2020-11-20"
    assert found["report-cork-2"] == "2020-12-04"
    assert len(found) == 8


def test_a_member_can_be_named() -> None:
    """The id of one member is an anchor like any other."""
    found = dates(
        plan(
            milestone("campus", "2019-05-21", each=Each.COUNTRY),
            milestone("report", "end of period", repeat=repeat("6 months")),
            milestone("review", "1 week after campus-it", scope=Scope.NETWORK),
            milestone("audit", "1 month after report-2"),
            partners=[UDINE],
        )
    )
    assert found["review"] == "2019-05-28"
    assert found["audit"] == "2020-01-04"


OTHER_SHAPES = [
    # A row: the milestone that names the family of six-monthly reports, reason
    (milestone("audit", "1 month after report"), "a single milestone"),
    (milestone("audit", "1 month after report", repeat=repeat("3 months")),
     "another length"),
    (milestone("audit", "1 month after report", repeat=repeat("6 months", "M7")),
     "another beginning"),
    (milestone("audit", "1 month after report", each=Each.PARTNER),
     "for each partner"),
    (milestone("audit", "1 month after report", each=Each.PARTNER,
               repeat=repeat("6 months")), "for each partner, too"),
    (milestone("audit", "2019-01-01", must=["after report"]), "in a constraint"),
]  # fmt: skip


@pytest.mark.parametrize(("audit", "reason"), OTHER_SHAPES)
def test_a_family_is_no_anchor_elsewhere(audit: object, reason: str) -> None:
    """Elsewhere a family's id is refused, and one of its members is named."""
    report = milestone("report", "end of period", repeat=repeat("6 months"))
    own = network(report, audit, partners=[UDINE])  # type: ignore[arg-type]  # a milestone
    with pytest.raises(TimelineError) as caught:
        schedule(Plan(lifecycle=lifecycle(), network=own))
    errors = problems(caught.value)  # each member of the other family has its own
    assert {error.code for error in errors} == {"family-anchor"}, reason
    assert all('"report-1"' in error.todo for error in errors), reason


def test_a_period_outside_a_repeat() -> None:
    """`period` means something inside a repeat only."""
    for fields in ({}, {"each": Each.PARTNER}):
        stated = plan(milestone("a", "end of period", **fields), partners=[UDINE])
        with pytest.raises(ScheduleError) as caught:
            schedule(stated)
        assert caught.value.code == "period-outside-repeat"


# changes ---------------------------------------------------------------------------


def changed(*changes: Override, own: Network | None = None) -> dict[str, str]:
    """Return the dates of a lifecycle's reports after changes by a network."""
    report = milestone(
        "report",
        "1 month after period",
        repeat=repeat("12 months"),
        scope=Scope.NETWORK,
    )
    whole = Plan(lifecycle=lifecycle(report), network=own or network(*changes))
    return dates(whole)


def test_a_change_of_the_family_reaches_all_members() -> None:
    """An override of the family's id changes every member."""
    change = Override(id="report", when=parse_rule("2 weeks after period"))
    assert changed(change) == {"report-1": "2019-12-18", "report-2": "2020-12-18"}


def test_a_change_of_a_member_reaches_only_it() -> None:
    """An override of a member's id leaves the others alone."""
    change = Override(id="report-2", when=parse_rule("2020-12-15"))
    assert changed(change) == {"report-1": "2020-01-04", "report-2": "2020-12-15"}


def test_changes_of_family_and_member_apply_as_stated() -> None:
    """The later statement wins, be it of the family or of the member."""
    of_family = Override(id="report", when=parse_rule("2 weeks after period"))
    of_member = Override(id="report-2", when=parse_rule("2020-12-15"))
    assert changed(of_family, of_member)["report-2"] == "2020-12-15"
    assert changed(of_member, of_family)["report-2"] == "2020-12-18"


def test_a_change_of_the_repeat_changes_the_members() -> None:
    """A later layer may repeat something more often."""
    change = Override(id="report", repeat=repeat("6 months"))
    assert list(changed(change).values()) == [
        "2019-07-04",
        "2020-01-04",
        "2020-07-04",
        "2021-01-04",
    ]


def test_a_member_has_no_repeat_of_its_own() -> None:
    """The repeat of one member cannot be changed: it would be another family."""
    with pytest.raises(PlanError) as caught:
        changed(Override(id="report-1", repeat=repeat("6 months")))
    assert (caught.value.code, caught.value.where) == (
        "override",
        "milestone report-1: repeat",
    )


def test_a_change_of_a_member_that_is_not_there() -> None:
    """A change of a member that the family has not got names the nearest."""
    with pytest.raises(UnknownIdError) as caught:
        changed(Override(id="report-3", when=parse_rule("2020-12-15")))
    assert caught.value.code == "override-unknown"
    assert "report-" in caught.value.todo


def test_a_programme_may_change_a_member_this_network_has_not_got() -> None:
    """A programme's change of another network's country does nothing here."""
    campus = milestone("campus", "2019-21", each=Each.COUNTRY)
    turin = Override(id="campus-it", when=parse_rule("2019-05-21/2019-05-22"))
    italian = network(id="one", programme="round", partners=[UDINE])
    irish = network(id="two", programme="round", partners=[CORK])
    whole = Plan(
        lifecycle=lifecycle(campus),
        programme=programme(turin),
        networks=(italian, irish),
    )
    assert dates(whole)["campus-it"] == "2019-05-21/2019-05-22"
    assert dates(whole.for_network("two")) == {"campus-ie": "2019-21"}
    # But in the programme itself a country of nobody is a mistake.
    wrong = attrs.evolve(
        whole, programme=programme(attrs.evolve(turin, id="campus-is"))
    )
    with pytest.raises(UnknownIdError):
        schedule(wrong)


def test_a_change_that_breaks_one_member_says_where() -> None:
    """A member's fields that contradict each other are found where they are changed."""
    with pytest.raises(PlanError) as caught:
        changed(Override(id="report-1", tags=["a,b"]))
    assert (caught.value.code, caught.value.where) == (
        "tag",
        "milestone report-1: tags",
    )


def test_words_of_a_member() -> None:
    """Words and audience of one member may differ from the family's."""
    group = milestone(
        "group", "2019-03-04", each=Each.PARTNER, audience=[Audience.LOCAL_GROUP]
    )
    change = Override(id="group-cork", place="City Hall", audience=[Audience.PUBLIC])
    whole = Plan(
        lifecycle=lifecycle(group), network=network(change, partners=[UDINE, CORK])
    )
    found = schedule(whole)
    assert str(found["group-cork"].place) == "City Hall"
    assert found["group-cork"].audience == (Audience.PUBLIC,)
    assert found["group-udine"].place is None
    assert found["group-udine"].audience == (Audience.LOCAL_GROUP,)


# ids -------------------------------------------------------------------------------

TAKEN = [
    # A row: another milestone beside the family "report", reason
    (milestone("report-1", "2019-01-15"), "a single milestone has a member's id"),
    (milestone("report-1", "period", repeat=repeat("12 months")),
     "a family has a member's id"),
]  # fmt: skip


@pytest.mark.parametrize(("other", "reason"), TAKEN)
@pytest.mark.parametrize("order", [1, -1])
def test_ids_of_members_are_taken(other: object, reason: str, order: int) -> None:
    """Phases, milestones, families and members share one namespace."""
    report = milestone("report", "period", repeat=repeat("6 months"))
    stated = network(*(report, other)[::order])  # type: ignore[arg-type]  # milestones
    with pytest.raises(TimelineError) as caught:
        schedule(Plan(lifecycle=lifecycle(), network=stated))
    assert {error.code for error in problems(caught.value)} == {"id-duplicate"}, reason


def test_a_phase_has_a_members_id() -> None:
    """A member cannot have the id of a phase either."""
    stated = plan(
        milestone("part", "period", repeat=repeat("6 months")),
        phases=[phase("part-1", "12 months")],
    )
    with pytest.raises(PlanError) as caught:
        schedule(stated)
    assert caught.value.code == "id-duplicate"
