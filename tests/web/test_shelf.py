"""The shelf: many read what was kept last, one writes, and neither waits for the other."""

import shutil
import threading
from pathlib import Path

import apsw
import pytest

from riwaya.case import Case
from riwaya.errors import RiwayaError
from riwaya.model import Extraction, Report
from riwaya.show.report import environment
from riwaya.show.web import shelf
from riwaya.show.web.shelf import Shelf
from riwaya.show.web.warming import warm

NEW = Report(id="r0000000000000009", text="نص جديد عن الميناء")


@pytest.fixture
def kept(sample: Path, tmp_path: Path) -> Shelf:
    return Shelf(shutil.copy(sample, tmp_path / "a.riwaya"))


def count(case: Case) -> int:
    return case.counts()["reports"]


def test_a_reader_sees_the_case_as_it_was_when_it_began(kept: Shelf) -> None:
    with kept.reading() as reader:
        before = count(reader)
        with kept.writing() as writer:
            writer.add(NEW, Extraction(report=NEW.id))
        assert count(reader) == before
    with kept.reading() as reader:
        assert count(reader) == before + 1
        assert NEW.id in {hit.report for hit in reader.search("جديد")}


def test_a_reader_does_not_wait_for_who_writes(kept: Shelf) -> None:
    with kept.writing() as writer, writer.alone():
        writer.add(NEW, Extraction(report=NEW.id))
        with kept.reading() as reader:
            assert count(reader) == count(writer) - 1
            reader.search("الميناء")


def test_a_reader_writes_nothing(kept: Shelf) -> None:
    with kept.reading() as reader, pytest.raises(RiwayaError, match="R402"):
        reader.queue(NEW)


def test_two_who_write_follow_each_other(kept: Shelf) -> None:
    order: list[str] = []

    def second() -> None:
        with kept.writing():
            order.append("second")

    with kept.writing():
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.1)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_connections_are_used_again_and_only_some_are_kept(
    kept: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kept.reading() as first:
        pass
    with kept.reading() as second:
        assert second is first
    monkeypatch.setattr(shelf, "IDLE", 0)
    with kept.reading() as third:
        pass
    with kept.reading() as fourth:
        assert fourth is not third
    with pytest.raises(ValueError, match="ours"), kept.reading():
        raise ValueError("ours")


def test_a_file_in_the_place_of_ours_is_opened_anew(kept: Shelf, tmp_path: Path) -> None:
    with kept.reading() as reader:
        assert count(reader) == 22
    Case.open(tmp_path / "b.riwaya", create=True).close()
    kept.close()
    for side in ("-wal", "-shm"):
        Path(f"{kept.path}{side}").unlink(missing_ok=True)
    (tmp_path / "b.riwaya").replace(kept.path)
    with kept.reading() as reader:
        assert count(reader) == 0


def test_a_file_that_is_gone_is_an_error_and_no_crash(kept: Shelf) -> None:
    Path(kept.path).unlink()
    with pytest.raises(RiwayaError, match="R404"), kept.reading():
        pass


def test_what_is_remembered_of_a_case_is_of_its_moment(kept: Shelf) -> None:
    asked: list[str] = []
    with kept.reading() as case:
        before = count(case)
        case._connection.trace_v2(apsw.SQLITE_TRACE_STMT, lambda event: asked.append(event["sql"]))
        assert count(case) == before
        assert not [sql for sql in asked if "count" in sql], "asked once"
        with kept.writing() as other:
            other.add(NEW, Extraction(report=NEW.id))
        assert count(case) == before, "it stays as it was while it is looked at"
    with kept.reading() as again:
        assert again is case, "the same connection"
        assert count(again) == before + 1


def test_what_is_remembered_forgets_what_was_written_here_too(kept: Shelf) -> None:
    with kept.writing() as case:
        before = count(case)
        case.add(NEW, Extraction(report=NEW.id))
        assert count(case) == before + 1


def test_what_readers_would_wait_for_is_loaded_from_any_case(kept: Shelf, tmp_path: Path) -> None:
    environment.cache_clear()
    warm(kept)
    assert environment().cache, "the templates are ready"
    empty = tmp_path / "empty.riwaya"
    Case.open(empty, create=True).close()
    warm(Shelf(empty))


def test_claims_that_were_sought_are_remembered_until_somebody_writes(kept: Shelf) -> None:
    with kept.reading() as case:
        first = case.claims_about("المرفأ")
        assert case.claims_about("المرفأ") is first
        assert case.claims_about("الميناء") is not first
    with kept.writing() as case:
        case.add(NEW, Extraction(report=NEW.id))
    with kept.reading() as case:
        assert case.claims_about("المرفأ") is not first
