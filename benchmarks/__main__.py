"""
How fast it is, against what people use instead, each as a ratio in one run.

``make bench`` prints the table. Machines and moments differ; the ratios less.
"""

from __future__ import annotations

from benchmarks import feed, history
from benchmarks.plans import DATA_DATE, plan_of
from benchmarks.timing import process_seconds, seconds
from transfertimeline.schedule.compute import compute

__all__: list[str] = []


def _imports() -> tuple[float, float]:
    """Return what our import and icalendar's cost over an empty interpreter."""
    empty = process_seconds("-c", "pass")
    ours = process_seconds("-c", "import transfertimeline") - empty
    theirs = process_seconds("-c", "import icalendar") - empty
    return ours, theirs


def main() -> None:
    """Print the table."""
    ours, theirs = _imports()
    print(
        f"import transfertimeline: {ours / theirs:.3f} of import icalendar "
        f"({ours * 1e3:.1f} ms, {theirs * 1e3:.1f} ms); the aim is under 0.1"
    )
    for what, times in feed.run():
        print(f"{what}: {times:.0f} times as fast as icalendar; the aim is 20")
    for events, cost in feed.scale():
        print(f"a feed of {events:,} events: {cost * 1e6:.1f} microseconds an event")
    plan = plan_of(40)
    each = seconds(lambda: compute(plan, data_date=DATA_DATE), times=20)
    print(f"40 milestones computed: {each * 1e3:.2f} ms; the aim is under 1 ms")
    for revisions, total, more in history.run():
        print(
            f"{history.MILESTONES} milestones with {revisions} revisions computed: "
            f"{total * 1e3:.0f} ms, {more * 1e3:.2f} ms a revision; "
            "the aim is under a second for 500"
        )
    arguments = ("-m", "transfertimeline", "show", "playful-paradigm")
    print(f"show playful-paradigm: {process_seconds(*arguments):.2f} s of wall time")


if __name__ == "__main__":
    main()
