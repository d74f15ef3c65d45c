"""Sums: the longest run of digits and number words that together name one number.

«ثلاثة آلاف ومئتان وخمسة وثلاثون» is read left to right: a word either multiplies what stands before it
(آلاف) or adds to it
behind و, and only when Arabic grammar lets it (units before tens, a smaller scale after a greater). What
does not fit
ends the number, so «ثلاثة وأربعة» is two numbers.
"""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.arabic.numbers_digits import MINUS, clean, day_and_month, digits
from riwaya.arabic.numbers_units import bare_unit
from riwaya.arabic.numbers_words import Numeral, numeral, numeral_at, opens
from riwaya.arabic.words import Token

# بضع stands alone or before a vague number, عدة before a vague number only.
_FEW = frozenset({"few", "several"})


_RIGHT_TO_LEFT = "\u200f"
# Scales upon scales are nonsense beyond this.
_GREATEST = 10**24
_SCALES = frozenset({"scale", "scales", "either"})


class Cardinal(NamedTuple):
    """A number read from ``toks[first:end]``: its value, the scale it ends in (1 = none) and how much of
    that it is.

    `start` is the raw offset behind its clitics. `conj` and `prep` tell which clitics those are; `vague`
    that only the least is known
    (عشرات 10); `digits` that it opens with digits.
    """

    value: float | int
    first: int
    end: int
    start: int
    scale: int = 1
    base: float | int = 0
    vague: bool = False
    digits: bool = False
    conj: bool = False
    definite: bool = False
    fraction: bool = False


class _Sum:
    """The number so far: `total` of the finished scales, `group` of the open one."""

    __slots__ = ("fraction", "group", "last", "limit", "multiplied", "total", "vague")

    def __init__(self) -> None:
        self.total: float | int = 0
        self.group: float | int = 0
        self.limit = 10**18
        self.last = ""
        self.multiplied: float | int = 0
        self.vague = False
        self.fraction = False

    def digits(self, value: float | int, joined: bool) -> bool:
        """Take digits: at the start, or behind a scale and و when they are smaller than it (29 ألفا و200)."""
        if self.last and not (joined and self.last == "scale" and 0 < value < self.limit):
            return False
        self.group, self.last = value, "digits"
        return True

    def one_more(self) -> bool:
        """Take the one of 101, 201 … thousand."""
        if self.last != "hundred" or self.group % 100:
            return False
        self.group, self.last = self.group + 1, "unit"
        return True

    def word(self, word: Numeral, joined: bool, tanween: bool) -> bool:
        """Take a number word when it fits; `joined` when و stands before it."""
        first = not self.last
        fits = getattr(self, "_" + word.role, None)
        if fits is None or (self.last == "end"):
            return False
        if word.role == "either":
            return self._either(word.value, joined, first, tanween)
        return bool(fits(word.value, joined, first))

    def _open(self, joined: bool, first: bool, room: int) -> bool:
        """Tell whether a smaller word may start or be added: nothing of its place is filled yet."""
        return first or (
            joined and self.last not in ("digits", "fraction") and self.limit > 1 and self.group % room == 0
        )

    def _zero(self, _value: int, _joined: bool, first: bool) -> bool:
        self.last = "end"
        return first

    def _unit(self, value: int, joined: bool, first: bool) -> bool:
        if not self._open(joined, first, 100) or self.vague:
            return False
        self.group += value
        self.last = "unit"
        return True

    def _pair(self, value: int, joined: bool, first: bool) -> bool:
        self.group += value
        self.last = "end"
        return first and not joined

    def _eleven(self, value: int, joined: bool, first: bool) -> bool:
        ok = self._unit(value, joined, first)
        self.last = "eleven" if ok else self.last
        return ok

    def _teen(self, value: int, joined: bool, first: bool) -> bool:
        ok = self._unit(value, joined, first)
        self.last = "ten" if ok else self.last
        return ok

    def _ten(self, value: int, joined: bool, first: bool) -> bool:
        after_unit = self.last in ("unit", "eleven") and not joined
        if not after_unit and not (self._open(joined, first, 100) and not self.vague):
            return False
        self.group += value
        self.last = "ten"
        return True

    def _tens(self, value: int, joined: bool, first: bool) -> bool:
        after_unit = self.last in ("unit", "eleven") and joined
        if not after_unit and not (self._open(joined, first, 100) and not self.vague):
            return False
        self.group += value
        self.last = "tens"
        return True

    def _hundred(self, value: int, joined: bool, first: bool) -> bool:
        if self.last == "unit" and not joined and 2 < self.group < 10:
            self.group *= value
        elif self._open(joined, first, 10**9) and self.group == 0 and not self.vague:
            self.group = value
        else:
            return False
        self.last = "hundred"
        return True

    def _hundreds(self, value: int, joined: bool, first: bool) -> bool:
        if not (self._open(joined, first, 10**9) and self.group == 0) or self.vague:
            return False
        self.group, self.last = value, "hundred"
        return True

    def _scale(self, value: int, joined: bool, first: bool) -> bool:
        if joined or first:
            if self.group or value >= self.limit or self.last == "fraction" or (self.vague and joined):
                return False
            self.total += value
            self.multiplied = 1
        elif self.last == "scale":
            if value < self.limit or self.total > _GREATEST:
                return False
            self.total *= value
        elif self.group and value < self.limit and self.last != "eleven":
            self.multiplied = self.group
            self.total += self.group * value
        else:
            return False
        self.group, self.limit, self.last = 0, value, "scale"
        return True

    def _scales(self, value: int, joined: bool, first: bool) -> bool:
        if first:
            self.vague = True
        elif joined:
            return False
        elif self.last == "digits" and self.group >= 1000 and value <= self.group:
            # «3000 آلاف» is a slip of the pen: the plural of thousand follows 3 to 10 only.
            self.total += self.group
            self.group, self.limit, self.last = 0, value, "scale"
            return True
        return self._scale(value, joined, first)

    def _dual(self, value: int, joined: bool, first: bool) -> bool:
        if not (joined or first) or self.group or value // 2 >= self.limit or self.vague:
            return False
        self.total += value
        self.limit, self.last, self.multiplied = value // 2, "scale", 2
        return True

    def _either(self, value: float | int, joined: bool, first: bool, tanween: bool = False) -> bool:
        if first and not tanween:
            return self._dual(2 * int(value), joined, first)
        return self._scale(int(value), joined, first)

    def _vague(self, value: int, _joined: bool, first: bool) -> bool:
        if not first:
            return False
        self.group, self.last, self.vague = value, "vague", True
        return True

    def _fraction(self, value: float, joined: bool, first: bool) -> bool:
        if first:
            self.group, self.last, self.fraction = value, "fraction", True
            return True
        if not joined or self.vague or self.last in ("fraction", "end"):
            return False
        if self.last == "scale":
            self.total += value * self.limit
            self.last = "and-fraction"
        else:
            self.group += value
            self.last = "digits"
        return True

    def _fractions(self, value: float, joined: bool, _first: bool) -> bool:
        if joined or self.last not in ("unit", "ten", "digits") or not 1 < self.group <= 10:
            return False
        self.group, self.last, self.fraction = self.group * value, "fraction", True
        return True


def _step(toks: Sequence[Token], at: int) -> tuple[int, bool]:
    """Step over a و that stands alone before digits or a number word."""
    if at + 1 < len(toks) and toks[at].form == "و":
        return at + 1, True
    return at, False


def whole(
    text: str, toks: Sequence[Token], first: int, *, join: bool = True, stop: int | None = None
) -> Cardinal | None:
    """Read the number that starts at token `first`, as far as it goes; None when none starts there.

    `join` False stops before the first و (for «بين خمسة وعشرين»), `stop` before that token.
    """
    so_far, at = _Sum(), first
    stop = len(toks) if stop is None else stop
    head = numeral_at(toks, first)
    if head is not None and head.role in _FEW:
        at = first + 1
    end = at
    while at < stop:
        here, joined = _step(toks, at) if at > first else (at, False)
        word = numeral_at(toks, here)
        joined = joined or (word is not None and word.conj and here > first)
        if joined and not join:
            break
        if toks[here].kind == "number":
            taken = (here == first or joined) and _digits(so_far, toks, here, joined)
        elif word is None or (word.prep and here > first):
            taken = False
        elif joined and _said_twice(toks, here, word) and so_far.one_more():
            at = here + 1
            continue
        else:
            taken = so_far.word(word, joined, "\u064b" in text[toks[here].start : toks[here].end])
        if not taken:
            break
        if so_far.last == "digits" and here == first:
            here = _turned(text, toks, here, so_far) or _spaced(toks, here, so_far)
        elif so_far.last == "and-fraction":
            here = _own_scale(toks, here, so_far)
        at = end = here + 1
    return _result(text, toks, first, end, so_far)


def _digits(so_far: _Sum, toks: Sequence[Token], here: int, joined: bool) -> bool:
    read = digits(toks[here].form)
    if read.shape not in ("plain", "decimal", "grouped", "fraction"):
        return False
    value = _behind_point(toks, here) if read.shape == "plain" else read.low
    following = (
        numeral(toks[here + 1].form) if here + 1 < len(toks) and toks[here + 1].kind == "word" else None
    )
    if read.shape == "fraction":
        minus = here > 0 and toks[here - 1].form in MINUS
        if not read.high or (day_and_month(read) and not minus):
            return False
        value = read.low / read.high
        so_far.fraction = not so_far.last
    elif (
        read.shape == "grouped"
        and read.point == "."
        and (_is_percent(toks, here) or (following and not following.conj and following.role in _SCALES))
    ):
        # «1.250 مليار» counts thousandths of a milliard, and 1.250 % thousandths: nobody writes 1250 milliard.
        value = read.low / 1000
    return so_far.digits(value, joined)


def _is_percent(toks: Sequence[Token], here: int) -> bool:
    beside = [toks[at].form for at in (here - 1, here + 1) if 0 <= at < len(toks)]
    return "%" in beside or "٪" in beside


def _behind_point(toks: Sequence[Token], here: int) -> float | int:
    """Give the value of plain digits, also where print leaves out the nought: ``.75``."""
    form, point = toks[here].form, toks[here - 1] if here else None
    if not is_open_point(toks, here) or point is None:
        return int(form)
    return float(f"0.{form}")


def is_open_point(toks: Sequence[Token], here: int) -> bool:
    """Tell a decimal point that opens a number (``.75``) from a full stop that ends a sentence."""
    if not here or toks[here - 1].form not in (".", "٫") or toks[here - 1].end != toks[here].start:
        return False
    return here == 1 or toks[here - 2].end < toks[here - 1].start


def _own_scale(toks: Sequence[Token], here: int, so_far: _Sum) -> int:
    """Step over the scale that a fraction repeats: مليون ونصف «المليون»."""
    if here + 1 < len(toks) and toks[here + 1].kind == "word":
        again = numeral(toks[here + 1].form)
        if (
            again is not None
            and again.role in ("scale", "either")
            and again.value == so_far.limit
            and not again.conj
        ):
            return here + 1
    return here


def _turned(text: str, toks: Sequence[Token], here: int, so_far: _Sum) -> int | None:
    """Read a decimal with a right-to-left mark inside: 6, point, mark, 21 is shown as 21.6."""
    if here + 2 >= len(toks) or toks[here + 1].form not in (".", ",") or toks[here + 2].kind != "number":
        return None
    low, high = toks[here], toks[here + 2]
    turned = text[low.end : high.start].strip(".,") == _RIGHT_TO_LEFT
    if not turned or not low.form.isdecimal() or not high.form.isdecimal():
        return None
    so_far.group = float(f"{high.form}.{low.form}")
    return here + 2


def _spaced(toks: Sequence[Token], here: int, so_far: _Sum) -> int:
    """Read the groups of three that print sets one space apart («20 000»), and give the last of them."""
    if len(toks[here].form) > 3 or not toks[here].form.isdecimal() or toks[here].form[0] == "0":
        return here
    while here + 1 < len(toks) and toks[here + 1].start == toks[here].end + 1:
        group = toks[here + 1]
        if group.kind != "number" or len(group.form) != 3 or not group.form.isdecimal():
            break
        so_far.group, here = so_far.group * 1000 + int(group.form), here + 1
    return here


def _said_twice(toks: Sequence[Token], here: int, word: Numeral) -> bool:
    """Tell a scale word that is said twice: in «ستمائة وألف ألف» the first is the one of 601 thousand."""
    again = numeral_at(toks, here + 1) if here + 1 < len(toks) else None
    return word.role == "scale" and again is not None and again == word._replace(conj=False, clitic=0)


def _few_more(toks: Sequence[Token], at: int) -> tuple[int, int]:
    """Read what «بضع» is more than: «بضعة عشر» is from 13, «بضع وعشرون» from 23."""
    word = numeral_at(toks, at) if at < len(toks) else None
    fits = word is not None and (word.role == "ten" if not word.conj else word.role == "tens")
    return (int(word.value), at + 1) if word is not None and fits else (0, at)


def _times_beside(toks: Sequence[Token], at: int) -> bool:
    """Tell «عدة أشهر» and «أيام عدة»: of units of time it is a number, elsewhere it is just "several"."""
    return any(
        found is not None and found.payload.kind == "duration" and found.payload.number == "many"
        for found in (bare_unit(toks, beside) for beside in (at + 1, at - 1) if 0 <= beside < len(toks))
    )


def _result(text: str, toks: Sequence[Token], first: int, end: int, so_far: _Sum) -> Cardinal | None:
    """Make a number of what was taken from ``toks[first:end]``."""
    head = numeral_at(toks, first)
    value = so_far.total + so_far.group
    opened = opens(text, toks[first], head) if head is not None else toks[first].start
    conj, definite = (head.conj, head.definite) if head is not None else (False, False)
    if head is not None and head.role in _FEW:
        if so_far.vague:
            return Cardinal(value, first, end, opened, so_far.limit, vague=True, conj=conj)
        alone = head.role == "few" or _times_beside(toks, first)
        more, end = _few_more(toks, first + 1)
        return Cardinal(3 + more, first, end, opened, vague=True, conj=conj) if alone or more else None
    if not so_far.last or so_far.last == "eleven":
        return None
    scale = so_far.limit if so_far.limit < 10**18 else 1
    return Cardinal(
        value=clean(value),
        first=first,
        end=end,
        start=toks[first - 1].start
        if is_open_point(toks, first) and toks[first].kind == "number"
        else opened,
        scale=scale,
        base=clean(so_far.multiplied),
        vague=so_far.vague,
        digits=toks[first].kind == "number",
        conj=conj,
        definite=definite,
        fraction=so_far.fraction and scale == 1,
    )
