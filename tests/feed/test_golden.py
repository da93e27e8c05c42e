"""
Golden feeds: whole files, byte for byte.

They are rewritten by `make golden` only. Whoever does so reads what has changed, and
the days below, which were found by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.feed.plans import HARBOURS, LATER, bundled, demo, vevents
from transfertimeline.feed.feed import to_ical

FEEDS = Path(__file__).parent.parent / "feeds"

GOLDEN: dict[str, Callable[[], bytes]] = {
    "playful-paradigm.en": lambda: to_ical(bundled("playful-paradigm"), language="en"),
    "ru-rban.lt": lambda: to_ical(bundled("ru-rban"), language="lt"),
    "urbact-iii-transfer.en": lambda: to_ical(
        bundled("urbact-iii-transfer"), language="en"
    ),
    "harbours.en": lambda: to_ical(demo("", HARBOURS), language="en"),
    "bluact-2020-07-01.en": lambda: to_ical(bundled("bluact", LATER), language="en"),
    "bluact-2020-07-01.lt": lambda: to_ical(bundled("bluact", LATER), language="lt"),
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
# What had been before: approved in Sofia on 4 April 2018; the City Festival in Lisbon
# on 13 and 14 September. The networks end with the second phase.
PROGRAMME = {
    "Monitoring Committee approves 25 networks for Phase 1": ("20180404", "20180405"),
    "URBACT City Festival 2018": ("20180913", "20180915"),
    "Monitoring Committee approves 23 networks for Phase 2": ("20181204", "20181205"),
    "End of the networks": ("20201204", "20201205"),
    "Transfer learning begins": ("20181204", "20181205"),
    "Kick-off meeting (date to be confirmed)": ("20190101", "20190201"),
    "Transfer learning ends": ("20200604", "20200605"),
    "Transfer sharing begins": ("20200605", "20200606"),
    "Transfer sharing ends": ("20201204", "20201205"),
}
CAMPUS = ("20190301", "20190601")
# In Bari on 28 and 29 September 2018, for the Italian partners.
BARI = ("20180928", "20180930")


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
        "Italian festival of URBACT good practices": BARI,
        "Official word of the grant reaches Katowice": ("20181207", "20181208"),
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
        "Stebėsenos komitetas patvirtina 25 tinklus pirmajam etapui": (
            *("20180404", "20180405"),
        ),
        "URBACT miestų festivalis 2018": ("20180913", "20180915"),
        "Italijos URBACT gerosios praktikos festivalis": BARI,
        "Stebėsenos komitetas patvirtina 23 tinklus antrajam etapui": (
            *("20181204", "20181205"),
        ),
        "Tinklų veiklos pabaiga": ("20201204", "20201205"),
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
    assert rest == {**PROGRAMME, "Italian festival of URBACT good practices": BARI}


# As of 1 July 2020, from BluAct's own timeline and the pages beside it; what came later
# is not known yet. The extension of 24 June moved the second phase: 24 months to
# 4 December 2020, then 6 to 4 June 2021.
BLUACT = {
    "First partners' meeting of Phase 1": ("20180825", "20180827"),
    "Transnational meeting\\, with the maritime regions as guests": (
        *("20180829", "20180831"),
    ),
    "Phase 2 kick-off of the network: the Piraeus competition up close": (
        *("20190226", "20190301"),
    ),
    "Transnational meeting: preparing a blue economy competition": (
        *("20190508", "20190511"),
    ),
    "Transnational meeting: a competition step by step": ("20190718", "20190719"),
    "Launch of the blue entrepreneurship competition\\, Salerno": (
        *("20190725", "20190726"),
    ),
    "Launch of the SeaZone competition\\, Ostend": ("20190909", "20190910"),
    "Transnational meeting: supporting blue start-ups": ("20190917", "20190920"),
    "Blue economy hackathon\\, Burgas": ("20191015", "20191016"),
    "Launch of the Danube Growth Initiative competition\\, Galati": (
        *("20191015", "20191016"),
    ),
    "Hackathon\\, Salerno": ("20191205", "20191207"),
    "Hackathon\\, Galati": ("20191220", "20191221"),
    "Transnational meeting: celebrating a competition\\, and mid-term review": (
        *("20200127", "20200130"),
    ),
    "Mid-point": ("20200127", "20200130"),
    "Start-up demo day\\, Matosinhos": ("20200302", "20200303"),
    "Competition awards and demo day\\, Salerno": ("20200605", "20200606"),
    "Competition awards and demo day\\, Mataró": ("20200622", "20200623"),
    "Transfer plans (date to be confirmed)": ("20190205", "20190305"),
    # Of Belgium, Bulgaria, Greece and Romania no day was found.
    "URBACT Campus\\, Belgium (date to be confirmed)": CAMPUS,
    "URBACT Campus\\, Bulgaria (date to be confirmed)": CAMPUS,
    "URBACT Campus\\, Greece (date to be confirmed)": CAMPUS,
    "URBACT Campus\\, Romania (date to be confirmed)": CAMPUS,
    "URBACT Campus\\, Italy": ("20190521", "20190523"),
    "URBACT Campus\\, Portugal": ("20190528", "20190530"),
    "URBACT Campus\\, Spain": ("20190604", "20190606"),
    "Italian festival of URBACT good practices": BARI,
    **PROGRAMME,
    "Transfer learning ends": ("20201204", "20201205"),
    "Final network results": ("20201204", "20201205"),
    "Transfer sharing begins": ("20201205", "20201206"),
    "Transfer sharing ends": ("20210604", "20210605"),
    "Final outputs of the network and its cities": ("20210604", "20210605"),
    "End of the networks": ("20210604", "20210605"),
}


def test_days_of_bluact_later() -> None:
    """The network of Piraeus, a week after the extension: what is known by then."""
    assert days("bluact-2020-07-01.en") == BLUACT
    # In Lithuanian, the same days.
    found = days("bluact-2020-07-01.lt")
    assert sorted(found.values()) == sorted(BLUACT.values())
    assert found["Projekto vidurys"] == ("20200127", "20200130")
    assert found["Viešinimas: pabaiga"] == ("20210604", "20210605")


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
