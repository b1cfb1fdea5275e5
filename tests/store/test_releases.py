"""Overlays under an earlier release, the generation of files, and the digests of overlays."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from samples import (
    ACME,
    Overlay,
    document,
    mapping_set,
    register_file,
    structure,
    write_sets,
    write_structure,
)

from ai_security_standards import Catalog, InvalidData, check, load
from ai_security_standards._store.files import GENERATION, canonical, packaged_folder
from ai_security_standards._store.folders import read_overlay
from ai_security_standards._store.history.overlays import overlay_digests
from ai_security_standards._store.history.records import Entry, canonical_lines
from ai_security_standards._store.register import Register, packaged_register
from ai_security_standards._store.register.overlaying import add_overlays
from ai_security_standards._store.register.releases import add_adapted_overlays, register_as_known
from ai_security_standards.snapshot import Snapshot

DAY = load().date
#: What the earlier release does not have: a document, a publisher, and one of the provisions of another.
LATER = "owasp-llm-top-10@2026"
LATER_PUBLISHER = "biml"


def earlier_register() -> Register:
    """Return the register of a release before this one: it lacks a document, a publisher and provisions."""
    today = packaged_register()
    owasp = dict(today.framework_loaders)
    del owasp[LATER]
    raw = owasp["owasp-llm-top-10@2025"]()
    owasp["owasp-llm-top-10@2025"] = lambda: {**raw, "provisions": raw["provisions"][:5]}
    return Register(
        "2026.10.0",
        {
            ref: file
            for ref, file in today.files_by_ref.items()
            if ref != LATER and not ref.startswith("biml")
        },
        {name: file for name, file in today.publishers.items() if name != LATER_PUBLISHER},
        {},
        (),
        owasp,
        {},
        today.law_loaders,
    )


def as_known_then(*folders: Path) -> Catalog:
    today = packaged_register()
    files = tuple(file for folder in folders for file in read_overlay(folder))
    add_overlays(today, files)  # they are sound today
    return Catalog(Snapshot(add_adapted_overlays(earlier_register(), today, files), DAY))


def test_ends_that_were_unknown_become_unresolved(overlay: Overlay) -> None:
    folder = write_structure(
        overlay(register_file(document())), structure(*({"id": name, "kind": "control"} for name in "AB"))
    )
    rows = [
        f"acme-policy@1.0:A intersects_with {LATER}:LLM01",
        "acme-policy@1.0:A intersects_with owasp-llm-top-10@2025:LLM09",
        "acme-policy@1.0:B intersects_with owasp-llm-top-10@2025:LLM01",
        "acme-policy@1.0 intersects_with etsi-gr-sai-006@1.1.1:Anything",
    ]
    explained = {"relation": "acme-policy@1.0:B equal gone@1:X", "unresolved": "it was withdrawn"}
    write_sets(folder, ("ours--theirs", mapping_set(*rows, explained)))
    found = as_known_then(folder).mapping_sets()
    assert [each.unresolved for each in found] == [3]
    sheet = as_known_then(folder).snapshot.register.mappings["ours--theirs"].sheet
    told = {str(each.object): each.unresolved for each in sheet}
    assert told == {
        f"{LATER}:LLM01": "unknown in data 2026.10.0",
        "owasp-llm-top-10@2025:LLM09": "unknown in data 2026.10.0",
        "owasp-llm-top-10@2025:LLM01": None,
        "etsi-gr-sai-006@1.1.1:Anything": None,
        "gone@1:X": "it was withdrawn",
    }


def test_what_is_about_an_unknown_document_is_left_out(overlay: Overlay) -> None:
    notes = [
        {"ref": ref, "key": "owner", "value": "Legal"}
        for ref in (LATER, "owasp-llm-top-10", "acme-policy@1.0")
    ]
    grammars = [{"standard": standard, "names": ["The Name"]} for standard in ("biml-ara-ml", "acme-policy")]
    record = document(replaces=[{"ref": LATER}, {"ref": "owasp-llm-top-10@2025"}], publisher=LATER_PUBLISHER)
    folder = overlay(
        {"publishers": [ACME], "standards": [record], "annotations": notes, "grammars": grammars}
    )
    catalog = as_known_then(folder)
    assert [str(each.ref or each.title) for each in catalog.standard("acme-policy").replaces] == [
        LATER, "owasp-llm-top-10@2025",
    ]  # fmt: skip
    assert catalog.standard("acme-policy").replaces[0].ref is None
    assert catalog.publisher(LATER_PUBLISHER).name == load().publisher(LATER_PUBLISHER).name
    assert {*catalog.snapshot.register.annotations} == {"owasp-llm-top-10", "acme-policy@1.0"}
    assert "acme-policy" in {each.standard for each in catalog.snapshot.register.grammars()}
    assert LATER not in catalog


def test_a_structure_of_an_unknown_document_is_left_out_and_its_rows_are_unresolved(overlay: Overlay) -> None:
    raw = structure({"id": "N1", "kind": "risk"}, standard="biml-ara-ml", edition="1.0")
    folder = write_structure(overlay(register_file(document())), raw, "frameworks/biml-ara-ml/1.0.json")
    assert "biml-ara-ml@1.0" not in packaged_register().framework_loaders
    assert "biml-ara-ml" not in as_known_then(folder)
    assert as_known_then(folder).standard("acme-policy").id == "acme-policy"


def test_an_own_structure_decides_what_is_known_of_an_own_document(overlay: Overlay) -> None:
    folder = write_structure(overlay(register_file(document())), structure({"id": "A", "kind": "control"}))
    write_sets(
        folder,
        (
            "ours",
            mapping_set(
                "acme-policy@1.0:A equal acme-policy@1.0",
                {"relation": "acme-policy@1.0:Z equal acme-policy@1.0:A", "unresolved": "x"},
            ),
        ),
    )
    assert as_known_then(folder).mapping_sets()[0].unresolved == 1


def test_what_repeats_a_packaged_record_of_today_adds_nothing(overlay: Overlay) -> None:
    data = packaged_folder()
    owasp = json.loads((data / "register/owasp.json").read_bytes())
    folder = overlay(owasp)
    raw = json.loads((data / "frameworks/owasp-llm-top-10/2025.json").read_bytes())
    write_structure(folder, raw, "frameworks/owasp-llm-top-10/2025.json")
    name = "owasp-llm-top-10-2023--owasp-llm-top-10-2025"
    write_sets(folder, (name, (data / f"mappings/{name}.sssom.tsv").read_bytes()))
    catalog = as_known_then(folder)
    assert LATER not in catalog
    assert len(catalog.framework("owasp-llm-top-10@2025").provisions) == 5
    assert list(catalog.mapping_sets()) == []


def test_a_replaced_record_stays_replaced(overlay: Overlay) -> None:
    raw = json.loads((packaged_folder() / "register/owasp.json").read_bytes())
    record = {**next(each for each in raw["standards"] if each["id"] == "owasp-llm-top-10"), "title": "Ours"}
    ref = f"{record['id']}@{record['edition']}"
    folder = overlay({"standards": [record], "replaces": [ref]})
    name = "owasp-llm-top-10-2023--owasp-llm-top-10-2025"
    write_sets(
        folder,
        (
            name,
            mapping_set(
                "owasp-llm-top-10@2023:LLM01 equal owasp-llm-top-10@2025:LLM01", head={"replaces": [name]}
            ),
        ),
    )
    catalog = as_known_then(folder)
    assert catalog.standard(ref).title == "Ours"
    assert [each.id for each in catalog.mapping_sets()] == [name]


def test_the_overlays_of_a_catalog_stay_when_it_turns_to_another_release(overlay: Overlay) -> None:
    folder = overlay(register_file(document(recorded="2031.01.0")))
    catalog = load(folder)
    release = catalog.data_version
    assert catalog.as_known(release) == catalog
    then = as_known_then(folder)
    assert then.standard("acme-policy").recorded == "2031.01.0"
    assert register_as_known(then.snapshot.register, release).content == catalog.snapshot.register.content
    plain = Catalog(Snapshot(earlier_register(), DAY))
    assert plain.as_known(release) == load().as_of(DAY)
    with pytest.raises(InvalidData, match=r"data 2026\.10\.0 is not kept"):
        pickle.loads(pickle.dumps(then))


# ---------------------------------------------------------------- digests, releases and generations of overlays


def test_the_digest_of_an_overlay_is_that_of_its_records(overlay: Overlay) -> None:
    one = overlay(
        register_file(document(), annotations=[{"ref": LATER, "key": "k", "value": "v"}]), folder="one"
    )
    two = overlay(
        register_file(document()), {"annotations": [{"ref": LATER, "key": "k", "value": "v"}]}, folder="two"
    )
    other = overlay(register_file(document(title="Other")), folder="other")
    for folder in (one, two):
        write_structure(folder, structure({"id": "A", "kind": "control"}))
        write_sets(folder, ("ours", mapping_set(f"acme-policy@1.0:A equal {LATER}:LLM01")))
    digests = [overlay_digests(read_overlay(folder))[0].digest for folder in (one, two, other)]
    assert digests[0] == digests[1] != digests[2]
    more = overlay({"standards": [document(title="Other")], "replaces": ["acme-policy@1.0"]}, folder="more")
    assert [each.digest for each in load(one, more).provenance.overlays] == [
        digests[0][:12], overlay_digests(read_overlay(more))[0].digest[:12],
    ]  # fmt: skip


def test_an_overlay_names_its_own_release(overlay: Overlay) -> None:
    folder = overlay(register_file(document()))
    (folder / "release.json").write_bytes(canonical({"data_version": "spring", "generation": GENERATION}))
    catalog = load(folder)
    (digest,) = catalog.provenance.overlays
    assert f"overlay spring ({digest.digest}), as of" in str(catalog.provenance)
    assert check(folder) == ()
    assert f"Source: data {catalog.data_version}" in catalog.standards(publisher="acme").to_markdown()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            {"data_version": "spring", "generation": 1},
            f"generation 1 of the data format; this version reads {GENERATION}",
        ),
        ({"data_version": " "}, "must name the release"),
        ({"data_version": "a", "more": 1}, "must name the release"),
        ([], "must name the release"),
    ],
)
def test_a_release_file_of_another_form_is_refused(overlay: Overlay, content: Any, problem: str) -> None:
    folder = overlay(register_file(document()))
    (folder / "release.json").write_bytes(canonical(content))
    with pytest.raises(InvalidData, match=problem) as raised:
        load(folder)
    assert raised.value.file.endswith("release.json")
    assert raised.value.repair
    assert [finding.rule for finding in check(folder)] == ["file"]


def test_a_file_may_name_the_generation_of_its_format(overlay: Overlay) -> None:
    assert "acme-policy" in load(overlay({**register_file(document()), "generation": GENERATION}))
    folder = overlay({**register_file(document()), "generation": GENERATION + 1})
    with pytest.raises(
        InvalidData, match="the file is of generation 3 of the data format; this version reads 2"
    ) as raised:
        load(folder)
    assert "use the version that reads 3" in raised.value.repair


def test_two_records_of_one_key_have_no_digest() -> None:
    one, other = (
        Entry("standard", "acme@1", {"title": "One"}),
        Entry("standard", "acme@1", {"title": "Other"}),
    )
    with pytest.raises(ValueError, match="two records of kind standard have the key 'acme@1'"):
        canonical_lines([one, other])
    assert len(canonical_lines([one, other._replace(kind="publisher")])) == 2
