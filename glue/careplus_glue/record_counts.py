"""What became of the records of an extraction."""

from typing import TypedDict

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from careplus_glue.job_fault import JobFault
from careplus_glue.manifest import TicketManifest


class RecordCounts(TypedDict):
    """`recordsIn` = `kept` + `duplicate` + `rejected`."""

    recordsIn: int
    kept: int
    duplicate: int
    rejected: int


def count_records(raw: DataFrame, judged: DataFrame, extraction: TicketManifest) -> RecordCounts:
    """Raises JobFault `raw_damaged` when the CSV no longer holds what the manifest says."""
    records = raw.count()
    if records != extraction["rowsWritten"]:
        raise JobFault(
            "raw_damaged",
            f"The raw CSV of {extraction['sourceObject']} holds {records} records, "
            f"its manifest says {extraction['rowsWritten']}; restore the files.",
        )
    row = judged.agg(F.count("*").alias("distinct"), F.count(F.when(F.col("reasons") == "", 1)).alias("kept")).collect()[0]
    return {
        "recordsIn": records,
        "kept": row["kept"],
        "duplicate": records - row["distinct"],
        "rejected": row["distinct"] - row["kept"],
    }
