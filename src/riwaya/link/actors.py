"""Actors: which names of many reports are one person or body; precision first, since a false merge would hide a voice.

Rules, the surest first (`data/identity_rules.tsv`): what a user said; two spellings of one full name, when no report
has both; a longer and a shorter full name, in one story or with one office; a last name alone, in a story where one
person bears it, or in the case when nearly every report that writes a full name with it means one person. Every merge
is kept with its rule, for the user to see and to undo.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b

from riwaya.link.merging import Groups, apart, bare, kept_ids
from riwaya.link.nodes import Node, nodes, role_key
from riwaya.link.spelling import (
    is_common_name,
    is_full,
    is_latin,
    name_words,
    same_name,
    same_sounds,
    skeleton,
    sounds,
)
from riwaya.model import Actor, Correction, Extraction, MentionType, Report, Story

NEARLY_ALWAYS = 0.9
"""Share of the reports with a full name of this last word that mean one person, for the word alone to mean them."""
OFTEN = 3
"""Reports that name a person in full, at least, for the last name alone to mean them in other stories."""
SHOWN = 6
"""Roles that an actor is shown with."""


def actors(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    stories: Iterable[Story] = (),
    corrections: Sequence[Correction] = (),
    before: Iterable[Actor] = (),
) -> tuple[Actor, ...]:
    """Give the persons and bodies that `reports` name, the most often named first.

    `corrections` are what users said, in their order; an actor keeps the id that it had in `before`.
    """
    story_of = {report: story.id for story in stories for report in story.reports}
    named = nodes(reports, extractions, story_of, apart(corrections))
    groups = Groups(named, corrections)
    persons = {key: node for key, node in named.items() if key.startswith("PER|")}
    full = {key: node for key, node in persons.items() if is_full(node.words)}
    for pair in (*_spellings(full), *_scripts(full)):
        a, b, rule = pair
        if not _together(groups, named, a, b):
            groups.merge(a, b, rule)
    _longer(groups, full)
    _last_names(groups, persons, full)
    return _made(groups, named, before)


def _spellings(full: Mapping[str, Node]) -> Iterator[tuple[str, str, str]]:
    """Propose full names of which one is a spelling of the other, the oftener written first."""
    alike: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in full.values():
        alike[tuple(skeleton(w) for w in node.words)].append(node)
    for found in alike.values():
        found.sort(key=lambda n: (-len(n.mentions), n.key))
        for at, node in enumerate(found):
            for other in found[:at]:
                if same_name(node.words, other.words):
                    yield (
                        other.key,
                        node.key,
                        "identity.spelling" if node.words != other.words else "identity.same-name",
                    )
                    break


def _scripts(full: Mapping[str, Node]) -> Iterator[tuple[str, str, str]]:
    """Propose names in Latin letters with the one Arabic name that sounds alike."""
    ends: dict[tuple[int, str, str], dict[str, Node]] = defaultdict(dict)
    for node in full.values():
        if not is_latin(node.words):
            for end in _ends(node):
                ends[end][node.key] = node
    for node in full.values():
        if is_latin(node.words):
            near = {key: other for end in _ends(node) for key, other in ends.get(end, {}).items()}
            found = [other for other in near.values() if same_sounds(other.words, node.words)]
            if len(found) == 1:
                yield found[0].key, node.key, "identity.script"


def _ends(node: Node) -> Iterator[tuple[int, str, str]]:
    """Give the number of a name's words with each sound of its first and last word."""
    for first in sounds(node.words[0]):
        for last in sounds(node.words[-1]):
            yield len(node.words), first, last


def _together(groups: Groups, named: Mapping[str, Node], a: str, b: str) -> bool:
    """Tell whether one report has names of both groups: it would not spell one man's full name in two ways."""
    first = {r for key in groups.members(a) for r in named[key].reports}
    return any(r in first for key in groups.members(b) for r in named[key].reports)


def is_form_of(short: Sequence[str], longer: Sequence[str]) -> bool:
    """Tell whether a full name is short for a longer one: the same first word, and its words in order in the other."""
    if not 1 < len(short) < len(longer) or short[0] != longer[0]:
        return False
    rest = iter(longer)
    return all(word in rest for word in short)


def _longer(groups: Groups, full: Mapping[str, Node]) -> None:
    """Merge a full name with the one longer name of its story, or of its office, that it is short for."""
    holding: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in full.values():
        for word in set(node.words[1:]):
            holding[node.words[0], word].append(node)
    for node in sorted(full.values(), key=lambda n: (-len(n.words), n.key)):
        longer = [n for n in holding[node.words[0], node.words[-1]] if is_form_of(node.words, n.words)]
        for rule, found in (
            ("identity.longer-in-story", [n for n in longer if not node.stories.isdisjoint(n.stories)]),
            ("identity.longer-with-role", [n for n in longer if _shared_role(node, n)]),
        ):
            if found and len({groups.find(n.key) for n in found}) == 1:
                best = max(found, key=lambda n: (len(n.mentions), n.key))
                groups.merge(best.key, node.key, rule, _shared_role(node, best))
                break


def _shared_role(a: Node, b: Node) -> str:
    """Give an office that reports give both, "" when none: a rank or honorific alone is none."""
    known = {role_key(role): role for role in a.roles if " " in role}
    return next((known[role_key(role)] for role in b.roles if role_key(role) in known), "")


def _last_names(groups: Groups, persons: Mapping[str, Node], full: Mapping[str, Node]) -> None:
    """Merge a last name that stands alone with the one person whom it means."""
    bearers: dict[str, Counter[str]] = defaultdict(Counter)
    local: dict[tuple[str, str], set[str]] = defaultdict(set)
    for node in full.values():
        group = groups.find(node.key)
        for last in {node.words[-1], " ".join(node.words[-2:])} if len(node.words) > 2 else {node.words[-1]}:
            bearers[last][group] += len(node.reports)
            for story in node.stories:
                local[story, last].add(group)
    alone: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in persons.values():
        if is_full(node.words):
            continue
        name = " ".join(node.words)
        here = {g for s in node.stories for g in local.get((s, name), ())}
        known = bearers.get(name, Counter())
        if len(here) == 1:
            groups.merge(next(iter(here)), node.key, "identity.last-name-in-story")
        elif not here and known and _means(name, known):
            group, most = known.most_common(1)[0]
            groups.merge(group, node.key, "identity.last-name-in-case", f"{most}/{known.total()}")
        elif not here:
            for story in sorted(node.stories):
                alone[story, name].append(node)
    for found in alone.values():
        for node in found[1:]:
            groups.merge(found[0].key, node.key, "identity.last-name-in-story")


def _means(word: str, bearers: Counter[str]) -> bool:
    """Tell whether a last name alone means its most frequent bearer in the whole case."""
    _, most = bearers.most_common(1)[0]
    return most >= OFTEN and most >= NEARLY_ALWAYS * sum(bearers.values()) and not is_common_name(word)


def _made(groups: Groups, named: Mapping[str, Node], before: Iterable[Actor]) -> tuple[Actor, ...]:
    had = {key: actor.id for actor in before for key in actor.keys}
    ranked = sorted(groups.groups(), key=lambda g: (-sum(len(named[k].mentions) for k in g[0]), min(g[0])))
    made = [({key: len(named[key].mentions) for key in keys}, _made_id(min(keys))) for keys, _ in ranked]
    out = []
    for (keys, merges), kept in zip(ranked, kept_ids(made, had), strict=True):
        group = [named[key] for key in keys]
        forms, roles, nations, described = (
            sum((getattr(node, field) for node in group), Counter[str]())
            for field in ("forms", "roles", "nations", "described")
        )
        first = min(keys)
        kind: MentionType = "PER" if first.startswith("PER|") else "ORG"
        out.append(
            Actor(
                id=kept,
                name=_best_name(group),
                type=kind,
                keys=tuple(sorted(keys)),
                names=tuple(name for name, _ in forms.most_common()),
                described=tuple(words for words, _ in described.most_common()),
                roles=tuple(role for role, _ in roles.most_common(SHOWN)),
                nationality=_agreed(nations),
                mentions=tuple(m for node in group for m in node.mentions),
                merges=merges,
            )
        )
    return tuple(out)


def _made_id(key: str) -> str:
    return "a" + blake2b(key.encode(), digest_size=6).hexdigest()


def _best_name(group: Sequence[Node]) -> str:
    """Give the form most often written among the full names, of a body among all."""
    full = [node for node in group if is_full(node.words)] or list(group)
    forms = sum((node.forms for node in full), Counter[str]())
    return max(forms, key=lambda f: (forms[f], len(f), f))


def _agreed(nations: Counter[str]) -> str | None:
    """Give the nationality that at least three of four phrases give."""
    if not nations:
        return None
    code, most = nations.most_common(1)[0]
    return code if most * 4 >= sum(nations.values()) * 3 else None


def find(known: Iterable[Actor], name: str) -> list[Actor]:
    """Find actors by id, or by a name in any spelling or in Latin letters."""
    words = name_words(name)
    return [actor for actor in known if actor.id == name or any(map(partial(_alike, words), _names(actor)))]


def _names(actor: Actor) -> set[tuple[str, ...]]:
    """Give the names of an actor by their words: those of its keys, and the forms written."""
    keys = (bare(key).partition("|")[2].partition("~")[0] for key in actor.keys)
    return {*(tuple(key.split()) for key in keys), *map(name_words, actor.names)}


def _alike(words: tuple[str, ...], own: tuple[str, ...]) -> bool:
    across = is_latin(words) or is_latin(own)
    return bool(words) and (same_name(words, own) or (across and same_sounds(words, own)))
