"""Tables as Arrow, read by Spark with two local workers: the same counts as in Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from pyspark.sql import SparkSession

from ai_security_standards import load


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
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
