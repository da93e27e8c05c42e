"""
Suppositions: what would move if a decision were taken.

A supposed change is a revision that no file holds, stated in a few words: ``extend
transfer by 3 months``, ``kick-off on 2019-01-22``, ``start on 2018-12-10``, ``cancel
campus-it``, ``postpone campus-it``.
"""

from __future__ import annotations

import re
from datetime import date

import attrs

from transfertimeline.dates.days import UNKNOWN
from transfertimeline.dates.edtf import PartialDate
from transfertimeline.dates.lag import parse_lag
from transfertimeline.errors import RuleError, TimelineError, quoted
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.layering import lay
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.revisions import Extension, Revision, Status
from transfertimeline.plan.rules import Stated
from transfertimeline.plan.state import OwnerKind

__all__ = ["parse_change", "postponement", "suppose"]

_CHANGE = re.compile(
    r"extend +(?P<phase>\S+) +by +(?P<by>.+)"
    r"|(?P<verb>cancel|postpone) +(?P<what>\S+)"
    r"|start +on +(?P<start>\S+)"
    r"|(?P<id>\S+) +on +(?P<when>.+)"
)


def parse_change(text: str, on: date) -> Revision:
    """
    Read a change in a few words.

    Args:
        text: The words.
        on: The day from which it is supposed to be known.

    Raises:
        RuleError: If the words are none of those above.
        TimelineError: If a date, rule, lag or id in them is wrong.

    Example:
        >>> parse_change("extend transfer by 3 months", date(2020, 5, 12)).extend.phase
        'transfer'
    """
    match = _CHANGE.fullmatch(text.strip())
    if match is None:
        expected = "a change in words"
        todo = (
            'write it like "extend transfer by 3 months", "kick-off on 2019-01-22", '
            '"start on 2018-12-10", "cancel kick-off" or "postpone kick-off"'
        )
        raise RuleError("", expected, quoted(text), todo, "change-syntax")
    try:
        return _revision(match, on)
    except TimelineError as error:
        raise error.at(quoted(text)) from None


def _revision(match: re.Match[str], on: date) -> Revision:
    if match["phase"]:
        extend = Extension(phase=match["phase"], by=parse_lag(match["by"]))
        return Revision(on=on, extend=extend)
    if match["start"]:
        return Revision(on=on, start=_day(match["start"]))
    if match["verb"] == "cancel":
        return Revision(on=on, milestone=match["what"], status=Status.CANCELLED)
    if match["verb"] == "postpone":
        return postponement(match["what"], on)
    return Revision(on=on, milestone=match["id"], when=parse_rule(match["when"]))


def postponement(id: str, on: date) -> Revision:  # noqa: A002 - the field's name
    """Return the revision after which a milestone has no date any more."""
    unknown = Stated(PartialDate(days=UNKNOWN))
    return Revision(on=on, milestone=id, when=unknown, status=Status.PLANNED)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        todo = "write it like 2018-12-10"
        raise RuleError("start", "a day", quoted(text), todo, "change-syntax") from None


def suppose(plan: Plan, revision: Revision) -> Plan:
    """
    Return a plan with one more revision, in the layer that may state it.

    Args:
        plan: The plan; it is not changed.
        revision: The revision; it comes after those of the same day.

    Raises:
        TimelineError: If the layers of the plan contradict each other.

    Example:
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> from transfertimeline.schedule.compute import compute
        >>> change = parse_change("kick-off on 2019-01-22", date(2019, 1, 1))
        >>> plan = suppose(load_bundled("bluact"), change)
        >>> compute(plan, data_date=date(2019, 1, 1))["kick-off"].edtf
        '2019-01-22'
    """
    network = plan.network
    wide = True
    if revision.milestone is not None:
        target = lay(plan).target(revision.milestone)
        wide = target is not None and target.owner.kind is OwnerKind.PROGRAMME
    if network is not None and not (plan.programme and wide):
        revisions = (*network.revisions, revision)
        return attrs.evolve(plan, network=attrs.evolve(network, revisions=revisions))
    programme = plan.programme
    assert programme is not None  # a plan has one of the two
    revisions = (*programme.revisions, revision)
    return attrs.evolve(plan, programme=attrs.evolve(programme, revisions=revisions))
