"""Rulings: cases from life, laws of reasoning, and the table."""

import pickle
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ai_security_standards import Profile, Ref, UnknownCriterion, UnknownReference, load
from ai_security_standards.applicability import Ruling, Rulings
from ai_security_standards.applicability.profiles import _WORDS
from ai_security_standards.vocabulary import OrganisationSize, Verdict

CATALOG = load().as_of("2026-11-24")


ACT = "eu-ai-act@2024/1689"


def rulings(on: str, **facts: Any) -> Rulings:
    return CATALOG.applicable(Profile(**facts), on=on)


def ruling(ref: str, on: str, **facts: Any) -> Ruling:
    found = CATALOG.applicable(Profile(**facts), on=on, standard=str(Ref.parse(ref).document))
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
    sometime = rulings("2026-11-24", **ANNEX_III, placed_on_market="2027", open_source=False, sectors=())
    waits = dict(sometime.of("eu-ai-act").missing)
    assert min(waits["placed_on_market"], waits["modified"]) > 100
    late = rulings("2026-11-24", **ANNEX_III, placed_on_market="2027-12-15").of("eu-ai-act")
    (art9,) = [each for each in late if each.ref.provision == "Article 9"]
    assert (art9.verdict, art9.date) == (Verdict.WILL_APPLY, "2027-12-02")
    early = rulings(
        "2028-01-01", **ANNEX_III, placed_on_market="2027-03", modified=False, deployment="internal"
    )
    assert {"Article 4", "Article 5"} <= ids(early)
    assert "Article 9" not in ids(early)
    (why,) = [each for each in early.excluded.of("eu-ai-act") if each.ref.provision == "Article 9"]
    assert "Article 111(2)" in why.why[0].source


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
    held = rulings("2026-11-24", jurisdictions="UK", roles="developer", held_to="etsi-en-304-223")
    first, *provisions = held.of("etsi-en-304-223")
    assert first.binds
    assert first.binding.value == "voluntary"
    assert first.why[0].source == "profile, fact held_to"
    assert len(provisions) == 59
    assert "uk-ai-cyber-code" in {each.ref.standard for each in held}


@pytest.mark.parametrize(
    "of_elsewhere", ["nist-ai-rmf", "nist-ai-600-1", "owasp-llm-top-10", "mitre-atlas", "uk-ai-cyber-code"]
)
def test_what_is_voluntary_may_be_chosen_though_it_is_made_for_others(of_elsewhere: str) -> None:
    provider = {"jurisdictions": "DE", "roles": "provider", "system_types": "generative"}
    free = rulings("2026-11-24", **provider)
    (one,) = free.of(of_elsewhere)
    assert one.verdict is Verdict.MAY_APPLY or {"provider"} <= set(CATALOG[of_elsewhere].roles)
    (held,) = rulings("2026-11-24", **provider, held_to=of_elsewhere).of(of_elsewhere)[:1]
    assert (held.verdict, held.binds) == (Verdict.APPLIES, True)


def test_law_of_elsewhere_never_may_be_chosen() -> None:
    german = rulings("2026-11-24", jurisdictions="DE", roles="provider", system_types="generative")
    of_others = {"co-sb26-189", "ca-sb53", "kr-ai-basic-act", "cn-genai-measures", "uk-pstia"}
    assert not of_others & {each.ref.standard for each in german}
    nobody = {each.ref for each in german.documents if "made for others" in " ".join(each.questions)}
    assert nobody
    assert not any(each.binds for each in german if each.ref in nobody)
    # What comes by choice alone comes last, and is no news to the profile.
    assert [each.ref in nobody for each in german.documents] == sorted(
        each.ref in nobody for each in german.documents
    )
    news = CATALOG.changes("2020-01-01", "2026-11-24", Profile(jurisdictions="DE", roles="provider"))
    assert not nobody & {Ref(each.ref.standard, each.ref.edition) for each in news}


def test_a_former_edition_is_ruled_on_where_the_profile_is_held_to_it() -> None:
    old = rulings("2026-11-24", held_to={Ref("owasp-llm-top-10", "2025")}).of("owasp-llm-top-10@2025")
    assert {each.verdict for each in old} <= {Verdict.APPLIES}
    with pytest.raises(UnknownCriterion, match="standard must be a text"):
        CATALOG.applicable(Profile(), standard=[3])  # type: ignore[list-item]
    gone = rulings("2026-11-24").excluded.of("owasp-llm-top-10@2023")
    assert gone[0].why[0].source == "register, field history"
    with pytest.raises(UnknownReference, match="did you mean 'etsi-en-304-223'"):
        rulings("2026-11-24", held_to="etsi-en-304-233")


def test_a_model_provider_has_more_duties_with_systemic_risk_and_fewer_with_open_source() -> None:
    def duties(**more: Any) -> set[str]:
        facts = {**GPAI, "placed_on_market": "2026", "open_source": False, **more}
        return ids(rulings("2026-11-24", **facts).only("applies"))

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
    assert bill.questions == ("whether and how it is issued: it is a bill or draft (draft on 2026-11-24)",)


def test_what_binds_high_risk_systems_alone_waits_for_the_article_that_says_which_those_are() -> None:
    # Chapter III, Section 5 and Chapter IX kept the day of 2 August 2026 when Article 6 was put off.
    found = ruling(f"{ACT}:Article 72", "2026-11-24", **ANNEX_III, placed_on_market="2028")
    assert (found.verdict, found.date) == (Verdict.WILL_APPLY, "2027-12-02")
    assert any("this project's reading" in each.text for each in found.why)
    assert any("Article 6, 111(2), 113" in each.source for each in found.why)
    # The bodies that assess them may do so, and who tests or looks for bias before the market does not wait.
    for ref, facts in (("Article 43(3)", BODY), ("Article 4a(1)", NEW), ("Article 61", NEW)):
        early = ruling(f"{ACT}:{ref}", "2026-11-24", **facts)
        assert not any("this project's reading" in each.text for each in early.why), ref
    body = ruling(f"{ACT}:Article 31", "2026-11-24", jurisdictions="EU", roles="notified-body")
    assert (body.verdict, body.date) == (Verdict.APPLIES, "2025-08-02")


def test_a_manufacturer_of_annex_i_products_stands_for_the_provider() -> None:
    maker = {"jurisdictions": "EU", "roles": "product-manufacturer", "risk_classes": "high-risk"}
    found = ruling(f"{ACT}:Article 9", "2029-01-01", **maker, annexes="annex-i-a", placed_on_market="2029")
    assert found.verdict is Verdict.APPLIES
    assert any("Article 25(3)" in each.source for each in found.why)
    other = ruling(f"{ACT}:Article 9", "2029-01-01", **maker, annexes="annex-iii-4", placed_on_market="2029")
    assert other.verdict is Verdict.NOT_APPLICABLE


def test_a_rule_on_whom_an_act_reaches_ends_with_the_text_that_held_it() -> None:
    facts = {"jurisdictions": "US-UT", "roles": "deployer", "system_types": "generative"}
    before, after = (ruling("ut-sb149@2024", day, **facts) for day in ("2025-05-06", "2025-05-07"))
    asked = [any("13-2-12" in each for each in found.questions) for found in (before, after)]
    assert asked == [True, False]
    assert not any("13-2-12" in each.source for each in after.why)
    ended = ruling("ut-sb149@2024", "2027-07-01", **facts)
    assert ended.verdict is Verdict.NOT_APPLICABLE
    assert "13-72-201" in ended.why[0].source


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
    assert found.questions == ("from when it applies: the register names no day of application",)


POOLS: Mapping[str, st.SearchStrategy[Any]] = {
    **{
        name: st.sets(st.sampled_from([word.value for word in words]), max_size=3)
        for name, words in _WORDS.items()
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


CALM = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def growing(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Some facts, and the same with more."""
    names = draw(st.permutations(sorted(POOLS)))
    first, second = sorted(draw(st.tuples(*[st.integers(0, len(names))] * 2)))
    facts = {name: draw(POOLS[name]) for name in names[:second]}
    return {name: facts[name] for name in names[:first]}, facts


def verdicts(on: str, facts: Mapping[str, Any]) -> dict[Ref, Verdict]:
    found = rulings(on, **facts)
    return {each.ref: each.verdict for each in (*found, *found.excluded)}


@CALM
@given(growing(), DAYS)
def test_saying_more_never_unsettles_what_was_decided(
    facts: tuple[dict[str, Any], dict[str, Any]], on: str
) -> None:
    before, after = (verdicts(on, each) for each in facts)
    for ref, verdict in before.items():
        if verdict is not Verdict.MAY_APPLY and ref in after:
            assert after[ref] is verdict, ref
        if ref not in after:  # the provisions of a document that is out are not listed
            assert after[Ref(ref.standard, ref.edition)] is Verdict.NOT_APPLICABLE


VAGUE: dict[str, Any] = {"annexes": set(), "deployment": set()}


NOTIFIED_BODY = {
    **VAGUE,
    "system_types": set(),
    "markets": set(),
    "placed_on_market": "2020",
    "roles": {"notified-body"},
}


@CALM
@given(growing(), DAYS)
@example(
    (VAGUE, NOTIFIED_BODY), "2025-03-01"
)  # what waits for Article 6 waits for operators, not for notified bodies
def test_a_more_specific_profile_narrows(facts: tuple[dict[str, Any], dict[str, Any]], on: str) -> None:
    before, after = (rulings(on, **each) for each in facts)
    assert {each.ref for each in after} <= {each.ref for each in before}
    assert {each.ref for each in after.only("may_apply")} <= {each.ref for each in before.only("may_apply")}


@settings(CALM, max_examples=5)
@given(growing())
def test_what_applies_goes_on_applying_where_nothing_is_repealed(
    facts: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    days = ["2025-02-02", "2026-07-26", "2026-07-27", "2026-08-02", "2027-12-02", "2028-08-02", "2031-01-01"]
    seen: set[Ref] = set()
    for on in days:
        acts = CATALOG.applicable(Profile(**facts[1]), on=on, standard={"eu-ai-act", "eu-cra"})
        applying = {each.ref for each in acts.only("applies")}
        # Article 10(5) was deleted in 2026.
        assert {ref for ref in seen if "Article 10(5)" not in str(ref)} <= applying
        seen |= applying


@CALM
@given(growing(), DAYS)
def test_every_ruling_says_why_and_what_may_apply_what_is_missing(
    facts: tuple[dict[str, Any], dict[str, Any]], on: str
) -> None:
    found = rulings(on, **facts[1])
    for each in (*found, *found.excluded):
        assert all(reason.text and reason.source for reason in each.why)
        assert each.why or each.verdict is Verdict.APPLIES
        assert bool(each.missing or each.questions) is (each.verdict is Verdict.MAY_APPLY)
        assert each.date is None or each.verdict is not Verdict.NOT_APPLICABLE
        if each.verdict is Verdict.APPLIES and each.date:
            assert each.date.first <= found.day
        if each.verdict is Verdict.WILL_APPLY:
            assert each.date is not None
            assert each.date.last > found.day
    said = {name for name, value in facts[1].items() if value is not None}
    coarse = {
        "established_in", "markets", "annexes", "system_types", "sectors", "deployment", "placed_on_market",
    }  # fmt: skip
    assert not {fact for fact, _ in found.missing} & (said - coarse)


def test_rulings_are_a_table() -> None:
    found = rulings("2026-11-24", **GPAI, placed_on_market="2026")
    (row,) = found.of("eu-ai-act").documents.rows()
    assert row["ref"] == ACT
    assert row["why"][0].endswith("(Regulation (EU) 2024/1689, Article 2(1)(a), (c))")
    assert "| will\\_apply |" not in found.of("iso-iec-42001").to_markdown()
    assert found.headline().endswith("not applicable left out")
    assert repr(found.of("eu-ai-act")[0]) == f"<Ruling {ACT}: applies, 2025-08-02>"
    assert repr(found.excluded[0]).endswith("not_applicable>")
    assert pickle.loads(pickle.dumps(found)).excluded == found.excluded
    assert found.only("not-applicable") == found.excluded
    assert rulings("2019-01-01").of("eu-ai-act").headline() == "nothing on 2019-01-01"
    with pytest.raises(UnknownCriterion, match="did you mean 'may_apply'"):
        found.only("may_aply")
    assert found[0].binding.value == "mandatory"
    assert found.to_pandas().shape[0] == len(found)
