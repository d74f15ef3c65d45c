"""Jobs: what readers add is read one after the other, by a program apart, into the case that the pages show.

What was sent lies in a folder beside the case (``CASE-adding``) until it is read, and is removed then. A server that
was killed leaves its folder behind: the next one removes it and says so. What had been read by then is in the case.
"""

import fcntl
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Literal

import msgspec

from riwaya.errors import RiwayaError, warn
from riwaya.model import Warn
from riwaya.show.web.importing import Asked, New, Told
from riwaya.show.web.reader import Reader
from riwaya.show.web.uploads import PASTED, remove

MOST_WAITING = 50
"""Jobs that may wait; who adds more is told to come again."""
KEPT = 100
"""Jobs that are remembered."""
PATIENCE = 15.0
"""Seconds that a reading may take to stop when it is told to."""
IDLE = 60.0
"""Seconds that the program that reads is kept while there is nothing to read."""
State = Literal["waiting", "reading", "done", "failed", "stopped"]


class Job:
    """One thing to be read: its files, how far it is, and what came of it. `names` is empty where it only goes on."""

    def __init__(self, folder: Path | None) -> None:
        self.id = secrets.token_hex(4)
        self.folder = folder / f"added-{self.id}" if folder else None
        self.names: tuple[str, ...] = ()
        self.begun = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.state: State = "waiting"
        self.told = Told("step")
        self.error: Warn | None = None
        self.program: Reader | None = None
        self.is_stopped = False

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more comes of it."""
        return self.state not in ("waiting", "reading")

    @property
    def is_pasted(self) -> bool:
        """Tell whether it is a text that was pasted, and no file."""
        return self.names == (PASTED,)

    @property
    def reports(self) -> tuple[New, ...]:
        """Give the new reports, as far as they are told by themselves."""
        return self.told.reports

    @property
    def warnings(self) -> tuple[Warn, ...]:
        """Give the warnings, as far as they are told by themselves."""
        return self.told.warnings


class Jobs:
    """The jobs of one server: one is read at a time, the others wait."""

    def __init__(self, case: str, *, readonly: bool = False) -> None:
        self._case = case
        self._root = Path(f"{case}-adding")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._reader: threading.Thread | None = None
        self._folder: Path | None = None
        self._held: IO[bytes] | None = None
        self._closed = False
        self.interrupted: tuple[str, ...] = () if readonly else tuple(_swept(self._root))
        """The files that an earlier server was sent and did not come to read to the end."""

    def new(self) -> Job:
        """Make a job with an empty folder to be filled; `start` or `drop` has to follow. Raises R634 and R635."""
        with self._lock:
            waiting = sum(not job.is_over for job in self._jobs.values())
            if waiting >= MOST_WAITING or self._closed:
                raise RiwayaError("R635", count=waiting)
            try:
                job = Job(self._own_folder())
                if job.folder:
                    job.folder.mkdir(mode=0o700)
            except OSError as problem:
                raise RiwayaError("R634", detail=problem.strerror or str(problem)) from problem
        return job

    def start(self, job: Job, names: tuple[str, ...]) -> None:
        """Let a job with these files wait its turn."""
        job.names = names
        self._put(job)

    def resume(self) -> Job:
        """Go on with what waits in the case; where that waits its turn already, it is that job. Raises R635."""
        if before := self.going_on():
            return before
        with self._lock:
            waiting = sum(not job.is_over for job in self._jobs.values())
        if waiting >= MOST_WAITING or self._closed:
            raise RiwayaError("R635", count=waiting)
        job = Job(None)
        self._put(job)
        return job

    def going_on(self) -> Job | None:
        """Give the job that goes on with what waits in the case; None where there is none."""
        with self._lock:
            return next((job for job in self._jobs.values() if not job.names and not job.is_over), None)

    def drop(self, job: Job) -> None:
        """Forget a job that is not started, with its files."""
        if job.folder:
            remove(job.folder)

    def job(self, name: str) -> Job:
        """Find a job; raises RiwayaError R636."""
        found = self._jobs.get(name)
        if found is None:
            raise RiwayaError("R636")
        return found

    def jobs(self) -> tuple[Job, ...]:
        """Give the jobs, the newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def ahead(self, job: Job) -> int:
        """Count the jobs that are read before one that waits."""
        with self._lock:
            order = list(self._jobs.values())
        return sum(not other.is_over for other in order[: order.index(job)]) if job in order else 0

    def stop(self, job: Job) -> None:
        """Stop a job: what it has read by then is in the case."""
        with self._lock:
            job.is_stopped = True
            if job.state == "waiting":
                job.state = "stopped"
            # Under the lock: the program may be at another job else.
            if job.state == "reading" and job.program is not None:
                job.program.interrupt()

    def close(self) -> None:
        """Stop what is read, remove what waits, and let nothing more in."""
        with self._lock:
            self._closed = True
            jobs = list(self._jobs.values())
            reader = self._reader
        left = [name for job in jobs if not job.is_over for name in job.names]
        for job in jobs:
            self.stop(job)
        self._queue.put(None)
        if reader is not None:
            reader.join(PATIENCE)
        for job in jobs:
            if job.program is not None:
                job.program.kill()
        if self._folder is not None:
            remove(self._folder)
            # The next server says what was sent and not read.
            if left:
                _remember(self._root, left)
        if self._held is not None:
            self._held.close()
        if not left:
            _remove_empty(self._root)

    def _put(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.id] = job
            over = [one.id for one in self._jobs.values() if one.is_over]
            for name in over[: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[name]
            if self._reader is None:
                self._reader = threading.Thread(target=self._read_all, name="riwaya-adding", daemon=True)
                self._reader.start()
        self._queue.put(job)

    def _own_folder(self) -> Path:
        """Give the folder of this server, made when it is first needed and held for as long as the server lives."""
        if self._folder is None:
            self._root.mkdir(mode=0o700, exist_ok=True)
            folder = self._root / secrets.token_hex(4)
            folder.mkdir(mode=0o700)
            self._held = (folder / _LOCK).open("wb")
            fcntl.flock(self._held, fcntl.LOCK_EX)
            self._folder = folder
        return self._folder

    def _read_all(self) -> None:
        """Read one job after the other, by a program that is let go when nothing comes for a while."""
        program: Reader | None = None
        while True:
            try:
                job = self._queue.get(timeout=IDLE if program else None)
            except Empty:
                _let_go(program)
                program = None
                continue
            if job is None:
                _let_go(program)
                return
            try:
                program = self._read(job, program)
            except Exception as problem:  # the next job must go on
                self._end(job, "failed", warn("R637", detail=f"{type(problem).__name__}: {problem}"[:200]))
                _let_go(program)
                program = None
            finally:
                self.drop(job)

    def _read(self, job: Job, program: Reader | None) -> Reader | None:
        """Have one job read, and take down what is told of it; gives the program if it can read the next one."""
        if program is not None and program.is_gone:
            _let_go(program)
            program = None
        with self._lock:
            if job.state != "waiting" or self._closed:
                job.state = "stopped"
                return program
            job.program = program = program or Reader()
            job.state = "reading"
        for told in program.read(_asked(self._case, job)):
            job.told = told
        match job.told.kind:
            case "done":
                self._end(job, "done")
                return program
            case "failed":
                self._end(job, "failed", job.told.warnings[0])
                return program
            case "stopped":
                self._end(job, "stopped")
                _let_go(program)
                return None
        # An interrupt may come in the middle of anything.
        ended = program.end()
        if job.is_stopped:
            self._end(job, "stopped")
        else:
            self._end(job, "failed", warn("R637", detail=ended))
        return None

    def _end(self, job: Job, state: State, error: Warn | None = None) -> None:
        with self._lock:
            job.error = error
            job.state = state


def _let_go(program: Reader | None) -> None:
    """End the program that reads."""
    if program is not None:
        program.kill()
        program.end()


def _asked(case: str, job: Job) -> Asked:
    if job.folder is None:
        return Asked(case)
    return Asked(case, str(job.folder.parent), tuple(f"{job.folder.name}/{name}" for name in job.names))


_LOCK, _LEFT = "lock", "left.json"


def _swept(root: Path) -> Iterator[str]:
    """Remove what servers that are gone left in the folder of additions, and give the names of the files."""
    if not root.is_dir() or root.is_symlink():
        return
    for folder in sorted(root.iterdir()):
        if folder.name == _LEFT:
            yield from _left(folder)
            folder.unlink(missing_ok=True)
        elif folder.is_dir() and not folder.is_symlink() and _is_abandoned(folder):
            yield from (file.name for file in sorted(folder.glob("added-*/*")))
            remove(folder)
    _remove_empty(root)


def _is_abandoned(folder: Path) -> bool:
    """Tell whether the server is gone whose folder this is: nobody holds its lock."""
    try:
        with (folder / _LOCK).open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _left(file: Path) -> list[str]:
    """Give the names that a server left when it was stopped."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=list[str])
    except (OSError, msgspec.MsgspecError):
        return []


def _remember(root: Path, names: list[str]) -> None:
    """Leave the names of what was sent and not read to the next server."""
    with suppress(OSError):
        (root / _LEFT).write_bytes(msgspec.json.encode(names))


def _remove_empty(root: Path) -> None:
    with suppress(OSError):
        root.rmdir()
