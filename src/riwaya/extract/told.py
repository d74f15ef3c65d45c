"""Who was told, and where: outlets in running text («لوكالة كذا»), settings of speech («في تصريح»), hearers.

The reader steps over what stands between a verb and its speaker, and keeps the outlet that is named there.
"""

from functools import cache

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.extract.cues import cue_at
from riwaya.extract.people import given_names, may_be_first_name
from riwaya.extract.view import COMMAS, DASHES, View
from riwaya.extract.wordlists import heads, starts_with, word_lists, word_set
from riwaya.read.told import outlets

Range = tuple[int, int]

_RELATIVES = word_set("relatives")
_BEHALF = word_set("behalf")
# A name in quotation marks, or in brackets, is part of a source up to this many words.
_SHORT_QUOTE = 5
_SHORT_BRACKET = 10
_LONGEST_OUTLET = 7
_SHORTEST_OUTLET = 3
_SOCIAL = word_set("social")


def outlet_at(view: View, at: int, limit: int, *, named: bool = False) -> Range | None:
    """Find the outlet named at `at` («لوكالة كذا», «للجزيرة نت», «لـ«عكاظ»»); the range leaves a lone لـ out.

    With `named`, a bare name that is also a common word counts: the caller knows that somebody is told here.
    """
    limit = min(limit, len(view.toks))
    if at >= limit:
        return None
    start = at
    form = view.forms[at]
    if form == "ل" and at + 1 < limit:
        start = at + 1
    quoted = view.opening.get(start)
    if quoted is not None and start > at and quoted.closed and view.words_in(quoted) <= _SHORT_QUOTE:
        return start, min(quoted.closing + 1, limit)
    if start > at and view.forms[start : start + 1] == ["("]:
        return _in_brackets(view, start, limit)
    if start >= limit or view.toks[start].kind != "word":
        return None
    if len(view.forms[start]) < _SHORTEST_OUTLET or _is_social(view, start, limit):
        return None
    stem = view.clitics(start)
    bare = ("ال" if stem.article else "") + stem.stem
    head = heads().get(bare)
    headed = head is not None and head.kind == "outlet"
    best: int | None = None
    for last in range(min(limit, start + _LONGEST_OUTLET), start, -1):
        token = view.toks[last - 1]
        if token.kind == "mark" and not (view.is_quote_mark(last - 1) or token.form in ")]"):
            continue
        if outlets.find(view.text[view.toks[start].start : token.end], named=named) is not None:
            best = last
            break
    if best is None and headed and start + 1 < limit and view.name_type[start + 1] == "ORG":
        # «لوكالة سي إن إن»: known, though as another sort of outlet
        best = next((k for k in range(start + 2, limit) if not view.within_name[k]), limit)
    if best is None and headed and not head.plural:  # type: ignore[union-attr]
        best = start + 1
        quote = view.opening.get(best)
        if best < limit and quote is not None and quote.closed and quote.closing < limit:
            best = quote.closing + 1
        else:
            while best < min(limit, start + 4) and _may_be_named(view, best, best - start):
                best += 1
    if best is None:
        return None
    return start, _with_nationality(view, best, limit)


def _in_brackets(view: View, opening: int, limit: int) -> Range | None:
    """Find the outlet that a paper names in brackets behind a lone لـ: «لـ(المرفأ)»."""
    until = min(limit, opening + _SHORT_QUOTE + 2)
    closing = next((n for n in range(opening + 2, until) if view.forms[n] == ")"), None)
    return (opening + 1, closing) if closing is not None else None


def _is_social(view: View, at: int, limit: int) -> bool:
    """Tell whether «موقع» is the place where something was posted: «على موقع التواصل», «عبر موقع تويتر»."""
    return at + 1 < limit and view.clitics(at).stem == "موقع" and view.forms[at + 1] in _SOCIAL


def _may_be_named(view: View, n: int, size: int) -> bool:
    """Tell whether a word can be part of the name of an outlet that the lexicon does not know."""
    lists, form = word_lists(), view.forms[n]
    closed = form in lists.prepositions or form in lists.adverbs or form in lists.complementisers
    if view.toks[n].kind != "word" or closed or cue_at(form) is not None or view.clitics(n).preposition:
        return False
    # After the first word of the name only adjectives with the article go on: «صحيفة المرفأ اليومية».
    return size == 1 or (view.clitics(n).article and form not in heads())


def _with_nationality(view: View, at: int, limit: int) -> int:
    """Take in adjectives that follow an outlet's name: «الفرنسية», «شبه الرسمي», «للأنباء»."""
    while at < limit and view.toks[at].kind == "word":
        form = view.forms[at]
        adjective = (
            form.startswith("ال")
            and form not in _RELATIVES
            and form.endswith(("يه", "ي"))
            and form not in heads()
        )
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
        stem.endswith(p)
        and (
            stem[: -len(p)] in settings
            or (stem[: -len(p)].endswith("ت") and stem[: -len(p) - 1] + "ه" in settings)
        )
        for p in ("ه", "ها", "هم", "هما")
    )


def is_hearer(form: str) -> bool:
    """Tell whether the word only names an audience: للصحفيين."""
    return form in word_lists().hearers


def _is_adverb(view: View, n: int) -> bool:
    """Tell whether the word at `n` tells when or how: «مساء», «بوضوح»."""
    return view.forms[n] in word_lists().adverbs or is_of_date(view, n) or _is_manner(view, n)


def skip_adverbials(view: View, at: int, limit: int) -> tuple[int, Range | None]:
    """Step over what stands between a verb and its speaker: times, «في تصريح لـ…», asides between dashes.

    Gives where the speaker may begin, and the outlet that was told, if one is named there.
    """
    lists, told = word_lists(), None
    while at < limit:
        form = view.forms[at]
        if (view.name_type[at] == "PER" and not _is_manner(view, at)) or (
            form == "علي" and may_be_first_name(view, at)
        ):
            break
        if form == "(":
            at = (
                next((k for k in range(at + 1, min(limit, at + _SHORT_BRACKET)) if view.forms[k] == ")"), at)
                + 1
            )
        elif size := starts_with(view.forms, at, limit, lists.so_called) or starts_with(
            view.forms, at, limit, lists.opener_phrases
        ):
            at += size
        elif form in COMMAS or form in DASHES or form == ")" or is_hearer(form) or _is_adverb(view, at):
            at += 1
        elif form in lists.prepositions and form not in ("عن", "لكن", "حسب"):
            at, outlet = _setting(view, at, limit)
            told = told or outlet
        elif (view.clitics(at).preposition == "ل" or form == "ل") and (
            outlet := outlet_at(view, at, limit, named=True)
        ):
            told, at = told or outlet, outlet[1]
        elif (
            view.clitics(at).preposition == "ب"
            and form not in _BEHALF
            and view.name_type[at] is None
            and form not in given_names()  # «وأضاف بدر»
        ):
            at += 1
        else:
            break
    return at, told


@cache
def _months() -> frozenset[str]:
    """Give the names of months that are one word, folded."""
    names = (name for row in lexicon.rows("months") for name in lexicon.variants(row["forms"]))
    return frozenset(fold(name) for name in names if " " not in name)


def is_of_date(view: View, n: int) -> bool:
    """Tell whether the token is a number, or a month behind one: «13 مارس 2017»."""
    return view.toks[n].kind == "number" or (
        n > 0 and view.toks[n - 1].kind == "number" and view.forms[n] in _months()
    )


def is_of_time(view: View, n: int) -> bool:
    """Tell whether the token is a month, a number or a word of time: what «نهاية» is the end of."""
    return (
        view.forms[n] in _months() or view.toks[n].kind == "number" or view.forms[n] in word_lists().adverbs
    )


def _is_manner(view: View, n: int) -> bool:
    """Tell whether the word bears the ending of an adverb: «قال مازحاً». It names nobody."""
    return view.text[view.toks[n].start : view.toks[n].end].endswith(("اً", "ًا"))


def _setting(view: View, at: int, limit: int) -> tuple[int, Range | None]:
    """Step over one prepositional phrase: to its comma or dash, or to its outlet, or to where a title begins."""
    lists, start = word_lists(), at
    at += 1
    while at < limit:
        form = view.forms[at]
        if form in COMMAS or form in DASHES or form == ")":
            return at, None
        lone = view.clitics(at)
        if at > start + 1 and (lone.preposition == "ل" or form in ("ل", "مع", "الي", "علي")):
            outlet = (
                outlet_at(view, at + (form in ("مع", "الي", "علي")), limit, named=True)
                if at + 1 < limit
                else None
            )
            if outlet is not None:
                return outlet[1], outlet
        head = heads().get(form)
        if (
            at > start + 1
            and head is not None
            and head.kind in ("person", "described")
            and view.forms[at - 1] not in lists.prepositions
            and (view.clitics(at).article or not is_setting(view.clitics(at - 1).stem))
        ):
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
            if (
                at < last
                and (setting or not need_setting)
                and (outlet := outlet_at(view, at, last, named=setting))
            ):
                return outlet
    return None
