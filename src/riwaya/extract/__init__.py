"""Extract: what one report says, with its words; a pure function of the report."""

import re
from typing import NamedTuple

import msgspec

from riwaya.arabic.words import tokens
from riwaya.errors import warn
from riwaya.extract.credits import credits as find_credits
from riwaya.extract.located import located
from riwaya.extract.mentions import mentions
from riwaya.extract.quantities import quantities
from riwaya.extract.roles import descriptions
from riwaya.extract.sourcing import sourcing
from riwaya.extract.statements import statements
from riwaya.extract.times import times
from riwaya.extract.view import View
from riwaya.model import Extraction, Mention, Quantity, Report, Span, Warn

__all__ = ["VERSION", "extract"]

# Raised whenever the same report would give another extraction: a case extracts its reports again.
VERSION = 4

# Furniture whose figures still count: a headline says what the outlet says.
HEADINGS = frozenset(("title-line", "section-heading"))
_LEAD = 200  # characters before a headline that stands in the text
_DUAL = "number.dual"
_MODEL = "mention.tagger"
_ARABIC = re.compile(r"[\u0620-\u064a\ufb50-\ufdff\ufe70-\ufefc]")


def extract(report: Report) -> Extraction:
    """Read one report: its statements with their chains, quantities, times, mentions, credits and sourcing.

    Pure: no clock, no network, no state; the same report always gives the same extraction. A report without Arabic
    gives an empty one with warning R107, one in another language with R129; a quotation that never closes gives
    warning R201.
    """
    if report.language is not None and report.language != "und":
        return Extraction(report=report.id, warnings=(warn("R129", report.name, language=report.language),))
    if report.language is not None or not _ARABIC.search(report.text):
        return Extraction(report=report.id, warnings=(warn("R107", report.name),))
    hidden = [mark.span for mark in report.furniture if mark.rule not in HEADINGS]
    view, names, numbers = reading(report)
    toks = view.toks
    said = statements(view, names, numbers)
    own, shares = sourcing(view, said)
    # Before the title is read: times need the numbers of the text, and only the last text's are remembered.
    when = times(report.text, toks, report.published)
    named = located(report, toks, [found for found in names if _stands(found.span, hidden)])
    return Extraction(
        report=report.id,
        statements=said,
        own_voice=own,
        quantities=tuple(found for found in numbers if _stands(found.span, hidden))
        + _in_title(report, names),
        times=tuple(found for found in when if _stands(found.span, hidden)),
        mentions=named,
        descriptions=descriptions(report.text, toks, named),
        credits=find_credits(report, toks),
        sourcing=shares,
        warnings=_unclosed(view, report),
    )


class Reading(NamedTuple):
    """A report as the statement rules read it, with the names and the numbers that they look at."""

    view: View
    names: tuple[Mention, ...]
    numbers: tuple[Quantity, ...]


def reading(report: Report) -> Reading:
    """Take a report's text apart into what the statement rules read."""
    toks = tokens(report.text)
    names = mentions(report.text, toks)
    numbers = tuple(
        found for found in quantities(report.text, toks) if not _is_name(found, names, report.text)
    )
    return Reading(View(report.text, toks, report.furniture, names), names, numbers)


def _is_name(found: Quantity, names: tuple[Mention, ...], text: str) -> bool:
    """Tell whether what looks like a dual is (a part of) a name: «طالبان» are no two students.

    A name that the model alone takes for one must come again («برلمانان» are two parliaments), and have no article
    anywhere («الطالبان» are students).
    """
    if found.rule != _DUAL:
        return False
    around = [n for n in names if n.span.start <= found.span.start and found.span.end <= n.span.end]
    word = text[found.span.start : found.span.end]
    again = sum(word in text[n.span.start : n.span.end] for n in names)
    return any(n.rule != _MODEL or (again > 1 and f"ال{word}" not in text) for n in around)


def _in_title(report: Report, names: tuple[Mention, ...]) -> tuple[Quantity, ...]:
    """Read the figures of a headline that is not in the text itself; a dual that is a name in the text is one there."""
    title = report.title or ""
    if not title or title in report.text[: len(title) + _LEAD]:
        return ()
    named = {t.form for name in names for t in tokens(report.text, name.span.start, name.span.end)}
    toks = tokens(title)
    duals = {t.start for t in toks if t.form in named}
    return tuple(
        msgspec.structs.replace(found, where="title")
        for found in quantities(title, toks)
        if not (found.rule == _DUAL and found.span.start in duals)
    )


def _stands(span: Span, hidden: list[Span]) -> bool:
    """Tell whether a finding stands in the report itself and not in page furniture."""
    return not any(mark.start <= span.start < mark.end for mark in hidden)


def _unclosed(view: View, report: Report) -> tuple[Warn, ...]:
    """Warn of long quotations that nothing closes."""
    return tuple(
        warn("R201", f"{report.name}, character {view.toks[quote.opening].start}")
        for quote in view.quotes
        if not quote.closed and view.words_in(quote) > 0
    )
