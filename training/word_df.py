"""Count in how many news items each word stands: makes `src/riwaya/data/word_df.tsv`.

usage: python training/word_df.py ant-v1.1.tar.gz > src/riwaya/data/word_df.tsv

The input is ANT v1.1 (Arabic News Texts, radio news of 2015-2018, Apache-2.0); only counts of words are kept.
"""

import re
import sys
import tarfile
from collections import Counter

from riwaya.arabic.words import tokens

LEAST = 3
HEADER = """# In how many of {n} news items a folded word stands, at least {least}. Row `*`: their number.
# Source: ANT v1.1 (Arabic News Texts), Apache-2.0; counts made by training/word_df.py.
"""


def main(path: str) -> None:
    """Write the table of the archive `path` to standard output."""
    counts: Counter[str] = Counter()
    total = 0
    with tarfile.open(path) as archive:
        for entry in archive:
            source = archive.extractfile(entry) if entry.isfile() and entry.name.endswith(".txt") else None
            if source is None:
                continue
            text = source.read().decode("utf-8", "replace")
            parts = re.findall(r"<(?:TITLE|TEXT)>(.*?)</(?:TITLE|TEXT)>", text, re.S)
            counts.update({t.form for part in parts for t in tokens(part) if t.kind == "word"})
            total += 1
    out = sys.stdout
    out.write(HEADER.format(n=total, least=LEAST))
    out.write(f"form\tdf\n*\t{total}\n")
    for form, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if n >= LEAST:
            out.write(f"{form}\t{n}\n")


if __name__ == "__main__":
    main(sys.argv[1])
