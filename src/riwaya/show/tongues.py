"""Tongues: in which languages a template writes our own words.

A file that is sent around holds both languages and shows one by its style. A page of the server is made for one reader
and holds theirs alone: half the text, half the elements, and nothing that stays in the other language.
"""

from typing import get_args

from jinja2.runtime import Context

from riwaya.show.labels import Bilingual, Language

LANGUAGES: tuple[Language, ...] = get_args(Language)


def tongues(context: Context, said: Bilingual) -> tuple[tuple[Language, str], ...]:
    """Give each language that the page holds with the words in it."""
    only: Language | None = context.get("only")
    return tuple((lang, getattr(said, lang)) for lang in LANGUAGES if only in (None, lang))


def here(context: Context, said: Bilingual) -> str:
    """Give the words in the language of the page, for what can hold one only: a title, an attribute, an option."""
    return said.en if context["lang"] == "en" else said.ar


def titled(context: Context, said: Bilingual) -> str:
    """Give the words in each language that the page holds, a line for each."""
    return "\n".join(words for _, words in tongues(context, said))
