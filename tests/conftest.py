"""What tests of every room share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# Speed is measured by benchmarks and never by a test: on a busy machine a first example may load a lexicon for seconds.
# What holds a change back tries the same examples each time; `make test-slow` looks for new ones.
settings.register_profile("riwaya", deadline=None, derandomize=True)
settings.register_profile("searching", deadline=None, print_blob=True)
settings.load_profile("riwaya")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material beside the checkout that tests may measure on and never hold; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the checkout: measured on real reports only where they are")
    return SHARED


@pytest.fixture
def run_wide(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run a command in this process on a wide terminal, and give its exit code, output and error output."""
    from riwaya.cli import main

    monkeypatch.setenv("COLUMNS", "220")

    def go(*argv: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main([str(a) for a in argv])
        out = capsys.readouterr()
        return int(stopped.value.code or 0), out.out, out.err

    return go
