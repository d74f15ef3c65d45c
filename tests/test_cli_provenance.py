"""The commands of provenance, on a page that was read twice and changed in between."""

import json
from pathlib import Path

import msgspec
import pytest

from riwaya.case import Case
from riwaya.model import Extraction, Report
from riwaya.read import identify

OLD = "أعلن مدير ميناء السلامى مساء أمس وصول السفينة الثانية وعلى متنها 40 راكبا."
NEW = OLD.replace("40 راكبا", "43 راكبا بينهم طفلان")
URL = "https://manara.example/news/7"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "a.riwaya"
    with Case.open(path, create=True) as kept:
        for hour, text in (("10", OLD), ("12", NEW)):
            report = Report(
                id=identify(text=text, url=URL), text=text, url=URL, read_from=f"{hour}.html", sha256=hour * 32,
                fetched=f"2021-04-07T{hour}:00:00Z",
            )  # fmt: skip
            kept.add(report, Extraction(report=report.id))
            kept.add(msgspec.structs.replace(report, sha256="ff" * 32), Extraction(report=report.id))
    return path


def test_where_a_text_was_read(case, run_wide):
    rid = identify(text=OLD, url=URL)
    code, out, _ = run_wide("sightings", case, rid[:6])
    assert code == 0
    assert "10.html" in out
    assert "101010101010" in out
    assert "and again" in out
    code, out, _ = run_wide("sightings", case, rid, "--json")
    (one,) = map(json.loads, out.splitlines())
    assert (one["read_from"], one["sha256"], one["again_sha256"]) == ("10.html", "10" * 32, "ff" * 32)
    assert run_wide("sightings", case, "rnone")[0] == 4


@pytest.mark.parametrize(("lang", "label"), [("en", "Before"), ("ar", "قبل")])
def test_what_changed_on_a_page(case, run_wide, lang, label):
    code, out, _ = run_wide("versions", case, "--lang", lang)
    assert code == 0
    assert label in out
    assert "manara.example/news/7" in out
    assert "[40]" in out
    assert "[43]" in out
    assert "2021-04-07T12:00:00Z" in out
    code, out, _ = run_wide("versions", case, "--json", "--page", "news/7")
    assert json.loads(out)["reports"] == [identify(text=text, url=URL) for text in (OLD, NEW)]
    assert run_wide("versions", case, "--page", "sport")[0] == 1
