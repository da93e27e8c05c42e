"""
Writing a file whole or not at all.

Whoever reads the file meanwhile, a calendar that fetches it or a backup, sees the
old one or the new one and never a half. Every output of the command line goes this
way.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from pathlib import Path

from transfertimeline.errors import OutputError, quoted

__all__ = ["write_whole"]

_NEW_FILE = 0o666  # the system takes away what the user's umask forbids
_ANY_WRITE = 0o222


def write_whole(path: Path, data: bytes) -> None:
    """
    Write a file whole or not at all.

    The bytes go to a new file in the same folder, reach the disk, and only then
    take the name of the old file. That keeps its permissions; where the path is a
    link, the file it leads to is the one that is replaced.

    Args:
        path: The file. Its folder has to exist.
        data: All that the file is to hold.

    Raises:
        OutputError: If it cannot be written: no such folder, no right to write, a
            disk that is full, or something at that path that is no file. What was
            there before is still there then.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "plan.toml")
        ...     write_whole(file, b"format = 1")
        ...     file.read_text(), len(list(file.parent.iterdir()))
        ('format = 1', 1)
    """
    try:
        mode = _mode_of(path)
        target = Path(os.path.realpath(path))
        temporary, handle = _beside(target)
    except OutputError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _unwritable(path, error) from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _mode_of(path: Path) -> int | None:
    """Return the permissions of the file that is there, None if there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        found = "a folder" if stat.S_ISDIR(status.st_mode) else "something else"
        todo = "give the path of a file"
        raise OutputError(str(path), "a file", found, todo, "not-a-file")
    # A new file could take the place of one that its owner has protected: the
    # system only asks who may write to the folder, and asks an administrator nothing.
    if not status.st_mode & _ANY_WRITE or not os.access(path, os.W_OK):
        todo = "choose another path, or allow writing to it"
        found = "one that is protected"
        expected = "a file that can be written"
        raise OutputError(str(path), expected, found, todo, "file-unwritable")
    return stat.S_IMODE(status.st_mode)


def _beside(target: Path) -> tuple[Path, int]:
    """Open a new file in the folder of another, under a name that is free."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    for number in itertools.count(1):
        path = target.parent / f".transfertimeline-{number}.tmp"
        with contextlib.suppress(FileExistsError):
            return path, os.open(path, flags, _NEW_FILE)
    raise AssertionError  # numbers do not end


def _settle(folder: Path) -> None:
    """Make the new name in a folder outlast a power cut, where systems can do so."""
    # The file is in its place by now, so there is nothing left to undo or refuse.
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unwritable(path: Path, error: OSError | ValueError) -> OutputError:
    found = getattr(error, "strerror", None) or f"the path {quoted(path)}"
    todo = "check the path, who may write there, and the space left on the disk"
    return OutputError(
        str(path),
        "a file that can be written",
        found[:1].lower() + found[1:],
        todo,
        "file-unwritable",
    )
