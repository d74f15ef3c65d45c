"""Places: the places that many reports name, each once, with where the gazetteer has it.

`extract.located` says for each report which place of the gazetteer a name means. Here the names of one place come
together under its id; a name that the gazetteer does not know, or that a report leaves open between several, stays
one unresolved place of that name. Users' corrections hold against both.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from riwaya.extract.gazetteer import Entry, entries, place_key, within
from riwaya.link.merging import Groups, apart, at_report, bare, kept_ids
from riwaya.model import Correction, Extraction, Mention, Place, Report, ref


@dataclass(slots=True)
class _Node:
    """One key (``LOC|name|gazetteer id``): the forms written and where."""

    gazetteer: str
    forms: Counter[str] = field(default_factory=Counter)
    mentions: list[str] = field(default_factory=list)


def places(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    corrections: Sequence[Correction] = (),
    before: Iterable[Place] = (),
) -> tuple[Place, ...]:
    """Give the places that `reports` name, the most often named first; see `link.actors.actors` for the rest."""
    named = _nodes(reports, extractions, apart(corrections))
    groups = Groups(named, corrections)
    first: dict[str, str] = {}
    for key, node in named.items():
        if node.gazetteer and "@" not in key:
            groups.merge(first.setdefault(node.gazetteer, key), key, "identity.gazetteer", node.gazetteer)
    had = {key: place.id for place in before for key in place.keys}
    ranked = sorted(groups.groups(), key=lambda g: (-sum(len(named[k].mentions) for k in g[0]), min(g[0])))
    meant = _meant([[named[key] for key in keys] for keys, _ in ranked])
    made = [
        ({key: len(named[key].mentions) for key in keys}, _made_id(entry.id if entry else min(keys)))
        for (keys, _), entry in zip(ranked, meant, strict=True)
    ]
    out = []
    for (keys, merges), entry, kept in zip(ranked, meant, kept_ids(made, had), strict=True):
        nodes = [named[key] for key in keys]
        forms = sum((node.forms for node in nodes), Counter[str]())
        out.append(
            Place(
                id=kept,
                name=entry.name if entry else forms.most_common(1)[0][0],
                keys=tuple(sorted(keys)),
                names=tuple(name for name, _ in forms.most_common()),
                gazetteer=entry.id if entry else None,
                level=entry.level if entry else None,
                country=(entry.country or None) if entry else None,
                within=tuple(within(entry)) if entry else (),
                lat=entry.lat if entry else None,
                lon=entry.lon if entry else None,
                mentions=tuple(m for node in nodes for m in node.mentions),
                merges=merges,
            )
        )
    return tuple(out)


def _meant(groups: Sequence[Sequence[_Node]]) -> list[Entry | None]:
    """Give the place of the gazetteer that each group means; what users split from it does not mean it too."""
    out: list[Entry | None] = []
    taken: set[str] = set()
    for nodes in groups:
        meant: Counter[str] = Counter()
        for node in nodes:
            if node.gazetteer:
                meant[node.gazetteer] += len(node.mentions)
        best = next((place for place, _ in meant.most_common(1) if place not in taken), "")
        taken.add(best)
        out.append(entries().get(best))
    return out


def _made_id(name: str) -> str:
    return "l" + blake2b(name.encode(), digest_size=6).hexdigest()


def key_of(mention: Mention, written: str) -> str:
    """Give the key of a mention of a place."""
    return f"LOC|{place_key(mention.identity or written)}|{mention.place or ''}"


def find(known: Iterable[Place], name: str) -> list[Place]:
    """Find places by id, or by a name in any spelling that reports or the gazetteer give them."""
    words = place_key(name)
    return [place for place in known if place.id == name or (words and words in _names(place))]


def _names(place: Place) -> set[str]:
    """Give the look-up forms of the names of a place."""
    entry = entries().get(place.gazetteer or "")
    keys = {bare(key).split("|")[1] for key in place.keys}
    return keys | {place_key(name) for name in (place.name, *place.names, *(entry.names if entry else ()))}


def _nodes(
    reports: Sequence[Report], extractions: Sequence[Extraction], alone: frozenset[str]
) -> dict[str, _Node]:
    out: dict[str, _Node] = {}
    for report, extraction in zip(reports, extractions, strict=True):
        for n, mention in enumerate(extraction.mentions):
            if mention.type != "LOC":
                continue
            written = report.text[mention.span.start : mention.span.end]
            key = key_of(mention, written)
            if at_report(key, report.id) in alone:
                key = at_report(key, report.id)
            node = out.setdefault(key, _Node(mention.place or ""))
            node.forms[mention.identity or written] += 1
            node.mentions.append(ref(report.id, "m", n))
    return out
