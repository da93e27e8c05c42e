"""Where a network is, what comes next, what is late (`...schedule.progress`)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.schedule.plans import (
    APPROVAL,
    CORK,
    UDINE,
    extension,
    milestone,
    plan,
    revision,
    schedule,
)
from transfertimeline.errors import UnknownIdError
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Kind, Scope
from transfertimeline.schedule.progress import Progress, progress_of
from transfertimeline.schedule.selection import EVERYTHING, Selection
from transfertimeline.schedule.variance import compare

MEETING = Kind.MEETING


def progress(
    whole: Plan,
    day: str,
    since: date = APPROVAL,
    selection: Selection = EVERYTHING,
) -> Progress:
    """Return where a plan is on a day, compared with how it was first published."""
    now = schedule(whole, date.fromisoformat(day))
    against = compare(schedule(whole, since), now)
    return progress_of(now, against, selection=selection)


WHERE = [
    # A row: data date, phase, day in it, days elapsed, reason
    ("2018-12-04", "transfer", 1, 1, "the first day"),
    ("2018-12-31", "transfer", 28, 28, "28 days of December"),
    ("2020-06-04", "transfer", 549, 549, "the last day of transfer"),
    ("2020-06-05", "dissemination", 1, 550, "the next is the first of dissemination"),
    ("2020-12-04", "dissemination", 183, 732, "the last of all"),
    ("2020-12-05", None, 0, 732, "over: no more days elapse"),
]


@pytest.mark.parametrize(("day", "phase", "number", "elapsed", "reason"), WHERE)
def test_where_it_is(
    day: str, phase: str | None, number: int, elapsed: int, reason: str
) -> None:
    """The phase, the day in it, and the share: 4 December 2018 to 2020 is 732 days."""
    found = progress(plan(), day)
    assert (found.phase and found.phase.id, found.day) == (phase, number), reason
    assert (found.elapsed, found.days) == (elapsed, 732), reason
    assert found.share == pytest.approx(elapsed / 732)


def test_before_the_start() -> None:
    """A plan published before its start has not begun: nothing has elapsed."""
    whole = plan(start=date(2019, 1, 10), issued=APPROVAL)
    found = progress(whole, "2019-01-09")
    assert (found.phase, found.day, found.elapsed, found.share) == (None, 0, 0, 0)
    assert progress(whole, "2019-01-10").elapsed == 1


def test_an_extension_lowers_the_share() -> None:
    """Of a longer whole the same days are a smaller share."""
    whole = plan(revisions=[extension("2019-12-04")])
    before, after = progress(whole, "2019-12-03"), progress(whole, "2019-12-04")
    assert (before.elapsed, before.days) == (365, 732)
    assert (after.elapsed, after.days) == (366, 914)


EVENTS = [
    # A row: milestone, revisions, what it is on 10 March 2019, reason
    ("2019-03-09", {}, [], ["overdue"], "yesterday, and nobody said how it went"),
    ("2019-03-09", {}, [{"status": "done"}], [], "it is done"),
    ("2019-03-09", {}, [{"status": "cancelled"}], [], "it will not be"),
    ("2019-03-09", {}, [{"status": "confirmed"}], ["overdue"],
     "confirmed is not done"),
    ("2019-02", {}, [], ["overdue"], "a window that is over"),
    ("2019-03-10", {}, [], ["upcoming", "waiting"], "today"),
    ("2019-03-09/2019-03-11", {}, [], ["upcoming", "waiting"], "under way"),
    ("2019-03", {}, [], ["upcoming", "waiting"], "a window that is not over"),
    ("2019-05-01", {}, [], ["upcoming", "waiting"], "to come, not confirmed"),
    ("2019-05-01", {}, [{"status": "confirmed"}], ["upcoming"], "confirmed"),
    ("2019-05-01", {}, [{"status": "cancelled"}], [], "cancelled"),
    ("2019-05-01", {"kind": Kind.DEADLINE}, [], ["upcoming"],
     "nobody has to confirm a deadline"),
    ("2019-05-01", {"kind": Kind.EVENT}, [], ["upcoming", "waiting"],
     "an event, like a meeting"),
    ("unknown", {}, [], ["waiting"], "no date yet: somebody has to find one"),
    ("2019-03-01", {}, [{"when": "2019-04-01"}], ["upcoming", "waiting", "slipped"],
     "later than it was"),
    ("2019-04-01", {}, [{"when": "2019-03-20"}], ["upcoming", "waiting"], "earlier"),
    ("2019-04", {}, [{"when": "2019-04-20"}], ["upcoming", "waiting"],
     "a day in its window has not slipped"),
    ("2019-03-01", {}, [{"when": "2019-04-01"}, {"status": "cancelled"}], [],
     "what is cancelled is no longer late"),
    ("2019-03-01", {}, [{"when": "2019-03-05"}, {"status": "done"}], ["slipped"],
     "it took place, later than was planned"),
    ("2019-03-01", {}, [{"when": "unknown"}], ["waiting"], "postponed"),
]  # fmt: skip


@pytest.mark.parametrize(("when", "fields", "revisions", "expected", "reason"), EVENTS)
def test_what_a_milestone_is(
    when: str,
    fields: dict[str, Any],
    revisions: list[dict[str, Any]],
    expected: list[str],
    reason: str,
) -> None:
    """Upcoming, overdue, waiting for days, slipped: each by its own rule."""
    whole = plan(
        milestone("event", when, **{"kind": MEETING} | fields),
        revisions=[revision("2019-03-10", "event", **each) for each in revisions],
    )
    found = progress(whole, "2019-03-10")
    names = ("upcoming", "overdue", "waiting", "slipped")
    is_in = [name for name in names if "event" in {e.id for e in getattr(found, name)}]
    assert is_in == expected, reason


def test_what_comes_next_is_in_order() -> None:
    """What is to come, in order of date; phases that slipped come before milestones."""
    whole = plan(
        milestone("closing", "end"),
        milestone("july-2", "2020-07-02"),
        milestone("july-1", "2020-07-01"),
        milestone("past", "2019-07-01"),
        revisions=[extension("2020-06-24")],
    )
    found = progress(whole, "2020-06-24")
    assert [each.id for each in found.upcoming] == ["july-1", "july-2", "closing"]
    assert [each.id for each in found.overdue] == ["past"]
    slipped = [(each.id, each.days) for each in found.slipped]
    assert slipped == [("transfer", 183), ("dissemination", 182), ("closing", 182)]


def test_whose_eyes() -> None:
    """A selection leaves out what is not for it, in every list."""
    whole = plan(
        milestone("visit", "2019-05-01", kind=MEETING, scope=Scope.PARTNER,
                  partner="cork"),
        partners=[UDINE, CORK],
        revisions=[revision("2019-01-10", "visit", when="2019-06-01")],
    )  # fmt: skip
    found = progress(whole, "2019-03-10", selection=Selection(partner="udine"))
    assert (found.upcoming, found.waiting, found.slipped) == ((), (), ())
    found = progress(whole, "2019-03-10", selection=Selection(partner="cork"))
    assert [each.id for each in found.slipped] == ["visit"]
    with pytest.raises(UnknownIdError):
        progress(whole, "2019-03-10", selection=Selection(partner="corc"))
