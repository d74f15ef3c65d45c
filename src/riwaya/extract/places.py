"""Places and peoples: the names of places that the project's lists know, the adjectives of nationality."""

from functools import cache

from riwaya import lexicon
from riwaya.arabic.fold import fold


@cache
def place_names(*, common: bool = False) -> frozenset[str]:
    """Give the folded names of all countries and places in the lists; everyday words («الخبر») only if `common`."""
    places = [row for row in lexicon.rows("places") if common or not row["common"]]
    names = [n for row in places for n in (row["name"], *lexicon.variants(row["variants"]))]
    names += [n for row in lexicon.rows("nationalities") for n in lexicon.variants(row["country"])]
    return frozenset(fold(name) for name in names)


@cache
def nationality_forms() -> dict[str, str]:
    """Give every form of every nationality adjective (without article), folded, with its country code."""
    out = {}
    for row in lexicon.rows("nationalities"):
        for adjective in lexicon.variants(row["adjective"]):
            stem, *rest = fold(adjective).split()
            tail = " ".join(["", *rest]) if rest else ""
            for ending in ("", "ه", "ون", "ين", "ان", "ات", "تان", "تين"):
                out[stem + ending + tail] = row["code"]
        for plural in lexicon.variants(row["plural"]):
            out[fold(plural)] = row["code"]
    return out
