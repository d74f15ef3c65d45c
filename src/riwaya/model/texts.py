"""Texts: what was published and where it was read; places in it, and what went wrong."""

from typing import Literal

import msgspec

Where = Literal["text", "title", "byline", "forwarded_from"]
Stamped = Literal["published", "updated", "dateline", "byline", "agency"]
SENDER = "stamp.sender"
"""The rule of the stamp on a message of a group: its byline is the member who wrote it, a voice of his own."""


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A half-open stretch ``[start, end)`` of characters; raises ValueError when it is not one."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")


class Furniture(msgspec.Struct, frozen=True):
    """A stretch of `Report.text` that belongs to the page and not to the report; `rule` marked it."""

    span: Span
    rule: str


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """What a report says of itself in its own words: when it was published or updated, from where, by whom.

    `span` counts in the field that `where` names. `value` is ISO 8601 for the two times, the place of a dateline as
    written, the author of a byline, the outlet lexicon's name of an agency; None when it is not understood. A dateline
    is a hint where the reporter was, never a verdict.
    """

    kind: Stamped
    span: Span
    where: Where = "text"
    value: str | None = None
    rule: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One published text.

    `id` is the content hash (see `read.identify`); `given_id` is what the file called it. `published` and `updated`
    are ISO 8601, as precise as the source gave them. `text` is exactly what was read: page furniture is marked, never
    cut. `language` is an ISO 639 code, None where it is Arabic or cannot be told. `forwarded_from` is whom a message
    of a chat was taken from. `fetched` is when the bytes came from the web, where an archive tells. `sha256` is the
    digest of the bytes that it was read from, in hexadecimal: of the record where records have bytes of their own (a
    page, a line, a record of a web archive), else of the file.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    byline: str | None = None
    given_id: str | None = None
    read_from: str | None = None
    furniture: tuple[Furniture, ...] = ()
    updated: str | None = None
    language: str | None = None
    forwarded_from: str | None = None
    fetched: str | None = None
    sha256: str | None = None
    stamps: tuple[Stamp, ...] = ()

    @property
    def sender(self) -> str | None:
        """The member of a group of a chat who wrote this message; None for everything else."""
        return next((stamp.value for stamp in self.stamps if stamp.rule == SENDER), None)

    @property
    def name(self) -> str:
        """What to call the report on output: its own id when it came with one, else the content hash."""
        return self.given_id or self.id


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """One place where a report's text was read: the evidence that it stood there.

    `sha256` digests the bytes; `at` is when they were read and `fetched` when they came from the web (ISO 8601), `by`
    is the version of Riwaya that read them. `url`, `title` and `published` are what was said there. `again` is when the
    same text was last read there from other bytes, of the digest `again_sha256`.
    """

    report: str
    read_from: str
    sha256: str | None = None
    at: str | None = None
    fetched: str | None = None
    by: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    again: str | None = None
    again_sha256: str | None = None


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A page that was read with different texts: its reports from the oldest text to the newest."""

    page: str
    reports: tuple[str, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of words that differs between two texts; an empty span where one of them has nothing there."""

    kind: Literal["added", "removed", "replaced"]
    old: Span
    new: Span


class Warn(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that went wrong and did not stop the rest: a code of `errors`, what, where, and what to do."""

    code: str
    message: str
    where: str = ""
    hint: str = ""
