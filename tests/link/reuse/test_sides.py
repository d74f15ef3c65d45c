"""Sides: what stands at a place of one side of a passage, and where that is on the other."""

import pytest

from making import DAM, at, local_news, read, report, words_at
from riwaya.link.reuse import passages, words_of
from riwaya.link.reuse.sides import WIDER, Side, Sides
from riwaya.model import Extraction, Mention, Span

A = f"صباحا {DAM[0]} وعاد الهدوء."
B = (
    DAM[0]
    .replace("بعد أمطار غزيرة استمرت ثلاثة أيام", "بعد سيول جارفة دامت ثلاثة أيام وليال")
    .replace("قرى ", "")
)


def sides(a: str = A, b: str = B) -> Sides:
    reports = [report("a", a), report("b", b)]
    (passage,) = passages(reports)
    first, second = (
        Side(one, told, words)
        for one, told, words in zip(reports, read(reports), words_of(reports), strict=True)
    )
    return Sides(passage, first, second)


def beside(of: Sides, words: str) -> str | None:
    """Give what stands on the other side where some words of this one do."""
    place = of.beside(at(of.here.report.text, words))
    return None if place is None else words_at(of.there.report.text, of.there.words.span(*place))


def test_the_words_that_both_have_are_found_in_their_places() -> None:
    one = sides()
    here, there = one.here.words, one.there.words
    assert one.same
    for mine, its in one.same.items():
        assert here.ids[mine] == there.ids[its]
        assert (one.start <= mine < one.end, one.start_there <= its < one.end_there) == (True, True)
    turned = one.turned()
    assert turned.same == {its: mine for mine, its in one.same.items()}
    assert (turned.here, turned.turned().same) == (one.there, one.same)


def test_what_lies_in_the_passage() -> None:
    one = sides()
    assert one.holds(at(A, "انهار سد"))
    assert not one.holds(at(A, "صباحا"))
    assert not one.holds(at(A, "المنازل. وعاد")), "half of it"
    assert not one.holds(at(A, "،")), "no word"


@pytest.mark.parametrize(
    ("words", "kept", "lost"),
    [
        ("سد الزيتونة", True, False),
        ("أمطار غزيرة", False, True),
        ("أمطار غزيرة استمرت ثلاثة", False, False),
        ("قرى", False, True),
        ("،", True, False),
    ],
)
def test_what_is_kept_and_what_is_lost(words: str, kept: bool, lost: bool) -> None:
    span = at(A, words)
    assert (sides().kept(span), sides().lost(span)) == (kept, lost)


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("أمطار غزيرة استمرت", "سيول جارفة دامت"),
        ("غزيرة", "سيول جارفة دامت"),
        ("سد الزيتونة", "سد الزيتونة"),
        ("قرى", ""),
    ],
)
def test_what_stands_beside(words: str, there: str) -> None:
    assert beside(sides(), words) == there


def test_what_stands_beside_a_place_that_was_written_at_length_cannot_be_said() -> None:
    more = local_news(1, 40).replace(".", "").split()
    longer, too_long = (A.replace("أمطار غزيرة", " ".join(more[: 2 + WIDER + over])) for over in (0, 1))
    assert beside(sides(A, longer), "أمطار غزيرة") == " ".join(more[: 2 + WIDER])
    assert beside(sides(A, too_long), "أمطار غزيرة") is None


def test_what_lies_within_and_near_a_place() -> None:
    one = sides()
    place = one.beside(at(A, "أمطار غزيرة استمرت"))
    assert place is not None
    assert one.within(at(B, "سيول جارفة"), place)
    assert not one.within(at(B, "بعد سيول"), place)
    assert one.near(at(B, "انهار"), place)
    assert one.near(at(B, "وغمرت المياه"), place)
    assert not one.near(at(B, "سطوح المنازل"), place)
    assert not one.near(at(B, "سيول"), None)


def test_a_sentence_that_was_kept_is_settled() -> None:
    kept = sides(DAM[0], DAM[0].replace("غزيرة", "شديدة"))
    assert kept.settled(at(DAM[0], "غزيرة"))
    anew = DAM[0].replace("بعد أمطار غزيرة استمرت ثلاثة أيام", "إثر سيول شديدة دامت خمسة أسابيع")
    assert not sides(DAM[0], anew).settled(at(DAM[0], "غزيرة")), "six words around it are others"


def test_too_little_stands_around_at_the_edge_of_a_short_passage() -> None:
    one = sides()
    assert one.settled(at(A, "انهار"), near=5)
    assert not one.settled(at(A, "انهار"), near=40)


def test_a_report_is_asked_what_it_says() -> None:
    text = f"{DAM[2]} ونفت وزارة المياه أن تكون قد تلقت تحذيرات من تصدع السد."
    (told,) = read([report("a", text)])
    side = Side(report("a", text), told, words_of([report("a", text)])[0])
    assert side.denies
    (first, *_) = side.said
    assert words_at(text, side.words.span(min(first[1]), max(first[1]) + 1)).startswith("التصدعات ظهرت")
    assert "الاشقر" in side.name_words
    assert side.says("denies", at(text, "وقال"), near=40)
    assert not side.says("denies", at(text, "وقال"), near=10)
    assert not side.says("denies", at(text, "ونفت"), near=40), "another than this"
    quiet = Side(report("a", DAM[2]), Extraction(report="a"), words_of([report("a", DAM[2])])[0])
    assert not quiet.denies
    assert Side(
        report("a", "ونفى ذلك"), Extraction(report="a"), words_of([report("a", "ونفى ذلك")])[0]
    ).denies


def test_a_name_is_called_by_the_fullest_that_is_known() -> None:
    side = Side(report("a", DAM[2]), Extraction(report="a"), words_of([report("a", DAM[2])])[0])
    short = at(DAM[2], "الأشقر")
    assert side.called(Mention(span=short, type="PER", identity="كريم الأشقر")) == "كريم الأشقر"
    assert (
        side.called(Mention(span=short, type="PER"))
        == side.written(Mention(span=short, type="PER"))
        == "الأشقر"
    )
    assert side.between(short) == side.words.between(short)
    assert side.forms(0, 3) == ["وقال", "المهندس", "كريم"]
    assert side.words.span(*side.between(Span(0, 0))) == Span(0, 0)
