"""Nodes: the names that each report gives persons and bodies, each under a key that means the same in every report.

A person's full name is one key everywhere; a single word (``حداد``), or «أبو سليم», is a key of its report only. A body
that the lexicon knows, or whose name says by itself which one it is, is one key everywhere; «the police» is a key of
its story. Keys are ``PER|…``, ``ORG|…`` and ``LOC|…``; ``…~id`` keeps a key to a report or story.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from riwaya.arabic.fold import fold
from riwaya.extract.mentions import whole as whole_name
from riwaya.link.bodies import canonical, is_name, known_body
from riwaya.link.merging import at_report
from riwaya.link.spelling import is_full, name_words
from riwaya.model import Extraction, Mention, Report, ref
from riwaya.read.told import outlets


@dataclass(slots=True)
class Node:
    """One key with what stands behind it: where it is named and how, and what is said of its bearer."""

    key: str
    words: tuple[str, ...]
    forms: Counter[str] = field(default_factory=Counter)
    mentions: list[str] = field(default_factory=list)
    reports: dict[str, None] = field(default_factory=dict)
    stories: set[str] = field(default_factory=set)
    roles: Counter[str] = field(default_factory=Counter)
    nations: Counter[str] = field(default_factory=Counter)
    described: Counter[str] = field(default_factory=Counter)


def key_of(mention: Mention, written: str, report: str, story: str) -> tuple[str, tuple[str, ...]]:
    """Give the key of a mention of a person or body, with its words."""
    words = name_words(mention.identity or written)
    if mention.type == "PER":
        scope = "" if is_full(words) else f"~{report}"
        return f"PER|{' '.join(words)}{scope}", words
    name = mention.identity or written
    outlet = outlets.find(name)
    known = outlet.name if outlet else known_body(name)
    if known is not None:
        return f"ORG|{canonical(known)}", name_words(known)
    scope = "" if is_name(name) else f"~{story}"
    return f"ORG|{canonical(name)}{scope}", words


def nodes(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    story_of: Mapping[str, str],
    apart: Set[str] = frozenset(),
) -> dict[str, Node]:
    """Collect the persons and bodies that `reports` name; `apart` are keys of single reports that stand apart."""
    out: dict[str, Node] = {}
    for report, extraction in zip(reports, extractions, strict=True):
        story = story_of.get(report.id, report.id)
        by_mention: dict[int, Node] = {}
        for n, mention in enumerate(extraction.mentions):
            if mention.type == "LOC":
                continue
            written = report.text[mention.span.start : mention.span.end]
            key, words = key_of(mention, written, report.id, story)
            if not words:
                continue
            if at_report(key, report.id) in apart:
                key = at_report(key, report.id)
            node = out.setdefault(key, Node(key, words))
            by_mention[n] = node
            node.forms[mention.identity or written] += 1
            node.mentions.append(ref(report.id, "m", n))
            node.reports[report.id] = None
            node.stories.add(story)
        _describe(report, extraction, by_mention)
    return out


def _describe(report: Report, extraction: Extraction, by_mention: Mapping[int, Node]) -> None:
    """Note what a report says of those it names: titles and offices around names, phrases that stand for them."""
    for told in extraction.descriptions:
        node = by_mention.get(told.mention) if told.mention is not None else None
        if node is None:
            continue
        if told.nationality:
            node.nations[told.nationality] += 1
        parts = [p for p in (told.rank, told.role, told.body) if p is not None]
        if parts:
            low, high = min(p.start for p in parts), max(p.end for p in parts)
            node.roles[whole_name(" ".join(report.text[low:high].split()))] += 1
    named: dict[str, list[Node]] = defaultdict(list)
    for node in (node for node in by_mention.values() if node.key.startswith("PER|")):
        named[" ".join(node.words)].append(node)
    for link in (link for said in extraction.statements for link in said.chain):
        if link.kind != "person" or not link.mention or not link.resolved:
            continue
        written = " ".join(report.text[link.mention.start : link.mention.end].split())
        whole = f" {' '.join(name_words(link.resolved))} "
        meant = {id(node): node for words, found in named.items() if f" {words} " in whole for node in found}
        short = f" {' '.join(name_words(written))} "
        if len(meant) == 1 and not any(f" {words} " in short for words in named):
            next(iter(meant.values())).described[written] += 1


def role_key(role: str) -> str:
    """Give the form in which two roles are compared."""
    return " ".join(w[2:] if w.startswith("ال") else w for w in fold(role).split())
