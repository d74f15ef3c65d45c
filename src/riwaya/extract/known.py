"""Known sources: what is noted of each source of a report, and where and how its words stand there."""

from dataclasses import dataclass
from typing import NamedTuple

from riwaya.extract.told import Range
from riwaya.extract.view import View
from riwaya.extract.wordlists import heads
from riwaya.model import Kind, Span
from riwaya.read.told import outlets

OWN_WORDS = "link.mention"
"""The rule of a link that its own words resolve."""


@dataclass(slots=True, eq=False)
class Known:
    """A source of this report: its words, its fullest text so far and where that stands, its kind."""

    words: frozenset[str]
    text: str
    span: Span
    kind: Kind
    head: str | None
    plural: bool = False
    feminine: bool | None = None
    at: int = 0


class Meant(NamedTuple):
    """Who is meant, and by which rule."""

    known: Known
    rule: str


def joined(*rules: str) -> str:
    """Name the rules that made a link together: ``link.relay+link.short-form``; own words go without saying."""
    return "+".join(rule for rule in rules if rule != OWN_WORDS) or OWN_WORDS


@dataclass(slots=True, frozen=True)
class Titled:
    """A person's name in the report with the titles around it, and where all of it stands."""

    words: frozenset[str]
    name: frozenset[str]
    text: str
    span: Span
    at: int


def source_span(view: View, source: Range) -> Span:
    """Give the raw span of a source; an attached ل or ب that can be cut off is left out."""
    span = view.span(*source)
    stem = view.clitics(source[0])
    cut = 0
    if view.name_type[source[0]] == "PER":
        return span
    title = view.forms[source[0]] in heads()  # «ولي العهد»
    if stem.conjunction and not title and view.text[span.start] == stem.conjunction:
        cut = 1
    if (
        stem.preposition
        and (not stem.article or stem.preposition != "ل")
        and view.text[span.start + cut] == stem.preposition
    ):
        cut += 1
    elif not cut and view.text[span.start] == "ل" and not stem.preposition and not stem.article:
        # «لفرانس برس»: an outlet, though no word that texts often use without ل
        cut = int(outlets.find(view.text[span.start + 1 : span.end]) is not None)
    return Span(span.start + cut, span.end)


def source_text(view: View, source: Range) -> str:
    """Give the text of a source as a name: «للجزيرة نت» → «الجزيرة نت»."""
    span = source_span(view, source)
    text = view.text[span.start : span.end]
    quoted = view.opening.get(source[0])
    if quoted is not None and quoted.closing == source[1] - 1:
        return text[1:-1].strip()
    return "ال" + text[2:] if view.clitics(source[0]).preposition == "ل" and text.startswith("لل") else text
