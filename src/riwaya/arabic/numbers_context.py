"""What a number is when it counts nothing: part of a name, a year, a date, a clock time, an age, a
score, a phone number.

The words that tell are in ``data/number_context.toml``. Told apart, not dropped: the number keeps its class.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Literal

from riwaya.arabic.fold import fold
from riwaya.arabic.numbers_bounds import bound_before
from riwaya.arabic.numbers_digits import MINUS, day_and_month, digits
from riwaya.arabic.numbers_nouns import noun_form
from riwaya.arabic.numbers_sum import Cardinal
from riwaya.arabic.numbers_units import sign_before, unit_at
from riwaya.arabic.numbers_words import numeral
from riwaya.arabic.phrases import Phrases
from riwaya.arabic.times_words import month_at
from riwaya.arabic.words import Token
from riwaya.lexicon import toml

Kind = Literal[
    "cardinal", "measure", "money", "percent", "duration", "fraction", "ordinal", "year", "date", "clock",
    "age", "name", "phone", "score", "list", "law", "page", "coordinate",
]  # fmt: skip
_CLITICS = "وفبلك"
_OPENING = frozenset('"«“(')
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")


@cache
def _set(section: str, key: str = "before") -> frozenset[str]:
    return frozenset(fold(toml("number_context")[section][key]).split())


def listed(key: str) -> frozenset[str]:
    """Give a list of the section ``grammar``, folded."""
    return _set("grammar", key)


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


def shape_class(toks: Sequence[Token], at: int) -> Kind | None:
    """Give the class that the shape of a digit token tells by itself (date, clock, years …); else None."""
    shape = digits(toks[at].form).shape
    if shape == "range":
        return "score" if any(_is(_form(toks, k), "score") for k in range(max(0, at - 3), at)) else None
    if shape == "fraction" and day_and_month(digits(toks[at].form)) and _form(toks, at - 1) not in MINUS:
        return "date"
    if shape == "score" and _form(toks, at - 1) == "/":
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


class _Near:
    """A number with its neighbours: the forms before and after it, and whether a noun or unit follows."""

    __slots__ = ("after", "before", "counts", "lone", "number", "opened", "plain", "text", "toks")

    def __init__(self, text: str, toks: Sequence[Token], number: Cardinal) -> None:
        self.text, self.toks, self.number = text, toks, number
        self.before, self.after = _form(toks, number.first - 1), _form(toks, number.end)
        # «برقم "113155"»: what stands before an opening mark.
        self.opened = _form(toks, number.first - 2) if self.before in _OPENING else ""
        noun = noun_form(self.after)
        free = noun is not None and not noun.conj and not noun.prep
        self.counts = free or unit_at(toks, number.end) is not None
        self.lone = number.digits and number.end - number.first == 1
        self.plain = self.lone and digits(toks[number.first].form).shape == "plain"

    def form(self, offset: int) -> str:
        """Give the form of the token `offset` away from the number's first."""
        return _form(self.toks, self.number.first + offset)


def number_class(text: str, toks: Sequence[Token], number: Cardinal) -> Kind | None:
    """Give the class of a number that counts nothing, from its neighbours; None when it counts."""
    near = _Near(text, toks, number)
    return next((name for name, holds in _TESTS if holds(near)), None)


def _clock(near: _Near) -> bool:
    """«الساعة 10»."""
    return _is(near.before, "clock")


def _age(near: _Near) -> bool:
    """«في سن 18»; with a unit see `is_age`. Ages are whole: «المؤشر البالغ 50.1»."""
    bare = unit_at(near.toks, near.number.end) is None
    return (
        bare
        and isinstance(near.number.value, int)
        and near.number.value < 130
        and _is(near.before, "age", "sure")
    )


def _date(near: _Near) -> bool:
    """«27 مايو», «27 من مايو», «10 / 9 / 2019»."""
    if not near.plain:
        return False
    month = month_at(near.toks, near.number.end) is not None or (
        near.after in ("من", "-", "/") and month_at(near.toks, near.number.end + 1) is not None
    )
    month = month or (near.after == "من" and _form(near.toks, near.number.end + 1) in ("الشهر", "هذا", "شهر"))
    return _slashed(near.toks, near.number.first) or (near.number.value <= 31 and month)


def _slash_date(near: _Near) -> bool:
    """«25/7» is a day and month, «3/4 كوب» a fraction."""
    read = digits(near.toks[near.number.first].form) if near.lone else None
    return (
        read is not None
        and read.shape == "fraction"
        and read.low > 9
        and near.before not in MINUS
        and unit_at(near.toks, near.number.end) is None
    )


def _listed(near: _Near) -> bool:
    """«المواد 112 و114 و118»."""
    first = _list_head(near.toks, near.number.first)
    return near.plain and first != near.number.first and _is(_form(near.toks, first - 1), "law")


def _year(near: _Near) -> bool:
    """«عام 2014», «(2012)», «مايو 2021», «1436 هـ», «2015 - 2017»."""
    form = near.toks[near.number.first].form
    if not near.lone:
        return (
            _is(near.before, "year")
            and near.number.value in range(1900, 2101)
            and noun_form(near.after) is None
        )
    if not near.plain or len(form) != 4 or not 1300 <= near.number.value <= 2150:
        return False
    if _era(near) or (near.number.value >= 1800 and _month_before(near.toks, near.number.first)):
        return True
    said = near.before.lstrip("ول") in _YEAR_WORDS
    counted = _counted_after(near)
    if near.number.value < 1800 or _is(near.before, "year"):
        return said or (near.number.value >= 1800 and not counted)
    bracketed = near.before in _OPEN and (near.after in _CLOSE or near.after in ("-", "–"))
    joined = near.before in _JOINS and _is_year_form(near.form(-2))
    joins = near.after in _JOINS and _is_year_form(_form(near.toks, near.number.end + 1))
    closes = near.after in _QUOTES and near.number.value >= 1900 and near.before not in _QUOTES
    return bracketed or closes or (not counted and (joined or (joins and near.after != "و")))


_YEAR_WORDS = frozenset(["عام", "سنه", "العام", "السنه", "منذ"])
# How many numbers a list of articles or resolutions may have.
_LIST = 20
# «السعودية 2050»: a year closes a name in quotation marks.
_QUOTES = frozenset('"»”')
_JOINS = frozenset(["-", "–", "/", "_", "و"])
_ERAS = frozenset(["هجري", "هجريه", "ميلادي", "ميلاديه"])


def _era(near: _Near) -> bool:
    glued = (
        near.number.end < len(near.toks)
        and near.toks[near.number.end].start == near.toks[near.number.end - 1].end
    )
    return near.after in _ERAS or (near.after in ("ه", "م") and (glued or near.number.value < 1500))


def _is_year_form(form: str) -> bool:
    return len(form) == 4 and form.isdigit() and 1800 <= int(form) <= 2150


def _counted_after(near: _Near) -> bool:
    """Tell whether something that the number would count follows it."""
    noun = noun_form(near.after)
    counted = noun is not None and not (noun.definite or noun.prep or noun.conj)
    of = near.after == "من" and _form(near.toks, near.number.end + 1)[:2] == "ال"
    return counted or of or unit_at(near.toks, near.number.end) is not None


def _name(near: _Near) -> bool:
    """«المادة 12», «A 320», «فرقة-14», «مجموعة السبع»."""
    if near.lone:
        latin = near.before[:1].isascii() and near.before[:1].isalpha()
        latin = latin and sign_before(near.toks, near.number.first, 0) is None
        numbered = near.opened and any(near.form(-k) == "رقم" for k in range(2, 6))
        numbered = numbered or (near.before == "ال" and _is(near.form(-2), "name"))
        named = latin or numbered or _is(near.before, "name") or _is(near.opened, "name")
        return (not near.counts and named) or _glued(near) or _coded(near)
    if near.number.definite:
        return near.before.lstrip("ول") == "مجموعه"
    short = near.number.end - near.number.first == 1 and near.number.value < 30
    return short and not near.counts and _is(near.before, "name")


def _glued(near: _Near) -> bool:
    """Tell digits written onto a mark that is itself written onto a word: «إف-16», «#5»."""
    first, toks = near.number.first, near.toks
    if near.before not in ("-", "/", "+", "#", "_", ".") or toks[first - 1].end != toks[first].start:
        return False
    return near.before == "#" or (first > 1 and toks[first - 2].end == toks[first - 1].start)


def _coded(near: _Near) -> bool:
    """«المرسوم رقم م/ 59»: digits behind a letter and a stroke."""
    return near.before == "/" and len(near.form(-2)) == 1 and near.form(-2).isalpha()


def _ordinal(near: _Near) -> bool:
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
    return _is(near.before, "ordinal") or (tens and (noun is None or noun.number != "many"))


def _many(toks: Sequence[Token], at: int) -> bool:
    """Tell a plural: a known one («الدول»), or an unknown one by its adjective («الفوانيس الرمضانية»)."""
    noun = noun_form(_form(toks, at))
    if noun is not None:
        return noun.number == "many"
    head, adjective = _form(toks, at - 1), _form(toks, at)
    return (
        adjective[:2] == head[:2] == "ال" and adjective.endswith("ه") and not head.endswith(("ه", "ا", "ي"))
    )


def _law(near: _Near) -> bool:
    """«المادة 12», «القانون 6 لسنة 2014»."""
    whole = near.lone and near.plain and not near.counts
    return whole and (_is(near.before, "law") or _is(near.after, "law", "after"))


def _page(near: _Near) -> bool:
    """«الصفحة 12»."""
    return near.lone and not near.counts and _is(near.before, "page")


def _coordinate(near: _Near) -> bool:
    """«خط عرض 33.3», «33.3 درجة شمالا»."""
    return near.lone and (
        (_is(near.before, "coordinate") and not near.counts) or is_bearing(near.toks, near.number.end)
    )


def is_bearing(toks: Sequence[Token], at: int) -> bool:
    """Tell degrees with a point of the compass: «33.3 درجة شمالا», «44° شرقا»."""
    return _form(toks, at) in ("درجه", "درجات", "°") and _is(_form(toks, at + 1), "coordinate", "after")


def _not_one(near: _Near) -> bool:
    """«واحد» counts right behind an indefinite noun only, «سفينة واحدة»."""
    alone = near.number.end - near.number.first == len(near.toks)
    if near.lone or alone or near.number.value != 1 or unit_at(near.toks, near.number.end) is not None:
        return False
    noun = noun_form(near.before)
    return noun is None or noun.number != "one" or noun.definite or near.number.definite


def _item(near: _Near) -> bool:
    """A number that only counts the items of a list: at the start of a line, «1- …»."""
    if not near.lone or near.number.value >= 100 or near.after not in ("-", ".", ")", "–"):
        return False
    start = near.toks[near.number.first].start
    opens_line = start == 0 or near.text[:start].rstrip(" \t\u00a0")[-1:] in ("\n", "")
    if near.after in ("-", "–"):
        return opens_line
    return opens_line and near.toks[near.number.end].start == near.toks[near.number.first].end


# The first that holds gives the class.
_TESTS: tuple[tuple[Kind, Callable[[_Near], bool]], ...] = (
    ("clock", _clock),
    ("age", _age),
    ("date", _date),
    ("date", _slash_date),
    ("law", _listed),
    ("law", _law),
    ("page", _page),
    ("coordinate", _coordinate),
    ("year", _year),
    ("name", _name),
    ("ordinal", _ordinal),
    ("name", _not_one),
    ("list", _item),
)


def _list_head(toks: Sequence[Token], at: int) -> int:
    """Give the first number of a list that token `at` goes on: «المواد 112 و114 و118»."""
    least = at - 2 * _LIST
    while (
        at > least
        and _form(toks, at - 1) == "و"
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


def is_age(toks: Sequence[Token], first: int, end: int, low: float | int | None) -> bool:
    """Tell whether a number of years (or months) on ``toks[first:end]`` is somebody's age."""
    if low is not None and low > 130:
        return False
    bracketed = _form(toks, first - 1) in _OPEN and _form(toks, end) in _CLOSE
    if bracketed or _ages_after().at(toks, end) is not None or _form(toks, first - 1) in ("ابن", "ابنه"):
        return True
    for at in range(first - 1, max(-1, first - 5), -1):
        if _is(_form(toks, at), "age", "sure"):
            return True
        if toks[at].kind == "mark" and toks[at].form not in '«»"()':
            return False
    return any(_is(_form(toks, at), "age", "groups") for at in range(max(0, first - 14), first))
