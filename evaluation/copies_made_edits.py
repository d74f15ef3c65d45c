"""What newsrooms do to a text that they take over, done to words that remember where they come from.

Every edit takes words and gives words; what stands in the place of a word comes from where that word came from, what is
put in comes from nowhere. Which other words there are is data: `copies_made_synonyms.tsv`.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).resolve().with_name("copies_made_synonyms.tsv")
LEAST = 20
"""No passage has fewer words; what is shorter does not end one."""
SENTENCE_END = re.compile(r"[.؟!][»”\"]?$")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_JOINED = re.compile("(?<=[بتثجحخسشصضطظعغفقكلمنهي])(?=[ء-ي])")
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WORD = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)
# A clause that begins with one of these cannot begin a sentence before what it hangs on.
_HANGING = re.compile("(?!وفق|وسط)[وف]|الذي|التي")
_CONJOINED = ("", "و", "ف")
_PREFIXES = {"noun": (*_CONJOINED, "ال", "وال", "فال", "ب", "بال", "ل", "لل", "وب", "ول")}


class Bit(NamedTuple):
    """A word as it is written, its marks included, and the white space before it.

    It comes from the words ``[at[0], at[1])`` of the text `of`; what comes from nowhere has no `of`.
    """

    text: str
    before: str = " "
    of: str = ""
    at: tuple[int, int] = (0, 0)


Bits = list[Bit]
Edit = Callable[[Bits, int, random.Random], Bits]


class Unfit(Exception):  # noqa: N818 - no error: something else is drawn
    """What was drawn does not lend itself to the edit."""


def words(bits: Iterable[Bit]) -> int:
    """Count words; a dash that stands alone is none."""
    return sum(any(map(str.isalnum, bit.text)) for bit in bits)


def split(bits: Bits, opens: Callable[[Bit, Bit], bool], least: int = 1) -> list[Bits]:
    """Cut where `opens` says, given a word and the one before it, into stretches of at least so many words."""
    out: list[Bits] = []
    for n, bit in enumerate(bits):
        if not out or (opens(bit, bits[n - 1]) and words(out[-1]) >= least):
            out.append([])
        out[-1].append(bit)
    if len(out) > 1 and words(out[-1]) < least:
        out[-2:] = [out[-2] + out[-1]]
    return out


def sentences(bits: Bits, least: int = 1) -> list[Bits]:
    """Cut into sentences, short ones joined to the next until there are so many words."""
    return split(bits, lambda _, last: bool(SENTENCE_END.search(last.text)), least)


def flat(parts: Iterable[Bits]) -> Bits:
    """Put parts together."""
    return [bit for part in parts for bit in part]


@cache
def table(kind: str) -> dict[str, str]:
    """Read the rows of one kind: what may stand for what."""
    lines = DATA.read_text(encoding="utf-8").splitlines()
    rows = ([*line.split("\t"), ""] for line in lines if not line.startswith("#"))
    return {row[1]: row[2] for row in rows if row[0] == kind}


def synonyms(bits: Bits, share: float, chance: random.Random) -> Bits:
    """Put other words in the place of a share of all words."""
    others = {n: other for n, bit in enumerate(bits) if (other := _other(bit, ("word", "noun")))}
    wanted = round(share * words(bits))
    if not 0 < wanted <= len(others):
        raise Unfit
    taken = set(chance.sample(sorted(others), wanted))
    return flat(_instead([bit], others[n]) if n in taken else [bit] for n, bit in enumerate(bits))


def numbers(bits: Bits, level: int, chance: random.Random) -> Bits:
    """Change one figure, half of them, or all; those in words too."""
    able = [n for n, bit in enumerate(bits) if re.search(r"\d", bit.text) or _other(bit, ("number",))]
    taken = set(_some(able, level, chance))

    def changed(bit: Bit) -> Bits:
        # A digit moves by 1 to 8 places in the round of 1 to 9, so that it never comes back to itself.
        text = re.sub(r"\d", lambda digit: str((int(digit[0]) + chance.randint(0, 7)) % 9 + 1), bit.text)
        return (
            [bit._replace(text=text)] if text != bit.text else _instead([bit], _other(bit, ("number",)) or "")
        )

    return flat(changed(bit) if n in taken else [bit] for n, bit in enumerate(bits))


def titles(bits: Bits, level: int, chance: random.Random) -> Bits:
    """Make one title longer or shorter, half of them, or all."""
    rows = {long: short for short, long in table("title").items()} | table("title")
    bare = [_bare(bit) for bit in bits]
    able: dict[int, tuple[int, str]] = {}
    end = 0
    for n in range(len(bits)):
        for size in range(min(9, len(bits) - n), 0, -1):
            phrase = " ".join(bare[n : n + size])
            prefix = "" if phrase in rows else "و"
            other = rows.get(phrase.removeprefix(prefix)) if phrase.startswith(prefix) else None
            if other and n >= end:
                able[n] = size, prefix + other
                end = n + size
    out: Bits = []
    at = 0
    for n in sorted(_some(able, level, chance)):
        size, other = able[n]
        out += bits[at:n] + _instead(bits[n : n + size], other)
        at = n + size
    return out + bits[at:]


def clauses(bits: Bits, level: int, chance: random.Random) -> Bits:
    """Leave out clauses and short sentences, and put others in: one in all, one in two sentences, two in each."""
    stops = [n for n, bit in enumerate(bits[:-1]) if re.search(r"[،.؟]$", bit.text)]
    able = (
        [(n + 1, n + 1) for n in stops if bits[n].text.endswith("،")]
        + [
            (left + 1, right + 1)
            for left, right in pairwise(stops)
            if 3 <= right - left < LEAST
            # What is left out is a clause or a sentence, not the end of one and the head of the next.
            and (bits[right].text[-1] == bits[left].text[-1])
            and not any(set(bit.text) & set("«»") for bit in bits[left + 1 : right + 1])
        ]
    )
    if not able:
        raise Unfit
    wanted = (1, len(sentences(bits)) // 2 + 1, 2 * len(sentences(bits)))[level]
    own = chance.sample(sorted(table("clause")), len(table("clause")))
    taken: list[tuple[int, int]] = []
    for start, end in chance.sample(able, len(able)):
        if len(taken) < wanted and all(end < left or right < start for left, right in taken):
            taken.append((start, end))
    out: Bits = []
    at = 0
    for start, end in sorted(taken):
        put_in = own.pop().split(" ") if start == end and own else []
        out += bits[at:start] + [Bit(word) for word in put_in]
        at = end
    return out + bits[at:]


def fronted(bits: Bits, level: int, chance: random.Random) -> Bits:
    """Begin one sentence with its last clause («بحسب الشرطة، …»), half of those that have a short one, or all."""
    held = sentences(bits)
    commas = [max((n for n, bit in enumerate(one) if bit.text.endswith("،")), default=-1) for one in held]
    able = [
        n for n, (one, comma) in enumerate(zip(held, commas, strict=True))
        if comma >= LEAST and 3 <= len(one) - comma - 1 <= 12 and one[-1].text.endswith(".")
        and not any(set(bit.text) & set("«»–") for bit in one) and not _HANGING.match(one[comma + 1].text)
    ]  # fmt: skip
    if not able:
        raise Unfit
    for n in chance.sample(able, (1, (len(able) + 1) // 2, len(able))[level]):
        head, tail = held[n][: commas[n] + 1], held[n][commas[n] + 1 :]
        first, second = tail[0]._replace(before=head[0].before), head[0]._replace(before=" ")
        end, stop = tail[-1].text.removesuffix(".") + "،", head[-1].text.removesuffix("،") + "."
        held[n] = [first, *tail[1:-1], tail[-1]._replace(text=end)]
        held[n] += [second, *head[1:-1], head[-1]._replace(text=stop)]
    return flat(held)


def spelling(bits: Bits, level: int, chance: random.Random) -> Bits:
    """Write as another desk does: hamzas, quotation marks; last letters and digits; vowel signs and kashidas."""

    def written(text: str) -> str:
        text = re.sub("[«»“”]", '"', _MARKS.sub("", text))
        if chance.random() < 0.8:
            text = re.sub("[أإآ]", "ا", text)
        if level >= 1:
            text = re.sub(r"ى(?!\w)", "ي", re.sub(r"ة(?!\w)", "ه", text)).translate(_EASTERN)
        if level == 2 and chance.random() < 0.3:
            text = _JOINED.sub("ـ" * chance.randint(1, 3), text, count=1)
        if level == 2 and chance.random() < 0.5:
            text = _JOINED.sub(lambda _: chance.choice(["", "َ", "ُ", "ِ", "ْ", "ّ"]), text)
        return text

    return [bit._replace(text=written(bit.text)) for bit in bits]


def if_fit(edit: Edit, bits: Bits, level: int, chance: random.Random) -> Bits:
    """Edit what lends itself to it, and leave the rest as it is."""
    try:
        return edit(bits, level, chance)
    except Unfit:
        return bits


def _bare(bit: Bit) -> str:
    return _MARKS.sub("", _WORD.sub(r"\2", bit.text))


def _instead(bits: Bits, text: str) -> Bits:
    """Put `text` in the place of `bits`, with the marks that they open and close with."""
    opening, closing = _WORD.sub(r"\1", bits[0].text), _WORD.sub(r"\3", bits[-1].text)
    at = (bits[0].at[0], bits[-1].at[1])
    new = (opening + text + closing).split(" ")
    return [Bit(word, " " if n else bits[0].before, bits[0].of, at) for n, word in enumerate(new)]


def _other(bit: Bit, kinds: Sequence[str]) -> str | None:
    """Give another word for this one, None where the tables have none."""
    bare = _bare(bit)
    for kind in kinds:
        for prefix in _PREFIXES.get(kind, _CONJOINED):
            other = table(kind).get(bare.removeprefix(prefix)) if bare.startswith(prefix) else None
            if other:
                return prefix + other
    return None


def _some(able: Iterable[int], level: int, chance: random.Random) -> list[int]:
    """Draw one, half, or all; there must be three, for half to be more than one and all more than half."""
    held = sorted(able)
    if len(held) < 3:
        raise Unfit
    return chance.sample(held, (1, (len(held) + 1) // 2, len(held))[level])
