"""What the page says of an element by its tag, class, id and other attributes: furniture, an article's body, a field.

The rules are data: `data/page_furniture.toml` and `data/page_bodies.toml`. A class or id is a row of names; each name
is compared whole and by its words (``td-post-sharing`` and ``PostSharing_bar__x1`` both hold the word ``sharing``).
What the names of a site mean is worked out once.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from riwaya.arabic.fold import fold
from riwaya.lexicon import toml

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MAX_NAMES = 400
_MAX_LABEL = 100
_HIDING_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)


class Told(NamedTuple):
    """What is told of an element: the rule by which it is furniture, how surely it is the body of an article (0 to 3),
    the field of the report that it holds (``published``, ``byline`` …), whether it is hidden, and whether it holds only
    furniture that may be left out at the edges of an article.
    """

    rule: str | None = None
    rank: int = 0
    field: str | None = None
    hidden: bool = False
    edge: bool = False


NOTHING = Told()
_HOLDS_FIELDS = "page-meta"


class Rule(NamedTuple):
    """One rule of `page_furniture.toml`; an `edge` may be left out where it stands before or after the article."""

    id: str
    edge: bool


class _Table(NamedTuple):
    """The rules, by what they look at."""

    tags: dict[str, Told]
    names: dict[str, Told]
    first_words: dict[str, list[tuple[tuple[str, ...], Told]]]
    roles: dict[str, Told]
    values: dict[str, dict[str, Told]]
    labels: list[tuple[re.Pattern[str], Told]]
    hiding: frozenset[str]
    ignored: tuple[str, ...]


@cache
def furniture_rules() -> dict[str, Rule]:
    """Give the rules of furniture by their ids."""
    return {row["id"]: Rule(row["id"], row.get("edge", False)) for row in toml("page_furniture")["rule"]}


@cache
def _table() -> _Table:
    """Read both files of rules."""
    furniture, bodies = toml("page_furniture"), toml("page_bodies")
    hiding, ignored = frozenset(furniture["hiding"]), tuple(furniture["ignored"])
    table = _Table({}, {}, {}, {}, {}, [], hiding, ignored)
    for row in furniture["rule"]:
        _add(table, row, Told(rule=row["id"], edge=row.get("edge", False) and row["id"] != _HOLDS_FIELDS))
    for row in bodies["body"]:
        _add(table, row, Told(rank=row["rank"]))
    for row in bodies["field"]:
        _add(table, row, Told(field=row["id"]))
    return table


def _add(table: _Table, row: dict[str, Any], told: Told) -> None:
    """Add one row of a file; of two rules for the same thing the first stays, but a field may stand beside it."""
    for tag in row.get("tags", ()):
        table.tags.setdefault(tag, told)
    for name in row.get("names", ()):
        table.names[name] = _joined(table.names.get(name, NOTHING), told)
    for words in row.get("words", ()):
        sequence = tuple(words.split())
        table.first_words.setdefault(sequence[0], []).append((sequence, told))
    for role in row.get("roles", ()):
        table.roles.setdefault(role, told)
    for attribute, values in row.get("values", {}).items():
        for value in values:
            table.values.setdefault(attribute, {}).setdefault(value, told)
    if "label" in row:
        table.labels.append((re.compile(row["label"]), told))


def told(tag: str, attributes: Mapping[str, str]) -> Told:
    """Say what is told of an element by its tag and attributes."""
    found = by_tag(tag)
    for name, value in attributes.items():
        if name in ("class", "id"):
            more = by_names(value if len(value) < _MAX_NAMES else value[:_MAX_NAMES])
        elif (look := _LOOKS.get(name)) is not None:
            more = look(name, value)
        else:
            continue
        if more is not NOTHING:
            found = _joined(found, more)
    return found


@cache
def by_tag(tag: str) -> Told:
    """Say what is told of an element by its tag alone."""
    return _table().tags.get(tag, NOTHING)


def _joined(a: Told, b: Told) -> Told:
    """Put together what two attributes tell: the first rule, the higher rank."""
    if a is NOTHING or b is NOTHING:
        return b if a is NOTHING else a
    rule, rank, field = a.rule or b.rule, max(a.rank, b.rank), a.field or b.field
    edge = (a.edge if a.rule else b.edge) and rank < 2 and field is None
    return Told(rule, rank, field, a.hidden or b.hidden, edge)


@lru_cache(maxsize=8192)
def by_names(value: str) -> Told:
    """Say what the names in a class or id tell. A body of an article that has a name of furniture too is a body."""
    table, found = _table(), NOTHING
    names = value.split()
    for name in names:
        if not name.startswith(table.ignored):
            found = _joined(found, _by_name(name))
    if table.hiding.intersection(names) and not any(":" in name or "-block" in name for name in names):
        found = found._replace(hidden=True)
    if found.rank > 1 and found.rule:
        found = found._replace(rule=None, edge=False)
    return found


def _by_name(name: str) -> Told:
    """Say what one name tells, whole or by words that stand in it one after the other.

    A name of furniture is never that of a body: ``article-body-share``.
    """
    table = _table()
    whole = table.names.get(name.lower())
    if whole is not None:
        return whole
    words = [word.lower() for word in _WORD.findall(name)]
    found = NOTHING
    for at, word in enumerate(words):
        for sequence, what in table.first_words.get(word, ()):
            if tuple(words[at : at + len(sequence)]) == sequence:
                found = _joined(found, what)
    return found._replace(rank=0) if found.rule else found


def _hidden(name: str, value: str) -> Told:
    """Read ``hidden`` and ``aria-hidden``."""
    shown = value.lower() == "false" if name == "aria-hidden" else value.lower() == "until-found"
    return NOTHING if shown else Told(hidden=True)


def _style(_: str, value: str) -> Told:
    return Told(hidden=True) if _HIDING_STYLE.search(value[:2000]) else NOTHING


def _role(_: str, value: str) -> Told:
    return _table().roles.get(value.strip().lower(), NOTHING)


def _value(name: str, value: str) -> Told:
    """Read an attribute whose values are names."""
    known = _table().values.get(name, {})
    for one in value[:_MAX_NAMES].split():
        if (found := known.get(one) or known.get(one.rpartition(":")[2])) is not None:
            return found
    return NOTHING


def _component(_: str, value: str) -> Told:
    return by_names(value[:_MAX_NAMES])


def _label(_: str, value: str) -> Told:
    """Read ``aria-label``: words for those who hear the page."""
    return _labelled(value[:_MAX_LABEL])


@lru_cache(maxsize=2048)
def _labelled(value: str) -> Told:
    folded = fold(value)
    return next((what for pattern, what in _table().labels if pattern.search(folded)), NOTHING)


_LOOKS = {
    "hidden": _hidden,
    "aria-hidden": _hidden,
    "style": _style,
    "role": _role,
    "itemprop": _value,
    "property": _value,
    "rel": _value,
    "itemtype": _value,
    "aria-label": _label,
    "data-component": _component,
    "data-testid": _component,
    "data-test-id": _component,
    "data-e2e": _component,
    "data-qa": _component,
    "data-module": _component,
    "data-widget": _component,
    "data-block-type": _component,
}
