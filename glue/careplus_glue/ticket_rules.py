"""The row rules, applied to the records of an extraction."""

from datetime import datetime
from typing import TypedDict

from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from careplus_glue.contract import RULE_VERSION
from careplus_glue.job_fault import JobFault
from careplus_glue.manifest import TicketManifest
from careplus_glue.ticket_sql import read_steps


class RecordCounts(TypedDict):
    """`recordsIn` = `kept` + `duplicate` + `rejected`."""

    recordsIn: int
    kept: int
    duplicate: int
    rejected: int


class TicketRules:
    """Runs the steps of the ticket SQL, keeping the judged rows: what is published is read from them."""

    def __init__(self, spark: SparkSession, sql_folder: str, raw: DataFrame) -> None:
        """`raw` is the relation `raw_tickets` that the steps begin with."""
        self._spark = spark
        self._steps = read_steps(spark, sql_folder)
        self._raw = raw
        self._judged: DataFrame | None = None

    def apply(self, extraction: TicketManifest, time_zone: str) -> RecordCounts:
        """Judges every record. Raises JobFault `raw_damaged` when they are not as many as the manifest says."""
        self._extraction_view(extraction, time_zone)
        self._raw.createOrReplaceTempView("raw_tickets")
        for step in list(self._steps)[:-3]:
            self._run(step)
        self._judged = self._spark.sql(self._steps["stg_judged_tickets"]).persist(StorageLevel.MEMORY_AND_DISK)
        self._judged.createOrReplaceTempView("stg_judged_tickets")
        is_kept = F.when(F.col("reasons") == "", 1)
        row = self._judged.agg(
            F.coalesce(F.sum("copies"), F.lit(0)).alias("records"),
            F.count("*").alias("distinct"),
            F.count(is_kept).alias("kept"),
        ).collect()[0]
        if row["records"] != extraction["rowsWritten"]:
            raise JobFault(
                "raw_damaged",
                f"The raw CSV of {extraction['sourceObject']} holds {row['records']} records, "
                f"its manifest says {extraction['rowsWritten']}; restore the files.",
            )
        return {
            "recordsIn": row["records"],
            "kept": row["kept"],
            "duplicate": row["records"] - row["distinct"],
            "rejected": row["distinct"] - row["kept"],
        }

    @property
    def tickets(self) -> DataFrame:
        """The valid rows, after `apply`."""
        return self._run("tickets")

    @property
    def quarantine(self) -> DataFrame:
        """The rejected rows, after `apply`."""
        return self._run("ticket_quarantine")

    def release(self) -> None:
        """Gives back the memory."""
        if self._judged is not None:
            self._judged.unpersist()

    def _run(self, step: str) -> DataFrame:
        rows = self._spark.sql(self._steps[step])
        rows.createOrReplaceTempView(step)
        return rows

    def _extraction_view(self, extraction: TicketManifest, time_zone: str) -> None:
        self._spark.range(1).select(
            F.lit(extraction["sourceObject"]).alias("source_object"),
            F.lit(datetime.fromisoformat(extraction["extractedAt"])).alias("extracted_at"),
            F.lit(time_zone).alias("time_zone"),
            F.lit(RULE_VERSION).alias("rule_version"),
        ).createOrReplaceTempView("extraction")
