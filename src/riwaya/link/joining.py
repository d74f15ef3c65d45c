"""Joining: actors, places and sources of a neighbourhood put in the place of what was known of it.

What was one stays one: an update adds names, mentions and statements to those that are known, and new ones beside them.
Two that were apart are brought together only when the whole case is linked again.
"""

from collections.abc import Iterable, Mapping, Set
from typing import Generic, NamedTuple, TypeVar

from msgspec.structs import replace

from riwaya.model import Actor, Place, Source

Named = TypeVar("Named", Actor, Place)
Noun = TypeVar("Noun", Actor, Place, Source)


class Change(NamedTuple, Generic[Noun]):
    """What joining changed: those that are no more, those that are new or not as they were, and all that there are now
    of those that were looked at.
    """

    gone: tuple[Noun, ...]
    found: tuple[Noun, ...]
    there: tuple[Noun, ...]


def joined(before: Iterable[Named], found: Iterable[Named], near: Set[str]) -> Change[Named]:
    """Join what `found` holds of the reports in `near` with what was known `before` of its ids, keys and mentions.

    Those found keep the ids that they had. Of one that holds names of several that were known, its mentions go to the
    one whose id it kept.
    """
    was = {one.id: one for one in before}
    out = {one.id: replace(one, mentions=_far(one.mentions, near)) for one in was.values()}
    owner = {key: one.id for one in out.values() for key in one.keys}
    for one in found:
        home = out.get(one.id)
        if home is None:
            keys = tuple(key for key in one.keys if key not in owner)
            out[one.id] = replace(one, keys=keys or one.keys)
            continue
        new = tuple(key for key in one.keys if key not in owner)
        out[one.id] = _grown(home, one, new)
    return _changed(was, {one.id: one for one in out.values() if one.mentions})


def _grown(home: Named, one: Named, new: tuple[str, ...]) -> Named:
    """Add what a neighbourhood tells of one that was known."""
    fields: dict[str, object] = {
        "keys": tuple(sorted({*home.keys, *new})),
        "names": _union(home.names, one.names),
        "mentions": (*home.mentions, *one.mentions),
        "merges": (*home.merges, *(m for m in one.merges if m.a in new or m.b in new)),
    }
    if isinstance(one, Actor) and isinstance(home, Actor):
        fields["roles"] = _union(home.roles, one.roles)[: max(len(home.roles), len(one.roles))]
        fields["described"] = _union(home.described, one.described)
        fields["nationality"] = home.nationality or one.nationality
    return replace(home, **fields)


def joined_sources(before: Iterable[Source], found: Iterable[Source], near: Set[str]) -> Change[Source]:
    """Join the sources that were `found` in the reports in `near` with what was known `before` of their ids, and of
    what is said in these reports.
    """
    was = {one.id: one for one in before}
    out = {one.id: replace(one, statements=_far(one.statements, near)) for one in was.values()}
    for one in found:
        home = out.get(one.id)
        if home is None:
            out[one.id] = one
        else:
            names, said = _union(home.names, one.names), (*home.statements, *one.statements)
            out[one.id] = replace(home, names=tuple(sorted(names)), statements=said)
    return _changed(was, {one.id: one for one in out.values() if one.statements})


def _changed(was: Mapping[str, Noun], now: Mapping[str, Noun]) -> Change[Noun]:
    """Say what is no more, what is new or not as it was, and what there is now."""
    return Change(
        gone=tuple(one for name, one in was.items() if name not in now),
        found=tuple(one for name, one in now.items() if one != was.get(name)),
        there=tuple(now.values()),
    )


def _far(refs: tuple[str, ...], near: Set[str]) -> tuple[str, ...]:
    """Give the references to reports that are not in the neighbourhood."""
    return tuple(name for name in refs if name.rpartition("/")[0] not in near)


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
