"""Copy cards: what two reports share, both sides next to each other with the words that differ marked."""

from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from riwaya.arabic.words import Token, tokens
from riwaya.model import Passage, Report, Span
from riwaya.show import labels
from riwaya.show.labels import Bilingual

LONGEST = 160
"""Words of a passage that are shown; the rest of a long copy is said in numbers."""


class Side(NamedTuple):
    """A passage in one report: runs of words, each with whether it differs from the other side's."""

    runs: tuple[tuple[str, bool], ...]
    cut: bool


class PassageView(NamedTuple):
    """A shared passage with both its sides."""

    passage: Passage
    similarity: Bilingual
    a: Side
    b: Side


class Pair(NamedTuple):
    """Two reports that share passages, and the share of each one's words that is shared; `first` is who had
    it.
    """

    a: Report
    b: Report
    words: int
    share_a: Bilingual
    share_b: Bilingual
    first: Report | None
    why: Bilingual | None
    passages: tuple[PassageView, ...]


def _side(text: str, span: Span, toks: list[Token], differs: set[int], cut: bool) -> Side:
    """Cut a passage into runs; what stands between two words is marked only when both are."""
    runs: list[tuple[str, bool]] = []

    def put(start: int, end: int, different: bool) -> None:
        if start < end:
            if runs and runs[-1][1] == different:
                runs[-1] = (runs[-1][0] + text[start:end], different)
            else:
                runs.append((text[start:end], different))

    at = span.start
    for i, tok in enumerate(toks):
        put(at, tok.start, i in differs and i - 1 in differs)
        put(tok.start, tok.end, i in differs)
        at = tok.end
    if not cut:
        put(at, span.end, False)
    return Side(tuple(runs), cut)


def _words(text: str, span: Span) -> list[Token]:
    """Give the words and numbers of a passage; quotation marks and commas make no difference."""
    return [t for t in tokens(text, span.start, span.end) if t.kind != "mark"]


def sides(a: str, a_span: Span, b: str, b_span: Span) -> tuple[Side, Side]:
    """Compare two passages word by word on their folded forms."""
    left, right = _words(a, a_span), _words(b, b_span)
    cut_left, cut_right = len(left) > LONGEST, len(right) > LONGEST
    left, right = left[:LONGEST], right[:LONGEST]
    matcher = SequenceMatcher(None, [t.form for t in left], [t.form for t in right], autojunk=False)
    only_left, only_right = set(range(len(left))), set(range(len(right)))
    for i, j, size in matcher.get_matching_blocks():
        only_left -= set(range(i, i + size))
        only_right -= set(range(j, j + size))
    return _side(a, a_span, left, only_left, cut_left), _side(b, b_span, right, only_right, cut_right)


def _covered(spans: list[Span], text: str) -> tuple[int, int]:
    """Count the words of a text, and those that lie in one of the spans."""
    found = [t for t in tokens(text) if t.kind != "mark"]
    inside = sum(any(s.start <= t.start < s.end for s in spans) for t in found)
    return inside, max(1, len(found))


def _pair(a: Report, b: Report, passages: list[Passage], shown: int) -> Pair:
    passages.sort(key=lambda p: -p.words)
    views = []
    for p in passages[:shown]:
        left, right = sides(a.text, p.a_span, b.text, p.b_span)
        views.append(PassageView(p, labels.share(p.similarity), left, right))
    shared_a, all_a = _covered([p.a_span for p in passages], a.text)
    shared_b, all_b = _covered([p.b_span for p in passages], b.text)
    known = next((p for p in passages if p.direction != "unknown"), None)
    reason = next((p.reason for p in ([known] if known else passages) if p.reason), "")
    return Pair(
        a,
        b,
        max(shared_a, shared_b),
        labels.share(shared_a / all_a),
        labels.share(shared_b / all_b),
        (a if known.direction == "a_to_b" else b) if known else None,
        labels.say(reason, {"a": a.outlet or a.name, "b": b.outlet or b.name}) if reason else None,
        tuple(views),
    )


def by_pair(passages: Sequence[Passage]) -> list[tuple[tuple[str, str], list[Passage]]]:
    """Group passages by their two reports, the pair that shares most words first."""
    groups: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        groups[passage.a, passage.b].append(passage)
    return sorted(groups.items(), key=lambda g: (-sum(p.words for p in g[1]), g[0]))


def pairs(reports: dict[str, Report], passages: Sequence[Passage], limit: int, shown: int = 3) -> list[Pair]:
    """Give the `limit` pairs that share most, each with its `shown` longest passages."""
    return [_pair(reports[a], reports[b], group, shown) for (a, b), group in by_pair(passages)[:limit]]
