"""Identities: actors, places and corrections as tables of the terminal, with the reasons why names are one.

Name keys are shown as the names that reports write; a key that speaks of one report says of which.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from rich.text import Text

from riwaya import lexicon
from riwaya.case import Case
from riwaya.extract.gazetteer import place_key
from riwaya.link.bodies import canonical
from riwaya.link.merging import bare
from riwaya.link.spelling import name_words
from riwaya.model import Actor, Correction, Merge, Place, split_ref
from riwaya.show import labels
from riwaya.show.labels import Bilingual
from riwaya.show.terminal import Tables, cell
from riwaya.show.told import Told, told
from riwaya.show.visible import clipped, isolated

SHOWN = 6
"""Names or reasons that one cell lists."""


@cache
def _rules() -> dict[str, Bilingual]:
    return {row["rule"]: Bilingual(row["ar"], row["en"]) for row in lexicon.rows("identity_rules")}


def key_name(key: str, names: Iterable[str] = ()) -> str:
    """Give a key as the one of `names` that it is the key of, else as the folded words in it."""
    kind, _, words = bare(key).partition("|")
    words = words.partition("~")[0].partition("|")[0]
    fold: Callable[[str], str] = {"LOC": place_key, "ORG": canonical}.get(kind, _folded)
    return next((name for name in names if fold(name) == words), words)


def _folded(name: str) -> str:
    return " ".join(name_words(name))


def why(merge: Merge, name: Callable[[str], str] = key_name) -> Bilingual:
    """Say in words why two names are one; `name` makes a readable name of a key."""
    facts = {"a": name(merge.a), "b": name(merge.b), "detail": merge.detail}
    said = _rules().get(merge.rule, labels.same(merge.rule)).format(**facts)
    if merge.rule == "identity.user" and merge.detail:
        said = labels.both(lambda lang: f"{getattr(said, lang)}: {isolated(merge.detail)}")
    pair = f"{isolated(facts['a'])} = {isolated(facts['b'])}"
    return labels.both(lambda lang: f"{pair}: {getattr(said, lang)}")


def told_why(merge: Merge, name: Callable[[str], str] = key_name) -> Told:
    """Say why two names are one for a page, where names stand in elements of their own."""
    facts = {"a": name(merge.a), "b": name(merge.b), "detail": merge.detail}
    wording = _rules().get(merge.rule, labels.same(merge.rule))
    by_hand = ": {detail}" if merge.rule == "identity.user" and merge.detail else ""
    return told(labels.both(lambda lang: f"{{a}} = {{b}}: {getattr(wording, lang)}{by_hand}"), facts)


class Identities:
    """Writes actors, places and corrections of a case to the terminal."""

    def __init__(self, tables: Tables, case: Case) -> None:
        self.tables = tables
        self._case = case
        self._linked = case.linked()
        self._reports = {report.id: report.name for report in case.reports()}

    def actors(self, found: Iterable[Actor], *, why: bool = False) -> None:
        """Write actors: name, type, nationality, roles, in how many reports, other names; `why` they are one."""
        rows: list[list[Text]] = []
        for actor in found:
            others = [name for name in (*actor.names, *actor.described) if name != actor.name]
            rows.append(
                [
                    Text(actor.id, "dim"),
                    cell(actor.name, 120, "cyan"),
                    Text(self.tables.label("mention", actor.type)),
                    self._country(actor.nationality),
                    self._list(actor.roles),
                    Text(str(_reports(actor))),
                    self._list(others),
                    self._reasons(actor) if why else Text(),
                ]
            )
        columns = [("id", 0), ("actors", 4), ("kind", 0), ("nationality", 0), ("roles", 4), ("reports", 0)]
        self._write([*columns, ("other_names", 4), ("why_one", 6)], rows)

    def places(self, found: Iterable[Place]) -> None:
        """Write places: name, level, country, what they lie in, position, in how many reports, other names."""
        rows: list[list[Text]] = []
        for place in found:
            where = "" if place.lat is None or place.lon is None else f"{place.lat:.4f}, {place.lon:.4f}"
            level = self.tables.label("level", place.level or "none")
            rows.append(
                [
                    Text(place.id, "dim"),
                    cell(place.name, 120, "cyan"),
                    Text(level, "" if place.level else "dim italic"),
                    self._country(place.country),
                    self._list(place.within),
                    Text(where),
                    Text(str(_reports(place))),
                    self._list([name for name in place.names if name != place.name]),
                ]
            )
        columns = [("id", 0), ("places", 4), ("level", 0), ("country", 0), ("within", 4), ("position", 0)]
        self._write([*columns, ("reports", 0), ("other_names", 4)], rows)

    def corrections(self, found: Mapping[int, Correction]) -> None:
        """Write corrections: number, what is one or apart, when and by whom it was said, with what note."""
        rows = [
            [
                Text(str(n)),
                Text(self.tables.label("correction", said.kind)),
                self._list(self._words(said, said.a)),
                self._list(self._words(said, said.b)),
                Text(said.at[:10]),
                cell(said.by, 30),
                cell(said.note, 200),
            ]
            for n, said in found.items()
        ]
        columns = [("number", 0), ("correction", 0), ("these", 4), ("those", 4), ("date", 0), ("by", 0)]
        self._write([*columns, ("note", 3)], rows)

    def _write(self, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[Text]]) -> None:
        """Write a table without the columns that are empty in every row: the others need the room."""
        kept = [n for n in range(len(columns)) if any(row[n].plain for row in rows)]
        out = self.tables.table(*(columns[n] for n in kept))
        for row in rows:
            out.add_row(*(row[n] for n in kept))
        self.tables.console.print(out)

    def _country(self, code: str | None) -> Text:
        return Text(isolated(self.tables.say(labels.country(code))) if code else "")

    def _list(self, names: Iterable[str]) -> Text:
        """Give names as one cell, each isolated, the same one once."""
        names = list(dict.fromkeys(names))
        out = "، ".join(isolated(clipped(name, 80)) for name in names[:SHOWN])
        if len(names) > SHOWN:
            out += f"، {self.tables.say(labels.count('more', len(names) - SHOWN))}"
        return Text(out)

    def _reasons(self, found: Actor) -> Text:
        said = dict.fromkeys(self.tables.say(why(merge, self._name)) for merge in found.merges)
        more = [self.tables.say(labels.count("more", len(said) - SHOWN))] if len(said) > SHOWN else []
        return Text("\n".join([*list(said)[:SHOWN], *more]))

    def _words(self, said: Correction, keys: Sequence[str]) -> Iterable[str]:
        """Give what the keys of a correction speak of, in words."""
        from riwaya.show.corrected import words_of  # noqa: PLC0415 - it takes `key_name` from here

        if said.kind in ("merge", "split"):
            return map(self._name, keys)
        return (one.words for one in words_of(self._case, said, keys))

    def _name(self, key: str) -> str:
        """Give a key as a name that the case writes, with the report when it speaks of one only."""
        both: tuple[Actor | Place, ...] = (*self._linked.actors, *self._linked.places)
        holder = next((i for i in both if key in i.keys), None)
        name = key_name(key, holder.names if holder else ())
        _, at, report = key.partition("@")
        return f"{name} ({self._reports.get(report, report)})" if at else name


def _reports(found: Actor | Place) -> int:
    return len({split_ref(mention)[0] for mention in found.mentions})
