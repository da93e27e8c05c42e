from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from transfertimeline.errors import FeedError
from transfertimeline.feed.contentline import (
    Component,
    Parameters,
    content_line,
    date,
    duration,
    integer,
    local_date_time,
    text,
    text_list,
    to_bytes,
    uri,
    utc_date_time,
)

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("value", "written", "reason"),
    [
        ("Kick-off", "Kick-off", "nothing to escape"),
        ("Porto; Turin", r"Porto\; Turin", "a semicolon separates parts of a value"),
        ("Porto, Turin", r"Porto\, Turin", "a comma separates values"),
        ("a\nb", r"a\nb", "a line break"),
        ("a\r\nb", r"a\nb", "a line break of Windows is one"),
        ("a\rb", r"a\nb", "a line break of old Macs"),
        ("a\r\n\r\nb", r"a\n\nb", "an empty line stays"),
        ("a\u2028b\u2029c\x85d", r"a\nb\nc\nd", "Unicode's line breaks: splitlines"),
        ("C:\\new", r"C:\\new", "a backslash before an n is no line break"),
        ("C:\\New", r"C:\\New", "nor before an N, where icalendar makes it one"),
        ('"15:00"', '"15:00"', "quotes and colons are not escaped in a text"),
        ("a\tb", "a\tb", "a tab is allowed"),
        ("a\x00\x07\x1f\x7fb", "ab", "control characters: some refuse the file"),
        ("a\x0bb", "ab", "the line break within a paragraph of Word is one, too"),
        ("a\ud800b", "ab", "half of a pair of surrogates has no UTF-8"),
        ("\ufeffa", "a", "a byte order mark that came with a file"),
        ("a\xa0b", "a\xa0b", "a no-break space is a character like others"),
        ("Κέρκυρα, Łódź 🎲", "Κέρκυρα\\, Łódź 🎲", "letters of every kind stay"),
        ("👩‍👧", "👩‍👧", "what joins an emoji stays"),
    ],
)
def test_text(value: str, written: str, reason: str) -> None:
    """A text has four escapes, and nothing that a reader would refuse."""
    assert text(value) == written, reason


def test_text_list() -> None:
    """Several texts are separated by commas; the commas inside them are escaped."""
    assert text_list(["meeting", "lead, expert"]) == r"meeting,lead\, expert"


def test_date() -> None:
    """A day has eight digits, in the first years, too."""
    assert date(dt.date(2018, 12, 4)) == "20181204"
    assert date(dt.date(33, 4, 3)) == "00330403"


@pytest.mark.parametrize(
    ("moment", "local", "utc", "reason"),
    [
        (
            dt.datetime(2019, 4, 17, 15, tzinfo=PARIS),
            "20190417T150000",
            "20190417T130000Z",
            "summer time in Paris",
        ),
        (
            dt.datetime(2019, 1, 1, 0, 30, tzinfo=PARIS),
            "20190101T003000",
            "20181231T233000Z",
            "the year before in UTC",
        ),
        (
            dt.datetime(2019, 6, 12, 0, 0, 1, 999_999, tzinfo=dt.UTC),
            "20190612T000001",
            "20190612T000001Z",
            "parts of a second do not exist in iCalendar",
        ),
    ],
)
def test_date_times(moment: dt.datetime, local: str, utc: str, reason: str) -> None:
    """A moment is written as the clock on the wall shows it, or in UTC with a Z."""
    assert (local_date_time(moment), utc_date_time(moment)) == (local, utc), reason


@pytest.mark.parametrize(
    ("length", "written", "reason"),
    [
        (dt.timedelta(), "P0D", "no time at all"),
        (dt.timedelta(hours=12), "PT12H", "the T stands before hours"),
        (dt.timedelta(minutes=30), "PT30M", "and before minutes"),
        (dt.timedelta(days=10), "P10D", "days without a T"),
        (dt.timedelta(weeks=2), "P14D", "weeks in days, as icalendar writes them"),
        (dt.timedelta(days=-7), "-P7D", "earlier"),
        (dt.timedelta(hours=-36), "-P1DT12H", "the sign is for the whole"),
        (dt.timedelta(days=1, hours=2), "P1DT2H", "days and hours"),
        (dt.timedelta(hours=1, seconds=5), "PT1H0M5S", "no gap in the grammar"),
        (dt.timedelta(days=1, seconds=5), "P1DT5S", "nothing between days and seconds"),
        (dt.timedelta(seconds=3661), "PT1H1M1S", "all three"),
    ],
)
def test_duration(length: dt.timedelta, written: str, reason: str) -> None:
    """A duration follows the grammar of RFC 5545, 3.3.6."""
    assert duration(length) == written, reason


def test_integer() -> None:
    """A number is written in digits, with a minus if need be."""
    assert [integer(0), integer(12), integer(-3)] == ["0", "12", "-3"]


@pytest.mark.parametrize(
    ("params", "written", "reason"),
    [
        ((), "X:1", "no parameters"),
        ((("VALUE", "DATE"),), "X;VALUE=DATE:1", "a plain one"),
        ((("B", "1"), ("A", "2")), "X;B=1;A=2:1", "in the order given"),
        ((("TZID", "Europe/Paris"),), "X;TZID=Europe/Paris:1", "no quotes for a slash"),
        ((("LABEL", "a,b"),), 'X;LABEL="a,b":1', "a comma separates values"),
        ((("LABEL", "a;b"),), 'X;LABEL="a;b":1', "a semicolon separates parameters"),
        ((("LABEL", "a:b"),), 'X;LABEL="a:b":1', "a colon begins the value"),
        ((("LABEL", 'a"b'),), "X;LABEL=a^'b:1", "RFC 6868: quotes"),
        ((("LABEL", "a^b"),), "X;LABEL=a^^b:1", "RFC 6868: the escape itself"),
        ((("LABEL", "a\r\nb"),), "X;LABEL=a^nb:1", "RFC 6868: a line break"),
        ((("LABEL", "a\x07b"),), "X;LABEL=ab:1", "control characters are left out"),
        ((("LABEL", "l’été"),), 'X;LABEL="l’été":1', "as icalendar does"),
        ((("ALTREP", "a"),), 'X;ALTREP="a":1', "addresses are always quoted"),
        ((("CN", "Anna Lo"),), 'X;CN="Anna Lo":1', "as icalendar does"),
    ],
)
def test_parameters(params: Parameters, written: str, reason: str) -> None:
    """A parameter's value is escaped by RFC 6868 and quoted where it must be."""
    assert content_line("X", "1", params) == written, reason


def test_component() -> None:
    """A component's lines stand between BEGIN and END, inner components at the end."""
    event = Component("VEVENT", (content_line("UID", "1"),))
    calendar = Component("VCALENDAR", (content_line("VERSION", "2.0"),), (event, event))
    assert to_bytes(calendar).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        *("BEGIN:VEVENT", "UID:1", "END:VEVENT") * 2,
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(
    ("value", "lengths", "reason"),
    [
        ("a" * 72, [74], "74 octets are one line"),
        ("a" * 73, [74, 2], "the space of the second line counts"),
        ("a" * 147, [74, 75, 2], "so a continuation has 74 octets of its own"),
        ("ł" * 36, [74], "36 letters of two octets"),
        ("ł" * 37, [74, 3], "never inside a letter of two octets"),
        ("a" + "ł" * 36, [73, 3], "nor when one octet would fit"),
        ("€" * 25, [74, 4], "nor of three"),
        ("🎲" * 19, [74, 5], "nor of four"),
        ("a" * 71 + r"\,b", [73, 4], "an escape stays with its character"),
        ("a" * 71 + "^^b", [73, 4], "also the escape of RFC 6868"),
    ],
)
def test_folds(value: str, lengths: list[int], reason: str) -> None:
    """A line has at most 75 octets, the space of a continuation included."""
    octets = to_bytes(Component("C", (content_line("X", value),)))
    lines = octets.split(b"\r\n")[1:-2]
    assert [len(line) for line in lines] == lengths, reason
    assert all(line.startswith(b" ") for line in lines[1:])
    assert octets.replace(b"\r\n ", b"").decode().split("\r\n")[1] == f"X:{value}"


@pytest.mark.parametrize("value", ["a", "ł" * 300, "a" * 300])
def test_ends_every_line_with_crlf(value: str) -> None:
    """Line ends are CRLF, the last one included, and there is no byte order mark."""
    octets = to_bytes(Component("C", (content_line("X", text(value)),)))
    assert octets.startswith(b"BEGIN:C\r\n")
    assert octets.endswith(b"\r\nEND:C\r\n")
    assert octets.count(b"\n") == octets.count(b"\r") == octets.count(b"\r\n")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("a\r\nATTENDEE:b", "a line of its own"),
        ("a\nATTENDEE:b", "a line feed alone is a line end for most readers"),
        ("a\rb", "a carriage return alone is one for some"),
        ("a\r\n b", "a fold that is not ours"),
        ("a\x00b", "a control character"),
        ("a\x7fb", "the last of them"),
        ("a\ud800b", "no UTF-8"),
    ],
)
def test_refuses_a_value_that_is_none(value: str, reason: str) -> None:
    """No value makes a line of its own, or one that readers refuse."""
    lines = (content_line("SUMMARY", "ok"), content_line("X-A", value, (("B", "c"),)))
    with pytest.raises(FeedError) as caught:
        to_bytes(Component("VEVENT", lines))
    assert (caught.value.code, caught.value.where) == ("feed-control", "X-A"), reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "no name"),
        ("summary", "names are written in capitals"),
        ("X A", "a space"),
        ("X:A", "a value would begin"),
        ("X;A", "a parameter would begin"),
        ("X\r\nA", "a line of its own"),
        ("X\n", "a line end at the end"),
        ("É", "a letter outside ASCII"),
        ("BEGIN", "the begin of a component"),
        ("END", "the end of one"),
    ],
)
def test_refuses_a_name_that_is_none(name: str, reason: str) -> None:
    """Names of properties, parameters and components cannot forge anything."""
    with pytest.raises(FeedError, match="feed-name"):
        content_line(name, "1")
    with pytest.raises(FeedError, match="feed-name"):
        content_line("X", "1", ((name, "1"),))
    with pytest.raises(FeedError, match="feed-name"):
        Component(name, ())
    assert reason


@pytest.mark.parametrize("value", ["", "\x07", "\ufeff"])
def test_refuses_an_empty_value(value: str) -> None:
    """A property without a value is an error: libical would drop it."""
    with pytest.raises(FeedError, match=r"SUMMARY: .*\[feed-empty\]"):
        content_line("SUMMARY", text(value))
    with pytest.raises(FeedError, match="feed-empty"):
        text_list(["meeting", value])
    with pytest.raises(FeedError, match="feed-empty"):
        content_line("CATEGORIES", text_list([]))


def test_refuses_a_moment_for_a_day() -> None:
    """A moment is no day, and a local time is no moment in UTC."""
    with pytest.raises(FeedError, match="feed-date"):
        date(dt.datetime(2019, 4, 17, 15))
    with pytest.raises(FeedError, match="feed-zone"):
        utc_date_time(dt.datetime(2019, 4, 17, 15))


@pytest.mark.parametrize(
    "value", ["", "two words", "https://a\r\nX:b", "https://a\xa0"]
)
def test_refuses_an_address_that_is_none(value: str) -> None:
    """An address has no spaces, visible or not, and no line breaks."""
    with pytest.raises(FeedError, match="feed-uri"):
        uri(value)


def test_keeps_an_address_as_it_is() -> None:
    """Commas and semicolons of an address are not escaped; they belong to it."""
    assert uri("https://a.eu/b;c,d?e=ü") == "https://a.eu/b;c,d?e=ü"
