"""Objects of a PDF, taken without trust: whatever is missing, broken or too large is None, and nothing is raised.

pypdf reads the file (its objects, their compression and encryption); the limits that it is given stand here.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

_LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": 64_000_000,
    "array_based_stream_maximum_output_length": 32_000_000,
    "zlib_maximum_output_length": 32_000_000,
    "lzw_maximum_output_length": 32_000_000,
    "run_length_maximum_output_length": 32_000_000,
    "jbig2_maximum_output_length": 32_000_000,
    "image_maximum_buffer_size": 64_000_000,
    "stream_filters_maximum_length": 4,
    "stream_decoding_work_maximum_length": 128_000_000,
    "page_tree_maximum_entries": 100_000,
}
"""Bytes that one stream may unpack to, and how many filters it may pass: what pypdf calls its configuration."""

_SEARCHED = 1 << 29
"""Bytes of a file that pypdf may go through in search of objects that are not where the file says."""


class Searched:
    """The stream of a file that is searched from end to end only so often.

    pypdf does that for each object that is not in its place: a small file that names ten thousand such takes minutes.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.seek, self.tell, self.readline = stream.seek, stream.tell, stream.readline
        self._read, self._left = stream.read, _SEARCHED

    def read(self, size: int = -1, /) -> bytes:
        """Give up to `size` bytes, all without one; raises OSError when all were asked for too often."""
        if size >= 0:
            return self._read(size)
        if self._left < 0:
            raise OSError("too many objects that are not in their place")
        data = self._read()
        self._left -= len(data)
        return data


@contextmanager
def limits() -> Iterator[None]:
    """Hold pypdf to our limits while a file is read."""
    from pypdf import apply_configuration  # noqa: PLC0415  pypdf is loaded for PDFs only

    # What pypdf logs of a broken file would stand among the warnings of the reading.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    with apply_configuration(**_LIMITS):
        yield


def plain(value: Any) -> Any:
    """Follow an indirect reference; None where it leads nowhere."""
    try:
        return value.get_object() if hasattr(value, "get_object") else value
    except Exception:  # whatever pypdf raises on a broken object
        return None


def entry(holder: Any, key: str) -> Any:
    """Give an entry of a dictionary, or None where there is none."""
    return plain(holder.get(key)) if isinstance(holder, dict) else None


def listed(value: Any) -> list[Any]:
    """Give an array's items, references followed; none for what is no array."""
    return [plain(item) for item in value] if isinstance(value, list) else []


def number(value: Any, otherwise: float) -> float:
    """Give a number that is one and no monster, else `otherwise`."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6:
        return float(value)
    return otherwise


def unpacked(stream: Any) -> bytes | None:
    """Unpack a stream within the limits; None where it is none, is broken or grows over them."""
    if not hasattr(stream, "get_data"):
        return None
    try:
        data = stream.get_data()
    except Exception:  # whatever pypdf raises on a broken stream, and on one that is over the limits
        return None
    return data if isinstance(data, bytes) else None
