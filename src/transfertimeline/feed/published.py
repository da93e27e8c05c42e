"""Published feeds: what is read back of a file before it is written again."""

from __future__ import annotations

__all__ = ["calendar_uid"]


def calendar_uid(data: bytes) -> str | None:
    r"""
    Return the UID of the calendar in some bytes.

    Args:
        data: The bytes of a file.

    Returns:
        The UID of its VCALENDAR; None if it has none, or is no calendar.

    Source:
        RFC 7986, 5.3 (the UID of a calendar).

    Example:
        >>> calendar_uid(b"BEGIN:VCALENDAR\r\nUID:a\r\nEND:VCALENDAR\r\n")
        'a'
        >>> calendar_uid(b"Dear partners,")
    """
    # Only now: icalendar takes longer to load than a feed to write, and most
    # feeds are written where none was before.
    from icalendar.parser import Contentline, Contentlines  # noqa: PLC0415 - as said

    try:
        lines: list[Contentline] = Contentlines.from_ical(data)  # type: ignore[no-untyped-call]  # it has no annotations
        if not lines or lines[0].upper() != "BEGIN:VCALENDAR":
            return None
        for line in filter(None, lines[1:]):  # its last one is empty
            name, _, value = line.parts()
            if name.upper() == "BEGIN":
                return None
            if name.upper() == "UID":
                return str(value)
    except ValueError:
        # icalendar's way to say that this is no calendar.
        return None
    return None
