"""
The findings on a schedule (`transfertimeline.schedule.checks`).

The lifecycle is 4 December 2018 - 4 December 2020, its first phase until 4 June 2020.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.schedule.plans import (
    CORK,
    UDINE,
    extension,
    lifecycle,
    milestone,
    network,
    phase,
    plan,
    programme,
    revision,
    schedule,
)
from transfertimeline.dates.lag import parse_lag
from transfertimeline.errors import RuleError, ScheduleError, UnknownIdError
from transfertimeline.plan.changes import Override
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Kind, Milestone
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.repeats import Each, Repeat
from transfertimeline.plan.revisions import Revision
from transfertimeline.schedule.findings import Finding, Severity

INFO, WARNING = Severity.INFO, Severity.WARNING
MONTHS = Repeat(every=parse_lag("12 months"))


def findings(
    *stated: Milestone,
    **fields: Any,  # noqa: ANN401 - as many types as fields
) -> tuple[Finding, ...]:
    """Return the findings on a network that states these milestones."""
    return schedule(plan(*stated, **fields)).findings


def codes(
    *stated: Milestone,
    **fields: Any,  # noqa: ANN401 - as above
) -> list[tuple[str, str | None, str]]:
    """Return code, milestone and severity of each finding."""
    return [(f.code, f.milestone, f.severity) for f in findings(*stated, **fields)]


def test_a_plain_plan_has_none() -> None:
    """A plan whose dates are known and lie inside has no findings."""
    assert (
        findings(milestone("kick-off", "2019-01"), milestone("end-event", "end")) == ()
    )


# unknown-date ----------------------------------------------------------------------


def test_unknown_date() -> None:
    """`unknown-date`: an undated milestone is never left out silently."""
    found = codes(
        milestone("final-event", "unknown"),
        milestone("report", "2 weeks after final-event"),
    )
    assert found == [
        ("unknown-date", "final-event", INFO),
        ("unknown-date", "report", INFO),
    ]


# clipped-month-end -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "clipped"),
    [
        ("1 month after 2019-01-31", "1 month after 2019-01-31"),
        ("2 days after 1 month after 2019-01-31", "1 month after 2019-01-31"),
        ("1 month after 2019-01", "1 month after 2019-01"),  # for its last days
        ("1 month after 2019-01-28", None),
        ("2 months after 2019-01-31", None),
    ],
)
def test_clipped_month_end(when: str, clipped: str | None) -> None:
    """`clipped-month-end`: a month was too short, and the part of the rule is named."""
    found = findings(milestone("report", when))
    if clipped is None:
        assert found == ()
    else:
        assert [(f.code, f.severity) for f in found] == [("clipped-month-end", INFO)]
        assert f'"{clipped}"' in found[0].message


# outside-lifecycle -----------------------------------------------------------------

LIFECYCLE = [
    # A row: date, severity of the finding or None, reason
    ("2018-12-04", None, "the first day"),
    ("2020-12-04", None, "the last day"),
    ("2018-12-03", WARNING, "the day before"),
    ("2020-12-05", WARNING, "the day after"),
    ("2021-06", WARNING, "a window that lies after for certain"),
    ("2018-11", WARNING, "and one before"),
    ("2020-12-04/2020-12-05", WARNING, "days that reach over the end"),
    ("2018-12-03/2018-12-04", WARNING, "days that begin before"),
    ("2018-12", INFO, "a window that may lie before"),
    ("2020-12", INFO, "a window that may lie after"),
    ("[2018-01-01..2021-12-31]", INFO, "a window around all of it"),
]


@pytest.mark.parametrize(("when", "severity", "reason"), LIFECYCLE)
def test_outside_lifecycle(when: str, severity: Severity | None, reason: str) -> None:
    """`outside-lifecycle`: certainly outside is a warning, possibly outside an info."""
    expected = [] if severity is None else [("outside-lifecycle", "a", severity)]
    assert codes(milestone("a", when)) == expected, reason


# must ------------------------------------------------------------------------------

MUST = [
    # A row: date, constraint, severity of the finding or None, reason
    ("2019-03-03", "before 2019-03-04", None, "the day before"),
    ("2019-03-04", "before 2019-03-04", WARNING, "the day itself is not before"),
    ("2019-03-01/2019-03-04", "before 2019-03-04", WARNING, "the last day counts"),
    ("2019-02", "before 2019-03-04", None, "all of February"),
    ("2019-03", "before 2019-03-04", INFO, "early March may be"),
    ("2019-04", "before 2019-03-04", WARNING, "April cannot be"),
    ("2019-02-28", "before 2019-03", None, "before a month: before its first day"),
    ("2019-03-01", "before 2019-03", WARNING, "its first day is in it"),
    ("2019-03-04", "on or before 2019-03-04", None, "the day itself"),
    ("2019-03-05", "on or before 2019-03-04", WARNING, "the day after"),
    ("2019-03-31", "on or before 2019-03", None, "up to the last day of a month"),
    ("2019-04-01", "on or before 2019-03", WARNING, "not after it"),
    ("2019-03", "on or before 2019-03-30", INFO, "the 31st would be late"),
    ("2019-03-05", "after 2019-03-04", None, "the day after"),
    ("2019-03-04", "after 2019-03-04", WARNING, "the day itself is not after"),
    ("2019-03-04/2019-03-08", "after 2019-03-04", WARNING, "the first day counts"),
    ("2019-04-01", "after 2019-03", None, "after a month: after its last day"),
    ("2019-03-31", "after 2019-03", WARNING, "its last day is in it"),
    ("2019-03", "after 2019-03-04", INFO, "late March may be"),
    ("2019-02", "after 2019-03-04", WARNING, "February cannot be"),
    ("2019-03-04", "on or after 2019-03-04", None, "the day itself"),
    ("2019-03-03", "on or after 2019-03-04", WARNING, "the day before"),
    ("2019-03-01", "on or after 2019-03", None, "from the first day of a month"),
    ("2019-03-31", "on or after 2019-03", None, "anywhere in it"),
    ("2019-02-28", "on or after 2019-03", WARNING, "not before it"),
    ("2019-03", "on or after 2019-03-02", INFO, "the 1st would be early"),
    ("2019-03-01", "within 2019-03", None, "the first day"),
    ("2019-03-31", "within 2019-03", None, "the last day"),
    ("2019-03-31/2019-04-01", "within 2019-03", WARNING, "one day is over"),
    ("2019-03", "within 2019-03", None, "some day of the same month"),
    ("2019-21", "within 2019-03", INFO, "spring may be in March"),
    ("2019-22", "within 2019-03", WARNING, "summer is not"),
    ("2019-03-04", "within M3", None, "M3 is 5 February - 4 March"),
    ("2019-03-05", "within M3", WARNING, "M4 begins on 5 March"),
    ("unknown", "before 2019-03-04", None, "nothing is known, so nothing is broken"),
    ("2019-03-05", "before unknown", None, "nor against an unknown date"),
    ("2019-01-14", "before kick-off", INFO, "kick-off is 10 - 20 January"),
    ("2019-01-09", "before kick-off", None, "before all of it"),
    ("2019-01-20", "before kick-off", WARNING, "not before any of it"),
    ("2019-01-15", "after kick-off", INFO, "perhaps after"),
    ("2019-01-21", "after kick-off", None, "after all of it"),
    ("2019-01-10", "after kick-off", WARNING, "after none of it"),
    ("2019-01-15", "on or after 3 months after start", WARNING, "4 March"),
]


@pytest.mark.parametrize(("when", "must", "severity", "reason"), MUST)
def test_must(when: str, must: str, severity: Severity | None, reason: str) -> None:
    """`must`: certainly broken is a warning, possibly broken an info."""
    stated = (
        milestone("kick-off", "[2019-01-10..2019-01-20]"),
        milestone("a", when, must=[must]),
    )
    expected = [] if severity is None else [("must", "a", severity)]
    found = [row for row in codes(*stated) if row[0] != "unknown-date"]
    assert found == expected, reason


@pytest.mark.parametrize(
    ("when", "severity"),
    [
        ("2020-06-05", None),
        ("2020-12-04", None),
        ("2020-06-04", WARNING),
        ("2020-06", INFO),
        ("unknown", None),
    ],
)
def test_outside_phase(when: str, severity: Severity | None) -> None:
    """`outside-phase`: what must lie within a phase and does not."""
    found = codes(milestone("final-event", when, must=["within dissemination"]))
    expected = [] if severity is None else [("outside-phase", "final-event", severity)]
    assert [row for row in found if row[0] != "unknown-date"] == expected


def test_each_constraint_by_itself() -> None:
    """Of several constraints each that is broken is said, with both dates."""
    found = findings(
        milestone(
            "a", "2019-03-04", must=["after 2019-04", "before 2019-02", "within M3"]
        )
    )
    assert [f.code for f in found] == ["must", "must"]
    assert found[0].message == (
        'a (2019-03-04) breaks "must be after 2019-04" (2019-04-01/2019-04-30)'
    )
    assert found[1].message == (
        'a (2019-03-04) breaks "must be before 2019-02" (2019-02-01/2019-02-28)'
    )


def test_possibly_broken_is_said_so() -> None:
    """A constraint that a window may break is not said to be broken."""
    (found,) = findings(milestone("a", "2019-03", must=["before 2019-03-04"]))
    assert 'a (2019-03) may break "must be before 2019-03-04"' in found.message


def test_constraints_inside_a_family() -> None:
    """In a family `period` and ids of families of its shape mean the same member."""
    found = codes(
        milestone("due", "end of period", repeat=MONTHS, must=["within period"]),
        milestone("paid", "2019-12-01", repeat=MONTHS, must=["after due"]),
    )
    # Both are due on 4 December, of 2019 and 2020: paid three days before the first.
    assert found == [("must", "paid-1", WARNING), ("must", "paid-2", WARNING)]


def test_a_constraint_may_look_at_what_counts_from_the_milestone() -> None:
    """A constraint is a check and no rule, so that it makes no circle."""
    found = codes(
        milestone("meeting", "2019-03-04", must=["before report"]),
        milestone("report", "2 weeks after meeting"),
    )
    assert found == []


def test_a_constraint_that_cannot_be_resolved() -> None:
    """A constraint is refused like a rule, and the error says that it was a `must`."""
    kick_off = milestone("kick-off", "2019-01")
    origin = Origin("plan.toml", 12)
    with pytest.raises(UnknownIdError) as unknown:
        findings(milestone("a", "2019-03-04", must=["after kickoff"]), kick_off)
    assert unknown.value.where == "milestone a: must"
    with pytest.raises(RuleError) as milestone_as_stretch:
        findings(
            milestone(
                "a",
                "2019-03-04",
                must=["within first Monday of kick-off"],
                origin=origin,
            ),
            kick_off,
        )
    assert milestone_as_stretch.value.where == "plan.toml:12: milestone a: must"
    rule = "after first Friday of 2019-01-01/2019-01-03"
    with pytest.raises(ScheduleError) as no_weekday:
        findings(milestone("a", "2019-03-04", must=[rule]))
    assert no_weekday.value.where == "milestone a: must"


# missing-language ------------------------------------------------------------------


def test_missing_language() -> None:
    """`missing-language`: a text of a milestone that is not in all languages."""
    found = findings(
        milestone(
            "a",
            "2019-03-04",
            title={"en": "A", "lt": "A"},
            note={"en": "Only English."},
            place={"lt": "Vilnius"},
        ),
        languages=["en", "lt", "it"],
        phases=[phase("work", "24 months")],
    )
    assert [(f.code, f.milestone, f.severity) for f in found] == [
        ("missing-language", "a", INFO)
    ] * 3
    assert [f.message for f in found] == [
        "a has no title in it, so another language shows",
        "a has no note in lt, it, so another language shows",
        "a has no place in en, it, so another language shows",
    ]


def test_one_text_for_all_languages_is_not_missing() -> None:
    """A text without a language, such as a city, is the same in every one."""
    assert (
        findings(
            milestone("a", "2019-03-04", title="Klaipėda"),
            languages=["en", "lt"],
        )
        == ()
    )


def test_no_languages_are_asked_for() -> None:
    """Without a list of languages nothing is missing."""
    assert findings(milestone("a", "2019-03-04", title={"lt": "A"})) == ()


def test_a_family_is_said_once() -> None:
    """A missing language of a family is said once, not for each member."""
    found = codes(
        milestone("group", "2019-03-04", each=Each.PARTNER, title={"en": "Group"}),
        partners=[UDINE, CORK],
        languages=["lt"],
    )
    assert len(found) == 1


def test_phases_have_languages_too() -> None:
    """The title of a phase is looked at as well; no milestone is meant."""
    found = codes(
        phases=[phase("work", "9 months", title={"en": "Work"})], languages=["lt"]
    )
    assert found == [("missing-language", None, INFO)]


# no-members ------------------------------------------------------------------------


def test_no_members() -> None:
    """`no-members`: a family for each partner or country of nobody."""
    stated = milestone("campus", "2019-21", each=Each.COUNTRY)
    assert codes(stated) == [("no-members", None, WARNING)]
    assert codes(stated, partners=[CORK]) == []


# order -----------------------------------------------------------------------------


def test_order_and_origin() -> None:
    """Findings follow the milestones by date, the plan's first; each says its line."""
    first, second = Origin("plan.toml", 20), Origin("plan.toml", 10)
    found = findings(
        milestone("late", "2021-01-01", origin=second),
        milestone("early", "2018-01-01", origin=first),
        phases=[phase("work", "9 months", title={"en": "Work"})],
        languages=["lt"],
    )
    assert [(f.milestone, f.origin) for f in found] == [
        (None, None),
        ("early", first),
        ("late", second),
    ]


def test_a_change_makes_or_mends_a_finding() -> None:
    """Findings are about the plan with all its layers."""
    late = milestone("a", "2021-01-01")
    mended = Override(id="a", title="A", must=[])
    whole = Plan(
        lifecycle=lifecycle(late),
        programme=programme(start=date(2019, 12, 4)),
        network=network(mended, programme="round"),
    )
    assert schedule(whole).findings == ()  # until 4 December 2021


# off-rule --------------------------------------------------------------------------

CONFIRMED = {"when": "2020-12-04", "status": "confirmed"}
LONGER = extension("2020-06-24")

OFF_RULE = [
    # A row: rule, kind, revisions, severity or None, reason
    ("end", Kind.EVENT, [("2020-01-10", CONFIRMED)], None, "the day its rule gives"),
    ("month of end", Kind.EVENT, [("2020-01-10", CONFIRMED)], None,
     "a day in the month it was expected in"),
    ("end", Kind.EVENT, [("2020-01-10", CONFIRMED), LONGER], WARNING,
     "the end has moved since it was confirmed: does it still suit?"),
    ("end", Kind.EVENT, [LONGER, ("2020-06-25", CONFIRMED)], INFO,
     "confirmed after the end had moved: somebody meant it"),
    ("end", Kind.EVENT, [LONGER, ("2020-06-24", CONFIRMED)], WARNING,
     "on the day of the extension: who knows"),
    ("start", Kind.EVENT,
     [("2018-12-05", {"when": "2018-12-05", "status": "confirmed"}),
      revision("2018-12-10", start="2018-12-31")], WARNING,
     "another start moves rules, too"),
    ("end", Kind.EVENT, [("2020-12-05", {"actual": "2020-12-03", "status": "done"})],
     INFO, "it took place on another day"),
    ("end", Kind.EVENT,
     [("2020-05-05", {"actual": "2020-05-04", "status": "done"}), LONGER], INFO,
     "what is done is done, whatever moves"),
    ("end", Kind.EVENT, [("2020-01-10", CONFIRMED), LONGER,
                         ("2020-07-01", {"status": "cancelled"})], None,
     "what is cancelled does not matter"),
    ("end", Kind.EVENT, [("2020-01-10", {"when": "2020-11-01"})], None,
     "planned for another day: so it is planned"),
    ("2020-11-30", Kind.EVENT, [("2020-01-10", CONFIRMED)], None,
     "it never had a rule, only a date"),
    ("end", Kind.EVENT, [("2020-01-10", {"when": "2 weeks before end"}),
                         ("2020-01-11", CONFIRMED)], INFO,
     "the last rule counts: 20 November"),
    ("end", Kind.EVENT,
     [("2020-01-10", {"when": "2020-12-04/2020-12-06", "status": "confirmed"})], None,
     "a meeting is where it begins"),
    ("end", Kind.DEADLINE,
     [("2020-01-10", {"when": "2020-12-02/2020-12-04", "status": "confirmed"})], None,
     "a deadline is where it ends"),
    ("end", Kind.DEADLINE,
     [("2020-01-10", {"when": "2020-12-04/2020-12-06", "status": "confirmed"})], INFO,
     "a deadline that ends later"),
    ("1 week after fair", Kind.EVENT, [("2020-01-10", CONFIRMED)], None,
     "nobody knows what its rule gives"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "kind", "revisions", "severity", "reason"), OFF_RULE)
def test_off_rule(
    rule: str,
    kind: Kind,
    revisions: list[Revision | tuple[str, dict[str, Any]]],
    severity: Severity | None,
    reason: str,
) -> None:
    """`off-rule`: settled days that the rule does not give; a warning if it moved."""
    decided = [
        revision(each[0], "a", **each[1]) if isinstance(each, tuple) else each
        for each in revisions
    ]
    found = codes(
        milestone("a", rule, kind=kind),
        milestone("fair", "unknown"),
        revisions=decided,
    )
    assert [each for each in found if each[0] == "off-rule"] == (
        [("off-rule", "a", severity)] if severity else []
    ), reason


def test_off_rule_says_both_dates() -> None:
    """The finding names what is settled, and what the rule gives by now."""
    found = findings(
        milestone("closing", "2 weeks before end"),
        revisions=[
            revision("2020-01-10", "closing", when="2020-11-20", status="confirmed"),
            LONGER,
        ],
    )
    message = (
        'closing is confirmed for 2020-11-20, while its rule "2 weeks before end" '
        "gives 2021-05-21"
    )
    assert [each.message for each in found] == [message]


def test_a_rule_that_nobody_had_to_count_by() -> None:
    """A rule that a later layer replaced may count from what this plan has not got."""
    confirmed = revision("2019-01-10", "a", status="confirmed")
    for more in ([], [milestone("b", "2019-05", added=date(2019, 6, 1))]):
        whole = Plan(
            lifecycle=lifecycle(milestone("a", "1 week after b")),
            network=network(
                Override(id="a", when=parse_rule("2019-03-04")),
                *more,
                revisions=[confirmed],
            ),
        )
        assert schedule(whole, date(2019, 3, 1)).findings == ()


def test_a_rule_that_gives_nothing_any_more() -> None:
    """A rule that no longer gives a day is no reason to remark on what is settled."""
    decided = [
        revision("2018-12-05", "party", when="2019-03-01", status="confirmed"),
        revision("2018-12-06", start="2019-01-10"),  # no day after the year 9999
    ]
    assert (
        findings(milestone("party", "7981 years after start"), revisions=decided) == ()
    )


# what is over ----------------------------------------------------------------------


def test_what_is_cancelled_has_no_findings() -> None:
    """A cancelled milestone has a date that no longer matters, and texts, too."""
    wrong = milestone(
        "a", "2021-06-01", title={"en": "A"}, must=["before end of transfer"]
    )
    assert len(findings(wrong, languages=["en", "lt"])) == 3
    cancelled = revision("2019-01-10", "a", status="cancelled")
    assert findings(wrong, languages=["en", "lt"], revisions=[cancelled]) == ()


def test_what_is_done_lies_where_it_lies() -> None:
    """`outside-lifecycle` of what is done is an info: the day will not change."""
    for when, day in (("2018-10-01", "2018-12-05"), ("2021-06-01", "2021-06-02")):
        done = revision(day, "a", status="done")
        found = codes(milestone("a", when), revisions=[done])
        assert found == [("outside-lifecycle", "a", INFO)]
        confirmed = revision(day, "a", status="confirmed")
        found = codes(milestone("a", when), revisions=[confirmed])
        assert found == [("outside-lifecycle", "a", WARNING)]


def test_findings_are_those_of_a_day() -> None:
    """What is remarked on follows the history: moved outside, and back."""
    whole = plan(
        milestone("a", "2019-05-01"),
        revisions=[
            revision("2019-01-10", "a", when="2021-06-01"),
            revision("2019-02-10", "a", when="2019-06-01"),
        ],
    )
    for day, count in (("2019-01-09", 0), ("2019-01-10", 1), ("2019-02-10", 0)):
        assert len(schedule(whole, date.fromisoformat(day)).findings) == count


def test_off_rule_inside_a_family() -> None:
    """A member is measured by its own period, and by its own counterpart."""
    reports = Repeat(every=parse_lag("12 months"))
    found = codes(
        milestone("report", "end of period", repeat=reports),
        milestone("answer", "1 week after report", repeat=reports),
        revisions=[
            revision("2019-01-10", "report-1", when="2019-12-04", status="confirmed"),
            revision("2019-01-10", "report-2", when="2020-12-01", status="confirmed"),
            revision("2019-01-10", "answer-2", when="2020-12-04", status="confirmed"),
        ],
    )
    # The second report was due on 4 December; its answer a week after the 1st.
    assert [each for each in found if each[0] == "off-rule"] == [
        ("off-rule", "report-2", INFO),
        ("off-rule", "answer-2", INFO),
    ]
