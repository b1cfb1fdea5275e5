"""Measure the recipes of docs/tables.md on ten million findings, and the query of inference on as many edges.

Each engine runs in a process of its own, of which CPU seconds and peak memory are printed, beside the naive
call for every row in the same run. Run from the checkout, with duckdb, polars, pandas and pyarrow installed:

    python benchmarks/tables.py findings --rows 10000000 [--engines duckdb polars pandas spark]
    python benchmarks/tables.py edges --edges 100000 1000000 10000000 [--memory 2GB]

The memory of DuckDB is limited: what does not fit goes to disk.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ai_security_standards as aiss
from ai_security_standards.mapping.columns import INFERENCE_QUERY

ENGINES = ("naive", "duckdb", "polars", "pandas", "spark")
#: The naive call resolves as many rows, and its time is scaled up: all of them would take too long.
NAIVE_ROWS = 5_000
DAY = "2026-12-01"


# ---------------------------------------------------------------- ten million findings


def spellings() -> list[str]:
    """Return some thousand tags as tools write them, some of which mean nothing."""
    catalog = aiss.load().as_of(DAY)
    documents = ("owasp-llm-top-10@2025", "mitre-atlas@2026.09", "nist-sp-800-53@5.2.0", "cwe@4.20")
    tags: list[str] = []
    for document in documents:
        if document in catalog and document in catalog.snapshot.register.framework_loaders:
            for each in catalog.framework(document).provisions[:700]:
                tags += [each.id, f"{document.partition('@')[0].upper()} {each.id}"]
    return [*tags, *(f"CUSTOM-{number}" for number in range(100))]


def write_findings(path: Path, rows: int) -> None:
    """Write findings as Parquet: a number, a host and a tag; common tags come more often."""
    import duckdb
    import pyarrow

    tags = pyarrow.table({"place": range(len(spellings())), "text": spellings()})
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.register("tags", tags)
        connection.execute(
            f"COPY (SELECT id, 'host-' || (id % 5000) AS host, text AS tag FROM range({rows}) AS r(id) "
            f"JOIN tags ON place = CAST(floor({len(tags)} * power(hash(id) / {2.0**64}, 2)) AS INT)) "
            f"TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 100000)"
        )


def naive(catalog: aiss.Catalog, findings: Path, _: Path, rows: int) -> float:
    """Resolve every row with a call of its own, as a function for rows would."""
    import pyarrow.parquet as parquet

    batch = next(parquet.ParquetFile(findings).iter_batches(min(NAIVE_ROWS, rows), columns=["tag"]))
    begun = time.process_time()
    for tag in batch.column(0).to_pylist():
        with contextlib.suppress(aiss.StandardsError):
            catalog.resolve(tag)
    return (time.process_time() - begun) * rows / len(batch)


def in_duckdb(catalog: aiss.Catalog, findings: Path, tagged: Path, _: int) -> None:
    import duckdb

    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB"}) as connection:
        tags = connection.sql(f"SELECT DISTINCT tag FROM '{findings}'")
        resolved = catalog.resolve_many(tags).to_arrow()  # noqa: F841 - DuckDB finds it by its name
        connection.execute(
            f"COPY (SELECT f.*, ref, status FROM '{findings}' AS f LEFT JOIN resolved ON tag = value) "
            f"TO '{tagged}'"
        )


def in_polars(catalog: aiss.Catalog, findings: Path, tagged: Path, _: int) -> None:
    import polars

    frame = polars.scan_parquet(findings)
    tags = frame.select("tag").unique().collect(engine="streaming")
    resolved = catalog.resolve_many(tags).to_polars().drop("candidates").lazy()
    frame.join(resolved, left_on="tag", right_on="value", how="left").sink_parquet(tagged)


def in_pandas(catalog: aiss.Catalog, findings: Path, tagged: Path, _: int) -> None:
    import pyarrow
    import pyarrow.parquet as parquet

    source = parquet.ParquetFile(findings)
    known: dict[str, Any] = {}
    with parquet.ParquetWriter(
        tagged, source.schema_arrow.append(pyarrow.field("ref", pyarrow.string()))
    ) as out:
        for batch in source.iter_batches(100_000):
            frame = batch.to_pandas()
            new = [tag for tag in frame["tag"].unique() if tag not in known]
            known.update(zip(new, map(str, catalog.resolve_many(new).refs), strict=True))
            frame["ref"] = frame["tag"].map(known)
            out.write_table(pyarrow.Table.from_pandas(frame, preserve_index=False).cast(out.schema))


def in_spark(catalog: aiss.Catalog, findings: Path, tagged: Path, _: int) -> None:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.driver.memory", "2g")
    for address in ("bindAddress", "host"):
        builder = builder.config(f"spark.driver.{address}", "127.0.0.1")
    spark = builder.config("spark.ui.enabled", "false").config("spark.log.level", "ERROR").getOrCreate()
    frame = spark.read.parquet(str(findings))
    tags = [row.tag for row in frame.select("tag").distinct().toLocalIterator()]
    rows = [(row["value"], row["ref"], row["status"]) for row in catalog.resolve_many(tags).rows()]
    resolved = spark.createDataFrame(rows, "tag string, ref string, status string")
    frame.join(resolved, "tag", "left").write.parquet(str(tagged))
    machine = spark.sparkContext._jvm.java.lang.ProcessHandle.current().pid()  # type: ignore[union-attr]
    status, stat = (Path(f"/proc/{machine}/{name}").read_text() for name in ("status", "stat"))
    spent = sum(map(int, stat.rpartition(")")[2].split()[11:13])) / os.sysconf("SC_CLK_TCK")
    size = int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) // 1024
    print(f"{'':8}the process of Spark: {spent:.1f} s of CPU, {size:,} MB peak")
    spark.stop()


RUNS: dict[str, Callable[..., Any]] = dict(
    zip(ENGINES, (naive, in_duckdb, in_polars, in_pandas, in_spark), strict=True)
)


def one_engine(engine: str, findings: Path, rows: int) -> None:
    """Run one engine, and print its wall time, CPU time and peak memory."""
    catalog = aiss.load().as_of(DAY)
    catalog.resolve("LLM01:2025")
    with tempfile.TemporaryDirectory(dir=findings.parent) as folder:
        wall, cpu = time.perf_counter(), cpu_seconds()
        scaled = RUNS[engine](catalog, findings, Path(folder, "tagged.parquet"), rows)
        spent = cpu_seconds() - cpu if scaled is None else scaled
        clock = f"{time.perf_counter() - wall:8.1f} s" if scaled is None else f"{'':>10}"
    note = "" if scaled is None else f", scaled up from {min(NAIVE_ROWS, rows):,} rows"
    print(f"{engine:8}{rows:>12,} rows {clock} {spent:9.1f} s of CPU {peak():>6,} MB peak{note}", flush=True)


def cpu_seconds() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))


def peak() -> int:
    """Return the peak memory of this process or its largest child in megabytes; Spark has its own line."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) // 1024


# ---------------------------------------------------------------- ten million edges


#: One edge in four is untyped, one in a hundred has a caveat; the others mostly overlap.
GRAPH = """
CREATE TABLE relationships AS
  SELECT 'one' AS mapping_set, i AS position, a AS subject, b AS object, h % 4 > 0 AS counts,
    h % 100 = 1 AS limited,
    CAST(CASE WHEN h % 4 = 0 THEN 31 WHEN h % 10 < 7 THEN 15 WHEN h % 10 < 9 THEN 2 ELSE 1 END AS INT) AS bits
  FROM (
    SELECT i, name(i % {nodes}) AS a, name(CAST(hash(i) % {nodes} AS BIGINT)) AS b, hash(i + 1) AS h
    FROM range({edges}) AS r(i)
  );
CREATE TABLE caveats AS
  SELECT mapping_set, position, 'in the Union' AS caveat FROM relationships WHERE limited;
CREATE TABLE structure AS
  SELECT name(i) AS child, name(i - i % 10) AS parent FROM range({nodes}) AS r(i) WHERE i % 10 > 0;
CREATE TABLE same_class AS
  SELECT name(i) AS ref, 'doc-' || (i // 500) || '@1' AS document, name(i) AS class, 1 AS size,
    CAST(i AS INT) AS number, CAST(i AS INT) AS class_number
  FROM range({nodes}) AS r(i);
"""


def edges(count: int, memory: str) -> None:
    """Infer over a synthetic graph in DuckDB, from file to file: two edges a provision, 500 in a document."""
    import duckdb

    tables = aiss.load().as_of(DAY).tables()
    with (
        tempfile.TemporaryDirectory() as folder,
        duckdb.connect(f"{folder}/graph.duckdb", config=_limits(memory, folder)) as connection,
    ):
        for name in ("relations", "composition"):
            connection.register("given", tables[name].to_arrow())
            connection.execute(f"CREATE TABLE {name} AS FROM given")
        connection.execute("CREATE MACRO name(i) AS 'doc-' || (i // 500) || '@1:' || (i % 500)")
        connection.execute(GRAPH.format(edges=count, nodes=count // 2))
        connection.execute("CHECKPOINT")
        inferred = f"{folder}/inferred.parquet"
        wall, cpu = time.perf_counter(), cpu_seconds()
        connection.execute(f"COPY ({INFERENCE_QUERY}) TO '{inferred}'")
        spent = time.perf_counter() - wall, cpu_seconds() - cpu
        counted = f"SELECT count(*), count(*) FILTER (WHERE basis = 'conditional') FROM '{inferred}'"
        ((found, conditional),) = connection.execute(counted).fetchall()
    print(
        f"{count:>12,} edges {found:>12,} pairs, {conditional:>10,} under caveats {spent[0]:8.1f} s "
        f"{spent[1]:8.1f} s of CPU {peak():>6,} MB peak",
        flush=True,
    )


def _limits(memory: str, folder: str) -> dict[str, Any]:
    return {
        "threads": 2,
        "memory_limit": memory,
        "temp_directory": f"{folder}/spilled",
        "preserve_insertion_order": False,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("findings", "edges", "one", "graph"))
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--edges", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--memory", default="2GB", help="of DuckDB, for the edges")
    parser.add_argument("--file", type=Path)
    options = parser.parse_args()
    if options.what == "one":
        one_engine(options.engines[0], options.file, options.rows)
    elif options.what == "graph":
        edges(options.edges[0], options.memory)
    else:
        for arguments in _runs(options):
            subprocess.run([sys.executable, __file__, *arguments], check=True)


def _runs(options: argparse.Namespace) -> Iterator[list[str]]:
    """Yield the arguments of a process for each engine, or each number of edges."""
    if options.what == "edges":
        yield from (["graph", "--edges", str(count), "--memory", options.memory] for count in options.edges)
        return
    with tempfile.TemporaryDirectory() as folder:
        for rows in (options.rows // 10, options.rows):
            findings = Path(folder, f"findings-{rows}.parquet")
            write_findings(findings, rows)
            for engine in options.engines:
                yield ["one", "--engines", engine, "--file", str(findings), "--rows", str(rows)]


if __name__ == "__main__":
    main()
