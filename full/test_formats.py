"""Formats: files of others are read without a loss unsaid, and counts are those of each file.

`--files DIR` names a folder of files that others made; each is recognized by what it holds. Without it,
only the validator of SARIF runs. `test_validators.py` has those of the other formats.
"""

from __future__ import annotations

import csv
import json
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from formats.test_all_formats import LARGE, peak_of
from test_validators import CATALOG, DOCUMENTS, SETS

from ai_security_standards import formats, load
from ai_security_standards.algebra import Relation, meaning
from ai_security_standards.catalog import Catalog
from ai_security_standards.records.refs import Ref

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What tells that a file is of a format, by the name of the format.
SIGNS = {
    "ciso-assistant": ("urn", "objects"),
    "sarif": ("runs", "version"),
    "gemara": ("metadata", "mappings", "source-reference"),
    "cyclonedx": ("bomFormat", "definitions"),
    "ctid": ("metadata", "mapping_objects"),
}
#: Of each set, so many sources are asked what follows for them.
SOURCES_EACH = 25


# ---------------------------------------------------------------- what is written


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


# ---------------------------------------------------------------- memory


@pytest.mark.parametrize("name", LARGE)
def test_a_megabyte_takes_less_than_20_megabytes(name: str) -> None:
    each = len(json.dumps(LARGE[name](1_000))) / 1_000
    made = LARGE[name](int(1_000_000 / each))
    content = (made if isinstance(made, str) else json.dumps(made)).encode()
    del made
    peak = peak_of(CATALOG, name, content)
    print(f"{name}: {len(content):,} bytes, {peak / len(content):.1f} times of it")
    assert peak < 20 * len(content)


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
    # To parse every file for every format takes many minutes: a file without the words is passed over.
    paths = sorted(path for path in folder.rglob("*") if path.suffix in suffixes)
    likely = [path for path in paths if all(field.encode() in path.read_bytes() for field in having)]
    values = ((path, parsed(path)) for path in likely)
    return [
        (path, value)
        for path, value in values
        if isinstance(value, dict) and all(field in value for field in having)
    ]


def some(listed: list[Any], name: str) -> list[Any]:
    """Return what was found; a test of nothing is skipped, not passed."""
    if not listed:
        pytest.skip(f"no files of {name}")
    return listed


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


def test_every_taxonomy_of_sarif_is_read(folder: Path) -> None:
    listed = some(files_of(folder, ".sarif", having=("runs", "version")), "SARIF")
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
    catalogs = some(files_of(folder, ".json", ".yaml", having=("catalog",)), "OSCAL")
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
    listed = some(files_of(folder, ".yaml", ".yml", having=SIGNS["gemara"]), "Gemara")
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


def content_of_export(value: Any) -> Any:
    """Return the lists of an export of CPRT, with or without its response."""
    if isinstance(value, dict) and "response" in value:
        value = value["response"]["elements"]
    known = ("documents", "elements", "relationships", "relationship_types")
    return value if isinstance(value, dict) and all(name in value for name in known) else None


def exports_of(folder: Path) -> list[tuple[Path, Any]]:
    values = ((path, content_of_export(parsed(path))) for path in sorted(folder.rglob("*.json")))
    return [(path, value) for path, value in values if value is not None]


#: The types of elements that are no provisions.
ATTACHED = set(
    "sort discussion withdraw_reason party reference odp odp_type odp_statement baseline keyword".split()
)


def test_every_export_of_cprt_is_read(folder: Path) -> None:
    listed = some(exports_of(folder), "CPRT")
    for path, value in listed:
        found = formats.read(path, catalog=CATALOG, match=False)
        elements = [each for each in value["elements"] if each["element_type"] not in ATTACHED]
        rows = [each for each in value["relationships"] if each["relationship_identifier"] != "projection"]
        wanted = len(elements), len(rows) - len(found.losses.only("duplicate"))
        assert counted(found) == wanted, path
        parents = {
            each["dest_element_identifier"]
            for each in value["relationships"]
            if each["relationship_identifier"] == "projection"
        }
        loaded = load(found.overlay)
        made = [
            each
            for name in found.overlay.files  # type: ignore[union-attr]
            if name.startswith("frameworks/")
            for each in loaded.framework("@".join(name.removesuffix(".json").split("/")[1:])).provisions
        ]
        assert {each.id for each in made if each.parent} == parents & {
            each["element_identifier"] for each in elements
        }, path
    print(f"{len(listed)} exports of CPRT")


def test_every_mapping_of_ctid_is_read(folder: Path) -> None:
    listed = some(files_of(folder, ".json", having=SIGNS["ctid"]), "CTID")
    total = 0
    for path, value in listed:
        found = formats.read(path, catalog=CATALOG)
        objects = value["mapping_objects"]
        whole = [each for each in objects if each["capability_id"] and each["attack_object_id"]]
        assert counted(found)[1] == len(whole) - len(found.losses.only("duplicate")), path
        lost = [each for each in found.losses.only("dropped") if "without another end" in each.what]
        assert len(lost) == len(objects) - len(whole), path
        new = formats.read(path, catalog=CATALOG, match=False)
        capabilities = {(each["capability_id"] or "").strip() for each in objects} - {""}
        groups = {each["capability_group"] for each in objects if each["capability_id"]} - {None}
        techniques = {(each["attack_object_id"] or "").strip() for each in objects} - {""}
        provisions, headings = counted(new)[0], len(groups - capabilities)
        # A group with the identifier of a capability is a heading where another capability is in it, too.
        shared = {
            each["capability_group"] for each in objects if each["capability_id"] != each["capability_group"]
        }
        headings += len(shared & groups & capabilities)
        assert provisions == len(capabilities) + headings + len(techniques), path
        total += len(whole)
    print(f"{len(listed)} files of CTID with {total} rows")


def test_every_standard_of_cyclonedx_is_read(folder: Path) -> None:
    listed = some(files_of(folder, ".json", having=SIGNS["cyclonedx"]), "CycloneDX")
    for path, value in listed:
        found = formats.read(path, catalog=CATALOG, match=False)
        standards = value["definitions"].get("standards", ())
        assert counted(found)[0] == sum(len(each["requirements"]) for each in standards), path
    print(f"{len(listed)} files of CycloneDX")


# ---------------------------------------------------------------- what follows from the loaded sets


@pytest.fixture(
    scope="module",
    params=["ciso-assistant", "sarif", "gemara", "ctid", "cprt", "oscal", "sssom", "strm", "olir"],
)
def sets(request: pytest.FixtureRequest, folder: Path) -> tuple[Catalog, list[str]]:
    """Return the catalog with all files of a format, and the names of their sets."""
    name = str(request.param)
    if name == "cprt":
        paths = [path for path, _ in exports_of(folder)]
    elif name == "oscal":
        signs = (("catalog",), ("mapping-collection",))
        paths = [path for sign in signs for path, _ in files_of(folder, ".json", ".yaml", having=sign)]
    elif name == "sssom":
        paths = [
            path for path in sorted(folder.rglob("*.tsv")) if "predicate_id" in path.read_text()[:100_000]
        ]
    elif name in SHEET_ENDS:
        paths = sheets_of(folder, name)
    else:
        paths = [path for path, _ in files_of(folder, ".json", ".yaml", ".yml", ".sarif", having=SIGNS[name])]
    # Exports do not name the document that their external references lead to.
    options = {"references": "NIST SP 800-53 Rev. 5"} if name == "cprt" else {}
    overlay = formats.read(*some(paths, name), catalog=CATALOG, format=name, **options).overlay
    if overlay is None:
        pytest.skip(f"the files of {name} hold results alone")
    return load(overlay), [each[9:-10] for each in overlay.files if each.startswith("mappings/")]


def test_crosswalks_over_loaded_sets_are_those_of_brute_force(sets: tuple[Catalog, list[str]]) -> None:
    catalog, names = sets
    pairs: dict[tuple[Ref, Ref], set[tuple[Ref, Ref]]] = defaultdict(set)
    for name in names:
        for row in catalog.mapping_set(name).relationships:
            is_lineage = row.type.value in LINEAGE
            for one, other in ((row.subject, row.object), (row.object, row.subject)):
                if one.document != other.document and not is_lineage:
                    pairs[one.document, other.document].add((one, other))
    for (source, target), expected in sorted(pairs.items()):
        walk = catalog.crosswalk(source, target, max_steps=1, mapping_sets=names, editions="exact")
        assert {(each.source, each.target) for each in walk} == expected, (source, target)
    print(f"{len(names)} sets, {len(pairs)} crosswalks, {sum(map(len, pairs.values()))} rows")


#: The types that say what became of a provision, not how two provisions are related.
LINEAGE = set(
    "replaces replaced_by renamed_from renamed_to split_from split_into merged_from merged_into adopted_as "
    "adopts".split()
)


def test_inferences_over_loaded_sets_are_those_of_brute_force(sets: tuple[Catalog, list[str]]) -> None:
    catalog, names = sets
    asked = 0
    for name in names:
        edges: dict[Ref, dict[Ref, Relation]] = defaultdict(dict)
        for row in catalog.mapping_set(name).relationships:
            if row.unresolved is not None:
                continue  # nothing follows from it
            says = meaning(row.type, row.negated)
            for one, other, relation in (
                (row.subject, row.object, says),
                (row.object, row.subject, says.converse()),
            ):
                edges[one][other] = edges[one].get(other, Relation.ANY) & relation
        for source in sorted(edges)[:SOURCES_EACH]:
            expected = dict(edges[source])
            for middle, first in edges[source].items():
                for target, second in edges[middle].items():
                    if target != source:
                        expected[target] = expected.get(target, Relation.ANY) & first.then(second)
            for document in {target.document for target in expected} - {source.document}:
                inferred = catalog.infer(source, to=document, mapping_sets=[name], editions="exact")
                wanted = {
                    ref: relation
                    for ref, relation in expected.items()
                    if ref.document == document and relation.certain != "unknown"
                }
                found = {each.target: each.relation for each in inferred if each.source == source}
                assert found == wanted, (name, source)  # the others are of what is below the source
                asked += 1
    print(f"{asked} questions over {len(names)} sets")


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


#: The columns of the two ends in a sheet of mappings, by format.
SHEET_ENDS = {
    "olir": ("focal document element", "reference document element"),
    "strm": ("fde #", "scf #"),
}


def sheets_of(folder: Path, name: str) -> list[Path]:
    """Return the files that have a sheet with the columns of a format."""
    listed = (path for path in sorted(folder.rglob("*")) if path.suffix in (".xlsx", ".csv"))
    return [
        path
        for path in listed
        if any(True for sheet in cells_of(path) for _ in below_header(sheet, *SHEET_ENDS[name]))
    ]


def pieces(cell: str) -> list[str]:
    listed = [piece.strip() for line in cell.splitlines() for piece in line.split(";")]
    return [piece for piece in listed if piece.casefold() not in ("", "n/a", "no mapping")]


def test_every_sheet_of_mappings_is_read(folder: Path) -> None:
    counts: Counter[str] = Counter()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".xlsx", ".csv")):
        for name, ends in SHEET_ENDS.items():
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
    size = (
        len(CATALOG.snapshot.register.mappings[subject].sheet)
        if subject in SETS
        else len(CATALOG.framework(subject).provisions)
    )
    assert len(rows) == size + 1
    found = formats.read(path, catalog=CATALOG, match=False)
    assert sum(counted(found)) >= size
