"""Debian's tesseract, called as a program of its own: the words of a picture, and how sure it is of them.

Tesseract is an extra: where it or its Arabic is missing, that is said with how to get it. It is given bytes that were
found to be a picture of bounded size, for a bounded time. Never hand it anything else: text it would take for a list of
files and of addresses to read.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from statistics import median
from typing import NamedTuple

from riwaya.arabic.clitics import word_counts
from riwaya.arabic.fold import fold
from riwaya.lexicon import toml
from riwaya.read.limits import human
from riwaya.read.pictures import Size

MAX_PICTURE = 64 * 1024 * 1024
"""Bytes of a picture."""
MAX_PIXELS = 64_000_000
"""Pixels of a picture, all its pages together; a sheet of A4 at 600 dots an inch has 35 million."""
MAX_SECONDS = 180
_NOT_READ = "R109"
_MISSING = "R109"
_PROBE_SECONDS = 20
_SURE_ENOUGH = 70.0
"""The mean confidence in per cent under which the next languages are tried."""
_NO_TEXT = 40.0
"""Under this mean confidence the words are stains: a photograph has no text."""
_TANWIN_COMMA = re.compile("(?<![\u0620-\u064a])([\u0620-\u064a]{2,}ا)ء(?= |$)", re.M)
_LATIN_COMMA = re.compile("(?<=[\u0620-\u064a»”\"')]),(?= |$)", re.M)
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Trouble(NamedTuple):
    """Why a picture is not read: the code of the warning and its detail."""

    code: str
    detail: str


class Engine(NamedTuple):
    """The tesseract that is installed: its path, its version and its languages."""

    path: str
    version: str
    languages: frozenset[str]


class Seen(NamedTuple):
    """What was read in a picture: paragraphs with the height of their letters, and the mean confidence in per cent.

    `reader` is the version of tesseract and the languages that it read.
    """

    paragraphs: tuple[tuple[str, float], ...]
    confidence: float
    words: int
    reader: str

    @property
    def text(self) -> str:
        """Give the paragraphs as lines."""
        return "\n".join(text for text, _ in self.paragraphs)

    @property
    def how(self) -> str:
        """Say in few words how this was read."""
        return f"by {self.reader}, mean confidence {self.confidence:.0f} %"


def recognise(data: bytes, size: Size) -> Seen | Trouble:
    """Read a picture, given with its size."""
    if size.pixels > MAX_PIXELS:
        detail = f"{size.pixels / 1e6:,.0f} million pixels, over the limit of {MAX_PIXELS / 1e6:,.0f}"
        return Trouble(_NOT_READ, detail)
    if len(data) > MAX_PICTURE:
        return Trouble(_NOT_READ, f"{human(len(data))}, over the limit of {human(MAX_PICTURE)}")
    found = _engine()
    if isinstance(found, Trouble):
        return found
    best: Seen | None = None
    for languages in toml("ocr")["languages"]:
        if not set(languages.split("+")) <= found.languages:
            continue
        seen = _run(found, data, languages)
        if isinstance(seen, Trouble):
            return seen
        if best is None or seen.confidence > best.confidence:
            best = seen
        if best.confidence >= _SURE_ENOUGH or not best.words:
            break
    if best is None:
        return Trouble(_MISSING, "tesseract has no Arabic")
    return best if best.words and best.confidence >= _NO_TEXT else Trouble(_NOT_READ, "no text in it")


def together(pages: Sequence[Seen]) -> Seen:
    """Make one of what was read in several pictures, of which there is one at least."""
    words = sum(page.words for page in pages)
    sure = sum(page.confidence * page.words for page in pages) / words if words else 0.0
    return Seen(tuple(found for page in pages for found in page.paragraphs), sure, words, pages[0].reader)


@cache
def _engine() -> Engine | Trouble:
    """Find tesseract, once."""
    path = shutil.which("tesseract")
    if path is None:
        return Trouble(_MISSING, "tesseract is not installed")
    try:
        version = _called([path, "--version"]).split("\n", 1)[0].removeprefix("tesseract").strip()
        languages = frozenset(_called([path, "--list-langs"]).split("\n")[1:])
    except (OSError, subprocess.SubprocessError):
        return Trouble(_MISSING, "tesseract does not start")
    return Engine(path, version, languages)


def _called(command: list[str]) -> str:
    """Give what a program says, on either of its outputs."""
    done = subprocess.run(  # noqa: S603  no shell, and no words of a file in it
        command, capture_output=True, timeout=_PROBE_SECONDS, check=False, stdin=subprocess.DEVNULL
    )
    return (done.stdout or done.stderr).decode("utf-8", errors="replace")


def _run(engine: Engine, data: bytes, languages: str) -> Seen | Trouble:
    """Run tesseract over a picture once."""
    command = [engine.path, "stdin", "stdout", "-l", languages, "tsv"]
    env = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603  no shell, and no words of a file in it
            command, input=data, capture_output=True, timeout=MAX_SECONDS, check=False, env=env
        )
    except subprocess.TimeoutExpired:
        return Trouble(_NOT_READ, f"tesseract took over {MAX_SECONDS} seconds")
    except OSError as problem:
        return Trouble(_MISSING, f"tesseract does not start ({problem.strerror})")
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", errors="replace").strip().split("\n")
        return Trouble(_NOT_READ, f"tesseract cannot ({lines[0][:80]})")
    return _seen(done.stdout.decode("utf-8", errors="replace"), f"tesseract {engine.version} ({languages})")


def _seen(table: str, reader: str) -> Seen:
    """Put the words of tesseract's table together; a table that is cut off gives what it holds."""
    paragraphs: dict[tuple[str, ...], list[tuple[str, float, float]]] = {}
    for line in table.split("\n")[1:]:
        cells = line.split("\t")
        if len(cells) == 12 and cells[0] == "5" and (word := _DIRECTIONS.sub("", cells[11]).strip()):
            try:
                confidence, height = float(cells[10]), float(cells[9])
            except ValueError:
                continue
            paragraphs.setdefault(tuple(cells[1:4]), []).append((word, confidence, height))
    words = [item for found in paragraphs.values() for item in found]
    texts = tuple(
        (_mended(" ".join(word for word, _, _ in found)), median(height for _, _, height in found))
        for found in paragraphs.values()
    )
    sure = sum(confidence for _, confidence, _ in words) / len(words) if words else 0.0
    return Seen(texts, sure, len(words), reader)


def _mended(text: str) -> str:
    """Put right what tesseract's Arabic always gets wrong: a comma taken for a hamza, and the Latin comma.

    «راكباء وإنها» becomes «راكبا، وإنها» where only the word without the hamza is known.
    """
    counts = word_counts()

    def comma(found: re.Match[str]) -> str:
        with_hamza, without = fold(found.group()), fold(found[1])
        return f"{found[1]}،" if with_hamza not in counts and without in counts else found.group()

    return _LATIN_COMMA.sub("،", _TANWIN_COMMA.sub(comma, text))
