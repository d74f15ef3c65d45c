"""Corrected: what a correction speaks of, in words: names, statements where their keys say that they stand, reports."""

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.case import Case
from riwaya.errors import RiwayaError
from riwaya.link.whereabouts import Key, report_of
from riwaya.model import Correction
from riwaya.show.identities import key_name
from riwaya.show.visible import clipped

WIDTH = 240


class Words(NamedTuple):
    """Words that a change speaks of, and where they are shown."""

    words: str
    address: str | None = None


def words_of(case: Case, said: Correction, keys: Sequence[str]) -> list[Words]:
    """Give the words that the keys of a correction speak of."""
    if said.kind in ("merge", "split"):
        names = case.names_of_keys(keys)
        return list(dict.fromkeys(Words(_name(case, key, names.get(key))) for key in keys))
    if said.kind == "no_copy":
        return [_report(case, key) for key in keys]
    return list(dict.fromkeys(_said(case, key) for key in keys))


def _name(case: Case, key: str, known: str | None) -> str:
    """Give a name key as a name, with the report where it speaks of one only."""
    name = key_name(key, (known,) if known else ())
    _, at, report = key.partition("@")
    return f"{name} ({_report(case, report).words})" if at else name


def _report(case: Case, rid: str) -> Words:
    try:
        report = case.report(rid)
    except RiwayaError:
        return Words(rid)
    return Words(clipped(report.title or report.name, 90), f"/reports/{rid}")


def _said(case: Case, key: str) -> Words:
    """Give the words of a statement where its key says that they stand: a text never changes."""
    try:
        report, place = case.report(report_of(key)), Key.read(key)
    except (RiwayaError, ValueError):
        return Words(key)
    said = place.said
    return Words(clipped(report.text[said.start : said.end], WIDTH), f"/reports/{report.id}")
