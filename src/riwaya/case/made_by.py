"""Which program made what a case holds: digests of the code and the data that decide what comes out.

A version number would have to be raised by hand at every change of a rule or of a table; the digest cannot be
forgotten. A case tells by it which of its reports have to be extracted again, and whether they have to be linked again.
"""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_EXTRACT = ("model/texts.py", "model/said.py", "lexicon.py", "read", "arabic", "extract", "data")
_LINK = ("model", "link", "weigh")


@cache
def extractor_version() -> str:
    """Give 16 hexadecimal digits that change whenever the code or the data of the extractor do."""
    return _digest(_EXTRACT)


@cache
def linker_version() -> str:
    """Give 16 hexadecimal digits that change whenever what links and weighs does, or the extractor."""
    return _digest(_LINK, extractor_version())


def _digest(parts: tuple[str, ...], before: str = "") -> str:
    digest = hashlib.sha256(before.encode())
    root = files("riwaya")
    for part in parts:
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
