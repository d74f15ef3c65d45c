"""How well `link.spelling.same_sounds` tells that a name in Arabic and one in Latin letters are one.

    pip install arabic-name-romanizer
    python evaluation/names_across_scripts.py PATH/arabic_name_romanizer/resources/names.sqlite3 [--misses]

The table ``full_names(arabic_key, latin, …)`` holds names of persons as Wikidata and others write them in both scripts.
Of the pairs with as many words (two at least) in both: how many are found (recall); of as many wrong pairs, drawn at
random, and of as many wrong pairs whose first word is the same, how many are taken for one (false matches). A wrong
pair is one that the table does not attest, so that some of the false matches are right.
"""

import argparse
import random
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from riwaya.link.spelling import name_words, same_sounds

Name = tuple[str, ...]
Pair = tuple[Name, Name]
SEED = 20
SHOWN = 40


def attested(path: Path) -> list[Pair]:
    """Read the pairs with the same number of words, two at least, each once."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as table:
        rows = table.execute("SELECT DISTINCT arabic_key, latin FROM full_names").fetchall()
    pairs = {(name_words(arabic), name_words(latin)) for arabic, latin in rows}
    return sorted(pair for pair in pairs if len(pair[0]) == len(pair[1]) > 1)


def wrong(pairs: Sequence[Pair], *, hard: bool) -> Iterator[Pair]:
    """Draw a wrong Latin name with as many words for each Arabic one, a `hard` one with a right first word."""
    draw = random.Random(SEED)  # noqa: S311
    right: dict[Name, set[Name]] = defaultdict(set)
    pool: dict[tuple[str, int], list[Name]] = defaultdict(list)
    for arabic, latin in pairs:
        right[arabic].add(latin)
        pool[arabic[0] if hard else "", len(arabic)].append(latin)
    for arabic, _ in pairs:
        latin = draw.choice(pool[arabic[0] if hard else "", len(arabic)])
        if latin not in right[arabic]:
            yield arabic, latin


def main() -> None:
    """Print the three shares and, when asked, the words and pairs that are wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("table", type=Path, help="names.sqlite3 of arabic-name-romanizer")
    parser.add_argument("--misses", action="store_true", help="show what is missed and what is taken for one")
    args = parser.parse_args()
    if not args.table.is_file():
        parser.error(f"no file at {args.table}: pip install arabic-name-romanizer, or leave this measure out")
    pairs = attested(args.table)
    missed = [pair for pair in pairs if not same_sounds(*pair)]
    print(f"recall                     {1 - len(missed) / len(pairs):.4f} of {len(pairs)}")
    for name, hard in (("random", False), ("hard", True)):
        drawn = list(wrong(pairs, hard=hard))
        taken = [pair for pair in drawn if same_sounds(*pair)]
        print(f"false matches, {name:11} {len(taken) / len(drawn):.4f} of {len(drawn)} ({len(taken)})")
        if args.misses:
            for arabic, latin in taken[:SHOWN]:
                print("   ", " ".join(arabic), "|", " ".join(latin))
    if args.misses:
        words = (w for pair in missed for w in zip(*pair, strict=True) if not same_sounds((w[0],), (w[1],)))
        for (arabic_word, latin_word), times in Counter(words).most_common(SHOWN):
            print(f"{times:6} {arabic_word} {latin_word}")


if __name__ == "__main__":
    main()
