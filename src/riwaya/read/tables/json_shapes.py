"""Where the records are in JSON: in a list, under a name, inside what a service puts around them, or by columns."""

from collections.abc import Iterator, Mapping
from typing import Any

from riwaya.read.tables import columns

_DEEPEST, _LOOKED_AT = 3, 20
_ACTIONS = frozenset({"index", "create", "update", "delete"})


def records(data: Any) -> list[Any] | None:
    """Find the list of records in a JSON value; None when the value is one record itself.

    Known are lists, ``{"articles": [...]}``, ``{"hits": {"hits": [...]}}``, records under keys of their own, and
    tables by columns as pandas writes them (``{"text": {"0": …}}``, ``{"columns": […], "data": [[…]]}``).
    """
    if isinstance(data, list):
        return data
    if not isinstance(data, dict):
        return None
    if (table := _by_columns(data)) is not None:
        return table
    if columns.has_text(columns.lifted(data)):
        return None
    lists = [found for found in _lists(data, 0) if any(isinstance(one, dict) for one in found[:_LOOKED_AT])]
    with_text = [found for found in lists if any(map(_is_report, found[:_LOOKED_AT]))]
    return max(with_text or lists, key=len, default=None)


def is_action(record: Mapping[str, Any]) -> bool:
    """Tell the line that stands before each record in a bulk file of Elasticsearch: ``{"index": {"_id": 1}}``."""
    return len(record) == 1 and next(iter(record)) in _ACTIONS


def _lists(data: Mapping[str, Any], depth: int) -> Iterator[list[Any]]:
    """Give the lists that stand in a value, and the values of records that stand side by side under their ids."""
    inner = list(data.values())
    if len(inner) > 1 and all(isinstance(value, dict) for value in inner):
        yield inner
    for value in inner:
        if isinstance(value, list):
            yield value
        elif isinstance(value, dict) and depth < _DEEPEST:
            yield from _lists(value, depth + 1)


def _is_report(record: Any) -> bool:
    return isinstance(record, dict) and columns.has_text(columns.lifted(record))


def _by_columns(data: Mapping[str, Any]) -> list[Any] | None:
    """Turn a table by columns into its rows; None when it is none."""
    names, rows = data.get("columns"), data.get("data")
    if isinstance(names, list) and isinstance(rows, list) and all(isinstance(row, list) for row in rows):
        return [dict(zip(map(str, names), row, strict=False)) for row in rows]
    texts = columns.names_of(tuple(data)).fields.get("text", ())
    if len(data) < 2 or not texts or type(data[texts[0]]) not in (list, dict):
        return None
    kind, size = type(data[texts[0]]), len(data[texts[0]])
    if not all(type(column) is kind and len(column) == size for column in data.values()):
        return None
    if kind is list:
        return [dict(zip(data, row, strict=True)) for row in zip(*data.values(), strict=True)]
    return [{name: column.get(key) for name, column in data.items()} for key in data[texts[0]]]
