"""Who published: what is stated stays, names and hosts go through the lexicon, what is not known stays as found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import read_bytes
from riwaya.lexicon import rows
from riwaya.read.told.outlets import outlets
from riwaya.read.told.publisher import own, place_of, publisher


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.reuters.com/world/1", "رويترز"),
        ("https://m.reuters.com/1", "رويترز"),
        ("https://ara.reuters.com/1", "رويترز"),
        ("//amp.reuters.com/1", "رويترز"),
        ("reuters.com/1", "رويترز"),
        ("https://REUTERS.com:443/1", "رويترز"),
        ("https://arabic.cnn.com/1", "سي إن إن"),
        ("https://www.bbc.com/arabic/1", "بي بي سي"),
        ("https://arabic.sputniknews.com/1", "سبوتنيك"),
        ("https://web.archive.org/web/20190313140500/http://www.reuters.com/1", "رويترز"),
        ("https://www.google.com/amp/s/www.reuters.com/1", "رويترز"),
        ("https://www-reuters-com.cdn.ampproject.org/c/s/www.reuters.com/1", "رويترز"),
        ("http://www.manara.example/1?a=b", "manara.example"),
        ("http://m.ar.manara.example/1", "manara.example"),
        ("https://t.me/s/manara/12", "t.me/manara"),
        ("https://twitter.com/manara/status/1", "twitter.com/manara"),
        ("https://www.youtube.com/@manara", "youtube.com/manara"),
        ("https://www.facebook.com/groups/manara/posts/1", "facebook.com/groups/manara"),
        ("https://www.youtube.com/watch?v=1", None),
        ("https://www.facebook.com/story.php?id=1", None),
        ("file:///tmp/a.html", None),
        ("http://[::1/x", None),
        ("mailto:a@manara.example", None),
        ("قصة من المرفأ", None),
        ("", None),
    ],
)
def test_by_address(url: str, expected: str | None) -> None:
    assert publisher(None, url) == expected


@pytest.mark.parametrize(
    ("site", "url", "expected"),
    [
        ("CNN Arabic - سي إن إن بالعربية", None, "سي إن إن"),
        ("الجزيرة نت | أخبار", None, "الجزيرة نت"),
        ("صحيفة المنارة الإلكترونية", None, "صحيفة المنارة الإلكترونية"),
        ("صحيفة  المنارة\n", "https://manara.example/1", "صحيفة المنارة"),
        ("وكالة رويترز للأنباء", "https://cdn.example/1", "رويترز"),
        # Many papers have such a name; only the address says which one.
        ("الأخبار", "https://manara.example/1", "الأخبار"),
        ("أخبار العالم", "https://www.reuters.com/1", "رويترز"),
        ("", "https://www.reuters.com/1", "رويترز"),
    ],
)
def test_by_the_name_of_the_site(site: str, url: str | None, expected: str) -> None:
    assert publisher(None, url, site=site) == expected


def test_a_stated_outlet_stays_exactly_as_it_was_found() -> None:
    assert publisher("aawsat", "https://www.reuters.com/1", site="رويترز", byline="رويترز") == "aawsat"


def test_a_byline_tells_a_paper_only_where_nothing_else_does() -> None:
    assert publisher(None, None, byline="لندن: «الشرق الأوسط»") == "الشرق الأوسط"
    assert publisher(None, "https://manara.example/1", byline="لندن: «الشرق الأوسط»") == "manara.example"
    assert publisher(None, None, byline="بيروت - رويترز") is None  # an agency is a source
    assert publisher(None, None, byline="الرياض - سامي الملاح") is None  # a city before a paper
    assert publisher(None, None) is None


def test_every_domain_of_the_lexicon_leads_to_its_outlet() -> None:
    for outlet in outlets():
        for domain in outlet.domains:
            assert publisher(None, f"https://www.{domain}/a/1.html") == outlet.name


def test_own_is_told_by_name_or_address() -> None:
    assert own("صحيفة عكاظ", None).outlet == own(None, "https://www.okaz.com.sa/1").outlet
    assert own("صحيفة المنارة", None).has(None, "المنارة")
    assert not own("صحيفة المنارة", None).has(None, "")
    assert own(None, None) == (None, frozenset())


def test_hosts_are_written_plainly() -> None:
    assert {row["kind"] for row in rows("hosts")} == {"shared", "wrapper", "prefix"}
    assert all(row["host"] == row["host"].lower().strip("./") for row in rows("hosts"))


TEXT = "غرقت عبّارة قرب ميناء السلامى صباح أمس، وقال حارس المنارة إن الركاب سالمون."


def test_a_record_with_an_address_only_gets_its_outlet() -> None:
    (report,), _ = read_bytes(f'{{"url": "https://ara.reuters.com/1", "text": "{TEXT}"}}', "a.json")
    assert report.outlet == "رويترز"
    (report,), _ = read_bytes(
        f'{{"url": "https://ara.reuters.com/1", "source": "aawsat", "text": "{TEXT}"}}', "a.json"
    )
    assert report.outlet == "aawsat"


@given(
    st.text(max_size=80) | st.from_regex(r"https?://[\w.:/@%\[\]-]{0,60}", fullmatch=True),
    st.text(max_size=60),
)
def test_anything_is_survived(url: str, site: str) -> None:
    found = publisher(None, url, site=site, byline=site)
    assert found is None or found.strip()
    place_of(f"https://web.archive.org/web/1/{url}")
