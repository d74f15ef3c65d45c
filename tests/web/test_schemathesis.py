"""Whatever a program asks of the API, by the document or against it: answers are as the document says, and none fails.

Schemathesis makes the requests from the OpenAPI document: good ones, which must be taken, and bad ones, which must be
refused in the shape that the document gives.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

import riwaya
from riwaya.show.web import api, create_app
from riwaya.show.web.described import ADDRESS, describe

HEADERS = {"origin": "http://127.0.0.1:8765", "host": "127.0.0.1:8765"}
SETTINGS = settings(
    max_examples=10,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def operations() -> Iterator[tuple[str, str, GenerationMode]]:
    """Give each path of the API with its method, to be asked well, and badly where there is something to say badly."""
    app = FastAPI()
    app.include_router(api.router)
    for path, methods in describe(app)["paths"].items():
        for method, does in methods.items():
            yield path, method, GenerationMode.POSITIVE
            if "parameters" in does or "requestBody" in does:
                yield path, method, GenerationMode.NEGATIVE


@pytest.fixture(scope="module")
def described(
    tmp_path_factory: pytest.TempPathFactory, root: Path
) -> Iterator[schemathesis.schemas.BaseSchema]:
    """Give what Schemathesis makes of the document of a server of the sample case."""
    path = tmp_path_factory.mktemp("schemathesis") / "sample.riwaya"
    riwaya.read(str(root / "examples" / "reports"), path).close()
    app = create_app(path)
    yield schemathesis.openapi.from_asgi(ADDRESS, app, headers=HEADERS)
    app.state.shelf.close()


@pytest.mark.parametrize(("path", "method", "mode"), [*operations()])
def test_answers_are_as_the_document_says(described, path, method, mode):
    strategy = described[path][method].as_strategy(generation_mode=mode)
    # What the document cannot say of a text that is sent: it has words.
    left_out = [positive_data_acceptance] if method == "post" else []

    @given(asked=strategy)
    @SETTINGS
    def check(asked):
        asked.call_and_validate(headers=HEADERS, excluded_checks=left_out)

    check()
