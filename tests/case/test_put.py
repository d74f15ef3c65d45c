"""What is put in its place piece by piece leaves what storing the whole leaves, in every table and in its order."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nouns import example, found, noun
from riwaya import pipeline
from riwaya.case import Case, known, linking, records
from riwaya.case.found import _LONG
from riwaya.case.rows import COLUMNS, FOUND
from riwaya.link.claims import in_order
from riwaya.link.fingerprints import Fingerprint, fingerprint
from riwaya.link.updating import Update
from riwaya.model import Account, Actor, Claim, Extraction, Linked, Place, Report, Source
from riwaya.pipeline import joining


def held(case: Case) -> dict[str, Any]:
    """Give everything that was found, as a case holds it; rows of long tables stand in no order."""
    tables: dict[str, Any] = {}
    for table in FOUND:
        of: dict[Any, list[Any]] = defaultdict(list)
        for row in case._rows(f"SELECT * FROM {table} ORDER BY rowid"):  # noqa: S608 - a constant
            of[row[0]].append(row)
        tables[table] = {name: set(rows) if table in _LONG else rows for name, rows in of.items()}
    kept = case._rows("SELECT kind, id, rank, tie, json FROM records ORDER BY kind, rank, tie, n")
    return {**tables, "records": kept}


def of_whole(case: Case, linked: Linked, accounts: Sequence[Account]) -> dict[str, Any]:
    """Give what a case of the same reports holds when all of it is stored at once."""
    with Case.open() as whole:
        for report, extraction in zip(case.reports(), case.extractions(), strict=True):
            whole.add(report, extraction)
        whole.store(linked, accounts)
        assert (whole.linked(), whole.accounts()) == (linked, tuple(accounts))
        assert {**whole.counts(), "warnings": 0} == {**case.counts(), "warnings": 0}
        return held(whole)


def update(gone: Linked, put: Linked, prints: dict[str, Fingerprint] | None = None) -> Update:
    return Update(gone, put, Linked(), (), (), None, prints or {})  # type: ignore[arg-type]


# --- nouns that change from step to step ---

# A field of each kind that tells one form of a noun from another.
TOLD = {
    "passages": "reason", "copies": "reason", "wires": "name", "families": "title", "sources": "name",
    "actors": "name", "places": "name", "stories": "title", "claims": "wording",
}  # fmt: skip


def forms(field: str) -> list[Any]:
    """Give three forms of three nouns of a kind: longer and longer, and with other rows of their own in each."""
    linked, _ = found()
    (one,) = getattr(linked, field)
    made = []
    for name in "abc":
        for n in range(3):
            changes: dict[str, Any] = {"id": name, TOLD[field]: f"{name} {n}"}
            refs = tuple(f"r{at}/m{at}" for at in range(n, 2 * n + 1))
            if isinstance(one, Actor | Place):
                changes |= {"mentions": refs, "keys": one.keys[:n], "names": (name, *one.names[:n])}
            elif isinstance(one, Source):
                changes["statements"] = refs
            elif isinstance(one, Claim):
                changes |= {"variants": one.variants * n, "unit": None if name == "a" else one.unit}
            made.append(msgspec.structs.replace(one, **changes))
    return made


def some(field: str) -> st.SearchStrategy[tuple[Any, ...]]:
    """Take some nouns of a kind in some form; two claims may have one id."""
    by = None if field == "claims" else (lambda one: one.id)
    return st.lists(st.sampled_from(forms(field)), max_size=3, unique_by=by).map(tuple)


LINKED = st.builds(Linked, **{field: some(field) for field in TOLD})


def accounts_of(claims: Sequence[Claim]) -> tuple[Account, ...]:
    (account,) = found()[1]
    return tuple(
        msgspec.structs.replace(account, claim=claim, denials=account.denials * len(claim.variants))
        for claim in claims
    )


def put_by_hand(now: list[Any], gone: Iterable[Any], put: Iterable[Any]) -> None:
    """Do to a list, in the order of keeping, what a case is to do."""
    out = {records.name(one) for one in gone}
    now[:] = [one for one in now if records.name(one) not in out]
    there = {records.name(one) for one in now}
    for one in put:
        if records.name(one) in there:
            now[:] = [one if records.name(old) == records.name(one) else old for old in now]
        else:
            now.append(one)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(LINKED, LINKED), max_size=4))
def test_piece_by_piece_is_as_at_once(steps: list[tuple[Linked, Linked]]) -> None:
    now: dict[str, list[Any]] = {field: [] for field in (*TOLD, "accounts")}
    with Case.open() as case:
        for number in (1, 2):
            case.add(*example(number))
        for out, put in steps:
            # Claims are found in their order, and under an id that is there only when that one is gone.
            put = msgspec.structs.replace(put, claims=in_order(put.claims))  # noqa: PLW2901
            gone = msgspec.structs.replace(out, claims=(*out.claims, *put.claims))
            case.put(update(gone, put), accounts_of(put.claims))
            for field in TOLD:
                put_by_hand(now[field], getattr(gone, field), getattr(put, field))
            put_by_hand(now["accounts"], gone.claims, accounts_of(put.claims))
        wanted = {field: tuple(sorted(there, key=records.order)) for field, there in now.items()}
        accounts = wanted.pop("accounts")
        assert (case.linked(), case.accounts()) == (Linked(**wanted), accounts)
        assert held(case) == of_whole(case, Linked(**wanted), accounts)


@given(st.lists(noun(Claim), max_size=8))
def test_claims_are_kept_in_the_order_in_which_they_are_shown(claims: list[Claim]) -> None:
    assert sorted(claims, key=records.order) == list(in_order(claims))


def test_what_is_stored_in_another_order_keeps_it() -> None:
    linked, accounts = found()
    (claim,) = linked.claims
    few = msgspec.structs.replace(claim, id="c0", variants=())
    with Case.open() as case:
        case.store(msgspec.structs.replace(linked, claims=(few, claim)), accounts)
        assert [one.id for one in case.linked().claims] == ["c0", "c1"]


# --- nothing is searched for in whole tables ---


def plan(case: Case, sql: str) -> list[str]:
    filled = re.sub(r"\?\d?", "'[]'", sql)
    return [step[3] for step in case._rows(f"EXPLAIN QUERY PLAN {filled}")]


@pytest.mark.parametrize("table", FOUND)
def test_rows_are_found_by_what_they_are_rewritten_by(table: str) -> None:
    names = COLUMNS[table].split()
    key = " AND ".join(f"{name} = ?" for name in (names if table in _LONG else names[:1]))
    with Case.open() as case:
        assert not [step for step in plan(case, f"DELETE FROM {table} WHERE {key}") if "SCAN" in step]  # noqa: S608


@pytest.mark.parametrize("name", [name for name, sql in vars(known).items() if "json_each" in str(sql)])
def test_what_an_update_asks_for_is_looked_up(name: str) -> None:
    asked = getattr(known, name)
    with Case.open() as case:
        for sql in asked.values() if isinstance(asked, dict) else [asked]:
            scanned = [step for step in plan(case, sql) if step.startswith("SCAN") and "VIRTUAL" not in step]
            assert not scanned


# --- reports that come one after another ---


@pytest.fixture(scope="module")
def sample(root: Path) -> list[tuple[Report, Extraction]]:
    with pipeline.read(root / "examples" / "reports") as case:
        return list(zip(case.reports(), case.extractions(), strict=True))


@pytest.fixture(scope="module")
def grown(sample: list[tuple[Report, Extraction]]) -> Iterable[Case]:
    """Give a case into which the reports of the sample came one after another, every third first."""
    with Case.open() as case:
        for pair in (*sample[::3], *sample[1::3], *sample[2::3]):
            case.add(*pair)
            joining._link_new(case, lambda _: None)
        yield case


def test_a_case_that_grew_report_by_report_is_as_if_stored_at_once(grown: Case) -> None:
    linked, accounts = grown.linked(), grown.accounts()
    assert all(getattr(linked, field) for field in TOLD)
    assert [account.claim for account in accounts] == list(linked.claims)
    assert held(grown) == of_whole(grown, linked, accounts)


def test_a_case_that_grew_knows_of_its_words_what_one_linked_as_a_whole_knows(grown: Case) -> None:
    pairs = zip(grown.reports(), grown.extractions(), strict=True)
    with Case.open() as whole:
        for pair in pairs:
            whole.add(*pair)
        pipeline.relink(whole)
        for table in ("fingerprints", "key_counts"):
            assert whole._rows(f"SELECT * FROM {table}") == grown._rows(f"SELECT * FROM {table}")  # noqa: S608
        for report in whole.reports():
            taken = fingerprint(report)
            assert whole.known().words[report.id].tolist() == taken.words.tolist()


def test_a_failure_in_the_middle_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    linked, accounts = found()
    with Case.open() as case:
        for number in (1, 2):
            case.add(*example(number))
        case.store(linked, accounts)
        before = held(case)

        def broken(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(linking, "mark_more", broken)
        gone = Linked(copies=linked.copies, actors=linked.actors, claims=linked.claims)
        with pytest.raises(KeyboardInterrupt):
            case.put(update(gone, Linked(places=()), {}), ())
        assert held(case) == before


def test_a_report_that_came_in_while_others_were_linked_is_new() -> None:
    with Case.open() as case:
        (first, told), late = example(1), example(2)
        case.add(first, told)
        case.add(*late)
        case.store(Linked(), (), {first.id: fingerprint(first)})
        assert case.pending() == ((late[0].id,), 1, True)
        case.put(update(Linked(), Linked(), {late[0].id: fingerprint(late[0])}), ())
        assert case.pending() == ((), 2, True)
        case.store(Linked(), (), {first.id: fingerprint(first)})
        assert case.pending() == ((late[0].id,), 1, True), "its links were not stored"
