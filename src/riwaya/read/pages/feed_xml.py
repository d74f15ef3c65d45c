"""Cutting a feed (RSS, Atom) into its entries and an entry into its parts, without an XML parser.

Feeds are seldom good XML: bare ``&``, tags that do not match, prefixes without a namespace, a second document behind
the first, an end that is missing. A parser gives up the whole feed there. Here a feed is read from front to back as a
stream of text and cut at the tags of its entries, so what is broken costs one entry; memory is bounded by the longest
entry, time by the length of the feed. Nothing is declared or loaded: of a DOCTYPE not a word is believed, so there are
no entities to grow, and none from elsewhere.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from riwaya.lexicon import toml
from riwaya.read.limits import MAX_TEXT_BYTES

MAX_ENTRY = MAX_TEXT_BYTES
"""Characters of one entry; pictures may be written into it."""
MAX_TAGS = 20_000
"""Tags of one entry that are not escaped."""

TOO_LONG, UNCLOSED, CUT = "over the limit", "not closed", "cut off"
"""What may be wrong with an entry."""
HEADS = frozenset(("rss", "rdf", "feed", "channel"))
"""The elements around the entries."""

_ENTRIES = frozenset(("item", "entry"))
_CLOSES = {"<![CDATA[": "]]>", "<!--": "-->"}
_NAME = r"[A-Za-z_][\w:.-]*+"
_ENTRY = re.compile(
    r"<!\[CDATA\[|<!--|(?i:<(/?)((?:[\w.-]{1,40}:)?(?:item|entry|rss|feed|rdf))(?=[\s/>])([^<>]*+)>)"
)
_TAG = re.compile(rf"<!\[CDATA\[|<!--|<(/?)({_NAME})([^<>]*+)>")
_ATTRIBUTE = re.compile(rf"(?<![\w:.-])({_NAME})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});")
_SECTION = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|(?=<!\[CDATA\[)|\Z)|<!--.*?(?:-->|(?=<!--)|\Z)", re.S)
_PREFIX = re.compile(r"(</?)[\w.-]{1,40}:(?=\w)")
_LONGEST_TAG = 64 * 1024
_DECLARING_TAGS = 3
# White space between a tag and the section in it.
_GAP = 100


class Piece(NamedTuple):
    """A stretch of a feed: its head (before the first entry) or an entry; `fault` says what is wrong with it."""

    text: str
    entry: bool = True
    fault: str | None = None


class Part(NamedTuple):
    """An element inside an entry: its name with the usual prefix, in lower case, its attributes, and what it holds."""

    name: str
    attributes: Mapping[str, str]
    inner: str


class _Cutter:
    """The part of a feed that is at hand, and how far it was looked through."""

    def __init__(self) -> None:
        self._text = ""
        self._at = 0
        self._start: int | None = None
        self._name = ""
        self._headed = False
        self._ended = False

    def add(self, block: str) -> Iterator[Piece]:
        """Take more text, and give what is whole by now."""
        self._text += block
        yield from self._cut(last=False)
        if self._start is not None and len(self._text) - self._start > MAX_ENTRY:
            yield _piece(self._text[self._start :], None)
            self._start = None
        elif not self._headed and len(self._text) > MAX_ENTRY:
            yield self._head(MAX_ENTRY)
        if self._headed:
            done = self._at if self._start is None else self._start
            self._text = self._text[done:]
            self._at -= done
            self._start = None if self._start is None else 0

    def end(self) -> Iterator[Piece]:
        """Give what is left at the end."""
        yield from self._cut(last=True)
        if not self._headed:
            yield self._head(len(self._text))
        if self._start is not None:
            yield _piece(self._text[self._start :], CUT)
        elif not self._ended:
            yield Piece("", fault=CUT)

    def _cut(self, *, last: bool) -> Iterator[Piece]:
        """Find the tags of entries, outside of CDATA and comments."""
        while (found := _ENTRY.search(self._text, self._at)) is not None:
            if found[0] in _CLOSES:
                end = _end(self._text, found)
                if end is None and not last and len(self._text) - found.start() <= MAX_ENTRY:
                    self._at = found.start()
                    return
                self._at = end or found.end()
            else:
                self._at = found.end()
                yield from self._tag(found)
        # A tag may be cut at the end of what is at hand; what opened long before is none, and is not looked at again.
        opened = self._text.rfind("<", max(self._at, len(self._text) - _LONGEST_TAG))
        self._at = opened if opened >= 0 else len(self._text)

    def _tag(self, found: re.Match[str]) -> Iterator[Piece]:
        """Open or close an entry, or end the feed."""
        closes, name = found[1], found[2].lower()
        if name.rpartition(":")[2] not in ("item", "entry"):
            self._ended = self._ended or bool(closes)
        elif closes:
            if self._start is not None and name == self._name:
                yield _piece(self._text[self._start : self._at], None)
                self._start = None
        else:
            if self._start is not None:
                yield _piece(self._text[self._start : found.start()], UNCLOSED)
            elif not self._headed:
                yield self._head(found.start())
            self._start, self._name = found.start(), name
            if found[3].endswith("/"):
                yield Piece(found[0])
                self._start = None

    def _head(self, size: int) -> Piece:
        self._headed = True
        return Piece(self._text[: min(size, MAX_ENTRY)], entry=False)


def _end(text: str, found: re.Match[str]) -> int | None:
    """Say where a CDATA section or a comment ends: at once where the next begins before; None where neither is seen.

    One that is not closed must not swallow the entries that follow.
    """
    start, close = found.end(), _CLOSES[found[0]]
    following = text.find(found[0], start)
    end = text.find(close, start, following if following >= 0 else len(text))
    if end >= 0:
        return end + len(close)
    return start if following >= 0 else None


def _piece(text: str, fault: str | None) -> Piece:
    """Make a piece of an entry; one that is too long is not kept."""
    return Piece(text, fault=fault) if len(text) <= MAX_ENTRY else Piece("", fault=TOO_LONG)


def pieces(blocks: Iterable[str]) -> Iterator[Piece]:
    """Cut a feed that comes in blocks of text: the head comes first, then each entry with its own tags.

    A last piece without a text and with a fault says that the feed ends before its end.
    """
    cutter = _Cutter()
    for block in blocks:
        yield from cutter.add(block)
    yield from cutter.end()


class _Tag(NamedTuple):
    start: int
    end: int
    closes: bool
    name: str
    attributes: str


def _tags(text: str) -> Iterator[_Tag]:
    """Give the tags of a stretch of XML, outside of CDATA and comments."""
    at = 0
    while (found := _TAG.search(text, at)) is not None:
        at = found.end()
        if found[0] in _CLOSES:
            at = _end(text, found) or at
        else:
            yield _Tag(found.start(), at, bool(found[1]), found[2].lower(), found[3])


def parts(text: str, prefixes: Mapping[str, str], roots: frozenset[str] = _ENTRIES) -> list[Part] | None:
    """Give the elements that stand in an entry (or in the head of a feed), those inside others left out.

    An element that is not closed ends at the next tag, or with the CDATA section that the entry is cut in. None where
    there are more than `MAX_TAGS` of them.
    """
    tags = list(islice(_tags(text), MAX_TAGS + 1))
    if len(tags) > MAX_TAGS:
        return None
    opened = text.rfind("<![CDATA[")
    opened = opened if opened >= 0 and text.find("]]>", opened) < 0 else len(text)
    ends: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        if tag.closes:
            ends.setdefault(tag.name, []).append(number)
    found, number = [], 0
    while number < len(tags):
        tag = tags[number]
        number += 1
        if tag.closes or tag.name.rpartition(":")[2] in roots:
            continue
        inner = ""
        if not tag.attributes.endswith("/"):
            places = ends.get(tag.name, [])
            place = bisect_left(places, number)
            if place < len(places):
                inner = text[tag.end : tags[places[place]].start]
                number = places[place] + 1
            elif tag.end <= opened <= tag.end + _GAP and not text[tag.end : opened].strip():
                inner, number = text[tag.end :], len(tags)
            else:
                inner = text[tag.end : tags[number].start if number < len(tags) else len(text)]
        found.append(Part(_usual(tag.name, prefixes), attributes(tag.attributes), inner))
    return found


def _usual(name: str, prefixes: Mapping[str, str]) -> str:
    """Write a name with the usual prefix of its namespace."""
    prefix, _, local = name.rpartition(":")
    usual = prefixes.get(prefix, prefix)
    return f"{usual}:{local}" if usual else local


def attributes(text: str) -> dict[str, str]:
    """Read the attributes of a tag; the first of a name counts. A tag that is too long has none."""
    if len(text) > _LONGEST_TAG:
        return {}
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        found.setdefault(match[1].lower(), unescaped(match[2] or match[3] or match[4] or ""))
    return found


def own_attributes(entry: str) -> dict[str, str]:
    """Read the attributes of the tag that an entry begins with."""
    return attributes(entry[: entry.find(">") + 1])


def prefixes_of(head: str) -> dict[str, str]:
    """Map the prefixes that a feed declares in its head to the usual ones."""
    usual: dict[str, str] = toml("feeds")["namespaces"]
    found = {}
    for tag in islice(_tags(head), _DECLARING_TAGS):
        for name, address in attributes(tag.attributes).items():
            if name.startswith("xmlns:") and address.lower() in usual:
                found[name.removeprefix("xmlns:")] = usual[address.lower()]
    return found


def unescaped(text: str) -> str:
    """Resolve the references of XML and HTML; only those that are closed: addresses are full of others."""
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text)


def markup(inner: str) -> str:
    """Give what an element holds as HTML: escaped or in CDATA, or written out as elements of its own."""
    if _TAG.search(_SECTION.sub("", inner)) is not None:
        return _PREFIX.sub(r"\1", _SECTION.sub(lambda found: html.escape(found[1] or ""), inner))
    out, at = [], 0
    for found in _SECTION.finditer(inner):
        out += [unescaped(inner[at : found.start()]), found[1] or ""]
        at = found.end()
    return "".join([*out, unescaped(inner[at:])])
