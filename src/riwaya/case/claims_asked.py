"""Claims as a page asks for them: filtered, in an order, a page at a time, without a noun being decoded.

How many figures and statements a claim has is counted as it is asked for: two lookups by index for each claim.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from riwaya.case import records
from riwaya.case.claims_about import About, ClaimsSought
from riwaya.case.connected import encoded
from riwaya.case.reports import Rows
from riwaya.errors import RiwayaError
from riwaya.model import Account

Sort = Literal["match", "figures", "voices", "doubt", "members", "newest"]
Bound = float | int | None

_FIGURES = (
    "(SELECT count(*) FROM (SELECT DISTINCT low, high FROM variants"
    " WHERE claim = c.id AND NOT (low IS NULL AND high IS NULL)))"
)
_MEMBERS = "(SELECT count(DISTINCT statement) FROM members WHERE claim = c.id)"
_DENIALS = "(SELECT count(*) FROM denials WHERE claim = c.id)"
_REPORT = "substr(m.statement, 1, instr(m.statement, '/') - 1)"
_NEWEST = (
    "(SELECT max(r.published) FROM members m JOIN reports r"  # noqa: S608 - constants, here and below
    f" ON r.id = {_REPORT} WHERE m.claim = c.id)"
)
_MOST_FIGURES = f"{_FIGURES} DESC, {_DENIALS} DESC, c.support_high - c.support_low DESC, {_MEMBERS} DESC"
_ORDERS: dict[Sort, str] = {
    "match": f"found.value ->> 1 DESC, {_MOST_FIGURES}",
    "figures": _MOST_FIGURES,
    "voices": f"c.support_low DESC, c.support_high DESC, {_MEMBERS} DESC",
    "doubt": f"c.support_high - c.support_low DESC, {_MEMBERS} DESC",
    "members": f"{_MEMBERS} DESC",
    "newest": f"{_NEWEST} DESC",
}
SORTS: tuple[Sort, ...] = tuple(_ORDERS)
_MISMATCHED = "SELECT claim FROM citations WHERE checked IN ('figure', 'source')"
_DENIED = "(c.id IN (SELECT claim FROM denials) OR c.id IN (SELECT claim FROM variants WHERE denied))"
_DISPUTED = f"({_DENIED} OR {_FIGURES} > 1)"
_TOLD = (
    "SELECT m.claim, count(DISTINCT m.statement), count(DISTINCT r.outlet) FROM members m"  # noqa: S608 - constants
    f" LEFT JOIN reports r ON r.id = {_REPORT} WHERE m.claim IN (SELECT value FROM json_each(?)) GROUP BY m.claim"
)
_OFF = f"SELECT claim, count(*) FROM ({_MISMATCHED}) GROUP BY claim"  # noqa: S608 - constants


class AskedClaims(NamedTuple):
    """What claims a reader asks for; the defaults ask for all. `among` are those that `claims_about` found.

    `disputed` are those with several figures or a denial, `denied` those that somebody denies. The order `match`, by
    how many statements have the words, is that of `figures` where no words are given.
    """

    among: About | None = None
    story: str | None = None
    disputed: bool = False
    denied: bool = False
    phantom: bool = False
    mismatch: bool = False
    sort: Sort = "match"


class ClaimRow(NamedTuple):
    """A claim in a list: `figures` are its distinct bounds, `denied` tells whether somebody says it is not so.

    `said` is a statement that has the words which were looked for, where the wording has not.
    """

    id: str
    story: str
    wording: str
    counted: str | None
    of: str | None
    unit: str | None
    low: int
    high: int
    phantom: bool
    figures: tuple[tuple[Bound, Bound], ...]
    denied: bool
    statements: int
    outlets: int
    denials: int
    mismatches: int
    said: str | None


def count(rows: Rows, asked: AskedClaims) -> int:
    """Count the claims that are asked for."""
    source, values = _source(asked)
    return int(rows(f"SELECT count(*) FROM {source}", *values)[0][0])  # noqa: S608


def page(rows: Rows, asked: AskedClaims, limit: int, offset: int = 0) -> tuple[ClaimRow, ...]:
    """Give a page of the claims that are asked for, in the order that is asked for."""
    source, values = _source(asked)
    order = _ORDERS["figures" if asked.among is None and asked.sort == "match" else asked.sort]
    found = rows(
        "SELECT c.rowid, c.id, c.story, c.wording, c.counted, c.counts, c.unit, c.support_low, c.support_high,"  # noqa: S608
        f" coalesce(c.phantom, 0) FROM {source} ORDER BY {order}, c.id, c.rowid LIMIT ? OFFSET ?",
        *values, limit, offset,
    )  # fmt: skip
    return _whole(rows, found, (asked.among or About()).said)


def _source(asked: AskedClaims) -> tuple[str, list[object]]:
    """Write whence the claims ``c`` come and under which conditions, with the values."""
    source = "claims c"
    conditions: list[str] = []
    values: list[object] = []
    if asked.among is not None:
        # Those that have the words are few: each is looked up by its row.
        source = "json_each(?) found CROSS JOIN claims c ON c.rowid = found.value ->> 0"
        values.append(encoded(list(asked.among.matches.items())))
    if asked.story is not None:
        conditions.append("c.story = ?")
        values.append(asked.story)
    if asked.disputed:
        conditions.append(_DISPUTED)
    if asked.denied:
        conditions.append(_DENIED)
    if asked.phantom:
        conditions.append("c.phantom")
    if asked.mismatch:
        conditions.append(f"c.id IN ({_MISMATCHED})")
    return source + (f" WHERE {' AND '.join(conditions)}" if conditions else ""), values


def _whole(rows: Rows, found: Sequence[tuple[Any, ...]], said: Mapping[int, str]) -> tuple[ClaimRow, ...]:
    """Add to the rows of claims, each behind its number, what stands elsewhere, and the statement with the words."""
    ids = encoded([row[1] for row in found])
    figures: dict[str, dict[tuple[Bound, Bound], None]] = defaultdict(dict)
    denied: set[str] = set()
    variants = _of_claims("claim, low, high, denied FROM variants") + " ORDER BY coalesce(low, high), high"
    for claim, low, high, is_denied in rows(variants, ids):
        if low is not None or high is not None:
            figures[claim][low, high] = None
        denied |= {claim} if is_denied else set()
    members = {claim: (statements, outlets) for claim, statements, outlets in rows(_TOLD, ids)}
    denials: dict[str, int] = dict(rows(_of_claims("claim, count(*) FROM denials") + " GROUP BY claim", ids))
    mismatches: dict[str, int] = dict(rows(_OFF)) if found else {}
    return tuple(
        ClaimRow._make(
            (
                claim, *plain, bool(phantom), tuple(figures[claim]), claim in denied,
                *members.get(claim, (0, 0)), denials.get(claim, 0), mismatches.get(claim, 0),
                said.get(n),
            )
        )
        for n, claim, *plain, phantom in found
    )  # fmt: skip


def _of_claims(what: str) -> str:
    return f"SELECT {what} WHERE claim IN (SELECT value FROM json_each(?))"  # noqa: S608 - constants


class ClaimsAsked(ClaimsSought):
    """What pages ask of the claims of a case."""

    def count_claims(self, asked: AskedClaims) -> int:
        """Count the claims that are asked for."""
        return count(self._rows, asked)

    def claims_page(self, asked: AskedClaims, limit: int, offset: int = 0) -> tuple[ClaimRow, ...]:
        """Give a page of the claims that are asked for, in the order that is asked for."""
        return page(self._kept, asked, limit, offset)

    def account(self, claim: str) -> Account:
        """Give the claim with this id, weighed; raises RiwayaError R417 when there is none."""
        found = records.named(self._rows, Account, (claim,))
        if not found:
            raise RiwayaError("R417", self.path, name=claim)
        return found[0]

    def accounts_of(self, claims: Iterable[str]) -> tuple[Account, ...]:
        """Give the claims with these ids, weighed, in their order; those that are not there are left out."""
        return records.named(self._rows, Account, claims)
