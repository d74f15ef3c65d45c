"""Words as the tagger sees them: what the lexicon knows of a form, and the features that follow from it.

Everything that a feature can see of a word depends on its folded form alone. Training lists the same features
(`training/mentions.py`), so that what is learnt is what is looked up.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from riwaya import lexicon
from riwaya.arabic import clitics
from riwaya.arabic.fold import fold
from riwaya.extract.names import matches
from riwaya.extract.places import nationality_forms, place_names

EDGE = "\x00"


class Entry(NamedTuple):
    """What the model file holds of a form.

    `shares`: how often texts use it as PER, ORG, LOC, in steps from 0 to 5; `vector`: its row among the word vectors,
    -1 for none.
    """

    clusters: tuple[int, ...] = ()
    classes: tuple[str, ...] = ()
    shares: tuple[int, ...] = ()
    vector: int = -1


class Word(NamedTuple):
    """What the lexicon knows of one form.

    `classes`: title, place, given name …; `clusters`: from coarse to fine; `vector`: the row of its word vector, or of
    that of the form without a letter that may be a clitic, -1 when neither is known.
    """

    form: str
    stem: str
    shape: str
    classes: tuple[str, ...]
    clusters: tuple[str, ...]
    vector: int


_UNKNOWN = Entry()
_MAY_BE_CLITICS = "وفبلك"


class Lexicon:
    """What is known of forms: the model file's entries and the project's own lists."""

    def __init__(self, table: Mapping[str, Entry]) -> None:
        self.table = table
        self._closed = closed_classes()

    def word(self, form: str) -> Word:
        """Describe one folded form."""
        if form == EDGE:
            return Word(EDGE, EDGE, "edge", (), (), -1)
        parts = clitics.split(form)
        bare = parts.stem
        whole = self.table.get(form, _UNKNOWN)
        clusters, classes = whole.clusters, _placed(whole.classes, "0")
        if bare != form:
            for name in (f"ال{bare}", bare) if parts.article else (bare,):
                known = self.table.get(name) if name != form else None
                if known is not None:
                    clusters = clusters or known.clusters
                    classes += _placed(known.classes, "1")
        classes += self._closed.get(bare, ())
        if len(classes) > 1:
            classes = tuple(dict.fromkeys(classes))
        return Word(form, bare, _shape(form, parts), classes, _levels(clusters), self._vector(form, whole))

    def shares(self, form: str) -> tuple[int, ...]:
        """Tell how often texts use the form as PER, ORG, LOC, in steps from 0 to 5; empty when unknown."""
        return self.table.get(form, _UNKNOWN).shares

    def _vector(self, form: str, whole: Entry) -> int:
        """Find the word vector of a form, or of the form without its first letter when that may be a clitic."""
        if whole.vector < 0 and form[0] in _MAY_BE_CLITICS:
            return self.table.get(form[1:], _UNKNOWN).vector
        return whole.vector


# Forms are many, but what the lexicon knows of them is much the same: these are made once and shared.
@lru_cache(maxsize=20_000)
def _placed(classes: tuple[str, ...], depth: str) -> tuple[str, ...]:
    return tuple(name + depth for name in classes)


@lru_cache(maxsize=20_000)
def _levels(clusters: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(f"{n}.{c}" for n, c in enumerate(clusters))


@lru_cache(maxsize=50_000)
def _known_features(clusters: tuple[str, ...], classes: tuple[str, ...]) -> tuple[str, ...]:
    return (*(f"c={c}" for c in clusters), *(f"k={c}" for c in classes))


@cache
def closed_classes() -> dict[str, tuple[str, ...]]:
    """Give the classes of single words that the project's own lists know, by folded stem."""
    out: dict[str, dict[str, None]] = {}

    def put(word: str, name: str) -> None:
        out.setdefault(fold(word), {})[name] = None

    for row in lexicon.rows("titles"):
        if " " not in row["word"]:
            put(row["word"], f"title-{row['kind']}")
            put(row["word"] + "ة", f"title-{row['kind']}")
    for row in lexicon.rows("org_heads"):
        if " " not in row["word"]:
            put(row["word"], "body")
            if row["nation"]:
                put(row["word"], "nation-body")
    for form in nationality_forms():
        put(form, "nationality")
    # In order: a set's own order changes from process to process, and with it the mark of a word.
    for name in sorted(place_names()):
        words = name.split()
        put(words[0].removeprefix("ال"), "place" if len(words) == 1 else "place-first")
    return {word: tuple(names) for word, names in out.items()}


def _shape(form: str, parts: clitics.Clitics) -> str:
    if form.isdigit() or form[0].isdigit():
        return "digits"
    if not form[0].isalpha():
        return "mark"
    if form.isascii():
        return "latin"
    return f"{parts.conjunction}{parts.preposition}{'+' if parts.article else ''}"


def word_features(word: Word) -> list[str]:
    """List the features of a word: itself, its clusters and classes, its stem, shape, size and affixes."""
    stem = word.stem
    out = [f"w={word.form}", *_known_features(word.clusters, word.classes)]
    out += (f"s={stem}", f"h={word.shape}", f"n={min(len(stem), 9)}")
    if word.shape not in ("mark", "digits", "edge"):
        sizes = range(1, min(len(stem), 5))
        out += [f"p{n}={stem[:n]}" for n in sizes]
        out += [f"e{n}={stem[-n:]}" for n in sizes]
    return out


MARKS = tuple(f"{at}-{kind}-{size}" for kind in ("ORG", "LOC") for size in ("one", "long") for at in "BI")
"""What `list_marks` can say of a word."""


def list_marks(forms: Sequence[str]) -> dict[int, str]:
    """Give the words that stand in a name of the project's lists, each with its place in it and the kind."""
    out = {}
    for start, end, listed in matches(forms):
        size = "long" if end - start > 1 else "one"
        for at in range(start, end):
            out[at] = f"{'I' if at > start else 'B'}-{listed.type}-{size}"
    return out
