"""
Identity: the UID a milestone has in every calendar, for good.

A UID is a function of owner, milestone id and component, of nothing else: it
survives a new name, a new date, a new baseline. The same milestone has the same
UID in each feed it appears in.
"""

from __future__ import annotations

import hashlib
import uuid

from transfertimeline.plan.state import Owner

__all__ = ["NAMESPACE", "uid"]

NAMESPACE = uuid.UUID("6f0cf2a2-8d0b-5f6e-9a43-2f0b7d1c5e90")
"""The namespace of all UIDs (RFC 9562, 5.5). Frozen: with another one, every
subscriber's calendar would lose and regain every entry."""


def uid(owner: Owner, name: str, component: str = "vevent") -> str:
    """
    Return the UID of a component.

    Args:
        owner: Whose milestone it is.
        name: The milestone's id, or ``phase:ID:first``, ``phase:ID:last``.
        component: ``vevent`` or ``vtodo``.

    Source:
        RFC 9562, 5.5 (name-based UUID); RFC 7986, 5.3 (a UID is no more than an
        identifier).

    Example:
        >>> from datetime import date
        >>> from transfertimeline.plan.state import OwnerKind
        >>> demo = Owner(kind=OwnerKind.NETWORK, id="demo", issued=date(2019, 1, 1))
        >>> named = uuid.uuid5(NAMESPACE, "network:demo/kick-off#vevent")
        >>> uid(demo, "kick-off") == str(named)
        True
    """
    name = f"{owner.kind}:{owner.id}/{name}#{component}"
    # uuid5, without building the object only to write it out again.
    digest = bytearray(
        hashlib.sha1(NAMESPACE.bytes + name.encode(), usedforsecurity=False).digest()[
            :16
        ]
    )
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
