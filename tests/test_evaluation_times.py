"""The measuring of times: its notion of right, and the aims of the issue on the sets beside the checkout."""

import sys
from datetime import datetime
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from riwaya.arabic.times import times


@pytest.fixture(scope="module")
def measuring(root: Path) -> ModuleType:
    """Give ``evaluation/times.py``, whose name is too common to be imported by."""
    spec = spec_from_file_location("evaluation_times", root / "evaluation" / "times.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["evaluation_times"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("text", "expected", "right"),
    [
        ("غدا", "(datetime (2020, 5, 7, 0, 0, 0) Day)", True),
        ("غدا", "(datetime (2020, 5, 7, 0, 0, 0) Hour)", False),
        ("غدا", "(datetime (2020, 5, 8, 0, 0, 0) Day)", False),
        ("غدا وأمس", "(datetime (2020, 5, 7, 0, 0, 0) Day)", False),
        ("3 إلى 5 آذار 2021", "(datetimeInterval ((2021, 3, 3, 0, 0, 0), (2021, 3, 6, 0, 0, 0)) Day)", True),
        ("3 إلى 5 آذار 2021", "(datetimeInterval ((2021, 3, 3, 0, 0, 0), (2021, 3, 5, 0, 0, 0)) Day)", False),
        ("ثلاثة أسابيع", "(DurationData 3 Week)", True),
        ("ثلاثة أسابيع", "(DurationData 3 Day)", False),
    ],
)
def test_right_is_the_instant_and_the_grain(
    measuring: ModuleType, text: str, expected: str, right: bool
) -> None:
    found = times(text, reference=datetime(2020, 5, 6, 9, 15), prefer="future")
    assert measuring.right(expected, found) is right


def test_the_aims_are_reached(measuring: ModuleType, shared: Path) -> None:
    shares = {name: value["share"] for name, value in measuring.shares(shared).items()}
    assert shares["duckling Time"] >= 0.85
    assert shares["duckling Duration"] >= 0.85
    assert shares["hijridate"] == 1
