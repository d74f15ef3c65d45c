"""Nouns of saying with their speaker and what was said: «بعد إعلان الوزارة إغلاق الميناء», «تأكيد الوزير أن …».

==================  ===========================================================================
noun.clause         رغم تأكيد وزارة النقل أن الميناء مفتوح.
noun.object         بعد إعلان وزارة النقل إغلاق الميناء.
noun.preposition    بعد تحذير وزارة النقل من إغلاق الميناء.
noun.predicate      مع اتهام الوزارة للشركة بالإهمال.
==================  ===========================================================================

Only where the speaker is a name or a body and stands between the noun and what was said, else it is an act or a topic.
"""

from riwaya.extract.acts import Act
from riwaya.extract.contents import content_end, form_of
from riwaya.extract.cues import CueForm
from riwaya.extract.phrases import phrase_end
from riwaya.extract.subjects import subject_before
from riwaya.extract.told import Range, is_setting, skip_adverbials
from riwaya.extract.view import View
from riwaya.extract.wordlists import heads, is_action_noun, word_lists, word_set

_LONGEST_SPEAKER = 9
_FREE = word_set("free_prepositions")
_AGAIN = word_set("again")
# Nouns that are verbs' objects and topics too often to be read without إن.
_CLAUSE_ONLY = frozenset(("qal", "dhakara", "naqala", "wasafa", "allaqa", "itabara", "talaba", "tahaddatha"))


def read_noun(view: View, n: int, found: CueForm, sentence: Range) -> Act | None:
    """Read the act whose cue is the noun of saying at token `n`; None when it is none."""
    stem = view.clitics(n)
    if found.tense != "noun" or stem.article or view.long_quote[n] is not None:
        return None
    if found.suffix:
        return _repeated(view, n, found, sentence)
    if is_setting(stem.stem) and (
        stem.preposition or view.forms[n - 1 if n else 0] in word_lists().prepositions
    ):
        return None  # «في تصريح لإذاعة كذا أن»: the occasion, the verb before it is the cue
    limit = min(sentence[1], n + 1 + _LONGEST_SPEAKER)
    end = _speaker_end(view, n + 1, limit)
    if end is None:
        return None
    marker = _marker(view, end, sentence[1], found)
    if marker is None:
        return None
    return _act_of(view, (n, n + 1), found, marker, sentence, (n + 1, end))


def _repeated(view: View, n: int, found: CueForm, sentence: Range) -> Act | None:
    """Read «جددت الوزارة دعوتها إلى …»: who says it again stands between the verb and the noun, or before."""
    first = max(sentence[0], n - 1 - _LONGEST_SPEAKER)
    verb = next((k for k in range(n - 1, first - 1, -1) if view.forms[k].removeprefix("و") in _AGAIN), None)
    if verb is None:
        return None
    begin, _ = skip_adverbials(view, verb + 1, n)
    if begin < n and phrase_end(view, begin, n, bounded=False) != n:
        return None
    marker = _marker(view, _past_addressee(view, n + 1, sentence[1]), sentence[1], found)
    if marker is None:
        return None
    speaker = (begin, n) if begin < n else subject_before(view, verb, sentence[0], feminine=None).subject
    return _act_of(view, (verb if verb + 1 == n else n, n + 1), found, marker, sentence, speaker)


def _act_of(
    view: View,
    cue: Range,
    found: CueForm,
    marker: tuple[str, int, int],
    sentence: Range,
    speaker: Range | None,
) -> Act | None:
    """Make the act of a noun of saying whose content opens at `marker`; None when nothing follows."""
    frame, start, cut = marker
    stop = content_end(view, start, sentence)
    if stop - start < 2:
        return None
    return Act(
        cue=cue, rule=f"noun.{frame}", stance=found.cue.stance, speaker=speaker, reach=(start, stop),
        content=[(view.toks[start].start + cut, view.toks[stop - 1].end)], form=form_of(view, start, stop),
    )  # fmt: skip


def _past_addressee(view: View, n: int, last: int) -> int:
    """Step over who is called upon: «دعوتها | لإسرائيل | لإجراء تحقيق»."""
    asked = n + 1 < last and view.clitics(n).preposition == "ل" and view.name_type[n] is not None
    while asked and n < last and (view.name_type[n] is not None):
        n += 1
    return n


def _speaker_end(view: View, begin: int, limit: int) -> int | None:
    """Find the end of a speaker that is a name, or a definite body or office."""
    if begin >= limit:
        return None
    head = heads().get(view.clitics(begin).stem)
    named = view.name_type[begin] is not None
    if not named and (head is None or head.kind not in ("organisation", "described", "person", "outlet")):
        return None
    end = begin + 1
    while end < limit and (view.within_name[end] or (not named and _goes_on(view, end, begin))):
        end += 1
    return end if named or phrase_end(view, begin, end, bounded=False) == end else None


def _goes_on(view: View, n: int, begin: int) -> bool:
    form = view.forms[n]
    lists = word_lists()
    led_out = form in lists.prepositions or form in lists.complementisers or view.clitics(n).preposition != ""
    if view.toks[n].kind != "word" or is_action_noun(form) or led_out:
        return False
    return form.startswith("ال") or view.name_type[n] is not None or n == begin + 1


def _marker(view: View, n: int, last: int, found: CueForm) -> tuple[str, int, int] | None:
    """Find what was said right after the speaker: (frame, first token, characters of its clitic)."""
    if n + 1 >= last:
        return None
    form, frames = view.forms[n], found.cue.frames
    if form in word_lists().complementisers and "c" in frames:
        return "clause", n + 1, 0
    if found.cue.id in _CLAUSE_ONLY:
        return None
    if form in frames and form in _FREE:
        after = n + 1
        return (
            ("clause", after + 1, 0)
            if view.forms[after] in word_lists().complementisers
            else ("preposition", after, 0)
        )
    attached = view.clitics(n).preposition
    if "ob" in frames and found.suffix and view.toks[n].kind == "word":
        return "predicate", n, 0
    if "ob" in frames and attached == "ل":
        return "predicate", n, 0 if view.clitics(n).article else 1
    if attached and attached in frames and view.toks[n].kind == "word":
        return "preposition", n, 1 if not view.clitics(n).article or attached == "ب" else 0
    quoted = view.opening.get(n)
    if "o" in frames and (is_action_noun(form) or (quoted is not None and quoted.closed)):
        return "object", n, 0
    return None
