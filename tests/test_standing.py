"""A standing case: each round reads only what is new, and the next run goes on where the last one ended."""

import json
import os
from pathlib import Path

import pytest

from riwaya import pipeline
from riwaya.case import Case
from riwaya.model import Extraction, Report
from riwaya.pipeline import filling, single
from riwaya.pipeline.standing import SETTLED, look, stand

TEXT = "أعلن مدير ميناء السلامى مساء أمس وصول السفينة الثانية وعلى متنها 40 راكبا."


def write(path: Path, *texts: str, age: float = 60.0) -> Path:
    path.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime - age))
    return path


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every file that is read, in order."""
    files: list[str] = []
    reports = filling.read_reports

    def watched(paths, options=None):
        files.extend(Path(path).name for path in paths)
        return reports(paths, options)

    monkeypatch.setattr(filling, "read_reports", watched)
    monkeypatch.setattr(single, "extract_report", lambda report: Extraction(report=report.id))
    return files


def test_only_what_is_new_or_changed_is_read(tmp_path: Path, seen: list[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder / "a.jsonl", TEXT)
    with Case.open(tmp_path / "c.riwaya", create=True) as case:
        assert look([folder], case).reports == 1
        assert look([folder], case) == ((), 0)
        write(folder / "b.jsonl", TEXT + " وغادرت.")
        assert look([folder], case).reports == 1
    with Case.open(tmp_path / "c.riwaya", create=True) as case:
        assert look([folder], case) == ((), 0)
        write(folder / "a.jsonl", TEXT, "خبر جديد من الميناء.")
        assert look([folder], case).reports == 1
    assert seen == ["a.jsonl", "b.jsonl", "a.jsonl"]


def test_a_file_that_is_being_written_waits_for_a_later_round(tmp_path: Path, seen: list[str]) -> None:
    write(tmp_path / "a.jsonl", TEXT, age=0)
    write(tmp_path / "ahead.jsonl", TEXT + " ثم", age=-3600)
    with Case.open() as case:
        assert [file.name for file in look([tmp_path], case).files] == ["ahead.jsonl"]
        stamp = (tmp_path / "a.jsonl").stat().st_mtime - SETTLED - 1
        os.utime(tmp_path / "a.jsonl", (stamp, stamp))
        assert look([tmp_path], case).reports == 1


def test_rounds_go_on_when_the_folder_is_gone_for_a_time(tmp_path: Path, seen: list[str]) -> None:
    folder = tmp_path / "in"
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 1:
            folder.mkdir()
            write(folder / "a.jsonl", TEXT)

    with Case.open() as case:
        rounds = stand([folder], case, every=30, sleep=sleep)
        assert [next(rounds).reports for _ in range(3)] == [0, 1, 0]
    assert waits == [30, 30]


def test_what_an_interrupted_run_left_waiting_is_taken_up(tmp_path: Path, seen: list[str]) -> None:
    with Case.open() as case:
        case.queue(Report(id="r1", text=TEXT, read_from="x"))
        assert look([tmp_path], case).reports == 1
        assert case.pending().new == ()


def test_a_feed_that_is_written_again_gives_no_new_sighting_of_the_same_text(
    tmp_path: Path, seen: list[str]
) -> None:
    feed = write(tmp_path / "feed.json", TEXT)
    with pipeline.read([feed]) as case:
        (rid,) = (report.id for report in case.reports())
        for n in range(3):
            write(feed, TEXT + "")
            feed.write_text(feed.read_text(encoding="utf-8") + "\n" * (n + 1), encoding="utf-8")
            pipeline.read([feed], case)
        (sighting,) = case.sightings(rid)
        assert sighting.again is not None
        assert sighting.again_sha256 != sighting.sha256
