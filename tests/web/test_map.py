"""The map: what it draws, its table and its files; names of reports are text and nothing else."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import apsw
import pytest
from fastapi.testclient import TestClient

from riwaya.case import Case
from riwaya.case.places_asked import NamedPlace, Naming
from riwaya.show.export import places_csv
from riwaya.show.located import country_name, place_name
from riwaya.show.web import create_app

ORIGIN = "http://127.0.0.1:8765"
HOSTILE = "<script>x</script>\u202eموقع"


@pytest.fixture(scope="module")
def there(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with places of ours: a country, a town, one of a hostile name, one that is nowhere."""
    path = Path(shutil.copy(sample, tmp_path_factory.mktemp("map") / "map.riwaya"))
    with Case.open(path) as case:
        reports = [report.id for report in case.reports()]
    connection = apsw.Connection(str(path))
    rows = [
        ("p1", "سوريا", "r1c2c533c", "country", "SY", "[]", 35.0, 38.5),
        ("p2", HOSTILE, None, "town", "XX", '["=cmd"]', 33.5, 36.3),
        ("p3", "لا مكان", None, None, None, "[]", None, None),
    ]
    for table in ("places", "place_mentions", "place_names", "stories", "story_reports"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a constant
    connection.executemany("INSERT INTO places VALUES (?,?,?,?,?,?,?,?)", rows)
    named = [("p1", n) for n in range(5)] + [("p2", n) for n in (0, 0, 1)] + [("p3", 0)]
    connection.executemany("INSERT INTO place_mentions VALUES (?, ?, 0)", [(p, reports[n]) for p, n in named])
    connection.execute("INSERT INTO place_names VALUES ('p1', 'سورية')")
    connection.execute("INSERT INTO stories VALUES ('s1', ?)", (HOSTILE,))
    connection.execute("INSERT INTO story_reports VALUES ('s1', ?)", (reports[1],))
    connection.close()
    return path


@pytest.fixture(scope="module")
def mapped(there: Path) -> TestClient:
    return TestClient(create_app(there), base_url=ORIGIN)


def test_the_table_has_what_the_map_draws(mapped: TestClient) -> None:
    text = mapped.get("/map").text
    assert text.index("سوريا") < text.index("⟦RLO⟧"), "what most reports name comes first"
    assert '/search?within=0&amp;place=p1"' in text
    assert "لا مكان" not in text
    assert "<noscript>" in text
    assert ">Syria<" in mapped.get("/map", headers={"cookie": "riwaya_lang=en"}).text
    drawn = mapped.get("/map/points").json()
    assert [(place["id"], place["reports"]) for place in drawn] == [("p1", 5), ("p2", 2)]
    assert (drawn[0]["ar"], drawn[0]["en"]) == ("سوريا", "Syria")


def test_a_link_leads_to_as_many_reports_as_the_map_counts(there: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(there, tmp_path / "map.riwaya"))
    connection = apsw.Connection(str(path))
    # A town of the country, which a report names that does not name the country.
    connection.execute("INSERT INTO places VALUES ('p4', 'حلب', 'g170063', 'town', 'SY', '[]', 36.2, 37.2)")
    connection.execute("INSERT INTO place_mentions SELECT 'p4', id, 0 FROM reports ORDER BY n DESC LIMIT 1")
    connection.close()
    made = TestClient(create_app(path), base_url=ORIGIN)
    text = made.get("/map").text
    start = re.findall(r'data-search="([^"]+)"', text)[0]
    assert f'href="{start}p1"' in text
    drawn = {place["id"]: place["reports"] for place in made.get("/map/points").json()}
    assert drawn == {"p1": 5, "p2": 2, "p4": 1}
    for place, reports in drawn.items():
        found = made.get(start.replace("&amp;", "&") + place).text
        assert re.findall(r'<span class="n">(\d+)</span></a>', found)[0] == str(reports)
    assert re.findall(r'<span class="n">(\d+)</span></a>', made.get("/search?place=p1").text)[0] == "6"


def test_names_of_reports_are_text(mapped: TestClient) -> None:
    for address in ("/map", "/map?story=s1"):
        text = mapped.get(address).text
        assert "<script>x" not in text
        assert "\u202e" not in text
    assert "\u202e" not in mapped.get("/map/points").text


def test_there_is_no_style_and_no_script_in_the_page(mapped: TestClient) -> None:
    text = mapped.get("/map").text
    assert " style=" not in text
    assert "<style" not in text
    assert all("src=" in part.split(">")[0] for part in text.split("<script")[1:])
    assert not any(f" on{name}=" in text for name in ("click", "load", "error"))


@pytest.mark.parametrize(
    ("query", "ids"),
    [("level=town", ["p2"]), ("level=country", ["p1"]), ("story=s1", ["p1", "p2"]), ("story=s1&level=town", ["p2"]),
     ("level=nonsense", ["p1", "p2"]), ("level=none", []), ("level=water", [])],
)  # fmt: skip
def test_levels_and_stories(mapped: TestClient, query: str, ids: list[str]) -> None:
    assert [place["id"] for place in mapped.get(f"/map/points?{query}").json()] == ids
    assert mapped.get(f"/map?{query}").status_code == 200


def test_places_without_a_position_have_a_table(mapped: TestClient) -> None:
    text = mapped.get("/map?level=none").text
    assert "لا مكان" in text
    assert "data-map" not in text


def test_no_places_say_what_to_do(mapped: TestClient) -> None:
    text = mapped.get("/map?level=water").text
    assert 'class="notice"' in text
    assert "<table" not in text


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=99999999999", "level=" + "x" * 300, "page=1&page=2"]
)
def test_no_address_breaks_it(mapped: TestClient, query: str) -> None:
    assert mapped.get(f"/map?{query}").status_code in (200, 400, 422)


@pytest.mark.parametrize("path", ["/map", "/map.csv", "/map.geojson", "/map/points"])
def test_a_story_that_is_not_there(mapped: TestClient, path: str) -> None:
    assert mapped.get(f"{path}?story=nothing").status_code == 404
    assert mapped.get(f"{path}?story=%27%20OR%201=1").status_code == 404


def test_the_files_of_the_map(mapped: TestClient) -> None:
    found = mapped.get("/map.csv")
    assert 'filename="places.csv"' in found.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(found.text.removeprefix("\ufeff"))))
    assert [(row["id"], row["reports"], row["mentions"]) for row in rows] == [
        ("p1", "5", "5"),
        ("p2", "2", "3"),
    ]
    assert rows[1]["within"] == "'=cmd", "no spreadsheet takes it for a formula"
    collection = json.loads(mapped.get("/map.geojson").text)
    assert collection["type"] == "FeatureCollection"
    first = collection["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [38.5, 35.0]}
    assert (first["properties"]["names"], first["properties"]["reports"]) == (["سورية"], 5)
    assert json.loads(mapped.get("/map.geojson?level=none").text)["features"] == []


def test_the_whole_list_is_paged(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riwaya.show.web.pages.mapped.SIZE", 1)
    made = TestClient(create_app(there), base_url=ORIGIN)
    text = made.get("/map?page=2").text
    assert "⟦RLO⟧" in text
    assert "place=p1" not in text
    assert "place=p2" in text
    assert 'rel="prev"' in text


def test_counting_and_listing_agree(there: Path) -> None:
    with Case.open(there) as case:
        for asked in (Naming(), Naming(level="town"), Naming(story="s1"), Naming(unresolved=True)):
            assert case.count_named(asked).places == len(case.named_places(asked))
        assert case.count_named(Naming()).unresolved == 1


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@a", "\ta"])
def test_no_cell_is_a_formula(words: str) -> None:
    place = NamedPlace("p", words, None, None, None, (), None, None, 1, 1)
    row = next(csv.DictReader(io.StringIO(places_csv.table([place]).removeprefix("\ufeff"))))
    assert row["name"] == f"'{words}"


def test_names_in_both_languages() -> None:
    known = NamedPlace("p", "مضيق هرمز", "r07cc7aea", "water", None, (), 26.57, 56.25, 1, 1)
    assert place_name(known) == ("مضيق هرمز", "Strait of Hormuz")
    assert place_name(known._replace(gazetteer=None)).en == "مضيق هرمز"
    assert country_name("EG") == ("مصر", "Egypt")
    assert country_name(None).ar == ""
    assert country_name("ZZ").en == "ZZ"


def test_a_case_without_places_says_so(tmp_path: Path) -> None:
    path = tmp_path / "empty.riwaya"
    Case.open(path, create=True).close()
    made = TestClient(create_app(path), base_url=ORIGIN)
    assert made.get("/map").status_code == 200
    assert made.get("/map/points").json() == []
    assert made.get("/add").status_code == 200
