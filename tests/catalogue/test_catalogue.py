"""
What is bundled (`transfertimeline.catalogue`): facts, each checked by hand.

The sources of the counts:

- the announcement (23 networks, 161 partners, 25 countries, 37 %): https://archive.urbact.eu/23-transfer-networks-embarking-second-phase-their-journey
- 17 Spanish cities: https://viladecans.cat/en/urbactcampus-comes-viladecans?tid%5B0%5D=264
- 5 German cities: https://archive.urbact.eu/urbact-st%C3%A4dte-wollen-auch-den-nationalen-austausch-forcieren
- 6 Croatian and 2 Slovenian cities: https://ipop.si/2019/06/03/urbact-campus-za-slovenska-in-hrvaska-mesta-vclanjena-v-urbact-prenosna-omrezja/
- 8 cities of the province of Barcelona: https://gaue.diba.cat/novetats/aprovades-8-xarxes-urbact-de-transferencia-de-bones-practiques-amb-participacio-de-municipis-de-la-demarcacio-de-barcelona/
"""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date

import attrs
import pytest

from tests.catalogue import bundled
from tests.catalogue.bundled import NETWORKS, NOW, records
from transfertimeline import catalogue
from transfertimeline.dates.months import EndConvention
from transfertimeline.plan.figures import counts_of
from transfertimeline.plan.layers import Plan
from transfertimeline.plan.milestones import Kind, Scope
from transfertimeline.plan.networks import Network, Role
from transfertimeline.plan.text import Text
from transfertimeline.schedule.compute import compute
from transfertimeline.schedule.findings import Severity
from transfertimeline.schedule.schedule import Schedule

PROGRAMME = bundled.WHOLE
PLACES = [partner for network in PROGRAMME.networks for partner in network.partners]
AS_OF = date(2019, 1, 1)
"""A day on which nothing but the announcement is known."""


def schedule(id_: str) -> Schedule:
    """Return the schedule of a bundled plan in January 2019."""
    return bundled.schedule(id_, AS_OF)


# the networks ----------------------------------------------------------------------

# A row: id, name, lead, its country, partners. Checked network by network against the
# pages in each file's sources.
LEADS = [
    ("active-ngos", "ACTive NGOs", "Riga", "LV", 6),
    ("alt-bau", "ALT/BAU", "Chemnitz", "DE", 7),
    ("beepathnet", "BeePathNet", "Ljubljana", "SI", 6),
    ("biocanteens", "BioCanteens", "Mouans-Sartoux", "FR", 7),
    ("bluact", "BluAct", "Piraeus", "GR", 7),
    ("c-change", "C-CHANGE", "Manchester", "GB", 6),
    ("card4all", "CARD4ALL", "Gijón", "ES", 6),
    ("civic-estate", "Civic eState", "Naples", "IT", 7),
    ("com-unity-lab", "Com.Unity.Lab", "Lisbon", "PT", 8),
    ("come-in", "Come in!", "Újbuda (Budapest 11th district)", "HU", 7),
    ("innovato-r", "Innovato-R", "Turin", "IT", 7),
    ("making-spend-matter", "Making Spend Matter", "Preston", "GB", 7),
    ("on-board", "ON BOARD", "Viladecans", "ES", 6),
    ("onstage", "ONSTAGE", "L'Hospitalet de Llobregat", "ES", 7),
    ("playful-paradigm", "The Playful Paradigm", "Udine", "IT", 8),
    ("re-growcity", "Re-growCity", "Altena", "DE", 8),
    ("ru-rban", "RU:RBAN", "Rome", "IT", 7),
    ("rumourless-cities", "RUMOURLESS CITIES", "Amadora", "PT", 6),
    ("tech-revolution", "Tech Revolution", "Barnsley", "GB", 7),
    ("tropa-verde", "Tropa Verde", "Santiago de Compostela", "ES", 6),
    ("urban-regeneration-mix", "Urban Regeneration Mix", "Łódź", "PL", 7),
    ("volunteering-cities", "Volunteering Cities", "Athienou", "CY", 8),
    ("welcoming-international-talent", "Welcoming International Talent", "Groningen",
     "NL", 7),
]  # fmt: skip


@pytest.mark.parametrize(("id_", "name", "lead", "country", "size"), LEADS)
def test_leads_and_sizes(
    id_: str, name: str, lead: str, country: str, size: int
) -> None:
    """Each network has its name, its lead and as many partners as its sources list."""
    network = NETWORKS[id_]
    assert network.lead is not None
    assert (str(network.name), network.lead.city, network.lead.country) == (
        name,
        lead,
        country,
    )
    assert len(network.partners) == size


def test_there_are_23_networks() -> None:
    """The Monitoring Committee approved 23 networks; each is a file named by its id."""
    assert len(PROGRAMME.networks) == 23
    assert catalogue.ids("networks") == tuple(sorted(row[0] for row in LEADS))
    assert catalogue.ids("programmes") == ("urbact-iii-transfer",)
    assert "transfer-network" in catalogue.ids("lifecycles")


def test_sizes() -> None:
    """There are 7 networks of 6 partners, 12 of 7 and 4 of 8: 158 places."""
    sizes = Counter(len(network.partners) for network in PROGRAMME.networks)
    assert sizes == {6: 7, 7: 12, 8: 4}
    assert len(PLACES) == 7 * 6 + 12 * 7 + 4 * 8 == 158


def test_leads_by_country() -> None:
    """Spain and Italy lead four each, the United Kingdom three."""
    leads = [network.lead for network in PROGRAMME.networks]
    counted = Counter(lead.country for lead in leads if lead is not None)
    ones = dict.fromkeys(("CY", "FR", "GR", "HU", "LV", "NL", "PL", "SI"), 1)
    assert counted == {"ES": 4, "IT": 4, "GB": 3, "DE": 2, "PT": 2, **ones}
    assert sum(partner.role is Role.LEAD for partner in PLACES) == 23


def test_the_seed_names_partners_not_leads() -> None:
    """Vilnius is in RU:RBAN, led by Rome; Klaipėda in Playful Paradigm, by Udine."""
    vilnius = next(p for p in NETWORKS["ru-rban"].partners if p.city == "Vilnius")
    klaipeda = next(
        p for p in NETWORKS["playful-paradigm"].partners if p.city == "Klaipėda"
    )
    assert (vilnius.role, klaipeda.role) == (Role.PARTNER, Role.PARTNER)
    assert klaipeda.organisation is not None
    assert "public health bureau" in klaipeda.organisation
    assert set(NETWORKS["ru-rban"].countries) >= {"LT", "IT", "ES"}
    assert set(NETWORKS["playful-paradigm"].countries) >= {"LT", "IT", "IE"}


@pytest.mark.parametrize(
    ("id_", "old"),
    [
        ("ru-rban", "RURAL"),
        ("welcoming-international-talent", "Movement"),
        ("tech-revolution", "ReBoot"),
        ("civic-estate", "CommUnities"),
        ("c-change", "ACTING"),
    ],
)
def test_renamed_networks(id_: str, old: str) -> None:
    """Networks renamed between the phases have the old name beside the new."""
    assert any(alias.startswith(old) for alias in NETWORKS[id_].aliases)


def test_networks_of_other_kinds_are_not_among_them() -> None:
    """VILAWATT and Stay Tuned were never Transfer Networks of 2018."""
    names = " ".join(str(network.name) for network in PROGRAMME.networks).lower()
    assert "vilawatt" not in names
    assert "stay tuned" not in names


# the cities ------------------------------------------------------------------------

COUNTRIES = [
    *("BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR"),
    *("HU", "IE", "IT", "LT", "LV", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
]


def cities(country: str) -> set[str]:
    """Return the cities of a country."""
    return {partner.city for partner in PLACES if partner.country == country}


def test_there_are_25_countries() -> None:
    """The partners come from 25 countries, as announced; codes are of ISO 3166."""
    assert sorted({partner.country for partner in PLACES}) == COUNTRIES
    assert len(COUNTRIES) == 25


def test_five_cities_are_in_two_networks() -> None:
    """158 places are 153 cities: five of them are in two networks."""
    counted = Counter((partner.city, partner.country) for partner in PLACES)
    assert len(counted) == 153
    assert {city for (city, _), count in counted.items() if count > 1} == {
        "Riga",
        "Turin",
        "Katowice",
        "Piraeus",
        "Altena",
    }
    assert max(counted.values()) == 2


@pytest.mark.parametrize(
    ("country", "number"), [("ES", 17), ("DE", 5), ("HR", 6), ("SI", 2), ("LT", 2)]
)
def test_cities_of_a_country(country: str, number: int) -> None:
    """National pages name as many cities of their country as there are here."""
    assert len(cities(country)) == number


def test_the_german_cities() -> None:
    """The five cities that met in Magdeburg."""
    assert {city.split("-")[0] for city in cities("DE")} == {
        "Altena",
        "Chemnitz",
        "Gelsenkirchen",
        "Hamburg",
        "Magdeburg",
    }


def test_the_province_of_barcelona() -> None:
    """The province names eight cities in eight networks."""
    province = {
        "Barcelona",
        "Esplugues de Llobregat",
        "L'Hospitalet de Llobregat",
        "Manresa",
        "Mataró",
        "Viladecans",
        "Vilafranca del Penedès",
        "Vilanova i la Geltrú",
    }
    assert province <= cities("ES")
    of_networks = [
        network.id
        for network in PROGRAMME.networks
        if any(partner.city in province for partner in network.partners)
    ]
    assert len(of_networks) == 8


# official numbers ------------------------------------------------------------------


def test_official_numbers_stand_beside_the_counted_ones() -> None:
    """What was announced and what can be counted are two numbers, never mixed."""
    counts = {count.what: count for count in counts_of(PROGRAMME)}
    official = {what: c.official.value for what, c in counts.items() if c.official}
    assert official == {
        "networks": 23,
        "partner-places": 161,
        "countries": 25,
        "newcomers": "37 %",
    }
    assert {what: c.counted for what, c in counts.items()} == {
        "networks": 23,
        "partner-places": 158,
        "countries": 25,
        "newcomers": None,
    }


def test_newcomers_are_not_invented() -> None:
    """Which partners were new is not known of anybody."""
    assert {partner.newcomer for partner in PLACES} == {None}


# sources and languages -------------------------------------------------------------


def test_every_fact_has_a_source() -> None:
    """Lifecycle, programme, networks, milestones, figures and works name a source."""
    cycle = PROGRAMME.lifecycle
    programme = PROGRAMME.programme
    assert programme is not None
    stated: list[tuple[str, tuple[str, ...] | None]] = [
        ("lifecycle", cycle.source),
        ("programme", programme.source),
        *((m.id, m.source) for m in (*cycle.milestones, *programme.milestones)),
        *((figure.what, figure.source) for figure in programme.figures),
    ]
    for network in PROGRAMME.networks:
        stated.append((network.id, network.source))
        stated += [(m.id, m.source) for m in network.milestones]
        stated += [
            (
                str(work.title),
                (work.url,) if work.url else work.source or network.source,
            )
            for work in network.works
        ]
    for what, source in stated:
        assert source, what
        assert all(each.startswith(("https://", "http://")) for each in source), what


def test_pages_of_networks() -> None:
    """Each network was promised a page on the URBACT site; none is invented."""
    pages = [network.page for network in PROGRAMME.networks if network.page]
    assert len(pages) == 16  # those that were found
    assert len(set(pages)) == len(pages)
    assert all(page.startswith("https://urbact.eu/") for page in pages)
    assert NETWORKS["ru-rban"].page == "https://urbact.eu/rurban"
    assert NETWORKS["playful-paradigm"].page == (
        "https://urbact.eu/networks/playful-paradigm"
    )


def test_every_network_says_what_it_is_about() -> None:
    """Theme, practice, challenge and aim are there for each network."""
    for network in PROGRAMME.networks:
        for text in (network.theme, network.practice, network.challenge, network.aim):
            assert text, network.id


@pytest.mark.parametrize("language", ["en", "lt"])
def test_both_languages_everywhere(language: str) -> None:
    """Every text is there in English and in Lithuanian."""
    whole = (PROGRAMME.lifecycle, PROGRAMME.programme, *PROGRAMME.networks)
    texts = [record for record in records(whole) if isinstance(record, Text)]
    assert len(texts) > 200
    for text in texts:
        versions = dict(text.versions)
        assert versions.get(language, versions.get("", "")).strip(), str(text)


def test_languages_are_asked_for() -> None:
    """The bundled plans say that they are in English and in Lithuanian."""
    assert PROGRAMME.languages == ("en", "lt")
    assert {network.languages for network in PROGRAMME.networks} == {("en", "lt")}


# dates -----------------------------------------------------------------------------


@pytest.mark.parametrize("id_", NETWORKS)
def test_the_announced_dates(id_: str) -> None:
    """Paris in January 2019, a campus in spring, 18 months and 6 from 4 December."""
    found = schedule(id_)
    assert [(phase.id, str(phase.days)) for phase in found.phases] == [
        ("transfer", "2018-12-04/2020-06-04"),
        ("dissemination", "2020-06-05/2020-12-04"),
    ]
    kick_off = found["kick-off"]
    assert (kick_off.edtf, kick_off.exact) == ("2019-01", False)
    assert (kick_off.kind, kick_off.scope) == (Kind.MEETING, Scope.PROGRAMME)
    assert kick_off.place is not None
    assert (kick_off.place.pick(["en"]), kick_off.place.pick(["lt"])) == (
        "Paris",
        "Paryžius",
    )
    campuses = {m.country: m.edtf for m in found if m.family == "campus"}
    assert campuses == dict.fromkeys(NETWORKS[id_].countries, "2019-21")
    # The Guide: transfer plans in the first three months, mid-point in month 12,
    # results in month 18, outputs in the last six months.
    assert found["transfer-plan"].edtf == "[2019-02-05..2019-03-04]"
    assert found["mid-point"].edtf == "[2019-11-05..2019-12-04]"
    assert found["network-results"].edtf == "2020-06-04"
    assert found["final-outputs"].edtf == "2020-12-04"
    assert found["final-event"].edtf == "unknown"
    # Warsaw and Messina stated the last day then planned.
    assert found["project-end"].edtf == "2020-12-04"


# The first phase, of 2018, lies before the 24 months. A row: network, its milestones.
PHASE_1 = {
    "active-ngos": ["meeting-riga"],
    "alt-bau": ["phase-1-kick-off", "phase-1-final-meeting"],
    "beepathnet": ["phase-1-meeting"],
    "biocanteens": ["phase-1-study-visit", "torres-vedras-experts-visit"],
    "bluact": ["phase-1-meeting", "maritime-regions-meeting"],
    "civic-estate": ["phase-1-meeting"],
    "come-in": ["joint-meeting-forli"],
    "re-growcity": ["phase-1-kick-off"],
    "rumourless-cities": ["phase-1-closing", "phase-1-end"],
    "tropa-verde": ["phase-1-meeting"],
    "urban-regeneration-mix": ["phase-1-meeting"],
    "volunteering-cities": ["phase-1-kick-off", "phase-1-meeting"],
}

# Where a source gives only the month, nothing can be said to be done.
ONLY_THE_MONTH = {
    ("come-in", "joint-meeting-forli"),
    ("tropa-verde", "phase-1-meeting"),
    ("volunteering-cities", "phase-1-kick-off"),
    ("volunteering-cities", "phase-1-meeting"),
}


@pytest.mark.parametrize("id_", NETWORKS)
def test_nothing_to_remark(id_: str) -> None:
    """In January 2019: no date yet for the final event, and the past is the past."""
    before = {"approval-phase-1", "city-festival-2018", *PHASE_1.get(id_, ())}
    if "IT" in NETWORKS[id_].countries:
        before.add("good-practices-festival-it")
    expected = {("outside-lifecycle", milestone) for milestone in before}
    expected.add(("unknown-date", "final-event"))
    findings = schedule(id_).findings
    assert {(finding.code, finding.milestone) for finding in findings} == expected
    assert len(findings) == len(expected)
    warnings = {f.milestone for f in findings if f.severity is Severity.WARNING}
    assert warnings == {each for network, each in ONLY_THE_MONTH if network == id_}


def test_the_programme() -> None:
    """The programme has the kick-off, a campus in each of 25 countries, and its end."""
    found = schedule("urbact-iii-transfer")
    before = ["approval-phase-1", "city-festival-2018", "good-practices-festival-it"]
    campuses = (f"campus-{code.lower()}" for code in COUNTRIES)
    ids = [*before, "approval-phase-2", "kick-off", *campuses, "project-end"]
    assert [milestone.id for milestone in found] == ids
    assert [(f.code, f.milestone, f.severity) for f in found.findings] == [
        ("outside-lifecycle", milestone, Severity.INFO) for milestone in before
    ]


def test_campuses_are_for_their_country() -> None:
    """A campus is named for its country, in both languages."""
    campus = schedule("playful-paradigm")["campus-lt"]
    assert (campus.title.pick(["en"]), campus.title.pick(["lt"])) == (
        "URBACT Campus, Lithuania",
        "URBACT Campus, Lietuva",
    )


OTHER_STARTS = [
    # A row: start, kick-off, campus, transfer plan, mid-point, phases, reason
    (date(2024, 9, 1), "2024-10", "2025-21", "[2024-11-02..2024-12-01]",
     "[2025-08-02..2025-09-01]",
     ["2024-09-01/2026-03-01", "2026-03-02/2026-09-01"],
     "a month and a spring later"),
    (date(2019, 1, 31), "2019-02", "2019-21", "2019-04", "2020-01",
     ["2019-01-31/2020-07-31", "2020-08-01/2021-01-31"],
     "28 February is in February; M2 ends on 31 March, so M3 is April"),
    (date(2020, 3, 1), "2020-04", "2021-21", "[2020-05-02..2020-06-01]",
     "[2021-02-02..2021-03-01]",
     ["2020-03-01/2021-09-01", "2021-09-02/2022-03-01"],
     "this spring has begun on that very day, so it is the next"),
]  # fmt: skip


@pytest.mark.parametrize("row", OTHER_STARTS, ids=[str(row[0]) for row in OTHER_STARTS])
def test_another_start(
    row: tuple[date, str, str, str, str, list[str], str],
) -> None:
    """From another start every date is the corresponding one: none is in the code."""
    start, kick_off, campus, plan, mid_point, phases, reason = row
    programme = PROGRAMME.programme
    assert programme is not None
    whole = Plan(
        lifecycle=PROGRAMME.lifecycle,
        programme=attrs.evolve(programme, start=start),
        network=NETWORKS["ru-rban"],
    )
    found = compute(whole, data_date=AS_OF)
    assert [str(phase.days) for phase in found.phases] == phases, reason
    assert found["kick-off"].edtf == kick_off, reason
    assert found["campus-lt"].edtf == campus, reason
    assert found["transfer-plan"].edtf == plan, reason
    assert found["mid-point"].edtf == mid_point, reason
    assert found["final-outputs"].edtf == phases[-1][-10:], reason


def test_the_planned_ends_are_on_the_anniversary() -> None:
    """The partners announced December 2020, and the project ended on a 4 June."""
    assert PROGRAMME.lifecycle.ends is EndConvention.ANNIVERSARY


# what never changes ----------------------------------------------------------------

PARTNERS = {
    "active-ngos": "riga siracusa santa-pola brighton-and-hove espoo dubrovnik",
    "alt-bau": "chemnitz constanta riga rybnik seraing turin vilafranca-del-penedes",
    "beepathnet": "ljubljana amarante bydgoszcz cesena hegyvidek nea-propontida",
    "biocanteens": "mouans-sartoux pays-des-condruses rosignano-marittimo vaslui "
    "torres-vedras troyan trikala",
    "bluact": "piraeus burgas galati matosinhos mataro ostend salerno",
    "c-change": "manchester wroclaw mantova gelsenkirchen sibenik agueda",
    "card4all": "gijon aveiro jurmala suceava clermont-ferrand sassari",
    "civic-estate": "naples amsterdam barcelona gdansk ghent iasi presov",
    "com-unity-lab": "lisbon bari aalborg sofia ostrava lublin the-hague lille",
    "come-in": "ujbuda forli gheorgheni varazdin targowek plasencia pori",
    "innovato-r": "turin rotterdam grand-paris porto murcia cluj-napoca veszprem",
    "making-spend-matter": "preston bistrita kavala koszalin pamplona schaerbeek "
    "vila-nova-de-famalicao",
    "on-board": "viladecans halmstad albergaria-a-velha nantes poznan tallinn",
    "onstage": "lhospitalet-de-llobregat aarhus brno katowice adelfia valongo grigny",
    "playful-paradigm": "udine cork esplugues-de-llobregat katowice klaipeda larissa "
    "novigrad viana-do-castelo",
    "re-growcity": "altena aluksne idrija melgaco manresa nyirbator igoumenitsa "
    "isernia",
    "ru-rban": "rome a-coruna caen krakow loures thessaloniki vilnius",
    "rumourless-cities": "amadora alba-iulia cardiff hamburg-altona messina warsaw",
    "tech-revolution": "barnsley schiedam bacau piraeus nyiregyhaza pardubice "
    "vilanova-i-la-geltru",
    "tropa-verde": "santiago-de-compostela zuglo pavlos-melas guimaraes opole nice",
    "urban-regeneration-mix": "lodz baena birmingham braga bologna zagreb toulouse",
    "volunteering-cities": "athienou altea altena arcos-de-valdevez athy capizzi "
    "pregrada radlin",
    "welcoming-international-talent": "groningen zlin magdeburg parma bielsko-biala "
    "leuven debrecen",
}


def test_ids_are_permanent() -> None:
    """Ids of networks and partners never change: calendars are built on them."""
    found = {id_: [p.id for p in network.partners] for id_, network in NETWORKS.items()}
    assert found == {id_: ids.split() for id_, ids in PARTNERS.items()}


# The milestones stated by the programme, and by each network.
OF_THE_PROGRAMME = (
    "approval-phase-1 city-festival-2018 good-practices-festival-it approval-phase-2 "
    "kick-off sharing-event-pt project-end city-festival-2021"
)
MILESTONES = {
    "active-ngos": "meeting-riga meeting-siracusa",
    "alt-bau": "phase-1-kick-off phase-1-final-meeting network-kick-off meeting-riga",
    "beepathnet": "phase-1-meeting network-kick-off nea-propontida-information-meeting "
    "boot-camp double-meeting meeting-nea-propontida cesena-local-group-14 "
    "swarming-round-table cesena-conference",
    "biocanteens": "phase-1-study-visit torres-vedras-experts-visit "
    "meeting-torres-vedras rosignano-marittimo-presentation meeting-trikala",
    "bluact": "phase-1-meeting maritime-regions-meeting network-kick-off "
    "meeting-mataro meeting-galati salerno-launch ostend-launch meeting-ostend "
    "burgas-hackathon galati-launch salerno-hackathon galati-hackathon "
    "meeting-matosinhos matosinhos-demo-day meeting-burgas webinar-1 webinar-2 "
    "webinar-3 webinar-4 webinar-5 salerno-awards mataro-awards mataro-incubation",
    "c-change": "agueda-open-session meeting-agueda sibenik-festival climate-workshop",
    "card4all": "sassari-meeting",
    "civic-estate": "phase-1-meeting",
    "com-unity-lab": "",
    "come-in": "joint-meeting-forli gheorgheni-festival varazdin-local-group-7 "
    "forli-volunteers durek-60 forli-festival forli-virtual-tour "
    "forli-photo-exhibition",
    "innovato-r": "call-for-ideas regions-week-session meeting-5",
    "making-spend-matter": "",
    "on-board": "network-kick-off",
    "onstage": "adelfia-concert meeting-adelfia",
    "playful-paradigm": "katowice-grant meeting-1 cork-open-for-play udine-play-day "
    "meeting-3 esplugues-ideas udine-online-challenge regions-week-workshop "
    "larissa-local-group-4 udine-treasure-hunt",
    "re-growcity": "phase-1-kick-off full-meeting-1 pop-up-meeting full-meeting-2 "
    "decline-conference",
    "ru-rban": "loures-local-group-1 network-kick-off vilnius-pilaite-garden "
    "meeting-vilnius meeting-loures cities-forum krakow-new-city-habitat "
    "rome-urban-networks thessaloniki-workshop-1 thessaloniki-workshop-2 "
    "a-coruna-urban-food thessaloniki-final-event meeting-krakow",
    "rumourless-cities": "phase-1-closing phase-1-end regions-week-workshop",
    "tech-revolution": "tallinn-visit",
    "tropa-verde": "phase-1-meeting mid-term-meeting",
    "urban-regeneration-mix": "phase-1-meeting meeting-lodz regions-week-workshop "
    "zagreb-results",
    "volunteering-cities": "phase-1-kick-off phase-1-meeting meeting-1 meeting-2 "
    "meeting-3 meeting-4 meeting-5 pregrada-local-group-7 sharing-meeting-1 "
    "sharing-meeting-2",
    "welcoming-international-talent": "parma-stakeholders-1 meeting-parma",
}
OF_EACH_NETWORK = (
    "transfer-plan",
    "mid-point",
    "network-results",
    "final-event",
    "final-outputs",
)


def test_ids_of_phases_and_milestones_are_permanent() -> None:
    """Nor do those of phases and milestones; a new one is written down here."""
    assert {phase.id for phase in PROGRAMME.lifecycle.phases} == {
        "transfer",
        "dissemination",
    }
    assert {milestone.id for milestone in PROGRAMME.lifecycle.milestones} == {
        "kick-off",
        "campus",
        *OF_EACH_NETWORK,
    }
    assert [each.id for each in bundled.programme().milestones] == (
        OF_THE_PROGRAMME.split()
    )
    found = {id_: [m.id for m in each.milestones] for id_, each in NETWORKS.items()}
    assert found == {id_: ids.split() for id_, ids in MILESTONES.items()}


@pytest.mark.parametrize("id_", NETWORKS)
def test_every_id_is_in_the_schedule(id_: str) -> None:
    """Whatever was ever stated is in the schedule of the last day: nothing is lost."""
    found = bundled.schedule(id_, NOW)
    owned = [milestone.id for milestone in found if milestone.owner.id == id_]
    assert sorted(owned) == sorted([*OF_EACH_NETWORK, *MILESTONES[id_].split()])


UIDS = [
    # A row: network, milestone, what the UID is made of, the UID
    ("ru-rban", "kick-off", "programme:urbact-iii-transfer/kick-off#vevent",
     "ca4e4182-58fc-5699-b5ec-28e34c1b1780"),
    ("bluact", "kick-off", "programme:urbact-iii-transfer/kick-off#vevent",
     "ca4e4182-58fc-5699-b5ec-28e34c1b1780"),
    ("ru-rban", "campus-lt", "programme:urbact-iii-transfer/campus-lt#vevent",
     "ae00f5af-482c-5c74-9812-6a5bc8b5515d"),
    ("playful-paradigm", "campus-it", "programme:urbact-iii-transfer/campus-it#vevent",
     "66758980-20b7-5ac3-8728-811029ca5432"),
    ("playful-paradigm", "mid-point", "network:playful-paradigm/mid-point#vevent",
     "fcbd8d7a-3cb5-5c7b-97b1-b00f2c71a74e"),
    ("ru-rban", "final-outputs", "network:ru-rban/final-outputs#vevent",
     "acbddfdf-3dd0-56b2-b9c5-5432b2707d3e"),
    ("bluact", "final-event", "network:bluact/final-event#vevent",
     "6b60d2bb-02c7-56e6-bf10-eeef2a73416b"),
    ("tropa-verde", "project-end", "programme:urbact-iii-transfer/project-end#vevent",
     "f841ce11-6717-5116-8b51-59210ff30dd3"),
    ("c-change", "sharing-event-pt",
     "programme:urbact-iii-transfer/sharing-event-pt#vevent",
     "84eb6be5-2595-544d-bdc3-b8518ef08de6"),
    ("bluact", "network-kick-off", "network:bluact/network-kick-off#vevent",
     "2bf9ec0b-b5b3-59fa-8d0f-12710a9586f8"),
    ("ru-rban", "network-kick-off", "network:ru-rban/network-kick-off#vevent",
     "6e21d4d5-71b9-592f-bb87-dee08f277a38"),
    ("bluact", "webinar-5", "network:bluact/webinar-5#vevent",
     "ab105c3e-21dd-58f1-8877-cd548d82d02c"),
    ("c-change", "sibenik-festival", "network:c-change/sibenik-festival#vevent",
     "77ba8646-265d-5283-bae8-92d72adca152"),
    ("come-in", "forli-festival", "network:come-in/forli-festival#vevent",
     "c947b090-33af-5720-aa0a-eb0ccfc6a152"),
]  # fmt: skip


@pytest.mark.parametrize(("network", "milestone", "made_of", "uid"), UIDS)
def test_uids_are_permanent(
    network: str, milestone: str, made_of: str, uid: str
) -> None:
    """A UID is uuid5 of owner, milestone and component, for good."""
    namespace = uuid.UUID("6f0cf2a2-8d0b-5f6e-9a43-2f0b7d1c5e90")
    assert str(uuid.uuid5(namespace, made_of)) == uid
    assert bundled.schedule(network, NOW)[milestone].uid == uid
    if milestone in schedule(network):
        assert schedule(network)[milestone].uid == uid


def test_every_uid_is_another() -> None:
    """In all networks together, each milestone of each owner has a UID of its own."""
    seen: dict[str, tuple[str, str]] = {}
    for id_ in (*NETWORKS, "urbact-iii-transfer"):
        for milestone in bundled.schedule(id_, NOW):
            key = (milestone.owner.id, milestone.id)
            assert seen.setdefault(milestone.uid, key) == key
    # Those of the programme with a campus for each country, those of each network.
    own = sum(len(ids.split()) for ids in MILESTONES.values())
    assert len(seen) == len(OF_THE_PROGRAMME.split()) + 25 + 23 * 5 + own


def test_a_bundled_network_is_a_network() -> None:
    """Each bundled network belongs to the programme and was published with it."""
    for network in NETWORKS.values():
        assert isinstance(network, Network)
        assert network.programme == "urbact-iii-transfer"
        assert network.issued == date(2018, 12, 4)
        assert network.zone is not None
