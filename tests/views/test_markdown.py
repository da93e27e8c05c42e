"""The schedule in Markdown, read back by a parser of CommonMark."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.schedule.plans import UDINE, milestone, plan, schedule
from transfertimeline.plan.milestones import Scope
from transfertimeline.plan.repeats import Each
from transfertimeline.schedule.selection import Selection
from transfertimeline.views.markdown import to_markdown

# rich, which draws our tables on a terminal, brings this parser with it.
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def cells_of(text: str) -> list[list[str]]:
    """Return the cells of each row, which hold plain text and nothing else."""
    rows: list[list[str]] = []
    for token in PARSER.parse(text):
        if token.type == "tr_open":
            rows.append([])
        if token.type == "inline" and rows:
            rows[-1].append(plain(token))
    return rows


def plain(inline: Token) -> str:
    """Return what is read of an inline text, which may hold no markup."""
    for child in inline.children or ():
        assert child.type in ("text", "text_special"), child
    return "".join(child.content for child in inline.children or ())


def heading_of(text: str) -> str:
    """Return the first heading, which holds plain text and nothing else."""
    tokens = PARSER.parse(text)
    assert (tokens[0].type, tokens[0].tag) == ("heading_open", "h1")
    return plain(tokens[1])


def test_a_schedule_is_a_heading_and_a_table() -> None:
    """The heading is the name with the data date; the rest is one table."""
    text = to_markdown(schedule(plan(milestone("m", "2019-09-17", title="Meeting"))))

    assert text.splitlines() == [
        "# Demo, as of 1 January 2030",
        "",
        "| Date | Time | What | Where | Kind | Status | Id |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| 4 December 2018 - 4 June 2020 |  | transfer |  | Phase |  | transfer |",
        "| 5 June - 4 December 2020 |  | dissemination |  | Phase |  | dissemination |",
        "| 17 September 2019 |  | Meeting |  | Event | planned | m |",
    ]
    assert text.endswith("|\n")


NAMES = [
    ("a bar, which would be a cell", "A | B"),
    ("a bar behind a backslash", "A \\| B"),
    ("a backslash at the end", "A \\"),
    ("a link", "[here](https://example.org)"),
    ("a picture", "![x](https://example.org/x.png)"),
    ("an address in brackets", "<https://example.org>"),
    ("a script", "<script>alert(1)</script>"),
    ("a comment", "<!-- A"),
    ("emphasis", "*A* __B__ **C** _D_"),
    ("code", "`A` ``B``"),
    ("struck out", "~~A~~"),
    ("an entity", "&lt;b&gt; &amp; &#42;"),
    ("a heading", "# A"),
    ("a heading's end", "A #"),
    ("a list", "- A"),
    ("another list", "+ A"),
    ("a quotation", "> A"),
    ("a number", "1. A"),
    ("a row of dashes", "---"),
    ("a formula", "$x^2$"),
    ("braces", "}} A {{"),
    ("blanks around it", " A "),
    ("letters of all kinds", "Klaipėda, Πειραιάς, Łódź"),
]


@pytest.mark.parametrize(
    "name", [pytest.param(name, id=reason) for reason, name in NAMES]
)
def test_a_name_is_no_markup(name: str) -> None:
    """Whatever a title, place or name holds is read back as it is."""
    shown = schedule(
        plan(milestone("m", "2019-09-17", title=name, place=name), name=name)
    )
    text = to_markdown(shown)

    assert text.count("\n") == 7
    *_, row = cells_of(text)
    # Around a cell blanks mean nothing.
    assert row == [
        *("17 September 2019", "", name.strip(), name.strip()),
        *("Event", "planned", "m"),
    ]
    assert heading_of(text) == f"{name.lstrip()}, as of 1 January 2030"


def test_every_row_has_every_cell() -> None:
    """All rows have the seven cells of the heading."""
    shown = schedule(
        plan(
            milestone("m", "unknown", place="A | B"),
            milestone("n", "2019", each=Each.PARTNER, title="In {city}"),
            partners=[UDINE],
        )
    )

    assert {len(row) for row in cells_of(to_markdown(shown))} == {7}


def test_a_language_and_a_part_can_be_asked_for() -> None:
    """The table is in the language asked for, and has what the selection lets pass."""
    shown = schedule(
        plan(
            milestone("m", "2019", scope=Scope.PROGRAMME, title={"lt": "A", "en": "B"}),
            milestone("n", "2019"),
        )
    )
    text = to_markdown(shown, selection=Selection(scope=Scope.PROGRAMME), language="lt")

    assert cells_of(text)[0][0] == "Data"
    assert cells_of(text)[3:] == [
        ["2019 m.", "", "A", "", "Renginys", "planuojama", "m"]
    ]
