"""Routes: the way of each member of a claim from the outlet that printed it to its origin."""

from collections.abc import Sequence

from riwaya.model import Route
from riwaya.weigh.origins import Desk, Voice
from riwaya.weigh.support import LED, Weighed


def routes(desk: Desk, found: Sequence[Voice], weighed: Weighed) -> tuple[Route, ...]:
    """Give the route of each of the voices `found` to its origin in `weighed`.

    A voice that is the origin's by its own words needs no reason; one that a copy or a citation led there has that.
    """
    out = []
    for n, voice in enumerate(found):
        origin = weighed.support.origins[weighed.origin_of[n]]
        own = voice.key == weighed.leads[weighed.origin_of[n]] or (voice.own and voice.name == origin.name)
        first = desk.outlets[voice.report]
        rest = dict.fromkeys([*voice.through, *([] if own or voice.own else [voice.name])])
        way = (first, *(name for name in rest if name not in ("", first, origin.name)))
        out.append(
            Route(
                statement=voice.member.statement,
                quantity=voice.member.quantity,
                through=way,
                origin=origin.id,
                because=weighed.because[n] if not own and weighed.because[n] in LED else "",
            )
        )
    return tuple(out)
