"""
The schedule as a table: a row for each phase and milestone, in words.

Every other text view is made of these rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from transfertimeline.dates.days import DayRange, Unknown
from transfertimeline.schedule.expectation import Expectation
from transfertimeline.schedule.schedule import Schedule, ScheduledMilestone
from transfertimeline.schedule.selection import EVERYTHING, Selection
from transfertimeline.words import Words, words_for

__all__ = ["Row", "Table", "table_of", "when_in_words"]


@attrs.frozen(kw_only=True)
class Row:
    """
    A phase or milestone in words.

    Attributes:
        date: Its date.
        time: Its hours and zone; empty if it has none.
        title: Its title.
        place: Its place; empty if it has none.
        kind: Its kind.
        status: How far it is; empty for a phase.
        id: Its id.
        exact: Whether its days are known.
    """

    date: str
    time: str
    title: str
    place: str
    kind: str
    status: str
    id: str
    exact: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells, in the order of `Table.columns`."""
        return (
            self.date,
            self.time,
            self.title,
            self.place,
            self.kind,
            self.status,
            self.id,
        )


@attrs.frozen(kw_only=True)
class Table:
    """
    A schedule in words.

    Attributes:
        title: The name of the network or programme, and the data date.
        columns: The headings.
        phases: A row for each phase.
        milestones: A row for each milestone, in order of date.
    """

    title: str
    columns: tuple[str, ...]
    phases: tuple[Row, ...]
    milestones: tuple[Row, ...]


def table_of(
    schedule: Schedule,
    *,
    selection: Selection = EVERYTHING,
    language: str | None = None,
) -> Table:
    """
    Return a schedule as a table, in one language.

    Args:
        schedule: The schedule.
        selection: Whose eyes it is for.
        language: The language; that of the plan, or English, if not given.

    Raises:
        UnknownIdError: If the network has no such partner.

    Example:
        >>> from datetime import date
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> from transfertimeline.schedule.compute import compute
        >>> plan = load_bundled("bluact")
        >>> table = table_of(compute(plan, data_date=date(2019, 1, 1)))
        >>> [row.date for row in table.milestones if row.id == "kick-off"]
        ['January 2019']
    """
    language = language or (schedule.languages[0] if schedule.languages else "en")
    languages = (language, *schedule.languages)
    words = words_for((language,))
    columns = words.columns
    phases = tuple(
        Row(
            date=words.days(phase.days.first, phase.days.last),
            time="",
            title=phase.title.pick(languages),
            place="",
            kind=words.kinds["phase"],
            status="",
            id=phase.id,
            exact=True,
        )
        for phase in schedule.phases
    )
    name = schedule.plan.owner.name.pick(languages)
    return Table(
        title=words.as_of.format(name=name, day=words.day(schedule.data_date)),
        columns=tuple(
            columns[name]
            for name in ("date", "time", "title", "place", "kind", "status", "id")
        ),
        phases=phases,
        milestones=tuple(
            _row(milestone, words, languages) for milestone in selection.of(schedule)
        ),
    )


def _row(milestone: ScheduledMilestone, words: Words, languages: Sequence[str]) -> Row:
    place = milestone.place.pick(languages) if milestone.place else ""
    online = words.online if milestone.stated.online else ""
    time = milestone.time
    return Row(
        date=when_in_words(milestone.expected, words),
        time=f"{time} {milestone.zone}" if time else "",
        title=milestone.title.pick(languages),
        place=", ".join(filter(None, (place, online))),
        kind=words.kinds[milestone.kind],
        status=words.statuses[milestone.status],
        id=milestone.id,
        exact=milestone.exact,
    )


def when_in_words(expected: Expectation, words: Words) -> str:
    """Write a date in words; what is not sure says so."""
    days = expected.days
    if isinstance(days, Unknown):
        return words.columns["unknown"]
    sure = f" {words.to_be_confirmed}" if expected.qualifier else ""
    if isinstance(days, DayRange):
        return words.days(days.first, days.last) + sure
    # A month or season says by itself that it is no day; other windows have to.
    when, span = words.when(days.first, days.last), words.days(days.first, days.last)
    if when == span:
        when = words.columns["some_day"].format(days=span)
    return when + sure
