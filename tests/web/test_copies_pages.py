"""The pages of copies: lists and their conditions, a pair side by side, a family with its picture."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from riwaya.case import Case
from riwaya.case.copies_asked import Pairs


@pytest.fixture(scope="module")
def case(sample: Path) -> Iterator[Case]:
    with Case.open(sample, reading=True) as made:
        yield made


def shown(client: TestClient, address: str, **asked: str) -> str:
    answer = client.get(address, params=asked)
    assert answer.status_code == 200
    html: str = answer.text
    return html


def pairs(html: str) -> list[str]:
    return re.findall(r'<h3><a href="/copies/(y\w+)">', html)


def test_the_pairs_with_most_words_come_first(client: TestClient, case: Case) -> None:
    names = pairs(shown(client, "/copies"))
    words = [case.copy(name).words for name in names]
    assert len(words) == case.counts()["copies"] == 23
    assert words == sorted(words, reverse=True)


def test_the_most_changed_come_first_where_asked(client: TestClient, case: Case) -> None:
    kinds = [len({e.kind for e in case.copy(n).edits}) for n in pairs(shown(client, "/copies", sort="edits"))]
    assert kinds == sorted(kinds, reverse=True)
    assert kinds[0] > 0


@pytest.mark.parametrize("extent", ["same", "mostly", "passage"])
def test_only_pairs_that_share_so_much(client: TestClient, case: Case, extent: str) -> None:
    found = {case.copy(name).extent for name in pairs(shown(client, "/copies", extent=extent))}
    assert found == {extent}


def test_only_pairs_with_a_kind_of_edit(client: TestClient, case: Case) -> None:
    found = [case.copy(name) for name in pairs(shown(client, "/copies", edited="figure"))]
    assert found
    assert all(any(e.kind == "figure" for e in copy.edits) for copy in found)


def test_only_pairs_of_an_outlet_or_whose_first_is_known(client: TestClient, case: Case) -> None:
    for name in pairs(shown(client, "/copies", outlet="صدى المحار", way="known")):
        copy = case.copy(name)
        assert copy.direction != "unknown"
        assert "صدى المحار" in {case.report(copy.a).outlet, case.report(copy.b).outlet}
    assert case.count_copies(Pairs(way="known")) + case.count_copies(Pairs(way="unknown")) == 23


def test_nothing_found_says_where_everything_is(client: TestClient) -> None:
    html = shown(client, "/copies", outlet="لا وسيلة كهذه")
    assert "لا شيء بهذه الشروط" in html
    assert pairs(html) == []


def test_the_lists_of_families_and_of_agencies(client: TestClient) -> None:
    families = shown(client, "/copies", list="families")
    assert len(re.findall(r'href="/copies/families/f\w+"', families)) == 2
    wires = shown(client, "/copies", list="wires")
    assert "وكالة المجداف للأنباء" in wires


def test_a_pair_stands_side_by_side_with_its_edits(client: TestClient, case: Case) -> None:
    name = next(c.id for c in case.found_copies(Pairs(edited="figure"), "edits", 9))
    copy = case.copy(name)
    html = shown(client, f"/copies/{name}")
    assert '<table class="sides">' in html
    assert "<mark>" in html
    assert f'href="/reports/{copy.a}#r-{copy.a}"' in html
    assert f'href="/reports/{copy.b}#r-{copy.b}"' in html
    assert f"/compare?a={copy.a}&amp;b={copy.b}" in html or f"/compare?a={copy.b}&amp;b={copy.a}" in html
    levels = [int(n) for n in re.findall(r"<h(\d)", html[html.index("<main") : html.index("</main")])]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_a_family_has_a_picture_its_reports_and_its_pairs(client: TestClient, case: Case) -> None:
    family = case.found_families("", 1).families[0]
    html = shown(client, f"/copies/families/{family.id}")
    assert '<figure class="web card"' in html
    assert f"/copies/families/{family.id}.svg" in html
    held = case.family(family.id)
    assert {c.a for c in held.copies} | {c.b for c in held.copies} <= set(family.reports)
    assert len(pairs(html)) == min(30, len(held.copies))


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_picture_is_a_file_of_its_own(client: TestClient, case: Case, lang: str) -> None:
    name = case.found_families("", 1).families[0].id
    answer = client.get(f"/copies/families/{name}.svg", headers={"cookie": f"riwaya_lang={lang}"})
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.svg"'
    assert ElementTree.fromstring(answer.text).get("lang") == lang  # noqa: S314 - our own


def test_the_table_of_a_family_can_be_read(client: TestClient, case: Case) -> None:
    name = case.found_families("", 1).families[0].id
    answer = client.get(f"/copies/families/{name}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows
    assert {row["link"] for row in rows} <= {"copied", "open", "carries", "carries_inferred"}
    assert all(row["second"].startswith("r") for row in rows)


@pytest.mark.parametrize(
    "address", ["/copies/y0", "/copies/families/f0", "/copies/families/f0.svg", "/copies/families/f0.csv"]
)
def test_what_is_not_there_is_said(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "R620" in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "0"},
        {"page": "9" * 40},
        {"extent": "'", "edited": "x", "way": "?", "sort": "?", "list": "?"},
        {"outlet": "<script>alert(1)</script>"},
        {"outlet": "\x00"},
    ],
)
def test_no_address_is_an_error(client: TestClient, asked: dict[str, str]) -> None:
    assert "<script>alert" not in shown(client, "/copies", **asked)
