"""`riwaya read --watch` and `--feed`: what they print, and that only what is new is read."""

import json
import os
from pathlib import Path

import pytest

from riwaya.cli import main
from riwaya.model import Extraction
from riwaya.pipeline import single, standing

TEXT = "قال مدير ميناء السلامى سعيد الراوي إن السفينة الثانية وصلت مساء أمس وعلى متنها مئة راكب."


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setattr(single, "extract_report", lambda report: Extraction(report=report.id))

    def go(*argv):
        with pytest.raises(SystemExit) as stopped:
            main([str(a) for a in argv])
        out = capsys.readouterr()
        return stopped.value.code or 0, out.out, out.err

    return go


def write(path: Path, *texts: str) -> Path:
    path.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 60))
    return path


@pytest.mark.parametrize("option", ["--watch", "--feed"])
def test_one_look_reads_what_is_new(run, tmp_path, option):
    case, path = tmp_path / "a.riwaya", write(tmp_path / "a.jsonl", TEXT)
    code, out, _ = run("read", option, path, "--case", case, "--once")
    assert (code, "1 reports (1 new)" in out) == (0, True)
    assert run("read", option, path, "--case", case, "--once")[:2] == (0, ""), (
        "nothing is new: nothing is said"
    )
    write(path, TEXT, TEXT + " ثم غادرت.")
    code, out, _ = run("read", option, path, "--case", case, "--once")
    assert (code, "2 reports (1 new)" in out) == (0, True)


def test_it_goes_on_until_it_is_interrupted(run, tmp_path, monkeypatch):
    folder = tmp_path / "in"
    folder.mkdir()
    waits = []

    def sleep(seconds):
        waits.append(seconds)
        if len(waits) == 2:
            raise KeyboardInterrupt
        write(folder / "a.jsonl", TEXT)

    monkeypatch.setattr(standing.time, "sleep", sleep)
    code, out, err = run("read", "--watch", folder, "--case", tmp_path / "a.riwaya", "--every", "7")
    assert code == 130
    assert waits == [7, 7]
    assert "1 reports (1 new)" in out
    assert "1 reports are safe" in err


def test_a_path_and_a_watched_folder_go_together(run, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    write(here / "a.jsonl", TEXT)
    write(there / "b.jsonl", TEXT + " ثم غادرت.")
    code, out, _ = run("read", here, "--watch", there, "--case", tmp_path / "a.riwaya", "--once")
    assert code == 0
    assert [line.split(" of ")[0] for line in out.splitlines()] == ["1 reports (1 new)", "2 reports (1 new)"]


@pytest.mark.parametrize("given", [[], ["--once"]])
def test_nothing_to_read_is_a_misspelt_command(run, tmp_path, given):
    code, _, err = run("read", "--case", tmp_path / "a.riwaya", *given)
    assert code == 2
    assert "--watch" in err


def test_a_watched_folder_that_is_not_there(run, tmp_path):
    code, _, err = run("read", "--watch", tmp_path / "no", "--case", tmp_path / "a.riwaya", "--once")
    assert code == 3
    assert "R101" in err
