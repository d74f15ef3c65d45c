"""Feeds kept as files: RSS 0.9 to 2.0, RSS 1.0, Atom and JSON Feed; each entry is one report.

The text of an entry is its content where it has one, else its summary. Many feeds give only the first lines of each
report: that is said once for the feed, and so are entries without a text.
"""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urljoin

from riwaya.arabic.fold import fold
from riwaya.errors import warn
from riwaya.lexicon import toml
from riwaya.model import Report, Warn
from riwaya.read.decode import decode
from riwaya.read.inputs import Found, Input
from riwaya.read.limits import MAX_TEXT_BYTES
from riwaya.read.pages.feed_xml import (
    CUT,
    HEADS,
    TOO_LONG,
    UNCLOSED,
    Part,
    markup,
    own_attributes,
    parts,
    pieces,
    prefixes_of,
    unescaped,
)
from riwaya.read.record import report_from

_ROOT = re.compile(r"<(?:[\w.-]+:)?(rss|rdf|feed)(?=[\s>])([^<>]*)")
_RSS1 = ("purl.org/rss/1.0", "my.netscape.com/rdf/simple/0.9")
_ATOM = ("www.w3.org/2005/atom", "purl.org/atom/ns#")
_JSON_FEED = re.compile(r""""version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/1""")
_BLOCK = 256 * 1024
_LOOKS_FOR_ROOT = 64 * 1024
# Encodings of one byte a character, which nothing but a declaration tells where the text is not Arabic.
_SINGLE_BYTE = re.compile(r"(?:windows|cp|iso|koi|mac|x-mac)[-_]?[\w-]{1,20}")
_DECLARED = re.compile(rb"""encoding\s*=\s*["']([\w.:-]{1,40})["']""")
# What no XML may hold, and broken feeds do.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\w{1,8}|\w{2,32});")
_MAIL = re.compile(r"\S+@\S+\s*(?:\((.+)\))?")


@dataclass
class _Feed:
    """What a feed says of itself, and what is counted over its entries, to be said once."""

    where: str
    outlet: str | None = None
    base: str = ""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    entries: int = 0
    empty: int = 0
    summaries: int = 0
    unclosed: int = 0
    controls: int = 0

    def said(self) -> Iterator[Warn]:
        """Say what was counted."""
        if self.controls:
            yield warn("R114", self.where, count=self.controls)
        if self.unclosed:
            yield warn("R109", self.where, detail=f"{self.unclosed:,} entries that are not closed")
        if self.empty:
            yield warn("R126", self.where, count=f"{self.empty:,}", total=f"{self.entries:,}")
        if self.summaries:
            yield warn("R125", self.where, count=f"{self.summaries:,}", total=f"{self.entries:,}")
        if not self.entries:
            yield warn("R109", self.where, detail="a feed without entries")


def tells(source: Input) -> bool:
    """Tell RSS and Atom by the root element, whatever stands before it; a sitemap or a page is none."""
    if not source.opening.startswith("<"):
        return False
    root = _root(source.opening)
    if root is None and source.size > len(source.opening):
        source.stream.seek(0)
        start = source.stream.read(_LOOKS_FOR_ROOT)
        source.stream.seek(0)
        root = _root((decode(start[: start.rfind(b">") + 1]).text or "").lstrip("\ufeff \t\r\n").lower())
    found = _ROOT.match(root or "")
    if found is None:
        return False
    name, attributes = found[1], found[2]
    wanted = {"rss": ("",), "rdf": _RSS1, "feed": (*_ATOM, "version=")}[name]
    return any(word in attributes for word in wanted)


def _root(text: str) -> str | None:
    """Give what a lower-case text of XML holds from its first element on; None where that is not reached."""
    at = 0
    while text.startswith("<", at):
        if text.startswith("<!doctype", at):
            subset = text.find("[", at)
            end = text.find(">", at)
            end = text.find(">", text.find("]", subset)) if 0 <= subset < end else end
        elif text.startswith(("<?", "<!--"), at):
            end = text.find(">", text.find("-->" if text[at + 1] == "!" else "?>", at))
        else:
            return text[at:]
        if end < 0:
            return None
        at = end + 1
        while at < len(text) and text[at].isspace():
            at += 1
    return None


def read(source: Input) -> Found:
    """Read the entries of an RSS or Atom feed, however long; none of its addresses is looked at."""
    feed = _Feed(source.where, source.around.get("outlet"), source.around.get("url", ""))
    encoding, sure = _encoding(source)
    if not sure:
        yield warn("R104", source.where, encoding=encoding)
    for piece in pieces(_blocks(source, encoding, feed)):
        if not piece.entry:
            _describe(feed, piece.text)
            continue
        if not piece.text and piece.fault == CUT:
            yield warn("R109", source.where, detail="the feed is cut off at its end")
            break
        feed.entries += 1
        at = f"{source.where}#{feed.entries}"
        if piece.fault == UNCLOSED:
            feed.unclosed += 1
        elif piece.fault is not None:
            yield warn("R109", at, detail=f"an entry is {piece.fault}")
        if (found := parts(piece.text, feed.prefixes)) is None:
            yield warn("R109", at, detail="an entry has too many elements")
        elif found:
            yield from _reports(_record(piece.text, found, feed), at, feed)
        else:
            feed.empty += piece.fault != TOO_LONG
    yield from feed.said()


def _blocks(source: Input, encoding: str, feed: _Feed) -> Iterator[str]:
    """Decode a feed block by block; what no XML may hold becomes U+FFFD, and is counted."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    source.stream.seek(0)
    while block := source.stream.read(_BLOCK):
        text, controls = _CONTROLS.subn("\ufffd", decoder.decode(block))
        feed.controls += controls
        yield text


def _encoding(source: Input) -> tuple[str, bool]:
    """Tell the encoding of a feed from its bytes, then from what it or the server declares, and how sure that is."""
    source.stream.seek(0)
    sample = source.stream.read(MAX_TEXT_BYTES)
    source.stream.seek(0)
    if len(sample) < source.size:
        sample = sample[: sample.rfind(b">") + 1] or sample
    found = decode(sample)
    if found.text is not None and found.sure:
        return found.encoding, True
    declared = _DECLARED.search(sample[:1000])
    for name in (declared[1].decode("latin-1") if declared else "", source.around.get("charset", "")):
        if _SINGLE_BYTE.fullmatch(name.lower()):
            try:
                sample.decode(name)
            except (LookupError, UnicodeDecodeError):
                continue
            return name, True
    return (found.encoding, False) if found.text is not None else ("utf-8", False)


def _describe(feed: _Feed, head: str) -> None:
    """Take from the head of a feed what holds for its entries: name, address, prefixes of namespaces."""
    feed.prefixes = prefixes_of(head)
    found = parts(head, feed.prefixes, HEADS) or []
    titles = (_line(part.inner) for part in found if part.name == "title")
    feed.outlet = next(filter(None, titles), None) or feed.outlet
    base = re.search(r"""xml:base\s*=\s*["']([^"'<>]{1,2000})""", head)
    feed.base = unescaped(base[1]) if base else feed.base or _link(found, "") or ""


def _record(text: str, found: list[Part], feed: _Feed) -> dict[str, object]:
    """Make the record of an entry from its parts; ``summary`` says whether its text is only a summary."""
    own = own_attributes(text)
    base = _joined(feed.base, own.get("xml:base", ""))
    whole = max((_text(part) for part in _named(found, "whole")), key=len, default="")
    chosen = whole
    if len(whole.split()) < _summary()[1]:
        # Some feeds put a picture or a link where the text should be.
        summary = next(filter(None, (_text(part) for part in _named(found, "summary"))), "")
        chosen = max(whole, summary, key=len)
    link = _link(found, own.get("rdf:about", ""))
    return {
        "id": _first(found, "id") or own.get("rdf:about"),
        "outlet": next(filter(None, (_source(part, feed) for part in _named(found, "source"))), feed.outlet),
        "url": _joined(base, link) if link else None,
        "published": _first(found, "published"),
        "updated": _first(found, "updated"),
        "title": _first(found, "title"),
        "byline": _people(found, feed),
        "text": chosen,
        "summary": chosen != whole and _is_summary(chosen),
    }


def _reports(record: dict[str, object], at: str, feed: _Feed) -> Iterator[Report | Warn]:
    """Make the report of an entry, or count that it has no text."""
    summary = record.pop("summary")
    if not str(record["text"] or "").strip():
        feed.empty += 1
        return
    feed.summaries += bool(summary)
    yield from report_from(record, at)


@cache
def _fields() -> dict[str, list[str]]:
    """Give the names that the parts of an entry have, best first."""
    names: dict[str, list[str]] = toml("feeds")["fields"]
    return names


@cache
def _summary() -> tuple[re.Pattern[str], int]:
    """Give the pattern of an end that leads elsewhere, and the words that a whole text has at least."""
    table = toml("feeds")["summary"]
    return re.compile(table["end"]), table["words"]


def _is_summary(text: str) -> bool:
    """Tell a summary: it is short, or its end is cut off or leads to the whole."""
    end, words = _summary()
    return len(text.split()) < words or end.search(fold(text[-200:]).rstrip()) is not None


def _named(found: list[Part], field: str) -> Iterator[Part]:
    """Give the parts that have a name of this field, best name first."""
    for name in _fields()[field]:
        yield from (part for part in found if part.name == name)


def _first(found: list[Part], field: str) -> str | None:
    """Give the first of a field's parts that holds a text, as one line."""
    return next(filter(None, (_line(part.inner) for part in _named(found, field))), None)


def _text(part: Part) -> str:
    """Write what a part holds as plain text; pictures and other things that are none give nothing."""
    kind = part.attributes.get("type", "").lower()
    if "/" in kind and not kind.startswith("text/") and not kind.endswith(("xml", "html")):
        return ""
    return _plain(markup(part.inner))


def _plain(text: str) -> str:
    """Write HTML as plain text; what has neither tags nor references is plain text already."""
    if _HTML.search(text) is None:
        return text.strip()
    from riwaya.read.pages.html import text_of  # noqa: PLC0415 - it loads a parser of HTML

    return text_of(text).strip()


def _line(inner: str) -> str:
    """Write what an element holds as one line of plain text."""
    return " ".join(_plain(markup(inner)).split())


def _link(found: list[Part], otherwise: str) -> str:
    """Give the address of an entry, or of the page that a feed is for: none of the feed itself, of replies or files."""
    for part in _named(found, "link"):
        address = (part.attributes.get("href") or _address(part.inner)).strip()
        elsewhere = part.attributes.get("rel", "alternate") != "alternate"
        named = part.name in ("id", "guid") and not address.startswith(("http://", "https://"))
        if address and not elsewhere and not named and part.attributes.get("ispermalink") != "false":
            return address
    return otherwise


def _address(inner: str) -> str:
    """Give the address that an element holds; it may have no element inside."""
    text = markup(inner)
    return "" if "<" in text else " ".join(text.split())


def _joined(base: str, address: str) -> str:
    """Resolve an address against another; what is no address stays as it is."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _source(part: Part, feed: _Feed) -> str | None:
    """Give the name of the outlet that an entry was taken from."""
    inside = parts(part.inner, feed.prefixes) or []
    return _first(inside, "title") if inside else _line(part.inner)


def _people(found: list[Part], feed: _Feed) -> str | None:
    """Give the authors of an entry by name; of ``mail (name)`` the name, of a bare mail address nothing."""
    names: dict[str, None] = {}
    for name in _fields()["author"]:
        for part in (part for part in found if part.name == name):
            inside = parts(part.inner, feed.prefixes) or []
            line = next((_line(one.inner) for one in inside if one.name == "name"), None) or _line(part.inner)
            mail = _MAIL.fullmatch(line)
            if line := (mail[1] or "" if mail else line):
                names[line] = None
        if names:
            break
    return "، ".join(names) or None


def tells_json(source: Input) -> bool:
    """Tell a JSON Feed by the version that it gives."""
    return source.opening.startswith("{") and _JSON_FEED.search(source.opening) is not None


def read_json(source: Input) -> Found:
    """Read a JSON Feed, version 1 or 1.1. Broken JSON gives R105."""
    try:
        data = json.loads(source.decoded.text or "")
    except (ValueError, RecursionError) as problem:
        yield warn("R105", source.where, detail=str(problem)[:80])
        return
    feed = _Feed(source.where, source.around.get("outlet"), source.around.get("url", ""))
    items = data.get("items") if isinstance(data, dict) else None
    if isinstance(items, list):
        feed.outlet = _string(data, "title") or feed.outlet
        feed.base = _string(data, "feed_url", "home_page_url") or feed.base
        for feed.entries, item in enumerate(items, 1):
            record = _json_record(item, feed) if isinstance(item, dict) else {"text": "", "summary": False}
            yield from _reports(record, f"{source.where}#{feed.entries}", feed)
    yield from feed.said()


def _string(item: dict[str, Any], *names: str) -> str | None:
    """Give the first of these values that is a string with something in it."""
    values = (item.get(name) for name in names)
    return next((value for value in values if isinstance(value, str) and value.strip()), None)


def _json_record(item: dict[str, Any], feed: _Feed) -> dict[str, object]:
    """Make the record of an item of a JSON Feed."""
    link = _string(item, "url", "external_url")
    whole = _plain(_string(item, "content_html") or "") or _string(item, "content_text") or ""
    summary = _string(item, "summary") or ""
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_string(author, "name") for author in authors or () if isinstance(author, dict)]
    return {
        "id": item.get("id"),
        "outlet": feed.outlet,
        "url": _joined(feed.base, link) if link else None,
        "published": _string(item, "date_published"),
        "updated": _string(item, "date_modified"),
        "title": _string(item, "title"),
        "byline": "، ".join(filter(None, names)) or None,
        "text": whole or summary,
        "summary": not whole and _is_summary(summary),
    }
