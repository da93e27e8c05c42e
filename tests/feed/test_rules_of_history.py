"""
What becomes of a feed in time: rules 1, 4, 5 and 16 to 18 of the contract, the states.

Every plan here states its history itself, so that what has to follow can be said by
hand. The feeds are read back with icalendar.
"""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from tests.feed.plans import (
    BUNDLED,
    DATA_DATE,
    LATER,
    Entry,
    bundled,
    demo,
    read,
    revised,
)
from transfertimeline.feed.event import Event, EventStatus
from transfertimeline.feed.feed import feed_of, to_ical
from transfertimeline.plan.milestones import Kind
from transfertimeline.plan.planfile import load_bundled
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule

LANGUAGES = ("en", "lt")
DAY = "2019-05-14"
LAST = date(2019, 4, 30)
"""A data date after all revisions of the plans here, and before what they move."""


def statement(kind: str = "meeting", when: str = DAY, more: str = "") -> str:
    """Return the statement of a milestone with the id `it`."""
    title = '{ en = "Review", lt = "Apžvalga" }'
    return (
        f'[[milestone]]\nid = "it"\nkind = "{kind}"\ntitle = {title}\n'
        f'when = "{when}"\n{more}\n'
    )


def entry(schedule: Schedule, language: str = "en", id_: str = "it") -> Entry:
    """Return what icalendar reads of a milestone."""
    return read(to_ical(schedule, language=language))[schedule[id_].uid]


def moment(text: str) -> datetime:
    """Return a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def is_shown(schedule: Schedule, id_: str = "it") -> bool:
    """Tell whether a milestone is an entry of the feed."""
    return schedule[id_].uid in read(to_ical(schedule))


# ----------------------------------------------------------------------------- rule 1


@pytest.mark.parametrize("id_", BUNDLED)
def test_rule_01_only_what_became_known_changes_a_feed(id_: str) -> None:
    """From one data date to the next, only tombstones go, when their term is over."""
    plan = load_bundled(id_)
    days = compute(plan, data_date=date(2021, 12, 31)).data_dates
    assert len(days) > 5
    for day, following in itertools.pairwise((*days, date(2030, 1, 1))):
        until = following - timedelta(days=1)
        early, late = (feed_of(compute(plan, data_date=each)) for each in (day, until))
        stays = tuple(event for event in early.events if not is_over(event, until))
        assert late == attrs.evolve(early, events=stays), day
        if stays == early.events:
            assert early.to_ical() == late.to_ical(), day


def is_over(event: Event, today: date) -> bool:
    """Tell whether an entry is a tombstone, and 60 days have passed since its last."""
    passed = (today - event.days.last).days
    return event.status is EventStatus.CANCELLED and passed >= 60


@pytest.mark.parametrize(
    ("day", "changed", "reason"),
    [
        ("2019-03-01", False, "the decision is of the day after"),
        ("2019-03-02", True, "it is known"),
        ("2019-07-12", False, "59 days after its day nothing has become known"),
        ("2019-07-13", True, "the term of the tombstone is over"),
        ("2020-07-13", False, "a year later nothing has become known"),
    ],
)
def test_rule_01_a_revision_or_the_end_of_a_term(
    day: str, *, changed: bool, reason: str
) -> None:
    """Nothing else than a revision or the end of a tombstone changes the bytes."""
    text = statement() + revised("2019-03-02", 'status = "cancelled"')
    today = date.fromisoformat(day)
    before, after = (
        to_ical(demo(text, day=each)) for each in (today - timedelta(days=1), today)
    )
    assert (before != after) is changed, reason


# ----------------------------------------------------------------------------- rule 4

STORY = (
    statement("meeting", "2019-05")
    + revised("2019-02-01", 'when = "2019-05-14"')
    + revised("2019-02-15", 'title = "Peer review"')
    + revised("2019-03-01", 'when = "2019-05-28"')
    + revised("2019-03-01", 'place = "Vilnius"')
    + revised("2019-03-15", 'when = "2019-05-14"')
    + revised("2019-04-01", 'status = "confirmed"')
    + revised("2019-04-02", 'when = "unknown"\nstatus = "planned"')
    + revised("2019-04-10", 'when = "2019-06-04"')
    + revised("2019-04-10", 'status = "confirmed"')
    + revised("2019-05-02", 'status = "cancelled"')
    + revised("2019-05-20", 'status = "planned"')
    + revised("2019-06-05", 'status = "done"')
)

WALK = [
    ("2018-12-04", 0, "2018-12-04T00:00:00", "published with a window"),
    ("2019-01-31", 0, "2018-12-04T00:00:00", "nothing has happened"),
    ("2019-02-01", 1, "2019-02-01T00:00:01", "a day is found"),
    ("2019-02-15", 1, "2019-02-15T00:00:01", "another title: no date has changed"),
    ("2019-03-01", 2, "2019-03-01T00:00:02", "another day; then, as 2nd, a place"),
    ("2019-03-15", 3, "2019-03-15T00:00:01", "back again is a change, too"),
    ("2019-04-01", 4, "2019-04-01T00:00:01", "confirmed"),
    ("2019-04-02", 5, "2019-04-02T00:00:01", "postponed"),
    ("2019-04-10", 7, "2019-04-10T00:00:02", "dated anew, and confirmed: two steps"),
    ("2019-05-02", 8, "2019-05-02T00:00:01", "cancelled"),
    ("2019-05-20", 9, "2019-05-20T00:00:01", "taken back"),
    ("2019-06-05", 10, "2019-06-05T00:00:01", "done"),
    ("2022-01-01", 10, "2019-06-05T00:00:01", "years later"),
]


@pytest.mark.parametrize(("day", "sequence", "modified", "reason"), WALK)
def test_rule_04_sequence(day: str, sequence: int, modified: str, reason: str) -> None:
    """SEQUENCE begins at 0 and rises with each change of dates or status."""
    found = entry(demo(STORY, day=date.fromisoformat(day)))
    assert (found.sequence, found.stamp) == (sequence, moment(modified)), reason


@pytest.mark.parametrize("id_", BUNDLED)
def test_rule_04_sequences_never_fall(id_: str) -> None:
    """In the feeds of all data dates, no SEQUENCE and no LAST-MODIFIED falls."""
    plan = load_bundled(id_)
    seen: dict[str, tuple[int, datetime]] = {}
    for day in compute(plan, data_date=date(2021, 12, 31)).data_dates:
        for event in feed_of(compute(plan, data_date=day)).events:
            before = seen.get(event.uid, (0, datetime(2018, 12, 4, tzinfo=UTC)))
            assert event.sequence >= before[0], (day, event.summary)
            assert event.last_modified >= before[1], (day, event.summary)
            assert event.last_modified.date() <= day
            if event.sequence > before[0] and event.uid in seen:
                assert event.last_modified > before[1], (day, event.summary)
            seen[event.uid] = (event.sequence, event.last_modified)
    assert max(sequence for sequence, _ in seen.values()) > 0


@pytest.mark.parametrize("day", [DATA_DATE, date(2019, 5, 23), LATER])
def test_rule_04_same_sequence_in_every_feed(day: date) -> None:
    """What the programme has for all has one SEQUENCE and date in all feeds."""
    wide: dict[str, tuple[int, date, date]] = {}
    for id_ in BUNDLED:
        for event in feed_of(bundled(id_, day)).events:
            found = (event.sequence, event.days.first, event.days.last)
            assert wide.setdefault(event.uid, found) == found, (id_, event.summary)


def test_rule_04_what_is_new_begins_at_zero() -> None:
    """What a plan knows from a later day begins at 0 on that day."""
    more = "added = 2019-03-01"
    text = statement("meeting", DAY, more) + revised("2019-03-02", 'when = "2019-06"')
    assert "it" not in demo(text, day=date(2019, 2, 28))
    found = entry(demo(text, day=date(2019, 3, 1)))
    assert (found.sequence, found.stamp) == (0, moment("2019-03-01"))
    assert entry(demo(text, day=date(2019, 3, 2))).sequence == 1


# ------------------------------------------------------------------------ rule 2 again


def test_rule_02_uid_is_kept_by_everything() -> None:
    """Whatever becomes of a milestone, its entry keeps its UID and is there once."""
    uid = demo(statement())["it"].uid
    for day, *_ in WALK:
        schedule = demo(STORY, day=date.fromisoformat(day))
        assert schedule["it"].uid == uid
        assert list(read(to_ical(schedule))).count(uid) == 1, day


@pytest.mark.parametrize("id_", BUNDLED)
def test_rule_02_uids_of_bundled_plans_stay(id_: str) -> None:
    """Nothing that was published is lost on a later day, but tombstones in the end."""
    plan = load_bundled(id_)
    seen: dict[str, Event] = {}
    for day in compute(plan, data_date=date(2021, 12, 31)).data_dates:
        events = feed_of(compute(plan, data_date=day)).events
        found = {event.uid: event for event in events}
        lost = [event for uid, event in seen.items() if uid not in found]
        assert all(is_over(event, day) for event in lost), day
        seen = found


# --------------------------------------------------------------- rule 16 and the states

FREE, TENTATIVE, BUSY = "TRANSPARENT FREE", "OPAQUE TENTATIVE", "OPAQUE BUSY"
GATHERINGS = ("meeting", "event")
OTHERS = ("deadline", "gate", "period")
KINDS = (*GATHERINGS, *OTHERS)


def check_state(
    text: str, expected: str, summary: str, description: str, language: str
) -> None:
    """Check STATUS, TRANSP, BUSYSTATUS, SUMMARY and DESCRIPTION of an entry."""
    found = entry(demo(text, day=LAST), language)
    assert f"{found.status} {found.shown_as}" == expected
    assert found.summary == summary
    assert found.description == description


def test_state_table_has_all_kinds() -> None:
    """The tables below have every kind there is."""
    assert set(KINDS) == {str(kind) for kind in Kind}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("language", "summary", "description"),
    [
        (
            *("en", "Review (date to be confirmed)"),
            "Expected: May 2019. The day is not fixed yet.",
        ),
        (
            *("lt", "Apžvalga (data tikslinama)"),
            "Numatoma: 2019 m. gegužė; diena dar nenustatyta.",
        ),
    ],
)
def test_rule_16_state_window(
    kind: str, language: str, summary: str, description: str
) -> None:
    """A window is tentative, takes no time, and says that its date is to come."""
    text = statement(kind, "2019-05")
    check_state(text, f"TENTATIVE {FREE}", summary, description, language)


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("status", ["planned", "confirmed", "done"])
@pytest.mark.parametrize(
    ("language", "summary", "done"),
    [("en", "Review", "Done."), ("lt", "Apžvalga", "Įvyko.")],
)
def test_rule_16_state_exact_deadline_gate_period(
    *, kind: str, status: str, language: str, summary: str, done: str
) -> None:
    """An exact deadline, gate or period is confirmed, and takes no time."""
    text = statement(kind, "2019-04-02")
    text += revised("2019-04-03", f'status = "{status}"')
    description = done if status == "done" else ""
    check_state(text, f"CONFIRMED {FREE}", summary, description, language)


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("en", "Transfer begins", "Transfer ends"),
        ("lt", "Perkėlimas: pradžia", "Perkėlimas: pabaiga"),
    ],
)
def test_rule_16_state_phase_day(language: str, first: str, last: str) -> None:
    """The first and the last day of a phase are confirmed, and take no time."""
    events = read(to_ical(demo(""), language=language)).values()
    found = {event.summary: event for event in events}
    for summary, day in ((first, date(2018, 12, 4)), (last, date(2020, 6, 4))):
        event = found[summary]
        assert event.start == day
        assert (event.status, event.shown_as) == ("CONFIRMED", FREE)


@pytest.mark.parametrize("kind", GATHERINGS)
@pytest.mark.parametrize(
    ("language", "summary"),
    [("en", "Review (to be confirmed)"), ("lt", "Apžvalga (nepatvirtinta)")],
)
def test_rule_16_state_planned_meeting_or_event(
    kind: str, language: str, summary: str
) -> None:
    """An exact meeting or event that is planned is tentative, in both ways."""
    check_state(statement(kind), f"TENTATIVE {TENTATIVE}", summary, "", language)


@pytest.mark.parametrize("kind", GATHERINGS)
@pytest.mark.parametrize(
    ("language", "summary", "done"),
    [("en", "Review", "Done."), ("lt", "Apžvalga", "Įvyko.")],
)
@pytest.mark.parametrize("status", ["confirmed", "done"])
def test_rule_16_state_confirmed_or_done_meeting_or_event(
    *, kind: str, status: str, language: str, summary: str, done: str
) -> None:
    """A meeting or event that is confirmed or done takes up people's time."""
    text = statement(kind, "2019-04-02")
    text += revised("2019-04-03", f'status = "{status}"')
    description = done if status == "done" else ""
    check_state(text, f"CONFIRMED {BUSY}", summary, description, language)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("when", "more", "language", "summary", "description", "reason"),
    [
        (
            *(DAY, "", "en", "Cancelled: Review", "Cancelled"),
            "no reason is known",
        ),
        (DAY, "", "lt", "Atšaukta: Apžvalga", "Atšaukta", "no reason is known"),
        (
            *(DAY, 'reason = { en = "Floods.", lt = "Potvynis." }', "en"),
            *("Cancelled: Review", "Cancelled: Floods.", "why"),
        ),
        (
            *("2019-05", 'reason = { en = "Floods.", lt = "Potvynis." }', "lt"),
            *("Atšaukta: Apžvalga", "Atšaukta: Potvynis."),
            "of a window, nothing is to be confirmed any more",
        ),
        (
            *(DAY, 'inferred = "In the news."', "en", "Cancelled: Review"),
            *("Cancelled (known by 1 March 2019)", "when it was decided is not known"),
        ),
        (
            *(DAY, 'inferred = "Iš spaudos."', "lt", "Atšaukta: Apžvalga"),
            *("Atšaukta (žinoma nuo 2019 m. kovo 1 d.)", "the same in Lithuanian"),
        ),
    ],
)
def test_rule_16_state_cancelled(
    *,
    kind: str,
    when: str,
    more: str,
    language: str,
    summary: str,
    description: str,
    reason: str,
) -> None:
    """What is cancelled says so first, and why, and takes no time."""
    text = statement(kind, when)
    text += revised("2019-03-01", f'status = "cancelled"\n{more}')
    assert reason
    check_state(text, f"CANCELLED {FREE}", summary, description, language)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("when", "more", "language", "summary", "description"),
    [
        (DAY, "", "en", "Postponed: Review", "Postponed, new date to be confirmed"),
        (
            *("2019-05", "", "en", "Postponed: Review"),
            "Postponed, new date to be confirmed",
        ),
        (
            *(DAY, 'reason = "The hall is taken."', "en", "Postponed: Review"),
            "Postponed, new date to be confirmed: The hall is taken.",
        ),
        (DAY, "", "lt", "Nukelta: Apžvalga", "Nukelta, nauja data tikslinama"),
        (
            *(DAY, 'reason = { lt = "Salė užimta." }', "lt", "Nukelta: Apžvalga"),
            "Nukelta, nauja data tikslinama: Salė užimta.",
        ),
    ],
)
def test_rule_16_state_postponed(
    *, kind: str, when: str, more: str, language: str, summary: str, description: str
) -> None:
    """What had a date and has none is cancelled at its last days, and says so."""
    text = statement(kind, when) + revised("2019-03-01", f'when = "unknown"\n{more}')
    check_state(text, f"CANCELLED {FREE}", summary, description, language)
    found = entry(demo(text, day=LAST), language)
    last = {DAY: (14, date(2019, 5, 15)), "2019-05": (1, date(2019, 6, 1))}
    assert (found.start.day, found.end) == last[when]


def test_rule_16_postponed_is_listed_too() -> None:
    """What is postponed has no date, so the calendar's description names it as well."""
    text = statement() + revised("2019-03-01", 'when = "unknown"')
    feed = feed_of(demo(text, day=LAST))
    assert feed.undated == ("it",)
    assert feed.description == "Not dated yet:\n- Review"


def test_rule_16_postponed_returns() -> None:
    """When it is dated again, the same entry is back, from where it was."""
    text = (
        statement()
        + revised("2019-03-01", 'when = "unknown"\nreason = "The hall is taken."')
        + revised("2019-04-01", 'when = "2019-06-04"')
    )
    before, after = (entry(demo(text, day=date(2019, m, 1))) for m in (3, 4))
    assert before.uid == after.uid
    assert (before.sequence, after.sequence) == (1, 2)
    assert (before.status, after.status) == ("CANCELLED", "TENTATIVE")
    assert after.summary == "Review (to be confirmed)"
    # From 14 May to 4 June: 17 days of May and 4 of June.
    assert after.description == "Moved from 14 May 2019 (+21 days): The hall is taken."


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        (
            *("en", "Cancelled: The hall is taken.\nIn its place: Webinar"),
            "In place of: Review",
        ),
        (
            *("lt", "Atšaukta: Salė užimta.\nVietoj to: Seminaras internetu"),
            "Vietoj: Apžvalga",
        ),
    ],
)
def test_rule_16_replaced(language: str, old: str, new: str) -> None:
    """What takes the place of another cancels it; both say so."""
    text = statement() + (
        '[[milestone]]\nid = "webinar"\nkind = "meeting"\nwhen = "2019-05-20"\n'
        'title = { en = "Webinar", lt = "Seminaras internetu" }\n'
        'replaces = "it"\nadded = 2019-03-01\n'
    )
    reason = '{ en = "The hall is taken.", lt = "Salė užimta." }'
    text += revised("2019-03-01", f'status = "cancelled"\nreason = {reason}')
    schedule = demo(text, day=LAST)
    one, other = entry(schedule, language), entry(schedule, language, "webinar")
    assert (one.description, other.description) == (old, new)
    assert (one.status, other.status) == ("CANCELLED", "TENTATIVE")
    assert one.uid != other.uid


def test_rule_16_replaced_without_a_revision() -> None:
    """The day on which a replacement is added cancels the other by itself."""
    text = statement() + (
        '[[milestone]]\nid = "webinar"\nkind = "meeting"\nwhen = "2019-05-20"\n'
        'title = "Webinar"\nreplaces = "it"\nadded = 2019-03-01\n'
        'inferred = "The page is of this day."\n'
    )
    before = entry(demo(text, day=date(2019, 2, 28)))
    assert (before.status, before.sequence) == ("TENTATIVE", 0)
    found = entry(demo(text, day=date(2019, 3, 1)))
    assert (found.summary, found.sequence) == ("Cancelled: Review", 1)
    assert found.description == (
        "Cancelled (known by 1 March 2019)\nIn its place: Webinar"
    )


# ---------------------------------------------------------------------------- rule 17


@pytest.mark.parametrize("change", ['status = "cancelled"', 'when = "unknown"'])
@pytest.mark.parametrize(
    ("when", "shown", "gone", "reason"),
    [
        (DAY, "2019-07-12", "2019-07-13", "17 days of May, 30 of June, 12 of July"),
        (
            *("2019-05-14/2019-05-15", "2019-07-13", "2019-07-14"),
            "from its last day",
        ),
        ("2019-05", "2019-07-29", "2019-07-30", "from the last day of its window"),
        ("2019-01-30", "2019-03-30", "2019-03-31", "1 of January, 28, 30 of March"),
        ("2020-02-10", "2020-04-09", "2020-04-10", "19 days of February, 31, 9"),
    ],
)
def test_rule_17_tombstone(
    *, change: str, when: str, shown: str, gone: str, reason: str
) -> None:
    """What is cancelled or postponed stays until 60 days after its last day."""
    text = statement("meeting", when) + revised("2019-01-15", change)
    for day, expected in (
        ("2019-01-15", True),
        (shown, True),
        (gone, False),
        ("2021-01-01", False),
    ):
        schedule = demo(text, day=date.fromisoformat(day))
        assert is_shown(schedule) is expected, (day, reason)


def test_rule_17_tombstone_is_newer_and_silent() -> None:
    """A tombstone has a higher SEQUENCE, takes no time, and reminds nobody."""
    more = 'remind = ["2 weeks"]'
    text = statement(more=more) + revised("2019-03-01", 'status = "cancelled"')
    before, after = (demo(text, day=date(2019, month, 1)) for month in (2, 3))
    assert len(read(to_ical(before))) == len(read(to_ical(after))) + 1
    assert (entry(before).sequence, entry(after).sequence) == (0, 1)
    assert entry(after).stamp == moment("2019-03-01T00:00:01")
    assert entry(after).shown_as == FREE
    assert b"VALARM" not in to_ical(after)


def test_rule_17_what_never_had_a_date_has_no_tombstone() -> None:
    """Without a date there is nothing to show; cancelled, nor anything to wait for."""
    text = statement(when="unknown") + revised("2019-03-01", 'status = "cancelled"')
    schedule = demo(text, day=LAST)
    assert not is_shown(schedule)
    assert feed_of(schedule).undated == ()
    assert feed_of(demo(text, day=date(2019, 2, 1))).undated == ("it",)


def test_rule_17_done_and_planned_stay() -> None:
    """Only what will not take place goes; what did, or may have, stays."""
    for status in ("planned", "confirmed", "done"):
        text = statement() + revised("2019-05-15", f'status = "{status}"')
        assert is_shown(demo(text, day=date(2029, 1, 1))), status


# ---------------------------------------------------------------------------- rule 18

WHY = 'reason = { en = "The hall is taken.", lt = "Salė užimta." }'


@pytest.mark.parametrize(
    ("old", "new", "english", "lithuanian", "reason"),
    [
        (
            *("2019-05-14", "2019-05-28"),
            "Moved from 14 May 2019 (+14 days): The hall is taken.",
            "Perkelta, anksčiau buvo: 2019 m. gegužės 14 d. (+14 dienų): Salė užimta.",
            "two weeks later",
        ),
        (
            *("2019-05-28", "2019-05-14"),
            "Moved from 28 May 2019 (-14 days): The hall is taken.",
            "Perkelta, anksčiau buvo: 2019 m. gegužės 28 d. (-14 dienų): Salė užimta.",
            "two weeks earlier",
        ),
        (
            *("2019-05-14", "2019-05-15"),
            "Moved from 14 May 2019 (+1 day): The hall is taken.",
            "Perkelta, anksčiau buvo: 2019 m. gegužės 14 d. (+1 diena): Salė užimta.",
            "a single day",
        ),
        (
            *("2019-09-17/2019-09-18", "2019-09-20/2019-09-21"),
            "Moved from 17-18 September 2019 (+3 days): The hall is taken.",
            (
                "Perkelta, anksčiau buvo: 2019 m. rugsėjo 17-18 d. (+3 dienos): "
                "Salė užimta."
            ),
            "the first days count",
        ),
        (
            *("2019-01", "2019-02-05"),
            "Moved from January 2019 (+5 days): The hall is taken.",
            "Perkelta, anksčiau buvo: 2019 m. sausis (+5 dienos): Salė užimta.",
            "from the last day of the window",
        ),
        ("2019-05", "2019-05-14", "", "", "a day in the window was found, not moved"),
        ("2019-21", "2019-05", "", "", "a smaller window, too"),
        (
            *("2019-05", "2019-06"),
            (
                "Expected: June 2019. The day is not fixed yet.\n"
                "Moved from May 2019 (+31 days): The hall is taken."
            ),
            (
                "Numatoma: 2019 m. birželis; diena dar nenustatyta.\n"
                "Perkelta, anksčiau buvo: 2019 m. gegužė (+31 diena): Salė užimta."
            ),
            "from 1 May to 1 June",
        ),
        ("unknown", "2019-05-14", "", "", "it had no date to move from"),
    ],
)
def test_rule_18_moved(
    *, old: str, new: str, english: str, lithuanian: str, reason: str
) -> None:
    """What moved says from when, by how many days and why."""
    text = statement("meeting", old) + revised("2019-03-01", f'when = "{new}"\n{WHY}')
    schedule = demo(text, day=LAST)
    expected = (english, lithuanian)
    for language, description in zip(LANGUAGES, expected, strict=True):
        found = entry(schedule, language).description
        if not description:
            assert not any(word in found for word in ("Moved", "Perkelta")), reason
        else:
            assert found == description, reason


COVID = (
    "COVID-19: learning takes six months longer; sharing moves and keeps its length."
)
KNOWN = "known by 24 June 2020"


@pytest.mark.parametrize(
    ("language", "name", "day", "sequence", "lines"),
    [
        (
            *("en", "Transfer learning begins", "2018-12-04", 0),
            ["Transfer learning: 4 December 2018 - 4 December 2020."],
        ),
        # 26 days of June, 31 of July, 31, 30, 31, 30, and 4 of December: 183.
        (
            *("en", "Transfer learning ends", "2020-12-04", 1),
            [
                "Transfer learning: 4 December 2018 - 4 December 2020.",
                f"Moved from 4 June 2020 (+183 days, {KNOWN}): {COVID}",
            ],
        ),
        (
            *("en", "Transfer sharing begins", "2020-12-05", 1),
            [
                "Transfer sharing: 5 December 2020 - 4 June 2021.",
                f"Moved from 5 June 2020 (+183 days, {KNOWN}): {COVID}",
            ],
        ),
        # 27 days of December, 31, 28, 31, 30, 31, and 4 of June: 182.
        (
            *("lt", "Viešinimas: pabaiga", "2021-06-04", 1),
            [
                "Viešinimas: 2020 m. gruodžio 5 d. - 2021 m. birželio 4 d.",
                (
                    "Perkelta, anksčiau buvo: 2020 m. gruodžio 4 d. "
                    "(+182 dienos, žinoma nuo 2020 m. birželio 24 d.): "
                    "COVID-19: mokymosi etapas pailginamas šešiais mėnesiais; "
                    "viešinimo etapas nukeliamas, bet netrumpėja."
                ),
            ],
        ),
    ],
)
def test_rule_18_extension(
    *, language: str, name: str, day: str, sequence: int, lines: list[str]
) -> None:
    """An extension is told where it moves the first or last day of a phase."""
    extended = bundled("bluact", date(2020, 6, 24))
    events = read(to_ical(extended, language=language)).values()
    (event,) = (event for event in events if event.summary == name)
    assert event.start == date.fromisoformat(day)
    assert event.sequence == sequence
    assert event.description.split("\n") == lines
    # The first day's text names the last, so that it is newer without having moved.
    assert event.stamp == moment("2020-06-24T00:00:01")


def test_rule_18_extension_is_not_known_before() -> None:
    """On the day before, the phases end as planned, as first published."""
    events = read(to_ical(bundled("bluact", date(2020, 6, 23)))).values()
    found = {event.summary: event for event in events}
    assert found["Transfer learning ends"].start == date(2020, 6, 4)
    assert found["Transfer sharing ends"].start == date(2020, 12, 4)
    for name in ("Transfer learning ends", "Transfer sharing ends"):
        assert found[name].sequence == 0
        assert "Moved" not in found[name].description


def test_rule_18_what_counts_from_the_end_moves_too() -> None:
    """A deadline at the end of a phase moves with it, and says so."""
    found = entry(bundled("bluact", LATER), "en", "final-outputs")
    assert found.start == date(2021, 6, 4)
    first, second = found.description.splitlines()
    assert first == f"Moved from 4 December 2020 (+182 days, {KNOWN}): {COVID}"
    assert second.startswith("The sharing phase closes")


def test_rule_18_phases_move_back_and_forth() -> None:
    """Each end of a phase counts how often that end moved, and names its last move."""
    text = (
        '[[revision]]\non = 2019-02-01\nstart = 2018-12-10\nreason = "A later start."\n'
        '[[revision]]\non = 2019-03-01\nreason = "More to learn."\n'
        'extend = { phase = "transfer", by = "1 month" }\n'
    )
    events = read(to_ical(demo(text, day=LAST))).values()
    found = {event.summary: event for event in events}
    begins, ends = found["Transfer begins"], found["Transfer ends"]
    assert (begins.start, ends.start) == (date(2018, 12, 10), date(2020, 7, 10))
    assert (begins.sequence, ends.sequence) == (1, 2)
    lines = [event.description.splitlines()[1] for event in (begins, ends)]
    assert lines == [
        "Moved from 4 December 2018 (+6 days): A later start.",
        "Moved from 10 June 2020 (+30 days): More to learn.",
    ]
