"""Visual order put right: Arabic as it stands on paper, from the left end of a line, becomes Arabic as it is read.

A page knows only where each glyph stands. Read from the right, letters come in their order; numbers and Latin words,
which run from left to right in every text, are turned back as wholes. This is the Unicode bidirectional algorithm
(UAX #9) run backwards: where two texts look alike on paper, the one that writers write is taken.

Whether a line stands in visual order at all is decided by its words: programs that know nothing of Arabic put letters
down in the order of reading. Whichever order makes more known words is the line's.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from riwaya.arabic.clitics import split, word_counts
from riwaya.arabic.fold import fold

MISSING = "\ufffd"
"""What stands for a glyph that no table gives a letter for."""
_PAIRS = {a: b for pair in ("()", "[]", "{}", "«»", "‹›") for a, b in (tuple(pair), tuple(pair)[::-1])}
_OPENERS = frozenset("([{«‹")
_SINGLE_SEPARATORS = frozenset(".,:/\u00a0\u066b\u066c")
"""What joins two digits into one number wherever it stands (CS of UAX #9, and the Arabic decimal marks)."""
_CURRENCIES = frozenset("$€£¥")
_PERCENTS = frozenset("%٪‰°")
_PARTED = re.compile(r"\d-\d")
_YEAR_FIRST = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_BEFORE_NUMBER = frozenset(" \u00a0-")
_INSIDE_ADDRESS = frozenset("=&?/_#@+~%-.:,")
"""What joins a number to the Latin letters before it, as in addresses of the web."""
_STOPS = frozenset(".,:;!?")
_LIGATURE_FAULT = re.compile("[اأإآٱ]ل")
_TATWEEL_INSIDE = re.compile("(?<=[\u0620-\u065f\u066e-\u06d3])\u0640+(?=[\u0620-\u065f\u066e-\u06d3])")
_LACKING = re.compile("[\u0620-\u065f\u066e-\u06d3]*\ufffd[\u0620-\u065f\u066e-\u06d3\ufffd]*")
_WORD = re.compile("[\u0620-\u063a\u0641-\u064a\u066e-\u06d3]{3,}")
_INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")


class Piece(NamedTuple):
    """One glyph of a line: its letters in the order of reading, and its rank among the glyphs as they were drawn."""

    text: str
    drawn: int = 0


class Ordered(NamedTuple):
    """A line in the order of reading; `brackets` are the places of those that may have to be turned round."""

    text: str
    brackets: tuple[int, ...] = ()


class Reading(NamedTuple):
    """A line as it stands on paper and as it was drawn, both in the order of reading if they are right."""

    seen: Ordered
    drawn: Ordered


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """Give the letters that one glyph stands for: those of shapes of letters, and lam before alef.

    >>> letters("\\ufefb"), letters("\\ufee3"), letters("ال")
    ('لا', 'م', 'لا')
    """
    if not text.isascii():
        text = "".join(
            _plain(c) if "\ufb50" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufefc" else c for c in text
        )
        text = _INVISIBLE.sub("", text)
    # Alef and lam never make one glyph; where a table says so it was written from the left.
    return text[::-1] if len(text) == 2 and _LIGATURE_FAULT.fullmatch(text) else text


def _plain(shape: str) -> str:
    """Give what a presentation form is a form of; the blank or tatweel that carries a lone mark is dropped."""
    out = unicodedata.normalize("NFKC", shape)
    return out.lstrip(" \u0640") if len(out) > 1 else out


def without_tatweel(text: str) -> str:
    """Take out the strokes that stretch words to fill a line; one that stands alone is a dash and stays."""
    return _TATWEEL_INSIDE.sub("", text)


def read_line(pieces: Sequence[Piece], *, arabic: bool = True) -> Ordered:
    """Give a line in the order of reading, from its glyphs from left to right; `arabic` says that its text is."""
    kinds = [_kind(piece.text) for piece in pieces]
    if "R" not in kinds and not (arabic and "L" in kinds and _ends_left(pieces, False)):
        return Ordered("".join(piece.text for piece in pieces))
    if kinds.count("L") > 2 * kinds.count("R") and not _ends_left(pieces, arabic):
        return _mostly_latin(pieces)
    return _joined(_from_right([piece.text for piece in reversed(pieces)]))


def _ends_left(pieces: Sequence[Piece], arabic: bool) -> bool:
    """Tell whether a line with more Latin than Arabic is one of an Arabic text: by the end that its stop stands at."""
    left, right = pieces[0].text in _STOPS, pieces[-1].text in _STOPS
    return arabic if left == right else left


def drawn_line(pieces: Sequence[Piece]) -> Ordered:
    """Give a line in the order in which its glyphs were drawn."""
    return Ordered("".join(piece.text for piece in sorted(pieces, key=lambda piece: piece.drawn)))


def filled(text: str) -> str:
    """Fill in the letters that a line lacks: lam and alef, whose one glyph some programs give no letters for.

    «انق�ب» becomes «انقلاب», because that is a word; where it makes none, the gap is closed.
    """
    return _LACKING.sub(lambda found: _filled(found.group()), text) if MISSING in text else text


def _filled(word: str) -> str:
    whole = word.replace(MISSING, "لا")
    form, counts = fold(whole), word_counts()
    return whole if form in counts or split(form).stem in counts else word.replace(MISSING, "")


def known(text: str) -> tuple[int, int]:
    """Count the Arabic words of three letters and more, and those of them that the word counts know."""
    counts = word_counts()
    words = _WORD.findall(fold(text))
    return len(words), sum(word in counts for word in words)


def readings(lines: Sequence[Sequence[Piece]]) -> list[Reading]:
    """Give both readings of the lines of a page: as they stand, and as they were drawn."""
    kinds = Counter(_kind(piece.text) for line in lines for piece in line)
    arabic = kinds["R"] >= kinds["L"]
    return [Reading(read_line(line, arabic=arabic), drawn_line(line)) for line in lines]


def choose(lines: Sequence[Reading]) -> tuple[list[Ordered], bool]:
    """Give the lines of a text in the order of reading, and whether most of them stood in visual order.

    Each line goes by its own words where they speak clearly, else by those of all lines together. Brackets of the
    whole text are turned round where most of them would close before they open.
    """
    scores = [(known(filled(line.seen.text))[1], known(filled(line.drawn.text))[1]) for line in lines]
    by_sight = sum(a for a, _ in scores) >= sum(b for _, b in scores)
    chosen = [
        line.seen if (a > b if abs(a - b) > 1 else by_sight) else line.drawn
        for line, (a, b) in zip(lines, scores, strict=True)
    ]
    if sum(_misplaced(line) for line in chosen) > 0:
        chosen = [_mirrored(line) for line in chosen]
    return chosen, by_sight


@lru_cache(maxsize=4096)
def _kind(text: str) -> str:
    """Class a glyph by its first strong letter: R Arabic, L Latin, N a number, else O."""
    for c in text:
        kind = unicodedata.bidirectional(c)
        if kind in ("AL", "R"):
            return "R"
        if kind == "L":
            return "L"
        if kind in ("EN", "AN"):
            return "N"
    return "O"


def _from_right(texts: Sequence[str]) -> list[tuple[str, bool]]:
    """Put the glyphs of a line, given from its right end, in order; the flag says that one is part of Arabic."""
    kinds = [_kind(text) for text in texts]
    out: list[tuple[str, bool]] = []
    strong, at = "", 0
    while at < len(texts):
        kind = kinds[at]
        if kind in ("L", "N"):
            end = _latin_end(texts, kinds, at)
            if end is None:
                end = _number_end(texts, kinds, at, opens=not strong)
            else:
                strong = "L"
            out.extend((text, False) for text in reversed(texts[at:end]))
            at = end
            continue
        if kind == "O" and strong != "R" and texts[at] in _PERCENTS and kinds[at + 1 : at + 2] == ["N"]:
            end = _number_end(texts, kinds, at + 1, opens=True)
            out.extend((text, False) for text in reversed(texts[at:end]))
            at = end
            continue
        strong = "R" if kind == "R" else strong
        out.append((texts[at], True))
        at += 1
    return out


def _latin_end(texts: Sequence[str], kinds: Sequence[str], at: int) -> int | None:
    """Say where the run of Latin words that starts here, seen from the right, ends; None where none starts.

    A number at its right end belongs to it when they are one address, or when nothing but a blank or a hyphen stands
    between («Covid 19»); one at its left end when it touches it («4G»).
    """
    start = at
    while start < len(texts) and (kinds[start] == "N" or texts[start] in _INSIDE_ADDRESS):
        start += 1
    dated = "/" not in texts[at:start] and _PARTED.search("".join(texts[at:start])) is not None
    if start < len(texts) and (kinds[start] != "L" or dated) and kinds[at] == "N":
        start = _number_end(texts, kinds, at, opens=False)
        while start < len(texts) and texts[start] in _BEFORE_NUMBER:
            start += 1
    if start >= len(texts) or kinds[start] != "L":
        return None
    end = start
    for here in range(start, len(texts)):
        if kinds[here] == "R":
            break
        if kinds[here] == "L":
            end = here + 1
    while end < len(texts) and kinds[end] == "N":
        end += 1
    return end


def _number_end(texts: Sequence[str], kinds: Sequence[str], at: int, *, opens: bool) -> int:
    """Say where the number that starts here, seen from the right, ends; `opens` says that no letter stands before it.

    Most lines go on in the middle of a sentence, so hyphens part numbers as they do behind Arabic («10-12» stands as
    12-10 on paper) unless a date with its year first opens the line.
    """
    end = at + 1
    while end < len(texts):
        if kinds[end] == "N":
            end += 1
        elif texts[end] in _SINGLE_SEPARATORS and kinds[end + 1 : end + 2] == ["N"]:
            end += 2
        else:
            break
    if opens and texts[end : end + 1] == ["-"]:
        dated = next(
            (n for n in (10, 9, 8) if _YEAR_FIRST.fullmatch("".join(reversed(texts[at : at + n])))), 0
        )
        end = max(end, at + dated)
    return end + 1 if opens and texts[end : end + 1] and texts[end] in _CURRENCIES else end


def _mostly_latin(pieces: Sequence[Piece]) -> Ordered:
    """Put a Latin line in order: each run of Arabic words in it is turned."""
    texts = [piece.text for piece in pieces]
    kinds = [_kind(text) for text in texts]
    out: list[tuple[str, bool]] = []
    at = 0
    while at < len(texts):
        if kinds[at] != "R":
            out.append((texts[at], False))
            at += 1
            continue
        end = at
        for here in range(at, len(texts)):
            if kinds[here] == "L":
                break
            if kinds[here] == "R":
                end = here + 1
        out.extend(_from_right(texts[at:end][::-1]))
        at = end
    return _joined(out)


def _joined(parts: Sequence[tuple[str, bool]]) -> Ordered:
    """Write the parts as one text and note the brackets among the Arabic."""
    places, size = [], 0
    for text, arabic in parts:
        if arabic and text in _PAIRS:
            places.append(size)
        size += len(text)
    return Ordered("".join(text for text, _ in parts), tuple(places))


def _misplaced(line: Ordered) -> int:
    """Count the brackets that open behind a word or close before one, less those that stand as they should."""
    out = 0
    for at in line.brackets:
        before, after = (
            line.text[at - 1 : at].isalnum() if at else False,
            line.text[at + 1 : at + 2].isalnum(),
        )
        if before != after:
            opens = line.text[at] in _OPENERS
            out += 1 if opens == before else -1
    return out


def _mirrored(line: Ordered) -> Ordered:
    text = list(line.text)
    for at in line.brackets:
        text[at] = _PAIRS[text[at]]
    return Ordered("".join(text), line.brackets)
