"""What record fields may hold: validators that several records share."""

from __future__ import annotations

import enum
from collections.abc import Callable
from types import UnionType
from typing import TypeVar

import attrs

from transfertimeline.dates.clock import zone_info
from transfertimeline.errors import DateError, PlanError, quoted

__all__ = [
    "CLEARED",
    "Cleared",
    "a_country",
    "a_length",
    "a_zone",
    "an_address",
    "of_type",
]

_T = TypeVar("_T")


class Cleared(enum.Enum):
    """The one value that takes away what an earlier layer stated (`""` in a file)."""

    CLEARED = ""


CLEARED = Cleared.CLEARED


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
        >>> from transfertimeline.plan.networks import Partner
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


LONGEST = 3660
"""The most days a milestone may take."""


def a_length(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    """
    Validate that a field holds a number of days or nothing (an attrs validator).

    Raises:
        PlanError: If it is no whole number, less than 1, or more than ten years.
    """
    if value is None or isinstance(value, Cleared):
        return
    if not isinstance(value, int) or value is True or not 1 <= value <= LONGEST:
        todo = 'write "2 days"'
        raise PlanError(
            attribute.name, "a number of days", quoted(value), todo, "length"
        )


def a_zone(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    """
    Validate that a field holds an IANA zone or nothing (an attrs validator).

    Raises:
        DateError: If it is no IANA zone, or an abbreviation.
    """
    if isinstance(value, str):
        try:
            zone_info(value)
        except DateError as error:
            raise error.at(attribute.name) from None


def a_country(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    """
    Validate that a field holds an ISO 3166-1 alpha-2 code or nothing.

    Raises:
        PlanError: If it is not two capital letters, or one of the two codes that
            the European institutions write in their own way (EL, UK).
    """
    if value is None:
        return
    if value in ("EL", "UK"):
        todo = f'write "{"GR" if value == "EL" else "GB"}"'
        raise PlanError(
            attribute.name, "an ISO 3166 code", quoted(value), todo, "country"
        )
    if not (
        isinstance(value, str)
        and len(value) == 2
        and value.isascii()
        and value.isalpha()
        and value.isupper()
    ):
        todo = 'write it like "IT"'
        raise PlanError(
            attribute.name, "an ISO 3166 code", quoted(value), todo, "country"
        )


_ADDRESS_LIMIT = 2_000


def an_address(_: object, attribute: attrs.Attribute[_T], value: _T) -> None:
    """
    Validate that a field holds a web address or nothing (an attrs validator).

    Raises:
        PlanError: If it is not http(s) or mailto, or has blanks or control
            characters.
    """
    if value is None or isinstance(value, Cleared):
        return
    text = str(value)
    if (
        not text.startswith(("https://", "http://", "mailto:"))
        or not text.isprintable()
        or set(text) & set(' "<>\\^`{|}')
        or len(text) > _ADDRESS_LIMIT
    ):
        todo = 'write it in full, beginning with "https://"'
        raise PlanError(attribute.name, "a web address", quoted(text), todo, "address")
