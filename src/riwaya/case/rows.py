"""Nouns as rows: what the plain tables of a case file show, with the words of the evidence beside each span.

The rows of an extraction are a pure function of it, in the order of `COLUMNS`; those of what holds reports together are
in `found_rows`.
"""

from collections.abc import Iterable, Iterator
from typing import get_args

import apsw

from riwaya.model import (
    Extraction,
    Quantity,
    Report,
    Span,
    Statement,
    Where,
    ref,
)

Value = str | int | float | None
Values = tuple[Value, ...]
Row = tuple[str, Values]
"""The name of a table, and a row of it."""

COLUMNS = {
    "furniture": "report n start stop words rule",
    "stamps": "report n kind field start stop words value rule",
    "statements": "id report n own_voice cue cue_start cue_stop content source kind form stance rule"
    " confidence hedges marker_start marker_stop marker",
    "content_spans": "statement n start stop",
    "links": "statement n start stop words resolved kind count rule evidence_start evidence_stop",
    "quantities": "id report n field start stop words low high unit counts counts_start counts_stop counted"
    " approx vague rule",
    "times": "report n start stop words value rule",
    "mentions": "report n start stop words type identity rule confidence place",
    "descriptions": "report n start stop words mention name_start name_stop name honorific_start honorific_stop"
    " honorific rank_start rank_stop rank role_start role_stop role body_start body_stop body nationality rule",
    "credits": "report n field start stop words name rule",
    "passages": "id a a_start a_stop b b_start b_stop length similarity direction reason a_words b_words",
    "copies": "id a b length a_share b_share extent direction reason args",
    "copy_passages": "copy n passage",
    "edits": "copy n kind a_start a_stop a_words b_start b_stop b_words a_is b_is passage",
    "wires": "id name report",
    "wire_reports": "wire report inferred",
    "families": "id title",
    "family_reports": "family report",
    "family_wires": "family wire",
    "descents": "family first second reason",
    "sources": "id name kind",
    "source_names": "source name",
    "source_statements": "source statement",
    "actors": "id name type nationality called",
    "actor_names": "actor name",
    "actor_roles": "actor role",
    "actor_keys": "actor key",
    "actor_mentions": "actor report n",
    "actor_merges": "actor rule a b detail",
    "places": "id name gazetteer level country within lat lon",
    "place_names": "place name",
    "place_keys": "place key",
    "place_mentions": "place report n",
    "place_merges": "place rule a b detail",
    "stories": "id title",
    "story_reports": "story report",
    "claims": "id story wording counted counts unit support_low support_high phantom",
    "variants": "claim n label low high denied framing support_low support_high",
    "members": "claim variant statement quantity similarity",
    "origins": "claim variant id name kind own_voice seen phantom statements through",
    "reasons": "claim variant n state code args origins",
    "denials": "claim n statement score reason",
    "points": "claim n report outlet published low high quantity origin first outlier",
    "shifts": "claim n kind before after before_origin after_origin",
    "framings": "claim n side variants support_low support_high",
    "citations": "claim n statement quantity outlet checked report found",
    "routes": "claim n statement quantity through origin because",
}
EXTRACTED = (
    "furniture",
    "stamps",
    "statements",
    "content_spans",
    "links",
    "quantities",
    "times",
    "mentions",
    "descriptions",
    "credits",
)
FOUND = tuple(table for table in COLUMNS if table not in EXTRACTED)
INSERT = {
    table: f"INSERT INTO {table}({','.join(names.split())}) VALUES ({','.join('?' * len(names.split()))})"  # noqa: S608
    for table, names in COLUMNS.items()
}
_GAP = " … "


def insert(connection: apsw.Connection, rows: Iterable[Row]) -> None:
    """Write rows, many of a table at a time."""
    tables: dict[str, list[Values]] = {}
    for table, row in rows:
        tables.setdefault(table, []).append(row)
    for table, found in tables.items():
        connection.executemany(INSERT[table], found)


def extraction_rows(report: Report, extraction: Extraction) -> Iterator[Row]:
    """Give the rows of one report's extraction."""
    rid, text = report.id, report.text
    fields = {where: getattr(report, where) or "" for where in get_args(Where)}
    for n, mark in enumerate(report.furniture):
        yield "furniture", (rid, n, *placed(text, mark.span), mark.rule)
    for n, stamp in enumerate(report.stamps):
        place = placed(fields[stamp.where], stamp.span)
        yield "stamps", (rid, n, stamp.kind, stamp.where, *place, stamp.value, stamp.rule)
    for n, statement in enumerate(extraction.statements):
        yield from _statement(report, ref(rid, "s", n), n, statement, False)
    for n, statement in enumerate(extraction.own_voice):
        yield from _statement(report, ref(rid, "o", n), n, statement, True)
    for n, quantity in enumerate(extraction.quantities):
        yield "quantities", _quantity(rid, n, quantity, fields[quantity.where])
    for n, time in enumerate(extraction.times):
        yield "times", (rid, n, *placed(text, time.span), time.value, time.rule)
    for n, name in enumerate(extraction.mentions):
        place = placed(text, name.span)
        yield "mentions", (rid, n, *place, name.type, name.identity, name.rule, name.confidence, name.place)
    for n, told in enumerate(extraction.descriptions):
        parts = (told.name, told.honorific, told.rank, told.role, told.body)
        columns = (column for part in parts for column in placed(text, part))
        place = placed(text, told.span)
        yield "descriptions", (rid, n, *place, told.mention, *columns, told.nationality, told.rule)
    for n, credit in enumerate(extraction.credits):
        place = placed(fields[credit.where], credit.span)
        yield "credits", (rid, n, credit.where, *place, credit.name, credit.rule)


def placed(text: str, span: Span | None) -> tuple[int | None, int | None, str | None]:
    """Give the columns ``start, stop, words`` of a span."""
    if span is None:
        return None, None, None
    return span.start, span.end, text[span.start : span.end]


def _joined(text: str, spans: tuple[Span, ...]) -> str:
    """Give the words of several spans in one line, with a mark where something stands between them."""
    return _GAP.join(text[span.start : span.end] for span in spans)


def numeric(value: float | int | None) -> float | int | None:
    """Give a number as SQLite holds it: whole numbers beyond 64 bits as floats."""
    return float(value) if isinstance(value, int) and abs(value) >= 2**63 else value


def _statement(report: Report, name: str, n: int, said: Statement, own: bool) -> Iterator[Row]:
    """Give the rows of one statement: itself, its content spans and its links."""
    text = report.text
    start, stop, cue = placed(text, said.cue)
    origin = said.chain[-1] if said.chain else None
    named = (origin.resolved or placed(text, origin.mention)[2]) if origin else None
    yield (
        "statements",
        (
            name, report.id, n, int(own), cue, start, stop, _joined(text, said.content),
            report.outlet if own and origin is None else named, origin.kind if origin else None, said.form,
            said.stance, said.rule, said.confidence, _joined(text, said.hedges),
            *placed(text, said.marker),
        ),
    )  # fmt: skip
    for i, span in enumerate(said.content):
        yield "content_spans", (name, i, span.start, span.end)
    for i, link in enumerate(said.chain):
        evidence = placed(text, link.evidence)[:2]
        said_by = (link.resolved, link.kind, numeric(link.count), link.rule, *evidence)
        yield "links", (name, i, *placed(text, link.mention), *said_by)


def _quantity(rid: str, n: int, found: Quantity, text: str) -> Values:
    """Give the row of one quantity; `text` is the field that its spans count in."""
    place = placed(text, found.span)
    of_start, of_stop, _ = placed(text, found.of_span)
    return (
        ref(rid, "q", n), rid, n, found.where, *place, numeric(found.low), numeric(found.high), found.unit,
        found.of, of_start, of_stop, found.counted, int(found.approx), int(found.vague), found.rule,
    )  # fmt: skip
