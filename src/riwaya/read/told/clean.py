"""Page furniture: "read also" lines, comment links, cookie notices, tickers … are marked, never cut.

The patterns are data (`data/furniture.toml`) over folded text; what they find is given as raw spans, so every
offset still counts in the text as it was read. Precision first: a mark that is wrong hides evidence, one that
is missing only adds noise. What repeats over the pages of one outlet is found by `read.repeats`, what is written in
another language by `read.language`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from riwaya.arabic.fold import Folded
from riwaya.arabic.memory import remembered
from riwaya.lexicon import toml
from riwaya.model import Furniture, Span

_SENTENCE_END = re.compile(r"[.؟!…](?=\s|$)")
_BEFORE_TAIL = ".؟!…:»”\"')؛،"
_BLANK = " \t\xa0"
_MAX_LINE = 600
_MAX_LINES = 50_000  # of a text with more only the first and the last are looked at, half of each
_MAX_LINK = 600  # characters that the words of a link set into a line may take
_SHORT = 30  # words of a line that every rule may take; longer ones are told by few
_SHORT_SIZE = 240  # and its characters
_KNOWN_LINES = 8192
_NEAR = 400  # characters after the match of a tail in which what it needs has to stand
_TITLE_WORDS = 18
_PROSE_WORDS = 25
_LOOK_ON = 6  # lines below a list of titles in which the report may go on
# Arrows, bullets, rules and little pictures that chats and pages set around a line.
_DECORATION = "[\\s|•·●▪■◾◆★☆_~=<>\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff\\-–—]"
_DECORATED = re.compile(_DECORATION)
_DECORATIONS = re.compile(f"^{_DECORATION}+|{_DECORATION}+$")


class Rule(NamedTuple):
    """One rule of the table, whose header says what each field means."""

    id: str
    where: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    words: tuple[str, ...]
    reach: int
    min_words: int
    max_words: int
    after: int
    titles: int
    title_words: int
    loose: bool

    def may_stand(self, text: str) -> bool:
        """Tell without the pattern whether it is worth trying."""
        for word in self.words:  # a plain loop: this is asked of every rule for every line
            if word in text:
                return True
        return not self.words


class Line(NamedTuple):
    """A line of a folded text where something stands, without the white space at its ends."""

    start: int
    text: str


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Give the rules of the table, by where they look."""
    out: dict[str, list[Rule]] = {}
    for row in toml("furniture")["rule"]:
        if row["where"] == "elsewhere":
            continue
        needs = re.compile(row["needs"]) if "needs" in row else None
        rule = Rule(
            row["id"],
            row["where"],
            _pattern(row),
            needs,
            tuple(row.get("words", ())),
            row.get("reach", 0),
            row.get("min_words", 1),
            row.get("max_words", _SHORT),
            row.get("after", 0),
            row.get("titles", 0),
            row.get("title_words", _TITLE_WORDS),
            row.get("loose", False),
        )
        out.setdefault(rule.where, []).append(rule)
    return {where: tuple(found) for where, found in out.items()}


def _pattern(row: dict[str, Any]) -> re.Pattern[str]:
    """Compile the pattern of a row."""
    several = row["pattern"] if isinstance(row["pattern"], list) else [row["pattern"]]
    start, end = row.get("start", ""), row.get("end", "")
    return re.compile(f"{start}(?:{'|'.join(several)}){end}" if start or end else "|".join(several))


@cache
def _any_line(*, short: bool) -> re.Pattern[str]:
    """Join the rules without `words` for short lines or for long ones: what this does not match, none of them does."""
    fit = [rule for rule in rules()["line"] if not rule.words and (short or rule.max_words > _SHORT)]
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in fit))


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
    yield from _line_marks(lines(text))
    for rule in rules()["head"]:
        if found := rule.pattern.match(text):
            yield (*_trimmed(text, 0, found.end()), rule.id)
    for rule in rules()["tail"]:
        yield from _tail(rule, text)
    for rule in (*rules()["phrase"], *rules()["inline"]):
        if rule.may_stand(text) and (rule.needs is None or rule.needs.search(text)):
            for found in rule.pattern.finditer(text):
                end = found.end() if rule.where == "phrase" else _inline_end(text, found.end(), rule.reach)
                yield found.start(), end, rule.id


def lines(text: str) -> list[Line]:
    """Give the lines of a folded text in order, without the empty ones; of very many the first and the last."""
    # Other ends of a line are one character too, so that offsets stay.
    pieces = text.replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").split("\n")
    if len(pieces) <= _MAX_LINES:
        return _trimmed_lines(pieces, 0)
    first, last = pieces[: _MAX_LINES // 2], pieces[-_MAX_LINES // 2 :]
    return _trimmed_lines(first, 0) + _trimmed_lines(last, len(text) + 1 - sum(map(len, last)) - len(last))


def _trimmed_lines(pieces: list[str], at: int) -> list[Line]:
    """Take the white space off lines, the first of which starts at `at`."""
    out = []
    for piece in pieces:
        if line := piece.strip():
            out.append(Line(at + len(piece) - len(piece.lstrip()), line))
        at += len(piece) + 1
    return out


def _line_marks(of: list[Line]) -> Iterator[tuple[int, int, str]]:
    """Find the lines that a rule takes whole, with the titles under those that head a list."""
    titles_until = 0
    for n, line in enumerate(of):
        if n < titles_until or (name := line_rule(line.text)) is None:
            continue
        yield line.start, line.start + len(line.text), name
        if (heading := _headings().get(name)) is not None:
            titles_until = n + 1 + _titles(of, n + 1, heading)
            for title in of[n + 1 : titles_until]:
                yield title.start, title.start + len(title.text), name


@cache
def _headings() -> dict[str, Rule]:
    """Give the rules whose lines head a list of titles, by their names."""
    return {rule.id: rule for rule in rules()["line"] if rule.titles}


def _titles(of: list[Line], first: int, rule: Rule) -> int:
    """Count the lines from `first` that are titles of other articles, up to the next line that is furniture.

    Where the report goes on below, the next line alone may be one: what follows it may be the report's own.
    """
    last = first
    while last < min(len(of), first + rule.titles) and _is_title(of[last].text, rule.title_words):
        last += 1
    goes_on = any(_is_prose(line.text) for line in of[last : last + _LOOK_ON])
    return min(last - first, 1) if goes_on else last - first


def _is_title(line: str, most: int) -> bool:
    """Tell a line that may be the title of another article: short, no sentence's end, not begun as prose is."""
    words = line.split(" ", most)
    return (
        len(words) <= most
        and len(line) <= _SHORT_SIZE
        and line[-1] not in ".،؛:"
        and words[0] not in _prose()
        and line_rule(line) is None
    )


def _is_prose(line: str) -> bool:
    """Tell a line of the report itself: it ends as a sentence or is long, and is no furniture."""
    return (line[-1] == "." or line.count(" ") >= _PROSE_WORDS) and line_rule(line) is None


@cache
def _prose() -> frozenset[str]:
    """Give the words with which a sentence of a report goes on and no title begins."""
    return frozenset(toml("furniture")["prose"])


@remembered(_KNOWN_LINES)
def line_rule(line: str) -> str | None:
    """Name the rule that takes this whole folded line for furniture, or None."""
    if len(line) > _MAX_LINE:
        return None
    line = " ".join(line.split())  # long runs of white space would cost some patterns their time
    if not line:
        return None
    found = _whole_line(line)
    if found is None and (_DECORATED.match(line) or _DECORATED.match(line[-1])):
        return _whole_line(_DECORATIONS.sub("", line))
    return found


def _whole_line(line: str) -> str | None:
    """Name the first rule that the line matches, or None."""
    words = line.count(" ") + 1
    short = words <= _SHORT and len(line) <= _SHORT_SIZE
    plain = _any_line(short=short).fullmatch(line) is not None
    for rule in rules()["line"]:
        if (
            (plain if not rule.words else rule.may_stand(line))
            and rule.min_words <= words <= rule.max_words
            and (short or rule.max_words > _SHORT)
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
    first = max(rule.after, len(text) - rule.reach)
    if first > len(text) or not rule.may_stand(text[first:]):
        return
    for found in rule.pattern.finditer(text, first):
        before = found.start()
        while before and text[before - 1] in _BLANK:
            before -= 1
        if rule.needs and not rule.needs.search(text, found.end(), found.end() + _NEAR):
            continue
        if rule.loose or not before or text[before - 1] in "\n\r" or text[before - 1] in _BEFORE_TAIL:
            yield (*_trimmed(text, found.start(), len(text)), rule.id)
            return


def _inline_end(text: str, start: int, reach: int) -> int:
    """Say where a link set into a line ends: with the line, the sentence, or at once when neither is near."""
    rest = text[start : start + _MAX_LINK]
    stop = rest.find("\n")
    whole = stop >= 0 or start + _MAX_LINK >= len(text)
    rest = rest[:stop] if stop >= 0 else rest
    if whole and len(rest.split()) <= reach:
        return start + len(rest.rstrip())
    near = " ".join(rest.split(" ", reach + 1)[: reach + 1])
    ends = _SENTENCE_END.search(near)
    return start + ends.end() if ends else start
