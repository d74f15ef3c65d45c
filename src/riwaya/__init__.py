"""Riwaya reads Arabic news reports and shows who says so, through whom, and who else, with the exact words.

>>> import riwaya
>>> case = riwaya.read("reports/")  # doctest: +SKIP
>>> for account in case.accounts():  # doctest: +SKIP
...     print(account.claim.wording, account.support.low, account.support.high)

`__all__` is the public API; everything else may change. `riwaya.read` and `riwaya.extract` are functions,
bound over the sub-packages of the same names on purpose: inside the package write
``from riwaya.read.files import …``.
"""

# Both are loaded here, so that no later import binds the sub-package over the function.
import riwaya.extract
import riwaya.read  # noqa: F401
from riwaya.case import Case
from riwaya.errors import RiwayaError
from riwaya.model import (
    SCHEMA,
    Account,
    Actor,
    Because,
    Change,
    Claim,
    Copy,
    Correction,
    Credit,
    Denial,
    Descent,
    Description,
    Edit,
    Explained,
    Explanation,
    Extraction,
    Family,
    Furniture,
    Lexeme,
    Link,
    Linked,
    Member,
    Mention,
    Merge,
    Origin,
    Passage,
    Place,
    Point,
    Quantity,
    Reason,
    Record,
    Report,
    Sighting,
    Source,
    Sourcing,
    Span,
    Stamp,
    Statement,
    Story,
    Support,
    Time,
    Variant,
    Version,
    Warn,
    Wire,
)
from riwaya.pipeline import Progress, explain, extract, extract_all, read

__version__ = "0.1.0"

__all__ = [
    "SCHEMA",
    "Account",
    "Actor",
    "Because",
    "Case",
    "Change",
    "Claim",
    "Copy",
    "Correction",
    "Credit",
    "Denial",
    "Descent",
    "Description",
    "Edit",
    "Explained",
    "Explanation",
    "Extraction",
    "Family",
    "Furniture",
    "Lexeme",
    "Link",
    "Linked",
    "Member",
    "Mention",
    "Merge",
    "Origin",
    "Passage",
    "Place",
    "Point",
    "Progress",
    "Quantity",
    "Reason",
    "Record",
    "Report",
    "RiwayaError",
    "Sighting",
    "Source",
    "Sourcing",
    "Span",
    "Stamp",
    "Statement",
    "Story",
    "Support",
    "Time",
    "Variant",
    "Version",
    "Warn",
    "Wire",
    "__version__",
    "explain",
    "extract",
    "extract_all",
    "read",
]
