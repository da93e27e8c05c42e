"""Milestones (`transfertimeline.plan.milestones`)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.schedule.plans import milestone
from transfertimeline.dates.lag import parse_lag
from transfertimeline.errors import PlanError, TimelineError
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.milestones import Kind, Milestone, Scope
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.repeats import Each, Repeat

MONTHS = Repeat(every=parse_lag("6 months"))
MIDNIGHT = datetime(2019, 3, 1, tzinfo=UTC)


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
    ({"added": "2019-03-01"}, "not-a-day", "a text is no day"),
    ({"added": MIDNIGHT}, "not-a-day", "midnight is one of many moments"),
    ({"inferred": "A page"}, "added", "inferred of which day?"),
    ({"replaces": "Meeting"}, "id", "no id"),
    ({"replaces": "start"}, "id-reserved", "a word of the rules"),
    ({"replaces": "a"}, "replaces", "it cannot take its own place"),
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


MESSAGES = [
    # A row: fields, the whole message, reason
    ({"inferred": "A page"},
     ("inferred: expected added beside it, found none; "
     "say from which day the plan knows it [added]"), "which day is inferred?"),
    ({"replaces": "a"},
     ("replaces: expected another milestone, found its own id; "
     "name the milestone it takes the place of [replaces]"), "itself"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "message", "reason"), MESSAGES)
def test_messages(fields: dict[str, Any], message: str, reason: str) -> None:
    """An error says what is wrong and what to do."""
    with pytest.raises(PlanError) as caught:
        milestone("a", "2019-01", **fields)
    assert str(caught.value) == message, reason


def test_a_milestone_may_be_added_later() -> None:
    """It says from which day the plan knows it, why that day, and what it replaces."""
    later = milestone(
        "meeting-udine",
        "2019-09",
        added=date(2019, 6, 12),
        inferred="The first page that names it",
        replaces="meeting-burgas",
    )
    assert later.added == date(2019, 6, 12)
    assert str(later.inferred) == "The first page that names it"
    assert later.replaces == "meeting-burgas"


def test_a_milestone_without_more() -> None:
    """Id, kind, title and date are enough; the rest is empty."""
    plain = Milestone(
        id="kick-off", kind=Kind.MEETING, title="Kick-off", when=parse_rule("2019-01")
    )
    assert (plain.length, plain.time, plain.place, plain.url) == (None,) * 4
    assert (plain.audience, plain.must, plain.tags, plain.source) == ((),) * 4
    assert plain.online is False
    assert (plain.added, plain.inferred, plain.replaces) == (None,) * 3


def test_lines_are_no_part_of_it() -> None:
    """Two milestones that say the same are equal, whatever line they are from."""
    one = milestone("a", "2019-01", origin=Origin("a.toml", 1))
    assert one == milestone("a", "2019-01", origin=Origin("b.toml", 2))
