"""Cited: a statement as evidence outside the case: the sentences that it stands in, and the digests of its report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from riwaya.arabic.sentences import sentences
from riwaya.case import Case
from riwaya.case.reports import text_digest
from riwaya.model import Account, Report, Span, Statement, Support, Variant
from riwaya.show import labels, marks
from riwaya.show.claims import ReasonView
from riwaya.show.evidence import Evidence, Node, OnDemand
from riwaya.show.labels import Bilingual
from riwaya.show.told import reason


class Text(NamedTuple):
    """A report as evidence: what it is, and the digests by which its text and its bytes can be told."""

    report: Report
    digest: str

    @property
    def read_from(self) -> str | None:
        """Give the file that it was read from without the folders of this machine: a dossier is sent to others."""
        place = self.report.read_from
        return "/".join(place.replace("\\", "/").split("/")[-2:]) if place else None


class Said(NamedTuple):
    """A statement of a finding: its evidence, the sentences that it stands in, and the report it is in."""

    evidence: Evidence
    context: tuple[marks.Piece, ...]
    text: Text


class FigureView(NamedTuple):
    """A figure of a claim: how it is written, who stands behind it, in how many statements, from when to when."""

    variant: Variant
    figure: Bilingual
    voices: Bilingual | None
    statements: int
    days: Bilingual | None


class ClaimView(NamedTuple):
    """A claim: its words, how many voices stand behind it and why, its figures, how many deny it."""

    id: str
    wording: str
    account: Account
    voices: Bilingual
    reasons: tuple[ReasonView, ...]
    figures: tuple[FigureView, ...]
    denials: int


def said(index: OnDemand, ref: str, quantity: str | None = None) -> Said:
    """Give a statement with the sentences that it stands in."""
    found = index.evidence(ref, quantity)
    told = found.statement
    spans = [*told.content, *([told.cue] if told.cue else [])]
    spans += [link.mention for link in told.chain if link.mention]
    if found.quantity and found.quantity.where == "text":
        spans.append(found.quantity.span)
    layers = marks.statement_layers(told, "")
    layers += [marks.quantity_layer(found.quantity, "")] if found.quantity else []
    return Said(found, _context(found.report, spans, layers), text(index, found.report.id))


def _context(report: Report, spans: Sequence[Span], layers: Iterable[marks.Layer]) -> tuple[marks.Piece, ...]:
    """Give the whole sentences that some words stand in, marked."""
    start = min((s.start for s in spans), default=0)
    end = max((s.end for s in spans), default=0)
    around = [s for s in sentences(report.text) if s.start < end and start < s.end]
    window = Span(min([start, *(s.start for s in around)]), max([end, *(s.end for s in around)]))
    return marks.pieces(report.text, window, layers)


def place(index: OnDemand, rid: str, span: Span, css: str, ref: str = "") -> Said:
    """Give a place in a report that nobody is known to say something in, with the sentences that it stands in."""
    there = text(index, rid)
    end = len(there.report.text)
    span = Span(min(span.start, end), min(span.end, end))
    pieces = _context(there.report, [span], [marks.Layer(span, css)])
    nobody = Statement(
        cue=None, content=(span,), chain=(), form="indirect", stance="says", rule="", confidence=0.0
    )
    ways = (Node(there.report.outlet, "outlet", carrier=True),)
    return Said(Evidence(ref or rid, there.report, nobody, ways, pieces), pieces, there)


def text(index: OnDemand, rid: str) -> Text:
    """Give a report with the digest of its text."""
    report = index.reports[rid]
    return Text(report, text_digest(report.text))


def claims(case: Case, index: OnDemand, names: Iterable[str]) -> tuple[ClaimView, ...]:
    """Give claims with the reasons for the number of their voices."""
    return tuple(
        ClaimView(
            account.claim.id,
            account.claim.wording,
            account,
            labels.voices(account.support),
            tuple(_reason(r.state, r.code, r.args, index) for r in account.support.reasons),
            tuple(_figures(account, index)),
            len(account.denials),
        )
        for account in case.accounts_of(names)
    )


def _figures(account: Account, index: OnDemand) -> Iterator[FigureView]:
    """Give the figures of a claim, the smallest first; what has no figure is left out."""
    supports: list[Support | None] = [*account.variants]
    supports += [None] * (len(account.claim.variants) - len(supports))
    for variant, support in zip(account.claim.variants, supports, strict=False):
        if variant.low is None and variant.high is None:
            continue
        statements = {member.statement for member in variant.members}
        days = sorted(filter(None, (index.statement(name)[0].published for name in statements)))
        yield FigureView(
            variant,
            labels.figure(variant.low, variant.high, account.claim.unit),
            labels.voices(support) if support else None,
            len(statements),
            labels.days(days[0], days[-1]) if days else None,
        )


def _reason(state: str, code: str, args: Mapping[str, str], index: OnDemand) -> ReasonView:
    return ReasonView(state, reason(code, {key: index.title(value) for key, value in args.items()}))
