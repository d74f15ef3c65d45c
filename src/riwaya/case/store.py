"""The case: everything that was read and found for one collection, in one SQLite file.

Each report goes in with its extraction in one transaction, so a program that is killed leaves a good file
that lacks at most the report being written. Reading the same reports again changes nothing, because ids are
content hashes.
"""

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from riwaya.case import corrections, linking
from riwaya.case.collected import Collected
from riwaya.case.connected import encoded
from riwaya.case.files import coded
from riwaya.case.rows import FOUND, found_rows
from riwaya.case.search import Hit, search
from riwaya.errors import RiwayaError
from riwaya.link.fingerprints import fingerprint
from riwaya.model import (
    Account,
    Actor,
    Claim,
    Copy,
    Correction,
    Family,
    Linked,
    Passage,
    Place,
    Source,
    Story,
    Wire,
)

_COUNTED = {
    "reports": "count(*) FROM reports",
    "outlets": "count(DISTINCT outlet) FROM reports",
    "statements": "count(*) FROM statements WHERE own_voice = 0",
    "quantities": "count(*) FROM quantities",
    "sources": "count(*) FROM sources",
    "actors": "count(*) FROM actors",
    "places": "count(*) FROM places",
    "passages": "count(*) FROM passages",
    "copies": "count(*) FROM copies",
    "wires": "count(*) FROM wires",
    "families": "count(*) FROM families",
    "stories": "count(*) FROM stories",
    "claims": "count(*) FROM claims",
    "warnings": "count(*) FROM warnings",
}
_T = TypeVar("_T")


class Case(Collected):
    """One collection of reports and what was found in them; make one with `open`, close it or use it in
    ``with``.
    """

    # --- what holds the reports together ---

    def store(self, linked: Linked, accounts: Sequence[Account]) -> None:
        """Put what link and weigh found in the place of what they found before; raises RiwayaError R402."""
        sharing: tuple[Passage | Copy, ...] = (*linked.passages, *linked.copies)
        named = {name for shared in sharing for name in (shared.a, shared.b)}
        with self._transaction() as connection:
            for table in (*FOUND, "records"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a constant
            texts = {rid: text for rid, text in self._rows("SELECT id, text FROM reports") if rid in named}
            self._insert(found_rows(linked, accounts, texts))
            linking.mark(connection)
            kinds: dict[str, Sequence[msgspec.Struct]] = {
                "passage": linked.passages,
                "copy": linked.copies,
                "wire": linked.wires,
                "family": linked.families,
                "source": linked.sources,
                "actor": linked.actors,
                "place": linked.places,
                "story": linked.stories,
                "claim": linked.claims,
                "account": accounts,
            }
            for kind, nouns in kinds.items():
                records = ((kind, n, encoded(noun)) for n, noun in enumerate(nouns))
                connection.executemany("INSERT INTO records VALUES (?, ?, ?)", records)

    def pending(self) -> linking.Pending:
        """Say which reports are not linked yet, and whether the others are by this version of the linker."""
        return linking.pending(self._rows)

    def known(self) -> linking.LinkedReports:
        """Give the linked reports as an update of the linking asks for them."""
        return linking.LinkedReports(self._rows, lambda rid: (self.report(rid), self.extraction(rid)))

    def outlet_names(self) -> frozenset[str]:
        """Give the names of all outlets, as weighing writes them."""
        return linking.outlet_names(self._rows)

    def take_fingerprints(self) -> None:
        """Keep the fingerprint of every report that lacks one; raises RiwayaError R402."""
        lacking = list(linking.lacking(self._rows))
        with self._transaction() as connection:
            for rid in lacking:
                linking.keep(connection, rid, fingerprint(self.report(rid)))

    def linked(self) -> Linked:
        """Give what `link` found, exactly as it was stored."""
        return Linked(
            passages=self._records("passage", Passage),
            copies=self._records("copy", Copy),
            wires=self._records("wire", Wire),
            families=self._records("family", Family),
            sources=self._records("source", Source),
            stories=self._records("story", Story),
            claims=self._records("claim", Claim),
            actors=self._records("actor", Actor),
            places=self._records("place", Place),
        )

    def accounts(self) -> tuple[Account, ...]:
        """Give what `weigh` found, exactly as it was stored."""
        return self._records("account", Account)

    def _records(self, kind: str, noun: type[_T]) -> tuple[_T, ...]:
        decoder = msgspec.json.Decoder(noun)
        rows = self._rows("SELECT json FROM records WHERE kind = ? ORDER BY n", kind)
        return tuple(decoder.decode(record) for (record,) in rows)

    # --- what users say of identity ---

    def correct(self, said: Correction) -> int:
        """Keep what a user says of identity, and give its number; `pipeline.relink` makes it hold. R402."""
        with self._transaction() as connection:
            return corrections.add(connection, said)

    def corrections(self) -> tuple[Correction, ...]:
        """Give what users said of identity, in the order they said it."""
        return tuple(self.numbered_corrections().values())

    def numbered_corrections(self) -> dict[int, Correction]:
        """Give what users said of identity, each by the number that `uncorrect` takes."""
        with coded(self.path):
            return corrections.numbered(self._connection)

    def uncorrect(self, n: int) -> None:
        """Take the correction with this number back; raises RiwayaError R408 when there is none."""
        with self._transaction() as connection:
            if not corrections.remove(connection, n):
                raise RiwayaError("R408", self.path, n=n)

    # --- the case as a whole ---

    def counts(self) -> dict[str, int]:
        """Count what is in the case: reports, outlets, statements (own voice left out), quantities and so
        on.
        """
        return {name: self._rows(f"SELECT {counted}")[0][0] for name, counted in _COUNTED.items()}

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Find reports by their words, best first; see `case.search` for what a query may say."""
        self._index()
        with coded(self.path):
            return search(self._connection, query, limit)
