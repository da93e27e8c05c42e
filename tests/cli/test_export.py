"""`export`: one feed, or a folder of them."""

from __future__ import annotations

import collections
import re
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
    # Two events a phase; of the programme two approvals, the City Festival, the
    # kick-off and the end; seven campuses, the festival of Italy; four dates of the
    # network.
    ("everything", [], 2 * 2 + 5 + 7 + 1 + 4),
    (
        "of seven campuses that of Lithuania",
        ["--partner", "vilnius"],
        2 * 2 + 5 + 1 + 4,
    ),
    ("approvals and festivals are public", ["--audience", "public"], 2 * 2 + 2 + 2),
    ("what countries have", ["--scope", "country"], 7 + 1),
    ("phases are the programme's", ["--scope", "programme"], 2 * 2 + 5),
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
    *warnings, undated = result.complaints
    assert undated == (
        "23 without a date yet in 24 feeds, "
        "listed in the calendar's description: final-event"
    )
    # Some networks met before the programme began.
    assert all(line.endswith(" [outside-lifecycle]") for line in warnings)
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
    """The programme's file has the phases, 5 dates of its own and 26 of countries."""
    data = (feeds / f"{PROGRAMME}.ics").read_bytes()

    assert data == command("export", PROGRAMME, *DAY).out.encode()
    assert len(events_of(data)) == 2 * 2 + 5 + 25 + 1


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


# -------------------------------------------------------------- what was published

MEETING = "Meeting (date to be confirmed)"


def stamps(data: bytes) -> dict[str, tuple[int, str]]:
    """Return SEQUENCE and LAST-MODIFIED of each event by UID."""
    return {
        uid: (event.decoded("SEQUENCE"), event["LAST-MODIFIED"].to_ical().decode())  # type: ignore[union-attr]  # a date
        for uid, event in events_of(data).items()
    }


@pytest.fixture(name="published")
def _published(command: Command, parks: Path) -> Path:
    """Return the feed of a plan as of 1 January 2019."""
    file = parks.with_suffix(".ics")
    assert command("export", parks, *DAY, "-o", file).code == 0
    return file


def test_the_same_again_touches_nothing(
    command: Command, parks: Path, published: Path
) -> None:
    """A plan that says the same on a later day leaves the file, time included."""
    before = published.read_bytes(), published.stat().st_mtime_ns
    assert command("export", parks, "--as-of=2019-02-01", "-o", published).code == 0

    assert (published.read_bytes(), published.stat().st_mtime_ns) == before


def test_what_was_recorded_becomes_newer(
    command: Command, parks: Path, published: Path
) -> None:
    """Only what a decision moved has a higher SEQUENCE; the rest keeps its bytes."""
    old = published.read_bytes()
    words = ("confirm", "meeting", "2019-05-14", "--on", "2019-02-01")
    command("record", parks, *words)
    command("export", parks, "--as-of", "2019-02-01", "-o", published)
    new = published.read_bytes()

    changed = [uid for uid, stamp in stamps(new).items() if stamps(old)[uid] != stamp]
    assert sorted(str(events_of(new)[uid]["SUMMARY"]) for uid in changed) == [
        "Meeting",
        "Minutes",
    ]
    # The first decision of the day is its second no. 1.
    assert {stamps(new)[uid] for uid in changed} == {(1, "20190201T000001Z")}


def test_what_was_edited_by_hand_becomes_newer(
    command: Command, parks: Path, published: Path
) -> None:
    """The plan wins over an entry edited by hand, and says so with a newer stamp."""
    edited = published.read_bytes().replace(MEETING.encode(), b"Lunch")
    edited = edited.replace(b"DTSTART;VALUE=DATE:20190917", b"DTSTART:20190918T090000Z")
    published.write_bytes(edited)
    command("export", parks, "--as-of", "2019-02-01", "-o", published)
    new = published.read_bytes()

    assert summaries(new) == summaries(edited.replace(b"Lunch", MEETING.encode()))
    found = {
        str(event["SUMMARY"]): stamps(new)[uid]
        for uid, event in events_of(new).items()
        if stamps(edited)[uid] != stamps(new)[uid]
    }
    # Another title is no other date; another day is.
    assert found == {
        MEETING: (0, "20190201T000000Z"),
        "Visit to Rome (to be confirmed)": (1, "20190201T000000Z"),
        "Visit to Vilnius (to be confirmed)": (1, "20190201T000000Z"),
    }


def test_what_is_gone_is_cancelled_first(
    command: Command, parks: Path, published: Path
) -> None:
    """A milestone deleted from the plan is cancelled, until 60 days after its end."""
    text = parks.read_text(encoding="utf-8")
    parks.write_text(text[: text.index('[[milestone]]\nid = "visit"')])
    before = events_of(published.read_bytes())
    command("export", parks, "--as-of", "2019-02-01", "-o", published)
    new = events_of(published.read_bytes())

    assert set(new) == set(before)
    gone = [event for event in new.values() if str(event["STATUS"]) == "CANCELLED"]
    assert sorted(str(event["SUMMARY"]) for event in gone) == [
        "Cancelled: Visit to Rome",
        "Cancelled: Visit to Vilnius",
    ]
    # Sixty days after 17 September: 13 of September, 31, and 16 of November.
    command("export", parks, "--as-of", "2019-11-15", "-o", published)
    assert len(events_of(published.read_bytes())) == len(before)
    command("export", parks, "--as-of", "2019-11-16", "-o", published)
    assert len(events_of(published.read_bytes())) == len(before) - 2


def test_a_feed_does_not_go_back(
    command: Command, parks: Path, published: Path
) -> None:
    """A feed newer than the data date is refused, unless `--fresh` begins anew."""
    first = published.read_bytes()
    command("record", parks, "cancel", "meeting", "--on", "2019-02-01")
    command("export", parks, "--as-of", "2019-02-01", "-o", published)
    newer = published.read_bytes()
    result = command("export", parks, *DAY, "-o", published)

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"{published}: expected a calendar published by 2019-01-01, found one changed "
        "on 2019-02-01; choose another file, or say --fresh to overwrite it and "
        "follow nothing [output-newer]\n"
    )
    assert published.read_bytes() == newer
    assert command("export", parks, *DAY, "-o", published, "--fresh").code == 0
    assert published.read_bytes() == first


@pytest.mark.parametrize("output", ["new.ics", None])
def test_what_was_published_may_lie_elsewhere(
    command: Command, parks: Path, published: Path, output: str | None
) -> None:
    """With `--previous` the floor is that file, which itself stays as it is."""
    edited = published.read_bytes().replace(b"SEQUENCE:0", b"SEQUENCE:7")
    published.write_bytes(edited)
    file = parks.with_name(output) if output else None
    words = ("--as-of", "2019-02-01", "--previous", published)
    result = command("export", parks, *words, *(("-o", file) if file else ()))

    assert result.code == 0
    new = file.read_bytes() if file else result.out.encode()
    assert {sequence for sequence, _ in stamps(new).values()} == {7}
    assert published.read_bytes() == edited


PREVIOUS = [
    ("no file", "nowhere.ics", None, "no-previous", "leave --previous out"),
    ("no calendar", "plan.ics", b"Dear partners,", "output-other", "no calendar"),
    ("an empty file", "empty.ics", b"", "output-other", "--previous"),
]


@pytest.mark.parametrize(
    ("name", "data", "code", "hint"),
    [pytest.param(*case, id=reason) for reason, *case in PREVIOUS],
)
def test_a_wrong_previous_feed_is_refused(  # noqa: PLR0917 - a column each
    command: Command, parks: Path, name: str, data: bytes | None, code: str, hint: str
) -> None:
    """What is not the feed as published is one line, and nothing is written."""
    previous = parks.with_name(name)
    if data is not None:
        previous.write_bytes(data)
    before = sorted(parks.parent.iterdir())
    words = ("--previous", previous, "-o", parks.with_name("new.ics"))
    result = command("export", parks, *DAY, *words)

    assert (result.code, result.out, len(result.complaints)) == (2, "", 1)
    assert result.err.startswith(f"{previous}: expected ")
    assert result.err.endswith(f" [{code}]\n")
    assert hint in result.err
    assert sorted(parks.parent.iterdir()) == before


def test_the_feed_of_another_is_no_previous_one(
    command: Command, parks: Path, published: Path
) -> None:
    """A feed of another language or part of the plan is another calendar."""
    words = ("--as-of", "2019-02-01", "--language", "lt", "--previous", published)
    result = command("export", parks, *words)

    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(" [output-other]\n")
    assert "found another calendar" in result.err


OTHERS = [
    ("no calendar", b"Dear partners,", "output-other"),
    ("a newer one", None, "output-newer"),
]


@pytest.mark.parametrize(
    ("data", "code"), [pytest.param(*case, id=reason) for reason, *case in OTHERS]
)
def test_a_previous_feed_does_not_open_another_file(
    command: Command, parks: Path, published: Path, data: bytes | None, code: str
) -> None:
    """With `--previous`, too, a file that is not an older one of these is kept."""
    target = parks.with_name("target.ics")
    if data is None:
        command("record", parks, "cancel", "meeting", "--on", "2019-02-01")
        command("export", parks, "--as-of", "2019-02-01", "-o", target)
    else:
        target.write_bytes(data)
    before = target.read_bytes()
    words = ("--previous", published, "-o", target)
    result = command("export", parks, *DAY, *words)

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"{target}: ")
    assert result.err.endswith(f" [{code}]\n")
    assert target.read_bytes() == before
    assert command("export", parks, *DAY, *words, "--fresh").code == 0


def test_a_folder_of_feeds_is_followed(command: Command, tmp_path: Path) -> None:
    """Each feed of a programme follows the one of its name; a new one begins anew."""
    old, new = tmp_path / "old", tmp_path / "new"
    command("export", PROGRAMME, *DAY, "-o", f"{old}/")
    for path in old.iterdir():
        data = path.read_bytes()
        path.write_bytes(re.sub(rb"SEQUENCE:\d+", b"SEQUENCE:7", data))
    (old / "bluact.ics").unlink()
    words = ("--as-of", "2019-01-02", "--previous", old, "-o", f"{new}/")

    assert command("export", PROGRAMME, *words).code == 0
    for path in new.iterdir():
        floor = 0 if path.stem == "bluact" else 7
        assert min(each for each, _ in stamps(path.read_bytes()).values()) >= floor
    assert (new / "bluact.ics").is_file()


def test_a_folder_is_its_own_previous_one(command: Command, tmp_path: Path) -> None:
    """A folder that is written again follows itself: no SEQUENCE falls."""
    words = ("export", PROGRAMME, "-o", f"{tmp_path}/")
    command(*words, *DAY)
    before = {path: stamps(path.read_bytes()) for path in tmp_path.iterdir()}
    command(*words, "--as-of", "2020-07-01")

    for path, old in before.items():
        new = stamps(path.read_bytes())
        for uid in set(old) & set(new):
            assert new[uid] >= old[uid]
        # The extension moved both ends of sharing, and the end of learning.
        assert sum(sequence > 0 for sequence, _ in new.values()) >= 3
