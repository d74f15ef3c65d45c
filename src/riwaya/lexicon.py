"""The lexicon: what the language and the field know, read from the data files that ship with the program.

A table ``data/<name>.tsv`` opens with ``#`` comment lines (what it is, where it comes from, its
licence), then one line of tab-separated column names, then one row a line. Empty lines and ``#``
lines are skipped everywhere; columns missing at the end of a row are empty. A tree
``data/<name>.toml`` is TOML with the same kind of comment.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _read(file: str) -> str:
    """Read one file of the package's `data` folder; raises FileNotFoundError when there is none."""
    return files("riwaya.data").joinpath(file).read_text(encoding="utf-8")


def rows(name: str) -> list[dict[str, str]]:
    """Give the rows of ``data/<name>.tsv`` as dicts by column name, in file order.

    Raises FileNotFoundError when there is no such table, ValueError when a row has more cells than
    columns.
    """
    lines = [line for line in _read(f"{name}.tsv").split("\n") if line.strip() and line[0] != "#"]
    columns = lines[0].split("\t")
    out = []
    for line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(columns):
            raise ValueError(f"{name}.tsv: {len(cells)} cells in {len(columns)} columns: {line!r}")
        out.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)))
    return out


def toml(name: str) -> dict[str, Any]:
    """Give ``data/<name>.toml`` as a dict; raises FileNotFoundError when there is no such file."""
    return tomllib.loads(_read(f"{name}.toml"))


def variants(cell: str) -> tuple[str, ...]:
    """Split a cell that lists several forms with ``|`` between them."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def words_of(name: str, role: str) -> frozenset[str]:
    """Give the words of one role in ``data/<name>.tsv``, a table with the columns ``role`` and ``words``."""
    return frozenset(word for row in rows(name) if row["role"] == role for word in variants(row["words"]))
