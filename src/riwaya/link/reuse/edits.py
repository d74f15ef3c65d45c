"""Edits: what was changed on the way from one report to another, where it matters to who reads them.

Looked for are the differences that a desk wants to see first: another figure, words that lost their source or got
another, a verb of saying that judges, a hedge or a denial that one side has alone, another name. What both sides say
comes from their extractions, what stands at the same place from the alignment of the passage. Spelling, order and
wording are none of it (`alignment.changes` has those).
"""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from rapidfuzz import fuzz

from riwaya.arabic.fold import fold
from riwaya.extract.cues import cue_at, noun_at
from riwaya.link.reuse.sides import Side, Sides
from riwaya.link.spelling import name_words
from riwaya.link.terms import keys_of
from riwaya.model import Copy, Edit, Edited, Mention, Passage, Quantity, Span, Statement

_NUMBERS = re.compile(r"\d+")
# The share of a statement's words that the passage must hold, and of these that the other side must have.
MOST = 0.6
FEWEST = 4
# Words around a place in which a saying of the other side may yet give it a source.
NEAR = 15
# How alike two names may be at most to be two names (rapidfuzz ratio, 0 to 100).
UNLIKE = 60
# Ways of saying that take a side, or say that it is not so.
JUDGING = frozenset(("alleges", "accuses", "denies"))
# A report that has less of its words from the other did not leave a denial out: it may never have had it.
FROM_THERE = 0.5


def edits(copy: Copy, passages: Sequence[Passage], a: Side, b: Side) -> tuple[Edit, ...]:
    """Give the differences that matter between the two reports of a copy, in the order of the first."""
    found: list[Edit] = []
    for passage in passages:
        sides = Sides(passage, a, b)
        found += figures(sides)
        found += names(sides)
        found += stances(sides)
        for seen, turned in ((sides, False), (sides.turned(), True)):
            one_sided = (*sources(seen), *hedges(seen))
            found += (_turned(edit) if turned else edit for edit in one_sided)
    if copy.b_share >= FROM_THERE:
        found += denials(a, b, passages)
    if copy.a_share >= FROM_THERE:
        found += (_turned(edit) for edit in denials(b, a, passages))
    once = {(e.kind, e.a, e.b): e for e in found}
    return tuple(sorted(once.values(), key=lambda e: (e.a, e.b, e.kind)))


def _turned(edit: Edit) -> Edit:
    """Give an edit as it is seen from the other side."""
    return Edit(kind=edit.kind, a=edit.b, b=edit.a, a_is=edit.b_is, b_is=edit.a_is, passage=edit.passage)


def _edit(kind: Edited, sides: Sides, here: Span, there: Span, is_here: str = "", is_there: str = "") -> Edit:
    return Edit(kind=kind, a=here, b=there, a_is=is_here, b_is=is_there, passage=sides.passage.id)


# --- figures ---


def figures(sides: Sides) -> Iterator[Edit]:
    """Give the figures that have another value on the other side: «18 قتيلا» for «28 قتيلا»."""
    theirs = [q for q in sides.there.extraction.quantities if q.where == "text" and not q.vague]
    for mine in sides.here.extraction.quantities:
        if mine.where != "text" or mine.vague or not sides.holds(mine.span) or sides.kept(mine.span):
            continue
        place = sides.beside(mine.span) if sides.settled(mine.span) else None
        beside = [q for q in theirs if place and sides.within(q.span, place) and _of_one_kind(mine, q)]
        if len(beside) == 1 and not (_same_value(mine, beside[0]) or _mirrored(sides, mine, beside[0])):
            yield _edit("figure", sides, mine.span, beside[0].span, value(mine), value(beside[0]))


def _of_one_kind(a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures count the same in the same unit."""
    return a.unit == b.unit and (a.counted == b.counted or not a.counted or not b.counted)


def _same_value(a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures are one, be it rounded in one of them: «59.48 مليون» and «59.4 مليون»."""
    return all(
        one == other or (one is not None and other is not None and _rounded(one, other))
        for one, other in ((a.low, b.low), (a.high, b.high))
    )


def _rounded(a: float, b: float) -> bool:
    """Tell whether the number with fewer digits is the other one rounded or cut; of one digit nothing is known."""
    coarse, fine = sorted((Decimal(str(a)).normalize(), Decimal(str(b)).normalize()), key=_digits)
    if _digits(coarse) < 2 or _digits(coarse) == _digits(fine):
        return False
    last = Decimal(1).scaleb(coarse.as_tuple().exponent)  # type: ignore[arg-type]
    return coarse in (fine.quantize(last, ROUND_HALF_UP), fine.quantize(last, ROUND_DOWN))


def _mirrored(sides: Sides, a: Quantity, b: Quantity) -> bool:
    """Tell whether two decimals are one, written from the left and from the right: «42.3» and «3ر42»."""
    texts = (sides.here.report.text, a.span), (sides.there.report.text, b.span)
    first, second = (_NUMBERS.findall(text[span.start : span.end]) for text, span in texts)
    return len(first) == 2 and list(map(int, first)) == list(map(int, reversed(second)))


def _digits(number: Decimal) -> int:
    return len(number.as_tuple().digits)


def value(quantity: Quantity) -> str:
    """Write the value of a figure: ``18``, ``18-20``, ``>=18``, ``<=18``."""
    low, high = quantity.low, quantity.high
    if low == high:
        return f"{low}"
    if low is None or high is None:
        return f">={low}" if high is None else f"<={high}"
    return f"{low}-{high}"


# --- sources and ways of saying ---


def sources(sides: Sides) -> Iterator[Edit]:
    """Give the sayings of this side that the other gives to nobody, or to somebody else: «قال مسؤول إن …» that became
    a fact.
    """
    for said, held in sides.here.said:
        moved = _moved(sides, held)
        if not moved or not said.chain:
            continue
        covering = _covering(sides, moved)
        if not covering:
            yield from _dropped(sides, said, moved)
        elif not any(_one_source(sides, said, other) for other in covering):
            other = max(covering, key=lambda s: len(s.chain))
            here, there = _named_at(said), _named_at(other)
            if here and there and sides.lost(here) and sides.passage.a == sides.here.report.id:
                is_here, is_there = _origin(sides.here, said), _origin(sides.there, other)
                yield _edit("source", sides, here, there, is_here, is_there)


def _moved(sides: Sides, held: Collection[int]) -> list[int]:
    """Give the positions on the other side of what somebody says, or nothing when too little of it is there."""
    moved = [sides.same[n] for n in held if n in sides.same]
    return moved if len(moved) >= max(FEWEST, MOST * len(held)) else []


def _covering(sides: Sides, moved: Collection[int]) -> list[Statement]:
    """Give the sayings of the other side that hold at least half of these words."""
    words = frozenset(moved)
    return [said for said, held in sides.there.said if 2 * len(words & held) >= len(words)]


def _dropped(sides: Sides, said: Statement, moved: Sequence[int]) -> Iterator[Edit]:
    """Give a source that is gone: neither its words nor another saying stand around what was said."""
    words = sides.there.words
    told = [span for span in (said.cue, _named_at(said)) if span is not None]
    first, last = min(moved), max(moved)
    around = words.span(max(0, first - NEAR), min(len(words.ids), last + 1 + NEAR))
    cued = (s.cue for s in sides.there.extraction.statements if s.cue)
    if any(around.start <= cue.start < around.end for cue in cued) or not told or _may_say(sides, around):
        return
    if all(sides.lost(span) or not sides.holds(span) for span in told):
        here = Span(min(s.start for s in told), max(s.end for s in told))
        yield _edit("source", sides, here, words.span(first, first), _origin(sides.here, said))


def _may_say(sides: Sides, around: Span) -> bool:
    """Tell whether a word of saying stands there on the other side that this side has not: a saying that was missed."""
    kept = set(sides.same.values())
    first, end = sides.there.between(around)
    text, spans = sides.there.report.text, sides.there.words.spans
    for n in range(first, end):
        if n not in kept:
            form = fold(text[spans[n, 0] : spans[n, 1]])
            if cue_at(form) or noun_at(form):
                return True
    return False


def _named_at(said: Statement) -> Span | None:
    """Give where the origin of a saying is named."""
    return said.chain[-1].mention if said.chain else None


def _origin(side: Side, said: Statement) -> str:
    """Give the name of a saying's origin, as full as it is known."""
    link = said.chain[-1]
    named = link.mention
    return link.resolved or (side.report.text[named.start : named.end] if named else "")


def _one_source(sides: Sides, mine: Statement, other: Statement) -> bool:
    """Tell whether two sayings may be given to one source: names with a word in common, or one without a name."""
    names = [
        {k for link in said.chain for k in keys_of(link.resolved or "") if len(k) > 1}
        for said in (mine, other)
    ]
    return not names[0] or not names[1] or bool(names[0] & names[1])


def stances(sides: Sides) -> Iterator[Edit]:
    """Give the sayings that are told in a way that judges in one only: «قال» here, «زعم» there.

    «قال» and «أكد» are the manner of a house.
    """
    for said, held in sides.here.said:
        moved = _moved(sides, held)
        covering = [s for s in _covering(sides, moved) if s.cue] if moved and said.cue and said.chain else []
        if len(covering) != 1 or said.cue is None:
            continue
        (other,) = covering
        judged = {said.stance, other.stance} & JUDGING
        if other.cue and judged and other.stance != said.stance and sides.lost(said.cue):
            yield _edit("stance", sides, said.cue, other.cue, said.stance, other.stance)


# --- hedges, denials, names ---


def hedges(sides: Sides) -> Iterator[Edit]:
    """Give the words of doubt that the other side has not, in sentences that it has: «يعتقد أن»."""
    told = (*sides.there.extraction.statements, *sides.there.extraction.own_voice)
    theirs = [hedge for said in told for hedge in said.hedges]
    for said in (*sides.here.extraction.statements, *sides.here.extraction.own_voice):
        for hedge in said.hedges:
            if not sides.holds(hedge) or not sides.lost(hedge) or not sides.settled(hedge):
                continue
            place = sides.beside(hedge)
            if place and not any(sides.within(other, (place[0] - 2, place[1] + 2)) for other in theirs):
                there = sides.there.words.span(place[0], place[0])
                words = sides.here.report.text[hedge.start : hedge.end]
                yield _edit("hedge", sides, hedge, there, words)


def denials(here: Side, there: Side, passages: Sequence[Passage]) -> Iterator[Edit]:
    """Give the denials of a report that another, which is mostly taken from it, left out."""
    if any(said.stance == "denies" for said in there.extraction.statements):
        return
    shared = {
        n for p in passages for n in range(*here.between(p.a_span if p.a == here.report.id else p.b_span))
    }
    end = there.words.span(len(there.words.ids), len(there.words.ids))
    for said, held in here.said:
        if said.stance != "denies" or not said.chain or not held or said.cue is None:
            continue
        if 2 * sum(n in shared for n in held) < len(held):
            whole = Span(min(said.cue.start, said.content[0].start), max(said.cue.end, said.content[-1].end))
            yield Edit(kind="denial", a=whole, b=end, a_is=_origin(here, said))


def names(sides: Sides) -> Iterator[Edit]:
    """Give the names that are others on the other side."""
    turned = sides.turned()
    theirs = [m for m in sides.there.extraction.mentions if not turned.kept(m.span)]
    here, there = sides.here.name_words, sides.there.name_words
    for mine in sides.here.extraction.mentions:
        if not sides.holds(mine.span) or not sides.lost(mine.span) or not sides.settled(mine.span):
            continue
        place = sides.beside(mine.span)
        beside = [m for m in theirs if place and m.type == mine.type and sides.within(m.span, place)]
        if len(beside) == 1 and _two_names(sides, mine, beside[0]):
            (other,) = beside
            # A name that stands elsewhere in the other report was moved: lists are put in another order.
            if not _named(sides.here, mine, there) and not _named(sides.there, other, here):
                told = sides.here.called(mine), sides.there.called(other)
                yield _edit("name", sides, mine.span, other.span, *told)


def _named(side: Side, mention: Mention, among: frozenset[str]) -> bool:
    """Tell whether most words of a name are among those of another report's names."""
    words = name_words(side.written(mention))
    return 2 * sum(word in among for word in words) >= len(words)


def _two_names(sides: Sides, a: Mention, b: Mention) -> bool:
    """Tell whether two names are of two: no word in common, in any form known in the reports, and not alike."""
    first = {*name_words(sides.here.called(a)), *name_words(sides.here.written(a))}
    second = {*name_words(sides.there.called(b)), *name_words(sides.there.written(b))}
    alike = fuzz.ratio(sides.here.written(a), sides.there.written(b))
    return not first & second and alike < UNLIKE and a.place != (b.place or 0)
