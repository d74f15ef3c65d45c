"""Edits in words: what became of a figure, a source, a denial on the way from one report to the other.

Where it is known who was first, a thing changed, was dropped or was added; where it is not, the words only say what
stands in which report.
"""

import re
from typing import NamedTuple, get_args

from riwaya.model import Copy, Edit, Edited, Report, Span, Stance
from riwaya.show import labels
from riwaya.show.labels import Bilingual
from riwaya.show.told import Told, told
from riwaya.show.visible import clipped

STRONG: tuple[Edited, ...] = ("figure", "denial", "source")
"""What a desk looks for first; the others come after."""
SHORT, LONG = 60, 140
"""Characters of a value that are shown: of a figure or a name, and of a denial."""

_VALUE = re.compile(r"(?P<bound>[<>]=)?(?P<low>-?\d+(?:\.\d+)?)(?:-(?P<high>-?\d+(?:\.\d+)?))?")
_ORDER = {kind: n for n, kind in enumerate((*STRONG, *(k for k in get_args(Edited) if k not in STRONG)))}


class EditView(NamedTuple):
    """What was changed, in words, with its number in its pair and every place where it was."""

    n: int
    kind: Edited
    label: Bilingual
    words: Told
    edits: tuple[Edit, ...]

    @property
    def strong(self) -> bool:
        """Tell whether it is of the kinds that a desk looks for first."""
        return self.kind in STRONG


def views(copy: Copy, a: Report, b: Report, names: tuple[str, str]) -> tuple[EditView, ...]:
    """Give the edits of a pair, those that matter most first and those that read alike as one; `names` are what the two
    reports are called.
    """
    alike: dict[tuple[Edited, Told], list[Edit]] = {}
    for edit in sorted(copy.edits, key=lambda e: (_ORDER[e.kind], e.a, e.b)):
        alike.setdefault((edit.kind, _words(edit, copy, (a, b), names)), []).append(edit)
    return tuple(
        EditView(n, kind, labels.label("edited", kind), words, tuple(found))
        for n, ((kind, words), found) in enumerate(alike.items(), 1)
    )


def _words(edit: Edit, copy: Copy, reports: tuple[Report, Report], names: tuple[str, str]) -> Told:
    in_a, in_b = (
        _value(edit.kind, report.text, span, meant)
        for report, span, meant in zip(reports, (edit.a, edit.b), (edit.a_is, edit.b_is), strict=True)
    )
    has_a, has_b = edit.a.start < edit.a.end, edit.b.start < edit.b.end
    facts: dict[str, Bilingual | str] = {"a": names[0], "b": names[1], "in_a": in_a, "in_b": in_b}
    if copy.direction == "unknown":
        way = "differs" if has_a and has_b else "only"
        facts |= {"value": in_a if has_a else in_b, "who": names[0] if has_a else names[1]}
    else:
        forward = copy.direction == "a_to_b"
        had, has = (has_a, has_b) if forward else (has_b, has_a)
        way = "changed" if had and has else "dropped" if had else "added"
        facts |= {"old": in_a if forward else in_b, "new": in_b if forward else in_a}
    return told(labels.label("edit", f"{edit.kind}-{way}"), facts)


def _value(kind: Edited, text: str, span: Span, meant: str) -> Bilingual:
    """Say what stands on one side: a figure as a number, a name in full, words of saying with their stance."""
    words = clipped(text[span.start : span.end], LONG if kind == "denial" else SHORT)
    if kind == "figure":
        return _figure(meant or words)
    if kind == "stance" and meant in get_args(Stance):
        stance = labels.label("stance", meant)
        return labels.both(lambda lang: f"«{words}» ({getattr(stance, lang)})")
    if kind == "denial" and meant and words:
        return labels.same(f"«{words}»" if meant in words else f"«{words}» ({clipped(meant, SHORT)})")
    if kind in ("source", "name") and meant:
        return labels.same(clipped(meant, SHORT))
    return labels.same(f"«{words}»" if words else clipped(meant, SHORT))


def _figure(meant: str) -> Bilingual:
    """Write a value as figures are written everywhere; what is no value of `link` stays as it is."""
    found = _VALUE.fullmatch(meant)
    if found is None:
        return labels.same(clipped(meant, SHORT))
    bound, low, high = found["bound"], _number(found["low"]), _number(found["high"])
    if high is None and bound is None:
        high = low
    return labels.figure(None, low) if bound == "<=" else labels.figure(low, high)


def _number(digits: str | None) -> float | int | None:
    if digits is None:
        return None
    value = float(digits)
    return int(value) if value.is_integer() else value
