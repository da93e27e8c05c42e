from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.feed.plans import demo, event, revised
from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.feed.remarks import move_of, remarks_of
from transfertimeline.plan.revisions import Revision
from transfertimeline.schedule.expectation import Earlier, Expectation
from transfertimeline.words import words_for

EN, LT = words_for(["en"]), words_for(["lt"])
ON = date(2019, 3, 1)


def expected(text: str) -> Expectation:
    """Return what was expected: an EDTF date, with hours and a zone if they follow."""
    when, *hours = text.split(maxsplit=2)
    days = parse_edtf(when).days
    if not hours:
        return Expectation(days=days)
    zone = ZoneInfo(hours[1] if len(hours) > 1 else "Europe/Vilnius")
    start, _, end = hours[0].partition("-")
    moments = [
        datetime.fromisoformat(f"{when}T{each}").replace(tzinfo=zone) if each else None
        for each in (start, end)
    ]
    return Expectation(days=days, start=moments[0], end=moments[1])


def earlier(*texts: str, by: Revision | None = None) -> list[Earlier]:
    """Return a history of what was expected."""
    return [Earlier(was=expected(text), until=ON, by=by) for text in texts]


@pytest.mark.parametrize(
    ("before", "now", "english", "lithuanian", "reason"),
    [
        ([], "2019-05-14", "", "", "it has no history"),
        (["2019-05-14"], "2019-05-14", "", "", "another status, the same day"),
        (
            *(["2019-05-14"], "2019-05-28"),
            "Moved from 14 May 2019 (+14 days)",
            "Perkelta, anksčiau buvo: 2019 m. gegužės 14 d. (+14 dienų)",
            "later",
        ),
        (
            *(["2019-05-14"], "2019-05-12"),
            "Moved from 14 May 2019 (-2 days)",
            "Perkelta, anksčiau buvo: 2019 m. gegužės 14 d. (-2 dienos)",
            "earlier",
        ),
        (
            *(["2019-05-14/2019-05-15"], "2019-06-04/2019-06-05"),
            "Moved from 14-15 May 2019 (+21 days)",
            "Perkelta, anksčiau buvo: 2019 m. gegužės 14-15 d. (+21 diena)",
            "17 days of May, 4 of June",
        ),
        (
            *(["2019-12-31/2020-01-02"], "2020-01-01/2020-01-03"),
            "Moved from 31 December 2019 - 2 January 2020 (+1 day)",
            (
                "Perkelta, anksčiau buvo: 2019 m. gruodžio 31 d. - "
                "2020 m. sausio 2 d. (+1 diena)"
            ),
            "days of two years",
        ),
        (
            *(["2019-05-14/2019-05-15"], "2019-05-14/2019-05-16"),
            "Moved from 14-15 May 2019",
            "Perkelta, anksčiau buvo: 2019 m. gegužės 14-15 d.",
            "a day longer: by the first days it has not slipped",
        ),
        (["2019-05"], "2019-05-14", "", "", "the day was found where it was expected"),
        (["2019-21"], "2019-05", "", "", "the month was found where it was expected"),
        (
            *(["2019-05"], "2019-06-04"),
            "Moved from May 2019 (+4 days)",
            "Perkelta, anksčiau buvo: 2019 m. gegužė (+4 dienos)",
            "from the last day it could have been",
        ),
        (
            *(["2019-21"], "2019-02-20"),
            "Moved from spring 2019 (-9 days)",
            "Perkelta, anksčiau buvo: 2019 m. pavasaris (-9 dienos)",
            "to the first day it could have been, 1 March: 8 of February and one",
        ),
        (
            *(["2019-05-14"], "2019-06"),
            "Moved from 14 May 2019 (+18 days)",
            "Perkelta, anksčiau buvo: 2019 m. gegužės 14 d. (+18 dienų)",
            "to the first day it can be: 17 of May and one",
        ),
        (["unknown"], "2019-05-14", "", "", "it had no date before"),
        (
            *(["2019-05-14", "unknown"], "2019-05-28"),
            "Moved from 14 May 2019 (+14 days)",
            "Perkelta, anksčiau buvo: 2019 m. gegužės 14 d. (+14 dienų)",
            "by way of no date at all",
        ),
        (["2019-05-14", "unknown"], "2019-05-14", "", "", "back where it was"),
        (
            *(["2019-05-01", "2019-05-14"], "2019-05-28"),
            "Moved from 14 May 2019 (+14 days)",
            "Perkelta, anksčiau buvo: 2019 m. gegužės 14 d. (+14 dienų)",
            "the last move counts",
        ),
        (
            *(["2019-05-14", "2019-05-28", "2019-05-28"], "2019-05-28"),
            "Moved from 14 May 2019 (+14 days)",
            "Perkelta, anksčiau buvo: 2019 m. gegužės 14 d. (+14 dienų)",
            "confirmed and done since, it still has moved",
        ),
        (
            *(["2019-05-14", "2019-06", "2019-06-04"], "2019-06-04"),
            "Moved from 14 May 2019 (+21 days)",
            "Perkelta, anksčiau buvo: 2019 m. gegužės 14 d. (+21 diena)",
            "by way of a month, in which the day was found: as far as it is now",
        ),
    ],
)
def test_moves(
    *, before: list[str], now: str, english: str, lithuanian: str, reason: str
) -> None:
    """The last move is said: from when, by how many days."""
    history, after = earlier(*before), expected(now)
    assert move_of(history, after, EN, ["en"]) == english, reason
    assert move_of(history, after, LT, ["lt"]) == lithuanian, reason


@pytest.mark.parametrize(
    ("before", "now", "text", "reason"),
    [
        (["2019-05-14"], "2019-05-14 15:00", "", "it only got an hour"),
        (["2019-05-14 15:00"], "2019-05-14", "", "the hour was given up, not the day"),
        (
            *(["2019-05-14 15:00"], "2019-05-14 16:30"),
            *("Moved from 14 May 2019, 15:00", "on the same day, the hour counts"),
        ),
        (
            *(["2019-05-14 15:00-16:00"], "2019-05-14 15:00-17:00"),
            *("Moved from 14 May 2019, 15:00-16:00", "the end alone, too"),
        ),
        (
            *(["2019-05-14 -12:00"], "2019-05-14 -17:00"),
            *("Moved from 14 May 2019, 12:00", "a deadline has the end only"),
        ),
        (
            *(["2019-05-14 15:00"], "2019-05-14 15:00 Europe/Paris"),
            "Moved from 14 May 2019, 15:00 (Europe/Vilnius)",
            "on another clock, the hour alone would say nothing",
        ),
        (
            *(["2019-05-14 15:00"], "2019-05-14 14:00 Europe/Paris"),
            *("", "the same moment, on another clock"),
        ),
        (
            *(["2019-05-14 15:00"], "2019-05-15 09:00"),
            *("Moved from 14 May 2019 (+1 day)", "on another day, the days are enough"),
        ),
        (
            *(["2019-05-14", "2019-05-28"], "2019-05-28 15:00"),
            "Moved from 14 May 2019 (+14 days)",
            "the hour since then does not hide the move",
        ),
    ],
)
def test_moves_of_hours(before: list[str], now: str, text: str, reason: str) -> None:
    """On the same day, another hour is a move; an hour found or given up is none."""
    assert move_of(earlier(*before), expected(now), EN, ["en"]) == text, reason


@pytest.mark.parametrize(
    ("deadline", "text", "reason"),
    [
        (False, "Moved from 14-15 May 2019", "a meeting begins on the same day"),
        (True, "Moved from 14-15 May 2019 (+3 days)", "a deadline ends three later"),
    ],
)
def test_moves_of_deadlines(*, deadline: bool, text: str, reason: str) -> None:
    """Of a deadline, the last days count."""
    history, now = earlier("2019-05-14/2019-05-15"), expected("2019-05-14/2019-05-18")
    assert move_of(history, now, EN, ["en"], deadline=deadline) == text, reason


@pytest.mark.parametrize(
    ("fields", "language", "text", "reason"),
    [
        ({}, "en", "Moved from 14 May 2019 (+14 days)", "nobody said why"),
        (
            *({"reason": "The hall is taken."}, "en"),
            *("Moved from 14 May 2019 (+14 days): The hall is taken.", "why"),
        ),
        (
            {"reason": {"en": "The hall is taken.", "lt": "Salė užimta."}},
            "lt",
            "Perkelta, anksčiau buvo: 2019 m. gegužės 14 d. (+14 dienų): Salė užimta.",
            "in the language of the feed",
        ),
        (
            *({"reason": {"en": "The hall is taken."}}, "lt"),
            (
                "Perkelta, anksčiau buvo: 2019 m. gegužės 14 d. (+14 dienų): "
                "The hall is taken."
            ),
            "or in another one",
        ),
        (
            *({"inferred": "In the news."}, "en"),
            "Moved from 14 May 2019 (+14 days, known by 1 March 2019)",
            "when it was decided is not known",
        ),
        (
            *({"inferred": "In the news.", "reason": "Floods."}, "lt"),
            (
                "Perkelta, anksčiau buvo: 2019 m. gegužės 14 d. "
                "(+14 dienų, žinoma nuo 2019 m. kovo 1 d.): Floods."
            ),
            "both",
        ),
    ],
)
def test_reasons(fields: dict[str, str], language: str, text: str, reason: str) -> None:
    """A move says why, and by when it was known if that is all that is known."""
    by = Revision(on=ON, milestone="it", title="x", **fields)  # type: ignore[arg-type]  # texts become Text
    words = words_for([language])
    found = move_of(
        earlier("2019-05-14", by=by), expected("2019-05-28"), words, [language, "en"]
    )
    assert found == text, reason


@pytest.mark.parametrize(
    ("days", "english", "lithuanian"),
    [
        (1, "+1 day", "+1 diena"),
        (2, "+2 days", "+2 dienos"),
        (9, "+9 days", "+9 dienos"),
        (10, "+10 days", "+10 dienų"),
        (11, "+11 days", "+11 dienų"),
        (12, "+12 days", "+12 dienų"),
        (20, "+20 days", "+20 dienų"),
        (21, "+21 days", "+21 diena"),
        (22, "+22 days", "+22 dienos"),
        (111, "+111 days", "+111 dienų"),
        (121, "+121 days", "+121 diena"),
        (183, "+183 days", "+183 dienos"),
        (-1, "-1 day", "-1 diena"),
        (-14, "-14 days", "-14 dienų"),
        (0, "0 days", "0 dienų"),
    ],
)
def test_shifts_in_words(days: int, english: str, lithuanian: str) -> None:
    """A shift has its sign, and the noun that goes with the number."""
    assert EN.shift(days) == english
    assert LT.shift(days) == lithuanian


IT = '[[milestone]]\nid = "it"\nkind = "meeting"\ntitle = "Review"\nwhen = "{}"\n'


def described(text: str, language: str = "en", day: date = date(2019, 6, 1)) -> str:
    """Return what the entry of a milestone says."""
    return event(demo(text, day=day), "it", language).description


@pytest.mark.parametrize(
    ("fields", "english", "lithuanian", "reason"),
    [
        ('status = "confirmed"', "", "", "its summary says all there is to say"),
        ('status = "done"', "Done.", "Įvyko.", "it took place"),
        (
            'status = "done"\nactual = "2019-05-15"',
            "Done.\nMoved from 14 May 2019 (+1 day)",
            "Įvyko.\nPerkelta, anksčiau buvo: 2019 m. gegužės 14 d. (+1 diena)",
            "a day later than was planned",
        ),
        ('status = "cancelled"', "Cancelled", "Atšaukta", "it will not take place"),
        (
            'status = "cancelled"\nreason = "Floods."',
            "Cancelled: Floods.",
            "Atšaukta: Floods.",
            "and why",
        ),
        (
            'when = "unknown"\nreason = "Floods."',
            "Postponed, new date to be confirmed: Floods.",
            "Nukelta, nauja data tikslinama: Floods.",
            "and why",
        ),
        ('title = "Peer review"', "", "", "another title is no history of dates"),
    ],
)
def test_states(fields: str, english: str, lithuanian: str, reason: str) -> None:
    """An entry says in lines of its own what became of it."""
    text = IT.format("2019-05-14") + revised("2019-05-20", fields)
    assert described(text) == english, reason
    assert described(text, "lt") == lithuanian, reason


def test_remarks_stand_before_the_note() -> None:
    """What became of it is said before the note, and the link stays last."""
    more = 'note = "Bring ideas."\nurl = "https://example.org/page"\n'
    text = IT.format("2019-05-14") + more
    text += revised("2019-04-01", 'when = "2019-05-28"')
    assert described(text).splitlines() == [
        "Moved from 14 May 2019 (+14 days)",
        "Bring ideas.",
        "https://example.org/page",
    ]


def test_cancelled_after_a_move() -> None:
    """What will not take place does not say from when it was moved."""
    text = IT.format("2019-05-14") + revised("2019-04-01", 'when = "2019-05-28"')
    text += revised("2019-04-02", 'status = "cancelled"\nreason = "Floods."')
    assert described(text) == "Cancelled: Floods."


def test_several_replacements() -> None:
    """What is replaced by several names them all; each names what it replaces."""
    more = "".join(
        f'[[milestone]]\nid = "webinar-{number}"\nkind = "meeting"\nwhen = "unknown"\n'
        f'title = "Webinar {number}"\nreplaces = "it"\nadded = 2019-03-01\n'
        for number in (1, 2)
    )
    schedule = demo(IT.format("2019-05-14") + more, day=date(2019, 6, 1))
    assert event(schedule, "it").description.splitlines() == [
        *("Cancelled", "In its place: Webinar 1", "In its place: Webinar 2"),
    ]
    found = remarks_of(schedule["webinar-2"], schedule, LT, ["lt", "en"])
    assert list(found) == ["Vietoj: Review"]


def test_partner_who_left() -> None:
    """What a partner had for itself is cancelled when it leaves, without a reason."""
    text = (
        '[[partner]]\nid = "cork"\ncity = "Cork"\ncountry = "IE"\nrole = "partner"\n'
        'left = 2019-03-01\n[[milestone]]\nid = "visit"\nkind = "meeting"\n'
        'each = "partner"\ntitle = "Visit to {city}"\nwhen = "2019-05-14"\n'
    )
    schedule = demo(text, day=date(2019, 3, 1))
    found = event(schedule, "visit-cork")
    assert (found.summary, found.description) == (
        "Cancelled: Visit to Cork",
        "Cancelled",
    )
