"""The manual of the API: its OpenAPI document as a page shows it, paths first and then what they speak of."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_JSON = "application/json"
_EXAMPLES: dict[str, Any] = {"a": "…", "b": "…", "text": "…"}


class Word(NamedTuple):
    """A piece of what a value is: as it is written, or the name of a schema to go to."""

    text: str
    schema: bool = False


class Part(NamedTuple):
    """A parameter of a path, or a field of a noun."""

    name: str
    kind: tuple[Word, ...]
    needed: bool
    said: str


class Path(NamedTuple):
    """A path with what is asked of it and what it gives; `sends` says how a program without a browser asks."""

    anchor: str
    method: str
    path: str
    said: str
    parts: tuple[Part, ...]
    takes: tuple[Word, ...]
    gives: tuple[Word, ...]
    refuses: tuple[tuple[str, str], ...]
    sends: str


class Schema(NamedTuple):
    """A noun: what it is, and its fields; one without fields is of a `kind`."""

    name: str
    said: str
    fields: tuple[Part, ...]
    kind: tuple[Word, ...]


def paths(document: Mapping[str, Any], origin: str) -> Iterator[Path]:
    """Give the paths of an OpenAPI document by their names."""
    for path, methods in sorted(document["paths"].items()):
        for method, does in methods.items():
            sent = does.get("requestBody")
            yield Path(
                anchor=does["operationId"],
                method=method.upper(),
                path=path,
                said=does.get("description", ""),
                parts=tuple(_part(asked) for asked in does.get("parameters", ())),
                takes=_words(sent["content"][_JSON]["schema"]) if sent else (),
                gives=_words(does["responses"]["200"]["content"][_JSON]["schema"]),
                refuses=tuple(
                    (status, said["description"])
                    for status, said in does["responses"].items()
                    if not status.startswith("2")
                ),
                sends=_command(document, path, sent, origin),
            )


def schemas(document: Mapping[str, Any]) -> Iterator[Schema]:
    """Give the nouns of an OpenAPI document by their names."""
    for name, schema in sorted(document["components"]["schemas"].items()):
        fields = schema.get("properties", {})
        needed = schema.get("required", ())
        yield Schema(
            name=name,
            said=schema.get("description", ""),
            fields=tuple(Part(field, _words(is_), field in needed, "") for field, is_ in fields.items()),
            kind=() if fields else _words(schema),
        )


def _part(asked: Mapping[str, Any]) -> Part:
    schema = asked["schema"]
    return Part(asked["name"], _words(schema), asked.get("required", False), asked.get("description", ""))


def _words(schema: Mapping[str, Any]) -> tuple[Word, ...]:
    """Write what a schema allows in short."""
    if "$ref" in schema:
        return (Word(schema["$ref"].rpartition("/")[2], schema=True),)
    if "anyOf" in schema:
        return _joined([_words(one) for one in schema["anyOf"]])
    if "enum" in schema:
        return (Word(" | ".join(map(str, schema["enum"]))),)
    if schema.get("type") == "array":
        inner = schema.get("items") or _joined([_words(one) for one in schema.get("prefixItems", ())], ", ")
        return (Word("["), *(inner if isinstance(inner, tuple) else _words(inner)), Word("]"))
    bounds = [
        f"{sign} {schema[key]}"
        for key, sign in (("minimum", "≥"), ("maximum", "≤"), ("maxLength", "≤"))
        if key in schema
    ]
    return (Word(" ".join([str(schema.get("type", "any")), *bounds])),)


def _joined(several: list[tuple[Word, ...]], by: str = " | ") -> tuple[Word, ...]:
    out: list[Word] = []
    for words in several:
        out += [*([Word(by)] if out else []), *words]
    return tuple(out)


def _command(document: Mapping[str, Any], path: str, sent: Any, origin: str) -> str:
    """Write how a program asks: the command for a terminal, with the id of anything as NAME."""
    address = origin + path.replace("{name}", "NAME")
    if not sent:
        return f"curl '{address}'"
    name = sent["content"][_JSON]["schema"]["$ref"].rpartition("/")[2]
    needed = document["components"]["schemas"][name]["required"]
    given = json.dumps({field: _EXAMPLES[field] for field in needed}, ensure_ascii=False)
    return f"curl '{address}' -H 'origin: {origin}' -H 'content-type: application/json' -d '{given}'"
