"""Bodies: names of ministries, armies, courts, hospitals … that say what a body is and whose it is.

The words that open such names are in ``data/org_heads.tsv`` and ``data/name_words.toml``.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from riwaya import lexicon
from riwaya.arabic import clitics
from riwaya.arabic.fold import fold
from riwaya.arabic.memory import remembered
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


@remembered(most=200_000)
def _opens(form: str) -> str:
    """Say what kind of body a word may open the name of, "" when none."""
    nation, heads = body_nouns()
    parts = clitics.split(form)
    if parts.article and (parts.stem in nation or parts.stem in heads):
        return "of nation" if parts.stem in nation else "of body"
    if parts.stem == "وزاره":
        return "ministry"
    if parts.stem in name_words("facilities"):
        return "facility"
    return "of place" if parts.stem in nation else ""


@cache
def body_nouns() -> tuple[frozenset[str], frozenset[str]]:
    """Give the nouns that name a body with a nationality alone, and those that name none when bare."""
    rows = lexicon.rows("org_heads")
    nation = frozenset(fold(r["word"]) for r in rows if r["nation"])
    return nation, frozenset(fold(r["word"]) for r in rows) - nation


def is_nationality(form: str) -> bool:
    """Tell whether a folded form is a nationality with its article."""
    return form.startswith("ال") and form[2:] in nationality_forms()


def agrees(stem: str, adjective: str) -> bool:
    """Tell whether they agree: «الجيش» takes a masculine adjective, «القوات» and «الحكومة» a feminine one."""
    return stem.endswith(("ه", "ات")) == adjective.endswith("ه")


def bodies(toks: Sequence[Token], names: Sequence[Name]) -> Iterator[Name]:
    """Find bodies that are named by what they are and whose they are."""
    starts = {n.start: n for n in names}
    for at, tok in enumerate(toks[:-1]):
        kind = _opens(tok.form) if tok.kind == "word" else ""
        if not kind:
            continue
        if kind == "of nation":
            yield from _of_nation(toks, at)
        elif kind == "of body":
            yield from _of_body(toks, at, starts)
        elif kind == "ministry":
            yield from _ministry(toks, at)
        elif kind == "facility":
            yield from _facility(toks, at, starts)
        else:
            yield from _of_place(toks, at, starts)


def _of_nation(toks: Sequence[Token], at: int) -> Iterator[Name]:
    """``body-of-nation``: «الجيش البرتغالي», «القوات المسلحة الهولندية», «وزارة | الخارجية الدنماركية»."""
    end = at + 1
    if not is_nationality(toks[end].form) and toks[end].form.startswith("ال") and end + 1 < len(toks):
        end += 1
    if is_nationality(toks[end].form) and agrees(clitics.split(toks[at].form).stem, toks[end].form):
        yield Name(_construct(toks, at), end + 1, "ORG", "mention.body-of-nation", 0.8)


def _of_place(toks: Sequence[Token], at: int, starts: dict[int, Name]) -> Iterator[Name]:
    """``body-of-place``: «شرطة روما»."""
    place = starts.get(at + 1)
    if place and place.type == "LOC" and toks[at + 1].form[0] not in "بل":
        yield Name(_construct(toks, at), place.end, "ORG", "mention.body-of-place", 0.7)


def _of_body(toks: Sequence[Token], at: int, starts: dict[int, Name]) -> Iterator[Name]:
    """``body-of-body``: «اللجنة التنفيذية للفيفا»."""
    owner = starts.get(at + 2)
    if (
        owner
        and owner.type == "ORG"
        and toks[at + 2].form.startswith("لل")
        and toks[at + 1].form.startswith("ال")
    ):
        yield Name(at, owner.end, "ORG", "mention.body-of-body", 0.7)


def _ministry(toks: Sequence[Token], at: int) -> Iterator[Name]:
    """``ministry``: «وزارة الصحة», «وزارة الثقافة والإعلام», «وزارة الصحة النرويجية»."""
    end = at + 1
    if toks[end].form.startswith("ال"):
        end += 1
        end += end < len(toks) and toks[end].form.startswith("وال")
        end += end < len(toks) and is_nationality(toks[end].form)
        yield Name(at, end, "ORG", "mention.ministry", 0.8)


def _facility(toks: Sequence[Token], at: int, starts: dict[int, Name]) -> Iterator[Name]:
    """``facility``: a hospital, school … with the name that it bears: «مستشفى الملك خالد العام»."""
    honoured = toks[at + 1].form in name_words("honours")
    name = starts.get(at + 1 + honoured) or starts.get(at + 1)
    if name is not None and (honoured or name.type != "LOC" or toks[at + 1].form[0] not in "بل"):
        end = name.end
    elif honoured and at + 2 < len(toks) and toks[at + 2].kind == "word":
        end = at + 3
    else:
        return
    end += end < len(toks) and toks[end].form in name_words("qualities")
    yield Name(at, end, "ORG", "mention.facility", 0.7)


def _construct(toks: Sequence[Token], at: int) -> int:
    """Go back over heads that the one at `at` completes: «وزارة | الخارجية», «هيئة | الأركان»."""
    nation, heads = body_nouns()
    while at:
        before = clitics.split(toks[at - 1].form)
        if before.article or before.stem not in nation | heads:
            break
        at -= 1
    return at
