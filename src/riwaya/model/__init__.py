"""The nouns of Riwaya: what every room hands to the next.

All nouns are frozen, slotted `msgspec.Struct`s: values without behaviour, compared by content, that check
their own invariants. Their JSON form is what `msgspec.json.encode` makes of them (a `Span` is ``[start, end]``);
`docs/schema.json` documents it and `SCHEMA` is its version, raised whenever a field changes its meaning.

Offsets are half-open ``[start, end)`` counts of characters (code points) of `Report.text`, unless a field says
that they count in another field of the report (`Where`). ``report.text[span.start:span.end]`` is the evidence.

References between nouns are strings: a report's `id`, or ``"{report id}/s{n}"`` for its n-th statement, ``/o{n}`` for
its n-th own-voice statement, ``/q{n}`` for its n-th quantity, ``/m{n}`` for its n-th mention (see `ref` and
`split_ref`).
"""

from riwaya.model.claimed import (
    Account,
    Checked,
    Citation,
    Claim,
    Denial,
    Framing,
    Independence,
    Member,
    Origin,
    Point,
    Reason,
    Route,
    Shift,
    ShiftKind,
    Story,
    Support,
    Variant,
)
from riwaya.model.compared import Aspect, AspectKind, Comparison, Verdict
from riwaya.model.copied import Copy, Descent, Direction, Edit, Edited, Extent, Family, Passage, Wire
from riwaya.model.explained import Because, Explained, Explanation, Lexeme, Record, Whose
from riwaya.model.identity import Actor, Correction, Level, Merge, Place, Source
from riwaya.model.linked import Linked
from riwaya.model.said import (
    Credit,
    Description,
    Extraction,
    Form,
    Kind,
    Link,
    Mention,
    MentionType,
    Quantity,
    Sourcing,
    Stance,
    Statement,
    Time,
    ref,
    split_ref,
)
from riwaya.model.texts import (
    SENDER,
    Change,
    Furniture,
    Report,
    Sighting,
    Span,
    Stamp,
    Stamped,
    Version,
    Warn,
    Where,
)
from riwaya.model.worked import Finding, FindingKind, Note, Pin

SCHEMA = 6

__all__ = [
    "SCHEMA",
    "SENDER",
    "Account",
    "Actor",
    "Aspect",
    "AspectKind",
    "Because",
    "Change",
    "Checked",
    "Citation",
    "Claim",
    "Comparison",
    "Copy",
    "Correction",
    "Credit",
    "Denial",
    "Descent",
    "Description",
    "Direction",
    "Edit",
    "Edited",
    "Explained",
    "Explanation",
    "Extent",
    "Extraction",
    "Family",
    "Finding",
    "FindingKind",
    "Form",
    "Framing",
    "Furniture",
    "Independence",
    "Kind",
    "Level",
    "Lexeme",
    "Link",
    "Linked",
    "Member",
    "Mention",
    "MentionType",
    "Merge",
    "Note",
    "Origin",
    "Passage",
    "Pin",
    "Place",
    "Point",
    "Quantity",
    "Reason",
    "Record",
    "Report",
    "Route",
    "Shift",
    "ShiftKind",
    "Sighting",
    "Source",
    "Sourcing",
    "Span",
    "Stamp",
    "Stamped",
    "Stance",
    "Statement",
    "Story",
    "Support",
    "Time",
    "Variant",
    "Verdict",
    "Version",
    "Warn",
    "Where",
    "Whose",
    "Wire",
    "ref",
    "split_ref",
]
