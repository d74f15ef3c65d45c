"""Tagger: a linear-chain conditional random field over words, run in NumPy.

The model (Lafferty et al., ICML 2001) is trained by `training/mentions.py` with CRFsuite and shipped as
one ``.npz`` file of plain arrays. Everything that a feature can see of a word depends on its folded
form alone, so a form's share of the scores at each offset is computed once and remembered; a text then
costs look-ups and one batch of Viterbi and forward-backward steps over all its sentences.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riwaya import lexicon
from riwaya.arabic import clitics
from riwaya.arabic.fold import fold
from riwaya.arabic.words import Token
from riwaya.extract.names import matches
from riwaya.extract.places import nationality_forms, place_names

Floats = NDArray[np.float32]
OFFSETS = (-2, -1, 0, 1, 2)
PAIRS = ("-2-1", "-1+0", "0+1", "+1+2")
EDGE = "\x00"
_MODEL = "models/mentions.npz"


class Entry(NamedTuple):
    """What the model file holds of a form; `shares`: how often texts use it as PER, ORG, LOC, from 0 to 5."""

    clusters: tuple[int, ...] = ()
    classes: tuple[str, ...] = ()
    shares: tuple[int, ...] = ()


class Word(NamedTuple):
    """What the lexicon knows of one form.

    `classes`: title, place, given name …; `clusters`: from coarse to fine; `uses`: how texts use the form and
    what is left without the letters that may be clitics; `mark`: the classes (or the shape) in one string.
    """

    form: str
    stem: str
    shape: str
    classes: tuple[str, ...]
    clusters: tuple[str, ...]
    uses: tuple[str, ...]
    mark: str


_UNKNOWN = Entry()


class Lexicon:
    """What is known of forms: the model file's entries and the project's own lists."""

    def __init__(self, table: dict[str, Entry]) -> None:
        self.table = table
        self._closed = closed_classes()

    def word(self, form: str) -> Word:
        """Describe one folded form."""
        if form == EDGE:
            return Word(EDGE, EDGE, "edge", (), (), (), "edge")
        parts = clitics.split(form)
        shape = _shape(form, parts)
        clusters: tuple[int, ...] = ()
        classes: dict[str, None] = {}
        bare = parts.stem
        for depth, name in enumerate(dict.fromkeys((form, f"ال{bare}" if parts.article else bare, bare))):
            known = self.table.get(name)
            if known is not None:
                clusters = clusters or known.clusters
                classes |= dict.fromkeys(f"{c}{depth and 1}" for c in known.classes)
        classes |= dict.fromkeys(self._closed.get(bare, ()))
        levels = tuple(f"{n}.{c}" for n, c in enumerate(clusters))
        mark = ",".join(classes) or shape
        return Word(form, bare, shape, tuple(classes), levels, self._uses(form), mark)

    def shares(self, form: str) -> tuple[int, ...]:
        """Tell how often texts use the form as PER, ORG, LOC, in steps from 0 to 5; empty when unknown."""
        return self.table.get(form, _UNKNOWN).shares

    def _uses(self, form: str) -> tuple[str, ...]:
        """Tell how texts use the form, and its likeliest name when leading letters are taken for clitics."""
        own = self.table.get(form, _UNKNOWN).shares
        best: tuple[int, ...] = (0, 0, 0)
        rest, cut = form, ""
        while rest[:1] and rest[0] in "وفبلك" and len(rest) > 3 and len(cut) < 2:
            cut, rest = cut + rest[0], rest[1:]
            rest = f"ا{rest}" if cut[-1] == "ل" and rest[0] == "ل" else rest
            shares = self.table.get(rest, _UNKNOWN).shares
            if shares and max(shares) > max(best):
                best = shares
        out = [f"{n}{s}" for n, s in zip("POL", own, strict=False)] or ["new"]
        out.append("-" + "".join(map(str, own)))
        if max(best):
            out += [f"/{n}{s}" for n, s in zip("POL", best, strict=True)]
        return tuple(out)


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
    for name in place_names():
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


def word_features(word: Word, *, near: bool) -> list[str]:
    """List the features of a word; `near` (at most one word away) adds affixes and shape."""
    out = [f"w={word.form}", *(f"c={c}" for c in word.clusters), *(f"k={c}" for c in word.classes)]
    out += [f"u={c}" for c in word.uses]
    if near:
        out += [f"s={word.stem}", f"h={word.shape}", f"n={min(len(word.stem), 9)}"]
        if word.shape not in ("mark", "digits", "edge"):
            stem = word.stem
            out += [f"p{n}={stem[:n]}" for n in (1, 2, 3, 4) if len(stem) > n]
            out += [f"e{n}={stem[-n:]}" for n in (1, 2, 3, 4) if len(stem) > n]
    return out


def pair_features(left: Word, right: Word) -> list[str]:
    """List the features of two neighbours together."""
    out = [f"ww={left.form} {right.form}"]
    if left.clusters and right.clusters:
        out.append(f"cc={left.clusters[0]} {right.clusters[0]}")
        out.append(f"dd={left.clusters[1]} {right.clusters[1]}")
    out.append(f"kk={left.mark} {right.mark}")
    if left.uses and right.uses:
        out.append(f"uu={left.uses[-1]} {right.uses[-1]}")
    return out


def far_features(left: Word, right: Word) -> list[str]:
    """List what two neighbours tell of the word before or after them."""
    out = [f"kk={left.mark} {right.mark}"]
    if left.clusters and right.clusters:
        out.append(f"dd={left.clusters[1]} {right.clusters[1]}")
    return out


def list_marks(forms: Sequence[str]) -> dict[int, str]:
    """Give the words that stand in a name of the project's lists, each with its place in it and the kind."""
    out = {}
    for start, end, listed in matches(forms):
        size = "long" if end - start > 1 else "one"
        for at in range(start, end):
            out[at] = f"m={'I' if at > start else 'B'}-{listed.type}-{size}"
    return out


class Tagged(NamedTuple):
    """A sentence's labels, and for each the probability of the label at its word."""

    labels: list[str]
    scores: list[float]


class Tagger:
    """The model in memory: `features` give each offset's features their rows of `weights`."""

    def __init__(
        self,
        labels: Sequence[str],
        transitions: Floats,
        features: dict[str, dict[str, int]],
        weights: Floats,
        words: Lexicon,
    ) -> None:
        self.labels = list(labels)
        self.transitions = transitions
        self._passes = np.exp(np.minimum(transitions, 30.0))
        self._features = features
        self._weights = weights
        self.lexicon = words
        self._ids: dict[str, int] = {}
        self._words: list[Word] = []
        self._emissions = np.zeros((1024, len(OFFSETS), len(self.labels)), np.float32)
        self._pairs: dict[int, int] = {}
        self._pair_emissions = np.zeros((1024, 4, len(self.labels)), np.float32)
        self._edge = self._id(EDGE)

    def _sum(self, features: list[str], offset: str) -> Floats:
        known = self._features.get(offset, {})
        rows = [known[feature] for feature in features if feature in known]
        total: Floats = self._weights[rows].sum(0)
        return total

    def _id(self, form: str) -> int:
        known = self._ids.get(form)
        if known is not None:
            return known
        new = self._ids[form] = len(self._words)
        word = self.lexicon.word(form)
        self._words.append(word)
        if new >= len(self._emissions):
            self._emissions = np.concatenate([self._emissions, np.zeros_like(self._emissions)])
        for at, offset in enumerate(OFFSETS):
            self._emissions[new, at] = self._sum(word_features(word, near=abs(offset) < 2), str(offset))
        return new

    def _pair(self, left: int, right: int) -> int:
        code = left << 32 | right
        known = self._pairs.get(code)
        if known is not None:
            return known
        new = self._pairs[code] = len(self._pairs)
        if new >= len(self._pair_emissions):
            self._pair_emissions = np.concatenate([self._pair_emissions, np.zeros_like(self._pair_emissions)])
        a, b = self._words[left], self._words[right]
        near, far = pair_features(a, b), far_features(a, b)
        # The pair's share at the word after it, at its right word, at its left word, at the word before it.
        for slot, (offset, features) in enumerate(zip(PAIRS, (far, near, near, far), strict=True)):
            self._pair_emissions[new, slot] = self._sum(features, offset)
        return new

    def _emit(self, forms: Sequence[str]) -> Floats:
        """Score every label at every word of one sentence: an array ``[words, labels]``."""
        edge = self._edge
        ids = [edge, edge, *(self._id(form) for form in forms), edge, edge]
        pairs = [self._pair(ids[at], ids[at + 1]) for at in range(len(ids) - 1)]
        rows = np.array(ids)
        size = len(forms)
        total = np.zeros((size, len(self.labels)), np.float32)
        for at in range(len(OFFSETS)):
            total += self._emissions[rows[at : at + size], at]
        joined = np.array(pairs)
        for slot in range(len(PAIRS)):
            total += self._pair_emissions[joined[slot : slot + size], slot]
        for at, mark in list_marks(forms).items():
            total[at] += self._sum([mark], "0")
        return total

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[Tagged]:
        """Label the words (folded forms) of each sentence; an empty sentence gives no labels."""
        order = sorted((n for n, s in enumerate(sentences) if s), key=lambda n: len(sentences[n]))
        out: list[Tagged] = [Tagged([], [])] * len(sentences)
        for start in range(0, len(order), 64):
            chosen = order[start : start + 64]
            emitted = [self._emit(sentences[n]) for n in chosen]
            for n, tagged in zip(chosen, self._decode(emitted), strict=True):
                out[n] = tagged
        if len(self._words) > 400_000 or len(self._pairs) > 1_500_000:
            self._forget()
        return out

    def _forget(self) -> None:
        """Start the memory of forms again, so that a long walk over many texts stays small."""
        self.__init__(self.labels, self.transitions, self._features, self._weights, self.lexicon)  # type: ignore[misc]

    def _decode(self, emitted: list[Floats]) -> list[Tagged]:
        """Find the best path of each sentence (Viterbi) and each word's marginals (forward-backward)."""
        sizes = np.array([len(e) for e in emitted])
        longest = int(sizes.max())
        scores = np.zeros((len(emitted), longest, len(self.labels)), np.float32)
        for n, e in enumerate(emitted):
            scores[n, : len(e)] = e
        best, back, ahead = scores[:, 0].copy(), [], [scores[:, 0].copy()]
        for at in range(1, longest):
            live = (sizes > at)[:, None]
            paths = best[:, :, None] + self.transitions
            back.append(paths.argmax(1))
            best = np.where(live, paths.max(1) + scores[:, at], best)
            ahead.append(np.where(live, _through(ahead[-1], self._passes) + scores[:, at], ahead[-1]))
        behind = np.zeros_like(best)
        log_z = _log_sum(ahead[-1], 1)
        marginals = np.zeros_like(scores)
        marginals[:, longest - 1] = ahead[longest - 1] - log_z[:, None]
        for at in range(longest - 2, -1, -1):
            live = (sizes > at + 1)[:, None]
            behind = np.where(live, _through(behind + scores[:, at + 1], self._passes.T), behind)
            marginals[:, at] = ahead[at] + behind - log_z[:, None]
        return [
            self._path(best[n], [b[n] for b in back[: size - 1]], marginals[n, :size])
            for n, size in enumerate(sizes.tolist())
        ]

    def _path(self, last: Floats, back: list[NDArray[np.intp]], marginals: Floats) -> Tagged:
        path = [int(last.argmax())]
        for step in reversed(back):
            path.append(int(step[path[-1]]))
        path.reverse()
        chances = np.exp(np.minimum(marginals[np.arange(len(path)), path], 0.0))
        return Tagged([self.labels[p] for p in path], chances.tolist())


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis, keepdims=True)
    total: Floats = np.log(np.exp(values - top).sum(axis)) + top.squeeze(axis)
    return total


def _through(scores: Floats, passes: Floats) -> Floats:
    """Pass log scores ``[n, from]`` through transitions ``[from, to]`` (not logs), summed over ``from``."""
    top = scores.max(1, keepdims=True)
    passed: Floats = np.log(np.exp(scores - top) @ passes + 1e-30) + top
    return passed


def pack_strings(strings: Sequence[str]) -> NDArray[np.uint8]:
    """Store strings without line breaks as bytes."""
    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def _unpack(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n")


def unpack(data: bytes) -> Tagger:
    """Make the tagger that a model file holds; raises KeyError or ValueError when the file is no model."""
    held = np.load(BytesIO(data), allow_pickle=False)
    names = _unpack(held["classes"])
    table: dict[str, Entry] = {}
    sets = [tuple(names[n] for n in range(len(names)) if code >> n & 1) for code in range(1 << len(names))]
    columns = (held["clusters"].tolist(), held["form_classes"].tolist(), held["shares"].tolist())
    for form, clusters, code, shares in zip(_unpack(held["forms"]), *columns, strict=True):
        known = tuple(clusters) if clusters[0] >= 0 else ()
        table[form] = Entry(known, sets[code], tuple(shares) if shares[0] >= 0 else ())
    rows = held["weights"].astype(np.float32) * held["scale"].astype(np.float32)
    features: dict[str, dict[str, int]] = {}
    for row, name in enumerate(_unpack(held["features"])):
        offset, _, feature = name.partition(":")
        features.setdefault(offset, {})[feature] = row
    return Tagger(_unpack(held["labels"]), held["transitions"], features, rows, Lexicon(table))


@cache
def tagger() -> Tagger | None:
    """Load the shipped model once; None when it is not there."""
    file = files("riwaya.data").joinpath(_MODEL)
    return unpack(file.read_bytes()) if file.is_file() else None


def sentences(toks: Sequence[Token], longest: int = 120) -> list[tuple[int, int]]:
    """Cut tokens into stretches ``[start, end)`` for the tagger: at full stops, and when they are long."""
    out, start = [], 0
    for at, tok in enumerate(toks):
        if tok.form in (".", "!", "؟", "?", "؛") or at - start >= longest:
            out.append((start, at + 1))
            start = at + 1
    if start < len(toks):
        out.append((start, len(toks)))
    return out


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Give the spans ``(start, end, kind)`` of BIO labels, the CoNLL way."""
    out, start = [], -1
    for at, label in enumerate([*labels, "O"]):
        if start >= 0 and not (label[0] == "I" and label[2:] == labels[start][2:]):
            out.append((start, at, labels[start][2:]))
            start = -1
        if label != "O" and start < 0:
            start = at
    return out
