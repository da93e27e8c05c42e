"""What would move if a decision were taken (`transfertimeline.plan.suppose`)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.schedule.plans import (
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
from transfertimeline.errors import TimelineError
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Scope
from transfertimeline.plan.repeats import Each
from transfertimeline.plan.revisions import Revision, Status
from transfertimeline.plan.suppose import parse_change, postponement, suppose
from transfertimeline.schedule.variance import compare

DAY = "2019-03-01"
ON = date.fromisoformat(DAY)

# in words --------------------------------------------------------------------------

WORDS = [
    # A row: the words, the revision, reason
    ("extend transfer by 3 months", extension(DAY, "transfer", "3 months"),
     "a longer phase"),
    ("extend dissemination by 1 year", extension(DAY, "dissemination", "1 year"),
     "another, by a year"),
    ("  extend  transfer  by  3 months ", extension(DAY, "transfer", "3 months"),
     "as many blanks as you like"),
    ("kick-off on 2019-01-22", revision(DAY, "kick-off", when="2019-01-22"), "a day"),
    ("meeting-3 on 2019-09-17/2019-09-18",
     revision(DAY, "meeting-3", when="2019-09-17/2019-09-18"), "two days"),
    ("kick-off on month of 2 months after start",
     revision(DAY, "kick-off", when="month of 2 months after start"), "a rule"),
    ("kick-off on first Monday on or after 2019-05-03",
     revision(DAY, "kick-off", when="first Monday on or after 2019-05-03"),
     'a rule with "on" in it'),
    ("kick-off on unknown", revision(DAY, "kick-off", when="unknown"), "no date"),
    ("start on 2018-12-10", revision(DAY, start="2018-12-10"), "another start"),
    ("cancel campus-it", revision(DAY, "campus-it", status="cancelled"), "called off"),
    ("postpone campus-it",
     revision(DAY, "campus-it", when="unknown", status="planned"), "put off"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected", "reason"), WORDS)
def test_a_change_in_words(words: str, expected: Revision, reason: str) -> None:
    """A few words are a revision of the day asked for."""
    assert parse_change(words, ON) == expected, reason


WRONG = [
    # A row: the words, code, a part of the message, reason
    ("", "change-syntax", "a change in words", "nothing"),
    ("kick-off", "change-syntax", "a change in words", "a milestone only"),
    ("extend transfer", "change-syntax", "a change in words", "by how much?"),
    ("kick-off in 2019", "change-syntax", "a change in words", "another word"),
    ("kick-off on 2019-13-01", "date-impossible", "2019-13-01", "no such month"),
    ("start on soon", "change-syntax", "2018-12-10", "a start is a day"),
    ("start on 2018-12", "change-syntax", "2018-12-10", "not a month"),
    ("extend transfer by 3 weeks", "extend", "3 weeks", "phases last months"),
    ("extend transfer by a bit", "lag", "a bit", "how much is a bit?"),
    ("Kick-off on 2019-01-22", "id", "Kick-off", "ids are in small letters"),
]


@pytest.mark.parametrize(("words", "code", "part", "reason"), WRONG)
def test_words_that_are_no_change(
    words: str, code: str, part: str, reason: str
) -> None:
    """What is wrong is quoted, with what to write."""
    with pytest.raises(TimelineError) as caught:
        parse_change(words, ON)
    assert caught.value.code == code, reason
    assert part in str(caught.value), reason
    if code != "change-syntax" or part != "a change in words":
        assert caught.value.where.startswith(f'"{words}"'), reason


def test_a_postponement() -> None:
    """What is postponed has no date, and is planned even if it was confirmed."""
    found = postponement("kick-off", ON)
    assert str(found.when) == "unknown"
    assert found.status is Status.PLANNED


# in plans --------------------------------------------------------------------------

CYCLE = lifecycle(
    milestone("kick-off", "2019-05", scope=Scope.PROGRAMME),
    milestone("campus", "2019-09", each=Each.COUNTRY, scope=Scope.COUNTRY),
    milestone("meeting", "1 week after kick-off"),
    milestone("closing", "end", scope=Scope.PROGRAMME),
)
WHOLE = Plan(
    lifecycle=CYCLE,
    programme=programme(),
    network=network(programme="round", partners=[UDINE]),
)
ALONE = plan(*CYCLE.milestones, partners=[UDINE])
ROUND = Plan(
    lifecycle=CYCLE,
    programme=programme(),
    networks=(network(programme="round", partners=[UDINE]),),
)

LAYERS = [
    # A row: plan, the words, the layer that gets it, reason
    (WHOLE, "meeting on 2019-06-03", "network", "the network's own"),
    (WHOLE, "kick-off on 2019-06-03", "programme", "only the programme may move it"),
    (WHOLE, "cancel campus-it", "programme", "a country's campus is the programme's"),
    (WHOLE, "extend transfer by 3 months", "programme", "so are the phases"),
    (WHOLE, "start on 2018-12-10", "programme", "and the start"),
    (WHOLE, "cancel nothing", "network", "what nobody has, to be refused there"),
    (ALONE, "kick-off on 2019-06-03", "network", "a network on its own has it all"),
    (ALONE, "extend transfer by 3 months", "network", "phases, too"),
    (ROUND, "cancel campus", "programme", "a programme on its own"),
    (ROUND, "cancel nothing", "programme", "has nothing else"),
]


@pytest.mark.parametrize(("whole", "words", "layer", "reason"), LAYERS)
def test_the_layer_that_may_state_it(
    whole: Plan, words: str, layer: str, reason: str
) -> None:
    """The revision comes last in the layer that may decide it; the others stay."""
    change = parse_change(words, ON)
    found = suppose(whole, change)
    for name in ("programme", "network"):
        before, after = getattr(whole, name), getattr(found, name)
        if name == layer:
            assert after.revisions == (*before.revisions, change), reason
        else:
            assert after is before, reason
    assert found.lifecycle is whole.lifecycle
    assert found.networks is whole.networks


def test_nothing_is_changed() -> None:
    """The plan that is asked about stays as it was, and so does its schedule."""
    before = schedule(WHOLE)
    suppose(WHOLE, parse_change("extend transfer by 3 months", ON))
    assert schedule(WHOLE) == before
    assert WHOLE.programme is not None
    assert WHOLE.programme.revisions == ()


EFFECTS: list[tuple[Plan, str, dict[str, int | None], str]] = [
    # A row: plan, the words, days by what moves, reason
    (WHOLE, "extend transfer by 3 months",
     {"transfer": 92, "dissemination": 90, "closing": 90},
     "4 June to 4 September is 92 days, 4 December to 4 March 90"),
    (WHOLE, "kick-off on 2019-06-03", {"kick-off": 3, "meeting": 3},
     "3 June after May, 10 June after the weeks from 8 May to 7 June"),
    (WHOLE, "postpone kick-off", {"kick-off": None, "meeting": None},
     "no date for the one, none for the other"),
    (WHOLE, "cancel campus-it", {"campus-it": 0}, "no other day, but another status"),
    (WHOLE, "kick-off on 2019-05", {}, "as it is: nothing moves"),
]  # fmt: skip


@pytest.mark.parametrize(("whole", "words", "expected", "reason"), EFFECTS)
def test_what_would_move(
    whole: Plan, words: str, expected: dict[str, int | None], reason: str
) -> None:
    """The schedule with one more revision, compared with the one without."""
    what_if = suppose(whole, parse_change(words, ON))
    found = compare(schedule(whole, ON), schedule(what_if, ON))
    moved = {each.id: each.days for each in (*found.phases, *found.milestones)}
    assert moved == expected, reason


def test_a_supposed_change_is_of_its_day() -> None:
    """Of days before the one supposed nothing differs."""
    what_if = suppose(WHOLE, parse_change("cancel kick-off", ON))
    assert schedule(what_if, date(2019, 2, 28)).milestones == (
        schedule(WHOLE, date(2019, 2, 28)).milestones
    )
    assert schedule(what_if, ON)["kick-off"].status is Status.CANCELLED


def test_after_the_decisions_of_its_day() -> None:
    """What is supposed comes after what was decided on the same day."""
    own = plan(
        milestone("fair", "2019-05"),
        revisions=[revision(DAY, "fair", when="2019-06")],
    )
    found = schedule(suppose(own, parse_change("fair on 2019-07", ON)))["fair"]
    assert (found.edtf, found.sequence) == ("2019-07", 2)


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        ("cancel nothing", "unknown-milestone", "there is no such milestone"),
        ("extend nothing by 3 months", "unknown-phase", "nor such a phase"),
        ("meeting on 1 week after meeting", "cycle", "it would count from itself"),
    ],
)
def test_a_change_that_cannot_be(words: str, code: str, reason: str) -> None:
    """What the plan could not state cannot be supposed either."""
    with pytest.raises(TimelineError) as caught:
        schedule(suppose(WHOLE, parse_change(words, ON)))
    assert caught.value.code == code, reason
