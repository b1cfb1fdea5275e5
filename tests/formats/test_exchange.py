"""Every record and result to JSON, valid by its schema, back and equal."""

import inspect
import json
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import attrs
import jsonschema
import pytest
from pydantic import BaseModel, ValidationError

import ai_security_standards as aiss
from ai_security_standards import (
    Assessment,
    Catalog,
    InvalidData,
    Profile,
    Ref,
    formats,
    from_dict,
    load,
    to_dict,
)
from ai_security_standards.checklists import statement
from ai_security_standards.formats.exchange import KINDS, kind_class, record_class
from ai_security_standards.mapping import Conflict, Conflicts
from ai_security_standards.records.dates import PartialDate
from ai_security_standards.tables import Table
from curation.schemas import schemas

CATALOG = load().as_of("2026-11-24")
LLM, LLM26, ATLAS, CSF = "owasp-llm-top-10@2025", "owasp-llm-top-10@2026", "mitre-atlas@5.6.1", "nist-csf@2.0"
TARGETS, USING = ["eu-ai-act", "iso-iec-42001"], ["etsi-en-304-223", "nist-ai-rmf", "eu-gpai-code"]
PROFILE = Profile(jurisdictions="EU", roles={"provider"}, risk_classes={"high-risk"}, placed_on_market="2027")
FOUND = Assessment.of([(f"{LLM}:LLM01", "satisfied", "test report 7", None, "2026-11"), (f"{LLM}:LLM02", "")])
TEXT = "see OWASP LLM01:2025 and LLM77:2025, and ISO/IEC 27001:2013, A.5.1"

#: Calls of the public API that give a record or a table of every kind.
LOG = b'{"version": "2.1.0", "runs": [{"results": [{"taxa": [{"id": "Z-1"}]}]}]}'
ANSWERS: dict[str, Any] = {
    "look-up": lambda c: c["eu-ai-act"],
    "provision": lambda c: c[f"{LLM}:LLM01"],
    "publisher": lambda c: c.publisher("enisa"),
    "publishers": lambda c: c.publishers(),
    "framework": lambda c: c.framework("eu-cra"),
    "standards": lambda c: c.standards(publisher="etsi"),
    "provisions": lambda c: c.provisions("iso-iec-42001"),
    "children": lambda c: c.children("owasp-aisvs@1.0:C2"),
    "search": lambda c: c.search("training data poisoning"),
    "relationships": lambda c: c.relationships(f"{LLM}:LLM01"),
    "mapping sets": lambda c: c.mapping_sets(),
    "whole mapping set": lambda c: c.mapping_set("eu-ai-act-2024-1689--iso-iec-42001-2023"),
    "infer": lambda c: c.infer(f"{LLM}:LLM01", to=ATLAS),
    "candidates": lambda c: c.infer(f"{LLM}:LLM01", to=ATLAS).candidates,
    "conditional": lambda c: c.infer("eu-ai-act:Article 53", to="eu-gpai-code").conditional,
    "crosswalk": lambda c: c.crosswalk(LLM, CSF),
    "related": lambda c: c.related(f"{LLM}:LLM01", frameworks=["mitre-atlas", "nist-csf"]),
    "matrix": lambda c: c.crosswalk(LLM, CSF).matrix,
    "conflicts": lambda _: Conflicts([Conflict((CATALOG.relationships(f"{LLM}:LLM01")[0],))]),
    "coverage": lambda c: c.coverage("iso-iec-42001", ["nist-ai-rmf", "eu-ai-act"]),
    "parts": lambda c: c.coverage("iso-iec-42001", ["nist-ai-rmf"]).parts,
    "coverage of some": lambda c: c.coverage(TARGETS, USING).only("full", "partial"),
    "threats": lambda c: c.threat_coverage("mitre-atlas", ["nist-csf"]),
    "projection": lambda c: c.project(FOUND, "owasp-llm-top-10@2026"),
    "plan": lambda c: c.plan(TARGETS, using=USING, require="partial", method="greedy"),
    "difference": lambda c: c.coverage("nist-ai-rmf", USING).difference(c.coverage("nist-ai-rmf", LLM)),
    "compare": lambda c: c.compare("owasp-llm-top-10@2023", LLM),
    "trace": lambda c: c.trace("owasp-llm-top-10@2023:LLM01"),
    "migrate": lambda c: c.migrate(FOUND, to=LLM26),
    "fix": lambda c: c.fix("LLM06:2025 and LLM07:2025", to=LLM26),
    "applicable": lambda c: c.applicable(PROFILE, standard=["eu-cra", "iso-iec-42001"]),
    "question": lambda c: c.applicable(PROFILE, standard="eu-cra").next_question(),
    "ruling group": lambda c: c.applicable(PROFILE, standard=["eu-cra", "nyc-ll144"]).groups()[0],
    "excluded": lambda c: c.applicable(PROFILE, standard=["eu-cra", "nyc-ll144"]).excluded,
    "deemed by": lambda c: c.deemed_by("eu-ai-act"),
    "changes": lambda c: c.changes("2026-08-01"),
    "checklist": lambda c: c.checklist(LLM),
    "statement": lambda c: statement(c.snapshot, "iso-iec-42001@2023").fill(
        Assessment.of([("iso-iec-42001@2023:A.2.2", "satisfied", "policy 3", None, "2026-11")])
    ),
    "audit": lambda c: c.audit(TEXT),
    "resolutions": lambda c: c.resolve_many(["LLM01:2025", "none"]),
    "mention": lambda c: c.find_references(TEXT)[0],
    "normalized": lambda c: c.normalize([{"tags": ["owasp:llm01", "cwe-79x"]}])[0],
    "profile": lambda _: PROFILE,
    "assessment": lambda _: FOUND,
    "provenance": lambda c: c.provenance,
    "law": lambda c: c.snapshot.register.law("eu-ai-act"),
    "losses": lambda c: formats.read(contents={"log.sarif": LOG}, catalog=c).losses,
    "tool findings": lambda c: formats.read(contents={"log.sarif": LOG}, catalog=c).findings,
    "grammar": lambda c: next(c.snapshot.register.grammars()),
}  # fmt: skip


EXCHANGE, ROWS = (schemas()[f"{name}.schema.json"] for name in ("exchange", "rows"))
ENVELOPES = {each["properties"]["kind"]["const"]: each for each in EXCHANGE["oneOf"]}


def sound(kind: str, written: Any) -> bool:
    """Whether what was written is an envelope of its kind; by its own option, which is faster than `oneOf`."""
    schema = {**ENVELOPES[kind], "$defs": EXCHANGE["$defs"]}
    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(written))
    assert errors == [], errors[0]
    return True


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_goes_to_json_is_valid_and_comes_back_equal(name: str) -> None:
    answer = ANSWERS[name](CATALOG)
    records = list(answer)[:8] if isinstance(answer, Table) and type(answer[0]).__name__ in KINDS else []
    for each in (answer, *records):
        kind = type(each).__name__
        written = json.loads(json.dumps(to_dict(each)))
        assert sound(kind, written)
        assert from_dict(written) == each
        assert to_dict(from_dict(written)) == written
    if isinstance(answer, Table):
        assert len(answer) > 0
        assert from_dict(to_dict(answer)).rows() == answer.rows()
        rows = json.loads(answer.to_json())
        assert rows == json.loads(json.dumps(answer.rows()))
        schema = {"$ref": f"#/$defs/{type(answer).__name__}", "$defs": ROWS["$defs"]}
        errors = list(jsonschema.Draft202012Validator(schema).iter_errors(rows))
        assert errors == [], errors[0]
        if isinstance(type(answer).columns, tuple):
            assert set(rows[0]) == set(answer.columns)


def test_the_sweep_leaves_no_kind_out() -> None:
    answers = [ask(CATALOG) for ask in ANSWERS.values()]
    seen = {type(each).__name__ for each in answers}
    seen |= {type(each[0]).__name__ for each in answers if isinstance(each, Table)}
    assert KINDS.keys() - seen == {"Annotation"}  # of overlays alone


def classes() -> Iterator[type]:
    for module in pkgutil.walk_packages(aiss.__path__, "ai_security_standards."):
        if not module.name.endswith("__main__"):
            for found in vars(import_module(module.name)).values():
                if inspect.isclass(found) and found.__module__ == module.name:
                    yield found


def test_every_table_and_its_records_have_a_kind() -> None:
    tables = [
        each
        for each in classes()
        if issubclass(each, Table) and each.__name__ not in ("Table", "CountedTable")
    ]
    assert {each.__name__ for each in tables} <= KINDS.keys()
    records = {record_class(each) for each in tables}
    assert {
        each.__name__ for each in records if isinstance(each, type) and each.__module__ != "builtins"
    } <= KINDS.keys()
    assert all(kind_class(kind).__name__ == kind for kind in KINDS)


def test_attributes_of_a_table_come_back_too() -> None:
    covered = CATALOG.coverage(TARGETS, USING)
    again = from_dict(to_dict(covered.only("full", "partial")))
    assert (again.counts, again.bounds, again.notes) == (covered.counts, covered.bounds, covered.notes)
    assert (again.lineage, again.parts) == (covered.lineage, covered.parts)
    plan = CATALOG.plan(TARGETS, using=USING, method="greedy")
    assert from_dict(to_dict(plan)).uncovered == plan.uncovered
    rulings = CATALOG.applicable(PROFILE, standard=["eu-cra", "nyc-ll144"])
    assert from_dict(to_dict(rulings)).excluded == rulings.excluded
    assert from_dict(to_dict(rulings)).profile == PROFILE
    assert from_dict(to_dict(rulings)).provenance == rulings.provenance == CATALOG.provenance


def test_references_dates_and_words_are_texts() -> None:
    content = to_dict(CATALOG["eu-ai-act"])["content"]
    assert content["status"] == "in-force"
    assert type(content["status"]) is str
    assert content["day"] == "2026-11-24"
    first = to_dict(CATALOG.relationships(f"{LLM}:LLM01")[0])["content"]
    assert first["subject"] == f"{LLM}:LLM01"


@pytest.mark.parametrize(
    ("change", "field", "repair"),
    [
        ({"kind": "Standart"}, "kind", "'Standard'"),
        ({"kind": None}, "kind", "to_dict"),
        ({"version": 2}, "version", "anew with to_dict"),
        ({"content": []}, "content", "object in braces"),
        ({"content": {"id": "x"}}, "content.edition", "add it"),
        ({"status": "in-farce"}, "content.status", "'in-force'"),
        ({"history": []}, "content.history", "at least one"),
        ({"title": 3}, "content.title", "text in quotes"),
        ({"published": "soon"}, "content.published", "YYYY"),
        ({"day": "2026-13-01"}, "content.day", "YYYY"),
        ({"replaces": [{"ref": "B C"}]}, "content.replaces[0].ref", "standard[@edition]"),
        ({"tittle": "x"}, "content.tittle", "'title'"),
    ],
)
def test_a_wrong_mapping_names_field_and_repair(change: dict[str, Any], field: str, repair: str) -> None:
    written = to_dict(CATALOG["eu-ai-act"])
    inside = {} if change.keys() & written.keys() else change
    outside = change if not inside else {}
    mapping = {**written, "content": {**written["content"], **inside}, **outside}
    with pytest.raises(InvalidData) as raised:
        from_dict(mapping)
    assert raised.value.field == field
    assert repair in raised.value.repair


def test_wrong_members_of_results_are_found() -> None:
    walk = to_dict(CATALOG.crosswalk(LLM, CSF))
    walk["content"]["records"][0]["relation"] = ["equals"]
    with pytest.raises(InvalidData, match="'equal'"):
        from_dict(walk)
    for types, said in ((["related"], "no relation between sets"), (["equal", "equal"], "written twice")):
        walk["content"]["records"][0]["relation"] = types
        with pytest.raises(InvalidData, match=said) as found:
            from_dict(walk)
        assert "superset_of" in found.value.repair
    reached = to_dict(CATALOG.crosswalk(LLM, CSF))
    reached["content"]["reached"] = [
        f"{LLM}:LLM01",
        LLM,
        "owasp-llm-top-10",
    ]  # one without an edition is first
    assert to_dict(from_dict(reached))["content"]["reached"] == ["owasp-llm-top-10", LLM, f"{LLM}:LLM01"]
    audit = to_dict(CATALOG.audit("OWASP LLM Top 10 2025: LLM01"))
    audit["content"]["records"][0]["refs"] = []
    assert from_dict(audit).superseded == {}
    matrix = to_dict(CATALOG.crosswalk(LLM, CSF).matrix)
    matrix["content"]["records"][0] = ["x"]
    with pytest.raises(InvalidData, match=r"1 member\. Repair: write 2") as raised:
        from_dict(matrix)
    assert raised.value.field == "content.records[0]"
    profile = to_dict(PROFILE)
    profile["content"]["markets"] = ["XX"]
    with pytest.raises(InvalidData, match="unknown markets 'XX'"):
        from_dict(profile)
    plan = to_dict(CATALOG.plan(TARGETS, using=USING, method="greedy"))
    plan["content"]["cost"] = "much"
    with pytest.raises(InvalidData, match="not a number"):
        from_dict(plan)


def test_what_is_no_record_is_refused() -> None:
    for other in (CATALOG, "eu-ai-act", {"kind": "Standard"}, type("Standard", (), {})()):
        with pytest.raises(TypeError, match="to_dict needs a record"):
            to_dict(other)
    with pytest.raises(InvalidData, match="no kind"):
        from_dict([])  # type: ignore[arg-type]


# ---------------------------------------------------------------- other libraries


class Ticket(BaseModel):
    """What an embedder stores."""

    ref: Ref
    others: list[Ref] = []
    due: PartialDate | None = None


def test_pydantic_reads_and_writes_references_as_texts() -> None:
    ticket = Ticket(ref=f"{LLM}:LLM01", others=[Ref("eu-ai-act")], due="2027-01")  # type: ignore[arg-type, list-item]
    assert ticket.ref == Ref.parse(f"{LLM}:LLM01")
    assert type(ticket.due) is PartialDate
    assert Ticket.model_validate_json(ticket.model_dump_json()) == ticket
    assert json.loads(ticket.model_dump_json())["ref"] == f"{LLM}:LLM01"
    schema = Ticket.model_json_schema()
    jsonschema.validate(json.loads(ticket.model_dump_json()), schema)
    assert not jsonschema.Draft202012Validator(schema).is_valid({"ref": "OWASP LLM01"})
    for wrong in ("OWASP LLM01", 3):
        with pytest.raises(ValidationError, match="is not a reference"):
            Ticket(ref=wrong)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="is not a date"):
        Ticket(ref=ticket.ref, due="2027-13")  # type: ignore[arg-type]


def test_attrs_keeps_the_names_of_a_reference() -> None:
    record = CATALOG.relationships(f"{LLM}:LLM01")[0]
    written = attrs.asdict(record)
    assert written["subject"] == {"standard": "owasp-llm-top-10", "edition": "2025", "provision": "LLM01"}
    assert Ref(**written["subject"]) == record.subject
    assert attrs.evolve(record.subject, provision="LLM02") == Ref.parse(f"{LLM}:LLM02")  # type: ignore[misc]


def test_annotations_of_overlays_go_to_json(labelled: Catalog) -> None:
    (note,) = labelled.annotations("acme-policy@1.0")
    written = to_dict(note)
    assert sound("Annotation", written)
    assert from_dict(written) == note


@pytest.fixture
def labelled(overlay: Any) -> Catalog:
    from samples import document, register_file

    note = {"ref": "acme-policy", "key": "owner", "value": "CISO", "date": "2026-02"}
    return load(overlay(register_file(document(), annotations=[note])))
