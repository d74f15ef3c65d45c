"""Edges: which words opened what was said, and why it ends where it ends."""

from bisect import bisect_left

from riwaya.extract.acts import Act
from riwaya.extract.contents import content_stop
from riwaya.extract.view import View
from riwaya.extract.wordlists import word_lists, word_set
from riwaya.model import Span

_FREE = word_set("free_prepositions")
_COVERS_BEFORE = ("citation.after", "citation.inside")
_OPENED_BY_MARK = ("quotation", "document")


def marker_of(view: View, act: Act) -> Span | None:
    """Give the words that open the content: إن, a colon, a quotation mark, a preposition; None where there are none."""
    start = act.reach[0]
    before, frame = start - 1, act.rule.rpartition(".")[2]
    if act.rule == "verb.after-quotation":
        first = bisect_left(view.toks, act.content[0][0], key=lambda token: token.start)
        return view.span(first - 1, first)
    if act.rule in _COVERS_BEFORE or before < act.cue[0]:
        return None
    if view.forms[before] in word_lists().complementisers:
        with_preposition = before > act.cue[1] and view.forms[before - 1] in _FREE  # «حذر الوزير من أن»
        return view.span(before - with_preposition, start)
    opens = start in view.opening
    if view.forms[before] == ":":
        return view.span(before, start + opens)
    if opens and frame in _OPENED_BY_MARK:
        return view.span(start, start + 1)
    return _preposition(view, act) if frame == "preposition" else None


def _preposition(view: View, act: Act) -> Span | None:
    """Give the preposition before the content, or the one that is attached to its first word."""
    start = act.reach[0]
    if view.forms[start - 1] in _FREE:
        return view.span(start - 1, start)
    attached = view.toks[start].start
    return Span(attached, attached + 1) if view.clitics(start).preposition else None


def end_reason(view: View, act: Act) -> str:
    """Tell why the content of an act ends where it does: a row of ``data/content_ends.tsv``."""
    first, last = act.reach
    if act.rule == "citation.after":
        return "end.cited"
    quote = view.opening.get(first)
    if act.rule == "verb.after-quotation" and quote is not None and quote.closing + 1 == last:
        return "end.quotation"  # the cue follows it
    sentence = next(found for found in view.sentences if found[0] <= act.cue[0] < found[1])
    return content_stop(view, first, sentence)[1]
