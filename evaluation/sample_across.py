"""Copies and stories, held to the truth."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from riwaya.case import Case
from riwaya.model import Passage, Report, Span
from sample_meet import Both, Difference, words_at
from sample_truth import Json

SHARED_WORDS = 25
"""A shared passage shorter than this, in words, is no copy that a desk would speak of."""
COVER = {"same": 0.8, "mostly": 0.5, "passage": 0.0}
"""How much must be shared: of the longer report for ``same``, of the shorter one for ``mostly``."""
TURNED = {"a_to_b": "b_to_a", "b_to_a": "a_to_b", "unknown": "unknown"}


def _covered(text: str, spans: Iterable[Span]) -> float:
    return len(words_at(text, [(s.start, s.end) for s in spans])) / max(1, len(re.findall(r"\w+", text)))


def _shared(passages: Sequence[Passage], a: Report, b: Report) -> tuple[float, float]:
    """Share of the words of `a` and of `b` that stands in their common passages."""
    on_a = [p.a_span if p.a == a.id else p.b_span for p in passages]
    on_b = [p.b_span if p.a == a.id else p.a_span for p in passages]
    return _covered(a.text, on_a), _covered(b.text, on_b)


def copies(truth: Json, boths: dict[str, Both], passages: Sequence[Passage]) -> Iterator[Difference]:
    names = {b.report.id: n for n, b in boths.items()}
    found: dict[frozenset[str], list[Passage]] = defaultdict(list)
    for p in passages:
        found[frozenset((names[p.a], names[p.b]))].append(p)
    for c in truth["copies"]:
        a, b, where = boths[c["a"]].report, boths[c["b"]].report, f"{c['a']} → {c['b']}"
        hits = found.pop(frozenset((c["a"], c["b"])), [])
        shares = _shared(hits, a, b)
        share = min(shares) if c["kind"] == "same" else max(shares)
        if not hits or share < COVER[c["kind"]]:
            yield Difference("copy", where, c["kind"], f"{share:.0%} shared" if hits else "nothing")
        ways = {p.direction if p.a == a.id else TURNED[p.direction] for p in hits}
        if hits and c["direction"] and ways != {c["direction"]}:
            yield Difference("direction", where, c["direction"], ", ".join(sorted(ways)))
    for pair, hits in found.items():
        if max(p.words for p in hits) >= SHARED_WORDS:
            yield Difference(
                "copy extra", " – ".join(sorted(pair)), "nothing", f"{max(p.words for p in hits)} words"
            )


def stories(truth: Json, boths: dict[str, Both], case: Case) -> Iterator[Difference]:
    names = {b.report.id: n for n, b in boths.items()}
    found = [{names[r] for r in s.reports} for s in case.linked().stories]
    for s in truth["stories"]:
        want = set(s["reports"])
        best = max(found, key=lambda f: len(f & want), default=set())
        if len(want) == 1 and not any(f & want for f in found):
            continue  # a report that is alone need not be called a story
        for r in sorted(want ^ best):
            yield Difference(
                "story", f"{r} in story {s['id']}", *(("yes", "no") if r in want else ("no", "yes"))
            )
