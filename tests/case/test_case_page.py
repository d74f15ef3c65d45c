"""docs/case-file.md names every table of a case, and its queries run."""

import re
import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from nouns import NAME, example, found
from riwaya.case import Case
from riwaya.model import Direction


@pytest.fixture
def page(root: Path) -> str:
    return (root / "docs" / "case-file.md").read_text(encoding="utf-8")


def queries(page: str) -> list[str]:
    """Give every query of the page."""
    blocks = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    return [query for block in blocks for query in block.split(";\n") if query.strip()]


def made(path: Path, direction: Direction = "a_to_b") -> sqlite3.Connection:
    """Make a case whose two reports share text, and open it as any tool does."""
    linked, accounts = found()
    with Case.open(path, create=True) as case:
        for number, outlet in ((1, "المنارة"), (2, "الصدى")):
            case.add(*example(number, outlet))
        copies = tuple(replace(copy, direction=direction) for copy in linked.copies)
        case.store(replace(linked, copies=copies), accounts)
    return sqlite3.connect(path)


def test_the_page_tells_of_every_table(page: str, tmp_path: Path) -> None:
    any_tool = made(tmp_path / "a.riwaya")
    names = {name for (name,) in any_tool.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    told = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert told == {name for name in names if not name.startswith(("search_", "said_", "sqlite_"))}
    assert len(queries(page)) > 2
    for query in queries(page):
        assert any_tool.execute(query).fetchall(), query
    any_tool.close()


@pytest.mark.parametrize(
    ("direction", "dropped"),
    [("a_to_b", [("المنارة", NAME, "الصدى", "خبر 2")]), ("b_to_a", []), ("unknown", [])],
)
def test_a_source_was_dropped_only_where_the_earlier_report_has_it(
    page: str, tmp_path: Path, direction: Direction, dropped: list[tuple[str, ...]]
) -> None:
    (query,) = (query for query in queries(page) if "dropped" in query)
    any_tool = made(tmp_path / "a.riwaya", direction)
    assert any_tool.execute(query).fetchall() == dropped
    any_tool.close()


def test_every_report_goes_back_to_the_agency(page: str, tmp_path: Path) -> None:
    (query,) = (query for query in queries(page) if "RECURSIVE" in query)
    any_tool = made(tmp_path / "a.riwaya")
    assert sorted(any_tool.execute(query).fetchall()) == [
        ("الصدى", "خبر 2", "وكالة سارية"),
        ("المنارة", "خبر 1", "وكالة سارية"),
    ]
    any_tool.close()
