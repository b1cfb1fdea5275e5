"""The order of the rooms: which may import which, and who may open files."""

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import ai_security_standards as aiss

HOUSE = Path(aiss.__file__).parent


#: Each room may import only rooms that stand before it.
ORDER = [
    "errors", "dates", "refs", "vocabulary", "places", "records", "structures", "relationships", "algebra",
    "_shapes", "_reading", "_sssom", "_register", "_graph", "grammars", "filtering", "tabular", "assessments",
    "listings", "provisions", "searching", "citations", "auditing", "mapping", "editions", "compliance",
    "timeline", "applicability", "formats", "checklists", "catalog", "checking",
]  # fmt: skip


ROOMS = [path for path in HOUSE.rglob("*.py") if path.name != "__init__.py" or path.parent != HOUSE]


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).with_suffix("").parts[0]


def imports(path: Path) -> list[tuple[str, int, bool]]:
    """Every import of a file: module, level, and whether it stands inside a function or TYPE_CHECKING."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    outside = set(map(id, tree.body))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = [node.module] if node.module else [alias.name for alias in node.names]
            found += [(name, node.level, id(node) not in outside) for name in names]
        elif isinstance(node, ast.Import):
            found += [(alias.name, 0, id(node) not in outside) for alias in node.names]
    return found


@pytest.mark.parametrize("path", ROOMS, ids=str)
def test_rooms_import_only_rooms_above_them(path: Path) -> None:
    depth = len(path.relative_to(HOUSE).parts)
    for name, level, inside in imports(path):
        if level == depth and not inside:
            assert ORDER.index(name.split(".")[0]) < ORDER.index(room_of(path)), f"{path} imports {name}"


def files_imported(path: Path) -> set[Path]:
    """The files of the house that a file imports when it is imported itself."""
    found: set[Path] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.level:
            room = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            for alias in node.names:
                ways = (room / f"{alias.name}.py", room / alias.name / "__init__.py", room.with_suffix(".py"))
                found.add(next((way for way in ways if way.is_file()), room / "__init__.py"))
    return found


def test_data_flows_one_way_inside_the_rooms_too() -> None:
    order = list(TopologicalSorter({path: files_imported(path) for path in ROOMS}).static_order())
    assert set(ROOMS) <= set(order)
    assert all(path.is_file() for path in order)


@pytest.mark.parametrize("path", ROOMS, ids=str)
def test_only_the_core_libraries_and_the_edges_others(path: Path) -> None:
    core = {"attrs", "cattrs", "importlib_resources"}
    for name, level, inside in imports(path):
        top = name.split(".")[0]
        if level == 0 and top not in sys.stdlib_module_names | core | {"__future__"}:
            assert inside
            assert room_of(path) == "tabular", f"{path} imports {name}"


@pytest.mark.parametrize("path", ROOMS, ids=str)
def test_only_the_reading_room_opens_files(path: Path) -> None:
    calls = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    ]
    opened = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "open"]
    assert not opened or room_of(path) == "_reading"


def test_every_room_has_its_place_in_the_order() -> None:
    assert {room_of(path) for path in ROOMS} == set(ORDER)
