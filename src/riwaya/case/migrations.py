"""The schema of a case file, in steps: each function takes a file to the next version, and is never changed.

The tables are made to be read by people with any SQLite tool: plain columns, the words of the evidence beside
the offsets. ``start`` and ``stop`` are half-open offsets in characters of ``reports.text`` (or of the field
that the column ``field`` names). The exact JSON of what the columns show is kept in ``extractions`` and
``records``.
"""

import hashlib
from collections.abc import Callable

import apsw

from riwaya.read.told.page_key import page_key

APPLICATION_ID = 0x72697779
"""``riwy``: what marks an SQLite file as a case of Riwaya
(https://www.sqlite.org/pragma.html#pragma_application_id).
"""

_FIRST = """
CREATE TABLE reports(
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, given_id TEXT, outlet TEXT, url TEXT, published TEXT,
    title TEXT, byline TEXT, text TEXT NOT NULL, read_from TEXT, furniture TEXT NOT NULL,
    named REAL, described REAL, vague REAL, nobody REAL);
CREATE INDEX reports_published ON reports(published);
CREATE INDEX reports_given_id ON reports(given_id);
CREATE TABLE sightings(report TEXT NOT NULL, read_from TEXT NOT NULL, PRIMARY KEY(report, read_from)) WITHOUT
ROWID; CREATE TABLE furniture(
    report TEXT, n INTEGER, start INTEGER, stop INTEGER, words TEXT, rule TEXT,
    PRIMARY KEY(report, n)) WITHOUT ROWID;
CREATE TABLE statements(
    id TEXT PRIMARY KEY, report TEXT NOT NULL, n INTEGER, own_voice INTEGER, cue TEXT, cue_start INTEGER,
    cue_stop INTEGER, content TEXT, source TEXT, kind TEXT, form TEXT, stance TEXT, rule TEXT,
    confidence REAL, hedges TEXT);
CREATE TABLE content_spans(
    statement TEXT, n INTEGER, start INTEGER, stop INTEGER, PRIMARY KEY(statement, n)) WITHOUT ROWID;
CREATE VIEW contents AS
    SELECT c.statement, c.n, c.start, c.stop, substr(r.text, c.start + 1, c.stop - c.start) AS words
    FROM content_spans c JOIN statements s ON s.id = c.statement JOIN reports r ON r.id = s.report;
CREATE TABLE links(
    statement TEXT, n INTEGER, start INTEGER, stop INTEGER, words TEXT, resolved TEXT, kind TEXT, count
    INTEGER, PRIMARY KEY(statement, n)) WITHOUT ROWID;
CREATE TABLE quantities(
    id TEXT PRIMARY KEY, report TEXT NOT NULL, n INTEGER, field TEXT, start INTEGER, stop INTEGER, words TEXT,
    low NUMERIC, high NUMERIC, unit TEXT, counts TEXT, counts_start INTEGER, counts_stop INTEGER, counted
    TEXT, approx INTEGER, vague INTEGER, rule TEXT) WITHOUT ROWID;
CREATE TABLE times(
    report TEXT, n INTEGER, start INTEGER, stop INTEGER, words TEXT, value TEXT, rule TEXT,
    PRIMARY KEY(report, n)) WITHOUT ROWID;
CREATE TABLE mentions(
    report TEXT, n INTEGER, start INTEGER, stop INTEGER, words TEXT, type TEXT, identity TEXT, rule TEXT,
    confidence REAL, PRIMARY KEY(report, n)) WITHOUT ROWID;
CREATE TABLE credits(
    report TEXT, n INTEGER, field TEXT, start INTEGER, stop INTEGER, words TEXT, name TEXT, rule TEXT,
    PRIMARY KEY(report, n)) WITHOUT ROWID;
CREATE TABLE extractions(report TEXT PRIMARY KEY, version TEXT NOT NULL, json TEXT NOT NULL);
CREATE TABLE warnings(
    n INTEGER PRIMARY KEY, code TEXT NOT NULL, place TEXT NOT NULL, message TEXT NOT NULL, hint TEXT NOT NULL,
    UNIQUE(code, place, message, hint));
CREATE TABLE passages(
    id TEXT, a TEXT, a_start INTEGER, a_stop INTEGER, b TEXT, b_start INTEGER, b_stop INTEGER, length INTEGER,
    similarity REAL, direction TEXT, reason TEXT, a_words TEXT, b_words TEXT);
CREATE TABLE sources(id TEXT, name TEXT, kind TEXT);
CREATE TABLE source_names(source TEXT, name TEXT);
CREATE TABLE source_statements(source TEXT, statement TEXT);
CREATE TABLE stories(id TEXT, title TEXT);
CREATE TABLE story_reports(story TEXT, report TEXT);
CREATE TABLE claims(
    id TEXT, story TEXT, wording TEXT, counted TEXT, counts TEXT, unit TEXT, support_low INTEGER, support_high
    INTEGER); CREATE TABLE variants(
    claim TEXT, n INTEGER, label TEXT, low NUMERIC, high NUMERIC, denied INTEGER, support_low INTEGER,
    support_high INTEGER);
CREATE TABLE members(claim TEXT, variant INTEGER, statement TEXT, quantity TEXT, similarity REAL);
CREATE TABLE origins(
    claim TEXT, variant INTEGER, id TEXT, name TEXT, kind TEXT, own_voice INTEGER, seen INTEGER, statements
    TEXT, through TEXT);
CREATE TABLE reasons(claim TEXT, variant INTEGER, n INTEGER, state TEXT, code TEXT, args TEXT, origins TEXT);
CREATE TABLE denials(claim TEXT, n INTEGER, statement TEXT, score REAL, reason TEXT);
CREATE TABLE points(
    claim TEXT, n INTEGER, report TEXT, outlet TEXT, published TEXT, low NUMERIC, high NUMERIC, quantity TEXT,
    origin TEXT, first INTEGER);
CREATE TABLE records(kind TEXT, n INTEGER, json TEXT NOT NULL, PRIMARY KEY(kind, n)) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(title, text, content='reports', content_rowid='n', tokenize='riwaya');
"""


def _create(connection: apsw.Connection) -> None:
    """From nothing to version 1."""
    connection.execute(_FIRST)


def _link_rules(connection: apsw.Connection) -> None:
    """Version 2: how a link was resolved, and where the words stand that gave its name."""
    for column in ("rule TEXT", "evidence_start INTEGER", "evidence_stop INTEGER"):
        connection.execute(f"ALTER TABLE links ADD COLUMN {column}")


def _markers(connection: apsw.Connection) -> None:
    """Version 3: what opened the content of a statement, and where it stands."""
    for column in ("marker TEXT", "marker_start INTEGER", "marker_stop INTEGER"):
        connection.execute(f"ALTER TABLE statements ADD COLUMN {column}")


_IDENTITIES = """
ALTER TABLE mentions ADD COLUMN place TEXT;
CREATE TABLE descriptions(
    report TEXT, n INTEGER, start INTEGER, stop INTEGER, words TEXT, mention INTEGER, name_start INTEGER,
    name_stop INTEGER, name TEXT, honorific_start INTEGER, honorific_stop INTEGER, honorific TEXT,
    rank_start INTEGER, rank_stop INTEGER, rank TEXT, role_start INTEGER, role_stop INTEGER, role TEXT,
    body_start INTEGER, body_stop INTEGER, body TEXT, nationality TEXT, rule TEXT,
    PRIMARY KEY(report, n)) WITHOUT ROWID;
CREATE TABLE actors(id TEXT, name TEXT, type TEXT, nationality TEXT);
CREATE TABLE actor_names(actor TEXT, name TEXT);
CREATE TABLE actor_roles(actor TEXT, role TEXT);
CREATE TABLE actor_keys(actor TEXT, key TEXT);
CREATE TABLE actor_mentions(actor TEXT, report TEXT, n INTEGER);
CREATE INDEX actor_mentions_actor ON actor_mentions(actor);
CREATE INDEX actor_mentions_report ON actor_mentions(report, n);
CREATE TABLE actor_merges(actor TEXT, rule TEXT, a TEXT, b TEXT, detail TEXT);
CREATE TABLE places(
    id TEXT, name TEXT, gazetteer TEXT, level TEXT, country TEXT, within TEXT, lat REAL, lon REAL);
CREATE TABLE place_names(place TEXT, name TEXT);
CREATE TABLE place_keys(place TEXT, key TEXT);
CREATE TABLE place_mentions(place TEXT, report TEXT, n INTEGER);
CREATE INDEX place_mentions_place ON place_mentions(place);
CREATE INDEX place_mentions_report ON place_mentions(report, n);
CREATE TABLE place_merges(place TEXT, rule TEXT, a TEXT, b TEXT, detail TEXT);
CREATE TABLE corrections(
    n INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, at TEXT NOT NULL,
    by TEXT NOT NULL, note TEXT NOT NULL);
"""


def _identities(connection: apsw.Connection) -> None:
    """Version 4: actors, places, what is said of persons around their names, and what users say of identity."""
    connection.execute(_IDENTITIES)


_SIGHTINGS = """
ALTER TABLE reports ADD COLUMN updated TEXT;
ALTER TABLE reports ADD COLUMN language TEXT;
ALTER TABLE reports ADD COLUMN forwarded_from TEXT;
ALTER TABLE reports ADD COLUMN fetched TEXT;
ALTER TABLE reports ADD COLUMN sha256 TEXT;
ALTER TABLE reports ADD COLUMN stamps TEXT NOT NULL DEFAULT '[]';
ALTER TABLE reports ADD COLUMN text_sha256 TEXT;
ALTER TABLE reports ADD COLUMN page TEXT;
ALTER TABLE reports ADD COLUMN linked TEXT;
CREATE TABLE waiting(
    n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, text_sha256 TEXT, outlet TEXT, published TEXT,
    page TEXT, json TEXT NOT NULL);
CREATE INDEX waiting_text ON waiting(text_sha256);
CREATE TABLE fingerprints(report TEXT PRIMARY KEY, words BLOB, opening BLOB, keys BLOB) WITHOUT ROWID;
CREATE INDEX reports_text ON reports(text_sha256);
CREATE INDEX reports_page ON reports(page);
ALTER TABLE sightings RENAME TO old_sightings;
CREATE TABLE sightings(
    n INTEGER PRIMARY KEY, report TEXT NOT NULL, read_from TEXT NOT NULL, sha256 TEXT, at TEXT, fetched TEXT, by TEXT,
    url TEXT, title TEXT, published TEXT, again TEXT, again_sha256 TEXT);
CREATE TABLE remembered(name TEXT PRIMARY KEY, by TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files(path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO sightings(report, read_from) SELECT report, read_from FROM old_sightings;
DROP TABLE old_sightings;
CREATE UNIQUE INDEX sightings_report ON sightings(report, read_from);
CREATE TABLE stamps(
    report TEXT, n INTEGER, kind TEXT, field TEXT, start INTEGER, stop INTEGER, words TEXT, value TEXT, rule TEXT,
    PRIMARY KEY(report, n)) WITHOUT ROWID;
CREATE TRIGGER a_text_stays BEFORE UPDATE OF text ON reports
    BEGIN SELECT RAISE(ABORT, 'the text of a report never changes'); END;
"""


def _provenance(connection: apsw.Connection) -> None:
    """Version 5: where each text was seen, from which bytes and when; stamps; pages whose text changed."""
    connection.execute(_SIGHTINGS)
    for n, text, url in list(connection.execute("SELECT n, text, url FROM reports")):
        digest = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
        connection.execute(
            "UPDATE reports SET text_sha256 = ?, page = ? WHERE n = ?", (digest, page_key(url), n)
        )


_COPIES = """
CREATE TABLE copies(
    id TEXT, a TEXT, b TEXT, length INTEGER, a_share REAL, b_share REAL, extent TEXT, direction TEXT, reason TEXT,
    args TEXT);
CREATE INDEX copies_id ON copies(id);
CREATE INDEX copies_a ON copies(a);
CREATE INDEX copies_b ON copies(b);
CREATE TABLE copy_passages(copy TEXT, n INTEGER, passage TEXT);
CREATE INDEX copy_passages_copy ON copy_passages(copy, n);
CREATE TABLE edits(
    copy TEXT, n INTEGER, kind TEXT, a_start INTEGER, a_stop INTEGER, a_words TEXT, b_start INTEGER, b_stop INTEGER,
    b_words TEXT, a_is TEXT, b_is TEXT, passage TEXT);
CREATE INDEX edits_copy ON edits(copy, n);
CREATE TABLE wires(id TEXT, name TEXT, report TEXT);
CREATE TABLE wire_reports(wire TEXT, report TEXT, inferred INTEGER);
CREATE INDEX wire_reports_report ON wire_reports(report);
CREATE TABLE families(id TEXT, title TEXT);
CREATE TABLE family_reports(family TEXT, report TEXT);
CREATE INDEX family_reports_report ON family_reports(report);
CREATE TABLE family_wires(family TEXT, wire TEXT);
CREATE TABLE descents(family TEXT, first TEXT, second TEXT, reason TEXT);
CREATE INDEX passages_a ON passages(a);
CREATE INDEX passages_b ON passages(b);
"""


def _copies(connection: apsw.Connection) -> None:
    """Version 6: who copied whom and what was changed on the way, agencies' texts, families of reports."""
    connection.execute(_COPIES)


_WEIGHED = """
ALTER TABLE claims ADD COLUMN phantom INTEGER;
ALTER TABLE variants ADD COLUMN framing TEXT;
ALTER TABLE origins ADD COLUMN phantom INTEGER;
ALTER TABLE points ADD COLUMN outlier INTEGER;
CREATE TABLE shifts(
    claim TEXT, n INTEGER, kind TEXT, before TEXT, after TEXT, before_origin TEXT, after_origin TEXT);
CREATE INDEX shifts_claim ON shifts(claim, n);
CREATE TABLE framings(
    claim TEXT, n INTEGER, side TEXT, variants TEXT, support_low INTEGER, support_high INTEGER);
CREATE INDEX framings_claim ON framings(claim, n);
CREATE TABLE citations(
    claim TEXT, n INTEGER, statement TEXT, quantity TEXT, outlet TEXT, checked TEXT, report TEXT, found TEXT);
CREATE INDEX citations_claim ON citations(claim, n);
CREATE TABLE routes(
    claim TEXT, n INTEGER, statement TEXT, quantity TEXT, through TEXT, origin TEXT, because TEXT);
CREATE INDEX routes_claim ON routes(claim, n);
"""


def _weighed(connection: apsw.Connection) -> None:
    """Version 7: who changed a figure, how a claim is framed, citations held against the cited, ways to origins."""
    connection.execute(_WEIGHED)


_PIECEMEAL = """
ALTER TABLE actors ADD COLUMN called TEXT;
DROP TABLE fingerprints;
CREATE TABLE fingerprints(report TEXT PRIMARY KEY, words BLOB NOT NULL, opening BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE key_counts(of TEXT PRIMARY KEY, keys BLOB NOT NULL, counts BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE new_records(
    n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, rank INTEGER NOT NULL, tie TEXT NOT NULL,
    json TEXT NOT NULL);
INSERT INTO new_records(kind, id, rank, tie, json)
    SELECT kind, json_extract(json, CASE kind WHEN 'account' THEN '$.claim.id' ELSE '$.id' END), 0, '', json
    FROM records ORDER BY kind, n;
DROP TABLE records;
ALTER TABLE new_records RENAME TO records;
CREATE INDEX records_order ON records(kind, rank, tie);
CREATE INDEX records_id ON records(kind, id);
CREATE INDEX reports_linked ON reports(linked);
CREATE INDEX reports_order ON reports(published IS NULL, published, id);
CREATE INDEX reports_outlet ON reports(outlet);
CREATE INDEX statements_sourced ON statements(report) WHERE own_voice = 0;
CREATE INDEX source_statements_statement ON source_statements(statement, source);
CREATE INDEX actors_called ON actors(called);
CREATE INDEX actor_keys_key ON actor_keys(key);
CREATE INDEX place_keys_key ON place_keys(key);
CREATE INDEX story_reports_report ON story_reports(report);
CREATE INDEX claims_story ON claims(story);
CREATE INDEX family_wires_wire ON family_wires(wire);
"""
_BY_NOUN = (
    "passages.id wires.id wire_reports.wire families.id family_reports.family family_wires.family descents.family"
    " sources.id source_names.source actors.id actor_names.actor actor_roles.actor actor_keys.actor actor_merges.actor"
    " places.id place_names.place place_keys.place place_merges.place stories.id story_reports.story claims.id"
    " variants.claim members.claim origins.claim reasons.claim denials.claim points.claim"
)


def _piecemeal(connection: apsw.Connection) -> None:
    """Version 8: what was found is looked up, and put in its place, noun by noun."""
    connection.execute(_PIECEMEAL)
    for table, column in (name.split(".") for name in _BY_NOUN.split()):
        connection.execute(f"CREATE INDEX {table}_{column} ON {table}({column})")


_SAID = """
CREATE VIRTUAL TABLE said USING fts5(
    source, content, told, content='', contentless_delete=1, tokenize='riwaya');
INSERT INTO said(said, rank) VALUES ('rank', 'bm25(1.0, 1.0, 0.0)');
INSERT INTO said(rowid, source, content, told)
    SELECT r.n * 1000000 + s.n,
        (SELECT group_concat(coalesce(l.words, '') || ' | ' || coalesce(l.resolved, ''), ' | ')
            FROM links l WHERE l.statement = s.id),
        s.content, 'stance' || s.stance || ' kind' || coalesce(s.kind, 'none')
    FROM reports r CROSS JOIN statements s ON s.id >= r.id || '/s' AND s.id < r.id || '/t'
    WHERE r.n <= (SELECT max(id) FROM search_docsize);
CREATE INDEX quantities_figures ON quantities(counted, low, high, report);
CREATE INDEX IF NOT EXISTS reports_outlet ON reports(outlet);
CREATE INDEX copies_length ON copies(length);
"""


def _said(connection: apsw.Connection) -> None:
    """Version 9: statements are found by their words, reports by their figures and outlets."""
    connection.execute(_SAID)


_WORK = """
ALTER TABLE corrections ADD COLUMN holds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE corrections ADD COLUMN undone TEXT;
ALTER TABLE corrections ADD COLUMN undone_by TEXT;
UPDATE corrections SET holds = 1;
CREATE TABLE notes(
    n INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, name TEXT NOT NULL, keys TEXT NOT NULL,
    words TEXT NOT NULL, note TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, undone TEXT, undone_by TEXT);
CREATE INDEX notes_name ON notes(name);
CREATE TABLE pins(
    n INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, name TEXT NOT NULL, keys TEXT NOT NULL,
    words TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, undone TEXT, undone_by TEXT);
CREATE INDEX pins_name ON pins(name);
CREATE INDEX IF NOT EXISTS members_statement ON members(statement);
"""


def _work(connection: apsw.Connection) -> None:
    """Version 10: notes and pins; what users took back stays, with who and when; what the linking knows of it."""
    connection.execute(_WORK)


_SPEAKERS = """
CREATE INDEX source_statements_source ON source_statements(source);
CREATE INDEX sources_kind ON sources(kind, id);
CREATE INDEX denials_statement ON denials(statement);
"""


def _speakers(connection: apsw.Connection) -> None:
    """Version 11: sources are listed by how much they say, and denials found by who denies."""
    connection.execute(_SPEAKERS)


_LISTED = """
CREATE INDEX IF NOT EXISTS statements_attributed ON statements(report) WHERE own_voice = 0;
CREATE INDEX IF NOT EXISTS reports_order ON reports(published IS NULL, published, id);
"""


def _listed(connection: apsw.Connection) -> None:
    """Version 12: attributed statements are counted, and reports paged in the order of time, by an index."""
    connection.execute(_LISTED)


_COVERED = """
DROP INDEX reports_outlet;
CREATE INDEX reports_outlet ON reports(outlet, published);
DROP INDEX place_mentions_place;
CREATE INDEX place_mentions_place ON place_mentions(place, report);
DROP INDEX actor_mentions_actor;
CREATE INDEX actor_mentions_actor ON actor_mentions(actor, report);
ALTER TABLE corrections ADD COLUMN refused TEXT;
"""


def _covered(connection: apsw.Connection) -> None:
    """Version 13: what is counted of reports, by an index alone; why the linking took a correction back."""
    connection.execute(_COVERED)


STEPS: tuple[Callable[[apsw.Connection], None], ...] = (
    _create,
    _link_rules,
    _markers,
    _identities,
    _provenance,
    _copies,
    _weighed,
    _piecemeal,
    _said,
    _work,
    _speakers,
    _listed,
    _covered,
)
VERSION = len(STEPS)


def migrate(connection: apsw.Connection) -> None:
    """Bring a file up to `VERSION`, all steps in one transaction; a file that is there already is not written to."""
    if connection.pragma("user_version") == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again inside the transaction: another process may have come first.
        for step in STEPS[connection.pragma("user_version") :]:
            step(connection)
        connection.pragma("application_id", APPLICATION_ID)
        connection.pragma("user_version", VERSION)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
