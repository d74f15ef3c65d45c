"""Everything that holds reports together."""

import msgspec

from riwaya.model.claimed import Claim, Story
from riwaya.model.copied import Copy, Family, Passage, Wire
from riwaya.model.identity import Actor, Place, Source


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """What holds reports together: who copied whom, sources across reports, stories and claims."""

    passages: tuple[Passage, ...] = ()
    sources: tuple[Source, ...] = ()
    stories: tuple[Story, ...] = ()
    claims: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    copies: tuple[Copy, ...] = ()
    wires: tuple[Wire, ...] = ()
    families: tuple[Family, ...] = ()
