"""Adding: what is sent is read by a job, within bounds; nothing of it stays, and nothing that was read is lost."""

import fcntl
import io
import json
import re
import shutil
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from riwaya.case import Case
from riwaya.errors import RiwayaError
from riwaya.model import Report
from riwaya.show.web import create_app, jobs, uploads
from riwaya.show.web.jobs import Jobs
from riwaya.show.web.uploads import safe_name

ORIGIN = "http://127.0.0.1:8765"
OURS = {"origin": ORIGIN}
TEXT = "قال مدير ميناء السلامى سعيد الراوي إن السفينة الثانية وصلت مساء أمس وعلى متنها مئة راكب."
KIND = "multipart/form-data; boundary=b"
PATIENCE = 120.0


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample, tmp_path / "قضية.riwaya"))


@pytest.fixture
def adding(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(path), base_url=ORIGIN, follow_redirects=False) as made:
        yield made


def token(client: TestClient) -> str:
    return client.get("/add").text.split('data-token="')[1].split('"')[0]


def send(client: TestClient, *files: tuple[str, bytes], **fields: str) -> Any:
    parts: list[Any] = [(name, (None, value)) for name, value in {"token": token(client), **fields}.items()]
    return client.post("/add", files=[*parts, *(("files", file) for file in files)], headers=OURS)


def ended(client: TestClient, where: str) -> str:
    """Wait until a job is over, and give its page."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        text = client.get(where).text
        if not re.search(r"card job is-(waiting|reading)", text):
            return text
        time.sleep(0.2)
    raise AssertionError("the job does not end")


def state(text: str) -> str:
    found = re.search(r"card job is-(\w+)", text)
    assert found
    return found[1]


def test_files_and_archives_are_read_and_their_reports_linked(adding: TestClient, path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "خبر مضغوط\n" + TEXT.replace("الثانية", "الثالثة"))
    sent = send(
        adding,
        ("خبر <b>.txt", ("غرق عبارة <script>alert(1)</script>\n" + TEXT).encode()),
        ("x.zip", packed.getvalue()),
        ("empty.txt", b""),
    )
    assert sent.status_code == 303
    where = sent.headers["location"]
    assert "every 1s" in adding.get(where).text, "the page asks again while it goes on"
    text = ended(adding, where)
    assert state(text) == "done"
    assert "every 1s" not in text
    assert "R102" in text, "the empty file is a warning"
    assert "<script>alert" not in text
    new = re.findall(r'href="/reports/(r[0-9a-f]{16})"', text)
    assert len(new) == 2
    with Case.open(path) as case:
        assert {report.id for report in case.reports()} >= set(new)
        assert case.pending().new == ()
        seen = case.sightings(new[0])[0].read_from
    assert seen.endswith("/خبر _b_.txt")
    assert not seen.startswith("/"), "it says nothing of the folders of the machine"
    assert not list(Path(f"{path}-adding").glob("*/added-*")), "nothing of what was sent is kept"


def test_a_text_is_read_with_what_is_known_of_it(adding: TestClient, path: Path) -> None:
    known = {
        "text": TEXT + "\r\nوأضاف أن الرحلة انتهت.",
        "title": "وصول",
        "outlet": "الميناء",
        "published": "2015-07-02",
    }
    text = ended(adding, send(adding, **known).headers["location"])
    assert state(text) == "done"
    rid = re.findall(r'href="/reports/(r[0-9a-f]{16})"', text)[0]
    with Case.open(path) as case:
        report = case.report(rid)
    assert (report.title, report.outlet, report.published) == ("وصول", "الميناء", "2015-07-02")
    assert "\r" not in report.text
    again = ended(adding, send(adding, **known).headers["location"])
    assert state(again) == "done"
    assert "/reports/r" not in again, "what is there already is not new"


def test_a_case_that_is_gone_fails_with_its_code(adding: TestClient, path: Path) -> None:
    held = path.read_bytes()
    sent = send(adding, ("a.txt", TEXT.encode()))
    path.write_bytes(b"this is no case")
    for side in ("-wal", "-shm"):
        Path(f"{path}{side}").unlink(missing_ok=True)
    job = adding.app.state.jobs.job(sent.headers["location"].rpartition("/")[2])  # type: ignore[attr-defined]
    until = time.monotonic() + PATIENCE
    while not job.is_over and time.monotonic() < until:
        time.sleep(0.1)
    path.write_bytes(held)
    assert job.state == "failed"
    assert job.error.code == "R401"


@pytest.mark.parametrize(
    "text", ["https://example.org/a", "  http://a.example/1\nwww.b.example/2 ", "HTTPS://A.EXAMPLE"]
)
def test_addresses_are_not_fetched(adding: TestClient, text: str) -> None:
    found = send(adding, text=text)
    assert found.status_code == 422
    assert "R633" in found.text
    assert "riwaya fetch" in found.text


def test_nothing_is_something_wrong(adding: TestClient) -> None:
    found = send(adding, text="  ")
    assert (found.status_code, "R630" in found.text) == (422, True)


def test_a_field_for_files_that_was_left_empty_is_nothing(adding: TestClient) -> None:
    parts = f'--b\r\ncontent-disposition: form-data; name="token"\r\n\r\n{token(adding)}\r\n'
    parts += '--b\r\ncontent-disposition: form-data; name="files"; filename=""\r\n\r\n\r\n--b--\r\n'
    found = adding.post("/add", content=parts.encode(), headers={**OURS, "content-type": KIND})
    assert (found.status_code, "R630" in found.text) == (422, True)


def folder_is_empty(path: Path) -> bool:
    return not list(Path(f"{path}-adding").glob("*/added-*"))


def test_too_much_is_refused_and_removed(
    adding: TestClient, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST_FILE", 1000)
    monkeypatch.setattr(uploads, "MOST_FILES", 2)
    big = send(adding, ("a.txt", b"x" * 1001))
    assert (big.status_code, "R631" in big.text) == (413, True)
    many = send(adding, *((f"{n}.txt", b"x") for n in range(3)))
    assert (many.status_code, "R632" in many.text) == (413, True)
    long = send(adding, title="x" * 5000)
    assert (long.status_code, "R631" in long.text) == (413, True)
    assert folder_is_empty(path)
    assert adding.app.state.jobs.jobs() == ()  # type: ignore[attr-defined]


def test_files_come_after_the_token(adding: TestClient, path: Path) -> None:
    wrong = adding.post("/add", data={"token": "x"}, files=[("files", ("a.txt", b"x"))], headers=OURS)
    assert (wrong.status_code, "R604" in wrong.text) == (403, True)
    without = adding.post("/add", files=[("files", ("a.txt", b"x"))], headers=OURS)
    assert without.status_code == 403
    assert folder_is_empty(path)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b"x"),
        ("multipart/form-data", b"--b--"),
        (KIND, b""),
        (KIND, b"no form"),
        (KIND, b"--b\r\n"),
        (KIND, b'--b\r\ncontent-disposition: form-data; name="text"\r\n\r\nab'),
        (KIND, b'--b\r\ncontent-disposition: form-data; name="other"\r\n\r\na\r\n--b--\r\n'),
        (KIND, b"--b\r\n\r\na\r\n--b--\r\n"),
        (KIND, b"--b\r\n" + b"a: b\r\n" * 100 + b"\r\n\r\n--b--\r\n"),
        (KIND, b'--b\r\ncontent-disposition: form-data; name="text"\r\n\r\na\r\n' * 2 + b"--b--\r\n"),
    ],
)
def test_what_is_no_form_is_refused(adding: TestClient, path: Path, kind: str, body: bytes) -> None:
    found = adding.post("/add", content=body, headers={**OURS, "content-type": kind})
    assert found.status_code == 400
    assert "R608" in found.text
    assert folder_is_empty(path)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("خبر 1.html", "خبر 1.html"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a.txt", "a.txt"),
        ("/", "file"),
        ("..", "file"),
        (".hidden", "hidden"),
        ("a\x00b\n\u202e.txt", "a_b__.txt"),
        ("<b>&\"';|.txt", "_b______.txt"),
        ("-rf", "-rf"),
    ],
)
def test_names_mean_nothing_to_a_system(given: str, name: str) -> None:
    assert safe_name(given) == name


def test_long_names_keep_their_endings() -> None:
    name = safe_name("خ" * 400 + ".warc.gz")
    assert name.endswith(".warc.gz")
    assert len(name.encode()) <= 255


def test_two_files_of_one_name_are_two(adding: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, ...]] = []
    monkeypatch.setattr(Jobs, "start", lambda jobs, job, names: started.append(names))
    send(adding, ("a.txt", b"one"), ("b/a.txt", b"two"))
    assert started == [("a.txt", "2-a.txt")]


@pytest.mark.parametrize("name", ["x", "00000000", "%2e%2e", "<script>"])
def test_a_job_that_is_not_there(adding: TestClient, name: str) -> None:
    found = adding.get(f"/add/jobs/{name}")
    assert (found.status_code, "R636" in found.text) == (404, True)


def test_many_add_and_many_read_at_once(adding: TestClient, path: Path) -> None:
    """SQLite is never too busy: readers see what was kept last, adders wait their turn."""
    wrong: list[Any] = []
    where: list[str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            for address in ("/", "/map", "/add", "/api/case"):
                if (found := adding.get(address)).status_code != 200:
                    wrong.append((address, found.status_code))

    def add(n: int) -> None:
        sent = send(adding, (f"{n}.txt", f"خبر {n}\n{TEXT} وهذا الخبر رقم {n}.".encode()))
        where.append(sent.headers["location"]) if sent.status_code == 303 else wrong.append(sent.text)

    readers = [threading.Thread(target=read) for _ in range(4)]
    adders = [threading.Thread(target=add, args=(n,)) for n in range(5)]
    for thread in (*readers, *adders):
        thread.start()
    for thread in adders:
        thread.join()
    states = [state(ended(adding, address)) for address in where]
    done.set()
    for thread in readers:
        thread.join()
    assert wrong == []
    assert states == ["done"] * 5
    with Case.open(path) as case:
        assert sum("وهذا الخبر رقم" in report.text for report in case.reports()) == 5


def test_what_waits_in_the_case_goes_on(path: Path) -> None:
    with Case.open(path) as case:
        case.queue(Report(id="r0000000000000001", text=TEXT + " وكان ذلك ليلا."))
    with TestClient(create_app(path), base_url=ORIGIN, follow_redirects=False) as made:
        assert 'action="/add/resume"' in made.get("/add").text
        sent = made.post("/add/resume", data={"token": token(made)}, headers=OURS)
        text = ended(made, sent.headers["location"])
        assert state(text) == "done"
        assert "/reports/r0000000000000001" in text
        assert 'action="/add/resume"' not in made.get("/add").text
        again = made.post("/add/resume", data={"token": token(made)}, headers=OURS)
        assert (again.status_code, "R638" in again.text) == (409, True)


def test_a_job_can_be_stopped(adding: TestClient, path: Path) -> None:
    rows = "\n".join(json.dumps({"text": f"{TEXT} رقم {n}."}, ensure_ascii=False) for n in range(2000))
    where = send(adding, ("a.jsonl", rows.encode())).headers["location"]
    second = send(adding, ("b.txt", TEXT.encode())).headers["location"]
    assert state(adding.get(second).text) == "waiting"
    for address in (second, where):
        stopped = adding.post(f"{address}/stop", data={"token": token(adding)}, headers=OURS)
        assert stopped.headers["location"] == address
    assert state(ended(adding, where)) == "stopped"
    assert state(ended(adding, second)) == "stopped"
    with Case.open(path) as case:
        assert case.counts()["reports"] >= 22, "the case opens, and what was there is there"


def test_a_program_that_is_killed_says_so(adding: TestClient, path: Path) -> None:
    rows = "\n".join(json.dumps({"text": f"{TEXT} رقم {n}."}, ensure_ascii=False) for n in range(2000))
    where = send(adding, ("a.jsonl", rows.encode())).headers["location"]
    job = adding.app.state.jobs.job(where.rpartition("/")[2])  # type: ignore[attr-defined]
    until = time.monotonic() + PATIENCE
    while job.program is None and time.monotonic() < until:
        time.sleep(0.01)
    job.program.kill()
    text = ended(adding, where)
    assert state(text) == "failed"
    assert "R637" in text
    assert "SIGKILL" in text
    after = ended(adding, send(adding, ("b.txt", TEXT.encode())).headers["location"])
    assert state(after) == "done", "the next one is read"


# --- what a server leaves ---


def test_the_next_server_says_what_was_not_read(path: Path) -> None:
    left = Path(f"{path}-adding", "0123abcd", "added-01234567")
    left.mkdir(parents=True)
    (left / "خبر.txt").write_text(TEXT, encoding="utf-8")
    (left.parent / "lock").touch()
    with TestClient(create_app(path), base_url=ORIGIN) as made:
        assert "خبر.txt" in made.get("/add").text
        assert not left.exists()
    with TestClient(create_app(path), base_url=ORIGIN) as made:
        assert "خبر.txt" not in made.get("/add").text, "it is said once"


def test_what_another_server_reads_is_left_alone(path: Path) -> None:
    other = Path(f"{path}-adding", "0123abcd", "added-01234567")
    other.mkdir(parents=True)
    with (other.parent / "lock").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert Jobs(str(path)).interrupted == ()
        assert other.exists()
    assert Jobs(str(path)).interrupted == ()
    assert not other.exists()


def test_a_server_for_reading_removes_nothing(path: Path) -> None:
    left = Path(f"{path}-adding", "0123abcd", "added-01234567")
    left.mkdir(parents=True)
    (left / "a.txt").touch()
    assert Jobs(str(path), readonly=True).interrupted == ()
    assert left.exists()


def test_a_link_in_the_place_of_the_folder_is_not_followed(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "0123abcd" / "added-01234567").mkdir(parents=True)
    Path(f"{path}-adding").symlink_to(elsewhere)
    assert Jobs(str(path)).interrupted == ()
    assert (elsewhere / "0123abcd").exists()


def test_a_server_that_ends_in_a_reading_leaves_its_names(path: Path) -> None:
    rows = "\n".join(json.dumps({"text": f"{TEXT} رقم {n}."}, ensure_ascii=False) for n in range(2000))
    with TestClient(create_app(path), base_url=ORIGIN, follow_redirects=False) as made:
        send(made, ("كثير.jsonl", rows.encode()))
    assert not list(Path(f"{path}-adding").glob("*/")), "what was sent is removed at once"
    assert Jobs(str(path)).interrupted == ("كثير.jsonl",)
    assert not Path(f"{path}-adding").exists()


def test_too_many_jobs_are_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_WAITING", 0)
    with TestClient(create_app(path), base_url=ORIGIN) as made:
        found = send(made, ("a.txt", b"x"))
    assert (found.status_code, "R635" in found.text) == (503, True)


def test_a_folder_that_cannot_be_made_has_a_code(path: Path) -> None:
    Path(f"{path}-adding").write_text("a file", encoding="utf-8")
    with pytest.raises(RiwayaError, match="R634"):
        Jobs(str(path)).new()


def test_the_program_that_reads_stays_for_the_next_and_is_replaced_when_it_is_gone(
    adding: TestClient,
) -> None:
    held = adding.app.state.jobs  # type: ignore[attr-defined]
    readers = []
    for n in range(3):
        where = send(adding, (f"{n}.txt", f"{TEXT} وعددهم {n}.".encode())).headers["location"]
        assert state(ended(adding, where)) == "done"
        readers.append(held.job(where.rpartition("/")[2]).program)
        if n == 1:
            readers[1].kill()
            until = time.monotonic() + PATIENCE
            while not readers[1].is_gone and time.monotonic() < until:
                time.sleep(0.01)
    assert readers[0] is readers[1]
    assert readers[2] is not readers[1]


def test_the_program_that_reads_is_let_go_when_nothing_comes(
    adding: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "IDLE", 0.1)
    where = send(adding, ("a.txt", TEXT.encode())).headers["location"]
    assert state(ended(adding, where)) == "done"
    reader = adding.app.state.jobs.job(where.rpartition("/")[2]).program  # type: ignore[attr-defined]
    until = time.monotonic() + PATIENCE
    while not reader.is_gone and time.monotonic() < until:
        time.sleep(0.02)
    assert reader.is_gone
    assert state(ended(adding, send(adding, ("b.txt", TEXT.encode())).headers["location"])) == "done"
