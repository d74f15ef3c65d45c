"""The scorer of passages, on cases small enough to be counted by hand."""

import json
import math
from pathlib import Path

import pytest

import plagdet
from plagdet import Reuse, Score, score

CASE = Reuse("source", (0, 100), "copy", (500, 600))


def found(a: tuple[int, int], b: tuple[int, int]) -> Reuse:
    return Reuse("source", a, "copy", b)


def four(scored: Score) -> tuple[float, float, float, float]:
    return scored[:4]


def test_what_is_found_as_it_was_made_is_perfect() -> None:
    assert score([CASE], [CASE]) == Score(1.0, 1.0, 1.0, 1.0, 1, 1)


def test_which_text_is_named_first_does_not_matter() -> None:
    assert four(score([CASE], [Reuse("copy", (500, 600), "source", (0, 100))])) == (1, 1, 1, 1)


def test_half_of_a_case_is_half_of_the_recall() -> None:
    assert four(score([CASE], [found((0, 50), (500, 550))])) == (1, 0.5, 1, pytest.approx(2 / 3))


def test_a_find_of_twice_the_size_is_half_of_the_precision() -> None:
    assert four(score([CASE], [found((0, 200), (500, 700))])) == (0.5, 1, 1, pytest.approx(2 / 3))


def test_a_case_found_in_two_pieces_costs_granularity() -> None:
    pieces = [found((0, 50), (500, 550)), found((50, 100), (550, 600))]
    assert four(score([CASE], pieces)) == (1, 1, 2, pytest.approx(1 / math.log2(3)))


def test_two_cases_found_as_one_cost_what_lies_between() -> None:
    cases = [found((0, 100), (0, 100)), found((150, 250), (100, 200))]
    scored = score(cases, [found((0, 250), (0, 200))])
    assert four(scored)[:3] == (pytest.approx(400 / 450), 1, 1)


def test_what_meets_a_case_in_one_text_only_is_wrong() -> None:
    assert four(score([CASE], [found((0, 100), (700, 800))])) == (0, 0, 1, 0)


def test_another_pair_of_texts_is_another_place() -> None:
    assert four(score([CASE], [Reuse("source", (0, 100), "other", (500, 600))])) == (0, 0, 1, 0)


def test_touching_is_not_meeting() -> None:
    assert four(score([CASE], [CASE, found((100, 200), (600, 700))]))[:3] == (0.5, 1, 1)


def test_nothing_found_and_nothing_to_find() -> None:
    assert four(score([CASE], [])) == (0, 0, 1, 0)
    assert four(score([], [CASE])) == (0, 0, 1, 0)
    assert four(score([], [])) == (1, 1, 1, 1)


def test_what_two_detections_share_is_counted_once() -> None:
    overlapping = [found((0, 60), (500, 560)), found((40, 60), (540, 560))]
    scored = score([CASE], overlapping)
    assert four(scored)[:3] == (1, 0.6, 2)


def test_macro_counts_cases_and_micro_counts_characters() -> None:
    short = found((300, 320), (800, 820))
    wrong = found((900, 930), (900, 930))
    macro, micro = (score([CASE, short], [CASE, wrong], micro=way) for way in (False, True))
    assert (macro.precision, macro.recall) == (0.5, 0.5)
    assert micro.precision == pytest.approx(200 / 260)
    assert micro.recall == pytest.approx(200 / 240)


def test_a_passage_without_a_character_is_an_error() -> None:
    with pytest.raises(ValueError, match="without a character"):
        score([found((5, 5), (0, 10))], [])


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    rows = {"a": "source", "a_span": [0, 100], "b": "copy", "b_span": [500, 600], "words": 17}
    for name, span in (("cases", [0, 100]), ("found", [0, 50])):
        (tmp_path / name).write_text(json.dumps(rows | {"a_span": span}) + "\n\n", encoding="utf-8")
    return [str(tmp_path / "cases"), str(tmp_path / "found")]


def test_two_files_are_scored(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert plagdet.main([*files, "--json"]) == 0
    scored = json.loads(capsys.readouterr().out)
    assert scored.pop("plagdet") == pytest.approx(6 / 7)
    assert scored == {"precision": 1, "recall": 0.75, "granularity": 1, "cases": 1, "detections": 1}
    assert plagdet.main(files) == 0
    assert "recall       0.7500" in capsys.readouterr().out


def test_a_line_that_is_no_passage_is_named(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path(files[1]).write_text('{"a": "source"}\n', encoding="utf-8")
    assert plagdet.main(files) == 2
    assert "found, line 1" in capsys.readouterr().err
