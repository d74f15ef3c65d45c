"""What the readers of times share: the tokens, the reference date, the lexicon, and which way a clause
looks.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, NamedTuple

from riwaya.arabic.fold import fold
from riwaya.arabic.numbers import Number
from riwaya.arabic.numbers_words import skip_letters
from riwaya.arabic.phrases import Phrases
from riwaya.arabic.words import Token
from riwaya.lexicon import toml

_CLITICS = "وفبلك"
_STOPS = frozenset(".!؟?؛\n")


class ClockTime(NamedTuple):
    """A clock time as it is said: `full` when minutes are, `whole` when the half of the day is, `utc` in Greenwich."""

    hour: int
    minute: int
    second: int | None = None
    full: bool = False
    whole: str | bool = False
    utc: bool = False


class Reading(NamedTuple):
    """A time read on ``toks[first:end]``: its ISO value or None, and its rule; `start` is the raw offset
    where it begins.

    `day` is the date meant when it is a single day; `edtf` says in EDTF what `value` has no word for (an interval,
    an hour without minutes); `clock` is what is said of the clock.
    """

    first: int
    end: int
    value: str | None
    rule: str
    start: int
    day: date | None = None
    edtf: str | None = None
    clock: ClockTime | None = None


Prefer = Literal["past", "future"]
# Which way a time without a word for it is looked for: back, forward because the clause says so, or forward
# because the caller prefers it.
BACK, FORWARD, COMING = 0, 1, 2


@cache
def lexicon() -> dict[str, Any]:
    """Give ``data/time_words.toml``."""
    return toml("time_words")


@cache
def words(section: str, key: str) -> frozenset[str]:
    """Give a list of single folded words."""
    return frozenset(fold(lexicon()[section][key]).split())


@cache
def weekdays() -> Mapping[str, int]:
    """Map folded names of weekdays to ISO numbers."""
    return {form: int(day) for day, forms in lexicon()["weekdays"].items() for form in fold(forms).split()}


@cache
def bare_weekdays() -> Mapping[str, int]:
    """Map the weekdays that are other words without their article («جمعة», «أحد»)."""
    return {
        form: int(day) for day, forms in lexicon()["weekdays_bare"].items() for form in fold(forms).split()
    }


@cache
def shifts() -> Mapping[str, str]:
    """Map adjectives to ``past``, ``future``, ``present``, ``same`` or ``vague``."""
    return {form: kind for kind, forms in lexicon()["shift"].items() for form in fold(forms).split()}


@cache
def periods() -> Mapping[str, str]:
    """Map definite nouns of periods to their unit."""
    return {form: unit for unit, forms in lexicon()["periods"].items() for form in fold(forms).split()}


@cache
def deictic(spoken: bool = False) -> Phrases[int]:
    """Give the words that count days from today, with those of everyday speech where they are wanted."""
    sections = ("days", "days_spoken") if spoken else ("days",)
    return Phrases(
        (phrase, int(offset))
        for section in sections
        for offset, phrases in lexicon()[section].items()
        for phrase in phrases
    )


class Context:
    """A text being read: its tokens, its durations and years by token, the reference day (None: unknown) and
    moment (None: only the day is known), and which way a clause looks that does not say.
    """

    def __init__(
        self,
        text: str,
        toks: Sequence[Token],
        reference: date | None,
        found: Sequence[Number],
        prefer: Prefer = "past",
    ) -> None:
        self.text, self.toks, self.prefer = text, toks, prefer
        self.now = reference if isinstance(reference, datetime) else None
        self.reference = reference.date() if isinstance(reference, datetime) else reference
        self.forms = [token.form for token in toks]
        self.size = len(toks)
        self.durations = {number.first: number for number in found if number.kind == "duration"}
        self.years = {number.first: number for number in found if number.kind == "year"}
        self.last_day: date | None = None

    def form(self, at: int) -> str:
        """Give the folded form of token `at`, empty outside the text."""
        return self.forms[at] if 0 <= at < self.size else ""

    def bare(self, at: int) -> str:
        """Give the form without a leading و or ف."""
        form = self.form(at)
        return form[1:] if form[:1] in ("و", "ف") and len(form) > 2 else form

    def start(self, at: int, clitic: int) -> int:
        """Give the raw offset of token `at` behind its first `clitic` letters."""
        return skip_letters(self.text, self.toks[at].start, clitic) if clitic else self.toks[at].start

    def looks(self, at: int) -> int:
        """Say which way the clause before token `at` looks: `FORWARD` by its words, else as the caller prefers,
        unless a word of the past says `BACK`.
        """
        coming = COMING if self.prefer == "future" else BACK
        for near in range(at - 1, max(-1, at - 12), -1):
            form = self.forms[near]
            if form in _STOPS:
                break
            if _future(form):
                return FORWARD
            if coming and (form in words("names", "past") or self.bare(near) in words("names", "past")):
                return BACK
        return coming

    @property
    def instant(self) -> str | None:
        """Give the moment of writing as far as it is known: a day, or a day with its clock."""
        if self.now is not None:
            return self.now.strftime("%Y-%m-%dT%H:%M:%S")
        return self.reference.isoformat() if self.reference is not None else None


@cache
def _future(form: str) -> bool:
    """Tell a verb in the future («ستعقد», «سيبدأ») or a word that announces («المزمع»)."""
    bare = form[1:] if form[:1] in ("و", "ف") and len(form) > 4 else form
    if bare in words("names", "future"):
        return True
    verb = bare[:1] == "س" and bare[1:2] in ("ي", "ت", "ن") and 4 <= len(bare) <= 8
    if bare.startswith(tuple(words("names", "not_future_stems"))):
        return False
    return verb and bare not in words("names", "not_future") and not bare.endswith(("يه", "ات", "يون", "يين"))


def clitics(form: str, known: Mapping[str, Any] | frozenset[str] | set[str]) -> int | None:
    """Give how many clitic letters must go for the form to be a known word, None when it is none."""
    if form in known:
        return 0
    if form[:1] not in _CLITICS:
        return None
    for letters in range(min(3, len(form))):
        if form[letters:] in known:
            return letters
        if form[letters : letters + 1] not in _CLITICS:
            break
    return None


def from_word(context: Context, at: int, letters: int) -> list[Token]:
    """Give the tokens from `at`, the first without its clitic letters, for a phrase to be found in."""
    token = context.toks[at]
    return [token._replace(form=token.form[letters:]), *context.toks[at + 1 : at + 8]]
