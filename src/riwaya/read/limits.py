"""How much is read at most: bounds that keep one hostile file from costing the rest its memory or its
time.
"""

MAX_TEXT = 2_000_000
"""Characters of one report's text; three long novels. Beyond it a file is a collection and not a report
(R108).
"""

MAX_TEXT_BYTES = 4 * MAX_TEXT
"""Bytes of a file that holds a single text: no character takes more than four in UTF-8 or UTF-16."""

MAX_FILE = 512 * 1024 * 1024
"""Bytes of a file of records that has to be held in memory as a whole (JSON, CSV)."""

MAX_LINE = 4 * MAX_TEXT_BYTES
"""Bytes of one line of JSON lines; JSON may write one character with six."""

MAX_MEMBERS = 200_000
"""Files in one archive; a large archive one more for each `MEMBER_BYTES` of its size."""

MEMBER_BYTES = 512
"""Bytes that a file in an archive takes at least, when an honest program wrote it."""

MAX_UNPACKED = 4 * 1024 * 1024 * 1024
"""Bytes that one archive may unpack to, all its files together; a large archive `MAX_GROWTH` times its size more."""

MAX_GROWTH = 50
"""How many times its own size an archive may unpack to, over `MAX_UNPACKED`; web archives grow about tenfold."""

MAX_RATIO = 200
"""How many times its packed size a file of an archive may grow, once it is over `RATIO_FLOOR` bytes."""

RATIO_FLOOR = 1024 * 1024
"""Bytes that a file of an archive may unpack to whatever its ratio: small files pack well and do no harm."""

MAX_NESTED = 3
"""Archives inside archives."""

MAX_DEPTH = 64
"""Folders inside folders."""


def human(size: int) -> str:
    """Write a number of bytes for people: ``human(50_000_000) == "47.7 MB"``."""
    number = float(size)
    for unit in ("bytes", "KB", "MB"):
        if number < 1024:
            return f"{number:.0f} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
        number /= 1024
    return f"{number:.1f} GB"
