"""Questions answered from the text of the law, and the rules as data."""

import csv
import functools
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from samples import Overlay, document, register_file

from ai_security_standards import Profile, Ref, load
from ai_security_standards._store import files
from ai_security_standards._store.register import packaged_register
from ai_security_standards.applicability import Rulings
from ai_security_standards.applicability.laws import certifiable
from ai_security_standards.records.laws import FACT_WORDS, Law
from ai_security_standards.records.places import known_place
from ai_security_standards.vocabulary import OrganisationSize, Verdict

CATALOG = load().as_of("2026-11-24")
RAW = {standard: load_rules() for standard, load_rules in packaged_register().law_loaders.items()}
LAWS = [law for law in map(packaged_register().law, RAW) if law is not None]
#: One file for each law; `README.md` beside them says what the columns mean.
QUESTIONS = Path(__file__).parents[1] / "laws"


class Question(NamedTuple):
    """A row of a file of questions: what is asked, the answer, and the reason in the text of the law."""

    place: str
    reference: str
    day: str
    profile: str
    answer: str
    since: str
    reason: str
    reader: str


def read_questions(path: Path) -> Iterator[Question]:
    """The questions of a file, each with its file and line."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, dialect="excel-tab", quoting=csv.QUOTE_NONE)
    assert tuple(header) == Question._fields[1:], f"{path.name}:1: columns {header}"
    for line, cells in enumerate(rows, 2):
        assert len(cells) == len(header), f"{path.name}:{line}: {len(cells)} cells for {len(header)} columns"
        question = Question(f"{path.name}:{line}", *cells)
        assert Ref.parse(question.reference).standard == path.stem, f"{question.place}: another law"
        yield question


ALL = [question for path in sorted(QUESTIONS.glob("*.tsv")) for question in read_questions(path)]
TRUTH = {"yes": True, "no": False}


def question_beginning(words: str, standard: str) -> str:
    """The one question of the rules of a law that begins so; sister acts ask in like words."""
    asked = {value for when in whens(RAW[standard]) for key, value in atoms(when) if key == "ask"}
    found = sorted(each for each in asked if each.startswith(words))
    assert len(found) == 1, f"{len(found)} questions of {standard} begin with {words!r}: {found}"
    return found[0]


def facts_of(profile: str, standard: str) -> dict[str, Any]:
    """The facts of a profile: "roles = provider; markets = EU, US"; "none" is known to be none."""
    facts: dict[str, Any] = {}
    for fact in profile.split("; "):
        name, value = fact.split(" = ")
        assert name not in facts, f"{name} is given twice"
        if name.startswith("answers"):
            facts[name] = [question_beginning(words, standard) for words in value.split(" | ")]
        else:
            facts[name] = () if value == "none" else TRUTH[value] if value in TRUTH else value.split(", ")
    for name in facts.keys() & {"size", "placed_on_market"}:
        (facts[name],) = facts[name]
    return facts


#: The catalog of a day, on which many questions are asked.
catalog_of = functools.cache(CATALOG.as_of)


@functools.cache
def rulings(profile: str, day: str, document: str) -> Rulings:
    """The rulings on one document; many questions share a profile and a day."""
    return catalog_of(day).applicable(
        Profile(**facts_of(profile, Ref.parse(document).standard)), standard=document
    )


#: The answer on provisions that ask nothing of anybody, such as powers: they get no ruling.
NOT_ASSESSABLE = "not_assessable"
RULED = [each for each in ALL if each.profile and each.answer != NOT_ASSESSABLE]


@pytest.mark.parametrize("question", RULED, ids=lambda each: each.place)
def test_questions_are_answered_as_the_text_of_the_law_says(question: Question) -> None:
    document = Ref.parse(question.reference).document
    found = rulings(question.profile, question.day, str(document))
    (ruling,) = [each for each in (*found, *found.excluded) if str(each.ref) == question.reference]
    assert (ruling.verdict.value, ruling.date or "") == (question.answer, question.since), question
    assert ruling.binds, question
    assert ruling.reasons, question


@pytest.mark.parametrize(
    "question", [each for each in ALL if each.answer == NOT_ASSESSABLE], ids=lambda each: each.place
)
def test_what_asks_nothing_of_anybody_gets_no_ruling(question: Question) -> None:
    document = Ref.parse(question.reference).document
    found = rulings(question.profile, question.day, str(document))
    assert found.of(document.standard), question
    assert not catalog_of(question.day).provision(question.reference).assessable, question
    assert question.reference not in {str(each.ref) for each in (*found, *found.excluded)}, question


@pytest.mark.parametrize("question", [each for each in ALL if not each.profile], ids=lambda each: each.place)
def test_what_binds_nobody_in_particular_applies_from_the_day_that_the_text_says(question: Question) -> None:
    provision = catalog_of(question.day).provision(question.reference)
    answer = (
        "in_application"
        if provision.in_application(date.fromisoformat(question.day))
        else "not_in_application"
    )
    assert (answer, question.since) == (question.answer, ""), question


def test_every_law_with_rules_has_questions() -> None:
    asked = {Ref.parse(question.reference).standard for question in ALL}
    assert RAW.keys() <= asked
    assert {path.stem for path in QUESTIONS.glob("*.tsv")} == asked
    assert {question.reader for question in ALL} == {"first", "second", "mended"}


def whens(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "when":
                yield part
            yield from whens(part)
    elif isinstance(value, list):
        for part in value:
            yield from whens(part)


def atoms(when: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    ((key, value),) = when.items()
    if key in ("all", "any"):
        for each in value:
            yield from atoms(each)
    elif key == "not":
        yield from atoms(value)
    else:
        yield key, value


def test_every_condition_speaks_of_known_facts_and_words() -> None:
    conditions = list(whens(RAW))
    assert len(conditions) > len(RAW)
    for when in conditions:
        for key, value in atoms(when):
            if key in ("places", "established_in", "markets"):
                assert all(map(known_place, value))
            elif key == "size":
                assert {size.value for size in OrganisationSize} >= set(value)
            elif key in FACT_WORDS:
                assert {word.value for word in FACT_WORDS[key]} >= set(value)
            elif key in ("open_source", "modified"):
                assert value is True
            else:
                assert key in ("ask", "told", "placed_before")


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.standard)
def test_rules_name_documents_provisions_and_sources_that_are_there(law: Law) -> None:
    record = CATALOG[law.standard]
    assert record.binding.value == "mandatory"
    assert all(source.address.startswith("https://") for source in law.sources)
    rules = [*law.scope, *law.exclusions, *law.classes, *law.stands_for, *law.legacy, *law.provisions]
    assert all(rule.article and rule.why for rule in rules)
    named = {each for rule in rules for each in (*rule.provisions, *rule.unless)}
    if named:
        known = {each.id for each in CATALOG.framework(record).provisions}
        assert named <= known


def test_every_limit_of_a_date_in_the_ai_act_is_understood() -> None:
    law = packaged_register().law("eu-ai-act")
    assert law is not None
    notes = {
        term.note or ""
        for provision in CATALOG.framework("eu-ai-act").provisions
        for term in provision.applies
    }
    limiting = {note for note in notes if "systems" in note or "models" in note}
    assert limiting
    assert {note for note in limiting if not any(limit.note in note for limit in law.limits)} == set()


def test_the_rules_are_in_canonical_form() -> None:
    for standard, raw in RAW.items():
        written = files.read_packaged_bytes(files.packaged_folder(), f"applicability/{standard}.json")
        assert files.canonical(raw) == written


def test_what_is_certifiable_is_there() -> None:
    listed = files.read_packaged_json(files.packaged_folder(), "certifiable.json")
    assert listed
    for each in listed:
        assert certifiable(packaged_register(), each["standard"]) == each["why"]
        assert CATALOG.standard(each["standard"]).binding.value != "mandatory"


def test_law_without_rules_is_read_by_the_register_and_its_structure(overlay: Overlay) -> None:
    law = document(
        id="acme-law", kind="law", binding="mandatory", in_force="2026-01-15",
        roles=["deployer"], sectors=["health"], system_types=["high-risk"],
        history=[{"status": "in-force", "date": "2026-01-15"}],
        milestones=[{"date": "2027-01-01", "kind": "application", "what": "Duties begin"}],
    )  # fmt: skip
    folder = overlay(register_file(law, document()))
    structure = {
        "standard": "acme-law", "edition": "1.0", "completeness": "complete", "confidence": "single-source",
        "checked_on": "2026-02-01", "sources": [{"address": "https://acme.example.org/law"}],
        "text_policy": "Identifiers.",
        "provisions": [
            {"id": "1", "kind": "article", "roles": ["deployer"], "risk_classes": ["high-risk"]},
            {"id": "2", "kind": "article", "roles": ["provider"]},
            {"id": "3", "kind": "article", "applies": [{"date": "2026-06-01", "note": "some"}]},
            {"id": "4", "kind": "article", "applies": [{"date": "2026-06-01", "stated_from": "2028-01-01"}]},
            {"id": "5", "kind": "article", "risk_classes": ["any"], "retired": True},
            {"id": "6", "kind": "article", "applies": [{"date": "2026-06-01", "note": "through Article 99"}]},
        ],
    }  # fmt: skip
    (folder / "frameworks" / "acme-law").mkdir(parents=True)
    (folder / "frameworks" / "acme-law" / "1.0.json").write_text(json.dumps(structure), encoding="utf-8")
    facts = {"jurisdictions": "DE", "roles": "deployer", "sectors": "health", "risk_classes": "high-risk"}
    found = load(folder).applicable(Profile(**facts), on="2026-07-01")
    verdicts = {
        str(each.ref.provision): each.verdict.value
        for each in (*found.of("acme-law"), *found.excluded.of("acme-law"))
    }
    assert found.of("acme-policy")[0].verdict is Verdict.APPLIES
    assert verdicts == {
        "None": "applies", "1": "will_apply", "2": "not_applicable", "3": "applies", "4": "not_applicable",
        "6": "applies",
    }  # fmt: skip
