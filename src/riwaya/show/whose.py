"""Whose: the origins of an account by their ids, as a reader calls them.

An origin may stand behind a variant or a way of telling alone: who denies a claim does not stand behind the claim.
"""

from collections.abc import Iterable

import msgspec

from riwaya.model import Account, Origin
from riwaya.show.evidence import Index


def named(origin: Origin, index: Index) -> Origin:
    """Call an origin, and those through whom it comes, as a reader does: reports without an outlet by their title."""
    through = tuple(index.title(name) for name in origin.through)
    return msgspec.structs.replace(origin, name=index.title(origin.name), through=through)


class Whose:
    """Finds the origins of an account."""

    def __init__(self, account: Account, index: Index) -> None:
        supports = (account.support, *account.variants, *(f.support for f in account.framings))
        self._origins: dict[str, Origin] = {}
        for support in supports:
            for origin in support.origins:
                self._origins.setdefault(origin.id, named(origin, index))

    def origin(self, id_: str) -> Origin | None:
        """Give the origin with this id."""
        return self._origins.get(id_)

    def name(self, id_: str) -> str:
        """Name the origin with this id; a name that is no id stands for itself."""
        origin = self._origins.get(id_)
        return origin.name if origin else id_

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Name several origins."""
        return tuple(self.name(one) for one in ids)

    @property
    def phantoms(self) -> tuple[Origin, ...]:
        """Give the origins that nobody of the case has at first hand."""
        return tuple(origin for origin in self._origins.values() if origin.phantom)
