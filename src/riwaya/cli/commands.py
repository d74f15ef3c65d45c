"""The commands that show what reports say: extraction, statements, sources, a page."""

import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from riwaya.cli.base import (
    EXIT_NOTHING,
    AsJson,
    CaseFile,
    Columns,
    Labels,
    Lang,
    Paths,
    Workers,
    app,
    end,
    existing,
    open_case,
    options,
    show_warnings,
    summary,
    tables,
    write_file,
    write_lines,
)
from riwaya.errors import RiwayaError
from riwaya.model import Kind, Stance

StanceName = StrEnum("StanceName", {s: s for s in get_args(Stance)})  # type: ignore[misc]
KindName = StrEnum("KindName", {k: k for k in get_args(Kind)})  # type: ignore[misc]


@app.command(epilog="Example: riwaya extract reports/ > found.jsonl")
def extract(paths: Paths, workers: Workers = None, columns: Columns = None) -> None:
    """Extract what each report says, one JSON object a line."""
    from riwaya import pipeline  # noqa: PLC0415 - as above
    from riwaya.model import Report  # noqa: PLC0415
    from riwaya.read.files import reports  # noqa: PLC0415
    from riwaya.show.export.lines import prediction  # noqa: PLC0415
    from riwaya.show.progress import Bar  # noqa: PLC0415

    how = options(columns)
    there, complete = existing(paths)

    def good() -> Iterator[Report]:
        for found in reports(there, how):
            if isinstance(found, Report):
                yield found
            else:
                show_warnings([found])

    with Bar() as bar:
        walked = pipeline.extract_all(good(), workers=workers, progress=bar)
        count = write_lines(_said(walked, prediction))
    if not count:
        raise RiwayaError("R113", ", ".join(paths))
    if not complete:
        raise typer.Exit(EXIT_NOTHING)


@app.command(epilog="Example: riwaya explain report.txt --words 'الميناء مغلق'")
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file with the report; - is standard input.")],
    at: Annotated[
        int | None, typer.Option("--at", metavar="OFFSET", help="The place: characters of its text from 0.")
    ] = None,
    words: Annotated[str | None, typer.Option(help="Or the place by words that stand there.")] = None,
    report: Annotated[
        str | None, typer.Option(metavar="ID", help="Which report, if there are several.")
    ] = None,
    columns: Columns = None,
    json: AsJson = False,
    lang: Labels = Lang.EN,
) -> None:
    """Explain who says what at one place of a report, and why."""
    from riwaya import pipeline  # noqa: PLC0415 - as above
    from riwaya.show.explained import Explainer  # noqa: PLC0415

    place = words if at is None else at
    if place is None or (at is not None and words is not None):
        raise typer.BadParameter("say the place by --at or by --words")
    how = options(columns)
    there = existing([file])[0]
    one = pipeline.only_report(there, report, lambda found: show_warnings([found]), how)
    found = pipeline.explain(one, place)
    if json:
        write_lines([found])
    else:
        Explainer(lang.value).explain(one, found)


def _said(walked: Iterable[tuple[Any, Any]], prediction: Callable[[Any, Any], Any]) -> Iterator[Any]:
    for report, extraction in walked:
        show_warnings(list(extraction.warnings))
        yield prediction(report, extraction)


@app.command(epilog="Example: riwaya statements story.riwaya --source وزارة --stance denies")
def statements(
    case: CaseFile,
    source: Annotated[str | None, typer.Option(help="Only those whose chain names this.")] = None,
    stance: Annotated[StanceName | None, typer.Option(help="Only this stance.")] = None,
    kind: Annotated[KindName | None, typer.Option(help="Only those whose origin is of this kind.")] = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Only at least this sure.")] = 0.0,
    json: AsJson = False,
    lang: Labels = Lang.EN,
) -> None:
    """List who says what in each report."""
    from riwaya.show import select  # noqa: PLC0415 - as above
    from riwaya.show.export import lines  # noqa: PLC0415

    with open_case(case) as kept:
        index = select.Index(kept)
        wanted = select.Wanted(source, stance and str(stance), kind and str(kind), min_confidence)
        refs = list(select.statements(index, wanted))
        if json:
            write_lines(lines.statement(ref, *index.statement(ref)) for ref in refs)
        elif refs:
            tables(lang).statements((ref, index.evidence(ref)) for ref in refs)
    end(len(refs))


@app.command(epilog="Example: riwaya sources story.riwaya")
def sources(case: CaseFile, json: AsJson = False, lang: Labels = Lang.EN) -> None:
    """List everybody to whom something is attributed."""
    from riwaya.show import select  # noqa: PLC0415 - as above

    with open_case(case) as kept:
        found = sorted(kept.linked().sources, key=lambda s: (-len(s.statements), s.name))
        if json:
            write_lines(found)
        elif found:
            tables(lang).sources(found, select.Index(kept))
    end(len(found))


@app.command(epilog="Example: riwaya search story.riwaya 'العبّارة -ميناء'")
def search(
    case: CaseFile,
    query: Annotated[str, typer.Argument(help='Words that must all occur; "a phrase", -not, begin*.')],
    limit: Annotated[int, typer.Option(min=1, help="At most this many reports.")] = 20,
    json: AsJson = False,
    lang: Labels = Lang.EN,
) -> None:
    """Find reports by their words in any spelling."""
    with open_case(case) as kept:
        found = kept.search(query, limit)
        if json:
            write_lines(found)
        elif found:
            tables(lang).hits(found)
    end(len(found))


@app.command(epilog="Example: riwaya report story.riwaya -o story.html")
def report(
    case: CaseFile,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")],
    lang: Annotated[
        Lang, typer.Option("--lang", help="Language the page opens in; it holds both.")
    ] = Lang.AR,
) -> None:
    """Write a case as one HTML page that needs nothing else."""
    with open_case(case) as kept:
        _write_page(kept, output, lang)
    print(output)


def _write_page(case: Any, output: Path, lang: Lang) -> None:
    from riwaya.show.report import render  # noqa: PLC0415 - as above

    write_file(output, render(case, lang=lang.value))


def _sample() -> Path:
    """Find the sample reports: in the installed package, else in the source checkout."""
    installed = Path(str(files("riwaya").joinpath("examples", "reports")))
    checkout = Path(__file__).parents[3] / "examples" / "reports"
    for folder in (installed, checkout):
        if folder.is_dir():
            return folder
    raise RiwayaError("R101", str(installed))


@app.command(epilog="Example: riwaya demo -o demo.html")
def demo(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Also write the HTML page here.")
    ] = None,
    json: AsJson = False,
    lang: Labels = Lang.EN,
) -> None:
    """Show the sample case that comes with Riwaya."""
    from riwaya import pipeline  # noqa: PLC0415 - as above
    from riwaya.show import select  # noqa: PLC0415
    from riwaya.show.progress import Bar  # noqa: PLC0415

    with Bar() as bar:
        case = pipeline.read(_sample(), progress=bar)
    with case:
        accounts = case.accounts()
        if json:
            write_lines(accounts)
        else:
            print(summary(case.counts(), dict.fromkeys(case.counts(), 0)))
            tables(lang).claims(accounts, select.Index(case), select.short_ids(accounts))
        if output:
            _write_page(case, output, Lang.AR)
            print(output, file=sys.stderr)
