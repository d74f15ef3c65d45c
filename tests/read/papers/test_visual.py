"""Arabic as it stands on paper becomes Arabic as it is read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdfs import paper
from riwaya.read.papers.visual import (
    Ordered,
    Piece,
    filled,
    known,
    letters,
    read_line,
    readings,
    without_tatweel,
)
from riwaya.read.papers.visual import choose as chosen


def choose(lines: list[list[Piece]]) -> tuple[list[Ordered], bool]:
    return chosen(readings(lines))


def pieces(text: str) -> list[Piece]:
    return [Piece(letter, rank) for rank, letter in enumerate(text)]


@pytest.mark.parametrize(
    "text",
    [
        "قال وزير النقل إن العبارة غرقت.",
        "في 12/5/2019 عند الساعة 10:30 قال إن النسبة بلغت 15.5% مقابل 7,5٪ عام ٢٠١٨",
        "وفق وكالة Reuters العالمية",
        "أقلعت الطائرة F-16 من القاعدة",
        "الموقع https://example.org/ar/news?id=12 للتواصل",
        "من 10-12 درجة",
        "بلغ السعر 1,250.75 دولارا",
        "10 قتلى و20 جريحا",
        "والمادة 7/ب من القانون",
        "فيروس Covid 19 ينتشر",
        "قال متحدث باسم شركة ABC Holdings Ltd. أمس",
    ],
)
def test_a_line_as_it_is_read(text: str) -> None:
    assert read_line(pieces(on_paper(text))).text == text


def on_paper(text: str) -> str:
    """Write a line as UAX #9 shows it, for the few shapes that these tests hold: the levels are spelt out by hand."""
    return {
        "من 10-12 درجة": "ةجرد 12-10 نم",
        "والمادة 7/ب من القانون": "نوناقلا نم ب/7 ةداملاو",
        "في 12/5/2019 عند الساعة 10:30 قال إن النسبة بلغت 15.5% مقابل 7,5٪ عام ٢٠١٨": (
            "٢٠١٨ ماع ٪7,5 لباقم %15.5 تغلب ةبسنلا نإ لاق 10:30 ةعاسلا دنع 12/5/2019 يف"
        ),
        "الموقع https://example.org/ar/news?id=12 للتواصل": (
            "لصاوتلل https://example.org/ar/news?id=12 عقوملا"
        ),
        "قال متحدث باسم شركة ABC Holdings Ltd. أمس": "سمأ .ABC Holdings Ltd ةكرش مساب ثدحتم لاق",
    }.get(text, paper(text))


def test_numbers_that_open_a_line() -> None:
    assert read_line(pieces("تناك 2019-05-12")).text == "2019-05-12 كانت"
    assert read_line(pieces("ةجرد 12-10")).text == "10-12 درجة"  # goes on from the line above
    assert read_line(pieces("لاق %15")).text == "15% قال"
    assert read_line(pieces("نم 15%")).text == "15% من"
    assert read_line(pieces("2019-05-12")).text == "2019-05-12"
    assert read_line(pieces("14T22:30-05-2023 ءاسم")).text == "مساء 2023-05-14T22:30"
    address = "https://manara.example/2019-05-12"
    assert read_line(pieces(f"{address} عقوملا")).text == f"الموقع {address}"


def test_a_latin_line_in_an_arabic_text() -> None:
    assert read_line(pieces(".English words and more مالس")).text == "سلام English words and more."
    whole = "The word مالس stands in it."
    assert read_line(pieces(whole), arabic=False).text == "The word سلام stands in it."


def test_letters_of_one_glyph() -> None:
    assert letters("\ufefb") == "لا"
    assert letters("\ufef5") == "لآ"
    assert letters("\ufdf2") == "الله"
    assert letters("\ufee3") == "م"
    assert letters("ال") == "لا", "alef and lam are never one glyph: it was written from the left"
    assert letters("\ufe76") == "\u064e", "a lone mark has no blank under it"
    assert letters("لا") == "لا"
    assert letters("ﬁ") == "ﬁ", "only shapes of Arabic letters are changed"
    assert letters("\u200fن\u202c") == "ن"


def test_tatweel_inside_words_goes_and_alone_stays() -> None:
    assert without_tatweel("مجلس الأمـــــن") == "مجلس الأمن"
    assert without_tatweel("أ ف ب ـ القاهرة") == "أ ف ب ـ القاهرة"


SENTENCE = "قال وزير النقل في بيان إن الحكومة سوف تعمل على ذلك"


def test_the_order_is_told_by_the_words() -> None:
    found, visual = choose([pieces(SENTENCE[::-1])] * 3)
    assert visual
    assert [line.text for line in found] == [SENTENCE] * 3
    found, visual = choose([pieces(SENTENCE)] * 3)
    assert not visual
    assert [line.text for line in found] == [SENTENCE] * 3


def test_a_line_may_differ_from_its_text() -> None:
    found, visual = choose([pieces(SENTENCE[::-1])] * 3 + [pieces(SENTENCE)])
    assert visual
    assert {line.text for line in found} == {SENTENCE}


def test_words_without_evidence_are_taken_as_paper() -> None:
    found, visual = choose([pieces("ققق ثثث")])
    assert visual
    assert found[0].text == "ثثث ققق"


@pytest.mark.parametrize("mirrored", [True, False])
def test_brackets_open_before_they_close(mirrored: bool) -> None:
    text = "وقال (أمس) إن «السفينة» غرقت"
    on_page = text[::-1].translate(str.maketrans("()«»", ")(»«")) if mirrored else text[::-1]
    found, _ = choose([pieces(on_page)])
    assert found[0].text == text


def test_a_glyph_without_letters_is_lam_and_alef_where_that_makes_a_word() -> None:
    assert filled("18 قتي\ufffd بانق\ufffdب ا\ufffdحد") == "18 قتيلا بانقلاب الاحد"
    assert filled("ق\ufffdقث و\ufffd") == "ققث ولا"
    assert filled("ما \ufffd زال") == "ما لا زال"


def test_known_words_are_counted() -> None:
    words, sure = known("قال الرئيس ققققققق")
    assert (words, sure) == (3, 2)


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=6))
def test_nothing_is_lost_and_nothing_raised(lines: list[str]) -> None:
    given_pieces = [pieces(line) for line in lines]
    found, _ = choose(given_pieces)
    swapped = str.maketrans("()[]{}«»‹›", "((" + "[[" + "{{" + "««" + "‹‹")
    for before, after in zip(lines, found, strict=True):
        assert sorted(before.translate(swapped)) == sorted(after.text.translate(swapped))
