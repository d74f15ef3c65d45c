"""`riwaya fetch`: what it prints, what it keeps, and with which exit code it ends."""

import functools
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import riwaya.fetch
from fetch.served import AGENT, Names, Site, answer, only_loopback
from riwaya import __version__
from riwaya.cli import main
from riwaya.fetch import Client, user_agent
from riwaya.read.kinds import KINDS

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Serve a site, and have the command ask it: by the constructor, as the command line itself cannot."""
    loopback = functools.partial(Client, check=only_loopback, resolver=Names())
    monkeypatch.setattr(riwaya.fetch, "Client", loopback)
    with Site() as one:
        one.answers["/a"] = answer()
        one.answers["/robots.txt"] = answer("User-agent: *\nDisallow: /secret\n")
        yield one


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)

    def go(*argv: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["fetch", *(str(a) for a in argv), "--wait", "0"])
        out = capsys.readouterr()
        return int(stopped.value.code or 0), out.out, out.err

    return go


def test_pages_are_fetched_into_a_web_archive(site: Site, run: Run, tmp_path: Path) -> None:
    code, out, err = run(site.url("/a"))
    assert code == 0
    assert out.startswith("1 of 1 pages fetched: pages.warc.gz (")
    assert err == "Read it: riwaya read pages.warc.gz --case FILE\n"
    assert (tmp_path / "pages.warc.gz").is_file()
    assert f"User-Agent: {user_agent(__version__)}\r\n".encode() in site.asked[0]


def test_a_part_that_fails_is_said_line_by_line(site: Site, run: Run) -> None:
    site.answers["/b"] = answer("", "500 Oops")
    code, out, err = run(
        site.url("/a"), site.url("/secret/1"), site.url("/b"), "news.example", "-o", "x/y.warc.gz"
    )
    assert code == 1
    assert out.startswith("1 of 4 pages fetched: x/y.warc.gz")
    assert [line[:4] for line in err.splitlines() if line[:2] == "R1"] == ["R135", "R131", "R132"]
    assert "line 2, 'Disallow: /secret'" in " ".join(err.split())


def test_nothing_fetched(site: Site, run: Run, tmp_path: Path) -> None:
    code, out, err = run(site.url("/secret"))
    assert (code, out) == (3, "")
    assert err.endswith("nothing was fetched\n")
    assert not (tmp_path / "pages.warc.gz").exists()
    assert run(site.url("/gone"))[0] == 3


def test_every_warning_is_shown(site: Site, run: Run) -> None:
    _, _, err = run(*(site.url(f"/gone/{n}") for n in range(30)))
    assert err.count("R132") == 30


def test_a_list_of_addresses(site: Site, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = tmp_path / "list.txt"
    site.answers["/b"] = answer()
    listed.write_bytes(f"\ufeff# two pages\r\n{site.url('/a')}\r\n\r\n  {site.url('/b')}  \r\n".encode())
    assert run("--from", listed)[1].startswith("2 of 2 ")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(site.url("/a").encode())))
    assert run("--from", "-", site.url("/b"))[1].startswith("2 of 2 ")
    assert run("--from", tmp_path / "none.txt")[0] == 3
    assert run("--from", tmp_path)[0] == 3


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["--from", "/dev/null"],
        ["http://a.example/", "-o", "a.html"],
        ["http://a.example/", "--timeout", "0"],
        ["http://a.example/", "--proxy", "http://b.example/"],
    ],
)
def test_what_is_misspelt(run: Run, argv: list[str]) -> None:
    assert run(*argv)[0] == 2


def test_an_output_that_cannot_be_written_is_said_before_anything_is_asked(
    site: Site, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "pages.warc.gz").write_text("no archive")
    code, _, err = run(site.url("/a"))
    assert (code, "R501" in err, site.asked) == (5, True, [])


def test_interrupted_it_leaves_what_was_fetched(
    site: Site, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: float) -> None:
        raise KeyboardInterrupt

    turns = functools.partial(Client, check=only_loopback, resolver=Names(), sleep=stop)
    monkeypatch.setattr(riwaya.fetch, "Client", lambda *a, **k: turns(*a, **{**k, "wait": 0.0}))
    site.answers["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 9\n")
    code, _, err = run(site.url("/a"), site.url("/b"))
    assert (code, "interrupted: 1 pages are safe in pages.warc.gz" in err) == (130, True)
    with riwaya.fetch.Archive(tmp_path / "pages.warc.gz", AGENT):
        pass  # it is whole: else it could not be added to
    code, _, err = run(site.url("/c"), "-o", "other.warc.gz")
    assert (code, "no page had come" in err) in ((130, True), (3, False))


def test_straight_into_a_case(site: Site, run: Run, tmp_path: Path) -> None:
    if not {"warc", "html"} <= {kind.id for kind in KINDS}:
        pytest.skip("the room that reads does not know web archives and pages yet")
    code, out, _ = run(site.url("/a"), "--case", "story.riwaya")
    assert code == 0
    assert "1 of 1 pages fetched: story.warc.gz" in out
    assert "1 reports (1 new)" in out
    assert run(site.url("/a"), "--case", "story.riwaya")[0] == 0


def test_users_cannot_have_it_ask_this_machine(run: Run) -> None:
    with Site() as site:
        for host in ("127.0.0.1", "[::1]", "localhost", "0.0.0.1", "[::ffff:127.0.0.1]"):
            code, _, err = run(site.url("/a", host))
            assert (code, "R130" in err or "R134" in err) == (3, True)
        assert site.asked == []
