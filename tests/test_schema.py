"""docs/schema.json is what the model says, and describes every noun that a program may meet."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from nouns import NOUNS
from riwaya.model import SCHEMA


@pytest.fixture(scope="module")
def script(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("schema_script", root / "scripts" / "schema.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_schema_is_not_stale(root: Path, script: ModuleType) -> None:
    written = (root / "docs" / "schema.json").read_text(encoding="utf-8")
    assert written == script.document(), "run: python scripts/schema.py"


def test_every_noun_is_in_the_schema(root: Path) -> None:
    schema = json.loads((root / "docs" / "schema.json").read_text(encoding="utf-8"))
    assert schema["version"] == SCHEMA
    assert set(schema["$defs"]) == {kind.__name__ for kind in NOUNS}
    assert all(definition["description"] for definition in schema["$defs"].values())
