"""Progress: where a network is on a day, what comes next, and what is late."""

from __future__ import annotations

import attrs

from transfertimeline.plan.milestones import Kind
from transfertimeline.plan.revisions import Status
from transfertimeline.schedule.schedule import (
    Schedule,
    ScheduledMilestone,
    ScheduledPhase,
)
from transfertimeline.schedule.selection import EVERYTHING, Selection
from transfertimeline.schedule.variance import Comparison, Variance

__all__ = ["Progress", "progress_of"]

_SETTLED = frozenset((Status.DONE, Status.CANCELLED))
_AGREED = frozenset((Kind.MEETING, Kind.EVENT))


@attrs.frozen(kw_only=True)
class Progress:
    """
    Where a network is on the data date of its schedule.

    Attributes:
        phase: The phase the day is in; None before the start and after the end.
        day: The number of the day in its phase, from 1; 0 outside.
        elapsed: The days of the lifecycle that have begun, the data date included.
        days: The days of the lifecycle.
        upcoming: What is still to come or under way, in order of date.
        overdue: What should be over by now and is neither done nor cancelled.
        waiting: Meetings and events to come whose days nobody has confirmed.
        slipped: What is later than it was in the baseline, and not cancelled.
    """

    phase: ScheduledPhase | None
    day: int
    elapsed: int
    days: int
    upcoming: tuple[ScheduledMilestone, ...]
    overdue: tuple[ScheduledMilestone, ...]
    waiting: tuple[ScheduledMilestone, ...]
    slipped: tuple[Variance, ...]

    @property
    def share(self) -> float:
        """The share of the lifecycle that has elapsed, from 0 to 1."""
        return self.elapsed / self.days


def progress_of(
    schedule: Schedule, against: Comparison, *, selection: Selection = EVERYTHING
) -> Progress:
    """
    Return where a network is on the data date of its schedule.

    Args:
        schedule: The schedule.
        against: It, compared with its baseline.
        selection: Whose eyes it is for.

    Raises:
        UnknownIdError: If the network has no such partner.

    Example:
        >>> from datetime import date
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> from transfertimeline.schedule.compute import compute
        >>> from transfertimeline.schedule.variance import compare
        >>> schedule = compute(load_bundled("bluact"), data_date=date(2018, 12, 4))
        >>> progress = progress_of(schedule, compare(schedule, schedule))
        >>> progress.phase.id, progress.day
        ('transfer', 1)
    """
    today = schedule.data_date
    phase = next((p for p in schedule.phases if today in p.days), None)
    days = (schedule.end - schedule.start).days + 1
    shown = selection.of(schedule)
    ids = {milestone.id for milestone in shown}
    open_ = [each for each in shown if each.status not in _SETTLED]
    coming = [each for each in open_ if each.last is None or each.last >= today]
    waiting = [
        each
        for each in coming
        if each.kind in _AGREED and each.status is Status.PLANNED
    ]
    slipped = [
        each
        for each in (*against.phases, *against.milestones)
        if (each.days or 0) > 0 and (each.phase or each.id in ids)
        if each.after and each.after.status is not Status.CANCELLED
    ]
    return Progress(
        phase=phase,
        day=(today - phase.days.first).days + 1 if phase else 0,
        elapsed=min(max((today - schedule.start).days + 1, 0), days),
        days=days,
        upcoming=tuple(each for each in coming if each.last is not None),
        overdue=tuple(e for e in open_ if e.last is not None and e.last < today),
        waiting=tuple(waiting),
        slipped=tuple(slipped),
    )
