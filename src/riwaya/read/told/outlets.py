"""Outlets: which agency, paper, channel or site a name means.

A name is looked up folded, with and without what stands around it: a head (``وكالة``, ``صحيفة`` …),
which also tells two outlets of one name apart, quotation marks, a tail (``للأنباء``, ``الرسمية``
…), a nationality (``اللبنانية``), a remark in brackets and an attached ``لـ``. The table is
``data/outlets.tsv``.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from riwaya import lexicon
from riwaya.arabic.fold import fold

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_QUOTED = re.compile(r"[\"«“”„‘'(]\s*([^\"«»“”„‘’'()]+?)\s*[\"»”“’')]")


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the outlet lexicon; `common` says that the bare name is an everyday word or a place too.

    `owner` and `owner_kind` say who owned it as last publicly known, None where that is not sure.
    """

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    domains: tuple[str, ...] = ()
    common: bool = False
    owner: str | None = None
    owner_kind: str | None = None


class _Heads(NamedTuple):
    """The words around outlet names: heads with the kinds they can mean, tails, nationalities by country."""

    before: dict[str, frozenset[str]]
    after: frozenset[str]
    nations: dict[str, str]


def key(name: str) -> str:
    """Fold a name to its look-up form: marks become spaces, so that ``أ.ف.ب`` and ``أ ف ب`` are one."""
    return " ".join(re.sub(r"[^\w']+", " ", fold(name)).split())


@cache
def outlets() -> tuple[Outlet, ...]:
    """Give the whole lexicon, in file order."""
    return tuple(
        Outlet(
            name=row["name"],
            kind=row["kind"],
            aliases=lexicon.variants(row["aliases"]),
            country=row["country"] or None,
            domains=lexicon.variants(row["domains"]),
            common=row["common"] == "1",
            owner=row["owner"] or None,
            owner_kind=row["owner_kind"] or None,
        )
        for row in lexicon.rows("outlets")
    )


@cache
def _index() -> dict[str, tuple[Outlet, ...]]:
    """Index the outlets by every name; of one name the first outlet comes first, own names before aliases."""
    names: dict[str, list[Outlet]] = {}
    for own in (True, False):
        for outlet in outlets():
            for name in (outlet.name,) if own else outlet.aliases:
                known = names.setdefault(key(name), [])
                if outlet not in known:
                    known.append(outlet)
    order = {outlet.name: at for at, outlet in enumerate(outlets())}
    return {name: tuple(sorted(found, key=lambda o: order[o.name])) for name, found in names.items()}


@cache
def _domains() -> dict[str, Outlet]:
    return {domain: outlet for outlet in reversed(outlets()) for domain in outlet.domains}


@cache
def _heads() -> _Heads:
    before: dict[str, frozenset[str]] = {}
    after = set()
    for row in lexicon.rows("outlet_heads"):
        if row["place"] == "head":
            before[key(row["word"])] = frozenset(lexicon.variants(row["kinds"]))
        else:
            after.add(key(row["word"]))
    nations = {
        f"ال{key(adjective)}ه": row["code"]
        for row in lexicon.rows("nationalities")
        for adjective in lexicon.variants(row["adjective"])
    }
    return _Heads(before, frozenset(after), nations)


def _without_tails(name: str) -> tuple[str, str | None]:
    """Take tails and nationalities off the end; give what is left and the country that was told."""
    heads, country = _heads(), None
    words = name.split()
    while len(words) > 1:
        last = words[-1]
        pair = " ".join(words[-2:])
        if pair in heads.after and len(words) > 2:
            words = words[:-2]
        elif last in heads.after:
            words.pop()
        elif last in heads.nations:
            country = heads.nations[last] or country
            words.pop()
        else:
            break
    return " ".join(words), country


def _choose(found: tuple[Outlet, ...], kinds: frozenset[str], country: str | None) -> Outlet | None:
    """Choose the outlet that the head's kinds and the country allow, the first one when several do."""
    for outlet in found:
        if (not kinds or outlet.kind in kinds) and (country is None or outlet.country == country):
            return outlet
    if country is not None:
        return None
    return found[0] if found and not kinds else None


@lru_cache(maxsize=50_000)
def find(name: str, *, named: bool = False) -> Outlet | None:
    """Find the outlet that `name` means, or None.

    ``find("وكالة رويترز")``, ``find("«رويترز»")``, ``find("صحيفة الأخبار اللبنانية")``, ``find("سي
    ان ان")``. A bare name that is also a common word or a place (``الحياة``, ``الرياض``) is found
    only with a head, a nationality or quotation marks, or with ``named=True``: the caller knows
    that an outlet stands here (a byline).
    """
    for form in _forms(name):
        quoted = _QUOTED.fullmatch(form.strip())
        whole, kinds, headed = _headless(key(form))
        found = _match(key(form), kinds, named=True) if headed else None
        if found is None or (kinds and found.kind not in kinds):
            found = _match(whole, kinds, named=named or headed or quoted is not None)
        if found is None and headed and (inner := _QUOTED.search(form)):
            found = _match(key(inner.group(1)), kinds, named=True)
        if found is not None:
            return found
    return None


def _forms(name: str) -> Iterator[str]:
    """Give the forms of a name to try: as it is, without brackets after it, without an attached ``لـ``."""
    yield name
    bare = _BRACKETS.sub("", name)
    if bare != name and bare.strip():
        yield bare
    if fold(bare).startswith("لل") and len(bare) > 4:
        yield "ال" + bare[2:]
    elif fold(bare).startswith("ل") and len(bare) > 4:
        yield bare[1:]


def _headless(name: str) -> tuple[str, frozenset[str], bool]:
    """Take the head off a folded name: the rest, the kinds that it can mean, and whether there was one."""
    words = name.split()
    for size in (2, 1):
        head = " ".join(words[:size])
        if len(words) > size and head in _heads().before:
            return " ".join(words[size:]), _heads().before[head], True
    return name, frozenset(), False


def _match(name: str, kinds: frozenset[str], *, named: bool) -> Outlet | None:
    """Match a folded name without its head: as it is, then without tails and nationality."""
    index = _index()
    named = named or name.isascii()
    if name in index and (outlet := _choose(index[name], kinds, None)) and (named or not outlet.common):
        return outlet
    short, country = _without_tails(name)
    if short == name or short not in index:
        return None
    outlet = _choose(index[short], kinds, country)
    if outlet is None or (outlet.common and not (named or country)):
        return None
    return outlet


def by_domain(host: str) -> Outlet | None:
    """Find the outlet whose web address `host` is or belongs to: ``by_domain("www.reuters.com")``."""
    parts = host.lower().strip(".").split(".")
    return next((o for at in range(len(parts) - 1) if (o := _domains().get(".".join(parts[at:])))), None)
