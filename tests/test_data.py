"""The shipped data: how much of the field it holds, and that what the project began from is exact."""

import json
import re

import jsonschema
import pytest

from ai_security_standards import Ref, load
from ai_security_standards._store.structuring import unstructure
from ai_security_standards.records.standards import Standard
from ai_security_standards.vocabulary import Confidence, Status
from curation.commands import DATA, lost_refs
from curation.schemas import schemas

CATALOG = load().as_of("2026-11-23")
STRUCTURED = sorted(CATALOG.snapshot.register.framework_loaders)


def test_every_shipped_structure_is_a_forest_in_order() -> None:
    for ref in STRUCTURED:
        seen: dict[str, int] = {}
        for order, provision in enumerate(CATALOG.framework(Ref.parse(ref)).provisions):
            assert provision.order == order
            assert provision.depth == (seen[provision.parent] + 1 if provision.parent else 0)
            seen[provision.id] = provision.depth


EVERYTHING = CATALOG.standards(current=None)


#: Reference; number; printed version; publication or stage; access; successor and how sure it is.
PUBLISHED_LIST = [
    ("iso-iec-27090@draft", "27090", "edition 1", "60.00", "paid", None),
    ("iso-iec-tr-27563@2023", "27563", "edition 1", "2023-05-25", "paid", None),
    (
        "iso-iec-tr-24030@2021",
        "24030",
        "edition 1",
        "2021-05-11",
        "paid",
        ("iso-iec-tr-24030@2024", "verified"),
    ),
    (
        "iso-iec-tr-24030@2024",
        "24030",
        "edition 2",
        "2024-04-08",
        "paid",
        ("iso-iec-tr-24030@draft", "verified"),
    ),
    (
        "etsi-gr-sai-004@1.1.1",
        "SAI 004",
        "V1.1.1",
        "2020-12",
        "free",
        ("etsi-tr-104-221@1.1.1", "single-source"),
    ),
    (
        "etsi-gr-sai-005@1.1.1",
        "SAI 005",
        "V1.1.1",
        "2021-03",
        "free",
        ("etsi-tr-104-222@1.2.1", "unverified"),
    ),
    (
        "etsi-gr-sai-002@1.1.1",
        "SAI 002",
        "V1.1.1",
        "2021-08",
        "free",
        ("etsi-tr-104-048@1.1.1", "unverified"),
    ),
    (
        "etsi-gr-sai-001@1.1.1",
        "SAI 001",
        "V1.1.1",
        "2022-01",
        "free",
        ("etsi-ts-104-050@1.1.1", "unverified"),
    ),
    ("etsi-gr-sai-006@1.1.1", "SAI 006", "V1.1.1", "2022-03", "free", None),
    (
        "etsi-gr-sai-009@1.1.1",
        "SAI 009",
        "V1.1.1",
        "2023-02",
        "free",
        ("etsi-ts-104-033@1.1.1", "unverified"),
    ),
    (
        "etsi-gr-sai-013@1.1.1",
        "SAI 013",
        "V1.1.1",
        "2023-03",
        "free",
        ("etsi-tr-104-067@1.1.1", "unverified"),
    ),
    (
        "etsi-gr-sai-007@1.1.1",
        "SAI 007",
        "V1.1.1",
        "2023-03",
        "free",
        ("etsi-ts-104-224@1.1.1", "unverified"),
    ),
    (
        "etsi-gr-sai-011@1.1.1",
        "SAI 011",
        "V1.1.1",
        "2023-06",
        "free",
        ("etsi-tr-104-062@1.2.1", "unverified"),
    ),
    ("enisa-faicp@2023", None, "June 2023", "2023-06-07", "free", None),
]


@pytest.mark.parametrize("row", PUBLISHED_LIST, ids=lambda row: row[0])
def test_what_the_project_began_from_is_exact(
    row: tuple[str, str | None, str, str, str, tuple[str, str] | None],
) -> None:
    ref, number, version, issued, access, successor = row
    standard = CATALOG[ref]
    assert (standard.number, standard.version, standard.access) == (number, version, access)
    assert issued in (standard.published, standard.stage)
    assert [(str(tie.ref), tie.confidence.value) for tie in standard.replaced_by] == (
        [successor] if successor else []
    )
    assert standard.url
    assert standard.summary
    assert standard.audience
    assert standard.roles
    assert standard.sources
    assert standard.confidence is Confidence.VERIFIED
    assert standard.committee or ref.startswith("enisa")


def test_the_gathered_pitfalls_are_avoided() -> None:
    new = CATALOG["iso-iec-27090"]
    assert (new.status, new.published) == (Status.APPROVED, None)
    assert "Addressing security threats and compromises" in new.title
    for number in ("003", "008", "010", "012"):
        assert CATALOG[f"etsi-gr-sai-{number}"].status is Status.CANCELLED
    for standard in ("etsi-tr-104-222", "etsi-tr-104-062"):
        assert [edition.edition for edition in CATALOG.editions(standard)] == ["1.2.1"]
    assert CATALOG["etsi-ts-104-223"].replaced_by[0].ref == CATALOG["etsi-en-304-223"].ref
    assert "openssf" in CATALOG["safe-mcp"].publisher


def test_the_register_is_as_large_as_it_says() -> None:
    counts = json.loads((DATA / "manifest.json").read_bytes())["counts"]
    everything = CATALOG.as_of("2100-01-01").standards(current=None)
    issuing = {body for standard in everything for body in (standard.publisher, *standard.co_publishers)}
    assert len(everything) == counts["standards"]
    assert issuing == {body.id for body in CATALOG.publishers()}
    assert len(issuing) == counts["publishers"]
    provisions = [
        len(CATALOG.framework(ref).provisions) for ref in CATALOG.snapshot.register.framework_loaders
    ]
    assert (len(provisions), sum(provisions)) == (counts["frameworks"], counts["provisions"])


def test_every_record_says_for_whom_it_is_and_on_what() -> None:
    for standard in EVERYTHING:
        assert standard.roles, standard.ref
        assert standard.system_types, standard.ref
        assert standard.summary, standard.ref
        assert standard.audience, standard.ref


def test_no_released_reference_was_lost() -> None:
    assert lost_refs() == []


def test_no_two_records_are_one_document() -> None:
    def one(standard: Standard) -> tuple[str, ...]:
        title = re.sub(r"\W+", " ", standard.title.casefold())
        return title, standard.publisher, str(standard.published), str(standard.version), str(standard.number)

    seen: dict[tuple[str, ...], str] = {}
    for standard in EVERYTHING:
        assert one(standard) not in seen, (seen[one(standard)], str(standard.ref))
        seen[one(standard)] = str(standard.ref)


SCHEMAS = schemas()


def test_the_schemas_are_made_from_the_classes() -> None:
    assert {path.name for path in (DATA / "schema").iterdir()} == SCHEMAS.keys()
    for name, schema in SCHEMAS.items():
        assert json.loads((DATA / "schema" / name).read_bytes()) == schema
        assert schema["$id"] == f"https://ai-security-standards.readthedocs.io/schema/1/{name}"
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [("register", "register/*"), ("framework", "frameworks/*/*"), ("applicability", "applicability/*")],
)
def test_a_schema_holds_for_every_file_of_its_kind(kind: str, pattern: str) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMAS[f"{kind}.schema.json"])
    files = sorted(DATA.glob(f"{pattern}.json"))
    section = {"framework": "frameworks"}.get(kind, kind)
    assert len(files) == len(json.loads((DATA / "manifest.json").read_bytes())[section])
    for path in files:
        raw = json.loads(path.read_bytes())
        if kind == "framework":  # `check` looks at every provision; here some forty of each file
            raw["provisions"] = raw["provisions"][:: 1 + len(raw["provisions"]) // 40]
        assert list(validator.iter_errors(raw)) == [], path.name
    assert not validator.is_valid({**raw, "unknown": 1})


def test_the_schema_of_the_head_of_a_mapping_set_holds_for_every_shipped_one() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMAS["mapping-set.schema.json"])
    grammar = jsonschema.Draft202012Validator(SCHEMAS["grammar.schema.json"])
    sets = CATALOG.mapping_sets()
    assert len(sets) > 10
    for each in sets:
        assert list(validator.iter_errors(json.loads(json.dumps(unstructure(each))))) == []
    for each in CATALOG.snapshot.register.grammars():
        assert list(grammar.iter_errors(json.loads(json.dumps(unstructure(each))))) == []


@pytest.mark.parametrize(
    ("day", "status", "reached", "ahead"),
    [
        ("2024-07-20", "published", [], "2025-02-02"),
        ("2024-08-01", "in-force", [], "2025-02-02"),
        ("2025-02-02", "in-force", ["2025-02-02"], "2025-08-02"),
        ("2025-08-02", "in-force", ["2025-02-02", "2025-08-02"], "2026-08-02"),
        ("2026-08-02", "in-force", ["2025-02-02", "2025-08-02", "2026-07-27", "2026-08-02"], "2027-12-02"),
    ],
)
def test_the_ai_act_is_a_timeline(day: str, status: str, reached: list[str], ahead: str) -> None:
    act = CATALOG.as_of(day)["eu-ai-act"]
    assert act.status == status
    assert sorted({milestone.date for milestone in act.obligations}) == reached
    assert ahead in {milestone.date for milestone in act.upcoming}


def test_a_date_that_was_moved_is_told_as_the_text_then_read() -> None:
    def high_risk(day: str) -> set[str]:
        act = CATALOG.as_of(day)["eu-ai-act"]
        return {each.date for each in act.upcoming if "Annex III" in each.what and each.kind == "application"}

    assert high_risk("2026-01-01") == {"2026-08-02"}
    assert high_risk("2026-08-15") == {"2027-12-02"}


def test_every_short_name_resolves_to_its_document() -> None:
    catalog = CATALOG.as_of("2026-11-29")
    wrong = set()
    for each in catalog.standards(current=None):
        try:
            found = str(catalog.resolve(each.short_name))
        except LookupError:
            found = "several"
        if found != str(each.ref):
            wrong.add(str(each.ref))
    # Versions 1.01 and 1.1 are one number to whoever reads versions part by part; CEN's adoption of
    # TS 12791 has the printed name of the original in its own.
    # A short name that states no edition, and that a later edition has with its number, is of the newest one.
    assert wrong <= {
        "jp-ai-business@1.1",
        "iso-iec-ts-12791@2024",
        "google-saif@1.0",
        "nist-ai-100-5@2024",
    }
