"""The schedule as plain values and as JSON."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest

from tests.schedule.plans import (
    UDINE,
    lifecycle,
    milestone,
    network,
    plan,
    programme,
    revision,
    schedule,
)
from transfertimeline import Plan
from transfertimeline.dates.clock import ClockTime
from transfertimeline.errors import UnknownIdError
from transfertimeline.plan.milestones import Audience, Kind, Milestone, Scope
from transfertimeline.plan.repeats import Each, Repeat, parse_every
from transfertimeline.plan.revisions import Baseline
from transfertimeline.schedule.selection import Selection
from transfertimeline.views.data import FORMAT, to_data, to_json


def data_of(*milestones: Milestone, **fields: Any) -> Any:  # noqa: ANN401 - JSON
    """Return the schedule of a network that states these milestones, as values."""
    return to_data(schedule(plan(*milestones, **fields)))


def only(*milestones: Milestone, **fields: Any) -> Any:  # noqa: ANN401 - JSON
    """Return the only milestone of such a schedule."""
    (found,) = data_of(*milestones, **fields)["milestones"]
    return found


def test_a_schedule_is_plain_values() -> None:
    """A whole schedule, value by value."""
    data = data_of(
        milestone(
            "m",
            "2019-09-17/2019-09-18",
            kind=Kind.MEETING,
            title={"en": "Meeting", "lt": "Susitikimas"},
            place="Rome",
            audience=[Audience.LEAD, Audience.EXPERT],
        )
    )

    assert data == {
        "format": FORMAT,
        "network": {"id": "demo", "name": "Demo", "programme": None},
        "data_date": "2030-01-01",
        "start": "2018-12-04",
        "end": "2020-12-04",
        "phases": [
            {
                "id": "transfer",
                "title": "transfer",
                "first": "2018-12-04",
                "last": "2020-06-04",
            },
            {
                "id": "dissemination",
                "title": "dissemination",
                "first": "2020-06-05",
                "last": "2020-12-04",
            },
        ],
        "milestones": [
            {
                "id": "m",
                "family": None,
                "n": None,
                "title": "Meeting",
                "kind": "meeting",
                "scope": "network",
                "status": "planned",
                "edtf": "2019-09-17/2019-09-18",
                "first": "2019-09-17",
                "last": "2019-09-18",
                "exact": True,
                "start": None,
                "end": None,
                "place": "Rome",
                "audience": ["lead", "expert"],
                "country": None,
                "partner": None,
                # uuid5 of the frozen namespace and "network:demo/m#vevent",
                # by Python's own uuid module.
                "uid": "49ef4183-f57b-5d01-ade7-010f972b6549",
                "sequence": 0,
                "last_modified": "2018-12-04T00:00:00Z",
                "earlier": [],
                "baseline": None,
                "variance_days": None,
                "rule": "2019-09-17/2019-09-18",
                "findings": [],
            }
        ],
        "findings": [],
    }


def test_values_are_what_json_has() -> None:
    """No enum, date or tuple is left: JSON gives back the same values."""
    data = data_of(
        milestone("m", "2019-09-17", kind=Kind.GATE),
        milestone("n", "unknown", each=Each.PARTNER),
        partners=[UDINE],
    )

    assert json.loads(json.dumps(data)) == data
    assert {type(m["kind"]) for m in data["milestones"]} == {str}


DATES = [
    ("a day", "2019-09-17", "2019-09-17", "2019-09-17", True),
    ("a month", "2019-09", "2019-09-01", "2019-09-30", False),
    ("a season", "2019-24", "2019-12-01", "2020-02-29", False),
    ("a day to be confirmed", "2019-09-17?", "2019-09-17", "2019-09-17", True),
    ("nothing", "unknown", None, None, False),
]


@pytest.mark.parametrize(
    ("edtf", "first", "last", "exact"),
    [pytest.param(*case, id=reason) for reason, *case in DATES],
)
def test_a_date_is_its_days(
    edtf: str, first: str | None, last: str | None, *, exact: bool
) -> None:
    """Both ends are days, included; an unknown date has none; no window is exact."""
    found = only(milestone("m", edtf))

    assert found["edtf"] == edtf
    assert (found["first"], found["last"]) == (first, last)
    assert found["exact"] is exact


TIMES = [
    # Clocks in Rome: one hour ahead of UTC in January, two in September.
    (
        "a meeting from one time to another",
        Kind.MEETING,
        "2019-09-17",
        ClockTime(start=time(9, 30), end=time(17)),
        ("2019-09-17T09:30:00+02:00", "2019-09-17T17:00:00+02:00"),
    ),
    (
        "a meeting without an end",
        Kind.MEETING,
        "2019-01-17",
        ClockTime(start=time(9, 30)),
        ("2019-01-17T09:30:00+01:00", None),
    ),
    (
        "a deadline has its last moment",
        Kind.DEADLINE,
        "2019-01-17",
        ClockTime(start=time(15)),
        (None, "2019-01-17T15:00:00+01:00"),
    ),
    (
        "a window has no instants",
        Kind.MEETING,
        "2019-09",
        ClockTime(start=time(9, 30)),
        (None, None),
    ),
    (
        "several days have none",
        Kind.MEETING,
        "2019-09-17/2019-09-18",
        ClockTime(start=time(9, 30)),
        (None, None),
    ),
]


@pytest.mark.parametrize(
    ("kind", "when", "hours", "expected"),
    [pytest.param(*case, id=reason) for reason, *case in TIMES],
)
def test_hours_on_one_day_are_instants(
    kind: Kind, when: str, hours: ClockTime, expected: tuple[str | None, str | None]
) -> None:
    """Hours are instants with their offset from UTC, where the day is known."""
    found = only(milestone("m", when, kind=kind, time=hours, zone="Europe/Rome"))

    assert (found["start"], found["end"]) == expected


def test_members_name_their_family() -> None:
    """A member of a family has its family, its number, its partner and country."""
    stated = milestone(
        "report",
        "end of period",
        each=Each.PARTNER,
        repeat=Repeat(every=parse_every("12 months")),
        title="Report {n} of {city}",
    )
    # 24 months have two periods of twelve.
    first, second = data_of(stated, partners=[UDINE])["milestones"]

    assert (first["id"], second["id"]) == ("report-udine-1", "report-udine-2")
    for n, found in enumerate((first, second), start=1):
        assert (found["family"], found["n"]) == ("report", n)
        assert (found["partner"], found["country"]) == ("udine", "IT")
        assert found["title"] == f"Report {n} of Udine"
    assert (first["last"], second["last"]) == ("2019-12-04", "2020-12-04")


def test_a_programme_has_no_network() -> None:
    """The schedule of a programme has its name, and no network's id."""
    whole = Plan(lifecycle=lifecycle(), programme=programme())
    inner = Plan(
        lifecycle=lifecycle(),
        programme=programme(),
        network=network(programme="round"),
    )

    assert to_data(schedule(whole))["network"] == {
        "id": None,
        "name": "Round",
        "programme": "round",
    }
    assert to_data(schedule(inner))["network"] == {
        "id": "demo",
        "name": "Demo",
        "programme": "round",
    }


def test_findings_are_those_of_what_is_shown() -> None:
    """Of findings those on the plan and on selected milestones are listed."""
    shown = schedule(
        plan(
            milestone("a", "unknown"),
            milestone("b", "unknown", each=Each.PARTNER),
            milestone("c", "2019", each=Each.COUNTRY),
        )
    )

    def listed(selection: Selection) -> list[tuple[str, str | None]]:
        data: Any = to_data(shown, selection=selection)
        return [(found["code"], found["milestone"]) for found in data["findings"]]

    # Without partners two families have no members, which is said of the plan.
    of_the_plan = [("no-members", None), ("no-members", None)]
    assert listed(Selection()) == [*of_the_plan, ("unknown-date", "a")]
    assert listed(Selection(scope=Scope.PARTNER)) == of_the_plan


def test_a_milestone_has_the_codes_of_its_findings() -> None:
    """Each milestone lists the codes of what is remarked on it."""
    assert only(milestone("m", "unknown"))["findings"] == ["unknown-date"]


def test_json_is_the_same_values() -> None:
    """The text is UTF-8, indented, letters as they are, with a final line break."""
    shown = schedule(plan(milestone("m", "2019", title="Klaipėda")))
    text = to_json(shown)

    assert json.loads(text) == to_data(shown)
    assert text.startswith('{\n  "format": 1,\n')
    assert text.endswith("}\n")
    assert '"title": "Klaipėda"' in text


def test_a_language_can_be_asked_for() -> None:
    """Texts are in the language asked for, else in the plan's."""
    shown = schedule(
        plan(milestone("m", "2019", title={"lt": "A", "en": "B"}), languages=["en"])
    )
    lithuanian: Any = to_data(shown, language="lt")
    finnish: Any = to_data(shown, language="fi")

    assert lithuanian["milestones"][0]["title"] == "A"
    assert finnish["milestones"][0]["title"] == "B"


def test_nobody_else_can_be_asked_for() -> None:
    """A partner that the network has not got is an error."""
    with pytest.raises(UnknownIdError, match="unknown-partner"):
        to_data(schedule(plan()), selection=Selection(partner="cork"))


# -------------------------------------------------------------------------- history

MOVED = [
    revision("2019-02-01", "m", when="2019-09-24", reason="Rain", source=["url"]),
    revision("2019-03-01", "m", status="confirmed"),
    revision("2019-04-01", "m", when="2019-10-01", inferred="A post"),
]


def test_what_was_expected_before_is_listed() -> None:
    """Each change of dates or status has what it was before, until when and why."""
    found = only(milestone("m", "2019-09-17"), revisions=MOVED)

    assert found["sequence"] == len(found["earlier"]) == 3
    assert (found["edtf"], found["status"]) == ("2019-10-01", "confirmed")
    keys = ("edtf", "first", "last", "status", "until", "reason", "inferred", "source")
    rows = [
        (*["2019-09-17"] * 3, "planned", "2019-02-01", "Rain", None, ["url"]),
        (*["2019-09-24"] * 3, "planned", "2019-03-01", None, None, []),
        (*["2019-09-24"] * 3, "confirmed", "2019-04-01", None, "A post", []),
    ]
    assert found["earlier"] == [dict(zip(keys, row, strict=True)) for row in rows]
    # The first and only step of its day.
    assert found["last_modified"] == "2019-04-01T00:00:01Z"


VARIANCES = [
    ("no baseline", [], None, None),
    ("the first", [("a", "2018-12-04")], "2019-09-17", 14),
    ("the last named", [("a", "2018-12-04"), ("b", "2019-02-01")], "2019-09-24", 7),
    ("in any order", [("b", "2019-02-01"), ("a", "2018-12-04")], "2019-09-24", 7),
    ("one to come is none yet", [("c", "2030-01-02")], None, None),
]


@pytest.mark.parametrize(
    ("baselines", "was", "days"),
    [pytest.param(*case, id=reason) for reason, *case in VARIANCES],
)
def test_a_milestone_is_compared_with_the_baseline(
    baselines: list[tuple[str, str]], was: str | None, days: int | None
) -> None:
    """The last named baseline by the data date gives date and variance."""
    named = [Baseline(name=name, on=date.fromisoformat(on)) for name, on in baselines]
    stated = milestone("m", "2019-09-17")
    found = only(stated, revisions=MOVED, baselines=named)

    assert (found["baseline"], found["variance_days"]) == (was, days)


def test_what_is_newer_than_the_baseline_has_no_variance() -> None:
    """A milestone that was not known then, or has no date, has no variance."""
    named = [Baseline(name="a", on=date(2018, 12, 4))]
    new = milestone("m", "2019-09-17", added=date(2019, 1, 1))
    found = only(new, baselines=named)
    assert (found["baseline"], found["variance_days"]) == (None, None)

    found = only(milestone("m", "unknown"), baselines=named)
    assert (found["baseline"], found["variance_days"]) == ("unknown", None)
