#!/usr/bin/env python3
"""Many readers at one server, and some who add reports meanwhile: how long they wait, what fails, what is lost.

usage: benchmarks/load.py [CASE] [--readers 50] [--adders 5] [--seconds 60] [--think 3]

The case is copied first, and the copy is served: nothing is written to CASE. Without one the sample case is read. Each
page is asked for once; then readers come, ask for pages at random and think between them, up to twice `--think` seconds
(0 asks without a pause). Each adder sends a report through the form of the page, waits until the search finds it, and
sends the next. At the end the server is stopped and the file is opened: "lost" are reports that were taken and are not
there. A case of another version of Riwaya should be brought up to date before (`riwaya read`): else the first report
that is added has all linked anew. Nothing is asserted: a figure says something about one machine at one time, where
readers, server and reading share the processors.
"""

import argparse
import asyncio
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import httpx

from page_speed import SEARCHES, case_of
from riwaya.case import Case
from serving import PAGES, Served, served, things

SEED = 9
LETTERS = "ابتجدرسصعف"
LATE = 600.0
"""Seconds that an added report may take until it is found, before it counts as not found."""
TOKEN = re.compile(r'name="token" value="([^"]+)"')
TEXT = (
    "قال المتحدث باسم بلدية {word} إن {n} أشخاص أصيبوا في حادث وقع مساء الأحد قرب الميناء.\n"
    "وأضاف أن فرق الإنقاذ وصلت إلى المكان بعد دقائق. ونفى شهود من {word} أن يكون الحادث متعمدا."
)


class Load:
    """What was asked of the server, and what came of it."""

    def __init__(self, server: Served, paths: list[str], think: float, seconds: float) -> None:
        self.server, self.paths, self.think, self.seconds = server, paths, think, seconds
        self.until = 0.0
        self.read: list[float] = []
        self.found: list[float] = []
        self.failed: Counter[str] = Counter()
        self.taken: dict[str, bool] = {}

    async def begin(self) -> None:
        """Ask for each page once, as whoever started the server would, and let the time run from then."""
        async with self._client() as client:
            for path in self.paths:
                await self._ask(client, path)
        self.until = time.monotonic() + self.seconds

    async def reader(self, n: int) -> None:
        """Come at some time, and read pages until the time is over."""
        chance = random.Random(SEED + n)  # noqa: S311 - no secret
        await asyncio.sleep(chance.uniform(0, 2 * self.think))
        async with self._client() as client:
            while time.monotonic() < self.until:
                path = chance.choice(self.paths)
                start = time.monotonic()
                if await self._ask(client, path):
                    self.read.append(time.monotonic() - start)
                await asyncio.sleep(chance.uniform(0, 2 * self.think))

    async def adder(self, n: int) -> None:
        """Add one report after the other until the time is over, each once the one before is found."""
        async with self._client() as client:
            for k in range(1_000_000):
                if time.monotonic() > self.until:
                    return
                word = "ق" + "".join(LETTERS[int(digit)] for digit in f"{n:02}{k:04}")
                start = time.monotonic()
                if await self._add(client, word) and await self._is_found(client, word):
                    self.found.append(time.monotonic() - start)

    async def _ask(self, client: httpx.AsyncClient, path: str) -> str | None:
        try:
            answer = await client.get(quote(path, safe="/?=&%"))
        except httpx.HTTPError as problem:
            self.failed[f"{type(problem).__name__} {path}"] += 1
            return None
        if answer.status_code != httpx.codes.OK:
            self.failed[f"{answer.status_code} {path}"] += 1
            return None
        return answer.text

    async def _add(self, client: httpx.AsyncClient, word: str) -> bool:
        token = TOKEN.search(await self._ask(client, "/add") or "")
        if token is None:
            await asyncio.sleep(1)
            return False
        fields = {
            "token": token[1], "title": f"حادث في {word}", "outlet": "صدى المرسى", "published": "2031-05-04",
            "text": TEXT.format(word=word, n=5),
        }  # fmt: skip
        form = {name: (None, value) for name, value in fields.items()}
        try:
            answer = await client.post("/add", files=form, headers={"origin": self.server.address})
        except httpx.HTTPError as problem:
            self.failed[f"{type(problem).__name__} POST /add"] += 1
            return False
        if answer.status_code != httpx.codes.SEE_OTHER:
            self.failed[f"{answer.status_code} POST /add"] += 1
            return False
        self.taken[word] = False
        return True

    async def _is_found(self, client: httpx.AsyncClient, word: str) -> bool:
        until = time.monotonic() + LATE
        while time.monotonic() < until:
            found = await self._ask(client, f"/api/search?q={word}&size=1")
            if found and '"total":1' in found:
                return True
            await asyncio.sleep(1)
        self.failed["not found in time"] += 1
        return False

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=self.server.address, timeout=60)


def main() -> int:
    """Run the benchmark; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("case", nargs="?", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--adders", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=3)
    options = parser.parse_args()
    with case_of(options.case) as given, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "load.riwaya"
        shutil.copy(given, path)
        with served(path) as server:
            paths = [*PAGES, *things(server), *SEARCHES]
            load = Load(server, paths, options.think, options.seconds)
            asyncio.run(crowd(load, options.readers, options.adders))
            memory = peak(server.pid)
        with Case.open(path) as case:
            lost = [word for word in load.taken if not case.search(word, 1)]
    show(load, options.seconds, memory, lost)
    return 0


async def crowd(load: Load, readers: int, adders: int) -> None:
    """Let all of them in."""
    await load.begin()
    await asyncio.gather(*map(load.reader, range(readers)), *map(load.adder, range(adders)))


def peak(pid: int) -> float:
    """Give the most memory that a process has had, in megabytes; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1000 if found else 0.0


def show(load: Load, seconds: float, memory: float, lost: list[str]) -> None:
    """Print what came of it."""
    print(f"{len(load.read)} pages read, {len(load.read) / seconds:.1f} a second")
    print(f"  wait for a page:   {quantiles(load.read)}")
    print(f"{len(load.taken)} reports added, {len(load.found)} found by search while it lasted")
    print(f"  until it is found: {quantiles(load.found)}")
    print(
        f"{sum(load.failed.values())} requests failed, {len(lost)} reports lost, server's memory {memory:.0f} MB"
    )
    for what, n in load.failed.most_common(20):
        print(f"  {n:5} {what}")


def quantiles(seconds: list[float]) -> str:
    """Write the median, the 95th per cent and the worst in milliseconds."""
    if not seconds:
        return "none"
    order = sorted(seconds)
    named = {"median": 0.5, "95 %": 0.95, "worst": 1.0}
    return ", ".join(
        f"{name} {1000 * order[min(len(order) - 1, int(share * len(order)))]:.0f} ms"
        for name, share in named.items()
    )


if __name__ == "__main__":
    sys.exit(main())
