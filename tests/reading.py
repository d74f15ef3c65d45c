"""Readers called on bytes, as tests of the room `read` want it."""

import io

from riwaya.model import Report, Warn
from riwaya.read.files import one
from riwaya.read.inputs import Input, Options


def made(data: bytes | str, name: str = "a", *, named: bool = False, **around: str) -> Input:
    """Make an input of bytes (or of text in UTF-8) under a file name."""
    raw = data.encode() if isinstance(data, str) else data
    return Input(io.BytesIO(raw), name, name, len(raw), one, Options(), around, named)


def read_bytes(data: bytes | str, name: str = "a", **around: str) -> tuple[list[Report], list[Warn]]:
    """Read bytes as a file of this name, and part the reports from the warnings."""
    found = list(one(made(data, name, **around)))
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Warn)]
