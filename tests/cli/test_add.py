"""`add`: a milestone, added to the plan file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Command, Result
from tests.cli.parks import PARKS
from tests.cli.test_bad_input import check_refused

ON = ("--on", "2019-02-01")
WORDS = ("--title", "Harvest", "--when", "2019-10")


def added_to(plan: Path) -> str:
    """Return what a plan file has at its end since it was begun."""
    text = plan.read_text(encoding="utf-8")
    assert text.startswith(PARKS)
    return text.removeprefix(PARKS)


def test_a_milestone_is_one_table(command: Command, parks: Path) -> None:
    """It comes at the end, a meeting with an id made of its title, known from a day."""
    result = command("add", parks, *WORDS, *ON)

    assert result == Result(
        0,
        "",
        f"{parks}: recorded, known from 2019-02-01\n  harvest: new -> October 2019\n",
    )
    assert added_to(parks) == (
        '\n[[milestone]]\nid = "harvest"\nkind = "meeting"\ntitle = "Harvest"\n'
        'when = "2019-10"\nadded = 2019-02-01\n'
    )


FIELDS = [
    ("--kind=event", 'kind = "event"'),
    ("--id=apples", 'id = "apples"'),
    ("--when=2 weeks after meeting", 'when = "2 weeks after meeting"'),
    ("--length=2 days", 'length = "2 days"'),
    ("--time=09:30-17:00", 'time = "09:30-17:00"'),
    ("--zone=Europe/Vilnius", 'zone = "Europe/Vilnius"'),
    ("--place=Klaipėda", 'place = "Klaipėda"'),
    ("--online", "online = true"),
    ("--url=https://example.org/", 'url = "https://example.org/"'),
    ("--note=Bring boots", 'note = "Bring boots"'),
    ("--partner=vilnius", 'partner = "vilnius"'),
    ("--audience=lead", 'audience = ["lead"]'),
    ("--tag=Gardens", 'tags = ["Gardens"]'),
    ("--replaces=meeting", 'replaces = "meeting"'),
    ("--source=the minutes", 'source = ["the minutes"]'),
    ("--inferred=A post", 'inferred = "A post"'),
]


@pytest.mark.parametrize(("option", "line"), FIELDS)
def test_every_option_is_a_field(
    command: Command, parks: Path, option: str, line: str
) -> None:
    """What an option says stands in the field of that name."""
    assert command("add", parks, *WORDS, *ON, option).code == 0
    assert line in added_to(parks).splitlines()


TITLES = [
    ("one for all", ["Harvest"], 'title = "Harvest"', "harvest"),
    (
        "one in each language; the id is made of the English one",
        ["lt=Derlius", "en=Harvest"],
        'title.lt = "Derlius"\ntitle.en = "Harvest"',
        "harvest",
    ),
    ("without an English one, of the first", ["lt=Derlius"], "title.lt", "derlius"),
    ("what is no tag is text", ["E=mc2"], 'title = "E=mc2"', "e-mc2"),
    ("what means a season is none", ["Autumn"], 'title = "Autumn"', "the-autumn"),
    ("letters with signs", ["Žalgiris"], 'title = "Žalgiris"', "zalgiris"),
]


@pytest.mark.parametrize(
    ("titles", "lines", "id_"),
    [pytest.param(*case, id=reason) for reason, *case in TITLES],
)
def test_a_title_may_be_in_several_languages(
    command: Command, parks: Path, titles: list[str], lines: str, id_: str
) -> None:
    """`--title` is a text, or one in each language; an id is made of it."""
    words = [word for title in titles for word in ("--title", title)]
    assert command("add", parks, *words, "--when", "2019-10", *ON).code == 0
    assert lines in added_to(parks)
    assert f'id = "{id_}"\n' in added_to(parks)


def test_on_the_day_of_issue_it_is_no_news(command: Command, parks: Path) -> None:
    """What is added on the day the plan is first published was always there."""
    assert command("add", parks, *WORDS, "--on", "2018-12-04").code == 0
    assert "added" not in added_to(parks)


def test_what_is_added_is_not_known_before(command: Command, parks: Path) -> None:
    """The day before, the schedule has no such milestone."""
    command("add", parks, *WORDS, *ON)

    def ids(day: str) -> set[str]:
        data: Any = command.json("show", parks, "--as-of", day, "--format", "json")
        return {each["id"] for each in data["milestones"]}

    assert "harvest" not in ids("2019-01-31")
    assert "harvest" in ids("2019-02-01")


def test_what_is_replaced_is_cancelled(command: Command, parks: Path) -> None:
    """With `--replaces` the other is cancelled from that day on."""
    result = command("add", parks, *WORDS, *ON, "--replaces", "meeting")

    assert result.complaints[1:] == [
        "  meeting: May 2019 -> May 2019 (cancelled)",
        "  harvest: new -> October 2019",
    ]


REFUSED = [
    ("an id that is taken", ["--id=meeting"], "meeting"),
    ("an id of a member", ["--id=visit-rome"], "visit-rome"),
    ("an id that is none", ["--id=Autumn Fair"], '"Autumn Fair"'),
    ("a rule that is none", ["--when=some time"], '"some time"'),
    ("an empty rule", ["--when="], "found the end"),
    ("an anchor that is none", ["--when=1 week after meting"], 'mean "meeting"?'),
    ("a length of a month", ["--length=1 month"], '"1 month"'),
    ("an hour that is none", ["--time=25:00"], '"25:00"'),
    ("an abbreviation for a zone", ["--time=15:00", "--zone=CET"], '"CET"'),
    ("no partner", ["--partner=udine"], '"udine"'),
    ("nothing to replace", ["--replaces=meting"], '"meting"'),
    ("an address that is none", ["--url=call us"], '"call us"'),
    ("an empty title", ["--title="], ": not recorded: "),
    ("a title with a bell", ["--title=\a"], ": not recorded: "),
]


@pytest.mark.parametrize(
    ("options", "hint"), [pytest.param(*case, id=reason) for reason, *case in REFUSED]
)
def test_what_cannot_be_dated_is_not_written(
    command: Command, parks: Path, options: list[str], hint: str
) -> None:
    """A line a problem says what is wrong, and the file is as it was."""
    titled = any(option.startswith("--title") for option in options)
    words = WORDS[2:] if titled else WORDS
    result = command("add", parks, *words, *ON, *options)

    assert (result.code, result.out) == (2, "")
    assert result.complaints
    for line in result.complaints:
        assert line.startswith(f"{parks}: not recorded: ")
    assert hint in result.err
    assert parks.read_text(encoding="utf-8") == PARKS


USAGE = [
    ("no title", ["--when=2019"], "Missing option '--title'"),
    ("no date", ["--title=Harvest"], "Missing option '--when'"),
    ("no such kind", [*WORDS, "--kind=party"], "'party'"),
    ("no such audience", [*WORDS, "--audience=all"], "'all'"),
    (
        "two titles without a language",
        ["--title=Harvest", "--title=Derlius", "--when=2019"],
        'each --title with its language, like lt="Susitikimas"',
    ),
    ("a day that is none", [*WORDS, "--on=2019-02-30"], "a day like 2019-01-31"),
]


@pytest.mark.parametrize(
    ("words", "hint"), [pytest.param(*case, id=reason) for reason, *case in USAGE]
)
def test_a_wrong_word_names_the_help(
    command: Command, parks: Path, words: list[str], hint: str
) -> None:
    """What is wrong with the words is one line, and names the help of `add`."""
    result = command("add", parks, *words)

    check_refused(result, "usage")
    assert hint in result.err
    assert parks.read_text(encoding="utf-8") == PARKS


def test_a_bundled_plan_is_nobodys_to_change(command: Command) -> None:
    """The id of something bundled is no file; `new` begins one."""
    check_refused(command("add", "ru-rban", *WORDS, *ON), "plan-bundled")
