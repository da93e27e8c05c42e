"""
Five readers that share no code read our feeds alike, and as the schedule has it.

The zones of the plan made by hand change their clocks on 31 March and 27 October 2019,
all at 01:00 UTC: Dublin and Lisbon from winter's 01:00 to 02:00, Athens and Nicosia
from 03:00 to 04:00. So Lisbon and Dublin are at UTC+0 in winter and UTC+1 in summer,
Athens and Nicosia at UTC+2 and UTC+3.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import attrs
import pytest

from tests.feed.plans import BUNDLED, HARBOURS, bundled, demo
from tests.readers.readers import READERS, ReadEvent, read_all
from transfertimeline.feed.feed import to_ical
from transfertimeline.schedule.schedule import Schedule

REMARKS = {
    "en": ("(date to be confirmed)", "(to be confirmed)"),
    "lt": ("(data tikslinama)", "(nepatvirtinta)"),
}


def agreed(data: bytes) -> dict[str, ReadEvent]:
    """Return what all readers read in a feed, by UID, if they read the same."""
    first, *others = read_all(data).items()
    for name, found in others:
        assert found == first[1], (name, first[0])
    return {event.uid: event for event in first[1]}


def check(found: dict[str, ReadEvent], schedule: Schedule, language: str) -> None:
    """Hold what was read against the days and texts of a schedule."""
    languages = (language, *schedule.languages)
    dated = [m for m in schedule if m.first is not None and m.last is not None]
    for milestone in dated:
        event = found[milestone.uid]
        title = milestone.title.pick(languages)
        remark = event.summary.removeprefix(title).strip()
        if milestone.exact:
            assert remark in {"", REMARKS[language][1]}
        else:
            assert remark == REMARKS[language][0]
        assert (event.first, event.last) == (milestone.first, milestone.last)
        for text, shown in (
            (milestone.note, event.description),
            (milestone.place, event.location),
        ):
            assert (text.pick(languages) if text else "") in shown
        assert event.url == (milestone.stated.url or "")
    phases = [
        event for uid, event in found.items() if uid not in {m.uid for m in dated}
    ]
    days = sorted((event.first, event.last) for event in phases)
    edges = [
        day for phase in schedule.phases for day in (phase.days.first, phase.days.last)
    ]
    assert days == [(day, day) for day in sorted(edges)]
    for phase in schedule.phases:
        title = phase.title.pick(languages)
        assert sum(title in event.summary for event in phases) == 2


@pytest.mark.parametrize("language", ["en", "lt"])
@pytest.mark.parametrize("id_", BUNDLED)
def test_bundled_feeds(id_: str, language: str) -> None:
    """Readers read every bundled feed alike, and all of its days and texts in it."""
    schedule = bundled(id_)
    found = agreed(to_ical(schedule, language=language))
    check(found, schedule, language)


def at(text: str) -> datetime:
    """Return an instant in UTC: `2019-03-29 09:30`."""
    return datetime.strptime(f"{text}+0000", "%Y-%m-%d %H:%M%z").astimezone(UTC)


def timed(id_: str, start: str, end: str, event: ReadEvent) -> tuple[str, ReadEvent]:
    """Return an event with a start and an end in UTC."""
    starts, ends = at(start), at(end)
    first, last = starts.date(), ends.date()
    return id_, attrs.evolve(event, first=first, last=last, start=starts, end=ends)


def words(
    summary: str,
    description: str = "",
    *,
    location: str = "",
    url: str = "",
    status: str = "TENTATIVE",
    categories: tuple[str, ...] = ("Meeting",),
) -> ReadEvent:
    """Return an event of which only the words are known."""
    return ReadEvent(
        uid="",
        first=date.min,
        last=date.min,
        summary=summary,
        description=description,
        location=location,
        url=url,
        status=status,
        categories=categories,
    )


NOTE = (
    "Ημερήσια διάταξη:\n1. Λιμάνι, πλοία; ναύτες\n2. «Ερωτήσεις»\n\n"
    "Σας ευχαριστούμε! 🇬🇷\nhttps://example.org/call?id=7&pw=a,b;c"
)

PANGRAM = "Zażółć gęślą jaźń; Łódź, źdźbło \\ trawa"

EXPECTED = dict(
    [
        timed(
            *("quay-before", "2019-03-29 09:30", "2019-03-29 17:00"),
            words(
                "Quay, the Friday before (to be confirmed)",
                location="Lisboa; Doca de Alcântara, 1",
                categories=("Meeting", "transfer"),
            ),
        ),
        timed(
            *("quay-after", "2019-04-01 08:30", "2019-04-01 16:00"),
            words(
                "Quay, the Monday after (to be confirmed)",
                location="Lisboa; Doca de Alcântara, 1",
            ),
        ),
        timed(
            *("call-before", "2019-10-25 12:00", "2019-10-25 13:00"),
            words(
                "Call with Piraeus ☎️: Πειραιάς (to be confirmed)",
                NOTE,
                location="Online",
                url="https://example.org/call?id=7&pw=a,b;c",
            ),
        ),
        timed(
            *("call-after", "2019-10-28 13:00", "2019-10-28 14:00"),
            words(
                "Call with Piraeus again (to be confirmed)",
                location="Online",
            ),
        ),
        # 02:15 in Dublin is 01:15 UTC; half an hour before it, both clocks show 00:45.
        timed(
            *("report-spring", "2019-03-31 00:45", "2019-03-31 01:15"),
            words(
                "Report, in the night of the change, by 02:15 (Europe/Dublin)",
                "Into C:\\Network\\reports; every file, please.",
                status="CONFIRMED",
                categories=("Deadline",),
            ),
        ),
        # 02:15 in Dublin is 02:15 UTC; half an hour before it, clocks show 01:45 again.
        timed(
            *("report-autumn", "2019-10-27 01:45", "2019-10-27 02:15"),
            words(
                "Report, in the night of the change back, by 02:15 (Europe/Dublin)",
                status="CONFIRMED",
                categories=("Deadline",),
            ),
        ),
        timed(
            *("summer-school", "2019-07-01 07:00", "2019-07-01 09:30"),
            words(
                "Summer school 🎲👩‍👧, day 1 (to be confirmed)",
                location="Λευκωσία",
                categories=("Event",),
            ),
        ),
        timed(
            *("winter-school", "2019-11-04 08:00", "2019-11-04 10:30"),
            words(
                "Winter school (to be confirmed)",
                categories=("Event",),
            ),
        ),
        timed(
            *("new-year", "2019-12-31 23:30", "2020-01-01 00:30"),
            words(
                "Fireworks 🎆 over the port (to be confirmed)",
                categories=("Event",),
            ),
        ),
    ]
)

ALL_DAY = {
    "visit": ReadEvent(
        uid="",
        first=date(2020, 2, 28),
        last=date(2020, 3, 1),  # 28 and 29 February and 1 March
        summary="Study visit to Gdańsk (to be confirmed)",
        description=f"09:00-16:00 (Europe/Warsaw)\n{PANGRAM}",
        location="Gdańsk, Żuraw",
        status="TENTATIVE",
        categories=("Meeting",),
    ),
    "workshop": ReadEvent(
        uid="",
        first=date(2020, 5, 1),
        last=date(2020, 5, 31),
        summary="Workshop in Klaipėda (date to be confirmed)",
        description=(
            "Expected: May 2020. The day is not fixed yet.\n"
            "13:00 (Europe/Vilnius)\nBring ideas."
        ),
        location="Klaipėda",
        status="TENTATIVE",
        categories=("Meeting",),
    ),
}


def misread(event: ReadEvent, reader: str) -> ReadEvent:
    r"""
    Return an event as a reader misreads it.

    ics takes a backslash before an n or an r for a line break, even where it is
    escaped as RFC 5545 wants it. There is no way to write it that ics would read.
    """
    if reader != "ics":
        return event
    wrong = re.sub(r"\\([NnRr])", lambda m: "\\" + BREAKS[m[1]], event.description)
    return attrs.evolve(event, description=wrong)


BREAKS = {"N": "\n", "n": "\n", "R": "\r", "r": "\r"}


@pytest.mark.parametrize("reader", READERS)
def test_times_and_texts(reader: str) -> None:
    """Each reader reads instants and texts as they were meant, in each of the zones."""
    schedule = demo("", HARBOURS)
    found = {event.uid: event for event in READERS[reader](to_ical(schedule))}
    for id_, event in {**EXPECTED, **ALL_DAY}.items():
        uid = schedule[id_].uid
        assert found[uid] == misread(attrs.evolve(event, uid=uid), reader), id_
    # And the reminder, and the two phases with their notes.
    assert len(found) == len(EXPECTED) + len(ALL_DAY) + 1 + 4
    texts = sorted((event.summary, event.description) for event in found.values())
    assert (
        "In 2 weeks: Report, in the night of the change back",
        "02:15 (Europe/Dublin)",
    ) in texts
    note = "What was learned goes to other ports.\nPirmyn; ⛵, Εμπρός!"
    text = f"Sharing: 5 June - 4 December 2020.\n{note}"
    assert ("Sharing begins", text) in texts
    assert ("Sharing ends", text) in texts


def test_every_milestone_made_by_hand_is_expected() -> None:
    """What is expected by hand is all that has a date."""
    dated = {milestone.id for milestone in demo("", HARBOURS) if milestone.first}
    assert dated == {*EXPECTED, *ALL_DAY}


@pytest.mark.parametrize("reader", READERS)
def test_times_and_texts_in_lithuanian(reader: str) -> None:
    """In another language the instants are the same, and the words are others."""
    schedule = demo("", HARBOURS)
    data = to_ical(schedule, language="lt")
    found = {event.uid: event for event in READERS[reader](data)}
    for id_, event in {**EXPECTED, **ALL_DAY}.items():
        read = found[schedule[id_].uid]
        assert (read.first, read.last) == (event.first, event.last)
        assert (read.start, read.end) == (event.start, event.end)
    for id_, summary, description in (
        (
            *("call-before", "Skambutis į Pirėją ☎️: Πειραιάς (nepatvirtinta)"),
            NOTE,
        ),
        (
            *("visit", "Pažintinis vizitas į Gdanską (nepatvirtinta)"),
            f"09:00-16:00 (Europe/Warsaw)\n{PANGRAM}",
        ),
        (
            *("workshop", "Dirbtuvės Klaipėdoje (data tikslinama)"),
            (
                "Numatoma: 2020 m. gegužė; diena dar nenustatyta.\n"
                "13:00 (Europe/Vilnius)\n"
                "Ąžuolų gatvė 5;\nčia žaidžia ėriukai, ūžia šermukšniai"
            ),
        ),
        (
            *("report-autumn",),
            "Report, in the night of the change back, iki 02:15 (Europe/Dublin)",
            "",
        ),
    ):
        read = found[schedule[id_].uid]
        assert (read.summary, read.description) == (summary, description)
    assert found[schedule["call-after"].uid].location == "Internetu"
