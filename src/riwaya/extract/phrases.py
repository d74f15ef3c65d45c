"""Noun phrases of sources: where the words that name a speaker begin and end.

The reader walks over folded tokens. Ranges are token numbers ``[first, last)``.
"""

from functools import cache

from riwaya import lexicon
from riwaya.arabic.clitics import word_counts
from riwaya.arabic.fold import fold
from riwaya.extract.contents import participle_reports
from riwaya.extract.cues import cue_at, joined_by
from riwaya.extract.people import may_be_first_name
from riwaya.extract.places import place_names
from riwaya.extract.told import is_hearer, is_setting, outlet_at
from riwaya.extract.view import COMMAS, View
from riwaya.extract.wordlists import PRONOUNS, heads, starts_with, word_lists, word_set

_RELATIVES = word_set("relatives")
_AMONG = word_set("among")
_NEGATIONS = word_set("verb_negations")
_PROGRAMMES = word_set("programmes")
_AND_HE = word_set("and_he")
_ALSO_NOUNS = word_set("also_nouns")
_FUNCTION = word_set("function_words")
_LEFT_OPEN = word_set("left_open")
# A name in quotation marks, or in brackets, is part of a source up to this many words.
_SHORT_QUOTE = 5
_SHORT_BRACKET = 10
_SHORTEST_REMARK = 4
_LONGEST_APPOSITION = 16
_LONGEST_OUTLET = 7
_BEHALF = word_set("behalf")
_REFERRING = word_set("referring")
_BREAKERS = word_set("breakers")
_ENDERS = word_set("enders")
_SAYING_ADVERBS = word_set("saying_adverbs")
_PLACES = word_set("parts_of_land")
_HONOURS = word_set("honours")
_NOUNS_IN_YA = word_set("nouns_in_ya")
_COMMON = 150
# After these words, عن / على / مع belong to the noun: النائب عن، المشرف على.
_GOVERNS = {
    fold(preposition): frozenset(map(fold, words))
    for preposition, words in lexicon.toml("attribution")["governs"].items()
}
_COMMON_NOUN = 400
_KNOWN_NOUN = 40
_EVERYDAY = 1000  # a word of a text's names only when texts hardly use it otherwise


def governs(view: View, n: int, preposition: str) -> bool:
    """Tell whether the noun at `n` takes the preposition with it: «النائب عن», «المشرف على»."""
    words = _GOVERNS.get(preposition, frozenset())
    return view.forms[n] in words or view.clitics(n).stem in words


def is_possessed(view: View, n: int) -> bool:
    """Tell whether a common noun bears its owner's pronoun: «أبدى اللاعبان جاهزيتهما»; no name or title does."""
    form, token = view.forms[n], view.toks[n]
    if token.kind != "word" or view.clitics(n).article or view.name_type[n] is not None or form in heads():
        return False
    if form in _FUNCTION:
        return False  # «الجلسة ذاتها»
    for pronoun in PRONOUNS:
        stem = form[: -len(pronoun)]
        noun = len(stem) > 2 and stem not in word_lists().prepositions  # «وما حولها»
        if form.endswith(pronoun) and noun and view.text[token.end - 1] != "ة":
            whole = stem[:-1] + "ه" if stem.endswith("ت") else stem
            # «ه» alone ends many a name; the longer pronouns end few.
            common = _COMMON_NOUN if pronoun == "ه" else _KNOWN_NOUN
            return max(word_counts().get(stem, 0), word_counts().get(whole, 0)) >= common
    return False


def is_accusative(view: View, n: int) -> bool:
    """Tell whether the word bears the ending of an indefinite object or adverb: «بيانا», «صباحاً»."""
    form, token = view.forms[n], view.toks[n]
    if token.kind != "word" or view.name_type[n] in ("PER", "LOC"):
        return False
    bare = word_counts().get(form[:-1], 0)
    if view.name_type[n] == "ORG" and bare < _EVERYDAY:
        return False
    if view.text[token.start : token.end].endswith(("اً", "ًا")):
        return True
    plain = form.endswith("ا") and len(form) > 3 and not view.clitics(n).article
    return plain and view.text[token.end - 1] == "ا" and bare >= max(_COMMON, word_counts().get(form, 0))


def _ends_phrase(view: View, n: int, start: int) -> bool:
    """Tell whether the word at `n` cannot belong to the noun phrase that began at `start`."""
    lists, form = word_lists(), view.forms[n]
    # «أن مسؤولا محليا»: after أن all of the phrase bears the ending
    odd = n > start and is_accusative(view, n) and not is_accusative(view, start)
    if odd and view.forms[n - 1] not in _REFERRING:
        return True  # «أصدرت المنظمة | بيانا»: what somebody does something to
    if view.within_name[n] or view.name_type[n] == "PER" or (form == "علي" and may_be_first_name(view, n)):
        return False
    if form in lists.complementisers or is_hearer(form) or form in lists.asides:
        return True
    if form in _BREAKERS:
        # «قائد هذه القوات»: a head without article takes the demonstrative with it.
        taken = view.forms[n - 1] in heads() or view.forms[n - 1] in _BEHALF  # «متحدثة باسم هذه المنظمة»
        return n == start or view.clitics(n - 1).article or not taken
    # «ألقى سامر حداد | كلمته»: what a person has does not name him.
    owned = n > start and view.name_type[n - 1] == "PER" and is_possessed(view, n)
    if starts_with(view.forms, n, len(view.forms), lists.anonymity):
        return False
    if owned or form in _SAYING_ADVERBS or form in _ENDERS or form in _NEGATIONS:
        return True
    if form in _GOVERNS or form in ("في", "ل", "من", "لدي"):
        return _preposition_ends(view, n, start)
    if form in lists.prepositions or (form in lists.adverbs and form != "حسب"):
        behalf = n + 1 < len(view.forms) and view.forms[n + 1] in _BEHALF  # «متحدثون أمس باسم الحكومة»
        return not (behalf or _refers_back(view, n, start))
    if view.clitics(n).preposition in ("ب", "ل"):
        return _clitic_ends(view, n, start)
    opens = starts_with(view.forms, n, len(view.forms), lists.opener_phrases) > 0
    return opens or _verb_ends(view, n, start)


def _refers_back(view: View, n: int, start: int) -> bool:
    """Tell whether the pronoun at `n` belongs to an impersonal participle: «الحكومة المعترف بها»."""
    if view.forms[n] not in _REFERRING or n < start + 2 or not view.clitics(n - 1).article:
        return False
    feminine = any(view.forms[k].endswith("ات") or _in_ta(view, k) for k in range(start, n - 1))
    return feminine and not _in_ta(view, n - 1)


def _in_ta(view: View, n: int) -> bool:
    """Tell whether the word at `n` ends in ة."""
    return view.text[view.toks[n].end - 1] == "ة"


def _preposition_ends(view: View, n: int, start: int) -> bool:
    """Tell whether a free preposition leads out of the phrase: «في تصريح» does, «في وزارة الدفاع» does not."""
    form = view.forms[n]
    if form == "ل":
        return outlet_at(view, n, len(view.forms)) is not None
    if form == "من":
        # «المجموعة | من بين مقترحاتها»
        leads_out = n + 1 < len(view.forms) and view.forms[n + 1] in _AMONG
        return leads_out or (n > start and view.name_type[n - 1] == "PER")
    if form == "لدي":
        return False
    if form in _GOVERNS:
        unnamed = all(view.name_type[k] != "PER" for k in range(start, n))
        return not (unnamed and any(governs(view, k, form) for k in range(start, n)))
    if n + 1 >= len(view.forms) or not any(view.clitics(k).stem in heads() for k in range(start, n)):
        return True
    following = view.forms[n + 1]
    if is_possessed(view, n + 1):
        return True  # «وزارة العمل | في دليلها»: what the speaker has, where it said so
    if n > start + 1 and following in _PROGRAMMES and view.clitics(n - 1).article:
        return following in word_lists().adverbs  # «سامر حداد الباحث في برنامج …»: what he is
    return is_setting(view.clitics(n + 1).stem) or following in word_lists().adverbs or following.isdigit()


def _clitic_ends(view: View, n: int, start: int) -> bool:
    """Tell whether a word with ب or ل leads out of the phrase: «بقوله», «لوكالة كذا»; «بالباحة» does not."""
    form, stem = view.forms[n], view.clitics(n)
    if stem.preposition == "ب":
        if form in _BEHALF or view.name_type[n] is not None:
            return False
        body = heads().get(stem.stem)
        if (body is not None and body.kind in ("organisation", "outlet")) or governs(view, n - 1, "ب"):
            return False  # «الناطق الإعلامي بشرطة المنطقة», «المقررة الخاصة بحرية الرأي»
        # «المندوب بسوسة»: a place, known or too rare to be anything else
        before_name = n + 1 < len(view.forms) and view.name_type[n + 1] == "PER"
        place = stem.stem in place_names() or before_name or word_counts().get(stem.stem, 0) < _KNOWN_NOUN
        return not stem.article and stem.stem not in _PLACES and not place
    if n > start and view.name_type[n - 1] == "PER":
        return not bears_name(view, n - 1, start)  # «قال فلان للنواب»: who was told
    reporter = heads().get(view.clitics(n - 1).stem) if n > start else None
    if reporter is not None and reporter.lemma == "صحافي":
        return False
    return outlet_at(view, n, min(n + _LONGEST_OUTLET, len(view.forms))) is not None


def bears_name(view: View, n: int, start: int) -> bool:
    """Tell whether the person's name that ends at `n` is that of a body: «مدينة الملك عبدالعزيز للعلوم»."""
    while n >= start and (view.name_type[n] == "PER" or view.forms[n] in _HONOURS):
        n -= 1
    head = heads().get(view.clitics(n).stem) if n >= start else None
    body = head is not None and head.kind in ("organisation", "outlet")
    return n >= start and not view.clitics(n).article and (body or view.clitics(n).stem in _PLACES)


def _verb_ends(view: View, n: int, start: int) -> bool:
    """Tell whether a verb begins at `n`; some verb forms are names or nouns too (بين، زاد)."""
    form = view.forms[n]
    if _is_present_verb(form):
        return True
    cue = cue_at(form)
    if cue is not None and cue.tense == "participle" and participle_reports(view, n, len(view.toks)):
        return True
    if cue is None or cue.tense not in ("past", "present") or form in heads() or "start" in cue.cue.flags:
        return False
    previous = view.forms[n - 1] if n > start else ""
    if form in _ALSO_NOUNS and n > start and not has_closed(view, n - 1):
        return False  # «شركة | نقل البحر»
    return joined_by(form) != "" or previous not in _RELATIVES


def has_closed(view: View, n: int) -> bool:
    """Tell whether a noun phrase may end with the word at `n`: it bears the article, or is a name or an adjective."""
    adjective = view.forms[n].endswith(("ي", "يه"))
    return view.clitics(n).article or view.name_type[n] is not None or adjective


@cache
def _begins_clause(form: str) -> bool:
    """Tell whether a word joined to what stands before is a verb: «فسيتم», «وسيتم», «ويتم»."""
    joined = form[1:] if form[:1] in ("و", "ف") else form
    future = joined[:1] == "س" and joined[1:2] in ("ي", "ت", "ن") and joined != form
    return future or _is_present_verb(joined)


@cache
def _is_present_verb(form: str) -> bool:
    """Tell whether a common word starts like a verb of the third person: يتم، يقود."""
    return form[:1] == "ي" and form not in _NOUNS_IN_YA and word_counts().get(form, 0) >= _COMMON


def _apposition(view: View, at: int, limit: int) -> bool:
    """Tell whether what follows a comma still describes the speaker: «…، زعيم عشائري محلي، قال»."""
    last = at
    while last < limit and view.forms[last] not in COMMAS:
        last += 1
    if last == at or last - at > _LONGEST_APPOSITION:
        return False
    form = view.forms[at]
    lists = word_lists()
    if form == "علي" and may_be_first_name(view, at):
        return True
    if (
        view.toks[at].kind != "word"
        or form in _RELATIVES  # «المسؤول، الذي تحدث شريطة عدم ذكر اسمه، أن»: about the speaker, no name
        or form in lists.prepositions
        or form in lists.adverbs
        or form in lists.openers
    ):
        return False
    if starts_with(view.forms, at, limit, lists.opener_phrases) or _begins_clause(form):
        return False
    cue = cue_at(form)
    return cue is None or cue.tense == "noun" or form in heads()


def phrase_end(view: View, start: int, limit: int, *, bounded: bool) -> int:
    """Find where the noun phrase that starts at `start` ends, at most at `limit`.

    With `bounded`, `limit` is the verb or the complementiser itself, so that the phrase may cross commas
    (appositions) and hold relative clauses.
    """
    n = start
    while n < limit:
        token = view.toks[n]
        if token.kind == "mark":
            after = _after_mark(view, n, start, limit, bounded=bounded)
            if after is None:
                break
            n = after
            continue
        if n > start and (token.form in _RELATIVES or _goes_on_to_describe(view, n)):
            if not bounded:
                break
            n = _relative_end(view, n, limit)
            continue
        if n > start and _ends_phrase(view, n, start):
            break
        if starts_with(view.forms, n, limit, word_lists().anonymity):
            n = _relative_end(view, n, limit)
            continue
        n += 1
    n = _without_remark(view, start, n)
    while n > start and (view.forms[n - 1] in COMMAS or view.forms[n - 1] in _LEFT_OPEN):
        n -= 1
    return n


def _goes_on_to_describe(view: View, n: int) -> bool:
    """Tell whether «وهو» at `n` tells what the named person is: «سامر حداد وهو متحدث باسم …»."""
    if view.forms[n] not in _AND_HE or n + 1 >= len(view.forms):
        return False
    head = heads().get(view.clitics(n + 1).stem)
    return head is not None and head.kind in ("person", "described")


def _without_remark(view: View, start: int, end: int) -> int:
    """Leave out a bracket behind a person's name: a party, an age, a place."""
    if end - start < _SHORTEST_REMARK or view.forms[end - 1] != ")":
        return end
    opening = next((n for n in range(end - 2, start, -1) if view.forms[n] == "("), None)
    return opening if opening is not None and view.name_type[opening - 1] == "PER" else end


def _after_mark(view: View, n: int, start: int, limit: int, *, bounded: bool) -> int | None:
    """Step over a mark that a noun phrase may hold; None when the phrase ends before it."""
    form = view.forms[n]
    quote = view.opening.get(n)
    if quote is not None:
        fits = quote.closed and quote.closing < limit and view.words_in(quote) <= _SHORT_QUOTE
        return quote.closing + 1 if fits else None
    if form == "(":
        for close in range(n + 1, min(limit, n + _SHORT_BRACKET)):
            if view.forms[close] == ")":
                return close + 1
        return None
    if form in COMMAS and bounded and n > start and _apposition(view, n + 1, limit):
        return n + 1
    lettered = n > start and view.toks[n - 1].kind == "word" and len(view.forms[n - 1]) <= 2
    single_letter = (lettered and form == ".") or (form == "/" and bounded)
    return n + 1 if single_letter else None


def _relative_end(view: View, n: int, limit: int) -> int:
    """Walk a relative clause inside a phrase: to the comma, or to the limit."""
    start = n
    while n < limit and view.forms[n] not in COMMAS:
        attached = view.clitics(n).preposition == "ل" or view.forms[n] == "ل"
        if n > start + 1 and (is_hearer(view.forms[n]) or (attached and outlet_at(view, n, limit))):
            break
        n += 1
    return n
