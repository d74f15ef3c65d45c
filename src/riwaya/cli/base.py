"""What every command takes and does alike: the application, its options, opening a case, writing lines and tables.

Whatever takes time to import is imported inside the functions, so that `--help` answers at once.
"""

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from riwaya import __version__
from riwaya.errors import RiwayaError, warn
from riwaya.model import Warn

STDIN = "-"
EXIT_NOTHING, EXIT_INPUT, EXIT_CASE, EXIT_OUTPUT, EXIT_PROGRAM, EXIT_INTERRUPTED = 1, 3, 4, 5, 9, 130

_EPILOG = (
    "Exit codes: 0 good, 1 nothing found or only a part done, 2 misspelt command, 3 nothing to read, "
    "4 case file, 5 output, 9 the program, 130 interrupted."
)

app = typer.Typer(
    name="riwaya",
    help="Read Arabic news reports and show who says so, through whom, and who else.\n\n"
    "Example: riwaya read reports/ --case story.riwaya",
    epilog=_EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Lang(StrEnum):
    """Languages of the labels."""

    AR = "ar"
    EN = "en"


Paths = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="Files or folders of reports; - is standard input.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns", metavar="FIELD=COLUMN", help="Which column of a table is which field; may be repeated."
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="Processes; as many as there are processors unless told."),
]
CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="The case file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, one object a line.")]
Labels = Annotated[Lang, typer.Option("--lang", help="Language of the labels.")]


@app.callback(invoke_without_command=True)
def riwaya(
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """Read Arabic news reports and show who says so, through whom, and who else."""
    if version:
        print(f"riwaya {__version__}")
        raise typer.Exit


def show_warnings(found: list[Warn]) -> None:
    """Write warnings to standard error."""
    if found:
        from riwaya.show import terminal  # noqa: PLC0415 - see `tables`

        terminal.warnings(found)


def tables(lang: Lang) -> Any:
    """Open the terminal's tables; imported when needed, so that `--help` answers at once."""
    from riwaya.show.terminal import Tables  # noqa: PLC0415

    return Tables(lang.value)


def open_case(case: Path) -> Any:
    """Open a case that is there."""
    from riwaya.case import Case  # noqa: PLC0415 - as above

    return Case.open(case)


def write_lines(nouns: Iterable[Any]) -> int:
    """Write nouns as JSON lines and say how many there were."""
    from riwaya.show.export.lines import line  # noqa: PLC0415 - as above

    n = 0
    for n, noun in enumerate(nouns, 1):  # noqa: B007
        sys.stdout.write(line(noun) + "\n")
    return n


def write_file(output: Path, text: str) -> None:
    """Write a file that was asked for, and the folders it lies in; raises RiwayaError R501."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise RiwayaError("R501", str(output), detail=problem.strerror or problem) from problem


def write_picture(output: Path, drawn: str) -> None:
    """Write a picture beside what is on standard output, and say where on standard error; raises RiwayaError R501."""
    write_file(output, drawn)
    print(output, file=sys.stderr)


def end(found: int) -> None:
    """End with 1 when nothing was found."""
    if not found:
        print("nothing found", file=sys.stderr)
        raise typer.Exit(EXIT_NOTHING)


def existing(paths: list[str]) -> tuple[list[str], bool]:
    """Give the paths that are there, and whether all are; raises RiwayaError R101 when none is."""
    there = [p for p in paths if p == STDIN or Path(p).exists()]
    missing = [p for p in paths if p not in there]
    if not there:
        raise RiwayaError("R101", missing[0])
    show_warnings([warn("R101", p) for p in missing])
    if STDIN in there and sys.stdin.isatty():
        print("reading from the terminal; end with Ctrl-D (or pipe a file in)", file=sys.stderr)
    return there, not missing


def options(columns: list[str] | None) -> Any:
    """Give what was said of the reading; raises RiwayaError for a column map that means nothing."""
    from riwaya.read.inputs import Options  # noqa: PLC0415
    from riwaya.read.tables.columns import parse  # noqa: PLC0415 - as above

    return Options(columns=parse(columns or []))


def summary(counts: dict[str, int], before: dict[str, int]) -> str:
    """Say in a line what is in a case, and how much of it is new."""
    new = counts["reports"] - before["reports"]
    return (
        f"{counts['reports']} reports ({new} new) of {counts['outlets']} outlets: "
        f"{counts['statements']} statements, "
        f"{counts['sources']} sources, {counts['actors']} persons and bodies, {counts['places']} places, "
        f"{counts['claims']} claims, {counts['passages']} shared passages, "
        f"{counts['warnings']} warnings"
    )
