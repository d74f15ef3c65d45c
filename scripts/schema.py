"""Write docs/schema.json, the JSON Schema of the nouns, from `riwaya.model`."""

import json
from pathlib import Path
from typing import Any

from riwaya import model
from riwaya.show.web.described import definitions, nouns

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def document() -> str:
    """Write the whole schema: a line of JSON is any one noun; `$defs` has each of them under its name."""
    kinds = nouns()
    found = definitions(kinds, "#/$defs/{name}")
    schema: dict[str, Any] = {
        "$schema": DRAFT,
        "title": f"The nouns of Riwaya, version {model.SCHEMA}",
        "description": "Written by scripts/schema.py from src/riwaya/model. "
        "The version is raised whenever a field changes its meaning.",
        "version": model.SCHEMA,
        "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in kinds],
        "$defs": {kind.__name__: found[kind.__name__] for kind in kinds},
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    page = Path(__file__).resolve().parents[1] / "docs" / "schema.json"
    page.write_text(document(), encoding="utf-8")
