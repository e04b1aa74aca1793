"""Rows as they were read, kept in the lake's tmp zone until the extraction is published.

A plan over JDBC that is evaluated twice, for a second action or after a lost executor, would read the table at two
different moments. So it is evaluated once, into files, and all that follows is about these files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyspark.sql import Column, DataFrame, Observation, SparkSession
from pyspark.sql import functions as F

from careplus_glue.csv_record import record_expression
from careplus_glue.lake import Lake
from careplus_glue.manifest import TicketSnapshot
from careplus_glue.newest_times import printed_times
from careplus_glue.read_connections import Split, ask_clock, split_table, was_quiet
from careplus_glue.read_plan import ReadPlan
from careplus_glue.source_columns import ColumnMatch
from careplus_glue.ticket_census import CENSUS_COLUMNS, census_of, count_marks, tickets_of


@dataclass(frozen=True)
class Stage:
    """Staged rows, and what the source table held at that moment."""

    rows: DataFrame
    """`record`, the row as CSV; `row_hash`, the MD5 of that; and `updated`, see ReadPlan."""
    snapshot: TicketSnapshot
    newest_update: str | None
    """The newest `updated_at` that is not in the future."""
    bytes_per_row: float
    """Bytes of an average record; 0 where no row was read."""

    @property
    def is_empty(self) -> bool:
        return self.bytes_per_row == 0


def stage_table(
    spark: SparkSession, lake: Lake, folder: str, plan: ReadPlan, match: ColumnMatch, connections: int
) -> Stage:
    """Reads a plan's rows as of one moment: by several connections where the table keeps still meanwhile, else by one.

    A read of a part is by one connection in any case.
    """
    if connections > 1 and plan.is_whole_table:
        before = ask_clock(plan.source)
        if was_quiet(before, before):
            stage = stage_rows(spark, lake, folder, plan, split_table(plan.source, match, connections))
            if was_quiet(before, ask_clock(plan.source)):
                return stage
    return stage_rows(spark, lake, folder, plan, None)


def stage_rows(spark: SparkSession, lake: Lake, folder: str, plan: ReadPlan, split: Split | None) -> Stage:
    """Reads a plan's rows, once, into a folder of the lake, and counts them on the way."""
    if split is None:
        rows = plan.source.frame(plan.statement())
    else:
        rows = plan.source.frame(plan.statement(split.expression), split.predicates)
    texts = [f"c{index}" for index in range(len(plan.source.columns))]
    others = [name for name in rows.columns if name not in (*texts, "part")]
    staged = rows.selectExpr(f"case when is_row = 1 then {record_expression(texts)} end as record", *others)
    hashed = staged.withColumn("row_hash", F.expr("md5(cast(record as binary))"))
    counts = Observation()
    counted = hashed.observe(counts, *_counts(plan))
    marks = ["ticket_mark"] if plan.is_whole_table else []
    kept = counted.select("record", "row_hash", "updated", "is_row", *marks)
    with plan.source.faults_explained():
        kept.write.mode("overwrite").option("parquet.enable.dictionary", "false").parquet(lake.uri(folder))
    stored = spark.read.schema(kept.schema).parquet(lake.uri(folder))
    return _stage(stored, counts.get, count_marks(stored) if plan.is_whole_table else counts.get)


def _counts(plan: ReadPlan) -> list[Column]:
    """What is counted of the rows that are read. Numbers that a statement gives with each row are the same in all."""
    # The greatest time, not the greatest text: Spark would sort all rows to find that.
    newest = F.max(F.when(F.col("is_past") == 1, F.col("updated").cast("timestamp")))
    rows = F.count("is_row") if plan.is_whole_table else F.max("source_rows")
    return [
        rows.alias("source_rows"),
        F.avg(F.octet_length("record")).alias("bytes_per_row"),
        F.date_format(newest, "yyyy-MM-dd HH:mm:ss.SSSSSS").alias("newest_update"),
        *(F.max(name).alias(name) for name in plan.time_columns),
        *(F.max(name).alias(name) for name in (() if plan.is_whole_table else CENSUS_COLUMNS)),
    ]


def _stage(stored: DataFrame, counts: Mapping[str, Any], census: Mapping[str, Any]) -> Stage:
    """The stored rows with what was counted of them."""
    return Stage(
        rows=stored.where("is_row = 1").select("record", "row_hash", "updated"),
        snapshot={
            # An empty table has no row to count, nor one that brings its number.
            "sourceRows": int(counts["source_rows"] or 0),
            "distinctTickets": tickets_of(census),
            "newest": printed_times(counts),
            "census": census_of(census),
        },
        newest_update=counts["newest_update"],
        bytes_per_row=float(counts["bytes_per_row"] or 0),
    )
