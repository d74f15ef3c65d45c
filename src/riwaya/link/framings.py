"""Framings: ways of telling one thing that exclude each other («fled», «were moved by …»).

Members of a claim that tell it on one side of a question (`data/framings.tsv`) are a framing of it. A claim has
framings only where members of two reports stand on different sides; a member that uses words of both sides stands on
none.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from riwaya import lexicon
from riwaya.arabic.words import Token

# Words between a figure and the word that says how.
_REACH = 15
_CLITICS = ("وال", "بال", "ال", "لل", "و", "ف", "ب", "ل")


@cache
def _words() -> dict[str, tuple[tuple[str, str], ...]]:
    """Give the questions and sides that each folded word speaks of."""
    out: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in lexicon.rows("framings"):
        for word in lexicon.variants(row["words"]):
            out[word].append((row["question"], row["side"]))
    return {word: tuple(found) for word, found in out.items()}


def _told(form: str) -> tuple[tuple[str, str], ...]:
    """Give the questions and sides of a folded word, with or without what is attached to it."""
    if form in _words():
        return _words()[form]
    bare = (form.removeprefix(clitic) for clitic in _CLITICS if form.startswith(clitic))
    return next((_words()[word] for word in bare if word in _words()), ())


def sides(toks: Sequence[Token], at: int | None = None) -> dict[str, str]:
    """Give the side of each question that some words speak of.

    With `at`, the offset of a figure of people in the text, the nearest word within `_REACH` words decides; without,
    the only side that is spoken of, and of questions on people who are counted none.
    """
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    here = 0 if at is None else sum(t.start < at for t in toks)
    for n, token in enumerate(toks):
        if token.kind == "word" and (at is None or abs(n - here) <= _REACH):
            for question, side in _told(token.form):
                if at is not None or not question.endswith("*"):
                    found[question].append((abs(n - here), side))
    if at is None:
        spoken = {question: {side for _, side in told} for question, told in found.items()}
        return {question: one.pop() for question, one in spoken.items() if len(one) == 1}
    return {question: min(told)[1] for question, told in found.items()}


def framings(told: Sequence[tuple[str, Mapping[str, str]]]) -> list[str]:
    """Give the framing of each member of a claim, "" for those on no side and where no question divides them.

    ``told[i]`` is the report of a member and its `sides`. Of several questions the one that most members speak of
    counts.
    """
    reports: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    spoken: dict[str, int] = defaultdict(int)
    for report, of in told:
        for question, side in of.items():
            reports[question][side].add(report)
            spoken[question] += 1
    divided = [
        question for question, by in reports.items() if len(by) > 1 and len(set().union(*by.values())) > 1
    ]
    if not divided:
        return [""] * len(told)
    chosen = max(divided, key=lambda question: (spoken[question], question))
    return [of.get(chosen, "") for _, of in told]
