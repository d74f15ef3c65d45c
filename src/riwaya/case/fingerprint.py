"""Which extractor made an extraction: a digest of the code and the data that decide what comes out.

A version number would have to be raised by hand at every change of a rule or of a table; the digest cannot be
forgotten. A case tells by it which of its reports have to be extracted again.
"""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_PARTS = ("model.py", "lexicon.py", "read", "arabic", "extract", "data")


@cache
def extractor_version() -> str:
    """Give 16 hexadecimal digits that change whenever the code or the data of the extractor do."""
    digest = hashlib.sha256()
    root = files("riwaya")
    for part in _PARTS:
        _add(digest, root.joinpath(part), part)
    return digest.hexdigest()[:16]


def _add(digest: "hashlib._Hash", place: Traversable, name: str) -> None:
    """Take a file or a folder into the digest, in the order of the names."""
    if place.is_file():
        digest.update(f"{name}\0".encode() + hashlib.sha256(place.read_bytes()).digest())
    elif place.is_dir():
        for child in sorted(place.iterdir(), key=lambda child: child.name):
            if child.name[0] not in "._" or child.name == "__init__.py":
                _add(digest, child, f"{name}/{child.name}")
