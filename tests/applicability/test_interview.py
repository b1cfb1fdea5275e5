"""Interviews: which question comes next, what answers do, and that ten typical profiles are soon settled."""

import pickle
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ai_security_standards as aiss
from ai_security_standards import Interview, Profile, UnknownCriterion, load
from ai_security_standards._store.register import packaged_register
from ai_security_standards.applicability import Question, Ruling, Rulings
from ai_security_standards.applicability.laws import law_questions
from ai_security_standards.applicability.questions import (
    CHOICE,
    FORM,
    can_be_asked,
    is_fact,
    question_for,
    question_text,
)
from ai_security_standards.records.laws import FACT_WORDS
from ai_security_standards.vocabulary import OrganisationSize, Verdict

CATALOG = load().as_of("2026-11-29")
ANSWERS = sorted(law_questions(packaged_register()))


def asked(*beginnings: str) -> list[str]:
    """The questions that begin so; each beginning is that of one question at least."""
    found = [question for question in ANSWERS if question.startswith(beginnings)]
    assert len(found) >= len(beginnings)
    return found


#: The table of the same profiles in the docs.
PAGE = Path(__file__).parents[2] / "docs" / "applicability.md"

#: What is known of ten typical organisations before anything is asked, and what they answer.
TYPICAL: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "chatbot of a bank": (
        {"jurisdictions": "DE", "roles": "deployer", "sectors": "finance", "system_types": "generative",
         "deployment": {"public", "interactive"}},
        {"size": "large", "annexes": (), "risk_classes": "transparency", "open_source": False,
         "answers_yes": asked("whether it is a credit institution")},
    ),
    "hiring tool": (
        {"jurisdictions": "FR", "roles": "provider", "system_types": "predictive", "annexes": "annex-iii-4",
         "risk_classes": "high-risk", "sectors": ()},
        {"size": "small", "open_source": False, "deployment": "internal", "placed_on_market": "2029"},
    ),
    "medical device": (
        {"jurisdictions": "DE", "roles": {"provider", "product-manufacturer"}, "sectors": "health",
         "annexes": "annex-i-a", "risk_classes": "high-risk", "system_types": "predictive"},
        {"size": "medium", "open_source": False, "deployment": "embedded", "placed_on_market": "2029",
         "answers_yes": asked("whether it is a medical device", "whether it is of a branch that Annex II")},
    ),
    "general-purpose model": (
        {"jurisdictions": "FR", "roles": "gpai-provider", "risk_classes": {"general-purpose", "systemic-risk"},
         "system_types": {"general-purpose", "generative"}},
        {"size": "large", "sectors": (), "annexes": (), "open_source": False, "placed_on_market": "2026-05-05",
         "deployment": {"public", "interactive"}},
    ),
    "open-source library": (
        {"jurisdictions": "AT", "roles": "developer", "open_source": True, "system_types": "machine-learning"},
        {"size": "micro", "sectors": (), "annexes": (), "risk_classes": "any", "deployment": ()},
    ),
    "agent platform": (
        {"jurisdictions": "IE", "roles": {"provider", "platform-provider"}, "system_types": {"agentic", "generative"},
         "sectors": "digital-infrastructure"},
        {"size": "large", "annexes": (), "risk_classes": "transparency", "open_source": False,
         "deployment": {"public", "interactive"},
         "answers_yes": asked("whether it is of a type that Annex I", "whether it is one of the relevant entities of")},
    ),
    "critical infrastructure": (
        {"jurisdictions": "FR", "roles": "deployer", "sectors": "energy", "annexes": "annex-iii-2",
         "risk_classes": "high-risk"},
        {"size": "large", "system_types": "predictive", "open_source": False, "deployment": "internal",
         "answers_yes": asked("whether it is of a type that Annex I")},
    ),
    "SME deployer": (
        {"jurisdictions": "AT", "roles": "deployer", "size": "small", "system_types": "generative"},
        {"sectors": (), "annexes": (), "risk_classes": "any", "open_source": False, "deployment": "internal"},
    ),
    "importer": (
        {"jurisdictions": "NL", "roles": "importer", "sectors": "manufacturing", "system_types": "robotic"},
        {"size": "medium", "annexes": "annex-i-b", "risk_classes": "high-risk", "placed_on_market": "2029",
         "open_source": False, "deployment": "embedded"},
    ),
    "public authority": (
        {"jurisdictions": "SE", "roles": "deployer", "sectors": "public-administration",
         "deployment": "public-authority"},
        {"size": "large", "annexes": "annex-iii-5", "risk_classes": "high-risk", "open_source": False,
         "system_types": "predictive", "answers_yes": asked("whether it is one of the entities of Article 2(2)")},
    ),
}  # fmt: skip


def answerer(truth: Profile) -> Any:
    """A function that answers with the facts of a profile, and no to what no fact answers."""

    def answer(question: Question) -> Any:
        if question.fact is None:
            return question.id in truth.answers_yes
        value = getattr(truth, question.fact)
        return (
            value
            if value is None or isinstance(value, bool)
            else str(value)
            if isinstance(value, str)
            else sorted(value)
        )

    return answer


def is_bill(ruling: Ruling) -> bool:
    return any(question.startswith(FORM) for question in ruling.questions)


def open_acts(rulings: Rulings) -> set[str]:
    documents = [each for each in rulings.documents.only("may_apply") if each.binds and not is_bill(each)]
    return {each.ref.standard for each in documents if any(map(can_be_asked, each.decided_by))}


@pytest.mark.parametrize("name", TYPICAL)
def test_ten_questions_settle_every_act_that_can_be_settled(name: str) -> None:
    known, more = TYPICAL[name]
    finished = Interview(Profile(**known), CATALOG).run(answerer(Profile(**known, **more)))
    assert finished.question is None
    assert 0 < len(finished.answered) <= 10, finished.answered
    assert open_acts(finished.rulings) == set()
    assert open_acts(CATALOG.applicable(Profile(**known))) != set()
    acts = [each for each in finished.rulings.documents if each.binds]
    binding = ", ".join(sorted(f"`{each.ref.standard}`" for each in acts if each.verdict != "may_apply"))
    (row,) = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {name} |")
    ]
    end = f"| {len(finished.answered)} | {binding or 'none'} |"
    assert row.endswith(end), f"let the row of {PAGE.name} end with {end}"


def test_the_headline_says_what_binds_what_is_open_and_what_fits() -> None:
    known, _ = TYPICAL["chatbot of a bank"]
    rulings = CATALOG.applicable(Profile(**known))
    words, _, counts = rulings.headline().partition("; ")
    assert words.startswith("1 act binds, 2 more unless an exception holds, 1 more depends on 1 answer, ")
    assert words.endswith(" voluntary documents fit")
    assert counts.endswith("not applicable left out")
    groups = rulings.groups()
    numbers = {
        name: sum(len(group.rulings.documents) for group in groups if group.name == name)
        for name in ("binding", "exception", "open", "voluntary")
    }
    assert (numbers["binding"], numbers["exception"], numbers["open"]) == (1, 2, 2)
    assert f"{numbers['voluntary']} voluntary documents fit" in words


def test_groups_hold_every_ruling_once_and_documents_come_before_articles() -> None:
    rulings = CATALOG.applicable(
        Profile(jurisdictions={"EU", "US-CO"}, roles="provider", held_to="iso-iec-42001")
    )
    groups = rulings.groups()
    grouped = [ruling for group in groups for ruling in group.rulings]
    assert len(grouped) == len(set(grouped)) == len(rulings) - groups[-1].rest
    order = [group.name for group in groups]
    assert order == sorted(order, key=["binding", "exception", "open", "voluntary"].index)
    for group in groups:
        places = [ruling.ref.provision is not None for ruling in group.rulings]
        assert places == sorted(places)
        if group.name == "open":
            assert group.question
            assert all(group.question in (*ruling.missing, *ruling.questions) for ruling in group.rulings)
        else:
            assert group.question is None
    assert {ruling.verdict for ruling in groups[0].rulings} <= {Verdict.APPLIES, Verdict.WILL_APPLY}
    assert "iso-iec-42001" in {ruling.ref.standard for ruling in groups[0].rulings}
    assert "documents bind" in rulings.headline()
    nothing = rulings.only(where=lambda ruling: False)
    assert nothing.groups() == ()
    assert nothing.headline().startswith("nothing on ")
    assert nothing.next_question() is None


def test_voluntary_documents_are_ranked_by_what_they_give() -> None:
    facts: dict[str, Any] = {
        "jurisdictions": {"EU", "US-CO", "US-TX"},
        "roles": {"gpai-provider", "provider"},
        "system_types": {"general-purpose", "generative"},
    }
    group = CATALOG.applicable(Profile(**facts)).groups()[-1]
    assert group.name == "voluntary"
    assert group.rest > 100
    fits = [ruling.fit for ruling in group.rulings]
    assert [any(" under " in each for each in fit) for fit in fits] == sorted(
        [any(" under " in each for each in fit) for fit in fits], reverse=True
    )
    code = next(ruling for ruling in group.rulings if ruling.ref.standard == "eu-gpai-code")
    assert code.fit[0] == "may-rely under Regulation (EU) 2024/1689, Article 53(4)"
    (iso,) = [ruling for ruling in group.rulings if ruling.ref.standard == "iso-iec-42001"]
    assert iso.fit == (
        "defence under Colorado SB 24-205, 6-1-1706(3)",
        "cited by Colorado SB 24-205, 6-1-1703(2)(a)",
        "certifiable",
    )
    elsewhere = CATALOG.applicable(Profile(jurisdictions="GB", roles="gpai-provider"))
    assert not any(" under " in each for ruling in elsewhere.documents for each in ruling.fit)
    assert not any(ruling.fit for ruling in elsewhere if ruling.verdict is Verdict.MAY_APPLY)


def test_voluntary_documents_that_binding_law_cites_come_before_those_that_one_can_be_certified_against() -> (
    None
):
    facts: dict[str, Any] = {"roles": {"deployer", "provider"}, "system_types": {"generative", "ai-system"}}
    for places, cited in (
        ("EU", {"eu-code-ai-content"}),
        ("US-MT", {"nist-ai-rmf", "iso-iec-42001"}),
        ("GB", set()),
    ):
        rulings = CATALOG.applicable(Profile(jurisdictions=places, **facts))
        voluntary = next(group for group in rulings.groups() if group.name == "voluntary").rulings
        found = {
            each.ref.standard for each in voluntary if any(why.startswith("cited by ") for why in each.fit)
        }
        assert found == cited
        gives = [any(" under " in why for why in each.fit) for each in voluntary]
        is_cited = [any(why.startswith("cited by ") for why in each.fit) for each in voluntary]
        certifiable = ["certifiable" in each.fit for each in voluntary]
        free = ["free of charge" in each.fit for each in voluntary]
        order = list(zip(gives, is_cited, certifiable, free, strict=True))
        assert order == sorted(order, reverse=True)
        assert any(certifiable)
    (code,) = CATALOG.applicable(Profile(jurisdictions="EU", **facts)).of("eu-code-ai-content")
    assert code.fit[0] == "cited by Regulation (EU) 2024/1689, Article 50(7)"


# ---------------------------------------------------------------- questions


def every_question() -> list[Question]:
    """All questions on facts: of each fact, those that make its words exact, and follow-ups."""
    found: dict[str, Question] = {}
    words = {
        **{name: [word.value for word in words] for name, words in FACT_WORDS.items()},
        "established_in": ["EU", "US"], "markets": ["EU", "US"], "placed_on_market": ["2025", "2026", "2027", "2028"],
    }  # fmt: skip
    keys = [name for name in Profile.__annotations__ if is_fact(name)]
    for key in keys:
        candidates = [question_for(key, Profile())]
        candidates += [question_for(key, Profile(**{key: word})) for word in words.get(key, ())]
        waiting = [each for each in candidates if each is not None]
        while waiting:
            question = waiting.pop()
            found[question.id] = question
            follow_ups = [option.follow_up for option in question.options if option.follow_up is not None]
            waiting += [
                each for each in (question_for(one, Profile()) for one in follow_ups) if each is not None
            ]
    return list(found.values())


QUESTIONS = every_question()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_question_is_on_one_fact_and_has_at_most_seven_options(question: Question) -> None:
    assert 2 <= len(question.options) <= 7
    assert question.fact in Profile.__annotations__
    assert question.text.endswith("?")
    assert len({option.label for option in question.options}) == len(question.options)
    for option in question.options:
        assert option.values
        (chosen,) = question.chosen([option.label])
        assert chosen == option
        if not set(option.values) <= {"yes", "no"}:
            assert Profile(**{question.fact: list(option.values) if question.several else option.values[0]})
        if option.follow_up is not None:
            following = question_for(option.follow_up, Profile())
            assert following is not None
            assert {value for each in following.options for value in each.values} == set(option.values)


def test_every_word_can_be_answered() -> None:
    reached: dict[str, set[str]] = {}
    for question in QUESTIONS:
        for option in question.options:
            if option.follow_up is None:
                reached.setdefault(str(question.fact), set()).update(option.values)
    wider = {"annexes": {"annex-i", "annex-iii"}, "system_types": {"it-system"}, "sectors": set()}
    for fact, words in FACT_WORDS.items():
        if is_fact(fact):
            assert {word.value for word in words} - wider.get(fact, set()) == reached[fact], fact
    assert reached["size"] == {size.value for size in OrganisationSize}
    places = {
        place
        for standard in CATALOG.standards(binding="mandatory", current=None)
        for place in standard.jurisdictions
        if place != "international"
    }
    assert places <= reached["markets"] == reached["established_in"] | set()


def test_the_answers_on_the_day_tell_all_stretches_apart_that_rules_name() -> None:
    days: set[str] = set()

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            for key, part in value.items():
                if key == "placed_before":
                    days.add(part)
                collect(part)
        elif isinstance(value, list):
            for part in value:
                collect(part)

    for load_rules in packaged_register().law_loaders.values():
        collect(load_rules())
    answers = [
        Profile(placed_on_market=value).placed_on_market
        for question in QUESTIONS
        if question.fact == "placed_on_market"
        for option in question.options
        for value in option.values
        if len(value) > 4
    ]
    stretches = {tuple(str(answer) < day for day in sorted(days)) for answer in answers}
    assert len(stretches) == len(days) + 1


def test_answers_are_labels_values_or_other_values_of_the_fact() -> None:
    sectors = question_for("sectors", Profile())
    assert sectors is not None
    assert [option.values for option in sectors.chosen("health")] == [("health",)]
    assert sectors.chosen([]) == ()
    markets = question_for("markets", Profile())
    assert markets is not None
    assert markets.chosen("Norway")[0].values == ("NO",)
    size = question_for("size", Profile())
    assert size is not None
    assert size.chosen("large")[0].values == ("large",)
    for question, answer, message in (
        (sectors, "helth", "did you mean 'health'"),
        (sectors, 3, "one or several of the options, not 3"),
        (size, ["large", "small"], "give one answer to 'How large"),
        (size, [], "give one answer to"),
        (question_for("open_source", Profile()), "maybe", "use one of no, yes"),
        (question_for("whether it is late", Profile()), "maybe", "use one of no, yes"),
    ):
        assert question is not None
        with pytest.raises(UnknownCriterion, match=message):
            question.chosen(answer)


def test_a_question_is_asked_once_and_made_exact_where_that_matters() -> None:
    assert question_for("markets", Profile(), ["markets"]) is None
    us = Profile(markets={"US", "DE"})
    finer = question_for("markets", us)
    assert finer is not None
    assert finer.id == "markets:US"
    assert question_for("markets", us, ["markets:US"]) is None
    assert question_for("markets", Profile(markets="DE")) is None
    assert question_for("open_source", Profile(open_source=True)) is None
    assert question_for("size", Profile(size="large")) is None
    assert question_for("whether it is late", Profile(), ["whether it is late"]) is None
    year = question_for("placed_on_market", Profile(placed_on_market="2027"))
    assert year is not None
    assert year.id == "placed_on_market:2027"
    assert not can_be_asked("lifecycle_stages")
    assert not can_be_asked(CHOICE)
    assert can_be_asked("whether it is late")


def test_the_next_question_is_that_which_settles_most() -> None:
    rulings = CATALOG.applicable(Profile())
    question = rulings.next_question()
    assert question is not None
    law = [each for each in rulings.documents if each.binds and not is_bill(each)]
    alone = [each for each in law if question.id in each.decided_by]
    assert {each.ref for each in alone} == set(question.settles)
    for fact in ("roles", "markets", "established_in", "sectors", "size"):
        fewer = [each for each in law if fact in each.decided_by]
        assert len(fewer) <= len(alone)
    second = rulings.next_question(skipped=[question.id])
    assert second is not None
    assert second.id != question.id
    assert len(second.settles) <= len(question.settles)


# ---------------------------------------------------------------- interviews


def test_an_interview_completes_a_profile_answer_by_answer() -> None:
    interview = aiss.Interview(Profile(markets="US", established_in="US"), CATALOG, standard="co-sb24-205")
    assert interview.question is not None
    assert interview.question.fact in ("roles", "markets", "established_in")
    given = interview
    answers = {
        "roles": ["imports, distributes or represents", "deployer"],
        "roles:supply": "importer",
        "markets:US": ["Colorado", "CT, GA, IA, ID, IL, ME, MT, NE, NV, OR, UT or WA"],
        "markets:more-states": ["Iowa", "Montana, Nebraska, Nevada, Oregon, Utah, Washington"],
        "markets:western-states": "Utah",
        "established_in:US": "California",
        "deployment": "interactive",
        "sectors": "energy",
    }
    while given.question is not None:
        given = given.answer(answers.get(given.question.id, True))
    assert given.profile.roles == {"importer", "deployer"}
    assert given.profile.markets in ({"US-CO", "US-IA", "US-UT"}, {"US"})
    assert given.profile.established_in in ({"US-CA"}, {"US"})
    assert interview.profile == Profile(markets="US", established_in="US")
    assert open_acts(given.rulings) == set()
    assert given.rulings.provenance == CATALOG.provenance
    with pytest.raises(UnknownCriterion, match="nothing is asked any more"):
        given.answer(True)
    assert given.answered[0] == interview.question.id
    assert pickle.loads(pickle.dumps(given)).profile == given.profile


def test_who_does_not_know_leaves_the_fact_open_and_is_not_asked_again() -> None:
    first = Interview(Profile(jurisdictions="DE", roles="deployer"), CATALOG, standard="eu-nis2")
    assert first.question is not None
    second = first.skip()
    assert second.profile == first.profile
    assert second.question is None or second.question.id != first.question.id
    ended = first.run(lambda question: None)
    assert ended.profile == first.profile
    assert len(set(ended.answered)) == len(ended.answered)
    assert ended.rulings.documents[0].verdict is Verdict.MAY_APPLY
    group = Interview(Profile(), CATALOG, standard="eu-cra")
    assert group.question is not None
    while group.question is not None and group.question.id != "roles":
        group = group.skip()
    begun = group.answer("imports, distributes or represents")
    assert begun.question is not None
    assert begun.question.id == "roles:supply"
    assert begun.skip().profile.roles is None


def test_nothing_is_asked_where_nothing_is_open() -> None:
    settled = Interview(Profile(jurisdictions="US-CA", roles="deployer"), CATALOG, standard="eu-ai-act")
    assert settled.question is None
    assert settled.answered == ()
    assert Interview(standard="eu-ai-act").question is not None


def test_an_answer_of_none_to_a_finer_question_leaves_the_wider_word() -> None:
    interview = Interview(
        Profile(markets="US", established_in="US", roles="deployer"), CATALOG, standard="tx-traiga"
    )
    while interview.question is not None:
        interview = interview.answer([] if interview.question.fact else False)
    assert interview.profile.markets == {"US"}
    assert interview.profile.established_in == {"US"}


#: Acts of several sorts of places, with and without articles.
ACTS = ["eu-ai-act", "eu-cra", "eu-dora", "eu-nis2", "it-law-132", "kr-ai-basic-act", "tx-traiga"]


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(TYPICAL)), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_makes_no_difference(name: str, order: random.Random) -> None:
    known, more = TYPICAL[name]
    facts = {**known, **more, "answers_yes": order.sample(ANSWERS, 40)}
    truth = Profile(**facts)
    verdicts = []
    for _ in range(2):
        begun = {fact: facts[fact] for fact in order.sample(sorted(facts), 4) if fact != "answers_yes"}
        finished = Interview(Profile(**begun), CATALOG, standard=ACTS).run(answerer(truth))
        full = CATALOG.applicable(truth, standard=ACTS)
        settled = {each.ref: each.verdict for each in (*full, *full.excluded)}
        for each in (*finished.rulings.documents, *finished.rulings.excluded.documents):
            if each.verdict is not Verdict.MAY_APPLY:
                assert settled[each.ref] is each.verdict or settled[each.ref] is Verdict.MAY_APPLY, each.ref
        verdicts.append(
            {
                each.ref: each.verdict
                for each in finished.rulings.documents
                if each.binds and not each.questions
            }
        )
    assert verdicts[0] == verdicts[1]


def test_no_question_begins_with_whether_and_each_names_its_acts() -> None:
    keys = law_questions(packaged_register())
    texts = {key: question_text(key) for key in keys}
    assert len(set(texts.values())) == len(keys) > 100
    for key, text in texts.items():
        assert text.startswith("Is it "), key
        assert text.endswith("?")
        assert "whether it" not in text
        assert " the same, " not in text
    assert question_text("whether it is a DNS service provider (Article 5)") == (
        "Is it a DNS service provider (Article 5)?"
    )
    assert (
        question_text("whether it is large or hosts systems")
        == "Is it true that it is large or hosts systems?"
    )
    assert question_text("whether it sings, and whether SB 1 has changed that") == (
        "Is it true that it sings, and has SB 1 changed that?"
    )
    rulings = CATALOG.applicable(
        Profile(jurisdictions="DE", roles="provider", sectors="digital-infrastructure", size="large"),
        standard=["eu-nis2", "eu-nis2-impl"],
    )
    question = rulings.next_question()
    assert question is not None
    assert question.fact is None
    assert question.text == f"{rulings.acts_with(question.id)}: {question_text(question.id)}"
    assert {each.ref.standard for each in rulings if question.id in each.questions} <= {
        "eu-nis2",
        "eu-nis2-impl",
    }


def test_every_option_is_worded_without_another() -> None:
    for question in QUESTIONS:
        assert not question.text.startswith("Whether")
        for option in question.options:
            assert not option.label.startswith("the same"), question.id
    union = question_for("markets", Profile(markets="EU"))
    assert union is not None
    assert "Denmark, Hungary and Italy" in union.options[0].label


def test_an_interview_on_articles_asks_what_these_depend_on() -> None:
    facts: dict[str, Any] = {
        "jurisdictions": "DE",
        "roles": "provider",
        "sectors": "health",
        "size": "medium",
    }
    acts = Interview(Profile(**facts), CATALOG, standard="kr-ai-basic-act")
    assert (acts.question, acts.remaining) == (None, 0)
    begun = Interview(Profile(**facts), CATALOG, standard="eu-ai-act", articles=True)
    assert begun.remaining >= 2
    asked: list[str] = []
    while begun.question is not None and "risk_classes" not in begun.answered:
        asked.append(begun.question.id)
        begun = begun.answer("high-risk" if begun.question.id == "risk_classes" else None)
    assert begun.profile.risk_classes == {"high-risk"}
    assert any(ref.provision for ref in begun.question.settles) if begun.question else False
    assert len(set(asked)) == len(asked)


def test_the_area_comes_first_once_the_act_is_in_scope_and_gives_the_class() -> None:
    facts: dict[str, Any] = {"jurisdictions": "DE", "roles": "provider", "sectors": ()}
    rulings = CATALOG.applicable(Profile(**facts))
    assert list(rulings.main_facts())[:2] == ["risk_classes", "annexes"]
    assert rulings.main_facts()["annexes"] == ("eu-ai-act@2024/1689",)
    begun = Interview(Profile(**facts), CATALOG)
    asked: list[str] = []
    answers = {"annexes": "annex-iii-4", "risk_classes": "high-risk", "placed_on_market": "2027"}
    while begun.question is not None and len(asked) < 4:
        asked.append(begun.question.id)
        begun = begun.answer(answers.get(begun.question.id))
    assert asked == ["annexes", "risk_classes", "placed_on_market", "placed_on_market:2027"]
    assert CATALOG.applicable(Profile(jurisdictions="US-TX", roles="provider")).main_facts() == {}
    unlisted = question_for("risk_classes", Profile(annexes=()))
    assert unlisted is not None
    assert unlisted.text.endswith("No annex lists it: it is not high-risk.")
    assert ("high-risk",) not in [option.values for option in unlisted.options]
    product = question_for("risk_classes", Profile(annexes="annex-i-a"))
    assert product is not None
    assert product.text.endswith(
        "By annex-i-a it is high-risk, if product law asks a third party to assess it."
    )


def test_at_most_as_many_questions_follow_as_an_interview_says() -> None:
    for place, role in (("DE", "provider"), ("US-CA", "deployer")):
        begun = Interview(Profile(jurisdictions=place, roles=role), CATALOG)
        ended = begun.run(lambda question: None)
        assert begun.remaining <= begun.most
        assert len(ended.answered) == begun.most
        assert (ended.most, ended.together) == (0, ())


def test_questions_of_the_same_acts_can_be_answered_together() -> None:
    facts: dict[str, Any] = {"jurisdictions": "DE", "roles": "deployer", "size": "small"}
    begun = Interview(Profile(**facts, sectors="digital-infrastructure"), CATALOG, standard="eu-nis2-impl")
    ids = [each.id for each in begun.together]
    assert len(ids) == 7
    assert begun.question is not None
    assert ids[0] == begun.question.id
    done = begun.answer_together(ids[1:2])
    assert done.profile.answers_yes == {ids[1]}
    assert done.profile.answers_no == {ids[0], *ids[2:]}
    assert done.answered == tuple(ids)
    left = begun.answer_together(None)
    assert (left.profile, left.answered) == (begun.profile, tuple(ids))
    with pytest.raises(UnknownCriterion, match="unknown question 'whether it flies'"):
        begun.answer_together(["whether it flies"])
    on_fact = Interview(Profile(jurisdictions="DE"), CATALOG)
    assert on_fact.together == (on_fact.question,)


def test_a_document_begins_on_the_first_day_of_what_may_apply() -> None:
    facts: dict[str, Any] = {
        "jurisdictions": "DE", "roles": "provider", "sectors": (), "system_types": "generative", "modified": False,
    }  # fmt: skip
    for placed in ("2025", "2027"):
        rulings = CATALOG.applicable(Profile(**facts, placed_on_market=placed), standard="eu-ai-act")
        (document,) = rulings.documents
        assert str(document.date) == min(str(each.date) for each in rulings) == "2025-02-02"
        assert rulings.stages()[0] == "eu-ai-act@2024/1689 perhaps since 2025-02-02: Article 4, Article 5"
    settled = CATALOG.applicable(Profile(**facts, placed_on_market="2025"), standard="eu-ai-act")
    (document,) = settled.documents
    assert document.verdict is Verdict.APPLIES
    assert str(document.reasons[-1]) == (
        "certainly since 2026-08-02, by Article 111; possibly since 2025-02-02 (provisions)"
    )
    ranges = [
        part for line in settled.stages() for part in line.partition(": ")[2].split(", ") if " to " in part
    ]
    assert any(each.startswith("Article 9 to ") for each in ranges)
    assert not [each for each in ranges if "Annex" in each and "Article" in each]


def test_stages_give_each_day_once_with_what_begins_on_it() -> None:
    profile = Profile(jurisdictions="DE", roles="provider", risk_classes="high-risk", annexes="annex-i-a")
    rulings = CATALOG.applicable(profile, standard="eu-ai-act")
    lines = rulings.stages()
    days = [line.split(":")[0].split()[-1] for line in lines]
    assert days == sorted(set(days))
    assert set(days) <= {str(each.date) for each in rulings}
    assert lines[0] == "eu-ai-act@2024/1689 since 2025-02-02: Article 4, Article 5"
    assert any(
        line.startswith("eu-ai-act@2024/1689 perhaps from 2028-08-02: Article 8 to ") for line in lines
    )
    assert rulings.documents.stages() == ()
