"""Cardinals: a number with what is said of its parts behind it, as one value.

A sum of number words (`numbers_sum`) may be followed by a decimal point in words («واحد فاصلة خمسة»), by a
fraction that does not fit into the sum («سبعة وثلاثة أخماس», «ستة عشر وسبعة على ثلاثة», ``5 2/3``) or by a
decimal as it is read aloud («ستة وثمانية وثمانون من مئة» = 6.88).
"""

from collections.abc import Iterator, Sequence

from riwaya.arabic.numbers_digits import clean, digits
from riwaya.arabic.numbers_sum import Cardinal, whole
from riwaya.arabic.numbers_words import numeral, numeral_at
from riwaya.arabic.words import Token

# Tenths, hundredths … as they are read aloud: «من عشرة», «من مئة», «من عشرة آلاف».
_POWERS = frozenset(10**n for n in range(1, 7))
# A mixed number of print has a small whole part: «5 2/3» and not «2015 7/8».
_MIXED = 1000


def cardinal(text: str, toks: Sequence[Token], first: int, *, join: bool = True) -> Cardinal | None:
    """Read the number that starts at token `first`, with its parts; None when none starts there.

    `join` False stops before the first و (for «بين خمسة وعشرين»).
    """
    read = whole(text, toks, first, join=join)
    if read is None or read.vague or not join or read.end >= len(toks):
        return read
    return (
        _pointed(text, toks, read)
        or _mixed(toks, read)
        or next(_with_part(text, toks, read), None)
        or _over(text, toks, read)
        or read
    )


def _pointed(text: str, toks: Sequence[Token], read: Cardinal) -> Cardinal | None:
    """Read a decimal point in words: «واحد فاصلة خمسة», «3 فاصلة 05»; a scale behind it scales both sides."""
    if not _is_point(toks, read.end) or not isinstance(read.value, int):
        return None
    after = whole(text, toks, read.end + 1)
    if after is None or after.vague or after.conj:
        return None
    scaled = after.scale > 1 and after.value == after.base * after.scale
    places = toks[after.first].form if after.digits else str(after.base if scaled else after.value)
    if not places.isdecimal() or (after.scale > 1 and not scaled and not after.digits):
        return None
    value = float(f"{read.value}.{places}") * (after.scale if scaled else 1)
    scale, base = (after.scale, 1) if scaled else (1, 0)
    return read._replace(value=clean(value), end=after.end, scale=scale, base=base)


def _is_point(toks: Sequence[Token], at: int) -> bool:
    word = numeral(toks[at].form) if toks[at].kind == "word" else None
    return word is not None and word.role == "point" and at + 1 < len(toks)


def _mixed(toks: Sequence[Token], read: Cardinal) -> Cardinal | None:
    """Read a mixed number of print: ``5 2/3``, the fraction one space behind its whole, and ``5½``."""
    after = toks[read.end]
    if not read.digits or read.end - read.first > 1 or read.value >= _MIXED:
        return None
    sign = numeral(after.form) if len(after.form) == 1 else None
    if sign is not None and sign.role == "fraction" and isinstance(read.value, int):
        return read._replace(value=clean(read.value + sign.value), end=read.end + 1)
    part = digits(after.form)
    if part.shape != "fraction" or not part.high or after.start != toks[read.first].end + 1:
        return None
    return read._replace(value=clean(read.value + part.low / part.high), end=read.end + 1)


def _with_part(text: str, toks: Sequence[Token], read: Cardinal) -> Iterator[Cardinal]:
    """Give the readings of a sum of words where a و adds a part of one: behind the sum, or inside it."""
    if read.digits or read.fraction or not _may_have_part(toks, read.end):
        return
    for cut in (read.end, *reversed(range(read.first + 1, read.end))):
        spot = _behind_and(toks, cut)
        front = read if cut == read.end else whole(text, toks, read.first, stop=cut)
        top = whole(text, toks, spot) if spot is not None and front is not None and front.end == cut else None
        if front is None or top is None or top.digits or top.vague:
            continue
        part = top.value if top.fraction else None
        end = top.end
        if part is None and (power := _tenths(text, toks, top, least=0 if front is read else read.value)):
            part, end = top.value / power.value, power.end
        elif part is None and front is read and (below := _denominator(text, toks, top.end)):
            part, end = top.value / below.value, below.end
        if part is not None:
            yield front._replace(value=clean(front.value + part), end=end, scale=1, base=0)


def _may_have_part(toks: Sequence[Token], end: int) -> bool:
    """Tell whether a part may follow, or is held by what was read: at a glance, for speed."""
    form = toks[end].form
    word = numeral(form) if toks[end].kind == "word" else None
    return form in ("و", "من") or (word is not None and (word.conj or word.role == "fractions"))


def _behind_and(toks: Sequence[Token], at: int) -> int | None:
    """Give the token of the number word that a و at token `at` adds."""
    if toks[at].form == "و":
        return at + 1 if at + 1 < len(toks) and numeral_at(toks, at + 1) is not None else None
    word = numeral_at(toks, at)
    return at if word is not None and word.conj else None


def _tenths(text: str, toks: Sequence[Token], top: Cardinal, least: float) -> Cardinal | None:
    """Find «من مئة» behind a number below it; inside a sum of at least `least` only below that sum."""
    if top.end + 1 >= len(toks) or toks[top.end].form != "من":
        return None
    power = whole(text, toks, top.end + 1)
    if power is None or power.digits or power.definite or power.value not in _POWERS:
        return None
    return power if top.value < power.value and (not least or power.value <= least) else None


def _over(text: str, toks: Sequence[Token], read: Cardinal) -> Cardinal | None:
    """«ثلاثة على ثمانية»: a proper fraction in words by itself."""
    below = _denominator(text, toks, read.end)
    if below is None or read.digits or read.definite or read.value >= below.value or below.end < len(toks):
        return None
    return read._replace(value=clean(read.value / below.value), end=below.end, fraction=True)


def _denominator(text: str, toks: Sequence[Token], at: int) -> Cardinal | None:
    if at + 1 >= len(toks) or toks[at].form != "علي":
        return None
    below = whole(text, toks, at + 1)
    return (
        None if below is None or below.digits or below.definite or below.vague or below.value < 2 else below
    )
