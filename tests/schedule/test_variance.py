"""
How much later something is (`transfertimeline.schedule.variance`).

Later is positive. Days are counted by hand.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from tests.schedule.plans import (
    APPROVAL,
    CORK,
    UDINE,
    extension,
    lifecycle,
    milestone,
    network,
    plan,
    programme,
    revision,
    schedule,
)
from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.errors import UnknownIdError
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Audience, Kind, Scope
from transfertimeline.plan.revisions import Baseline, Status
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.expectation import Expectation
from transfertimeline.schedule.selection import Selection
from transfertimeline.schedule.variance import (
    Comparison,
    baseline_named,
    baseline_of,
    compare,
    days_between,
)

# days ------------------------------------------------------------------------------

DAYS = [
    # A row: before, after, days, days of a deadline, reason
    ("2019-03-04", "2019-03-11", 7, 7, "a week later"),
    ("2019-03-11", "2019-03-04", -7, -7, "a week earlier"),
    ("2019-03-04", "2019-03-04", 0, 0, "the same day"),
    ("2019-02-27", "2019-03-01", 2, 2, "over the end of February"),
    ("2020-02-27", "2020-03-01", 3, 3, "over a leap day"),
    ("2019-03-04?", "2019-03-05", 1, 1, "how sure it is does not matter"),
    ("2019-03-04/2019-03-05", "2019-03-05/2019-03-06", 1, 1, "two days, a day later"),
    ("2019-03-04", "2019-03-04/2019-03-06", 0, 2,
     "longer: a meeting begins as before, a deadline ends later"),
    ("2019-03-04/2019-03-06", "2019-03-06", 2, 0, "shorter, from its beginning"),
    ("2019-03-04/2019-03-06", "2019-03-05", 1, -1,
     "later for who comes, earlier for who sends"),
    ("2019-03", "2019-03-01", 0, 0, "the first day of the month it was expected in"),
    ("2019-03", "2019-03-31", 0, 0, "the last"),
    ("2019-03", "2019-04-01", 1, 1, "the day after"),
    ("2019-03", "2019-02-26", -3, -3, "three days before its first"),
    ("2019-03", "2019-03-31/2019-04-02", 0, 2, "it begins inside and ends outside"),
    ("2019-03", "2019-02-28/2019-03-01", -1, 0, "it begins before and ends inside"),
    ("2019-03-15", "2019-03", 0, 0, "no longer known, but it may still be that day"),
    ("2019-03-15", "2019-04", 17, 17, "to the nearest day it may be: 1 April"),
    ("2019-03-15", "2019-02", -15, -15, "28 February"),
    ("2019-03", "2019-03", 0, 0, "two windows that are the same"),
    ("2019-03", "2019-21", 0, 0, "one that holds the other: spring holds March"),
    ("2019-03", "[2019-03-31..2019-04-10]", 30, 10, "they share but a day"),
    ("2019-03", "2019-04", 31, 30, "from 1 March to 1 April; from 31 to 30"),
    ("2019-03", "2019-05", 61, 61, "from 1 March to 1 May; from 31 to 31"),
    ("2019-05", "2019-03", -61, -61, "and back"),
    ("unknown", "2019-03-04", None, None, "it had no date"),
    ("2019-03-04", "unknown", None, None, "it has none"),
    ("unknown", "unknown", None, None, "it never had one"),
]  # fmt: skip


def expected(edtf: str) -> Expectation:
    """Return an expectation of a date as a plan file writes it."""
    return Expectation(days=parse_edtf(edtf).days)


@pytest.mark.parametrize(("before", "after", "days", "of_deadline", "reason"), DAYS)
def test_days_between(
    before: str, after: str, days: int | None, of_deadline: int | None, reason: str
) -> None:
    """Of days the first counts, of a deadline the last; windows are nearest edges."""
    one, other = expected(before), expected(after)
    assert days_between(one, other) == days, reason
    assert days_between(one, other, deadline=True) == of_deadline, reason
    back = None if days is None else -days
    assert days_between(other, one) == back, "the same the other way round"


# schedules -------------------------------------------------------------------------

WHOLE = plan(
    milestone("kick-off", "2019-01-15", kind=Kind.MEETING),
    milestone("report", "2019-05-01/2019-05-10", kind=Kind.DEADLINE),
    milestone("campus", "2019-09", kind=Kind.EVENT),
    milestone("fair", "unknown"),
    milestone("party", "2019-12-01"),
    milestone("summary", "2020-03-01", added=date(2019, 2, 1)),
    milestone("closing", "end", place="Udine"),
    revisions=[
        revision("2019-01-10", "kick-off", when="2019-01-22", reason="Snow"),
        revision("2019-02-10", "report", when="2019-05-02/2019-05-12"),
        revision("2019-02-10", "campus", when="2019-09-10/2019-09-13"),
        revision("2019-02-11", "fair", when="2019-07-01"),
        revision("2019-02-12", "party", when="unknown"),
        revision("2019-02-13", "closing", place="Cork", title="The end"),
        revision("2019-03-01", "kick-off", status="done"),
        extension("2019-03-10"),
    ],
)


def between(before: str, after: str, **fields: Any) -> Comparison:  # noqa: ANN401 - any field
    """Compare the schedules of two data dates."""
    one, other = (schedule(WHOLE, date.fromisoformat(day)) for day in (before, after))
    return compare(one, other, **fields)


def test_what_differs() -> None:
    """Each milestone that differs, in order of its later date, with the days."""
    found = between("2018-12-04", "2019-03-09")
    assert [(each.id, each.days, each.words) for each in found.milestones] == [
        ("kick-off", 7, ()),
        ("report", 2, ()),
        ("fair", None, ()),
        ("campus", 0, ()),
        ("summary", None, ()),
        ("closing", 0, ("title", "place")),
        ("party", None, ()),
    ]
    assert found.phases == ()
    added = [each.id for each in found.milestones if each.added]
    assert added == ["summary"], "what is dated for the first time is not new"
    assert not any(each.dropped for each in found.milestones)


def test_what_is_there_no_more() -> None:
    """What only the schedule before has comes last: it is no error, but a change."""
    found = between("2019-03-09", "2018-12-04")
    last = found.milestones[-1]
    assert (last.id, last.dropped, last.added, last.days) == (
        "summary", True, False, None,
    )  # fmt: skip
    assert last.before == expected("2020-03-01")


def test_sides_swapped() -> None:
    """Swapped sides negate: the same milestones, the days with the other sign."""
    there = {each.id: each for each in between("2018-12-04", "2019-03-10").milestones}
    back = {each.id: each for each in between("2019-03-10", "2018-12-04").milestones}
    assert there.keys() == back.keys()
    for id_, one in there.items():
        other = back[id_]
        assert (one.before, one.after) == (other.after, other.before)
        assert one.days == (None if other.days is None else -other.days)
        assert one.history == other.history, "what happened in between is the same"


def test_phases_are_compared() -> None:
    """A phase is compared by its last day: 4 June and 4 December are 183 days apart."""
    found = between("2019-03-09", "2019-03-10")
    assert [(each.id, each.days, each.phase) for each in found.phases] == [
        ("transfer", 183, True),
        ("dissemination", 182, True),
    ]
    assert [(each.id, each.days, each.phase) for each in found.milestones] == [
        ("closing", 182, False)
    ]


def test_the_decisions_between() -> None:
    """A variance has the changes between its two sides, each with its revision."""
    [kick_off] = [each for each in between("2019-01-09", "2019-02-28").milestones
                  if each.id == "kick-off"]  # fmt: skip
    assert [str(each.by) for each in kick_off.history] == [
        'revision of 2019-01-10 ("Snow")'
    ]
    # What the earlier side knows already is not between the two.
    [kick_off] = [each for each in between("2019-01-10", "2019-03-01").milestones
                  if each.id == "kick-off"]  # fmt: skip
    assert [each.was.edtf for each in kick_off.history] == ["2019-01-22"]
    assert kick_off.days == 0, "its status differs, not its day"


def test_nothing_differs() -> None:
    """A schedule compared with itself, or with that of a quiet day, is empty."""
    assert not between("2018-12-04", "2018-12-04")
    assert not between("2019-01-11", "2019-01-31")
    assert between("2019-01-11", "2019-02-01")


def test_other_words() -> None:
    """Every text that differs is named, hours and links too."""
    fields = {
        "title": "Meeting", "note": "Come", "place": "Udine", "time": "15:00",
        "zone": "Europe/Rome", "online": True, "url": "https://urbact.eu",
    }  # fmt: skip
    before = plan(milestone("meeting", "2019-03"))
    after = plan(
        milestone("meeting", "2019-03"),
        revisions=[revision("2019-01-10", "meeting", **fields)],
    )
    [found] = compare(schedule(before), schedule(after)).milestones
    assert found.words == (
        "title", "note", "place", "time", "zone", "online", "url",
    )  # fmt: skip
    assert (found.days, str(found.title)) == (0, "Meeting")


def test_a_kind_that_differs() -> None:
    """What is a deadline on one side only is compared by its first days."""
    before = plan(milestone("report", "2019-05-01/2019-05-10"))
    after = plan(milestone("report", "2019-05-01/2019-05-12", kind=Kind.DEADLINE))
    [found] = compare(schedule(before), schedule(after)).milestones
    assert found.days == 0


def test_a_phase_that_only_one_side_has() -> None:
    """A phase that is new or gone is said to be."""
    one, other = schedule(plan()), schedule(plan(phases=lifecycle().phases[:1]))
    [found] = compare(one, other).phases
    assert (found.id, found.dropped) == ("dissemination", True)
    [found] = compare(other, one).phases
    assert (found.id, found.added) == ("dissemination", True)


def test_whose_eyes() -> None:
    """A selection lets pass what either side shows; phases are the programme's."""
    of: list[tuple[str, dict[str, Any]]] = [
        ("lead", {"audience": [Audience.LEAD]}),
        ("all", {}),
        ("partner", {"scope": Scope.PARTNER, "partner": "cork"}),
    ]
    before, after = (
        schedule(
            plan(
                *(milestone(id_, day, **fields) for id_, fields in of),
                partners=[UDINE, CORK],
            )
        )
        for day in ("2019-03", "2019-05")
    )

    def ids(**fields: Any) -> list[str]:  # noqa: ANN401 - any field
        found = compare(before, after, selection=Selection(**fields))
        return [each.id for each in found.milestones]

    assert ids() == ["all", "lead", "partner"]
    assert ids(audience=Audience.EXPERT) == ["all", "partner"]
    assert ids(partner="udine") == ["all", "lead"]
    assert ids(scope=Scope.PARTNER) == ["partner"]
    longer = schedule(plan(revisions=[extension("2019-01-10")]))
    for scope, phases in ((Scope.PROGRAMME, 2), (Scope.NETWORK, 0)):
        found = compare(schedule(plan()), longer, selection=Selection(scope=scope))
        assert len(found.phases) == phases


# baselines -------------------------------------------------------------------------


def named(name: str, on: str) -> Baseline:
    """Return a baseline."""
    return Baseline(name=name, on=date.fromisoformat(on))


BASELINES = plan(
    baselines=[
        named("draft", "2018-11-01"),
        named("approved", "2019-03-04"),
        named("amended", "2020-06-24"),
        named("signed", "2019-04-01"),
    ]
)


@pytest.mark.parametrize(
    ("day", "name", "reason"),
    [
        ("2018-12-04", None, "the draft is of before there was a plan"),
        ("2019-03-03", None, "none yet"),
        ("2019-03-04", "approved", "from its day on"),
        ("2019-06-01", "signed", "the last by then, wherever it stands"),
        ("2021-01-01", "amended", "the last of all"),
    ],
)
def test_the_baseline_of_a_day(day: str, name: str | None, reason: str) -> None:
    """The last one named by a day is what things are compared with."""
    found = baseline_of(BASELINES, date.fromisoformat(day))
    assert (found and found.name) == name, reason


def test_a_networks_baselines_and_its_programmes() -> None:
    """Both count; on the same day, and under the same name, the network's own."""
    whole = Plan(
        lifecycle=lifecycle(),
        programme=programme(
            baselines=[named("approved", "2018-12-05"), named("mid", "2019-09-01"),
                       named("wide", "2020-01-01")]
        ),
        network=network(
            programme="round",
            baselines=[named("approved", "2019-03-04"), named("own", "2020-01-01")],
        ),
    )  # fmt: skip
    for day, name in (("2019-01-01", "approved"), ("2019-12-31", "mid"),
                      ("2020-01-01", "own")):  # fmt: skip
        found = baseline_of(whole, date.fromisoformat(day))
        assert found is not None
        assert found.name == name
    assert baseline_named(whole, "approved").on == date(2019, 3, 4)
    assert baseline_named(whole, "wide").on == date(2020, 1, 1)


def test_no_such_baseline() -> None:
    """A name that no baseline has is an error with the nearest one."""
    assert baseline_named(BASELINES, "draft").on == date(2018, 11, 1)
    with pytest.raises(UnknownIdError) as caught:
        baseline_named(BASELINES, "aproved")
    assert caught.value.code == "unknown-baseline"
    assert '"approved"' in caught.value.todo


# what a status says ----------------------------------------------------------------


def test_a_status_is_a_difference() -> None:
    """What was cancelled has not moved, and yet differs."""
    whole = plan(
        milestone("fair", "2019-05"),
        revisions=[revision("2019-01-10", "fair", status="cancelled")],
    )
    [found] = compare(schedule(whole, APPROVAL), schedule(whole)).milestones
    assert found.days == 0
    assert found.after == attrs.evolve(expected("2019-05"), status=Status.CANCELLED)


def test_what_was_replaced_says_by_what() -> None:
    """What took the place of a milestone since is named; what did before, is not."""
    whole = plan(
        milestone("visit", "2019-05-08"),
        milestone("call", "2019-05-09", added=date(2019, 3, 1), replaces="visit"),
    )
    before, since, later = (
        compute(whole, data_date=day)
        for day in (date(2019, 2, 28), date(2019, 3, 1), date(2019, 4, 1))
    )
    found = {each.id: each for each in compare(before, since).milestones}
    assert [str(title) for title in found["visit"].replaced_by] == ["call"]
    assert found["call"].replaced_by == ()
    assert not compare(since, later)
