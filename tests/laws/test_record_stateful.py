"""
`record` and `add`, one after the other, on a real file, and its feed after each.

Law: whatever is asked for, the file stays loadable and datable, every old byte stays
in front of what is new, what is refused changes nothing, what is accepted adds one
record; and no feed exported over the last one goes back.
"""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.cli.parks import PARKS
from transfertimeline.cli.main import run
from transfertimeline.plan.planfile import load_plan
from transfertimeline.schedule.compute import compute

ISSUED = date(2018, 12, 4)
TOMBSTONE = timedelta(days=60)
"""How long after its last day what is cancelled is still shown."""

ODD = """
  [[ milestone ]]   # indented, with blanks
  id= 'odd-one'
  kind ='period'
  title = '''Odd # one'''
  when = \"\"\"2019-03\"\"\"
  note = \"\"\"
In two lines,
with [[revision]] in it.\"\"\"

#[[revision]]
#on = 2019-01-01
"""
LAYOUTS = [
    PARKS.encode(),
    (PARKS + ODD).encode(),
    (PARKS + ODD).replace("\n", "\r\n").encode(),
    b"\xef\xbb\xbf" + (PARKS + ODD).encode(),
    b"\xef\xbb\xbf" + PARKS.replace("\n", "\r\n").encode() + b"# the end",
]

DATES = st.sampled_from(
    [
        *("2019-05-14", "2019-05-14/2019-05-16", "2019-06", "2019-21", "unknown"),
        *("2019-05-14?", "[2019-05-01..2019-05-09]", "2020-02-29", "2019-02-29"),
        *("1 week after meeting", "2 months before end", "first Monday of 2019-06"),
        *("meeting", "2 weeks after minutes", "1 week after nothing", "start", "", "x"),
    ]
)
IDS = st.sampled_from(
    [
        *("meeting", "minutes", "visit", "visit-rome", "visit-vilnius", "kick-off"),
        *("campus", "campus-it", "final-event", "transfer", "start", "fair", "nobody"),
    ]
)
NEW = st.integers(1, 99).map("fair-{}".format)
"""The id of a milestone that is hardly ever taken."""
TITLES = st.sampled_from(["Fair", 'a "b" \\ c', "# no comment", "en=Fair", "Žalia 🏡"])
TEXTS = st.one_of(
    st.sampled_from(
        ["Rome", 'a "b" \\ c', "[[revision]]", "# no comment", "ž\n🏡", ""]
    ),
    # With a hyphen in front it would be an option.
    st.text(max_size=8).filter(lambda text: not text.startswith("-")),
)
ADDRESSES = st.sampled_from(["https://example.org/call", "call us", ""])
MONTHS = st.sampled_from(["1 month", "6 months", "1 year", "2 weeks", "long"])
ACTIONS = st.one_of(
    st.tuples(st.sampled_from(["confirm", "done"]), IDS),
    st.tuples(st.sampled_from(["confirm", "done"]), IDS, DATES),
    st.tuples(st.just("move"), IDS, DATES),
    st.tuples(st.just("place"), IDS, TEXTS),
    st.tuples(st.just("place"), IDS, TEXTS, st.just("--language"), st.just("lt")),
    st.tuples(st.just("online"), IDS),
    st.tuples(st.just("online"), IDS, ADDRESSES),
    st.tuples(st.sampled_from(["cancel", "postpone"]), IDS),
    st.tuples(st.just("extend"), st.sampled_from(["transfer", "nothing"]), MONTHS),
)
PASSED = st.sampled_from([0, 1, 30, 90, 300, -20])
"""The days that pass from one decision to the next; going back rewrites history."""

ENTRY = re.compile(
    r"""
    ^UID:(?P<uid>.*)\r\n (?:.*\r\n)*?
    LAST-MODIFIED:(?P<modified>.*)\r\n
    SEQUENCE:(?P<sequence>\d+)\r\n (?:.*\r\n)*?
    DTSTART[^:]*:(?P<start>\d{8}) (?:.*\r\n)*? (?:DTEND[^:]*:(?P<end>\d{8}))?
    """,
    re.MULTILINE | re.VERBOSE,
)


def entries(feed: bytes) -> dict[str, tuple[int, str, date]]:
    """Return SEQUENCE, LAST-MODIFIED and the day after the end of each event."""
    text = feed.decode().replace("\r\n ", "")
    found = {}
    for block in text.split("BEGIN:VEVENT\r\n")[1:]:
        match = ENTRY.match(block)
        assert match is not None, block
        end = date.fromisoformat(match["end"] or match["start"])
        found[match["uid"]] = (int(match["sequence"]), match["modified"], end)
    return found


class Recording(RuleBasedStateMachine):
    """A plan file in a folder of its own, and the feed published of it."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = contextlib.ExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.plan = Path(folder, "parks.toml")
        self.feed = Path(folder, "parks.ics")
        self.today = ISSUED
        self.kept: bytes | None = None

    def teardown(self) -> None:
        """Take the folder away."""
        self.stack.close()

    @initialize(data=st.sampled_from(LAYOUTS))
    def begin(self, data: bytes) -> None:
        """Write the file, and publish its feed."""
        self.kept = data
        self.plan.write_bytes(data)
        self.export()

    @rule(
        words=ACTIONS,
        passed=PASSED,
        rewrite=st.booleans(),
        reason=st.none() | TEXTS,
    )
    def record(
        self, words: Sequence[str], passed: int, reason: str | None, *, rewrite: bool
    ) -> None:
        """Record a decision, possible or not."""
        more = ["--reason", reason] if reason is not None else []
        self.edit(["record", str(self.plan), *words, *more], passed, rewrite=rewrite)

    @rule(
        title=TITLES | TEXTS,
        when=DATES,
        id_=st.none() | NEW | IDS,
        replaces=st.none() | st.none() | IDS,
        passed=PASSED,
        rewrite=st.booleans(),
    )
    def add(
        self,
        *,
        title: str,
        when: str,
        id_: str | None,
        replaces: str | None,
        passed: int,
        rewrite: bool,
    ) -> None:
        """Add a milestone, possible or not."""
        words = ["add", str(self.plan), f"--title={title}", f"--when={when}"]
        words += [f"--id={id_}"] if id_ is not None else []
        words += [f"--replaces={replaces}"] if replaces is not None else []
        self.edit(words, passed, rewrite=rewrite)

    def edit(self, words: list[str], passed: int, *, rewrite: bool) -> None:
        """Run the command, and check what became of the file and its feed."""
        before = self.plan.read_bytes()
        on = max(self.today + timedelta(days=passed), ISSUED - timedelta(days=30))
        options = ["--on", str(on), *(["--rewrite-history"] if rewrite else [])]
        code, out, err = command([*words, *options])
        after = self.plan.read_bytes()

        assert out == ""
        assert code in (0, 2)
        assert "Traceback" not in err
        assert after.startswith(before)
        if code == 2:
            assert after == before
            assert err.strip()
            return
        assert records(after) == records(before) + 1
        self.today = max(self.today, on)
        self.export()

    def export(self) -> None:
        """Publish the feed again over the last one, and check that it follows it."""
        before = entries(self.feed.read_bytes()) if self.feed.exists() else {}
        words = ["export", str(self.plan), "--as-of", str(self.today)]
        code, _, err = command([*words, "-o", str(self.feed)])
        assert code == 0, err
        after = entries(self.feed.read_bytes())
        for uid, (sequence, modified, end) in before.items():
            if uid in after:
                assert after[uid][0] >= sequence
                assert after[uid][1] >= modified
            else:
                # The day before its end is its last one.
                assert self.today >= end - timedelta(days=1) + TOMBSTONE

    @invariant()
    def every_old_byte_stays(self) -> None:
        """The file still begins with what it was, comments included."""
        if self.kept is not None:
            now = self.plan.read_bytes()
            assert now.startswith(self.kept)
            self.kept = now

    @invariant()
    def it_can_be_dated(self) -> None:
        """The whole history can be dated."""
        if self.kept is not None:
            compute(load_plan(self.plan), data_date=date(2030, 1, 1))


def command(words: Sequence[str]) -> tuple[int, str, str]:
    """Run the command, and return its exit code and what it prints."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(words)
    return code, printed(out), printed(err)


def printed(stream: io.TextIOWrapper) -> str:
    """Return what was written to a stream."""
    stream.flush()
    stream.seek(0)
    return stream.read()


def records(data: bytes) -> int:
    """Return how many milestones and revisions a file states."""
    tables = tomllib.loads(data.decode("utf-8-sig"))
    return len(tables["milestone"]) + len(tables.get("revision", ()))


TestRecording = Recording.TestCase
TestRecording.settings = settings(
    stateful_step_count=12, suppress_health_check=[HealthCheck.too_slow]
)
