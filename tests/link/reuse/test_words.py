"""Words as numbers: what counts as one word, where it stands, and which words are names, titles or figures."""

from zlib import crc32

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from making import at, read, report
from riwaya.arabic.fold import fold
from riwaya.link.reuse.words import day_of, figures_in, in_time, names_in, words_of
from riwaya.model import Extraction, Furniture, Report, Span

MEETING = "استقبل محافظ السدرة نبيل الزهراوي في مكتبه وفدا من الصيادين يتقدمه النقيب وليد الشماس، وبحثوا تعميق الحوض."


def written(text: str, flags: np.ndarray) -> list[str]:
    """Give the words of a text that are flagged."""
    (words,) = words_of([report("a", text)])
    return [text[start:end] for (start, end), flag in zip(words.spans.tolist(), flags, strict=True) if flag]


def test_spelling_is_no_difference_and_another_word_is_one() -> None:
    texts = ("إلى مدرسة القرية ١٨ تلميذا", "الى مدرســـة القريه 18 تِلْميذا", "إلى مدارس القرية 18 تلميذا")
    one, other, third = (words.ids.tolist() for words in words_of(report("r", text) for text in texts))
    assert one == other
    assert [n for n, pair in enumerate(zip(one, third, strict=True)) if pair[0] != pair[1]] == [1]


def test_a_word_has_one_number_in_every_report_and_on_every_day() -> None:
    (words,) = words_of([report("a", "عبّارة")])
    assert words.ids.tolist() == [crc32("عباره".encode())], "fingerprints in a case file hold these numbers"


def test_marks_are_no_words() -> None:
    text = "«غرقت» العبّارة… (فجرا)؟"
    (words,) = words_of([report("a", text)])
    assert [text[start:end] for start, end in words.spans.tolist()] == ["غرقت", "العبّارة", "فجرا"]


def test_furniture_is_left_out_and_the_rest_keeps_its_place() -> None:
    text = "الرئيسية | أخبار\nغرقت العبارة فجرا\nاقرأ أيضا: سعر الخبز\nقبالة الميناء"
    lines = ("الرئيسية | أخبار", "اقرأ أيضا: سعر الخبز", "أيضا")
    a = Report(id="a", text=text, furniture=tuple(Furniture(at(text, line), "test") for line in lines))
    (words,) = words_of([a])
    assert [text[start:end] for start, end in words.spans.tolist()] == [
        "غرقت", "العبارة", "فجرا", "قبالة", "الميناء",
    ]  # fmt: skip


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 60)), max_size=3))
def test_where_a_word_stands_there_it_is(text: str, parts: list[tuple[int, int]]) -> None:
    lines = [Span(min(at, len(text)), min(at + size, len(text))) for at, size in parts]
    (words,) = words_of([Report(id="a", text=text, furniture=tuple(Furniture(s, "test") for s in lines))])
    last = 0
    for number, (start, end) in zip(words.ids.tolist(), words.spans.tolist(), strict=True):
        assert last <= start < end <= len(text)
        assert number == crc32(fold(text[start:end]).encode("utf-8", "surrogatepass"))
        assert not any(s.start < end and start < s.end for s in lines)
        last = end


def test_between_and_span_are_each_other() -> None:
    text = "غرقت العبارة، فجر الأحد."
    (words,) = words_of([report("a", text)])
    assert words.between(at(text, "العبارة، فجر")) == (1, 3)
    assert words.span(1, 3) == at(text, "العبارة، فجر")
    assert words.between(at(text, "لعبارة، فجر")) == (1, 3), "a name may begin behind a clitic"
    assert words.between(at(text, "فج")) == (2, 3)
    assert words.between(at(text, "،")) == words.between(Span(13, 13)) == (2, 2), "no word"
    assert words.span(2, 2) == Span(14, 14), "the place before the next word"
    assert words.span(4, 4) == Span(23, 23), "the end of the last"
    assert words_of([report("b", "؟!")])[0].span(0, 0) == Span(0, 0)


def test_names_titles_and_offices_are_known_and_the_rest_is_not() -> None:
    a = report("a", MEETING)
    (words,), (told,) = words_of([a]), read([a])
    assert written(MEETING, names_in(words, told)) == [
        "محافظ", "السدرة", "نبيل", "الزهراوي", "النقيب", "وليد", "الشماس",
    ]  # fmt: skip
    assert not names_in(words, Extraction(report="a")).any()


def test_a_name_behind_a_clitic_is_known() -> None:
    a = report("a", "وصل الوزير وكريم الأشقر إلى الميناء قبل الفجر، وزارا السدرة.")
    (words,), (told,) = words_of([a]), read([a])
    assert "وكريم" in written(a.text, names_in(words, told))


def test_a_figure_begins_with_a_digit() -> None:
    text = "قتل 18 وأصيب ٤٢ وارتفع 3ر42 في المئة وغاب ثلاثة و7"
    (words,) = words_of([report("a", text)])
    assert written(text, figures_in(words, text)) == ["18", "٤٢", "3ر42", "7"]


def test_the_day_of_a_publication() -> None:
    assert day_of("2031-05-04T09:30+03:00") == day_of("2031-05-04") == day_of("2031-05-03") + 1
    assert day_of(None) == day_of("أمس") == day_of("2031-05") == 0


def test_a_case_is_in_the_order_of_publication_and_what_has_no_time_comes_last() -> None:
    undated = report("a", "")
    reports = [undated, *(report(n, "", published=day) for n, day in zip("dcb", "321", strict=True))]
    assert [r.id for r in sorted(reports, key=in_time)] == ["b", "c", "d", "a"]
