"""The front door: its names and its laziness."""

from collections.abc import Callable

import pytest

import ai_security_standards as aiss
from curation.commands import DATA

FORBIDDEN = (
    "attr attrs cattrs json importlib.resources importlib.metadata importlib_resources typing enum".split()
)


def test_importing_loads_nothing(run_python: Callable[[str], str]) -> None:
    out = run_python(
        "import sys; before = set(sys.modules); import ai_security_standards; "
        f"new = set(sys.modules) - before; print([m for m in {FORBIDDEN} if m in new], *new)"
    )
    assert out.split() == ["[]", "ai_security_standards"]


def test_loading_opens_the_manifest_and_a_look_up_the_one_file_it_needs(
    files_opened: Callable[[str], list[str]],
) -> None:
    assert files_opened("aiss.load()") == ["data/manifest.json"]
    assert files_opened("aiss.load()['iso-iec-tr-24030']") == [
        "data/manifest.json",
        "data/register/iso-iec.json",
    ]


def test_a_look_up_makes_the_word_lists_of_documents_alone(run_python: Callable[[str], str]) -> None:
    out = run_python(
        "import sys, ai_security_standards as a; a.load()['iso-iec-tr-24030']; "
        "print(*sorted(m.rpartition('.')[2] for m in sys.modules if '.vocabulary.' in m))"
    )
    assert out.split() == ["documents", "provisions", "subjects", "words"]


def test_filtering_opens_each_register_file_once(files_opened: Callable[[str], list[str]]) -> None:
    manifest, *opened = files_opened("c = aiss.load(); c.standards(kind='law'); c.standards(topic='privacy')")
    assert manifest == "data/manifest.json"
    assert len(opened) == len(set(opened)) > 100
    assert set(opened) <= {f"data/register/{path.name}" for path in (DATA / "register").iterdir()}


def test_optional_libraries_are_not_loaded_before_they_are_asked_for(
    run_python: Callable[[str], str],
) -> None:
    out = run_python(
        "import sys, ai_security_standards as a; a.load().standards().rows(); "
        "print([m for m in ('pandas', 'polars', 'pyarrow', 'numpy') if m in sys.modules])"
    )
    assert out == "[]"


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
