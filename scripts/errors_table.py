"""Write docs/errors.md, the table of every warning and error, from `riwaya.errors`."""

import re
from pathlib import Path

from riwaya.errors import CODES, Entry

ROOMS = {
    "R1": "Reading",
    "R2": "Extraction",
    "R3": "Linking",
    "R4": "The case file",
    "R5": "Showing",
    "R6": "The server",
    "R9": "The program itself",
}
HEAD = """\
# Errors and warnings

Everything that can go wrong has a code, which never changes its meaning. A *warning* costs one file, report
or sentence: the rest goes on, and the case keeps the warning and shows it. An *error* stops the command; what
is in a case already is never lost. Commands end with the exit code that `riwaya --help` lists.

This page is written by `scripts/errors_table.py` from `src/riwaya/errors.py`.
"""


def document(codes: dict[str, Entry]) -> str:
    """Write the whole page; a fact that fills a message stands as its name in italics."""
    lines = [HEAD]
    for prefix, room in ROOMS.items():
        rows = [(code, entry) for code, entry in sorted(codes.items()) if code.startswith(prefix)]
        if rows:
            lines += [f"## {room}", "", "| code | what | what to do |", "|---|---|---|"]
            lines += [f"| {code} | {_facts(entry.what)} | {entry.hint} |" for code, entry in rows]
            lines += [""]
    return "\n".join(lines)


def _facts(what: str) -> str:
    return re.sub(r"\{(\w+)[^}]*\}", r"*\1*", what).replace("|", "\\|")


if __name__ == "__main__":
    page = Path(__file__).resolve().parents[1] / "docs" / "errors.md"
    page.write_text(document(CODES), encoding="utf-8")
