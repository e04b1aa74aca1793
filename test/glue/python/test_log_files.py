"""The log transformer's Parquet files, read by the Spark that reads them in Glue and by pyarrow."""

import subprocess
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    subprocess.run(["node_modules/.bin/tsx", "test/readers/write-log-files.ts", folder], cwd=ROOT, check=True)
    return folder


@pytest.mark.parametrize(("dataset", "least"), [("processed/logs", 200), ("quarantine/logs", 100)])
def test_spark_and_pyarrow_read_the_same_values(spark: SparkSession, lake: Path, dataset: str, least: int) -> None:
    files = sorted((lake / dataset).rglob("*.parquet"))

    for file in files:
        table = parquet.ParquetFile(file).read()
        frame = spark.read.parquet(str(file))
        times = [name for name, kind in frame.dtypes if kind == "timestamp"]
        # Python's datetime has the zone of the machine; microseconds have none.
        seen = frame.select(
            *[F.unix_micros(name).alias(name) if name in times else F.col(name) for name in table.column_names]
        )

        for name in times:
            at = table.column_names.index(name)
            table = table.set_column(at, name, table[name].cast("int64"))
        assert [row.asDict() for row in seen.collect()] == table.to_pylist()

    assert sum(parquet.read_metadata(file).num_rows for file in files) >= least
