"""From raw values to records and back: faults with record, field and repair."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import (
    ACME,
    CHAPTER,
    CONTROL,
    Overlay,
    document,
    register_file,
    structure,
    write_structure,
)

from ai_security_standards import InvalidData, check, load
from ai_security_standards._store import files, structuring
from ai_security_standards._store.shapes import findings_of
from ai_security_standards._store.structuring import shape_findings
from ai_security_standards.records.provisions import Framework
from ai_security_standards.records.publishers import Annotation, Publisher
from ai_security_standards.records.standards import Standard


@pytest.mark.parametrize(
    ("changes", "field", "repair"),
    [
        ({"knid": "policy"}, "knid", "kind"),
        ({"\u202eevil" * 50: 1}, "\u202eevil" * 16, "remove it"),
        ({"kind": "polcy"}, "kind", "policy"),
        ({"kind": "zzzz"}, "kind", "write one of"),
        ({"kind": 3}, "kind", "write one of"),
        ({"title": None}, "title", "add it"),
        ({"title": ""}, "title", "text in quotes"),
        ({"title": 5}, "title", "text in quotes"),
        ({"title": "  "}, "title", "text in quotes"),
        ({"title": "a\nb"}, "title", "take the character out"),
        ({"eea_relevant": "yes"}, "eea_relevant", "true or false"),
        ({"published": "2026-02-30"}, "published", "YYYY-MM-DD"),
        ({"published": 2026}, "published", "text in quotes"),
        ({"topics": "governance"}, "topics", "list in brackets"),
        ({"topics": ["governance", "governence"]}, "topics[1]", "governance"),
        ({"history": [{"status": "published"}]}, "history[0].date", "when it began"),
        ({"history": []}, "history", "at least one"),
        ({"sources": []}, "sources", "at least one"),
        ({"sources": ["https://x.org"]}, "sources[0]", "object in braces"),
        ({"replaces": [{"note": "?"}]}, "replaces[0].ref", "one of the two"),
        ({"replaces": [{"ref": "B C"}]}, "replaces[0].ref", "standard[@edition]"),
        ({"structure": {"counts": [{"what": "x", "number": True}]}}, "structure.counts[0].number", "digits"),
        ({"id": "ACME Policy"}, "id", "small letters"),
        ({"edition": "1:2"}, "id", "small letters"),
        ({"edition": "1" * 300}, "id", "small letters"),
    ],
)
def test_a_fault_of_shape_names_record_field_and_repair(
    overlay: Overlay, changes: dict[str, Any], field: str, repair: str
) -> None:
    raw = document(**changes)
    with pytest.raises(InvalidData) as raised:
        load(overlay(register_file(raw)))
    assert raised.value.field == field
    assert repair in raised.value.repair
    assert raised.value.record == f"{raw['id']}@{raw['edition']}"


def test_a_record_without_a_name_is_told_by_its_place(overlay: Overlay) -> None:
    with pytest.raises(InvalidData) as raised:
        load(overlay({"standards": [document(), {"title": "x"}]}))
    assert raised.value.record == "standards[1]"


def test_all_faults_of_a_record_come_together() -> None:
    found = list(shape_findings(document(kind="x", binding=None, published="y"), Standard))
    assert [fault.field for fault in found] == ["binding", "kind", "published"]


def test_null_is_no_fault_of_a_field_that_may_be_left_out() -> None:
    assert list(shape_findings({**document(), "note": None}, Standard)) == []
    assert [fault.field for fault in shape_findings({**document(kind="x"), "note": None}, Standard)] == [
        "kind"
    ]
    assert structuring.structure({**document(), "published": None, "note": None}, Standard).published is None


def test_writing_undoes_reading_for_every_shipped_record() -> None:
    catalog = load()
    for standard in catalog.standards(current=None):
        raw = structuring.unstructure(standard)
        assert not {"status", "stage", "day"} & raw.keys()
        assert not list(shape_findings(raw, Standard))
        assert structuring.structure(raw, Standard).on(catalog.date) == standard
        assert json.loads(files.canonical(raw)) == raw


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "ref", "kind", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from(sorted(document())), json_values)
def test_whatever_passes_the_sieve_can_be_structured(field: str, value: object) -> None:
    raw = {**document(), field: value}
    if not list(shape_findings(raw, Standard)):
        made = structuring.structure(raw, Standard)
        assert list(shape_findings(structuring.unstructure(made), Standard)) == []


@given(st.sampled_from([Publisher, Annotation]), json_values)
def test_any_value_is_either_sound_or_explained(record: type, value: object) -> None:
    for fault in shape_findings(value, record):
        assert fault.problem
        assert fault.repair


def test_publishers_and_annotations_are_read_too(overlay: Overlay) -> None:
    note = {"ref": "acme-policy", "key": "owner", "value": "CISO", "date": "2026-02"}
    catalog = load(overlay({"publishers": [ACME], "standards": [document()], "annotations": [note]}))
    assert catalog.publisher("acme").name == "ACME Corporation"
    assert catalog.annotations("acme-policy@1.0")[0].value == "CISO"


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (structure(CHAPTER, CHAPTER), "provisions"),
        (structure(CONTROL), "provisions"),
        (structure({**CHAPTER, "id": "A\n"}), "provisions[0].id"),
        (structure({**CHAPTER, "label": "x"}), "provisions[0].label"),
        (structure({**CHAPTER, "kind": "chaptr"}), "provisions[0].kind"),
        (structure({**CHAPTER, "order": 3}), "provisions[0].order"),
    ],
)
def test_a_fault_of_a_structure_names_its_place(overlay: Overlay, raw: object, field: str) -> None:
    folder = write_structure(overlay(register_file(document())), raw)
    with pytest.raises(InvalidData) as raised:
        load(folder)
    assert raised.value.field == field
    assert raised.value.file.endswith("1.0.json")
    assert check(folder)[0].rule == "shape"
    assert list(shape_findings(raw, Framework))


def test_a_catalogue_in_a_foreign_form_is_explained_in_full() -> None:
    oscal = {"catalog": {"uuid": "74c8ba1e", "metadata": {"title": "Sample"}, "groups": [{"id": "s1"}]}}
    found = {fault.field: fault.repair for fault in shape_findings(oscal, Framework)}
    required = "standard edition completeness confidence checked_on sources text_policy provisions".split()
    assert found == {**dict.fromkeys(required, "add it"), "catalog": "remove it"}
    rows = [
        {"control_id": "A.4.1", "title": "AI Risk Assessment", "priority": "high"},
        {"id": "A.4.2", "kind": "control", "title": "AI Risk Treatment", "label": "Governance"},
    ]
    faults = [(fault.field, fault.problem) for fault in shape_findings(structure(*rows), Framework)]
    assert faults == [
        ("provisions[0].id", "the field is missing"),
        ("provisions[0].kind", "the field is missing"),
        ("provisions[0].control_id", 'unknown field "control_id"'),
        ("provisions[0].priority", 'unknown field "priority"'),
        ("provisions[1].label", "the provision has both title and label"),
    ]


def test_an_error_that_is_no_fault_of_the_data_is_raised() -> None:
    with pytest.raises(RuntimeError, match="elsewhere"):
        list(findings_of(RuntimeError("elsewhere"), {}))
