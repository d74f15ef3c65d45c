"""Parquet and Arrow files: one report a row. Only the columns that are wanted are read, a few rows at a time.

They are opened by a program of its own (`apart`): a few bytes of them may stand for gigabytes.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from riwaya.errors import warn
from riwaya.read.inputs import Found, Input
from riwaya.read.tables import apart, cells, columns
from riwaya.read.tables.records import SAMPLE, Record, few, read_record

_CUT = 4000
"""Characters of a cell by which columns are told."""
_STREAM = b"\xff\xff\xff\xff"


def tells(source: Input) -> bool:
    """Tell Parquet and Arrow by their first bytes; Arrow's streams, which have none of their own, by the ending too."""
    if source.head.startswith((b"PAR1", b"ARROW1")):
        return True
    return source.head.startswith(_STREAM) and source.suffix in (".arrow", ".arrows", ".feather", ".ipc")


def read(source: Input) -> Found:
    """Read the rows of a file: a few to tell the columns, then all of them with these alone."""
    yield from few(_read(source), source.where)


def _read(source: Input) -> Found:
    try:
        sample = [record for _, record in _rows(source, limit=SAMPLE, cut=_CUT)]
        flat = [cells.flat(columns.lifted(record)) for record in sample]
        names = list(dict.fromkeys(name for record in flat for name in record))
        outlet = source.around.get("outlet")
        plan, said = columns.settle(names, flat, source.options.columns, source.where, outlet)
        yield from said if sample else ()
        if plan is None or not sample:
            return
        for number, record in _rows(source, columns=_wanted(sample, plan.names(names))):
            yield from read_record(Record(f"{source.where}#{number}", record), plan, source)
    except apart.BrokenError as problem:
        yield warn("R109", source.where, detail=problem)


def _rows(source: Input, **asked: Any) -> Iterator[tuple[int, dict[str, object]]]:
    for _, number, record in apart.rows("arrow", source, **asked):
        yield number, record


def _wanted(sample: Sequence[Mapping[str, object]], names: Container[str]) -> list[str]:
    """Give the columns of the file that are read: those with a known name, and records, which may hold one."""
    return [
        name
        for name in sample[0]
        if name in names or any(isinstance(record[name], dict) for record in sample)
    ]
