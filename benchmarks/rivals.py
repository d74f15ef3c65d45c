"""The rivals of the benchmarks, installed apart from Riwaya and run in processes of their own."""

import json
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LOCK = HERE / "rivals.lock"


def folder() -> Path | None:
    """Give the folder where the rivals of the lock file are, installing them first; None when they cannot be."""
    lock = LOCK.read_bytes()
    target = HERE.parent / "out" / f"rivals-{sha256(lock).hexdigest()[:12]}"
    if not target.exists():
        install = [
            "install",
            "-qq",
            "--no-deps",
            "--require-hashes",
            "--target",
            str(target),
            "-r",
            str(LOCK),
        ]
        if subprocess.run([sys.executable, "-m", "pip", *install], check=False).returncode:
            print("bench: no rival could be installed, so there is nothing to compare with", file=sys.stderr)
            return None
    return target


def answer(script: str, given: object) -> Any:
    """Give what a rival's script prints, which is JSON; None without the rivals.

    `script` is a file beside this one that reads JSON from standard input and finds the rivals at its first argument.
    """
    installed = folder()
    if installed is None:
        return None
    command = [sys.executable, str(HERE / script), str(installed)]
    done = subprocess.run(command, input=json.dumps(given), stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def seconds(script: str, texts: Sequence[str]) -> float | None:
    """Give the seconds that a rival takes for the texts, start-up left out; None without the rivals."""
    told = answer(script, texts)
    return None if told is None else float(told)
