"""Rows as they were read, kept in the lake's tmp zone until the extraction is published.

A plan over JDBC that is evaluated twice, for a second action or after a lost executor, would read the table at two
different moments. So it is evaluated once, into files, and all that follows is about these files.
"""

from dataclasses import dataclass

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from careplus_glue.csv_record import record_expression
from careplus_glue.lake import Lake
from careplus_glue.manifest import TicketSnapshot
from careplus_glue.read_plan import ReadPlan

# What the row rules trim.
_BLANKS = "chr(32) || chr(9) || chr(10) || chr(13) || chr(160)"


@dataclass(frozen=True)
class Stage:
    """Staged rows, and what the source table held at that moment."""

    rows: DataFrame
    """`record`, the row as CSV; `row_hash`, the MD5 of that; and `updated`, see ReadPlan."""
    snapshot: TicketSnapshot
    newest_update: str | None
    """The newest `updated_at` that is not in the future."""
    is_empty: bool


def stage_rows(spark: SparkSession, lake: Lake, folder: str, plan: ReadPlan) -> Stage:
    """Reads a plan's rows, once, into a folder of the lake."""
    rows = plan.source.frame(plan.statement())
    texts = [f"c{index}" for index in range(len(plan.source.columns))]
    trimmed = f"btrim({plan.ticket_id_column}, {_BLANKS})"
    staged = rows.selectExpr(
        f"{record_expression(texts)} as record",
        f"case when {trimmed} <> '' then xxhash64({trimmed}) end as id_hash",
        *(name for name in rows.columns if name not in texts),
    ).selectExpr("*", "md5(cast(record as binary)) as row_hash")
    with plan.source.faults_explained():
        staged.write.option("parquet.enable.dictionary", "false").parquet(lake.uri(folder))
    return _summarise(spark.read.schema(staged.schema).parquet(lake.uri(folder)), plan)


def _summarise(staged: DataFrame, plan: ReadPlan) -> Stage:
    """Counts the staged rows, or takes the counts that a read of a part brought with it."""
    read = [F.count("is_row").alias("source_rows"), F.count_distinct("id_hash").alias("distinct_tickets")]
    brought = [F.max(name).alias(name) for name in ("source_rows", "distinct_tickets")]
    summary = staged.agg(
        F.count("is_row").alias("rows_read"),
        F.max(F.when(F.col("is_past") == 1, F.col("updated"))).alias("newest_update"),
        *(read if plan.is_whole_table else brought),
    ).collect()[0]
    return Stage(
        rows=staged.where("is_row = 1").select("record", "row_hash", "updated"),
        snapshot={
            "sourceRows": int(summary["source_rows"]),
            "distinctTickets": int(summary["distinct_tickets"]),
        },
        newest_update=summary["newest_update"],
        is_empty=summary["rows_read"] == 0,
    )
