"""A report of the sample case with what truth and program have of it, and when the two are the same."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from riwaya.model import Extraction, Report, Span, Statement
from sample_truth import Json

Pair = tuple[int, int]

NAME_F1 = 0.5
"""Mentions, and resolved names, are the same when their words agree at least so far (F1)."""


class Difference(NamedTuple):
    """One thing that the case has otherwise than the truth, as a readable line."""

    what: str
    where: str
    truth: str
    program: str

    def __str__(self) -> str:
        return f"{self.what} | {self.where} | truth: {self.truth} | program: {self.program}"


def words_at(text: str, spans: Iterable[Pair]) -> set[int]:
    return {s + m.start() for s, e in spans for m in re.finditer(r"\w+", text[s:e])}


def f1(a: set[Any], b: set[Any]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def fold(name: str | None) -> set[str]:
    plain = re.sub("[\u064b-\u065f\u0640]", "", name or "")
    plain = re.sub("[أإآ]", "ا", plain).replace("ى", "ي").replace("ة", "ه")
    return {w.removeprefix("ال") if len(w) > 4 else w for w in re.findall(r"\w+", plain)}


def alike(a: str | None, b: str | None) -> bool:
    """Say whether two names may be one: neither is there, or half the words of the shorter one are shared."""
    x, y = fold(a), fold(b)
    return x == y or (bool(x and y) and len(x & y) / min(len(x), len(y)) > NAME_F1)


def overlap(a: Pair, b: Pair) -> bool:
    return a[0] < b[1] and b[0] < a[1]


class Both:
    """One report with what truth and program have of it; program offsets are moved to the truth's."""

    def __init__(self, text: str, truth: Json, report: Report, extraction: Extraction) -> None:
        self.text = text
        self.truth: list[Json] = truth["statements"]
        self.furniture = [tuple(q["span"]) for q in truth["furniture"]]
        self.report = report
        self.extraction = extraction
        self.shift = max(0, report.text.find(text))
        self.pairs = dict(self._pair())

    def at(self, span: Span) -> Pair:
        return span.start - self.shift, span.end - self.shift

    def cue(self, s: Statement) -> Pair:
        return self.at(s.cue) if s.cue else (-1, -1)

    def content(self, s: Statement) -> set[int]:
        return words_at(self.text, map(self.at, s.content))

    def _pair(self) -> Iterator[tuple[int, int]]:
        """Pair statements one to one, best first: cues that overlap, and then contents that share words."""
        scores = []
        for i, t in enumerate(self.truth):
            words = words_at(self.text, (tuple(q["span"]) for q in t["content"]))
            for j, p in enumerate(self.extraction.statements):
                cue, f = overlap(tuple(t["cue"]["span"]), self.cue(p)), f1(words, self.content(p))
                if cue or f >= 0.5:
                    scores.append((-(cue + f), i, j))
        left, right = set(), set()
        for _, i, j in sorted(scores):
            if i not in left and j not in right:
                left.add(i)
                right.add(j)
                yield i, j

    def truth_statement(self, ref: str) -> str | None:
        """Give the truth's name of the program's statement, None when it has none (own voice, or extra)."""
        part, n = ref.rpartition("/")[2][:1], int(ref.rpartition("/")[2][1:])
        back = {j: i for i, j in self.pairs.items()}
        return str(self.truth[back[n]]["id"]) if part == "s" and n in back else None
