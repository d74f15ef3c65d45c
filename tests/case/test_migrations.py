"""The schema in steps: each once, all or none, and only forward."""

import apsw
import pytest

from riwaya.case import migrations
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
