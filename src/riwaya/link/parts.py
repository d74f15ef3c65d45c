"""Parts: which figures of a sentence count some of those whom another counts.

«31 قتيلا بينهم 7 أطفال»: the children are a part of the dead, and no toll. «مقتل 10 جنود و3 عمال» counts two parts of a
total that is not written. A part is named by the key of what it counts, so that the children of two reports meet.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.arabic.words import Token
from riwaya.link.terms import key, keys_of
from riwaya.model import Quantity

# Words between a word that names a part and a number that is joined by «و» to what follows it, and between two parts.
_REACH = 12
_BESIDE = 6


def part_words(role: str) -> frozenset[str]:
    """Give the folded words of a role in ``data/part_words.tsv``."""
    return lexicon.words_of("part_words", role)


@cache
def _keys(role: str) -> frozenset[str]:
    return frozenset(map(key, part_words(role)))


def counted_head(quantity: Quantity) -> str:
    """Give the key of the noun that a quantity counts, "" where none stands there."""
    return next(iter(keys_of(quantity.of or "")), "")


def group_of(quantity: Quantity, outcome: str) -> str:
    """Give the key of the people that a quantity counts, "" when its noun says only that they are people or what
    became of them («قتيلا», «شخصا»); `outcome` is the class of what it counts.
    """
    head = counted_head(quantity)
    form = noun_form(fold(quantity.of.split()[0])) if quantity.of and quantity.of.strip() else None
    plain = head in _keys("anybody") or (form is not None and form.noun.counted == outcome)
    plain = plain or quantity.unit not in ("person", None)
    return "" if plain else head


def parts(toks: Sequence[Token], where: Sequence[int], figures: Sequence[tuple[Quantity, str]]) -> list[str]:
    """Give for each figure of a sentence the key of the part that it counts, "" where it counts all.

    ``figures[i]`` is a quantity with the class of what it counts; ``toks[where[i]]`` is its number.
    """
    names = [""] * len(figures)
    for n, ((quantity, counted), at) in enumerate(zip(figures, where, strict=True)):
        if _marked(toks, at, counted) or _composes(toks, where[:n], at):
            names[n] = counted_head(quantity) or counted
    for a, b in pairwise(range(len(figures))):
        if _joined(toks, where[a], where[b]) and figures[a][1] == figures[b][1]:
            groups = [group_of(*figures[n]) or _members(toks[where[n] :]) for n in (a, b)]
            if all(groups) and groups[0] != groups[1]:
                for n, group in zip((a, b), groups, strict=True):
                    names[n] = names[n] or group
    return names


def _marked(toks: Sequence[Token], at: int, counted: str) -> bool:
    """Tell whether the words around the number at `at` make it a part: «وبينهم 5», «10 منهم», «25 من القتلى», «7 جرحى
    ما زالوا», «6 قتلى جدد».
    """
    before = {key(t.form) for t in toks[max(0, at - 2) : at]}
    after = [t.form for t in toks[at + 1 : at + 5]]
    some = len(after) >= 2 and after[0] == "من" and after[1].startswith("ال")
    some = some or (bool(after) and after[0] in part_words("among"))
    still = counted in ("killed", "injured") and any(
        a in part_words("not") and b in part_words("still") for a, b in pairwise(after)
    )
    # «سبعة من الركاب الذين كان عددهم أربعين وصلوا»: the number of all, in the middle.
    still = still and not any(t.form in part_words("number_of") for t in toks[max(0, at - 3) : at])
    more = len(after) >= 2 and key(after[1]) in _keys("more")
    return bool(before & _keys("among")) or some or still or more


def _composes(toks: Sequence[Token], totals: Sequence[int], at: int) -> bool:
    """Tell whether a number stands in the list of those of whom a total is made: «9 بينهم رئيس المجلس و5 أطفال»."""
    if not totals:
        return False
    if at and toks[at - 1].form.removeprefix("و") in part_words("they"):
        return True
    if not toks[at].form.startswith("و"):
        return False
    behind = toks[max(totals[0], at - _REACH) : at]
    return any(
        t.form in part_words("among") or t.form.removeprefix("و") in part_words("they") for t in behind
    )


def _members(toks: Sequence[Token]) -> str:
    """Give the key of whose members a number counts: «12 من أفراد الطاقم»."""
    forms = [t.form for t in toks[1:4]]
    forms = forms[1:] if forms[:1] == ["من"] else forms
    return (
        key(forms[1])
        if len(forms) >= 2 and forms[0] in part_words("anybody") and forms[1].startswith("ال")
        else ""
    )


def _joined(toks: Sequence[Token], a: int, b: int) -> bool:
    """Tell whether the number at `b` is joined to the one at `a` by «و»: «10 جنود و3 عمال»."""
    joined = toks[b].form.startswith("و") or (b > 0 and toks[b - 1].form == "و")
    return joined and b - a <= _BESIDE
