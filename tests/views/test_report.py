"""Reports: what the other views put into words."""

from __future__ import annotations

import attrs
import pytest

from transfertimeline.views.report import Report, Section

SECTION = Section(title="Next", columns=("Date", "What"), rows=(("May", "Fair"),))
REPORT = Report(title="Demo", lines=("A sentence.",), sections=(SECTION,))


@pytest.mark.parametrize("record", [SECTION, REPORT])
def test_reports_are_values(record: Report | Section) -> None:
    """Reports and their tables are equal by what they hold, and never change."""
    assert attrs.evolve(record) == record
    assert hash(attrs.evolve(record)) == hash(record)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.title = "Other"  # type: ignore[misc]  # that is the point
