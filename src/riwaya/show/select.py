"""Selecting: which statements and claims of a case a reader asked for. Words are compared folded."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from riwaya.arabic.fold import fold
from riwaya.errors import RiwayaError
from riwaya.model import Account, Report, Statement, ref
from riwaya.show.checked import is_mismatched
from riwaya.show.evidence import Index, link_name, plain

__all__ = ["Index", "Wanted", "WantedClaims", "claim", "claims", "short_ids", "statements"]

SHORT = 6
"""Letters of a claim's id that are shown, where they tell all claims apart."""
_CANDIDATES = 6


class Wanted(NamedTuple):
    """What a statement must have; None asks for nothing."""

    source: str | None = None
    stance: str | None = None
    kind: str | None = None
    min_confidence: float = 0.0

    def fits(self, report: Report, statement: Statement) -> bool:
        """Tell whether a statement has it all; `kind` is that of the origin, the end of the chain."""
        chain = statement.chain
        return (
            statement.confidence >= self.min_confidence
            and (self.stance is None or statement.stance == self.stance)
            and (self.kind is None or (bool(chain) and chain[-1].kind == self.kind))
            and (self.source is None or _names(report, statement, fold(self.source)))
        )


def _names(report: Report, statement: Statement, folded: str) -> bool:
    return any(folded in fold(link_name(report, link) or "") for link in statement.chain)


def statements(index: Index, wanted: Wanted) -> Iterator[str]:
    """Give the references of the attributed statements that fit, in the order of the reports."""
    for rid, found in index.extractions.items():
        report = index.reports[rid]
        for n, statement in enumerate(found.statements):
            if wanted.fits(report, statement):
                yield ref(rid, "s", n)


def is_disputed(account: Account) -> bool:
    """Tell whether a claim has more than one figure, a denied variant or a denial."""
    figures = {(v.low, v.high) for v in account.claim.variants} - {(None, None)}
    return len(figures) > 1 or is_denied(account)


def is_denied(account: Account) -> bool:
    """Tell whether somebody denies a claim: it has a denied variant or a denial."""
    return bool(account.denials) or any(v.denied for v in account.claim.variants)


def _is_about(index: Index, account: Account, folded: str) -> bool:
    if folded in fold(account.claim.wording):
        return True
    members = (m.statement for v in account.claim.variants for m in v.members)
    return any(folded in fold(plain(*index.statement(name))) for name in members)


class WantedClaims(NamedTuple):
    """What a claim must have; the defaults ask for nothing."""

    disputed: bool = False
    about: str | None = None
    min_support: int = 0
    phantoms: bool = False
    mismatches: bool = False
    denied: bool = False

    def fits(self, index: Index, account: Account) -> bool:
        """Tell whether a claim has it all."""
        return (
            account.support.low >= self.min_support
            and (not self.disputed or is_disputed(account))
            and (not self.denied or is_denied(account))
            and (not self.phantoms or account.phantom)
            and (not self.mismatches or is_mismatched(account))
            and (not self.about or _is_about(index, account, fold(self.about)))
        )


def claims(index: Index, accounts: Iterable[Account], wanted: WantedClaims) -> Iterator[Account]:
    """Give the claims that fit, in their order."""
    return (account for account in accounts if wanted.fits(index, account))


def claim(accounts: Iterable[Account], name: str, where: str) -> Account:
    """Find a claim by its id or the beginning of it; raises RiwayaError R417 for none and R410 for several."""
    found = [account for account in accounts if name and account.claim.id.startswith(name)]
    exact = [account for account in found if account.claim.id == name]
    if not found:
        raise RiwayaError("R417", where, name=name)
    if len(found) > 1 and not exact:
        some = ", ".join(account.claim.id for account in found[:_CANDIDATES])
        raise RiwayaError("R410", where, name=name, candidates=some)
    return (exact or found)[0]


def short_ids(accounts: Iterable[Account]) -> dict[str, str]:
    """Give the beginning of each claim's id by which it is found: all of one length that tells them apart."""
    ids = [account.claim.id for account in accounts]
    longest = max(map(len, ids), default=SHORT)
    enough = next((n for n in range(SHORT, longest) if len({one[:n] for one in ids}) == len(ids)), longest)
    return {one: one[:enough] for one in ids}
