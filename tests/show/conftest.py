"""The sample case, open, with words for its invented reasons."""

import pytest
from handmade import REASONS, fill

from riwaya.case import Case
from riwaya.show import labels


@pytest.fixture(autouse=True)
def _words_for_reasons(monkeypatch):
    monkeypatch.setattr(labels, "_reasons", lambda: {k: labels.Bilingual(*v) for k, v in REASONS.items()})


@pytest.fixture
def case():
    with Case.open() as opened:
        yield fill(opened)
