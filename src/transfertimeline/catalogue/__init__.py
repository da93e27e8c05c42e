"""
The bundled lifecycles, programmes and networks: plan files with their sources.

Data only. `transfertimeline.plan.planfile.load_bundled` reads them like any other
plan file.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["FOLDER", "ids"]

FOLDER = Path(__file__).parent
"""The folder that holds them: one folder a kind, one file an id."""


def ids(kind: str) -> tuple[str, ...]:
    """
    Return the ids of the bundled lifecycles, programmes or networks, in order.

    Example:
        >>> ids("programmes")
        ('urbact-iii-transfer',)
    """
    return tuple(sorted(path.stem for path in (FOLDER / kind).glob("*.toml")))
