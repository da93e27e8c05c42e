"""
Remarks: what an entry says of its own history, in the feed's language.

No calendar program shows what an event was before, so the entry has to say it:
moved from when, by how much and why; cancelled, postponed, done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from transfertimeline.dates.days import DayRange, Window
from transfertimeline.plan.milestones import Kind
from transfertimeline.plan.revisions import Revision, Status
from transfertimeline.schedule.expectation import Earlier, Expectation
from transfertimeline.schedule.schedule import Schedule, ScheduledMilestone
from transfertimeline.schedule.variance import days_between
from transfertimeline.words import Words

__all__ = ["move_of", "remarks_of"]


def remarks_of(
    milestone: ScheduledMilestone,
    schedule: Schedule,
    words: Words,
    languages: Sequence[str],
) -> Iterator[str]:
    """
    Say what became of a milestone, a line each.

    Args:
        milestone: The milestone.
        schedule: Its schedule, for the titles of what takes its place.
        words: The library's words in the feed's language.
        languages: The languages of the plan's texts, best first.
    """
    if milestone.status is Status.CANCELLED:
        yield _because(words.called_off, milestone.decision, words, languages)
        for id_ in milestone.replaced_by:
            if id_ in schedule:
                title = schedule[id_].title.pick(languages)
                yield words.replaced_by.format(title=title)
        return
    if milestone.postponed:
        by = milestone.earlier[-1].by
        yield _because(words.put_off, by, words, languages)
        return
    if milestone.status is Status.DONE:
        yield words.done
    if milestone.earlier:
        moved = move_of(
            milestone.earlier,
            milestone.expected,
            words,
            languages,
            deadline=milestone.kind is Kind.DEADLINE,
        )
        if moved:
            yield moved
    replaced = milestone.stated.replaces
    if replaced is not None and replaced in schedule:
        title = schedule[replaced].title.pick(languages)
        yield words.replaces.format(title=title)


def move_of(
    earlier: Sequence[Earlier],
    now: Expectation,
    words: Words,
    languages: Sequence[str],
    *,
    deadline: bool = False,
) -> str:
    """
    Say from when something moved last, by how much and why; empty if it never did.

    A day found inside the window it was expected in has not moved, nor has one that
    only got an hour.

    Args:
        earlier: What was expected before, in order.
        now: What is expected.
        words: The library's words in the feed's language.
        languages: The languages of the plan's texts, best first.
        deadline: Whether the last days count.
    """
    after = now
    for past in reversed(earlier):
        before = past.was
        if before.first is not None and _moved(before, after):
            days = days_between(before, now, deadline=deadline)
            hints = [words.shift(days)] if days else []
            text = words.moved.format(when=_when(before, now, words))
            return _because(text, past.by, words, languages, hints)
        if before.first is not None:
            after = before
    return ""


def _moved(before: Expectation, after: Expectation) -> bool:
    one, other = before.days, after.days
    if isinstance(one, Window) and isinstance(other, Window | DayRange):
        return not (one.first <= other.first and other.last <= one.last)
    if one != other:
        return True
    # An hour that is found or given up moves nothing: it is still that day.
    both = bool(_ends(before)) and bool(_ends(after))
    return both and (before.start, before.end) != (after.start, after.end)


def _ends(expected: Expectation) -> list[datetime]:
    return [each for each in (expected.start, expected.end) if each is not None]


def _when(before: Expectation, now: Expectation, words: Words) -> str:
    assert before.first is not None  # asked for what was dated
    assert before.last is not None  # as above
    if not before.exact:
        return words.when(before.first, before.last)
    when = words.days(before.first, before.last)
    ends = _ends(before)
    if not ends or before.days != now.days:
        return when
    time = "-".join(f"{each:%H:%M}" for each in ends)
    zone = str(ends[0].tzinfo)
    if any(str(each.tzinfo) != zone for each in _ends(now)):
        time = words.hours.format(time=time, zone=zone)
    return words.at.format(when=when, time=time)


def _because(
    text: str,
    by: Revision | None,
    words: Words,
    languages: Sequence[str],
    hints: Sequence[str] = (),
) -> str:
    """Add to a remark what is said in brackets, and the reason."""
    if by is not None and by.inferred is not None:
        hints = (*hints, words.known_by.format(day=words.day(by.on)))
    if hints:
        text = f"{text} ({', '.join(hints)})"
    if by is not None and by.reason is not None:
        return f"{text}: {by.reason.pick(languages)}"
    return text
