"""Contents: where what was said ends, and whether the words are the speaker's own."""

from riwaya.extract.cues import cue_at, joined_by, saying_at
from riwaya.extract.told import Range
from riwaya.extract.view import View
from riwaya.extract.wordlists import is_action_noun, names_rule, starts_with, word_lists, word_set
from riwaya.model import Form

_COMMAS = frozenset("،,؛;")
_STOPS = frozenset(".!?؟…")
# How far after a joining word a verb of saying makes the joined clause somebody's own statement.
_JOINED_WITHIN = 7
_LONGEST_SPEAKER = 12
_LONGEST_NOUN = 7
_COUNTING = word_set("counting")
_RELATIVES = word_set("relatives")
_WHAT = word_set("what")
_ENDERS = word_set("enders")
_TAIL_STARTS = frozenset(("حسب", "بحسب", "وفق", "علي"))
_TAILS = frozenset(("قوله", "قولها", "قولهم", "حد"))


def content_end(view: View, start: int, sentence: Range) -> int:
    """Find the token number where the content that starts at `start` ends."""
    return content_stop(view, start, sentence)[0]


def content_stop(view: View, start: int, sentence: Range) -> tuple[int, str]:
    """Find where the content that starts at `start` ends, and why: a row of ``data/content_ends.tsv``.

    A quotation that opens the content holds it together over sentences; outside quotations the content ends with the
    sentence, before a participle that goes on reporting (مضيفاً), before a coordinated verb of saying, before a trailing
    citation (، بحسب …) and before the reporter's own gloss (، في إشارة إلى …).
    """
    last = sentence[1]
    n = start
    quote = view.opening.get(start)
    if quote is None and start > 1 and view.forms[start - 1] in word_lists().complementisers:
        quote = view.opening.get(start - 2)  # «أوضح فلان "أن الميناء مغلق"»
    unquoted = quote is None and start > 0 and view.forms[start - 1] == ":"
    if quote is not None and quote.closed and view.words_in(quote) > 1:
        n = quote.closing + 1
        if n >= last or _quote_ends_it(view, quote.closing, last):
            return n, "end.quotation"
        last = max(last, view.sentence_end[n - 1])
    why = ""
    while n < last:
        inner = view.opening.get(n)
        if inner is not None and inner.closed and n > start:
            n = inner.closing + 1
            last = max(last, view.sentence_end[inner.closing])
            continue
        if n > start:
            why = ends_before(view, start, n, last)
            if not why and unquoted and _names_next_speaker(view, n, last):
                why = "end.next-speaker"
        if why:
            break
        n += 1
    return _without_stops(view, start, n), why or "end.sentence"


def _names_next_speaker(view: View, n: int, last: int) -> bool:
    """Tell whether another speaker begins at `n` in speech after a bare colon: «يقول فلان: … يقول فلان آخر: …»."""
    cue = cue_at(view.forms[n])
    if cue is None or cue.tense not in ("past", "present") or "q" not in cue.cue.frames:
        return False
    colon = next(
        (k for k in range(n + 1, min(last, n + _LONGEST_SPEAKER)) if view.toks[k].kind == "mark"), None
    )
    if colon is None or view.forms[colon] != ":":
        return False
    return any(view.name_type[k] == "PER" for k in range(n + 1, colon))


def _quote_ends_it(view: View, closing: int, last: int) -> bool:
    """Tell whether nothing of the content follows a closing mark: a stop, a comma, the end, or a new clause with و."""
    after = closing + 1
    if after >= last:
        return True
    form = view.forms[after]
    if form in _COMMAS and after + 1 < last and view.forms[after + 1] in word_lists().complementisers:
        return False  # «أن «…»، وأن …» goes on
    if form in _STOPS or form in _COMMAS or form == "اي":
        return True  # «…» أي كذا: the reporter explains
    cue = cue_at(form)
    return cue is not None and (cue.tense == "participle" or joined_by(view.forms[after]) != "")


def ends_before(view: View, start: int, n: int, last: int) -> str:
    """Tell why the content that begins at `start` ends before token `n`; "" where it goes on."""
    form = view.forms[n]
    if form in _COMMAS:
        return _clause_is_another(view, start, n + 1, last) if n + 1 < last else ""
    if form in "-–—" and n + 1 < last:
        return ""
    if form in _ENDERS and view.toks[n - 1].kind == "mark":
        return "end.participle"
    if size := starts_with(view.forms, n, last, word_lists().beside):
        beside = cue_at(view.forms[n + size]) if n + size < last else None
        # «… فيما أكدت النيابة أن»; «في ما وصفته بـ» goes on
        joined = beside is not None and not beside.suffix and _has_cue(view, n + size, n + size + 1)
        return "end.joined-saying" if joined else ""
    cue = cue_at(form)
    if cue is not None and _is_aside(view, start, n, last):
        return "end.aside"
    if cue is None or view.long_quote[n] is not None:
        return (
            "end.own-words" if form in _TAIL_STARTS and n + 1 < last and view.forms[n + 1] in _TAILS else ""
        )
    if cue.tense == "participle":
        return "end.participle" if participle_reports(view, n, last) and reports_on(view, n, last) else ""
    if joined_by(form) and cue.tense in ("past", "present"):
        return "end.saying" if reports_on(view, n, last) else ""
    return ""


def _is_aside(view: View, start: int, n: int, last: int) -> bool:
    """Tell whether the reporter tells of the noun before `n` what others say: «… ناقلات نفط | قالت القوات إنها …»."""
    cue = cue_at(view.forms[n])
    if (
        cue is None
        or cue.tense not in ("past", "present")
        or "c" not in cue.cue.frames
        or joined_by(view.forms[n])
    ):
        return False
    before = view.toks[n - 1]
    plain = before.kind == "word" and not view.clitics(n - 1).article and n - 1 > start
    lists = word_lists()
    leads_on = (
        before.form in lists.complementisers
        or before.form in lists.openers
        or before.form in lists.prepositions
        or before.form in _WHAT
    )
    if not plain or leads_on or "passive" in cue.cue.flags:
        return False
    until = min(last, n + _LONGEST_SPEAKER)
    that = next((k for k in range(n + 1, until) if view.forms[k] in word_lists().complementisers), None)
    return that is not None and that > n + 1 and view.forms[that].endswith(("ه", "ها", "هم"))


def opens_clause(view: View, n: int) -> bool:
    """Tell whether a citation joined by و or ف stands at `n`: «…، وبحسب شهود فإن …» opens a clause of its own."""
    form, lists = view.forms[n], word_lists()
    if form in lists.citations or form[0] not in "وف" or form[1:] not in lists.citations:
        return False
    # «ووفقا للبيان»: the preposition may be attached to what follows.
    return any(len(p) == 1 or p[1:] == ("ل",) for p in lists.citations[form[1:]])


def _is_predicate(view: View, start: int, n: int) -> bool:
    """Tell whether the verb at `n` is what the sentence says of its first noun: «أن ضابطا ممن أسروا، كشف عن»."""
    return any(view.forms[k] in _RELATIVES for k in range(start + 1, min(n, start + _LONGEST_NOUN)))


def _surely_speaks(view: View, n: int) -> bool:
    """Tell whether a verb that only speaks goes on after a comma, whatever it says: «…، وأضاف بلغت الكلفة …»."""
    cue = cue_at(view.forms[n])
    return (
        cue is not None and cue.tense == "past" and "b" in cue.cue.frames and joined_by(view.forms[n]) == "و"
    )


def _clause_is_another(view: View, start: int, n: int, last: int) -> str:
    """Tell why the clause after a comma is no part of what was said; "" where it is."""
    lists = word_lists()
    if starts_with(view.forms, n, last, lists.glosses):
        return "end.gloss"
    size = starts_with(view.forms, n, last, lists.citations)
    if size and is_citation(view, n, last):
        return "end.citation"
    if view.forms[n] in _ENDERS:
        return "end.participle"
    if opens_clause(view, n):
        return "end.citation"
    of_that = (
        saying_at(view.forms[n + 2]) if view.forms[n : n + 2] == ["وهو", "ما"] and n + 2 < last else None
    )
    if of_that is not None and "start" not in of_that.cue.flags:
        return "end.gloss"  # «…، وهو ما نفته الشركة»
    cue = cue_at(view.forms[n])
    if cue is not None and _surely_speaks(view, n):
        return "end.saying"
    if cue is not None and cue.tense != "noun" and reports_on(view, n, last):
        if cue.tense == "participle":
            return "end.participle"
        goes_on = joined_by(view.forms[n]) == "" and _is_predicate(view, start, n)
        return "" if goes_on else "end.saying"
    size = starts_with(view.forms, n, last, lists.joins) or starts_with(
        view.forms, n, last, lists.opener_phrases
    )
    if not size and view.forms[n] == "وذلك":
        return "end.citation" if starts_with(view.forms, n + 1, last, lists.relays) else ""
    joined = size and _has_cue(view, n + size, min(last, n + size + _JOINED_WITHIN))
    return "end.joined-saying" if joined else ""


def is_citation(view: View, n: int, last: int) -> bool:
    """Tell whether a citation (بحسب، كما، على ما …) at `n` really attributes: كما and ما need a verb of saying."""
    lists = word_lists()
    size = starts_with(view.forms, n, last, lists.citations)
    if not size:
        return False
    if view.forms[n + size - 1] in lists.with_verb:
        cue = saying_at(view.forms[n + size]) if n + size < last else None
        if cue is None or cue.tense not in ("past", "present"):
            return False
        return view.forms[n + size - 1] != "كما" or (
            "c" in cue.cue.frames and not reports_on(view, n + size, last)
        )
    # «وفقا لعدة عوامل»: it follows a rule and quotes nobody
    follows = n + size + (n + size < last and view.clitics(n + size).stem in _COUNTING)
    return follows >= last or not names_rule(view.clitics(follows).stem)


def _has_cue(view: View, first: int, last: int) -> bool:
    for n in range(first, last):
        cue = cue_at(view.forms[n])
        if cue is None or cue.tense not in ("past", "present"):
            continue
        elsewhere = "start" in cue.cue.flags and n > first and not joined_by(view.forms[n])  # «بين بلدتين»
        if not elsewhere and reports_on(view, n, view.sentence_end[n]):
            return True
    return False


def participle_reports(view: View, n: int, last: int) -> bool:
    """A participle goes on reporting after a mark or before its complement; else it is an adjective or a noun."""
    found = cue_at(view.forms[n])
    after = view.forms[n + 1] if n + 1 < last else ""
    if found is None or after == "باسم":
        return False
    if n == 0 or view.toks[n - 1].kind == "mark":
        return True
    if after in word_lists().hearers and n + 2 < last:
        return n + 2 in view.opening or view.forms[n + 2] in word_lists().complementisers
    return (
        after in word_lists().complementisers
        or after in found.cue.frames
        or after == ":"
        or n + 1 in view.opening
    )


def reports_on(view: View, n: int, last: int) -> bool:
    """Tell whether the verb of saying at `n` has something that it says near it."""
    found = cue_at(view.forms[n])
    if found is None:
        return False
    lists, frames = word_lists(), found.cue.frames
    for at in range(n + 1, min(last, n + 30)):
        form = view.forms[at]
        if (
            form in lists.complementisers
            and ("c" in frames or ("cb" in frames and form.startswith("با")))
            and view.forms[at - 1] not in lists.not_after
        ):
            return True
        if (form == ":" or at in view.opening) and "q" in frames:
            return True
        if form in frames and at < n + 14:
            return True
        if "o" in frames and at < n + 12 and is_action_noun(form):
            return True
        if (
            "ob" in frames
            and (view.clitics(at).preposition == "ب" or form in ("بانه", "بانها"))
            and at < n + 18
        ):
            return True
        if (
            view.clitics(at).preposition in frames
            and view.clitics(at).preposition
            and form != "باسم"
            and at < n + 14
        ):
            return True
        if form in _COMMAS and at > n + 18:
            break
    return bool({"o", "ob", "oe", "oo", "op"} & set(frames)) and found.tense == "participle"


def _without_stops(view: View, start: int, n: int) -> int:
    while n > start + 1 and (
        view.forms[n - 1] in _STOPS or view.forms[n - 1] in _COMMAS or view.forms[n - 1] in "-–—"
    ):
        n -= 1
    return n


def form_of(view: View, first: int, last: int) -> Form:
    """Tell whose words tokens ``[first, last)`` are: all in quotation marks, some, or none."""
    inside = outside = 0
    for n in range(first, last):
        if view.toks[n].kind == "mark":
            continue
        spoken = view.quoted[n] and not view.named_by_quote[n]
        inside += spoken
        outside += not spoken
    if inside and not outside:
        return "direct"
    return "mixed" if inside else "indirect"
