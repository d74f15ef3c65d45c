"""Filling a case: everything is read first and waits in the case, then it is extracted.

So the number of reports is known when the slow part begins, what repeats over the pages of an outlet is known before
the first is extracted, and a run that is stopped at any point has lost nothing: the next one goes on with what waits.
"""

import gc
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from itertools import islice

from riwaya.case.store import Case
from riwaya.model import Report, Warn
from riwaya.pipeline.progress import Progress
from riwaya.pipeline.single import Paths
from riwaya.pipeline.workers import SMALL, extract_all
from riwaya.read.files import reports as read_reports
from riwaya.read.inputs import Options

CHUNK = 2048
"""Reports that are looked at together for what repeats in them."""


def fill(
    case: Case, paths: Paths, progress: Progress | None, workers: int | None, options: Options | None = None
) -> None:
    """Put into the case what can be read, extracted. Raises `RiwayaError` (R402, R901)."""
    _queue(case, paths, progress, options)
    extract_waiting(case, progress, workers)


def _queue(case: Case, paths: Paths, progress: Progress | None, options: Options | None) -> None:
    """Read everything, and have what is new wait in the case."""
    if progress:
        progress.start(None, "reading")
    try:
        with case.queueing():
            for found in read_reports(paths, options):
                if isinstance(found, Warn):
                    case.warn(found)
                else:
                    case.queue(found)
                    if progress:
                        progress.advance(1)
    finally:
        if progress:
            progress.end()


def extract_waiting(case: Case, progress: Progress | None, workers: int | None) -> None:
    """Extract what waits in the case, in the order in which it was read."""
    total = case.waiting()
    if not total:
        return

    def waiting() -> Iterator[Report]:
        reports, repeats = case.queued(), case.repeats()
        while chunk := list(islice(reports, CHUNK)):
            yield from repeats.marked(chunk)
            # Kept when the whole chunk was handed on: a run that is stopped may forget some, and counts none twice.
            case.keep_repeats(repeats)

    rest = _unswept() if total <= SMALL else nullcontext()
    with rest, closing(extract_all(waiting(), workers=workers, progress=progress, total=total)) as extracted:
        for report, extraction in extracted:
            case.add(report, extraction)


@contextmanager
def _unswept() -> Iterator[None]:
    """Let the search for garbage rest while a few reports are extracted.

    The first of them loads the lexicons: a million objects that stay, and searching these takes a third of the time.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
