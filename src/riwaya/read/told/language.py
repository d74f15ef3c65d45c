"""Language: Arabic is read; a report, or a paragraph of one, in another language is told by its letters and words.

Nearly every text is plain Arabic, and that costs next to nothing: one pass over its characters. Only what is not is
looked at word by word, and only what neither letters nor common words settle is given to a model (py3langid, offline).
Where it cannot be told the text counts as Arabic: to leave out a report is worse than to read one in vain.
"""

import codecs
import re
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from riwaya.lexicon import toml
from riwaya.model import Furniture, Span

RULE = "other-language"

_MOST = 6000
"""Characters of a text that are looked at word by word: half of them from its start, half from its end."""
_MOST_LINES = 20_000
_SAMPLE = 600  # characters for the model
_FEW_LETTERS = 20  # a text with fewer is in no language
_FEW_WORDS = 6  # a paragraph with fewer is left as it is
_ARTICLES = (
    0.04  # of the words of a plain Arabic text have the article: 0.13 to 0.4 in news, nought elsewhere
)
_ODD = 0.02  # of its characters, at most, are none that plain Arabic text has
_MOSTLY = 0.3  # of its letters are Arabic where a text can be in Arabic as a whole
_ARABIC_WORDS = 20  # make a report worth reading whatever else is in it
_ARABIC_PART = 0.05  # of its words, then; or, of a short text,
_ARABIC_MOST = 0.1
_ARABIC_SHARE = 0.08  # of the words are common ones of Arabic, in any Arabic text of some length
_FOREIGN_WORDS = 0.06  # of the words are common ones of their language
_FOREIGN_LETTERS = 0.04  # of the letters are none of Arabic
_LATIN_WORDS = 0.1
_SURE = 0.5
_UNKNOWN = "und"  # ISO 639-2: another language, and which cannot be told
_WITH_ARTICLE = ("ال", "وال", "بال", "لل", "فال", "كال")

_ASCII = bytes(range(128)).decode()
_LETTERS = "".join(map(chr, [*range(0x621, 0x63B), *range(0x641, 0x64B)]))
_MARKS = "".join(map(chr, [*range(0x64B, 0x653), 0x640, *range(0x660, 0x66A), 0x670]))
_SIGNS = "«»“”‘’„…–—•·،؛؟٪٫٬°©®\xa0\u200e\u200f\u202a\u202b\u202c\ufeff\u200b\u200d"
# One byte for each character of a plain Arabic text: counting bytes is many times faster than looking at characters.
_PLAIN = codecs.charmap_build((_ASCII + _LETTERS + _MARKS + _SIGNS).ljust(256, "\ufffe"))
_LATIN_BYTES = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ARTICLE = codecs.charmap_encode(" ال", "strict", _PLAIN)[0]

_ARABIC = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"
)
_OTHER = re.compile("[^\\W\\d_\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BETWEEN = re.compile(r"[^\w\u064b-\u0652\u0670\u0640]+|\u200c")
_DROPPED = re.compile("[\u064b-\u0652\u0670\u0640]")
_SAME = str.maketrans("یىکہھ", "ييكهه")
_LINK = re.compile(r"(?<!\S)\S*?(?:://|www\.|[@#])\S*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")
_CHAT_LATIN = re.compile(r"(?i)\b[a-z]*(?:[a-z][2356789]|[2356789][a-z])[a-z]*\b")


class _Script(NamedTuple):
    """A language in Arabic letters: the letters that Arabic lacks, its words, and those that Arabic shares."""

    code: str
    letters: frozenset[str]
    words: frozenset[str]
    shared: frozenset[str]


class _Lexicon(NamedTuple):
    """What is known of languages."""

    arabic: frozenset[str]
    scripts: tuple[_Script, ...]
    letters: re.Pattern[str]
    latin: dict[str, frozenset[str]]


@cache
def _lexicon() -> _Lexicon:
    def spelt(words: list[str]) -> frozenset[str]:
        return frozenset(word.translate(_SAME) for word in words)

    table = toml("language")
    scripts = tuple(
        _Script(row["code"], frozenset(row["letters"]), spelt(row["words"]), spelt(row["shared"]))
        for row in table["script"]
    )
    letters = "".join(sorted({letter for script in scripts for letter in script.letters}))
    return _Lexicon(
        spelt(table["arabic"]["words"]),
        scripts,
        re.compile(f"[{letters}]"),
        {row["code"]: frozenset(row["words"]) for row in table["latin"]},
    )


class _Glance(NamedTuple):
    """What one pass over a text tells: is it `plainly` Arabic, its Latin letters, its characters that are unusual."""

    plainly: bool
    latin: int
    odd: int


def language_of(text: str) -> str | None:
    """Name the language of a text (ISO 639); None where it is Arabic or cannot be told.

    A text in two languages is Arabic where it has some sentences of Arabic to read.
    """
    return None if _glance(text).plainly else _language(text)


def foreign_parts(text: str) -> tuple[Furniture, ...]:
    """Mark the paragraphs (lines) of an Arabic text that are in another language, in order.

    A quotation inside an Arabic paragraph is no part, and neither are a few words, a list of names or an address.
    """
    seen = _glance(text)
    if seen.latin < _FEW_LETTERS and seen.odd < _FEW_WORDS:
        return ()
    marks = []
    for found in islice(_LINE.finditer(text), _MOST_LINES):
        line = found.group().strip()
        if len(line) > 2 * _FEW_WORDS and _is_foreign(line[:_MOST], odd=seen.odd):
            start = found.start() + found.group().index(line)
            marks.append(Furniture(Span(start, start + len(line)), RULE))
    return tuple(marks)


def _glance(text: str) -> _Glance:
    """Take one quick look at a text."""
    plain = codecs.charmap_encode(text, "ignore", _PLAIN)[0]
    latin = len(plain) - len(plain.translate(None, _LATIN_BYTES))
    odd = len(text) - len(plain)
    articles = plain.count(_ARTICLE) > _ARTICLES * plain.count(b" ")
    return _Glance(articles and 3 * latin < len(plain) and odd < _ODD * len(text), latin, odd)


def _language(text: str) -> str | None:
    """Name the language of a text that is not plainly Arabic."""
    if len(text) > _MOST:
        text = f"{text[: _MOST // 2]}\n{text[-_MOST // 2 :]}"
    arabic, other = len(_ARABIC.findall(text)), len(_OTHER.findall(text))
    if arabic + other < _FEW_LETTERS:
        return None
    if arabic >= _MOSTLY * (arabic + other):
        return _arabic_script(_words(text))
    words = _words(text)
    some = [word for word in words if _ARABIC.match(word)]
    enough = min(_ARABIC_WORDS, _ARABIC_MOST * len(words))
    if len(some) >= max(enough, _ARABIC_PART * len(words), 1) and _arabic_script(some) is None:
        return None
    return None if some and not _is_prose(text) else _other_script(text)


def _is_foreign(line: str, *, odd: int) -> bool:
    """Tell a whole line in another language; `odd` is how many unusual characters its text has."""
    if _ARABIC.search(line):
        if odd < _FEW_WORDS or not _lexicon().letters.search(line):
            return False
        words = _words(line)
        return len(words) >= _FEW_WORDS and _arabic_script(words) is not None
    return _is_prose(line)


def _is_prose(text: str) -> bool:
    """Tell sentences in other letters from names, titles and addresses.

    Names begin with a capital, and so does a list of agencies, which is evidence; a sentence has small words too.
    """
    words = [word for word in _words(_LINK.sub(" ", text)) if _OTHER.match(word)]
    if len(_UNSPACED.findall(text)) >= _FEW_LETTERS:
        return True
    small = sum(word[0] == word[0].lower() for word in words)
    return len(words) >= _FEW_WORDS and 2 * small >= len(words) and not _is_chat_latin(words)


def _is_chat_latin(words: list[str]) -> bool:
    """Tell Arabic that is typed in Latin letters, with figures for the letters that those lack."""
    return 6 * sum(map(bool, map(_CHAT_LATIN.match, words))) > len(words)


def _words(text: str) -> list[str]:
    """Give the words of a text in one spelling: without vowel marks, with the letters of Arabic where two are alike."""
    return [word for word in _BETWEEN.split(_DROPPED.sub("", text).translate(_SAME)) if word]


def _arabic_script(words: list[str]) -> str | None:
    """Name the language of words in Arabic letters; None for Arabic, and where it cannot be told."""
    known = _lexicon()
    arabic = sum(word in known.arabic or word.startswith(_WITH_ARTICLE) for word in words)
    hits = {script.code: _hits(words, script) for script in known.scripts}
    best = max(hits, key=lambda code: hits[code])
    if hits[best] >= max(2, _FOREIGN_WORDS * len(words)) and hits[best] > arabic:
        return best
    letters = "".join(words)
    if arabic >= _ARABIC_SHARE * len(words) or len(words) < _FEW_WORDS:
        return None
    share = {s.code: sum(map(letters.count, s.letters)) / len(letters) for s in known.scripts if hits[s.code]}
    best = max(share, key=lambda code: share[code], default="")
    return best if share.get(best, 0) >= _FOREIGN_LETTERS else None


def _hits(words: list[str], script: _Script) -> int:
    """Count the words of a language; those that Arabic shares count no more often than its own do."""
    found = [word for word in words if word in script.words]
    own = sum(word not in script.shared for word in found)
    return own + min(own, len(found) - own)


def _other_script(text: str) -> str | None:
    """Name the language of a text in other letters; None where it cannot be told."""
    text = _LINK.sub(" ", text)
    words = _words(text.lower())
    if len(_OTHER.findall(text)) < _FEW_LETTERS or 4 * sum(map(bool, map(_CHAT_LATIN.match, words))) > len(
        words
    ):
        return None
    hits = {code: sum(word in common for word in words) for code, common in _lexicon().latin.items()}
    first, second = sorted(hits, key=lambda code: -hits[code])[:2]
    if hits[first] >= _LATIN_WORDS * len(words) and hits[first] >= 2 * hits[second]:
        return first
    code, probability = _model().classify(_ARABIC.sub(" ", text)[:_SAMPLE])
    return str(code) if probability >= _SURE else _UNKNOWN


@cache
def _model() -> Any:
    """Load the model; it takes half a second and 100 MB, and few texts need it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - for the same reason

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
