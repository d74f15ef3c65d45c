"""Parts of numbers: fractions, decimals in words and in print, minus signs, small money."""

import pytest

from riwaya.arabic.numbers import Number, numbers


def only(text: str) -> Number:
    found = numbers(text)
    assert len(found) == 1, [(text[n.span.start : n.span.end], n.low) for n in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("اثنان فاصلة سبعة", 2.7),
        ("4 فاصلة 05", 4.05),
        ("ثلاثة فاصلة خمسة مليون", 3500000),
        ("تسعة وثلاثة أخماس", 9.6),
        ("مئة وثلاثة أرباع", 100.75),
        ("أربعون و سبعة أعشار", 40.7),
        ("خمسة عشر وثلاثة على ثمانية", 15.375),
        ("سبعة على ثمانية", 0.875),
        ("أربعة وخمسة وعشرون من مئة", 4.25),
        ("ثلاثون وخمسمئة من ألف", 30.5),
        ("مئة واثنان وستون من مئة", 102.6),
        ("8 3/4", 8.75),
        ("8¾", 8.75),
        ("⅓", 0.333333333333),
        (".35", 0.35),
        ("8.\u200f13", 13.8),
        ("٫٣٥", 0.35),
        ("-17.5", -17.5),
        ("−17", -17),
        ("-٣/٤", -0.75),
        ("سالب تسعة", -9),
        ("خمس", 0.2),
        ("ثلاثون درهما إماراتيا وعشرون فلسا", 30.2),
        ("9 دنانير كويتية و250 فلسا", 9.25),
        ("14 يورو و30 سنتا", 14.3),
    ],
)
def test_a_number_with_its_part_is_one(text: str, value: float) -> None:
    number = only(text)
    assert (number.low, number.high, number.value) == (value, value, value)
    assert text[number.span.start : number.span.end] == text


def test_a_number_that_is_less_than_its_hundred_stays_whole() -> None:
    assert [n.low for n in numbers("ستة وعشرون من مئة")] == [26, 100]


def test_a_fifth_is_told_from_five_by_what_it_is_of() -> None:
    assert numbers("خمس السكان")[0].low == 0.2
    assert numbers("خمس سفن")[0].low == 5
    assert numbers("خمس السنوات الأولى")[0].low == 5


@pytest.mark.parametrize("text", ["-3 قوارب", "إف-16", "5 -7 آلاف"])
def test_a_dash_is_not_always_a_minus(text: str) -> None:
    assert all(n.low is None or n.low >= 0 for n in numbers(text))


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("18 درجة تحت الصفر", -18, "درجة"),
        ("9 تحت الصفر", -9, "درجة"),
        ("- 6 درجات مئوية", -6, "celsius"),
        ("ناقص أربع درجات", -4, "درجة"),
    ],
)
def test_degrees_below_nought(text: str, low: int, unit: str) -> None:
    number = only(text)
    assert (number.low, number.unit) == (low, unit)


def test_bounds_below_nought_turn_round() -> None:
    number = only("أقل من 12 درجة تحت الصفر")
    assert (number.low, number.high) == (None, -12)


def test_small_money_of_another_currency_is_an_amount_of_its_own() -> None:
    assert [(n.low, n.unit) for n in numbers("12 دولارا و40 هللة")] == [(12, "USD"), (40, "هللة")]


@pytest.mark.parametrize(
    "text", ["مليون " * 400 + "ونصف", "ثلاثة و" * 500, "خمسة من " * 500, "-" * 500 + "5"]
)
def test_hostile_parts_are_survived(text: str) -> None:
    assert all(n.span.end <= len(text) for n in numbers(text))
