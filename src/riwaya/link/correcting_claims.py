"""Correcting claims: what a user says of claims, statements and copies becomes a correction, which speaks of keys.

As with identity (`correcting`) nothing is guessed: what cannot hold is an error that says why.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from riwaya.errors import RiwayaError
from riwaya.link.claims.corrected import alike, parts
from riwaya.link.whereabouts import key_of, key_of_member, report_of
from riwaya.model import Claim, Copy, Correction, Extraction, Member, Passage, Statement

ExtractionOf = Callable[[str], Extraction]
Found = Callable[[Iterable[str]], Mapping[tuple[str, str | None], frozenset[str]]]
"""Gives the members that keys mean now, each with the claims that hold it."""


def unshared(passages: Iterable[Passage], corrections: Iterable[Correction]) -> tuple[Passage, ...]:
    """Give passages without those between reports that a user said share nothing that matters."""
    apart = {frozenset((*said.a, *said.b)) for said in corrections if said.kind == "no_copy"}
    return tuple(p for p in passages if frozenset((p.a, p.b)) not in apart)


def members(claim: Claim) -> list[Member]:
    """Give the members of a claim."""
    return [member for variant in claim.variants for member in variant.members]


def joining(first: Claim, second: Claim, extraction: ExtractionOf) -> Correction:
    """Make the correction that two claims are one; `extraction` gives what a report says, by its id.

    Raises RiwayaError R419 where they are one already, R420 where their figures tell of other fates, or in other units.
    """
    if first.id == second.id:
        raise RiwayaError("R419", name=first.id)
    if not alike(first, second):
        raise RiwayaError("R420", a=first.wording, b=second.wording)
    a, b = (tuple(key_of_member(m, extraction(_report(m))) for m in members(c)) for c in (first, second))
    return Correction(kind="join", a=a, b=b)


def leaving(claim: Claim, gone: Sequence[tuple[str, str | None]], extraction: ExtractionOf) -> Correction:
    """Make the correction that members leave a claim for one of their own; each is a statement and its quantity.

    Raises RiwayaError R421 where the claim has no such member, R422 where none would be left.
    """
    there = parts(claim)
    if not gone or not set(gone) <= set(there):
        raise RiwayaError("R421", name=claim.id)
    if set(there) <= set(gone):
        raise RiwayaError("R422", name=claim.id)
    keys = {(m.statement, m.quantity): key_of_member(m, extraction(_report(m))) for m in members(claim)}
    leave = tuple(key for part, key in keys.items() if part in gone)
    return Correction(kind="leave", a=leave, b=tuple(key for key in keys.values() if key not in leave))


def wrong(name: str, statement: Statement) -> Correction:
    """Make the correction that nobody says the statement with this reference."""
    return Correction(kind="wrong", a=(key_of(name, statement),), b=())


def no_copy(copy: Copy) -> Correction:
    """Make the correction that the reports of a copy share nothing that matters."""
    return Correction(kind="no_copy", a=(copy.a,), b=(copy.b,))


def holds(said: Correction, found: Found) -> bool:
    """Tell whether what `link` found is what a correction of claims or of a statement says."""
    a, b = found(said.a), found(said.b)
    if said.kind == "wrong":
        return bool(a) and not any(a.values())
    of_a, of_b = (frozenset[str]().union(*claims.values()) for claims in (a, b))
    if said.kind == "leave":
        return bool(of_a) and of_a.isdisjoint(of_b)
    # A member that a user said since that nobody says is in no claim.
    held = [claims for claims in (*a.values(), *b.values()) if claims]
    return bool(held) and bool(frozenset.intersection(*held))


def reports_of(said: Correction) -> frozenset[str]:
    """Give the reports that a correction of claims, statements or copies speaks of."""
    return frozenset(report_of(key) for key in (*said.a, *said.b)) if said.kind in LOCAL else frozenset()


LOCAL = ("join", "leave", "wrong")
"""The kinds that hold once the stories of the reports they speak of are linked again."""


def _report(member: Member) -> str:
    return member.statement.rpartition("/")[0]
