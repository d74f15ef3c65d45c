"""`riwaya serve`: what it says when it starts, when it cannot, and how it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import NamedTuple

import pytest

from riwaya.case import Case

Run = Callable[..., tuple[int, str, str]]
PATIENCE = 60.0


class Serving(NamedTuple):
    program: "subprocess.Popen[str]"
    port: int


def made_case(folder: Path) -> Path:
    path = folder / "a.riwaya"
    Case.open(path, create=True).close()
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return made_case(tmp_path)


@contextmanager
def started(case: Path) -> Iterator[Serving]:
    program = subprocess.Popen(
        [sys.executable, "-m", "riwaya", "serve", str(case), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "RIWAYA_PASSWORD": "x"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    assert program.stdout is not None
    try:
        address = program.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        yield Serving(program, int(address.rstrip("/").rpartition(":")[2]))
    finally:
        if program.poll() is None:
            program.kill()
        program.communicate()


@pytest.fixture
def serving(case: Path) -> Iterator[Serving]:
    with started(case) as found:
        yield found


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server that is asked odd things and goes on."""
    with started(made_case(tmp_path_factory.mktemp("serve"))) as found:
        yield found


def test_it_answers_and_ends_by_an_interrupt(serving: Serving, case: Path) -> None:
    connection = HTTPConnection("127.0.0.1", serving.port, timeout=PATIENCE)
    connection.request("GET", "/claims")
    answer = connection.getresponse()
    assert (answer.status, answer.headers["location"]) == (303, "/login?next=/claims"), (
        "the variable gives the password"
    )
    assert "server" not in {name.lower() for name in answer.headers}
    answer.read()
    serving.program.send_signal(signal.SIGINT)
    _, said = serving.program.communicate(timeout=PATIENCE)
    assert serving.program.returncode == 130
    assert "Traceback" not in said
    assert not Path(f"{case}-adding").exists()


def test_it_listens_at_this_machine_only(shared: Serving) -> None:
    numbers = Path("/proc/net/tcp")
    if not numbers.exists():
        pytest.skip("not on Linux")
    lines = [line.split() for line in numbers.read_text(encoding="ascii").splitlines()[1:]]
    at = {line[1] for line in lines if line[1].endswith(f":{shared.port:04X}") and line[3] == "0A"}
    assert at == {f"0100007F:{shared.port:04X}"}


def raw(port: int, *pieces: bytes) -> tuple[int, str]:
    """Send bytes as they are, and give the status and the policy of what comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        for piece in pieces:
            connection.sendall(piece)
        answer = HTTPResponse(connection)
        answer.begin()
        return answer.status, answer.headers.get("content-security-policy", "")


HOST = b"Host: 127.0.0.1\r\n"
POST = b"POST /login HTTP/1.1\r\nOrigin: http://127.0.0.1\r\n" + HOST


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /login HTTP/1.1\r\n" + HOST + b"\r\n", 200),
        (b"GET /login HTTP/1.1\r\n\r\n", 400),
        (b"GET /login HTTP/1.1\r\nHost: a\r\n" + HOST + b"\r\n", 400),
        (b"GET http://evil.example/login HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"GET /static/../app.py HTTP/1.1\r\n" + HOST + b"\r\n", 303),
        (b"GET /static/%2e%2e%2fapp.py HTTP/1.1\r\n" + HOST + b"\r\n", 303),
        (POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nab", 400),
        (POST + b"Content-Length: 99999999\r\n\r\nab", 413),
        (b"GET /login?next=%0d%0aX: y HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"GET /" + b"a" * 700_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"\x16\x03\x01 no http\r\n\r\n", 400),
    ],
)  # fmt: skip
def test_odd_requests(shared: Serving, sent: bytes, status: int) -> None:
    assert raw(shared.port, sent)[0] == status


def test_a_body_in_pieces_is_bounded(shared: Serving) -> None:
    head = POST + b"Transfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
    piece = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    status, policy = raw(shared.port, head, *([piece] * 60), b"0\r\n\r\n")
    assert status in (400, 413), "the form has a bound of its own"
    assert "default-src 'none'" in policy


def test_a_case_that_is_not_there_is_an_error(run_wide: Run, tmp_path: Path) -> None:
    code, _, said = run_wide("serve", tmp_path / "no.riwaya")
    assert code == 4
    assert "R404" in said
    foreign = tmp_path / "a.txt"
    foreign.write_text("no case", encoding="utf-8")
    code, _, said = run_wide("serve", foreign)
    assert (code, "R401" in said) == (4, True)


def test_a_port_that_is_taken_is_said(run_wide: Run, case: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        code, out, said = run_wide("serve", case, "--port", held.getsockname()[1])
    assert (code, out) == (9, "")
    assert "R613" in said
    assert "--port" in said


@pytest.mark.parametrize(
    "given",
    [["--password", ""], ["--host-name", "http://a"], ["--host-name", "a:80"], ["--port", "70000"]],
)
def test_what_means_nothing_is_misspelt(run_wide: Run, case: Path, given: list[str]) -> None:
    assert run_wide("serve", case, *given)[0] == 2


def test_the_help_says_how(run_wide: Run) -> None:
    code, out, _ = run_wide("serve", "--help")
    assert code == 0
    assert "Open a case as a page in the browser, on this machine only." in out
    assert "Example: riwaya serve story.riwaya" in out
    for option in ("--port", "--readonly", "--password", "--host-name", "--open", "RIWAYA_PASSWORD"):
        assert option in out


def test_a_request_that_never_comes_is_not_waited_for(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    from riwaya.show.web import create_app, serving

    monkeypatch.setattr(serving, "HEADERS", 0.3)
    taken = serving.listen(0)
    app = create_app(case)

    async def hold() -> float:
        server = serving.server(app)
        task = asyncio.create_task(server.serve(sockets=[taken]))
        reader, writer = await asyncio.open_connection("127.0.0.1", taken.getsockname()[1])
        begun = time.monotonic()
        writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        await asyncio.wait_for(reader.read(), PATIENCE)
        ended = time.monotonic() - begun
        server.should_exit = True
        await task
        return ended

    assert asyncio.run(hold()) < PATIENCE / 2
