"""The marks of the grammar of numbers: how a case is judged, and this tree on the public sets where they are."""

from pathlib import Path

import number_marks
from number_marks import Case, cases, right, shares
from riwaya.arabic.numbers import numbers

# What issue and guidelines ask of each set, as shares.
MARKS = {
    "Numeral": 0.95,
    "AmountOfMoney": 0.85,
    "Quantity": 0.85,
    "Ordinal": 0.85,
    "Duration": 0.85,
    "Volume": 0.85,
    "Temperature": 0.85,
    "nemo cardinal said": 0.9,
    "nemo decimal said": 0.9,
    "nemo fraction said": 0.9,
    "nemo money said": 0.9,
    "nemo measure said": 0.9,
}


def judged(case: Case) -> bool:
    return right(case, numbers(case.text))


def test_a_case_is_right_with_its_bounds_its_unit_and_its_class() -> None:
    assert judged(Case("any", "6 كيلوغرامات", 6000, 6000, "Gram"))
    assert not judged(Case("any", "6 كيلوغرامات", 6, 6, "Gram"))
    assert not judged(Case("any", "6 كيلوغرامات", 6, 6, "Litre"))
    assert judged(Case("any", "أكثر من 6 ريالات", 6, None, "SAR"))
    assert not judged(Case("any", "6 و7", 6, 6))
    assert judged(Case("any", "السادس", 6, 6, kind="ordinal"))
    assert not judged(Case("any", "ستة", 6, 6, kind="ordinal"))
    assert judged(Case("any", "سفينة", None, None, kind="not measure"))
    assert judged(Case("any", "+20 2 2555 1234", None, None, kind="phone"))
    assert not judged(Case("any", "2555", None, None, kind="phone"))


def test_without_the_sets_nothing_is_measured(tmp_path: Path, monkeypatch, capsys) -> None:
    assert list(cases(tmp_path / "none")) == []
    monkeypatch.setattr(number_marks, "SETS", tmp_path / "none")
    assert number_marks.main([]) == 0
    assert "nothing to measure" in capsys.readouterr().err


def test_the_marks_are_reached(shared: Path) -> None:
    measured = shares(shared / "data" / "numbers_times")
    assert {
        suite: measured[suite]["share"] for suite, mark in MARKS.items() if measured[suite]["share"] < mark
    } == {}
