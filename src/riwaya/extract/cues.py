"""Cues: which word forms are verbs of saying, inflected from the lexicon ``data/cues.tsv``."""

from functools import cache
from typing import Literal, NamedTuple, cast

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.model import Stance

Tense = Literal["past", "present", "participle", "noun"]

_SUFFIXES = ("ه", "ها", "هم", "هما", "ني", "نا")
_WEAK = ("ي", "و", "ا")


class Cue(NamedTuple):
    """A row of the lexicon; see the table's header for `frames` and `flags`."""

    id: str
    frames: tuple[str, ...]
    stance: Stance
    flags: frozenset[str]


class CueForm(NamedTuple):
    """One inflected form. `feminine` is None where the form does not tell; `suffix` is its object pronoun or ""."""

    cue: Cue
    tense: Tense
    feminine: bool | None
    plural: bool
    suffix: str = ""


def _past(cell: str) -> list[tuple[str, bool, bool]]:
    """Inflect a past stem: (form, feminine, plural)."""
    forms = fold(cell).split()
    if len(forms) > 1:
        # Irregular ones tell by their ends: «قالت»; «قالوا», «قالا»; the first one is masculine («دعا»).
        return [(form, form.endswith("ت"), n > 0 and form.endswith("ا")) for n, form in enumerate(forms)]
    return [(stem + end, end == "ت", end == "وا") for stem in forms for end in ("", "ت", "وا")]


def _present(cell: str) -> list[tuple[str, bool, bool]]:
    """Inflect a present form given for the masculine singular."""
    out = []
    for form in fold(cell).split():
        stem = form[1:]
        bare = stem[:-1] if stem[-1:] in _WEAK else stem
        out += [
            ("ي" + stem, False, False),
            ("ت" + stem, True, False),
            ("ي" + bare + "ون", False, True),
            ("ي" + stem + "ان", False, True),
            ("ت" + stem + "ان", True, True),
        ]
    return out


def _participle(cell: str) -> list[tuple[str, bool, bool]]:
    """Inflect a participle in the accusative, as it opens a clause: مضيفا، مضيفة، مضيفين."""
    out = []
    for stem in fold(cell).split():
        out += [
            (stem + "ا", False, False),
            (stem + "ه", True, False),
            ((stem[:-1] if stem.endswith("ي") else stem) + "ين", False, True),
            (stem + "تين", True, True),
        ]
    return out


@cache
def _index() -> dict[str, CueForm]:
    """Give every form of every cue; of two cues with one form the first row wins."""
    out: dict[str, CueForm] = {}
    for cue, row in _rows():
        flags = cue.flags
        inflected: list[tuple[Tense, list[tuple[str, bool, bool]]]] = [
            ("past", _past(row["past"])),
            ("present", _present(row["present"])),
            ("participle", _participle(row["participle"])),
        ]
        for tense, forms in inflected:
            for form, feminine, plural in forms:
                out.setdefault(form, CueForm(cue, tense, feminine, plural))
                if "suffix" in flags and tense != "participle":
                    stem = form[:-1] if form.endswith("وا") else form
                    for suffix in _SUFFIXES:
                        out.setdefault(stem + suffix, CueForm(cue, tense, feminine, plural, suffix))
        for noun in fold(row["noun"]).split():
            stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
            out.setdefault(noun, CueForm(cue, "noun", None, False))
            for suffix in ("ه", "ها", "هم", "هما"):
                out.setdefault(
                    stem + suffix, CueForm(cue, "noun", suffix == "ها", suffix in ("هم", "هما"), suffix)
                )
    return out


@cache
def _by_form() -> dict[str, CueForm]:
    index = _index()
    out = dict(index)
    for form, found in index.items():
        for conjunction in ("و", "ف", "س", "وس"):
            if conjunction[-1] != "س" or found.tense == "present":
                out.setdefault(conjunction + form, found)
    return out


@cache
def _rows() -> tuple[tuple[Cue, dict[str, str]], ...]:
    """Read the lexicon: each cue with the cells of its row."""
    return tuple(
        (
            Cue(
                row["id"],
                tuple(fold(frame) for frame in row["frames"].split()),
                cast(Stance, row["stance"]),
                frozenset(row["flags"].split()),
            ),
            row,
        )
        for row in lexicon.rows("cues")
    )


@cache
def _nouns() -> dict[str, CueForm]:
    out: dict[str, CueForm] = {}
    for cue, row in _rows():
        for noun in fold(row["noun"]).split():
            out.setdefault(noun, CueForm(cue, "noun", None, False))
    return out


@cache
def denying_forms() -> frozenset[str]:
    """Give every folded form of the verbs and nouns that deny, with a conjunction or without."""
    return frozenset(form for form, found in _by_form().items() if found.cue.stance == "denies")


def noun_at(form: str) -> CueForm | None:
    """Look a noun of saying up, also where the same letters are a verb: كشف، نفي، وصف."""
    return _nouns().get(form) or (_nouns().get(form[1:]) if form[:1] in ("و", "ب", "ل") else None)


def joined_by(form: str) -> str:
    """Give the conjunction that a form of a verb of saying carries: «وأضاف» → و, «وعد» → nothing."""
    if form[:1] in ("و", "ف") and form not in _index() and form[1:] in _by_form():
        return form[0]
    return ""


def cue_at(form: str) -> CueForm | None:
    """Look a folded word form up, with an attached و ف س or without; None when it is no verb of saying."""
    return _by_form().get(form)


def saying_at(form: str) -> CueForm | None:
    """Look a verb of saying up, with the pronoun that refers back to ما: «ما ذكرته», «ما يراه»."""
    found = cue_at(form)
    if form[-1:] != "ه" or (found is not None and found.tense != "noun"):
        return found
    return cue_at(form[:-1]) or cue_at(form[:-2] + "ي") or found
