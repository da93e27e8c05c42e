"""
What a step of the history moves (`transfertimeline.schedule.update`).

The start of these plans is 4 December 2018: 18 months of transfer end on 4 June 2020,
6 of dissemination on 4 December 2020. Six months more of transfer, the extension of
2020, take them to 4 December 2020 and 4 June 2021.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from tests.schedule.plans import (
    APPROVAL,
    KLAIPEDA,
    UDINE,
    dates,
    extension,
    lifecycle,
    milestone,
    network,
    past,
    phase,
    plan,
    programme,
    revision,
    schedule,
)
from transfertimeline.dates.clock import parse_clock_time
from transfertimeline.dates.lag import parse_lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.dates.working import MONDAY_TO_FRIDAY
from transfertimeline.errors import (
    CycleError,
    DateError,
    PlanError,
    ScheduleError,
    TimelineError,
    UnknownIdError,
)
from transfertimeline.plan.changes import Override
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.history import history_of
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Milestone, Scope
from transfertimeline.plan.networks import Partner
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.repeats import Each, Repeat
from transfertimeline.plan.revisions import Revision, Status
from transfertimeline.schedule.computation import Computation
from transfertimeline.schedule.update import update

BEFORE, AFTER = date(2020, 6, 23), date(2020, 6, 24)
LONGER = extension("2020-06-24", reason="No travel this year")


def every(length: str, first: str = "start", until: str = "end") -> Repeat:
    """Return a repeat, as a plan file writes it."""
    return Repeat(
        every=parse_lag(length), from_=parse_rule(first), until=parse_rule(until)
    )


# extensions ------------------------------------------------------------------------

PHASES = [
    # A row: extensions, end convention, the days of the phases, reason
    ([("transfer", "6 months")], EndConvention.ANNIVERSARY,
     ["2018-12-04/2020-12-04", "2020-12-05/2021-06-04"],
     "the extension of the 23 networks: the last six months move, as long as before"),
    ([("dissemination", "6 months")], EndConvention.ANNIVERSARY,
     ["2018-12-04/2020-06-04", "2020-06-05/2021-06-04"],
     "what comes before stays where it is"),
    ([("transfer", "2 months"), ("transfer", "4 months")], EndConvention.ANNIVERSARY,
     ["2018-12-04/2020-12-04", "2020-12-05/2021-06-04"],
     "two extensions of a phase add up"),
    ([("transfer", "1 year"), ("dissemination", "1 month")], EndConvention.ANNIVERSARY,
     ["2018-12-04/2021-06-04", "2021-06-05/2022-01-04"],
     "years are months; each phase by itself"),
    ([("transfer", "6 months")], EndConvention.DAY_BEFORE,
     ["2018-12-04/2020-12-03", "2020-12-04/2021-06-03"],
     "the same to the day before"),
]  # fmt: skip


@pytest.mark.parametrize(("extensions", "ends", "expected", "reason"), PHASES)
def test_an_extension_moves_later_phases(
    extensions: list[tuple[str, str]],
    ends: EndConvention,
    expected: list[str],
    reason: str,
) -> None:
    """Months go into one phase; earlier phases stay, later ones move as a whole."""
    revisions = [
        extension(f"2020-06-{day}", name, by)
        for day, (name, by) in enumerate(extensions, start=23)
    ]
    found = schedule(plan(ends=ends, revisions=revisions))
    assert [str(each.days) for each in found.phases] == expected, reason


def test_an_extension_from_the_last_day_of_a_month() -> None:
    """Months are counted from the start of the whole, never added to an end."""
    revisions = [extension("2019-01-01", by="1 month")]
    found = schedule(plan(start=date(2018, 8, 31), revisions=revisions))
    # 31 August + 18 is 29 February; one more is 31 March, not 29.
    assert [str(each.days) for each in found.phases] == [
        "2018-08-31/2020-03-31",
        "2020-04-01/2020-09-30",
    ]


DEPENDANTS = [
    # A row: rule, before the extension, after it, reason
    ("start", "2018-12-04", "2018-12-04", "the start stays"),
    ("end", "2020-12-04", "2021-06-04", "the end moves"),
    ("3 months after start", "2019-03-04", "2019-03-04", "what counts from the start"),
    ("2 weeks before end of transfer", "2020-05-21", "2020-11-20",
     "what counts from the end of the phase"),
    ("start of transfer", "2018-12-04", "2018-12-04", "the phase begins as before"),
    ("start of dissemination", "2020-06-05", "2020-12-05", "the next begins later"),
    ("1 month after start of dissemination", "2020-07-05", "2021-01-05",
     "what counts from the next phase"),
    ("dissemination", "2020-06-05/2020-12-04", "2020-12-05/2021-06-04",
     "the phase itself"),
    ("M18", "[2020-05-05..2020-06-04]", "[2020-05-05..2020-06-04]",
     "project months are those of the calendar: they never move"),
    ("end of M24", "2020-12-04", "2020-12-04", "not even the last one"),
    ("2020-07-09", "2020-07-09", "2020-07-09", "a date is a date"),
    ("1 week after closing", "2020-12-11", "2021-06-11", "a chain follows"),
    ("later of 2020-09-01 and end of transfer", "2020-09-01", "2020-12-04",
     "the other becomes the later one"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "before", "after", "reason"), DEPENDANTS)
def test_what_counts_from_a_phase_follows(
    rule: str, before: str, after: str, reason: str
) -> None:
    """From the day of the extension on, what counts from a moved end moves with it."""
    whole = plan(
        milestone("closing", "end"), milestone("event", rule), revisions=[LONGER]
    )
    assert dates(whole, BEFORE)["event"] == before, reason
    assert dates(whole, AFTER)["event"] == after, reason


SETTLED = [
    # A row: revision of the closing, the finding after the extension, reason
    ({"when": "2020-12-03", "status": "confirmed"}, "warning",
     "everybody has a ticket: it stays, and somebody should look"),
    ({"when": "2020-06-01", "status": "done"}, "info",
     "it was held: it stays, and nobody can do anything"),
    ({"status": "done", "actual": "2020-06-01"}, "info",
     "the same, where the rule was never replaced"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "severity", "reason"), SETTLED)
def test_what_is_settled_stays(
    fields: dict[str, Any], severity: str, reason: str
) -> None:
    """What is confirmed or done keeps its days; that its rule gives others is said."""
    whole = plan(
        milestone("closing", "end"),
        revisions=[revision("2020-06-02", "closing", **fields), LONGER],
    )
    day = fields.get("actual", fields.get("when"))
    found = schedule(whole, AFTER)
    assert found["closing"].edtf == day, reason
    assert found["closing"].sequence == 1, "the extension is no change of it"
    [finding] = [each for each in found.findings if each.code == "off-rule"]
    assert str(finding.severity) == severity, reason


def test_what_is_only_planned_follows_its_date() -> None:
    """A date somebody wrote down stays; what counts from it does not notice."""
    whole = plan(
        milestone("closing", "end"),
        milestone("report", "2 weeks after closing"),
        revisions=[revision("2020-06-02", "closing", when="2020-12-03"), LONGER],
    )
    assert dates(whole, AFTER) == {"closing": "2020-12-03", "report": "2020-12-17"}


def test_the_derivation_names_the_extension() -> None:
    """A moved phase says which revision made it longer, and where that stands."""
    origin = Origin("demo.toml", 40)
    revisions = [extension("2020-06-24", reason="Covid", source=["A"], origin=origin)]
    transfer, dissemination = schedule(plan(revisions=revisions)).phases
    assert transfer.derivation.how == (
        "months 1 to 24 from start, each to the same day; "
        'extend transfer by 6 months, revision of 2020-06-24 ("Covid")'
    )
    assert transfer.derivation.source == ("A",)
    assert transfer.derivation.origin == origin
    assert dissemination.derivation.how == (
        "months 25 to 30 from start, each to the same day"
    )


# repeats ---------------------------------------------------------------------------


def test_repeats_gain_members() -> None:
    """An extension brings new members; the others keep ids, UIDs, dates and history."""
    whole = plan(
        milestone("report", "end of period", repeat=every("6 months")),
        revisions=[LONGER],
    )
    before, after = schedule(whole, BEFORE), schedule(whole, AFTER)
    assert [each.edtf for each in before] == [
        "2019-06-04", "2019-12-04", "2020-06-04", "2020-12-04",
    ]  # fmt: skip
    assert [(each.id, each.edtf) for each in after] == [
        ("report-1", "2019-06-04"),
        ("report-2", "2019-12-04"),
        ("report-3", "2020-06-04"),
        ("report-4", "2020-12-04"),
        ("report-5", "2021-06-04"),
    ]
    for each in before:
        assert (after[each.id].uid, after[each.id].earlier) == (each.uid, ())
    assert after["report-5"].since == AFTER
    assert after["report-5"].sequence == 0


def test_a_repeat_inside_a_phase_that_becomes_longer() -> None:
    """A last short period grows to its whole length before another one follows."""
    whole = plan(
        milestone("visit", "end of period", repeat=every("12 months", "transfer",
                                                         "transfer")),
        revisions=[LONGER],
    )  # fmt: skip
    assert dates(whole, BEFORE) == {"visit-1": "2019-12-04", "visit-2": "2020-06-04"}
    assert dates(whole, AFTER) == {"visit-1": "2019-12-04", "visit-2": "2020-12-04"}


def test_a_revision_of_a_member_that_an_extension_brings() -> None:
    """On the day of the extension there is a fifth report, and it can be moved."""
    moved = revision("2020-06-24", "report-5", when="2021-05-01")
    whole = plan(
        milestone("report", "end of period", repeat=every("6 months")),
        revisions=[LONGER, moved],
    )
    assert dates(whole)["report-5"] == "2021-05-01"
    assert past(whole, "report-5") == [("2021-06-04", "planned", "2020-06-24")]


def test_what_is_no_member_any_more() -> None:
    """Where a repeat becomes shorter, the last one keeps its days and is cancelled."""
    whole = plan(
        milestone("report", "end of period",
                  repeat=every("6 months", until="2020-06-30")),
        milestone("answer", "1 week after report-4"),
        revisions=[revision("2019-02-01", start="2018-12-31")],
    )  # fmt: skip
    assert dates(whole, APPROVAL) == {
        "report-1": "2019-06-04",
        "report-2": "2019-12-04",
        "report-3": "2020-06-04",
        "report-4": "2020-06-30",
        "answer": "2020-07-07",
    }
    found = schedule(whole)
    assert [(each.id, each.edtf, each.status) for each in found] == [
        ("report-1", "2019-06-30", Status.PLANNED),
        ("report-2", "2019-12-31", Status.PLANNED),
        ("report-3", "2020-06-30", Status.PLANNED),
        ("report-4", "2020-06-30", Status.CANCELLED),
        ("answer", "2020-07-07", Status.PLANNED),
    ]
    assert past(whole, "report-4") == [("2020-06-30", "planned", "2019-02-01")]
    assert found["report-4"].earlier[0].by is not None


def test_what_is_a_member_again() -> None:
    """What comes back after it was lost is planned again, with its id and its UID."""
    whole = plan(
        milestone("report", "end of period",
                  repeat=every("6 months", until="2020-06-30")),
        revisions=[
            revision("2019-02-01", start="2018-12-31"),
            revision("2019-02-02", start="2018-12-10"),
        ],
    )  # fmt: skip
    found = schedule(whole)["report-4"]
    assert (found.edtf, found.status) == ("2020-06-30", Status.PLANNED)
    assert past(whole, "report-4") == [
        ("2020-06-30", "planned", "2019-02-01"),
        ("2020-06-30", "cancelled", "2019-02-02"),
    ]


# another start ---------------------------------------------------------------------


def test_another_start() -> None:
    """A revised start moves the whole lifecycle, project months and all."""
    whole = plan(
        milestone("kick-off", "month of 1 month after start"),
        milestone("review", "end of M3"),
        milestone("festival", "2019-06-15"),
        revisions=[revision("2018-12-20", start="2019-01-10", reason="Late")],
    )
    before, after = schedule(whole, APPROVAL), schedule(whole)
    assert (str(before.start), str(before.end)) == ("2018-12-04", "2020-12-04")
    assert (str(after.start), str(after.end)) == ("2019-01-10", "2021-01-10")
    assert dates(whole, APPROVAL) == {
        "kick-off": "2019-01", "review": "2019-03-04", "festival": "2019-06-15",
    }  # fmt: skip
    assert dates(whole) == {
        "kick-off": "2019-02", "review": "2019-04-10", "festival": "2019-06-15",
    }  # fmt: skip
    start = after.phases[0].derivation.of[0]
    assert start.stated == 'network demo, revision of 2018-12-20 ("Late")'


def test_another_start_and_an_extension() -> None:
    """The months inserted stay inserted when the whole begins on another day."""
    revisions = [extension("2019-01-01"), revision("2019-02-01", start="2018-12-31")]
    assert [str(each.days) for each in schedule(plan(revisions=revisions)).phases] == [
        "2018-12-31/2020-12-31",
        "2021-01-01/2021-06-30",
    ]


# partners --------------------------------------------------------------------------

JOINED = Partner(id="cork", city="Cork", country="IE", joined=date(2019, 3, 1))
LEFT = Partner(id="cork", city="Cork", country="IE", left=date(2019, 9, 1))


def with_visits(when: str, *partners: Partner, **fields: Any) -> Plan:  # noqa: ANN401 - any field
    """Return a plan with a visit to each partner."""
    visit = milestone("visit", when, each=Each.PARTNER, scope=Scope.PARTNER)
    return plan(visit, partners=partners, **fields)


def test_a_partner_joins() -> None:
    """What is made for each partner is known from the day it joined."""
    whole = with_visits("2019-05", UDINE, JOINED)
    assert dates(whole, date(2019, 2, 28)) == {"visit-udine": "2019-05"}
    found = schedule(whole, date(2019, 3, 1))
    assert [(each.id, each.since, each.sequence) for each in found] == [
        ("visit-cork", date(2019, 3, 1), 0),
        ("visit-udine", APPROVAL, 0),
    ]


GONE = [
    # A row: the visit, what is recorded, status in the end, reason
    ("2019-10", [], Status.CANCELLED, "it will not take place any more"),
    ("2019-06-03", [], Status.PLANNED, "it was over by then: nobody said how it went"),
    ("2019-06-03", [revision("2019-06-10", "visit-cork", status="done")], Status.DONE,
     "it took place"),
    ("2019-06-03", [revision("2019-10-10", "visit-cork", status="done")], Status.DONE,
     "it took place, as is recorded when the partner is no longer there"),
    ("2019-06-03", [revision("2019-10-10", "visit-cork", status="cancelled")],
     Status.CANCELLED, "it did not, as is recorded later"),
    ("2019-06-03", [revision("2019-10-10", "visit", status="cancelled")],
     Status.PLANNED, "what is said of the family is not said of it"),
    ("2019-06-03", [revision("2019-10-10", "visit", status="cancelled"),
                    revision("2019-10-11", "visit-cork", note="Thank you")],
     Status.PLANNED, "nor is it when a word about it follows"),
    ("unknown", [], Status.CANCELLED, "it will get no date any more"),
    ("2019-10", [revision("2019-10-10", "visit-cork", note="Thank you")],
     Status.CANCELLED, "words change nothing in that"),
]  # fmt: skip


@pytest.mark.parametrize(("when", "revisions", "status", "reason"), GONE)
def test_a_partner_leaves(
    when: str, revisions: list[Revision], status: Status, reason: str
) -> None:
    """What was made for a partner keeps its days; what was to come is cancelled."""
    whole = with_visits(when, UDINE, LEFT, revisions=revisions)
    found = schedule(whole)["visit-cork"]
    assert (found.edtf, found.status) == (when, status), reason


def test_nobody_decided_that_it_is_cancelled() -> None:
    """What is cancelled because its partner left is not so for an earlier reason."""
    agreed = revision(
        "2019-02-01",
        "visit-cork",
        when="2019-10-02",
        status="confirmed",
        reason="Agreed by all",
    )
    whole = with_visits("2019-10", UDINE, LEFT, revisions=[agreed])
    assert schedule(whole, date(2019, 8, 31))["visit-cork"].decision == agreed
    found = schedule(whole)["visit-cork"]
    assert (found.status, found.decision) == (Status.CANCELLED, None)


def test_words_about_what_is_over() -> None:
    """A note on the visit to a partner that has left is shown, and stamped."""
    said = revision("2019-10-10", "visit-cork", note="Thank you")
    found = schedule(with_visits("2019-10", UDINE, LEFT, revisions=[said]))
    assert str(found["visit-cork"].note) == "Thank you"
    assert found["visit-cork"].last_modified.date() == date(2019, 10, 10)
    assert found["visit-cork"].sequence == 1


def test_a_milestone_of_a_partner_that_leaves() -> None:
    """The same holds for a single milestone of one partner."""
    whole = plan(
        milestone("campus", "2019-11-05", scope=Scope.PARTNER, partner="cork"),
        milestone("party", "1 day after campus"),
        partners=[UDINE, LEFT],
    )
    found = schedule(whole)
    assert found["campus"].status is Status.CANCELLED
    assert found["campus"].earlier[0].by is None
    assert (found["party"].edtf, found["party"].status) == (
        "2019-11-06",
        Status.PLANNED,
    )


def test_an_override_of_a_member_that_comes_later() -> None:
    """What a layer says of a partner's member holds from the day there is one."""
    cycle = lifecycle(milestone("visit", "2019-05", each=Each.PARTNER,
                                scope=Scope.PARTNER))  # fmt: skip
    own = network(Override(id="visit-cork", place="Cork"), partners=[UDINE, JOINED])
    whole = Plan(lifecycle=cycle, network=own)
    assert "visit-cork" not in schedule(whole, APPROVAL)
    assert str(schedule(whole)["visit-cork"].place) == "Cork"


def test_countries_are_there_from_the_beginning() -> None:
    """A country has one history; a network shows it once it has a partner there."""
    campus = milestone("campus", "2019-09", each=Each.COUNTRY, scope=Scope.COUNTRY)
    own = network(programme="round", partners=[UDINE, JOINED])
    whole = Plan(lifecycle=lifecycle(campus), programme=programme(), network=own)
    assert dates(whole, date(2019, 2, 28)) == {"campus-it": "2019-09"}
    found = schedule(whole)
    assert [(each.id, each.since) for each in found] == [
        ("campus-ie", APPROVAL),
        ("campus-it", APPROVAL),
    ]


# every state of the history --------------------------------------------------------


def at(line: int) -> dict[str, Any]:
    """Return an origin as a field."""
    return {"origin": Origin("demo.toml", line)}


def at_night(time: str) -> dict[str, Any]:
    """Return an hour in Paris as fields."""
    return {"time": parse_clock_time(time), "zone": "Europe/Paris"}


ROUND = every("6 months")
Wrong = tuple[type[TimelineError], str, str]
WRONG: list[tuple[list[Milestone], list[Revision], Wrong, str]]
WRONG = [
    # A row: milestones, revisions, the error with its code and place, reason
    ([milestone("a", "start"), milestone("b", "a")],
     [revision("2019-01-10", "a", when="1 day after b", **at(20)),
      revision("2019-01-11", "a", when="2019-02-01", **at(30))],
     (CycleError, "cycle", "demo.toml:20: milestone a"),
     "a circle for one day, though the next revision opens it"),
    ([milestone("a", "start")],
     [revision("2019-01-10", "a", when="1 day after beta", **at(20)),
      revision("2019-01-11", "a", when="start", **at(30))],
     (UnknownIdError, "unknown-id", "demo.toml:20: milestone a: when"),
     "for one day it counts from nothing"),
    ([milestone("a", "start"),
      milestone("b", "2019-05", added=date(2019, 3, 1), **at(9))],
     [revision("2019-01-10", "a", when="1 day before b", **at(20))],
     (ScheduleError, "anchor-later", "demo.toml:20: milestone a: when"),
     "nobody knew of the other then, though everybody does now"),
    ([milestone("a", "1 day before b", **at(5)),
      milestone("b", "2019-05", added=date(2019, 3, 1), **at(9))],
     [revision("2019-01-10", "a", when="start", **at(20))],
     (ScheduleError, "anchor-later", "demo.toml:5: milestone a: when"),
     "the same for what was first published"),
    ([milestone("a", "2019-03-30", **at_night("02:30"), **at(5))],
     [revision("2019-01-10", "a", when="2019-03-31", **at(20)),
      revision("2019-01-11", "a", time="03:30", **at(30))],
     (DateError, "time-skipped", "demo.toml:5: milestone a: time"),
     "the clocks go forward: there is no half past two on that day"),
    ([milestone("a", "2019-03-31", **at_night("01:30"))],
     [revision("2019-01-10", "a", time="02:30", **at(20)),
      revision("2019-01-11", "a", time="03:30", **at(30))],
     (DateError, "time-skipped", "demo.toml:20: milestone a: time"),
     "the same where the hour was revised"),
    ([milestone("report", "end of period", repeat=ROUND)],
     [revision("2019-01-10", "report-5", when="2021-01-01", **at(20)),
      extension("2019-01-11", **at(30))],
     (UnknownIdError, "unknown-milestone",
     "demo.toml:20: revision of 2019-01-10: milestone"),
     "there was no fifth report on that day"),
    ([milestone("a", "2019-05", length=3, **at(5))],
     [revision("2019-01-10", "a", when="[2019-05-02..2019-05-03]", **at(20)),
      revision("2019-01-11", "a", length=2, **at(30))],
     (ScheduleError, "length-window", "demo.toml:5: milestone a: length"),
     "three days do not fit into two"),
    ([milestone("a", "2019-05", title="Visit")],
     [revision("2019-01-10", "a", title="Visit {n}", **at(20)),
      revision("2019-01-11", "a", title="Visit 1", **at(30))],
     (PlanError, "placeholder", "demo.toml:20: milestone a: title"),
     "it has no number"),
    ([milestone("report", "end of period", repeat=ROUND),
      milestone("report-2", "2019-05", added=date(2019, 3, 1), **at(9))],
     [], (PlanError, "id-duplicate", "demo.toml:9: milestone report-2"),
     "the second report has that id already"),
    ([milestone("report", "end of period", repeat=ROUND, **at(5)),
      milestone("report-5", "2019-05", **at(9))],
     [extension("2019-01-10", **at(20))],
     (PlanError, "id-duplicate", "demo.toml:5: milestone report-5"),
     "the fifth report finds its id taken"),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "revisions", "expected", "reason"), WRONG)
def test_an_error_of_some_day(
    stated: list[Milestone],
    revisions: list[Revision],
    expected: Wrong,
    reason: str,
) -> None:
    """Every state of the history is looked at, whatever became of it later."""
    with pytest.raises(TimelineError) as caught:
        schedule(plan(*stated, revisions=revisions))
    found = caught.value
    assert (type(found), found.code, found.where) == expected, reason


def test_no_error_before_its_day() -> None:
    """What goes wrong later does not spoil the schedule of an earlier day."""
    wrong = revision("2019-01-10", "a", when="1 day after beta")
    whole = plan(milestone("a", "start"), revisions=[wrong])
    assert dates(whole, date(2019, 1, 9)) == {"a": "2018-12-04"}


def test_several_errors_of_one_day() -> None:
    """All that is wrong on a day is said at once."""
    revisions = [
        revision("2019-01-10", "a", when="1 day after x"),
        revision("2019-01-10", "b", when="1 day after y"),
    ]
    with pytest.raises(ExceptionGroup) as caught:
        schedule(plan(milestone("a", "start"), milestone("b", "start"),
                      revisions=revisions))  # fmt: skip
    found = [
        each for each in caught.value.exceptions if isinstance(each, TimelineError)
    ]
    assert [each.found for each in found] == ['"x"', '"y"']


# what is dated anew ----------------------------------------------------------------


def test_only_what_a_step_touches_is_dated_anew() -> None:
    """A step dates what it changes and what counts from that, nothing else."""
    whole = plan(
        milestone("far", "1 week after near"),
        milestone("near", "1 week after meeting"),
        milestone("meeting", "2019-03-04"),
        milestone("other", "2019-03-04"),
        revisions=[
            revision("2019-01-10", "meeting", when="2019-03-05"),
            revision("2019-01-11", "near", when="2019-03-20"),
            revision("2019-01-12", "meeting", when="2019-03-06"),
            extension("2019-01-13"),
        ],
    )
    history = history_of(whole, date(2019, 2, 1))
    computation = Computation(
        plan=whole, calendar=MONDAY_TO_FRIDAY, state=history[0][1]
    )
    found = [update(computation, state, step.touched) for step, state in history]
    everything = {"far", "near", "meeting", "other"}
    assert found == [
        everything,
        {"meeting", "near", "far"},
        {"near", "far"},
        {"meeting"},
        everything,
    ]
    assert computation.dated["far"].expected.edtf == "2019-03-27"


def test_a_copy_is_another() -> None:
    """What is tried with a copy of a computation leaves the computation as it was."""
    whole = with_visits("2019-05", UDINE, JOINED, KLAIPEDA)
    (first, before), (second, after) = history_of(whole, date(2019, 5, 1))
    computation = Computation(plan=whole, calendar=MONDAY_TO_FRIDAY, state=before)
    assert computation.copy().members == {}
    update(computation, before, first.touched)
    twin = computation.copy()
    update(twin, after, second.touched)
    assert set(twin.members) - set(computation.members) == {"visit-cork"}
    assert "visit-cork" not in computation.dated
    assert "visit-cork" not in computation.resolver.spans
    assert computation.family["visit"] == ["visit-udine", "visit-klaipeda"]


def test_a_large_plan_is_no_slower_by_the_milestone() -> None:
    """Four hundred milestones in a row, each counted from the one before."""
    rows = [milestone("m-0", "start")]
    rows += [
        milestone(f"m-{number}", f"1 day after m-{number - 1}")
        for number in range(1, 400)
    ]
    moved = revision("2019-01-10", "m-0", when="2018-12-05")
    found = schedule(plan(*rows, phases=[phase("all", "60 months")], revisions=[moved]))
    in_order = [found[f"m-{number}"].first for number in range(400)]
    assert all((b - a).days == 1 for a, b in pairwise(in_order) if a and b)
    assert found["m-399"].edtf == "2020-01-08"
    assert found["m-399"].sequence == 1
