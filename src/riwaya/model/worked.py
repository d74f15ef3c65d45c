"""What users lay by while they work: findings that they pin for a dossier, and notes."""

from typing import Literal

import msgspec

FindingKind = Literal["statement", "claim", "copy", "report", "source", "actor", "place", "story"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a pin or a note speaks of, with the words that it had then, so that it is found again in a later reading.

    `name` is the reference or id that it has now, "" where there is no such thing any more. `keys` say where its words
    stand (see `link.whereabouts`): the key of a statement, those of a claim's members, the two reports of a copy.
    `words` are what was said, the wording of a claim, a title or a name, exactly as they stood there.
    """

    kind: FindingKind
    name: str
    keys: tuple[str, ...] = ()
    words: str = ""


class Pin(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that a user keeps for the dossier; `at` is ISO 8601."""

    of: Finding
    at: str = ""
    by: str = ""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What a user wrote about a finding; `at` is ISO 8601."""

    of: Finding
    text: str
    at: str = ""
    by: str = ""
