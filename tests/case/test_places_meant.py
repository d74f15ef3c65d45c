"""What a place means: itself, and the places of the case that lie in it, as the gazetteer says."""

from pathlib import Path

import apsw
import pytest
from handmade import fill

import riwaya
from riwaya.case import Case
from riwaya.case.search_asked import Wanted
from riwaya.extract.gazetteer import Entry, candidates, place_key

PLACES = ("العراق", "الأنبار", "الفلوجة", "المنطقة الخضراء", "بغداد", "سوريا", "حلب", "خان يونس", "المملكة")
"""Places of the case, each named by one report of its own."""


def entry(name: str, level: str = "") -> Entry:
    return next(one for one in candidates(name) if level in ("", one.level))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    path = tmp_path_factory.mktemp("places") / "made.riwaya"
    with Case.open(path, create=True) as made:
        for n, name in enumerate(PLACES):
            report = riwaya.Report(id=f"r{n}", text=f"انفجار في {name}")
            made.add(report, riwaya.Extraction(report=report.id))
    connection = apsw.Connection(str(path))
    for n, name in enumerate((*PLACES, "مكان لا يعرفه أحد")):
        known = entry(name, "town" if name == "بغداد" else "") if candidates(name) else None
        row = (known.id, known.level, known.country) if known else (None, None, None)
        connection.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?, '[]', 1, 1)", (f"l{n}", name, *row))
        connection.execute(
            "INSERT INTO place_keys VALUES (?, ?)", (f"l{n}", f"LOC|{place_key(name)}|{row[0] or ''}")
        )
        connection.execute("INSERT INTO place_mentions VALUES (?, ?, 0)", (f"l{n}", f"r{n % len(PLACES)}"))
    connection.close()
    return Case.open(path, reading=True)


def named(case: Case, place: str, *, within: bool = True) -> set[str]:
    """Give the places whose reports are found."""
    wanted = Wanted(place=place, within=within)
    found = case.found_reports(wanted, "newest", 50)
    assert len(found) == case.count_reports(wanted)
    return {PLACES[int(hit.report[1:])] for hit in found}


IRAQ = {"العراق", "الأنبار", "الفلوجة", "المنطقة الخضراء", "بغداد"}


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("العراق", IRAQ),
        ("جمهورية العراق", IRAQ),  # no report says so, but the gazetteer knows it
        ("Iraq", IRAQ),
        ("الأنبار", {"الأنبار", "الفلوجة"}),
        ("الانبار", {"الأنبار", "الفلوجة"}),
        ("الفلوجة", {"الفلوجة"}),
        ("بغداد", {"بغداد", "المنطقة الخضراء"}),
        ("سوريا", {"سوريا", "حلب"}),
        ("قطاع غزة", {"خان يونس"}),
        ("مكان لا يعرفه أحد", {"العراق"}),
        ("لا مكان كهذا", set()),
    ],
)
def test_a_place_means_the_places_in_it(case: Case, place: str, found: set[str]) -> None:
    assert named(case, place) == found


def test_alone_it_means_itself(case: Case) -> None:
    assert named(case, "العراق", within=False) == {"العراق"}
    assert named(case, "قطاع غزة", within=False) == set()


def test_an_id_is_one_place_with_what_lies_in_it(case: Case) -> None:
    assert case.place_meant("l0").places == ("l0",)
    assert len(case.place_meant("l0").inside) == 4
    # The town; what is said to lie in «بغداد» lies in the province, which the name means too.
    assert case.place_meant("l4") == (("l4",), ())
    assert len(case.place_meant("بغداد").inside) == 1


def test_nothing_lies_in_itself_and_an_unknown_place_in_nothing(case: Case) -> None:
    for n in range(len(PLACES) + 1):
        found = case.place_meant(f"l{n}")
        assert f"l{n}" in found.places
        assert not set(found.places) & set(found.inside)
        assert f"l{len(PLACES)}" not in found.inside
    assert case.place_meant("لا مكان كهذا") == ((), ())


def test_statements_are_those_of_the_reports(tmp_path: Path) -> None:
    path = tmp_path / "made.riwaya"
    with Case.open(path, create=True) as made:
        fill(made)
    connection = apsw.Connection(str(path))
    town = entry("الفلوجة")
    connection.execute(
        "INSERT INTO places VALUES ('l1', ?, ?, 'town', 'IQ', '[]', 1, 1)", (town.name, town.id)
    )
    connection.execute("INSERT INTO place_mentions VALUES ('l1', 'aaaa01', 0)")
    connection.close()
    with Case.open(path, reading=True) as made:
        assert made.count_statements(Wanted(place="العراق")) == 4
        assert made.count_statements(Wanted(place="العراق", within=False)) == 0
        assert sum(made.outlets_of(Wanted(place="العراق")).values()) == 1
