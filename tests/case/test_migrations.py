"""The schema in steps: each once, all or none, and only forward."""

from pathlib import Path

import apsw
import msgspec
import pytest

from nouns import example, found
from riwaya import pipeline
from riwaya.case import Case, migrations
from riwaya.case.migrations import APPLICATION_ID, VERSION, migrate
from riwaya.case.search import register


@pytest.fixture
def connection() -> apsw.Connection:
    made = apsw.Connection(":memory:")
    register(made)
    return made


def test_a_new_file_is_brought_to_the_version(connection: apsw.Connection) -> None:
    migrate(connection)
    assert connection.pragma("user_version") == VERSION == len(migrations.STEPS)
    assert connection.pragma("application_id") == APPLICATION_ID


def test_nothing_is_done_twice(connection: apsw.Connection) -> None:
    migrate(connection)
    before = connection.total_changes()
    migrate(connection)
    assert connection.total_changes() == before


def test_an_older_file_gets_only_the_steps_it_lacks(
    connection: apsw.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(connection)
    connection.execute("INSERT INTO reports(id, text, furniture) VALUES ('r1', 'x', '[]')")

    def step(made: apsw.Connection) -> None:
        made.execute("ALTER TABLE reports ADD COLUMN later TEXT")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(migrations, "VERSION", VERSION + 1)
    migrate(connection)
    assert connection.pragma("user_version") == VERSION + 1
    assert connection.execute("SELECT id, later FROM reports").get == ("r1", None)


def test_a_step_that_fails_leaves_the_file_as_it_was(
    connection: apsw.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def step(made: apsw.Connection) -> None:
        made.execute("CREATE TABLE half(x)")
        raise OSError

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(migrations, "VERSION", VERSION + 1)
    with pytest.raises(OSError):  # noqa: PT011
        migrate(connection)
    assert connection.pragma("user_version") == 0
    assert connection.execute("SELECT count(*) FROM sqlite_schema").get == 0


_NEW = (
    "copies",
    "copy_passages",
    "edits",
    "wires",
    "wire_reports",
    "families",
    "family_reports",
    "family_wires",
    "descents",
    "shifts",
    "framings",
    "citations",
    "routes",
    "key_counts",
    "said",
    "notes",
    "pins",
)
_NEW_COLUMNS = (
    "claims.phantom",
    "variants.framing",
    "origins.phantom",
    "points.outlier",
    "actors.called",
    "corrections.holds",
    "corrections.undone",
    "corrections.undone_by",
    "corrections.refused",
)


# The tables of version 5 that version 8 made anew.
_ANEW = ("records", "fingerprints")


def schema(connection: apsw.Connection) -> set[tuple[str, str]]:
    return set(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql NOT NULL"))


def of_version_5(path: Path) -> None:
    """Make a case as version 5 left it: two reports that it linked, and nothing of copies."""
    with Case.open(path, create=True) as case:
        for number in (1, 2):
            case.add(*example(number))
        case.store(*found())
    made = apsw.Connection(":memory:")
    register(made)
    for step in migrations.STEPS[:5]:
        step(made)
    older = apsw.Connection(str(path))
    register(older)
    records = list(older.execute("SELECT kind, n, json FROM records ORDER BY n"))
    for table in (*_NEW, *_ANEW):
        older.execute(f"DROP TABLE {table}")
    for name, _ in schema(older) - schema(made):
        if older.execute("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?", (name,)).get:
            older.execute(f"DROP INDEX {name}")
    for table, column in (name.split(".") for name in _NEW_COLUMNS):
        older.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for table in _ANEW:
        older.execute(made.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).get)
    kept = (row for row in records if row[0] not in ("copy", "wire", "family"))
    older.executemany("INSERT INTO records VALUES (?, ?, ?)", kept)
    for _, sql in schema(made) - schema(older):
        older.execute(sql)
    older.execute("UPDATE reports SET linked = 'older'")
    older.pragma("user_version", 5)
    assert schema(older) == schema(made)
    older.close()


def test_a_case_of_version_5_opens_and_is_linked_again(tmp_path: Path, connection: apsw.Connection) -> None:
    path = tmp_path / "a.riwaya"
    of_version_5(path)
    linked, accounts = found()
    with Case.open(path) as case:
        assert case.linked() == msgspec.structs.replace(linked, copies=(), wires=(), families=())
        assert case.accounts() == accounts
        assert case._rows("SELECT id FROM records WHERE kind IN ('account', 'actor') ORDER BY id") == [
            ("a1",),
            ("c1",),
        ]
        assert (case.counts()["passages"], case.counts()["copies"]) == (1, 0)
        assert not case.pending().current
        pipeline.relink(case)
        assert case.pending() == ((), 2, True)
        case.store(linked, accounts)
        assert case.linked() == linked
        assert case.counts()["copies"] == 1
    migrate(connection)
    assert schema(apsw.Connection(str(path))) == schema(connection)


def test_corrections_of_an_older_case_hold_when_it_is_opened(connection: apsw.Connection) -> None:
    for step in migrations.STEPS[: migrations.STEPS.index(migrations._work)]:
        step(connection)
        connection.pragma("user_version", connection.pragma("user_version") + 1)
    connection.execute(
        "INSERT INTO corrections(kind, a, b, at, by, note) VALUES ('merge', '[]', '[]', '', '', '')"
    )
    migrate(connection)
    assert connection.execute("SELECT holds, undone FROM corrections").get == (1, None)
    assert connection.execute("SELECT count(*) FROM notes, pins").get == 0
