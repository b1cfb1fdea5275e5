"""The files of the page on own documents: each is valid by its schema, and `check` explains each mistake."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from docs_examples import _FILE

from ai_security_standards import InvalidData, check, load
from curation.schemas import schemas

PAGE = Path(__file__).parents[1] / "docs" / "own-documents.md"
FILES = {found["path"]: found["content"] for found in _FILE.finditer(PAGE.read_text(encoding="utf-8"))}
KIND = {
    "register": "register", "frameworks": "framework", "applicability": "applicability", "dialects": "dialect",
}  # fmt: skip


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path / "ours"


def test_the_page_has_every_kind_of_file(ours: Path) -> None:
    assert (
        {Path(name).parts[1] for name in FILES}
        == {path.name for path in ours.iterdir()}
        == {*KIND, "mappings"}
    )
    register = json.loads(FILES["ours/register/acme.json"])
    assert register.keys() == {"publishers", "standards", "annotations", "grammars"}


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".json")])
def test_each_file_is_valid_by_its_schema(name: str) -> None:
    schema = schemas()[f"{KIND[Path(name).parts[1]]}.schema.json"]
    jsonschema.Draft202012Validator(schema).validate(json.loads(FILES[name]))


def test_the_overlay_is_sound_and_has_its_lineage(ours: Path) -> None:
    assert check(ours) == ()
    catalog = load(ours).as_of("2026-11-24")
    trace = catalog.trace("acme-ai-policy@1.0:SUP-1")
    assert [str(ref) for step in trace for ref in step.refs][-1] == "acme-ai-policy@2.0:SUP-2"
    assert len(catalog.mapping_sets()) == len(load().as_of("2026-11-24").mapping_sets()) + 3


#: What a reader may get wrong: file, what is written instead of what, and the place that the error names.
MISTAKES: list[tuple[str, str, str, Any]] = [
    ("register/acme.json", '"kind": "policy"', '"kind": "polcy"', ("acme-ai-policy@1.0", "kind")),
    ("register/acme.json", '"publisher": "acme"', '"publisher": "acmee"', ("acme-ai-policy@1.0", "publisher")),
    ("register/acme.json", '"headings": ["Rule"]', '"headings": "Rule"', ("acme-ai-policy", "headings")),
    ("register/acme.json", '"grammars"', '"grammar"', ("", "grammar")),
    ("frameworks/acme-ai-policy/1.0.json", '"parent": "SUP"', '"parent": "SUB"', ("acme-ai-policy@1.0", "provisions")),
    ("frameworks/acme-ai-policy/2.0.json", '"title": "Development"', '"titel": "Development"', ("acme-ai-policy@2.0", "provisions[0].titel")),
    ("applicability/acme-group-rules.json", '"deployer"', '"deployr"', ("acme-group-rules", "scope[0].when.all[0].roles[0]")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "right", "wrong", "place"), MISTAKES)
def test_a_mistake_is_found_with_its_place(ours: Path, name: str, right: str, wrong: str, place: Any) -> None:
    path = ours / name
    content = path.read_text(encoding="utf-8")
    assert right in content
    path.write_text(content.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(InvalidData) as raised:
        load(ours)
    assert (raised.value.record, raised.value.field) == place
    assert raised.value.file.endswith(name)
    assert re.search(r"write|add|remove|name", raised.value.repair)
    assert place in {(finding.record, finding.field) for finding in check(ours)}
