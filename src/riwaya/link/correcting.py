"""Correcting: what a user says in names and ids («these two are one») becomes a correction, which speaks of name keys.

A name is taken in any spelling, but only where it means exactly one; nothing is guessed. What cannot hold is an error
that says why: what is one already, a person and a place, two that an earlier correction keeps apart.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from riwaya.arabic.fold import fold
from riwaya.errors import RiwayaError
from riwaya.extract.gazetteer import place_key
from riwaya.link.actors import find as find_actors
from riwaya.link.merging import at_report
from riwaya.link.nodes import key_of as actor_key
from riwaya.link.places import find as find_places
from riwaya.link.places import key_of as location_key
from riwaya.link.spelling import name_words, same_name, same_sounds
from riwaya.model import Actor, Correction, Extraction, Linked, Place, Report, split_ref

Identity = Actor | Place
Told = tuple[Report, Extraction]

SHOWN = 8
"""Names or candidates that an error lists."""


def find(linked: Linked, name: str) -> list[Identity]:
    """Find actors and places by id or by a name in any spelling, those that are written exactly so first."""
    found: list[Identity] = [*find_actors(linked.actors, name), *find_places(linked.places, name)]
    return [i for i in found if i.id == name] or sorted(found, key=lambda i: not _is_written(i, name))


def the_one(linked: Linked, name: str) -> Identity:
    """Give the one actor or place that an id or name means; raises RiwayaError R409 for none, R410 for several."""
    found = find(linked, name)
    exactly = [i for i in found if i.id == name or _is_written(i, name)]
    meant = exactly or found
    if not meant:
        raise RiwayaError("R409", name=name)
    if len(meant) > 1:
        raise RiwayaError("R410", name=name, candidates=_listed([f"{i.id} {i.name}" for i in meant]))
    return meant[0]


def _is_written(identity: Identity, name: str) -> bool:
    return fold(name) in {fold(form) for form in (identity.name, *identity.names)}


def merging(linked: Linked, names: Sequence[str], corrections: Mapping[int, Correction]) -> Correction:
    """Make the correction that all of `names` are one; `corrections` are those there are, by number.

    Raises RiwayaError R409 or R410 where a name does not mean exactly one, R411 for a place and something else, R412
    where they are one already, R413 where an earlier correction keeps two of them apart.
    """
    found = list({i.id: i for i in (the_one(linked, name) for name in names)}.values())
    who = ", ".join(f"{i.id} {i.name}" for i in found)
    if len(found) < 2:
        raise RiwayaError("R412", names=who)
    if len({isinstance(i, Place) for i in found}) > 1:
        raise RiwayaError("R411", names=who)
    keys = {key for i in found for key in i.keys}
    for n, said in corrections.items():
        if said.kind == "split" and not keys.isdisjoint(said.a) and not keys.isdisjoint(said.b):
            raise RiwayaError("R413", n=n, names=who)
    rest = tuple(key for i in found[1:] for key in i.keys)
    return Correction(kind="merge", a=found[0].keys, b=rest)


def splitting(
    linked: Linked, name: str, leaving: Sequence[str], told: Callable[[str], Told], report: str | None = None
) -> Correction:
    """Make the correction that the names `leaving` are one of their own, and not the actor or place called `name`.

    With `report` (an id) only what this report names leaves. `told` gives a report with its extraction by id. Raises
    RiwayaError R409 or R410 where `name` does not mean exactly one, R414 where a name is not written for it, R415 where
    nothing would be left.
    """
    whole = the_one(linked, name)
    uses = _uses(whole, linked, told)
    there = [use for use in uses if report is None or report == use[1]]
    written = list(dict.fromkeys(form for _, _, form in there))
    gone: dict[tuple[str, str], None] = {}
    for one in leaving:
        meant = _forms(one, written, isinstance(whole, Place))
        if not meant:
            raise RiwayaError("R414", name=one, who=f"{whole.id} {whole.name}", names=_listed(written))
        keys = {key for key, _, form in there if form in meant}
        gone |= dict.fromkeys((key, rid) for key, rid, _ in there if key in keys)
    if all((key, rid) in gone for key, rid, _ in uses):
        raise RiwayaError("R415", who=f"{whole.id} {whole.name}", names=_listed(written))
    a = tuple(
        dict.fromkeys(key if report is None or "@" in key else at_report(key, report) for key, _ in gone)
    )
    return Correction(kind="split", a=a, b=tuple(key for key in whole.keys if key not in a))


def _uses(identity: Identity, linked: Linked, told: Callable[[str], Told]) -> list[tuple[str, str, str]]:
    """Give every mention of an actor or place as its key, its report and the form that counts for it there."""
    story_of = {report: story.id for story in linked.stories for report in story.reports}
    by_report: dict[str, list[int]] = defaultdict(list)
    for name in identity.mentions:
        rid, _, n = split_ref(name)
        by_report[rid].append(n)
    out = []
    for rid, numbers in by_report.items():
        report, extraction = told(rid)
        for mention in (extraction.mentions[n] for n in numbers if n < len(extraction.mentions)):
            written = report.text[mention.span.start : mention.span.end]
            if mention.type == "LOC":
                key = location_key(mention, written)
            else:
                key, _ = actor_key(mention, written, rid, story_of.get(rid, rid))
            if at_report(key, rid) in identity.keys:
                key = at_report(key, rid)
            if key in identity.keys:
                out.append((key, rid, mention.identity or written))
    return out


def _forms(name: str, written: Sequence[str], place: bool) -> set[str]:
    """Give the forms that `name` means: those written just so, else those of its spelling, else of its sound."""
    words = name_words(name)
    tests: list[Callable[[str], bool]] = [lambda form: fold(form) == fold(name)]
    if place:
        tests.append(lambda form: place_key(form) == place_key(name))
    tests += [
        lambda form: same_name(words, name_words(form)),
        lambda form: same_sounds(words, name_words(form)),
    ]
    return next((found for test in tests if (found := set(filter(test, written)))), set())


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    return "، ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")


def came_out(linked: Linked, said: Correction) -> list[Identity]:
    """Give the actors or places that hold any of the keys that a correction speaks of."""
    keys = {*said.a, *said.b}
    both: list[Identity] = [*linked.actors, *linked.places]
    return [i for i in both if not keys.isdisjoint(i.keys)]


def holds(linked: Linked, said: Correction) -> bool:
    """Tell whether what `link` found is what a correction says."""
    found = came_out(linked, said)
    a, b = ({i.id for i in found if not set(i.keys).isdisjoint(keys)} for keys in (said.a, said.b))
    if said.kind == "split":
        return len(a) == 1 and a.isdisjoint(b)
    return bool(a) and len(a | b) == 1
