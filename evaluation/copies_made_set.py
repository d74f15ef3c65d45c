"""The set of made copies: pairs of a source and a copy, and where the passages stand that the copy has from it.

Passages of the source, edited as newsrooms edit (`copies_made_edits`), stand in text of another hand, in the manner of
the PAN tasks on text alignment. The texts are those of `examples/reports`, of which one stands for all that copy it,
and those of `made_texts`; all are ours. Everything is drawn with seeds: the set is the same wherever it is made.

A passage is a run of at least `LEAST` words of the source, in their order. It goes on over what was left out, put in or
moved as long as that is shorter than a passage, and ends where it is longer. No shorter one is made.
"""

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import copies_made_edits as edits
from copies_made_edits import LEAST, Bit, Bits, Unfit, flat, if_fit, words
from plagdet import Reuse, Stretch
from riwaya.model import Report
from riwaya.read.files import reports

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"
SEED = 7
EACH = 14
LEVELS = ("light", "medium", "heavy")
SHARES = (0.05, 0.1, 0.2)
MERGED, APART = "merged", "no copy"


class Base(NamedTuple):
    """A text as its author wrote it; texts of one `event` are by different hands."""

    report: Report
    event: str
    bits: Bits

    @property
    def paragraphs(self) -> list[Bits]:
        """Its paragraphs; one that is shorter than a passage is joined to the next."""
        return edits.split(self.bits, lambda bit, _: "\n" in bit.before, LEAST)


class Pair(NamedTuple):
    """A source and a copy, and the passages that the copy has from it."""

    kind: str
    level: str
    source: Report
    copy: Report
    cases: list[Reuse]


def base(report: Report, event: str) -> Base:
    """Cut a text into words that know where they stand."""
    found = list(re.finditer(r"\S+", report.text))
    white = ["\n", *(report.text[left.end() : right.start()] for left, right in pairwise(found))]
    bits = [
        Bit(word[0], "\n\n" if "\n" in before else " ", report.id, (n, n + 1))
        for n, (word, before) in enumerate(zip(found, white, strict=True))
    ]
    return Base(report, event, bits)


@cache
def bases() -> tuple[Base, ...]:
    """Give the texts, furniture cut out; of the examples that copy one another the longest."""
    truth = json.loads((EXAMPLES / "truth.json").read_text(encoding="utf-8"))
    event = {name: story["id"] for story in truth["stories"] for name in story["reports"]}
    group = {name: name for name in event}
    for copy in truth["copies"]:
        old, new = group[copy["b"]], group[copy["a"]]
        group = {name: new if held == old else held for name, held in group.items()}
    kept: dict[str, Report] = {}
    for report in reports(EXAMPLES / "reports"):
        if isinstance(report, Report):
            # The one that comes as a bare file has no name of its own.
            name, text = report.given_id or "kurat-1", report.text
            for part in sorted((part.span for part in report.furniture), reverse=True):
                text = text[: part.start] + text[part.end :]
            if group[name] not in kept or len(text) > len(kept[group[name]].text):
                kept[group[name]] = Report(id=name, text=text.strip())
    found = [base(report, event[report.id]) for report in kept.values()]
    for path in sorted((HERE / "made_texts").glob("*.txt")):
        report = Report(id=path.stem, text=path.read_text(encoding="utf-8").strip())
        found.append(base(report, path.stem.split("-")[0]))
    return tuple(found)


# What becomes of a source: parts, between which text of another hand may stand.


def _run(source: Base, most: int, chance: random.Random) -> Bits:
    """Take at most so many paragraphs that follow one another, few oftener than many."""
    held = source.paragraphs
    count = min(chance.randint(1, most), chance.randint(1, most), len(held))
    start = chance.randrange(len(held) - count + 1)
    return flat(held[start : start + count])


def _cut(source: Base, level: int, chance: random.Random) -> list[Bits]:
    """Leave out a paragraph or two, two of five sentences, or two of three."""
    if level == 0:
        held = source.paragraphs
        left_out = set(chance.sample(range(len(held)), min(chance.randint(1, 2), len(held) - 1)))
    else:
        held = edits.sentences(source.bits)
        left_out = {n for n in range(len(held)) if chance.random() < (0, 0.4, 0.67)[level]}
    if len(left_out) in {0, len(held)}:
        raise Unfit
    return [flat(part for n, part in enumerate(held) if n not in left_out)]


def _moved(source: Base, level: int, chance: random.Random) -> list[Bits]:
    """Move one paragraph, shuffle them, or shuffle the sentences with other text between; and clauses in all."""
    parts = edits.sentences(source.bits, LEAST) if level == 2 else source.paragraphs
    held = chance.sample(parts, len(parts))
    if level == 0:
        held = list(parts)
        held.insert(chance.randrange(len(held)), held.pop(chance.randrange(len(held))))
    if held == parts:
        raise Unfit
    held = [if_fit(edits.fronted, part, level, chance) for part in held]
    return held if level == 2 else [flat(held)]


def _merged(one: Base, two: Base, level: int, chance: random.Random) -> list[Bits]:
    """Take a paragraph of each of two sources, two in turn, or three; the more there are the more is edited."""
    runs = []
    for source in (one, two):
        drawn = chance.sample(source.paragraphs, min(level + 1, len(source.paragraphs)))
        runs.append(sorted(drawn, key=lambda part: part[0].at))
    parts = [part for both in zip(*runs, strict=False) for part in both]
    if level:
        parts = [
            if_fit(edits.clauses, edits.synonyms(part, SHARES[level - 1], chance), 0, chance)
            for part in parts
        ]
    return parts


def _mixed(source: Base, level: int, chance: random.Random) -> list[Bits]:
    """Cut it, do all else to it that can be done, and in the end shuffle the sentences."""
    (bits,) = _cut(source, level, chance)
    for edit in (edits.numbers, edits.titles, edits.clauses, edits.fronted):
        bits = if_fit(edit, bits, level, chance)
    bits = edits.spelling(edits.synonyms(bits, SHARES[level], chance), level, chance)
    if level < 2:
        return [bits]
    parts = edits.sentences(bits, LEAST)
    return chance.sample(parts, len(parts))


KINDS: dict[str, Callable[[Base, int, random.Random], list[Bits]]] = {
    "verbatim": lambda source, level, chance: [_run(source, (6, 3, 1)[level], chance)],
    "cut": _cut,
    "reorder": _moved,
    "synonyms": lambda source, level, chance: [edits.synonyms(_run(source, 4, chance), SHARES[level], chance)],
    "spelling": lambda source, level, chance: [edits.spelling(_run(source, 4, chance), level, chance)],
    "numbers": lambda source, level, chance: [edits.numbers(_run(source, 4, chance), level, chance)],
    "titles": lambda source, level, chance: [edits.titles(_run(source, 4, chance), level, chance)],
    "clauses": lambda source, level, chance: [edits.clauses(_run(source, 4, chance), level, chance)],
    "mixed": _mixed,
}  # fmt: skip


def _copied(
    kind: str, level: int, sources: Sequence[Base], host: Base, name: str, chance: random.Random
) -> Iterator[Pair]:
    """Make a copy, of one source or merged from two, and give a pair for each; raises Unfit."""
    parts = (
        _merged(sources[0], sources[1], level, chance)
        if kind == MERGED
        else KINDS[kind](sources[0], level, chance)
    )
    whole_texts = kind in {"cut", "reorder", "mixed", MERGED}
    own = chance.sample(
        host.paragraphs, min(chance.randint(0 if whole_texts else 1, 3), len(host.paragraphs))
    )
    slots = [chance.randint(0, len(parts)) for _ in own]
    bits: Bits = []
    for n in range(len(parts) + 1):
        for part in (
            *(block for block, slot in zip(own, slots, strict=True) if slot == n),
            *parts[n : n + 1],
        ):
            bits += [part[0]._replace(before=chance.choice(["\n\n", "\n\n", " "])), *part[1:]]
    report, spans = _text(name, bits)
    for source in sources:
        yield Pair(kind, LEVELS[level], source.report, report, _cases(bits, spans, source, report))


def _apart(level: int, one: Base, two: Base, name: str, chance: random.Random) -> Pair:
    """Give two texts of one event by different hands, with as many formulas in both and a short quotation."""
    formulas = chance.sample(sorted(edits.table("formula")), 2 * level)
    made = []
    for n, text in enumerate((one, two)):
        parts = list(text.paragraphs)
        where = chance.sample(range(len(parts)), min(len(parts), len(formulas)))
        for at, formula in zip(where, formulas, strict=False):
            parts[at] = parts[at] + [Bit(word) for word in formula.split(" ")]
        if level == 2 and n:
            # So much of the other's words may be quoted by anybody.
            size = chance.randint(10, 14)
            start = chance.randrange(len(one.bits) - size)
            quoted = " ".join(bit.text.strip('«»“”".،') for bit in one.bits[start : start + size])
            parts.insert(1, [Bit(word) for word in f"وجاء في ما نقل عنه: «{quoted}».".split(" ")])
        made.append(_text(f"{name}-{n}", flat(parts))[0])
    return Pair(APART, LEVELS[level], made[0] if level else one.report, made[1], [])


# Where the passages stand.


def _text(name: str, bits: Bits) -> tuple[Report, list[Stretch]]:
    """Write words out, and say where each stands."""
    spans = []
    text = ""
    for bit in bits:
        text += bit.before if text else ""
        spans.append((len(text), len(text) + len(bit.text)))
        text += bit.text
    return Report(id=name, text=text), spans


def _cases(bits: Bits, spans: list[Stretch], source: Base, report: Report) -> list[Reuse]:
    """Say where the passages of a copy stand in it and in its source; raises Unfit when one is too short."""
    runs = _runs(bits, [n for n, bit in enumerate(bits) if bit.of == source.report.id])
    cases = _runs(bits, [n for run in runs if _long(bits, run) for n in run])
    for run in runs:
        if not _long(bits, run):
            # What is too short was moved inside a passage that is near, or is a passage that is not made.
            near = min(cases, key=lambda case: (_apart_by(bits, run, case), -case[0]), default=[])
            if not near or _apart_by(bits, run, near) >= LEAST:
                raise Unfit
            near += run
    if not cases:
        raise Unfit
    stands = [word.span() for word in re.finditer(r"\S+", source.report.text)]
    out = []
    for case in cases:
        start, end = _there(bits, case)
        there = _trimmed(source.report.text, stands[start][0], stands[end - 1][1])
        here = _trimmed(report.text, spans[min(case)][0], spans[max(case)][1])
        out.append(Reuse(source.report.id, there, report.id, here))
    return out


def _runs(bits: Bits, places: Iterable[int]) -> list[list[int]]:
    """Part words of a copy where a passage or more was left out, put in, or jumped over."""
    out: list[list[int]] = []
    for n in places:
        last = out[-1][-1] if out else n
        if out and n - last <= LEAST and abs(bits[n].at[0] - bits[last].at[1]) < LEAST:
            out[-1].append(n)
        else:
            out.append([n])
    return out


def _long(bits: Bits, run: Sequence[int]) -> bool:
    """Tell whether so many words are a passage, in the copy and in the source."""
    held = [bits[n] for n in run]
    return words(held) >= LEAST and len({bit.at for bit in held}) >= LEAST


def _there(bits: Bits, run: Sequence[int]) -> Stretch:
    """Say which words of the source a run spans."""
    return min(bits[n].at[0] for n in run), max(bits[n].at[1] for n in run)


def _apart_by(bits: Bits, run: Sequence[int], case: Sequence[int]) -> int:
    """Count the words between a run and a passage, in the text in which there are more."""
    (start, end), (first, last) = _there(bits, run), _there(bits, case)
    return max(first - end, start - last, min(case) - max(run) - 1, min(run) - max(case) - 1)


def _trimmed(text: str, start: int, end: int) -> Stretch:
    """Leave out the marks at both ends."""
    while not text[start].isalnum():
        start += 1
    while not text[end - 1].isalnum():
        end -= 1
    return start, end


@cache
def pairs() -> tuple[Pair, ...]:
    """Make the set: as many pairs of each kind and level, every text being a source about as often."""
    order = random.Random(SEED).sample(bases(), len(bases()))  # noqa: S311 - nothing secret
    out: list[Pair] = []
    turn = 0
    for kind in (*KINDS, MERGED, APART):
        for level in range(len(LEVELS)):
            todo = EACH // 2 if kind == MERGED else EACH
            while todo:
                name = f"{kind}-{LEVELS[level]}-{todo}".replace(" ", "-")
                chance = random.Random(f"{SEED} {name} {turn}")  # noqa: S311 - nothing secret
                source = order[turn % len(order)]
                turn += 1
                try:
                    out += _drawn(kind, level, source, name, chance)
                except Unfit:
                    continue
                todo -= 1
    return tuple(out)


def _drawn(kind: str, level: int, source: Base, name: str, chance: random.Random) -> list[Pair]:
    """Draw the other texts for a source and make its pairs; half of the other texts are of the same event."""
    kin = [one for one in bases() if one.event == source.event and one is not source]
    others = [one for one in bases() if one.event != source.event]
    if kind == APART:
        if level:
            # One tells what the other tells, in the same order.
            kin = [one for one in kin if {source.report.id[-2:], one.report.id[-2:]} == {"-1", "-3"}]
        if not kin:
            raise Unfit
        return [_apart(level, source, chance.choice(kin), name, chance)]
    host, second = (chance.choice(kin if kin and chance.random() < 0.5 else others) for _ in range(2))
    if kind == MERGED and host is second:
        raise Unfit
    return list(_copied(kind, level, (source, second) if kind == MERGED else (source,), host, name, chance))
