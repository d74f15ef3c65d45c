"""Speakers: who speaks, who was told and whom a speaker passes on, after the verb or before it."""

from riwaya.extract.acts import Act
from riwaya.extract.cues import CueForm, cue_at
from riwaya.extract.objects import Marker, first_of_two
from riwaya.extract.people import ends_in_name
from riwaya.extract.phrases import phrase_end
from riwaya.extract.subjects import is_known_source, names_somebody, subject_before
from riwaya.extract.told import Range, is_setting, outlet_at, skip_adverbials, told_in
from riwaya.extract.view import COMMAS, View
from riwaya.extract.wordlists import heads, is_action_noun, starts_with, word_lists, word_set

_WAS = word_set("was")
_ELSEWHERE = word_set("elsewhere")
_LONGEST_SPEAKER = 16
_THERE = word_set("there")
_RELATIVES = word_set("relatives")
_RELAYING = frozenset(("relay", "relay_to"))
_SAYING_ADVERBS = word_set("saying_adverbs")
_PLURAL_BODIES = word_set("plural_bodies")


def read_speaker(
    view: View, after: int, marker: Marker, found: CueForm
) -> tuple[Range | None, Range | None, list[Range]]:
    """Read speaker, told outlet and relays between the verb and what was said."""
    limit = marker.at
    begin, told = skip_adverbials(view, after, limit)
    speaker: Range | None = None
    relays: list[Range] = []
    if told is None and begin < limit and (hearer := _unnamed_outlet(view, begin, limit)) is not None:
        told, begin = hearer, hearer[1]
    # A plural verb never stands before its subject: «وقالوا إن».
    if begin < limit and view.forms[begin] not in ("عن", "نقلا") and not found.plural:
        stop = limit
        if "relay" in found.cue.flags:
            stop = next((n for n in range(begin, limit) if view.forms[n] in ("عن", "نقلا")), limit)
        elif "relay_to" in found.cue.flags:
            stop = next((n for n in range(begin, limit) if view.forms[n] == "الي"), limit)
        end = phrase_end(view, begin, stop, bounded=marker.frame in ("clause", "quotation", "preposition"))
        if marker.frame == "clause":
            end = _to_the_name(view, begin, end, stop)
        if "addressee" in found.cue.flags or marker.frame in ("object", "predicate"):
            end = first_of_two(view, begin, end)
        if end > begin:
            speaker, begin = (begin, end), end
            if told is None and end < limit and "addressee" in found.cue.flags:
                told = outlet_at(view, end, limit)
    at = begin
    lists = word_lists()
    while at < limit:
        size = starts_with(view.forms, at, limit, lists.relays)
        if (
            not size
            and view.forms[at] == ("عن" if "relay" in found.cue.flags else "الي")
            and found.cue.flags & _RELAYING
        ):
            size = 1
        if size and at + size < limit:
            end = phrase_end(view, at + size, limit, bounded=marker.frame in ("clause", "quotation"))
            while end > at + size + 1 and view.forms[end - 1] in COMMAS:
                end -= 1
            if (
                view.forms[end - 1] in _SAYING_ADVERBS
                or (cue_at(view.forms[end - 1]) or found).tense == "noun"
            ):
                end -= 1
            if end > at + size:
                relays.append((at + size, end))
            at = max(end, at + size)
        else:
            at += 1
    until = marker.start if marker.frame == "bare" else limit
    if told is None and begin < until:
        told = told_in(view, begin, until)
    return speaker, told, relays


def _unnamed_outlet(view: View, n: int, limit: int) -> Range | None:
    """Find an outlet that is told and not named: «وقالت لإحدى الصحف إن»."""
    if view.clitics(n).preposition != "ل" or view.name_type[n] is not None:
        return None
    end = phrase_end(view, n, limit, bounded=False)
    outlet = any(
        (head := heads().get(view.clitics(k).stem)) and (head.kind == "outlet" or head.lemma == "وسائل")
        for k in range(n, end)
    )
    return (n, end) if outlet else None


def _to_the_name(view: View, begin: int, end: int, limit: int) -> int:
    """Go on to the person's name right before إن: «أكد القنصل بالإنابة في كذا | سامر حداد، أن»."""
    last = limit
    while last > end and view.forms[last - 1] in COMMAS:
        last -= 1
    name = last
    while name > end and view.name_type[name - 1] == "PER":
        name -= 1
    if name == last or last - begin > _LONGEST_SPEAKER:
        return end
    between = range(end, name)
    leads_out = any(
        view.toks[n].kind == "mark" or is_setting(view.clitics(n).stem) or view.forms[n] in _ELSEWHERE
        for n in between
    )
    return end if leads_out else last


def look_before(view: View, act: Act, found: CueForm, verb: int, first: int) -> None:
    """Take the subject before the verb where none follows it, or where what follows is who is asked or accused."""
    if _speaks_in_a_thing(view, act, verb):
        # «بيانا قال فيه»: who issued it is meant, not the statement
        beside = verb > first and (view.forms[verb - 1] in COMMAS or view.forms[verb - 1] in _RELATIVES)
        before = None if beside else subject_before(view, verb, first, feminine=found.feminine)
        act.speaker = before.subject if before else None
        return
    takes_object = "addressee" in found.cue.flags or "ob" in found.cue.frames
    # «وكان فلان قد انتقد إدارة النادي»: the subject stands before قد, what follows is the object.
    had = (
        "o" in found.cue.frames
        and verb > first
        and view.forms[verb - 1] == "قد"
        and view.forms[first] in _WAS
    )
    other_follows = act.speaker is not None and (takes_object or had)
    if act.speaker is None or other_follows:
        before = subject_before(view, verb, first, feminine=found.feminine)
        if act.speaker is None or before.subject is not None or before.antecedent is not None:
            act.speaker, act.antecedent = before.subject, before.antecedent
        elif found.feminine is False and is_feminine(view, act.speaker[0]):
            act.speaker = None
        act.told = act.told or before.told
    if act.told is None and verb > first and view.forms[verb - 1] in COMMAS:
        act.told = told_in(view, first, verb, need_setting=True)


def _speaks_in_a_thing(view: View, act: Act, verb: int) -> bool:
    """Tell whether the verb's clause tells of the thing in which somebody speaks: «بيان قال فيه», «كلمة أكد خلالها»."""
    after = act.cue[1]
    if after >= len(view.forms) or view.forms[after] not in _THERE:
        return False
    start, limit = after + 1, act.reach[0]
    return act.speaker is None or start >= limit or not is_known_source(view, (start, limit))


def may_speak(view: View, source: Range, found: CueForm, frame: str = "") -> bool:
    """Tell whether the phrase can be the subject of this verb.

    Only verbs of speech make any subject a speaker; before إن a person's name in the phrase is enough («أكد صانع ألعاب
    الفريق سامر حداد أن»).
    """
    if view.forms[source[0]] in word_lists().scripture or not names_somebody(view, source):
        return False
    if is_action_noun(view.forms[source[0]]) and view.name_type[source[0]] is None:
        return False  # «ويلاحظ عدم تسجيل إصابات»: an act says nothing
    if "speech" in found.cue.flags or is_known_source(view, source):
        return True
    named = any(view.name_type[n] == "PER" for n in range(*source)) or ends_in_name(view, source)
    return frame == "clause" and named


def is_document(view: View, source: Range | None) -> bool:
    """Tell whether a document speaks: only then do أظهر and نص على say something."""
    if source is None:
        return False
    found = [heads().get(view.clitics(n).stem) for n in range(source[0], min(source[1], source[0] + 3))]
    return any(head is not None and head.kind in ("document", "vague") for head in found)


def is_feminine(view: View, n: int) -> bool:
    """Tell whether the noun at `n` takes a feminine verb: ending in ة or ات, a plural of bodies, most countries."""
    if view.name_type[n] == "LOC":
        return True
    head = heads().get(view.clitics(n).stem)
    people = head is not None and head.kind in ("person", "described") and head.lemma != "سلطات"
    return (view.forms[n].endswith(("ه", "ات")) and not people) or view.clitics(n).stem in _PLURAL_BODIES
