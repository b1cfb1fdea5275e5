"""The rules of laws in overlays: what they may say, and that they are ruled on."""

import json
from pathlib import Path
from typing import Any

import pytest
from samples import Overlay, document, law, register_file, structure, write_structure

from ai_security_standards import InvalidData, Profile, check, load
from ai_security_standards.vocabulary import Verdict

ACT = document(
    id="acme-act", designation="ACME Act", title="Act on ACME", kind="law", binding="mandatory", in_force="2026-01-15",
    history=[{"status": "in-force", "date": "2026-01-15"}], published=None,
    milestones=[{"date": "2026-01-15", "kind": "application", "what": "all of it"}], applies_from="2026-01-15",
)  # fmt: skip
ARTICLES = [
    {"id": "1", "kind": "article", "applies": [{"date": "2026-01-15"}]},
    {"id": "2", "kind": "article", "applies": [{"date": "2026-01-15"}]},
]


def write_law(folder: Path, raw: Any, name: str = "acme-act") -> Path:
    path = folder / "applicability" / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(raw), encoding="utf-8")
    return folder


@pytest.fixture
def act(overlay: Overlay) -> Path:
    """An overlay with a law and its articles, without rules."""
    raw = structure(*ARTICLES, standard="acme-act")
    return write_structure(overlay(register_file(ACT, document())), raw, "frameworks/acme-act/1.0.json")


def test_a_law_of_an_overlay_is_ruled_on(act: Path) -> None:
    beyond = [{"article": "2", "why": "not the small", "provisions": ["2"], "when": {"size": ["small"]}}]
    rules = law(
        "acme-act",
        provisions=beyond,
        scope=[{"article": "1", "why": "deployers", "when": {"roles": ["deployer"]}}],
    )
    catalog = load(write_law(act, rules))
    assert check(act) == ()
    deployer = Profile(jurisdictions="DE", roles={"deployer"}, size="large")
    found = catalog.applicable(deployer, on="2026-07-01", standard="acme-act")
    assert [(str(each.ref.provision), each.verdict) for each in found] == [
        ("None", Verdict.APPLIES),
        ("1", Verdict.APPLIES),
    ]
    assert [(each.ref.provision, each.verdict) for each in found.excluded] == [("2", Verdict.NOT_APPLICABLE)]
    assert found[0].reasons[0].source == "Article 1" or any("1" in each.source for each in found[0].reasons)
    provider = Profile(jurisdictions="DE", roles={"provider"})
    assert len(catalog.applicable(provider, on="2026-07-01", standard="acme-act")) == 0
    assert load().snapshot.register.law("acme-act") is None
    assert load(act) == catalog
    assert load(act) != load(write_law(act, law("acme-act")))


@pytest.mark.parametrize(
    ("when", "field", "repair"),
    [
        ({"role": ["provider"]}, "scope[0].when.role", "'roles'"),
        ({"roles": ["providr"]}, "scope[0].when.roles[0]", "'provider'"),
        ({"sizes": []}, "scope[0].when.sizes", "'size'"),
        ({"zzz": []}, "scope[0].when.zzz", "write one of"),
        ({"size": ["zzz"]}, "scope[0].when.size[0]", "write one of"),
        ({"roles": []}, "scope[0].when.roles", "list in brackets"),
        ({"roles": "provider"}, "scope[0].when.roles", "list in brackets"),
        ({"markets": ["EU", "UK"]}, "scope[0].when.markets[1]", "ISO 3166"),
        ({"all": [{"roles": ["provider"]}, {"not": {"open_source": "yes"}}]}, "scope[0].when.all[1].not.open_source", "true"),
        ({"ask": 3}, "scope[0].when.ask", "question"),
        ({"placed_before": "2026"}, "scope[0].when.placed_before", "YYYY-MM-DD"),
        ({"placed_before": 2026}, "scope[0].when.placed_before", "YYYY"),
        ({"all": {}}, "scope[0].when.all", "list in brackets"),
        ({"any": [{"roles": ["provider"]}, {}]}, "scope[0].when.any[1]", "write one of all"),
        ({}, "scope[0].when", "write one of all"),
        ([], "scope[0].when", "object in braces"),
    ],
)  # fmt: skip
def test_a_fault_of_a_condition_names_its_place(act: Path, when: Any, field: str, repair: str) -> None:
    write_law(act, law("acme-act", scope=[{"article": "1", "why": "them", "when": when}]))
    with pytest.raises(InvalidData) as raised:
        load(act)
    assert (raised.value.record, raised.value.field) == ("acme-act", field)
    assert repair in raised.value.repair
    assert check(act)[0].error().args == raised.value.args


def test_rules_name_a_law_and_provisions_that_exist(act: Path) -> None:
    rule = {"article": "2", "why": "x", "provisions": ["3"], "unless": ["1"], "when": {"roles": ["provider"]}}
    write_law(act, law("acme-act", provisions=[rule], gate=rule, sources=[{"address": "acme"}]))
    found = [(f.rule, f.record, f.field) for f in check(act)]
    assert found == [
        ("law", "acme-act", "sources[0].address"),
        ("law", "acme-act", "provisions[0].provisions"),
        ("law", "acme-act", "gate.provisions"),
    ]
    write_law(act, law("acme-axt"), "acme-axt")
    assert ("reference", "acme-axt") in {(f.rule, f.record) for f in check(act)}
    with pytest.raises(InvalidData, match="acme-act"):
        load(act)


def test_an_exclusion_leaves_out_the_provisions_that_it_names(act: Path) -> None:
    small = {"article": "3", "why": "small ones", "provisions": ["2"], "when": {"size": ["small"]}}
    catalog = load(write_law(act, law("acme-act", exclusions=[small])))
    profile = Profile(jurisdictions="DE", roles={"provider"})
    found = catalog.applicable(profile, on="2026-07-01", standard="acme-act")
    assert [(str(each.ref.provision), each.verdict.value) for each in found] == [
        ("None", "applies"),
        ("1", "applies"),
        ("2", "may_apply"),
    ]
    assert found[2].exceptions == ("small ones (Act, 3)",)


def test_provisions_say_whom_they_bind_and_what_states_no_duty_is_not_assessed(overlay: Overlay) -> None:
    articles: list[dict[str, Any]] = [
        {"id": "1", "kind": "article", "title": "Definitions"},
        {"id": "1(1)", "kind": "paragraph", "parent": "1"},
        {"id": "2", "kind": "article", "title": "Penalties", "assessable": False},
        {"id": "3", "kind": "article", "title": "Definitions of terms used, and duties"},
    ]
    raw = structure(*articles, standard="acme-act")
    folder = write_structure(overlay(register_file(ACT, document())), raw, "frameworks/acme-act/1.0.json")
    when = {"any": [{"roles": ["provider"]}, {"all": [{"roles": ["deployer"]}, {"size": ["large"]}]}]}
    write_law(folder, law("acme-act", scope=[{"article": "1", "why": "both", "when": when}]))
    found = [(each.rule, each.record, each.field) for each in check(folder)]
    assert found == [
        ("law", "acme-act@1.0", "provisions.roles"),
        ("law", "acme-act@1.0", "provisions[1].assessable"),
        ("law", "acme-act@1.0", "provisions[1(1)].assessable"),
    ]
    articles[3]["roles"] = ["provider"]
    articles[0]["assessable"] = articles[1]["assessable"] = False
    write_structure(folder, structure(*articles, standard="acme-act"), "frameworks/acme-act/1.0.json")
    assert check(folder) == ()


def test_what_binds_nobody_an_authority_only_or_below_a_threshold_is_found(overlay: Overlay) -> None:
    articles: list[dict[str, Any]] = [
        {"id": "1", "kind": "article", "title": "Duties", "roles": ["provider"]},
        {"id": "2", "kind": "article", "label": "logs kept"},
        {
            "id": "3",
            "kind": "article",
            "label": "the Minister publishes how it is done",
            "roles": ["provider"],
        },
        {"id": "4", "kind": "article", "label": "details by decree", "roles": ["regulator"]},
        {"id": "5", "kind": "article", "label": "duties above a threshold of users", "roles": ["provider"]},
        {
            "id": "5(1)",
            "kind": "paragraph",
            "label": "reports above the threshold",
            "parent": "5",
            "roles": ["provider"],
        },
        {
            "id": "6",
            "kind": "annex",
            "label": "form",
            "applies": [{"date": "2026-01-01", "note": "through Article 1"}],
        },
    ]
    raw = structure(*articles, standard="acme-act")
    folder = write_structure(overlay(register_file(ACT, document())), raw, "frameworks/acme-act/1.0.json")
    write_law(folder, law("acme-act"))
    found = {each.field for each in check(folder) if each.rule == "law"}
    assert found == {
        "provisions[2].roles",
        "provisions[3].assessable",
        "provisions[5]",
        "provisions[5(1)]",
    }
    many = {
        "article": "5",
        "why": "many users",
        "provisions": ["2", "5"],
        "when": {"ask": "whether it has many users"},
    }
    write_law(folder, law("acme-act", provisions=[many]))
    assert {each.field for each in check(folder) if each.rule == "law"} == {"provisions[3].assessable"}


def test_an_article_binds_only_as_far_as_one_of_its_paragraphs(overlay: Overlay) -> None:
    later = [{"date": "2027-01-01", "stated_from": "2026-12-01"}]
    articles: list[dict[str, Any]] = [
        {"id": "1", "kind": "article", "title": "Both", "roles": ["provider", "deployer", "regulator"]},
        {"id": "1(1)", "kind": "paragraph", "parent": "1", "roles": ["provider"]},
        {"id": "1(2)", "kind": "paragraph", "parent": "1", "roles": ["deployer"]},
        {"id": "2", "kind": "article", "title": "New", "roles": ["provider"]},
        {"id": "2(1)", "kind": "paragraph", "parent": "2", "roles": ["provider"], "applies": later},
    ]
    raw = structure(*articles, standard="acme-act")
    folder = write_structure(overlay(register_file(ACT, document())), raw, "frameworks/acme-act/1.0.json")
    asked = {"article": "1", "why": "users", "provisions": ["1(1)"], "when": {"ask": "whether it has users"}}
    small = {"article": "1", "why": "small ones", "provisions": ["1(2)"], "when": {"size": ["small"]}}
    when = {"roles": ["provider", "deployer", "regulator"]}
    rules = {
        "scope": [{"article": "1", "why": "all", "when": when}],
        "provisions": [asked],
        "exclusions": [small],
    }
    catalog = load(write_law(folder, law("acme-act", **rules)))

    def verdicts(**facts: Any) -> dict[str, str]:
        rulings = catalog.applicable(
            Profile(jurisdictions="DE", **facts), on="2026-07-01", standard="acme-act"
        )
        everything = [*rulings, *rulings.excluded]
        return {str(each.ref.provision): each.verdict.value for each in everything if each.ref.provision}

    assert verdicts(roles="provider")["1"] == "may_apply"
    assert verdicts(roles="provider", answers_no="whether it has users")["1"] == "not_applicable"
    assert verdicts(roles="provider", answers_yes="whether it has users")["1"] == "applies"
    assert verdicts(roles="regulator")["1"] == "applies"
    assert verdicts(roles="deployer", size="small")["1"] == "not_applicable"
    open_on_size = catalog.applicable(
        Profile(jurisdictions="DE", roles="deployer"), on="2026-07-01", standard="acme-act"
    )
    assert {each.exceptions for each in open_on_size if each.ref.provision} == {("small ones (Act, 1)",)}
    assert verdicts(roles="provider")["2"] == "applies"


def test_rules_that_exist_already_are_not_rewritten(act: Path) -> None:
    write_law(act, law("eu-cra"), "eu-cra")
    with pytest.raises(InvalidData, match="this law has rules already"):
        load(act)
    assert [f.rule for f in check(act)] == ["conflict"]


def test_a_companion_has_no_rules_on_who_must_comply(overlay: Overlay) -> None:
    folder = overlay(register_file({**ACT, "tier": "companion"}, document()))
    write_law(folder, law("acme-act"))
    found = [(each.rule, each.record, each.field) for each in check(folder)]
    assert ("law", "acme-act@1.0", "tier") in found
    assert load(folder)["acme-act"].tier == "companion"


DEEMED = {
    "article": "9", "why": "who meets the policy meets the act", "effect": "deemed", "basis": "the policy",
    "recorded": "1.0", "sources": [{"address": "https://acme.example.org/act"}], "by": ["acme-policy@1.0"],
    "provisions": ["2"], "condition": "it is meant", "confidence": "single-source",
}  # fmt: skip


def test_an_overlay_says_what_its_law_is_met_by(act: Path) -> None:
    catalog = load(write_law(act, law("acme-act", deemed_by=[DEEMED])))
    assert check(act) == ()
    (rule,) = catalog.deemed_by("acme-act", on="2026-07-01")
    assert (str(rule.ref), [str(each) for each in rule.reaches]) == ("acme-act@1.0:9", ["acme-act@1.0:2"])
    assert [each.ref for each in catalog.deemed_by(by="acme-policy", on="2026-07-01")] == [rule.ref]
    assert len(catalog.deemed_by("acme-act:1", on="2026-07-01")) == 0
    provider = Profile(roles={"provider"})
    found = catalog.applicable(provider, on="2026-07-01", standard="acme-act")
    (second,) = [each for each in found if each.ref.provision == "2"]
    assert (
        str(second.reasons[-1])
        == "deemed: who meets the policy meets the act; condition: it is meant (Act, 9)"
    )


def test_a_rule_on_what_law_is_met_by_is_held_to_what_is_there(act: Path) -> None:
    wrong = {
        **DEEMED, "condition": None, "provisions": ["3"], "by": ["acme-policy@2.0", "acme-act@1.0:8"],
        "sources": [{"address": "acme"}],
    }  # fmt: skip
    write_law(act, law("acme-act", deemed_by=[DEEMED, wrong, {**DEEMED, "article": "10", "sources": []}]))
    assert [(f.rule, f.field) for f in check(act)] == [
        ("law", "deemed_by[0].article"),
        ("law", "deemed_by[1].article"),
        ("law", "deemed_by[1].condition"),
        ("law", "deemed_by[1].sources[0].address"),
        ("law", "deemed_by[1].provisions"),
        ("law", "deemed_by[1].by"),
        ("law", "deemed_by[1].by"),
        ("law", "deemed_by[2].sources"),
    ]
    assert "name a document or provision of the register" in [f.repair for f in check(act)][5]
    write_law(act, law("acme-act", deemed_by=[{**DEEMED, "effect": "deemd"}]))
    with pytest.raises(InvalidData, match=r"deemed_by\[0\].effect"):
        load(act)


NAMED = {
    "article": "8", "why": "the policy is an example", "names": ["acme-policy@1.0"], "recorded": "1.0",
    "sources": [{"address": "https://acme.example.org/act"}],
}  # fmt: skip


def test_an_overlay_says_which_documents_its_law_names(act: Path) -> None:
    catalog = load(write_law(act, law("acme-act", cites=[NAMED])))
    assert check(act) == ()
    provider = Profile(jurisdictions="DE", roles={"provider"}, sectors=(), system_types="generative")
    for standard, expected in ((("acme-act", "acme-policy"), "cited by Act, 8"), ("acme-policy", None)):
        found = catalog.applicable(provider, on="2026-07-01", standard=standard)
        (policy,) = found.of("acme-policy")
        assert [each for each in policy.fit if each.startswith("cited by")] == (
            [expected] if expected else []
        )
    elsewhere = Profile(jurisdictions="DE", roles={"deployer"})
    (policy,) = catalog.applicable(elsewhere, on="2026-07-01", standard=["acme-act", "acme-policy"]).of(
        "acme-policy"
    )
    assert not any(each.startswith("cited by") for each in policy.fit)


def test_the_documents_that_a_law_names_and_the_reach_of_its_rules_exist(act: Path) -> None:
    reach = {**DEEMED, "unless": ["3"], "in_full": ["4"], "provisions": ["2"]}
    wrong = {**NAMED, "names": ["acme-policy@2.0"], "sources": []}
    write_law(act, law("acme-act", deemed_by=[reach], cites=[NAMED, wrong]))
    assert [(each.rule, each.field) for each in check(act)] == [
        ("law", "deemed_by[0].unless"),
        ("law", "deemed_by[0].in_full"),
        ("law", "cites[1].sources"),
        ("law", "cites[1].names"),
    ]
