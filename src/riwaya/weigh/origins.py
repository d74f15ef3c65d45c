"""Origins: whose voice each member of a claim is, through its chain, through copies and through credits.

A member's voice is the end of its statement's chain. Without a chain it is the outlet's own voice, or that
of the one agency that the report credits. A figure in a background clause («… in the attack that left 32
dead») is the outlet's own even inside somebody's content. Voices are one where they must be: the same
resolved source, the same wire, the same outlet, text copied from one another, an outlet that repeats in its
lead what its report gives to a source below.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import cache
from typing import NamedTuple

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.link.background import is_background
from riwaya.link.bodies import core, is_one_body
from riwaya.link.outlets import outlet_name, same_outlet
from riwaya.link.reuse import in_time
from riwaya.link.stories import day
from riwaya.link.terms import key, keys_of
from riwaya.model import (
    Claim,
    Extraction,
    Kind,
    Link,
    Linked,
    Member,
    Passage,
    Quantity,
    Report,
    Source,
    Span,
    Statement,
    split_ref,
)  # fmt: skip
from riwaya.read.told import outlets

# How far apart, in characters, two places of one passage may lie to be the same place of it.
_SLACK = 160
# Characters around copied words in which a report may name whose they are.
_AROUND = 300
# The share of a report that is copied when it is mostly a copy.
MOSTLY = 0.5


class Voice(NamedTuple):
    """Whose voice one member is, before merging: `key` is the same for what is one voice by name alone.

    `told` are the outlets whom the words or the credits of the report name as those it is from, not its own; `agencies`
    says that the report credits several agencies, or agencies without a name; `forwarded` that another channel carries
    the message.
    """

    key: str
    name: str
    kind: Kind
    own: bool
    wire: bool
    member: Member
    report: str
    through: tuple[str, ...]
    place: Span
    told: tuple[str, ...] = ()
    agencies: bool = False
    forwarded: bool = False


class Desk:
    """Everything that weighing looks up: reports, extractions, sources by statement, passages by pair."""

    def __init__(
        self,
        reports: Sequence[Report],
        extractions: Sequence[Extraction],
        linked: Linked,
        outlets: Set[str] = frozenset(),
    ) -> None:
        self.reports = {r.id: r for r in reports}
        self.extractions = {e.report: e for e in extractions}
        self.outlets = {r.id: outlet_name(r) or r.name for r in reports}
        self.held = frozenset(self.outlets.values()) | outlets
        self._wires: dict[str, str] = {}
        self.sources: dict[str, list[Source]] = defaultdict(list)
        for source in linked.sources:
            for name in source.statements:
                self.sources[name].append(source)
        self.passages: dict[frozenset[str], list[Passage]] = defaultdict(list)
        for p in linked.passages:
            self.passages[frozenset((p.a, p.b))].append(p)

    def wire(self, name: str) -> str:
        """Give a credited name in the form of the outlet that it is, when reports of that outlet are
        in the case.
        """
        known = self._wires.get(name)
        if known is None:
            held = (one for one in sorted(self.held) if same_outlet(one, name))
            known = name if name in self.held else next(held, name)
            self._wires[name] = known
        return known

    def copied(self, report: str, other: str) -> float:
        """Give the share of a report's text that stands in the other, when it may come from there."""
        size = 0
        for p in self.passages.get(frozenset((report, other)), ()):
            away = "a_to_b" if p.a == report else "b_to_a"
            span = p.a_span if p.a == report else p.b_span
            size += 0 if p.direction == away else span.end - span.start
        return size / max(1, len(self.reports[report].text))

    def statement(self, name: str) -> Statement:
        """Give the statement that a reference names."""
        report, part, n = split_ref(name)
        extraction = self.extractions[report]
        return extraction.statements[n] if part == "s" else extraction.own_voice[n]

    def quantity(self, name: str) -> Quantity:
        """Give the quantity that a reference names."""
        report, _, n = split_ref(name)
        return self.extractions[report].quantities[n]

    def source(self, name: str, link: Link) -> Source | None:
        """Give the source that a link of the statement `name` is, or None when nobody is named."""
        report = self.reports[split_ref(name)[0]]
        written = link.resolved or (
            report.text[link.mention.start : link.mention.end] if link.mention else None
        )
        return next((s for s in self.sources[name] if written in s.names), None)


def voices(desk: Desk, claim: Claim) -> list[Voice]:
    """Give the voice of every member of `claim`, in the order of its variants."""
    return [_voice(desk, member) for variant in claim.variants for member in variant.members]


def _voice(desk: Desk, member: Member) -> Voice:
    """Follow one member through its chain, or to the outlet or agency whose own voice it is."""
    report = desk.reports[split_ref(member.statement)[0]]
    statement = desk.statement(member.statement)
    quantity = desk.quantity(member.quantity) if member.quantity else None
    place = quantity.span if quantity and quantity.where == "text" else _place(statement)
    carriers, whose, credits, agencies = _carried(desk, report)
    told = (*carriers[1:], *credits)
    if statement.chain and not (quantity and is_background(report.text, statement, quantity)):
        links = [desk.source(member.statement, link) for link in statement.chain]
        between = [
            desk.wire(source.name) if source.kind == "outlet" else source.name
            for source in links[:-1]
            if source
        ]
        through = tuple(dict.fromkeys([*carriers, *credits, *between]))
        told = (*told, *(desk.wire(source.name) for source in links if source and source.kind == "outlet"))
        source = links[-1]
        key, name, kind = (
            (source.id, source.name, source.kind) if source else (f"nobody {member.statement}", "", "vague")
        )
        return Voice(key, name, kind, False, False, member, report.id, through, place, told)
    if len(credits) == 1:
        key = f"wire {credits[0]}"
        return Voice(key, credits[0], "outlet", True, True, member, report.id, carriers, place, told)
    if not whose:
        key = f"nobody {member.statement}"
        return Voice(key, "", "vague", False, False, member, report.id, carriers, place, told)
    moved = len(carriers) > 1
    # Two groups may have members of one name.
    sender = report.sender if whose == report.sender else None
    key = f"own {whose} in {desk.outlets[report.id]}" if sender else f"own {whose}"
    return Voice(key, whose, "outlet", True, False, member, report.id, carriers, place, told, agencies, moved)


def _carried(desk: Desk, report: Report) -> tuple[tuple[str, ...], str, list[str], bool]:
    """Say who carries a report to the reader, whose own words it is, whom these credit, and whether they credit any.

    A message that was forwarded is carried by the channel that forwarded it and is the other's words; "" where nobody
    knows whose. A message of a group is carried by the group and is its member's words.
    """
    told = desk.extractions[report.id].credits
    forwarded = [desk.wire(c.name) if c.name else "" for c in told if c.where == "forwarded_from"]
    carriers = tuple(dict.fromkeys(name for name in (desk.outlets[report.id], *forwarded) if name))
    rest = [c for c in told if c.where != "forwarded_from"]
    credits = dict.fromkeys(desk.wire(c.name) for c in rest if c.name)
    whose = forwarded[-1] if forwarded else report.sender or carriers[-1]
    return carriers, whose, [name for name in credits if name not in forwarded], bool(rest)


def _place(statement: Statement) -> Span:
    return Span(statement.content[0].start, statement.content[-1].end) if statement.content else Span(0, 0)


class Merge(NamedTuple):
    """Why two voices must be one: a code of ``data/reasons.toml`` and its arguments; `b` comes from `a` where one of
    them does. `silent` when it goes without saying, `sure` when two different names are no reason against it.
    """

    a: int
    b: int
    code: str
    args: dict[str, str]
    silent: bool = False
    sure: bool = False


def merges(desk: Desk, found: Sequence[Voice]) -> list[Merge]:
    """Give every reason for which two of the voices `found` must be one, the surest first, but for
    `same_key` of
    own voices; numbers count in `found`."""
    sourced = [n for n, voice in enumerate(found) if not voice.own]
    copied = sorted(_copied(desk, found), key=lambda m: m.code != "voice.source-dropped")
    return [
        *same_key(found, sourced),
        *_spoken_for(found, sourced),
        *_one_body(found, sourced),
        *_cited(desk, found),
        *copied,
        *_restated(desk, found),
        *_mostly_copied(desk, found),
    ]


def same_key(found: Sequence[Voice], among: Iterable[int]) -> Iterable[Merge]:
    """Merge what has the same source, wire or outlet."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for n in among:
        by_key[found[n].key].append(n)
    for group in by_key.values():
        first = found[group[0]]
        code = "voice.same-wire" if first.wire else "voice.same-outlet" if first.own else "voice.same-name"
        code = "voice.forwarded" if any(found[n].forwarded for n in group) else code
        args = {"name": first.name, "count": str(len({found[n].report for n in group}))}
        for n in group[1:]:
            yield Merge(group[0], n, code, args, silent=args["count"] == "1")


def _spoken_for(found: Sequence[Voice], among: Sequence[int]) -> Iterable[Merge]:
    """Merge a spokesman with the body that he speaks for: «المتحدث باسم الدفاع المدني» and «الدفاع المدني»."""
    bodies = [n for n in among if found[n].kind == "organisation"]
    for n in among:
        words = keys_of(found[n].name)
        at = next((i for i, word in enumerate(words) if word in _spokesmen()), None)
        if at is None or found[n].kind != "person":
            continue
        for m in bodies:
            body = set(keys_of(found[m].name))
            if body and body <= set(words[at + 1 :]):
                args = {"name": found[n].name, "body": found[m].name}
                yield Merge(m, n, "voice.speaks-for", args, sure=True)


def _one_body(found: Sequence[Voice], among: Sequence[int]) -> Iterable[Merge]:
    """Merge a body with itself under a name that says more: «وزارة الداخلية», «وزارة الداخلية البحرينية»."""
    bodies = [n for n in among if found[n].kind == "organisation"]
    for at, n in enumerate(bodies):
        for m in bodies[:at]:
            if found[m].key != found[n].key and is_one_body(found[m].name, found[n].name):
                yield Merge(m, n, "voice.one-body", {"a": found[m].name, "b": found[n].name}, sure=True)


@cache
def _spokesmen() -> frozenset[str]:
    return frozenset(
        key(fold(word))
        for row in lexicon.rows("roles")
        if row["side"] == "spokesman"
        for word in lexicon.variants(row["words"])
    )


def _cited(desk: Desk, found: Sequence[Voice]) -> Iterable[Merge]:
    """Merge a voice that comes through an outlet with the voice that a report of this outlet itself gives.

    Asked is the same figure or the same source; a source that the outlet gives under another name is another.
    """
    for n, voice in enumerate(found):
        mine = desk.outlets[voice.report]
        through = {desk.wire(name) for name in (*voice.through, voice.name) if name} - {mine}
        if voice.own or not through & desk.held:
            continue
        for m, other in enumerate(found):
            outlet = desk.outlets[other.report]
            if m == n or outlet not in through or not _one_saying(desk, voice, other, outlet):
                continue
            args = {"a": mine, "b": outlet, "name": other.name}
            yield Merge(m, n, "voice.cites", args, sure=voice.kind == "outlet" or _unnamed(voice, other))
            break


def _one_saying(desk: Desk, citing: Voice, cited: Voice, outlet: str) -> bool:
    """Tell whether what an outlet is cited for is what its own report says: one figure, one source."""
    a, b = (desk.quantity(v.member.quantity) if v.member.quantity else None for v in (citing, cited))
    if a is not None and b is not None and not same_value(a, b):
        return False
    return same_outlet(citing.name, outlet) or set(keys_of(citing.name)) == set(keys_of(cited.name))


def _unnamed(a: Voice, b: Voice) -> bool:
    return {a.kind, b.kind} <= {"described", "vague"}


def _mostly_copied(desk: Desk, found: Sequence[Voice]) -> Iterable[Merge]:
    """Merge an outlet's own voice with that of the report that most of its text is copied from, when both
    give one figure.
    """
    for n, voice in enumerate(found):
        if not voice.own or voice.wire or voice.member.quantity is None:
            continue
        mine = desk.quantity(voice.member.quantity)
        for m, other in enumerate(found):
            if other.report == voice.report or other.member.quantity is None:
                continue
            same = same_value(mine, desk.quantity(other.member.quantity))
            share = desk.copied(voice.report, other.report) if same else 0.0
            if share >= MOSTLY:
                a, b = desk.outlets[other.report], desk.outlets[voice.report]
                args = {"a": a, "b": b, "percent": str(round(100 * share))}
                yield Merge(m, n, "voice.mostly-copied", args)
                break


def _restated(desk: Desk, found: Sequence[Voice]) -> Iterable[Merge]:
    """Merge a report's own voice with the one source to whom the same report gives the same figure."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for n, voice in enumerate(found):
        by_report[voice.report].append(n)
    for group in by_report.values():
        for n in group:
            if not found[n].own or found[n].member.quantity is None:
                continue
            mine = desk.quantity(found[n].member.quantity or "")
            given = [
                m
                for m in group
                if not found[m].own
                and found[m].member.quantity is not None
                and same_value(mine, desk.quantity(found[m].member.quantity or ""))
            ]
            if len({found[m].key for m in given}) == 1:
                args = {"outlet": desk.outlets[found[n].report], "name": found[given[0]].name}
                yield Merge(given[0], n, "voice.restates", args)


def same_value(a: Quantity, b: Quantity) -> bool:
    """Tell whether two quantities give one number, be it with «at least» or without."""
    if (a.low, a.high) == (b.low, b.high):
        return True
    return a.low == b.low is not None and {a.high, b.high} == {a.low, None}


def _copied(desk: Desk, found: Sequence[Voice]) -> Iterable[Merge]:
    """Merge voices whose words are the same place of a shared passage, unless both name different sources."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for n, voice in enumerate(found):
        by_report[voice.report].append(n)
    ids = list(by_report)
    for i, a in enumerate(ids):
        for b in ids[i + 1 :]:
            for passage in desk.passages.get(frozenset((a, b)), ()):
                for m in by_report[passage.a]:
                    for n in by_report[passage.b]:
                        if _same_place(found[m], found[n], passage) and _mergeable(found[m], found[n]):
                            yield _copy(desk, found, m, n, passage)


def _same_place(a: Voice, b: Voice, passage: Passage) -> bool:
    """Tell whether two members stand at the same place of a passage, counted from its nearer end."""
    inside_a = passage.a_span.start <= a.place.start and a.place.start < passage.a_span.end
    inside_b = passage.b_span.start <= b.place.start and b.place.start < passage.b_span.end
    if not (inside_a and inside_b):
        return False
    from_start = abs((a.place.start - passage.a_span.start) - (b.place.start - passage.b_span.start))
    from_end = abs((passage.a_span.end - a.place.start) - (passage.b_span.end - b.place.start))
    return min(from_start, from_end) <= _SLACK


def _mergeable(a: Voice, b: Voice) -> bool:
    """Tell whether copied words leave no room for two voices: not both name a source, or in words in
    common.
    """
    named = [v for v in (a, b) if not v.own and v.kind not in ("described", "vague")]
    return len(named) < 2 or a.key == b.key or bool(set(keys_of(a.name)) & set(keys_of(b.name)))


def _copy(desk: Desk, found: Sequence[Voice], m: int, n: int, passage: Passage) -> Merge:
    """Say that two voices are one because of a passage, and whether one of the two left its source out.

    Where nothing tells which of two has it from the other, the later is taken for the copy.
    """
    a, b = found[m], found[n]
    later = passage.direction == "unknown" and in_time(desk.reports[b.report]) < in_time(
        desk.reports[a.report]
    )
    turned = a.own if a.own != b.own else later or passage.direction == "b_to_a"
    m, n = (n, m) if turned else (m, n)
    args = {"a": desk.outlets[found[m].report], "b": desk.outlets[found[n].report]}
    if a.own != b.own and _drops(desk, found[m], found[n]):
        return Merge(m, n, "voice.source-dropped", {**args, "name": found[m].name})
    return Merge(m, n, "voice.copied", {**args, "percent": str(round(100 * passage.similarity))})


def _drops(desk: Desk, sourced: Voice, bare: Voice) -> bool:
    """Tell whether a report that gives nobody for copied words left out a source: one that has a name of which less
    than half stands near these words, in a report that is not the later of the two.
    """
    first, second = desk.reports[sourced.report], desk.reports[bare.report]
    told = day(first.published), day(second.published)
    if not core(sourced.name) or (None not in told and told[1] < told[0]):  # type: ignore[operator]
        return False
    near = set(keys_of(second.text, max(0, bare.place.start - _AROUND), bare.place.end + _AROUND))
    return 2 * len(core(sourced.name) & near) < len(core(sourced.name))


def is_held(desk: Desk, name: str) -> bool:
    """Tell whether reports of the outlet `name` are in the case."""
    found = outlets.find(name, named=True)
    return (found.name if found else name) in desk.held or desk.wire(name) in desk.held
