"""Nouns as rows: what the plain tables of a case file show, with the words of the evidence beside each span.

Everything here is a pure function from nouns to tuples, in the order of `COLUMNS`.
"""

from collections.abc import Iterator, Sequence
from typing import get_args

import msgspec

from riwaya.model import (
    Account,
    Actor,
    Copy,
    Extraction,
    Family,
    Linked,
    Place,
    Quantity,
    Report,
    Span,
    Statement,
    Support,
    Where,
    Wire,
    ref,
    split_ref,
)

Value = str | int | float | None
Row = tuple[str, tuple[Value, ...]]
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
    "actors": "id name type nationality",
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
WHOLE = -1
"""The `variant` of rows that speak of a claim as a whole."""

_GAP = " … "


def extraction_rows(report: Report, extraction: Extraction) -> Iterator[Row]:
    """Give the rows of one report's extraction."""
    rid, text = report.id, report.text
    fields = {where: getattr(report, where) or "" for where in get_args(Where)}
    for n, mark in enumerate(report.furniture):
        yield "furniture", (rid, n, *_place(text, mark.span), mark.rule)
    for n, stamp in enumerate(report.stamps):
        place = _place(fields[stamp.where], stamp.span)
        yield "stamps", (rid, n, stamp.kind, stamp.where, *place, stamp.value, stamp.rule)
    for n, statement in enumerate(extraction.statements):
        yield from _statement(report, ref(rid, "s", n), n, statement, False)
    for n, statement in enumerate(extraction.own_voice):
        yield from _statement(report, ref(rid, "o", n), n, statement, True)
    for n, quantity in enumerate(extraction.quantities):
        yield "quantities", _quantity(rid, n, quantity, fields[quantity.where])
    for n, time in enumerate(extraction.times):
        yield "times", (rid, n, *_place(text, time.span), time.value, time.rule)
    for n, name in enumerate(extraction.mentions):
        place = _place(text, name.span)
        yield "mentions", (rid, n, *place, name.type, name.identity, name.rule, name.confidence, name.place)
    for n, told in enumerate(extraction.descriptions):
        parts = (told.name, told.honorific, told.rank, told.role, told.body)
        columns = (column for part in parts for column in _place(text, part))
        place = _place(text, told.span)
        yield "descriptions", (rid, n, *place, told.mention, *columns, told.nationality, told.rule)
    for n, credit in enumerate(extraction.credits):
        place = _place(fields[credit.where], credit.span)
        yield "credits", (rid, n, credit.where, *place, credit.name, credit.rule)


def _place(text: str, span: Span | None) -> tuple[int | None, int | None, str | None]:
    """Give the columns ``start, stop, words`` of a span."""
    if span is None:
        return None, None, None
    return span.start, span.end, text[span.start : span.end]


def _joined(text: str, spans: tuple[Span, ...]) -> str:
    """Give the words of several spans in one line, with a mark where something stands between them."""
    return _GAP.join(text[span.start : span.end] for span in spans)


def _number(value: float | int | None) -> float | int | None:
    """Give a number as SQLite holds it: whole numbers beyond 64 bits as floats."""
    return float(value) if isinstance(value, int) and abs(value) >= 2**63 else value


def _statement(report: Report, name: str, n: int, said: Statement, own: bool) -> Iterator[Row]:
    """Give the rows of one statement: itself, its content spans and its links."""
    text = report.text
    start, stop, cue = _place(text, said.cue)
    origin = said.chain[-1] if said.chain else None
    named = (origin.resolved or _place(text, origin.mention)[2]) if origin else None
    yield (
        "statements",
        (
            name, report.id, n, int(own), cue, start, stop, _joined(text, said.content),
            report.outlet if own and origin is None else named, origin.kind if origin else None, said.form,
            said.stance, said.rule, said.confidence, _joined(text, said.hedges),
            *_place(text, said.marker),
        ),
    )  # fmt: skip
    for i, span in enumerate(said.content):
        yield "content_spans", (name, i, span.start, span.end)
    for i, link in enumerate(said.chain):
        evidence = _place(text, link.evidence)[:2]
        said_by = (link.resolved, link.kind, _number(link.count), link.rule, *evidence)
        yield "links", (name, i, *_place(text, link.mention), *said_by)


def _quantity(rid: str, n: int, found: Quantity, text: str) -> tuple[Value, ...]:
    """Give the row of one quantity; `text` is the field that its spans count in."""
    place = _place(text, found.span)
    of_start, of_stop, _ = _place(text, found.of_span)
    return (
        ref(rid, "q", n), rid, n, found.where, *place, _number(found.low), _number(found.high), found.unit,
        found.of, of_start, of_stop, found.counted, int(found.approx), int(found.vague), found.rule,
    )  # fmt: skip


def found_rows(linked: Linked, accounts: Sequence[Account], texts: dict[str, str]) -> Iterator[Row]:
    """Give the rows of what link and weigh found; `texts` are the texts of the reports that share some."""
    for shared in linked.passages:
        a, b = (
            _place(texts.get(name, ""), span)
            for name, span in ((shared.a, shared.a_span), (shared.b, shared.b_span))
        )
        yield (
            "passages",
            (
                shared.id, shared.a, a[0], a[1], shared.b, b[0], b[1], shared.words, shared.similarity,
                shared.direction, shared.reason, a[2], b[2],
            ),
        )  # fmt: skip
    for copy in linked.copies:
        yield from _copy_rows(copy, texts.get(copy.a, ""), texts.get(copy.b, ""))
    for wire in linked.wires:
        yield from _wire_rows(wire)
    for family in linked.families:
        yield from _family_rows(family)
    for source in linked.sources:
        yield "sources", (source.id, source.name, source.kind)
        yield from (("source_names", (source.id, name)) for name in source.names)
        yield from (("source_statements", (source.id, statement)) for statement in source.statements)
    for actor in linked.actors:
        yield "actors", (actor.id, actor.name, actor.type, actor.nationality)
        yield from (("actor_roles", (actor.id, role)) for role in actor.roles)
        yield from _identity_rows("actor", actor)
    for place in linked.places:
        where = (place.gazetteer, place.level, place.country, _json(place.within), place.lat, place.lon)
        yield "places", (place.id, place.name, *where)
        yield from _identity_rows("place", place)
    for story in linked.stories:
        yield "stories", (story.id, story.title)
        yield from (("story_reports", (story.id, report)) for report in story.reports)
    for account in accounts:
        yield from _account_rows(account)


def _copy_rows(copy: Copy, a: str, b: str) -> Iterator[Row]:
    """Give the rows of one copy, its passages and its edits; `a` and `b` are the texts of its reports."""
    shares = (copy.words, copy.a_share, copy.b_share, copy.extent)
    yield "copies", (copy.id, copy.a, copy.b, *shares, copy.direction, copy.reason, _json(copy.args))
    yield from (("copy_passages", (copy.id, n, passage)) for n, passage in enumerate(copy.passages))
    for n, edit in enumerate(copy.edits):
        places = (*_place(a, edit.a), *_place(b, edit.b))
        yield "edits", (copy.id, n, edit.kind, *places, edit.a_is, edit.b_is, edit.passage)


def _wire_rows(wire: Wire) -> Iterator[Row]:
    """Give the rows of an agency's text and of the reports that carry it."""
    yield "wires", (wire.id, wire.name, wire.report)
    yield from (("wire_reports", (wire.id, report, 0)) for report in wire.credited)
    yield from (("wire_reports", (wire.id, report, 1)) for report in wire.inferred)


def _family_rows(family: Family) -> Iterator[Row]:
    """Give the rows of a family: its reports, the agencies' texts it goes back to, who comes from whom."""
    yield "families", (family.id, family.title)
    yield from (("family_reports", (family.id, report)) for report in family.reports)
    yield from (("family_wires", (family.id, wire)) for wire in family.wires)
    for descent in family.descents:
        yield "descents", (family.id, descent.first, descent.second, descent.reason)


def _identity_rows(of: str, found: Actor | Place) -> Iterator[Row]:
    """Give the rows that actors and places have alike: names, keys, mentions and merges."""
    yield from ((f"{of}_names", (found.id, name)) for name in found.names)
    yield from ((f"{of}_keys", (found.id, key)) for key in found.keys)
    for mention in found.mentions:
        report, _, n = split_ref(mention)
        yield f"{of}_mentions", (found.id, report, n)
    for merge in found.merges:
        yield f"{of}_merges", (found.id, merge.rule, merge.a, merge.b, merge.detail)


def _account_rows(account: Account) -> Iterator[Row]:
    """Give the rows of one weighed claim."""
    claim, support = account.claim, account.support
    counts = (claim.counted, claim.of, claim.unit)
    yield (
        "claims",
        (claim.id, claim.story, claim.wording, *counts, support.low, support.high, int(account.phantom)),
    )
    yield from _support_rows(claim.id, WHOLE, support)
    for n, variant in enumerate(claim.variants):
        weighed = account.variants[n] if n < len(account.variants) else None
        bounds = (weighed.low, weighed.high) if weighed else (None, None)
        figure = (_number(variant.low), _number(variant.high))
        told = (int(variant.denied), variant.framing)
        yield "variants", (claim.id, n, variant.label, *figure, *told, *bounds)
        for member in variant.members:
            yield "members", (claim.id, n, member.statement, member.quantity, member.similarity)
        if weighed:
            yield from _support_rows(claim.id, n, weighed)
    for n, denial in enumerate(account.denials):
        yield "denials", (claim.id, n, denial.statement, denial.score, denial.reason)
    for n, point in enumerate(account.drift):
        figure = (_number(point.low), _number(point.high))
        where = (point.report, point.outlet, point.published)
        flags = (int(point.first), int(point.outlier))
        yield "points", (claim.id, n, *where, *figure, point.quantity, point.origin, *flags)
    yield from _finding_rows(account)


def _finding_rows(account: Account) -> Iterator[Row]:
    """Give the rows of what was found in weighing a claim: shifts, framings, checked citations, routes."""
    claim = account.claim.id
    for n, shift in enumerate(account.shifts):
        whose = (shift.origins[0], shift.origins[-1])
        yield "shifts", (claim, n, shift.kind, shift.before, shift.after, *whose)
    for n, framing in enumerate(account.framings):
        bounds = (framing.support.low, framing.support.high)
        yield "framings", (claim, n, framing.side, _json(framing.variants), *bounds)
    for n, cited in enumerate(account.citations):
        where = (cited.statement, cited.quantity, cited.outlet)
        yield "citations", (claim, n, *where, cited.checked, cited.report, cited.found)
    for n, route in enumerate(account.routes):
        way = (_json(route.through), route.origin, route.because)
        yield "routes", (claim, n, route.statement, route.quantity, *way)


def _support_rows(claim: str, variant: int, support: Support) -> Iterator[Row]:
    """Give the rows of the voices behind a claim or a variant, and of the reasons; lists are JSON."""
    for origin in support.origins:
        statements, through = _json(origin.statements), _json(origin.through)
        flags = (int(origin.own_voice), int(origin.seen), int(origin.phantom))
        yield "origins", (claim, variant, origin.id, origin.name, origin.kind, *flags, statements, through)
    for n, reason in enumerate(support.reasons):
        said = (reason.state, reason.code, _json(reason.args), _json(reason.origins))
        yield "reasons", (claim, variant, n, *said)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
