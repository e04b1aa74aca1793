"""Glue job: an extraction of the raw zone becomes processed tickets by created_date, and quarantine with reasons."""

import sys
from typing import Any

from pyspark.sql import SparkSession

from careplus_glue.contract import RULE_VERSION
from careplus_glue.job_arguments import Arguments, JobArgument
from careplus_glue.job_run import RUN_ARGUMENTS, iso_millis, run_job, time_of
from careplus_glue.lake import LAKE_ARGUMENTS, Lake
from careplus_glue.large_texts import may_hold_large_texts
from careplus_glue.manifest import read_manifest
from careplus_glue.published_parquet import Publication, publish_quarantine, publish_tickets
from careplus_glue.raw_tickets import read_raw_tickets
from careplus_glue.session import prepare_session
from careplus_glue.side_by_side import both
from careplus_glue.ticket_rules import TicketRules
from careplus_glue.time_zone import check_time_zone

ARGUMENTS = [
    *LAKE_ARGUMENTS,
    *RUN_ARGUMENTS,
    JobArgument("source_object"),
    JobArgument("sql"),
    JobArgument("time_zone", "UTC"),
    # Folder of the lake where the loader is told of the transformation; without it nobody is.
    JobArgument("manifests", ""),
]

# The raw zone's objects never change, so an extraction has one version.
SOURCE_VERSION = "1"


def main(args: Arguments, spark: SparkSession) -> dict[str, Any]:
    """Returns what was counted and published; raises JobFault before anything is."""
    lake = Lake(spark, args)
    check_time_zone(args["time_zone"])
    extraction = read_manifest(lake, args["source_object"])
    raw_bytes = sum(part["sizeBytes"] for part in extraction["parts"])
    prepare_session(spark, raw_bytes)
    run = extraction["runId"]
    draft = f"tmp/transform-{run}"
    # What a run that was killed has left would keep every later one from writing.
    lake.delete(draft)
    rules = TicketRules(spark, args["sql"], read_raw_tickets(spark, lake, extraction))
    # Where nobody loads into Redshift, nothing has to be spared large texts.
    is_for_redshift = args["manifests"] != ""
    to = Publication(lake, run, draft, is_for_redshift and may_hold_large_texts(extraction["parts"]))
    try:
        counts = rules.apply(extraction, args["time_zone"])
        processed, quarantine = both(
            lambda: publish_tickets(to, rules.tickets) if counts["kept"] else [],
            lambda: publish_quarantine(to, rules.quarantine) if counts["rejected"] else [],
        )
    finally:
        rules.release()
        lake.delete(draft)
    outcome = {
        "sourceObject": extraction["sourceObject"],
        "counts": counts,
        "bytesRead": raw_bytes,
        "ruleVersion": RULE_VERSION,
        "transformedAt": iso_millis(time_of(args)),
        "processedKeys": processed,
        "quarantineKeys": quarantine,
    }
    if args["manifests"]:
        # Read by runtime/load/transform-manifest.ts; last, so that it stands for a whole transformation.
        described = {"formatVersion": 1, "dataset": "tickets", "sourceVersion": SOURCE_VERSION, "firstByte": 0}
        lake.write_json(f"{args['manifests']}/{run}.json", described | outcome)
    return outcome


if __name__ == "__main__":
    run_job("transform_tickets", sys.argv, ARGUMENTS, main)
