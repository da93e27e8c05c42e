"""Plan files in (`transfertimeline.plan.planfile`)."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from transfertimeline.dates.lag import Lag
from transfertimeline.errors import (
    PlanError,
    PlanFileError,
    TimelineError,
    TimelineErrors,
    UnknownIdError,
)
from transfertimeline.plan.changes import Override
from transfertimeline.plan.fields import CLEARED
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.networks import Network
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.parse import parse_plan
from transfertimeline.plan.planfile import load_bundled, load_plan
from transfertimeline.plan.programmes import Programme

LIFECYCLE = """\
format = 1
[lifecycle]
id = "cycle"
name = "Cycle"
ends = "day-before"
[[phase]]
id = "work"
title = "Work"
length = "24 months"
"""
PROGRAMME = """\
format = 1
[programme]
id = "round"
name = "Round"
lifecycle = "./cycle.toml"
start = 2024-09-01
issued = 2024-09-01
networks = ["networks/*.toml"]
"""
NETWORK = """\
format = 1
[network]
id = "demo"
name = "Demo"
issued = 2024-09-01
programme = "../round.toml"
"""
ALONE = """\
format = 1
[network]
id = "demo"
name = "Demo"
issued = 2018-12-04
lifecycle = "transfer-network"
start = 2018-12-04
"""


def write(folder: Path, **files: str | bytes) -> None:
    """Write plan files into a folder; `__` in a name stands for a subfolder."""
    for name, content in files.items():
        path = folder / f"{name.replace('__', '/')}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(data)


@pytest.fixture(name="house")
def _house(tmp_path: Path) -> Path:
    """Return a folder with a lifecycle, a programme and two networks of it."""
    other = NETWORK.replace('"demo"', '"another"')
    write(
        tmp_path,
        cycle=LIFECYCLE,
        round=PROGRAMME,
        networks__demo=NETWORK,
        networks__z=other,
    )
    return tmp_path


def refused(path: Path | str, root: Path | None = None) -> TimelineError:
    """Return the error that a file gives."""
    with pytest.raises(TimelineError) as caught:
        load_plan(path, root=root)
    return caught.value


def problems(text: str) -> list[tuple[str, str]]:
    """Return line and code of every problem of a text, in their order."""
    with pytest.raises(TimelineError) as caught:
        parse_plan(text, "plan.toml")
    error = caught.value
    each = error.problems() if isinstance(error, TimelineErrors) else [error]
    return [(one.where.split(": ")[0], one.code) for one in each]


# texts -----------------------------------------------------------------------------


def test_three_kinds_of_layer() -> None:
    """A file states a lifecycle, a programme or a network."""
    assert isinstance(parse_plan(LIFECYCLE), Lifecycle)
    assert isinstance(parse_plan(PROGRAMME), Programme)
    assert isinstance(parse_plan(NETWORK), Network)


def test_what_is_read() -> None:
    """Each table becomes a record, which knows its file and line."""
    text = f"""{ALONE}languages = ["en"]
[[partner]]
id = "udine"
city = "Udine"
country = "IT"
role = "lead"

[[milestone]]
id = "meeting"
kind = "meeting"
title = {{ en = "Meeting", lt = "Susitikimas" }}
when = 2019-01-15
length = "2 days"
source = "https://example.org"

[[milestone]]
id = "kick-off"
override = true
place = ""
length = ""

[[work]]
title = "Guide"
kind = "report"
date = "2019-07"
"""
    own = parse_plan(text, "demo.toml")
    assert isinstance(own, Network)
    assert (own.start, own.origin) == (date(2018, 12, 4), Origin("demo.toml", 2))
    assert own.lead is not None
    assert own.lead.origin == Origin("demo.toml", 9)
    meeting, kick_off = own.milestones
    assert isinstance(meeting, Milestone)
    assert (str(meeting.when), meeting.length) == ("2019-01-15", 2)
    assert meeting.source == ("https://example.org",)
    assert meeting.origin == Origin("demo.toml", 15)
    assert isinstance(kick_off, Override)
    assert kick_off.changed == ("length", "place")
    assert (kick_off.length, kick_off.origin) == (CLEARED, Origin("demo.toml", 23))
    assert str(own.works[0].date) == "2019-07"


def test_several_problems_at_once() -> None:
    """Every problem of a file is reported in one go, each with its own line."""
    text = """\
format = 1

[network]
id = "demo"
name = "Demo"
isued = 2018-12-04
issued = 2018-12-04
lifecycle = "transfer-network"
start = "4 December 2018"

[[partner]]
id = "udine"
city = "Udine"
county = "IT"

[[milestone]]
id = "meeting"
kind = "meating"
title = "Meeting"
when = "3 moths after start"
must = [
  "before end of transfer",
  "during transfer",
]

[[milestone]]
id = "review"
override = true
"""
    assert sorted(problems(text)) == sorted(
        [
            ("plan.toml:6", "unknown-key"),
            ("plan.toml:9", "wrong-type"),
            ("plan.toml:11", "missing-key"),
            ("plan.toml:14", "unknown-key"),
            ("plan.toml:18", "unknown-word"),
            ("plan.toml:20", "rule-syntax"),
            ("plan.toml:21", "rule-syntax"),
            ("plan.toml:26", "override"),
        ]
    )


def test_several_problems_in_one_record() -> None:
    """Ids, countries, zones that are wrong in one table are all reported, too."""
    text = ALONE.replace('"demo"', '"Demo"') + (
        """\
zone = "CET"
page = "example.org"
[[partner]]
id = "Udine"
city = ""
country = "Italy"
"""
    )
    assert sorted(problems(text)) == sorted(
        [
            ("plan.toml:3", "id"),
            ("plan.toml:8", "zone-abbreviation"),
            ("plan.toml:9", "address"),
            ("plan.toml:11", "id"),
            ("plan.toml:12", "text-empty"),
            ("plan.toml:13", "country"),
        ]
    )


REPEATED = "[[milestone]]\nid='a'\nkind='event'\ntitle='A'\nwhen='2019'\n"


@pytest.mark.parametrize(
    ("line", "where", "todo"),
    [
        ("isued = 2018-12-04", "plan.toml:8: network: isued", '"issued"'),
        ("[[partners]]\nid = 'a'", "plan.toml:8: partners", '"partner"'),
        ("[[milestone]]\nid='a'\nkind='event'\ntitle='A'\nwehn='2019'\nwhen='2019'",
         "plan.toml:12: milestone a: wehn", '"when"'),
        (REPEATED + "repeat={every='1 year',form='M2'}\n",
         "plan.toml:13: milestone a: repeat: form", '"from"'),
        ("[[milestone]]\nid='a'\noverride=true\nscope='network'\nplace='X'",
         "plan.toml:11: milestone a: scope", ""),
        ("[[work]]\ntitle='A'\nkind='tool'\nlink='https://example.org'",
         "plan.toml:11: work 1: link", ""),
    ],
)  # fmt: skip
def test_unknown_keys(line: str, where: str, todo: str) -> None:
    """A key that nothing has is refused with its place, and the nearest is named."""
    with pytest.raises(PlanFileError) as caught:
        parse_plan(f"{ALONE}{line}\n", "plan.toml")
    assert caught.value.code == "unknown-key"
    assert caught.value.where == where
    assert todo in caught.value.todo


NO_PLANS = [
    # A row: text, line, code, reason
    ("", 1, "format", "nothing"),
    ("[network]\nid = 'a'\n", 1, "format", "no format"),
    ("format = 2\n[network]\n", 1, "format", "another format"),
    ("format = '1'\n[network]\n", 1, "format", "a text"),
    ("format = true\n[network]\n", 1, "format", "true is no number"),
    ("format = 1\n", 1, "plan-kind", "neither of the three"),
    ("format = 1\n[lifecycle]\n[network]\n", 3, "plan-kind", "two of them"),
    ("format = 1\nnetwork = 5\n", 2, "wrong-type", "a network is a table"),
    ("format = 1\n[[network]]\nid = 'a'\n", 2, "wrong-type", "one, not several"),
    (ALONE + "[partner]\nid = 'a'\n", 8, "wrong-type", "several, not one"),
    (ALONE + "[[milestone]]\nrepeat = '6 months'\n", 9, "wrong-type", "a table"),
    ("format = 1\nformat = 1\n", 2, "toml", "a key twice"),
    ("format = 1\n[network\n", 2, "toml", "a bracket that stays open"),
    ("format = 1\na = 2019-02-30\n", 2, "toml", "a day that does not exist"),
    ('format = 1\na = "b\n', 2, "toml", "a text that stays open"),
    ('format = 1\na = """\n\n', 4, "toml", "a long text that stays open"),
    ("format = 1\r[network]\n", 1, "toml", "the line ends of an old Mac"),
    ("format = 1\na = " + "9" * 5000, 1, "toml", "a number of thousands of digits"),
]


@pytest.mark.parametrize(("text", "line", "code", "reason"), NO_PLANS)
def test_no_plan_files(text: str, line: int, code: str, reason: str) -> None:
    """A text that is no plan file is refused, with the line of the first trouble."""
    assert (f"plan.toml:{line}", code) in problems(text), reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a = " + "[" * 100_000, "lists that stay open"),
        ("a = " + "[" * 50_000 + "]" * 50_000, "lists that do not"),
        ("a = " + "{a=" * 50_000 + "1" + "}" * 50_000, "tables"),
        ("a = " + "[{a=" * 50_000, "both"),
        (".".join(["a"] * 200_000) + " = 1", "a key with dots"),
        (" . ".join(['"a"'] * 200_000) + " = 1", "in quotes and with blanks"),
        ("[" + ".".join(["a"] * 200_000) + "]", "a header"),
        ("[[" + ".".join(["a"] * 200_000) + "]]", "a header of a list"),
        ("a = {" + ".".join(["a"] * 200_000) + " = 1}", "in a table in one line"),
    ],
)
def test_deep_nesting(text: str, reason: str) -> None:
    """What is nested very deep is refused at once, not read for hours."""
    assert [code for _, code in problems(f"format = 1\n{text}\n")] == ["toml-deep"], (
        reason
    )


def test_a_long_key_says_where() -> None:
    """The line of a key with too many dots is named."""
    text = f"format = 1\n# here:\n{'.'.join(['a'] * 200)} = 1\n"
    assert problems(text) == [("plan.toml:3", "toml-deep")]


def test_what_is_not_too_deep() -> None:
    """A few levels are read; so are dots and brackets in a text."""
    assert problems("format = 1\na = " + "[" * 30 + "]" * 30) == [
        ("plan.toml:1", "plan-kind")
    ]
    note = f'note = "{"a.b " * 400} {"... " * 400} {"[" * 400}"\n'
    assert isinstance(parse_plan(ALONE + note), Network)


# references ------------------------------------------------------------------------


def test_a_bundled_lifecycle_by_its_id(tmp_path: Path) -> None:
    """A reference without a slash is the id of something bundled."""
    write(tmp_path, demo=ALONE)
    whole = load_plan(tmp_path / "demo.toml")
    assert whole.programme is None
    assert [p.length for p in whole.lifecycle.phases] == [Lag(months=18), Lag(months=6)]


def test_a_bundled_programme_by_its_id(tmp_path: Path) -> None:
    """A network of one's own may be in a bundled programme."""
    text = NETWORK.replace("../round.toml", "urbact-iii-transfer")
    write(tmp_path, demo=text)
    whole = load_plan(str(tmp_path / "demo.toml"))  # a path may be a text
    assert whole.programme is not None
    assert (whole.programme.id, whole.start) == (
        "urbact-iii-transfer",
        date(2018, 12, 4),
    )


def test_paths_count_from_the_file(house: Path) -> None:
    """A path is relative to the file that states it, not to where one stands."""
    whole = load_plan(house / "networks" / "demo.toml", root=house)
    assert whole.programme is not None
    assert whole.network is not None
    assert (whole.network.id, whole.programme.id) == ("demo", "round")
    assert (whole.lifecycle.id, whole.start) == ("cycle", date(2024, 9, 1))


def test_a_programme_reads_its_networks(house: Path) -> None:
    """The networks of a programme come in the order of their ids, not of the files."""
    whole = load_plan(house / "round.toml")
    assert whole.network is None
    assert [own.id for own in whole.networks] == ["another", "demo"]


def test_a_network_is_read_once(house: Path) -> None:
    """A file that two patterns match is one network."""
    both = PROGRAMME.replace('"networks/*.toml"', '"networks/*.toml", "networks/d*"')
    write(house, round=both)
    assert len(load_plan(house / "round.toml").networks) == 2


def test_a_plan_file_is_read_each_time(tmp_path: Path) -> None:
    """A file that has been edited gives the new plan."""
    write(tmp_path, demo=ALONE)
    load_plan(tmp_path / "demo.toml")
    write(tmp_path, demo=ALONE.replace('"Demo"', '"Other"'))
    again = load_plan(tmp_path / "demo.toml")
    assert str(again.owner.name) == "Other"


UNKNOWN = [
    # A row: what to replace, by what, code, the nearest
    ('"transfer-network"', '"transfer-netwrk"', "unknown-lifecycle",
     "transfer-network"),
    ('lifecycle = "transfer-network"\nstart = 2018-12-04',
     'programme = "urbact-3-transfer"', "unknown-programme", "urbact-iii-transfer"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "nearest"), UNKNOWN)
def test_unknown_references(
    tmp_path: Path, old: str, new: str, code: str, nearest: str
) -> None:
    """An id that nothing bundled has is refused, and the nearest is named."""
    write(tmp_path, demo=ALONE.replace(old, new))
    error = refused(tmp_path / "demo.toml")
    assert isinstance(error, UnknownIdError)
    assert error.code == code
    assert f'"{nearest}"' in error.todo
    assert "demo.toml:2" in error.where


def test_a_reference_to_another_kind(house: Path) -> None:
    """A programme is not a network, and a network no lifecycle."""
    write(house, wrong=NETWORK.replace("../round", "./networks/demo"))
    write(house, wrong2=ALONE.replace("transfer-network", "./round.toml"))
    write(house, wrong3=PROGRAMME.replace("networks/*.toml", "cycle.toml"))
    for name in ("wrong", "wrong2", "wrong3"):
        assert refused(house / f"{name}.toml").code == "plan-kind", name


def test_a_lifecycle_is_no_plan(house: Path) -> None:
    """A lifecycle alone has no start to count from."""
    error = refused(house / "cycle.toml")
    assert (error.code, error.found) == ("plan-kind", "a lifecycle")


def test_a_reference_to_nothing(tmp_path: Path) -> None:
    """A file that is not there is named by its path."""
    write(tmp_path, demo=ALONE.replace("transfer-network", "./cycle.toml"))
    error = refused(tmp_path / "demo.toml")
    assert error.code == "file-unreadable"
    assert error.where.endswith("cycle.toml")


@pytest.mark.parametrize(
    "pattern", ["nothing/*.toml", ".", "**.toml", "[", "x" * 900, "*/demo.toml"]
)
def test_patterns_that_match_nothing(house: Path, pattern: str) -> None:
    """A pattern without a file is refused, whatever it looks like."""
    write(house, round=PROGRAMME.replace("networks/*.toml", pattern))
    error = refused(house / "round.toml")
    assert (error.code, error.where) == (
        "no-networks",
        f"{house / 'round.toml'}:2: programme round: networks",
    )


def test_the_problems_of_all_networks(house: Path) -> None:
    """Problems of the networks of a programme are reported together."""
    write(
        house,
        networks__demo=NETWORK.replace("issued", "isued"),
        networks__z=NETWORK.replace("name", "nam"),
        networks__y=LIFECYCLE,
        networks__x=b"\xff",
    )
    error = refused(house / "round.toml")
    assert isinstance(error, TimelineErrors)
    assert {one.code for one in error.problems()} == {
        "unknown-key",
        "missing-key",
        "plan-kind",
        "not-utf-8",
    }


def test_two_networks_with_one_id(house: Path) -> None:
    """Two files with one network id are refused: both are named."""
    write(house, networks__z=NETWORK)
    error = refused(house / "round.toml")
    assert isinstance(error, PlanError)
    assert error.code == "id-duplicate"
    assert "z.toml:2" in error.where
    assert "demo.toml:2" in error.todo


# nothing outside -------------------------------------------------------------------


def test_nothing_above_the_folder(house: Path) -> None:
    """Without a root nothing outside the folder of the file is read."""
    error = refused(house / "networks" / "demo.toml")
    assert (error.code, error.found) == ("path-outside", '"../round.toml"')
    assert "--root" in error.todo


@pytest.mark.parametrize(
    "reference",
    [
        "../hidden.toml",
        "./sub/../../hidden.toml",
        "/etc/hostname.toml",
        "/etc/hostname",
        "./link.toml",
        "./folder/hidden.toml",
    ],
)
def test_escapes(tmp_path: Path, reference: str) -> None:
    """Neither `..` nor a full path nor a link leads out; what is there stays unread."""
    inside = tmp_path / "inside"
    write(tmp_path, hidden="the secret = is here", inside__sub__x="")
    (inside / "link.toml").symlink_to(tmp_path / "hidden.toml")
    (inside / "folder").symlink_to(tmp_path)
    write(inside, demo=ALONE.replace("transfer-network", reference))
    error = refused(inside / "demo.toml")
    assert error.code == "path-outside"
    assert "secret =" not in str(error)


@pytest.mark.parametrize(
    "pattern", ["../*.toml", "links/*.toml", "folder/*.toml", "/etc/*", ".."]
)
def test_escapes_of_networks(tmp_path: Path, pattern: str) -> None:
    """Nor does a pattern of networks lead out."""
    inside = tmp_path / "inside"
    write(tmp_path, hidden="secret", inside__cycle=LIFECYCLE)
    (inside / "links").mkdir()
    (inside / "links" / "a.toml").symlink_to(tmp_path / "hidden.toml")
    (inside / "folder").symlink_to(tmp_path)
    write(inside, round=PROGRAMME.replace("networks/*.toml", pattern))
    assert refused(inside / "round.toml").code == "path-outside"


def test_links_inside_are_fine(house: Path) -> None:
    """A link that stays inside is as good as the file."""
    (house / "same.toml").symlink_to(house / "cycle.toml")
    write(house, round=PROGRAMME.replace("./cycle", "./same"))
    assert load_plan(house / "round.toml").lifecycle.id == "cycle"


def test_the_root_may_be_a_link(
    house: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A folder that is itself reached by a link holds what it holds."""
    link = tmp_path_factory.mktemp("elsewhere") / "house"
    link.symlink_to(house)
    assert len(load_plan(link / "round.toml").networks) == 2


def test_a_link_to_itself(tmp_path: Path) -> None:
    """A link that leads to itself is a file that cannot be read."""
    (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
    write(tmp_path, demo=ALONE.replace("transfer-network", "./loop.toml"))
    assert refused(tmp_path / "demo.toml").code == "file-unreadable"
    assert refused(tmp_path / "loop.toml").code == "file-unreadable"


# files -----------------------------------------------------------------------------


def test_a_byte_order_mark(tmp_path: Path) -> None:
    """What Windows puts at the beginning of a file is no part of it."""
    write(tmp_path, plain=ALONE, marked=b"\xef\xbb\xbf" + ALONE.encode())
    assert load_plan(tmp_path / "marked.toml") == load_plan(tmp_path / "plain.toml")


def test_line_ends(tmp_path: Path) -> None:
    """CRLF and LF give the same plan, and the same lines."""
    note = 'note = """\nTwo\nlines"""\n'
    text = f"{ALONE}{note}[[partner]]\nid = 'a'\ncity = 'A'\ncountry = 'IT'\n"
    write(tmp_path, unix=text, windows=text.replace("\n", "\r\n"))
    unix, windows = (load_plan(tmp_path / f"{n}.toml") for n in ("unix", "windows"))
    assert unix == windows
    origin = windows.partners[0].origin
    assert origin is not None
    assert origin.line == 11
    broken = text.replace("country", "county")
    write(tmp_path, broken=broken.replace("\n", "\r\n"))
    assert "broken.toml:14" in str(refused(tmp_path / "broken.toml"))


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (ALONE.replace("Demo", "Łódź").encode("cp1250"), 4, "Windows, Central Europe"),
        (ALONE.encode("utf-16"), 1, "Windows, called Unicode"),
        (b"format = 1\n# \xe4\n", 2, "Latin 1 in a comment"),
        (b"format = 1\n# \xed\xa0\x80\n", 2, "half of a pair of UTF-16"),
    ],
)  # fmt: skip
def test_other_encodings(tmp_path: Path, data: bytes, line: int, reason: str) -> None:
    """A file in another encoding is refused with the line where that shows."""
    write(tmp_path, demo=data)
    error = refused(tmp_path / "demo.toml")
    assert error.code == "not-utf-8", reason
    assert error.where == f"{tmp_path / 'demo.toml'}:{line}", reason


def test_large_files(tmp_path: Path) -> None:
    """A file of 10 MB is refused without being read; up to 2 MB is read."""
    write(tmp_path, large=ALONE + "#" * 10_000_000)
    assert refused(tmp_path / "large.toml").code == "file-large"
    write(tmp_path, fits=f"{ALONE}#{'x' * (1_999_999 - len(ALONE))}")
    assert (tmp_path / "fits.toml").stat().st_size == 2_000_000
    assert load_plan(tmp_path / "fits.toml").owner.id == "demo"
    with pytest.raises(PlanFileError) as caught:
        parse_plan("#" * 2_000_001)
    assert caught.value.code == "file-large"


def test_what_cannot_be_read(tmp_path: Path) -> None:
    """A folder, a file that is not there, or one inside a file says what is wrong."""
    write(tmp_path, demo=ALONE)
    rows = {
        tmp_path: "is a directory",
        tmp_path / "none.toml": "no such file or directory",
        tmp_path / "demo.toml" / "x.toml": "not a directory",
        tmp_path / ("x" * 300): "file name too long",
    }
    for path, found in rows.items():
        error = refused(path)
        assert (error.code, error.found) == ("file-unreadable", found)
        assert error.where == str(path)
    assert refused("a\0b.toml").code == "file-unreadable"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser reads all"
)
def test_what_may_not_be_read(tmp_path: Path) -> None:
    """A file without permission says so."""
    write(tmp_path, demo=ALONE)
    (tmp_path / "demo.toml").chmod(0)
    assert refused(tmp_path / "demo.toml").found == "permission denied"


def test_errors_name_the_file_as_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever names a file by a short path reads that path again."""
    write(tmp_path, demo=ALONE.replace("issued", "isued"))
    monkeypatch.chdir(tmp_path)
    error = refused("demo.toml")
    assert isinstance(error, TimelineErrors)
    assert [one.where.split(":")[0] for one in error.problems()] == ["demo.toml"] * 2


# what is bundled -------------------------------------------------------------------


def test_bundled_plans() -> None:
    """A bundled network or programme is loaded by its id."""
    own = load_bundled("playful-paradigm")
    assert own.network is not None
    assert own.network.id == "playful-paradigm"
    assert own.network.origin is not None
    assert own.network.origin.file == "catalogue/networks/playful-paradigm.toml"
    assert load_bundled("urbact-iii-transfer").network is None


def test_unknown_bundled_plans() -> None:
    """An id that nothing bundled has is refused, and the nearest is named."""
    with pytest.raises(UnknownIdError) as caught:
        load_bundled("playful-paradigms")
    assert caught.value.code == "unknown-plan"
    assert caught.value.todo == 'did you mean "playful-paradigm"?'
    with pytest.raises(UnknownIdError):
        load_bundled("../networks/playful-paradigm")
    with pytest.raises(UnknownIdError):
        load_bundled("transfer-network")  # a lifecycle alone
