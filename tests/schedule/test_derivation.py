"""
Why a date is what it is (`transfertimeline.schedule.derivation`).

Sentences are data people read; what matters here is that each names the right days,
in an order in which nothing is used before it has been said.
"""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from tests.schedule.plans import (
    APPROVAL,
    lifecycle,
    milestone,
    network,
    plan,
    programme,
    schedule,
)
from transfertimeline.dates.days import UNKNOWN, DayRange
from transfertimeline.dates.edtf import Qualifier, parse_edtf
from transfertimeline.dates.lag import parse_lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.dates.working import MONDAY_TO_FRIDAY
from transfertimeline.plan.changes import Override
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Milestone, Scope
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.repeats import Repeat, parse_every
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.derivation import Derivation, Step, say_days
from transfertimeline.schedule.span import Span


def sentences(*stated: Milestone, of: str) -> tuple[str, ...]:
    """Return why a milestone of a network has its date."""
    return schedule(plan(*stated))[of].derivation.sentences()


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2019-01-15", "2019-01-15"),
        ("2019-01-15/2019-01-16", "from 2019-01-15 to 2019-01-16"),
        ("2019-01", "some day from 2019-01-01 to 2019-01-31"),
        ("[2019-01-14..2019-01-18]", "some day from 2019-01-14 to 2019-01-18"),
        ("unknown", "not known yet"),
    ],
)
def test_days_in_words(edtf: str, words: str) -> None:
    """Days, windows and unknown dates are said differently."""
    assert say_days(parse_edtf(edtf).days) == words


def test_a_window_of_something_long_says_how_long() -> None:
    """Two days some time in January are not said to be one."""
    found = schedule(plan(milestone("kick-off", "2019-01", length=2)))["kick-off"]
    assert say_days(found.days) == "some 2 days from 2019-01-01 to 2019-01-31"


def test_a_stated_date() -> None:
    """What is stated says so, and where."""
    assert sentences(milestone("kick-off", "2019-01-15"), of="kick-off") == (
        'kick-off is 2019-01-15: by "2019-01-15"; stated in network demo',
    )


def beginnings(said: tuple[str, ...]) -> list[str]:
    """Return what each sentence says a thing is, without why."""
    return [sentence.partition(": ")[0] for sentence in said]


def test_the_paris_kick_off() -> None:
    """Each part of a rule is a step, from the inside out, after what it counts from."""
    kick_off = milestone("kick-off", "month of 1 month after start")
    found = sentences(kick_off, of="kick-off")
    assert beginnings(found) == [
        "start is 2018-12-04",
        "1 month after start is 2019-01-04",
        "kick-off is some day from 2019-01-01 to 2019-01-31",
    ]
    assert found[0] == "start is 2018-12-04: stated in network demo"
    assert found[2].endswith(
        'by "month of 1 month after start"; stated in network demo'
    )


def test_a_chain() -> None:
    """What a milestone counts from is explained before it, each thing once."""
    found = sentences(
        milestone("joint", "later of partner and 2 weeks after report"),
        milestone("partner", "2 weeks after report"),
        milestone("report", "3 months after end of transfer"),
        of="joint",
    )
    assert beginnings(found) == [
        "start is 2018-12-04",
        "transfer is from 2018-12-04 to 2020-06-04",
        "end of transfer is 2020-06-04",
        "report is 2020-09-04",
        "partner is 2020-09-18",
        "2 weeks after report is 2020-09-18",
        "joint is 2020-09-18",
    ]


def test_phases() -> None:
    """A later phase says which months of the whole it is, and where these end."""
    found = schedule(plan(start=date(2024, 9, 1), ends=EndConvention.DAY_BEFORE))
    said = found.phases[1].derivation.sentences()
    assert beginnings(said) == [
        "start is 2024-09-01",
        "dissemination is from 2026-03-01 to 2026-08-31",
    ]
    assert "months 19 to 24" in said[1]
    assert "the day before" in said[1]


def test_the_end() -> None:
    """`end` is the last day of the last phase."""
    found = sentences(milestone("closing", "end"), of="closing")
    assert "end is 2020-12-04: the last day of dissemination" in found


def test_project_months_count_from_the_start() -> None:
    """A project month is explained by the start."""
    found = sentences(milestone("mid-point", "M12"), of="mid-point")
    assert found[0] == "start is 2018-12-04: stated in network demo"
    assert found[-1].startswith(
        "mid-point is some day from 2019-11-05 to 2019-12-04: by"
    )


def test_a_short_month_is_said_where_it_happened() -> None:
    """Clipping is noted at the lag that was clipped, and at no other step."""
    inner = sentences(milestone("a", "2 days after 1 month after 2019-01-31"), of="a")
    assert ["clipped to the last day of the month" in said for said in inner] == [
        True,
        False,
    ]
    assert inner[0].startswith("1 month after 2019-01-31 is 2019-02-28")
    assert inner[1].startswith("a is 2019-03-02")
    own = sentences(milestone("a", "1 month after 2019-01-31"), of="a")
    assert "clipped to the last day of the month" in own[-1]


@attrs.frozen
class Holidays:
    """Monday to Friday less Good Friday 2019."""

    def day_off(self, day: date) -> str | None:
        """Name the holiday."""
        if day == date(2019, 4, 19):
            return "holiday: Good Friday"
        return MONDAY_TO_FRIDAY.day_off(day)


def test_a_roll_names_what_moved_it() -> None:
    """A roll says which day is off, and why."""
    stated = plan(milestone("report", "2019-04-19, or previous working day"))
    found = compute(stated, data_date=APPROVAL, calendar=Holidays())["report"]
    assert found.edtf == "2019-04-18"
    assert "2019-04-19 is a holiday: Good Friday" in str(found.derivation)
    stays = plan(milestone("report", "2019-04-18, or previous working day"))
    found = compute(stays, data_date=APPROVAL, calendar=Holidays())["report"]
    assert "is a" not in str(found.derivation)


def test_a_roll_of_a_window_names_both() -> None:
    """Where both ends of a window move, both days are named."""
    found = sentences(
        milestone("a", "[2019-06-01..2019-06-09], or next working day"), of="a"
    )
    assert "2019-06-01 is a Saturday, 2019-06-09 is a Sunday" in found[-1]


def test_sources_and_lines() -> None:
    """A statement names its file and line, and holds its sources."""
    stated = milestone(
        "kick-off",
        "2019-01",
        origin=Origin("demo.toml", 7),
        source=["https://example.org/a", "a letter"],
    )
    why = schedule(plan(stated))["kick-off"].derivation
    assert "stated in network demo; demo.toml:7" in str(why)
    assert why.source == ("https://example.org/a", "a letter")


def test_a_length_is_said() -> None:
    """The days something takes are a part of why it ends when it ends."""
    two = sentences(milestone("a", "2019-03-04", length=2), of="a")
    assert '"2019-03-04"; 2 days long; stated' in two[-1]
    one = sentences(milestone("a", "2019-03-04", length=1), of="a")
    assert "1 day long" in one[-1]


def test_to_be_confirmed_is_said() -> None:
    """A marked date is said to be unsure."""
    (said,) = sentences(milestone("a", "2019-03-04?"), of="a")
    assert said.startswith("a is 2019-03-04, to be confirmed:")


def test_unknown_is_said() -> None:
    """An unknown date is said to be so, with what counts from it."""
    found = sentences(
        milestone("a", "unknown"), milestone("b", "1 day after a"), of="b"
    )
    assert found[0].startswith("a is not known yet:")
    assert found[1].startswith("b is not known yet:")


def test_a_period_says_how_it_is_counted() -> None:
    """A repeat period rests on the repeat, and on where this begins and ends."""
    report = milestone(
        "report",
        "1 month after period",
        repeat=Repeat(every=parse_lag("6 months"), from_=parse_rule("dissemination")),
        origin=Origin("demo.toml", 7),
    )
    found = sentences(report, of="report-1")
    assert (
        "period 1 is from 2020-06-05 to 2020-12-04: "
        "every 6 months from dissemination until end; stated in network demo; "
        "demo.toml:7"
    ) in found
    assert found[0] == "start is 2018-12-04: stated in network demo"


def test_a_stated_period_is_stated() -> None:
    """A period that was stated says so; one that follows the calendar too."""
    days = DayRange(first=date(2019, 4, 1), last=date(2019, 9, 30))
    stated = milestone("a", "end of period", repeat=Repeat(periods=(days,)))
    assert sentences(stated, of="a-1")[0] == (
        "period 1 is from 2019-04-01 to 2019-09-30: as stated; stated in network demo"
    )
    quarters = milestone(
        "a", "end of period", repeat=Repeat(every=parse_every("calendar quarter"))
    )
    assert any(
        "every calendar quarter from start until end" in said
        for said in sentences(quarters, of="a-1")
    )


def test_periods_of_two_families() -> None:
    """The first periods of two families are two things, and both are said."""
    found = sentences(
        milestone("a", "end of period", repeat=Repeat(every=parse_lag("6 months"))),
        milestone("b", "end of period", repeat=Repeat(every=parse_lag("12 months"))),
        milestone("c", "later of a-1 and b-1"),
        of="c",
    )
    periods = [said.split(":")[0] for said in found if said.startswith("period 1")]
    assert periods == [
        "period 1 is from 2018-12-04 to 2019-06-04",
        "period 1 is from 2018-12-04 to 2019-12-04",
    ]


def test_the_layer_with_the_last_word() -> None:
    """The statement is that of the layer which states the rule; words do not count."""
    kick_off = milestone("kick-off", "2019-01", scope=Scope.PROGRAMME, source=["guide"])
    dated = Override(id="kick-off", when=parse_rule("2019-01-15"), source=["letter"])
    words = Override(id="kick-off", place="Paris", source=["page"])
    own = network(words, programme="round")

    def why(*changes: Override) -> Derivation:
        whole = Plan(
            lifecycle=lifecycle(kick_off), programme=programme(*changes), network=own
        )
        return schedule(whole)["kick-off"].derivation

    assert (why().stated, why().source) == ("lifecycle cycle", ("guide",))
    assert (why(dated).stated, why(dated).source) == ("programme round", ("letter",))


def test_a_step_is_data() -> None:
    """Each step holds the part of the rule and what it gave."""
    found = schedule(plan(milestone("a", "month of 1 month after start")))["a"]
    steps = found.derivation.steps
    assert [str(step.rule) for step in steps] == [
        "1 month after start",
        "month of 1 month after start",
    ]
    assert steps[0].days == DayRange.day(date(2019, 1, 4))
    assert steps[1].days == found.days
    unknown = Step(parse_rule("unknown"), None)
    assert (unknown.days, str(unknown)) == (UNKNOWN, "unknown is not known yet")


def test_the_chain_of_a_long_row() -> None:
    """Hundreds of milestones in a row are explained, the first one first."""
    row = [milestone("m-0", "2019-01-01")]
    row += [milestone(f"m-{n}", f"1 day after m-{n - 1}") for n in range(1, 400)]
    chain = schedule(plan(*row))["m-399"].derivation.chain()
    assert [found.subject for found in chain] == [f"m-{n}" for n in range(400)]


def test_values() -> None:
    """Two derivations are equal whatever file they came from."""
    days = DayRange.day(APPROVAL)
    first = Derivation(subject="start", days=days, origin=Origin("a.toml", 1))
    assert first == Derivation(subject="start", days=days, origin=Origin("b.toml", 2))
    span = Span.of(days, Qualifier.UNCERTAIN)
    assert span is not None
    assert span.qualifier is Qualifier.UNCERTAIN
