"""Placeholders in the texts of families (`transfertimeline.schedule.placeholders`)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.schedule.plans import CORK, KLAIPEDA, milestone, plan, schedule
from transfertimeline.dates.days import DayRange
from transfertimeline.dates.lag import parse_lag
from transfertimeline.errors import PlanError
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.repeats import Each, Repeat
from transfertimeline.plan.text import Text
from transfertimeline.schedule.schedule import ScheduledMilestone

SEMESTER = Repeat(
    periods=(DayRange(first=date(2016, 4, 1), last=date(2016, 9, 30)),),
)


def member(stated: Milestone, id_: str) -> ScheduledMilestone:
    """Return a member of a family in a network of Cork and Klaipėda."""
    found = schedule(plan(stated, partners=[CORK, KLAIPEDA], languages=["lt"]))
    return found[id_]


CASES = [
    # A row: text, English, Lithuanian, reason
    ("Report {n}", "Report 1", "Report 1", "the number of the period"),
    ("{period}", "1 April - 30 September 2016",
     "2016 m. balandžio 1 d. - rugsėjo 30 d.", "its days, in words"),
    ("{country}", "Lithuania", "Lietuva", "the name of the country"),
    ("{city}", "Klaipėda", "Klaipėda", "the city, as the network writes it"),
    ("{n}: {city} ({country}), {n}", "1: Klaipėda (Lithuania), 1",
     "1: Klaipėda (Lietuva), 1", "several, and one of them twice"),
    ("No placeholder", "No placeholder", "No placeholder", "text stays text"),
    ("A { alone", "A { alone", "A { alone", "one brace is text"),
    ("{n} of } and {", "1 of } and {", "1 of } and {", "so are these"),
    ("{{n}}", "{1}", "{1}", "the inner pair is the placeholder"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "english", "lithuanian", "reason"), CASES)
@pytest.mark.parametrize("field", ["title", "note", "place"])
def test_filled_in(
    field: str, text: str, english: str, lithuanian: str, reason: str
) -> None:
    """Placeholders in title, note and place are filled in, in each language."""
    stated = milestone(
        "report", "period", each=Each.PARTNER, repeat=SEMESTER, **{field: text}
    )
    found = getattr(member(stated, "report-klaipeda-1"), field)
    assert isinstance(found, Text)
    assert found.pick(["en"]) == english, reason
    assert found.pick(["lt"]) == lithuanian, reason


def test_each_language_has_its_own_words() -> None:
    """A text in two languages is filled in with the words of each."""
    title = {"en": "Campus, {country}", "lt": "Mokymai, {country}"}
    stated = milestone("campus", "2019-21", each=Each.COUNTRY, title=title)
    found = member(stated, "campus-ie").title
    assert found.versions == (("en", "Campus, Ireland"), ("lt", "Mokymai, Airija"))


def test_languages_we_do_not_speak_get_english_words() -> None:
    """In a language the library does not speak, the filled-in words are English."""
    stated = milestone(
        "campus", "2019-21", each=Each.COUNTRY, title={"fi": "Kampus, {country}"}
    )
    assert str(member(stated, "campus-lt").title) == "Kampus, Lithuania"


def test_what_a_city_is_called_is_not_filled_in_again() -> None:
    """Braces that come in with a value are text."""
    odd = CORK.__class__(id="odd", city="{n}", country="IE")
    stated = milestone("group", "2019-03-04", each=Each.PARTNER, title="{city}")
    assert str(schedule(plan(stated, partners=[odd]))["group-odd"].title) == "{n}"


def test_a_milestone_of_one_partner_or_country_can_use_them() -> None:
    """A milestone that names its partner or country has a city and a country."""
    launch = milestone(
        "launch", "2019-07-25", partner="cork", title="{city}, {country}"
    )
    campus = milestone("campus", "2019-06-04", country="ES", title="Campus, {country}")
    found = schedule(plan(launch, campus, partners=[CORK]))
    assert str(found["launch"].title) == "Cork, Ireland"
    assert str(found["campus"].title) == "Campus, Spain"


REFUSED = [
    # A row: text, fields, reason
    ("{number}", {"repeat": SEMESTER}, "no such placeholder"),
    ("{ n }", {"repeat": SEMESTER}, "without blanks"),
    ("{N}", {"repeat": SEMESTER}, "in small letters"),
    ("{}", {"repeat": SEMESTER}, "nothing between"),
    ("{n}", {}, "a single milestone has no number"),
    ("{n}", {"each": Each.PARTNER}, "nor has a family without a repeat"),
    ("{period}", {"each": Each.COUNTRY}, "nor a period"),
    ("{country}", {"repeat": SEMESTER}, "a network's report has no country"),
    ("{city}", {"each": Each.COUNTRY}, "a country's campus has no city"),
    ("{city}", {"country": "ES"}, "nor a milestone of a country"),
]


@pytest.mark.parametrize(("text", "fields", "reason"), REFUSED)
@pytest.mark.parametrize("field", ["title", "note", "place"])
def test_refused(field: str, text: str, fields: dict[str, object], reason: str) -> None:
    """Unknown placeholders, and those of something it has not got, are refused."""
    stated = milestone("a", "2019-03-04", **{"title": "A", **fields, field: text})
    with pytest.raises(PlanError) as caught:
        schedule(plan(stated, partners=[CORK]))
    error = caught.value
    assert error.code == "placeholder", reason
    assert error.where.startswith("milestone a"), reason
    assert error.where.endswith(field), reason


def test_periods_are_said_as_days() -> None:
    """The period of a report on the anniversary is said with both its ends."""
    stated = milestone(
        "report",
        "period",
        title="{period}",
        repeat=Repeat(every=parse_lag("12 months")),
    )
    found = schedule(plan(stated))
    assert str(found["report-1"].title) == "4 December 2018 - 4 December 2019"
    assert str(found["report-2"].title) == "5 December 2019 - 4 December 2020"
