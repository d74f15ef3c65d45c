"""What tests of every room share."""

from pathlib import Path

import pytest
from hypothesis import settings

# Speed is measured by benchmarks and never by a test: on a busy machine a first example may load a lexicon for seconds.
settings.register_profile("riwaya", deadline=None)
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
