"""Publishing dates as files write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.read.dates import iso


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2015-07-21", "2015-07-21"),
        ("2015-07-21 02:18:03", "2015-07-21T02:18:03"),
        ("2015-07-21T02:18:03Z", "2015-07-21T02:18:03Z"),
        ("2015-07-21T02:18:03.123+03:00", "2015-07-21T02:18:03+03:00"),
        ("2015-07-21T02:18:03+0300", "2015-07-21T02:18:03+03:00"),
        ("2015-07", "2015-07"),
        ("2015", "2015"),
        ("20150721", "2015-07-21"),
        ("21/06/2016", "2016-06-21"),
        ("03/04/2016", "2016-04-03"),
        ("06/21/2016", "2016-06-21"),
        ("21.6.2016", "2016-06-21"),
        ("2016/6/21 14:30", "2016-06-21T14:30"),
        ("19 - 02 - 2019", "2019-02-19"),
        ("2019 - 02 - 19", "2019-02-19"),
        ("٢١/٠٦/٢٠١٦", "2016-06-21"),
        ("13 آذار 2019", "2019-03-13"),
        ("الأربعاء 13 آذار 2019", "2019-03-13"),
        ("الأربعاء، 13 مارس 2019", "2019-03-13"),
        ("5 كانون الثاني 2017 - 10:30", "2017-01-05T10:30"),
        ("12 جانفي 2020", "2020-01-12"),
        ("Wed, 13 Mar 2019 10:00:00 GMT", "2019-03-13T10:00:00Z"),
        ("March 13, 2019", "2019-03-13"),
        ("13/03/2019 09:05 م", "2019-03-13T21:05"),
        ("13/03/2019 12:05 AM", "2019-03-13T00:05"),
        (1437445083, "2015-07-21T02:18:03Z"),
        (1437445083000, "2015-07-21T02:18:03Z"),
    ],
)
def test_understood(written: object, expected: str) -> None:
    assert iso(written) == expected


@pytest.mark.parametrize(
    "written",
    ["", "أمس", "31/02/2019", "32/01/2019", "2019-13-45", "0000-01-01", "13:99", "2015-07-21 25:00",
     "x" * 500, None, True, 5, float("nan"), float("inf"), [], {}, "٣٠ فبراير 2019", "9999999999999999999"],
)  # fmt: skip
def test_not_understood(written: object) -> None:
    assert iso(written) is None


@given(
    st.text(max_size=40) | st.from_regex(r"[0-9/. :T+-]{1,30}", fullmatch=True) | st.floats() | st.integers()
)
def test_never_raises_and_is_iso(written: object) -> None:
    found = iso(written)
    assert found is None or re.fullmatch(
        r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?", found
    )


@given(st.dates())
def test_what_is_written_is_read_back(day: object) -> None:
    assert iso(str(day)) == str(day)
