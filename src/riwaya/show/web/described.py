"""The API described: its OpenAPI document, whose schemas are those of the nouns themselves."""

from collections.abc import Sequence
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from riwaya import model
from riwaya.show.report import release
from riwaya.show.web import api

ADDRESS = "/api/openapi.json"
_ABOUT = (
    "One case of Riwaya as JSON: who says what, through whom, and how many independent voices stand behind it. "
    "Nouns are those of docs/schema.json. Spans count characters (code points) of a report's text."
)


def nouns() -> list[type[msgspec.Struct]]:
    """Give the nouns in the order in which the model defines them."""
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type)]
    return [kind for kind in kinds if issubclass(kind, msgspec.Struct) and kind is not msgspec.Struct]


def definitions(kinds: Sequence[Any], template: str) -> dict[str, Any]:
    """Give the JSON Schema of nouns and of what they are made of, by name; `template` is how one refers to another."""
    _, found = msgspec.json.schema_components(kinds, ref_template=template)
    # What the model checks and its types cannot say.
    found["Span"]["description"] += (
        " Both are counts of code points, and the second is not less than the first."
    )
    for item in found["Span"]["prefixItems"]:
        item["minimum"] = 0
    return found


def describe(app: FastAPI) -> dict[str, Any]:
    """Give the OpenAPI document of the application, made once."""
    if app.openapi_schema is None:
        made = get_openapi(title="Riwaya", version=release() or "0", description=_ABOUT, routes=app.routes)
        kinds = [*nouns(), *api.NOUNS]
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        schemas.update(definitions(kinds, "#/components/schemas/{name}"))
        app.openapi_schema = made
    return app.openapi_schema
