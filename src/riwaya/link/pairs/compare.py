"""Compare: whether two short texts say the same, contradict each other, or speak of other things.

What is evident decides first: the same words, or, in texts that are alike else, a figure that cannot be the other, a
negation that only one has, another place. Only where
nothing is evident do the learners decide (`link.pairs.model`); sentence vectors are among what they see, and never
decide alone.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.link.pairs.features import match
from riwaya.link.pairs.model import STANCES, Seen, learned, see
from riwaya.link.pairs.sides import Side, sides
from riwaya.link.pairs.vectors import Kind, vectors
from riwaya.model import Aspect, AspectKind, Comparison, Span, Verdict

EVENT = 0.1
"""How likely two texts tell one event, at least, for them to agree or to contradict each other."""
RELATED = 0.15
"""How likely, at least, for texts of two events to be related where they share no name (of texts drawn at random
about 19 of 20 stay below)."""
EVIDENT: dict[AspectKind, float] = {"figure": 0.5, "polarity": 0.5, "place": 0.7}
"""How much of each text, by weight, must stand in the other for a difference of a kind alone to decide."""
_NEAR = 0.3
"""How near (cosine) a word is to the one that stands for it in the other text, at least."""
_TELLS = 2.0
"""What a word weighs at least to be shown as a difference."""


class _Decided(NamedTuple):
    verdict: Verdict
    confidence: float
    rule: str


def compare(a: str, b: str) -> Comparison:
    """Compare two Arabic sentences or short texts; which of them is first makes no difference to the verdict.

    Raises ValueError when one of them has no words.
    """
    return compare_all([(a, b)])[0]


def compare_all(pairs: Sequence[tuple[str, str]], kind: Kind | None = None) -> list[Comparison]:
    """Compare many pairs, each text read once; raises ValueError when a text has no words.

    `kind` of vectors: the sentence encoder where it is installed, unless it is named here.
    """
    if not pairs:
        return []
    using = vectors(kind)
    texts = list(dict.fromkeys(text for pair in pairs for text in pair))
    read = dict(zip(texts, sides(texts, using), strict=True))
    if empty := [text for text, side in read.items() if not side.words]:
        raise ValueError(f"no words to compare: {empty[0]!r}")
    return compare_sides([(read[a], read[b]) for a, b in pairs], using.kind)


def compare_sides(held: Sequence[tuple[Side, Side]], kind: Kind) -> list[Comparison]:
    """Compare pairs of texts that were read with a kind of vectors."""
    seen = [see(a, b) for a, b in held]
    model = learned(kind)
    chances, events = model.stance.chances(seen), model.event.chances(seen)
    return [
        _compared(a, b, one, dict(zip(STANCES, told, strict=True)), event, encoder=kind == "encoder")
        for (a, b), one, told, event in zip(held, seen, chances.tolist(), events.tolist(), strict=True)
    ]


def _compared(
    a: Side, b: Side, seen: Seen, chances: dict[str, float], event: float, *, encoder: bool
) -> Comparison:
    verdict, confidence, rule = decided(a, b, seen, chances, event)
    words = list(_words(a, b)) if rule != "pairs.words" else []
    said = seen.said
    return Comparison(
        verdict=verdict,
        confidence=round(confidence, 3),
        agreed=said.agreed,
        differed=(*said.differed, *(one for one in words if one.a and one.b)),
        alone=(*said.alone, *(one for one in words if not (one.a and one.b))),
        rule=rule,
        event=round(event, 3),
        chances={name: round(chance, 3) for name, chance in chances.items()},
        encoder=encoder,
    )


def decided(a: Side, b: Side, seen: Seen, chances: dict[str, float], event: float) -> _Decided:
    """Decide; see the module."""
    if [t.form for t in a.words] == [t.form for t in b.words]:
        return _Decided("same", 1.0, "pairs.words")
    if evident := _evident(seen):
        return _Decided("contradicts", max(chances["disagree"], 0.5), evident)
    if event < EVENT or chances["other"] >= max(chances.values()):
        return _Decided(_topic(seen, event), max(1 - event, chances["other"]), "pairs.event")
    agree = chances["agree"] / (chances["agree"] + chances["disagree"])
    verdict: Verdict = "same" if agree >= 0.5 else "contradicts"
    return _Decided(verdict, max(agree, 1 - agree), "pairs.model")


def _evident(seen: Seen) -> str:
    """Name the evident contradiction of two texts that are alike but for it, "" when there is none."""
    alike = seen.row["key.share.least"]
    return next((f"pairs.{k}" for k, least in EVIDENT.items() if alike >= least and seen.said.has(k)), "")


def _topic(seen: Seen, event: float) -> Verdict:
    """Tell whether two texts that tell no one event are about one subject."""
    named = any(one.kind in ("actor", "place") for one in seen.said.agreed)
    return "related" if named or event >= RELATED else "unrelated"


def _words(a: Side, b: Side) -> Iterator[Aspect]:
    """Give the telling words that only one text has, with those that stand for them in the other."""
    met = match(a, b)
    left, right = (
        [n for n in only if side.weights[n] >= _TELLS and not _covered(side, n, seen_names(side))]
        for side, only in zip((a, b), met.only, strict=True)
    )
    free = list(right)
    for n in left:
        best = max(free, key=lambda m, n=n: met.table[n, m], default=None)  # type: ignore[misc]
        if best is not None and met.table[n, best] >= _NEAR:
            free.remove(best)
            yield Aspect(
                kind="word", a=_span(a, n), b=_span(b, best), a_is=_shown(a, n), b_is=_shown(b, best)
            )
        else:
            yield Aspect(kind="word", a=_span(a, n), b=None, a_is=_shown(a, n))
    for m in free:
        yield Aspect(kind="word", a=None, b=_span(b, m), b_is=_shown(b, m))


def seen_names(side: Side) -> list[Span]:
    """Give the places of names, figures and times: they are aspects of their own."""
    return [found.span for group in (side.names, side.quantities, side.times) for found in group]


def _covered(side: Side, n: int, spans: Sequence[Span]) -> bool:
    word = side.words[n]
    return any(span.start < word.end and word.start < span.end for span in spans)


def _span(side: Side, n: int) -> Span:
    return Span(side.words[n].start, side.words[n].end)


def _shown(side: Side, n: int) -> str:
    return side.text[side.words[n].start : side.words[n].end]
