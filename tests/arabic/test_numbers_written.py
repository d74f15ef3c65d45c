"""Numbers written out by an independent generator (num2words) read back as themselves, however they are marked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from riwaya.arabic.numbers import Number, numbers

LARGE = st.one_of(st.integers(0, 3000), st.integers(0, 10**6), st.integers(0, 10**12))
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def only(text: str) -> Number:
    found = numbers(text)
    assert len(found) == 1, [(text[n.span.start : n.span.end], n.low) for n in found]
    return found[0]


@settings(max_examples=300, deadline=None)
@given(LARGE)
def test_what_num2words_writes_reads_back(value: int) -> None:
    text = num2words(value, lang="ar")
    number = only(text)
    assert (number.low, number.high) == (value, value)
    assert text[number.span.start : number.span.end] == text


@settings(deadline=None)
@given(LARGE, st.lists(st.sampled_from(["", "\u064e", "\u0651", "\u0640", "\u0640\u0640"]), min_size=1))
def test_vowel_marks_and_tatweel_change_no_value(value: int, marks: list[str]) -> None:
    plain = num2words(value, lang="ar")
    # Tanween says which of two readings it is (ألفا, ألفًا), so none is put there, and no mark behind an alef.
    marked = "".join(
        letter + (marks[at % len(marks)] if letter.isalpha() and letter not in "اًأآإىو" else "")
        for at, letter in enumerate(plain)
    )
    assert only(marked).low == value


@settings(deadline=None)
@given(
    st.integers(1, 10**9 - 1), st.sampled_from(["", ",", "٬", "."]), st.sampled_from(["طن", "دولار", "كلم"])
)
def test_the_set_of_digits_changes_no_value(value: int, separator: str, unit: str) -> None:
    text = f"نحو {value:,} {unit}".replace(",", separator)
    readings = {
        (n.low, n.high, n.kind, n.unit, n.approx)
        for digits in (text, text.translate(EASTERN), text.translate(PERSIAN))
        for n in numbers(digits)
    }
    assert len(readings) == 1
    assert {low for low, *_ in readings} == {value}


@settings(deadline=None)
@given(LARGE, LARGE)
def test_every_value_is_what_its_span_reads_alone(one: int, other: int) -> None:
    text = f"جاء {num2words(one, lang='ar')} ثم ذهب {num2words(other, lang='ar')} ."
    for number in numbers(text):
        assert only(text[number.span.start : number.span.end]).low == number.low


@pytest.mark.parametrize("value", [101_000, 201_000_000, 901_749_037, 601_513_916_802])
def test_the_one_of_a_hundred_and_one_thousand_may_take_the_scales_name(value: int) -> None:
    assert only(num2words(value, lang="ar")).low == value
