"""The nouns: values that round-trip exactly through JSON lines, and references that are taken apart again."""

import json

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nouns import NOUNS, noun
from riwaya import model
from riwaya.model import Report, Span, ref, split_ref


def test_every_noun_is_tested() -> None:
    structs = {
        kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    } - {msgspec.Struct}
    assert structs == set(NOUNS)


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
def test_round_trip_is_exact(kind: type[msgspec.Struct]) -> None:
    @given(noun(kind))
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def check(value: msgspec.Struct) -> None:
        line = msgspec.json.encode(value)
        assert b"\n" not in line
        again = msgspec.json.decode(line, type=kind)
        assert again == value
        assert msgspec.json.encode(again) == line
        json.loads(line)

    check()


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
def test_nouns_are_frozen_and_slotted(kind: type[msgspec.Struct]) -> None:
    assert kind.__struct_config__.frozen
    assert not hasattr(msgspec.json.decode(b"[0,1]", type=Span), "__dict__")


@given(st.integers(-5, 50), st.integers(-5, 50))
def test_span_is_half_open_and_forward(start: int, end: int) -> None:
    if 0 <= start <= end:
        span = Span(start, end)
        assert msgspec.json.encode(span) == f"[{start},{end}]".encode()
        assert len(("x" * 60)[span.start : span.end]) == end - start
    else:
        with pytest.raises(ValueError, match="not a span"):
            Span(start, end)
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(f"[{start},{end}]", type=Span)


@given(st.text(min_size=1), st.sampled_from("soq"), st.integers(0, 10**6))
def test_references_are_taken_apart(report: str, part: str, n: int) -> None:
    assert split_ref(ref(report, part, n)) == (report, part, n)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "r1", "/s1", "r1/x1", "r1/s", "r1/s-1", "r1/s1.0", "r1/s 1", "r1/ss1"])
def test_what_is_no_reference(name: str) -> None:
    with pytest.raises(ValueError, match="not a reference"):
        split_ref(name)


def test_name_is_the_given_id_when_there_is_one() -> None:
    assert Report(id="r1", text="x").name == "r1"
    assert Report(id="r1", text="x", given_id="g").name == "g"
