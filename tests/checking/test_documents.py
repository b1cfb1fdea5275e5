"""The rules of documents and publishers: each planted fault is found with file, record and field."""

import json
from typing import Any

import pytest
from samples import (
    ACME,
    Overlay,
    document,
    register_file,
)

from ai_security_standards import check
from ai_security_standards._store import folders
from ai_security_standards._store.files import GENERATION
from ai_security_standards.checking import canonical_file
from ai_security_standards.checking.rules import DOCUMENT_RULES


def test_a_sound_overlay_gives_nothing(overlay: Overlay) -> None:
    assert check(overlay(register_file(document()))) == ()


LATE = {"status": "superseded", "date": "2026-03-01"}
APPLIES = {"date": "2026-05-01", "kind": "application", "what": "Applies"}


#: One fault each: what is changed in a sound document, the rule that it breaks, and the field named.
PLANTED: dict[str, tuple[dict[str, Any], str, str]] = {
    "a word of no list": ({"kind": "polcy"}, "shape", "kind"),
    "a missing field": ({"title": None}, "shape", "title"),
    "an unknown field": ({"titel": "x"}, "shape", "titel"),
    "an event of no day": ({"history": [{"status": "published"}]}, "shape", "history[0].date"),
    "no source": ({"sources": []}, "shape", "sources"),
    "a summary that repeats the title": ({"summary": "ACME policy for the secure use of AI"}, "text", "summary"),
    "stray blanks": ({"designation": "ACME  AI Policy"}, "text", "designation"),
    "an unprintable character": ({"note": "a\u200bb\x07"}, "shape", "note"),
    "no such place": ({"jurisdictions": ["UK"]}, "place", "jurisdictions"),
    "no such language": ({"languages": ["english"]}, "place", "languages"),
    "an address of no host": ({"url": "www.acme.example"}, "address", "url"),
    "an address that cannot be read": ({"url": "https://[acme"}, "address", "url"),
    "a script as an address": ({"sources": [{"address": "javascript:alert(1)"}]}, "address", "sources[0].address"),
    "a source that moves": ({"sources": [{"address": "https://github.com/a/b/blob/main/c.md"}]}, "address", "sources[0].address"),
    "a source twice": ({"sources": [{"address": "https://x.org"}] * 2}, "address", "sources"),
    "events out of order": ({"history": [{"status": "published", "date": "2026-01-15"}, {"status": "draft", "date": "2025-01-01"}]}, "history", "history"),
    "an event twice": ({"history": [{"status": "published", "date": "2026-01-15"}] * 2}, "history", "history[1]"),
    "a stage of no list": ({"history": [{"status": "published", "date": "2026-01-15", "stage": "61.5"}]}, "history", "history[0].stage"),
    "a day that has not come": ({"history": [{"status": "published", "date": "2999-01-15"}], "published": "2999-01-15"}, "history", "history[0].date"),
    "history against published": ({"published": "2026-01-16"}, "history", "published"),
    "a day without its event": ({"in_force": "2026-02-01"}, "history", "history"),
    "superseded by nothing": ({"history": [{"status": "published", "date": "2026-01-15"}, LATE]}, "history", "replaced_by"),
    "application before its start": ({"applies_from": "2026-06-01", "applies_fully_from": "2026-05-01", "milestones": [APPLIES, {**APPLIES, "date": "2026-06-01"}]}, "date", "applies_fully_from"),
    "application without milestone": ({"applies_from": "2026-05-01"}, "date", "applies_from"),
    "milestone without application": ({"milestones": [APPLIES]}, "date", "applies_from"),
    "milestones out of order": ({"milestones": [{"date": "2026", "kind": "other", "what": "b"}, {"date": "2025", "kind": "other", "what": "a"}]}, "date", "milestones"),
    "a check that has not come": ({"checked_on": "2999-01-01"}, "provenance", "checked_on"),
    "a source read after the check": ({"sources": [{"address": "https://x.org", "checked_on": "2026-03-01"}]}, "provenance", "checked_on"),
    "verified by one unread source": ({"confidence": "verified", "sources": [{"address": "https://x.org"}]}, "provenance", "confidence"),
    "a correction by no release": (
        {"corrections": [{"recorded": "1.0", "field": "title", "note": "x"}]}, "provenance", "corrections[0].recorded",
    ),
    "a correction of no field": (
        {"corrections": [{"recorded": "2026.12.0", "field": "titel", "note": "x"}]}, "provenance", "corrections[0].field",
    ),
    "a correction of no field of a provision": (
        {"corrections": [{"recorded": "2026.12.0", "field": "rules", "note": "x", "provision": "A"}]},
        "provenance", "corrections[0].field",
    ),
    "a data version of no form": ({"recorded": "1.0"}, "provenance", "recorded"),
    "a price of what is free": ({"access": "free", "price": "CHF 100"}, "provenance", "price"),
    "a tag twice": ({"topics": ["privacy", "privacy"]}, "tag", "topics"),
    "no topic": ({"topics": None}, "tag", "topics"),
    "a tier that is not recorded": ({"tier": "outside"}, "tag", "tier"),
    "an alias that says nothing new": ({"aliases": ["acme ai policy 1.0"]}, "tag", "aliases"),
    "a count of none": ({"structure": {"counts": [{"what": "controls", "number": 0}]}}, "tag", "structure.counts[0].number"),
    "a tie to itself": ({"replaces": [{"ref": "acme-policy@1.0"}]}, "relation", "replaces"),
    "a tie twice": ({"amends": [{"ref": "eu-ai-act@2024/1689"}] * 2}, "relation", "amends"),
    "a tie to no edition": ({"amends": [{"ref": "eu-ai-act"}]}, "relation", "amends"),
    "a one-sided tie": ({"replaces": [{"ref": "etsi-gr-sai-006@1.1.1"}]}, "succession", "replaces"),
    "an unknown publisher": ({"publisher": "acmee"}, "reference", "publisher"),
    "a tie to nothing": ({"replaces": [{"ref": "acme-polic@1.0"}]}, "reference", "replaces"),
    "a name of two documents": ({"designation": "ISO/IEC TR 24030:2024"}, "duplicate", "designation"),
    "an alias of another document": ({"aliases": ["iso/iec tr 24030:2024"]}, "duplicate", "aliases"),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED, ids=str)
def test_each_planted_fault_is_found_with_file_record_and_field(overlay: Overlay, fault: str) -> None:
    changes, rule, field = PLANTED[fault]
    folder = overlay(register_file(document(**changes)))
    found = [finding for finding in check(folder) if finding.rule == rule and finding.field == field]
    assert found, check(folder)
    assert found[0].file == str(folder / "register" / "file0.json")
    assert found[0].record == "acme-policy@1.0"
    assert found[0].problem
    assert found[0].repair
    assert str(found[0]).endswith(f"[{rule}]")


def test_there_is_a_fault_for_every_rule() -> None:
    assert {rule for _, rule, _ in PLANTED.values()} == {
        *DOCUMENT_RULES, "shape", "succession", "reference", "duplicate",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"place": "Mars"}, "place"),
        ({"url": "acme"}, "url"),
        ({"id": "ACME"}, "id"),
        ({"family": "shop"}, "family"),
    ],
)
def test_faults_of_publishers_are_found(overlay: Overlay, body: dict[str, str], field: str) -> None:
    who = {**ACME, **body}
    found = check(overlay({"publishers": [who], "standards": [document(publisher=who["id"])]}))
    assert field in {finding.field for finding in found}


def test_a_publisher_of_nothing_is_found(overlay: Overlay) -> None:
    (finding,) = check(overlay({"publishers": [ACME]}))
    assert (finding.rule, finding.record) == ("publisher", "acme")


def test_all_findings_come_at_once(overlay: Overlay) -> None:
    folder = overlay(
        b"{",
        register_file(document(kind="x", binding="y")),
        register_file(document(id="acme-2", designation="2", topics=None)),
    )
    assert [finding.rule for finding in check(folder)] == ["file", "shape", "shape", "tag"]
    assert [finding.rule for finding in check(folder / "nowhere")] == ["file"]


def test_conflicts_and_annotations_of_nothing_are_found(overlay: Overlay) -> None:
    mine = document(id="etsi-gr-sai-004", edition="1.1.1")
    note = {"ref": "nothing-there", "key": "k", "value": "v"}
    folder = overlay(register_file(mine), {"annotations": [note]})
    assert [finding.rule for finding in check(folder)] == ["conflict", "reference"]


def test_a_grammar_of_nothing_is_found(overlay: Overlay) -> None:
    folder = overlay(
        register_file(document(), grammars=[{"standard": "acme-polcy", "names": ["ACME Rules"]}])
    )
    (finding,) = check(folder)
    assert (finding.rule, finding.record, finding.field) == ("reference", "acme-polcy", "standard")
    assert "acme-policy" in finding.repair


def test_ties_must_agree_in_confidence_and_direction(overlay: Overlay) -> None:
    def edition(number: str, day: str, **ties: object) -> dict[str, Any]:
        return document(
            edition=number,
            designation=f"ACME {number}",
            published=day,
            history=[{"status": "published", "date": day}],
            **ties,
        )

    one = edition("1", "2020-01-01", replaces=[{"ref": "acme-policy@2", "confidence": "unverified"}])
    two = edition("2", "2021-01-01", replaced_by=[{"ref": "acme-policy@1"}])
    problems = [finding.problem for finding in check(overlay(register_file(one, two)))]
    assert any("another confidence" in problem for problem in problems)
    assert any("later than this edition" in problem for problem in problems)
    one = edition("1", "2020-01-01", replaced_by=[{"ref": "acme-policy@2"}])
    two = edition("2", "2021-01-01", replaces=[{"ref": "acme-policy@1"}])
    assert check(overlay(register_file(one, two), folder="right")) == ()
    one["history"].append({"status": "superseded", "date": "2021-01-01"})
    assert check(overlay(register_file(one, two), folder="ended")) == ()


def test_canonical_form_keeps_sections_and_order(overlay: Overlay) -> None:
    notes = [{"ref": "b", "key": "k", "value": "v"}, {"ref": "a", "key": "k", "value": "v"}]
    folder = overlay(
        register_file(
            document(edition="2"), document(eea_relevant=False), annotations=notes, replaces=["b", "a"]
        )
    )
    file = folders.read_file(str(folder / "register" / "file0.json"))
    raw = json.loads(canonical_file(file))
    assert list(raw) == ["replaces", "publishers", "standards", "annotations"]
    assert raw["replaces"] == ["a", "b"]
    assert [each["edition"] for each in raw["standards"]] == ["1.0", "2"]
    assert "eea_relevant" not in raw["standards"][0]
    assert [each["ref"] for each in raw["annotations"]] == ["a", "b"]


def test_the_file_of_a_release_is_canonical_too(overlay: Overlay) -> None:
    folder = overlay(register_file(document()))
    (folder / "release.json").write_text(f'{{"generation": {GENERATION}, "data_version": "spring"}}')
    file = folders.read_file(str(folder / "release.json"))
    assert list(json.loads(canonical_file(file))) == ["data_version", "generation"]
    assert check(folder) == ()
