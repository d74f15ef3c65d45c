"""Full text search over a case: words are found however they are spelt, and marked as they stand in the
report.

SQLite's FTS5 with a tokenizer of ours: a word is indexed under its folded form and, in the same place, under
its stem without clitics, so «المرفأ» finds «بالمرفا». Highlights are offsets of the raw text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

import apsw
import apsw.fts5
import msgspec

from riwaya.arabic.clitics import split
from riwaya.arabic.fold import fold
from riwaya.arabic.words import TOKEN, tokens
from riwaya.model import Span

TOKENIZER = "riwaya"
# Characters that Unicode keeps out of texts (noncharacters), to find the highlights by.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MAX_QUERY, _MAX_TERMS = 1000, 32
_MIN_STEM = 3
_BEFORE, _AFTER = 80, 160
_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟", '"'))


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report that a query found.

    `spans` are the words found in `Report.text`; `snippet` is ``text[at.start:at.end]`` around the first of
    them, and `marks` are the spans inside the snippet that count in the snippet itself. `rank` is FTS5's
    BM25: less is better.
    """

    report: str
    given_id: str | None
    outlet: str | None
    published: str | None
    title: str | None
    spans: tuple[Span, ...]
    snippet: str
    at: Span
    marks: tuple[Span, ...]
    rank: float


def register(connection: apsw.Connection) -> None:
    """Make the tokenizer known to a connection; without it FTS5 cannot open the table ``search``."""
    # The decorator's annotation says less than it returns: a factory of tokenizers.
    connection.register_fts5_tokenizer(TOKENIZER, cast(Any, _factory))


@apsw.fts5.StringTokenizer
def _factory(_connection: apsw.Connection, _args: list[str]) -> Any:
    return _tokenize


def _tokenize(text: str, _flags: int, _locale: str | None) -> Iterator[tuple[int | str, ...]]:
    """Give ``(start, end, form)`` or ``(start, end, form, stem)`` for each word and number."""
    # What `tokens` does, without making a token of each: this is where the time of storing a case goes.
    for found in TOKEN.finditer(text):
        if found.lastgroup != "mark" and (terms := _terms(found.group())):
            yield (*found.span(), *terms)


@lru_cache(maxsize=200_000)
def _terms(surface: str) -> tuple[str, ...]:
    """Give the terms that a word is indexed under; none when it is nothing but marks."""
    form = fold(surface)
    if not form:
        return ()
    stem = split(form).stem
    return (form, stem) if stem != form and len(stem) >= _MIN_STEM else (form,)


def behind(connection: apsw.Connection) -> bool:
    """Tell whether there are reports that the index does not know of yet."""
    sql = (
        "SELECT coalesce((SELECT max(n) FROM reports), 0) > coalesce((SELECT max(id) FROM search_docsize), 0)"
    )
    return bool(connection.execute(sql).get)


def index(connection: apsw.Connection) -> None:
    """Put the reports that came in since the last time into the index; reports are never taken out."""
    connection.execute(
        "INSERT INTO search(rowid, title, text) SELECT n, title, text FROM reports"
        " WHERE n > coalesce((SELECT max(id) FROM search_docsize), 0)"
    )


def expression(query: str) -> str | None:
    """Write a user's query in the language of FTS5, or None when it asks for nothing.

    Words must all occur; ``"…"`` and «…» are phrases, ``-word`` excludes, ``word*`` is a beginning. Nothing
    else has a meaning, so no query is an error.
    """
    clean = "".join(
        c if c.isprintable() and not "\ud800" <= c <= "\udfff" else " " for c in query[:_MAX_QUERY]
    )
    wanted: list[str] = []
    unwanted: list[str] = []
    for found in _TERM.finditer(clean.translate(_QUOTES)):
        piece = found["word"] if found["phrase"] is None else found["phrase"]
        forms = [token.form for token in tokens(piece) if token.kind != "mark"]
        if forms and len(wanted) + len(unwanted) < _MAX_TERMS:
            start = " *" if found["word"] and piece.endswith("*") else ""
            (unwanted if found["minus"] else wanted).append(f'"{" ".join(forms)}"{start}')
    if not wanted:
        return None
    return f"({' AND '.join(wanted)})" + "".join(f" NOT {term}" for term in unwanted)


_FIND = f"""
SELECT r.id, r.given_id, r.outlet, r.published, r.title, r.text, highlight(search, 1, '{_OPEN}', '{_CLOSE}'),
search.rank FROM search JOIN reports r ON r.n = search.rowid WHERE search MATCH ? ORDER BY search.rank, r.id
LIMIT ?
"""  # noqa: S608 - two constants


def search(connection: apsw.Connection, query: str, limit: int = 50) -> list[Hit]:
    """Find the reports that a query asks for, best first; an empty or senseless query finds none."""
    asked = expression(query)
    if asked is None or limit <= 0:
        return []
    hits = []
    for rid, given, outlet, published, title, text, marked, rank in connection.execute(_FIND, (asked, limit)):
        spans = _spans(text, marked)
        at = _around(text, spans)
        marks = tuple(
            Span(s.start - at.start, s.end - at.start)
            for s in spans
            if at.start <= s.start and s.end <= at.end
        )
        hits.append(
            Hit(
                report=rid,
                given_id=given,
                outlet=outlet,
                published=published,
                title=title,
                spans=spans,
                snippet=text[at.start : at.end],
                at=at,
                marks=marks,
                rank=rank,
            )
        )
    return hits


def _spans(text: str, marked: str) -> tuple[Span, ...]:
    """Read the highlighted spans; none when the text itself holds the characters they are marked with."""
    if _OPEN in text or _CLOSE in text:
        return ()
    spans, at, start = [], 0, 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if piece == _OPEN:
            start = at
        elif piece == _CLOSE:
            spans.append(Span(start, at))
        else:
            at += len(piece)
    return tuple(spans)


def _around(text: str, spans: tuple[Span, ...]) -> Span:
    """Choose the words around the first highlight, cut at white space and within its line."""
    first = spans[0] if spans else Span(0, 0)
    start, end = max(0, first.start - _BEFORE), min(len(text), first.end + _AFTER)
    start = max(start, text.rfind("\n", 0, first.start) + 1)
    line = text.find("\n", first.end)
    end = min(end, line) if line >= 0 else end
    if start > 0 and not text[start - 1].isspace():
        space = text.find(" ", start, first.start)
        start = space + 1 if space >= 0 else start
    if end < len(text) and not text[end].isspace():
        space = text.rfind(" ", first.end, end)
        end = space if space >= 0 else end
    return Span(start, end)
