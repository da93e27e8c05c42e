"""
Laws of histories: what holds whatever was decided, and when.

- more history never lowers a SEQUENCE or LAST-MODIFIED, and never changes a UID;
- a decision that changes nothing people see changes no byte of the feed;
- what was known on a day is not changed by what became known later;
- an extension leaves every other phase as long as it was;
- a schedule does not differ from itself, and swapped sides negate;
- a step by step computation is that of a whole plan, and that of a plan without any
  history that states the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
from hypothesis import assume, event, given, reject
from hypothesis import strategies as st

from tests.schedule.plans import (
    APPROVAL,
    KLAIPEDA,
    UDINE,
    lifecycle,
    milestone,
    network,
    phase,
    programme,
)
from transfertimeline.dates.days import DayRange, add_days
from transfertimeline.dates.edtf import PartialDate
from transfertimeline.dates.lag import Lag, add_months, parse_lag
from transfertimeline.dates.months import EndConvention
from transfertimeline.dates.working import MONDAY_TO_FRIDAY
from transfertimeline.errors import TimelineError
from transfertimeline.feed.feed import to_ical
from transfertimeline.plan.changes import Override
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.history import first_published, history_of
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.milestones import Kind, Milestone, Scope
from transfertimeline.plan.networks import Partner
from transfertimeline.plan.repeats import Each, Repeat
from transfertimeline.plan.revisions import Extension, Revision, Status
from transfertimeline.plan.rules import DateRule, Stated
from transfertimeline.plan.state import OwnerKind, State
from transfertimeline.schedule.computation import Computation
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.schedule import Schedule, ScheduledMilestone
from transfertimeline.schedule.update import update
from transfertimeline.schedule.variance import compare

# histories -------------------------------------------------------------------------

LAST = date(2022, 1, 1)
"""A day on which every history below is over."""

ADDED = {"late": date(2019, 3, 1), "instead": date(2019, 5, 1)}
REPORTS = Repeat(
    every=parse_lag("6 months"), from_=parse_rule("start"), until=parse_rule("end")
)
STATED = (
    milestone("kick-off", "month of 1 month after start", scope=Scope.PROGRAMME),
    milestone("campus", "2019-09", each=Each.COUNTRY, scope=Scope.COUNTRY),
    milestone("closing", "end", scope=Scope.PROGRAMME, kind=Kind.DEADLINE),
)
OWN = (
    milestone("meeting", "2 weeks after kick-off", length=2, kind=Kind.MEETING),
    milestone("review", "1 month after end of meeting"),
    milestone("fair", "later of end of review and 2 weeks before end of transfer"),
    milestone("report", "end of period", repeat=REPORTS, kind=Kind.DEADLINE),
    milestone("visit", "3 months after start", each=Each.PARTNER, scope=Scope.PARTNER),
    milestone("late", "1 week before closing", added=ADDED["late"]),
    milestone("instead", "2019-11", added=ADDED["instead"], replaces="fair"),
)
WIDE = frozenset(("kick-off", "campus", "campus-it", "campus-lt", "closing"))
# Each may count from those before it, so that nobody goes round in a circle.
ORDER = ("kick-off", "closing", "meeting", "review", "fair", "late", "instead")
AIMS = (*ORDER, "campus", "campus-it", "campus-lt", "report", "report-2", "visit",
        "visit-udine", "visit-cork")  # fmt: skip

DAYS = st.integers(0, 1000).map(lambda days: add_days(APPROVAL, days))
LAGS = ("3 days", "2 weeks", "1 month", "1 month and 10 days", "5 working days")
FORMS = ("{lag} after {x}", "{lag} before {x}", "month of {x}", "end of {x}",
         "first Monday on or after {x}", "later of end of {x} and end of M7",
         "end of quarter of {x}, or next working day")  # fmt: skip
WORDS = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["Party", {"en": "Fest", "lt": "Šventė"}]),
        "note": st.sampled_from(["", "Bring a map", "Bring two"]),
        "place": st.sampled_from(["", "Cork", "Udine"]),
        "online": st.booleans(),
    },
).filter(bool)
REASONS = st.sampled_from([None, "Snow", "Floods"])


@st.composite
def rules(draw: st.DrawFn, aim: str) -> DateRule:
    """Draw a rule for a milestone, which counts from earlier ones only."""
    if draw(st.booleans()):
        day = draw(DAYS)
        texts = [str(day), str(day)[:7], f"{day}/{add_days(day, 2)}", "unknown"]
        return parse_rule(draw(st.sampled_from(texts)))
    wide = aim in WIDE
    known = ("kick-off", "closing") if wide else ORDER
    anchors = known[: known.index(aim)] if aim in known else known[:2]
    if aim in ADDED:
        anchors = tuple(id_ for id_ in anchors if id_ not in ADDED)
    x = draw(st.sampled_from(["start", "end of transfer", "M7", *anchors]))
    form, lag = draw(st.sampled_from(FORMS)), draw(st.sampled_from(LAGS))
    return parse_rule(form.format(lag=lag, x=x))


@st.composite
def revisions(draw: st.DrawFn, joined: date | None) -> Revision:
    """Draw a decision: another date, a status, words, an extension, another start."""
    on = draw(DAYS)
    reason = draw(REASONS)
    aim = draw(st.sampled_from([*AIMS, *AIMS, "start", "transfer", "dissemination"]))
    if aim == "start":
        start = add_days(APPROVAL, draw(st.integers(-40, 90)))
        return Revision(on=on, start=start, reason=reason)
    if aim in ("transfer", "dissemination"):
        by = Lag(months=draw(st.integers(1, 12)))
        return Revision(on=on, extend=Extension(phase=aim, by=by), reason=reason)
    on = max(on, ADDED.get(aim, on))
    if aim == "visit-cork":
        on = max(on, joined or on)
    fields: dict[str, Any] = {"on": on, "milestone": aim, "reason": reason}
    what = draw(st.sampled_from(["move", "move", "confirm", "done", "cancel", "words"]))
    if what == "move":
        fields |= {"when": draw(rules(aim)), "status": Status.PLANNED}
    elif what == "cancel":
        fields |= {"status": Status.CANCELLED}
    elif what == "words":
        return Revision(**fields | draw(WORDS))
    else:
        back = draw(st.integers(3, 40))
        day = draw(DAYS) if what == "confirm" else add_days(on, -back)
        last = add_days(day, draw(st.integers(0, 1)))
        days = PartialDate(days=DayRange(first=day, last=last))
        name = draw(st.sampled_from(["when", "actual"])) if what == "done" else "when"
        status = Status.DONE if what == "done" else Status.CONFIRMED
        fields |= {name: Stated(days) if name == "when" else days, "status": status}
    return Revision(**fields)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a plan with a history: of a network on its own, or in a programme."""
    joined = draw(st.none() | DAYS)
    left = draw(st.none() | DAYS.filter(lambda day: joined is None or day > joined))
    cork = Partner(id="cork", city="Cork", country="IE", joined=joined, left=left)
    decided = draw(st.lists(revisions(joined), max_size=12))
    partners = [UDINE, KLAIPEDA, cork]
    cycle = lifecycle(*STATED)
    if draw(st.booleans()):
        own = network(*OWN, partners=partners, revisions=decided)
        return Plan(lifecycle=cycle, network=own)
    of_all = [each for each in decided if each.milestone in (None, *WIDE)]
    issued = draw(st.just(APPROVAL) | DAYS)
    return Plan(
        lifecycle=cycle,
        programme=programme(revisions=of_all),
        network=network(
            *OWN,
            programme="round",
            partners=partners,
            issued=issued,
            revisions=[
                each
                for each in decided
                if each not in of_all
                # What is not known yet cannot have been revised.
                and each.on >= ADDED.get(each.id, each.on)
            ],
        ),
    )


def computed(plan: Plan, day: date = LAST) -> Schedule:
    """Return the schedule of a plan; what cannot be dated is no example."""
    try:
        found = compute(plan, data_date=day)
    except TimelineError as error:
        event(f"no example: {error.code}")
        reject()
    return found


def decisions(plan: Plan) -> list[Revision]:
    """Return all revisions of a plan."""
    records = (plan.programme, plan.network)
    return [each for record in records if record for each in record.revisions]


def with_decisions(plan: Plan, keep: Any) -> Plan:  # noqa: ANN401 - a function
    """Return a plan with only the revisions that are to be kept."""
    parts: dict[str, Any] = {}
    for name in ("programme", "network"):
        record = getattr(plan, name)
        if record is not None:
            kept = [each for each in record.revisions if keep(each)]
            parts[name] = attrs.evolve(record, revisions=kept)
    return attrs.evolve(plan, **parts)


def with_one_more(plan: Plan, revision: Revision, *, wide: bool) -> Plan:
    """Return a plan with one more revision in the layer that may state it."""
    name = "programme" if wide and plan.programme else "network"
    record = getattr(plan, name)
    more = attrs.evolve(record, revisions=(*record.revisions, revision))
    return attrs.evolve(plan, **{name: more})


# replay ----------------------------------------------------------------------------


@given(plans())
def test_replay_is_monotone(plan: Plan) -> None:
    """From day to day no SEQUENCE and no stamp falls, no entry goes, no UID changes."""
    whole = computed(plan)
    known: dict[str, ScheduledMilestone] = {}
    for day in whole.data_dates:
        now = compute(plan, data_date=day)
        assert known.keys() <= {each.id for each in now}
        for each in now:
            was = known.get(each.id, each)
            assert (each.uid, each.since) == (was.uid, was.since)
            assert each.sequence >= was.sequence
            assert each.last_modified >= was.last_modified
            assert each.earlier[: len(was.earlier)] == was.earlier
            # A change is of the dates or the status, and is stamped.
            if each.expected != was.expected:
                assert each.sequence > was.sequence
                assert each.last_modified > was.last_modified
            if each.last_modified != was.last_modified:
                assert each.last_modified.date() > was.last_modified.date()
                assert each.last_modified.date() <= day
        known = {each.id: each for each in now}
    assert known == {each.id: each for each in whole}
    days = [each.until for one in whole for each in one.earlier]
    assert all(day in whole.data_dates or day < first_published(plan) for day in days)


@given(plans(), st.data())
def test_what_was_known_stays_known(plan: Plan, data: st.DataObject) -> None:
    """The schedule as of a day is the same, whatever becomes known afterwards."""
    first = first_published(plan)
    day = max(first, data.draw(DAYS))
    less = with_decisions(plan, lambda each: each.on <= day)
    found, again = computed(less, day), compute(plan, data_date=day)
    for name in ("phases", "milestones", "data_dates", "findings"):
        assert getattr(found, name) == getattr(again, name)


@given(plans())
def test_what_was_expected_is_what_was_computed(plan: Plan) -> None:
    """What a milestone says was expected on a day is what the plan said on that day."""
    whole = computed(plan)
    for day in whole.data_dates:
        then = compute(plan, data_date=day)
        for each in whole:
            expected = then[each.id].expected if each.id in then else None
            if expected is not None or each.since > day:
                assert each.expected_on(day) == expected
        for now, was in zip(whole.phases, then.phases, strict=True):
            assert now.expected_on(day) == was.expected


# what people see -------------------------------------------------------------------


@given(plans(), st.data())
def test_what_changes_nothing_changes_no_byte(plan: Plan, data: st.DataObject) -> None:
    """A decision that says again what holds leaves the feed as it is, byte by byte."""
    whole = computed(plan)
    one = data.draw(st.sampled_from(whole.milestones))
    on = data.draw(st.dates(add_days(APPROVAL, 1001), LAST))
    assert plan.network is not None
    # Of what a partner that left had, nothing more can be said but how it ended.
    assume(one.partner != "cork" or plan.network.partners[-1].left is None)
    stated = one.stated
    says: dict[str, Any] = {
        "title": stated.title,
        "note": stated.note,
        "place": stated.place,
        "online": stated.online,
        "status": one.status,
        "when": stated.when,
        "length": stated.length,
    }
    if one.status is Status.DONE:
        del says["when"]  # it would take the place of what happened
    if one.status is Status.CANCELLED and one.decision is not None:
        says["reason"] = one.decision.reason
    names = data.draw(st.sets(st.sampled_from(sorted(says)), min_size=1))
    if "length" in names:
        names |= {"when"} & says.keys()
    if one.status is Status.CANCELLED:
        names |= {"reason"} & says.keys()
    fields = {name: says[name] for name in sorted(names) if says[name] is not None}
    assume(fields.keys() - {"reason"})
    revision = Revision(on=on, milestone=one.id, **fields)
    wide = one.owner.kind is OwnerKind.PROGRAMME
    again = compute(with_one_more(plan, revision, wide=wide), data_date=LAST)
    assert to_ical(again) == to_ical(whole)


@given(plans(), st.data())
def test_what_is_seen_is_stamped(plan: Plan, data: st.DataObject) -> None:
    """If an entry of the feed is other than it was, so is its stamp."""
    whole = computed(plan)
    assume(len(whole.data_dates) > 1)
    number = data.draw(st.integers(1, len(whole.data_dates) - 1))
    day = whole.data_dates[number]
    # Of one day, so that nothing else than the decisions differs.
    less = with_decisions(plan, lambda each: each.on < day)
    more = with_decisions(plan, lambda each: each.on <= day)
    before = dict(_entries(to_ical(computed(less, day))))
    after = dict(_entries(to_ical(compute(more, data_date=day))))
    for uid, entry in after.items():
        old = before.get(uid)
        if old is not None and _seen(old) != _seen(entry):
            assert _line(old, "LAST-MODIFIED") < _line(entry, "LAST-MODIFIED")
            assert int(_line(old, "SEQUENCE")) <= int(_line(entry, "SEQUENCE"))


def _entries(feed: bytes) -> Iterator[tuple[str, list[str]]]:
    """Return the events of a feed, unfolded, by UID."""
    lines = feed.decode().replace("\r\n ", "").split("\r\n")
    entry: list[str] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            entry = []
        elif line == "END:VEVENT":
            yield _line(entry, "UID"), list(entry)
        else:
            entry.append(line)


def _line(entry: list[str], name: str) -> str:
    return next(line.split(":", 1)[1] for line in entry if line.startswith(name + ":"))


def _seen(entry: list[str]) -> list[str]:
    stamps = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "RELATED-TO")
    return [line for line in entry if not line.startswith(stamps)]


# extensions ------------------------------------------------------------------------


@given(plans(), st.sampled_from([0, 1]), st.integers(1, 24))
def test_an_extension_leaves_other_phases_alone(
    plan: Plan, number: int, months: int
) -> None:
    """The months go into one phase: others stay, or move at their length."""
    before = computed(plan)
    longer = before.phases[number]
    extend = Extension(phase=longer.id, by=Lag(months=months))
    more = with_one_more(plan, Revision(on=LAST, extend=extend), wide=True)
    after = computed(more)
    lengths = [each.phase.length and each.phase.length.whole_months
               for each in before.phases]  # fmt: skip
    total = 0
    for index, (was, now) in enumerate(zip(before.phases, after.phases, strict=True)):
        total += (lengths[index] or 0) + (months if index == number else 0)
        # From the start of the whole to the same day of the month (anniversary).
        assert now.days.last == add_months(after.start, total)
        if index < number:
            assert now == was
        if index > number:
            assert now.phase.length == was.phase.length
            assert now.days.first == add_days(after.phases[index - 1].days.last, 1)
    assert after.start == before.start


# comparisons -----------------------------------------------------------------------


@given(plans(), DAYS, DAYS)
def test_swapped_sides_negate(plan: Plan, one: date, other: date) -> None:
    """A schedule does not differ from itself; from another both ways alike."""
    first = first_published(plan)
    before, after = (computed(plan, max(first, day)) for day in (one, other))
    assert not compare(before, before)
    assert not compare(after, after)
    there, back = compare(before, after), compare(after, before)
    for ways in ((there.phases, back.phases), (there.milestones, back.milestones)):
        forth, home = ({each.id: each for each in way} for way in ways)
        assert forth.keys() == home.keys()
        for id_, each in forth.items():
            assert (each.before, each.after) == (home[id_].after, home[id_].before)
            assert (each.added, each.words) == (home[id_].dropped, home[id_].words)
            assert each.history == home[id_].history
            days = home[id_].days
            assert each.days == (None if days is None else -days)


# step by step ----------------------------------------------------------------------


@given(plans())
def test_a_step_is_as_good_as_the_whole(plan: Plan) -> None:
    """Dating what a step touches gives what dating everything at each step gives."""
    try:
        history = history_of(plan, LAST)
    except TimelineError:
        reject()
    state = history[0][1]
    quick = Computation(plan=plan, calendar=MONDAY_TO_FRIDAY, state=state)
    slow = Computation(plan=plan, calendar=MONDAY_TO_FRIDAY, state=state)
    for step, state in history:
        errors = [
            _tried(quick, state, step.touched),
            _tried(slow, state, None),
        ]
        assert errors[0] == errors[1]
        assume(not errors[0])
        assert quick.members == slow.members
        assert quick.phases == slow.phases
        assert quick.gone == slow.gone
        assert quick.needs == slow.needs
        assert quick.resolver.spans == slow.resolver.spans
        # Dates, statuses and derivations.
        assert quick.dated == slow.dated


def _tried(
    computation: Computation, state: State, touched: frozenset[str] | None
) -> str:
    try:
        update(computation, state, touched)
    except TimelineError as error:
        return str(error)
    return ""


@given(plans())
def test_a_plan_without_history_that_states_the_same(plan: Plan) -> None:
    """The dates of a history are those of a plan that stated its end from the start."""
    found = computed(plan)
    *_, (_, state) = history_of(plan, LAST)
    again = computed(_collapsed(state))
    assert [str(each.days) for each in found.phases] == [
        str(each.days) for each in again.phases
    ]
    ids = {each.id for each in found} & {each.id for each in again}
    assert {"kick-off", "closing", "report-5", "visit-udine"} & ids
    for id_ in ids:
        one, other = found[id_], again[id_]
        dates = (one.days, one.qualifier, one.start, one.end)
        assert dates == (other.days, other.qualifier, other.start, other.end)
        assert (one.title, one.place, one.note) == (
            other.title,
            other.place,
            other.note,
        )


def _collapsed(state: State) -> Plan:
    """Return a plan of a lifecycle that states what a history has come to."""
    stated: list[Milestone] = []
    members: list[Override] = []
    for declared in state.milestones:
        own = declared.standing
        stated.append(_as_it_stands(own.milestone, own.actual))
        for id_, standing in declared.standings.items():
            left = id_ == "visit-cork" and "cork" not in {p.id for p in state.partners}
            if id_ == declared.stated.id or left:
                continue
            one = _as_it_stands(standing.milestone, standing.actual)
            fields = {name: getattr(one, name) for name in ("title", "when", "online")}
            fields["note"], fields["place"] = one.note or "", one.place or ""
            if one.length is not None:
                fields["length"] = one.length
            members.append(Override(id=id_, **fields))
    partners = [attrs.evolve(each, joined=None, left=None) for each in state.partners]
    cycle = Lifecycle(
        id="cycle",
        name="Cycle",
        ends=EndConvention.ANNIVERSARY,
        phases=[phase(each.id, str(each.length)) for each in state.phases],
        milestones=stated,
    )
    return Plan(
        lifecycle=cycle,
        network=network(*members, start=state.start, partners=partners),
    )


def _as_it_stands(one: Milestone, actual: PartialDate | None) -> Milestone:
    fields: dict[str, Any] = {"added": None, "replaces": None}
    if actual is not None:
        fields |= {"when": Stated(actual), "length": None}
    return attrs.evolve(one, **fields)
