"""Support: how many independent voices stand behind a claim, as an interval with a reason for each end.

`high` counts the origins after merging only what must be one voice (`origins.merges`). `low` counts what
cannot be one voice whatever we do not know. For it every origin is put on a side: a state, a named body, a
named person, those who were there, medical staff … Officials of one state may be repeating one count;
persons of no institution whom one carrier brings may be its choice of one view; unnamed sources of one
description may be one person; an outlet's own voice, a wire and a vague source may repeat any other. So
`low` is the number of sides, and one when there is none.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from riwaya import lexicon
from riwaya.arabic.clitics import split
from riwaya.arabic.fold import fold
from riwaya.arabic.words import tokens
from riwaya.link.bodies import core, is_kin, is_name
from riwaya.link.terms import key, keys_of
from riwaya.model import Origin, Reason, Support
from riwaya.weigh.origins import Desk, Merge, Voice, is_held, merges, same_key
from riwaya.weigh.phantoms import is_phantom

_NAMED = ("person", "organisation", "document", "outlet")

# Merges of a copy with what it was copied from, and merges by which a voice is an origin's that its own words do not
# name: one of the two comes from the other.
_COPIES = frozenset(("voice.copied", "voice.source-dropped"))
LED = _COPIES | {"voice.mostly-copied", "voice.cites", "voice.restates"}


# Unnamed sources that may be a named one of another side.
_MAY_BE = frozenset(
    frozenset(pair)
    for pair in (
        ("unnamed bystander", "person"),
        ("unnamed expert", "person"),
        ("unnamed medical", "person"),
        ("unnamed medical", "medical"),
        ("unnamed body", "body"),
    )
)


# Sides that are looked at to find those who cannot be one: the search doubles with each.
_MANY = 16


class Side(NamedTuple):
    """The side an origin speaks for: what it is, which one ("" when that is not known), the keys of its words where
    they tell which bodies an unnamed source may be of, and its name where names tell that two are one.
    """

    what: str
    which: str
    words: frozenset[str] = frozenset()
    name: str = ""


@cache
def _roles() -> dict[str, tuple[int, str]]:
    return {
        key(fold(word)): (int(row["rank"]), row["side"])
        for row in reversed(lexicon.rows("roles"))
        for word in lexicon.variants(row["words"])
        if row["side"] not in ("spokesman", "area", "plain", "head")
    }


@cache
def _areas() -> frozenset[str]:
    """Give the words that behind «في» say where, folded."""
    rows = (row for row in lexicon.rows("roles") if row["side"] == "area")
    return frozenset(fold(word) for row in rows for word in lexicon.variants(row["words"]))


@cache
def _nations() -> dict[str, str]:
    """Give the country code of each folded adjective of nationality and name of a country or its capital, without
    article.
    """
    out: dict[str, str] = {}
    for row in lexicon.rows("nationalities"):
        adjectives = [fold(form) for form in lexicon.variants(row["adjective"])]
        forms = [f"{form}{end}" for form in adjectives for end in ("", "ه", "ين", "ون", "ا")]
        others = [
            n for column in ("plural", "country", "capital") for n in lexicon.variants(row.get(column, ""))
        ]
        for form in (*forms, *(fold(other).removeprefix("ال") for other in others)):
            out.setdefault(form, row["code"])
    return {form: code for form, code in out.items() if code}


def side_of(name: str, kind: str, identity: str, carrier: str) -> Side | None:
    """Give the side of an origin by the words that describe it, or None when it may be anybody's.

    `identity` tells named bodies apart, `carrier` is who brings a person of no institution.
    """
    # An outlet that is cited without its source may repeat any other, like one that speaks for itself.
    if kind in ("vague", "outlet"):
        return None
    words = [t.form for t in tokens(name) if t.kind == "word"]
    # «في محافظة ...» says where somebody is, not whose he is.
    placed = [w in _areas() and before == "في" for before, w in pairwise(["", *words])]
    found = [
        _roles()[key(w)] for w, place in zip(words, placed, strict=True) if key(w) in _roles() and not place
    ]
    what = min(found)[1] if found else ""
    nation = next((_nations()[k] for w in words if (k := split(w).stem) in _nations()), "")
    # A country or its capital that speaks is its government: «قالت طهران».
    whole = _nations().get(" ".join(words).removeprefix("ال"), "") or (nation if not core(name) else "")
    if what == "state" or whole:
        # A country by itself is that country; another name may be within that of a body («الملك فهد» is of an airport).
        return Side("state", whole or nation, name=name if core(name) and not whole else "")
    if kind == "document" and not is_name(name):
        return None
    told = frozenset(k for k in keys_of(name) if len(k) > 2)  # no prepositions
    if kind in ("organisation", "document"):
        return Side("medical" if what == "medical" else "body", identity, told, name)
    if kind == "person":
        return Side("body", identity, told, name) if what == "body" else Side("person", carrier, name=name)
    return Side("unnamed " + what, nation, told - set(_roles())) if what else None


def lowest(sides: Iterable[Side | None]) -> int:
    """Count the voices that cannot be one: the sides, where what is not known is taken for what is.

    >>> lowest([Side("state", "TR"), Side("state", ""), None, Side("unnamed bystander", "")])
    2
    """
    known = [side for side in sides if side is not None]
    apart: dict[str, list[Side]] = defaultdict(list)
    for side in known:
        if side.what.startswith("unnamed"):
            apart[side.what].append(side)
    named = [side for side in known if not side.what.startswith("unnamed")]
    sizes = Counter(side.what for side in _apart(list(dict.fromkeys(named))))
    # Unnamed sources may be the named ones: only what they have more counts further.
    total = sum(sizes.values())
    for what, unnamed in apart.items():
        far = [side for side in unnamed if not any(may_be_one(side, n) for n in named)]
        near = len({side.which for side in unnamed} - {""}) or 1
        mates = sum(n for other, n in sizes.items() if frozenset((what, other)) in _MAY_BE)
        total += _strangers(far) if what == "unnamed body" else max(0, near - mates)
    return max(1, total)


def _apart(sides: Sequence[Side]) -> list[Side]:
    """Give as many of some sides as there are of whom no two may be one.

    This is the largest independent set of the graph of those that may be one: a further side never makes it smaller.
    Of very many sides the first `_MANY` are looked at.
    """
    if not sides:
        return []
    first, *rest = sides[:_MANY]
    others = [side for side in rest if not may_be_one(first, side)]
    taken = [first, *_apart(others)]
    # Without the first there can be more only if it may be one with two that may not be one with each other.
    if len(others) >= len(rest) - 1:
        return taken
    left = _apart(rest)
    return left if len(left) > len(taken) else taken


def _strangers(sides: Sequence[Side]) -> int:
    """Count sides of which no two share a word: those that share one may be one."""
    counted: list[Side] = []
    for side in sorted(sides, key=lambda s: (not s.words, len(s.words), sorted(s.words))):
        if all(side.words and not side.words & other.words for other in counted):
            counted.append(side)
    return len(counted)


class Weighed(NamedTuple):
    """A support, for each voice the number of its origin in it and the code of why it is that, for each origin the key
    of the voice that it is called after, and the numbers of the voices that stand in text of another outlet's.
    """

    support: Support
    origin_of: tuple[int, ...]
    because: tuple[str, ...]
    leads: tuple[str, ...]
    copies: frozenset[int]


def support(desk: Desk, found: Sequence[Voice]) -> Weighed:
    """Weigh the voices of a claim or a variant. ``1 <= low <= high <= number of members`` always holds."""
    groups, because = _join(desk, found)
    order = list(dict.fromkeys(groups))
    held = [[n for n, g in enumerate(groups) if g == one] for one in order]
    origins = tuple(_origin(desk, [found[n] for n in group]) for group in held)
    sides = [_side([found[n] for n in group]) for group in held]
    high = len(origins)
    low = min(high, lowest(sides))
    origin_of = tuple(order.index(g) for g in groups)
    reasons = (
        *_dependent(because, origins, origin_of),
        *_open(origins, sides, [_lead([found[n] for n in g]) for g in held]),
    )
    whole = Support(low=low, high=high, origins=origins, reasons=reasons)
    leads = tuple(_lead([found[n] for n in group]).key for group in held)
    outlets = [desk.outlets[voice.report] for voice in found]
    copies = frozenset(m.b for m in because if m.code in _COPIES and outlets[m.a] != outlets[m.b])
    return Weighed(whole, origin_of, _codes(because, len(found)), leads, copies)


def _codes(because: Iterable[Merge], size: int) -> tuple[str, ...]:
    """Give for each voice the code of the first merge that joined it to another, "" where none did.

    A merge by which one comes from the other is no reason for the other.
    """
    codes = [""] * size
    for merge in because:
        for n in (merge.b,) if merge.code in LED else (merge.a, merge.b):
            codes[n] = codes[n] or merge.code
    return tuple(codes)


def _join(desk: Desk, found: Sequence[Voice]) -> tuple[list[int], list[Merge]]:
    """Join what must be one; give each voice the least number of those that are one with it, and the merges
    made.

    First what names the same source, then copies and restatements. Two voices that name different sources
    are never joined through a third that names none. Last, what no source was found for joins its agency or
    its outlet.
    """
    group = list(range(len(found)))
    named = [{v.key} if _names(v) else set() for v in found]
    made = [m for m in merges(desk, found) if _joined(m, group, named)]
    sourced = {group[n] for n in range(len(found)) if not found[n].own}
    bare = [n for n in range(len(found)) if group[n] not in sourced]
    made += [m for m in same_key(found, bare) if _joined(m, group, named)]
    return group, made


def _joined(merge: Merge, group: list[int], named: list[set[str]]) -> bool:
    """Join the groups of a merge unless they name different sources; tell whether they are one now."""
    a, b = group[merge.a], group[merge.b]
    if a != b and named[a] and named[b] and named[a] != named[b] and not merge.sure:
        return False
    low, high = min(a, b), max(a, b)
    group[:] = [low if g == high else g for g in group]
    named[low] |= named[high]
    return True


def _names(voice: Voice) -> bool:
    """Tell whether a voice names its source."""
    return not voice.own and voice.kind in _NAMED


def _lead(group: Sequence[Voice]) -> Voice:
    """Give the voice that an origin is called after: named before unnamed, wire before outlet."""
    return min(group, key=lambda v: (v.own, v.own and not v.wire, v.kind not in _NAMED, not v.name))


def _origin(desk: Desk, group: Sequence[Voice]) -> Origin:
    """Make the origin of voices that are one."""
    lead = _lead(group)
    through = [t for v in group for t in v.through if t != lead.name]
    seen = is_held(desk, lead.name) if lead.kind == "outlet" else False
    found = Origin(
        id="v" + blake2b(lead.key.encode(), digest_size=6).hexdigest(),
        name=lead.name, kind=lead.kind, own_voice=lead.own, seen=seen,
        statements=tuple(dict.fromkeys(v.member.statement for v in group)),
        through=tuple(dict.fromkeys(through)),
    )  # fmt: skip
    return replace(found, phantom=True) if is_phantom(desk, found, group) else found


def _side(group: Sequence[Voice]) -> Side | None:
    """Give the side of an origin; an own voice may repeat anybody."""
    lead = _lead(group)
    if lead.own:
        return None
    return side_of(lead.name, lead.kind, lead.key, _carrier(lead))


def _carrier(voice: Voice) -> str:
    """Give who brings a voice to the reader first: the outlet or agency nearest to it."""
    return voice.through[-1] if voice.through else ""


def _dependent(
    because: Iterable[Merge], origins: Sequence[Origin], origin_of: Sequence[int]
) -> Iterable[Reason]:
    """Give each reason for a merge once; of several passages of two outlets the one that is most the same."""
    told: dict[tuple[str, ...], Reason] = {}
    for merge in because:
        if merge.silent:
            continue
        origin = origins[origin_of[merge.a]].id
        name = (
            merge.code,
            origin,
            *(v for k, v in sorted(merge.args.items()) if k not in ("percent", "count")),
        )
        old = told.get(name)
        if old is None or int(merge.args.get("percent", 0)) > int(old.args.get("percent", 0)):
            told[name] = Reason(state="dependent", code=merge.code, args=merge.args, origins=(origin,))
    return told.values()


def _open(
    origins: Sequence[Origin], sides: Sequence[Side | None], leads: Sequence[Voice]
) -> Iterable[Reason]:
    """Give for each origin after the first why it is another voice than those before it, or may not be."""
    if len(origins) < 2:
        return
    firsts: list[int] = []
    for n, (origin, side) in enumerate(zip(origins, sides, strict=True)):
        if side is None:
            code = _open_code(leads[n])
            yield Reason(state="unknown", code=code, args={"name": origin.name}, origins=(origin.id,))
            continue
        twin = next((m for m in firsts if may_be_one(sides[m], side)), None)
        if twin is None:
            for m in firsts[:1]:
                args = {"a": origins[m].name, "b": origin.name}
                yield Reason(
                    state="independent", code="apart.sides", args=args, origins=(origins[m].id, origin.id)
                )
            firsts.append(n)
            continue
        args = {"a": origins[twin].name, "b": origin.name, "carrier": _carrier(leads[n])}
        code = "open.one-side" if side.what == "state" else "open.unnamed"
        code = "open.one-carrier" if side.what == "person" else code
        yield Reason(state="unknown", code=code, args=args, origins=(origins[twin].id, origin.id))


def _open_code(lead: Voice) -> str:
    """Give the code of why a voice on no side may be any other."""
    if not lead.own:
        return "open.own-voice" if lead.kind == "outlet" else "open.vague"
    return "open.wire" if lead.wire else "open.agencies" if lead.agencies else "open.own-voice"


def may_be_one(a: Side | None, b: Side | None) -> bool:
    """Tell whether two sides may be one; an unnamed source of one body is of no other body."""
    if a is None or b is None or (a.name and b.name and is_kin(a.name, b.name)):
        return True
    if a.what == b.what:
        return a.which == b.which or not (a.which and b.which)
    if frozenset((a.what, b.what)) == frozenset(("unnamed body", "body")):
        return not a.words or not b.words or bool(a.words & b.words)
    return frozenset((a.what, b.what)) in _MAY_BE
