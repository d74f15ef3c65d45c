"""`__all__` is the API: these names, each documented, each what it says, and cheap to import."""

import inspect
import subprocess
import sys
import typing

import msgspec

import riwaya
import riwaya.extract.statements
import riwaya.read.files
from riwaya import model

CALLED = {"compare", "explain", "extract", "extract_all", "read"}
CLASSES = {"Case", "Progress", "RiwayaError"}
FACTS = {"SCHEMA", "__version__"}


def nouns() -> set[str]:
    return {
        name
        for name, value in vars(model).items()
        if inspect.isclass(value) and issubclass(value, msgspec.Struct)
    }


def test_all_is_the_api() -> None:
    assert set(riwaya.__all__) == CALLED | CLASSES | FACTS | nouns()
    assert len(riwaya.__all__) == len(set(riwaya.__all__))


def test_every_name_is_there_and_documented() -> None:
    for name in riwaya.__all__:
        value = getattr(riwaya, name)
        if name not in FACTS:
            assert (inspect.getdoc(value) or "").strip(), name


def test_every_noun_is_documented_in_its_own_words() -> None:
    for name in nouns():
        noun = getattr(riwaya, name)
        assert noun.__doc__, name
        assert noun.__doc__ is not msgspec.Struct.__doc__, name


def test_read_and_extract_are_functions_over_the_rooms_of_the_same_names() -> None:
    assert inspect.isfunction(riwaya.read)
    assert inspect.isfunction(riwaya.extract)
    assert inspect.ismodule(sys.modules["riwaya.read"])
    assert inspect.ismodule(sys.modules["riwaya.extract"])


def test_extract_takes_a_report_or_a_text() -> None:
    text = "قال وزير النقل سالم الهادي إن الميناء سيفتح غدا."
    of_text = riwaya.extract(text)
    assert of_text == riwaya.extract(riwaya.Report(id=of_text.report, text=text))
    assert [statement.stance for statement in of_text.statements] == ["says"]


def test_the_signatures_can_be_resolved() -> None:
    for name in CALLED:
        inspect.signature(getattr(riwaya, name))
    assert typing.get_type_hints(riwaya.extract)["return"] is riwaya.Extraction


def test_import_is_light() -> None:
    heavy = {"daft", "pyarrow", "jinja2", "typer", "rich"}
    code = f"import riwaya, sys; print(*sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
