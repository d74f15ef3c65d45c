"""robots.txt: which pages of a site may be fetched, by RFC 9309, and which line says so.

Protego reads the rules (longest match, ``*`` and ``$``, groups that are merged). What it does not say is which line
decided; that is found by asking it about single lines.
"""

import re
import zlib

from protego import Protego

AGENT = "Riwaya"
"""The name that a group of rules calls us by; upper and lower case are the same."""
MAX_ROBOTS = 500 * 1024
"""Bytes of a robots.txt that are read; the standard wants at least these."""
MAX_DELAY = 30.0
"""Seconds between two requests that a site can ask for; beyond it, we wait these."""
_ASKED = 50
"""Lines that are asked about at most: a file with thousands of lines for one page only wants our time."""
# Protego forgives misspellings of Disallow.
_RULE = re.compile(r"\s*(allow|di[as]+l+[ao]+w)\s*:?\s*\S", re.IGNORECASE)
_SHOWN = 80


class Rules:
    """The rules of one site; without a text, everything is allowed."""

    def __init__(self, text: str = "", closed: str | None = None) -> None:
        self._text, self._closed = text, closed
        self._parsed = Protego.parse(text)

    @classmethod
    def of(cls, body: bytes, encoding: str = "") -> "Rules":
        """Read a robots.txt; a packed one (we did not ask for that) is unpacked as far as it counts."""
        if encoding.strip().lower() in ("gzip", "x-gzip", "deflate"):
            try:
                body = zlib.decompressobj(wbits=47).decompress(body, MAX_ROBOTS)
            except zlib.error:
                return cls.closed("it is broken")
        return cls(body[:MAX_ROBOTS].decode("utf-8-sig", errors="replace"))

    @classmethod
    def closed(cls, why: str) -> "Rules":
        """Allow nothing: a site whose rules we cannot know may have any."""
        return cls(closed=f"robots.txt: {why}, so nothing is fetched")

    @property
    def delay(self) -> float:
        """Give the seconds between two requests that the site asks for, up to `MAX_DELAY`."""
        return min(self._parsed.crawl_delay(AGENT) or 0.0, MAX_DELAY)

    def refusal(self, url: str) -> str | None:
        """Give the line that does not allow an address, with its number; None when it is allowed."""
        if self._closed:
            return self._closed
        if self._parsed.can_fetch(url, AGENT):
            return None
        return self._line(url) or "robots.txt"

    def _line(self, url: str) -> str | None:
        """Find the line: of those whose pattern fits the address, the longest that holds for us."""
        lines = self._text.splitlines()
        fits = [
            n
            for n, line in enumerate(lines)
            if _RULE.match(line) and not Protego.parse(f"User-agent: *\n{line}").can_fetch(url, AGENT)
        ]
        for n in sorted(fits, key=lambda n: -len(lines[n].partition("#")[0].strip()))[:_ASKED]:
            # All other rules are taken out; what is left in their place keeps the groups apart.
            alone = "\n".join(
                line if at == n or not _RULE.match(line) else "Crawl-delay: 0"
                for at, line in enumerate(lines)
            )
            if not Protego.parse(alone).can_fetch(url, AGENT):
                return f"line {n + 1}, {' '.join(lines[n].split())[:_SHOWN]!r}"
        return None
