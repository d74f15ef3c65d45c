"""The pictures of scanned pages: a picture of a PDF made into a file that programs for pictures read.

A PDF keeps a photograph as the JPEG that it was, and a scan as a fax or as packed dots. Dots are written as PNM, the
plainest form of a picture there is; colours that are kept in a palette or as inks become greys, which is all that
reading needs.
"""

from typing import Any

from riwaya.read.papers.ocr import MIN_PIXELS, MIN_SIDE
from riwaya.read.papers.pdf_glyphs import Picture
from riwaya.read.papers.pdf_objects import entry, listed, number, unpacked
from riwaya.read.papers.pictures import size_of
from riwaya.read.papers.tesseract import MAX_PIXELS

_COVERS = 0.2
"""The share of a page that a picture of its text covers at least."""
_JBIG2 = "/JBIG2Decode"
_AS_FILES = ("/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", _JBIG2)
"""What pypdf unpacks to a file of its own; JBIG2 with a program called jbig2dec, where that is installed."""
_MOST_PARTS = 40


def scans(pictures: list[Picture], width: float, height: float) -> tuple[list[bytes], str | None]:
    """Give those pictures of a page that may be pictures of its text, as files; the page's size is in points.

    With them comes why another of them cannot be written as a file, if any.
    """
    files, why = [], None
    for picture in pictures[:_MOST_PARTS]:
        if picture.width * picture.height < _COVERS * width * height:
            continue
        if (file := as_file(picture.image)) is not None and size_of(file) is not None:
            files.append(file)
        else:
            packed = _packed(picture.image)
            why = (
                "packed as JBIG2: apt-get install jbig2dec"
                if packed == _JBIG2
                else f"packed as {packed[1:] or 'dots'}"
            )
    return files, why


def as_file(image: Any) -> bytes | None:
    """Write a picture of a PDF as a file of its own; None where it is small, too large, broken or of a rare kind."""
    width, height = int(number(entry(image, "/Width"), 0)), int(number(entry(image, "/Height"), 0))
    if min(width, height) < MIN_SIDE or not MIN_PIXELS <= width * height <= MAX_PIXELS:
        return None
    data = unpacked(image)
    if not data:
        return None
    return data if _packed(image) in _AS_FILES else _dots(image, data, width, height)


def _packed(image: Any) -> str:
    """Name the filter that packed a picture last."""
    filters = entry(image, "/Filter")
    names = listed(filters) if isinstance(filters, list) else [filters]
    return str(names[-1]) if names and names[-1] is not None else ""


def _dots(image: Any, data: bytes, width: int, height: int) -> bytes | None:
    """Write unpacked dots as a picture: one bit, a grey, three colours, a palette or four inks for each."""
    bits = (
        1
        if getattr(entry(image, "/ImageMask"), "value", False) is True
        else int(number(entry(image, "/BitsPerComponent"), 8))
    )
    inverted = [number(item, 0) for item in listed(entry(image, "/Decode"))][:2] == [1.0, 0.0]
    colours, palette = _colours(entry(image, "/ColorSpace"))
    row = (width * colours * bits + 7) // 8
    if len(data) < row * height:
        return None
    data = data[: row * height]
    if bits == 1 and colours == 1:
        # In PNM a bit that is set is black; in a PDF it is white, or what the palette says.
        dark = palette is not None and palette[:1] > palette[1:2]
        return b"P4 %d %d\n" % (width, height) + (data if dark != inverted else data.translate(_FLIPPED))
    if bits != 8:
        return None
    if colours == 1 and palette is not None:
        data = data.translate(palette)
    elif colours == 4:
        data = _greys(data)
    if inverted:
        data = data.translate(_FLIPPED)
    return b"P%d %d %d 255\n" % (6 if colours == 3 else 5, width, height) + data


_FLIPPED = bytes(range(255, -1, -1))


def _colours(space: Any) -> tuple[int, bytes | None]:
    """Give how many values a dot has, and the greys of a palette of 256 where it has one."""
    name = str(space[0] if isinstance(space, list) and space else space)
    if name in ("/Indexed", "/I") and len(space) == 4:
        inner, _ = _colours(space[1].get_object() if hasattr(space[1], "get_object") else space[1])
        table = space[3].get_object() if hasattr(space[3], "get_object") else space[3]
        data = unpacked(table) or (
            table.encode("latin-1", "replace") if isinstance(table, str) else bytes(table or b"")
        )
        greys = bytes(sum(data[at : at + inner]) // inner for at in range(0, len(data) - inner + 1, inner))
        return 1, greys[:256].ljust(256, b"\0")
    if name == "/ICCBased" and len(space) > 1:
        return int(number(entry(space[1].get_object(), "/N"), 3)), None
    return {"/DeviceRGB": 3, "/CalRGB": 3, "/RGB": 3, "/DeviceCMYK": 4, "/CMYK": 4}.get(name, 1), None


def _greys(inks: bytes) -> bytes:
    """Make greys of four inks a dot."""
    import numpy  # noqa: PLC0415  most files have no such picture

    four = numpy.frombuffer(inks, dtype=numpy.uint8).reshape(-1, 4).astype(numpy.uint16)
    light: Any = 255 - numpy.minimum(255, four[:, :3].sum(axis=1) // 3 + four[:, 3])
    return bytes(light.astype(numpy.uint8).tobytes())
