"""
Findings: remarks on a valid plan, as values.

A finding is never an exception or a warning: the schedule stands, and somebody
may want to look.
"""

from __future__ import annotations

import enum

import attrs

from transfertimeline.plan.origin import Origin

__all__ = ["Finding", "Severity"]


class Severity(enum.StrEnum):
    """How much a finding matters."""

    INFO = "info"
    WARNING = "warning"


@attrs.frozen(kw_only=True)
class Finding:
    """
    A remark on a plan.

    Attributes:
        code: The stable name of this kind of remark.
        severity: How much it matters.
        milestone: The milestone it is about; None for the plan as a whole.
        message: One sentence.
        origin: Where in which file; not compared.
    """

    code: str
    severity: Severity
    milestone: str | None
    message: str
    origin: Origin | None = attrs.field(default=None, eq=False)
