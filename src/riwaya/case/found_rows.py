"""What link and weigh found as rows: what the plain tables of a case file show of each noun.

Everything here is a pure function from nouns to tuples, in the order of `COLUMNS`; the first column of every table is
the id of the noun that a row belongs to.
"""

from collections.abc import Iterator, Mapping

import msgspec

from riwaya.case.rows import Row, numeric, placed
from riwaya.model import (
    Account,
    Actor,
    Claim,
    Copy,
    Family,
    Passage,
    Place,
    Source,
    Story,
    Support,
    Wire,
    split_ref,
)

Found = Passage | Copy | Wire | Family | Source | Actor | Place | Story | Claim | Account

WHOLE = -1
"""The `variant` of rows that speak of a claim as a whole."""


def found_rows(found: Found, texts: Mapping[str, str]) -> Iterator[Row]:
    """Give the rows of one noun; `texts` are those of the reports that share some. Claims show in their accounts."""
    match found:
        case Passage():
            yield _passage_row(found, texts)
        case Copy():
            yield from _copy_rows(found, texts.get(found.a, ""), texts.get(found.b, ""))
        case Wire():
            yield from _wire_rows(found)
        case Family():
            yield from _family_rows(found)
        case Source():
            yield "sources", (found.id, found.name, found.kind)
            yield from (("source_names", (found.id, name)) for name in found.names)
            yield from (("source_statements", (found.id, statement)) for statement in found.statements)
        case Actor():
            yield "actors", (found.id, found.name, found.type, found.nationality, called(found.name))
            yield from (("actor_roles", (found.id, role)) for role in found.roles)
            yield from _identity_rows("actor", found)
        case Place():
            where = (found.gazetteer, found.level, found.country, _json(found.within), found.lat, found.lon)
            yield "places", (found.id, found.name, *where)
            yield from _identity_rows("place", found)
        case Story():
            yield "stories", (found.id, found.title)
            yield from (("story_reports", (found.id, report)) for report in found.reports)
        case Account():
            yield from _account_rows(found)


def called(name: str) -> str:
    """Give the words of a name in the form in which names are compared."""
    from riwaya.link.spelling import name_words  # noqa: PLC0415 - the room is loaded when something is linked

    return " ".join(name_words(name))


def _passage_row(shared: Passage, texts: Mapping[str, str]) -> Row:
    a, b = (
        placed(texts.get(name, ""), span)
        for name, span in ((shared.a, shared.a_span), (shared.b, shared.b_span))
    )
    return (
        "passages",
        (
            shared.id, shared.a, a[0], a[1], shared.b, b[0], b[1], shared.words, shared.similarity,
            shared.direction, shared.reason, a[2], b[2],
        ),
    )  # fmt: skip


def _copy_rows(copy: Copy, a: str, b: str) -> Iterator[Row]:
    """Give the rows of one copy, its passages and its edits; `a` and `b` are the texts of its reports."""
    shares = (copy.words, copy.a_share, copy.b_share, copy.extent)
    yield "copies", (copy.id, copy.a, copy.b, *shares, copy.direction, copy.reason, _json(copy.args))
    yield from (("copy_passages", (copy.id, n, passage)) for n, passage in enumerate(copy.passages))
    for n, edit in enumerate(copy.edits):
        places = (*placed(a, edit.a), *placed(b, edit.b))
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
        figure = (numeric(variant.low), numeric(variant.high))
        told = (int(variant.denied), variant.framing)
        yield "variants", (claim.id, n, variant.label, *figure, *told, *bounds)
        for member in variant.members:
            yield "members", (claim.id, n, member.statement, member.quantity, member.similarity)
        if weighed:
            yield from _support_rows(claim.id, n, weighed)
    for n, denial in enumerate(account.denials):
        yield "denials", (claim.id, n, denial.statement, denial.score, denial.reason)
    for n, point in enumerate(account.drift):
        figure = (numeric(point.low), numeric(point.high))
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
