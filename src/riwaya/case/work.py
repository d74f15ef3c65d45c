"""Work: pins, notes and corrections of users, each kept with who and when, and all that was done as one list.

Reading and linking never take anything out of these tables. What a pin or a note speaks of is found again by its keys
whenever the linking has changed: its name is then the one it has now, or "" where there is no such thing any more.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from riwaya.case import corrections, found_again, records
from riwaya.case.collected import Collected
from riwaya.case.connected import encoded
from riwaya.case.files import coded
from riwaya.errors import RiwayaError
from riwaya.model import (
    Actor,
    Claim,
    Copy,
    Correction,
    Finding,
    FindingKind,
    Note,
    Passage,
    Pin,
    Place,
    Source,
    Story,
)

Table = Literal["corrections", "notes", "pins"]
TABLES: tuple[Table, ...] = get_args(Table)
_NOUNS: dict[FindingKind, type[Claim | Copy | Source | Actor | Place | Story]] = {
    "claim": Claim,
    "copy": Copy,
    "source": Source,
    "actor": Actor,
    "place": Place,
    "story": Story,
}
LOOKED_AT = 3
"""Claims that are looked at for each that is offered to be joined."""
MOST_KEYS = 60
"""Members of a claim by which it is found again."""


class Entry(NamedTuple):
    """One thing that was done: in which table, its number there, what, whether it was taken back, whether the linking
    knows, and the code of the error where the linking took it back.
    """

    table: Table
    n: int
    what: Correction | Note | Pin
    undone: str | None = None
    undone_by: str | None = None
    holds: bool = True
    refused: str | None = None


class Worked(Collected):
    """What users did with a case."""

    # --- corrections ---

    def correct(self, said: Correction) -> int:
        """Keep what a user says against what was found, and give its number; `pipeline.uphold` makes it hold. R402."""
        with self._transaction() as connection:
            return corrections.add(connection, said)

    def corrections(self) -> tuple[Correction, ...]:
        """Give what users said and did not take back, in the order they said it."""
        return tuple(self.numbered_corrections().values())

    def numbered_corrections(self) -> dict[int, Correction]:
        """Give what users said and did not take back, each by the number that `uncorrect` takes."""
        with coded(self.path):
            return corrections.numbered(self._connection)

    def uncorrect(self, n: int, *, at: str = "", by: str = "", refused: str | None = None) -> None:
        """Take the correction with this number back; raises RiwayaError R408 when there is none.

        `refused` is the code of the error where nobody took it back but the linking, in which it does not hold.
        """
        with self._transaction() as connection:
            if not corrections.remove(connection, n, at, by, refused):
                raise RiwayaError("R408", self.path, n=n)

    def refused_corrections(self) -> dict[int, str]:
        """Give the corrections that the linking took back, each by its number with the code of the error."""
        return dict(self._rows("SELECT n, refused FROM corrections WHERE refused IS NOT NULL ORDER BY n"))

    def count_pending(self) -> int:
        """Count the corrections that were made, or taken back, since the case was linked."""
        return int(self._rows("SELECT count(*) FROM corrections WHERE holds = (undone IS NOT NULL)")[0][0])

    def pending_corrections(self) -> dict[int, Correction]:
        """Give the corrections that were made, or taken back, since the case was linked."""
        with coded(self.path):
            return corrections.pending(self._connection)

    def upheld(self, numbers: Iterable[int]) -> None:
        """Note that these corrections, and no others, hold in what is linked."""
        with self._transaction() as connection:
            corrections.mark(connection, numbers)

    # --- pins and notes ---

    def finding(self, name: str, *, keys: bool = True) -> Finding:
        """Give what a reference or an id means, with its words as they are now; raises RiwayaError R418 for nothing.

        Without `keys` those of a claim's members, for which their reports are looked up, are left out.
        """
        found = self._statement_found(name) or self._noun_found(name, keys) or self._report_found(name)
        if found is None:
            raise RiwayaError("R418", self.path, name=name)
        return found

    def pin(self, of: Finding, *, at: str = "", by: str = "") -> int:
        """Keep a finding for the dossier, once, and give its number. R402."""
        with self._transaction() as connection:
            sql = "SELECT n FROM pins WHERE undone IS NULL AND kind = ? AND name = ? AND name <> ''"
            known = list(connection.execute(sql, (of.kind, of.name)))
            if known:
                return int(known[0][0])
            sql = f"INSERT INTO pins({found_again.FIELDS}, at, by) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608 - a constant
            connection.execute(sql, (*_columns(of), at, by))
            return connection.last_insert_rowid()

    def annotate(self, said: Note) -> int:
        """Keep a note, and give its number. R402."""
        with self._transaction() as connection:
            sql = f"INSERT INTO notes({found_again.FIELDS}, note, at, by) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - as above
            connection.execute(sql, (*_columns(said.of), said.text, said.at, said.by))
            return connection.last_insert_rowid()

    def undo(self, table: Table, n: int, *, at: str, by: str) -> None:
        """Take back what was done; raises RiwayaError R423 where there is nothing of this number to take back."""
        if table == "corrections":
            self.uncorrect(n, at=at, by=by)
            return
        with self._transaction() as connection:
            sql = f"UPDATE {table} SET undone = ?, undone_by = ? WHERE n = ? AND undone IS NULL"  # noqa: S608
            connection.execute(sql, (at, by, n))
            if not connection.changes():
                raise RiwayaError("R423", self.path, n=n)

    def pins(self, limit: int | None = None, skip: int = 0) -> dict[int, Pin]:
        """Give the pins that were not taken back, by their numbers, in the order in which they were made."""
        sql = f"SELECT n, {found_again.FIELDS}, at, by FROM pins WHERE undone IS NULL ORDER BY n LIMIT ? OFFSET ?"  # noqa: S608
        rows = self._rows(sql, -1 if limit is None else limit, skip)
        return {n: Pin(of=found_again.read(*what), at=at, by=by) for n, *what, at, by in rows}

    def pinned(self, names: Iterable[str]) -> dict[str, int]:
        """Give the numbers of the pins that some references or ids have."""
        sql = (
            "SELECT name, min(n) FROM pins WHERE undone IS NULL AND name IN (SELECT value FROM json_each(?))"
            " GROUP BY name"
        )
        return dict(self._rows(sql, encoded(list(names))))

    def notes(self, names: Iterable[str]) -> dict[str, dict[int, Note]]:
        """Give the notes on some references or ids that were not taken back, by these and by their numbers."""
        sql = (
            f"SELECT n, {found_again.FIELDS}, note, at, by FROM notes WHERE undone IS NULL"  # noqa: S608 - a constant
            " AND name IN (SELECT value FROM json_each(?)) ORDER BY n"
        )
        out: dict[str, dict[int, Note]] = {}
        for n, *what, text, at, by in self._rows(sql, encoded([name for name in names if name])):
            of = found_again.read(*what)
            out.setdefault(of.name, {})[n] = Note(of=of, text=text, at=at, by=by)
        return out

    def called_wrong(self, report: str) -> dict[str, int]:
        """Give the statements of a report that a user said nobody says, with the numbers of the corrections."""
        from riwaya.link.whereabouts import found  # noqa: PLC0415 - see `found_rows.called`

        sql = (
            f"SELECT {corrections.FIELDS} FROM corrections WHERE undone IS NULL AND kind = 'wrong'"  # noqa: S608
            " AND a LIKE ? ESCAPE '\\'"
        )
        said = dict(map(corrections.read, self._rows(sql, f'["{report}/%')))
        if not said:
            return {}
        told = self.extraction(report)
        meant = ((n, found(one.a[0], told)) for n, one in said.items())
        return {there[0]: n for n, there in meant if there}

    def shared_text(self, copy: str) -> tuple[Copy, tuple[Passage, ...]] | None:
        """Give the copy with this id and its passages; None where there is none."""
        found = records.named(self._rows, Copy, [copy])
        return (found[0], records.named(self._rows, Passage, found[0].passages)) if found else None

    def holding(self, statement: str) -> tuple[str, ...]:
        """Give the claims that a statement is a member of."""
        found = self._rows("SELECT DISTINCT claim FROM members WHERE statement = ?", statement)
        return tuple(claim for (claim,) in found)

    def members_meant(self, keys: Iterable[str]) -> list[tuple[str, str | None]]:
        """Give the statements that keys mean now, each with its figure where the key speaks of one."""
        return found_again.meant(self._rows, keys)

    def claims_holding(self, statement: str, quantity: str | None) -> frozenset[str]:
        """Give the claims that a statement is a member of with one figure, or without."""
        sql = "SELECT DISTINCT claim FROM members WHERE statement = ? AND quantity IS ?"
        return frozenset(claim for (claim,) in self._rows(sql, statement, quantity))

    def stories_about(self, reports: Iterable[str]) -> tuple[Story, ...]:
        """Give the stories of some reports, and those whose claims hold something that these reports say."""
        sql = (
            "SELECT s.story FROM json_each(?1) r CROSS JOIN story_reports s ON s.report = r.value"
            " UNION SELECT c.story FROM json_each(?1) r CROSS JOIN members m"
            " ON m.statement >= r.value || '/' AND m.statement < r.value || '0' JOIN claims c ON c.id = m.claim"
        )
        found = self._rows(sql, encoded(list(reports)))
        return records.named(self._rows, Story, (story for (story,) in found))

    def told_beside(self, claim: str, limit: int) -> list[tuple[str, str]]:
        """Give other claims of a claim's story that can be one with it, the largest first: id and wording."""
        from riwaya.link.claims.corrected import alike  # noqa: PLC0415 - see `found_rows.called`

        sql = (
            "SELECT c.id FROM claims c JOIN claims me ON me.story = c.story AND c.id <> me.id"
            " WHERE me.id = ? AND coalesce(c.unit, me.unit) IS coalesce(me.unit, c.unit)"
            " ORDER BY (SELECT count(*) FROM members m WHERE m.claim = c.id) DESC, c.id LIMIT ?"
        )
        near = [name for (name,) in self._rows(sql, claim, LOOKED_AT * limit)]
        told = {one.id: one for one in records.named(self._rows, Claim, (claim, *near))}
        others = (told[name] for name in near)
        return [(one.id, one.wording) for one in others if alike(told[claim], one)][:limit]

    def figures_in(self, claim: str, statement: str) -> list[str | None]:
        """Give the quantities with which a statement is a member of a claim, None for a member without one."""
        sql = "SELECT DISTINCT quantity FROM members WHERE claim = ? AND statement = ?"
        return [quantity for (quantity,) in self._rows(sql, claim, statement)]

    def names_of_keys(self, keys: Iterable[str]) -> dict[str, str]:
        """Give the names of the actors and places that have some name keys now."""
        sql = (
            "SELECT k.key, a.name FROM actor_keys k JOIN actors a ON a.id = k.actor"
            " WHERE k.key IN (SELECT value FROM json_each(?1))"
            " UNION SELECT k.key, p.name FROM place_keys k JOIN places p ON p.id = k.place"
            " WHERE k.key IN (SELECT value FROM json_each(?1))"
        )
        return dict(self._rows(sql, encoded(list(keys))))

    # --- all that was done ---

    def done(self, limit: int, skip: int = 0) -> list[Entry]:
        """Give what users did, the newest first, what was taken back too."""
        rows = self._rows(_DONE, limit, skip)
        return [self._entry(table, n) for table, n in rows]

    def count_done(self) -> dict[Table, int]:
        """Count what users did in each table, what was taken back too."""
        return {table: self._rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}  # noqa: S608

    def count_pins(self) -> int:
        """Count the pins that were not taken back."""
        return int(self._rows("SELECT count(*) FROM pins WHERE undone IS NULL")[0][0])

    def _entry(self, table: Table, n: int) -> Entry:
        if table == "corrections":
            sql = (
                f"SELECT {corrections.FIELDS}, undone, undone_by, holds, refused FROM corrections WHERE n = ?"  # noqa: S608
            )
            *row, undone, undone_by, holds, refused = self._rows(sql, n)[0]
            return Entry(table, n, corrections.read(tuple(row))[1], undone, undone_by, bool(holds), refused)
        text = "note" if table == "notes" else "''"
        sql = f"SELECT {found_again.FIELDS}, {text}, at, by, undone, undone_by FROM {table} WHERE n = ?"  # noqa: S608
        *what, said, at, by, undone, undone_by = self._rows(sql, n)[0]
        of = found_again.read(*what)
        made: Note | Pin = (
            Note(of=of, text=said, at=at, by=by) if table == "notes" else Pin(of=of, at=at, by=by)
        )
        return Entry(table, n, made, undone, undone_by)

    # --- what a name means ---

    def _statement_found(self, name: str) -> Finding | None:
        from riwaya.link.whereabouts import key_of  # noqa: PLC0415 - see `found_rows.called`

        if not self._rows("SELECT 1 FROM statements WHERE id = ?", name):
            return None
        report, said = self.statement(name)
        words = " … ".join(report.text[c.start : c.end] for c in said.content)
        return Finding(kind="statement", name=name, keys=(key_of(name, said),), words=words)

    def _noun_found(self, name: str, keyed: bool) -> Finding | None:
        from riwaya.link.correcting_claims import members  # noqa: PLC0415 - as above
        from riwaya.link.whereabouts import key_of_member  # noqa: PLC0415

        for kind, noun in _NOUNS.items():
            nouns = records.named(self._rows, noun, [name])
            if not nouns:
                continue
            match one := nouns[0]:
                case Claim():
                    told = members(one)[:MOST_KEYS] if keyed else ()
                    keys = tuple(
                        key_of_member(m, self.extraction(m.statement.rpartition("/")[0])) for m in told
                    )
                    return Finding(kind="claim", name=name, keys=keys, words=one.wording)
                case Copy():
                    titles = (self.report(rid).title or rid for rid in (one.a, one.b))
                    return Finding(kind="copy", name=name, keys=(one.a, one.b), words=" | ".join(titles))
                case Story():
                    return Finding(kind="story", name=name, keys=one.reports[:MOST_KEYS], words=one.title)
                case Source():
                    keys = self._keys_of(one.statements[:MOST_KEYS]) if keyed else ()
                    return Finding(kind="source", name=name, keys=keys, words=one.name)
                case _:
                    return Finding(kind=kind, name=name, words=one.name)
        return None

    def _keys_of(self, statements: Iterable[str]) -> tuple[str, ...]:
        from riwaya.link.whereabouts import key_of  # noqa: PLC0415 - as above

        return tuple(key_of(name, self.statement(name)[1]) for name in statements)

    def _report_found(self, name: str) -> Finding | None:
        found = self._rows("SELECT coalesce(title, given_id, id) FROM reports WHERE id = ?", name)
        return Finding(kind="report", name=name, words=found[0][0]) if found else None


_DONE = " UNION ALL ".join(
    f"SELECT '{table}' AS place, n, coalesce(at, '') AS at FROM {table}"  # noqa: S608 - three names
    for table in TABLES
)
_DONE = f"SELECT place, n FROM ({_DONE}) ORDER BY at DESC, place, n DESC LIMIT ? OFFSET ?"  # noqa: S608


def _columns(of: Finding) -> tuple[str, str, str, str]:
    return of.kind, of.name, encoded(of.keys), of.words
