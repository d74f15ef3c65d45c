"""The whole walk over a collection: read, extract, link, weigh, keep.

Extraction is a pure function of one report, so it runs in worker processes: Daft's native runner carries the
reports to them and the extractions back in order. Reports are taken a chunk at a time, so that memory stays
flat; what fits in one small chunk is not worth a worker's start and is extracted right here.
"""

import atexit
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any, Protocol, TypeVar

import msgspec

from riwaya.case.store import Case
from riwaya.errors import RiwayaError, warn
from riwaya.extract import extract as extract_report
from riwaya.extract.explain import explain as explain_report
from riwaya.extract.explain import find_words
from riwaya.model import Explanation, Extraction, Report, Warn
from riwaya.read.clean import furniture
from riwaya.read.files import reports as read_reports
from riwaya.read.record import identify

SMALL = 50
"""Up to this many reports are extracted in this process: to start workers takes longer (about a second)."""
CHUNK = 2048
"""Reports handed to Daft at once: the workers start anew for each, and all of them are in memory."""
CHUNK_CHARACTERS = 32_000_000
"""A chunk also ends here, so that a few enormous reports do not fill the memory."""
SMALL_CASE = 200
"""Reports of a case that is always linked as a whole: that takes a few seconds."""
GROWN = 0.1
"""A case that has grown by more than this share since it was linked is linked as a whole again."""
FEW = 3
"""Reports of a file that an error names when one had to be chosen."""
BATCH = 32
"""Reports that a worker takes at a time, and so the step of the progress bar."""

Paths = str | Path | Iterable[str | Path]
Extractor = Callable[[Report], Extraction]
T = TypeVar("T")


class Progress(Protocol):
    """What a long piece of work tells about itself; the terminal shows it as a bar."""

    def start(self, total: int | None, what: str) -> None:
        """Begin: `total` steps, None when not known, of `what` ("reports", "claims" …)."""

    def advance(self, n: int = 1) -> None:
        """`n` more steps are done."""

    def end(self) -> None:
        """All done, or stopped."""


def extract(report: Report | str) -> Extraction:
    """Find everything that one report says, with its words; a bare text is taken for a report of no outlet.

    Spans count characters of the text exactly as given. The same report always gives the same extraction.
    """
    return extract_report(_as_report(report))


def explain(report: Report | str, at: int | str) -> Explanation:
    """Say for a place of a report which statement it is in, which rule fired on which words, and who is meant and why.

    `at` is an offset in characters of the text, or words that stand there. Raises `RiwayaError` R116 where the text has
    no such character, R118 where it has no such words.
    """
    report = _as_report(report)
    return explain_report(report, at if isinstance(at, int) else find_words(report, at))


def only_report(paths: Paths, name: str | None, warned: Callable[[Warn], None]) -> Report:
    """Read the only report there, or the one called `name`; `warned` is told what was wrong on the way to it.

    Raises `RiwayaError` R113 where there is none, R117 where there are several and no name, R119 where none has it.
    """
    there: list[Report] = []
    for found in read_reports(paths):
        if isinstance(found, Warn):
            warned(found)
        elif name is None or name in (found.given_id, found.id):
            there.append(found)
        if len(there) > FEW or (there and name is not None):
            break
    if not there:
        where = ", ".join(map(str, [paths] if isinstance(paths, str | Path) else paths))
        raise RiwayaError("R113" if name is None else "R119", where, name=name)
    if len(there) > 1:
        raise RiwayaError("R117", ids=", ".join(report.name for report in there))
    return there[0]


def _as_report(report: Report | str) -> Report:
    """Give a report, or take a bare text for one of no outlet."""
    if isinstance(report, str):
        return Report(id=identify(text=report), text=report, furniture=furniture(report))
    return report


def extract_all(
    reports: Iterable[Report],
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    extractor: Extractor = extract,
) -> Generator[tuple[Report, Extraction], None, None]:
    """Extract every report, in order, on `workers` processes (as many as there are processors unless told).

    A report whose extraction raises gets an empty extraction with the warning R202. `extractor` takes the
    place of `riwaya.extract`; it must be a pure function that a new process can import or unpickle.
    Raises `RiwayaError` R901 when the worker processes themselves fail.
    """
    workers = workers or processors()
    if progress:
        progress.start(None, "reports")
    try:
        for found in _extract_chunks(iter(reports), workers, extractor):
            if progress:
                progress.advance(1)
            yield found
    finally:
        if progress:
            progress.end()


def read(
    paths: Paths,
    case: str | Path | Case | None = None,
    *,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Case:
    """Read reports and find who stands behind what: read, extract, link, weigh, and keep it all in a case.

    `case` is a file (made when it is not there), an open `Case`, or None for one in memory. Reports that the
    case holds already are not extracted again; a broken file or report becomes a warning of the case. Each
    report is kept as soon as it is extracted, so that a run which is stopped has lost nothing that it did.
    Raises `RiwayaError` (R4xx for the case file, R901 for the workers).
    """
    kept = case if isinstance(case, Case) else Case.open(case, create=True)
    try:
        _fill(kept, paths, progress, workers)
        _join(kept, progress)
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
    _join(case, progress, whole=True)


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


def _fill(case: Case, paths: Paths, progress: Progress | None, workers: int | None) -> None:
    """Put into the case what can be read, extracted."""

    def new() -> Iterator[Report]:
        for found in read_reports(paths):
            if isinstance(found, Warn):
                case.warn(found)
            elif not case.seen(found):
                yield found

    with closing(extract_all(new(), workers=workers, progress=progress)) as extracted:
        for report, extraction in extracted:
            case.add(report, extraction)


def _join(case: Case, progress: Progress | None, *, whole: bool = False) -> None:
    """Find what holds the reports of the case together, weigh it, and keep that.

    Where few reports are new beside many that are linked, only what they have to do with is linked again; where none
    is, nothing is. `whole` links everything in any case.
    """
    pending = case.pending()
    if pending.current and not pending.new and not whole:
        return
    few = len(pending.new) <= GROWN * pending.linked
    with _steps(progress) as step:
        if pending.current and few and pending.linked >= SMALL_CASE and not whole:
            _link_new(case, pending.new, step)
        else:
            _link_all(case, step)


def _link_all(case: Case, step: Callable[[str], None]) -> None:
    """Link and weigh everything."""
    # Half of the time that `import riwaya` would take, and `riwaya.extract` has no use for them.
    from riwaya.link import link  # noqa: PLC0415
    from riwaya.weigh import weigh  # noqa: PLC0415

    reports, extractions = tuple(case.reports()), tuple(case.extractions())
    before = case.linked()
    linked = link(reports, extractions, progress=step, corrections=case.corrections(), before=before)
    step("accounts")
    case.store(linked, weigh(reports, extractions, linked))


def _link_new(case: Case, new: Iterable[str], step: Callable[[str], None]) -> None:
    """Link new reports into what is linked, and weigh the claims that this touches."""
    from riwaya.link.updating import update  # noqa: PLC0415 - as above
    from riwaya.weigh import weigh  # noqa: PLC0415

    case.take_fingerprints()
    known = case.known()
    fresh = [known.get(rid) for rid in new]
    found = update(case.linked(), known, fresh, case.corrections(), step)
    step("accounts")
    accounts = {
        account.claim.id: account for account in case.accounts() if account.claim.id not in found.stale
    }
    weighed = weigh(
        found.reports, found.extractions, found.part, weights=found.weights, outlets=case.outlet_names()
    )
    accounts.update({account.claim.id: account for account in weighed})
    case.store(found.whole, [accounts[claim.id] for claim in found.whole.claims])


@contextmanager
def _steps(progress: Progress | None) -> Iterator[Callable[[str], None]]:
    """Give a function that begins a step of the progress bar and ends the one before."""
    begun = False

    def step(name: str) -> None:
        nonlocal begun
        if progress:
            if begun:
                progress.end()
            progress.start(None, name)
        begun = True

    try:
        yield step
    finally:
        if progress and begun:
            progress.end()


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
    """Extract a chunk in worker processes; yields in the chunk's order, as the batches come back.

    Left early, it has the workers skip the rest and waits for the batches at hand: a Daft query that is
    dropped half way aborts an interpreter that ends meanwhile.
    """
    daft = _daft()
    with TemporaryDirectory(prefix="riwaya-") as folder:
        stop = Path(folder, "stop")
        worker = daft.cls(_worker(daft, extractor, str(stop)), use_process=True, max_concurrency=workers)()
        table = daft.from_pydict({"report": [msgspec.json.encode(report) for report in chunk]})
        query = table.into_batches(BATCH).select(worker.extract(daft.col("report")).alias("extraction"))
        parts = query.iter_partitions()

        def finish() -> None:
            stop.touch()
            deque(parts, maxlen=0)

        atexit.register(finish)
        try:
            while part := _uninterrupted(lambda: next(parts, None), stop.touch):
                for encoded in part.to_pydict()["extraction"]:
                    yield msgspec.json.decode(encoded, type=Extraction)
        except Exception as error:
            raise RiwayaError("R901", detail=_in_short(error)) from error
        finally:
            atexit.unregister(finish)
            _uninterrupted(finish)


def _worker(daft: Any, extractor: Extractor, stop: str) -> type:
    """Make the class whose instances live in a process each and keep their lexicons from batch to batch."""

    class Worker:
        def __init__(self) -> None:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the main process's to handle

        @daft.method.batch(  # type: ignore[untyped-decorator]
            return_dtype=daft.DataType.binary(), batch_size=BATCH
        )
        def extract(self, encoded: Any) -> list[bytes]:
            return [b"" if os.path.exists(stop) else one(report) for report in encoded.to_pylist()]  # noqa: PTH110

    def one(report: bytes) -> bytes:
        return msgspec.json.encode(_guarded(extractor, msgspec.json.decode(report, type=Report)))

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
