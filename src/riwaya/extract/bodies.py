"""Bodies: names of ministries, armies, courts, hospitals … that say what a body is and whose it is.

The words that open such names are in ``data/org_heads.tsv`` and ``data/name_words.toml``.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from riwaya import lexicon
from riwaya.arabic import clitics
from riwaya.arabic.fold import fold
from riwaya.arabic.words import Token
from riwaya.extract.places import nationality_forms


class Name(NamedTuple):
    """A name as a stretch ``[start, end)`` of tokens, with its type, its rule and how sure that is."""

    start: int
    end: int
    type: str
    rule: str
    confidence: float


@cache
def name_words(group: str) -> frozenset[str]:
    """Give one group of ``data/name_words.toml``, folded."""
    return frozenset(fold(word) for word in lexicon.toml("name_words")[group])


@cache
def body_nouns() -> tuple[frozenset[str], frozenset[str]]:
    """Give the nouns that name a body with a nationality alone, and those that name none when bare."""
    rows = lexicon.rows("org_heads")
    nation = frozenset(fold(r["word"]) for r in rows if r["nation"])
    return nation, frozenset(fold(r["word"]) for r in rows) - nation


def is_nationality(form: str) -> bool:
    return form.startswith("ال") and form[2:] in nationality_forms()


def agrees(stem: str, adjective: str) -> bool:
    """«الجيش» takes a masculine adjective, «القوات» and «الحكومة» a feminine one."""
    return stem.endswith(("ه", "ات")) == adjective.endswith("ه")


def bodies(toks: Sequence[Token], names: Sequence[Name]) -> Iterator[Name]:
    """Find bodies that are named by what they are and whose they are.

    ``ministry``: «وزارة» and what it is of; ``body-of-nation``: «الجيش» with a nationality («القوات المسلحة …ية»); ``body-of-place``: «شرطة» and a place;
    ``body-of-body``: «اللجنة التنفيذية» and a body with «لـ»; ``facility``: «مستشفى», «جامعة» … and a name.
    """
    nation, heads = body_nouns()
    starts = {n.start: n for n in names}
    for at, tok in enumerate(toks[:-1]):
        if tok.kind != "word":
            continue
        stem, article = clitics.split(tok.form).stem, clitics.split(tok.form).article
        after = starts.get(at + 1)
        if stem == "وزاره" and not article and toks[at + 1].form.startswith("ال"):
            end = at + 2
            if end < len(toks) and toks[end].form.startswith("وال"):
                end += 1
            if end < len(toks) and is_nationality(toks[end].form):
                end += 1
            yield Name(at, end, "ORG", "mention.ministry", 0.8)
        elif stem in nation and article:
            end = at + 1
            if not is_nationality(toks[end].form) and toks[end].form.startswith("ال") and end + 1 < len(toks):
                end += 1
            if is_nationality(toks[end].form) and agrees(stem, toks[end].form):
                yield Name(
                    _construct(toks, at, nation | heads), end + 1, "ORG", "mention.body-of-nation", 0.8
                )
        elif stem in nation and after and after.type == "LOC" and toks[at + 1].form[0] not in "بل":
            yield Name(_construct(toks, at, nation | heads), after.end, "ORG", "mention.body-of-place", 0.7)
        elif stem in name_words("facilities") and not article:
            yield from _facility(toks, at, starts)
        elif stem in heads | nation and article and (owner := starts.get(at + 2)) and owner.type == "ORG":
            if toks[at + 1].form.startswith("ال") and toks[at + 2].form.startswith("لل"):
                yield Name(at, owner.end, "ORG", "mention.body-of-body", 0.7)


def _construct(toks: Sequence[Token], at: int, heads: frozenset[str]) -> int:
    """Go back over heads that the one at `at` completes: «وزارة | الخارجية», «هيئة | الأركان»."""
    while at:
        before = clitics.split(toks[at - 1].form)
        if before.article or before.stem not in heads:
            break
        at -= 1
    return at


def _facility(toks: Sequence[Token], at: int, starts: dict[int, Name]) -> Iterator[Name]:
    """``facility``: a hospital, school or university with the name that it bears and what follows it («العام»)."""
    begin = at + 1 + (toks[at + 1].form in name_words("honours"))
    name = starts.get(begin)
    if name is None or (toks[begin].form[0] in "بل" and name.type == "LOC" and begin == at + 1):
        return
    end = name.end
    if end < len(toks) and toks[end].form in name_words("qualities"):
        end += 1
    yield Name(at, end, "ORG", "mention.facility", 0.7)
