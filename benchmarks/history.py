"""A long history, computed: what a plan costs that was revised again and again."""

from __future__ import annotations

import datetime as dt

import attrs

from benchmarks.plans import plan_of
from benchmarks.timing import seconds
from transfertimeline.dates.lag import parse_lag
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.revisions import Extension, Revision, Status
from transfertimeline.schedule.compute import compute

__all__ = ["run"]

MILESTONES = 200
FIRST = dt.date(2018, 12, 5)
LAST = dt.date(2021, 12, 31)


def revised(revisions: int) -> Plan:
    """Return a plan of 200 milestones with so many revisions, over two years."""
    plan = plan_of(MILESTONES)
    assert plan.network is not None  # it is the plan of a network
    step = 730 / revisions
    decided = [
        _revision(n, FIRST + dt.timedelta(days=int(n * step))) for n in range(revisions)
    ]
    return attrs.evolve(plan, network=attrs.evolve(plan.network, revisions=decided))


def _revision(n: int, on: dt.date) -> Revision:
    """Return one of those that real histories have: most move something, few all."""
    id_ = f"meeting-{n * 7 % MILESTONES}"
    if n % 100 == 4:
        longer = Extension(phase="transfer", by=parse_lag("1 month"))
        return Revision(on=on, extend=longer, reason="More time")
    if n % 5 == 0:
        return Revision(on=on, milestone=id_, place="Udine, Italy")
    if n % 5 == 1:
        return Revision(on=on, milestone=id_, status=Status.CANCELLED, reason="Snow")
    day = dt.date(2020, 1, 1) + dt.timedelta(days=n % 300)
    # The first two are what others count from.
    id_ = "meeting-0" if n % 20 == 2 else id_
    when = parse_rule(str(day))
    return Revision(on=on, milestone=id_, when=when, status=Status.CONFIRMED)


def run() -> list[tuple[int, float, float]]:
    """Return for histories of all lengths the seconds, and those of one revision."""
    found = []
    without = plan_of(MILESTONES)
    bare = seconds(lambda: compute(without, data_date=LAST), rounds=5)
    for revisions in (5, 50, 500):
        plan = revised(revisions)
        cost = seconds(lambda plan=plan: compute(plan, data_date=LAST), rounds=5)  # type: ignore[misc]  # mypy sees no type for the default
        found.append((revisions, cost, (cost - bare) / revisions))
    return found
