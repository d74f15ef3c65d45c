"""The text of a report as its page shows it: every mark can be pressed, and beside each line stands what was copied.

A stretch of text may lie under several marks. What is pressed is the innermost: a cue before a figure, a figure before
a time or a name, and these before the source in whose words they stand.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from riwaya.model import Copy, Extraction, Linked, Report, Span
from riwaya.show import copies, edits, labels, marks, whence
from riwaya.show.edits import EditView
from riwaya.show.labels import Bilingual
from riwaya.show.marks import Layer, Piece
from riwaya.show.whence import Part

LEAST = 8
"""Words of a part of the text that is told of in the margin."""
_OTHERS = tuple(re.compile(rf"{kind}\d+") for kind in "qtm")
_STATEMENT = re.compile(r"[so]\d+")


class Run(NamedTuple):
    """A run of text under the same marks: its classes, the parts that start here, and the part that pressing opens."""

    text: str
    css: str
    starts: tuple[str, ...]
    opens: str


class Borrowed(NamedTuple):
    """A part of the text that other reports have too: whose it is in words, and the pair that shows it."""

    origin: str
    label: Bilingual
    words: int
    others: int
    copy: str


class Edited(NamedTuple):
    """A thing that was changed between this report and another, and the pair that shows it."""

    view: EditView
    copy: str
    other: str


class Line(NamedTuple):
    """A line of a report: its runs, whether it is furniture, whose its text mostly is, and what the margin says."""

    runs: tuple[Run, ...]
    furniture: bool
    origin: str
    borrowed: tuple[Borrowed, ...]
    edited: tuple[Edited, ...]


class Shared(NamedTuple):
    """What is known of the copies of a report: its parts by where they come from, each with the pair that tells it."""

    parts: tuple[tuple[Part, Copy], ...]
    edits: tuple[tuple[Span, Edited], ...]


def shared(report: Report, linked: Linked, reports: Mapping[str, Report]) -> Shared:
    """Say of each part of a report from where it comes, and what was changed there."""
    if not linked.copies:
        return Shared((), ())
    found: list[tuple[Part, Copy]] = []
    for part in whence.parts(report, linked.copies, linked, reports):
        if part.origin != "own" and part.words >= LEAST and (copy := _told_by(part, report, linked, reports)):
            found.append((part, copy))
    told = {copy.id: copy for _, copy in found}
    changed = [one for copy in told.values() for one in _edits(copy, report, reports)]
    return Shared(tuple(found), tuple(sorted(changed, key=lambda one: one[0])))


def _told_by(part: Part, report: Report, linked: Linked, reports: Mapping[str, Report]) -> Copy | None:
    """Give the pair from which a part is told: of those with its name, the one that shares most words here."""
    passages = {p.id: p for p in linked.passages}

    def here(copy: Copy) -> int:
        spans = (copies.spans(passages[p], report.id)[0] for p in copy.passages if p in passages)
        return sum(max(0, min(s.end, part.span.end) - max(s.start, part.span.start)) for s in spans)

    named = [c for c in linked.copies if part.origin == "wire" or part.name == _name(c, report, reports)]
    best = max(named, key=lambda c: (here(c), c.id), default=None)
    return best if best is not None and here(best) else None


def _other(copy: Copy, report: Report) -> str:
    return copy.b if copy.a == report.id else copy.a


def _name(copy: Copy, report: Report, reports: Mapping[str, Report]) -> str:
    return copies.paper(reports[_other(copy, report)])


def _edits(found: Copy, report: Report, reports: Mapping[str, Report]) -> Iterable[tuple[Span, Edited]]:
    """Give what was changed between a report and another, each where it stands, or is missing, in this report."""
    copy = copies.oriented(found)
    a, b = reports[copy.a], reports[copy.b]
    names = copies.called((a, b))
    for view in edits.views(copy, a, b, (names[a.id], names[b.id])):
        told = Edited(view, copy.id, names[_other(copy, report)])
        for edit in view.edits:
            yield edit.a if copy.a == report.id else edit.b, told


def lines(report: Report, extraction: Extraction, known: Shared) -> list[Line]:
    """Cut a report into its lines, with all that stands beside them."""
    more = [*_more(extraction), *(Layer(span, "edited") for span, _ in known.edits)]
    out = []
    end = -1
    for paragraph in marks.paragraphs(report, extraction, more):
        text = "".join(piece.text for piece in paragraph.pieces)
        start = report.text.index(text, end + 1)
        end = start + len(text)
        out.append(_line(paragraph, Span(start, end), known))
    return out


def _more(extraction: Extraction) -> Iterable[Layer]:
    """Give the layers that only the page of one report has: times that can be pressed, names and places."""
    yield from (Layer(time.span, "time", f"t{n}") for n, time in enumerate(extraction.times))
    for n, mention in enumerate(extraction.mentions):
        yield Layer(mention.span, "place" if mention.type == "LOC" else "name", f"m{n}")


def _line(paragraph: marks.Paragraph, window: Span, known: Shared) -> Line:
    parts = [(part, copy) for part, copy in known.parts if _overlap(part.span, window)]
    most = max(parts, key=lambda one: _overlap(one[0].span, window), default=None)
    covered = _overlap(most[0].span, window) if most else 0
    return Line(
        runs=tuple(_run(piece) for piece in paragraph.pieces),
        furniture=paragraph.furniture,
        origin=most[0].origin if most and 2 * covered > window.end - window.start else "",
        borrowed=tuple(
            _borrowed(part, copy) for part, copy in parts if window.start <= part.span.start < window.end
        ),
        edited=_once(told for span, told in known.edits if window.start <= span.start < window.end),
    )


def _once(found: Iterable[Edited]) -> tuple[Edited, ...]:
    """Give each thing once that was changed in several places, and once where several reports have the same of it."""
    return tuple({(one.view.kind, one.view.words): one for one in found}.values())


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _borrowed(part: Part, copy: Copy) -> Borrowed:
    label = labels.label("copying", f"part_{part.origin}").format(a=part.name)
    return Borrowed(part.origin, label, part.words, part.others, copy.id)


def _run(piece: Piece) -> Run:
    names = piece.css.split()
    opens = piece.cue or next((name for one in _OTHERS for name in names[::-1] if one.fullmatch(name)), "")
    if not opens and "source" in names:
        opens = next((name for name in reversed(names) if _STATEMENT.fullmatch(name)), "")
    return Run(piece.text, piece.css, piece.starts, opens)


def numbers(extraction: Extraction) -> dict[str, int]:
    """Count the parts that an address can point at: for the style sheet that lights them."""
    return {"s": len(extraction.statements), "o": len(extraction.own_voice)}


def lighting(statements: int, own: int) -> str:
    """Give a style sheet that lights a statement in the text when the address points at it."""
    parts: Sequence[str] = [f"s{n}" for n in range(statements)] + [f"o{n}" for n in range(own)]
    rules = [f".text:has(.at-{part}:target) .{part}" for part in parts]
    return f"{','.join(rules)}{{background:var(--lit);color:var(--lit-ink)}}" if rules else ""
