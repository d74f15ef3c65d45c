"""Which column is which field of a report: what the user said, what names are known, what a text looks like.

`data/report_fields.toml` has the names that files give to fields. A table whose text goes by no known name is read
all the same when one column alone holds long Arabic text; that, like everything that is taken for granted of a
table, is said with a warning.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from statistics import median
from typing import NamedTuple

from riwaya.arabic.fold import fold
from riwaya.errors import RiwayaError, warn
from riwaya.lexicon import toml
from riwaya.model import Warn
from riwaya.read.record import FIELDS
from riwaya.read.tables import cells

NO_SUCH = "R123"
"""The code of a field or column that is not there."""
TAKEN = "R124"
"""The code of what was taken for granted of a table."""
NO_TEXT = "R111"
"""The code of a table without a text."""

_LONG, _LONGER = 20, 3
"""Words (the median) that make the texts of a column long; how many times those of every other column."""
_SHOWN = 400
_LONGEST_NAME, _MOST_NAMES = 200, 1000
_NO_LETTERS = re.compile(r"[^\w.]|_")
_PAIR = re.compile(r"[,،](?=\s*\w+\s*=)")
_ADDRESS = re.compile(r"\s*(?:(?:https?:)?//|www\.|[\w-]+(?:\.[\w-]+)+/|/)\S+\s*$", re.I)
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0620-\u064a]")


class Names(NamedTuple):
    """Fields by the names that stand for them, best first; `beside` holds columns of the time of day."""

    fields: Mapping[str, tuple[str, ...]]
    instead: Mapping[str, tuple[str, ...]]
    beside: tuple[str, ...]


def parse(given: Iterable[str]) -> dict[str, str]:
    """Read a column map as it is typed: ``["text=النص,outlet=المصدر", "published=التاريخ"]``.

    Raises RiwayaError for what is no pair and for a field that a report does not have.
    """
    out = {}
    for pair in (pair for piece in given for pair in _PAIR.split(piece)):
        name, sign, column = (part.strip() for part in pair.partition("="))
        if not (name and sign and column):
            raise RiwayaError(NO_SUCH, pair, detail="a column map is written field=column")
        if name not in FIELDS:
            raise RiwayaError(NO_SUCH, pair, detail=_no_field(name))
        out[name] = column
    return out


def _no_field(name: str) -> str:
    return f"a report has no field {name!r}; its fields are: {', '.join(FIELDS)}"


def _key(name: str) -> str:
    """Write a name as it is compared: ``_key("Published-At") == _key("publishedAt")``."""
    # `_source` of Elasticsearch is no source.
    return ("_" if name.startswith("_") else "") + _keyed(name[:_LONGEST_NAME])


@lru_cache(maxsize=4096)
def _keyed(name: str) -> str:
    return _NO_LETTERS.sub("", fold(name))


@cache
def _ranks() -> dict[str, list[tuple[str, str, int]]]:
    """Map the key of each known name to the lists that it stands in: section, field, rank."""
    out: dict[str, list[tuple[str, str, int]]] = {}
    table = toml("report_fields")
    sections = {"": table, "instead": table["instead"], "beside": table["beside"]}
    for section, fields in sections.items():
        for name, names in fields.items():
            for rank, known in enumerate(names if isinstance(names, list) else ()):
                out.setdefault(_key(known), []).append((section, name, rank))
    return out


def names_of(names: tuple[str, ...]) -> Names:
    """Find the names that are known, for each field the best first."""
    # What a hostile file calls its million columns is not kept.
    kept = len(names) <= _MOST_NAMES and sum(map(len, names)) <= _MOST_NAMES * 20
    return _kept_names(names) if kept else _names(names)


def _names(names: tuple[str, ...]) -> Names:
    found: dict[str, dict[str, list[tuple[int, str]]]] = {"": {}, "instead": {}, "beside": {}}
    for name in names:
        for section, of, rank in _ranks().get(_key(name), ()):
            found[section].setdefault(of, []).append((rank, name))
    fields, instead, beside = (
        {of: tuple(name for _, name in sorted(best, key=lambda one: one[0])) for of, best in of_all.items()}
        for of_all in found.values()
    )
    return Names(fields, instead, beside.get("published", ()))


_kept_names = lru_cache(maxsize=256)(_names)


def knows(names: Iterable[str], given: Mapping[str, str]) -> int:
    """Say how well a row names columns: fields that are known or given, three more when the text is among them."""
    row = tuple(names)
    known = names_of(row)
    said = [of for of, column in given.items() if _same(column, row, count=False) is not None]
    has_text = "text" in known.fields or "text" in known.instead or "text" in said
    return len({*known.fields, *known.instead, *said}) + (3 if has_text else 0)


def _same(column: str, names: Sequence[str], *, count: bool = True) -> str | None:
    """Find the column that a user means: as written, in another spelling, or (where names are none) by its number."""
    if column in names:
        return column
    alike = [name for name in names if _key(name) == _key(column)]
    if alike:
        return alike[0]
    if count and column.isascii() and column.isdigit() and 0 < int(column) <= len(names):
        return names[int(column) - 1]
    return None


@dataclass(frozen=True)
class Plan:
    """How the records of one input become records of `FIELDS`.

    `given` are the user's columns, `guess` is a column taken for the text, `american` says that months stand before
    days, `markup` that texts have tags of HTML in them, `outlet` is whose records these are where they do not say.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    guess: str | None = None
    american: bool = False
    markup: bool = False
    outlet: str | None = None

    def names(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give those of these names that are looked at, whatever a record holds."""
        row = tuple(names)
        known = names_of(row)
        wanted = {self.guess, *self.given.values(), *known.beside}
        for lists in (known.fields, known.instead):
            wanted.update(name for best in lists.values() for name in best)
        return tuple(name for name in row if name in wanted)

    def fields(self, record: Mapping[str, object]) -> dict[str, object]:
        """Give the fields of a report that a record holds, under our names for them."""
        flat = cells.flat(lifted(record))
        known = names_of(tuple(flat))
        out: dict[str, object] = {"outlet": self.outlet} if self.outlet else {}
        for of in FIELDS:
            given = self.given.get(of)
            fits = _anything if given in flat else _FITS.get(of, _anything)
            columns = (given,) if given is not None and given in flat else self._columns(of, known)
            read = cells.text if of == "text" else cells.plain
            for value in (read(flat.get(column)) for column in columns):
                if fits(value):
                    out[of] = value
                    break
        clock = next((value for name in known.beside if (value := cells.plain(flat[name])) is not None), None)
        for of, beside in (("published", clock), ("updated", None)):
            if of in out:
                out[of] = cells.stamp(out[of], beside, american=self.american)
        return out

    def _columns(self, of: str, known: Names) -> tuple[str, ...]:
        """Give the columns that are looked at for a field; what only stands in for it, when there is no other."""
        if of == "text" and self.guess is not None:
            return (self.guess,)
        return known.fields.get(of) or known.instead.get(of, ())


def _anything(value: object) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def _is_text(value: object) -> bool:
    """Tell a text from a number and an address."""
    return isinstance(value, str) and _LETTER.search(value) is not None and not _ADDRESS.fullmatch(value)


def _is_name(value: object) -> bool:
    """Tell the name of an outlet: no address, no markup (the programs that posts come from), no number."""
    return (
        isinstance(value, str)
        and len(value) <= 200
        and _LETTER.search(value) is not None
        and not value.lstrip().startswith("<")
        and not _ADDRESS.match(value)
    )


def _is_person(value: object) -> bool:
    """Tell names from the number that a service has for somebody."""
    return any(
        isinstance(one, str) and _LETTER.search(one)
        for one in (value if isinstance(value, list) else [value])
    )


def _is_address(value: object) -> bool:
    return isinstance(value, str) and (_ADDRESS.match(value) is not None or value.lstrip().startswith("http"))


_FITS: dict[str, Callable[[object], bool]] = {
    "text": _is_text,
    "outlet": _is_name,
    "url": _is_address,
    "byline": _is_person,
}


def lifted(record: Mapping[str, object]) -> Mapping[str, object]:
    """Give a record that only wraps another one, which has the text, with the other one's fields as its own.

    ``{"_id": 1, "_source": {"text": "…"}}`` has an `_id` and a `text`.
    """
    if has_text(record):
        return record
    inner = [value for value in record.values() if isinstance(value, dict) and has_text(value)]
    return {**record, **inner[0]} if len(inner) == 1 else record


def has_text(record: Mapping[str, object]) -> bool:
    """Tell whether a record has a text under a name that is known for it."""
    return any(_is_text(cells.text(record[name])) for name in names_of(tuple(record)).fields.get("text", ()))


def settle(
    names: Sequence[str],
    sample: Sequence[Mapping[str, object]],
    given: Mapping[str, str],
    where: str,
    outlet: str | None = None,
) -> tuple[Plan | None, list[Warn]]:
    """Decide how records with these names are read, going by the first of them; None when they have no text.

    The warnings are about columns that are not there and about what is taken for granted.
    """
    said: list[Warn] = []
    columns = {}
    for of, column in given.items():
        if of not in FIELDS:
            said.append(warn(NO_SUCH, where, detail=_no_field(of)))
        elif (found := _same(column, names)) is None:
            detail = f"no column {column!r} for {of} here; there are: {shown(names)}"
            said.append(warn(NO_SUCH, where, detail=detail))
        else:
            columns[of] = found
    known = names_of(tuple(names))
    texts, guess = known.fields.get("text", ()), None
    found_one = not sample or any(
        _is_text(cells.text(record.get(name))) for record in sample for name in texts
    )
    if "text" not in columns and not (texts and found_one):
        guess, code, detail = _guessed(names, sample, known)
        if code != NO_TEXT or not texts:
            said.append(warn(code, where, detail=detail))
        if code == NO_TEXT and not texts:
            return None, said
    dated = (columns.get("published", ""), *known.fields.get("published", ()))
    american = cells.month_first(record.get(name) for name in dated for record in sample)
    if american:
        said.append(warn(TAKEN, where, detail="dates are read with the month before the day, as 4/25/2021"))
    plan = Plan(columns, guess, american, outlet=outlet)
    if any(cells.has_tags(plan.fields(record).get("text")) for record in sample):
        said.append(warn(TAKEN, where, detail="texts are HTML; they are read without their tags"))
        plan = replace(plan, markup=True)
    return plan, said


def _guessed(
    names: Sequence[str], sample: Sequence[Mapping[str, object]], known: Names
) -> tuple[str | None, str, str]:
    """Find the column with the texts where no name tells it; with the code and detail of what there is to say."""
    sizes = {name: _long_words([record.get(name) for record in sample]) for name in names}
    long = [name for name, size in sizes.items() if size >= _LONG]
    longest = max(long, key=lambda name: sizes[name], default=None)
    if longest is not None and all(
        size * _LONGER <= sizes[longest] for name, size in sizes.items() if name != longest
    ):
        return longest, TAKEN, f"{longest!r} is read as the text: it alone holds long Arabic text"
    if "text" in known.instead:
        instead = known.instead["text"][0]
        return None, TAKEN, f"{instead!r} is read as the text: there is no column for the whole of it"
    which = f"; long Arabic text is in: {shown(long)}" if long else ""
    return None, NO_TEXT, f"no column for the text among: {shown(names)}{which}"


def _long_words(values: Iterable[object]) -> float:
    """Count the words of the Arabic texts of a column (their median); 0 when most of its values are none."""
    texts = [value for value in values if isinstance(value, str) and value.strip()]
    arabic = [text for text in texts if _is_arabic(text[:500])]
    if not arabic or len(arabic) * 2 < len(texts):
        return 0
    return median(len(text.split()) for text in arabic)


def _is_arabic(text: str) -> bool:
    return len(_ARABIC.findall(text)) * 2 > len("".join(text.split()))


def shown(names: Iterable[str]) -> str:
    """List names for people, not more than a line or three of them."""
    out: list[str] = []
    size = left = 0
    for name in names:
        # Bytes that are none of the encoding are lone surrogates here, which nothing can write.
        plain = name[:200].encode(errors="replace").decode()
        label = " ".join(plain.split())[:60] or "(no name)"
        size += len(label) + 2
        if size <= _SHOWN:
            out.append(label)
        else:
            left += 1
    return ", ".join(out) + (f" … and {left} more" if left else "")
