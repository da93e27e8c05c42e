"""
Figures of a programme: what can be counted, beside what is official.

The two are never mixed: the official number is what the programme said, the
counted one what its plan files hold.
"""

from __future__ import annotations

import attrs

from transfertimeline.plan.layers import Plan
from transfertimeline.plan.programmes import Figure

__all__ = ["Count", "counts_of"]


@attrs.frozen(kw_only=True)
class Count:
    """
    A number of a programme.

    Attributes:
        what: What is counted, as the id of its figure.
        counted: The number in the plan files; None for what they do not tell.
        official: The number the programme states; None if it states none.
    """

    what: str
    counted: int | None
    official: Figure | None

    def __str__(self) -> str:
        """Say the number: ``partner-places 158 of 161 official``."""
        name = self.what.replace("-", " ")
        if self.official is None:
            return f"{name} {self.counted}"
        if self.counted is None:
            return f"{name} {self.official.value} official"
        return f"{name} {self.counted} of {self.official.value} official"


def counts_of(plan: Plan) -> tuple[Count, ...]:
    """
    Return the numbers of a programme's plan, the counted ones first.

    Example:
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> [str(count) for count in counts_of(load_bundled("urbact-iii-transfer"))][:2]
        ['networks 23 of 23 official', 'partner places 158 of 161 official']
    """
    countries = {partner.country for partner in plan.partners}
    counted = {
        "networks": len(plan.networks),
        "partner-places": len(plan.partners),
        "countries": len(countries),
    }
    newcomers = [partner.newcomer for partner in plan.partners]
    if newcomers and None not in newcomers:
        counted["newcomers"] = newcomers.count(True)
    figures = plan.programme.figures if plan.programme else ()
    official = {figure.what: figure for figure in figures}
    return tuple(
        Count(what=what, counted=counted.get(what), official=official.get(what))
        for what in dict.fromkeys((*counted, *official))
    )
