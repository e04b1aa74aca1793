"""Writes the archive of Spark's classes that local_session reads.

Loading them takes a first run five seconds of processor time, half of them while nothing else can be done. The JVM
archives what was loaded when it ends, so a session does with a few rows what the jobs do.
"""

import os
import tempfile
from pathlib import Path

from pyspark import SparkContext
from pyspark.sql import Observation, SparkSession
from pyspark.sql import functions as F
from spark_session import CLASS_ARCHIVE, local_session


def main() -> None:
    """The archive appears when it is whole."""
    unfinished = CLASS_ARCHIVE.with_suffix(f".{os.getpid()}")
    spark = local_session(f'-XX:ArchiveClassesAtExit="{unfinished}"')
    with tempfile.TemporaryDirectory() as folder:
        _load_classes(spark, Path(folder).as_uri())
    gateway = SparkContext._gateway
    spark.stop()
    if gateway is not None:
        # The JVM ends, and archives, when its stdin does.
        gateway.proc.stdin.close()
        gateway.proc.wait()
    unfinished.replace(CLASS_ARCHIVE)


def _load_classes(spark: SparkSession, folder: str) -> None:
    """Stages rows, writes them as text, reads that as CSV, and writes what SQL makes of it by date."""
    texts = spark.range(100).selectExpr("cast(id as string) as id", "md5(cast(id as string)) as hash")
    counts = Observation()
    texts.observe(counts, F.count("*").alias("rows")).write.parquet(f"{folder}/staged")
    staged = spark.read.parquet(f"{folder}/staged")
    staged.select(F.concat_ws(",", "id", "hash")).write.text(f"{folder}/raw")
    raw = spark.read.options(multiLine="true", mode="FAILFAST").schema("id string, hash string").csv(f"{folder}/raw")
    raw.createOrReplaceTempView("raw")
    judged = spark.sql("""
        select count(*) as copies, hash, to_json(named_struct('id', id)) as record,
          to_utc_timestamp(try_to_timestamp(id), 'Europe/Berlin') as at, date_add(date'2025-01-01', int(id) % 2) as day
        from raw cross join (select 1 as version)
        where id rlike '^[0-9]+$'
        group by all""").persist()
    judged.agg(F.sum("copies")).collect()
    staged.join(judged, on="hash", how="left_anti").isEmpty()
    judged.repartition("day").write.partitionBy("day").parquet(f"{folder}/processed")


if __name__ == "__main__":
    main()
