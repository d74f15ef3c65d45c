#!/usr/bin/env python3
"""Score how the program finds copied passages whose places are known, because we made them.

usage: evaluation/copies_made.py [--json | --misses N]

The set is that of `copies_made_set`, the figures are those of `plagdet`, macro. How rare a stretch is, the program
weighs over all that it is given, so it is scored twice: with a pair alone, and with the whole set at once, which is how
it is used. Two simple rivals stand beside; they know by which rule a passage ends.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from copies_made_edits import LEAST
from copies_made_set import APART, KINDS, LEVELS, MERGED, Pair, pairs
from plagdet import Reuse, covered, score
from riwaya.link.reuse import passages
from riwaya.model import Passage

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_PLAIN = str.maketrans("أإآٱىةؤئ٠١٢٣٤٥٦٧٨٩", "اااايهوي0123456789")


# Those that find


def alone(made: Sequence[Pair]) -> list[list[Reuse]]:
    """Give what the program finds in each pair when it is given nothing else."""
    return [[_reuse(one) for one in passages([pair.source, pair.copy])] for pair in made]


def together(made: Sequence[Pair]) -> list[list[Reuse]]:
    """Give what the program finds in each pair when it is given all of them at once."""
    held = {report.id: report for pair in made for report in (pair.source, pair.copy)}
    found = defaultdict(list)
    for one in passages(list(held.values())):
        found[frozenset((one.a, one.b))].append(_reuse(one))
    return [found[frozenset((pair.source.id, pair.copy.id))] for pair in made]


def _reuse(one: Passage) -> Reuse:
    return Reuse(one.a, (one.a_span.start, one.a_span.end), one.b, (one.b_span.start, one.b_span.end))


def _plain(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Give the words of a text for the rivals, with the commonest differences of spelling taken out."""
    found = list(re.finditer(r"[\w\u064b-\u0652]+", text))
    return [_MARKS.sub("", word[0]).translate(_PLAIN) for word in found], [word.span() for word in found]


Matches = Callable[[list[str], list[str]], Iterable[tuple[int, int, int]]]


def five_words(a: list[str], b: list[str]) -> Iterator[tuple[int, int, int]]:
    """Give every five words in a row that two texts have in common, as (place, place, size)."""
    where = defaultdict(list)
    for n in range(len(b) - 4):
        where[tuple(b[n : n + 5])].append(n)
    yield from ((n, m, 5) for n in range(len(a) - 4) for m in where[tuple(a[n : n + 5])])


def blocks(a: list[str], b: list[str]) -> Iterator[tuple[int, int, int]]:
    """Give what difflib finds to be the same, single words left out."""
    found = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    yield from ((one.a, one.b, one.size) for one in found if one.size > 1)


def rival(made: Sequence[Pair], matches: Matches) -> list[list[Reuse]]:
    """Join matches that are nearer than `LEAST` words in both texts, and keep what is then as long as a passage."""
    out = []
    for pair in made:
        (a, in_a), (b, in_b) = _plain(pair.source.text), _plain(pair.copy.text)
        joined: list[list[int]] = []
        for n, m, size in sorted(matches(a, b)):
            near = [one for one in joined if n - one[1] < LEAST and -size < m - one[3] < LEAST]
            if near:
                near[-1][1], near[-1][3] = max(near[-1][1], n + size), max(near[-1][3], m + size)
            else:
                joined.append([n, n + size, m, m + size])
        out.append([
            Reuse(pair.source.id, (in_a[s][0], in_a[e - 1][1]), pair.copy.id, (in_b[t][0], in_b[f - 1][1]))
            for s, e, t, f in joined if min(e - s, f - t) >= LEAST - 5
        ])  # fmt: skip
    return out


# What they are worth


def figures(
    made: Sequence[Pair], found: Sequence[list[Reuse]], kind: str = "", level: str = ""
) -> dict[str, float]:
    """Score what was found in the pairs of a kind and a level, or of all; `clear` is the share with nothing found."""
    held = [n for n, pair in enumerate(made) if kind in {"", pair.kind} and level in {"", pair.level}]
    there, here = [one for n in held for one in made[n].cases], [one for n in held for one in found[n]]
    clear = sum(not found[n] for n in held) / len(held)
    micro = score(there, here, micro=True).plagdet
    return {"pairs": len(held), **score(there, here)._asdict(), "micro plagdet": micro, "clear": clear}


def measure() -> dict[str, float]:
    """Give what the gate holds: the whole set, its worst kind, the same of pairs alone, and pairs without a copy."""
    made = pairs()
    found = together(made)
    return {
        "plagdet": figures(made, found)["plagdet"],
        "plagdet of the worst kind": min(figures(made, found, kind)["plagdet"] for kind in (*KINDS, MERGED)),
        "plagdet of pairs alone": figures(made, alone(made))["plagdet"],
        "pairs without a copy left alone": figures(made, found, APART)["clear"],
    }


def shares() -> dict[str, dict[str, float]]:
    """Give what `measure` does in the form of the gate: each figure with the number of pairs it is of."""
    made = len(pairs())
    return {name: {"share": round(figure, 4), "of": made} for name, figure in measure().items()}


def results() -> dict[str, dict[str, dict[str, float]]]:
    """Score everybody on everything: system → kind and level → figures."""
    made = pairs()
    systems = {"alone": alone(made), "together": together(made)} | {
        name: rival(made, matches) for name, matches in (("five words", five_words), ("difflib", blocks))
    }
    rows = [(kind, level) for kind in (*KINDS, MERGED, APART, "") for level in (*LEVELS, "")]
    return {
        system: {
            f"{kind or 'all'} {level}".strip(): figures(made, found, kind, level) for kind, level in rows
        }
        for system, found in systems.items()
    }


def misses(count: int) -> Iterator[str]:
    """Tell the worst of what the program does with the whole set: passages not found, and finds that are none."""
    made = pairs()
    worst = []
    for pair, found in zip(made, together(made), strict=True):
        turned = [_turned(one, pair) for one in found]
        for held, others, what in ((pair.cases, turned, "missed"), (turned, pair.cases, "found and is none")):
            for one in held:
                lost = one.size - covered(one, others)
                line = f"{pair.kind} {pair.level}, {pair.source.id} and {pair.copy.id}: {lost} of {one.size} {what}"
                texts = pair.source.text[slice(*one.a_span)], pair.copy.text[slice(*one.b_span)]
                worst.append((lost / one.size, lost, line, *texts))
    for _, _, *told in sorted(worst, reverse=True)[:count]:
        yield "\n  ".join(text.replace("\n", " ") for text in told)


def _turned(one: Reuse, pair: Pair) -> Reuse:
    """Name the source first, whichever the program named first."""
    return one if one.a == pair.source.id else Reuse(one.b, one.b_span, one.a, one.a_span)


def main(arguments: list[str] | None = None) -> int:
    """Print the table, the figures as JSON, or the worst misses."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print every figure as JSON")
    parser.add_argument("--misses", type=int, metavar="N", help="print the N worst misses")
    options = parser.parse_args(arguments)
    if options.misses:
        print(*misses(options.misses), sep="\n\n")
        return 0
    scored = results()
    print(json.dumps(scored) if options.json else shown(scored))
    return 0


def shown(scored: dict[str, dict[str, dict[str, float]]]) -> str:
    """Lay the figures out as a table; pairs without a copy have the share that was left alone."""
    own = "     P     R  gran plagdet"
    lines = [
        f"{'':30}{'a pair alone':>27}{'the whole set':>27}   5 words  difflib",
        f"{'':19}pairs cases{own:>27}{own:>27}{'plagdet':>10}{'plagdet':>9}",
    ]
    for name, row in scored["together"].items():
        line = f"{name:19}{row['pairs']:5}{row['cases']:6}"
        for system in ("alone", "together"):
            one = scored[system][name]
            cells = "".join(f"{one[key]:6.3f}" for key in ("precision", "recall", "granularity"))
            line += f" {cells}{one['plagdet']:8.3f}" if row["cases"] else f"{one['clear']:27.3f}"
        key = "plagdet" if row["cases"] else "clear"
        lines.append(
            line + "".join(f"{scored[system][name][key]:9.3f}" for system in ("five words", "difflib"))
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
