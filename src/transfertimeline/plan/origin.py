"""Where a record was stated: the file and the line."""

from __future__ import annotations

import attrs

__all__ = ["Origin", "located"]


@attrs.frozen
class Origin:
    """
    The place in a plan file where a record begins.

    Attributes:
        file: The name of the file, as the reader knows it.
        line: The line, counted from 1.
    """

    file: str
    line: int

    def __str__(self) -> str:
        """Write the place as ``plan.toml:12``."""
        return f"{self.file}:{self.line}"


def located(origin: Origin | None, what: str) -> str:
    """
    Say where something is meant, for an error: with the place, if it has one.

    Example:
        >>> located(Origin("plan.toml", 12), "milestone campus")
        'plan.toml:12: milestone campus'
        >>> located(None, "milestone campus")
        'milestone campus'
    """
    return f"{origin}: {what}" if origin else what
