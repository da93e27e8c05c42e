"""
Families: the members that one statement with `each` or `repeat` stands for.

The members of ``each = "country"`` are the countries of the partners, those of
``each = "partner"`` the partners, those of a repeat its periods. With both, every
country or partner has a member in every period.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import attrs

from transfertimeline.dates.days import UNKNOWN, DayRange, add_days
from transfertimeline.dates.lag import Lag
from transfertimeline.dates.months import EndConvention, month_stretch
from transfertimeline.dates.units import Unit, unit_of
from transfertimeline.errors import ScheduleError, TimelineError, quoted
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.networks import Partner
from transfertimeline.plan.origin import located
from transfertimeline.plan.repeats import Each, Repeat, Stub
from transfertimeline.plan.revisions import Revision
from transfertimeline.plan.rules import (
    Anchor,
    DateRule,
    Edge,
    EdgeOf,
    ProjectMonth,
    anchors,
)
from transfertimeline.plan.state import Declared, Standing, State
from transfertimeline.schedule.resolve import Resolver

__all__ = ["MEMBERS", "Member", "members"]

MEMBERS = 1_000
"""The most members a family may have."""


@attrs.frozen(kw_only=True)
class Member:
    """
    One milestone to be dated: a single one, or a member of a family.

    Attributes:
        id: Its id: that of the milestone, or family, each and number.
        declared: The statement it comes from.
        standing: How it stands, changes of this member included.
        suffix: What its id adds to that of the family; empty for a single one.
        n: The number of its period, from 1; None without a repeat.
        period: Its period; None without a repeat.
        country: Its country; None if it has none.
        partner: Its partner; None if it has none.
    """

    id: str
    declared: Declared
    standing: Standing
    suffix: str = ""
    n: int | None = None
    period: DayRange | None = None
    country: str | None = None
    partner: Partner | None = None

    @property
    def milestone(self) -> Milestone:
        """All its fields."""
        return self.standing.milestone

    @property
    def decision(self) -> Revision | None:
        """The last revision that said how far it is; None if none did."""
        names = (self.declared.stated.id, self.id)
        for _, change in reversed(self.declared.changes):
            if isinstance(change, Revision) and change.status and change.id in names:
                return change
        return None


def members(
    declared: Declared,
    state: State,
    resolver: Resolver,
    months_before: Callable[[str], int | None],
) -> list[Member]:
    """
    Return the members a statement stands for, in order.

    Of countries there is one for each that any partner ever was from: what the
    programme makes for a country does not depend on one network's partners. Of
    partners there is one for each that is in the network now.

    Args:
        declared: The statement.
        state: The state it is part of, with its partners.
        resolver: Resolves where a repeat begins and ends: from the lifecycle,
            phases and stated days, never from other milestones.
        months_before: Gives the months before a phase; None for what is no phase.

    Raises:
        ScheduleError: If a repeat begins or ends on no single day, or there are
            too many members.
    """
    milestone = declared.milestone
    keys = _each(milestone, state)
    if milestone.each is None and milestone.repeat is None:
        return [
            Member(
                id=milestone.id,
                declared=declared,
                standing=declared.standing,
                country=country,
                partner=partner,
            )
            for _, country, partner in keys
        ]
    periods: Sequence[DayRange | None] = [None]
    if milestone.repeat is not None:
        where = located(milestone.origin, f"milestone {milestone.id}: repeat")
        try:
            periods = _periods(milestone.repeat, resolver, months_before, where)
        except TimelineError as error:  # arithmetic does not know where it is done
            raise error if error.where else error.at(where) from None
    found = []
    for key, country, partner in keys:
        for n, period in enumerate(periods, start=1):
            suffix = key if period is None else f"{key}-{n}"
            id_ = milestone.id + suffix
            found.append(
                Member(
                    id=id_,
                    declared=declared,
                    standing=declared.member(id_),
                    suffix=suffix,
                    n=None if period is None else n,
                    period=period,
                    country=country,
                    partner=partner,
                )
            )
    return found


def _each(
    milestone: Milestone, state: State
) -> list[tuple[str, str | None, Partner | None]]:
    """Return the part of the id, the country and the partner of each member."""
    if milestone.each is Each.COUNTRY:
        countries = sorted({partner.country for partner in state.everyone})
        return [(f"-{country.lower()}", country, None) for country in countries]
    if milestone.each is Each.PARTNER:
        present = state.partners
        return [(f"-{partner.id}", partner.country, partner) for partner in present]
    if milestone.partner is None:
        return [("", milestone.country, None)]
    own = next((p for p in state.everyone if p.id == milestone.partner), None)
    if own is None:
        return [("", milestone.country, None)]
    return [("", own.country, own)] if own in state.partners else []


def _periods(
    repeat: Repeat,
    resolver: Resolver,
    months_before: Callable[[str], int | None],
    where: str,
) -> Sequence[DayRange]:
    if repeat.periods:
        return repeat.periods
    first = _day(repeat.from_, resolver, f"{where}: from").first
    last = _day(repeat.until, resolver, f"{where}: until").last
    if last < first:
        todo = "let it end after it begins"
        found = f'"{first}" to "{last}"'
        raise ScheduleError(
            where, "a repeat that begins before it ends", found, todo, "repeat"
        )
    if isinstance(repeat.every, Unit):
        periods = _calendar_periods(first, last, repeat.every, where)
    else:
        assert repeat.every is not None  # Repeat has one of the two
        whole_months = repeat.every.whole_months is not None
        skip = _skipped(repeat.from_, months_before) if whole_months else None
        # From a phase on, counted from the start of the whole, never chained.
        origin = first if skip is None else resolver.start
        periods = _counted_periods(
            origin, skip or 0, last, repeat.every, resolver.ends, where
        )
    return _with_stubs(periods, first, last, repeat)


def _day(rule: DateRule, resolver: Resolver, where: str) -> DayRange:
    """Resolve where a repeat begins or ends; a stretch gives its own two ends."""
    for id_ in anchors(rule):
        if id_ not in ("start", "end") and id_ not in resolver.phases:
            todo = "name a phase, a project month, start, end or a day"
            raise ScheduleError(
                where, "no milestone", quoted(id_), todo, "repeat-anchor"
            )
    span = resolver.stretch(rule)
    days = span.days if span is not None else UNKNOWN
    if not isinstance(days, DayRange):
        todo = "periods need a day to count from"
        raise ScheduleError(
            where, "a day that is known", quoted(rule), todo, "repeat-anchor"
        )
    return days


def _skipped(rule: DateRule, months_before: Callable[[str], int | None]) -> int | None:
    """Return the months before a phase or project month; None before anything else."""
    if isinstance(rule, EdgeOf) and rule.edge is Edge.START:
        rule = rule.of
    if isinstance(rule, ProjectMonth):
        return rule.number - 1
    return months_before(rule.id) if isinstance(rule, Anchor) else None


def _counted_periods(  # noqa: PLR0913, PLR0917 - the parts of one sum
    origin: date, skip: int, last: date, every: Lag, ends: EndConvention, where: str
) -> list[DayRange]:
    """Return whole periods from the origin on, up to the one that holds `last`."""
    months = every.whole_months
    days = 7 * every.weeks + every.days
    periods: list[DayRange] = []
    for number in range(MEMBERS + 1):
        if months:
            period = month_stretch(
                origin, skip=skip + number * months, months=months, ends=ends
            )
        else:
            begin = add_days(origin, number * days)
            period = DayRange(first=begin, last=add_days(begin, days - 1))
        if period.first > last:
            return periods
        periods.append(period)
    raise _too_many(where)


def _calendar_periods(
    first: date, last: date, unit: Unit, where: str
) -> list[DayRange]:
    """Return the whole calendar units that hold any of the days."""
    periods: list[DayRange] = []
    begin = first
    while begin <= last:
        if len(periods) == MEMBERS:
            raise _too_many(where)
        periods.append(unit_of(begin, unit))
        begin = add_days(periods[-1].last, 1)
    return periods


def _with_stubs(
    periods: list[DayRange], first: date, last: date, repeat: Repeat
) -> list[DayRange]:
    """Cut the outer periods to the days there are, or join them to their neighbours."""
    begins = [period.first for period in periods]
    finishes = [period.last for period in periods]
    if begins[0] < first and repeat.first_stub is Stub.LONG and len(periods) > 1:
        del begins[1], finishes[0]
    if finishes[-1] > last and repeat.stub is Stub.LONG and len(begins) > 1:
        del begins[-1], finishes[-2]
    begins[0], finishes[-1] = first, last
    return [
        DayRange(first=begin, last=finish)
        for begin, finish in zip(begins, finishes, strict=True)
    ]


def _too_many(where: str) -> ScheduleError:
    todo = "take longer periods"
    return ScheduleError(
        where, f"at most {MEMBERS} periods", "more", todo, "repeat-many"
    )
