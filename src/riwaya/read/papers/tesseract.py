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
from riwaya.read.papers.ocr_lines import SeenLine, SeenWord, paragraphs
from riwaya.read.papers.pictures import Size

MAX_PICTURE = 64 * 1024 * 1024
"""Bytes of a picture."""
MAX_PIXELS = 64_000_000
"""Pixels of a picture, all its pages together; a sheet of A4 at 600 dots an inch has 35 million."""
MAX_SECONDS = 180
_NOT_READ = "R142"
_MISSING = "R143"
_PROBE_SECONDS = 20
_SURE = 75.0
"""The mean confidence in per cent under which a line is read with the next languages."""
_SURER = 10.0
"""How much surer the second reading of a line has to be."""
_NO_TEXT = 40.0
"""Under this mean confidence the words are stains: a photograph has no text."""
_TANWIN_COMMA = re.compile("(?<![\u0620-\u064a])([\u0620-\u064a]{3,}ا)ء(?= |$)", re.M)
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
    """Read a picture, given with its size.

    It is read as Arabic. Lines of which tesseract is unsure then are read with other languages too, and what is surer
    stands: a line of English is gibberish in Arabic letters, and Arabic suffers from English beside it.
    """
    if size.pixels > MAX_PIXELS:
        detail = f"{size.pixels / 1e6:,.0f} million pixels, over the limit of {MAX_PIXELS / 1e6:,.0f}"
        return Trouble(_NOT_READ, detail)
    if len(data) > MAX_PICTURE:
        return Trouble(_NOT_READ, f"{human(len(data))}, over the limit of {human(MAX_PICTURE)}")
    engine = _engine()
    if isinstance(engine, Trouble):
        return engine
    there = [names for names in toml("ocr")["languages"] if set(names.split("+")) <= engine.languages]
    if not there:
        return Trouble(_MISSING, "tesseract has no Arabic")
    first, *others = there
    lines = _run(engine, data, first)
    if isinstance(lines, Trouble):
        return lines
    read = first
    for languages in others:
        if all(line.confidence >= _SURE for line in lines):
            break
        again = _run(engine, data, languages)
        if not isinstance(again, Trouble):
            lines, read = _surer(lines, again), f"{read}, {languages}"
    seen = _seen(lines, f"tesseract {engine.version} ({read})")
    return seen if seen.words and seen.confidence >= _NO_TEXT else Trouble(_NOT_READ, "no text in it")


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


def _run(engine: Engine, data: bytes, languages: str) -> list[SeenLine] | Trouble:
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
        said = done.stderr.decode("utf-8", errors="replace").strip().split("\n")
        return Trouble(_NOT_READ, f"tesseract cannot ({said[0][:80]})")
    return _lines(done.stdout.decode("utf-8", errors="replace"))


def _lines(table: str) -> list[SeenLine]:
    """Read the lines of tesseract's table; a table that is cut off gives what it holds."""
    out: dict[tuple[str, ...], SeenLine] = {}
    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not (word := _DIRECTIONS.sub("", cells[11]).strip()):
            continue
        try:
            left, top, width, height, confidence = map(float, cells[6:11])
        except ValueError:
            continue
        line = out.setdefault(tuple(cells[1:5]), SeenLine(tuple(cells[1:4])))
        line.words.append(SeenWord(word, confidence, left, top, width, height))
    return list(out.values())


def _surer(lines: list[SeenLine], again: list[SeenLine]) -> list[SeenLine]:
    """Take the second reading of each unsure line where it is surer of what stands at the same height."""
    out = []
    for line in lines:
        if line.confidence < _SURE:
            near = [
                other
                for other in again
                if other.place[0] == line.place[0] and abs(other.middle - line.middle) < line.height / 2
            ]
            best = max(near, key=lambda other: other.confidence, default=line)
            if best.confidence > line.confidence + _SURER:
                line = SeenLine(line.place, best.words)  # noqa: PLW2901
        out.append(line)
    return out


def _seen(lines: list[SeenLine], reader: str) -> Seen:
    """Put the lines together."""
    texts = tuple(
        (_mended(" ".join(line.text for line in found)), median(line.height for line in found))
        for found in paragraphs(lines)
    )
    sure = [word.confidence for line in lines for word in line.words]
    return Seen(texts, sum(sure) / len(sure) if sure else 0.0, len(sure), reader)


def _mended(text: str) -> str:
    """Put right what tesseract's Arabic always gets wrong: a comma taken for a hamza, and the Latin comma.

    «راكباء وإنها» becomes «راكبا، وإنها» where only the word without the hamza is known.
    """
    counts = word_counts()

    def comma(found: re.Match[str]) -> str:
        with_hamza, without = fold(found.group()), fold(found[1])
        return f"{found[1]}،" if with_hamza not in counts and without in counts else found.group()

    return _LATIN_COMMA.sub("،", _TANWIN_COMMA.sub(comma, text))
