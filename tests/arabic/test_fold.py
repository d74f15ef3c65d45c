"""Folding: idempotent, and every folded span maps back to the raw words that it stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.arabic.fold import Folded, fold

# Letters, marks that fold to nothing, ligatures that fold to several letters, and anything else.
ARABIC = st.sampled_from("ابأإآىةكگیﻻﷲﺍـًّٰ\u200f\u200b\ufeff٠١۵ 1aÀ.\n")
TEXTS = st.text(ARABIC | st.characters(exclude_categories=("Cs",)), max_size=30)


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("أُضِيفَ إلى", "اضيف الي"),
        ("مدرســــة", "مدرسه"),
        ("ﻻ", "لا"),
        ("٢٠١٥", "2015"),
        ("گیتی", "كيتي"),
        ("مسؤول شئون", "مسؤول شئون"),
        ("CNN", "cnn"),
        ("", ""),
    ],
)
def test_folds(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@given(TEXTS)
def test_folding_what_is_folded_changes_nothing(raw: str) -> None:
    assert fold(fold(raw)) == fold(raw)
    assert Folded(raw).text == fold(raw)


@given(TEXTS, TEXTS)
def test_folding_is_letter_by_letter(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@given(TEXTS, st.data())
def test_a_folded_span_maps_back_to_what_it_stands_for(raw: str, data: st.DataObject) -> None:
    folded = Folded(raw)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.raw(start, end)
    assert 0 <= span.start <= span.end <= len(raw)
    covered = fold(raw[span.start : span.end])
    if start == end:
        assert span.start == span.end
    else:
        # More is covered only where one raw letter stands for several and the span begins or ends inside it.
        assert folded.text[start:end] in covered
        assert len(covered) - (end - start) <= 2 * max((len(fold(c)) for c in raw), default=1) - 2


@given(st.text(st.sampled_from("ابأىةـًّ٠ 1a\u200f"), max_size=30), st.data())
def test_without_ligatures_the_map_is_exact(raw: str, data: st.DataObject) -> None:
    folded = Folded(raw)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.raw(start, end)
    assert fold(raw[span.start : span.end]) == folded.text[start:end]


def test_marks_stay_with_the_letter_they_sit_on() -> None:
    raw = "قالَ مديرٌ"
    folded = Folded(raw)
    span = folded.raw(0, 3)
    assert raw[span.start : span.end] == "قالَ"
    assert folded.raw(4, 8).end == len(raw)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (0, 9)])
def test_what_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Folded("قال").raw(start, end)
