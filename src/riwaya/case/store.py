"""The case: everything that was read and found for one collection, in one SQLite file.

Each report goes in with its extraction in one transaction, so a program that is killed leaves a good file
that lacks at most the report being written. Reading the same reports again changes nothing, because ids are
content hashes.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from riwaya.case import found, found_again, linking, records, work
from riwaya.case.actors_asked import ActorsAsked
from riwaya.case.added import AddedAsked
from riwaya.case.api_asked import ApiAsked
from riwaya.case.claims_asked import ClaimsAsked
from riwaya.case.copies_asked import CopiesAsked
from riwaya.case.files import coded
from riwaya.case.places_asked import PlacesAsked
from riwaya.case.reports_asked import ReportsAsked
from riwaya.case.search import Hit, search
from riwaya.case.search_asked import SearchAsked
from riwaya.case.sources_asked import SourcesAsked
from riwaya.case.stories_asked import StoriesAsked
from riwaya.model import (
    Account,
    Actor,
    Claim,
    Copy,
    Family,
    Linked,
    Passage,
    Place,
    Source,
    Story,
    Wire,
)

if TYPE_CHECKING:
    from riwaya.case.known import LinkedReports
    from riwaya.link.fingerprints import Fingerprint
    from riwaya.link.updating import Update

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


class Case(
    work.Worked,
    ApiAsked,
    SearchAsked,
    ClaimsAsked,
    StoriesAsked,
    ReportsAsked,
    SourcesAsked,
    ActorsAsked,
    PlacesAsked,
    AddedAsked,
    CopiesAsked,
):
    """One collection of reports and what was found in them; make one with `open`, close it or use it in
    ``with``.
    """

    # --- what holds the reports together ---

    def store(
        self, linked: Linked, accounts: Sequence[Account], prints: "Mapping[str, Fingerprint] | None" = None
    ) -> None:
        """Put what link and weigh found in the place of what they found before; raises RiwayaError R402.

        `prints` are the fingerprints of the reports that were linked: those that came in meanwhile are not.
        """
        with self._transaction() as connection:
            found.store(connection, self._rows, linked, accounts)
            linking.mark(connection, self._rows, prints or {})
            found_again.name_anew(connection, self._rows)

    def put(self, update: "Update", accounts: Sequence[Account]) -> None:
        """Put what an update of the linking found in its place, with the accounts of its claims; R402.

        What `linked`, `accounts` and the tables then hold is what `store` would have left there.
        """
        with self._transaction() as connection:
            found.put(connection, self._rows, update.gone, update.found, accounts)
            linking.mark_more(connection, self._rows, update.prints)
            found_again.name_anew(connection, self._rows)

    def pending(self) -> linking.Pending:
        """Say which reports are not linked yet, and whether the others are by this version of the linker."""
        return linking.pending(self._rows)

    def known(self) -> "LinkedReports":
        """Give the linked reports as an update of the linking asks for them."""
        # A seventh of the time that `import riwaya` would take, and only an update asks.
        from riwaya.case.known import LinkedReports  # noqa: PLC0415

        return LinkedReports(self._rows, lambda rid: (self.report(rid), self.extraction(rid)))

    def outlet_names(self) -> frozenset[str]:
        """Give the names of all outlets, as weighing writes them."""
        return linking.outlet_names(self._kept)

    def linked(self) -> Linked:
        """Give what `link` found, exactly as it was stored."""
        return Linked(
            passages=records.every(self._rows, Passage),
            copies=records.every(self._rows, Copy),
            wires=records.every(self._rows, Wire),
            families=records.every(self._rows, Family),
            sources=records.every(self._rows, Source),
            stories=records.every(self._rows, Story),
            claims=records.every(self._rows, Claim),
            actors=records.every(self._rows, Actor),
            places=records.every(self._rows, Place),
        )

    def accounts(self) -> tuple[Account, ...]:
        """Give what `weigh` found, exactly as it was stored."""
        return records.every(self._rows, Account)

    # --- the case as a whole ---

    def counts(self) -> dict[str, int]:
        """Count what is in the case: reports, outlets, statements (own voice left out), quantities and so
        on.
        """
        return {name: self._kept(f"SELECT {counted}")[0][0] for name, counted in _COUNTED.items()}

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Find reports by their words, best first; see `case.search` for what a query may say."""
        self._index()
        with coded(self.path):
            return search(self._connection, query, limit)
