"""
Placeholders in the texts of a family: `{n}`, `{period}`, `{country}`, `{city}`.

They are filled in for each member, in each language. Any other braces are text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfertimeline.errors import PlanError, quoted
from transfertimeline.plan.text import Text
from transfertimeline.schedule.families import Member
from transfertimeline.words import words_for

__all__ = ["filled"]

_PLACE = re.compile(r"\{([^{}]*)\}")
_KNOWN = ("n", "period", "country", "city")


def filled(
    member: Member, languages: Sequence[str]
) -> tuple[Text, Text | None, Text | None]:
    """
    Return title, note and place of a member, placeholders filled in.

    Args:
        member: The member.
        languages: The languages of the plan, in which a text that is the same
            in every language may have to differ now.

    Raises:
        PlanError: If a placeholder is unknown, or the member has no such thing.
    """
    milestone = member.milestone
    title, note, place = milestone.title, milestone.note, milestone.place
    if title.braces:
        title = _text(title, member, languages, "title")
    if note is not None and note.braces:
        note = _text(note, member, languages, "note")
    if place is not None and place.braces:
        place = _text(place, member, languages, "place")
    return title, note, place


def _text(text: Text, member: Member, languages: Sequence[str], field: str) -> Text:
    versions = text.versions
    if versions[0][0] == "":
        spoken = dict.fromkeys(("en", *languages))
        versions = tuple((language, versions[0][1]) for language in spoken)
    return Text(
        tuple(
            (language, _fill(version, member, language, field))
            for language, version in versions
        )
    )


def _fill(version: str, member: Member, language: str, field: str) -> str:
    return _PLACE.sub(lambda match: _value(match, member, language, field), version)


def _value(match: re.Match[str], member: Member, language: str, field: str) -> str:
    name = match[1]
    words = words_for([language])
    if name not in _KNOWN:
        todo = "write {n}, {period}, {country} or {city}"
        raise PlanError(
            field, "a known placeholder", quoted(match[0]), todo, "placeholder"
        )
    if name == "n" and member.n is not None:
        return str(member.n)
    if name == "period" and member.period is not None:
        return words.days(member.period.first, member.period.last)
    if name == "country" and member.country is not None:
        return words.country(member.country)
    if name == "city" and member.partner is not None:
        return member.partner.city
    needs = {
        "n": "a repeat",
        "period": "a repeat",
        "country": "a country, a partner or each",
        "city": 'a partner or each = "partner"',
    }
    todo = f"give the milestone {needs[name]}, or take the placeholder out"
    raise PlanError(
        field, f"a milestone that has {name}", quoted(match[0]), todo, "placeholder"
    )
