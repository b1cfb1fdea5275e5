"""The house: which room may import which, who may open files and use optional libraries, how large a file is."""

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import ai_security_standards as aiss

HOUSE = Path(aiss.__file__).parent

#: Each room imports only rooms named before it: at run time, inside functions and for types alike.
ORDER = [
    "errors", "vocabulary", "algebra", "records", "tables", "_store", "snapshot", "checking", "references",
    "assessments", "applicability", "mapping", "editions", "compliance", "checklists", "exchange", "catalog",
]  # fmt: skip

#: Rooms that may import optional libraries, inside functions.
DOORS = {"tables", "compliance.solving"}

ROOMS = [path for path in HOUSE.rglob("*.py") if path != HOUSE / "__init__.py"]
NAMES = [".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__") for path in ROOMS]


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).with_suffix("").parts[0]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def files_imported(path: Path) -> set[Path]:
    """Return the files of the house that a file imports anywhere: inside functions and for types too."""
    found: set[Path] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.level:
            room = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            for alias in node.names:
                candidates = (
                    room / f"{alias.name}.py", room / alias.name / "__init__.py", room.with_suffix(".py"),
                )  # fmt: skip
                found.add(next((each for each in candidates if each.is_file()), room / "__init__.py"))
    return found


def outside_imports(path: Path) -> list[tuple[str, bool]]:
    """Return each absolute import of a file, and whether it is at the top of the module."""
    tree = tree_of(path)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name.split(".")[0], node in tree.body) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.append(((node.module or "").split(".")[0], node in tree.body))
    return found


def test_every_room_has_its_place_in_the_order() -> None:
    assert {room_of(path) for path in ROOMS} == set(ORDER)


@pytest.mark.parametrize("path", ROOMS, ids=NAMES)
def test_no_import_runs_up(path: Path) -> None:
    place = ORDER.index(room_of(path))
    for imported in files_imported(path):
        assert imported.is_file()
        assert imported != HOUSE / "__init__.py"
        assert ORDER.index(room_of(imported)) <= place, f"{path} imports {imported}"


def test_no_import_runs_in_a_circle() -> None:
    order = list(TopologicalSorter({path: files_imported(path) for path in ROOMS}).static_order())
    assert set(order) == set(ROOMS)


def test_no_room_knows_the_catalog() -> None:
    assert [path for path in ROOMS if HOUSE / "catalog.py" in files_imported(path)] == []


@pytest.mark.parametrize(("path", "name"), list(zip(ROOMS, NAMES, strict=True)), ids=NAMES)
def test_the_core_needs_three_libraries_and_doors_the_rest(path: Path, name: str) -> None:
    core = sys.stdlib_module_names | {"__future__", "attrs", "cattrs", "importlib_resources"}
    for library, at_the_top in outside_imports(path):
        if library not in core:
            assert not at_the_top
            assert name in DOORS or room_of(path) in DOORS, f"{path} imports {library}"


@pytest.mark.parametrize("path", ROOMS, ids=NAMES)
def test_only_the_store_opens_files(path: Path) -> None:
    calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    opened = [
        call
        for call in calls
        if (isinstance(call.func, ast.Name) and call.func.id == "open")
        or (isinstance(call.func, ast.Attribute) and call.func.attr in ("read_bytes", "read_text", "open"))
    ]
    assert not opened or room_of(path) == "_store"


def test_the_front_is_narrow() -> None:
    entries = [path for path in HOUSE.iterdir() if path.name not in ("__pycache__", "py.typed")]
    assert len(entries) <= 23


@pytest.mark.parametrize("path", ROOMS, ids=NAMES)
def test_a_file_has_at_most_400_lines(path: Path) -> None:
    if room_of(path) not in ("vocabulary", "catalog"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
