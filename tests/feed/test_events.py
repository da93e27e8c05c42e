from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.feed.plans import DEMO, demo, event, with_status
from transfertimeline.dates.days import DayRange
from transfertimeline.errors import FeedError, TimelineError
from transfertimeline.feed.event import Event, EventStatus, Presence, Related
from transfertimeline.feed.events import events_of
from transfertimeline.feed.feed import feed_of
from transfertimeline.plan.milestones import Audience, Scope
from transfertimeline.plan.revisions import Status
from transfertimeline.schedule.schedule import Schedule
from transfertimeline.schedule.selection import EVERYTHING, Selection
from transfertimeline.words import words_for

NAMESPACE = uuid.UUID("6f0cf2a2-8d0b-5f6e-9a43-2f0b7d1c5e90")


def uid_of(name: str) -> str:
    """Return the UID that something of the demo network has to have."""
    return str(uuid.uuid5(NAMESPACE, f"network:demo/{name}#vevent"))


def events(schedule: Schedule, language: str = "en") -> dict[str, Event]:
    """Return the events of the feed of everything, by UID."""
    words = words_for([language])
    languages = (language, *schedule.languages)
    found = events_of(schedule, EVERYTHING, words, languages)
    return {event.uid: event for event in found}


def statement(kind: str, when: str, more: str = "") -> str:
    """Return the statement of a milestone with the id `it`."""
    title = '{ en = "Review", lt = "Apžvalga" }'
    return (
        f'[[milestone]]\nid = "it"\nkind = "{kind}"\ntitle = {title}\n'
        f'when = "{when}"\n{more}\n'
    )


def units(text: str) -> int:
    """Count UTF-16 units, as Outlook does; half a character cannot be encoded."""
    return len(text.encode("utf-16-le")) // 2


# -------------------------------------------------------------------------- states

WINDOW = ("Review (date to be confirmed)", "Apžvalga (data tikslinama)")
PLANNED = ("Review (to be confirmed)", "Apžvalga (nepatvirtinta)")
SURE = ("Review", "Apžvalga")
CANCELLED = ("Cancelled: Review", "Atšaukta: Apžvalga")

TENTATIVE, CONFIRMED = EventStatus.TENTATIVE, EventStatus.CONFIRMED
DAY = "2019-05-14"


@pytest.mark.parametrize(
    ("kind", "when", "status", "summaries", "expected", "presence", "reason"),
    [
        ("meeting", "2019-05", "planned", WINDOW, TENTATIVE, "FREE", "some day of May"),
        (
            "event",
            "2019-21",
            "planned",
            WINDOW,
            TENTATIVE,
            "FREE",
            "some day of spring",
        ),
        ("deadline", "M3", "planned", WINDOW, TENTATIVE, "FREE", "a project month"),
        ("gate", "2019", "planned", WINDOW, TENTATIVE, "FREE", "an approval, too"),
        ("period", "2019-05", "planned", WINDOW, TENTATIVE, "FREE", "a period, too"),
        ("meeting", "2019-05?", "planned", WINDOW, TENTATIVE, "FREE", "said once"),
        ("deadline", DAY, "planned", SURE, CONFIRMED, "FREE", "nobody is busy by it"),
        ("gate", DAY, "planned", SURE, CONFIRMED, "FREE", "nobody is busy by it"),
        ("period", DAY, "planned", SURE, CONFIRMED, "FREE", "nobody is busy by it"),
        ("deadline", DAY, "confirmed", SURE, CONFIRMED, "FREE", "no more than before"),
        ("gate", DAY, "done", SURE, CONFIRMED, "FREE", "no more than before"),
        ("meeting", DAY, "planned", PLANNED, TENTATIVE, "TENTATIVE", "not agreed yet"),
        ("event", DAY, "planned", PLANNED, TENTATIVE, "TENTATIVE", "not agreed yet"),
        ("meeting", DAY, "confirmed", SURE, CONFIRMED, "BUSY", "people are there"),
        ("event", DAY, "confirmed", SURE, CONFIRMED, "BUSY", "people are there"),
        ("meeting", DAY, "done", SURE, CONFIRMED, "BUSY", "people were there"),
        ("event", DAY, "done", SURE, CONFIRMED, "BUSY", "people were there"),
        ("deadline", f"{DAY}?", "planned", PLANNED, TENTATIVE, "FREE", "uncertain"),
        ("gate", f"{DAY}~", "planned", PLANNED, TENTATIVE, "FREE", "approximate"),
        ("period", f"{DAY}%", "planned", PLANNED, TENTATIVE, "FREE", "both"),
        ("meeting", f"{DAY}?", "planned", PLANNED, TENTATIVE, "TENTATIVE", "once"),
        ("meeting", f"{DAY}?", "confirmed", SURE, CONFIRMED, "BUSY", "now it is sure"),
        (
            *("meeting", DAY, "cancelled", CANCELLED, EventStatus.CANCELLED, "FREE"),
            "the word stands first, where it is seen",
        ),
        (
            *("deadline", "2019-05", "cancelled", CANCELLED),
            *(EventStatus.CANCELLED, "FREE", "nothing is to be confirmed any more"),
        ),
    ],
)
def test_states(
    *,
    kind: str,
    when: str,
    status: str,
    summaries: tuple[str, str],
    expected: EventStatus,
    presence: str,
    reason: str,
) -> None:
    """An event's status, presence and words follow from kind, date and status."""
    schedule = with_status(demo(statement(kind, when)), Status(status))
    for language, summary in zip(("en", "lt"), summaries, strict=True):
        found = event(schedule, "it", language)
        assert found.summary == summary, reason
        assert found.status is expected, reason
        assert found.presence is Presence[presence], reason


def test_presences() -> None:
    """A presence is TRANSP and Outlook's busy status, which say the same."""
    assert [presence.value for presence in Presence] == [
        ("TRANSPARENT", "FREE"),
        ("OPAQUE", "TENTATIVE"),
        ("OPAQUE", "BUSY"),
    ]


# --------------------------------------------------------------------------- times


@pytest.mark.parametrize(
    ("kind", "when", "more", "start", "end", "reason"),
    [
        (
            *("meeting", DAY, 'time = "09:30-17:00"'),
            *("2019-05-14T09:30:00+03:00", "2019-05-14T17:00:00+03:00"),
            "on the clock of the network",
        ),
        (
            *("meeting", DAY, 'time = "15:00"\nzone = "Europe/Lisbon"'),
            *("2019-05-14T15:00:00+01:00", "2019-05-14T16:00:00+01:00"),
            "without an end, an hour; on its own clock",
        ),
        (
            *("event", DAY, 'time = "15:00"'),
            *("2019-05-14T15:00:00+03:00", "2019-05-14T16:00:00+03:00"),
            "an event, too",
        ),
        (
            *("meeting", "2019-12-31", 'time = "23:30"'),
            *("2019-12-31T23:30:00+02:00", "2020-01-01T00:30:00+02:00"),
            "into the new year",
        ),
        (
            *("deadline", DAY, 'time = "12:00"\nzone = "Europe/Paris"'),
            *("2019-05-14T11:30:00+02:00", "2019-05-14T12:00:00+02:00"),
            "the half hour that ends at it",
        ),
        (
            *("deadline", DAY, 'time = "00:15"'),
            *("2019-05-13T23:45:00+03:00", "2019-05-14T00:15:00+03:00"),
            "which begins the day before",
        ),
        (
            *("deadline", DAY, 'time = "09:00-12:00"'),
            *("2019-05-14T09:00:00+03:00", "2019-05-14T12:00:00+03:00"),
            "a deadline with two times says itself how long it is",
        ),
        (
            *("meeting", "2019-03-31", 'time = "02:30"'),
            *("2019-03-31T02:30:00+02:00", "2019-03-31T04:30:00+03:00"),
            "an hour, in which the clock of Vilnius goes from 03:00 to 04:00",
        ),
        (
            *("deadline", "2019-03-31", 'time = "04:15"'),
            *("2019-03-31T02:45:00+02:00", "2019-03-31T04:15:00+03:00"),
            "half an hour back over that change",
        ),
        (
            *("deadline", "2019-10-27", 'time = "04:15"'),
            *("2019-10-27T03:45:00+02:00", "2019-10-27T04:15:00+02:00"),
            "half an hour back into the hour that Vilnius has twice: the second time",
        ),
        (
            *("meeting", "2019-10-27", 'time = "02:30"'),
            *("2019-10-27T02:30:00+03:00", "2019-10-27T03:30:00+03:00"),
            "an hour on into the hour that Vilnius has twice: the first time",
        ),
    ],
)
def test_times(
    *, kind: str, when: str, more: str, start: str, end: str, reason: str
) -> None:
    """A time on one day is two instants in its zone, a real length apart."""
    found = event(demo(statement(kind, when, more)), "it")
    assert found.start is not None
    assert found.end is not None
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end), reason
    assert found.days == DayRange.day(date.fromisoformat(when)), reason
    assert found.description == "", reason


@pytest.mark.parametrize(
    ("status", "summaries", "reason"),
    [
        (
            Status.PLANNED,
            ("Review, by 12:00 (Europe/Paris)", "Apžvalga, iki 12:00 (Europe/Paris)"),
            "whose clock counts is what people get wrong",
        ),
        (
            Status.CANCELLED,
            (
                "Cancelled: Review, by 12:00 (Europe/Paris)",
                "Atšaukta: Apžvalga, iki 12:00 (Europe/Paris)",
            ),
            "the word comes first",
        ),
    ],
)
def test_deadline_says_time_and_zone(
    status: Status, summaries: tuple[str, str], reason: str
) -> None:
    """A deadline with a time says time and zone in its summary."""
    text = statement("deadline", DAY, 'time = "12:00"\nzone = "Europe/Paris"')
    schedule = with_status(demo(text), status)
    for language, summary in zip(("en", "lt"), summaries, strict=True):
        assert event(schedule, "it", language).summary == summary, reason


SEPTEMBER = "Expected: September 2019. The day is not fixed yet."


@pytest.mark.parametrize(
    ("kind", "when", "more", "description", "reason"),
    [
        (
            *("meeting", "2019-09-17/2019-09-18", ""),
            *("09:30-17:00 (Europe/Vilnius)", "the hours of each of several days"),
        ),
        (
            *("meeting", "2019-09-17", 'length = "2 days"'),
            *("09:30-17:00 (Europe/Vilnius)", "several days by their length"),
        ),
        (
            *("meeting", "2019-09", ""),
            f"{SEPTEMBER}\n09:30-17:00 (Europe/Vilnius)",
            "of a window, the hours are known and the day is not",
        ),
        (
            *("deadline", "2019-09", ""),
            f"{SEPTEMBER}\n09:30-17:00 (Europe/Vilnius)",
            "of a deadline, too",
        ),
    ],
)
def test_hours_go_into_the_words(
    kind: str, when: str, more: str, description: str, reason: str
) -> None:
    """Without one day, the entry is all-day and the hours are said in words."""
    text = statement(kind, when, f'time = "09:30-17:00"\n{more}')
    found = event(demo(text), "it")
    assert (found.start, found.end) == (None, None), reason
    assert found.description == description, reason
    assert "09:30" not in found.summary, reason


# --------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("when", "english", "lithuanian", "reason"),
    [
        (
            "2019-01",
            "Expected: January 2019. The day is not fixed yet.",
            "Numatoma: 2019 m. sausis; diena dar nenustatyta.",
            "a month",
        ),
        (
            "2019-21",
            "Expected: spring 2019. The day is not fixed yet.",
            "Numatoma: 2019 m. pavasaris; diena dar nenustatyta.",
            "a season",
        ),
        (
            "2019-24",
            "Expected: winter 2019/20. The day is not fixed yet.",
            "Numatoma: 2019-2020 m. žiema; diena dar nenustatyta.",
            "the season of two years",
        ),
        (
            "2019",
            "Expected: 2019. The day is not fixed yet.",
            "Numatoma: 2019 m.; diena dar nenustatyta.",
            "a year",
        ),
        (
            "M3",
            "Expected: 5 February - 4 March 2019. The day is not fixed yet.",
            "Numatoma: 2019 m. vasario 5 d. - kovo 4 d.; diena dar nenustatyta.",
            "from 4 December 2018, the third month is 5 February to 4 March",
        ),
        (
            "[2019-01-14..2019-01-18]",
            "Expected: 14-18 January 2019. The day is not fixed yet.",
            "Numatoma: 2019 m. sausio 14-18 d.; diena dar nenustatyta.",
            "days of one month",
        ),
        (
            "[2019-12-30..2020-01-03]",
            "Expected: 30 December 2019 - 3 January 2020. The day is not fixed yet.",
            (
                "Numatoma: 2019 m. gruodžio 30 d. - 2020 m. sausio 3 d.; "
                "diena dar nenustatyta."
            ),
            "days of two years",
        ),
        (DAY, "", "", "of a day, there is nothing to say"),
    ],
)
def test_window_in_words(when: str, english: str, lithuanian: str, reason: str) -> None:
    """A window is said in words, as people say it, and covers all its days."""
    schedule = demo(statement("meeting", when))
    assert event(schedule, "it").description == english, reason
    assert event(schedule, "it", "lt").description == lithuanian, reason
    days = event(schedule, "it").days
    assert (days.first, days.last) == (schedule["it"].first, schedule["it"].last)


@pytest.mark.parametrize(
    ("more", "location", "url", "online", "description", "reason"),
    [
        ("", ("", ""), "", False, "", "nothing is said of it"),
        (
            'place = { en = "Paris", lt = "Paryžius" }',
            *(("Paris", "Paryžius"), "", False, "", "a place"),
        ),
        ("online = true", ("Online", "Internetu"), "", True, "", "no link yet"),
        (
            'online = true\nurl = "https://example.org/call"',
            *(("Online", "Internetu"), "https://example.org/call", True),
            *("https://example.org/call", "the link is no place, but can be found"),
        ),
        (
            'place = "Vilnius"\nonline = true\nurl = "https://example.org/call"',
            *(("Vilnius, Online", "Vilnius, Internetu"), "https://example.org/call"),
            *(True, "https://example.org/call", "in both at once"),
        ),
        (
            'url = "https://example.org/page"\nnote = "Bring ideas.\\nAnd games."',
            *(("", ""), "https://example.org/page", False),
            "Bring ideas.\nAnd games.\nhttps://example.org/page",
            "a page; the link has the last line for itself",
        ),
    ],
)
def test_places(
    *,
    more: str,
    location: tuple[str, str],
    url: str,
    online: bool,
    description: str,
    reason: str,
) -> None:
    """LOCATION says where in words; the link is URL, and the last line of the text."""
    schedule = demo(statement("meeting", DAY, more))
    for language, where in zip(("en", "lt"), location, strict=True):
        found = event(schedule, "it", language)
        assert found.location == where, reason
        assert (found.url, found.online) == (url, online), reason
        assert found.description == description, reason


@pytest.mark.parametrize(
    ("kind", "tags", "categories", "reason"),
    [
        ("meeting", "[]", (("Meeting",), ("Susitikimas",)), "the kind, in words"),
        ("deadline", "[]", (("Deadline",), ("Terminas",)), "the kind, in words"),
        ("period", "[]", (("Period",), ("Laikotarpis",)), "the kind, in words"),
        ("gate", "[]", (("Gate",), ("Patvirtinimas",)), "the kind, in words"),
        (
            *("event", '["play", "city"]'),
            (("Event", "play", "city"), ("Renginys", "play", "city")),
            "the tags after it, as they are stated",
        ),
        (
            *("event", '["play", "EVENT", "Play"]'),
            (("Event", "play"), ("Renginys", "play", "EVENT")),
            "Outlook takes away what differs in case only, so the first stays",
        ),
    ],
)
def test_categories(
    kind: str,
    tags: str,
    categories: tuple[tuple[str, ...], tuple[str, ...]],
    reason: str,
) -> None:
    """The categories are the kind, in the language of the feed, and the tags."""
    schedule = demo(statement(kind, DAY, f"tags = {tags}"))
    found = tuple(event(schedule, "it", each).categories for each in ("en", "lt"))
    assert found == categories, reason


# ---------------------------------------------------------------------- truncation

DICE = "🎲"
"""One character of two UTF-16 units."""


@pytest.mark.parametrize(
    ("kind", "when", "more", "title", "summary", "reason"),
    [
        ("gate", DAY, "", "x" * 255, "x" * 255, "255 units are not cut"),
        ("gate", DAY, "", "x" * 256, "x" * 254 + "…", "256 are; the mark counts, too"),
        ("gate", DAY, "", "ž" * 255, "ž" * 255, "a letter of two octets is one unit"),
        ("gate", DAY, "", DICE * 127, DICE * 127, "254 units"),
        ("gate", DAY, "", DICE * 128, DICE * 127 + "…", "256 units; 254 and the mark"),
        (
            *("gate", DAY, "", "x" + DICE * 127, "x" + DICE * 127),
            "255 units, and none is half a die",
        ),
        (
            *("gate", DAY, "", "x" + DICE * 128, "x" + DICE * 126 + "…"),
            "one more die would be cut in two",
        ),
        (
            *("gate", DAY, "", f"{'x' * 253} yyy", "x" * 253 + "…"),
            "no blank stands before the mark",
        ),
        (
            *("meeting", DAY, "", "x" * 230, "x" * 230 + " (to be confirmed)"),
            "230 units and 18 for the remark",
        ),
        (
            *("meeting", DAY, "", "x" * 238, "x" * 236 + "… (to be confirmed)"),
            "237 units are left for the title",
        ),
        (
            *("meeting", "2019-05", "", "x" * 300),
            "x" * 231 + "… (date to be confirmed)",
            "232 units are left for the title",
        ),
        (
            *("meeting", "2019-05", "", DICE * 300),
            DICE * 115 + "… (date to be confirmed)",
            "115 dice of two units and the mark",
        ),
        (
            *("deadline", DAY, 'time = "12:00"\nzone = "Europe/Paris"', "x" * 300),
            "x" * 229 + "…, by 12:00 (Europe/Paris)",
            "the time, which is what a deadline is about, stays: 25 units",
        ),
    ],
)
def test_long_titles(
    *, kind: str, when: str, more: str, title: str, summary: str, reason: str
) -> None:
    """Outlook cuts at 255 UTF-16 units; what is said of the date is never cut."""
    text = statement(kind, when, more).replace(
        '{ en = "Review", lt = "Apžvalga" }', f'"{title}"'
    )
    found = event(demo(text), "it").summary
    assert found == summary, reason
    assert units(found) <= 255, reason


def test_long_texts_elsewhere() -> None:
    """Places, reminders, cancelled titles and phases are cut in the same way."""
    head = DEMO + (
        '[[phase]]\nid = "transfer"\noverride = true\n'
        f'title = {{ en = "{DICE * 200}", lt = "{"ž" * 300}" }}\n'
    )
    more = f'place = "{"y" * 300}"\nremind = ["2 weeks"]'
    text = statement("meeting", DAY, more).replace(
        '{ en = "Review", lt = "Apžvalga" }', f'"{"x" * 300}"'
    )
    schedule = demo(text, head)
    assert event(schedule, "it").location == "y" * 254 + "…"
    english, lithuanian = events(schedule), events(schedule, "lt")
    first, last = uid_of("phase:transfer:first"), uid_of("phase:transfer:last")
    # 255 units less 7 for " begins" are 248: 123 dice and the mark are 247.
    assert english[first].summary == DICE * 123 + "… begins"
    assert english[last].summary == DICE * 124 + "… ends"
    # And less 9 for ": pradžia" they are 246.
    assert lithuanian[first].summary == "ž" * 245 + "…: pradžia"
    assert lithuanian[last].summary == "ž" * 245 + "…: pabaiga"
    remind = english[uid_of("it-remind-1")].summary
    assert remind == f"In 2 weeks: {'x' * 242}…"
    cancelled = event(with_status(schedule, Status.CANCELLED), "it").summary
    assert cancelled == f"Cancelled: {'x' * 243}…"


# ----------------------------------------------------------------------- reminders


@pytest.mark.parametrize(
    ("kind", "when", "remind", "day", "english", "lithuanian", "reason"),
    [
        (
            *("deadline", DAY, "2 weeks", "2019-04-30"),
            *("In 2 weeks: Review", "Liko 2 savaitės: Apžvalga", "14 days before"),
        ),
        (
            *("deadline", DAY, "1 day", "2019-05-13"),
            *("In 1 day: Review", "Liko 1 diena: Apžvalga", "the day before"),
        ),
        (
            *("meeting", "2019-05-31", "3 months", "2019-02-28"),
            *("In 3 months: Review", "Liko 3 mėnesiai: Apžvalga", "no 31 February"),
        ),
        (
            *("meeting", "2019-05-14/2019-05-16", "10 days", "2019-05-04"),
            *("In 10 days: Review", "Liko 10 dienų: Apžvalga", "before its first day"),
        ),
        (
            *("meeting", DAY, "5 working days", "2019-05-07"),
            "In 5 working days: Review",
            "Liko 5 darbo dienos: Apžvalga",
            "Tuesday to Tuesday, the weekend not counted",
        ),
        (
            *("gate", "2019-05-14?", "1 week", "2019-05-07"),
            *("In 1 week: Review", "Liko 1 savaitė: Apžvalga", "the day is likely"),
        ),
        (
            *("meeting", "2019-05", "1 month and 3 days", "2019-03-29"),
            "In 1 month, 3 days: Review (date to be confirmed)",
            "Liko 1 mėnuo, 3 dienos: Apžvalga (data tikslinama)",
            "before the first day that can be: 1 April, 29 March",
        ),
    ],
)
def test_reminders(
    *,
    kind: str,
    when: str,
    remind: str,
    day: str,
    english: str,
    lithuanian: str,
    reason: str,
) -> None:
    """A reminder is an event of one day that takes up nobody's time."""
    schedule = demo(statement(kind, when, f'remind = ["{remind}"]'))
    uid = uid_of("it-remind-1")
    found = events(schedule)[uid]
    assert found.days == DayRange.day(date.fromisoformat(day)), reason
    assert (found.start, found.end) == (None, None), reason
    assert found.presence is Presence.FREE, reason
    assert found.summary == english, reason
    assert events(schedule, "lt")[uid].summary == lithuanian, reason
    assert found.status is (TENTATIVE if when == "2019-05" else CONFIRMED), reason


def test_reminder_says_what_it_is_about() -> None:
    """A reminder has the words, the link and the categories of its milestone."""
    more = (
        'time = "12:00"\nzone = "Europe/Paris"\ntags = ["money"]\n'
        'note = "To the secretariat."\nurl = "https://example.org/form"\n'
        'remind = ["1 month", "3 days"]'
    )
    found = events(demo(statement("deadline", DAY, more)))
    days = {"it-remind-1": date(2019, 4, 14), "it-remind-2": date(2019, 5, 11)}
    for name, day in days.items():
        reminder = found[uid_of(name)]
        assert reminder.days == DayRange.day(day)
        assert reminder.description == (
            "12:00 (Europe/Paris)\nTo the secretariat.\nhttps://example.org/form"
        )
        assert reminder.url == "https://example.org/form"
        assert reminder.categories == ("Deadline", "money")
        assert reminder.related == ()


@pytest.mark.parametrize(
    ("status", "count", "reason"),
    [
        (Status.PLANNED, 2, "both"),
        (Status.CONFIRMED, 2, "both"),
        (Status.DONE, 2, "they are over, and stay where they were"),
        (Status.CANCELLED, 0, "there is nothing to be reminded of"),
    ],
)
def test_reminders_by_status(status: Status, count: int, reason: str) -> None:
    """What is cancelled reminds nobody."""
    schedule = demo(statement("gate", DAY, 'remind = ["1 month", "3 days"]'))
    found = set(events(with_status(schedule, status)))
    names = {uid_of(f"it-remind-{number}") for number in (1, 2)}
    assert len(found & names) == count, reason


def test_reminder_of_something_undated() -> None:
    """Without a date there is no day to remind on, and no event at all."""
    schedule = demo(statement("gate", "unknown", 'remind = ["1 month"]'))
    assert len(events(schedule)) == 4  # of two phases
    assert feed_of(schedule).undated == ("it",)


def test_reminder_before_the_calendar_begins() -> None:
    """A reminder on no day is an error that names milestone and field."""
    schedule = demo(statement("gate", "0001-01-05", 'remind = ["1 week"]'))
    with pytest.raises(TimelineError) as caught:
        events(schedule)
    assert caught.value.where.endswith(": milestone it: remind")
    assert caught.value.code == "date-overflow"


# -------------------------------------------------------------------------- phases


def test_phases() -> None:
    """A phase is its first and its last day, not a bar of months between them."""
    head = f'{DEMO}[[phase]]\nid = "dissemination"\noverride = true\nnote = "Share."\n'
    expected = {
        # From 4 December 2018: 18 months to 4 June 2020, then 6 to 4 December 2020.
        "phase:transfer:first": (
            *(date(2018, 12, 4), "Transfer begins", "Perkėlimas: pradžia"),
            *("Transfer: 4 December 2018 - 4 June 2020.",),
            *("Perkėlimas: 2018 m. gruodžio 4 d. - 2020 m. birželio 4 d.",),
        ),
        "phase:transfer:last": (
            *(date(2020, 6, 4), "Transfer ends", "Perkėlimas: pabaiga"),
            *("Transfer: 4 December 2018 - 4 June 2020.",),
            *("Perkėlimas: 2018 m. gruodžio 4 d. - 2020 m. birželio 4 d.",),
        ),
        "phase:dissemination:first": (
            *(date(2020, 6, 5), "Sharing begins", "Viešinimas: pradžia"),
            *("Sharing: 5 June - 4 December 2020.\nShare.",),
            *("Viešinimas: 2020 m. birželio 5 d. - gruodžio 4 d.\nShare.",),
        ),
        "phase:dissemination:last": (
            *(date(2020, 12, 4), "Sharing ends", "Viešinimas: pabaiga"),
            *("Sharing: 5 June - 4 December 2020.\nShare.",),
            *("Viešinimas: 2020 m. birželio 5 d. - gruodžio 4 d.\nShare.",),
        ),
    }
    schedule = demo("", head)
    english, lithuanian = events(schedule), events(schedule, "lt")
    assert set(english) == {uid_of(name) for name in expected}
    for name, (day, first, second, text, other) in expected.items():
        found, translated = english[uid_of(name)], lithuanian[uid_of(name)]
        assert found.days == DayRange.day(day)
        assert (found.summary, translated.summary) == (first, second)
        assert (found.description, translated.description) == (text, other)
        assert (found.categories, translated.categories) == (("Phase",), ("Etapas",))
        assert (found.status, found.presence) == (CONFIRMED, Presence.FREE)
        assert (found.sequence, found.related) == (0, ())
        assert found.last_modified == datetime(2018, 12, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("selection", "phases", "reason"),
    [
        (EVERYTHING, 4, "all"),
        (Selection(audience=Audience.PUBLIC), 4, "everybody may know the phases"),
        (Selection(scope=Scope.PROGRAMME), 4, "they belong to the whole"),
        (Selection(scope=Scope.NETWORK), 0, "only what is the network's was asked for"),
        (Selection(scope=Scope.PARTNER), 0, "only what is a partner's was asked for"),
    ],
)
def test_phases_of_a_selection(selection: Selection, phases: int, reason: str) -> None:
    """Phases are in every feed but those of a narrower scope."""
    found = events_of(demo(""), selection, words_for(["en"]), ("en",))
    assert len(found) == phases, reason


# ----------------------------------------------------------------------- relations

KICK_OFF = statement("meeting", "2019-01-15/2019-01-16").replace('"it"', '"kick-off"')


@pytest.mark.parametrize(
    ("when", "gap", "reason"),
    [
        ("2 weeks after kick-off", 14, "weeks are always seven days"),
        ("10 days after kick-off", 10, "days"),
        ("1 week and 2 days after kick-off", 9, "weeks and days"),
        ("3 days before kick-off", -3, "a lead counts back"),
        ("1 month after kick-off", None, "a month is no number of days"),
        ("1 year after kick-off", None, "nor is a year"),
        ("1 month and 10 days after kick-off", None, "nor a month with days"),
        ("5 working days after kick-off", None, "nor are working days"),
        ("kick-off", None, "no lag"),
        ("end of kick-off", None, "no lag"),
        ("month of kick-off", None, "no lag"),
        ("first Monday on or after kick-off", None, "no lag"),
        ("later of kick-off and 2019-02-01", None, "no lag"),
        ("2 weeks after kick-off, or next working day", None, "it may be rolled on"),
        ("2 weeks after 3 months after kick-off", None, "the second lag is not all"),
        ("2 weeks after month of kick-off", None, "it counts from the month's days"),
    ],
)
def test_relations(when: str, gap: int | None, reason: str) -> None:
    """An event depends on what its rule counts from, with the gap if it is in days."""
    found = event(demo(KICK_OFF + statement("gate", when)), "it")
    days = None if gap is None else timedelta(days=gap)
    assert found.related == (Related(uid_of("kick-off"), days),), reason


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        (DAY, "a day counts from nothing"),
        ("M3", "a project month counts from the start, which is no event"),
        ("2 weeks after start", "the start is no event"),
        ("2 weeks before end of transfer", "the events of a phase are its days"),
    ],
)
def test_no_relations(when: str, reason: str) -> None:
    """What counts from no milestone depends on nothing."""
    found = event(demo(KICK_OFF + statement("gate", when)), "it")
    assert found.related == (), reason


def test_relations_to_several() -> None:
    """An event depends on all its rule counts from, each once, in order of UID."""
    other = statement("gate", "1 week after kick-off").replace('"it"', '"other"')
    rule = "later of other, kick-off and end of kick-off"
    schedule = demo(KICK_OFF + other + statement("gate", rule))
    expected = sorted((uid_of("kick-off"), uid_of("other")))
    assert event(schedule, "it").related == tuple(map(Related, expected))


def test_relations_in_a_family() -> None:
    """Each member depends on the same member of the other family, with the gap."""
    repeat = 'repeat = { every = "12 months", from = "start", until = "end" }'
    report = statement("deadline", "end of period", repeat).replace('"it"', '"report"')
    schedule = demo(report + statement("gate", "2 weeks after report", repeat))
    for number in (1, 2):
        (related,) = event(schedule, f"it-{number}").related
        assert related == Related(uid_of(f"report-{number}"), timedelta(days=14))


@pytest.mark.parametrize(
    ("kick_off", "selection", "reason"),
    [
        (
            KICK_OFF + 'audience = ["lead"]\n',
            Selection(audience=Audience.PARTNER),
            "the other is not for this audience",
        ),
        (
            KICK_OFF + 'scope = "programme"\n',
            Selection(scope=Scope.NETWORK),
            "the other is not of this scope",
        ),
    ],
)
def test_relations_within_the_feed_only(
    kick_off: str, selection: Selection, reason: str
) -> None:
    """Nothing in a feed points at an event that is not in it."""
    schedule = demo(kick_off + statement("gate", "2 weeks after kick-off"))
    assert event(schedule, "it").related, reason
    uid = schedule["it"].uid
    found = events_of(schedule, selection, words_for(["en"]), ("en",))
    (it,) = (event for event in found if event.uid == uid)
    assert it.related == (), reason


# ------------------------------------------------------------------------ the whole


def test_order() -> None:
    """Events are in order of their first day, then of their UID."""
    text = "".join(
        statement("gate", when, 'remind = ["2 weeks"]').replace('"it"', f'"{id_}"')
        for id_, when in (("d", DAY), ("a", DAY), ("c", "2019-05"), ("b", DAY))
    )
    found = [(event.days.first, event.uid) for event in events(demo(text)).values()]
    assert found == sorted(found)
    assert len(found) == 2 * 4 + 4


def test_same_uid_twice() -> None:
    """Two events with one UID are an error that names one of them."""
    reminded = statement("gate", DAY, 'remind = ["2 weeks"]')
    other = statement("gate", "2019-06-01").replace('"it"', '"it-remind-1"')
    with pytest.raises(FeedError) as caught:
        events(demo(reminded + other))
    assert caught.value.code == "feed-uid"
    assert caught.value.where.endswith("Review")
    assert caught.value.found == uid_of("it-remind-1")
