import base64
import hashlib
import re
from html.parser import HTMLParser
from shutil import which

import pytest
from handmade import HOSTILE, REPORTS

from riwaya.case import Case
from riwaya.show import page
from riwaya.show.report import render
from riwaya.show.visible import visible

VOID = {"meta", "input", "circle", "line", "rect", "br"}


class Document(HTMLParser):
    """Collects elements, ids and links, and fails when a tag is closed that is not open."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.texts = [], [], []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((tuple(self.open), data))

    def all(self, tag):
        return [a for t, a in self.elements if t == tag]


@pytest.fixture
def html(case):
    return render(case)


@pytest.fixture
def doc(html):
    return Document(html)


def test_every_fragment_leads_somewhere_and_no_id_is_there_twice(doc):
    ids = [a["id"] for _, a in doc.elements if "id" in a]
    assert len(ids) == len(set(ids))
    targets = {a["href"][1:] for a in doc.all("a") if a.get("href", "").startswith("#")}
    assert targets <= set(ids)
    assert {"r-aaaa01", "r-aaaa01-s3", "r-cccc03-s1"} <= set(ids)


def test_nothing_is_fetched(doc, html):
    assert not [
        t for t, _ in doc.elements if t in ("link", "img", "iframe", "object", "embed", "base", "form")
    ]
    assert not [a for _, a in doc.elements if "src" in a or "style" in a]
    assert not [a for _, a in doc.elements for k in a if k.startswith("on")]
    assert re.findall(r"url\((?!data:font/woff2)", html) == []
    assert "@import" not in html


def test_policy_allows_our_own_style_and_script_and_nothing_else(doc):
    policy = next(a["content"] for a in doc.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (content,) = ["".join(t for o, t in doc.texts if o and o[-1] == tag)]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_report_text_is_only_ever_text(doc, html):
    assert len(doc.all("script")) == 1
    assert not doc.all("img")
    assert not doc.all("b")
    assert "\u202e" not in html
    assert "⟦RLO⟧" in html


def test_only_web_addresses_are_links(doc):
    links = [a["href"] for a in doc.all("a") if "href" in a and not a["href"].startswith("#")]
    assert links == ["https://sariya.example/ferry"]


def test_the_whole_text_of_each_report_is_there(html):
    articles = re.findall(r'<article class="report card" id="r-(\w+)".*?</article>', html, flags=re.DOTALL)
    assert set(articles) == {r.id for r in REPORTS}
    for report in REPORTS:
        article = html[html.index(f'<article class="report card" id="r-{report.id}"') :]
        lines = re.findall(
            r'<div class="row">\n<p[^>]*>(.*?)</p>', article[: article.index("</article>")], re.S
        )
        texts = ["".join(t for _, t in Document(line).texts) for line in lines]
        assert texts == [visible(line) for line in report.text.split("\n") if line.strip()]


def test_voices_reasons_and_denials_are_said_in_both_languages(html):
    assert "صوت واحد على الأقل، 3 أصوات على الأكثر" in html
    assert "at least one, at most 3 voices" in html
    assert "قد تكون المصدر الآخر نفسه" in html
    assert "<bdi>صحيفة المرساة</bdi> carries the same text word for word" in html
    assert '<span class="denial"><span class="l" lang="ar">نفي واحد</span>' in html


def test_language_that_it_opens_in(case):
    arabic, english = Document(render(case)), Document(render(case, lang="en"))
    chosen = [
        [a["id"] for a in d.all("input") if "checked" in a and a["name"] == "lang"] for d in (arabic, english)
    ]
    assert chosen == [["lang-ar"], ["lang-en"]]


def test_same_case_same_page(case):
    assert render(case) == render(case)


def test_an_empty_case_still_makes_a_page():
    with Case.open() as empty:
        html = render(empty)
    Document(html)
    assert "لا تقارير في هذه القضية" in html


def test_a_capped_page_says_so_and_has_no_dead_links(case, monkeypatch):
    monkeypatch.setattr(page, "MAX_REPORTS", 1)
    html = render(case)
    assert "هذه قضية كبيرة" in html or "القضية كبيرة" in html
    doc = Document(html)
    ids = {a["id"] for _, a in doc.elements if "id" in a}
    assert {a["href"][1:] for a in doc.all("a") if a.get("href", "").startswith("#")} <= ids


def test_hostile_sample_is_hostile():
    assert "<script>" in HOSTILE
    assert "\u202e" in HOSTILE


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


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_fits_the_screen_without_a_complaint_or_a_request(browser, html, tmp_path, width):
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 900})
    complaints, asked = [], []
    tab.on("console", lambda m: complaints.append(m.text))
    tab.on("pageerror", lambda e: complaints.append(str(e)))
    tab.on("request", lambda r: asked.append(r.url))
    tab.goto(file.as_uri() + "#r-aaaa01-s3")
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert complaints == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    tab.close()


def test_language_switches_without_script(browser, html, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(file.as_uri())
    assert "الروايات" in tab.inner_text("#h-claims")
    tab.check("#lang-en", force=True)
    assert tab.inner_text("#h-claims").startswith("Claims")
    context.close()
