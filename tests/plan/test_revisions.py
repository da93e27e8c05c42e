"""Revisions, extensions and baselines (`transfertimeline.plan.revisions`)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from tests.schedule.plans import milestone
from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.dates.lag import Lag, parse_lag
from transfertimeline.errors import PlanError, TimelineError, TimelineErrors
from transfertimeline.plan.changes import Change
from transfertimeline.plan.fields import CLEARED
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.networks import Network
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.parse import parse_plan
from transfertimeline.plan.revisions import (
    Baseline,
    Extension,
    Revision,
    Status,
    stated_baselines,
    stated_revisions,
)

DAY = date(2019, 6, 12)
BY_SIX_MONTHS = Extension(phase="transfer", by=parse_lag("6 months"))


def revision(**fields: Any) -> Revision:  # noqa: ANN401 - as many types as fields
    """Return a revision of a day in June 2019."""
    return Revision(**{"on": DAY} | fields)


# one aim ---------------------------------------------------------------------------

AIMS = [
    # A row: fields, the id of what it changes, what changes, reason
    ({"milestone": "meeting-3", "when": parse_rule("2019-09")}, "meeting-3",
     ("when",), "a date"),
    ({"milestone": "meeting-3", "status": Status.CANCELLED}, "meeting-3",
     ("status",), "only how far it is"),
    ({"milestone": "meeting-3", "place": ""}, "meeting-3", ("place",),
     "a place taken away"),
    ({"milestone": "meeting-3", "length": CLEARED, "note": ""}, "meeting-3",
     ("length", "note"), "two values taken away"),
    ({"milestone": "report", "online": False}, "report", ("online",),
     "False is a value"),
    ({"milestone": "report-2", "status": Status.DONE,
      "actual": parse_edtf("2019-06-04")}, "report-2", ("status", "actual"),
     "when it happened"),
    ({"milestone": "report-2", "status": Status.DONE, "title": "Report",
      "when": parse_rule("2019-06-04")}, "report-2", ("title", "when", "status"),
     "fields of the milestone first"),
    ({"start": date(2018, 12, 10)}, "start", (), "the start of the lifecycle"),
    ({"extend": BY_SIX_MONTHS}, "transfer", (), "a phase"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "id_", "changed", "reason"), AIMS)
def test_a_revision_has_one_aim(
    fields: dict[str, Any], id_: str, changed: tuple[str, ...], reason: str
) -> None:
    """It changes fields of one milestone, or the start, or extends one phase."""
    made = revision(**fields)
    assert made.id == id_, reason
    assert made.changed == changed, reason


REFUSED = [
    # A row: fields, where, code, what was found, reason
    ({}, "", "revision", "none of them", "of what?"),
    ({"reason": "Floods"}, "", "revision", "none of them", "a reason for what?"),
    ({"milestone": "a", "start": DAY, "note": "x"}, "", "revision",
     "milestone and start", "two things"),
    ({"start": DAY, "extend": BY_SIX_MONTHS}, "", "revision", "start and extend",
     "two things"),
    ({"milestone": "a", "start": DAY, "extend": BY_SIX_MONTHS}, "", "revision",
     "milestone and start and extend", "three things"),
    ({"milestone": "a"}, "", "revision", "nothing", "nothing changes"),
    ({"milestone": "a", "reason": "Floods", "source": ["minutes"],
      "decided": parse_edtf("2019-05")}, "", "revision", "nothing",
     "a reason and a source change nothing"),
    ({"start": DAY, "note": "Later"}, "", "revision", "note",
     "the start has no note"),
    ({"extend": BY_SIX_MONTHS, "status": Status.CONFIRMED, "place": "Paris"}, "",
     "revision", "place, status", "a phase has no status"),
    ({"milestone": "Meeting", "note": "x"}, "milestone", "id", '"Meeting"', "no id"),
    ({"milestone": "start", "note": "x"}, "milestone", "id-reserved", '"start"',
     "the start is no milestone"),
    ({"milestone": "a", "title": ""}, "title", "text-empty", None,
     "a title cannot be taken away"),
    ({"milestone": "a", "length": 0}, "length", "length", '"0"', "no length"),
    ({"milestone": "a", "zone": "CET"}, "zone", "zone-abbreviation", None,
     "no clock in summer"),
    ({"milestone": "a", "url": "example.org"}, "url", "address", None, "no address"),
    ({"milestone": "a", "place": "a\nb"}, "place", "text-line", None, "two lines"),
    ({"milestone": "a", "status": "confirmed"}, "status", "wrong-type", None,
     "a text is no Status"),
    ({"milestone": "a", "note": "x", "decided": DAY}, "decided", "wrong-type", None,
     "a day is no date in EDTF"),
    ({"start": "2018-12-10"}, "start", "not-a-day", None, "a text"),
    ({"extend": "6 months"}, "extend", "wrong-type", None, "of which phase?"),
    ({"on": datetime(2019, 6, 12, tzinfo=UTC), "start": DAY}, "on", "not-a-day", None,
     "an instant"),
    ({"milestone": "a", "note": "x", "source": "minutes"}, "", "not-text", None,
     "letters are no sources"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "where", "code", "found", "reason"), REFUSED)
def test_refused(
    fields: dict[str, Any], where: str, code: str, found: str | None, reason: str
) -> None:
    """A revision of nothing, of several things, or with wrong values is refused."""
    with pytest.raises(TimelineError) as caught:
        revision(**fields)
    assert (caught.value.where.partition(":")[0], caught.value.code) == (
        where or caught.value.where.partition(":")[0],
        code,
    ), reason
    assert found is None or caught.value.found == found, reason


MESSAGES = [
    # A row: fields, the whole message
    ({}, ("expected one of milestone, start and extend, found none of them; "
         "write one [[revision]] for each thing that changes [revision]")),
    ({"milestone": "a"},
     ("expected a revision that changes something, found nothing; "
     'say what changes, such as when = "2019-09-17" [revision]')),
    ({"extend": BY_SIX_MONTHS, "note": "x"},
     ("expected nothing beside extend, found note; "
     "name the milestone in a [[revision]] of its own [revision]")),
    ({"milestone": "a", "status": Status.DONE, "actual": parse_edtf("2019-09")},
     ('actual: expected the days it happened, found "2019-09"; '
     'write the day or days, like "2019-09-17/2019-09-18" [actual]')),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "message"), MESSAGES)
def test_messages(fields: dict[str, Any], message: str) -> None:
    """An error says what is wrong and what to do."""
    with pytest.raises(PlanError) as caught:
        revision(**fields)
    assert str(caught.value) == message


NOT_ACTUAL = [
    # A row: the date, reason
    ("2019-09", "a month: on which days?"),
    ("2019-21", "a season"),
    ("[2019-09-17..2019-09-20]", "one of these days, but which?"),
    ("unknown", "nothing is known"),
    ("2019-09-17?", "a day that is not sure"),
    ("2019-09-17~", "about that day"),
    ("2019-09-17/2019-09-18%", "neither sure nor exact"),
]


@pytest.mark.parametrize(("text", "reason"), NOT_ACTUAL)
def test_what_happened_happened_on_days(text: str, reason: str) -> None:
    """`actual` is a day or several days, without any doubt."""
    with pytest.raises(PlanError) as caught:
        revision(milestone="a", status=Status.DONE, actual=parse_edtf(text))
    assert (caught.value.where, caught.value.code) == ("actual", "actual"), reason


@pytest.mark.parametrize("text", ["2019-09-17", "2019-09-17/2019-09-18"])
def test_a_day_or_days(text: str) -> None:
    """One day is as good as several."""
    made = revision(milestone="a", status=Status.DONE, actual=parse_edtf(text))
    assert str(made.actual) == text


def test_actual_is_a_date_and_no_text() -> None:
    """A text is no date in EDTF, and is refused before it could count."""
    values: dict[str, Any] = {"milestone": "a", "actual": "2019-09-17"}
    with pytest.raises(PlanError) as caught:
        revision(**values)
    assert caught.value.code == "actual"


# what it may set -------------------------------------------------------------------


def test_what_a_revision_may_set() -> None:
    """A revision sets what every change may, and how far it is; never whose it is."""
    shared = {f.name for f in attrs.fields(Change)} - {"origin"}
    own = {f.name for f in attrs.fields(Revision)} - shared - {"origin"}
    assert own == {
        *("on", "decided", "milestone", "start", "extend", "status", "actual"),
        *("reason", "inferred", "source"),
    }


def test_a_revision_changes_only_what_it_names() -> None:
    """Every other field of the milestone stays as it was."""
    before = milestone("meeting-3", "month of 9 months after start", place="Udine")
    moved = revision(milestone="meeting-3", when=parse_rule("2019-09-17/2019-09-18"))
    assert moved.applied_to(before) == milestone(
        "meeting-3", "2019-09-17/2019-09-18", place="Udine"
    )


def test_its_source_is_not_the_milestones() -> None:
    """Where a decision is stated is no word about what it changes."""
    before = milestone("a", "2019-09", source=["application"])
    after = revision(milestone="a", place="Cork", source=["minutes"]).applied_to(before)
    assert after.source == ("application",)


def test_statuses() -> None:
    """There are four; "postponed" is none, but a milestone without a date any more."""
    assert [str(status) for status in Status] == [
        *("planned", "confirmed", "done", "cancelled")
    ]


# in words --------------------------------------------------------------------------

WORDS = [
    # A row: fields, what a derivation says
    ({}, "revision of 2019-06-12"),
    ({"reason": "Agreed by all"}, 'revision of 2019-06-12 ("Agreed by all")'),
    ({"inferred": "First page"}, "revision of 2019-06-12, known by then"),
    ({"inferred": "First page", "reason": {"en": "Floods", "lt": "Potvynis"}},
     'revision of 2019-06-12, known by then ("Floods")'),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "words"), WORDS)
def test_a_revision_in_words(fields: dict[str, Any], words: str) -> None:
    """A derivation says of which day it is, why, and whether the day is inferred."""
    assert str(revision(start=DAY, **fields)) == words


# extensions ------------------------------------------------------------------------

LENGTHS = [
    # A row: by how much, in words, reason
    ("6 months", "extend transfer by 6 months", "as URBACT III was, in 2020"),
    ("1 year", "extend transfer by 1 year", "a year"),
    ("1 year and 6 months", "extend transfer by 1 year and 6 months", "both"),
]


@pytest.mark.parametrize(("by", "words", "reason"), LENGTHS)
def test_an_extension_is_in_months(by: str, words: str, reason: str) -> None:
    """Phases are counted in months, so that is what is inserted."""
    assert str(Extension(phase="transfer", by=parse_lag(by))) == words, reason


NO_LENGTHS = [
    # A row: by how much, reason
    (Lag(weeks=10), "weeks"),
    (Lag(days=30), "days"),
    (Lag(months=1, days=10), "months and days"),
    (Lag(years=1, working_days=1), "a year and a working day"),
]


@pytest.mark.parametrize(("by", "reason"), NO_LENGTHS)
def test_an_extension_has_no_weeks_or_days(by: Lag, reason: str) -> None:
    """Anything but months would leave the phases without a common end."""
    with pytest.raises(PlanError) as caught:
        Extension(phase="transfer", by=by)
    assert str(caught.value) == (
        f'by: expected a length in months, found "{by}"; '
        'write it like "6 months" [extend]'
    ), reason


def test_an_extension_is_of_a_phase() -> None:
    """Its phase is an id, and its length a lag."""
    values: dict[str, Any] = {"phase": "transfer", "by": "6 months"}
    with pytest.raises(PlanError) as caught:
        Extension(**values)
    assert caught.value.code == "wrong-type"
    with pytest.raises(PlanError) as caught:
        Extension(phase="Transfer", by=parse_lag("6 months"))
    assert (caught.value.where, caught.value.code) == ("phase", "id")


# baselines -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "code", "reason"),
    [
        ({"name": ""}, "text-empty", "nobody could ask for it"),
        ({"name": "a\nb"}, "text-line", "two lines"),
        ({"on": datetime(2019, 3, 4, tzinfo=UTC)}, "not-a-day", "an instant"),
        ({"source": ["a\tb"]}, "text-line", "a tabulator"),
    ],
)
def test_a_baseline_is_a_name_and_a_day(
    fields: dict[str, Any], code: str, reason: str
) -> None:
    """A baseline names a data date."""
    usual: dict[str, Any] = {"name": "approved", "on": date(2019, 3, 4)}
    assert Baseline(**usual).note is None
    with pytest.raises(TimelineError) as caught:
        Baseline(**usual | fields)
    assert caught.value.code == code, reason


# in general ------------------------------------------------------------------------


def test_where_it_was_stated_is_no_part_of_it() -> None:
    """Records that say the same are equal, whatever file and line they are from."""
    here, there = Origin("demo.toml", 1), Origin("other.toml", 9)
    assert revision(start=DAY, origin=here) == revision(start=DAY, origin=there)
    assert Baseline(name="a", on=DAY, origin=here) == Baseline(name="a", on=DAY)
    hash(revision(start=DAY, source=["a"]))


def test_lists_become_tuples() -> None:
    """A layer keeps no list that somebody could add to."""
    assert stated_revisions([revision(start=DAY)]) == (revision(start=DAY),)
    one = Baseline(name="a", on=DAY)
    assert stated_baselines([one]) == (one,)


# in a file -------------------------------------------------------------------------

NETWORK = """\
format = 1
[network]
id = "demo"
name = "Demo"
issued = 2018-12-04
programme = "urbact-iii-transfer"
"""

FILE = (
    NETWORK
    + """\
[[revision]]
on = 2019-06-12
decided = "2019-06"
milestone = "meeting-3"
when = "2019-09-17/2019-09-18"
length = ""
place.lt = "Klaipėda"
status = "confirmed"
reason = "Agreed by all partners"
inferred = "The first page that names the days"
source = "https://example.org/minutes"

[[revision]]
on = 2019-09-20
milestone = "meeting-3"
status = "done"
actual = 2019-09-17

[[revision]]
on = 2020-05-12
extend = { phase = "transfer", by = "6 months" }

[[revision]]
on = 2018-12-05
start = 2018-12-10

[[baseline]]
name = "approved"
on = 2019-03-04
note = "As the committee has it"
"""
)


def test_a_file_states_revisions_and_baselines() -> None:
    """Each has a table of its own, and keeps the line on which it begins."""
    network = parse_plan(FILE, "demo.toml")
    assert isinstance(network, Network)
    assert network.revisions == (
        revision(
            decided=parse_edtf("2019-06"),
            milestone="meeting-3",
            when=parse_rule("2019-09-17/2019-09-18"),
            length=CLEARED,
            place={"lt": "Klaipėda"},
            status=Status.CONFIRMED,
            reason="Agreed by all partners",
            inferred="The first page that names the days",
            source=["https://example.org/minutes"],
        ),
        Revision(
            on=date(2019, 9, 20),
            milestone="meeting-3",
            status=Status.DONE,
            actual=parse_edtf("2019-09-17"),
        ),
        Revision(on=date(2020, 5, 12), extend=BY_SIX_MONTHS),
        Revision(on=date(2018, 12, 5), start=date(2018, 12, 10)),
    )
    assert network.baselines == (
        Baseline(name="approved", on=date(2019, 3, 4), note="As the committee has it"),
    )
    places = [each.origin for each in (*network.revisions, *network.baselines)]
    assert [str(place) for place in places] == [
        f"demo.toml:{line}" for line in (7, 19, 25, 29, 33)
    ]


IN_FILE = [
    # A row: a revision after its day, where the error is, code, reason
    ('milestone = "a"', "demo.toml:7: revision 1", "revision", "nothing changes"),
    ('milestone = "a"\nnote = "x"\nreson = "y"', "demo.toml:11: revision 1: reson",
     "unknown-key", "a key that is misspelt"),
    ('milestone = "a"\nstatus = "postponed"', "demo.toml:10: revision 1: status",
     "unknown-word", "derived, not stated"),
    ('milestone = "a"\nnote = "x"\nscope = "network"',
     "demo.toml:11: revision 1: scope", "unknown-key", "whose it is never changes"),
    ('milestone = "a"\nstatus = "done"\nactual = "2019"',
     "demo.toml:11: revision 1: actual", "actual", "some day of the year"),
    ('extend = { phase = "transfer", by = "10 weeks" }',
     "demo.toml:9: revision 1: extend: by", "extend", "not in months"),
    ('extend = { phase = "transfer" }', "demo.toml:9: revision 1: extend",
     "missing-key", "by how much?"),
    ("start = 2018-12-10\nreason = 5", "demo.toml:10: revision 1: reason",
     "wrong-type", "a number is no reason"),
    ('extend = { phase = "transfer", by = "6 months", until = "2020" }',
     "demo.toml:9: revision 1: extend: until", "unknown-key", "no such key"),
    ('start = "soon"', "demo.toml:9: revision 1: start", "wrong-type", "no day"),
    ('milestone = "a"\nnote = "x"\noverride = true',
     "demo.toml:11: revision 1: override", "unknown-key", "it always changes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "where", "code", "reason"), IN_FILE)
def test_what_is_wrong_in_a_file_is_named(
    text: str, where: str, code: str, reason: str
) -> None:
    """An error in a file has its line, its table and its key."""
    with pytest.raises(TimelineError) as caught:
        parse_plan(f"{NETWORK}[[revision]]\non = 2019-06-12\n{text}\n", "demo.toml")
    assert not isinstance(caught.value, TimelineErrors), reason
    assert (caught.value.where, caught.value.code) == (where, code), reason


def test_an_extension_has_a_table() -> None:
    """The message shows how the table of an extension is written."""
    text = f'{NETWORK}[[revision]]\non = 2019-06-12\nextend = "6 months"\n'
    with pytest.raises(TimelineErrors) as caught:
        parse_plan(text, "demo.toml")
    error = caught.value.problems()[-1]
    assert (error.where, error.code) == (
        "demo.toml:9: revision 1: extend",
        "wrong-type",
    )
    assert error.todo == 'write extend = { phase = "transfer", by = "6 months" }'


def test_a_revision_needs_its_day() -> None:
    """Without the day from which the plan knows it, no history could be told."""
    text = f'{NETWORK}[[revision]]\nmilestone = "a"\nnote = "x"\n'
    with pytest.raises(TimelineError) as caught:
        parse_plan(text, "demo.toml")
    assert (caught.value.where, caught.value.code, caught.value.expected) == (
        "demo.toml:7: revision 1",
        "missing-key",
        'the key "on"',
    )


def test_a_lifecycle_has_no_revisions() -> None:
    """A lifecycle has no dates, so nothing in it becomes known on one."""
    text = """\
format = 1
[lifecycle]
id = "cycle"
name = "Cycle"
ends = "day-before"
[[phase]]
id = "work"
title = "Work"
length = "9 months"
[[revision]]
on = 2019-06-12
milestone = "a"
note = "x"
"""
    with pytest.raises(TimelineError) as caught:
        parse_plan(text, "cycle.toml")
    assert (caught.value.where, caught.value.code) == (
        "cycle.toml:10: revision",
        "unknown-key",
    )
