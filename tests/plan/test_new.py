"""New plan files, and milestones from a sheet of dates."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import attrs
import pytest

from transfertimeline.errors import PlanError, TimelineError, TimelineErrors
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.layout import fields_of
from transfertimeline.plan.milestones import Kind, Milestone
from transfertimeline.plan.networks import Network, Partner, Role
from transfertimeline.plan.new import new_plan
from transfertimeline.plan.parse import parse_plan
from transfertimeline.plan.planfile import load_bundled
from transfertimeline.plan.revisions import Revision, Status
from transfertimeline.plan.sheet import milestones_from_csv
from transfertimeline.schedule.compute import compute

APPROVAL = date(2018, 12, 4)

# ------------------------------------------------------------------ a new plan

PARTNERS = [
    Partner(id="udine", city="Udine", country="IT", role=Role.LEAD),
    Partner(id="klaipeda", city="Klaipėda", country="LT"),
]
MILESTONES = [
    Milestone(
        id="meeting-1",
        kind=Kind.MEETING,
        title="First meeting",
        when=parse_rule("2019-03-12/2019-03-13"),
    )
]
IN_PROGRAMME: dict[str, Any] = {"programme": "urbact-iii-transfer"}
ON_ITS_OWN: dict[str, Any] = {"lifecycle": "transfer-network", "start": APPROVAL}

ANSWERS = [
    ("as little as can be, in a programme", IN_PROGRAMME),
    ("as little as can be, on its own", ON_ITS_OWN),
    (
        "everything, in a programme",
        IN_PROGRAMME
        | {"zone": "Europe/Rome", "languages": ["en", "it"]}
        | {"partners": PARTNERS, "milestones": MILESTONES},
    ),
    (
        "everything, on its own",
        ON_ITS_OWN
        | {"zone": "Europe/Rome", "languages": ["en"]}
        | {"partners": PARTNERS, "milestones": MILESTONES},
    ),
    ("a partner and no milestone", IN_PROGRAMME | {"partners": PARTNERS[:1]}),
]


def written(answers: dict[str, Any]) -> str:
    """Return the text of a new plan, for a network called Demo."""
    return new_plan(id="demo", name="Demo", issued=APPROVAL, **answers)


def planned(text: str) -> Plan:
    """Return the plan of a text, with what is bundled around it."""
    network = parse_plan(text)
    assert isinstance(network, Network)
    around = load_bundled("bluact")
    programme = around.programme if network.programme else None
    return Plan(lifecycle=around.lifecycle, programme=programme, network=network)


def with_examples(text: str) -> str:
    """Take the # away from every example."""
    return re.sub(r"^#(?! |$)", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "answers", [pytest.param(answers, id=reason) for reason, answers in ANSWERS]
)
def test_a_new_plan_says_what_was_answered_and_can_be_dated(
    answers: dict[str, Any],
) -> None:
    """The file holds exactly what was given, and a schedule follows from it at once."""
    plan = planned(written(answers))

    assert plan.network == Network(id="demo", name="Demo", issued=APPROVAL, **answers)
    schedule = compute(plan, data_date=APPROVAL)
    assert schedule["network-results"].edtf == "2020-06-04"


@pytest.mark.parametrize(
    "answers", [pytest.param(answers, id=reason) for reason, answers in ANSWERS]
)
def test_every_example_works_as_it_stands(answers: dict[str, Any]) -> None:
    """With the # taken away, the examples are part of a plan that can be dated."""
    text = written(answers)
    schedule = compute(planned(with_examples(text)), data_date=APPROVAL)

    assert schedule["example-meeting"].edtf == "2019-09"
    assert schedule["example-deadline"].edtf == "2019-03-04"
    assert f"{schedule['example-deadline'].end:%H:%M}" == "15:00"
    assert schedule["example-report-2"].edtf == "2019-12-04"
    assert str(schedule["kick-off"].note) == "We travel together from the station."
    later = compute(planned(with_examples(text)), data_date=date(2019, 8, 25))
    assert (later["example-meeting"].edtf, later["example-meeting"].status) == (
        "2019-09-17/2019-09-18",
        Status.CONFIRMED,
    )
    last = compute(planned(with_examples(text)), data_date=date(2019, 8, 26))
    assert (last["example-meeting"].edtf, last["example-meeting"].status) == (
        "2019-10-08/2019-10-09",
        Status.CONFIRMED,
    )
    examples = [f for f in schedule.findings if str(f.milestone).startswith("example")]
    assert examples == []


@pytest.mark.parametrize(
    ("header", "record"), [("network", Network), ("partner", Partner)]
)
def test_every_key_that_may_be_written_is_named(header: str, record: type) -> None:
    """Whatever a table may hold is named above it."""
    above = written(IN_PROGRAMME) + written(ON_ITS_OWN)
    lists = {"partners", "phases", "milestones", "revisions", "baselines", "works"}
    keys = fields_of(record).keys() - lists - {"aliases"}

    missing = {key for key in keys if not re.search(rf"\b{key}\b", above)}
    assert missing == set(), header


def test_every_key_of_a_milestone_is_named() -> None:
    """The words above the milestones name every key that a milestone may have."""
    words = written(IN_PROGRAMME).partition("# The milestones")[2]
    head = words.partition("\n\n")[0]

    missing = {
        key for key in fields_of(Milestone) if not re.search(rf"\b{key}\b", head)
    }
    assert missing == {"scope"}


def test_every_key_of_a_revision_is_named() -> None:
    """The words above the revisions name every key that a revision may have."""
    words = written(IN_PROGRAMME).partition("# The revisions")[2]
    head = words.partition("\n\n")[0]

    missing = {key for key in fields_of(Revision) if not re.search(rf"\b{key}\b", head)}
    assert missing == set()


def test_the_examples_work_in_a_plan_of_any_year() -> None:
    """Examples of days before the plan is published belong to its first publication."""
    text = new_plan(id="demo", name="Demo", issued=date(2026, 9, 1), **IN_PROGRAMME)
    schedule = compute(planned(with_examples(text)), data_date=date(2026, 9, 1))

    assert schedule["example-meeting"].edtf == "2019-10-08/2019-10-09"


def test_the_same_answers_give_the_same_file() -> None:
    """Nothing but the answers decides what is written, and every line fits a screen."""
    first, second = written(ANSWERS[2][1]), written(ANSWERS[2][1])

    assert first == second
    assert max(len(line) for line in first.splitlines()) <= 88
    assert first.endswith("\n")


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        pytest.param({}, "layers", id="nothing says when it starts"),
        pytest.param(
            IN_PROGRAMME | ON_ITS_OWN, "layers", id="a programme states the start"
        ),
        pytest.param(IN_PROGRAMME | {"zone": "CET"}, "zone-abbreviation", id="a zone"),
        pytest.param(
            IN_PROGRAMME | {"partners": PARTNERS[:1] * 2}, "id-duplicate", id="an id"
        ),
    ],
)
def test_wrong_answers_are_refused(answers: dict[str, Any], code: str) -> None:
    """What a network cannot be is not written."""
    with pytest.raises(TimelineError) as caught:
        written(answers)

    assert caught.value.code == code


def test_a_name_of_several_lines_is_refused() -> None:
    """No name can break out of its line."""
    with pytest.raises(PlanError):
        new_plan(id="demo", name="Demo\n[[x]]", issued=APPROVAL, **IN_PROGRAMME)


# ------------------------------------------------------- milestones from a CSV

SHEET = """\
title,date,end,time,kind,place,note
"Kick-off, Paris",2019-01-15,2019-01-16,09:30-17:00,,Paris,
Interim report deadline,3 months after start,,,,,
Campus,2019-21,,,event,,"Bring
the plan"
Final event,unknown,,,,,
"""

READ = [
    ("kick-off-paris", "meeting", "Kick-off, Paris", "2019-01-15/2019-01-16"),
    (
        "interim-report-deadline",
        "deadline",
        "Interim report deadline",
        "3 months after start",
    ),
    ("campus", "event", "Campus", "2019-21"),
    ("final-event", "meeting", "Final event", "unknown"),
]

SHEETS = [
    ("commas", SHEET),
    ("a byte order mark", "\ufeff" + SHEET),
    ("the line ends of Windows", SHEET.replace("\n", "\r\n")),
    ("no line end at the end", SHEET.rstrip()),
    ("empty rows", SHEET.replace("\n", "\n,,,,,,\n", 1) + "\n\n,,,,,,\n"),
    (
        "capital letters and blanks in the header",
        SHEET.replace("title,", " Title ,", 1),
    ),
    ("more commas than columns", SHEET.replace("note\n", "note,,\n", 1)),
    (
        "semicolons",
        SHEET.replace(",", ";").replace('"Kick-off; Paris"', '"Kick-off, Paris"'),
    ),
    (
        "tabs",
        SHEET.replace(",", "\t").replace('"Kick-off\t Paris"', '"Kick-off, Paris"'),
    ),
]


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=reason) for reason, text in SHEETS]
)
def test_a_sheet_is_read_as_spreadsheets_save_it(text: str) -> None:
    """Separators, line ends and empty rows differ; the milestones are the same."""
    milestones = milestones_from_csv(text)

    read = [(m.id, str(m.kind), str(m.title), str(m.when)) for m in milestones]
    assert read == READ
    assert str(milestones[0].time) == "09:30-17:00"
    assert str(milestones[2].note) == "Bring\nthe plan"


def test_a_milestone_knows_its_line() -> None:
    """A later problem with a milestone can name the row it came from."""
    milestones = milestones_from_csv(SHEET, "dates.csv")

    assert [str(m.origin) for m in milestones] == [
        f"dates.csv:{line}" for line in (2, 3, 4, 6)
    ]


def test_a_sheet_becomes_a_plan() -> None:
    """Put into a new plan, the milestones of a sheet can be dated at once."""
    taken = [milestone.id for milestone in load_bundled("bluact").lifecycle.milestones]
    milestones = milestones_from_csv(SHEET, taken=taken)
    plan = planned(written(IN_PROGRAMME | {"milestones": milestones}))
    schedule = compute(plan, data_date=APPROVAL)

    assert schedule["kick-off-paris"].edtf == "2019-01-15/2019-01-16"
    assert schedule["interim-report-deadline"].edtf == "2019-03-04"
    assert schedule["campus-2"].edtf == "2019-21"


def test_a_sheet_without_rows_has_no_milestones() -> None:
    """A header alone is a sheet, too."""
    assert milestones_from_csv("title,date\n") == ()


IDS = [
    ("letters of Europe lose their marks", ["Łódź: größe"], ["lodz-grosse"]),
    ("an apostrophe joins", ["The mayor's visit"], ["the-mayors-visit"]),
    ("the same title twice", ["Meeting", "Meeting", "Meeting"],
     ["meeting", "meeting-2", "meeting-3"]),
    ("a number that is taken", ["Meeting", "Meeting 2", "Meeting"],
     ["meeting", "meeting-2", "meeting-3"]),
    ("a word of the date rules", ["Spring"], ["the-spring"]),
    ("a project month", ["M18"], ["the-m18"]),
    ("a number first", ["3rd meeting"], ["the-3rd-meeting"]),
    ("a script without Latin letters", ["Συνάντηση", "Συνάντηση"],
     ["meeting", "meeting-2"]),
    ("its kind, if that is known better", ["Срок: deadline", "Конец"],
     ["deadline", "meeting"]),
    ("a title as long as a page", ["x" * 500], ["x" * 60]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("titles", "ids"),
    [pytest.param(titles, ids, id=reason) for reason, titles, ids in IDS],
)
def test_an_id_is_made_from_the_title(titles: list[str], ids: list[str]) -> None:
    """Without an id of its own a milestone gets one that it can keep."""
    text = "title;date\n" + "".join(f"{title};unknown\n" for title in titles)

    assert [milestone.id for milestone in milestones_from_csv(text)] == ids


def test_a_stated_id_is_kept() -> None:
    """Ids made from titles give way to those that are stated, wherever these stand."""
    text = "title,date,id\nMeeting,2019,\nSecond,2019,meeting\nThird,2019,m-3\n"
    ids = [milestone.id for milestone in milestones_from_csv(text)]

    assert ids == ["meeting-2", "meeting", "m-3"]


def test_an_id_that_is_taken_elsewhere_is_not_made() -> None:
    """Ids made from titles give way to those of the programme, too."""
    text = "title,date\nCampus,2019\nCampus,2019\n"
    milestones = milestones_from_csv(text, taken=["campus", "campus-2"])

    assert [milestone.id for milestone in milestones] == ["campus-3", "campus-4"]


KINDS = [
    ("Deadline for the report", "", "deadline"),
    ("Final DEADLINE", "", "deadline"),
    ("All deadlines of spring", "", "deadline"),
    ("Deadlined", "", "meeting"),
    ("Deadline party", "event", "event"),
    ("Kick-off", "Gate", "gate"),
]


@pytest.mark.parametrize(("title", "kind", "expected"), KINDS)
def test_the_kind_is_stated_or_follows_from_the_title(
    title: str, kind: str, expected: str
) -> None:
    """Something is a meeting, unless its title says deadline or its row says what."""
    (milestone,) = milestones_from_csv(f"title,date,kind\n{title},2019,{kind}\n")

    assert milestone.kind == expected


ENDS = [
    ("2019-01-15", "", "2019-01-15"),
    ("2019-01-15", "2019-01-15", "2019-01-15"),
    ("2019-01-15", "2019-01-18", "2019-01-15/2019-01-18"),
    ("2019-12-31?", "2020-01-01~", "2019-12-31/2020-01-01%"),
]


@pytest.mark.parametrize(("first", "last", "when"), ENDS)
def test_the_last_day_has_a_column(first: str, last: str, when: str) -> None:
    """A date and an end are the days in between, both ends included."""
    (milestone,) = milestones_from_csv(f"title,date,end\nA,{first},{last}\n")

    assert str(milestone.when) == when


HEADERS = [
    ("an empty file", "", ['the column "title"', 'the column "date"']),
    ("no header", "Kick-off,2019-01-15\n",
     ['the column "title"', 'the column "date"', "a known column", "a known column"]),
    ("no date", "title,place\n", ['the column "date"']),
    ("a column that is not known", "title,date,location\n", ["a known column"]),
    ("a column twice", "title,date,Date\n", ["each column once"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(text, expected, id=reason) for reason, text, expected in HEADERS],
)
def test_the_first_row_names_the_columns(text: str, expected: list[str]) -> None:
    """Columns that are missing, unknown or there twice are named, all at once."""
    with pytest.raises(TimelineError) as caught:
        milestones_from_csv(text, "dates.csv")

    errors = problems(caught.value)
    assert [error.expected for error in errors] == expected
    assert {error.code for error in errors} == {"csv-header"}
    assert {error.where for error in errors} == {"dates.csv:1"}


def problems(error: TimelineError) -> list[TimelineError]:
    """Return each of the errors that came at once."""
    return error.problems() if isinstance(error, TimelineErrors) else [error]


CELLS = [
    # reason, column, cell, where after the line, code
    ("15 January or nothing, but 1 May or 5 January?", "date", "15/01/2019", "date",
     "csv-date"),
    ("dots leave it open as well", "date", "5.1.2019", "date", "csv-date"),
    ("and with blanks", "date", "05. 01. 2019", "date", "csv-date"),
    ("and with two digits for the year", "date", "05-01-19", "date", "csv-date"),
    ("and with a time", "date", "05/01/2019 00:00", "date", "csv-date"),
    ("a day as a spreadsheet counts it", "date", "43480", "date", "csv-date"),
    ("a day that does not exist", "date", "2019-02-30", "date", "csv-date"),
    ("words that are no rule", "date", "some time in May",
     'date: at "time", word 2 of "some time in May"', "csv-date"),
    ("a day that is left out", "date", "", "date", "csv-date"),
    ("an end before the date", "end", "2019-01-14", "end", "csv-end"),
    ("an end that is a month", "end", "2019-02", "end", "csv-end"),
    ("an end in two ways", "end", "1/2/2019", "end", "csv-date"),
    ("a title that is left out", "title", "", "title", "csv-title"),
    ("a title of two lines", "title", '"A\nB"', "title", "text-line"),
    ("an id with a blank", "id", "kick off", "id", "id"),
    ("an id that is a word of the rules", "id", "end", "id", "id-reserved"),
    ("a kind that is none", "kind", "party", "kind", "unknown-word"),
    ("an hour of the other clock", "time", "3 pm", "time", "clock-time"),
    ("a zone in letters", "zone", "CET", "zone", "zone-abbreviation"),
    ("an address without its beginning", "url", "urbact.eu", "url", "address"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell", "where", "code"),
    [pytest.param(*case, id=reason) for reason, *case in CELLS],
)
def test_a_wrong_cell_is_named(column: str, cell: str, where: str, code: str) -> None:
    """What a cell cannot hold is refused at its line and column."""
    columns = ("title", "date", "end", "id", "kind", "time", "zone", "url")
    cells = dict.fromkeys(columns, "") | {"title": "A", "date": "2019-01-15"}
    row = (cells | {column: cell}).values()
    text = f"{','.join(columns)}\n\n{','.join(row)}\n"

    with pytest.raises(TimelineError) as caught:
        milestones_from_csv(text, "dates.csv")

    assert caught.value.where == f"dates.csv:3: {where}"
    assert caught.value.code == code


def test_an_unclear_date_says_why() -> None:
    """The message says that the order of day and month is unclear, and what to do."""
    with pytest.raises(TimelineError) as caught:
        milestones_from_csv("title,date\nA,04/05/2019\n", "dates.csv")

    assert str(caught.value) == (
        'dates.csv:2: date: expected a date as year-month-day, found "04/05/2019", '
        "where the order of day and month is unclear; "
        'write it like "2019-01-15" [csv-date]'
    )


def test_all_problems_come_at_once() -> None:
    """Every wrong cell of every row is named, in the order of the rows."""
    text = (
        "title,date,zone,id\n"
        "A,01/02/2019,CET,x\n"
        ",2019,,\n"
        "C,2019,,x\n"
        "D,2019-01-15,,,and more\n"
    )
    with pytest.raises(TimelineErrors) as caught:
        milestones_from_csv(text, "d.csv")

    assert [(error.where, error.code) for error in caught.value.problems()] == [
        ("d.csv:2: zone", "zone-abbreviation"),
        ("d.csv:2: date", "csv-date"),
        ("d.csv:3: title", "csv-title"),
        ("d.csv:4: id", "id-duplicate"),
        ("d.csv:5", "csv-row"),
    ]


ROWS = [
    ("a quote that is never closed", 'title,date\nA,2019\n"B,2019\nC,2019\n', 3),
    ("a quote inside a quoted cell", 'title,date\n"A "x" y",2019\n', 2),
    ("a cell too many", "title,date\nParis, Rome,2019,x\n", 2),
    ("a cell under no name", "title,,date\nA,B,2019\n", 2),
]


@pytest.mark.parametrize(
    ("text", "line"), [pytest.param(*case, id=reason) for reason, *case in ROWS]
)
def test_a_broken_row_is_named(text: str, line: int) -> None:
    """Where the cells of a row do not add up, nothing is guessed."""
    with pytest.raises(TimelineError) as caught:
        milestones_from_csv(text, "dates.csv")

    assert caught.value.where == f"dates.csv:{line}"
    assert caught.value.code == "csv-row"


def test_a_milestone_is_what_its_row_says() -> None:
    """Every column fills its field, and nothing else is filled."""
    text = (
        "id,title,date,kind,place,time,zone,note,url\n"
        "m-1,A,2019-01-15,gate,Udine,15:00,Europe/Rome,Bring it,https://urbact.eu/\n"
    )
    (milestone,) = milestones_from_csv(text)

    expected = Milestone(
        id="m-1",
        kind=Kind.GATE,
        title="A",
        when=parse_rule("2019-01-15"),
        place="Udine",
        zone="Europe/Rome",
        note="Bring it",
        url="https://urbact.eu/",
    )
    assert milestone == attrs.evolve(expected, time=milestone.time)
    assert str(milestone.time) == "15:00"
