"""Glue job: what is new and changed in the MySQL table becomes an extraction in the raw zone, or nothing does."""

import sys
from typing import Any

from pyspark.sql import SparkSession

from careplus_glue.extraction import Extraction
from careplus_glue.job_arguments import Arguments, JobArgument, read_jdbc_access
from careplus_glue.job_run import RUN_ARGUMENTS, run_id_of, run_job, time_of
from careplus_glue.lake import LAKE_ARGUMENTS, Lake
from careplus_glue.raw_folders import last_extraction, list_raw_folders, name_extraction
from careplus_glue.read_plan import ReadPlan
from careplus_glue.row_hashes import changed_rows, prune_hashes, read_hashes
from careplus_glue.session import prepare_session
from careplus_glue.source_columns import match_columns, new_drift
from careplus_glue.staged_rows import stage_table
from careplus_glue.ticket_census import CensusSql
from careplus_glue.ticket_source import TicketSource

ARGUMENTS = [
    *LAKE_ARGUMENTS,
    *RUN_ARGUMENTS,
    JobArgument("connection", ""),
    JobArgument("jdbc_url", ""),
    JobArgument("user", "root"),
    JobArgument("password_env", "MYSQL_PASSWORD"),
    JobArgument("table", "support_tickets"),
    JobArgument("source_sql"),
    JobArgument("overlap_minutes", "10"),
    JobArgument("connections", "0"),
    # Folder of the lake where transformations tell that they came to their end. With it, what an extraction brought
    # whose transformation did not is extracted again.
    JobArgument("manifests", ""),
]


def main(args: Arguments, spark: SparkSession) -> dict[str, Any]:
    """Returns what the extraction found; raises JobFault, and then nothing is published."""
    lake = Lake(spark, args)
    source = TicketSource.open(spark, read_jdbc_access(args), args["table"])
    prepare_session(spark, source.size_bytes)
    match = match_columns(source.names, str(source.table))
    folders = list_raw_folders(lake)
    for key in folders.leftovers:
        lake.delete(key)
    last = last_extraction(lake, folders.published, source.id, args["manifests"])
    # Another column list means other records: hashes of before say nothing, and everything counts as new.
    hashes = read_hashes(spark, lake, last["hashesKey"]) if last and last["columns"] == source.names else None
    now = time_of(args)
    run_id = run_id_of(args, now)
    extraction = Extraction(lake, source, match, name_extraction(now, run_id, folders.published), now)
    census = CensusSql.read(spark, args["source_sql"])
    plan = ReadPlan.of(source, match, last if hashes is not None else None, census)
    connections = int(args["connections"]) or source.reasonable_connections
    try:
        stage = stage_table(spark, lake, f"{extraction.draft}/rows", plan, match, connections)
        changed = stage.rows if hashes is None else changed_rows(stage.rows, hashes, plan.is_whole_table)
        outcome = {"snapshot": stage.snapshot, "drift": new_drift(match, last and last["columns"], str(source.table))}
        if changed is None or stage.is_empty:
            return {"kind": "unchanged", **outcome}
        manifest = extraction.publish(stage, changed, plan, int(args["overlap_minutes"]), last)
        # As long as this one may stay without its transformation, the next one goes on from where it did.
        going_on = [last["hashesKey"]] if last and args["manifests"] else []
        prune_hashes(lake, source.id, [manifest["hashesKey"], *going_on])
        return {"kind": "extracted", **outcome, "extraction": manifest}
    finally:
        lake.delete(extraction.draft)


if __name__ == "__main__":
    run_job("extract_tickets", sys.argv, ARGUMENTS, main)
