"""Subjects before their verb: «المتحدث باسم الشركة قال إن», «وكانت الوزارة أعلنت», «الشاهد الذي يقول»."""

from typing import NamedTuple

from riwaya.extract.phrases import Range, phrase_end, skip_adverbials, told_in
from riwaya.extract.view import View
from riwaya.extract.wordlists import starts_with, word_lists

_COMMAS = frozenset("،,")
_RELATIVES = {"الذي": False, "التي": True, "الذين": False}
_CLAUSE_BREAKS = frozenset("؛;:.!؟?")
_FURTHEST = 40


class Before(NamedTuple):
    """What stands before a verb: its subject, or the antecedent of its relative clause, and the outlet told."""

    subject: Range | None
    antecedent: Range | None
    told: Range | None


def subject_before(view: View, verb: int, first: int, *, feminine: bool | None) -> Before:
    """Find the subject before the verb at `verb` in the sentence that starts at token `first`."""
    start, commas = _clause_starts(view, verb, first)
    told = told_in(view, start, verb)
    if verb > first and view.forms[verb - 1] in _RELATIVES:
        agrees = feminine is None or _RELATIVES[view.forms[verb - 1]] == feminine
        head = _phrase_before(view, verb - 1, first) if agrees else None
        return Before(head, None, None)
    for begin in [*commas, start]:
        at = _skip_openers(view, begin, verb)
        if at >= verb:
            if begin == start and commas[:1] == [start]:
                continue
            if view.toks[at - 1].kind == "word" or begin == start:
                return Before(None, None, told)
            continue
        end = phrase_end(view, at, verb, bounded=True)
        if end == verb or (view.forms[end] in _COMMAS and end == verb - 1):
            return Before((at, end), None, told)
    return Before(None, None, told)


def _clause_starts(view: View, verb: int, first: int) -> tuple[int, list[int]]:
    """Give the start of the sentence's part before the verb, and the starts after each comma, nearest first."""
    lists, commas = word_lists(), []
    n = verb - 1
    start = max(first, verb - _FURTHEST)
    while n >= start:
        form = view.forms[n]
        if view.toks[n].kind == "mark":
            if form in _COMMAS and n + 1 < verb:
                commas.append(n + 1)
            elif form in _CLAUSE_BREAKS and len(view.forms[n - 1]) > 2:
                return n + 1, commas
        elif form in lists.complementisers or form in ("حيث", "فيما", "بينما", "حين"):
            return n + 1, commas
        n -= 1
    return start, commas


def _skip_openers(view: View, at: int, verb: int) -> int:
    """Step over وكان، لكن، من جانبه، وفي وقت سابق …"""
    lists = word_lists()
    while at < verb:
        form = view.forms[at]
        if size := starts_with(view.forms, at, verb, lists.opener_phrases):
            at += size
        elif form in lists.openers or form in _COMMAS or form in lists.adverbs or view.toks[at].kind == "number":
            at += 1
        elif form in lists.prepositions or view.clitics(at).conjunction and view.clitics(at).stem in lists.prepositions:
            at = _phrase_over(view, at, verb)
        else:
            break
    return at


def _phrase_over(view: View, at: int, verb: int) -> int:
    """Step over a prepositional phrase before the verb: to its comma, or up to the verb."""
    for n in range(at, verb):
        if view.forms[n] in _COMMAS or view.forms[n] in "-–—":
            return n + 1
    after, _ = skip_adverbials(view, at, verb)
    return max(after, at + 1)


def _phrase_before(view: View, last: int, first: int) -> Range | None:
    """Find the noun phrase that ends at token `last`: a relative clause's head."""
    begin = last
    while begin > first:
        form = view.forms[begin - 1]
        mark = view.toks[begin - 1].kind == "mark" and not view.quoted[begin - 1] and not view.is_quote_mark(begin - 1)
        if mark or form in word_lists().prepositions or form in word_lists().complementisers:
            break
        begin -= 1
    begin = _skip_openers(view, begin, last)
    while begin < last and phrase_end(view, begin, last, bounded=True) != last:
        begin += 1
    return (begin, last) if begin < last else None
