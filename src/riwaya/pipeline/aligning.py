"""Alignment of many pairs of texts, carried to worker processes as extraction is."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, islice

import msgspec
import numpy as np

from riwaya.link.reuse.alignment import Stretch, stretches
from riwaya.link.reuse.passages import Aligner, aligned_here
from riwaya.link.reuse.words import Hashes
from riwaya.pipeline.workers import carried, processors

SMALL = 8000
"""Up to this many pairs are aligned in this process: workers take some seconds to start."""
CHUNK = 32768
"""Pairs handed to Daft at once: the workers start anew for each, and all of them are in memory (about 100 MB)."""
_LENGTH = 4
"""Bytes of a number."""

_decoder = msgspec.msgpack.Decoder(list[Stretch])


def aligner(workers: int | None = None) -> Aligner:
    """Give what aligns pairs on `workers` processes (as many as there are processors unless told)."""
    count = workers or processors()

    def aligned(pairs: Iterable[tuple[Hashes, Hashes]]) -> Iterator[list[Stretch]]:
        todo = iter(pairs)
        first = list(islice(todo, SMALL + 1))
        if count == 1 or len(first) <= SMALL:
            yield from aligned_here(chain(first, todo))
            return
        rest = chain(first, todo)
        while chunk := list(islice(rest, CHUNK)):
            with closing(carried([_packed(a, b) for a, b in chunk], align_packed, count)) as done:
                for found in done:
                    yield _decoder.decode(found)

    return aligned


def _packed(a: Hashes, b: Hashes) -> bytes:
    """Pack two texts: the length of the first in bytes, then both, little-endian."""
    first = a.astype("<u4").tobytes()
    return len(first).to_bytes(_LENGTH, "little") + first + b.astype("<u4").tobytes()


def align_packed(pair: bytes) -> bytes:
    """Align two packed texts; gives their stretches as MessagePack."""
    middle = _LENGTH + int.from_bytes(pair[:_LENGTH], "little")
    a, b = np.frombuffer(pair[_LENGTH:middle], "<u4"), np.frombuffer(pair[middle:], "<u4")
    return msgspec.msgpack.encode(stretches(a.tolist(), b.tolist()))
