"""What moved, in words and as values."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest

from tests.schedule.plans import extension, milestone, plan, revision, schedule
from transfertimeline.dates.clock import ClockTime
from transfertimeline.plan.milestones import Kind
from transfertimeline.schedule.variance import Comparison, compare
from transfertimeline.views.comparison import (
    comparison_data,
    comparison_report,
    move_in_words,
    variance_data,
)

BEFORE, AFTER = date(2019, 1, 1), date(2019, 6, 1)


def compared(
    *milestones: Any,  # noqa: ANN401 - milestones
    before: date = BEFORE,
    after: date = AFTER,
    **fields: Any,  # noqa: ANN401 - any field
) -> Comparison:
    """Return what differs in a network between two days."""
    of = plan(*milestones, **fields)
    return compare(schedule(of, before), schedule(of, after))


def lines(comparison: Comparison, language: str = "en") -> list[str]:
    """Return what differs, a line each."""
    moves = (*comparison.phases, *comparison.milestones)
    return [move_in_words(move, language) for move in moves]


MOVES = [
    (
        "later",
        {"when": "2019-09-24"},
        "m: 17 September 2019 -> 24 September 2019 (+7 days)",
        "m: 2019 m. rugsėjo 17 d. -> 2019 m. rugsėjo 24 d. (+7 dienos)",
    ),
    (
        "earlier by a day",
        {"when": "2019-09-16"},
        "m: 17 September 2019 -> 16 September 2019 (-1 day)",
        "m: 2019 m. rugsėjo 17 d. -> 2019 m. rugsėjo 16 d. (-1 diena)",
    ),
    (
        "a window around it is no move",
        {"when": "2019-09"},
        "m: 17 September 2019 -> September 2019",
        "m: 2019 m. rugsėjo 17 d. -> 2019 m. rugsėjis",
    ),
    (
        "confirmed",
        {"status": "confirmed"},
        "m: 17 September 2019 -> 17 September 2019 (confirmed)",
        "m: 2019 m. rugsėjo 17 d. -> 2019 m. rugsėjo 17 d. (patvirtinta)",
    ),
    (
        "put off",
        {"when": "unknown"},
        "m: 17 September 2019 -> not known yet",
        "m: 2019 m. rugsėjo 17 d. -> dar nežinoma",
    ),
    (
        "words alone",
        {"place": "Rome", "title": "Other"},
        "m: also changed: What, Where",
        "m: pasikeitė ir: Kas, Kur",
    ),
]


@pytest.mark.parametrize(
    ("change", "english", "lithuanian"),
    [pytest.param(*case, id=reason) for reason, *case in MOVES],
)
def test_a_move_is_a_line(
    change: dict[str, Any], english: str, lithuanian: str
) -> None:
    """From when to when, by how many days, and how far it is, in one line."""
    stated = milestone("m", "2019-09-17", kind=Kind.MEETING)
    found = compared(stated, revisions=[revision("2019-02-01", "m", **change)])

    assert lines(found) == [english]
    assert lines(found, "lt") == [lithuanian]


def test_hours_are_said() -> None:
    """What begins at another hour says the hours."""
    stated = milestone(
        "m",
        "2019-09-17",
        kind=Kind.MEETING,
        time=ClockTime(start=time(9, 30)),
        zone="Europe/Rome",
    )
    later = revision("2019-02-01", "m", time="11:00")

    assert lines(compared(stated, revisions=[later])) == [
        "m: 17 September 2019, 09:30 -> 17 September 2019, 11:00"
    ]


def test_what_is_new_or_gone_is_said() -> None:
    """What is on one side only is new, or no longer there."""
    stated = milestone("m", "2019-09-17", added=date(2019, 2, 1))

    assert lines(compared(stated)) == ["m: new -> 17 September 2019"]
    assert lines(compared(stated, before=AFTER, after=BEFORE)) == [
        "m: 17 September 2019 -> no longer there"
    ]


def test_a_report_is_a_table_of_moves() -> None:
    """A row for each phase and milestone, with what was, what is, days and reasons."""
    found = comparison_report(
        compared(
            milestone("m", "end of transfer", title={"en": "M", "lt": "Ž"}),
            milestone("n", "2019-09-17"),
            revisions=[extension("2019-02-01", reason="A flood", inferred="A post")],
            name="Parks",
        )
    )

    assert found.title == "Parks: from 1 January 2019 to 1 June 2019"
    assert found.lines == ()
    (section,) = found.sections
    assert section.columns == (
        *("What", "Before", "After", "Days", "Why", "Also changed", "Id"),
    )
    # 18 and 24, then 24 and 30 months from 4 December 2018; of an event and of a
    # phase that ends later: June to December has 183 days, December to June 182.
    why = "A flood; known by 1 February 2019"
    assert section.rows == (
        (
            "transfer",
            "4 December 2018 - 4 June 2020",
            "4 December 2018 - 4 December 2020",
            *("+183 days", why, "", "transfer"),
        ),
        (
            "dissemination",
            "5 June - 4 December 2020",
            "5 December 2020 - 4 June 2021",
            *("+182 days", why, "", "dissemination"),
        ),
        ("M", "4 June 2020", "4 December 2020", "+183 days", why, "", "m"),
    )


def test_nothing_is_a_sentence() -> None:
    """Where nothing differs there is a sentence, and no table."""
    found = comparison_report(compared(milestone("m", "2019-09-17")))

    assert (found.lines, found.sections) == (("Nothing changed.",), ())


def test_what_is_supposed_stands_in_the_title() -> None:
    """A supposition is named as it was said."""
    found = comparison_report(compared(), supposed=["cancel m", "n on 2019"])

    assert found.title == "Demo, as of 1 June 2019: if cancel m, n on 2019"


def test_reasons_are_said_once() -> None:
    """Two moves for one reason have it once; what nobody explains is empty."""
    moves = [
        revision("2019-02-01", "m", when="2019-09-18", reason="Rain"),
        revision("2019-03-01", "m", when="2019-09-19", reason="Rain"),
        revision("2019-04-01", "m", when="2019-09-20"),
    ]
    (section,) = comparison_report(
        compared(milestone("m", "2019-09-17"), revisions=moves)
    ).sections

    assert section.rows[0][3:5] == ("+3 days", "Rain")


def test_values_are_what_json_has() -> None:
    """Values are days, numbers and texts; each revision in between is a reason."""
    comparison = compared(
        milestone("m", "2019-09-17", title={"en": "M", "lt": "Ž"}),
        revisions=[
            revision("2019-02-01", "m", when="2019-09", reason={"lt": "Lietus"}),
            revision("2019-03-01", "m", place="Rome"),
            revision("2019-04-01", "m", when="unknown", inferred="x", source=["url"]),
        ],
    )
    data: Any = comparison_data(comparison, language="lt")

    assert json.loads(json.dumps(data)) == data
    assert data == {
        "format": 1,
        "name": "Demo",
        "before": "2019-01-01",
        "after": "2019-06-01",
        "phases": [],
        "milestones": [
            {
                "id": "m",
                "title": "Ž",
                "before": {
                    "edtf": "2019-09-17",
                    "first": "2019-09-17",
                    "last": "2019-09-17",
                    "status": "planned",
                },
                "after": {
                    "edtf": "unknown",
                    "first": None,
                    "last": None,
                    "status": "planned",
                },
                "variance_days": None,
                "words": ["place"],
                "reasons": [
                    {
                        "on": "2019-02-01",
                        "reason": "Lietus",
                        "inferred": False,
                        "source": [],
                    },
                    {
                        "on": "2019-04-01",
                        "reason": None,
                        "inferred": True,
                        "source": ["url"],
                    },
                ],
            }
        ],
    }


def test_one_side_only_has_nothing_on_the_other() -> None:
    """What is new has no before and no variance."""
    stated = milestone("m", "2019-09-17", added=date(2019, 2, 1))
    (move,) = compared(stated).milestones
    data = variance_data(move, ())

    assert data["before"] is None
    assert data["variance_days"] is None
    assert data["reasons"] == []
