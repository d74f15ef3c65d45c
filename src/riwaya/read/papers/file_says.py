"""What a file says of itself, its title and its author where they are true, and the report that comes of it.

Word processors fill both in: the title is often the name of a file or of the text that stood there before, the author
the account of a computer.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath

from riwaya.arabic.fold import fold
from riwaya.lexicon import toml
from riwaya.model import Furniture
from riwaya.read.inputs import Found, Input
from riwaya.read.record import report_from

MAX_TITLE = 300
_MAX_AUTHOR = 80
_ARABIC = re.compile("[\u0620-\u064a]")
_NEAR = 2000


@cache
def _no_title() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in toml("paper")["no_title"]))


def true_title(title: str | None, name: str) -> str | None:
    """Give the title that a file gives itself, unless it is a name of a file or of a program; `name` is the file's.

    >>> true_title("Microsoft Word - تقرير.doc", "a.pdf"), true_title("غرق عبارة", "a.pdf")
    (None, 'غرق عبارة')
    """
    line = " ".join((title or "").split())
    folded = fold(line)
    if not line or len(line) > MAX_TITLE or _no_title().fullmatch(folded):
        return None
    return None if folded == fold(PurePosixPath(name).stem) else line


def true_author(author: str | None, text: str) -> str | None:
    """Give the author that a file names, if its text names him too at its start or its end."""
    line = " ".join((author or "").split())
    if len(line.split()) < 2 or len(line) > _MAX_AUTHOR:
        return None
    return line if fold(line) in fold(f"{text[:_NEAR]}\n{text[-_NEAR:]}") else None


def opens_with(title: str, opening: list[str], *, arabic: bool) -> int | None:
    """Say which of the first paragraphs is the line of this title; -1 where none is, but the title may be true.

    None stands for a title that none of them shares words with and that is not even Arabic in an `arabic` text: it was
    there before.
    """
    wanted = set(fold(title).split())
    for at, text in enumerate(opening):
        if len(text) <= MAX_TITLE and len(wanted & set(fold(text).split())) * 2 > len(wanted):
            return at
    return -1 if _ARABIC.search(title) or not arabic else None


def report_of(source: Input, record: Mapping[str, object], marks: tuple[Furniture, ...]) -> Found:
    """Make the report of a whole file, with what is known of the file from outside."""
    known = source.around
    found = {**record, "url": known.get("url") or record.get("url")}
    yield from report_from(found, source.where, marks, site=known.get("outlet"), fetched=known.get("fetched"))
