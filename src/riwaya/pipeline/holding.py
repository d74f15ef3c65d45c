"""Holding: whether corrections of users hold in what was linked; those that do not are taken back with the reason.

What a user says is kept before it is linked, and the linking may not be able to uphold it: what it speaks of is gone,
or something that was said before stands against it. Such a correction must not go on to wait for ever.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from riwaya.case.store import Case
from riwaya.model import Correction, Linked

REFUSED = "R416"


def take_back(case: Case, waiting: Iterable[int]) -> bool:
    """Take those of some corrections back that do not hold, with the reason; tell whether there was one."""
    said = case.numbered_corrections()
    broken = [n for n in waiting if n in said and not _is_overruled(n, said) and not _holds(case, said[n])]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for n in broken:
        case.uncorrect(n, at=now, refused=REFUSED)
    return bool(broken)


def _is_overruled(n: int, said: Mapping[int, Correction]) -> bool:
    """Tell whether a later correction speaks of the same: then the last word counts, and nothing is wrong with it."""
    keys = _spoken_of(said[n])
    return any(not keys.isdisjoint(_spoken_of(later)) for m, later in said.items() if m > n)


def _spoken_of(said: Correction) -> frozenset[str]:
    """Give the names or statements that a correction speaks of, whatever the report or the figure."""
    mark = "@" if said.kind in ("merge", "split") else "+"
    return frozenset(key.partition(mark)[0] for key in (*said.a, *said.b))


def _holds(case: Case, said: Correction) -> bool:
    # Half of the time that `import riwaya` would take, and only who corrects asks.
    from riwaya.link import correcting, correcting_claims  # noqa: PLC0415

    keys = (*said.a, *said.b)
    if said.kind == "no_copy":
        return not case.known().copies(frozenset(keys))
    if said.kind in ("merge", "split"):
        known = case.known()
        linked = Linked(actors=known.actors(frozenset(), keys), places=known.places(frozenset(), keys))
        return correcting.holds(linked, said)
    return correcting_claims.holds(
        said, lambda of: {part: _claims(case, said, *part) for part in case.members_meant(of)}
    )


def _claims(case: Case, said: Correction, statement: str, quantity: str | None) -> frozenset[str]:
    """Give the claims that hold a member; a statement that nobody says is in none, whatever its figure."""
    return (
        frozenset(case.holding(statement))
        if said.kind == "wrong"
        else case.claims_holding(statement, quantity)
    )
