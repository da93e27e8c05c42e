"""Parts of a schedule (`transfertimeline.schedule.selection`)."""

from __future__ import annotations

import pytest

from tests.schedule.plans import (
    CORK,
    NOVARA,
    UDINE,
    lifecycle,
    milestone,
    network,
    plan,
    programme,
    schedule,
)
from transfertimeline.errors import UnknownIdError
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Audience, Scope
from transfertimeline.plan.repeats import Each
from transfertimeline.schedule.selection import EVERYTHING, Selection

WHOLE = schedule(
    plan(
        milestone(
            "kick-off", "2019-01-15", scope=Scope.PROGRAMME,
            audience=[Audience.LEAD, Audience.EXPERT],
        ),
        milestone("campus", "2019-05-21", each=Each.COUNTRY,
                  audience=[Audience.PARTNER]),
        milestone("report", "2019-06-04"),
        milestone("group", "2019-03-04", each=Each.PARTNER,
                  audience=[Audience.LOCAL_GROUP]),
        milestone("launch", "2019-07-25", partner="cork", audience=[Audience.PUBLIC]),
        milestone("gate", "unknown"),
        partners=[UDINE, CORK, NOVARA],
    )
)  # fmt: skip

CASES = [
    # A row: selection, the ids in order of date, reason
    (EVERYTHING,
     ["kick-off", "group-cork", "group-novara", "group-udine", "campus-ie", "campus-it",
      "report", "launch", "gate"], "everything passes, undated ones last"),
    (Selection(audience=Audience.LEAD), ["kick-off", "report", "gate"],
     "for leads, and what is for everybody"),
    (Selection(audience=Audience.PARTNER), ["campus-ie", "campus-it", "report", "gate"],
     "for partners"),
    (Selection(audience=Audience.PUBLIC), ["report", "launch", "gate"],
     "for the public"),
    (Selection(scope=Scope.PROGRAMME), ["kick-off"], "of the programme"),
    (Selection(scope=Scope.COUNTRY), ["campus-ie", "campus-it"], "of the countries"),
    (Selection(scope=Scope.NETWORK), ["report", "gate"], "of the network"),
    (Selection(scope=Scope.PARTNER),
     ["group-cork", "group-novara", "group-udine", "launch"], "of the partners"),
    (Selection(partner="cork"),
     ["kick-off", "group-cork", "campus-ie", "report", "launch", "gate"],
     "not what other partners or countries have for themselves"),
    (Selection(partner="novara"),
     ["kick-off", "group-novara", "campus-it", "report", "gate"],
     "Novara's country has one campus for both its cities"),
    (Selection(partner="cork", scope=Scope.PARTNER), ["group-cork", "launch"],
     "both at once"),
    (Selection(partner="cork", audience=Audience.LOCAL_GROUP),
     ["group-cork", "report", "gate"], "a partner's local group"),
    (Selection(partner="udine", audience=Audience.PUBLIC, scope=Scope.COUNTRY), [],
     "nothing is left"),
]  # fmt: skip


@pytest.mark.parametrize(("selection", "expected", "reason"), CASES)
def test_what_is_selected(
    selection: Selection, expected: list[str], reason: str
) -> None:
    """A selection lets pass what its audience, partner and scope all let pass."""
    assert [found.id for found in selection.of(WHOLE)] == expected, reason


def test_a_partner_that_is_not_there() -> None:
    """An unknown partner is refused, and the nearest is named."""
    with pytest.raises(UnknownIdError) as caught:
        Selection(partner="corck").of(WHOLE)
    assert (caught.value.code, caught.value.found) == ("unknown-partner", '"corck"')
    assert '"cork"' in caught.value.todo


def test_a_programme_has_no_partners_of_its_own() -> None:
    """Partner ids are a network's: a programme's schedule cannot be asked for one."""
    whole = Plan(
        lifecycle=lifecycle(),
        programme=programme(),
        networks=(network(programme="round", partners=[CORK]),),
    )
    with pytest.raises(UnknownIdError) as caught:
        Selection(partner="cork").of(schedule(whole))
    assert caught.value.code == "unknown-partner"
