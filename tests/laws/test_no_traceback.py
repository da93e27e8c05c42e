"""Law: whatever is in a plan file, the command answers in sentences."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transfertimeline import catalogue
from transfertimeline.cli.main import run
from transfertimeline.plan.layout import fields_of
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.networks import Network
from transfertimeline.plan.programmes import Programme

# A plan that uses every part of the file and of the grammar.
RICH = """\
format = 1
[network]
id = "gardens"
name = { en = "City gardens", lt = "Miesto daržai" }
issued = 2018-12-04
lifecycle = "transfer-network"
start = 2018-12-04
zone = "Europe/Rome"
languages = ["en", "lt"]
page = "https://example.org/"

[[partner]]
id = "rome"
city = "Rome"
country = "IT"
role = "lead"
newcomer = false

[[partner]]
id = "vilnius"
city = "Vilnius"
country = "LT"

[[phase]]
id = "transfer"
override = true
length = "12 months"

[[milestone]]
id = "visit"
kind = "meeting"
title.en = "Visit"
title.lt = "Vizitas"
when = "first Tuesday on or after 2 weeks after kick-off"
length = "2 days"
place = "Rome"

[[milestone]]
id = "call"
kind = "meeting"
title = "Call"
when = "2019-09-17"
time = "09:30-17:00"
zone = "Europe/Vilnius"
online = true
url = "https://example.org/call"
remind = ["2 weeks", "1 working day"]

[[milestone]]
id = "report"
kind = "deadline"
title = "Report {n} of {city}, {country}, {period}"
when = "end of period, or next working day in the same month"
time = "15:00"
each = "partner"
repeat = { every = "6 months", from = "start", until = "end", stub = "long" }
must = ["before end of transfer", "within 2019"]
audience = ["lead", "partner"]

[[milestone]]
id = "fair"
kind = "event"
title = "Fair"
when = "later of first Monday of M3, end of month of visit and 2019-21~"
tags = ["food", "gardens"]

[[milestone]]
id = "payment"
kind = "period"
title = "Payments {n}"
when = "period"
repeat.periods = ["2019-01-01/2019-03-31", "2019-04-01/2019-06-30"]

[[milestone]]
id = "campus"
override = true
when = "first spring after start"
note = "Bring your own spade"
"""

# The networks of the programme are outside the folder of this test.
OUTSIDE = 'networks = ["../networks/*.toml"]'
BUNDLED = [
    RICH,
    *(
        (catalogue.FOLDER / path).read_text(encoding="utf-8").replace(OUTSIDE, "")
        for path in (
            "networks/playful-paradigm.toml",
            "networks/ru-rban.toml",
            "lifecycles/transfer-network.toml",
            "programmes/urbact-iii-transfer.toml",
        )
    ),
]

# ------------------------------------------------------------------------- the command

SENTENCE = re.compile(
    # an error or a warning; a sentence of click; how many dates are open
    r".+ \[[a-z]+(-[a-z0-9]+)*\]"
    r"|.+ \(see: transfertimeline( \w+)? --help\)"
    r"|\d+ without a date yet, listed in the calendar's description: .+"
)


@pytest.fixture(name="answer", scope="module")
def _answer(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], None]:
    """Return how to give a file to the command, and to check what it answers."""
    plan = tmp_path_factory.mktemp("plans") / "plan.toml"

    def answer(content: bytes) -> None:
        plan.write_bytes(content)
        for words in (["show", str(plan)], ["export", str(plan)]):
            _check(words)
        assert list(plan.parent.iterdir()) == [plan]

    return answer


def _check(words: list[str]) -> None:
    result, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(result, "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([*words, "--as-of", "2030-01-01"])
    said = err.getvalue()

    assert code in (0, 2)
    # One of the two, never both and never neither; beside a result stand warnings.
    assert bool(result.getvalue()) is (code == 0)
    assert said or code == 0
    for line in said.splitlines():
        assert SENTENCE.fullmatch(line), line


# ------------------------------------------------------------------------------ bytes


@given(st.binary(max_size=400))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"format = 1\n[network]\n")
@example(b"[" * 5_000)
@example(b"x = " + b"9" * 5_000)
def test_any_bytes_get_an_answer(
    answer: Callable[[bytes], None], content: bytes
) -> None:
    """A file of any bytes gets a result or sentences, never a traceback."""
    answer(content)


@given(st.text(max_size=200), st.sampled_from(BUNDLED))
@example("\x00", RICH)
@example("\ud7ff\u2028\u0085", RICH)
def test_any_text_below_a_plan_gets_an_answer(
    answer: Callable[[bytes], None], text: str, plan: str
) -> None:
    """A plan with anything at its end is a plan, or not, but no traceback."""
    answer(f"{plan}\n{text}".encode("utf-8", "surrogatepass"))


# -------------------------------------------------------------------------- mutations

KEYS = sorted(
    {key for record in (Network, Programme, Milestone) for key in fields_of(record)}
    | {"override", "from", "every", "periods", "format", "length"}
)

GRAMMAR = """
start end period unknown transfer dissemination kick-off campus campus-it visit
report report-rome-1 nobody M0 M1 M18 M99999 of after before later earlier first
second fourth last next nearest working days day week month months year years
quarter season spring winter January Monday Friday on or and , in the same 0 1 2 3
18 99999 100000 2019 2019-02-29 2019-09-17 2019-09 2019-24 0001-01-01 9999-12-31
9999 0001 9999-24 2019-09-17/2019-09-18 [2019-09-17..2019-09-18] 2019-09? 15:00
24:00 09:30-17:00 Europe/Rome Europe/Nowhere CET UTC {n} {city} {x} { } {} IT EL
lead partner country network programme urbact-iii-transfer transfer-network
../x.toml x.toml /etc/hosts ./plan.toml * **/*.toml https://example.org/ 6 weeks
"""
WORDS = st.sampled_from(GRAMMAR.split())
PHRASES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
QUOTED = (PHRASES | st.text(max_size=12)).map(
    lambda text: '"' + re.sub(r'["\\\x00-\x1f\x7f\ud800-\udfff]', "", text) + '"'
)
TOML = r"""
0 1 -1 9223372036854775808 1.5 inf nan true false 2019-09-17 0001-01-01 9999-12-31
2019-09-17T10:00:00 2019-09-17T10:00:00Z 10:00:00 10:00:00.5 "" [] {} [[]] [{}]
"\u0000" "\u001b[31m" "\u2028" "\ufeff" "\u202e" "\n"
"""
BARE = st.sampled_from([*TOML.split(), "'''a\nb'''"])
VALUES = st.recursive(
    QUOTED | BARE,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.tuples(st.sampled_from(KEYS), inner).map(
            lambda pair: f"{{ {pair[0]} = {pair[1]} }}"
        )
    ),
    max_leaves=4,
)
# What stands in the plans: the right kind of value in the wrong place.
STATED = sorted(
    {line.partition("= ")[2] for plan in BUNDLED for line in plan.splitlines()}
)
PLACES = st.integers(min_value=0, max_value=10_000)


def _deleted(lines: list[str], at: int) -> list[str]:
    return lines[:at] + lines[at + 1 :]


def _doubled(lines: list[str], at: int) -> list[str]:
    return [*lines[: at + 1], *lines[at:]]


def _turned(lines: list[str], at: int) -> list[str]:
    return lines[:at] + lines[at : at + 5][::-1] + lines[at + 5 :]


def _with_value(lines: list[str], at: int, value: str) -> list[str]:
    key = lines[at].partition("=")[0]
    return [*lines[:at], f"{key}= {value}", *lines[at + 1 :]]


def _with_key(lines: list[str], at: int, key: str) -> list[str]:
    value = lines[at].partition("=")[2] or " 1"
    return [*lines[:at], f"{key} ={value}", *lines[at + 1 :]]


def _with_pair(lines: list[str], at: int, key: str, value: str) -> list[str]:
    return [*lines[:at], f"{key} = {value}", *lines[at:]]


def _without_letter(lines: list[str], at: int, place: int) -> list[str]:
    line = lines[at]
    place %= len(line) + 1
    return [*lines[:at], line[:place] + line[place + 1 :], *lines[at + 1 :]]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return a plan in which a few lines have been changed."""
    lines = draw(st.sampled_from(BUNDLED)).splitlines()
    for _ in range(draw(st.integers(min_value=1, max_value=4))):
        statements = [n for n, line in enumerate(lines) if "=" in line] or [0]
        anywhere = draw(PLACES) % len(lines)
        statement = statements[draw(PLACES) % len(statements)]
        match draw(st.sampled_from(("line", "value", "key", "pair", "letter"))):
            case "line":
                change = draw(st.sampled_from((_deleted, _doubled, _turned)))
                lines = change(lines, anywhere) or [""]
            case "value":
                value = draw(st.sampled_from(STATED) | VALUES)
                lines = _with_value(lines, statement, value)
            case "key":
                lines = _with_key(lines, statement, draw(st.sampled_from(KEYS)))
            case "pair":
                key, value = draw(st.sampled_from(KEYS)), draw(VALUES)
                lines = _with_pair(lines, anywhere, key, value)
            case _:
                lines = _without_letter(lines, anywhere, draw(PLACES))
    return "\n".join(lines) + "\n"


@given(mutated())
def test_a_plan_with_mistakes_gets_an_answer(
    answer: Callable[[bytes], None], plan: str
) -> None:
    """A plan with a few changed lines gets a result or sentences, never a traceback."""
    answer(plan.encode())


# ------------------------------------------------------------------- rules that parse

LEAVES = """
start end transfer dissemination kick-off visit report-rome-1 campus-lt M1 M18 M99999
unknown 2019 2019-09 2019-21 2019-24 2019-36 2019-02-28 2019-09-17/2019-09-18
[2019-09-17..2019-09-20]~ 0001 0001-01-01 9999-12 9999-12-31 9999-24
"""
FRAMES = st.sampled_from(
    (
        *("start of {}", "end of {}", "week of {}", "month of {}", "season of {}"),
        *("year of {}", "1 day after {}", "2 weeks before {}", "1 month after {}"),
        *("99999 years after {}", "10 working days before {}", "first spring after {}"),
        *("first January after {}", "first Monday of {}", "fourth Friday of {}"),
        *("last Sunday of {}", "first Tuesday on or after {}"),
        *(
            "last Saturday on or before {}",
            "later of {} and 2019-10",
            "earlier of {} and end",
        ),
    )
)
PLAIN_RULES = st.recursive(
    st.sampled_from(LEAVES.split()),
    lambda inner: st.builds(str.format, FRAMES, inner),
    max_leaves=4,
)
ROLLS = st.sampled_from(
    ("", *(f", or {which} working day" for which in ("next", "nearest")))
)
RULES = st.builds(str.__add__, PLAIN_RULES, ROLLS)
FIELDS = {
    "length": st.sampled_from(("1 day", "2 days", "6 weeks", "500 weeks")),
    "time": st.sampled_from(("00:00", "02:30", "15:00", "23:59", "00:00-23:59")),
    "zone": st.sampled_from(("Europe/Rome", "Pacific/Apia", "America/Nuuk")),
    "kind": st.sampled_from(("meeting", "deadline", "period")),
}


@st.composite
def demanding(draw: st.DrawFn) -> str:
    """Return a plan whose milestone asks for much, all of it spelled rightly."""
    fields = {"kind": "event", "when": draw(RULES)}
    fields |= {
        key: draw(values) for key, values in FIELDS.items() if draw(st.booleans())
    }
    lines = [f'{key} = "{value}"' for key, value in fields.items()]
    if draw(st.booleans()):
        lines.append(f'remind = ["{draw(st.sampled_from(("1 day", "99999 weeks")))}"]')
    if draw(st.booleans()):
        lines.append(f'must = ["within {draw(PLAIN_RULES)}"]')
    if draw(st.booleans()):
        every = draw(st.sampled_from(("1 week", "6 months", "calendar year")))
        first, last = draw(PLAIN_RULES), draw(PLAIN_RULES)
        lines.append(
            f'repeat = {{ every = "{every}", from = "{first}", until = "{last}" }}'
        )
    return "\n".join((RICH, "[[milestone]]", 'id = "m"', 'title = "M"', *lines, ""))


LAST_HOUR = f"""{RICH}
[[milestone]]
id = "m"
kind = "event"
title = "M"
when = "9999-12-31"
time = "23:59"
"""


@given(demanding())
@example(LAST_HOUR)
def test_a_plan_that_asks_for_much_gets_an_answer(
    answer: Callable[[bytes], None], plan: str
) -> None:
    """Any rule with any hours, lengths and periods is dated, or a sentence."""
    answer(plan.encode())


@given(PHRASES)
def test_any_rule_gets_an_answer(answer: Callable[[bytes], None], rule: str) -> None:
    """Words of the grammar in any order are a date, or a sentence."""
    answer(RICH.replace('"2019-09-17"', f'"{rule}"', 1).encode())


@pytest.mark.parametrize(
    "plan", BUNDLED, ids=lambda plan: plan.partition("id =")[2][:20]
)
def test_the_plans_are_fine_before(
    plan: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The plans that are changed here are plans to begin with."""
    path = tmp_path / "plan.toml"
    path.write_text(plan, encoding="utf-8")
    code = run(["show", str(path), "--as-of", "2030-01-01"])

    # A lifecycle has no dates of its own, so it is read but not shown.
    said = capsysbinary.readouterr().err.decode()
    assert code == 0 or said.endswith(
        "found a lifecycle; name a network or programme that uses it [plan-kind]\n"
    )
