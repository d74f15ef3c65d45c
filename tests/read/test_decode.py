"""The encodings of Arabic, with and without a mark, and what is no text."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.read.decode import decode

TEXT = (
    "أعلن مدير ميناء السلامى، مساء أمس، وصول السفينة الثانية وعلى متنها 120 راكباً؛ وقال: «لم نتلقَّ نداء».\n"
    "وأضاف أن الرحلة المقبلة قد تتأخر يومين؟"
)
PLAIN = TEXT.replace("«", "(").replace("»", ")")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1256"])
def test_without_a_mark(encoding: str) -> None:
    found = decode(TEXT.encode(encoding))
    assert (found.text, found.encoding, found.sure) == (TEXT, encoding, True)


def test_iso_8859_6() -> None:
    found = decode(PLAIN.encode("iso8859-6"))
    assert (found.text, found.encoding, found.sure) == (PLAIN, "iso8859-6", True)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
    ],
)
def test_with_a_mark(mark: bytes, encoding: str) -> None:
    found = decode(mark + TEXT.encode(encoding))
    assert (found.text, found.encoding, found.sure) == (TEXT, encoding, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1256"])
@pytest.mark.parametrize("text", ["قال", "قال المدير", "Arrived: وصلت السفينة", "سفينة\r\n"])
def test_short_texts(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_damaged_utf8_is_said() -> None:
    data = TEXT.encode()
    found = decode(data[:-1] + b"\xff")
    assert found.encoding == "utf-8"
    assert not found.sure
    assert found.text is not None
    assert found.text.startswith(TEXT[:-1])


def test_other_encodings_are_guessed_and_said() -> None:
    french = (
        "Le navire est arrivé à l'été dernier, où les élèves l'attendaient déjà près de la jetée.".encode(
            "cp1252"
        )
    )
    found = decode(french)
    assert found.text is not None
    assert "navire" in found.text
    assert not found.sure


def test_binary_is_no_text() -> None:
    noise = random.Random(7).randbytes(20_000)  # noqa: S311
    assert decode(noise).text is None
    assert decode(b"\x00" * 500).text is None
    assert decode(b"SQLite format 3\x00").encoding == "an SQLite file"


@given(st.text())
def test_every_utf8_text_comes_back(text: str) -> None:
    data = text.encode("utf-8", errors="replace")
    found = decode(b"\xef\xbb\xbf" + data)
    assert found.text == data.decode()


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    decode(data)
