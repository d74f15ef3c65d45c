"""Page furniture: "read also" lines, comment links, cookie notices, tickers … are marked, never cut.

The patterns are data (`data/furniture.toml`) over folded text; what they find is given as raw spans, so every
offset still counts in the text as it was read. Precision first: a mark that is wrong hides evidence, one that
is missing only adds noise.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from riwaya.arabic.fold import Folded
from riwaya.lexicon import toml
from riwaya.model import Furniture, Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.؟!…](?=\s|$)")
_BEFORE_TAIL = ".؟!…:»”\"')؛،"
_MAX_LINE = 600


class Rule(NamedTuple):
    """One rule of the table; `reach` counts characters for ``tail`` and words for ``inline``."""

    id: str
    where: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    reach: int
    min_words: int
    max_words: int
    loose: bool


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Give the rules of the table, by where they look."""
    out: dict[str, list[Rule]] = {}
    for row in toml("furniture")["rule"]:
        needs = re.compile(row["needs"]) if "needs" in row else None
        rule = Rule(
            row["id"],
            row["where"],
            re.compile(row["pattern"]),
            needs,
            row.get("reach", 0),
            row.get("min_words", 1),
            row.get("max_words", 100),
            row.get("loose", False),
        )
        out.setdefault(rule.where, []).append(rule)
    return {where: tuple(found) for where, found in out.items()}


def furniture(text: str) -> tuple[Furniture, ...]:
    """Find the furniture of a text, in order and disjoint; what an earlier mark covers is not marked
    again.
    """
    folded = Folded(text)
    marks: list[Furniture] = []
    for start, end, rule in sorted(_found(folded.text), key=lambda mark: (mark[0], -mark[1])):
        span = folded.raw(start, end)
        if marks and span.start < marks[-1].span.end:
            if span.end <= marks[-1].span.end:
                continue
            span = Span(marks[-1].span.end, span.end)
        marks.append(Furniture(span, rule))
    return tuple(marks)


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    """Give every match of every rule in a folded text as ``(start, end, rule)``."""
    for line in _LINE.finditer(text):
        start, end = _trimmed(text, line.start(), line.end())
        if start < end and end - start <= _MAX_LINE and (name := line_rule(text[start:end])):
            yield start, end, name
    for rule in rules()["head"]:
        if found := rule.pattern.match(text):
            yield (*_trimmed(text, 0, found.end()), rule.id)
    for rule in rules()["tail"]:
        yield from _tail(rule, text)
    for rule in rules()["phrase"]:
        for found in rule.pattern.finditer(text):
            yield found.start(), found.end(), rule.id
    for rule in rules()["inline"]:
        for found in rule.pattern.finditer(text):
            yield found.start(), _inline_end(text, found.end(), rule.reach), rule.id


def line_rule(line: str) -> str | None:
    """Name the rule that takes this whole folded line for furniture, or None."""
    words = line.count(" ") + 1
    for rule in rules()["line"]:
        if (
            rule.min_words <= words <= rule.max_words
            and rule.pattern.fullmatch(line)
            and (rule.needs is None or rule.needs.search(line))
        ):
            return rule.id
    return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the white space off both ends of a stretch."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _tail(rule: Rule, text: str) -> Iterator[tuple[int, int, str]]:
    """Find what starts near the end, after a sentence or on a line of its own, and runs to the end."""
    for found in rule.pattern.finditer(text, max(0, len(text) - rule.reach)):
        before = text[: found.start()].rstrip(" \t\xa0")
        if rule.loose or not before or before[-1] in "\n\r" or before[-1] in _BEFORE_TAIL:
            yield (*_trimmed(text, found.start(), len(text)), rule.id)
            return


def _inline_end(text: str, start: int, reach: int) -> int:
    """Say where a link set into a line ends: with the line, the sentence, or at once when neither is near."""
    stop = text.find("\n", start)
    rest = text[start : stop if stop >= 0 else len(text)]
    if len(rest.split()) <= reach:
        return start + len(rest.rstrip())
    near = " ".join(rest.split(" ")[: reach + 1])
    ends = _SENTENCE_END.search(near)
    return start + ends.end() if ends else start
