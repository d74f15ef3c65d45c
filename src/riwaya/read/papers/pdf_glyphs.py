"""What a page of a PDF shows, and where: its glyphs with their letters, and its pictures.

The content stream is walked as a printer would, but only the pen is followed: matrices, fonts, spacing. Forms that a
page draws are walked in their places. Words that a file gives for a few glyphs together (ActualText) are taken
instead of the letters of its font: producers write them where one letter is drawn as two glyphs, or two as one.
"""

import time
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from riwaya.read.papers.pdf_fonts import Font
from riwaya.read.papers.pdf_objects import entry, unpacked
from riwaya.read.papers.pdf_operators import Name, operations

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MAX_GLYPHS = 300_000
"""Glyphs of one page; a newspaper's page has 30,000."""
_MAX_OPERATORS = 3_000_000
_MAX_FORMS = 2_000
_MAX_FORM_DEPTH = 8
_MAX_STATES = 256
_MAX_ACTUAL = 12
_CLOCK_EVERY = 4096
_FAR = 1e5


class Glyph(NamedTuple):
    """One glyph: its letters (none for ink without any), the ends of its stretch, the height of its line, its size.

    `turn` counts the quarter turns to the left of its line of writing; `x0`, `x1` and `y` count along and across that
    line, `y` upwards.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    turn: int


class Picture(NamedTuple):
    """A picture that a page draws: its object in the file, and how wide and high it is drawn, in points."""

    image: Any
    width: float
    height: float


@dataclass
class Page:
    """The glyphs of a page, in the order in which they are drawn, and its pictures."""

    glyphs: list[Glyph] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


@dataclass
class _State:
    """What ``q`` keeps and ``Q`` gives back."""

    matrix: Matrix = _UNIT
    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0

    def copy(self) -> "_State":
        return _State(**vars(self))


class Walker:
    """Walks the pages of one file; fonts are read once."""

    def __init__(self) -> None:
        self._fonts: dict[int, tuple[Any, Font]] = {}

    def walk(self, data: bytes, resources: Any, end: float) -> Page:
        """Give what a page shows; `data` is its content stream, `resources` what the names in it mean.

        Nothing more is walked when the clock (`time.monotonic`) shows `end`.
        """
        walk = _Walk(self._fonts, end)
        walk.run(data, resources, _State(), 0)
        return walk.page


class _Walk:
    """The walk over one page."""

    def __init__(self, fonts: dict[int, tuple[Any, Font]], end: float) -> None:
        self.page = Page()
        self._end = end
        self._fonts = fonts
        self._left = _MAX_OPERATORS
        self._forms = _MAX_FORMS
        self._state = _State()
        self._line = self._pen = _UNIT
        # Marked content: for each level that is open, the words given for it and the number of glyphs at its start.
        self._marked: list[tuple[str | None, int]] = []

    def run(self, data: bytes, resources: Any, state: _State, depth: int) -> None:
        """Walk one content stream."""
        self._state = state
        stack: list[_State] = []
        marked = len(self._marked)
        for operator, operands in operations(data):
            self._left -= 1
            if self._left < 0 or len(self.page.glyphs) > _MAX_GLYPHS:
                return
            if self._left % _CLOCK_EVERY == 0 and self._is_late():
                return
            if operator == b"q":
                if len(stack) < _MAX_STATES:
                    stack.append(self._state.copy())
            elif operator == b"Q":
                if stack:
                    self._state = stack.pop()
            elif operator == b"Do":
                self._draw(operands, resources, depth)
            elif operator == b"Tf":
                self._set_font(operands, resources)
            elif operator in _MARKS:
                self._mark(operator, operands, resources)
            elif operator in _SHOWS:
                self._show(operator, operands)
            else:
                self._move(operator, operands)
        while len(self._marked) > marked:
            self._marked.pop()

    def _move(self, operator: bytes, operands: list[Any]) -> None:
        """Follow an operator that moves the pen or sets how text is written."""
        state, wanted = self._state, _NUMBERS.get(operator)
        if wanted is None or (given := _floats(operands, wanted)) is None:
            return
        if operator == b"cm":
            state.matrix = _times(_six(given), state.matrix)
        elif operator == b"BT":
            self._line = self._pen = _UNIT
        elif operator == b"Tm":
            self._line = self._pen = _six(given)
        elif operator in (b"Td", b"TD"):
            if operator == b"TD":
                state.leading = -given[1]
            self._next_line(given[0], given[1])
        elif operator == b"T*":
            self._next_line(0.0, -state.leading)
        elif operator == b"Tz":
            state.stretch = given[0] / 100
        else:
            setattr(state, _SETS[operator], given[0])

    def _next_line(self, x: float, y: float) -> None:
        self._line = self._pen = _times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _set_font(self, operands: list[Any], resources: Any) -> None:
        """Take a font of the resources by its name."""
        if (
            len(operands) < 2
            or not isinstance(operands[0], Name)
            or (size := _floats(operands[1:], 1)) is None
        ):
            return
        self._state.size = size[0]
        resource = entry(entry(resources, "/Font"), f"/{operands[0]}")
        if resource is None:
            self._state.font = None
            return
        key = id(resource)
        if key not in self._fonts:
            if self._is_late():
                return
            # The object is held too, so that its number is never another's.
            self._fonts[key] = (resource, Font(resource))
        self._state.font = self._fonts[key][1]

    def _is_late(self) -> bool:
        """Tell that the time is up; nothing more is walked then."""
        if time.monotonic() > self._end:
            self._left = 0
        return self._left <= 0

    def _show(self, operator: bytes, operands: list[Any]) -> None:
        """Show a string, or an array of strings with moves between them."""
        state = self._state
        if operator == b'"' and (given := _floats(operands, 2)) is not None:
            state.word_spacing, state.spacing = given
        if operator in (b"'", b'"'):
            self._next_line(0.0, -state.leading)
        last = operands[-1] if operands else None
        for item in last if isinstance(last, list) else [last]:
            if isinstance(item, bytes):
                self._write(item)
            elif isinstance(item, float):
                self._forward(-item / 1000 * state.size * state.stretch)

    def _forward(self, by: float) -> None:
        a, b, c, d, e, f = self._pen
        self._pen = (a, b, c, d, e + by * a, f + by * b)

    def _write(self, codes: bytes) -> None:
        """Put the glyphs of a string on the page."""
        state = self._state
        if state.font is None:
            return
        glyphs, first = self.page.glyphs, len(self.page.glyphs)
        mirrored = False
        for shown in state.font.show(codes):
            a, b, c, d, e, f = _times(self._pen, state.matrix)
            mirrored = a * d - b * c < 0
            width = shown.width * state.size * state.stretch
            turn = None if shown.text is None else _turn(c, d)
            if shown.text is not None and turn is not None and abs(e) < _FAR and abs(f) < _FAR:
                e, f = e + state.rise * c, f + state.rise * d
                along, across = _turned(e, f, turn)
                ahead = _turned(e + width * a, f + width * b, turn)[0]
                size = abs(state.size) * max((c * c + d * d) ** 0.5, 1e-6)
                glyphs.append(Glyph(shown.text, min(along, ahead), max(along, ahead), across, size, turn))
            extra = state.spacing + (state.word_spacing if shown.blank else 0.0)
            self._forward(width + extra * state.stretch)
            if len(glyphs) > _MAX_GLYPHS:
                return
        if mirrored and len(glyphs) > first:
            # Programs that put text behind a scan turn the pen round for Arabic, and write it as it is read.
            text = "".join(glyph.text for glyph in glyphs[first:])
            glyphs[first:] = [_whole(glyphs[first:], text)]

    def _mark(self, operator: bytes, operands: list[Any], resources: Any) -> None:
        """Open or close marked content; when one with words of its own closes, they stand for its glyphs."""
        if operator != b"EMC":
            if len(self._marked) < _MAX_STATES:
                given = operands[-1] if operator == b"BDC" and len(operands) > 1 else None
                if isinstance(given, Name):
                    given = entry(entry(resources, "/Properties"), f"/{given}")
                self._marked.append((_actual(given), len(self.page.glyphs)))
            return
        if not self._marked:
            return
        words, start = self._marked.pop()
        glyphs = self.page.glyphs[start:]
        if words is None or not glyphs or any(mark[0] is not None for mark in self._marked):
            return
        # Words for a whole line or more say nothing of where each stands: then the glyphs speak for themselves.
        if len(words) > _MAX_ACTUAL and any(glyph.text.strip() for glyph in glyphs):
            return
        whole = _whole(glyphs, words)
        self.page.glyphs[start:] = [whole] if words else []

    def _draw(self, operands: list[Any], resources: Any, depth: int) -> None:
        """Draw an object of the page: a picture is noted, a form is walked."""
        name = operands[-1] if operands else None
        drawn = entry(entry(resources, "/XObject"), f"/{name}") if isinstance(name, Name) else None
        kind = str(entry(drawn, "/Subtype"))
        if kind == "/Image":
            a, b, c, d, _, _ = self._state.matrix
            self.page.pictures.append(Picture(drawn, (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5))
        elif kind == "/Form" and depth < _MAX_FORM_DEPTH and self._forms > 0:
            self._forms -= 1
            data = None if self._is_late() else unpacked(drawn)
            if data is None:
                return
            outer, pens = self._state, (self._line, self._pen)
            state = outer.copy()
            if (own := _floats(entry(drawn, "/Matrix") or [], 6)) is not None:
                state.matrix = _times(_six(own), state.matrix)
            self.run(data, entry(drawn, "/Resources") or resources, state, depth + 1)
            self._state, (self._line, self._pen) = outer, pens


_MARKS = frozenset((b"BMC", b"BDC", b"EMC"))
_SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))
_SETS = {b"Tc": "spacing", b"Tw": "word_spacing", b"TL": "leading", b"Ts": "rise"}
_NUMBERS = {b"cm": 6, b"Tm": 6, b"Td": 2, b"TD": 2, b"T*": 0, b"BT": 0, b"Tz": 1, **dict.fromkeys(_SETS, 1)}


def _whole(glyphs: list[Glyph], text: str) -> Glyph:
    """Make one glyph of several; a letter drawn with its mark stands where the wider of both is."""
    base = max(glyphs, key=lambda glyph: glyph.x1 - glyph.x0)
    return base._replace(text=text, x0=min(g.x0 for g in glyphs), x1=max(g.x1 for g in glyphs))


def _floats(operands: Any, wanted: int) -> list[float] | None:
    """Give the first numbers of the operands, or None when there are fewer."""
    given = [float(item) for item in operands[:wanted] if isinstance(item, int | float)]
    return given if len(given) == wanted and all(abs(item) < 1e7 for item in given) else None


def _six(given: list[float]) -> Matrix:
    a, b, c, d, e, f = given
    return a, b, c, d, e, f


def _times(one: Matrix, two: Matrix) -> Matrix:
    """Do the first change and then the second."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _turn(c: float, d: float) -> int | None:
    """Say where the letters' heads point: 0 upwards, 1 to the left, 2 downwards, 3 to the right.

    Not where the pen goes: programs that put text behind a scan write Arabic with the pen going to the left.
    """
    if abs(c) <= abs(d) * 0.2:
        return 0 if d > 0 else 2 if d < 0 else None
    if abs(d) <= abs(c) * 0.2:
        return 1 if c < 0 else 3
    return None


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """Give a point as seen by who reads text of this direction."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _actual(properties: Any) -> str | None:
    """Read the words that marked content gives for its glyphs, or None."""
    value = (
        properties.get("ActualText", properties.get("/ActualText")) if isinstance(properties, dict) else None
    )
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        return None
    if value.startswith((b"\xfe\xff", b"\xff\xfe")):
        return value.decode("utf-16", errors="ignore")
    return value.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")
