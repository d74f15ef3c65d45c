"""Write docs/schema.json, the JSON Schema of the nouns, from `riwaya.model`."""

import json
from pathlib import Path
from typing import Any

import msgspec

from riwaya import model

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def nouns() -> list[type[msgspec.Struct]]:
    """Give the nouns in the order in which the model defines them."""
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type)]
    return [kind for kind in kinds if issubclass(kind, msgspec.Struct) and kind is not msgspec.Struct]


def document() -> str:
    """Write the whole schema: a line of JSON is any one noun; `$defs` has each of them under its name."""
    kinds = nouns()
    _, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    # What the model checks and its types cannot say.
    definitions["Span"]["description"] += (
        " Both are counts of code points, and the second is not less than the first."
    )
    for item in definitions["Span"]["prefixItems"]:
        item["minimum"] = 0
    schema: dict[str, Any] = {
        "$schema": DRAFT,
        "title": f"The nouns of Riwaya, version {model.SCHEMA}",
        "description": "Written by scripts/schema.py from src/riwaya/model. "
        "The version is raised whenever a field changes its meaning.",
        "version": model.SCHEMA,
        "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in kinds],
        "$defs": {kind.__name__: definitions[kind.__name__] for kind in kinds},
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    page = Path(__file__).resolve().parents[1] / "docs" / "schema.json"
    page.write_text(document(), encoding="utf-8")
