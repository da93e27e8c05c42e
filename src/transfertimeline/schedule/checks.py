"""
Checks: the findings on a schedule that has been computed.

Each check looks at one thing and says it in one sentence. What is certainly
broken is a warning; what may be, because a window reaches over the line, is an info.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transfertimeline.dates.days import DayRange
from transfertimeline.dates.edtf import format_days
from transfertimeline.errors import TimelineError
from transfertimeline.plan.milestones import Kind, Milestone
from transfertimeline.plan.revisions import Status
from transfertimeline.plan.rules import Anchor, DateRule, Relation, Stated, anchors
from transfertimeline.plan.state import State
from transfertimeline.schedule.computation import Computation
from transfertimeline.schedule.families import Member
from transfertimeline.schedule.findings import Finding, Severity
from transfertimeline.schedule.schedule import ScheduledMilestone, ScheduledPhase
from transfertimeline.schedule.span import Span

__all__ = ["findings_of"]


def findings_of(
    computation: Computation,
    phases: Sequence[ScheduledPhase],
    milestones: Sequence[ScheduledMilestone],
) -> tuple[Finding, ...]:
    """
    Return every finding, the plan's first, then in the order of the milestones.

    Args:
        computation: The computation, in which every rule has been resolved.
        phases: The phases with their days.
        milestones: The milestones with their dates.

    Raises:
        TimelineError: If a constraint cannot be resolved.
    """
    state = computation.state
    found = [*_untranslated_phases(state, phases), *_no_members(state, milestones)]
    said: dict[str, list[Milestone]] = {}
    start, end = phases[0].days.first, phases[-1].days.last
    lifecycle = DayRange(first=start, last=end)
    for milestone in milestones:
        if milestone.status is Status.CANCELLED:
            continue  # its date no longer matters
        first, last = milestone.first, milestone.last
        if first is None or last is None:
            found.append(_unknown_date(milestone))
        elif first < start or last > end:
            found.append(_outside_lifecycle(milestone, lifecycle))
        clipped = computation.dated[milestone.id].clipped
        if clipped is not None:
            found.append(_clipped_month(milestone, clipped))
        if milestone.stated.must:
            found.extend(_broken_constraints(milestone, computation))
        if milestone.status is not Status.PLANNED:
            found.extend(_off_rule(milestone, computation))
        if milestone.family is None or _is_new(milestone, said):
            found.extend(_untranslated(milestone, state.languages))
    return tuple(found)


def _is_new(milestone: ScheduledMilestone, said: dict[str, list[Milestone]]) -> bool:
    """Tell whether no other member says the same: they share what is not changed."""
    alike = said.setdefault(milestone.stated.id, [])
    if any(milestone.stated is stated for stated in alike):
        return False
    alike.append(milestone.stated)
    return True


def _finding(
    code: str, milestone: ScheduledMilestone, message: str, *, warning: bool = False
) -> Finding:
    return Finding(
        code=code,
        severity=Severity.WARNING if warning else Severity.INFO,
        milestone=milestone.id,
        message=message,
        origin=milestone.stated.origin,
    )


def _unknown_date(milestone: ScheduledMilestone) -> Finding:
    message = f"{milestone.id} has no date yet, so no calendar can show it"
    return _finding("unknown-date", milestone, message)


def _clipped_month(milestone: ScheduledMilestone, part: DateRule) -> Finding:
    message = (
        f'{milestone.id} counts "{part}", where a month is too short '
        "for the day, so it is the month's last day"
    )
    return _finding("clipped-month-end", milestone, message)


def _outside_lifecycle(milestone: ScheduledMilestone, lifecycle: DayRange) -> Finding:
    first, last = milestone.first, milestone.last
    assert first is not None  # asked for dated milestones only
    assert last is not None  # as above
    wholly = last < lifecycle.first or first > lifecycle.last
    verb = "lies outside the" if wholly else "reaches over the ends of the"
    message = (
        f"{milestone.id} ({milestone.edtf}) {verb} lifecycle, "
        f"{lifecycle.first} to {lifecycle.last}"
    )
    # What is done lies where it lies: the first phase of a network, its last event.
    warning = (wholly or milestone.exact) and milestone.status is not Status.DONE
    return _finding("outside-lifecycle", milestone, message, warning=warning)


def _broken_constraints(
    milestone: ScheduledMilestone, computation: Computation
) -> Iterator[Finding]:
    span = Span.of(milestone.days)
    if span is None:
        return
    member = computation.members[milestone.id]
    resolver = computation.resolver_for(member)
    for must in milestone.stated.must:
        try:
            limit = resolver.stretch(must.to)
        except TimelineError as error:
            where = computation.where_of(member, "must")
            raise error.at(f"{where}: must") from None
        if limit is None:
            continue
        kept, possible = _holds(must.relation, span, limit)
        if kept:
            continue
        phase = isinstance(must.to, Anchor) and must.to.id in resolver.phases
        code = "outside-phase" if phase and must.relation is Relation.WITHIN else "must"
        verb = "may break" if possible else "breaks"
        message = (
            f'{milestone.id} ({milestone.edtf}) {verb} "must be {must}" '
            f"({format_days(limit.days)})"
        )
        yield _finding(code, milestone, message, warning=not possible)


def _off_rule(
    milestone: ScheduledMilestone, computation: Computation
) -> Iterator[Finding]:
    """Find what keeps its days while the rule it had gives others by now."""
    member, days = computation.members[milestone.id], milestone.days
    rule = _rule_before(member)
    if rule is None or not isinstance(days, DayRange):
        return
    resolver = computation.resolver_for(member)
    if not all(resolver.knows(id_) for id_ in anchors(rule)):
        return  # nobody ever had to count by it
    try:
        span = resolver.resolve(rule)
    except TimelineError:
        return  # by now the rule gives nothing at all
    day = days.last if milestone.kind is Kind.DEADLINE else days.first
    if span is None or span.first <= day <= span.latest_last:
        return
    message = (
        f"{milestone.id} is {milestone.status} for {milestone.edtf}, while its rule "
        f'"{rule}" gives {format_days(span.days)}'
    )
    decision = milestone.decision
    moved = decision and any(r.on >= decision.on for r in computation.state.moved)
    warning = bool(moved) and milestone.status is not Status.DONE
    yield _finding("off-rule", milestone, message, warning=warning)


def _rule_before(member: Member) -> DateRule | None:
    """Return the last rule a milestone had that is no date written down."""
    declared = member.declared
    names = (declared.stated.id, member.id)
    changes = (change for _, change in declared.changes if change.id in names)
    rules = (declared.stated.when, *(c.when for c in changes if c.when is not None))
    return next((r for r in reversed(rules) if not isinstance(r, Stated)), None)


def _holds(relation: Relation, span: Span, limit: Span) -> tuple[bool, bool]:
    """Return whether a relation holds in every case, and whether it can hold."""
    first, last = span.first, span.latest_last
    match relation:
        case Relation.BEFORE:
            return last < limit.first, span.last < limit.latest_first
        case Relation.ON_OR_BEFORE:
            return last <= limit.last, span.last <= limit.latest_last
        case Relation.AFTER:
            return first > limit.latest_last, span.latest_first > limit.last
        case Relation.ON_OR_AFTER:
            return first >= limit.latest_first, span.latest_first >= limit.first
        case Relation.WITHIN:
            certain = limit.latest_first <= first and last <= limit.last
            can = span.latest_first >= limit.first and span.last <= limit.latest_last
            return certain, can


def _untranslated(
    milestone: ScheduledMilestone, languages: Sequence[str]
) -> Iterator[Finding]:
    stated = milestone.stated
    for field, text in (
        ("title", stated.title),
        ("note", stated.note),
        ("place", stated.place),
    ):
        missing = text.missing(languages) if text is not None else ()
        if missing:
            message = (
                f"{stated.id} has no {field} in {', '.join(missing)}, "
                "so another language shows"
            )
            yield _finding("missing-language", milestone, message)


def _no_members(
    state: State, milestones: Sequence[ScheduledMilestone]
) -> Iterator[Finding]:
    shown = {milestone.stated.id for milestone in milestones}
    for declared in state.milestones:
        stated = declared.milestone
        if stated.each is not None and not state.everyone and stated.id not in shown:
            message = (
                f"{stated.id} is made for each {stated.each}, and no partner is named"
            )
            yield Finding(
                code="no-members",
                severity=Severity.WARNING,
                milestone=None,
                message=message,
                origin=stated.origin,
            )


def _untranslated_phases(
    state: State, phases: Sequence[ScheduledPhase]
) -> Iterator[Finding]:
    for phase in phases:
        missing = phase.title.missing(state.languages)
        if missing:
            yield Finding(
                code="missing-language",
                severity=Severity.INFO,
                milestone=None,
                message=(
                    f"phase {phase.id} has no title in {', '.join(missing)}, "
                    "so another language shows"
                ),
                origin=phase.phase.origin,
            )
