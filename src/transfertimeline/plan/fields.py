"""Validators of record fields that only want a certain type."""

from __future__ import annotations

from collections.abc import Callable
from types import UnionType
from typing import TypeVar

import attrs

from transfertimeline.errors import PlanError, quoted

__all__ = ["of_type"]

_T = TypeVar("_T")


def of_type(
    kind: type | UnionType, what: str
) -> Callable[[object, attrs.Attribute[_T], _T], None]:
    """
    Return a validator that wants a type (an attrs validator).

    A wrong type would not fail here but give a wrong date later on, without a word:
    "day-before" is a string, and no `EndConvention`.

    Args:
        kind: The type, or several.
        what: What it is called in the error.

    Raises:
        PlanError: If the value is of another type.

    Example:
        >>> from transfertimeline.plan.layers import Partner
        >>> Partner(id="udine", city="Udine", country="IT", role="lead")
        Traceback (most recent call last):
        ...
        transfertimeline.errors.PlanError: role: expected a Role, found str "lead" \
[wrong-type]
    """

    def check(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
        if not isinstance(value, kind):
            found = f"{type(value).__name__} {quoted(value)}"
            raise PlanError(attribute.name, what, found, "", "wrong-type")

    return check
