"""Tables as Arrow, read by Spark with two local workers: the same counts as in Python."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from pyspark.sql import SparkSession
from test_tables import check_all
from warehouse.test_inference import READS, by_query, in_duckdb

from ai_security_standards import load
from ai_security_standards.mapping.columns import INFERENCE_QUERY


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    # Small tables in many partitions would be all overhead.
    builder = builder.config("spark.sql.shuffle.partitions", "2")
    # A result of more than a megabyte is fetched from the driver's address: it must be one that answers.
    for address in ("bindAddress", "host"):
        builder = builder.config(f"spark.driver.{address}", "127.0.0.1")
    session = builder.getOrCreate()
    yield session
    session.stop()


def test_spark_counts_documents_as_python_does(spark: SparkSession, tmp_path: Path) -> None:
    standards = load().standards(current=None)
    parquet.write_table(standards.to_arrow(), tmp_path / "standards.parquet")
    frame = spark.read.parquet(str(tmp_path / "standards.parquet"))
    counts = {row["publisher"]: row["count"] for row in frame.groupBy("publisher").count().collect()}
    assert counts == Counter(each.publisher for each in standards)


def test_spark_joins_a_crosswalk_with_provisions(spark: SparkSession, tmp_path: Path) -> None:
    crosswalk = load().crosswalk("etsi-en-304-223@2.1.1", "iso-iec-42001@2023")
    provisions = load().provisions("etsi-en-304-223@2.1.1")
    parquet.write_table(crosswalk.to_arrow(), tmp_path / "crosswalk.parquet")
    parquet.write_table(provisions.to_arrow(), tmp_path / "provisions.parquet")
    rows = spark.read.parquet(str(tmp_path / "crosswalk.parquet"))
    names = spark.read.parquet(str(tmp_path / "provisions.parquet"))
    joined = rows.join(names, rows.source == names.ref)
    assert joined.count() == len(crosswalk)


def cpu_of(spark: SparkSession) -> float:
    """Return the CPU seconds that the process of Spark has used, as Linux tells them."""
    process = spark.sparkContext._jvm.java.lang.ProcessHandle.current().pid()  # type: ignore[union-attr]
    spent = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")


def test_the_query_of_inference_says_what_infer_says(spark: SparkSession, tmp_path: Path) -> None:
    catalog = load().as_of("2026-12-01")
    tables = catalog.tables()
    tables.write(tmp_path, "parquet")
    for name in READS:
        spark.read.parquet(str(tmp_path / f"{name}.parquet")).createOrReplaceTempView(name)
    assert spark.sql("SELECT count(*) AS rows FROM relationships").collect()[0].rows == len(
        tables["relationships"].values
    )
    query = (tmp_path / "infer.sql").read_text()
    assert query == INFERENCE_QUERY
    times = []
    for _ in range(2):  # the first one starts workers and compiles
        wall, cpu = time.perf_counter(), cpu_of(spark)
        rows = spark.sql(query).collect()
        times += [f"{time.perf_counter() - wall:.1f} s, {cpu_of(spark) - cpu:.1f} s of CPU in Spark"]
    found = by_query([tuple(row) for row in rows])
    spent = check_all(catalog, found)
    assert found == in_duckdb(catalog)
    assert len(found.certain) > 30_000
    counts = f"{len(found.certain):,} pairs, {len(found.conditional):,} more under caveats"
    print(f"\n{counts}: {'; again '.join(times)}; {spent:.1f} s of CPU in Python")


def test_findings_are_tagged_by_a_join(spark: SparkSession, tmp_path: Path) -> None:
    catalog = load().as_of("2026-12-01")
    tags = ["LLM01:2025", "AML.T0051", "LLM06", "none", "Art. 15 AI Act"]
    findings = spark.range(100_000).selectExpr(
        "id", f"element_at(array({str(tags)[1:-1]}), int(id % 5) + 1) AS tag"
    )
    # The recipe of docs/tables.md.
    distinct = [row.tag for row in findings.select("tag").distinct().toLocalIterator()]
    rows = catalog.resolve_many(distinct).rows()
    resolved = spark.createDataFrame(
        [(row["value"], row["ref"], row["status"]) for row in rows], "tag string, ref string, status string"
    )
    findings.join(resolved, "tag", "left").write.parquet(str(tmp_path / "tagged"))
    tagged = spark.read.parquet(str(tmp_path / "tagged"))
    assert tagged.count() == 100_000
    counts = {row["status"]: row["count"] for row in tagged.groupBy("status").count().collect()}
    assert counts == {"ok": 60_000, "ambiguous": 20_000, "unknown": 20_000}
