"""What was published is the floor, whatever was edited by hand in between."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.feed.plans import (
    BUNDLED,
    DEMO,
    HARBOURS,
    LATER,
    Entry,
    bundled,
    demo,
    lines,
    read,
    revised,
    vevents,
)
from transfertimeline.errors import FeedError
from transfertimeline.feed.continuity import following
from transfertimeline.feed.feed import feed_of, to_ical
from transfertimeline.feed.objects import to_calendar
from transfertimeline.feed.published import LARGEST, read_published
from transfertimeline.feed.vtimezone import vtimezone
from transfertimeline.plan.milestones import Audience
from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.selection import Selection

IT = """
[[milestone]]
id = "it"
kind = "meeting"
title = { en = "Review", lt = "Apžvalga" }
when = "2019-05-14"
place = "Vilnius"
"""
OTHER = IT.replace('"it"', '"other"').replace("05-14", "06-20")
TIMED = IT + 'time = "15:00"\n'
FIRST, SECOND, THIRD = date(2019, 3, 1), date(2019, 3, 4), date(2019, 3, 5)


def moment(text: str) -> datetime:
    """Return a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


PUBLISHED = moment("2018-12-04T00:00:00")
"""When the demo network was published first."""


def feed(text: str, day: date = FIRST, previous: bytes | None = None) -> bytes:
    """Return the feed of the demo network, after another one if given."""
    return to_ical(demo(text, day=day), previous=previous)


UID = demo(IT)["it"].uid
WHOLE = re.compile(
    rb"BEGIN:VEVENT\r\nUID:" + UID.encode() + rb"\r\n.*?END:VEVENT\r\n", re.DOTALL
)


def part(data: bytes) -> bytes:
    """Return the bytes of the milestone's event."""
    (found,) = WHOLE.findall(data)
    return bytes(found)


def edited(data: bytes, old: str, new: str) -> bytes:
    """Return a feed in which the milestone's event was edited by hand."""
    before = part(data)
    assert old.encode() in before
    return data.replace(before, before.replace(old.encode(), new.encode(), 1))


def entry(data: bytes) -> Entry:
    """Return what icalendar reads of the milestone's event."""
    return read(data)[UID]


# -------------------------------------------------------------------------- the same


@pytest.mark.parametrize("id_", BUNDLED)
@pytest.mark.parametrize("language", ["en", "lt"])
def test_equal_keeps_its_bytes(id_: str, language: str) -> None:
    """A feed published again is the same, on the same day or when nothing is new."""
    data = to_ical(bundled(id_), language=language)
    for day in (date(2019, 1, 1), date(2019, 1, 5)):
        schedule = bundled(id_, day)
        assert to_ical(schedule, language=language, previous=data) == data, day


def test_equal_keeps_the_published_stamps() -> None:
    """An entry that says the same keeps what was published, higher or lower."""
    text = IT + revised("2019-02-01", 'when = "2019-05-28"')
    data = feed(text)
    assert (entry(data).sequence, entry(data).stamp.day) == (1, 1)
    for sequence, stamp in (("99", "20190215T101112Z"), ("0", "20181224T000000Z")):
        old = edited(data, "SEQUENCE:1", f"SEQUENCE:{sequence}")
        for name in ("DTSTAMP:", "LAST-MODIFIED:"):
            old = edited(old, f"{name}20190201T000001Z", f"{name}{stamp}")
        assert feed(text, SECOND, old) == old


def test_only_what_changed_is_newer() -> None:
    """One entry that changes leaves the bytes of all others alone."""
    before = feed(IT + OTHER)
    after = feed(
        IT + OTHER + revised("2019-03-04", 'when = "2019-05-28"'), SECOND, before
    )
    one, two = (list(vevents(data)) for data in (before, after))
    changed = [found for found in two if found not in one]
    assert len(changed) == 1
    assert len(one) == len(two)


# ------------------------------------------------------------------------ what changes


@pytest.mark.parametrize(
    ("old", "new", "sequence", "reason"),
    [
        ("2019-05-14", "2019-05-15", 1, "another day"),
        ("2019-05-14", "2019-05-14/2019-05-15", 1, "another last day"),
        ("2019-05-14", "2019-05", 1, "a window"),
        ('place = "Vilnius"', 'place = "Vilnius"\ntime = "15:00"', 1, "an hour"),
        ('kind = "meeting"', 'kind = "gate"', 1, "it is confirmed now"),
        ("Review", "Peer review", 0, "another title"),
        ('"Vilnius"', '"Kaunas"', 0, "another place"),
        ('place = "Vilnius"', 'note = "Bring ideas."', 0, "a note"),
        ('kind = "meeting"', 'kind = "event"', 0, "another category"),
        ('"Vilnius"', '"Vilnius"\ntags = ["play"]', 0, "a tag"),
    ],
)
def test_edits_of_the_plan(old: str, new: str, sequence: int, reason: str) -> None:
    """Without a revision, another date raises SEQUENCE, other words LAST-MODIFIED."""
    before = feed(IT)
    after = feed(IT.replace(old, new), SECOND, before)
    assert entry(before).sequence == 0
    assert entry(after).sequence == sequence, reason
    # No revision says when: so it is the midnight of the data date.
    assert (entry(before).stamp, entry(after).stamp) == (
        *(PUBLISHED, moment("2019-03-04T00:00:00")),
    ), reason


def test_edits_of_the_plan_by_themselves() -> None:
    """Without what was published, an edit of the plan shows in no stamp."""
    assert entry(feed(IT.replace("05-14", "05-15"), SECOND)).stamp == PUBLISHED


@pytest.mark.parametrize(
    ("sequence", "expected", "reason"),
    [
        ("0", 1, "as the plan's history has it"),
        ("1", 2, "one above what was published"),
        ("99", 100, "one above what was published"),
        (str(LARGEST), LARGEST, "no program holds a larger one"),
        ("9" * 30, LARGEST, "nor this"),
        ("-3", 1, "what is no number counts for nothing"),
        ("many", 1, "what is no number counts for nothing"),
    ],
)
def test_moved_is_above_the_published(
    sequence: str, expected: int, reason: str
) -> None:
    """A move raises SEQUENCE above the plan's and the published one."""
    before = edited(feed(IT), "SEQUENCE:0", f"SEQUENCE:{sequence}")
    text = IT + revised("2019-03-04", 'when = "2019-05-28"')
    found = entry(feed(text, SECOND, before))
    assert found.sequence == expected, reason
    assert found.stamp == moment("2019-03-04T00:00:01"), reason


@pytest.mark.parametrize(
    ("stamp", "expected", "reason"),
    [
        ("20190101T000000Z", "2019-03-04T00:00:01", "the revision's moment"),
        ("20190304T000001Z", "2019-03-04T00:00:02", "a second after the published"),
        ("20190304T175959Z", "2019-03-04T18:00:00", "edited on that very day"),
    ],
)
def test_newer_than_the_published(stamp: str, expected: str, reason: str) -> None:
    """What changes is later than what was published, the revision, the data date."""
    before = edited(feed(IT), "DTSTAMP:20181204T000000Z", f"DTSTAMP:{stamp}")
    text = IT + revised("2019-03-04", 'when = "2019-05-28"')
    assert entry(feed(text, SECOND, before)).stamp == moment(expected), reason


def test_never_behind_a_longer_history() -> None:
    """More revisions than were published give the SEQUENCE of the plan."""
    text = IT + revised("2019-03-02", 'when = "2019-05-28"')
    text += revised("2019-03-03", 'when = "2019-06-04"')
    text += revised("2019-03-04", 'status = "confirmed"')
    assert entry(feed(text, SECOND, feed(IT))).sequence == 3


@pytest.mark.parametrize(
    ("old", "new", "sequence", "reason"),
    [
        ("SEQUENCE:0", "SEQUENCE:99", 99, "a floor"),
        ("SEQUENCE:0\r\n", "", 0, "no SEQUENCE is 0"),
        ("SUMMARY:Review", "SUMMARY:Party", 0, "words: back to those of the plan"),
        ("LOCATION:Vilnius", "LOCATION:Kaunas", 0, "words"),
        ("LOCATION:Vilnius\r\n", "", 0, "words"),
        ("20190514", "20190513", 1, "a day"),
        ("STATUS:TENTATIVE", "STATUS:CANCELLED", 1, "cancelled by hand only"),
        ("DTEND;VALUE=DATE:20190515", "DURATION:P1D", 1, "another way to say it"),
        ("DTEND;VALUE=DATE:20190515\r\n", "", 1, "some read no end as no day"),
        ("TRANSP:OPAQUE", "TRANSP:TRANSPARENT", 0, "whether it takes time"),
        ("UID:", "X-MINE:1\r\nUID:", 0, "a line of another program"),
        ("SUMMARY:Review", "SUMMARY;LANGUAGE=en:Review", 0, "a parameter"),
        ("CATEGORIES:", "PRIORITY:1\r\nCATEGORIES:", 0, "a line more"),
        ("SEQUENCE:0\r\n", "SEQUENCE:0\r\nSEQUENCE:5\r\n", 0, "the first counts"),
    ],
)
def test_edits_of_the_published_file(
    *, old: str, new: str, sequence: int, reason: str
) -> None:
    """What was edited by hand is the plan's again, and never older than before."""
    before = edited(feed(IT), old, new)
    after = feed(IT, SECOND, before)
    fresh = feed(IT, SECOND)
    assert entry(after).sequence == sequence, reason
    same = [
        [line for line in found if line.name not in {"DTSTAMP", "LAST-MODIFIED"}]
        for found in (vevents(after))
    ]
    plain = [
        [line for line in found if line.name not in {"DTSTAMP", "LAST-MODIFIED"}]
        for found in (vevents(fresh))
    ]
    for ours, theirs in zip(same, plain, strict=True):
        assert [line for line in ours if line.name != "SEQUENCE"] == [
            line for line in theirs if line.name != "SEQUENCE"
        ], reason
    changed = entry(after).stamp > PUBLISHED
    assert changed is ("SEQUENCE" not in old), reason
    # Published once more, it stays.
    assert feed(IT, THIRD, after) == after, reason


@pytest.mark.parametrize(
    ("names", "stamp", "reason"),
    [
        (["DTSTAMP"], "2018-12-04T00:00:00", "the other one says when"),
        (["LAST-MODIFIED"], "2018-12-04T00:00:00", "the other one says when"),
        (
            *(["DTSTAMP", "LAST-MODIFIED"], "2019-03-04T00:00:00"),
            "nothing says when, so it is as new as the day",
        ),
    ],
)
def test_missing_stamps(names: list[str], stamp: str, reason: str) -> None:
    """A stamp that somebody deleted is there again, and DTSTAMP is LAST-MODIFIED."""
    before = feed(IT)
    for name in names:
        before = edited(before, f"{name}:20181204T000000Z\r\n", "")
    after = feed(IT, SECOND, before)
    assert entry(after).stamp == moment(stamp), reason
    assert entry(after).sequence == 0


def test_reordered_lines() -> None:
    """Lines in another order say the same, but not in the same bytes: it is newer."""
    data = feed(IT)
    first, *middle, last = part(data).splitlines(keepends=True)
    before = data.replace(part(data), b"".join((first, *middle[::-1], last)))
    after = feed(IT, SECOND, before)
    assert (entry(after).sequence, entry(after).stamp) == (
        *(0, moment("2019-03-04T00:00:00")),
    )
    assert part(after).splitlines()[5:] == part(data).splitlines()[5:]


def test_reordered_events() -> None:
    """In which order events stand makes no difference."""
    data = feed(IT + OTHER)
    found = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", data, re.DOTALL)
    before = data.replace(b"".join(found), b"".join(found[::-1]))
    assert before != data
    assert feed(IT + OTHER, SECOND, before) == data


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda data: data.replace(b"\r\n", b"\n"), "another editor's line ends"),
        (lambda data: b"\xef\xbb\xbf" + data, "a byte order mark"),
        (lambda data: data.replace(b"\r\n ", b""), "not folded"),
        (lambda data: data.replace(b"SUMM", b"SUM\r\n M"), "folded elsewhere"),
        (lambda data: data.replace(b"\r\nE", b"\r\n\r\nE"), "blank lines"),
        (lambda data: data.removesuffix(b"\r\n"), "no line end at the end"),
    ],
)
def test_bytes_of_other_programs(edit: Callable[[bytes], bytes], reason: str) -> None:
    """However the file was written, what it says the same keeps its stamps."""
    data = feed(IT)
    before = edit(edited(data, "SEQUENCE:0", "SEQUENCE:7"))
    assert feed(IT, SECOND, before) == edited(data, "SEQUENCE:0", "SEQUENCE:7"), reason


def test_duplicate_uids() -> None:
    """Of two entries with one UID, the higher SEQUENCE and the later stamp count."""
    data = feed(IT)
    for one, other in (("3", "8"), ("8", "3")):
        first = part(edited(data, "SEQUENCE:0", f"SEQUENCE:{one}"))
        second = part(edited(data, "SEQUENCE:0", f"SEQUENCE:{other}"))
        second = second.replace(b"DTSTAMP:20181204", b"DTSTAMP:20190203")
        before = data.replace(part(data), first + second)
        after = feed(IT, SECOND, before)
        assert (entry(after).sequence, entry(after).stamp.month) == (8, 2)
        gone = feed("", SECOND, before)
        assert (entry(gone).sequence, entry(gone).status) == (9, "CANCELLED")


def test_foreign_alarm() -> None:
    """An alarm in an event is no part of what it says, and is not written again."""
    alarm = (
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nDESCRIPTION:Go\r\n"
        "UID:5\r\nDTSTART:19990101T000000Z\r\nEND:VALARM\r\nEND:VEVENT"
    )
    data = feed(IT)
    before = edited(data, "END:VEVENT", alarm)
    assert feed(IT, SECOND, before) == data
    gone = feed("", SECOND, before)
    assert b"VALARM" not in gone
    assert entry(gone).status == "CANCELLED"


def test_an_event_of_somebody_else() -> None:
    """What somebody added to the file by hand was published, so it is cancelled."""
    event = (
        "BEGIN:VEVENT\r\nUID:mine@example.org\r\nDTSTAMP:20190201T000000Z\r\n"
        "DTSTART:20190601T100000\r\nDTEND:20190601T110000\r\nSUMMARY:Party\\; now\r\n"
        "ORGANIZER:mailto:me@example.org\r\nRRULE:FREQ=DAILY\r\nEXDATE:20190602T100000"
        "\r\nX-EMPTY:\r\nCATEGORIES:a\\,b,,c\r\nURL:not an address\r\nEND:VEVENT\r\n"
        "END:VCALENDAR"
    )
    before = feed(IT).replace(b"END:VCALENDAR", event.encode())
    after = feed(IT, SECOND, before)
    assert feed(IT, THIRD, after) == after
    (found,) = (e for e in vevents(after) if str(e[0]) == "UID:mine@example.org")
    # No zone says when ten o'clock is; a rule, and whom to ask, are not ours to say.
    assert list(map(str, found)) == [
        "UID:mine@example.org",
        "DTSTAMP:20190304T000000Z",
        "LAST-MODIFIED:20190304T000000Z",
        "SEQUENCE:1",
        "DTSTART;VALUE=DATE:20190601",
        "DTEND;VALUE=DATE:20190602",
        r"SUMMARY:Cancelled: Party\; now",
        r"CATEGORIES:a\,b,c",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    ]
    assert len(read(after)) == len(read(feed(IT))) + 1


# -------------------------------------------------------------------------- tombstones


@pytest.mark.parametrize(
    ("language", "summary"),
    [("en", "Cancelled: Review"), ("lt", "Atšaukta: Apžvalga")],
)
def test_vanished_is_cancelled(language: str, summary: str) -> None:
    """What is in the plan no more is published once more, as cancelled."""
    before = to_ical(demo(IT + OTHER, day=FIRST), language=language)
    after = to_ical(demo(OTHER, day=SECOND), language=language, previous=before)
    found = entry(after)
    assert (found.summary, found.status) == (summary, "CANCELLED")
    assert (found.sequence, found.stamp) == (1, moment("2019-03-04T00:00:00"))
    assert found.shown_as == "TRANSPARENT FREE"
    assert (found.start, found.end) == (date(2019, 5, 14), date(2019, 5, 15))
    assert b"LOCATION:Vilnius" in part(after)
    assert len(read(after)) == len(read(before))
    starts = [event.start for event in read(after).values()]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("day", "shown", "reason"),
    [
        ("2019-03-04", True, "from the day on which it is gone"),
        ("2019-05-14", True, "its day"),
        ("2019-07-12", True, "59 days after it: 17 of May, 30 of June, 12 of July"),
        ("2019-07-13", False, "60 days after it"),
        ("2021-07-13", False, "two years after it"),
    ],
)
def test_vanished_goes(day: str, *, shown: bool, reason: str) -> None:
    """The tombstone of what vanished goes 60 days after its last day."""
    today = date.fromisoformat(day)
    direct = feed("", today, feed(IT))
    assert (UID in read(direct)) is shown, reason
    # It makes no difference how often the feed was published in between.
    again = feed("", today, feed("", SECOND, feed(IT)))
    assert (UID in read(again)) is shown, reason
    if shown:
        assert part(again) == part(feed("", SECOND, feed(IT))), reason


def test_the_last_entry_vanished() -> None:
    """A feed of tombstones alone is a feed; when they go, there is none."""
    network = Selection(audience=Audience.PUBLIC)
    schedule = demo(IT, day=FIRST)
    empty = demo("", day=SECOND)
    before = to_ical(schedule, selection=network)
    assert entry(to_ical(empty, selection=network, previous=before)).sequence == 1


def test_vanished_comes_back() -> None:
    """What is in the plan again is the same entry, above its tombstone."""
    gone = feed("", SECOND, feed(IT))
    back = feed(IT, THIRD, gone)
    assert (entry(back).sequence, entry(back).status) == (2, "TENTATIVE")
    assert entry(back).summary == "Review (to be confirmed)"
    assert entry(back).stamp == moment("2019-03-05T00:00:00")
    assert feed(IT, date(2019, 3, 6), back) == back


def test_vanished_after_it_was_cancelled() -> None:
    """What was published as cancelled or postponed stays as it is."""
    for change in ('status = "cancelled"', 'when = "unknown"'):
        before = feed(IT + revised("2019-03-01", change))
        assert part(feed("", SECOND, before)) == part(before), change


@pytest.mark.parametrize(
    ("edits", "summary", "sequence", "reason"),
    [
        ([], "Cancelled: Review", 1, "as it was"),
        (
            [("STATUS:TENTATIVE", "STATUS:CANCELLED")],
            *("Cancelled: Review", 0, "cancelled by hand, but not said"),
        ),
        (
            [("SUMMARY:Review (to be confirmed)", "SUMMARY:Cancelled: Review")],
            *("Cancelled: Review", 1, "said by hand, but not cancelled"),
        ),
        ([("SUMMARY:Review (to be confirmed)\r\n", "")], "Cancelled:", 1, "no title"),
        (
            [("SUMMARY:Review", "SUMMARY:A{title}b\\nc")],
            "Cancelled: A{title}b c",
            1,
            "",
        ),
        (
            [("SUMMARY:Review (to be confirmed)", f"SUMMARY:{'x' * 300}")],
            *(f"Cancelled: {'x' * 243}…", 1, "what Outlook would cut"),
        ),
        (
            [("DTSTART;VALUE=DATE:20190514", "DTSTART;VALUE=DATE:20190513")],
            *("Cancelled: Review", 1, "where it was published last"),
        ),
    ],
)
def test_tombstones_of_edited_entries(
    *, edits: list[tuple[str, str]], summary: str, sequence: int, reason: str
) -> None:
    """A tombstone is whole and says what it is, however its entry was edited."""
    before = feed(IT)
    for old, new in edits:
        before = edited(before, old, new)
    after = feed("", SECOND, before)
    found = entry(after)
    assert (found.summary.rstrip(), found.sequence) == (summary, sequence), reason
    assert (found.status, found.shown_as) == ("CANCELLED", "TRANSPARENT FREE")
    assert found.stamp == moment("2019-03-04T00:00:00")
    assert feed("", THIRD, after) == after, reason


def test_tombstones_in_zones() -> None:
    """A tombstone with a time has it in its zone, which the feed describes."""
    schedule = demo("", HARBOURS, FIRST)
    call = schedule["call-before"]
    alone = HARBOURS.split("[[milestone]]", maxsplit=1)[0]
    previous = to_ical(schedule)
    after = to_ical(demo("", alone, SECOND), previous=previous)
    found = read(after)[call.uid]
    athens = ZoneInfo("Europe/Athens")
    assert found.start == datetime(2019, 10, 25, 15, tzinfo=athens)
    assert found.end == datetime(2019, 10, 25, 16, tzinfo=athens)
    assert found.summary == "Cancelled: Call with Piraeus ☎️: Πειραιάς"
    zones = [line.value for line in lines(after) if line.name == "TZID"]
    assert zones == [
        *("Asia/Nicosia", "Europe/Athens", "Europe/Dublin", "Europe/Lisbon"),
    ]
    whole = {
        bytes(zone)
        for zone in re.findall(rb"BEGIN:VTIMEZONE.*?END:VTIMEZONE", after, re.DOTALL)
    }
    assert len(whole) == 4
    assert vtimezone("Europe/Athens", 2019, 2019).properties == ("TZID:Europe/Athens",)
    # The event in UTC, because the clock shows its hour twice, stays in UTC.
    night = read(after)[schedule["report-autumn"].uid]
    assert night.start == moment("2019-10-27T01:45:00")
    assert to_ical(demo("", alone, THIRD), previous=after) == after


def test_texts_of_tombstones() -> None:
    """Texts, links and categories of a tombstone are those that were published."""
    schedule = demo("", HARBOURS, FIRST)
    alone = HARBOURS.split("[[milestone]]", maxsplit=1)[0]
    before = to_ical(schedule)
    after = to_ical(demo("", alone, SECOND), previous=before)
    changing = {
        *("DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "STATUS", "TRANSP"),
        *("X-MICROSOFT-CDO-BUSYSTATUS", "RELATED-TO"),
    }
    one, two = (
        [[str(line) for line in found if line.name not in changing] for found in parts]
        for parts in (vevents(before), vevents(after))
    )
    assert one == two
    assert any("CONFERENCE;VALUE=URI:https" in line for found in two for line in found)
    assert b"RELATED-TO" not in after


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("TZID=Europe/Vilnius:", "TZID=FLE Standard Time:", "as Outlook names it"),
        ("TZID=Europe/Vilnius:", 'TZID="(UTC+02:00) Vilnius":', "as Exchange does"),
        ("TZID=Europe/Vilnius:", "TZID=UTC:", "no place"),
        ("TZID=Europe/Vilnius:", "TZID=CET:", "an abbreviation"),
        (";TZID=Europe/Vilnius:", ":", "no zone"),
        ("T150000", "T250000", "no such hour"),
        ("T150000", "T170000", "it ends before it begins"),
        ("DTEND;TZID=Europe/Vilnius:20190514T160000", "DURATION:PT1H", "no end"),
        ("DTEND;TZID=Europe/Vilnius", "DTEND;TZID=Europe/Paris", "two zones"),
    ],
)
def test_tombstones_of_unreadable_times(old: str, new: str, reason: str) -> None:
    """A time that not all programs understand becomes the whole day."""
    before = edited(feed(TIMED), old, new)
    after = feed("", SECOND, before)
    found = entry(after)
    assert (found.start, found.end) == (date(2019, 5, 14), date(2019, 5, 15)), reason
    assert b"VTIMEZONE" not in after, reason
    assert feed("", THIRD, after) == after, reason


def test_reminder_of_what_is_cancelled() -> None:
    """The reminder of what is cancelled has been published, so it is cancelled too."""
    text = IT + 'remind = ["2 weeks"]\n'
    before = feed(text)
    after = feed(text + revised("2019-03-04", 'status = "cancelled"'), SECOND, before)
    found = {event.summary for event in read(after).values()}
    assert {"Cancelled: Review", "Cancelled: In 2 weeks: Review"} <= found
    assert len(read(before)) == len(read(after))


# --------------------------------------------------------------------- what is refused


def refused(schedule: Schedule, previous: bytes, **asked: str) -> FeedError:
    """Return the error about what was published before."""
    with pytest.raises(FeedError) as caught:
        to_ical(schedule, previous=previous, language=asked.get("language"))
    return caught.value


def test_another_calendar() -> None:
    """The calendar of another network, audience or language is not followed."""
    mine = demo(IT, day=SECOND)
    head = DEMO.replace('id = "demo"', 'id = "other"')
    others = [
        to_ical(demo(IT, head, FIRST)),
        to_ical(demo(IT, day=FIRST), selection=Selection(audience=Audience.LEAD)),
        to_ical(demo(IT, day=FIRST), language="lt"),
    ]
    for data in others:
        error = refused(mine, data)
        assert (error.code, error.found) == ("feed-other", "another calendar")
    assert to_ical(mine, language="lt", previous=others[-1]) == others[-1]


def test_a_calendar_without_a_uid() -> None:
    """A calendar that does not say which it is might be any."""
    uid = feed_of(demo(IT)).uid.encode()
    error = refused(demo(IT), feed(IT).replace(b"UID:" + uid + b"\r\n", b""))
    assert (error.code, error.found) == ("feed-other", "a calendar without a UID")


@pytest.mark.parametrize(
    ("stamp", "day", "code", "reason"),
    [
        ("20190304T235959Z", SECOND, None, "changed late on the data date"),
        ("20190305T000000Z", SECOND, "feed-newer", "changed on the day after"),
        ("20190305T000000Z", THIRD, None, "the same, a day later"),
        ("99991231T235959Z", THIRD, "feed-newer", "changed when all has ended"),
    ],
)
def test_newer_than_the_data_date(
    stamp: str, day: date, code: str | None, reason: str
) -> None:
    """What was published on a later day is not followed by an earlier one."""
    before = edited(feed(IT), "DTSTAMP:20181204T000000Z", f"DTSTAMP:{stamp}")
    schedule = demo(IT, day=day)
    if code is None:
        assert entry(to_ical(schedule, previous=before)).uid == UID, reason
        return
    error = refused(schedule, before)
    assert error.code == code, reason
    assert error.expected == f"a calendar published by {day}", reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "nothing"),
        (b"\r\n\r\n", "blank lines"),
        (b"Dear partners,\r\n", "a letter"),
        (b"format = 1\n[network]\n", "a plan"),
        (b"PK\x03\x04\x00", "a spreadsheet"),
        (b"\xff\xfe\x00", "no UTF-8"),
        (b"BEGIN:VCARD\r\nUID:a\r\nEND:VCARD\r\n", "a card"),
        (b"<html><body>404</body></html>", "what a server says instead"),
    ],
)
def test_no_calendar(data: bytes, reason: str) -> None:
    """What is no calendar is not followed."""
    assert refused(demo(IT), data).code == "feed-unreadable", reason


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (f"UID:{UID}\r\n", "", "nothing says which it is"),
        ("DTSTART;VALUE=DATE:20190514\r\n", "", "nothing says when it is"),
        ("20190514", "2019-05-14", "no day of iCalendar"),
        ("20190514", "20190231", "no day at all"),
        ("20190515", "tomorrow", "no end"),
        ("SUMMARY:", "SUMMARY", "a line that is none"),
        ("END:VEVENT\r\n", "", "it never ends"),
    ],
)
def test_broken_events(old: str, new: str, reason: str) -> None:
    """An entry that cannot be read is an error, not an entry to forget."""
    before = (
        edited(feed(IT), old, new)
        if "END" not in old
        else feed(IT).replace(
            part(feed(IT)), part(feed(IT)).replace(b"END:VEVENT\r\n", b"")
        )
    )
    error = refused(demo(IT, day=SECOND), before)
    assert error.code == "feed-unreadable", reason
    assert error.todo or "no calendar" in error.found, reason


@pytest.mark.parametrize("share", [1, 2, 3, 5, 10])
def test_cut_off(share: int) -> None:
    """A file that ends too soon is an error: what is missing would be forgotten."""
    data = feed(IT + OTHER)
    whole = data.splitlines(keepends=True)
    before = b"".join(whole[: -max(1, len(whole) // 10 * share // 2)])
    assert refused(demo(IT, day=SECOND), before).code == "feed-unreadable"


# ------------------------------------------------------------------------- the ways in


def test_feed_and_objects_follow_too() -> None:
    """`feed_of`, `to_ical` and `to_calendar` follow what was published alike."""
    before = edited(feed(IT), "SEQUENCE:0", "SEQUENCE:4")
    schedule = demo(IT.replace("05-14", "05-15"), day=SECOND)
    made = feed_of(schedule, previous=before)
    assert made.to_ical() == to_ical(schedule, previous=before)
    (event,) = (event for event in made.events if event.uid == UID)
    assert event.sequence == 5
    calendar = to_calendar(schedule, previous=before)
    assert calendar.to_ical(sorted=False) == made.to_ical()
    gone = feed_of(demo("", day=SECOND), previous=before)
    assert [each.uid for each in gone.tombstones] == [UID]
    assert gone.tombstones[0].cancelled


def test_following_nothing() -> None:
    """An entry that was never published is as the plan has it."""
    (event,) = (each for each in feed_of(demo(IT)).events if each.uid == UID)
    assert following(event, None, SECOND) is event
    published = read_published(feed(IT)).events[UID]
    assert following(event, published, SECOND) == event


def test_relations_are_no_visible_change() -> None:
    """Another relation is written, but is no reason to be newer."""
    after = OTHER.replace('"2019-06-20"', '"37 days after it"')
    one, two = IT + OTHER, IT + after
    # 17 days of May after the 14th and 20 of June: the same day.
    assert demo(two)["other"].first == date(2019, 6, 20)
    before = feed(one)
    data = feed(two, SECOND, before)
    assert b"RELATED-TO" in data
    uid = demo(two)["other"].uid
    assert read(data)[uid].stamp == PUBLISHED
    assert feed(two, THIRD, data) == data


@pytest.mark.parametrize("id_", BUNDLED)
def test_bundled_plans_step_by_step(id_: str) -> None:
    """Published every few weeks, a feed ends as one that is published once."""
    data: bytes | None = None
    for month in range(12, 20):
        day = date(2018 + (month - 1) // 12, (month - 1) % 12 + 1, 5)
        data = to_ical(bundled(id_, day), previous=data)
        assert data == to_ical(bundled(id_, day), previous=data)
    data = to_ical(bundled(id_, LATER), previous=data)
    assert data == to_ical(bundled(id_, LATER), previous=data)
    once, steps = read(to_ical(bundled(id_, LATER))), read(data)
    assert set(once) <= set(steps)
    for uid, found in once.items():
        assert steps[uid].summary == found.summary
        assert steps[uid].sequence >= found.sequence
        assert steps[uid].stamp >= found.stamp
