"""Timelines as files: a picture and a table of the whole case and of a story; titles are text and nothing else."""

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from handmade import ACCOUNTS, EXTRACTIONS, LINKED, REPORTS
from msgspec.structs import replace

from riwaya.case import Case
from riwaya.case.stories_asked import Published, ReportHead
from riwaya.show import svg
from riwaya.show.web import create_app, timeline_files, timelines

ORIGIN = "http://127.0.0.1:8765"
SCRIPT = "<script>alert(1)</script>\u202eمقلوب\u202c"
LINES = {"svg", "title", "style", "rect", "text", "tspan", "g", "line", "circle"}


@pytest.fixture(scope="module")
def story(sample: Path) -> str:
    with Case.open(sample) as case:
        return max(case.linked().stories, key=lambda one: len(one.reports)).id


def drawn(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - made by us


def marks(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if element.get("class") == name]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


def test_the_files_of_a_timeline_have_a_type_and_a_name(client: TestClient, story: str) -> None:
    for place, name in (("/timeline", "timeline"), (f"/stories/{story}/timeline", f"{story}-timeline")):
        for kind, said in (("svg", "image/svg+xml"), ("csv", "text/csv")):
            found = client.get(f"{place}.{kind}")
            assert found.headers["content-type"].startswith(said)
            assert found.headers["content-disposition"] == f'attachment; filename="{name}.{kind}"'


def test_a_page_leads_to_its_files_for_the_days_that_are_asked_for(client: TestClient, story: str) -> None:
    for place in ("/timeline", f"/stories/{story}"):
        files = place if place == "/timeline" else f"{place}/timeline"
        text = client.get(f"{place}?from=2005-01-01&to=").text
        for kind in ("svg", "csv"):
            assert f'href="{files}.{kind}?from=2005-01-01" download' in text
        assert f'data-png="{files}.svg?from=2005-01-01"' in text


def test_the_picture_has_a_dot_for_each_report_and_the_table_a_row(client: TestClient, story: str) -> None:
    table = rows(client.get(f"/stories/{story}/timeline.csv").text)
    assert [row["published"] for row in table] == sorted(row["published"] for row in table)
    for lang in ("ar", "en"):
        root = drawn(
            client.get(f"/stories/{story}/timeline.svg", headers={"cookie": f"riwaya_lang={lang}"}).text
        )
        assert (root.get("lang"), len(marks(root, "dot"))) == (lang, len(table))
    day = table[0]["published"][:10]
    some = rows(client.get(f"/stories/{story}/timeline.csv?from={day}&to={day}").text)
    assert [row["report"] for row in some] == [r["report"] for r in table if r["published"].startswith(day)]


def test_a_story_and_its_map_lead_to_each_other(client: TestClient, story: str) -> None:
    assert f'href="/map?story={story}"' in client.get(f"/stories/{story}").text
    assert f'href="/stories/{story}"' in client.get(f"/map?story={story}").text


def test_what_is_not_there_says_so(client: TestClient) -> None:
    for place, code in (
        ("/stories/none/timeline.svg", "R650"),
        ("/stories/none/timeline.csv", "R650"),
        ("/timeline.svg?from=2999-01-01", "R651"),
    ):
        found = client.get(place)
        assert (found.status_code, code in found.text) == (404, True), place


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_bars_stand_beside_the_names_in_the_order_of_reading(lang: str) -> None:
    counted = [Published(f"outlet {n}", f"2020-01-{1 + n % 9:02d}", n + 1) for n in range(30)]
    line = timelines.bars([*counted, Published(None, None, 2)], timelines.to_reports)
    assert line is not None
    root = drawn(timeline_files.picture(line, "case", lang))
    bars = [float(bar.get("x", "")) for bar in marks(root, "bar")]
    assert len(bars) == len(line.bars)
    assert bars == sorted(bars, reverse=lang == "ar")
    assert all(svg.MARGIN <= x <= svg.WIDTH - svg.MARGIN for x in bars)
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= LINES
    assert ("no day known: 2 reports" in "".join(root.itertext())) == (lang == "en")


def test_dots_without_a_time_stand_apart() -> None:
    heads = [ReportHead(f"r{n}", None, "أ", f"2020-01-0{n}", None) for n in range(1, 5)]
    line = timelines.dots([*heads, ReportHead("r9", None, None, None, "بلا تاريخ")])
    assert line is not None
    root = drawn(timeline_files.picture(line, "", "en"))
    fold = float(marks(root, "fold")[0].get("x1", ""))
    assert [float(dot.get("cx", "")) > fold for dot in marks(root, "dot")].count(True) == 1


def test_hostile_titles_are_text(tmp_path: Path) -> None:
    path = tmp_path / "case.riwaya"
    linked = replace(LINKED, stories=tuple(replace(one, title=SCRIPT) for one in LINKED.stories))
    with Case.open(path, create=True) as case:
        for report, extraction in zip(REPORTS, EXTRACTIONS, strict=True):
            case.add(replace(report, title="=cmd", outlet=f"{SCRIPT}{report.outlet}"), extraction)
        case.store(linked, ACCOUNTS)
    with TestClient(create_app(path), base_url=ORIGIN) as made:
        text = made.get("/stories/story-1/timeline.svg").text
        assert "<script>" not in text
        assert "\u202e" not in text
        assert "<script>alert(1)</script>⟦RLO⟧" in "".join(drawn(text).itertext())
        table = rows(made.get("/stories/story-1/timeline.csv").text)
        assert {row["title"] for row in table} == {"'=cmd"}
