"""docs/case-file.md names every table of a case, and its queries run."""

import re
import sqlite3
from pathlib import Path

from nouns import example
from riwaya.case import Case


def test_the_page_tells_of_every_table(root: Path, tmp_path: Path) -> None:
    page = (root / "docs" / "case-file.md").read_text(encoding="utf-8")
    with Case.open(tmp_path / "a.riwaya", create=True) as case:
        case.add(*example(1))
    with sqlite3.connect(tmp_path / "a.riwaya") as any_tool:
        names = {name for (name,) in any_tool.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        told = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
        assert told == {name for name in names if not name.startswith(("search_", "sqlite_"))}
        for query in re.search(r"```sql\n(.*?)```", page, re.DOTALL)[1].strip().split("\n"):  # type: ignore[index]
            assert any_tool.execute(query).fetchall()
