"""Mapping sets as files: what is written is read, whatever else stands in them, and nothing is lost."""

from __future__ import annotations

import json
import pickle
import random
from collections import Counter

import pytest
import yaml
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import (
    mapping_set,
)

from ai_security_standards import InvalidData, Ref, Relationship
from ai_security_standards._store.sssom import BASE, NEGATED, curie, dump, read, sheet_of, writing
from ai_security_standards.records.dates import PartialDate
from ai_security_standards.records.relationships import MappingSet
from ai_security_standards.records.standards import Source
from ai_security_standards.vocabulary import Rationale, RelationshipType, Trust

NAME = "mappings/ours--theirs.sssom.tsv"
ROW = "owasp-llm-top-10@2025:LLM01 superset_of mitre-atlas@5.6.1:AML.T0051"
texts = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
wholes = st.tuples(texts, texts).map(" ".join)


refs = st.builds(
    Ref,
    st.sampled_from(["owasp-llm-top-10", "eu-ai-act"]),
    st.sampled_from(["2025", "2024/1689"]),
    st.one_of(st.none(), wholes, st.sampled_from(["A.1 (b)", "50 %", "x|y", "#1", '"q"'])),
)


optional = st.one_of(st.none(), wholes)


rows = st.builds(
    Relationship,
    subject=refs,
    object=refs,
    type=st.sampled_from(RelationshipType),
    mapping_set=st.just("ours--theirs"),
    trust=st.just(Trust.CURATED),
    strength=st.one_of(st.none(), st.integers(0, 10)),
    confidence=st.one_of(st.none(), st.floats(0, 1).map(lambda each: round(each, 3))),
    rationale=st.one_of(st.none(), st.sampled_from(Rationale)),
    argument=optional,
    stated=optional,
    locator=optional,
    comment=optional,
    unresolved=optional,
    caveats=st.sampled_from(
        [(), ("high-risk systems only",), ("high-risk systems only", "on a voluntary basis")]
    ),
    strict=optional,
    other=st.sampled_from([(), (("ours_note", "a"),), (("ours_note", "b"), ("their_column", "c"))]),
    group=st.sampled_from([None, "g1"]),
    negated=st.booleans(),
    date=st.one_of(st.none(), st.sampled_from(["2025", "2025-03", "2025-03-01"]).map(PartialDate)),
)


headers = st.builds(
    MappingSet,
    id=st.just("ours--theirs"),
    title=wholes,
    description=optional,
    publisher=st.sampled_from([None, "owasp"]),
    authors=st.lists(wholes, max_size=2).map(tuple),
    version=optional,
    date=st.sampled_from([None, PartialDate("2025"), PartialDate("2025-03-01")]),
    licence=st.sampled_from([None, "CC-BY-SA-4.0", "public-domain-US", "as the notice on the page says"]),
    url=st.sampled_from([None, "https://a.example.org/x"]),
    sources=st.lists(
        st.builds(
            Source,
            st.sampled_from(["https://a.example.org/1", "https://a.example.org/2"]),
            st.sampled_from([None, PartialDate("2026-11-24")]),
            optional,
        ),
        max_size=3,
    ).map(tuple),
    method=optional,
    trust=st.just(Trust.CURATED),
    note=optional,
    replaces=st.sampled_from([(), ("another",)]),
)


@settings(
    max_examples=50, deadline=None
)  # a row has fifteen fields: drawing them costs more than reading them
@given(headers, st.lists(rows, max_size=6))
@example(
    MappingSet(id="ours--theirs", title="Ours", trust=Trust.CURATED),
    [
        Relationship(
            subject=Ref.parse("eu-ai-act@2024/1689:1"),
            object=Ref.parse("owasp-llm-top-10@2025:1"),
            type=RelationshipType.EQUAL,
            mapping_set="ours--theirs",
            trust=Trust.CURATED,
            other=(("their_column", "c"),),
        )
    ],
)
def test_what_is_written_is_read_and_written_the_same(
    header: MappingSet, given_rows: list[Relationship]
) -> None:
    data = dump(sheet_of(header, given_rows))
    sheet = read(data, NAME)
    assert dump(sheet) == data
    assert sorted(map(repr, sheet)) == sorted(map(repr, given_rows))
    assert set(sheet) == set(given_rows)
    made = sheet.header
    assert (made.id, made.title, made.licence, made.date) == (
        header.id,
        header.title,
        header.licence,
        header.date,
    )
    assert (made.sources, made.authors, made.url) == (header.sources, header.authors, header.url)
    assert made.size == len(given_rows)
    assert pickle.loads(pickle.dumps(sheet)) == sheet
    assert hash(sheet) == hash(sheet_of(header, given_rows))
    head = b"".join(line[1:] + b"\n" for line in data.split(b"\n") if line.startswith(b"#"))
    assert yaml.safe_load(head)["mapping_set_title"] == header.title


def test_rows_of_many_long_columns_stay_in_the_order_of_their_texts() -> None:
    """Ten columns of 128 texts each are more orders than a number of 64 bits can tell apart."""
    chance, columns = random.Random(0), ("argument", "stated", "locator", "comment")
    row = Relationship(
        subject=Ref.parse("eu-ai-act@2024/1689:1"),
        object=Ref.parse("owasp-llm-top-10@2025:1"),
        type=RelationshipType.EQUAL,
        mapping_set="ours--theirs",
        trust=Trust.CURATED,
    )
    others = [f"ours_{number}" for number in range(6)]

    def text() -> str:
        return f"t{chance.randrange(128):03}"

    given_rows = [
        evolve(row, **{name: text() for name in columns}, other=tuple((name, text()) for name in others))
        for _ in range(400)
    ]
    header = MappingSet(id="ours--theirs", title="Ours", trust=Trust.CURATED)
    lines = dump(sheet_of(header, given_rows)).decode().splitlines()
    _, *written = [line for line in lines if not line.startswith("#")]
    assert written == sorted(written)
    assert len(written) == len(given_rows)


def test_a_sheet_equals_sheets_alone() -> None:
    sheet = read(mapping_set(ROW), NAME)
    assert sheet != 1
    assert sheet != read(mapping_set(ROW.replace("superset", "subset")), NAME)


def test_our_form_is_sssom() -> None:
    """Slots and values as SSSOM 1.0 has them; sssom-py's validator is asked in `nox -s sssom`."""
    record = Relationship(
        subject=Ref.parse("owasp-llm-top-10@2025:LLM01"),
        type=RelationshipType.SUBSET_OF,
        object=Ref.parse("eu-ai-act@2024/1689:Article 9"),
        mapping_set="x",
        trust=Trust.PUBLISHER,
        negated=True,
    )
    header = MappingSet(
        id="x", title="X", publisher="owasp", licence="CC-BY-SA-4.0", date=PartialDate("2025-03-01")
    )
    text = dump(sheet_of(header, [record])).decode()
    assert '#license: "https://spdx.org/licenses/CC-BY-SA-4.0"' in text
    assert '#subject_source_version: "2025"' in text
    assert '#publication_date: "2025-03-01"' in text
    assert text.endswith(
        "aiss:owasp-llm-top-10@2025:LLM01\tskos:broadMatch\tNot\taiss:eu-ai-act@2024/1689:Article%209\t"
        "semapv:ManualMappingCuration\n"
    )
    assert curie("a@1:ü|x") == "aiss:a@1:%C3%BC%7Cx"


FOREIGN = f"""# curie_map:
#   llm: "{BASE}ref/owasp-llm-top-10@2025:"
#   ATLAS: {BASE}ref/mitre-atlas@5.6.1:
#   skos: http://www.w3.org/2004/02/skos/core#
#   oscal: http://csrc.nist.gov/ns/oscal#
# mapping_set_id: https://them.example.org/maps/1
# mapping_set_version: 1.2 # the second
# license: 'https://creativecommons.org/licenses/by/4.0/'
# creator_label:
#
#   - Ada
#   - 'O''Hara'
# see_also: https://them.example.org
# mapping_tool: by hand
#
# extension_definitions:
# - slot_name: reviewed
#   property: https://them.example.org/reviewed
#   type_hint: xsd:string
# - slot_name: empty
# - slot_name: round
# round: the second
# reviewed: ~
# mapping_set_description: null
# comment:
object_id\tpredicate_id\tsubject_id\tsubject_label\treviewed\tmapping_justification\tmapping_date\tpredicate_modifier
ATLAS:AML.T0051\tskos:broadMatch\tllm:LLM01\tPrompt Injection\tyes\tsemapv:LexicalMatching\t2025-05-05\t
ATLAS:AML.T0054\toscal:intersects-with\tllm:LLM01\t\t\tsemapv:ManualMappingCuration\t\tNot
ATLAS:AML.T0048\thttp://www.w3.org/2004/02/skos/core#closeMatch\tllm:LLM09\t\t\t\t\t
"""


@pytest.mark.parametrize("form", ["as it is", "CRLF", "BOM", "no blanks"])
def test_sets_of_others_are_read_with_all_that_they_hold(form: str) -> None:
    text = {
        "CRLF": FOREIGN.replace("\n", "\r\n"),
        "no blanks": FOREIGN.replace("\n# ", "\n#").replace("# c", "#c", 1),
    }
    data = text.get(form, FOREIGN).encode("utf-8-sig" if form == "BOM" else "utf-8")
    sheet = read(data, "their.sssom.tsv")
    header = sheet.header
    assert (header.id, header.title, header.version, header.trust) == (
        "their",
        "their",
        "1.2",
        Trust.THIRD_PARTY,
    )
    assert header.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert header.authors == ("Ada", "O'Hara")
    assert dict(header.extra)["mapping_tool"] == '"by hand"'
    assert dict(header.extra)["round"] == '"the second"'
    assert dict(header.extra)["mapping_set_id"] == '"https://them.example.org/maps/1"'
    assert header.unresolved == 0
    first, second, third = sheet
    assert (first.type, str(first.subject)) == (RelationshipType.SUBSET_OF, "owasp-llm-top-10@2025:LLM01")
    assert dict(first.other) == {"subject_label": "Prompt Injection", "reviewed": "yes"}
    assert (first.justification, first.date) == ("semapv:LexicalMatching", "2025-05-05")
    assert (second.type, second.negated) == (RelationshipType.INTERSECTS_WITH, True)
    assert second.justification is None
    assert third.type is RelationshipType.RELATED
    again = read(dump(sheet), "their.sssom.tsv")
    assert list(map(repr, again)) == sorted(map(repr, sheet))
    assert again.header == header
    assert dump(again) == dump(sheet)


def test_what_repeats_the_references_is_not_kept_twice_and_what_differs_is() -> None:
    same = {"subject_source": "aiss:owasp-llm-top-10", "subject_source_version": "2025"}
    assert read(mapping_set(ROW, head=same), NAME).header.extra == ()
    other = {"subject_source": "https://them.example.org", "license": "https://them.example.org/terms"}
    header = read(mapping_set(ROW, head=other), NAME).header
    assert dict(header.extra)["license"] == '"https://them.example.org/terms"'
    assert header.licence == "CC-BY-4.0"
    assert json.loads(dict(header.extra)["subject_source"]) == "https://them.example.org"
    assert read(dump(read(mapping_set(ROW, head=other), NAME)), NAME).header == header
    ours = {"mapping_set_id": f"{BASE}mapping/ours--theirs", "mapping_provider": f"{BASE}publisher/acme"}
    assert read(mapping_set(ROW, head=ours), NAME).header.extra == ()
    both = mapping_set(
        {"relation": ROW, "mapping_date": "2025-01-01", "dated": ""}, {"relation": ROW, "dated": "2024"}
    )
    assert [each.date for each in read(both, NAME)] == ["2025-01-01", "2024"]
    several = mapping_set(
        ROW, head={"mapping_set_source": ["https://a.example.org", "https://b.example.org"]}
    )
    assert "mapping_set_source" in dict(read(several, NAME).header.extra)


def test_comments_and_marks_of_documents_in_the_metadata_are_passed_over() -> None:
    assert read(b"#---\n# # a comment\n" + mapping_set(ROW), NAME) == read(mapping_set(ROW), NAME)


def test_another_justification_is_kept() -> None:
    sheet = read(mapping_set({"relation": ROW, "mapping_justification": "semapv:LexicalMatching"}), NAME)
    assert [each.justification for each in sheet] == ["semapv:LexicalMatching"]


def cells(**values: str) -> bytes:
    return mapping_set({"relation": ROW, **values})


HOSTILE: list[tuple[str, bytes, str]] = [
    ("empty", b"", "no line break"),
    ("metadata alone", b"#a: b\n", "no line break"),
    ("cut in the head", mapping_set(ROW)[:80], "no line break"),
    ("cut in a row", mapping_set(ROW)[:-9], "no line break"),
    ("cut between cells", mapping_set(ROW)[:-40] + b"\n", "names nothing|edition|cells"),
    ("too few cells", mapping_set(ROW) + b"aiss:a@1:x\n", "1 cell, and the first row 4 cells"),
    ("too many cells", mapping_set(ROW)[:-1] + b"\tx\n", "5 cells"),
    ("an empty row", mapping_set(ROW) + b"\n", "0 cells"),
    ("no object", mapping_set(ROW).replace(b"\tobject_id", b"\tobject"), "object_id is missing"),
    ("no subject at all", b"predicate_id\tobject_id\n", "subject_id is missing"),
    ("a column twice", mapping_set(ROW).replace(b"predicate_modifier", b"subject_id"), "duplicate"),
    ("an unknown column", cells().replace(b"\tpredicate_modifier", b"\tpredicate_modifer"), "write 'predicate_modifier'"),
    ("a column like no other", cells().replace(b"\tpredicate_modifier", b"\tzzzzz"), "extension_definitions"),
    ("a NUL", cells(stated="a\0b"), "unprintable"),
    ("a blank", cells(stated=" "), "blank"),
    ("a line break in a cell", cells(stated='"a\nb"'), "unprintable|cells"),
    ("an open quote", cells(stated='"abc'), "unexpected end|cells|expected after"),
    ("text after a quote", cells(stated='"a"b'), "expected after"),
    ("a huge cell", cells(stated="x" * 200_000), "field larger"),
    ("no UTF-8", b"\xff\xfe" + mapping_set(ROW), "UTF-8"),
    ("a foreign reference", mapping_set(ROW).replace(b"aiss:mitre", b"ATLAS:mitre"), "not a reference of the catalog"),
    ("a malformed reference", mapping_set(ROW).replace(b"aiss:mitre-atlas", b"aiss:Mitre_"), "not an identifier"),
    ("no edition", mapping_set(ROW).replace(b"@5.6.1", b""), "has no edition"),
    ("an unknown predicate", mapping_set(ROW.replace("superset_of", "supersetof")), "did you mean 'superset_of'"),
    ("a modifier", cells().replace(b"\t\taiss", b"\tNever\taiss"), "unknown modifier"),
    ("a strength too high", cells(strength="11"), "not a number from 0 to 10"),
    ("a strength in words", cells(strength="high"), "not a number"),
    ("a confidence", cells(confidence="1.5"), "not a number from 0 to 1"),
    ("not a number", cells(confidence="nan"), "not a number"),
    ("a rationale", cells(rationale="guess"), "unknown rationale"),
    ("a date", cells(mapping_date="May 2025"), "not a date"),
    ("an unknown slot of the set", mapping_set(ROW).replace(b"#mapping_set_title", b"#maping_set_titel"), "unknown slot"),
    ("a slot like no other", b"#zzzzz: 1\n" + mapping_set(ROW), "unknown slot"),
    ("a slot twice", b"#licence: x\n" + mapping_set(ROW), "duplicate"),
    ("a trust", mapping_set(ROW, head={"trust": "inferred"}), "not a mapping set"),
    ("an unknown trust", mapping_set(ROW, head={"trust": "mine"}), "not in the list Trust"),
    ("a title that is no text", mapping_set(ROW, head={"mapping_set_title": ["x"]}), "not a text"),
    ("prefixes that are none", b"#curie_map: [1]\n" + mapping_set(ROW), "not a map of prefixes"),
    ("YAML of many lines", b"#comment: |\n#  x\n" + mapping_set(ROW), "not metadata of SSSOM"),
    ("an anchor", b"#comment: &x y\n" + mapping_set(ROW), "not metadata of SSSOM"),
    ("half a JSON value", b'#comment: "x\n' + mapping_set(ROW), "not metadata of SSSOM"),
    ("deep JSON", b"#comment: " + b"[" * 100_000 + b"\n" + mapping_set(ROW), "not metadata of SSSOM"),
    ("half a quote", b"#comment: 'x\n" + mapping_set(ROW), "not metadata of SSSOM"),
    ("no slot", b"#just words\n" + mapping_set(ROW), "not metadata of SSSOM"),
    ("a list of lists", b"#comment:\n#  - x\n#    y: z\n" + mapping_set(ROW), "not metadata of SSSOM"),
    ("a map with words", b"#comment:\n#  words\n" + mapping_set(ROW), "not metadata of SSSOM"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "problem"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_hostile_files_are_refused_with_place_and_repair(data: bytes, problem: str) -> None:
    with pytest.raises(InvalidData, match=problem) as raised:
        read(data, NAME)
    assert raised.value.file == NAME
    assert raised.value.repair


def test_a_fault_in_a_row_names_line_and_column() -> None:
    with pytest.raises(InvalidData) as raised:
        read(mapping_set(ROW, {"relation": ROW, "strength": "11"}), NAME)
    head = mapping_set(ROW, {"relation": ROW, "strength": "11"}).count(b"\n")
    assert (raised.value.record, raised.value.field) == (f"line {head}", "strength")
    with pytest.raises(InvalidData, match="not an identifier of a mapping set"):
        read(mapping_set(ROW), "mappings/Ours.sssom.tsv")


def test_random_damage_is_read_or_refused_but_never_breaks() -> None:
    data = mapping_set(ROW, {"relation": ROW, "stated": 'says "so"', "strength": "7"})
    chance = random.Random(5)
    outcomes: Counter[str] = Counter()
    for _ in range(2000):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            sheet = read(bytes(broken), NAME)
        except InvalidData:
            outcomes["refused"] += 1
            continue
        outcomes["read"] += 1
        assert read(dump(sheet), NAME) == sheet
    assert min(outcomes["refused"], outcomes["read"]) > 50, outcomes


def test_negated_codes_do_not_meet_those_of_types() -> None:
    assert len(RelationshipType) < NEGATED


def test_what_limits_a_set_limits_each_of_its_rows_and_is_written_once() -> None:
    own = {"relation": ROW, "caveats": "high-risk systems only|providers only"}
    data = mapping_set(own, ROW.replace("LLM01", "LLM02"), head={"caveats": ["no proof of compliance"]})
    sheet = read(data, NAME)
    assert sheet.header.caveats == ("no proof of compliance",)
    first, second = sheet
    assert first.caveats == ("high-risk systems only", "providers only", "no proof of compliance")
    assert second.caveats == sheet.header.caveats
    written = dump(sheet_of(sheet.header, sheet))
    assert read(written, NAME) == sheet
    assert written.count(b"no proof of compliance") == 1


@pytest.mark.parametrize("cell", ["a||b", "|", " a", "a| b"])
def test_a_blank_caveat_is_refused(cell: str) -> None:
    with pytest.raises(InvalidData, match="is blank, or begins or ends with a blank") as raised:
        read(mapping_set({"relation": ROW, "caveats": cell}), NAME)
    assert raised.value.field == "caveats"


@given(st.lists(st.text("ab:", max_size=3), max_size=40), st.integers(1, 9))
def test_runs_that_are_merged_are_in_order(values: list[str], run: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "_RUN", run)
        assert list(writing.in_order(values)) == sorted(range(len(values)), key=values.__getitem__)


@given(
    st.lists(st.tuples(*[st.integers(0, 3)] * 4), min_size=1, max_size=40),
    st.sampled_from((1, 50, 2**64 - 1)),
)
def test_rows_are_sorted_column_by_column(rows: list[tuple[int, ...]], most: int) -> None:
    values = ("b", "a", "", "a")  # two are equal
    columns = [writing.Coded(values, places) for places in zip(*rows, strict=True)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "_MOST", most)  # so that numbers of rows are made small in between
        found = list(writing._order(columns, len(rows)))
    assert found == sorted(range(len(rows)), key=lambda row: [values[place] for place in rows[row]])
