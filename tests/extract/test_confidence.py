"""Confidence: a hard statement is less sure than an easy one of the same rule."""

import inspect

import pytest

from riwaya import lexicon
from riwaya.extract.confidence import features
from saying import read


def sure(text: str) -> list[float]:
    return [statement.confidence for statement in read(text).statements]


@pytest.mark.parametrize(
    "text",
    [
        "وقال الوزير سامر حداد إن السد سليم.",
        "وأضاف: «السد سليم منذ الصباح».",
        "السد سليم منذ الصباح، بحسب وزارة الري.",
    ],
)
def test_a_confidence_is_a_chance(text):
    (found,) = sure(text)
    assert 0 < found < 1


def test_a_saying_inside_another_is_less_sure():
    outer, inner = sure("قال الوزير سامر حداد إن المدير خليل عواد أكد أن السد سليم.")
    assert inner < outer


def test_a_named_speaker_is_surer_than_unknown_words():
    (named,) = sure("وقال الوزير سامر حداد إن السد سليم.")
    (unknown,) = sure("وقالت الفكرة إن السد سليم.")
    assert unknown < named


def test_every_weight_is_of_a_feature_that_the_code_gives():
    module = inspect.getsource(inspect.getmodule(features))
    for row in lexicon.rows("confidence"):
        name = row["feature"]
        assert f'"{name}"' in module or f'"{name.removeprefix("speaker ")}"' in module, name
