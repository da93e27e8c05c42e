"""What becomes known when, step by step (`transfertimeline.plan.history`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from tests.schedule.plans import (
    APPROVAL,
    CORK,
    UDINE,
    lifecycle,
    milestone,
    network,
    phase,
    programme,
)
from transfertimeline.dates.clock import parse_clock_time
from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.dates.lag import Lag, parse_lag
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
from transfertimeline.plan.history import (
    Step,
    first_published,
    history_of,
    revisions_of,
    state_of,
)
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Milestone, Scope
from transfertimeline.plan.networks import Partner
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.repeats import Each, Repeat
from transfertimeline.plan.revisions import Extension, Revision, Status
from transfertimeline.plan.rules import DateRule
from transfertimeline.plan.state import LayerKind, OwnerKind, Standing, State

LATER = date(2030, 1, 1)
KICK_OFF = milestone("kick-off", "2019-01", scope=Scope.PROGRAMME)
MEETING = milestone("meeting", "month of 9 months after start")
CAMPUS = milestone("campus", "2019-21", each=Each.COUNTRY)
VISIT = milestone("visit", "unknown", each=Each.PARTNER)
REPORT = milestone(
    "report", "end of period", repeat=Repeat(every=parse_lag("6 months"))
)
CYCLE = lifecycle(KICK_OFF, MEETING, CAMPUS, VISIT, REPORT)
SIX_MONTHS = Extension(phase="transfer", by=parse_lag("6 months"))


def day(text: str) -> date:
    """Return a day."""
    return date.fromisoformat(text)


def when(text: str) -> DateRule:
    """Return a date rule."""
    return parse_rule(text)


def of(id_: str, on: str, **fields: Any) -> Revision:  # noqa: ANN401 - any field
    """Return a revision of a milestone."""
    return Revision(milestone=id_, on=day(on), **fields)


def moved(on: str, **fields: Any) -> Revision:  # noqa: ANN401 - any field
    """Return a revision of the start, or of a phase."""
    return Revision(on=day(on), **fields)


def alone(
    *revisions: Revision,
    own: Iterable[Milestone | Override] = (),
    issued: str = "2018-12-04",
    **fields: Any,  # noqa: ANN401 - as above
) -> Plan:
    """Return the plan of a network on its own."""
    values: dict[str, Any] = {"partners": [UDINE, CORK], "issued": day(issued)}
    values |= fields
    return Plan(lifecycle=CYCLE, network=network(*own, revisions=revisions, **values))


def inside(
    theirs: Iterable[Revision] = (),
    own: Iterable[Revision] = (),
    *,
    states: Iterable[Milestone | Override] = (),
    issued: tuple[str, str] = ("2018-12-04", "2018-12-04"),
    added: Iterable[Milestone | Override] = (),
) -> Plan:
    """Return the plan of a network in a programme."""
    return Plan(
        lifecycle=CYCLE,
        programme=programme(*added, revisions=theirs, issued=day(issued[0])),
        network=network(
            *states,
            revisions=own,
            programme="round",
            partners=[UDINE, CORK],
            issued=day(issued[1]),
        ),
    )


def steps(plan: Plan, until: date = LATER) -> list[tuple[str, int]]:
    """Return the day and number of each step."""
    return [(str(step.day), step.number) for step, _ in history_of(plan, until)]


def standing(state: State, id_: str, member: str | None = None) -> Standing:
    """Return how a milestone stands."""
    found = next(d for d in state.milestones if d.stated.id == id_)
    return found.member(member or id_)


def dates_of(plan: Plan, id_: str, *days: str) -> list[str]:
    """Return the date rule of a milestone as of several days."""
    return [str(standing(state_of(plan, day(d)), id_).milestone.when) for d in days]


def refused(plan: Plan, until: date = LATER) -> TimelineError:
    """Return the error that a plan gives."""
    with pytest.raises(TimelineError) as caught:
        history_of(plan, until)
    return caught.value


# the first publication -------------------------------------------------------------


def test_the_first_step_is_the_first_publication() -> None:
    """Without revisions a plan has one step, in which all of it becomes known."""
    ((step, state),) = history_of(alone(), LATER)
    assert step == Step(day=APPROVAL, number=0, revision=None, touched=None)
    assert state.data_date == APPROVAL
    assert [d.stated.id for d in state.milestones] == [
        *("kick-off", "meeting", "campus", "visit", "report")
    ]
    assert (state.later, state.replaced, state.moved) == ({}, {}, ())


def test_the_state_of_the_plan_as_a_whole() -> None:
    """Start and ends come from programme and lifecycle, phases from all layers."""
    found = state_of(inside(), LATER)
    assert (found.start, found.ends) == (APPROVAL, EndConvention.ANNIVERSARY)
    assert [(p.id, p.length) for p in found.phases] == [
        ("transfer", Lag(months=18)),
        ("dissemination", Lag(months=6)),
    ]
    assert found.partners == found.everyone == (UDINE, CORK)
    assert found.owner.id == "round"  # phases are the programme's


def test_who_states_the_start() -> None:
    """The source and line of the start are the programme's, else the network's."""
    line = Origin("round.toml", 2)
    whole = Plan(
        lifecycle=lifecycle(),
        programme=programme(source=["decision"], origin=line),
        network=network(programme="round", source=["page"]),
    )
    found = state_of(whole, LATER)
    assert (found.source, found.origin) == (("decision",), line)
    own = Plan(lifecycle=lifecycle(), network=network(source=["page"]))
    found = state_of(own, LATER)
    assert (found.source, found.owner.kind) == (("page",), OwnerKind.NETWORK)


def test_languages() -> None:
    """A network without languages has those of its programme."""
    whole = Plan(
        lifecycle=lifecycle(),
        programme=programme(languages=["en", "lt"]),
        network=network(programme="round"),
    )
    assert state_of(whole, LATER).languages == ("en", "lt")


@pytest.mark.parametrize(
    ("theirs", "own", "first"),
    [
        ("2018-12-04", "2019-02-01", "2019-02-01"),
        ("2019-02-01", "2018-12-04", "2019-02-01"),
        ("2018-12-04", "2018-12-04", "2018-12-04"),
    ],
)
def test_not_before_it_was_published(theirs: str, own: str, first: str) -> None:
    """Before programme and network were both published, there was no such plan."""
    whole = inside(issued=(theirs, own))
    assert first_published(whole) == day(first)
    history_of(whole, day(first))
    with pytest.raises(ScheduleError) as caught:
        history_of(whole, date.fromordinal(day(first).toordinal() - 1))
    assert caught.value.code == "data-date-early"
    late = "network demo" if own == first and own != theirs else "programme round"
    assert caught.value.where == late
    assert first in caught.value.expected


def test_an_instant_is_no_day() -> None:
    """The data date is a plain day."""
    with pytest.raises(DateError) as caught:
        state_of(alone(), datetime(2019, 1, 1, tzinfo=UTC))
    assert caught.value.code == "not-a-day"


def test_equal_plans_have_equal_histories() -> None:
    """What a plan states is a value."""
    plan = alone(of("meeting", "2019-06-12", when=when("2019-09")))
    again = alone(of("meeting", "2019-06-12", when=when("2019-09")))
    assert history_of(plan, LATER) == history_of(again, LATER)


# the steps -------------------------------------------------------------------------

NOTE = {"note": "Bring a map"}
STEPS = [
    # A row: revisions of the programme, of the network, the steps, reason
    ([], [], [("2018-12-04", 0)], "nothing was decided since"),
    ([], [of("meeting", "2019-03-01", **NOTE)], [("2018-12-04", 0), ("2019-03-01", 1)],
     "a revision is a step of its own"),
    ([], [of("meeting", "2019-06-01", **NOTE), of("report", "2019-03-01", **NOTE)],
     [("2018-12-04", 0), ("2019-03-01", 1), ("2019-06-01", 1)],
     "steps follow the days, whatever the order in the file"),
    ([], [of("meeting", "2019-03-01", **NOTE), of("report", "2019-03-01", **NOTE)],
     [("2018-12-04", 0), ("2019-03-01", 1), ("2019-03-01", 2)],
     "of one day, each is a step"),
    ([of("kick-off", "2019-03-01", **NOTE)], [of("meeting", "2019-03-01", **NOTE)],
     [("2018-12-04", 0), ("2019-03-01", 1), ("2019-03-01", 2)],
     "those of programme and network are counted together"),
    ([], [of("meeting", "2018-12-04", **NOTE)], [("2018-12-04", 0), ("2018-12-04", 1)],
     "a revision on the day of publication is a step"),
    ([], [of("meeting", "2018-12-03", **NOTE)], [("2018-12-04", 0)],
     "one of the day before belongs to the first publication"),
    ([of("kick-off", "2018-11-01", **NOTE)], [of("meeting", "2018-11-30", **NOTE)],
     [("2018-12-04", 0)], "so do all that are older"),
]  # fmt: skip


@pytest.mark.parametrize(("theirs", "own", "expected", "reason"), STEPS)
def test_steps(
    theirs: list[Revision],
    own: list[Revision],
    expected: list[tuple[str, int]],
    reason: str,
) -> None:
    """A step is a day and a number: 0 for what is no revision, 1 and on for those."""
    assert steps(inside(theirs, own)) == expected, reason


def test_the_order_of_a_day() -> None:
    """Revisions of a day take effect programme before network, then as they stand."""
    theirs = [of("meeting", "2019-03-01", note="programme")]
    own = [
        of("meeting", "2019-03-01", note="first"),
        of("report", "2019-02-01", note="earlier"),
        of("meeting", "2019-03-01", note="second"),
    ]
    plan = inside(theirs, own)
    assert [(layer, str(each.note)) for layer, each in revisions_of(plan)] == [
        (LayerKind.NETWORK, "earlier"),
        (LayerKind.PROGRAMME, "programme"),
        (LayerKind.NETWORK, "first"),
        (LayerKind.NETWORK, "second"),
    ]
    notes = [
        str(standing(state, "meeting").milestone.note)
        for _, state in history_of(plan, LATER)
    ]
    assert notes == ["None", "None", "programme", "first", "second"]


def test_each_step_keeps_its_state() -> None:
    """Yesterday's state is still there: nothing is overwritten."""
    plan = alone(
        of("meeting", "2019-03-01", when=when("2019-09-17")),
        of("meeting", "2019-06-01", when=when("2019-10-01")),
    )
    days = ("2019-02-28", "2019-03-01", "2019-05-31", "2019-06-01")
    assert dates_of(plan, "meeting", *days) == [
        "month of 9 months after start",
        "2019-09-17",
        "2019-09-17",
        "2019-10-01",
    ]


def test_later_revisions_are_not_known() -> None:
    """History up to a day is the beginning of the history up to a later one."""
    plan = alone(
        of("meeting", "2019-03-01", when=when("2019-09-17")),
        of("meeting", "2019-06-01", when=when("2019-10-01")),
        moved("2020-05-12", extend=SIX_MONTHS),
    )
    whole = history_of(plan, LATER)
    for count, until in enumerate(("2019-02-28", "2019-05-31", "2020-05-11"), start=1):
        assert history_of(plan, day(until)) == whole[:count]


MOMENTS = [
    # A row: the number of the step, its moment, reason
    (0, datetime(2019, 3, 1, 0, 0, 0, tzinfo=UTC), "midnight"),
    (1, datetime(2019, 3, 1, 0, 0, 1, tzinfo=UTC), "a second after it"),
    (61, datetime(2019, 3, 1, 0, 1, 1, tzinfo=UTC), "a minute and a second"),
]


@pytest.mark.parametrize(("number", "moment", "reason"), MOMENTS)
def test_the_moment_of_a_step(number: int, moment: datetime, reason: str) -> None:
    """A step has a moment of its own: midnight UTC and a second for each revision."""
    step = Step(day=day("2019-03-01"), number=number, revision=None, touched=None)
    assert step.moment == moment, reason


TOUCHED = [
    # A row: the revision, the ids its step may change, reason
    (of("meeting", "2019-03-01", **NOTE), {"meeting"}, "a milestone"),
    (of("report", "2019-03-01", **NOTE), {"report"}, "a family"),
    (of("report-2", "2019-03-01", **NOTE), {"report"}, "a member: by its family"),
    (moved("2019-03-01", start=day("2018-12-10")), None, "all count from the start"),
    (moved("2019-03-01", extend=SIX_MONTHS), None, "and from the phases"),
]


@pytest.mark.parametrize(("revision", "touched", "reason"), TOUCHED)
def test_what_a_step_touches(
    revision: Revision, touched: Collection[str] | None, reason: str
) -> None:
    """A step names the milestones and families it may change, or says: all."""
    step, _ = history_of(alone(revision), LATER)[-1]
    assert step.revision is revision, reason
    assert step.touched == touched, reason


def test_what_only_a_later_publication_brings() -> None:
    """A programme's revision of what no network has yet is in it from the first."""
    plan = inside(
        [of("meeting", "2019-01-15", when=when("2019-10"))],
        issued=("2018-12-04", "2019-02-01"),
    )
    assert steps(plan, day("2019-02-01")) == [("2018-12-04", 0), ("2019-02-01", 0)]
    (_, before), (step, after) = history_of(plan, LATER)
    assert [d.stated.id for d in before.milestones] == ["kick-off", "campus"]
    assert dict(before.later) == dict.fromkeys(
        ("meeting", "visit", "report"), day("2019-02-01")
    )
    assert step.touched == frozenset({"meeting", "visit", "report"})
    assert str(standing(after, "meeting").milestone.when) == "2019-10"


def test_a_networks_early_revisions_belong_to_its_publication() -> None:
    """Before a network was published nobody could know what it had decided."""
    plan = inside(
        own=[
            of("meeting", "2019-01-31", when=when("2019-10")),
            of("meeting", "2019-02-01", when=when("2019-11")),
        ],
        issued=("2018-12-04", "2019-02-01"),
    )
    assert steps(plan) == [("2018-12-04", 0), ("2019-02-01", 0), ("2019-02-01", 1)]
    rules = [
        [str(d.milestone.when) for d in state.milestones if d.stated.id == "meeting"]
        for _, state in history_of(plan, LATER)
    ]
    assert rules == [[], ["2019-10"], ["2019-11"]]


# what becomes known later ----------------------------------------------------------


def test_a_milestone_that_is_added() -> None:
    """It is known from its day on; the day is a step, and touches nothing else."""
    plan = alone(own=[milestone("fair", "2019-09", added=day("2019-06-12"))])
    assert steps(plan) == [("2018-12-04", 0), ("2019-06-12", 0)]
    (_, before), (step, after) = history_of(plan, LATER)
    assert "fair" not in [d.stated.id for d in before.milestones]
    assert dict(before.later) == {"fair": day("2019-06-12")}
    assert after.milestones[-1].stated.id == "fair"
    assert after.later == {}
    assert (step.revision, step.touched) == (None, frozenset({"fair"}))


def test_added_and_revised_on_one_day() -> None:
    """What a day adds comes first, so that its revisions may change it."""
    plan = alone(
        of("fair", "2019-06-12", when=when("2019-10")),
        own=[milestone("fair", "2019-09", added=day("2019-06-12"))],
    )
    assert steps(plan) == [("2018-12-04", 0), ("2019-06-12", 0), ("2019-06-12", 1)]


def test_what_was_added_before_the_publication() -> None:
    """It belongs to the first publication."""
    plan = alone(own=[milestone("fair", "2019-09", added=day("2018-11-01"))])
    assert steps(plan) == [("2018-12-04", 0)]


def test_partners_join_and_leave() -> None:
    """The days are steps; they touch what is made for each partner, or is one's."""
    cork = attrs.evolve(CORK, joined=day("2019-03-01"), left=day("2019-06-01"))
    launch = milestone("launch", "2019-05", partner="cork")
    plan = alone(partners=[UDINE, cork], own=[launch])
    found = [
        (str(step.day), step.number, step.touched, state.partners)
        for step, state in history_of(plan, LATER)
    ]
    assert found == [
        ("2018-12-04", 0, None, (UDINE,)),
        ("2019-03-01", 0, {"visit", "launch"}, (UDINE, cork)),
        ("2019-06-01", 0, {"visit", "launch"}, (UDINE,)),
    ]
    assert all(s.everyone == (UDINE, cork) for _, s in history_of(plan, LATER))


def test_partners_that_nothing_is_made_for() -> None:
    """A partner that joins is a step even if no milestone is for partners."""
    cork = attrs.evolve(CORK, joined=day("2019-03-01"))
    plan = Plan(lifecycle=lifecycle(MEETING), network=network(partners=[UDINE, cork]))
    (_, before), (step, after) = history_of(plan, LATER)
    assert (before.partners, after.partners) == ((UDINE,), (UDINE, cork))
    assert (step.day, step.number, step.touched) == (day("2019-03-01"), 0, frozenset())


def test_who_was_there_before_the_publication() -> None:
    """Partners that joined or left before it are, or are not, there from the first."""
    gone = attrs.evolve(CORK, left=day("2018-10-01"))
    here = attrs.evolve(UDINE, joined=day("2018-11-01"))
    plan = alone(partners=[here, gone])
    assert steps(plan) == [("2018-12-04", 0)]
    assert state_of(plan, LATER).partners == (here,)


def test_all_that_a_day_brings_is_one_step() -> None:
    """What is no revision comes together, as step 0 of its day."""
    cork = attrs.evolve(CORK, joined=day("2019-03-01"))
    plan = alone(
        of("meeting", "2019-03-01", **NOTE),
        partners=[UDINE, cork],
        own=[
            milestone("fair", "2019-09", added=day("2019-03-01")),
            milestone("film", "2019-10", added=day("2019-03-01")),
        ],
    )
    assert steps(plan) == [("2018-12-04", 0), ("2019-03-01", 0), ("2019-03-01", 1)]
    step, _ = history_of(plan, day("2019-03-01"))[1]
    assert step.touched == frozenset({"fair", "film", "visit"})


# the start and the phases ----------------------------------------------------------


def test_the_start_is_moved() -> None:
    """A revision may give the lifecycle another first day."""
    revision = moved("2018-12-20", start=day("2018-12-10"))
    plan = alone(revision)
    assert state_of(plan, day("2018-12-19")).start == APPROVAL
    found = state_of(plan, day("2018-12-20"))
    assert (found.start, found.moved) == (day("2018-12-10"), (revision,))


def test_a_phase_is_extended() -> None:
    """Months are added to one phase, each time anew; the others keep their length."""
    plan = alone(
        moved("2020-05-12", extend=SIX_MONTHS),
        moved("2020-09-01", extend=Extension(phase="transfer", by=parse_lag("1 year"))),
    )
    lengths = [
        [str(p.length) for p in state.phases] for _, state in history_of(plan, LATER)
    ]
    assert lengths == [
        ["18 months", "6 months"],
        ["24 months", "6 months"],
        ["36 months", "6 months"],
    ]
    assert len(state_of(plan, LATER).moved) == 2


def test_extended_before_it_was_published() -> None:
    """An extension older than the plan is part of its first publication."""
    plan = alone(moved("2018-11-01", extend=SIX_MONTHS))
    assert steps(plan) == [("2018-12-04", 0)]
    assert state_of(plan, APPROVAL).phases[0].length == Lag(months=24)


@pytest.mark.parametrize(
    "fields", [{"start": day("2018-12-10")}, {"extend": SIX_MONTHS}]
)
def test_start_and_phases_are_the_programmes(fields: dict[str, Any]) -> None:
    """A network in a programme moves neither; the programme does, or one alone."""
    revision = moved("2019-06-12", origin=Origin("demo.toml", 9), **fields)
    assert str(refused(inside(own=[revision]))) == (
        "demo.toml:9: revision of 2019-06-12: expected start and phases changed by "
        "the programme, found a network's revision; change them in the programme's "
        "plan [override-dates]"
    )
    history_of(inside([revision]), LATER)
    history_of(alone(revision), LATER)


def test_a_phase_that_is_not_there() -> None:
    """An extension names a phase, and the nearest is suggested."""
    extend = Extension(phase="transferr", by=parse_lag("6 months"))
    error = refused(alone(moved("2020-05-12", extend=extend)))
    assert isinstance(error, UnknownIdError)
    assert str(error) == (
        "revision of 2020-05-12: extend: expected the id of a phase, "
        'found "transferr"; did you mean "transfer"? [unknown-phase]'
    )


def test_a_phase_of_the_programmes_own() -> None:
    """A phase that a later layer adds can be extended as well."""
    extra = phase("reserve", "3 months")
    extend = Extension(phase="reserve", by=parse_lag("3 months"))
    plan = Plan(
        lifecycle=CYCLE,
        programme=programme(
            phases=[extra], revisions=[moved("2020-05-12", extend=extend)]
        ),
    )
    assert state_of(plan, LATER).phases[-1].length == Lag(months=6)


# who may revise what ---------------------------------------------------------------

WORDS: list[dict[str, Any]] = [
    {"title": "Kick-off in Paris"},
    {"place": "Paris"},
    {"online": True},
    {"url": "https://example.org"},
    {"note": "Bring a map"},
]
DATES: list[dict[str, Any]] = [
    {"when": when("2019-01-15")},
    {"length": 2},
    {"time": parse_clock_time("15:00")},
    {"zone": "Europe/Rome"},
    {"status": Status.CANCELLED},
    {"when": when("2019-01-15"), "status": Status.CONFIRMED},
]


@pytest.mark.parametrize("fields", WORDS)
@pytest.mark.parametrize("id_", ["kick-off", "campus", "campus-it"])
def test_a_network_revises_the_words_of_its_programme(
    id_: str, fields: dict[str, Any]
) -> None:
    """A network may change the words of a programme's or country's milestone."""
    own = of(id_, "2019-01-08", **fields)
    found = standing(state_of(inside(own=[own]), LATER), id_.removesuffix("-it"), id_)
    for name in fields:
        assert getattr(found.milestone, name) == getattr(own, name)


@pytest.mark.parametrize("fields", DATES)
@pytest.mark.parametrize("id_", ["kick-off", "campus", "campus-it"])
def test_a_network_does_not_revise_the_dates_of_its_programme(
    id_: str, fields: dict[str, Any]
) -> None:
    """Dates and status of what is the programme's are changed by the programme."""
    revision = of(id_, "2019-01-20", origin=Origin("demo.toml", 9), **fields)
    error = refused(inside(own=[revision]))
    assert (error.code, error.where) == (
        "override-dates",
        "demo.toml:9: revision of 2019-01-20",
    )
    assert error.found == ", ".join(f'"{name}"' for name in sorted(fields))
    history_of(inside([revision]), LATER)
    history_of(alone(revision), LATER)


def test_a_network_revises_its_own() -> None:
    """What is the network's, it moves itself, even if the lifecycle states it."""
    plan = inside(own=[of("meeting", "2019-06-12", when=when("2019-10"))])
    assert dates_of(plan, "meeting", "2019-06-12") == ["2019-10"]


def test_a_programme_revises_what_its_networks_have() -> None:
    """A programme may revise what the lifecycle states for each network."""
    plan = inside([of("report-2", "2019-06-12", when=when("2019-12-20"))])
    state = state_of(plan, LATER)
    assert str(standing(state, "report", "report-2").milestone.when) == "2019-12-20"


def test_a_programme_does_not_know_what_a_network_has() -> None:
    """What a network states is unknown to its programme's revisions."""
    revision = of("visti", "2019-06-12", note="x")
    known = milestone("vista", "2019-03")
    error = refused(inside([revision], states=[known]))
    assert (error.code, error.todo) == ("unknown-milestone", 'did you mean "visit"?')
    error = refused(inside([of("vista", "2019-06-12", note="x")], states=[known]))
    assert error.code == "unknown-milestone"


def test_a_revision_of_nothing() -> None:
    """A revision names a milestone, a family or a member; the nearest is suggested."""
    revision = of("kickoff", "2019-06-12", note="x", origin=Origin("demo.toml", 9))
    error = refused(alone(revision))
    assert isinstance(error, UnknownIdError)
    assert str(error) == (
        "demo.toml:9: revision of 2019-06-12: milestone: expected the id of a "
        'milestone, found "kickoff"; did you mean "kick-off"? [unknown-milestone]'
    )


def test_a_phase_is_no_milestone() -> None:
    """A phase is extended, not revised."""
    error = refused(alone(of("transfer", "2019-06-12", note="x")))
    assert error.code == "unknown-milestone"


EARLY = [
    # A row: added, revised on, whether that is too early, reason
    ("2019-06-12", "2019-06-11", True, "a day too early"),
    ("2019-06-12", "2019-06-12", False, "on the same day"),
    ("2019-06-12", "2018-11-01", True, "in the first publication"),
    ("2018-11-01", "2018-11-15", False, "both in the first publication"),
    ("2018-11-15", "2018-11-01", False, "in whatever order"),
]


@pytest.mark.parametrize(("added", "on", "early", "reason"), EARLY)
def test_a_revision_of_what_is_not_known_yet(
    added: str,
    on: str,
    early: bool,  # noqa: FBT001 - a column of the table
    reason: str,
) -> None:
    """Nothing is revised before the plan knows it."""
    revision = of("fair", on, note="x", origin=Origin("demo.toml", 9))
    plan = alone(revision, own=[milestone("fair", "2019-09", added=day(added))])
    if not early:
        assert str(standing(state_of(plan, LATER), "fair").milestone.note) == "x"
        return
    known = max(on, "2018-12-04")
    assert str(refused(plan)) == (
        f"demo.toml:9: revision of {on}: milestone: expected a milestone that the "
        f'plan knows on {known}, found "fair", known from 2019-06-12 on; give the '
        "revision a later day, or the milestone an earlier one [revision-early]"
    ), reason


def test_errors_of_days_to_come_are_not_looked_for() -> None:
    """As of a day, what is decided later does not count, be it right or wrong."""
    plan = alone(of("kickoff", "2019-06-12", note="x"))
    history_of(plan, day("2019-06-11"))
    assert refused(plan, day("2019-06-12")).code == "unknown-milestone"


def test_all_that_is_wrong_is_said_at_once() -> None:
    """Every problem of a history is reported together, each with its line."""
    plan = alone(
        of("kickoff", "2019-06-12", note="x", origin=Origin("demo.toml", 9)),
        of("meeting", "2019-07-01", status=Status.CONFIRMED,
           origin=Origin("demo.toml", 14)),
        moved("2019-08-01", extend=Extension(phase="x", by=Lag(months=1)),
              origin=Origin("demo.toml", 19)),
    )  # fmt: skip
    error = refused(plan)
    assert isinstance(error, TimelineErrors)
    assert [
        (each.where.partition(": ")[0], each.code) for each in error.problems()
    ] == [
        ("demo.toml:9", "unknown-milestone"),
        ("demo.toml:14", "status-days"),
        ("demo.toml:19", "unknown-phase"),
    ]


# how far things are ----------------------------------------------------------------

CONFIRMED = {"status": Status.CONFIRMED}
DONE = {"status": Status.DONE}
FIXED = {"when": when("2019-09-17/2019-09-18")}
OPEN: dict[str, Any] = {"when": when("2019-09")}
THEN = {"actual": parse_edtf("2019-09-18")}

SETTLED: list[tuple[list[Revision], str | None, str]] = [
    # A row: revisions, the code of the error, reason
    ([of("meeting", "2019-06-12", **CONFIRMED, **FIXED)], None, "with its days"),
    ([of("meeting", "2019-06-12", **CONFIRMED)], "status-days", "some day of a month"),
    ([of("meeting", "2019-06-12", **CONFIRMED, **OPEN)], "status-days", "the same"),
    ([of("meeting", "2019-06-12", **CONFIRMED, when=when("2019-09-17?"))],
     "status-days", "not sure"),
    ([of("meeting", "2019-06-12", **CONFIRMED, when=when("unknown"))], "status-days",
     "confirmed for when?"),
    ([of("meeting", "2019-06-12", **CONFIRMED, when=when("1 week after start"))],
     "status-days", "a rule moves"),
    ([of("meeting", "2019-03-01", **FIXED), of("meeting", "2019-06-12", **CONFIRMED)],
     None, "its days were stated before"),
    ([of("meeting", "2019-06-12", **CONFIRMED), of("meeting", "2019-06-12", **FIXED)],
     None, "the end of the day counts"),
    ([of("meeting", "2019-06-12", **CONFIRMED), of("meeting", "2019-06-13", **FIXED)],
     "status-days", "the next day is too late"),
    ([of("meeting", "2019-06-12", **CONFIRMED, **FIXED),
      of("meeting", "2019-07-01", when=when("2019-10"))], "status-days",
     "what stays confirmed needs days"),
    ([of("meeting", "2019-06-12", **CONFIRMED, **FIXED),
      of("meeting", "2019-07-01", when=when("unknown"), status=Status.PLANNED)], None,
     "postponed"),
    ([of("meeting", "2019-06-12", **CONFIRMED, **FIXED),
      of("meeting", "2019-07-01", when=when("2019-10-08"))], None, "moved"),
    ([of("meeting", "2019-06-12", status=Status.CANCELLED)], None,
     "what is cancelled needs no days"),
    ([of("meeting", "2019-09-18", **DONE, **FIXED)], None, "on its last day"),
    ([of("meeting", "2019-09-17", **DONE, **FIXED)], "done-early", "a day is to come"),
    ([of("meeting", "2019-09-20", **DONE)], "status-days", "on which days?"),
    ([of("meeting", "2019-09-18", **DONE, **THEN)], None, "as it happened"),
    ([of("meeting", "2019-09-17", **DONE, **THEN)], "done-early", "it will happen"),
    ([of("meeting", "2019-06-12", **FIXED),
      of("meeting", "2019-09-18", **DONE, **THEN)], None,
     "not as planned, but as it happened"),
    ([of("meeting", "2019-09-20", **THEN)], "actual", "happened, but not done?"),
    ([of("meeting", "2019-09-20", **CONFIRMED, **THEN)], "actual", "the same"),
    ([of("meeting", "2019-09-20", **THEN), of("meeting", "2019-09-20", **DONE)], None,
     "the end of the day counts"),
    ([of("meeting", "2019-09-20", **DONE, **FIXED),
      of("meeting", "2019-10-01", when=when("2019-11-05"))], "done-early",
     "done, and moved to the future"),
    ([of("meeting", "2019-09-20", **DONE, **FIXED),
      of("meeting", "2019-10-01", when=when("2019-09-18/2019-09-19"))], None,
     "the days corrected"),
    ([of("meeting", "2019-09-20", **DONE, **THEN),
      of("meeting", "2019-10-01", note="Minutes are there")], None, "a word more"),
    ([of("meeting", "2019-09-20", **DONE, **THEN),
      of("meeting", "2019-10-01", when=when("month of 9 months after start"))],
     "status-days", "a later date takes away what happened"),
    ([of("report", "2019-09-20", **DONE, when=when("2019-06-04"))], None,
     "a family, all on one day"),
    ([of("report", "2019-09-20", **DONE)], "status-days", "a family, each by a rule"),
    ([of("report-2", "2019-12-10", **DONE, when=when("2019-12-04"))], None, "a member"),
    ([of("report-2", "2019-12-01", **DONE, when=when("2019-12-04"))], "done-early",
     "a member that is to come"),
    ([of("visit-udine", "2019-03-01", when=when("2019-12-04")),
      of("visit", "2019-09-20", **DONE, when=when("2019-06-04"))], None,
     "a family's date is each member's"),
    ([of("visit", "2019-03-01", when=when("2019-06-04")),
      of("visit-udine", "2019-03-01", when=when("2019-12-04")),
      of("visit", "2019-09-20", **DONE)], "done-early",
     "a family is done when the last of its members is"),
]  # fmt: skip


@pytest.mark.parametrize(("revisions", "code", "reason"), SETTLED)
def test_what_is_settled_has_its_days(
    revisions: list[Revision], code: str | None, reason: str
) -> None:
    """Confirmed and done need literal days at the end of a day, done days gone by."""
    plan = alone(*revisions)
    if code is None:
        history_of(plan, LATER)
    else:
        error = refused(plan)
        assert not isinstance(error, TimelineErrors), reason
        assert error.code == code, reason


WHY = [
    # A row: the revisions, each on the line of its number, the message
    ([of("meeting", "2019-06-12", **CONFIRMED)],
     ("demo.toml:1: revision of 2019-06-12: expected the day or days of what is "
      'confirmed, found "month of 9 months after start" for meeting; '
      'state them, like when = "2019-09-17/2019-09-18" [status-days]')),
    ([of("meeting", "2019-09-17", **DONE, **FIXED)],
     ("demo.toml:1: revision of 2019-09-17: expected something done by 2019-09-17, "
      'found "meeting", which ends on 2019-09-18; '
      "record it when it has taken place [done-early]")),
    ([of("meeting", "2019-09-20", **CONFIRMED, **THEN)],
     ('demo.toml:1: revision of 2019-09-20: expected status = "done" beside actual, '
      'found "confirmed" for meeting; '
      "say that it is done, or state when it will be [actual]")),
    ([of("meeting", "2019-06-12", **CONFIRMED), of("meeting", "2019-06-12", **NOTE),
      of("meeting", "2019-07-01", **NOTE)],
     ("demo.toml:1: revision of 2019-06-12: expected the day or days of what is "
      'confirmed, found "month of 9 months after start" for meeting; '
      'state them, like when = "2019-09-17/2019-09-18" [status-days]')),
    ([of("report-1", "2019-06-12", **CONFIRMED), of("report-2", "2019-06-12", **FIXED)],
     ("demo.toml:1: revision of 2019-06-12: expected the day or days of what is "
      'confirmed, found "end of period" for report-1; '
      'state them, like when = "2019-09-17/2019-09-18" [status-days]')),
    ([of("meeting", "2019-06-12", **CONFIRMED, **FIXED),
      of("meeting", "2019-07-01", when=when("2019-10"))],
     ("demo.toml:2: revision of 2019-07-01: expected the day or days of what is "
      'confirmed, found "2019-10" for meeting; '
      'state them, like when = "2019-09-17/2019-09-18" [status-days]')),
]  # fmt: skip


@pytest.mark.parametrize(("revisions", "message"), WHY)
def test_the_revision_that_is_to_blame(revisions: list[Revision], message: str) -> None:
    """The error names the line of the decision, once, and not of words said since."""
    placed = [
        attrs.evolve(each, origin=Origin("demo.toml", line))
        for line, each in enumerate(revisions, start=1)
    ]
    assert str(refused(alone(*placed))) == message


def test_actual_and_status_over_time() -> None:
    """What happened is known from its revision on, and forgotten with a later date."""
    plan = alone(
        of("meeting", "2019-09-20", **DONE, **THEN),
        of("meeting", "2019-10-01", when=when("2019-09-17")),
        of("meeting", "2019-11-01", when=when("2020-01"), status=Status.PLANNED),
    )
    found = [standing(state, "meeting") for _, state in history_of(plan, LATER)]
    assert [(str(each.status), str(each.actual)) for each in found] == [
        ("planned", "None"),
        ("done", "2019-09-18"),
        ("done", "None"),
        ("planned", "None"),
    ]


# replaces --------------------------------------------------------------------------


def replacing(id_: str, of_: str, added: str | None, **fields: Any) -> Milestone:  # noqa: ANN401 - any field
    """Return a milestone that takes the place of another."""
    on = None if added is None else day(added)
    return milestone(id_, "2019-10", added=on, replaces=of_, **fields)


def test_what_is_replaced_is_cancelled() -> None:
    """From the day the new one is known, the other is cancelled and names it."""
    source = ["https://example.org"]
    fair = replacing("fair", "meeting", "2019-06-12", source=source, inferred="A page")
    plan = alone(own=[fair])
    assert steps(plan) == [("2018-12-04", 0), ("2019-06-12", 0)]
    (_, before), (step, after) = history_of(plan, LATER)
    assert standing(before, "meeting").status is Status.PLANNED
    assert before.replaced == {}
    assert standing(after, "meeting").status is Status.CANCELLED
    assert after.replaced == {"meeting": ("fair",)}
    assert step.touched == frozenset({"fair", "meeting"})
    declared = next(d for d in after.milestones if d.stated.id == "meeting")
    assert declared.changes == (
        (
            LayerKind.NETWORK,
            of("meeting", "2019-06-12", status=Status.CANCELLED, inferred="A page",
               source=source),
        ),
    )  # fmt: skip


def test_replaced_from_the_first() -> None:
    """Without a day, the other is cancelled from the first publication on."""
    plan = alone(own=[replacing("fair", "meeting", None)])
    assert standing(state_of(plan, APPROVAL), "meeting").status is Status.CANCELLED


def test_several_may_take_the_place_of_one() -> None:
    """Two meetings instead of one: both are named, in the order they became known."""
    own = [
        replacing("film", "meeting", "2019-07-01"),
        replacing("fair", "meeting", "2019-06-12"),
    ]
    assert state_of(alone(own=own), LATER).replaced == {"meeting": ("fair", "film")}


def test_one_member_is_replaced() -> None:
    """Of a family, only the member that is named."""
    state = state_of(alone(own=[replacing("fair", "report-2", "2019-06-12")]), LATER)
    assert standing(state, "report", "report-2").status is Status.CANCELLED
    assert standing(state, "report", "report-1").status is Status.PLANNED
    assert state.replaced == {"report-2": ("fair",)}


def test_what_is_replaced_before_anybody_knew_it() -> None:
    """It is cancelled when it becomes known; until then no step touches it."""
    fair = replacing("fair", "meeting", "2019-01-15", scope=Scope.PROGRAMME)
    plan = inside(added=[fair], issued=("2018-12-04", "2019-02-01"))
    _, (step, _), (_, last) = history_of(plan, LATER)
    assert (step.day, step.touched) == (day("2019-01-15"), frozenset({"fair"}))
    assert standing(last, "meeting").status is Status.CANCELLED


def test_it_may_come_back() -> None:
    """A later revision may plan again what was replaced."""
    plan = alone(
        of("meeting", "2019-07-01", status=Status.PLANNED),
        own=[replacing("fair", "meeting", "2019-06-12")],
    )
    assert standing(state_of(plan, LATER), "meeting").status is Status.PLANNED


NOT_REPLACED = [
    # A row: the milestone, code, reason
    (replacing("fair", "meetign", "2019-06-12"), "unknown-milestone", "misspelt"),
    (replacing("fair", "film", "2019-06-12"), "revision-early",
     "what is added on a later day"),
    (replacing("fair", "transfer", "2019-06-12"), "unknown-milestone", "a phase"),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "code", "reason"), NOT_REPLACED)
def test_what_cannot_be_replaced(stated: Milestone, code: str, reason: str) -> None:
    """A milestone takes the place of one that the plan knows on its day."""
    film = milestone("film", "2019-11", added=day("2019-07-01"))
    placed = attrs.evolve(stated, origin=Origin("demo.toml", 9))
    error = refused(alone(own=[placed, film]))
    assert (error.code, error.where) == (code, "demo.toml:9: milestone fair: replaces")
    assert error.code == code, reason


def test_a_network_does_not_replace_what_is_its_programmes() -> None:
    """To cancel the kick-off of all networks is not for one of them."""
    error = refused(inside(states=[replacing("fair", "kick-off", "2019-06-12")]))
    assert (error.code, error.where) == ("override-dates", "milestone fair: replaces")
    wide = replacing("fair", "kick-off", "2019-06-12", scope=Scope.PROGRAMME)
    found = state_of(inside(added=[wide]), LATER)
    assert standing(found, "kick-off").status is Status.CANCELLED


# who is there ----------------------------------------------------------------------


def test_partners_are_those_of_the_day() -> None:
    """A state has the partners of its day, and all that ever are."""
    left: Partner = attrs.evolve(UDINE, left=day("2019-06-01"))
    plan = alone(partners=[left, CORK])
    assert state_of(plan, day("2019-05-31")).partners == (left, CORK)
    assert state_of(plan, day("2019-06-01")).partners == (CORK,)
    assert state_of(plan, day("2019-06-01")).everyone == (left, CORK)


def test_errors_of_a_history_are_errors_of_a_plan() -> None:
    """A tool that knows nothing of this package can catch them as the builtin."""
    with pytest.raises(ValueError, match="status-days"):
        history_of(alone(of("meeting", "2019-06-12", **CONFIRMED)), LATER)
    with pytest.raises(LookupError, match="unknown-milestone"):
        history_of(alone(of("kickoff", "2019-06-12", note="x")), LATER)
    assert issubclass(PlanError, ValueError)
