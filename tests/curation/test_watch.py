"""A publisher's new files become a draft of the new edition; files of held editions are compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from ai_security_standards import InvalidData, load
from ai_security_standards._store import structuring
from ai_security_standards._store.register import packaged_register
from curation.commands import main
from curation.mappings import convert
from curation.watch import watch
from curation.watch.drafting import framework
from curation.watch.matching import Match
from curation.watch.reading import Act, Release, read

ATLAS = "mitre-atlas"
SECTIONS = {
    "tactic": "tactics", "technique": "techniques", "subtechnique": "techniques",
    "mitigation": "mitigations", "case-study": "case-studies",
}  # fmt: skip


def held(ref: str) -> list[dict[str, Any]]:
    provisions = structuring.unstructure(packaged_register().framework(ref))["provisions"]
    return [each for each in provisions if not each.get("retired")]


def atlas_file(edition: str, **changes: Any) -> bytes:
    """Write the facts of ATLAS 2026.09 as the publisher writes a release; `changes` are names by identifier."""
    data: dict[str, Any] = {"format-version": "6.0.0", "collection": {"version": edition}}
    data |= {section: {} for section in SECTIONS.values()}
    edges: dict[str, Any] = {}
    for each in held(f"{ATLAS}@2026.09"):
        name = changes.get(each["id"], each["title"])
        if name is not None:
            data[SECTIONS[each["kind"]]][each["id"]] = {"id": each["id"], "name": name, "description": "..."}
            if "parent" in each:
                edges[each["id"]] = {"specializes": [{"source": each["id"], "target": each["parent"]}]}
    edges["matrix"] = {"sequences": [{"source": "matrix", "target": name} for name in data["tactics"]]}
    data["relationships"] = edges
    return yaml.safe_dump(data, sort_keys=False).encode()


def report(folder: Path, edition: str | None = None, **contents: bytes) -> list[str]:
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / name.replace("_", ".", 1)).write_bytes(content)
    return list(watch(folder, folder / "draft", edition))


def test_the_step_from_2026_08_to_2026_09_is_drafted_as_it_was_curated() -> None:
    (release,) = read({"ATLAS.yaml": atlas_file("2026.09")})
    assert isinstance(release, Release)
    before = load().standard(f"{ATLAS}@2026.08")
    drafted = framework(packaged_register(), release, Match(ATLAS, before), "2026.09")["provisions"]
    shipped = structuring.unstructure(packaged_register().framework(f"{ATLAS}@2026.09"))["provisions"]
    assert [each["id"] for each in drafted] == [each["id"] for each in shipped]
    told = {each["id"]: (one, each) for one, each in zip(drafted, shipped, strict=True) if one != each}
    # All else comes from the files; a curator wrote summaries of what is new, and one anew.
    assert {name for one, each in told.values() for name in each if one.get(name) != each[name]} == {
        "summary"
    }
    assert [name for name, (one, _) in told.items() if "summary" in one] == ["AML.T0072"]
    assert len(told) == 13


def test_a_file_of_a_held_edition_is_compared(tmp_path: Path) -> None:
    assert report(tmp_path, a_yaml=atlas_file("2026.09"))[1:] == ["held already: 0 differences"]
    renamed = atlas_file("2026.09", **{"AML.T0051": "Other", "AML.T0124": None})
    lines = report(tmp_path, a_yaml=renamed)
    assert "AML.T0051 title: 'LLM Prompt Injection' in the data, 'Other' in the file" in lines
    assert lines[-1] == "held already: 2 differences"
    assert not (tmp_path / "draft").exists()


def test_a_new_edition_is_an_overlay_with_its_lineage(tmp_path: Path) -> None:
    changes = {"AML.T0051": "LLM Prompt Smuggling", "AML.T0124": None}
    lines = report(tmp_path, a_yaml=atlas_file("2026.10", **changes))
    assert lines[2] == "mitre-atlas@2026.09 to mitre-atlas@2026.10: 335 unchanged, 1 retired, 1 reused"
    assert "reused: AML.T0051 > AML.T0051 (look at it)" in lines
    assert "retired: AML.T0124 > nothing" in lines
    assert any(line.startswith("set owasp-llm-top-10-2026--mitre-atlas-2026.09: 79 rows") for line in lines)
    assert "names without a number move" in "".join(lines)
    catalog = load(tmp_path / "draft")
    record = catalog.standard(f"{ATLAS}@2026.10")
    assert (record.designation, record.version) == ("MITRE ATLAS v2026.10", "2026.10")
    assert [str(each.ref) for each in record.replaces] == [f"{ATLAS}@2026.09"]
    assert catalog[f"{ATLAS}@2026.10:AML.T0051"].aliases == ("LLM Prompt Injection",)


def test_editions_with_equal_texts_are_told_apart_from_retold_ones(tmp_path: Path) -> None:
    lines = report(tmp_path, a_yaml=atlas_file("2026.09"), b_yaml=atlas_file("2026.10", **{"AML.T0051": "X"}))
    assert lines[-1].endswith("pairs of equal texts: " + f"{tmp_path}/draft/same-text")
    (path,) = (tmp_path / "draft" / "same-text").iterdir()
    rows = json.loads(path.read_bytes())["relationships"]
    assert {"subject": f"{ATLAS}@2026.09:AML.T0020", "object": f"{ATLAS}@2026.10:AML.T0020"}.items() <= next(
        row for row in rows if row["subject"].endswith("AML.T0020")
    ).items()
    assert not any(row["subject"].endswith("AML.T0051") for row in rows)
    assert b"rel:identical" in convert([path.parent])["mitre-atlas-same-text"]


CSF = {
    "response": {
        "elements": {
            "documents": [{"doc_identifier": "CSF_2_0_0", "version": "Version  2.0"}],
            "elements": [
                {"element_type": "function", "element_identifier": "GV", "title": "GOVERN"},
                {"element_type": "category", "element_identifier": "GV.OC", "title": "Organizational Context"},
                {"element_type": "subcategory", "element_identifier": "GV.OC-01", "title": "", "text": "..."},
            ],
            "relationships": [
                {"relationship_identifier": "projection", "source_element_identifier": one,
                 "dest_element_identifier": other}
                for one, other in (("GV", "GV.OC"), ("GV.OC", "GV.OC-01"))
            ],
        }
    }
}  # fmt: skip
OSCAL = {
    "catalog": {
        "metadata": {"title": "x", "version": "6.0.0+u1", "last-modified": "2027-01-02T00:00:00Z"},
        "groups": [
            {"id": "ac", "title": "Access Control", "controls": [
                {"id": f"ac-{number}", "title": "Any", "props": [{"name": "label", "value": f"AC-{number}"}]}
                for number in range(1, 8)
            ]}
        ],
    }
}  # fmt: skip
ATTACK = {
    "type": "bundle",
    "objects": [
        {"type": "x-mitre-collection", "x_mitre_version": "19.1", "modified": "2026-04-28T00:00:00Z", "id": "c"},
        {"type": "x-mitre-collection", "id": "d"},
        *(
            {
                "type": "attack-pattern", "id": f"attack-pattern--{name}", "name": title, "description": "...",
                "external_references": [{"source_name": "mitre-attack", "external_id": name}],
            }
            for name, title in (("T1003", "OS Credential Dumping"), ("T1005", "Data from Local System"))
        ),
    ],
}  # fmt: skip
CAPEC = {
    "type": "bundle",
    "objects": [
        {
            "type": "attack-pattern", "id": "attack-pattern--1", "x_capec_abstraction": "Standard",
            "x_capec_status": "Draft", "x_capec_version": "3.9", "name": "Accessing Functionality",
            "external_references": [{"source_name": "capec", "external_id": "CAPEC-1"}],
        }
    ],
}  # fmt: skip
ASVS = {
    "Version": "5.0.0",
    "Requirements": [
        {"Shortcode": "V1", "Name": "Encoding and Sanitization", "Items": [
            {"Shortcode": "V1.1", "Name": "Encoding and Sanitization Architecture", "Items": [
                {"Shortcode": "V1.1.1", "Description": "...", "L": "3"}]}]}
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("file", "ref", "difference"),
    [
        (CSF, "nist-csf@2.0", "in the data alone: DE"),
        (ATTACK, "mitre-attack@19.1", "in the data alone: M1013"),
        (CAPEC, "capec@3.9", None),
        (ASVS, "owasp-asvs@5.0.0", "V1.1.1 level: '2' in the data, '3' in the file"),
    ],
)
def test_json_of_publishers_is_known_by_its_identifiers(
    tmp_path: Path, file: Any, ref: str, difference: str | None
) -> None:
    lines = report(tmp_path, a_json=json.dumps(file).encode())
    assert lines[0].startswith(f"# {ref}: a.json")
    assert difference is None or difference in lines


def test_an_oscal_catalogue_of_a_later_version_is_a_new_edition(tmp_path: Path) -> None:
    lines = report(tmp_path, a_json=json.dumps(OSCAL).encode())
    assert lines[0] == "# nist-sp-800-53@6.0.0: a.json, 8 provisions"
    record = load(tmp_path / "draft").as_of("2027-01-02").standard("nist-sp-800-53@6.0.0")
    assert str(record.published) == "2027-01-02"
    assert "for the changelog, under Data:" in lines


CHAPTER = """# C2 Input Validation

## C2.1 Prompt Injection Defenses

| # | Description | Level |
| :--: | --- | :---: |
| **2.1.1** | **Verify that** ... | 1 |
| **2.1.2** | **Verify that** ... | 1 |
"""


def test_markdown_of_owasp_is_read(tmp_path: Path) -> None:
    notes = b"# Preface\n\nNo requirement is here.\n"
    lines = report(tmp_path, "1.01", c2_md=CHAPTER.encode(), preface_md=notes)
    assert lines[0] == "# owasp-aisvs@1.01: c2.md, 4 provisions"
    assert not any(line.startswith("C2") for line in lines)
    with pytest.raises(InvalidData, match=r"owasp-aisvs, and state no edition\. Repair: name it with `--edi"):
        report(tmp_path)
    risks = {each["id"]: each["title"] for each in held("owasp-llm-top-10@2026")}
    entries = {
        f"{name}_md": f"## {name}{'' if name == 'LLM02' else ':2026'} {title} ![icon](x.png){{: .x}}\n".encode()
        for name, title in risks.items()
    }
    lines = report(tmp_path / "list", **entries)
    assert lines[0].startswith("# owasp-llm-top-10@2026: LLM01.md, LLM02.md")
    assert lines[1:] == ["held already: 0 differences"]


FORMEX = """<CONS.ACT><INFO.CONSLEG START.DATE="{day}"/><NO.CELEX>32024R1689</NO.CELEX><ENACTING.TERMS>
<ARTICLE><TI.ART>Article 1</TI.ART><ALINEA>{words}</ALINEA></ARTICLE>
<ARTICLE><TI.ART>Article 2</TI.ART><ALINEA>Same.</ALINEA></ARTICLE></ENACTING.TERMS></CONS.ACT>"""


def test_consolidations_of_an_act_are_compared(tmp_path: Path) -> None:
    old = FORMEX.format(day="20240712", words="Old.").encode()
    new = FORMEX.format(day="20260727", words="New.").encode()
    (act,) = read({"a.xml": old, "a.doc.xml": b"<DOC/>"})
    assert isinstance(act, Act)
    assert (act.celex, act.since) == ("32024R1689", "2024-07-12")
    alone = report(tmp_path, a_xml=old)
    assert alone[1] == "one consolidation alone: put in the one before, to see which words changed"
    assert report(tmp_path, b_xml=new) == [
        "# eu-ai-act@2024/1689 (32024R1689): as it reads from 2024-07-12, 2026-07-27",
        "2026-07-27: 1 provision with changed words",
        "wording_since 2026-07-27: Article 1",
    ]
    unknown = old.replace(b"32024R1689", b"32099L0001")
    with pytest.raises(InvalidData, match=r"Directive \(EU\) 2099/1 is not in the catalog"):
        report(tmp_path / "x", a_xml=unknown)


def test_an_edition_held_without_its_structure_is_told(tmp_path: Path) -> None:
    data = {"version": "5.6.0", "id": "ATLAS", "matrices": [{"tactics": [], "techniques": [
        {"id": "AML.T0051", "name": "LLM Prompt Injection", "description": "..."},
        {"id": "AML.T0020", "name": "Poison Training Data", "description": "..."},
    ]}]}  # fmt: skip
    lines = report(tmp_path, a_yaml=yaml.safe_dump(data).encode())
    assert lines[1].startswith("held without its structure; `frameworks/mitre-atlas/5.6.0.json`")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.yaml", b"a: [", "a.yaml: not YAML"),
        ("a.json", b"{}", "a.json: the JSON has no known format"),
        ("a.json", b"{", "a.json: Expecting"),
        ("a.xml", b"<A>", "a.xml: not XML"),
        ("a.xml", b"<A/>", "a.xml: <A> is not a consolidated act in Formex"),
        ("a.pdf", b"%PDF", "a.pdf: the file has no known format"),
        ("a.md", b"# Nothing", "a.md: no Markdown file has an entry"),
        ("a.md", b"# C1 A\n| **1.1.1** | x | 1 |\n| **1.1.1** | x | 1 |", "C1.1.1 has two headings"),
        (
            "a.md",
            b"# C1 A\n| **77.1.1** | x | 1 |\n| **78.1.1** | x | 1 |",
            "no document has these identifiers",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_repair(
    tmp_path: Path, name: str, content: bytes, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["watch", str(tmp_path), "--out", str(tmp_path / "draft")]) == 1
    printed = capsys.readouterr().out
    assert message in printed
    assert "Repair: " in printed


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="the folder has no file"):
        report(tmp_path)


def test_the_command_prints_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.yaml").write_bytes(atlas_file("2026.09"))
    assert main(["watch", str(tmp_path), "--out", str(tmp_path / "draft")]) == 0
    assert "held already: 0 differences" in capsys.readouterr().out
