"""
The writer of iCalendar: values, content lines, components, bytes (RFC 5545, 3.1).

A property is a finished content line, a `str` as `content_line` returns it, and no
record: to make a record of each line takes longer than to write them all.

The bytes are those icalendar writes for the same values, many times faster; a
property test holds them to it. Apart from characters that no text should have (see
`text`), they differ where icalendar is wrong: it turns a backslash before an ``N``
into a line break, and drops ``TZID=UTC`` from a local time.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable
from typing import TypeAlias

import attrs

from transfertimeline.errors import FeedError, quoted

__all__ = [
    "Component",
    "Parameters",
    "content_line",
    "date",
    "duration",
    "integer",
    "local_date_time",
    "name_of",
    "parts_of",
    "text",
    "text_list",
    "to_bytes",
    "uri",
    "utc_date_time",
]

Parameters: TypeAlias = tuple[tuple[str, str], ...]
"""The parameters of a property: names and plain values, in the order written."""


@attrs.frozen
class Component:
    """
    A component: an event, a zone, a whole calendar (RFC 5545, 3.6).

    Attributes:
        name: What it is: ``VEVENT``.
        properties: Its content lines, as `content_line` makes them.
        components: The components inside it.

    Raises:
        FeedError: If the name is not one of iCalendar: A-Z, 0-9 and hyphens.

    Example:
        >>> Component("VALARM", (content_line("ACTION", "DISPLAY"),)).name
        'VALARM'
    """

    name: str
    properties: tuple[str, ...]
    components: tuple[Component, ...] = ()

    def __attrs_post_init__(self) -> None:
        _check_name(self.name)


_LINE_BREAKS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t"})


def _clean(value: str) -> str:
    for line_break in _LINE_BREAKS:
        value = value.replace(line_break, "\n")
    octets = value.replace("\ufeff", "").encode("utf-8", "ignore")
    return octets.translate(None, _CONTROLS.replace(b"\n", b"")).decode()


def text(value: str) -> str:
    r"""
    Write a text: backslash, semicolon, comma and line break escaped (RFC 5545, 3.3.11).

    Every kind of line break becomes ``\n``. Left out are control characters other
    than the tab (some readers refuse the whole file for one), lone surrogates (which
    UTF-8 does not have) and byte order marks.

    Example:
        >>> print(text("Porto; Turin,\r\nVilnius"))
        Porto\; Turin\,\nVilnius
    """
    escaped = value.replace("\\", "\\\\").replace("\n", "\\n")
    escaped = escaped.replace(";", "\\;").replace(",", "\\,")
    if not escaped.isprintable() and (cleaned := _clean(value)) != value:
        return text(cleaned)
    return escaped


def text_list(values: Iterable[str]) -> str:
    r"""
    Write several texts as one value, as CATEGORIES has it (RFC 5545, 3.8.1.2).

    Raises:
        FeedError: If one of the texts is empty.

    Example:
        >>> print(text_list(["meeting", "lead, expert"]))
        meeting,lead\, expert
    """
    written = [text(value) for value in values]
    if "" in written:
        raise FeedError("", "texts", "an empty one", "leave it out", "feed-empty")
    return ",".join(written)


def date(day: dt.date) -> str:
    """
    Write a day; its property needs ``VALUE=DATE`` (RFC 5545, 3.3.4).

    Raises:
        FeedError: If it is a `datetime`.

    Example:
        >>> date(dt.date(2018, 12, 4))
        '20181204'
    """
    if isinstance(day, dt.datetime):
        raise FeedError("", "a day", f'"{day}"', "say which day is meant", "feed-date")
    return f"{day.year * 10000 + day.month * 100 + day.day:08}"


def local_date_time(moment: dt.datetime) -> str:
    """
    Write what the clock on the wall shows, to the second (RFC 5545, 3.3.5, form 3).

    A zone goes into the property's ``TZID``, not here.

    Example:
        >>> local_date_time(dt.datetime(2019, 4, 17, 15))
        '20190417T150000'
    """
    day = moment.year * 10000 + moment.month * 100 + moment.day
    return f"{day:08}T{moment.hour * 10000 + moment.minute * 100 + moment.second:06}"


def utc_date_time(moment: dt.datetime) -> str:
    """
    Write an instant in UTC, to the second (RFC 5545, 3.3.5, form 2).

    Raises:
        FeedError: If the moment has no zone and so is no instant.

    Example:
        >>> utc_date_time(dt.datetime(2019, 4, 17, 13, tzinfo=dt.UTC))
        '20190417T130000Z'
    """
    if moment.tzinfo is None:
        found = f'"{moment}" without one'
        raise FeedError("", "a time with a zone", found, "state its zone", "feed-zone")
    return f"{local_date_time(moment.astimezone(dt.UTC))}Z"


def duration(length: dt.timedelta) -> str:
    """
    Write a length of time in days, hours, minutes and seconds (RFC 5545, 3.3.6).

    Weeks become days, as icalendar writes them.

    Example:
        >>> [duration(dt.timedelta(days=d, hours=h)) for d, h in ((0, 12), (-7, 0))]
        ['PT12H', '-P7D']
    """
    if length.days < 0:
        return f"-{duration(-length)}"
    if not length.seconds:
        return f"P{length.days}D"
    minutes, seconds = divmod(length.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    # The grammar has no seconds after hours without minutes between them.
    clock = f"{hours}H" if hours else ""
    clock += f"{minutes}M" if minutes or (hours and seconds) else ""
    clock += f"{seconds}S" if seconds else ""
    return f"P{length.days}DT{clock}" if length.days else f"PT{clock}"


def uri(value: str) -> str:
    """
    Write an address as it is (RFC 5545, 3.3.13).

    Raises:
        FeedError: If it is empty or has a space or a control character.

    Example:
        >>> uri("https://urbact.eu/networks?status=closed")
        'https://urbact.eu/networks?status=closed'
    """
    if not value or " " in value or not value.isprintable():
        raise FeedError("", "an address without spaces", quoted(value), "", "feed-uri")
    return value


def integer(value: int) -> str:
    """
    Write a whole number (RFC 5545, 3.3.8).

    Example:
        >>> integer(3)
        '3'
    """
    return f"{value:d}"


_NAME = re.compile(r"(?!(BEGIN|END)$)[A-Z0-9-]+", re.ASCII)
# Always quoted by icalendar; most hold addresses, which must be (RFC 5545, 3.2).
_QUOTED = re.compile(
    r"ALTREP|DELEGATED-\w+|DIR|LINKREL|MEMBER|SENT-BY|X-(ADDRESS|TITLE)"
)


@functools.lru_cache(maxsize=128)
def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise FeedError("", "an iCalendar name", quoted(name), "", "feed-name")


def _parameter(name: str, value: str) -> str:
    _check_name(name)
    value = _clean(value)
    # CN's spaces and U+2019 need no quotes; icalendar sets them there.
    unsafe = ",;:\u2019 '" if name == "CN" else ",;:\u2019"
    quote = bool(_QUOTED.fullmatch(name)) or any(mark in value for mark in unsafe)
    value = value.replace("^", "^^").replace("\n", "^n").replace('"', "^'")  # RFC 6868
    return f';{name}="{value}"' if quote else f";{name}={value}"


@functools.lru_cache(maxsize=1024)
def _before_value(name: str, params: Parameters) -> str:
    _check_name(name)
    return f"{name}{''.join(_parameter(*param) for param in params)}:"


def content_line(name: str, value: str, params: Parameters = ()) -> str:
    """
    Return a property as a content line, not yet folded (RFC 5545, 3.1).

    The value is one that a function above has written. The parameters are plain texts;
    they are escaped (RFC 6868) and quoted here.

    Raises:
        FeedError: If a name is not one of iCalendar, or the value is empty, for which
            libical would drop the property.

    Example:
        >>> content_line("DTSTART", date(dt.date(2018, 12, 4)), (("VALUE", "DATE"),))
        'DTSTART;VALUE=DATE:20181204'
    """
    if not value:
        raise FeedError(name, "a value", "an empty one", "leave it out", "feed-empty")
    return _before_value(name, params) + value


_OCTETS = 75  # of a line, with the space before a continuation


_LINE = re.compile(
    r"""([A-Za-z0-9-]++) ( (?: ; [^:;"]*+ (?: "[^"]*+" [^:;"]*+ )*+ )*+ ) : (.*+)""",
    re.VERBOSE | re.DOTALL,
)


def parts_of(line: str) -> tuple[str, str, str] | None:
    """
    Return the name of a content line, its parameters and its value, as written.

    Args:
        line: The line, unfolded.

    Returns:
        The name in capitals, the parameters with their semicolons, and the value;
        None if it is no content line.

    Source:
        RFC 5545, 3.1 (content lines).

    Example:
        >>> parts_of("DTSTART;VALUE=DATE:20190917")
        ('DTSTART', ';VALUE=DATE', '20190917')
    """
    match = _LINE.fullmatch(line)
    return (match[1].upper(), match[2], match[3]) if match else None


def name_of(line: str) -> str:
    """Return the name of a content line in capitals; empty if it is none."""
    parts = parts_of(line)
    return parts[0] if parts else ""


def to_bytes(component: Component) -> bytes:
    r"""
    Write a component: UTF-8, no byte order mark, CRLF, folded at 75 octets.

    Raises:
        FeedError: If a value has a line break, a control character or a lone
            surrogate, which no value has that a function above has written.

    Example:
        >>> to_bytes(Component("VALARM", (content_line("ACTION", "DISPLAY"),)))
        b'BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\n'
    """
    lines = _lines(component)
    try:
        octets = "\r\n".join(lines).encode()
    except UnicodeEncodeError:
        raise _unsafe(lines) from None
    # All lines at once: a search in each would be the dearest step of the writer.
    line_breaks = 2 * (len(lines) - 1)
    if len(octets.translate(None, _CONTROLS)) != len(octets) - line_breaks:
        raise _unsafe(lines)
    physical = [
        line if len(line) < _OCTETS else _fold(line) for line in octets.split(b"\r\n")
    ]
    return b"\r\n".join([*physical, b""])


def _lines(component: Component) -> list[str]:
    inner = [line for part in component.components for line in _lines(part)]
    name = component.name
    return [f"BEGIN:{name}", *component.properties, *inner, f"END:{name}"]


def _unsafe(lines: list[str]) -> FeedError:
    unsafe = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]")
    line = next(line for line in lines if unsafe.search(line))
    name, _, value = line.replace(";", ":", 1).partition(":")
    expected, todo = "a value without control characters", "write texts with text()"
    return FeedError(name, expected, quoted(value), todo, "feed-control")


def _fold(line: bytes) -> bytes:
    parts: list[bytes] = []
    start, end = 0, _OCTETS - 1
    while end < len(line):
        while 0x80 <= line[end] < 0xC0:  # inside a character
            end -= 1
        if line[end - 1] in b"\\^":  # an escape stays with its character
            end -= 1
        parts.append(line[start:end])
        start, end = end, end + _OCTETS - 1
    parts.append(line[start:])
    return b"\r\n ".join(parts)
