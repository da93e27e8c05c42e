"""Milestones and their changes (`transfertimeline.plan.milestones`)."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from tests.schedule.plans import milestone
from transfertimeline.dates.clock import parse_clock_time
from transfertimeline.dates.lag import parse_lag
from transfertimeline.errors import PlanError, TimelineError
from transfertimeline.plan.fields import CLEARED
from transfertimeline.plan.grammar import parse_constraint, parse_rule
from transfertimeline.plan.milestones import Audience, Kind, Milestone, Override, Scope
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.repeats import Each, Repeat

MONTHS = Repeat(every=parse_lag("6 months"))


# whose it is -----------------------------------------------------------------------

SCOPES = [
    # A row: fields, scope, reason
    ({}, Scope.NETWORK, "the network's, unless said otherwise"),
    ({"repeat": MONTHS}, Scope.NETWORK, "also when it is repeated"),
    ({"partner": "udine"}, Scope.PARTNER, "a partner's, when it names one"),
    ({"each": Each.PARTNER}, Scope.PARTNER, "or is made for each"),
    ({"country": "IT"}, Scope.COUNTRY, "a country's, when it names one"),
    ({"each": Each.COUNTRY}, Scope.COUNTRY, "or is made for each"),
    ({"each": Each.COUNTRY, "scope": Scope.NETWORK}, Scope.NETWORK,
     "a network may have something in each country for itself"),
    ({"scope": Scope.PROGRAMME}, Scope.PROGRAMME, "as stated"),
    ({"country": "IT", "scope": Scope.PROGRAMME}, Scope.PROGRAMME,
     "a programme's event in a country"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "scope", "reason"), SCOPES)
def test_scope(fields: dict[str, Any], scope: Scope, reason: str) -> None:
    """Whose a milestone is follows from what it names, unless it is stated."""
    assert milestone("a", "2019-01", **fields).scope is scope, reason


def test_wide_scopes() -> None:
    """Programme and country are every network's, with the same dates."""
    assert [scope for scope in Scope if scope.wide] == [Scope.PROGRAMME, Scope.COUNTRY]


REFUSED = [
    # A row: fields, code, reason
    ({"id_": "Kick-off"}, "id", "capital letters"),
    ({"id_": "kick_off"}, "id", "an underscore"),
    ({"id_": ""}, "id", "nothing"),
    ({"id_": "monday"}, "id-reserved", "a weekday"),
    ({"id_": "start"}, "id-reserved", "the start of the lifecycle"),
    ({"id_": "period"}, "id-reserved", "the period of a repeat"),
    ({"title": ""}, "text-empty", "no title"),
    ({"title": {"en": "A", "lt": ""}}, "text-empty", "none in one language"),
    ({"title": "a\nb"}, "text-line", "two lines"),
    ({"title": "x" * 1001}, "text-long", "too long for a calendar"),
    ({"place": "a\tb"}, "text-line", "a tabulator"),
    ({"note": "a\x00"}, "text-control", "a null character"),
    ({"note": "x" * 20_001}, "text-long", "a book"),
    ({"length": 0}, "length", "no day at all"),
    ({"length": -1}, "length", "backwards"),
    ({"length": 3661}, "length", "more than ten years"),
    ({"length": True}, "length", "a truth is no number"),
    ({"length": "2 days"}, "length", "a text"),
    ({"zone": "CEST"}, "zone-abbreviation", "an abbreviation"),
    ({"zone": "Paris"}, "zone-unknown", "no area"),
    ({"url": "ftp://example.org"}, "address", "no web address"),
    ({"url": 'https://example.org/"'}, "address", "a quotation mark"),
    ({"url": "https://" + "a" * 2000}, "address", "too long"),
    ({"country": "UK"}, "country", "the United Kingdom is GB"),
    ({"country": "El"}, "country", "small letters"),
    ({"partner": "Udine"}, "id", "no id"),
    ({"tags": ["a,b"]}, "tag", "a comma makes two of it"),
    ({"tags": ["a;b"]}, "tag", "so does a semicolon"),
    ({"tags": [""]}, "text-empty", "an empty tag"),
    ({"source": ["a\nb"]}, "text-line", "two lines"),
    ({"scope": Scope.PARTNER}, "scope", "which partner?"),
    ({"scope": Scope.PARTNER, "each": Each.COUNTRY}, "scope", "which partner?"),
    ({"scope": Scope.COUNTRY}, "scope", "which country?"),
    ({"scope": Scope.COUNTRY, "each": Each.PARTNER}, "scope", "which country?"),
    ({"scope": Scope.NETWORK, "partner": "udine"}, "scope", "a partner's or not?"),
    ({"partner": "udine", "each": Each.PARTNER}, "scope", "one or each?"),
    ({"country": "IT", "each": Each.COUNTRY}, "scope", "one or each?"),
]


@pytest.mark.parametrize(("fields", "code", "reason"), REFUSED)
def test_refused(fields: dict[str, Any], code: str, reason: str) -> None:
    """A milestone whose fields are wrong, or contradict each other, cannot be made."""
    values = {"id_": "a", "when": "2019-01"} | fields
    with pytest.raises(TimelineError) as caught:
        milestone(**values)
    assert caught.value.code == code, reason


def test_the_field_is_named() -> None:
    """An error says which field is wrong."""
    with pytest.raises(PlanError) as caught:
        milestone("a", "2019-01", country="UK")
    assert (caught.value.where, caught.value.todo) == ("country", 'write "GB"')


def test_a_milestone_without_more() -> None:
    """Id, kind, title and date are enough; the rest is empty."""
    plain = Milestone(
        id="kick-off", kind=Kind.MEETING, title="Kick-off", when=parse_rule("2019-01")
    )
    assert (plain.length, plain.time, plain.place, plain.url) == (None,) * 4
    assert (plain.audience, plain.must, plain.tags, plain.source) == ((),) * 4
    assert plain.online is False


def test_lines_are_no_part_of_it() -> None:
    """Two milestones that say the same are equal, whatever line they are from."""
    one = milestone("a", "2019-01", origin=Origin("a.toml", 1))
    assert one == milestone("a", "2019-01", origin=Origin("b.toml", 2))


# changes ---------------------------------------------------------------------------

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


def test_a_change_that_contradicts_the_rest() -> None:
    """A change is looked at together with what it changes."""
    with pytest.raises(PlanError) as caught:
        Override(id="kick-off", tags=["a,b"]).applied_to(FULL)
    assert caught.value.code == "tag"
