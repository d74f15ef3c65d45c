"""The pages in a real browser: nothing fails, nothing leaves this machine, keys and choices work, nobody is shut out.

Barriers are looked for by axe-core (tests/web/axe, Mozilla Public License 2.0), which is for tests only.
"""

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import riwaya
from browsing import barriers, running
from riwaya.show.web.serving import listen
from serving import PAGES, Served, things

HOSTILE = (
    "<script>window.hacked = 1</script>\n"
    "قال المدير «<img src=x onerror=window.hacked=1>» إن خمسة قتلوا {{ 71*7919 }} \u202eبالعكس\u202c"
    " وأضاف \u200f\u200eأن عشرة أصيبوا.\n"
    '"><svg onload=window.hacked=1></svg> وأكدت الوزارة أن 12 شخصًا أصيبوا. <a href="javascript:window.hacked=1">هنا</a>'
)


@pytest.fixture(scope="module")
def server(sample: Path) -> Iterator[Served]:
    with running(sample) as made:
        yield made


@pytest.fixture(scope="module")
def places(server: Served) -> list[str]:
    """Every page of the case, and the first of each kind that has one of its own."""
    return [*PAGES, "/search?q=المرفأ", "/claims?q=zzzz", "/nothing", *things(server)]


def english(page) -> None:
    page.locator("[data-language=en]").click()
    page.wait_for_selector("html[lang=en]")


def focused(page) -> str:
    return page.evaluate("document.activeElement.closest('[data-item]')?.innerText ?? ''")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_loads_without_a_complaint_and_asks_nobody_else(server, places, opened, language):
    wrong = {}
    page = opened(server)
    page.context.add_cookies([{"name": "riwaya_lang", "value": language, "url": server.address}])
    for place in places:
        page.wrong.clear()
        answer = page.goto(server.address + place)
        page.evaluate("document.fonts.ready.then(() => 0)")
        broken = [*page.evaluate("window.broken"), *page.wrong]
        if place != "/nothing" and answer.status != 200:
            broken.append(str(answer.status))
        if found := [one for one in broken if not (place == "/nothing" and "404" in one)]:
            wrong[place] = found
    assert wrong == {}


@pytest.mark.parametrize(("language", "theme"), [("ar", "light"), ("en", "dark")])
def test_no_page_has_a_serious_barrier(server, places, opened, language, theme):
    wrong = {}
    page = opened(server, bypass_csp=True, color_scheme=theme)
    page.context.add_cookies([{"name": "riwaya_lang", "value": language, "url": server.address}])
    for place in places:
        page.goto(server.address + place)
        if found := barriers(page):
            wrong[place] = found
    assert wrong == {}


def test_no_page_is_wider_than_a_small_telephone(server, places, opened):
    wide = {}
    page = opened(server, width=320)
    for language in ("ar", "en"):
        page.context.add_cookies([{"name": "riwaya_lang", "value": language, "url": server.address}])
        for place in places:
            page.goto(server.address + place)
            if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
                wide[place, language] = width
    assert wide == {}


def test_the_page_has_one_heading_of_the_first_rank_and_skips_none(server, places, opened):
    wrong = {}
    page = opened(server)
    for place in places:
        page.goto(server.address + place)
        # Those that are in the tree of what is read aloud: the dialog is closed.
        ranks = page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter((h) => h.checkVisibility())"
            ".map((h) => +h.tagName[1])"
        )
        steps = [one - other for one, other in zip(ranks[1:], ranks, strict=False)]
        if ranks.count(1) != 1 or ranks[0] != 1 or any(step > 1 for step in steps):
            wrong[place] = ranks
    assert wrong == {}


@pytest.mark.regression
def test_what_is_written_is_sent_at_once():
    with listen(0) as taken:
        assert taken.proto == socket.IPPROTO_TCP, (
            "else asyncio leaves Nagle's algorithm on: 40 ms for each answer"
        )


def test_a_slash_goes_to_the_search_field_and_types_nothing(server, opened):
    page = opened(server, "/claims")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("jk?")
    assert page.locator("#find").input_value() == "jk?"
    assert not page.locator("#keys").is_visible()


def test_j_and_k_walk_over_the_items(server, opened):
    page = opened(server, "/claims")
    page.keyboard.press("j")
    first = focused(page)
    page.keyboard.press("j")
    second = focused(page)
    assert first
    assert second
    assert first != second
    page.keyboard.press("k")
    assert focused(page) == first
    page.keyboard.press("k")
    assert focused(page) == first, "there is none before the first"


def test_j_walks_over_the_statements_of_a_report(server, opened):
    page = opened(server, next(place for place in things(server) if place.startswith("/reports/")))
    part = "document.activeElement.dataset.part"
    met = []
    for _ in range(3):
        page.keyboard.press("j")
        met.append(page.evaluate(part))
    assert met == ["s0", "s1", "s2"]
    page.keyboard.press("k")
    assert page.evaluate(part) == "s1"


def test_keys_work_by_their_place_on_an_arabic_keyboard(server, opened):
    page = opened(server, "/claims")
    press = """([key, code, shiftKey]) => document.body.dispatchEvent(
        new KeyboardEvent("keydown", {key, code, shiftKey, bubbles: true}))"""
    page.evaluate(press, ["ت", "KeyJ", False])
    assert focused(page)
    page.evaluate(press, ["ظ", "Slash", False])
    assert page.evaluate("document.activeElement.id") == "find"
    page.evaluate("document.activeElement.blur()")
    page.evaluate(press, ["؟", "Slash", True])
    assert page.locator("#keys").is_visible()


def test_g_and_a_letter_go_to_a_page(server, opened):
    page = opened(server, "/")
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url("**/reports")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url(f"{server.address}/")
    page.keyboard.press("r")
    assert urlsplit(page.url).path == "/"


def test_a_question_mark_shows_the_keys_and_escape_closes(server, opened):
    page = opened(server, "/claims")
    dialog = page.locator("#keys")
    page.keyboard.press("?")
    assert dialog.is_visible()
    page.keyboard.press("j")
    assert focused(page) == "", "nothing behind the dialog moves"
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    page.locator("[data-opens=keys]").click()
    assert dialog.is_visible()
    dialog.get_by_role("button").click()
    assert not dialog.is_visible()


def test_who_speaks_to_the_machine_switches_the_keys_off(server, opened):
    page = opened(server, "/claims")
    page.keyboard.press("?")
    page.locator("#keys-used").uncheck()
    page.keyboard.press("Escape")
    page.goto(f"{server.address}/reports")
    page.keyboard.press("?")
    assert not page.locator("#keys").is_visible()


def test_the_language_is_kept_over_pages(server, opened):
    page = opened(server, "/claims")
    assert page.locator("html").get_attribute("dir") == "rtl"
    english(page)
    page.goto(f"{server.address}/reports")
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("en", "ltr")
    assert page.locator("nav a[href='/claims']").inner_text() == "Claims"
    page.locator("[data-language=ar]").click()
    page.wait_for_selector("html[dir=rtl]")
    page.goto(f"{server.address}/claims")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_a_page_is_in_one_language_whole_and_what_is_typed_stays(server, opened):
    page = opened(server, "/search?q=المرفأ#found")
    page.locator("details:has(select[name=sort]) > summary").click()
    page.locator("select[name=sort]").select_option("oldest")
    page.locator("#find").fill("بلدية")
    english(page)
    assert page.url.endswith("#found")
    assert page.title().endswith("Riwaya")
    options = page.locator("select[name=sort] option").all_text_contents()
    assert options == ["best match", "newest first", "oldest first"]
    assert page.locator("select[name=sort]").input_value() == "oldest"
    assert page.locator("#find").input_value() == "بلدية"
    assert page.locator(".l").count() == 0


def test_who_goes_back_stays_in_the_language_chosen_last(server, opened):
    page = opened(server, "/claims")
    page.goto(f"{server.address}/reports")
    english(page)
    page.go_back()
    page.wait_for_selector("html[lang=en]")
    assert urlsplit(page.url).path == "/claims"


def test_the_language_is_chosen_without_scripts_too(server, opened):
    page = opened(server, "/claims?sort=newest", java_script_enabled=False)
    page.locator("[data-language=en]").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/claims?sort=newest")


def test_the_colours_are_kept_over_pages(server, opened):
    page = opened(server, "/", color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.locator("label[for=theme-dark]").click()
    dark = page.evaluate(paper)
    page.goto(f"{server.address}/claims")
    assert page.evaluate(paper) == dark != light


def test_a_search_is_an_address_and_back_is_back(server, opened):
    page = opened(server, "/claims")
    page.keyboard.press("/")
    page.keyboard.type("المرفأ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    page.go_back()
    assert urlsplit(page.url).path == "/claims"


def test_a_hostile_report_is_shown_as_text(tmp_path, opened):
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(3):
        title = f"<script>window.hacked=1</script> {n} \u202eعنوان"
        (folder / f"{n}.txt").write_text(f"{title}\n{HOSTILE}\nنسخة {n}", encoding="utf-8")
    case = tmp_path / "hostile.riwaya"
    riwaya.read(str(folder), case).close()
    with running(case) as server:
        page = opened(server)
        for place in [*PAGES, "/search?q=المدير", "/search?q=<script>alert(1)</script>", *things(server)]:
            assert page.goto(server.address + place).status == 200, place
            page.evaluate("document.fonts.ready.then(() => 0)")
            assert page.evaluate("window.hacked") is None, place
            assert page.evaluate("window.broken") == [], place
            strange = (
                "main script, main img[src=x], main a[href^='javascript'], main [onerror], main svg[onload]"
            )
            assert page.locator(strange).count() == 0, place
            assert "\u202e" not in page.locator("body").inner_text(), place
            assert str(71 * 7919) not in page.locator("main").inner_text(), place
        page.goto(server.address + next(place for place in things(server) if place.startswith("/reports/")))
        shown = page.locator("main").inner_text()
        assert "<script>window.hacked = 1</script>" in shown
        assert "<img src=x onerror=window.hacked=1>" in shown
