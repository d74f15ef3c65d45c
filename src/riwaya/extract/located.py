"""Located: which place of the gazetteer each place name of a report means.

A name may be that of many places. A report names places that belong together, so each candidate is weighed by how
well known it is, by the countries that the report speaks of (by name, by adjective, by places that can only be
there), by how near it lies to the places already found, and by the noun before it («محافظة», «قرية», «مخيم»); the
idea is that of Leidner (2007, "minimality") and Amitay et al. (SIGIR 2004, "Web-a-Where"). The weights are in
``data/located.toml``. Where two far places are about as likely the name stays unresolved.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from riwaya import lexicon
from riwaya.arabic import clitics
from riwaya.arabic.fold import fold
from riwaya.arabic.words import Token
from riwaya.extract.gazetteer import Entry, candidates, kilometres
from riwaya.extract.places import nationality_forms
from riwaya.model import Level, Mention, Report
from riwaya.read.told import outlets

_ROUNDS = 2
_STREET: frozenset[Level] = frozenset(("point",))
_Key = tuple[str, frozenset[Level]]
"""A place's name in the report and the levels that the noun before it allows (none: it has no such noun)."""


class _Named(NamedTuple):
    """What a place name of the report may mean, the likeliest first, and the levels that the noun before it allows."""

    entries: tuple[Entry, ...]
    levels: frozenset[Level]


@cache
def _weights() -> Mapping[str, Any]:
    return lexicon.toml("located")


@cache
def _levels() -> Mapping[str, frozenset[Level]]:
    """Give the levels that a noun before a place's name allows, by the folded noun."""
    return {
        fold(noun): frozenset(row["levels"]) for row in _weights()["nouns"].values() for noun in row["words"]
    }


def levels_after(noun: str) -> frozenset[Level]:
    """Give the levels of a place whose name stands after a folded noun (``محافظه``), none when it is no such noun."""
    return _levels().get(noun, frozenset())


def located(report: Report, toks: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the mentions, those of places with the id of the place they mean where that is known."""
    keys, named = _names(toks, mentions)
    if not named:
        return tuple(mentions)
    lands = _countries(report, toks, named.values())
    chosen: dict[_Key, Entry] = {}
    for _ in range(_ROUNDS):
        chosen = {
            key: best
            for key, one in named.items()
            if (best := _choose(one, lands, [e for k, e in chosen.items() if k[0] != key[0]])) is not None
        }
    return tuple(
        msgspec.structs.replace(m, place=chosen[key].id) if (key := keys.get(n)) in chosen else m
        for n, m in enumerate(mentions)
    )


def _names(toks: Sequence[Token], mentions: Sequence[Mention]) -> tuple[dict[int, _Key], dict[_Key, _Named]]:
    """Give the place names that the gazetteer knows: of each mention its name and level, and what these may mean."""
    starts = [tok.start for tok in toks]
    keys: dict[int, _Key] = {}
    named: dict[_Key, _Named] = {}
    for n, m in enumerate(mentions):
        if m.type != "LOC" or not m.identity or not (found := candidates(m.identity)):
            continue
        at = bisect_right(starts, m.span.start) - 1
        noun = clitics.split(toks[at - 1].form).stem if at > 0 else ""
        keys[n] = (m.identity, levels_after(noun))
        named[keys[n]] = _Named(found, keys[n][1])
    return keys, named


def _countries(report: Report, toks: Sequence[Token], named: Iterable[_Named]) -> dict[str, float]:
    """Weigh how much the report speaks of each country, from 0 to 1."""
    weights = _weights()["countries"]
    seen: Counter[str] = Counter()
    nations = nationality_forms()
    for form, times in Counter(t.form for t in toks if t.form.startswith("ال")).items():
        if code := nations.get(form[2:]):
            seen[code] += weights["adjective"] * math.log2(1 + times)
    for one in named:
        lands = {entry.country for entry in one.entries}
        whole = [entry.country for entry in one.entries if entry.level == "country"]
        if len(whole) == 1 and one.entries[0].level == "country":
            seen[whole[0]] += weights["named"]
        elif len(lands) == 1 and not one.entries[0].common:
            # An everyday word would vouch for itself.
            seen[one.entries[0].country] += weights["only"]
    outlet = outlets.find(report.outlet, named=True) if report.outlet else None
    if outlet is None and report.url:
        outlet = outlets.by_domain(urlsplit(report.url).hostname or "")
    if outlet is not None and outlet.country:
        seen[outlet.country] += weights["outlet"]
    seen.pop("", None)
    return {code: n / (n + weights["half"]) for code, n in seen.items()}


def _choose(one: _Named, lands: Mapping[str, float], others: Sequence[Entry]) -> Entry | None:
    """Choose what a name means; None when two places far apart are about as likely."""
    fits = [e for e in one.entries if e.level in one.levels]
    if not fits and one.levels == _STREET:
        return None
    fits = fits or [
        e for e in one.entries if not e.common or lands.get(e.country, 0.0) > _weights()["everyday"]
    ]
    if not fits:
        return None
    most = max(e.weight for e in fits)
    scored = sorted(((_score(e, most, lands, others), e.id, e) for e in fits), reverse=True)
    best_score, _, best = scored[0]
    for score, _, other in scored[1:]:
        if best_score - score >= _weights()["margin"]:
            break
        far = kilometres((best.lat, best.lon), (other.lat, other.lon)) > _weights()["apart"]
        if other.country != best.country and far:
            return None
    return best


def _score(entry: Entry, most: float, lands: Mapping[str, float], others: Sequence[Entry]) -> float:
    """Say how likely a place is meant: how well known it is, whether its country is spoken of, what is near."""
    weights = _weights()
    far_less = weights["less"] if most - entry.weight > weights["gap"] else 1.0
    score = entry.weight + weights["country"] * lands.get(entry.country, 0.0) * far_less
    near = min(
        (
            kilometres((entry.lat, entry.lon), (o.lat, o.lon))
            for o in others
            if o.level in ("town", "district", "point", "province") and o.country == entry.country
        ),
        default=math.inf,
    )
    score += weights["near"] * math.exp(-near / weights["reach"])
    return float(score)
