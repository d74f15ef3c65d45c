"""Edits of sayings: who says it, how it is said, what weakens it, and denials that were left out."""

from collections.abc import Collection, Iterator, Sequence

from riwaya.extract.cues import cue_at, noun_at
from riwaya.extract.wordlists import word_lists
from riwaya.link.outlets import outlet_name, same_outlet
from riwaya.link.reuse.sides import Side, Sides
from riwaya.link.terms import keys_of
from riwaya.model import Edit, Passage, Span, Statement

# The share of a statement's words that the passage must hold, and of these that the other side must have.
MOST = 0.6
FEWEST = 4
# Words around a place in which a saying of the other side may yet give it a source.
NEAR = 15
# Words before a place in which a word that opens a clause shows that a saying goes on: «وأن», «كما أن».
OPENS = 3
# Ways of saying that take a side, or say that it is not so.
JUDGING = frozenset(("alleges", "accuses", "denies"))


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
            yield from _given_to_another(sides, said, max(covering, key=lambda s: len(s.chain)))


def _moved(sides: Sides, held: Collection[int]) -> list[int]:
    """Give the positions on the other side of what somebody says, or nothing when too little of it is there."""
    moved = [sides.same[n] for n in held if n in sides.same]
    return moved if len(moved) >= max(FEWEST, MOST * len(held)) else []


def _covering(sides: Sides, moved: Collection[int]) -> list[Statement]:
    """Give the sayings of the other side that hold at least half of these words."""
    words = frozenset(moved)
    return [said for said, held in sides.there.said if 2 * len(words & held) >= len(words)]


def _dropped(sides: Sides, said: Statement, moved: Collection[int]) -> Iterator[Edit]:
    """Give a source that is gone: neither its words nor another saying stand around what was said."""
    words = sides.there.words
    told = [span for span in (said.cue, _named_at(said)) if span is not None]
    first, last = min(moved), max(moved)
    around = words.span(max(0, first - NEAR), min(len(words.ids), last + 1 + NEAR))
    cued = (s.cue for s in sides.there.extraction.statements if s.cue)
    if not told or any(around.start <= cue.start < around.end for cue in cued):
        return
    if _goes_on(sides, first) or _may_say(sides, around) or _is_there(sides, said, around):
        return
    if all(sides.lost(span) or not sides.holds(span) for span in told):
        here = Span(min(s.start for s in told), max(s.end for s in told))
        yield sides.edit("source", here, words.span(first, first), _origin(sides.here, said))


def _goes_on(sides: Sides, first: int) -> bool:
    """Tell whether a word that opens a clause stands just before: then what was said may go on from before."""
    before = sides.there.forms(max(0, first - OPENS), first)
    return not word_lists().complementisers.isdisjoint(before)


def _may_say(sides: Sides, around: Span) -> bool:
    """Tell whether a word of saying stands there on the other side that this side has not: a saying that was missed."""
    kept = set(sides.same.values())
    first, end = sides.there.between(around)
    forms = enumerate(sides.there.forms(first, end), first)
    return any(n not in kept and (cue_at(form) or noun_at(form)) for n, form in forms)


def _is_there(sides: Sides, said: Statement, around: Span) -> bool:
    """Tell whether the other report names the source there, be it in no saying, or for its whole text."""
    names = [link.resolved or "" for link in said.chain]
    report = sides.there.report
    whole = [outlet_name(report) or "", *(credit.name or "" for credit in sides.there.extraction.credits)]
    if any(same_outlet(name, other) for name in names for other in whole):
        return True
    keys = {key for key in keys_of(names[-1]) if len(key) > 2}
    return bool(keys & set(keys_of(report.text, around.start, around.end)))


def _given_to_another(sides: Sides, said: Statement, other: Statement) -> Iterator[Edit]:
    """Give a source that is another on the other side; a document is who made it in other words."""
    here, there = _named_at(said), _named_at(other)
    is_here, is_there = _origin(sides.here, said), _origin(sides.there, other)
    kinds = {said.chain[-1].kind, other.chain[-1].kind} if other.chain else {"document"}
    if not here or not there or not is_here or not is_there or "document" in kinds:
        return
    if sides.passage.a == sides.here.report.id and sides.lost(here) and not _is_there(sides, said, there):
        yield sides.edit("source", here, there, is_here, is_there)


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

    «قال» and «أكد» are the manner of a house. Where the other side says it both ways, it is not another way.
    """
    for said, held in sides.here.said:
        moved = _moved(sides, held)
        covering = [s for s in _covering(sides, moved) if s.cue] if moved and said.cue and said.chain else []
        if len(covering) != 1 or said.cue is None:
            continue
        (other,) = covering
        if other.cue is None or other.stance == said.stance or not {said.stance, other.stance} & JUDGING:
            continue
        both = sides.there.says(said.stance, other.cue, NEAR) or sides.here.says(other.stance, said.cue, NEAR)
        if sides.lost(said.cue) and not both:
            yield sides.edit("stance", said.cue, other.cue, said.stance, other.stance)


def hedges(sides: Sides) -> Iterator[Edit]:
    """Give the words of doubt that the other side has not, in sentences that it has: «يعتقد أن»."""
    theirs = sides.there.hedges
    for hedge in sides.here.hedges:
        if not sides.holds(hedge) or not sides.lost(hedge) or not sides.settled(hedge):
            continue
        place = sides.beside(hedge)
        if place and not any(sides.near(other, place) for other in theirs):
            there = sides.there.words.span(place[0], place[0])
            words = sides.here.report.text[hedge.start : hedge.end]
            yield sides.edit("hedge", hedge, there, words)


def denials(here: Side, there: Side, passages: Sequence[Passage]) -> Iterator[Edit]:
    """Give the denials of a report that another, which is mostly taken from it, left out from among what it took."""
    if there.denies:
        return
    shared = {
        n for p in passages for n in range(*here.between(p.a_span if p.a == here.report.id else p.b_span))
    }
    end = there.words.span(len(there.words.ids), len(there.words.ids))
    for said, held in here.said:
        if said.stance != "denies" or not said.chain or not held or said.cue is None:
            continue
        first, last = min(held), max(held)
        around = [*range(max(0, first - NEAR), first), *range(last + 1, last + 1 + NEAR)]
        if 2 * sum(n in shared for n in held) < len(held) and 3 * sum(n in shared for n in around) >= NEAR:
            whole = Span(min(said.cue.start, said.content[0].start), max(said.cue.end, said.content[-1].end))
            yield Edit(kind="denial", a=whole, b=end, a_is=_origin(here, said))
