"""The site: addresses, words, pages and tables, made from the catalog; `full/test_site.py` looks at it."""

from __future__ import annotations

import doctest
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest

import ai_security_standards as aiss
from ai_security_standards import Ref
from ai_security_standards.checklists import Checklist
from ai_security_standards.tables.xlsx import write
from site_build import addresses, words
from site_build.building import _SCRIPTS
from site_build.content import Content
from site_build.downloads import (
    STATEMENT,
    Download,
    links_to,
    pair_workbook,
    statement_rows,
    without_times,
    zipped_site,
)
from site_build.feeds import feeds
from site_build.pages import Pages
from site_build.tables import _pair_row, json_files, pair_files, schema_files, search_files

DAY = "2026-11-29"
DOCS = Path(__file__).parents[2] / "docs"


#: The documents of these tests, most in their current editions; `nox -s docs` builds the site of all of them.
CHOSEN = {
    "eu-ai-act", "iso-iec-42001", "nist-ai-rmf", "nist-csf", "nist-sp-800-53", "owasp-aisvs", "owasp-llm-top-10",
    "owasp-agentic-top-10", "owasp-ai-exchange", "mitre-atlas", "etsi-en-304-223", "uk-ai-cyber-code",
    "ncsc-secure-ai-guidelines", "cosai-risk-map",
}  # fmt: skip


@pytest.fixture(scope="module")
def content() -> Content:
    content = Content(aiss.load().as_of(DAY))
    content.__dict__["documents"] = tuple(
        each
        for each in content.documents
        if each.id in CHOSEN and (each.ref in content.current or each.id == "owasp-aisvs")
    )
    return content


@pytest.fixture(scope="module")
def pages(content: Content) -> Pages:
    return Pages(content, pages="rich", megabytes=11, downloads={})


@pytest.mark.parametrize("module", [addresses, words])
def test_examples(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_a_provision_shows_days_parts_and_relationships(pages: Pages) -> None:
    provision = pages.content.provisions[Ref.parse("eu-ai-act@2024/1689:Article 15")]
    path, html = pages._provision(provision)
    text = html.decode()
    assert path == "ref/eu-ai-act@2024~2f1689/Article_15.html"
    assert "2 December 2027" in text
    assert '<s class="date">2 August 2026</s> <span><s>' in text
    assert 'href="Article_15(1).html"' in text
    assert "NIST AI RMF 1.0" in text
    assert "strength" in text


def test_carried_rows_stand_under_a_heading_of_their_own(pages: Pages) -> None:
    provision = pages.content.provisions[Ref.parse("owasp-aisvs@1.01:C1")]
    text = pages._provision(provision)[1].decode()
    head, _, carried = text.partition("Carried over from other editions")
    assert "AML.T0020" in carried
    assert "AML.T0020" not in head


def test_a_document_names_the_anchor_of_each_provision(pages: Pages) -> None:
    document = pages.content.catalog.standard("nist-sp-800-53@5")
    text = pages._document(document)[1].decode()
    slugs = [each.ref.slug.partition("/")[2] for each in pages.content.structures[document.ref]]
    ids = re.findall(r'<li id="([^"]*)"', text)
    assert sorted(ids) == sorted(slugs)


def test_a_bare_provision_is_shown_in_its_document(pages: Pages) -> None:
    bare = next(each for each in pages.content.provisions.values() if not pages.has_page(each))
    assert pages.address_of(bare).startswith(addresses.page_of(bare.ref.document) + "#")
    everything = Pages(pages.content, pages="all", megabytes=11, downloads={})
    assert everything.address_of(bare) == addresses.page_of(bare.ref)


def test_the_fixed_pages_say_what_the_catalog_says(pages: Pages) -> None:
    made = {path: html.decode() for path, html in pages._fixed()}
    assert f"{len(pages.content.documents):,} editions" in made["index.html"]
    assert made["browse.html"].count('<tr><th scope="row">') == len(pages.content.editions)
    assert "2 December 2026" in made["dates.html"]


def test_no_two_pages_have_one_name_where_capitals_do_not_count(pages: Pages) -> None:
    found = [addresses.page_of(each.ref).casefold() for each in pages.content.provisions.values()]
    found += [addresses.page_of(each.ref).casefold() for each in pages.content.documents]
    assert len(set(found)) == len(found)


def test_tables_of_the_search_hold_every_document_and_current_provision(pages: Pages) -> None:
    tables = {}
    for path, data in search_files(pages.content, pages, DOCS):
        name, value = re.fullmatch(rb'AISS_LOAD\("([^"]*)",(.*)\)\n', data, re.DOTALL).groups()  # type: ignore[union-attr]
        assert path == f"data/{name.decode()}.js"
        tables[name.decode()] = json.loads(value)
    written = [each for each in tables["documents"] if each[0].startswith("docs/")]
    assert ["docs/mapping.html", "Mapping", "Documentation", "", 1, 0] in written
    assert len(tables["documents"]) - len(written) == len(pages.content.documents)
    current = [ref for ref in pages.content.provisions if ref.document in pages.content.current]
    assert len(tables["provisions"]) >= len(current)
    assert tables["synonyms"]


def test_a_pair_says_what_crosswalk_says(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_build.tables.pair_workbook", lambda rows, content: b"")  # each is slow
    files = dict(pair_files(content))
    name = "data/pairs/eu-ai-act@2024~2f1689--iso-iec-42001@2023"
    crosswalk = content.catalog.crosswalk("eu-ai-act", "iso-iec-42001")
    assert json.loads(files[f"{name}.json"])["rows"] == json.loads(json.dumps(crosswalk.rows()))
    assert files[f"{name}.csv"].decode() == crosswalk.to_csv()


def test_what_stands_in_a_row_of_a_crosswalk_has_a_page(pages: Pages) -> None:
    ends = {
        end for each in pages.content.crosswalks.values() for row in each for end in (row.source, row.target)
    }
    provisions = pages.content.provisions
    found = [provisions[end] for end in ends if end in provisions]
    assert len(found) > 1000
    assert [str(each.ref) for each in found if not pages.has_page(each)] == []


def test_a_row_says_which_end_is_not_shipped(content: Content) -> None:
    crosswalk = content.catalog.crosswalk("ncsc-secure-ai-guidelines", "owasp-ai-exchange")
    rows = [_pair_row({**row}, content) for row in crosswalk.rows()]
    assert [2] in [row[8:] for row in rows if row[2] == "/go/detectoddinput"]
    assert {len(row) for row in rows} == {8, 9}


def test_feeds_are_xml_and_a_calendar(pages: Pages) -> None:
    files = dict(feeds(pages.content, pages))
    entries = ElementTree.fromstring(files["feed.xml"]).findall("{http://www.w3.org/2005/Atom}entry")
    assert entries
    lines = files["dates.ics"].decode().split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") > 50
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)


def test_a_day_that_a_text_no_longer_names_is_cancelled(pages: Pages) -> None:
    events = (
        dict(feeds(pages.content, pages))["dates.ics"].decode().replace("\r\n ", "").split("BEGIN:VEVENT")
    )
    (dropped,) = [
        each for each in events if "CANCELLED" in each and "Article 6(1) and its obligations" in each
    ]
    assert "DTSTART;VALUE=DATE:20270802" in dropped
    assert "SEQUENCE:1" in dropped
    (moved,) = [each for each in events if "At least one AI regulatory sandbox" in each]
    assert "CANCELLED" not in moved
    assert "DTSTART;VALUE=DATE:20270802" in moved
    assert "SEQUENCE:1" in moved


def test_a_workbook_says_the_day_and_not_the_second() -> None:
    given = io.BytesIO()
    with zipfile.ZipFile(given, "w") as archive:
        archive.writestr("docProps/core.xml", "<a>2026-11-29T10:11:12Z</a>")
        archive.writestr("x", "y")
    made = without_times(given.getvalue(), date(2026, 11, 29))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.read("docProps/core.xml") == b"<a>2026-11-29T00:00:00Z</a>"
        assert archive.read("x") == b"y"


def test_sheets_are_linked_by_their_kind() -> None:
    ref = Ref.parse("nist-csf@2.0")
    made = [Download(ref, "a.csv", "Checklist (CSV)", b""), Download(ref, "a.xlsx", "Checklist (Excel)", b"")]
    assert links_to(made) == {ref: [("a.csv", "Checklist (CSV)"), ("a.xlsx", "Checklist (Excel)")]}


def test_a_statement_of_applicability_is_read_back(content: Content, tmp_path: Path) -> None:
    rows = statement_rows(content, Ref.parse("iso-iec-42001@2023"))
    assert len(rows) == 38
    assert rows[0][:3] == ["iso-iec-42001@2023:A.2.2", "A.2.2 AI policy", "A.2 Policies related to AI"]
    filled = [[*row[:3], "Yes", "", "Satisfied", "seen", *row[7:]] for row in rows]
    write(tmp_path / "soa.xlsx", "Statement", STATEMENT, filled, {})
    assessment = Checklist.read(tmp_path / "soa.xlsx")
    assert assessment.headline() == "38 results: 38 satisfied"
    assert len(statement_rows(content, Ref.parse("uk-ai-cyber-code@2025"))) == 72
    assert statement_rows(content, Ref.parse("owasp-llm-top-10@2026")) == []


def test_a_crosswalk_as_a_workbook(content: Content) -> None:
    rows = content.catalog.crosswalk("etsi-en-304-223", "iso-iec-42001").rows()[:3]
    made = pair_workbook(rows, content)
    book = openpyxl.load_workbook(io.BytesIO(made)).active
    assert [cell.value for cell in book[2]][:3] == [
        rows[0]["source"],
        rows[0]["source_title"],
        "intersects_with",
    ]
    assert book.max_row == 4
    assert pair_workbook(rows, content) == made


def test_the_json_of_a_document_keeps_its_schema_and_gives_equal_records(content: Content) -> None:
    files = {path: json.loads(data) for path, data in json_files(content)}
    assert len(files) == len(content.documents) + 1
    schema = json.loads(dict(schema_files())["schema/1/exchange.schema.json"])
    validator = jsonschema.Draft202012Validator(schema)
    for document in content.documents:
        value = files[addresses.page_of(document.ref).replace(".html", ".json")]
        provisions = content.structures[document.ref]
        assert aiss.from_dict(value["document"]) == document
        assert len(value["provisions"]) == len(provisions)
        for written, provision in [*zip(value["provisions"], provisions, strict=True)][::50]:
            validator.validate(written)
            assert aiss.from_dict(written) == provision


def test_schemas_stand_under_their_ids() -> None:
    made = dict(schema_files())
    assert json.loads(made["schema/1/rows.schema.json"])["$id"].endswith("/schema/1/rows.schema.json")
    assert len(made) >= 8


def test_a_folder_as_a_zip_has_no_times_and_no_other_zip(tmp_path: Path) -> None:
    for name in ("b/x.html", "a.html", "downloads/c.zip"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    made = zipped_site(tmp_path)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["a.html", "b/x.html"]
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_every_script_of_a_page_is_there() -> None:
    folder = Path(addresses.__file__).parent
    sources = [*(folder / "templates").glob("*.html"), folder / "static" / "read.ts"]
    named = {
        name for path in sources for name in re.findall(r"static/(\w+)\.js", path.read_text(encoding="utf-8"))
    }
    assert set(_SCRIPTS) == named
    assert all((folder / "static" / f"{name}.ts").exists() for name in named)


def test_a_pair_without_a_row_says_what_is_stated_elsewhere(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    crosswalk = content.catalog.crosswalk("mitre-atlas", "cosai-risk-map", editions="exact")
    pair = str(crosswalk.source), str(crosswalk.target)
    alone = Content(content.catalog)
    alone.__dict__["_pairs_stated"] = {pair: crosswalk}
    monkeypatch.setattr("site_build.tables.pair_workbook", lambda rows, content: b"")
    text = dict(pair_files(alone))["data/pairs/cosai-risk-map@living--mitre-atlas@2026.09.js"].decode()
    value = json.loads(text[text.index(",") + 1 : -2])
    assert (alone.crosswalks, value["rows"]) == ({}, [])
    assert value["elsewhere"] == [["cosai-risk-map@living", "mitre-atlas@5.0.1", 53, "edition"]]


def test_a_row_of_a_crosswalk_names_its_limits(content: Content) -> None:
    row = {
        **content.catalog.crosswalk("etsi-en-304-223", "iso-iec-42001").rows()[0],
        "caveats": ("tests only",),
    }
    assert str(_pair_row(row, content)[7]).endswith(" Only within this limit: tests only.")


def test_a_relationship_shows_its_caveats(pages: Pages) -> None:
    provision = pages.content.provisions[Ref.parse("owasp-agentic-top-10@2026:ASI01")]
    assert "Only within this limit: IBM" in pages._provision(provision)[1].decode()
