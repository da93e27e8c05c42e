"""Lifecycle, programme and network over one another: `plan.layering`."""

from __future__ import annotations

from datetime import date
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
from transfertimeline.errors import TimelineError, TimelineErrors, UnknownIdError
from transfertimeline.plan.changes import Override
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.layering import lay
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Audience, Kind, Scope
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.phases import PhaseOverride
from transfertimeline.plan.repeats import Each, Repeat
from transfertimeline.plan.state import Declared, LayerKind, OwnerKind

KICK_OFF = milestone("kick-off", "2019-01", scope=Scope.PROGRAMME)
MEETING = milestone("meeting", "month of 9 months after start")
CAMPUS = milestone("campus", "2019-21", each=Each.COUNTRY)
REPORT = milestone(
    "report", "end of period", repeat=Repeat(every=parse_lag("6 months"))
)
CYCLE = lifecycle(KICK_OFF, MEETING, CAMPUS, REPORT)


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
    return lay(whole).declared[id_]


def refused(whole: Plan) -> TimelineError:
    """Return the error that a plan gives."""
    with pytest.raises(TimelineError) as caught:
        lay(whole)
    return caught.value


# phases ----------------------------------------------------------------------------


def test_the_phases() -> None:
    """Phases come from all layers, in order, and are the programme's."""
    found = lay(layered())
    assert [(p.id, p.length) for p in found.phases] == [
        ("transfer", Lag(months=18)),
        ("dissemination", Lag(months=6)),
    ]
    assert (found.wide.id, found.own.id) == ("round", "demo")


def test_a_length_may_be_left_to_a_later_layer() -> None:
    """A phase needs a length in the end, whichever layer gives it."""
    open_end = lifecycle(phases=[phase("work", None, origin=Origin("cycle.toml", 8))])
    given = programme(phases=[PhaseOverride(id="work", length=parse_lag("9 months"))])
    assert lay(Plan(lifecycle=open_end, programme=given)).phases[0].length == (
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
    assert [(d.stated.id, d.layer) for d in lay(whole).declared.values()] == [
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
    assert str(found.member("report-1").milestone.note) == "All"
    second = found.member("report-2").milestone
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
    made = declared(whole, family).member(change.id).milestone
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
        assert lay(inside).phases[0].length == Lag(months=18), reason
    else:
        error = refused(inside)
        assert error.code == "override-dates", reason
        assert error.where == f"phase {change.id}"
    lay(Plan(lifecycle=CYCLE, network=network(phases=[change])))
    lay(Plan(lifecycle=CYCLE, programme=programme(phases=[change])))


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
    lay(layered((wide,)))
    lay(layered(own=(wide,), inside=False))


def test_a_partner_that_is_not_there() -> None:
    """A milestone of one partner names a partner of the network."""
    error = refused(layered(own=(milestone("launch", "2019-05", partner="corck"),)))
    assert isinstance(error, UnknownIdError)
    assert (error.code, error.where) == ("unknown-partner", "milestone launch: partner")
    assert '"cork"' in error.todo


# owners ----------------------------------------------------------------------------


def test_owners() -> None:
    """Of programme or country means the programme's, anything else the network's."""
    found = {d.stated.id: d.owner for d in lay(layered()).declared.values()}
    assert {id_: (owner.kind, owner.id) for id_, owner in found.items()} == {
        "kick-off": (OwnerKind.PROGRAMME, "round"),
        "campus": (OwnerKind.PROGRAMME, "round"),
        "meeting": (OwnerKind.NETWORK, "demo"),
        "report": (OwnerKind.NETWORK, "demo"),
    }
    alone = {d.owner.id for d in lay(layered(inside=False)).declared.values()}
    assert alone == {"demo"}


def test_owners_keep_their_publication_and_zone() -> None:
    """Each owner has its own day of publication; without a zone, its programme's."""
    own = network(programme="round", issued=date(2019, 2, 1))
    theirs = programme(zone="Europe/Paris")
    found = lay(Plan(lifecycle=CYCLE, programme=theirs, network=own))
    owners = {id_: declared.owner for id_, declared in found.declared.items()}
    assert (owners["kick-off"].issued, owners["kick-off"].zone) == (
        APPROVAL,
        "Europe/Paris",
    )
    assert (owners["meeting"].issued, owners["meeting"].zone) == (
        date(2019, 2, 1),
        "Europe/Paris",
    )


def test_a_change_does_not_change_the_owner() -> None:
    """A network's words leave a programme's milestone the programme's."""
    whole = layered(own=(Override(id="kick-off", place="Paris"),))
    assert declared(whole, "kick-off").owner.kind is OwnerKind.PROGRAMME


# when it is known ------------------------------------------------------------------

PUBLISHED = [
    # A row: programme issued, network issued, from when on wide milestones and those
    # of the network are known, reason
    (date(2018, 12, 4), date(2018, 12, 4), ("2018-12-04", "2018-12-04"),
     "both on the same day"),
    (date(2018, 12, 4), date(2019, 2, 1), ("2018-12-04", "2019-02-01"),
     "the network later: what it has is known from then on"),
    (date(2019, 2, 1), date(2018, 12, 4), ("2019-02-01", "2019-02-01"),
     "the programme later: nothing is known without it"),
]  # fmt: skip


@pytest.mark.parametrize(("theirs", "own", "known", "reason"), PUBLISHED)
def test_from_which_day_it_is_known(
    theirs: date, own: date, known: tuple[str, str], reason: str
) -> None:
    """What a layer states is known from the day that it and its programme are."""
    whole = Plan(
        lifecycle=CYCLE,
        programme=programme(issued=theirs),
        network=network(milestone("visit", "2019-03"), programme="round", issued=own),
    )
    wide, usual = known
    assert {id_: str(d.since) for id_, d in lay(whole).declared.items()} == {
        "kick-off": wide,
        "campus": wide,
        "meeting": usual,
        "report": usual,
        "visit": usual,
    }, reason


ADDED = [
    # A row: added, known from, reason
    (None, date(2019, 2, 1), "from its publication on"),
    (date(2019, 6, 12), date(2019, 6, 12), "from the day it was added"),
    (date(2019, 2, 1), date(2019, 2, 1), "on the day of publication"),
    (date(2018, 12, 24), date(2019, 2, 1), "not before its layer was published"),
]


@pytest.mark.parametrize(("added", "since", "reason"), ADDED)
def test_what_is_added_is_known_later(
    added: date | None, since: date, reason: str
) -> None:
    """A milestone is known from the latest of publication and the day it was added."""
    whole = Plan(
        lifecycle=CYCLE,
        programme=programme(),
        network=network(
            milestone("visit", "2019-09", added=added),
            programme="round",
            issued=date(2019, 2, 1),
        ),
    )
    assert declared(whole, "visit").since == since, reason


def test_a_programme_adds_for_networks_that_come_later() -> None:
    """What a programme adds for each network is known once the network is there."""
    theirs = milestone("review", "2019-09", added=date(2019, 1, 15))
    wide = milestone("fair", "2019-05", scope=Scope.PROGRAMME, added=date(2019, 1, 15))
    whole = Plan(
        lifecycle=CYCLE,
        programme=programme(theirs, wide),
        network=network(programme="round", issued=date(2019, 2, 1)),
    )
    assert declared(whole, "review").since == date(2019, 2, 1)
    assert declared(whole, "fair").since == date(2019, 1, 15)


def test_overrides_are_no_history() -> None:
    """What a later layer changes holds from the day the milestone is known."""
    whole = Plan(
        lifecycle=CYCLE,
        programme=programme(),
        network=network(
            Override(id="meeting", place="Cork"),
            Override(id="kick-off", place="Paris"),
            programme="round",
            issued=date(2019, 2, 1),
        ),
    )
    assert declared(whole, "kick-off").since == APPROVAL
    assert str(declared(whole, "kick-off").milestone.place) == "Paris"


HISTORY = [
    # A row: fields of a milestone of the lifecycle, where, what is found, reason
    ({"added": date(2019, 3, 1)}, "added", '"2019-03-01"', "a day"),
    ({"replaces": "kick-off"}, "replaces", '"kick-off"', "an earlier plan"),
    ({"added": date(2019, 3, 1), "replaces": "kick-off"}, "added", '"2019-03-01"',
     "both"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "where", "found", "reason"), HISTORY)
def test_a_lifecycle_has_no_history(
    fields: dict[str, Any], where: str, found: str, reason: str
) -> None:
    """A lifecycle is used again and again, so nothing in it is added on a day."""
    later = milestone("visit", "2019-09", origin=Origin("cycle.toml", 9), **fields)
    own = network(later)
    cycle = lifecycle(KICK_OFF, later)
    error = refused(Plan(lifecycle=cycle, network=network()))
    assert error.where == f"cycle.toml:9: milestone visit: {where}", reason
    assert (error.code, error.expected, error.found, error.todo) == (
        "lifecycle-history",
        "no history in a lifecycle",
        found,
        "a lifecycle has no history; state it in a programme or network",
    ), reason
    lay(Plan(lifecycle=lifecycle(KICK_OFF), network=own))
    lay(Plan(lifecycle=lifecycle(KICK_OFF), programme=programme(later)))


# what a layer may name -------------------------------------------------------------


TARGETS = [
    # A row: id, who says it, the milestone or family that is meant, reason
    ("kick-off", LayerKind.PROGRAMME, "kick-off", "of the lifecycle"),
    ("launch", LayerKind.PROGRAMME, "launch", "of the programme itself"),
    ("launch", LayerKind.NETWORK, "launch", "of the layer before"),
    ("visit", LayerKind.NETWORK, "visit", "of the network itself"),
    ("visit", LayerKind.PROGRAMME, None, "a programme knows no network's own"),
    ("report-2", LayerKind.PROGRAMME, "report", "a member of a family"),
    ("report-99", LayerKind.PROGRAMME, "report", "or none: the schedule knows"),
    ("report-lead-1", LayerKind.NETWORK, "report-lead", "of the longest family"),
    ("report-lead-1", LayerKind.PROGRAMME, "report", "of what the programme knows"),
    ("kick-off-1", LayerKind.NETWORK, None, "no family"),
    ("meeting-2", LayerKind.NETWORK, "meeting", "a family since a later layer"),
    ("nothing", LayerKind.NETWORK, None, "nothing has that id"),
]


@pytest.mark.parametrize(("id_", "layer", "target", "reason"), TARGETS)
def test_what_a_layer_may_name(
    id_: str, layer: LayerKind, target: str | None, reason: str
) -> None:
    """An id means a milestone, a family or a member, of this or an earlier layer."""
    repeat = Repeat(every=parse_lag("6 months"))
    laid = lay(
        layered(
            (
                milestone("launch", "2019-02", scope=Scope.PROGRAMME),
                Override(id="meeting", repeat=repeat),
            ),
            (
                milestone("visit", "2019-03"),
                milestone("report-lead", "end of period", repeat=repeat),
            ),
        )
    )
    found = laid.target(id_, layer)
    assert (found and found.stated.id) == target, reason


def test_a_member_of_what_became_a_family() -> None:
    """A later layer may change one member of what the layer before made a family."""
    theirs = Override(id="meeting", repeat=Repeat(every=parse_lag("6 months")))
    own = Override(id="meeting-2", place="Cork")
    found = declared(layered((theirs,), (own,)), "meeting")
    assert str(found.member("meeting-2").milestone.place) == "Cork"
    assert found.member("meeting-1").milestone.place is None


@pytest.mark.parametrize(
    ("id_", "layer", "inside", "foreign", "reason"),
    [
        ("kick-off", LayerKind.NETWORK, True, True, "the programme's"),
        ("campus", LayerKind.NETWORK, True, True, "of a country"),
        ("meeting", LayerKind.NETWORK, True, False, "its own"),
        ("kick-off", LayerKind.PROGRAMME, True, False, "the programme may"),
        ("kick-off", LayerKind.NETWORK, False, False, "there is no programme"),
    ],
)
def test_whose_words_alone_a_layer_may_change(
    id_: str,
    layer: LayerKind,
    inside: bool,  # noqa: FBT001 - a column of the table
    foreign: bool,  # noqa: FBT001 - as above
    reason: str,
) -> None:
    """Of what is its programme's, a network may change only the words."""
    laid = lay(layered(inside=inside))
    assert laid.foreign(laid.declared[id_], layer) is foreign, reason
