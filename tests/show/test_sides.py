"""Both sides of a passage in rows."""

from hypothesis import given
from hypothesis import strategies as st

from riwaya.model import Span
from riwaya.show import sides
from riwaya.show.sides import Place

A = "قُتِلَ 12 راكبًا فجر الثلاثاء. وعادت السفن إلى الميناء صباح أمس. وفتحت المدارس أبوابها في سائر المدينة كالمعتاد."
B = A.replace("راكبًا", "شخصًا").replace("صباح", "مساء")


def whole(text):
    return Span(0, len(text))


def aligned(a, b, left=(), right=()):
    return sides.rows(a, whole(a), b, whole(b), left, right)


def said(rows, side, *kinds):
    return [run.text for row in rows.shown for run in getattr(row, side) if run.kind in kinds]


def test_only_the_words_that_differ_are_marked():
    a, b = "قتل 12 راكبًا فجر الثلاثاء", "قُتِلَ 12 شخصًا فجر الثلاثاء"
    rows = aligned(a, b)
    assert said(rows, "a", "word") == ["راكبًا"]
    assert said(rows, "b", "word") == ["شخصًا"]
    assert "".join(said(rows, "b", "", "word")) == b


def test_rows_end_where_sentences_end_in_both_texts():
    rows = aligned(A, B)
    starts = [row.a[0].text.split()[0] for row in rows.shown]
    assert starts == ["قُتِلَ", "وعادت", "وفتحت"]
    assert [row.b[0].text.split()[0] for row in rows.shown] == starts


def test_a_comma_and_white_space_are_no_difference():
    rows = aligned("وصلت السفينة، ثم عادت إلى الميناء", "وصلت  السفينة ثم عادت إلى «الميناء»")
    assert said(rows, "a", "word") == said(rows, "b", "word") == []


def test_an_edit_is_marked_where_it_stands_and_where_it_lacks():
    a = "وقال المدير سعيد إن 7 بحارة نُقلوا إلى المستشفى"
    b = "ونُقل 7 بحارة إلى المستشفى"
    source = Span(0, a.index(" إن"))
    rows = aligned(a, b, [Place(1, source)], [Place(1, Span(0, 0))])
    assert said(rows, "a", "edit") == ["وقال المدير سعيد"]
    (row,) = rows.shown
    assert (row.b[0].kind, row.b[0].n) == ("gap", 1)


def test_what_lacks_at_the_very_end_is_shown_once():
    rows = aligned(A, A, [], [Place(1, Span(len(A), len(A)))])
    assert [(n, run.n) for n, row in enumerate(rows.shown) for run in row.b if run.kind == "gap"] == [
        (len(rows.shown) - 1, 1)
    ]


def test_what_lacks_where_a_row_begins_is_shown_in_that_row_alone():
    at = A.index("وعادت")
    rows = aligned(A, A, [], [Place(1, Span(at, at))])
    assert [n for n, row in enumerate(rows.shown) for run in row.b if run.kind == "gap"] == [1]


def test_lines_that_are_the_same_are_counted():
    middle = " ".join(f"وقف {n} عمال على الرصيف القديم." for n in range(9))
    rows = aligned(f"{A} {middle} انتهى اليوم الأول", f"{A} {middle} انتهى اليوم الثاني")
    counted = [row.same for row in rows.shown if row.same]
    assert counted == [6 + 7 + 9 * 6]  # the first line is shown, and the one that differs
    assert said(rows, "b", "word") == ["الثاني"]


def test_a_very_long_passage_says_how_much_is_left(monkeypatch):
    monkeypatch.setattr(sides, "MOST_ROWS", 2)
    rows = aligned(A, B.replace("وفتحت", "وأغلقت"))
    assert len(rows.shown) == 2
    assert rows.left == 7


def test_places_are_those_of_the_passage():
    found = sides.places([(1, Span(5, 9)), (2, Span(0, 2)), (3, Span(10, 10)), (4, Span(8, 30))], Span(4, 10))
    assert found == [Place(1, Span(5, 9)), Place(3, Span(10, 10)), Place(4, Span(8, 10))]


WORDS = st.lists(
    st.sampled_from(["وقف", "على", "الرصيف", "18", "«نورس»", "البحر.", "ثم،", "\n", "عاد؟"]), max_size=60
)


@given(WORDS, WORDS, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 12)), max_size=4))
def test_the_rows_give_the_whole_text_of_both_sides(a, b, marked):
    a, b = " ".join(a), " ".join(b)
    spans = [Span(min(s, len(a)), min(s + n, len(a))) for s, n in marked]
    left = sides.places([(n, s) for n, s in enumerate(spans, 1)], whole(a))
    rows = aligned(a, b, left)
    if not rows.left and not any(row.same for row in rows.shown):
        for side, text in (("a", a), ("b", b)):
            assert "".join(run.text for row in rows.shown for run in getattr(row, side)) == text
