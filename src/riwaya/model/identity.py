"""Who and what is one across reports: sources, actors, places, and what users say against what was found."""

from typing import Literal

import msgspec

from riwaya.model.said import Kind, MentionType

Level = Literal["country", "region", "province", "district", "town", "point", "water"]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something that speaks, across reports. `names` are the forms found; `statements` refer to them."""

    id: str
    name: str
    kind: Kind
    names: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


class Merge(msgspec.Struct, frozen=True, kw_only=True):
    """Why two name keys are one actor or place: `rule`, a row of `data/identity_rules.tsv`, and the words it saw."""

    rule: str
    a: str
    b: str
    detail: str = ""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A person or body across reports.

    `keys` are the name keys (see `link.nodes`) that were taken for one, `merges` says why; `names` are the forms
    written, the commonest first; `described` are phrases that mean the actor without a name; `roles` are offices, ranks
    and occupations that reports give; `nationality` is an ISO 3166-1 alpha-2 code when reports agree on one. `mentions`
    refer to mentions of the reports.
    """

    id: str
    name: str
    type: MentionType
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    nationality: str | None = None
    mentions: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place across reports; without `level` and position it is unresolved: the gazetteer knows none or several.

    `level` is how precise it is; `country` an ISO 3166-1 alpha-2 code; `within` what it lies in, the nearest first;
    `lat` and `lon` are degrees; `gazetteer` is the id there.
    """

    id: str
    name: str
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    gazetteer: str | None = None
    level: Level | None = None
    country: str | None = None
    within: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    mentions: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What a user says against what was found.

    Of identity: `a` and `b` are all one (``merge``), or `a` is one and not with any of `b` (``split``); both hold name
    keys, and a key with ``@`` and a report's id speaks of that report only. Of claims: the claims that hold any of `a`
    or `b` are one (``join``), or `a` leave what they share with `b` for a claim of their own (``leave``); both hold
    keys of members (see `link.whereabouts`). ``wrong``: nobody says the statement `a`, a key too. ``no_copy``: the
    reports `a` and `b` share no text that matters. They hold in the order in which they were said. `at` is ISO 8601.
    """

    kind: Literal["merge", "split", "join", "leave", "wrong", "no_copy"]
    a: tuple[str, ...]
    b: tuple[str, ...]
    at: str = ""
    by: str = ""
    note: str = ""
