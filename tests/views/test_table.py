"""The schedule in words, which every text view is made of."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from tests.schedule.plans import CORK, UDINE, milestone, plan, schedule
from transfertimeline.dates.clock import ClockTime
from transfertimeline.errors import UnknownIdError
from transfertimeline.plan.milestones import Audience, Kind, Milestone
from transfertimeline.plan.repeats import Each
from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.selection import Selection
from transfertimeline.views.table import Row, table_of


def of(*milestones: Milestone, **fields: Any) -> Schedule:  # noqa: ANN401 - any field
    """Return the schedule of a network that states these milestones."""
    return schedule(plan(*milestones, **fields))


def row(stated: Milestone, language: str | None = None, **fields: Any) -> Row:  # noqa: ANN401 - any field
    """Return the only milestone of a table."""
    (found,) = table_of(of(stated, **fields), language=language).milestones
    return found


WHEN = [
    # what is stated, in English, in Lithuanian
    ("2019-09-17", "17 September 2019", "2019 m. rugsėjo 17 d."),
    ("2019-09-17/2019-09-18", "17-18 September 2019", "2019 m. rugsėjo 17-18 d."),
    (
        "2019-09-30/2019-10-01",
        "30 September - 1 October 2019",
        "2019 m. rugsėjo 30 d. - spalio 1 d.",
    ),
    (
        "2019-12-31/2020-01-02",
        "31 December 2019 - 2 January 2020",
        "2019 m. gruodžio 31 d. - 2020 m. sausio 2 d.",
    ),
    ("2019-01", "January 2019", "2019 m. sausis"),
    ("2019-21", "spring 2019", "2019 m. pavasaris"),
    # The winter of 2019 begins in December and ends in February.
    ("2019-24", "winter 2019/20", "2019-2020 m. žiema"),
    ("2019", "2019", "2019 m."),
    (
        "2019-33",
        "some day, 1 January - 31 March 2019",
        "kuri nors diena, 2019 m. sausio 1 d. - kovo 31 d.",
    ),
    (
        "[2019-01-14..2019-01-18]",
        "some day, 14-18 January 2019",
        "kuri nors diena, 2019 m. sausio 14-18 d.",
    ),
    ("unknown", "not known yet", "dar nežinoma"),
    (
        "2019-09-17?",
        "17 September 2019 (to be confirmed)",
        "2019 m. rugsėjo 17 d. (nepatvirtinta)",
    ),
    (
        "2019-09~",
        "September 2019 (to be confirmed)",
        "2019 m. rugsėjis (nepatvirtinta)",
    ),
    # Three months after 4 December 2018, by hand: 4 March 2019.
    ("3 months after start", "4 March 2019", "2019 m. kovo 4 d."),
]


@pytest.mark.parametrize(
    ("rule", "english", "lithuanian"),
    [pytest.param(*case, id=case[0]) for case in WHEN],
)
def test_a_date_is_said_as_people_say_it(
    rule: str, english: str, lithuanian: str
) -> None:
    """A date is in words, no more exact than it is known, and says what is not sure."""
    stated = milestone("m", rule)

    assert row(stated).date == english
    assert row(stated, "lt").date == lithuanian


def test_something_long_in_a_month_is_that_month() -> None:
    """Two days some time in September are said as the month they lie in."""
    found = row(milestone("m", "2019-09", length=2))

    assert (found.date, found.exact) == ("September 2019", False)


def test_a_row_has_the_words_of_a_milestone() -> None:
    """Each cell is a word or text in the language of the table."""
    stated = milestone(
        "m",
        "2019-09-17",
        kind=Kind.MEETING,
        title={"en": "Meeting", "lt": "Susitikimas"},
        place={"en": "Rome", "lt": "Roma"},
        time=ClockTime(start=time(9, 30), end=time(17)),
        zone="Europe/Rome",
        online=True,
    )

    assert row(stated).cells == (
        "17 September 2019",
        "09:30-17:00 Europe/Rome",
        "Meeting",
        "Rome, Online",
        "Meeting",
        "planned",
        "m",
    )
    assert row(stated, "lt").cells == (
        "2019 m. rugsėjo 17 d.",
        "09:30-17:00 Europe/Rome",
        "Susitikimas",
        "Roma, Internetu",
        "Susitikimas",
        "planuojama",
        "m",
    )


def test_what_is_not_stated_is_an_empty_cell() -> None:
    """Without hours and place there is nothing in their cells."""
    found = row(milestone("m", "2019-09-17"))

    assert (found.time, found.place) == ("", "")


KINDS = [
    (Kind.MEETING, "Meeting", "Susitikimas"),
    (Kind.DEADLINE, "Deadline", "Terminas"),
    (Kind.PERIOD, "Period", "Laikotarpis"),
    (Kind.GATE, "Gate", "Patvirtinimas"),
    (Kind.EVENT, "Event", "Renginys"),
]


@pytest.mark.parametrize(("kind", "english", "lithuanian"), KINDS)
def test_every_kind_has_a_word(kind: Kind, english: str, lithuanian: str) -> None:
    """Each kind is said in the language of the table."""
    stated = milestone("m", "2019-09-17", kind=kind)

    assert row(stated).kind == english
    assert row(stated, "lt").kind == lithuanian


def test_the_title_says_whose_it_is_and_as_of_when() -> None:
    """Above the table stand the name and the data date."""
    shown = of(name={"en": "Gardens", "lt": "Daržai"}, languages=["en", "lt"])

    assert table_of(shown).title == "Gardens, as of 1 January 2030"
    assert table_of(shown, language="lt").title == (
        "Daržai, 2030 m. sausio 1 d. duomenimis"
    )


def test_the_columns_are_named() -> None:
    """Each column has a heading in the language of the table."""
    assert table_of(of()).columns == (
        *("Date", "Time", "What", "Where", "Kind", "Status", "Id"),
    )
    assert table_of(of(), language="lt").columns == (
        *("Data", "Laikas", "Kas", "Kur", "Rūšis", "Būsena", "Žymuo"),
    )


def test_phases_stand_before_the_milestones() -> None:
    """Each phase is a row with its days, without a status."""
    # 18 and 6 months from 4 December 2018, to the same day of the month.
    assert [found.cells for found in table_of(of()).phases] == [
        ("4 December 2018 - 4 June 2020", "", "transfer", "", "Phase", "", "transfer"),
        (
            *("5 June - 4 December 2020", "", "dissemination", "", "Phase", ""),
            "dissemination",
        ),
    ]


def test_rows_are_in_order_of_date() -> None:
    """Milestones are in order of first day, last day and id; unknown ones are last."""
    shown = of(
        milestone("e", "unknown"),
        milestone("d", "2019-09"),
        milestone("c", "2019-09-01"),
        milestone("b", "2019-09-01"),
        milestone("a", "2019-10-01"),
    )

    assert [found.id for found in table_of(shown).milestones] == list("bcdae")


LANGUAGES = [
    ("the first of the plan", ["lt", "en"], None, "Terminas", "Ataskaita"),
    ("English, if the plan names none", [], None, "Deadline", "Report"),
    ("the one asked for", ["lt", "en"], "en", "Deadline", "Report"),
    ("our words in English, the plan's text", ["fi"], None, "Deadline", "Raportti"),
    ("the plan's text in another it has", ["lt"], "fr", "Deadline", "Ataskaita"),
]


@pytest.mark.parametrize(
    ("languages", "asked", "kind", "title"),
    [pytest.param(*case, id=reason) for reason, *case in LANGUAGES],
)
def test_words_and_texts_have_a_language_each(
    languages: list[str], asked: str | None, kind: str, title: str
) -> None:
    """A table is in the language asked for, else the plan's, else English."""
    texts = {"en": "Report", "lt": "Ataskaita", "fi": "Raportti"}
    stated = milestone("m", "2019-09-17", kind=Kind.DEADLINE, title=texts)
    found = row(stated, asked, languages=languages)

    assert (found.kind, found.title) == (kind, title)


def test_a_table_can_be_for_somebody() -> None:
    """A selection leaves out rows of milestones, never those of phases."""
    shown = of(
        milestone("group", "2019-03", each=Each.PARTNER),
        milestone("fair", "2019-04", audience=[Audience.PUBLIC]),
        partners=[UDINE, CORK],
    )
    table = table_of(shown, selection=Selection(partner="cork", audience=Audience.LEAD))

    assert [found.id for found in table.milestones] == ["group-cork"]
    assert [found.id for found in table.phases] == ["transfer", "dissemination"]


def test_a_table_for_nobody_is_refused() -> None:
    """A partner that the network has not got is an error, and no empty table."""
    with pytest.raises(UnknownIdError, match="unknown-partner"):
        table_of(of(), selection=Selection(partner="cork"))
