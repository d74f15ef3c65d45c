"""Comparison: what two short texts agree in, what they differ in, and what follows from that."""

from typing import Literal

import msgspec

from riwaya.model.texts import Span

Verdict = Literal["same", "contradicts", "related", "unrelated"]
AspectKind = Literal["figure", "actor", "place", "time", "polarity", "word"]


class Aspect(msgspec.Struct, frozen=True, kw_only=True):
    """One thing in which two texts agree or differ.

    `a` is where it stands in the first text and `b` where in the second, None where that text has nothing of the kind.
    `a_is` and `b_is` say what the words mean: a figure with its unit, a name, a time in ISO 8601, ``negated`` or
    ``plain``, a word.
    """

    kind: AspectKind
    a: Span | None
    b: Span | None
    a_is: str = ""
    b_is: str = ""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Whether two short texts say the same, and why.

    `verdict` is ``same`` (they tell one event and do not contradict each other), ``contradicts`` (one event, and both
    cannot be so), ``related`` (one subject, another event) or ``unrelated``. `confidence` is in [0, 1]. `agreed` is
    what both say, `differed` is what they say otherwise, `alone` is what only one says (the other neither confirms
    nor denies it). `rule` names what decided: ``pairs.words`` (the same words), ``pairs.figure``, ``pairs.polarity`` or
    ``pairs.place`` (an evident difference in texts that are alike else), ``pairs.event`` (not one event) or
    ``pairs.model``. `event` is how likely both tell one event, `chances` what the model of agreement gives:
    ``agree``, ``disagree``, ``other``. `encoder` tells whether sentence vectors were at hand.
    """

    verdict: Verdict
    confidence: float
    agreed: tuple[Aspect, ...] = ()
    differed: tuple[Aspect, ...] = ()
    alone: tuple[Aspect, ...] = ()
    rule: str = ""
    event: float = 0.0
    chances: dict[str, float] = {}
    encoder: bool = False
