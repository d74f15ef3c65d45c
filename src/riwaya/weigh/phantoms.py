"""Phantoms: origins that nobody whose text is in the case had at first hand.

«رواق الصباح» quotes «المجداف», which quotes «مصدر طبي»; the report of «المجداف» is not there, and whoever else has the
source has it from there. All voices of such an origin come from one text that nobody in the case has seen, whatever is
there of those who passed it on. Only sources that cannot be asked are phantoms: an outlet or a document that is not
there, or somebody without a name.
"""

from collections.abc import Sequence

from riwaya.link.outlets import same_outlet
from riwaya.model import Origin
from riwaya.weigh.origins import Desk, Voice, is_held

_UNASKED = ("described", "vague", "outlet", "document")


def is_phantom(desk: Desk, origin: Origin, group: Sequence[Voice]) -> bool:
    """Tell whether the voices of an origin all have it from one text that is not in the case."""
    if origin.kind not in _UNASKED:
        return False
    unseen = [_unseen(desk, voice) for voice in group if not voice.own]
    if not unseen:
        return False
    first, *rest = unseen
    return any(all(any(same_outlet(name, other) for other in names) for names in rest) for name in first)


def _unseen(desk: Desk, voice: Voice) -> tuple[str, ...]:
    """Give the outlets that a voice is from and whose reports are not in the case, from the origin back to the last
    that is there: it may have it at first hand. Whether it has is another question (`citations`).
    """
    there = [n for n, name in enumerate(voice.told) if is_held(desk, name)]
    return voice.told[there[-1] + 1 :] if there else voice.told
