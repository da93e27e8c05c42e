"""Selections: the part of a schedule that somebody wants to see."""

from __future__ import annotations

import attrs

from transfertimeline.errors import UnknownIdError, quoted
from transfertimeline.plan.ids import nearest
from transfertimeline.plan.milestones import Audience, Scope
from transfertimeline.schedule.schedule import Schedule, ScheduledMilestone

__all__ = ["EVERYTHING", "Selection"]


@attrs.frozen(kw_only=True)
class Selection:
    """
    Whose eyes a schedule is shown to; each part that is None lets everything pass.

    Attributes:
        audience: Only what is for this audience, or for everybody.
        partner: Only what concerns this partner: not what another partner has
            for itself, nor what is for the partners of another country.
        scope: Only milestones of this scope.

    Example:
        >>> Selection(audience=Audience.LEAD) == EVERYTHING
        False
    """

    audience: Audience | None = None
    partner: str | None = None
    scope: Scope | None = None

    def of(self, schedule: Schedule) -> tuple[ScheduledMilestone, ...]:
        """
        Return the milestones of a schedule that are selected, in its order.

        Raises:
            UnknownIdError: If the network has no such partner.
        """
        country = self._country(schedule)
        return tuple(
            milestone
            for milestone in schedule.milestones
            if (self.scope is None or milestone.scope is self.scope)
            and (self.audience is None or milestone.is_for(self.audience))
            and (self.partner is None or self._concerns(milestone, country))
        )

    def _country(self, schedule: Schedule) -> str | None:
        if self.partner is None:
            return None
        partners = {partner.id: partner for partner in schedule.plan.partners}
        if schedule.plan.network is None or self.partner not in partners:
            known = partners if schedule.plan.network else ()
            todo = nearest(self.partner, known)
            raise UnknownIdError(
                "", "the id of a partner", quoted(self.partner), todo, "unknown-partner"
            )
        return partners[self.partner].country

    def _concerns(self, milestone: ScheduledMilestone, country: str | None) -> bool:
        if milestone.scope is Scope.PARTNER:
            return milestone.partner == self.partner
        if milestone.scope is Scope.COUNTRY:
            return milestone.country == country
        return True


EVERYTHING = Selection()
"""The selection that lets everything pass."""
