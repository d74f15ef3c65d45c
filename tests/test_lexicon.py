"""The reader of the data files, and that every data file says what it is."""

import re
from importlib.resources import files

import pytest

from riwaya import lexicon

TABLES = sorted(f.name for f in files("riwaya.data").iterdir() if f.name.endswith((".tsv", ".toml")))


@pytest.fixture
def table(monkeypatch):
    def put(content: str) -> None:
        monkeypatch.setattr(lexicon, "_read", lambda _file: content)

    return put


def test_rows_skip_comments_and_fill_short_rows(table):
    table("# what it is\n#\nname\tkind\n\nمرفأ\tport\n# aside\nجسر\n")
    assert lexicon.rows("any") == [{"name": "مرفأ", "kind": "port"}, {"name": "جسر", "kind": ""}]


def test_a_row_with_too_many_cells_is_an_error(table):
    table("# what it is\nname\tkind\na\tb\tc\n")
    with pytest.raises(ValueError, match="3 cells in 2 columns"):
        lexicon.rows("any")


def test_toml(table):
    table('# what it is\n[port]\nname = "مرفأ"\n')
    assert lexicon.toml("any") == {"port": {"name": "مرفأ"}}


def test_a_missing_table_is_an_error():
    with pytest.raises(FileNotFoundError):
        lexicon.rows("no-such-table")


def test_variants():
    assert lexicon.variants("رويترز | وكالة رويترز||Reuters") == ("رويترز", "وكالة رويترز", "Reuters")


@pytest.mark.parametrize("name", TABLES)
def test_every_data_file_says_what_it_is_and_its_licence(name):
    head = files("riwaya.data").joinpath(name).read_text(encoding="utf-8").split("\n\n")[0]
    comment = "\n".join(line for line in head.splitlines() if line.startswith("#"))
    assert len(comment) > 40
    assert re.search(
        r"licence|written for this project|Apache-2.0|CC BY|CC0|MIT|public domain", comment, re.I
    )


@pytest.mark.parametrize("name", [n for n in TABLES if n.endswith(".tsv")])
def test_every_table_can_be_read(name):
    rows = lexicon.rows(name.removesuffix(".tsv"))
    assert rows
    assert all(any(row.values()) for row in rows)
