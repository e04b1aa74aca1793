"""Glue job: an extraction of the raw zone becomes processed tickets by created_date, and quarantine with reasons."""

import sys
from datetime import datetime
from typing import Any

from careplus_glue.contract import RULE_VERSION
from careplus_glue.job_arguments import Arguments, JobArgument
from careplus_glue.job_run import RUN_ARGUMENTS, iso_millis, run_job, time_of
from careplus_glue.lake import LAKE_ARGUMENTS, Lake
from careplus_glue.manifest import read_manifest
from careplus_glue.published_parquet import publish_quarantine, publish_tickets
from careplus_glue.raw_tickets import read_raw_tickets
from careplus_glue.record_counts import count_records
from careplus_glue.session import prepare_session
from careplus_glue.ticket_sql import apply_steps, extraction_view, read_steps
from careplus_glue.time_zone import check_time_zone
from pyspark.sql import DataFrame, SparkSession

ARGUMENTS = [
    *LAKE_ARGUMENTS,
    *RUN_ARGUMENTS,
    JobArgument("source_object"),
    JobArgument("sql"),
    JobArgument("time_zone", "UTC"),
]
# Later steps read these more than once.
STORED_STEPS = {"stg_judged_tickets"}


def main(args: Arguments, spark: SparkSession) -> dict[str, Any]:
    """Returns what was counted and published; raises JobFault before anything is."""
    lake = Lake(spark, args)
    check_time_zone(args["time_zone"])
    extraction = read_manifest(lake, args["source_object"])
    raw_bytes = sum(part["sizeBytes"] for part in extraction["parts"])
    prepare_session(spark, raw_bytes)
    draft = f"tmp/transform-{extraction['runId']}"

    def store(name: str, rows: DataFrame) -> DataFrame:
        rows.write.mode("overwrite").parquet(lake.uri(f"{draft}/{name}"))
        return spark.read.schema(rows.schema).parquet(lake.uri(f"{draft}/{name}"))

    try:
        raw = store("raw_tickets", read_raw_tickets(spark, lake, extraction))
        raw.createOrReplaceTempView("raw_tickets")
        extracted_at = datetime.fromisoformat(extraction["extractedAt"])
        extraction_view(spark, extraction["sourceObject"], extracted_at, args["time_zone"])
        steps = read_steps(spark, args["sql"])
        results = apply_steps(spark, steps, lambda step, rows: store(step, rows) if step in STORED_STEPS else rows)
        counts = count_records(raw, results["stg_judged_tickets"], extraction)
        run = extraction["runId"]
        rejected, kept = counts["rejected"] > 0, counts["kept"] > 0
        quarantine = results["ticket_quarantine"]
        quarantine_keys = [publish_quarantine(lake, quarantine, run, f"{draft}/quarantine")] if rejected else []
        processed_keys = publish_tickets(lake, results["tickets"], run, f"{draft}/processed") if kept else []
    finally:
        lake.delete(draft)
    return {
        "sourceObject": extraction["sourceObject"],
        "counts": counts,
        "bytesRead": raw_bytes,
        "ruleVersion": RULE_VERSION,
        "transformedAt": iso_millis(time_of(args)),
        "processedKeys": processed_keys,
        "quarantineKeys": quarantine_keys,
    }


if __name__ == "__main__":
    run_job("transform_tickets", sys.argv, ARGUMENTS, main)
