"""Citations: sources named by a preposition (بحسب، وفقاً لـ، نقلاً عن، كما ذكرت) and documents (جاء في البيان).

==================  ===========================================================================
citation.before     وبحسب وزارة النقل فإن الميناء مغلق.
citation.after      الميناء مغلق، بحسب وزارة النقل.
citation.inside     ويبلغ عددهم، بحسب وزارة النقل، عشرين عاملا.
citation.document   وجاء في بيان الوزارة أن الميناء مغلق.
==================  ===========================================================================
"""

from riwaya.extract.acts import Act
from riwaya.extract.contents import content_end, form_of, opens_clause, reports_on
from riwaya.extract.cues import cue_at, joined_by, saying_at
from riwaya.extract.phrases import phrase_end
from riwaya.extract.subjects import is_known_source
from riwaya.extract.told import Range, outlet_at, skip_adverbials
from riwaya.extract.view import COMMAS, View
from riwaya.extract.wordlists import names_rule, starts_with, word_lists, word_set

_LONGEST_SOURCE = 24
_PASSIVES = word_set("passives")
_THERE = word_set("there")
_POINTING_BACK = word_set("pointing_back")
_BACK_REFERENCES = word_set("back_references")
_RELATIVES = word_set("relatives")
_TONGUE = "لسان"  # «على لسان»: it belongs to the noun before it
_CLAUSE = 4  # words of a relative clause that it closes


def read_citation(view: View, n: int, sentence: Range) -> Act | None:
    """Read the citation whose first word is token `n`; None when there is none."""
    lists, last = word_lists(), sentence[1]
    size = _phrase_size(view, n, last) if view.long_quote[n] is None else 0
    if not size or _is_within_clause(view, n, sentence[0]):
        return None
    begin = n + size
    cue_end, begin = _source_start(view, n, begin, last)
    if begin < last and view.forms[cue_end - 1] in _PASSIVES and view.forms[begin] in _BACK_REFERENCES:
        return None
    if begin >= last or (view.forms[begin - 1] in ("ما", "لما") and cue_end < begin):
        return None  # «حسب ما تمليه الحاجة»: ما without a verb of saying quotes nobody
    limit = min(last, begin + _LONGEST_SOURCE)
    if view.forms[begin] in lists.tails:
        end, speaker = begin + 1, None
        cue_end = end
    else:
        if cue_at(view.forms[begin - 1]) is not None:
            begin, _ = skip_adverbials(view, begin, limit)
        outlet = outlet_at(view, begin, limit)
        end = phrase_end(view, begin, limit, bounded=False)
        if outlet is not None and outlet[1] > end:
            end = outlet[1]
        if end <= begin and view.forms[cue_end - 1] in _PASSIVES:
            return _place(
                view,
                Act(cue=(n, cue_end), rule="", stance="says", content=[], reach=(n, n)),
                cue_end,
                sentence,
            )
        if end <= begin or not _may_be_cited(
            view, (begin, end), by_verb=cue_at(view.forms[cue_end - 1]) is not None
        ):
            return None
        speaker = (begin, end)
    act = Act(cue=(n, cue_end), rule="", stance="says", content=[], reach=(n, n), speaker=speaker)
    found = cue_at(view.forms[cue_end - 1])
    if found is not None:
        act.stance, act.feminine, act.plural = found.cue.stance, found.feminine, found.plural
    if (
        end < last
        and speaker is not None
        and view.clitics(end).preposition == "ل"
        and (outlet := outlet_at(view, end, limit))
    ):
        act.told, end = outlet, outlet[1]
    end = _relay(view, act, end, last)
    return _place(view, act, end, sentence)


def _is_within_clause(view: View, n: int, first: int) -> bool:
    """Tell whether «على لسان» closes a relative clause: «التصريحات التي صدرت | على لسان الوزير» says nothing here."""
    before = view.forms[max(first, n - _CLAUSE) : n]
    tongue = view.forms[n + 1 : n + 2] == [_TONGUE]
    return tongue and any(word in _RELATIVES for word in before) and not COMMAS & {*before}


def _may_be_cited(view: View, source: Range, *, by_verb: bool) -> bool:
    """Tell whether a phrase after بحسب or وفق is a source and not a rule, a plan or a wish."""
    if by_verb:
        return True
    return not names_rule(view.clitics(source[0]).stem) and is_known_source(view, source)


def _phrase_size(view: View, n: int, last: int) -> int:
    """Give the length of the citing phrase at `n`, its و taken off; «كما» and «ما» need a verb of saying."""
    lists, form = word_lists(), view.forms[n]
    joined = lists.citations.get(form[1:], ()) if form[0] in "وف" else ()
    for phrase in lists.citations.get(form, joined):
        size = len(phrase)
        if n + size > last:
            continue
        rest = view.forms[n + 1 : n + size]
        glued = phrase[-1] == "ل" and size > 1
        if glued and rest[:-1] == list(phrase[1:-1]) and view.clitics(n + size - 1).preposition == "ل":
            return size - 1
        if tuple(rest) == phrase[1:]:
            needs_verb = phrase[-1] in lists.with_verb
            if not needs_verb or (n + size < last and _cites(view, n + size, joined=phrase[-1] == "كما")):
                return size
    return 0


def _cites(view: View, n: int, *, joined: bool) -> bool:
    """Tell whether the verb after كما or ما cites: after كما («as well») it must say nothing by itself."""
    if _stands_in(view, n):
        return True
    cue = saying_at(view.forms[n])
    if cue is None or cue.tense not in ("past", "present"):
        return False
    if joined_by(view.forms[n]):
        return False
    if joined and (view.toks[n - 2].kind != "mark" or view.forms[n - 2] not in COMMAS if n > 1 else True):
        return False
    return not joined or ("c" in cue.cue.frames and not reports_on(view, n, view.sentence_end[n]))


def _stands_in(view: View, n: int) -> bool:
    """Tell whether «جاء في» or «ورد في» stands at `n`: «وفق ما ورد في المرسوم»."""
    return view.forms[n] in word_lists().places_of_words and view.forms[n + 1 : n + 2] == ["في"]


def _source_start(view: View, n: int, begin: int, last: int) -> tuple[int, int]:
    """Give the end of the cue and the start of the source: over «ما ذكرت» and an attached لـ."""
    cue_end = begin
    with_verb = view.forms[begin - 1] in word_lists().with_verb
    if begin < last and view.forms[begin] in ("ما", "لما"):
        begin, with_verb = begin + 1, True
    if with_verb and begin + 2 < last and _stands_in(view, begin):
        return begin + 2, begin + 2
    found = saying_at(view.forms[begin]) if with_verb and begin < last else None
    if found is not None and found.tense in ("past", "present") and not joined_by(view.forms[begin]):
        begin += 1
        begin += begin < last and view.forms[begin] in _POINTING_BACK  # «وفق ما أفاد به»
        return begin, begin
    if begin < last and view.forms[begin] in ("الي", "ل"):
        return (begin + 1 if view.forms[begin] == "الي" else cue_end), begin + 1
    return cue_end, begin


def _relay(view: View, act: Act, end: int, last: int) -> int:
    """Read «نقلاً عن Y» after the cited source: Y stands behind it."""
    size = starts_with(view.forms, end, last, word_lists().relays)
    found = saying_at(view.forms[act.cue[1] - 1])
    if (
        not size
        and end < last
        and view.forms[end] == "عن"
        and found is not None
        and "relay" in found.cue.flags
    ):
        size = 1
    if size and end + size < last:
        stop = phrase_end(view, end + size, min(last, end + size + _LONGEST_SOURCE), bounded=False)
        if stop > end + size:
            act.relays.append((end + size, stop))
            return stop
    return end


def _place(view: View, act: Act, end: int, sentence: Range) -> Act | None:
    """Find what the citation covers: what follows it, what stands before it, or both sides of it."""
    first, last = sentence
    if opens_clause(view, act.cue[0]) and end < last and _goes_on(view, end):
        return _covers_following(view, act, end, sentence)
    start = _clause_start(view, act.cue[0], first)
    before = act.cue[0]
    while before > start and (view.forms[before - 1] in COMMAS or view.forms[before - 1] in ("وذلك", "-")):
        before -= 1
    if before - start <= 1 or all(view.forms[k] in word_lists().openers for k in range(start, before)):
        return _covers_following(view, act, end, sentence)
    after = end
    inside = (
        after < last
        and view.forms[after] in COMMAS
        and view.forms[act.cue[0] - 1] in COMMAS
        and before - start <= 5
    )
    if inside:
        stop = content_end(view, after + 1, sentence)
        if stop > after + 1:
            act.content = [_chars(view, start, before), _chars(view, after + 1, stop)]
            act.reach, act.rule = (after + 1, stop), "citation.inside"
            act.form = form_of(view, start, before)
            return act
    act.content = [_chars(view, start, before)]
    act.reach, act.rule = (start, before), "citation.after"
    act.form = form_of(view, start, before)
    return act


def _goes_on(view: View, n: int) -> bool:
    return view.forms[n] in COMMAS or view.forms[n] in word_lists().complementisers


def _covers_following(view: View, act: Act, end: int, sentence: Range) -> Act | None:
    last = sentence[1]
    start = end
    while start < last and (view.forms[start] in COMMAS or view.forms[start] in "-–—:"):
        start += 1
    if start < last and view.forms[start] in word_lists().complementisers:
        start += 1
    stop = content_end(view, start, sentence) if start < last else start
    if stop <= start:
        return None
    act.content = [_chars(view, start, stop)]
    act.reach, act.rule = (start, stop), "citation.before"
    act.form = form_of(view, start, stop)
    return act


def _clause_start(view: View, n: int, first: int) -> int:
    """Give where the clause that a trailing citation covers begins: the sentence's start, its opener left out."""
    lists = word_lists()
    start = first
    while start < n:
        if size := starts_with(view.forms, start, n, lists.opener_phrases):
            start += size
        elif (
            view.forms[start] in ("و", "كما", "لكن", "ولكن", "وقد", "فيما", "بينما")
            or view.forms[start] in COMMAS
            or view.forms[start] in "-–—"
        ):
            start += 1
        else:
            break
    return start


def _chars(view: View, start: int, end: int) -> Range:
    """Give the characters of tokens ``[start, end)``; a و that joins the clause to the one before is left out."""
    stem = view.clitics(start)
    joined = stem.conjunction == "و" or (
        view.forms[start][:2] == "وس" and view.forms[start][2:3] in tuple("يتن")
    )
    cut = 1 if joined and view.text[view.toks[start].start] == "و" else 0
    return view.toks[start].start + cut, view.toks[end - 1].end


def read_document(view: View, n: int, sentence: Range) -> Act | None:
    """Read «جاء في البيان أن …» at token `n`; the document after في speaks."""
    last = sentence[1]
    if view.forms[n] not in word_lists().places_of_words or n + 2 >= last:
        return None
    if view.forms[n + 1] in _THERE and view.forms[n + 2] in word_lists().complementisers:
        return _document_before(view, n, sentence)
    if view.forms[n + 1] != "في":
        return None
    marker = next(
        (k for k in range(n + 2, min(last, n + _LONGEST_SOURCE))
         if view.forms[k] in word_lists().complementisers or view.forms[k] == ":" or k in view.opening), None,
    )  # fmt: skip
    if marker is None:
        return None
    end = phrase_end(view, n + 2, marker, bounded=True)
    start = marker if marker in view.opening else marker + 1
    if end <= n + 2 or start >= last:
        return None
    stop = content_end(view, start, sentence)
    if stop <= start:
        return None
    act = Act(
        cue=(n, n + 2), rule="citation.document", stance="says", content=[_chars(view, start, stop)],
        reach=(start, stop), speaker=(n + 2, end),
    )  # fmt: skip
    act.form = form_of(view, start, stop)
    if view.forms[start - 1] == ":" and act.form == "indirect":
        act.form = "direct"
    return act


def _document_before(view: View, n: int, sentence: Range) -> Act | None:
    """Read «تقريرا جاء فيه أن …»: who issued the document, in the same sentence, says it."""
    start = n + 3
    stop = content_end(view, start, sentence) if start < sentence[1] else start
    if stop <= start:
        return None
    act = Act(
        cue=(n, n + 2), rule="citation.document", stance="says", content=[_chars(view, start, stop)],
        reach=(start, stop), form=form_of(view, start, stop),
    )  # fmt: skip
    act.participle = True  # like one, it goes on with whoever acts in its sentence
    return act
