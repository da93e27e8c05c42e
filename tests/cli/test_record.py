"""`record`: a decision, added to the plan file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Command, Result
from tests.cli.parks import PARKS
from tests.cli.test_bad_input import check_refused

ON = ("--on", "2019-02-01")


def expected_of(command: Command, plan: Path, id_: str, day: str) -> tuple[str, str]:
    """Return the date and status that `show` gives a milestone on a day."""
    data: Any = command.json("show", plan, "--as-of", day, "--format", "json")
    (found,) = (each for each in data["milestones"] if each["id"] == id_)
    return found["edtf"], found["status"]


def added_to(plan: Path) -> str:
    """Return what a plan file has at its end since it was begun."""
    text = plan.read_text(encoding="utf-8")
    assert text.startswith(PARKS)
    return text.removeprefix(PARKS)


ACTIONS = [
    (
        "days agreed",
        ["confirm", "meeting", "2019-05-14/2019-05-15"],
        'milestone = "meeting"\nwhen = "2019-05-14/2019-05-15"\nstatus = "confirmed"\n',
        # The minutes follow two weeks after the last day.
        [
            "meeting: May 2019 -> 14-15 May 2019 (confirmed)",
            "minutes: some day, 15 May - 14 June 2019 -> 29 May 2019",
        ],
    ),
    (
        "days that stand there already need not be said",
        ["confirm", "visit-rome"],
        'milestone = "visit-rome"\nstatus = "confirmed"\n',
        ["visit-rome: 17 September 2019 -> 17 September 2019 (confirmed)"],
    ),
    (
        "another date",
        ["move", "visit-rome", "2019-09-24"],
        'milestone = "visit-rome"\nwhen = "2019-09-24"\n',
        ["visit-rome: 17 September 2019 -> 24 September 2019 (+7 days)"],
    ),
    (
        "a rule, for a whole family",
        ["move", "visit", "first Monday of 2019-09"],
        'milestone = "visit"\nwhen = "first Monday of 2019-09"\n',
        [
            f"visit-{city}: 17 September 2019 -> 2 September 2019 (-15 days)"
            for city in ("rome", "vilnius")
        ],
    ),
    (
        "another place",
        ["place", "meeting", "Vilnius"],
        'milestone = "meeting"\nplace = "Vilnius"\n',
        ["meeting: also changed: Where"],
    ),
    (
        "no place any more",
        ["place", "meeting", ""],
        'milestone = "meeting"\nplace = ""\n',
        ["meeting: also changed: Where"],
    ),
    (
        "a place in one language leaves the others",
        ["place", "meeting", "Roma", "--language", "lt"],
        'milestone = "meeting"\nplace.en = "Rome"\nplace.lt = "Roma"\n',
        ["meeting: also changed: Where"],
    ),
    (
        "it happens online",
        ["online", "meeting"],
        'milestone = "meeting"\nonline = true\n',
        ["meeting: also changed: Online"],
    ),
    (
        "it happens online, there",
        ["online", "meeting", "https://example.org/call"],
        'milestone = "meeting"\nonline = true\nurl = "https://example.org/call"\n',
        ["meeting: also changed: Online, Address"],
    ),
    (
        "it will not take place",
        ["cancel", "meeting"],
        'milestone = "meeting"\nstatus = "cancelled"\n',
        ["meeting: May 2019 -> May 2019 (cancelled)"],
    ),
    (
        "it has no date any more",
        ["postpone", "visit-rome"],
        'milestone = "visit-rome"\nwhen = "unknown"\nstatus = "planned"\n',
        ["visit-rome: 17 September 2019 -> not known yet"],
    ),
    (
        # 24 months from 4 December 2018; then six.
        "months inserted: later phases keep their length and move",
        ["extend", "transfer", "6 months"],
        'extend = { phase = "transfer", by = "6 months" }\n',
        [
            (
                "transfer: 4 December 2018 - 4 June 2020"
                " -> 4 December 2018 - 4 December 2020 (+183 days)"
            ),
            (
                "dissemination: 5 June - 4 December 2020"
                " -> 5 December 2020 - 4 June 2021 (+182 days)"
            ),
            "network-results: 4 June 2020 -> 4 December 2020 (+183 days)",
            "final-outputs: 4 December 2020 -> 4 June 2021 (+182 days)",
        ],
    ),
]


@pytest.mark.parametrize(
    ("words", "lines", "moves"),
    [pytest.param(*case, id=reason) for reason, *case in ACTIONS],
)
def test_a_decision_is_one_revision(
    command: Command, parks: Path, words: list[str], lines: str, moves: list[str]
) -> None:
    """One table comes at the end, and what moves is said, from when to when."""
    result = command("record", parks, *words, *ON)

    said = [f"{parks}: recorded, known from 2019-02-01", *(f"  {m}" for m in moves)]
    assert result == Result(0, "", "".join(f"{line}\n" for line in said))
    assert added_to(parks) == f"\n[[revision]]\non = 2019-02-01\n{lines}"


def test_the_start_can_move(command: Command, parks: Path) -> None:
    """`move start` moves the whole lifecycle by as many days."""
    result = command("record", parks, "move", "start", "2018-12-10", *ON)

    assert result.code == 0
    assert added_to(parks) == "\n[[revision]]\non = 2019-02-01\nstart = 2018-12-10\n"
    data: Any = command.json("show", parks, "--as-of", *ON[1:], "--format", "json")
    assert (data["start"], data["end"]) == ("2018-12-10", "2020-12-10")


def test_what_has_happened_is_done(command: Command, parks: Path) -> None:
    """`done` keeps the days it was expected on, or says on which it took place."""
    command("record", parks, "confirm", "meeting", "2019-05-14/2019-05-15", *ON)
    command("record", parks, "done", "meeting", "--on", "2019-05-16")
    assert expected_of(command, parks, "meeting", "2019-05-16") == (
        "2019-05-14/2019-05-15",
        "done",
    )

    command("record", parks, "done", "meeting", "2019-05-14", "--on", "2019-05-20")
    assert expected_of(command, parks, "meeting", "2019-05-20") == (
        "2019-05-14",
        "done",
    )
    # What counts from it counts from the days on which it took place.
    assert expected_of(command, parks, "minutes", "2019-05-20")[0] == "2019-05-28"


def test_yesterday_stays_as_it_was(command: Command, parks: Path) -> None:
    """Before the day of a decision the schedule is the one it was."""
    day = ("--as-of", "2019-01-31")
    before = command("show", parks, *day)
    command("record", parks, "extend", "transfer", "6 months", *ON)
    command("record", parks, "cancel", "meeting", *ON)

    assert command("show", parks, *day) == before
    assert expected_of(command, parks, "meeting", "2019-02-01")[1] == "cancelled"


def test_why_and_where_from_can_be_said(command: Command, parks: Path) -> None:
    """Reason, sources, the day of the decision and why it is inferred are written."""
    words = ["--reason", 'The hall is "taken"', "--source", "https://example.org/1"]
    words += ["--source", "the minutes", "--decided", "2019-01", "--inferred", "A post"]
    assert command("record", parks, "cancel", "meeting", *ON, *words).code == 0

    data: Any = command.json("show", parks, "--as-of", *ON[1:], "--format", "json")
    (meeting,) = (each for each in data["milestones"] if each["id"] == "meeting")
    assert meeting["earlier"] == [
        {
            "edtf": "2019-05",
            "first": "2019-05-01",
            "last": "2019-05-31",
            "status": "planned",
            "until": "2019-02-01",
            "reason": 'The hall is "taken"',
            "inferred": "A post",
            "source": ["https://example.org/1", "the minutes"],
        }
    ]
    assert 'decided = "2019-01"\n' in added_to(parks)


REFUSED = [
    (
        "a month cannot be confirmed: the command that can is named",
        ["confirm", "meeting"],
        (
            ': not recorded: expected the days of a milestone, found "2019-05" for '
            '"meeting"; give them, like: transfertimeline record {plan} confirm '
            "meeting 2019-09-17/2019-09-18 [status-days]"
        ),
    ),
    (
        "nor can it be done",
        ["done", "meeting"],
        "transfertimeline record {plan} done meeting 2019-09-17/2019-09-18 [status-",
    ),
    ("days that are a month", ["confirm", "meeting", "2019-05"], "[status-days]"),
    ("days to be confirmed", ["confirm", "meeting", "2019-05-14?"], "[status-days]"),
    ("no days at all", ["confirm", "visit-rome", ""], "[edtf]"),
    (
        "a day that does not exist",
        ["confirm", "meeting", "2019-02-29"],
        'expected a day that exists, found "2019-02-29"',
    ),
    (
        "done before it is over",
        ["done", "visit-rome"],
        "expected something done by 2019-02-01",
    ),
    (
        "a milestone that is none",
        ["cancel", "meting"],
        'found "meting"; did you mean "meeting"? [unknown-id]',
    ),
    (
        "a phase that is none",
        ["extend", "transfr", "6 months"],
        'did you mean "transfer"? [unknown-phase]',
    ),
    ("a phase for weeks", ["extend", "transfer", "6 weeks"], "[extend]"),
    ("a length that is none", ["extend", "transfer", "long"], ": not recorded: "),
    ("a rule that is none", ["move", "meeting", "some time"], ": not recorded: "),
    ("no rule", ["move", "meeting", ""], ": not recorded: "),
    (
        "a rule that counts from nothing",
        ["move", "meeting", "1 week after metting"],
        'did you mean "meeting"? [unknown-id]',
    ),
    (
        "a circle",
        ["move", "meeting", "1 week after minutes"],
        "[cycle]",
    ),
    ("a start that is a month", ["move", "start", "2018-12"], "write it like 2018-"),
    ("an address that is none", ["online", "meeting", "call us"], ": not recorded: "),
    ("a text with a bell", ["place", "meeting", "Ro\ame"], ": not recorded: "),
    (
        "a decision on no day",
        ["cancel", "meeting", "--decided", "yesterday"],
        ": not recorded: --decided: ",
    ),
    (
        "a language that is none",
        ["place", "meeting", "Roma", "--language", "Lithuanian"],
        "[language-tag]",
    ),
]


@pytest.mark.parametrize(
    ("words", "hint"), [pytest.param(*case, id=reason) for reason, *case in REFUSED]
)
def test_what_cannot_be_dated_is_not_written(
    command: Command, parks: Path, words: list[str], hint: str
) -> None:
    """One line says what is wrong and that nothing was recorded; nothing was."""
    before = parks.read_bytes(), parks.stat().st_mtime_ns
    result = command("record", parks, *words, *ON)

    assert (result.code, result.out, len(result.complaints)) == (2, "", 1)
    assert result.err.startswith(f"{parks}: not recorded: ")
    assert hint.format(plan=parks) in result.err
    assert (parks.read_bytes(), parks.stat().st_mtime_ns) == before
    assert list(parks.parent.iterdir()) == [parks]


USAGE = [
    ("no such action", ["cancle", "meeting"], "is not one of 'confirm', 'move'"),
    ("nothing to move to", ["move", "meeting"], "expected DATE_OR_RULE after meeting"),
    ("no place", ["place", "meeting"], "expected PLACE after meeting, found none"),
    ("no months", ["extend", "transfer"], "expected MONTHS after transfer"),
    (
        "a word too many",
        ["cancel", "meeting", "2019"],
        'expected nothing after meeting, found "2019"',
    ),
    ("two words too many", ["move", "meeting", "1 week", "later"], "(later)"),
    ("no milestone", ["cancel"], "Missing argument 'ID'"),
    (
        "a language where none is said",
        ["confirm", "visit-rome", "--language", "lt"],
        "expected --language with place, found confirm",
    ),
    ("a day that is none", ["cancel", "meeting", "--on", "1.2.2019"], "a day like"),
]


@pytest.mark.parametrize(
    ("words", "hint"), [pytest.param(*case, id=reason) for reason, *case in USAGE]
)
def test_a_wrong_word_names_the_help(
    command: Command, parks: Path, words: list[str], hint: str
) -> None:
    """What is wrong with the words is one line, and names the help of `record`."""
    result = command("record", parks, *words)

    check_refused(result, "usage")
    assert hint in result.err
    assert "(see: transfertimeline record --help)" in result.err
    assert parks.read_text(encoding="utf-8") == PARKS


def test_what_is_done_stays(command: Command, parks: Path) -> None:
    """What is done cannot be moved; what was done otherwise is recorded again."""
    command("record", parks, "done", "visit-rome", "--on", "2019-09-18")
    result = command("record", parks, "move", "visit-rome", "2020", *_later())

    check_refused(result, "record")
    assert "record when it happened: done, with the days" in result.err


def _later() -> tuple[str, str]:
    return "--on", "2019-09-19"


KEPT = [
    ("days keep it confirmed", "2019-05-21/2019-05-22", "confirmed"),
    ("a month is planned", "2019-06", "planned"),
    ("a rule is planned", "1 week after minutes-due", "planned"),
    ("days to be confirmed are planned", "2019-05-21?", "planned"),
]


@pytest.mark.parametrize(
    ("when", "status"), [pytest.param(*case, id=reason) for reason, *case in KEPT]
)
def test_what_was_confirmed_stays_so_with_days(
    command: Command, parks: Path, when: str, status: str
) -> None:
    """Moved to days it stays confirmed; moved to anything else it is planned again."""
    parks.write_text(
        PARKS.replace("2 weeks after meeting", "2019-06-03")
        + '[[milestone]]\nid = "minutes-due"\nkind = "event"\ntitle = "Due"\n'
        'when = "2019-06-10"\n',
        encoding="utf-8",
    )
    command("record", parks, "confirm", "meeting", "2019-05-14", *ON)
    assert command("record", parks, "move", "meeting", when, *ON).code == 0

    assert expected_of(command, parks, "meeting", "2019-02-01")[1] == status


def test_what_was_cancelled_can_return(command: Command, parks: Path) -> None:
    """A new date takes back that it was cancelled."""
    command("record", parks, "cancel", "meeting", *ON)
    command("record", parks, "move", "meeting", "2019-06-04", *ON)

    assert expected_of(command, parks, "meeting", "2019-02-01") == (
        "2019-06-04",
        "planned",
    )


def test_a_network_cannot_move_what_is_its_programmes(
    command: Command, tmp_path: Path
) -> None:
    """Dates of the programme change in the programme's file; words may change."""
    plan = tmp_path / "plan.toml"
    text = PARKS.replace('lifecycle = "transfer-network"', "").replace(
        "start  = 2018-12-04", 'programme = "urbact-iii-transfer"'
    )
    plan.write_text(text, encoding="utf-8")

    for words in (["cancel", "kick-off"], ["extend", "transfer", "6 months"]):
        check_refused(command("record", plan, *words, *ON), "override-dates")
    assert plan.read_text(encoding="utf-8") == text
    assert command("record", plan, "place", "kick-off", "La Villette", *ON).code == 0


def test_a_bundled_plan_is_nobodys_to_change(command: Command) -> None:
    """The id of something bundled is no file; `new` begins one."""
    result = command("record", "ru-rban", "cancel", "kick-off", *ON)

    check_refused(result, "plan-bundled")
    assert "transfertimeline new ru-rban.toml" in result.err
