"""The files of tables: every format holds the same rows, and the same rows make the same bytes."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import polars
import pyarrow
import pyarrow.parquet as parquet
import pytest
from part_of_catalog import DAY, part_of_catalog

from ai_security_standards import UnknownCriterion, load
from ai_security_standards.cli.main import run
from ai_security_standards.mapping.columns import SCHEMAS
from ai_security_standards.tables.warehouse import FORMATS

#: An early day, on which the whole catalog is small.
EARLY = "2015-01-01"
CATALOG = part_of_catalog()
TABLES = CATALOG.tables()
COUNTS = {name: len(table.values) for name, table in TABLES.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All files in one folder."""
    place = tmp_path_factory.mktemp("tables") / "catalog"
    written = TABLES.write(place)
    assert sorted(written) == sorted(place.iterdir())
    return place


def test_python_sql_and_json_count_the_same(folder: Path) -> None:
    in_json = {name: len(json.loads((folder / f"{name}.json").read_text())) for name in TABLES}
    with closing(sqlite3.connect(folder / "catalog.sqlite")) as connection:
        in_sqlite = {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in TABLES
        }
    with duckdb.connect() as engine:
        in_duckdb = {
            name: engine.execute(f"SELECT count(*) FROM '{folder / name}.parquet'").fetchall()[0][0]
            for name in TABLES
        }
    schema = json.loads((folder / "schema.json").read_text())
    stated = {name: table["rows"] for name, table in schema["tables"].items()}
    assert in_json == in_sqlite == in_duckdb == stated == COUNTS


@pytest.mark.parametrize("name", list(TABLES))
def test_every_format_holds_the_same_values(folder: Path, name: str) -> None:
    schema, expected = TABLES[name].schema, json.loads(TABLES[name].to_json())
    table = parquet.read_table(folder / f"{name}.parquet")
    kinds = {each.name: each.type for each in schema.columns}

    def plain(row: dict[str, object]) -> dict[str, object]:
        return {key: str(value) if kinds[key] == "date" and value else value for key, value in row.items()}

    assert [plain(row) for row in table.to_pylist()] == expected
    with closing(sqlite3.connect(folder / "catalog.sqlite")) as connection:
        rows = [
            dict(zip(schema.names, row, strict=True)) for row in connection.execute(f'SELECT * FROM "{name}"')
        ]
    for row in rows:
        for key, kind in kinds.items():
            if kind == "boolean":
                row[key] = bool(row[key])
            elif kind == "texts":
                row[key] = json.loads(row[key])
    assert rows == expected


def test_parquet_and_arrow_say_where_they_come_from_and_what_columns_mean(folder: Path) -> None:
    schema = parquet.read_schema(folder / "relationships.parquet")
    provenance = CATALOG.provenance
    metadata = {key.decode(): value.decode() for key, value in schema.metadata.items()}
    assert (metadata["release"], metadata["digest"]) == (provenance.release, provenance.digest)
    assert (metadata["day"], metadata["table"], metadata["schema_version"]) == (
        str(DAY),
        "relationships",
        "1.0",
    )
    assert schema.field("bits").metadata[b"meaning"].startswith(b"what it says of the two as sets")
    assert not schema.field("bits").nullable
    assert TABLES["relationships"].to_arrow().schema.metadata == schema.metadata


def test_arrow_libraries_take_a_table_as_it_is() -> None:
    relations = TABLES["relations"]
    assert duckdb.execute("SELECT count(*), sum(bits) FROM relations").fetchall() == [(32, sum(range(32)))]
    assert polars.DataFrame(relations)["bits"].to_list() == [row["bits"] for row in relations.rows()]
    taken = pyarrow.table(relations)
    assert taken.schema.metadata == relations.to_arrow().schema.metadata
    assert taken.schema.metadata[b"digest"].decode() == CATALOG.provenance.digest


def test_duckdb_opens_all_of_them_in_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with duckdb.connect() as engine:
        engine.execute(Path("duckdb.sql").read_text())
        names = {
            row[0]
            for row in engine.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        }
        assert names == set(TABLES)
        assert engine.execute(Path("infer.sql").read_text()).fetchall()


def test_one_format_alone_is_written_if_one_is_asked_for(tmp_path: Path) -> None:
    assert [path.name for path in TABLES.write(tmp_path, "sqlite")] == ["catalog.sqlite", "schema.json"]
    TABLES.write(str(tmp_path), "sqlite")
    with pytest.raises(UnknownCriterion, match="unknown format 'sqlit'; did you mean 'sqlite'"):
        TABLES.write(tmp_path, "sqlit")  # type: ignore[arg-type]
    assert FORMATS == ("parquet", "sqlite", "json")
    written = {path.name for path in TABLES.write(tmp_path, "json")}
    assert written == {*(f"{name}.json" for name in TABLES), "infer.sql", "postgresql.sql", "schema.json"}


def test_a_script_creates_tables_in_postgresql_and_loads_them(folder: Path) -> None:
    script = (folder / "postgresql.sql").read_text()
    assert script.startswith("\\set ON_ERROR_STOP on\nBEGIN;\n")
    assert script.endswith("COMMIT;\nANALYZE;\n")
    table = (
        'CREATE TABLE "structure" ("child" text NOT NULL, "parent" text NOT NULL, "document" text NOT NULL, '
        'PRIMARY KEY ("child"));\n'
        "\\set content `cat structure.json`\n"
        'INSERT INTO "structure" SELECT * FROM json_populate_recordset(NULL::"structure", :\'content\');\n'
    )
    assert table in script
    assert '"mapping_sets" text[] NOT NULL' in script
    assert 'CREATE INDEX ON "relationships" ("subject");\n' in script
    assert [name for name in TABLES if f'CREATE TABLE "{name}" (' not in script] == []


SUMS = """
import hashlib, pathlib, sys
from ai_security_standards import load
folder = pathlib.Path(sys.argv[1])
for path in sorted(load().as_of(sys.argv[2]).tables().write(folder, "parquet", "sqlite", "json")):
    print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_the_same_rows_make_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SUMS, str(tmp_path / "there"), EARLY]
    sums = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    written = load().as_of(EARLY).tables().write(tmp_path / "here")
    here = [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in sorted(written)]
    assert sums == here


READING = """
import { metadata, names, table } from "./index.js";
console.log(JSON.stringify({ metadata, counts: names.map((name) => [name, table(name).length]) }));
try { table("nothing"); } catch (error) { console.log(error.name, error.message.slice(0, 35)); }
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_node_reads_the_npm_package(tmp_path: Path) -> None:
    written = TABLES.write_npm_package(tmp_path)
    assert {path.name for path in written} >= {
        "package.json",
        "index.d.ts",
        "index.js",
        "README.md",
        "schema.json",
    }
    (tmp_path / "read.mjs").write_text(READING)
    out = subprocess.run(
        ["node", "read.mjs"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    first, second = out.splitlines()
    read = json.loads(first)
    assert dict(read["counts"]) == COUNTS
    assert read["metadata"] == json.loads(TABLES["metadata"].to_json())[0]
    assert second == "RangeError unknown table 'nothing'; the tables"
    manifest = json.loads((tmp_path / "package.json").read_text())
    assert (manifest["name"], manifest["version"]) == (
        "ai-security-standards-data",
        CATALOG.provenance.release,
    )
    types = (tmp_path / "index.d.ts").read_text()
    assert "readonly published_from: string | null;" in types
    assert "readonly ref: string;" in types
    assert "export interface MappingSetsRow {" in types
    for schema in SCHEMAS:
        assert f"  readonly {schema.name}: " in types
    readme = (tmp_path / "README.md").read_text()
    of_list = [row for row in TABLES["provisions"].rows() if row["document"] == "owasp-llm-top-10@2025"]
    assert f".length; // {len(of_list)}\n" in readme


def test_the_command_writes_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["tables", str(tmp_path / "out"), "--on", EARLY, "--sqlite"]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["catalog.sqlite", "schema.json"]
    out, tables = capsys.readouterr().out, load().as_of(EARLY).tables()
    assert f"editions      {len(tables['editions'].values):>8,}" in out
    assert out.splitlines()[-1] == f"Source: {tables.provenance}"
    assert run(["tables", str(tmp_path / "npm"), "--on", EARLY, "--npm"]) == 0
    assert (tmp_path / "npm" / "index.d.ts").is_file()
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    assert run(["tables", str(tmp_path / "out"), "--on", EARLY]) == 2
    message = "pyarrow.parquet is not installed: pip install 'ai-security-standards[tables]'"
    assert message in capsys.readouterr().err


def test_help_alone_imports_no_warehouse(run_python: Callable[[str], str]) -> None:
    run_python(
        "import sys; from ai_security_standards.cli.main import parser; parser();"
        "assert not [name for name in sys.modules if 'warehouse' in name or 'pyarrow' in name]"
    )
