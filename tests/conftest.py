"""What the tests of all rooms share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of real reports and annotations beside the project; skips where it is not there."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("no ../shared with the annotated reports beside this checkout")
    return folder
