"""Visible: invisible characters that could make text read differently from what it is become visible symbols.

Reports are hostile input. A right-to-left override can turn ``exe.fdp`` into ``pdf.exe`` on the screen
(CVE-2021-42574, "Trojan Source"; Unicode Standard Annex 9, section 2), and a terminal obeys control
characters. Direction *marks* (LRM, RLM, ALM) and joiners are left alone: they are ordinary in Arabic and
reorder nothing by force.
"""

import re
import unicodedata

_NAMES = {
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
}  # fmt: skip
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufff9-\ufffb]"
)


def _symbol(found: re.Match[str]) -> str:
    char = found.group()
    if char in "\r\u2028\u2029":
        return " "
    return f"⟦{_NAMES.get(ord(char), f'U+{ord(char):04X}')}⟧"


def visible(text: str) -> str:
    """Write bidi embeddings, overrides, isolates and control characters as symbols such as ``⟦RLO⟧``."""
    return _HIDDEN.sub(_symbol, text) if text else text


def isolated(text: str) -> str:
    """Give the visible text between FSI and PDI, so that it keeps its direction; plain ASCII needs none."""
    return visible(text) if text.isascii() else f"\u2068{visible(text)}\u2069"


def clipped(text: str, width: int) -> str:
    """Cut text to `width` columns, at a word where it can, with an ellipsis; vowel marks take none."""
    flat = " ".join(text.split())
    used = 0
    for at, char in enumerate(flat):
        used += 0 if unicodedata.combining(char) else 1
        if used > width:
            head = flat[:at]
            space = head.rfind(" ")
            return (head[:space] if space > width // 2 else head).rstrip(" ،,؛;:") + "…"
    return flat
