"""What is known of a place of a report, for the panel beside its text: who says it, through whom, and how we know.

All of it comes from the extraction that the case holds. The reasons come from reading the report again, and are shown
where they tell of the same statement: a case that an older Riwaya read may hold another.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from riwaya.case import Case
from riwaya.case.reports_asked import Claimed
from riwaya.errors import RiwayaError
from riwaya.model import Explained, Extraction, Mention, Quantity, Report, Span, Statement, Support, Time, ref
from riwaya.pipeline import explain
from riwaya.show import labels
from riwaya.show.evidence import nodes, plain
from riwaya.show.labels import Bilingual

LONG = 8_000
"""Characters of a report that takes too long to read again while somebody waits: its reasons are asked for apart."""
_PART = re.compile(r"([soqtm])(\d{1,6})")


class Stop(NamedTuple):
    """A stop on the way of a saying, and the page of it where there is one."""

    name: str | None
    kind: str
    number: int | None
    carrier: bool
    source: str | None


class ClaimLink(NamedTuple):
    """A claim in which a statement has a part: its id, its words, and how many voices stand behind it."""

    id: str
    wording: str
    voices: Bilingual
    denials: int


class Saying(NamedTuple):
    """A statement at the place: its words, the way it came, what weakens it, its claims, and why it was found so."""

    part: str
    statement: Statement
    way: tuple[Stop, ...]
    words: str
    hedges: tuple[str, ...]
    claims: tuple[ClaimLink, ...]
    why: Explained | None


class Figure(NamedTuple):
    """A quantity at the place, with its words."""

    words: str
    value: Bilingual
    quantity: Quantity


class Moment(NamedTuple):
    """A time at the place, with its words."""

    words: str
    time: Time


class Name(NamedTuple):
    """A name at the place, with its words and the page of who or what it means, where there is one."""

    words: str
    mention: Mention
    address: str | None


class Panel(NamedTuple):
    """All that is known of a place. `again` tells that the reasons are to be asked for apart."""

    part: str
    place: str
    sayings: tuple[Saying, ...]
    figures: tuple[Figure, ...]
    times: tuple[Moment, ...]
    names: tuple[Name, ...]
    again: bool


class Said(NamedTuple):
    """A statement in the list of all: where it stands, who says it, and the beginning of its words."""

    part: str
    statement: Statement
    way: tuple[Stop, ...]


def claim_links(found: Iterable[Claimed]) -> tuple[ClaimLink, ...]:
    """Give claims as links, with their voices in words."""
    return tuple(
        ClaimLink(one.id, one.wording, labels.voices(Support(low=one.low, high=one.high)), one.denials)
        for one in found
    )


def listed(case: Case, report: Report, extraction: Extraction) -> tuple[Said, ...]:
    """Give the statements of a report in their order, each with the way it came."""
    names = [ref(report.id, "s", n) for n in range(len(extraction.statements))]
    sources = case.sources_in(names)
    return tuple(
        Said(f"s{n}", said, _way(report, extraction, said, names[n], sources))
        for n, said in enumerate(extraction.statements)
    )


def panel(case: Case, report: Report, part: str, *, reasons: bool) -> Panel:
    """Say what is known of the place where a part of a report begins; raises RiwayaError R405 for no such part."""
    extraction = case.extraction(report.id)
    at = _place(report, extraction, part)
    held = _holding(extraction, at)
    claims = case.claims_of(report.id)
    again = bool(held) and len(report.text) > LONG and not reasons
    why = {} if again else {one.statement: one for one in explain(report, at).statements}
    sources = case.sources_in(ref(report.id, "s", int(name[1:])) for name in held if name[0] == "s")
    texts = report.text
    return Panel(
        part=part,
        place="statement" if any(name[0] == "s" for name in held) else "own_voice" if held else "between",
        sayings=tuple(_saying(report, extraction, name, claims, sources, why) for name in held),
        figures=tuple(
            Figure(_words(texts, q.span), labels.quantity(q), q)
            for q in extraction.quantities
            if q.where == "text" and _in(q.span, at)
        ),
        times=tuple(Moment(_words(texts, t.span), t) for t in extraction.times if _in(t.span, at)),
        names=tuple(_names(case, report, extraction, at)),
        again=again,
    )


def _place(report: Report, extraction: Extraction, part: str) -> int:
    """Give where a part begins: a statement at its cue, as in the text."""
    found = _PART.fullmatch(part)
    if found is None:
        raise RiwayaError("R405", f"{report.id}/{part}")
    kind, n = found[1], int(found[2])
    try:
        match kind:
            case "s" | "o":
                said = (extraction.statements if kind == "s" else extraction.own_voice)[n]
                return said.cue.start if said.cue else said.content[0].start
            case "q":
                quantity = extraction.quantities[n]
                if quantity.where == "text":
                    return quantity.span.start
            case "t":
                return extraction.times[n].span.start
            case _:
                return extraction.mentions[n].span.start
    except IndexError:
        pass
    raise RiwayaError("R405", f"{report.id}/{part}")


def _in(span: Span | None, at: int) -> bool:
    return span is not None and span.start <= at < span.end


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _holding(extraction: Extraction, at: int) -> list[str]:
    """Name the statements that hold a place: whose own words stand there first, then the shortest."""

    def depth(said: Statement) -> tuple[bool, int]:
        sources = [link.mention for link in said.chain if "link.inherited" not in link.rule]
        own = any(_in(span, at) for span in (said.cue, said.marker, *sources))
        return not own, sum(part.end - part.start for part in said.content)

    def holds(said: Statement) -> bool:
        return not depth(said)[0] or any(_in(part, at) for part in said.content)

    both = [(f"s{n}", said) for n, said in enumerate(extraction.statements)]
    both += [(f"o{n}", said) for n, said in enumerate(extraction.own_voice)]
    return [
        name for name, said in sorted(both, key=lambda one: (one[0][0] == "o", depth(one[1]))) if holds(said)
    ]


def _saying(
    report: Report,
    extraction: Extraction,
    part: str,
    claims: Iterable[Claimed],
    sources: Mapping[tuple[str, str], str],
    why: Mapping[str, Explained],
) -> Saying:
    said = (extraction.statements if part[0] == "s" else extraction.own_voice)[int(part[1:])]
    name = f"{report.id}/{part}"
    reason = why.get(name)
    return Saying(
        part=part,
        statement=said,
        way=_way(report, extraction, said, name, sources),
        words=plain(report, said),
        hedges=tuple(_words(report.text, span) for span in said.hedges),
        claims=claim_links(one for one in claims if name in one.statements),
        why=reason if reason is not None and reason.said == said else None,
    )


def _way(
    report: Report,
    extraction: Extraction,
    said: Statement,
    name: str,
    sources: Mapping[tuple[str, str], str],
) -> tuple[Stop, ...]:
    """Give the way of a saying from the outlet to the origin, each source with its page."""
    return tuple(
        Stop(node.name, node.kind, node.number, node.carrier, sources.get((name, node.name or "")))
        for node in nodes(report, said, extraction.credits)
    )


def _names(case: Case, report: Report, extraction: Extraction, at: int) -> Iterable[Name]:
    """Give the names at a place: a person or body leads to its page, a place to the reports that name it itself."""
    found = [(n, m) for n, m in enumerate(extraction.mentions) if _in(m.span, at)]
    if not found:
        return
    who, where = case.who_is_named(report.id), case.where_is_named(report.id)
    for n, mention in found:
        address = (
            f"/actors/{who[n]}" if n in who else f"/search?within=0&place={where[n]}" if n in where else None
        )
        yield Name(_words(report.text, mention.span), mention, address)
