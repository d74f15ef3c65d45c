"""Claim cards: each claim with its voices in words, its variants side by side, its figures over time, its
denials.
"""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from riwaya.model import Account, Origin, Point, Reason, Support, Variant
from riwaya.show import charts, labels
from riwaya.show.evidence import Evidence, Index, anchor
from riwaya.show.labels import Bilingual


class VariantView(NamedTuple):
    """A variant: its figure (and its words where vague), whether it is denied, its voices, its statements."""

    figure: Bilingual
    vague: str | None
    denied: bool
    voices: Bilingual | None
    members: tuple[Evidence, ...]


class PointView(NamedTuple):
    """A figure in time: who printed it where, its words, its date, its mark and the name of its origin."""

    point: Point
    paper: str
    anchor: str | None
    figure: Bilingual
    date: Bilingual
    mark: charts.Mark | None
    origin: str | None


class ReasonView(NamedTuple):
    """A reason in words; `state` is dependent, independent or unknown."""

    state: str
    words: Bilingual


class Card(NamedTuple):
    """A claim as it stands on the page."""

    n: int
    account: Account
    wording: str
    counted: Bilingual | None
    voices: Bilingual
    doubt: str
    reasons: tuple[ReasonView, ...]
    origins: tuple[Origin, ...]
    variants: tuple[VariantView, ...]
    drift: tuple[PointView, ...]
    log: bool
    denials: tuple[Evidence, ...]
    outlets: int
    statements: int
    figures: int


def doubt(support: Support) -> str:
    """Say what is known of the number of voices: ``one``, ``several`` (at least two) or ``open``."""
    if support.low >= 2:
        return "several"
    return "one" if support.high <= 1 else "open"


def rank(account: Account) -> tuple[int, int, int, int]:
    """Order claims for the reader: most figures first, then denied, then most doubt, then most statements."""
    support = account.support
    return (-_figures(account), -len(account.denials), -(support.high - support.low), -_members(account))


def _figures(account: Account) -> int:
    return len({(v.low, v.high) for v in account.claim.variants} - {(None, None)})


def _members(account: Account) -> int:
    return sum(len(v.members) for v in account.claim.variants)


def _variants(account: Account, index: Index) -> tuple[VariantView, ...]:
    supports: list[Support | None] = [*account.variants]
    supports += [None] * (len(account.claim.variants) - len(supports))
    pairs = sorted(zip(account.claim.variants, supports, strict=False), key=lambda p: _variant_key(p[0]))
    return tuple(_variant(v, s, account.claim.unit, index) for v, s in pairs)


def _variant(variant: Variant, support: Support | None, unit: str | None, index: Index) -> VariantView:
    members = tuple(index.evidence(m.statement, m.quantity) for m in variant.members)
    vague = next((e for e in members if e.quantity and e.quantity.vague and e.quantity.where == "text"), None)
    span = vague.quantity.span if vague and vague.quantity else None
    return VariantView(
        labels.figure(variant.low, variant.high, unit),
        vague.report.text[span.start : span.end] if vague and span else None,
        variant.denied,
        labels.voices(support) if support else None,
        members,
    )


def _variant_key(variant: Variant) -> tuple[bool, float, float]:
    least = variant.low if variant.low is not None else variant.high
    most = variant.high if variant.high is not None else float("inf")
    return (variant.denied, float(least or 0), most)


def _address(point: Point, index: Index) -> str | None:
    figure = index.quantity(point.quantity)
    return anchor(point.quantity) if figure and figure.where == "text" else None


def _drift(account: Account, index: Index) -> tuple[tuple[PointView, ...], bool]:
    names = {o.id: index.title(o.name) for o in account.support.origins}
    chosen, placed = charts.marks(account.drift)
    rows = tuple(
        PointView(
            p,
            p.outlet or index.title(p.report),
            _address(p, index),
            labels.figure(p.low, p.high, account.claim.unit),
            labels.date(p.published),
            mark,
            names.get(p.origin, p.origin) if p.origin else None,
        )
        for p, mark in zip(account.drift, placed, strict=True)
    )
    return rows, chosen.log


def _reason(reason: Reason, index: Index) -> ReasonView:
    """Say a reason; reports without an outlet go by their title instead of their id."""
    args = {key: index.title(value) for key, value in reason.args.items()}
    return ReasonView(reason.state, labels.say(reason.code, args))


def _origin(origin: Origin, index: Index) -> Origin:
    through = tuple(index.title(name) for name in origin.through)
    return msgspec.structs.replace(origin, name=index.title(origin.name), through=through)


def card(n: int, account: Account, index: Index) -> Card:
    """Make the card of one claim."""
    claim, support = account.claim, account.support
    members = [m for v in claim.variants for m in v.members]
    reports = [index.statement(m.statement)[0] for m in members]
    drift, log = _drift(account, index)
    counted = labels.label("counted", claim.counted) if claim.counted else None
    return Card(
        n=n,
        account=account,
        wording=claim.wording,
        counted=counted or (labels.same(claim.of) if claim.of else None),
        voices=labels.voices(support),
        doubt=doubt(support),
        reasons=tuple(_reason(r, index) for r in support.reasons),
        origins=tuple(_origin(o, index) for o in support.origins),
        variants=_variants(account, index),
        drift=drift,
        log=log,
        denials=tuple(index.evidence(d.statement) for d in account.denials),
        outlets=len({r.outlet for r in reports if r.outlet}),
        statements=len(members),
        figures=_figures(account),
    )


def cards(accounts: Iterable[Account], index: Index) -> list[Card]:
    """Make the cards of claims in the order of `rank`."""
    return [card(n, a, index) for n, a in enumerate(sorted(accounts, key=rank), 1)]
