"""Web pages to reports: the article and nothing else, furniture marked, whatever the page holds."""

import base64
import itertools
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages import STYLES_OF_PAGES, nameless, ours, pages, score
from reading import made
from riwaya.lexicon import toml
from riwaya.model import Report, Warn
from riwaya.read.limits import MAX_TEXT_BYTES
from riwaya.read.pages import html
from riwaya.read.pages.html import text_of
from riwaya.read.pages.page_rules import NOTHING, by_names, told
from riwaya.read.pages.page_walk import walk

FIRST = "قال مدير هيئة ميناء السلامى في مؤتمر صحفي إن العبّارة غادرت الرصيف في موعدها وعلى متنها 112 راكبا."
SECOND = "وأضاف أن فرق الإنقاذ انتشلت عشرة ركاب من الماء، وأن البحث جار عن ستة آخرين قرب المنارة القديمة."
THIRD = "ولم تعلق الشركة المشغلة على الحادث حتى ساعة إعداد الخبر، لكن موظفا فيها قال إنها ستصدر بيانا مساء."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
LINES = f"{FIRST}\n{SECOND}\n{THIRD}"
TITLE = "غرق عبّارة قبالة ميناء السلامى"


def read(page: bytes | str, **around: str) -> tuple[list[Report], list[Warn]]:
    found = list(html.read(made(page, "a.html", **around)))
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Warn)]


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def only(found: str | bytes, **around: str) -> Report:
    reports, _ = read(found, **around)
    assert len(reports) == 1
    return reports[0]


def marked(report: Report) -> dict[str, str]:
    return {report.text[mark.span.start : mark.span.end]: mark.rule for mark in report.furniture}


class TestFragments:
    @pytest.mark.parametrize(
        ("fragment", "text"),
        [
            ("", ""),
            ("نص\nسطر &amp; &#1575;", "نص\nسطر & ا"),
            ("<p>أ<br>ب</p><p>ج <b>د</b>ه</p>", "أ\nب\nج ده"),
            ("<ul><li>س<li>ص</ul>ت", "س\nص\nت"),
            (
                "أ<span style='color:red; display : none'>ب</span>ج<i hidden>د</i><i aria-hidden=true>ه</i>",
                "أج",
            ),
            ("<script>x</script>نص<!-- c --><style>p{}</style><noscript>لا</noscript>", "نص"),
            ("&lt;p&gt; نص", "<p> نص"),
            ("<div>أ<div hidden>ب<div>ج</div></div>د</div>", "أد"),
            ("<pre>أ\nب</pre>", "أ\nب"),
            ("<![CDATA[<p>أ</p><p>ب</p>]]>", "أ\nب"),
            ("قبل<a href=/1>رابط</a><a href=/2>آخر</a>", "قبلرابط آخر"),
        ],
    )
    def test_a_fragment_is_written_one_paragraph_a_line(self, fragment: str, text: str) -> None:
        assert text_of(fragment) == text

    def test_what_is_no_character_is_replaced(self) -> None:
        assert text_of("<p>أ\0ب&#0;ج&#xD800;د\ud800ه</p>") == "أ\ufffdب\ufffdج\ufffdد\ufffdه"

    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.text(st.sampled_from("<>/&;!-\"'= \n\0aبpdivscript[]"), max_size=200))
    def test_anything_is_a_fragment(self, fragment: str) -> None:
        text_of(fragment).encode()


class TestStyles:
    """Our sample reports in pages of many styles; the whole measure is `evaluation/pages.py`."""

    @pytest.mark.parametrize("style", STYLES_OF_PAGES, ids=lambda style: style.name)
    def test_an_article_is_read_from_every_style(self, style: object) -> None:
        for built in itertools.islice(pages((style,)), 0, None, 5):  # type: ignore[arg-type]
            text, fields = ours(built)
            figures = score(text, built.truth).figures()
            assert figures["words r"] == 1, built.name
            assert figures["words p"] > 0.95, built.name
            assert fields["title"] == built.fields["title"]
            assert fields["url"] == built.fields["url"]

    @pytest.mark.parametrize("style", STYLES_OF_PAGES[:13], ids=lambda style: style.name)
    def test_a_page_without_names_is_read_by_how_it_is_built(self, style: object) -> None:
        built = next(pages((style,)))  # type: ignore[arg-type]
        figures = score(ours(nameless(built))[0], built.truth).figures()
        assert figures["words r"] > 0.9
        assert figures["words p"] > 0.3

    def test_the_page_weighed_whole_gives_the_same_report(self, monkeypatch: pytest.MonkeyPatch) -> None:
        built = list(itertools.islice(pages(), 0, None, 7))
        once = [list(html.read(made(one.data, "a.html", **one.around))) for one in built]
        monkeypatch.setattr(html, "walk", lambda page, **how: walk(page, **{**how, "whole": True}))
        again = [list(html.read(made(one.data, "a.html", **one.around))) for one in built]
        assert once == again


class TestArticle:
    def test_a_bare_page_is_an_article(self) -> None:
        assert only(f"<html><body>{BODY}</body></html>").text == LINES

    def test_headings_lists_and_tables_are_kept(self) -> None:
        inside = (
            f"<p>{FIRST}</p><h3>أهم الأرقام</h3><table><tr><th>الفئة<th>العدد<tr><td>قتلى<td>18</table>"
            f"<ul><li>أبحرت عند السادسة مساء<li>انقلبت بعد ربع ساعة</ul><p>{SECOND}</p>"
        )
        text = only(page(f"<div class=entry-content>{inside}</div>")).text
        assert text == (
            f"{FIRST}\nأهم الأرقام\nالفئة | العدد\nقتلى | 18\n"
            f"أبحرت عند السادسة مساء\nانقلبت بعد ربع ساعة\n{SECOND}"
        )

    def test_the_headline_is_not_doubled(self) -> None:
        report = only(page(f"<div class=entry-content><h1>{TITLE}</h1><p>{TITLE}</p>{BODY}</div>"))
        assert (report.title, report.text) == (TITLE, LINES)

    def test_furniture_inside_is_marked_and_stays(self) -> None:
        inside = (
            f"<p>{FIRST}</p><div class='related-posts'><h4>في السياق</h4><a href=/2>مباراة الأجنحة اليوم</a></div>"
            f"<figure><figcaption>زوارق في المرفأ</figcaption></figure><p>{SECOND}</p>"
        )
        report = only(page(f"<article><div class=entry-content>{inside}</div></article>"))
        assert marked(report) == {
            "في السياق\nمباراة الأجنحة اليوم": "page-related",
            "زوارق في المرفأ": "caption",
        }
        assert report.text.startswith(FIRST)
        assert report.text.endswith(SECOND)

    def test_furniture_in_the_middle_of_a_line_leaves_the_line_whole(self) -> None:
        line = f'<p>{FIRST} <span class="ad-label">إعلان</span> {SECOND}</p>'
        for more in ("", BODY):  # the page is weighed whole where it is short
            report = only(page(f"<h1>{TITLE}</h1><div class=entry-content>{line}{more}</div>"))
            assert report.text.startswith(f"{FIRST} إعلان {SECOND}")
            assert marked(report) == {"إعلان": "page-advert"}

    def test_furniture_at_the_ends_is_left_out(self) -> None:
        around = "<div class=sharedaddy>شارك</div>"
        report = only(page(f"<div class=entry-content>{around}{BODY}{around}<div id=comments>ت</div></div>"))
        assert report.text == LINES

    def test_comments_make_no_other_report(self) -> None:
        one, two = (
            only(
                page(
                    f"<article><div class=entry-content>{BODY}</div></article><div id=comments>{words}</div>"
                )
            )
            for words in ("<p>تعليق أول طويل من قارئ قديم</p>", "<p>تعليق آخر مختلف تماما من قارئة</p>")
        )
        assert one.id == two.id

    @pytest.mark.parametrize(
        "name", ["is-promoted", "content has-sidebar sidebar-left", "related-layout", "modal"]
    )
    def test_an_odd_name_around_the_article_hides_nothing(self, name: str) -> None:
        built = page(f"<div class='{name}'><h1>{TITLE}</h1><div class=entry-content>{BODY}</div></div>")
        assert LINES in only(built).text

    def test_links_to_sources_are_no_furniture(self) -> None:
        source = '<p>المصدر: <a href="https://wire.example/1">وكالة الساحل للأنباء في ميناء السلامى</a></p>'
        other = '<p><a href="https://docs.example/a.pdf">نص التقرير الكامل للجنة التحقيق</a></p>'
        built = page(f"<div class=entry-content><p>{FIRST}</p>{source}{other}<p>{SECOND}</p></div>")
        assert only(built, url="https://manara.example/a").furniture == ()

    def test_a_line_that_is_a_link_to_the_same_site_is_marked(self) -> None:
        link = '<p><a href="https://www.manara.example/2">تأجيل جلسة المجلس البلدي إلى الخميس</a></p>'
        built = page(f"<div class=entry-content><p>{FIRST}</p>{link}<p>{SECOND}</p></div>")
        report = only(built, url="https://manara.example/a")
        assert marked(report) == {"تأجيل جلسة المجلس البلدي إلى الخميس": "page-link"}

    def test_a_page_where_a_link_was_never_closed_keeps_its_text(self) -> None:
        for inside in (f"{FIRST}<br>{SECOND}<br>{THIRD}", BODY * 3):
            built = page(f"<div class=entry-content><a href=/x>{inside}</div>")
            report = only(built, url="https://manara.example/a")
            assert report.furniture == ()
            assert LINES in report.text

    def test_a_standfirst_outside_the_body_is_read(self) -> None:
        built = page(
            f"<h1>{TITLE}</h1><h2 class=standfirst>{SECOND}</h2><div class=share>شارك</div>"
            f"<div class=article-body><p>{FIRST}</p><p>{THIRD}</p></div>"
        )
        text = only(built).text
        assert text.startswith(SECOND)
        assert text.endswith(THIRD)

    def test_pieces_of_an_article_are_joined(self) -> None:
        pieces = "".join(
            f"<div data-component=text-block><p>{one}</p></div>" for one in (FIRST, SECOND, THIRD)
        )
        assert only(page(f"<main><h1>{TITLE}</h1>{pieces}</main>")).text == LINES

    def test_a_hidden_part_is_left_out(self) -> None:
        built = page(
            f"<div class=entry-content>{BODY}<p style='display:none'>مخفي عن القارئ تماما هنا</p></div>"
        )
        assert only(built).text == LINES

    def test_an_article_that_is_hidden_is_read_with_a_warning(self) -> None:
        built = page(
            f"<div aria-hidden=true><h1>{TITLE}</h1><div class=article-body>{BODY}</div></div>",
            "<meta property=og:type content=article>",
        )
        reports, warnings = read(built)
        assert reports[0].text == LINES
        assert "hidden" in warnings[0].message

    def test_what_only_the_head_quotes_is_read_with_a_warning(self) -> None:
        quoted = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "articleBody": "{FIRST} {SECOND}"}}'
        built = page("<div id=root></div>", f"<script type=application/ld+json>{quoted}</script>")
        reports, warnings = read(built)
        assert (reports[0].title, reports[0].text) == (TITLE, f"{FIRST} {SECOND}")
        assert "quotes" in warnings[0].message

    @pytest.mark.parametrize(
        "built",
        [
            "<title>الصفحة غير موجودة</title><h1>404</h1><p>عذرا، الصفحة التي تبحث عنها نقلت إلى مكان آخر.</p>",
            "<title>تسجيل الدخول</title><form><p>سجل دخولك لمتابعة القراءة والتعليق على الأخبار عندنا.</p></form>",
            "<nav><a href=/>الرئيسية</a></nav>",
            "<main>"
            + "".join(
                f"<article><h2><a href=/{n}>عنوان الخبر رقم {n} اليوم</a></h2>"
                f"<div class=entry-content><p>{p}</p></div></article>"
                for n, p in enumerate((FIRST, SECOND, THIRD) * 3)
            )
            + "</main>",
        ],
        ids=["error", "login", "menu", "index"],
    )
    def test_a_page_that_is_no_article_gives_a_warning(self, built: str) -> None:
        reports, warnings = read(page(built))
        assert reports == []
        assert "article" in warnings[0].message

    def test_an_urgent_line_is_an_article_when_the_page_says_so(self) -> None:
        line = "الدفاع المدني: غرق عبّارة قبالة ميناء السلامى وعلى متنها 112 راكبا."
        built = page(
            f"<h1>عاجل</h1><div class=entry-content>{line}</div>", "<meta property=og:type content=article>"
        )
        assert only(built).text == line


class TestEncodings:
    @pytest.mark.parametrize(
        ("codec", "declared"),
        [
            ("utf-8", "windows-1256"),
            ("cp1256", "windows-1256"),
            ("cp1256", "iso-8859-1"),
            ("cp1256", "utf-8"),
            ("cp1256", ""),
            ("iso8859-6", "iso-8859-6"),
            ("iso8859-6", ""),
            ("utf-16", "utf-16"),
            ("utf-8-sig", ""),
        ],
    )
    def test_a_page_is_decoded_whatever_it_declares(self, codec: str, declared: str) -> None:
        meta = f"<meta http-equiv=Content-Type content='text/html; charset={declared}'>" if declared else ""
        text = LINES.replace("ّ", "")
        built = f"<html><head>{meta}</head><body><p>" + text.replace("\n", "<p>") + "</body></html>"
        assert only(built.encode(codec)).text == text

    def test_the_server_s_charset_counts_before_the_page_s(self) -> None:
        word = "<html><meta charset=koi8-r><body><p>" + "а б в г д е ж з и к л м " * 3
        assert "а б в" in only(word.encode("cp1251"), charset="windows-1251").text

    @pytest.mark.parametrize("label", ["utf-7", "rot13", "unicode_escape", "zlib", "../x", "a" * 99])
    def test_a_codec_that_is_none_for_text_is_not_used(self, label: str) -> None:
        assert only(page(BODY).encode(), charset=label).text == LINES


class TestTells:
    @pytest.mark.parametrize(
        "data",
        [
            "<!DOCTYPE html><html>",
            "\ufeff\n <html lang=ar dir=rtl>",
            "<!-- saved from url=(0020)https://a.example/b -->\n<html>",
            '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="y">',
            "<p>نص</p>",
            "<div class=x>",
        ],
    )
    def test_a_page_is_told_by_its_opening(self, data: str) -> None:
        assert html.tells(made(data, "a.bin"))

    @pytest.mark.parametrize(
        "data", ["نص بلا وسوم", '{"text": "<p>"}', "<rss><channel>", "<feed xmlns='x'>", "5 < 6 و 7 > 6", ""]
    )
    def test_other_things_are_not(self, data: str) -> None:
        assert not html.tells(made(data, "a.bin"))

    def test_an_ending_is_a_hint(self) -> None:
        assert html.tells(made("نص\n<br>\nنص", "a.html"))
        assert not html.tells(made("نص\n<br>\nنص", "a.txt"))

    def test_comments_without_end_cost_no_time(self) -> None:
        start = time.process_time()
        html.tells(made("<!-- -->" * 600, "a.bin"))
        html.tells(made("<!" * 2000, "a.bin"))
        assert time.process_time() - start < 2


HOSTILE = {
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + f">{FIRST}</p>",
    "attributes with brackets": "<p " + " ".join(f'a{n}=">"' for n in range(50_000)) + f">{FIRST}</p>",
    "attributes glued": "<p " + "".join(f'a{n}="1"' for n in range(50_000)) + f">{FIRST}</p>",
    "attributes and slashes": "<p " + "".join(f"a{n}/" for n in range(50_000)) + f">{FIRST}</p>",
    "nested": "<div>" * 50_000 + f"<p>{FIRST}",
    "fonts": "<font><p>" * 20_000 + FIRST,
    "classes nested": "<div class=comments>" * 20_000 + FIRST,
    "metas": "<meta name=author content=x>" * 30_000 + f"<p>{FIRST}",
    "times": "<h1>س</h1>" + "<time>x</time>" * 20_000 + f"<p>{FIRST}",
    "headings": f"<title>{TITLE}</title>" + "<h2>كلمة</h2>" * 20_000 + f"<p>{FIRST}",
    "comments": "<!-- -->" * 50_000 + f"<p>{FIRST}",
    "doctypes": "<!DOCTYPE a[" * 30_000,
    "json nested": "<script type=application/ld+json>" + "[" * 100_000 + f"</script><p>{FIRST}",
    "json of spaces": '<script type=application/ld+json>{"a":1,' + " " * 300_000 + f"x</script><p>{FIRST}",
    "headline of spaces": '<script type=application/ld+json>{"@type":"Article","headline":"'
    + " " * 300_000
    + f'"}}</script><p>{FIRST}',
    "svg": "<svg><g>" * 20_000 + f"</svg><p>{FIRST}",
    "plaintext": "<plaintext>" + "<p>" * 20_000,
    "brackets": "<" * 200_000,
    "quotes": "<p a=\"'" * 30_000,
    "tables": "<table><tr><td>" * 5_000 + FIRST,
    "names": "".join(f"<p class='post-{n} share{n}'>أ" for n in range(20_000)),
    "labels": "".join(f"<p aria-label='شارك {n}'>أ" for n in range(10_000)),
    "bidi": f"<p>\u202e{FIRST}\u2066</p>",
    "controls": f"<p>{FIRST}\x01\x02\x7f</p>",
}


class TestHostile:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_a_hostile_page_costs_little_time(self, name: str) -> None:
        start = time.process_time()
        for found in html.read(made(page(HOSTILE[name]), "a.html")):
            if isinstance(found, Report):
                found.text.encode()
        assert time.process_time() - start < 20

    @pytest.mark.parametrize("name", ["attributes", "nested", "fonts", "metas", "comments", "json nested"])
    def test_the_text_of_a_hostile_page_is_read_all_the_same(self, name: str) -> None:
        assert FIRST in only(page(HOSTILE[name])).text

    def test_a_page_of_too_many_elements_is_cut_and_said(self) -> None:
        reports, warnings = read(page(f"<div class=entry-content>{BODY}" + "<i>x</i>" * 210_000))
        assert reports[0].text.startswith(FIRST)
        assert "elements" in warnings[0].message

    def test_entities_of_a_document_type_are_not_expanded(self) -> None:
        bomb = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "بم"><!ENTITY b "&a;&a;&a;">]>'
        text = only(f"{bomb}<html><body><p>{FIRST} &b; <p>{SECOND}</body></html>").text
        assert "بمبم" not in text
        assert "ENTITY" not in text

    def test_marks_of_direction_are_kept(self) -> None:
        assert only(page(HOSTILE["bidi"])).text == f"\u202e{FIRST}\u2066"

    def test_pictures_in_the_page_do_not_count(self) -> None:
        picture = base64.b64encode(b"\0" * MAX_TEXT_BYTES).decode()
        built = page(f"<img src='data:image/png;base64,{picture}'>{BODY}")
        assert len(built) > MAX_TEXT_BYTES
        assert only(built).text == LINES

    def test_a_page_over_the_limit_is_not_read(self) -> None:
        reports, warnings = read(b"<html><p>" + b"a " * (MAX_TEXT_BYTES // 2))
        assert (reports, [warning.code for warning in warnings]) == ([], ["R108"])

    def test_bytes_that_are_no_page_give_a_warning(self) -> None:
        reports, warnings = read(b"<html>" + bytes(range(32)) * 100)
        assert (reports, [warning.code for warning in warnings]) == ([], ["R103"])

    @pytest.mark.parametrize("cut", [0.2, 0.4, 0.6, 0.8, 0.95])
    def test_a_page_that_is_cut_off_is_read_as_far_as_it_goes(self, cut: float) -> None:
        for built in itertools.islice(pages(), 0, None, 60):
            data = built.data[: int(len(built.data) * cut)]
            for found in html.read(made(data, "a.html")):
                assert isinstance(found, Report | Warn)

    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
    @given(st.data())
    def test_any_damage_to_a_page_is_survived(self, data: st.DataObject) -> None:
        built = next(itertools.islice(pages(), data.draw(st.integers(0, 300)), None))
        raw = bytearray(built.data)
        for _ in range(data.draw(st.integers(1, 8))):
            at = data.draw(st.integers(0, len(raw) - 1))
            raw[at : at + data.draw(st.integers(0, 40))] = data.draw(
                st.sampled_from(
                    [b"<", b">", b'"', b"\0", b"</div>", b"<table>", b"&#0;", b"\xff", b"<!--", b"{"]
                )
            )
        for found in html.read(made(bytes(raw), "a.html", **built.around)):
            assert isinstance(found, Report | Warn)
            if isinstance(found, Report):
                found.text.encode()
                assert all(mark.span.end <= len(found.text) for mark in found.furniture)


class TestRules:
    def test_every_rule_has_words_for_people(self) -> None:
        rules = toml("page_furniture")["rule"]
        assert len({rule["id"] for rule in rules}) == len(rules)
        assert all(rule["note"] and rule["note_ar"] for rule in rules)

    @pytest.mark.parametrize(
        ("names", "rule"),
        [
            ("sharedaddy sd-sharing-enabled", "page-share"),
            ("td-post-sharing-top", "page-share"),
            ("PostSharing_bar__x1", "page-share"),
            ("jp-relatedposts", "page-related"),
            ("comment-list", "page-comments"),
            ("wp-caption-text", "caption"),
            ("article-body-share", "page-share"),
            ("post type-post category-local tag-sharing tag-comments", None),
            ("entry-content", None),
            ("css-1x2y3z", None),
            ("has-sidebar no-comments", None),
        ],
    )
    def test_names_tell_furniture(self, names: str, rule: str | None) -> None:
        assert by_names(names).rule == rule

    @pytest.mark.parametrize(
        ("names", "rank"),
        [
            ("entry-content", 2),
            ("ArticleBody_body__3xK2s", 2),
            ("field--name-body", 2),
            ("hentry", 1),
            ("x", 0),
        ],
    )
    def test_names_tell_bodies(self, names: str, rank: int) -> None:
        assert by_names(names).rank == rank

    def test_a_name_of_the_body_beside_one_of_furniture_wins(self) -> None:
        assert by_names("widget-area theme-post-content").rule is None

    def test_an_element_that_tells_nothing_is_nothing(self) -> None:
        assert told("a", {"class": "x y", "href": "/", "style": "color:red"}) is NOTHING

    @pytest.mark.parametrize("names", ["hidden md:block", "d-none d-md-block"])
    def test_what_only_small_screens_hide_is_shown(self, names: str) -> None:
        assert not by_names(names).hidden
