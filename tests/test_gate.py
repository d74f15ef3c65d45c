"""The evaluation gate: its mechanism on made-up numbers, and this tree on the annotated reports."""

import json
import tomllib
from pathlib import Path

import pytest

import gate
import measure
from gate import Floors
from measure import MeasuringError, Results, figures
from table import BEGIN, END, replace_table, table

RESULTS: Results = {
    "extract": {
        "statement": {"p": 0.9, "r": 0.8, "f": 0.8471, "gold": 10, "pred": 9},
        "stance": {"share": 0.75, "of": 8},
        "chain of 2+ right": {"share": None, "of": 0},
        "reports": 2,
        "without a prediction": [],
    },
    "story harbour": {
        "main killed intruders": {"share": 0.1, "of": 20},
        "main killed support": {"interval": [1, 3]},
    },
}


def test_the_figures_are_f1_or_share_and_intruders_are_turned_round() -> None:
    assert figures(RESULTS) == {
        "extract: statement": 0.8471,
        "extract: stance": 0.75,
        "story harbour: main killed intruders": 0.9,
    }


def test_a_figure_under_its_floor_and_one_that_vanished_are_named() -> None:
    floors = Floors({"a": 0.5, "b": 0.5, "c": 0.5})
    under = floors.under({"a": 0.5, "b": 0.4999, "d": 0.1})
    assert [line.split(":")[0] for line in under] == ["b", "c"]


def test_floors_rise_and_never_fall() -> None:
    floors = Floors({"up": 0.5, "down": 0.5, "same": 0.5})
    risen = floors.raise_to({"up": 0.6, "down": 0.4, "same": 0.5, "new": 0.0})
    assert risen == ["new", "up"]
    assert floors.floors == {"up": 0.6, "down": 0.5, "same": 0.5, "new": 0.0}


def test_lowering_takes_a_reason_and_keeps_it() -> None:
    floors = Floors({"a": 0.5})
    with pytest.raises(ValueError, match="reason"):
        floors.lower("a", {"a": 0.4}, " ")
    with pytest.raises(ValueError, match="no such floor"):
        floors.lower("b", {"a": 0.4}, "why")
    with pytest.raises(ValueError, match="not under"):
        floors.lower("a", {"a": 0.5}, "why")
    assert floors == Floors({"a": 0.5})
    floors.lower("a", {"a": 0.4}, 'The guidelines changed: "cues" are shorter.')
    assert floors.floors == {"a": 0.4}
    again = Floors.parse(floors.dump())
    assert again.lowered == [
        {"key": "a", "from": 0.5, "reason": 'The guidelines changed: "cues" are shorter.', "to": 0.4}
    ]


def test_a_figure_that_is_measured_no_more_can_be_let_go_with_a_reason() -> None:
    floors = Floors({"a": 0.5, "b": 0.5})
    floors.lower("a", {"b": 0.5}, "The measure was dropped.")
    assert floors.floors == {"b": 0.5}
    assert floors.lowered == [{"key": "a", "from": 0.5, "reason": "The measure was dropped."}]


def test_the_file_of_floors_comes_back_as_it_was_written() -> None:
    floors = Floors(
        {"extract: chain of 2+ right": 0.3333, "x": 1.0}, [{"key": "x", "from": 1.0, "reason": "«س»"}]
    )
    assert Floors.parse(floors.dump()) == floors
    tomllib.loads(floors.dump())


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give a folder where the gate keeps its files and measures RESULTS."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "README.md").write_text(f"Before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(gate, "SHARED", tmp_path)
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.toml")
    monkeypatch.setattr(gate, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(gate, "README", tmp_path / "README.md")
    monkeypatch.setattr(gate, "measure", lambda: RESULTS)
    return tmp_path


def test_the_gate_raises_holds_and_fails(measured: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["--raise"]) == 0
    assert gate.main([]) == 0
    assert "gate.py --raise" in capsys.readouterr().out
    floors = measured / "floors.toml"
    floors.write_text(floors.read_text(encoding="utf-8").replace("0.8471", "0.8472"), encoding="utf-8")
    assert gate.main([]) == 1
    assert "extract: statement: 0.8471 is under its floor 0.8472" in capsys.readouterr().out
    assert gate.main(["--raise"]) == 1, "raising does not lower"
    assert gate.main(["--lower", "extract: statement"]) == 2
    assert gate.main(["--lower", "extract: statement", "--reason", "A test."]) == 0
    assert "A test." in floors.read_text(encoding="utf-8")


def test_the_gate_writes_the_results_and_the_readme(measured: Path) -> None:
    gate.main(["--write"])
    assert json.loads((measured / "results.json").read_text(encoding="utf-8")) == RESULTS
    readme = (measured / "README.md").read_text(encoding="utf-8")
    assert readme.startswith(f"Before\n{BEGIN}\n")
    assert readme.endswith(f"{END}\nafter\n")
    assert "| statements found | 90.0 | 80.0 | 84.7 | 10 |" in readme
    assert "old" not in readme


def test_a_readme_without_its_marks_is_an_error() -> None:
    with pytest.raises(ValueError, match="measured"):
        replace_table("no marks", RESULTS)


def test_a_command_that_fails_is_told_and_fails_the_gate(
    measured: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> Results:
        raise MeasuringError("extract failed")

    monkeypatch.setattr(gate, "measure", broken)
    assert gate.main([]) == 1
    assert "extract failed" in capsys.readouterr().err


def test_without_the_annotated_reports_there_is_nothing_to_measure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gate, "SHARED", tmp_path)
    assert gate.main([]) == 0
    assert "nothing to measure" in capsys.readouterr().err


def test_the_readmes_table_is_the_one_of_the_results(root: Path) -> None:
    results = json.loads((root / "evaluation" / "results.json").read_text(encoding="utf-8"))
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert table(results) in readme, "run: python evaluation/gate.py --write"


@pytest.fixture(scope="module")
def this_tree(shared: Path) -> Results:
    return measure.measure(shared)


def test_this_tree_is_over_its_floors(this_tree: Results) -> None:
    floors = Floors.parse(gate.FLOORS.read_text(encoding="utf-8"))
    assert floors.floors, "no floors yet: python evaluation/gate.py --raise"
    assert floors.under(figures(this_tree)) == []


def test_the_written_results_are_those_of_this_tree(this_tree: Results) -> None:
    written = json.loads(gate.RESULTS.read_text(encoding="utf-8"))
    assert written == this_tree, "run: python evaluation/gate.py --write"
