"""Facts that change must say why: by an event, or by a correction."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from samples import mapping_set

from ai_security_standards._store import files
from ai_security_standards._store.folders import mapping_file
from ai_security_standards._store.sssom import dump
from curation.facts import event_findings
from curation.freezing import freeze

Raw = dict[str, Any]
NEXT = "2026.12.0"
EVENT = {"status": "in-force", "date": "2026-11-01", "recorded": NEXT}
POLICY = "register/acme.json"
STRUCTURE = "frameworks/acme-policy/1.0.json"
LAW = "applicability/acme-policy.json"


@pytest.fixture
def data(small_data: Path, tmp_path: Path) -> Path:
    """A released data folder that has the name of its next release."""
    law = {
        "standard": "acme-policy",
        "act": "ACME",
        "sources": [],
        "scope": [{"article": "1", "why": "a", "when": {}}],
    }
    (small_data / LAW).write_bytes(files.canonical(law))
    edit(small_data, POLICY, policy(lambda record: record.update(in_force="2026-01-15", milestones=[
        {"date": "2027-01-01", "kind": "application", "what": "It applies"}
    ], replaces=[{"title": "ACME AI Policy 0.9"}])))  # fmt: skip
    edit(small_data, STRUCTURE, first(lambda provision: provision.update(applies=[{"date": "2027-01-01"}])))
    freeze(small_data, tmp_path / "releases")
    (small_data / "release.json").write_bytes(files.canonical({"data_version": NEXT, "generation": 2}))
    return small_data


def edit(data: Path, name: str, change: Callable[[Any], object]) -> None:
    raw = json.loads((data / name).read_bytes())
    change(raw)
    (data / name).write_bytes(files.canonical(raw))


def policy(change: Callable[[Raw], object]) -> Callable[[Raw], object]:
    return lambda raw: change(next(each for each in raw["standards"] if each["id"] == "acme-policy"))


def first(change: Callable[[Raw], object]) -> Callable[[Raw], object]:
    return lambda raw: change(raw["provisions"][0])


def found(data: Path) -> list[tuple[str, str, str]]:
    findings = list(event_findings(data, data.parent / "releases"))
    assert all(finding.rule == "event" and finding.problem and finding.repair for finding in findings)
    return [(finding.file, finding.record, finding.field) for finding in findings]


def correct(data: Path, field: str, provision: str | None = None) -> None:
    correction = {"recorded": NEXT, "field": field, "note": "it was misread"}
    if provision is not None:
        correction["provision"] = provision
    edit(data, POLICY, policy(lambda record: record.setdefault("corrections", []).append(correction)))


def happen(data: Path) -> None:
    edit(data, POLICY, policy(lambda record: record["history"].append(EVENT)))


def test_what_describes_a_document_changes_freely(data: Path) -> None:
    assert found(data) == []
    edit(
        data,
        POLICY,
        policy(lambda record: record.update(summary="Other words", topics=["privacy"], note="x")),
    )
    edit(data, STRUCTURE, first(lambda provision: provision.update(summary="Other words")))
    edit(data, POLICY, policy(lambda record: record["milestones"][0].update(what="It begins to apply")))
    edit(data, POLICY, policy(lambda record: record.update(replaces=[{"ref": "acme-guide@1.0"}])))
    assert found(data) == []


def test_a_new_rule_on_what_law_is_met_by_says_that_this_release_recorded_it(data: Path) -> None:
    rule = {"article": "2", "why": "a", "effect": "deemed", "basis": "b", "sources": [], "recorded": NEXT}
    edit(data, LAW, lambda raw: raw.update(deemed_by=[rule]))
    assert found(data) == []
    edit(data, LAW, lambda raw: raw.update(deemed_by=[{**rule, "recorded": "2026.11.0"}]))
    assert found(data) == [(LAW, "acme-policy", "")]


@pytest.mark.parametrize(
    ("field", "change", "event_explains"),
    [
        ("in_force", lambda record: record.update(in_force="2026-02-01"), True),
        ("published", lambda record: record.pop("published"), True),
        ("title", lambda record: record.update(title="Other"), False),
        ("jurisdictions", lambda record: record.update(jurisdictions=["FR"]), False),
        ("history", lambda record: record["history"][0].update(date="2026-01-16"), False),
        ("milestones", lambda record: record["milestones"].clear(), False),
        ("replaces", lambda record: record["replaces"].clear(), False),
    ],
)
def test_a_fact_of_a_document_needs_a_reason(
    data: Path, field: str, change: Callable[[Raw], object], event_explains: bool
) -> None:
    edit(data, POLICY, policy(change))
    unexplained = (POLICY, "acme-policy@1.0", field)
    assert unexplained in found(data)
    happen(data)
    assert (unexplained not in found(data)) is event_explains
    correct(data, field)
    assert unexplained not in found(data)


def test_a_correction_explains_a_former_entry_that_is_gone(data: Path) -> None:
    edit(data, POLICY, policy(lambda record: record["milestones"].clear()))
    correct(data, "milestones")
    assert found(data) == []


def test_a_new_entry_and_a_new_document_name_the_release_that_recorded_them(data: Path) -> None:
    edit(data, POLICY, policy(lambda record: record["history"].append({**EVENT, "recorded": "2026.11.0"})))
    assert found(data) == [(POLICY, "acme-policy@1.0", "history")]

    def add(raw: Raw) -> None:
        raw["standards"].append({**copy.deepcopy(raw["standards"][0]), "edition": "2.0"})

    edit(data, POLICY, policy(lambda record: record["history"][-1].update(recorded=NEXT)))
    edit(data, POLICY, add)
    assert [each[2] for each in found(data)] == ["recorded"]


def test_an_amendment_ends_what_a_law_stated(data: Path) -> None:
    def amend(record: Raw) -> None:
        record["milestones"][0]["stated_until"] = "2026-11-01"
        record["milestones"].append(
            {
                "date": "2028-01-01",
                "kind": "application",
                "what": "Later",
                "stated_from": "2026-11-02",
                "recorded": NEXT,
            }
        )

    def move(provision: Raw) -> None:
        provision["applies"] = [
            {"date": "2027-01-01", "stated_until": "2026-11-01"},
            {"date": "2028-01-01", "stated_from": "2026-11-02"},
        ]

    edit(data, STRUCTURE, first(move))
    assert found(data) == [(STRUCTURE, "acme-policy@1.0:P", "applies")]
    edit(data, POLICY, policy(amend))
    assert found(data) == []


@pytest.mark.parametrize(
    ("field", "change", "event_explains"),
    [
        ("title", lambda provision: provision.update(title="Other"), False),
        ("retired", lambda provision: provision.update(retired=True), True),
        ("applies", lambda provision: provision["applies"][0].update(date="2027-02-01"), False),
        ("applies", lambda provision: provision.pop("applies"), False),
    ],
)
def test_a_fact_of_a_provision_needs_a_reason(
    data: Path, field: str, change: Callable[[Raw], object], event_explains: bool
) -> None:
    edit(data, STRUCTURE, first(change))
    assert found(data) == [(STRUCTURE, "acme-policy@1.0:P", field)]
    happen(data)
    assert (found(data) == []) is event_explains
    correct(data, field, "P")
    assert found(data) == []


def test_when_a_text_last_changed_may_be_stated_at_first_and_then_needs_an_event(data: Path) -> None:
    edit(data, STRUCTURE, first(lambda provision: provision.update(wording_since="2026-07-24")))
    assert found(data) == []
    freeze(data, data.parent / "releases")
    (data / "release.json").write_bytes(files.canonical({"data_version": "2026.13.0", "generation": 2}))
    edit(data, STRUCTURE, first(lambda provision: provision.update(wording_since="2026-11-20")))
    assert found(data) == [(STRUCTURE, "acme-policy@1.0:P", "wording_since")]
    event = {**EVENT, "recorded": "2026.13.0"}
    edit(data, POLICY, policy(lambda record: record["history"].append(event)))
    assert found(data) == []


def test_a_rule_needs_an_event_of_its_law_or_a_correction(data: Path) -> None:
    edit(data, LAW, lambda law: law["scope"].append({"article": "2", "why": "b", "when": {}}))
    assert found(data) == [(LAW, "acme-policy", "")]
    correct(data, "rules")
    assert found(data) == []


def test_rows_of_a_mapping_set_change_when_its_source_was_read_anew(data: Path) -> None:
    path = data / "mappings" / "policy--guide.sssom.tsv"

    def write(*rows: str, **head: str) -> None:
        sheet = mapping_file(mapping_set(*rows, head=head), path.name).mappings
        assert sheet is not None
        path.write_bytes(dump(sheet))

    row = "acme-policy@1.0:P.1 subset_of acme-guide@1.0:G"
    write(row)
    assert found(data) == [("mappings/policy--guide.sssom.tsv", "policy--guide", "checked_on")]
    write(row, checked_on="2026-11-20")
    assert found(data) == []
    path.unlink()
    assert found(data) == []


def test_released_data_do_not_change_and_a_first_release_is_free(data: Path, tmp_path: Path) -> None:
    (data / "release.json").write_bytes(files.canonical({"data_version": "2026.11.0", "generation": 2}))
    assert found(data) == []
    edit(data, POLICY, policy(lambda record: record.update(note="x")))
    (finding,) = event_findings(data, data.parent / "releases")
    assert finding.problem == "data 2026.11.0 are released, and 2 of their records differ from that"
    assert finding.repair == "run `python -m curation bump`"
    assert list(event_findings(data, tmp_path / "none")) == []
