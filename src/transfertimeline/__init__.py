"""
What happens when in a network of cities, and how it gets into everybody's calendar.

The names a newcomer needs are here, each loaded when it is first used, so that
importing the package costs nearly nothing. Everything else is one module away:
`transfertimeline.dates`, `plan`, `schedule`, `feed`, `views`.
"""

from __future__ import annotations

import importlib

from transfertimeline.version import __version__

# What typing.TYPE_CHECKING is, without the cost of importing typing.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from transfertimeline.dates.edtf import parse_edtf as parse_edtf
    from transfertimeline.dates.lag import parse_lag as parse_lag
    from transfertimeline.dates.months import EndConvention as EndConvention
    from transfertimeline.errors import TimelineError as TimelineError
    from transfertimeline.feed.feed import to_ical as to_ical
    from transfertimeline.feed.objects import to_calendar as to_calendar
    from transfertimeline.plan.changes import Override as Override
    from transfertimeline.plan.grammar import parse_rule as parse_rule
    from transfertimeline.plan.layers import Plan as Plan
    from transfertimeline.plan.lifecycles import Lifecycle as Lifecycle
    from transfertimeline.plan.milestones import Kind as Kind
    from transfertimeline.plan.milestones import Milestone as Milestone
    from transfertimeline.plan.networks import Network as Network
    from transfertimeline.plan.networks import Partner as Partner
    from transfertimeline.plan.parse import parse_plan as parse_plan
    from transfertimeline.plan.phases import Phase as Phase
    from transfertimeline.plan.planfile import load_bundled as load_bundled
    from transfertimeline.plan.planfile import load_plan as load_plan
    from transfertimeline.plan.programmes import Programme as Programme
    from transfertimeline.plan.revisions import Baseline as Baseline
    from transfertimeline.plan.revisions import Extension as Extension
    from transfertimeline.plan.revisions import Revision as Revision
    from transfertimeline.plan.revisions import Status as Status
    from transfertimeline.plan.suppose import parse_change as parse_change
    from transfertimeline.plan.suppose import suppose as suppose
    from transfertimeline.plan.write import format_plan as format_plan
    from transfertimeline.plan.write import save_plan as save_plan
    from transfertimeline.schedule.compute import compute as compute
    from transfertimeline.schedule.progress import progress_of as progress_of
    from transfertimeline.schedule.schedule import Schedule as Schedule
    from transfertimeline.schedule.selection import Selection as Selection
    from transfertimeline.schedule.trend import trend_of as trend_of
    from transfertimeline.schedule.variance import compare as compare
    from transfertimeline.views.data import to_data as to_data

_HOMES = {
    "Baseline": "plan.revisions",
    "EndConvention": "dates.months",
    "Extension": "plan.revisions",
    "Kind": "plan.milestones",
    "Lifecycle": "plan.lifecycles",
    "Milestone": "plan.milestones",
    "Network": "plan.networks",
    "Override": "plan.changes",
    "Partner": "plan.networks",
    "Phase": "plan.phases",
    "Plan": "plan.layers",
    "Programme": "plan.programmes",
    "Revision": "plan.revisions",
    "Schedule": "schedule.schedule",
    "Selection": "schedule.selection",
    "Status": "plan.revisions",
    "TimelineError": "errors",
    "compare": "schedule.variance",
    "compute": "schedule.compute",
    "format_plan": "plan.write",
    "load_bundled": "plan.planfile",
    "load_plan": "plan.planfile",
    "parse_change": "plan.suppose",
    "parse_edtf": "dates.edtf",
    "parse_lag": "dates.lag",
    "parse_plan": "plan.parse",
    "parse_rule": "plan.grammar",
    "progress_of": "schedule.progress",
    "save_plan": "plan.write",
    "suppose": "plan.suppose",
    "to_calendar": "feed.objects",
    "to_data": "views.data",
    "to_ical": "feed.feed",
    "trend_of": "schedule.trend",
}

__all__ = ["__version__", *_HOMES]  # noqa: PLE0604 - the keys are strings


def __getattr__(name: str) -> object:
    """Load a name from its home on first use (PEP 562)."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
