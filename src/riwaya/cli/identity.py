"""The commands of who is who: the actors and places of a case, and how users correct what was taken for one."""

import getpass
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, get_args

import typer

from riwaya.cli.base import AsJson, CaseFile, Labels, Lang, app, end, open_case, tables, write_lines
from riwaya.errors import RiwayaError
from riwaya.model import Correction, Level, Place

ActorType = StrEnum("ActorType", {"PER": "PER", "ORG": "ORG"})
LevelName = StrEnum("LevelName", {level: level for level in get_args(Level)})  # type: ignore[misc]

Limit = Annotated[int | None, typer.Option("--limit", min=1, help="At most this many.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, to be kept with the correction.")]


@app.command(epilog="Example: riwaya actors story.riwaya --name 'Samer Haddad' --why")
def actors(
    case: CaseFile,
    type_: Annotated[ActorType | None, typer.Option("--type", help="Only persons, or only bodies.")] = None,
    name: Annotated[str | None, typer.Option(help="Only of this name, in any spelling or script.")] = None,
    why: Annotated[bool, typer.Option("--why", help="Show why names were taken for one.")] = False,
    limit: Limit = None,
    json: AsJson = False,
    lang: Labels = Lang.EN,
) -> None:
    """List persons and bodies, the most often named first."""
    from riwaya.link.actors import find  # noqa: PLC0415 - see `cli.base`

    with open_case(case) as kept:
        known = kept.linked().actors
        found = [a for a in (find(known, name) if name is not None else known) if type_ in (None, a.type)]
        found = found[:limit]
        if json:
            write_lines(found)
        elif found:
            _identities(lang, kept).actors(found, why=why)
    end(len(found))


@app.command(epilog="Example: riwaya places story.riwaya --geojson > places.geojson")
def places(
    case: CaseFile,
    level: Annotated[LevelName | None, typer.Option(help="Only places of this size.")] = None,
    unresolved: Annotated[
        bool, typer.Option("--unresolved", help="Only those that the gazetteer does not settle.")
    ] = False,
    limit: Limit = None,
    json: AsJson = False,
    geojson: Annotated[bool, typer.Option("--geojson", help="Write the resolved ones as GeoJSON.")] = False,
    lang: Labels = Lang.EN,
) -> None:
    """List places and where they are, the most often named first."""
    from riwaya.show.export import geojson as export  # noqa: PLC0415 - as above

    if json and geojson:
        raise typer.BadParameter("either --json or --geojson")
    with open_case(case) as kept:
        found = [
            place
            for place in kept.linked().places
            if (not unresolved or place.level is None) and (level is None or place.level == level)
        ]
        if geojson:
            found = [place for place in found if export.is_resolved(place)]
        found = found[:limit]
        if geojson:
            print(export.document(found))
        elif json:
            write_lines(found)
        elif found:
            _identities(lang, kept).places(found)
    end(len(found))


@app.command(epilog="Example: riwaya merge story.riwaya 'سامر حداد' 'Samer Hadad'")
def merge(
    case: CaseFile,
    names: Annotated[
        list[str], typer.Argument(metavar="A B…", help="Two or more, by id or by a name that means one.")
    ],
    note: Note = "",
    json: AsJson = False,
    lang: Labels = Lang.EN,
) -> None:
    """Say that several actors, or several places, are one."""
    from riwaya.link import correcting  # noqa: PLC0415 - as above

    if len(names) < 2:
        raise typer.BadParameter("give at least two")
    with open_case(case) as kept:
        said = correcting.merging(kept.linked(), names, kept.numbered_corrections())
        _apply(kept, said, note, json, lang)


@app.command(epilog="Example: riwaya split story.riwaya 'سامر حداد' 'حداد' --report kurat-1")
def split(
    case: CaseFile,
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="By id or by a name that means one.")],
    names: Annotated[
        list[str], typer.Argument(metavar="NAME…", help="The names that leave it, as written for it.")
    ],
    report: Annotated[
        str | None, typer.Option(metavar="REPORT", help="Only what this report names leaves.")
    ] = None,
    note: Note = "",
    json: AsJson = False,
    lang: Labels = Lang.EN,
) -> None:
    """Say that names of an actor or place are another one's."""
    from riwaya.link import correcting  # noqa: PLC0415 - as above

    with open_case(case) as kept:
        only = None if report is None else kept.report(report).id
        said = correcting.splitting(
            kept.linked(), actor, names, lambda rid: (kept.report(rid), kept.extraction(rid)), only
        )
        _apply(kept, said, note, json, lang)


@app.command(epilog="Example: riwaya corrections story.riwaya --undo 2")
def corrections(
    case: CaseFile,
    undo: Annotated[int | None, typer.Option(metavar="N", help="Take correction N back.")] = None,
    json: AsJson = False,
    lang: Labels = Lang.EN,
) -> None:
    """List what users said against what was found, or take it back."""
    with open_case(case) as kept:
        found = kept.numbered_corrections()
        if undo is not None:
            kept.uncorrect(undo, at=now(), by=user())
            _uphold(kept)
            print(f"correction {undo} is taken back", file=sys.stderr)
            _show(kept, found[undo], json, lang)
            return
        if json:
            write_lines(
                {"n": n, **{field: getattr(said, field) for field in said.__struct_fields__}}
                for n, said in found.items()
            )
        elif found:
            _identities(lang, kept).corrections(found)
    end(len(found))


def _identities(lang: Lang, case: Any) -> Any:
    from riwaya.show.identities import Identities  # noqa: PLC0415 - as above

    return Identities(tables(lang), case)


def _uphold(case: Any) -> None:
    from riwaya import pipeline  # noqa: PLC0415 - as above
    from riwaya.show.progress import Bar  # noqa: PLC0415

    with Bar() as bar:
        pipeline.uphold(case, bar)


def now() -> str:
    """Give the time of a change, in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _apply(case: Any, said: Correction, note: str, json: bool, lang: Lang) -> None:
    """Keep a correction, link anew and show what came out; raises RiwayaError R416 where it does not hold."""
    from msgspec.structs import replace  # noqa: PLC0415 - as above

    from riwaya.link import correcting  # noqa: PLC0415

    said = replace(said, at=now(), by=user(), note=note)
    before = correcting.came_out(case.linked(), said)
    n = case.correct(said)
    _uphold(case)
    if code := case.refused_corrections().get(n):
        raise RiwayaError(code, case.path, names=", ".join(i.name for i in before))
    print(f"correction {n}; undo it with: riwaya corrections {case.path} --undo {n}", file=sys.stderr)
    _show(case, said, json, lang)


def _show(case: Any, said: Correction, json: bool, lang: Lang) -> None:
    """Show the actors or places that a correction spoke of."""
    from riwaya.link import correcting  # noqa: PLC0415 - as above

    found = correcting.came_out(case.linked(), said)
    if json:
        write_lines(found)
    elif found and isinstance(found[0], Place):
        _identities(lang, case).places(found)
    elif found:
        _identities(lang, case).actors(found)


def user() -> str:
    """Give the login name of the user, "" where the machine knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # what it raises differs by Python and machine
        return ""
