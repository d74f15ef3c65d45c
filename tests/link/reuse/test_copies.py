"""Copies: how much of each report stands in the other, both ways, and in which direction it went."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from making import DAM, FERRY, OTHER, WIRE, local_news, report, story
from riwaya.link.reuse import copies, is_one_text, passages, words_of
from riwaya.model import Copy, Direction, Passage, Report, Span


def found(*reports: Report) -> tuple[Copy, ...]:
    shared = passages(reports)
    return copies(shared, {r.id: words for r, words in zip(reports, words_of(reports), strict=True)})


def pair(a: str, b: str) -> Copy:
    (one,) = found(report("a", a), report("b", b))
    return one


def length(text: str) -> int:
    return len(words_of([report("a", text)])[0].ids)


# --- containment ---


def test_all_of_a_cut_wire_stands_in_the_wire_and_a_part_of_the_wire_in_the_cut() -> None:
    whole, cut = story(*DAM), story(*DAM[:2])
    one = pair(whole, cut)
    assert (one.a_share, one.b_share) == (round(length(cut) / length(whole), 4), 1)
    assert (one.words, one.extent) == (length(cut), "mostly")


def test_the_shares_turn_with_the_reports() -> None:
    whole, cut = story(*DAM), story(DAM[0], local_news(1, 24), DAM[2])
    here, there = pair(whole, cut), pair(cut, whole)
    assert (here.a_share, here.b_share, here.words, here.extent) == (
        there.b_share, there.a_share, there.words, there.extent,
    )  # fmt: skip


def test_a_wire_inside_a_long_report_is_whole_there_and_little_of_it() -> None:
    long = story(local_news(1, 120), *DAM, local_news(2, 120))
    one = pair(story(*DAM), long)
    assert one.a_share == 1
    assert one.b_share == pytest.approx(length(story(*DAM)) / length(long), abs=1e-4)
    assert one.extent == "mostly"


def test_a_wire_whose_paragraphs_were_moved_is_the_same() -> None:
    one = pair(story(*DAM), story(DAM[2], DAM[3], DAM[0], DAM[1]))
    assert (one.a_share, one.b_share, one.extent, len(one.passages)) == (1, 1, "same", 2)


def test_a_quotation_is_a_passage_of_both() -> None:
    one = pair(story(local_news(1, 80), DAM[0]), story(DAM[0], local_news(2, 80)))
    assert one.extent == "passage"
    assert one.words == length(DAM[0])


def test_what_was_left_out_in_the_middle_does_not_stand_in_the_copy() -> None:
    one = pair(story(*DAM), story(DAM[0], DAM[1], DAM[3]))
    assert len(one.passages) == 1, "the passage goes on over it"
    assert (one.a_share, one.b_share) == (round(1 - length(DAM[2]) / length(story(*DAM)), 4), 1)
    assert one.extent == "mostly"


def test_a_word_that_was_changed_stands_there_and_one_that_was_put_in_does_not() -> None:
    a, b = DAM[0], DAM[0].replace("ثلاثة أيام", "أسبوعا").replace("جسرا خشبيا", "معبرا خشبيا")
    one = pair(a, b)
    assert (one.words, one.a_share, one.b_share) == (30, round(30 / 31, 4), 1), "«three days» became one word"


@pytest.mark.parametrize(
    ("more_a", "more_b", "extent"),
    [
        (12, 12, "same"),
        (13, 0, "mostly"),
        (0, 13, "mostly"),
        (109, 109, "mostly"),
        (112, 108, "mostly"),
        (112, 112, "passage"),
    ],
)
def test_how_much_is_called_what(more_a: int, more_b: int, extent: str) -> None:
    """«same» is nine tenths of both, «mostly» half of the shorter."""
    assert length(story(*DAM)) == 109
    more = [" ".join(local_news(n, size + 9).split()[:size]) for n, size in ((1, more_a), (2, more_b))]
    assert pair(story(*DAM, more[0]), story(*DAM, more[1])).extent == extent


@settings(max_examples=50)
@given(st.lists(st.lists(st.sampled_from((*DAM, *FERRY, WIRE, OTHER)), max_size=5), min_size=2, max_size=4))
def test_shares_are_shares(texts: list[list[str]]) -> None:
    reports = [report(f"r{n}", story(*parts)) for n, parts in enumerate(texts)]
    of = {one.id: length(one.text) for one in reports}
    every = found(*reports)
    assert len({one.id for one in every}) == len({(one.a, one.b) for one in every}) == len(every)
    for one in every:
        assert 0 < one.a_share <= 1
        assert 0 < one.b_share <= 1
        assert one.words <= min(of[one.a], of[one.b])
        assert one.words == pytest.approx(min(one.a_share * of[one.a], one.b_share * of[one.b]), abs=0.1)
        assert one.passages


# --- what a copy says of its passages ---


def made(*told: tuple[Direction, str]) -> Copy:
    """Make a copy of passages with these directions and reasons."""
    a, b = report("a", story(*DAM)), report("b", story(*DAM))
    shared = [
        Passage(
            id=f"p{n}", a="a", b="b", a_span=Span(at, at + 9), b_span=Span(at, at + 9), words=20, similarity=1,
            direction=direction, reason=reason,
        )
        for n, ((direction, reason), at) in enumerate(zip(told, (500, 0, 200), strict=False))
    ]  # fmt: skip
    (one,) = copies(shared, dict(zip("ab", words_of([a, b]), strict=True)))
    return one


def test_its_passages_are_in_the_order_of_the_first_report() -> None:
    nothing: tuple[Direction, str] = ("unknown", "copy.open")
    assert made(nothing, nothing, nothing).passages == ("p1", "p2", "p0")


@pytest.mark.parametrize(
    ("told", "direction", "reason"),
    [
        ([("a_to_b", "copy.credits")] * 2, "a_to_b", "copy.credits"),
        ([("unknown", "copy.open"), ("b_to_a", "copy.earlier")], "b_to_a", "copy.earlier"),
        ([("unknown", "copy.one-wire")], "unknown", "copy.one-wire"),
        ([("a_to_b", "copy.credits"), ("b_to_a", "copy.earlier")], "unknown", "copy.both-ways"),
    ],
)
def test_the_direction_of_its_passages(
    told: list[tuple[Direction, str]], direction: Direction, reason: str
) -> None:
    assert (made(*told).direction, made(*told).reason) == (direction, reason)


def test_reports_are_pairs_however_many_passages_they_share() -> None:
    reports = [report("a", story(*DAM)), report("b", story(DAM[2], DAM[3], DAM[0])), report("c", DAM[0])]
    assert [(one.a, one.b, len(one.passages)) for one in found(*reports)] == [
        ("a", "b", 2),
        ("a", "c", 1),
        ("b", "c", 1),
    ]
    assert copies([], {}) == ()


def test_a_pair_has_the_same_name_in_every_case() -> None:
    a, b, c = (report(name, story(*DAM)) for name in "abc")
    assert found(a, b)[0].id == found(a, b, c)[0].id != found(a, c)[0].id


@pytest.mark.parametrize(
    ("words", "a_share", "b_share", "told"),
    [
        (20, 0.7, 0.7, True),
        (20, 0.69, 1.0, False),
        (40, 0.1, 0.5, True),
        (39, 0.1, 0.5, False),
        (40, 0.1, 0.49, False),
        (60, 0.1, 0.1, True),
    ],
)
def test_whether_a_copy_that_was_found_before_is_one_text(
    words: int, a_share: float, b_share: float, told: bool
) -> None:
    one = Copy(id="y", a="a", b="b", words=words, a_share=a_share, b_share=b_share, extent="passage")
    assert is_one_text(one) is told
    assert is_one_text(replace(one, a_share=b_share, b_share=a_share)) is told
