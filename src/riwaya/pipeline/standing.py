"""A standing case: folders and files are looked at again and again, and only what is new or changed is read.

A round looks at the files, reads those that are not as they were, and brings the linking up to date. What a file was
like is kept in the case, so that the next run of the program goes on where this one ended.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from riwaya.case.store import Case
from riwaya.pipeline.filling import extract_waiting, fill
from riwaya.pipeline.joining import join
from riwaya.pipeline.progress import Progress
from riwaya.read.files import listed
from riwaya.read.inputs import Options

SETTLED = 2.0
"""Seconds that a file must have been left alone: one that is being written is read in a later round."""


class Round(NamedTuple):
    """What one round found: the files that were read, and how many reports are new."""

    files: tuple[Path, ...]
    reports: int


def stand(
    paths: Iterable[str | Path],
    case: Case,
    *,
    every: float,
    progress: Progress | None = None,
    workers: int | None = None,
    options: Options | None = None,
    sleep: Callable[[float], None] | None = None,
) -> Iterator[Round]:
    """Give a round every `every` seconds, without end; `sleep` waits. Raises `RiwayaError` (R4xx, R901).

    The first round reads what is there. A folder or file that is gone for a time is looked for again.
    """
    watched = [Path(path) for path in paths]
    while True:
        yield look(watched, case, progress=progress, workers=workers, options=options)
        (sleep or time.sleep)(every)


def look(
    paths: Iterable[Path],
    case: Case,
    *,
    progress: Progress | None = None,
    workers: int | None = None,
    options: Options | None = None,
) -> Round:
    """Read what is new or changed at some paths, once, and whatever an earlier run left waiting."""
    now = time.time()
    found = case.changed(listed(paths))
    files = {file: state for file, state in found.items() if _settled(state.modified / 1e9, now)}
    before = case.counts()["reports"]
    if files:
        fill(case, files, progress, workers, options)
    else:
        extract_waiting(case, progress, workers)
    join(case, progress)
    case.note(files)
    return Round(tuple(files), case.counts()["reports"] - before)


def _settled(modified: float, now: float) -> bool:
    """Tell whether a file was left alone for a while; a clock that is ahead of ours does not keep it out."""
    return not now - SETTLED < modified <= now + SETTLED
