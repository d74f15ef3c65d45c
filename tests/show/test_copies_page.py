"""The part of the page that shows copies."""

import re
from shutil import which

import pytest
import retold
from test_report import Document

from riwaya.case import Case
from riwaya.show import page
from riwaya.show.report import render


@pytest.fixture
def html():
    with Case.open() as case:
        return render(retold.fill(case))


@pytest.fixture
def doc(html):
    return Document(html)


def section(html):
    return html[html.index('<section id="copies"') : html.index('<section id="reports"')]


def test_every_link_leads_somewhere_and_no_id_is_there_twice(doc):
    ids = [a["id"] for _, a in doc.elements if "id" in a]
    assert len(ids) == len(set(ids))
    targets = {a["href"][1:] for a in doc.all("a") if a.get("href", "").startswith("#")}
    assert targets <= set(ids)
    assert {"k-y24-e1", "k-y24-1-2", "r-r4"} <= targets


def test_nothing_is_styled_in_place_and_nothing_runs(doc):
    assert not [a for _, a in doc.elements if "style" in a or any(k.startswith("on") for k in a)]
    assert len(doc.all("script")) == 1
    assert not doc.all("img")


def test_report_text_is_only_ever_text(html):
    assert "\u202e" not in html
    assert "&lt;img src=x onerror=" in section(html)


def test_what_changed_is_said_in_both_languages(html):
    part = section(html)
    assert "الرقم <bdi>4</bdi> صار <bdi>3</bdi>" in part
    assert "the figure <bdi>4</bdi> became <bdi>3</bdi>" in part
    assert "text not at hand" in part
    assert "نصّها ليس بين التقارير" in part


def test_edits_are_marked_with_their_number_on_both_sides(html):
    part = section(html)
    row = part[part.index('id="k-y24-1-2"') :]
    row = row[: row.index("</tr>")]
    assert re.findall(r"<mark>([^<]+)</mark>", row) == [
        "وقال", "نجيب الساقي", "أربع", "وزعم", "رشيد الوادي", "ثلاث",
    ]  # fmt: skip
    assert row.count("#k-y24-e1") == 2
    dropped = part[part.index('id="k-y13-1-2"') :]
    assert '<span class="gap">' in dropped[: dropped.index("</tr>")]


def test_mere_wording_is_marked_less(html):
    part = section(html)
    row = part[part.index('id="k-y13-1-2"') :]
    assert "<u>إن</u>" in row[: row.index("</tr>")]


def test_the_picture_is_a_table_too(html):
    part = section(html)
    picture = part[part.index('<figure class="web') : part.index("</figure>")]
    drawn = picture.count('<path class="arc ') - picture.count('<svg class="sample')
    rows = picture[picture.index("<tbody>") :].count("<tr>")
    assert rows == len(re.findall(r'<path class="arc \w+" d="[^"]+" stroke-width="[\d.]+"><title>', picture))
    assert rows >= 7
    assert drawn <= rows


def test_a_capped_page_says_so_and_has_no_dead_links(monkeypatch):
    monkeypatch.setattr(page, "MAX_PAIRS", 2)
    monkeypatch.setattr(page, "MAX_REPORTS", 2)
    with Case.open() as case:
        html = render(retold.fill(case))
    doc = Document(html)
    ids = {a["id"] for _, a in doc.elements if "id" in a}
    assert {a["href"][1:] for a in doc.all("a") if a.get("href", "").startswith("#")} <= ids
    assert "2 of 5 are shown" in section(html)


def test_a_page_without_copies_has_no_picture(case):
    with Case.open() as empty:
        html = render(empty)
    assert "<figure" not in section(html)
    assert "لا مقاطع مشتركة بين التقارير" in html


@pytest.fixture(scope="module")
def browser():
    """Start a browser, or skip where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api")
    path = which("chromium") or which("chromium-browser") or which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.mark.parametrize(("width", "lang"), [(320, "ar"), (320, "en"), (1280, "ar"), (3840, "en")])
def test_copies_fit_the_screen_and_the_two_sides_stand_level(browser, tmp_path, width, lang):
    file = tmp_path / "page.html"
    with Case.open() as case:
        file.write_text(render(retold.fill(case), lang=lang), encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 900})
    complaints = []
    tab.on("console", lambda m: complaints.append(m.text))
    tab.goto(file.as_uri() + "#k-y24")
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert complaints == []
    edges = """(css, edge) => [...document.querySelectorAll(css)].map(e => e.getBoundingClientRect()[edge])"""
    level = tab.evaluate(
        f"({edges})('.lanes-and-names li', 'bottom').map((y, n) => y - ({edges})('.web .rail', 'top')[n])"
    )
    assert len(level) == 7
    assert max(map(abs, level)) <= 2
    left, right = tab.evaluate(f"({edges})('#k-y24 tbody tr:first-child td', 'top')")
    assert (left == right) == (width > 700)
    tab.close()
