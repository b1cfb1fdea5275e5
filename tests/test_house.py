"""The house: which room may import which, who may open files and use optional libraries, how large a file is."""

import ast
import importlib
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import ai_security_standards as aiss

HOUSE = Path(aiss.__file__).parent

#: Each room imports only rooms named before it: at run time, inside functions and for types alike.
ORDER = [
    "_doors", "errors", "vocabulary", "algebra", "records", "tables", "_store", "snapshot", "checking", "references",
    "assessments", "applicability", "mapping", "editions", "compliance", "checklists", "catalog",
    "formats", "mcp", "cli", "__main__",
]  # fmt: skip

#: Rooms that may import optional libraries, inside functions.
DOORS = {"tables", "compliance.solving", "mcp", "cli"}

ROOMS = [path for path in HOUSE.rglob("*.py") if path != HOUSE / "__init__.py"]
NAMES = [".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__") for path in ROOMS]


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).with_suffix("").parts[0]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
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


def statements_at_import(body: list[ast.stmt]) -> Iterator[ast.ImportFrom]:
    """Yield the imports from the house that run when a module is imported."""
    for node in body:
        if isinstance(node, ast.ImportFrom) and node.level:
            yield node
        elif isinstance(node, ast.If) and isinstance(node.test, ast.Name):
            yield from statements_at_import(node.orelse)  # of TYPE_CHECKING


def names_behind(door: Path) -> dict[str, Path]:
    """Return the file that each name of a door is fetched from, as its imports for types say."""
    found = {}
    for node in ast.walk(tree_of(door)):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            inside = door.parent.joinpath(*(node.module or "").split("."))
            file = (
                inside.with_suffix(".py") if inside.with_suffix(".py").is_file() else inside / "__init__.py"
            )
            found.update({alias.name: file for alias in node.names})
    return found


def files_fetched(folder: Path, name: str) -> set[Path]:
    """Return the files that are imported where a name is fetched from a folder: doors may lead to doors."""
    door = folder / "__init__.py"
    if (folder / f"{name}.py").is_file():
        return {door, folder / f"{name}.py"}
    file = names_behind(door).get(name, door)
    if file.name != "__init__.py" or file == door:
        return {door, file}
    return {door, *files_fetched(file.parent, name)}


def locks_taken(path: Path) -> set[Path]:
    """Return the files whose locks Python takes while it holds that of a file: to import it, and its folders."""
    found = {folder / "__init__.py" for folder in path.parents if HOUSE in (folder, *folder.parents)}
    for node in statements_at_import(tree_of(path).body):
        target = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
        if target.with_suffix(".py").is_file():
            found.add(target.with_suffix(".py"))
            continue
        for alias in node.names:
            found |= files_fetched(target, alias.name)
    return found - {path}


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


def test_no_two_threads_wait_for_each_others_imports() -> None:
    # Python holds the lock of a module while it imports what the module needs, and the module's folder.
    order = TopologicalSorter({path: locks_taken(path) for path in [*ROOMS, HOUSE / "__init__.py"]})
    assert set(order.static_order()) >= set(ROOMS)


DOORS_OPEN = [
    path for path in ROOMS if "open_door(" in path.read_text(encoding="utf-8") and path.name == "__init__.py"
]


@pytest.mark.parametrize("path", DOORS_OPEN, ids=lambda path: path.parent.name)
def test_a_door_fetches_what_it_names_from_where_types_say(path: Path) -> None:
    package = importlib.import_module(".".join(path.parent.relative_to(HOUSE.parent).parts))
    behind = names_behind(path)
    assert sorted(package.__all__) == sorted(behind)
    for name, file in behind.items():
        module = importlib.import_module(
            ".".join(file.relative_to(HOUSE.parent).with_suffix("").parts).removesuffix(".__init__")
        )
        assert getattr(package, name) is getattr(module, name)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        package.nothing  # noqa: B018


def test_no_room_knows_the_catalog() -> None:
    known = [path for path in ROOMS if HOUSE / "catalog.py" in files_imported(path)]
    assert {room_of(path) for path in known} <= {"formats", "mcp", "cli"}


@pytest.mark.parametrize(("path", "name"), list(zip(ROOMS, NAMES, strict=True)), ids=NAMES)
def test_the_core_needs_three_libraries_and_doors_the_rest(path: Path, name: str) -> None:
    core = sys.stdlib_module_names | {"__future__", "attrs", "cattrs", "importlib_resources"}
    for library, at_the_top in outside_imports(path):
        if library not in core:
            assert not at_the_top
            assert name in DOORS or room_of(path) in DOORS, f"{path} imports {library}"


def test_a_fork_imports_all_libraries_that_rooms_import_later() -> None:
    later = {
        node.module if isinstance(node, ast.ImportFrom) else alias.name
        for path in [*ROOMS, HOUSE / "__init__.py"]
        if room_of(path) not in ("mcp", "cli")  # processes of their own
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and not node.level)
        for alias in node.names
    }
    assert later == {*aiss._LIBRARIES, "importlib", "pkgutil", "sys"}


@pytest.mark.parametrize("path", ROOMS, ids=NAMES)
def test_only_the_store_opens_files(path: Path) -> None:
    calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    opened = [
        call
        for call in calls
        if (isinstance(call.func, ast.Name) and call.func.id == "open")
        or (isinstance(call.func, ast.Attribute) and call.func.attr in ("read_bytes", "read_text", "open"))
        if ast.unparse(call.func) != "os.open"  # of the null device
    ]
    assert not opened or room_of(path) == "_store"


def test_the_front_is_narrow() -> None:
    entries = [path for path in HOUSE.iterdir() if path.name not in ("__pycache__", "py.typed")]
    assert len(entries) <= 23


@pytest.mark.parametrize("path", ROOMS, ids=NAMES)
def test_a_file_has_at_most_400_lines(path: Path) -> None:
    if room_of(path) not in ("vocabulary", "catalog"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
