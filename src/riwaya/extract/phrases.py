"""Noun phrases of sources: where the words that name a speaker begin and end, and who was told.

The reader walks over folded tokens; nothing here knows verbs. Ranges are token numbers ``[first, last)``.
"""

from functools import cache

from riwaya.arabic.clitics import word_counts
from riwaya.extract import outlets
from riwaya.extract.cues import cue_at
from riwaya.extract.view import View
from riwaya.extract.wordlists import heads, starts_with, word_lists

Range = tuple[int, int]

_COMMAS = frozenset("،,")
_DASHES = frozenset("-–—")
_RELATIVES = frozenset(("الذي", "التي", "الذين", "اللذان", "اللذين", "اللتان", "ممن", "والذي", "والتي"))
# A name in quotation marks, or in brackets, is part of a source up to this many words.
_SHORT_QUOTE = 5
_SHORT_BRACKET = 10
_LONGEST_APPOSITION = 16
_LONGEST_OUTLET = 7
_BEHALF = frozenset(("باسم", "باسمه", "باسمها", "باسمهم", "باعمال", "بشؤون"))
_PLACES = frozenset("جنوب شمال شرق غرب وسط ضواحي مدينه محافظه منطقه قريه بلده ولايه اقليم مقاطعه".split())
_NOUNS_IN_YA = frozenset("يوم يد يهود يهودي يهوديه يونيو يوليو يناير يمين يسار يوناني يونانيه يونانيون يمني يمنيه يمنيون ياباني يابانيه يوسف يحيي ياسر ياسين يعقوب يونس يزيد".split())
_COMMON = 150
# After these, عن / على / لدى belong to the noun: النائب عن، المشرف على، سفير لدى.
_GOVERNS = {
    "عن": frozenset("نائب النائب نائبا ممثل ممثله الممثل مسؤول المسؤول المدافع المدافعه مدافع صادر صادره الصادر الصادره نقلا معبرا المعبر مرشح المرشح".split()),
    "علي": frozenset("المشرف مشرف القائم المطلع مطلع مطلعه المطلعه مقرب المسؤول المسؤوله اطلع اطلعت".split()),
    "مع": frozenset("المتعامل المتحالفه متحالفه المتحالف متعاطف المتعاطف".split()),
}


def outlet_at(view: View, at: int, limit: int, *, named: bool = False) -> Range | None:
    """Find the outlet named at `at` («لوكالة كذا», «للجزيرة نت», «لـ«عكاظ»»); the range leaves a lone لـ out.

    With `named`, a bare name that is also a common word counts: the caller knows that somebody is told here.
    """
    start = at
    form = view.forms[at]
    if form == "ل" and at + 1 < limit:
        start = at + 1
    quoted = view.opening.get(start)
    if quoted is not None and start > at and quoted.closed and view.words_in(quoted) <= _SHORT_QUOTE:
        return start, min(quoted.closing + 1, limit)
    if view.toks[start].kind != "word":
        return None
    stem = view.clitics(start)
    bare = ("ال" if stem.article else "") + stem.stem
    head = heads().get(bare)
    headed = head is not None and head.kind == "outlet"
    best: int | None = None
    for last in range(min(limit, start + _LONGEST_OUTLET), start, -1):
        token = view.toks[last - 1]
        if token.kind == "mark" and not (view.is_quote_mark(last - 1) or token.form in ").]"):
            continue
        if outlets.find(view.text[view.toks[start].start : token.end], named=named) is not None:
            best = last
            break
    if best is None and headed and not head.plural:  # type: ignore[union-attr]
        best = start + 1
        quote = view.opening.get(best)
        if best < limit and quote is not None and quote.closed and quote.closing < limit:
            best = quote.closing + 1
        else:
            while best < min(limit, start + 4) and view.toks[best].kind == "word" and not _ends_phrase(view, best, start):
                best += 1
    if best is None:
        return None
    return start, _with_nationality(view, best, limit)


def _with_nationality(view: View, at: int, limit: int) -> int:
    """Take in adjectives that follow an outlet's name: «الفرنسية», «شبه الرسمي», «للأنباء»."""
    while at < limit and view.toks[at].kind == "word":
        form = view.forms[at]
        adjective = form.startswith("ال") and form not in _RELATIVES and (form.endswith("يه") or form.endswith("ي")) and form not in heads()
        if not (adjective or form in ("للانباء", "شبه")):
            break
        at += 1
    return at


@cache
def is_setting(stem: str) -> bool:
    """Tell whether the noun names an occasion of speech, with a possessive or without: تصريح، رسالتهم."""
    settings = word_lists().settings
    if stem in settings:
        return True
    return any(
        stem.endswith(p) and (stem[: -len(p)] in settings or (stem[: -len(p)].endswith("ت") and stem[: -len(p) - 1] + "ه" in settings))
        for p in ("ه", "ها", "هم", "هما")
    )


def is_hearer(form: str) -> bool:
    """Tell whether the word only names an audience: للصحفيين."""
    return form in word_lists().hearers


def _ends_phrase(view: View, n: int, start: int) -> bool:
    """Tell whether the word at `n` cannot belong to the noun phrase that began at `start`."""
    lists, form = word_lists(), view.forms[n]
    if view.within_name[n] or view.name_type[n] == "PER":
        return False
    previous = view.forms[n - 1] if n > start else ""
    if form in lists.complementisers or is_hearer(form) or form in lists.asides:
        return True
    if form == "ل":
        return outlet_at(view, n, len(view.forms)) is not None
    if starts_with(view.forms, n, len(view.forms), lists.anonymity):
        return False
    if form in _GOVERNS:
        return previous not in _GOVERNS[form] and view.clitics(n - 1).stem not in _GOVERNS[form]
    if form == "في":
        following = view.forms[n + 1] if n + 1 < len(view.forms) else ""
        known_head = any(view.clitics(k).stem in heads() for k in range(start, n))
        return not known_head or is_setting(view.clitics(n + 1).stem) or following in lists.adverbs or following.isdigit()
    if form == "لدي":
        return False
    if form in lists.prepositions or (form in lists.adverbs and form != "حسب"):
        return True
    if starts_with(view.forms, n, len(view.forms), lists.opener_phrases):
        return True
    stem = view.clitics(n)
    if stem.preposition == "ب" and form not in _BEHALF and view.name_type[n] is None:
        return not stem.article and stem.stem not in _PLACES
    if form == "من" and n > start and view.name_type[n - 1] == "PER":
        return True
    if stem.preposition == "ل":
        reporter = heads().get(view.clitics(n - 1).stem) if n > start else None
        if reporter is not None and reporter.lemma == "صحافي":
            return False
        return outlet_at(view, n, min(n + _LONGEST_OUTLET, len(view.forms))) is not None
    if _is_present_verb(form):
        return True
    cue = cue_at(form)
    return cue is not None and cue.tense in ("past", "present") and form not in heads() and (
        stem.conjunction != "" or previous not in _RELATIVES
    ) and not _may_be_name(view, n, start)


@cache
def _is_present_verb(form: str) -> bool:
    """Tell whether a common word starts like a verb of the third person: يتم، يقود."""
    return form[:1] == "ي" and form not in _NOUNS_IN_YA and word_counts().get(form, 0) >= _COMMON


def _may_be_name(view: View, n: int, start: int) -> bool:
    """Some verb forms are names or nouns too (بين، زاد، صاح …); inside a phrase only sure forms end it."""
    cue = cue_at(view.forms[n])
    return cue is not None and ("start" in cue.cue.flags or view.forms[n - 1 if n > start else n] in ("محمد", "احمد", "علي"))


def _apposition(view: View, at: int, limit: int) -> bool:
    """Tell whether what follows a comma still describes the speaker: «…، زعيم عشائري محلي، قال»."""
    last = at
    while last < limit and view.forms[last] not in _COMMAS:
        last += 1
    if last == at or last - at > _LONGEST_APPOSITION:
        return False
    form = view.forms[at]
    lists = word_lists()
    if view.toks[at].kind != "word" or form in lists.prepositions or form in lists.adverbs or form in lists.openers:
        return False
    if starts_with(view.forms, at, limit, lists.opener_phrases):
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
        if token.form in _RELATIVES and n > start:
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
    while n > start and (view.forms[n - 1] in _COMMAS or view.forms[n - 1] in ("و", "قد", "كان", "ل")):
        n -= 1
    return n


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
    if form in _COMMAS and bounded and n > start and _apposition(view, n + 1, limit):
        return n + 1
    single_letter = n > start and len(view.forms[n - 1]) <= 2 and form == "." or (form == "/" and bounded)
    return n + 1 if single_letter else None


def _relative_end(view: View, n: int, limit: int) -> int:
    """Walk a relative clause inside a phrase: to the comma, or to the limit."""
    start = n
    while n < limit and view.forms[n] not in _COMMAS:
        attached = view.clitics(n).preposition == "ل" or view.forms[n] == "ل"
        if n > start + 1 and (is_hearer(view.forms[n]) or attached and outlet_at(view, n, limit)):
            break
        n += 1
    return n


def skip_adverbials(view: View, at: int, limit: int) -> tuple[int, Range | None]:
    """Step over what stands between a verb and its speaker: times, «في تصريح لـ…», asides between dashes.

    Gives where the speaker may begin, and the outlet that was told, if one is named there.
    """
    lists, told = word_lists(), None
    while at < limit:
        form = view.forms[at]
        if view.name_type[at] == "PER":
            break
        if form == "(":
            at = next((k for k in range(at + 1, min(limit, at + _SHORT_BRACKET)) if view.forms[k] == ")"), at) + 1
        elif size := starts_with(view.forms, at, limit, lists.so_called):
            at += size
        elif form == "الاول" and view.forms[at - 1] == "امس":
            at += 1
        elif form in _COMMAS or form in _DASHES or form == ")" or form in lists.adverbs or view.toks[at].kind == "number":
            at += 1
        elif size := starts_with(view.forms, at, limit, lists.opener_phrases):
            at += size
        elif is_hearer(form):
            at += 1
        elif form in lists.prepositions and form not in ("عن", "لكن", "حسب"):
            at, outlet = _setting(view, at, limit)
            told = told or outlet
        elif (view.clitics(at).preposition == "ل" or form == "ل") and (outlet := outlet_at(view, at, limit, named=True)):
            told, at = told or outlet, outlet[1]
        elif view.clitics(at).preposition == "ب" and form not in _BEHALF and view.name_type[at] is None:
            at += 1
        else:
            break
    return at, told


def _setting(view: View, at: int, limit: int) -> tuple[int, Range | None]:
    """Step over one prepositional phrase: to its comma or dash, or to its outlet, or to where a title begins."""
    lists, start = word_lists(), at
    at += 1
    while at < limit:
        form = view.forms[at]
        if form in _COMMAS or form in _DASHES or form == ")":
            return at, None
        lone = view.clitics(at)
        if at > start + 1 and (lone.preposition == "ل" or form in ("ل", "مع", "الي", "علي")):
            outlet = outlet_at(view, at + (form in ("مع", "الي", "علي")), limit, named=True) if at + 1 < limit else None
            if outlet is not None:
                return outlet[1], outlet
        head = heads().get(form)
        if at > start + 1 and head is not None and head.kind in ("person", "described") and view.forms[at - 1] not in lists.prepositions:
            return at, None
        at += 1
    return at, None


def told_in(view: View, first: int, last: int, *, need_setting: bool = False) -> Range | None:
    """Find the outlet that a stretch says was told: «في تصريح لوكالة كذا», «لصحيفة كذا», «مع قناة كذا»."""
    setting = False
    for n in range(first, last):
        form, stem = view.forms[n], view.clitics(n)
        if is_setting(stem.stem):
            setting = True
        if form == "ل" or stem.preposition == "ل" or (setting and form in ("مع", "الي", "عبر", "علي")):
            at = n + (form in ("مع", "الي", "عبر", "علي"))
            if at < last and (setting or not need_setting) and (outlet := outlet_at(view, at, last, named=setting)):
                return outlet
    return None
