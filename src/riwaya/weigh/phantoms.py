"""Phantoms: origins that nobody whose text is in the case had at first hand.

«رواق الصباح» quotes «المجداف», which quotes «مصدر طبي»; the report of «المجداف» is not there, and whoever else has the
source has it from there. All voices of such an origin come from one text that nobody in the case has seen. Only
sources that cannot be asked are phantoms: an outlet or a document that is not there, or somebody without a name.
"""

from collections.abc import Sequence

from riwaya.model import Origin
from riwaya.weigh.origins import Desk, Voice, is_held

_UNASKED = ("described", "vague", "outlet", "document")


def is_phantom(desk: Desk, origin: Origin, group: Sequence[Voice]) -> bool:
    """Tell whether the voices of an origin all have it from one text that is not in the case."""
    if origin.own_voice or origin.seen or origin.kind not in _UNASKED:
        return False
    unseen = [_unseen(desk, voice) for voice in group if not voice.own]
    return bool(unseen) and bool(frozenset.intersection(*unseen))


def _unseen(desk: Desk, voice: Voice) -> frozenset[str]:
    """Give the outlets that a voice is from and whose reports are not in the case; none where one of them is there.

    Whether an outlet that is there has it is another question (`citations`).
    """
    told = frozenset(voice.told) - {desk.outlets[voice.report]}
    return frozenset() if any(is_held(desk, name) for name in told) else told
