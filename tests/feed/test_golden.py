"""
Golden feeds: whole files, byte for byte.

They are rewritten by `make golden` only. Whoever does so reads what has changed, and
the days below, which were found by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.feed.plans import HARBOURS, bundled, demo, vevents
from transfertimeline.feed.feed import to_ical

FEEDS = Path(__file__).parent.parent / "feeds"

GOLDEN: dict[str, Callable[[], bytes]] = {
    "playful-paradigm.en": lambda: to_ical(bundled("playful-paradigm"), language="en"),
    "ru-rban.lt": lambda: to_ical(bundled("ru-rban"), language="lt"),
    "urbact-iii-transfer.en": lambda: to_ical(
        bundled("urbact-iii-transfer"), language="en"
    ),
    "harbours.en": lambda: to_ical(demo("", HARBOURS), language="en"),
}
"""The files, without .ics, and how each is made."""


@pytest.mark.parametrize("name", GOLDEN)
def test_same_bytes(name: str, rewrite_golden: bool) -> None:  # noqa: FBT001 - a fixture
    """A feed has the bytes that were looked at and accepted."""
    path = FEEDS / f"{name}.ics"
    data = GOLDEN[name]()
    if rewrite_golden:
        path.write_bytes(data)
    assert data == path.read_bytes()


def test_all_files_are_compared() -> None:
    """There is no golden file that nothing is compared with."""
    assert {path.stem for path in FEEDS.glob("*.ics")} == set(GOLDEN)


# By hand, from the announcements: approved on 4 December 2018; in Paris in January; the
# Campus in spring, which is 1 March to 31 May; 18 months to 4 June 2020, then 6 months
# from 5 June to 4 December 2020. M3 is the third month, 5 February to 4 March 2019; M12
# the twelfth, 5 November to 4 December 2019. DTEND is the day after.
PROGRAMME = {
    "Transfer learning begins": ("20181204", "20181205"),
    "Kick-off meeting (date to be confirmed)": ("20190101", "20190201"),
    "Transfer learning ends": ("20200604", "20200605"),
    "Transfer sharing begins": ("20200605", "20200606"),
    "Transfer sharing ends": ("20201204", "20201205"),
}
CAMPUS = ("20190301", "20190601")


def days(name: str) -> dict[str, tuple[str, str]]:
    """Return DTSTART and DTEND of the events of a golden file, by SUMMARY."""
    found = {}
    for lines in vevents((FEEDS / f"{name}.ics").read_bytes()):
        values = {line.name: line.value for line in lines}
        assert values["SUMMARY"] not in found
        found[values["SUMMARY"]] = (values["DTSTART"], values["DTEND"])
    return found


def test_days_of_playful_paradigm() -> None:
    """The network of Udine: eight countries, all dates of the lifecycle."""
    countries = ("Croatia", "Greece", "Ireland", "Italy", "Lithuania", "Poland")
    expected = {
        f"URBACT Campus\\, {country} (date to be confirmed)": CAMPUS
        for country in (*countries, "Portugal", "Spain")
    }
    assert days("playful-paradigm.en") == {
        **PROGRAMME,
        **expected,
        "Transfer plans (date to be confirmed)": ("20190205", "20190305"),
        "Mid-point (date to be confirmed)": ("20191105", "20191205"),
        "Final network results": ("20200604", "20200605"),
        "Final outputs of the network and its cities": ("20201204", "20201205"),
    }


def test_days_of_ru_rban() -> None:
    """The network of Rome, in Lithuanian: seven countries, the same dates."""
    countries = ("Graikija", "Ispanija", "Italija", "Lenkija", "Lietuva")
    expected = {
        f"URBACT Campus\\, {country} (data tikslinama)": CAMPUS
        for country in (*countries, "Portugalija", "Prancūzija")
    }
    assert days("ru-rban.lt") == {
        **expected,
        "Perkėlimo mokymasis: pradžia": ("20181204", "20181205"),
        "Pradžios susitikimas (data tikslinama)": ("20190101", "20190201"),
        "Perkėlimo planai (data tikslinama)": ("20190205", "20190305"),
        "Projekto vidurys (data tikslinama)": ("20191105", "20191205"),
        "Galutiniai tinklo rezultatai": ("20200604", "20200605"),
        "Perkėlimo mokymasis: pabaiga": ("20200604", "20200605"),
        "Viešinimas: pradžia": ("20200605", "20200606"),
        "Baigiamieji tinklo ir miestų darbai": ("20201204", "20201205"),
        "Viešinimas: pabaiga": ("20201204", "20201205"),
    }


def test_days_of_the_programme() -> None:
    """The programme: a Campus for each of 25 countries, and nothing of a network."""
    found = days("urbact-iii-transfer.en")
    campuses = {name: when for name, when in found.items() if "Campus" in name}
    assert len(campuses) == 25
    assert set(campuses.values()) == {CAMPUS}
    assert "URBACT Campus\\, Lithuania (date to be confirmed)" in campuses
    rest = {name: when for name, when in found.items() if name not in campuses}
    assert rest == PROGRAMME


def test_days_of_harbours() -> None:
    """The plan with times: as the clocks of each zone show them, or in UTC."""
    later = " (to be confirmed)"
    assert days("harbours.en") == {
        "Transfer begins": ("20181204", "20181205"),
        # 09:30 to 17:00 before and after the clocks go forward.
        f"Quay\\, the Friday before{later}": ("20190329T093000", "20190329T170000"),
        f"Quay\\, the Monday after{later}": ("20190401T093000", "20190401T170000"),
        # Half an hour, in which the clock goes from 01:00 to 02:00.
        "Report\\, in the night of the change\\, by 02:15 (Europe/Dublin)": (
            *("20190331T004500", "20190331T021500"),
        ),
        f"Summer school 🎲👩‍👧\\, day 1{later}": ("20190701T100000", "20190701T123000"),
        # Two weeks before 27 October.
        "In 2 weeks: Report\\, in the night of the change back": (
            *("20191013", "20191014"),
        ),
        f"Call with Piraeus ☎️: Πειραιάς{later}": ("20191025T150000", "20191025T160000"),
        # It begins at a time that comes twice, so it is in UTC.
        "Report\\, in the night of the change back\\, by 02:15 (Europe/Dublin)": (
            *("20191027T014500Z", "20191027T021500Z"),
        ),
        f"Call with Piraeus again{later}": ("20191028T150000", "20191028T160000"),
        f"Winter school{later}": ("20191104T100000", "20191104T123000"),
        f"Fireworks 🎆 over the port{later}": ("20191231T233000", "20200101T003000"),
        # 28 and 29 February, 1 March.
        f"Study visit to Gdańsk{later}": ("20200228", "20200302"),
        "Workshop in Klaipėda (date to be confirmed)": ("20200501", "20200601"),
        "Transfer ends": ("20200604", "20200605"),
        "Sharing begins": ("20200605", "20200606"),
        "Sharing ends": ("20201204", "20201205"),
    }
