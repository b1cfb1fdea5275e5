"""What changed between two days, for everybody and for a profile."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import Overlay, document, register_file

from ai_security_standards import InvalidData, Profile, UnknownCriterion, load
from ai_security_standards.snapshot.timeline import Events, history, parse_version

CATALOG = load().as_of("2026-11-24")


def brief(events: Events) -> list[tuple[str, str, str]]:
    return [(str(each.date), str(each.ref), each.kind.value) for each in events]


def test_the_amendment_of_2026_is_told_with_the_days_it_moved() -> None:
    act = CATALOG.changes("2026-07-26", "2026-07-27").of("eu-ai-act@2024/1689")
    dropped = {(str(each.about), str(each.ref.provision)) for each in act.of("eu-ai-act", "date-dropped")}
    set_ = {(str(each.about), str(each.ref.provision)) for each in act.of("eu-ai-act", "date_set")}
    assert ("2026-08-02", "None") in dropped
    assert ("2026-08-02", "Article 9") in dropped
    assert ("2027-12-02", "Article 9") in set_
    assert ("2028-08-02", "Article 9") in set_
    assert ("2026-12-02", "Article 5(1)(bb)") in set_
    # What was in the text from its entry into force on was not set anew.
    assert not CATALOG.changes("2024-07-31", "2024-08-01").of("eu-ai-act", "date-set")
    # A day that was dropped before it came never came.
    reached = CATALOG.changes("2026-08-01", "2026-08-02").of("eu-ai-act", "begins-to-apply")
    assert "Article 9" not in {each.ref.provision for each in reached}
    assert "Article 50" in {each.ref.provision for each in reached}


def test_documents_that_come_and_go_are_told_once() -> None:
    llm = CATALOG.changes("2022-01-01").of("owasp-llm-top-10")
    assert llm.of("owasp-llm-top-10", "issued")[0].ref.edition == "2023"
    superseded = llm.of("owasp-llm-top-10@2023", "superseded")
    assert [each.what for each in superseded] == ["superseded by owasp-llm-top-10@2025"]
    act = CATALOG.changes("2024-01-01", "2024-12-31").of("eu-ai-act@2024/1689", "in-force")
    assert brief(act) == [("2024-08-01", "eu-ai-act@2024/1689", "in-force")]
    assert "twentieth day" in act[0].what


def test_a_profile_hears_of_what_concerns_it_alone() -> None:
    own_name = (
        "whether it puts its own name on a high-risk system, modifies it substantially or changes its purpose "
        "(Article 25(1))"
    )
    deployer = Profile(
        jurisdictions="EU", roles="deployer", risk_classes="high-risk", annexes="annex-iii-4",
        answers_no=own_name,
    )  # fmt: skip
    every, mine = CATALOG.changes("2026-06-01"), CATALOG.changes("2026-06-01", profile=deployer)
    assert set(mine) < set(every)
    articles = {each.ref.provision for each in mine.of("eu-ai-act")}
    assert "Article 26" in articles
    assert "Article 16" not in articles
    assert not mine.of("co-sb26-189")
    bank = CATALOG.changes(
        "2026-06-01", "2027-01-31", Profile(jurisdictions="US-CO", roles="deployer", sectors="finance")
    )
    kinds = {(each.ref.standard, each.kind.value) for each in bank}
    assert ("co-sb24-205", "begins-to-apply") in kinds
    assert ("co-sb24-205", "withdrawn") in kinds
    assert ("co-sb26-189", "begins-to-apply") in kinds


def test_an_article_is_news_only_as_far_as_one_of_its_paragraphs_is() -> None:
    def articles(**facts: str) -> set[str | None]:
        news = CATALOG.changes(
            "2024-01-01", "2028-12-31", Profile(jurisdictions="DE", roles="provider", **facts)
        )
        return {each.ref.provision for each in news.of("eu-ai-act")}

    # Of Article 6, only paragraph 4 asks something: of who holds that a system is not high-risk.
    assert {"Article 6", "Article 6(4)", "Article 9"} <= articles()
    high_risk = articles(risk_classes="high-risk")
    assert "Article 9" in high_risk
    assert high_risk.isdisjoint({"Article 6", "Article 6(4)"})


@settings(max_examples=4, deadline=None)  # each holds all events of three spans against one another
@given(
    st.lists(
        st.dates(min_value=CATALOG.date.replace(year=2020), max_value=CATALOG.date), min_size=3, max_size=3
    )
)
def test_two_spans_together_are_the_whole(days: list) -> None:  # type: ignore[type-arg]
    first, middle, last = sorted(days)
    # One catalog, so that what was seen later does not matter to what is known.
    parts = [*CATALOG.changes(first, middle), *CATALOG.changes(middle, last)]
    whole = CATALOG.changes(first, last)
    assert list(whole) == parts
    assert all(first < each.day <= last for each in whole)


def test_events_are_a_table() -> None:
    found = CATALOG.changes("2026-07-01", "2026-07-31").of("eu-ai-act", "amended")
    assert found.columns == ("date", "kind", "ref", "name", "what", "about")
    assert found.headline() == "1 event of 1 document"
    assert found.rows()[0]["date"] == "2026-07-27"
    assert found.rows()[0]["about"] is None
    assert repr(found[0]).startswith("<Event 2026-07-27 eu-ai-act@2024/1689: amended, Regulation")
    with pytest.raises(UnknownCriterion, match="did you mean 'amended'"):
        found.of("eu-ai-act", "amendd")


def test_since_a_version_of_the_data(overlay: Overlay) -> None:
    ours = overlay(
        register_file(
            document(
                recorded="2026.12.0",
                history=[{"status": "published", "seen_on": "2026-01-15"}],
                published=None,
            ),
            document(
                id="acme-law",
                kind="law",
                history=[
                    {"status": "planned", "date": "2026-01"},
                    {"status": "published", "date": "2026-03-01", "recorded": "2026.12.1"},
                    {"status": "superseded", "date": "2026-04-01", "recorded": "2026.11.0"},
                ],
                milestones=[
                    {"date": "2030-01-01", "kind": "review", "what": "Review", "recorded": "2026.12.0"},
                    {"date": "2026-02-01", "kind": "consultation", "what": "Talk"},
                ],
            ),
        )
    )
    mine = load(ours).as_of("2026-11-24")
    news = [each for each in mine.changes("2026.11.0") if each.ref.standard.startswith("acme")]
    assert brief(news) == [
        ("2026-01-15", "acme-policy@1.0", "recorded"),
        ("2026-03-01", "acme-law@1.0", "issued"),
        ("2030-01-01", "acme-law@1.0", "milestone"),
    ]
    until = mine.changes("2026.11.0", "2026-12-31")
    assert [each.date for each in until if each in news] == ["2026-01-15", "2026-03-01"]
    assert news[0].what == "first in data 2026.12.0"
    first = [each for each in CATALOG.changes("2026.10.3") if each.kind == "recorded"]
    assert len(first) == len(CATALOG.standards(current=None))
    law = [each for each in history(mine.standard("acme-law")) if each.ref.standard == "acme-law"]
    assert [each.kind.value for each in law] == [
        "announced",
        "issued",
        "superseded",
        "milestone",
        "milestone",
    ]
    assert law[2].what == "superseded"


def test_what_is_no_day_and_no_version_is_refused() -> None:
    for wrong in ("soon", "2026", "2026.11"):
        with pytest.raises(InvalidData):
            CATALOG.changes(wrong)
    with pytest.raises(InvalidData, match=r"data release 2099\.1\.0 is later than this one"):
        CATALOG.changes("2099.1.0")
    with pytest.raises(InvalidData, match="not a version"):
        parse_version("2026")


def test_a_correction_is_told_with_the_release_that_made_it(overlay: Overlay) -> None:
    correction = {"field": "title", "recorded": "2026.12.0", "note": "The title was that of a draft."}
    of_provision = {**correction, "provision": "1", "recorded": "2026.11.1"}
    catalog = load(overlay(register_file(document(corrections=[correction, of_provision])))).as_of(
        CATALOG.date
    )
    later = catalog.changes("2026.11.1").of("acme-policy", "corrected")
    assert [str(each.ref) for each in later] == ["acme-policy@1.0"]
    told = catalog.changes("2026.11.0").of("acme-policy", "corrected")
    assert [(str(each.ref), each.what) for each in told] == [
        ("acme-policy@1.0:1", "title: The title was that of a draft."),
        ("acme-policy@1.0", "title: The title was that of a draft."),
    ]
