"""CycloneDX: standards and attestations, both ways. The shapes are those of its own examples."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData
from ai_security_standards.records.provisions import Provision

DOCUMENTS = (
    "owasp-llm-top-10@2025",
    "iso-iec-42001@2023",
    "owasp-asvs@5.0.0",
    "mitre-atlas@2026.09",
    "etsi-en-304-223@2.1.1",
)
STANDARD = {
    "bom-ref": "acme-1", "name": "ACME Standard", "version": "v1.2", "description": "What ACME asks.", "owner": "ACME",
    "requirements": [
        {"bom-ref": "r1", "identifier": "1", "title": "Build"},
        {"bom-ref": "r1.1", "identifier": "1.1", "title": "1.1", "text": "Build safely.", "parent": "r1", "descriptions": ["Why", "How"],
         "properties": [{"name": "x", "value": "y"}], "externalReferences": [{"type": "bom", "url": "urn:acme:1.1"}, {"type": "website", "url": "https://acme.example.org/1.1"}]},
        {"bom-ref": "r2", "title": "Run", "parent": "gone", "openCre": ["CRE:1-2"]},
    ],
    "levels": [
        {"bom-ref": "l1", "identifier": "Level 1", "description": "For all.", "requirements": ["r1.1"]},
        {"bom-ref": "l2", "requirements": ["r1.1", "r2"]},
    ],
    "externalReferences": [{"type": "website", "url": "https://acme.example.org"}, {"type": "vcs", "url": "https://acme.example.org/git"}],
}  # fmt: skip
DECLARATIONS = {
    "assessors": [{"bom-ref": "a1", "thirdParty": True, "organization": {"name": "Audit Inc"}}],
    "attestations": [
        {"summary": "All", "assessor": "a1", "map": [
            {"requirement": "r1.1", "claims": ["c1", "c2"], "conformance": {"score": 0.8, "rationale": "Nearly."}, "confidence": {"score": 1}},
            {"requirement": "r2", "claims": ["none"], "conformance": {"score": 1}},
            {"requirement": "unknown", "conformance": {"score": 0}},
            {"requirement": "owasp-llm-top-10@2025:LLM01", "conformance": {"score": 0.0}},
            {"requirement": "r1"},
        ]},
        {"assessor": "nobody", "map": [{"requirement": "r2", "claims": ["c3"]}]},
    ],
    "claims": [
        {"bom-ref": "c1", "target": "t1", "predicate": "It builds safely.", "reasoning": "As seen.", "evidence": ["e1", "gone"]},
        {"bom-ref": "c2", "target": "elsewhere", "evidence": ["e2"]},
        {"bom-ref": "c3", "evidence": ["e3", "e4"]},
    ],
    "evidence": [
        {"bom-ref": "e1", "description": "Log", "created": "2026-04-25T00:00:00+00:00",
         "data": [{"name": "run", "contents": {"url": "https://a.example", "attachment": {"content": "x"}}, "classification": "PII"}]},
        {"bom-ref": "e2", "created": "soon"}, {"bom-ref": "e3", "created": "2026-01-02"}, {"bom-ref": "e4", "created": "2026-03-02"},
    ],
    "targets": {"components": [{"bom-ref": "t1", "type": "application", "name": "Chatbot", "version": "2"}], "services": [{"name": "x"}]},
    "affirmation": {"statement": "It is so.", "signatories": [{"name": "A"}]},
}  # fmt: skip


def file(standards: list[Any], declarations: Any = None, **metadata: Any) -> dict[str, Any]:
    value = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
        "version": 1,
        "metadata": metadata,
        "definitions": {"standards": standards},
    }
    return value if declarations is None else {**value, "declarations": declarations}


def read(catalog: Catalog, *values: Any, **options: Any) -> formats.Import:
    contents = {f"{number}.json": json.dumps(value).encode() for number, value in enumerate(values)}
    return formats.read(contents=contents, catalog=catalog, **options)


def changed(change: Any) -> dict[str, Any]:
    declarations = copy.deepcopy(DECLARATIONS)
    change(declarations)
    return file([STANDARD], declarations)


def test_standards_among_the_declarations_are_read(catalog: Catalog) -> None:
    """A publisher of a well-known standard has it there."""
    value = {"bomFormat": "CycloneDX", "specVersion": "1.6", "declarations": {"standards": [STANDARD]}}
    found = read(catalog, value)
    assert found.overlay is not None
    assert len(aiss.load(found.overlay).framework("acme-standard@1.2").provisions) == 3
    assert [(each.record, each.field) for each in found.losses.only("repaired")][:1] == [
        ("declarations", "standards")
    ]


def test_a_standard_is_a_document(catalog: Catalog) -> None:
    licences = [{"license": {"id": "CC-BY-4.0"}}, {"expression": "MIT OR X"}, {"license": {"name": "Own"}}]
    found = read(catalog, file([STANDARD], licenses=licences))
    assert found.overlay is not None
    assert found.assessment is None
    loaded = aiss.load(found.overlay)
    standard = loaded.standard("acme-standard@1.2")
    assert (standard.title, standard.publisher, standard.licence, standard.url or standard.sources[0].address) == (
        "ACME Standard 1.2", "acme", "CC-BY-4.0, MIT OR X, Own", "https://acme.example.org",
    )  # fmt: skip
    made = loaded.framework("acme-standard@1.2").provisions
    assert [each.address for each in made[1].sources] == ["https://acme.example.org/1.1"]
    assert [(each.id, each.kind.value, each.title, each.summary, each.parent, each.level, each.assessable, each.note) for each in made] == [
        ("1", "chapter", "Build", None, None, None, False, None),
        ("1.1", "requirement", None, "Build safely.", "1", "Level 1", True, "Why How"),
        ("r2", "requirement", "Run", None, None, "l2", True, None),
    ]  # fmt: skip
    assert sorted((each.kind.value, each.field) for each in found.losses) == [
        ("assumed", ""), ("assumed", "levels"), ("assumed", "published"), ("dropped", "description"), ("dropped", "externalReferences"),
        ("dropped", "externalReferences"), ("dropped", "openCre"), ("dropped", "properties"), ("repaired", "r2"),
    ]  # fmt: skip


def test_a_supplier_stands_for_an_owner_and_a_name_for_a_key(catalog: Catalog) -> None:
    bare = {"name": "Bare Rules", "requirements": [{"identifier": "B1", "text": "Be bare."}]}
    supplied = read(
        catalog, file([bare], supplier={"name": "OWASP Foundation"}, timestamp="2026-01-01T00:00:00Z")
    )
    assert supplied.overlay is not None
    loaded = aiss.load(supplied.overlay)
    assert loaded.standard("bare-rules@undated").publisher == "owasp"
    assert [each.id for each in loaded.framework("bare-rules@undated").provisions] == ["B1"]
    unknown = read(catalog, file([{"levels": [{"requirements": []}]}]))
    assert unknown.overlay is not None
    assert aiss.load(unknown.overlay).standard("unnamed@undated").publisher == "unknown"


def test_a_key_that_is_only_like_a_reference_is_none(catalog: Catalog) -> None:
    found = read(
        catalog,
        file([{"bom-ref": "-@1", "name": "Dash"}]),
        file([{"bom-ref": "acme-rules@1", "name": "Rules"}]),
    )
    assert found.overlay is not None
    assert {str(each.ref) for each in aiss.load(found.overlay).standards() if each.ref.standard in ("dash", "acme-rules")} == {
        "dash@undated", "acme-rules@1",
    }  # fmt: skip


def test_a_published_standard_is_that_of_the_catalog(catalog: Catalog) -> None:
    names = ("V1.1.1", "V1.1.2", "V2.1.1")
    asvs = {
        "bom-ref": "ASVS-5.0.0", "name": "Application Security Verification Standard (ASVS)", "version": "5.0.0",
        "requirements": [{"bom-ref": name, "identifier": name, "text": "Verify."} for name in names],
    }  # fmt: skip
    found = read(catalog, file([asvs]))
    assert found.overlay is None
    assert [each.what.partition(" is ")[2] for each in found.losses.only("matched")] == ["owasp-asvs@5.0.0"]


def test_attestations_are_results(catalog: Catalog) -> None:
    found = read(catalog, file([STANDARD], DECLARATIONS))
    assert found.assessment is not None
    assert [(str(each.ref), each.result.value, each.evidence, each.assessor, str(each.date), each.note, each.subject) for each in found.assessment] == [
        ("acme-standard@1.2:1.1", "partly", "Log run https://a.example", "Audit Inc", "2026-04-25", "Nearly. It builds safely. As seen.", "Chatbot 2"),
        ("acme-standard@1.2:1.1", "partly", None, "Audit Inc", "None", "Nearly.", "elsewhere"),
        ("acme-standard@1.2:r2", "satisfied", None, "Audit Inc", "None", None, None),
        ("owasp-llm-top-10@2025:LLM01", "not_satisfied", None, "Audit Inc", "None", None, None),
        ("acme-standard@1.2:1", "not_assessed", None, "Audit Inc", "None", None, None),
        ("acme-standard@1.2:r2", "not_assessed", None, "nobody", "2026-03-02", None, None),
    ]  # fmt: skip
    said = {(each.kind.value, each.field, each.what) for each in found.losses if each.record != "acme-1"}
    assert {
        ("unresolved", "claims", "none"), ("unresolved", "evidence", "gone"), ("dropped", "confidence", "1 field"), ("dropped", "date", "soon"),
        ("dropped", "requirement", "no known reference in 'unknown'"), ("dropped", "attachment", "1 field"), ("dropped", "classification", "PII"),
        ("dropped", "affirmation", "It is so."), ("dropped", "signatories", "1 entry"), ("assumed", "conformance", "a score of 0.8 is partly"),
    } <= said  # fmt: skip


def test_declarations_may_be_of_the_standards_of_another_file(catalog: Catalog) -> None:
    other = {
        **STANDARD,
        "bom-ref": "acme-2",
        "version": "2",
        "requirements": [{"bom-ref": "r2", "identifier": "Two"}],
    }
    found = read(catalog, file([], DECLARATIONS), file([STANDARD]), file([other], DECLARATIONS))
    assert found.assessment is not None
    refs = {str(each.ref) for each in found.assessment}
    assert {"acme-standard@1.2:r2", "acme-standard@1.2:1.1", "acme-standard@2:Two"} <= refs


@pytest.mark.parametrize("score", ["2", "-1", "nan", "high", "0" * 30])
def test_a_score_is_from_0_to_1(catalog: Catalog, score: str) -> None:
    def change(declarations: Any) -> None:
        declarations["attestations"][0]["map"][0]["conformance"]["score"] = score

    with pytest.raises(InvalidData, match="the score is not from 0 to 1"):
        read(catalog, changed(change))


def test_a_requirement_has_a_name(catalog: Catalog) -> None:
    def change(declarations: Any) -> None:
        del declarations["attestations"][0]["map"][0]["requirement"]

    with pytest.raises(InvalidData, match="the requirement is missing"):
        read(catalog, changed(change))
    with pytest.raises(InvalidData, match="the requirement has no identifier"):
        read(catalog, file([{"name": "x", "requirements": [{"text": "y"}]}]))


def test_declarations_may_be_bare(catalog: Catalog) -> None:
    declarations = {"attestations": [{"map": [{"requirement": "r2", "claims": ["c"]}]}], "claims": [{"bom-ref": "c", "evidence": ["e"]}],
                    "evidence": [{"bom-ref": "e"}, {"description": "Nameless"}]}  # fmt: skip
    found = read(catalog, file([STANDARD], declarations))
    assert found.assessment is not None
    assert found.assessment.rows()[0]["evidence"] is None


def test_text_is_put_together_in_bounded_time_and_memory(catalog: Catalog) -> None:
    evidence = [{"bom-ref": f"e{number}", "description": f"{number} {'d' * 500}"} for number in range(100)]
    claims = [
        {"bom-ref": f"c{number}", "evidence": [each["bom-ref"] for each in evidence]} for number in range(100)
    ]
    maps = [{"requirement": "r1", "claims": [each["bom-ref"] for each in claims]}] * 100
    declarations = {"attestations": [{"map": maps}], "claims": claims, "evidence": evidence}
    with pytest.raises(InvalidData, match="far more lists and values than its size explains"):
        read(catalog, file([STANDARD], declarations))


def test_a_document_is_no_requirement_unless_it_is_named_in_full(catalog: Catalog) -> None:
    def change(declarations: Any) -> None:
        declarations["attestations"] = [{"map": [{"requirement": "OWASP Top 10 for LLM Applications"}]}]

    found = read(catalog, changed(change))
    assert found.assessment is None
    assert "names no provision" in next(
        each.what for each in found.losses.only("dropped") if each.field == "requirement"
    )


# ---------------------------------------------------------------- out


def carried(each: Provision) -> tuple[Any, ...]:
    aliases = tuple(alias for alias in each.aliases if alias != each.id)
    return (
        each.id,
        each.kind,
        each.name,
        each.summary,
        each.parent,
        each.level,
        each.assessable,
        each.retired,
        aliases,
        each.note,
    )


@pytest.mark.parametrize("subject", DOCUMENTS)
def test_documents_go_out_and_come_in(catalog: Catalog, subject: str) -> None:
    made = formats.write("cyclonedx", subject, catalog=catalog)
    assert made.content == formats.write("cyclonedx", subject, catalog=catalog).content
    found = read(catalog, json.loads(made.content), match=False)
    assert found.overlay is not None
    standard, _, edition = subject.partition("@")
    again = aiss.load(found.overlay).framework(f"{standard}-imported@{edition}")
    assert list(map(carried, again.provisions)) == list(map(carried, catalog.framework(subject).provisions))
    matched = read(catalog, json.loads(made.content))
    assert matched.overlay is None
    assert {each.field for each in matched.losses if each.kind != "matched"} == {"affirmation"}


def test_a_title_that_is_ours_is_said_to_be(policy_overlay: Path) -> None:
    made = formats.write("cyclonedx", "acme-policy@1.0", catalog=aiss.load(policy_overlay))
    (written,) = json.loads(made.content)["definitions"]["standards"]
    ours = [
        (each["identifier"], each["title"]) for each in written["requirements"]
        if any(one["name"].endswith("titled-by") for one in each.get("properties", ()))
    ]  # fmt: skip
    assert ours == [("A.2", "Vet those who label")]  # A.1 has a title of its publisher, A.3 has none


RESULTS = [
    {"ref": "iso-iec-42001@2023:A.9.4", "result": "satisfied", "evidence": "report 7", "assessor": "Audit Inc", "date": "2026-10-03",
     "note": "All fine.", "subject": "chatbot"},
    {"ref": "iso-iec-42001@2023:A.6.2.4", "result": "partly"},
    {"ref": "iso-iec-42001@2023:A.2.2", "result": "not_applicable", "note": "No policy is needed."},
    {"ref": "owasp-llm-top-10@2025:LLM01", "result": "not_satisfied", "date": "2026-09-01", "assessor": "Audit Inc"},
    {"ref": "owasp-llm-top-10@2025:LLM02", "result": "not_assessed", "subject": "search"},
]  # fmt: skip


def test_results_go_out_and_come_in(catalog: Catalog) -> None:
    assessment = aiss.Assessment.of(RESULTS)
    made = formats.write("cyclonedx", assessment, catalog=catalog)
    value = json.loads(made.content)
    assert {each["bom-ref"]: len(each["requirements"]) for each in value["definitions"]["standards"]} == {
        "iso-iec-42001@2023": 8, "owasp-llm-top-10@2025": 2,  # with the objectives and the annex above them
    }  # fmt: skip
    assert [each["summary"] for each in value["declarations"]["attestations"]] == ["2 results", "3 results"]
    found = read(catalog, value)
    assert found.assessment is not None
    assert set(found.assessment) == set(catalog.pin(assessment))
    assert [each.what for each in made.losses] == ["partly is a conformance of 0.5"]


def test_a_product_is_what_no_result_names(catalog: Catalog) -> None:
    rows = [("owasp-llm-top-10@2025:LLM01", "satisfied"), ("owasp-llm-top-10@2025", "satisfied")]
    rows.append({"ref": "owasp-llm-top-10@2025:LLM02", "result": "satisfied", "date": "2026-09"})  # type: ignore[arg-type]
    made = formats.write(
        "cyclonedx", aiss.Assessment.of(rows), "nist-csf@2.0", catalog=catalog, product="ACME Chatbot"
    )
    value = json.loads(made.content)
    assert value["metadata"]["component"]["name"] == "ACME Chatbot"
    assert {each["target"] for each in value["declarations"]["claims"]} == {"target/ACME Chatbot"}
    assert [(each.kind.value, each.what) for each in made.losses if each.field in ("result", "date")] == [
        ("assumed", "the document as a whole stands where a requirement does"),
        ("assumed", "2026-09 is written as 2026-09-01"),
    ]  # fmt: skip
    found = read(catalog, value)
    assert found.assessment is not None
    assert found.assessment.subjects == ("ACME Chatbot",)
    assert {str(each.ref) for each in found.assessment} == {
        "owasp-llm-top-10@2025", "owasp-llm-top-10@2025:LLM01", "owasp-llm-top-10@2025:LLM02",
    }  # fmt: skip


def test_a_document_is_declared_as_a_whole(catalog: Catalog) -> None:
    """A claim to conform to a standard was dropped, and the file named the standard without it."""
    results = aiss.Assessment.of(
        [("etsi-en-304-223@2.1.1", "satisfied"), ("owasp-llm-top-10@2025:LLM01", "partly")]
    )
    made = formats.write("cyclonedx", results, catalog=catalog, product="ACME Chatbot")
    value = json.loads(made.content)
    names = [each for each in _values(value, "bom-ref") if each is not None]
    assert len(names) == len(set(names)) > 70  # all of EN 304 223 is there, and a name stands for one thing
    (attestation,) = value["declarations"]["attestations"]
    assert [each["requirement"] for each in attestation["map"]] == [
        "etsi-en-304-223@2.1.1", "owasp-llm-top-10@2025:LLM01",
    ]  # fmt: skip
    named = {*_values(value, "requirement"), *_values(value, "target")}
    assert named <= set(names)
    again = read(catalog, value).assessment
    assert again is not None
    assert [str(each.ref) for each in again] == ["etsi-en-304-223@2.1.1", "owasp-llm-top-10@2025:LLM01"]


def _values(value: object, key: str) -> Iterator[object]:
    """Yield what stands under a key anywhere."""
    for each in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        yield from _values(each, key)
    if isinstance(value, dict) and isinstance(value.get(key), str):
        yield value[key]


def test_it_says_whether_a_presumption_of_conformity_follows(catalog: Catalog) -> None:
    made = json.loads(formats.write("cyclonedx", "etsi-en-304-223@2.1.1", catalog=catalog).content)
    assert made["properties"] == [
        {
            "name": "ai-security-standards:presumption-of-conformity:etsi-en-304-223@2.1.1",
            "value": "none, until an act cites it",
        }
    ]
    assert made["declarations"]["affirmation"]["statement"].endswith(
        "etsi-en-304-223@2.1.1: none, until an act cites it."
    )


def test_a_citation_gives_a_presumption_of_conformity(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    (rule,) = (each for each in catalog.deemed_by() if str(each.ref) == "eu-ai-act@2024/1689:Article 40(1)")
    ref = catalog.standard("etsi-en-304-223@2.1.1").ref
    table = attrs.evolve(catalog.deemed_by(), records=(attrs.evolve(rule, by=(ref,)),))
    monkeypatch.setattr(type(catalog), "deemed_by", lambda *_: table)
    made = json.loads(formats.write("cyclonedx", str(ref), catalog=catalog).content)
    assert made["properties"][0]["value"] == "under eu-ai-act@2024/1689:Article 40(1), on its condition"


def test_a_document_without_a_structure_is_declared_whole(catalog: Catalog) -> None:
    ref = next(
        each.ref
        for each in catalog.standards()
        if str(each.ref) not in catalog.snapshot.register.framework_loaders
    )
    made = json.loads(formats.write("cyclonedx", ref, catalog=catalog).content)
    assert "requirements" not in made["definitions"]["standards"][0]


def test_what_is_no_standard_is_refused(catalog: Catalog) -> None:
    with pytest.raises(InvalidData, match="holds standards"):
        formats.write("cyclonedx", catalog=catalog)
    with pytest.raises(InvalidData, match="holds standards"):
        formats.write("cyclonedx", "owasp-agentic-top-10-2026--owasp-llm-top-10-2025", catalog=catalog)
