"""Shelf: the case file as a server uses it: read by many at once, written to by one at a time."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riwaya.case import Case

IDLE = 16
"""Connections to the file that are kept open while nobody reads."""


class Shelf:
    """A case file that many read at once; readers see what was kept last, and never wait for who writes."""

    def __init__(self, path: str | Path) -> None:
        self.path = str(Path(path).absolute())
        self.name = Path(path).stem
        # A file that is no case is told before the first request, and one of an older version is brought up to date.
        Case.open(path).close()
        self._idle: list[Case] = []
        self._file = self._stamp()
        self._one = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Case]:
        """Give the case as it is now; it stays so while this lasts. Raises RiwayaError R401 to R406."""
        case = self._take()
        try:
            with case.looking():
                yield case
        except BaseException:
            case.close()
            raise
        if len(self._idle) < IDLE:
            self._idle.append(case)
        else:
            case.close()

    @contextmanager
    def writing(self) -> Iterator[Case]:
        """Give the case to write to, one at a time; readers go on meanwhile. Raises RiwayaError R401 to R406."""
        with self._one, Case.open(self.path) as case:
            yield case

    def close(self) -> None:
        """Close what is open and not in use."""
        while self._idle:
            self._idle.pop().close()

    def _take(self) -> Case:
        """Take a connection that nobody uses, or open one; a file that took the place of ours is opened anew."""
        if (now := self._stamp()) != self._file:
            self._file = now
            self.close()
        try:
            return self._idle.pop()
        except IndexError:
            return Case.open(self.path, reading=True)

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self.path)  # noqa: PTH116 - once a request
        except OSError:
            return None
        return found.st_dev, found.st_ino
