"""Provenance: on every table that a catalog returns, on tables made from these, and in exports."""

import pickle
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

import ai_security_standards as aiss
from ai_security_standards import Assessment, Catalog, Profile, load
from ai_security_standards.records.provenance import OverlayProvenance
from ai_security_standards.snapshot import provenance
from ai_security_standards.tables import Table

DAY = "2026-11-24"
CATALOG = load().as_of(DAY)
PROVENANCE = CATALOG.provenance
AUDIT = Assessment.of([("iso-iec-42001@2023:A.9.4", "satisfied")])
ARTICLE = "eu-ai-act@2024/1689:Article 26"

#: A call of each method that returns a table.
CALLS: dict[str, Callable[[Catalog], Table[Any, Any, Any]]] = {
    "publishers": lambda c: c.publishers(),
    "roots": lambda c: c.roots(ARTICLE),
    "children": lambda c: c.children(ARTICLE),
    "descendants": lambda c: c.descendants(ARTICLE),
    "standards": lambda c: c.standards(publisher="etsi"),
    "provisions": lambda c: c.provisions("owasp-llm-top-10@2025"),
    "search": lambda c: c.search("jailbreak", standard="owasp-llm-top-10@2025"),
    "audit": lambda c: c.audit("LLM06:2025 Sensitive Information Disclosure"),
    "resolve_many": lambda c: c.resolve_many(["LLM01:2025", "none"]),
    "mapping_sets": lambda c: c.mapping_sets(of="eu-ai-act"),
    "relationships": lambda c: c.relationships(ARTICLE),
    "infer": lambda c: c.infer(ARTICLE, to="iso-iec-42001@2023"),
    "crosswalk": lambda c: c.crosswalk("etsi-en-304-223@2.1.1", "iso-iec-42001@2023"),
    "related": lambda c: c.related("owasp-llm-top-10@2025:LLM01", frameworks=["mitre-atlas"]),
    "conflicts": lambda c: c.conflicts("owasp-agentic-top-10-2026--owasp-llm-top-10-2025"),
    "compare": lambda c: c.compare("owasp-llm-top-10@2025", "owasp-llm-top-10@2026"),
    "trace": lambda c: c.trace("csa-aicm@1.0.3:AIS-08", to="csa-aicm@1.1.0"),
    "migrate": lambda c: c.migrate(["owasp-llm-top-10@2025:LLM03"], to="owasp-llm-top-10@2026"),
    "pin": lambda c: c.pin(AUDIT),
    "applicable": lambda c: c.applicable(Profile(), standard="eu-ai-act"),
    "deemed_by": lambda c: c.deemed_by("eu-ai-act"),
    "changes": lambda c: c.changes("2026-07-01"),
    "checklist": lambda c: c.checklist("owasp-llm-top-10@2025"),
    "coverage": lambda c: c.coverage("eu-ai-act@2024/1689:Article 12", "iso-iec-42001@2023"),
    "threat_coverage": lambda c: c.threat_coverage("owasp-llm-top-10@2025", ["mitre-atlas:AML.M0020"]),
    "project": lambda c: c.project(AUDIT, "eu-ai-act@2024/1689"),
    "plan": lambda c: c.plan(ARTICLE, "iso-iec-42001@2023", method="greedy"),
}


def test_every_method_that_returns_a_table_is_tried() -> None:
    assert all(isinstance(call(CATALOG), Table) for call in CALLS.values())
    names = {each.__name__ for each in _subclasses(Table)}
    methods = {
        name
        for name, member in vars(Catalog).items()
        if name[0] != "_" and getattr(member, "__annotations__", {}).get("return") in names
    }
    assert methods == CALLS.keys()


def _subclasses(kind: type) -> set[type]:
    return {kind}.union(*map(_subclasses, kind.__subclasses__()))


@pytest.mark.parametrize("method", CALLS)
def test_a_table_names_the_release_that_it_comes_from(method: str) -> None:
    table = CALLS[method](CATALOG)
    assert isinstance(table, Table)
    assert table.provenance == PROVENANCE
    assert pickle.loads(pickle.dumps(table)).provenance == PROVENANCE
    assert table == CALLS[method](CATALOG)


def test_what_is_made_from_a_table_has_its_provenance() -> None:
    rulings = CATALOG.applicable(Profile(), standard="eu-ai-act")
    coverage = CALLS["coverage"](CATALOG)
    made: list[Any] = [
        rulings.documents, rulings.excluded, rulings.of("eu-ai-act"), rulings.only("may_apply"),
        CATALOG.changes("2026-07-01").of("eu-ai-act"), CATALOG.project(AUDIT, "eu-ai-act@2024/1689").assessment,
        CATALOG.crosswalk("etsi-en-304-223@2.1.1", "iso-iec-42001@2023").matrix,
        CATALOG.migrate(AUDIT, to="iso-iec-42001@2023").assessment, CATALOG.checklist("owasp-llm-top-10@2025").assessment,
        coverage.parts, coverage.lineage, coverage.only("unknown"),  # type: ignore[attr-defined]
    ]  # fmt: skip
    assert [each.provenance for each in made] == [PROVENANCE] * len(made)


def test_an_answer_for_another_day_names_that_day() -> None:
    on = "2026-01-01"
    for table in (
        CATALOG.applicable(Profile(), on=on, standard="eu-ai-act"),
        CATALOG.checklist("owasp-llm-top-10@2025", on=on),
    ):
        assert table.provenance is not None
        assert str(table.provenance.day) == on
    assert PROVENANCE.day.isoformat() == DAY


def test_provenance_is_one_line() -> None:
    assert str(PROVENANCE) == (
        f"data {aiss.DATA_VERSION} ({PROVENANCE.digest}), as of {DAY}; ai-security-standards {aiss.__version__}"
    )
    assert len(PROVENANCE.digest) == 12
    assert load().snapshot.register.digest.startswith(PROVENANCE.digest)


def test_an_overlay_is_named_by_its_release_where_it_has_one() -> None:
    assert str(OverlayProvenance("0a1b2c", "2026.1")) == "overlay 2026.1 (0a1b2c)"
    assert str(OverlayProvenance("0a1b2c")) == "overlay 0a1b2c"


def test_a_source_tree_that_nobody_installed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", missing)
    assert provenance._version() == "of a source tree"


def test_exports_name_the_provenance_where_the_format_has_a_place(tmp_path: Path) -> None:
    table, line = CATALOG.standards(publisher="biml"), str(PROVENANCE)
    assert table.to_markdown().splitlines()[-2:] == ["", f"Source: {line}"]
    assert (
        f'<tfoot><tr><td colspan="{len(table.columns)}">Source: {line}</td></tr></tfoot></table>'
        in table.to_html()
    )
    assert table.to_pandas().attrs == {"provenance": line}
    assert table.to_arrow().schema.metadata == {b"provenance": line.encode()}
    assert table.to_polars().height == len(table)
    assert line not in table.to_csv()
    openpyxl = pytest.importorskip("openpyxl")
    CATALOG.checklist("owasp-llm-top-10@2025").to_xlsx(tmp_path / "list.xlsx")
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    assert book.properties.description == f"Source: {line}"
    assert book.active.oddFooter.left.text == f"Source: {line}"


def test_a_table_of_no_catalog_has_no_provenance(tmp_path: Path) -> None:
    assert AUDIT.provenance is None
    assert "Source" not in AUDIT.to_markdown() + AUDIT.to_html()
    assert AUDIT.to_pandas().attrs == {}
    assert AUDIT.to_arrow().schema.metadata is None
