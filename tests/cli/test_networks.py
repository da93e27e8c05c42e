"""`networks`: what is bundled."""

from __future__ import annotations

import pytest

from tests.cli.command import Command, process
from transfertimeline import catalogue

# The announcement of 4 December 2018: 23 networks, 161 partners, 25 countries, 37 %
# newcomers. The bundled lists were put together from later pages and hold 158 places.
COUNTS = (
    "networks 23 of 23 official, partner places 158 of 161 official, "
    "countries 25 of 25 official, newcomers 37 % official"
)


def test_the_numbers_stand_beside_the_official_ones(command: Command) -> None:
    """What can be counted stands beside what the programme says, never instead."""
    lines = command("networks").out.splitlines()

    assert lines[:2] == ["urbact-iii-transfer: URBACT III Transfer Networks", COUNTS]


@pytest.mark.parametrize("id_", catalogue.ids("networks"))
def test_every_network_is_listed(command: Command, id_: str) -> None:
    """Each bundled network has one row, which begins with its id."""
    result = command("networks")

    assert (result.code, result.err) == (0, "")
    assert sum(line.split()[:1] == [id_] for line in result.out.splitlines()) == 1


LEADS = [
    # Lead partners as the programme announced them.
    ("playful-paradigm", "The Playful Paradigm", "Udine", "IT"),
    ("ru-rban", "RU:RBAN", "Rome", "IT"),
    ("bluact", "BluAct", "Piraeus", "GR"),
    ("card4all", "CARD4ALL", "Gijón", "ES"),
]


@pytest.mark.parametrize(("id_", "name", "lead", "country"), LEADS)
def test_a_row_has_name_and_lead(
    command: Command, id_: str, name: str, lead: str, country: str
) -> None:
    """A row has the name, the lead partner and its country."""
    (row,) = (
        line for line in command("networks").out.splitlines() if f" {id_} " in line
    )

    assert row.split(id_)[1].split()[: len(name.split())] == name.split()
    assert f" {lead} " in row
    assert row.partition(lead)[2].split()[0] == country


def test_the_list_is_there_for_programs(command: Command) -> None:
    """As JSON the figures keep their sources, and the networks their countries."""
    data = command.json("networks", "--format", "json")

    assert data["format"] == 1
    (programme,) = data["programmes"]
    assert list(programme) == ["id", "name", "figures", "networks"]
    assert programme["id"] == "urbact-iii-transfer"
    figures = {
        figure["what"]: (figure["counted"], figure["official"])
        for figure in programme["figures"]
    }
    assert figures == {
        "networks": (23, 23),
        "partner-places": (158, 161),
        "countries": (25, 25),
        "newcomers": (None, "37 %"),
    }
    for figure in programme["figures"]:
        assert all(source.startswith("http") for source in figure["source"])
        assert figure["source"]


def test_the_networks_of_the_list_add_up(command: Command) -> None:
    """The rows of the networks add up to the numbers of the programme."""
    (programme,) = command.json("networks", "--format", "json")["programmes"]
    networks = programme["networks"]

    assert [network["id"] for network in networks] == list(catalogue.ids("networks"))
    assert sum(network["partners"] for network in networks) == 158
    countries = {code for network in networks for code in network["countries"]}
    assert len(countries) == 25
    assert networks[0] == {
        "id": "active-ngos",
        "name": "ACTive NGOs",
        "lead": "Riga",
        "partners": 6,
        "countries": ["ES", "FI", "GB", "HR", "IT", "LV"],
    }


def test_a_process_lists_the_same(command: Command) -> None:
    """As a process of its own it prints the same."""
    assert process("networks") == command("networks")


@pytest.mark.parametrize("words", [["ru-rban"], ["--format", "csv"], ["--as-of", "x"]])
def test_the_list_takes_nothing_else(command: Command, words: list[str]) -> None:
    """A word or option too many is one line, and no list."""
    result = command("networks", *words)

    assert (result.code, result.out) == (2, "")
    assert len(result.complaints) == 1
