"""The network of `riwaya.extract.network` in PyTorch, with a conditional random field on top, and its training.

What each annotation has of its own (`names.STYLES`) is learned beside what they share: a vector added to every word,
and a last layer and transitions that add to the common ones (in the manner of Daumé III, ACL 2007). The model that
ships is the one of our own labels' style. Training hides the word itself from time to time, so that affixes, classes
and neighbours must do; the weights kept are a moving average.
"""

import random
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from names import STYLES, Sentence
from riwaya.extract.network import DILATIONS
from riwaya.extract.tagger_words import MARKS, Lexicon, list_marks, word_features

LABELS = ("O", *(f"{at}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for at in "BI"))
SIZE, DROP, RATE, BATCH, EPOCHS = 128, 0.4, 3e-3, 48, 8
HIDE, THIN = (
    0.2,
    0.1,
)  # share of forms that are seen without themselves, and with a third of their features missing
LEAST = 4  # words of the training texts that a feature must be of
AVERAGED = 0.995
_FORBIDDEN = torch.tensor([[-1e4 if b[0] == "I" and a[2:] != b[2:] else 0.0 for b in LABELS] for a in LABELS])


class Batch(NamedTuple):
    """Sentences side by side: bags of features of the different forms, and ``[sentences, words]`` arrays."""

    bags: Tensor
    starts: Tensor
    vectors: Tensor
    forms: Tensor
    marks: Tensor
    styles: Tensor
    live: Tensor
    labels: Tensor


class Features:
    """The features of forms, numbered from 1; those of too few words of the training texts are left out."""

    def __init__(self, sentences: Sequence[Sentence], words: Lexicon) -> None:
        self.words = words
        self.names: dict[str, int] = {}
        self._forms: dict[str, tuple[list[int], int]] = {}
        counts: dict[str, int] = {}
        times: dict[str, int] = {}
        for form in (form for sentence in sentences for form in sentence.forms):
            times[form] = times.get(form, 0) + 1
        for form, n in times.items():
            for name in word_features(words.word(form)):
                counts[name] = counts.get(name, 0) + n
        for name, n in counts.items():
            if n >= LEAST:
                self.names[name] = len(self.names) + 1
        self._itself = {n for name, n in self.names.items() if name[:2] in ("w=", "s=")}

    def form(self, form: str) -> tuple[list[int], int]:
        """Give the numbers of a form's features and the row of its word vector, from 1 (0: none)."""
        if form not in self._forms:
            word = self.words.word(form)
            numbers = [n for name in word_features(word) if (n := self.names.get(name))]
            self._forms[form] = (numbers, word.vector + 1)
        return self._forms[form]

    def seen(self, form: str, dice: random.Random) -> list[int]:
        """Give a form's features as one step of training sees them."""
        numbers, _ = self.form(form)
        chance = dice.random()
        if chance < HIDE:
            return [n for n in numbers if n not in self._itself]
        if chance < HIDE + THIN:
            return [n for n in numbers if dice.random() > 0.3]
        return numbers

    def batch(self, sentences: Sequence[Sentence], dice: random.Random | None) -> Batch:
        """Lay sentences side by side; with `dice`, as training sees them."""
        longest = max(len(s.forms) for s in sentences)
        forms: dict[str, int] = {}
        cells = np.zeros((4, len(sentences), longest), np.int64)  # form, mark, live, label
        for b, sentence in enumerate(sentences):
            size = len(sentence.forms)
            cells[0, b, :size] = [forms.setdefault(form, len(forms)) for form in sentence.forms]
            cells[2, b, :size] = 1
            cells[3, b, :size] = [LABELS.index(label) for label in sentence.labels]
            for at, mark in list_marks(sentence.forms).items():
                cells[1, b, at] = MARKS.index(mark) + 1
        bags: list[int] = []
        starts, vectors = [], []
        for form in forms:
            starts.append(len(bags))
            bags += (self.seen(form, dice) if dice else self.form(form)[0]) or [0]
            vectors.append(self.form(form)[1])
        where, marks, live, labels = torch.from_numpy(cells)
        styles = torch.tensor([s.style for s in sentences])
        return Batch(
            torch.tensor(bags),
            torch.tensor(starts),
            torch.tensor(vectors),
            where,
            marks,
            styles,
            live > 0,
            labels,
        )


class Net(nn.Module):
    """Features and vectors to label scores ``[sentences, words, labels]``."""

    def __init__(self, features: int, vectors: NDArray[np.float32]) -> None:
        super().__init__()
        table = torch.cat([torch.zeros(1, vectors.shape[1]), torch.from_numpy(vectors)])
        self.features = nn.EmbeddingBag(features + 1, SIZE, mode="sum", padding_idx=0, sparse=True)
        nn.init.normal_(self.features.weight, std=0.1)
        with torch.no_grad():
            self.features.weight[0] = 0
        self.vectors = nn.Embedding.from_pretrained(table, freeze=True)
        self.project = nn.Linear(vectors.shape[1], SIZE, bias=False)
        self.marks = nn.Embedding(len(MARKS) + 1, SIZE)
        self.styles = nn.Embedding(len(STYLES), SIZE)
        self.layers = nn.ModuleList(nn.Linear(3 * SIZE, SIZE) for _ in DILATIONS)
        self.norms = nn.ModuleList(nn.LayerNorm(SIZE) for _ in range(len(DILATIONS) + 1))
        self.out = nn.ModuleList(nn.Linear(SIZE, len(LABELS)) for _ in range(len(STYLES) + 1))
        self.steps = nn.Parameter(torch.zeros(len(STYLES) + 1, len(LABELS), len(LABELS)))
        for part in (
            self.marks.weight,
            self.styles.weight,
            *(p for o in self.out[1:] for p in o.parameters()),
        ):
            nn.init.zeros_(part)
        self.drop = nn.Dropout(DROP)

    def forward(self, batch: Batch) -> Tensor:
        """Score the labels."""
        forms = self.features(batch.bags, batch.starts) + self.project(self.drop(self.vectors(batch.vectors)))
        x = forms[batch.forms] + self.marks(batch.marks) + self.styles(batch.styles)[:, None]
        x = self.drop(self.norms[0](x))
        live = batch.live[..., None].float()
        for layer, norm, shift in zip(self.layers, self.norms[1:], DILATIONS, strict=True):
            own = x * live
            left = functional.pad(own, (0, 0, shift, 0))[:, :-shift]
            right = functional.pad(own, (0, 0, 0, shift))[:, shift:]
            x = norm(x + self.drop(functional.relu(layer(torch.cat([left, own, right], -1)))))
        scores: Tensor = self.out[0](x)
        for style in range(len(STYLES)):
            scores = scores + (batch.styles == style).float()[:, None, None] * self.out[style + 1](x)
        return scores

    def transitions(self, styles: Tensor) -> Tensor:
        """Give the scores of one label after another, of each sentence."""
        return self.steps[0] + self.steps[styles + 1] + _FORBIDDEN


def _log_sum(x: Tensor, dim: int) -> Tensor:
    """Sum in log space; what adds next to nothing is cut off, or its gradients are too small for the processor."""
    top = x.max(dim, keepdim=True).values.detach()
    return (x - top).clamp(min=-30).exp().sum(dim).log() + top.squeeze(dim)


def loss(scores: Tensor, batch: Batch, transitions: Tensor) -> Tensor:
    """Give the negative log likelihood of the labels, a word's share."""
    rows = torch.arange(len(scores))
    ahead = scores[:, 0]
    told = scores[:, 0].gather(1, batch.labels[:, :1]).squeeze(1)
    for t in range(1, scores.shape[1]):
        live = batch.live[:, t]
        after = _log_sum(ahead[:, :, None] + transitions, 1) + scores[:, t]
        ahead = torch.where(live[:, None], after, ahead)
        step = transitions[rows, batch.labels[:, t - 1], batch.labels[:, t]]
        told = told + (scores[:, t].gather(1, batch.labels[:, t : t + 1]).squeeze(1) + step) * live
    return (_log_sum(ahead, 1) - told).sum() / batch.live.sum()


def train(
    sentences: Sequence[Sentence], features: Features, vectors: NDArray[np.float32], seed: int = 1
) -> Net:
    """Train on the sentences: Adam, the rate falling to nothing; give the averaged weights."""
    torch.set_flush_denormal(True)
    torch.manual_seed(seed)
    dice = random.Random(seed)  # noqa: S311
    net = Net(len(features.names), vectors)
    dense = [p for n, p in net.named_parameters() if p.requires_grad and not n.startswith("features.")]
    optimisers = (
        torch.optim.AdamW(dense, lr=RATE, weight_decay=0.01),
        torch.optim.SparseAdam([net.features.weight], lr=RATE),
    )
    average = [p.detach().clone() for p in net.parameters()]
    total, step, begun = EPOCHS * (len(sentences) // BATCH + 1), 0, time.time()
    for epoch in range(EPOCHS):
        seen = 0.0
        batches = _batches(sentences, dice)
        for part in batches:
            step += 1
            for optimiser in optimisers:
                for group in optimiser.param_groups:
                    group["lr"] = RATE * min(1, step / 200) * max(0.02, 1 - step / total)
                optimiser.zero_grad()
            batch = features.batch(part, dice)
            wrong = loss(net(batch), batch, net.transitions(batch.styles))
            wrong.backward()
            nn.utils.clip_grad_norm_(dense, 5.0)
            for optimiser in optimisers:
                optimiser.step()
            seen += wrong.item()
            if step % 4 == 0:
                keep = min(AVERAGED, step / (step + 40))
                with torch.no_grad():
                    for a, p in zip(average, net.parameters(), strict=True):
                        a.lerp_(p, 1 - keep)
        print(f"epoch {epoch + 1}: {seen / len(batches):.4f}, {time.time() - begun:.0f} s", flush=True)
    with torch.no_grad():
        for a, p in zip(average, net.parameters(), strict=True):
            p.copy_(a)
    return net.eval()


def _batches(sentences: Sequence[Sentence], dice: random.Random) -> list[list[Sentence]]:
    """Give shuffled batches of sentences that are about as long."""
    order = list(sentences)
    dice.shuffle(order)
    heaps = [
        sorted(order[n : n + 20 * BATCH], key=lambda s: len(s.forms))
        for n in range(0, len(order), 20 * BATCH)
    ]
    out = [heap[n : n + BATCH] for heap in heaps for n in range(0, len(heap), BATCH)]
    dice.shuffle(out)
    return out


def weights(net: Net, style: int) -> Mapping[str, NDArray[np.float32]]:
    """Give the weights of one style as `riwaya.extract.network` wants them, none of them in eight bits yet."""
    own = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    layers = range(len(DILATIONS))
    return {
        "features": own["features.weight"][1:],
        "vectors": own["vectors.weight"][1:],
        "project": own["project.weight"].T,
        "marks": own["marks.weight"] + own["styles.weight"][style],
        "norms": np.stack(
            [[own[f"norms.{n}.weight"], own[f"norms.{n}.bias"]] for n in range(len(DILATIONS) + 1)]
        ),
        "layers": np.stack([own[f"layers.{n}.weight"].T for n in layers]),
        "biases": np.stack([own[f"layers.{n}.bias"] for n in layers]),
        "out": (own["out.0.weight"] + own[f"out.{style + 1}.weight"]).T,
        "out_bias": own["out.0.bias"] + own[f"out.{style + 1}.bias"],
        "transitions": np.maximum(own["steps"][0] + own["steps"][style + 1] + _FORBIDDEN.numpy(), -50),
    }
