"""
Everything that can go wrong, as sentences a project officer can act on.

One root, `TimelineError`, with a branch for each activity. Each error is
also the builtin it is (`ValueError`, `LookupError`), so a tool that knows nothing
of this package can still catch it. Remarks on a *valid* plan are no errors: they
are findings (`transfertimeline.schedule.findings`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "CycleError",
    "DateError",
    "FeedError",
    "OutputError",
    "PlanError",
    "PlanFileError",
    "RuleError",
    "ScheduleError",
    "TimelineError",
    "TimelineErrors",
    "UnknownIdError",
]


class TimelineError(Exception):
    """
    The root of every error this package raises.

    The text is ``where: expected EXPECTED, found FOUND; TODO [code]``; each part
    is an attribute. Codes are stable and documented in the reference.

    Args:
        where: What is meant: ``"plan.toml:12: milestone campus: when"``; may be
            empty for a bare value.
        expected: What was expected.
        found: What was found instead.
        todo: What to do about it; may be empty when the rest says it.
        code: The stable name of this kind of error.

    Example:
        >>> print(TimelineError("plan.toml:3: zone", "an IANA zone", '"CET"',
        ...                     'write "Europe/Paris"', "zone-abbreviation"))
        plan.toml:3: zone: expected an IANA zone, found "CET"; \
write "Europe/Paris" [zone-abbreviation]
    """

    def __init__(
        self, where: str, expected: str, found: str, todo: str, code: str
    ) -> None:
        # All arguments go to Exception.__init__ so that errors can be pickled.
        super().__init__(where, expected, found, todo, code)
        self.where = where
        self.expected = expected
        self.found = found
        self.todo = todo
        self.code = code

    def __str__(self) -> str:
        """Say the problem in one line."""
        where = f"{self.where}: " if self.where else ""
        todo = f"; {self.todo}" if self.todo else ""
        line = f"{where}expected {self.expected}, found {self.found}{todo}"
        return f"{one_line(line)} [{self.code}]"

    def at(self, where: str) -> Self:
        """
        Return the same error, found inside something larger.

        Example:
            >>> error = DateError("", "a day", "32", "", "date").at("when")
            >>> error.at("plan.toml:7").where
            'plan.toml:7: when'
        """
        return self.moved_to(f"{where}: {self.where}" if self.where else where)

    def moved_to(self, where: str) -> Self:
        """Return the same error, found somewhere else."""
        return type(self)(where, self.expected, self.found, self.todo, self.code)


class DateError(TimelineError, ValueError):
    """A date, lag, clock time or zone that does not exist or is not supported."""


class RuleError(TimelineError, ValueError):
    """A date rule that does not follow the grammar."""


class PlanError(TimelineError, ValueError):
    """A record of a plan whose parts contradict each other."""


class PlanFileError(TimelineError, ValueError):
    """A plan file that cannot be read or does not have the expected shape."""


class UnknownIdError(TimelineError, LookupError):
    """An id that nothing in the plan has."""


class CycleError(TimelineError, ValueError):
    """Milestones whose rules count from each other in a circle."""


class ScheduleError(TimelineError, ValueError):
    """A plan that cannot be dated."""


class FeedError(TimelineError, ValueError):
    """Something that cannot be written to a feed, or a feed that cannot be read."""


class OutputError(TimelineError, ValueError):
    """A file that cannot be written, or must not be overwritten."""


class TimelineErrors(  # noqa: N818 - several of them, as ExceptionGroup is no error
    ExceptionGroup[TimelineError], TimelineError, ValueError
):
    """
    Several errors at once: every problem of a file, a line each.

    Example:
        >>> try:
        ...     raise_all([DateError("a", "x", "y", "", "one"),
        ...                DateError("b", "x", "y", "", "two")])
        ... except TimelineErrors as errors:
        ...     print(errors)
        a: expected x, found y [one]
        b: expected x, found y [two]
    """

    def __new__(cls, errors: Sequence[TimelineError]) -> Self:
        """Make the group; its message counts the problems."""
        count = "1 problem" if len(errors) == 1 else f"{len(errors)} problems"
        return super().__new__(cls, count, list(errors))

    def __init__(self, errors: Sequence[TimelineError]) -> None:
        super(TimelineError, self).__init__(list(errors))
        self.where = self.expected = self.found = self.todo = ""
        self.code = "several"

    def __str__(self) -> str:
        """Say one problem a line."""
        return "\n".join(str(error) for error in self.exceptions)

    def __reduce__(self) -> tuple[type[Self], tuple[list[TimelineError]]]:
        """Pickle by the problems alone."""
        return type(self), (self.problems(),)

    def derive(self, excs: Sequence[TimelineError], /) -> TimelineErrors:  # type: ignore[override]  # the group only ever holds our own errors
        """Return a group of the same kind for some of the problems."""
        return TimelineErrors(excs)

    def at(self, where: str) -> Self:
        """Return the same problems, each found inside something larger."""
        return type(self)([error.at(where) for error in self.problems()])

    def problems(self) -> list[TimelineError]:
        """Return the problems, nested groups flattened, in their order."""
        found: list[TimelineError] = []
        for error in self.exceptions:
            if isinstance(error, TimelineErrors):
                found.extend(error.problems())
            elif isinstance(error, TimelineError):
                found.append(error)
        return found


def raise_all(errors: Sequence[TimelineError]) -> None:
    """
    Raise what was collected: nothing, the one error, or all of them together.

    Raises:
        TimelineError: If there is at least one error; a `TimelineErrors` when
            there are several.
    """
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise TimelineErrors(errors)


def one_line(text: str) -> str:
    r"""
    Return the text with everything that could break or forge a line made visible.

    Example:
        >>> print(one_line("two\nlines"))
        two\nlines
    """
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "replace").decode()
        for c in text
    )


def from_system(error: OSError) -> str:
    """
    Return what the system says is wrong with a file, as a part of a sentence.

    Example:
        >>> from_system(FileNotFoundError(2, "No such file or directory"))
        'no such file or directory'
    """
    text = error.strerror or "an error of the system"
    return text[:1].lower() + text[1:]


def quoted(value: object, limit: int = 60) -> str:
    """
    Show a found value in a message: in double quotes, in one line, not too long.

    Example:
        >>> quoted('say "when"')
        '"say "when""'
        >>> quoted("x" * 100, limit=5)
        '"xxxxx…"'
    """
    try:
        shown = str(value)
    except ValueError:  # Python writes no number of more than 4300 digits
        shown = "a number of very many digits"
    return f'"{one_line(shown[:limit])}{"…" if len(shown) > limit else ""}"'
