"""Selecting: which statements and claims of a case a reader asked for. Words are compared folded."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from riwaya.arabic.fold import fold
from riwaya.model import Account, Report, Statement, ref
from riwaya.show.evidence import Index, link_name, plain

__all__ = ["Index", "Wanted", "claims", "statements"]


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
    return len(figures) > 1 or bool(account.denials) or any(v.denied for v in account.claim.variants)


def _is_about(index: Index, account: Account, folded: str) -> bool:
    if folded in fold(account.claim.wording):
        return True
    members = (m.statement for v in account.claim.variants for m in v.members)
    return any(folded in fold(plain(*index.statement(name))) for name in members)


def claims(
    index: Index, accounts: Iterable[Account], *, disputed: bool = False, about: str | None = None
) -> Iterator[Account]:
    """Give the claims that are disputed (when asked) and about some words (when given)."""
    for account in accounts:
        if disputed and not is_disputed(account):
            continue
        if about and not _is_about(index, account, fold(about)):
            continue
        yield account
