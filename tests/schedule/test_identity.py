"""The UIDs of milestones (`transfertimeline.schedule.identity`): DESIGN, section 8."""

from __future__ import annotations

import uuid
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.schedule.plans import (
    CORK,
    UDINE,
    lifecycle,
    milestone,
    network,
    plan,
    programme,
    schedule,
)
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Scope
from transfertimeline.plan.repeats import Each
from transfertimeline.plan.state import Owner, OwnerKind
from transfertimeline.schedule.identity import NAMESPACE, uid

OWNER = Owner(kind=OwnerKind.NETWORK, id="playful-paradigm", issued=date(2018, 12, 4))


def test_the_namespace_is_frozen() -> None:
    """With another namespace every subscriber would lose and regain every entry."""
    assert str(NAMESPACE) == "6f0cf2a2-8d0b-5f6e-9a43-2f0b7d1c5e90"


@pytest.mark.parametrize(
    ("kind", "id_", "name", "component", "text"),
    [
        (OwnerKind.PROGRAMME, "urbact-iii-transfer", "kick-off", "vevent",
         "programme:urbact-iii-transfer/kick-off#vevent"),
        (OwnerKind.NETWORK, "playful-paradigm", "meeting-3", "vtodo",
         "network:playful-paradigm/meeting-3#vtodo"),
        (OwnerKind.PROGRAMME, "urbact-iii-transfer", "phase:transfer:last", "vevent",
         "programme:urbact-iii-transfer/phase:transfer:last#vevent"),
        (OwnerKind.NETWORK, "ru-rban", "campus-lt", "vevent",
         "network:ru-rban/campus-lt#vevent"),
    ],
)  # fmt: skip
def test_a_uid_is_a_uuid5_of_owner_name_and_component(
    kind: OwnerKind, id_: str, name: str, component: str, text: str
) -> None:
    """A UID is uuid5 of the frozen namespace and `OWNERKIND:OWNERID/NAME#COMPONENT`."""
    owner = Owner(kind=kind, id=id_, issued=date(2018, 12, 4))
    assert uid(owner, name, component) == str(uuid.uuid5(NAMESPACE, text))


@given(st.sampled_from(OwnerKind), st.text(), st.text(), st.text())
def test_the_stdlib_agrees(
    kind: OwnerKind, id_: str, name: str, component: str
) -> None:
    """Whatever the names, the standard library makes the same UUID of version 5."""
    owner = Owner(kind=kind, id=id_, issued=date(2018, 12, 4))
    text = f"{kind.value}:{id_}/{name}#{component}"
    found = uid(owner, name, component)
    assert found == str(uuid.uuid5(NAMESPACE, text))
    assert uuid.UUID(found).version == 5


def test_a_uid_is_of_nothing_else() -> None:
    """Zone and day of publication of the owner are no part of a UID."""
    other = attrs.evolve(OWNER, issued=date(2020, 1, 1), zone="Europe/Rome")
    assert uid(OWNER, "kick-off") == uid(other, "kick-off")


def test_an_event_and_a_task_differ() -> None:
    """The same milestone as an event and as a task is two components."""
    assert uid(OWNER, "report", "vevent") != uid(OWNER, "report", "vtodo")
    assert uid(OWNER, "report") == uid(OWNER, "report", "vevent")


def test_dates_and_words_are_no_part_of_it() -> None:
    """A new name, date, place, kind or length leaves the UID as it is."""
    before = schedule(plan(milestone("kick-off", "2019-01", title="Kick-off")))
    after = schedule(
        plan(
            milestone(
                "kick-off", "2019-01-15", title="Launch", length=2, place="Paris"
            ),
            milestone("other", "2019-02-01"),
            name="Another name",
        )
    )
    assert before["kick-off"].uid == after["kick-off"].uid


def test_owners() -> None:
    """Of programme or country means the programme's, anything else the network's."""
    cycle = lifecycle(
        milestone("kick-off", "2019-01", scope=Scope.PROGRAMME),
        milestone("campus", "2019-21", each=Each.COUNTRY),
        milestone("report", "2019-06-04"),
        milestone("group", "2019-03-04", each=Each.PARTNER),
    )
    expected = {
        "kick-off": "programme:round/kick-off#vevent",
        "campus-ie": "programme:round/campus-ie#vevent",
        "report": "network:demo/report#vevent",
        "group-cork": "network:demo/group-cork#vevent",
    }
    own = network(programme="round", partners=[CORK])
    found = schedule(Plan(lifecycle=cycle, programme=programme(), network=own))
    assert {m.id: m.uid for m in found} == {
        id_: str(uuid.uuid5(NAMESPACE, text)) for id_, text in expected.items()
    }
    # Without a programme they are all the network's.
    alone = schedule(Plan(lifecycle=cycle, network=network(partners=[CORK])))
    assert {m.id: m.uid for m in alone} == {
        id_: str(uuid.uuid5(NAMESPACE, f"network:demo/{id_}#vevent"))
        for id_ in expected
    }


def test_the_same_milestone_in_each_network() -> None:
    """What is the programme's has one UID in all its networks, and in its own plan."""
    cycle = lifecycle(milestone("campus", "2019-21", each=Each.COUNTRY))
    networks = (
        network(id="one", programme="round", partners=[UDINE]),
        network(id="two", programme="round", partners=[UDINE, CORK]),
    )
    whole = Plan(lifecycle=cycle, programme=programme(), networks=networks)
    uids = {
        schedule(of)["campus-it"].uid
        for of in (whole, whole.for_network("one"), whole.for_network("two"))
    }
    assert len(uids) == 1
