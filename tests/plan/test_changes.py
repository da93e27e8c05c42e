"""Changes of milestones: overrides (`transfertimeline.plan.changes`)."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from tests.schedule.plans import milestone
from transfertimeline.dates.clock import parse_clock_time
from transfertimeline.dates.lag import parse_lag
from transfertimeline.errors import PlanError, TimelineError
from transfertimeline.plan.changes import Change, Override
from transfertimeline.plan.fields import CLEARED
from transfertimeline.plan.grammar import parse_constraint, parse_rule
from transfertimeline.plan.milestones import Audience, Kind, Milestone
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.repeats import Repeat

MONTHS = Repeat(every=parse_lag("6 months"))

FULL = milestone(
    "kick-off",
    "2019-01",
    kind=Kind.MEETING,
    title={"en": "Kick-off", "lt": "Pradžia"},
    length=2,
    time=parse_clock_time("09:30-17:00"),
    zone="Europe/Paris",
    place="Paris",
    url="https://example.org",
    note="Bring a map",
    audience=[Audience.LEAD],
    must=["before end of transfer"],
    tags=["urbact"],
    remind=[parse_lag("2 weeks")],
    source=["https://example.org/page"],
)

CHANGES = [
    # A row: field, the change, what it is afterwards, reason
    ("kind", Kind.EVENT, Kind.EVENT, "another kind"),
    ("when", parse_rule("2019-01-15"), parse_rule("2019-01-15"), "another date"),
    ("length", 3, 3, "another length"),
    ("length", CLEARED, None, "no length"),
    ("time", CLEARED, None, "no hours"),
    ("zone", CLEARED, None, "no zone of its own"),
    ("url", CLEARED, None, "no page"),
    ("place", "", None, "no place: an empty text takes it away"),
    ("note", "", None, "no note"),
    ("online", True, True, "now online"),
    ("audience", [], (), "for everybody"),
    ("audience", [Audience.PUBLIC], (Audience.PUBLIC,), "for the public"),
    ("must", [], (), "no constraint"),
    ("must", [parse_constraint("after start")], (parse_constraint("after start"),),
     "another one"),
    ("tags", [], (), "no tags"),
    ("remind", [], (), "no reminders"),
    ("source", [], (), "no source"),
    ("repeat", MONTHS, MONTHS, "now every half year"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "change", "expected", "reason"), CHANGES)
def test_a_change_sets_one_field(
    field: str, change: object, expected: object, reason: str
) -> None:
    """A change sets the fields it gives, and leaves every other as it was."""
    values: dict[str, Any] = {field: change}
    override = Override(id="kick-off", **values)
    assert override.changed == (field,)
    after = override.applied_to(FULL)
    assert getattr(after, field) == expected, reason
    others = [f.name for f in attrs.fields(Milestone) if f.name != field]
    assert all(getattr(after, name) == getattr(FULL, name) for name in others), reason


LENGTHS = [
    # A row: what changes, the length afterwards, reason
    ({"when": parse_rule("2019-01-15/2019-01-16")}, None, "the days say the length"),
    ({"when": parse_rule("2019-01-15")}, 2, "one day: from there on, as long as ever"),
    ({"when": parse_rule("2019-02")}, 2, "some days of a month"),
    ({"when": parse_rule("[2019-01-14..2019-01-18]")}, 2, "a window is no stretch"),
    ({"when": parse_rule("3 months after start")}, 2, "a rule"),
    ({"when": parse_rule("unknown")}, 2, "it will take as long, whenever it is"),
    ({"when": parse_rule("2019-01-15/2019-01-17"), "length": 3}, 3,
     "both are stated: the schedule refuses it"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "length", "reason"), LENGTHS)
def test_several_days_take_the_place_of_a_length(
    fields: dict[str, Any], length: int | None, reason: str
) -> None:
    """Where a change states several days, an earlier length no longer holds."""
    after = Override(id="kick-off", **fields).applied_to(FULL)
    assert after.when == fields["when"], reason
    assert after.length == length, reason


def test_nothing_changed_is_the_same() -> None:
    """A change of no field leaves a milestone as it is."""
    assert Change().applied_to(FULL) is FULL
    assert Change().changed == ()


def test_what_every_change_may_set() -> None:
    """Both kinds of change set what is said of a date and place; an override more."""
    shared = set(Change.__annotations__) - {"origin"}
    assert shared == {
        *("title", "when", "length", "time", "zone", "place", "online", "url", "note")
    }
    more = {f.name for f in attrs.fields(Override)} - shared - {"id", "origin"}
    assert more == {"kind", "audience", "repeat", "must", "tags", "remind", "source"}


def test_texts_are_replaced_whole() -> None:
    """A new text replaces the old one in all its languages."""
    after = Override(id="kick-off", title={"lt": "Pradžia"}).applied_to(FULL)
    assert after.title.languages == ("lt",)


REFUSED_CHANGES = [
    # A row: fields, code, reason
    ({}, "override", "nothing changes"),
    ({"origin": Origin("a.toml", 1)}, "override", "a line is no change"),
    ({"title": ""}, "text-empty", "a title cannot be taken away"),
    ({"length": 0}, "length", "no length is CLEARED"),
    ({"zone": "CET"}, "zone-abbreviation", "an abbreviation"),
    ({"url": "example.org"}, "address", "no web address"),
    ({"place": "a\nb"}, "text-line", "two lines"),
    ({"tags": ["\n"]}, "text-line", "a line end"),
]


@pytest.mark.parametrize(("fields", "code", "reason"), REFUSED_CHANGES)
def test_refused_changes(fields: dict[str, Any], code: str, reason: str) -> None:
    """A change that cannot be right is refused by itself."""
    with pytest.raises(TimelineError) as caught:
        Override(id="kick-off", **fields)
    assert caught.value.code == code, reason


@pytest.mark.parametrize("field", ["scope", "partner", "country", "each"])
def test_whose_it_is_never_changes(field: str) -> None:
    """A change has no such field: the calendar entry would become another."""
    assert field not in {f.name for f in attrs.fields(Override)}


@pytest.mark.parametrize("field", ["added", "inferred", "replaces"])
def test_when_it_became_known_never_changes(field: str) -> None:
    """A change has no such field: what was known when is not changed later."""
    assert field not in {f.name for f in attrs.fields(Override)}


def test_a_change_that_contradicts_the_rest() -> None:
    """A change is looked at together with what it changes."""
    with pytest.raises(PlanError) as caught:
        Override(id="kick-off", tags=["a,b"]).applied_to(FULL)
    assert caught.value.code == "tag"
