"""Where and when: the places and the days that the words around a figure name, and where those sit who give it."""

from functools import cache

from riwaya import lexicon
from riwaya.arabic.words import tokens
from riwaya.link.stories import day
from riwaya.model import Extraction, Span, Statement, Time


def where_and_when(
    text: str, extraction: Extraction | None, published: str | None, span: Span
) -> tuple[frozenset[str], tuple[float, ...]]:
    """Give the places and the days that a stretch of a text names; a place in a source's name is the source's.

    Places are given by their `spelling`, days as counts (`stories.day`). A headline has no `extraction` and names none.
    """
    if extraction is None:
        return frozenset(), ()
    sources = [
        link.mention for said in extraction.statements for link in said.chain if link.mention is not None
    ]
    places = {
        spelling(m.identity or text[m.span.start : m.span.end])
        for m in extraction.mentions
        if m.type == "LOC"
        and span.start <= m.span.start < span.end
        and not any(source.start <= m.span.start < source.end for source in sources)
    }
    inside = [t for t in extraction.times if span.start <= t.span.start < span.end]
    times = [_day(t.value, None if _since(text, t) else published) for t in inside]
    return frozenset(places - {""}), tuple(t for t in times if t is not None)


def _since(text: str, time: Time) -> bool:
    """Tell whether a time says since when something is so, not when something was: «منذ 1974»."""
    return "منذ" in text[max(0, time.span.start - 8) : time.span.end]


def _day(value: str | None, published: str | None) -> float | None:
    """Give the day of a time; a year before that of the report, or a month of it, gives its middle: far away."""
    if value and published and len(value) in (4, 7) and value[:4] < published[:4]:
        return day(value + {4: "-07-01", 7: "-15"}[len(value)])
    return day(value)


def seats(text: str, extraction: Extraction, said: Statement) -> frozenset[str]:
    """Give the towns and provinces in the names of the sources of a statement: «المتحدث باسم الهلال الأحمر بالباحة»."""
    sources = [link.mention for link in said.chain if link.mention is not None]
    named = (
        spelling(m.identity or text[m.span.start : m.span.end])
        for m in extraction.mentions
        if m.type == "LOC" and any(source.start <= m.span.start < source.end for source in sources)
    )
    return frozenset(named) - countries() - {""}


@cache
def countries() -> frozenset[str]:
    """Give the spellings of the names of countries: they are too wide to tell events apart."""
    return frozenset(
        spelling(name)
        for row in lexicon.rows("nationalities")
        for name in lexicon.variants(row.get("country", ""))
    )


def spelling(name: str) -> str:
    """Give a place name without what transcriptions vary: long vowels and the letters for ch and g.

    ``spelling("سوروتش") == spelling("سروج")``; an Arabic name keeps enough letters to stay itself.
    """
    words = []
    for token in tokens(name):
        stem = token.form.removeprefix("ال").replace("تش", "ج").replace("غ", "ج")
        bones = "".join(c for c in stem if c not in "اويهئءؤ")
        words.append(bones if len(bones) >= 2 else stem)
    return " ".join(words)
