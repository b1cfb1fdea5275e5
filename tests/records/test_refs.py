"""References: parsing, printing, and what is refused."""

import pickle
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ai_security_standards import InvalidData, Ref

#: Cases that whoever makes or reads addresses in another language shares.
SLUGS = Path(__file__).parent / "slugs.tsv"

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


# ---------------------------------------------------------------- slugs


@pytest.mark.parametrize(
    ("text", "slug"),
    [line.split("\t") for line in SLUGS.read_text(encoding="utf-8").splitlines()[1:]],
)
def test_a_slug_is_read_back(text: str, slug: str) -> None:
    assert Ref.parse(text).slug == slug
    assert Ref.from_slug(slug) == Ref.parse(text)


@given(st.builds(Ref, standards, editions, st.none() | st.text(min_size=1, max_size=30)))
def test_slugs_are_exact_and_safe(ref: Ref) -> None:
    try:
        ref = Ref.parse(str(ref))
    except InvalidData:
        return
    assert Ref.from_slug(ref.slug) == ref
    assert re.fullmatch(r"[A-Za-z0-9@/.,()_~-]+", ref.slug)
    for part in ref.slug.split("/"):
        assert part[0] not in ".,"
        assert part[-1] != "."


@given(st.text(alphabet="aAiI~_.,/@()2e x\u00e9", max_size=12))
@example("caf\u00e9")
def test_what_is_no_slug_is_refused(text: str) -> None:
    try:
        ref = Ref.from_slug(text)
    except InvalidData:
        return
    assert ref.slug == text
