"""What every request has to pass: our names, our pages, our token, our password, our bounds."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from riwaya.errors import CODES, RiwayaError
from riwaya.show.web import bodies, create_app, safety
from riwaya.show.web.bodies import Body
from riwaya.show.web.refusals import STATUS, local
from riwaya.show.web.sessions import HOURS, LONGEST_WAIT, MOST, WAITING, Sessions

ORIGIN = "http://127.0.0.1:8765"
OURS = {"origin": ORIGIN}
PASSWORD = "كلمة السر"  # noqa: S105 - of this test


@pytest.fixture
def locked(sample: Path) -> Iterator[TestClient]:
    with TestClient(create_app(sample, password=PASSWORD), base_url=ORIGIN, follow_redirects=False) as made:
        yield made


def enter(client: TestClient, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/login", data={"password": password, **more}, headers=OURS)


def carries_our_headers(answer: Any) -> bool:
    return all(answer.headers.get(name.decode()) == value.decode() for name, value in safety.HEADERS)


def test_the_case_is_shown(client: TestClient) -> None:
    found = client.get("/")
    assert found.status_code == 200
    policy = found.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert carries_our_headers(found)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "127.0.0.1.evil.example", "", "localhost.evil", "localhost.", "127.0.0.1:", "127.0.0.1:a",
        "127.0.0.1@evil.example", "evil.example:8765", "[::1", "::1", "127.0.0.1:123456", "127.0.0.1, evil.example",
        "127.1", "[::ffff:127.0.0.1]",
    ],
)  # fmt: skip
def test_other_names_are_not_answered(client: TestClient, host: str) -> None:
    found = client.get("/", headers={"host": host})
    assert found.status_code == 421
    assert "R601" in found.text
    assert carries_our_headers(found)
    assert "data-token" not in found.text
    assert "sample" not in found.text, "it tells nothing of the case"


@pytest.mark.parametrize("host", ["127.0.0.1", "LocalHost:8765", "[::1]", "[::1]:8000", "127.0.0.1:80"])
def test_our_names_are_answered_at_any_port(client: TestClient, host: str) -> None:
    assert client.get("/login", headers={"host": host}, follow_redirects=False).status_code == 303


def test_a_name_of_a_proxy_is_answered_where_it_is_given(sample: Path) -> None:
    with TestClient(create_app(sample, names=["Case.Example.org"]), base_url=ORIGIN) as made:
        assert made.get("/", headers={"host": "case.example.org"}).status_code == 200
        assert made.get("/", headers={"host": "example.org"}).status_code == 421


@pytest.mark.parametrize("name", ["host", "origin", "content-length", "x-riwaya-token"])
def test_a_header_that_is_given_twice_is_not_guessed_at(client: TestClient, name: str) -> None:
    first = {"host": "127.0.0.1:8765", "origin": ORIGIN, "content-length": "0"}.get(name, "a")
    found = client.get("/", headers=[(name, first), (name, "b")])
    assert found.status_code in (400, 421)


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:8766"},
        {"origin": "http://127.0.0.1"}, {"origin": "file://"}, {"origin": "javascript://127.0.0.1:8765"},
        {"origin": "http://[::1"}, {"origin": "http://user@127.0.0.1:8765"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"}, {"origin": ORIGIN, "sec-fetch-site": "same-site"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY"])
def test_a_request_from_another_site_changes_nothing(
    client: TestClient, headers: dict[str, str], method: str
) -> None:
    found = client.request(method, "/add", headers=headers)
    assert found.status_code == 403
    assert "R604" in found.text
    assert "access-control-allow-origin" not in found.headers


@pytest.mark.parametrize("path", ["/add/resume", "/logout", "/add/jobs/x/stop"])
@pytest.mark.parametrize("token", ["", "wrong", "é\u202e"])
def test_a_form_without_the_token_changes_nothing(client: TestClient, path: str, token: str) -> None:
    found = client.post(path, data={"token": token}, headers=OURS)
    assert found.status_code == 403
    assert "R604" in found.text


@pytest.mark.parametrize("name", ["x-http-method-override", "x-method-override", "x-http-method"])
def test_a_method_is_what_it_is(client: TestClient, name: str) -> None:
    assert client.get("/add/resume", headers={name: "POST"}).status_code == 405
    assert client.get("/add/resume?_method=POST").status_code == 405


def test_what_another_page_takes_in_is_not_given(client: TestClient) -> None:
    other = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"}
    assert client.get("/", headers=other).status_code == 403
    frame = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}
    assert client.get("/", headers=frame).status_code == 403
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/", headers=link).status_code == 200


def test_head_is_get_without_a_body(client: TestClient) -> None:
    whole, head = client.get("/map"), client.head("/map")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert client.head("/nothing").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/static/../pages.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/..%5capp.py",
        "/static/%00", "/static//etc/passwd", "/static/app.py", "/static/", "/static/ملف.css",
    ],
)  # fmt: skip
def test_only_our_own_files_are_given(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_our_files_have_their_kinds_and_their_licences(client: TestClient) -> None:
    for name, kind in (
        ("web.js", "text/javascript"),
        ("web.css", "text/css"),
        ("countries-110m.json", "application/json"),
    ):
        found = client.get(f"/static/{name}?1")
        assert found.headers["content-type"].startswith(kind)
        assert "immutable" in found.headers["cache-control"]
    for name in ("htmx", "d3-geo", "d3-array", "topojson-client", "world-atlas"):
        assert client.get(f"/static/{name}.LICENSE.txt").status_code == 200


def test_what_is_not_there_is_a_page_that_says_so(client: TestClient) -> None:
    found = client.get("/nothing")
    assert found.status_code == 404
    assert "R609" in found.text
    assert "text/html" in found.headers["content-type"]


def test_a_program_is_told_in_json(client: TestClient) -> None:
    found = client.get("/api/nothing")
    assert found.status_code == 404
    assert found.json()["code"] == "R609"
    assert client.post("/api/extract").json()["code"] == "R604"


def test_a_method_that_is_not_done_has_a_code(client: TestClient) -> None:
    found = client.put("/map", headers=OURS)
    assert found.status_code == 405
    assert "R610" in found.text


def test_all_statuses_are_of_codes_that_there_are() -> None:
    assert STATUS.keys() <= CODES.keys()


def test_a_failure_of_ours_is_a_page_without_its_details(sample: Path) -> None:
    app = create_app(sample)

    @app.get("/broken")
    def broken() -> None:
        raise ValueError("the secret of the house")

    with TestClient(app, base_url=ORIGIN) as made:
        found = made.get("/broken")
    assert found.status_code == 500
    assert "R902" in found.text
    assert "secret" not in found.text
    assert carries_our_headers(found)


# --- reading only ---


def test_a_server_for_reading_refuses_every_change(sample: Path) -> None:
    with TestClient(create_app(sample, readonly=True), base_url=ORIGIN) as made:
        for path in ("/add", "/add/resume", "/claims", "/nothing"):
            found = made.post(path, headers=OURS)
            assert found.status_code == 403
            assert "R603" in found.text
        assert made.get("/add").status_code == 200
        assert 'action="/add' not in made.get("/add").text
        assert made.post("/logout", headers=OURS).status_code == 403, "only the token is missing"


# --- the password ---


def test_nothing_is_shown_without_the_password(locked: TestClient) -> None:
    found = locked.get("/claims?q=%D8%A7&page=2")
    assert found.status_code == 303
    assert found.headers["location"] == "/login?next=/claims%3Fq%3D%25D8%25A7%26page%3D2"
    assert locked.get("/").headers["location"] == "/login"
    assert locked.get("/api/case").status_code == 401
    assert locked.get("/api/case").json()["code"] == "R605"
    assert locked.get("/map", headers={"hx-request": "true"}).headers["hx-redirect"] == "/login"
    assert locked.get("/static/web.css").status_code == 200
    for path in ("/login", "/static/nothing", "/static/../claims"):
        told = locked.get(path).text
        assert "sample" not in told
        assert "data-token" not in told


def test_the_password_lets_in_and_leaving_ends_it(locked: TestClient) -> None:
    found = enter(locked, next="/map?level=town")
    assert (found.status_code, found.headers["location"]) == (303, "/map?level=town")
    cookie = found.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie.replace("samesite", ""), "there is no TLS on loopback"
    inside = locked.get("/map")
    assert inside.status_code == 200
    assert inside.headers["cache-control"] == "no-store"
    token = inside.text.split('data-token="')[1].split('"')[0]
    kept = dict(locked.cookies)
    assert locked.post("/logout", data={"token": token}, headers=OURS).headers["location"] == "/login"
    assert locked.get("/map", cookies=kept).status_code == 303, "the session itself has ended"


def test_a_wrong_password_does_not(locked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riwaya.show.web.sessions.FIRST_WAIT", 0.0)
    for wrong in ("", "كلمة", PASSWORD + " ", "\ud800"):
        found = locked.post("/login", data={"password": wrong.encode("utf-8", "replace")}, headers=OURS)
        assert found.status_code == 401
        assert "R606" in found.text
        assert "set-cookie" not in found.headers
    assert locked.post("/login", data={"password": PASSWORD}).status_code == 403, "no page of ours sent it"


@pytest.mark.parametrize("cookie", ["", "a", "é", "\x01", "a" * 5000])
def test_a_made_up_session_is_none(locked: TestClient, cookie: str) -> None:
    enter(locked)
    name = next(iter(locked.cookies))
    locked.cookies.clear()
    found = locked.get("/map", headers=[(b"cookie", f"{name}={cookie}; x".encode("latin-1"))])  # type: ignore[list-item]
    assert found.status_code == 303


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "http://evil.example", "/\\evil.example", "javascript:1", "", "/a\r\nb", "\\a"],
)
def test_the_way_in_leads_to_no_other_site(locked: TestClient, address: str) -> None:
    assert local(address) == "/"
    assert enter(locked, next=address).headers["location"] == "/"


def test_sessions_end() -> None:
    now = [0.0]
    sessions = Sessions("a", clock=lambda: now[0])
    secret = asyncio.run(sessions.enter("a"))
    now[0] = HOURS * 3600 - 1
    assert sessions.holds(secret), "each request lets it go on"
    now[0] += HOURS * 3600 + 1
    assert not sessions.holds(secret)
    assert not sessions.holds(None)


def test_wrong_passwords_take_longer_and_longer() -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    async def guess() -> None:
        sessions = Sessions("a", sleep=sleep)
        for n in range(7):
            with pytest.raises(RiwayaError, match="R606"):
                await sessions.enter(str(n))
        await sessions.enter("a")

    asyncio.run(guess())
    assert waits == sorted(waits)
    assert waits[1] == 2 * waits[0]
    assert waits[-1] == LONGEST_WAIT


def test_many_who_guess_at_once_wait_for_each_other() -> None:
    async def guess() -> list[str]:
        busy = 0

        async def sleep(_: float) -> None:
            nonlocal busy
            busy += 1
            assert busy == 1
            await asyncio.sleep(0)
            busy -= 1

        sessions = Sessions("a", sleep=sleep)
        found = await asyncio.gather(
            *(sessions.enter("b") for _ in range(WAITING + 5)), return_exceptions=True
        )
        return [one.code for one in found if isinstance(one, RiwayaError)]

    codes = asyncio.run(guess())
    assert (codes.count("R606"), codes.count("R607")) == (WAITING, 5)


def test_sessions_do_not_grow_without_end() -> None:
    async def fill() -> int:
        sessions = Sessions("a")
        secrets = [await sessions.enter("a") for _ in range(MOST + 10)]
        return sum(map(sessions.holds, secrets))

    assert asyncio.run(fill()) == MOST


# --- bodies ---


def test_a_body_that_says_it_is_too_long_is_refused(client: TestClient) -> None:
    found = client.post("/login", content=b"x", headers={**OURS, "content-length": str(safety.LARGEST + 1)})
    assert found.status_code == 413
    assert "R602" in found.text


@pytest.mark.parametrize("length", ["-1", "abc", "1e3", "²", "1, 2"])
def test_a_length_that_is_none_is_refused(client: TestClient, length: str) -> None:
    found = client.post("/login", content=b"x", headers={**OURS, "content-length": length.encode("latin-1")})  # type: ignore[dict-item]
    assert found.status_code == 400


def test_a_body_in_pieces_is_counted(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(5):
            yield b"password=" + b"x" * (safety.LARGEST // 4)

    kind = {"content-type": "application/x-www-form-urlencoded"}
    found = client.post("/login", content=pieces(), headers={**OURS, **kind})
    assert found.status_code == 413
    assert "R602" in found.text
    assert carries_our_headers(found)


def test_a_slow_body_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", 0.01)

    async def slow() -> Any:
        await asyncio.sleep(5)

    async def read() -> Body:
        body = Body(slow, 100)
        assert (await body.receive())["type"] == "http.disconnect"
        return body

    error = asyncio.run(read()).error
    assert error is not None
    assert error.code == "R611"


def call(app: Any, scope: dict[str, Any]) -> list[dict[str, Any]]:
    """Call an ASGI application as a server would that checks nothing."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    asyncio.run(app(scope, receive, send))
    return sent


def asked(path: str) -> dict[str, Any]:
    """Give the scope of a request as it comes from who does not tidy addresses."""
    return {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:8765")], "scheme": "http", "server": ("127.0.0.1", 8765),
        "client": ("127.0.0.1", 1), "http_version": "1.1", "root_path": "",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["http://evil.example/", "*", "evil"])
def test_an_address_that_is_no_path_is_not_answered(sample: Path, path: str) -> None:
    sent = call(create_app(sample), asked(path))
    assert sent[0]["status"] == 400
    assert b"R608" in sent[1]["body"]


@pytest.mark.parametrize(
    "path", ["/static/..", "/static/.", "/static/../app.py", "/static/../../templates/web/base.html"]
)
def test_no_address_leads_out_of_our_files(sample: Path, path: str) -> None:
    assert call(create_app(sample), asked(path))[0]["status"] == 404


def test_there_are_no_websockets(sample: Path) -> None:
    scope = {"type": "websocket", "path": "/", "headers": [(b"host", b"127.0.0.1")], "query_string": b""}
    assert call(create_app(sample), scope) == [{"type": "websocket.close"}]


def test_too_many_at_once_are_told_to_come_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "AT_ONCE", 0)
    found = client.get("/")
    assert found.status_code == 503
    assert found.headers["retry-after"]
    assert "R612" in found.text
