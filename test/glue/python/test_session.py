from collections.abc import Iterator

import pytest
from pyspark.sql import SparkSession

from careplus_glue.session import prepare_session

MIB = 1 << 20


@pytest.fixture(autouse=True)
def _as_before(spark: SparkSession) -> Iterator[None]:
    yield
    prepare_session(spark, 0)


@pytest.mark.parametrize(
    ("input_bytes", "tasks"),
    # One for each 64 MiB that are begun: 1 GiB is 16 x 64 MiB.
    [(1024 * MIB, 16), (1024 * MIB + 1, 17), (30 * 1024 * MIB, 480)],
)
def test_a_shuffle_has_as_many_partitions_as_the_input_asks_for(
    spark: SparkSession, input_bytes: int, tasks: int
) -> None:
    prepare_session(spark, input_bytes)

    assert spark.conf.get("spark.sql.shuffle.partitions") == str(tasks)


def test_a_shuffle_of_a_small_input_has_a_partition_for_each_core(spark: SparkSession) -> None:
    prepare_session(spark, 1)

    assert spark.conf.get("spark.sql.shuffle.partitions") == str(spark.sparkContext.defaultParallelism)


def test_answers_do_not_depend_on_how_the_session_was_set(spark: SparkSession) -> None:
    spark.conf.set("spark.sql.session.timeZone", "America/New_York")
    spark.conf.set("spark.sql.ansi.enabled", "true")
    spark.conf.set("spark.sql.parquet.outputTimestampType", "INT96")

    prepare_session(spark, 0)

    assert spark.conf.get("spark.sql.session.timeZone") == "UTC"
    assert spark.conf.get("spark.sql.ansi.enabled") == "false"
    assert spark.conf.get("spark.sql.parquet.outputTimestampType") == "TIMESTAMP_MICROS"
