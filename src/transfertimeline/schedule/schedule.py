"""
The schedule: every phase and milestone dated, as of a data date.

Values only; `transfertimeline.schedule.compute` makes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property

import attrs

from transfertimeline.dates.clock import ClockTime
from transfertimeline.dates.days import DayRange, Days
from transfertimeline.dates.edtf import Qualifier
from transfertimeline.errors import UnknownIdError, quoted
from transfertimeline.plan.ids import nearest
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Audience, Kind, Milestone, Scope
from transfertimeline.plan.phases import Phase
from transfertimeline.plan.revisions import Revision, Status
from transfertimeline.plan.state import Owner
from transfertimeline.plan.text import Text
from transfertimeline.schedule.derivation import Derivation
from transfertimeline.schedule.expectation import (
    Earlier,
    Expectation,
    expected_on,
    was_dated,
)
from transfertimeline.schedule.findings import Finding
from transfertimeline.schedule.identity import uid

__all__ = ["Schedule", "ScheduledMilestone", "ScheduledPhase"]


@attrs.frozen(kw_only=True)
class ScheduledPhase:
    """
    A phase with its days.

    Attributes:
        phase: What is stated of it.
        days: The days it takes, both ends included.
        owner: Whose it is.
        since: The day from which it is known.
        earlier: What its days were before each change, in order.
        last_modified: When anything people see of it last changed (UTC).
        derivation: Why it has these days.
    """

    phase: Phase
    days: DayRange
    owner: Owner
    since: date
    earlier: tuple[Earlier, ...]
    last_modified: datetime
    derivation: Derivation

    @property
    def id(self) -> str:
        """Its permanent name."""
        return self.phase.id

    @property
    def title(self) -> Text:
        """What people read."""
        return self.phase.title

    @property
    def expected(self) -> Expectation:
        """Its days as an expectation."""
        return Expectation(days=self.days)

    def expected_on(self, day: date) -> Expectation | None:
        """Return what was expected of it on an earlier day; None before it was."""
        return expected_on(day, self.since, self.earlier, self.expected)


@attrs.frozen(kw_only=True)
class ScheduledMilestone:
    """
    A milestone with its date.

    Attributes:
        id: Its id; for a member of a family, the member's.
        family: The id of its family; None for a single milestone.
        n: The number of its repeat period, from 1; None without one.
        stated: All that is stated of it.
        title: Its title, placeholders filled in.
        note: Its note, placeholders filled in.
        place: Its place, placeholders filled in.
        expected: Its date and status.
        zone: The IANA zone of its clock times, where it has any.
        country: The ISO 3166 code of its country; None if it has none.
        partner: The id of its partner; None if it has none.
        owner: Whose it is.
        decision: The revision that gave it its status; None if none did.
        replaced_by: The ids of what takes its place; empty unless it is cancelled.
        since: The day from which it is known.
        earlier: What it was before each change of its dates or status, in order.
        last_modified: When anything people see of it last changed (UTC).
        derivation: Why it has this date.
    """

    id: str
    family: str | None
    n: int | None
    stated: Milestone
    title: Text
    note: Text | None
    place: Text | None
    expected: Expectation
    zone: str | None
    country: str | None
    partner: str | None
    owner: Owner
    decision: Revision | None
    replaced_by: tuple[str, ...]
    since: date
    earlier: tuple[Earlier, ...]
    last_modified: datetime
    derivation: Derivation

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.stated.kind

    @property
    def scope(self) -> Scope:
        """Whose kind of milestone it is."""
        return self.stated.scope

    @property
    def audience(self) -> tuple[Audience, ...]:
        """Who it is for; empty for everybody."""
        return self.stated.audience

    @property
    def time(self) -> ClockTime | None:
        """The hours stated for it."""
        return self.stated.time

    @property
    def days(self) -> Days:
        """The days, the window, or `UNKNOWN`."""
        return self.expected.days

    @property
    def qualifier(self) -> Qualifier:
        """How sure the date is; anything but `NONE` is to be confirmed."""
        return self.expected.qualifier

    @property
    def status(self) -> Status:
        """How far it is."""
        return self.expected.status

    @property
    def start(self) -> datetime | None:
        """The instant it begins, in its zone, where it has one day and a time."""
        return self.expected.start

    @property
    def end(self) -> datetime | None:
        """The instant it ends, likewise; of a deadline, the last moment."""
        return self.expected.end

    @property
    def first(self) -> date | None:
        """The first day it takes or may take; None if unknown."""
        return self.expected.first

    @property
    def last(self) -> date | None:
        """The last day it takes or may take, included; None if unknown."""
        return self.expected.last

    @property
    def exact(self) -> bool:
        """Whether its days are known."""
        return self.expected.exact

    @property
    def edtf(self) -> str:
        """Its date in EDTF."""
        return self.expected.edtf

    @property
    def sequence(self) -> int:
        """
        How often its dates or status changed since it was first published.

        Source:
            RFC 5545, 3.8.7.4 (SEQUENCE).
        """
        return len(self.earlier)

    @property
    def postponed(self) -> bool:
        """Whether it had a date, and has none now."""
        return (
            self.first is None
            and self.status is not Status.CANCELLED
            and was_dated(self.earlier) is not None
        )

    def expected_on(self, day: date) -> Expectation | None:
        """Return what was expected of it on an earlier day; None before it was."""
        return expected_on(day, self.since, self.earlier, self.expected)

    @property
    def uid(self) -> str:
        """Its UID as a VEVENT, in every feed."""
        return uid(self.owner, self.id)

    def is_for(self, audience: Audience) -> bool:
        """Tell whether it is for an audience; what names none is for all."""
        return not self.audience or audience in self.audience


@attrs.frozen(kw_only=True, slots=False)
class Schedule:
    """
    Every phase and milestone of a plan, dated, as of a data date.

    Not slotted, so that the index by id is made on first use and kept.

    Attributes:
        plan: The plan it follows from.
        data_date: The day as of which facts are known.
        phases: The phases, in order of time.
        milestones: The milestones, in order of date, then id; undated ones last.
        data_dates: The days on which something became known, in order.
        findings: Remarks, in the order of the milestones.

    Example:
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> from transfertimeline.schedule.compute import compute
        >>> schedule = compute(load_bundled("playful-paradigm"),
        ...                    data_date=date(2019, 1, 1))
        >>> schedule["kick-off"].edtf, str(schedule.end)
        ('2019-01', '2020-12-04')
    """

    plan: Plan
    data_date: date
    phases: tuple[ScheduledPhase, ...]
    milestones: tuple[ScheduledMilestone, ...]
    data_dates: tuple[date, ...]
    findings: tuple[Finding, ...]

    @property
    def start(self) -> date:
        """The first day of the lifecycle."""
        return self.phases[0].days.first

    @property
    def end(self) -> date:
        """The last day of the lifecycle."""
        return self.phases[-1].days.last

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages the plan's texts should have, best first."""
        return self.plan.languages

    @cached_property
    def _by_id(self) -> Mapping[str, ScheduledMilestone]:
        return {milestone.id: milestone for milestone in self.milestones}

    def __getitem__(self, id: str) -> ScheduledMilestone:  # noqa: A002 - the field's name
        """
        Return a milestone by its id.

        Raises:
            UnknownIdError: If there is none with that id.
        """
        try:
            return self._by_id[id]
        except KeyError:
            pass
        todo = nearest(id, self._by_id)
        raise UnknownIdError(
            "", "the id of a milestone", quoted(id), todo, "unknown-id"
        )

    def __contains__(self, id: object) -> bool:  # noqa: A002 - the field's name
        """Tell whether there is a milestone with an id."""
        return id in self._by_id

    def __iter__(self) -> Iterator[ScheduledMilestone]:
        """Iterate over the milestones, in order of date."""
        return iter(self.milestones)

    def __len__(self) -> int:
        """Return the number of milestones."""
        return len(self.milestones)
