"""Revisions, citations and phantoms of claims, held to the truth."""

from collections import Counter
from collections.abc import Iterator

from riwaya.model import Account
from sample_claims import Claims
from sample_meet import Difference, alike
from sample_truth import revisions

Cited = tuple[str, str, str, str | None]
"""A citation: the report that cites, the outlet, what became of it, the outlet's report that it was held against."""


class Weighed:
    """The claims of truth and program once more: who revised a figure, who cites whom, who is a phantom."""

    def __init__(self, claims: Claims) -> None:
        self.claims = claims
        self.truth = claims.truth

    def compare(self) -> Iterator[Difference]:
        for claim, n in self.claims.match():
            if n >= 0:
                account = self.claims.accounts[n]
                yield from self._revisions(claim["id"], account)
                yield from self._citations(claim["id"], account)
                yield from self._phantoms(claim["id"], account)

    def _names(self, origin: str) -> list[str]:
        return [self.truth["origins"][origin]["name"], *self.truth["origins"][origin]["also"]]

    def _figure(self, quantity: str) -> tuple[str, float | None, float | None]:
        report, found = self.claims.names[quantity.rpartition("/")[0]], self.claims.quantity(quantity)
        return report, found.low, found.high

    def _revisions(self, claim: str, account: Account) -> Iterator[Difference]:
        """Compare who revised which figure into which."""
        want = {(before, after): origin for before, after, origin in revisions(self.truth, claim)}
        called = {o.id: o.name for o in account.support.origins}
        got = {
            (self._figure(s.before), self._figure(s.after)): called.get(s.origins[0], s.origins[0])
            for s in account.shifts
            if s.kind == "revision"
        }
        for pair in sorted(want.keys() - got.keys(), key=str):
            yield Difference("revision missing", claim, _arrow(pair), "nothing")
        for pair in sorted(got.keys() - want.keys(), key=str):
            yield Difference("revision extra", claim, "nothing", _arrow(pair))
        for pair in sorted(want.keys() & got.keys(), key=str):
            names = self._names(want[pair])
            if not any(alike(got[pair], name) for name in names):
                yield Difference("revision of", f"{claim} {_arrow(pair)}", names[0], got[pair])

    def _citations(self, claim: str, account: Account) -> Iterator[Difference]:
        """Compare who cites whom, and whether the cited report says it."""
        want = Counter(
            (c["report"], c["outlet"], c["checked"], c["against"])
            for c in self.truth["citations"].get(claim, ())
        )
        got = Counter(
            (
                self.claims.names[c.statement.rpartition("/")[0]],
                c.outlet,
                str(c.checked),
                self.claims.names[c.report] if c.report else None,
            )
            for c in account.citations
        )
        for one in sorted((want - got).elements(), key=str):
            yield Difference("citation missing", claim, _cited(one), "nothing")
        for one in sorted((got - want).elements(), key=str):
            yield Difference("citation extra", claim, "nothing", _cited(one))

    def _phantoms(self, claim: str, account: Account) -> Iterator[Difference]:
        """Compare which origins nobody has at first hand."""
        want = [self._names(p["origin"]) for p in self.truth["phantoms"] if p["claim"] == claim]
        got = [o.name for o in account.support.origins if o.phantom]
        for names in want:
            if not any(alike(x, name) for x in got for name in names):
                yield Difference("phantom missing", claim, names[0], "nothing")
        for x in got:
            if not any(alike(x, name) for names in want for name in names):
                yield Difference("phantom extra", claim, "nothing", x)


def _arrow(pair: tuple[object, object]) -> str:
    return f"{pair[0]} → {pair[1]}"


def _cited(one: Cited) -> str:
    report, outlet, checked, against = one
    return f"{report} cites {outlet}: {checked} ({against or 'no report'})"
