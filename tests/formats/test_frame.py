"""The frame of all formats: recognition, options, overlays, and the report of losses."""

import json
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards._store.overlays import Overlay
from ai_security_standards.catalog import Catalog
from ai_security_standards.errors import InvalidData, UnknownCriterion, UnknownReference
from ai_security_standards.formats import registry
from ai_security_standards.formats.foreign import (
    End,
    Foreign,
    ForeignDocument,
    ForeignProvision,
    ForeignRow,
    ForeignSet,
    Report,
)
from ai_security_standards.formats.outcomes import Loss, Losses
from ai_security_standards.formats.overlaying import overlay_of
from ai_security_standards.formats.registry import FORMATS
from ai_security_standards.vocabulary import LossKind, ProvisionKind, RelationshipType

Write = Callable[..., Path]
EMPTY = {"version": "2.1.0", "runs": []}
CONTROL = ProvisionKind.CONTROL


def provision(key: str, printed: str | None = None, **fields: object) -> ForeignProvision:
    return ForeignProvision(key, key if printed is None else printed, CONTROL, **fields)  # type: ignore[arg-type]


def document(*provisions: ForeignProvision, key: str = "acme", **fields: object) -> ForeignDocument:
    given = {"names": (), "slug": key, "edition": "1", "title": "ACME Rules", "publisher": "ACME", **fields}
    return ForeignDocument(key=key, provisions=provisions or None, **given)  # type: ignore[arg-type]


def row(subject: str, target: str, type: str = "related", place: str = "row 1", **texts: str) -> ForeignRow:
    return ForeignRow(place, End("acme", subject), RelationshipType(type), End("acme", target), texts=texts)


def made(
    catalog: Catalog, *parts: ForeignDocument | ForeignSet, address: str | None = "https://acme.example.org"
) -> tuple[Overlay, Report]:
    documents = tuple(each for each in parts if isinstance(each, ForeignDocument))
    sets = tuple(each for each in parts if isinstance(each, ForeignSet))
    report = Report()
    overlay, _ = overlay_of(Foreign(documents, sets), catalog, report, {}, True, address)
    assert overlay is not None
    return overlay, report


def mapping_set(*rows: ForeignRow, slug: str = "acme-set") -> ForeignSet:
    return ForeignSet(slug, "Set", "ACME", rows, "Read by a test.")


# ---------------------------------------------------------------- overlays


def test_an_overlay_in_memory_is_one_in_a_folder(catalog: Catalog, tmp_path: Path) -> None:
    overlay, _ = made(
        catalog,
        document(provision("A"), provision("B", parent="A", assessable=False)),
        mapping_set(row("A", "B")),
    )
    paths = overlay.write(tmp_path / "ours")
    assert len(paths) == len(overlay) == 4
    assert aiss.check(tmp_path / "ours") == ()
    assert aiss.load(tmp_path / "ours") == aiss.load(overlay)
    assert pickle.loads(pickle.dumps(overlay)) == overlay
    assert hash(overlay) == hash(Overlay(dict(reversed(overlay.files.items()))))
    assert overlay != 5
    assert repr(overlay) == "<Overlay of 4 files>"


def test_identifiers_are_unique_and_parents_come_first(catalog: Catalog) -> None:
    listed = (
        provision("k:1", "1", parent="k:2"),
        provision("k:2", "", title="two\n lines\x00"),
        provision("k:3", "1"),
        provision("j:3", ""),
        provision("j:4", "same"),
        provision("i:4", "same"),
        provision("k:5", "5", parent="none"),
        provision("k:6", "6", parent="k:7"),
        provision("k:7", "7", parent="k:6"),
        provision("k:8", "8", parent="k:8"),
        provision(":", ""),
        provision("\x00:", "\x00"),
    )
    overlay, report = made(catalog, document(*listed))
    framework = aiss.load(overlay).framework("acme@1")
    assert [(each.id, each.parent) for each in framework.provisions] == [
        ("2", None), ("1", "2"), ("3", None), ("3 (2)", None), ("4", None), ("4 (2)", None),
        ("5", None), ("7", None), ("6", "7"), ("8", None), (":", None), (": (2)", None),
    ]  # fmt: skip
    assert framework.provisions[0].title == "two lines"
    assert [each.what for each in report.entries if each.kind == "repaired"] == [
        "the parent 'none' is missing",
        "the parent 'k:6' is below it",
        "the parent 'k:8' is below it",
    ]


def test_doubles_and_contradictions_are_listed_and_the_rest_is_used(catalog: Catalog) -> None:
    rows = (
        row("A", "B", "equal", "row 1"),
        row("A", "B", "equal", "row 2"),
        row("A", "B", "equal", "row 3", comment="again"),
        row("B", "A", "no_relationship", "row 4"),
        row("A", "", "related", "row 5"),
        row("A", "C", "related", "row 6"),
        row("A", "b", "subset_of", "row 7", strength="3", object_label="Bee"),
    )
    overlay, report = made(catalog, document(provision("A"), provision("B")), mapping_set(*rows))
    found = aiss.load(overlay).mapping_set("acme-set")
    assert len(found.relationships) == 6
    kept = {each.locator: each for each in found.relationships if each.type == "equal"}
    assert set(kept) == {None, "row 3"}
    assert [(each.kind.value, each.field) for each in report.entries if each.record == "acme-set"] == [
        ("duplicate", "row 2"), ("contradiction", "row 4"), ("unresolved", "row 6"),
    ]  # fmt: skip
    (unknown,) = (each for each in found.relationships if each.unresolved)
    assert unknown.unresolved == "acme@1 has no provision 'C'"
    (last,) = (each for each in found.relationships if each.strength)
    assert (last.strength, dict(last.other)) == (3, {"object_label": "Bee"})


def test_ids_of_sets_that_are_taken_are_numbered(catalog: Catalog) -> None:
    taken = next(iter(catalog.snapshot.register.mappings))
    sets = (
        mapping_set(row("A", "A"), slug=taken),
        mapping_set(row("A", "A"), slug=taken),
        mapping_set(slug="none"),
    )
    overlay, _ = made(catalog, document(provision("A")), *sets)
    assert [name for name in overlay.files if name.startswith("mappings")] == [
        f"mappings/{taken}-2.sssom.tsv", f"mappings/{taken}-3.sssom.tsv",
    ]  # fmt: skip


def test_a_document_that_is_only_named_takes_any_identifier(catalog: Catalog) -> None:
    overlay, _ = made(catalog, document(), mapping_set(row("A", "B")), address=None)
    loaded = aiss.load(overlay)
    assert [str(each.object) for each in loaded.mapping_set("acme-set").relationships] == ["acme@1:B"]
    assert loaded["acme@1"].ref.standard == "acme"


def test_provisions_with_the_same_key_are_both_kept(catalog: Catalog) -> None:
    twice = (provision("A"), provision("A", title="Again"), provision("A"), provision("B", parent="A"))
    overlay, report = made(catalog, document(*twice))
    loaded = aiss.load(overlay).framework("acme@1").provisions
    assert [(each.id, each.title, each.parent) for each in loaded] == [
        ("A", None, None), ("A (2)", "Again", None), ("A (3)", None, None), ("B", None, "A"),
    ]  # fmt: skip
    assert [each.what for each in report.entries if each.kind == "repaired"] == [
        "it stands twice, and both are kept"
    ]


def test_long_identifiers_are_cut_so_that_references_are_not_too_long(catalog: Catalog) -> None:
    keys = ["x" * 400, "x" * 400 + "y", "z" * 400]
    rows = mapping_set(row(keys[2], "w" * 400), row(keys[0], keys[1]))
    overlay, _ = made(catalog, document(*map(provision, keys), slug="a" * 100), rows)
    loaded = aiss.load(overlay)
    ids = [each.id for each in loaded.framework(f"{'a' * 100}@1").provisions]
    assert len(set(ids)) == 3
    assert {
        len(str(ref))
        for each in loaded.mapping_set("acme-set").relationships
        for ref in (each.subject, each.object)
    } <= {296, 300}


@pytest.mark.parametrize(
    ("slug", "edition", "expected"),
    [
        ("Acme.Rules", "1", "acme-rules@1"),
        ("acme.rules", "2024/1689", "acme.rules@2024/1689"),
        ("acme", "v 1: final", "acme@v-1-final"),
        ("a" * 400, "1", f"{'a' * 100}@1"),
    ],
)
def test_an_id_that_no_reference_may_have_is_made_one(
    catalog: Catalog, slug: str, edition: str, expected: str
) -> None:
    overlay, report = made(catalog, document(provision("A"), slug=slug, edition=edition))
    assert expected in aiss.load(overlay)
    changed = [each.what for each in report.entries if each.kind is LossKind.REPAIRED]
    assert len(changed) == (f"{slug}@{edition}" != expected)
    assert all(each.startswith(f"{slug}@{edition} is read"[:100]) for each in changed)


def test_an_end_without_a_printable_character_is_kept_as_unnamed(catalog: Catalog) -> None:
    overlay, _ = made(catalog, document(provision("A")), mapping_set(row("A", "\0")))
    (each,) = aiss.load(overlay).mapping_set("acme-set").relationships
    assert str(each.object) == "acme@1:unnamed"
    assert each.unresolved


def test_a_date_that_is_none_is_dropped(catalog: Catalog) -> None:
    dated = mapping_set(row("A", "B"))._replace(date="soon", method="Read\ufeff")
    overlay, report = made(catalog, document(provision("A"), provision("B"), date="2026-13"), dated)
    loaded = aiss.load(overlay)
    assert loaded.standard("acme@1").published is None
    assert (loaded.mapping_set("acme-set").date, loaded.mapping_set("acme-set").method) == (None, "Read")
    assert [(each.record, each.what) for each in report.entries if each.kind == "dropped"] == [
        ("acme", "2026-13"), ("acme-set", "soon"),
    ]  # fmt: skip


def test_what_is_nested_too_deeply_is_kept_beside_its_parent(catalog: Catalog) -> None:
    many = [provision(f"k{number}", parent=f"k{number - 1}" if number else None) for number in range(2_000)]
    overlay, report = made(catalog, document(*reversed(many)))
    loaded = aiss.load(overlay).framework("acme@1").provisions
    assert {each.id: each.parent for each in loaded if each.id in ("k1", "k99", "k100", "k1999")} == {
        "k1": "k0", "k99": "k98", "k100": "k98", "k1999": "k98",
    }  # fmt: skip
    assert sum("kept beside" in each.what for each in report.entries) == 1_900


def test_many_provisions_of_one_name_take_no_longer_for_each(catalog: Catalog) -> None:
    many = [provision(f"k{number}#same", "same") for number in range(3_000)]
    overlay, _ = made(catalog, document(*many))
    assert (
        len({each["id"] for each in json.loads(overlay.files["frameworks/acme/1.json"])["provisions"]})
        == 3_000
    )


def test_a_row_that_names_no_document_is_an_error(catalog: Catalog) -> None:
    with pytest.raises(InvalidData, match="'acme' is not a document of the file"):
        made(catalog, mapping_set(row("A", "B")))


def test_a_known_document_without_structure_takes_any_identifier(catalog: Catalog) -> None:
    shipped = catalog.snapshot.register.framework_loaders
    without = next(str(each.ref) for each in catalog.standards() if str(each.ref) not in shipped)
    report = Report()
    foreign = Foreign((document(provision("A")),), (mapping_set(row("A", "Z")),))
    overlay, _ = overlay_of(foreign, catalog, report, {"acme": without}, False, None)
    assert overlay is not None
    rows = aiss.load(overlay).mapping_set("acme-set").relationships
    assert [str(each.object) for each in rows] == [f"{without}:Z"]


# ---------------------------------------------------------------- reading and writing


def test_a_folder_is_read_as_one_and_what_is_of_no_format_is_left_out(
    catalog: Catalog, write_file: Write, tmp_path: Path
) -> None:
    write_file("all/b/x.sarif", EMPTY)
    write_file("all/a.json", {"other": 1})
    write_file("all/readme.txt", "text")
    found = formats.read(tmp_path / "all", catalog=catalog)
    assert [(each.kind.value, Path(each.file).name) for each in found.losses] == [("dropped", "a.json")]
    assert repr(found) == "<Import of sarif: nothing; 1 entry: 1 dropped>"


def test_what_cannot_be_read_or_written_is_said(
    write_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write_file("a.json", {"other": 1})
    with pytest.raises(InvalidData, match="this is not a format that is read"):
        formats.read(other)
    with pytest.raises(InvalidData, match="this is not SARIF"):
        formats.read(other, format="sarif")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidData, match="there is no file to read"):
        formats.read(tmp_path / "empty")
    with pytest.raises(UnknownCriterion, match=r"unknown format 'sarrif'.*did you mean 'sarif'"):
        formats.read(other, format="sarrif")
    with pytest.raises(UnknownCriterion, match=r"sarif has no option 'dialekt'.*did you mean 'dialect'"):
        formats.write("sarif", "owasp-llm-top-10", dialekt="x")
    reads_only = FORMATS["sarif"]._replace(writes="", title="Read")
    writes_only = FORMATS["sarif"]._replace(reads="", title="Written", name="out")
    monkeypatch.setattr(registry, "FORMATS", {"sarif": reads_only, "out": writes_only})
    with pytest.raises(UnknownCriterion, match="Read is read only; what is written: out"):
        formats.write("sarif", "owasp-llm-top-10")
    with pytest.raises(UnknownCriterion, match="Written is written only"):
        formats.read(other, format="out")
    monkeypatch.undo()
    with pytest.raises(UnknownReference, match="owasp-llm-top-1"):
        formats.write("sarif", "owasp-llm-top-1")
    with pytest.raises(UnknownReference, match="unknown mapping set"):
        formats.write("sarif", "etsi-en-304-223-2.1.1--iso-iec-42001-202")


def test_an_assessment_is_pinned_and_a_name_without_near_misses_is_unknown(catalog: Catalog) -> None:
    given = aiss.Assessment.of([("owasp-llm-top-10:LLM01", "satisfied")])
    made = registry._selection(catalog, [given, "owasp-llm-top-10@2025", "owasp-llm-top-10@2025"])
    assert made.assessment is not None
    assert str(made.assessment[0].ref) == "owasp-llm-top-10@2026:LLM01"
    assert [str(ref) for ref in made.documents] == ["owasp-llm-top-10@2025"]
    with pytest.raises(UnknownReference, match="zzzz"):
        registry._selection(catalog, ["zzzz"])


def test_results_and_reports_are_tables(catalog: Catalog, write_file: Write) -> None:
    path = write_file(
        "a.sarif",
        {
            "version": "2.1.0",
            "runs": [{"taxonomies": [{"name": "A", "taxa": [{"id": "x", "colour": "y" * 300}]}]}],
        },
    )
    losses = formats.read(path, catalog=catalog).losses
    (dropped,) = losses.lost.rows()
    assert dropped["kind"] == "dropped"
    assert len(dropped["what"]) == 160
    assert losses.headline().startswith("4 entries: 1 dropped, 3 assumed")
    assert aiss.from_dict(json.loads(json.dumps(aiss.to_dict(losses)))) == losses
    formats.write("sarif", "owasp-llm-top-10@2025", catalog=catalog, strict=True)
    assert repr(formats.write("sarif", "owasp-llm-top-10@2025", catalog=catalog)).startswith(
        "<Export to sarif: "
    )


def test_the_values_of_a_field_that_is_not_carried_are_counted() -> None:
    report = Report()
    report.dropped(
        {"a": {"x": 1}, "b": [1, 2], "c": True, "d": None, "e": [], "f": "known"}, frozenset("f"), "r"
    )
    assert [(each.field, each.what) for each in report.entries] == [
        ("a", "1 field"),
        ("b", "2 entries"),
        ("c", "True"),
    ]
    assert report.text({"x": False}, "x", "r") == "false"
    assert report.texts({"x": "one"}, "x", "r") == ["one"]
    assert report.texts({}, "x", "r") == []
    assert report.entries[0].kind is LossKind.DROPPED


def test_a_stated_version_keeps_other_editions_out(catalog: Catalog) -> None:
    listed = tuple(provision(each.id) for each in catalog.provisions("mitre-atlas@2026.07"))
    for names, expected in (
        (("mitre-atlas", "MITRE ATLAS v2026.07"), "mitre-atlas@2026.07"),
        (("mitre-atlas", "Release v2024.01 of ATLAS"), None),
        (("no such thing", "ATLAS 2026.07 AML.T0051"), None),
        (("mitre-atlas",), "mitre-atlas@2026.09"),
    ):
        report = Report()
        foreign = Foreign((document(*listed, names=names),))
        overlay_of(foreign, catalog, report, {}, True, None)
        matched = [each.what.partition(";")[0] for each in report.entries if each.kind == "matched"]
        assert [each.rpartition(" ")[2] for each in matched] == ([] if expected is None else [expected])


def test_values_that_a_set_cannot_hold_are_reported(catalog: Catalog) -> None:
    wrong = row("A", "A", strength="11", confidence="x", date="soon", rationale="because", comment="kept")
    overlay, report = made(
        catalog, document(provision("A")), mapping_set(wrong, row("A", "A", "equal", strength="9" * 30))
    )
    assert sorted(each.field for each in report.entries if each.kind == "dropped") == [
        "row 1, confidence", "row 1, date", "row 1, rationale", "row 1, strength", "row 1, strength",
    ]  # fmt: skip
    assert [
        each.comment for each in aiss.load(overlay).mapping_set("acme-set").relationships if each.comment
    ] == ["kept"]


@pytest.mark.parametrize(
    ("title", "version", "ids", "expected"),
    [
        ("ISO/IEC 42001:2023 AI Management System - Annex A Controls", "2023", ("A.2.2", "A.2.3"), "iso-iec-42001@2023"),
        ("NIST SP 800-53 Rev 5", "5.1", ("ac-1", "AC-2"), "nist-sp-800-53@5"),
        ("NIST AI RMF Generative AI Profile", "2024", ("2.1", "2.2"), "nist-ai-600-1@2024"),
        ("NIST AI RMF Generative AI Profile", "2024", ("2.1", "none", "other"), None),
        ("NIST SP 800-53 Rev 3", "3", ("AC-1", "AC-2"), None),
        ("EU GDPR Article 5", "2016/679", ("5(1)",), None),
    ],
)  # fmt: skip
def test_titles_of_others_name_a_document(
    catalog: Catalog, title: str, version: str, ids: tuple[str, ...], expected: str | None
) -> None:
    foreign = document(*map(provision, ids), title=title, names=(title, f"{title} {version}"))
    report = Report()
    overlay = overlay_of(Foreign((foreign,)), catalog, report, {}, True, None).overlay
    matched = [each.what for each in report.entries if each.kind == "matched"]
    assert matched == ([f"{title} is {expected}"] if expected else [])
    assert (overlay is None) == (expected is not None)


def test_models_of_oscal_that_hold_no_catalog_are_named(write_file: Write) -> None:
    path = write_file("a.json", {"component-definition": {"uuid": "1"}})
    with pytest.raises(InvalidData, match="the model component-definition of OSCAL is not read"):
        formats.read(path)


def test_a_long_report_is_grouped() -> None:
    entries = [
        Loss(LossKind.DROPPED, "a.json", f"AC-{number}", field, what)
        for number in range(1, 8)
        for field, what in (("props", "revision: 4"), ("props", f"updated: {number}"), (f"row {number}", "x"))
    ]
    grouped = Losses([*entries, Loss(LossKind.ASSUMED, "a.json", "", "props", "x")]).grouped()
    first = "AC-1; AC-2; AC-3; AC-4; AC-5 and 2 more"
    assert [(each.record, each.field, each.what) for each in grouped] == [
        (first, "props", "revision: 4"),
        (first, "props", "updated: 1"),
        (first, "row 1", "x"),
        ("", "props", "x"),
    ]


def test_what_says_another_thing_is_not_grouped() -> None:
    """A stranger's report had a misspelt risk and a technique that is gone in one line, which named the technique."""
    says = [
        "mitre-atlas@2026.09 has no provision 'AML.T0062.000'",
        "owasp-llm-top-10@2025 has no provision 'LLLM07'",
        "mitre-atlas@2026.09 has no provision 'AML.T9999'",
    ]
    found = [
        Loss(LossKind.UNRESOLVED, "a.yaml", "set", f"row {number}", what) for number, what in enumerate(says)
    ]
    assert [(each.record, each.what) for each in Losses(found).grouped()] == [
        ("set and 1 more", says[0]), ("set", says[1]),
    ]  # fmt: skip


def test_values_that_are_dropped_are_grouped_and_changes_are_not() -> None:
    changed = [
        Loss(LossKind.DROPPED, "", "a", "type", f"{each} is written as relates-to")
        for each in ("no_relationship", "intersects_with")
    ]
    assert list(Losses(changed).grouped()) == changed
    entries = [
        Loss(LossKind.DROPPED, "", f"row {number}", "argument", "x y " * number) for number in range(20, 30)
    ]
    (entry,) = Losses(entries).grouped()
    assert entry.record == "row 20; row 21; row 22; row 23; row 24 and 5 more"


def test_a_file_of_what_the_catalog_has_brings_nothing_new(catalog: Catalog) -> None:
    made = formats.write("oscal", "owasp-llm-top-10@2025", catalog=catalog)
    found = formats.read(contents={"a.json": made.content}, catalog=catalog)
    assert repr(found) == "<Import of oscal: nothing new; 1 entry: 1 matched>"


def test_an_identifier_of_punctuation_alone_is_kept(catalog: Catalog) -> None:
    """Two documents of one name, of which one has such an identifier, ended reading with an error."""
    rows = "document,id\nACME One,:\nACME Two,A-1\n"
    found = formats.read(contents={"a.csv": rows.encode()}, catalog=catalog, format="plain", match=False)
    assert found.overlay is not None
    files = {
        name: content.replace(b"ACME One", b"ACME").replace(b"ACME Two", b"ACME")
        for name, content in found.overlay.files.items()
    }
    (mention,) = aiss.load(Overlay(files)).find_references("ACME A-1")
    assert [str(ref) for ref in mention.refs] == ["acme-two@undated:A-1"]
