"""The portable SQL of glue/sql/tickets: the same text that DuckDB runs in the embedded platform."""

from collections.abc import Callable
from datetime import datetime

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from careplus_glue.contract import RULE_VERSION

# Each step reads only those before it and the inputs.
TICKET_STEPS = (
    "stg_ticket_records",
    "stg_distinct_tickets",
    "stg_clean_tickets",
    "stg_local_times",
    "stg_typed_tickets",
    "stg_judged_tickets",
    "tickets",
    "ticket_quarantine",
)


def read_steps(spark: SparkSession, folder: str) -> dict[str, str]:
    """The `select` of each step, from the folder's `<step>.sql`."""
    files = [f"{folder.rstrip('/')}/{step}.sql" for step in TICKET_STEPS]
    found = spark.read.text(files, wholetext=True).select(F.input_file_name().alias("file"), "value").collect()
    texts = {row["file"].rpartition("/")[2].removesuffix(".sql"): row["value"] for row in found}
    return {step: texts[step] for step in TICKET_STEPS}


def extraction_view(spark: SparkSession, source_object: str, extracted_at: datetime, time_zone: str) -> None:
    """Makes the relation `extraction`: one row about it."""
    spark.range(1).select(
        F.lit(source_object).alias("source_object"),
        F.lit(extracted_at).alias("extracted_at"),
        F.lit(time_zone).alias("time_zone"),
        F.lit(RULE_VERSION).alias("rule_version"),
    ).createOrReplaceTempView("extraction")


def apply_steps(
    spark: SparkSession, steps: dict[str, str], keep: Callable[[str, DataFrame], DataFrame]
) -> dict[str, DataFrame]:
    """Runs the steps over the relations `raw_tickets` and `extraction`; `keep` may store what a step gives."""
    results: dict[str, DataFrame] = {}
    for step, sql in steps.items():
        results[step] = keep(step, spark.sql(sql))
        results[step].createOrReplaceTempView(step)
    return results
