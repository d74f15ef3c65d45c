"""Takeover: where another verb of saying begins to speak before this one has said anything."""

from riwaya.extract.contents import participle_reports
from riwaya.extract.cues import cue_at, joined_by
from riwaya.extract.view import COMMAS, View
from riwaya.extract.wordlists import heads, starts_with, word_lists, word_set

_SUBORDINATORS = word_set("subordinators")
_THERE = word_set("there")
_BUT = word_set("but")
_RELATIVES = word_set("relatives")
_SAYING_ADVERBS = word_set("saying_adverbs")


def another_verb(view: View, n: int) -> bool:
    """Tell whether another verb of saying takes over at `n`."""
    cue = cue_at(view.forms[n])
    if (
        view.forms[n] in word_lists().places_of_words
        and view.forms[n + 1 : n + 2]
        and view.forms[n + 1] in _THERE
    ):
        return True  # «نشرت الوكالة تقريرا جاء فيه أن»
    if starts_with(view.forms, n, len(view.forms), word_lists().anonymity):
        return False  # «المسؤول الذي طلب عدم نشر اسمه»
    if cue is None or cue.tense == "noun" or view.forms[n] in heads():
        return False
    if cue.tense == "participle":
        return view.forms[n] not in _SAYING_ADVERBS and participle_reports(view, n, len(view.toks))
    following = view.forms[n + 1] if n + 1 < len(view.forms) else ""
    if following in word_lists().complementisers and "c" in cue.cue.frames:
        return True
    return (
        bool(joined_by(view.forms[n]))
        or view.forms[n - 1] in _SUBORDINATORS
        or view.forms[n - 1] in _BUT
        or view.forms[n - 1] in _RELATIVES
        or view.forms[n - 1] in COMMAS
    )
