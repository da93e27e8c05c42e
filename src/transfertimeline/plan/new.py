"""
A new plan: a commented file to begin with.

The file says in its comments what may be written where, so that nobody needs the
manual to change a date. Milestones can come from a spreadsheet
(`transfertimeline.plan.sheet`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.networks import Network, Partner
from transfertimeline.plan.parse import FORMAT
from transfertimeline.plan.write import format_parts

__all__ = ["new_plan"]

# In the file, "# " begins an explanation and "#" an example.
_HEAD = """\
# The plan of one network of cities. All dates and calendars come from it.
#
# A line that begins with "# " explains. A line that begins with "#" and no blank is
# an example: take the # away and put in your own words.
#
# A date is written in one of these ways:
#   "2019-09-17"               a day: year, month, day
#   "2019-09-17/2019-09-18"    all of these days
#   "2019-09"                  some day of that month, not known yet
#   "2019-21"                  some day of spring (22 summer, 23 autumn, 24 winter)
#   "unknown"                  nothing is known yet
#   "3 months after start"     a rule: the day is counted for you, and moves along
#   "2 weeks before end"       the same, backwards
#   "first Monday of 2019-09"  a weekday
#
# A text is written once, title = "Kick-off", or once in each language,
# title.en = "Kick-off" and below it title.lt = "Pradžia".
"""

_NETWORK = """\
# The network.
#   id         its permanent name. Calendars know the network by it: never change it.
#   name       what people read. It may change.
#   issued     the day on which this plan is first published.
{base}\
#   zone       the city whose clock counts: "Europe/Rome". Never "CET".
#   languages  the languages its texts should have.
# Also possible: theme, practice, challenge, aim, page, note, source.
"""

_IN_PROGRAMME = """\
#   programme  the funding round. It brings the start, the phases and the milestones
#              that all its networks have.
"""

_ON_ITS_OWN = """\
#   lifecycle  which phases there are, how long they take, and the usual milestones.
#   start      the first day of the first phase. All rules count from it.
"""

_MORE = {
    "zone": '#zone = "Europe/Brussels"\n',
    "languages": '#languages = ["en"]\n',
    "aim": '#aim = "What the network wants to reach"\n',
    "page": '#page = "https://example.org/our-network"\n',
}

_PARTNERS = """\
# The cities, one [[partner]] each.
#   id         its permanent name in this plan: small letters, digits, hyphens.
#   country    two letters (ISO 3166): "IT". Greece is "GR", the United Kingdom "GB".
#   role       "lead" for the lead partner; nothing for the others.
# Also possible: organisation, subdivision, joined, left, newcomer, note, source.
"""

_PARTNER_EXAMPLE = """\
#[[partner]]
#id = "udine"
#city = "Udine"
#country = "IT"
#role = "lead"

#[[partner]]
#id = "klaipeda"
#city = "Klaipėda"
#country = "LT"
"""

_MILESTONES = """\
# The milestones: everything with a date, one [[milestone]] each, in any order.
#   id         its permanent name. It stays when title and date change: calendars
#              know the entry by it.
#   kind       "meeting", "deadline", "period", "gate" (an approval) or "event".
#   title      what people read first.
#   when       the date, or the rule for it.
# Also possible: length, time, zone, place, online, url, note, partner, country,
# audience, repeat, each, must, tags, remind, source; and, for what was added later,
# added, inferred, replaces.
"""

_EXAMPLES = """\
# Example: the month is known, the days are not. Calendars say "to be confirmed".
#[[milestone]]
#id = "example-meeting"
#kind = "meeting"
#title = "Meeting of all partners"
#when = "month of 9 months after start"
#length = "2 days"
#place = "Klaipėda"

# Example: a deadline with its last moment, on the clocks of a city. If the day is a
# Saturday or a Sunday, the next working day counts.
#[[milestone]]
#id = "example-deadline"
#kind = "deadline"
#title = "Report to the programme"
#when = "3 months after start, or next working day"
#time = "15:00"
#zone = "Europe/Brussels"

# Example: one statement for several milestones, example-report-1, example-report-2
# and so on, one for every six months. Each is due on the last day of its period.
#[[milestone]]
#id = "example-report"
#kind = "deadline"
#title = "Progress report {n}"
#when = "end of period"
#repeat = { every = "6 months" }

# Example: more words for a milestone that your plan has from elsewhere. Its id is
# that milestone's, and override = true says that this is no new one.
#[[milestone]]
#id = "kick-off"
#override = true
#note = "We travel together from the station."
"""

_REVISIONS = """\
# The revisions: what was decided after "issued", one [[revision]] each. Leave above
# what stands there already: calendars then say what moved, from when, and why.
#   on         the day from which this plan knows it.
#   milestone  what it changes, by its id; instead: start, or extend for a phase.
#   status     "planned", "confirmed", "done" or "cancelled".
#   reason     why.
# Also possible: decided, when, length, time, zone, place, online, url, title, note,
# actual, inferred, source. A day to compare with has a name in a [[baseline]].
"""

_REVISION_EXAMPLES = """\
# Example: the days are agreed. Calendars no longer say "to be confirmed".
#[[revision]]
#on = 2019-06-12
#milestone = "example-meeting"
#when = "2019-09-17/2019-09-18"
#status = "confirmed"
#reason = "Agreed by all partners"

# Example: it moves, and stays confirmed.
#[[revision]]
#on = 2019-08-26
#milestone = "example-meeting"
#when = "2019-10-08/2019-10-09"
#reason = "The hall is closed in September"
"""


def new_plan(  # noqa: PLR0913 - one for each question that a new plan answers
    *,
    id: str,  # noqa: A002 - the field's name
    name: str,
    issued: date,
    programme: str | None = None,
    lifecycle: str | None = None,
    start: date | None = None,
    zone: str | None = None,
    languages: Sequence[str] = (),
    partners: Sequence[Partner] = (),
    milestones: Sequence[Milestone] = (),
) -> str:
    """
    Return the text of a plan file for a new network, explained by its comments.

    Args:
        id: Its permanent name.
        name: What people read.
        issued: The day on which the plan is first published.
        programme: The id of its programme, or the path of its file.
        lifecycle: Without a programme, the id of its lifecycle or its file's path.
        start: Without a programme, the first day of its lifecycle.
        zone: The IANA zone of its clock times.
        languages: The languages its texts should have.
        partners: The cities.
        milestones: What has a date already.

    Raises:
        PlanError: If a value is not what it should be, or there is neither a
            programme nor a lifecycle with a start, or both.
        DateError: If the zone is no IANA zone.

    Example:
        >>> text = new_plan(id="demo", name="Demo", issued=date(2018, 12, 4),
        ...                 programme="urbact-iii-transfer")
        >>> [line for line in text.splitlines() if line and line[0] != "#"][:3]
        ['format = 1', '[network]', 'id = "demo"']
    """
    lists: dict[str, Any] = {
        "languages": languages,
        "partners": partners,
        "milestones": milestones,
    }
    network = Network(
        id=id,
        name=name,
        issued=issued,
        programme=programme,
        lifecycle=lifecycle,
        start=start,
        zone=zone,
        **lists,
    )
    parts = format_parts(network)
    base = _IN_PROGRAMME if programme is not None else _ON_ITS_OWN
    more = "".join(line for key, line in _MORE.items() if not getattr(network, key))
    return "\n".join(
        (
            f"{_HEAD}\nformat = {FORMAT}\n",
            _NETWORK.format(base=base) + parts["network"] + more,
            _PARTNERS + parts.get("partner", _PARTNER_EXAMPLE),
            _MILESTONES + parts.get("milestone", ""),
            _EXAMPLES,
            _REVISIONS,
            _REVISION_EXAMPLES,
        )
    )
