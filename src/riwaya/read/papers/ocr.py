"""Pictures of reports: screenshots, photographs of pages, scans; tesseract reads them where it is installed.

What comes out is text with mistakes in it, so each report that was read from a picture says so in a warning, with how
sure tesseract is of its words on average. Logos, buttons and the parts of saved pages hold no report: they are left
out.
"""

import re
from pathlib import PurePosixPath
from statistics import median

from riwaya.errors import warn
from riwaya.lexicon import toml
from riwaya.model import Furniture, Span
from riwaya.read.inputs import Found, Input
from riwaya.read.papers.file_says import report_of
from riwaya.read.papers.pictures import kind_of, size_of
from riwaya.read.papers.tesseract import MAX_PICTURE, Seen, Trouble, recognise
from riwaya.read.record import too_large

MIN_PIXELS = 10_000
MIN_SIDE = 100
"""Smaller pictures are logos and buttons."""
_LARGE = 1.25
"""A heading's letters are so many times as high as those of the text."""
_MAX_TITLE = 300
_KINDS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")


def tells(source: Input) -> bool:
    """Tell a picture by its first bytes."""
    return kind_of(source.head) in _KINDS


def read(source: Input) -> Found:
    """Read a picture as one report; pictures that hold no report by their size or their folder are left out."""
    if source.size > MAX_PICTURE:
        yield too_large(source.size, MAX_PICTURE, source.where)
        return
    size = size_of(source.data)
    if size is None:
        yield warn("R142", source.where, detail="a broken picture")
        return
    small = min(size.width, size.height) < MIN_SIDE or size.width * size.height < MIN_PIXELS
    if not source.named and (small or _decoration(source.where)):
        return
    seen = recognise(source.data, size)
    if isinstance(seen, Trouble):
        yield warn(seen.code, source.where, detail=seen.detail)
        return
    title, marks = headline(seen)
    yield warn("R141", source.where, detail=seen.how)
    yield from report_of(source, {"text": seen.text, "title": title}, marks)


def headline(seen: Seen) -> tuple[str | None, tuple[Furniture, ...]]:
    """Find the headline: the first paragraph in letters that are larger than those of the text."""
    usual = median(height for text, height in seen.paragraphs for _ in text.split())
    start = 0
    for text, height in seen.paragraphs:
        if height >= _LARGE * usual and len(text.split()) > 2 and len(text) <= _MAX_TITLE:
            return text, (Furniture(Span(start, start + len(text)), "title-line"),)
        start += len(text) + 1
    return None, ()


def _decoration(where: str) -> bool:
    """Tell a picture that a browser saved beside a page, or that a chat keeps as decoration, by its path."""
    *folders, name = PurePosixPath(where.replace("!", "/").replace("\\", "/")).parts or ("",)
    rules = toml("ocr")
    inside = any(re.search(rules["left_out_folders"], folder) for folder in folders)
    return inside or re.search(rules["left_out_files"], name) is not None
