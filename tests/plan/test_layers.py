"""The layers of a plan (`transfertimeline.plan.layers`)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from tests.schedule.plans import (
    APPROVAL,
    CORK,
    KLAIPEDA,
    NOVARA,
    UDINE,
    lifecycle,
    network,
    phase,
    programme,
)
from transfertimeline.dates.lag import Lag, parse_lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.errors import PlanError, TimelineError
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.networks import Network, Partner, Role, Work, WorkKind
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.phases import Phase, PhaseOverride
from transfertimeline.plan.programmes import Figure, Programme
from transfertimeline.plan.text import Text

MIDNIGHT = datetime(2018, 12, 4, tzinfo=UTC)
HERE, THERE = Origin("demo.toml", 1), Origin("other.toml", 9)


# what each record holds ------------------------------------------------------------


def partner(**fields: Any) -> Partner:  # noqa: ANN401 - as many types as fields
    """Return a partner."""
    return Partner(**({"id": "udine", "city": "Udine", "country": "IT"} | fields))


def work(**fields: Any) -> Work:  # noqa: ANN401 - as above
    """Return a work."""
    return Work(**({"title": "Guide", "kind": WorkKind.REPORT} | fields))


REFUSED = [
    # A row: what makes the record, its wrong fields, code, reason
    (phase, {"id_": "Transfer", "length": None}, "id", "capital letters"),
    (phase, {"id_": "2nd", "length": None}, "id", "a digit first"),
    (phase, {"id_": "perkėlimas", "length": None}, "id", "letters of one language"),
    (phase, {"id_": "x" * 65, "length": None}, "id", "too long"),
    (phase, {"id_": "period", "length": None}, "id-reserved", "a word of the rules"),
    (phase, {"id_": "spring", "length": None}, "id-reserved", "a season"),
    (phase, {"id_": "a", "length": "3 weeks"}, "phase-length", "not in months"),
    (phase, {"id_": "a", "length": "1 month and 1 day"}, "phase-length", "nor days"),
    (phase, {"id_": "a", "length": None, "title": ""}, "text-empty", "no title"),
    (phase, {"id_": "a", "length": None, "title": "a\nb"}, "text-line", "two lines"),
    (partner, {"id": "Udine"}, "id", "capital letters"),
    (partner, {"city": " "}, "text-empty", "no city"),
    (partner, {"country": "it"}, "country", "small letters"),
    (partner, {"country": "ITA"}, "country", "three letters"),
    (partner, {"country": "EL"}, "country", "Greece is GR"),
    (partner, {"country": "UK"}, "country", "the United Kingdom is GB"),
    (partner, {"country": "ŠI"}, "country", "letters of ISO 3166"),
    (partner, {"joined": MIDNIGHT}, "not-a-day", "an instant"),
    (partner, {"left": "2019-03-01"}, "not-a-day", "a text"),
    (partner, {"joined": date(2019, 6, 1), "left": date(2019, 3, 1)}, "left",
     "it left before it joined"),
    (partner, {"joined": date(2019, 6, 1), "left": date(2019, 6, 1)}, "left",
     "it was never there"),
    (work, {"url": "www.example.org"}, "address", "without https://"),
    (work, {"url": "https://example.org/a b"}, "address", "a blank"),
    (work, {"title": "a\x07"}, "text-control", "a bell"),
    (programme, {"start": MIDNIGHT}, "not-a-day", "an instant"),
    (programme, {"issued": "2018-12-04"}, "not-a-day", "a text"),
    (programme, {"zone": "CET"}, "zone-abbreviation", "no clock in summer"),
    (programme, {"zone": "Europe/Pariss"}, "zone-unknown", "no such city"),
    (programme, {"lifecycle": ""}, "text-empty", "no lifecycle"),
    (programme, {"page": "javascript:alert(1)"}, "address", "no web page"),
    (programme, {"networks": "*.toml"}, "not-text", "its letters are not paths"),
    (programme, {"languages": ["english"]}, "language-tag", "no language tag"),
    (programme, {"languages": ["en", "en"]}, "language-tag", "one twice"),
    (network, {"source": "https://example.org"}, "not-text", "letters are no sources"),
    (network, {"aliases": [4]}, "not-text", "a number"),
    (network, {"id": "ŁÓDŹ"}, "id", "no id"),
    (network, {"name": ""}, "text-empty", "no name"),
    (network, {"name": {"english": "Demo"}}, "language-tag", "no language tag"),
    (network, {"issued": MIDNIGHT}, "not-a-day", "an instant"),
    (network, {"start": None}, "layers", "a lifecycle without a start"),
    (network, {"lifecycle": None}, "layers", "a start without a lifecycle"),
    (network, {"programme": "round", "lifecycle": "cycle"}, "layers", "both"),
    (network, {"partners": [UDINE, partner(city="Udine again")]}, "id-duplicate",
     "two partners with one id"),
    (network, {"partners": [partner(role=Role.LEAD),
                            partner(id="cork", role=Role.LEAD)]}, "two-leads",
     "two leads"),
    (network, {"partners": [partner(role=Role.LEAD, left=date(2020, 1, 2)),
                            partner(id="cork", role=Role.LEAD,
                                    joined=date(2020, 1, 1))]}, "two-leads",
     "two leads for a day"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "fields", "code", "reason"),
    REFUSED,
)
def test_refused(make: Any, fields: dict[str, Any], code: str, reason: str) -> None:  # noqa: ANN401 - one of several makers
    """A record whose fields are wrong, or contradict each other, cannot be made."""
    with pytest.raises(TimelineError) as caught:
        make(**fields)
    assert caught.value.code == code, reason


def test_a_lifecycle_has_phases() -> None:
    """Without a phase there is nothing to date."""
    with pytest.raises(PlanError) as caught:
        Lifecycle(id="empty", name="Empty", ends=EndConvention.ANNIVERSARY, phases=())
    assert caught.value.code == "empty"


def test_lists_become_tuples() -> None:
    """What is given as a list is held as a tuple, so that a record never changes."""
    partners = [UDINE, CORK]
    own = network(partners=partners, source=["https://example.org"], languages=["en"])
    partners.append(KLAIPEDA)
    assert own.partners == (UDINE, CORK)
    assert own.source == ("https://example.org",)
    hash(own)
    hash(PhaseOverride(id="transfer", source=["a"]))
    hash(lifecycle())
    hash(programme(figures=[Figure(what="networks", value=23)]))


def test_texts_may_be_strings_or_mappings() -> None:
    """A text is one string for all languages, or one for each."""
    own = network(name={"en": "Demo", "lt": "Pavyzdys"}, aim="Play", note="")
    assert own.name == Text((("en", "Demo"), ("lt", "Pavyzdys")))
    assert own.aim == Text((("", "Play"),))
    assert own.note is None  # a text with nothing in it is none


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (phase("a", None, origin=HERE), phase("a", None, origin=THERE)),
        (partner(origin=HERE), partner(origin=THERE)),
        (work(origin=HERE), work(origin=THERE)),
        (network(origin=HERE), network(origin=THERE)),
        (programme(origin=HERE), programme(origin=THERE)),
        (
            Figure(what="networks", value=23, origin=HERE),
            Figure(what="networks", value=23, origin=THERE),
        ),
    ],
)
def test_where_it_was_stated_is_no_part_of_a_record(one: object, other: object) -> None:
    """Two records that say the same are equal, whatever file and line they are from."""
    assert one == other
    assert hash(one) == hash(other)


def test_records_do_not_change() -> None:
    """Every record is frozen."""
    for record in (network(), programme(), lifecycle(), UDINE, phase("a", "1 month")):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            record.id = "other"  # type: ignore[misc]  # that is the test


# phases ----------------------------------------------------------------------------


def test_a_change_of_a_phase_keeps_the_rest() -> None:
    """An override of a phase sets only the fields it gives."""
    before = Phase(
        id="transfer",
        title="Transfer",
        length=parse_lag("18 months"),
        note="Learning",
        source=["guide"],
        origin=HERE,
    )
    change = PhaseOverride(id="transfer", length=parse_lag("24 months"), origin=THERE)
    after = change.applied_to(before)
    assert after.length == Lag(months=24)
    assert (str(after.title), str(after.note), after.source) == (
        "Transfer",
        "Learning",
        ("guide",),
    )
    renamed = PhaseOverride(id="transfer", title="Learning", note="New", source=("b",))
    assert renamed.applied_to(before) == Phase(
        id="transfer",
        title="Learning",
        length=parse_lag("18 months"),
        note="New",
        source=["b"],
    )


def test_a_change_of_nothing() -> None:
    """An override of a phase that changes nothing is refused."""
    with pytest.raises(PlanError) as caught:
        PhaseOverride(id="transfer")
    assert caught.value.code == "override"


def test_a_programme_states_the_start() -> None:
    """A network in a programme cannot have a start of its own."""
    with pytest.raises(PlanError) as caught:
        Network(
            id="demo", name="Demo", issued=APPROVAL, programme="round", start=APPROVAL
        )
    assert caught.value.code == "layers"


# networks --------------------------------------------------------------------------


def test_the_lead() -> None:
    """The lead is the partner with that role; a network may have none named."""
    lead = partner(id="klaipeda", city="Klaipėda", country="LT", role=Role.LEAD)
    assert network(partners=[UDINE, lead]).lead == lead
    assert network(partners=[UDINE]).lead is None


def test_countries() -> None:
    """Countries come once each, in the order of their codes."""
    own = network(partners=[KLAIPEDA, NOVARA, UDINE, CORK])
    assert own.countries == ("IE", "IT", "LT")


MEMBERSHIP = [
    # A row: joined, left, the day, whether it is in the network, reason
    (None, None, date(1, 1, 1), True, "always, if nothing is stated"),
    (date(2019, 3, 1), None, date(2019, 2, 28), False, "the day before it joined"),
    (date(2019, 3, 1), None, date(2019, 3, 1), True, "from that day on"),
    (None, date(2019, 6, 1), date(2019, 5, 31), True, "the day before it left"),
    (None, date(2019, 6, 1), date(2019, 6, 1), False, "from that day on no more"),
    (date(2019, 3, 1), date(2019, 3, 2), date(2019, 3, 1), True, "for one day"),
]


@pytest.mark.parametrize(("joined", "left", "day", "there", "reason"), MEMBERSHIP)
def test_partners_join_and_leave(
    joined: date | None,
    left: date | None,
    day: date,
    there: bool,  # noqa: FBT001 - a column of the table
    reason: str,
) -> None:
    """A partner is in the network from the day it joined until the day it left."""
    assert partner(joined=joined, left=left).in_network(day) is there, reason


def test_a_partner_that_left_before_it_joined() -> None:
    """The message names the day it joined."""
    with pytest.raises(PlanError) as caught:
        partner(joined=date(2019, 6, 1), left=date(2019, 3, 1))
    assert str(caught.value) == (
        "left: expected a day after it joined, 2019-06-01, found "
        '"2019-03-01"; swap the two days [left]'
    )


def test_countries_of_all_that_ever_were_there() -> None:
    """A partner that left still counts: its country's campus took place."""
    gone = partner(left=date(2019, 3, 1))
    assert network(partners=[gone, CORK]).countries == ("IE", "IT")


# plans -----------------------------------------------------------------------------


def test_a_network_on_its_own() -> None:
    """Without a programme the network owns the plan and states its start."""
    whole = Plan(lifecycle=lifecycle(), network=network(partners=[UDINE]))
    assert (whole.owner.id, whole.start) == ("demo", APPROVAL)
    assert whole.partners == (UDINE,)


def test_a_network_in_a_programme() -> None:
    """In a programme the programme states the start, the network owns the plan."""
    later = programme(start=date(2019, 1, 1))
    own = network(programme="round", partners=[UDINE])
    whole = Plan(lifecycle=lifecycle(), programme=later, network=own)
    assert (whole.owner.id, whole.start) == ("demo", date(2019, 1, 1))


def test_a_programme() -> None:
    """The plan of a programme has the partners of all its networks, in their order."""
    networks = (
        network(id="b", programme="round", partners=[UDINE, CORK]),
        network(id="a", programme="round", partners=[UDINE]),  # another place there
    )
    whole = Plan(lifecycle=lifecycle(), programme=programme(), networks=networks)
    assert whole.owner.id == "round"
    assert [p.id for p in whole.partners] == ["udine", "cork", "udine"]
    one = whole.for_network("a")
    assert (one.owner.id, one.partners, one.networks) == ("a", (UDINE,), ())
    assert one.programme == whole.programme
    with pytest.raises(KeyError):
        whole.for_network("c")


MISMATCHED = [
    # A row: programme, network, networks, reason
    (None, None, (), "neither programme nor network"),
    (programme(lifecycle="other"), None, (), "another lifecycle"),
    (None, network(lifecycle="other"), (), "another lifecycle of the network"),
    (None, network(programme="round"), (), "a programme that is not there"),
    (programme(), network(programme="other"), (), "another programme"),
    (programme(), network(), (), "a network on its own, and a programme"),
    (programme(), None, (network(programme="other"),), "a network of another one"),
]


@pytest.mark.parametrize(("theirs", "own", "networks", "reason"), MISMATCHED)
def test_layers_that_do_not_belong_together(
    theirs: Programme | None,
    own: Network | None,
    networks: tuple[Network, ...],
    reason: str,
) -> None:
    """A plan is put together of layers that name each other."""
    with pytest.raises(PlanError) as caught:
        Plan(lifecycle=lifecycle(), programme=theirs, network=own, networks=networks)
    assert caught.value.code == "layers", reason


def test_a_path_names_a_file_not_an_id() -> None:
    """A layer that refers to a path goes with whatever that file holds."""
    own = network(programme="../programme.toml")
    theirs = programme(lifecycle="./cycle.toml")
    assert Plan(lifecycle=lifecycle(), programme=theirs, network=own).owner.id == "demo"
    alone = network(lifecycle="cycles/one.toml")
    assert Plan(lifecycle=lifecycle(), network=alone).owner.id == "demo"


def test_two_networks_with_one_id() -> None:
    """Ids of networks are never used twice in a programme: UIDs are made of them."""
    twice = (
        network(programme="round", origin=HERE),
        network(programme="round", name="Other", origin=THERE),
    )
    with pytest.raises(PlanError) as caught:
        Plan(lifecycle=lifecycle(), programme=programme(), networks=twice)
    error = caught.value
    assert (error.code, error.where) == ("id-duplicate", "other.toml:9: network demo")
    assert "demo.toml:1" in error.todo


def test_one_lead_after_the_other() -> None:
    """A network may change its lead partner; the last one is its lead."""
    old = partner(role=Role.LEAD, left=date(2020, 1, 1))
    new = partner(id="cork", role=Role.LEAD, joined=date(2020, 1, 1))
    both = network(partners=[new, old])
    assert (both.lead, both.leads) == (new, (old, new))
