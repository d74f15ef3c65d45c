"""People: whether words read as a person's name that the tagger did not know."""

from functools import cache

from riwaya import lexicon
from riwaya.arabic.clitics import word_counts
from riwaya.arabic.fold import fold
from riwaya.extract.view import View
from riwaya.extract.wordlists import heads, is_action_noun, word_lists

_TITLE_AND_NAME = 3  # words of the shortest phrase with a title and a full name
_COMMON_ADJECTIVE = 200
_COMMON_NAME = 900
_RARE_WITH_ARTICLE = 300


@cache
def given_names() -> frozenset[str]:
    """Give the common given names, folded."""
    return frozenset(fold(n) for row in lexicon.rows("given_names") for n in lexicon.variants(row["names"]))


def _is_ali(view: View, n: int) -> bool:
    """Tell the name علي from the preposition على, which some writers spell alike: by its letter and what follows."""
    if view.text[view.toks[n].end - 1] != "ي" or n + 1 >= len(view.toks):
        return False
    following = view.forms[n + 1]
    common = following.startswith("ال") and word_counts().get(following, 0) >= _COMMON_NAME
    return not (following in word_lists().complementisers or is_action_noun(following) or common)


def ends_in_name(view: View, source: tuple[int, int]) -> bool:
    """Tell whether the last two words read as a name that the tagger did not know: «النائب فادي الخطيب».

    A first name carries no article, is no head, no verbal noun, no adjective in ي that is common; a surname is rare.
    """
    words = [n for n in range(*source) if view.toks[n].kind == "word"]
    if len(words) < _TITLE_AND_NAME or words[-1] != source[1] - 1:
        return False
    first, last = view.forms[words[-2]], view.forms[words[-1]]
    if first in given_names() and first.startswith("ال") and last.startswith("ال"):
        return last not in heads() and not last.endswith("ه")  # «الحبيب الصيد»
    return may_be_first_name(view, words[-2]) and _may_be_surname(last)


def may_be_first_name(view: View, n: int) -> bool:
    """Tell whether the word at `n` can be a person's first name."""
    form, count = view.forms[n], word_counts().get(view.forms[n], 0)
    if form in given_names():
        return form != "علي" or _is_ali(view, n)
    stem = view.clitics(n)
    if stem.article or stem.preposition or form in heads() or stem.stem in heads() or is_action_noun(form):
        return False
    # A raw ى ends a name (منى), never an adjective of relation.
    relation = form.endswith("ي") and view.text[view.toks[n].end - 1] != "ى"
    adjective = relation and count >= _COMMON_ADJECTIVE
    return not adjective and count < _COMMON_NAME and form not in word_lists().prepositions


def _may_be_surname(form: str) -> bool:
    count = word_counts().get(form, 0)
    if form in given_names():
        return True
    if form.startswith("ال"):
        return count < _RARE_WITH_ARTICLE
    adjective = form.endswith("ي") and count >= _COMMON_ADJECTIVE
    return form not in heads() and not adjective and count < _COMMON_NAME
