"""Identity: who is who across reports; precision first, since a false merge would invent or hide an
independent voice.

Within a report extraction has already resolved each link to its fullest name. Across reports the links are
one source when their canonical names are the same: outlets by the outlet lexicon; persons by the bare name
without titles and descriptions; organisations and documents by the folded name. Within one story, where the
same few people speak, a shorter form of a person's name (``سالم العوفي``) is taken for the one longer name
that contains it, and a spelling that differs by a letter or two for the same name.

Described and vague sources are never merged by their words alone: «an official» of two reports may be two
people. Organisations named by everyday words only (``الشرطة``, ``وزارة الداخلية``) are the same only within
a story.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

from rapidfuzz import fuzz

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.arabic.words import tokens
from riwaya.link.bodies import canonical, is_name, nations
from riwaya.link.spelling import name_words
from riwaya.model import Actor, Extraction, Kind, Link, Report, Source, Story, ref
from riwaya.read.told import outlets

# How alike two spellings of one person's name must be within a story (rapidfuzz ratio of the folded names).
SPELLING = 88


class _Key(NamedTuple):
    """What makes two links one source: the kind's family, the canonical name and where it holds ("" =
    everywhere).
    """

    family: str
    name: str
    scope: str


class _Found(NamedTuple):
    """One link of one statement."""

    statement: str
    link: Link
    written: str
    key: _Key
    bare: str


def sources(
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    stories: Iterable[Story] = (),
    actors: Sequence[Actor] = (),
) -> tuple[Source, ...]:
    """Give the sources that speak in `reports`, each once, in the order in which they first speak.

    Links that nobody is named by (a passive cue and no resolved name) belong to no source. Names that are one of the
    `actors` are one source; so what a user said of actors holds for sources, and for the voices that are counted.
    """
    story_of = {report: story.id for story in stories for report in story.reports}
    called = _called(actors)
    found = [
        _find(report, name, link, _named(report, extraction, called), story_of.get(report.id, report.id))
        for report, extraction in zip(reports, extractions, strict=True)
        for n, statement in enumerate(extraction.statements)
        for link in statement.chain
        if (name := ref(report.id, "s", n)) and (link.resolved or link.mention)
    ]
    same = _persons(found, story_of)
    groups: dict[_Key, list[_Found]] = defaultdict(list)
    for one in found:
        groups[same.get((one.key, _story(one, story_of)), one.key)].append(one)
    return tuple(_source(key, group) for key, group in groups.items())


def _story(one: _Found, story_of: Mapping[str, str]) -> str:
    report = one.statement.rpartition("/")[0]
    return story_of.get(report, report)


def _called(actors: Iterable[Actor]) -> dict[str, str]:
    """Give each mention the canonical name of its actor; where several share it, or it is one word, with the id."""
    names = {actor.id: " ".join(name_words(actor.name)) for actor in actors}
    times = Counter((actor.type, names[actor.id]) for actor in actors)
    out = {}
    for actor in actors:
        name = names[actor.id]
        alone = times[actor.type, name] == 1 and (" " in name or actor.type == "ORG")
        out.update(dict.fromkeys(actor.mentions, name if alone else f"{name} #{actor.id}"))
    return out


def _named(report: Report, extraction: Extraction, called: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Give the canonical names of the actors that a report names, by type and folded name in the report."""
    return {
        (m.type, bare_name(m.identity) if m.type == "PER" else canonical(m.identity)): name
        for n, m in enumerate(extraction.mentions)
        if m.identity and m.type != "LOC" and (name := called.get(ref(report.id, "m", n)))
    }


def _find(
    report: Report, statement: str, link: Link, named: Mapping[tuple[str, str], str], story: str
) -> _Found:
    """Give a link its canonical key: that of the actor whom the report names so, else one made of its words."""
    shown = report.text[link.mention.start : link.mention.end] if link.mention else ""
    written = link.resolved or shown
    bare = " ".join(t.form for t in tokens(written) if t.kind != "mark")
    if link.kind in ("described", "vague"):
        key = _Key(link.kind, bare, report.id)
    elif link.kind == "person":
        bare = bare_name(written, [name for kind, name in named if kind == "PER"])
        actor = named.get(("PER", bare))
        key = _Key("person", actor or bare, "" if actor or bare.count(" ") else report.id)
    else:
        outlet = outlets.find(written, named=link.kind == "outlet")
        actor = named.get(("ORG", canonical(written)))
        if outlet is None and actor is not None and is_name(written):
            key = _Key("organisation", actor, "")
        elif outlet is not None:
            key = _Key("organisation", fold(outlet.name), "")
        else:
            key = _Key("organisation", canonical(written), "" if is_name(written) else story)
    return _Found(statement, link, written, key, bare)


def bare_name(written: str, names: Iterable[str] = ()) -> str:
    """Give a person's folded name without titles: the longest of `names` (folded) in it, or what follows its titles."""
    words = [t.form for t in tokens(written) if t.kind != "mark"]
    inside = [name for name in names if f" {name} " in f" {' '.join(words)} "]
    if inside:
        return max(inside, key=len)
    titles = [n for n, word in enumerate(words[:-1]) if _is_title(word)]
    return " ".join(words[titles[-1] + 1 :] if titles and len(words) - titles[-1] - 1 >= 2 else words)


@cache
def _titles() -> frozenset[str]:
    """Give the folded titles of one word, both genders."""
    plain = {fold(row["word"]) for row in lexicon.rows("titles")}
    return frozenset(
        word for title in plain for word in (title, f"{title}ه") if " " not in word and len(word) > 2
    )


def _is_title(word: str) -> bool:
    """Tell whether a folded word ends a title: an adjective of nationality, a rank or an office."""
    return word in nations() or word.removeprefix("ال") in _titles()


def _persons(found: Iterable[_Found], story_of: Mapping[str, str]) -> dict[tuple[_Key, str], _Key]:
    """Say, for each story, which persons' keys stand for a fuller or better spelled name of that story."""
    by_story: dict[str, dict[_Key, int]] = defaultdict(lambda: defaultdict(int))
    for one in found:
        if one.link.kind == "person":
            by_story[_story(one, story_of)][one.key] += 1
    same = {}
    for story, counts in by_story.items():
        for own in counts:
            fuller = [k for k in counts if k != own and _is_form_of(own.name, k.name)]
            longest = max(fuller, key=lambda k: (len(k.name), counts[k]), default=None)
            if longest is not None and all(k == longest or _is_form_of(k.name, longest.name) for k in fuller):
                same[own, story] = longest
                continue
            alike = [k for k in counts if (counts[k], k) > (counts[own], own) and _alike(own.name, k.name)]
            if alike:
                same[own, story] = max(alike, key=lambda k: counts[k])
    return same


def _is_form_of(short: str, full: str) -> bool:
    """Tell whether the words of the name `short` stand together at one end of the longer name `full`."""
    a, b = short.split(), full.split()
    return 0 < len(a) < len(b) and (b[-len(a) :] == a or (b[: len(a)] == a and len(a) > 1))


def _alike(a: str, b: str) -> bool:
    """Tell whether two names of the same number of words are spellings of one."""
    return a.count(" ") == b.count(" ") >= 1 and fuzz.ratio(a, b) >= SPELLING


def _source(key: _Key, group: Sequence[_Found]) -> Source:
    """Make the source of a group of links; its name is the form most often written, the fuller one first."""
    counts: dict[str, int] = defaultdict(int)
    kinds: dict[Kind, int] = defaultdict(int)
    for one in group:
        counts[one.written] += 1
        kinds[one.link.kind] += 1
    name = max(counts, key=lambda w: (counts[w], len(w)))
    kind = max(kinds, key=lambda k: kinds[k])
    if key.family == "organisation" and (outlet := outlets.find(name, named=kind == "outlet")):
        name = outlet.name
    identity = "|".join((key.family, key.name, key.scope))
    return Source(
        id="w" + blake2b(identity.encode(), digest_size=6).hexdigest(),
        name=name,
        kind=kind,
        names=tuple(sorted(counts)),
        statements=tuple(dict.fromkeys(one.statement for one in group)),
    )
