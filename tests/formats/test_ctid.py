"""Mappings of the Center for Threat-Informed Defense. The shapes are those of its published files."""

import json
from typing import Any

import pytest

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData, UnknownCriterion

METADATA = {
    "mapping_version": "", "technology_domain": "enterprise", "attack_version": "16.1", "mapping_framework": "nist_800_53",
    "mapping_framework_version": "rev5", "author": None, "contact": None, "organization": None, "creation_date": "01/13/2022",
    "last_update": "04/16/2025", "mapping_types": {"mitigates": {"name": "mitigates", "description": ""}},
    "capability_groups": {"AC": "Access Control", "x": "x"},
}  # fmt: skip


def row(
    capability: str | None, technique: str | None, word: str | None = "mitigates", **fields: Any
) -> dict[str, Any]:
    return {
        "capability_id": capability, "capability_group": "AC", "capability_description": f"Name of {capability}", "mapping_type": word,
        "attack_object_id": technique, "attack_object_name": f"Name of {technique}", "references": [], "status": "complete", **fields,
    }  # fmt: skip


def read(catalog: Catalog, *rows: dict[str, Any], match: bool = True, **metadata: Any) -> formats.Import:
    value = {"metadata": {**METADATA, **metadata}, "mapping_objects": list(rows)}
    return formats.read(contents={"a.json": json.dumps(value).encode()}, catalog=catalog, match=match)


def test_ends_are_those_of_the_catalog(catalog: Catalog) -> None:
    found = read(
        catalog,
        row("AC-2", "T1078.004", comments="Ends accounts."),
        row("AC-02 ", "T1078", attack_version="16.1"),
        row("AC-3", "T9999"),
        row(None, "T1650", None, status="non_mappable"),
        row("AC-4", None, "non_mappable", status="non_mappable"),
    )
    assert found.overlay is not None
    (set_id,) = (name[9:-10] for name in found.overlay.files if name.startswith("mappings/"))
    whole = aiss.load(found.overlay).mapping_set(set_id)
    assert set_id == "ctid-nist-800-53-rev5-attack-16-1-enterprise"
    assert (str(whole.date), whole.title) == ("2025-04-16", "nist_800_53 rev5 to ATT&CK 16.1 (enterprise)")
    assert [(str(each.subject), each.type.value, str(each.object), each.comment) for each in whole.relationships] == [
        ("nist-sp-800-53@5:AC-2", "mitigates", "mitre-attack@16.1:T1078", None),
        ("nist-sp-800-53@5:AC-2", "mitigates", "mitre-attack@16.1:T1078.004", "Ends accounts."),
        ("nist-sp-800-53@5:AC-3", "mitigates", "mitre-attack@16.1:T9999", None),
    ]  # fmt: skip
    assert whole.relationships[2].unresolved
    assert [(each.field, each.what) for each in found.losses.only("dropped")] == [
        ("mapping_objects[3]", "T1650 non_mappable without another end"),
        ("mapping_objects[4]", "AC-4 non_mappable without another end"),
    ]


@pytest.mark.parametrize(
    ("word", "category", "type", "stated"),
    [
        ("protects", None, "mitigates", None),
        ("technique_scores", "protect", "mitigates", "technique_scores"),
        ("technique_scores", "detect", "related", "technique_scores"),
        ("related_to", None, "related", None),
        ("exploitation_technique", None, "exploited_by", None),
        ("primary_impact", None, "related", "primary_impact"),
        (None, None, "related", None),
    ],
)
def test_a_type_says_what_is_sure(
    catalog: Catalog, word: str | None, category: str | None, type: str, stated: str | None
) -> None:
    scores = {"score_category": category, "score_value": "partial"} if category else {}
    found = read(catalog, row("AC-2", "T1078", word, references=["https://a.example", "b"], **scores))
    assert found.overlay is not None
    (each,) = (
        aiss.load(found.overlay).mapping_set("ctid-nist-800-53-rev5-attack-16-1-enterprise").relationships
    )
    assert (each.type, each.stated) == (type, stated)
    kept = {"references": "https://a.example b", **{name: str(value) for name, value in scores.items()}}
    assert dict(each.other) == kept


def test_what_the_catalog_has_not_becomes_documents(catalog: Catalog) -> None:
    rows = (
        row("CVE-2024-1", "T1521.003", "exploitation_technique", capability_group="xxe", attack_version="[UNKNOWN]"),
        row("xxe", "T1521", status="in_progress", capability_group="xxe", capability_description="xxe"),
        row("CVE-2024-1", "T1521.004", capability_group="x"), row("CVE-2024-2", "T1521", capability_group=None),
        row("CVE-2024-3", "T1521", capability_group="x"),
    )  # fmt: skip
    metadata: dict[str, Any] = {
        "mapping_framework": "kev", "mapping_framework_version": "7/28/2025", "technology_domain": "mobile", "last_update": "soon", "creation_date": None,
        "organization": "ACME", "author": "A. Uthor",
    }  # fmt: skip
    found = read(catalog, *rows, **metadata)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    assert [(each.id, each.kind.value, each.title, each.parent, each.assessable) for each in loaded.framework("kev@2025-07-28").provisions] == [
        ("group xxe", "domain", None, None, False), ("CVE-2024-1", "weakness", "Name of CVE-2024-1", "group xxe", True),
        ("xxe", "control", None, None, True), ("CVE-2024-2", "weakness", "Name of CVE-2024-2", None, True),
        ("x", "domain", None, None, False), ("CVE-2024-3", "weakness", "Name of CVE-2024-3", "x", True),
    ]  # fmt: skip
    attack = loaded.framework("mitre-attack-mobile@16.1")
    assert [(each.id, each.kind.value, each.parent) for each in attack.provisions] == [
        ("T1521.003", "subtechnique", None), ("T1521", "technique", None), ("T1521.004", "subtechnique", "T1521"),
    ]  # fmt: skip
    assert (attack.completeness.value, attack.note) == ("partial", "Only what the file names.")
    whole = loaded.mapping_set("ctid-kev-7-28-2025-attack-16-1-mobile")
    assert (whole.publisher, whole.date, whole.note) == ("acme", None, "A. Uthor")
    assert [dict(each.other) for each in whole.relationships if each.other] == [
        {"attack_version": "[UNKNOWN]"}, {"status": "in_progress"},
    ]  # fmt: skip
    assert ("last_update", "soon") in {(each.field, each.what) for each in found.losses.only("dropped")}


def test_what_rows_and_metadata_say_besides_is_listed(catalog: Catalog) -> None:
    rows = (
        row("AC-2", None, None, status="non_mappable", comments="It stops no technique."),
        row(
            "AC-2",
            "T1078",
            mapping_framework="nist_800_53",
            mapping_framework_version="rev4",
            author_contact="a@b",
        ),
    )
    kinds = {"mitigates": {"name": "mitigates", "description": "It lessens."}}
    found = read(catalog, *rows, contact="ctid@mitre.example", mapping_types=kinds)
    assert [(each.field, each.what) for each in found.losses.only("dropped")] == [
        ("contact", "ctid@mitre.example"), ("description", "It lessens."),
        ("mapping_objects[0]", "AC-2 non_mappable without another end: It stops no technique."),
        ("author_contact", "a@b"), ("mapping_framework_version", "rev4"),
    ]  # fmt: skip


def test_several_files_share_their_documents(catalog: Catalog) -> None:
    values = ({"metadata": METADATA, "mapping_objects": [row(name, "T1078")]} for name in ("AC-2", "AC-3"))
    contents = {f"{number}.json": json.dumps(value).encode() for number, value in enumerate(values)}
    found = formats.read(contents=contents, catalog=catalog, match=False)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    assert [each.id for each in loaded.framework("nist-800-53@rev5").provisions] == ["AC", "AC-2", "AC-3"]
    assert [name for name in found.overlay.files if name.startswith("mappings/")] == [
        "mappings/ctid-nist-800-53-rev5-attack-16-1-enterprise-2.sssom.tsv",
        "mappings/ctid-nist-800-53-rev5-attack-16-1-enterprise.sssom.tsv",
    ]


def test_other_shapes_are_refused(catalog: Catalog) -> None:
    with pytest.raises(InvalidData, match="this is not a text"):
        read(catalog, row("AC-2", "T1078", capability_description=["x"]))
    with pytest.raises(InvalidData, match="this is not a mapping"):
        read(catalog, capability_groups=["x"])


def test_it_is_read_only(catalog: Catalog) -> None:
    with pytest.raises(UnknownCriterion, match="read only; what is written: sarif"):
        formats.write("ctid", "nist-csf@2.0", catalog=catalog)
