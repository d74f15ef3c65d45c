"""robots.txt: what it says holds, and the line that says it is named."""

import gzip
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.served import HOST, Site, answer, client, redirect
from riwaya.fetch import Outcome
from riwaya.fetch.robots import MAX_DELAY, MAX_ROBOTS, Rules

RULES = b"User-agent: *\nDisallow: /a\n"
PAGE = "https://news.example/news/1?x=2"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as one:
        one.answers["/a"] = answer()
        yield one


def tried(site: Site, robots: object, path: str = "/a", **more: object) -> tuple[bool, str]:
    """Try a page of a site with these rules; gives whether it came, and the code and words of the warning."""
    if robots is not None:
        site.answers["/robots.txt"] = robots  # type: ignore[assignment]
    outcome: Outcome
    (outcome,) = client(**more).fetch([site.url(path)], lambda _: None)
    return outcome.page, f"{outcome.warning.code} {outcome.warning.message}" if outcome.warning else ""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", None),
        ("User-agent: *\nDisallow:\n", None),
        ("User-agent: *\nDisallow: /\n", "line 2, 'Disallow: /'"),
        ("User-agent: *\nDisallow: /news\nAllow: /news/1\n", None),
        ("User-agent: *\nAllow: /news\nDisallow: /news/1 # old\n", "line 3, 'Disallow: /news/1 # old'"),
        ("User-agent: *\nAllow: /news/1\nDisallow: /news/1\n", None),
        ("User-agent: *\nDisallow: /*?x=\n", "line 2, 'Disallow: /*?x='"),
        ("User-agent: *\nDisallow: /news$\n", None),
        ("User-agent: *\nDisallow: /*2$\n", "line 2, 'Disallow: /*2$'"),
        ("User-agent: other\nDisallow: /\n", None),
        ("User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /news/\n", "line 5, 'Disallow: /news/'"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: riwaya\nDisallow: /x\n", None),
        ("User-agent: *\nAllow: /\n\nUser-agent: RIWAYA\nDisallow: /\n", "line 5, 'Disallow: /'"),
        ("User-agent: a\nUser-agent: Riwaya\nDisallow: /n\nUser-agent: b\nDisallow: /news\n", "line 3, 'Disallow: /n'"),
        ("user-AGENT:*\rdisallow:/news\r", "line 2, 'disallow:/news'"),
        ("<html>not found</html>", None),
        ("\x00\x01\x02", None),
    ],
)  # fmt: skip
def test_rules_and_the_line_that_refuses(text: str, line: str | None) -> None:
    assert Rules(text).refusal(PAGE) == line


def test_arabic_paths_are_compared_in_any_writing() -> None:
    written = "User-agent: *\nDisallow: /أخبار/\n"
    coded = "User-agent: *\nDisallow: /%d8%a3%D8%AE%D8%A8%D8%A7%D8%B1/\n"
    for text in (written, coded):
        assert Rules(text).refusal("https://news.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1")
        assert Rules(text).refusal("https://news.example/%D8%B1/1") is None


@given(st.text(alphabet="User-agent: *\nDisallow/ws1$%#\r\tR", max_size=120))
def test_whatever_it_holds_it_gives_an_answer(text: str) -> None:
    rules = Rules(text)
    assert rules.refusal(PAGE) is None or rules.refusal(PAGE)
    assert 0 <= rules.delay <= MAX_DELAY


@pytest.mark.parametrize(
    ("said", "delay"),
    [("3", 3), ("0.5", 0.5), ("86400", MAX_DELAY), ("-1", 0), ("nan", 0), ("inf", 0), ("x", 0)],
)
def test_a_delay_is_kept_up_to_a_bound(said: str, delay: float) -> None:
    assert Rules(f"User-agent: *\nCrawl-delay: {said}\n").delay == delay


def test_a_hostile_file_costs_no_time() -> None:
    many = "User-agent: *\n" + "Disallow: /n*e*w*s*1\n" * 24_000
    begun = time.monotonic()
    assert "line 2," in (Rules(many[:MAX_ROBOTS]).refusal(PAGE) or "")
    long = "User-agent: *\nDisallow: /" + "*a" * 250_000
    assert Rules(long).refusal("https://news.example/" + "a" * 8000) is None
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("robots", "came", "said"),
    [
        (answer("User-agent: *\nDisallow: /a\n"), False, "line 2"),
        (answer("\ufeffUser-agent: *\nDisallow: /a\n"), False, "line 2"),
        (answer("User-agent: *\nDisallow: /b\n"), True, ""),
        (answer("", "404 Not Found"), True, ""),
        (answer("User-agent: *\nDisallow: /\n", "403 Forbidden"), True, ""),
        (answer("", "429 Too Many Requests"), False, "429"),
        (answer("", "500 Oops"), False, "500"),
        (answer("", "503 Busy"), False, "503"),
        (answer(gzip.compress(RULES, mtime=0), content_encoding="gzip"), False, "line 2"),
        (answer(gzip.compress(b"\n" * 90_000_000 + RULES, mtime=0), content_encoding="gzip"), True, ""),
        (answer(b"\x1f\x8b\x08rubbish", content_encoding="gzip"), False, "broken"),
        (answer("User-agent: *\nDisallow: /a\n" + "#" * 2_000_000), False, "line 2"),
        (answer("#" * MAX_ROBOTS + "\nUser-agent: *\nDisallow: /a\n"), True, ""),
        (answer("User-agent: *\nDisallow: /b\n", content_length="9000"), False, "broke off"),
    ],
)  # fmt: skip
def test_what_the_site_answers_for_its_rules(site: Site, robots: bytes, came: bool, said: str) -> None:
    page, warning = tried(site, robots)
    assert page == came
    assert said in warning
    assert came or warning.startswith("R131 ")
    assert ("/a" in site.paths) == came


def test_rules_that_cannot_be_had_refuse_with_the_reason(site: Site) -> None:
    page, warning = tried(site, b"rubbish")
    assert (page, warning[:4], site.paths) == (False, "R134", ["/robots.txt"])


def test_rules_are_fetched_once_for_a_site_and_hold_for_all_its_pages(site: Site) -> None:
    site.answers["/robots.txt"] = answer("User-agent: *\nDisallow: /no\n")
    outcomes = list(
        client().fetch([site.url("/a"), site.url("/no/1"), site.url("/no/2"), site.url("/b")], lambda _: None)
    )
    assert [o.warning.code if o.warning else None for o in outcomes] == [None, "R131", "R131", "R132"]
    assert [o.warning.where for o in outcomes if o.warning] == [o.url for o in outcomes[1:]]
    assert site.paths.count("/robots.txt") == 1


def test_rules_may_be_redirected(site: Site) -> None:
    site.answers["/r"] = answer("User-agent: *\nDisallow: /a\n")
    page, warning = tried(site, redirect(f"http://other.example:{site.port}/r"))
    assert (page, "line 2" in warning) == (False, True)


def test_rules_behind_too_many_redirects_count_as_none(site: Site) -> None:
    for n in range(7):
        site.answers[f"/r{n}"] = redirect(f"/r{n + 1}")
    assert tried(site, redirect("/r0"))[0]
    assert site.paths.count("/r5") == 0


def test_rules_lead_nowhere_inside(site: Site) -> None:
    page, warning = tried(site, redirect(f"http://127.0.0.2:{site.port}/"))
    assert (page, warning[:4], site.paths) == (False, "R130", ["/robots.txt"])


def test_a_redirect_to_a_page_that_is_refused_is_not_followed(site: Site) -> None:
    site.answers["/go"] = redirect("/a")
    page, warning = tried(site, answer("User-agent: *\nDisallow: /a\n"), "/go")
    assert (page, warning[:4]) == (False, "R131")
    assert "/a" not in site.paths


def test_a_delay_is_slept(site: Site) -> None:
    site.answers["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 5\n")
    slept: list[float] = []
    urls = [site.url("/a"), site.url("/b"), site.url("/c")]
    list(client(wait=1.0, sleep=slept.append).fetch(urls, lambda _: None))
    assert [round(one) for one in slept] == [1, 5, 5]
    assert HOST in urls[0]
