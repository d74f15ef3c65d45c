"""PDF files: one report each, from the text that their pages hold; pages that are pictures go through tesseract.

pypdf opens the file; where each glyph stands is followed here (`pdf_glyphs`), because only that tells in what order
Arabic is to be read (`visual`). The day on which a file was made is no day of publication and is left out.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from riwaya.errors import warn
from riwaya.model import Furniture, Warn
from riwaya.read.inputs import Found, Input
from riwaya.read.limits import MAX_TEXT
from riwaya.read.papers.file_says import MAX_TITLE, opens_with, report_of, true_author, true_title
from riwaya.read.papers.pdf_glyphs import Page, Walker
from riwaya.read.papers.pdf_lines import Line, lines_of
from riwaya.read.papers.pdf_objects import Searched, entry, limits, listed, plain, unpacked
from riwaya.read.papers.pdf_scans import scans
from riwaya.read.papers.pdf_text import Joined, Row, join
from riwaya.read.papers.pictures import size_of
from riwaya.read.papers.tesseract import Seen, Trouble, recognise, together
from riwaya.read.papers.visual import MISSING, Reading, choose, filled, known, readings, without_tatweel

MAX_SECONDS = 240
"""How long the pages of one file may take; what is read by then is kept."""
MAX_SCANNED = 200
"""Pages of one file that are read by tesseract."""
_MAX_SCAN_SECONDS = 1800
_FEW_LETTERS = 12
"""A page with fewer letters and a picture over it is a picture of a page, whatever number is printed on it."""
_NO_TEXT = 0.4
"""Over this share of signs that are no letters, or of glyphs without one, there is no text to be read."""
_HOLES = 0.04
"""Over this share of glyphs without letters, holes are shown and not filled; lam and alef are two of a hundred."""
_FEW_KNOWN = 0.35
_ENOUGH_WORDS = 20
"""Of so many words and more, a smaller share than this is known only where letters are wrong."""
_HEADLINE = 1.15
_OPENING = 8
"""Paragraphs at the start of a text among which its headline is looked for."""
_ARABIC = re.compile("[\u0620-\u064a]")


@dataclass
class _Pages:
    """What the pages of a file hold: the lines of each, or the text that was seen in its picture."""

    count: int
    lines: list[list[Line]] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    seen: dict[int, Seen] = field(default_factory=dict)
    unseen: list[Trouble] = field(default_factory=list)
    looked: float = 0.0
    """Seconds for which pictures were looked at."""
    warnings: list[Warn] = field(default_factory=list)
    letters: int = 0
    lacking: int = 0
    """How many of the letters no font gives."""


def tells(source: Input) -> bool:
    """Tell a PDF by its header, which stands at the start, or soon after it in a file that is named as one."""
    head = source.head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    return head.startswith(b"%PDF-") or (source.suffix == ".pdf" and b"%PDF-" in source.head)


def read(source: Input) -> Found:
    """Read a PDF as one report."""
    with limits():
        found = _read(source)
    yield from found


def _read(source: Input) -> list[Any]:
    """Do the work of `read`, within the limits of pypdf."""
    opened = _opened(source)
    if isinstance(opened, Warn):
        return [opened]
    pages = _pages(opened, source.where)
    if pages.letters > MAX_TEXT:
        return [warn("R108", source.where, size=f"over {MAX_TEXT:,} characters", limit=f"{MAX_TEXT:,}")]
    if not pages.letters and not pages.seen:
        return pages.warnings or [warn("R109", source.where, detail="no text in this PDF")]
    own = true_title(_info(opened, "/Title"), source.name)
    joined = _joined(pages, own)
    if (why := _unreadable(joined.text, pages)) is not None:
        return [*pages.warnings, warn("R144", source.where, detail=why)]
    title, marks = _headline(joined, own)
    record = {
        "text": joined.text,
        "title": title,
        "url": joined.url,
        "byline": true_author(_info(opened, "/Author"), joined.text),
    }
    furniture = tuple(sorted([*joined.furniture, *marks], key=lambda mark: mark.span))
    return [
        *pages.warnings,
        *_doubts(joined.text, pages, source.where),
        *report_of(source, record, furniture),
    ]


def _opened(source: Input) -> Any:
    """Open the file; a warning says why it cannot be read."""
    from pypdf import PdfReader  # noqa: PLC0415  only for PDFs
    from pypdf.errors import DependencyError  # noqa: PLC0415

    try:
        source.stream.seek(0)
        reader = PdfReader(Searched(source.stream), strict=False, root_object_recovery_limit=1000)  # type: ignore[arg-type]
        if reader.is_encrypted and not reader.decrypt(""):
            return warn("R109", source.where, detail="it is encrypted, and no password is known")
        if len(reader.pages) == 0:
            return warn("R109", source.where, detail="a PDF without pages")
    except DependencyError:
        return warn("R109", source.where, detail="it is encrypted, and the package cryptography is missing")
    except Exception as problem:  # whatever a broken file makes pypdf raise
        return warn("R109", source.where, detail=f"broken PDF ({_short(problem)})")
    return reader


def _short(problem: Exception) -> str:
    return " ".join(str(problem).split())[:80] or type(problem).__name__


def _pages(reader: Any, where: str) -> _Pages:
    """Read the pages one after the other, as long as there is time."""
    out = _Pages(count=len(reader.pages))
    walker = Walker()
    start = time.monotonic()
    for number in range(out.count):
        # Looking at pictures has a time limit of its own.
        end = start + MAX_SECONDS + out.looked
        page, resource = _page(reader, number, walker, end)
        lines = lines_of(page.glyphs)
        letters = sum(len(piece.text) for line in lines for piece in line.pieces)
        if letters < _FEW_LETTERS and page.pictures and _look_at(out, number, page, resource):
            lines, letters = [], 0
        out.letters += letters
        out.lacking += sum(piece.text == MISSING for line in lines for piece in line.pieces)
        out.lines.append(lines)
        out.readings.extend(readings([line.pieces for line in lines]))
        for line in lines:
            # A long file would hold its letters twice, one by one.
            line.pieces.clear()
        if out.letters > MAX_TEXT:
            break
        if time.monotonic() > start + MAX_SECONDS + out.looked:
            detail = f"{number + 1:,} of {out.count:,} pages took {MAX_SECONDS} seconds"
            out.warnings.append(warn("R145", where, detail=detail))
            break
    out.warnings.extend(_said(out, where))
    return out


def _look_at(out: _Pages, number: int, page: Page, resource: Any) -> bool:
    """Read a page that is a picture; False where it cannot be read, and why is kept."""
    if len(out.seen) + len(out.unseen) >= MAX_SCANNED or out.looked > _MAX_SCAN_SECONDS:
        out.unseen.append(Trouble("R142", f"over {MAX_SCANNED} of them"))
        return False
    start = time.monotonic()
    seen = _look(page, resource)
    out.looked += time.monotonic() - start
    if isinstance(seen, Seen):
        out.seen[number] = seen
        return True
    if seen is not None:
        out.unseen.append(seen)
    return False


def _page(reader: Any, number: int, walker: Walker, end: float) -> tuple[Page, Any]:
    """Give what one page shows, and its object; a page that is broken shows nothing."""
    try:
        page = reader.pages[number]
        contents = entry(page, "/Contents")
        parts = listed(contents) if isinstance(contents, list) else [contents]
        data = b"\n".join(part for part in map(unpacked, parts[:10_000]) if part)
        return walker.walk(data, entry(page, "/Resources"), end), page
    except Exception:  # whatever a broken page makes pypdf raise
        return Page(), None


def _look(page: Page, resource: Any) -> Seen | Trouble | None:
    """Read the pictures of a page; None that there is nothing to read."""
    try:
        width, height = float(resource.mediabox.width), float(resource.mediabox.height)
    except Exception:  # whatever a broken page makes pypdf raise
        width, height = 595.0, 842.0
    files, unwritten = scans(page.pictures, width, height)
    found: list[Seen] = []
    why = Trouble("R142", unwritten) if unwritten is not None else None
    for file in files:
        size = size_of(file)
        seen = recognise(file, size) if size is not None else None
        if isinstance(seen, Trouble):
            why = seen
        elif seen is not None:
            found.append(seen)
    return together(found) if found else why


def _said(pages: _Pages, where: str) -> Iterator[Warn]:
    """Say what was read from pictures, and what could not be."""
    if pages.seen:
        how = together(list(pages.seen.values())).how
        yield warn("R141", where, detail=f"{len(pages.seen)} of {pages.count} pages, {how}")
    if unseen := pages.unseen:
        count = f"{len(unseen)} pages are pictures: " if len(unseen) > 1 else "a page is a picture: "
        yield warn(unseen[0].code, where, detail=count + unseen[0].detail)


def _joined(pages: _Pages, title: str | None) -> Joined:
    """Put the pages together, each line in the order of reading."""
    ordered, _ = choose(pages.readings)
    texts = (without_tatweel(line.text) for line in ordered)
    if pages.lacking <= _HOLES * pages.letters:
        texts = (filled(text) for text in texts)
    rows = [[Row(line, " ".join(next(texts).split())) for line in lines] for lines in pages.lines]
    return join(rows, title, {number: seen.paragraphs for number, seen in pages.seen.items()})


def _unreadable(text: str, pages: _Pages) -> str | None:
    """Say why a text is none, if it is none: its fonts do not say what their glyphs are."""
    shown = sum(not c.isspace() for c in text)
    signs = shown - sum(c.isalnum() or c == MISSING for c in text)
    if signs > _NO_TEXT * shown or pages.lacking > _NO_TEXT * pages.letters:
        return "its fonts do not say what their letters are"
    return None


def _doubts(text: str, pages: _Pages, where: str) -> Iterator[Warn]:
    """Say that the words of a file look wrong: its fonts give no letters, or those of other letters."""
    words, sure = known(text)
    if pages.lacking > _HOLES * pages.letters:
        share = pages.lacking * 100 // pages.letters
        yield warn("R144", where, detail=f"its fonts do not say what {share} % of the letters are")
    elif words >= _ENOUGH_WORDS and sure < _FEW_KNOWN * words:
        yield warn("R144", where, detail=f"only {sure * 100 // words} % of its Arabic words are known")


def _info(reader: Any, key: str) -> str | None:
    """Give a line of what the file says of itself."""
    try:
        text = " ".join(str(plain((reader.metadata or {}).get(key)) or "").split())
    except Exception:  # whatever a broken dictionary makes pypdf raise
        return None
    if text and not text.isascii() and not _ARABIC.search(text):
        try:
            # Old Windows programs write their own bytes where the format wants others.
            legacy = text.encode("cp1252").decode("cp1256")
        except UnicodeError:
            legacy = ""
        text = legacy if known(legacy)[1] else text
    return text or None


def _headline(joined: Joined, own: str | None) -> tuple[str | None, tuple[Furniture, ...]]:
    """Find the title: the file's own where it is true, else the first line in large letters, else the first."""
    opening = [
        (joined.text[span.start : span.end], span, size) for span, size in joined.paragraphs[:_OPENING]
    ]
    if own is not None:
        arabic = bool(_ARABIC.search(joined.text))
        at = opens_with(own, [text for text, _, _ in opening], arabic=arabic)
        if at is not None:
            return own, () if at < 0 else (Furniture(opening[at][1], "title-line"),)
    # One paragraph by itself is a text without a title, not a title without a text.
    if len(joined.paragraphs) < 2 or not opening:
        return None, ()
    large = _HEADLINE * _usual_size(joined)
    best = next((item for item in opening if item[2] >= large and len(item[0].split()) > 2), opening[0])
    if len(best[0]) > MAX_TITLE:
        return None, ()
    return best[0], (Furniture(best[1], "title-line"),)


def _usual_size(joined: Joined) -> float:
    """Give the size of letters in which most of a text is set."""
    sizes: dict[float, int] = {}
    for span, size in joined.paragraphs:
        sizes[round(size, 1)] = sizes.get(round(size, 1), 0) + span.end - span.start
    return max(sizes, key=lambda size: sizes[size], default=0.0)
