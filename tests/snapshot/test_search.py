"""Search: what is asked for by name comes first, misspellings and synonyms are found."""

import json
import pickle
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import (
    CHAPTER,
    CONTROL,
    RETIRED,
    Overlay,
    document,
    register_file,
    structure,
    write_structure,
)

from ai_security_standards import StandardsError, UnknownCriterion, UnknownReference, load
from ai_security_standards.snapshot import search
from ai_security_standards.snapshot.ranking import is_one_edit
from ai_security_standards.snapshot.search import SYNONYMS, Index, words_of
from ai_security_standards.snapshot.terms import similar_words, terms_of

CATALOG = load().as_of("2026-11-23")


def refs(query: str, **how: object) -> list[str]:
    return [str(hit.ref) for hit in CATALOG.search(query, **how)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("LLM01", "owasp-llm-top-10@2026:LLM01"),
        ("AML.T0051.000", "mitre-atlas@2026.09:AML.T0051.000"),
        ("A.6.2.4", "iso-iec-42001@2023:A.6.2.4"),
        ("measure 2.7", "nist-ai-rmf@1.0:MEASURE 2.7"),
        ("27090", "iso-iec-27090@draft"),
        ("human oversight", "eu-ai-act@2024/1689:Article 14"),
        ("multilayer framework ENISA", "enisa-faicp@2023"),
        ("hardware ETSI", "etsi-gr-sai-006@1.1.1"),
        ("access control SP 800-53", "nist-sp-800-53@5:AC"),
        ("access control AC SP 800-53", "nist-sp-800-53@5:AC"),
        ("AI Act human oversight", "eu-ai-act@2024/1689:Article 14"),
        ("membership inference", "cisco-ai-security-safety-framework@2025:AITech-8.1"),
    ],
)
def test_what_is_asked_for_by_name_comes_first(query: str, expected: str) -> None:
    assert expected in refs(query, limit=3)


@pytest.mark.parametrize(
    ("wrong", "right"), [("overzight", "oversight"), ("poisning", "poisoning"), ("robustnes", "robustness")]
)
def test_a_misspelling_finds_what_was_meant(wrong: str, right: str) -> None:
    assert set(refs(wrong, limit=5)) & set(refs(right, limit=10))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Prompt Injecton", "owasp-llm-top-10@2026:LLM01"),
        ("Excessive Agnecy", "owasp-llm-top-10@2026:LLM03"),
        ("Rogue Agenst", "owasp-agentic-top-10@2026:ASI10"),
        ("LLM Promt Injection", "mitre-atlas@2026.09:AML.T0051"),
        ("LLM Jailbrake", "mitre-atlas@2026.09:AML.T0054"),
        ("Hallucinatoin", "ibm-ai-risk-atlas@living:atlas-hallucination"),
        ("excessiveagency", "owasp-llm-top-10@2026:LLM03"),
        ("Unexpected Code Exceution (RCE)", "owasp-agentic-top-10@2026:ASI05"),
    ],
)
def test_one_misspelling_does_not_lose_an_exact_title(query: str, expected: str) -> None:
    assert expected in refs(query, limit=3)


@pytest.mark.parametrize("standard", ["owasp-llm-top-10", "owasp-agentic-top-10"])
def test_a_risk_is_found_by_its_bare_name(standard: str) -> None:
    risks = CATALOG.children(standard)
    assert len(risks) == 10
    assert [str(risk.ref) for risk in risks if str(risk.ref) not in refs(risk.name, limit=3)] == []


#: The techniques that mapping sets cite most often, retired ones left out, and AML.T0054 beside.
TECHNIQUES = (
    "T0051 T0054 T0020 T0043 T0010 T0024 T0029 T0040 T0015 T0018 "
    "T0057 T0053 T0048 T0034 T0025 T0031 T0011 T0056 T0070 T0066"
)


@pytest.mark.parametrize("number", TECHNIQUES.split())
def test_a_technique_is_found_by_its_bare_name(number: str) -> None:
    technique = CATALOG.provision(f"mitre-atlas:AML.{number}")
    assert str(technique.ref) in refs(technique.name, limit=3)


def test_of_equal_titles_that_of_the_document_that_most_sets_cite_comes_first() -> None:
    equal = [hit for hit in CATALOG.search("prompt injection") if hit.name.casefold() == "prompt injection"]
    assert str(equal[0].ref) == "owasp-llm-top-10@2026:LLM01"
    cited = [{ref.standard for ref in (*each.subjects, *each.objects)} for each in CATALOG.mapping_sets()]
    counts = [sum(hit.ref.standard in standards for standards in cited) for hit in equal]
    assert len(equal) > 4
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
    named = CATALOG.search("databricks prompt injection")[0]
    assert named.ref.standard == "databricks-dasf"  # which the query names


@pytest.mark.parametrize(
    "query", ["access control", "agent", "prompt injection", "AI Act", "training data", "a"]
)
def test_at_most_two_children_of_one_parent_are_among_the_first_ten(query: str) -> None:
    hits = CATALOG.search(query, limit=30)
    first = [(hit.ref.document, CATALOG.provision(hit.ref).parent) for hit in hits[:10] if hit.ref.provision]
    assert max(map(first.count, first), default=0) <= 2
    assert len({hit.ref for hit in hits}) == len(hits) == 30


def test_two_children_of_one_parent_may_stand_among_the_first_ten() -> None:
    found = [hit.ref for hit in CATALOG.search("training data") if hit.ref.provision]
    parents = [(ref.document, CATALOG.provision(ref).parent) for ref in found]
    assert max(map(parents.count, parents)) == 2


def test_where_no_others_follow_more_children_of_one_parent_are_found() -> None:
    hits = CATALOG.search("agent", standard="owasp-agentic-top-10")
    assert len([hit for hit in hits if hit.ref.provision]) > 5


@pytest.mark.parametrize(
    ("written", "meant", "expected"),
    [
        ("injecion", "injection", True), ("injecttion", "injection", True),
        ("injektion", "injection", True), ("injeciton", "injection", True), ("injections", "injection", True),
        ("nijection", "injection", True), ("ijnecsion", "injection", False), ("abcd", "badc", False),
        ("use", "uses", False), ("agent", "agenticx", False), ("inject", "injection", False),
    ],
)  # fmt: skip
def test_one_edit_is_a_letter_wrong_missing_too_many_or_two_exchanged(
    written: str, meant: str, expected: bool
) -> None:
    assert is_one_edit(written, meant) is expected
    assert is_one_edit(meant, written) is expected


def test_a_long_query_costs_no_more_than_its_first_words() -> None:
    few = " ".join(f"quixotic{number}" for number in range(24))
    assert terms_of(few.split()) == few.split()
    assert terms_of((few + " injection").split()) == few.split()
    assert refs(few + " injection") == refs(few)
    started = time.process_time()
    CATALOG.search(" ".join(f"wrod{number}" for number in range(100_000)))
    CATALOG.search("x" * 1_000_000)
    assert time.process_time() - started < 5


def test_similar_words_are_sought_outside_the_lock() -> None:
    catalog = CATALOG.as_of("2026-11-21")
    catalog.search("x")
    done = threading.Event()

    def look_up() -> None:
        with search.SEARCH:
            done.wait(20)

    index = catalog.snapshot.cached("search index", lambda snapshot: None)
    words = index._vocabulary()
    assert len(words) > 5_000
    waiting = threading.Thread(target=look_up)
    waiting.start()
    try:
        assert similar_words("injecton", words)[0] == "injection"
        assert index._titles.misspelt(["prompt", "injecton"], [])
    finally:
        done.set()
        waiting.join()


def test_a_prefix_finds_what_begins_so() -> None:
    assert set(refs("explaina", limit=5)) & set(refs("explainability", limit=20))


def test_a_form_that_nobody_wrote_finds_what_the_word_finds() -> None:
    assert refs("hallucinating")[:1] == refs("hallucination")[:1]


def test_synonyms_find_each_other() -> None:
    assert any("Prompt Injection" in hit.name for hit in CATALOG.search("jailbreak", limit=30))
    assert any("Theft" in hit.name for hit in CATALOG.search("model stealing"))
    assert [group for group in SYNONYMS if len(set(group)) < len(group)] == []
    assert all(phrase == " ".join(words_of(phrase)) for group in SYNONYMS for phrase in group)


def test_a_snippet_shows_why() -> None:
    for query in ("jailbreak", "human oversight", "poisning"):
        hits = CATALOG.search(query)
        assert hits
        for hit in hits:
            assert "[" in hit.snippet
            assert "]" in hit.snippet


def test_what_stands_above_is_matched_and_shown() -> None:
    hits = {str(hit.ref): hit for hit in CATALOG.search("ISO 42001 data", limit=30)}
    assert hits["iso-iec-42001@2023:A.7.5"].snippet.startswith(
        "[ISO]/IEC [42001]:2023 > [Data] for AI systems"
    )


def test_scores_fall_and_answers_are_few() -> None:
    hits = CATALOG.search("training data", limit=7)
    assert len(hits) == 7
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits.headline() == "7 hits"
    assert hits.rows()[0]["ref"] == str(hits[0].ref)
    assert pickle.loads(pickle.dumps(hits)) == hits
    assert len(CATALOG.search("security", limit=500)) == 500


def test_a_search_can_be_limited_to_kinds_and_to_a_document() -> None:
    laws = CATALOG.search("artificial intelligence", kind="law")
    assert laws
    assert {hit.kind for hit in laws} == {"law"}
    several = CATALOG.search("logging", kind={"control", "case_study"}, limit=300)
    assert {hit.kind for hit in several} == {"control", "case-study"}
    old = CATALOG.search("overreliance", standard="owasp-llm-top-10@2023")
    assert str(old[0].ref) == "owasp-llm-top-10@2023:LLM09"
    plain = CATALOG.search("ontology", standard="etsi-gr-sai-001@1.1.1")
    assert [str(hit.ref) for hit in plain] == ["etsi-gr-sai-001@1.1.1"]


def test_former_editions_are_not_searched_unless_named() -> None:
    assert not [ref for ref in refs("prompt injection", limit=200) if ref.startswith("owasp-llm-top-10@2023")]
    assert (
        CATALOG.as_of("2024-06-01").search("prompt injection", standard="owasp-llm-top-10")[0].ref.edition
        == "2023"
    )


@pytest.mark.parametrize(
    ("how", "error", "says"),
    [
        ({"kind": "contrl"}, UnknownCriterion, "control"),
        ({"kind": 5}, UnknownCriterion, "must be a text"),
        ({"query": 5}, UnknownCriterion, "query must be a text"),
        ({"limit": 0}, UnknownCriterion, "above zero"),
        ({"standard": "owasp-llm-top10"}, UnknownReference, "owasp-llm-top-10"),
    ],
)
def test_wrong_questions_are_errors(how: dict[str, object], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        CATALOG.search(**{"query": "x", **how})  # type: ignore[arg-type]


def test_an_empty_question_has_no_answer_and_a_question_of_stop_words_is_one() -> None:
    assert len(CATALOG.search("")) == len(CATALOG.search("  ?! ")) == 0
    assert CATALOG.search("to use")
    assert len(CATALOG.search("qqqqzzzzxxxx")) == 0


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_is_a_question(text: str) -> None:
    hits = CATALOG.search(text, standard="nist-ai-rmf@1.0")
    assert CATALOG.search(text, standard="nist-ai-rmf@1.0") == hits


@pytest.mark.parametrize(
    "query", ['"', "a OR b", "NEAR(a b)", "title:x", "-x", "x*", "^x", "'; DROP TABLE entry; --", "{ids} : x"]
)
def test_the_language_of_the_index_is_not_spoken(query: str) -> None:
    CATALOG.search(query)


def test_ones_own_documents_are_found(overlay: Overlay) -> None:
    raw = structure(CHAPTER, {**CONTROL, "summary": "Zymurgy for those who train models."}, RETIRED)
    catalog = load(
        write_structure(overlay(register_file(document(summary="Quixotic rules of ACME."))), raw)
    ).as_of("2026-11-23")
    assert str(catalog.search("zymurgy")[0].ref) == "acme-policy@1.0:A.1"
    assert str(catalog.search("quixotic")[0].ref) == "acme-policy@1.0"


def test_retired_identifiers_are_found_below_live_ones(overlay: Overlay) -> None:
    live = {"id": "A.4", "kind": "control", "title": "Quixotic control"}
    gone = {"id": "A.5", "kind": "control", "title": "Quixotic control", "retired": True}
    catalog = load(write_structure(overlay(register_file(document())), structure(gone, live))).as_of(
        "2026-11-23"
    )
    assert [hit.ref.provision for hit in catalog.search("quixotic")] == ["A.4", "A.5"]


def test_headings_are_found_below_what_can_be_assessed(overlay: Overlay) -> None:
    heading = {"id": "A.4", "kind": "control", "title": "Quixotic control", "assessable": False}
    below = {"id": "A.5", "kind": "control", "title": "Quixotic control"}
    folder = write_structure(overlay(register_file(document())), structure(heading, below))
    assert [hit.ref.provision for hit in load(folder).search("quixotic")] == ["A.5", "A.4"]


def test_recitals_are_found_below_what_they_give_reasons_for(overlay: Overlay) -> None:
    reason = {"id": "A.4", "kind": "recital", "label": "Quixotic control", "assessable": False}
    rule = {"id": "A.5", "kind": "paragraph", "label": "Quixotic control", "assessable": False}
    catalog = load(write_structure(overlay(register_file(document())), structure(reason, rule))).as_of(
        "2026-11-23"
    )
    assert [hit.ref.provision for hit in catalog.search("quixotic")] == ["A.5", "A.4"]


def test_threads_share_an_index() -> None:
    catalog = CATALOG.as_of("2026-11-22")
    results: list[object] = []

    def work() -> None:
        results.append(catalog.search("model theft"))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 6
    assert all(result == results[0] for result in results)


def test_a_missing_fts5_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Without:
        def execute(self, sql: str) -> object:
            raise sqlite3.OperationalError("no such module: fts5")

        def close(self) -> None:
            pass

    monkeypatch.setattr(search.sqlite3, "connect", lambda *args, **kwargs: Without())
    with pytest.raises(StandardsError, match="FTS5"):
        Index([], [])


def test_queries_that_others_wrote_are_answered_among_the_first_five() -> None:
    queries = json.loads((Path(__file__).parent / "search_queries.json").read_text(encoding="utf-8"))
    assert len(queries) == 100
    missed = {
        each["query"] for each in queries if not set(refs(each["query"], limit=5)) & set(each["expected"])
    }
    # Summaries of law name cryptography now, and stand before the controls that were expected.
    assert missed == {"AI impact assessment ISO standard", "authentic", "crytography"}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("nis 2", "eu-nis2@2022/2555"),
        ("nis 2 richtlinie", "eu-nis2@2022/2555"),
        ("gdpr art 22", "eu-gdpr@2016/679:Article 22"),
        ("ai act annex iii", "eu-ai-act@2024/1689:Annex III"),
        ("nist 800-53 ac-2", "nist-sp-800-53@5:AC-2"),
        ("42001 annex a 6.2.8", "iso-iec-42001@2023:A.6.2.8"),
        ("AML.T0051 of MITRE ATLAS", "mitre-atlas@2026.09:AML.T0051"),
    ],
)
def test_what_a_query_names_comes_first(query: str, first: str) -> None:
    assert refs(query, limit=3)[0] == first


def test_what_a_query_names_in_another_edition_or_kind_is_left_out() -> None:
    assert CATALOG.find_references("LLM06 excessive agency")[0].refs[0].edition == "2025"
    assert "owasp-llm-top-10@2025:LLM06" not in refs("LLM06 excessive agency")
    assert "eu-gdpr@2016/679:Article 22" not in refs("gdpr art 22", kind="law")


def test_a_long_query_names_nothing() -> None:
    assert refs("gdpr art 22 " + "and so on " * 300, limit=1) != ["eu-gdpr@2016/679:Article 22"]
