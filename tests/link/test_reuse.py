"""Shared passages: found when moved, cut or edited; formulas and furniture are none."""

from hypothesis import given, settings
from hypothesis import strategies as st

from making import OTHER, WIRE, at, report
from riwaya.link.reuse import align, passages
from riwaya.link.reuse.alignment import LEAST_WORDS
from riwaya.model import Furniture, Report


def found(*reports: Report) -> list[tuple[str, str]]:
    return [(p.a, p.b) for p in passages(reports)]


def test_a_reprint_is_one_passage_over_all_of_it() -> None:
    a, b = report("a", WIRE), report("b", WIRE)
    (p,) = passages([a, b])
    assert a.text[p.a_span.start : p.a_span.end] == WIRE.rstrip(".")
    assert p.similarity == 1.0


def test_spelling_kashida_and_swapped_words_do_not_hide_a_copy() -> None:
    edited = (
        WIRE.replace("السدرة", "السدره").replace("فرق الإنقاذ", "طواقم الانقاذ").replace("عمالا", "عمـــالا")
    )
    (p,) = passages([report("a", WIRE), report("b", edited)])
    assert 0.85 < p.similarity < 1.0


def test_a_copy_inside_another_report_is_found_at_its_place() -> None:
    b = report("b", OTHER + "\n" + WIRE + "\n" + OTHER[::-1])
    (p,) = passages([report("a", WIRE), b])
    assert b.text[p.b_span.start : p.b_span.end].startswith("غرقت عبارة")
    assert b.text[p.b_span.start : p.b_span.end].endswith("للإسعاف")


def test_moved_paragraphs_are_two_passages() -> None:
    assert found(report("a", WIRE + "\n" + OTHER), report("b", OTHER + "\n" + WIRE)) == [("a", "b")] * 2


def test_unrelated_reports_share_nothing() -> None:
    assert found(report("a", WIRE), report("b", OTHER)) == []


def test_less_than_a_passage_is_none() -> None:
    short = " ".join(WIRE.split()[: LEAST_WORDS - 6])
    assert found(report("a", WIRE), report("b", short + " " + OTHER)) == []


def test_a_formula_of_many_reports_is_no_copy() -> None:
    formula = "للتواصل مع الكاتب أرسل رسالة قصيرة تبدأ بالرمز ثم مسافة ثم نص الرسالة "
    formula += "إلى الرقم المبين في أسفل الصفحة "
    formula += "وسيصلك الرد خلال يومين من تاريخ الإرسال"
    reports = [report(f"r{n}", f"خبر{n} " * 12 + formula) for n in range(30)]
    assert found(*reports) == []


def test_a_text_of_one_word_repeated_is_no_passage_and_takes_no_time() -> None:
    many = ("قال " * 30_000).strip()
    assert align([7] * 30_000, [7] * 30_000) == []
    assert passages([report("a", many), report("b", many)]) == ()


def test_furniture_is_not_matched() -> None:
    a = Report(id="a", text=WIRE, furniture=(Furniture(span=at(WIRE, WIRE), rule="test"),))
    assert found(a, report("b", WIRE)) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 400), max_size=120), st.lists(st.integers(0, 400), max_size=120))
def test_chains_are_inside_their_texts_and_disjoint(a: list[int], b: list[int]) -> None:
    shared = list(range(1000, 1030))
    chains = align(a + shared + b, b + shared)
    assert chains
    for n, c in enumerate(chains):
        assert 0 <= c.a0 < c.a1 <= len(a) + len(b) + 30
        assert 0 <= c.b0 < c.b1 <= len(b) + 30
        for d in chains[n + 1 :]:
            assert min(c.a1, d.a1) <= max(c.a0, d.a0)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_spans_are_evidence_in_both_texts(a: str, b: str) -> None:
    for p in passages([report("a", a + " " + WIRE), report("b", b + " " + WIRE)]):
        assert p.a_span.end <= len(a) + 1 + len(WIRE)
        assert p.b_span.end <= len(b) + 1 + len(WIRE)
