"""Files whose readers are not trusted with this process: they are read by a program of their own, within bounds.

A workbook of a thousand bytes may ask for a terabyte, and the library that reads it then ends the process it runs in.
So workbooks, Parquet and Arrow files are opened by `apart_program`, which may take so much memory and so much time of
a processor; when it breaks off, that is a warning about the file, and everything else goes on.
"""

import signal
import struct
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from riwaya.read.inputs import Input
from riwaya.read.limits import MAX_TEXT, human

MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes that the program may take."""
SECONDS, SECONDS_A_MEGABYTE = 60, 4
"""Seconds of a processor that it may take, and how many more for each megabyte of the file."""
_BLOCK = 1 << 20
_PROGRAM = Path(__file__).with_name("apart_program.py")


class BrokenError(Exception):
    """The file cannot be read: what the program says of it, or how the program ended."""


def rows(
    what: str, source: Input, *, columns: list[str] | None = None, limit: int = 0, cut: int = MAX_TEXT + 1
) -> Generator[list[Any], None, None]:
    """Give what the program finds in a file, message by message; raises BrokenError where it cannot go on.

    `what` is ``sheets`` or ``arrow``; `columns` are the only ones that are wanted, `limit` is how many rows (0: all),
    and no cell is longer than `cut` characters. A message is a kind and its values (`apart_program` has them).
    """
    path = _path(source)
    seconds = SECONDS + SECONDS_A_MEGABYTE * (source.size // 1_000_000)
    bounds = {"memory": MEMORY, "seconds": seconds, "columns": columns, "limit": limit, "cut": cut}
    asked = [what, "" if path is None else str(path), msgspec.json.encode(bounds).decode()]
    # `-P`: the folder of the program has modules that are called like those of the library.
    with subprocess.Popen(  # noqa: S603 - a program of ours, the file's name is only an argument
        [sys.executable, "-P", str(_PROGRAM), *asked],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        stdin, stdout = cast(IO[bytes], child.stdin), cast(IO[bytes], child.stdout)
        try:
            if path is None:
                _feed(source, stdin)
            else:
                stdin.close()
            yield from _messages(stdout)
            child.wait()
        finally:
            child.kill()
    if child.returncode:
        raise BrokenError(_ended(child.returncode, seconds))


def _path(source: Input) -> Path | None:
    """Give the path of a file that the program can open by itself, None for what only this process holds."""
    name = getattr(source.stream, "name", None)
    path = Path(name) if isinstance(name, str) else None
    with suppress(OSError):
        if path is not None and path.stat().st_size == source.size:
            return path
    return None


def _feed(source: Input, stdin: IO[bytes]) -> None:
    """Hand the file over; the program takes all of it before it says a word."""
    source.stream.seek(0)
    with suppress(BrokenPipeError), stdin:
        while block := source.stream.read(_BLOCK):
            stdin.write(block)


def _messages(stdout: IO[bytes]) -> Iterator[list[Any]]:
    """Give the messages that come; raises BrokenError with the words of one that says so."""
    while len(size := stdout.read(4)) == 4:
        (length,) = struct.unpack("<I", size)
        data = stdout.read(length)
        if len(data) < length:
            return
        for message in msgspec.msgpack.decode(data, type=list[list[Any]]):
            if message[0] == "broken":
                raise BrokenError(message[1])
            yield message


def _ended(code: int, seconds: int) -> str:
    """Say how the program ended."""
    if code == -getattr(signal, "SIGXCPU", 0):
        return f"it takes more than {seconds} seconds to open"
    return f"it is damaged, or takes more than {human(MEMORY)} of memory to open"
