"""What a page says of its article beside the text: headline, author, site, when, at which address.

In this order of trust: JSON-LD, ``<meta>`` (Open Graph first), elements that say what they are (``itemprop``,
``<time>``, names such as ``entry-date``), and the lines about the headline. Values are given as found. Addresses are
data: nothing is ever fetched, and only ``http`` and ``https`` are addresses.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from riwaya.arabic.fold import fold
from riwaya.arabic.times import times
from riwaya.lexicon import toml
from riwaya.read.pages import page_json
from riwaya.read.pages.page_body import Body
from riwaya.read.pages.page_lines import Article
from riwaya.read.pages.page_walk import Box, Walked
from riwaya.read.pages.page_weigh import key, weight
from riwaya.read.told.dates import iso

_MAX_HEADS = 2_000
_MAX_VALUE = 2_000
_MAX_SCRIPTS = 50
_MAX_NAME = 120
_MAX_TITLE = 400
_MAX_SAID, _MAX_HEADINGS, _MAX_BLOCKS = 12, 300, 2_000
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)\s*(https?://[^\s<>]{1,2000}?)\s*-->", re.I)
_SITE_GAP = re.compile(r"\s+[|–—»«·•:-]\s+|\s*\|\s*|\s*::\s*")
_EDGE = " |–—-،,:/•·"
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_CLOCK = re.compile(r"[\s,،|–—-]{0,4}(?:الساعه\s)?(\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:[صم]|am|pm)(?!\w))?)")
_NEAR_CLOCK = 30
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HEADINGS = ("h1", "h2", "h3")
_TITLE_WORDS = 3
# Lines above the headline, under it and below the text in which its date may stand.
_ABOVE, _UNDER, _BELOW = 3, 8, 12
# Characters at most of a line with the article's date, words at most of any line of facts about it.
_MAX_STAMP, _FACTS = 200, 12
_ELSEWHERE = frozenset(
    ("page-comments", "page-related", "page-site", "page-aside", "page-ticker", "page-author-box")
)


@dataclass(slots=True)
class Head:
    """What the head of a page says: values of ``<meta>`` by name, the JSON-LD of the article, the addresses."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    json: dict[str, Any] = field(default_factory=dict)
    title: str | None = None
    urls: list[str] = field(default_factory=list)
    is_article: bool = False


@cache
def _table() -> dict[str, Any]:
    return toml("page_fields")


def head_of(walked: Walked, page: str, around: Mapping[str, str]) -> Head:
    """Read what the head of a page says; `page` is its source, `around` what is known from outside."""
    head = Head(title=_line(walked.title))
    canonical: list[str] = []
    base: str | None = None
    for tag, attributes in walked.heads[:_MAX_HEADS]:
        if tag == "meta":
            _add_meta(head, attributes)
        elif tag == "base":
            base = base or attributes.get("href")
        elif "canonical" in attributes.get("rel", "").lower().split():
            canonical.append(attributes.get("href", ""))
    head.urls = _urls(canonical, head, around, page, base)
    head.json, named = page_json.article(walked.scripts[:_MAX_SCRIPTS], head.urls)
    kinds = {kind.lower() for kind in head.meta.get("og:type", ())}
    head.is_article = named or not kinds.isdisjoint(_table()["og_articles"])
    return head


def _add_meta(head: Head, attributes: Mapping[str, str]) -> None:
    """Keep one ``<meta>``; several of one name are kept in order."""
    content = _line(attributes.get("content"))
    if content is None:
        return
    for attribute in ("property", "name", "itemprop"):
        if name := attributes.get(attribute):
            head.meta.setdefault(name.strip().lower(), []).append(content[:_MAX_VALUE])


def _line(value: str | None) -> str | None:
    """Write a value as one line; None when it is empty."""
    return (" ".join(value.split()) or None) if value else None


def quoted(head: Head) -> str:
    """Give what the head quotes of the article: its description, and its text as far as it goes."""
    values = [head.json.get("articlebody"), head.json.get("description")]
    told = (*values, *head.meta.get("og:description", ())[:1], *head.meta.get("description", ())[:1])
    return "\n".join(value for value in told if isinstance(value, str))


def _urls(
    canonical: list[str], head: Head, around: Mapping[str, str], page: str, base: str | None
) -> list[str]:
    """Give the addresses that the page may have, best first.

    A relative one is read from the page's own place. One that names only the site is no address of an article where
    another says more.
    """
    saved = found[1] if (found := _SAVED_FROM.search(page[:4096])) else None
    here = around.get("url") or saved or ""
    root = _joined(here, base) or here
    given = [*canonical[:5], *head.meta.get("og:url", ())[:5], around.get("url"), saved]
    urls = list(dict.fromkeys(url for one in given if one and (url := _joined(root, one))))
    return sorted(urls, key=lambda url: len(url.split("/", 3)) < 4 or url.split("/", 3)[3] == "")


def _joined(here: str, url: str | None) -> str | None:
    """Read an address from its place; None for what is none of the web."""
    if not url:
        return None
    url = "".join(c for c in url.strip() if c > "\x1f")
    try:
        whole = url if url.startswith(("https://", "http://")) else urljoin(here, url)
        parts = urlsplit(whole)
        known = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    # A fragment names a place in the page; of old sites («#!») it was the address itself.
    whole = whole if "#!" in whole else whole.partition("#")[0]
    return whole if known and len(whole) <= _MAX_VALUE else None


def _told(head: Head, name: str) -> Iterator[str]:
    """Give what the head says for a field, best first."""
    row = _table()[name]
    for part in row["json"]:
        value = page_json.text_of_value(head.json.get(part))
        if value is not None and (line := _line(value)) is not None:
            yield line[:_MAX_VALUE]
    for part in row["meta"]:
        yield from head.meta.get(part, ())[:_MAX_SAID]


def title_of(head: Head, walked: Walked) -> tuple[str | None, int | None]:
    """Find the headline: its words, and the number of its block in the page where it stands there.

    Where the page shows a headline that the head gives with the site's name or cut short, the one that is shown is
    taken.
    """
    told = [*islice(_told(head, "title"), _MAX_SAID), *([head.title[:_MAX_VALUE]] if head.title else [])]
    headings = [
        (number, block.text)
        for number, block in enumerate(walked.blocks)
        if len(block.text) < _MAX_TITLE
        and (block.tag in _HEADINGS or walked.boxes[block.box].told.field == "title")
    ][:_MAX_HEADINGS]
    for number, text in headings:
        if told and text == told[0]:
            return text, number
    shown = [(number, text, key(text)) for number, text in headings]
    sites = {key(outlet) for outlet in _told(head, "outlet")}
    for wanted in dict.fromkeys(key(title[:_MAX_TITLE]) for title in told):
        fit = [one for one in shown if _names(one[2], wanted) and one[2] not in sites]
        if fit:
            number, text, _ = max(fit, key=lambda one: (one[2] == wanted, len(one[2])))
            return text, number
    if head.title:
        whole = key(head.title[:_MAX_VALUE])
        for number, block in enumerate(walked.blocks[:_MAX_BLOCKS]):
            long_enough = block.text.count(" ") + 1 >= _TITLE_WORDS
            if len(block.text) < _MAX_TITLE and long_enough and _is_end(key(block.text), whole):
                return block.text, number
    first = next((number for number, block in enumerate(walked.blocks) if block.tag == "h1"), None)
    # What is only the page's title often names the site, or is the same on every page.
    if first is not None and (not told or told == [head.title]):
        return walked.blocks[first].text, first
    if not told:
        return None, None
    return _without_site(told[0], site_of(head)), first


def _names(shown: str, told: str) -> bool:
    """Tell whether a headline that is shown is one that is told: the same, one with the site's name, one cut short."""
    if len(shown) > len(told):
        return len(told) > 40 and shown.startswith(told)
    return shown == told or (3 * len(shown) > len(told) and _is_end(shown, told))


def _is_end(part: str, whole: str) -> bool:
    """Tell whether one is the start or the end of the other."""
    return bool(part) and (whole.startswith(part) or whole.endswith(part))


def _without_site(title: str, outlet: str | None) -> str:
    """Take the site's name off the end or the start of a headline."""
    if outlet is None:
        return title
    parts = _SITE_GAP.split(title)
    site = key(outlet)
    if len(parts) > 1 and key(parts[-1]) == site:
        return title[: title.rindex(parts[-1])].rstrip(" |–—»«·•:-")
    if len(parts) > 1 and key(parts[0]) == site:
        return title[len(parts[0]) :].lstrip(" |–—»«·•:-")
    return title


def fields_of(head: Head, article: Article, now: str | None) -> dict[str, str]:
    """Give the fields beside the text, as found; those that the page does not tell are left out.

    `now` (ISO 8601) is when the page was fetched, from which «منذ يومين» counts.
    """
    walked, title, body = article.walked, article.title, article.body
    fields = {
        "title": article.headline,
        "url": head.urls[0] if head.urls else None,
        "byline": _byline(head, walked, title, body),
        "published": _stamp("published", head, article, now),
        "updated": _stamp("updated", head, article, now),
    }
    return {name: value for name, value in fields.items() if value}


def site_of(head: Head) -> str | None:
    """Give the name that a page gives its site."""
    return next(_told(head, "outlet"), None)


def _byline(head: Head, walked: Walked, title: int | None, body: Body) -> str | None:
    """Find who wrote it; an address of a profile is no name."""
    for value in (*_told(head, "byline"), *_near("byline", walked, title, body)):
        name = _unlabelled(value).strip(_EDGE)
        if name and len(name) <= _MAX_NAME and "://" not in name and not name.startswith(("www.", "@")):
            return name
    return None


@cache
def _labels() -> re.Pattern[str]:
    words = sorted(map(fold, _table()["words"]["byline"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)\s*[:/|–-]?\s*")


def _unlabelled(name: str) -> str:
    """Take «بواسطة» and the like off a name: as many words as the label has."""
    found = _labels().match(fold(name[:_MAX_NAME]))
    if found is None:
        return name
    rest = name.split(None, len(found.group().split()))
    return rest[-1].lstrip(_EDGE) if len(rest) > len(found.group().split()) else name


def _stamp(name: str, head: Head, article: Article, now: str | None) -> str | None:
    """Find a date: the first that is understood, else one that counts from `now`, else the first that is said at all.

    A day gives way to a later one that tells the hour of the same day too.
    """
    walked, title, body = article.walked, article.title, article.body
    day: tuple[str, str] | None = None
    said = [*_told(head, name), *_near(name, walked, title, body)]
    for value in said:
        read = iso(value)
        if read is not None and "T" in read and (day is None or read.startswith(day[1])):
            return value
        if read is not None and day is None:
            day = value, read
    if day is not None:
        return day[0]
    if name == "published" and (found := _in_lines(walked, title, body)) is not None:
        return found
    return next((value for value in said if iso(value, now) is not None), said[0] if said else None)


def _near(name: str, walked: Walked, title: int | None, body: Body) -> Iterator[str]:
    """Give what elements about the headline and under the text say for a field, the nearest first."""
    start = title if title is not None else body.first
    begins = body.first if body.first > start else _text_after(walked, start)
    found: list[tuple[int, Box]] = []
    for number, box in enumerate(walked.boxes):
        if box.told.field != name or body.by_box[number] in _ELSEWHERE:
            continue
        if start <= box.first <= begins:
            found.append((0, box))
        elif start - _ABOVE <= box.first < start:
            found.append((1, box))
        elif body.last <= box.first <= body.last + _BELOW:
            found.append((2, box))
    near = [box for _, box in sorted(found, key=lambda pair: pair[0])[:_MAX_SAID]]
    for box in near:
        for attribute in _table()[name].get("attributes", ()):
            if value := _line(box.attributes.get(attribute)):
                yield value
    for box in near:
        if text := " ".join(block.text for block in walked.blocks[box.first : box.last][:3]):
            yield text


def _text_after(walked: Walked, title: int) -> int:
    """Give the first block after a headline that is no line of facts, where headline and text stand in one box."""
    for at in range(title + 1, min(title + 1 + _UNDER, len(walked.blocks))):
        if weight(walked.blocks[at]) > _FACTS:
            return at
    return title


def _in_lines(walked: Walked, title: int | None, body: Body) -> str | None:
    """Find a date in the lines under the headline, before the text, or right above the headline."""
    start = title if title is not None else body.first - 1
    under: list[str] = []
    for block in walked.blocks[start + 1 : start + 1 + _UNDER]:
        if len(block.text) > _MAX_STAMP:
            break
        under.append(block.text)
    above = [block.text for block in walked.blocks[max(0, start - _ABOVE) : max(0, start)]]
    for text in (*under, *reversed(above)):
        if iso(text) is not None:
            return text
    return next((found for text in under if (found := _date_in(text)) is not None), None)


def _date_in(text: str) -> str | None:
    """Give the one day that a line of facts names with its year, with the clock behind it."""
    if text.endswith((".", "»", "؟", "!")) or not _YEAR.search(fold(text)):
        return None
    days = [time for time in times(text) if time.value and _WHOLE_DAY.match(time.value)]
    if len({time.value for time in days}) != 1:
        return None
    at = days[0].span
    clock = _CLOCK.match(fold(text[at.end : at.end + _NEAR_CLOCK]))
    with_clock = f"{text[at.start : at.end]} {clock[1]}" if clock else None
    return with_clock if with_clock is not None and iso(with_clock) is not None else days[0].value
