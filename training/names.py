"""Sentences with names marked: ANERcorp, AQMAR, and labels of our own.

``training/names.jsonl`` holds our own labels, one sentence a line: ``[set, document, start, end, check, names]``.
`set` is ``july`` (news of July 2015), ``ant`` (radio news) or ``wiki`` (Arabic Wikipedia); `document` the first 12
hexadecimal digits of the SHA-256 of its url or file name; `start` and `end` count in its text, `check` is the first 8
digits of the sentence's own SHA-256; `names` are ``[start, end, kind]`` in the sentence, kinds PER, ORG, LOC, MISC
(events, works, products) and GRP (peoples, sects, dynasties). The texts are not part of the project. The sentences
were read and marked by helper sessions of a language model in the style of ANERcorp, without seeing what the program
finds; half of them were chosen because an earlier model was unsure there, half at random.
"""

import hashlib
import json
import re
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from riwaya.arabic.words import tokens

KEPT = Path(__file__).parent / "names.jsonl"
STYLES = ("anercorp", "aqmar", "own")
"""Who marked: each annotation has habits of its own, which the model learns apart."""
HELD = 10 / 256
"""Share of the documents of our own labels that ``--dev`` keeps out."""
TAG = re.compile(r"<(URL|DOCNO|SRC|CAT|TIME|AUTHOR)>.*?</\1>|<[^>]*>", re.S)
_ANT_TEXT = re.compile(r"<TEXT>\n?(.*?)\n?</TEXT>", re.S)
_WIKI_TAGS = re.compile(r"^<doc.*?>\n|</doc>\s*$")
_LABELS = {"PERS": "PER", "MIS": "MISC"}


class Sentence(NamedTuple):
    """The folded forms of a sentence, their BIO labels, and the number of the style (`STYLES`)."""

    forms: list[str]
    labels: list[str]
    style: int


def short_hash(text: str, digits: int) -> str:
    """Give the first hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:digits]


def conll(path: Path, style: int) -> list[Sentence]:
    """Read one-word-a-line text; a word with a mark on it is cut as the project cuts words."""
    out = [Sentence([], [], style)]
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            if out[-1].forms:
                out.append(Sentence([], [], style))
            continue
        word, label = line.split()[0], line.split()[-1]
        kind = _LABELS.get(label[2:], label[2:])
        for n, tok in enumerate(tokens(word)):
            out[-1].forms.append(tok.form)
            if label == "O" or (n and tok.kind == "mark" and tok.end == len(word)):
                out[-1].labels.append("O")
            else:
                out[-1].labels.append(f"{'I' if n else label[0]}-{kind}")
    return [sentence for sentence in out if sentence.forms]


def _members(archive: Path) -> Iterator[tuple[str, str]]:
    """Give the name (without folder and ending) and the content of each text of a tar file."""
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.name.endswith(".txt") and (held := tar.extractfile(member)):
                yield Path(member.name).stem, held.read().decode("utf-8", "replace")


def plain_texts(data: Path) -> Iterator[str]:
    """Give the texts that word vectors are learned from: radio news and Wikipedia, both free to train on."""
    for name in ("ant-v1.1", "wikipedia-ar-docs"):
        for _, text in _members(data / f"text/{name}.tar.gz"):
            yield TAG.sub("\n", text)


def _documents(data: Path) -> Iterator[tuple[str, str, str]]:
    """Give set, reference and text of every document that our own labels may be of."""
    for archive in sorted((data / "saudinewsnet").glob("*.zip")):
        with zipfile.ZipFile(archive) as opened:
            for record in json.loads(opened.read(opened.namelist()[0])):
                yield "july", record["url"], record["content"]
    for name, text in _members(data / "text/ant-v1.1.tar.gz"):
        if found := _ANT_TEXT.search(text):
            yield "ant", name, found[1]
    for name, text in _members(data / "text/wikipedia-ar-docs.tar.gz"):
        yield "wiki", name, _WIKI_TAGS.sub("", text)


def own(data: Path) -> tuple[list[Sentence], list[Sentence]]:
    """Read our own labels: those to learn from, and those of the documents that ``--dev`` keeps out."""
    wanted = defaultdict(list)
    for line in KEPT.read_text(encoding="utf-8").splitlines():
        kept = json.loads(line)
        wanted[kept[0], kept[1]].append(kept)
    learn: list[Sentence] = []
    held: list[Sentence] = []
    missing = sum(map(len, wanted.values()))
    for name, reference, text in _documents(data):
        document = short_hash(reference, 12)
        for *_, start, end, check, names in wanted.get((name, document), ()):
            if short_hash(text[start:end], 8) != check:
                continue
            missing -= 1
            kept_out = int(document[:2], 16) / 256 < HELD
            (held if kept_out else learn).append(_labelled(text[start:end], names))
        wanted.pop((name, document), None)
    if missing:
        print(f"{missing} labelled sentences are not in {data}", file=sys.stderr)
    return learn, held


def _labelled(text: str, names: list[tuple[int, int, str]]) -> Sentence:
    """Give the words of a sentence BIO labels; groups of people are no names (`GRP`)."""
    toks = tokens(text)
    labels = ["O"] * len(toks)
    for start, end, kind in names:
        inside = [n for n, tok in enumerate(toks) if start <= tok.start and tok.end <= end]
        if kind != "GRP":
            for n in inside:
                labels[n] = f"{'B' if n == inside[0] else 'I'}-{kind}"
    return Sentence([tok.form for tok in toks], labels, STYLES.index("own"))
