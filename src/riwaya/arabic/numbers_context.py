"""What a number is when it counts nothing: part of a name, a year, a date, a clock time, an age, a
score, a phone number.

The words that tell are in ``data/number_context.toml``. Told apart, not dropped: the number keeps its class.
"""

from collections.abc import Sequence
from functools import cache

from riwaya.arabic.fold import fold
from riwaya.arabic.numbers_cardinal import Cardinal
from riwaya.arabic.numbers_digits import digits
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.arabic.numbers_units import unit_at
from riwaya.arabic.numbers_words import numeral
from riwaya.arabic.phrases import Phrases
from riwaya.arabic.times_words import month_at
from riwaya.arabic.words import Token
from riwaya.lexicon import toml

_CLITICS = "وفبلك"
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")


@cache
def _set(section: str, key: str = "before") -> frozenset[str]:
    return frozenset(fold(toml("number_context")[section][key]).split())


@cache
def phrases() -> Phrases[str]:
    """Give the fixed expressions with a number in them that count nothing."""
    return Phrases((phrase, phrase) for phrase in toml("number_context")["name"]["phrases"])


@cache
def _ages_after() -> Phrases[str]:
    return Phrases((phrase, phrase) for phrase in toml("number_context")["age"]["after"])


def _is(form: str, section: str, key: str = "before") -> bool:
    """Tell whether a word, or what is left without its clitics, is in a list."""
    words = _set(section, key)
    return form in words or (
        form[:1] in _CLITICS and (form[1:] in words or (form[1:2] in _CLITICS and form[2:] in words))
    )


def _form(toks: Sequence[Token], at: int) -> str:
    return toks[at].form if 0 <= at < len(toks) else ""


def _month_before(toks: Sequence[Token], at: int) -> bool:
    """Tell whether a month name of one or two words ends right before token `at`, with و ف ب ل before it
    or not.
    """
    for first in (at - 1, at - 2):
        if first >= 0:
            found = month_at(toks, first) or month_at(
                [toks[first]._replace(form=_form(toks, first)[1:]), *toks[first + 1 : at]], 0
            )
            if found is not None:
                return True
    return False


def shape_class(toks: Sequence[Token], at: int) -> str | None:
    """Give the class that the shape of a digit token tells by itself: date, clock, years, phone, score;
    else None.
    """
    shape = digits(toks[at].form).shape
    if shape in ("date", "clock", "phone", "score"):
        return "name" if shape == "score" and _form(toks, at - 1) == "/" else shape
    if shape == "years":
        return "year"
    if shape == "range":
        return "score" if any(_is(_form(toks, k), "score") for k in range(max(0, at - 3), at)) else None
    return "name" if shape == "other" else None


def number_class(text: str, toks: Sequence[Token], number: Cardinal) -> str | None:
    """Give the class of a number that counts nothing, from its neighbours; None when it counts."""
    before, after = _form(toks, number.first - 1), _form(toks, number.end)
    if _is(before, "clock"):
        return "clock"
    if _is(before, "age", "sure") and unit_at(toks, number.end) is None and number.value < 130:
        return "age"
    if number.digits and number.end - number.first == 1:
        return _digits_class(text, toks, number, before, after)
    if number.definite and (_is(before, "ordinal") or _definite_ordinal(toks, number)):
        return "ordinal"
    if _is(before, "year") and number.value in range(1900, 2101) and noun_form(after) is None:
        return "year"
    if number.definite and before.lstrip("ول") in ("مجموعه", "لمجموعه"):
        return "name"
    if number.value == 1 and not _counts_one(toks, number):
        return "name"
    return (
        "name"
        if _is(before, "name")
        and not number.definite
        and number.end - number.first == 1
        and number.value < 30
        and noun_form(after) is None
        and unit_at(toks, number.end) is None
        else None
    )


def _counts_one(toks: Sequence[Token], number: Cardinal) -> bool:
    """Tell whether واحد counts: right behind a noun, «سفينة واحدة», and not an idiom."""
    form = _form(toks, number.first - 1)
    noun = noun_form(form)
    return noun is not None and noun.number == "one" and not noun.definite and not number.definite


def _definite_ordinal(toks: Sequence[Token], number: Cardinal) -> bool:
    """Tell «القرن العشرين» from «الدول العشرين»."""
    word = numeral(toks[number.first].form)
    before = _form(toks, number.first - 1)
    noun = noun_form(before)
    if word is None or word.role != "tens" or number.end - number.first > 1:
        return False
    return noun is None or noun.number != "many"


def _digits_class(text: str, toks: Sequence[Token], number: Cardinal, before: str, after: str) -> str | None:
    token = toks[number.first]
    shape = digits(token.form).shape
    plain = shape == "plain"
    if plain and _slashed(toks, number.first):
        return "date"
    head = _list_head(toks, number.first)
    if plain and head != number.first and _is(_form(toks, head - 1), "name"):
        return "name"
    if (
        plain
        and number.value <= 31
        and (
            month_at(toks, number.end) is not None
            or (after in ("من", "-", "/") and month_at(toks, number.end + 1) is not None)
        )
    ):
        return "date"
    if plain and _is_year(toks, number, before, after):
        return "year"
    if shape == "fraction":
        return (
            None
            if unit_at(toks, number.end) is not None
            else "date"
            if digits(token.form).low > 9 or not number.fraction
            else None
        )
    named = _is(before, "name") or (before[:1].isascii() and before[:1].isalpha())
    counts = noun_form(after) is not None or unit_at(toks, number.end) is not None
    if named and not counts:
        return "name"
    glued = (
        number.first > 0
        and toks[number.first - 1].end == token.start
        and _form(toks, number.first - 1) in ("-", "/", "+", "#", "_", ".")
    )
    if glued and (number.first < 2 or toks[number.first - 2].end == toks[number.first - 1].start):
        return "name"
    if before == "ال" and not counts:
        noun = noun_form(_form(toks, number.first - 2))
        return None if noun is not None and noun.number == "many" else "ordinal"
    return "list" if _opens_item(text, toks, number, after) else None


def _list_head(toks: Sequence[Token], at: int) -> int:
    """Give the first number of a list that token `at` goes on: «المواد 112 و114 و118»."""
    while (
        _form(toks, at - 1) == "و"
        and _form(toks, at - 2).isdigit()
        and len(_form(toks, at - 2)) == len(_form(toks, at)) > 2
    ):
        at -= 2
    return at


def _slashed(toks: Sequence[Token], at: int) -> bool:
    """Tell the parts of a date with white space around its strokes: 10 / 9 / 2019, 2019 - 09 - 10."""
    for gap in (-1, 1):
        near, far = _form(toks, at + gap), _form(toks, at + 2 * gap)
        if near == "/" and far[:1].isdigit():
            return not (len(toks[at].form) == 4 and len(far) == 4)
    for first in (at - 4, at - 2, at):
        forms = [_form(toks, k) for k in range(first, first + 5)]
        if (
            forms[1] == forms[3] == "-"
            and all(form.isdigit() for form in forms[::2])
            and 4 in (len(forms[0]), len(forms[4]))
        ):
            return True
    return False


def _is_year(toks: Sequence[Token], number: Cardinal, before: str, after: str) -> bool:
    form = toks[number.first].form
    if len(form) != 4 or not 1300 <= int(form) <= 2150:
        return False
    if after in ("ه", "م") and toks[number.end].start == toks[number.first].end:
        return True
    near = unit_at(toks, number.end)
    if after == "هجري" or after == "هجريه" or after == "ميلادي" or (after == "ه" and number.value < 1500):
        return True
    if number.value < 1800 and not (
        _is(before, "year", "before") and before.lstrip("ول") in ("عام", "سنه", "العام")
    ):
        return False
    if _month_before(toks, number.first):
        return True
    counts = (
        near is not None
        or (
            noun_form(after) is not None
            and not (noun_form(after).definite or noun_form(after).prep or noun_form(after).conj)
        )
        or after == "من"
    )  # type: ignore[union-attr]
    if _is(before, "year"):
        return not counts or before.lstrip("ول") in ("عام", "سنه", "العام", "السنه", "منذ")
    if (
        before in ("-", "–", "/", "و")
        and len(_form(toks, number.first - 2)) == 4
        and _form(toks, number.first - 2).isdigit()
        and not counts
    ):
        return 1800 <= int(_form(toks, number.first - 2)) <= 2150
    bracketed = before in _OPEN and (after in _CLOSE or after in ("-", "–"))
    return bracketed or (
        number.first > 1
        and digits(_form(toks, number.first - 2)).shape == "plain"
        and month_at(toks, number.first - 2) is not None
    )


def _opens_item(text: str, toks: Sequence[Token], number: Cardinal, after: str) -> bool:
    """Tell whether the number only counts items of a list: at the start of a line, with a dash or a full
    stop behind.
    """
    start = toks[number.first].start
    alone = start == 0 or text[:start].rstrip(" \t\u00a0")[-1:] in ("\n", "")
    return (
        alone
        and after in ("-", ".", ")", "–")
        and toks[number.end].start == toks[number.first].end
        and number.value < 100
    )


def is_age(toks: Sequence[Token], first: int, end: int, low: float | int | None) -> bool:
    """Tell whether a number of years (or months) on ``toks[first:end]`` is somebody's age."""
    if low is not None and low > 130:
        return False
    if _form(toks, first - 1) in _OPEN and _form(toks, end) in _CLOSE:
        return True
    if _ages_after().at(toks, end) is not None:
        return True
    for at in range(first - 1, max(-1, first - 5), -1):
        form = _form(toks, at)
        if toks[at].kind == "mark" and form not in '«»"()':
            return False
        if _is(form, "age", "sure"):
            return True
    if any(_is(_form(toks, at), "age", "groups") for at in range(max(0, first - 14), first)):
        return True
    return _form(toks, first - 1) in ("ابن", "ابنه")
