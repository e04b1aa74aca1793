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
from careplus_glue.newest_times import printed_times
from careplus_glue.read_connections import Split, ask_clock, split_table, was_quiet
from careplus_glue.read_plan import ReadPlan
from careplus_glue.source_columns import ColumnMatch
from careplus_glue.ticket_census import CENSUS_COLUMNS, TicketCensus, census_of

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
    """Reads a plan's rows, once, into a folder of the lake; a split, by several connections."""
    if split is None:
        rows = plan.source.frame(plan.statement())
    else:
        rows = plan.source.frame(plan.rows_statement(split.expression), split.predicates)
    texts = [f"c{index}" for index in range(len(plan.source.columns))]
    others = [name for name in rows.columns if name not in (*texts, "part")]
    staged = rows.selectExpr(
        f"case when is_row = 1 then {record_expression(texts)} end as record",
        f"btrim({plan.ticket_id_column}, {_BLANKS}) as id",
        *others,
    ).selectExpr(
        "record",
        "md5(cast(record as binary)) as row_hash",
        "case when id <> '' then xxhash64(id) end as id_hash",
        *others,
    )
    with plan.source.faults_explained():
        staged.write.mode("overwrite").option("parquet.enable.dictionary", "false").parquet(lake.uri(folder))
    # Beside a split the table kept still, or what was read is not used.
    census = None if split is None else census_of(plan.source.query(plan.census)[0].asDict())
    return _summarise(spark.read.schema(staged.schema).parquet(lake.uri(folder)), plan, census)


def _summarise(staged: DataFrame, plan: ReadPlan, census: TicketCensus | None) -> Stage:
    """Counts the staged rows, or takes the counts and the census that a read brought with it."""
    read = [F.count("is_row").alias("source_rows"), F.count_distinct("id_hash").alias("distinct_tickets")]
    brought = [F.max(name).alias(name) for name in ("source_rows", "distinct_tickets")]
    # The greatest time, not the greatest text: Spark would sort all rows to find that.
    newest = F.max(F.when(F.col("is_past") == 1, F.col("updated").cast("timestamp")))
    summary = staged.agg(
        F.avg(F.octet_length("record")).alias("bytes_per_row"),
        F.date_format(newest, "yyyy-MM-dd HH:mm:ss.SSSSSS").alias("newest_update"),
        *(read if plan.is_whole_table else brought),
        *(F.max(name).alias(name) for name in plan.time_columns),
        *(F.max(name).alias(name) for name in (CENSUS_COLUMNS if census is None else ())),
    ).collect()[0]
    return Stage(
        rows=staged.where("is_row = 1").select("record", "row_hash", "updated"),
        snapshot={
            "sourceRows": int(summary["source_rows"]),
            "distinctTickets": int(summary["distinct_tickets"]),
            "newest": printed_times(summary.asDict()),
            "census": census if census is not None else census_of(summary.asDict()),
        },
        newest_update=summary["newest_update"],
        bytes_per_row=float(summary["bytes_per_row"] or 0),
    )
