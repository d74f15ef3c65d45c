"""Datelines and bylines: «بغداد – رويترز», «(القاهرة – أ ف ب)», «حامد القرشي – مكة المكرمة», «لندن: رنيم».

A line is cut into its parts, and each part is told (`dateline_parts`). Only a line all of whose parts are told is a
dateline, or the start of one up to a colon, a dash or a bracket.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from riwaya.arabic.fold import fold
from riwaya.model import Span, Stamp, Stamped, Where
from riwaya.read.told.dateline_parts import SURE, Part, listed, name_sign, told
from riwaya.read.told.outlets import Outlet, find, key
from riwaya.read.told.parts import parts

LONGEST = 110
"""Characters of the longest dateline."""
_MOST_PARTS = 7
_LONGEST_PLACE = 3
_BRACKETED = re.compile(
    r"(?P<place>[^\W\d][^\d\n():«»،.\-–—ـ/]{1,30}?)\s*\((?P<agency>[^()\n]{2,25})\)\s*[-–—:ـ]"
)
_QUOTED = re.compile(r"[«\"“]([^«»\"“”\n]{2,30})[»\"”](?=\s)")
_END = re.compile(r"[:\-–—ـ]|[(«\"]")
_ENDS = (":", "-", "–", "—", "ـ", "\n", "\r")
_FROM = re.compile(r"^[\s«»\"“”]*\bمن\b[\s«»\"“”]*$")


class Own(NamedTuple):
    """The report's own outlet, which is no agency: the lexicon's, or the folded words of a name that it lacks."""

    outlet: Outlet | None = None
    words: frozenset[str] = frozenset()

    def has(self, outlet: Outlet | None, words: str) -> bool:
        """Tell whether an outlet, or words that the lexicon does not know, mean the report's own one."""
        if outlet is not None:
            return outlet == self.outlet
        said = set(key(words).split())
        return bool(said) and said <= self.words


class Head(NamedTuple):
    """A dateline: its parts, and whether it is the whole line."""

    parts: tuple[Part, ...]
    whole: bool


def head(text: str, start: int, stop: int, own: Own) -> Head | None:
    """Read the dateline that the line ``text[start:stop]`` is or begins with; None when it has none.

    `own` is the report's own outlet, which a paper named like a city then means.
    """
    limit = min(stop, start + LONGEST)
    if limit < stop and _END.search(text, start, limit) is None:
        return None
    if (found := _BRACKETED.match(text, start, limit)) is not None and (pair := _wired(text, found, own)):
        return Head(pair, whole=False)
    known: list[Part] = []
    follows = stop
    for begin, end in parts(text[:limit], start):
        pieces = () if end == limit < stop else told(text, begin, end)
        if known and pieces and _FROM.match(text[known[-1].end : begin]) and "place" not in pieces[0].what:
            return None  # «من» joins an outlet or author to a place, and else makes a sentence
        if not pieces or pieces[0].sign == 1:
            follows = begin
            break
        known += pieces
        if len(known) > _MOST_PARTS:
            return None
    if known and follows < stop and (quoted := _QUOTED.match(text, _open(text, follows), limit)) is not None:
        outlet = find(quoted[1], named=True)
        if outlet is not None:
            known.append(Part(*quoted.span(1), frozenset({"outlet"}), outlet))
            return _sound(Head(tuple(known), whole=False), own)
    gap = text[known[-1].end : follows] if known else ""
    closed = any(mark in gap for mark in _ENDS) or (text[start] == "(" and ")" in gap)
    if not known or (follows < stop and not closed):
        return None
    return _sound(Head(tuple(known), whole=follows == stop), own)


def _open(text: str, at: int) -> int:
    """Give where the quotation mark stands that a trimmed part lost."""
    return at - 1 if at and text[at - 1] in '«"“' else at


def _wired(text: str, found: re.Match[str], own: Own) -> tuple[Part, ...]:
    """Read «رأس العنبر (المنارة) –»: before an outlet in brackets and a dash even a place that is not known is one."""
    outlet, place = find(found["agency"], named=True), found["place"]
    if not own.has(outlet, found["agency"]):
        inside = told(text, *found.span("agency"))
        if outlet is None or any("place" in part.what for part in inside):  # «السلامى (المغرب)» is a country
            return ()
    words = key(place).split()
    if len(words) > _LONGEST_PLACE or listed("in_no_name").intersection(words) or name_sign(place) == SURE:
        return ()
    agency = Part(*found.span("agency"), frozenset({"outlet"}), outlet)
    return Part(*found.span("place"), frozenset({"place"})), agency


def _sound(found: Head, own: Own) -> Head | None:
    """Give a dateline whose parts hold each other up, with what each is; None for a line that only looks like one."""
    settled = tuple(_settled(part, own) for part in found.parts)
    held = [part for part in settled if part.what & {"place", "outlet", "agencies"}]
    if held and not any(_firm(part, own) for part in held):
        return None
    authored = any("authored" in part.what for part in settled)
    names = [part for part in settled if "name" in part.what]
    worst = min((part.sign for part in names), default=SURE)
    framed = len(settled) - len(names) > 1 and worst == SURE  # section and day before the author
    if not held and not (names and (authored or framed)):
        return None
    if worst == 1 or (worst == 2 and not (found.whole or authored or len(held) > 1)):
        return None
    if len(settled) == 1 and not _alone(settled[0], found.whole):
        return None
    if found.whole and all("place" in part.what for part in settled):
        return None
    return Head(settled, found.whole)


def _settled(part: Part, own: Own) -> Part:
    """Settle what a part is that may be several things: a place rather than the paper that is called like it."""
    for one in ("authored", "pictured", "agencies", "date"):
        if one in part.what:
            return part._replace(what=frozenset({one}))
    if part.outlet is not None and (part.outlet == own.outlet or "place" not in part.what):
        return part._replace(what=frozenset({"outlet"}))
    return part._replace(what=part.what & {"place"} or part.what)


def _firm(part: Part, own: Own) -> bool:
    """Tell a place or outlet whose name is no everyday word, or that is the report's own."""
    if part.outlet is not None and "outlet" in part.what:
        return not part.outlet.common or part.outlet == own.outlet
    return part.near > 0


def _alone(part: Part, whole: bool) -> bool:
    """Tell a part that is a dateline by itself: a town before a sentence, or an agency."""
    if "place" in part.what:
        return part.near > 1 and not whole
    return "agencies" in part.what or (part.outlet is not None and part.outlet.kind == "agency")


def field(byline: str, own: Own) -> tuple[Part, ...]:
    """Read a byline field, where every part counts: what is nothing else and looks like a name is the author."""
    if len(byline) > LONGEST:
        return ()
    known = [told(byline, begin, end) for begin, end in parts(byline)]
    settled = [_settled(part, own) for pieces in known for part in pieces]
    held = [part for part in settled if part.what & {"place", "outlet", "agencies"}]
    if not held and not all(known):
        return ()
    # Beside an agency alone or a sure name, what only looks like a name may be a place that is not known.
    wired = bool(held) and all("agencies" in p.what or (p.outlet and p.outlet.kind == "agency") for p in held)
    sure = any("name" in part.what and part.sign == SURE for part in settled)
    return tuple(part for part in settled if part.sign > 1 or not (wired or sure))


def credit(text: str, start: int, stop: int, own: Own) -> tuple[Part, ...]:
    """Read a line that opens with «كتب» or the like and holds nothing but names: «بقلم سلمى الحوراني»."""
    if fold(text[start:stop].split(maxsplit=1)[0]).strip(":/-–") not in _openers():
        return ()
    found = head(text, start, stop, own)
    return found.parts if found is not None and found.whole else ()


@cache
def _openers() -> frozenset[str]:
    """Give the first words of what stands before an author."""
    return frozenset(word.split()[0] for word in listed("authored"))


def stamps_of(found: Sequence[Part], text: str, where: Where, rule: str, own: Own) -> Iterator[Stamp]:
    """Give the stamps of the parts of a line; those of the report's own outlet, of desks and photographers are none."""
    pictured = False
    for part in found:
        words = text[part.start : part.end]
        kind: Stamped | None = None
        value: str | None = None
        if "place" in part.what:
            kind, value = "dateline", words
        elif part.what & {"outlet", "agencies"}:
            kind = "agency" if not own.has(part.outlet, words) else None
            value = part.outlet.name if part.outlet is not None else None
        elif "name" in part.what and not pictured and not own.has(None, words):
            kind, value = "byline", words
        elif "date" in part.what and part.day is not None:
            kind, value = "published", part.day
        pictured = "pictured" in part.what
        if kind is not None:
            yield Stamp(kind=kind, span=Span(part.start, part.end), where=where, value=value, rule=rule)
