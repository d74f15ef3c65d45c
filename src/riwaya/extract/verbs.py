"""Verbs of saying: from the cue to what was said and to who said it, before or after the verb.

Rules (each names the findings it makes):

==================  ===========================================================================
verb.clause         وقال الوزير سامر حداد إن الميناء مغلق.
verb.quotation      وأضاف حداد: «الميناء مغلق».
verb.preposition    وأشار حداد إلى إغلاق الميناء.
verb.object         وأعلنت الوزارة إغلاق الميناء.
verb.predicate      واتهم حداد الشركة بالإهمال.
verb.after-quotation «الميناء مغلق»، قال حداد، «ولن يفتح اليوم».
verb.bare           وأضاف حداد في حديث لصحيفة المرفأ أعتقد أن الميناء مغلق.
participle.*        the same five after مضيفاً، مؤكداً، مشيراً إلى …
==================  ===========================================================================
"""

from riwaya.arabic.clitics import word_counts
from riwaya.extract.acts import Act
from riwaya.extract.contents import content_end, form_of, participle_reports
from riwaya.extract.cues import CueForm, joined_by
from riwaya.extract.markers import find_marker
from riwaya.extract.objects import Marker
from riwaya.extract.people import may_be_first_name
from riwaya.extract.phrases import phrase_end
from riwaya.extract.speakers import is_document, look_before, may_speak, read_speaker
from riwaya.extract.told import Range, is_setting, skip_adverbials, told_in
from riwaya.extract.view import COMMAS, View
from riwaya.extract.wordlists import heads, starts_with, word_lists, word_set

_FREE = word_set("free_prepositions")
_NEGATIONS = word_set("negations")
_NOUN_BEFORE = word_set("noun_before")
_ALSO_NOUNS = word_set("also_nouns")
_SAYING_ADVERBS = word_set("saying_adverbs")
_WHAT = word_set("what")
_THIS = word_set("this")
_PRAYED_TO = word_set("prayed_to")
_EMPTY_QUOTE = 2
_COMMON = 300
_SHORTEST_SAYING = 2  # words of a quotation that the cue may follow


def read_verb(view: View, n: int, found: CueForm, sentence: Range) -> Act | None:
    """Read the act whose cue is the verb or participle at token `n`; None when it says nothing here."""
    if found.tense == "noun" or not _is_verb_here(view, n, found, sentence):
        return None
    after = _cue_end(view, n, found, sentence[1])
    marker = find_marker(view, n, after, found, sentence)
    said = _said_before(view, n, after, marker, found, sentence)
    if said is not None:
        return said
    if marker is None or marker.start >= len(view.toks):
        return None
    speaker, told, relays = read_speaker(view, after, marker, found)
    act = Act(
        cue=(n, after), rule="", stance=found.cue.stance, content=[], reach=(marker.start, marker.start),
        speaker=speaker, told=told, relays=relays, feminine=found.feminine, plural=found.plural,
        participle=found.tense == "participle", passive="passive" in found.cue.flags,
    )  # fmt: skip
    if act.participle:
        act.speaker = None
    else:
        if not act.passive:
            look_before(view, act, found, n, sentence[0])
        if act.speaker is not None and not may_speak(view, act.speaker, found, marker.frame):
            return None
        if "document" in found.cue.flags and not is_document(view, act.speaker or act.antecedent):
            return None
    if _is_formula(view, act, found, marker):
        return None
    end = content_end(view, marker.start, sentence)
    if end <= marker.start:
        return None
    act.reach = (marker.start, end)
    act.content = _content(view, marker, end)
    act.form = form_of(view, marker.start, end)
    if (
        marker.frame == "quotation"
        and (view.forms[marker.start - 1] == ":" or marker.start in view.opening)
        and not ((quote := view.opening.get(marker.start)) and quote.closed)
    ):  # after a colon, or in a quotation that nothing closes
        act.form = "direct"
    act.rule = f"{'participle' if act.participle else 'verb'}.{marker.frame}"
    return act


def _said_before(
    view: View, n: int, after: int, marker: Marker | None, found: CueForm, sentence: Range
) -> Act | None:
    """Read a cue that follows its quotation or interrupts it: «…»، قال الوزير، «…». Rule ``verb.after-quotation``."""
    if "q" not in found.cue.frames or joined_by(view.forms[n]) or found.tense == "participle":
        return None
    closing = n - 1 if n and view.is_quote_mark(n - 1) else n - 2
    quote = next((q for q in view.quotes if q.closing == closing and q.closed and q.depth == 0), None)
    if closing < 0 or quote is None or view.words_in(quote) < _SHORTEST_SAYING or quote.opening < sentence[0]:
        return None
    if closing == n - 2 and view.forms[n - 1] not in COMMAS:
        return None
    if marker is not None and (marker.frame != "quotation" or view.forms[marker.start - 1] not in COMMAS):
        return None
    stop = marker.start if marker is not None else sentence[1]
    begin, told = skip_adverbials(view, after, stop)
    end = phrase_end(view, begin, stop, bounded=False)
    if end == begin or not may_speak(view, (begin, end), found):
        return None
    content = [(view.toks[quote.opening + 1].start, view.toks[quote.closing - 1].end)]
    reach = (quote.opening, quote.closing + 1)
    if marker is not None:
        last = content_end(view, marker.start, sentence)
        content += _content(view, marker, last)
        reach = (marker.start, last)
    return Act(
        cue=(n, after), rule="verb.after-quotation", stance=found.cue.stance, content=content, reach=reach,
        speaker=(begin, end), told=told or told_in(view, end, stop), form="direct", feminine=found.feminine,
    )  # fmt: skip


def _content(view: View, marker: Marker, end: int) -> list[Range]:
    """Give the characters of the content, without the quotation marks that hold all of it."""
    start = marker.start
    quote = view.opening.get(start)
    if quote is not None and quote.closed and quote.closing == end - 1 and end - start > _EMPTY_QUOTE:
        return [(view.toks[start + 1].start, view.toks[end - 2].end)]
    if quote is not None and not quote.closed and end - start > _EMPTY_QUOTE:
        return [(view.toks[start + 1].start, view.toks[end - 1].end)]
    around = view.opening.get(start - 2)
    if around is not None and around.closed and around.closing == end - 1:
        end -= 1  # «أوضح فلان "أن الميناء مغلق"»: the mark before أن is closed here
    return [(view.toks[start].start + marker.cut, view.toks[end - 1].end)]


def _is_verb_here(view: View, n: int, found: CueForm, sentence: Range) -> bool:
    """Rule out negated verbs, subjunctives (أن يقول) and nouns written like verbs (بعد كشف …)."""
    previous = view.forms[n - 1] if n > sentence[0] else ""
    if found.cue.stance != "expects" and previous in _NEGATIONS:
        return False
    if found.tense == "present" and previous in ("ان", "بان", "لان", "كي", "لكي", "حتي", "او"):
        return False
    if starts_with(view.forms, n, sentence[1], word_lists().anonymity) or _of_what_was_said(view, n, found):
        return False
    if found.cue.stance == "asks" and n + 1 < sentence[1] and view.forms[n + 1] in _PRAYED_TO:
        return False  # «داعيا الله أن»: a prayer
    if found.cue.id == "iddaa" and found.tense == "present" and view.text[view.toks[n].end - 1] == "ى":
        return False  # «يدعى»: is called
    if found.suffix and (previous in _WHAT or view.text[view.toks[n].end - 1] == "ة"):
        return False  # «ما وصفه بـ»: still the same speaker's words; «طالبة» is a noun and not «طالبه»
    lone = not joined_by(view.forms[n])
    if (
        found.tense == "past"
        and lone
        and found.feminine is not True
        and _reads_as_noun(view.forms[n], previous)
    ):
        return _opens_clause(view, n, sentence[0])
    if found.tense == "participle" and lone and not participle_reports(view, n, sentence[1]):
        return False
    if "start" in found.cue.flags and found.tense != "participle":
        return _opens_clause(view, n, sentence[0])
    return True


def _of_what_was_said(view: View, n: int, found: CueForm) -> bool:
    """Tell whether the verb's subject is what stands before: «…، ما يشير إلى أن», «وهو ما دعا الشركة», «وهذا يؤكد»."""
    if found.tense == "present" and n > 1 and view.forms[n - 1].removeprefix("و") in _THIS:
        joined = view.forms[n - 1].startswith("و")
        return joined or view.forms[n - 2].removeprefix("و") not in word_lists().prepositions
    if found.suffix or n < 2 or view.forms[n - 1] not in ("ما", "مما"):
        return False
    return view.forms[n - 2] in ("وهو", "وهذا", "هو") or view.forms[n - 2] in COMMAS


def _opens_clause(view: View, n: int, first: int) -> bool:
    """Tell whether a clause starts at `n`: after a comma, an opener («وقد»), a phrase like «إلى ذلك»."""
    lists = word_lists()
    if (
        n == first
        or view.forms[n - 1] in COMMAS
        or view.forms[n - 1] in lists.openers
        or view.is_quote_mark(n - 1)
    ):
        return True
    return any(
        starts_with(view.forms, n - size, n, lists.opener_phrases) == size
        for size in (2, 3, 4)
        if n - size >= first
    )


def _reads_as_noun(form: str, previous: str) -> bool:
    """A bare past form is a noun after a preposition («بعد كشف»), and the doubtful ones after أن and in a name too."""
    also_noun = form in _ALSO_NOUNS
    if previous in _NOUN_BEFORE:
        return also_noun or previous not in _THIS  # «بعد ذلك قال»
    common = word_counts().get(previous, 0) >= _COMMON and not previous.startswith("ال")
    if form in ("اوضح", "ابرز") and common and previous not in word_lists().openers:
        return True  # «صورة أوضح»
    return also_noun and (previous in word_lists().complementisers or previous in heads())


def _cue_end(view: View, n: int, found: CueForm, last: int) -> int:
    """Extend the cue over «أيضا», «قائلا» and its own preposition when they are adjacent."""
    end = n + 1
    if end < last and view.forms[end] in ("ايضا", "كذلك"):
        end += 1
    if end < last and _is_own_occasion(view, end, found):
        end += 1
    if end < last and view.forms[end] in _SAYING_ADVERBS:
        end += 1
    if end < last and view.forms[end] in found.cue.frames and view.forms[end] in _FREE:
        end += not (view.forms[end] == "علي" and may_be_first_name(view, end))
    return end


def _is_own_occasion(view: View, n: int, found: CueForm) -> bool:
    """Tell whether the verb's object is what the speaker says himself: «واختتم حديثه», «وختم تصريحه»."""
    form = view.forms[n]
    return "ends" in found.cue.flags and form.endswith(("ه", "ها", "هم")) and is_setting(form)


def _is_formula(view: View, act: Act, found: CueForm, marker: Marker) -> bool:
    """Rule out the author's own formulas (يذكر أن، يشار إلى أن) and opinions that nobody holds."""
    nobody = act.speaker is None and act.antecedent is None
    if act.passive:
        return False
    shown = act.cue[1] < len(view.forms) and view.forms[act.cue[1]] == "من"  # «تبين من المعلومات أن»
    if "formula" in found.cue.flags and (shown or (nobody and found.tense == "present")):
        return True
    decides = (
        marker.frame == "clause"
        and view.forms[marker.start - 1] == "ان"
        and view.forms[marker.start][0] in "يتن"
    )
    if "opinion" in found.cue.flags and decides and view.forms[marker.start] not in heads():
        return not view.clitics(marker.start).article  # «رأى الجيش أن يتقدم»: he decided
    # «ورأى أن»: a speaker goes on; «يرى أن» without anybody is nobody's opinion.
    return "opinion" in found.cue.flags and nobody and not joined_by(view.forms[act.cue[0]])
