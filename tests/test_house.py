"""The house: a room imports only from rooms on its left, and nothing in the tree belongs to one machine."""

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = ["read", "arabic", "extract", "link", "weigh", "case", "pipeline", "show", "fetch", "cli", "__main__"]
FOUNDATION = {"model", "errors", "lexicon", "data"}
LEFT = {room: {*ROOMS[: ROOMS.index(room)], room, *FOUNDATION} for room in ROOMS} | {
    "read": {"read", "arabic", *FOUNDATION},  # marking furniture takes folding
    "fetch": {"fetch", "read", *FOUNDATION},  # and only the command line imports it: see below
    "model": {"model"},
    "errors": {"errors", "model"},
    "lexicon": {"lexicon", "data"},
    "data": {"data"},
}


def imported(path: Path) -> Iterator[str]:
    """Give the first part, under riwaya, of every import of the package in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "riwaya":
            if node.module == "riwaya":
                yield from (name.name if name.name in LEFT else "__init__" for name in node.names)
            else:
                yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (name.name.split(".")[1] for name in node.names if name.name.startswith("riwaya."))


def test_a_room_imports_only_from_rooms_on_its_left(root: Path) -> None:
    package = root / "src" / "riwaya"
    wrong = []
    for path in sorted(package.rglob("*.py")):
        room = path.relative_to(package).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        assert room in LEFT, f"a room that the house does not know: {room}"
        # The command line and the server use what the package exports.
        allowed = LEFT[room] | ({"__init__"} if room == "cli" or "web" in path.parts else set())
        wrong += [
            f"{path.relative_to(root)} imports {other}" for other in imported(path) if other not in allowed
        ]
    assert wrong == []


def test_only_the_command_line_fetches(root: Path) -> None:
    package = root / "src" / "riwaya"
    users = {
        path.relative_to(package).parts[0] for path in package.rglob("*.py") if "fetch" in imported(path)
    }
    assert users == {"fetch", "cli"}


def test_what_the_package_imports_is_what_it_names(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[<>=~\[; ]", one)[0].lower() for one in project["dependencies"]}
    provides = importlib.metadata.packages_distributions()
    used = set()
    for path in (root / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules = [node.module]
            used |= {module.split(".")[0] for module in modules}
    outside = {
        name.lower()
        for module in used - sys.stdlib_module_names - {"riwaya"}
        for name in provides.get(module, [module])
    }
    assert outside <= named, "name it in pyproject.toml, then: make lock"


@pytest.fixture(scope="module")
def tracked(root: Path) -> list[Path]:
    """Give the files of the project as git knows them."""
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    if done.returncode:
        pytest.skip("not a git checkout")
    return [root / name for name in done.stdout.split("\0") if name and (root / name).is_file()]


def test_nothing_names_a_place_of_one_machine_or_an_index(tracked: list[Path], root: Path) -> None:
    machine = re.compile(r"(?<![\w.~-])/(?:work|root|home|Users)/\w")
    index = re.compile(
        "|".join(("py" + "pi[.]org", "python" + "hosted[.]org", "np" + "mjs[.]org", "deb[.]deb" + "ian"))
    )
    found = []
    for path in tracked:
        text = path.read_bytes().decode("utf-8", "ignore")
        found += [
            f"{path.relative_to(root)}: {hit.group()}"
            for hit in (machine.search(text), index.search(text))
            if hit
        ]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "benchmarks/rivals.lock"])
def test_a_lock_has_a_hash_for_everything_and_no_address(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    pinned = re.split(r"\n(?=\S)", text.strip())
    assert len(pinned) > 2
    assert all("==" in entry and "--hash=sha256:" in entry for entry in pinned)
    assert "//" not in text


def test_the_locks_hold_what_the_project_names(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.split(r"[<>=~\[; ]", one)[0].lower() for one in project["project"]["dependencies"]}
    for name in ("requirements.lock", "requirements-dev.lock"):
        locked = set(re.findall(r"^([\w.-]+)==", (root / name).read_text(encoding="utf-8"), re.MULTILINE))
        assert wanted <= locked, "run: make lock"
