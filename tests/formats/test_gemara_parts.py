"""Gemara as repositories keep it: entries, metadata and groups in files of their own."""

import json
from pathlib import Path
from typing import Any

import pytest

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData
from ai_security_standards.formats.foreign import ForeignDocument, ForeignProvision
from ai_security_standards.formats.gemara.owners import Owners
from ai_security_standards.formats.outcomes import Import
from ai_security_standards.vocabulary import ProvisionKind

IMPORTS = [
    {"reference-id": "SRS", "entries": [{"reference-id": f"SRS.Core.CN0{number}"} for number in (1, 2, 3)]}
]
CONTROLS = {
    "imports": IMPORTS,
    "controls": [
        {"id": "SRS.Gen.CN01", "group": "Learning", "title": "Filter input", "objective": "Keep bad input out.",
         "assessment-requirements": [{"id": "SRS.Gen.CN01.AR01", "text": "Input MUST be checked."}],
         "threats": [{"reference-id": "SRS", "entries": [{"reference-id": "SRS.Gen.TH01"}, {"reference-id": "SRS.Core.TH09"}]}]},
        {"id": "SRS.Gen.CN02", "group": "Learning", "title": "Log", "objective": "Log it.",
         "threats": [{"reference-id": "SRS.Gen", "entries": [{"reference-id": "SRS.Gen.TH02"}]}]},
    ],
}  # fmt: skip
THREATS = {
    "imports": IMPORTS,
    "threats": [
        {"id": "SRS.Gen.TH01", "group": "Data", "title": "Injection", "description": "It is told what to do.",
         "capabilities": [{"reference-id": "SRS", "entries": [{"reference-id": f"SRS.Gen.CP0{number}"} for number in (1, 2, 3)]}]},
        {"id": "SRS.Gen.TH02", "group": "Data", "title": "Poisoning", "description": "It has learnt it."},
    ],
}  # fmt: skip
METADATA = {
    "metadata": {"id": "SRS.Gen", "title": "SRS Generation", "version": "2026.01", "last-modified": "2026-01-01",
                 "applicability-categories": [], "mapping-references": []},
    "release-details": [{"version": "2026.01"}],
}  # fmt: skip
GROUPS = {
    "groups": [{"id": name, "title": f"{name} group", "description": "All."} for name in ("Learning", "Data")]
}


def read(catalog: Catalog, /, **files: Any) -> Import:
    """Read files by names with `__` for a slash."""
    contents = {
        f"{name.replace('__', '/')}.json": json.dumps(value).encode() for name, value in files.items()
    }
    return formats.read(contents=contents, catalog=catalog)


def listed(found: Import, *kinds: str) -> list[tuple[str, str, str]]:
    return [(each.record, each.field, each.what) for each in found.losses if each.kind in kinds]


def test_a_list_of_controls_alone_is_a_catalog(catalog: Catalog) -> None:
    found = read(catalog, x__srs_controls=CONTROLS)
    assert (found.format, found.overlay is not None) == ("gemara", True)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    assert loaded.standard("srs-gen-cn@undated").title == "srs_controls"
    assert [each.id for each in loaded.framework("srs-gen-cn@undated").provisions] == [
        "Learning", "SRS.Gen.CN01", "SRS.Gen.CN01.AR01", "SRS.Gen.CN02",
    ]  # fmt: skip
    what = "ControlCatalog by its entries; id SRS.Gen.CN, title srs_controls: of its identifiers, and the name of the file"
    assert ("SRS.Gen.CN", "metadata", what) in listed(found, "assumed")
    assert ("SRS.Gen.CN", "imports", "3 entries") in listed(found, "dropped")
    assert listed(found, "repaired") == [
        ("SRS.Gen.CN", "group", "no group Learning: it is kept by its name"),
        ("SRS.Gen.CN", "reference-id", "SRS is not among the mapping-references"),
        ("SRS.Gen.CN", "reference-id", "SRS.Gen is not among the mapping-references"),
    ]


def test_metadata_and_groups_are_those_beside_it(catalog: Catalog) -> None:
    found = read(catalog, a__controls=CONTROLS, a__metadata=METADATA, a__threats=THREATS, b__groups=GROUPS)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    assert loaded.standard("srs-gen-cn@2026.01").title == "SRS Generation Controls"
    assert loaded.standard("srs-gen-th@2026.01").title == "SRS Generation Threats"
    assert loaded.provision("srs-gen-cn@2026.01:Learning").title == "Learning group"
    rows = loaded.mapping_set("gemara-srs-gen-cn").relationships
    assert [(row.subject.provision, row.type.value, str(row.object)) for row in rows] == [
        ("SRS.Gen.CN01", "mitigates", "srs-gen-th@2026.01:SRS.Gen.TH01"),
        ("SRS.Gen.CN01", "mitigates", "srs@undated:SRS.Core.TH09"),
        ("SRS.Gen.CN02", "mitigates", "srs-gen-th@2026.01:SRS.Gen.TH02"),
    ]
    owned = [each for each in listed(found, "assumed") if each[1] == "reference-id"]
    assert owned == [
        ("SRS.Gen.CN", "reference-id", f"entries of {name} are those of SRS.Gen.TH, which lists them")
        for name in ("SRS", "SRS.Gen")
    ]
    assert ("SRS.Gen.TH01", "capabilities", "3 entries") in listed(found, "dropped")
    assert [each for each in listed(found, "dropped") if each[0] == "SRS.Gen"] == [
        ("SRS.Gen", "release-details", "1 entry"), ("SRS.Gen", "last-modified", "2026-01-01"),
    ]  # fmt: skip


@pytest.mark.parametrize("other", ["SRS.Gen.TH", "srs-gen-th", "srs-gen-th@2026.01"])
def test_a_document_of_the_call_can_be_named(catalog: Catalog, other: str) -> None:
    files = {"a/controls.json": CONTROLS, "a/metadata.json": METADATA, "a/threats.json": THREATS}
    contents = {name: json.dumps(value).encode() for name, value in files.items()}
    found = formats.read(contents=contents, catalog=catalog, documents={"SRS": other, "nothing": "x"})
    assert found.overlay is not None
    rows = aiss.load(found.overlay).mapping_set("gemara-srs-gen-cn").relationships
    assert {str(row.object.document) for row in rows} == {"srs-gen-th@2026.01"}
    assert ("SRS", "", "SRS is srs-gen-th@2026.01") in listed(found, "matched")
    assert len(listed(found, "unresolved")) == 2  # "nothing", which no file names, and SRS.Core.TH09
    assert not any(name.startswith("register/srs-u") for name in found.overlay.files)


def test_a_document_that_is_another_loses_what_that_has_not(catalog: Catalog) -> None:
    contents = {
        "a/controls.json": json.dumps(CONTROLS).encode(),
        "a/threats.json": json.dumps(THREATS).encode(),
    }
    found = formats.read(contents=contents, catalog=catalog, documents={"SRS.Gen.CN": "SRS.Gen.TH"})
    problem = "srs-gen-th@undated has no provision 'SRS.Gen.CN02'"
    assert ("SRS.Gen.CN", "SRS.Gen.CN02", problem) in listed(found, "unresolved")
    circle = {"SRS.Gen.CN": "SRS.Gen.TH", "SRS.Gen.TH": "SRS.Gen.CN"}
    with pytest.raises(aiss.UnknownReference, match="is itself taken for another document"):
        formats.read(contents=contents, catalog=catalog, documents=circle)


def test_of_several_metadata_those_of_the_identifiers_are_taken(catalog: Catalog) -> None:
    other = {"metadata": {**METADATA["metadata"], "id": "SRS", "title": "Other"}}  # type: ignore[dict-item]
    third = {"metadata": {**METADATA["metadata"], "id": "SRS.Else", "title": "Else"}}  # type: ignore[dict-item]
    found = read(catalog, a=other, b=METADATA, c=third, controls=CONTROLS)
    assert found.overlay is not None
    assert aiss.load(found.overlay).standard("srs-gen-cn@2026.01").title == "SRS Generation Controls"
    unused = "no catalog without metadata lies beside it"
    assert [each for each in listed(found, "dropped") if each[2] == unused] == [
        ("SRS", "metadata", unused), ("SRS.Else", "metadata", unused),
    ]  # fmt: skip
    one = read(catalog, metadata=third, controls=CONTROLS)  # the only one of the folder
    assert one.overlay is not None
    assert aiss.load(one.overlay).standard("srs-gen-cn@2026.01").title == "Else Controls"
    lone = read(catalog, metadata=METADATA)
    assert lone.overlay is None


def test_a_file_that_only_takes_over_has_no_entries(catalog: Catalog) -> None:
    found = read(catalog, controls={"imports": IMPORTS})
    assert found.overlay is None
    assert listed(found, "dropped") == [("controls.json", "imports", "3 entries")]


@pytest.mark.parametrize("is_wrapped", [False, True])
def test_a_named_format_is_enough_for_a_list_with_ids(catalog: Catalog, is_wrapped: bool) -> None:
    value: Any = {"colour": "red", "title": "Mine", "metadata": {"version": "7"}, "controls": [{"id": "C1"}]}
    content = json.dumps({"catalog": value} if is_wrapped else value).encode()
    if not is_wrapped:  # OSCAL, too, has a catalog with controls
        with pytest.raises(InvalidData):
            formats.read(contents={"mine.json": content}, catalog=catalog)
    found = formats.read(contents={"mine.json": content}, catalog=catalog, format="gemara")
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    assert loaded.standard("c@7").title == "Mine"
    assert ("C", "colour", "red") in listed(found, "dropped")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"style": {}, "controls": [{"title": "x"}]}, '; it has "style, controls"'),
        ({"catalog": {"metadata": {"oscal-version": "1"}, "controls": [{"id": "a"}]}}, '; it has "catalog"'),
        ({"catalog": {"metadata": [], "controls": [{"id": "a"}]}}, '; it has "catalog"'),
        ({"groups": [{"id": "a"}]}, '; it has "groups"'),
        ({"groups": [{"id": [], "title": "x", "description": "x"}]}, '; it has "groups"'),
        ({"imports": []}, '; it has "imports"'),
        ([], ""),
        ({}, ""),
    ],
)
def test_a_file_of_something_else_is_named_with_what_it_lacks(
    catalog: Catalog, value: Any, shown: str
) -> None:
    contents = {"good.json": json.dumps(CONTROLS).encode(), "other.json": json.dumps(value).encode()}
    for named in (None, "gemara"):
        with pytest.raises(InvalidData) as caught:
            formats.read(contents=contents, catalog=catalog, format=named)
        assert str(caught.value) == (
            "other.json: this is not Gemara v1: it has no 'metadata' with a 'gemara-version', and no list of "
            f"entries with an 'id', such as 'controls'{shown}. Repair: leave it out: the files of a call are "
            "all of one format, and are read as one."
        )


def test_two_catalogs_of_one_id_are_both_read(catalog: Catalog, tmp_path: Path) -> None:
    """A tutorial gives its controls and its threats one id; a repository has a catalog as JSON and as YAML."""
    head = {"id": "SRS", "author": {"id": "a"}, "version": "1"}
    controls = {"metadata": head, "controls": [{"id": "C1", "threats": [{"reference-id": "SRS", "entries": [{"reference-id": "T1"}]}]}]}  # fmt: skip
    threats = {"metadata": head, "threats": [{"id": "T1"}]}
    more = {"metadata": head, "threats": [{"id": "T2"}]}
    for name, value in {"a": controls, "b": threats, "c": threats, "d": more}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "settings.json").write_text("{ // not JSON", encoding="utf-8")
    found = formats.read(tmp_path, catalog=catalog)
    assert found.overlay is not None
    loaded = aiss.load(found.overlay)
    (row,) = loaded.mapping_set("gemara-srs").relationships
    assert (str(row.subject), str(row.object)) == ("srs@1:C1", "srs-threats@1:T1")
    assert [each.id for each in loaded.framework("srs-threats-2@1").provisions] == ["T2"]
    assert listed(found, "duplicate") == [("SRS", "", "another file has the same entries: it is kept once")]
    assert [each for each in listed(found, "repaired") if each[1] == "id"] == [
        ("SRS", "id", "another catalog has this id: this one is SRS threats"),
        ("SRS", "id", "another catalog has this id: this one is SRS threats 2"),
    ]


def test_a_group_that_is_an_entry_is_none(catalog: Catalog) -> None:
    found = read(catalog, controls={"controls": [{"id": "C1", "group": "C2"}, {"id": "C2", "group": "g"}]})
    assert found.overlay is not None
    provisions = aiss.load(found.overlay).framework("c@undated").provisions
    assert [(each.id, each.parent) for each in provisions] == [("C1", None), ("g", None), ("C2", "g")]
    assert [each[2] for each in listed(found, "repaired")] == [
        "no group C2: it is left out",
        "no group g: it is kept by its name",
    ]


def test_ids_without_a_common_beginning_leave_the_name_of_the_file(catalog: Catalog) -> None:
    value = {"controls": [{"id": "A", "group": "g"}, {"id": "B", "group": "g"}]}
    found = read(catalog, our__list=value)
    assert found.overlay is not None
    assert aiss.load(found.overlay).standard("list@undated").title == "list"


def test_lists_that_are_sorted_by_kind_are_counted_by_entry(catalog: Catalog) -> None:
    head = {"id": "SRS", "author": {"id": "a"}}
    value = {
        "metadata": head,
        "imports": {"controls": IMPORTS},
        "plan": {"a": [{"b": 1}]},
        "controls": [{"id": "C1"}],
    }
    assert [each[1:] for each in listed(read(catalog, a=value), "dropped")] == [
        ("imports", "3 entries"),
        ("plan", "1 entry"),
    ]


def test_a_document_with_the_entries_of_another_can_be_that_one(catalog: Catalog) -> None:
    one = {"threats": [{"id": "A.T1", "group": "g", "title": "One"}, {"id": "A.T2", "title": "Two"}]}
    two = {"metadata": {"id": "B", "author": {"id": "b"}}, "threats": [{"id": "a.t1"}, {"id": "A.T2"}]}
    contents = {"one.json": json.dumps(one).encode(), "two.json": json.dumps(two).encode()}
    found = formats.read(contents=contents, catalog=catalog, documents={"B": "A.T"})
    assert listed(found, "matched") == [("B", "", "B is a-t@undated")]
    assert listed(found, "unresolved") == []
    assert found.overlay is not None
    assert [name for name in found.overlay.files if name.startswith("frameworks/")] == [
        "frameworks/a-t/undated.json"
    ]


@pytest.mark.parametrize(
    ("reference", "entry", "target"),
    [
        ("threats", "1.1", "own@1:1.1"),  # unknown, so that it can only be the one of the files
        ("NIST CSF", "1.1", None),  # of the catalog
        ("OWASP Top 10", "1.1", None),  # of the catalog, in several editions
        ("elsewhere", "1.1", "elsewhere@undated:1.1"),  # declared, and not among the files
        ("elsewhere", "elsewhere.2", "own@1:elsewhere.2"),  # declared, and its identifier begins so
        ("threats", "9.9", "threats@undated:9.9"),  # of no file
    ],
)
def test_an_identifier_is_not_taken_from_a_document_elsewhere(
    catalog: Catalog, reference: str, entry: str, target: str | None
) -> None:
    threats = [{"id": name} for name in ("1.1", "elsewhere.2")]
    head = {"id": "own", "version": "1", "author": {"id": "a"}}
    declared = [{"id": "elsewhere", "title": "Elsewhere"}]
    entries = [{"reference-id": "not-there"}, {"reference-id": entry}]  # the first makes a document of it
    inline = [{"reference-id": reference, "entries": entries}]
    contents = {
        "a.json": {"metadata": head, "threats": threats},
        "b.json": {"metadata": {"id": "cn", "mapping-references": declared}, "controls": [{"id": "C1", "threats": inline}]},
    }  # fmt: skip
    found = formats.read(
        contents={name: json.dumps(value).encode() for name, value in contents.items()}, catalog=catalog
    )
    assert found.overlay is not None
    row = next(
        row
        for row in aiss.load(found.overlay).mapping_set("gemara-cn").relationships
        if row.object.provision != "not-there"
    )
    assert not str(row.object).startswith("own@") if target is None else str(row.object) == target


@pytest.mark.parametrize(
    ("document", "owner"), [("AML.T0051.000 to .002", ""), ("MITRE ATLAS", ""), ("nobody", "A.TH")]
)
def test_an_entry_is_of_another_where_the_catalog_knows_the_name(
    catalog: Catalog, document: str, owner: str
) -> None:
    """Names that mean several provisions are known, too."""
    entry = ForeignProvision("T1", "T1", ProvisionKind.THREAT)
    held = ForeignDocument("A.TH", ("A.TH",), "a-th", "1", "A", "a", provisions=(entry,))
    assert Owners(catalog, {"A.TH": held}).find(document, "T1") == owner
