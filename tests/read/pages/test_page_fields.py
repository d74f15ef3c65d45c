"""What a page says of its article: which of many sayings is taken, and that addresses are only data."""

import json

import pytest

from reading import made
from riwaya.model import Report
from riwaya.read.pages import html
from riwaya.read.pages.page_json import article, text_of_value

BODY = (
    "<p>قال مدير هيئة ميناء السلامى في مؤتمر صحفي إن العبّارة غادرت الرصيف في موعدها وعلى متنها 112 راكبا.</p>"
    "<p>وأضاف أن فرق الإنقاذ انتشلت عشرة ركاب من الماء، وأن البحث جار عن ستة آخرين قرب المنارة القديمة.</p>"
    "<p>ولم تعلق الشركة المشغلة على الحادث حتى ساعة إعداد الخبر، لكن موظفا فيها قال إنها ستصدر بيانا مساء.</p>"
)
TITLE = "غرق عبّارة قبالة ميناء السلامى"


def read(head: str = "", top: str = "", below: str = "", **around: str) -> Report:
    page = f"<html><head>{head}</head><body>{top}<div class=entry-content>{BODY}</div>{below}</body></html>"
    found = [f for f in html.read(made(page, "a.html", **around)) if isinstance(f, Report)]
    assert len(found) == 1
    return found[0]


def ld(*values: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'
        for value in values
    )


ARTICLE = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2021-04-07T14:30:00+03:00",
    "dateModified": "2021-04-08",
    "author": [{"@type": "Person", "name": "سلمى الحوراني"}, {"name": "مازن الخطيب"}],
    "publisher": {"@type": "Organization", "name": "جريدة الرصيف"},
}


class TestJson:
    def test_an_article_s_properties_are_the_fields(self) -> None:
        report = read(ld(ARTICLE))
        assert (report.title, report.byline, report.outlet) == (
            TITLE,
            "سلمى الحوراني، مازن الخطيب",
            "جريدة الرصيف",
        )
        assert (report.published, report.updated) == ("2021-04-07T14:30:00+03:00", "2021-04-08")

    def test_it_counts_before_the_metas(self) -> None:
        metas = '<meta property="og:title" content="آخر"><meta name=author content="آخر">'
        assert read(metas + ld(ARTICLE)).title == TITLE

    def test_a_graph_is_looked_through_and_references_resolved(self) -> None:
        graph = {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebPage", "datePublished": "2001-01-01"},
                {**ARTICLE, "publisher": {"@id": "#o"}, "author": {"@id": "#p"}},
                {"@type": "Organization", "@id": "#o", "name": "جريدة المدرج"},
                {"@type": "Person", "@id": "#p", "name": "ريم الشراع"},
            ],
        }
        report = read(ld(graph))
        assert (report.outlet, report.byline) == ("جريدة المدرج", "ريم الشراع")
        assert report.published == "2021-04-07T14:30:00+03:00"

    def test_lists_of_other_articles_are_not_the_article(self) -> None:
        other = {"@type": "ItemList", "itemListElement": [{**ARTICLE, "headline": "خبر آخر"}]}
        assert read(ld(other, ARTICLE)).title == TITLE

    def test_of_several_articles_the_one_at_the_page_s_address_is_taken(self) -> None:
        other = {**ARTICLE, "headline": "خبر آخر", "url": "https://a.example/1"}
        mine = {**ARTICLE, "mainEntityOfPage": {"@id": "https://a.example/2#article"}}
        assert read(ld(other, mine), url="https://a.example/2").title == TITLE

    @pytest.mark.parametrize(
        "script",
        [
            '{"@type": "NewsArticle", "headline": "TITLE", "datePublished": "2021-04-07",}',
            '<!--\n{"@type": "NewsArticle", "headline": "TITLE", "datePublished": "2021-04-07"}\n-->',
            '//<![CDATA[\n{"@type": "NewsArticle", "headline": "TITLE", "datePublished": "2021-04-07"}\n//]]>',
            '{"@type": "NewsArticle", "description": "سطر\nآخر", "headline": "TITLE", "datePublished": "2021-04-07"};',
            '{"@type": "NewsArticle", "headline": "TITLE", "datePublished": "2021-04-07", "x": "a "quote" b"}',
        ],
    )
    def test_broken_scripts_are_mended(self, script: str) -> None:
        report = read(f'<script type="application/ld+json">{script.replace("TITLE", TITLE)}</script>')
        assert (report.title, report.published) == (TITLE, "2021-04-07")

    @pytest.mark.parametrize(
        "script", ["", "null", "3", '"x"', "[[[[]]]]", "{", "[" * 99_999, '{"@graph": {"@graph": 1}}']
    )
    def test_what_tells_nothing_tells_nothing(self, script: str) -> None:
        assert article([script], []) == ({}, False)

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("أ", "أ"),
            ({"name": ["أ"]}, "أ"),
            ([{"name": "أ"}, "ب", {"name": "أ"}], "أ، ب"),
            ([[["أ"]]], None),
            ({"name": {"name": "أ"}}, None),
            (7, None),
            (" ", None),
        ],
    )
    def test_a_property_is_written_as_text(self, value: object, text: str | None) -> None:
        assert text_of_value(value) == text


class TestTitle:
    @pytest.mark.parametrize(
        "head",
        [
            f'<meta property="og:title" content="{TITLE} | جريدة الرصيف">',
            f"<title>{TITLE} - جريدة الرصيف</title>",
            f"<title>جريدة الرصيف: {TITLE}</title>",
            f'<meta name="twitter:title" content="{TITLE}"><title>جريدة الرصيف</title>',
            "<title>جريدة الرصيف</title>",
            "",
        ],
    )
    def test_the_headline_that_is_shown_is_the_title(self, head: str) -> None:
        assert read(head, f"<h1>{TITLE}</h1>").title == TITLE

    def test_the_site_s_name_comes_off_where_no_headline_is_shown(self) -> None:
        site = '<meta property=og:site_name content="صحيفة المنارة">'
        head = f'<meta property="og:title" content="{TITLE} – صحيفة المنارة">{site}'
        assert read(head).title == TITLE

    def test_the_site_s_own_heading_is_no_headline(self) -> None:
        top = f"<h1>صحيفة المنارة</h1><h3>{TITLE}</h3>"
        head = f'<meta property=og:site_name content="صحيفة المنارة"><title>صحيفة المنارة: {TITLE}</title>'
        assert read(head, top).title == TITLE

    def test_references_in_a_title_are_resolved(self) -> None:
        assert read('<meta property="og:title" content="قال: &amp;quot;نعم&amp;quot;">').title == 'قال: "نعم"'


class TestDates:
    @pytest.mark.parametrize(
        ("head", "top", "below", "published"),
        [
            ('<meta property="article:published_time" content="2021-04-07T10:00:00Z">', "", "", "2021-04-07T10:00:00Z"),
            ('<meta itemprop="datePublished" content="2021-04-07">', "", "", "2021-04-07"),
            ('<meta name="DC.date.issued" content="2021-04-07">', "", "", "2021-04-07"),
            ('<meta name="parsely-pub-date" content="2021-04-07">', "", "", "2021-04-07"),
            ("", "<h1>ع</h1><time datetime='2021-04-07T10:00'>أمس</time>", "", "2021-04-07T10:00"),
            ("", "<h1>ع</h1><span class=entry-date>الأربعاء 7 نيسان 2021</span>", "", "2021-04-07"),
            ("", "<h1>ع</h1><div>الأربعاء 25 شعبان 1442هـ</div>", "", "2021-04-07"),
            ("", "<h1>ع</h1><div>الأربعاء 7 نيسان 2021، 14:30 قراءات: 341 طباعة</div>", "", "2021-04-07T14:30"),
            ("", "<div>7/4/2021</div><h1>ع</h1>", "", "2021-04-07"),
            ("", "<h1>ع</h1>", "<abbr class=published title='2021-04-07T10:00Z'>x</abbr>", "2021-04-07T10:00Z"),
            ('<meta name=date content="كلام"><meta name=pubdate content="2021-04-07">', "", "", "2021-04-07"),
            ('<meta name=date content="2021-04-07">', "<h1>ع</h1><time>7/4/2021 10:00</time>", "", "2021-04-07T10:00"),
        ],
    )  # fmt: skip
    def test_a_date_is_found(self, head: str, top: str, below: str, published: str) -> None:
        assert read(head, top, below).published == published

    @pytest.mark.parametrize(
        "below",
        [
            "<div id=comments><time datetime='2022-01-01'>x</time></div>",
            "<div class=related-posts><time datetime='2022-01-01'>x</time></div>",
            "<footer class=site-footer>1/1/2022</footer>",
        ],
    )
    def test_a_date_of_other_things_is_not_the_article_s(self, below: str) -> None:
        assert read("", "<h1>ع</h1>", below).published is None

    def test_a_date_counts_from_when_the_page_was_fetched(self) -> None:
        top = "<h1>ع</h1><span class=post-date>منذ يومين</span>"
        assert read("", top, fetched="2021-04-09T12:00:00Z").published == "2021-04-07"


class TestByline:
    @pytest.mark.parametrize(
        ("head", "top"),
        [
            ('<meta name=author content="سلمى الحوراني">', ""),
            ("", "<h1>ع</h1><span class=byline>بواسطة <a rel=author href=/x>سلمى الحوراني</a></span>"),
            ("", "<h1>ع</h1><div class=author-name>بقلم: سلمى الحوراني -</div>"),
            ('<meta name=author content="https://x.example/s"><meta name=byl content="سلمى الحوراني">', ""),
        ],
    )  # fmt: skip
    def test_the_author_is_found(self, head: str, top: str) -> None:
        assert read(head, top).byline == "سلمى الحوراني"

    def test_who_comments_is_no_author(self) -> None:
        assert read("", "", "<div id=comments><b class=author>أبو سالم</b></div>").byline is None


class TestUrl:
    @pytest.mark.parametrize(
        ("head", "around", "url"),
        [
            ('<link rel=canonical href="https://a.example/1">', {"url": "https://a.example/1?x=1"}, "https://a.example/1"),
            ('<link rel="canonical nofollow" href="/1">', {"url": "https://a.example/x/2"}, "https://a.example/1"),
            ('<base href="https://b.example/"><link rel=canonical href="1">', {}, "https://b.example/1"),
            ('<meta property="og:url" content="https://a.example/2">', {}, "https://a.example/2"),
            ("", {"url": "https://a.example/3"}, "https://a.example/3"),
            ('<link rel=canonical href="https://a.example/">', {"url": "https://a.example/4"}, "https://a.example/4"),
            ('<link rel=canonical href="https://a.example/5#top">', {}, "https://a.example/5"),
            ('<link rel=canonical href="javascript:alert(1)">', {"url": "https://a.example/6"}, "https://a.example/6"),
            ('<link rel=canonical href="data:text/html,x">', {}, None),
            ('<link rel=canonical href="http://[bad">', {}, None),
            ('<link rel=canonical href="file:///etc/passwd">', {}, None),
            ('<link rel=canonical href="/only/a/path">', {}, None),
        ],
    )  # fmt: skip
    def test_the_best_address_is_taken(self, head: str, around: dict[str, str], url: str | None) -> None:
        assert read(head, **around).url == url

    def test_a_browser_s_note_is_an_address(self) -> None:
        page = f"<!DOCTYPE html>\n<!-- saved from url=(0022)https://a.example/news/ -->\n<html><body>{BODY}"
        found = [f for f in html.read(made(page, "a.html")) if isinstance(f, Report)]
        assert found[0].url == "https://a.example/news/"


class TestOutlet:
    def test_the_site_s_name_counts_before_its_host(self) -> None:
        head = '<meta property="og:site_name" content="جريدة الرصيف">'
        assert read(head, url="https://www.rasif.example/1").outlet == "جريدة الرصيف"
        assert read("", url="https://www.rasif.example/1").outlet == "rasif.example"

    def test_what_is_known_from_outside_counts_before_the_host(self) -> None:
        assert read("", url="https://a.example/1", outlet="قناة الميناء").outlet == "قناة الميناء"
