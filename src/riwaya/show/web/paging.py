"""Paging: a list that is too long for one page, in pages whose addresses keep everything else that was asked for."""

from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import Request

SIZE = 30
_AROUND = 2
_DIGITS = 9
"""Digits of a page number that are read; a longer one is no page."""


class Paging(NamedTuple):
    """Which page of how many is shown; `field` is the field of the address that says so, `query` all others."""

    page: int
    total: int
    size: int
    path: str
    query: tuple[tuple[str, str], ...]
    field: str
    fragment: str

    @property
    def pages(self) -> int:
        """Count the pages; a list of nothing has one."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """Give how many come before the first that is shown."""
        return (self.page - 1) * self.size

    @property
    def first(self) -> int:
        """Give the number of the first that is shown, counting from 1."""
        return self.offset + 1

    @property
    def last(self) -> int:
        """Give the number of the last that is shown."""
        return min(self.total, self.offset + self.size)

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """Give the pages that are linked: the ends, those around this one, and None where some are left out."""
        near = {n for n in range(self.page - _AROUND, self.page + _AROUND + 1) if 1 <= n <= self.pages}
        shown: list[int | None] = []
        for n in sorted({1, self.pages} | near):
            if shown and n != (shown[-1] or 0) + 1:
                shown.append(None)
            shown.append(n)
        return tuple(shown)

    def address(self, page: int) -> str:
        """Give the address of a page."""
        asked = [pair for pair in self.query if pair[0] != self.field]
        asked += [(self.field, str(page))] if page > 1 else []
        return self.path + (f"?{urlencode(asked)}" if asked else "") + self.fragment


def paged(
    request: Request, total: int, *, size: int = SIZE, field: str = "page", fragment: str = ""
) -> Paging:
    """Say which page of a list of `total` a request asks for; what is no number is the first, beyond the end the last.

    Empty fields of a form are left out of the addresses. `fragment` is where on the page the list stands (``#list``).
    """
    said = request.query_params.get(field, "")
    wanted = int(said) if said.isascii() and said.isdecimal() and len(said) <= _DIGITS else 1
    query = tuple((key, value) for key, value in request.query_params.multi_items() if value)
    found = Paging(1, total, size, request.url.path, query, field, fragment)
    return found._replace(page=min(max(1, wanted), found.pages))
