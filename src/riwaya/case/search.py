"""Full text search over a case: words are found however they are spelt, and marked as they stand in the
report.

SQLite's FTS5 with a tokenizer of ours: a word is indexed under its folded form and, in the same place, under
its stem without clitics, so «المرفأ» finds «بالمرفا». Highlights are offsets of the raw text. What is said has an index
of its own beside that of the reports: by whom, in which words, and as two words of ours the stance and the kind of the
origin.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast

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
STATEMENTS = 1_000_000
"""A statement's row in ``said`` is the number of its report times this, and its own."""
_SAID = f"""
INSERT INTO said(rowid, source, content, told)
SELECT r.n * {STATEMENTS} + s.n,
    (SELECT group_concat(coalesce(l.words, '') || ' | ' || coalesce(l.resolved, ''), ' | ')
        FROM links l WHERE l.statement = s.id),
    s.content, 'stance' || s.stance || ' kind' || coalesce(s.kind, 'none')
FROM reports r CROSS JOIN statements s ON s.id >= r.id || '/s' AND s.id < r.id || '/t'
"""  # noqa: S608 - a constant
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟", '"'))


class Term(NamedTuple):
    """A word or a phrase of a query by its folded forms: one that must stand there or must not; of a `beginning` the
    last word may go on.
    """

    forms: tuple[str, ...]
    wanted: bool = True
    beginning: bool = False

    @property
    def written(self) -> str:
        """Write it in the language of FTS5."""
        return f'"{" ".join(self.forms)}"' + (" *" if self.beginning else "")


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
    """Put the reports that came in since the last time into the index, with what they say; reports are never taken out.

    Statements come first: which reports are new is told by the index of the reports.
    """
    connection.execute(f"{_SAID} WHERE r.n > coalesce((SELECT max(id) FROM search_docsize), 0)")  # noqa: S608 - constant
    connection.execute(
        "INSERT INTO search(rowid, title, text) SELECT n, title, text FROM reports"
        " WHERE n > coalesce((SELECT max(id) FROM search_docsize), 0)"
    )


def index_again(connection: apsw.Connection, report: str) -> None:
    """Put what a report says into the index anew, where it was there: another extractor has read it."""
    n = connection.execute(
        "SELECT n FROM reports WHERE id = ? AND n <= (SELECT max(id) FROM search_docsize)", (report,)
    ).get
    if n is not None:
        connection.execute(
            "DELETE FROM said WHERE rowid >= ? AND rowid < ?", (n * STATEMENTS, (n + 1) * STATEMENTS)
        )
        connection.execute(f"{_SAID} WHERE r.n = ?", (n,))


def terms(query: str) -> list[Term]:
    """Read what a user asks for.

    Words must all occur; ``"…"`` and «…» are phrases, ``-word`` excludes, ``word*`` is a beginning. Nothing
    else has a meaning, so no query is an error.
    """
    clean = "".join(
        c if c.isprintable() and not "\ud800" <= c <= "\udfff" else " " for c in query[:_MAX_QUERY]
    )
    out: list[Term] = []
    for found in _TERM.finditer(clean.translate(_QUOTES)):
        piece = found["word"] if found["phrase"] is None else found["phrase"]
        forms = tuple(token.form for token in tokens(piece) if token.kind != "mark")
        if forms and len(out) < _MAX_TERMS:
            out.append(Term(forms, not found["minus"], bool(found["word"]) and piece.endswith("*")))
    return out


def expression(query: str) -> str | None:
    """Write a user's query in the language of FTS5, or None when it asks for nothing; see `terms`."""
    return written(terms(query))


def written(asked: Iterable[Term]) -> str | None:
    """Write terms in the language of FTS5; None where none of them is wanted."""
    held = list(asked)
    wanted = " AND ".join(term.written for term in held if term.wanted)
    unwanted = "".join(f" NOT {term.written}" for term in held if not term.wanted)
    return f"({wanted}){unwanted}" if wanted else None


def spans_of(text: str, within: Span, asked: Sequence[Term]) -> tuple[Span, ...]:
    """Find the words of a query in a stretch of text, as FTS5 would."""
    found = [
        (within.start + word.start(), within.start + word.end(), frozenset(forms))
        for word in TOKEN.finditer(text[within.start : within.end])
        if word.lastgroup != "mark" and (forms := _terms(word.group()))
    ]
    out = set()
    for term in asked:
        keys = [frozenset(_terms(form)) for form in term.forms] if term.wanted else []
        for n in range(len(found) - len(keys) + 1 if keys else 0):
            here = [forms for _, _, forms in found[n : n + len(keys)]]
            *firm, last = zip(keys, here, strict=True)
            if all(key & forms for key, forms in firm) and _stands(*last, beginning=term.beginning):
                out.add(Span(found[n][0], found[n + len(keys) - 1][1]))
    return tuple(sorted(out))


def holds(folded: str, asked: Sequence[Term]) -> bool:
    """Tell whether a folded text has what a query asks for and nothing that it excludes, as FTS5 would."""
    return all(_has(folded, term) == term.wanted for term in asked)


def _has(folded: str, term: Term) -> bool:
    """Tell whether a term stands in a folded text; only words that its letters stand in are looked at."""
    *firm, last = (frozenset(_terms(form)) for form in term.forms)
    if not all(_has_word(folded, key) for key in firm):
        return False
    if not _has_word(folded, last, beginning=term.beginning):
        return False
    return not firm or bool(spans_of(folded, Span(0, len(folded)), [term._replace(wanted=True)]))


def _has_word(folded: str, key: frozenset[str], *, beginning: bool = False) -> bool:
    # A stem is a part of its word.
    letters = min(key, key=len)
    at = folded.find(letters)
    while at >= 0:
        space = folded.find(" ", at + len(letters))
        end = len(folded) if space < 0 else space
        here = _forms(folded[folded.rfind(" ", 0, at) + 1 : end])
        if any(_stands(key, forms, beginning=beginning) for forms in here):
            return True
        at = folded.find(letters, end)
    return False


@lru_cache(maxsize=200_000)
def _forms(stretch: str) -> tuple[frozenset[str], ...]:
    """Give the terms of each word of a stretch without spaces."""
    words = (word.group() for word in TOKEN.finditer(stretch) if word.lastgroup != "mark")
    return tuple(frozenset(_terms(word)) for word in words)


def _stands(key: frozenset[str], forms: frozenset[str], *, beginning: bool) -> bool:
    if beginning:
        return any(form.startswith(tuple(key)) for form in forms)
    return bool(key & forms)


_BEST = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?"
# Each row by itself: many at once let FTS5 start anew for each.
_FIND = f"""
SELECT r.id, r.given_id, r.outlet, r.published, r.title, r.text, highlight(search, 1, '{_OPEN}', '{_CLOSE}'),
search.rank FROM search JOIN reports r ON r.n = search.rowid WHERE search MATCH ? AND search.rowid = ?
"""  # noqa: S608 - two constants


def search(connection: apsw.Connection, query: str, limit: int = 50) -> list[Hit]:
    """Find the reports that a query asks for, best first; an empty or senseless query finds none."""
    asked = expression(query)
    if asked is None or limit <= 0:
        return []
    best = [n for (n,) in connection.execute(_BEST, (asked, limit))]
    return sorted(hits(connection, asked, best), key=lambda hit: (hit.rank, hit.report))


def hits(connection: apsw.Connection, asked: str, numbers: Iterable[int]) -> list[Hit]:
    """Give some of the reports that an expression finds, by their numbers, with the words found."""
    return [_hit(*row) for n in numbers for row in connection.execute(_FIND, (asked, n))]


def _hit(
    rid: str, given: str | None, outlet: str | None, published: str | None, title: str | None, text: str,
    marked: str, rank: float,
) -> Hit:  # fmt: skip
    spans = _spans(text, marked)
    at = around(text, spans)
    return Hit(
        report=rid,
        given_id=given,
        outlet=outlet,
        published=published,
        title=title,
        spans=spans,
        snippet=text[at.start : at.end],
        at=at,
        marks=tuple(
            Span(s.start - at.start, s.end - at.start)
            for s in spans
            if at.start <= s.start and s.end <= at.end
        ),
        rank=rank,
    )


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


def around(text: str, spans: tuple[Span, ...]) -> Span:
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
