"""Reader: the program that reads for the server, started when there is something to read and kept for what comes next.

To start it and to load what it needs takes longer than to read a report, so it waits a while for another one.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import msgspec

from riwaya.show.web.importing import Asked, Told

_TOLD = msgspec.json.Decoder(Told)
# An interrupt ends it without a word until it has loaded what it needs.
_PROGRAM = """
import signal
signal.signal(signal.SIGINT, signal.SIG_DFL)
from riwaya.show.web.importing import main
main()
"""


class Reader:
    """The program, which reads one thing after the other and tells how it goes on."""

    def __init__(self) -> None:
        # In a session of its own: an interrupt of the server is not its interrupt.
        self._program = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # What was sent is no program: nothing is imported from where it lies.
            env={**os.environ, "PYTHONSAFEPATH": "1"},
            start_new_session=True,
        )

    @property
    def is_gone(self) -> bool:
        """Tell whether the program has ended."""
        return self._program.poll() is not None

    def read(self, asked: Asked) -> Iterator[Told]:
        """Have something read; gives what is told of it, at last how it ended, unless the program was killed."""
        assert self._program.stdin is not None and self._program.stdout is not None  # noqa: S101, PT018 - pipes
        with suppress(OSError):  # it is gone before it began: how it ended says more
            self._program.stdin.write(msgspec.json.encode(asked) + b"\n")
            self._program.stdin.flush()
        for line in self._program.stdout:
            told = _TOLD.decode(line)
            yield told
            if told.kind != "step":
                return

    def interrupt(self) -> None:
        """Stop what it reads; what was read by then is in the case."""
        if not self.is_gone:
            self._program.send_signal(signal.SIGINT)

    def kill(self) -> None:
        """End it as it stands."""
        if not self.is_gone:
            self._program.kill()

    def end(self) -> str:
        """Let it go, and say how it ended."""
        assert self._program.stdin is not None and self._program.stdout is not None  # noqa: S101, PT018 - pipes
        with suppress(OSError):  # what could not be said to it any more
            self._program.stdin.close()
        self._program.stdout.close()
        ended = self._program.wait()
        return signal.Signals(-ended).name if ended < 0 else f"exit {ended}"
