"""Warming: what the first reader of a page would wait for is loaded while the server starts."""

from contextlib import suppress

from riwaya.case.stories_asked import Asked
from riwaya.errors import RiwayaError
from riwaya.extract.gazetteer import candidates
from riwaya.pipeline import explain
from riwaya.show.report import environment
from riwaya.show.web.shelf import Shelf

TRIED, SHORT = 20, 10_000
"""Reports among which one of so few characters is looked for, to be explained."""


def warm(shelf: Shelf) -> None:
    """Make the templates ready, and load what explains a statement by explaining one; a fault is left to who asks."""
    templates = environment()
    for name in templates.list_templates(extensions=("html", "svg")):
        templates.get_template(name)
    candidates("")
    with suppress(RiwayaError), shelf.reading() as case:
        reports = (case.report(head.id) for head in case.report_heads(Asked(), TRIED))
        if short := next((report for report in reports if len(report.text) < SHORT), None):
            explain(short, 0)
