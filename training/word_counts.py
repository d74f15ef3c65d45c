"""Count word forms: rebuilds ``data/word_counts.tsv`` from the dated radio news and the encyclopedia articles.

usage: python training/word_counts.py SHARED_DATA_TEXT_FOLDER

Reads ``ant-v1.1.tar.gz`` (Apache-2.0) and ``wikipedia-ar-docs.tar.gz`` (CC BY-SA 4.0), folds and counts Arabic words,
and keeps those seen at least `FEWEST` times. News counts weigh `NEWS` times, because news is what the program reads.
"""

import re
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from riwaya.arabic.words import tokens

FEWEST = 15
NEWS = 4
OUT = Path(__file__).parents[1] / "src/riwaya/data/word_counts.tsv"
HEADER = """# How often a folded word form stands in Arabic news and encyclopedia text (news counted four times).
# Made by training/word_counts.py from ANT corpus v1.1 (Apache-2.0) and Arabic Wikipedia articles (CC BY-SA 4.0);
# the counts are facts about those texts; no sentence of theirs is kept. Licence of this table: CC BY-SA 4.0.
form\tcount
"""
_ARABIC_WORD = re.compile(r"[ء-ي]+")


def texts(folder: Path) -> Iterator[tuple[int, str]]:
    """Yield (weight, text) of every document of the two archives."""
    for name, weight in (("ant-v1.1.tar.gz", NEWS), ("wikipedia-ar-docs.tar.gz", 1)):
        with tarfile.open(folder / name) as archive:
            for member in archive:
                if "/ar-arz/" in member.name and "/arz/" in member.name:
                    continue  # Egyptian dialect
                handle = archive.extractfile(member) if member.isfile() else None
                if handle:
                    yield weight, handle.read().decode("utf-8", "replace")


def main() -> None:
    """Count and write."""
    counts: Counter[str] = Counter()
    for weight, text in texts(Path(sys.argv[1])):
        for token in tokens(text):
            if token.kind == "word" and _ARABIC_WORD.fullmatch(token.form):
                counts[token.form] += weight
    kept = sorted(((n, w) for w, n in counts.items() if n >= FEWEST), key=lambda x: (-x[0], x[1]))
    OUT.write_text(HEADER + "".join(f"{w}\t{n}\n" for n, w in kept), encoding="utf-8")
    print(f"{len(counts)} forms, kept {len(kept)}")


if __name__ == "__main__":
    main()
