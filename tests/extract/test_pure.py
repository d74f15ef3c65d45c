"""Extraction is a pure function of the report: not of the order in which this run happens to keep its sets."""

import os
import subprocess
import sys

SCRIPT = """
import msgspec, riwaya
from pathlib import Path
for path in sorted(Path(riwaya.__file__).parents[2].joinpath("examples/reports").glob("*.json")):
    print(msgspec.json.encode(riwaya.extract(path.read_text(encoding="utf-8"))).decode())
"""


def test_two_runs_with_other_hashes_give_the_same():
    runs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(runs[0]) > 10_000
