"""Programmes: funding rounds that use a lifecycle, the second layer of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from transfertimeline.dates.days import a_day
from transfertimeline.errors import PlanError, quoted
from transfertimeline.plan.changes import Override, statements
from transfertimeline.plan.fields import a_zone, an_address
from transfertimeline.plan.ids import an_id
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.phases import Phase, PhaseOverride, stated_phases
from transfertimeline.plan.revisions import (
    Baseline,
    Revision,
    stated_baselines,
    stated_revisions,
)
from transfertimeline.plan.text import (
    Text,
    a_line,
    language_tags,
    lines,
    texts,
    to_text,
    to_text_or_none,
)

__all__ = ["Figure", "Programme"]


def _figures(values: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(values)


@attrs.frozen(kw_only=True)
class Figure:
    """
    An official number of a programme, as its source gives it.

    Attributes:
        what: Its permanent name.
        value: The number, or its words (``37 %``).
        title: What people read.
        source: Where it is stated.
        origin: Where in which file; not compared.
    """

    what: str = attrs.field(validator=an_id)
    value: int | str = attrs.field()
    title: Text | None = attrs.field(
        default=None, converter=to_text_or_none, validator=a_line
    )
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    origin: Origin | None = attrs.field(default=None, eq=False)

    @value.validator
    def _a_number_or_words(
        self, attribute: attrs.Attribute[int | str], value: object
    ) -> None:
        if isinstance(value, bool) or not isinstance(value, int | str):
            found = f"{type(value).__name__} {quoted(value)}"
            raise PlanError("value", "a number or a text", found, "", "wrong-type")
        if isinstance(value, str):
            a_line(self, attribute, value)


@attrs.frozen(kw_only=True)
class Programme:
    """
    One funding round that uses a lifecycle.

    Attributes:
        id: Its permanent name.
        name: What people read.
        lifecycle: The id of its lifecycle, or the path of its file.
        start: The first day of the lifecycle.
        issued: The day its plan was first published.
        zone: The IANA zone of its clock times.
        languages: The languages its texts should have.
        networks: Paths of the files of its networks, with ``*``.
        phases: Phases it changes.
        milestones: Milestones it adds or changes.
        revisions: What was decided since, in any order.
        baselines: Named earlier data dates to compare with.
        figures: Official numbers.
        page: Its page on the web.
        note: What else is worth knowing.
        source: Where it is stated.
        origin: Where in which file; not compared.
    """

    id: str = attrs.field(validator=an_id)
    name: Text = attrs.field(converter=to_text, validator=a_line)
    lifecycle: str = attrs.field(validator=a_line)
    start: date = attrs.field(validator=a_day)
    issued: date = attrs.field(validator=a_day)
    zone: str | None = attrs.field(default=None, validator=a_zone)
    languages: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=language_tags
    )
    networks: tuple[str, ...] = attrs.field(
        default=(), converter=texts, validator=lines
    )
    phases: tuple[Phase | PhaseOverride, ...] = attrs.field(
        default=(), converter=stated_phases
    )
    milestones: tuple[Milestone | Override, ...] = attrs.field(
        default=(), converter=statements
    )
    revisions: tuple[Revision, ...] = attrs.field(
        default=(), converter=stated_revisions
    )
    baselines: tuple[Baseline, ...] = attrs.field(
        default=(), converter=stated_baselines
    )
    figures: tuple[Figure, ...] = attrs.field(default=(), converter=_figures)
    page: str | None = attrs.field(default=None, validator=an_address)
    note: Text | None = attrs.field(default=None, converter=to_text_or_none)
    source: tuple[str, ...] = attrs.field(default=(), converter=texts, validator=lines)
    origin: Origin | None = attrs.field(default=None, eq=False)
