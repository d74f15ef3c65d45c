"""Chromium as a printer and a camera, for tests of what people print and photograph."""

import subprocess
from pathlib import Path

import pytest

_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


def chromium(page: Path, out: Path, option: str, *shape: str) -> bytes:
    """Have Chromium write a page to `out` by ``--screenshot`` or ``--print-to-pdf``; skips where it cannot."""
    own = f"--user-data-dir={out.parent}/profile"
    command = ["chromium", *_FLAGS, *shape, own, f"{option}={out}", page.as_uri()]
    subprocess.run(command, capture_output=True, timeout=120, check=False)
    if not out.exists():
        pytest.skip(f"chromium does no {option} here")
    return out.read_bytes()
