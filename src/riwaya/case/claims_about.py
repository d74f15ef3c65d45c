"""Claims by their words: those whose wording has them, those of which somebody says so, and in how many statements.

A query is written as in `case.search`. What is said to somebody's name is found by the index ``said``, by whom or in
which words. Wordings, and what reports say with their own voice, have no index: the reports that have the words are
found first, for a wording is a sentence of one of its claim's reports, and then looked at.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from riwaya.arabic.fold import fold
from riwaya.case.connected import Connected, encoded
from riwaya.case.reports import Rows
from riwaya.case.search import STATEMENTS, Term, holds, terms, written

_SAID = f"""
SELECT c.rowid, m.statement, min(said.rowid), count(DISTINCT m.statement)
FROM said CROSS JOIN reports r ON r.n = said.rowid / {STATEMENTS}
CROSS JOIN members m ON m.statement = r.id || '/s' || (said.rowid % {STATEMENTS})
CROSS JOIN claims c ON c.id = m.claim WHERE said MATCH ? GROUP BY c.rowid
"""  # noqa: S608 - a constant
_WORDINGS = """
SELECT rowid, wording FROM claims WHERE id IN (
    SELECT m.claim FROM search CROSS JOIN reports r ON r.n = search.rowid
    CROSS JOIN members m ON m.statement >= r.id || '/' AND m.statement < r.id || '0' WHERE search MATCH ?)
"""
_TOLD = """
SELECT c.rowid, s.id, s.content FROM search CROSS JOIN reports r ON r.n = search.rowid
CROSS JOIN members m ON m.statement >= r.id || '/o' AND m.statement < r.id || '/p'
CROSS JOIN claims c ON c.id = m.claim CROSS JOIN statements s ON s.id = m.statement
WHERE search MATCH ? ORDER BY r.n, s.n
"""
_SHOWN = """
SELECT s.id, s.report, s.content, r.outlet,
    (SELECT group_concat(name, ' · ') FROM
        (SELECT coalesce(resolved, words) AS name FROM links WHERE statement = s.id ORDER BY n DESC))
FROM statements s JOIN reports r ON r.id = s.report WHERE s.id IN (SELECT value FROM json_each(?))
"""


class About(NamedTuple):
    """Claims that have the words of a query, by their rows.

    `said` is the first statement that has them, of the claims whose wording has not. `matches` says how many
    statements of a claim have them; a wording that does counts as one more.
    """

    said: dict[int, str] = {}  # noqa: RUF012 - nobody changes it
    matches: dict[int, int] = {}  # noqa: RUF012


class SaidSo(NamedTuple):
    """A statement of a claim: who says so, the origin first; nobody is named for what an outlet says itself."""

    ref: str
    report: str
    content: str
    outlet: str | None
    names: str | None


def about(rows: Rows, words: str) -> About | None:
    """Give the claims that have the words; None for no words at all, and none for words that ask for nothing."""
    if not words.strip():
        return None
    asked = terms(words)
    expression = written(asked)
    if expression is None:
        return About()
    # What a sentence must not have, its report may have elsewhere.
    reports = written(term for term in asked if term.wanted)
    worded = {n for n, wording in rows(_WORDINGS, reports) if holds(fold(wording), asked)}
    found = rows(_SAID, f"{{source content}} : ({expression})")
    told = _own_voice(rows, asked, reports)
    # What somebody says is shown before what a report says itself.
    first = {n: refs[0] for n, refs in told.items()} | {n: ref for n, ref, *_ in found}
    matches = Counter({n: count for n, _, _, count in found})
    matches.update({n: len(refs) for n, refs in told.items()})
    matches.update(worded)
    return About({n: ref for n, ref in first.items() if n not in worded}, dict(matches))


def _own_voice(rows: Rows, asked: Sequence[Term], reports: str | None) -> dict[int, list[str]]:
    """Give the claims that reports tell with the words in their own voice, with the sentences that do, each once."""
    found: dict[int, dict[str, None]] = {}
    for n, ref, content in rows(_TOLD, reports):
        if holds(fold(content), asked):
            found.setdefault(n, {})[ref] = None
    return {n: list(refs) for n, refs in found.items()}


class ClaimsSought(Connected):
    """What is asked of the claims of a case by their words."""

    def claims_about(self, words: str) -> About | None:
        """Give the claims that have the words in their wording or in statements; None for no words."""
        return self._remembered(("claims", words), lambda: about(self._rows, words))

    def who_says_so(self, refs: Iterable[str]) -> dict[str, SaidSo]:
        """Give statements by their references."""
        found = (SaidSo._make(row) for row in self._rows(_SHOWN, encoded(list(refs))))
        return {said.ref: said for said in found}
