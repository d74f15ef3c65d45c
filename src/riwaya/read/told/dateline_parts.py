"""The parts of datelines and bylines: what a few words may be: a place, an outlet, a person, a desk, a day.

The words are looked up: outlets and places in their lexicons, what stands before an author and what is a desk in
``data/stamps.toml``. A person is told by a given name, or by words that news at large hardly knows.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from riwaya import lexicon
from riwaya.arabic.clitics import word_counts
from riwaya.arabic.fold import fold
from riwaya.read.told.dates import iso
from riwaya.read.told.outlets import Outlet, find, key
from riwaya.read.told.parts import nameless, trim

What = Literal["place", "outlet", "agencies", "name", "authored", "pictured", "desk", "date"]

SURE = 3
"""How sure a name is that opens with a known given name; 2: no word of it is an everyday one; 1: by its shape only."""
_LONGEST_NAME = 5
_LONGEST_PART, _MOST_SPACES = 60, 6
_HYPHEN = re.compile(r"(?<=\w)[-–—](?=\w)")
_ARABIC = re.compile("[\u0621-\u064a]")
_NOT_A_NAME = re.compile(r"[^\w\s.'’\-]|\d|_")
_PLACE_AND_DAY = re.compile(r"(?P<place>[^\d\n]{2,30}?)\s+(?P<day>\d.{2,60})", re.S)
_FIRST = (re.compile(r"\S+(?=\s)"), re.compile(r"\S+\s+\S+(?=\s)"))
_AGENCY = "وكاله "
# How often, in news at large, a word may stand that opens a name, and any word of it, when no given name is known; and
# how often one behind a given name.
_RARE, _EVERYDAY, _COMMON = 60, 400, 1000
_NO_FIRST = ("ال", "لل", "بال", "وال", "فال", "كال", "لا")


class Part(NamedTuple):
    """A part of a line: its span, what it may be, the outlet it names, how sure a name is (`name_sign`) and
    a place (`_places`), and the date that it is.
    """

    start: int
    end: int
    what: frozenset[What]
    outlet: Outlet | None = None
    sign: int = 3
    near: int = 2
    day: str | None = None


@cache
def listed(name: str) -> frozenset[str]:
    """Give a list of ``data/stamps.toml``, folded."""
    return frozenset(key(word) for word in lexicon.toml("stamps")["words"][name])


@cache
def _places() -> dict[str, int]:
    """Map folded names of places to how surely they stand in a dateline: 2 for towns and provinces, 1 for a country, 0
    where the name is an everyday word too.
    """
    known = dict.fromkeys(listed("places"), 2)
    for row in lexicon.rows("places"):
        near = 2 if row["level"] in ("town", "district", "province", "point") else 1
        for name in (row["name"], *lexicon.variants(row["variants"])):
            folded = key(name)
            known[folded] = max(known.get(folded, 0), 0 if row["common"] else near)
    return known


@cache
def _given() -> frozenset[str]:
    """Give the folded given names."""
    return frozenset(
        fold(name) for row in lexicon.rows("given_names") for name in lexicon.variants(row["names"])
    )


@cache
def _titles() -> frozenset[str]:
    """Give the folded single words that may stand before a name: «د.», «اللواء»."""
    words = {fold(row["word"]) for row in lexicon.rows("titles") if " " not in row["word"]}
    return frozenset(words | {f"ال{word}" for word in words})


@cache
def _bodies() -> frozenset[str]:
    """Give the folded words that open the name of a body, with and without article."""
    words = {fold(row["word"]) for row in lexicon.rows("org_heads")}
    return frozenset(words | {f"ال{word}" for word in words})


def told(text: str, start: int, end: int) -> tuple[Part, ...]:
    """Tell what a part of a line is, or its pieces; none when it is nothing of a dateline."""
    words = text[start:end]
    if _HYPHEN.search(words) and (pieces := _hyphened(text, start, end)):
        return pieces
    one = _one(text, start, end)
    if one is not None and one.sign == SURE:
        return _persons(text, one)
    if (found := _PLACE_AND_DAY.fullmatch(words)) is not None and (dated := _with_day(text, start, found)):
        return dated
    for shape in _FIRST:
        first = shape.match(words)
        if first is not None and key(first[0]) in listed("authored") | listed("pictured"):
            lead = _one(text, start, start + first.end())
            rest = _one(text, *trim(text, start + first.end(), end))
            if lead is not None and rest is not None and "name" in rest.what and rest.sign > 1:
                return (lead, *_persons(text, rest))
    return _persons(text, one) if one is not None else ()


def _hyphened(text: str, start: int, end: int) -> tuple[Part, ...]:
    """Tell the parts that bare hyphens join («جدة-المنارة»), none when one of them is not sure."""
    cuts = [start, *(start + found.start() for found in _HYPHEN.finditer(text[start:end])), end]
    pieces = [_one(text, *trim(text, a + (a > start), b)) for a, b in pairwise(cuts)]
    sure = tuple(piece for piece in pieces if piece is not None and piece.sign == SURE)
    return sure if len(sure) == len(pieces) else ()


def _with_day(text: str, start: int, found: re.Match[str]) -> tuple[Part, ...]:
    """Tell «بكين 13 مارس 2019», with an agency behind the day or without."""
    place = _one(text, start, start + found.end("place"))
    if place is None or "place" not in place.what:
        return ()
    begin, end = start + found.start("day"), start + found.end("day")
    if (day := iso(text[begin:end])) is not None:
        return place, Part(begin, end, frozenset({"date"}), day=day)
    last = text.rfind(" ", begin, end)
    agency = _one(text, last + 1, end) if last > 0 else None
    if agency is not None and "outlet" in agency.what and (day := iso(text[begin:last])) is not None:
        return place, Part(begin, last, frozenset({"date"}), day=day), agency
    return ()


def _persons(text: str, part: Part) -> tuple[Part, ...]:
    """Part two persons whom «و» joins: «سلمى الحوراني ومازن الخطيب»."""
    if "name" not in part.what:
        return (part,)
    for joint in re.finditer(r"\s+و(?=\w)", text[part.start : part.end]):
        first = _one(text, part.start, part.start + joint.start())
        second = _one(text, part.start + joint.end(), part.end)
        if first is None or second is None or "name" not in first.what & second.what:
            continue
        if second.sign > 1:
            return first, *_persons(text, second)
    return (part,)


def _one(text: str, start: int, end: int) -> Part | None:
    """Tell what one part may be by itself, None when it is none of them."""
    if end - start > _LONGEST_PART or text.count(" ", start, end) > _MOST_SPACES:
        return None
    quoted = start > 0 and text[start - 1] in '«"“' and text[end : end + 1] in ("»", '"', "”")
    found = _meaning(text[start:end], quoted)
    return found._replace(start=start, end=end) if found is not None else None


@lru_cache(maxsize=20_000)
def _meaning(words: str, quoted: bool) -> Part | None:
    """Tell what words may be in a dateline, as a part whose span does not count yet."""
    folded = key(words)
    what: set[What] = {name for name in ("authored", "pictured") if folded in listed(name)}
    if folded in listed("desks") or folded.partition(" ")[0] in listed("desk_heads"):
        what.add("desk")
    outlet, near = find(words, named=True), _places().get(folded)
    if folded in nameless() or (outlet is None and folded.startswith(_AGENCY)):
        return Part(0, 0, frozenset({"agencies"}))
    if folded[:1].isdecimal():
        return _dated(words)
    if outlet is not None:
        what.add("outlet")
    if near is not None and not (quoted and outlet is not None):
        what.add("place")
    if not what and (sign := name_sign(words)):
        return Part(0, 0, frozenset({"name"}), sign=sign)
    return Part(0, 0, frozenset(what), outlet, near=2 if near is None else near) if what else None


def _dated(words: str) -> Part | None:
    """Tell a day: «13/3/2019»; one without its year, or the bare numbers of day and month, say no date."""
    day = iso(words)
    partial = words.strip().isdecimal() and len(words.strip()) < 3
    if day is None and not partial and iso(f"{words} 2000") is None:
        return None
    return Part(0, 0, frozenset({"date"}), day=day if day and len(day) >= len("2019-03-13") else None)


def name_sign(words: str) -> int:
    """Tell whether words may be a person's name: 3 with a known given name, 2 when none of them is an everyday word, 1
    when only their shape says so, 0 for no name.
    """
    folded = fold(words)
    if _NOT_A_NAME.search(folded):
        return 0
    names = [name.strip(".") for name in folded.replace(".", ". ").split()]
    while len(names) > 1 and names[0] in _titles() and names[0] not in _given():
        names.pop(0)
    if not 2 <= len(names) <= _LONGEST_NAME:
        return 0
    # «على» and the name «علي» fold to one.
    if any(name in listed("in_no_name") or len(name) < 2 for name in names) or " على " in words:
        return 0
    counts = word_counts()
    if names[0] in _given() or (names[0].startswith("عبد") and len(names[0]) > len("عبد")):
        return SURE if not any(_everyday(name, counts) for name in names[1:]) else 1
    if names[0].startswith(_NO_FIRST) or names[0] in _bodies():
        return 0
    if not _ARABIC.search(folded):
        return 1
    rare = max(counts.get(names[0], 0), counts.get(f"ال{names[0]}", 0)) < _RARE
    return 2 if rare and all(counts.get(name, 0) < _EVERYDAY for name in names) else 1


def _everyday(name: str, counts: Mapping[str, int]) -> bool:
    """Tell a word that hardly stands behind a given name: a verb or noun that news at large is full of."""
    if name.startswith("ال") or name in _given() or name in listed("inside_names"):
        return False
    return counts.get(name, 0) >= _COMMON
