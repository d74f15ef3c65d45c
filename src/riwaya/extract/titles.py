"""Titles: the ranks, honorifics, offices and occupations of ``data/titles.tsv`` as they stand in running text."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from riwaya import lexicon
from riwaya.arabic import clitics
from riwaya.arabic.fold import fold
from riwaya.arabic.words import Token
from riwaya.extract.bodies import body_nouns, name_words
from riwaya.extract.role_words import bare, role_words
from riwaya.extract.wordlists import word_lists

_ARTICLE = "ال"
_ABBREVIATION = 2  # letters of the longest title that is written short: «د.», «أ»
_AFTER_SHORT = frozenset("./")


class Title(NamedTuple):
    """A title as tokens ``[start, end)``; the next word is at `after` («د. | …»).

    `definite`: nothing is missing after it («رئيس الوزراء», «المدير»); `of`: it goes on with what it is of.
    `clitic` counts the letters of a conjunction and a preposition before it.
    """

    start: int
    end: int
    after: int
    kind: str
    of: bool
    article: bool
    definite: bool
    clitic: int

    @property
    def tokens(self) -> range:
        """Give the numbers of its tokens."""
        return range(self.start, self.end)


class _Row(NamedTuple):
    words: tuple[str, ...]
    kind: str
    of: bool


def clitic_letters(tok: Token) -> int:
    """Count the letters of a conjunction and a preposition before a word; «لل» stays whole."""
    parts = clitics.split(tok.form)
    if len(tok.form) != tok.end - tok.start:
        return 0  # a mark on a letter, or a letter for two
    return len(parts.conjunction) + (
        0 if parts.preposition == "ل" and parts.article else len(parts.preposition)
    )


@cache
def _rows() -> dict[str, tuple[_Row, ...]]:
    """Give the rows by their first word, longest first; a later word keeps its article where the row has one."""
    table: dict[str, dict[tuple[str, ...], _Row]] = {}
    for row in lexicon.rows("titles"):
        first, *rest = fold(row["word"]).split()
        first = bare(first)
        for form in (first, first + "ه") if _has_feminine(first, row["kind"]) else (first,):
            words = (form, *rest)
            table.setdefault(form, {}).setdefault(words, _Row(words, row["kind"], bool(row["of"])))
    return {first: tuple(sorted(rows.values(), key=lambda r: -len(r.words))) for first, rows in table.items()}


def _has_feminine(first: str, kind: str) -> bool:
    """Tell whether a title has a feminine that is no other word: «المحافظة», «العقيدة» are no persons."""
    nation, other = body_nouns()
    things = (
        name_words("place_nouns")
        | nation
        | other
        | frozenset(word + "ه" for word in role_words("no_feminine"))
    )
    return kind != "rank" and first + "ه" not in things


def _is_none(words: str) -> bool:
    """Tell whether words only look like a title: «أمام» is spelled like «إمام» when it is folded."""
    return words in word_lists().prepositions or words in role_words("no_titles")


def _goes_on(form: str, word: str) -> bool:
    """Tell whether a form is the later word of a row: an adjective also with article and in the feminine."""
    return form == word or (
        not word.startswith(_ARTICLE) and bare(form).removesuffix("ه") == word.removesuffix("ه")
    )


def title_at(toks: Sequence[Token], at: int, limit: int) -> Title | None:
    """Find the longest title that stands at token `at`, before `limit`; clitics before it do not hide it."""
    if at >= limit or toks[at].kind != "word":
        return None
    parts = clitics.split(toks[at].form)
    whole = bare(toks[at].form)
    for stem in dict.fromkeys((whole, parts.stem)):
        for row in _rows().get(stem, ()):
            end = at + len(row.words)
            if _is_none(" ".join(tok.form for tok in toks[at:end])):
                continue
            if end <= limit and all(
                _goes_on(toks[n].form, word) for n, word in enumerate(row.words[1:], at + 1)
            ):
                return _title(toks, at, end, row, limit, whole=stem == whole)
    return None


def _title(toks: Sequence[Token], at: int, end: int, row: _Row, limit: int, *, whole: bool) -> Title:
    parts = clitics.split(toks[at].form)
    article = parts.article or toks[at].form.startswith(_ARTICLE)
    after = end
    while after < limit and toks[after].kind == "mark" and toks[after].form in _AFTER_SHORT:
        after += 1  # «د. فلان», «الدكتور/ فلان»
    last = toks[end - 1].form
    personal = row.kind in ("honorific", "rank") and not row.of
    definite = personal or (article if end == at + 1 else last.startswith((_ARTICLE, "وال", "بال")))
    short = len(row.words[0]) <= _ABBREVIATION and not article and row.kind == "honorific"
    if short and after == end and toks[at].end - toks[at].start == 1:
        definite = False  # a lone letter with nothing after it
    clitic = 0 if whole else clitic_letters(toks[at])
    return Title(at, end, after, row.kind, row.of, article, definite, clitic)
