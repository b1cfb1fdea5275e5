"""Profiles: facts about an organisation and its system."""

import pickle
from typing import Any

import pytest

from ai_security_standards import Profile, Ref, UnknownCriterion, load
from ai_security_standards.applicability import Facts
from ai_security_standards.vocabulary import OrganisationSize

CATALOG = load().as_of("2026-11-24")


def test_texts_enums_references_and_dates_are_read() -> None:
    profile = Profile(
        jurisdictions=["uk", "eu"], markets="us-co", roles=["gpai_provider"], size="Small-Mid-Cap",
        held_to=Ref("iso-iec-42001"), placed_on_market="2027", modified=False, open_source=None,
    )  # fmt: skip
    assert profile.established_in == {"GB", "EU"}
    assert profile.markets == {"US-CO"}
    assert profile.roles == {"gpai-provider"}
    assert profile.size is OrganisationSize.SMALL_MID_CAP
    assert profile.held_to == {"iso-iec-42001"}
    assert repr(profile) == (
        "Profile(established_in={'EU', 'GB'}, markets={'US-CO'}, roles={'gpai-provider'}, "
        "size='small-mid-cap', placed_on_market='2027', modified=False, held_to={'iso-iec-42001'})"
    )
    assert pickle.loads(pickle.dumps(profile)) == profile
    assert hash(profile) == hash(pickle.loads(pickle.dumps(profile)))
    assert Profile(jurisdictions="International").markets == {"international"}
    assert Profile(placed_on_market=CATALOG.date).placed_on_market == "2026-11-24"
    assert set(Facts.__annotations__) - {"jurisdictions"} == set(Profile.__annotations__)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"role": "provider"}, "unknown profile fact 'role'; did you mean 'roles'"),
        ({"qqqq": "provider"}, "unknown profile fact 'qqqq'"),
        ({"roles": "provder"}, "did you mean 'provider'"),
        ({"roles": 3}, "roles must be a text"),
        ({"roles": [3]}, "roles must be a text"),
        ({"jurisdictions": "Francee"}, "unknown established_in 'Francee'"),
        ({"markets": "EA"}, "unknown markets 'EA'; did you mean"),
        ({"size": "hugee"}, "unknown size 'hugee'"),
        ({"size": 3}, "size must be one word, not 3"),
        ({"annexes": "annex-iv"}, "did you mean 'annex-i'"),
        (
            {"answers_yes": "whether it is late", "answers_no": ["whether it is late"]},
            "answers_yes and answers_no both answer 'whether it is late'; keep one of them",
        ),
        ({"answers_no": 3}, "answers_no must be a text"),
        ({"open_source": "yes"}, "open_source must be True, False or None"),
        (
            {"placed_on_market": "soon"},
            "placed_on_market must be a day, month or year such as 2027-12-02, not 'soon'",
        ),
        (
            {"placed_on_market": 2027},
            "placed_on_market must be a day, month or year such as 2027-12-02, not 2027",
        ),
    ],
)
def test_what_a_profile_does_not_know_is_an_error_with_near_misses(facts: Any, message: str) -> None:
    with pytest.raises(UnknownCriterion, match=message):
        Profile(**facts)


def test_answers_to_questions_are_facts_and_none_of_them_by_default() -> None:
    profile = Profile(answers_yes="whether it is late", answers_no=None)
    assert (profile.answers_yes, profile.answers_no) == ({"whether it is late"}, frozenset())
    assert repr(profile) == "Profile(answers_yes={'whether it is late'})"
    assert Profile(purposes=None).purposes is None


def test_a_question_that_no_fact_answers_is_answered_yes_or_no() -> None:
    facts: dict[str, Any] = {"jurisdictions": "EU", "roles": "deployer", "sectors": (), "size": "large"}
    (open_one,) = CATALOG.applicable(Profile(**facts), standard="eu-nis2-impl").documents
    question = open_one.questions[0]
    assert open_one.decided_by == (question,)
    yes = CATALOG.applicable(Profile(**facts, answers_yes=question), standard="eu-nis2-impl")
    no = CATALOG.applicable(Profile(**facts, answers_no=question), standard="eu-nis2-impl")
    assert "applies" in {each.verdict.value for each in yes} | {each.verdict.value for each in yes.documents}
    assert question not in {each for ruling in yes for each in ruling.questions}
    assert len(no) == 0
    assert no.excluded[0].verdict.value == "not_applicable"


def test_an_answer_to_what_nobody_asks_is_an_error_with_near_misses() -> None:
    asked = "whether workers are subject to the system at the workplace (Article 26(7))"
    assert CATALOG.applicable(Profile(answers_no=asked), standard="eu-dora") is not None
    with pytest.raises(UnknownCriterion, match="did you mean 'whether workers are subject"):
        CATALOG.applicable(Profile(answers_yes=asked.replace("workers", "workrs")), standard="eu-dora")
    joint = Profile(
        markets="NO", roles="provider", answers_yes="whether the EEA Joint Committee has incorporated the act"
    )
    assert len(CATALOG.applicable(joint, standard="eu-ai-act")) > 0
