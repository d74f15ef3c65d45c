"""Records: the exact JSON of what was found, a row each, in the order in which it is given back.

`rank` and `tie` say where a record stands among those of its kind, and among equals `n` does: what was kept first.
They are what `link` orders by, so that one mention more moves one record and leaves the others where they are.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, TypeVar

import apsw
import msgspec

from riwaya.case.connected import encoded
from riwaya.case.found_rows import Found
from riwaya.case.reports import Rows
from riwaya.model import (
    Account,
    Actor,
    Claim,
    Copy,
    Family,
    Passage,
    Place,
    Source,
    Story,
    Wire,
)

KINDS: dict[type, str] = {
    Passage: "passage",
    Copy: "copy",
    Wire: "wire",
    Family: "family",
    Source: "source",
    Actor: "actor",
    Place: "place",
    Story: "story",
    Claim: "claim",
    Account: "account",
}
_BEHIND = 2**32
"""What comes behind all that has fewer members than this."""
_INSERT = "INSERT INTO records(kind, id, rank, tie, json) VALUES (?, ?, ?, ?, ?)"
_T = TypeVar("_T", bound=Found)


def name(noun: Found) -> str:
    """Give the id of a noun; an account has that of its claim."""
    return noun.claim.id if isinstance(noun, Account) else noun.id


def order(noun: Found) -> tuple[int, str]:
    """Give `rank` and `tie`: claims with figures first, then those with most members (see `link.claims.in_order`);
    actors and places that are named most often, then by their first key; everything else as it was kept.
    """
    match noun:
        case Account():
            return order(noun.claim)
        case Claim():
            members = sum(len(variant.members) for variant in noun.variants)
            return (noun.unit is None) * _BEHIND - members, ""
        case Actor() | Place():
            return -len(noun.mentions), min(noun.keys, default="")
    return 0, ""


def store(connection: apsw.Connection, nouns: Sequence[Found]) -> None:
    """Keep all nouns of one kind that there are, in this order whatever it is."""
    # The greatest so far is the noun's own where they come in their order, and keeps any other.
    orders = accumulate(map(order, nouns), max)
    connection.executemany(_INSERT, (_row(noun, *at) for noun, at in zip(nouns, orders, strict=True)))


def add(connection: apsw.Connection, nouns: Iterable[Found]) -> None:
    """Keep nouns that are new, each where it belongs and behind its equals."""
    connection.executemany(_INSERT, (_row(noun, *order(noun)) for noun in nouns))


def change(connection: apsw.Connection, nouns: Iterable[Found]) -> None:
    """Put nouns in the place of those with their ids."""
    sql = "UPDATE records SET kind = ?1, id = ?2, rank = ?3, tie = ?4, json = ?5 WHERE kind = ?1 AND id = ?2"
    connection.executemany(sql, (_row(noun, *order(noun)) for noun in nouns))


def remove(connection: apsw.Connection, noun: type[Found], ids: Iterable[str]) -> None:
    """Take out all records with these ids."""
    kind = KINDS[noun]
    connection.executemany("DELETE FROM records WHERE kind = ? AND id = ?", ((kind, rid) for rid in ids))


def _row(noun: Found, rank: int, tie: str) -> tuple[Any, ...]:
    return KINDS[type(noun)], name(noun), rank, tie, encoded(noun)


def every(rows: Rows, noun: type[_T]) -> tuple[_T, ...]:
    """Give all nouns of a kind in their order."""
    return _decoded(noun, rows("SELECT json FROM records WHERE kind = ? ORDER BY rank, tie, n", KINDS[noun]))


def named(rows: Rows, noun: type[_T], ids: Iterable[str]) -> tuple[_T, ...]:
    """Give the nouns of a kind with these ids, in their order."""
    sql = (
        "SELECT json FROM records INDEXED BY records_id WHERE kind = ? AND id IN (SELECT value FROM json_each(?))"
        " ORDER BY rank, tie, n"
    )
    return _decoded(noun, rows(sql, KINDS[noun], encoded(list(ids))))


def _decoded(noun: type[_T], rows: Iterable[tuple[Any, ...]]) -> tuple[_T, ...]:
    decoder = msgspec.json.Decoder(noun)
    return tuple(decoder.decode(record) for (record,) in rows)
