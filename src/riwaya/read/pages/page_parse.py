"""HTML parsed, whatever it holds: in bounded time, without a fetch, without expanding anything.

The parser is libxml2's, through lxml, which tells a target of every element and text as it comes to them: a page needs
no tree, building one and walking through it takes twice the time, and no depth is too deep. Quadratic is only what it
does with the attributes of one tag: a tag with absurdly many is cut to its name. Pictures that are written into a large
page (``data:`` URLs) are taken out first.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol


class EndOfPage(Exception):  # noqa: N818 - it is no error
    """Raised by a target that wants to hear no more of a page."""


class Target(Protocol):
    """What is told of a page: elements that start and end, the text between them."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an element that starts."""

    def end(self, tag: str) -> None:
        """Take an element that ends; those that the page leaves open end too."""

    def data(self, words: str) -> None:
        """Take text; one text may come in pieces."""

    def close(self) -> object:
        """Take the end of the page."""


_LARGE = 64 * 1024
_LONG_TAG = 2048
_MANY_ATTRIBUTES = 250
_TAG = re.compile(rb"""<([a-zA-Z][^\s<>/"']*+)(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>?""")
_QUOTED_OR_SLASH = re.compile(rb""""[^"]*"|'[^']*'|/""")
_DATA_URL = re.compile(
    rb"data:[a-zA-Z]{1,20}/[\w.+-]{1,80}(?:;[\w.=-]{1,80}){0,3};base64,[A-Za-z0-9+/=%\s]{256,}"
)
# The definitions inside a document type (entity bombs stand there); no HTML parser reads them.
_DEFINITIONS = re.compile(rb"<!DOCTYPE[^<>\[]{0,200}\[", re.I)
_PROLOG = 2048
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse(page: str, target: Target) -> None:
    """Tell a target of everything in a page, or in a fragment of one. Never raises."""
    # Imported late: lxml takes a tenth of a second, and only pages need it.
    from lxml import etree  # noqa: PLC0415

    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True, no_network=True)
    # Nothing in it is an error too.
    with suppress(etree.LxmlError, ValueError):
        try:
            etree.fromstring(guarded(page), parser)
        except EndOfPage:
            target.close()


def guarded(page: str) -> bytes:
    """Write a page as UTF-8 that a parser takes in bounded time."""
    try:
        data = page.encode()
    except UnicodeEncodeError:
        data = _SURROGATE.sub("\ufffd", page).encode()
    if len(data) > _LARGE:
        data = _TAG.sub(_bounded, without_pictures(data))
    opens = _DEFINITIONS.search(data, 0, _PROLOG)
    if opens is not None and (end := data.find(b"]>", opens.end())) >= 0:
        data = data[: opens.start()] + data[end + 2 :]
    return data


def without_pictures(data: bytes) -> bytes:
    """Take out pictures, fonts and the like that are written into a page as ``data:`` URLs."""
    return _DATA_URL.sub(b"data:,", data)


def _bounded(tag: re.Match[bytes]) -> bytes:
    """Cut a tag with too many attributes to its name."""
    whole = tag.group()
    if len(whole) < _LONG_TAG or len(_QUOTED_OR_SLASH.sub(b" ", whole).split()) < _MANY_ATTRIBUTES:
        return whole
    return b"<" + tag.group(1) + b">"
