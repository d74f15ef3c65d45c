"""The documents: their links lead somewhere, their commands exist, every code is in the table of errors."""

import importlib.util
import re
from pathlib import Path

import pytest

from riwaya.errors import CODES

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
MAKE = re.compile(r"`make ([a-z-]+)`|^make ([a-z-]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def documents(root: Path) -> dict[str, str]:
    paths = [*root.glob("*.md"), *(root / "docs").glob("*.md")]
    return {str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in paths}


def test_every_link_leads_to_a_file(root: Path, documents: dict[str, str]) -> None:
    dead = []
    for name, text in documents.items():
        for target in LINK.findall(text):
            if "://" not in target and not ((root / name).parent / target).exists():
                dead.append(f"{name}: {target}")
    assert dead == []


def test_every_make_target_that_is_named_exists(root: Path, documents: dict[str, str]) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {one or other for text in documents.values() for one, other in MAKE.findall(text)}
    assert {"demo", "test"} <= named
    assert named <= targets


def test_the_table_of_errors_is_the_one_of_the_codes(root: Path, documents: dict[str, str]) -> None:
    path = root / "scripts" / "errors_table.py"
    spec = importlib.util.spec_from_file_location("errors_table", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert documents["docs/errors.md"] == module.document(CODES), "run: python scripts/errors_table.py"


def test_the_readme_shows_the_two_commands_and_what_they_show(documents: dict[str, str]) -> None:
    readme = documents["README.md"]
    assert "make demo" in readme
    assert "make test" in readme
    assert re.search(r"!\[[^\]]+\]\(docs/pictures/[^)]+\)", readme), "a picture of what the command shows"
