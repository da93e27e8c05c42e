"""
What a history leaves of each milestone (`transfertimeline.schedule.replay`).

SEQUENCE, LAST-MODIFIED and earlier dates, by hand, for plans of a network that was
first published on 4 December 2018.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from tests.schedule.plans import (
    APPROVAL,
    CORK,
    UDINE,
    dates,
    extension,
    lifecycle,
    milestone,
    network,
    past,
    plan,
    programme,
    revision,
    schedule,
    stamp,
)
from transfertimeline.dates.clock import parse_clock_time
from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.dates.lag import parse_lag
from transfertimeline.errors import TimelineError
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Scope
from transfertimeline.plan.networks import Network, Partner
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.repeats import Each, Repeat
from transfertimeline.plan.revisions import Revision, Status
from transfertimeline.schedule.schedule import Schedule

FIRST = "2018-12-04 00:00:00"
"""The LAST-MODIFIED of what was never changed."""

# SEQUENCE and LAST-MODIFIED --------------------------------------------------------

A, B = "2019-03-04", "2019-03-11"
STAMPS = [
    # A row: revisions of a meeting on A, SEQUENCE, LAST-MODIFIED, reason
    ([], 0, FIRST, "published, and never changed"),
    ([("2019-01-10", {"when": B})], 1, "2019-01-10 00:00:01",
     "moved: the first revision of its day"),
    ([("2019-01-10", {"when": B}), ("2019-01-11", {"when": A})], 2,
     "2019-01-11 00:00:01", "there and back again is two changes"),
    ([("2019-01-10", {"when": B}), ("2019-01-10", {"when": A})], 2,
     "2019-01-10 00:00:02", "on one day, too: the second revision of the day"),
    ([("2019-01-10", {"when": A})], 0, FIRST, "moved to where it was: nothing changed"),
    ([("2019-01-10", {"when": A, "reason": "So be it"})], 0, FIRST,
     "a reason for nothing is not shown"),
    ([("2019-01-10", {"when": A, "status": "confirmed"})], 1, "2019-01-10 00:00:01",
     "another status on the same day"),
    ([("2019-01-10", {"status": "confirmed"}), ("2019-01-11", {"status": "confirmed"})],
     1, "2019-01-10 00:00:01", "confirmed again: nothing changed"),
    ([("2019-01-10", {"status": "cancelled"})], 1, "2019-01-10 00:00:01", "cancelled"),
    ([("2019-01-10", {"status": "cancelled"}),
      ("2019-01-11", {"status": "cancelled", "reason": "Floods"})], 1,
     "2019-01-11 00:00:01", "why it is cancelled is a word that people see"),
    ([("2019-01-10", {"status": "cancelled", "reason": "Floods"}),
      ("2019-01-11", {"status": "cancelled", "reason": "Floods"})], 1,
     "2019-01-10 00:00:01", "said twice"),
    ([("2019-01-10", {"status": "cancelled"}), ("2019-01-11", {"status": "planned"})],
     2, "2019-01-11 00:00:01", "cancelled, and planned again"),
    ([("2019-01-10", {"place": "Cork"})], 0, "2019-01-10 00:00:01",
     "words only: no other date, so no SEQUENCE"),
    ([("2019-01-10", {"title": "Party"})], 0, "2019-01-10 00:00:01", "the title"),
    ([("2019-01-10", {"note": "Bring a map"})], 0, "2019-01-10 00:00:01", "a note"),
    ([("2019-01-10", {"url": "https://urbact.eu"})], 0, "2019-01-10 00:00:01",
     "a link"),
    ([("2019-01-10", {"online": True})], 0, "2019-01-10 00:00:01", "online"),
    ([("2019-01-10", {"place": "Cork"}), ("2019-01-10", {"place": "Udine"})], 0,
     "2019-01-10 00:00:02", "the last word of a day"),
    ([("2019-01-10", {"when": "unknown"})], 1, "2019-01-10 00:00:01", "postponed"),
    ([("2019-01-10", {"when": "unknown"}), ("2019-02-10", {"when": B})], 2,
     "2019-02-10 00:00:01", "postponed, and dated again"),
    ([("2019-01-10", {"when": "2019-03"}), ("2019-02-10", {"when": B})], 2,
     "2019-02-10 00:00:01", "a window, and a day in it"),
    ([("2019-01-10", {"when": A + "?"})], 1, "2019-01-10 00:00:01", "less sure"),
    ([("2019-01-10", {"length": 2})], 1, "2019-01-10 00:00:01", "a day longer"),
    ([("2019-01-10", {"time": "15:00"})], 1, "2019-01-10 00:00:01",
     "its hour is part of its date"),
    ([("2019-01-10", {"time": "15:00"}), ("2019-01-11", {"zone": "Europe/London"})], 2,
     "2019-01-11 00:00:01", "the same hour elsewhere is another instant"),
    ([("2019-01-10", {"when": "2019-03", "time": "15:00"}),
      ("2019-01-11", {"zone": "Europe/London"})], 1, "2019-01-11 00:00:01",
     "the hours of a window are words only"),
    ([("2018-12-04", {"when": B})], 1, "2018-12-04 00:00:01",
     "on the day of the publication, after it"),
    ([("2018-12-03", {"when": B})], 0, FIRST, "before it: so it was published"),
    ([("2018-10-01", {"when": B}), ("2018-11-01", {"status": "cancelled"})], 0, FIRST,
     "all that was decided before it is no history"),
    ([("2019-02-10", {"when": A}), ("2019-01-10", {"when": B})], 2,
     "2019-02-10 00:00:01", "by day, wherever they stand"),
]  # fmt: skip


@pytest.mark.parametrize(("revisions", "sequence", "modified", "reason"), STAMPS)
def test_sequence_and_last_modified(
    revisions: list[tuple[str, dict[str, Any]]],
    sequence: int,
    modified: str,
    reason: str,
) -> None:
    """Each step counts that changes dates or status; each is stamped that is seen."""
    whole = plan(
        milestone("meeting", A),
        milestone("other", "2019-05"),
        zone="Europe/Paris",
        revisions=[revision(on, "meeting", **fields) for on, fields in revisions],
    )
    found = schedule(whole)["meeting"]
    assert (found.sequence, stamp(whole, "meeting")) == (sequence, modified), reason
    other = schedule(whole)["other"]
    assert (other.sequence, stamp(whole, "other")) == (0, FIRST), "nobody touched it"


def test_the_kth_of_a_day() -> None:
    """Revisions of a day are numbered in their order, whatever each is about."""
    whole = plan(
        milestone("a", A),
        milestone("b", A),
        milestone("c", "1 week after a"),
        revisions=[
            revision("2019-01-10", "b", when=B),
            revision("2019-01-10", "a", when=B),
            revision("2019-01-10", "b", place="Cork"),
        ],
    )
    assert stamp(whole, "a") == "2019-01-10 00:00:02"
    assert stamp(whole, "b") == "2019-01-10 00:00:03"
    assert stamp(whole, "c") == "2019-01-10 00:00:02", "it followed the second"
    assert [schedule(whole)[id_].sequence for id_ in "abc"] == [1, 1, 1]


def test_what_follows_counts_too() -> None:
    """What counts from a moved milestone has moved, by the same revision."""
    why = revision("2019-01-10", "meeting", when=B, reason="Snow")
    whole = plan(
        milestone("meeting", A), milestone("report", "1 week after meeting"),
        revisions=[why],
    )  # fmt: skip
    [earlier] = schedule(whole)["report"].earlier
    assert (earlier.was.edtf, earlier.until, earlier.by) == (
        "2019-03-11",
        date(2019, 1, 10),
        why,
    )


# earlier dates ---------------------------------------------------------------------


def test_earlier_dates() -> None:
    """Each change leaves what was expected until then, with the decision behind it."""
    decisions = [
        revision("2019-01-10", "meeting", when="2019-03", reason="Trains"),
        revision("2019-02-01", "meeting", when=B, status="confirmed", source=["Mail"]),
        revision("2019-02-10", "meeting", place="Cork"),
        revision("2019-03-13", "meeting", status="done", actual="2019-03-12"),
    ]
    whole = plan(milestone("meeting", A), revisions=decisions)
    assert past(whole, "meeting") == [
        ("2019-03-04", "planned", "2019-01-10"),
        ("2019-03", "planned", "2019-02-01"),
        ("2019-03-11", "confirmed", "2019-03-13"),
    ]
    found = schedule(whole)["meeting"]
    by = [each.by for each in found.earlier]
    assert by == [decisions[0], decisions[1], decisions[3]]
    assert (found.edtf, found.status) == ("2019-03-12", Status.DONE)
    assert found.decision == decisions[3]
    assert stamp(whole, "meeting") == "2019-03-13 00:00:01"


@pytest.mark.parametrize(
    ("added", "since", "reason"),
    [
        (None, APPROVAL, "it was there at first"),
        (date(2018, 11, 1), APPROVAL, "nobody has a plan from before it is published"),
        (date(2019, 2, 1), date(2019, 2, 1), "added later"),
    ],
)
def test_what_was_before_it_was_added(
    added: date | None, since: date, reason: str
) -> None:
    """A milestone is known from a day on; what would have been before is no history."""
    whole = plan(
        milestone("closing", "end", added=added),
        revisions=[extension("2019-01-10"), extension("2019-03-10")],
    )
    found = schedule(whole)["closing"]
    assert found.since == since, reason
    changes = ["2019-01-10", "2019-03-10"] if since == APPROVAL else ["2019-03-10"]
    assert [str(each.until) for each in found.earlier] == changes, reason
    if since != APPROVAL:
        assert "closing" not in schedule(whole, date(2019, 1, 31))
        on_its_day = schedule(whole, since)["closing"]
        assert f"{on_its_day.last_modified:%Y-%m-%d %H:%M:%S}" == "2019-02-01 00:00:00"


def test_phases_have_a_history() -> None:
    """A phase remembers its days before an extension, and before another start."""
    why = extension("2019-01-10")
    other = revision("2019-02-10", start="2018-12-31")
    transfer, sharing = schedule(plan(revisions=[why, other])).phases
    assert [(str(e.was.days), e.by) for e in transfer.earlier] == [
        ("2018-12-04/2020-06-04", why),
        ("2018-12-04/2020-12-04", other),
    ]
    assert [(str(e.was.days), e.by) for e in sharing.earlier] == [
        ("2020-06-05/2020-12-04", why),
        ("2020-12-05/2021-06-04", other),
    ]
    assert str(transfer.last_modified) == "2019-02-10 00:00:01+00:00"
    assert transfer.since == APPROVAL
    assert transfer.expected_on(date(2018, 12, 3)) is None


def test_data_dates() -> None:
    """The data dates are the days on which something became known."""
    whole = plan(
        milestone("meeting", A),
        milestone("report", "2019-05", added=date(2019, 2, 1)),
        partners=[UDINE, attrs.evolve(CORK, joined=date(2019, 3, 1))],
        revisions=[
            revision("2018-11-01", "meeting", when=B),
            revision("2019-01-10", "meeting", when=A),
            revision("2019-01-10", "meeting", when=B),
            revision("2019-04-10", "meeting", place="Cork"),
        ],
    )
    days = ["2018-12-04", "2019-01-10", "2019-02-01", "2019-03-01", "2019-04-10"]
    assert [str(day) for day in schedule(whole).data_dates] == days
    assert [str(d) for d in schedule(whole, date(2019, 2, 28)).data_dates] == days[:3]


# what only makes sense together ----------------------------------------------------

NIGHT = {"time": parse_clock_time("02:30"), "zone": "Europe/Paris"}


def test_revisions_that_only_make_sense_together() -> None:
    """A day is looked at when all of it is known: two decisions may need each other."""
    whole = plan(
        milestone("call", "2019-03-30", **NIGHT),
        milestone("meeting", A),
        revisions=[
            revision("2019-01-10", "call", when="2019-03-31"),  # no 02:30 that night
            revision("2019-01-10", "meeting", when=B),
            revision("2019-01-10", "call", time="03:30"),
        ],
    )
    found = schedule(whole)
    assert found["call"].sequence == 1, "nobody ever saw it half changed"
    assert stamp(whole, "call") == "2019-01-10 00:00:03"
    assert found["meeting"].sequence == 1
    assert str(found["call"].start) == "2019-03-31 03:30:00+02:00"


def test_a_first_publication_that_needs_a_decision_of_its_day() -> None:
    """What is mended on the day of its publication was published so."""
    whole = plan(
        milestone("call", "2019-03-31", **NIGHT),
        revisions=[revision("2018-12-04", "call", time="03:30")],
    )
    found = schedule(whole)["call"]
    assert (found.sequence, found.since) == (0, APPROVAL)
    assert stamp(whole, "call") == "2018-12-04 00:00:01"


REPORTS = Repeat(
    every=parse_lag("6 months"), from_=parse_rule("start"), until=parse_rule("end")
)


def test_a_member_that_was_there_for_a_moment() -> None:
    """What the first of two decisions brings and the second takes away never was."""
    reports = attrs.evolve(REPORTS, from_=parse_rule("2018-12-04"))
    whole = plan(
        milestone("report", "end of period", repeat=reports),
        # After the extension alone: 28 March 2021, a night without 02:30.
        milestone("call", "114 days after end of transfer", **NIGHT),
        revisions=[
            extension("2019-01-10"),
            revision("2019-01-10", start="2018-06-04"),
        ],
    )
    found = schedule(whole)
    assert [(each.id, each.edtf, each.sequence) for each in found] == [
        ("report-1", "2019-06-04", 0),
        ("report-2", "2019-12-04", 0),
        ("report-3", "2020-06-04", 0),
        ("call", "2020-09-26", 0),
        ("report-4", "2020-12-04", 0),
    ]
    assert [len(each.earlier) for each in found.phases] == [1, 0]


def test_a_partner_that_leaves_on_a_day_with_two_decisions() -> None:
    """A loss that comes with a step that waits for the next is noted all the same."""
    visit = milestone("visit", "2019-11", each=Each.PARTNER, scope=Scope.PARTNER)
    whole = plan(
        visit,
        milestone("call", "2019-03-31", added=date(2019, 1, 10), **NIGHT),
        partners=[UDINE, attrs.evolve(CORK, left=date(2019, 1, 10))],
        revisions=[revision("2019-01-10", "call", time="03:30")],
    )
    found = schedule(whole)["visit-cork"]
    assert (found.status, found.sequence) == (Status.CANCELLED, 1)
    assert stamp(whole, "visit-cork") == "2019-01-10 00:00:01"


def test_what_stays_wrong_at_the_end_of_a_day() -> None:
    """If the last decision of a day mends nothing, the plan is refused."""
    whole = plan(
        milestone("call", "2019-03-30", **NIGHT),
        milestone("meeting", A),
        revisions=[
            revision("2019-01-10", "call", when="2019-03-31"),
            revision("2019-01-10", "meeting", when=B),
            revision("2019-01-11", "call", time="03:30"),
        ],
    )
    with pytest.raises(TimelineError) as caught:
        schedule(whole)
    assert caught.value.code == "time-skipped"
    assert dates(whole, date(2019, 1, 9))["call"] == "2019-03-30"


# programmes ------------------------------------------------------------------------

CYCLE = lifecycle(
    milestone("kick-off", "month of 1 month after start", scope=Scope.PROGRAMME),
    milestone("campus", "2019-09", each=Each.COUNTRY, scope=Scope.COUNTRY),
    milestone("meeting", "1 week after kick-off"),
    milestone("closing", "end", scope=Scope.PROGRAMME),
)
ROUND = programme(
    milestone("fair", "2019-05", scope=Scope.PROGRAMME, added=date(2019, 2, 1)),
    revisions=[
        revision("2019-01-10", "kick-off", when="2019-01-15/2019-01-16"),
        revision("2019-01-10", "kick-off", place="Paris"),
        revision("2019-03-01", "campus-lt", when="2019-10-02"),
        revision("2019-03-01", "campus", place="There"),
        extension("2020-06-24"),
    ],
)
EARLY = network(id="early", programme="round", partners=[UDINE])
LATE = network(id="late", programme="round", issued=date(2019, 3, 1), partners=[CORK])
LATEST = network(
    id="latest", programme="round", issued=date(2020, 12, 1), partners=[UDINE],
    revisions=[revision("2020-12-01", "meeting", when="2021-01-01")],
)  # fmt: skip
LT = Partner(id="vilnius", city="Vilnius", country="LT")
NETWORKS = [EARLY, LATE, LATEST, network(id="lt", programme="round", partners=[LT])]


def of(own: Network | None) -> Schedule:
    """Return the schedule of one of the networks, or of the programme as a whole."""
    inner = {"network": own} if own else {"networks": tuple(NETWORKS)}
    return schedule(Plan(lifecycle=CYCLE, programme=ROUND, **inner))


PROGRAMMES = [
    # A row: milestone, SEQUENCE, LAST-MODIFIED, reason
    ("kick-off", 1, "2019-01-10 00:00:02", "a date, then a place, on one day"),
    ("campus-it", 0, "2019-03-01 00:00:02", "a place; the date is another country's"),
    ("campus-lt", 1, "2019-03-01 00:00:02", "its own date, and the place"),
    ("closing", 1, "2020-06-24 00:00:01", "the extension"),
    ("fair", 0, "2019-02-01 00:00:00", "added, and never changed"),
]


@pytest.mark.parametrize(("id_", "sequence", "modified", "reason"), PROGRAMMES)
def test_a_programmes_milestones_are_the_same_everywhere(
    id_: str, sequence: int, modified: str, reason: str
) -> None:
    """One history, one SEQUENCE, one stamp, whenever a network was first published."""
    found = [each[id_] for each in map(of, (None, *NETWORKS)) if id_ in each]
    assert len(found) >= 2
    for each in found:
        assert each.sequence == sequence, reason
        assert f"{each.last_modified:%Y-%m-%d %H:%M:%S}" == modified, reason
        assert (each.uid, each.earlier) == (found[0].uid, found[0].earlier)
        assert each.since == found[0].since


def test_a_programmes_revisions_reach_networks() -> None:
    """What a network has for itself follows the programme's dates, from its own day."""
    meeting = of(EARLY)["meeting"]
    assert (meeting.edtf, meeting.sequence) == ("2019-01-23", 1)
    meeting = of(LATE)["meeting"]
    assert (meeting.edtf, meeting.sequence) == ("2019-01-23", 0), "as first published"
    assert meeting.since == date(2019, 3, 1)
    assert [str(day) for day in of(LATE).data_dates] == ["2019-03-01", "2020-06-24"]
    meeting = of(LATEST)["meeting"]
    assert (meeting.sequence, meeting.since) == (1, date(2020, 12, 1))


def test_a_members_revision_where_there_is_no_such_member() -> None:
    """What a programme says of Lithuania does nothing where nobody is from there."""
    assert "campus-lt" not in of(EARLY)
    assert of(EARLY)["campus-it"].edtf == "2019-09"
    assert of(NETWORKS[-1])["campus-lt"].edtf == "2019-10-02"
    wrong = attrs.evolve(ROUND, revisions=[
        revision("2019-03-01", "campus-xx", when="2019-10-02",
                 origin=Origin("round.toml", 9)),
    ])  # fmt: skip
    with pytest.raises(TimelineError) as caught:
        schedule(Plan(lifecycle=CYCLE, programme=wrong, networks=tuple(NETWORKS)))
    assert caught.value.code == "unknown-milestone"
    assert caught.value.where == "round.toml:9: revision of 2019-03-01: milestone"


def test_the_order_of_a_day_is_programme_then_network() -> None:
    """On one day, what the programme decided comes before what the network says."""
    own = attrs.evolve(EARLY, revisions=[
        revision("2020-06-24", "closing", note="With a party"),
        revision("2020-06-24", "meeting", when="2021-01-01"),
    ])  # fmt: skip
    found = of(own)
    assert f"{found['closing'].last_modified:%H:%M:%S}" == "00:00:02"
    assert f"{found['meeting'].last_modified:%H:%M:%S}" == "00:00:03"
    assert found["closing"].sequence == 1, "a network's words are not the programme's"


def test_words_of_before_a_network_was_published() -> None:
    """What a network said of the programme's before its own day is said on that day."""
    own = attrs.evolve(
        LATE, revisions=[revision("2019-02-01", "kick-off", note="Bring a map")]
    )
    found = of(own)["kick-off"]
    assert str(found.note) == "Bring a map"
    assert found.sequence == 1
    assert f"{found.last_modified:%Y-%m-%d %H:%M:%S}" == "2019-03-01 00:00:00"


# what takes the place of what ------------------------------------------------------


def replacing(*more: Revision, **fields: Any) -> Plan:  # noqa: ANN401 - any field
    """Return a plan in which an online meeting takes the place of one in Burgas."""
    fields = {"added": date(2020, 4, 1), "replaces": "burgas"} | fields
    return plan(
        milestone("burgas", "2020-04-22/2020-04-24"),
        milestone("online", "2020-04-23", **fields),
        milestone("other", "2020-05"),
        revisions=more,
    )


def test_what_is_replaced_is_cancelled() -> None:
    """From the day the new one is known on, the other is cancelled and says so."""
    before = schedule(replacing(), date(2020, 3, 31))
    after = schedule(replacing(), date(2020, 4, 1))
    assert (before["burgas"].status, "online" in before) == (Status.PLANNED, False)
    burgas, online = after["burgas"], after["online"]
    assert (burgas.status, burgas.replaced_by) == (Status.CANCELLED, ("online",))
    assert (burgas.sequence, burgas.earlier[0].by) == (1, None)
    assert str(burgas.last_modified) == "2020-04-01 00:00:00+00:00"
    assert (online.sequence, online.replaced_by) == (0, ())
    assert stamp(replacing(), "other") == FIRST


def test_a_new_title_is_read_in_the_other() -> None:
    """The entry of the one names the other, so another title changes both."""
    whole = replacing(revision("2020-04-10", "online", title="Burgas, from home"))
    assert stamp(whole, "online") == "2020-04-10 00:00:01"
    assert stamp(whole, "burgas") == "2020-04-10 00:00:01"
    assert schedule(whole)["burgas"].sequence == 1
    whole = replacing(revision("2020-04-10", "burgas", title="Burgas, on site"))
    assert stamp(whole, "online") == "2020-04-10 00:00:01"
    assert schedule(whole)["online"].sequence == 0
    whole = replacing(revision("2020-04-10", "online", when="2020-04-24"))
    assert stamp(whole, "burgas") == "2020-04-01 00:00:00", "only the title is named"


def test_what_is_replaced_from_the_beginning() -> None:
    """Where both are first published together, the cancelling is no history."""
    found = schedule(replacing(added=None))["burgas"]
    assert (found.status, found.sequence) == (Status.CANCELLED, 0)


def test_a_family_that_is_replaced() -> None:
    """All members are cancelled, and name what takes their place."""
    reports = milestone("report", "end of period", repeat=REPORTS)
    new = milestone("summary", "end", added=date(2019, 7, 1), replaces="report")
    found = schedule(plan(reports, new))
    assert [(each.id, each.status) for each in found if each.id != "summary"] == [
        ("report-1", Status.CANCELLED),
        ("report-2", Status.CANCELLED),
        ("report-3", Status.CANCELLED),
        ("report-4", Status.CANCELLED),
    ]
    assert found["report-3"].replaced_by == ("summary",)


def test_one_member_is_replaced_by_a_family() -> None:
    """One report gives way to two; the others stay."""
    halves = Repeat(periods=_periods("2019-01-01/2019-02-28", "2019-03-01/2019-06-04"))
    found = schedule(
        plan(
            milestone("report", "end of period", repeat=REPORTS),
            milestone("half", "end of period", repeat=halves,
                      added=date(2019, 1, 10), replaces="report-1"),
        )
    )  # fmt: skip
    assert found["report-1"].replaced_by == ("half-1", "half-2")
    assert found["report-1"].status is Status.CANCELLED
    assert found["report-2"].status is Status.PLANNED
    assert found["report-2"].replaced_by == ()


def _periods(*texts: str) -> list[Any]:
    """Return periods, as a plan file writes them."""
    return [parse_edtf(text).days for text in texts]
