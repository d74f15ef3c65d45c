"""Candidates: pairs that share enough runs of four rare words; a run that stands everywhere joins only neighbours."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from making import DAM, FERRY, STANDING, local_news, report, story
from riwaya.link.reuse import candidates, words_of
from riwaya.link.reuse.candidates import COMMON, NEIGHBOURS, among, grams_like, grams_of, may_hold
from riwaya.link.reuse.words import Hashes

TEXTS = st.lists(st.lists(st.integers(0, 12), max_size=30), min_size=1, max_size=9)


def numbers(*texts: list[int]) -> list[Hashes]:
    return [np.array(text, np.uint32) for text in texts]


def of(*texts: str) -> list[tuple[int, int]]:
    return candidates([words.ids for words in words_of(report("r", text) for text in texts)])


def test_reports_that_share_a_paragraph_are_a_pair_and_others_are_not() -> None:
    dam, ferry = story(*DAM), story(*FERRY)
    assert of(dam, ferry, story(FERRY[2], local_news(1)), story(local_news(2), DAM[0])) == [(0, 3), (1, 2)]
    assert of(dam, ferry) == of(dam) == of() == of("", "", "غرقت") == []


def test_six_words_in_a_row_make_a_pair_and_five_do_not() -> None:
    six = list(range(6))
    assert candidates(numbers([*six, 90, 91], [80, 81, *six])) == [(0, 1)]
    assert candidates(numbers([*six[:5], 90, 91], [80, 81, *six[:5]])) == []


def test_a_run_does_not_go_on_into_the_next_report() -> None:
    assert len(grams_of(numbers([1, 2, 3], [4, 5, 6], []))[0]) == 0
    assert grams_of(numbers([1, 2, 3, 4], [1, 2, 3, 4, 5]))[1].tolist() == [0, 1, 1]


def test_a_run_that_stands_twice_in_one_report_counts_once() -> None:
    twice = [1, 2, 3, 4, 90, 1, 2, 3, 4, 91, 1, 2, 3, 4]
    assert candidates(numbers(twice, twice[:4], [1, 2, 3, 4])) == []


def test_of_a_paragraph_that_stands_everywhere_neighbours_are_compared() -> None:
    many = COMMON + 6
    (standing,) = words_of([report("r", STANDING)])
    found = candidates([np.r_[[10 * n + k for k in range(9)], standing.ids] for n in range(many)])
    assert found == [(a, b) for a in range(many) for b in range(a + 1, min(a + NEIGHBOURS + 1, many))], (
        "and no more, or a formula of a large case would cost the square of its reports"
    )


def test_of_one_that_a_few_have_every_pair_is_compared() -> None:
    many = COMMON - 6
    assert len(of(*(story(local_news(n), STANDING) for n in range(many)))) == many * (many - 1) // 2


@given(TEXTS, st.integers(0, 9))
def test_new_reports_have_the_pairs_that_all_reports_have(texts: list[list[int]], since: int) -> None:
    words = numbers(*texts)
    assert candidates(words, since) == [pair for pair in candidates(words) if pair[1] >= since]


@given(TEXTS)
def test_pairs_do_not_hang_on_the_order_of_the_reports(texts: list[list[int]]) -> None:
    words, last = numbers(*texts), len(texts) - 1
    turned = {(last - b, last - a) for a, b in candidates(words[::-1])}
    assert turned == set(candidates(words))
    assert all(0 <= a < b <= last for a, b in turned)


def test_among_what_is_wanted() -> None:
    grams, owners = np.array([5, 3, 9, 3], np.uint64), np.array([0, 0, 1, 2])
    held, of_whom = among(grams, owners, np.array([3, 9], np.uint64))
    assert (held.tolist(), of_whom.tolist()) == ([3, 9, 3], [0, 1, 2])
    assert among(grams, owners, np.array([], np.uint64))[0].tolist() == []


@given(TEXTS, TEXTS)
def test_grams_like_those_of_some_texts(texts: list[list[int]], others: list[list[int]]) -> None:
    words, few = numbers(*texts), numbers(*others)
    wanted = among(*grams_of(words), np.unique(grams_of(few)[0]))
    assert [part.tolist() for part in grams_like(words, few)] == [part.tolist() for part in wanted]


def test_nothing_that_is_wanted_is_ruled_out() -> None:
    wanted = np.array([0, 7, 2**20 + 3, 2**32 - 1], np.uint32)
    there = np.array([7, 8, 2**32 - 1, 2**20 + 3, 0], np.uint32)
    assert may_hold(there, wanted).tolist() == [True, False, True, True, True]
    assert may_hold(there, wanted[:0]).tolist() == [False] * 5
