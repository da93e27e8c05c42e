"""A record at the end of a plan file, all else left as it is."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from transfertimeline.dates.edtf import parse_edtf
from transfertimeline.dates.lag import parse_lag
from transfertimeline.errors import PlanFileError, TimelineError
from transfertimeline.plan.append import appended
from transfertimeline.plan.grammar import parse_rule
from transfertimeline.plan.milestones import Kind, Milestone
from transfertimeline.plan.networks import Network
from transfertimeline.plan.parse import parse_plan
from transfertimeline.plan.programmes import Programme
from transfertimeline.plan.revisions import Extension, Revision, Status

NETWORK = """\
# Ours.
format = 1
[network]
id = "demo"
name = "Demo"
issued = 2018-12-04
lifecycle = "transfer-network"
start = 2018-12-04
"""
PROGRAMME = """\
format = 1
[programme]
id = "round"
name = "Round"
issued = 2018-12-04
lifecycle = "transfer-network"
start = 2018-12-04
"""
LIFECYCLE = """\
format = 1
[lifecycle]
id = "course"
name = "Course"
ends = "anniversary"
[[phase]]
id = "all"
title = "All"
length = "1 month"
"""
DAY = date(2019, 2, 1)
CANCELLED = Revision(on=DAY, milestone="meeting", status=Status.CANCELLED)
TABLE = '[[revision]]\non = 2019-02-01\nmilestone = "meeting"\nstatus = "cancelled"\n'
FAIR = Milestone(id="fair", kind=Kind.EVENT, title="Fair", when=parse_rule("2019-10"))

ENDS = [
    ("an empty line parts it", NETWORK, f"\n{TABLE}"),
    ("a last line without an end gets one", NETWORK.rstrip(), f"\n\n{TABLE}"),
    ("so does a comment", f"{NETWORK}# the end", f"\n\n{TABLE}"),
    ("empty lines stay", f"{NETWORK}\n\n", f"\n{TABLE}"),
    (
        "line ends of Windows",
        NETWORK.replace("\n", "\r\n"),
        f"\n{TABLE}".replace("\n", "\r\n"),
    ),
    (
        "and without the last",
        NETWORK.replace("\n", "\r\n").rstrip(),
        f"\n\n{TABLE}".replace("\n", "\r\n"),
    ),
    ("a mark at the beginning", f"\ufeff{NETWORK}", f"\n{TABLE}"),
]


@pytest.mark.parametrize(
    ("text", "added"), [pytest.param(*case, id=reason) for reason, *case in ENDS]
)
def test_the_table_comes_after_every_old_byte(text: str, added: str) -> None:
    """The bytes of the file, and then the table in the line ends of the file."""
    data = text.encode()

    assert appended(data, "plan.toml", CANCELLED) == data + added.encode()


RECORDS = [
    CANCELLED,
    Revision(on=DAY, milestone="m", when=parse_rule("2 weeks after start")),
    Revision(on=DAY, milestone="m", place={"en": "Rome", "lt": "Roma"}),
    Revision(on=DAY, milestone="m", place='"""\\ # [[revision]]'),
    Revision(on=DAY, milestone="m", note="One\ntwo\n", reason="Why\nnot"),
    Revision(on=DAY, start=date(2018, 12, 10), source=["https://example.org/#a"]),
    Revision(on=DAY, extend=Extension(phase="transfer", by=parse_lag("6 months"))),
    Revision(
        on=DAY,
        milestone="m",
        status=Status.DONE,
        actual=parse_edtf("2019-01-15"),
        decided=parse_edtf("2019-01~"),
        inferred="A post",
    ),
    FAIR,
    Milestone(
        id="m",
        kind=Kind.MEETING,
        title={"lt": "Mugė", "en": "Fair"},
        when=parse_rule("unknown"),
        added=DAY,
        tags=["a", "b"],
    ),
]


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("text", [NETWORK, PROGRAMME])
def test_the_file_has_one_record_more(text: str, record: Milestone | Revision) -> None:
    """Read again, the file states what it stated, and the record at the end."""
    before = parse_plan(text, "plan.toml")
    after = parse_plan(appended(text.encode(), "plan.toml", record).decode(), "plan")

    assert isinstance(before, Network | Programme)
    assert isinstance(after, Network | Programme)
    if isinstance(record, Milestone):
        assert after.milestones == (*before.milestones, record)
        assert after.revisions == before.revisions
    else:
        assert after.revisions == (*before.revisions, record)
        assert after.milestones == before.milestones


def test_records_follow_each_other() -> None:
    """What is added twice stands there twice, in order."""
    data = NETWORK.encode()
    for _ in range(3):
        data = appended(data, "plan.toml", CANCELLED)

    assert data.decode() == NETWORK + f"\n{TABLE}" * 3


def test_it_may_follow_any_table() -> None:
    """After the tables of another list a record still is one of its own list."""
    data = appended(NETWORK.encode(), "plan.toml", CANCELLED)
    data = appended(data, "plan.toml", FAIR)
    data = appended(data, "plan.toml", CANCELLED)
    tables = tomllib.loads(data.decode())

    assert [each["id"] for each in tables["milestone"]] == ["fair"]
    assert len(tables["revision"]) == 2


def test_a_lifecycle_may_have_milestones_and_no_history() -> None:
    """A lifecycle gets a milestone more; a revision is refused."""
    longer = appended(LIFECYCLE.encode(), "course.toml", FAIR)

    assert longer.decode().startswith(LIFECYCLE)
    with pytest.raises(PlanFileError, match="lifecycle-history") as caught:
        appended(LIFECYCLE.encode(), "course.toml", CANCELLED)
    assert caught.value.where == "course.toml"


CLOSED = [
    ("an empty list", "revision = []\n"),
    (
        "a list in one line",
        'revision = [{ on = 2019-01-01, milestone = "m", status = "cancelled" }]\n',
    ),
]


@pytest.mark.parametrize(
    "line", [pytest.param(line, id=reason) for reason, line in CLOSED]
)
def test_what_is_closed_cannot_be_followed(line: str) -> None:
    """A list in brackets cannot grow by a table; the error says what to write."""
    text = NETWORK.replace("[network]", f"{line}[network]")
    with pytest.raises(PlanFileError, match=r"\[append\]") as caught:
        appended(text.encode(), "plan.toml", CANCELLED)

    assert caught.value.where == "plan.toml"
    assert "beginning with [[revision]]" in caught.value.todo
    # A list of the other kind is no hindrance.
    assert appended(text.encode(), "plan.toml", FAIR).startswith(text.encode())


UNREADABLE = [
    ("nothing", b""),
    ("no TOML", b"Dear partners,"),
    ("no plan", b"a = 1\n"),
    ("no UTF-8", NETWORK.encode() + b"# \xff\n"),
]


@pytest.mark.parametrize(
    "data", [pytest.param(data, id=reason) for reason, data in UNREADABLE]
)
def test_what_is_no_plan_file_is_refused(data: bytes) -> None:
    """What cannot be read cannot be added to."""
    with pytest.raises(TimelineError, match=r"plan\.toml"):
        appended(data, "plan.toml", CANCELLED)
