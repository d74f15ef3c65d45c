"""Documents of word processors, .docx and .odt: one report each, told by what stands in the zip archive.

Both are read straight from their XML, part by part and within limits: paragraphs, tables, text boxes and notes in
their order. Text that a tracked change took out, comments, hidden text, field codes, page heads and feet are left out;
text that one put in is there. Macros and links are never looked at.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from riwaya.errors import warn
from riwaya.model import Furniture, Span, Warn
from riwaya.read.inputs import DAMAGE, Found, Input
from riwaya.read.limits import human
from riwaya.read.papers.file_says import MAX_TITLE, opens_with, report_of, true_author, true_title

# All that zipfile has been seen to raise on damaged archives.
_BROKEN = (*DAMAGE, LookupError, NotImplementedError, OverflowError, RuntimeError, ValueError)
_FIRST_MEMBERS = (
    b"[Content_Types].xml",
    b"_rels/",
    b"word/",
    b"docProps/",
    b"customXml/",
    b"mimetype",
    b"META-INF/",
)
_ENDINGS = (".docx", ".docm", ".dotx", ".odt", ".ott")
_OTHER_OLD = (".xls", ".xlt", ".ppt", ".pps", ".pot", ".msg", ".msi", ".vsd", ".pub")
_MAX_PART = 32 * 1024 * 1024
"""Bytes that one part of a document may unpack to."""
_OPENING = 8
"""Paragraphs at the start among which the title is looked for."""
_LONG_CELL = 200
"""Characters of a cell that is no cell of a table of facts but a column of a page."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True)
class _Grammar:
    """What the elements of one format mean. `texts` hold letters; None where letters stand anywhere in a paragraph."""

    body: str
    paragraphs: frozenset[str]
    skipped: frozenset[str]
    breaks: dict[str, str]
    row: str
    cell: str
    boxes: frozenset[str]
    notes: str
    texts: frozenset[str] | None
    style: str
    heads: dict[str, int] = field(default_factory=dict)
    """Styles of headlines by their ids, the title's own first."""


def _tags(space: str, names: str) -> frozenset[str]:
    return frozenset(space + name for name in names.split())


_DOCX = _Grammar(
    body=f"{_W}body",
    paragraphs=_tags(_W, "p"),
    skipped=_tags(
        _W,
        "del moveFrom instrText delText delInstrText rPr pPr sectPr tblPr tcPr trPr sdtPr annotationRef rt",
    )
    | {f"{_MC}Fallback"},
    breaks={f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"},
    row=f"{_W}tr",
    cell=f"{_W}tc",
    boxes=_tags(_W, "txbxContent"),
    notes="",
    texts=_tags(_W, "t"),
    style=f"{_W}pPr/{_W}pStyle",
)
_ODT = _Grammar(
    body=f"{_OFFICE}text",
    paragraphs=_tags(_TEXT, "p h"),
    skipped=_tags(_TEXT, "tracked-changes note-citation ruby-text sequence-decls bookmark")
    | _tags(_OFFICE, "annotation"),
    breaks={f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "},
    row=f"{_TABLE}table-row",
    cell=f"{_TABLE}table-cell",
    boxes=_tags(_DRAW, "text-box"),
    notes=f"{_TEXT}note-body",
    texts=None,
    style="",
)


class _Block(NamedTuple):
    """One paragraph, and the rank of its style among headlines (the less the higher), 9 for none."""

    text: str
    rank: int


def tells(source: Input) -> bool:
    """Tell a document by what its zip archive holds."""
    return source.head.startswith(b"PK\x03\x04") and _kind(source) is not None


def tells_old(source: Input) -> bool:
    """Tell a document of an old kind: Word's own before 2007 (and any with a password), and RTF."""
    ole = source.head.startswith(b"\xd0\xcf\x11\xe0") and source.suffix not in _OTHER_OLD
    return ole or source.head.startswith(b"{\\rtf")


def read_old(source: Input) -> Found:
    """Say that a document of an old kind has to be saved as a new one."""
    kind = "RTF" if source.head.startswith(b"{") else "an old Word document, or one with a password"
    yield warn("R112", source.where, detail=f"{kind}: save it as .docx")


def read(source: Input) -> Found:
    """Read a document as one report."""
    found = _document(source)
    if isinstance(found, Warn):
        yield found
        return
    blocks, title, author = found
    text = "\n".join(block.text for block in blocks)
    if not text:
        yield warn("R106", source.where)
        return
    headline, marks = _headline(blocks, true_title(title, source.name))
    yield from report_of(
        source, {"text": text, "title": headline, "byline": true_author(author, text)}, marks
    )


def _kind(source: Input) -> str | None:
    """Name the kind of document that a zip archive is, or None; only likely archives are opened."""
    if not source.head[30:].startswith(_FIRST_MEMBERS) and source.suffix not in _ENDINGS:
        return None
    try:
        source.stream.seek(0)
        with zipfile.ZipFile(source.stream) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            if "mimetype" in names and "content.xml" in names and archive.getinfo("mimetype").file_size < 100:
                return "odt" if b"opendocument.text" in archive.read("mimetype") else None
    except _BROKEN:
        return None
    finally:
        source.stream.seek(0)
    return None


def _document(source: Input) -> tuple[list[_Block], str | None, str | None] | Warn:
    """Give the paragraphs of a document, its title and its author."""
    kind = _kind(source)
    try:
        with zipfile.ZipFile(source.stream) as archive:
            package = _Package(archive)
            if kind == "odt":
                root, says = package.part("content.xml"), package.part("meta.xml")
                grammar, notes = _ODT, None
            else:
                root, says = package.part("word/document.xml"), package.part("docProps/core.xml")
                grammar, notes = (
                    _with_styles(package.part("word/styles.xml")),
                    package.part("word/footnotes.xml"),
                )
            if root is None:
                return warn("R109", source.where, detail=package.trouble or "no text in this document")
            blocks = list(_blocks(next(root.iter(grammar.body), root), grammar))
            if notes is not None:
                blocks.extend(_notes(notes, grammar))
    except _BROKEN as problem:
        return warn("R109", source.where, detail=f"broken document ({str(problem)[:80]})")
    return blocks, _said(says, f"{_DC}title"), _said(says, f"{_DC}creator")


class _Package:
    """The parts of a document; `trouble` says what was wrong with the last that could not be read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.trouble = ""

    def part(self, name: str) -> Any:
        """Parse one part; None where it is missing, broken, encrypted or too large."""
        from lxml import etree  # noqa: PLC0415  most files are no documents

        try:
            entry = self._archive.getinfo(name)
        except KeyError:
            return None
        if entry.flag_bits & 1 or self._is_encrypted(name):
            self.trouble = "it is encrypted"
            return None
        if entry.file_size > _MAX_PART:
            self.trouble = f"{name} unpacks to {human(entry.file_size)}, over the limit of {human(_MAX_PART)}"
            return None
        with self._archive.open(entry) as packed:
            data = packed.read(_MAX_PART + 1)
        if len(data) > _MAX_PART:
            self.trouble = f"{name} unpacks to more than it says"
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as problem:
            self.trouble = f"broken XML in {name} ({str(problem)[:60]})"
            return None
        if root is None:
            self.trouble = f"broken XML in {name}"
        return root

    def _is_encrypted(self, name: str) -> bool:
        """Tell an OpenDocument file whose parts have a password."""
        if name != "content.xml" or "META-INF/manifest.xml" not in self._archive.namelist():
            return False
        entry = self._archive.getinfo("META-INF/manifest.xml")
        return entry.file_size < _MAX_PART and b"encryption-data" in self._archive.read(entry)


def _said(says: Any, tag: str) -> str | None:
    """Give a line of what a document says of itself."""
    return next((item.text for item in says.iter(tag) if item.text), None) if says is not None else None


def _with_styles(styles: Any) -> _Grammar:
    """Give the grammar of .docx with the styles of headlines: their ids are anything, their names are not."""
    heads = {"Title": 0, "Heading1": 1, "Heading2": 2}
    ranks = {"title": 0, "heading 1": 1, "heading 2": 2}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        name = style.find(f"{_W}name")
        rank = ranks.get((name.get(f"{_W}val") or "").lower()) if name is not None else None
        if rank is not None:
            heads[style.get(f"{_W}styleId") or ""] = rank
    return _Grammar(**{**vars(_DOCX), "heads": heads})


def _blocks(element: Any, grammar: _Grammar) -> Iterator[_Block]:
    """Give the paragraphs under an element, in their order."""
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in grammar.skipped:
            continue
        if tag in grammar.paragraphs:
            yield from _paragraph(child, grammar)
        elif tag == grammar.row:
            yield from _row(child, grammar)
        else:
            yield from _blocks(child, grammar)


def _paragraph(element: Any, grammar: _Grammar) -> Iterator[_Block]:
    """Give a paragraph, and after it the text boxes and notes that hang on it."""
    parts: list[str] = []
    boxes: list[Any] = []
    _inline(element, grammar, parts, boxes)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    text = "\n".join(line for line in lines if line)
    if text:
        yield _Block(text, _rank(element, grammar))
    for box in boxes:
        yield from _blocks(box, grammar)


def _inline(element: Any, grammar: _Grammar, parts: list[str], boxes: list[Any]) -> None:
    """Gather the letters of a paragraph."""
    if grammar.texts is None and element.text:
        parts.append(element.text)
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in grammar.skipped or _is_hidden(child):
            pass
        elif tag in grammar.boxes or tag == grammar.notes:
            boxes.append(child)
        elif tag in grammar.breaks:
            parts.append(grammar.breaks[tag])
        elif grammar.texts is not None and tag in grammar.texts:
            parts.append(child.text or "")
        else:
            _inline(child, grammar, parts, boxes)
        if grammar.texts is None and child.tail:
            parts.append(child.tail)


def _is_hidden(run: Any) -> bool:
    """Tell a run of text that its writer hid."""
    hidden = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return hidden is not None and hidden.get(f"{_W}val") not in ("0", "false", "off")


def _row(element: Any, grammar: _Grammar) -> Iterator[_Block]:
    """Give a row of a table as one line; a row that lays out a page gives its cells one after the other."""
    cells = [list(_blocks(cell, grammar)) for cell in element.iterchildren(grammar.cell)]
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and all(len(cell) == 1 and len(cell[0].text) < _LONG_CELL for cell in filled):
        yield _Block("\t".join(cell[0].text.replace("\n", " ") for cell in filled), 9)
        return
    for cell in filled:
        yield from cell


def _rank(element: Any, grammar: _Grammar) -> int:
    """Rank a paragraph as a headline."""
    if not grammar.style:
        return 1 if element.tag == f"{_TEXT}h" and element.get(f"{_TEXT}outline-level", "1") == "1" else 9
    style = element.find(grammar.style)
    return grammar.heads.get(style.get(f"{_W}val") or "", 9) if style is not None else 9


def _notes(root: Any, grammar: _Grammar) -> Iterator[_Block]:
    """Give the footnotes of a .docx, which stand in a part of their own."""
    for note in root.iter(f"{_W}footnote"):
        if note.get(f"{_W}type") in (None, "normal"):
            yield from _blocks(note, grammar)


def _headline(blocks: list[_Block], own: str | None) -> tuple[str | None, tuple[Furniture, ...]]:
    """Find the title: the file's own where it is true, else the highest headline, else the first line."""
    opening = blocks[:_OPENING]
    at: int | None = None
    if own is not None:
        at = opens_with(own, [block.text for block in opening], arabic=True)
        if at == -1:
            return own, ()
    if at is None:
        # One paragraph by itself is a text without a title, not a title without a text.
        if len(blocks) < 2:
            return None, ()
        at = min(range(len(opening)), key=lambda n: opening[n].rank)
        own = opening[at].text
        if len(own) > MAX_TITLE:
            return None, ()
    start = sum(len(block.text) + 1 for block in blocks[:at])
    return own, (Furniture(Span(start, start + len(blocks[at].text)), "title-line"),)
