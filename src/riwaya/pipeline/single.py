"""One report by itself: extracted, explained, and found in a file."""

from collections.abc import Callable, Iterable
from pathlib import Path

from riwaya.errors import RiwayaError
from riwaya.extract import extract as extract_report
from riwaya.extract.explain import explain as explain_report
from riwaya.extract.explain import find_words
from riwaya.model import Comparison, Explanation, Extraction, Report, Warn
from riwaya.read.files import reports as read_reports
from riwaya.read.inputs import Options
from riwaya.read.record import identify, merged
from riwaya.read.told.clean import furniture
from riwaya.read.told.language import foreign_parts, language_of

FEW = 3
"""Reports of a file that an error names when one had to be chosen."""

Paths = str | Path | Iterable[str | Path]


def extract(report: Report | str) -> Extraction:
    """Find everything that one report says, with its words; a bare text is taken for a report of no outlet.

    Spans count characters of the text exactly as given. The same report always gives the same extraction.
    """
    return extract_report(as_report(report))


def explain(report: Report | str, at: int | str) -> Explanation:
    """Say for a place of a report which statement it is in, which rule fired on which words, and who is meant and why.

    `at` is an offset in characters of the text, or words that stand there. Raises `RiwayaError` R116 where the text has
    no such character, R118 where it has no such words.
    """
    report = as_report(report)
    return explain_report(report, at if isinstance(at, int) else find_words(report, at))


def compare(a: str, b: str) -> Comparison:
    """Compare two Arabic sentences or short texts: they say the same, contradict each other, or speak of other things.

    Which of them is first makes no difference to the verdict. Raises ValueError when one of them has no words.
    """
    from riwaya.link.pairs import compare as compare_texts  # noqa: PLC0415 - half a second, and only this needs it

    return compare_texts(a, b)


def only_report(
    paths: Paths, name: str | None, warned: Callable[[Warn], None], options: Options | None = None
) -> Report:
    """Read the only report there, or the one called `name`; `warned` is told what was wrong on the way to it.

    Raises `RiwayaError` R113 where there is none, R117 where there are several and no name, R119 where none has it.
    """
    there: list[Report] = []
    for found in read_reports(paths, options):
        if isinstance(found, Warn):
            warned(found)
        elif name is None or name in (found.given_id, found.id):
            there.append(found)
        if len(there) > FEW or (there and name is not None):
            break
    if not there:
        where = ", ".join(map(str, [paths] if isinstance(paths, str | Path) else paths))
        raise RiwayaError("R113" if name is None else "R119", where, name=name)
    if len(there) > 1:
        raise RiwayaError("R117", ids=", ".join(report.name for report in there))
    return there[0]


def as_report(report: Report | str) -> Report:
    """Give a report, or take a bare text for one of no outlet."""
    if isinstance(report, str):
        marks = merged(furniture(report), foreign_parts(report))
        return Report(id=identify(text=report), text=report, furniture=marks, language=language_of(report))
    return report
