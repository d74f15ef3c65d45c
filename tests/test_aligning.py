"""Alignment on workers: what they find is what is found right here, in the same order."""

from collections.abc import Callable, Generator, Iterator

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import DAM, FERRY, local_news, report, story
from riwaya.link.reuse import aligned_here, passages, words_of
from riwaya.link.reuse.alignment import Stretch, stretches
from riwaya.link.reuse.words import Hashes
from riwaya.pipeline import aligning
from riwaya.pipeline.aligning import align_packed, aligner

Pair = tuple[Hashes, Hashes]
TEXTS = (story(*DAM), story(*DAM[:2]), story(FERRY[0], DAM[1], DAM[2]), story(*FERRY), local_news(1), "")


def pairs() -> list[Pair]:
    """Make pairs of which some share text and others do not; one text is empty."""
    words = [held.ids for held in words_of(report("r", text) for text in TEXTS)]
    return [(a, b) for a in words for b in words]


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let this process do what workers do, from the first pair on; gives how many things are carried at once."""
    chunks: list[int] = []

    def here(
        things: list[bytes], step: Callable[[bytes], bytes], workers: int
    ) -> Generator[bytes, None, None]:
        assert workers == 2
        chunks.append(len(things))
        yield from (step(thing) for thing in things)

    monkeypatch.setattr(aligning, "carried", here)
    monkeypatch.setattr(aligning, "SMALL", 0)
    monkeypatch.setattr(aligning, "CHUNK", 10)
    return chunks


def test_workers_find_what_is_found_here_a_chunk_at_a_time(carried: list[int]) -> None:
    assert list(aligner(2)(pairs())) == list(aligned_here(pairs()))
    assert carried == [10, 10, 10, 6]
    assert any(list(aligned_here(pairs())))


def test_pairs_are_taken_as_they_are_needed(carried: list[int]) -> None:
    taken = []

    def counted() -> Iterator[Pair]:
        for n, pair in enumerate(pairs()):
            taken.append(n)
            yield pair

    found = aligner(2)(counted())
    next(iter(found))
    assert len(taken) == 10, "one chunk, and not all that a large case has"


def test_few_pairs_or_one_processor_need_no_workers(
    carried: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(aligner(1)(pairs())) == list(aligned_here(pairs()))
    monkeypatch.setattr(aligning, "SMALL", len(pairs()))
    assert list(aligner(2)(pairs())) == list(aligned_here(pairs()))
    assert carried == []
    monkeypatch.setattr(aligning, "SMALL", len(pairs()) - 1)
    assert list(aligner(2)(pairs())) == list(aligned_here(pairs()))
    assert carried != []


def test_as_many_workers_as_processors_unless_told(
    carried: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aligning, "processors", lambda: 2)
    assert list(aligner()(pairs())) == list(aligned_here(pairs()))
    assert carried
    monkeypatch.setattr(aligning, "processors", lambda: 1)
    carried.clear()
    list(aligner()(pairs()))
    assert not carried


def test_no_pairs_at_all(carried: list[int]) -> None:
    assert list(aligner(2)([])) == []


NUMBERS = st.lists(st.integers(0, 2**32 - 1), max_size=40)


@settings(max_examples=50)
@given(NUMBERS, NUMBERS, NUMBERS)
def test_what_is_packed_is_what_is_aligned(a: list[int], b: list[int], shared: list[int]) -> None:
    first, second = [*a, *shared], [*shared, *b]
    packed = aligning._packed(np.array(first, np.uint32), np.array(second, np.uint32))
    assert msgspec.msgpack.decode(align_packed(packed), type=list[Stretch]) == stretches(first, second)


def test_passages_are_the_same_on_workers(carried: list[int]) -> None:
    reports = [report(f"r{n}", text) for n, text in enumerate(TEXTS)]
    assert passages(reports, aligned=aligner(2)) == passages(reports)
    assert carried


def test_real_workers_do_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aligning, "SMALL", 0)
    assert list(aligner(2)(pairs())) == list(aligned_here(pairs()))
