"""Workers: pure functions of one thing, carried to worker processes and back in order.

Daft's native runner carries the things to them, as bytes. Reports to be extracted are taken a chunk at a time, so that
memory stays flat; what fits in one small chunk is not worth a worker's start and is extracted right here.
"""

import atexit
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any, TypeVar

import msgspec

from riwaya.errors import RiwayaError, warn
from riwaya.model import Extraction, Report
from riwaya.pipeline.progress import Progress
from riwaya.pipeline.single import extract

SMALL = 50
"""Up to this many reports are extracted in this process: to start workers takes longer (about a second)."""
CHUNK = 2048
"""Reports handed to Daft at once: the workers start anew for each, and all of them are in memory."""
CHUNK_CHARACTERS = 32_000_000
"""A chunk also ends here, so that a few enormous reports do not fill the memory."""
BATCH = 32
"""Reports that a worker takes at a time, and so the step of the progress bar."""

Extractor = Callable[[Report], Extraction]
Step = Callable[[bytes], bytes]
T = TypeVar("T")


def extract_all(
    reports: Iterable[Report],
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    total: int | None = None,
    extractor: Extractor = extract,
) -> Generator[tuple[Report, Extraction], None, None]:
    """Extract every report, in order, on `workers` processes (as many as there are processors unless told).

    `total` is how many there are, where it is known. A report whose extraction raises gets an empty extraction with the
    warning R202. `extractor` takes the place of `riwaya.extract`; it must be a pure function that a new process can
    import or unpickle. Raises `RiwayaError` R901 when the worker processes themselves fail.
    """
    workers = workers or processors()
    if progress:
        progress.start(total, "reports")
    try:
        for found in _extract_chunks(iter(reports), workers, extractor):
            if progress:
                progress.advance(1)
            yield found
    finally:
        if progress:
            progress.end()


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


def _extract_chunks(
    reports: Iterator[Report], workers: int, extractor: Extractor
) -> Iterator[tuple[Report, Extraction]]:
    first = list(islice(reports, SMALL + 1))
    if workers == 1 or len(first) <= SMALL:
        for report in chain(first, reports):
            yield report, _guarded(extractor, report)
        return
    for chunk in _chunks(chain(first, reports)):
        yield from zip(chunk, _on_workers(chunk, workers, extractor), strict=True)


def _chunks(reports: Iterator[Report]) -> Iterator[list[Report]]:
    chunk: list[Report] = []
    characters = 0
    for report in reports:
        chunk.append(report)
        characters += len(report.text)
        if len(chunk) == CHUNK or characters > CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _guarded(extractor: Extractor, report: Report) -> Extraction:
    """Extract one report; whatever goes wrong in it becomes its warning, because the rest must go on."""
    try:
        return extractor(report)
    except Exception as error:  # a mistake of ours on one text must not cost the others
        detail = f"{type(error).__name__}: {error}"
        return Extraction(
            report=report.id, warnings=(warn("R202", report.read_from or report.name, detail=detail),)
        )


def _on_workers(chunk: list[Report], workers: int, extractor: Extractor) -> Iterator[Extraction]:
    """Extract a chunk in worker processes; yields in the chunk's order, as the batches come back."""

    def one(report: bytes) -> bytes:
        return msgspec.json.encode(_guarded(extractor, msgspec.json.decode(report, type=Report)))

    with closing(carried([msgspec.json.encode(report) for report in chunk], one, workers)) as extracted:
        for encoded in extracted:
            yield msgspec.json.decode(encoded, type=Extraction)


def carried(things: list[bytes], step: Step, workers: int) -> Generator[bytes, None, None]:
    """Do `step` to each of `things` in worker processes; yields what comes back, in their order.

    `step` must be a pure function that a new process can import or unpickle. Left early, the workers skip the rest and
    the batches at hand are waited for: a Daft query that is dropped half way aborts an interpreter that ends meanwhile.
    Raises `RiwayaError` R901 when the worker processes themselves fail.
    """
    daft = _daft()
    with TemporaryDirectory(prefix="riwaya-") as folder:
        stop = Path(folder, "stop")
        worker = daft.cls(_worker(daft, step, str(stop)), use_process=True, max_concurrency=workers)()
        table = daft.from_pydict({"thing": things})
        query = table.into_batches(BATCH).select(worker.work(daft.col("thing")).alias("done"))
        parts = query.iter_partitions()

        def finish() -> None:
            stop.touch()
            deque(parts, maxlen=0)

        atexit.register(finish)
        try:
            while part := _uninterrupted(lambda: next(parts, None), stop.touch):
                yield from part.to_pydict()["done"]
        except Exception as error:
            raise RiwayaError("R901", detail=_in_short(error)) from error
        finally:
            atexit.unregister(finish)
            _uninterrupted(finish)


def _worker(daft: Any, step: Step, stop: str) -> type:
    """Make the class whose instances live in a process each and keep their lexicons from batch to batch."""

    class Worker:
        def __init__(self) -> None:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the main process's to handle

        @daft.method.batch(  # type: ignore[untyped-decorator]
            return_dtype=daft.DataType.binary(), batch_size=BATCH
        )
        def work(self, things: Any) -> list[bytes]:
            return [b"" if os.path.exists(stop) else step(thing) for thing in things.to_pylist()]  # noqa: PTH110

    return Worker


def _uninterrupted(call: Callable[[], T], hurry: Callable[[], None] = lambda: None) -> T:
    """Call, and let an interrupt wait until it returns: Daft stopped half way would abort the interpreter.

    An interrupt calls `hurry`; a second one does not wait.
    """
    if threading.current_thread() is not threading.main_thread():
        return call()  # interrupts go to the main thread
    asked = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            signal.default_int_handler(number, frame)
        asked = True
        hurry()

    before = signal.signal(signal.SIGINT, note)
    try:
        result = call()
    except Exception:
        if asked:  # the workers heard the interrupt too, and are gone because of it
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
    if asked:
        raise KeyboardInterrupt
    return result


def _in_short(error: Exception) -> str:
    """Give the last line of what Daft says: the traceback of a worker is the whole message."""
    return (str(error).strip().splitlines() or [type(error).__name__])[-1][:200]


def _daft() -> Any:
    """Import Daft without its reports home (the material is sensitive) and without its own progress bar."""
    os.environ["DAFT_ANALYTICS_ENABLED"] = "0"
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    import daft  # noqa: PLC0415 - takes 0.3 to 0.9 s, and only collections need it

    # Its engine takes SIGINT over when it first runs. Let it, now: `_uninterrupted` takes it back for good.
    _uninterrupted(daft.from_pydict({"nothing": [0]}).collect)
    return daft
