"""The operators of a PDF content stream, one after another: the small language in which a page says what it draws.

Only what text needs is kept exactly (numbers, names, strings, arrays, dictionaries of marked content); inline pictures
are stepped over. Nothing is held but the operands of one operator, so a page of any length costs no memory.
"""

import re
from collections.abc import Iterator
from typing import Any

_BLANK = rb"\x00\t\n\x0c\r "
_TOKEN = re.compile(
    rb"[" + _BLANK + rb"]*(?:(?P<number>[+-]*(?:\d+\.?\d*|\.\d+)(?:-\d*)?)"
    rb"|/(?P<name>[^" + _BLANK + rb"()<>\[\]{}/%]*)"
    rb"|\((?P<plain>[^()\\\r]*)\)"
    rb"|(?P<nested>\()"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|<(?P<hex>[^<>]*)>"
    rb"|(?P<operator>[^" + _BLANK + rb"()<>\[\]{}/%]+)"
    rb"|%[^\r\n]*|.)",  # a comment, a stray bracket
    re.S,
)
_INSIDE_STRING = re.compile(rb"[()]|\\(?:[0-7]{1,3}|\r\n|.)|\r\n?", re.S)
_ESCAPES = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
_INLINE_END = re.compile(rb"[" + _BLANK + rb"]EI(?=[" + _BLANK + rb"]|$)")
_NO_HEX = re.compile(rb"[^0-9A-Fa-f]")
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_MAX_OPERANDS = 64
_MAX_ITEMS = 20_000
_MAX_NESTED = 8
_MAX_DIGITS = 40


class Name(str):
    """A name of PDF, without its slash: what tells it from a string, which is bytes."""

    __slots__ = ()


def operations(data: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """Give each operator with its operands: `float`, `bytes`, `Name`, `list`, `dict`. Never raises.

    >>> list(operations(b"/F1 12 Tf (ab) Tj"))
    [(b'Tf', ['F1', 12.0]), (b'Tj', [b'ab'])]
    """
    operands: list[Any] = []
    stack: list[list[Any]] = []
    too_deep = 0
    at, size = 0, len(data)
    while at < size:
        found = _TOKEN.match(data, at)
        if found is None:
            return
        at = found.end()
        kind = found.lastgroup
        here = stack[-1] if stack else operands
        if kind is None:
            continue
        if kind == "operator":
            word = found.group(kind)
            if word in (b"true", b"false", b"null"):
                continue
            if word == b"ID":
                ends = _INLINE_END.search(data, at)
                at = ends.end() if ends else size
            yield word, operands
            operands, stack, too_deep = [], [], 0
        elif kind == "open":
            if len(stack) == _MAX_NESTED:
                too_deep += 1
                continue
            inner: list[Any] = []
            if len(here) < _MAX_ITEMS:
                here.append(inner)
            stack.append(inner)
        elif kind == "close":
            if too_deep:
                too_deep -= 1
            elif stack:
                closed = stack.pop()
                outer = stack[-1] if stack else operands
                if found.group(kind) == b">>" and outer and outer[-1] is closed:
                    outer[-1] = _dictionary(closed)
        elif len(here) < (_MAX_ITEMS if stack else _MAX_OPERANDS):
            if kind == "nested":
                value, at = _string(data, at)
                here.append(value)
            else:
                here.append(_value(kind, found.group(kind)))
    return


def _value(kind: str, word: bytes) -> float | bytes | Name:
    """Read a number, a name, a string without escapes or one in hexadecimal digits."""
    if kind == "number":
        if len(word) > _MAX_DIGITS:
            return 0.0
        try:
            return float(word)
        except ValueError:
            digits = word.lstrip(b"+-").partition(b"-")[0]
            return (-1.0 if word.startswith(b"-") else 1.0) * float(digits)
    if kind == "name":
        return Name(_NAME_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), word).decode("latin-1"))
    if kind == "hex":
        digits = _NO_HEX.sub(b"", word)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    return word


def _string(data: bytes, at: int) -> tuple[bytes, int]:
    """Read a string in brackets from behind its first one; give it with the place behind its last."""
    parts: list[bytes] = []
    depth, start = 1, at
    for found in _INSIDE_STRING.finditer(data, at):
        mark = found.group()
        if mark in (b"(", b")"):
            depth += 1 if mark == b"(" else -1
            if depth == 0:
                parts.append(data[start : found.start()])
                return b"".join(parts), found.end()
            continue
        parts.append(data[start : found.start()])
        start = found.end()
        if mark[:1] == b"\r":
            parts.append(b"\n")
        elif mark[1:2].isdigit() and mark[1] < ord("8"):
            parts.append(bytes([int(mark[1:], 8) & 255]))
        else:
            parts.append(_ESCAPES.get(mark[1:], mark[1:]))
    parts.append(data[start:])
    return b"".join(parts), len(data)


def _dictionary(items: list[Any]) -> dict[str, Any]:
    """Pair names with their values."""
    return {key: value for key, value in zip(items[::2], items[1::2], strict=False) if isinstance(key, Name)}
