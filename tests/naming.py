"""Small reports whose names are known beforehand: what is tested with them does not lean on the tagger of names."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from making import WIRE
from riwaya import pipeline
from riwaya.case import Case
from riwaya.model import Extraction, Mention, MentionType, Report, Span
from riwaya.pipeline import single

NAMES: dict[str, tuple[MentionType, str | None]] = {
    "سامر فؤاد حداد": ("PER", None),
    "سامر حداد": ("PER", None),
    "Samer Haddad": ("PER", None),
    "نبيل الزهراوي": ("PER", None),
    "رنا الكيلاني": ("PER", None),
    "دائرة الأرصاد البحرية": ("ORG", None),
    "ميناء السدرة": ("LOC", None),
    "وادي الزعفران": ("LOC", None),
    "دمشق": ("LOC", "g170654"),
}
"""Names, the longest of those that begin alike first, with type and place of the gazetteer."""


def extract(report: Report) -> Extraction:
    """Find the names of `NAMES` where they stand."""
    found: list[Mention] = []
    for name, (kind, place) in NAMES.items():
        start = report.text.find(name)
        while start >= 0:
            span = Span(start, start + len(name))
            if not any(m.span.start < span.end and span.start < m.span.end for m in found):
                found.append(Mention(span=span, type=kind, identity=name, place=place))
            start = report.text.find(name, start + 1)
    return Extraction(report=report.id, mentions=tuple(sorted(found, key=lambda m: m.span)))


def write(folder: Path, texts: dict[str, str]) -> list[Path]:
    """Write reports of one story, each with its own words; gives the files."""
    out = []
    for name, words in texts.items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps({"id": name, "text": f"{WIRE} {words}"}), encoding="utf-8")
        out.append(path)
    return out


def read(files: Iterable[Path], case: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Read the files into the case, with the names of `NAMES`."""
    monkeypatch.setattr(single, "extract_report", extract)
    return pipeline.read(list(files), case)
