"""References: parsing, printing, and what is refused."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai_security_standards import InvalidData, Ref

standards = st.from_regex(r"[a-z0-9]+([.-][a-z0-9]+){0,3}", fullmatch=True)
editions = st.none() | st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9._/-]{0,8}[A-Za-z0-9])?", fullmatch=True)


provisions = st.none() | st.text(
    st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30
).filter(str.strip)


@given(st.builds(Ref, standards, editions, provisions))
def test_parsing_undoes_printing(ref: Ref) -> None:
    assert Ref.parse(str(ref)) == ref


@given(st.text(max_size=40))
def test_printing_undoes_parsing_and_nothing_else_is_raised(text: str) -> None:
    try:
        ref = Ref.parse(text)
    except InvalidData:
        return
    assert str(ref) == text


@pytest.mark.parametrize(
    ("text", "standard", "edition", "provision"),
    [
        ("iso-iec-42001@2023:A.6.2.4", "iso-iec-42001", "2023", "A.6.2.4"),
        ("eu-ai-act@2024/1689:Article 15(4)", "eu-ai-act", "2024/1689", "Article 15(4)"),
        ("etsi-gr-sai-004@1.1.1", "etsi-gr-sai-004", "1.1.1", None),
        ("mitre-atlas:AML.T0051.000", "mitre-atlas", None, "AML.T0051.000"),
        ("nist-csf", "nist-csf", None, None),
        ("finos-aigf@2:AIR-SEC-010: a@b", "finos-aigf", "2", "AIR-SEC-010: a@b"),
    ],
)
def test_each_part_is_told(text: str, standard: str, edition: str | None, provision: str | None) -> None:
    assert Ref.parse(text) == (standard, edition, provision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        ":",
        "a@",
        "a:",
        "a@b:",
        "A",
        "a--b",
        "-a",
        "a b",
        "a@-1",
        "a@1 ",
        "a: ",
        "a:\n",
        "ä",
        "a" * 301,
    ],
)
def test_what_is_no_reference_says_how_one_looks(text: str) -> None:
    with pytest.raises(InvalidData) as raised:
        Ref.parse(text)
    assert "standard[@edition][:provision]" in raised.value.repair


def test_it_is_a_tuple_that_pickles_sorts_and_hashes() -> None:
    ref = Ref("a", "2", "x")
    assert pickle.loads(pickle.dumps(ref)) == ref
    assert sorted([Ref("b"), Ref("a")]) == [Ref("a"), Ref("b")]
    assert {ref: 1}[Ref.parse("a@2:x")] == 1
    assert ref.document == Ref("a", "2")
