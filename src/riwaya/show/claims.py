"""Claim cards: each claim with its voices in words, its variants and ways of telling side by side, its figures over
time, its chains, its denials, and what its citations and origins are worth to whoever wants to check them.
"""

from collections.abc import Iterable
from typing import NamedTuple

from riwaya.model import Account, Denial, Framing, Origin, Reason, Support, Variant
from riwaya.show import chains, checked, drift, figures, labels, told
from riwaya.show.chains import Chains
from riwaya.show.checked import CitationView
from riwaya.show.drift import Drift
from riwaya.show.evidence import Evidence, Index
from riwaya.show.figures import PointView, ShiftView
from riwaya.show.labels import Bilingual
from riwaya.show.told import Told
from riwaya.show.whose import Whose, named


class VariantView(NamedTuple):
    """A variant: its figure (and its words where vague), whether it is denied, how it tells what happened, its voices,
    its statements.
    """

    figure: Bilingual
    vague: str | None
    denied: bool
    framing: Bilingual | None
    voices: Bilingual | None
    members: tuple[Evidence, ...]


class ReasonView(NamedTuple):
    """A reason in words; `state` is dependent, independent or unknown."""

    state: str
    words: Told


class FramingView(NamedTuple):
    """A way of telling what happened: its words, its figures, its voices with the reasons, its origins."""

    side: Bilingual
    figures: tuple[Bilingual, ...]
    support: Support
    voices: Bilingual
    reasons: tuple[ReasonView, ...]
    origins: tuple[Origin, ...]


class DenialView(NamedTuple):
    """A statement that denies a claim, and why it is taken for a denial of it."""

    evidence: Evidence
    why: Bilingual


class Card(NamedTuple):
    """A claim as it stands on the page and in the terminal."""

    n: int
    account: Account
    wording: str
    counted: Bilingual | None
    voices: Bilingual
    doubt: str
    reasons: tuple[ReasonView, ...]
    origins: tuple[Origin, ...]
    phantoms: tuple[Origin, ...]
    variants: tuple[VariantView, ...]
    framings: tuple[FramingView, ...]
    points: tuple[PointView, ...]
    drift: Drift | None
    revisions: tuple[ShiftView, ...]
    disagreements: tuple[ShiftView, ...]
    denials: tuple[DenialView, ...]
    citations: tuple[CitationView, ...]
    chains: Chains | None
    outlets: int
    statements: int
    figures: int

    @property
    def mismatches(self) -> tuple[CitationView, ...]:
        """Give the citations whose cited report gives another figure or another source."""
        return tuple(one for one in self.citations if one.mismatch)

    @property
    def matches(self) -> tuple[CitationView, ...]:
        """Give the other citations."""
        return tuple(one for one in self.citations if not one.mismatch)


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
    """Count the statements of a claim; one that gives two of its figures is one."""
    return len({m.statement for v in account.claim.variants for m in v.members})


def _variants(account: Account, index: Index) -> tuple[VariantView, ...]:
    supports: list[Support | None] = [*account.variants]
    supports += [None] * (len(account.claim.variants) - len(supports))
    pairs = sorted(zip(account.claim.variants, supports, strict=False), key=lambda p: _variant_key(p[0]))
    return tuple(_variant(v, s, account.claim.unit, index) for v, s in pairs)


def _variant(variant: Variant, support: Support | None, unit: str | None, index: Index) -> VariantView:
    members = _told(variant, index)
    vague = next((e for e in members if e.quantity and e.quantity.vague and e.quantity.where == "text"), None)
    span = vague.quantity.span if vague and vague.quantity else None
    return VariantView(
        labels.figure(variant.low, variant.high, unit),
        vague.report.text[span.start : span.end] if vague and span else None,
        variant.denied,
        labels.framing(variant.framing) if variant.framing else None,
        labels.voices(support) if support else None,
        members,
    )


def _told(variant: Variant, index: Index) -> tuple[Evidence, ...]:
    """Give each statement of a variant once: around its figure in the text rather than that of a title."""
    out: dict[str, Evidence] = {}
    for member in variant.members:
        e = index.evidence(member.statement, member.quantity)
        if member.statement not in out or (e.quantity and e.quantity.where == "text"):
            out[member.statement] = e
    return tuple(out.values())


def _variant_key(variant: Variant) -> tuple[bool, float, float]:
    least = variant.low if variant.low is not None else variant.high
    most = variant.high if variant.high is not None else float("inf")
    return (variant.denied, float(least or 0), most)


def _reason(reason: Reason, index: Index) -> ReasonView:
    """Say a reason; reports without an outlet go by their title instead of their id."""
    args = {key: index.title(value) for key, value in reason.args.items()}
    return ReasonView(reason.state, told.reason(reason.code, args))


def _framing(framing: Framing, account: Account, index: Index) -> FramingView:
    variants = [account.claim.variants[n] for n in framing.variants]
    given = dict.fromkeys(labels.figure(v.low, v.high, account.claim.unit) for v in variants if _figured(v))
    return FramingView(
        labels.framing(framing.side),
        tuple(given),
        framing.support,
        labels.voices(framing.support),
        tuple(_reason(r, index) for r in framing.support.reasons),
        tuple(named(o, index) for o in framing.support.origins),
    )


def _figured(variant: Variant) -> bool:
    return variant.low is not None or variant.high is not None


def _denial(denial: Denial, index: Index) -> DenialView:
    return DenialView(index.evidence(denial.statement), labels.say(denial.reason, {}))


def card(n: int, account: Account, index: Index) -> Card:
    """Make the card of one claim."""
    claim, support = account.claim, account.support
    members = [m for v in claim.variants for m in v.members]
    reports = [index.statement(m.statement)[0] for m in members]
    whose = Whose(account, index)
    points = figures.points(account, index, whose)
    revisions, disagreements = figures.shifts(account, points, index, whose)
    counted = labels.label("counted", claim.counted) if claim.counted else None
    return Card(
        n=n,
        account=account,
        wording=claim.wording,
        counted=counted or (labels.same(claim.of) if claim.of else None),
        voices=labels.voices(support),
        doubt=doubt(support),
        reasons=tuple(_reason(r, index) for r in support.reasons),
        origins=tuple(named(o, index) for o in support.origins),
        phantoms=whose.phantoms,
        variants=_variants(account, index),
        framings=tuple(_framing(f, account, index) for f in account.framings),
        points=points,
        drift=drift.picture(points, revisions),
        revisions=revisions,
        disagreements=disagreements,
        denials=tuple(_denial(d, index) for d in account.denials),
        citations=checked.citations(account, index),
        chains=chains.picture(account, index, whose),
        outlets=len({r.outlet for r in reports if r.outlet}),
        statements=_members(account),
        figures=_figures(account),
    )


def cards(accounts: Iterable[Account], index: Index) -> list[Card]:
    """Make the cards of claims in the order of `rank`."""
    return [card(n, a, index) for n, a in enumerate(sorted(accounts, key=rank), 1)]
