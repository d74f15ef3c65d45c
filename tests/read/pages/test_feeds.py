"""Feeds: every format, everything that is wrong with real ones, and what means harm."""

import html
import io
import json
import socket
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import made, read_bytes
from riwaya.model import Report, Warn
from riwaya.read.files import one
from riwaya.read.pages import feed_xml, feeds

TEXT = "أعلن مدير ميناء السلامى وصول السفينة الثانية مساء أمس وعلى متنها مئة راكب."
LONG = f"<p>{TEXT}</p>" * 8
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def rss(*items: str, spaces: str = SPACES, head: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> str:
    return (
        f'{head}<rss version="2.0" {spaces}>\n<channel><title>صحيفة المنارة</title><link>https://manara.example/</link>'
        "<image><title>شعار</title><url>https://manara.example/a.png</url></image>"
        f"{''.join(items)}</channel></rss>"
    )


def item(number: int = 1, **parts: str) -> str:
    """Make an entry with a whole text; more parts come before it."""
    more = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items())
    return (
        f"<item>{more}<title>وصول السفينة {number}</title><link>https://manara.example/{number}</link>"
        f'<guid isPermaLink="false">g{number}</guid><description>موجز […]</description>'
        f"<content:encoded><![CDATA[{LONG}<p>{number}</p>]]></content:encoded></item>"
    )


def said(found: list[Warn]) -> list[str]:
    return [warning.code for warning in found]


def numbers(found: list[Report]) -> list[str]:
    """Give the last words of reports made by `item`."""
    return [report.text.split()[-1] for report in found]


def test_rss_as_news_sites_write_it() -> None:
    entry = f"""<item><title>وصول السفينة &#8220;الثانية&#8221; &amp; خبر</title>
    <link>https://manara.example/1?a=1&amp;b=2</link>
    <dc:creator><![CDATA[سلمى الحوراني]]></dc:creator><pubDate>Wed, 13 Mar 2019 10:00:00 +0000</pubDate>
    <guid isPermaLink="false">https://manara.example/?p=1</guid><category>موانئ</category>
    <media:content url="a.jpg"><media:title>صورة</media:title></media:content>
    <description><![CDATA[<p>موجز [&#8230;]</p>]]></description>
    <content:encoded><![CDATA[{LONG}<p>ثانية &amp; ثالثة</p><script>x</script>]]></content:encoded></item>"""
    (report,), warnings = read_bytes(rss(entry), "x")
    assert warnings == []
    assert report.title == "وصول السفينة “الثانية” & خبر"
    assert report.url == "https://manara.example/1?a=1&b=2"
    assert report.byline == "سلمى الحوراني"
    assert (report.published or "").startswith("2019-03-13T10:00:00")
    assert report.given_id == "https://manara.example/?p=1"
    assert report.outlet == "صحيفة المنارة"
    assert report.read_from == "x#1"
    assert report.text == "\n".join([*[TEXT] * 8, "ثانية & ثالثة"])


def test_arabic_dates_escaped_html_and_relative_links() -> None:
    entry = (
        "<item><title>خبر</title><link>/news/2</link><pubDate>الأربعاء، 13 آذار 2019</pubDate>"
        f"<description>{html.escape(LONG)}ثم غادرت&amp;nbsp;السفينة</description>"
        "<author>desk@manara.example (نور)</author></item>"
    )
    (report,), _ = read_bytes(rss(entry), "x")
    assert report.published == "2019-03-13"
    assert report.url == "https://manara.example/news/2"
    assert report.byline == "نور"
    assert report.text.splitlines()[-1].split() == ["ثم", "غادرت", "السفينة"]


def test_atom() -> None:
    feed = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://manara.example/a/">
    <title type="html">المنارة &amp;amp; الميناء</title><link rel="self" href="feed"/><link href="/"/>
    <entry><title>خبر</title><id>tag:manara.example,2019:1</id><link rel="replies" href="c"/>
    <link rel="alternate" href="../1"/><published>2019-03-13T10:00:00Z</published>
    <updated>2019-03-14T10:00:00Z</updated>
    <author><name>سلمى</name><email>a@b.example</email></author><author><name>نور</name></author>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{LONG}<p>أ &lt; ب</p></div></content>
    <summary>موجز</summary><source><id>x</id><title>وكالة الساحل</title></source></entry>
    <entry><title>ثان</title><id>2</id><updated>2019-03-15</updated><summary>{TEXT}</summary></entry></feed>"""
    (first, second), (warning,) = read_bytes(feed, "x.xml")
    assert first.url == "https://manara.example/1"
    assert first.outlet == "وكالة الساحل"
    assert first.byline == "سلمى، نور"
    assert (first.published, first.updated) == ("2019-03-13T10:00:00Z", "2019-03-14T10:00:00Z")
    assert first.text.splitlines()[-1] == "أ < ب"
    assert (second.outlet, second.url, second.published) == ("المنارة & الميناء", None, None)
    assert "1 of 2" in warning.message


def test_rss_1_and_rss_091() -> None:
    rdf = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://manara.example/"><title>المنارة</title>
    <items><rdf:Seq><rdf:li resource="https://manara.example/1"/></rdf:Seq></items></channel>
    <item rdf:about="https://manara.example/1"><title>خبر</title><description>{TEXT}</description>
    <dc:date>2019-03-13</dc:date></item></rdf:RDF>"""
    (report,), _ = read_bytes(rdf, "x")
    assert (report.given_id, report.url) == ("https://manara.example/1", "https://manara.example/1")
    assert (report.published, report.outlet) == ("2019-03-13", "المنارة")
    doctype = '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    old = f'<?xml version="1.0" encoding="windows-1256"?>{doctype}<rss version="0.91"><channel><title>المنارة</title>'
    old += f"<item><title>خبر</title><description>{TEXT}</description></item></channel></rss>"
    (report,), _ = read_bytes(old.encode("cp1256"), "x")
    assert (report.text, report.outlet) == (TEXT, "المنارة")


@pytest.mark.parametrize("slashes", ["/", "\\/"])
def test_json_feed(slashes: str) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "المنارة",
        "home_page_url": "https://manara.example",
        "items": [
            {"id": 1, "url": "/1", "title": "خبر", "content_html": LONG, "date_published": "2019-03-13T10:00:00Z",
             "authors": [{"name": "سلمى"}, {"url": "x"}, 5]},
            {"id": "2", "content_text": TEXT, "author": {"name": "نور"}},
            {"id": "3", "summary": "موجز", "external_url": "https://sahel.example/3"},
            {"id": "4", "title": "بلا نص"},
            5,
        ],
    }  # fmt: skip
    found, warnings = read_bytes(json.dumps(feed).replace("/", slashes), "a.json")
    assert [report.given_id for report in found] == ["1", "2", "3"]
    assert (found[0].url, found[0].byline, found[0].outlet) == ("https://manara.example/1", "سلمى", "المنارة")
    assert (found[1].text, found[1].byline) == (TEXT, "نور")
    assert found[2].url == "https://sahel.example/3"
    assert ["2 of 5" in warnings[0].message, "1 of 5" in warnings[1].message] == [True, True]


JSON_FEED = '{"version": "https://jsonfeed.org/version/1", "items": '


@pytest.mark.parametrize("text", [JSON_FEED + "5}", JSON_FEED + "[{}", JSON_FEED + "[" * 99_999, "{" * 9999])
def test_json_feeds_that_are_broken(text: str) -> None:
    found, warnings = read_bytes(text, "a.json")
    assert found == []
    assert warnings


def test_what_a_feed_is() -> None:
    sitemap = (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>'
    )
    for other in (
        sitemap,
        f"<html><p>{TEXT}</p><rss></html>",
        "<feeds/>",
        "<feed/>",
        TEXT,
        "",
        "<rdf:RDF/>",
        "<",
    ):
        assert not feeds.tells(made(other, "a.rss"))
    for before in ("\n\n  ", "\ufeff", "<!-- x -->", f"<!-- {'x' * 9000} -->", "<?xml-stylesheet a='b'?>\n",
                   '<!DOCTYPE rss [<!ENTITY a "b"> <!ENTITY c "d">]>'):  # fmt: skip
        assert feeds.tells(made(rss(item(), head=before), "a.html"))


def test_entries_without_a_text_are_said_once() -> None:
    found, (warning,) = read_bytes(rss("<item><title>أ</title><link>x</link></item>" * 500, item()), "x")
    assert [report.read_from for report in found] == ["x#501"]
    assert "500 of 501" in warning.message


def test_summaries_are_said_once() -> None:
    entry = f"<item><title>أ</title><description>{TEXT}</description></item>"
    cut = f"<item><title>أ</title><description>{html.escape(LONG)} للمزيد اضغط هنا</description></item>"
    whole = f"<item><title>أ</title><description>{html.escape(LONG)}</description></item>"
    found, (warning,) = read_bytes(rss(entry, entry, cut, whole), "x")
    assert len(found) == 4
    assert "3 of 4" in warning.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("declared", ["UTF-8", "windows-1256", "iso-8859-1", "utf-16", "nonsense"])
def test_whatever_encoding_is_declared(encoding: str, declared: str) -> None:
    data = rss(item(1), item(2)).replace("UTF-8", declared).encode(encoding)
    found, warnings = read_bytes(data, "x")
    assert warnings == []
    assert numbers(found) == ["1", "2"]
    assert found[0].title == "وصول السفينة 1"


def test_an_encoding_that_only_the_declaration_tells() -> None:
    entry = "<item><description>Привет мир, новости сегодня утром</description></item>"
    feed = f'<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel>{entry}</channel></rss>'
    assert "Привет" in read_bytes(feed.encode("cp1251"), "x")[0][0].text
    undeclared = feed.replace(' encoding="windows-1251"', "")
    assert "Привет" in read_bytes(undeclared.encode("cp1251"), "x", charset="windows-1251")[0][0].text


BROKEN = {
    "a bare &": (item(0, comments="https://a.example/?a=1&b=2 AT&T &foo;"), 2),
    "a bare <": (item(0, comments="5 < 6 <> <3"), 2),
    "tags that do not match": (item(0).replace("</title>", "</titel>"), 2),
    "an entry not closed": (item(0).replace("</item>", ""), 2),
    "a part not closed": (item(0).replace("</link>", ""), 2),
    "CDATA not closed": (item(0).replace("]]>", ""), 2),
    "a comment not closed": (item(0, comments="<!-- x"), 1),
    "a second feed behind": (item(0) + "</channel></rss>" + rss(), 2),
    "control characters": (item(0).replace("موجز", "م\x1fو\x00جز"), 2),
    "references to nothing": (item(0, comments="&#0; &#x1f; &#55357;&#56832; &#99999999; &#;"), 2),
    "an attribute without quotes": (item(0, comments="<a b=c d='e>f</a>"), 2),
}


@pytest.mark.parametrize("way", BROKEN)
def test_what_is_broken_costs_one_entry_at_most(way: str) -> None:
    broken, whole = BROKEN[way]
    found, _ = read_bytes(rss(broken, item(1)), "x")
    assert len(found) >= whole
    if whole == 2:
        assert numbers(found)[-1] == "1"
        assert found[0].text.startswith(TEXT)


def test_a_feed_that_is_cut() -> None:
    whole = rss(item(1), item(2))
    found, warnings = read_bytes(whole[: whole.index("<p>2</p>")], "x")
    assert [report.given_id for report in found] == ["g1", "g2"]
    assert [(warning.code, warning.where) for warning in warnings] == [("R109", "x#2")]
    found, warnings = read_bytes(whole[: whole.index("</channel>")], "x")
    assert len(found) == 2
    assert [(warning.code, warning.where) for warning in warnings] == [("R109", "x")]


def test_prefixes_are_read_by_their_namespaces() -> None:
    spaces = 'xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:d="http://purl.org/dc/elements/1.1/"'
    entry = item(1, **{"dc:creator": "سلمى"}).replace("content:", "c:").replace("dc:", "d:")
    (report,), _ = read_bytes(rss(entry, spaces=spaces), "x")
    assert (report.byline, numbers([report])) == ("سلمى", ["1"])
    (report,), _ = read_bytes(rss(item(1, **{"dc:creator": "سلمى"}), spaces=""), "x")
    assert (report.byline, numbers([report])) == ("سلمى", ["1"])


def test_where_a_feed_was_taken_from_resolves_its_links() -> None:
    feed = (
        rss(item(1))
        .replace("<link>https://manara.example/</link>", "")
        .replace("https://manara.example/1", "n/1")
    )
    assert (
        read_bytes(feed, "x", url="https://sahel.example/a/feed")[0][0].url == "https://sahel.example/a/n/1"
    )
    assert read_bytes(feed.replace("n/1", "http://[x"), "x")[0][0].url == "http://[x"


# --- harm ---

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE a [<!ENTITY l0 "lol">{LAUGHS}]>',
        '<!DOCTYPE a [<!ENTITY l11 SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_entities_are_not_resolved_and_nothing_is_loaded(
    doctype: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("it reached out")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(io, "open", refuse)
    head = f'<?xml version="1.0"?>{doctype}'
    (report,), _ = read_bytes(
        rss(item(1).replace("موجز", "&l11;").replace(TEXT, f"{TEXT} &l11;"), head=head), "x"
    )
    assert "&l11;" in report.text
    assert len(report.text) < 2000


@pytest.mark.parametrize(
    "harm",
    [
        "<" * 1_000_000,
        "&" * 1_000_000,
        "<a " * 300_000,
        "<a>" * 300_000,
        "<![CDATA[" * 100_000,
        "<!--" * 200_000,
        "<item>" * 20_000,
        "<item " * 200_000,
        "<item " + " ".join(f"a{n}='x'" for n in range(100_000)) + "></item>",
        f"<item><link {'a' * 1_000_000}></item>",
        f"<item><author>{'a.' * 500_000}</author><description>x</description></item>",
        f"<item>{''.join(f'<a{n}>' for n in range(19_000))}</item>",
        f"<item>{'<a></a>' * 100_000}</item>",
        f"<item><title><![CDATA[{'x' * 9_000_000}",
        f"<item xmlns:a='{'x' * 1_000_000}'><description>x</description></item>",
    ],
)
def test_harm_takes_little_time_and_costs_no_other_entry(harm: str) -> None:
    started = time.perf_counter()
    found, _ = read_bytes(rss(item(1), harm), "x")
    assert time.perf_counter() - started < 8
    assert found[0].given_id == "g1"


def test_an_entry_over_the_limit_costs_itself() -> None:
    huge = f"<item><title>أ</title><description>{'x' * (feed_xml.MAX_ENTRY + 1)}</description></item>"
    found, warnings = read_bytes(rss(item(1), huge, item(3)), "x")
    assert [report.read_from for report in found] == ["x#1", "x#3"]
    assert [(warning.code, warning.where) for warning in warnings] == [("R109", "x#2")]


def test_a_long_feed_is_read_piece_by_piece() -> None:
    def blocks() -> Iterator[str]:
        yield rss().replace("</channel></rss>", "")
        for number in range(100_000):
            yield f"<item><title>{number}</title><description>{'x' * 500}</description></item>"

    tracemalloc.start()
    count = sum(piece.entry for piece in feed_xml.pieces(blocks()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 100_001, "the last says that the feed is cut"
    assert peak < 1_000_000


@pytest.mark.parametrize("size", [1, 7, 64])
def test_where_the_blocks_end_makes_no_difference(size: int) -> None:
    text = (
        rss(item(1), item(2, comments="<!-- <item> --> <![CDATA[</item>]]>"), "<item/>", item(3))
        + "<!-- end -->"
    )
    whole = list(feed_xml.pieces([text]))
    assert list(feed_xml.pieces(text[at : at + size] for at in range(0, len(text), size))) == whole
    assert [piece.fault for piece in whole] == [None] * 5


# --- beside feedparser ---

WORDS = st.text(st.sampled_from("ابتثج لم.،abc<>&;\"'\n"), max_size=30)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, st.booleans()), max_size=4))
@settings(deadline=None, max_examples=60)
def test_well_formed_feeds_are_read_as_feedparser_reads_them(
    entries: list[tuple[str, str, str, bool]],
) -> None:
    feedparser = pytest.importorskip("feedparser")
    items = []
    for title, creator, text, section in entries:
        body = html.escape(f"<p>{html.escape(text)}</p>")
        body = f"<![CDATA[<p>{html.escape(text)}</p>]]>" if section else body
        items.append(
            f"<item><title>{html.escape(title)}</title><dc:creator>{html.escape(creator)}</dc:creator>"
            f"<link>https://a.example/{len(items)}</link><description>{body}</description></item>"
        )
    data = rss(*items)
    parsed = feedparser.parse(io.BytesIO(data.encode()), sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo
    texts = feed_xml.pieces([data])
    ours = [feed_xml.parts(piece.text, {}) for piece in texts if piece.entry]
    assert len(ours) == len(parsed.entries)
    for mine, theirs in zip(ours, parsed.entries, strict=True):
        values = {part.name: feed_xml.markup(part.inner).strip() for part in mine or []}
        assert values["link"] == theirs.link
        assert values["description"] == theirs.summary
        assert values["title"] == theirs.get("title", "")


PIECES = [
    "<item>",
    "</item>",
    "<entry",
    ">",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<title>",
    "</title>",
    "<link href='",
    "'/>",
    "<description>",
    "</description>",
    "<content:encoded>",
    "</rss>",
    "<channel>",
    "&lt;p&gt;",
    "&#",
    "<source>",
    "a@b (c)",
    "<author>",
    "<name>",
    "xmlns:a='",
    "\x00",
    "http://[",
    " ",
    "أعلن",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.integers(1, 9))
@settings(deadline=None)
def test_anything_in_a_feed(words: list[str], size: int) -> None:
    text = '<rss version="2.0">' + "".join(words)
    assert all(isinstance(found, Report | Warn) for found in one(made(text, "x")))
    blocks = [text[at : at + size] for at in range(0, len(text), size)]
    assert list(feed_xml.pieces(blocks)) == list(feed_xml.pieces([text]))
