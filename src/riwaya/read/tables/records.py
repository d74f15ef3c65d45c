"""Records in, reports out: the first ones tell how all of them are read, and what goes wrong is said, but not ten
thousand times.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from riwaya.model import Report, Warn
from riwaya.read.inputs import Found, Input
from riwaya.read.record import report_from
from riwaya.read.tables import cells, columns

SAMPLE = 50
"""Records that are looked at before the first is read."""
SAMPLE_SIZE = 8_000_000
"""Characters of them, about, after which no more are looked at."""
SAID = 10
"""Warnings of one code about the records of one file; the rest of them is counted."""


class Record(NamedTuple):
    """One record: what to call it, its values by their names, its size in characters, and the digest of its bytes."""

    where: str
    values: Mapping[str, object]
    size: int = 0
    sha256: str | None = None


def read_records(found: Iterable[Record | Warn], source: Input, where: str, *, table: bool) -> Found:
    """Read records as reports, with the columns that the user gave; `where` is what all of them together are called.

    In a `table` all records have the same names, so that without a column for the text (R111) nothing is read.
    """
    yield from few(_read(iter(found), source, where, table), where)


def _read(found: Iterator[Record | Warn], source: Input, where: str, table: bool) -> Found:
    first = _first(found)
    sample = [cells.flat(columns.lifted(item.values)) for item in first if isinstance(item, Record)]
    names = list(dict.fromkeys(name for record in sample for name in record))
    outlet = source.around.get("outlet")
    plan, said = (
        columns.settle(names, sample, source.options.columns, where, outlet) if sample else (None, [])
    )
    without = plan is None and len(sample) > 1
    # One record without a text says so itself.
    yield from (item for item in said if item.code != columns.NO_TEXT or table or without)
    if plan is None and table:
        yield from (item for item in first if isinstance(item, Warn))
        return
    plan = plan or columns.Plan(outlet=outlet)
    wanted = plan.names(names)
    for item in chain(first, found):
        if isinstance(item, Warn):
            yield item
        elif table:
            # A table may have a hundred thousand columns, and a report has nine fields.
            values = {name: item.values[name] for name in wanted if name in item.values}
            yield from read_record(item._replace(values=values), plan, source)
        elif not without or columns.has_text(columns.lifted(item.values)):
            yield from read_record(item, plan, source)


def read_record(record: Record, plan: columns.Plan, source: Input) -> Found:
    """Read one record: its text as it is, without the tags of HTML, or, where it is a whole page, as such."""
    fields = plan.fields(record.values)
    text = fields.get("text")
    if isinstance(text, str) and cells.is_page(text):
        known = {field: value for field in ("url", "outlet") if isinstance(value := fields.get(field), str)}
        at = record.where.removeprefix(source.where)
        yield from source.inside(text.encode("utf-8", "replace"), "", {**known, "charset": "utf-8"}, at)
        return
    if isinstance(text, str) and plan.markup and cells.has_tags(text):
        from riwaya.read.pages.html import text_of  # noqa: PLC0415 - it loads a parser of HTML

        fields["text"] = text_of(text)
    yield from report_from(fields, record.where, sha256=record.sha256, fetched=source.around.get("fetched"))


def _first(found: Iterator[Record | Warn]) -> list[Record | Warn]:
    """Take the records that tell how all are read, with the warnings between them."""
    out: list[Record | Warn] = []
    count = size = 0
    for item in found:
        out.append(item)
        if isinstance(item, Record):
            count += 1
            size += item.size
        if count == SAMPLE or size > SAMPLE_SIZE or len(out) > SAMPLE * 20:
            break
    return out


def few(found: Found, where: str) -> Found:
    """Pass on what is found, but of the warnings of each code only the first ten, and at the end how many more."""
    said: Counter[str] = Counter()
    last: dict[str, Warn] = {}
    for item in found:
        if isinstance(item, Report):
            yield item
        else:
            said[item.code] += 1
            last[item.code] = item
            if said[item.code] <= SAID:
                yield item
    for code, item in last.items():
        if said[code] > SAID:
            message = f"the same of {said[code] - SAID:,} more, the last {item.where.removeprefix(where)}"
            yield Warn(code=code, message=message, where=where, hint=item.hint)
