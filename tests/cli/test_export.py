"""`export`: one feed, or a folder of them."""

from __future__ import annotations

import collections
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Component

from tests.cli.command import DAY, Command, Result, process
from transfertimeline import catalogue
from transfertimeline.feed.feed import to_ical
from transfertimeline.plan.planfile import load_bundled
from transfertimeline.schedule.compute import compute

NETWORKS = catalogue.ids("networks")
PROGRAMME = "urbact-iii-transfer"


def events_of(data: bytes) -> dict[str, Component]:
    """Return the events of a feed by UID; each UID is there once."""
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    found = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT"))
    return found


def summaries(data: bytes) -> list[str]:
    """Return the summaries of a feed's events, in its order."""
    return [str(event["SUMMARY"]) for event in events_of(data).values()]


def uid_of(command: Command, plan: str, milestone: str) -> str:
    """Return the UID that `show` says a milestone has."""
    schedule: Any = command.json("show", plan, *DAY, "--format", "json")
    (found,) = (m for m in schedule["milestones"] if m["id"] == milestone)
    return str(found["uid"])


# -------------------------------------------------------------------------- one feed

UNDATED = "1 without a date yet, listed in the calendar's description: final-event\n"


def test_a_feed_goes_to_standard_output(command: Command) -> None:
    """Without `-o` the feed is printed, and what has no date is counted beside it."""
    schedule = compute(load_bundled("ru-rban"), data_date=date(2019, 1, 1))

    result = command("export", "ru-rban", *DAY)

    assert result == Result(0, to_ical(schedule).decode(), UNDATED)


def test_a_feed_goes_to_a_file(command: Command, tmp_path: Path) -> None:
    """With `-o FILE` the same bytes are in the file, and nothing else is written."""
    file = tmp_path / "calendar.ics"
    printed = command("export", "ru-rban", *DAY).out
    result = command("export", "ru-rban", *DAY, "-o", file)

    assert result == Result(0, "", UNDATED)
    assert file.read_bytes() == printed.encode()
    assert list(tmp_path.iterdir()) == [file]


def test_a_feed_goes_into_a_folder(command: Command, tmp_path: Path) -> None:
    """With a folder the file has the id of the network, which never changes."""
    command("export", "ru-rban", *DAY, "-o", tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["ru-rban.ics"]


def test_a_feed_speaks_a_language(command: Command) -> None:
    """With `--language` titles and words are in that language."""
    data = command("export", "ru-rban", *DAY, "--language", "lt").out.encode()

    assert "Pradžios susitikimas (data tikslinama)" in summaries(data)
    assert "URBACT Campus, Lietuva (data tikslinama)" in summaries(data)


SELECTIONS = [
    # two events a phase, the kick-off, seven campuses, five dated milestones
    ("everything", [], 2 * 2 + 1 + 7 + 4),
    (
        "of seven campuses that of Lithuania",
        ["--partner", "vilnius"],
        2 * 2 + 1 + 1 + 4,
    ),
    ("what only the public needs", ["--audience", "public"], 2 * 2),
    ("the campuses alone", ["--scope", "country"], 7),
    ("phases are the programme's", ["--scope", "programme"], 2 * 2 + 1),
]


@pytest.mark.parametrize(
    ("words", "count"), [pytest.param(*case, id=reason) for reason, *case in SELECTIONS]
)
def test_a_feed_can_be_a_part(command: Command, words: list[str], count: int) -> None:
    """Audience, partner and scope each leave out what is not asked for."""
    data = command("export", "ru-rban", *DAY, *words).out.encode()

    assert len(events_of(data)) == count


def test_parts_are_calendars_of_their_own(command: Command) -> None:
    """Each selection and language has a calendar UID of its own, for subscribers."""
    uids = [
        str(Calendar.from_ical(command("export", "ru-rban", *DAY, *words).out)["UID"])
        for words in (
            [],
            ["--language", "lt"],
            ["--partner", "rome"],
            ["--partner", "vilnius"],
            ["--audience", "lead"],
            ["--audience", "partner"],
            ["--scope", "country"],
        )
    ]

    assert len(set(uids)) == len(uids)


def test_warnings_stand_beside_the_feed(command: Command, tmp_path: Path) -> None:
    """What looks wrong is said on standard error, and the feed is written."""
    plan = tmp_path / "plan.toml"
    plan.write_text(
        """format = 1
[network]
id = "demo"
name = "Demo"
issued = 2018-12-04
programme = "urbact-iii-transfer"
[[milestone]]
id = "festival"
kind = "event"
title = "Festival"
when = "2021-05-01"
"""
    )
    result = command("export", plan, *DAY)

    assert result.code == 0
    assert "Festival (to be confirmed)" in summaries(result.out.encode())
    assert f"{plan}:7: festival (2021-05-01) lies outside the lifecycle, " in result.err


def test_a_warning_is_said_once(command: Command, tmp_path: Path) -> None:
    """What looks wrong in the programme is no new warning in each of its networks."""
    (tmp_path / "networks").mkdir()
    for id_ in ("one", "two"):
        (tmp_path / "networks" / f"{id_}.toml").write_text(
            f"""format = 1
[network]
id = "{id_}"
name = "{id_}"
issued = 2018-12-04
programme = "round"
[[partner]]
id = "udine"
city = "Udine"
country = "IT"
"""
        )
    plan = tmp_path / "plan.toml"
    plan.write_text(
        """format = 1
[programme]
id = "round"
name = "A programme"
issued = 2018-12-04
lifecycle = "transfer-network"
start = 2018-12-04
networks = ["networks/*.toml"]
[[milestone]]
id = "festival"
kind = "event"
scope = "programme"
title = "Festival"
when = "2021-05-01"
"""
    )
    result = command("export", plan, *DAY, "-o", tmp_path / "out")

    assert result.code == 0
    assert [line for line in result.complaints if "outside-lifecycle" in line] == [
        result.complaints[0]
    ]


# -------------------------------------------------------------------- a whole programme


@pytest.fixture(name="feeds", scope="module")
def _feeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the feeds of the bundled programme."""
    folder = tmp_path_factory.mktemp("programme") / "calendars"
    result = process("export", PROGRAMME, *DAY, "-o", folder)
    assert (result.code, result.out) == (0, "")
    assert result.err == (
        "23 without a date yet in 24 feeds, "
        "listed in the calendar's description: final-event\n"
    )
    return folder


def test_a_programme_gives_a_feed_for_each_network(feeds: Path) -> None:
    """23 networks and the programme make 24 files in the folder, and no other."""
    expected = {f"{id_}.ics" for id_ in (*NETWORKS, PROGRAMME)}

    assert len(NETWORKS) == 23
    assert {path.name for path in feeds.iterdir()} == expected


@pytest.mark.parametrize("network", NETWORKS)
def test_the_feed_of_a_network_is_the_one_it_has_alone(
    command: Command, feeds: Path, network: str
) -> None:
    """A network's file is what `export NETWORK` gives."""
    alone = command("export", network, *DAY).out

    assert (feeds / f"{network}.ics").read_bytes() == alone.encode()


def test_the_feed_of_the_programme_is_its_own(command: Command, feeds: Path) -> None:
    """The programme's file has the phases, the kick-off and 25 campuses."""
    data = (feeds / f"{PROGRAMME}.ics").read_bytes()

    assert data == command("export", PROGRAMME, *DAY).out.encode()
    assert len(events_of(data)) == 2 * 2 + 1 + 25


def test_what_is_the_programmes_is_one_thing(command: Command, feeds: Path) -> None:
    """The kick-off is once in each of the 24 files, everywhere under one UID."""
    kick_off = uid_of(command, PROGRAMME, "kick-off")
    found = [events_of(path.read_bytes())[kick_off] for path in feeds.iterdir()]

    assert len(found) == 24
    assert {str(event["SUMMARY"]) for event in found} == {
        "Kick-off meeting (date to be confirmed)"
    }


def test_milestones_of_the_programme_differ_in_nothing(feeds: Path) -> None:
    """Whoever subscribes to two networks has each shared event once, and the same."""
    shared = events_of((feeds / f"{PROGRAMME}.ics").read_bytes())
    for path in feeds.iterdir():
        for uid, event in events_of(path.read_bytes()).items():
            if uid in shared:
                # What it depends on may be in one of the feeds only.
                event.pop("RELATED-TO", None)
                other = shared[uid]
                other.pop("RELATED-TO", None)
                assert event.to_ical() == other.to_ical()


def test_what_is_a_networks_is_in_one_feed(feeds: Path) -> None:
    """Any other event is in the feed of its network alone."""
    shared = events_of((feeds / f"{PROGRAMME}.ics").read_bytes())
    count = collections.Counter(
        uid for path in feeds.iterdir() for uid in events_of(path.read_bytes())
    )

    assert {number for uid, number in count.items() if uid not in shared} == {1}


PHASE_DAYS = [
    # The announcement: 18 months of learning from 4 December 2018, then 6 of sharing.
    ("Transfer learning begins", date(2018, 12, 4)),
    ("Transfer learning ends", date(2020, 6, 4)),
    ("Transfer sharing begins", date(2020, 6, 5)),
    ("Transfer sharing ends", date(2020, 12, 4)),
]


@pytest.mark.parametrize("name", [*NETWORKS, PROGRAMME])
def test_every_feed_has_the_days_of_the_phases(feeds: Path, name: str) -> None:
    """Each phase is an event on its first and one on its last day."""
    found = [
        (str(event["SUMMARY"]), event.decoded("DTSTART"))
        for event in events_of((feeds / f"{name}.ics").read_bytes()).values()
        if event["CATEGORIES"].to_ical() == b"Phase"
    ]

    assert found == PHASE_DAYS


TARGETS = [
    ("a name without an ending is a folder", "calendars", None),
    ("so is one with a slash at its end", "calendars/", None),
    ("folders that are not there are made", "a/b/calendars", None),
    ("a name in .ics is a file, of the programme alone", "one.ics", ["one.ics"]),
    ("with a slash even such a name is a folder", "one.ics/", None),
]


@pytest.mark.parametrize(
    ("output", "files"), [pytest.param(*case, id=reason) for reason, *case in TARGETS]
)
def test_the_name_says_file_or_folder(
    command: Command, tmp_path: Path, output: str, files: list[str] | None
) -> None:
    """For a programme `-o` is a folder, unless it ends in .ics."""
    result = command("export", PROGRAMME, *DAY, "-o", f"{tmp_path}/{output}")

    assert result.code == 0
    if files is None:
        assert len(list((tmp_path / output).iterdir())) == 24
    else:
        assert [path.name for path in tmp_path.iterdir()] == files


def test_a_folder_can_be_written_again(command: Command, tmp_path: Path) -> None:
    """A second export of the same leaves every file as it was, time included."""
    words = ("export", PROGRAMME, *DAY, "-o", f"{tmp_path}/")
    command(*words)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    result = command(*words)

    assert result.code == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


# --------------------------------------------------------------- what no feed can have

NETWORK = """\
format = 1
[network]
id = "demo"
name = "Demo"
issued = 2018-12-04
programme = "urbact-iii-transfer"
[[milestone]]
id = "m"
kind = "meeting"
title = "Meeting"
"""

REFUSED = [
    (
        "two events with one UID",
        """when = "2019-09"
remind = ["1 week"]
[[milestone]]
id = "m-remind-1"
kind = "event"
title = "Event"
when = "2019-09"
""",
        "feed-uid",
    ),
    (
        "a clock time before clocks had zones",
        'when = "1919-09-17"\ntime = "15:00"\nzone = "Europe/Rome"\n',
        "feed-years",
    ),
    (
        "a last day after which no day follows",
        'when = "9999-12-31"\n',
        "date-overflow",
    ),
    (
        "a reminder before the first day there is",
        'when = "0001-01-01"\nremind = ["1 week"]\n',
        "date-overflow",
    ),
]


@pytest.mark.parametrize(
    ("lines", "code"), [pytest.param(*case, id=reason) for reason, *case in REFUSED]
)
def test_what_no_feed_can_have_is_refused(
    command: Command, tmp_path: Path, lines: str, code: str
) -> None:
    """What can be dated but not written is one line, and no file is made."""
    plan = tmp_path / "plan.toml"
    plan.write_text(NETWORK + lines)
    result = command("export", plan, *DAY, "-o", tmp_path / "demo.ics")

    assert (result.code, result.out) == (2, "")
    assert result.complaints[-1].endswith(f" [{code}]")
    assert list(tmp_path.iterdir()) == [plan]


def test_a_programme_and_a_network_cannot_share_a_file(
    command: Command, tmp_path: Path
) -> None:
    """Where a network is called like its programme, no feed is written."""
    (tmp_path / "networks").mkdir()
    (tmp_path / "networks" / "round.toml").write_text(
        """format = 1
[network]
id = "round"
name = "A network"
issued = 2018-12-04
programme = "round"
[[partner]]
id = "udine"
city = "Udine"
country = "IT"
"""
    )
    plan = tmp_path / "plan.toml"
    plan.write_text(
        """format = 1
[programme]
id = "round"
name = "A programme"
issued = 2018-12-04
lifecycle = "transfer-network"
start = 2018-12-04
networks = ["networks/*.toml"]
"""
    )
    result = command("export", plan, *DAY, "-o", tmp_path / "out")

    assert result == Result(
        2,
        "",
        f'{tmp_path}/out: expected a file for each feed, found "round" for the '
        "programme and a network; rename one of the two [output-same]\n",
    )
    assert not (tmp_path / "out").exists()
