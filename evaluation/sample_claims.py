"""Claims with their members, figures, support, denials and drift, held to the truth."""

from collections.abc import Iterator

from riwaya.case import Case
from riwaya.model import Account, Quantity, Support, split_ref
from sample_meet import Both, Difference, alike, overlap
from sample_truth import Json

Seat = tuple[str, int | None, str | None]
"""Where a member of a claim stands: report, start of its figure, and its statement where it has no figure."""


class Claims:
    """The claims of truth and program as sets of seats, so that they can be laid side by side."""

    def __init__(self, truth: Json, boths: dict[str, Both], case: Case) -> None:
        self.truth = truth
        self.boths = boths
        self.names = {b.report.id: n for n, b in boths.items()}
        self.accounts = case.accounts()
        self.figures = {(m["report"], m["span"][0]): m for m in self._figures()}
        self.seats = [self._program_seats(a) for a in self.accounts]

    def _figures(self) -> Iterator[Json]:
        for claim in self.truth["claims"]:
            yield from (m for v in claim["variants"] for m in v["members"] if "span" in m)
        yield from self.truth["apart"]

    def quantity(self, name: str) -> Quantity:
        """Give the quantity that a reference of the program names."""
        report, _, n = split_ref(name)
        return self.boths[self.names[report]].extraction.quantities[n]

    def _in_text(self, quantity: str) -> bool:
        """Say whether a figure stands in the text; what a headline says is not held to the truth."""
        return self.quantity(quantity).where == "text"

    def _seat(self, statement: str, quantity: str | None) -> Seat | None:
        both = self.boths[name := self.names[statement.rpartition("/")[0]]]
        if quantity is None:
            said = both.truth_statement(statement)
            return (name, None, said) if said else None
        if not self._in_text(quantity):
            return None
        span = both.at(self.quantity(quantity).span)
        hits = [k for k, m in self.figures.items() if k[0] == name and overlap(span, tuple(m["span"]))]
        return (*hits[0], None) if hits else (name, span[0], None)

    def _program_seats(self, account: Account) -> dict[Seat, int]:
        """Seats of an account's members, with the number of their variant."""
        seats: dict[Seat, int] = {}
        for n, variant in enumerate(account.claim.variants):
            for m in variant.members:
                if seat := self._seat(m.statement, m.quantity):
                    seats[seat] = n
        return seats

    @staticmethod
    def truth_seats(claim: Json) -> dict[Seat, int]:
        """Seats of the truth's members, with the number of their variant."""
        seats: dict[Seat, int] = {}
        for n, variant in enumerate(claim["variants"]):
            for m in variant["members"]:
                figure = m["span"][0] if "span" in m else None
                seats[m["report"], figure, m["statement"] if figure is None else None] = n
        return seats

    def words(self, seat: Seat) -> str:
        report, start, statement = seat
        if start is None:
            return str(statement)
        return f"{report}: «{self.boths[report].text[start : start + 20]}…»"

    def match(self) -> Iterator[tuple[Json, int]]:
        """Give each claim of the truth the account that holds most of its members (-1: none)."""
        for claim in self.truth["claims"]:
            want = self.truth_seats(claim).keys()
            best = max(range(len(self.seats)), key=lambda i: len(self.seats[i].keys() & want), default=-1)
            yield claim, best if best >= 0 and self.seats[best].keys() & want else -1

    def compare(self) -> Iterator[Difference]:
        for claim, n in self.match():
            if n < 0:
                yield Difference("claim missing", claim["id"], claim["says"]["en"], "nothing")
                continue
            account, want, got = self.accounts[n], self.truth_seats(claim), self.seats[n]
            for seat in sorted(want.keys() - got.keys(), key=str):
                where = [
                    a.claim.wording[:40] for a, s in zip(self.accounts, self.seats, strict=True) if seat in s
                ]
                at = f"in claim «{where[0]}»" if where else "in no claim"
                yield Difference("member missing", claim["id"], self.words(seat), at)
            yield from self._said(claim, account)
            for seat in sorted(got.keys() - want.keys(), key=str):
                yield Difference("member extra", claim["id"], "not of this claim", self.words(seat))
            yield from self._support(claim["id"], claim, account.support)
            yield from self._variants(claim, account)
            yield from self._denials(claim["id"], account)
            yield from self._drift(claim["id"], account)

    def _said(self, claim: Json, account: Account) -> Iterator[Difference]:
        """Compare who gives each figure: the statement that it stands in, or the outlet's own voice."""
        members = [m for v in claim["variants"] for m in v["members"] if "span" in m]
        want = {(m["report"], m["span"][0], None): m["statement"] for m in members}
        for m in (m for v in account.claim.variants for m in v.members):
            seat = self._seat(m.statement, m.quantity)
            if seat not in want:
                continue
            said = self.boths[seat[0]].truth_statement(m.statement)
            if said != want[seat]:
                place = f"{claim['id']} {self.words(seat)}"
                yield Difference("figure of", place, want[seat] or "own voice", said or m.statement)

    def _support(self, where: str, want: Json, got: Support) -> Iterator[Difference]:
        if [got.low, got.high] != want["support"]:
            why = "; ".join(o.name for o in got.origins)
            yield Difference("support", where, f"{want['support']}", f"[{got.low}, {got.high}] {why}")
        for name in want["origins"]:
            o = self.truth["origins"][name]
            if not any(alike(x.name, n) for x in got.origins for n in [o["name"], *o["also"]]):
                yield Difference("origin missing", where, o["name"], "; ".join(x.name for x in got.origins))

    def _variants(self, claim: Json, account: Account) -> Iterator[Difference]:
        found = {(v.low, v.high, v.denied): i for i, v in enumerate(account.claim.variants)}
        for want in claim["variants"]:
            figure = (want["low"], want["high"], want["denied"])
            where = f"{claim['id']} {figure[0]}–{figure[1]}{' (denied)' if figure[2] else ''}"
            if figure not in found:
                yield Difference(
                    "variant missing", where, f"{len(want['members'])} members", f"{list(found)}"
                )
            else:
                yield from self._support(where, want, account.variants[found[figure]])
        wanted = {(v["low"], v["high"], v["denied"]) for v in claim["variants"]}
        for extra in found.keys() - wanted:
            yield Difference("variant extra", claim["id"], "nothing", f"{extra}")

    def _denials(self, claim: str, account: Account) -> Iterator[Difference]:
        want = {d["statement"] for d in self.truth["denials"] if d["claim"] == claim}
        got = set()
        for d in account.denials:
            both = self.boths[self.names[d.statement.rpartition("/")[0]]]
            got.add(both.truth_statement(d.statement) or d.statement)
        for ref in sorted(want - got):
            yield Difference("denial missing", claim, ref, "nothing")
        for ref in sorted(got - want):
            yield Difference("denial extra", claim, "nothing", ref)

    def _drift(self, claim: str, account: Account) -> Iterator[Difference]:
        if claim not in self.truth["drift"]:
            return
        want = [(p["report"], p["low"], p["high"]) for p in self.truth["drift"][claim]]
        got = [(self.names[p.report], p.low, p.high) for p in account.drift if self._in_text(p.quantity)]
        if want != got:
            missing, extra = [p for p in want if p not in got], [p for p in got if p not in want]
            yield Difference("drift", claim, f"{missing or 'another order'}", f"{extra or 'another order'}")
