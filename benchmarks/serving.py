"""A server of a case in a process of its own, for what is measured from outside, and the pages that it answers."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

HOST = "127.0.0.1"
PATIENCE = 60.0
"""Seconds that a server may take to answer for the first time."""
IDLE = 0.05
"""Seconds on a processor, in one second, below which a server does nothing."""
LISTS = ("claims", "reports", "sources", "copies", "stories")
"""The lists whose first thing has a page of its own."""
PAGES = (
    "/", "/claims", "/reports", "/sources", "/actors", "/copies", "/stories", "/timeline", "/map", "/search",
    "/compare", "/dossier", "/add", "/work", "/api",
)  # fmt: skip
"""The pages that a case of any content has."""


class Served(NamedTuple):
    """A server that runs: where, and as which process."""

    address: str
    pid: int

    def get(self, path: str) -> str:
        """Give what is answered; raises urllib.error.HTTPError where that is no page."""
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:  # noqa: S310 - our own
            return str(answer.read().decode())


@contextmanager
def served(case: Path, *options: str) -> Iterator[Served]:
    """Serve a case on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "riwaya", "serve", str(case), "--port", str(port), *options]
    with subprocess.Popen(command) as process:
        try:
            yield _ready(Served(f"http://{HOST}:{port}", process.pid), process)
        finally:
            process.terminate()


def _ready(server: Served, process: "subprocess.Popen[bytes]") -> Served:
    """Wait until a server answers and has loaded what it loads meanwhile."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            server.get("/")
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.1)
        else:
            break
    else:
        raise SystemExit("bench: the server does not answer")
    while time.monotonic() < until:
        before = busy(server.pid)
        time.sleep(1)
        if busy(server.pid) - before < IDLE:
            break
    return server


def busy(pid: int) -> float:
    """Give the seconds that a process has been on a processor; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def things(server: Served) -> list[str]:
    """Give the address of the first thing of each list."""
    return [path for name in LISTS if (path := _first(server, name))]


def _first(server: Served, name: str) -> str | None:
    try:
        page = server.get(f"/{name}")
    except urllib.error.HTTPError:
        return None
    found = re.search(rf'href="(/{name}/[^"?#/]+)["?#]', page)
    return found[1] if found else None
