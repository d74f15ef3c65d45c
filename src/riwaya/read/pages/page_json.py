"""What a page says of its article in JSON-LD: the object that is the article, found among others, broken or not."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

import msgspec

from riwaya.lexicon import toml

Node = dict[str, Any]

_MAX_SCRIPT = 2_000_000
_MAX_NODES = 2_000
_MAX_NAMES = 20
_AROUND_JSON = ("<!--", "//", "<![CDATA[", "-->", "]]>", "/*", "*/", ";")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_SIMPLE = re.compile(r'"(headline|datePublished|dateModified)"\s*:\s*"((?:[^"\\\n]|\\.){1,400})"')


@cache
def _names(key: str) -> frozenset[str]:
    return frozenset(toml("page_fields")[key])


def article(scripts: Iterable[str], urls: Collection[str]) -> tuple[Node, bool]:
    """Give the properties of the article that these JSON-LD scripts tell of, in lower case, and whether it is one.

    Of several articles the one at one of the page's `urls` wins, else the first; where there is none, the object that
    is the page. Objects that are named by ``@id`` are put in the place of references to them. Empty when nothing is
    told.
    """
    nodes = [node for script in scripts for node in _nodes(_read(script))]
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    for kinds, is_article in ((_names("articles"), True), (_names("pages"), False)):
        fit = [node for node in nodes if kinds.intersection(_kinds(node))]
        if fit:
            node = next((node for node in fit if _is_at(node, urls)), fit[0])
            return {name: _resolved(value, known) for name, value in node.items()}, is_article
    return {}, False


def _is_at(node: Node, urls: Collection[str]) -> bool:
    """Tell whether an object says that it is at one of these addresses."""
    for name in ("url", "mainentityofpage", "@id"):
        value = node.get(name)
        if isinstance(value, dict):
            value = value.get("@id")
        if isinstance(value, str) and value.partition("#")[0] in urls:
            return True
    return False


def _read(script: str) -> Any:
    """Decode a script, mended where it is broken; of what cannot be mended a few plain properties are kept."""
    if len(script) > _MAX_SCRIPT:
        return None
    try:
        return msgspec.json.decode(script.encode())
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        pass
    try:
        # Raw line ends in strings, which many systems write, are let pass.
        return json.loads(_TRAILING_COMMA.sub("", _bare(script)), strict=False)
    except (ValueError, RecursionError):
        simple = dict(reversed(_SIMPLE.findall(script)))
        return {"@type": "WebPage", **simple} if simple else None


def _bare(script: str) -> str:
    """Take off the comment marks that systems set around a script."""
    bare = script.strip()
    left = len(_AROUND_JSON)
    while left:
        for mark in _AROUND_JSON:
            bare = bare.removeprefix(mark).removesuffix(mark).strip()
        left -= 1
        if bare[:1] in ("{", "[") and bare[-1:] in ("}", "]"):
            break
    return bare


def _nodes(value: Any) -> Iterator[Node]:
    """Give the objects of a decoded script in order, with the names of their properties in lower case."""
    left, count = [value], 0
    inside = _names("inside")
    while left and count < _MAX_NODES:
        one = left.pop()
        count += 1
        if isinstance(one, list):
            left.extend(reversed(one[:_MAX_NODES]))
        elif isinstance(one, dict):
            node = {name.lower(): part for name, part in one.items()}
            yield node
            left.extend(node[name] for name in inside if isinstance(node.get(name), list | dict))


def _kinds(node: Node) -> Iterator[str]:
    """Give the types of an object without their vocabulary: ``newsarticle``."""
    kinds = node.get("@type")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str):
            yield kind.rpartition("/")[2].rpartition(":")[2].lower()


def _resolved(value: Any, known: dict[str, Node]) -> Any:
    """Put the objects of a script in the place of references to them."""
    if isinstance(value, list):
        return [_resolved(one, known) for one in value[:_MAX_NAMES]]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
        return known.get(value["@id"], value)
    return value


def text_of_value(value: Any) -> str | None:
    """Write a property as text: a string, the name of a person or body, several of them with commas."""
    names: dict[str, None] = {}
    for one in value[:_MAX_NAMES] if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, list) and name:
            name = name[0]
        if isinstance(name, str) and name.strip():
            names[name.strip()] = None
    return "، ".join(names) or None
