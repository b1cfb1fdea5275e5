"""The rules that bind shipped data alone: each planted fault is found with file, record and field."""

import json
from pathlib import Path
from typing import Any

import pytest
from samples import (
    ARTICLE,
    CHAPTER,
    CONTROL,
    LABELLED,
    Overlay,
    document,
    register_file,
    structure,
    write_structure,
)

from ai_security_standards import check
from ai_security_standards._store import files
from ai_security_standards._store.manifest import manifest
from ai_security_standards.checking.checks import Finding, _check_packaged
from ai_security_standards.checking.shipped import CURATED_DOCUMENT_RULES, CURATED_FRAMEWORK_RULES

REGISTER = "register/acme.json"
POLICY = "frameworks/acme-policy/1.0.json"
READ = {"address": "https://acme.example.org/policy", "checked_on": "2026-02-01"}
ELSEWHERE = {"address": "https://news.example.net/acme", "checked_on": "2026-02-01"}
MIRROR = {"address": "https://github.com/mirror/acme/blob/1/a.md", "checked_on": "2026-02-01"}
SAME_MIRROR = {"address": "https://raw.githubusercontent.com/Mirror/acme/1/b.md", "checked_on": "2026-02-01"}


def findings_of(data: Path, *documents: dict[str, Any], framework: Any = None) -> list[Finding]:
    """What is found when these documents and this structure replace those of ACME."""
    raw = json.loads((data / REGISTER).read_bytes())
    named = {(each["id"], each["edition"]) for each in documents}
    raw["standards"] = [
        *documents,
        *(each for each in raw["standards"] if (each["id"], each["edition"]) not in named),
    ]
    (data / REGISTER).write_bytes(files.canonical(raw))
    (data / "mappings" / "policy--guide.sssom.tsv").unlink(missing_ok=True)  # of the former structure
    if framework is not None:
        write_structure(data, framework)
    (data / "manifest.json").write_bytes(files.canonical(manifest(data)))
    return [finding for finding in _check_packaged(data) if finding.rule != "canonical"]


def edition(number: str, **changes: Any) -> dict[str, Any]:
    day = f"20{number.replace('.', '')}-01-15"
    return document(
        edition=number,
        designation=f"ACME AI Policy {number}",
        published=day,
        history=[{"status": "published", "date": day}],
        **changes,
    )


#: One fault each: what is changed in a sound document, its structure, the rule that is broken, the field.
PLANTED: dict[str, tuple[dict[str, Any], Any, str, str]] = {
    "a long short name": ({"short_name": "x" * 51}, None, "name", "short_name"),
    "a short name of another": ({"short_name": "acme guide"}, None, "name", "short_name"),
    "a name in place of a number": ({"number": "ACME"}, None, "number", "number"),
    "a role that provisions bind": ({}, structure(CHAPTER, CONTROL), "role", "roles"),
    "no life cycle stage": (
        {"lifecycle_stages": None, "tier": "core"}, None, "stage", "lifecycle_stages",
    ),
    "a stage of provisions": (
        {"roles": ["developer"]}, structure(CHAPTER, {**CONTROL, "lifecycle_stages": ["retirement"]}),
        "stage", "lifecycle_stages",
    ),
    "a count by its words": (
        {"structure": {"counts": [{"what": "chapters", "number": 2}]}}, structure(CHAPTER),
        "count", "structure.counts[0].number",
    ),
    "a count by its kind": (
        {"structure": {"counts": [{"what": "parts", "number": 2, "kind": "chapter"}]}}, structure(CHAPTER),
        "count", "structure.counts[0].number",
    ),
    "fewer than a part has": (
        {"structure": {"counts": [{"what": "controls", "number": 1}]}},
        structure(CHAPTER, LABELLED, {**LABELLED, "id": "A.4"}, completeness="partial", note="The rest."),
        "count", "structure.counts[0].number",
    ),
    "a check without a reading": ({"sources": [{"address": "https://x.org"}]}, None, "provenance", "checked_on"),
    "a check on another day": ({"checked_on": "2026-02-02"}, None, "provenance", "checked_on"),
    "one source that nobody read": (
        {"sources": [{"address": "https://x.org"}], "checked_on": None}, None, "provenance", "confidence",
    ),
    "verified by one third party": ({"confidence": "verified", "sources": [ELSEWHERE]}, None, "provenance", "confidence"),
    "verified by one mirror": (
        {"confidence": "verified", "sources": [MIRROR, SAME_MIRROR]}, None, "provenance", "confidence",
    ),
    "an address that follows a branch": (
        {"url": "https://github.com/acme/policy/tree/main"}, None, "url", "url",
    ),
    "the root of a repository": ({"url": "https://github.com/acme/policy"}, None, "url", "url"),
    "the root of a site": ({"url": "https://genai.example.org/"}, None, "home page", "url"),
    "a note on an address that is missing": ({"note": "The address is the list of letters."}, None, "note", "note"),
    "a note against the address": (
        {"url": "https://acme.example.org/policy", "note": "The text was not opened; the address is that of the publisher."},
        None, "note", "note",
    ),
    "a pattern of too few digits": (
        {"structure": {"pattern": "A.nn"}}, structure(CHAPTER, LABELLED), "pattern", "structure.pattern",
    ),
    "a pattern of other letters": (
        {"structure": {"pattern": "XX-nn, n.n"}},
        structure(CHAPTER, {**LABELLED, "id": "OPS-01"}, {**LABELLED, "id": "PS-01"}), "pattern", "structure.pattern",
    ),
    "no name": ({}, structure({"id": "A", "kind": "chapter"}), "name", "provisions[0].label"),
    "a pattern without host": (
        {}, structure(CHAPTER, addresses=[{"address": "acme#{id}"}]), "address", "addresses[0].address",
    ),
    "provisions without address": (
        {}, structure(CHAPTER, addresses=[{"address": "https://x.org/{id}", "kinds": ["control"]}]),
        "address", "addresses",
    ),
    "a deleted article that still names a day": (
        {}, structure({**ARTICLE, "retired": True}), "day", "provisions[0].applies",
    ),
    "a moved day without the new one": (
        {}, structure({**ARTICLE, "applies": ARTICLE["applies"][:1]}), "day", "provisions[0].applies",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED, ids=str)
def test_each_planted_fault_is_found(small_data: Path, fault: str) -> None:
    changes, framework, rule, field = PLANTED[fault]
    raw = document(**changes)
    raw.setdefault("checked_on", None)
    found = [
        finding
        for finding in findings_of(small_data, raw, framework=framework)
        if (finding.rule, finding.field, finding.record) == (rule, field, "acme-policy@1.0")
    ]
    assert len(found) == 1, list(_check_packaged(small_data))
    is_of_structure = rule in CURATED_FRAMEWORK_RULES and rule not in CURATED_DOCUMENT_RULES
    assert found[0].file == (POLICY if is_of_structure or fault == "no name" else REGISTER)
    assert found[0].problem
    assert found[0].repair


def test_there_is_a_fault_for_every_rule() -> None:
    planted = {rule for _, _, rule, _ in PLANTED.values()}
    assert planted | {"adoption"} == {*CURATED_DOCUMENT_RULES, *CURATED_FRAMEWORK_RULES}


@pytest.mark.parametrize(
    ("changes", "framework"),
    [
        ({"short_name": "ACME Policy"}, None),
        ({"roles": ["developer"]}, structure(CHAPTER, {**CONTROL, "roles": ["developer"]})),
        ({}, structure(CHAPTER, {**CONTROL, "retired": True})),
        ({"structure": {"counts": [{"what": "chapters", "number": 2, "note": "Two in print."}]}}, structure(CHAPTER)),
        ({"structure": {"counts": [{"what": "chapters", "number": 1}]}}, structure(CHAPTER)),
        ({"structure": {"counts": [{"what": "pillars", "number": 9}]}}, structure(CHAPTER)),
        ({"structure": {"pattern": "A.n"}}, structure(CHAPTER, LABELLED)),
        ({"structure": {"pattern": "§ A.nn"}}, structure(CHAPTER, LABELLED)),
        ({"structure": {"pattern": "Principle"}}, structure(CHAPTER, LABELLED)),
        ({"structure": {"pattern": "A.nn"}}, structure(CHAPTER, {**LABELLED, "retired": True})),
        ({"structure": {"pattern": "XX-n, A.n"}}, structure(CHAPTER, LABELLED, {**LABELLED, "id": "PS-01"})),
        ({"url": "https://acme-policy.example.org/"}, None),
        ({"url": "https://genai.example.org/policy", "note": "The address is of the text in Turkish."}, None),
        (
            {"structure": {"counts": [{"what": "controls", "number": 2}]}},
            structure(CHAPTER, LABELLED, {**LABELLED, "id": "A.4", "retired": True}),
        ),
        (
            {"structure": {"counts": [{"what": "controls", "number": 9}]}},
            structure(CHAPTER, LABELLED, completeness="partial", note="The rest."),
        ),
        ({"confidence": "unverified", "sources": [{"address": "https://x.org"}], "checked_on": None}, None),
        ({"confidence": "verified", "sources": [{**READ, "official": True}]}, None),
        ({"confidence": "verified", "sources": [READ, ELSEWHERE]}, None),
        ({"url": "https://github.com/acme/policy/tree/v1"}, None),
        ({}, structure(ARTICLE)),
        ({}, structure({**ARTICLE, "retired": True, "applies": ARTICLE["applies"][:1]})),
        ({"adopts": [{"title": "A standard that is not recorded"}]}, None),
    ],
    ids=str,
)  # fmt: skip
def test_what_keeps_the_rules_gives_nothing(
    small_data: Path, changes: dict[str, Any], framework: Any
) -> None:
    raw = document(**changes)
    raw.setdefault("checked_on", None)
    assert findings_of(small_data, raw, framework=framework or structure(CHAPTER)) == []


@pytest.mark.parametrize(
    ("home", "url", "is_home"),
    [
        ("https://acme.example.org", "https://acme.example.org/", True),
        ("https://acme.example.org/en", "https://acme.example.org/en/", True),
        ("https://acme.example.org", "https://letters.acme.example.org", True),
        ("https://acme.example.org", "https://policy.acme.example.org", False),
        ("https://acme-policy.example.org", "https://acme-policy.example.org", False),
        ("https://acme.example.org", "https://acme.example.org/policy", False),
        ("https://acme.example.org", "https://acme.example.org/?policy=1", False),
        (None, "https://acme.example.org", False),
        (None, "https://letters.example.org", True),
    ],
)
def test_the_home_page_of_a_body_is_no_page_of_an_edition(
    small_data: Path, home: str | None, url: str, is_home: bool
) -> None:
    raw = json.loads((small_data / REGISTER).read_bytes())
    (acme,) = [each for each in raw["publishers"] if each["id"] == "acme"]
    acme.update({} if home is None else {"url": home})
    (small_data / REGISTER).write_bytes(files.canonical(raw))
    found = findings_of(small_data, document(url=url), framework=structure(CHAPTER))
    assert [(each.rule, each.field) for each in found] == [("home page", "url")] * is_home


def test_an_edition_has_an_address_of_its_own(small_data: Path) -> None:
    url = "https://acme.example.org/policy"
    early = edition("2.3", url=f"{url}/2.3")
    found = findings_of(
        small_data, document(url=url), early, edition("2.4", url=url), edition("2.5", url=url)
    )
    assert [(f.rule, f.record) for f in found] == [("url", "acme-policy@2.4"), ("url", "acme-policy@2.5")]
    assert "edition 1.0" in found[0].problem


def test_a_repository_may_be_the_address_of_what_changes_in_place(small_data: Path) -> None:
    url = "https://github.com/acme/policy"
    living = document(id="acme-living", edition="living", designation="ACME living policy", url=url)
    assert findings_of(small_data, living) == []


def test_a_companion_needs_no_life_cycle_stage(small_data: Path) -> None:
    companion = document(
        id="acme-companion", designation="ACME companion", tier="companion", lifecycle_stages=None
    )
    assert findings_of(small_data, companion) == []


def test_an_adoption_binds_as_what_it_adopts(small_data: Path) -> None:
    adopting = document(
        id="acme-adoption", designation="ACME DE", binding="voluntary", adopts=[{"ref": "acme-policy@1.0"}]
    )
    found = findings_of(small_data, adopting, document(adopted_as=[{"ref": "acme-adoption@1.0"}]))
    assert [(f.rule, f.record, f.field) for f in found] == [("adoption", "acme-adoption@1.0", "binding")]


def test_an_overlay_is_free_of_the_promises_of_curators(overlay: Overlay) -> None:
    bare = document(lifecycle_stages=None, tier="core", url="https://github.com/acme/policy")
    folder = write_structure(overlay(register_file(bare)), structure({"id": "A", "kind": "chapter"}))
    assert check(folder) == ()


def test_a_pattern_with_an_unknown_placeholder_is_refused(overlay: Overlay) -> None:
    for address in ("https://x.org/{ident}", "https://x.org/", "https://x.org/{id}{", "https://x.org/}{id}"):
        raw = structure(CHAPTER, addresses=[{"address": address}])
        (finding,) = check(write_structure(overlay(register_file(document())), raw))
        assert (finding.rule, finding.field) == ("shape", "addresses[0].address")
        assert "{slug}" in finding.repair
