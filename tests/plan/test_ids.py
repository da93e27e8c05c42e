"""Ids and suggestions for unknown ones (`transfertimeline.plan.ids`)."""

from __future__ import annotations

import re
from typing import cast

import attrs
import pytest

from transfertimeline.dates.units import Month, Season, Unit, Weekday
from transfertimeline.errors import PlanError
from transfertimeline.plan.ids import RESERVED, an_anchor_id, an_id, nearest, slug


@attrs.frozen
class Owner:
    """Something that no rule counts from."""

    id: str = attrs.field(validator=an_id)


@attrs.frozen
class Counted:
    """Something that a rule can count from."""

    id: str = attrs.field(validator=an_anchor_id)


IDS = [
    # A row: id, reason
    ("kick-off", "a milestone"),
    ("playful-paradigm", "a network"),
    ("urbact-iii-transfer", "a programme"),
    ("report-1", "a member of a family"),
    ("campus-it", "another"),
    ("transfer", "a phase"),
    ("x", "one letter"),
    ("a1", "a digit later"),
    ("a-", "a hyphen at the end"),
    ("a--b", "two hyphens"),
    ("the-start", "a reserved word with more around it"),
    ("starts", "nearly a reserved word"),
    ("a" * 64, "64 characters"),
]

NO_IDS = [
    # A row: id, what the message shows, reason
    ("", '""', "nothing"),
    ("Kick-off", '"Kick-off"', "a capital"),
    ("kick off", '"kick off"', "a space"),
    ("kick_off", '"kick_off"', "an underscore"),
    ("1st-report", '"1st-report"', "a digit first"),
    ("-kick-off", '"-kick-off"', "a hyphen first"),
    ("kick-off\n", '"kick-off\\n"', "a line end"),
    ("klaipėda", '"klaipėda"', "a letter beyond ASCII"),
    ("kick.off", '"kick.off"', "a dot"),
    ("a/b", '"a/b"', "a slash"),
    ("../plan", '"../plan"', "a way out of the folder"),
    ("a\u202eb", '"a\\u202eb"', "a character that turns the writing round"),
    ("a" * 65, f'"{"a" * 60}…"', "65 characters"),
    (7, '"7"', "a number"),
    (None, '"None"', "nothing at all"),
]

GRAMMAR = """
    start end period unknown of after before on or and in the same within
    later earlier next previous nearest working first second third fourth last
    day week month year days weeks months years quarter semester season
"""


@pytest.mark.parametrize("id_", [pytest.param(id_, id=why) for id_, why in IDS])
def test_ids_are_lower_case_letters_digits_and_hyphens(id_: str) -> None:
    """An id begins with a letter, goes on with hyphens and digits, up to 64."""
    assert Owner(id_).id == id_
    assert Counted(id_).id == id_


@pytest.mark.parametrize("kind", [Owner, Counted])
@pytest.mark.parametrize(
    ("value", "shown"), [pytest.param(v, s, id=reason) for v, s, reason in NO_IDS]
)
def test_other_ids_are_refused(
    kind: type[Owner | Counted], value: object, shown: str
) -> None:
    """Anything else is no id, and the message shows it in one line."""
    message = (
        "id: expected an id of lower-case letters, digits and hyphens, with a letter "
        f'first, found {shown}; write it like "kick-off"'
    )

    with pytest.raises(PlanError, match=re.escape(message)) as caught:
        kind(cast("str", value))

    assert caught.value.code == "id"


@pytest.mark.parametrize("word", GRAMMAR.split())
def test_the_words_of_the_grammar_are_reserved(word: str) -> None:
    """A word that a date rule is made of is no id that a rule can count from."""
    message = f'found "{word}"; choose another, such as "the-{word}"'

    with pytest.raises(PlanError, match=re.escape(message)) as caught:
        Counted(word)

    assert caught.value.code == "id-reserved"
    assert Counted(f"the-{word}").id == f"the-{word}"


@pytest.mark.parametrize("names", [Unit, Month, Season, Weekday])
def test_the_names_of_the_calendar_are_reserved(
    names: type[Unit | Month | Season | Weekday],
) -> None:
    """Units, months, seasons and weekdays are words of the grammar."""
    assert {name.name.lower() for name in names} <= RESERVED


@pytest.mark.parametrize("id_", ["m1", "m18", "m99999"])
def test_a_project_month_is_no_id(id_: str) -> None:
    """An id like `m18` would be read as the project month, never as the milestone."""
    with pytest.raises(PlanError, match="an id that is not a word of the date rules"):
        Counted(id_)


def test_what_only_looks_like_a_project_month_is_an_id() -> None:
    """The letter m alone, or with anything but a number, is an id."""
    for id_ in ("m", "m-18", "m18-review", "m18a", "mm1"):
        assert Counted(id_).id == id_


def test_an_owner_may_have_any_id() -> None:
    """No rule counts from a network, so it may be called as a season."""
    assert Owner("spring").id == "spring"


KNOWN = ["campus", "kick-off", "meeting-1", "meeting-2", "transfer"]

SUGGESTIONS = [
    # A row: word, known ids, what to do, reason
    ("kickoff", KNOWN, 'did you mean "kick-off"?', "a hyphen is missing"),
    ("kick-of", KNOWN, 'did you mean "kick-off"?', "a letter is missing"),
    ("meeting-11", KNOWN, 'did you mean "meeting-1"?', "one digit too many"),
    ("xyz", ["b", "a"], 'known are "a", "b"', "nothing is near: all, in order"),
    ("xyz", ["a", "a"], 'known are "a"', "each once"),
    ("xyz", [], "there are none yet", "nothing is known"),
    ("", ["campus"], 'known are "campus"', "nothing was written"),
]


@pytest.mark.parametrize(
    ("word", "known", "todo"),
    [pytest.param(w, k, t, id=reason) for w, k, t, reason in SUGGESTIONS],
)
def test_an_unknown_word_gets_a_suggestion(
    word: str, known: list[str], todo: str
) -> None:
    """What to do about an unknown word: the nearest known one, or all of them."""
    assert nearest(word, known) == todo


def test_a_long_list_is_cut() -> None:
    """Of many known words, twelve are shown."""
    todo = nearest("xyz", [f"a-{number:02}" for number in range(13)])

    assert todo.count('"a-') == 12
    assert todo.endswith('"a-11", ...')
    assert not nearest("xyz", [f"a-{n:02}" for n in range(12)]).endswith("...")


SLUGS = [
    # A row: name, id, reason
    ("The Playful Paradigm", "the-playful-paradigm", "a network"),
    ("RU:RBAN", "ru-rban", "punctuation parts words"),
    ("Brighton & Hove", "brighton-hove", "whatever it is"),
    ("Łódź", "lodz", "Polish"),
    ("Alūksne", "aluksne", "Latvian"),
    ("Klaipėda", "klaipeda", "Lithuanian"),
    ("Mataró", "mataro", "Catalan"),
    ("İzmir", "izmir", "a Turkish capital"),
    ("Iğdır", "igdir", "and a Turkish small letter"),
    ("Gießen", "giessen", "German"),
    ("Ærøskøbing", "aeroskobing", "Danish"),
    ("Þórshöfn", "thorshofn", "Icelandic"),
    ("Université d'été", "universite-dete", "an apostrophe joins"),
    ("Université d\u2019été", "universite-dete", "a typographic one, too"),
    ("Cork\u00a0city", "cork-city", "a space that does not break"),
    ("  Meeting  1  ", "meeting-1", "space around"),
    ("kick_off", "kick-off", "an underscore"),
    ("Spring", "the-spring", "a word of the grammar"),
    ("M18", "the-m18", "a project month"),
    ("2019", "the-2019", "a date"),
    ("3rd meeting", "the-3rd-meeting", "a digit first"),
    ("x" * 100, "x" * 60, "cut to leave room for a number"),
    ("9" * 100, "the-" + "9" * 60, "64 characters at most"),
    ("a" * 59 + " b", "a" * 59, "no hyphen at the end"),
]


@pytest.mark.parametrize(
    ("name", "id_"), [pytest.param(n, i, id=reason) for n, i, reason in SLUGS]
)
def test_an_id_is_made_from_a_name(name: str, id_: str) -> None:
    """What is made of a name is an id that a rule can count from."""
    assert slug(name) == id_
    assert Counted(id_).id == id_


@pytest.mark.parametrize("name", ["", "Συνάντηση", "Среща", "---", "\U0001f600"])
def test_a_name_without_latin_letters_has_another_id(name: str) -> None:
    """Where nothing of a name is left, the id is the one given for that case."""
    assert slug(name) == "x"
    assert slug(name, or_else="meeting") == "meeting"
