"""Claims by their words: in the wording, in what is said, by whom, and in a report's own voice; most of it first."""

from collections.abc import Iterator

import pytest
from handmade import ACCOUNTS, EXTRACTIONS, LINKED, LOAD, REPORTS
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from riwaya.arabic.fold import fold
from riwaya.case import Case
from riwaya.case.claims_asked import SORTS, AskedClaims, Sort
from riwaya.case.search import Term, holds, spans_of, terms
from riwaya.model import Member, Span

DEAD, LOADED = "claim-1", "claim-2"


@pytest.fixture(scope="module")
def case() -> Iterator[Case]:
    """Give the case made by hand, where a report tells a claim in its own voice too."""
    told = replace(LOAD.variants[0], members=(*LOAD.variants[0].members, Member(statement="aaaa01/o0")))
    load = replace(LOAD, variants=(told,))
    with Case.open() as made:
        for report, extraction in zip(REPORTS, EXTRACTIONS, strict=True):
            made.add(report, extraction)
        linked = replace(LINKED, claims=(LINKED.claims[0], load))
        made.store(linked, [replace(one, claim=load) if one.claim.id == load.id else one for one in ACCOUNTS])
        made._index()
        yield made


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("نورس", {DEAD: None}),
        ("النورس", {DEAD: None}),
        (
            "«غرق العبارة»",
            {DEAD: None, LOADED: "aaaa01/o0"},
        ),  # the one in its wording, the other in its own voice
        ("«العبارة غرق»", {}),
        ("الحموله", {LOADED: None}),
        ("الحم*", {LOADED: None}),
        ("الثلاثاء", {DEAD: "aaaa01/s0"}),  # said of it, and not in its wording
        ("الهنداوي", {DEAD: "aaaa01/s0"}),  # who says it
        ("مسؤول", {LOADED: "aaaa01/s3"}),
        ("مسؤول -الحمولة", {}),  # one statement must have the one and lack the other
        ("مصادر 19", {DEAD: "bbbb02/s0"}),  # who says it, and what
        ("مصادر 12", {}),  # of two statements
        ("المتحدث باسم الوزارة", {DEAD: "cccc03/s1"}),
        ("ميناء", {LOADED: "aaaa01/s3"}),  # in its own voice too, but somebody says so
        ("قبالة", {LOADED: "aaaa01/o0"}),
        ("قبالة -ميناء", {}),
        ("12", {DEAD: None}),
        ("1", {}),
        ("stancesays", {}),
        ("-نورس", {}),
        ("؟", {}),
    ],
)
def test_a_claim_is_found_by_its_wording_and_by_all_that_is_said(
    case: Case, words: str, found: dict[str, str | None]
) -> None:
    asked = AskedClaims(case.claims_about(words))
    rows = case.claims_page(asked, 50)
    assert {row.id: row.said for row in rows} == found
    assert case.count_claims(asked) == len(found)


@pytest.mark.parametrize("words", ["", " \n"])
def test_no_words_ask_for_all(case: Case, words: str) -> None:
    assert case.claims_about(words) is None
    assert case.count_claims(AskedClaims(case.claims_about(words))) == 2


def test_claims_of_which_most_statements_have_the_words_come_first() -> None:
    # The wording of the one has the word, and two statements of the other.
    worded = replace(LOAD, wording="ليل الثلاثاء")
    with Case.open() as made:
        for report, extraction in zip(REPORTS, EXTRACTIONS, strict=True):
            made.add(report, extraction)
        accounts = [replace(one, claim=worded) if one.claim.id == LOADED else one for one in ACCOUNTS]
        made.store(replace(LINKED, claims=(LINKED.claims[0], worded)), accounts)
        made._index()
        asked = AskedClaims(made.claims_about("الثلاثاء"))
        assert [row.id for row in made.claims_page(asked, 50)] == [DEAD, LOADED]
        assert [row.id for row in made.claims_page(asked, 1, 1)] == [LOADED]
        assert asked.among is not None
        assert sorted(asked.among.matches.values()) == [1, 2]


def test_a_wording_counts_as_one_statement_more(case: Case) -> None:
    words = case.claims_about("غرق")
    assert words is not None
    assert sorted(words.matches.values()) == [1, 3]  # a sentence; two statements and the wording
    assert [row.id for row in case.claims_page(AskedClaims(words), 50)] == [DEAD, LOADED]


@pytest.mark.parametrize("sort", [sort for sort in SORTS if sort != "match"])
def test_other_orders_are_those_of_all_claims(case: Case, sort: Sort) -> None:
    words = case.claims_about("غرق")
    assert [row.id for row in case.claims_page(AskedClaims(words, sort=sort), 50)] == [
        row.id for row in case.claims_page(AskedClaims(sort=sort), 50)
    ]


def test_words_narrow_what_else_is_asked_for(case: Case) -> None:
    words = case.claims_about("غرق")
    assert case.count_claims(AskedClaims(words, story="story-1")) == 2
    assert case.count_claims(AskedClaims(words, story="none")) == 0


def test_who_says_so_is_told_with_the_words(case: Case) -> None:
    found = case.who_says_so(["bbbb02/s0", "aaaa01/o0", "none/s1"])
    assert set(found) == {"bbbb02/s0", "aaaa01/o0"}
    said = found["bbbb02/s0"]
    assert (said.report, said.content) == ("bbbb02", "عدد القتلى ارتفع إلى 19 راكبًا")
    assert said.names == "مصادر طبية · وكالة سارية"
    assert found["aaaa01/o0"].names is None


WORDS = st.sampled_from(
    ["بالميناء", "الميناء", "ميناء", "قديم", "في", "12", "(في", "وللميناء", "ال", "x", "«", "\n"]
)


@given(text=st.lists(WORDS, max_size=8).map(" ".join), query=st.lists(WORDS, min_size=1, max_size=2).map(" ".join),
       phrase=st.booleans(), beginning=st.booleans())  # fmt: skip
def test_a_text_holds_what_is_marked_in_it(text: str, query: str, phrase: bool, beginning: bool) -> None:
    asked = terms(f'"{query}"' if phrase else query + "*" * beginning)
    marked = [bool(spans_of(text, Span(0, len(text)), [term])) for term in asked]
    assert holds(fold(text), asked) == all(marked)
    assert (
        holds(fold(text), [Term(term.forms, False, term.beginning) for term in asked]) != any(marked)
        or not asked
    )
