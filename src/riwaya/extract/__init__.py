"""Extract: what one report says, with its words; a pure function of the report."""

import re

from riwaya.arabic.words import tokens
from riwaya.errors import warn
from riwaya.extract.credits import credits as find_credits
from riwaya.extract.mentions import mentions
from riwaya.extract.quantities import quantities
from riwaya.extract.sourcing import sourcing
from riwaya.extract.statements import statements
from riwaya.extract.times import times
from riwaya.extract.view import View
from riwaya.model import Extraction, Report, Warn

__all__ = ["VERSION", "extract"]

# Raised whenever the same report would give another extraction: a case extracts its reports again.
VERSION = 1

_ARABIC = re.compile(r"[\u0620-\u064a\ufb50-\ufdff\ufe70-\ufefc]")


def extract(report: Report) -> Extraction:
    """Read one report: its statements with their chains, quantities, times, mentions, credits and sourcing.

    Pure: no clock, no network, no state; the same report always gives the same extraction. A report without Arabic
    gives an empty one with warning R107; a quotation that never closes gives warning R201.
    """
    if not _ARABIC.search(report.text):
        return Extraction(report=report.id, warnings=(warn("R107", report.name),))
    toks = tokens(report.text)
    names = mentions(report.text, toks)
    view = View(report.text, toks, report.furniture, names)
    numbers = quantities(report.text, toks)
    said = statements(view, names, numbers)
    own, shares = sourcing(view, said)
    return Extraction(
        report=report.id,
        statements=said,
        own_voice=own,
        quantities=numbers,
        times=times(report.text, toks, report.published),
        mentions=names,
        credits=find_credits(report),
        sourcing=shares,
        warnings=_unclosed(view, report),
    )


def _unclosed(view: View, report: Report) -> tuple[Warn, ...]:
    """Warn of long quotations that nothing closes."""
    return tuple(
        warn("R201", f"{report.name}, character {view.toks[quote.opening].start}")
        for quote in view.quotes
        if not quote.closed and view.words_in(quote) > 0
    )
