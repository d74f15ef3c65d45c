"""Spelling: which differences between two names are only differences of spelling, in Arabic and across scripts.

A name is compared word by word. Words that are common Arabic names must be the same (``محمد`` and ``محمود`` are two
names). Others, mostly foreign, may differ in vowels, in a final ه and in the letters that stand for one foreign sound
(``غ``, ``ج``, ``ك`` for g); the classes are in ``data/letters.tsv``. Across scripts only these classes are compared, in
the manner of Soundex and of Freeman, Condon & Ackerman (HLT-NAACL 2006, Arabic-English name matching by equivalence
classes).
"""

import re
import unicodedata
from functools import cache, lru_cache

from rapidfuzz import fuzz

from riwaya import lexicon
from riwaya.arabic.fold import fold
from riwaya.arabic.words import tokens
from riwaya.extract import tagger
from riwaya.extract.people import given_names

ALIKE = 70
"""How alike two spellings of one foreign word are at least (rapidfuzz ratio, 0 to 100)."""
NEARLY = 85
"""How alike two names are at least that differ in more than one word."""
LETTERS = 4
"""Letters that a word has at least for its spelling to be compared otherwise than letter by letter."""

_PARTS = frozenset(("بن", "ابن", "بنت", "bin", "ben", "ibn", "bint", "bent"))
_SERVANTS = frozenset(("عبد", "abd", "abdul", "abdel", "abdal", "abdol", "abdoul"))
_HOUSES = frozenset(("ال", "al", "el", "ul"))
_BEFORE_HYPHEN = frozenset(
    ("ad", "adh", "an", "ar", "as", "ash", "at", "az", "ed", "en", "er", "es", "ez", "il")
)
_KUNYAS = frozenset(("ابو", "ام", "abu", "abou", "umm", "oum"))
_FATHERS = {"ابي": "ابو", "ابا": "ابو"}
_SEATS = str.maketrans({"ؤ": "و", "ئ": "ي", "ء": None})
_SUN = "تثدذرزسشصضطظلن"
_DOUBLED = re.compile(r"[aeiou](?=([tdrsznl])\1)")
_ROUND, _FRONT = frozenset("ouwv"), frozenset("iye")
_ROUND_LETTERS, _FRONT_LETTERS = frozenset("وؤ"), frozenset("يئاعه")
_LONG_ROUND, _LONG_FRONT = re.compile("oo"), re.compile("ee|ii|ei|[^aeiou][iy]$")
_PATHS = 64
"""Ways to read one word that are followed at most."""


def name_words(name: str) -> tuple[str, ...]:
    """Give the folded words of a name in the form in which names are compared.

    ``عبد الله`` is one word, and so are ``آل ثاني`` and ``al-Haddad``; ``بن`` is left out, but at the beginning;
    ``أبي`` is ``أبو``.
    """
    out: list[str] = []
    toks = tokens(name)
    article = ""
    for n, tok in enumerate(toks):
        if tok.kind == "mark":
            continue
        form = _FATHERS.get(tok.form, tok.form).translate(_SEATS)
        hyphen = n + 1 < len(toks) and name[tok.end : toks[n + 1].end] == "-"
        if n + 1 < len(toks) and (form in _HOUSES or (hyphen and form in _BEFORE_HYPHEN)):
            article = f"{form}-"
        elif out and out[-1] in _SERVANTS:
            out[-1] += article + form
            article = ""
        elif form not in _PARTS or not out:
            out.append(article + form)
            article = ""
    return tuple(out)


def is_full(words: tuple[str, ...]) -> bool:
    """Tell whether a name says by itself whom it means: two words, and more than «أبو سليم» or «ابن سليم»."""
    return len(words) > (2 if words and (words[0] in _KUNYAS or words[0] in _PARTS) else 1)


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Give a pattern of all letters (the longest first) and the sounds that each may stand for."""
    sounds = {
        fold(a): lexicon.variants(row["sound"])
        for row in lexicon.rows("letters")
        for a in lexicon.variants(row["letters"])
    }
    return re.compile("|".join(map(re.escape, sorted(sounds, key=len, reverse=True)))), sounds


def _read(word: str, across: bool) -> frozenset[str]:
    """Give the consonants of a word in each way to read them, or in the likeliest alone (not `across` scripts)."""
    pattern, sounds = _sounds()
    plain = "".join(c if c in sounds else unicodedata.normalize("NFKD", c)[0] for c in word)
    found = [(m.group(), sounds[m.group()]) for m in pattern.finditer(plain)]
    out = {""}
    for n, (letter, ways) in enumerate(found):
        heard = [{"-": "" if n else "A", ".": "H"}.get(way, way) for way in ways]
        if ways == (".",) and n and n == len(found) - 1:
            heard = ["", "H", "T"] if letter == "ه" else ["", "H"]
        if not across or len(out) >= _PATHS:
            del heard[1:]
        out = {way if not new or way.endswith(new) else way + new for way in out for new in heard}
    return frozenset(out)


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Give the consonants of a folded word as classes of sounds: ``skeleton("مقصود") == skeleton("ماكسود")``."""
    (found,) = _read(_bare(word), across=False)
    return found


def _bare(word: str) -> str:
    """Take the article off: ``الحداد``, ``al-haddad``."""
    house, hyphen, rest = word.partition("-")
    if hyphen and rest and (house in _HOUSES or house in _BEFORE_HYPHEN):
        return rest
    return word.removeprefix("ال") if len(word) > 3 else word


@lru_cache(maxsize=100_000)
def sounds(word: str) -> frozenset[str]:
    """Give the consonants of a folded word in each way in which another script may write them.

    ``sounds("العربي")`` holds those of ``arabi``, ``al-arabi``, ``larbi``; ``sounds("رضا")`` of ``rida`` and ``reza``.
    """
    ways = {_bare(word)}
    if word.startswith("ال") and len(word) > 3:
        ways |= {word, "ل" + word[2:].lstrip("اع")}
    elif word.startswith("عبدال") and word[5:6] and word[5] in _SUN:
        ways.add("عبد" + word[5:])
    elif _DOUBLED.match(word):
        ways.add(word[1:])
    return frozenset(way for form in ways for way in _read(form, across=True))


@lru_cache(maxsize=100_000)
def is_common_name(word: str, role: str = "") -> bool:
    """Tell whether a folded word is a common Arabic name; `role` asks for ``given`` or ``surname`` only."""
    model = tagger.tagger()
    if model is None:
        return word in given_names()
    known = model.lexicon.table.get(word)
    roles = (role,) if role else ("given", "surname")
    return known is not None and any(f"{r}-many" in known.classes for r in roles)


@lru_cache(maxsize=200_000)
def same_word(a: str, b: str) -> bool:
    """Tell whether two folded words are surely spellings of one: but for an article, a final ه, a double letter.

    A common given name is another name with the article: «أحمد» and «الأحمد».
    """
    if a == b:
        return True
    given = any(is_common_name(word.removeprefix("ال"), "given") for word in (a, b))
    return not given and min(len(a), len(b)) >= LETTERS and _plain(a) == _plain(b)


def _plain(word: str) -> str:
    """Give a word without what only spelling adds: the article, a final ه, double letters."""
    bare = word.removeprefix("ال")
    return re.sub(r"(.)\1+", r"\1", bare.removesuffix("ه"))


@lru_cache(maxsize=200_000)
def like_word(a: str, b: str) -> bool:
    """Tell whether two folded words may be transcriptions of one foreign word: their consonants sound alike."""
    if same_word(a, b):
        return True
    if min(len(a), len(b)) < LETTERS or (is_common_name(a) and is_common_name(b)):
        return False
    return skeleton(a) == skeleton(b) and len(skeleton(a)) > 1 and fuzz.ratio(a, b) >= ALIKE


def same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two names, by their words, are spellings of one: as many words, each the same word.

    In a name that begins with a foreign given name one word may be a transcription only (`like_word`), and others when
    the whole is nearly the same. Arab names are told apart by their vowels: «محمد أمان» and «محمد أمين».
    """
    if len(a) != len(b):
        return False
    other = [(x, y) for x, y in zip(a, b, strict=True) if not same_word(x, y)]
    if not other:
        return True
    if is_common_name(a[0]) or is_common_name(b[0]) or not all(like_word(x, y) for x, y in other):
        return False
    return len(a) == 1 or fuzz.ratio(" ".join(a), " ".join(b)) >= (NEARLY if len(other) > 1 else ALIKE)


def is_latin(words: tuple[str, ...]) -> bool:
    """Tell whether a name is written in Latin letters."""
    return all(unicodedata.name(word[0], "").startswith("LATIN") for word in words)


def same_sounds(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two names sound alike word by word, also across scripts: ``علي مقصود``, ``Ali Maksoud``."""
    return len(a) == len(b) and all(map(_sound_alike, a, b))


def _sound_alike(a: str, b: str) -> bool:
    if sounds(a).isdisjoint(sounds(b)):
        return False
    if is_latin((a,)) == is_latin((b,)):
        return True
    return _long_vowels_agree(b, a) if is_latin((a,)) else _long_vowels_agree(a, b)


def _long_vowels_agree(arabic: str, latin: str) -> bool:
    """Tell whether each script has letters for the other's long vowels: not so ``حسن`` and ``Hussein``."""
    inner = _bare(arabic)[1:-1]
    plain = unicodedata.normalize("NFKD", _bare(latin))
    return (
        ("و" not in inner or not _ROUND.isdisjoint(plain))
        and ("ي" not in inner or not _FRONT.isdisjoint(plain))
        and (not _LONG_FRONT.search(plain) or not _FRONT_LETTERS.isdisjoint(arabic))
        and (not _LONG_ROUND.search(plain) or not _ROUND_LETTERS.isdisjoint(arabic))
    )
