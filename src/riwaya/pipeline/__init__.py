"""The whole walk over a collection: read, extract, link, weigh, keep."""

from pathlib import Path

from riwaya.case.store import Case
from riwaya.pipeline.filling import fill
from riwaya.pipeline.joining import join, uphold
from riwaya.pipeline.progress import Progress
from riwaya.pipeline.single import Paths, compare, explain, extract, only_report
from riwaya.pipeline.workers import extract_all
from riwaya.read.inputs import Options

__all__ = [
    "Paths",
    "Progress",
    "compare",
    "explain",
    "extract",
    "extract_all",
    "only_report",
    "read",
    "relink",
    "uphold",
]


def read(
    paths: Paths,
    case: str | Path | Case | None = None,
    *,
    progress: Progress | None = None,
    workers: int | None = None,
    options: Options | None = None,
) -> Case:
    """Read reports and find who stands behind what: read, extract, link, weigh, and keep it all in a case.

    `case` is a file (made when it is not there), an open `Case`, or None for one in memory; `options` say how files are
    to be read. Reports that the case holds already are not extracted again, and where few are new only what they have
    to do with is linked again; a broken file or report becomes a warning of the case. Each report is kept as soon as it
    is read and again as soon as it is extracted: a run that is stopped has lost nothing, the next goes on from there.
    Raises `RiwayaError` (R4xx for the case file, R901 for the workers).
    """
    kept = case if isinstance(case, Case) else Case.open(case, create=True)
    try:
        fill(kept, paths, progress, workers, options)
        join(kept, progress, workers)
    except BaseException:
        if kept is not case:
            kept.close()
        raise
    return kept


def relink(case: Case, progress: Progress | None = None) -> None:
    """Link and weigh the reports of a case again without reading, so that its corrections hold.

    What `link` finds takes the place of what it found before; actors and places keep their ids. Raises `RiwayaError`
    R402 when the case cannot be written.
    """
    join(case, progress, whole=True)
