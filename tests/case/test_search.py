"""Search: a word is found however it is spelt, marked as it stands, and no query is an error."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nouns import example
from riwaya.case import Case
from riwaya.case.search import expression
from riwaya.model import Extraction, Report

TEXTS = (
    "وصلت السُّفينة إلى ميناء السلامى مساء أمس.\nوقال مدير الميناء إن الركاب بخير.",
    "غادرت سفينة الميناءَ فجرا، وبالسفينة مئة راكب.",
    "لا خبر عن الباخرة 120 حتى الآن. نص طويل " + "كلمة " * 200 + "والميناء مغلق.",
)


@pytest.fixture(scope="module")
def case() -> Case:
    made = Case.open()
    for number, text in enumerate(TEXTS, 1):
        report, extraction = example(number)
        made.add(msgspec.structs.replace(report, text=text, title=f"عنوان {number}"), extraction)
    return made


def found(case: Case, query: str) -> set[int]:
    return {int((hit.given_id or "").removeprefix("given-")) for hit in case.search(query)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("السفينة", {1, 2}),
        ("سفينه", {1, 2}),
        ("الميناء", {1, 2, 3}),
        ("ميناء السلامي", {1}),
        ('"مدير الميناء"', {1}),
        ("«مدير الميناء»", {1}),
        ('"الميناء مدير"', set()),
        ("الميناء -السفينة", {3}),
        ("الميناء -«مدير الميناء»", {2, 3}),
        ("باخر*", {3}),
        ("١٢٠", {3}),
        ("عنوان", {1, 2, 3}),
        ("-الميناء", set()),
        ("غائبة", set()),
        ("", set()),
    ],
)
def test_finds(case: Case, query: str, expected: set[int]) -> None:
    assert found(case, query) == expected


def test_marks_the_word_as_it_stands(case: Case) -> None:
    (hit,) = [hit for hit in case.search("السفينة") if hit.given_id == "given-2"]
    assert [TEXTS[1][span.start : span.end] for span in hit.spans] == ["سفينة", "وبالسفينة"]
    assert [hit.snippet[span.start : span.end] for span in hit.marks] == ["سفينة", "وبالسفينة"]
    (first,) = [hit for hit in case.search("السفينة") if hit.given_id == "given-1"]
    assert [TEXTS[0][span.start : span.end] for span in first.spans] == ["السُّفينة"]
    assert first.snippet == TEXTS[0].split("\n", maxsplit=1)[0]


def test_snippet_is_short_and_whole_words(case: Case) -> None:
    (hit,) = case.search("مغلق")
    assert hit.snippet == TEXTS[2][hit.at.start : hit.at.end]
    assert len(hit.snippet) < 260
    assert hit.snippet.startswith("كلمة")
    assert hit.snippet.endswith("مغلق.")


def test_limit_and_order(case: Case) -> None:
    hits = case.search("الميناء")
    assert [hit.rank for hit in hits] == sorted(hit.rank for hit in hits)
    assert case.search("الميناء", limit=1) == hits[:1]
    assert case.search("الميناء", limit=0) == []


@pytest.mark.parametrize(
    "query",
    ['"', '""', "*", "-", "--", "NEAR(", "AND", "NOT", "الميناء AND", "title:", "^", "{", '" OR 1=1 --',
     "\x00", "\ud800", "'; DROP TABLE reports; --", "a" * 100_000,
     "ا " * 5_000, "()" * 50, '-"', "\ufdd0", "+ +"],
)  # fmt: skip
def test_hostile_queries(case: Case, query: str) -> None:
    case.search(query)
    assert case.counts()["reports"] == 3


HELD = Case.open()
HELD.add(*example(1))
SIGNS = st.sampled_from('"*-+^:(){}NEARANDORNOT اسفينة«»\x00\ud800')


@given(st.text(SIGNS | st.characters(), max_size=60))
def test_no_query_raises(query: str) -> None:
    HELD.search(query)


def test_text_that_holds_the_marks_of_highlights() -> None:
    with Case.open() as made:
        report, extraction = example(1)
        made.add(msgspec.structs.replace(report, text="سفينة \ufdd0 في \ufdd1 الميناء"), extraction)
        (hit,) = made.search("الميناء")
        assert hit.spans == ()
        assert hit.snippet.startswith("سفينة")


def test_expression() -> None:
    assert (
        expression("وزير -سابق «مدير الميناء» باخر*") == '("وزير" AND "مدير الميناء" AND "باخر" *) NOT "سابق"'
    )
    assert expression("--") is None


def test_the_index_of_a_real_collection_tells_no_lies(shared: Path) -> None:
    from riwaya.arabic.fold import fold
    from riwaya.read.files import reports

    with Case.open() as made:
        for report in reports([shared / "data" / "reports"]):
            assert isinstance(report, Report)
            made.add(report, Extraction(report=report.id))
        hits = made.search("سوريا")
        assert len(hits) >= 3
        for hit in hits:
            text = made.report(hit.report).text
            assert all("سوريا" in fold(text[span.start : span.end]) for span in hit.spans)
