"""Phone numbers: groups of digits with the separators in use, that together are as long as a phone number.

A number is at most 15 digits long with its country code (ITU-T E.164); what is longer is some other code. Groups
are read as one phone number when a + or a nought opens them, or when they stand like 650-701-8887.
"""

import re
from functools import cache

from riwaya.arabic.fold import fold
from riwaya.lexicon import toml

_D = "[0-9٠-٩۰-۹]"
_ZERO = "[0٠۰]"
_SEP = r"(?:[ \u00a0]?[-–.][ \u00a0]?|[ \u00a0]{1,3})"
_PHONE = re.compile(
    rf"\(?\+{_D}{{1,3}}\)?{_SEP}?\(?{_D}+\)?(?:{_SEP}?{_D}{{2,}})*"  # +1 (650) 701-8887
    rf"|{_ZERO}{_D}{{1,3}}(?:{_SEP}{_D}{{3,}}){{1,3}}"  # 06 2070 2220
    rf"|{_D}{{3}}{_SEP}{_D}{{3}}{_SEP}{_D}{{4}}"  # 650 701 8887
    rf"|{_D}(?:\.{_D}){{6,9}}"  # 4.8.6.6.8.2.7
    rf"|{_D}{{7,}}"
)  # fmt: skip
_LEAST, _MOST = 7, 15


@cache
def _extension() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in toml("number_context")["phone"]["extension"].split())
    return re.compile(rf"[ \u00a0]+(?:{words})\.?[ \u00a0]+{_D}{{1,5}}(?!{_D})")


def phone_end(text: str, start: int) -> int | None:
    """Give the offset behind the phone number that starts at `start`, with its first digit or +; else None."""
    found = _PHONE.match(text, start)
    if found is None:
        return None
    written = found.group()
    count = sum(letter.isdigit() for letter in written)
    plus, zero = "+" in written, fold(written[:1]) == "0"
    if not _LEAST <= count <= _MOST or text[found.end() : found.end() + 1].isdigit():
        return None
    if not (plus or zero or count >= 10 or written.count(".") > 3):
        return None
    more = _extension().match(text, found.end())
    return more.end() if more else found.end()
