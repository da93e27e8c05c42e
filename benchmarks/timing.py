"""Fair timing: rounds that alternate, and the median of their ratios."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

__all__ = ["process_seconds", "ratio", "seconds"]


def seconds(work: Callable[[], object], *, rounds: int = 9, times: int = 1) -> float:
    """Return the median time of one run, in seconds of this process."""
    found = []
    for _ in range(rounds):
        begin = time.process_time()
        for _ in range(times):
            work()
        found.append((time.process_time() - begin) / times)
    return statistics.median(found)


def ratio(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    rounds: int = 7,
    times: int = 1,
) -> float:
    """Return how many times as fast ours is, the median over alternating rounds."""
    return statistics.median(
        seconds(theirs, rounds=1) / seconds(ours, rounds=1, times=times)
        for _ in range(rounds)
    )


def process_seconds(*arguments: str, rounds: int = 11) -> float:
    """Return the median wall time of a whole Python process, in seconds."""
    found = []
    for _ in range(rounds):
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL
        )
        found.append(time.perf_counter() - begin)
    return statistics.median(found)
