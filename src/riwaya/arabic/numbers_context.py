"""What a number is when it counts nothing: part of a name, a year, a date, a clock time, an age, a
score, a phone number.

The words that tell are in ``data/number_context.toml``. Told apart, not dropped: the number keeps its class.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Literal

from riwaya.arabic.numbers_bounds import bound_before
from riwaya.arabic.numbers_digits import MINUS, day_and_month, digits
from riwaya.arabic.numbers_near import Near, form_at, is_listed
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.arabic.numbers_sum import Cardinal
from riwaya.arabic.numbers_units import sign_before, unit_at
from riwaya.arabic.numbers_words import numeral
from riwaya.arabic.numbers_years import is_year
from riwaya.arabic.phrases import Phrases
from riwaya.arabic.times_words import month_at
from riwaya.arabic.words import Token
from riwaya.lexicon import toml

Kind = Literal[
    "cardinal", "measure", "money", "percent", "duration", "fraction", "ordinal", "year", "date", "clock",
    "age", "name", "phone", "score", "list", "law", "page", "coordinate",
]  # fmt: skip
_DASHES = frozenset("-–")
_HIGHEST_SCORE = 100
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
# What stands on both sides of somebody's age behind a name.
_APPOSED = frozenset("،,-–—")


@cache
def _phrases() -> tuple[Phrases[str], frozenset[str]]:
    """Give the fixed expressions with a number in them that count nothing, and their first words."""
    found = Phrases((phrase, phrase) for phrase in toml("number_context")["name"]["phrases"])
    return found, frozenset(found.heads())


def fixed_phrase(toks: Sequence[Token], at: int) -> int | None:
    """Give the token behind the fixed expression that token `at` stands in: «على قلب رجل واحد»."""
    known, heads = _phrases()
    for first in range(at, max(-1, at - 4), -1):
        found = known.at(toks, first) if toks[first].form in heads else None
        if found is not None and found.end > at:
            return found.end
    return None


@cache
def _ages_after() -> Phrases[str]:
    return Phrases((phrase, phrase) for phrase in toml("number_context")["age"]["after"])


def shape_class(toks: Sequence[Token], at: int) -> Kind | None:
    """Give the class that the shape of a digit token tells by itself (date, clock, years …); else None."""
    shape = digits(toks[at].form).shape
    if shape == "range":
        return (
            "score" if any(is_listed(form_at(toks, k), "score") for k in range(max(0, at - 3), at)) else None
        )
    if shape == "fraction" and day_and_month(digits(toks[at].form)) and form_at(toks, at - 1) not in MINUS:
        return "date"
    if shape == "score" and form_at(toks, at - 1) == "/":
        return "name"
    return _SHAPES.get(shape)


_SHAPES: dict[str, Kind] = {
    "date": "date",
    "clock": "clock",
    "phone": "phone",
    "score": "score",
    "years": "year",
    "other": "name",
}


def number_class(text: str, toks: Sequence[Token], number: Cardinal) -> Kind | None:
    """Give the class of a number that counts nothing, from its neighbours; None when it counts."""
    near = Near(text, toks, number)
    return next((name for name, holds in _TESTS if holds(near)), None)


def _clock(near: Near) -> bool:
    """«الساعة 10»."""
    return is_listed(near.before, "clock")


def _age(near: Near) -> bool:
    """«في سن 18»; with a unit see `is_age`. Ages are whole: «المؤشر البالغ 50.1»."""
    if _ages_after().at(near.toks, near.number.end) is not None:
        return True
    if not isinstance(near.number.value, int) or near.number.value >= 130:
        return False
    # «دون سن الـ18»: an article written apart.
    said = near.form(-2) if near.before == "ال" else near.before
    return is_listed(said, "age", "sure") and unit_at(near.toks, near.number.end) is None


_LAST_DAY = 31


def _date(near: Near) -> bool:
    """«27 مايو», «27 من مايو», «10 / 9 / 2019», «19 إلى 21/10/1436»."""
    if not near.plain:
        return False
    month = month_at(near.toks, near.number.end) is not None or (
        near.after in ("من", "-", "/") and month_at(near.toks, near.number.end + 1) is not None
    )
    month = month or (
        near.after == "من" and form_at(near.toks, near.number.end + 1) in ("الشهر", "هذا", "شهر")
    )
    day = near.number.value <= _LAST_DAY and (month or _shares_month(near) or _before_date(near))
    return _slashed(near.toks, near.number.first) or day


def _shares_month(near: Near) -> bool:
    """«يومي 23 و24 يوليو»: the month behind the second day is also the first one's."""
    other = near.number.end + 1
    day = form_at(near.toks, other)
    return (
        near.after == "و"
        and day.isdecimal()
        and int(day) <= _LAST_DAY
        and month_at(near.toks, other + 1) is not None
    )


def _before_date(near: Near) -> bool:
    """«19 إلى 21/10/1436»: the month of the date is also the day's."""
    other = near.number.end + 1
    return near.after in ("الي", "حتي", "-", "–") and digits(form_at(near.toks, other)).shape == "date"


def _slash_date(near: Near) -> bool:
    """«25/7» is a day and month, «3/4 كوب» a fraction."""
    read = digits(near.toks[near.number.first].form) if near.lone else None
    return (
        read is not None
        and read.shape == "fraction"
        and read.low > 9
        and near.before not in MINUS
        and unit_at(near.toks, near.number.end) is None
    )


def _listed(near: Near) -> bool:
    """«المواد 112 و114 و118»."""
    first = _list_head(near.toks, near.number.first)
    return near.plain and first != near.number.first and is_listed(form_at(near.toks, first - 1), "law")


# How many numbers a list of articles or resolutions may have.
_LIST = 20


def _name(near: Near) -> bool:
    """«المادة 12», «A 320», «فرقة-14», «مجموعة السبع»."""
    if near.lone:
        latin = near.before[:1].isascii() and near.before[:1].isalpha()
        latin = latin and sign_before(near.toks, near.number.first, 0) is None
        numbered = near.opened and any(near.form(-k) == "رقم" for k in range(2, 6))
        numbered = numbered or (near.before == "ال" and is_listed(near.form(-2), "name"))
        named = latin or numbered or is_listed(near.before, "name") or is_listed(near.opened, "name")
        return (not near.counts and named) or _glued(near) or _coded(near)
    if near.number.definite:
        return near.before.lstrip("ول") == "مجموعه"
    short = near.number.end - near.number.first == 1 and near.number.value < 30
    return short and not near.counts and is_listed(near.before, "name")


def _glued(near: Near) -> bool:
    """Tell digits written onto a mark that is itself written onto a word: «إف-16», «#5»."""
    first, toks = near.number.first, near.toks
    if near.before not in ("-", "/", "+", "#", "_", ".") or toks[first - 1].end != toks[first].start:
        return False
    return near.before == "#" or (first > 1 and toks[first - 2].end == toks[first - 1].start)


def _coded(near: Near) -> bool:
    """«المرسوم رقم م/ 59»: digits behind a letter and a stroke."""
    return near.before == "/" and len(near.form(-2)) == 1 and near.form(-2).isalpha()


def _ordinal(near: Near) -> bool:
    """«الذكرى الـ25», «القرن العشرين», «للمرة الألف»; «الدول الـ28» counts."""
    if near.lone:
        bounded = near.number.first > 1 and bound_before(near.toks, near.number.first - 1) is not None
        return (
            near.before == "ال"
            and not near.counts
            and not bounded
            and not _many(near.toks, near.number.first - 2)
        )
    if not near.number.definite:
        return False
    word, noun = numeral(near.toks[near.number.first].form), noun_form(near.before)
    tens = word is not None and word.role == "tens" and near.number.end - near.number.first == 1
    return is_listed(near.before, "ordinal") or (tens and (noun is None or noun.number != "many"))


def _many(toks: Sequence[Token], at: int) -> bool:
    """Tell a plural: a known one («الدول»), or an unknown one by its adjective («الفوانيس الرمضانية»)."""
    noun = noun_form(form_at(toks, at))
    if noun is not None and noun.number == "many":
        return True
    if is_listed(form_at(toks, at), "ordinal"):
        return False
    # «دول الاتحاد الأوروبي الـ28»: a plural that the definite words behind it define.
    opens = next((k for k in range(at, max(-1, at - 4), -1) if form_at(toks, k)[:2] != "ال"), at)
    governing = noun_form(form_at(toks, opens)) if opens < at else None
    if noun is not None or (governing is not None and governing.number == "many"):
        return governing is not None and governing.number == "many"
    head, adjective = form_at(toks, at - 1), form_at(toks, at)
    return (
        adjective[:2] == head[:2] == "ال" and adjective.endswith("ه") and not head.endswith(("ه", "ا", "ي"))
    )


def _law(near: Near) -> bool:
    """«المادة 12», «القانون 6 لسنة 2014»."""
    whole = near.lone and near.plain and not near.counts
    return whole and (is_listed(near.before, "law") or is_listed(near.after, "law", "after"))


def _page(near: Near) -> bool:
    """«الصفحة 12»."""
    return near.lone and not near.counts and is_listed(near.before, "page")


def _coordinate(near: Near) -> bool:
    """«خط عرض 33.3», «33.3 درجة شمالا»."""
    line = is_listed(near.before, "coordinate", "lines") and is_listed(near.form(-2), "coordinate", "heads")
    named = line or (is_listed(near.before, "coordinate") and not near.counts)
    return near.lone and (named or is_bearing(near.toks, near.number.end))


def is_bearing(toks: Sequence[Token], at: int) -> bool:
    """Tell degrees with a point of the compass: «33.3 درجة شمالا», «44° شرقا»."""
    return form_at(toks, at) in ("درجه", "درجات", "°") and is_listed(
        form_at(toks, at + 1), "coordinate", "after"
    )


def _not_one(near: Near) -> bool:
    """«واحد» counts right behind an indefinite noun only, «سفينة واحدة»."""
    alone = near.number.end - near.number.first == len(near.toks)
    if near.lone or alone or near.number.value != 1 or unit_at(near.toks, near.number.end) is not None:
        return False
    noun = noun_form(near.before)
    return noun is None or noun.number != "one" or noun.definite or near.number.definite


def _score(near: Near) -> bool:
    """«(3 - 2)»: two small numbers in brackets with a dash between them, the second not greater."""
    if not near.plain or near.number.value >= _HIGHEST_SCORE:
        return False
    first = near.number.first - 2 if near.before in _DASHES else near.number.first
    forms = [form_at(near.toks, at) for at in range(first - 1, first + 4)]
    scored = forms[0] in _OPEN and forms[2] in _DASHES and forms[4] in _CLOSE
    return scored and forms[1].isdecimal() and forms[3].isdecimal() and int(forms[3]) <= int(forms[1])


def _item(near: Near) -> bool:
    """A number that only counts the items of a list: at the start of a line, «1- …»."""
    if not near.lone or near.number.value >= 100 or near.after not in ("-", ".", ")", "–"):
        return False
    if near.after in _DASHES:
        return near.opens_line or near.before in (".", ":", "؛")
    return near.opens_line and near.toks[near.number.end].start == near.toks[near.number.first].end


# The first that holds gives the class.
_TESTS: tuple[tuple[Kind, Callable[[Near], bool]], ...] = (
    ("clock", _clock),
    ("age", _age),
    ("date", _date),
    ("date", _slash_date),
    ("law", _listed),
    ("law", _law),
    ("page", _page),
    ("coordinate", _coordinate),
    ("year", is_year),
    ("name", _name),
    ("ordinal", _ordinal),
    ("name", _not_one),
    ("list", _item),
    ("score", _score),
)


def _list_head(toks: Sequence[Token], at: int) -> int:
    """Give the first number of a list that token `at` goes on: «المواد 112 و114 و118»."""
    least = at - 2 * _LIST
    while (
        at > least
        and form_at(toks, at - 1) == "و"
        and form_at(toks, at - 2).isdecimal()
        and len(form_at(toks, at - 2)) == len(form_at(toks, at)) > 2
    ):
        at -= 2
    return at


def _slashed(toks: Sequence[Token], at: int) -> bool:
    """Tell the parts of a date with white space around its strokes: 10 / 9 / 2019, 2019 - 09 - 10."""
    for gap in (-1, 1):
        near, far = form_at(toks, at + gap), form_at(toks, at + 2 * gap)
        if near == "/" and far[:1].isdecimal():
            return not (len(toks[at].form) == 4 and len(far) == 4)
    for first in (at - 4, at - 2, at):
        forms = [form_at(toks, k) for k in range(first, first + 5)]
        if (
            forms[1] == forms[3] == "-"
            and all(form.isdecimal() for form in forms[::2])
            and 4 in (len(forms[0]), len(forms[4]))
        ):
            return True
    return False


def is_age(toks: Sequence[Token], first: int, end: int, low: float | int | None) -> bool:
    """Tell whether a number of years (or months) on ``toks[first:end]`` is somebody's age."""
    if low is not None and low > 130:
        return False
    # «علي (18 شهرا)», «بلاتيني، 60 عاما، أعلن»: an apposition.
    before, behind = form_at(toks, first - 1), form_at(toks, end)
    apposed = (before in _OPEN and behind in _CLOSE) or (before in _APPOSED and behind in _APPOSED)
    if apposed or _ages_after().at(toks, end) is not None or is_listed(before, "age", "of"):
        return True
    for at in range(first - 1, max(-1, first - 5), -1):
        if is_listed(form_at(toks, at), "age", "sure"):
            return True
        if toks[at].kind == "mark" and toks[at].form not in '«»"()':
            return False
    return any(is_listed(form_at(toks, at), "age", "groups") for at in range(max(0, first - 14), first))
