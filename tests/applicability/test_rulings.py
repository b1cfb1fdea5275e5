"""Rulings: cases from life, laws of reasoning, and the table."""

import functools
import pickle
import random
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from samples import Overlay, document, register_file

from ai_security_standards import Profile, Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards.applicability import Ruling, Rulings
from ai_security_standards.records.laws import FACT_WORDS
from ai_security_standards.vocabulary import OrganisationSize, Verdict

CATALOG = load().as_of("2026-11-24")
ACT = "eu-ai-act@2024/1689"


def rulings(on: str, standard: str | None = None, **facts: Any) -> Rulings:
    return rulings_for(Profile(**facts), on, standard)


@functools.cache
def rulings_for(profile: Profile, on: str, standard: str | None) -> Rulings:
    """Rulings on one document or on all; some tests ask about the same profile."""
    return CATALOG.applicable(profile, on=on, standard=standard)


def ruling(ref: str, on: str, **facts: Any) -> Ruling:
    found = rulings(on, str(Ref.parse(ref).document), **facts)
    (one,) = [each for each in (*found, *found.excluded) if str(each.ref) == ref]
    return one


def ids(found: Rulings, standard: str = "eu-ai-act") -> set[str]:
    return {str(each.ref.provision) for each in found.of(standard) if each.ref.provision}


PROVIDER = {"jurisdictions": "EU", "roles": "provider", "risk_classes": "high-risk"}
ANNEX_III = {**PROVIDER, "annexes": "annex-iii-4"}
GPAI = {"jurisdictions": "EU", "roles": "gpai-provider", "risk_classes": "general-purpose"}
NEW = {**ANNEX_III, "placed_on_market": "2029"}
BODY = {"jurisdictions": "EU", "roles": "notified-body", "risk_classes": "any"}
BANK = {"sectors": "finance", "roles": "deployer", "size": "large"}


def test_a_high_risk_system_placed_on_the_market_in_2027_may_come_before_the_duties() -> None:
    sometime = rulings(
        "2026-11-24", "eu-ai-act", **ANNEX_III, placed_on_market="2027", open_source=False, sectors=()
    )
    waits = dict(sometime.of("eu-ai-act").missing)
    assert min(waits["placed_on_market"], waits["modified"]) > 100
    late = rulings("2026-11-24", "eu-ai-act", **ANNEX_III, placed_on_market="2027-12-15")
    (art9,) = [each for each in late if each.ref.provision == "Article 9"]
    assert (art9.verdict, art9.date) == (Verdict.WILL_APPLY, "2027-12-02")
    early = rulings(
        "2028-01-01",
        "eu-ai-act",
        **ANNEX_III,
        placed_on_market="2027-03",
        modified=False,
        deployment="internal",
    )
    assert "Article 5" in ids(early)
    assert ids(early).isdisjoint({"Article 4", "Article 9", "Article 79"})
    (found,) = [each for each in early.excluded.of("eu-ai-act") if each.ref.provision == "Article 9"]
    assert "Article 111(2)" in found.reasons[0].source


def test_a_us_bank_with_a_chatbot_is_not_under_the_ai_act_until_its_output_is_used_in_the_union() -> None:
    bank = {**BANK, "system_types": "generative", "deployment": {"public", "interactive"}}
    home = rulings("2026-11-24", jurisdictions="US", **bank)
    assert "eu-ai-act" not in {each.ref.standard for each in home}
    assert {"nist-ai-rmf", "nist-ai-600-1", "owasp-llm-top-10"} <= {each.ref.standard for each in home}
    open_ = {each.ref.standard: each for each in home.documents if each.verdict is Verdict.MAY_APPLY}
    assert {"nydfs-500", "tx-traiga", "co-sb26-189"} <= open_.keys()
    assert open_["tx-traiga"].missing == ("established_in", "markets")
    abroad = rulings("2026-11-24", established_in="US", markets={"US", "EU"}, **bank)
    assert "Article 4" in ids(abroad)
    assert "Article 50(1)" not in ids(abroad)  # a duty of its provider


def test_a_uk_supplier_is_bound_by_what_he_is_held_to() -> None:
    free = rulings("2026-11-24", jurisdictions="UK", roles="developer", system_types="generative")
    (chosen,) = free.of("etsi-en-304-223")
    assert (chosen.verdict, chosen.binds, chosen.missing) == (Verdict.MAY_APPLY, False, ())
    bound = rulings("2026-11-24", jurisdictions="UK", roles="developer", held_to="etsi-en-304-223")
    first, *provisions = bound.of("etsi-en-304-223")
    assert first.binds
    assert first.binding.value == "voluntary"
    assert first.reasons[0].source == "profile, fact held_to"
    assert len(provisions) == 59
    assert "uk-ai-cyber-code" in {each.ref.standard for each in bound}


@pytest.mark.parametrize(
    "of_elsewhere", ["nist-ai-rmf", "nist-ai-600-1", "owasp-llm-top-10", "mitre-atlas", "uk-ai-cyber-code"]
)
def test_what_is_voluntary_may_be_chosen_though_it_is_made_for_others(of_elsewhere: str) -> None:
    provider = {"jurisdictions": "DE", "roles": "provider", "system_types": "generative"}
    free = rulings("2026-11-24", **provider)
    (one,) = free.of(of_elsewhere)
    assert (one.verdict, "made for others" in one.questions[0]) == (Verdict.MAY_APPLY, True)
    (chosen,) = rulings("2026-11-24", **provider, held_to=of_elsewhere).of(of_elsewhere)[:1]
    assert (chosen.verdict, chosen.binds) == (Verdict.APPLIES, True)


def test_law_of_elsewhere_never_may_be_chosen() -> None:
    german = rulings("2026-11-24", jurisdictions="DE", roles="provider", system_types="generative")
    of_others = {"co-sb26-189", "ca-sb53", "kr-ai-basic-act", "cn-genai-measures", "uk-pstia"}
    assert not of_others & {each.ref.standard for each in german}
    nobody = {each.ref for each in german.documents if "made for others" in " ".join(each.questions)}
    assert nobody
    assert {each.binds for each in german if each.ref in nobody} == {False}
    # What comes by choice alone comes last, and is no news to the profile.
    assert [each.ref in nobody for each in german.documents] == sorted(
        each.ref in nobody for each in german.documents
    )
    news = CATALOG.changes("2020-01-01", "2026-11-24", Profile(jurisdictions="DE", roles="provider"))
    assert not nobody & {Ref(each.ref.standard, each.ref.edition) for each in news}


def test_an_edition_that_is_not_the_current_one_applies_to_a_profile_held_to_it(overlay: Overlay) -> None:
    later = [{"status": "published", "date": "2026-03-15"}]
    second = document(edition="2.0", designation="ACME AI Policy 2.0", history=later, published="2026-03-15")
    catalog = load(overlay(register_file(document(), second)))

    def verdicts(**facts: Any) -> dict[str | None, tuple[str, str]]:
        found = catalog.applicable(Profile(jurisdictions="DE", **facts), on="2026-11-24", standard=both)
        return {
            each.ref.edition: (each.verdict.value, each.reasons[0].text) for each in (*found, *found.excluded)
        }

    both = ["acme-policy@1.0", "acme-policy@2.0"]
    assert verdicts()["1.0"] == ("not_applicable", "another edition is current")
    assert verdicts(held_to="acme-policy@1.0")["1.0"] == ("applies", "the profile is held to it")
    assert verdicts(held_to="acme-policy@1.0")["2.0"][0] == verdicts()["2.0"][0] != "not_applicable"


def test_a_superseded_edition_is_out_even_for_a_profile_held_to_it() -> None:
    for edition in ("2025", "2023"):
        ref = f"owasp-llm-top-10@{edition}"
        found = ruling(ref, "2026-11-24", held_to=ref)
        assert found.verdict is Verdict.NOT_APPLICABLE
        assert found.reasons[0].source == "register, field history"


def test_wrong_references_in_a_question_are_errors() -> None:
    with pytest.raises(UnknownCriterion, match="standard must be a text"):
        CATALOG.applicable(Profile(), standard=[3])  # type: ignore[list-item]
    with pytest.raises(UnknownReference, match="did you mean 'etsi-en-304-223'"):
        rulings("2026-11-24", held_to="etsi-en-304-233")


def test_a_model_provider_has_more_duties_with_systemic_risk_and_fewer_with_open_source() -> None:
    def duties(**more: Any) -> set[str]:
        facts = {**GPAI, "placed_on_market": "2026", "open_source": False, **more}
        return ids(rulings("2026-11-24", "eu-ai-act", **facts).only("applies"))

    plain, systemic = duties(), duties(risk_classes={"general-purpose", "systemic-risk"})
    free = duties(open_source=True)
    assert free < plain < systemic
    assert plain - free >= {"Article 53(1)(a)", "Article 53(1)(b)", "Annex XI, Section 1(1)", "Annex XII(1)"}
    assert systemic - plain >= {"Article 52", "Article 55", "Annex XI, Section 2(2)"}
    assert free >= {"Article 53(1)(c)", "Article 53(1)(d)"}


def test_before_2024_the_ai_act_was_not_known_and_a_bill_may_apply() -> None:
    assert not rulings("2023-12-31", **ANNEX_III).of("eu-ai-act")
    bill = ruling("eu-digital-omnibus@2025", "2026-11-24", jurisdictions="EU", roles="system-operator")
    assert bill.verdict is Verdict.MAY_APPLY
    assert bill.questions == (
        "whether and in what form it is issued: it is a bill or draft (draft on 2026-11-24)",
    )


def test_what_binds_high_risk_systems_alone_waits_for_the_article_that_says_which_those_are() -> None:
    # Chapter III, Section 5 and Chapter IX kept the day of 2 August 2026 when Article 6 was put off.
    found = ruling(f"{ACT}:Article 72", "2026-11-24", **ANNEX_III, placed_on_market="2028")
    assert (found.verdict, found.date) == (Verdict.WILL_APPLY, "2027-12-02")
    assert any("this project's reading" in each.text for each in found.reasons)
    assert any("Article 6, 111(2), 113" in each.source for each in found.reasons)
    # The bodies that assess them may do so, and who tests or looks for bias before the market does not wait.
    for ref, facts in (("Article 43(3)", BODY), ("Article 4a(1)", NEW), ("Article 61", NEW)):
        early = ruling(f"{ACT}:{ref}", "2026-11-24", **facts)
        assert not any("this project's reading" in each.text for each in early.reasons), ref
    body = ruling(f"{ACT}:Article 31", "2026-11-24", jurisdictions="EU", roles="notified-body")
    assert (body.verdict, body.date) == (Verdict.APPLIES, "2025-08-02")


def test_a_manufacturer_of_annex_i_products_stands_for_the_provider() -> None:
    maker = {"jurisdictions": "EU", "roles": "product-manufacturer", "risk_classes": "high-risk"}
    found = ruling(f"{ACT}:Article 9", "2029-01-01", **maker, annexes="annex-i-a", placed_on_market="2029")
    assert found.verdict is Verdict.APPLIES
    assert any("Article 25(3)" in each.source for each in found.reasons)
    other = ruling(f"{ACT}:Article 9", "2029-01-01", **maker, annexes="annex-iii-4", placed_on_market="2029")
    assert other.verdict is Verdict.NOT_APPLICABLE


def test_a_rule_on_whom_an_act_reaches_ends_with_the_text_that_held_it() -> None:
    facts = {"jurisdictions": "US-UT", "roles": "deployer", "system_types": "generative"}
    before, after = (ruling("ut-sb149@2024", day, **facts) for day in ("2025-05-06", "2025-05-07"))
    asked = [any("13-2-12" in each for each in found.questions) for found in (before, after)]
    assert asked == [True, False]
    assert not any("13-2-12" in each.source for each in after.reasons)
    ended = ruling("ut-sb149@2024", "2027-07-01", **facts)
    assert ended.verdict is Verdict.NOT_APPLICABLE
    assert "13-72-201" in ended.reasons[0].source


def test_wishes_narrow_what_is_voluntary_and_leave_law_alone() -> None:
    facts = {**ANNEX_III, "placed_on_market": "2028", "system_types": "predictive"}
    every = rulings("2026-11-24", **facts)
    free = rulings("2026-11-24", **facts, free=True)
    certified = rulings("2026-11-24", **facts, certifiable=True)
    staged = rulings("2026-11-24", **facts, lifecycle_stages="retirement")
    for narrowed in (free, certified, staged):
        assert ids(narrowed) == ids(every)
        assert {each.ref for each in narrowed} < {each.ref for each in every}
    assert "iso-iec-42001" in {each.ref.standard for each in certified}
    assert "iso-iec-42001" not in {each.ref.standard for each in free}
    assert {each.kind.value for each in certified if not each.binds} >= {"certification-scheme", "standard"}


def test_law_without_a_day_of_application_stays_open() -> None:
    found = ruling("eu-ai-impl-2026-1755@2026/1755", "2026-11-24", **GPAI, system_types="general-purpose")
    assert found.verdict is Verdict.MAY_APPLY
    assert found.questions == ("from when it applies: the register has no date of application",)


POOLS: Mapping[str, st.SearchStrategy[Any]] = {
    **{
        name: st.sets(st.sampled_from([word.value for word in words]), max_size=3)
        for name, words in FACT_WORDS.items()
        if name not in ("purposes", "lifecycle_stages")
    },
    "established_in": st.sets(st.sampled_from(["EU", "DE", "US", "US-CO", "GB", "NO", "KR"]), max_size=2),
    "markets": st.sets(st.sampled_from(["EU", "FR", "US", "US-CA", "US-CO", "CN", "KR", "VN"]), max_size=2),
    "size": st.sampled_from([size.value for size in OrganisationSize]),
    "open_source": st.booleans(),
    "modified": st.booleans(),
    "placed_on_market": st.sampled_from(
        ["2020", "2025-07", "2026-08-02", "2027", "2027-12-02", "2029-01-01"]
    ),
}


DAYS = st.sampled_from(["2023-01-01", "2025-03-01", "2026-07-26", "2026-11-24", "2027-12-02", "2029-01-01"])
DOCUMENTS = sorted({each.id for each in CATALOG.standards()})
#: Half of all documents, always with the act that has the most rules; of all, a ruling takes a second.
SELECTIONS = st.integers(0, 2**32).map(
    lambda seed: frozenset({"eu-ai-act", *random.Random(seed).sample(DOCUMENTS, len(DOCUMENTS) // 2)})
)


@st.composite
def growing(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Some facts, and the same with more."""
    names = draw(st.permutations(sorted(POOLS)))
    first, second = sorted(draw(st.tuples(*[st.integers(0, len(names))] * 2)))
    facts = {name: draw(POOLS[name]) for name in names[:second]}
    return {name: facts[name] for name in names[:first]}, facts


VAGUE: dict[str, Any] = {"annexes": set(), "deployment": set()}
NOTIFIED_BODY = {
    **VAGUE,
    "system_types": set(),
    "markets": set(),
    "placed_on_market": "2020",
    "roles": {"notified-body"},
}
#: Facts of which a profile may still need finer ones when some are given.
COARSE = {
    "established_in", "markets", "annexes", "system_types", "sectors", "deployment", "placed_on_market",
}  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(growing(), DAYS, SELECTIONS)
# What waits for Article 6 waits for operators, not for notified bodies.
@example((VAGUE, NOTIFIED_BODY), "2025-03-01", frozenset(DOCUMENTS))
def test_more_facts_narrow_the_rulings_and_unsettle_none(
    facts: tuple[dict[str, Any], dict[str, Any]], on: str, documents: frozenset[str]
) -> None:
    known = documents & {ref.standard for ref in CATALOG.as_of(on)}
    before, after = (CATALOG.applicable(Profile(**each), on=on, standard=known) for each in facts)
    assert {each.ref for each in after} <= {each.ref for each in before}
    assert {each.ref for each in after.only("may_apply")} <= {each.ref for each in before.only("may_apply")}
    verdicts = {each.ref: each.verdict for each in (*after, *after.excluded)}
    for each in (*before, *before.excluded):
        if each.ref not in verdicts:  # the provisions of a document that is out are not listed
            assert verdicts[Ref(each.ref.standard, each.ref.edition)] is Verdict.NOT_APPLICABLE
        elif each.verdict is not Verdict.MAY_APPLY:
            assert verdicts[each.ref] is each.verdict, each.ref
    gives_reasons(after)
    given_facts = {name for name, value in facts[1].items() if value is not None}
    assert not {fact for fact, _ in after.missing} & (given_facts - COARSE)


def gives_reasons(found: Rulings) -> None:
    """Every ruling says why; what may apply says what is missing; dates agree with verdicts."""
    for each in (*found, *found.excluded):
        assert all(reason.text and reason.source for reason in each.reasons)
        assert each.reasons or each.verdict is Verdict.APPLIES
        assert bool(each.missing or each.questions) is (each.verdict is Verdict.MAY_APPLY)
        assert each.date is None or each.verdict is not Verdict.NOT_APPLICABLE
        if each.verdict is Verdict.APPLIES and each.date:
            assert each.date.first <= found.day
        if each.verdict is Verdict.WILL_APPLY:
            assert each.date is not None
            assert each.date.last > found.day


#: Days on which something of these acts begins to apply, or was put off.
TURNS = ["2025-02-02", "2026-07-26", "2026-07-27", "2026-08-02", "2027-12-02", "2028-08-02", "2031-01-01"]


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # of seven days each
@given(growing())
def test_what_applies_goes_on_applying_where_nothing_is_repealed(
    facts: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    applied: set[Ref] = set()
    for on in TURNS:
        acts = CATALOG.applicable(Profile(**facts[1]), on=on, standard={"eu-ai-act", "eu-cra"})
        applying = {each.ref for each in acts.only("applies")}
        # Article 10(5) was deleted in 2026.
        assert {ref for ref in applied if "Article 10(5)" not in str(ref)} <= applying
        applied |= applying


MICRO = {"jurisdictions": "EU", "roles": "deployer", "sectors": "finance", "size": "micro"}
#: Answers that a lawyer called needlessly open, each with what alone keeps it so: an exclusion, or one question.
NEEDLESSLY_OPEN: list[tuple[str, dict[str, Any], str]] = [
    (f"{ACT}:Article 4", {"jurisdictions": "EU", "roles": "deployer"}, "Article 2(12))"),
    (f"{ACT}:Article 4", {"jurisdictions": "EU", "roles": "deployer", "open_source": False}, "Article 2(2), 6(1))"),
    (f"{ACT}:Article 5(1)(ba)", {"jurisdictions": "EU", "roles": "provider"}, "Article 2(2), 6(1))"),
    ("eu-cra@2024/2847:Article 13(1)",
     {"jurisdictions": "EU", "roles": "product-manufacturer", "placed_on_market": "2028"}, "Article 2(2) to (4))"),
    ("eu-cra@2024/2847:Article 14(1)", {"jurisdictions": "EU", "roles": "product-manufacturer"}, "Article 2(2) to (4))"),
    ("eu-cra@2024/2847:Article 20(1)",
     {"jurisdictions": "EU", "roles": "distributor", "placed_on_market": "2028"}, "Article 2(2) to (4))"),
    ("eu-dora@2022/2554:Article 17(1)", MICRO, "Article 2(3)(e))"),
    ("eu-nis2-impl@2024/2690", {"jurisdictions": "DE", "roles": "provider", "sectors": "energy"}, "?Article 1, software"),
    (f"{ACT}:Article 26(7)", {**ANNEX_III, "roles": "deployer", "placed_on_market": "2029"}, "?Article 26(7)"),
    (f"{ACT}:Article 4a(1)", NEW, "?Article 4a"),
    (f"{ACT}:Article 4", {"jurisdictions": "EU", "roles": "provider", "risk_classes": "any", "open_source": True,
                          "deployment": "internal", "annexes": ()}, "!system_types"),
]  # fmt: skip


@pytest.mark.parametrize(("ref", "facts", "by"), NEEDLESSLY_OPEN)
def test_what_stays_open_says_what_alone_keeps_it_so(ref: str, facts: dict[str, Any], by: str) -> None:
    found = ruling(ref, "2026-11-29", **facts)
    assert found.verdict is Verdict.MAY_APPLY
    if by[0] == "?":
        assert not found.exceptions
        assert not found.missing
        (question,) = found.decided_by
        assert by[1:] in question
        assert ruling(ref, "2026-11-29", **facts, answers_yes=question).verdict is not Verdict.MAY_APPLY
        assert ruling(ref, "2026-11-29", **facts, answers_no=question).verdict is Verdict.NOT_APPLICABLE
    elif by[0] == "!":
        assert by[1:] in found.decided_by
    else:
        assert found.date is not None
        assert any(each.endswith(by) for each in found.exceptions), found.exceptions


def test_what_is_open_on_more_than_exclusions_has_no_exceptions() -> None:
    open_scope = ruling("eu-cra@2024/2847:Article 13(1)", "2026-11-29", markets="EU", roles="provider")
    assert open_scope.verdict is Verdict.MAY_APPLY
    assert open_scope.exceptions == ()
    in_grace = ruling(
        "eu-cra@2024/2847:Article 13(1)", "2028-01-01", jurisdictions="EU", roles="product-manufacturer"
    )
    assert in_grace.verdict is Verdict.MAY_APPLY
    assert in_grace.exceptions == ()
    decided = ruling(f"{ACT}:Article 4", "2026-11-29", **ANNEX_III, placed_on_market="2029")
    assert (decided.verdict, decided.exceptions, decided.decided_by) == (Verdict.APPLIES, (), ())


def test_rulings_are_a_table() -> None:
    found = rulings("2026-11-24", **GPAI, placed_on_market="2026")
    (row,) = found.of("eu-ai-act").documents.rows()
    assert row["ref"] == ACT
    assert row["reasons"][0].endswith("(Regulation (EU) 2024/1689, Article 2(1)(a), (c))")
    assert "| may\\_apply |" in found.of("iso-iec-42001").to_markdown()
    assert found.headline().endswith("not applicable left out")
    assert repr(found.of("eu-ai-act")[0]) == f"<Ruling {ACT}: applies, 2025-08-02>"
    assert repr(found.excluded[0]).endswith("not_applicable>")
    assert pickle.loads(pickle.dumps(found)).excluded == found.excluded
    assert found.only("not-applicable") == found.excluded
    assert rulings("2019-01-01").of("eu-ai-act").headline() == "nothing on 2019-01-01"
    with pytest.raises(UnknownCriterion, match="did you mean 'may_apply'"):
        found.only("may_aply")
    assert found[0].binding.value == "mandatory"
    article = next(each for each in found if each.ref.provision)
    assert article.name == load().provision(article.ref).name
    assert found[0].name == load().standard(ACT).designation
    assert repr(found).startswith(found.headline())
    assert found == rulings("2026-11-24", **GPAI, placed_on_market="2026")
    assert found.to_pandas().shape[0] == len(found)
