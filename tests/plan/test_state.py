"""How milestones stand, and whose they are (`transfertimeline.plan.state`)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.schedule.plans import APPROVAL, milestone, network, programme
from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.dates.lag import parse_lag
from transfertimeline.errors import PlanError
from transfertimeline.plan.changes import Override
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.repeats import Repeat
from transfertimeline.plan.revisions import Revision, Status
from transfertimeline.plan.state import (
    Declared,
    LayerKind,
    Owner,
    OwnerKind,
    Standing,
    owner_of,
)

DAY = date(2019, 9, 20)
DAYS = parse_rule("2019-09-17/2019-09-18")


def revision(id_: str = "meeting", **fields: Any) -> Revision:  # noqa: ANN401 - any field
    """Return a revision of a day in September 2019."""
    usual: dict[str, Any] = {"on": DAY, "milestone": id_}
    return Revision(**usual | fields)


def standing(when: str = "2019-09", **fields: Any) -> Standing:  # noqa: ANN401 - any field
    """Return how a meeting stands that nobody has changed."""
    return Standing(milestone=milestone("meeting", when, **fields))


# owners ----------------------------------------------------------------------------


def test_owners() -> None:
    """Networks and programmes are owners, each with its publication and its zone."""
    own = network(programme="round", issued=date(2019, 2, 1))
    assert owner_of(own) == Owner(
        kind=OwnerKind.NETWORK, id="demo", issued=date(2019, 2, 1), zone=None
    )
    assert owner_of(programme(zone="Europe/Paris")) == Owner(
        kind=OwnerKind.PROGRAMME, id="round", issued=APPROVAL, zone="Europe/Paris"
    )


# how far it is ---------------------------------------------------------------------

DONE = Standing(
    milestone=milestone("meeting", "2019-09-17/2019-09-18"),
    status=Status.DONE,
    actual=parse_edtf("2019-09-17"),
)

AFTER = [
    # A row: before, the change, status and actual afterwards, reason
    (standing(), revision(place="Cork"), Status.PLANNED, None, "nothing said of it"),
    (standing(), revision(when=DAYS, status=Status.CONFIRMED), Status.CONFIRMED, None,
     "confirmed"),
    (standing(), revision(status=Status.CANCELLED), Status.CANCELLED, None,
     "cancelled"),
    (standing(), revision(status=Status.DONE, actual=parse_edtf("2019-09-17")),
     Status.DONE, "2019-09-17", "done, and when"),
    (DONE, revision(place="Cork"), Status.DONE, "2019-09-17", "a word about it"),
    (DONE, revision(status=Status.DONE), Status.DONE, "2019-09-17", "said again"),
    (DONE, revision(actual=parse_edtf("2019-09-18")), Status.DONE, "2019-09-18",
     "what happened, corrected"),
    (DONE, revision(when=DAYS), Status.DONE, None,
     "a later date takes the place of what was said to have happened"),
    (DONE, revision(when=DAYS, actual=parse_edtf("2019-09-18")), Status.DONE,
     "2019-09-18", "both are stated"),
    (DONE, revision(status=Status.PLANNED), Status.PLANNED, None,
     "it did not take place after all"),
    (DONE, revision(status=Status.CANCELLED), Status.CANCELLED, None,
     "nor will it"),
    (DONE, Override(id="meeting", place="Cork"), Status.DONE, "2019-09-17",
     "an override says nothing of it"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "change", "status", "actual", "reason"), AFTER)
def test_how_it_stands_after_a_change(
    before: Standing,
    change: Override | Revision,
    status: Status,
    actual: str | None,
    reason: str,
) -> None:
    """Only a revision changes the status; what happened is forgotten with its date."""
    after = before.after(change)
    assert after.status is status, reason
    assert (after.actual and str(after.actual)) == actual, reason
    assert after.milestone == change.applied_to(before.milestone), reason


def test_a_change_that_contradicts_the_rest() -> None:
    """A change is looked at together with what it changes."""
    with pytest.raises(PlanError) as caught:
        standing().after(Override(id="meeting", tags=["a,b"]))
    assert caught.value.code == "tag"


@pytest.mark.parametrize(
    ("fields", "decided", "reason"),
    [
        ({}, False, "planned, like everything at first"),
        ({"status": Status.CONFIRMED}, True, "somebody said so"),
        ({"status": Status.CANCELLED}, True, "the same"),
        ({"actual": parse_edtf("2019-09-17")}, True, "somebody said when it was"),
    ],
)
def test_what_was_decided(
    fields: dict[str, Any],
    decided: bool,  # noqa: FBT001 - a column of the table
    reason: str,
) -> None:
    """What is not planned, or has happened, was decided by a revision."""
    found = Standing(milestone=milestone("meeting", "2019-09"), **fields)
    assert found.decided is decided, reason


LITERAL = [
    # A row: when, length, actual, the days somebody wrote down, reason
    ("2019-09-17", None, None, "2019-09-17", "a day"),
    ("2019-09-17/2019-09-18", None, None, "2019-09-17/2019-09-18", "two days"),
    ("2019-09-17", 1, None, "2019-09-17", "a day, and that it is one"),
    ("2019-09-30", 3, None, "2019-09-30/2019-10-02", "a day and a length"),
    ("2019-09", None, None, None, "a month"),
    ("2019-09", 2, None, None, "two days of a month"),
    ("[2019-09-17..2019-09-20]", None, None, None, "one of these days"),
    ("unknown", None, None, None, "nothing"),
    ("2019-09-17?", None, None, None, "a day that is not sure"),
    ("2019-09-17~", None, None, None, "about that day"),
    ("2019-09-17/2019-09-18%", None, None, None, "neither sure nor exact"),
    ("3 months after start", None, None, None, "a rule: it moves with the start"),
    ("2019-09-17, or next working day", None, None, None, "a rule about a day"),
    ("2019-09", None, "2019-09-17", "2019-09-17", "the day it happened counts"),
    ("2019-09-17", 2, "2019-09-19", "2019-09-19", "as it was, not as it was planned"),
    ("unknown", 2, "2019-09-19/2019-09-21", "2019-09-19/2019-09-21", "as it was"),
]


@pytest.mark.parametrize(("when", "length", "actual", "days", "reason"), LITERAL)
def test_literal_days(
    when: str, length: int | None, actual: str | None, days: str | None, reason: str
) -> None:
    """Literal days are those that somebody wrote down, without any doubt."""
    found = Standing(
        milestone=milestone("meeting", when, length=length),
        actual=parse_edtf(actual) if actual else None,
    )
    assert (found.literal_days and str(found.literal_days)) == days, reason


# families --------------------------------------------------------------------------

REPORT = Declared(
    stated=milestone(
        "report", "end of period", repeat=Repeat(every=parse_lag("6 months"))
    ),
    layer=LayerKind.LIFECYCLE,
    owner=owner_of(network()),
    since=APPROVAL,
)


def laid(*changes: Override | Revision) -> Declared:
    """Return the reports after changes of the network."""
    declared = REPORT
    for change in changes:
        declared = declared.after(LayerKind.NETWORK, change.id, change)
    return declared


def test_as_it_is_stated() -> None:
    """Before any change it stands as it is stated, and so does every member."""
    assert REPORT.milestone == REPORT.stated
    assert REPORT.standing == Standing(milestone=REPORT.stated)
    assert REPORT.member("report-7") == REPORT.standing


def test_the_family_and_its_members() -> None:
    """A change of the family reaches all members, of a member only that one."""
    second = revision("report-2", when=DAYS, status=Status.CONFIRMED)
    found = laid(second, revision("report", note="All", status=Status.PLANNED))
    assert found.member("report-1").milestone.when == REPORT.stated.when
    assert found.member("report-2").milestone.when == DAYS
    assert [str(found.member(f"report-{n}").milestone.note) for n in (1, 2)] == [
        "All",
        "All",
    ]
    assert found.member("report-2").status is Status.PLANNED
    assert found.standing.milestone.when == REPORT.stated.when
    assert [layer for layer, _ in found.changes] == [LayerKind.NETWORK] * 2


def test_a_member_starts_from_its_family() -> None:
    """A member is changed from where the family stands by then."""
    found = laid(revision("report", note="All"), revision("report-2", place="Cork"))
    member = found.member("report-2").milestone
    assert (str(member.note), str(member.place)) == ("All", "Cork")
    assert found.milestone.place is None


DECISIONS = [
    # A row: the changes, of which id, the place of the one that counts, reason
    ([revision("report", when=DAYS, status=Status.CONFIRMED)], "report", 0, "only one"),
    ([revision("report", when=DAYS, status=Status.CONFIRMED)], "report-2", 0,
     "what is said of the family is said of its members"),
    ([revision("report", when=DAYS, status=Status.CONFIRMED),
      revision("report-2", when=DAYS)], "report-1", 0, "that of another member"),
    ([revision("report", when=DAYS, status=Status.CONFIRMED),
      revision("report-2", when=DAYS)], "report-2", 1, "a later date"),
    ([revision("report", when=DAYS, status=Status.CONFIRMED),
      revision("report", note="All")], "report", 0, "a note decides nothing"),
    ([revision("report", when=DAYS, status=Status.CONFIRMED),
      revision("report", length=2)], "report", 1, "a length does"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "id_", "place", "reason"), DECISIONS)
def test_which_revision_decided(
    changes: list[Revision], id_: str, place: int, reason: str
) -> None:
    """It is the last that set the days or the status of a milestone or its family."""
    layer, found = laid(*changes).decision(id_)
    assert layer is LayerKind.NETWORK
    assert found is changes[place], reason
