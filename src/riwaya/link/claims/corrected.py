"""Corrected: claims as users said they are, whatever the words say: joined, or with members that leave.

Corrections hold one after the other in the order in which they were said, so the last word on a member counts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from riwaya.link.claims.collection import Collection, made
from riwaya.link.claims.wording import plain
from riwaya.link.merging import kept_ids
from riwaya.link.occurrences import OUTCOMES
from riwaya.link.whereabouts import found, report_of
from riwaya.model import Claim, Correction, Extraction, Member, Statement, Variant, split_ref

_Part = tuple[str, str | None]
"""A member of a claim: its statement and its quantity."""


def heard(extractions: Sequence[Extraction], corrections: Iterable[Correction]) -> tuple[Extraction, ...]:
    """Give extractions without what users said nobody says: such a statement keeps its number, and is empty."""
    wrong: dict[str, list[str]] = defaultdict(list)
    for said in corrections:
        if said.kind == "wrong":
            for key in said.a:
                wrong[report_of(key)].append(key)
    return tuple(_without(one, wrong[one.report]) if one.report in wrong else one for one in extractions)


def _without(extraction: Extraction, keys: Iterable[str]) -> Extraction:
    names = {meant[0] for key in keys if (meant := found(key, extraction))}
    numbers = {split_ref(name)[1:] for name in names}
    return replace(
        extraction,
        statements=_emptied(extraction.statements, {n for part, n in numbers if part == "s"}),
        own_voice=_emptied(extraction.own_voice, {n for part, n in numbers if part == "o"}),
    )


def _emptied(said: Sequence[Statement], numbers: set[int]) -> tuple[Statement, ...]:
    return tuple(
        replace(one, cue=None, content=(), chain=(), hedges=(), marker=None) if n in numbers else one
        for n, one in enumerate(said)
    )


def corrected(
    collection: Collection, claims: Sequence[Claim], corrections: Iterable[Correction]
) -> Sequence[Claim]:
    """Give the claims as users said they are."""
    for said in corrections:
        if said.kind == "join":
            claims = _joined(claims, _meant(collection, (*said.a, *said.b)))
        elif said.kind == "leave":
            claims = _left(collection, claims, _meant(collection, said.a))
    return claims


def _meant(collection: Collection, keys: Iterable[str]) -> set[_Part]:
    """Give the members that keys mean, of the reports that are here."""
    there = ((key, collection.number.get(report_of(key))) for key in keys)
    parts = (found(key, collection.extractions[n]) for key, n in there if n is not None)
    return {part for part in parts if part is not None}


def named_as_before(claims: Iterable[Claim], before: Iterable[Claim]) -> tuple[Claim, ...]:
    """Give claims the ids that most of their members had, so that a page, a pin and a note go on to speak of them."""
    found = tuple(claims)
    had = {_key(part): claim.id for claim in before for part in parts(claim)}
    ids = kept_ids([(dict.fromkeys(map(_key, parts(c)), 1), c.id) for c in found], had)
    return tuple(replace(claim, id=kept) for claim, kept in zip(found, ids, strict=True))


def _key(part: _Part) -> str:
    return f"{part[0]} {part[1] or ''}"


def parts(claim: Claim) -> list[_Part]:
    """Give the members of a claim, each as its statement and its quantity."""
    return [(m.statement, m.quantity) for v in claim.variants for m in v.members]


# Words of reports for one fate: who takes somebody says that he was arrested, his people that he was abducted.
_ONE_FATE = {"held": "arrested", "abducted": "arrested"}


def alike(a: Claim, b: Claim) -> bool:
    """Tell whether two claims can be one: where both have figures these are in one unit, and tell of one fate.

    What somebody is («civilians», «victims») is no fate: a report may call those so whom another says were killed.
    """
    if None in (a.unit, b.unit):
        return True
    return a.unit == b.unit and (
        a.counted == b.counted or None in (_fate(a), _fate(b)) or _fate(a) == _fate(b)
    )


def _fate(claim: Claim) -> str | None:
    """Give what happened to those whom a claim counts; None where its figures do not say."""
    if claim.counted not in OUTCOMES:
        return None
    return _ONE_FATE.get(claim.counted, claim.counted)


def _joined(claims: Sequence[Claim], named: set[_Part]) -> Sequence[Claim]:
    """Bring the claims that hold any of the named members together, in the place and under the name of the largest."""
    holding = [claim for claim in claims if not named.isdisjoint(parts(claim))]
    if not holding:
        return claims
    home = max(holding, key=lambda claim: (claim.unit is not None, len(parts(claim))))
    whole, gone = home, set()
    for claim in holding:
        if claim is not home and alike(whole, claim):
            whole = _with(whole, claim)
            gone.add(id(claim))
    return [whole if claim is home else claim for claim in claims if id(claim) not in gone]


def _with(claim: Claim, other: Claim) -> Claim:
    """Give a claim with the members of another; it counts what the surer of both does: those of whom a fate is told."""
    surer = max((claim, other), key=lambda one: (_fate(one) is not None, one.counted is not None))
    return replace(claim, variants=_variants([claim, other]), counted=surer.counted, of=surer.of)


def _variants(claims: Iterable[Claim]) -> tuple[Variant, ...]:
    """Give the variants of several claims, those that tell the same as one; no member stands there twice."""
    told: dict[tuple[object, ...], Variant] = {}
    seen: set[_Part] = set()
    for variant in (v for claim in claims for v in claim.variants):
        new = tuple(m for m in variant.members if (m.statement, m.quantity) not in seen)
        seen.update((m.statement, m.quantity) for m in new)
        key = (variant.low, variant.high, variant.denied, variant.framing)
        held = told.get(key)
        if held is not None:
            told[key] = replace(held, members=(*held.members, *new))
        elif new:
            told[key] = replace(variant, members=new)
    return tuple(told.values())


def _left(collection: Collection, claims: Sequence[Claim], named: set[_Part]) -> Sequence[Claim]:
    """Take the named members out of the claims that hold them, and make a claim of them."""
    out: list[Claim] = []
    leaving: list[Claim] = []
    for claim in claims:
        gone = _only(claim, lambda part: part in named)
        if not gone:
            out.append(claim)
            continue
        leaving.append(replace(claim, variants=gone))
        stay = _only(claim, lambda part: part not in named)
        if stay:
            out.append(_reworded(collection, replace(claim, variants=stay)))
    if not leaving:
        return out
    kin = [claim for claim in leaving if alike(leaving[0], claim)]
    home = next((claim for claim in kin if claim.unit is not None), kin[0])
    variants = _variants(kin)
    words = _wording(collection, [m for v in variants for m in v.members], home)
    alone = made(
        collection, variants, words, counted=home.counted, of=home.of, unit=home.unit, salt="leave"
    )  # fmt: skip
    return [*out, alone]


def _only(claim: Claim, wanted: Callable[[_Part], bool]) -> tuple[Variant, ...]:
    """Give the variants of a claim with the members that are wanted."""
    kept = ((v, tuple(m for m in v.members if wanted((m.statement, m.quantity)))) for v in claim.variants)
    return tuple(replace(v, members=members) for v, members in kept if members)


def _reworded(collection: Collection, claim: Claim) -> Claim:
    """Give a claim other words where none of its members says those that it has."""
    members = [m for v in claim.variants for m in v.members]
    if any(_words(collection, m) == claim.wording for m in members):
        return claim
    return replace(claim, wording=_wording(collection, members, claim))


def _wording(collection: Collection, members: Sequence[Member], before: Claim) -> str:
    """Give the words of the member that is nearest to the claim it was in, those of it among the shortest."""
    told = [(m.similarity, -len(words), words) for m in members if (words := _words(collection, m))]
    return max(told)[2] if told else before.wording


def _words(collection: Collection, member: Member) -> str:
    """Give what a member says, around its figure where it has one."""
    report, part, at = split_ref(member.statement)
    n = collection.number[report]
    extraction, text = collection.extractions[n], collection.reports[n].text
    if member.quantity is not None:
        return plain(collection, n, extraction.quantities[split_ref(member.quantity)[2]])[0]
    said = (extraction.statements if part == "s" else extraction.own_voice)[at]
    return " ".join(" ".join(text[c.start : c.end].split()) for c in said.content)
