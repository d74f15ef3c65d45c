"""What the readers of chats share: a message becomes a report, and what would be a warning for each message is counted.

A chat holds thousands of pictures, «👍» and messages of other languages. One warning for each helps nobody, so that a
`Tally` counts them and says it once. A message of signs alone says nothing that could be found again: it is no report.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec.structs import replace

from riwaya.arabic.fold import fold
from riwaya.errors import warn
from riwaya.lexicon import toml
from riwaya.model import SENDER, Report, Span, Stamp, Warn
from riwaya.read.record import report_from

_WORD = re.compile(r"[^\W_]")
_PHONE = re.compile(r"~?\s*\+?\(?\d[\d\s().\-]{5,24}\d")
_SENDERS = 100_000
"""Telephone numbers remembered at most, so that each is counted once: a group of WhatsApp has 1024 members."""


class Tally:
    """Counts of what was left out of a chat or is odd in it; `warnings` says them at the end."""

    def __init__(self) -> None:
        self.without: Counter[str] = Counter()
        self.foreign = 0
        self.phones: set[str] = set()

    def lacks(self, kind: str) -> None:
        """Count a message that has no text, only something of this kind (a photo, a poll)."""
        self.without[kind] += 1

    def sender(self, name: str | None) -> None:
        """Note a sender who is known by a telephone number alone."""
        if name and len(self.phones) < _SENDERS and _PHONE.fullmatch(fold(name)):
            self.phones.add(name)

    def warnings(self, where: str) -> Iterator[Warn]:
        """Say what was counted, each in one warning."""
        if self.without:
            kinds = ", ".join(f"{count:,} {kind}" for kind, count in self.without.most_common())
            yield warn("R120", where, count=f"{self.without.total():,}", kinds=kinds)
        if self.foreign:
            yield warn("R121", where, count=f"{self.foreign:,}")
        if self.phones:
            yield warn("R122", where, count=f"{len(self.phones):,}")


def message(
    record: Mapping[str, object], where: str, tally: Tally, *, member: bool = False
) -> Iterator[Report | Warn]:
    """Make the report of a message that has a text; that it holds no Arabic is counted and not warned of.

    `member` says that the byline is a member of a group: it is stamped so, because members are voices of their own.
    """
    text = record.get("text")
    if not isinstance(text, str) or not _WORD.search(text):
        tally.lacks("signs only" if text else "empty")
        return
    for found in report_from(record, where):
        if isinstance(found, Warn) and found.code == "R107":
            tally.foreign += 1
        elif isinstance(found, Report) and member and found.byline:
            stamp = Stamp(
                kind="byline",
                span=Span(0, len(found.byline)),
                where="byline",
                value=found.byline,
                rule=SENDER,
            )
            yield replace(found, stamps=(*found.stamps, stamp))
        else:
            yield found


def gone(name: object) -> str | None:
    """Give a name, or None for the words that stand for an account which is gone."""
    return name if isinstance(name, str) and name.strip() and fold(name.strip()) not in _gone() else None


@cache
def _gone() -> frozenset[str]:
    return frozenset(fold(words) for words in toml("chat_forwarded")["gone"])


@cache
def forwarded_labels() -> frozenset[str]:
    """Give the labels, folded, that say that a message was forwarded and not from whom."""
    return frozenset(fold(words) for words in toml("chat_forwarded")["labels"])


def nameless() -> str:
    """Give what `Report.forwarded_from` holds where the account that a message was forwarded from is gone."""
    return str(toml("chat_forwarded")["gone"][0])
