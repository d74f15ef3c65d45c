"""What was collected in a case: reports with what each of them says, where they were seen, and what waits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from riwaya.case import linking, waiting
from riwaya.case import reports as stored
from riwaya.case.connected import Connected, encoded
from riwaya.case.files import coded
from riwaya.case.made_by import extractor_version
from riwaya.case.rows import EXTRACTED, extraction_rows, insert
from riwaya.case.search import index_again
from riwaya.errors import RiwayaError
from riwaya.model import Extraction, Quantity, Report, Sighting, Statement, Version, Warn, split_ref
from riwaya.read.told.repeats import Repeats

_ORDER = "published IS NULL, published, id"
_EXTRACTION = msgspec.json.Decoder(Extraction)
# Reports that may wait to be indexed, and that are queued in one transaction; before a search and at the end the index
# is brought up to date too.
_BATCH = 500
_KEYED_BY_STATEMENT = ("content_spans", "links")
_T = TypeVar("_T")


class FileState(NamedTuple):
    """What a file is like: its size in bytes, and when it was changed, in nanoseconds since 1970."""

    size: int
    modified: int


class Collected(Connected):
    """The reports of a case."""

    def add(self, report: Report, extraction: Extraction) -> bool:
        """Add a report with its extraction; False when its text was there already (see `case.reports.same`).

        Then only where it was read from is kept as one more sighting, and the extraction is put in the place
        of the old one when another version of the extractor made that. Raises RiwayaError R402.
        """
        with self._transaction() as connection:
            waiting.remove(connection, report.id)
            known = stored.same(self._rows, report)
            if known is None:
                stored.insert(connection, report, extraction)
            stored.see(connection, known or report.id, report)
            if known in (None, report.id) and not self.has(report.id):
                self._insert_extraction(report, extraction, replace=known is not None)
            self._unindexed += known is None
        if self._unindexed >= _BATCH:
            self._index()
        return known is None

    @contextmanager
    def queueing(self) -> Iterator[None]:
        """Let many reports be queued in few transactions: they are kept some hundreds at a time and at the end, however
        it ends. Raises RiwayaError R402.
        """
        with coded(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("COMMIT")

    def queue(self, report: Report) -> bool:
        """Have a report wait to be extracted; False when nothing of it is new but where it was read. Raises R402.

        Nothing is new when its text waits already, or stands in the case with an extraction of this version.
        """
        with self._transaction() as connection:
            known = stored.same(self._rows, report)
            stale = known is None or (known == report.id and not self.has(known))
            new = stale and waiting.insert(connection, report)
            stored.see(connection, known or report.id, report)
        self._queued += 1
        if self._queued % _BATCH == 0 and self._connection.in_transaction:
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN IMMEDIATE")
        return new

    def queued(self) -> Iterator[Report]:
        """Give the reports that wait, in the order in which they were read; `add` takes each out."""
        return waiting.each(self._rows)

    def waiting(self) -> int:
        """Count the reports that wait to be extracted."""
        return waiting.count(self._rows)

    def repeats(self) -> Repeats:
        """Give what repeats over the pages of each outlet, as far as this version of the extractor has read them."""
        sql = "SELECT json FROM remembered WHERE name = 'repeats' AND by = ?"
        found = self._rows(sql, extractor_version())
        return Repeats(msgspec.json.decode(found[0][0]) if found else None)

    def keep_repeats(self, known: Repeats) -> None:
        """Keep what repeats, for the next run; raises RiwayaError R402."""
        with self._transaction() as connection:
            row = ("repeats", extractor_version(), encoded(known.state()))
            connection.execute("INSERT OR REPLACE INTO remembered VALUES (?, ?, ?)", row)

    def changed(self, files: Iterable[Path]) -> dict[Path, FileState]:
        """Give the files that are new or not as they were when `note` was told of them, each as it is now."""
        known = {path: (size, modified) for path, size, modified in self._rows("SELECT * FROM files")}
        now = {file: state for file in files if (state := _state(file)) is not None}
        return {file: state for file, state in now.items() if state != known.get(_key(file))}

    def note(self, files: Mapping[Path, FileState]) -> None:
        """Remember how files were when they were read; raises RiwayaError R402."""
        with self._transaction() as connection:
            rows = ((_key(file), *state) for file, state in files.items())
            connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", rows)

    def sightings(self, report_id: str) -> tuple[Sighting, ...]:
        """Give every place where the text of a report was read, in the order of reading."""
        return stored.sightings(self._rows, report_id)

    def versions(self) -> tuple[Version, ...]:
        """Give the pages that were read with different texts; `case.changes` tells what changed."""
        return tuple(stored.versions(self._rows))

    def _insert_extraction(self, report: Report, extraction: Extraction, *, replace: bool) -> None:
        """Write the extraction's rows and its exact JSON."""
        if replace:
            self._replace_extraction(report, extraction)
            linking.unmark(self._connection, report.id)
        insert(self._connection, extraction_rows(report, extraction))
        self._connection.execute(
            "INSERT INTO extractions VALUES (?, ?, ?)",
            (report.id, extractor_version(), encoded(extraction)),
        )
        if replace:
            index_again(self._connection, report.id)
        for warning in extraction.warnings:
            self._insert_warning(warning)

    def _replace_extraction(self, report: Report, extraction: Extraction) -> None:
        """Take out what an older version found in a report, and renew what the report's row shows."""
        rid = report.id
        stored.renew(self._connection, report, extraction)
        self._connection.execute("DELETE FROM extractions WHERE report = ?", (rid,))
        for table in EXTRACTED:
            if table in _KEYED_BY_STATEMENT:
                # A statement's name is the report's id, a slash (0 comes right after it) and its number.
                self._connection.execute(
                    f"DELETE FROM {table} WHERE statement >= ? AND statement < ?",  # noqa: S608 - a constant
                    (f"{rid}/", f"{rid}0"),
                )
            else:
                self._connection.execute(f"DELETE FROM {table} WHERE report = ?", (rid,))  # noqa: S608

    def has(self, report_id: str) -> bool:
        """Tell whether a report is there with an extraction of this version of the extractor."""
        sql = "SELECT 1 FROM extractions WHERE report = ? AND version = ?"
        return bool(self._rows(sql, report_id, extractor_version()))

    def warn(self, warning: Warn) -> None:
        """Keep a warning; one that is there already is not kept twice."""
        with self._transaction():
            self._insert_warning(warning)

    def _insert_warning(self, warning: Warn) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO warnings(code, place, message, hint) VALUES (?, ?, ?, ?)",
            (warning.code, warning.where, warning.message, warning.hint),
        )

    def warnings(self) -> tuple[Warn, ...]:
        """Give the warnings in the order they came in."""
        found = self._rows("SELECT code, message, place, hint FROM warnings ORDER BY n")
        return tuple(
            Warn(code=code, message=said, where=where, hint=hint) for code, said, where, hint in found
        )

    def reports(self) -> Iterator[Report]:
        """Give the reports by the time they were published (those without last), then by id."""
        for (n,) in self._rows(f"SELECT n FROM reports ORDER BY {_ORDER}"):  # noqa: S608 - a constant
            yield self._report("n = ?", n)

    def extractions(self) -> Iterator[Extraction]:
        """Give the extractions in the order of `reports`."""
        for (rid,) in self._rows(f"SELECT id FROM reports ORDER BY {_ORDER}"):  # noqa: S608 - a constant
            yield self.extraction(rid)

    def _report(self, condition: str, value: object) -> Report:
        """Give the one report that a condition holds for; raises RiwayaError R405 when there is none."""
        found = stored.find(self._rows, condition, value)
        if found is None:
            raise RiwayaError("R405", str(value))
        return found

    def report(self, name: str) -> Report:
        """Find a report by its id, the id it came with, or the beginning of its id when that is unique.

        Raises RiwayaError R405 when there is none, or when a beginning or a given id fits several.
        """
        for condition in ("id = ?", "given_id = ?", "substr(id, 1, length(?1)) = ?1"):
            found = self._rows(f"SELECT id FROM reports WHERE {condition} LIMIT 2", name)  # noqa: S608
            if len(found) == 1 and name:
                return self._report("id = ?", found[0][0])
        raise RiwayaError("R405", name)

    def extraction(self, report_id: str) -> Extraction:
        """Give what a report says; raises RiwayaError R405 when it is not in the case."""
        rows = self._rows("SELECT json FROM extractions WHERE report = ?", report_id)
        if not rows:
            raise RiwayaError("R405", report_id)
        return _EXTRACTION.decode(rows[0][0])

    def statement(self, name: str) -> tuple[Report, Statement]:
        """Find a statement by its reference (``{report}/s3``, own voice ``{report}/o3``), with its report;
        R405.
        """
        report, part, found = self._part(name)
        statements = {"s": found.statements, "o": found.own_voice}.get(part, ())
        return report, self._nth(statements, name)

    def quantity(self, name: str) -> tuple[Report, Quantity]:
        """Find a quantity by its reference (``{report}/q3``), with its report; raises RiwayaError R405."""
        report, part, found = self._part(name)
        return report, self._nth(found.quantities if part == "q" else (), name)

    def _part(self, name: str) -> tuple[Report, str, Extraction]:
        try:
            owner, part, _ = split_ref(name)
        except ValueError as problem:
            raise RiwayaError("R405", name) from problem
        report = self.report(owner)
        return report, part, self.extraction(report.id)

    @staticmethod
    def _nth(parts: Sequence[_T], name: str) -> _T:
        n = split_ref(name)[2]
        if n >= len(parts):
            raise RiwayaError("R405", name)
        return parts[n]


def _state(file: Path) -> FileState | None:
    """Give what a file is like; None where it is gone."""
    try:
        status = file.stat()
    except OSError:
        return None
    return FileState(status.st_size, status.st_mtime_ns)


def _key(file: Path) -> str:
    """Name a file so that it is found again from any folder; names that are no text have their odd bytes replaced."""
    return str(file.absolute()).encode("utf-8", "replace").decode()
