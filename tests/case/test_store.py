"""The case file: what goes in comes out, twice is once, a kill leaves a good file, strangers stay out."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import apsw
import msgspec
import pytest

import nouns
from nouns import BODY, NAME, WORDS, example, found
from riwaya.case import Case
from riwaya.case import collected as store_module
from riwaya.case.migrations import APPLICATION_ID, STEPS, VERSION
from riwaya.case.rows import COLUMNS, FOUND
from riwaya.case.search import register
from riwaya.errors import RiwayaError
from riwaya.model import Linked, Warn


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Give every row of every table, the index's own tables too."""
    connection = apsw.Connection(str(path))
    register(connection)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    rows = {table: sorted(connection.execute(f'SELECT * FROM "{table}"'), key=repr) for table in tables}  # noqa: S608
    connection.close()
    return rows


def code(call: object, *values: object, **named: object) -> str:
    with pytest.raises(RiwayaError) as caught:
        call(*values, **named)  # type: ignore[operator]
    return caught.value.code


def full(path: Path) -> None:
    """Make a case with two reports and what links them."""
    with Case.open(path, create=True) as case:
        for number in (1, 2):
            case.add(*example(number))
        case.store(*found())
        case.warn(Warn(code="R102", message="empty", where="x.txt", hint="h"))


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    full(tmp_path / "a.riwaya")
    with Case.open(tmp_path / "a.riwaya") as case:
        assert [(r, x) for r, x in zip(case.reports(), case.extractions(), strict=True)] == [
            example(1),
            example(2),
        ]
        assert (case.linked(), case.accounts()) == found()
        assert [w.code for w in case.warnings()] == ["R201", "R201", "R102"]
        assert case.counts() == {
            "reports": 2, "outlets": 1, "statements": 2, "quantities": 2, "sources": 1, "passages": 1,
            "copies": 1, "wires": 1, "families": 1, "actors": 1, "places": 1, "stories": 1, "claims": 1, "warnings": 3,
        }  # fmt: skip


def test_in_memory() -> None:
    with Case.open() as case:
        assert case.path == ":memory:"
        assert case.add(*example(1))
        assert case.has(example(1)[0].id)
        assert not case.has("r0")


def test_order_is_by_time_then_id() -> None:
    with Case.open() as case:
        for number, published in ((1, None), (2, "2021-04-07T10:00"), (3, "2021-04-07"), (4, "2020")):
            report, extraction = example(number)
            case.add(msgspec.structs.replace(report, published=published), extraction)
        assert [report.given_id for report in case.reports()] == ["given-4", "given-3", "given-2", "given-1"]
        assert [x.report for x in case.extractions()] == [r.id for r in case.reports()]


def test_reading_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    full(path)
    before = dump(path)
    full(path)
    assert dump(path) == before
    assert len(before["reports"]) == 2


def test_the_same_report_from_elsewhere_is_one_more_sighting(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    full(path)
    report, extraction = example(1)
    with Case.open(path) as case:
        assert case.add(msgspec.structs.replace(report, read_from="other/1.txt"), extraction) is False
        assert case.report(report.id) == report
    assert [row[2] for row in dump(path)["sightings"] if row[1] == report.id] == [
        "folder/1.txt",
        "other/1.txt",
    ]


def test_another_extractor_version_replaces_the_extraction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.riwaya"
    full(path)
    report, extraction = example(1)
    shorter = msgspec.structs.replace(extraction, own_voice=(), mentions=(), times=())
    monkeypatch.setattr(store_module, "extractor_version", lambda: "newer")
    with Case.open(path) as case:
        assert not case.has(report.id)
        assert case.add(report, shorter) is False
        assert case.has(report.id)
        assert case.extraction(report.id) == shorter
        assert case.extraction(example(2)[0].id) == example(2)[1]
    rows = dump(path)
    assert [row[1] for row in rows["mentions"]] == [0]
    assert len(rows["statements"]) == 3
    assert len(rows["content_spans"]) == 5


def test_a_file_of_the_first_version_opens_and_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    report, extraction = example(1)
    said = msgspec.to_builtins(extraction)
    for link in said["statements"][0]["chain"]:
        del link["rule"], link["evidence"]
    old = apsw.Connection(str(path))
    register(old)
    STEPS[0](old)
    old.pragma("application_id", APPLICATION_ID)
    old.pragma("user_version", 1)
    old.execute("INSERT INTO reports(id, text, furniture) VALUES (?, ?, '[]')", (report.id, report.text))
    json = msgspec.json.encode(said).decode()
    old.execute("INSERT INTO extractions VALUES (?, 'old', ?)", (report.id, json))
    old.close()
    with Case.open(path) as case:
        assert case.extraction(report.id).statements[0].chain[0].rule == ""
        assert not case.has(report.id)
        case.add(report, extraction)
        assert case.extraction(report.id) == extraction
    [link] = dump(path)["links"]
    assert link[-3:] == ("link.fuller-name", 0, 4)


def test_tables_are_readable_with_any_tool(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    full(path)
    with sqlite3.connect(path) as any_tool:
        said = any_tool.execute(
            "SELECT cue, content, source, kind FROM statements WHERE own_voice = 0"
        ).fetchone()
        assert said == ("أعلن", f"{WORDS} … 120 راكبا", "مدير الميناء", "person")
        assert any_tool.execute("SELECT words FROM links").fetchone() == (NAME,)
        assert any_tool.execute("SELECT words FROM contents ORDER BY statement, n").fetchall()[1] == (WORDS,)
        assert any_tool.execute("SELECT words, low, counts FROM quantities").fetchone() == (
            "120",
            120,
            "راكبا",
        )
        assert any_tool.execute("SELECT a_words, b_words FROM passages").fetchone() == (
            f"{BODY} 1",
            f"{BODY} 2",
        )
        assert any_tool.execute("SELECT words, name FROM credits").fetchone() == ("المنارة", "المنارة")
        assert any_tool.execute("SELECT words, name, role, rank FROM descriptions").fetchone() == (
            f"أعلن {NAME}",
            NAME,
            "أعلن",
            None,
        )
        assert any_tool.execute("SELECT place FROM mentions").fetchone() == ("g1",)
        assert any_tool.execute("SELECT within, lat FROM places").fetchone() == ('["منطقة"]', 1.5)
        assert any_tool.execute("SELECT named, nobody FROM reports").fetchone() == (0.75, 0.25)
        assert any_tool.execute("SELECT support_low, support_high FROM claims").fetchone() == (1, 2)
        for table in ("times", "mentions", "furniture", "source_names", "source_statements", "story_reports",
                      "actors", "actor_names", "actor_roles", "actor_keys", "actor_mentions", "actor_merges",
                      "places", "place_names", "place_keys", "place_mentions", "place_merges", "descriptions",
                      "variants", "members", "origins", "reasons", "denials", "points"):  # fmt: skip
            assert any_tool.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0, table  # noqa: S608
        assert any_tool.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert any_tool.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_copies_are_readable_with_any_tool(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    full(path)
    a, b = example(1)[0], example(2)[0]
    rows = dump(path)
    assert rows["copies"] == [
        ("k1", a.id, b.id, 11, 0.92, 0.9, "same", "a_to_b", "copy.earlier", '{"a":"x"}')
    ]
    assert rows["copy_passages"] == [("k1", 0, "p1")]
    name, end = a.text.index(NAME), len(a.text)
    source = (name, name + len(NAME), NAME, name, name, "", "مدير الميناء", "", "p1")
    assert rows["edits"] == [
        ("k1", 0, "source", *source),
        ("k1", 1, "figure", end - 1, end, "1", end - 1, end, "2", "1", "2", "p1"),
    ]
    assert rows["wires"] == [("w1", "وكالة سارية", None)]
    assert rows["wire_reports"] == [("w1", a.id, 0), ("w1", b.id, 1)]
    assert rows["families"] == [("f1", "خبر")]
    assert rows["family_reports"] == [("f1", a.id), ("f1", b.id)]
    assert rows["family_wires"] == [("f1", "w1")]
    assert rows["descents"] == [
        ("f1", a.id, b.id, "copy.earlier"),
        ("f1", "w1", a.id, "copy.credits"),
    ]


def test_the_words_of_an_edit_are_shown_without_a_passage() -> None:
    linked, _ = found()
    with Case.open() as case:
        for number in (1, 2):
            case.add(*example(number))
        case.store(Linked(copies=linked.copies), ())
        assert case._rows("SELECT a_words, b_words FROM edits ORDER BY n") == [(NAME, ""), ("1", "2")]


def test_every_column_can_be_asked_for_without_quotes() -> None:
    with Case.open() as case:
        for table, names in COLUMNS.items():
            case._rows(f"SELECT {', '.join(names.split())} FROM {table}")  # noqa: S608


@pytest.mark.parametrize(
    "asked",
    [
        "copies WHERE id = 'x'",
        "copies WHERE a = 'x' OR b = 'x'",
        "passages WHERE a = 'x' OR b = 'x'",
        "copy_passages WHERE copy = 'x' ORDER BY n",
        "edits WHERE copy = 'x' ORDER BY n",
        "wire_reports WHERE report = 'x'",
        "family_reports WHERE report = 'x'",
    ],
)
def test_what_a_page_asks_of_copies_is_not_searched_for_in_whole_tables(asked: str) -> None:
    with Case.open() as case:
        plan = " ".join(step[3] for step in case._rows(f"EXPLAIN QUERY PLAN SELECT * FROM {asked}"))  # noqa: S608
        assert "SEARCH" in plan
        assert "SCAN" not in plan
        assert "TEMP B-TREE" not in plan


def test_storing_again_replaces(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    full(path)
    with Case.open(path) as case:
        case.store(Linked(), ())
        assert case.linked() == Linked()
        assert case.accounts() == ()
        assert case.counts()["claims"] == 0
    rows = dump(path)
    assert not [table for table in FOUND if rows[table]]


def test_names_of_reports() -> None:
    with Case.open() as case:
        for number in (1, 2, 0xF0):
            case.add(*example(number))
        assert case.report("given-2") == example(2)[0]
        assert case.report("r00000000000000f") == example(0xF0)[0]
        assert case.statement(f"{example(1)[0].id}/s0") == (example(1)[0], example(1)[1].statements[0])
        assert case.statement("given-1/o0")[1] == example(1)[1].own_voice[0]
        assert case.quantity("given-1/q0")[1] == example(1)[1].quantities[0]
        for name in ("", "r000", "nothing", "%", "r_"):
            assert code(case.report, name) == "R405"
        for name in ("given-1/s1", "given-1/q0", "given-1/s", "x/s0", "s0", ""):
            assert code(case.statement, name) == "R405"
        assert code(case.quantity, "given-1/s0") == "R405"
        assert code(case.extraction, "r0") == "R405"


def test_a_failure_in_the_middle_of_a_report_leaves_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open() as case:
        case.add(*example(1))

        def broken(*_: object) -> object:
            yield "furniture", ("r", 0, 0, 1, "x", "y")
            raise KeyboardInterrupt

        monkeypatch.setattr(store_module, "extraction_rows", broken)
        with pytest.raises(KeyboardInterrupt):
            case.add(*example(2))
        monkeypatch.undo()
        assert case.counts()["reports"] == 1
        assert case.add(*example(2))


# --- files that are no case ---


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    "content", [b"a list of things to buy", b"\x00" * 200, b"SQLite format 3\x00" + bytes(200)]
)
def test_a_stranger_is_refused_untouched(tmp_path: Path, content: bytes, create: bool) -> None:
    path = tmp_path / "a.riwaya"
    path.write_bytes(content)
    assert code(Case.open, path, create=create) == "R401"
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["a.riwaya"]


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_foreign_database_is_refused_untouched(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as foreign:
        foreign.execute(f"PRAGMA journal_mode = {mode}")
        foreign.execute("CREATE TABLE reports(x)")
    foreign.close()
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    assert code(Case.open, path, create=True) == "R401"
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stamp)
    assert [p.name for p in tmp_path.iterdir()] == ["a.db"]


def test_a_folder_a_missing_file_and_a_missing_folder(tmp_path: Path) -> None:
    assert code(Case.open, tmp_path, create=True) == "R401"
    assert code(Case.open, tmp_path / "no") == "R404"
    assert code(Case.open, tmp_path / "no" / "a.riwaya", create=True) == "R402"
    (tmp_path / "empty").touch()
    assert code(Case.open, tmp_path / "empty") == "R401"
    Case.open(tmp_path / "empty", create=True).close()


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    full(path)
    with sqlite3.connect(path) as newer:
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    before = path.read_bytes()
    assert code(Case.open, path) == "R403"
    assert path.read_bytes() == before


def test_a_damaged_case_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    full(path)
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)

    def read() -> None:
        with Case.open(path) as case:
            list(case.reports())

    assert code(read) == "R406"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_case_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    full(path)
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with Case.open(path) as case:
            assert len(list(case.reports())) == 2
            assert case.search(WORDS)
            assert code(case.add, *example(3)) == "R402"
        assert code(Case.open, path, create=True) == "R402"
        assert code(Case.open, tmp_path / "new.riwaya", create=True) == "R402"
    finally:
        tmp_path.chmod(0o700)


def test_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from riwaya.case import files

    path = tmp_path / "a.riwaya"
    full(path)
    monkeypatch.setattr(files, "_writable", lambda _: False)
    with Case.open(path) as case:
        assert len(list(case.reports())) == 2
        assert case.search(WORDS)
        assert code(case.add, *example(3)) == "R402"


def test_a_full_disk_is_told_and_costs_nothing_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    full(path)
    with Case.open(path) as case:
        # SQLite reports a file at its page limit as it reports a full disk.
        case._connection.pragma("max_page_count", case._connection.pragma("page_count"))
        report, extraction = example(3)
        big = msgspec.structs.replace(report, text=BODY * 20_000)
        assert code(case.add, big, extraction) == "R402"
        assert len(list(case.reports())) == 2


WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
import nouns
from nouns import example
from riwaya.case import Case
case = Case.open(sys.argv[1], create=True)
for number in range(1, 100_000):
    case.add(*example(number))
    print(number, flush=True)
"""


def test_a_killed_run_leaves_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    command = [sys.executable, "-c", WRITER, str(path), str(Path(nouns.__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = 0
        deadline = time.monotonic() + 60
        while said < 700 and time.monotonic() < deadline:
            said = int(writer.stdout.readline())
        writer.kill()
        said = max([said, *(int(line) for line in writer.stdout.read().split("\n")[:-1] if line)])
    assert said >= 700
    with Case.open(path) as case:
        kept = list(case.reports())
        # Whatever was said to be written is there; the one being written may be there or not, never in part.
        assert said <= len(kept) <= said + 1
        assert [x.report for x in case.extractions()] == [report.id for report in kept]
        assert case.search(f'"{WORDS}" {said}'), "what was not indexed yet is indexed now"
        assert case.add(*example(200_000))
    connection = apsw.Connection(str(path))
    register(connection)
    assert connection.pragma("integrity_check") == "ok"
    assert connection.execute("SELECT count(*) FROM statements").get == 2 * (len(kept) + 1)


def test_two_processes_do_not_lose_each_others_reports(tmp_path: Path) -> None:
    path = tmp_path / "a.riwaya"
    with Case.open(path, create=True) as one, Case.open(path, create=True) as two:
        for number in range(1, 40):
            (one if number % 2 else two).add(*example(number))
        assert one.counts()["reports"] == two.counts()["reports"] == 39


def test_the_version_of_the_extractor_is_stable() -> None:
    from riwaya.case.made_by import extractor_version

    assert extractor_version.__wrapped__() == extractor_version.__wrapped__()
    assert len(extractor_version()) == 16
