"""Confidence: how sure a statement is, from how often its rule was right and from what is hard about this one.

A logistic regression whose offset is the log odds of the rule's own record (`extract.rules`) and whose features say
what stands in the sentence: who names the speaker, how far the content is from its cue, what is nested in what. The
weights are learned by ``training/confidence.py`` from statements marked by hand and stand in ``data/confidence.tsv``.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from math import exp, log

from riwaya import lexicon
from riwaya.extract.acts import Act
from riwaya.extract.cues import joined_by
from riwaya.extract.people import ends_in_name
from riwaya.extract.rules import record
from riwaya.extract.view import View
from riwaya.extract.wordlists import heads
from riwaya.model import Link

_LONG_MENTION = 9
_FAR = 15
_SHORT_CONTENT = 4
_LONG_CONTENT = 60


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in lexicon.rows("confidence")}


def confidence(view: View, act: Act, chain: Sequence[Link]) -> float:
    """Give the chance, in [0, 1], that the statement's whole chain is right and its content nearly so."""
    score = log_odds(record(act.rule)) + sum(weighed(view, act, chain).values())
    return round(1 / (1 + exp(-score)), 2)


def weighed(view: View, act: Act, chain: Sequence[Link]) -> dict[str, float]:
    """Give the features of a statement that make it more or less sure than its rule's record, with their weights."""
    weights = _weights()
    return {name: weight for name in features(view, act, chain) if (weight := weights.get(name, 0.0))}


def log_odds(chance: float) -> float:
    """Give the logarithm of the odds of a chance strictly between 0 and 1."""
    return log(chance / (1 - chance))


def features(view: View, act: Act, chain: Sequence[Link]) -> Iterator[str]:
    """Say what is special about a statement, as names of features that are there."""
    yield "always"
    yield f"speaker {_speaker(view, act, chain)}"
    source = act.speaker or act.antecedent
    if source is not None:
        if source[1] - source[0] >= _LONG_MENTION:
            yield "long mention"
        if source[1] <= act.cue[0]:
            yield "speaker before"
    if act.parent is not None:
        yield "nested"
    if len(chain) > 1:
        yield "several links"
    first, last = act.reach
    if first - act.cue[1] > _FAR:
        yield "far content"
    if last - first < _SHORT_CONTENT:
        yield "short content"
    elif last - first > _LONG_CONTENT:
        yield "long content"
    if not act.rule.startswith("citation.") and not joined_by(view.forms[act.cue[0]]):
        yield "bare cue"
    if act.form == "direct":
        yield "quoted"
    if last < view.sentence_end[last - 1] - 1:
        yield "cut content"


def _speaker(view: View, act: Act, chain: Sequence[Link]) -> str:
    """Say how the origin is named: by nobody, left out, by a name, by a known head noun, by unknown words."""
    source = act.relays[-1] if act.relays else act.speaker or act.antecedent
    if source is None:
        return "nobody" if chain[-1].resolved is None else "left out"
    if any(view.name_type[n] is not None for n in range(*source)) or ends_in_name(view, source):
        return "named"
    known = view.clitics(source[0]).stem in heads() or view.forms[source[0]] in heads()
    return "known" if known else "unknown"
