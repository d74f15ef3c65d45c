"""Bodies: how names of organisations are compared across reports, and whether a name says which one it is."""

from functools import cache, lru_cache

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.arabic.words import tokens
from riwaya.extract.bodies import name_words
from riwaya.link.terms import Weights, key

# A word of an organisation's name that weighs this much is a name and not an everyday word.
NAMELY = 4.5
_IN = "في"


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
def _words(side: str) -> frozenset[str]:
    """Give the keys of the words of one side in ``data/roles.tsv``."""
    rows = (row for row in lexicon.rows("roles") if row["side"] == side)
    return frozenset(key(word) for row in rows for word in lexicon.variants(row["words"]))


def _headed(name: str) -> str:
    """Give the key of what somebody heads, "" for who heads nothing: «مدير عام المطار» heads a «مطار»."""
    words = [key(t.form) for t in tokens(name) if t.kind == "word"]
    rest = [k for k in words[1:] if k not in _words("plain")] if words and words[0] in _words("head") else []
    return rest[0] if rest else ""


@lru_cache(maxsize=50_000)
def core(name: str) -> frozenset[str]:
    """Give the keys of the words of a name that say who it is: no nationality, no «بيان», «قوات», «في».

    ``core("وزارة الداخلية البحرينية") == core("وزارة الداخلية")``; names of which one's core is within the other's
    may be names of one.
    """
    found: list[str] = []
    for token in tokens(name):
        # «مطار الملك خالد الدولي في الرياض»: where a named body is does not say which it is.
        if token.form == _IN and len(found) > 1:
            break
        if token.kind == "word" and token.form not in nations():
            found += [k for k in (key(token.form),) if k not in _words("plain") and len(k) > 1]
    return frozenset(found)


def is_kin(a: str, b: str) -> bool:
    """Tell whether two names may be of one body or person: the core of one is within that of the other, they share two
    words that are names («الدكتور الخضر لصور», «الخضر لصور مدير الصحة»), or one is of who heads the other («مدير عام
    المطار», «إدارة مطار الملك فهد»). A name without a core may be anybody's.
    """
    one, other = core(a), core(b)
    if one <= other or other <= one or _headed(a) in other or _headed(b) in one:
        return True
    return sum(_general()(k) >= NAMELY for k in one & other) >= 2


def is_one_body(a: str, b: str) -> bool:
    """Tell whether two names must be of one body where both speak of one thing: the same core of two words and more,
    and no two nationalities.
    """
    mine, theirs = ({t.form for t in tokens(name)} & nations() for name in (a, b))
    return len(core(a)) > 1 and core(a) == core(b) and (not mine or not theirs or mine == theirs)


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
