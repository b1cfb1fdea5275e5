"""What documents of files are: as the caller says, or as their names and the catalog have it."""

from typing import Any

import pytest
import yaml

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import UnknownReference
from ai_security_standards.formats.outcomes import Import

URN = "urn:beta:risk:framework:"


def library(source: str, target: str, **fields: Any) -> bytes:
    """Return a library that maps two frameworks, which it does not hold; the shape is that of real ones."""
    row = {
        "source_requirement_urn": f"urn:beta:risk:req_node:{source}:gov-01",
        "target_requirement_urn": f"urn:beta:risk:req_node:{target}:gv.oc-01",
        "relationship": "intersect",
    }
    ends = {"source_framework_urn": f"{URN}{source}", "target_framework_urn": f"{URN}{target}"}
    mapping = {
        "urn": f"urn:beta:risk:req_mapping_set:{source}-{target}",
        **ends,
        "requirement_mappings": [row],
    }
    head = {
        "urn": f"urn:beta:risk:library:{source}-{target}",
        "name": f"{source} <-> {target}",
        "version": 1,
        "provider": "ACME",
        "packager": "beta",
    }
    return yaml.safe_dump({**head, **fields, "objects": {"requirement_mapping_sets": [mapping]}}).encode()


def read(catalog: Catalog, *contents: bytes, **documents: str) -> Import:
    given = {f"{URN}{name.replace('_', '-')}": text for name, text in documents.items()}
    named = {f"{number}.yaml": content for number, content in enumerate(contents)}
    return formats.read(contents=named, catalog=catalog, documents=given)


def ends(found: Import) -> set[tuple[str, str]]:
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    names = [name[9:-10] for name in found.overlay.files if name.startswith("mappings/")]
    rows = [row for name in names for row in loaded.mapping_set(name).relationships]
    return {(str(row.subject), str(row.object)) for row in rows}


def listed(found: Import, kind: str) -> list[tuple[str, str, str]]:
    return [
        (each.record.removeprefix(URN), each.field, each.what) for each in found.losses if each.kind == kind
    ]


def test_a_framework_that_only_a_mapping_names_has_the_edition_of_its_name(catalog: Catalog) -> None:
    found = read(catalog, library("acme-ccf-v5", "nist-csf-2.0", dependencies=["urn:a", "urn:b"]))
    assert ends(found) == {("beta-acme-ccf-v5@5:gov-01", "nist-csf@2.0:GV.OC-01")}
    assert ("acme-ccf-v5", "edition", "5, by its name") in listed(found, "assumed")
    assert ("nist-csf-2.0", "edition", "2.0, by its name") not in listed(found, "assumed")
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    (name,) = (name[9:-10] for name in found.overlay.files if name.startswith("mappings/"))
    whole = loaded.mapping_set(name)
    assert (whole.publisher, whole.note) == ("acme", "Packaged by beta.")
    assert (
        loaded.standard("beta-acme-ccf-v5@5").publisher == "acme"
    )  # the provider, which the name begins with
    assert listed(found, "dropped") == [
        ("urn:beta:risk:library:acme-ccf-v5-nist-csf-2.0", "dependencies", "2 entries")
    ]
    other = read(catalog, library("rules", "nist-csf-2.0"))
    assert other.overlay is not None
    assert aiss.load(other.overlay).standard("beta-rules@undated").publisher == "unknown"


def test_a_document_that_the_catalog_lacks_gets_a_name_of_ones_own(catalog: Catalog) -> None:
    """The catalog has one edition of a document whose id is like it, under the same number."""
    one, two = library("scf-2025", "nist-csf-2.0"), library("scf-2026", "nist-csf-2.0")
    assert "scf-aat@2025.2.2" in catalog
    found = read(catalog, one, two, scf_2025="scf@2025.2.2", scf_2026="scf@2025.2.2")
    assert ends(found) == {("scf@2025.2.2:gov-01", "nist-csf@2.0:GV.OC-01")}
    what = "is scf@2025.2.2, which is new to the catalog"
    assert [each for each in listed(found, "assumed") if what in each[2]] == [
        ("scf-2025", "", f"scf-2025 {what}"), ("scf-2026", "", f"scf-2026 {what}"),
    ]  # fmt: skip
    assert ("scf-2026", "", "scf-2026 is scf@2025.2.2") in listed(found, "matched")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("scf", "unknown standard 'scf'.*; write scf@EDITION to give a new document this name"),
        ("nist-cfs@2.0", "unknown standard 'nist-cfs'; did you mean 'nist-csf'"),
        ("nist-csf@9.0", "nist-csf has no edition '9.0'"),
        ("SCF 2025", "SCF 2025"),
        ("scf@2025.2.2:GOV-01", "scf"),
    ],
)
def test_what_is_misspelt_is_no_new_document(catalog: Catalog, text: str, message: str) -> None:
    with pytest.raises(UnknownReference, match=message):
        read(catalog, library("scf-2025", "nist-csf-2.0"), scf_2025=text)


def test_two_names_that_differ_in_signs_are_two_documents(catalog: Catalog) -> None:
    """The files of one would be written over by those of the other."""
    found = read(catalog, library("a.b", "nist-csf-2.0"), library("a-b", "nist-csf-2.0"))
    assert {one for one, _ in ends(found)} == {"beta-a-b@undated:gov-01", "beta-a-b-2@undated:gov-01"}


def test_what_the_catalog_says_otherwise_is_one_entry_a_document(catalog: Catalog) -> None:
    name = "owasp-llm-top-10@2025"
    made = formats.write("ciso-assistant", name, catalog=catalog)
    again = formats.read(contents={"same.yaml": made.content}, catalog=catalog)
    assert listed(again, "dropped") == []
    raw = yaml.safe_load(made.content)
    raw["publication_date"] = "2024-12-01"
    for number, node in enumerate(raw["objects"]["frameworks"][0]["requirement_nodes"]):
        node["description"] = "Other words." if number < 3 else node["description"]
        node["annotation"] = "More words." if number == 5 else None
    found = formats.read(contents={"other.yaml": yaml.safe_dump(raw).encode()}, catalog=catalog)
    assert [each[1:] for each in listed(found, "dropped")] == [
        ("summary", f"texts of 4 provisions: {name} has its own"),
        ("date", f"2024-12-01: {name} has 2024-11-18"),
    ]


def test_a_library_says_which_edition_and_version_it_cannot_have(catalog: Catalog) -> None:
    made = formats.write("ciso-assistant", "etsi-en-304-223@2.1.1", catalog=catalog)
    assert [(each.kind.value, each.field, each.what) for each in made.losses if "etsi" in each.record and ":" not in each.record] == [
        ("dropped", "publication_date", "2025-12 is not a day"),
        ("assumed", "edition", "version 1, in the place of 2.1.1: it must be a number"),
    ]  # fmt: skip
