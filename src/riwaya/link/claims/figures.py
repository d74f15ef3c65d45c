"""Claims with figures: one class counted in one event, each distinct value a variant."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from riwaya.arabic.words import tokens
from riwaya.link.background import is_background
from riwaya.link.claims.carriers import carrier
from riwaya.link.claims.collection import Collection, made
from riwaya.link.claims.wording import label_of, shown, wording
from riwaya.link.events import events
from riwaya.link.framings import framings, sides
from riwaya.link.occurrences import Figure, Occurrence, occurrences
from riwaya.link.polarity import denies_figure, rejected
from riwaya.model import Claim, Member, Variant, split_ref


def figure_claims(collection: Collection) -> Iterable[Claim]:
    """Make a claim of each class that an event counts; parts of a total are claims by themselves."""
    found = occurrences(collection.reports, collection.extractions, collection.weights)
    for group in events(found, collection.story_of, collection.days, collection.weights.trust):
        by_class: dict[tuple[str, str], list[tuple[Occurrence, Figure]]] = defaultdict(list)
        for n in group:
            for figure in found[n].figures:
                by_class[figure.counted, figure.part].append((found[n], figure))
        for (counted, part), inside in by_class.items():
            claim = _figure_claim(collection, counted, part, inside)
            if claim is not None:
                yield claim


def _figure_claim(
    collection: Collection, counted: str, part: str, inside: Sequence[tuple[Occurrence, Figure]]
) -> Claim | None:
    """Make the claim of one class of one event, or None when nothing holds it or it is not worth
    following.
    """
    held = _held(collection, inside)
    reports = {one.report for one, _ in inside}
    if not held or (counted.startswith("unit:") and len(reports) < 2):
        return None
    quantities = [f.quantity for _, f in inside]
    of = Counter(q.of for q in quantities if q.of).most_common(1)
    # «hundreds» is told in its words: its bounds say less than they do.
    vague = [(one, f) for one, f in inside if f.quantity.vague]
    words = {(f.quantity.low, f.quantity.high): shown(collection, one, f) for one, f in vague}
    variants = [
        Variant(
            label=words.get((low, high)) or label_of(low, high),
            low=low,
            high=high,
            denied=denied,
            members=tuple(members),
            framing=framing,
        )
        for (low, high, denied, framing), members in held.items()
    ]
    variants.sort(key=lambda v: (-len(v.members), v.low or 0, v.high or 0))
    return made(
        collection, variants, wording(collection, inside, variants[0]),
        counted=None if counted.startswith("unit:") else counted,
        of=of[0][0] if of else None, unit=quantities[0].unit, salt=counted + part,
    )  # fmt: skip


_Variants = dict[tuple[float | int | None, float | int | None, bool, str], list[Member]]


def _held(collection: Collection, inside: Sequence[tuple[Occurrence, Figure]]) -> _Variants:
    """Give the members of a claim by figure, denial and framing: each figure that a statement or sentence holds."""
    centre = Counter(w for one, _ in inside for w in one.words)
    found = []
    for one, figure in inside:
        carried = carrier(collection, one.report, figure.quantity, inside)
        report = collection.reports[one.report]
        # What a headline rejects («17 لا 18») is said by nobody.
        no = figure.quantity.where == "title" and rejected(report.title or "", figure.quantity)
        if carried is not None and not no:
            found.append((one, figure, *carried))
    how = framings([(str(one.report), _sides(collection, one, figure)) for one, figure, _, _ in found])
    held: _Variants = defaultdict(list)
    for (one, figure, name, statement), framing in zip(found, how, strict=True):
        q = figure.quantity
        denied = denies_figure(collection.reports[one.report].text, statement, q)
        common = sum(w for k, w in one.words.items() if centre[k] > 1 or len(inside) == 1)
        near = round(common / (sum(one.words.values()) or 1.0), 3)
        member = Member(statement=name, quantity=figure.ref, similarity=near)
        held[q.low, q.high, denied, framing].append(member)
    return held


def _sides(collection: Collection, one: Occurrence, figure: Figure) -> dict[str, str]:
    """Give the sides of questions that the words around a figure take."""
    if one.kind != "people":
        return {}
    report = collection.reports[one.report]
    text = report.text if figure.quantity.where == "text" else report.title or ""
    toks = tokens(text, one.sentence.start, one.sentence.end)
    return sides([t for t in toks if t.kind != "mark"], figure.quantity.span.start)


def told_by_figures(collection: Collection, counted: Iterable[Claim]) -> set[str]:
    """Give the statements whose point is a figure that a claim holds already."""
    told = set()
    for member in (m for c in counted if c.counted for v in c.variants for m in v.members):
        n = collection.number[member.statement.rpartition("/")[0]]
        statement = collection.statement(member.statement)
        quantity = collection.extractions[n].quantities[split_ref(member.quantity or "")[2]]
        if not is_background(collection.reports[n].text, statement, quantity):
            told.add(member.statement)
    return told
