"""What a plan states as of a day: its layers (`transfertimeline.plan.state`)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

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
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Audience, Kind, Override, Scope
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.phases import PhaseOverride
from transfertimeline.plan.repeats import Each, Repeat
from transfertimeline.plan.state import (
    Declared,
    LayerKind,
    OwnerKind,
    State,
    owner_of,
    state_of,
)

LATER = date(2019, 6, 12)
KICK_OFF = milestone("kick-off", "2019-01", scope=Scope.PROGRAMME)
MEETING = milestone("meeting", "month of 9 months after start")
CAMPUS = milestone("campus", "2019-21", each=Each.COUNTRY)
REPORT = milestone(
    "report", "end of period", repeat=Repeat(every=parse_lag("6 months"))
)
CYCLE = lifecycle(KICK_OFF, MEETING, CAMPUS, REPORT)


def state(whole: Plan) -> State:
    """Return what a plan states, as of a later day."""
    return state_of(whole, LATER)


def layered(
    theirs: tuple[Any, ...] = (),
    own: tuple[Any, ...] = (),
    *,
    inside: bool = True,
) -> Plan:
    """Return the plan of a network, in the programme or on its own."""
    if not inside:
        return Plan(lifecycle=CYCLE, network=network(*own, partners=[UDINE, CORK]))
    return Plan(
        lifecycle=CYCLE,
        programme=programme(*theirs),
        network=network(*own, programme="round", partners=[UDINE, CORK]),
    )


def declared(whole: Plan, id_: str) -> Declared:
    """Return a milestone or family of a plan."""
    return next(d for d in state(whole).milestones if d.stated.id == id_)


def refused(whole: Plan) -> TimelineError:
    """Return the error that a plan gives."""
    with pytest.raises(TimelineError) as caught:
        state(whole)
    return caught.value


# the plan as a whole ---------------------------------------------------------------


def test_the_start_and_the_phases() -> None:
    """Start and ends come from programme and lifecycle, phases from all layers."""
    found = state(layered())
    assert (found.start, found.ends) == (APPROVAL, EndConvention.ANNIVERSARY)
    assert [(p.id, p.length) for p in found.phases] == [
        ("transfer", Lag(months=18)),
        ("dissemination", Lag(months=6)),
    ]
    assert found.partners == (UDINE, CORK)
    assert found.owner.id == "round"  # phases are the programme's


def test_who_states_the_start() -> None:
    """The source and line of the start are the programme's, else the network's."""
    line = Origin("round.toml", 2)
    whole = Plan(
        lifecycle=lifecycle(),
        programme=programme(source=["decision"], origin=line),
        network=network(programme="round", source=["page"]),
    )
    found = state(whole)
    assert (found.source, found.origin) == (("decision",), line)
    alone = state(Plan(lifecycle=lifecycle(), network=network(source=["page"])))
    assert (alone.source, alone.owner.kind) == (("page",), OwnerKind.NETWORK)


def test_languages() -> None:
    """A network without languages has those of its programme."""
    whole = Plan(
        lifecycle=lifecycle(),
        programme=programme(languages=["en", "lt"]),
        network=network(programme="round"),
    )
    assert state(whole).languages == ("en", "lt")


def test_a_length_may_be_left_to_a_later_layer() -> None:
    """A phase needs a length in the end, whichever layer gives it."""
    open_end = lifecycle(phases=[phase("work", None, origin=Origin("cycle.toml", 8))])
    given = programme(phases=[PhaseOverride(id="work", length=parse_lag("9 months"))])
    assert state(Plan(lifecycle=open_end, programme=given)).phases[0].length == (
        Lag(months=9)
    )
    error = refused(Plan(lifecycle=open_end, programme=programme()))
    assert (error.code, error.where) == (
        "phase-length",
        "cycle.toml:8: phase work: length",
    )


@pytest.mark.parametrize(
    ("phases", "code", "reason"),
    [
        ([PhaseOverride(id="transferr", title="X")], "override-unknown", "misspelt"),
        ([phase("transfer", "6 months")], "id-duplicate", "without override = true"),
        ([phase("new", "6 months"), PhaseOverride(id="new", title="X")],
         "override-unknown", "of its own layer"),
    ],
)  # fmt: skip
def test_phases_that_cannot_be_laid(phases: Any, code: str, reason: str) -> None:  # noqa: ANN401 - both kinds
    """A layer changes phases of an earlier one by their id, and adds others."""
    whole = Plan(lifecycle=lifecycle(), programme=programme(phases=phases))
    assert refused(whole).code == code, reason


# layers ----------------------------------------------------------------------------


def test_layers_add_milestones() -> None:
    """The milestones come in the order of the layers, each with its layer."""
    whole = layered(
        (milestone("launch", "2019-02", scope=Scope.PROGRAMME),),
        (milestone("visit", "2019-03"),),
    )
    assert [(d.stated.id, d.layer) for d in state(whole).milestones] == [
        ("kick-off", LayerKind.LIFECYCLE),
        ("meeting", LayerKind.LIFECYCLE),
        ("campus", LayerKind.LIFECYCLE),
        ("report", LayerKind.LIFECYCLE),
        ("launch", LayerKind.PROGRAMME),
        ("visit", LayerKind.NETWORK),
    ]


def test_later_layers_have_the_last_word() -> None:
    """Lifecycle < programme < network, field by field."""
    theirs = Override(id="meeting", when=parse_rule("2019-09"), place="Paris")
    own = Override(id="meeting", when=parse_rule("2019-09-17/2019-09-18"))
    found = declared(layered((theirs,), (own,)), "meeting")
    assert str(found.milestone.when) == "2019-09-17/2019-09-18"
    assert str(found.milestone.place) == "Paris"
    assert str(found.stated.when) == "month of 9 months after start"
    assert [layer for layer, _ in found.changes] == [
        LayerKind.PROGRAMME,
        LayerKind.NETWORK,
    ]


def test_two_changes_in_one_layer() -> None:
    """In one layer the later statement wins."""
    changes = (
        Override(id="meeting", place="Udine", note="First"),
        Override(id="meeting", place="Cork"),
    )
    found = declared(layered(own=changes), "meeting").milestone
    assert (str(found.place), str(found.note)) == ("Cork", "First")


def test_members() -> None:
    """A change of a member is its own; changes of the family are every member's."""
    changes = (
        Override(id="report", note="All"),
        Override(id="report-2", note="Second"),
        Override(id="report-2", place="Cork"),
    )
    found = declared(layered(own=changes), "report")
    assert str(found.milestone.note) == "All"
    assert str(found.member("report-1").note) == "All"
    second = found.member("report-2")
    assert (str(second.note), str(second.place)) == ("Second", "Cork")


def test_a_member_of_the_longest_family() -> None:
    """A change of `report-lead-1` is of the family `report-lead`, not of `report`."""
    repeat = Repeat(every=parse_lag("6 months"))
    longer = milestone("report-lead", "end of period", repeat=repeat)
    whole = Plan(
        lifecycle=lifecycle(REPORT, longer),
        network=network(Override(id="report-lead-1", note="Lead")),
    )
    assert declared(whole, "report").changes == ()
    assert len(declared(whole, "report-lead").changes) == 1


DUPLICATES = [
    # A row: programme's statements, network's, reason
    ((milestone("meeting", "2019-03"),), (), "of the lifecycle, by the programme"),
    ((), (milestone("meeting", "2019-03"),), "of the lifecycle, by the network"),
    ((milestone("x", "2019-03"),), (milestone("x", "2019-03"),), "of the programme"),
    ((), (milestone("x", "2019-03"), milestone("x", "2019-04")), "of the same layer"),
    ((), (milestone("transfer", "2019-03"),), "of a phase"),
]


@pytest.mark.parametrize(("theirs", "own", "reason"), DUPLICATES)
def test_an_id_is_stated_once(
    theirs: tuple[Any, ...], own: tuple[Any, ...], reason: str
) -> None:
    """A second milestone with an id is refused, unless it says that it overrides."""
    error = refused(layered(theirs, own))
    assert error.code == "id-duplicate", reason


def test_a_duplicate_names_the_first() -> None:
    """The error says where the id was stated first."""
    first = milestone("x", "2019-03", origin=Origin("round.toml", 7))
    second = milestone("x", "2019-04", origin=Origin("demo.toml", 9))
    error = refused(layered((first,), (second,)))
    assert error.where == "demo.toml:9: milestone x"
    assert "round.toml:7" in error.todo
    assert "override = true" in error.todo


@pytest.mark.parametrize(
    ("id_", "code", "todo"),
    [
        ("kickoff", "override-unknown", '"kick-off"'),
        ("visit", "override", "where it is stated"),  # of its own layer
        ("nothing-1", "override-unknown", ""),
    ],
)
def test_changes_of_nothing(id_: str, code: str, todo: str) -> None:
    """A change needs a milestone of an earlier layer; the nearest is named."""
    own = (milestone("visit", "2019-03"), Override(id=id_, note="X"))
    error = refused(layered(own=own))
    assert error.code == code
    assert error.where == f"milestone {id_}"
    assert todo in error.todo


def test_a_change_that_cannot_be_made() -> None:
    """A change that contradicts what it changes is refused where it is stated."""
    change = Override(id="meeting", tags=["a,b"], origin=Origin("demo.toml", 9))
    error = refused(layered(own=(change,)))
    assert (error.code, error.where) == ("tag", "demo.toml:9: milestone meeting: tags")


def test_all_that_is_wrong_is_said_at_once() -> None:
    """Every contradiction of the layers is reported together."""
    own = (
        Override(id="kickoff", note="X"),
        milestone("meeting", "2019-03"),
        Override(id="kick-off", when=parse_rule("2019-01-15")),
    )
    error = refused(layered(own=own))
    assert isinstance(error, TimelineErrors)
    assert [each.code for each in error.problems()] == [
        "override-unknown",
        "id-duplicate",
        "override-dates",
    ]


def is_made(whole: Plan, change: Override) -> bool:
    """Tell whether a plan states each field as a change has it."""
    family = change.id.removesuffix("-it")
    declared = next(d for d in state(whole).milestones if d.stated.id == family)
    made = declared.member(change.id)
    return all(getattr(made, name) == getattr(change, name) for name in change.changed)


# who may change what ---------------------------------------------------------------

WORDS: list[dict[str, Any]] = [
    {"title": "Kick-off in Paris"},
    {"place": "Paris"},
    {"note": "Bring a map"},
    {"url": "https://example.org"},
    {"online": True},
    {"audience": [Audience.LEAD]},
    {"tags": ["urbact"]},
    {"remind": [parse_lag("2 weeks")]},
    {"source": ["https://example.org"]},
]
DATES: list[dict[str, Any]] = [
    {"when": parse_rule("2019-01-15")},
    {"length": 2},
    {"time": parse_clock_time("15:00")},
    {"zone": "Europe/Rome"},
    {"kind": Kind.EVENT},
    {"repeat": Repeat(every=parse_lag("6 months"))},
    {"must": []},
]


@pytest.mark.parametrize("fields", WORDS)
@pytest.mark.parametrize("id_", ["kick-off", "campus", "campus-it"])
def test_a_network_changes_the_words_of_its_programme(
    id_: str, fields: dict[str, Any]
) -> None:
    """A network may change the words of a programme's or country's milestone."""
    change = Override(id=id_, **fields)
    assert is_made(layered(own=(change,)), change)


@pytest.mark.parametrize("fields", DATES)
@pytest.mark.parametrize("id_", ["kick-off", "campus", "campus-it"])
def test_a_network_does_not_move_its_programme(
    id_: str, fields: dict[str, Any]
) -> None:
    """A network never changes the dates of a programme's or country's milestone."""
    error = refused(layered(own=(Override(id=id_, **fields),)))
    assert error.code == "override-dates"
    assert f'"{next(iter(fields))}"' in error.found


@pytest.mark.parametrize("fields", DATES)
def test_who_may_move_it(fields: dict[str, Any]) -> None:
    """The programme may; so may a network on its own, and each its own milestones."""
    of_kick_off = Override(id="kick-off", **fields)
    assert is_made(layered((of_kick_off,)), of_kick_off)
    assert is_made(layered(own=(of_kick_off,), inside=False), of_kick_off)
    of_meeting = Override(id="meeting", **fields)
    assert is_made(layered(own=(of_meeting,)), of_meeting)


PHASES = [
    # A row: what a network states of phases, whether it may in a programme, reason
    (PhaseOverride(id="transfer", title="Learning"), True, "its words"),
    (PhaseOverride(id="transfer", note="We learn"), True, "its words"),
    (PhaseOverride(id="transfer", length=parse_lag("20 months")), False, "its length"),
    (phase("reserve", "3 months"), False, "another phase moves the end"),
]


@pytest.mark.parametrize(("change", "allowed", "reason"), PHASES)
def test_a_network_does_not_move_the_phases_of_its_programme(
    change: Any,  # noqa: ANN401 - both kinds
    allowed: bool,  # noqa: FBT001 - a column of the table
    reason: str,
) -> None:
    """Phases are the programme's: with other lengths its milestones would move."""
    inside = Plan(
        lifecycle=CYCLE,
        programme=programme(),
        network=network(programme="round", phases=[change]),
    )
    if allowed:
        assert state(inside).phases[0].length == Lag(months=18), reason
    else:
        error = refused(inside)
        assert error.code == "override-dates", reason
        assert error.where == f"phase {change.id}"
    state(Plan(lifecycle=CYCLE, network=network(phases=[change])))
    state(Plan(lifecycle=CYCLE, programme=programme(phases=[change])))


@pytest.mark.parametrize(
    "wide",
    [
        milestone("fair", "2019-05", scope=Scope.PROGRAMME),
        milestone("fair", "2019-05", country="IT"),
        milestone("fair", "2019-05", each=Each.COUNTRY),
    ],
)
def test_a_network_states_nothing_for_its_programme(wide: Any) -> None:  # noqa: ANN401 - a milestone
    """In a programme, only it and the lifecycle state what every network has."""
    error = refused(layered(own=(wide,)))
    assert (error.code, error.where) == ("scope", "milestone fair: scope")
    state(layered((wide,)))
    state(layered(own=(wide,), inside=False))


def test_a_partner_that_is_not_there() -> None:
    """A milestone of one partner names a partner of the network."""
    error = refused(layered(own=(milestone("launch", "2019-05", partner="corck"),)))
    assert isinstance(error, UnknownIdError)
    assert (error.code, error.where) == ("unknown-partner", "milestone launch: partner")
    assert '"cork"' in error.todo


# owners ----------------------------------------------------------------------------


def test_owners() -> None:
    """Of programme or country means the programme's, anything else the network's."""
    found = {d.stated.id: d.owner for d in state(layered()).milestones}
    assert {id_: (owner.kind, owner.id) for id_, owner in found.items()} == {
        "kick-off": (OwnerKind.PROGRAMME, "round"),
        "campus": (OwnerKind.PROGRAMME, "round"),
        "meeting": (OwnerKind.NETWORK, "demo"),
        "report": (OwnerKind.NETWORK, "demo"),
    }
    alone = {d.owner.id for d in state(layered(inside=False)).milestones}
    assert alone == {"demo"}


def test_owners_keep_their_publication_and_zone() -> None:
    """Each owner has its own day of publication; without a zone, its programme's."""
    own = network(programme="round", issued=date(2019, 2, 1))
    theirs = programme(zone="Europe/Paris")
    found = state(Plan(lifecycle=CYCLE, programme=theirs, network=own))
    owners = {d.stated.id: d.owner for d in found.milestones}
    assert (owners["kick-off"].issued, owners["kick-off"].zone) == (
        APPROVAL,
        "Europe/Paris",
    )
    assert (owners["meeting"].issued, owners["meeting"].zone) == (
        date(2019, 2, 1),
        "Europe/Paris",
    )
    assert owner_of(own).zone is None


def test_a_change_does_not_change_the_owner() -> None:
    """A network's words leave a programme's milestone the programme's."""
    whole = layered(own=(Override(id="kick-off", place="Paris"),))
    assert declared(whole, "kick-off").owner.kind is OwnerKind.PROGRAMME


# the day ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theirs", "own", "day", "who"),
    [
        (date(2018, 12, 4), date(2019, 2, 1), date(2019, 1, 31), "network demo"),
        (date(2019, 2, 1), date(2018, 12, 4), date(2019, 1, 31), "programme round"),
        (date(2018, 12, 4), date(2019, 2, 1), date(2019, 2, 1), None),
        (date(2018, 12, 4), date(2018, 12, 4), date(2018, 12, 4), None),
    ],
)
def test_not_before_it_was_published(
    theirs: date, own: date, day: date, who: str | None
) -> None:
    """Before programme and network were both published, there was no such plan."""
    whole = Plan(
        lifecycle=lifecycle(),
        programme=programme(issued=theirs),
        network=network(programme="round", issued=own),
    )
    if who is None:
        state_of(whole, day)
        return
    with pytest.raises(ScheduleError) as caught:
        state_of(whole, day)
    assert (caught.value.code, caught.value.where) == ("data-date-early", who)
    assert "2019-02-01" in caught.value.expected


def test_an_instant_is_no_day() -> None:
    """The data date is a plain day."""
    with pytest.raises(DateError) as caught:
        state_of(layered(), datetime(2019, 1, 1, tzinfo=UTC))
    assert caught.value.code == "not-a-day"


def test_equal_plans_have_equal_states() -> None:
    """What a plan states is a value."""
    assert state(layered()) == state(layered())
    with pytest.raises(PlanError):
        Plan(lifecycle=CYCLE)
