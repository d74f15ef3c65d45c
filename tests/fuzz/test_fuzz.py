"""Every reader on damaged files: nothing is raised, what comes out keeps the promises of `checks`, in bounded time.

The damage is the same in each run. Files that once broke or slowed a reader are in `corpus`, each called by its kind
and by what is wrong in it.
"""

import os
import random
from pathlib import Path

import pytest

from fuzz.checks import faults
from fuzz.mutations import damaged
from fuzz.seeds import Seed, seeds
from reading import made, read_bytes
from riwaya.read.kinds import KINDS

SEEDS = seeds()
CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())
# A program of its own reads these, or tesseract: a tenth of a second each.
_DEAR = {"sheets", "parquet", "picture"}
_TIMES, _DEAR_TIMES = 12, 1
# How many times as long the long pass is.
_LONG = int(os.environ.get("RIWAYA_FUZZ", "60"))


def _name(seed: Seed) -> str:
    return f"{seed.kind}-{seed.name}"


def _fuzz(seed: Seed, times: int, start: int) -> None:
    chance = random.Random(f"{seed.kind} {seed.name} {start}")  # noqa: S311 - a test wants the same damage again
    for n in range(times):
        data = damaged(seed.data, chance.choice(SEEDS).data, chance)
        try:
            wrong = list(faults(data, seed.name, twice=n % 10 == 0))
        except Exception as problem:
            raise AssertionError(f"raised on {data!r}") from problem
        assert wrong == [], data


def test_every_kind_has_a_file() -> None:
    told = {
        (next(kind.id for kind in KINDS if kind.tells(made(seed.data, seed.name))), _name(seed))
        for seed in SEEDS
    }
    assert told == {(seed.kind, _name(seed)) for seed in SEEDS}
    assert {kind for kind, _ in told} == {kind.id for kind in KINDS}


@pytest.mark.parametrize("seed", SEEDS, ids=_name)
def test_a_whole_file_is_read(seed: Seed) -> None:
    reports, warnings = read_bytes(seed.data, seed.name)
    if seed.kind not in {"picture", "old-document"}:
        assert reports, warnings
        assert any("مدير الميناء" in report.text for report in reports)


@pytest.mark.parametrize("seed", SEEDS, ids=_name)
def test_damage(seed: Seed) -> None:
    _fuzz(seed, _DEAR_TIMES if seed.kind in _DEAR else _TIMES, 0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS, ids=_name)
def test_much_damage(seed: Seed) -> None:
    _fuzz(seed, _LONG * (_DEAR_TIMES * 2 if seed.kind in _DEAR else _TIMES), 1)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_what_once_broke_or_slowed_a_reader(path: Path) -> None:
    assert list(faults(path.read_bytes(), path.name, twice=True)) == []


def test_the_corpus_is_small() -> None:
    sizes = [path.stat().st_size for path in CORPUS]
    assert max(sizes) < 2048
    assert sum(sizes) < 300 * 1024
    assert all(path.name.startswith(tuple(f"{kind.id}_" for kind in KINDS)) for path in CORPUS)
