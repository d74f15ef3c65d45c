"""Subjects before their verb: «المتحدث باسم الشركة قال إن», «وكانت الوزارة أعلنت», «الشاهد الذي يقول»."""

from typing import NamedTuple

from riwaya.arabic.clitics import word_counts
from riwaya.extract.cues import cue_at, joined_by
from riwaya.extract.objects import doer_end
from riwaya.extract.people import given_names, may_be_first_name
from riwaya.extract.phrases import phrase_end
from riwaya.extract.told import Range, skip_adverbials, told_in
from riwaya.extract.view import COMMAS, View
from riwaya.extract.wordlists import heads, is_action_noun, starts_with, word_lists, word_set

_RELATIVES = {"الذي": False, "التي": True, "الذين": False, "والذي": False, "والتي": True}
_CLAUSE_BREAKS = frozenset("؛;:.!؟?")
_FURTHEST = 40
_LONGEST_SUBJECT = 14
_LONGEST_DATELINE = 9
_COMMON = 1500
_RARE = 30
_SUBORDINATORS = word_set("subordinators")
_THINGS = word_set("things")
_TOPICS = word_set("topics")
_WAS = word_set("was")
_VERBS_IN_AL = word_set("verbs_in_al")
_BREAKERS = word_set("breakers")
_NAME_STARTS = word_set("name_starts")
_AUXILIARIES = word_set("auxiliaries")


def names_somebody(view: View, source: Range) -> bool:
    """Tell whether a phrase can name a source: it holds a name, a known head or a definite noun, or opens unknown."""
    first = view.forms[source[0]]
    if first in given_names() and may_be_first_name(view, source[0]):
        return True
    if any(view.name_type[n] is not None or view.clitics(n).stem in heads() for n in range(*source)):
        return True
    if first.startswith("ال") or view.toks[source[0]].kind == "number" or first in _NAME_STARTS:
        return True
    return word_counts().get(first, 0) < _COMMON and view.text[view.toks[source[0]].end - 1] not in "اً"


def has_article(view: View, n: int) -> bool:
    """Tell whether the word at `n` bears the article: «ألقى», «التقى» only look as if they did."""
    return view.clitics(n).article and not acts_in_al(view, n)


def acts_in_al(view: View, n: int) -> bool:
    """Tell whether the word at `n` is a verb that begins with the letters of the article: وألقى، التقت."""
    return view.forms[n].removeprefix("و") in _VERBS_IN_AL


def is_known_source(view: View, source: Range) -> bool:
    """Tell whether a phrase surely names somebody or something that speaks, by its first words.

    It begins with a name, a known head, a human plural, a number or a word so rare that it must be a name.
    """
    for n in range(source[0], min(source[1], source[0] + 2)):
        stem = view.clitics(n)
        # «المناخ السياسي»: behind a definite noun a word that may be a head («سياسي») is its adjective.
        adjective = n > source[0] and stem.article and has_article(view, n - 1)
        head = stem.stem in heads() or view.forms[n] in heads()
        if view.name_type[n] is not None or (head and not adjective) or view.forms[n] in _NAME_STARTS:
            return True
    first = view.forms[source[0]]
    if first in given_names() and may_be_first_name(view, source[0]):
        return True
    if view.toks[source[0]].kind != "word":
        return view.toks[source[0]].kind == "number" or view.is_quote_mark(source[0])
    article = view.clitics(source[0]).article
    human = first.startswith("ال") and first.endswith(("ون", "يون", "يين"))
    rare = word_counts().get(view.clitics(source[0]).stem, 0) < _RARE
    # A rare word is a name; with the article only a surname in ي is one.
    return human or (rare and (not article or first.endswith("ي")))


def _verbless(view: View, first: int, last: int) -> bool:
    """Tell whether no verb of saying and no comma stands in between."""
    for n in range(first, last):
        cue = cue_at(view.forms[n])
        if view.forms[n] in COMMAS or (
            cue is not None and cue.tense in ("past", "present") and view.forms[n] not in heads()
        ):
            return False
    return True


class Before(NamedTuple):
    """What stands before a verb: its subject, or the antecedent of its relative clause, and the outlet told."""

    subject: Range | None
    antecedent: Range | None
    told: Range | None


def subject_before(view: View, verb: int, first: int, *, feminine: bool | None) -> Before:
    """Find the subject before the verb at `verb` in the sentence that starts at token `first`."""
    if joined_by(view.forms[verb]) == "و":
        return Before(None, None, None)
    while verb - 1 > first and view.forms[verb - 1] in _AUXILIARIES:
        verb -= 1
    start, commas = _clause_starts(view, verb, first)
    told = told_in(view, start, verb, need_setting=True)
    if verb > first and view.forms[verb - 1] in _RELATIVES:
        agrees = feminine is None or _RELATIVES[view.forms[verb - 1]] == feminine
        last = verb - 2 if view.forms[verb - 2] in COMMAS else verb - 1
        head = _phrase_before(view, last, first) if agrees else _name_before(view, last)
        return Before(head, None, None)
    if start < verb and view.forms[start] in _TOPICS and not commas:
        return Before(None, None, told)  # «وعن آلية الاختيار قال»
    begins = [start, *reversed(commas)]
    if skip_openers(view, begins[-1], verb) >= verb and view.forms[verb - 1] not in COMMAS:
        return Before(None, None, told)  # «…، وقد قال»: nothing stands before the verb
    for begin in begins:
        at = skip_openers(view, begin, verb)
        if at >= verb:
            continue
        if (doer := _doer_behind_verb(view, at, verb)) is not None:
            return Before(doer, None, told)
        if _did_something(view, at):
            continue
        end = phrase_end(view, at, verb, bounded=True)
        if (
            end == verb
            or (view.forms[end] in COMMAS and end == verb - 1)
            or _is_aside(view, at, end, verb)
            or (begin == start and view.forms[start] in _WAS)
        ):
            if end > at and names_somebody(view, (at, end)):
                end -= end - 1 in view.opening  # «البعثة «نفت بشدة» …»
                if acts_in_al(view, at - 1):
                    end = doer_end(view, at, end)  # «ألقى سامر حداد | كلمة رحب فيها»
                return Before((at, end), None, told)
        elif view.clitics(at).stem in heads() and verb - at <= _LONGEST_SUBJECT and _verbless(view, at, verb):
            return Before((at, verb - (verb - 1 in view.opening)), None, told)
    return Before(None, None, told)


def _did_something(view: View, at: int) -> bool:
    """Tell whether a clause begins with a verb and its doer: «نظمت | الرابطة الوطنية …» names no speaker."""
    form = view.forms[at]
    feminine_past = form.endswith("ت") and not form.endswith("ات") and len(form) > 3
    bare = (
        not view.clitics(at).article and view.name_type[at] is None and view.clitics(at).stem not in heads()
    )
    named = at + 1 < len(view.forms) and view.name_type[at + 1] == "ORG" and view.clitics(at + 1).article
    return feminine_past and bare and named


def _doer_behind_verb(view: View, at: int, verb: int) -> Range | None:
    """Find who does what the clause before says: «أطلق | رئيس النادي سامر حداد | مبادرة قال إنها …».

    The clause opens with a verb when its first word bears no article and is no name, no head and no noun annexed to
    what follows, and a known source with the article or a name stands behind it.
    """
    opener = view.clitics(at)
    known = view.name_type[at] is not None or opener.stem in heads() or view.forms[at] in _NAME_STARTS
    if known or opener.article or at + 2 >= verb or view.toks[at].kind != "word" or _speaks(view, at):
        return None
    common_noun = view.text[view.toks[at].end - 1] in "ةاً" or is_action_noun(view.forms[at])
    head = heads().get(view.forms[at + 1])
    # «أصدرت | منظمة كذا»: a past form in ت stands before a feminine body, where «قرار منظمة كذا» is a noun.
    past = view.forms[at].endswith("ت") and not view.forms[at].endswith("ات")
    kinds = ("person", "described", "organisation", "outlet") if past else ("person", "described")
    speaks = head is not None and head.kind in kinds and not view.clitics(at + 1).article
    if common_noun or not (speaks or view.name_type[at + 1] == "PER"):
        return None
    end = doer_end(view, at + 1, phrase_end(view, at + 1, verb, bounded=False))
    return (at + 1, end) if end > at + 1 else None


def _speaks(view: View, n: int) -> bool:
    """Tell whether the word is a verb of speech, whose own speaker stands behind it; «نشر» and «أصدر» are none."""
    cue = cue_at(view.forms[n])
    return cue is not None and "q" in cue.cue.frames


def _is_aside(view: View, at: int, end: int, verb: int) -> bool:
    """Tell whether all between a subject and its verb stands between commas: «تقرير للوزارة، صدر أمس، قال»."""
    return (
        end > at
        and view.forms[end] in COMMAS
        and view.forms[verb - 1] in COMMAS
        and verb - end <= _LONGEST_SUBJECT
    )


def _clause_starts(view: View, verb: int, first: int) -> tuple[int, list[int]]:
    """Give the start of the sentence's part before the verb, and the starts after each comma, nearest first."""
    lists, commas = word_lists(), []
    n = verb - 1
    start = max(first, verb - _FURTHEST)
    while n >= start:
        form = view.forms[n]
        if view.toks[n].kind == "mark":
            if form in COMMAS and n + 1 < verb:
                commas.append(n + 1)
            elif form in _CLAUSE_BREAKS and len(view.forms[n - 1]) > 2:
                return n + 1, commas
        elif form in lists.complementisers:
            return n + 1, commas
        elif form in _SUBORDINATORS:
            # «فيما تنفذ الأمانة المشروع، يطالب …»: a subordinate clause holds no subject of the verb behind its comma
            if commas:
                return commas.pop(), commas
            return (verb if view.forms[verb - 1] in COMMAS else n + 1), commas
        n -= 1
    return start, commas


def past_dateline(view: View, first: int, limit: int) -> int:
    """Step over «سبق- الرياض:» at the start of a sentence: a colon that no verb stands before."""
    for n in range(first, min(limit, first + _LONGEST_DATELINE)):
        if view.forms[n] == ":":
            return n + 1
        if cue_at(view.forms[n]) is not None:
            break
    return first


def skip_openers(view: View, at: int, verb: int) -> int:
    """Step over وكان، لكن، من جانبه، وفي وقت سابق …"""
    lists = word_lists()
    while at < verb:
        form = view.forms[at]
        if size := starts_with(view.forms, at, verb, lists.opener_phrases):
            at += size
        elif (
            form in lists.openers
            or form in COMMAS
            or form in lists.adverbs
            or acts_in_al(view, at)
            or view.toks[at].kind == "number"
        ):
            at += 1
        elif form in lists.prepositions or (
            view.clitics(at).conjunction and view.clitics(at).stem in lists.prepositions
        ):
            at = _phrase_over(view, at, verb)
        else:
            break
    return at


def _phrase_over(view: View, at: int, verb: int) -> int:
    """Step over a prepositional phrase before the verb: to its comma, or up to the verb."""
    for n in range(at, verb):
        if view.forms[n] in COMMAS or view.forms[n] in "-–—":
            return n + 1
    after, _ = skip_adverbials(view, at, verb)
    return max(after, at + 1)


def _name_before(view: View, last: int) -> Range | None:
    """Find the person named right before a relative that does not agree: «تغريدات فلان التي قال فيها»."""
    first = last
    while first > 0 and view.name_type[first - 1] == "PER" and (first == last or view.within_name[first]):
        first -= 1
    first += first < last and view.forms[first] in _WAS  # «كان | فلان الذي أعلن»
    return (first, last) if first < last else None


def _phrase_before(view: View, last: int, first: int) -> Range | None:
    """Find the noun phrase that ends at token `last`: a relative clause's head, back to its title or first noun."""
    begin = last
    while begin > first and _belongs(view, begin - 1):
        begin -= 1
        head = heads().get(view.clitics(begin).stem)
        if head is not None and not view.within_name[begin]:
            while begin > first and _is_annexed(view, begin - 1):
                begin -= 1
            break
    while begin < last and (view.forms[begin] in _WAS or phrase_end(view, begin, last, bounded=True) != last):
        begin += 1
    return (begin, last) if begin < last else None


def _belongs(view: View, n: int) -> bool:
    """Tell whether the word at `n` can stand in a noun phrase that goes on behind it."""
    lists, form = word_lists(), view.forms[n]
    if view.toks[n].kind == "mark":
        return view.quoted[n] or view.is_quote_mark(n)
    outside = form in lists.prepositions or form in lists.complementisers or form in _BREAKERS
    return not outside and cue_at(form) is None


def _is_annexed(view: View, n: int) -> bool:
    """Tell whether the word at `n` is a head noun without article, annexed to what follows: «وزير | الخارجية»."""
    stem = view.clitics(n)
    return stem.stem in heads() and not stem.article and not stem.preposition
