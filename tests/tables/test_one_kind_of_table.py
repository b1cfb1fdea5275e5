"""One kind of table: what slices, `head`, `sort` and `only` return is a table of the same kind."""

import datetime as dt
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import pytest

import ai_security_standards as aiss
from ai_security_standards import UnknownCriterion, load
from ai_security_standards.checklists import Checklist, statement
from ai_security_standards.snapshot.standards import Standards
from ai_security_standards.tables import Table, rows
from ai_security_standards.tables.counted import CountedTable

AUDIT = [("iso-iec-42001@2023:A.9.4", "satisfied"), ("iso-iec-42001@2023:A.6.2.4", "not_satisfied")]


@cache
def every_table() -> list[Table[Any, Any, Any]]:
    """Return an answer of every kind, none of them empty."""
    catalog = load().as_of("2026-11-26")
    walk = catalog.crosswalk("etsi-en-304-223", "iso-iec-42001", max_steps=2)
    inferred = catalog.infer("eu-ai-act:Article 15", to="iso-iec-42001")
    coverage = catalog.coverage("eu-ai-act", "iso-iec-42001")
    moved = catalog.migrate(["owasp-llm-top-10@2025:LLM03"], to="owasp-llm-top-10@2026")
    profile = aiss.Profile(jurisdictions="EU", roles="provider")
    relationship = catalog.relationships("eu-ai-act:Article 15")[0]
    from ai_security_standards import formats
    from ai_security_standards.mapping import Conflict, Conflicts

    log = b'{"version": "2.1.0", "runs": [{"results": [{"taxa": [{"id": "Z-1"}]}]}]}'
    read = formats.read(contents={"log.sarif": log}, catalog=catalog)
    assert read.findings is not None

    return [
        catalog.standards(),
        catalog.publishers(),
        catalog.provisions("eu-ai-act"),
        catalog.search("poisoning"),
        catalog.changes("2026-01-01"),
        catalog.audit("LLM06:2025 Sensitive Information Disclosure"),
        catalog.resolve_many(["LLM01:2025", "AML.T0051", "LLM06", "none"]),
        catalog.relationships("eu-ai-act:Article 15"),
        catalog.mapping_sets(),
        inferred,
        inferred.candidates,
        inferred.conditional,
        catalog.infer("eu-ai-act:Article 15").candidates,
        Conflicts([Conflict((relationship,))]),
        walk,
        walk.matrix,
        catalog.related("owasp-llm-top-10@2025:LLM01", frameworks=["nist-csf", "mitre-atlas"]),
        catalog.compare("owasp-llm-top-10@2025", "owasp-llm-top-10@2026"),
        catalog.trace("csa-aicm@1.0.3:AIS-08"),
        moved,
        catalog.applicable(profile, standard="eu-ai-act"),
        catalog.deemed_by("eu-ai-act"),
        aiss.Assessment.of(AUDIT),
        catalog.checklist("owasp-llm-top-10@2025"),
        statement(catalog.snapshot, "iso-iec-42001@2023"),
        coverage,
        read.losses,
        read.findings,
        coverage.parts,
        coverage.difference(catalog.coverage("eu-ai-act", "nist-ai-rmf")),
        catalog.threat_coverage("mitre-atlas", ["mitre-atlas:AML.M0020"]),
        catalog.project(AUDIT, "eu-ai-act"),
        catalog.plan("eu-ai-act:Article 26", "iso-iec-42001", require="partial", method="greedy"),
    ]


#: How many there are: they are made when the first test asks, not where tests are collected.
PLACES = range(33)


@pytest.fixture(params=PLACES)
def table(request: pytest.FixtureRequest) -> Table[Any, Any, Any]:
    return every_table()[request.param]


def subclasses(kind: type[Any]) -> set[type[Any]]:
    return {each for below in kind.__subclasses__() for each in (below, *subclasses(below))}


def test_an_answer_of_every_kind_is_here() -> None:
    tables = every_table()
    shipped = {each for each in subclasses(Table) if each.__module__.startswith("ai_security_standards.")}
    assert shipped - {CountedTable} == {type(table) for table in tables}
    assert len(tables) == len(PLACES)


def test_slices_and_their_like_stay_tables_with_all_attributes(table: Table[Any, Any, Any]) -> None:
    column = table.columns[0]
    for part in (table[:1], table.head(1), table.sort(by=column), table.only(where=lambda _: True)):
        assert type(part) is type(table)
        assert part.provenance == table.provenance
    assert list(table.head(2)) == list(table)[:2]
    assert table.only(where=lambda _: True) == table
    assert len(table.sort(by=column)) == len(table)


def test_only_takes_the_words_that_it_counts(table: Table[Any, Any, Any]) -> None:
    if not table.words:
        assert table.counts == {}
        with pytest.raises(UnknownCriterion, match="ful"):
            table.only("ful")
        return
    assert list(table.counts) == list(table.words)
    for word in list(table.words)[:3]:
        picked = table.only(str(word).replace("-", "_"))
        assert all(getattr(record, table.word_field) == word for record in picked)
    assert list(table.only()) == []


def test_it_prints_a_headline_and_first_rows_that_fit(table: Table[Any, Any, Any]) -> None:
    first, *others = repr(table).splitlines()
    assert first == table.headline()
    assert len(others) == min(len(table), 10) + (1 if table else 0) + (len(table) > 10)
    assert all(len(line) <= 120 for line in others)
    assert str(table) == repr(table)


def fits(value: object, kind: Any) -> bool:
    """Tell whether a plain value is of the type that a row has for it."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple:
        return type(value) is tuple and all(fits(each, parts[0]) for each in value)
    if str(origin) == "typing.Literal":
        return type(value) is str and value in parts
    if parts:
        return any(fits(value, part) for part in parts)
    return type(value) is kind or (kind is float and type(value) is int)


def test_rows_are_what_their_type_says(table: Table[Any, Any, Any]) -> None:
    base = next(each for each in type(table).__orig_bases__ if get_args(each))  # type: ignore[attr-defined]
    reference = get_args(base)[1]
    name = getattr(reference, "__forward_arg__", reference)
    if name == "MatrixCells":
        assert all(set(row) == set(table.columns) for row in table.rows())
        return
    hints = get_type_hints(getattr(rows, name))
    assert tuple(hints) == table.columns
    for row in table.rows():
        assert tuple(row) == table.columns
        assert [column for column in row if not fits(row[column], hints[column])] == []


def test_sorting_puts_the_unknown_last_in_both_directions() -> None:
    found = load().standards(publisher="etsi")
    assert None in {record.published for record in found}
    for reverse in (False, True):
        dates = [record.published for record in found.sort(by="published", reverse=reverse)]
        known = [date for date in dates if date]
        assert known == sorted(known, reverse=reverse)
        assert not any(dates[len(known) :])
    by_length = found.sort(by=lambda record: len(record.title))
    assert len(by_length[0].title) <= len(by_length[-1].title)
    with pytest.raises(UnknownCriterion, match="'published'"):
        found.sort(by="publised")


def test_a_slice_of_standards_knows_its_references_and_its_day() -> None:
    catalog = load().as_of("2026-11-26")
    found = catalog.standards(id="owasp-llm-top-10", current=False)
    part = found[1:]
    assert isinstance(part, Standards)
    assert (part.day, part.left_out) == (dt.date(2026, 11, 26), found.left_out)
    assert part.refs == found.refs[1:] == tuple(record.ref for record in part)


def test_counts_stay_those_of_the_whole_target() -> None:
    coverage = load().coverage("eu-ai-act", "iso-iec-42001")
    assert coverage.only("partial").head(2).counts == coverage.counts
    assert coverage.counts["partial"] == len(coverage.only("partial"))


def test_rulings_choose_from_what_is_excluded_too() -> None:
    rulings = load().applicable(aiss.Profile(jurisdictions="US", roles="deployer"), standard="eu-ai-act")
    assert len(rulings.only("not_applicable")) == len(rulings.excluded) > 0
    some = rulings.only("not_applicable", where=lambda ruling: ruling.ref.provision is None)
    assert [str(each.ref) for each in some] in (["eu-ai-act@2024/1689"], [])


def test_a_checklist_keeps_its_attributes_when_it_is_cut() -> None:
    checklist = load().checklist(aiss.Profile(jurisdictions="EU", roles="provider"))
    assert isinstance(checklist[:3], Checklist)
    assert checklist[:3].undecided == checklist.undecided > 0
