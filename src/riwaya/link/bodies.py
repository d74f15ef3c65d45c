"""Bodies: how names of organisations are compared across reports, and whether a name says which one it is."""

from functools import cache

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.arabic.words import tokens
from riwaya.extract.bodies import name_words
from riwaya.link.terms import Weights, key

# A word of an organisation's name that weighs this much is a name and not an everyday word.
NAMELY = 4.5


def canonical(name: str) -> str:
    """Fold a name and take articles and marks off: ``canonical("الحزب «الأخضر»") == canonical("حزب
    الأخضر")``.
    """
    words = [t.form for t in tokens(name) if t.kind != "mark"]
    return " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words)


@cache
def nations() -> frozenset[str]:
    """Give the folded adjectives of nationality, both genders, with the article."""
    plain = {
        fold(form)
        for row in lexicon.rows("nationalities")
        for form in lexicon.variants(row.get("adjective", ""))
    }
    return frozenset(f"ال{form}{end}" for form in plain for end in ("", "ه", "ين", "ون"))


@cache
def _general() -> Weights:
    return Weights()


def is_name(written: str) -> bool:
    """Tell whether the name of an organisation or document says by itself which one it is."""
    weights = _general()
    words = [t.form for t in tokens(written) if t.kind == "word"]
    return any(w in nations() or weights(key(w)) >= NAMELY for w in words)


def known_body(name: str) -> str | None:
    """Give the usual name of a body that the lexicon knows, None where it knows none."""
    return _bodies().get(canonical(name))


@cache
def _bodies() -> dict[str, str]:
    """Give the usual name of each body that the lexicon knows, by every canonical name, with and without «حركة»."""
    out: dict[str, str] = {}
    short: dict[str, str] = {}
    heads = name_words("group_nouns")
    for row in lexicon.rows("organisations"):
        for name in (row["name"], *lexicon.variants(row["variants"]), *lexicon.variants(row["also"])):
            out.setdefault(canonical(name), row["name"])
            first, _, rest = canonical(name).partition(" ")
            if first in heads and rest and is_name(rest):
                short.setdefault(rest, row["name"])
    return short | out
