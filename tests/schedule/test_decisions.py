"""Decisions: the revision that records what was decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.schedule.plans import UDINE, milestone, plan, revision
from transfertimeline.errors import (
    DateError,
    PlanError,
    ScheduleError,
    TimelineError,
    UnknownIdError,
)
from transfertimeline.plan.milestones import Kind
from transfertimeline.plan.repeats import Each
from transfertimeline.plan.revisions import Revision, Status
from transfertimeline.plan.text import Text, to_text
from transfertimeline.schedule import decisions
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule

TODAY = date(2019, 10, 1)


def on(day: date, **fields: Any) -> Schedule:  # noqa: ANN401 - any field
    """Return the schedule of a day: milestones of every kind of date and status."""
    return compute(
        plan(
            milestone(
                "fixed", "2019-11-05/2019-11-06", kind=Kind.MEETING, place="Rome"
            ),
            milestone("some-day", "2019-11", kind=Kind.MEETING),
            milestone("counted", "first Monday of 2019-11"),
            milestone("unsure", "2019-11-05?"),
            milestone("open", "unknown"),
            milestone("agreed", "2019-11-12"),
            milestone("held", "2019-09-17"),
            milestone("off", "2019-11-19"),
            milestone("visit", "2019-11-26", each=Each.PARTNER),
            partners=[UDINE],
            revisions=[
                revision("2019-09-01", "agreed", status="confirmed"),
                revision("2019-09-18", "held", status="done", actual="2019-09-16"),
                revision("2019-09-19", "off", status="cancelled"),
            ],
            **fields,
        ),
        data_date=day,
    )


NOW = on(TODAY)


CONFIRMED = [
    # id, days given, the `when` that is written
    ("days that stand there stay", "fixed", None, None),
    # The first Monday of November 2019 is the fourth.
    ("days of a rule are written down", "counted", None, "2019-11-04"),
    ("days that are given are written", "some-day", "2019-11-07", "2019-11-07"),
    ("also where there are some", "fixed", "2019-11-07", "2019-11-07"),
    ("and for a family", "visit", "2019-11-07", "2019-11-07"),
    ("a member has what its family states", "visit-udine", None, None),
]


@pytest.mark.parametrize(
    ("id_", "given", "when"),
    [pytest.param(*case, id=reason) for reason, *case in CONFIRMED],
)
def test_what_is_confirmed_has_its_days(
    id_: str, given: str | None, when: str | None
) -> None:
    """A confirmation writes down the days, unless they stand there."""
    found = decisions.confirm(NOW, id_, given)

    assert found == revision("2019-10-01", id_, status="confirmed", when=when)


@pytest.mark.parametrize("id_", ["some-day", "unsure", "open", "visit"])
@pytest.mark.parametrize("decide", [decisions.confirm, decisions.done])
def test_without_days_nothing_is_confirmed(id_: str, decide: object) -> None:
    """A month, a day in doubt, nothing, and a family each have no days to confirm."""
    assert callable(decide)
    with pytest.raises(ScheduleError, match="status-days") as caught:
        decide(NOW, id_)
    assert f'for "{id_}"' in caught.value.found


def test_what_is_done_took_place_on_its_days_or_others() -> None:
    """`done` writes the days it took place on, or those of a rule."""
    assert decisions.done(NOW, "fixed") == revision(
        "2019-10-01", "fixed", status="done"
    )
    assert (
        decisions.done(NOW, "counted").when
        == revision("2019-10-01", "x", when=("2019-11-04")).when
    )
    assert decisions.done(NOW, "some-day", "2019-11-07") == revision(
        "2019-10-01", "some-day", status="done", actual="2019-11-07"
    )
    # It is done already, on another day than was stated.
    assert decisions.done(NOW, "held").when is None


MOVED = [
    ("what is planned stays planned", "fixed", "2019-12", None),
    ("what is confirmed stays so with days", "agreed", "2019-12-03", None),
    ("with several", "agreed", "2019-12-03/2019-12-04", None),
    ("with a month it is planned", "agreed", "2019-12", Status.PLANNED),
    ("with days in doubt, too", "agreed", "2019-12-03?", Status.PLANNED),
    ("with a rule, too", "agreed", "1 week after fixed", Status.PLANNED),
    ("without a date, too", "agreed", "unknown", Status.PLANNED),
    ("what is cancelled returns", "off", "2019-12-03", Status.PLANNED),
]


@pytest.mark.parametrize(
    ("id_", "when", "status"),
    [pytest.param(*case, id=reason) for reason, *case in MOVED],
)
def test_what_moves_keeps_its_status_if_it_can(
    id_: str, when: str, status: Status | None
) -> None:
    """Confirmed stays confirmed with days alone; cancelled is planned again."""
    found = decisions.move(NOW, id_, when)

    assert found == revision("2019-10-01", id_, when=when, status=status)


def test_the_start_is_moved_to_a_day() -> None:
    """The start moves to one day; a month is none."""
    assert decisions.move(NOW, "start", "2018-12-10") == revision(
        "2019-10-01", start="2018-12-10"
    )
    for text in ("2018-12", "2018-12-10/2018-12-11", "unknown"):
        with pytest.raises(ScheduleError, match=r"write it like 2018-12-10 \[record\]"):
            decisions.move(NOW, "start", text)


def test_what_is_done_does_not_move() -> None:
    """What has happened has another day by `done`, and by nothing else."""
    with pytest.raises(ScheduleError, match=r'"held", which is done; record when it'):
        decisions.move(NOW, "held", "2019-12-03")


@pytest.mark.parametrize(
    "decide", [decisions.confirm, decisions.cancel, decisions.postpone]
)
def test_what_is_done_stays_done(decide: Callable[[Schedule, str], Revision]) -> None:
    """What has happened is not confirmed, cancelled or postponed any more."""
    with pytest.raises(ScheduleError, match='"held", which is done') as caught:
        decide(NOW, "held")
    assert caught.value.code == "record"


PLACES = [
    ("one for all", (), "Roma", None, {"": "Roma"}),
    ("none", (), "", None, {"": ""}),
    ("several", (), {"en": "Rome", "lt": "Roma"}, None, {"en": "Rome", "lt": "Roma"}),
    # What stood there for all stays for whoever reads another language.
    (
        "one more, English then is the other",
        (),
        "Roma",
        "lt",
        {"en": "Rome", "lt": "Roma"},
    ),
    (
        "or the first of the plan",
        ("it", "lt"),
        "Roma",
        "lt",
        {"it": "Rome", "lt": "Roma"},
    ),
    (
        "which may be the one that is said",
        ("lt",),
        "Roma",
        "lt",
        {"en": "Rome", "lt": "Roma"},
    ),
    ("in the only language there is", (), "Rome", "en", {"en": "Rome"}),
]


@pytest.mark.parametrize(
    ("languages", "where", "language", "expected"),
    [pytest.param(*case, id=reason) for reason, *case in PLACES],
)
def test_a_place_may_be_in_one_language(
    languages: tuple[str, ...],
    where: str | dict[str, str],
    language: str | None,
    expected: dict[str, str],
) -> None:
    """A place replaces the old one; with a language only the one in it."""
    found = decisions.place(on(TODAY, languages=languages), "fixed", where, language)

    assert found.place == Text(tuple(expected.items()))


def test_other_languages_stay() -> None:
    """What was stated in other languages is stated again."""
    schedule = compute(
        plan(milestone("m", "2019", place={"en": "Rome", "lt": "Roma"})),
        data_date=TODAY,
    )

    assert decisions.place(schedule, "m", "Vilnius", "lt").place == to_text(
        {"en": "Rome", "lt": "Vilnius"}
    )
    assert decisions.place(schedule, "m", "Rom", "de").place == to_text(
        {"en": "Rome", "lt": "Roma", "de": "Rom"}
    )


def test_the_others_write_what_they_say() -> None:
    """Online, cancelled, postponed and extended are a field or two each."""
    assert decisions.go_online(NOW, "fixed") == revision(
        "2019-10-01", "fixed", online=True
    )
    assert decisions.go_online(NOW, "fixed", "https://example.org/").url == (
        "https://example.org/"
    )
    assert decisions.cancel(NOW, "visit") == revision(
        "2019-10-01", "visit", status="cancelled"
    )
    assert decisions.postpone(NOW, "agreed") == revision(
        "2019-10-01", "agreed", when="unknown", status="planned"
    )
    assert str(decisions.extend(NOW, "transfer", "6 months").extend.by) == "6 months"  # type: ignore[union-attr]  # it has one


WRONG: list[tuple[str, str, tuple[str, ...], type[TimelineError]]] = [
    ("no milestone", "confirm", ("nothing",), UnknownIdError),
    ("no milestone, with days", "confirm", ("nothing", "2019-11-05"), UnknownIdError),
    ("no milestone to move", "move", ("nothing", "2019"), UnknownIdError),
    ("none to place", "place", ("nothing", "Rome"), UnknownIdError),
    ("none to meet at", "go_online", ("nothing",), UnknownIdError),
    ("none to do", "done", ("nothing",), UnknownIdError),
    ("none to cancel", "cancel", ("nothing",), UnknownIdError),
    ("none to postpone", "postpone", ("nothing",), UnknownIdError),
    ("no date", "confirm", ("fixed", "May"), DateError),
    ("an empty one", "confirm", ("fixed", ""), DateError),
    ("no date on which it was done", "done", ("fixed", ""), DateError),
    ("no rule", "move", ("fixed", "some time"), TimelineError),
    ("no address", "go_online", ("fixed", "call us"), PlanError),
    ("no language", "place", ("fixed", "Roma", "Lithuanian"), PlanError),
    ("no length", "extend", ("transfer", "long"), DateError),
    ("no months", "extend", ("transfer", "6 weeks"), PlanError),
]


@pytest.mark.parametrize(
    ("name", "words", "error"),
    [pytest.param(*case, id=reason) for reason, *case in WRONG],
)
def test_what_makes_no_sense_is_refused(
    name: str, words: tuple[str, ...], error: type[TimelineError]
) -> None:
    """An unknown id, a date, address or length that is none: an error of its kind."""
    with pytest.raises(error):
        getattr(decisions, name)(NOW, *words)
