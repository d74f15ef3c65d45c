"""A server of the sample case, and a client that speaks to it as our own pages do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import riwaya
from riwaya.show.web import create_app

ORIGIN = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Give the file of the sample case, read once."""
    path = tmp_path_factory.mktemp("web") / "sample.riwaya"
    riwaya.read(str(root / "examples" / "reports"), path).close()
    return path


@pytest.fixture(scope="session")
def client(sample: Path) -> Iterator[TestClient]:
    """Give a client that only reads."""
    with TestClient(create_app(sample), base_url=ORIGIN) as made:
        yield made
