"""People counted: whether those whom a figure counts bear arms, and of which party they are.

«17 متمردا» and «11 من المقاومة» of one battle, and the family that a shell killed there, are three tolls. What they
are is told by the counted noun and by «من …» behind it; where neither says so nothing is known, and nothing held
against it.
"""

from collections.abc import Sequence
from functools import cache

from riwaya import lexicon
from riwaya.arabic.words import Token
from riwaya.link.terms import key
from riwaya.model import Span

# Words behind «من» that may name a party, and before which it stands: «17 مسلحا من …», «11 قتيلا في صفوف …».
_REACH, _OPENING = 4, 3


def _words(role: str) -> frozenset[str]:
    """Give the folded words of a role in ``data/people_counted.tsv``."""
    return lexicon.words_of("people_counted", role)


@cache
def _keys(role: str) -> frozenset[str]:
    return frozenset(map(key, _words(role)))


def side(toks: Sequence[Token], span: Span) -> str:
    """Tell whether those counted bear arms: ``civil``, ``armed``, "" where it is not said.

    `toks` are those of a sentence, `span` is where the number stands: «20 مدنيا», «15 من المدنيين», «جنديان», «8 أشخاص
    من عائلة واحدة».
    """
    head, of = _named(toks, span)
    number = [t.form for t in toks if span.start <= t.start < span.end]
    named = [key(form) for form in (*number, *head, *of[:2])]
    return next((which for word in named for which in ("civil", "armed") if word in _keys(which)), "")


def party(toks: Sequence[Token], span: Span) -> frozenset[str]:
    """Give the keys of the name behind «من», none where none stands there: «8 من مسلحي المقاومة», «22 من الحوثيين»."""
    named: list[str] = []
    for form in _named(toks, span)[1]:
        if form in _words("other"):
            break
        if form in _words("members"):
            continue
        if named and not form.startswith("ال"):
            break
        named.append(form)
    return frozenset(map(key, named))


def _named(toks: Sequence[Token], span: Span) -> tuple[list[str], list[str]]:
    """Give the noun behind a number, and the words behind «من» or «في صفوف» that stands beside one of them."""
    behind = [t.form for t in toks if t.start >= span.end and t.kind != "mark"][: _REACH + _OPENING]
    opens = (
        n
        for n, form in enumerate(behind[:_OPENING])
        if (form in _words("of") and n <= 1) or form in _words("ranks")
    )
    at = next(opens, None)
    return (behind[:1], []) if at is None else (behind[: min(at, 1)], behind[at + 1 : at + 1 + _REACH])
