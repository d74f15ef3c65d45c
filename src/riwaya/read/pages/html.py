"""Saved web pages: one report each, with what the page says of itself.

Its lines (`page_walk`) → the box of the article (`page_body`) → the lines of the article (`page_lines`), with the
fields beside them (`page_fields`). The same page gives the same text alone and in bulk: everything is a function of
the page (and of its address, for links that are relative).
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from riwaya.arabic.fold import fold
from riwaya.errors import warn
from riwaya.lexicon import toml
from riwaya.read.inputs import Found, Input
from riwaya.read.limits import MAX_TEXT_BYTES
from riwaya.read.pages.page_body import Body, body_of
from riwaya.read.pages.page_charset import page_text
from riwaya.read.pages.page_fields import Head, fields_of, head_of, quoted, site_of, title_of
from riwaya.read.pages.page_lines import Article, text_and_marks
from riwaya.read.pages.page_parse import without_pictures
from riwaya.read.pages.page_walk import Walked, walk
from riwaya.read.record import report_from, too_large

MAX_PAGE = 8 * MAX_TEXT_BYTES
"""Bytes of a page with its pictures written into it, as some browsers save them; without those it is a text."""
ENDINGS = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".asp", ".aspx", ".php", ".jsp", ".cfm")
# Possessive: what was passed over is not gone through again, however much of it there is.
_OPENS = re.compile(
    r"(?:<!--.{0,1500}?-->\s*+|<\?xml[^<>]*+>\s*+|<![^<>]*+>\s*+)*+"
    r"<(?:html|head|body|title|meta|div|article|table|center|font|p|h1|script|link|style|main|section|span)[\s>]",
    re.S,
)
_MARKUP = re.compile(r"<(?:html|body|head|div|p|td|table|span|br)[\s/>]")
_OTHERS = ("<rss", "<feed", "<rdf:rdf", "<opml", "<urlset", "<svg")
# Words of prose that a page must hold: when it says that it is an article, when nothing else stands in it, and else.
_LEAST, _LEAST_ALONE, _LEAST_UNSAID = 8, 8, 40
_ALONE = 0.6


def tells(source: Input) -> bool:
    """Tell a page by how it opens; by its ending, when there is markup in it."""
    opening = source.opening
    if opening.startswith("<!doctype html") or _OPENS.match(opening):
        return not any(other in opening[:500] for other in _OTHERS)
    if source.suffix in ENDINGS:
        return _MARKUP.search(opening) is not None or (not opening and b"<" in source.head)
    return "<html" in opening and opening.startswith("<")


def read(source: Input) -> Found:
    """Read a page as one report; a page that holds no article gives a warning."""
    data = source.data
    if len(data) > MAX_TEXT_BYTES:
        data = without_pictures(data)
    if len(data) > MAX_TEXT_BYTES:
        yield too_large(len(data), MAX_TEXT_BYTES, source.where)
        return
    decoded = page_text(data, source.around.get("charset"))
    if decoded.text is None:
        yield warn("R103", source.where, detail=decoded.encoding)
        return
    if not decoded.sure:
        yield warn("R104", source.where, encoding=decoded.encoding)
    found = _article(decoded.text, source.around)
    if found.cut:
        yield warn("R149", source.where)
    if found.article is None:
        yield warn("R146", source.where)
        return
    if found.doubt:
        yield warn(found.doubt, source.where)
    text, marks = text_and_marks(found.article)
    fetched = source.around.get("fetched")
    record = fields_of(found.head, found.article, fetched) | {"text": text}
    site = site_of(found.head) or source.around.get("outlet")
    yield from report_from(record, source.where, marks, site=site, fetched=fetched)


class _Read(NamedTuple):
    """What a page says of its article, the article if any, and the code of why a reader may not see it."""

    head: Head
    article: Article | None
    doubt: str = ""
    cut: bool = False


def _article(page: str, around: Mapping[str, str]) -> _Read:
    """Find the article of a page.

    First with the page's furniture set aside: where a headline and a named body of some length show themselves so, that
    is the answer. Else the whole page is weighed, and in the end what it holds and does not show.
    """
    found = _weighed(page, walk(page, whole=False), around)
    article = found.article
    if article is not None and article.title is not None and _is_sure(article.body):
        return found
    found = _weighed(page, walk(page), around)
    if found.article is None and (found.head.is_article or "articlebody" in found.head.json):
        return _unshown(page, around) or found
    return found


def _is_sure(body: Body) -> bool:
    """Tell a body that needs no second look at the whole page."""
    return body.named and body.prose >= _LEAST_UNSAID and not body.teasers


def _weighed(page: str, walked: Walked, around: Mapping[str, str]) -> _Read:
    """Find the article among the lines of a page."""
    head = head_of(walked, page, around)
    headline, title = title_of(head, walked)
    body = body_of(walked, title, quoted(head))
    if body is None or not _is_article(head, headline, body):
        return _Read(head, None, cut=walked.cut)
    host = urlsplit(head.urls[0]).hostname if head.urls else None
    return _Read(head, Article(walked, body, title, headline, host), cut=walked.cut)


def _unshown(page: str, around: Mapping[str, str]) -> _Read | None:
    """Find the article that a page names as its own and does not show.

    It stands in a part that is hidden until a script or a reader shows it, or only in what the head quotes.
    """
    found = _weighed(page, hidden := walk(page, hidden=True), around)
    if found.article is not None and found.article.body.named:
        return found._replace(doubt="R147")
    quote = found.head.json.get("articlebody")
    if not isinstance(quote, str):
        return None
    walked = walk(quote if "<" in quote else f"<pre>{quote}</pre>")
    headline, _ = title_of(found.head, hidden)
    body = body_of(walked, None)
    if body is None or body.prose < _LEAST:
        return None
    body = body._replace(first=0, last=len(walked.blocks), named=True)
    doubt = "R148"
    return _Read(found.head, Article(walked, body, None, headline, None), doubt)


def _is_article(head: Head, headline: str | None, body: Body) -> bool:
    """Tell an article from a page of links, of an error, of a login."""
    if body.teasers and not head.is_article:
        return False
    if headline and _no_article().search(fold(headline)[:200]) and body.prose < _LEAST_UNSAID:
        return False
    if head.is_article or body.named:
        return body.prose >= _LEAST
    return body.prose >= (_LEAST_ALONE if body.share >= _ALONE else _LEAST_UNSAID)


@cache
def _no_article() -> re.Pattern[str]:
    return re.compile(toml("page_fields")["words"]["no_article"])


def text_of(fragment: str) -> str:
    """Write a fragment of HTML, as feeds and chats hold it, as plain text: one paragraph a line, hidden parts left out.

    A fragment without a tag is text already: its references are resolved, its lines stay.
    """
    # What XML wraps so that it is no markup is markup here.
    fragment = fragment.strip().removeprefix("<![CDATA[").removesuffix("]]>")
    lines: list[str] = []
    for block in walk(fragment if "<" in fragment else f"<pre>{fragment}</pre>").blocks:
        if block.glued and lines:
            lines[-1] += " " + block.text
        else:
            lines.append(block.text)
    return "\n".join(lines)
