"""The walk over a collection: order, both ways of running, what goes wrong on the way."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya.case.store import Case
from riwaya.errors import RiwayaError
from riwaya.model import Extraction, Quantity, Report, Span, Warn
from riwaya.pipeline import extract_all, read, single, workers
from riwaya.read.files import reports as reports_of


def made_up(n: int) -> list[Report]:
    return [Report(id=f"r{i:04}", text=f"قال شاهد رقم {i} إن الميناء أغلق.") for i in range(n)]


def where() -> Callable[[Report], Extraction]:
    """Make an extractor that notes its process; local, so that a worker gets it by value."""

    def extractor(report: Report) -> Extraction:
        note = Warn(code="R000", message=str(os.getpid()))
        return Extraction(report=report.id, warnings=(note,))

    return extractor


def failing(report_id: str) -> Callable[[Report], Extraction]:
    def extractor(report: Report) -> Extraction:
        if report.id == report_id:
            raise ValueError("the rule met a text that it did not expect")
        return Extraction(report=report.id)

    return extractor


class Recorder:
    """A progress that writes down what it is told."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, object]] = []

    def start(self, total: int | None, what: str) -> None:
        self.calls.append(("start", what))

    def advance(self, n: int = 1) -> None:
        self.calls.append(("advance", n))

    def end(self) -> None:
        self.calls.append(("end", None))


def processes(found: list[tuple[Report, Extraction]]) -> set[int]:
    return {int(extraction.warnings[0].message) for _, extraction in found}


def immense(report: Report) -> Extraction:
    """Find a figure that no 64 bits hold."""
    figure = Quantity(span=Span(0, 1), low=10**30, high=None, unit="grain")
    return Extraction(report=report.id, quantities=(figure,))


def test_few_reports_are_extracted_in_this_process() -> None:
    found = list(extract_all(made_up(workers.SMALL), workers=2, extractor=where()))
    assert processes(found) == {os.getpid()}


def test_workers_find_what_this_process_finds(root: Path) -> None:
    sample = [item for item in reports_of(root / "examples" / "reports") if isinstance(item, Report)]
    reports = sample * 3
    assert len(reports) > workers.SMALL
    here = list(extract_all(reports, workers=1))
    assert not any(warning.code == "R202" for _, extraction in here for warning in extraction.warnings)
    assert list(extract_all(reports, workers=2)) == here


def test_one_worker_is_this_process() -> None:
    found = list(extract_all(made_up(workers.SMALL + 20), workers=1, extractor=where()))
    assert processes(found) == {os.getpid()}


def test_many_reports_go_to_as_many_processes_and_come_back_in_order() -> None:
    reports = made_up(10 * workers.BATCH)
    found = list(extract_all(iter(reports), workers=2, extractor=where()))
    assert [report for report, _ in found] == reports
    assert [extraction.report for _, extraction in found] == [report.id for report in reports]
    assert len(processes(found)) == 2
    assert os.getpid() not in processes(found)


def test_a_chunk_that_is_full_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CHUNK", 60)
    reports = made_up(130)
    chunks = list(workers._chunks(iter(reports)))
    assert [len(chunk) for chunk in chunks] == [60, 60, 10]
    assert [report for chunk in chunks for report in chunk] == reports


def test_a_chunk_ends_with_an_enormous_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CHUNK_CHARACTERS", 200)
    reports = [*made_up(2), Report(id="r9999", text="ميناء " * 100), *made_up(1)]
    assert [len(chunk) for chunk in workers._chunks(iter(reports))] == [3, 1]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_fails_becomes_a_warning_and_the_rest_goes_on(workers: int) -> None:
    reports = made_up(80)
    found = {
        report.id: extraction
        for report, extraction in extract_all(reports, workers=workers, extractor=failing("r0007"))
    }
    assert len(found) == 80
    (warning,) = found["r0007"].warnings
    assert warning.code == "R202"
    assert warning.where == "r0007"
    assert "ValueError: the rule met" in warning.message
    assert not any(extraction.warnings for name, extraction in found.items() if name != "r0007")


def test_a_figure_over_64_bits_comes_back_from_the_workers() -> None:
    found = list(extract_all(made_up(60), workers=2, extractor=immense))
    assert {e.quantities[0].low for _, e in found} == {10**30}


def test_workers_that_die_are_an_error_with_a_code() -> None:
    def extractor(report: Report) -> Extraction:
        os._exit(9)

    with pytest.raises(RiwayaError) as error:
        list(extract_all(made_up(80), workers=2, extractor=extractor))
    assert error.value.code == "R901"


def test_progress_moves_once_a_report_and_ends_whatever_happens() -> None:
    seen = Recorder()
    list(extract_all(made_up(3), progress=seen, extractor=where()))
    assert seen.calls == [("start", "reports"), *[("advance", 1)] * 3, ("end", None)]

    stopped = Recorder()
    found = extract_all(made_up(3), progress=stopped, extractor=where())
    next(found)
    found.close()
    assert stopped.calls[-1] == ("end", None)


def test_a_consumer_may_leave_early() -> None:
    found = extract_all(made_up(400), workers=2, extractor=where())
    assert next(found)[0].id == "r0000"
    found.close()
    assert len(list(extract_all(made_up(100), workers=2, extractor=where()))) == 100


def test_daft_does_not_report_home() -> None:
    workers._daft()
    from daft.scarf_telemetry import opted_out

    assert opted_out()


TEXTS = {
    "a.txt": "غرق عبارة\n\nقال قبطان الميناء حازم الصيرفي إن 12 شخصا قتلوا في غرق العبارة.",
    "b.txt": "العبارة\n\nأكدت وزارة النقل أن 15 شخصا قتلوا في غرق العبارة قرب الميناء.",
    "c.json": '{"outlet": "جريدة المرسى", "text": "نفى متحدث باسم الشركة المالكة أن تكون العبارة قديمة."}',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with three reports and a broken file."""
    made = tmp_path / "reports"
    made.mkdir()
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf-8")
    (made / "broken.json").write_text('{"text": ', encoding="utf-8")
    return made


def test_read_makes_a_case_with_everything_in_it(folder: Path) -> None:
    with read(folder) as case:
        counts = case.counts()
        assert counts["reports"] == 3
        assert counts["statements"] == 3
        assert [warning.code for warning in case.warnings()] == ["R105"]
        assert len(case.accounts()) == len(case.linked().claims) > 0


def test_reading_again_changes_nothing_and_extracts_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "story.riwaya"
    with read([folder / name for name in TEXTS], file) as case:
        before = (case.counts(), case.linked(), case.accounts(), tuple(case.extractions()))

    def never(report: Report) -> Extraction:
        raise AssertionError("extracted again")

    monkeypatch.setattr(single, "extract_report", never)
    with read(str(folder), file) as case:
        after = (case.counts(), case.linked(), case.accounts(), tuple(case.extractions()))
    assert after[0] == before[0] | {"warnings": 1}
    assert after[1:] == before[1:]


def test_a_report_that_fails_is_kept_with_its_warning(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract_report = single.extract_report

    def failing_once(report: Report) -> Extraction:
        if "15" in report.text:
            raise ValueError("unexpected")
        return extract_report(report)

    monkeypatch.setattr(single, "extract_report", failing_once)
    with read(folder) as case:
        assert case.counts()["reports"] == 3
        assert sorted(warning.code for warning in case.warnings()) == ["R105", "R202"]


def test_a_run_that_is_stopped_keeps_what_it_did(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(report: Report) -> Extraction:
        if "15" in report.text:
            raise KeyboardInterrupt
        return Extraction(report=report.id)

    monkeypatch.setattr(single, "extract_report", stopped)
    with pytest.raises(KeyboardInterrupt):
        read(folder, tmp_path / "story.riwaya")
    monkeypatch.undo()
    with Case.open(tmp_path / "story.riwaya") as case:
        assert case.counts()["reports"] == 1
    with read(folder, tmp_path / "story.riwaya") as case:
        assert case.counts()["reports"] == 3


def test_a_case_that_is_given_open_stays_open(folder: Path) -> None:
    with Case.open() as mine:
        assert read(folder, mine) is mine
        assert mine.counts()["reports"] == 3


def test_the_steps_are_told(folder: Path) -> None:
    seen = Recorder()
    read(folder, progress=seen).close()
    told = [what for call, what in seen.calls if call == "start"]
    assert told == [
        "reading",
        "reports",
        "passages",
        "copies",
        "stories",
        "actors",
        "sources",
        "claims",
        "accounts",
    ]
    assert seen.calls.count(("end", None)) == len(told)


INTERRUPTED = textwrap.dedent(
    """
    import time
    from riwaya.model import Extraction, Report
    from riwaya.pipeline import extract_all

    def main():
        def slow(report):
            time.sleep(0.02)
            return Extraction(report=report.id)

        reports = (Report(id=str(i), text="نص") for i in range(5000))
        try:
            for n, _ in enumerate(extract_all(reports, workers=2, extractor=slow)):
                if n == 40:
                    print("running", flush=True)
        except KeyboardInterrupt:
            print("stopped", flush=True)

    main()
    """
)


def test_an_interrupt_stops_it_at_once_and_in_order(tmp_path: Path) -> None:
    script = tmp_path / "walk.py"
    script.write_text(INTERRUPTED, encoding="utf-8")
    walk = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert walk.stdout is not None
    assert walk.stdout.readline() == "running\n"
    os.killpg(walk.pid, signal.SIGINT)  # as a terminal does: to the workers too
    out, _ = walk.communicate(timeout=60)
    assert out == "stopped\n"
    assert walk.returncode == 0
