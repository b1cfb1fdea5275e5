"""The front door: its names, its laziness, and the order of the rooms behind it."""

import ast
import re
import subprocess
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


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


FORBIDDEN = (
    "attr attrs cattrs json importlib.resources importlib.metadata importlib_resources typing enum".split()
)


def test_what_a_catalog_can_be_asked_stands_in_rooms_of_its_own() -> None:
    parts = [part for part in aiss.Catalog.__mro__ if part is not object]
    assert aiss.Catalog.__module__ == "ai_security_standards.catalog"
    assert {part.__module__.rpartition(".")[0] for part in parts[1:]} == {aiss.Catalog.__module__}
    asked = [name for part in parts for name in vars(part) if not name.startswith("_")]
    assert len(asked) == len(set(asked))
    assert not [name for name in asked if name != "date" and not getattr(aiss.Catalog, name).__doc__]


def test_the_reference_has_all_that_a_catalog_can_be_asked() -> None:
    page = (Path(__file__).parents[1] / "docs" / "reference.md").read_text(encoding="utf-8")
    told = re.findall(r"^\.\. auto\w+:: ai_security_standards\.Catalog\.([a-z]\w*)$", page, re.MULTILINE)
    assert sorted(told) == [name for name in dir(aiss.Catalog) if name[0] != "_" and name != "date"]


def test_importing_loads_nothing() -> None:
    out = run(
        "import sys; before = set(sys.modules); import ai_security_standards; "
        f"new = set(sys.modules) - before; print([m for m in {FORBIDDEN} if m in new], *new)"
    )
    assert out.split()[0] == "[]"
    assert set(out.split()[1:]) == {"ai_security_standards"}


OPENED = """
import sys, os
opened = []
def hook(event, args):
    if event == "open" and isinstance(args[0], str) and os.sep + "data" + os.sep in args[0]:
        opened.append(os.path.relpath(args[0], args[0].split(os.sep + "data" + os.sep)[0]))
import ai_security_standards as aiss
sys.addaudithook(hook)
"""


def test_loading_opens_the_manifest_and_a_look_up_the_one_file_it_needs() -> None:
    assert run(OPENED + "aiss.load(); print(opened)").strip() == "['data/manifest.json']"
    out = run(OPENED + "aiss.load()['iso-iec-tr-24030']; print(opened)").strip()
    assert out == "['data/manifest.json', 'data/register/iso-iec.json']"


def test_a_look_up_makes_the_word_lists_of_documents_alone() -> None:
    out = run(
        "import sys, ai_security_standards as a; a.load()['iso-iec-tr-24030']; "
        "print(*sorted(m.rpartition('.')[2] for m in sys.modules if '.vocabulary.' in m))"
    )
    assert out.split() == ["documents", "subjects", "words"]


def test_filtering_opens_each_register_file_once() -> None:
    out = run(
        OPENED
        + "c = aiss.load(); c.standards(kind='law'); c.standards(topic='privacy'); print(len(opened), len(set(opened)), {f.split('/')[1] for f in opened})"
    )
    number, distinct, folders = out.split(maxsplit=2)
    assert number == distinct
    assert folders.strip() in ("{'manifest.json', 'register'}", "{'register', 'manifest.json'}")


def test_optional_libraries_are_not_loaded_before_they_are_asked_for() -> None:
    out = run(
        "import sys, ai_security_standards as a; a.load().standards().rows(); print([m for m in ('pandas', 'polars', 'pyarrow', 'numpy') if m in sys.modules])"
    )
    assert out.strip() == "[]"


def test_the_names_at_the_door_are_there_and_are_listed() -> None:
    assert set(dir(aiss)) == set(aiss.__all__)
    for name in aiss.__all__:
        assert getattr(aiss, name) is getattr(aiss, name)
    assert aiss.load().data_version == aiss.DATA_VERSION
    assert aiss.__version__.count(".") == 2
    namespace: dict[str, object] = {}
    exec("from ai_security_standards import *", namespace)
    assert set(aiss.__all__) <= namespace.keys()


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="resolv"):
        aiss.resolv  # noqa: B018
