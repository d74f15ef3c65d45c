"""Acts: statements while they are being read, still in token numbers and without knowing who is meant."""

from dataclasses import dataclass, field

from riwaya.extract.told import Range
from riwaya.model import Form, Stance


@dataclass(slots=True)
class Act:
    """One act of saying. `speaker`, `told` and `relays` are token ranges; `content` holds character ranges.

    `told` is the outlet that was told (nearest the reader), `speaker` who speaks, `relays` whom the speaker passes on
    (نقلت X عن Y: Y). `carriers` are sources nearer the reader, added by a trailing citation. `reach` is the range of
    tokens that the content covers, for finding what is said inside it.
    """

    cue: Range
    rule: str
    stance: Stance
    content: list[Range]
    reach: Range
    speaker: Range | None = None
    told: Range | None = None
    relays: list[Range] = field(default_factory=list)
    carriers: list[Range] = field(default_factory=list)
    form: Form = "indirect"
    feminine: bool | None = None
    plural: bool = False
    participle: bool = False
    passive: bool = False
    antecedent: Range | None = None
    parent: "Act | None" = None
