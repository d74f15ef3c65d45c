"""Importing: the program that reads for the server, apart from it, so that pages answer as quickly as ever.

It is told in lines of JSON on standard input what to read, one thing after the other, and tells in such lines on
standard output how it goes on. When the server is gone it ends: what was read and extracted by then is in the case.
"""

import contextlib
import os
import signal
import threading
from queue import SimpleQueue
from time import monotonic
from typing import Literal

import msgspec

from riwaya.case import Case
from riwaya.errors import RiwayaError
from riwaya.model import Warn
from riwaya.pipeline import read
from riwaya.pipeline.filling import extract_waiting
from riwaya.pipeline.joining import join
from riwaya.pipeline.workers import processors

SHOWN = 200
"""New reports and warnings that are told of by themselves."""
_PAUSE = 0.2
"""Seconds between two lines that say how far it is."""


class Asked(msgspec.Struct, frozen=True):
    """What is to be read into which case: paths in a folder; without paths what waits in the case."""

    case: str
    folder: str = ""
    paths: tuple[str, ...] = ()


class New(msgspec.Struct, frozen=True, array_like=True):
    """A report that is new."""

    id: str
    title: str
    outlet: str
    published: str


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the reading goes on, or how it ended."""

    kind: Literal["step", "done", "failed", "stopped"]
    step: str = ""
    done: int = 0
    total: int | None = None
    read: int = 0
    new: int = 0
    warned: int = 0
    refused: int = 0
    """Corrections that did not hold and were taken back."""
    reports: tuple[New, ...] = ()
    warnings: tuple[Warn, ...] = ()


class Teller:
    """Tells the server of the steps of the pipeline."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._step, self._done = "", 0
        self._total: int | None = None
        self._last = 0.0
        self.read = 0

    def start(self, total: int | None, what: str) -> None:
        """Begin a step."""
        self._step, self._done, self._total = what, 0, total
        self._tell_step()

    def advance(self, n: int = 1) -> None:
        """Go on by `n`."""
        self._done += n
        self.read += n * (self._step == "reading")
        if monotonic() - self._last > _PAUSE:
            self._tell_step()

    def end(self) -> None:
        """End the step."""

    def tell(self, told: Told) -> None:
        """Write a line; a server that is gone is told nothing."""
        with contextlib.suppress(OSError):
            os.write(self._fd, msgspec.json.encode(told) + b"\n")

    def _tell_step(self) -> None:
        self._last = monotonic()
        self.tell(Told("step", step=self._step, done=self._done, total=self._total))


def main() -> None:
    """Read what is asked for, until there is nobody who asks or until it is stopped."""
    # Whatever else writes to standard output must not come between the lines.
    tells = os.dup(1)
    os.dup2(2, 1)
    os.nice(5)
    asks: SimpleQueue[Asked] = SimpleQueue()
    threading.Thread(target=_listen, args=(asks,), daemon=True).start()
    told = None
    while told is None or told.kind != "stopped":
        asked = asks.get()
        teller = Teller(tells)
        told = _answer(asked, teller)
        teller.tell(told)


def _answer(asked: Asked, teller: Teller) -> Told:
    """Read what is asked for and say what came of it; an interrupt is heard while this lasts."""
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return _done(asked, teller)
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    except RiwayaError as problem:
        told = Warn(code=problem.code, message=problem.what, where="", hint=problem.hint)
        return Told("failed", warnings=(told,))
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return Told("stopped")


def _done(asked: Asked, teller: Teller) -> Told:
    # A report that is added names its file by its folder and name only.
    os.chdir(asked.folder or "/")
    with Case.open(asked.case) as case:
        then, refused = case.moment(), case.refused_corrections()
        _read(case, asked.paths, teller)
        found = case.added_since(then, SHOWN)
        broken = case.refused_corrections().keys() - refused.keys()
    return Told(
        "done",
        read=teller.read,
        new=found.reports,
        warned=found.warnings,
        refused=len(broken),
        reports=tuple(New(*one) for one in found.first_reports),
        warnings=found.first_warnings,
    )


def _listen(asks: "SimpleQueue[Asked]") -> None:
    """Hear what is asked; end this program and its workers when the server, which holds the other end, is gone."""
    # Standard input read as bytes: Python's own reader would wait for more than a line.
    with open(0, "rb", buffering=0, closefd=False) as lines:
        for line in lines:
            asks.put(msgspec.json.decode(line, type=Asked))
    os.killpg(os.getpgid(0), signal.SIGKILL)


def _read(case: Case, paths: tuple[str, ...], teller: Teller) -> None:
    """Read what is at the paths, or go on with what waits; a processor is left to the pages."""
    workers = max(1, processors() - 1)
    if paths:
        read(paths, case, progress=teller, workers=workers)
    else:
        extract_waiting(case, teller, workers)
        join(case, teller, workers)
