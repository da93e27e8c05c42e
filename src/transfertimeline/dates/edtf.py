"""
Partial dates, written in a subset of EDTF (ISO 8601-2:2019).

What is read and written, both ways:

==========================  ==========================================
text                        meaning
==========================  ==========================================
`2019-01-15`                a day
`2019-01-15/2019-01-16`     the days something occupies (an extent)
`2019-01`, `2019`           some day of that month, of that year
`2019-21` .. `2019-24`      some day of spring, summer, autumn, winter
`2019-33` .. `2019-36`      some day of that quarter
`2019-40`, `2019-41`        some day of that semester
`[2019-01-14..2019-01-18]`  one of these days
`unknown`                   nothing is known yet
==========================  ==========================================

A trailing `?`, `~` or `%` (uncertain, approximate, both) marks a date as to be
confirmed. Seasons are the meteorological ones of the northern half of the world:
spring is 1 March to 31 May, and `2019-24` is 1 December 2019 to the end of
February 2020. Everything else in EDTF is refused, by its name.
"""

from __future__ import annotations

import enum
import re
from datetime import date

import attrs

from transfertimeline.dates.days import UNKNOWN, DayRange, Days, Unknown, Window
from transfertimeline.dates.units import Month, Season, Unit, unit_of
from transfertimeline.errors import DateError, quoted

__all__ = ["PartialDate", "Qualifier", "format_days", "parse_edtf"]


class Qualifier(enum.Flag):
    """
    How sure a stated date is (EDTF level 1); combine with `|`.

    Example:
        >>> Qualifier.UNCERTAIN | Qualifier.APPROXIMATE is Qualifier.BOTH
        True
    """

    NONE = 0
    UNCERTAIN = 1
    APPROXIMATE = 2
    BOTH = 3


_MARKS = {
    Qualifier.NONE: "",
    Qualifier.UNCERTAIN: "?",
    Qualifier.APPROXIMATE: "~",
    Qualifier.BOTH: "%",
}
_QUALIFIERS = {mark: qualifier for qualifier, mark in _MARKS.items() if mark}


@attrs.frozen(kw_only=True)
class PartialDate:
    """
    A date as somebody stated it: exact days, a window, or unknown.

    Attributes:
        days: The days, the window (of something one day long), or `UNKNOWN`.
        qualifier: How sure it is; anything but `NONE` means to be confirmed.

    Raises:
        DateError: If an unknown date has a qualifier, or a window is longer
            than one day (EDTF has no length; a milestone has).

    Example:
        >>> spring = parse_edtf("2019-21~")
        >>> print(spring.days.first, spring.days.last, spring)
        2019-03-01 2019-05-31 2019-21~
    """

    days: Days
    qualifier: Qualifier = Qualifier.NONE

    def __attrs_post_init__(self) -> None:
        if isinstance(self.days, Unknown) and self.qualifier:
            todo = 'write "unknown"'
            raise DateError(
                "", "no mark on an unknown date", quoted(self), todo, "edtf"
            )
        if isinstance(self.days, Window) and self.days.earliest.length != 1:
            todo = "state the length beside it"
            raise DateError("", "a window for one day", quoted(self), todo, "edtf")

    def __str__(self) -> str:
        """Write the date as EDTF, in the shortest form that says the same."""
        return format_days(self.days, self.qualifier)


def format_days(days: Days, qualifier: Qualifier = Qualifier.NONE) -> str:
    """
    Write days, a window or an unknown date as EDTF.

    A window that is a whole month, season, quarter, semester or year is written
    as such; its inner length has no place in EDTF and is left out.

    Example:
        >>> format_days(Window.within(date(2019, 1, 1), date(2019, 1, 31), length=2))
        '2019-01'
    """
    if isinstance(days, Unknown):
        text = "unknown"
    elif isinstance(days, DayRange):
        text = str(days)
    else:
        text = _format_window(days)
    return text + _MARKS[qualifier]


# What follows the year, by the first month and the number of whole months.
_CODES = {
    **{(month, 1): f"-{month:02}" for month in range(1, 13)},
    **{(season.month, 3): f"-{season.edtf}" for season in Season},
    **{(3 * quarter + 1, 3): f"-{33 + quarter}" for quarter in range(4)},
    **{(6 * semester + 1, 6): f"-{40 + semester}" for semester in range(2)},
    (1, 12): "",
}


def _format_window(window: Window) -> str:
    first, last = window.first, window.last
    if first.day == 1 and last == unit_of(last, Unit.MONTH).last:
        months = 12 * (last.year - first.year) + last.month - first.month + 1
        code = _CODES.get((first.month, months))
        if code is not None:
            return f"{first.year:04}{code}"
    return f"[{first}..{last}]"


_DAY = r"(\d{4})-(\d{2})-(\d{2})"
_FORMS = re.compile(
    rf"""(?: {_DAY}                     # 1-3   a day
          | {_DAY}/{_DAY}               # 4-9   an extent
          | \[{_DAY}\.\.{_DAY}\]        # 10-15 a window
          | (\d{{4}})-(\d{{2}})         # 16-17 month, season, quarter, semester
          | (\d{{4}})                   # 18    a year
        ) ([?~%]?)""",  # 19
    re.VERBOSE | re.ASCII,
)

_REFUSED = (
    (r".*\d{4}-\d{2}-\d{2}T", "EDTF date and time"),
    (r"[\d/.\[-]*X", "EDTF unspecified digits"),
    (r"Y-?\d|-\d", "EDTF years of another length"),
    (r"\{", "EDTF set of all members"),
    (r".*(^\.\.|/\.\.|\.\./|\[\.\.|\.\.\])", "EDTF open interval or set"),
    (r".*,", "EDTF set with a list"),
    (r"/|.*/$", "EDTF interval with an unknown end"),
    (r"[?~%]|.*[?~%].", "EDTF qualification of a part"),
    (r"\d{4}(-\d\d){0,2}/\d{4}(-\d\d){0,2}[?~%]?$", "EDTF interval of months or years"),
    (r"\[\d{4}(-\d\d){0,2}\.\.\d{4}(-\d\d){0,2}\]", "EDTF set of months or years"),
    (r"\d+S\d", "EDTF significant digits"),
    (r"\d{3}$", "EDTF decade"),
    (r"\d{2}$", "EDTF century"),
    (
        r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$",
        "a date whose order of day and month is unclear",
    ),
)


def parse_edtf(text: str) -> PartialDate:
    """
    Read a partial date.

    Args:
        text: EDTF, in the subset this module lists.

    Raises:
        DateError: If the text is not in the subset, or names a day that does
            not exist.

    Example:
        >>> parse_edtf("[2019-01-14..2019-01-18]").days.last
        datetime.date(2019, 1, 18)
        >>> parse_edtf("2019-02-30")
        Traceback (most recent call last):
        ...
        transfertimeline.errors.DateError: expected a day that exists, \
found "2019-02-30"; February 2019 has 28 days [date-impossible]
    """
    if text == "unknown":
        return PartialDate(days=UNKNOWN)
    match = _FORMS.fullmatch(text)
    if match is None:
        raise _refusal(text)
    groups = match.groups()
    mark = groups[18]
    qualifier = _QUALIFIERS[mark] if mark else Qualifier.NONE
    if groups[0] is not None:
        days: Days = DayRange.day(_day(groups[0:3], text))
    elif groups[3] is not None:
        days = _between(groups[3:9], text, "extent")
    elif groups[9] is not None:
        days = _between(groups[9:15], text, "window")
    elif groups[15] is not None:
        days = _calendar_window(_year(groups[15], text), int(groups[16]), text)
    else:
        days = _window_of(unit_of(date(_year(groups[17], text), 1, 1), Unit.YEAR))
    return PartialDate(days=days, qualifier=qualifier)


def _year(digits: str, text: str) -> int:
    year = int(digits)
    if year == 0:
        todo = "years count from 0001"
        raise DateError("", "a year that exists", quoted(text), todo, "date-impossible")
    return year


def _day(groups: tuple[str, ...], text: str) -> date:
    year, month, day = _year(groups[0], text), int(groups[1]), int(groups[2])
    if not 1 <= month <= 12:
        todo = "months are 01 to 12, after the year"
        raise DateError("", "a day that exists", quoted(text), todo, "date-impossible")
    try:
        return date(year, month, day)
    except ValueError:
        held = unit_of(date(year, month, 1), Unit.MONTH)
        todo = f"{Month(month).name.capitalize()} {year} has {held.length} days"
        raise DateError(
            "", "a day that exists", quoted(text), todo, "date-impossible"
        ) from None


def _between(groups: tuple[str, ...], text: str, what: str) -> DayRange | Window:
    first, last = _day(groups[:3], text), _day(groups[3:], text)
    if last <= first:
        todo = f"state the earlier day first, or the day alone ({first})"
        expected = (
            f"an {what} of several days"
            if what == "extent"
            else "a window of several days"
        )
        raise DateError("", expected, quoted(text), todo, "range-backwards")
    if what == "extent":
        return DayRange(first=first, last=last)
    return Window.within(first, last)


def _window_of(days: DayRange) -> Window:
    return Window.within(days.first, days.last)


def _calendar_window(year: int, code: int, text: str) -> Window:
    if 1 <= code <= 12:
        return _window_of(unit_of(date(year, code, 1), Unit.MONTH))
    if 21 <= code <= 24:
        return _window_of(
            unit_of(date(year, Season.from_edtf(code).month, 1), Unit.SEASON)
        )
    if 33 <= code <= 36:
        return _window_of(unit_of(date(year, 3 * (code - 33) + 1, 1), Unit.QUARTER))
    if code in (40, 41):
        return _window_of(unit_of(date(year, 6 * (code - 40) + 1, 1), Unit.SEMESTER))
    todo = "01-12 are months, 21-24 seasons, 33-36 quarters, 40-41 semesters"
    raise DateError("", "a month or a part of the year", quoted(text), todo, "edtf")


def _refusal(text: str) -> DateError:
    for pattern, name in _REFUSED:
        if re.match(pattern, text, re.ASCII):
            return DateError(
                "",
                "a date in the supported part of EDTF",
                f"{name} {quoted(text)}",
                _TODO,
                "edtf",
            )
    return DateError("", "a date in EDTF", quoted(text), _TODO, "edtf")


_TODO = (
    'write a day like "2019-01-15", days like "2019-01-15/2019-01-16", a month like '
    '"2019-01", a season like "2019-21", a window like "[2019-01-14..2019-01-18]" '
    'or "unknown"'
)
