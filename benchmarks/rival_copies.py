"""Find candidate pairs with datasketch and rensa in a JSON list of texts, each a list of hashed words.

Prints, by name, the seconds of processor time (best of three) and the pairs. A text is its set of word 3-grams, cut
out of its bytes, which is as cheap as it gets; cutting them, sketching, filling the index and asking it for every text
are counted, start-up is not. The bands are those that datasketch's own optimiser takes for the threshold, for both:
rensa wants to be told.
"""

import json
import os
import sys
from array import array
from collections.abc import Callable, Iterable

os.environ["RAYON_NUM_THREADS"] = "1"
sys.path.insert(0, sys.argv[1])
from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

from speed import clock

_GRAM = 3
_PERMUTATIONS = 128
_THRESHOLD = 0.3
_SEED = 1
_WIDE = array("I").itemsize

_Pairs = set[tuple[int, int]]


def main() -> None:
    """Run both rivals over the texts and print what they found."""
    texts = [array("I", words).tobytes() for words in json.load(sys.stdin)]
    best = MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS)
    bands, rows = int(best.b), int(best.r)
    shape = f"{bands} bands of {rows}"
    told = {
        f"datasketch MinHashLSH, {shape}": _measured(lambda: _datasketch(texts, bands, rows)),
        f"rensa RMinHashLSH, {shape}": _measured(lambda: _rensa(texts, bands, rows)),
    }
    json.dump(told, sys.stdout)


def _measured(search: Callable[[], _Pairs]) -> dict[str, object]:
    """Clock a search and keep what it finds."""
    found: _Pairs = set()
    seconds = clock(lambda: found.update(search()))
    return {"seconds": seconds, "pairs": sorted(found)}


def _datasketch(texts: list[bytes], bands: int, rows: int) -> _Pairs:
    sketches = MinHash.bulk(map(_grams, texts), num_perm=_PERMUTATIONS, seed=_SEED)
    index = MinHashLSH(num_perm=_PERMUTATIONS, params=(bands, rows))
    for number, sketch in enumerate(sketches):
        index.insert(number, sketch)
    return _pairs(map(index.query, sketches))


def _rensa(texts: list[bytes], bands: int, rows: int) -> _Pairs:
    # It takes no more permutations than the bands use.
    sketches = RMinHash.from_token_sets(list(map(_grams, texts)), bands * rows, _SEED)
    index = RMinHashLSH(_THRESHOLD, bands * rows, bands)
    index.insert_many(sketches)
    return _pairs(index.query_all(sketches))


def _grams(text: bytes) -> list[bytes]:
    """Cut a text into its word 3-grams."""
    size = _GRAM * _WIDE
    return [text[at : at + size] for at in range(0, len(text) - size + 1, _WIDE)]


def _pairs(answers: Iterable[Iterable[int]]) -> _Pairs:
    """Make pairs, the lower number first, of what the index answers for each text."""
    return {(min(a, b), max(a, b)) for a, found in enumerate(answers) for b in found if a != b}


if __name__ == "__main__":
    main()
