"""Names as a reader asks for them: words, or parts of words, in any spelling, as a condition of a query."""

from typing import Literal

from riwaya.arabic.fold import fold

_MOST_WORDS = 8


def named(words: str, of: Literal["source", "actor"]) -> tuple[str, list[object]]:
    """Write that a source or an actor ``x`` has all the words in one of its names, with the values; "" for no words."""
    patterns: list[object] = [_spelt(word) for word in fold(words).split()[:_MOST_WORDS]]
    if not patterns:
        return "", []
    each = " AND ".join("n.name GLOB ?" for _ in patterns)
    return f"x.id IN (SELECT n.{of} FROM {of}_names n WHERE {each})", patterns  # noqa: S608 - constants


def _spelt(word: str) -> str:
    """Give a pattern of GLOB for a folded word: each letter with the others that are folded to it."""
    classes = {"ا": "اأإآٱ", "ي": "يىیے", "ه": "هةھہە", "ك": "كکگ"}
    out = []
    for letter in word:
        if letter.isascii() and letter.isalpha():
            out.append(f"[{letter}{letter.upper()}]")
        elif letter in classes:
            out.append(f"[{classes[letter]}]")
        elif letter.isdecimal():
            out.append(f"[{letter}{chr(0x0660 + int(letter))}{chr(0x06F0 + int(letter))}]")
        else:
            out.append(f"[{letter}]" if letter in "*?[" else letter)
    return f"*{''.join(out)}*"
