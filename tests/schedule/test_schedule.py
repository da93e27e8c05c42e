"""The values of a schedule (`transfertimeline.schedule.schedule`)."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from tests.schedule.plans import (
    APPROVAL,
    lifecycle,
    milestone,
    network,
    phase,
    plan,
    programme,
    revision,
    schedule,
)
from transfertimeline.errors import UnknownIdError
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Audience, Kind, Scope
from transfertimeline.plan.revisions import Status

WHOLE = schedule(
    plan(
        milestone("report", "2019-06-04", kind=Kind.DEADLINE),
        milestone("kick-off", "2019-01~", audience=[Audience.LEAD]),
        milestone("gate", "unknown"),
        milestone("campus", "2019-05-21/2019-05-22", scope=Scope.PROGRAMME),
    )
)


def test_milestones_by_id() -> None:
    """A milestone is found by its id; `in` tells whether there is one."""
    assert WHOLE["campus"].id == "campus"
    assert "campus" in WHOLE
    assert "transfer" not in WHOLE  # a phase
    assert 4 not in WHOLE


def test_an_unknown_id_suggests_the_nearest() -> None:
    """An id that nothing has is refused with the nearest that something has."""
    with pytest.raises(UnknownIdError) as caught:
        WHOLE["kickoff"]
    assert caught.value.todo == 'did you mean "kick-off"?'
    with pytest.raises(LookupError):
        WHOLE["nothing-like-it"]


def test_it_is_a_row_of_milestones() -> None:
    """Its length and its order are those of its milestones, by date, undated last."""
    assert len(WHOLE) == 4
    assert [m.id for m in WHOLE] == ["kick-off", "campus", "report", "gate"]
    assert tuple(WHOLE) == WHOLE.milestones


def test_order_of_equal_dates() -> None:
    """Milestones are in order of first day, then last day, then id."""
    found = schedule(
        plan(
            milestone("d", "2019-01-01"),
            milestone("c", "2019-01"),
            milestone("b", "2019-01-01"),
            milestone("a", "2019-01-01/2019-01-02"),
            milestone("f", "unknown"),
            milestone("e", "unknown"),
        )
    )
    assert [m.id for m in found] == ["b", "d", "a", "c", "e", "f"]


def test_start_and_end() -> None:
    """It starts with its first phase and ends with its last."""
    assert (WHOLE.start, WHOLE.end) == (APPROVAL, date(2020, 12, 4))
    assert [p.id for p in WHOLE.phases] == ["transfer", "dissemination"]


@pytest.mark.parametrize(
    ("id_", "first", "last", "exact", "edtf"),
    [
        ("report", date(2019, 6, 4), date(2019, 6, 4), True, "2019-06-04"),
        ("kick-off", date(2019, 1, 1), date(2019, 1, 31), False, "2019-01~"),
        ("campus", date(2019, 5, 21), date(2019, 5, 22), True, "2019-05-21/2019-05-22"),
        ("gate", None, None, False, "unknown"),
    ],
)
def test_days_of_a_milestone(
    id_: str, first: date | None, last: date | None, *, exact: bool, edtf: str
) -> None:
    """First and last day include both ends; a window is not exact; unknown has none."""
    found = WHOLE[id_]
    assert (found.first, found.last, found.exact) == (first, last, exact)
    assert found.edtf == edtf


def test_what_was_stated_is_at_hand() -> None:
    """Kind, scope, audience and hours are those stated."""
    found = WHOLE["report"]
    assert (found.kind, found.scope, found.audience) == (
        Kind.DEADLINE,
        Scope.NETWORK,
        (),
    )
    assert found.time is None
    assert WHOLE["campus"].scope is Scope.PROGRAMME


def test_who_it_is_for() -> None:
    """What names no audience is for everybody."""
    assert WHOLE["kick-off"].is_for(Audience.LEAD)
    assert not WHOLE["kick-off"].is_for(Audience.PUBLIC)
    assert all(WHOLE["report"].is_for(audience) for audience in Audience)


def test_before_any_history() -> None:
    """A first publication: planned, SEQUENCE 0, modified at the start of that day."""
    whole = schedule(plan(milestone("report", "2019-06-04"), issued=date(2018, 12, 20)))
    found = whole["report"]
    assert (found.status, found.sequence) == (Status.PLANNED, 0)
    assert found.last_modified == datetime(2018, 12, 20, tzinfo=UTC)
    assert all(
        p.last_modified == datetime(2018, 12, 20, tzinfo=UTC) for p in whole.phases
    )


def test_phases_have_their_words() -> None:
    """A scheduled phase has the id and title stated for it."""
    whole = schedule(plan(phases=[phase("work", "9 months", title={"lt": "Darbas"})]))
    assert [(p.id, str(p.title)) for p in whole.phases] == [("work", "Darbas")]


@pytest.mark.parametrize(
    ("own", "theirs", "expected"),
    [
        (["en", "it"], ["en", "lt"], ("en", "it")),  # the network's
        ([], ["en", "lt"], ("en", "lt")),  # else the programme's
        ([], [], ()),
    ],
)
def test_languages(
    own: list[str], theirs: list[str], expected: tuple[str, ...]
) -> None:
    """The languages are the network's, or else the programme's."""
    whole = Plan(
        lifecycle=lifecycle(),
        programme=programme(languages=theirs),
        network=network(programme="round", languages=own),
    )
    assert schedule(whole).languages == expected


def test_equal_schedules() -> None:
    """The same plan and data date give an equal schedule, before and after a look."""
    again = schedule(WHOLE.plan, WHOLE.data_date)
    assert again == WHOLE
    assert "campus" in again  # fills the index
    assert again == WHOLE
    assert attrs.evolve(again, milestones=()) != WHOLE


def test_it_pickles() -> None:
    """A schedule can be handed to another process."""
    assert pickle.loads(pickle.dumps(WHOLE)) == WHOLE  # noqa: S301 - our own bytes


POSTPONED = [
    # A row: date at first, revisions, postponed, reason
    ("2019-05", [], False, "it has a date"),
    ("unknown", [], False, "it never had one"),
    ("2019-05", [("2019-01-10", {"when": "unknown"})], True, "it had one"),
    ("2019-05", [("2019-01-10", {"when": "unknown"}),
                 ("2019-01-11", {"place": "Cork"})], True, "words are no date"),
    ("2019-05", [("2019-01-10", {"when": "unknown"}),
                 ("2019-02-10", {"when": "2019-06"})], False, "it has one again"),
    ("2019-05", [("2019-01-10", {"when": "unknown", "status": "cancelled"})], False,
     "what is cancelled is not waiting for a date"),
    ("unknown", [("2019-01-10", {"when": "2019-05"}),
                 ("2019-01-11", {"when": "unknown"})], True, "it had one for a day"),
    ("2019-05", [("2018-12-01", {"when": "unknown"})], False,
     "nobody ever saw the date it had before it was published"),
]  # fmt: skip


@pytest.mark.parametrize(("when", "revisions", "postponed", "reason"), POSTPONED)
def test_what_is_postponed(
    when: str,
    revisions: list[tuple[str, dict[str, Any]]],
    postponed: bool,  # noqa: FBT001 - a column of the table
    reason: str,
) -> None:
    """What was dated and is no longer is postponed: nobody states that."""
    found = schedule(
        plan(
            milestone("fair", when),
            revisions=[revision(on, "fair", **fields) for on, fields in revisions],
        )
    )
    assert found["fair"].postponed is postponed, reason


def test_what_was_expected_on_a_day() -> None:
    """Every milestone can say what was expected of it on an earlier day."""
    moved = revision("2019-01-10", "fair", when="2019-06", status="planned")
    fair = schedule(plan(milestone("fair", "2019-05"), revisions=[moved]))["fair"]
    for day, edtf in (("2019-01-09", "2019-05"), ("2019-01-10", "2019-06")):
        then = fair.expected_on(date.fromisoformat(day))
        assert then is not None
        assert then.edtf == edtf
    assert fair.expected_on(date(2018, 12, 3)) is None
    assert (fair.expected.edtf, fair.sequence) == ("2019-06", 1)
