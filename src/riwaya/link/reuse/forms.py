"""Forms: reports that share their words because one form was filled in twice, for another day, company or president.

The close of a stock market and a cable of congratulation have most of their words from the last one, and are no copies
of it. What tells is what stands in the blanks: in a form the figures of another day are others, and so are the names.
"""

from collections.abc import Iterable, Sequence

from riwaya.link.reuse.edits_of_facts import figures, names
from riwaya.link.reuse.sides import Side, Sides
from riwaya.link.reuse.words import day_of
from riwaya.model import Span

# Blanks that were filled in otherwise at least, and words of the form for each of them at most.
FIGURES, NAMES = 3, 2
APART = 40


def is_form(seen: Sequence[Sides]) -> bool:
    """Tell whether the passages of two reports, each seen from the first, are one form that was filled in twice.

    So they are where the names in them are others and few are the same; or where the figures are, in reports of two
    days: on one day, other figures in the same words are a copy that somebody changed. Each counts once.
    """
    a, b = seen[0].here, seen[0].there
    other_figures = {(e.a_is, e.b_is) for sides in seen for e in figures(sides)}
    other_names = {(e.a_is, e.b_is) for sides in seen for e in names(sides, countries=True)}
    told = a.extraction
    same_figures = _kept(seen, a, (q.span for q in told.quantities if q.where == "text"))
    same_names = _kept(seen, a, (m.span for m in told.mentions))
    days = day_of(a.report.published), day_of(b.report.published)
    least = sum(sides.end - sides.start for sides in seen) / APART
    if len(other_names) >= max(NAMES, least) and same_names <= NAMES * len(other_names):
        return True
    two_days = all(days) and days[0] != days[1]
    return two_days and len(other_figures) >= max(FIGURES, least) and 2 * same_figures <= len(other_figures)


def _kept(seen: Sequence[Sides], side: Side, spans: Iterable[Span]) -> int:
    """Count the different words among some spans that the other report has in the same place."""
    text = side.report.text
    return len({text[s.start : s.end] for s in spans if any(one.holds(s) and one.kept(s) for one in seen)})
